/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "casework-fixture.h"

static gboolean
adopt (Casework *casework, const char *user, DoudiPolicyDocument *document, GError **error)
{
  gint64 id = 0;

  return doudi_policies_adopt (casework_session (casework, user, "2018-06-05"), document, &id,
                               error);
}

static gboolean
propose (Casework *casework, const char *user, DoudiPolicyDocument *document, GError **error)
{
  gint64 id = 0;

  return doudi_policies_propose (casework_session (casework, user, "2018-06-05"), document, &id,
                                 error);
}

static DoudiFen
preview_june (Casework *casework)
{
  g_autoptr (DoudiPayRunResult) result = doudi_pay_run_preview (
    casework_session (casework, CASEWORKER, "2018-06-05"), 201806, LOW_INCOME, NULL, NULL);

  return doudi_pay_run_sums_total (&result->total);
}

static void
test_initial (Casework *casework, gconstpointer data)
{
  DoudiSession *director = casework_session (casework, DIRECTOR, "2018-06-05");
  g_autoptr (GPtrArray) entries = doudi_policies_list (director, NULL);
  g_autoptr (GPtrArray) bundled = doudi_policies_list_bundled (NULL);
  g_autofree char *ids = doudi_policies_list_ids (casework->store, NULL);
  const DoudiPolicyEntry *entry;

  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpuint (bundled->len, >=, 2);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpstr (doudi_policy_document_get_id (entry->document), ==, "gannan-2018");
  g_assert_cmpstr (entry->state, ==, "adopted");
  g_assert_true (entry->in_force);
  g_assert_cmpstr (ids, ==, "1,2");
  assert_refused (doudi_policies_adopt_initial (director, NULL, error), DOUDI_ERROR_CONFLICT);
}

/* What comes with the program, a director adopts alone. */
static void
test_bundled (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiPolicyDocument) demo = doudi_policy_document_load_bundled ("demo", NULL);
  g_autoptr (GError) none = NULL;

  assert_refused (adopt (casework, CASEWORKER, demo, error), DOUDI_ERROR_NOT_ALLOWED);
  assert_refused (propose (casework, CASEWORKER, demo, error), DOUDI_ERROR_NOT_ALLOWED);
  g_assert_true (adopt (casework, DIRECTOR, demo, &none));
  assert_refused (adopt (casework, DIRECTOR, demo, error), DOUDI_ERROR_CONFLICT);
  assert_refused (propose (casework, REVIEWER, demo, error), DOUDI_ERROR_CONFLICT);
  g_assert_true (casework_verifies (casework, NULL));
}

/* Anything else two people answer for. */
static void
test_four_eyes (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiPolicyDocument) document
    = casework_document ("county-2018", "2018-06-02", 201806, 33000);
  g_autoptr (DoudiPolicyDocument) other
    = casework_document ("county-2018", "2018-06-02", 201806, 99900);
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  DoudiPolicyStep step;
  gint64 id;

  casework_add_award (casework, "low-income", home, 201806, 1, 1);
  assert_refused (adopt (casework, DIRECTOR, document, error), DOUDI_ERROR_FOUR_EYES);
  g_assert_true (doudi_policies_submit (casework_session (casework, ADMINISTRATOR, "2018-06-05"),
                                        document, &step, &id, NULL));
  g_assert_cmpint (step, ==, DOUDI_POLICY_PROPOSED);
  assert_refused (propose (casework, REVIEWER, document, error), DOUDI_ERROR_CONFLICT);
  assert_refused (adopt (casework, DIRECTOR, other, error), DOUDI_ERROR_FOUR_EYES);
  g_assert_cmpint (preview_june (casework), ==, 31000);
  g_assert_true (doudi_policies_submit (casework_session (casework, DIRECTOR, "2018-06-05"),
                                        document, &step, &id, NULL));
  g_assert_cmpint (step, ==, DOUDI_POLICY_ADOPTED);
  g_assert_cmpint (preview_june (casework), ==, 33000);
  g_assert_true (casework_verifies (casework, NULL));
}

/* Two accounts of one person are one pair of eyes. */
static void
test_one_person (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiPolicyDocument) document
    = casework_document ("county-2018", "2018-06-02", 201806, 33000);

  g_assert_true (propose (casework, REVIEWER, document, NULL));
  casework_write_raw (casework, "UPDATE user SET identity_number = '623027197001010017'");
  assert_refused (adopt (casework, DIRECTOR, document, error), DOUDI_ERROR_FOUR_EYES);
}

