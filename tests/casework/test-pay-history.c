/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "casework-fixture.h"

#include "casework/doudi-bank.h"
#include "policy/doudi-entitlement.h"

/* Invented histories: people come, terms change backwards and forwards, papers arrive late, banks
 * send money back, and runs are made for whatever month. After every run the ledger of every award
 * is what a plain model says is due, or the difference is on the list that the run gave. */

#define N_STEPS 100
#define N_HISTORIES 4
#define AWARDS_MAX 24
#define TERMS_MAX 40
#define FIRST_MONTH 201701

/* Business days; a history only goes forward in them. */
static const char *const days[] = { "2017-03-20", "2017-06-12", "2017-09-25", "2018-01-15",
                                    "2018-05-31", "2018-06-04", "2018-09-10", "2018-12-28" };

typedef struct
{
  gint64 id;
  DoudiTerm term;
  gboolean replaced;
} ModelTerm;

typedef struct
{
  gint64 id;
  Home home;
  gboolean has_account;
  DoudiProgramme programme;
  DoudiMonth first;
  ModelTerm terms[TERMS_MAX];
  guint n_terms;
} ModelAward;

typedef struct
{
  Casework *casework;
  ModelAward awards[AWARDS_MAX];
  guint n_awards;
  guint day;
  guint n_documents;
  guint n_accounts;
} History;

static int
any (int from, int to)
{
  return g_test_rand_int_range (from, to + 1);
}

static DoudiMonth
this_month (const History *history)
{
  return doudi_month_of_day (doudi_day_parse_iso (days[history->day]));
}

/* From the first month up to the next one; often this one, or a few before it. */
static DoudiMonth
any_month (const History *history)
{
  int span = doudi_month_between (FIRST_MONTH, this_month (history)) + 1;
  int back = any (0, 6);

  switch (any (0, 3))
    {
    case 0:
      return this_month (history);
    case 1:
      return doudi_month_add (FIRST_MONTH, MAX (0, span - back));
    default:
      return doudi_month_add (FIRST_MONTH, any (0, span));
    }
}

static char *
new_account (History *history)
{
  return g_strdup_printf ("62170000000000%05u", ++history->n_accounts);
}

static void
add_award (History *history)
{
  ModelAward *award = &history->awards[history->n_awards];
  g_autofree char *account = any (0, 3) > 0 ? new_account (history) : NULL;

  if (history->n_awards == AWARDS_MAX)
    return;
  history->n_awards++;
  *award = (ModelAward){ .first = any_month (history), .has_account = account != NULL };
  award->home = casework_add_home (history->casework, "才让", "1980-01-01", account);
  award->programme = any (0, 2) > 0 ? DOUDI_PROGRAMME_LOW_INCOME : DOUDI_PROGRAMME_SPECIAL_HARDSHIP;
  award->terms[0].term = (DoudiTerm){ .from = award->first, .persons = 1 };
  award->n_terms = 1;
  if (award->programme == DOUDI_PROGRAMME_LOW_INCOME)
    {
      award->terms[0].term.persons = any (1, 5);
      award->terms[0].term.benefit_class = any (1, 4);
      award->id
        = casework_add_award (history->casework, "low-income", award->home, award->first,
                              award->terms[0].term.persons, award->terms[0].term.benefit_class);
    }
  else
    {
      award->terms[0].term.care = DOUDI_CARE_HOME;
      award->id = casework_add_care (history->casework, award->home, award->first, "home");
    }
  award->terms[0].id = casework_ask (history->casework, "SELECT max(id) FROM award_term");
}

static ModelAward *
any_award (History *history)
{
  return &history->awards[any (0, (int) history->n_awards - 1)];
}

/* A term from any month on; sometimes it corrects one that was wrong. */
static void
add_term (History *history)
{
  ModelAward *award = any_award (history);
  ModelTerm *term = &award->terms[award->n_terms];
  ModelTerm *wrong = any (0, 3) == 0 ? &award->terms[any (0, (int) award->n_terms - 1)] : NULL;

  if (award->n_terms == TERMS_MAX || award->programme != DOUDI_PROGRAMME_LOW_INCOME)
    return;
  if (wrong != NULL && wrong->replaced)
    wrong = NULL;
  *term = (ModelTerm){ .term = { .from = any_month (history), .persons = any (0, 5) } };
  term->term.benefit_class = any (1, 4);
  term->id = casework_add_term (history->casework, award->id, term->term.from, term->term.persons,
                                term->term.benefit_class, wrong != NULL ? wrong->id : 0);
  award->n_terms++;
  if (wrong != NULL)
    wrong->replaced = TRUE;
}

