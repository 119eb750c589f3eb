# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module NRR
  # Codes are symbols (:new, :win_back, :cohort_closing), strings of the same, or numbers.
  module Codes
    # The vocabularies of the library whose names are not those of their families.
    VOCABULARIES = { key_family: :key, ratio_status: :ratio }.freeze

    module_function

    # The number of a code that a caller gave.
    def number(family, value, what = family)
      case value
      when Symbol, String then named(family, value, what)
      when Integer then in_range(value, 32, what)
      else raise TypeError, "#{what}: wants a symbol or a number, not #{value.class}"
      end
    end

    # The symbol of a number, or the number itself if the gem does not know it.
    def name(family, number)
      CODES.fetch(family).key(number) || number
    end

    def in_range(value, bits, what)
      raise TypeError, "#{what}: wants an Integer, not #{value.class}" unless value.is_a?(Integer)
      raise RangeError, "#{what}: #{value} does not fit #{bits} bits" unless value.bit_length < bits

      value
    end

    # The same for what has no sign.
    def unsigned(value, bits, what)
      raise TypeError, "#{what}: wants an Integer, not #{value.class}" unless value.is_a?(Integer)
      raise RangeError, "#{what}: #{value} does not fit #{bits} bits" unless value.between?(0, 2**bits - 1)

      value
    end

    def named(family, value, what)
      text = Given.text(value, what).force_encoding(Encoding::UTF_8)
      found = text.valid_encoding? && CODES.fetch(family)[text.to_sym]
      return found if found

      pointer = FFI::MemoryPointer.new(:int32)
      vocabulary = CODES[:vocabulary][VOCABULARIES.fetch(family, family)] || 0
      # A library that is newer than the gem may know more names.
      return pointer.read_int32 if C.nrr_vocabulary_code(vocabulary, text, text.bytesize, pointer).zero?

      raise InvalidError, "#{what}: #{value.inspect} is no #{family}; there are #{CODES[family].keys.join(', ')}"
    end
  end

  # Every name of a vocabulary of the running library, with its code, in the order of METRICS.md.
  def self.names(vocabulary)
    number = Codes.number(:vocabulary, vocabulary)
    count = FFI::MemoryPointer.new(:size_t)
    code = FFI::MemoryPointer.new(:int32)
    text = FFI::MemoryPointer.new(:pointer)
    Status.check(C.nrr_vocabulary_count(number, count), :vocabulary)
    count.read(:size_t).times.to_h do |place|
      Status.check(C.nrr_vocabulary_at(number, place, code))
      Status.check(C.nrr_vocabulary_name(number, code.read_int32, text))
      [text.read_pointer.read_string.to_sym, code.read_int32]
    end
  end

  # Every public constant of the running library, with sizes and offsets of its structs.
  def self.constants_of_library
    text = FFI::MemoryPointer.new(:pointer)
    value = FFI::MemoryPointer.new(:int64)
    C.nrr_constant_count.times.to_h do |place|
      Status.check(C.nrr_constant_at(place, text, value))
      [text.read_pointer.read_string, value.read_int64]
    end
  end

  # One of them, by name: "sizeof(nrr_fact)".
  def self.constant_of_library(name)
    value = FFI::MemoryPointer.new(:int64)
    text = Given.text(name, :name)
    Status.check(C.nrr_constant(text, text.bytesize, value), name)
    value.read_int64
  end
end
