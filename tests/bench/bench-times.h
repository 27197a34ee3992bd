/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

/* Of times (element-type double), which it sorts, the one that so many percent do not exceed; 0 if
 * there are none. */
double bench_percentile (GArray *times, guint percent);