static void
add_account (History *history)
{
  ModelAward *award = any_award (history);
  g_autofree char *account = NULL;

  if (award->has_account)
    return;
  account = new_account (history);
  casework_add_account (history->casework, award->home, account, "2017-01-01");
  award->has_account = TRUE;
}

/* A paper with another amount, known some time before or after today. */
static void
add_document (History *history)
{
  g_autofree char *id = g_strdup_printf ("county-%u", ++history->n_documents);
  g_autofree char *adopted_on
    = doudi_day_format_iso (doudi_day_parse_iso (days[history->day]) + (DoudiDay) any (-200, 200));
  g_autoptr (DoudiPolicyDocument) document
    = casework_document (id, adopted_on, any_month (history), any (100, 400) * 100);
  g_autoptr (GError) error = NULL;
  gint64 row;

  doudi_policies_propose (casework_session (history->casework, REVIEWER, days[history->day]),
                          document, &row, &error);
  g_assert_no_error (error);
  doudi_policies_adopt (casework_session (history->casework, DIRECTOR, days[history->day]),
                        document, &row, &error);
  g_assert_no_error (error);
}

/* The plain model: the terms of an award by month, the later of two for the same one. */
static guint
model_terms (const ModelAward *award, DoudiTerm terms[TERMS_MAX])
{
  guint n = 0;

  for (guint i = 0; i < award->n_terms; i++)
    {
      guint at = n;

      if (award->terms[i].replaced)
        continue;
      while (at > 0 && terms[at - 1].from > award->terms[i].term.from)
        {
          terms[at] = terms[at - 1];
          at--;
        }
      terms[at] = award->terms[i].term;
      n++;
    }
  return n;
}

static DoudiFen
model_due (const DoudiPolicy *policy, const ModelAward *award, DoudiMonth month)
{
  DoudiTerm terms[TERMS_MAX];
  DoudiEntitlementFacts facts = { .programme = award->programme,
                                  .residence = DOUDI_RESIDENCE_RURAL,
                                  .terms = terms,
                                  .n_terms = model_terms (award, terms) };
  g_autoptr (GError) error = NULL;
  DoudiFen due = 0;

  doudi_entitlement (policy, &facts, month, &due, &error);
  g_assert_no_error (error);
  return due;
}

static DoudiFen
open_recovery (const DoudiPayRunResult *result, gint64 award_id)
{
  DoudiFen fen = 0;

  for (guint i = 0; i < result->open->len; i++)
    {
      const DoudiOpenDifference *open = &g_array_index (result->open, DoudiOpenDifference, i);

      g_assert_cmpint (open->reason, ==, DOUDI_OPEN_RECOVERY);
      if (open->award_id == award_id)
        fen += open->fen;
    }
  return fen;
}

/* Invariant 1, and that no award was driven below zero. */
static void
check_award (History *history, const DoudiPayRunResult *result, const ModelAward *award)
{
  g_autoptr (DoudiPolicy) policy = doudi_policies_load (
    history->casework->store, doudi_day_parse_iso (days[history->day]), NULL);
  DoudiFen owed = 0;

  for (DoudiMonth month = award->first; month <= result->month; month = doudi_month_add (month, 1))
    {
      DoudiFen difference = model_due (policy, award, month)
                            - casework_ledger_sum (history->casework, award->id, month);

      g_assert_cmpint (difference, <=, 0);
      owed += difference;
    }
  g_assert_cmpint (owed, ==, open_recovery (result, award->id));
}

static void
check_run (History *history, const DoudiPayRunResult *result)
{
  for (guint i = 0; i < history->n_awards; i++)
    if ((result->programmes & (1u << history->awards[i].programme)) != 0)
      check_award (history, result, &history->awards[i]);
  g_assert_cmpint (
    casework_ask (
      history->casework,
      "SELECT count(*) FROM pay_item WHERE regular_fen + back_pay_fen + recovery_fen < 0"),
    ==, 0);
}

