// SPDX-License-Identifier: MIT
/** @file nrr/nrr.hpp
 * libnrr for C++17: handles that free themselves and can only be moved, spans of columns, and failures
 * as exceptions or as results. Header only: whoever includes it links to the C library as it is.
 *
 *     nrr::ledger ledger;                            // throws nrr::error
 *     auto made = nrr::results::ledger::make();      // gives nrr::result<nrr::results::ledger>
 *
 * Both are one class template; so are all others. Where exceptions are off (-fno-exceptions) there is
 * nrr::results alone. Functions are called, take and do what their C names say (nrr_ledger_append() is
 * ledger.append()), so their statuses and thread rules are in the C headers and manual pages. A function
 * that has no member yet is called with get(): nrr::functions::check(nrr_...(ledger.get(), ...)).
 *
 * With the amalgamation, include its nrr.h first. */
#ifndef NRR_NRR_HPP
#define NRR_NRR_HPP

#ifndef NRR_NRR_H
#include "nrr/nrr.h"
#endif

#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#if defined __cpp_exceptions || defined _CPPUNWIND
#define NRR_HPP_EXCEPTIONS 1
#endif

namespace nrr {

// --- spans ---------------------------------------------------------------------------------------

/** Elements side by side that belong to somebody else: what std::span is in C++20. Anything with
 * data() and size() converts to it, an array too. */
template <class T> class span {
public:
    using element_type = T;
    using value_type = std::remove_cv_t<T>;
    using size_type = std::size_t;
    using iterator = T *;

    constexpr span() noexcept = default;
    constexpr span(T *data, std::size_t size) noexcept : data_(data), size_(size) {}
    template <std::size_t N> constexpr span(T (&array)[N]) noexcept : data_(array), size_(N) {}
    template <class Container,
              class Pointer = decltype(std::declval<Container &>().data()),
              class = decltype(std::declval<Container &>().size()),
              class = std::enable_if_t<
                  std::is_convertible_v<std::remove_pointer_t<Pointer> (*)[], T (*)[]>>>
    constexpr span(Container &&container) noexcept
        : data_(container.data()), size_(container.size())
    {
    }

    constexpr T *data() const noexcept { return data_; }
    constexpr std::size_t size() const noexcept { return size_; }
    constexpr bool empty() const noexcept { return size_ == 0; }
    constexpr T *begin() const noexcept { return data_; }
    constexpr T *end() const noexcept { return data_ + size_; }
    constexpr T &operator[](std::size_t place) const { return data_[place]; }
    constexpr T &front() const { return data_[0]; }
    constexpr T &back() const { return data_[size_ - 1]; }

private:
    T *data_ = nullptr;
    std::size_t size_ = 0;
};

// --- failures ------------------------------------------------------------------------------------

/** Why a call failed: its status and, of a batch that was refused, the row and the field. */
struct failure {
    nrr_status status = NRR_OK;
    std::int64_t row = -1; ///< from 0; -1 if no row is to blame
    nrr_field field = 0;   ///< 0 if none is

    constexpr failure() noexcept = default;
    constexpr failure(nrr_status status_) noexcept : status(status_) {}
    constexpr failure(nrr_status status_, const nrr_refusal &refusal) noexcept
        : status(status_), row(refusal.row), field(refusal.field)
    {
    }
    constexpr bool failed() const noexcept { return status != NRR_OK; }

    /** Such as "e_amount: row 3, field amount". */
    std::string message() const
    {
        const char *name = nullptr;
        std::string text;

        if (nrr_vocabulary_name(NRR_VOCABULARY_STATUS, status, &name) == NRR_OK)
            text = name;
        else
            text = "status " + std::to_string(status);
        if (row >= 0)
            text += ": row " + std::to_string(row);
        if (field != 0 && nrr_vocabulary_name(NRR_VOCABULARY_FIELD, field, &name) == NRR_OK)
            text.append(row >= 0 ? ", field " : ": field ").append(name);
        return text;
    }
};

#ifdef NRR_HPP_EXCEPTIONS
/** What the classes of namespace nrr throw. */
class error : public std::exception {
public:
    explicit error(const failure &why) : failure_(why)
    {
        why.message().copy(message_, sizeof message_ - 1);
    }
    const char *what() const noexcept override { return message_; }
    nrr_status status() const noexcept { return failure_.status; }
    std::int64_t row() const noexcept { return failure_.row; }
    nrr_field field() const noexcept { return failure_.field; }
    const failure &why() const noexcept { return failure_; }

private:
    failure failure_;
    char message_[128] = {}; // no std::string: to copy an exception must not throw
};
#endif

/** A value, or why there is none. */
template <class T> class [[nodiscard]] result {
public:
    result(T value) : value_(std::move(value)) {}
    result(const failure &why) : failure_(why) {}

    bool has_value() const noexcept { return value_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }
    nrr_status status() const noexcept { return failure_.status; }
    const failure &error() const noexcept { return failure_; }

    /** Of no meaning unless there is a value. */
    T &operator*() & noexcept { return *value_; }
    const T &operator*() const & noexcept { return *value_; }
    T &&operator*() && noexcept { return *std::move(value_); }
    T *operator->() noexcept { return &*value_; }
    const T *operator->() const noexcept { return &*value_; }
    T value_or(T other) && { return has_value() ? *std::move(value_) : std::move(other); }

private:
    std::optional<T> value_;
    failure failure_;
};

template <> class [[nodiscard]] result<void> {
public:
    result() noexcept = default;
    result(const failure &why) noexcept : failure_(why) {}

    bool has_value() const noexcept { return !failure_.failed(); }
    explicit operator bool() const noexcept { return has_value(); }
    nrr_status status() const noexcept { return failure_.status; }
    const failure &error() const noexcept { return failure_; }

private:
    failure failure_;
};

/** How a class says that a call failed: by what it returns. The value is taken by reference, since the
 * call that writes it may stand beside it among the arguments. */
struct returning {
    template <class T> using result = nrr::result<T>;

