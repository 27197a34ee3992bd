/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What waits for the person signed in, overdue first.
 */

#include "config.h"

#include "casework/doudi-today.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-award-review.h"
#include "casework/doudi-case-list.h"
#include "casework/doudi-case-work.h"
#include "casework/doudi-change.h"
#include "casework/doudi-desk.h"
#include "casework/doudi-policies.h"
#include "store/doudi-draft-store.h"
#include "store/doudi-import-batch.h"
#include "store/doudi-pay-run-store.h"

/* As many lists, reviews and cases are looked through; who has more than these has no use for a
 * longer page. */
#define LOOKED_THROUGH 2000
/* Cases over their day that are named one by one. */
#define NAMED_MAX 20

typedef struct
{
  DoudiSession *session;
  DoudiStore *store;
  DoudiDay today;
  GPtrArray *items;
} Gathering;

static void
add (const Gathering *gathering,
     const char *page,
     char *object,
     char *what,
     guint count,
     DoudiDay due)
{
  DoudiTodayItem *item = g_new0 (DoudiTodayItem, 1);

  *item = (DoudiTodayItem){ page,  object, what,
                            count, due,    due != DOUDI_DAY_NONE && due < gathering->today };
  g_ptr_array_add (gathering->items, item);
}

static gboolean
may (const Gathering *gathering, DoudiAction action)
{
  return doudi_session_may (gathering->session, action);
}

/* Who does a step: whose page it stands on. */
static DoudiAction
action_of_step (DoudiCaseStep step)
{
  switch ((int) step)
    {
    case DOUDI_STEP_REVIEW:
      return DOUDI_ACTION_APPROVE_REVIEW_LIST;
    case DOUDI_STEP_DECIDE:
      return DOUDI_ACTION_BUILD_APPROVAL_LIST;
    case DOUDI_STEP_NOTICE:
    case DOUDI_STEP_APPROVAL_NOTICE:
      return DOUDI_ACTION_RECORD_NOTICE;
    case DOUDI_STEP_COUNTY_VISIT:
      return DOUDI_ACTION_VISIT_FOR_COUNTY;
    default:
      return DOUDI_ACTION_WORK_CASE;
    }
}

/* The rows come with the nearest day first. */
static void
add_overdue (const Gathering *gathering, const GPtrArray *rows)
{
  guint named = 0;

  for (guint i = 0; i < rows->len && named < NAMED_MAX; i++)
    {
      const DoudiCaseSummary *row = g_ptr_array_index (rows, i);

      if (row->due == DOUDI_DAY_NONE || row->due >= gathering->today || row->step == DOUDI_STEP_NONE
          || !may (gathering, action_of_step (row->step)))
        continue;
      named++;
      add (gathering, "applications", g_strdup_printf ("application:%" G_GINT64_FORMAT, row->id),
           g_strdup_printf (_ ("%s, %s, %s: %s"), row->name, row->village, row->number,
                            _ (doudi_case_step_word (row->step)->label)),
           0, row->due);
    }
}

/* A step with its cases that are not named already. */
static void
add_steps (const Gathering *gathering, const GPtrArray *rows)
{
  for (guint step = 0; step < DOUDI_N_STEPS; step++)
    {
      const DoudiWord *word = doudi_case_step_word ((DoudiCaseStep) step);
      DoudiDay due = DOUDI_DAY_NONE;
      guint count = 0;

      for (guint i = 0; i < rows->len && may (gathering, action_of_step ((DoudiCaseStep) step));
           i++)
        {
          const DoudiCaseSummary *row = g_ptr_array_index (rows, i);

          if (row->step != (DoudiCaseStep) step)
            continue;
          count++;
          if (due == DOUDI_DAY_NONE && row->due >= gathering->today)
            due = row->due;
        }
      if (count > 0)
        add (gathering, "applications", g_strconcat ("step:", word->name, NULL),
             g_strdup_printf (_ ("Applications: %s"), _ (word->label)), count, due);
    }
}

