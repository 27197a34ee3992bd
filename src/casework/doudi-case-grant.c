/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-case-grant.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-case-register.h"
#include "store/doudi-registry-write.h"

/* What both decisions share. */
static gboolean
fill_decision (DoudiSession *session,
               const DoudiCase *of,
               const DoudiCaseDecision *decision,
               DoudiDecisionRow *row,
               GError **error)
{
  DoudiDay today = doudi_session_get_today (session);
  GError *local = NULL;
  g_autoptr (DoudiDelegationRow) delegation = doudi_delegation_find (
    doudi_session_get_store (session), of->row->programme, of->row->division_code, today, &local);

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  row->application_id = of->row->id;
  row->list_id = decision->list_id;
  row->organ = (char *) (delegation != NULL ? "township" : "county");
  row->delegation_id = delegation != NULL ? delegation->id : 0;
  row->reason = (char *) (decision->reason != NULL ? decision->reason : "");
  row->decided_on = today;
  return TRUE;
}

static gboolean
insert_event (DoudiSession *session,
              const DoudiCase *of,
              DoudiCaseEvent event,
              const DoudiDecisionRow *row,
              GError **error)
{
  const DoudiApplicationEventRow event_row
    = { .kind = (char *) doudi_case_event_info (event)->word.name,
        .day = row->decided_on,
        .detail = row->reason,
        .list_id = row->list_id };
  gint64 id;

  return doudi_application_insert_event (session, of->row->id, &event_row, &id, error);
}

/* Every decision has to be allowed by the steps, whoever asks for it. */
static gboolean
check_allowed (DoudiSession *session, const DoudiCase *of, DoudiCaseEvent event, GError **error)
{
  DoudiDay today = doudi_session_get_today (session);

  return doudi_case_allows (&of->progress, &of->facts, event, today, today, error);
}

/* Nobody draws the same twice, whatever a list looked like when it was put together. */
static gboolean
check_not_drawn (DoudiSession *session,
                 const DoudiCase *of,
                 const DoudiCaseRegistered *registered,
                 GError **error)
{
  gboolean for_household = doudi_programme_info (of->facts.programme)->for_household;
  g_autoptr (GArray) awards
    = doudi_registry_awards_drawn_by (doudi_session_get_store (session), registered->person_id,
                                      doudi_session_get_today (session), error);

  for (guint i = 0; awards != NULL && i < awards->len; i++)
    {
      const DoudiDrawnAward *award = &g_array_index (awards, DoudiDrawnAward, i);

      if (!g_str_equal (award->programme, of->row->programme)
          || (!for_household && award->person_id != registered->person_id))
        continue;
      doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                       _ ("“%s” is drawn there already (award %lld). Refuse the application, or "
                          "enter a change of the award."),
                       _ (doudi_programme_info (of->facts.programme)->label),
                       (long long) award->award_id);
      return FALSE;
    }
  return awards != NULL;
}

static gboolean
insert_award (DoudiSession *session,
              const DoudiCase *of,
              const DoudiCaseProposal *proposal,
              const DoudiCaseRegistered *registered,
              gint64 *award,
              GError **error)
{
  g_autofree char *source = doudi_case_source (of);
  DoudiAwardTermRow term = proposal->term;
  const DoudiAwardRow row = {
    .programme = of->row->programme,
    .household_id = registered->household_id,
    .person_id = registered->person_id,
    .residence = of->row->residence,
    .first_month = proposal->first_month,
  };

  if (!check_not_drawn (session, of, registered, error))
    return FALSE;
  term.from = proposal->first_month;
  return doudi_award_insert (session, &row, source, award, error)
         && doudi_award_insert_term (session, *award, &term, 0, "", source, error);
}

static gboolean
insert_grant (DoudiSession *session,
              const DoudiCase *of,
              const DoudiCaseProposal *proposal,
              const DoudiCaseDecision *decision,
              gint64 award,
              GError **error)
{
  DoudiDecisionRow row = {
    .granted = TRUE,
    .award_id = award,
    .persons = proposal->term.persons,
    .benefit_class = proposal->term.benefit_class,
    .amount = proposal->amount,
    .first_month = proposal->first_month,
    .valid_through = proposal->valid_through,
    .review_on = proposal->review_on,
  };

  return fill_decision (session, of, decision, &row, error)
         && doudi_application_insert_decision (session, &row, error)
         && insert_event (session, of, DOUDI_EVENT_GRANTED, &row, error);
}

/**
 * doudi_case_grant:
 * @session: who decides, in a transaction
 * @of: a case that waits for the decision
 * @proposal: what is granted, made on the day of the session
 * @decision: by which list, and why
 * @indexer: flushed by the caller
 * @award: (out): the award; 0 for what is paid once
 * @error: %DOUDI_ERROR_REFUSED if the case may not be granted now or by these rules;
 *   %DOUDI_ERROR_CONFLICT if the same is drawn already
 *
 * Grants what a case asks for: the family comes into the registry, an award with its first term
 * begins in the month that the rules say, and the decision is kept with the organ that took it, a
 * township where it has the right to. Of temporary aid only the decision is kept. Audit and
 * transaction are the caller's.
 *
 * Returns: whether it was granted
 */
gboolean
doudi_case_grant (DoudiSession *session,
                  const DoudiCase *of,
                  const DoudiCaseProposal *proposal,
                  const DoudiCaseDecision *decision,
                  DoudiIndexer *indexer,
                  gint64 *award,
                  GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  DoudiCaseRegistered registered;

  *award = 0;
  if (!check_allowed (session, of, DOUDI_EVENT_GRANTED, error))
    return FALSE;
  if (!proposal->eligible)
    {
      doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL, "%s", proposal->reason);
      return FALSE;
    }
  if (!doudi_case_register (session, of, indexer, &registered, error))
    return FALSE;
  if (doudi_programme_info (of->facts.programme)->monthly
      && !insert_award (session, of, proposal, &registered, award, error))
    return FALSE;
  return doudi_indexer_add (indexer, registered.household_id, error)
         && doudi_application_set_household (store, of->row->id, registered.household_id, error)
         && insert_grant (session, of, proposal, decision, *award, error);
}

/**
 * doudi_case_refuse:
 * @session: who decides, in a transaction
 * @of: a case that waits for the decision
 * @decision: by which list, and why
 * @error: %DOUDI_ERROR_REFUSED if it may not be decided now, or without a reason
 *
 * Refuses what a case asks for. The reason stands in the slip that the family gets
 * (民发〔2021〕57号).
 *
 * Returns: whether it was refused
 */
gboolean
doudi_case_refuse (DoudiSession *session,
                   const DoudiCase *of,
                   const DoudiCaseDecision *decision,
                   GError **error)
{
  DoudiDecisionRow row = { .granted = FALSE };

  if (!check_allowed (session, of, DOUDI_EVENT_REFUSED, error))
    return FALSE;
  if (decision->reason == NULL || *decision->reason == '\0')
    {
      doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                       _ ("A refusal needs a reason, which the family is told. Send the case back "
                          "for one."));
      return FALSE;
    }
  return fill_decision (session, of, decision, &row, error)
         && doudi_application_insert_decision (session, &row, error)
         && insert_event (session, of, DOUDI_EVENT_REFUSED, &row, error);
}
