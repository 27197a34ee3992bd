/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "case-fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "casework/doudi-change.h"
#include "store/doudi-user.h"

#define LOW DOUDI_PROGRAMME_LOW_INCOME
#define PASSWORD "correct horse 7"

/* Who is behind several accounts. */
#define SAME_PERSON "623027198001010011"
#define OTHER_PERSON "623027198002020019"

static const CasePerson zhaxi[] = { { "才让扎西", "19600101", "head", "chronic", "unable" },
                                    { "拉毛草", "19620202", "spouse", "chronic", "unable" } };
static const CasePerson gongbao[] = { { "贡保", "19550505", "head", "chronic", "unable" } };

static gint64
open_to_review (Casework *casework, const CasePerson *persons, guint n_persons)
{
  gint64 id = case_open_low_income (casework, persons, n_persons, NULL, DAY_OPEN);

  case_work_to (casework, id, DOUDI_STEP_REVIEW, DAY_OPEN);
  return id;
}

/* Two families that wait for the decision. */
static void
bring_two (Casework *casework, gint64 *cases)
{
  cases[0] = open_to_review (casework, zhaxi, G_N_ELEMENTS (zhaxi));
  cases[1] = open_to_review (casework, gongbao, G_N_ELEMENTS (gongbao));
  case_review (casework, cases, 2, LOW);
}

static gint64
bring_one (Casework *casework)
{
  return case_bring_to_decision (casework, zhaxi, G_N_ELEMENTS (zhaxi), NULL);
}

static gint64
approval_of (Casework *casework, const gint64 *cases, guint n_cases)
{
  return case_list (casework, "approval", LOW, cases, n_cases, REVIEWER, DAY_DECIDE);
}

static DoudiCaseListView *
view_as (Casework *casework, gint64 list, const char *user, const char *day)
{
  g_autoptr (GError) failure = NULL;
  DoudiCaseListView *view
    = doudi_case_list_view (casework_session (casework, user, day), list, &failure);

  g_assert_no_error (failure);
  return view;
}

static const DoudiCaseListEntry *
entry_of (const DoudiCaseListView *view, gint64 application)
{
  for (guint i = 0; i < view->entries->len; i++)
    {
      const DoudiCaseListEntry *entry = g_ptr_array_index (view->entries, i);

      if (entry->item->application_id == application)
        return entry;
    }
  g_assert_not_reached ();
}

static void
assert_state (Casework *casework, gint64 list, const char *state)
{
  g_autoptr (DoudiCaseListRow) row = doudi_case_list_get (casework->store, list, NULL);

  g_assert_cmpstr (row->state, ==, state);
}

static void
assert_nothing_decided (Casework *casework, gint64 list)
{
  assert_state (casework, list, "submitted");
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM decision"), ==, 0);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM award"), ==, 0);
  g_assert_cmpint (casework_ask (casework,
                                 "SELECT count(*) FROM case_list_item WHERE outcome <> 'open'"
                                 " AND list_id = (SELECT max(id) FROM case_list)"),
                   ==, 0);
}

static DoudiCaseStep
step_of (Casework *casework, gint64 id, const char *day)
{
  g_autoptr (DoudiCase) of = case_read (casework, id, day);

  return of->progress.current;
}

/* A second person, as far as names say. */
static void
add_account (Casework *casework, const char *name, DoudiRole role)
{
  g_autoptr (GError) failure = NULL;

  doudi_users_add (casework_session (casework, ADMINISTRATOR, DAY_OPEN), name, 1u << role, PASSWORD,
                   &failure);
  g_assert_no_error (failure);
}

/* What the administrator would be refused: that two accounts with roles that do not go together
 * belong to one person. Only a file that somebody else wrote says so. */
static void
say_who (Casework *casework, const char *name, const char *number)
{
  g_autofree char *sql
    = g_strdup_printf ("UPDATE user SET identity_number = '%s' WHERE name = '%s'", number, name);

  casework_write_raw (casework, sql);
}

static void
add_same_person (Casework *casework, const char *name, DoudiRole role)
{
  add_account (casework, name, role);
  say_who (casework, name, SAME_PERSON);
}

/* Decides and is refused. */
static void
assert_four_eyes (Casework *casework, gint64 list, const char *user, const char *day)
{
  DoudiCaseListResult result;

  assert_refused (case_decide (casework, list, user, day, &result, error), DOUDI_ERROR_FOUR_EYES);
  assert_state (casework, list, "submitted");
}

