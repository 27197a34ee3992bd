/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-household-lists.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-format.h"
#include "base/doudi-mask.h"
#include "casework/doudi-timeline.h"
#include "policy/doudi-form.h"
#include "store/doudi-household-history.h"

static const DoudiListColumn money_columns[] = {
  { N_ ("Month"), FALSE, FALSE, 7 },      { N_ ("Programme"), FALSE, TRUE, 8 },
  { N_ ("Drawn by"), FALSE, TRUE, 5 },    { N_ ("Covered"), TRUE, FALSE, 4 },
  { N_ ("Class"), FALSE, FALSE, 4 },      { N_ ("This month"), TRUE, FALSE, 8 },
  { N_ ("Back-pay"), TRUE, FALSE, 8 },    { N_ ("Recovery"), TRUE, FALSE, 8 },
  { N_ ("Together"), TRUE, FALSE, 8 },    { N_ ("Account"), FALSE, FALSE, 6 },
  { N_ ("State"), FALSE, TRUE, 8, TRUE },
};

static const DoudiListColumn visit_columns[] = {
  { N_ ("Day"), FALSE, FALSE, 9 },          { N_ ("Form"), FALSE, TRUE, 14 },
  { N_ ("Result"), FALSE, TRUE, 8 },        { N_ ("Case"), FALSE, FALSE, 10 },
  { N_ ("Filled in by"), FALSE, FALSE, 8 },
};

static const DoudiListColumn timeline_columns[] = {
  { N_ ("Day"), FALSE, FALSE, 9 },     { N_ ("Event"), FALSE, TRUE, 16, TRUE },
  { N_ ("Details"), FALSE, TRUE, 12 }, { N_ ("Yuan"), TRUE, FALSE, 8 },
  { N_ ("By whom"), FALSE, FALSE, 7 }, { N_ ("From where"), FALSE, FALSE, 7 },
};

static const char *
say_payment_state (const char *state)
{
  static const struct
  {
    const char *state;
    const char *label;
  } states[] = {
    { "waiting", N_ ("sent to the bank") },
    { "paid", N_ ("arrived") },
    { "failed", N_ ("did not arrive") },
    { "approved", N_ ("approved, not sent yet") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].state, state))
      return _ (states[i].label);
  return state;
}

/* Nothing where there is nothing. */
static char *
format_or_nothing (DoudiFen fen)
{
  return fen != 0 ? doudi_money_format_grouped (fen) : g_strdup ("");
}

/* The last four digits are enough to tell accounts apart. */
static char *
format_account (const char *number)
{
  g_autofree char *masked = doudi_mask_account (number, DOUDI_MASK_SCREEN);
  const char *tail = masked != NULL ? masked + strspn (masked, "*") : "";

  return *tail != '\0' ? g_strdup_printf ("…%s", tail) : g_strdup ("");
}

static DoudiListRow *
payment_row_new (const DoudiHouseholdPayment *payment, guint index)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *month = doudi_month_format_iso (payment->month);
  g_autofree char *persons = g_strdup_printf ("%d", payment->persons);
  g_autofree char *regular = format_or_nothing (payment->regular);
  g_autofree char *back_pay = format_or_nothing (payment->back_pay);
  g_autofree char *recovery = format_or_nothing (payment->recovery);
  g_autofree char *sum
    = doudi_money_format_grouped (payment->regular + payment->back_pay + payment->recovery);
  g_autofree char *account = format_account (payment->account_number);
  g_autofree char *state = g_strjoin (*payment->reason != '\0' ? " · " : "",
                                      say_payment_state (payment->state), payment->reason, NULL);
  DoudiListRow *row;

  g_strv_builder_add_many (builder, month, doudi_format_programme (payment->programme),
                           payment->payee_name, persons,
                           doudi_format_class (payment->benefit_class), regular, back_pay, recovery,
                           sum, account, state, NULL);
  row = doudi_list_row_new (index, g_strv_builder_end (builder));
  doudi_list_row_set_look (row, g_str_equal (payment->state, "failed"));
  return row;
}

/**
 * doudi_household_money_new:
 *
 * Returns: (transfer floating): the tab that lists what a household was paid
 */
GtkWidget *
doudi_household_money_new (void)
{
  return doudi_household_list_new (_ ("Payments"), money_columns, G_N_ELEMENTS (money_columns),
                                   _ ("Nothing has been paid yet. A pay run that a director "
                                      "approved brings the first payment."));
}

/**
 * doudi_household_money_fill:
 * @list: of doudi_household_money_new()
 * @caseload: the caseload
 * @household: a household
 * @sum: (out): what all of it comes to, for a person
 * @error: return location
 *
 * Lists what a household was paid.
 *
 * Returns: whether it could be read
 */