static gboolean
gather_cases (const Gathering *gathering, GError **error)
{
  DoudiCaseListFilter filter = { .step = DOUDI_STEP_NONE, .limit = LOOKED_THROUGH };
  g_autoptr (GPtrArray) rows = NULL;

  if (!may (gathering, DOUDI_ACTION_VIEW_CASE))
    return TRUE;
  rows = doudi_cases_list (gathering->session, &filter, NULL, error);
  if (rows == NULL)
    return FALSE;
  add_overdue (gathering, rows);
  add_steps (gathering, rows);
  return TRUE;
}

static gboolean
gather_objections (const Gathering *gathering, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (!may (gathering, DOUDI_ACTION_ANSWER_OBJECTION))
    return TRUE;
  rows = doudi_objection_list_open (gathering->store, error);
  for (guint i = 0; rows != NULL && i < rows->len && i < NAMED_MAX; i++)
    {
      const DoudiObjectionRow *row = g_ptr_array_index (rows, i);

      add (gathering, "applications",
           g_strdup_printf ("application:%" G_GINT64_FORMAT, row->application_id),
           g_strdup (_ ("An objection waits for its answer")), 0, row->objected_on);
    }
  return rows != NULL;
}

/* Households are typed on their own page, everything else on that of the cases. */
static void
add_draft (const Gathering *gathering, const DoudiDraftRow *row)
{
  gboolean household = g_str_equal (row->form, DOUDI_DESK_FORM);
  g_autoptr (DoudiForm) form
    = doudi_forms_get (gathering->store, row->form, gathering->today, NULL);
  g_autofree char *what = household ? doudi_desk_draft_describe (gathering->store, row) : NULL;

  if (!may (gathering, household ? DOUDI_ACTION_EDIT_HOUSEHOLD : DOUDI_ACTION_WORK_CASE))
    return;
  if (what == NULL)
    what = g_strdup (form != NULL ? doudi_assessment_text_get (&form->title) : row->form);
  add (gathering, household ? "households" : "applications",
       g_strconcat ("draft:", row->form, ":", row->subject, NULL),
       g_strdup_printf (_ ("Half filled in: %s"), what), 0, DOUDI_DAY_NONE);
}

