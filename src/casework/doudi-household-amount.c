/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-household-amount.h"

#include "casework/doudi-due-table.h"
#include "casework/doudi-policies.h"
#include "store/doudi-registry.h"

/* What one award is worth in a month; nothing where no standard says. */
static DoudiFen
award_amount (const DoudiPolicy *policy, const DoudiAwardRow *award, DoudiMonth month)
{
  const DoudiAwardTermRow *row = doudi_due_term (award->terms, month);
  DoudiEntitlementFacts facts = { .programme = doudi_programme_from_name (award->programme),
                                  .residence = doudi_residence_from_name (award->residence),
                                  .n_terms = 1 };
  DoudiTerm term;
  DoudiFen amount = 0;

  if (row == NULL)
    return 0;
  term = doudi_due_term_facts (row);
  facts.terms = &term;
  return doudi_entitlement (policy, &facts, month, &amount, NULL) ? amount : 0;
}

static gboolean
household_amount (DoudiStore *store,
                  const DoudiPolicy *policy,
                  gint64 household,
                  DoudiMonth month,
                  DoudiFen *amount)
{
  g_autoptr (GPtrArray) awards = doudi_awards_of_household (store, household, NULL);

  if (awards == NULL || awards->len == 0)
    return FALSE;
  *amount = 0;
  for (guint i = 0; i < awards->len; i++)
    *amount += award_amount (policy, g_ptr_array_index (awards, i), month);
  return TRUE;
}

/**
 * doudi_household_amounts:
 * @session: a session
 * @rows: (element-type DoudiHouseholdRow): a page of the list of households
 *
 * Works out what the awards of each household come to in the month of the business day, as known
 * on that day. It is for the eye: a household of which something cannot be read or priced shows
 * what can; the pay run says what is missing.
 *
 * Returns: (transfer full) (element-type gint64 DoudiFen): household id to fen; households without
 *   an award are absent
 */
GHashTable *
doudi_household_amounts (DoudiSession *session, GPtrArray *rows)
{
  DoudiStore *store = doudi_session_get_store (session);
  DoudiDay today = doudi_session_get_today (session);
  g_autoptr (DoudiPolicy) policy = doudi_policies_load (store, today, NULL);
  GHashTable *amounts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; policy != NULL && i < rows->len; i++)
    {
      const DoudiHouseholdRow *row = g_ptr_array_index (rows, i);
      DoudiFen amount;

      if (household_amount (store, policy, row->household_id, doudi_month_of_day (today), &amount))
        g_hash_table_insert (amounts, g_memdup2 (&row->household_id, sizeof row->household_id),
                             g_memdup2 (&amount, sizeof amount));
    }
  return amounts;
}
