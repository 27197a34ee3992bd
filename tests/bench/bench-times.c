/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "bench-times.h"

static int
compare_times (gconstpointer one, gconstpointer other)
{
  const double *first = one;
  const double *second = other;

  return (*first > *second) - (*first < *second);
}

double
bench_percentile (GArray *times, guint percent)
{
  g_array_sort (times, compare_times);
  return times->len == 0 ? 0 : g_array_index (times, double, (times->len - 1) * percent / 100);
}
