/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

#include "base/doudi-money.h"
#include "base/doudi-month.h"

G_BEGIN_DECLS

char *doudi_format_count (gint64 count);
char *doudi_format_programmes (guint programmes);
const char *doudi_format_programme (const char *name);
const char *doudi_format_class (int benefit_class);
const char *doudi_format_run_state (const char *state);
char *doudi_format_month (DoudiMonth month);
char *doudi_format_relation (const char *relation);

G_END_DECLS