static void
test_way (Casework *casework, gconstpointer data)
{
  gint64 id = bring_one (casework);
  gint64 list = approval_of (casework, &id, 1);
  g_autoptr (DoudiCaseListView) view = view_as (casework, list, DIRECTOR, DAY_DECIDE);
  const DoudiCaseListEntry *entry = entry_of (view, id);
  DoudiCaseListResult result;
  g_autoptr (GError) failure = NULL;

  g_assert_false (entry->blocked);
  g_assert_false (entry->refuse);
  g_assert_cmpstr (entry->name, ==, "才让扎西");
  g_assert_cmpint (entry->members, ==, 2);
  g_assert_cmpint (entry->persons, ==, 2);
  g_assert_cmpint (entry->benefit_class, ==, 2);
  g_assert_cmpint (entry->amount, ==, 2 * 29000);
  g_assert_cmpint (entry->first_month, ==, 201807);
  g_assert_cmpuint (entry->lines->len, >, 0);
  g_assert_cmpint (view->sums.monthly, ==, 2 * 29000);
  g_assert_cmpuint (view->sums.granted, ==, 1);
  g_assert_cmpuint (strlen (view->row->digest), ==, 64);
  case_decide (casework, list, DIRECTOR, DAY_DECIDE, &result, &failure);
  g_assert_no_error (failure);
  g_assert_cmpuint (result.approved, ==, 1);
  g_assert_cmpuint (result.awards, ==, 1);
  assert_state (casework, list, "decided");
  assert_refused (case_decide (casework, list, DIRECTOR, DAY_DECIDE, &result, error),
                  DOUDI_ERROR_CONFLICT);
}

/* What a decided list shows is what it was submitted as. */
static void
test_previous (Casework *casework, gconstpointer data)
{
  gint64 cases[2];
  gint64 first, second;
  g_autoptr (DoudiCaseListView) view = NULL;
  DoudiCaseListResult result;
  g_autoptr (GError) failure = NULL;

  bring_two (casework, cases);
  first = approval_of (casework, cases, 1);
  case_decide (casework, first, DIRECTOR, DAY_DECIDE, &result, &failure);
  g_assert_no_error (failure);
  second = approval_of (casework, cases + 1, 1);
  view = view_as (casework, second, DIRECTOR, DAY_DECIDE);
  g_assert_nonnull (view->previous);
  g_assert_cmpint (view->previous->id, ==, first);
  g_assert_cmpint (view->row->number, ==, 2);
  g_assert_cmpuint (view->previous_sums.persons, ==, 2);
  g_assert_cmpint (view->previous_sums.monthly, ==, 2 * 29000);
  g_assert_cmpint (view->sums.monthly, ==, 29000);
}

static void
test_gather (Casework *casework, gconstpointer data)
{
  DoudiSession *session = casework_session (casework, CASEWORKER, DAY_REVIEW);
  g_autoptr (DoudiCaseListView) view = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 cases[2];
  gint64 list, other;

  assert_refused (
    doudi_case_list_create (session, "review", LOW, 0, NULL, 0, NULL, 0, &list, error),
    DOUDI_ERROR_REFUSED);
  cases[0] = open_to_review (casework, zhaxi, G_N_ELEMENTS (zhaxi));
  cases[1] = open_to_review (casework, gongbao, G_N_ELEMENTS (gongbao));
  doudi_case_list_create (session, "review", LOW, 0, NULL, 0, NULL, 0, &list, &failure);
  g_assert_no_error (failure);
  view = view_as (casework, list, CASEWORKER, DAY_REVIEW);
  g_assert_cmpuint (view->entries->len, ==, 2);
  assert_refused (
    doudi_case_list_create (session, "review", LOW, 0, cases, 1, NULL, 0, &other, error),
    DOUDI_ERROR_CONFLICT);
  assert_refused (
    doudi_case_list_create (session, "review", LOW, 0, NULL, 0, NULL, 0, &other, error),
    DOUDI_ERROR_REFUSED);
  doudi_case_list_take_out (session, list, entry_of (view, cases[1])->item->id, &failure);
  g_assert_no_error (failure);
  doudi_case_list_create (session, "review", LOW, 0, cases + 1, 1, NULL, 0, &other, &failure);
  g_assert_no_error (failure);
  doudi_case_list_withdraw (session, other, &failure);
  g_assert_no_error (failure);
  assert_state (casework, other, "withdrawn");
  doudi_case_list_submit (session, list, &failure);
  g_assert_no_error (failure);
  assert_refused (
    doudi_case_list_take_out (session, list, entry_of (view, cases[0])->item->id, error),
    DOUDI_ERROR_CONFLICT);
  assert_refused (doudi_case_list_submit (session, list, error), DOUDI_ERROR_CONFLICT);
}

/* A row belongs on a list of its step and programme. */
static void
test_belongs (Casework *casework, gconstpointer data)
{
  DoudiSession *reviewer = casework_session (casework, REVIEWER, DAY_REVIEW);
  gint64 id = open_to_review (casework, zhaxi, G_N_ELEMENTS (zhaxi));
  gint64 twice[] = { id, id };
  gint64 unknown = 4711;
  gint64 list;

  assert_refused (
    doudi_case_list_create (reviewer, "approval", LOW, 0, &id, 1, NULL, 0, &list, error),
    DOUDI_ERROR_REFUSED);
  assert_refused (doudi_case_list_create (reviewer, "review", DOUDI_PROGRAMME_ORPHAN, 0, &id, 1,
                                          NULL, 0, &list, error),
                  DOUDI_ERROR_REFUSED);
  assert_refused (
    doudi_case_list_create (reviewer, "review", LOW, 0, twice, 2, NULL, 0, &list, error),
    DOUDI_ERROR_CONFLICT);
  assert_refused (
    doudi_case_list_create (reviewer, "review", LOW, 0, &unknown, 1, NULL, 0, &list, error),
    DOUDI_ERROR_NOT_FOUND);
  assert_refused (doudi_case_list_create (reviewer, "other", LOW, 0, &id, 1, NULL, 0, &list, error),
                  DOUDI_ERROR_USAGE);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM case_list"), ==, 0);
}

