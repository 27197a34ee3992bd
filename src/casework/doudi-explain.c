/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-explain.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "base/doudi-mask.h"
#include "casework/doudi-drawn-table.h"
#include "casework/doudi-due-table.h"
#include "casework/doudi-policies.h"
#include "store/doudi-registry.h"
#include "store/doudi-setting.h"

static void
add_term (DoudiExplanation *explanation, const DoudiAwardRow *award)
{
  const DoudiAwardTermRow *row = doudi_due_term (award->terms, explanation->month);
  DoudiTerm term;

  if (row == NULL || explanation->month < award->first_month)
    return;
  term = doudi_due_term_facts (row);
  explanation->term_from = term.from;
  explanation->persons = term.persons;
  explanation->benefit_class = term.benefit_class;
  explanation->care = term.care;
  explanation->self_care = term.self_care;
}

static DoudiExplanation *
explanation_new (const DoudiAwardRow *award, DoudiMonth month, DoudiDay known_on)
{
  DoudiExplanation *explanation = g_new0 (DoudiExplanation, 1);

  explanation->award_id = award->id;
  explanation->household_id = award->household_id;
  explanation->holder_name = g_strdup (award->person_name);
  explanation->programme = doudi_programme_from_name (award->programme);
  explanation->residence = doudi_residence_from_name (award->residence);
  explanation->first_month = award->first_month;
  explanation->month = month;
  explanation->known_on = known_on;
  explanation->payments = g_array_new (FALSE, FALSE, sizeof (DoudiLedgerLine));
  add_term (explanation, award);
  return explanation;
}

/* The number of the person the award belongs to, as far as a screen shows it. */
static char *
mask_number (const DoudiHousehold *household, gint64 person_id)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);

      if (member->person_id == person_id)
        return doudi_mask_identity_number (member->identity_number, DOUDI_MASK_SCREEN);
    }
  return g_strdup ("");
}

static gboolean
add_place (DoudiExplanation *explanation,
           DoudiStore *store,
           const DoudiAwardRow *award,
           GError **error)
{
  g_autoptr (DoudiHousehold) household
    = doudi_registry_get_household (store, award->household_id, explanation->known_on, error);

  if (household == NULL)
    return FALSE;
  explanation->identity_number = mask_number (household, award->person_id);
  explanation->township = g_strdup (household->township);
  explanation->village = doudi_division_short_name (household->village);
  explanation->village_group = g_strdup (household->village_group);
  return TRUE;
}

static gboolean
add_settings (DoudiExplanation *explanation, DoudiStore *store, GError **error)
{
  g_autofree char *demonstration = NULL;
  GError *local = NULL;

  explanation->county = doudi_setting_get (store, DOUDI_SETTING_COUNTY_NAME, &local);
  if (explanation->county == NULL)
    explanation->county = g_strdup ("");
  if (local == NULL)
    demonstration = doudi_setting_get (store, DOUDI_SETTING_DEMONSTRATION, &local);
  explanation->demonstration = demonstration != NULL && *demonstration != '\0';
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
add_payments (DoudiExplanation *explanation, DoudiStore *store, GError **error)
{
  g_autoptr (GArray) ledger = doudi_award_ledger (store, explanation->award_id, error);

  for (guint i = 0; ledger != NULL && i < ledger->len; i++)
    {
      DoudiLedgerLine *line = &g_array_index (ledger, DoudiLedgerLine, i);

      if (line->for_month != explanation->month)
        continue;
      explanation->paid += line->fen;
      g_array_append_val (explanation->payments, *line);
    }
  return ledger != NULL;
}

/* Before its first month an award owes nothing, whatever its terms say. */
static gboolean
add_lines (DoudiExplanation *explanation,
           DoudiStore *store,
           const DoudiAwardRow *award,
           DoudiLanguage language,
           GError **error)
{
  g_autoptr (DoudiPolicy) policy = doudi_policies_load (store, explanation->known_on, error);
  g_autoptr (GArray) terms = doudi_drawn_terms (award->terms);
  g_autoptr (DoudiDrawnTable) drawn = NULL;
  DoudiEntitlementFacts facts = {
    .programme = explanation->programme,
    .residence = explanation->residence,
  };

  if (policy == NULL)
    return FALSE;
  drawn = doudi_drawn_table_load (store, policy, facts.programme, explanation->month, 0, error);
  if (drawn == NULL)
    return FALSE;
  facts.terms = (const DoudiTerm *) (gconstpointer) terms->data;
  facts.n_terms = explanation->month >= award->first_month ? terms->len : 0;
  facts.drawn = doudi_drawn_table_get (drawn, award->id, &facts.n_drawn);
  explanation->lines = doudi_entitlement_explain (policy, &facts, explanation->month, language,
                                                  &explanation->due, error);
  return explanation->lines != NULL;
}

/**
 * doudi_explain:
 * @session: who asks; the policy as known on its business day counts
 * @award_id: an award
 * @month: a month
 * @language: of the reasons
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_NOT_FOUND, %DOUDI_ERROR_NO_STANDARD
 *
 * Tells why an award is worth what it is in a month, line by line with the paper each stands in,
 * and which runs paid what of it. Where the household lives, and who is in it, is read as of the
 * business day.
 *
 * Returns: (transfer full): the explanation; %NULL with @error set
 */
DoudiExplanation *
doudi_explain (DoudiSession *session,
               gint64 award_id,
               DoudiMonth month,
               DoudiLanguage language,
               GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autofree char *object = g_strdup_printf ("award:%" G_GINT64_FORMAT, award_id);
  g_autoptr (DoudiAwardRow) award = NULL;
  g_autoptr (DoudiExplanation) explanation = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_EXPLAIN, object, error))
    return NULL;
  if (month == DOUDI_MONTH_NONE)
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                       _ ("That is not a month. Write it as 2018-06."));
      return NULL;
    }
  award = doudi_award_get (store, award_id, error);
  if (award == NULL)
    return NULL;
  explanation = explanation_new (award, month, doudi_session_get_today (session));
  if (!add_place (explanation, store, award, error) || !add_settings (explanation, store, error)
      || !add_lines (explanation, store, award, language, error)
      || !add_payments (explanation, store, error))
    return NULL;
  return g_steal_pointer (&explanation);
}

/**
 * doudi_explanation_free:
 * @explanation: (nullable) (transfer full): an explanation
 *
 * Frees an explanation.
 */
void
doudi_explanation_free (DoudiExplanation *explanation)
{
  if (explanation == NULL)
    return;
  g_clear_pointer (&explanation->lines, g_ptr_array_unref);
  g_array_unref (explanation->payments);
  g_free (explanation->holder_name);
  g_free (explanation->identity_number);
  g_free (explanation->county);
  g_free (explanation->township);
  g_free (explanation->village);
  g_free (explanation->village_group);
  g_free (explanation);
}
