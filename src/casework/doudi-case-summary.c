/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The list of cases, those nearest to their day first.
 */

#include "config.h"

#include "casework/doudi-case-facts.h"
#include "casework/doudi-policies.h"
#include "store/doudi-registry.h"

/* How many applications are read at a time. */
#define PAGE 500

/*
 * Summing:
 *
 * A list under way.
 *
 * @rows: (element-type DoudiCaseSummary): those that fit the filter
 * @counts: (nullable): cases by the step they are at, whatever step is asked for
 */
typedef struct
{
  DoudiStore *store;
  const DoudiCaseListFilter *filter;
  DoudiPolicy *policy;
  DoudiWorkingDays *calendar;
  DoudiDay today;
  GPtrArray *rows;
  guint *counts;
} Summing;

static GArray *
read_facts (DoudiStore *store, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) events = doudi_application_list_events (store, id, error);
  GArray *facts;

  if (events == NULL)
    return NULL;
  facts = g_array_sized_new (FALSE, FALSE, sizeof (DoudiCaseFact), events->len);
  for (guint i = 0; i < events->len; i++)
    {
      const DoudiApplicationEventRow *event = g_ptr_array_index (events, i);
      DoudiCaseFact fact = { .day = event->day };

      if (doudi_case_event_find (event->kind, &fact.event))
        g_array_append_val (facts, fact);
    }
  return facts;
}

/* How many objections are open follows from the events alone. */
static guint
count_open_objections (const GArray *facts)
{
  gint n = 0;

  for (guint i = 0; i < facts->len; i++)
    {
      DoudiCaseEvent event = g_array_index (facts, DoudiCaseFact, i).event;

      if (event == DOUDI_EVENT_OBJECTED)
        n++;
      else if (event == DOUDI_EVENT_OBJECTION_UPHELD || event == DOUDI_EVENT_OBJECTION_REJECTED)
        n--;
    }
  return (guint) MAX (n, 0);
}

/* The last day of the step, or of the whole, whichever comes first, and how far it is. */
static void
set_due (DoudiCaseSummary *summary, const DoudiCaseProgress *progress, const Summing *summing)
{
  const DoudiRule *rule = progress->total_rule;
  const DoudiCaseStepProgress *step
    = progress->current != DOUDI_STEP_NONE ? &progress->steps[progress->current] : NULL;

  summary->due = progress->total_due;
  if (step != NULL && step->due != DOUDI_DAY_NONE
      && (summary->due == DOUDI_DAY_NONE || step->due < summary->due))
    {
      summary->due = step->due;
      rule = step->rule;
    }
  if (summary->due == DOUDI_DAY_NONE)
    return;
  summary->days_left
    = rule != NULL && rule->counting == DOUDI_COUNTING_CALENDAR
        ? (int) ((gint64) summary->due - (gint64) summing->today)
        : doudi_working_days_count (summing->calendar, summing->today, summary->due);
}

static DoudiCaseSummary *
summary_new (const DoudiApplicationRow *row,
             const GPtrArray *persons,
             const DoudiCaseProgress *progress,
             const Summing *summing)
{
  const DoudiApplicationPerson *person = doudi_case_find_drawing (persons);
  DoudiCaseSummary *summary = g_new0 (DoudiCaseSummary, 1);

  summary->id = row->id;
  summary->number = g_strdup (row->number);
  summary->programme = g_strdup (row->programme);
  summary->name = g_strdup (person != NULL ? person->name : "");
  summary->step = progress->current;
  summary->outcome = progress->outcome;
  summary->held = progress->held;
  summary->papers_missing = progress->papers_missing;
  summary->urgent = row->urgent;
  summary->applied_on = row->applied_on;
  summary->proposed_refusal = progress->proposed_refusal;
  set_due (summary, progress, summing);
  return summary;
}

static gboolean
set_village (DoudiCaseSummary *summary, DoudiStore *store, const char *code, GError **error)
{
  g_autofree char *township = NULL;
  g_autofree char *village = NULL;

  if (!doudi_registry_get_place (store, code, &township, &village, error))
    return FALSE;
  summary->village
    = *village != '\0' ? doudi_division_short_name (village) : g_strdup (township);
  return TRUE;
}

