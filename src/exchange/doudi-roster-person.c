/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-roster-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-disability-card.h"
#include "base/doudi-text.h"
#include "exchange/doudi-roster-words.h"

#define NAME_LENGTH_MAX 60

/* For a person whose relation to the head the sheet does not say (GB/T 4761). */
#define RELATION_OTHER "其他"

/* What is kept of a person as the sheet says it. */
static const struct
{
  DoudiField field;
  const char *kind;
} plain_facts[] = {
  { DOUDI_FIELD_HEALTH, "health" },           { DOUDI_FIELD_WORK_ABILITY, "work-ability" },
  { DOUDI_FIELD_SCHOOLING, "schooling" },     { DOUDI_FIELD_EMPLOYMENT, "employment" },
  { DOUDI_FIELD_INSTITUTION, "institution" }, { DOUDI_FIELD_REMARK, "remark" },
};

static void
hold_identity (DoudiRoster *roster,
               int row,
               const DoudiRosterValue *value,
               const DoudiIdentityNumber *identity)
{
  const char *name = doudi_identity_problem_name (identity->problem);

  if (identity->problem == DOUDI_IDENTITY_CHECK_DIGIT && identity->expected_check != 0)
    doudi_roster_hold (
      roster, row, value, name,
      _ ("The last character of the identity number does not fit the others; if those "
         "are right, it should be %c. Compare the number with the card."),
      identity->expected_check);
  else
    doudi_roster_hold (roster, row, value, name, "%s",
                       doudi_identity_problem_message (identity->problem));
}

/**
 * doudi_roster_check_identity:
 * @roster: (not nullable): a roster
 * @row: where the number stands
 * @value: (not nullable): an identity number, maybe blank
 * @identity: (out caller-allocates): the number
 *
 * Reads an identity number; holds the household when something is wrong with it.
 *
 * Returns: whether it is valid
 */
gboolean
doudi_roster_check_identity (DoudiRoster *roster,
                             int row,
                             const DoudiRosterValue *value,
                             DoudiIdentityNumber *identity)
{
  *identity = (DoudiIdentityNumber){ .problem = DOUDI_IDENTITY_MISSING };
  if (value->kind == DOUDI_CELL_ERROR)
    {
      doudi_roster_value_is_usable (roster, row, value);
      return FALSE;
    }
  *identity = doudi_identity_number_parse (value->text, roster->options.today);
  /* Eighteen digits that a sheet holds as a quantity may even pass the check, by chance. */
  if (doudi_roster_value_lost_digits (value))
    identity->problem = DOUDI_IDENTITY_DAMAGED_BY_SPREADSHEET;
  if (!doudi_identity_number_is_valid (identity))
    hold_identity (roster, row, value, identity);
  return doudi_identity_number_is_valid (identity);
}

static char *
read_name (DoudiRoster *roster, const DoudiRosterLine *line)
{
  const DoudiRosterValue *value = &line->values[DOUDI_FIELD_NAME];
  char *name = doudi_text_normalise_name (value->text);

  if (value->text == NULL)
    doudi_roster_hold (roster, line->row, value, "missing",
                       _ ("The name is missing. Enter it from the household register."));
  else if (!doudi_roster_value_is_usable (roster, line->row, value))
    return name;
  else if (g_utf8_strlen (name, -1) > NAME_LENGTH_MAX)
    doudi_roster_hold (roster, line->row, value, "length",
                       _ ("The name has more than %d characters. Enter the name alone."),
                       NAME_LENGTH_MAX);
  else if (!doudi_text_is_name (value->text))
    doudi_roster_hold (
      roster, line->row, value, "character",
      _ ("The name has a digit, a mark or an invisible character. Delete the cell and "
         "type the name again."));
  return name;
}

/* The person of a line that names nobody else is the head there. */
static gboolean
stands_alone (const DoudiRoster *roster)
{
  return doudi_layout_get_rows (roster->heading->layout) != DOUDI_LAYOUT_ROWS_MEMBERS;
}

static char *
read_relation (DoudiRoster *roster, const DoudiRosterLine *line)
{
  const DoudiRosterValue *value = &line->values[DOUDI_FIELD_RELATION];

  if (stands_alone (roster))
    return g_strdup ("head");
  if (value->text == NULL && doudi_roster_line_is_named_head (line))
    return g_strdup ("head");
  if (!doudi_roster_has_column (roster, DOUDI_FIELD_RELATION))
    return g_strdup (RELATION_OTHER);
  if (value->text == NULL)
    doudi_roster_hold (
      roster, line->row, value, "missing",
      _ ("The relation to the head of the household is missing. Enter it, such as 配偶."));
  if (!doudi_roster_value_is_usable (roster, line->row, value))
    return g_strdup ("");
  return doudi_words_is_head (value->text) ? g_strdup ("head")
                                           : doudi_roster_value_dup_text (value);
}

static const char *
chinese_sex (DoudiSex sex)
{
  return sex == DOUDI_SEX_MALE ? "男" : "女";
}