static void
test_roles (Casework *casework, gconstpointer data)
{
  gint64 id = open_to_review (casework, zhaxi, G_N_ELEMENTS (zhaxi));
  gint64 list = case_list (casework, "review", LOW, &id, 1, CASEWORKER, DAY_REVIEW);
  DoudiCaseListResult result;

  assert_refused (doudi_case_list_create (casework_session (casework, CASEWORKER, DAY_REVIEW),
                                          "approval", LOW, 0, &id, 1, NULL, 0, &list, error),
                  DOUDI_ERROR_NOT_ALLOWED);
  assert_refused (doudi_case_list_create (casework_session (casework, DIRECTOR, DAY_REVIEW),
                                          "review", LOW, 0, &id, 1, NULL, 0, &list, error),
                  DOUDI_ERROR_NOT_ALLOWED);
  assert_refused (case_decide (casework, list, CASEWORKER, DAY_REVIEW, &result, error),
                  DOUDI_ERROR_NOT_ALLOWED);
  assert_refused (case_decide (casework, list, DIRECTOR, DAY_REVIEW, &result, error),
                  DOUDI_ERROR_NOT_ALLOWED);
  assert_refused (doudi_case_list_return (casework_session (casework, CASEWORKER, DAY_REVIEW), list,
                                          "表格不全", error),
                  DOUDI_ERROR_NOT_ALLOWED);
  assert_refused (
    doudi_case_list_view (casework_session (casework, ADMINISTRATOR, DAY_REVIEW), list, error),
    DOUDI_ERROR_NOT_ALLOWED);
  assert_state (casework, list, "submitted");
}

static void
test_return (Casework *casework, gconstpointer data)
{
  gint64 id = open_to_review (casework, zhaxi, G_N_ELEMENTS (zhaxi));
  gint64 list = case_list (casework, "review", LOW, &id, 1, CASEWORKER, DAY_REVIEW);
  DoudiSession *reviewer = casework_session (casework, REVIEWER, DAY_REVIEW);
  g_autoptr (GError) failure = NULL;

  assert_refused (doudi_case_list_return (reviewer, list, "", error), DOUDI_ERROR_USAGE);
  doudi_case_list_return (reviewer, list, "表格不全", &failure);
  g_assert_no_error (failure);
  assert_state (casework, list, "returned");
  g_assert_cmpint (step_of (casework, id, DAY_REVIEW), ==, DOUDI_STEP_REVIEW);
  list = case_list (casework, "review", LOW, &id, 1, REVIEWER, DAY_REVIEW);
  assert_refused (doudi_case_list_return (reviewer, list, "自己退回", error),
                  DOUDI_ERROR_FOUR_EYES);
}

/* Who put the list together. */
static void
test_own_list (Casework *casework, gconstpointer data)
{
  gint64 id = open_to_review (casework, zhaxi, G_N_ELEMENTS (zhaxi));
  gint64 list = case_list (casework, "review", LOW, &id, 1, REVIEWER, DAY_REVIEW);

  assert_four_eyes (casework, list, REVIEWER, DAY_REVIEW);
  add_same_person (casework, "reviewer-2", DOUDI_ROLE_REVIEWER);
  say_who (casework, REVIEWER, SAME_PERSON);
  assert_four_eyes (casework, list, "reviewer-2", DAY_REVIEW);
}

/* Who took the application in, by another account. */
static void
test_own_entry (Casework *casework, gconstpointer data)
{
  gint64 id = open_to_review (casework, zhaxi, G_N_ELEMENTS (zhaxi));
  gint64 list = case_list (casework, "review", LOW, &id, 1, REVIEWER, DAY_REVIEW);
  DoudiCaseListResult result;
  g_autoptr (GError) failure = NULL;

  say_who (casework, CASEWORKER, SAME_PERSON);
  add_same_person (casework, "reviewer-2", DOUDI_ROLE_REVIEWER);
  add_account (casework, "reviewer-3", DOUDI_ROLE_REVIEWER);
  assert_four_eyes (casework, list, "reviewer-2", DAY_REVIEW);
  case_decide (casework, list, "reviewer-3", DAY_REVIEW, &result, &failure);
  g_assert_no_error (failure);
  g_assert_cmpint (step_of (casework, id, DAY_REVIEW), ==, DOUDI_STEP_NOTICE);
}

/* Who only made the visit. */
static void
test_own_survey (Casework *casework, gconstpointer data)
{
  gint64 id = case_open_low_income (casework, gongbao, 1, NULL, DAY_OPEN);
  gint64 list;

  add_same_person (casework, "visitor", DOUDI_ROLE_CASEWORKER);
  add_same_person (casework, "reviewer-2", DOUDI_ROLE_REVIEWER);
  case_work_to (casework, id, DOUDI_STEP_SURVEY, DAY_OPEN);
  case_work_as (casework, id, DOUDI_STEP_ASSESS, "visitor", DAY_OPEN);
  case_work_to (casework, id, DOUDI_STEP_REVIEW, DAY_OPEN);
  list = case_list (casework, "review", LOW, &id, 1, CASEWORKER, DAY_REVIEW);
  assert_four_eyes (casework, list, "reviewer-2", DAY_REVIEW);
}

