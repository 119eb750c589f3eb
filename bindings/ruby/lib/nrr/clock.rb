# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module NRR
  # Instants: ticks of a ledger's clock from Time, Date, DateTime and numbers, and back.
  class Clock
    NANOSECONDS = {
      days: 86_400 * 10**9, seconds: 10**9, milliseconds: 10**6, microseconds: 10**3, nanoseconds: 1
    }.freeze

    attr_reader :unit, :number

    def initialize(unit)
      @number = Codes.number(:time_unit, unit)
      @unit = Codes.name(:time_unit, @number)
      raise InvalidError, "time_unit: #{unit.inspect} is no unit of time" unless @unit.is_a?(Symbol)

      @tick = Rational(NANOSECONDS.fetch(@unit), 10**9)
    end

    # The tick of an instant. A Date stands for midnight UTC, an Integer for a tick. What is finer than
    # a tick is cut off, as the library does it.
    def ticks(value, what)
      number = case value
               when Integer then value
               when Time then (value.to_r / @tick).floor
               when DateTime then (value.to_time.to_r / @tick).floor
               when Date then ((value.jd - UNIX_DAY) * 86_400 / @tick).floor
               else raise TypeError, "#{what}: wants a Date, a Time or an Integer, not #{value.class}"
               end
      Codes.in_range(number, 64, what)
    end

    # The ticks of a length of time: an Integer is ticks, any other number is seconds.
    def span(value, what)
      return Codes.in_range(value, 64, what) if value.is_a?(Integer)
      raise TypeError, "#{what}: wants ticks or seconds, not #{value.class}" unless value.is_a?(Numeric) && value.real?

      Codes.in_range((Given.rational(value, what) / @tick).floor, 64, what)
    end

    # The Time, in UTC, of a tick.
    def time(ticks)
      Time.at(ticks * @tick).utc
    end

    UNIX_DAY = Date.new(1970, 1, 1).jd
    private_constant :UNIX_DAY
  end
end
