/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "change-fixture.h"

#include "casework/doudi-award-review.h"
#include "casework/doudi-household-figures.h"
#include "policy/doudi-programme.h"
#include "store/doudi-household-query.h"
#include "store/doudi-indexer.h"

/*
 * What households draw and when they are reviewed, as it stands on the cards of the list: under the
 * rules of 2012, half-yearly where little changes, quarterly where somebody is able to work.
 */

static void
index_household (Casework *casework, const char *day, gint64 household)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiIndexer) indexer
    = doudi_indexer_new (casework_session (casework, CASEWORKER, day), doudi_programme_names (),
                         1u << DOUDI_PROGRAMME_LOW_INCOME, &error);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (casework->store, &error);

  g_assert_no_error (error);
  g_assert_true (doudi_indexer_add (indexer, household, &error));
  g_assert_true (doudi_indexer_flush (indexer, &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
}

static gboolean
is_due (Casework *casework, const char *day)
{
  g_autoptr (GError) error = NULL;
  gboolean due = FALSE;

  g_assert_true (
    doudi_household_figures_are_due (casework_session (casework, CASEWORKER, day), &due, &error));
  return due;
}

static void
update (Casework *casework, const char *day, guint expected)
{
  g_autoptr (GError) error = NULL;
  guint n = G_MAXUINT;

  g_assert_true (is_due (casework, day));
  doudi_household_figures_update (casework_session (casework, CASEWORKER, day), NULL, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, expected);
  g_assert_false (is_due (casework, day));
}

static DoudiHouseholdRow *
get_row (Casework *casework, gint64 household)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHouseholdQuery) query
    = doudi_household_query_new (casework->store, NULL, NULL, &error);
  g_autoptr (GPtrArray) rows = doudi_household_query_page (query, NULL, 200, FALSE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    if (((DoudiHouseholdRow *) rows->pdata[i])->household_id == household)
      return doudi_household_row_copy (rows->pdata[i]);
  g_assert_not_reached ();
}

static void
assert_figures (Casework *casework, gint64 household, DoudiFen amount, const char *review_on)
{
  g_autoptr (DoudiHouseholdRow) row = get_row (casework, household);

  g_assert_cmpint (row->amount, ==, amount);
  g_assert_cmpuint (row->review_on, ==, doudi_day_parse_iso (review_on));
}

/* A new household, a changed one, another month, other rules: only what is needed is worked out. */
static void
test_update (Casework *casework, gconstpointer data)
{
  Family settled = family_new (casework, "才让", "1950-01-01", 2);
  Family able = family_new (casework, "丹增", "1980-01-01", 1);
  Home nothing = casework_add_home (casework, "桑杰", "1970-01-01", "62170000000000999");

  family_add_fact (casework, able.people[0], "work-ability", "有劳动能力");
  index_household (casework, "2018-09-01", settled.home.household);
  index_household (casework, "2018-09-01", able.home.household);
  assert_figures (casework, settled.home.household, -1, "");
  update (casework, "2018-09-01", 2);
  assert_figures (casework, settled.home.household, 2 * CLASS_TWO, "2019-01-01");
  assert_figures (casework, able.home.household, CLASS_TWO, "2018-10-01");
  index_household (casework, "2018-09-01", nothing.household);
  update (casework, "2018-09-01", 1);
  assert_figures (casework, nothing.household, 0, "");
  update (casework, "2018-09-02", 0);
  casework_add_term (casework, settled.award, 201809, 1, 1, 0);
  index_household (casework, "2018-09-02", settled.home.household);
  assert_figures (casework, settled.home.household, -1, "");
  update (casework, "2018-09-02", 1);
  assert_figures (casework, settled.home.household, CLASS_ONE, "2019-01-01");
  update (casework, "2018-10-02", 3);
  assert_figures (casework, able.home.household, CLASS_TWO, "2018-10-01");
}

/* Rules that are adopted later change what is on the cards. */
static void
test_rules (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1950-01-01", 1);
  DoudiAwardTermRow term = { .from = 201808, .persons = 1, .benefit_class = 2 };

  term.key_persons[1] = 1;
  casework_add_facts (casework, family.award, &term);
  index_household (casework, "2018-09-01", family.home.household);
  update (casework, "2018-09-01", 1);
  assert_figures (casework, family.home.household, CLASS_TWO, "2019-01-01");
  adopt_top_ups (casework);
  update (casework, "2018-09-01", 1);
  assert_figures (casework, family.home.household, CLASS_TWO + 5000, "2019-01-01");
}

/* A review that was confirmed moves the next one. */
static void
test_review (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1950-01-01", 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reviews = NULL;
  gint64 review;
  guint opened = 0;

  index_household (casework, "2018-12-01", family.home.household);
  update (casework, "2018-12-20", 1);
  g_assert_true (doudi_review_open_round (casework_session (casework, CASEWORKER, "2018-12-20"),
                                          NULL, doudi_day_new (2019, 1, 1), &opened, &error));
  g_assert_cmpuint (opened, ==, 1);
  assert_figures (casework, family.home.household, CLASS_TWO, "2019-01-01");
  reviews = doudi_review_list_of_award (casework->store, family.award, &error);
  review = ((DoudiReviewRow *) reviews->pdata[0])->id;
  g_assert_true (doudi_review_finish (casework_session (casework, CASEWORKER, "2018-12-21"), review,
                                      "keep", "入户核实", &error));
  g_assert_true (doudi_review_confirm (casework_session (casework, DIRECTOR, "2018-12-21"), review,
                                       TRUE, NULL, &error));
  g_assert_no_error (error);
  update (casework, "2018-12-21", 1);
  assert_figures (casework, family.home.household, CLASS_TWO, "2019-06-21");
}

/* Who may not see households works nothing out, and who stops it changes nothing. */
static void
test_refused (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1950-01-01", 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const DoudiProgress progress = { .cancellable = cancellable };
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, "2018-09-01");

  index_household (casework, "2018-09-01", family.home.household);
  assert_refused (doudi_household_figures_update (
                    casework_session (casework, ADMINISTRATOR, "2018-09-01"), NULL, NULL, error),
                  DOUDI_ERROR_NOT_ALLOWED);
  g_cancellable_cancel (cancellable);
  assert_refused (doudi_household_figures_update (caseworker, &progress, NULL, error),
                  DOUDI_ERROR_CANCELLED);
  assert_figures (casework, family.home.household, -1, "");
  update (casework, "2018-09-01", 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/casework/household-figures/" name, Casework, NULL, casework_set_up, func,          \
              casework_tear_down)
  ADD ("update", test_update);
  ADD ("rules", test_rules);
  ADD ("review", test_review);
  ADD ("refused", test_refused);
#undef ADD
  return g_test_run ();
}