/* Who reviewed a row, or put the approval list together, does not approve it. */
static void
test_own_review (Casework *casework, gconstpointer data)
{
  gint64 id = bring_one (casework);
  gint64 list;

  say_who (casework, REVIEWER, SAME_PERSON);
  add_account (casework, "reviewer-2", DOUDI_ROLE_REVIEWER);
  say_who (casework, "reviewer-2", OTHER_PERSON);
  add_same_person (casework, "director-2", DOUDI_ROLE_DIRECTOR);
  add_account (casework, "director-3", DOUDI_ROLE_DIRECTOR);
  say_who (casework, "director-3", OTHER_PERSON);
  list = case_list (casework, "approval", LOW, &id, 1, "reviewer-2", DAY_DECIDE);
  assert_four_eyes (casework, list, "director-2", DAY_DECIDE);
  assert_four_eyes (casework, list, "director-3", DAY_DECIDE);
  assert_nothing_decided (casework, list);
}

/* The director is the official of whom the family is near kin. The row can only be set aside. */
static void
test_own_kin (Casework *casework, gconstpointer data)
{
  gint64 id = case_bring_to_decision (
    casework, zhaxi, G_N_ELEMENTS (zhaxi),
    "\"kin\": true, \"kin_officials\": [{\"name\": \"马主任\", \"number\": \"" SAME_PERSON "\","
    " \"unit\": \"民政局\"}]");
  gint64 list = approval_of (casework, &id, 1);
  g_autoptr (DoudiCaseListRow) row = doudi_case_list_get (casework->store, list, NULL);
  g_autoptr (DoudiCaseListView) view = NULL;
  DoudiCaseListExcept except = { .outcome = "held", .reason = "回避" };
  DoudiCaseListResult result;
  g_autoptr (GError) failure = NULL;

  say_who (casework, DIRECTOR, SAME_PERSON);
  assert_four_eyes (casework, list, DIRECTOR, DAY_DECIDE);
  assert_nothing_decided (casework, list);
  view = view_as (casework, list, DIRECTOR, DAY_DECIDE);
  except.item_id = entry_of (view, id)->item->id;
  doudi_case_list_decide (casework_session (casework, DIRECTOR, DAY_DECIDE), list, &except, 1,
                          row->digest, NULL, &result, &failure);
  g_assert_no_error (failure);
  g_assert_cmpuint (result.held, ==, 1);
  add_account (casework, "director-2", DOUDI_ROLE_DIRECTOR);
  list = approval_of (casework, &id, 1);
  case_decide (casework, list, "director-2", DAY_DECIDE, &result, &failure);
  g_assert_no_error (failure);
  g_assert_cmpuint (result.awards, ==, 1);
}

static void
test_digest (Casework *casework, gconstpointer data)
{
  gint64 id = bring_one (casework);
  gint64 list = approval_of (casework, &id, 1);
  DoudiSession *director = casework_session (casework, DIRECTOR, DAY_DECIDE);
  DoudiCaseListResult result;

  assert_refused (doudi_case_list_decide (director, list, NULL, 0, "0123", NULL, &result, error),
                  DOUDI_ERROR_CONFLICT);
  assert_refused (doudi_case_list_decide (director, list, NULL, 0, NULL, NULL, &result, error),
                  DOUDI_ERROR_CONFLICT);
  casework_write_raw (casework, "DROP TRIGGER case_list_item_frozen;"
                                "UPDATE case_list_item SET content = replace (content,"
                                " '\"persons\":2', '\"persons\":9')");
  assert_refused (case_decide (casework, list, DIRECTOR, DAY_DECIDE, &result, error),
                  DOUDI_ERROR_CONFLICT);
  assert_nothing_decided (casework, list);
}

/* A row that is no longer what was submitted. */
static void
test_corrected (Casework *casework, gconstpointer data)
{
  gint64 id = open_to_review (casework, gongbao, 1);
  gint64 list = case_list (casework, "review", LOW, &id, 1, CASEWORKER, DAY_REVIEW);
  g_autofree char *number = case_identity (gongbao);
  g_autofree char *answers = g_strdup_printf (
    "{\"residence\": \"rural\", \"applied_on\": \"" DAY_OPEN "\", \"applicant_name\": \"贡保\","
    " \"applicant_number\": \"%s\", \"living_division\": \"%s\", \"reason\": \"illness\","
    " \"pledge\": true, \"members\": [{\"name\": \"贡保\", \"relation\": \"head\","
    " \"number\": \"%s\", \"health\": \"serious\", \"work_ability\": \"unable\","
    " \"covered\": true}]}",
    number, casework->village, number);
  g_autoptr (DoudiCaseListView) view = NULL;
  DoudiCaseListResult result;

  case_fill (casework, id, "low-income-application", answers, CASEWORKER, DAY_REVIEW);
  view = view_as (casework, list, REVIEWER, DAY_REVIEW);
  g_assert_true (entry_of (view, id)->blocked);
  g_assert_nonnull (entry_of (view, id)->blocked_by);
  assert_refused (case_decide (casework, list, REVIEWER, DAY_REVIEW, &result, error),
                  DOUDI_ERROR_REFUSED);
  assert_state (casework, list, "submitted");
}

