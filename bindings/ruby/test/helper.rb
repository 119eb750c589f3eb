# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# What the tests share. Run by `make check` (ruby.sh). NRR_TEST_TAP names a file that gets the cases as
# TAP, and behind them whether every exported function was called.

require "minitest"
require "nrr"

# Notes which functions of the library are called.
module Watch
  REACHED = {} # rubocop:disable Style/MutableConstant

  NRR::C::FUNCTIONS.each_key do |name|
    define_method(name) do |*arguments|
      REACHED[name] = true
      super(*arguments)
    end
  end
end
NRR::C.singleton_class.prepend(Watch)

# The cases as TAP.
class TapReporter < Minitest::AbstractReporter
  UNREACHED = File.join(__dir__, "unreached.txt")

  def initialize(path)
    super()
    @path = path
    @lines = []
    @mutex = Mutex.new
  end

  def record(result)
    name = result.name.delete_prefix("test_").tr("_", " ")
    @mutex.synchronize do
      if result.skipped?
        say(true, "#{name} # SKIP #{result.failure.message}")
      else
        say(result.passed?, name, result.failures.map(&:to_s).join("\n"))
      end
    end
  end

  def report
    reached
    File.write(@path, "#{@lines.join("\n")}\n1..#{@lines.size}\n")
  end

  private

  def say(passed, name, why = "")
    comment = passed ? "" : why.lines.map { |line| "\n# #{line.chomp}" }.join
    @lines << "#{passed ? 'ok' : 'not ok'} #{@lines.size + 1} - #{name}#{comment}"
  end

  def reached
    excused = File.readlines(UNREACHED, chomp: true).grep(/\A\w/).to_h { |line| line.split(" ", 2).values_at(0, 1) }
    names = NRR::C::FUNCTIONS.keys.map(&:to_s)
    forgotten = names.reject { |name| Watch::REACHED[name.to_sym] || excused.key?(name) }
    say(names.size > 60 && forgotten.empty?, "every exported function is reached",
        "call it in a test, or say in unreached.txt why not: #{forgotten.join(', ')}")
    wrong = excused.reject { |name, why| names.include?(name) && why && !Watch::REACHED[name.to_sym] }
    say(wrong.empty?, "what is excused has a reason and needs it", wrong.keys.join(", "))
  end
end

module Minitest
  def self.plugin_tap_init(_options)
    reporter << TapReporter.new(ENV.fetch("NRR_TEST_TAP")) if ENV["NRR_TEST_TAP"]
  end
  extensions << "tap"
end

class NrrTest < Minitest::Test
  NEW = { customer: "acme", time: Date.new(2024, 1, 1), kind: :new, amount: 100 }.freeze
  YEAR = [[Date.new(2024, 1, 2), Date.new(2025, 1, 1)]].freeze

  def ledger
    @ledger ||= NRR::Ledger.new(digits: 2)
  end

  # acme grows, globex leaves and comes back.
  def story
    @story ||= NRR::Ledger.new(digits: 2).tap do |made|
      made.append([
        { customer: "acme", time: Date.new(2024, 1, 1), kind: :new, amount: 250_000, id: "n1" },
        { customer: "globex", time: Date.new(2024, 1, 1), kind: :new, amount: 100_000, id: "n2" },
        { customer: "acme", time: Date.new(2024, 3, 10), kind: :expansion, amount: 50_000, reason: :seats, id: "e1",
          known: Date.new(2024, 3, 11) },
        { customer: "globex", time: Date.new(2024, 5, 20), kind: :churn, amount: :all, reason: :voluntary, id: "c1",
          known: Date.new(2024, 7, 1) },
        { customer: "globex", time: Date.new(2024, 6, 15), kind: :reactivation, amount: 80_000, reason: :win_back, id: "r1" }
      ])
    end
  end

  def months
    @months ||= story.report(step: :month, from: Date.new(2024, 2, 1), to: Date.new(2024, 7, 1))
  end

  # Raises one of the errors, with a message that matches; gives the error.
  def refuses(pattern, *errors, &block)
    error = assert_raises(*errors, &block)
    assert_match pattern, error.message
    error
  end

  def closing(of = ledger)
    of.report(periods: [[-2**62, 2**62]]).column(:closing).first
  end
end
