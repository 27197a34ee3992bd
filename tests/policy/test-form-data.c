/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The forms that come with the program: what an office needs of them, and what the rules need.
 */

#include <string.h>

#include "policy/doudi-form-answers.h"
#include "policy/doudi-form.h"

/* What a case cannot do without, whatever the programme. */
static const DoudiFormMeaning always[] = {
  DOUDI_MEANING_APPLIED_ON,      DOUDI_MEANING_RESIDENCE,
  DOUDI_MEANING_APPLICANT_NAME,  DOUDI_MEANING_LIVING_DIVISION,
  DOUDI_MEANING_PHONE,           DOUDI_MEANING_LIVING_ADDRESS,
  DOUDI_MEANING_MATERIALS,       DOUDI_MEANING_MATERIAL,
  DOUDI_MEANING_MATERIAL_STATE,  DOUDI_MEANING_ACCOUNT_BANK,
  DOUDI_MEANING_ACCOUNT_HOLDER,  DOUDI_MEANING_ACCOUNT_NUMBER,
  DOUDI_MEANING_PLEDGE,          DOUDI_MEANING_OPINION_TOWNSHIP,
  DOUDI_MEANING_OPINION_COUNTY,  DOUDI_MEANING_AMOUNT,
  DOUDI_MEANING_AMOUNT_CAPITALS,
};

/* Who is near kin of an official is registered. */
static const DoudiFormMeaning kin[] = {
  DOUDI_MEANING_KIN,      DOUDI_MEANING_KIN_OFFICIALS, DOUDI_MEANING_KIN_NAME,
  DOUDI_MEANING_KIN_UNIT, DOUDI_MEANING_KIN_RELATION,
};

static const DoudiFormMeaning low_income[] = {
  DOUDI_MEANING_MEMBERS,
  DOUDI_MEANING_MEMBER_IDENTITY_NUMBER,
  DOUDI_MEANING_MEMBER_RELATION,
  DOUDI_MEANING_MEMBER_HEALTH,
  DOUDI_MEANING_MEMBER_WORK_ABILITY,
  DOUDI_MEANING_MEMBER_DISABILITY_CARD,
  DOUDI_MEANING_MEMBER_SCHOOL,
  DOUDI_MEANING_MEMBER_WAGES,
  DOUDI_MEANING_MEMBER_COVERED,
  DOUDI_MEANING_WAGES_VERIFIED,
  DOUDI_MEANING_INCOMES,
  DOUDI_MEANING_INCOME_DECLARED,
  DOUDI_MEANING_INCOME_VERIFIED,
  DOUDI_MEANING_INCOME_COUNTS,
  DOUDI_MEANING_EXPENSES,
  DOUDI_MEANING_EXPENSE_DECLARED,
  DOUDI_MEANING_EXPENSE_VERIFIED,
  DOUDI_MEANING_ASSETS,
  DOUDI_MEANING_ASSET_DECLARED,
  DOUDI_MEANING_ASSET_VERIFIED,
  DOUDI_MEANING_REASON,
  DOUDI_MEANING_SINGLE_PERSON,
  DOUDI_MEANING_NOTICE_FROM,
  DOUDI_MEANING_NOTICE_TO,
};

static const DoudiFormMeaning special_hardship[] = {
  DOUDI_MEANING_SUBJECT_NAME,
  DOUDI_MEANING_SUBJECT_IDENTITY_NUMBER,
  DOUDI_MEANING_SUBJECT_BIRTH,
  DOUDI_MEANING_SUBJECT_INCOME,
  DOUDI_MEANING_SUBJECT_WORK_ABILITY,
  DOUDI_MEANING_SUBJECT_SCHOOL,
  DOUDI_MEANING_DISABILITY_CLASS,
  DOUDI_MEANING_DISABILITY_GRADE,
  DOUDI_MEANING_SUPPORTERS,
  DOUDI_MEANING_ASSETS,
  DOUDI_MEANING_CARE,
  DOUDI_MEANING_INSTITUTION,
  DOUDI_MEANING_CARER,
  DOUDI_MEANING_SELF_CARE,
  DOUDI_MEANING_NOTICE_FROM,
  DOUDI_MEANING_NOTICE_TO,
};

