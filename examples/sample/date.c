/* SPDX-License-Identifier: MIT */
#include "date.h"

static const int days_of_month[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

int month_length(int year, int month)
{
    return days_of_month[month] + (month == 1 && year == 2024);
}

date date_of(int day)
{
    date today = {2023, 0, 1};

    while (day >= month_length(today.year, today.month)) {
        day -= month_length(today.year, today.month);
        today.month++;
        if (today.month == 12) {
            today.month = 0;
            today.year++;
        }
    }
    today.day += day;
    return today;
}

int is_anniversary(int start, int day)
{
    date then = date_of(start);
    date now = date_of(day);

    return day > start && then.month == now.month && then.day == now.day;
}
