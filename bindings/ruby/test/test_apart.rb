# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "helper"

# Figures taken apart: units, movements, facts, cohorts, causes, contributions, concentration.
class TestApart < NrrTest
  def setup
    skip "the headers do not take figures apart" unless NRR::C::FUNCTIONS.key?(:nrr_snapshot_units)
  end

  def query
    @query ||= NRR::Query.new(periods: YEAR)
  end

  def snapshot
    @snapshot ||= begin
      story.append(customer: "acme", line: "x", time: Date.new(2024, 4, 1), kind: :new, amount: 700, reason: 2000)
      story.snapshot
    end
  end

  def test_the_units_of_a_figure_sum_to_it
    report = snapshot.report(query)
    %i[opening closing expansion churn units_opening retained].each do |name|
      assert_equal report.column(name).first, snapshot.units(query, name).column(:amount).sum, name
    end
    rows = snapshot.units(query, :opening).map { |row| row.values_at(:customer, :amount, :line) }
    assert_equal [["acme", 250_000, nil], ["globex", 100_000, nil]], rows
    ratio = report.rate(0, :nrr)
    assert_equal ratio.numerator, snapshot.units(query, rate: :nrr).column(:amount).sum
    assert_equal ratio.denominator, snapshot.units(query, rate: :nrr, denominator: true).column(:amount).sum
    assert_equal [[50_000], [700]],
                 %i[seats host_sum].map { |reason| snapshot.units(query, :reason_gain, reason: reason).column(:amount) }
    assert_equal 2, snapshot.units(query, :churn, all: true).size
    page = snapshot.units(query, :opening, first: 1, count: 1)
    assert_equal [1, 2, ["globex"]], [page.size, page.total, page.keys(:customer)]
    refuses(/measure/, ArgumentError) { snapshot.units(query) }
    refuses(/measure/, ArgumentError) { snapshot.units(query, :openings) }
    refuses(/row/, ArgumentError) { snapshot.units(query, :opening, row: -1) }
    refuses(/ROW/, IndexError) { snapshot.units(query, :opening, row: 7) }
    refuses(/query/, TypeError) { snapshot.units(YEAR, :opening) }
  end

  def test_movements_and_facts_of_a_unit
    rows = snapshot.movements("globex").map { |row| row.values_at(:class, :before, :after) }
    assert_equal [[:new, 0, 100_000], [:churn, 100_000, 0], [:reactivation, 0, 80_000]], rows
    may = { from: Date.new(2024, 5, 1), to: Date.new(2024, 6, 1) }
    assert_equal [1, 1], [snapshot.movements("globex", **may).size, snapshot.facts("globex", **may).size]
    assert_equal %w[n2 c1 r1], snapshot.facts("globex").keys(:id)
    by_line = NRR::Query.new(unit: :line)
    assert_equal [700], snapshot.movements("acme", "x", query: by_line).column(:after)
    refuses(/nobody/, KeyError) { snapshot.movements("nobody") }
    refuses(/from, to/, ArgumentError) { snapshot.facts("acme", from: 5) }
  end

  def test_cohorts
    table = snapshot.cohorts([Date.new(2024, 1, 1), Date.new(2024, 2, 1), Date.new(2024, 3, 1), Date.new(2024, 4, 1)])
    assert_equal [[0, 0, 2, 350_000, 350_000], [0, 1, 2, 350_000, 350_000], [0, 2, 2, 400_000, 350_000]],
                 table.first(3).map { |row| row.values_at(:cohort, :age, :units, :revenue, :retained) }
    assert_equal [8/7r, 1], [table.rate(2, :nrr).to_r, table.rate(2, :grr).to_r]
    refuses(/ROW/, IndexError) { table.rate(99, :nrr) }
    refuses(/row -1/, IndexError) { table.rate(-1, :nrr) }
    refuses(/RATE/, ArgumentError) { table.rate(0, :arpa) }
    refuses(/EDGES/, ArgumentError) { snapshot.cohorts([5]) }
    refuses(/edges/, TypeError) { snapshot.cohorts(5) }
  end

  def test_definitions_are_reconciled
    table = snapshot.reconcile(query, :nrr, :nrr_cohort_no_return)
    assert_equal 80_000, table.column(:amount).sum
    assert_equal [[:return, 1]], table.reject { |row| row[:amount].zero? }.map { |row| row.values_at(:cause, :units) }
    assert_equal ["globex"], snapshot.reconcile_units(query, :nrr, :nrr_cohort_no_return, :return).keys(:customer)
    assert_equal 80_000, snapshot.reconcile_units(query, :nrr, :nrr_cohort_no_return).column(:amount).sum
    refuses(/RATE/, ArgumentError) { snapshot.reconcile(query, :nrr, :grr) }
    refuses(/cause/, ArgumentError) { snapshot.reconcile_units(query, :nrr, :nrr_ex_price, :bad_luck) }
  end

  def test_contributions_add_up
    report = snapshot.report(query)
    table = report.contributions(0)
    ratio = report.rate(0, :nrr)
    assert_equal ratio.numerator - ratio.denominator, table.column(:amount).sum
    parts = NRR.round_parts(table.column(:amount), ratio.denominator, 2)
    assert_equal NRR::Ratio.new(table.column(:amount).sum, ratio.denominator).round(2), parts.sum
    assert_equal [34/100r, 33/100r, 33/100r], NRR.round_parts([1, 1, 1], 3, 2)
    assert_equal [[], [nil]], [NRR.round_parts([], 3), NRR.round_parts([0], 0)]
    refuses(/row/, IndexError) { report.contributions(1) }
    refuses(/parts/, ArgumentError) { NRR.round_parts([1], -1) }
    refuses(/parts, row 1/, TypeError) { NRR.round_parts([1, 1.5], 3) }
    table.close
    refuses(/closed/, NRR::ClosedError) { table.size }
  end

  def test_concentration
    rows = snapshot.concentration(query, 1).to_h { |row| [row[:figure], row] }
    assert_equal [250_000, 350_000, :ok], rows[:opening_share].values_at(:numerator, :denominator, :status)
    assert_equal "globex", rows[:median][:customer]
    refuses(/top/, ArgumentError) { snapshot.concentration(query, -1) }
  end
end