/* Not before the day after the notice. */
static void
test_too_early (Casework *casework, gconstpointer data)
{
  gint64 id = open_to_review (casework, gongbao, 1);
  gint64 list = case_list (casework, "review", LOW, &id, 1, CASEWORKER, DAY_REVIEW);
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, "2018-06-10");
  DoudiCaseListResult result;
  g_autoptr (GError) failure = NULL;
  guint n;

  assert_refused (doudi_case_list_record_notice (caseworker, list, casework->village, TRUE,
                                                 doudi_day_new (2018, 6, 7), "", &n, error),
                  DOUDI_ERROR_CONFLICT);
  case_decide (casework, list, REVIEWER, DAY_REVIEW, &result, &failure);
  g_assert_no_error (failure);
  assert_refused (doudi_case_list_record_notice (caseworker, list, casework->village, FALSE,
                                                 doudi_day_new (2018, 6, 10), "", &n, error),
                  DOUDI_ERROR_REFUSED);
  doudi_case_list_record_notice (caseworker, list, casework->village, TRUE,
                                 doudi_day_new (2018, 6, 7), "照片两张", &n, &failure);
  g_assert_no_error (failure);
  g_assert_cmpuint (n, ==, 1);
  assert_refused (doudi_case_list_record_notice (caseworker, list, casework->village, TRUE,
                                                 doudi_day_new (2018, 6, 8), "", &n, error),
                  DOUDI_ERROR_REFUSED);
  assert_refused (doudi_case_list_record_notice (caseworker, list, casework->village, FALSE,
                                                 doudi_day_new (2018, 6, 10), "", &n, error),
                  DOUDI_ERROR_REFUSED);
  assert_refused (doudi_case_list_record_notice (casework_session (casework, DIRECTOR, DAY_REVIEW),
                                                 list, casework->village, TRUE,
                                                 doudi_day_new (2018, 6, 7), "", &n, error),
                  DOUDI_ERROR_NOT_ALLOWED);
  g_assert_cmpint (step_of (casework, id, "2018-06-10"), ==, DOUDI_STEP_NOTICE);
}

/* An objection holds a row that is on a list already. */
static void
test_objection (Casework *casework, gconstpointer data)
{
  gint64 cases[2];
  gint64 list;
  DoudiObjectionRow objection = { .objected_on = doudi_day_parse_iso (DAY_DECIDE),
                                  .objector = (char *) "村民",
                                  .content = (char *) "有车",
                                  .way = (char *) "survey" };
  DoudiCaseListResult result;
  g_autoptr (DoudiCaseListView) view = NULL;
  g_autoptr (GError) failure = NULL;

  bring_two (casework, cases);
  list = approval_of (casework, cases, 2);
  doudi_case_object (casework_session (casework, CASEWORKER, DAY_DECIDE), cases[1], &objection,
                     &failure);
  g_assert_no_error (failure);
  view = view_as (casework, list, DIRECTOR, DAY_DECIDE);
  g_assert_true (((DoudiCaseListEntry *) g_ptr_array_index (view->entries, 0))->blocked);
  g_assert_true (entry_of (view, cases[1])->blocked);
  g_assert_false (entry_of (view, cases[0])->blocked);
  assert_refused (case_decide (casework, list, DIRECTOR, DAY_DECIDE, &result, error),
                  DOUDI_ERROR_REFUSED);
  assert_nothing_decided (casework, list);
}

static void
decide_except (Casework *casework,
               gint64 list,
               const DoudiCaseListExcept *except,
               DoudiCaseListResult *result)
{
  g_autoptr (DoudiCaseListRow) row = doudi_case_list_get (casework->store, list, NULL);
  g_autoptr (GError) failure = NULL;

  doudi_case_list_decide (casework_session (casework, DIRECTOR, DAY_DECIDE), list, except, 1,
                          row->digest, NULL, result, &failure);
  g_assert_no_error (failure);
}

static void
test_hold (Casework *casework, gconstpointer data)
{
  gint64 cases[2];
  gint64 list;
  g_autoptr (DoudiCaseListView) view = NULL;
  DoudiCaseListExcept except = { .outcome = "held", .reason = "再看一次" };
  DoudiCaseListResult result;
  g_autoptr (GError) failure = NULL;

  bring_two (casework, cases);
  list = approval_of (casework, cases, 2);
  view = view_as (casework, list, DIRECTOR, DAY_DECIDE);
  except.item_id = entry_of (view, cases[1])->item->id;
  decide_except (casework, list, &except, &result);
  g_assert_cmpuint (result.approved, ==, 1);
  g_assert_cmpuint (result.held, ==, 1);
  g_assert_cmpuint (result.awards, ==, 1);
  g_assert_cmpint (step_of (casework, cases[1], DAY_DECIDE), ==, DOUDI_STEP_DECIDE);
  doudi_case_list_create (casework_session (casework, REVIEWER, DAY_DECIDE), "approval", LOW, 0,
                          NULL, 0, NULL, 0, &list, &failure);
  g_assert_no_error (failure);
  doudi_case_list_submit (casework_session (casework, REVIEWER, DAY_DECIDE), list, &failure);
  g_assert_no_error (failure);
  case_decide (casework, list, DIRECTOR, DAY_DECIDE, &result, &failure);
  g_assert_no_error (failure);
  g_assert_cmpuint (result.awards, ==, 1);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM award"), ==, 2);
}

