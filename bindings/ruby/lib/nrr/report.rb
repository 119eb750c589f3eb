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

    def inspect
      "#<NRR::Row #{from.strftime('%F')}...#{to.strftime('%F')}>"
    end
  end

  # Immutable, for any thread; it outlives ledger, snapshot and query. Enumerable, by rows. Columns are
  # Arrays of Integer, in minor units or counts, in one call.
  class Report < Handle
    include Enumerable

    BY_REASON = %i[reason_gain reason_loss].freeze
    HOST_SUM = CONSTANTS.fetch("NRR_REASON_HOST_SUM")

    attr_reader :digits

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
