// SPDX-License-Identifier: MIT
/* The ten-line story in C++: see story.c. Failures are exceptions; story.cc needs no other handling. */
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

#include <nrr/nrr.hpp>

namespace {

/* One row of the billing table; the amount is in cents of monthly revenue, 0 for "all". */
struct billing {
    const char *customer;
    nrr_civil date;
    nrr_kind kind;
    nrr_reason reason;
    std::int64_t amount;
};

const billing table[] = {
    {"acme", {2024, 1, 1, 0, 0, 0, 0}, NRR_KIND_NEW, NRR_REASON_UNSPECIFIED, 250000},
    {"globex", {2024, 1, 1, 0, 0, 0, 0}, NRR_KIND_NEW, NRR_REASON_UNSPECIFIED, 100000},
    {"acme", {2024, 3, 10, 0, 0, 0, 0}, NRR_KIND_EXPANSION, NRR_REASON_SEATS, 50000},
    {"globex", {2024, 5, 20, 0, 0, 0, 0}, NRR_KIND_CHURN, NRR_REASON_VOLUNTARY, 0},
    {"globex", {2024, 6, 15, 0, 0, 0, 0}, NRR_KIND_REACTIVATION, NRR_REASON_WIN_BACK, 80000},
};

/* --- the ten lines ----------------------------------------------------------------------------- */

const nrr::calendar months(NRR_STEP_MONTH);

nrr::report report_of_five_months()
{
    nrr::ledger ledger;
    nrr::query query;

    for (const billing &row : table) {
        nrr_fact fact = {};
        fact.customer = ledger.customer(row.customer);
        fact.time = months.ticks(row.date);
        fact.kind = row.kind;
        fact.reason = row.reason;
        fact.amount = row.amount;
        fact.flags = row.amount == 0 ? NRR_FACT_ALL : 0;
        ledger.append(fact);
    }
    query.add_edges(months.edges(months.ticks(2024, 2, 1), 6));
    return ledger.snapshot().report(query);
}

/* --- the report -------------------------------------------------------------------------------- */

std::string amount(std::int64_t cents)
{
    const std::string digits = std::to_string(cents % 100);

    return std::to_string(cents / 100) + (digits.size() < 2 ? ".0" : ".") + digits;
}

/* In percent; "-" if the rate is undefined. */
std::string percent(const nrr_ratio &rate)
{
    const nrr_decimal decimal = nrr::functions::round(rate, {3, NRR_ROUND_HALF_EVEN});

    if (decimal.status != NRR_RATIO_OK)
        return "-";
    return std::to_string(decimal.scaled / 10) + "." + std::to_string(decimal.scaled % 10);
}

void print(const nrr::report &report)
{
    const auto starts = report.periods().starts;
    const auto opening = report.column(NRR_MEASURE_OPENING), closing = report.column(NRR_MEASURE_CLOSING);
    const auto nrr = report.rates(NRR_RATE_NRR), grr = report.rates(NRR_RATE_GRR);

    std::printf("%-7s%12s%12s%12s%12s\n", "month", "opening", "closing", "nrr", "grr");
    for (std::size_t row = 0; row < starts.size(); row++) {
        const nrr_civil date = months.civil(starts[row]);

        std::printf("%04d-%02d%12s%12s%12s%12s\n", static_cast<int>(date.year), static_cast<int>(date.month),
                    amount(opening[row]).c_str(), amount(closing[row]).c_str(),
                    percent(nrr[row]).c_str(), percent(grr[row]).c_str());
    }
}

} // namespace

int main()
{
    try {
        print(report_of_five_months());
    } catch (const std::exception &failed) {
        std::fprintf(stderr, "story: %s\n", failed.what());
        return 1;
    }
    return 0;
}
