/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "case-fixture.h"

#include "base/doudi-working-days.h"

/* The same person has the same number in every test. */
char *
case_identity (const CasePerson *person)
{
  char *first
    = g_strdup_printf ("623027%s%03u", person->birth, 100 + g_str_hash (person->name) % 800);
  char *number = g_strdup_printf ("%s%c", first, doudi_identity_number_check_character (first));

  g_free (first);
  return number;
}

static DoudiFormAnswers *
load_answers (Casework *casework, const char *form, const char *json, const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiForm) found
    = doudi_forms_get (casework->store, form, doudi_day_parse_iso (day), &error);
  DoudiFormAnswers *answers;

  g_assert_no_error (error);
  answers = doudi_form_answers_load (found, json, -1, form, &error);
  g_assert_no_error (error);
  return answers;
}

static void
say_problems (const GPtrArray *problems)
{
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const DoudiFormProblem *problem = g_ptr_array_index (problems, i);

      if (!problem->warning)
        g_test_message ("%s %s: %s", problem->section->key,
                        problem->field != NULL ? problem->field->key : "", problem->message);
    }
}

gint64
case_open (Casework *casework,
           const char *form,
           DoudiProgramme programme,
           const char *answers,
           const char *user,
           const char *day)
{
  g_autoptr (DoudiFormAnswers) loaded = load_answers (casework, form, answers, day);
  const DoudiCaseOpening opening = { .programme = programme, .origin = "counter" };
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  doudi_case_open (casework_session (casework, user, day), loaded, &opening, &id, &problems,
                   &error);
  say_problems (problems);
  g_assert_no_error (error);
  return id;
}

static void
add_member (GString *json, const CasePerson *person)
{
  g_autofree char *number = case_identity (person);

  g_string_append_printf (json,
                          "%s{\"name\": \"%s\", \"relation\": \"%s\", \"number\": \"%s\","
                          " \"health\": \"%s\", \"work_ability\": \"%s\", \"covered\": true}",
                          json->str[json->len - 1] == '[' ? "" : ", ", person->name,
                          person->relation, number, person->health, person->ability);
}

/* @more are members of the form, "\"key\": \"answer\"" and so on. */
gint64
case_open_low_income (Casework *casework,
                      const CasePerson *persons,
                      guint n_persons,
                      const char *more,
                      const char *day)
{
  g_autofree char *number = case_identity (&persons[0]);
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_printf (json,
                   "{\"residence\": \"rural\", \"applied_on\": \"%s\", \"applicant_name\": \"%s\","
                   " \"applicant_number\": \"%s\", \"living_division\": \"%s\","
                   " \"village_group\": \"三社\", \"reason\": \"illness\", \"pledge\": true,"
                   " \"account_holder\": \"%s\", \"account_number\": \"6217001234567890%03u\",%s%s"
                   " \"members\": [",
                   day, persons[0].name, number, casework->village, persons[0].name,
                   100 + g_str_hash (persons[0].name) % 800, more != NULL ? more : "",
                   more != NULL ? "," : "");
  for (guint i = 0; i < n_persons; i++)
    add_member (json, &persons[i]);
  g_string_append (json, "]}");
  return case_open (casework, "low-income-application", DOUDI_PROGRAMME_LOW_INCOME, json->str,
                    CASEWORKER, day);
}

void
case_fill (Casework *casework,
           gint64 id,
           const char *form,
           const char *answers,
           const char *user,
           const char *day)
{
  g_autoptr (DoudiFormAnswers) loaded = load_answers (casework, form, answers, day);
  const DoudiCaseFilling filling = { .day = doudi_day_parse_iso (day), .reason = "如表" };
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  gint64 filled;

  doudi_case_fill (casework_session (casework, user, day), id, loaded, &filling, &filled, &problems,
                   &error);
  say_problems (problems);
  g_assert_no_error (error);
}

void
case_record (Casework *casework,
             gint64 id,
             DoudiCaseEvent event,
             const char *words,
             const char *user,
             const char *day)
{
  g_autoptr (GError) error = NULL;

  doudi_case_record (casework_session (casework, user, day), id, event, doudi_day_parse_iso (day),
                     words, &error);
  g_assert_no_error (error);
}

DoudiCase *
case_read (Casework *casework, gint64 id, const char *day)
{
  g_autoptr (GError) error = NULL;
  DoudiDay today = doudi_day_parse_iso (day);
  g_autoptr (DoudiPolicy) policy = doudi_policies_load (casework->store, today, &error);
  g_autoptr (DoudiWorkingDays) calendar = doudi_working_days_new_bundled (&error);
  DoudiCase *of = doudi_case_read (casework->store, id, policy, calendar, today, &error);

  g_assert_no_error (error);
  return of;
}

