# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require_relative "helper"
require "bigdecimal"

class TestAppend < NrrTest
  def test_keywords_are_one_fact
    assert_equal 1, ledger.append(**NEW)
    assert_equal 1, ledger.size
  end

  def test_a_block_collects_facts
    appended = ledger.append { |batch| 3.times { |number| batch << NEW.merge(customer: number) } }
    assert_equal [3, 300], [appended, closing]
    assert_equal 0, ledger.append([])
  end

  def test_facts_come_in_one_way
    refuses(/facts/, ArgumentError) { ledger.append }
    refuses(/facts/, ArgumentError) { ledger.append([NEW], **NEW) }
    refuses(/facts/, TypeError) { ledger.append("x") }
    refuses(/facts/, TypeError) { ledger.append([1]) }
    refuses(/price: no such field/, ArgumentError) { ledger.append(**NEW, price: 5) }
  end

  def test_single_values_stand_for_all_rows
    assert_equal 3, ledger.append_columns(**NEW, customer: %w[a b c])
    assert_equal 300, closing
    assert_equal 1, ledger.append_columns(**NEW)
    assert_equal 0, ledger.append_columns(customer: [], time: [], kind: [], amount: [])
  end

  def test_columns_of_different_lengths_are_named
    refuses(/time: has 2 rows, and customer has 3/, ArgumentError) do
      ledger.append_columns(**NEW, customer: [1, 2, 3], time: [1, 2])
    end
  end

  def test_an_integer_is_minor_units_and_other_numbers_are_major_ones
    ledger.append([NEW.merge(amount: 250), NEW.merge(amount: 1/2r), NEW.merge(amount: BigDecimal("10.01"))])
    assert_equal 250 + 50 + 1001, closing
  end

  def test_a_bad_amount_is_named_and_adds_nothing
    { 4/3r => ArgumentError, BigDecimal("1.001") => ArgumentError, 1.5 => TypeError, "100" => TypeError,
      BigDecimal("1E999999999") => RangeError, BigDecimal("1E-999999999") => RangeError, BigDecimal("NaN") => TypeError, BigDecimal("Infinity") => TypeError, 1i => TypeError, true => TypeError,
      2**63 => RangeError, -1 => ArgumentError, 0 => ArgumentError, nil => ArgumentError, :some => TypeError }.each do |amount, error|
      refuses(/amount/, error) { ledger.append(**NEW, amount: amount) }
      refuses(/row 1.*amount|amount, row 1/, error) { ledger.append([NEW, NEW.merge(amount: amount)]) }
    end
    assert_equal 0, ledger.size
    refuses(/amount.*digits/, TypeError) { NRR::Ledger.new.append(**NEW, amount: 1r) }
  end

  def test_all_takes_whatever_is_there
    ledger.append_columns(**NEW, customer: %w[a b c])
    ledger.append(customer: "a", time: Date.new(2024, 2, 1), kind: :churn, amount: :all)
    assert_equal 200, closing
    ledger.append_columns(customer: %w[b c], time: Date.new(2024, 2, 1), kind: :churn, amount: [:all, 40])
    assert_equal 60, closing
    error = refuses(/row 0, flags/, NRR::RefusedError) { ledger.append(**NEW, amount: :all) }
    assert_equal [0, :flags, :e_flags], [error.row, error.field, error.code]
    refuses(/flags/, ArgumentError) { ledger.append(**NEW, amount: :all, flags: 1) }
    ledger.append_columns(customer: "c", time: Date.new(2024, 3, 1), kind: :churn, amount: :all, line: nil)
    assert_equal 0, closing
  end

  def test_kinds_and_reasons_are_symbols_strings_or_numbers
    ledger.append_columns(customer: "a", time: [1, 2, 3, 4], kind: [:new, "expansion", 3, :churn],
                          amount: [10, 1, 1, 12], reason: [nil, :seats, 1, 2000])
    report = ledger.report(periods: [[2, 5]], reasons: [2000])
    assert_equal [[1], [1], [12]], [report.reason(:reason_gain, :seats), report.reason(:reason_gain, :upsell),
                                    report.reason(:reason_loss, 2000)]
  end

  def test_a_bad_code_is_named
    { kind: :growth, reason: "SEATS", line: 1.5 }.each do |field, value|
      refuses(/#{field}/, ArgumentError, TypeError) { ledger.append(**NEW, field => value) }
    end
    [1.0, true, Object.new].each { |value| refuses(/kind, row 0/, TypeError) { ledger.append(**NEW, kind: value) } }
    refuses(/kind/, RangeError) { ledger.append(**NEW, kind: 2**40) }
    error = refuses(/row 1, kind/, NRR::RefusedError) { ledger.append([NEW, NEW.merge(kind: 99)]) }
    assert_equal [1, :kind], [error.row, error.field]
    refuses(/row 0, reason/, ArgumentError) { ledger.append(**NEW, reason: 500) }
    assert_equal 0, ledger.size
  end

  def test_instants_are_dates_times_or_ticks
    { days: 1, seconds: 86_400, milliseconds: 86_400_000, nanoseconds: 86_400 * 10**9 }.each do |unit, tick|
      of = NRR::Ledger.new(time_unit: unit)
      times = [Date.new(1970, 1, 2), Time.utc(1970, 1, 2), Time.new(1970, 1, 2, 2, 0, 0, "+02:00"),
               DateTime.new(1970, 1, 2, 1, 0, 0, "+1"), tick]
      of.append_columns(**NEW, customer: [1, 2, 3, 4, 5], time: times)
      assert_equal [tick, tick], [of.counter(:first_time), of.counter(:last_time)]
    end
    days = NRR::Ledger.new(time_unit: :days)
    days.append(**NEW, time: Time.utc(1969, 12, 31, 23))
    assert_equal(-1, days.counter(:first_time))
  end

  def test_a_bad_instant_is_named
    { "2024-01-01" => TypeError, 1.5 => TypeError, true => TypeError, 2**63 => RangeError }.each do |value, error|
      refuses(/time/, error) { ledger.append(**NEW, time: value) }
      refuses(/known, row 1/, error) { ledger.append_columns(**NEW, known: [1, value]) }
    end
    refuses(/time/, RangeError) { NRR::Ledger.new(time_unit: :nanoseconds).append(**NEW, time: Date.new(9999, 1, 1)) }
    refuses(/row 0, time/, NRR::RefusedError) { ledger.append(**NEW, time: nil) }
    assert_equal 0, ledger.size
  end

  def test_keys_are_text_bytes_or_integers
    keys = ["größe", "\xff".b, 7, -2**63, "7", "", :symbol]
    ledger.append_columns(**NEW, customer: keys)
    found = keys.map { |key| ledger.key_of(:customer, ledger.find(:customer, key)) }
    assert_equal keys[0..-2] + ["symbol"], found
    assert_equal Encoding::UTF_8, found[0].encoding
    assert_equal [1, 8, 8, 9], [ledger.key(:customer, "größe"), ledger.key(:customer, "n"), ledger.key(:customer, :n),
                                ledger.key(:customer, 99)]
    assert_equal [1, 0, 2], ledger.keys(:line, ["a", nil, "b"])
    assert_equal [3, 1, 0], ledger.keys(:line, [5, :a, nil])
    assert_equal [3], ledger.keys(:line, [5])
    assert_equal [], ledger.keys(:line, [])
  end

  def test_text_is_one_key_in_any_encoding
    texts = ["größe", "größe".encode("UTF-16LE"), "größe".encode("ISO-8859-1"), :größe, "größe".dup.freeze]
    assert_equal [1] * 5, ledger.keys(:customer, texts)
    texts.each do |text|
      assert_equal 1, ledger.key(:customer, text)
      assert_equal 1, ledger.find(:customer, text)
      ledger.append_columns(**NEW, customer: text)
    end
    ledger.append_columns(**NEW, customer: "new", kind: "new".encode("UTF-16LE"))
    assert_equal 2, ledger.counter(:customers)
    assert_equal ["größe", "\xff\xfe".b], [1, ledger.key(:customer, "\xff\xfe")].map { |id| ledger.key_of(:customer, id) }
  end

  def test_text_that_its_encoding_does_not_know_is_refused_by_name
    broken = "\x00\xd8".dup.force_encoding("UTF-16LE")
    refuses(/customer/, ArgumentError) { ledger.append(**NEW, customer: broken) }
    refuses(/customer, row 1/, ArgumentError) { ledger.append_columns(**NEW, customer: ["a", broken]) }
    refuses(/customer, row 1/, ArgumentError) { ledger.append_columns(**NEW, customer: ["a", "x".dup.force_encoding("UTF-7")]) }
    refuses(/key/, ArgumentError) { ledger.key(:customer, broken) }
    ["\xff", "\xff".b, broken].each { |kind| refuses(/kind/, ArgumentError) { ledger.append(**NEW, kind: kind) } }
    assert_equal 0, ledger.size
  end

  # Strings and Arrays that say of themselves what is not so.
  class LongString < String
    def bytesize
      1 << 40
    end

    def dup
      "x"
    end
    alias b itself
    alias to_s itself
  end

  class LongArray < Array
    def size
      1 << 40
    end
    alias length size

    def map
      []
    end
    alias each_with_index map
  end

  def test_what_lies_about_its_length_is_as_long_as_it_is
    row = NRR::Ledger.pack(customer: 1, time: 5, kind: :new, amount: 7)
    assert_equal 1, ledger.key(:customer, LongString.new("a"))
    assert_equal 2, ledger.append_rows(LongString.new(row * 2))
    many = [1] * 2000
    packed = NRR::Packed.new(:int64, LongString.new(many.pack("q*")))
    assert_equal 2000, ledger.append_columns(**NEW, amount: packed)
    assert_equal 2, ledger.append_columns(**NEW, customer: LongArray.new(["b", LongString.new("c")]), amount: LongArray.new([1, 2]))
    assert_equal [5, 6], ledger.keys(:customer, LongArray.new(%w[d e]))
    assert_equal 2014 + 3, closing
    query = NRR::Query.new.add_periods(LongArray.new([1]), LongArray.new([2])).add_edges(LongArray.new([1, 2]))
    assert_equal 2, ledger.report(query).size
    assert_equal [333/1000r], NRR.round_parts(LongArray.new([1]), 3)
  end

  def test_columns_that_another_thread_changes_are_what_they_were
    numbers = [1, 2, 3]
    packed = +""
    changing = Thread.new do
      400.times do |round|
        numbers.concat([4] * (round % 70))
        numbers.clear if numbers.size > 3000
        packed.replace([1].pack("q") * (round % 1000))
        Thread.pass
      end
    end
    200.times do
      ledger.append_columns(**NEW, amount: numbers)
      ledger.keys(:customer, numbers)
      ledger.append_columns(**NEW, amount: NRR::Packed.new(:int64, packed))
      ledger.append_rows(packed, 8) rescue NRR::Error # rubocop:disable Style/RescueModifier
    end
    changing.join
    assert_operator ledger.counter(:customers), :<=, 5
  end

  def test_columns_stay_where_they_are_while_memory_is_compacted
    skip "GC.compact is not there" unless GC.respond_to?(:compact)
    ledger.key(:customer, "a")
    rows = NRR::Ledger.pack(customer: 1, time: 5, kind: :change_up, amount: 7) * 3
    compacting = Thread.new { 10.times { GC.compact } }
    100.times do
      ledger.append_rows(rows)
      ledger.append_columns(**NEW, customer: ["k"] * 40, amount: NRR::Packed.new(:int64, [1].pack("q") * 40))
    end
    compacting.join
    assert_equal [100 * 43, 100 * (21 + 40)], [ledger.size, closing]
  end

  def test_facts_may_be_named_by_strings_and_symbols
    ledger.append([NEW.merge(line: "x"), NEW.transform_keys(&:to_s).merge("line" => "y")])
    assert_equal [2, 2], [ledger.size, ledger.counter(:lines)]
    refuses(/facts.*twice/, ArgumentError) { ledger.append([NEW.merge("time" => 5)]) }
    refuses(/facts/, TypeError) { ledger.append([{ 1 => 2 }]) }
  end

  def test_a_row_is_not_packed_of_what_does_not_fit
    fine = { customer: 1, time: 5, kind: :new, amount: 7 }
    { customer: 2**32, line: -1, id: 2**32, time: 2**63, amount: 2**63, known: -2**64, sequence: 2**64 }.each do |field, value|
      refuses(/#{field}/, RangeError) { NRR::Ledger.pack(**fine, field => value) }
      refuses(/#{field}/, TypeError) { NRR::Ledger.pack(**fine, field => 1.9) }
    end
    refuses(/customer/, TypeError) { NRR::Ledger.pack(**fine, customer: "acme") }
    assert_equal 64, NRR::Ledger.pack(**fine, line: 2**32 - 1, sequence: 2**64 - 1, known: -2**63).bytesize
  end

  def test_a_bad_key_is_named
    [1.5, true, Object.new].each do |key|
      %i[customer line id].each do |field|
        refuses(/#{field}/, TypeError) { ledger.append(**NEW, field => key) }
        refuses(/#{field}, row 1/, TypeError) { ledger.append_columns(**NEW, field => ["fine", key]) }
        refuses(/#{field}/, TypeError) { ledger.append_columns(**NEW, field => key) }
      end
      refuses(/key/, TypeError) { ledger.key(:customer, key) }
      refuses(/key/, TypeError) { ledger.find(:customer, key) }
    end
    refuses(/customer/, ArgumentError) { ledger.append(**NEW, customer: "x" * 65_536) }
    refuses(/customer/, RangeError) { ledger.append(**NEW, customer: 2**63) }
    refuses(/key/, RangeError) { ledger.key(:customer, 2**63) }
    refuses(/row 0, customer/, NRR::RefusedError) { ledger.append(**NEW, customer: nil) }
    refuses(/"nobody"/, KeyError) { ledger.find(:customer, "nobody") }
    refuses(/5/, KeyError) { ledger.find(:customer, 5) }
    refuses(/id/, NRR::UnknownKeyError) { ledger.key_of(:customer, 99) }
    refuses(/id/, RangeError) { ledger.key_of(:customer, 2**32) }
    refuses(/family/, ArgumentError) { ledger.key(:customers, "a") }
    refuses(/keys/, TypeError) { ledger.keys(:customer, "a") }
    assert_equal 0, ledger.size
  end

  def test_a_field_that_must_be_there_is_named
    %i[customer time kind amount].each do |field|
      error = refuses(/#{field}/, NRR::RefusedError) { ledger.append_columns(**NEW.reject { |name, _| name == field }) }
      assert_equal [nil, field, :e_column_missing], [error.row, error.field, error.code]
    end
  end

  def test_packed_columns_are_read_where_they_lie
    many = (1..5000).to_a
    ledger.append_columns(**NEW, customer: NRR::Packed.new(:int64, many.pack("q*")),
                          amount: NRR::Packed.new(:uint16, many.pack("S*")))
    assert_equal many.sum, closing
    ids = NRR::Packed.new(:id, ledger.keys(:customer, [1, 2]).pack("L*"))
    ledger.append_columns(**NEW, time: Date.new(2024, 2, 1), kind: :churn, amount: 1, customer: ids)
    assert_equal many.sum - 2, closing
    refuses(/amount/, ArgumentError) { ledger.append_columns(**NEW, amount: NRR::Packed.new(:int64, "short")) }
    refuses(/amount/, ArgumentError) { ledger.append_columns(**NEW, amount: NRR::Packed.new(:float, "")) }
    refuses(/amount/, TypeError) { ledger.append_columns(**NEW, amount: NRR::Packed.new(:int64, nil)) }
    refuses(/amount/, ArgumentError) { ledger.append_columns(**NEW, amount: NRR::Packed.new(:id, [1].pack("L"))) }
    refuses(/row 0, customer/, NRR::RefusedError) do
      ledger.append_columns(**NEW, customer: NRR::Packed.new(:id, [99_999].pack("L")))
    end
  end

  def test_sequence_takes_all_of_64_bits
    ledger.append(**NEW, sequence: 2**64 - 1)
    refuses(/sequence/, RangeError) { ledger.append(**NEW, sequence: -1) }
    refuses(/sequence/, TypeError) { ledger.append(**NEW, sequence: 1.0) }
  end

  def test_rows_are_the_struct_of_the_header
    id = ledger.key(:customer, "a")
    rows = NRR::Ledger.pack(customer: id, time: 5, kind: :new, amount: 7) +
           NRR::Ledger.pack(customer: id, time: 6, kind: :expansion, amount: 7, reason: :seats, known: 9)
    assert_equal 2, ledger.append_rows(rows)
    assert_equal 0, ledger.append_rows("")
    assert_equal 1, ledger.append_rows(NRR::Ledger.pack(customer: id, time: 7, kind: :churn, all: true) + "\0" * 8, 72)
    assert_equal 0, closing
    assert_equal 14, ledger.report(periods: [[0, 7]]).column(:closing).first
  end

  def test_bad_rows_are_refused
    row = NRR::Ledger.pack(customer: 1, time: 5, kind: :new, amount: 7)
    refuses(/row 0, customer/, NRR::RefusedError) { ledger.append_rows(row) }
    ledger.key(:customer, "a")
    error = refuses(/row 1, kind/, NRR::RefusedError) { ledger.append_rows(row + "\0" * 32 + [1].pack("Q") + "\0" * 24) }
    assert_equal 1, error.row
    refuses(/rows/, ArgumentError) { ledger.append_rows("short") }
    refuses(/rows/, TypeError) { ledger.append_rows([1]) }
    refuses(/ROW_SIZE/, ArgumentError) { ledger.append_rows(row, 32) }
    refuses(/row 0, reserved/, ArgumentError) { ledger.append_rows("#{row}12345678", 72) }
    refuses(/row_size/, ArgumentError) { ledger.append_rows(row, 0) }
    refuses(/row_size/, TypeError) { ledger.append_rows(row, nil) }
    assert_equal 0, ledger.size
  end

  def test_a_retry_changes_nothing_and_a_conflict_is_refused
    again = { customer: "globex", time: Date.new(2024, 1, 1), kind: :new, amount: 100_000, id: "n2" }
    story.append(**again)
    assert_equal [5, 1], [story.size, story.counter(:duplicates)]
    error = refuses(/row 0, id/, NRR::ConflictError) { story.append(**again, amount: 1) }
    assert_equal [0, :id], [error.row, error.field]
  end

  def test_a_void_takes_a_fact_back
    assert_equal 1, story.void("e1")
    assert_equal 2, story.void(%w[n2 never], known: Date.new(2024, 12, 1))
    assert_equal 250_000, closing(story) - 80_000
    assert_equal 330_000, story.snapshot.as_known(Date.new(2024, 11, 1)).report(periods: [[0, 2**40]]).column(:closing)[0]
    refuses(/id/, ArgumentError) { story.void(nil) }
    refuses(/row 1, id/, NRR::RefusedError) { story.void(["n1", nil]) }
  end

  def test_a_million_packed_rows_cost_the_gem_next_to_nothing
    rows = NRR::Ledger.pack(customer: ledger.key(:customer, "a"), time: 5, kind: :change_up, amount: 7) * 1_000_000
    inside = 0.0
    clock = -> { Process.clock_gettime(Process::CLOCK_THREAD_CPUTIME_ID) }
    watched = Module.new do
      define_method(:nrr_ledger_append) do |*arguments|
        begun = clock.call
        super(*arguments).tap { inside += clock.call - begun }
      end
    end
    NRR::C.singleton_class.prepend(watched)
    begun = clock.call
    ledger.append_rows(rows)
    outside = clock.call - begun - inside
    assert_operator inside, :>, 0
    assert_operator outside, :<, 0.025
  end
end
