# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module NRR
  # A column that is packed already, as Array#pack does it: `type` is :int8 to :uint64, or :id for ids that
  # the ledger gave; `bytes` a String that is read where it lies.
  Packed = Struct.new(:type, :bytes)

  # A column of the host's memory on its way into nrr_column.
  #
  # One value that is no Array and not Packed stands for all rows.
  class Column
    TYPES = CODES[:column_type]
    WIDTHS = { int8: 1, int16: 2, int32: 4, int64: 8, uint8: 1, uint16: 2, uint32: 4, uint64: 8, id: 4 }.freeze
    CONSTANT = CONSTANTS.fetch("NRR_COLUMN_CONSTANT")
    EMPTY = "\0"

    attr_reader :what, :rows

    class << self
      # Integers; the block makes one of a value and its place.
      def integers(what, value, unsigned: false, &convert)
        return packed(what, value) if Packed === value
        return new(what, pack([convert.call(value, what)], unsigned, what), type_of(unsigned)) unless Array === value

        value = Given.array(value, what)
        numbers = value.each_with_index.map { |item, row| item.nil? ? 0 : convert.call(item, "#{what}, row #{row}") }
        new(what, pack(numbers, unsigned, what), type_of(unsigned), value.size, there(value))
      end

      # Keys: Integers, or Strings and Symbols. The block interns one, for arrays of both.
      def keys(what, value, &intern)
        return packed(what, value) if Packed === value
        return one_key(what, value) unless Array === value

        value = Given.array(value, what)
        present = value.compact
        return integers(what, value) { |item, place| Codes.in_range(item, 64, place) } if present.all?(Integer)

        place = value.index { |item| !item.nil? && !item.is_a?(Integer) && !Given.text?(item) }
        Given.text(value[place], "#{what}, row #{place}") if place # which raises
        return strings(what, value) if present.none?(Integer)

        ids = value.map { |item| item.nil? ? 0 : intern.call(item) }
        new(what, ids.pack("L*"), TYPES[:id], value.size)
      end

      private

      def type_of(unsigned)
        TYPES[unsigned ? :uint64 : :int64]
      end

      def pack(numbers, unsigned, what)
        low, high = unsigned ? [0, 2**64 - 1] : [-2**63, 2**63 - 1]
        row = numbers.index { |number| number < low || number > high }
        raise RangeError, "#{what}, row #{row}: #{numbers[row]} does not fit 64 bits" if row

        numbers.pack(unsigned ? "Q*" : "q*")
      end

      # The bitmap of an array, nil if nothing is missing in it.
      def there(value)
        return unless value.include?(nil)

        [value.map { |item| item.nil? ? "0" : "1" }.join].pack("b*")
      end

      def packed(what, value)
        width = WIDTHS[value.type] or raise InvalidError, "#{what}: #{value.type.inspect} is no type of a column"
        bytes = Given.bytes(value.bytes, what)
        rows, rest = bytes.bytesize.divmod(width)
        raise InvalidError, "#{what}: #{bytes.bytesize} bytes are no column of #{value.type}" unless rest.zero?

        new(what, bytes, TYPES[value.type], rows)
      end

      def one_key(what, value)
        return new(what, [0].pack("q"), TYPES[:int64], nil, "\0") if value.nil?
        return integers(what, value) { |item, place| Codes.in_range(item, 64, place) } if value.is_a?(Integer)
        strings(what, [value], constant: true)
      end

      def strings(what, value, constant: false)
        texts = value.each_with_index.map do |item, row|
          item.nil? ? "" : Given.text(item, constant ? what : "#{what}, row #{row}")
        end
        offset = 0
        offsets = [0] + texts.map { |text| offset += text.bytesize }
        new(what, texts.join, TYPES[:large_string], constant ? nil : value.size, there(value), offsets.pack("q*"))
      end
    end

    # `rows` is nil if one value stands for all.
    def initialize(what, data, type, rows = nil, validity = nil, offsets = nil)
      @what = what
      @type = type
      @rows = rows
      @memory = [data, offsets, validity].map { |bytes| bytes && still(bytes) }
    end

    def fill(struct, field)
      struct[:data], struct[:offsets], struct[:validity] = @memory.map { |bytes| bytes ? address(bytes) : nil }
      struct[:stride] = 0
      struct[:field] = field
      struct[:type] = @type
      struct[:flags] = rows.nil? ? CONSTANT : 0
      struct[:reserved] = 0
    end

    # The columns as an array of nrr_column, and the number of rows.
    def self.batch(columns)
      long = columns.values.reject { |column| column.rows.nil? }
      first = long.first
      other = long.find { |column| column.rows != first.rows }
      if other
        raise InvalidError, "#{other.what}: has #{other.rows} rows, and #{first.what} has #{first.rows}"
      end

      memory = FFI::MemoryPointer.new(C::NrrColumn, [columns.size, 1].max)
      columns.each_with_index do |(field, column), place|
        column.fill(C::NrrColumn.new(memory + place * C::NrrColumn.size), field)
      end
      yield memory, columns.size, first ? first.rows : 1
    end

    private

    # Bytes that stay where they are and what they are. A long String is shared until somebody changes
    # it, so no byte is copied; a short one may lie in the object itself, which may move.
    SHORT = 1024
    private_constant :SHORT

    def still(bytes)
      return bytes.dup.freeze if bytes.bytesize > SHORT

      FFI::MemoryPointer.new(:char, [bytes.bytesize, 1].max).put_bytes(0, bytes)
    end

    def address(bytes)
      bytes.is_a?(String) ? FFI::Pointer.new([bytes].pack("P").unpack1("J")) : bytes
    end
  end
end