static void
check_sex (DoudiRoster *roster, const DoudiRosterLine *line, DoudiSex sex)
{
  const DoudiRosterValue *value = &line->values[DOUDI_FIELD_SEX];

  if (value->text == NULL || doudi_words_sex (value->text) == sex)
    return;
  doudi_roster_warn (
    roster, line->row, value, "sex-differs",
    _ ("By the identity number the sex is %s, which is taken. Compare both with the "
       "card."),
    chinese_sex (sex));
}

/* A number such as 1990.1 is January, or October whose last zero the sheet dropped. */
static gboolean
fits_number (const char *text, int year, int month)
{
  g_autofree char *one = g_strdup_printf ("%d.%d", year, month);
  g_autofree char *october = g_strdup_printf ("%d.1", year);

  return g_str_equal (text, one) || (month == 10 && g_str_equal (text, october));
}

/* As exactly as the sheet says it: the day, the month or the year. */
static gboolean
fits_birth (const DoudiRosterValue *value, DoudiDay birth)
{
  DoudiDay day = doudi_day_parse (value->text);
  DoudiMonth written = doudi_month_parse (value->text);
  int year, month;
  g_autofree char *only_year = NULL;

  doudi_day_split (birth, &year, &month, NULL);
  if (value->kind == DOUDI_CELL_NUMBER && fits_number (value->text, year, month))
    return TRUE;
  if (day != DOUDI_DAY_NONE)
    return day == birth;
  if (written != DOUDI_MONTH_NONE)
    return written == doudi_month_new (year, month);
  only_year = g_strdup_printf ("%d", year);
  return g_str_equal (value->text, only_year);
}

static void
check_birth (DoudiRoster *roster, const DoudiRosterLine *line, DoudiDay birth)
{
  const DoudiRosterValue *value = &line->values[DOUDI_FIELD_BIRTH];

  if (value->text == NULL || fits_birth (value, birth))
    return;
  doudi_roster_warn (
    roster, line->row, value, "birth-differs",
    _ ("The birth in the identity number is another one; that of the number is taken. "
       "Compare both with the card."));
}

/* What a good number says about the person that it belongs to. */
static void
take_identity (DoudiRoster *roster,
               const DoudiRosterLine *line,
               DoudiRosterPerson *person,
               const DoudiIdentityNumber *identity)
{
  const DoudiRosterValue *value = &line->values[DOUDI_FIELD_IDENTITY_NUMBER];

  g_free (person->identity_number);
  person->identity_number = g_strdup (identity->number);
  person->birth = identity->birth;
  person->sex = identity->sex;
  if (identity->was_15_digits)
    person->original_number = doudi_text_normalise_number (value->text);
  /* Whether the rest of the row fits says nothing when the number is another person's. */
  if (!doudi_roster_see_person (roster, person, line))
    return;
  if (identity->was_15_digits)
    doudi_roster_warn (
      roster, line->row, value, "15-digit",
      _ ("The identity number has 15 digits; it was completed to 18. Compare it with "
         "the card."));
  check_sex (roster, line, identity->sex);
  check_birth (roster, line, identity->birth);
}

static void
add_fact (DoudiRosterPerson *person, const char *kind, char *value)
{
  if (*value != '\0')
    g_hash_table_insert (person->circumstances, g_strdup (kind), value);
  else
    g_free (value);
}

/* Texts between bars; nothing if all are empty. */
static char *
join (const char *first, const char *second, const char *third)
{
  if (*first == '\0' && *second == '\0' && (third == NULL || *third == '\0'))
    return g_strdup ("");
  if (third == NULL)
    return *second == '\0' ? g_strdup (first) : g_strjoin ("|", first, second, NULL);
  return g_strjoin ("|", first, second, third, NULL);
}

static void
add_disability (DoudiRoster *roster, const DoudiRosterLine *line, DoudiRosterPerson *person)
{
  const DoudiRosterValue *values = line->values;
  DoudiDisabilityCard card = { .problem = DOUDI_DISABILITY_CARD_LENGTH };
  DoudiDisabilityClass kind
    = doudi_disability_class_from_chinese (values[DOUDI_FIELD_DISABILITY_CLASS].text);
  int grade = doudi_disability_grade_from_chinese (values[DOUDI_FIELD_DISABILITY_GRADE].text);
  const char *name;

  if (values[DOUDI_FIELD_DISABILITY_CARD].text != NULL)
    {
      card = doudi_disability_card_parse (values[DOUDI_FIELD_DISABILITY_CARD].text,
                                          person->identity_number, roster->options.today);
      add_fact (person, "disability-card", g_strdup (card.number));
    }
  if (kind == DOUDI_DISABILITY_NONE)
    kind = card.disability_class;
  if (grade == 0)
    grade = card.grade;
  name = doudi_disability_class_name (kind);
  if (name != NULL && grade > 0)
    add_fact (person, "disability", g_strdup_printf ("%s:%d", name, grade));
}