static void
test_send_back (Casework *casework, gconstpointer data)
{
  gint64 cases[2];
  gint64 list, review;
  guint n;
  g_autoptr (GError) failure = NULL;
  g_autoptr (DoudiCaseListView) view = NULL;
  DoudiCaseListExcept except = { .outcome = "returned", .reason = "收入未核实" };
  DoudiCaseListResult result;
  g_autoptr (DoudiCase) of = NULL;

  bring_two (casework, cases);
  list = approval_of (casework, cases, 2);
  view = view_as (casework, list, DIRECTOR, DAY_DECIDE);
  except.item_id = entry_of (view, cases[0])->item->id;
  decide_except (casework, list, &except, &result);
  g_assert_cmpuint (result.returned, ==, 1);
  of = case_read (casework, cases[0], DAY_DECIDE);
  g_assert_cmpint (of->progress.current, ==, DOUDI_STEP_SURVEY);
  g_assert_cmpstr (
    ((DoudiApplicationEventRow *) g_ptr_array_index (of->events, of->events->len - 1))->detail, ==,
    "收入未核实");
  /* Its notice is now one of the list that reviews it again. */
  case_work_to (casework, cases[0], DOUDI_STEP_REVIEW, DAY_DECIDE);
  review = case_list (casework, "review", LOW, cases, 1, CASEWORKER, DAY_DECIDE);
  case_decide (casework, review, REVIEWER, DAY_DECIDE, &result, &failure);
  g_assert_no_error (failure);
  assert_refused (doudi_case_list_record_notice (
                    casework_session (casework, CASEWORKER, DAY_DECIDE), 1, casework->village, TRUE,
                    doudi_day_parse_iso (DAY_DECIDE), "", &n, error),
                  DOUDI_ERROR_REFUSED);
  doudi_case_list_record_notice (casework_session (casework, CASEWORKER, DAY_DECIDE), review,
                                 casework->village, TRUE, doudi_day_parse_iso (DAY_DECIDE), "", &n,
                                 &failure);
  g_assert_no_error (failure);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_excepts (Casework *casework, gconstpointer data)
{
  gint64 id = bring_one (casework);
  gint64 list = approval_of (casework, &id, 1);
  g_autoptr (DoudiCaseListView) view = view_as (casework, list, DIRECTOR, DAY_DECIDE);
  gint64 item = entry_of (view, id)->item->id;
  const DoudiCaseListExcept wrong[] = { { item, "approved", "好" },
                                        { item, "held", "" },
                                        { item, "held", NULL },
                                        { item + 99, "held", "没有" } };
  const DoudiCaseListExcept twice[] = { { item, "held", "一" }, { item, "returned", "二" } };
  const DoudiError codes[]
    = { DOUDI_ERROR_USAGE, DOUDI_ERROR_USAGE, DOUDI_ERROR_USAGE, DOUDI_ERROR_NOT_FOUND };
  DoudiSession *director = casework_session (casework, DIRECTOR, DAY_DECIDE);
  DoudiCaseListResult result;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_refused (doudi_case_list_decide (director, list, &wrong[i], 1, view->row->digest, NULL,
                                            &result, error),
                    (int) codes[i]);
  assert_refused (
    doudi_case_list_decide (director, list, twice, 2, view->row->digest, NULL, &result, error),
    DOUDI_ERROR_NOT_FOUND);
  assert_nothing_decided (casework, list);
}

/* An opinion to refuse hangs nowhere and ends in a refusal with its reason. */
static void
test_refusal (Casework *casework, gconstpointer data)
{
  gint64 id = case_open_low_income (casework, gongbao, 1, NULL, DAY_OPEN);
  gint64 list;
  g_autoptr (DoudiCase) of = NULL;
  g_autoptr (DoudiCaseListView) view = NULL;
  DoudiCaseListResult result;
  g_autoptr (GError) failure = NULL;

  case_work_to (casework, id, DOUDI_STEP_OPINION, DAY_OPEN);
  case_record (casework, id, DOUDI_EVENT_OPINION_AGAINST, "子女有赡养能力", CASEWORKER, DAY_OPEN);
  case_review (casework, &id, 1, LOW);
  list = approval_of (casework, &id, 1);
  view = view_as (casework, list, DIRECTOR, DAY_DECIDE);
  g_assert_true (entry_of (view, id)->refuse);
  g_assert_false (entry_of (view, id)->blocked);
  g_assert_cmpuint (view->sums.refused, ==, 1);
  case_decide (casework, list, DIRECTOR, DAY_DECIDE, &result, &failure);
  g_assert_no_error (failure);
  g_assert_cmpuint (result.refused, ==, 1);
  g_assert_cmpuint (result.awards, ==, 0);
  of = case_read (casework, id, DAY_DECIDE);
  g_assert_cmpint (of->progress.outcome, ==, DOUDI_CASE_REFUSED);
  g_assert_nonnull (of->decision);
  g_assert_false (of->decision->granted);
  g_assert_cmpstr (of->decision->reason, ==, "子女有赡养能力");
  g_assert_cmpint (of->decision->first_month, ==, DOUDI_MONTH_NONE);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM household"), ==, 0);
}

/* One row that draws elsewhere stops all, by name; held, the other goes on. */
static void
test_blocked (Casework *casework, gconstpointer data)
{
  gint64 cases[2];
  gint64 list;
  g_autofree char *number = case_identity (gongbao);
  g_autoptr (DoudiCaseListView) view = NULL;
  DoudiCaseListExcept except = { .outcome = "held", .reason = "重复" };
  DoudiCaseListResult result;
  g_autoptr (GError) failure = NULL;
  Home home;

  bring_two (casework, cases);
  home = casework_add_home (casework, "贡保", "1955-05-05", NULL);
  casework_correct_person (casework, home.person, number, NULL);
  casework_add_award (casework, "low-income", home, 201801, 1, 2);
  list = approval_of (casework, cases, 2);
  g_assert_false (case_decide (casework, list, DIRECTOR, DAY_DECIDE, &result, &failure));
  g_assert_error (failure, DOUDI_ERROR, DOUDI_ERROR_REFUSED);
  g_assert_nonnull (strstr (failure->message, "贡保"));
  g_assert_null (strstr (failure->message, "才让扎西"));
  g_assert_null (strstr (failure->message, number));
  assert_state (casework, list, "submitted");
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM decision"), ==, 0);
  view = view_as (casework, list, DIRECTOR, DAY_DECIDE);
  except.item_id = entry_of (view, cases[1])->item->id;
  decide_except (casework, list, &except, &result);
  g_assert_cmpuint (result.awards, ==, 1);
}

typedef struct
{
  GCancellable *cancellable;
  guint calls;
} Stop;

/* Stops when the first of the rows was decided. */
static void
stop (const char *stage, gint64 done, gint64 total, gpointer data)
{
  Stop *stop = data;

  if (++stop->calls == 3)
    g_cancellable_cancel (stop->cancellable);
}

static void
test_cancel (Casework *casework, gconstpointer data)
{
  gint64 cases[2];
  gint64 list;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Stop stopping = { cancellable, 0 };
  const DoudiProgress progress = { stop, &stopping, cancellable };
  g_autoptr (DoudiCaseListRow) row = NULL;
  DoudiCaseListResult result;

  bring_two (casework, cases);
  list = approval_of (casework, cases, 2);
  row = doudi_case_list_get (casework->store, list, NULL);
  assert_refused (doudi_case_list_decide (casework_session (casework, DIRECTOR, DAY_DECIDE), list,
                                          NULL, 0, row->digest, &progress, &result, error),
                  DOUDI_ERROR_CANCELLED);
  g_assert_cmpuint (stopping.calls, ==, 3);
  assert_nothing_decided (casework, list);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM household"), ==, 0);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM person"), ==, 0);
}

