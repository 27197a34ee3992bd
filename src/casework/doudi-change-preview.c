/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-change-private.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-due-table.h"
#include "store/doudi-application-store.h"
#include "store/doudi-pay-run-store.h"

/* Nobody asks what an award was worth longer ago. */
#define MONTHS_BACK 120

/*
 * What awards are worth, month by month.
 *
 * @awards: (element-type DoudiAwardRow)
 * @due: (element-type DoudiFen*): of each award, from @first to @last
 */
typedef struct
{
  DoudiMonth first;
  DoudiMonth last;
  GPtrArray *awards;
  GPtrArray *due;
} Worth;

static void
worth_clear (Worth *worth)
{
  g_clear_pointer (&worth->awards, g_ptr_array_unref);
  g_clear_pointer (&worth->due, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Worth, worth_clear)

static void
award_free (gpointer award)
{
  doudi_award_row_free (award);
}

static gboolean
collect_awards (DoudiStore *store, const GArray *households, GPtrArray *all, GError **error)
{
  for (guint i = 0; i < households->len; i++)
    {
      g_autoptr (GPtrArray) awards
        = doudi_awards_of_household (store, g_array_index (households, gint64, i), error);

      if (awards == NULL)
        return FALSE;
      g_ptr_array_set_free_func (awards, NULL);
      for (guint j = 0; j < awards->len; j++)
        g_ptr_array_add (all, awards->pdata[j]);
    }
  return TRUE;
}

/* By the same table that runs are made from. */
static gboolean
weigh (DoudiChanging *changing, Worth *worth, const DoudiAwardRow *award, GError **error)
{
  const DoudiAwardScanRange range = { .programme = award->programme, .through = worth->last };
  const DoudiAwardScanRow row = { .award_id = award->id,
                                  .residence = award->residence,
                                  .first_month = award->first_month,
                                  .terms = award->terms };
  g_autoptr (DoudiDueTable) table
    = doudi_due_table_new (changing->store, changing->policy, &range, worth->first, error);
  DoudiFen *due = g_new0 (DoudiFen, doudi_month_between (worth->first, worth->last) + 1);
  gboolean covers;

  g_ptr_array_add (worth->due, due);
  return table != NULL && doudi_due_table_list (table, &row, due, &covers, error);
}

static gboolean
worth_load (Worth *worth, DoudiChanging *changing, GError **error)
{
  DoudiMonth now = doudi_month_of_day (doudi_session_get_today (changing->session));

  worth->last = MAX (now, changing->from);
  worth->first = doudi_month_add (MIN (now, changing->from), -MONTHS_BACK);
  worth->awards = g_ptr_array_new_with_free_func (award_free);
  worth->due = g_ptr_array_new_with_free_func (g_free);
  if (!collect_awards (changing->store, changing->touched, worth->awards, error))
    return FALSE;
  for (guint i = 0; i < worth->awards->len; i++)
    if (!weigh (changing, worth, worth->awards->pdata[i], error))
      return FALSE;
  return TRUE;
}

static int
find_award (const Worth *worth, gint64 id)
{
  for (guint i = 0; i < worth->awards->len; i++)
    if (((const DoudiAwardRow *) worth->awards->pdata[i])->id == id)
      return (int) i;
  return -1;
}

/* Fen; nothing where no standard says, or there is no such award. */
static DoudiFen
worth_in (const Worth *worth, int index, DoudiMonth month)
{
  const DoudiFen *due = index >= 0 ? g_ptr_array_index (worth->due, index) : NULL;
  DoudiFen fen = due != NULL ? due[doudi_month_between (worth->first, month)] : 0;

  return fen == DOUDI_DUE_UNKNOWN ? 0 : fen;
}

static int
persons_in (const Worth *worth, int index, DoudiMonth month)
{
  const DoudiAwardRow *award = index >= 0 ? g_ptr_array_index (worth->awards, index) : NULL;
  const DoudiAwardTermRow *term
    = award != NULL && month >= award->first_month ? doudi_due_term (award->terms, month) : NULL;

  return term != NULL ? term->persons : 0;
}

static gboolean
was_paid (const GArray *ledger, DoudiMonth month)
{
  for (guint i = 0; i < ledger->len; i++)
    if (g_array_index (ledger, DoudiLedgerLine, i).for_month == month)
      return TRUE;
  return FALSE;
}

static void
add_month (DoudiChangeAward *award, DoudiMonth month, DoudiFen before, DoudiFen after)
{
  const DoudiChangeMonth one = { month, before, after };

  if (before != after)
    g_array_append_val (award->months, one);
}

/* Months gone by count; the present one only where a run has paid it. */
static void
fill_months (DoudiChangeAward *award,
             const Worth *before,
             const Worth *after,
             DoudiMonth now,
             const GArray *ledger,
             gint64 id)
{
  int was = find_award (before, id);
  int is = find_award (after, id);

  for (DoudiMonth month = after->first; month <= after->last; month = doudi_month_add (month, 1))
    {
      award->before = worth_in (before, was, month);
      award->after = worth_in (after, is, month);
      add_month (award, month, award->before, award->after);
      if (month < now || (month == now && was_paid (ledger, month)))
        award->arrears += award->after - award->before;
    }
  award->award_id = was >= 0 ? id : 0;
  award->persons_before = persons_in (before, was, after->last);
  award->persons_after = persons_in (after, is, after->last);
}

static gboolean
add_award (DoudiChangePreview *preview,
           DoudiChanging *changing,
           const DoudiAwardRow *row,
           const Worth *before,
           const Worth *after,
           GError **error)
{
  g_autoptr (GArray) ledger = doudi_award_ledger (changing->store, row->id, error);
  DoudiMonth now = doudi_month_of_day (doudi_session_get_today (changing->session));
  DoudiChangeAward *award;

  if (ledger == NULL)
    return FALSE;
  award = g_new0 (DoudiChangeAward, 1);
  award->programme = doudi_programme_from_name (row->programme);
  award->name = g_strdup (row->person_name);
  award->months = g_array_new (FALSE, FALSE, sizeof (DoudiChangeMonth));
  g_ptr_array_add (preview->awards, award);
  fill_months (award, before, after, now, ledger, row->id);
  return TRUE;
}

static gboolean
compare (DoudiChangePreview *preview,
         DoudiChanging *changing,
         const Worth *before,
         const Worth *after,
         GError **error)
{
  for (guint i = 0; i < after->awards->len; i++)
    if (!add_award (preview, changing, after->awards->pdata[i], before, after, error))
      return FALSE;
  return TRUE;
}

/* Where money rises, or an award ends that did not merely pause. */
static gboolean
needs_director (const DoudiChangePreview *preview, const DoudiChanging *changing)
{
  if ((changing->info->needs & DOUDI_CHANGE_NEEDS_DIRECTOR) != 0)
    return TRUE;
  for (guint i = 0; i < preview->awards->len; i++)
    {
      const DoudiChangeAward *award = g_ptr_array_index (preview->awards, i);

      if (award->persons_before > 0 && award->persons_after == 0
          && changing->kind != DOUDI_CHANGE_PAUSE)
        return TRUE;
      for (guint j = 0; j < award->months->len; j++)
        if (g_array_index (award->months, DoudiChangeMonth, j).after
            > g_array_index (award->months, DoudiChangeMonth, j).before)
          return TRUE;
    }
  return FALSE;
}

static void
add_missing (DoudiChangePreview *preview, const DoudiChanging *changing)
{
  const char *const *papers = (const char *const *) changing->detail->papers;

  for (guint i = 0; changing->info->papers[i] != NULL; i++)
    if (papers == NULL || !g_strv_contains (papers, changing->info->papers[i]))
      g_ptr_array_add (preview->missing, g_strdup (changing->info->papers[i]));
}

static void add_note (DoudiChangePreview *preview, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_note (DoudiChangePreview *preview, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (preview->notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* As the household is after the change. */
static gboolean
note_head (DoudiChangePreview *preview, DoudiChanging *changing, GError **error)
{
  g_autoptr (DoudiHousehold) household = doudi_registry_get_household (
    changing->store, changing->household->id, doudi_session_get_today (changing->session), error);

  if (household == NULL)
    return FALSE;
  if (household->members->len > 0 && doudi_change_find_head (household) == NULL)
    add_note (preview, _ ("No head is left: enter a new head."));
  return TRUE;
}

static gboolean
goes_away (const DoudiChanging *changing)
{
  return changing->member != NULL
         && (changing->kind == DOUDI_CHANGE_DEATH || changing->kind == DOUDI_CHANGE_LEAVE
             || changing->kind == DOUDI_CHANGE_PRISON);
}

/* Money would go on to the account of somebody who is not there any more. */
static void
note_account (DoudiChangePreview *preview, const DoudiChanging *changing)
{
  for (guint i = 0; goes_away (changing) && i < changing->household->accounts->len; i++)
    {
      const DoudiAccount *account = g_ptr_array_index (changing->household->accounts, i);

      if (g_str_equal (account->holder_name, changing->member->name))
        add_note (preview, _ ("The account is in the name of %s: enter a new account."),
                  changing->member->name);
    }
}

static gboolean
note_applications (DoudiChangePreview *preview, const DoudiChanging *changing, GError **error)
{
  g_autoptr (GPtrArray) cases = NULL;

  if (changing->member == NULL || *changing->member->identity_number == '\0')
    return TRUE;
  cases
    = doudi_application_list_naming (changing->store, 0, changing->member->identity_number, error);
  for (guint i = 0; cases != NULL && i < cases->len; i++)
    {
      const DoudiApplicationNamed *named = g_ptr_array_index (cases, i);

      if (!named->closed)
        add_note (preview, _ ("%s is named in application %s, which is open."),
                  changing->member->name, named->number);
    }
  return cases != NULL;
}

/* A run that waits was made before the change; the next one settles the difference. */
static gboolean
note_run (DoudiChangePreview *preview,
          const DoudiChanging *changing,
          const DoudiPayRunRow *run,
          GError **error)
{
  g_autofree char *month = doudi_month_format_iso (run->month);

  if (!g_str_equal (run->state, "proposed") && !g_str_equal (run->state, "approved"))
    return TRUE;
  for (guint i = 0; i < preview->awards->len; i++)
    {
      const DoudiChangeAward *award = g_ptr_array_index (preview->awards, i);
      DoudiFen net = 0;

      if (award->award_id == 0 || award->months->len == 0)
        continue;
      if (!doudi_pay_item_net (changing->store, run->id, award->award_id, &net, error))
        return FALSE;
      if (net != 0)
        add_note (preview,
                  _ ("Award %lld is in pay run %lld for %s, which is not closed: it pays the old "
                     "amount, and the next run the difference."),
                  (long long) award->award_id, (long long) run->id, month);
    }
  return TRUE;
}

static gboolean
note_runs (DoudiChangePreview *preview, const DoudiChanging *changing, GError **error)
{
  g_autoptr (GPtrArray) runs = doudi_pay_runs_list (changing->store, error);

  for (guint i = 0; runs != NULL && i < runs->len; i++)
    if (!note_run (preview, changing, runs->pdata[i], error))
      return FALSE;
  return runs != NULL;
}

/* 民发〔2021〕43号: an end of special hardship hangs for seven days first. */
static void
note_notice (DoudiChangePreview *preview, const DoudiChanging *changing)
{
  if (changing->kind == DOUDI_CHANGE_STOP
      && doudi_programme_from_name (changing->award->programme) == DOUDI_PROGRAMME_SPECIAL_HARDSHIP)
    add_note (preview,
              _ ("The end of special hardship hangs on the notice board for seven days before "
                 "it is decided."));
  if (changing->kind == DOUDI_CHANGE_JOB)
    add_note (preview,
              _ ("If the income rises with the job, enter a change of income, or let the award "
                 "run out."));
  if (changing->kind == DOUDI_CHANGE_PRISON)
    add_note (preview,
              _ ("The county decides whether subsidies for the disabled go on in prison; end them "
                 "separately."));
}

static gboolean
note_open (DoudiChangePreview *preview, DoudiChanging *changing, GError **error)
{
  g_autoptr (DoudiChangeRow) open = NULL;
  DoudiChangeKind kind;

  if (!doudi_change_find_open (changing, changing->row->id, &open, error))
    return FALSE;
  if (open == NULL || !doudi_change_kind_find (open->kind, &kind))
    return TRUE;
  add_note (preview, _ ("Change %lld (%s) is about the same and still open."), (long long) open->id,
            _ (doudi_change_info (kind)->word.label));
  return TRUE;
}

static DoudiChangePreview *
preview_new (DoudiMonth from)
{
  DoudiChangePreview *preview = g_new0 (DoudiChangePreview, 1);

  preview->from_month = from;
  preview->awards = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_change_award_free);
  preview->missing = g_ptr_array_new_with_free_func (g_free);
  preview->notes = g_ptr_array_new_with_free_func (g_free);
  return preview;
}

/* Carries the change out, looks at what is so then, and takes it back. */
static gboolean
try_out (DoudiChangePreview *preview, DoudiChanging *changing, Worth *after, GError **error)
{
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (changing->store, error);

  return transaction != NULL && doudi_change_carry_out (changing, error)
         && worth_load (after, changing, error) && note_head (preview, changing, error);
}

/**
 * doudi_change_preview_row:
 * @session: on the writing connection, outside a transaction
 * @row: an open change, or one that is not stored
 * @error: as doudi_change_apply()
 *
 * Tells what a change would do if it were decided today.
 *
 * Returns: (transfer full): the preview; %NULL with @error set
 */
DoudiChangePreview *
doudi_change_preview_row (DoudiSession *session, const DoudiChangeRow *row, GError **error)
{
  g_auto (DoudiChanging) changing = { 0 };
  g_auto (Worth) before = { 0 };
  g_auto (Worth) after = { 0 };
  g_autoptr (DoudiChangePreview) preview = NULL;

  if (!doudi_changing_init (&changing, session, row, error)
      || !doudi_change_check (&changing, error))
    return NULL;
  preview = preview_new (changing.from);
  if (!try_out (preview, &changing, &after, error) || !worth_load (&before, &changing, error)
      || !compare (preview, &changing, &before, &after, error)
      || !note_applications (preview, &changing, error) || !note_runs (preview, &changing, error)
      || !note_open (preview, &changing, error))
    return NULL;
  preview->needs_director = needs_director (preview, &changing);
  add_missing (preview, &changing);
  note_account (preview, &changing);
  note_notice (preview, &changing);
  return g_steal_pointer (&preview);
}

/**
 * doudi_change_award_free:
 * @award: (nullable) (transfer full): what a change does to an award
 *
 * Frees it.
 */
void
doudi_change_award_free (DoudiChangeAward *award)
{
  if (award == NULL)
    return;
  g_array_unref (award->months);
  g_free (award->name);
  g_free (award);
}

/**
 * doudi_change_preview_free:
 * @preview: (nullable) (transfer full): a preview
 *
 * Frees a preview.
 */
void
doudi_change_preview_free (DoudiChangePreview *preview)
{
  if (preview == NULL)
    return;
  g_ptr_array_unref (preview->awards);
  g_ptr_array_unref (preview->missing);
  g_ptr_array_unref (preview->notes);
  g_free (preview);
}
