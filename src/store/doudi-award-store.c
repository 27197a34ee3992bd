/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-award-store.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-award-private.h"
#include "store/doudi-statement.h"

#define AWARD_COLUMNS                                                                              \
  "a.id, a.programme, a.household_id, a.person_id, p.name, a.residence, a.first_month,"            \
  " a.original_month"

static DoudiAwardRow *
award_from_statement (DoudiStatement *statement)
{
  DoudiAwardRow *award = g_new0 (DoudiAwardRow, 1);

  award->id = doudi_statement_get_int (statement, 0);
  award->programme = doudi_statement_dup_text (statement, 1);
  award->household_id = doudi_statement_get_int (statement, 2);
  award->person_id = doudi_statement_get_int (statement, 3);
  award->person_name = doudi_statement_dup_text (statement, 4);
  award->residence = doudi_statement_dup_text (statement, 5);
  award->first_month = (DoudiMonth) doudi_statement_get_int (statement, 6);
  award->original_month = (DoudiMonth) doudi_statement_get_int (statement, 7);
  award->terms = g_array_new (FALSE, TRUE, sizeof (DoudiAwardTermRow));
  return award;
}

/* "1:2,9:1": two persons for the reason of bit 1, one for those of bits 1 and 8. */
static void
parse_key_persons (const char *text, guint16 *key_persons)
{
  g_auto (GStrv) entries = g_strsplit (text, ",", DOUDI_AWARD_KEY_SETS);

  for (guint i = 0; entries[i] != NULL; i++)
    {
      char *end = NULL;
      guint64 set = g_ascii_strtoull (entries[i], &end, 10);
      guint64 persons = *end == ':' ? g_ascii_strtoull (end + 1, NULL, 10) : 0;

      if (set < DOUDI_AWARD_KEY_SETS)
        key_persons[set] = (guint16) MIN (persons, G_MAXUINT16);
    }
}

static char *
format_key_persons (const guint16 *key_persons)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < DOUDI_AWARD_KEY_SETS; i++)
    if (key_persons[i] > 0)
      g_string_append_printf (text, "%s%u:%u", text->len > 0 ? "," : "", i, key_persons[i]);
  return g_string_free (text, FALSE);
}

/* The columns of DOUDI_TERM_COLUMNS, in their order. */
void
doudi_award_term_from_statement (DoudiStatement *statement, int column, DoudiAwardTermRow *term)
{
  *term = (DoudiAwardTermRow){ 0 };
  term->id = doudi_statement_get_int (statement, column);
  term->from = (DoudiMonth) doudi_statement_get_int (statement, column + 1);
  term->persons = (int) doudi_statement_get_int (statement, column + 2);
  term->benefit_class = (int) doudi_statement_get_int (statement, column + 3);
  g_strlcpy (term->care, doudi_statement_get_text (statement, column + 4), sizeof term->care);
  g_strlcpy (term->self_care, doudi_statement_get_text (statement, column + 5),
             sizeof term->self_care);
  term->income_known = doudi_statement_get_int (statement, column + 6) != 0;
  term->yearly_income = doudi_statement_get_int (statement, column + 7);
  term->single_person = doudi_statement_get_int (statement, column + 8) != 0;
  term->taper = doudi_statement_get_int (statement, column + 9) != 0;
  term->share = (DoudiAwardShare) doudi_statement_get_int (statement, column + 10);
  if (*doudi_statement_get_text (statement, column + 11) != '\0')
    parse_key_persons (doudi_statement_get_text (statement, column + 11), term->key_persons);
}

/* Of two terms that begin in the same month the one recorded later comes last, and so holds. */
static const char terms_of_award_sql[]
  = "SELECT " DOUDI_TERM_COLUMNS " FROM award_term t"
    " WHERE t.award_id = ?1 AND t.id <= ?2 AND NOT EXISTS (SELECT 1 FROM award_term later"
    " WHERE later.replaces = t.id AND later.id <= ?2) ORDER BY t.from_month, t.id";

/* @through: terms with a later id are left out; 0 for none. */
static gboolean
read_terms (DoudiStore *store, DoudiAwardRow *award, gint64 through, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, terms_of_award_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, award->id);
  doudi_statement_bind_int (statement, 2, through > 0 ? through : G_MAXINT64);
  while (doudi_statement_step (statement, &local))
    {
      DoudiAwardTermRow term;

      doudi_award_term_from_statement (statement, 0, &term);
      g_array_append_val (award->terms, term);
    }
  return doudi_award_propagate (local, error);
}

