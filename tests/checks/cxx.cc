// SPDX-License-Identifier: MIT
/* For cxx.sh: what nrr.hpp promises beyond what the C functions do. Without arguments it lists its
 * cases; with the number of one it runs that, and says what was wrong. */
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include <nrr/nrr.hpp>

// All members of all classes, so that each function of the C interface is referred to.
template class nrr::basic_ledger<nrr::returning>;
template class nrr::basic_snapshot<nrr::returning>;
template class nrr::basic_query<nrr::returning>;
template class nrr::basic_report<nrr::returning>;
template class nrr::basic_table<nrr::returning>;
template class nrr::basic_calendar<nrr::returning>;
template struct nrr::basic_functions<nrr::returning>;
#ifdef NRR_HPP_EXCEPTIONS
template class nrr::basic_ledger<nrr::throwing>;
template class nrr::basic_snapshot<nrr::throwing>;
template class nrr::basic_query<nrr::throwing>;
template class nrr::basic_report<nrr::throwing>;
template class nrr::basic_table<nrr::throwing>;
template class nrr::basic_calendar<nrr::throwing>;
template struct nrr::basic_functions<nrr::throwing>;
#endif

namespace {

int wrong = 0;

#define EXPECT(condition)                                                                          \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            std::printf("line %d: not so: %s\n", __LINE__, #condition);                            \
            wrong = 1;                                                                             \
        }                                                                                          \
    } while (0)

nrr_fact fact(std::uint32_t customer, std::int64_t time, nrr_kind kind, std::int64_t amount)
{
    nrr_fact made = {};

    made.customer = customer;
    made.time = time;
    made.kind = kind;
    made.amount = amount;
    return made;
}

// --- handles ---

template <class T> constexpr bool is_move_only()
{
    return std::is_nothrow_move_constructible_v<T> && std::is_nothrow_move_assignable_v<T> &&
           !std::is_copy_constructible_v<T> && !std::is_copy_assignable_v<T>;
}
static_assert(is_move_only<nrr::results::ledger>() && is_move_only<nrr::results::snapshot>() &&
              is_move_only<nrr::results::query>() && is_move_only<nrr::results::report>() &&
              is_move_only<nrr::results::table>());
static_assert(!std::is_default_constructible_v<nrr::results::ledger>,
              "it could not say that there was no memory");

/* Counts what is allocated and not released. */
struct counting {
    std::size_t bytes = 0;
    bool refuses = false;

    nrr_allocator allocator()
    {
        return {this,
                [](void *context, std::size_t size) -> void * {
                    auto *self = static_cast<counting *>(context);
                    if (self->refuses)
                        return nullptr;
                    self->bytes += size;
                    return std::malloc(size);
                },
                [](void *context, void *memory, std::size_t old_size, std::size_t size) -> void * {
                    auto *self = static_cast<counting *>(context);
                    void *moved = self->refuses ? nullptr : std::realloc(memory, size);
                    if (moved != nullptr)
                        self->bytes += size - old_size;
                    return moved;
                },
                [](void *context, void *memory, std::size_t size) {
                    static_cast<counting *>(context)->bytes -= size;
                    std::free(memory);
                }};
    }
};

void a_handle_frees_itself_and_can_be_moved()
{
    counting memory;
    const nrr_allocator allocator = memory.allocator();

    {
        auto made = nrr::results::ledger::make(&allocator);
        EXPECT(made && memory.bytes > 0);
        nrr::results::ledger ledger = *std::move(made);
        EXPECT(ledger && !*made);
        nrr_ledger *address = ledger.get();
        nrr::results::ledger other = std::move(ledger);
        EXPECT(other.get() == address && ledger.get() == nullptr && !ledger);
        auto *self = &other;
        other = std::move(*self);
        EXPECT(other.get() == address);
        ledger = std::move(other);
        EXPECT(ledger.get() == address);
        nrr_ledger *owned = ledger.release();
        EXPECT(owned == address && !ledger && memory.bytes > 0);
        ledger.reset(owned);
    }
    EXPECT(memory.bytes == 0);
}

// --- results ---