/* The power fails. */
static void
die (const char *stage, gint64 done, gint64 total, gpointer data)
{
  guint *calls = data;

  if (++*calls == 3)
    raise (SIGKILL);
}

static void
close_caseload (Casework *casework)
{
  g_hash_table_remove_all (casework->sessions);
  doudi_store_close (casework->store);
}

static void
open_caseload (Casework *casework)
{
  g_autoptr (GError) failure = NULL;

  casework->store = doudi_store_open (casework->path, &failure);
  g_assert_no_error (failure);
  casework_session (casework, DIRECTOR, DAY_DECIDE);
}

static void
decide_and_die (Casework *casework, gint64 list)
{
  guint calls = 0;
  const DoudiProgress progress = { die, &calls, NULL };
  g_autoptr (DoudiCaseListRow) row = NULL;
  DoudiCaseListResult result;

  open_caseload (casework);
  row = doudi_case_list_get (casework->store, list, NULL);
  doudi_case_list_decide (casework_session (casework, DIRECTOR, DAY_DECIDE), list, NULL, 0,
                          row->digest, &progress, &result, NULL);
  _exit (0);
}

/* Killed when one of two rows was decided: neither is, and the list can be decided again. */
static void
test_killed (Casework *casework, gconstpointer data)
{
  gint64 cases[2];
  gint64 list;
  pid_t child;
  int status = 0;
  DoudiCaseListResult result;
  g_autoptr (GError) failure = NULL;

  bring_two (casework, cases);
  list = approval_of (casework, cases, 2);
  close_caseload (casework);
  child = fork ();
  if (child == 0)
    decide_and_die (casework, list);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  open_caseload (casework);
  assert_nothing_decided (casework, list);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM household"), ==, 0);
  case_decide (casework, list, DIRECTOR, DAY_DECIDE, &result, &failure);
  g_assert_no_error (failure);
  g_assert_cmpuint (result.awards, ==, 2);
}