    static result<void> done(const failure &why) { return result<void>(why); }
    template <class T> static result<std::decay_t<T>> give(const failure &why, T &&value)
    {
        if (why.failed())
            return result<std::decay_t<T>>(why);
        return result<std::decay_t<T>>(std::forward<T>(value));
    }
};

#ifdef NRR_HPP_EXCEPTIONS
/** Or by what it throws. */
struct throwing {
    template <class T> using result = T;

    static void done(const failure &why)
    {
        if (why.failed())
            throw error(why);
    }
    template <class T> static std::decay_t<T> give(const failure &why, T &&value)
    {
        done(why);
        return std::forward<T>(value);
    }
};
#endif

// --- handles -------------------------------------------------------------------------------------

/** Owns a handle of the C interface. Can be moved, and is empty then. */
template <class T, void (*Free)(T *)> class handle {
public:
    handle() noexcept = default;
    explicit handle(T *owned) noexcept : pointer_(owned) {}
    handle(handle &&other) noexcept : pointer_(other.release()) {}
    handle &operator=(handle &&other) noexcept
    {
        if (this != &other)
            reset(other.release());
        return *this;
    }
    handle(const handle &) = delete;
    handle &operator=(const handle &) = delete;
    ~handle() { Free(pointer_); }

    /** Borrowed: for functions of the C interface. */
    T *get() const noexcept { return pointer_; }
    explicit operator bool() const noexcept { return pointer_ != nullptr; }
    /** The caller owns it from here on. */
    T *release() noexcept { return std::exchange(pointer_, nullptr); }
    void reset(T *owned = nullptr) noexcept { Free(std::exchange(pointer_, owned)); }

private:
    T *pointer_ = nullptr;
};

/** A key of the host's, borrowed from a ledger or a snapshot. */
class key : public nrr_key {
public:
    key() noexcept : nrr_key{nullptr, 0, 0, NRR_KEY_BYTES, 0} {}
    bool is_integer() const noexcept { return nrr_key::type == NRR_KEY_INTEGER; }
    std::string_view text() const noexcept
    {
        return {static_cast<const char *>(nrr_key::bytes), static_cast<std::size_t>(nrr_key::length)};
    }
};

/** [start, end) */
struct period {
    std::int64_t start;
    std::int64_t end;
};

/** The periods of all rows of a report. */
struct periods {
    span<const std::int64_t> starts;
    span<const std::int64_t> ends;
};

/** The group of a row: what kind it is, and if it is one of a value, the value. */
struct group {
    nrr_group_kind kind;
    key value;
};

/** What the C interface takes for several handles. */
template <class Handle> auto addresses(span<const Handle> handles)
{
    std::vector<decltype(std::declval<const Handle &>().get())> of;

    of.reserve(handles.size());
    for (const Handle &each : handles)
        of.push_back(each.get());
    return of;
}

// --- columns of the host's -----------------------------------------------------------------------

/** NRR_COLUMN_* of an integer type. */
template <class Integer> constexpr nrr_column_type column_type() noexcept
{
    static_assert(std::is_integral_v<Integer> && !std::is_same_v<Integer, bool>,
                  "a column is one of integers");
    constexpr nrr_column_type narrow = sizeof(Integer) == 1   ? NRR_COLUMN_INT8
                                       : sizeof(Integer) == 2 ? NRR_COLUMN_INT16
                                       : sizeof(Integer) == 4 ? NRR_COLUMN_INT32
                                                              : NRR_COLUMN_INT64;

    return std::is_signed_v<Integer> ? narrow : narrow + (NRR_COLUMN_UINT8 - NRR_COLUMN_INT8);
}

/** A column of integers, read where they lie. */
template <class Integer>
nrr_column column(nrr_field field, span<const Integer> values, const void *validity = nullptr)
{
    return {values.data(), nullptr, validity, 0, field, column_type<Integer>(), 0, 0};
}
template <class Container>
auto column(nrr_field field, const Container &values, const void *validity = nullptr)
    -> decltype(values.data(), values.size(), nrr_column())
{
    return column(field, span<const std::remove_cv_t<std::remove_pointer_t<decltype(values.data())>>>(values),
                  validity);
}
/** One value for all rows; it must live as long as the column. */
template <class Integer> nrr_column constant_column(nrr_field field, const Integer &value)
{
    return {&value, nullptr, nullptr, 0, field, column_type<Integer>(), NRR_COLUMN_CONSTANT, 0};
}
/** Ids that the ledger gave, rather than keys. */
inline nrr_column id_column(nrr_field field, span<const std::uint32_t> ids)
{
    return {ids.data(), nullptr, nullptr, 0, field, NRR_COLUMN_ID, 0, 0};
}
/** Strings as Arrow has them: bytes, and one offset (int32 or int64) more than rows. */
template <class Offset>
nrr_column string_column(nrr_field field, const char *bytes, span<const Offset> offsets,
                         const void *validity = nullptr)
{
    static_assert(std::is_same_v<Offset, std::int32_t> || std::is_same_v<Offset, std::int64_t>,
                  "offsets are int32 or int64");
    return {bytes, offsets.data(), validity, 0, field,
            sizeof(Offset) == 4 ? NRR_COLUMN_STRING : NRR_COLUMN_LARGE_STRING, 0, 0};
}

// --- table, report, query, snapshot, ledger ------------------------------------------------------

template <class Policy> class basic_table : public handle<nrr_table, nrr_table_free> {
public:
    template <class T> using result = typename Policy::template result<T>;
    using handle<nrr_table, nrr_table_free>::handle;

    result<std::size_t> count() const
    {
        std::size_t count = 0;
        return Policy::give(nrr_table_count(this->get(), &count), count);
    }
    result<std::uint64_t> total() const
    {
        std::uint64_t total = 0;
        return Policy::give(nrr_table_total(this->get(), &total), total);
    }
    /** Borrowed from the table. */
    result<span<const std::int64_t>> column(nrr_field field) const
    {
        const std::int64_t *values = nullptr;
        std::size_t count = 0;
        failure why = nrr_table_count(this->get(), &count);

        if (!why.failed())
            why = nrr_table_column(this->get(), field, &values);
        return Policy::give(why, span<const std::int64_t>(values, count));
    }
    /** Of a table of cohorts. */
    result<nrr_ratio> cohort_rate(std::size_t row, nrr_rate rate) const
    {
        nrr_ratio ratio = {0, 0, NRR_RATIO_UNDEFINED, 0};
        return Policy::give(nrr_cohort_rate(this->get(), row, rate, &ratio), ratio);
    }
};

template <class Policy> class basic_report : public handle<nrr_report, nrr_report_free> {
public:
    template <class T> using result = typename Policy::template result<T>;
    using handle<nrr_report, nrr_report_free>::handle;

    result<std::size_t> count() const
    {
        std::size_t count = 0;
        return Policy::give(nrr_report_count(this->get(), &count), count);
    }
    result<nrr::period> period(std::size_t row) const
    {
        nrr::period of = {0, 0};
        return Policy::give(nrr_report_period(this->get(), row, &of.start, &of.end), of);
    }
    /** Borrowed from the report, as are all spans below. */
    result<nrr::periods> periods() const
    {
        const std::int64_t *starts = nullptr, *ends = nullptr;
        std::size_t count = 0;
        failure why = nrr_report_count(this->get(), &count);

        if (!why.failed())
            why = nrr_report_periods(this->get(), &starts, &ends);
        return Policy::give(why, nrr::periods{{starts, count}, {ends, count}});
    }
    result<std::uint32_t> flags(std::size_t row) const
    {
        std::uint32_t flags = 0;
        return Policy::give(nrr_report_flags(this->get(), row, &flags), flags);
    }
    result<span<const std::uint32_t>> all_flags() const
    {
        return of_all<std::uint32_t>(
            [this](const std::uint32_t **values) { return nrr_report_all_flags(this->get(), values); });
    }
    result<std::uint64_t> findings() const
    {
        std::uint64_t count = 0;
        return Policy::give(nrr_report_findings(this->get(), &count), count);
    }
    result<std::int64_t> measure(std::size_t row, nrr_measure measure) const
    {
        std::int64_t value = 0;
        return Policy::give(nrr_report_measure(this->get(), row, measure, &value), value);
    }
    result<span<const std::int64_t>> column(nrr_measure measure) const
    {
        return of_all<std::int64_t>([this, measure](const std::int64_t **values) {
            return nrr_report_column(this->get(), measure, values);
        });
    }
    result<span<const std::int64_t>> reason(nrr_measure measure, nrr_reason reason) const
    {
        return of_all<std::int64_t>([this, measure, reason](const std::int64_t **values) {
            return nrr_report_reason(this->get(), measure, reason, values);
        });
    }
    result<nrr_ratio> rate(std::size_t row, nrr_rate rate) const
    {
        nrr_ratio ratio = {0, 0, NRR_RATIO_UNDEFINED, 0};
        return Policy::give(nrr_report_rate(this->get(), row, rate, &ratio), ratio);
    }
    result<std::vector<nrr_ratio>> rates(nrr_rate rate) const
    {
        std::vector<nrr_ratio> ratios;
        std::size_t count = 0;
        failure why = nrr_report_count(this->get(), &count);

        if (!why.failed()) {
            ratios.resize(count == 0 ? 1 : count);
            why = nrr_report_rates(this->get(), rate, ratios.data(), ratios.size());
            ratios.resize(count);
        }
        return Policy::give(why, std::move(ratios));
    }
    result<nrr_decimal> average(nrr_rate rate, nrr_average average, const nrr_precision &precision) const
    {
        nrr_decimal decimal = {0, 0, NRR_RATIO_UNDEFINED};
        return Policy::give(nrr_report_average(this->get(), rate, average, &precision, &decimal), decimal);
    }
    result<std::size_t> check() const
    {
        std::size_t checked = 0;
        return Policy::give(nrr_report_check(this->get(), &checked), checked);
    }
    result<std::size_t> groups() const
    {
        std::size_t count = 0;
        return Policy::give(nrr_report_groups(this->get(), &count), count);
    }
    /** The value is borrowed from the report. */
    result<nrr::group> group(std::size_t row, std::size_t dimension) const
    {
        nrr::group of = {0, {}};
        return Policy::give(nrr_report_group(this->get(), row, dimension, &of.kind, &of.value), of);
    }
    result<basic_table<Policy>> contributions(std::size_t row) const
    {
        nrr_table *made = nullptr;
        failure why = nrr_report_contributions(this->get(), row, &made);
        return Policy::give(why, basic_table<Policy>(made));
    }
    static result<basic_report> merge(span<const basic_report> reports)
    {
        nrr_report *made = nullptr;
        const std::vector<nrr_report *> of = addresses(reports);
        failure why = nrr_report_merge(of.data(), of.size(), &made);
        return Policy::give(why, basic_report(made));
    }
    template <class Snapshot>
    static result<std::vector<basic_report>> refresh(span<const basic_report> reports,
                                                     const Snapshot &before, const Snapshot &after)
    {
        const std::vector<nrr_report *> of = addresses(reports);
        return several(of.size(), [&](nrr_report **made) {
            return nrr_report_refresh(of.data(), of.size(), before.get(), after.get(), made);
        });
    }
    /** As many reports as a function of the C interface makes at once. */
    template <class Make> static result<std::vector<basic_report>> several(std::size_t count, Make make)
    {
        std::vector<nrr_report *> made(count);
        std::vector<basic_report> reports(count);
        failure why = make(made.data());

        for (std::size_t i = 0; i < count && !why.failed(); i++)
            reports[i].reset(made[i]);
        return Policy::give(why, std::move(reports));
    }

private:
    template <class T, class Ask> result<span<const T>> of_all(Ask ask) const
    {
        const T *values = nullptr;
        std::size_t count = 0;
        failure why = nrr_report_count(this->get(), &count);

        if (!why.failed())
            why = ask(&values);
        return Policy::give(why, span<const T>(values, count));
    }
};

template <class Policy> class basic_query : public handle<nrr_query, nrr_query_free> {
public:
    template <class T> using result = typename Policy::template result<T>;

    explicit basic_query(nrr_query *owned) noexcept : handle<nrr_query, nrr_query_free>(owned) {}
#ifdef NRR_HPP_EXCEPTIONS
    template <class P = Policy, class = std::enable_if_t<std::is_same_v<P, throwing>>>
    basic_query() : basic_query(make())
    {
    }
    template <class P = Policy, class = std::enable_if_t<std::is_same_v<P, throwing>>>
    explicit basic_query(const nrr_allocator &allocator) : basic_query(make(&allocator))
    {
    }
#endif
    static result<basic_query> make(const nrr_allocator *allocator = nullptr)
    {
        nrr_query *made = nullptr;
        failure why = nrr_query_new(allocator, &made);
        return Policy::give(why, basic_query(made));
    }

    result<void> set(nrr_query_option option, std::int64_t value)
    {
        return Policy::done(nrr_query_set(this->get(), option, value));
    }
    result<void> unset(nrr_query_option option)
    {
        return Policy::done(nrr_query_unset(this->get(), option));
    }
    result<std::int64_t> get_option(nrr_query_option option) const
    {
        std::int64_t value = 0;
        return Policy::give(nrr_query_get(this->get(), option, &value), value);
    }
    result<void> add_period(std::int64_t start, std::int64_t end)
    {
        return Policy::done(nrr_query_add_period(this->get(), start, end));
    }
    /** Starts and ends must be as many (NRR_E_CAPACITY). */
    result<void> add_periods(span<const std::int64_t> starts, span<const std::int64_t> ends)
    {
        if (starts.size() != ends.size())
            return Policy::done(NRR_E_CAPACITY);
        return Policy::done(
            nrr_query_add_periods(this->get(), starts.data(), ends.data(), starts.size()));
    }
    result<void> add_edges(span<const std::int64_t> edges, std::size_t window = 1)
    {
        return Policy::done(nrr_query_add_edges(this->get(), edges.data(), edges.size(), window));
    }
    result<void> add_measure(nrr_measure measure)
    {
        return Policy::done(nrr_query_add_measure(this->get(), measure));
    }
    result<void> add_rate(nrr_rate rate) { return Policy::done(nrr_query_add_rate(this->get(), rate)); }
    result<void> add_reason(nrr_reason reason)
    {
        return Policy::done(nrr_query_add_reason(this->get(), reason));
    }
    result<void> add_dimension(std::string_view bytes)
    {
        return Policy::done(nrr_query_add_dimension(this->get(), bytes.data(), bytes.size()));
    }
    result<void> add_dimension(std::int64_t integer)
    {
        return Policy::done(nrr_query_add_dimension_integer(this->get(), integer));
    }
};

template <class Policy> class basic_snapshot : public handle<nrr_snapshot, nrr_snapshot_free> {
public:
    template <class T> using result = typename Policy::template result<T>;
    using table = basic_table<Policy>;
    using handle<nrr_snapshot, nrr_snapshot_free>::handle;

    result<basic_snapshot> as_known(std::int64_t known) const
    {
        nrr_snapshot *made = nullptr;
        failure why = nrr_snapshot_as_known(this->get(), known, &made);
        return Policy::give(why, basic_snapshot(made));
    }
    template <class Query> result<basic_report<Policy>> report(const Query &query) const
    {
        nrr_report *made = nullptr;
        failure why = nrr_snapshot_report(this->get(), query.get(), &made);
        return Policy::give(why, basic_report<Policy>(made));
    }
    result<std::vector<basic_report<Policy>>> reports(span<const basic_query<Policy>> queries) const
    {
        const std::vector<nrr_query *> of = addresses(queries);
        return basic_report<Policy>::several(of.size(), [&](nrr_report **made) {
            return nrr_snapshot_reports(this->get(), of.data(), of.size(), made);
        });
    }
    result<std::size_t> groups(const basic_query<Policy> &query) const
    {
        std::size_t count = 0;
        return Policy::give(nrr_snapshot_groups(this->get(), query.get(), &count), count);
    }
    /** 0 counts all contradictions. */
    result<std::uint64_t> finding_count(nrr_rule rule = 0) const
    {
        std::uint64_t count = 0;
        return Policy::give(nrr_snapshot_finding_count(this->get(), rule, &count), count);
    }
    result<table> findings(const nrr_page &page = {0, UINT64_MAX}) const
    {
        nrr_table *made = nullptr;
        failure why = nrr_snapshot_findings(this->get(), &page, &made);
        return Policy::give(why, table(made));
    }
    result<table> restatement(const nrr_restatement &asked, const nrr_page &page = {0, UINT64_MAX}) const
    {
        nrr_table *made = nullptr;
        failure why = nrr_snapshot_restatement(this->get(), &asked, &page, &made);
        return Policy::give(why, table(made));
    }
    result<table> stale(const nrr_staleness &asked, const nrr_page &page = {0, UINT64_MAX}) const
    {
        nrr_table *made = nullptr;
        failure why = nrr_snapshot_stale(this->get(), &asked, &page, &made);
        return Policy::give(why, table(made));
    }
    result<table> units(const basic_query<Policy> &query, const nrr_cell &cell,
                        const nrr_page &page = {0, UINT64_MAX}) const
    {
        nrr_table *made = nullptr;
        failure why = nrr_snapshot_units(this->get(), query.get(), &cell, &page, &made);
        return Policy::give(why, table(made));
    }
    result<table> movements(const basic_query<Policy> &query, const nrr_subject &subject,
                            const nrr_page &page = {0, UINT64_MAX}) const
    {
        nrr_table *made = nullptr;
        failure why = nrr_snapshot_movements(this->get(), query.get(), &subject, &page, &made);
        return Policy::give(why, table(made));
    }
    result<table> facts(const basic_query<Policy> &query, const nrr_subject &subject,
                        const nrr_page &page = {0, UINT64_MAX}) const
    {
        nrr_table *made = nullptr;
        failure why = nrr_snapshot_facts(this->get(), query.get(), &subject, &page, &made);
        return Policy::give(why, table(made));
    }
    result<table> concentration(const basic_query<Policy> &query, const nrr_concentration &asked) const
    {
        nrr_table *made = nullptr;
        failure why = nrr_snapshot_concentration(this->get(), query.get(), &asked, &made);
        return Policy::give(why, table(made));
    }
    result<table> reconcile(const basic_query<Policy> &query, const nrr_reconciliation &asked) const
    {
        nrr_table *made = nullptr;
        failure why = nrr_snapshot_reconcile(this->get(), query.get(), &asked, &made);
        return Policy::give(why, table(made));
    }
    result<table> reconcile_units(const basic_query<Policy> &query, const nrr_reconciliation &asked,
                                  const nrr_page &page = {0, UINT64_MAX}) const
    {
        nrr_table *made = nullptr;
        failure why = nrr_snapshot_reconcile_units(this->get(), query.get(), &asked, &page, &made);
        return Policy::give(why, table(made));
    }
    result<table> cohorts(const basic_query<Policy> &query, span<const std::int64_t> edges) const
    {
        nrr_table *made = nullptr;
        failure why =
            nrr_snapshot_cohorts(this->get(), query.get(), edges.data(), edges.size(), &made);
        return Policy::give(why, table(made));
    }
    result<std::uint32_t> find(nrr_key_family family, std::string_view bytes) const
    {
        std::uint32_t id = 0;
        return Policy::give(nrr_snapshot_find(this->get(), family, bytes.data(), bytes.size(), &id), id);
    }
    result<std::uint32_t> find(nrr_key_family family, std::int64_t integer) const
    {
        std::uint32_t id = 0;
        return Policy::give(nrr_snapshot_find_integer(this->get(), family, integer, &id), id);
    }
    /** Borrowed from the snapshot. */
    result<key> key_of(nrr_key_family family, std::uint32_t id) const
    {
        key found;
        return Policy::give(nrr_snapshot_key_of(this->get(), family, id, &found), found);
    }
};

template <class Policy> class basic_ledger : public handle<nrr_ledger, nrr_ledger_free> {
public:
    template <class T> using result = typename Policy::template result<T>;

    explicit basic_ledger(nrr_ledger *owned) noexcept : handle<nrr_ledger, nrr_ledger_free>(owned) {}
#ifdef NRR_HPP_EXCEPTIONS
    template <class P = Policy, class = std::enable_if_t<std::is_same_v<P, throwing>>>
    basic_ledger() : basic_ledger(make())
    {
    }
    template <class P = Policy, class = std::enable_if_t<std::is_same_v<P, throwing>>>
    explicit basic_ledger(const nrr_allocator &allocator) : basic_ledger(make(&allocator))
    {
    }
#endif
    static result<basic_ledger> make(const nrr_allocator *allocator = nullptr)
    {
        nrr_ledger *made = nullptr;
        failure why = nrr_ledger_new(allocator, &made);
        return Policy::give(why, basic_ledger(made));
    }

    result<void> set(nrr_ledger_option option, std::int64_t value)
    {
        return Policy::done(nrr_ledger_set(this->get(), option, value));
    }
    result<void> unset(nrr_ledger_option option)
    {
        return Policy::done(nrr_ledger_unset(this->get(), option));
    }
    result<std::int64_t> get_option(nrr_ledger_option option) const
    {
        std::int64_t value = 0;
        return Policy::give(nrr_ledger_get(this->get(), option, &value), value);
    }
    result<std::int64_t> counter(nrr_counter counter) const
    {
        std::int64_t value = 0;
        return Policy::give(nrr_ledger_counter(this->get(), counter, &value), value);
    }

    result<std::uint32_t> key(nrr_key_family family, std::string_view bytes)
    {
        std::uint32_t id = 0;
        return Policy::give(nrr_ledger_key(this->get(), family, bytes.data(), bytes.size(), &id), id);
    }
    result<std::uint32_t> key(nrr_key_family family, std::int64_t integer)
    {
        std::uint32_t id = 0;
        return Policy::give(nrr_ledger_key_integer(this->get(), family, integer, &id), id);
    }
    /** The id of a customer, a line or a fact, by bytes or by an integer. */
    template <class Key> result<std::uint32_t> customer(Key of) { return key(NRR_KEY_CUSTOMER, of); }
    template <class Key> result<std::uint32_t> line(Key of) { return key(NRR_KEY_LINE, of); }
    template <class Key> result<std::uint32_t> fact(Key of) { return key(NRR_KEY_FACT, of); }
    result<std::vector<std::uint32_t>> keys(nrr_key_family family, const nrr_column &keys, std::size_t count)
    {
        std::vector<std::uint32_t> ids(count);
        failure why = nrr_ledger_keys(this->get(), family, &keys, count, ids.data());
        return Policy::give(why, std::move(ids));
    }
    result<std::uint32_t> find(nrr_key_family family, std::string_view bytes) const
    {
        std::uint32_t id = 0;
        return Policy::give(nrr_ledger_find(this->get(), family, bytes.data(), bytes.size(), &id), id);
    }
    result<std::uint32_t> find(nrr_key_family family, std::int64_t integer) const
    {
        std::uint32_t id = 0;
        return Policy::give(nrr_ledger_find_integer(this->get(), family, integer, &id), id);
    }
    /** Borrowed from the ledger. */
    result<nrr::key> key_of(nrr_key_family family, std::uint32_t id) const
    {
        nrr::key found;
        return Policy::give(nrr_ledger_key_of(this->get(), family, id, &found), found);
    }

    result<void> append(span<const nrr_fact> facts)
    {
        nrr_refusal refusal = {-1, 0, NRR_OK};
        nrr_status status =
            nrr_ledger_append(this->get(), facts.data(), sizeof(nrr_fact), facts.size(), &refusal);
        return Policy::done(failure(status, refusal));
    }
    result<void> append(const nrr_fact &fact) { return append(span<const nrr_fact>(&fact, 1)); }
    result<void> append_columns(span<const nrr_column> columns, std::size_t rows)
    {
        nrr_refusal refusal = {-1, 0, NRR_OK};
        nrr_status status =
            nrr_ledger_append_columns(this->get(), columns.data(), columns.size(), rows, &refusal);
        return Policy::done(failure(status, refusal));
    }

    result<void> assign(span<const nrr_assignment> assignments)
    {
        nrr_refusal refusal = {-1, 0, NRR_OK};
        nrr_status status = nrr_ledger_assign(this->get(), assignments.data(), sizeof(nrr_assignment),
                                              assignments.size(), &refusal);
        return Policy::done(failure(status, refusal));
    }
    result<void> assign(const nrr_assignment &assignment)
    {
        return assign(span<const nrr_assignment>(&assignment, 1));
    }
    result<void> assign_columns(span<const nrr_column> columns, std::size_t rows)
    {
        nrr_refusal refusal = {-1, 0, NRR_OK};
        nrr_status status =
            nrr_ledger_assign_columns(this->get(), columns.data(), columns.size(), rows, &refusal);
        return Policy::done(failure(status, refusal));
    }

    /** Customers and parents must be as many (NRR_E_CAPACITY). */
    result<void> set_parents(span<const std::uint32_t> customers, span<const std::uint32_t> parents)
    {
        nrr_refusal refusal = {-1, 0, NRR_OK};

        if (customers.size() != parents.size())
            return Policy::done(NRR_E_CAPACITY);
        nrr_status status = nrr_ledger_set_parents(this->get(), customers.data(), parents.data(),
                                                   customers.size(), &refusal);
        return Policy::done(failure(status, refusal));
    }
    result<std::uint32_t> parent(std::uint32_t customer) const
    {
        std::uint32_t parent = 0;
        return Policy::give(nrr_ledger_parent(this->get(), customer, &parent), parent);
    }

    result<basic_snapshot<Policy>> snapshot()
    {
        nrr_snapshot *made = nullptr;
        failure why = nrr_ledger_snapshot(this->get(), &made);
        return Policy::give(why, basic_snapshot<Policy>(made));
    }
};

// --- what needs no handle ------------------------------------------------------------------------

/** A calendar: dates and ticks, and edges of steps. */
template <class Policy> class basic_calendar : public nrr_calendar {
public:
    template <class T> using result = typename Policy::template result<T>;

    explicit basic_calendar(nrr_step step_, nrr_time_unit time_unit_ = NRR_TIME_SECONDS) noexcept
        : nrr_calendar{time_unit_, step_, 0, 0, 0, 0}
    {
    }

    result<std::int64_t> ticks(const nrr_civil &civil) const
    {
        std::int64_t ticks = 0;
        return Policy::give(nrr_calendar_ticks(this, &civil, &ticks), ticks);
    }
    /** The first tick of a day. */
    result<std::int64_t> ticks(std::int64_t year, std::int32_t month, std::int32_t day) const
    {
        return ticks(nrr_civil{year, month, day, 0, 0, 0, 0});
    }
    result<nrr_civil> civil(std::int64_t ticks) const
    {
        nrr_civil civil = {0, 0, 0, 0, 0, 0, 0};
        return Policy::give(nrr_calendar_civil(this, ticks, &civil), civil);
    }
    result<std::int64_t> edge(std::int64_t ticks, std::int64_t steps = 0) const
    {
        std::int64_t edge = 0;
        return Policy::give(nrr_calendar_edge(this, ticks, steps, &edge), edge);
    }
    result<std::int64_t> steps(std::int64_t from, std::int64_t to) const
    {
        std::int64_t steps = 0;
        return Policy::give(nrr_calendar_steps(this, from, to, &steps), steps);
    }
    /** n steps have n + 1 edges. */
    result<std::vector<std::int64_t>> edges(std::int64_t from, std::size_t count) const
    {
        std::vector<std::int64_t> edges(count);
        failure why = nrr_calendar_edges(this, from, edges.data(), count);
        return Policy::give(why, std::move(edges));
    }
};

/** What a price comes to per month or year, and what rounding took away. */
struct normalised_price {
    std::int64_t amount;
    nrr_ratio residual;
};

/** The functions that belong to no class. */
template <class Policy> struct basic_functions {
    template <class T> using result = typename Policy::template result<T>;

    /** A status of a C function, in this policy's way. */
    static result<void> check(nrr_status status) { return Policy::done(status); }

    static std::string_view version() noexcept { return nrr_version(); }
    static result<std::int64_t> constant(std::string_view name)
    {
        std::int64_t value = 0;
        return Policy::give(nrr_constant(name.data(), name.size(), &value), value);
    }
    static std::size_t constant_count() noexcept { return nrr_constant_count(); }
    static result<std::pair<std::string_view, std::int64_t>> constant_at(std::size_t index)
    {
        const char *name = "";
        std::int64_t value = 0;
        failure why = nrr_constant_at(index, &name, &value);
        return Policy::give(why, std::pair<std::string_view, std::int64_t>(name, value));
    }

    static result<std::size_t> vocabulary_count(nrr_vocabulary vocabulary)
    {
        std::size_t count = 0;
        return Policy::give(nrr_vocabulary_count(vocabulary, &count), count);
    }
    static result<std::int32_t> vocabulary_at(nrr_vocabulary vocabulary, std::size_t index)
    {
        std::int32_t code = 0;
        return Policy::give(nrr_vocabulary_at(vocabulary, index, &code), code);
    }
    static result<std::string_view> name(nrr_vocabulary vocabulary, std::int32_t code)
    {
        const char *name = "";
        failure why = nrr_vocabulary_name(vocabulary, code, &name);
        return Policy::give(why, std::string_view(name));
    }
    static result<std::int32_t> code(nrr_vocabulary vocabulary, std::string_view name)
    {
        std::int32_t code = 0;
        return Policy::give(nrr_vocabulary_code(vocabulary, name.data(), name.size(), &code), code);
    }

    static result<nrr_decimal> round(const nrr_ratio &ratio, const nrr_precision &precision)
    {
        nrr_decimal decimal = {0, 0, NRR_RATIO_UNDEFINED};
        return Policy::give(nrr_ratio_round(&ratio, &precision, &decimal), decimal);
    }
    static result<nrr_decimal> annualise(const nrr_ratio &ratio, std::int32_t periods,
                                         const nrr_precision &precision)
    {
        nrr_decimal decimal = {0, 0, NRR_RATIO_UNDEFINED};
        return Policy::give(nrr_ratio_annualise(&ratio, periods, &precision, &decimal), decimal);
    }
    /** Parts of a whole, rounded so that they add up to the whole. */
    static result<std::vector<nrr_decimal>> round_parts(span<const std::int64_t> parts,
                                                        std::int64_t denominator,
                                                        const nrr_precision &precision)
    {
        std::vector<nrr_decimal> decimals(parts.size());
        failure why = nrr_ratio_round_parts(parts.data(), parts.size(), denominator, &precision,
                                            decimals.data());
        return Policy::give(why, std::move(decimals));
    }
    static result<normalised_price> normalise(const nrr_price &price)
    {
        normalised_price normalised = {0, {0, 0, NRR_RATIO_UNDEFINED, 0}};
        failure why = nrr_price_normalise(&price, &normalised.amount, &normalised.residual);
        return Policy::give(why, normalised);
    }
};

// --- the two ways to say it ----------------------------------------------------------------------

namespace results {
using ledger = basic_ledger<returning>;
using snapshot = basic_snapshot<returning>;
using query = basic_query<returning>;
using report = basic_report<returning>;
using table = basic_table<returning>;
using calendar = basic_calendar<returning>;
using functions = basic_functions<returning>;
} // namespace results

#ifdef NRR_HPP_EXCEPTIONS
using ledger = basic_ledger<throwing>;
using snapshot = basic_snapshot<throwing>;
using query = basic_query<throwing>;
using report = basic_report<throwing>;
using table = basic_table<throwing>;
using calendar = basic_calendar<throwing>;
using functions = basic_functions<throwing>;
#endif

} // namespace nrr

#endif
