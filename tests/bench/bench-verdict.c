/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-verdict.h"

#include <math.h>
#include <stdlib.h>

static int status;

void
bench_verdict (const char *what,
               double      measured,
               double      asked_at_most,
               const char *unit)
{
  gboolean met = measured <= asked_at_most;
  int      digits = asked_at_most < 10 ? 2 : asked_at_most < 100 ? 1
                                                                 : 0;

  g_print ("%s | asked at most %g%s | %.*f%s | %s\n", what, asked_at_most, unit, digits, measured,
           unit, met ? "ok" : "NOT MET");
  if (!met)
    status = 1;
}

int
bench_verdict_get_status (void)
{
  return status;
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

double
bench_percentile (double *values,
                  guint   n,
                  double  share)
{
  if (n == 0)
    return NAN;
  qsort (values, n, sizeof (double), compare_doubles);
  return values[MIN ((guint) (share * n), n - 1)];
}

double
bench_median (double *values,
              guint   n)
{
  return bench_percentile (values, n, 0.5);
}