/* Of one document the version counts that came last. */
static void
test_new_version (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiPolicyDocument) first
    = casework_document ("county-2018", "2018-06-02", 201806, 39000);
  g_autoptr (DoudiPolicyDocument) second
    = casework_document ("county-2018", "2018-06-02", 201806, 33000);
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  g_autoptr (GPtrArray) entries = NULL;

  casework_add_award (casework, "low-income", home, 201806, 1, 1);
  g_assert_true (propose (casework, REVIEWER, first, NULL));
  g_assert_true (adopt (casework, DIRECTOR, first, NULL));
  g_assert_cmpint (preview_june (casework), ==, 39000);
  g_assert_true (propose (casework, REVIEWER, second, NULL));
  g_assert_cmpint (preview_june (casework), ==, 39000);
  g_assert_true (adopt (casework, DIRECTOR, second, NULL));
  g_assert_cmpint (preview_june (casework), ==, 33000);
  entries = doudi_policies_list (casework_session (casework, DIRECTOR, "2018-06-05"), NULL);
  g_assert_cmpuint (entries->len, ==, 4);
  g_assert_false (((const DoudiPolicyEntry *) g_ptr_array_index (entries, 2))->in_force);
  g_assert_true (((const DoudiPolicyEntry *) g_ptr_array_index (entries, 3))->in_force);
}

/* A run keeps the rules of its day: a paper typed in late is paid by the next run, and the check of
 * the old one finds nothing wrong. */
static void
test_late_paper (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiPolicyDocument) late
    = casework_document ("county-2018", "2018-06-01", 201806, 35000);
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  gint64 award = casework_add_award (casework, "low-income", home, 201806, 1, 1);

  casework_pay (casework, 201806, LOW_INCOME, "2018-06-05");
  g_assert_true (propose (casework, REVIEWER, late, NULL));
  g_assert_true (adopt (casework, DIRECTOR, late, NULL));
  g_assert_true (casework_verifies (casework, NULL));
  casework_pay (casework, 201806, LOW_INCOME, "2018-06-06");
  g_assert_cmpint (casework_ledger_sum (casework, award, 201806), ==, 35000);
  g_assert_true (casework_verifies (casework, NULL));
}

/* Whether a document is new to a run; it must be one of those the run is computed with. */
static gboolean
is_new (const DoudiPayRunResult *result, const char *id)
{
  for (guint i = 0; i < result->policies->len; i++)
    {
      const DoudiRunPolicy *policy = g_ptr_array_index (result->policies, i);

      if (g_str_equal (policy->id, id))
        return policy->since_last_run;
    }
  g_assert_not_reached ();
}

static gboolean
is_new_to_preview (Casework *casework, guint programmes, const char *id)
{
  g_autoptr (DoudiPayRunResult) result = doudi_pay_run_preview (
    casework_session (casework, CASEWORKER, "2018-06-05"), 201806, programmes, NULL, NULL);

  return is_new (result, id);
}

static gboolean
is_new_to_run (Casework *casework, gint64 run_id, const char *id)
{
  g_autoptr (DoudiPayRunResult) result = doudi_pay_run_describe (casework->store, run_id, NULL);

  return is_new (result, id);
}

/* The prefecture plan is there from the beginning, but what it raises is known only in June. A
 * document that is typed in late is new though its paper is old. */
static void
test_since_last_run (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiPolicyDocument) county
    = casework_document ("county-2018", "2018-05-01", 201806, 33000);
  Home home = casework_add_home (casework, "才让", "1980-01-01", "6217000000000000001");
  Home other = casework_add_home (casework, "扎西", "1950-01-01", "6217000000000000002");
  gint64 may, june, again;

  casework_add_award (casework, "low-income", home, 201805, 1, 1);
  casework_add_care (casework, other, 201806, "home");
  may = casework_pay (casework, 201805, LOW_INCOME, "2018-05-05");
  g_assert_false (is_new_to_run (casework, may, "gannan-2018"));
  g_assert_true (is_new_to_preview (casework, LOW_INCOME, "gannan-2018"));
  g_assert_false (is_new_to_preview (casework, SPECIAL_HARDSHIP, "gannan-2018"));
  june = casework_pay (casework, 201806, LOW_INCOME, "2018-06-05");
  g_assert_true (is_new_to_run (casework, june, "gannan-2018"));
  g_assert_false (is_new_to_preview (casework, LOW_INCOME, "gannan-2018"));

  g_assert_true (propose (casework, REVIEWER, county, NULL));
  g_assert_true (adopt (casework, DIRECTOR, county, NULL));
  g_assert_true (is_new_to_preview (casework, 0, "county-2018"));
  g_assert_false (is_new_to_preview (casework, 0, "gannan-2018"));
  again = casework_pay (casework, 201806, LOW_INCOME, "2018-06-05");
  g_assert_true (is_new_to_run (casework, again, "county-2018"));
  g_assert_false (is_new_to_preview (casework, LOW_INCOME, "county-2018"));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/casework/policies/" name, Casework, NULL, casework_set_up, func, casework_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("initial", test_initial);
  ADD ("bundled", test_bundled);
  ADD ("four-eyes", test_four_eyes);
  ADD ("one-person", test_one_person);
  ADD ("new-version", test_new_version);
  ADD ("late-paper", test_late_paper);
  ADD ("since-last-run", test_since_last_run);
  return g_test_run ();
}
