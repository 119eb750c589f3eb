# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module NRR
  # What to report: periods, unit, measures. It may be changed and used again.
  #
  #     NRR::Query.new(periods: [[Date.new(2024, 1, 1), Date.new(2025, 1, 1)]], rates: [:nrr, :grr])
  #
  # periods: pairs, or exclusive ranges, of instants. unit: :customer, :line or :parent. expiry: ticks, or
  # seconds that are no Integer: a return later than this after the unit last reached zero is new.
  # measures, rates: what the report has; all measures if neither is given. reasons: a host's own codes
  # that get columns of their own. by: keys of one or two dimensions: then each period has a row for each
  # group, and one for the total. part: [k, n] for the k-th part of n, from 0: the reports of all parts merge
  # to the whole. time_unit: that of the ledger.
  class Query < Handle
    def initialize(periods: [], unit: :customer, expiry: nil, measures: [], rates: [], reasons: [], by: [],
                   part: nil, time_unit: :seconds)
      @clock = Clock.new(time_unit)
      @monitor = Monitor.new
      adopt(Handle.made(:nrr_query_free) { |made| Status.check(C.nrr_query_new(nil, made)) })
      self.unit = unit
      self.expiry = expiry
      several(periods, :periods).each { |period| add_period(*ends(period)) }
      several(measures, :measures).each { |measure| add_measure(measure) }
      several(rates, :rates).each { |rate| add_rate(rate) }
      several(reasons, :reasons).each { |reason| add_reason(reason) }
      several(by, :by).each { |dimension| add_dimension(dimension) }
      self.part = part unless part.nil?
    end

    def time_unit
      @clock.unit
    end

    def unit
      Codes.name(:unit, get(:unit))
    end

    def unit=(value)
      set(:unit, Codes.number(:unit, value))
    end

    # The expiry of reactivation in ticks, nil if there is none.
    def expiry
      get(:expiry)
    end

    def expiry=(value)
      return set(:expiry, @clock.span(value, :expiry)) unless value.nil?

      use { |query| Status.check(C.nrr_query_unset(query, CODES[:query_option][:expiry]), :expiry) }
    end

    # [k, n]: the k-th part of n, from 0. [0, 1] is the whole.
    def part
      [get(:part), get(:parts)]
    end

    def part=(value)
      raise TypeError, "part: wants [k, n]" unless value.is_a?(Array) && value.size == 2

      place, count = value.map { |number| Codes.in_range(number, 64, :part) }
      raise InvalidError, "part: there is no part #{place} of #{count}" unless place >= 0 && place < count

      use do
        set(:parts, count)
        set(:part, place)
      end
    end

    # Ask for every measure per value of a dimension, by its key; two dimensions make pairs.
    def add_dimension(dimension)
      change(:dimension) do |query|
        if dimension.is_a?(Integer)
          C.nrr_query_add_dimension_integer(query, Codes.in_range(dimension, 64, :dimension))
        else
          text = Keys.text(dimension, :dimension)
          C.nrr_query_add_dimension(query, text, text.bytesize)
        end
      end
    end

    # Add the period from...to as the next row.
    def add_period(from, to)
      first, last = @clock.ticks(from, :from), @clock.ticks(to, :to)
      change(:period) { |query| C.nrr_query_add_period(query, first, last) }
    end

    # Add many periods, all or none: their first instants, and those behind them.
    def add_periods(starts, ends)
      starts, ends = several(starts, :starts), several(ends, :ends)
      first, last = instants(starts, :starts), instants(ends, :ends)
      raise InvalidError, "ends: has #{ends.size} rows, and starts has #{starts.size}" if starts.size != ends.size

      change(:periods) { |query| C.nrr_query_add_periods(query, first, last, starts.size) }
    end

    # Add the periods between edges: windows of so many steps that end with each edge which has enough
    # steps before it.
    def add_edges(edges, window: 1)
      raise InvalidError, "window: at least 1" unless Codes.in_range(window, 32, :window).positive?

      edges = several(edges, :edges)
      memory = instants(edges, :edges)
      change("edges, window") { |query| C.nrr_query_add_edges(query, memory, edges.size, window) }
    end

    # Add the steps of the calendar that cover from...to: :month for a monthly series. With a window of
    # 12, each of these months is the end of a row of twelve. `calendar` takes the options of Calendar.
    def add_steps(step, from, to, window: 1, **calendar)
      of = Calendar.new(step, time_unit: time_unit, **calendar)
      back = Codes.in_range(window, 32, :window) - 1
      raise InvalidError, "window: at least 1" if back.negative?

      add_edges(of.edges(of.edge(from, -back), of.steps(from, to) + back + 1), window: window)
    end

    # Ask for a measure. The first one replaces "all measures".
    def add_measure(measure)
      change(:measure) { |query| C.nrr_query_add_measure(query, Codes.number(:measure, measure)) }
    end

    # Ask for all measures that a rate is made of.
    def add_rate(rate)
      change(:rate) { |query| C.nrr_query_add_rate(query, Codes.number(:rate, rate)) }
    end

    # Give a host's own reason a column of its own.
    def add_reason(reason)
      change(:reason) { |query| C.nrr_query_add_reason(query, Codes.number(:reason, reason)) }
    end

    # One thread at a time.
    def use
      @monitor.synchronize { super }
    end

    private

    def change(what)
      use { |query| Status.check(yield(query), what) }
      self
    end

    def set(option, value)
      use { |query| Status.check(C.nrr_query_set(query, CODES[:query_option].fetch(option), value), option) }
    end

    def get(option)
      found = FFI::MemoryPointer.new(:int64)
      status = use { |query| C.nrr_query_get(query, CODES[:query_option].fetch(option), found) }
      return if status == CODES[:status][:e_unset]

      Status.check(status, option)
      found.read_int64
    end

    def several(values, what)
      Given.array(values, what)
    end

    def ends(period)
      return [period.begin, period.end] if period.is_a?(Range) && period.exclude_end?
      return period if period.is_a?(Array) && period.size == 2

      raise TypeError, "period: wants [from, to] or from...to"
    end

    def instants(values, what)
      ticks = values.each_with_index.map { |value, row| @clock.ticks(value, "#{what}, row #{row}") }
      FFI::MemoryPointer.new(:int64, [ticks.size, 1].max).put_array_of_int64(0, ticks)
    end
  end
end
