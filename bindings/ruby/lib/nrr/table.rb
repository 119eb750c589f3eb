# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module NRR
  # A page of a list: rows, and columns of Integer by field. Enumerable: a row is a Hash by the names of
  # the fields, with keys in the place of ids, Time and symbols.
  class Table < Handle
    include Enumerable

    KEYS = {
      customer: :customer, parent: :customer, line: :line, id: :fact, dimension: :dimension, value: :value, second_value: :value
    }.freeze
    CODED = {
      kind: :kind, reason: :reason, rule: :rule, class: :class, cause: :cause, figure: :figure, status: :ratio_status,
      group_kind: :group_kind
    }.freeze
    ABSENT = -2**63

    def initialize(pointer, snapshot, clock)
      @snapshot = snapshot
      @clock = clock
      adopt(pointer)
    end

    # The number of rows.
    def size
      use { |table| out(:size_t) { |count| C.nrr_table_count(table, count) } }
    end
    alias length size

    # The number of rows of the whole list that this is a page of.
    def total
      use { |table| out(:uint64) { |count| C.nrr_table_total(table, count) } }
    end

    # The names of the columns.
    def fields
      use do |table|
        values = FFI::MemoryPointer.new(:pointer)
        CODES[:field].select { |_, number| C.nrr_table_column(table, number, values).zero? }.keys
      end
    end

    # The column of a field as it is: ids for keys, ticks for times.
    def column(field)
      number = Codes.number(:field, field)
      use { |table| out(:pointer, field) { |values| C.nrr_table_column(table, number, values) }.read_array_of_int64(size) }
    end

    # The column of a field that holds ids (a customer, a line, ...) as keys, nil where it is absent.
    def keys(field)
      name = Codes.name(:field, Codes.number(:field, field))
      family = KEYS[name] or raise InvalidError, "field: #{field.inspect} holds no keys"
      known = Hash.new { |found, id| found[id] = id.zero? ? nil : @snapshot.key_of(family, id) }
      column(field).map { |id| known[id] }
    end

    # A rate of a cell of Snapshot#cohorts over its cohort's base: :nrr, :grr or :logo_retention.
    def rate(row, rate)
      raise RowError, "row #{row}" if Codes.in_range(row, 64, :row).negative?

      ratio = C::NrrRatio.new
      use { |table| Status.check(C.nrr_cohort_rate(table, row, Codes.number(:rate, rate), ratio), :rate) }
      Ratio.of(ratio)
    end

    def each
      return enum_for(:each) { size } unless block_given?

      names = fields
      names.map { |field| values(field) }.transpose.each { |row| yield names.zip(row).to_h }
      self
    end

    # Closes what the keys came from as well.
    def close
      @snapshot&.close
      super
    end

    def inspect
      closed? ? "#<NRR::Table closed>" : "#<NRR::Table #{size} of #{total} rows>"
    end

    private

    def values(field)
      return keys(field) if KEYS.key?(field)

      column(field).map do |value|
        case field
        when :time then @clock.time(value)
        when :known then value == ABSENT ? nil : @clock.time(value)
        when :sequence then value % 2**64
        else CODED.key?(field) ? Codes.name(CODED[field], value) : value
        end
      end
    end
  end
end
