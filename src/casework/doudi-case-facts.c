/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What the forms of a case say, found by the meaning of their fields.
 */

#include "config.h"

#include "casework/doudi-case-facts.h"

/* Relations that name the head. */
#define HEAD_KEY "head"
#define HEAD_CHINESE "户主"

#define ADULT_YEARS 18

/* Where the fields of a person stand: those of a subject, or of a row of members. */
typedef struct
{
  DoudiFormMeaning name;
  DoudiFormMeaning identity_number;
  DoudiFormMeaning relation;
  DoudiFormMeaning sex;
  DoudiFormMeaning birth;
  DoudiFormMeaning ethnicity;
  DoudiFormMeaning health;
  DoudiFormMeaning work_ability;
  DoudiFormMeaning school;
  DoudiFormMeaning employment;
  DoudiFormMeaning disability_card;
} PersonMeanings;

static const PersonMeanings of_member = {
  .name = DOUDI_MEANING_MEMBER_NAME,
  .identity_number = DOUDI_MEANING_MEMBER_IDENTITY_NUMBER,
  .relation = DOUDI_MEANING_MEMBER_RELATION,
  .sex = DOUDI_MEANING_MEMBER_SEX,
  .birth = DOUDI_MEANING_MEMBER_BIRTH,
  .ethnicity = DOUDI_MEANING_MEMBER_ETHNICITY,
  .health = DOUDI_MEANING_MEMBER_HEALTH,
  .work_ability = DOUDI_MEANING_MEMBER_WORK_ABILITY,
  .school = DOUDI_MEANING_MEMBER_SCHOOL,
  .employment = DOUDI_MEANING_MEMBER_EMPLOYMENT,
  .disability_card = DOUDI_MEANING_MEMBER_DISABILITY_CARD,
};

static const PersonMeanings of_subject = {
  .name = DOUDI_MEANING_SUBJECT_NAME,
  .identity_number = DOUDI_MEANING_SUBJECT_IDENTITY_NUMBER,
  .sex = DOUDI_MEANING_SUBJECT_SEX,
  .birth = DOUDI_MEANING_SUBJECT_BIRTH,
  .ethnicity = DOUDI_MEANING_SUBJECT_ETHNICITY,
  .health = DOUDI_MEANING_SUBJECT_HEALTH,
  .work_ability = DOUDI_MEANING_SUBJECT_WORK_ABILITY,
  .school = DOUDI_MEANING_SUBJECT_SCHOOL,
  .disability_card = DOUDI_MEANING_DISABILITY_CARD,
};

static const char *
find_in (const DoudiFormAnswers *answers, guint row, DoudiFormMeaning meaning)
{
  return meaning != DOUDI_MEANING_NONE ? doudi_form_answers_find_in (answers, row, meaning) : "";
}

static DoudiSex
parse_sex (const char *name)
{
  if (g_str_equal (name, doudi_sex_name (DOUDI_SEX_MALE)))
    return DOUDI_SEX_MALE;
  return g_str_equal (name, doudi_sex_name (DOUDI_SEX_FEMALE)) ? DOUDI_SEX_FEMALE
                                                               : DOUDI_SEX_UNKNOWN;
}

/* The number is the surer witness of sex and birth. */
static void
take_identity (DoudiCaseMember *member, const char *sex, const char *birth, DoudiDay today)
{
  DoudiIdentityNumber number = doudi_identity_number_parse (member->identity_number, today);

  if (doudi_identity_number_is_valid (&number))
    {
      member->sex = number.sex;
      member->birth = number.birth;
      return;
    }
  member->sex = parse_sex (sex);
  member->birth = doudi_day_parse_iso (birth);
}

static void
take_card (DoudiCaseMember *member, DoudiDay today)
{
  DoudiDisabilityCard card;

  if (*member->disability_card == '\0')
    return;
  card = doudi_disability_card_parse (member->disability_card, member->identity_number, today);
  if (card.disability_class == DOUDI_DISABILITY_NONE)
    return;
  member->disability_class = card.disability_class;
  member->grade = card.grade;
}

