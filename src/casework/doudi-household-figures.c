/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-household-figures.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-household-amount.h"
#include "casework/doudi-policies.h"
#include "casework/doudi-review-due.h"
#include "store/doudi-card-figures.h"
#include "store/doudi-household-query.h"

/* Awards that are read at once. */
#define PAGE 200

/* How often the work tells how far it is. */
#define REPORT_EVERY 256

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiReviewDueRow, doudi_review_due_row_free)

/* What is put on one card. */
typedef struct
{
  gint64 household_id;
  DoudiFen amount;
  DoudiDay review_on;
} Figures;

/*
 * @figures: (element-type Figures): in order of the households
 * @all: whether those are all households
 * @done: of both passes together
 */
typedef struct
{
  DoudiSession *session;
  DoudiStore *store;
  DoudiMonth month;
  DoudiPolicy *policy;
  GArray *figures;
  gboolean all;
  const DoudiProgress *progress;
  guint done;
} Updating;

static void
updating_clear (Updating *updating)
{
  g_clear_pointer (&updating->policy, doudi_policy_unref);
  g_clear_pointer (&updating->figures, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Updating, updating_clear)

static gboolean
go_on (Updating *updating, GError **error)
{
  if (updating->done++ % REPORT_EVERY != 0)
    return TRUE;
  doudi_progress_report (updating->progress, _ ("Working out what households draw"), updating->done,
                         2 * (gint64) updating->figures->len);
  return !doudi_progress_is_cancelled (updating->progress, error);
}

static gboolean
price_all (Updating *updating, GError **error)
{
  g_autoptr (DoudiPricing) pricing
    = doudi_pricing_new (updating->store, updating->policy, updating->month, error);

  if (pricing == NULL)
    return FALSE;
  for (guint i = 0; i < updating->figures->len; i++)
    {
      Figures *figures = &g_array_index (updating->figures, Figures, i);

      if (!go_on (updating, error)
          || !doudi_pricing_household (pricing, figures->household_id, &figures->amount, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_figures (gconstpointer one, gconstpointer other)
{
  const Figures *first = one;
  const Figures *second = other;

  return (first->household_id > second->household_id)
         - (first->household_id < second->household_id);
}

static Figures *
find_figures (Updating *updating, gint64 household_id)
{
  const Figures wanted = { .household_id = household_id };
  guint index;

  if (!g_array_binary_search (updating->figures, &wanted, compare_figures, &index))
    return NULL;
  return &g_array_index (updating->figures, Figures, index);
}

/* A household is looked at when the first of its awards is. */
static gboolean
take_award (Updating *updating, const DoudiReviewDueRow *row, GError **error)
{
  Figures *figures = find_figures (updating, row->household_id);
  DoudiDay day;

  if (figures == NULL)
    return TRUE;
  if (!doudi_review_find_first_day (updating->store, updating->policy, row, &day, error))
    return FALSE;
  if (day != DOUDI_DAY_NONE && (figures->review_on == DOUDI_DAY_NONE || day < figures->review_on))
    figures->review_on = day;
  return TRUE;
}

static gboolean
take_awards (Updating *updating, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    if (!take_award (updating, rows->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
review_few (Updating *updating, GError **error)
{
  for (guint i = 0; i < updating->figures->len; i++)
    {
      gint64 id = g_array_index (updating->figures, Figures, i).household_id;
      g_autoptr (GPtrArray) rows
        = doudi_review_list_drawn_of_household (updating->store, id, updating->month, error);

      if (rows == NULL || !go_on (updating, error) || !take_awards (updating, rows, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
review_many (Updating *updating, GError **error)
{
  gint64 after = 0;
  guint n_rows = PAGE;

  while (n_rows == PAGE)
    {
      g_autoptr (GPtrArray) rows
        = doudi_review_list_drawn (updating->store, NULL, updating->month, after, PAGE, error);

      if (rows == NULL || !take_awards (updating, rows, error))
        return FALSE;
      n_rows = rows->len;
      if (n_rows > 0)
        after = ((const DoudiReviewDueRow *) rows->pdata[n_rows - 1])->award_id;
      for (guint i = 0; i < n_rows; i++)
        if (!go_on (updating, error))
          return FALSE;
    }
  return TRUE;
}

/* Households that changed are asked one by one for their awards; for all, all awards are read. */
static gboolean
review_all (Updating *updating, GError **error)
{
  return updating->all ? review_many (updating, error) : review_few (updating, error);
}

static GArray *
list_households (Updating *updating, GError **error)
{
  g_autoptr (DoudiHouseholdQuery) query = NULL;

  if (!updating->all)
    return doudi_card_figures_list_open (updating->store, error);
  query = doudi_household_query_new (updating->store, NULL, NULL, error);
  return query != NULL ? doudi_household_query_ids (query, error) : NULL;
}

static gboolean
begin_figures (Updating *updating, GError **error)
{
  g_autoptr (GArray) ids = list_households (updating, error);

  if (ids == NULL)
    return FALSE;
  updating->figures = g_array_sized_new (FALSE, TRUE, sizeof (Figures), ids->len);
  for (guint i = 0; i < ids->len; i++)
    {
      const Figures figures = { .household_id = g_array_index (ids, gint64, i) };

      g_array_append_val (updating->figures, figures);
    }
  return TRUE;
}

/* Everything was worked out before: the file is held for a moment only. */
static gboolean
write_figures (Updating *updating, const DoudiCardFiguresState *state, GError **error)
{
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (updating->store, error);

  if (transaction == NULL || !doudi_card_figures_set_state (updating->session, state, error))
    return FALSE;
  for (guint i = 0; i < updating->figures->len; i++)
    {
      const Figures *figures = &g_array_index (updating->figures, Figures, i);

      if (!doudi_card_figures_set (updating->session, figures->household_id, figures->amount,
                                   figures->review_on, error))
        return FALSE;
    }
  return !doudi_progress_is_cancelled (updating->progress, error)
         && doudi_transaction_commit (transaction, error);
}

/* What the figures are to be worked out from today. */
static gboolean
load_state (DoudiSession *session, DoudiCardFiguresState *state, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);

  *state = (DoudiCardFiguresState){ .checked_on = doudi_session_get_today (session) };
  state->month = doudi_month_of_day (state->checked_on);
  state->policies = doudi_policies_list_ids (store, error);
  if (state->policies == NULL)
    return FALSE;
  state->rules = doudi_policies_digest (store, state->checked_on, error);
  return state->rules != NULL;
}

/**
 * doudi_household_figures_are_due:
 * @session: anybody's who may search
 * @due: (out): whether doudi_household_figures_update() has something to do
 * @error: return location
 *
 * Looks, in a moment, whether the cards of the list lack what households draw and when they are
 * reviewed: after a change, in a new month, by other rules.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_household_figures_are_due (DoudiSession *session, gboolean *due, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  DoudiDay today = doudi_session_get_today (session);
  g_auto (DoudiCardFiguresState) state;
  g_autofree char *policies = NULL;

  if (!doudi_card_figures_get_state (store, &state, error)
      || !doudi_card_figures_has_open (store, due, error))
    return FALSE;
  policies = doudi_policies_list_ids (store, error);
  if (policies == NULL)
    return FALSE;
  *due = *due || state.checked_on != today || g_strcmp0 (state.policies, policies) != 0;
  return TRUE;
}

/**
 * doudi_household_figures_update:
 * @session: anybody's who may search, on the writing connection outside a transaction
 * @progress: (nullable): how far it is, and whether to stop
 * @n_updated: (out) (optional): how many households were worked out
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_CANCELLED
 *
 * Puts on the cards of the list what the awards of each household come to in the month of the
 * business day, as known on that day, and the first day on which one of them is to be reviewed or
 * ends. Of those that did not change since the last time nothing is worked out, unless the month or
 * the rules are others.
 *
 * Returns: whether all cards have their figures
 */
gboolean
doudi_household_figures_update (DoudiSession *session,
                                const DoudiProgress *progress,
                                guint *n_updated,
                                GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_auto (Updating) updating = { .session = session, .store = store, .progress = progress };
  g_auto (DoudiCardFiguresState) before = { 0 };
  g_auto (DoudiCardFiguresState) state = { 0 };

  if (!doudi_session_authorize (session, DOUDI_ACTION_SEARCH, NULL, error)
      || !doudi_card_figures_get_state (store, &before, error)
      || !load_state (session, &state, error))
    return FALSE;
  updating.month = state.month;
  updating.all = before.month != state.month || g_strcmp0 (before.rules, state.rules) != 0;
  updating.policy = doudi_policies_load (store, state.checked_on, error);
  if (updating.policy == NULL || !begin_figures (&updating, error) || !price_all (&updating, error)
      || !review_all (&updating, error) || !write_figures (&updating, &state, error))
    return FALSE;
  if (n_updated != NULL)
    *n_updated = updating.figures->len;
  return TRUE;
}