void a_result_has_a_value_or_says_why_not()
{
    auto ledger = nrr::results::ledger::make();

    EXPECT(ledger.has_value() && ledger.status() == NRR_OK);
    auto acme = ledger->customer("acme");
    EXPECT(acme && *acme == 1 && ledger->customer("acme").value_or(9) == 1);
    auto none = ledger->find(NRR_KEY_CUSTOMER, "globex");
    EXPECT(!none && none.status() == NRR_E_KEY_UNKNOWN && std::move(none).value_or(7) == 7);
    EXPECT(ledger->customer(std::int64_t{5}) && *ledger->find(NRR_KEY_CUSTOMER, std::int64_t{5}) == 2);
    EXPECT(!ledger->key_of(NRR_KEY_CUSTOMER, 3));
    EXPECT((*ledger->key_of(NRR_KEY_CUSTOMER, 1)).text() == "acme");
    EXPECT((*ledger->key_of(NRR_KEY_CUSTOMER, 2)).is_integer());
    EXPECT((*ledger->key_of(NRR_KEY_CUSTOMER, 2)).integer == 5);

    nrr::result<void> refused = ledger->set(99, 0);
    EXPECT(!refused && refused.status() == NRR_E_OPTION && refused.error().message() == "e_option");
    EXPECT(ledger->set(NRR_LEDGER_STRICT, 1) && *ledger->get_option(NRR_LEDGER_STRICT) == 1);
}

void a_refusal_names_the_row_and_the_field()
{
    auto ledger = nrr::results::ledger::make();
    const std::uint32_t acme = *ledger->customer("acme");
    const std::vector<nrr_fact> facts = {fact(acme, 1, NRR_KIND_NEW, 100), fact(acme, 2, NRR_KIND_CHURN, -5)};
    const auto refused = ledger->append(facts);

    EXPECT(refused.status() == NRR_E_AMOUNT);
    EXPECT(refused.error().row == 1 && refused.error().field == NRR_FIELD_AMOUNT);
    EXPECT(refused.error().message() == "e_amount: row 1, field amount");
    EXPECT(*ledger->counter(NRR_COUNTER_FACTS) == 0);
    EXPECT(nrr::failure(-9999).message() == "status -9999");

    const std::uint32_t customers[] = {acme}, parents[] = {acme, acme};
    EXPECT(ledger->set_parents(customers, parents).status() == NRR_E_CAPACITY);
    EXPECT(ledger->set_parents(customers, customers).status() == NRR_E_CYCLE);
    EXPECT(*ledger->parent(acme) == 0);
}

// --- columns and spans ---

void columns_are_read_where_they_lie()
{
    auto ledger = nrr::results::ledger::make();
    const std::vector<std::int64_t> times = {10, 20, 30}, amounts = {100, 50, 25};
    const std::vector<std::int8_t> kinds = {NRR_KIND_NEW, NRR_KIND_EXPANSION, NRR_KIND_CONTRACTION};
    const std::int32_t offsets[] = {0, 4, 8, 12};
    const std::uint16_t reason = NRR_REASON_SEATS;
    const nrr_column columns[] = {
        nrr::column(NRR_FIELD_TIME, times),
        nrr::column(NRR_FIELD_AMOUNT, amounts),
        nrr::column(NRR_FIELD_KIND, kinds),
        nrr::string_column(NRR_FIELD_CUSTOMER, "acmeacmeacme", nrr::span<const std::int32_t>(offsets)),
        nrr::constant_column(NRR_FIELD_REASON, reason),
    };

    EXPECT(ledger->append_columns(columns, times.size()));
    EXPECT(*ledger->counter(NRR_COUNTER_FACTS) == 3 && *ledger->counter(NRR_COUNTER_CUSTOMERS) == 1);

    auto query = nrr::results::query::make();
    const std::int64_t edges[] = {5, 15, 25, 35};
    EXPECT(query->add_edges(edges) && query->add_reason(2000));
    const auto snapshot = ledger->snapshot();
    const auto report = snapshot->report(*query);
    EXPECT(report && *report->count() == 3);
    const auto closing = *report->column(NRR_MEASURE_CLOSING);
    EXPECT(closing.size() == 3 && closing[0] == 100 && closing[1] == 150 && closing.back() == 125);
    EXPECT(closing.data() == (*report->column(NRR_MEASURE_CLOSING)).data()); // not a copy
    EXPECT((*report->reason(NRR_MEASURE_REASON_GAIN, NRR_REASON_SEATS))[1] == 50);
    EXPECT((*report->periods()).starts[2] == 25 && (*report->periods()).ends[2] == 35);
    EXPECT((*report->period(1)).start == 15 && (*report->period(1)).end == 25);
    EXPECT((*report->all_flags()).size() == 3 && *report->flags(0) == (*report->all_flags())[0]);
    EXPECT((*report->rates(NRR_RATE_NRR)).size() == 3);
    EXPECT((*report->rates(NRR_RATE_NRR))[1].numerator == 150);
    EXPECT((*report->rate(1, NRR_RATE_NRR)).denominator == 100);
    EXPECT(*report->measure(2, NRR_MEASURE_OPENING) == 150);
    EXPECT(report->measure(3, NRR_MEASURE_OPENING).status() == NRR_E_ROW);
    EXPECT((*report->average(NRR_RATE_NRR, NRR_AVERAGE_WEIGHTED, {3, NRR_ROUND_HALF_EVEN})).scaled == 1100);
    EXPECT(*report->check() > 0 && *report->findings() == 0);

    const std::int64_t keys[] = {7, 8, 7};
    const auto ids = ledger->keys(NRR_KEY_LINE, nrr::column(NRR_FIELD_KEY, nrr::span<const std::int64_t>(keys)), 3);
    EXPECT(ids && (*ids)[0] == 1 && (*ids)[1] == 2 && (*ids)[2] == 1);
    EXPECT(nrr::id_column(NRR_FIELD_LINE, *ids).type == NRR_COLUMN_ID);
}

