# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module NRR
  # One row of a report: row[:opening] is a measure, row.rate(:nrr) a rate.
  class Row
    attr_reader :place

    def initialize(report, place)
      @report = report
      @place = place
    end

    # The first instant of the period, in UTC.
    def from
      @report.period(place).begin
    end

    # The instant behind the period, in UTC.
    def to
      @report.period(place).end
    end

    # A measure: a count, or an amount: a Rational of major units if the ledger has digits, else minor
    # units.
    def [](measure)
      @report.value(place, measure)
    end

    # A rate: exact, with a status.
    def rate(rate)
      @report.rate(place, rate)
    end

    # Some of :partial, :incomplete, :empty.
    def flags
      @report.flags_of(place)
    end

    # The Group of the row, by each of the dimensions of the query; empty if it is by none.
    def groups
      @report.groups_of(place)
    end

    def inspect
      "#<NRR::Row #{from.strftime('%F')}...#{to.strftime('%F')}>"
    end
  end

  # What a row is of, by one dimension: `kind` is :value, :unassigned or :total, `key` that of the value if
  # there is one.
  Group = Struct.new(:kind, :key)

  # Immutable, for any thread; it outlives ledger, snapshot and query. Enumerable, by rows. Columns are
  # Arrays of Integer, in minor units or counts, in one call.
  class Report < Handle
    include Enumerable

    BY_REASON = %i[reason_gain reason_loss].freeze
    HOST_SUM = CONSTANTS.fetch("NRR_REASON_HOST_SUM")

    attr_reader :digits

    # Adds reports up: those of the parts of a snapshot, and those of ledgers that have no unit in common. The
    # result is the report of all of them together.
    def self.merge(reports)
      reports = check_all(reports)
      clock, digits = reports.first.like
      all_open(reports) do
        made = Handle.made(:nrr_report_free) do |out|
          Status.check(C.nrr_report_merge(pointers(reports), reports.size, out), :reports)
        end
        new(made, clock, digits)
      end
    end

    # Brings reports of the snapshot `before` up to another one of the same ledger: the same as to make them
    # anew, at little cost if little has come in between.
    def self.refresh(reports, before, after)
      reports = check_all(reports)
      { before: before, after: after }.each do |what, snapshot|
        raise TypeError, "#{what}: wants NRR::Snapshot, not #{snapshot.class}" unless snapshot.is_a?(Snapshot)
      end
      all_open([*reports, before, after]) do
        several(reports.size, *reports.first.like) do |made|
          given = pointers(reports), reports.size, *[before, after].map(&:pointer)
          Status.check(C.nrr_report_refresh(*given, made), :reports)
        end
      end
    end

    # Keeps handles open while the block runs. (For this library alone, as what follows.)
    def self.all_open(handles, &block)
      return yield if handles.empty?

      handles.first.use { all_open(handles.drop(1), &block) }
    end

    def self.pointers(handles)
      FFI::MemoryPointer.new(:pointer, [handles.size, 1].max).put_array_of_pointer(0, handles.map(&:pointer))
    end

    # Reports of what the block's function writes to the array it is given.
    def self.several(count, clock, digits)
      whole do
        made = FFI::MemoryPointer.new(:pointer, [count, 1].max)
        yield made
        made.read_array_of_pointer(count).map do |pointer|
          new(FFI::AutoPointer.new(pointer, C.method(:nrr_report_free)), clock, digits)
        end
      end
    end

    def self.check_all(reports)
      reports = Given.array(reports, :reports)
      unless reports.any? && reports.all?(Report)
        raise TypeError, "reports: wants an Array of NRR::Report, at least one"
      end

      kinds = reports.map { |report| [report.time_unit, report.digits] }
      raise InvalidError, "reports: their ledgers differ in time_unit or digits" if kinds.uniq.size > 1

      reports
    end
    private_class_method :check_all

    # What the reports that are made of this one are like. (For this library alone.)
    def like
      [@clock, digits]
    end

    def initialize(pointer, clock, digits)
      @clock = clock
      @digits = digits
      adopt(pointer)
    end

    def time_unit
      @clock.unit
    end

    # The number of rows.
    def size
      use { |report| out(:size_t) { |count| C.nrr_report_count(report, count) } }
    end
    alias length size

    # The row at a place, from the end if it is negative; nil if there is none.
    def [](place)
      count = size
      place += count if Codes.in_range(place, 63, :place).negative?
      Row.new(self, place) if place.between?(0, count - 1)
    end

    def each
      return enum_for(:each) { size } unless block_given?

      size.times { |place| yield Row.new(self, place) }
      self
    end

    # The period of a row, a range without its end, in UTC.
    def period(row)
      first, last = Array.new(2) { FFI::MemoryPointer.new(:int64) }
      use { |report| Status.check(C.nrr_report_period(report, place(row), first, last), :row) }
      @clock.time(first.read_int64)...@clock.time(last.read_int64)
    end

    # The first ticks of all rows, and the ticks behind them.
    def periods
      use do |report|
        first, last = Array.new(2) { FFI::MemoryPointer.new(:pointer) }
        Status.check(C.nrr_report_periods(report, first, last))
        [first, last].map { |each| each.read_pointer.read_array_of_int64(size) }
      end
    end

    # The number of rows that each period has: 1, or one for each group and the total, which is last.
    # Row = period * group_count + group.
    def group_count
      use { |report| out(:size_t) { |count| C.nrr_report_groups(report, count) } }
    end

    # The Group of a row, by each of the dimensions of the query; empty if it is by none.
    def groups_of(row)
      kind = FFI::MemoryPointer.new(:int32)
      key = C::NrrKey.new
      found = []
      use do |report|
        loop do
          status = C.nrr_report_group(report, place(row), found.size, kind, key)
          break found if status == CODES[:status][:e_dimension]

          Status.check(status, :row)
          found << Group.new(Codes.name(:group_kind, kind.read_int32), key[:type].zero? ? nil : Keys.value(key))
        end
      end
    end

    # The flags of a row.
    def flags_of(row)
      number = use { |report| out(:uint32, :row) { |flags| C.nrr_report_flags(report, place(row), flags) } }
      names_of(number)
    end

    # The flags of all rows.
    def flags
      use do |report|
        column = out(:pointer) { |flags| C.nrr_report_all_flags(report, flags) }
        column.read_array_of_uint32(size).map { |number| names_of(number) }
      end
    end

    # One measure of one row, as Row gives it.
    def value(row, measure)
      number = Codes.number(:measure, measure)
      found = use { |report| out(:int64, measure) { |value| C.nrr_report_measure(report, place(row), number, value) } }
      digits.nil? || count?(number) ? found : Rational(found, 10**digits)
    end

    # One rate of one row.
    def rate(row, rate)
      ratio = C::NrrRatio.new
      number = Codes.number(:rate, rate)
      use { |report| Status.check(C.nrr_report_rate(report, place(row), number, ratio), rate) }
      Ratio.of(ratio)
    end

    # The column of a measure.
    def column(measure)
      number = Codes.number(:measure, measure)
      use do |report|
        out(:pointer, measure) { |values| C.nrr_report_column(report, number, values) }.read_array_of_int64(size)
      end
    end

    # The column of :reason_gain or :reason_loss for a reason: its name, a host's code that the query
    # named, or :host_sum for all of these.
    def reason(measure, reason)
      number = Codes.number(:measure, measure)
      which = reason == :host_sum ? HOST_SUM : Codes.number(:reason, reason)
      use do |report|
        column = out(:pointer, "#{measure}, reason #{reason}") { |values| C.nrr_report_reason(report, number, which, values) }
        column.read_array_of_int64(size)
      end
    end

    # A rate of every row, in one call.
    def rates(rate)
      number = Codes.number(:rate, rate)
      count = size
      memory = FFI::MemoryPointer.new(C::NrrRatio, [count, 1].max)
      use { |report| Status.check(C.nrr_report_rates(report, number, memory, count), rate) }
      Array.new(count) { |place| Ratio.of(C::NrrRatio.new(memory + place * C::NrrRatio.size)) }
    end

    # The average of a rate over all rows, exact and rounded once: :chain, :mean or :weighted. nil if it
    # is undefined.
    def average(rate, average = :chain, digits: 3, rounding: :half_even)
      numbers = [Codes.number(:rate, rate), Codes.number(:average, average)]
      precision = Decimal.precision(digits, rounding)
      use { |report| Decimal.value { |decimal| C.nrr_report_average(report, *numbers, precision, decimal) } }
    end

    # What each reason contributed to NRR in a row: gains less losses, over the opening. The amounts sum to NRR
    # less 1; NRR.round_parts rounds them so that they still do.
    def contributions(row)
      use do |report|
        pointer = Handle.made(:nrr_table_free) do |made|
          Status.check(C.nrr_report_contributions(report, place(row), made), :row)
        end
        Table.new(pointer, nil, @clock)
      end
    end

    # The number of contradictions among the facts that the report saw.
    def findings
      use { |report| out(:uint64) { |count| C.nrr_report_findings(report, count) } }
    end

    # Check the identities between the measures, and say how many equations hold.
    def check
      use { |report| out(:size_t) { |count| C.nrr_report_check(report, count) } }
    end

    # The names of the measures that the report has, without those by reason.
    def measures
      use do |report|
        values = FFI::MemoryPointer.new(:pointer)
        (CODES[:measure].keys - BY_REASON).select do |name|
          C.nrr_report_column(report, CODES[:measure][name], values).zero?
        end
      end
    end

    # The columns by name: :from and :to as Time, then measures (all that the report has) and rates.
    def to_h(measures: self.measures, rates: [])
      first, last = periods
      columns = { from: first.map { |tick| @clock.time(tick) }, to: last.map { |tick| @clock.time(tick) } }
      measures.each { |measure| columns[measure] = column(measure) }
      rates.each { |rate| columns[rate] = rates(rate) }
      columns
    end

    def inspect
      closed? ? "#<NRR::Report closed>" : "#<NRR::Report #{size} rows>"
    end

    private

    def place(row)
      raise RowError, "row #{row}" if Codes.in_range(row, 64, :row).negative?

      row
    end

    def count?(number)
      CODES[:measure].key(number).to_s.start_with?("units_", "renewals_")
    end

    def names_of(number)
      CODES[:row_flag].select { |_, bit| number.anybits?(bit) }.keys
    end
  end
end