static gboolean
gather_drafts (const Gathering *gathering, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (!may (gathering, DOUDI_ACTION_WORK_CASE) && !may (gathering, DOUDI_ACTION_EDIT_HOUSEHOLD))
    return TRUE;
  rows = doudi_draft_list (gathering->session, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    add_draft (gathering, g_ptr_array_index (rows, i));
  return rows != NULL;
}

static gboolean
gather_lists (const Gathering *gathering,
              const char *kind,
              DoudiAction action,
              const char *what,
              GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (!may (gathering, action))
    return TRUE;
  rows = doudi_case_list_all (gathering->store, kind, "submitted", LOOKED_THROUGH, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const DoudiCaseListRow *row = g_ptr_array_index (rows, i);
      DoudiProgramme programme = doudi_programme_from_name (row->programme);
      g_autofree char *month = doudi_month_format_iso (row->month);

      add (gathering, "lists", g_strdup_printf ("list:%" G_GINT64_FORMAT, row->id),
           g_strdup_printf (_ ("%s: %s, %s, no. %d"), what, month,
                            _ (doudi_programme_info (programme)->label), row->number),
           row->n_items, DOUDI_DAY_NONE);
    }
  return rows != NULL;
}

static gboolean
gather_changes (const Gathering *gathering, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (!may (gathering, DOUDI_ACTION_REVIEW_CHANGE) && !may (gathering, DOUDI_ACTION_DECIDE_CHANGE))
    return TRUE;
  rows = doudi_change_list_open (gathering->store, error);
  for (guint i = 0; rows != NULL && i < rows->len && i < LOOKED_THROUGH; i++)
    {
      const DoudiChangeRow *row = g_ptr_array_index (rows, i);
      DoudiChangeKind kind;
      const DoudiChangeInfo *info;
      gboolean of_director;

      if (!doudi_change_kind_find (row->kind, &kind))
        continue;
      info = doudi_change_info (kind);
      of_director = (info->needs & DOUDI_CHANGE_NEEDS_DIRECTOR) != 0;
      if (may (gathering, of_director ? DOUDI_ACTION_DECIDE_CHANGE : DOUDI_ACTION_REVIEW_CHANGE))
        add (gathering, "households", g_strdup_printf ("change:%" G_GINT64_FORMAT, row->id),
             g_strdup_printf (_ ("A change waits: %s"), _ (info->word.label)), 0, DOUDI_DAY_NONE);
    }
  return rows != NULL;
}

static gboolean
gather_reviews (const Gathering *gathering, GError **error)
{
  DoudiDay through = doudi_month_last_day (doudi_month_of_day (gathering->today));
  g_autoptr (DoudiPolicy) policy = NULL;
  g_autoptr (GPtrArray) due = NULL;

  if (!may (gathering, DOUDI_ACTION_REVIEW_AWARD) && !may (gathering, DOUDI_ACTION_CONFIRM_REVIEW))
    return TRUE;
  policy = doudi_policies_load (gathering->store, gathering->today, error);
  due = policy != NULL ? doudi_reviews_due (gathering->store, policy, NULL, through,
                                            gathering->today, LOOKED_THROUGH, error)
                       : NULL;
  if (due == NULL)
    return FALSE;
  if (due->len > 0)
    add (gathering, "households", g_strdup ("reviews"), g_strdup (_ ("Reviews due this month")),
         due->len, ((const DoudiReviewDue *) g_ptr_array_index (due, 0))->due);
  return TRUE;
}

static gboolean
gather_runs (const Gathering *gathering, GError **error)
{
  g_autoptr (GPtrArray) runs = NULL;

  if (!may (gathering, DOUDI_ACTION_APPROVE_PAY_RUN)
      && !may (gathering, DOUDI_ACTION_CLOSE_PAY_RUN))
    return TRUE;
  runs = doudi_pay_runs_list (gathering->store, error);
  for (guint i = 0; runs != NULL && i < runs->len; i++)
    {
      const DoudiPayRunRow *run = g_ptr_array_index (runs, i);
      g_autofree char *month = doudi_month_format_iso (run->month);

      if (g_str_equal (run->state, "proposed") && may (gathering, DOUDI_ACTION_APPROVE_PAY_RUN))
        add (gathering, "payments", g_strdup (""),
             g_strdup_printf (_ ("The pay run of %s waits for approval"), month), 0,
             DOUDI_DAY_NONE);
      else if (g_str_equal (run->state, "approved")
               && may (gathering, DOUDI_ACTION_WRITE_BANK_FILE))
        add (gathering, "payments", g_strdup (""),
             g_strdup_printf (_ ("The pay run of %s is approved and can be closed"), month), 0,
             DOUDI_DAY_NONE);
    }
  return runs != NULL;
}

static gboolean
gather_imports (const Gathering *gathering, GError **error)
{
  g_autoptr (GPtrArray) batches = NULL;

  if (!may (gathering, DOUDI_ACTION_LAND_IMPORT))
    return TRUE;
  batches = doudi_import_batch_list (gathering->store, error);
  for (guint i = 0; batches != NULL && i < batches->len; i++)
    {
      const DoudiImportBatch *batch = g_ptr_array_index (batches, i);

      if (g_str_equal (batch->state, "staged"))
        add (gathering, "households", g_strdup ("rosters"),
             g_strdup (_ ("A roster that was read in waits")), (guint) batch->households,
             DOUDI_DAY_NONE);
    }
  return batches != NULL;
}

/* The most urgent first: overdue, then by day, then what has no day. */
static int
compare_items (gconstpointer a, gconstpointer b)
{
  const DoudiTodayItem *one = *(const DoudiTodayItem *const *) a;
  const DoudiTodayItem *other = *(const DoudiTodayItem *const *) b;
  DoudiDay due = one->due != DOUDI_DAY_NONE ? one->due : G_MAXUINT32;
  DoudiDay other_due = other->due != DOUDI_DAY_NONE ? other->due : G_MAXUINT32;

  return due < other_due ? -1 : due > other_due;
}

/**
 * doudi_today_list:
 * @session: who asks
 * @error: what kept the caseload from being read
 *
 * Lists what waits for the person signed in: cases at a step that the person does, those over their
 * day by name; objections, what was half filled in, lists and changes to decide, reviews due this
 * month, pay runs and rosters. What is overdue comes first.
 *
 * Returns: (transfer full) (element-type DoudiTodayItem): the items; %NULL with @error set
 */
GPtrArray *
doudi_today_list (DoudiSession *session, GError **error)
{
  g_autoptr (GPtrArray) items
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_today_item_free);
  Gathering gathering
    = { session, doudi_session_get_store (session), doudi_session_get_today (session), items };

  if (!gather_cases (&gathering, error) || !gather_objections (&gathering, error)
      || !gather_drafts (&gathering, error)
      || !gather_lists (&gathering, "review", DOUDI_ACTION_APPROVE_REVIEW_LIST,
                        _ ("A review list waits"), error)
      || !gather_lists (&gathering, "approval", DOUDI_ACTION_APPROVE_LIST,
                        _ ("A list waits for your signature"), error)
      || !gather_changes (&gathering, error) || !gather_reviews (&gathering, error)
      || !gather_runs (&gathering, error) || !gather_imports (&gathering, error))
    return NULL;
  g_ptr_array_sort (items, compare_items);
  return g_steal_pointer (&items);
}

