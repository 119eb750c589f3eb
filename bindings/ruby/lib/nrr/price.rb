# SPDX-License-Identifier: MIT
# frozen_string_literal: true

module NRR
  # An amount per month or year, and what rounding took away: exact minus rounded, in minor units.
  Normalised = Struct.new(:amount, :residual)

  # Normalise a price of so many minor units a piece, for `quantity` pieces, every `interval_count`
  # intervals, to :month (MRR) or :year (ARR). `mean_weeks`: a year has 365.25 / 7 weeks, not 52.
  # `mean_days`: it has 365.25 days, not 365.
  #
  #     NRR.normalise(100_000, interval: :year).amount # => 8333
  def self.normalise(amount, interval:, interval_count: 1, quantity: 1, per: :month, rounding: :half_even,
                     mean_weeks: false, mean_days: false)
    price = C::NrrPrice.new
    price[:amount] = Codes.in_range(amount, 64, :amount)
    price[:quantity] = Codes.in_range(quantity, 64, :quantity)
    price[:interval] = Codes.number(:step, interval, :interval)
    price[:interval_count] = Codes.in_range(interval_count, 32, :interval_count)
    price[:per] = Codes.number(:step, per, :per)
    price[:rounding] = Codes.number(:rounding, rounding)
    flags = CODES[:price_flag]
    price[:flags] = (mean_weeks ? flags[:weeks_mean] : 0) | (mean_days ? flags[:days_mean] : 0)
    rounded = FFI::MemoryPointer.new(:int64)
    residual = C::NrrRatio.new
    Status.check(C.nrr_price_normalise(price, rounded, residual), :price)
    Normalised.new(rounded.read_int64, Rational(residual[:numerator], residual[:denominator]))
  end
end