static gint64
enter_stop (Casework *casework, Home home, gint64 award)
{
  const char *const papers[] = { "停发审批表", NULL };
  const DoudiChangeRequest request = { .kind = DOUDI_CHANGE_STOP,
                                       .household_id = home.household,
                                       .award_id = award,
                                       .happened_on = doudi_day_new (2018, 6, 1),
                                       .detail = "{\"cause\": \"over-income\"}",
                                       .reason = "收入超过标准",
                                       .papers = papers };
  g_autoptr (GError) failure = NULL;
  gint64 id = 0;

  doudi_change_enter (casework_session (casework, CASEWORKER, DAY_DECIDE), &request, &id, &failure);
  g_assert_no_error (failure);
  return id;
}

/* Changes that a director decides are on the list of their programme. */
static void
test_change (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "旦正", "1960-01-01", "6217001234567890001");
  gint64 award = casework_add_award (casework, "low-income", home, 201801, 1, 2);
  gint64 change = enter_stop (casework, home, award);
  DoudiSession *reviewer = casework_session (casework, REVIEWER, DAY_DECIDE);
  g_autoptr (DoudiCaseListView) view = NULL;
  g_autoptr (DoudiChangeRow) row = NULL;
  g_autoptr (DoudiAwardRow) stopped = NULL;
  const DoudiCaseListEntry *entry;
  DoudiCaseListResult result;
  g_autoptr (GError) failure = NULL;
  gint64 list;

  assert_refused (
    doudi_case_list_create (reviewer, "review", LOW, 0, NULL, 0, &change, 1, &list, error),
    DOUDI_ERROR_USAGE);
  assert_refused (doudi_case_list_create (reviewer, "approval", DOUDI_PROGRAMME_ORPHAN, 0, NULL, 0,
                                          &change, 1, &list, error),
                  DOUDI_ERROR_REFUSED);
  doudi_case_list_create (reviewer, "approval", LOW, 0, NULL, 0, NULL, 0, &list, &failure);
  g_assert_no_error (failure);
  doudi_case_list_submit (reviewer, list, &failure);
  g_assert_no_error (failure);
  view = view_as (casework, list, DIRECTOR, DAY_DECIDE);
  g_assert_cmpuint (view->entries->len, ==, 1);
  entry = g_ptr_array_index (view->entries, 0);
  g_assert_cmpint (entry->item->change_id, ==, change);
  g_assert_false (entry->blocked);
  g_assert_cmpint (entry->before, ==, 29000);
  g_assert_cmpint (entry->amount, ==, 0);
  g_assert_cmpuint (view->sums.stopped, ==, 1);
  g_assert_cmpint (view->sums.monthly, ==, -29000);
  case_decide (casework, list, DIRECTOR, DAY_DECIDE, &result, &failure);
  g_assert_no_error (failure);
  g_assert_cmpuint (result.approved, ==, 1);
  row = doudi_change_get (casework->store, change, NULL);
  g_assert_cmpstr (row->state, ==, "applied");
  stopped = doudi_award_get (casework->store, award, NULL);
  g_assert_cmpint (
    g_array_index (stopped->terms, DoudiAwardTermRow, stopped->terms->len - 1).persons, ==, 0);
}

/* A change that is returned is refused with the reason; one that is held stays open. */
static void
test_change_aside (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "旦正", "1960-01-01", "6217001234567890001");
  gint64 award = casework_add_award (casework, "low-income", home, 201801, 1, 2);
  gint64 change = enter_stop (casework, home, award);
  static const struct
  {
    const char *outcome;
    const char *state;
  } ways[] = { { "held", "open" }, { "returned", "refused" } };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      DoudiCaseListExcept except = { .outcome = ways[i].outcome, .reason = "材料不全" };
      gint64 list = case_list (casework, "approval", LOW, NULL, 0, REVIEWER, DAY_DECIDE);
      g_autoptr (DoudiCaseListView) view = view_as (casework, list, DIRECTOR, DAY_DECIDE);
      g_autoptr (DoudiChangeRow) row = NULL;
      DoudiCaseListResult result;

      except.item_id = ((DoudiCaseListEntry *) g_ptr_array_index (view->entries, 0))->item->id;
      decide_except (casework, list, &except, &result);
      row = doudi_change_get (casework->store, change, NULL);
      g_assert_cmpstr (row->state, ==, ways[i].state);
    }
}

#define ADD(path, func)                                                                            \
  g_test_add ("/casework/case-list/" path, Casework, NULL, casework_set_up, func,                  \
              casework_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("way", test_way);
  ADD ("previous", test_previous);
  ADD ("gather", test_gather);
  ADD ("belongs", test_belongs);
  ADD ("roles", test_roles);
  ADD ("return", test_return);
  ADD ("four-eyes/list", test_own_list);
  ADD ("four-eyes/entry", test_own_entry);
  ADD ("four-eyes/survey", test_own_survey);
  ADD ("four-eyes/review", test_own_review);
  ADD ("four-eyes/kin", test_own_kin);
  ADD ("digest", test_digest);
  ADD ("corrected", test_corrected);
  ADD ("too-early", test_too_early);
  ADD ("objection", test_objection);
  ADD ("hold", test_hold);
  ADD ("send-back", test_send_back);
  ADD ("excepts", test_excepts);
  ADD ("refusal", test_refusal);
  ADD ("blocked", test_blocked);
  ADD ("cancel", test_cancel);
  ADD ("killed", test_killed);
  ADD ("change", test_change);
  ADD ("change-aside", test_change_aside);
  return g_test_run ();
}