static void
settle (History *history, gint64 run_id)
{
  DoudiSession *director = casework_session (history->casework, DIRECTOR, days[history->day]);
  g_autoptr (GError) error = NULL;

  if (any (0, 4) == 0)
    {
      doudi_pay_run_withdraw (director, run_id, &error);
      g_assert_no_error (error);
      return;
    }
  doudi_pay_run_approve (director, run_id, &error);
  g_assert_no_error (error);
  doudi_pay_run_close (director, run_id, &error);
  g_assert_no_error (error);
}

static void
make_run (History *history)
{
  static const guint choices[] = { 0, LOW_INCOME, SPECIAL_HARDSHIP, LOW_INCOME | SPECIAL_HARDSHIP };
  DoudiSession *caseworker = casework_session (history->casework, CASEWORKER, days[history->day]);
  guint programmes = choices[any (0, G_N_ELEMENTS (choices) - 1)];
  DoudiMonth month = any_month (history);
  g_autoptr (DoudiPayRunResult) preview
    = doudi_pay_run_preview (caseworker, month, programmes, NULL, NULL);
  g_autoptr (DoudiPayRunResult) result
    = casework_propose (history->casework, month, programmes, days[history->day]);
  g_autoptr (DoudiPayRunResult) stored
    = doudi_pay_run_describe (history->casework->store, result->run_id, NULL);

  g_assert_cmpmem (&preview->total, sizeof preview->total, &result->total, sizeof result->total);
  g_assert_cmpmem (&stored->total, sizeof stored->total, &result->total, sizeof result->total);
  g_assert_cmpmem (stored->by_programme, sizeof stored->by_programme, result->by_programme,
                   sizeof result->by_programme);
  check_run (history, result);
  settle (history, result->run_id);
}

/* Some transfers of the last closed run fail. */
static void
read_return (History *history)
{
  gint64 run_id = casework_ask (history->casework,
                                "SELECT coalesce(max(id), 0) FROM pay_run WHERE state = 'closed'");
  g_autoptr (GPtrArray) answers
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_bank_answer_free);
  g_autoptr (DoudiBankResult) result = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  if (run_id == 0)
    return;
  db = casework_open_raw (history->casework);
  sqlite3_prepare_v2 (db, "SELECT account_number, fen FROM payment WHERE run_id = ?1", -1, &stmt,
                      NULL);
  sqlite3_bind_int64 (stmt, 1, run_id);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      DoudiBankAnswer *answer = g_new0 (DoudiBankAnswer, 1);

      answer->account = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
      answer->fen = sqlite3_column_int64 (stmt, 1);
      answer->success = any (0, 2) > 0;
      g_ptr_array_add (answers, answer);
    }
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  result = doudi_bank_return (casework_session (history->casework, CASEWORKER, days[history->day]),
                              run_id, answers, &error);
  g_assert_no_error (error);
}

static void
take_step (History *history)
{
  switch (any (0, 11))
    {
    case 0:
    case 1:
      add_award (history);
      break;
    case 2:
    case 3:
    case 4:
      add_term (history);
      break;
    case 5:
      add_account (history);
      break;
    case 6:
      add_document (history);
      break;
    case 7:
      read_return (history);
      break;
    default:
      make_run (history);
      break;
    }
}

static void
test_history (Casework *casework, gconstpointer data)
{
  g_autofree History *history = g_new0 (History, 1);

  history->casework = casework;
  add_award (history);
  for (guint step = 0; step < N_STEPS; step++)
    {
      history->day = step * (guint) G_N_ELEMENTS (days) / N_STEPS;
      take_step (history);
      if (step % 10 == 9)
        g_assert_true (casework_verifies (casework, NULL));
    }
  g_assert_true (casework_verifies (casework, NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < N_HISTORIES; i++)
    {
      g_autofree char *path = g_strdup_printf ("/casework/pay-history/%u", i);

      g_test_add (path, Casework, NULL, casework_set_up, test_history, casework_tear_down);
    }
  return g_test_run ();
}