static_assert(nrr::column_type<std::int8_t>() == NRR_COLUMN_INT8);
static_assert(nrr::column_type<std::uint16_t>() == NRR_COLUMN_UINT16);
static_assert(nrr::column_type<int>() == NRR_COLUMN_INT32);
static_assert(nrr::column_type<std::uint64_t>() == NRR_COLUMN_UINT64);

static_assert(std::is_convertible_v<std::vector<int> &, nrr::span<const int>>);
static_assert(std::is_convertible_v<nrr::span<int>, nrr::span<const int>>);
static_assert(!std::is_convertible_v<const std::vector<int> &, nrr::span<int>>);
static_assert(!std::is_convertible_v<std::vector<long long> &, nrr::span<const int>>);

void a_span_is_a_range()
{
    int values[] = {3, 4, 5}, sum = 0;
    nrr::span<int> all(values);

    for (int &value : all)
        sum += value++;
    EXPECT(sum == 12 && values[0] == 4 && all.front() == 4 && all.back() == 6 && all.size() == 3);
    EXPECT(nrr::span<const int>().empty() && nrr::span<const int>(all).data() == values);
}

// --- lists, knowledge, calendars, prices ---

void lists_are_tables()
{
    auto ledger = nrr::results::ledger::make();
    const std::uint32_t acme = *ledger->customer("acme");
    nrr_fact late = fact(acme, 10, NRR_KIND_NEW, 100), lost = fact(acme, 20, NRR_KIND_CHURN, 300);
    late.known = 50;
    late.flags = NRR_FACT_KNOWN;

    EXPECT(ledger->append(late) && ledger->append(lost));
    const auto snapshot = ledger->snapshot();
    EXPECT(*snapshot->find(NRR_KEY_CUSTOMER, "acme") == acme);
    EXPECT(!snapshot->find(NRR_KEY_CUSTOMER, std::int64_t{1}));
    EXPECT((*snapshot->key_of(NRR_KEY_CUSTOMER, acme)).text() == "acme");
    EXPECT(*snapshot->finding_count() == 2 && *snapshot->finding_count(NRR_RULE_NEGATIVE_LEVEL) == 1);
    const auto findings = snapshot->findings();
    EXPECT(findings && *findings->count() == 2 && *findings->total() == 2);
    EXPECT(*(*snapshot->findings({1, 5})).count() == 1);
    EXPECT((*findings->column(NRR_FIELD_RULE))[0] == NRR_RULE_NEGATIVE_LEVEL);
    EXPECT((*findings->column(NRR_FIELD_EXCESS))[0] == 200);
    EXPECT(findings->column(NRR_FIELD_LEVEL).status() == NRR_E_FIELD);
    const auto restated = snapshot->restatement({40, 60, 0, 30});
    EXPECT(restated && *restated->count() == 1 && (*restated->column(NRR_FIELD_CHANGE))[0] == 1);
    const auto earlier = snapshot->as_known(49);
    EXPECT(earlier && (*(*earlier->stale({15, 0})).count()) == 0);
    EXPECT((*(*snapshot->stale({15, 0})).count()) == 1);
}

