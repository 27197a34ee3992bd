/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The forms that a caseload uses, and what the program writes on the papers of a case.
 */

#include "casework-fixture.h"

#include <string.h>

#include "casework/doudi-case-filling.h"
#include "casework/doudi-case-work.h"
#include "casework/doudi-forms.h"

#define DAY "2018-06-08"
#define FORM "low-income-application"

static DoudiDay
today (void)
{
  return doudi_day_parse_iso (DAY);
}

static void
test_find (Casework *casework, gconstpointer data)
{
  static const struct
  {
    DoudiFormKind kind;
    DoudiFormSlip slip;
    DoudiProgramme programme;
    const char *id;
  } cases[] = {
    { DOUDI_FORM_APPLICATION, DOUDI_SLIP_NONE, DOUDI_PROGRAMME_LOW_INCOME, FORM },
    { DOUDI_FORM_APPLICATION, DOUDI_SLIP_NONE, DOUDI_PROGRAMME_TEMPORARY_AID,
      "temporary-aid-application" },
    { DOUDI_FORM_ASSESSMENT, DOUDI_SLIP_NONE, DOUDI_PROGRAMME_LOW_INCOME, "hardship-demo-100" },
    { DOUDI_FORM_SLIP, DOUDI_SLIP_REFUSAL, DOUDI_PROGRAMME_ORPHAN, "slip-refusal" },
    { DOUDI_FORM_HEARING, DOUDI_SLIP_NONE, DOUDI_PROGRAMME_NONE, "hearing-record" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DoudiForm) form
        = doudi_forms_find (i % 2 == 0 ? casework->store : NULL, cases[i].kind, cases[i].slip,
                            cases[i].programme, today (), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (form->id, ==, cases[i].id);
    }
  assert_refused (doudi_forms_find (casework->store, DOUDI_FORM_APPLICATION, DOUDI_SLIP_NONE,
                                    DOUDI_PROGRAMME_PRICE_SUBSIDY, today (), error),
                  DOUDI_ERROR_NOT_FOUND);
  assert_refused (doudi_forms_get (casework->store, "no-such-form", today (), error),
                  DOUDI_ERROR_NOT_FOUND);
  assert_refused (doudi_forms_get (casework->store, FORM, doudi_day_new (1970, 1, 1), error),
                  DOUDI_ERROR_NOT_FOUND);
}

/* The form of the program, issued anew by the county. */
static char *
county_version (const char *version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiForm) form = doudi_form_load_bundled (FORM, &error);
  GString *json;

  g_assert_no_error (error);
  json = g_string_new (form->json);
  g_assert_cmpuint (g_string_replace (json, "\"version\": \"1\"", version, 1), ==, 1);
  return g_string_free (json, FALSE);
}

static gboolean
submit (DoudiSession *session, const char *json, gboolean *adopted, GError **error)
{
  gint64 id = 0;

  return doudi_forms_submit (session, json, "county.json", &id, adopted, error) && id > 0;
}

static char *
version_in_use (Casework *casework)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiForm) form = doudi_forms_get (casework->store, FORM, today (), &error);

  g_assert_no_error (error);
  return g_strdup (form->version);
}

static void
assert_version (Casework *casework, const char *expected)
{
  g_autofree char *version = version_in_use (casework);

  g_assert_cmpstr (version, ==, expected);
}

/* One proposes, another adopts; the former one is in use until then. */
static void
test_adopt (Casework *casework, gconstpointer data)
{
  DoudiSession *reviewer = casework_session (casework, REVIEWER, DAY);
  DoudiSession *director = casework_session (casework, DIRECTOR, DAY);
  g_autofree char *json = county_version ("\"version\": \"2018-1\"");
  g_autofree char *later = county_version ("\"version\": \"2018-2\"");
  g_autoptr (GError) failure = NULL;
  gboolean adopted = TRUE;

  assert_refused (submit (director, json, &adopted, error), DOUDI_ERROR_FOUR_EYES);
  g_assert_true (submit (reviewer, json, &adopted, &failure));
  g_assert_no_error (failure);
  g_assert_false (adopted);
  assert_version (casework, "1");
  assert_refused (submit (reviewer, json, &adopted, error), DOUDI_ERROR_CONFLICT);
  assert_refused (submit (director, later, &adopted, error), DOUDI_ERROR_FOUR_EYES);
  g_assert_true (submit (director, json, &adopted, &failure));
  g_assert_no_error (failure);
  g_assert_true (adopted);
  assert_version (casework, "2018-1");
  assert_refused (submit (director, json, &adopted, error), DOUDI_ERROR_CONFLICT);
  assert_refused (submit (reviewer, json, &adopted, error), DOUDI_ERROR_CONFLICT);
  g_assert_true (submit (casework_session (casework, ADMINISTRATOR, DAY), later, &adopted, NULL));
  g_assert_true (submit (director, later, &adopted, NULL));
  assert_version (casework, "2018-2");
  g_assert_true (casework_verifies (casework, "audit-chain"));
}