static void
add_carer (DoudiRosterPerson *person, const DoudiRosterLine *line)
{
  const DoudiRosterValue *until = &line->values[DOUDI_FIELD_CARE_UNTIL];
  g_autofree char *name = doudi_text_normalise_name (line->values[DOUDI_FIELD_CARER].text);
  g_autofree char *written = doudi_roster_value_dup_text (until);
  DoudiDay day = doudi_day_parse (until->text);
  g_autofree char *iso = doudi_day_format_iso (day);

  add_fact (person, "carer", join (name, day == DOUDI_DAY_NONE ? written : iso, NULL));
}

static void
add_guardian (DoudiRoster *roster, DoudiRosterPerson *person, const DoudiRosterLine *line)
{
  const DoudiRosterValue *number = &line->values[DOUDI_FIELD_GUARDIAN_NUMBER];
  g_autofree char *name = doudi_text_normalise_name (line->values[DOUDI_FIELD_GUARDIAN].text);
  g_autofree char *relation
    = doudi_roster_value_dup_text (&line->values[DOUDI_FIELD_GUARDIAN_RELATION]);
  DoudiIdentityNumber identity = { 0 };

  if (number->text != NULL)
    doudi_roster_check_identity (roster, line->row, number, &identity);
  add_fact (person, "guardian", join (name, relation, identity.number));
}

/* Whether a line has one of neighbouring fields. */
static gboolean
says_any (const DoudiRosterLine *line, DoudiField first, DoudiField last)
{
  for (guint field = first; field <= (guint) last; field++)
    if (line->values[field].text != NULL)
      return TRUE;
  return FALSE;
}

/**
 * doudi_roster_build_circumstances:
 * @roster: (not nullable): a roster
 * @line: (not nullable): a line
 * @person: (not nullable): the person of the line
 *
 * Keeps what the sheet says of a person besides name and number.
 */
void
doudi_roster_build_circumstances (DoudiRoster *roster,
                                  const DoudiRosterLine *line,
                                  DoudiRosterPerson *person)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plain_facts); i++)
    {
      const DoudiRosterValue *value = &line->values[plain_facts[i].field];

      if (value->text != NULL && doudi_roster_value_is_usable (roster, line->row, value))
        add_fact (person, plain_facts[i].kind, doudi_roster_value_dup_text (value));
    }
  if (says_any (line, DOUDI_FIELD_DISABILITY_CARD, DOUDI_FIELD_DISABILITY_GRADE))
    add_disability (roster, line, person);
  if (says_any (line, DOUDI_FIELD_CARER, DOUDI_FIELD_CARE_UNTIL))
    add_carer (person, line);
  if (says_any (line, DOUDI_FIELD_GUARDIAN, DOUDI_FIELD_GUARDIAN_RELATION))
    add_guardian (roster, person, line);
}

static void
person_free (gpointer data)
{
  DoudiRosterPerson *person = data;

  g_free (person->relation);
  g_free (person->name);
  g_free (person->identity_number);
  g_free (person->original_number);
  g_free (person->ethnicity);
  g_hash_table_unref (person->circumstances);
  g_free (person);
}

/**
 * doudi_roster_build_person:
 * @roster: (not nullable): a roster
 * @line: (not nullable): a line of the household that is read
 *
 * Adds the person of a line to the household.
 */
void
doudi_roster_build_person (DoudiRoster *roster, const DoudiRosterLine *line)
{
  DoudiRosterPerson *person = g_new0 (DoudiRosterPerson, 1);
  DoudiIdentityNumber identity;

  person->row = line->row;
  person->circumstances = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  person->name = read_name (roster, line);
  person->relation = read_relation (roster, line);
  person->identity_number = g_strdup ("");
  if (doudi_roster_check_identity (roster, line->row, &line->values[DOUDI_FIELD_IDENTITY_NUMBER],
                                   &identity))
    take_identity (roster, line, person, &identity);
  person->ethnicity = doudi_roster_value_dup_text (&line->values[DOUDI_FIELD_ETHNICITY]);
  doudi_roster_build_circumstances (roster, line, person);
  g_ptr_array_add (roster->household->persons, person);
}

/**
 * doudi_roster_household_new:
 *
 * Returns: (not nullable) (transfer full): a household without persons
 */
DoudiRosterHousehold *
doudi_roster_household_new (void)
{
  DoudiRosterHousehold *household = g_new0 (DoudiRosterHousehold, 1);

  household->persons = g_ptr_array_new_with_free_func (person_free);
  household->awards = g_ptr_array_new_with_free_func (g_free);
  return household;
}

/**
 * doudi_roster_household_free:
 * @household: (nullable) (transfer full): a household
 *
 * Frees it.
 */
void
doudi_roster_household_free (DoudiRosterHousehold *household)
{
  if (household == NULL)
    return;
  g_free (household->division_code);
  g_free (household->village_group);
  g_free (household->address);
  g_free (household->phone);
  g_free (household->account_number);
  g_free (household->account_holder);
  g_ptr_array_unref (household->persons);
  g_ptr_array_unref (household->awards);
  g_free (household);
}
