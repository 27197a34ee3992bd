/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-registry.h"

G_BEGIN_DECLS

/* A page of a list is never longer. */
#define DOUDI_HOUSEHOLD_PAGE_MAX 200

/**
 * DoudiHouseholdSums:
 * @persons: members of the households
 * @covered: persons covered by the households' own awards
 * @amount: what they draw in a month, those aside of which it is not worked out
 * @to_work_out: how many those are
 * @more: a search stopped counting: there are @households or more
 */
typedef struct
{
  gint64 households;
  gint64 persons;
  gint64 covered;
  DoudiFen amount;
  gint64 to_work_out;
  gboolean more;
} DoudiHouseholdSums;

/**
 * DoudiHouseholdQuery:
 *
 * One question to the registry: which households, in which order. Words are looked up once, when it
 * is made; everything else is read anew with each page. For one connection.
 */
typedef struct _DoudiHouseholdQuery DoudiHouseholdQuery;

DoudiHouseholdQuery *doudi_household_query_new (DoudiStore *store, const DoudiHouseholdFilter *filter, const DoudiHouseholdOrder *order, GError **error);
void doudi_household_query_free (DoudiHouseholdQuery *query);
GPtrArray *doudi_household_query_page (DoudiHouseholdQuery *query, const DoudiHouseholdRow *after, guint limit, gboolean backwards, GError **error);
gboolean doudi_household_query_sum (DoudiHouseholdQuery *query, DoudiHouseholdSums *sums, GError **error);
GArray *doudi_household_query_ids (DoudiHouseholdQuery *query, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiHouseholdQuery, doudi_household_query_free)

G_END_DECLS