static const DoudiFormMeaning children[] = {
  DOUDI_MEANING_SUBJECT_NAME,
  DOUDI_MEANING_SUBJECT_IDENTITY_NUMBER,
  DOUDI_MEANING_SUBJECT_BIRTH,
  DOUDI_MEANING_SUBJECT_SCHOOL,
  DOUDI_MEANING_FATHER_NAME,
  DOUDI_MEANING_FATHER_SITUATION,
  DOUDI_MEANING_FATHER_SINCE,
  DOUDI_MEANING_FATHER_UNTIL,
  DOUDI_MEANING_MOTHER_NAME,
  DOUDI_MEANING_MOTHER_SITUATION,
  DOUDI_MEANING_MOTHER_SINCE,
  DOUDI_MEANING_MOTHER_UNTIL,
  DOUDI_MEANING_GUARDIAN_NAME,
  DOUDI_MEANING_GUARDIAN_IDENTITY_NUMBER,
  DOUDI_MEANING_CARE,
  DOUDI_MEANING_INSTITUTION,
  DOUDI_MEANING_HOUSEHOLD_SHARE,
  DOUDI_MEANING_OTHER_ALLOWANCES,
};

static const DoudiFormMeaning disability[] = {
  DOUDI_MEANING_SUBJECT_NAME,     DOUDI_MEANING_SUBJECT_IDENTITY_NUMBER,
  DOUDI_MEANING_DISABILITY_CARD,  DOUDI_MEANING_DISABILITY_CLASS,
  DOUDI_MEANING_DISABILITY_GRADE, DOUDI_MEANING_CARE_NEEDED_MONTHS,
  DOUDI_MEANING_OTHER_ALLOWANCES, DOUDI_MEANING_HOUSEHOLD_SHARE,
  DOUDI_MEANING_GUARDIAN_NAME,    DOUDI_MEANING_OPINION_FEDERATION,
};

static const DoudiFormMeaning temporary_aid[] = {
  DOUDI_MEANING_APPLICANT_IDENTITY_NUMBER,
  DOUDI_MEANING_MEMBERS,
  DOUDI_MEANING_AID_KIND,
  DOUDI_MEANING_AID_CAUSE,
  DOUDI_MEANING_AID_HAPPENED_ON,
  DOUDI_MEANING_AID_PERSONS,
  DOUDI_MEANING_AID_MONTHS,
  DOUDI_MEANING_AID_ASSESSED,
  DOUDI_MEANING_AID_EARLIER,
  DOUDI_MEANING_AID_FAMILY_KIND,
  DOUDI_MEANING_AID_FUND,
  DOUDI_MEANING_AID_PAID_ON,
  DOUDI_MEANING_AID_PAID,
  DOUDI_MEANING_AID_FORMULA,
};

static const DoudiFormMeaning home_visit[] = {
  DOUDI_MEANING_VISITED_ON,      DOUDI_MEANING_INVESTIGATOR_1, DOUDI_MEANING_INVESTIGATOR_2,
  DOUDI_MEANING_INTERVIEWEE,     DOUDI_MEANING_MEMBERS,        DOUDI_MEANING_WAGES_VERIFIED,
  DOUDI_MEANING_INCOME_VERIFIED, DOUDI_MEANING_INCOME_COUNTS,  DOUDI_MEANING_EXPENSE_VERIFIED,
  DOUDI_MEANING_ASSET_VERIFIED,  DOUDI_MEANING_SUPPORTERS,     DOUDI_MEANING_FINDING,
  DOUDI_MEANING_CONCLUSION,      DOUDI_MEANING_PROPOSED_CLASS, DOUDI_MEANING_INCOME_STABLE,
};

static const DoudiFormMeaning self_care[] = {
  DOUDI_MEANING_ASSESSED_ON,       DOUDI_MEANING_ASSESSOR_1,       DOUDI_MEANING_ASSESSOR_2,
  DOUDI_MEANING_WITNESS,           DOUDI_MEANING_SELF_CARE_EATING, DOUDI_MEANING_SELF_CARE_DRESSING,
  DOUDI_MEANING_SELF_CARE_BED,     DOUDI_MEANING_SELF_CARE_TOILET, DOUDI_MEANING_SELF_CARE_WALKING,
  DOUDI_MEANING_SELF_CARE_BATHING,
};

static const DoudiFormMeaning hearing[] = {
  DOUDI_MEANING_HELD_ON,          DOUDI_MEANING_HOST,           DOUDI_MEANING_RECORDER,
  DOUDI_MEANING_INVITED,          DOUDI_MEANING_ATTENDEES,      DOUDI_MEANING_ATTENDEE_IDENTITY,
  DOUDI_MEANING_ATTENDEE_RECUSED, DOUDI_MEANING_VOTES_FOR,      DOUDI_MEANING_VOTES_AGAINST,
  DOUDI_MEANING_VOTES_ABSTAINED,  DOUDI_MEANING_HEARING_RESULT,
};