static gboolean
add_case (const Summing *summing, const DoudiApplicationRow *row, GError **error)
{
  g_autoptr (GPtrArray) persons = doudi_application_list_persons (summing->store, row->id, error);
  g_autoptr (GArray) events = NULL;
  DoudiCaseFacts facts = { .programme = doudi_programme_from_name (row->programme),
                           .residence = doudi_residence_from_name (row->residence),
                           .applied = row->applied_on,
                           .urgent = row->urgent,
                           .special = g_str_equal (row->origin, "other-place") };
  DoudiCaseProgress progress;
  DoudiCaseSummary *summary;

  if (persons == NULL || (events = read_facts (summing->store, row->id, error)) == NULL)
    return FALSE;
  facts.kin = doudi_case_is_kin (persons);
  facts.minor = doudi_case_is_minor (persons, summing->today);
  facts.open_objections = count_open_objections (events);
  facts.facts = (const DoudiCaseFact *) (gconstpointer) events->data;
  facts.n_facts = events->len;
  if (!doudi_case_progress (summing->policy, summing->calendar, &facts, &progress, error))
    return FALSE;
  if (summing->counts != NULL)
    summing->counts[progress.current]++;
  if (summing->filter->step != DOUDI_STEP_NONE && summing->filter->step != progress.current)
    return TRUE;
  summary = summary_new (row, persons, &progress, summing);
  g_ptr_array_add (summing->rows, summary);
  return set_village (summary, summing->store, row->division_code, error);
}

static gboolean
add_all (const Summing *summing, GError **error)
{
  const DoudiCaseListFilter *filter = summing->filter;
  DoudiApplicationFilter page = { .programme = filter->programme != DOUDI_PROGRAMME_NONE
                                                 ? doudi_programme_info (filter->programme)->name
                                                 : NULL,
                                  .division = filter->division,
                                  .text = filter->text,
                                  .undecided = !filter->closed };

  for (;;)
    {
      g_autoptr (GPtrArray) rows = doudi_application_list (summing->store, &page, PAGE, error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        if (!add_case (summing, g_ptr_array_index (rows, i), error))
          return FALSE;
      if (rows->len < PAGE)
        return TRUE;
      page.after = ((const DoudiApplicationRow *) g_ptr_array_index (rows, rows->len - 1))->id;
    }
}

/* A case without a day comes after those with one; the older number first. */
static int
compare_due (gconstpointer a, gconstpointer b)
{
  const DoudiCaseSummary *one = *(const DoudiCaseSummary *const *) a;
  const DoudiCaseSummary *other = *(const DoudiCaseSummary *const *) b;
  DoudiDay due = one->due != DOUDI_DAY_NONE ? one->due : G_MAXUINT32;
  DoudiDay other_due = other->due != DOUDI_DAY_NONE ? other->due : G_MAXUINT32;

  if (due != other_due)
    return due < other_due ? -1 : 1;
  return one->id < other->id ? -1 : one->id > other->id;
}

/**
 * doudi_cases_list:
 * @session: who looks
 * @filter: which cases
 * @counts: (out caller-allocates) (optional): how many cases stand at each step, the last for those
 *   of which nothing is left; whatever step the filter asks for
 * @error: %DOUDI_ERROR_NOT_ALLOWED
 *
 * Lists the cases, those nearest to their day, or over it, first.
 *
 * Returns: (transfer full) (element-type DoudiCaseSummary): the cases; %NULL with @error set
 */
GPtrArray *
doudi_cases_list (DoudiSession *session,
                  const DoudiCaseListFilter *filter,
                  guint counts[DOUDI_N_STEPS + 1],
                  GError **error)
{
  g_autoptr (GPtrArray) rows
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_case_summary_free);
  Summing summing = { .store = doudi_session_get_store (session),
                      .filter = filter,
                      .today = doudi_session_get_today (session),
                      .rows = rows,
                      .counts = counts };
  gboolean ok;

  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_CASE, "", error))
    return NULL;
  for (guint i = 0; counts != NULL && i <= DOUDI_N_STEPS; i++)
    counts[i] = 0;
  summing.policy = doudi_policies_load (summing.store, summing.today, error);
  summing.calendar = summing.policy != NULL ? doudi_working_days_new_bundled (error) : NULL;
  ok = summing.calendar != NULL && add_all (&summing, error);
  g_clear_pointer (&summing.calendar, doudi_working_days_free);
  g_clear_pointer (&summing.policy, doudi_policy_unref);
  if (!ok)
    return NULL;
  g_ptr_array_sort (rows, compare_due);
  if (filter->limit > 0 && rows->len > filter->limit)
    g_ptr_array_set_size (rows, (int) filter->limit);
  return g_steal_pointer (&rows);
}

/**
 * doudi_case_summary_free:
 * @summary: (nullable) (transfer full): a row of the list of cases
 *
 * Frees it.
 */
void
doudi_case_summary_free (DoudiCaseSummary *summary)
{
  if (summary == NULL)
    return;
  g_free (summary->number);
  g_free (summary->programme);
  g_free (summary->village);
  g_free (summary->name);
  g_free (summary);
}
