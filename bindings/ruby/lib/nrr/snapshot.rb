# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module NRR
  # What Ledger and Snapshot know of keys: Strings (UTF-8 if they can be) and Integers.
  module Keys
    # The id of a key that is there. Raises UnknownKeyError (a KeyError) if it is not.
    def find(family, key)
      number = Codes.number(:key_family, family, :family)
      use do |handle|
        out(:uint32, "key #{key.inspect}") do |id|
          if key.is_a?(Integer)
            find_integer(handle, number, Codes.in_range(key, 64, :key), id)
          else
            text = Keys.text(key)
            find_bytes(handle, number, text, text.bytesize, id)
          end
        end
      end
    end

    # The key of an id.
    def key_of(family, id)
      raise RangeError, "id: #{id} does not fit 32 bits" unless id.is_a?(Integer) && id.between?(0, 2**32 - 1)

      use do |handle|
        key = C::NrrKey.new
        Status.check(look_up(handle, Codes.number(:key_family, family, :family), id, key), :id)
        Keys.value(key)
      end
    end

    # The key that a struct nrr_key holds, copied.
    def self.value(key)
      return key[:integer] if key[:type] == CODES[:key_type][:integer]

      text = key[:length].zero? ? +"" : key[:bytes].read_bytes(key[:length])
      text.force_encoding(Encoding::UTF_8)
      text.valid_encoding? ? text : text.b
    end

    def self.text(key, what = :key)
      Given.text(key, what)
    end
  end

  # What a ledger held at one moment: immutable, for any thread. It may outlive the ledger. Made by
  # Ledger#snapshot.
  class Snapshot < Handle
    include Keys

    attr_reader :digits

    def initialize(pointer, clock, digits)
      @clock = clock
      @digits = digits
      adopt(pointer)
    end

    def time_unit
      @clock.unit
    end

    # The snapshot as it was known at an instant of the host's clock.
    def as_known(known)
      instant = @clock.ticks(known, :known)
      use do |snapshot|
        Snapshot.new(Handle.made(:nrr_snapshot_free) do |made|
          Status.check(C.nrr_snapshot_as_known(snapshot, instant, made), :known)
        end, @clock, digits)
      end
    end

    # Compute a report: of a query, or of one that is made of the other arguments.
    #
    #     snapshot.report(step: :month, from: Date.new(2024, 1, 1), to: Date.new(2025, 1, 1))
    #     snapshot.report(periods: [[Date.new(2024, 1, 1), Date.new(2025, 1, 1)]], rates: [:nrr, :grr])
    #
    # With `step`, the steps of the calendar that cover from...to are rows, or windows of so many steps
    # that end with each of them. Other arguments are those of Query. With a block the report is closed at
    # its end.
    def report(query = nil, step: nil, from: nil, to: nil, window: 1, **options, &block)
      if query && (step || from || to || window != 1 || options.any?)
        raise InvalidError, "query: is given, and what a query is made of as well"
      elsif query
        made = compute(query)
      else
        Query.open(time_unit: time_unit, **options) do |own|
          add_steps(own, step, from, to, window)
          made = compute(own)
        end
      end
      block ? closing(made, &block) : made
    end

    # Compute several reports in one pass, which costs less than one after the other.
    def reports(queries)
      queries = Given.array(queries, :queries)
      queries.each { |query| check_query(query) }
      use do |snapshot|
        Report.all_open(queries.sort_by(&:object_id)) do # in one order: two such calls never wait for each other
          asked = Report.pointers(queries)
          Report.several(queries.size, @clock, digits) do |made|
            Status.check(C.nrr_snapshot_reports(snapshot, asked, queries.size, made), :queries)
          end
        end
      end
    end

    # The number of rows that each period of the query's report would have, without making it.
    def group_count(query)
      check_query(query)
      use do |snapshot|
        query.use { |asked| out(:size_t) { |count| C.nrr_snapshot_groups(snapshot, asked, count) } }
      end
    end

    # The number of findings of a rule; of all that are contradictions if none is named.
    def finding_count(rule = nil)
      number = rule.nil? ? 0 : Codes.number(:rule, rule)
      use { |snapshot| out(:uint64, :rule) { |count| C.nrr_snapshot_finding_count(snapshot, number, count) } }
    end

    # What is contradictory in the facts, and what came twice: rows from `first` on, all of them or
    # `count` at the most.
    def findings(first: 0, count: nil)
      table(first, count) { |snapshot, page, made| C.nrr_snapshot_findings(snapshot, page, made) }
    end

    # The facts behind the difference between two reports of from...to, as known at two instants.
    def restatement(from, to, known_from:, known_to:, first: 0, count: nil)
      what = C::NrrRestatement.new
      what[:known_from] = @clock.ticks(known_from, :known_from)
      what[:known_to] = @clock.ticks(known_to, :known_to)
      what[:start] = @clock.ticks(from, :from)
      what[:end] = @clock.ticks(to, :to)
      table(first, count) { |snapshot, page, made| C.nrr_snapshot_restatement(snapshot, what, page, made) }
    end

    # The customers with a level at an instant of whom nothing was heard for longer than this: ticks, or
    # seconds that are no Integer.
    def stale(at, longer_than, first: 0, count: nil)
      what = C::NrrStaleness.new
      what[:at] = @clock.ticks(at, :at)
      what[:longer_than] = @clock.span(longer_than, :longer_than)
      table(first, count) { |snapshot, page, made| C.nrr_snapshot_stale(snapshot, what, page, made) }
    end

    # --- figures taken apart ---

    # The units that make up a figure of a row of the query's report, the largest first: a measure (those by
    # reason need one; :host_sum for all host codes), or the numerator or the denominator of a rate. `all`:
    # also units that contribute nothing.
    def units(query, measure = nil, rate: nil, denominator: false, reason: 0, all: false, row: 0, first: 0, count: nil)
      raise InvalidError, "measure: give a measure, or a rate" if measure.nil? == rate.nil?

      cell = C::NrrCell.new
      cell[:row] = unsigned(row, :row)
      cell[:measure] = measure.nil? ? 0 : Codes.number(:measure, measure)
      cell[:rate] = rate.nil? ? 0 : Codes.number(:rate, rate)
      cell[:reason] = reason == :host_sum ? Report::HOST_SUM : Codes.number(:reason, reason)
      cell[:flags] = (denominator ? CONSTANTS["NRR_CELL_DENOMINATOR"] : 0) | (all ? CONSTANTS["NRR_CELL_ALL"] : 0)
      asked(:nrr_snapshot_units, query, cell, page(first, count))
    end

    # The movements of a unit in from...to, or its whole history. `query` says the unit, a customer if none is
    # given, and the expiry.
    def movements(customer, line = nil, from: nil, to: nil, query: nil, first: 0, count: nil)
      asked(:nrr_snapshot_movements, query, subject(customer, line, from, to), page(first, count))
    end

    # The facts of a unit in from...to, or all of them.
    def facts(customer, line = nil, from: nil, to: nil, query: nil, first: 0, count: nil)
      asked(:nrr_snapshot_facts, query, subject(customer, line, from, to), page(first, count))
    end

    # The triangle of acquisition cohorts between edges, a row for each cell; by dimensions one for each group,
    # then that of all units. Table#rate gives the rates of a cell over its cohort's base.
    def cohorts(edges, query = nil)
      ticks = Given.array(edges, :edges).each_with_index.map { |edge, row| @clock.ticks(edge, "edges, row #{row}") }
      memory = FFI::MemoryPointer.new(:int64, [ticks.size, 1].max).put_array_of_int64(0, ticks)
      asked(:nrr_snapshot_cohorts, query, memory, ticks.size)
    end

    # Why a definition of NRR (or of GRR) differs from another one: a row for each cause; the amounts sum to
    # the difference of the numerators.
    def reconcile(query, rate, minus, row: 0)
      asked(:nrr_snapshot_reconcile, query, reconciliation(rate, minus, nil, row))
    end

    # The units behind a cause, or behind the whole difference.
    def reconcile_units(query, rate, minus, cause = nil, row: 0, first: 0, count: nil)
      asked(:nrr_snapshot_reconcile_units, query, reconciliation(rate, minus, cause, row), page(first, count))
    end

    # How much of a row hangs on its `top` largest units, and what it would be without them.
    def concentration(query, top, row: 0)
      struct = C::NrrConcentration.new
      struct[:row] = unsigned(row, :row)
      struct[:top] = unsigned(top, :top)
      asked(:nrr_snapshot_concentration, query, struct)
    end

    private

    # The table that a function makes of this snapshot and a query; of a plain one if none is given.
    def asked(function, query, *arguments)
      return Query.open(time_unit: time_unit) { |plain| asked(function, plain, *arguments) } if query.nil?

      check_query(query)
      use do |snapshot|
        query.use do |given|
          pointer = Handle.made(:nrr_table_free) do |made|
            Status.check(C.public_send(function, snapshot, given, *arguments, made))
          end
          Table.new(pointer, as_known(2**63 - 1), @clock)
        end
      end
    end

    def subject(customer, line, from, to)
      raise InvalidError, "from, to: give both, or neither for the whole history" if from.nil? != to.nil?

      struct = C::NrrSubject.new
      struct[:customer] = find(:customer, customer)
      struct[:line] = line.nil? ? 0 : find(:line, line)
      struct[:flags] = from.nil? ? CONSTANTS["NRR_SUBJECT_HISTORY"] : 0
      struct[:start], struct[:end] = from.nil? ? [0, 0] : [@clock.ticks(from, :from), @clock.ticks(to, :to)]
      struct
    end

    def reconciliation(rate, minus, cause, row)
      struct = C::NrrReconciliation.new
      struct[:row] = unsigned(row, :row)
      struct[:rate] = Codes.number(:rate, rate)
      struct[:minus] = Codes.number(:rate, minus, :minus)
      struct[:cause] = cause.nil? ? 0 : Codes.number(:cause, cause)
      struct
    end

    def unsigned(value, what)
      raise TypeError, "#{what}: wants an Integer, not #{value.class}" unless value.is_a?(Integer)
      raise InvalidError, "#{what}: 0 to 2**64 - 1" unless value.between?(0, 2**64 - 1)

      value
    end

    def page(first, count)
      struct = C::NrrPage.new
      struct[:first] = unsigned(first, :first)
      struct[:count] = count.nil? ? 2**64 - 1 : unsigned(count, :count)
      struct
    end

    def closing(report)
      yield report
    ensure
      report.close
    end

    def add_steps(query, step, from, to, window)
      if step
        raise InvalidError, "step: needs from and to" unless from && to

        query.add_steps(step, from, to, window: window)
      elsif from || to || window != 1
        raise InvalidError, "from, to and window go with step"
      end
    end

    def check_query(query)
      raise TypeError, "query: wants NRR::Query, not #{query.class}" unless query.is_a?(Query)
      if query.time_unit != time_unit
        raise InvalidError, "query: its time_unit is #{query.time_unit}, the ledger's #{time_unit}"
      end
    end

    def compute(query)
      check_query(query)
      use do |snapshot|
        query.use do |asked|
          Report.new(Handle.made(:nrr_report_free) do |made|
            Status.check(C.nrr_snapshot_report(snapshot, asked, made), :query)
          end, @clock, digits)
        end
      end
    end

    # The table keeps a snapshot of its own, which knows the keys: as known at the end of time, this one.
    def table(first, count)
      rows = page(first, count)
      use do |snapshot|
        pointer = Handle.made(:nrr_table_free) do |made|
          Status.check(yield(snapshot, rows, made), "table")
        end
        Table.new(pointer, as_known(2**63 - 1), @clock)
      end
    end

    def find_bytes(...)
      C.nrr_snapshot_find(...)
    end

    def find_integer(...)
      C.nrr_snapshot_find_integer(...)
    end

    def look_up(...)
      C.nrr_snapshot_key_of(...)
    end
  end
end
