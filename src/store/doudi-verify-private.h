/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-verify.h"

G_BEGIN_DECLS

/* Whether two columns name one person: the same account, or accounts of the same person. */
#define DOUDI_ONE_PERSON(one, other)                                                              \
  "(" one " = " other " OR EXISTS (SELECT 1 FROM user this_user JOIN user other_user"              \
  " ON other_user.identity_number = this_user.identity_number"                                     \
  " WHERE this_user.name = " one " AND other_user.name = " other "))"

void doudi_verify_add (GPtrArray *checks, const char *name, gint64 all, gint64 broken, const char *detail);
gboolean doudi_verify_add_count (DoudiStore *store, GPtrArray *checks, const char *name, const char *all_sql, const char *broken_sql, const char *detail, GError **error);

G_END_DECLS