static void
authorise (Casework *casework, const DoudiCase *of, const char *user, const char *day)
{
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_printf (
    json,
    "{\"scope\": [\"financial\"], \"signed_on\": \"%s\", \"expires_on\": \"2025-12-31\","
    " \"signers\": [",
    day);
  for (guint i = 0; i < of->persons->len; i++)
    {
      const DoudiApplicationPerson *person = g_ptr_array_index (of->persons, i);

      if (*person->identity_number != '\0' && !g_str_equal (person->part, "official")
          && strstr (json->str, person->identity_number) == NULL)
        g_string_append_printf (json, "%s{\"name\": \"%s\", \"number\": \"%s\"}",
                                json->str[json->len - 1] == '[' ? "" : ", ", person->name,
                                person->identity_number);
    }
  g_string_append (json, "]}");
  case_fill (casework, of->row->id, "check-authorisation", json->str, user, day);
}

static void
check (Casework *casework, gint64 id, const char *user, const char *day)
{
  DoudiSession *session = casework_session (casework, user, day);
  g_autoptr (GError) error = NULL;
  gint64 asked;

  doudi_case_ask_check (session, id, "vehicles", doudi_day_parse_iso (day), &asked, &error);
  g_assert_no_error (error);
  doudi_case_answer_check (session, id, asked, "clear", "", doudi_day_parse_iso (day), &error);
  g_assert_no_error (error);
}

static void
visit (Casework *casework, gint64 id, const char *user, const char *day)
{
  g_autofree char *json
    = g_strdup_printf ("{\"visited_on\": \"%s\", \"investigator_1\": \"卓玛\","
                       " \"investigator_2\": \"马文斌\", \"interviewee\": \"户主\","
                       " \"finding\": \"属实\", \"conclusion\": \"fits\"}",
                       day);

  case_fill (casework, id, "home-visit", json, user, day);
}

static void
hear (Casework *casework, gint64 id, const char *user, const char *day)
{
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_printf (json,
                   "{\"held_on\": \"%s\", \"host\": \"卓玛\", \"recorder\": \"马文斌\","
                   " \"invited\": 15, \"votes_for\": 14, \"votes_against\": 1,"
                   " \"votes_abstained\": 0, \"attendees\": [",
                   day);
  for (guint i = 0; i < 15; i++)
    g_string_append_printf (json, "%s{\"name\": \"代表%s\", \"identity\": \"villager\"}",
                            i > 0 ? ", " : "",
                            (const char *[]){ "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬",
                                              "癸", "子", "丑", "寅", "卯", "辰" }[i]);
  g_string_append (json, "]}");
  case_fill (casework, id, "hearing-record", json->str, user, day);
}

/* 30 + 20 + 20 of 100: class II. */
static void
assess (Casework *casework, gint64 id, const char *user, const char *day)
{
  case_fill (
    casework, id, "hardship-demo-100",
    "{\"members\": 1, \"without_work_ability\": 1, \"health\": \"two_or_more_severe\","
    " \"income_ratio\": \"0.2\", \"rigid_cost_ratio\": \"0\", \"house\": \"brick_concrete\","
    " \"students\": 0, \"assets\": \"more\"}",
    user, day);
}

static void
assess_self_care (Casework *casework, gint64 id, const char *user, const char *day)
{
  g_autofree char *json = g_strdup_printf (
    "{\"trigger\": \"first\", \"assessed_on\": \"%s\", \"eating\": \"can\", \"dressing\": \"can\","
    " \"bed\": \"cannot\", \"toilet\": \"can\", \"walking\": \"can\", \"bathing\": \"cannot\","
    " \"assessor_1\": \"卓玛\", \"assessor_2\": \"马文斌\", \"witness\": \"村干部\"}",
    day);

  case_fill (casework, id, "self-care-assessment", json, user, day);
}

/* What is usual at a step. */
static void
do_step (Casework *casework, const DoudiCase *of, const char *user, const char *day)
{
  gint64 id = of->row->id;

  switch (of->progress.current)
    {
    case DOUDI_STEP_ACCEPT:
      case_record (casework, id, DOUDI_EVENT_ACCEPTED, NULL, user, day);
      break;
    case DOUDI_STEP_AUTHORISE:
      authorise (casework, of, user, day);
      break;
    case DOUDI_STEP_CHECK:
      check (casework, id, user, day);
      break;
    case DOUDI_STEP_SURVEY:
      visit (casework, id, user, day);
      break;
    case DOUDI_STEP_SELF_CARE:
      assess_self_care (casework, id, user, day);
      break;
    case DOUDI_STEP_ASSESS:
      assess (casework, id, user, day);
      break;
    case DOUDI_STEP_HEARING:
      hear (casework, id, user, day);
      break;
    case DOUDI_STEP_OPINION:
      case_record (casework, id, DOUDI_EVENT_OPINION_FOR, "符合条件", user, day);
      break;
    case DOUDI_STEP_FEDERATION:
      case_record (casework, id, DOUDI_EVENT_FEDERATION_AGREED, NULL, user, day);
      break;
    case DOUDI_STEP_SEND_UP:
      case_record (casework, id, DOUDI_EVENT_SENT_UP, NULL, user, day);
      break;
    case DOUDI_STEP_COUNTY_VISIT:
      visit (casework, id, user, day);
      break;
    case DOUDI_STEP_REVIEW:
    case DOUDI_STEP_NOTICE:
    case DOUDI_STEP_APPROVAL_NOTICE:
    case DOUDI_STEP_DECIDE:
    case DOUDI_STEP_INFORM:
    case DOUDI_STEP_PUBLISH:
    case DOUDI_N_STEPS:
    default:
      g_error ("case %" G_GINT64_FORMAT " stands at %s", id,
               doudi_case_step_word (of->progress.current)->name);
    }
}