/* Hands on what stopped a loop of steps; %TRUE if it came to its end. */
gboolean
doudi_award_propagate (GError *local, GError **error)
{
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static const char awards_of_household_sql[]
  = "SELECT " AWARD_COLUMNS " FROM award a JOIN person p ON p.id = a.person_id"
    " WHERE a.household_id = ?1 ORDER BY a.id";

/**
 * doudi_awards_of_household:
 * @store: the caseload
 * @household_id: a household
 * @error: return location
 *
 * Reads the awards of a household and of the persons in it, ended ones too, with their terms.
 *
 * Returns: (transfer full) (element-type DoudiAwardRow): the awards in the order they were entered;
 *   %NULL with @error set
 */
GPtrArray *
doudi_awards_of_household (DoudiStore *store, gint64 household_id, GError **error)
{
  g_autoptr (GPtrArray) awards
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_award_row_free);
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (store, awards_of_household_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, household_id);
  while (doudi_statement_step (statement, &local))
    g_ptr_array_add (awards, award_from_statement (statement));
  if (!doudi_award_propagate (local, error))
    return NULL;
  for (guint i = 0; i < awards->len; i++)
    if (!read_terms (store, g_ptr_array_index (awards, i), 0, error))
      return NULL;
  return g_steal_pointer (&awards);
}

static const char award_sql[]
  = "SELECT " AWARD_COLUMNS " FROM award a JOIN person p ON p.id = a.person_id"
    " WHERE a.id = ?1";

/**
 * doudi_award_get:
 * @store: the caseload
 * @id: of an award
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Reads one award with the terms that hold.
 *
 * Returns: (transfer full): the award; %NULL with @error set
 */
DoudiAwardRow *
doudi_award_get (DoudiStore *store, gint64 id, GError **error)
{
  return doudi_award_get_as_of (store, id, 0, error);
}

/**
 * doudi_award_get_as_of:
 * @store: the caseload
 * @id: of an award
 * @terms_through: terms with a later id are left out, as are the corrections they make; 0 for none
 * @error: %DOUDI_ERROR_NOT_FOUND
 *
 * Reads one award with the terms that held when a run saw it.
 *
 * Returns: (transfer full): the award; %NULL with @error set
 */
DoudiAwardRow *
doudi_award_get_as_of (DoudiStore *store, gint64 id, gint64 terms_through, GError **error)
{
  g_autoptr (DoudiAwardRow) award = NULL;
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, award_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  if (doudi_statement_step (statement, &local))
    award = award_from_statement (statement);
  if (!doudi_award_propagate (local, error))
    return NULL;
  if (award == NULL)
    doudi_error_set (
      error, DOUDI_ERROR_NOT_FOUND, NULL,
      _ ("There is no award %lld. The page of the household shows the numbers of its "
         "awards."),
      (long long) id);
  else if (read_terms (store, award, terms_through, error))
    return g_steal_pointer (&award);
  return NULL;
}

/* A line, and after it the counter-entry of the money that came back. */
static const char ledger_sql[]
  = "SELECT l.for_month, l.run_id, l.kind, l.fen, r.month, r.state, 0"
    " FROM ledger_line l JOIN pay_run r ON r.id = l.run_id WHERE l.award_id = ?1"
    " UNION ALL "
    "SELECT b.for_month, b.run_id, 'returned', b.fen, r.month, r.state, 1"
    " FROM returned_line b JOIN pay_run r ON r.id = b.run_id WHERE b.award_id = ?1"
    " ORDER BY 1, 2, 7";

/**
 * doudi_award_ledger:
 * @store: the caseload
 * @award_id: an award
 * @error: return location
 *
 * Reads what runs that were not withdrawn booked for an award. Money that came back from the bank
 * stands as a line of its own of the kind "returned", with the other sign.
 *
 * Returns: (transfer full) (element-type DoudiLedgerLine): in order of month, then of run; %NULL
 *   with @error set
 */
GArray *
doudi_award_ledger (DoudiStore *store, gint64 award_id, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (DoudiLedgerLine));
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, ledger_sql, error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, award_id);
  while (doudi_statement_step (statement, &local))
    {
      DoudiLedgerLine line = { 0 };

      line.for_month = (DoudiMonth) doudi_statement_get_int (statement, 0);
      line.run_id = doudi_statement_get_int (statement, 1);
      g_strlcpy (line.kind, doudi_statement_get_text (statement, 2), sizeof line.kind);
      line.fen = doudi_statement_get_int (statement, 3);
      line.run_month = (DoudiMonth) doudi_statement_get_int (statement, 4);
      g_strlcpy (line.run_state, doudi_statement_get_text (statement, 5), sizeof line.run_state);
      g_array_append_val (lines, line);
    }
  return doudi_award_propagate (local, error) ? g_steal_pointer (&lines) : NULL;
}

static gboolean
insert_terms (DoudiSession *session,
              gint64 award_id,
              const GArray *terms,
              const char *source,
              GError **error)
{
  for (guint i = 0; terms != NULL && i < terms->len; i++)
    if (!doudi_award_insert_term (session, award_id, &g_array_index (terms, DoudiAwardTermRow, i),
                                  0, "", source, error))
      return FALSE;
  return TRUE;
}