gboolean
doudi_household_money_fill (DoudiHouseholdList *list,
                            DoudiCaseload *caseload,
                            gint64 household,
                            char **sum,
                            GError **error)
{
  g_autoptr (GPtrArray) payments
    = doudi_history_list_payments (doudi_caseload_get_reader (caseload), household, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *amount = NULL;
  DoudiFen all = 0;

  if (payments == NULL)
    return FALSE;
  for (guint i = 0; i < payments->len; i++)
    {
      const DoudiHouseholdPayment *payment = g_ptr_array_index (payments, i);

      g_ptr_array_add (rows, payment_row_new (payment, i + 1));
      if (!g_str_equal (payment->state, "failed"))
        all += payment->regular + payment->back_pay + payment->recovery;
    }
  doudi_household_list_show (list, rows);
  amount = doudi_money_format_grouped (all);
  *sum = g_strdup_printf (_ ("%u rows, together %s yuan without what did not arrive"),
                          payments->len, amount);
  return TRUE;
}

/* What was filled in on a visit, or to look at a household again. */
static gboolean
is_visit (const char *kind)
{
  static const char *const kinds[] = { "survey", "self-care", "review", "record", NULL };

  return g_strv_contains (kinds, kind);
}

static DoudiListRow *
visit_row_new (const DoudiHouseholdForm *form)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (DoudiForm) definition = doudi_form_load (form->form_json, -1, form->kind, NULL);
  g_autofree char *day = doudi_day_format_iso (form->day);

  g_strv_builder_add_many (
    builder, day,
    definition != NULL ? doudi_form_text_say (&definition->title, DOUDI_LANGUAGE_INTERFACE)
                       : form->kind,
    doudi_format_form_result (form->result), form->number, form->recorded_by, NULL);
  return doudi_list_row_new (form->id, g_strv_builder_end (builder));
}

/**
 * doudi_household_visits_new:
 *
 * Returns: (transfer floating): the tab that lists visits; a row stands for a form that was filled
 *   in
 */
GtkWidget *
doudi_household_visits_new (void)
{
  return doudi_household_list_new (_ ("Visits"), visit_columns, G_N_ELEMENTS (visit_columns),
                                   _ ("Nobody has visited this household yet. Surveys, assessments "
                                      "and records of visits stand here once they are filled in."));
}

/**
 * doudi_household_visits_fill:
 * @list: of doudi_household_visits_new()
 * @caseload: the caseload
 * @household: a household
 * @error: return location
 *
 * Lists the forms that were filled in on visits.
 *
 * Returns: whether they could be read
 */
gboolean
doudi_household_visits_fill (DoudiHouseholdList *list,
                             DoudiCaseload *caseload,
                             gint64 household,
                             GError **error)
{
  g_autoptr (GPtrArray) forms
    = doudi_history_list_forms (doudi_caseload_get_reader (caseload), household, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  if (forms == NULL)
    return FALSE;
  for (guint i = 0; i < forms->len; i++)
    {
      const DoudiHouseholdForm *form = g_ptr_array_index (forms, i);

      if (is_visit (form->kind))
        g_ptr_array_add (rows, visit_row_new (form));
    }
  doudi_household_list_show (list, rows);
  return TRUE;
}

static DoudiListRow *
timeline_row_new (const DoudiTimelineEntry *entry, guint index)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *day = doudi_day_format_iso (entry->day);
  g_autofree char *amount
    = entry->has_amount ? doudi_money_format_grouped (entry->amount) : g_strdup ("");
  DoudiListRow *row;

  g_strv_builder_add_many (builder, day, entry->what, entry->detail, amount, entry->who,
                           entry->source_words, NULL);
  row = doudi_list_row_new (index, g_strv_builder_end (builder));
  doudi_list_row_set_look (row, entry->look);
  return row;
}

/**
 * doudi_household_timeline_new:
 *
 * Returns: (transfer floating): the tab that tells everything that happened to a household
 */
GtkWidget *
doudi_household_timeline_new (void)
{
  return doudi_household_list_new (_ ("Timeline"), timeline_columns,
                                   G_N_ELEMENTS (timeline_columns),
                                   _ ("Nothing of this kind has happened."));
}

/**
 * doudi_household_timeline_fill:
 * @list: of doudi_household_timeline_new()
 * @caseload: the caseload
 * @household: a household
 * @topics: bits of #DoudiTimelineTopic
 * @error: return location
 *
 * Tells what happened to a household.
 *
 * Returns: whether it could be read
 */
gboolean
doudi_household_timeline_fill (DoudiHouseholdList *list,
                               DoudiCaseload *caseload,
                               gint64 household,
                               guint topics,
                               GError **error)
{
  g_autoptr (GPtrArray) entries = doudi_timeline_load (
    doudi_caseload_get_reader (caseload), household, topics, DOUDI_LANGUAGE_INTERFACE, error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  if (entries == NULL)
    return FALSE;
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (rows, timeline_row_new (g_ptr_array_index (entries, i), i + 1));
  doudi_household_list_show (list, rows);
  return TRUE;
}
