# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "helper"

# What is generated from the headers is what the library says of itself; and what takes no ledger.
class TestCodes < NrrTest
  def test_every_constant_of_the_headers_is_there_with_its_value
    running = NRR.constants_of_library.select { |name, _| name.start_with?("NRR_") }
    assert_equal [[], []], [running.to_a - NRR::CONSTANTS.to_a, NRR::CONSTANTS.to_a - running.to_a]
    assert_equal 11, NRR.constant_of_library("NRR_KIND_VOID")
    refuses(/NRR_KIND_NONE/, ArgumentError) { NRR.constant_of_library("NRR_KIND_NONE") }
  end

  def test_every_struct_is_laid_out_as_the_library_has_it
    layouts = NRR.constants_of_library.reject { |name, _| name.start_with?("NRR_") }
    assert_operator layouts.size, :>, 40
    layouts.each do |name, value|
      type, member = name.match(/\((\w+)(?:, (\w+))?\)/).captures
      struct = NRR::C.const_get(type.split("_").map(&:capitalize).join)
      assert_equal value, member ? struct.offset_of(member.to_sym) : struct.size, name
    end
  end

  def test_names_are_those_of_the_vocabularies
    %i[kind measure rate unit time_unit step rounding average rule row_flag status].each do |family|
      running, declared = NRR.names(family).to_a, NRR::CODES[family].to_a
      assert_equal [[], []], [running - declared, declared - running], family
    end
    assert_equal NRR.names(:ratio).sort, NRR::CODES[:ratio_status].sort
    assert_equal NRR.names(:key).sort, NRR::CODES[:key_family].sort
    assert_equal [], NRR.names(:reason).to_a - NRR::CODES[:reason].to_a
    assert_equal NRR.version, %w[MAJOR MINOR PATCH].map { |part| NRR::CONSTANTS["NRR_VERSION_#{part}"] }.join(".")
    assert_includes NRR.library_path, "libnrr"
  end

  def test_statuses_have_words_and_errors
    NRR::STATUS_TEXTS.each do |status, (name, said)|
      next if status.zero?

      error = assert_raises(NRR::Error) { NRR::Status.check(status, :argument) }
      assert_equal [status, name.delete_prefix("NRR_").downcase.to_sym], [error.status, error.code]
      assert_equal "argument: #{said} (#{name.delete_prefix('NRR_')})", error.message
    end
    error = assert_raises(NRR::Error) { NRR::Status.check(-999) }
    assert_equal ["status -999", nil], [error.message, error.code]
    assert_raises(NRR::MemoryError) { NRR::Status.check_batch(-1, nil) }
  end

  def test_rounding_is_named
    half = NRR::Ratio.new(1, 8)
    assert_equal [12/100r, 13/100r], [half.round(2), half.round(2, rounding: :half_up)]
    assert_equal [1025/10r, 0.125, 1/8r], [NRR::Ratio.new(41, 40).percent, half.to_f, half.to_r]
    assert_equal 1_126_825/1_000_000r, NRR::Ratio.new(101, 100).annualise(12, 6)
    assert_equal half, NRR::Ratio.new(1, 8)
    assert_equal 1, [half, NRR::Ratio.new(1, 8)].uniq.size
    assert_equal ["#<NRR::Ratio 1/8>", "#<NRR::Ratio undefined>"],
                 [half.inspect, NRR::Ratio.new(0, 0, :undefined).inspect]
  end

  def test_undefined_is_undefined
    nothing = NRR::Ratio.new(0, 0, :undefined)
    assert_equal [nil] * 4, [nothing.round, nothing.percent, nothing.to_r, nothing.annualise(12)]
    assert_predicate nothing.to_f, :nan?
    less = NRR::Ratio.new(-5, 0, :unbounded)
    assert_equal [-Float::INFINITY] * 3, [less.round, less.percent, less.to_f]
  end

  def test_a_bad_ratio_or_precision_is_refused
    refuses(/RATIO/, ArgumentError) { NRR::Ratio.new(1, 0).round }
    refuses(/numerator/, RangeError) { NRR::Ratio.new(2**63, 1) }
    refuses(/denominator/, TypeError) { NRR::Ratio.new(1, 1.0) }
    refuses(/status/, ArgumentError) { NRR::Ratio.new(1, 1, :fine) }
    refuses(/DIGITS/, ArgumentError) { NRR::Ratio.new(1, 1).round(19) }
    refuses(/digits/, TypeError) { NRR::Ratio.new(1, 1).percent("1") }
    refuses(/rounding/, ArgumentError) { NRR::Ratio.new(1, 1).round(2, rounding: :bankers) }
    refuses(/OVERFLOW/, RangeError) { NRR::Ratio.new(2**62, 1).round }
    refuses(/POWER/, ArgumentError) { NRR::Ratio.new(1, 1).annualise(0) }
  end

  def test_calendars
    month = NRR::Calendar.new
    assert_equal 1_706_745_600, month.edge(Date.new(2024, 2, 20))
    assert_equal month.ticks([2024, 3, 1]), month.edge(Date.new(2024, 2, 20), 1)
    assert_equal 3, month.steps(Date.new(2024, 1, 15), Date.new(2024, 3, 2))
    assert_equal [1_704_067_200, 1_706_745_600], month.edges(Date.new(2024, 1, 15), 2)
    assert_equal [[], 4], [month.edges(0, 0), month.covering(Date.new(2024, 1, 15), Date.new(2024, 3, 2)).size]
    assert_equal NRR::Civil.new(2024, 2, 29, 1, 2, 3), month.civil(Time.utc(2024, 2, 29, 1, 2, 3))
    fiscal = NRR::Calendar.new(:year, time_unit: :days, first_month: 4)
    assert_equal [2023, 4, 1], fiscal.civil(fiscal.edge(Date.new(2024, 2, 1))).to_a.first(3)
    refuses(/step/, ArgumentError) { NRR::Calendar.new(:fortnight) }
    refuses(/CALENDAR/, ArgumentError) { NRR::Calendar.new(first_month: 13) }
    refuses(/utc_offset/, RangeError) { NRR::Calendar.new(utc_offset: 2**40) }
    refuses(/civil/, ArgumentError) { month.ticks([2024, 2, 30]) }
    refuses(/count/, ArgumentError) { month.edges(0, -1) }
    refuses(/from, to/, ArgumentError) { month.steps(5, 5) }
  end

  def test_prices
    assert_equal [8333, 1/3r], NRR.normalise(100_000, interval: :year).to_a
    assert_equal 52_000, NRR.normalise(1000, interval: :week, per: :year).amount
    assert_equal 36_525, NRR.normalise(700, interval: :week, per: :year, mean_weeks: true).amount
    assert_equal 366, NRR.normalise(1, interval: :day, per: :year, mean_days: true, rounding: :up).amount
    assert_equal 18_750, NRR.normalise(1250, interval: :month, quantity: 15, interval_count: 1).amount
    refuses(/price/, ArgumentError) { NRR.normalise(-1, interval: :year) }
    refuses(/interval/, ArgumentError) { NRR.normalise(1, interval: :moon) }
    refuses(/amount/, TypeError) { NRR.normalise(1.0, interval: :year) }
    refuses(/price/, RangeError) { NRR.normalise(2**62, interval: :day) }
  end
end
