# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "helper"

class TestReport < NrrTest
  def test_a_monthly_series
    assert_equal 5, months.size
    assert_equal %w[2024-02 2024-03 2024-04 2024-05 2024-06], months.map { |row| row.from.strftime("%Y-%m") }
    assert_equal Time.utc(2024, 3), months.first.to
    assert_equal [350_000, 350_000, 400_000, 400_000, 300_000], months.column(:opening)
    assert_equal [350_000, 400_000, 400_000, 300_000, 380_000], months.column("closing")
    starts, ends = months.periods
    assert_equal starts.drop(1), ends[0..-2]
    assert_equal [1, 8/7r, 1, 3/4r, 1], months.rates(:nrr).map(&:to_r)
    assert_equal [100, 1143/10r, 100, 75, 100], months.map { |row| row.rate(:nrr).percent }
  end

  def test_rows
    row = months[-1]
    assert_equal [3000r, 3800r, 1], [row[:opening], row[:closing], row[:units_reactivated]]
    assert_equal "#<NRR::Row 2024-06-01...2024-07-01>", row.inspect
    assert_nil months[5]
    assert_nil months[-6]
    assert_equal 5, months.each.size
    refuses(/opening/, IndexError) { months.value(5, :opening) }
    refuses(/row -1/, IndexError) { months.value(-1, :opening) }
    refuses(/row/, TypeError) { months.value("0", :opening) }
    refuses(/nrr/, IndexError) { months.rate(7, :nrr) }
    refuses(/row/, IndexError) { months.period(5) }
  end

  def test_flags_follow_the_coverage
    story.coverage = [Date.new(2024, 3, 1), Date.new(2024, 5, 1)]
    report = story.report(step: :month, from: Date.new(2024, 2, 1), to: Date.new(2024, 6, 1))
    assert_equal [[:incomplete], [], [], [:partial]], report.flags
    assert_equal report.flags, report.map(&:flags)
    assert_equal [[:empty]], NRR::Ledger.new.report(periods: [[0, 1]]).flags
  end

  def test_averages
    assert_equal 857_143/1_000_000r, months.average(:nrr, digits: 6)
    assert_equal 9786/10_000r, months.average(:nrr, :mean, digits: 4)
    assert_equal 9723/10_000r, months.average(:nrr, :weighted, digits: 4, rounding: :up)
    assert_nil NRR::Ledger.new.report(periods: [[0, 1]]).average(:nrr)
    refuses(/average/, ArgumentError) { months.average(:nrr, :median) }
    refuses(/DIGITS/, ArgumentError) { months.average(:nrr, digits: 19) }
  end

  def test_what_was_not_asked_for_is_not_there
    report = story.report(periods: YEAR, measures: [:opening], rates: [:logo_churn])
    assert_equal %i[opening units_opening units_churned], report.measures
    refuses(/closing/, NRR::NotAskedError) { report.column(:closing) }
    refuses(/grr/, KeyError) { report.rates(:grr) }
    refuses(/grr/, KeyError) { report.rate(0, :grr) }
    refuses(/reason_gain, reason seats/, KeyError) { report.reason(:reason_gain, :seats) }
    assert_equal %i[from to opening units_opening units_churned nrr], report.to_h.keys + [:nrr]
  end

  def test_a_bad_measure_or_rate_is_named
    refuses(/measure/, ArgumentError) { months.column(:openings) }
    refuses(/99/, ArgumentError) { months.column(99) }
    refuses(/rate/, ArgumentError) { months.rates("NRR") }
    refuses(/measure/, TypeError) { months.column(nil) }
    refuses(/reason_gain/, ArgumentError) { months.column(:reason_gain) }
  end

  def test_reasons
    story.append(customer: "acme", time: Date.new(2024, 7, 1), kind: :expansion, amount: 11, reason: 2001)
    report = story.report(periods: YEAR, reasons: [2000, 2001])
    assert_equal [[50_000], [11], [11], [0]],
                 [:seats, :host_sum, 2001].map { |reason| report.reason(:reason_gain, reason) } + [report.reason(:reason_loss, 2000)]
    refuses(/reason/, ArgumentError) { story.report(periods: YEAR, reasons: [5]) }
  end

  def test_the_identities_hold
    assert_equal 24, months.check
    assert_equal 0, months.findings
  end

  def test_the_whole_report
    columns = months.to_h(measures: [:opening], rates: [:nrr])
    assert_equal %i[from to opening nrr], columns.keys
    assert_equal Time.utc(2024, 2), columns[:from].first
    assert_equal 41, months.to_h.size
  end

  # --- queries ---

  def test_a_query_says_what_it_asks
    query = NRR::Query.new(periods: [Date.new(2024, 1, 1)...Date.new(2025, 1, 1)], unit: :line, expiry: 30r,
                           time_unit: :milliseconds)
    assert_equal [:line, 30_000, :milliseconds], [query.unit, query.expiry, query.time_unit]
    query.unit = :parent
    query.expiry = nil
    assert_equal [:parent, nil], [query.unit, query.expiry]
  end

  def test_expiry_makes_a_late_return_new
    assert_equal 800, story.report(periods: YEAR, expiry: 5 * 86_400).first[:new]
    assert_equal 800, story.report(periods: YEAR, expiry: 60 * 86_400).first[:reactivation]
  end

  def test_windows_edges_and_columns_of_periods
    report = story.report(step: :month, from: Date.new(2024, 5, 1), to: Date.new(2024, 7, 1), window: 3)
    assert_equal ["2024-03-01", "2024-04-01"], report.map { |row| row.from.strftime("%F") }
    edges = [Date.new(2024, 1, 1), Date.new(2024, 2, 1), Date.new(2024, 3, 1), Time.utc(2024, 4)]
    query = NRR::Query.new.add_edges(edges, window: 2).add_periods(edges[0, 2], edges[1, 2]).add_period(0, 5)
    assert_equal 5, story.report(query).size
    fiscal = NRR::Query.new.add_steps(:year, Date.new(2024, 5, 1), Date.new(2024, 6, 1), first_month: 4)
    assert_equal Time.utc(2024, 4), story.report(fiscal).first.from
  end

  def test_a_bad_query_is_refused_by_name
    {
      { unit: :user } => ArgumentError, { unit: 9 } => ArgumentError, { expiry: -1 } => ArgumentError,
      { expiry: "5" } => TypeError, { expiry: 2**63 } => RangeError, { measures: :opening } => TypeError,
      { measures: [:open] } => ArgumentError, { rates: [:n] } => ArgumentError, { rates: 5 } => TypeError,
      { reasons: [:seats] } => ArgumentError, { time_unit: :hours } => ArgumentError, { time_unit: 9 } => ArgumentError,
      { periods: [[5, 5]] } => ArgumentError, { periods: [[5, nil]] } => TypeError, { periods: [5..6] } => TypeError
    }.each do |options, error|
      refuses(/#{options.keys.first.to_s.delete_suffix('s')}|to:/, error) { NRR::Query.new(**options) }
    end
    query = NRR::Query.new
    refuses(/edges/, ArgumentError) { query.add_edges([3, 2]) }
    refuses(/window/, ArgumentError) { query.add_edges([1, 2], window: 5) }
    refuses(/window/, ArgumentError) { query.add_edges([1, 2], window: 0) }
    refuses(/window/, TypeError) { query.add_edges([1, 2], window: "1") }
    refuses(/edges, row 1/, TypeError) { query.add_edges([1, nil]) }
    refuses(/edges/, TypeError) { query.add_edges(5) }
    refuses(/ends: has 2 rows, and starts has 1/, ArgumentError) { query.add_periods([1], [2, 3]) }
    refuses(/step/, ArgumentError) { query.add_steps(:moon, 0, 10) }
    refuses(/window/, ArgumentError) { query.add_steps(:month, 0, 10, window: 0) }
    refuses(/PERIODS/, ArgumentError) { ledger.report(query) }
  end

  def test_arguments_of_a_report_go_together
    query = NRR::Query.new(periods: YEAR)
    refuses(/query/, ArgumentError) { story.report(query, unit: :line) }
    refuses(/query/, TypeError) { story.report("month") }
    refuses(/step/, ArgumentError) { story.report(step: :month) }
    refuses(/step/, ArgumentError) { story.report(from: Date.new(2024, 1, 1)) }
    refuses(/time_unit/, ArgumentError) { story.report(NRR::Query.new(periods: YEAR, time_unit: :days)) }
  end

  # --- snapshots ---

  def test_a_snapshot_is_what_was_there
    story.snapshot do |before|
      story.append(customer: "late", time: Date.new(2024, 2, 1), kind: :new, amount: 1)
      assert_equal 2, before.report(periods: YEAR) { |report| report.first[:units_closing] }
      assert_equal [:seconds, 2, 2, "globex"],
                   [before.time_unit, before.digits, before.find(:customer, "globex"), before.key_of(:customer, 2)]
      refuses(/late/, KeyError) { before.find(:customer, "late") }
      refuses(/7/, KeyError) { before.find(:customer, 7) }
    end
    assert_equal 3, story.report(periods: YEAR).first[:units_closing]
    assert_equal 0, story.snapshot.as_known(Date.new(2024, 6, 30)).report(periods: YEAR).first[:churn]
  end

  def test_a_restatement_is_explained
    table = story.snapshot.restatement(Date.new(2024, 5, 1), Date.new(2024, 6, 1),
                                       known_from: Date.new(2024, 6, 1), known_to: Date.new(2024, 8, 1))
    assert_equal [1, 1], [table.size, table.total]
    row = table.first
    assert_equal ["globex", "c1", 1, :churn, :voluntary], row.values_at(:customer, :id, :change, :kind, :reason)
    assert_equal [Time.utc(2024, 5, 20), Time.utc(2024, 7, 1)], row.values_at(:time, :known)
    refuses(/KNOWN/, ArgumentError) { story.snapshot.restatement(1, 2, known_from: 5, known_to: 5) }
  end

  def test_findings_are_counted_and_listed
    2.times { story.append(customer: "acme", time: Date.new(2024, 8, 1), kind: :new, amount: 5, id: 99, line: "x") }
    story.append(customer: "acme", time: Date.new(2024, 9, 1), kind: :contraction, amount: 50, line: "x", sequence: 2**64 - 1)
    snapshot = story.snapshot
    assert_equal [1, 1], [snapshot.finding_count(:negative_level), snapshot.finding_count(:duplicate)]
    assert_equal story.report(periods: YEAR).findings, snapshot.finding_count
    rows = snapshot.findings.to_h { |row| [row[:rule], row] }
    assert_equal [45, "x", nil, nil, 2**64 - 1], rows[:negative_level].values_at(:excess, :line, :id, :known, :sequence)
    assert_equal 99, rows[:duplicate][:id]
    page = snapshot.findings(first: 1, count: 1)
    assert_equal [snapshot.findings.to_a[1]], page.to_a
    assert_equal [], snapshot.findings(first: 99).to_a
    refuses(/first/, ArgumentError) { snapshot.findings(first: -1) }
    refuses(/count/, TypeError) { snapshot.findings(count: "1") }
    refuses(/rule/, ArgumentError) { snapshot.finding_count(:wrong) }
    story.strict = true
    assert story.strict?
    refuses(/FINDINGS/, NRR::FindingsError) { story.report(periods: YEAR) }
  end

  def test_stale_customers
    table = story.snapshot.stale(Date.new(2024, 12, 1), 200 * 86_400r)
    assert_equal [["acme", 300_000]], table.map { |row| row.values_at(:customer, :level) }
    assert_equal [%i[time customer level], [300_000], ["acme"]], [table.fields, table.column(:level), table.keys(:customer)]
    assert_equal "#<NRR::Table 1 of 1 rows>", table.inspect
    refuses(/amount/, NRR::NotAskedError) { table.column(:amount) }
    refuses(/field/, ArgumentError) { table.keys(:level) }
    refuses(/longer_than/, TypeError) { story.snapshot.stale(5, nil) }
    refuses(/OPTION_VALUE/, ArgumentError) { story.snapshot.stale(5, -1) }
  end

  def test_overflow_is_no_wrong_number
    ledger.append_columns(customer: %w[a b c], time: 0, kind: :new, amount: 2**62)
    refuses(/OVERFLOW/, RangeError) { ledger.report(periods: [[0, 1]]) }
  end
end