static const DoudiFormMeaning authorisation[] = {
  DOUDI_MEANING_SIGNERS,    DOUDI_MEANING_SIGNER_NAME, DOUDI_MEANING_SIGNER_IDENTITY_NUMBER,
  DOUDI_MEANING_SIGNER_FOR, DOUDI_MEANING_SIGNED_ON,   DOUDI_MEANING_EXPIRES_ON,
};

#define NEEDS(list) list, G_N_ELEMENTS (list)

static const struct
{
  const char *form;
  const DoudiFormMeaning *meanings;
  guint n_meanings;
} needs[] = {
  { "low-income-application", NEEDS (always) },
  { "low-income-application", NEEDS (kin) },
  { "low-income-application", NEEDS (low_income) },
  { "special-hardship-application", NEEDS (always) },
  { "special-hardship-application", NEEDS (kin) },
  { "special-hardship-application", NEEDS (special_hardship) },
  { "child-application", NEEDS (always) },
  { "child-application", NEEDS (children) },
  { "disability-application", NEEDS (always) },
  { "disability-application", NEEDS (disability) },
  { "temporary-aid-application", NEEDS (always) },
  { "temporary-aid-application", NEEDS (kin) },
  { "temporary-aid-application", NEEDS (temporary_aid) },
  { "home-visit", NEEDS (home_visit) },
  { "self-care-assessment", NEEDS (self_care) },
  { "hearing-record", NEEDS (hearing) },
  { "check-authorisation", NEEDS (authorisation) },
};

static DoudiForm *
load (const char *id)
{
  g_autoptr (GError) error = NULL;
  DoudiForm *form = doudi_form_load_bundled (id, &error);

  if (form == NULL)
    g_error ("%s: %s", id, error->message);
  return form;
}

static GStrv
list (void)
{
  g_autoptr (GError) error = NULL;
  GStrv ids = doudi_form_list_bundled (&error);

  g_assert_no_error (error);
  return ids;
}

static gboolean
knows (const DoudiForm *form, DoudiFormMeaning meaning)
{
  return doudi_form_meaning_is_table (meaning) ? doudi_form_find_table (form, meaning) != NULL
                                               : doudi_form_find_meaning (form, meaning) != NULL;
}

static void
test_needs (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      g_autoptr (DoudiForm) form = load (needs[i].form);

      for (guint j = 0; j < needs[i].n_meanings; j++)
        if (!knows (form, needs[i].meanings[j]))
          g_error ("%s: no field means %s", needs[i].form,
                   doudi_form_meaning_name (needs[i].meanings[j]));
    }
}

/* Somebody who does not read Chinese can work with every word. */
static void
assert_english (const DoudiForm *form, const char *where, const DoudiAssessmentText *text)
{
  if (text->chinese != NULL && *text->chinese != '\0'
      && (text->english == NULL || *text->english == '\0'))
    g_error ("%s: %s: no English for “%s”", form->id, where, text->chinese);
}

static void
check_field (const DoudiForm *form, const DoudiFormField *field)
{
  assert_english (form, field->key, &field->label);
  assert_english (form, field->key, &field->help);
  for (guint i = 0; field->options != NULL && i < field->options->len; i++)
    {
      const DoudiFormOption *option = g_ptr_array_index (field->options, i);

      assert_english (form, field->key, &option->label);
    }
}

static void
test_words (void)
{
  g_auto (GStrv) ids = list ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (DoudiForm) form = load (ids[i]);

      g_assert_cmpstr (form->id, ==, ids[i]);
      assert_english (form, "title", &form->title);
      g_assert_nonnull (form->source);
      for (guint j = 0; j < form->sections->len; j++)
        {
          const DoudiFormSection *section = g_ptr_array_index (form->sections, j);

          assert_english (form, section->key, &section->label);
          assert_english (form, section->key, &section->help);
          for (guint k = 0; k < section->fields->len; k++)
            check_field (form, g_ptr_array_index (section->fields, k));
        }
    }
}