static const char insert_award_sql[]
  = "INSERT INTO award (programme, household_id, person_id, residence, first_month, original_month,"
    " recorded_at, recorded_by, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

/**
 * doudi_award_insert:
 * @session: who enters it
 * @award: the award; id and person_name do not matter
 * @source: "form", "import:3"
 * @id: (out) (optional): the id it got
 * @error: return location
 *
 * Enters an award with its terms. It belongs to the caller's transaction, and so does its audit
 * line.
 *
 * Returns: whether it was entered
 */
gboolean
doudi_award_insert (DoudiSession *session,
                    const DoudiAwardRow *award,
                    const char *source,
                    gint64 *id,
                    GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (doudi_session_get_store (session), insert_award_sql, error);
  gint64 award_id = 0;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, award->programme);
  doudi_statement_bind_int (statement, 2, award->household_id);
  doudi_statement_bind_int (statement, 3, award->person_id);
  doudi_statement_bind_text (statement, 4, award->residence);
  doudi_statement_bind_int (statement, 5, award->first_month);
  if (award->original_month == DOUDI_MONTH_NONE)
    doudi_statement_bind_null (statement, 6);
  else
    doudi_statement_bind_int (statement, 6, award->original_month);
  doudi_statement_bind_text (statement, 7, doudi_session_get_now (session));
  doudi_statement_bind_text (statement, 8, doudi_session_get_user (session));
  doudi_statement_bind_text (statement, 9, source);
  if (!doudi_statement_insert (statement, &award_id, error))
    return FALSE;
  if (id != NULL)
    *id = award_id;
  return insert_terms (session, award_id, award->terms, source, error);
}

static const char insert_term_sql[]
  = "INSERT INTO award_term (award_id, from_month, persons, benefit_class, care, self_care, reason,"
    " recorded_at, recorded_by, source, replaces, yearly_income_fen, single_person, taper,"
    " shares_household, key_persons)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";

/* What an amount may depend on besides persons, class and care, from column 12 on. */
static void
bind_facts (DoudiStatement *statement, const DoudiAwardTermRow *term)
{
  g_autofree char *key_persons = format_key_persons (term->key_persons);

  if (term->income_known)
    doudi_statement_bind_int (statement, 12, term->yearly_income);
  else
    doudi_statement_bind_null (statement, 12);
  doudi_statement_bind_int (statement, 13, term->single_person ? 1 : 0);
  doudi_statement_bind_int (statement, 14, term->taper ? 1 : 0);
  if (term->share == DOUDI_AWARD_SHARE_NOT_SAID)
    doudi_statement_bind_null (statement, 15);
  else
    doudi_statement_bind_int (statement, 15, term->share == DOUDI_AWARD_SHARE_YES ? 1 : 0);
  doudi_statement_bind_text (statement, 16, key_persons);
}

/**
 * doudi_award_insert_term:
 * @session: who enters it
 * @award_id: an award
 * @term: what is so from a month on; its id does not matter. No persons: the award ends
 * @replaces: id of the term that holds no longer, 0 for none
 * @reason: why, in the words of the paper
 * @source: "form", "import:3"
 * @error: return location
 *
 * Enters a term of an award. It belongs to the caller's transaction, and so does its audit line.
 *
 * Returns: whether it was entered
 */
gboolean
doudi_award_insert_term (DoudiSession *session,
                         gint64 award_id,
                         const DoudiAwardTermRow *term,
                         gint64 replaces,
                         const char *reason,
                         const char *source,
                         GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (doudi_session_get_store (session), insert_term_sql, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, award_id);
  doudi_statement_bind_int (statement, 2, term->from);
  doudi_statement_bind_int (statement, 3, term->persons);
  doudi_statement_bind_int (statement, 4, term->benefit_class);
  doudi_statement_bind_text (statement, 5, term->care);
  doudi_statement_bind_text (statement, 6, term->self_care);
  doudi_statement_bind_text (statement, 7, reason);
  doudi_statement_bind_text (statement, 8, doudi_session_get_now (session));
  doudi_statement_bind_text (statement, 9, doudi_session_get_user (session));
  doudi_statement_bind_text (statement, 10, source);
  if (replaces == 0)
    doudi_statement_bind_null (statement, 11);
  else
    doudi_statement_bind_int (statement, 11, replaces);
  bind_facts (statement, term);
  return doudi_statement_run (statement, error);
}

/**
 * doudi_award_row_free:
 * @award: (nullable) (transfer full): an award
 *
 * Frees an award with its terms.
 */
void
doudi_award_row_free (DoudiAwardRow *award)
{
  if (award == NULL)
    return;
  g_free (award->programme);
  g_free (award->person_name);
  g_free (award->residence);
  g_array_unref (award->terms);
  g_free (award);
}