/* Works a case as far as it can be without a list. */
void
case_work_as (Casework *casework, gint64 id, DoudiCaseStep step, const char *user, const char *day)
{
  for (guint i = 0; i < DOUDI_N_STEPS; i++)
    {
      g_autoptr (DoudiCase) of = case_read (casework, id, day);

      if (of->progress.current == step)
        return;
      do_step (casework, of, user, day);
    }
  g_assert_not_reached ();
}

void
case_work_to (Casework *casework, gint64 id, DoudiCaseStep step, const char *day)
{
  case_work_as (casework, id, step, CASEWORKER, day);
}

/* A list that was put together and submitted. */
gint64
case_list (Casework *casework,
           const char *kind,
           DoudiProgramme programme,
           const gint64 *cases,
           guint n_cases,
           const char *user,
           const char *day)
{
  DoudiSession *session = casework_session (casework, user, day);
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  doudi_case_list_create (session, kind, programme, DOUDI_MONTH_NONE, cases, n_cases, NULL, 0, &id,
                          &error);
  g_assert_no_error (error);
  doudi_case_list_submit (session, id, &error);
  g_assert_no_error (error);
  return id;
}

gboolean
case_decide (Casework *casework,
             gint64 list,
             const char *user,
             const char *day,
             DoudiCaseListResult *result,
             GError **error)
{
  g_autoptr (DoudiCaseListRow) row = doudi_case_list_get (casework->store, list, NULL);

  return doudi_case_list_decide (casework_session (casework, user, day), list, NULL, 0, row->digest,
                                 NULL, result, error);
}

/* Records both notices that a list hangs for, each from the day it was posted. */
void
case_hang (Casework *casework, gint64 list, const char *posted, const char *ended)
{
  g_autoptr (GError) error = NULL;
  guint n;

  doudi_case_list_record_notice (casework_session (casework, CASEWORKER, posted), list,
                                 casework->village, TRUE, doudi_day_parse_iso (posted), "张贴照片",
                                 &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 0);
  doudi_case_list_record_notice (casework_session (casework, CASEWORKER, ended), list,
                                 casework->village, FALSE, doudi_day_parse_iso (ended), "无异议",
                                 &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 0);
}

/* From the opinion to the day after the notices, where the programme hangs any. */
void
case_review (Casework *casework, const gint64 *cases, guint n_cases, DoudiProgramme programme)
{
  gint64 list = case_list (casework, "review", programme, cases, n_cases, CASEWORKER, DAY_REVIEW);
  g_autoptr (GError) error = NULL;
  DoudiCaseListResult result;

  case_decide (casework, list, REVIEWER, DAY_REVIEW, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.approved, ==, n_cases);
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (DoudiCase) of = case_read (casework, cases[i], DAY_POSTED);

      if (of->progress.current == DOUDI_STEP_NOTICE)
        case_hang (casework, list, DAY_POSTED, DAY_ENDED);
    }
  for (guint i = 0; i < n_cases; i++)
    {
      g_autoptr (DoudiCase) of = case_read (casework, cases[i], DAY_ENDED);

      while (of->progress.current != DOUDI_STEP_APPROVAL_NOTICE
             && of->progress.current != DOUDI_STEP_DECIDE)
        {
          do_step (casework, of, CASEWORKER, DAY_ENDED);
          doudi_case_free (of);
          of = case_read (casework, cases[i], DAY_ENDED);
        }
      if (of->progress.current == DOUDI_STEP_APPROVAL_NOTICE && i + 1 == n_cases)
        case_hang (casework, list, DAY_ENDED, DAY_AGAIN_ENDED);
    }
}

/* A case of low income that waits for the decision. */
gint64
case_bring_to_decision (Casework *casework,
                        const CasePerson *persons,
                        guint n_persons,
                        const char *more)
{
  gint64 id = case_open_low_income (casework, persons, n_persons, more, DAY_OPEN);

  case_work_to (casework, id, DOUDI_STEP_REVIEW, DAY_OPEN);
  case_review (casework, &id, 1, DOUDI_PROGRAMME_LOW_INCOME);
  return id;
}