/* Every programme that is applied for, every kind of form and every slip is there. */
static void
test_coverage (void)
{
  g_auto (GStrv) ids = list ();
  DoudiDay day = doudi_day_new (2018, 6, 8);
  guint programmes = 0;
  guint kinds = 0;
  guint slips = 0;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (DoudiForm) form = load (ids[i]);

      g_assert_true (doudi_form_is_in_force (form, day));
      if (form->kind == DOUDI_FORM_APPLICATION)
        {
          g_assert_cmpuint (programmes & form->programmes, ==, 0);
          programmes |= form->programmes;
        }
      kinds |= 1u << form->kind;
      slips |= 1u << form->slip;
    }
  g_assert_cmphex (programmes, ==,
                   ((1u << DOUDI_PROGRAMME_PRICE_SUBSIDY) - 1) & ~(1u << DOUDI_PROGRAMME_NONE));
  g_assert_cmphex (kinds | 1u << DOUDI_FORM_ASSESSMENT, ==, (1u << DOUDI_N_FORM_KINDS) - 1);
  g_assert_cmphex (slips, ==, (1u << DOUDI_N_SLIPS) - 1);
}

/* Children never stand on a notice, so their form has no place for its days. */
static void
test_child_has_no_notice (void)
{
  g_autoptr (DoudiForm) form = load ("child-application");

  g_assert_null (doudi_form_find_meaning (form, DOUDI_MEANING_NOTICE_FROM));
  g_assert_null (doudi_form_find_meaning (form, DOUDI_MEANING_NOTICE_TO));
}

static void
assert_options (const char *id, DoudiFormMeaning meaning, const char *keys)
{
  g_autoptr (DoudiForm) form = load (id);
  const DoudiFormField *field = doudi_form_find_meaning (form, meaning);
  g_auto (GStrv) wanted = g_strsplit (keys, " ", 0);

  g_assert_nonnull (field);
  g_assert_cmpuint (field->options->len, ==, g_strv_length (wanted));
  for (guint i = 0; wanted[i] != NULL; i++)
    g_assert_nonnull (doudi_form_field_find_option (field, wanted[i]));
}

/* The words that the rules know. */
static void
test_options (void)
{
  assert_options ("low-income-application", DOUDI_MEANING_RESIDENCE, "rural urban");
  assert_options ("low-income-application", DOUDI_MEANING_MEMBER_HEALTH,
                  "healthy chronic serious disabled");
  assert_options ("low-income-application", DOUDI_MEANING_MEMBER_WORK_ABILITY,
                  "able partly unable");
  assert_options ("low-income-application", DOUDI_MEANING_MEMBER_SCHOOL,
                  "none compulsory secondary higher");
  assert_options ("low-income-application", DOUDI_MEANING_INCOME_SOURCE,
                  "wages business property transfer other");
  assert_options ("low-income-application", DOUDI_MEANING_EXPENSE_KIND,
                  "medical disability education work other");
  assert_options ("low-income-application", DOUDI_MEANING_MATERIAL_STATE,
                  "given missing looked-up");
  assert_options ("child-application", DOUDI_MEANING_FATHER_SITUATION,
                  "able dead declared-missing not-found severe-disability serious-illness prison "
                  "compulsory-detoxification restricted out-of-contact custody-revoked deported");
  assert_options ("child-application", DOUDI_MEANING_CARE, "home institution");
  assert_options ("disability-application", DOUDI_MEANING_DISABILITY_CLASS,
                  "sight hearing speech limb intellectual mental multiple");
  assert_options ("disability-application", DOUDI_MEANING_DISABILITY_GRADE, "1 2 3 4");
  assert_options ("temporary-aid-application", DOUDI_MEANING_AID_KIND,
                  "expense urgent urgent-small accident special");
  assert_options ("temporary-aid-application", DOUDI_MEANING_AID_FUND, "county reserve");
  assert_options ("home-visit", DOUDI_MEANING_CONCLUSION, "fits does-not-fit");
  assert_options ("home-visit", DOUDI_MEANING_PROPOSED_CLASS, "1 2 3 4");
  assert_options ("hearing-record", DOUDI_MEANING_ATTENDEE_IDENTITY,
                  "township village delegate villager");
  assert_options ("self-care-assessment", DOUDI_MEANING_SELF_CARE_BED, "can cannot");
}

typedef struct
{
  const char *key;
  guint row;
  const char *typed;
} Typed;

/* What somebody types who has the paper of a household of four before him; the rest is offered,
 * computed, or may stay empty. */
