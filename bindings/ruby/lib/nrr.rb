# SPDX-License-Identifier: MIT
# frozen_string_literal: true

require "date"
require "ffi"
require "monitor"

# Net revenue retention and its relatives, exact: the Ruby interface of libnrr.
#
#     NRR::Ledger.open(digits: 2) do |ledger|
#       ledger.append(customer: "acme", time: Date.new(2024, 1, 1), kind: :new, amount: 2500r)
#       report = ledger.report(step: :month, from: Date.new(2024, 2, 1), to: Date.new(2024, 3, 1))
#       report.first.rate(:nrr).to_r # => (1/1)
#     end
#
# A Ledger holds the facts, a Snapshot what it held at one moment, a Report the figures of some periods.
# Errors are NRR::Error, and ArgumentError, TypeError, KeyError beside it.
module NRR
end

require_relative "nrr/declarations"
require_relative "nrr/error"
require_relative "nrr/library"
require_relative "nrr/given"
require_relative "nrr/codes"
require_relative "nrr/handle"
require_relative "nrr/clock"
require_relative "nrr/column"
require_relative "nrr/ratio"
require_relative "nrr/calendar"
require_relative "nrr/price"
require_relative "nrr/query"
require_relative "nrr/report"
require_relative "nrr/table"
require_relative "nrr/snapshot"
require_relative "nrr/ledger"