static void
test_refused (Casework *casework, gconstpointer data)
{
  g_autofree char *json = county_version ("\"version\": \"2\"");
  gboolean adopted;

  assert_refused (submit (casework_session (casework, CASEWORKER, DAY), json, &adopted, error),
                  DOUDI_ERROR_NOT_ALLOWED);
  assert_refused (submit (casework_session (casework, REVIEWER, DAY), "{}", &adopted, error),
                  DOUDI_ERROR_BAD_DATA);
  assert_version (casework, "1");
}

static const DoudiFormEntry *
find_entry (GPtrArray *entries, const char *version)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const DoudiFormEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->form->id, FORM) && g_str_equal (entry->form->version, version))
        return entry;
    }
  return NULL;
}

static void
test_list (Casework *casework, gconstpointer data)
{
  g_autofree char *json = county_version ("\"version\": \"2\"");
  g_autoptr (GPtrArray) entries = NULL;
  const DoudiFormEntry *entry;
  gboolean adopted;

  g_assert_true (submit (casework_session (casework, REVIEWER, DAY), json, &adopted, NULL));
  entries = doudi_forms_list (casework_session (casework, CASEWORKER, DAY), NULL);
  entry = find_entry (entries, "2");
  g_assert_cmpstr (entry->state, ==, "proposed");
  g_assert_cmpstr (entry->proposed_by, ==, REVIEWER);
  g_assert_false (entry->in_force);
  g_assert_true (find_entry (entries, "1")->in_force);
  g_clear_pointer (&entries, g_ptr_array_unref);
  g_assert_true (submit (casework_session (casework, DIRECTOR, DAY), json, &adopted, NULL));
  entries = doudi_forms_list (casework_session (casework, CASEWORKER, DAY), NULL);
  entry = find_entry (entries, "2");
  g_assert_cmpstr (entry->state, ==, "adopted");
  g_assert_cmpstr (entry->adopted_by, ==, DIRECTOR);
  g_assert_true (entry->in_force);
  g_assert_false (find_entry (entries, "1")->in_force);
}

/* Invented numbers with a right check character. */
static char *
invent_number (guint serial)
{
  g_autofree char *first = g_strdup_printf ("62302719600115%03u", serial);

  return g_strdup_printf ("%s%c", first, doudi_identity_number_check_character (first));
}

static void
set_in (DoudiFormAnswers *answers, guint row, const char *path, const char *typed)
{
  const DoudiFormField *field = doudi_form_find_field (doudi_form_answers_get_form (answers), path);

  g_assert_nonnull (field);
  doudi_form_answers_set (answers, row, field, typed);
}

static DoudiFormAnswers *
fill_application (Casework *casework)
{
  g_autoptr (DoudiForm) form = doudi_form_load_bundled (FORM, NULL);
  DoudiFormAnswers *answers = doudi_form_answers_new (form);
  g_autofree char *head = invent_number (1);
  g_autofree char *wife = invent_number (2);

  set_in (answers, DOUDI_FORM_NO_ROW, "residence", "rural");
  set_in (answers, DOUDI_FORM_NO_ROW, "applied_on", "2018-06-04");
  set_in (answers, DOUDI_FORM_NO_ROW, "applicant_name", "才让扎西");
  set_in (answers, DOUDI_FORM_NO_ROW, "applicant_number", head);
  set_in (answers, DOUDI_FORM_NO_ROW, "applicant_relation", "head");
  set_in (answers, DOUDI_FORM_NO_ROW, "phone", "13909410000");
  set_in (answers, DOUDI_FORM_NO_ROW, "living_division", casework->village);
  set_in (answers, DOUDI_FORM_NO_ROW, "living_address", "三社26号");
  set_in (answers, DOUDI_FORM_NO_ROW, "registered_address", "三社26号");
  set_in (answers, DOUDI_FORM_NO_ROW, "kin", "no");
  set_in (answers, DOUDI_FORM_NO_ROW, "reason", "illness");
  set_in (answers, DOUDI_FORM_NO_ROW, "pledge", "yes");
  for (guint i = 0; i < 2; i++)
    {
      set_in (answers, i, "members.name", i == 0 ? "才让扎西" : "拉毛草");
      set_in (answers, i, "members.relation", i == 0 ? "head" : "spouse");
      set_in (answers, i, "members.number", i == 0 ? head : wife);
      set_in (answers, i, "members.health", "healthy");
      set_in (answers, i, "members.work_ability", "able");
      set_in (answers, i, "members.wages", "2400.00");
      set_in (answers, i, "members.covered", "yes");
    }
  doudi_form_answers_compute (answers, today ());
  return answers;
}

static gint64
open_case (Casework *casework)
{
  g_autoptr (DoudiFormAnswers) answers = fill_application (casework);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  const DoudiCaseOpening opening = { DOUDI_PROGRAMME_LOW_INCOME, "counter", FALSE };
  gint64 id = 0;

  doudi_case_open (casework_session (casework, CASEWORKER, DAY), answers, &opening, &id, &problems,
                   &error);
  for (guint i = 0; error != NULL && problems != NULL && i < problems->len; i++)
    g_test_message ("%s", ((DoudiFormProblem *) g_ptr_array_index (problems, i))->message);
  g_assert_no_error (error);
  return id;
}