/* Two customers with a segment each, of whom one grows and the other one shrinks, from 5 to 15. */
nrr::results::ledger two_segments()
{
    auto ledger = nrr::results::ledger::make();
    const std::uint32_t acme = *ledger->customer("acme"), globex = *ledger->customer("globex");
    const std::uint32_t segment = *ledger->key(NRR_KEY_DIMENSION, "segment");
    const std::uint32_t large = *ledger->key(NRR_KEY_VALUE, "large");
    const std::vector<nrr_fact> facts = {
        fact(acme, 1, NRR_KIND_NEW, 100), fact(acme, 10, NRR_KIND_EXPANSION, 30),
        fact(globex, 2, NRR_KIND_NEW, 50), fact(globex, 11, NRR_KIND_CONTRACTION, 20)};
    const std::vector<std::int64_t> times = {0};
    const std::int32_t offsets[] = {0, 6}, dimension_offsets[] = {0, 7}, value_offsets[] = {0, 5};
    const nrr_column columns[] = {
        nrr::column(NRR_FIELD_TIME, times),
        nrr::string_column(NRR_FIELD_CUSTOMER, "globex", nrr::span<const std::int32_t>(offsets)),
        nrr::string_column(NRR_FIELD_DIMENSION, "segment", nrr::span<const std::int32_t>(dimension_offsets)),
        nrr::string_column(NRR_FIELD_VALUE, "small", nrr::span<const std::int32_t>(value_offsets)),
    };

    EXPECT(ledger->append(facts));
    EXPECT(ledger->assign(nrr_assignment{0, 0, segment, acme, 0, large, 0, 0}));
    EXPECT(ledger->assign_columns(columns, 1));
    const auto refused = ledger->assign(nrr_assignment{0, 0, segment, 99, 0, large, 0, 0});
    EXPECT(refused.status() == NRR_E_CUSTOMER && refused.error().row == 0);
    return *std::move(ledger);
}

void reports_by_groups_of_parts_and_refreshed()
{
    auto ledger = two_segments();
    const auto snapshot = ledger.snapshot();
    std::vector<nrr::results::query> queries;

    for (int i = 0; i < 2; i++) {
        queries.push_back(*nrr::results::query::make());
        EXPECT(queries[static_cast<std::size_t>(i)].add_period(5, 15));
    }
    EXPECT(queries[1].add_dimension("segment") && *snapshot->groups(queries[1]) == 4);
    auto reports = snapshot->reports(queries);
    EXPECT(reports && reports->size() == 2 && *(*reports)[0].count() == 1);
    const auto &grouped = (*reports)[1];
    EXPECT(*grouped.groups() == 4 && *grouped.count() == 4); // large, small, unassigned, total
    EXPECT(grouped.group(0, 0)->kind == NRR_GROUP_VALUE && grouped.group(0, 0)->value.text() == "large");
    EXPECT(*grouped.measure(0, NRR_MEASURE_CLOSING) == 130 && *grouped.measure(1, NRR_MEASURE_CLOSING) == 30);
    EXPECT(grouped.group(2, 0)->kind == NRR_GROUP_UNASSIGNED && grouped.group(3, 0)->kind == NRR_GROUP_TOTAL);
    EXPECT(grouped.group(0, 1).status() == NRR_E_DIMENSION);
    EXPECT(queries[0].add_dimension(7) && queries[0].add_dimension(7).status() != NRR_OK);

    const auto contributions = (*reports)[0].contributions(0);
    EXPECT(contributions && *contributions->count() > 0);

    EXPECT(ledger.append(fact(*ledger.find(NRR_KEY_CUSTOMER, "acme"), 12, NRR_KIND_EXPANSION, 5)));
    const auto after = ledger.snapshot();
    const auto refreshed = nrr::results::report::refresh(*reports, *snapshot, *after);
    EXPECT(refreshed && *(*refreshed)[1].measure(0, NRR_MEASURE_CLOSING) == 135);
    EXPECT(nrr::results::report::refresh(*reports, *after, *snapshot).status() == NRR_E_SNAPSHOT);

    std::vector<nrr::results::report> parts;
    for (int part = 0; part < 2; part++) {
        auto query = nrr::results::query::make();
        EXPECT(query->add_period(5, 15) && query->set(NRR_QUERY_PARTS, 2) && query->set(NRR_QUERY_PART, part));
        parts.push_back(*snapshot->report(*query));
    }
    const auto whole = nrr::results::report::merge(parts);
    EXPECT(whole && *whole->measure(0, NRR_MEASURE_CLOSING) == 160);
    parts.pop_back();
    parts.push_back(*nrr::results::report::merge(nrr::span<const nrr::results::report>(&parts[0], 1)));
    EXPECT(nrr::results::report::merge(parts).status() == NRR_E_PART);
}

