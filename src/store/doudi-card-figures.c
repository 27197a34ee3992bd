/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-card-figures.h"

#include "store/doudi-registry-private.h"
#include "store/doudi-row.h"

#define SELECT_STATE "SELECT month, policies, rules, checked_on FROM card_figures WHERE id = 1"

/**
 * doudi_card_figures_get_state:
 * @store: the caseload
 * @state: (out caller-allocates): what the cards were worked out from
 * @error: return location
 *
 * Tells of which month and by which rules the figures on the cards are.
 *
 * Returns: whether it could be read
 */
gboolean
doudi_card_figures_get_state (DoudiStore *store, DoudiCardFiguresState *state, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SELECT_STATE, error);
  gboolean found;

  *state = (DoudiCardFiguresState){ .month = DOUDI_MONTH_NONE };
  if (statement == NULL || !doudi_statement_step_once (statement, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  state->month = doudi_row_get_month (statement, 0);
  state->policies = doudi_statement_dup_text (statement, 1);
  state->rules = doudi_statement_dup_text (statement, 2);
  state->checked_on = doudi_statement_get_day (statement, 3);
  return TRUE;
}

#define UPSERT_STATE                                                                               \
  "INSERT INTO card_figures (id, month, policies, rules, checked_on) VALUES (1, ?1, ?2, ?3, ?4)"   \
  " ON CONFLICT (id) DO UPDATE SET month = excluded.month, policies = excluded.policies,"          \
  " rules = excluded.rules, checked_on = excluded.checked_on"
#define FORGET                                                                                     \
  "UPDATE household_card SET amount_fen = NULL, review_on = NULL WHERE amount_fen IS NOT NULL"

static gboolean
write_state (DoudiSession *session, const DoudiCardFiguresState *state, GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (doudi_session_get_store (session), UPSERT_STATE, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, state->month);
  doudi_statement_bind_text (statement, 2, state->policies);
  doudi_statement_bind_text (statement, 3, state->rules);
  doudi_statement_bind_day (statement, 4, state->checked_on);
  return doudi_statement_run (statement, error);
}

/**
 * doudi_card_figures_set_state:
 * @session: who works
 * @state: what the cards are worked out from
 * @error: return location
 *
 * Keeps what the figures on the cards are of, inside the caller's transaction. Those of another
 * month, or by other rules, are forgotten.
 *
 * Returns: whether it was kept
 */
gboolean
doudi_card_figures_set_state (DoudiSession *session,
                              const DoudiCardFiguresState *state,
                              GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_auto (DoudiCardFiguresState) before;
  g_autoptr (DoudiStatement) statement = NULL;

  if (!doudi_card_figures_get_state (store, &before, error)
      || !write_state (session, state, error))
    return FALSE;
  if (before.month == state->month && g_strcmp0 (before.rules, state->rules) == 0)
    return TRUE;
  statement = doudi_statement_get (store, FORGET, error);
  return statement != NULL && doudi_statement_run (statement, error);
}

/**
 * doudi_card_figures_state_clear:
 * @state: a state
 *
 * Frees what it holds.
 */
void
doudi_card_figures_state_clear (DoudiCardFiguresState *state)
{
  g_clear_pointer (&state->policies, g_free);
  g_clear_pointer (&state->rules, g_free);
}

#define HAS_OPEN "SELECT 1 FROM household_card WHERE amount_fen IS NULL LIMIT 1"

/**
 * doudi_card_figures_has_open:
 * @store: the caseload
 * @open: (out): whether a card lacks its figures
 * @error: return location
 *
 * Looks whether something is to be worked out.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_card_figures_has_open (DoudiStore *store, gboolean *open, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, HAS_OPEN, error);

  return statement != NULL && doudi_statement_step_once (statement, open, error);
}

#define LIST_OPEN                                                                                  \
  "SELECT household_id FROM household_card WHERE amount_fen IS NULL ORDER BY household_id"

/**
 * doudi_card_figures_list_open:
 * @store: the caseload
 * @error: return location
 *
 * Lists the households whose cards lack their figures.
 *
 * Returns: (transfer full) (element-type gint64): in order of their ids; %NULL with @error set
 */
GArray *
doudi_card_figures_list_open (DoudiStore *store, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, LIST_OPEN, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  while (doudi_statement_step (statement, &local))
    {
      gint64 id = doudi_statement_get_int (statement, 0);

      g_array_append_val (ids, id);
    }
  if (local == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, local);
  return NULL;
}

#define SET_FIGURES                                                                                \
  "UPDATE household_card SET amount_fen = ?2, review_on = coalesce(?3, '') WHERE household_id = ?1"

/**
 * doudi_card_figures_set:
 * @session: who works
 * @household_id: a household
 * @amount: what its awards come to in a month
 * @review_on: the first day a review is due or an award ends, or %DOUDI_DAY_NONE
 * @error: return location
 *
 * Puts figures on a card, inside the caller's transaction.
 *
 * Returns: whether they are there
 */
gboolean
doudi_card_figures_set (DoudiSession *session,
                        gint64 household_id,
                        DoudiFen amount,
                        DoudiDay review_on,
                        GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (doudi_session_get_store (session), SET_FIGURES, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, household_id);
  doudi_statement_bind_int (statement, 2, amount);
  doudi_statement_bind_day (statement, 3, review_on);
  return doudi_statement_run (statement, error);
}
