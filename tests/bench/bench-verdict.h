/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Prints “what | asked | measured | ok” and keeps whether it was met. */
void bench_verdict (const char *what,
                    double      measured,
                    double      asked_at_most,
                    const char *unit);
/* 0, or 1 when one was not met. */
int bench_verdict_get_status (void);
/* The middle one; sorts values. */
double bench_median (double *values,
                     guint   n);
/* The value that share of them do not exceed; sorts values. */
double bench_percentile (double *values,
                         guint   n,
                         double  share);

G_END_DECLS