void figures_are_taken_apart()
{
    auto ledger = two_segments();
    const auto snapshot = ledger.snapshot();
    auto query = nrr::results::query::make();
    const std::uint32_t acme = *ledger.find(NRR_KEY_CUSTOMER, "acme");
    const std::int64_t edges[] = {0, 5, 15};

    EXPECT(query->add_period(5, 15));
    const auto units = snapshot->units(*query, {0, NRR_MEASURE_CLOSING, 0, 0, 0});
    EXPECT(units && *units->count() == 2 && (*units->column(NRR_FIELD_AMOUNT))[0] == 130);
    EXPECT(*snapshot->units(*query, {0, NRR_MEASURE_CLOSING, 0, 0, 0}, {1, 1})->count() == 1);
    const nrr_subject subject = {5, 15, acme, 0, 0, 0};
    EXPECT((*snapshot->movements(*query, subject)->column(NRR_FIELD_AFTER))[0] == 130);
    EXPECT((*snapshot->facts(*query, subject)->column(NRR_FIELD_AMOUNT))[0] == 30);
    const auto figures = snapshot->concentration(*query, {0, 1});
    EXPECT(figures && (*figures->column(NRR_FIELD_NUMERATOR))[NRR_FIGURE_OPENING_SHARE - 1] == 100);
    const nrr_reconciliation asked = {0, NRR_RATE_NRR, NRR_RATE_NRR_MOVEMENTS, 0, 0};
    EXPECT(snapshot->reconcile(*query, asked) && *snapshot->reconcile_units(*query, asked)->count() == 0);
    EXPECT(snapshot->reconcile(*query, {9, NRR_RATE_NRR, NRR_RATE_NRR_MOVEMENTS, 0, 0}).status() == NRR_E_ROW);
    const auto cohorts = snapshot->cohorts(*query, edges);
    EXPECT(cohorts && cohorts->cohort_rate(1, NRR_RATE_NRR)->numerator == 160);
    EXPECT(cohorts->cohort_rate(1, NRR_RATE_NRR)->denominator == 150);
    EXPECT(units->cohort_rate(0, NRR_RATE_NRR).status() == NRR_E_FIELD);

    const std::int64_t thirds[] = {1, 1, 1};
    const auto rounded = nrr::results::functions::round_parts(thirds, 3, {2, NRR_ROUND_HALF_EVEN});
    EXPECT(rounded && (*rounded)[0].scaled == 34 && (*rounded)[2].scaled == 33);
}

void calendars_and_prices()
{
    nrr::results::calendar months(NRR_STEP_MONTH);
    const std::int64_t march = *months.ticks(2024, 3, 1);

    EXPECT(march == 1709251200 && (*months.civil(march)).month == 3);
    EXPECT(*months.edge(march + 5) == march && *months.edge(march, 1) == *months.ticks(2024, 4, 1));
    EXPECT(*months.steps(march, march + 1) == 1 && (*months.edges(march, 3)).size() == 3);
    EXPECT(months.ticks(2024, 2, 30).status() == NRR_E_DATE);
    months.first_month = 77;
    EXPECT(months.edge(march).status() == NRR_E_CALENDAR);

    using nrr::results::functions;
    nrr_price price = {120000, 1, NRR_STEP_YEAR, 1, NRR_STEP_MONTH, NRR_ROUND_HALF_EVEN, 0, 0};
    EXPECT((*functions::normalise(price)).amount == 10000);
    EXPECT((*functions::round({1, 3, NRR_RATIO_OK, 0}, {2, NRR_ROUND_HALF_EVEN})).scaled == 33);
    EXPECT((*functions::annualise({1, 2, NRR_RATIO_OK, 0}, 2, {2, NRR_ROUND_DOWN})).scaled == 25);
    EXPECT(*functions::constant("NRR_KIND_CHURN") == NRR_KIND_CHURN);
    EXPECT(*functions::constant((*functions::constant_at(0)).first) == (*functions::constant_at(0)).second);
    EXPECT(!functions::constant_at(functions::constant_count()));
    EXPECT(*functions::name(NRR_VOCABULARY_KIND, NRR_KIND_NEW) == "new");
    EXPECT(*functions::code(NRR_VOCABULARY_KIND, "churn") == NRR_KIND_CHURN);
    EXPECT(*functions::vocabulary_at(NRR_VOCABULARY_KIND, 0) == NRR_KIND_OPENING);
    EXPECT(*functions::vocabulary_count(NRR_VOCABULARY_KIND) == 11);
    EXPECT(functions::version() == nrr_version() && functions::check(NRR_E_DATE).status() == NRR_E_DATE);
}

