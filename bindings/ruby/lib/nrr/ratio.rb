# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module NRR
  # A rate as it is defined, not reduced. `status` is :ok, :undefined (0/0) or :unbounded (x/0): never a
  # made-up 0 or 100%.
  class Ratio
    attr_reader :numerator, :denominator, :status

    def initialize(numerator, denominator, status = :ok)
      @numerator = Codes.in_range(numerator, 64, :numerator)
      @denominator = Codes.in_range(denominator, 64, :denominator)
      @status = Codes.name(:ratio_status, Codes.number(:ratio_status, status, :status))
    end

    def self.of(struct)
      new(struct[:numerator], struct[:denominator], struct[:status])
    end

    def ok?
      status == :ok
    end

    # The rate as a Rational; nil if it is undefined or unbounded.
    def to_r
      Rational(numerator, denominator) if ok?
    end

    # The nearest Float: NaN if it is undefined, infinite if it is unbounded.
    def to_f
      return to_r.to_f if ok?

      status == :undefined ? Float::NAN : Float::INFINITY * numerator
    end

    # The rate with so many digits behind the point, rounded once, as a Rational. nil if it is undefined,
    # an infinite Float if it is unbounded. 102.5% is 1.025.
    def round(digits = 3, rounding: :half_even)
      Decimal.value { |decimal| C.nrr_ratio_round(struct, Decimal.precision(digits, rounding), decimal) }
    end

    # The same in percent: 102.5.
    def percent(digits = 1, rounding: :half_even)
      round(Codes.in_range(digits, 31, :digits) + 2, rounding: rounding)&.*(100)
    end

    # The rate to the power of so many periods a year, exact and rounded once: 12 for a monthly one.
    def annualise(periods, digits = 3, rounding: :half_even)
      number = Codes.in_range(periods, 32, :periods)
      Decimal.value { |decimal| C.nrr_ratio_annualise(struct, number, Decimal.precision(digits, rounding), decimal) }
    end

    def ==(other)
      other.is_a?(Ratio) && [numerator, denominator, status] == [other.numerator, other.denominator, other.status]
    end
    alias eql? ==

    def hash
      [numerator, denominator, status].hash
    end

    def inspect
      ok? ? "#<NRR::Ratio #{numerator}/#{denominator}>" : "#<NRR::Ratio #{status}>"
    end

    private

    def struct
      made = C::NrrRatio.new
      made[:numerator] = numerator
      made[:denominator] = denominator
      made[:status] = Codes.number(:ratio_status, status)
      made
    end
  end

  # What rounding gives.
  module Decimal
    module_function

    def precision(digits, rounding)
      made = C::NrrPrecision.new
      made[:digits] = Codes.in_range(digits, 32, :digits)
      made[:rounding] = Codes.number(:rounding, rounding)
      made
    end

    def value
      decimal = C::NrrDecimal.new
      Status.check(yield(decimal), "ratio, digits")
      of(decimal)
    end

    def of(decimal)
      case Codes.name(:ratio_status, decimal[:status])
      when :ok then Rational(decimal[:scaled], 10**decimal[:digits])
      when :undefined then nil
      else Float::INFINITY * decimal[:scaled]
      end
    end
  end
  private_constant :Decimal

  # Rounds parts over one denominator so that they add up to the whole, rounded: what is missing goes to those
  # that lost the most.
  def self.round_parts(parts, denominator, digits = 3, rounding: :half_even)
    parts = Given.array(parts, :parts)
    numbers = parts.each_with_index.map { |part, row| Codes.in_range(part, 64, "parts, row #{row}") }
    given = FFI::MemoryPointer.new(:int64, [parts.size, 1].max).put_array_of_int64(0, numbers)
    memory = FFI::MemoryPointer.new(C::NrrDecimal, [parts.size, 1].max)
    whole = Codes.in_range(denominator, 64, :denominator)
    Status.check(C.nrr_ratio_round_parts(given, parts.size, whole, Decimal.precision(digits, rounding), memory), :parts)
    Array.new(parts.size) { |place| Decimal.of(C::NrrDecimal.new(memory + place * C::NrrDecimal.size)) }
  end
end