static DoudiCaseMember
read_person (const DoudiFormAnswers *answers,
             guint row,
             const PersonMeanings *meanings,
             DoudiDay today)
{
  DoudiCaseMember member = {
    .name = find_in (answers, row, meanings->name),
    .identity_number = find_in (answers, row, meanings->identity_number),
    .relation = find_in (answers, row, meanings->relation),
    .ethnicity = find_in (answers, row, meanings->ethnicity),
    .health = find_in (answers, row, meanings->health),
    .work_ability = find_in (answers, row, meanings->work_ability),
    .school = find_in (answers, row, meanings->school),
    .employment = find_in (answers, row, meanings->employment),
    .disability_card = find_in (answers, row, meanings->disability_card),
  };

  member.head
    = g_str_equal (member.relation, HEAD_KEY) || g_str_equal (member.relation, HEAD_CHINESE);
  take_identity (&member, find_in (answers, row, meanings->sex),
                 find_in (answers, row, meanings->birth), today);
  take_card (&member, today);
  return member;
}

/* Class and grade may be written beside a card, or in the place of one. */
static void
take_written_grade (DoudiCaseMember *subject, const DoudiFormAnswers *answers)
{
  const char *written = doudi_form_answers_find (answers, DOUDI_MEANING_DISABILITY_CLASS);
  gint64 grade;

  if (subject->disability_class == DOUDI_DISABILITY_NONE)
    for (int i = DOUDI_DISABILITY_SIGHT; i <= DOUDI_DISABILITY_MULTIPLE; i++)
      if (g_str_equal (written, doudi_disability_class_name ((DoudiDisabilityClass) i)))
        subject->disability_class = (DoudiDisabilityClass) i;
  if (subject->grade == 0
      && g_ascii_string_to_signed (
        doudi_form_answers_find (answers, DOUDI_MEANING_DISABILITY_GRADE), 10, 1, 4, &grade, NULL))
    subject->grade = (int) grade;
}

static gboolean
is_same_person (const DoudiCaseMember *one, const DoudiCaseMember *other)
{
  return *one->identity_number != '\0' || *other->identity_number != '\0'
           ? g_str_equal (one->identity_number, other->identity_number)
           : g_str_equal (one->name, other->name);
}

static gboolean
has_person (const GArray *members, const DoudiCaseMember *member)
{
  for (guint i = 0; i < members->len; i++)
    if (is_same_person (&g_array_index (members, DoudiCaseMember, i), member))
      return TRUE;
  return FALSE;
}

static void
add_subject (GArray *members, const DoudiFormAnswers *answers, DoudiDay today)
{
  DoudiCaseMember subject = read_person (answers, DOUDI_FORM_NO_ROW, &of_subject, today);

  if (*subject.name == '\0')
    return;
  take_written_grade (&subject, answers);
  subject.covered = TRUE;
  g_array_append_val (members, subject);
}

static void
add_rows (GArray *members, const DoudiFormAnswers *answers, DoudiDay today)
{
  guint n = doudi_form_answers_count_rows (answers, DOUDI_MEANING_MEMBERS);

  for (guint row = 0; row < n; row++)
    {
      DoudiCaseMember member = read_person (answers, row, &of_member, today);

      member.covered = doudi_form_answers_find_tick (answers, row, DOUDI_MEANING_MEMBER_COVERED);
      doudi_form_answers_find_fen (answers, row, DOUDI_MEANING_MEMBER_WAGES, &member.wages);
      if (!has_person (members, &member))
        g_array_append_val (members, member);
    }
}

/* Where nobody is ticked the family asks for all. */
static void
cover_all_if_none (GArray *members)
{
  if (doudi_case_count_covered (members) > 0)
    return;
  for (guint i = 0; i < members->len; i++)
    g_array_index (members, DoudiCaseMember, i).covered = TRUE;
}

/* The visit saw what the family had only declared. */
static void
take_found (GArray *members, const DoudiFormAnswers *survey, DoudiDay today)
{
  guint n = doudi_form_answers_count_rows (survey, DOUDI_MEANING_MEMBERS);

  for (guint row = 0; row < n; row++)
    {
      DoudiCaseMember found = read_person (survey, row, &of_member, today);

      for (guint i = 0; i < members->len; i++)
        {
          DoudiCaseMember *member = &g_array_index (members, DoudiCaseMember, i);

          if (!is_same_person (member, &found))
            continue;
          if (*found.health != '\0')
            member->health = found.health;
          if (*found.work_ability != '\0')
            member->work_ability = found.work_ability;
          doudi_form_answers_find_fen (survey, row, DOUDI_MEANING_MEMBER_WAGES, &member->wages);
        }
    }
}

/**
 * doudi_case_list_members:
 * @self: a case
 * @today: the business day
 *
 * Lists whom the case is about: first the subject of a programme for one person, then the members
 * of the household, each once. What the visit found of them goes before what was declared.
 *
 * Returns: (transfer full) (element-type DoudiCaseMember): their texts belong to @self
 */