// --- exceptions ---

#ifdef NRR_HPP_EXCEPTIONS
static_assert(std::is_nothrow_copy_constructible_v<nrr::error>);
static_assert(std::is_base_of_v<std::exception, nrr::error>);
static_assert(is_move_only<nrr::ledger>() && is_move_only<nrr::query>());

void a_failure_is_thrown()
{
    nrr::ledger ledger;
    const std::uint32_t acme = ledger.customer("acme");
    int caught = 0;

    try {
        ledger.append(fact(acme, 1, NRR_KIND_NEW, 0));
    } catch (const nrr::error &refused) {
        caught++;
        EXPECT(refused.status() == NRR_E_AMOUNT && refused.row() == 0 && refused.field() == NRR_FIELD_AMOUNT);
        EXPECT(std::strcmp(refused.what(), "e_amount: row 0, field amount") == 0);
    }
    try {
        nrr::query query;
        query.add_period(5, 5);
    } catch (const std::exception &refused) {
        caught++;
        EXPECT(std::string(refused.what()) == "e_period");
    }
    try {
        nrr::functions::check(nrr_ledger_parent(ledger.get(), 7, nullptr));
    } catch (const nrr::error &refused) {
        caught++;
        EXPECT(refused.why().status == NRR_E_NULL);
    }
    EXPECT(caught == 3 && ledger.counter(NRR_COUNTER_FACTS) == 0);
}

void no_memory_is_thrown_and_nothing_is_lost()
{
    counting memory;
    const nrr_allocator allocator = memory.allocator();
    bool caught = false;

    memory.refuses = true;
    try {
        nrr::ledger ledger(allocator);
    } catch (const nrr::error &refused) {
        caught = refused.status() == NRR_E_MEMORY;
    }
    EXPECT(caught && memory.bytes == 0);
    memory.refuses = false;
    try {
        nrr::ledger ledger(allocator);
        nrr::query query(allocator);
        ledger.append(fact(ledger.customer(1), 1, NRR_KIND_NEW, 5));
        query.add_period(0, 9);
        nrr::report report = ledger.snapshot().report(query);
        EXPECT(report.count() == 1 && report.column(NRR_MEASURE_CLOSING)[0] == 5);
        report.column(12345);
    } catch (const nrr::error &refused) {
        EXPECT(refused.status() == NRR_E_MEASURE);
    }
    EXPECT(memory.bytes == 0);
}
#endif

const struct {
    const char *name;
    void (*run)();
} cases[] = {
    {"a handle frees itself and can be moved", a_handle_frees_itself_and_can_be_moved},
    {"a result has a value or says why not", a_result_has_a_value_or_says_why_not},
    {"a refusal names the row and the field", a_refusal_names_the_row_and_the_field},
    {"columns are read where they lie", columns_are_read_where_they_lie},
    {"a span is a range", a_span_is_a_range},
    {"lists are tables", lists_are_tables},
    {"reports by groups, of parts, and refreshed", reports_by_groups_of_parts_and_refreshed},
    {"figures are taken apart", figures_are_taken_apart},
    {"calendars, prices and names", calendars_and_prices},
#ifdef NRR_HPP_EXCEPTIONS
    {"a failure is thrown", a_failure_is_thrown},
    {"no memory is thrown, and nothing is lost", no_memory_is_thrown_and_nothing_is_lost},
#endif
};

} // namespace

int main(int count, char **arguments)
{
    if (count < 2) {
        for (const auto &each : cases)
            std::printf("%s\n", each.name);
        return 0;
    }
    cases[std::atoi(arguments[1]) - 1].run();
    return wrong;
}
