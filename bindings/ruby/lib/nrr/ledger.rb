# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module NRR
  # The facts. A ledger may be used from any thread: its calls wait for each other. For work side by side
  # take a snapshot.
  #
  # time_unit: the length of a tick, :seconds by default. digits: how many digits an amount has behind the
  # point: then a Rational or a BigDecimal is taken as major units, and values of reports are Rational; an
  # Integer is minor units in any case. strict: whether reports are refused while there are
  # contradictions. coverage: [start, end] of the time of which all facts are there; either may be nil.
  # hash_seed: best a random number, for keys that come from strangers.
  class Ledger < Handle
    include Keys

    FAMILIES = { customer: :customer, line: :line, id: :fact, dimension: :dimension, value: :value }.freeze
    FIELDS = %i[customer time kind amount line reason sequence id known flags].freeze
    ASSIGNED = %i[dimension value customer time line sequence flags].freeze
    ROW_SIZE = C::NrrFact.size

    attr_reader :digits

    def initialize(time_unit: :seconds, digits: nil, strict: false, coverage: [nil, nil], hash_seed: nil)
      @clock = Clock.new(time_unit)
      @digits = digits
      unless digits.nil? || Codes.in_range(digits, 32, :digits).between?(0, 18)
        raise InvalidError, "digits: 0 to 18"
      end

      @monitor = Monitor.new
      adopt(Handle.made(:nrr_ledger_free) { |made| Status.check(C.nrr_ledger_new(nil, made)) })
      set(:time_unit, @clock.number)
      set(:hash_seed, hash_seed) unless hash_seed.nil?
      self.strict = strict
      self.coverage = coverage
    end

    # One thread at a time.
    def use
      @monitor.synchronize { super }
    end

    # --- options and counters ---

    def time_unit
      @clock.unit
    end

    def strict?
      get(:strict) == 1
    end

    def strict=(value)
      set(:strict, value ? 1 : 0)
    end

    def coverage
      %i[coverage_start coverage_end].map { |option| get(option)&.then { |tick| @clock.time(tick) } }
    end

    def coverage=(value)
      raise TypeError, "coverage: wants [start, end]" unless value.is_a?(Array) && value.size == 2

      first, last = value.map { |each| each && @clock.ticks(each, :coverage) }
      raise InvalidError, "coverage: the end is not after the start" if first && last && first >= last

      use do |ledger|
        { coverage_start: first, coverage_end: last }.each_key do |option|
          Status.check(C.nrr_ledger_unset(ledger, CODES[:ledger_option][option]), option)
        end
        set(:coverage_start, first) if first
        set(:coverage_end, last) if last
      end
    end

    # A counter by name: :facts, :customers, :lines, :bytes, :first_time and :last_time (in ticks),
    # :duplicates, :voids. nil for a time where there is no fact.
    def counter(name)
      found = FFI::MemoryPointer.new(:int64)
      status = use { |ledger| C.nrr_ledger_counter(ledger, Codes.number(:counter, name), found) }
      return if status == CODES[:status][:e_unset]

      Status.check(status, :counter)
      found.read_int64
    end

    # All counters by name.
    def counters
      use { CODES[:counter].keys.to_h { |name| [name, counter(name)] } }
    end

    # The number of facts that were accepted.
    def size
      counter(:facts)
    end

    # --- facts ---

    # Append facts, all or none, and say how many: one as keywords, several as an Array of Hashes, or as
    # they are handed to the block's argument.
    #
    #     ledger.append(customer: "acme", time: Date.new(2024, 1, 1), kind: :new, amount: 2500r)
    #     ledger.append([{ customer: "acme", ... }, { customer: "globex", ... }])
    #     ledger.append { |batch| rows.each { |row| batch << { customer: row.name, ... } } }
    #
    # customer, line, id: Strings, Symbols, Integers; text is one key in any encoding, and bytes (BINARY) are
    # themselves. time, known: Date, Time, or ticks. kind, reason:
    # symbols or numbers. amount: minor units as an Integer, or major ones as a Rational or BigDecimal;
    # :all for a churn of all.
    #
    # Raises TypeError, ArgumentError or RangeError with the name of the argument for what is no such
    # thing, and RefusedError (an ArgumentError) with row and field for what the library refuses.
    def append(facts = nil, **fact)
      if [!facts.nil?, fact.any?, block_given?].count(true) != 1
        raise InvalidError, "facts: as keywords, as an Array, or in a block"
      end

      yield facts = [] if block_given?
      facts = [fact] if fact.any?
      raise TypeError, "facts: wants an Array of Hashes" unless Array === facts && facts.all?(Hash)

      facts = facts.map { |each| by_symbol(each) }
      return 0 if facts.empty?

      names = facts.flat_map(&:keys).uniq
      append_columns(**names.to_h { |name| [name, facts.map { |each| each[name] }] })
    end

    # Append facts given as columns: an Array or NRR::Packed each, or one value that stands for all rows.
    # If all are single values, it is one fact.
    #
    #     ledger.append_columns(customer: names, time: times, kind: :level, amount: cents)
    def append_columns(**columns)
      unknown = columns.keys - FIELDS
      raise InvalidError, "#{unknown.join(', ')}: no such field; there are #{FIELDS.join(', ')}" if unknown.any?

      use do |ledger|
        columns = columns.compact
        made = columns.to_h { |name, value| [CODES[:field][name], column(name, value)] }
        add_wild(made, columns)
        write(ledger, made)
      end
    end

    # Append facts as rows of the C struct nrr_fact in a String, all or none, and say how many: what
    # Ledger.pack gives, or Array#pack with NRR::C::FACT_FORMAT. They hold ids (Ledger#key, Ledger#keys).
    def append_rows(rows, row_size = ROW_SIZE)
      take_rows(rows, row_size, :nrr_ledger_append)
    end

    # Assign values of a dimension to customers, or to lines, from an instant on, all or none, and say how
    # many. Each is an Array, NRR::Packed, or one value for all, as in append_columns.
    #
    #     ledger.assign(dimension: "segment", customer: %w[acme globex], time: Date.new(2024, 1, 1),
    #                   value: %w[large small])
    #
    # A `value` that is nil takes the one in force back. A `line` that is not nil is that of a line's own
    # value; the flag NRR_ASSIGNMENT_LINE means the default line where there is none.
    def assign(dimension:, value:, customer:, time:, **more)
      columns = { dimension: dimension, value: value, customer: customer, time: time }.merge(more.compact)
      unknown = columns.keys - ASSIGNED
      raise InvalidError, "#{unknown.join(', ')}: no such field; there are #{ASSIGNED.join(', ')}" if unknown.any?

      use do |ledger|
        made = columns.to_h { |name, given| [CODES[:field].fetch(name), column(name, given)] }
        write(ledger, made, :nrr_ledger_assign_columns)
      end
    end

    # Assign values given as rows of the C struct nrr_assignment in a String, and say how many.
    def assign_rows(rows, row_size = C::NrrAssignment.size)
      take_rows(rows, row_size, :nrr_ledger_assign)
    end

    # One row for append_rows.
    def self.pack(customer:, time:, kind:, amount: 0, line: 0, reason: 0, sequence: 0, id: 0, known: nil, all: false)
      customer, line, id = { customer: customer, line: line, id: id }.map { |what, of| Codes.unsigned(of, 32, what) }
      time, amount = { time: time, amount: amount }.map { |what, of| Codes.in_range(of, 64, what) }
      sequence = Codes.unsigned(sequence, 64, :sequence)
      known = Codes.in_range(known, 64, :known) unless known.nil?
      flags = (all ? CODES[:fact_flag][:all] : 0) | (known.nil? ? 0 : CODES[:fact_flag][:known])
      kind = Codes.number(:kind, kind)
      reason = Codes.number(:reason, reason)
      [time, amount, known || 0, sequence, customer, line, id, kind, reason, flags, 0, 0].pack(C::FACT_FORMAT)
    end

    # Take facts back by their ids, one or an Array of them, whether they have come already or not; from
    # `known` on. Say how many.
    def void(id, known: nil)
      columns = { id: id, known: known }.compact
      raise InvalidError, "id: must be given" unless columns.key?(:id)

      use do |ledger|
        made = columns.to_h { |name, value| [CODES[:field][name], column(name, value)] }
        made[CODES[:field][:customer]] = column(:customer, nil)
        { time: 0, amount: 0, kind: :void }.each { |name, value| made[CODES[:field][name]] = column(name, value) }
        write(ledger, made)
      end
    end

    # --- keys and parents ---

    # The id of a key, a new one if the key is new. `family` is :customer, :line or :fact.
    def key(family, key)
      number = Codes.number(:key_family, family, :family)
      use do |ledger|
        out(:uint32, :key) do |id|
          if key.is_a?(Integer)
            C.nrr_ledger_key_integer(ledger, number, Codes.in_range(key, 64, :key), id)
          else
            text = Keys.text(key)
            C.nrr_ledger_key(ledger, number, text, text.bytesize, id)
          end
        end
      end
    end

    # The ids of an Array of keys, new ones for those that are new; 0 for nil.
    def keys(family, keys, what = :keys)
      number = Codes.number(:key_family, family, :family)
      keys = Given.array(keys, what)
      present = keys.compact
      mixed = present.any?(Integer) && !present.all?(Integer)
      use do |ledger|
        next keys.map { |each| each.nil? ? 0 : key(number, each) } if mixed

        made = { CODES[:field][:key] => Column.keys(what, keys) }
        ids = FFI::MemoryPointer.new(:uint32, [keys.size, 1].max)
        Column.batch(made) do |memory, _, count|
          Status.check(C.nrr_ledger_keys(ledger, number, memory, count, ids), what)
        end
        ids.read_array_of_uint32(keys.size)
      end
    end

    # Assign parents to customers, all or none: a Hash of customer => parent. nil takes a parent away.
    def set_parents(parents)
      raise TypeError, "parents: wants a Hash" unless parents.is_a?(Hash)

      use do |ledger|
        ids = { customer: parents.keys, parent: parents.values }.map do |what, keys|
          FFI::MemoryPointer.new(:uint32, [keys.size, 1].max).put_array_of_uint32(0, keys(:customer, keys, what))
        end
        refusal = nobody
        Status.check_batch(C.nrr_ledger_set_parents(ledger, *ids, parents.size, refusal), refusal)
      end
      nil
    end

    # The parent of a customer, nil if it has none.
    def parent(customer)
      use do |ledger|
        id = find(:customer, customer)
        found = out(:uint32, :customer) { |parent| C.nrr_ledger_parent(ledger, id, parent) }
        found.zero? ? nil : key_of(:customer, found)
      end
    end

    # --- what comes of it ---

    # What the ledger holds now, immutable, for any thread. No fact is copied. With a block it is closed at
    # its end.
    def snapshot
      taken = use do |ledger|
        Snapshot.new(Handle.made(:nrr_snapshot_free) do |made|
          Status.check(C.nrr_ledger_snapshot(ledger, made))
        end, @clock, digits)
      end
      return taken unless block_given?

      begin
        yield taken
      ensure
        taken.close
      end
    end

    # The report of a snapshot taken now: see Snapshot#report.
    def report(...)
      taken = snapshot
      begin
        taken.report(...)
      ensure
        taken.close
      end
    end

    def inspect
      closed? ? "#<NRR::Ledger closed>" : "#<NRR::Ledger #{size} facts>"
    end

    private

    # Where the library says who is to blame: nobody, as long as it does not.
    def nobody
      made = C::NrrRefusal.new
      made[:row] = -1
      made
    end

    def set(option, value)
      number = Codes.in_range(value, 64, option)
      use { |ledger| Status.check(C.nrr_ledger_set(ledger, CODES[:ledger_option][option], number), option) }
    end

    def get(option)
      found = FFI::MemoryPointer.new(:int64)
      status = use { |ledger| C.nrr_ledger_get(ledger, CODES[:ledger_option][option], found) }
      return if status == CODES[:status][:e_unset]

      Status.check(status, option)
      found.read_int64
    end

    def column(name, value)
      case name
      when *FAMILIES.keys then Column.keys(name, value) { |each| key(FAMILIES[name], each) }
      when :time, :known then Column.integers(name, value) { |each, place| @clock.ticks(each, place) }
      when :kind, :reason then Column.integers(name, value) { |each, place| Codes.number(name, each, place) }
      when :amount then Column.integers(name, value) { |each, place| minor_units(each, place) }
      else Column.integers(name, value, unsigned: name == :sequence) { |each, place| integer(each, place) }
      end
    end

    def integer(value, what)
      value.is_a?(Integer) ? value : raise(TypeError, "#{what}: wants an Integer, not #{value.class}")
    end

    # An Integer is minor units, any other exact number is major ones.
    def minor_units(value, what)
      return 0 if value == :all
      return value if value.is_a?(Integer)
      unless value.is_a?(Numeric) && !value.is_a?(Float) && value.real? && value.finite?
        raise TypeError, "#{what}: wants an Integer, a Rational or a BigDecimal, not #{value.inspect}"
      end
      raise TypeError, "#{what}: major units need NRR::Ledger.new(digits: ...)" if digits.nil?

      exact = Given.rational(value, what) * 10**digits
      raise InvalidError, "#{what}: #{value} has more than #{digits} digits behind the point" unless exact.denominator == 1

      exact.numerator
    end

    def take_rows(rows, row_size, function)
      bytes = Given.bytes(rows, :rows)
      raise InvalidError, "row_size: at least that of a row" unless Codes.in_range(row_size, 32, :row_size).positive?

      count, rest = bytes.bytesize.divmod(row_size)
      raise InvalidError, "rows: #{bytes.bytesize} bytes are no rows of #{row_size}" unless rest.zero?

      refusal = nobody
      status = use { |ledger| C.public_send(function, ledger, bytes, row_size, count, refusal) }
      Status.check_batch(status, refusal)
      count
    end

    # A fact by the names of its fields as symbols, each once.
    def by_symbol(fact)
      made = fact.to_h do |name, value|
        raise TypeError, "facts: #{name.inspect} names no field" unless Given.text?(name)

        [name.to_sym, value]
      end
      raise InvalidError, "facts: a field is named twice in #{fact.keys.inspect}" if made.size != fact.size

      made
    end

    # The flags of amounts that are :all.
    def add_wild(made, columns)
      amount = columns[:amount]
      return unless amount == :all || Array === amount && amount.include?(:all)
      raise InvalidError, "flags: are given, and :all as well" if columns.key?(:flags)

      bit = CODES[:fact_flag][:all]
      flags = amount == :all ? bit : amount.map { |each| each == :all ? bit : 0 }
      made[CODES[:field][:flags]] = column(:flags, flags)
    end

    def write(ledger, made, function = :nrr_ledger_append_columns)
      refusal = nobody
      Column.batch(made) do |memory, count, rows|
        Status.check_batch(C.public_send(function, ledger, memory, count, rows, refusal), refusal)
        rows
      end
    end

    def find_bytes(...)
      C.nrr_ledger_find(...)
    end

    def find_integer(...)
      C.nrr_ledger_find_integer(...)
    end

    def look_up(...)
      C.nrr_ledger_key_of(...)
    end
  end
end
