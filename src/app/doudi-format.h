/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "policy/doudi-programme.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

char *doudi_format_count (gint64 count);
char *doudi_format_programmes (guint programmes);
const char *doudi_format_programme (const char *name);
const char *doudi_format_class (int benefit_class);
const char *doudi_format_residence (DoudiResidence residence);
const char *doudi_format_care (DoudiCare care);
const char *doudi_format_self_care (DoudiSelfCare self_care);
char *doudi_format_part (const char *part);
char *doudi_format_roles (guint roles);
char *doudi_format_who_may (DoudiAction action);
char *doudi_format_difference (DoudiFen fen);
const char *doudi_format_form_result (const char *result);
const char *doudi_format_run_state (const char *state);
char *doudi_format_month (DoudiMonth month);
char *doudi_format_relation (const char *relation);

G_END_DECLS
