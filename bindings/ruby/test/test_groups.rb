# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "helper"

# Groups, and reports of parts, of several queries, merged and refreshed.
class TestGroups < NrrTest
  def setup
    skip "the headers have no groups" unless NRR::C::FUNCTIONS.key?(:nrr_ledger_assign)
  end

  # acme is large, and globex is small from April on.
  def grouped
    @grouped ||= story.tap do |made|
      made.assign(dimension: "segment", customer: "acme", time: Date.new(2024, 1, 1), value: "large")
      made.assign(dimension: "segment", customer: ["globex"], time: [Date.new(2024, 4, 1)], value: ["small"], sequence: [7])
    end
  end

  def rows(report)
    report.map { |row| [*row.groups.map(&:to_a), row[:closing].to_i] }
  end

  def test_a_row_for_each_group_and_the_total
    report = grouped.report(step: :month, from: Date.new(2024, 3, 1), to: Date.new(2024, 5, 1), by: ["segment"])
    assert_equal [4, 8], [report.group_count, report.size]
    assert_equal [
      [[:value, "large"], 3000], [[:value, "small"], 0], [[:unassigned, nil], 1000], [[:total, nil], 4000],
      [[:value, "large"], 3000], [[:value, "small"], 1000], [[:unassigned, nil], 0], [[:total, nil], 4000]
    ], rows(report)
    refuses(/row/, IndexError) { report.groups_of(8) }
    plain = grouped.report(periods: YEAR)
    assert_equal [1, []], [plain.group_count, plain.first.groups]
  end

  def test_groups_are_taken_apart
    skip "the headers do not take figures apart" unless NRR::C::FUNCTIONS.key?(:nrr_snapshot_units)
    snapshot = grouped.snapshot
    query = NRR::Query.new(periods: YEAR, by: ["segment"])
    assert_equal [["acme"], [], ["globex"], %w[acme globex]],
                 (0..3).map { |row| snapshot.units(query, :opening, row: row).keys(:customer) }
    assert_equal [[], ["globex"]],
                 [0, 2].map { |row| snapshot.reconcile_units(query, :nrr, :nrr_cohort_no_return, row: row).keys(:customer) }
    assert_equal 250_000, snapshot.concentration(query, 1, row: 0).first[:denominator]
    refuses(/ROW/, IndexError) { snapshot.units(query, :opening, row: 4) }
  end

  def test_cohorts_of_groups
    skip "the headers have no cohorts" unless NRR::C::FUNCTIONS.key?(:nrr_snapshot_cohorts)
    table = grouped.snapshot.cohorts([Date.new(2024, 1, 1), Date.new(2024, 2, 1), Date.new(2024, 3, 1)],
                                     NRR::Query.new(by: ["segment"]))
    assert_equal [[:value, "large", nil, 250_000], [:value, "small", nil, 0],
                  [:unassigned, nil, nil, 100_000], [:total, nil, nil, 350_000]],
                 table.each_slice(3).map { |rows| rows.first.values_at(:group_kind, :value, :second_value, :revenue) }
  end

  def test_groups_are_counted_without_a_report
    skip "the headers do not count groups" unless NRR::C::FUNCTIONS.key?(:nrr_snapshot_groups)
    snapshot = grouped.snapshot
    assert_equal [4, 1], [NRR::Query.new(by: ["segment"]), NRR::Query.new].map { |query| snapshot.group_count(query) }
    refuses(/query/, TypeError) { snapshot.group_count(nil) }
  end

  def test_two_dimensions_are_pairs
    grouped.assign(dimension: 5, customer: "acme", time: 0, value: "\xff".b)
    report = grouped.report(periods: YEAR, by: ["segment", 5])
    assert_equal [[:value, "large"], [:value, "\xff".b]], report.first.groups.map(&:to_a)
    refuses(/dimension/, ArgumentError) { NRR::Query.new(by: %w[segment segment]) }
    refuses(/dimension/, ArgumentError) { NRR::Query.new(by: %w[a b c]) }
    refuses(/by/, TypeError) { NRR::Query.new(by: "segment") }
    refuses(/dimension/, TypeError) { NRR::Query.new(by: [1.5]) }
    refuses(/dimension/, RangeError) { NRR::Query.new(by: [2**63]) }
  end

  def test_a_value_is_taken_back
    grouped.assign(dimension: "segment", customer: "acme", time: Date.new(2024, 2, 1), value: nil)
    report = grouped.report(periods: [[Date.new(2024, 3, 1), Date.new(2024, 4, 1)]], by: ["segment"])
    assert_equal [[:unassigned, 3500], [:total, 3500]],
                 report.reject { |row| row[:opening].zero? }.map { |row| [row.groups[0].kind, row[:opening].to_i] }
  end

  def test_assignments_that_contradict_each_other_are_findings
    grouped.assign(dimension: "segment", customer: "acme", time: Date.new(2024, 1, 1), value: "small")
    found = grouped.snapshot.findings.reject { |row| row[:dimension].nil? }
    assert_equal [%w[acme segment]], found.map { |row| row.values_at(:customer, :dimension) }
  end

  def test_a_bad_assignment_is_refused_by_name
    good = { dimension: "d", customer: "acme", time: 5, value: "v" }
    {
      { dimension: 1.5 } => TypeError, { customer: ["a", nil] } => ArgumentError, { time: "now" } => TypeError,
      { value: true } => TypeError, { sequence: -1 } => RangeError, { flags: 64 } => ArgumentError, { plan: 1 } => ArgumentError
    }.each { |bad, error| refuses(/#{bad.keys.first}/, error) { grouped.assign(**good, **bad) } }
    refuses(/rows/, ArgumentError) { grouped.assign(**good, time: [1, 2], value: %w[a b c]) }
  end

  def test_rows_of_assignments
    made = NRR::C::NrrAssignment.new
    made[:dimension] = grouped.key(:dimension, "size")
    made[:customer] = grouped.key(:customer, "acme")
    made[:value] = grouped.key(:value, "xl")
    assert_equal 1, grouped.assign_rows(made.pointer.read_bytes(made.size))
    assert_equal "xl", grouped.report(periods: YEAR, by: ["size"]).first.groups[0].key
    made[:dimension] = 99
    error = refuses(/row 0, dimension/, NRR::RefusedError) { grouped.assign_rows(made.pointer.read_bytes(made.size)) }
    assert_equal [0, :dimension], [error.row, error.field]
  end

  def test_parts_merge_to_the_whole
    grouped.append_columns(**NEW, customer: (1..50).to_a, time: Date.new(2024, 2, 1))
    snapshot = grouped.snapshot
    whole = snapshot.report(periods: YEAR, by: ["segment"])
    parts = Array.new(3) { |part| snapshot.report(periods: YEAR, by: ["segment"], part: [part, 3]) }
    assert_equal rows(whole), rows(NRR::Report.merge(parts))
    query = NRR::Query.new(periods: YEAR, part: [2, 3])
    assert_equal [[2, 3], [0, 1]], [query.part, NRR::Query.new.part]
    refuses(/reports/, ArgumentError) { NRR::Report.merge(parts + parts.first(1)) }
    refuses(/reports/, ArgumentError) { NRR::Report.merge([whole, snapshot.report(periods: [[0, 1]])]) }
    refuses(/digits/, ArgumentError) { NRR::Report.merge([whole, NRR::Ledger.new.report(periods: YEAR)]) }
    [[], [1], nil].each { |bad| refuses(/reports/, TypeError) { NRR::Report.merge(bad) } }
    [[3, 3], [-1, 3], [0, 0]].each { |bad| refuses(/part/, ArgumentError) { query.part = bad } }
    refuses(/part/, TypeError) { query.part = 5 }
  end

  def test_several_queries_in_one_pass
    queries = [NRR::Query.new(periods: YEAR), NRR::Query.new(periods: [[0, 1], [1, 2]])]
    snapshot = story.snapshot
    reports = snapshot.reports(queries)
    assert_equal [1, 2], reports.map(&:size)
    assert_equal snapshot.report(queries[0]).column(:closing), reports[0].column(:closing)
    assert_equal [], snapshot.reports([])
    refuses(/query/, TypeError) { snapshot.reports([nil]) }
    queries[1].close
    refuses(/closed/, NRR::ClosedError) { snapshot.reports(queries) }
  end

  def test_a_report_is_refreshed
    before = story.snapshot
    reports = [before.report(periods: YEAR), before.report(periods: YEAR, measures: [:closing])]
    story.append(customer: "late", time: Date.new(2024, 7, 1), kind: :new, amount: 500)
    after = story.snapshot
    assert_equal [3805, 3805], NRR::Report.refresh(reports, before, after).map { |report| report.first[:closing] }
    refuses(/reports/, ArgumentError) { NRR::Report.refresh(reports, before, NRR::Ledger.new.snapshot) }
    reports[0].close
    refuses(/closed/, NRR::ClosedError) { NRR::Report.refresh(reports, before, after) }
  end
end
