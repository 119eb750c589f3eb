# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "helper"
require "English"
require "bigdecimal"
require "timeout"

class TestLedger < NrrTest
  def test_a_ledger_has_the_options_that_it_is_made_with
    made = NRR::Ledger.new(time_unit: :days, digits: 0, strict: true, coverage: [Date.new(2020, 1, 1), Time.utc(2024)],
                           hash_seed: -7)
    assert_equal [:days, 0, true, [Time.utc(2020), Time.utc(2024)]],
                 [made.time_unit, made.digits, made.strict?, made.coverage]
    assert_equal [:seconds, nil, false, [nil, nil]],
                 NRR::Ledger.open { |plain| [plain.time_unit, plain.digits, plain.strict?, plain.coverage] }
  end

  def test_the_library_knows_the_unit_of_time
    value = FFI::MemoryPointer.new(:int64)
    made = NRR::Ledger.new(time_unit: :days)
    made.use { |handle| NRR::Status.check(NRR::C.nrr_ledger_get(handle, NRR::CODES[:ledger_option][:time_unit], value)) }
    assert_equal 1, value.read_int64
  end

  def test_a_bad_option_is_named
    {
      { time_unit: :weeks } => ArgumentError, { time_unit: 1.5 } => TypeError, { digits: 19 } => ArgumentError,
      { digits: "2" } => TypeError, { hash_seed: 2**64 } => RangeError, { hash_seed: "x" } => TypeError,
      { coverage: [5, 5] } => ArgumentError, { coverage: 5 } => TypeError, { coverage: ["x", nil] } => TypeError
    }.each { |options, error| refuses(/#{options.keys.first}/, error) { NRR::Ledger.new(**options) } }
  end

  def test_a_refused_coverage_leaves_the_old_one
    ledger.coverage = [1, 5]
    refuses(/coverage/, ArgumentError) { ledger.coverage = [5, 1] }
    assert_equal [Time.at(1), Time.at(5)], ledger.coverage
    ledger.coverage = [nil, nil]
    assert_equal [nil, nil], ledger.coverage
  end

  def test_counters
    assert_equal [5, 2], story.counters.values_at(:facts, :customers)
    assert_equal Time.utc(2024, 6, 15).to_i, story.counter(:last_time)
    assert_nil ledger.counter(:first_time)
    refuses(/counter/, ArgumentError) { story.counter(:flacts) }
    assert_equal "#<NRR::Ledger 5 facts>", story.inspect
  end

  def test_parents_roll_customers_up
    story.set_parents("acme" => "group", "globex" => "group")
    assert_equal "group", story.parent("acme")
    assert_equal 1, story.report(periods: YEAR, unit: :parent).first[:units_opening]
    story.set_parents("acme" => nil)
    assert_nil story.parent("acme")
    error = refuses(/row 1, .*ancestor/, NRR::RefusedError) { story.set_parents("a" => "b", "b" => "a") }
    assert_equal [1, :e_cycle], [error.row, error.code]
    refuses(/nobody/, KeyError) { story.parent("nobody") }
    refuses(/parents/, TypeError) { story.set_parents([]) }
    refuses(/parent/, TypeError) { story.set_parents("a" => 1.5) }
  end

  # --- handles ---

  def calls
    {
      story => %i[size counters snapshot strict? coverage inspect].map { |name| ->(x) { x.public_send(name) } }[0..-2] + [
        ->(x) { x.append(**NEW) }, ->(x) { x.append_rows("") }, ->(x) { x.void("x") }, ->(x) { x.key(:customer, 1) },
        ->(x) { x.keys(:customer, [1]) }, ->(x) { x.find(:customer, 1) }, ->(x) { x.key_of(:customer, 1) },
        ->(x) { x.set_parents({}) }, ->(x) { x.parent("acme") }, ->(x) { x.report(periods: YEAR) },
        ->(x) { x.strict = true }, ->(x) { x.coverage = [nil, nil] }
      ],
      story.snapshot => [
        ->(x) { x.as_known(5) }, ->(x) { x.report(periods: YEAR) }, ->(x) { x.finding_count }, ->(x) { x.findings },
        ->(x) { x.restatement(1, 2, known_from: 1, known_to: 2) }, ->(x) { x.stale(5, 5) }, ->(x) { x.find(:customer, 1) },
        ->(x) { x.key_of(:customer, 1) }
      ],
      NRR::Query.new => [
        ->(x) { x.add_period(1, 2) }, ->(x) { x.add_periods([1], [2]) }, ->(x) { x.add_edges([1, 2]) },
        ->(x) { x.add_steps(:day, 1, 2) }, ->(x) { x.add_measure(:opening) }, ->(x) { x.add_rate(:nrr) },
        ->(x) { x.add_reason(2000) }, ->(x) { x.unit }, ->(x) { x.expiry }, ->(x) { x.unit = :line }, ->(x) { x.expiry = nil },
        ->(x) { ledger.report(x) }
      ],
      months => [
        ->(x) { x.size }, ->(x) { x.to_a }, ->(x) { x[0] }, ->(x) { x.period(0) }, ->(x) { x.periods }, ->(x) { x.flags },
        ->(x) { x.flags_of(0) }, ->(x) { x.column(:opening) }, ->(x) { x.reason(:reason_gain, :seats) },
        ->(x) { x.value(0, :opening) }, ->(x) { x.rate(0, :nrr) }, ->(x) { x.rates(:nrr) }, ->(x) { x.average(:nrr) },
        ->(x) { x.findings }, ->(x) { x.check }, ->(x) { x.measures }, ->(x) { x.to_h }
      ],
      story.snapshot.stale(Date.new(2024, 12, 1), 0) => [
        ->(x) { x.size }, ->(x) { x.to_a }, ->(x) { x.total }, ->(x) { x.fields }, ->(x) { x.column(:level) },
        ->(x) { x.keys(:customer) }
      ]
    }
  end

  def test_a_closed_handle_raises_in_every_call
    calls.each do |handle, each|
      2.times { handle.close }
      assert handle.closed?
      each.each { |call| refuses(/closed/, NRR::ClosedError) { call.call(handle) } }
    end
    assert_equal ["#<NRR::Ledger closed>", "#<NRR::Report closed>"], [story.inspect, months.inspect]
  end

  def test_a_handle_is_not_copied_and_not_dumped
    calls.each_key do |handle|
      %i[dup clone].each { |copy| refuses(/can't copy #{handle.class}/, TypeError) { handle.public_send(copy) } }
      refuses(/can't dump #{handle.class}/, TypeError) { Marshal.dump(handle) }
      refute handle.closed?
    end
  end

  def test_a_frozen_handle_works_and_closes
    calls.each do |handle, each|
      handle.freeze.close
      assert handle.closed?
      each.each { |call| refuses(/closed/, NRR::ClosedError) { call.call(handle) } }
    end
    assert_equal 1, NRR::Ledger.new.freeze.append(**NEW)
  end

  def test_a_handle_that_was_never_made_raises
    [NRR::Ledger, NRR::Snapshot, NRR::Query, NRR::Report, NRR::Table].each do |kind|
      assert_raises(NoMethodError) { kind.allocate.use { flunk } }
      assert_raises(NoMethodError) { kind.allocate.close }
    end
  end

  def test_a_handle_may_be_closed_by_the_block_that_it_runs
    refuses(/closed/, NRR::ClosedError) { months.each { |row| months.close && row[:opening] || row[:opening] } }
    story.use { story.close }
    refuses(/closed/, NRR::ClosedError) { story.size }
  end

  def test_a_forked_process_has_handles_of_its_own
    skip "there is no fork here" unless Process.respond_to?(:fork)
    report = months
    child = fork do
      story.append(**NEW)
      well = story.size == 6 && report.column(:opening).first == 350_000
      [report, story].each(&:close)
      GC.start
      exit!(well ? 0 : 1)
    end
    Process.wait(child)
    assert_equal [0, 5, 350_000], [$CHILD_STATUS.exitstatus, story.size, report.column(:opening).first]
  end

  def test_threads_that_are_killed_or_timed_out_leave_handles_whole
    20.times do
      worker = Thread.new { loop { story.report(periods: YEAR).column(:opening) } }
      sleep 0.002
      worker.kill.join
    end
    20.times do
      Timeout.timeout(0.002) { loop { story.snapshot.report(periods: YEAR * 50).rates(:nrr) } }
    rescue Timeout::Error
      next
    end
    story.close
    assert_raises(NRR::ClosedError) { story.size }
  end

  def test_lengths_that_are_no_numbers_are_named
    [Float::NAN, Float::INFINITY, BigDecimal("NaN"), BigDecimal("1E999999999")].each do |value|
      refuses(/expiry/, RangeError) { NRR::Query.new(expiry: value) }
      refuses(/longer_than/, RangeError) { story.snapshot.stale(5, value) }
    end
  end

  def test_what_was_made_outlives_what_it_was_made_from
    snapshot = story.snapshot
    table = snapshot.stale(Date.new(2024, 12, 1), 0)
    report = snapshot.report(periods: YEAR)
    story.close
    snapshot.close
    @story = nil
    GC.start
    assert_equal %w[acme globex], table.keys(:customer)
    assert_equal [350_000], report.column(:opening)
    row = report.first
    report.close
    refuses(/closed/, NRR::ClosedError) { row[:opening] }
  end

  def test_handles_that_nobody_holds_are_freed
    # What is freed by the garbage collector goes past Watch, so it is counted by what memory holds.
    size = -> { File.read("/proc/self/statm").split[1].to_i * 4 }
    skip "no /proc" unless File.exist?("/proc/self/statm")
    work = lambda do
      100.times do
        made = NRR::Ledger.new
        made.append_columns(customer: (1..300).to_a, time: 1, kind: :new, amount: 1)
        made.report(periods: [[0, 5]] * 50)
      end
      GC.start
    end
    3.times { work.call }
    before = size.call
    10.times { work.call }
    assert_operator size.call - before, :<, 30_000
  end

  # --- threads ---

  def test_threads_that_share_a_ledger_wait_for_each_other
    ledger.strict = false # which makes it
    writers = Array.new(3) do |number|
      Thread.new do
        40.times do |batch|
          ledger.append_columns(**NEW, customer: (0...50).map { |row| "#{number}-#{batch}-#{row}" }, amount: 1)
          ledger.key(:line, "#{number}-#{batch}")
        end
      end
    end
    reader = Thread.new { 40.times { assert_equal 0, ledger.report(periods: [[0, 2**40]]).column(:closing)[0] % 50 } }
    [*writers, reader].each(&:join)
    assert_equal [6000, 6000], [ledger.size, ledger.counter(:customers)]
  end

  def test_long_calls_of_threads_do_not_meet
    made = NRR::Ledger.new
    writers = Array.new(4) do |number|
      customers = NRR::Packed.new(:int64, (number * 20_000...(number + 1) * 20_000).to_a.pack("q*"))
      Thread.new { 10.times { |time| made.append_columns(customer: customers, time: time, kind: :change_up, amount: 1) } }
    end
    writers.each(&:join)
    report = made.report(periods: Array.new(10) { |time| [time, time + 1] })
    assert_equal Array.new(10) { |time| 80_000 * (time + 1) }, report.column(:closing)
  end

  def test_a_query_may_be_changed_by_several_threads
    query = NRR::Query.new
    edges = (0..2000).to_a
    Array.new(4) { Thread.new { 50.times { query.add_edges(edges) } } }.each(&:join)
    assert_equal 4 * 50 * 2000, ledger.report(query).size
  end

  def test_handles_that_are_closed_under_way_raise_and_do_not_crash
    20.times do
      made = NRR::Ledger.new
      made.append_columns(**NEW, customer: (1..200).to_a)
      snapshot = made.snapshot
      report = snapshot.report(periods: YEAR)
      workers = Array.new(3) do
        Thread.new do
          200.times do
            made.append(**NEW)
            snapshot.report(periods: YEAR).column(:opening)
            report.column(:opening)
          end
        rescue NRR::ClosedError
          :closed
        end
      end
      sleep 0.002
      [report, snapshot, made].each(&:close)
      assert_equal [:closed] * 3, workers.map(&:value)
    end
  end

  def test_a_snapshot_is_for_any_number_of_threads
    snapshot = story.snapshot
    threads = Array.new(4) { Thread.new { Array.new(20) { snapshot.report(periods: YEAR).column(:closing) } } }
    assert_equal [[380_000]], threads.flat_map(&:value).uniq
  end
end
