# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module NRR
  # What a caller gave, as plain objects of which nobody else holds any: the library is told how long they
  # are and where they lie, so neither what a subclass makes of them nor another thread may change that
  # meanwhile. Nothing long is copied, unless somebody does. (For this library alone.)
  module Given
    AS_THEY_ARE = [Encoding::UTF_8, Encoding::US_ASCII, Encoding::BINARY].freeze

    module_function

    def array(value, what)
      raise TypeError, "#{what}: wants an Array, not #{value.class}" unless Array === value

      Array.new(value)
    end

    def bytes(value, what)
      raise TypeError, "#{what}: wants a String, not #{value.class}" unless String === value

      String.new(value).freeze
    end

    def text?(value)
      String === value || Symbol === value
    end

    # An exact number as a Rational. What is far from any amount is not written out: BigDecimal("1E999999999")
    # has a billion digits.
    def rational(value, what)
      far = value.respond_to?(:exponent) && !value.exponent.between?(-4000, 60)
      raise RangeError, "#{what}: #{value} does not fit 64 bits" if far

      exact = value.to_r
      raise TypeError, "#{what}: wants a number, not #{value.class}" unless Rational === exact

      exact
    rescue FloatDomainError
      raise RangeError, "#{what}: #{value} is no number"
    end

    # The bytes of a key: text as UTF-8 whatever its encoding, other bytes as they are.
    def text(value, what)
      raise TypeError, "#{what}: a key is a String or an Integer, not #{value.class}" unless text?(value)

      text = String === value ? String.new(value) : value.to_s
      text = text.encode(Encoding::UTF_8) unless AS_THEY_ARE.include?(text.encoding)
      text.b
    rescue EncodingError => e
      raise InvalidError, "#{what}: #{e.message}"
    end
  end
end