GArray *
doudi_case_list_members (const DoudiCase *self, DoudiDay today)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (DoudiCaseMember));

  if (self->application == NULL)
    return members;
  add_subject (members, self->application, today);
  if (members->len == 0)
    {
      add_rows (members, self->application, today);
      cover_all_if_none (members);
    }
  else
    add_rows (members, self->application, today);
  if (self->survey != NULL)
    take_found (members, self->survey, today);
  return members;
}

/**
 * doudi_case_find_subject:
 * @members: (element-type DoudiCaseMember): of a case
 * @programme: what is applied for
 *
 * Finds who would draw it: the head for a household, else the subject, who comes first.
 *
 * Returns: (transfer none) (nullable): the person; %NULL where the form names nobody
 */
const DoudiCaseMember *
doudi_case_find_subject (const GArray *members, DoudiProgramme programme)
{
  if (members->len == 0)
    return NULL;
  for (guint i = 0; doudi_programme_info (programme)->for_household && i < members->len; i++)
    if (g_array_index (members, DoudiCaseMember, i).head)
      return &g_array_index (members, DoudiCaseMember, i);
  return &g_array_index (members, DoudiCaseMember, 0);
}

/**
 * doudi_case_count_covered:
 * @members: (element-type DoudiCaseMember): of a case
 *
 * Returns: how many are proposed to be covered
 */
guint
doudi_case_count_covered (const GArray *members)
{
  guint n = 0;

  for (guint i = 0; i < members->len; i++)
    n += g_array_index (members, DoudiCaseMember, i).covered ? 1 : 0;
  return n;
}

static void
add_person (GPtrArray *persons,
            const char *part,
            const char *name,
            const char *identity_number,
            const char *phone,
            const char *account)
{
  DoudiApplicationPerson *person;

  if (*name == '\0')
    return;
  person = g_new0 (DoudiApplicationPerson, 1);
  *person = (DoudiApplicationPerson){ .part = part,
                                      .name = name,
                                      .identity_number = identity_number,
                                      .phone = phone,
                                      .account_number = account };
  g_ptr_array_add (persons, person);
}

static void
add_named (GPtrArray *persons,
           const char *part,
           const DoudiFormAnswers *answers,
           guint row,
           DoudiFormMeaning name,
           DoudiFormMeaning identity_number)
{
  add_person (persons, part, find_in (answers, row, name), find_in (answers, row, identity_number),
              "", "");
}

static void
add_table (GPtrArray *persons,
           const char *part,
           const DoudiFormAnswers *answers,
           DoudiFormMeaning table,
           DoudiFormMeaning name,
           DoudiFormMeaning identity_number)
{
  guint n = doudi_form_answers_count_rows (answers, table);

  for (guint row = 0; row < n; row++)
    add_named (persons, part, answers, row, name, identity_number);
}

static const DoudiApplicationPerson *
find_part (const GPtrArray *persons, const char *part)
{
  for (guint i = 0; i < persons->len; i++)
    {
      const DoudiApplicationPerson *person = g_ptr_array_index (persons, i);

      if (g_str_equal (person->part, part))
        return person;
    }
  return NULL;
}

/**
 * doudi_case_find_drawing:
 * @persons: (element-type DoudiApplicationPerson): of a case
 *
 * Finds who would draw it: the subject of a programme for one person, else the head, else the
 * applicant.
 *
 * Returns: (transfer none) (nullable): the person
 */
const DoudiApplicationPerson *
doudi_case_find_drawing (const GPtrArray *persons)
{
  const DoudiApplicationPerson *person = find_part (persons, "subject");

  if (person == NULL)
    person = find_part (persons, "head");
  return person != NULL ? person : find_part (persons, "applicant");
}

/* Somebody who said yes without a name is kin all the same. */
static void
add_officials (GPtrArray *persons, const DoudiFormAnswers *answers)
{
  add_table (persons, "official", answers, DOUDI_MEANING_KIN_OFFICIALS, DOUDI_MEANING_KIN_NAME,
             DOUDI_MEANING_KIN_IDENTITY_NUMBER);
  if (find_part (persons, "official") == NULL
      && doudi_form_answers_find_tick (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_KIN))
    add_person (persons, "official", "—", "", "", "");
}

/**
 * doudi_case_name_persons:
 * @answers: an application form
 *
 * Lists everybody the form names, for finding the case, for duplicates and for four eyes. The
 * applicant comes first and carries phone and account.
 *
 * Returns: (transfer full) (element-type DoudiApplicationPerson): the texts belong to @answers
 */
