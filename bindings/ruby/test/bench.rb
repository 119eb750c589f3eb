# SPDX-License-Identifier: MIT
# frozen_string_literal: true

# How long a million facts take, library and gem together, the best of five, as processor time. Not a
# test; run by hand, with the gem built in build/check:
#
#     NRR_LIBRARY=build/check/lib/.libs/libnrr.so ruby -I build/check/bindings/ruby/package \
#         bindings/ruby/test/bench.rb
require "nrr"

ROWS = 1_000_000
CUSTOMERS = 100_000

random = Random.new(1)
customers = Array.new(ROWS) { 1 + random.rand(CUSTOMERS) }
times = Array.new(ROWS) { 1_600_000_000 + random.rand(100_000_000) }.sort
rows = customers.zip(times).map { |id, time| [time, 500, 0, 0, id, 0, 0, 8, 0, 0, 0, 0].pack(NRR::C::FACT_FORMAT) }.join
columns = {
  customer: NRR::Packed.new(:id, customers.pack("L*")), time: NRR::Packed.new(:int64, times.pack("q*")),
  kind: :change_up, amount: 500
}

def measure(what)
  best = Array.new(5) do
    NRR::Ledger.open do |ledger|
      ledger.keys(:customer, (1..CUSTOMERS).to_a)
      begun = Process.clock_gettime(Process::CLOCK_THREAD_CPUTIME_ID)
      yield ledger
      Process.clock_gettime(Process::CLOCK_THREAD_CPUTIME_ID) - begun
    end
  end
  puts format("%-34s %7.1f ms", what, best.min * 1000)
end

puts "libnrr #{NRR.version}, #{ROWS} facts of #{CUSTOMERS} customers"
measure("packed rows") { |ledger| ledger.append_rows(rows) }
measure("packed columns, ids") { |ledger| ledger.append_columns(**columns) }
