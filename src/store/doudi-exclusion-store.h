/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-day.h"
#include "store/doudi-store.h"

G_BEGIN_DECLS

/**
 * DoudiAwardPair:
 *
 * Two awards that reach one person: @award_id is drawn by @person_id, @other_id by the same person
 * or by a household the person is or was a member of.
 */
typedef struct
{
  gint64 award_id;
  gint64 person_id;
  gint64 other_id;
  gint64 household_id;
} DoudiAwardPair;

GArray *doudi_award_pairs_of_persons (DoudiStore *store, const char *programme, const char *other, GError **error);
GArray *doudi_award_pairs_of_members (DoudiStore *store, const char *programme, const char *other, GError **error);
gboolean doudi_household_count_members (DoudiStore *store, gint64 household_id, DoudiDay day, gint64 *members, GError **error);

G_END_DECLS