static const Typed household_of_four[] = {
  { "residence", DOUDI_FORM_NO_ROW, "rural" },
  { "applied_on", DOUDI_FORM_NO_ROW, "2018-06-08" },
  { "applicant_name", DOUDI_FORM_NO_ROW, "王建国" },
  { "applicant_number", DOUDI_FORM_NO_ROW, "620102196506010013" },
  { "living_division", DOUDI_FORM_NO_ROW, "623021100200" },
  { "members.name", 0, "王建国" },
  { "members.number", 0, "620102196506010013" },
  { "members.health", 0, "chronic" },
  { "members.work_ability", 0, "partly" },
  { "members.wages", 0, "6000" },
  { "members.name", 1, "李秀英" },
  { "members.relation", 1, "spouse" },
  { "members.number", 1, "620102196803120024" },
  { "members.health", 1, "healthy" },
  { "members.work_ability", 1, "able" },
  { "members.covered", 1, "yes" },
  { "members.name", 2, "王小军" },
  { "members.relation", 2, "son" },
  { "members.number", 2, "620102200309050031" },
  { "members.health", 2, "healthy" },
  { "members.work_ability", 2, "able" },
  { "members.covered", 2, "yes" },
  { "members.name", 3, "王小梅" },
  { "members.relation", 3, "daughter" },
  { "members.number", 3, "620102200801150042" },
  { "members.health", 3, "healthy" },
  { "members.work_ability", 3, "unable" },
  { "incomes.declared", 0, "1200.50" },
  { "reason", DOUDI_FORM_NO_ROW, "illness" },
  { "pledge", DOUDI_FORM_NO_ROW, "yes" },
};

static const DoudiFormField *
find (const DoudiForm *form, const char *key)
{
  const DoudiFormField *field = doudi_form_find_field (form, key);

  if (field == NULL)
    g_error ("%s has no field %s", form->id, key);
  return field;
}

/* What can be looked up is marked so already; of the other papers it is said that they are here. */
static guint
give_papers (DoudiFormAnswers *answers, const DoudiForm *form)
{
  const DoudiFormSection *materials = doudi_form_find_section (form, "materials");
  const DoudiFormField *state = find (form, "materials.state");
  guint n_given = 0;

  for (guint row = 0; row < doudi_form_answers_get_n_rows (answers, materials); row++)
    {
      if (*doudi_form_answers_get (answers, row, state) != '\0')
        continue;
      doudi_form_answers_set (answers, row, state, "given");
      n_given++;
    }
  return n_given;
}

static void
assert_answer (const DoudiFormAnswers *answers, const char *key, guint row, const char *expected)
{
  const DoudiForm *form = doudi_form_answers_get_form (answers);

  g_assert_cmpstr (doudi_form_answers_get (answers, row, find (form, key)), ==, expected);
}

/* A household of four is complete with what is on the paper, and the rest follows. */
static void
test_household_of_four (void)
{
  g_autoptr (DoudiForm) form = load ("low-income-application");
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);
  g_autoptr (GPtrArray) problems = NULL;
  DoudiDay day = doudi_day_new (2018, 6, 8);

  for (guint i = 0; i < G_N_ELEMENTS (household_of_four); i++)
    doudi_form_answers_set (answers, household_of_four[i].row,
                            find (form, household_of_four[i].key), household_of_four[i].typed);
  g_assert_cmpuint (give_papers (answers, form), >, 0);
  doudi_form_answers_compute (answers, day);
  problems = doudi_form_answers_check (answers, day);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", ((DoudiFormProblem *) g_ptr_array_index (problems, i))->message);
  g_assert_false (doudi_form_problems_have_error (problems));
  assert_answer (answers, "persons", DOUDI_FORM_NO_ROW, "4");
  assert_answer (answers, "covered_persons", DOUDI_FORM_NO_ROW, "3");
  assert_answer (answers, "declared_sum", DOUDI_FORM_NO_ROW, "7200.50");
  assert_answer (answers, "members.sex", 1, "female");
  assert_answer (answers, "members.birth", 2, "2003-09-05");
  assert_answer (answers, "members.age", 2, "14");
  assert_answer (answers, "members.relation", 0, "head");
}

/* What is written in sentences is printed with the marks it was typed with. */
static void
test_sentences (void)
{
  g_autoptr (DoudiForm) form = load ("low-income-application");
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);

  doudi_form_answers_set (answers, DOUDI_FORM_NO_ROW, find (form, "statement"),
                          "　户主患病，（长期）\n收入１２００元 ；　无人劳动。 ");
  assert_answer (answers, "statement", DOUDI_FORM_NO_ROW,
                 "户主患病，（长期）\n收入1200元；无人劳动。");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/form-data/needs", test_needs);
  g_test_add_func ("/form-data/words", test_words);
  g_test_add_func ("/form-data/coverage", test_coverage);
  g_test_add_func ("/form-data/child-has-no-notice", test_child_has_no_notice);
  g_test_add_func ("/form-data/options", test_options);
  g_test_add_func ("/form-data/household-of-four", test_household_of_four);
  g_test_add_func ("/form-data/sentences", test_sentences);
  return g_test_run ();
}
