# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module NRR
  # A date and a time of day, of any year; 0 is 1 BC.
  Civil = Struct.new(:year, :month, :day, :hour, :minute, :second, :nanosecond) do
    def initialize(year, month, day, hour = 0, minute = 0, second = 0, nanosecond = 0)
      super
    end
  end

  # The edges of days, weeks, months, quarters and years: the proleptic Gregorian calendar at a fixed
  # offset from UTC. `first_month` is of quarters and years, `first_weekday` of weeks (1 is Monday),
  # `utc_offset` in seconds east.
  class Calendar
    def initialize(step = :month, time_unit: :seconds, first_month: 1, first_weekday: 1, utc_offset: 0)
      @clock = Clock.new(time_unit)
      @struct = C::NrrCalendar.new
      @struct[:time_unit] = @clock.number
      @struct[:step] = Codes.number(:step, step)
      @struct[:first_month] = Codes.in_range(first_month, 32, :first_month)
      @struct[:first_weekday] = Codes.in_range(first_weekday, 32, :first_weekday)
      @struct[:utc_offset] = Codes.in_range(utc_offset, 32, :utc_offset)
      edge(0)
    end

    # The tick at which a Civil (or an array like one) begins. What is finer is cut off.
    def ticks(civil)
      struct = C::NrrCivil.new
      members = civil.respond_to?(:to_a) ? civil.to_a : []
      raise InvalidError, "civil: wants year, month, day and what is finer" unless members.size.between?(3, 7)

      Civil.new(*members).each_pair { |member, value| struct[member] = Codes.in_range(value, member == :year ? 64 : 32, member) }
      out(:civil) { |found| C.nrr_calendar_ticks(@struct, struct, found) }
    end

    # The date and time of day of an instant.
    def civil(time)
      struct = C::NrrCivil.new
      Status.check(C.nrr_calendar_civil(@struct, @clock.ticks(time, :time), struct), :time)
      Civil.new(*struct.values)
    end

    # The tick at which the step that holds an instant begins, moved by so many steps.
    def edge(time, steps = 0)
      start = @clock.ticks(time, :time)
      out(:time) { |found| C.nrr_calendar_edge(@struct, start, Codes.in_range(steps, 64, :steps), found) }
    end

    # How many steps it takes to cover from...to.
    def steps(from, to)
      first, last = @clock.ticks(from, :from), @clock.ticks(to, :to)
      out("from, to") { |found| C.nrr_calendar_steps(@struct, first, last, found) }
    end

    # So many edges that follow each other, from that of the step which holds `from`, as ticks.
    def edges(from, count)
      raise InvalidError, "count: at least 0" if Codes.in_range(count, 32, :count).negative?

      memory = FFI::MemoryPointer.new(:int64, [count, 1].max)
      Status.check(C.nrr_calendar_edges(@struct, @clock.ticks(from, :from), memory, count), :from)
      memory.read_array_of_int64(count)
    end

    # The edges of the steps that cover from...to.
    def covering(from, to)
      edges(from, steps(from, to) + 1)
    end

    private

    def out(what)
      found = FFI::MemoryPointer.new(:int64)
      Status.check(yield(found), what)
      found.read_int64
    end
  end
end
