/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-household-amount.h"

#include "casework/doudi-drawn-table.h"
#include "casework/doudi-policies.h"
#include "store/doudi-registry.h"

/* What prices are made of: the rules, and by programme what persons draw already. */
typedef struct
{
  DoudiPolicy *policy;
  DoudiDrawnTable *drawn[DOUDI_N_PROGRAMMES];
} Pricing;

static void
pricing_clear (Pricing *pricing)
{
  g_clear_pointer (&pricing->policy, doudi_policy_unref);
  for (guint i = 0; i < DOUDI_N_PROGRAMMES; i++)
    g_clear_pointer (&pricing->drawn[i], doudi_drawn_table_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pricing, pricing_clear)

static void
load_drawn (Pricing *pricing, DoudiStore *store, DoudiMonth month)
{
  for (guint i = 1; pricing->policy != NULL && i < DOUDI_N_PROGRAMMES; i++)
    pricing->drawn[i]
      = doudi_drawn_table_load (store, pricing->policy, (DoudiProgramme) i, month, 0, NULL);
}

/* What one award is worth in a month; nothing where no standard says. */
static DoudiFen
award_amount (const Pricing *pricing, const DoudiAwardRow *award, DoudiMonth month)
{
  DoudiProgramme programme = doudi_programme_from_name (award->programme);
  g_autoptr (GArray) terms = doudi_drawn_terms (award->terms);
  DoudiEntitlementFacts facts = { .programme = programme,
                                  .residence = doudi_residence_from_name (award->residence),
                                  .terms = (const DoudiTerm *) (gconstpointer) terms->data,
                                  .n_terms = terms->len };
  DoudiFen amount = 0;

  if (pricing->drawn[programme] != NULL)
    facts.drawn = doudi_drawn_table_get (pricing->drawn[programme], award->id, &facts.n_drawn);
  return doudi_entitlement (pricing->policy, &facts, month, &amount, NULL) ? amount : 0;
}

static gboolean
household_amount (DoudiStore *store,
                  const Pricing *pricing,
                  gint64 household,
                  DoudiMonth month,
                  DoudiFen *amount)
{
  g_autoptr (GPtrArray) awards = doudi_awards_of_household (store, household, NULL);

  if (awards == NULL || awards->len == 0)
    return FALSE;
  *amount = 0;
  for (guint i = 0; i < awards->len; i++)
    *amount += award_amount (pricing, g_ptr_array_index (awards, i), month);
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
  g_auto (Pricing) pricing = { doudi_policies_load (store, today, NULL) };
  GHashTable *amounts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  load_drawn (&pricing, store, doudi_month_of_day (today));
  for (guint i = 0; pricing.policy != NULL && i < rows->len; i++)
    {
      const DoudiHouseholdRow *row = g_ptr_array_index (rows, i);
      DoudiFen amount;

      if (household_amount (store, &pricing, row->household_id, doudi_month_of_day (today),
                            &amount))
        g_hash_table_insert (amounts, g_memdup2 (&row->household_id, sizeof row->household_id),
                             g_memdup2 (&amount, sizeof amount));
    }
  return amounts;
}
