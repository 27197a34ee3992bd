/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "base/doudi-money.h"
#include "base/doudi-month.h"

G_BEGIN_DECLS

/**
 * DoudiChartPoint:
 *
 * One month of both series, fen.
 */
typedef struct
{
  DoudiMonth month;
  DoudiFen before;
  DoudiFen after;
} DoudiChartPoint;

#define DOUDI_TYPE_CHART (doudi_chart_get_type ())
G_DECLARE_FINAL_TYPE (DoudiChart, doudi_chart, DOUDI, CHART, GtkDrawingArea)

void doudi_chart_set_names (DoudiChart *self, const char *before, const char *after);
void doudi_chart_set_points (DoudiChart *self, const DoudiChartPoint *points, guint n_points);
guint doudi_chart_get_n_points (DoudiChart *self);
const char *doudi_chart_get_description (DoudiChart *self);

G_END_DECLS
