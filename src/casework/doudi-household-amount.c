/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-household-amount.h"

#include "casework/doudi-drawn-table.h"
#include "store/doudi-award-store.h"

/* @drawn: by programme what persons draw already */
struct _DoudiPricing
{
  DoudiStore *store;
  DoudiPolicy *policy;
  DoudiMonth month;
  DoudiDrawnTable *drawn[DOUDI_N_PROGRAMMES];
};

/**
 * doudi_pricing_new:
 * @store: the caseload; outlives the pricing
 * @policy: the rules
 * @month: the month that is priced
 * @error: return location
 *
 * Reads what persons draw of other awards, from which the difference that is paid follows.
 *
 * Returns: (transfer full): the pricing; %NULL with @error set
 */
DoudiPricing *
doudi_pricing_new (DoudiStore *store, DoudiPolicy *policy, DoudiMonth month, GError **error)
{
  g_autoptr (DoudiPricing) pricing = g_new0 (DoudiPricing, 1);

  pricing->store = store;
  pricing->policy = doudi_policy_ref (policy);
  pricing->month = month;
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    {
      pricing->drawn[i]
        = doudi_drawn_table_load (store, policy, (DoudiProgramme) i, month, 0, error);
      if (pricing->drawn[i] == NULL)
        return NULL;
    }
  return g_steal_pointer (&pricing);
}

/**
 * doudi_pricing_free:
 * @pricing: (nullable) (transfer full): a pricing
 *
 * Frees a pricing.
 */
void
doudi_pricing_free (DoudiPricing *pricing)
{
  if (pricing == NULL)
    return;
  for (guint i = 0; i < DOUDI_N_PROGRAMMES; i++)
    g_clear_pointer (&pricing->drawn[i], doudi_drawn_table_free);
  doudi_policy_unref (pricing->policy);
  g_free (pricing);
}

/* What one award is worth in the month; nothing where no standard says. */
static DoudiFen
award_amount (const DoudiPricing *pricing, const DoudiAwardRow *award)
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
  return doudi_entitlement (pricing->policy, &facts, pricing->month, &amount, NULL) ? amount : 0;
}

/**
 * doudi_pricing_household:
 * @pricing: a pricing
 * @household_id: a household
 * @amount: (out): what its awards come to
 * @error: return location
 *
 * Works out what a household draws. It is for the eye: an award that no standard prices counts
 * nothing here; the pay run says what is missing.
 *
 * Returns: whether its awards could be read
 */
gboolean
doudi_pricing_household (DoudiPricing *pricing,
                         gint64 household_id,
                         DoudiFen *amount,
                         GError **error)
{
  g_autoptr (GPtrArray) awards = doudi_awards_of_household (pricing->store, household_id, error);

  *amount = 0;
  for (guint i = 0; awards != NULL && i < awards->len; i++)
    *amount += award_amount (pricing, g_ptr_array_index (awards, i));
  return awards != NULL;
}
