/* SPDX-License-Identifier: MIT */
#include "headline.h"

#include <string.h>

static const struct {
    const char *name;
    const char *title; /* NULL: the units, by their name */
    int lost;          /* shown with a minus sign */
} headline_columns[] = {
    {"opening", "opening", 0},
    {"net_carried_in", "carried in", 0},
    {"net_new", "new", 0},
    {"net_reactivation", "won back", 0},
    {"net_expansion", "expansion", 0},
    {"net_contraction", "contraction", 1},
    {"net_churn", "churn", 1},
    {"closing", "closing", 0},
    {"nrr", "NRR", 0},
    {"grr", "GRR", 0},
    {"units_closing", NULL, 0},
};

enum { HEADLINE_COLUMNS = sizeof headline_columns / sizeof headline_columns[0] };

void headline_choose(figures *shown)
{
    char names[512];
    size_t i;

    *names = '\0';
    for (i = 0; i < HEADLINE_COLUMNS; i++) {
        strcat(names, i > 0 ? "," : "");
        strcat(names, headline_columns[i].name);
    }
    (void)figures_choose(shown, names);
}

const char *headline_title(const options *chosen, const figures *shown, size_t column)
{
    if (chosen->measures != NULL)
        return shown->columns[column].name;
    if (headline_columns[column].title != NULL)
        return headline_columns[column].title;
    if (chosen->unit == NRR_UNIT_LINE)
        return "lines";
    return chosen->unit == NRR_UNIT_PARENT ? "parents" : "customers";
}

int headline_is_lost(const options *chosen, size_t column)
{
    return chosen->measures == NULL && headline_columns[column].lost;
}

size_t headline_hidden(const options *chosen, const figures *shown)
{
    size_t column = 0;
    size_t row;

    if (chosen->measures != NULL)
        return shown->count;
    while (shown->columns[column].code != NRR_MEASURE_NET_CARRIED_IN)
        column++;
    for (row = 0; row < shown->rows; row++) {
        if (shown->columns[column].values[row] != 0)
            return shown->count;
    }
    return column;
}