/* The runs come with the latest first; those of one month are added. */
static void
add_run (GArray *months, const DoudiPayRunRow *run)
{
  DoudiTodayMonth *month = NULL;

  for (guint i = 0; i < months->len && month == NULL; i++)
    if (g_array_index (months, DoudiTodayMonth, i).month == run->month)
      month = &g_array_index (months, DoudiTodayMonth, i);
  if (month == NULL)
    {
      g_array_append_vals (months, &(DoudiTodayMonth){ run->month, 0, 0, 0 }, 1);
      month = &g_array_index (months, DoudiTodayMonth, months->len - 1);
    }
  month->households += run->households;
  month->persons += run->persons;
  month->paid += run->regular + run->back_pay + run->recovery;
}

static int
compare_months (gconstpointer a, gconstpointer b)
{
  const DoudiTodayMonth *one = a;
  const DoudiTodayMonth *other = b;

  return (int) other->month - (int) one->month;
}

/**
 * doudi_today_months:
 * @session: who asks
 * @n_months: how many at most
 * @error: what kept the caseload from being read
 *
 * Tells what closed runs paid, month by month, the latest first.
 *
 * Returns: (transfer full) (element-type DoudiTodayMonth): the months; %NULL with @error set
 */
GArray *
doudi_today_months (DoudiSession *session, guint n_months, GError **error)
{
  g_autoptr (GPtrArray) runs = doudi_pay_runs_list (doudi_session_get_store (session), error);
  GArray *months;

  if (runs == NULL)
    return NULL;
  months = g_array_new (FALSE, FALSE, sizeof (DoudiTodayMonth));
  for (guint i = 0; i < runs->len; i++)
    {
      const DoudiPayRunRow *run = g_ptr_array_index (runs, i);

      if (g_str_equal (run->state, "closed"))
        add_run (months, run);
    }
  g_array_sort (months, compare_months);
  if (months->len > n_months)
    g_array_set_size (months, n_months);
  return months;
}

/**
 * doudi_today_item_free:
 * @item: (nullable) (transfer full): something that waits
 *
 * Frees it.
 */
void
doudi_today_item_free (DoudiTodayItem *item)
{
  if (item == NULL)
    return;
  g_free (item->object);
  g_free (item->what);
  g_free (item);
}