GPtrArray *
doudi_case_name_persons (const DoudiFormAnswers *answers)
{
  GPtrArray *persons = g_ptr_array_new_with_free_func (g_free);
  guint n = doudi_form_answers_count_rows (answers, DOUDI_MEANING_MEMBERS);

  add_person (persons, "applicant", doudi_form_answers_find (answers, DOUDI_MEANING_APPLICANT_NAME),
              doudi_form_answers_find (answers, DOUDI_MEANING_APPLICANT_IDENTITY_NUMBER),
              doudi_form_answers_find (answers, DOUDI_MEANING_PHONE),
              doudi_form_answers_find (answers, DOUDI_MEANING_ACCOUNT_NUMBER));
  add_named (persons, "subject", answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_SUBJECT_NAME,
             DOUDI_MEANING_SUBJECT_IDENTITY_NUMBER);
  for (guint row = 0; row < n; row++)
    {
      const char *relation = find_in (answers, row, DOUDI_MEANING_MEMBER_RELATION);
      gboolean head = g_str_equal (relation, HEAD_KEY) || g_str_equal (relation, HEAD_CHINESE);

      add_named (persons, head ? "head" : "member", answers, row, DOUDI_MEANING_MEMBER_NAME,
                 DOUDI_MEANING_MEMBER_IDENTITY_NUMBER);
    }
  add_named (persons, "guardian", answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_GUARDIAN_NAME,
             DOUDI_MEANING_GUARDIAN_IDENTITY_NUMBER);
  add_table (persons, "supporter", answers, DOUDI_MEANING_SUPPORTERS, DOUDI_MEANING_SUPPORTER_NAME,
             DOUDI_MEANING_SUPPORTER_IDENTITY_NUMBER);
  add_officials (persons, answers);
  return persons;
}

/**
 * doudi_case_is_kin:
 * @persons: (element-type DoudiApplicationPerson): of a case
 *
 * Tells whether the family is near kin of staff or of a village cadre (近亲属备案,
 * 民发〔2021〕57号): then the county visits.
 *
 * Returns: whether somebody declared it
 */
gboolean
doudi_case_is_kin (const GPtrArray *persons)
{
  return find_part (persons, "official") != NULL;
}

/**
 * doudi_case_is_minor:
 * @persons: (element-type DoudiApplicationPerson): of a case
 * @today: the business day
 *
 * Tells whether who would draw it is under eighteen: such a name never hangs on a wall. Whoever has
 * no number yet is a child.
 *
 * Returns: whether it is a minor
 */
gboolean
doudi_case_is_minor (const GPtrArray *persons, DoudiDay today)
{
  const DoudiApplicationPerson *person = doudi_case_find_drawing (persons);
  DoudiIdentityNumber number;

  if (person == NULL)
    return FALSE;
  number = doudi_identity_number_parse (person->identity_number, today);
  return !doudi_identity_number_is_valid (&number)
         || doudi_day_age_on (number.birth, today) < ADULT_YEARS;
}

/**
 * doudi_case_find:
 * @self: a case
 * @meaning: of a field that stands in no table
 *
 * Finds what the visit says, and where it says nothing, what the application says.
 *
 * Returns: (transfer none): the answer, "" for none
 */
const char *
doudi_case_find (const DoudiCase *self, DoudiFormMeaning meaning)
{
  const char *found = self->survey != NULL ? doudi_form_answers_find (self->survey, meaning) : "";

  if (*found == '\0' && self->application != NULL)
    found = doudi_form_answers_find (self->application, meaning);
  return found;
}

/* An amount of a row: what was found to be so, else what was declared. */
static DoudiFen
row_amount (const DoudiFormAnswers *answers,
            guint row,
            DoudiFormMeaning verified,
            DoudiFormMeaning declared)
{
  DoudiFen fen = 0;

  if (!doudi_form_answers_find_fen (answers, row, verified, &fen))
    doudi_form_answers_find_fen (answers, row, declared, &fen);
  return fen;
}

/* The form whose table counts: that of the visit, where it has rows. */
static const DoudiFormAnswers *
table_of (const DoudiCase *self, DoudiFormMeaning table)
{
  return self->survey != NULL && doudi_form_answers_count_rows (self->survey, table) > 0
           ? self->survey
           : self->application;
}

