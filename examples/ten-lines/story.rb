# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# The ten-line story in Ruby: see story.c.
require "nrr"

# One row of the billing table; the amount is in cents of monthly revenue.
Billing = Struct.new(:customer, :day, :kind, :reason, :cents)
billing = [
  Billing.new("acme", Date.new(2024, 1, 1), :new, nil, 250_000),
  Billing.new("globex", Date.new(2024, 1, 1), :new, nil, 100_000),
  Billing.new("acme", Date.new(2024, 3, 10), :expansion, :seats, 50_000),
  Billing.new("globex", Date.new(2024, 5, 20), :churn, :voluntary, :all),
  Billing.new("globex", Date.new(2024, 6, 15), :reactivation, :win_back, 80_000)
]

# --- the ten lines ---------------------------------------------------------------------------------

report = NRR::Ledger.open(digits: 2) do |ledger|
  ledger.append do |facts|
    billing.each do |row|
      facts << { customer: row.customer, time: row.day, kind: row.kind, reason: row.reason, amount: row.cents }
    end
  end
  ledger.report(step: :month, from: Date.new(2024, 2, 1), to: Date.new(2024, 7, 1))
end

# --- the report ------------------------------------------------------------------------------------

puts format("%-7s%12s%12s%12s%12s", "month", "opening", "closing", "nrr", "grr")
report.each do |row|
  rates = %i[nrr grr].map { |rate| row.rate(rate).percent }
  puts format("%-7s%12.2f%12.2f%12.1f%12.1f", row.from.strftime("%Y-%m"), row[:opening], row[:closing], *rates)
end
