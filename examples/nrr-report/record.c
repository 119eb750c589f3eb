/* SPDX-License-Identifier: MIT */
/* What a field may say is checked here as far as it is a matter of text; whether a fact is one (an
 * amount of 0 that expands) is the library's to say. */
#include "record.h"

#include <string.h>

#include "instant.h"
#include "number.h"

const char *record_check_key(const char *text, size_t length)
{
    if (length > NRR_KEY_LENGTH_MAX)
        return "is longer than 65535 bytes";
    if (memchr(text, '\0', length) != NULL)
        return "is not text: there is a NUL byte in it";
    return NULL;
}

static const char *record_set_key(batch *rows, batch_keys *keys, const char *text, size_t length)
{
    const char *wrong = record_check_key(text, length);

    if (wrong == NULL)
        batch_set_key(rows, keys, text, length);
    return wrong;
}

static const char *record_set_kind(batch *rows, const char *text, size_t length)
{
    nrr_kind *kind = &rows->kinds[rows->count];

    if (nrr_vocabulary_code(NRR_VOCABULARY_KIND, text, length, kind) != NRR_OK)
        return "is not a kind of fact (opening, new, expansion, contraction, churn, reactivation, "
               "level, change_up, change_down, renewal, void)";
    return NULL;
}

static const char *record_set_amount(batch *rows, const char *text, size_t length)
{
    if (length == 3 && memcmp(text, "all", 3) == 0) {
        rows->flags[rows->count] = NRR_FACT_ALL;
        return NULL;
    }
    if (!number_parse(text, length, &rows->amounts[rows->count]))
        return "is not an amount (a whole number of minor units, at most 9223372036854775807)";
    return NULL;
}

static const char *record_set_reason(batch *rows, const char *text, size_t length)
{
    nrr_reason *reason = &rows->reasons[rows->count];
    int64_t code;

    if (nrr_vocabulary_code(NRR_VOCABULARY_REASON, text, length, reason) == NRR_OK)
        return NULL;
    if (!number_parse(text, length, &code) || code < NRR_REASON_HOST || code > NRR_REASON_HOST_LAST)
        return "is not a reason (a name such as price, or a number of your own, 1024 to 65535)";
    *reason = (nrr_reason)code;
    return NULL;
}

#define RECORD_TIMES "(YYYY-MM-DD, YYYY-MM-DDTHH:MM:SSZ or whole seconds since 1970)"

static const char *record_set_time(batch *rows, const char *text, size_t length)
{
    if (!instant_parse(text, length, &rows->times[rows->count]))
        return "is not a time " RECORD_TIMES;
    return NULL;
}

static const char *record_set_known(batch *rows, const char *text, size_t length)
{
    int64_t known;

    if (!instant_parse(text, length, &known))
        return "is not a time " RECORD_TIMES;
    batch_set_known(rows, known);
    return NULL;
}

static const char *record_set_sequence(batch *rows, const char *text, size_t length)
{
    if (!number_parse_unsigned(text, length, &rows->sequences[rows->count]))
        return "is not a sequence (a whole number, at most 18446744073709551615)";
    return NULL;
}

/* Those that every fact has: customer, time, kind and amount. */
static int record_is_required(nrr_field field)
{
    return field == NRR_FIELD_CUSTOMER || field == NRR_FIELD_TIME || field == NRR_FIELD_KIND ||
           field == NRR_FIELD_AMOUNT;
}

const char *record_set(batch *rows, nrr_field field, const char *text, size_t length)
{
    if (length == 0 && !record_is_required(field))
        return NULL;
    switch (field) {
    case NRR_FIELD_CUSTOMER:
        if (length == 0)
            return "is not a customer, and every fact has one";
        return record_set_key(rows, &rows->customers, text, length);
    case NRR_FIELD_LINE:
        return record_set_key(rows, &rows->line_keys, text, length);
    case NRR_FIELD_ID:
        return record_set_key(rows, &rows->fact_keys, text, length);
    case NRR_FIELD_PARENT:
        return record_set_key(rows, &rows->parents, text, length);
    case NRR_FIELD_TIME:
        return record_set_time(rows, text, length);
    case NRR_FIELD_KNOWN:
        return record_set_known(rows, text, length);
    case NRR_FIELD_KIND:
        return record_set_kind(rows, text, length);
    case NRR_FIELD_AMOUNT:
        return record_set_amount(rows, text, length);
    case NRR_FIELD_REASON:
        return record_set_reason(rows, text, length);
    default:
        return record_set_sequence(rows, text, length);
    }
}

int record_counts_for_void(nrr_field field)
{
    return field == NRR_FIELD_KIND || field == NRR_FIELD_ID || field == NRR_FIELD_KNOWN;
}

const char *record_check(batch *rows, nrr_field *field, const char **text)
{
    size_t length;

    if (rows->kinds[rows->count] == NRR_KIND_VOID) {
        rows->flags[rows->count] = 0; /* an amount of "all" is not looked at */
        (void)batch_key(&rows->fact_keys, rows->count, &length);
        *field = NRR_FIELD_ID;
        *text = "";
        return length > 0 ? NULL
                          : "is not an id, and a void carries that of the fact it takes back";
    }
    *field = NRR_FIELD_AMOUNT;
    *text = "all";
    if (rows->flags[rows->count] == NRR_FACT_ALL && rows->kinds[rows->count] != NRR_KIND_CHURN)
        return "is an amount of churn only";
    return NULL;
}