static void
add_incomes (const DoudiCase *self, DoudiHouseholdIncome *income)
{
  const DoudiFormAnswers *answers = table_of (self, DOUDI_MEANING_INCOMES);
  guint n = doudi_form_answers_count_rows (answers, DOUDI_MEANING_INCOMES);
  const DoudiFormField *counts
    = doudi_form_find_meaning (doudi_form_answers_get_form (answers), DOUDI_MEANING_INCOME_COUNTS);

  for (guint row = 0; row < n; row++)
    {
      DoudiFen fen
        = row_amount (answers, row, DOUDI_MEANING_INCOME_VERIFIED, DOUDI_MEANING_INCOME_DECLARED);

      if (counts != NULL && g_str_equal (find_in (answers, row, DOUDI_MEANING_INCOME_COUNTS), "no"))
        income->not_counted += fen;
      else if (g_str_equal (find_in (answers, row, DOUDI_MEANING_INCOME_SOURCE), "wages"))
        income->wages += fen;
      else
        income->other += fen;
    }
}

static void
add_expenses (const DoudiCase *self, DoudiHouseholdIncome *income)
{
  const DoudiFormAnswers *answers = table_of (self, DOUDI_MEANING_EXPENSES);
  guint n = doudi_form_answers_count_rows (answers, DOUDI_MEANING_EXPENSES);
  const DoudiWord *cases = doudi_rule_info (DOUDI_RULE_RIGID_COST)->cases;

  for (guint row = 0; row < n; row++)
    {
      int kind = doudi_word_find (cases, find_in (answers, row, DOUDI_MEANING_EXPENSE_KIND));

      if (kind >= 0)
        income->costs[kind] += row_amount (answers, row, DOUDI_MEANING_EXPENSE_VERIFIED,
                                           DOUDI_MEANING_EXPENSE_DECLARED);
    }
}

static void
add_wages (const DoudiCase *self, const GArray *members, DoudiHouseholdIncome *income)
{
  DoudiFen of_members = 0;
  DoudiFen verified = 0;

  for (guint i = 0; i < members->len; i++)
    {
      DoudiFen wages = g_array_index (members, DoudiCaseMember, i).wages;

      of_members += wages;
      income->wage_earners += wages > 0 ? 1 : 0;
    }
  if (self->survey != NULL
      && doudi_form_answers_find_fen (self->survey, DOUDI_FORM_NO_ROW, DOUDI_MEANING_WAGES_VERIFIED,
                                      &verified))
    of_members = verified;
  income->wages += of_members;
}

/**
 * doudi_case_income:
 * @self: a case with an application
 * @members: (element-type DoudiCaseMember): of it
 * @income: (out): what the household has and must spend in a year
 *
 * Adds up the income and the expenses of the household: what was verified, else what was declared.
 *
 * Returns: whether any form tells of an income at all
 */
gboolean
doudi_case_income (const DoudiCase *self, const GArray *members, DoudiHouseholdIncome *income)
{
  *income = (DoudiHouseholdIncome){ .yearly = TRUE };
  if (self->application == NULL)
    return FALSE;
  add_wages (self, members, income);
  add_incomes (self, income);
  add_expenses (self, income);
  if (income->wages > 0 && income->wage_earners == 0)
    income->wage_earners = 1;
  return doudi_form_find_table (doudi_form_answers_get_form (self->application),
                                DOUDI_MEANING_INCOMES)
           != NULL
         || income->wages > 0 || income->other > 0;
}

/* Kinds of assets that are money. */
static gboolean
is_financial (const char *kind)
{
  static const char *const kinds[]
    = { "deposits", "securities", "insurance", "claims", "fintech", NULL };

  return g_strv_contains (kinds, kind);
}

/**
 * doudi_case_assets:
 * @self: a case with an application
 * @assets: (out): financial assets of the household, fen
 *
 * Adds up what the household has in money.
 *
 * Returns: whether a form tells of any
 */
gboolean
doudi_case_assets (const DoudiCase *self, DoudiFen *assets)
{
  const DoudiFormAnswers *answers
    = self->application != NULL ? table_of (self, DOUDI_MEANING_ASSETS) : NULL;
  guint n = answers != NULL ? doudi_form_answers_count_rows (answers, DOUDI_MEANING_ASSETS) : 0;
  gboolean any = FALSE;

  *assets = 0;
  for (guint row = 0; row < n; row++)
    if (is_financial (find_in (answers, row, DOUDI_MEANING_ASSET_KIND)))
      {
        *assets
          += row_amount (answers, row, DOUDI_MEANING_ASSET_VERIFIED, DOUDI_MEANING_ASSET_DECLARED);
        any = TRUE;
      }
  return any;
}