static void
record (Casework *casework, gint64 id, DoudiCaseEvent event, const char *words)
{
  g_autoptr (GError) error = NULL;

  doudi_case_record (casework_session (casework, CASEWORKER, DAY), id, event, today (), words,
                     &error);
  g_assert_no_error (error);
}

static DoudiCase *
get_case (Casework *casework, gint64 id)
{
  g_autoptr (GError) error = NULL;
  DoudiCase *self = doudi_case_get (casework_session (casework, CASEWORKER, DAY), id, &error);

  g_assert_no_error (error);
  return self;
}

static void
assert_known (const DoudiFormFilling *filling, DoudiFormMeaning meaning, const char *expected)
{
  g_assert_cmpstr (doudi_form_filling_get (filling, meaning), ==, expected);
}

static void
test_filling (Casework *casework, gconstpointer data)
{
  gint64 id = open_case (casework);
  g_autoptr (DoudiCase) self = NULL;
  g_autoptr (DoudiFormFilling) filling = NULL;
  g_autoptr (GError) error = NULL;

  record (casework, id, DOUDI_EVENT_PAPERS_MISSING, "诊断证明");
  record (casework, id, DOUDI_EVENT_PAPERS_COMPLETE, "");
  record (casework, id, DOUDI_EVENT_ACCEPTED, "");
  self = get_case (casework, id);
  filling = doudi_case_filling_read (casework_session (casework, CASEWORKER, DAY), self, &error);
  g_assert_no_error (error);
  assert_known (filling, DOUDI_MEANING_CASE_NUMBER, self->row->number);
  assert_known (filling, DOUDI_MEANING_TOWNSHIP, self->township);
  assert_known (filling, DOUDI_MEANING_VILLAGE, self->village);
  assert_known (filling, DOUDI_MEANING_PROGRAMME, "农村最低生活保障");
  assert_known (filling, DOUDI_MEANING_APPLIED_ON, "2018年6月4日");
  assert_known (filling, DOUDI_MEANING_ACCEPTED_ON, "2018年6月8日");
  assert_known (filling, DOUDI_MEANING_TODAY, "2018年6月8日");
  assert_known (filling, DOUDI_MEANING_MISSING_PAPERS, "诊断证明");
  assert_known (filling, DOUDI_MEANING_MEMBERS_COUNT, "2人");
  assert_known (filling, DOUDI_MEANING_APPLICANT_NAME, "才让扎西");
  assert_known (filling, DOUDI_MEANING_DECIDED_ON, "");
  assert_known (filling, DOUDI_MEANING_OPINION_COUNTY, "");
}

/* Who was turned away at the counter gets the reason, from the township. */
static void
test_not_accepted (Casework *casework, gconstpointer data)
{
  gint64 id = open_case (casework);
  g_autoptr (DoudiCase) self = NULL;
  g_autoptr (DoudiFormFilling) filling = NULL;
  g_autofree char *organ = NULL;

  record (casework, id, DOUDI_EVENT_NOT_ACCEPTED, "户籍不在本县");
  self = get_case (casework, id);
  filling = doudi_case_filling_read (casework_session (casework, CASEWORKER, DAY), self, NULL);
  organ = g_strconcat (self->township,
                       g_str_has_suffix (self->township, "街道") ? "办事处" : "人民政府", NULL);
  assert_known (filling, DOUDI_MEANING_DECISION_REASON, "户籍不在本县");
  assert_known (filling, DOUDI_MEANING_DECIDED_ON, "2018年6月8日");
  assert_known (filling, DOUDI_MEANING_ORGAN, organ);
}

/* What was filled in stands on its form; a new form has what the application says. */
static void
test_answers (Casework *casework, gconstpointer data)
{
  gint64 id = open_case (casework);
  g_autoptr (DoudiCase) self = get_case (casework, id);
  g_autoptr (DoudiForm) application = doudi_form_load_bundled (FORM, NULL);
  g_autoptr (DoudiForm) authorisation = doudi_form_load_bundled ("check-authorisation", NULL);
  g_autoptr (DoudiFormAnswers) filled = doudi_case_answers_for (self, application, NULL);
  g_autoptr (DoudiFormAnswers) fresh = doudi_case_answers_for (self, authorisation, NULL);

  g_assert_true (doudi_form_answers_equal (filled, self->application));
  g_assert_true (doudi_case_has_filled (self, application));
  g_assert_false (doudi_case_has_filled (self, authorisation));
  g_assert_cmpuint (doudi_form_answers_count_rows (fresh, DOUDI_MEANING_SIGNERS), ==, 2);
  g_assert_cmpstr (doudi_form_answers_find_in (fresh, 1, DOUDI_MEANING_SIGNER_NAME), ==, "拉毛草");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/casework/forms/" name, Casework, NULL, casework_set_up, func, casework_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("find", test_find);
  ADD ("adopt", test_adopt);
  ADD ("refused", test_refused);
  ADD ("list", test_list);
  ADD ("filling", test_filling);
  ADD ("not-accepted", test_not_accepted);
  ADD ("answers", test_answers);
  return g_test_run ();
}
