/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What is wrong with the answers to a form.
 */

#include "config.h"

#include "policy/doudi-form-private.h"

#include "base/doudi-bank-account.h"
#include "base/doudi-disability-card.h"
#include "base/doudi-identity-number.h"
#include "base/doudi-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nobody is older. */
#define AGE_MAX 120
#define HEAD_KEY "head"

/* One look through the answers. @needs_all is FALSE where the gate of an assessment was not passed:
 * nothing else has to be answered then. */
typedef struct
{
  const DoudiFormAnswers *answers;
  DoudiDay today;
  gboolean needs_all;
  GPtrArray *problems;
} Check;

/* "家庭成员, row 2, 身份证号": where a problem is, for a person. */
static char *
describe_place (const DoudiFormSection *section, guint row, const DoudiFormField *field)
{
  const char *over = doudi_assessment_text_get (&section->label);
  GString *place = g_string_new (over);

  if (section->table && row != DOUDI_FORM_NO_ROW)
    /* Translators: a row of a table on a form; what stands before it is the name of the table */
    g_string_append_printf (place, _ (", row %u"), row + 1);
  if (field != NULL)
    g_string_append_printf (place, "%s%s", place->len > 0 ? _ (", ") : "",
                            doudi_assessment_text_get (&field->label));
  return g_string_free (place, FALSE);
}

/**
 * doudi_form_problem_new:
 * @section: where it is
 * @row: of a table
 * @field: (nullable): of the section, %NULL for a table as a whole
 * @name: for programs
 * @warning: whether the form can be saved all the same
 * @text: what is wrong and what to do, translated, without where
 *
 * Makes a problem, for what only others than the form can know of an answer.
 *
 * Returns: (transfer full): the problem
 */
DoudiFormProblem *
doudi_form_problem_new (const DoudiFormSection *section,
                        guint row,
                        const DoudiFormField *field,
                        const char *name,
                        gboolean warning,
                        const char *text)
{
  g_autofree char *place = describe_place (section, row, field);
  DoudiFormProblem *problem = g_new0 (DoudiFormProblem, 1);

  problem->section = section;
  problem->row = section->table ? row : DOUDI_FORM_NO_ROW;
  problem->field = field;
  problem->problem = g_strdup (name);
  /* Translators: where on a form something is wrong, and what */
  problem->message = g_strdup_printf (_ ("%s: %s"), place, text);
  problem->text = g_strdup (text);
  problem->warning = warning;
  return problem;
}

/* Adds a problem; @text is taken over. */
static void
add (Check *check,
     const DoudiFormSection *section,
     guint row,
     const DoudiFormField *field,
     const char *name,
     gboolean warning,
     char *text)
{
  g_autofree char *taken = text;

  g_ptr_array_add (check->problems,
                   doudi_form_problem_new (section, row, field, name, warning, taken));
}

static void
add_error (Check *check, guint row, const DoudiFormField *field, const char *name, char *message)
{
  add (check, field->section, row, field, name, FALSE, message);
}

static void
add_warning (Check *check, guint row, const DoudiFormField *field, const char *name, char *message)
{
  add (check, field->section, row, field, name, TRUE, message);
}

/* A field of the section, or of the form, that holds the number of the person whom @field is about;
 * NULL if that cannot be told. */
static const DoudiFormField *
find_holder (const Check *check, const DoudiFormField *field)
{
  const DoudiForm *form = doudi_form_answers_get_form (check->answers);
  const DoudiFormField *subject;

  if (field->meaning == DOUDI_MEANING_DISABILITY_CARD || field->meaning == DOUDI_MEANING_SUBJECT_SEX
      || field->meaning == DOUDI_MEANING_SUBJECT_BIRTH)
    {
      subject = doudi_form_find_meaning (form, DOUDI_MEANING_SUBJECT_IDENTITY_NUMBER);
      return subject;
    }
  if (field->compute != DOUDI_COMPUTE_NOTHING && field->of->len > 0)
    return g_ptr_array_index (field->of, 0);
  for (guint i = 0; i < field->section->fields->len; i++)
    {
      const DoudiFormField *other = g_ptr_array_index (field->section->fields, i);

      if (other->type == DOUDI_FORM_IDENTITY_NUMBER)
        return other;
    }
  return NULL;
}

/* The number of the person whom @field is about, "" if it is not known. */
static const char *
get_holder (const Check *check, guint row, const DoudiFormField *field)
{
  const DoudiFormField *holder = find_holder (check, field);

  if (holder == NULL || !doudi_form_field_is_asked (holder))
    return "";
  return doudi_form_answers_get (
    check->answers, holder->section == field->section ? row : DOUDI_FORM_NO_ROW, holder);
}

/* Whether the number stands in an earlier row of the table already. */
static gboolean
is_repeated (const Check *check, guint row, const DoudiFormField *field, const char *number)
{
  for (guint i = 0; field->section->table && i < row; i++)
    {
      if (g_str_equal (doudi_form_answers_get (check->answers, i, field), number))
        return TRUE;
    }
  return FALSE;
}

static void
check_identity_number (Check *check, guint row, const DoudiFormField *field, const char *answer)
{
  DoudiIdentityNumber number = doudi_identity_number_parse (answer, check->today);

  if (!doudi_identity_number_is_valid (&number))
    add_error (check, row, field, doudi_identity_problem_name (number.problem),
               g_strdup (doudi_identity_problem_message (number.problem)));
  if (doudi_form_answers_was_15_digits (check->answers, row, field))
    add_warning (check, row, field, "15-digits",
                 g_strdup_printf (_ ("The number had 15 digits and was completed to %s. Compare it "
                                     "with the card of today."),
                                  answer));
  if (is_repeated (check, row, field, answer))
    add_error (check, row, field, "twice",
               g_strdup (_ ("This number stands in the table already. Delete one of the two rows, "
                            "or correct the number.")));
}

static void
check_disability_card (Check *check, guint row, const DoudiFormField *field, const char *answer)
{
  const char *holder = get_holder (check, row, field);
  DoudiDisabilityCard card = doudi_disability_card_parse (answer, NULL, check->today);

  if (card.problem != DOUDI_DISABILITY_CARD_VALID)
    add_error (check, row, field, "date",
               g_strdup (doudi_identity_problem_message (DOUDI_IDENTITY_DATE)));
  else if (strlen (holder) == DOUDI_IDENTITY_LENGTH_FULL && !g_str_has_prefix (answer, holder))
    add_warning (check, row, field, "card-differs",
                 g_strdup (_ ("The disability card is that of another identity number. Compare "
                              "both with the cards.")));
}

static void
check_account (Check *check, guint row, const DoudiFormField *field, const char *answer)
{
  DoudiBankAccount account = doudi_bank_account_parse (answer);

  if (account.is_card && !account.luhn)
    add_warning (check, row, field, "account-check",
                 g_strdup (_ ("The check digit of the bank card does not fit. Compare the account "
                              "with the card, digit by digit.")));
}

static gboolean
is_birth (const DoudiFormField *field)
{
  return doudi_form_meaning_is_birth (field->meaning) || field->compute == DOUDI_COMPUTE_BIRTH;
}

static void
check_birth (Check *check, guint row, const DoudiFormField *field, DoudiDay day)
{
  DoudiIdentityNumber number
    = doudi_identity_number_parse (get_holder (check, row, field), DOUDI_DAY_NONE);

  if (doudi_day_age_on (day, check->today) > AGE_MAX)
    add_error (check, row, field, "date",
               g_strdup (_ ("Nobody is as old as that. Compare the day with the papers.")));
  else if (doudi_form_answers_was_typed (check->answers, row, field)
           && number.birth != DOUDI_DAY_NONE && number.birth != day)
    add_warning (check, row, field, "birth-differs",
                 g_strdup (_ ("The day of birth is not that of the identity number. Compare both "
                              "with the papers.")));
}

static void
check_day (Check *check, guint row, const DoudiFormField *field, const char *answer)
{
  DoudiDay day = doudi_day_parse_iso (answer);

  if (check->today != DOUDI_DAY_NONE && day > check->today
      && (doudi_form_meaning_is_past (field->meaning) || is_birth (field)))
    add_error (check, row, field, "date",
               g_strdup (_ ("This day is still to come. Compare it with the papers.")));
  else if (is_birth (field))
    check_birth (check, row, field, day);
}

static void
check_sex (Check *check, guint row, const DoudiFormField *field, const char *answer)
{
  DoudiIdentityNumber number
    = doudi_identity_number_parse (get_holder (check, row, field), DOUDI_DAY_NONE);

  if (number.sex != DOUDI_SEX_UNKNOWN && !g_str_equal (answer, doudi_sex_name (number.sex))
      && doudi_form_answers_was_typed (check->answers, row, field))
    add_warning (check, row, field, "sex-differs",
                 g_strdup (_ ("The sex is not that of the identity number. Compare both with the "
                              "papers.")));
}

static gboolean
is_sex (const DoudiFormField *field)
{
  return field->compute == DOUDI_COMPUTE_SEX || field->meaning == DOUDI_MEANING_SUBJECT_SEX
         || field->meaning == DOUDI_MEANING_MEMBER_SEX;
}

/* The question of an assessment that a field asks; NULL for another field. */
static const DoudiAssessmentQuestion *
find_question (const DoudiForm *form, const DoudiFormField *field)
{
  const DoudiAssessmentForm *assessment = form->assessment;

  for (guint i = 0; assessment != NULL && i < assessment->sections->len; i++)
    {
      const DoudiAssessmentSection *section = g_ptr_array_index (assessment->sections, i);

      for (guint j = 0; j < section->lines->len; j++)
        {
          const DoudiAssessmentLine *line = g_ptr_array_index (section->lines, j);

          if (g_str_equal (line->question.key, field->key))
            return &line->question;
        }
    }
  return NULL;
}

/* The answer to the count @question; FALSE if there is none that is sound. */
static gboolean
get_whole (const DoudiFormAnswers *answers, const DoudiAssessmentQuestion *question, gint64 *count)
{
  const DoudiFormField *field
    = doudi_form_find_field (doudi_form_answers_get_form (answers), question->key);

  return field != NULL
         && doudi_form_number_read (doudi_form_answers_get (answers, DOUDI_FORM_NO_ROW, field), 0,
                                    count);
}

/* A part of a count is not more than all of it. */
static void
check_part (Check *check, guint row, const DoudiFormField *field, const char *answer)
{
  const DoudiAssessmentQuestion *question
    = find_question (doudi_form_answers_get_form (check->answers), field);
  gint64 part, whole;

  if (question == NULL || question->of == NULL || field->section->table
      || !doudi_form_number_read (answer, 0, &part)
      || !get_whole (check->answers, question->of, &whole) || part <= whole)
    return;
  add_error (check, row, field, "range",
             g_strdup_printf (_ ("“%s” is more than “%s”. One of the two is wrong."), answer,
                              doudi_assessment_text_get (&question->of->label)));
}

/* What depends on the day or on other answers, of an answer that is sound by itself. */
static void
check_sound (Check *check, guint row, const DoudiFormField *field, const char *answer)
{
  if (field->type == DOUDI_FORM_IDENTITY_NUMBER)
    check_identity_number (check, row, field, answer);
  else if (field->type == DOUDI_FORM_DISABILITY_CARD)
    check_disability_card (check, row, field, answer);
  else if (field->type == DOUDI_FORM_ACCOUNT)
    check_account (check, row, field, answer);
  else if (field->type == DOUDI_FORM_DAY)
    check_day (check, row, field, answer);
  else if (field->type == DOUDI_FORM_COUNT)
    check_part (check, row, field, answer);
  else if (is_sex (field))
    check_sex (check, row, field, answer);
}

static void
check_missing (Check *check, guint row, const DoudiFormField *field, const char *answer)
{
  if (!field->required || !check->needs_all
      || (field->section->table
          && !doudi_form_answers_row_counts (check->answers, field->section, row)))
    return;
  if (field->type == DOUDI_FORM_TICK)
    add_error (check, row, field, "missing",
               g_strdup (_ ("It is not ticked; the form does not hold without it.")));
  else if (*answer == '\0')
    add_error (check, row, field, "missing", g_strdup (_ ("It is missing. Enter it.")));
}

static void
check_answer (Check *check, guint row, const DoudiFormField *field)
{
  const char *answer = doudi_form_answers_get (check->answers, row, field);
  g_auto (DoudiFormValue) value = { 0 };

  if (!doudi_form_answers_asks (check->answers, row, field))
    return;
  if (*answer == '\0' || (field->type == DOUDI_FORM_TICK && g_str_equal (answer, "no")))
    {
      check_missing (check, row, field, answer);
      return;
    }
  doudi_form_value_read (field, answer, &value);
  if (value.problem != NULL)
    add_error (check, row, field, value.problem, g_steal_pointer (&value.message));
  else
    check_sound (check, row, field, answer);
}

static guint
count_rows (const Check *check, const DoudiFormSection *table)
{
  guint count = 0;

  for (guint i = 0; i < doudi_form_answers_get_n_rows (check->answers, table); i++)
    count += doudi_form_answers_row_counts (check->answers, table, i) ? 1 : 0;
  return count;
}

/* How many rows an assessment must have: one for each member; FALSE if it does not say. */
static gboolean
get_rows_of (const Check *check, const DoudiFormSection *table, gint64 *rows)
{
  const DoudiForm *form = doudi_form_answers_get_form (check->answers);

  for (guint i = 0; i < table->fields->len; i++)
    {
      const DoudiAssessmentQuestion *question
        = find_question (form, g_ptr_array_index (table->fields, i));

      if (question != NULL && question->of != NULL)
        return get_whole (check->answers, question->of, rows);
    }
  return FALSE;
}

static void
check_n_rows (Check *check, const DoudiFormSection *table)
{
  guint n = count_rows (check, table);
  gint64 least = table->rows_least, most = table->rows_most, of;

  if (get_rows_of (check, table, &of))
    least = most = of;
  if (n < least && check->needs_all)
    add (check, table, DOUDI_FORM_NO_ROW, NULL, "too-few", FALSE,
         g_strdup_printf (ngettext ("There must be at least %d row; there are %u. Add what is "
                                    "missing.",
                                    "There must be at least %d rows; there are %u. Add what is "
                                    "missing.",
                                    (gulong) least),
                          (int) least, n));
  else if (n > most)
    add (check, table, DOUDI_FORM_NO_ROW, NULL, "too-many", FALSE,
         g_strdup_printf (ngettext ("There may be no more than %d row; there are %u. Take out what "
                                    "is too much.",
                                    "There may be no more than %d rows; there are %u. Take out "
                                    "what is too much.",
                                    (gulong) most),
                          (int) most, n));
}

static void
check_section (Check *check, const DoudiFormSection *section)
{
  guint n = doudi_form_answers_get_n_rows (check->answers, section);

  if (!doudi_form_answers_asks_section (check->answers, section))
    return;
  if (section->table)
    check_n_rows (check, section);
  for (guint row = 0; row < n; row++)
    {
      if (section->table && !doudi_form_answers_row_counts (check->answers, section, row))
        continue;
      for (guint i = 0; i < section->fields->len; i++)
        check_answer (check, row, g_ptr_array_index (section->fields, i));
    }
}

/* Whether the form can tell who the head is: a text, or a choice with the head among them. */
static gboolean
can_tell_head (const DoudiFormField *relation)
{
  return relation->type == DOUDI_FORM_TEXT
         || (relation->type == DOUDI_FORM_CHOICE
             && doudi_form_field_find_option (relation, HEAD_KEY) != NULL);
}

static gboolean
is_head (const DoudiFormField *relation, const char *answer)
{
  if (relation->type == DOUDI_FORM_CHOICE)
    return g_str_equal (answer, HEAD_KEY);
  return g_str_equal (answer, "户主") || g_str_equal (answer, "本人");
}

/* A household has one head. */
static void
check_head (Check *check)
{
  const DoudiForm *form = doudi_form_answers_get_form (check->answers);
  const DoudiFormField *relation = doudi_form_find_meaning (form, DOUDI_MEANING_MEMBER_RELATION);
  guint heads = 0;

  if (relation == NULL || !doudi_form_field_is_asked (relation) || !can_tell_head (relation)
      || !doudi_form_answers_asks_section (check->answers, relation->section)
      || count_rows (check, relation->section) == 0)
    return;
  for (guint i = 0; i < doudi_form_answers_get_n_rows (check->answers, relation->section); i++)
    {
      if (!doudi_form_answers_row_counts (check->answers, relation->section, i)
          || !is_head (relation, doudi_form_answers_get (check->answers, i, relation)))
        continue;
      if (++heads > 1)
        add_error (check, i, relation, "two-heads",
                   g_strdup (_ ("There is a head of the household already. Enter how this member "
                                "is related to the head.")));
    }
  if (heads == 0)
    add (check, relation->section, DOUDI_FORM_NO_ROW, NULL, "no-head", FALSE,
         g_strdup (_ ("Nobody is the head of the household. Enter who is.")));
}

/* How many came to the hearing and may vote; FALSE if the form does not list them. */
static gboolean
count_voters (const Check *check, gint64 *voters)
{
  const DoudiForm *form = doudi_form_answers_get_form (check->answers);
  guint n = doudi_form_answers_count_rows (check->answers, DOUDI_MEANING_ATTENDEES);

  if (doudi_form_find_table (form, DOUDI_MEANING_ATTENDEES) == NULL)
    return FALSE;
  *voters = n;
  for (guint i = 0; i < n; i++)
    *voters
      -= doudi_form_answers_find_tick (check->answers, i, DOUDI_MEANING_ATTENDEE_RECUSED) ? 1 : 0;
  return TRUE;
}

/* There are no more votes in a hearing than people who may vote. */
static void
check_votes (Check *check)
{
  static const DoudiFormMeaning meanings[]
    = { DOUDI_MEANING_VOTES_FOR, DOUDI_MEANING_VOTES_AGAINST, DOUDI_MEANING_VOTES_ABSTAINED };
  const DoudiForm *form = doudi_form_answers_get_form (check->answers);
  const DoudiFormField *field = doudi_form_find_meaning (form, DOUDI_MEANING_VOTES_FOR);
  gint64 votes = 0, voters = 0, count;

  if (field == NULL || !doudi_form_field_is_asked (field) || !count_voters (check, &voters))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (meanings); i++)
    {
      doudi_form_answers_find_count (check->answers, DOUDI_FORM_NO_ROW, meanings[i], &count);
      votes += count;
    }
  if (votes > voters)
    add_error (check, DOUDI_FORM_NO_ROW, field, "votes",
               g_strdup_printf (_ ("There are %d votes, and %d people who came and may vote. Count "
                                   "both again."),
                                (int) votes, (int) voters));
}

/* Two people do it, and not one twice. */
static void
check_pair (Check *check, DoudiFormMeaning first, DoudiFormMeaning second, gboolean both)
{
  const DoudiForm *form = doudi_form_answers_get_form (check->answers);
  const DoudiFormField *field = doudi_form_find_meaning (form, second);
  g_autofree char *one = doudi_text_name_key (doudi_form_answers_find (check->answers, first));
  g_autofree char *other = doudi_text_name_key (doudi_form_answers_find (check->answers, second));

  if (field == NULL || !doudi_form_answers_asks (check->answers, DOUDI_FORM_NO_ROW, field)
      || *one == '\0')
    return;
  if (g_str_equal (one, other) || (both && !field->required && *other == '\0'))
    add_error (check, DOUDI_FORM_NO_ROW, field, "investigators",
               g_strdup (_ ("Two different people must do this. Enter the other one.")));
}

/* The number that the gate of an assessment looks at; FALSE if it cannot be told yet. */
static gboolean
get_gate_number (const DoudiFormAnswers *answers,
                 const DoudiAssessmentQuestion *question,
                 DoudiRatio *number)
{
  const DoudiFormField *field
    = doudi_form_find_field (doudi_form_answers_get_form (answers), question->key);
  gint64 whole;

  if (field == NULL
      || !doudi_ratio_parse_decimal (doudi_form_answers_get (answers, DOUDI_FORM_NO_ROW, field),
                                     number))
    return FALSE;
  if (question->of == NULL)
    return TRUE;
  if (!get_whole (answers, question->of, &whole) || whole <= 0)
    return FALSE;
  *number = (DoudiRatio){ number->numerator, number->denominator * whole };
  return TRUE;
}

/* Whether the answers pass the gate of the assessment, if there is one. */
static gboolean
passes_gate (const DoudiFormAnswers *answers)
{
  const DoudiAssessmentForm *assessment = doudi_form_answers_get_form (answers)->assessment;
  DoudiRatio number;

  return assessment == NULL || assessment->gate.question == NULL
         || !get_gate_number (answers, assessment->gate.question, &number)
         || doudi_band_contains (&assessment->gate.passes, number);
}

static Check
begin (const DoudiFormAnswers *answers, DoudiDay today)
{
  return (Check){
    .answers = answers,
    .today = today,
    .needs_all = passes_gate (answers),
    .problems = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_form_problem_free),
  };
}

/**
 * doudi_form_answers_check_field:
 * @answers: answers
 * @row: the row; %DOUDI_FORM_NO_ROW outside a table
 * @field: a field of the form
 * @today: the day of the check, for days that cannot be in the future; %DOUDI_DAY_NONE to leave
 *   that out
 *
 * Checks one answer, by itself and against those that it must agree with.
 *
 * Returns: (transfer full) (element-type DoudiFormProblem): what is wrong, empty for nothing
 */
GPtrArray *
doudi_form_answers_check_field (const DoudiFormAnswers *answers,
                                guint row,
                                const DoudiFormField *field,
                                DoudiDay today)
{
  Check check = begin (answers, today);

  check_answer (&check, row, field);
  return check.problems;
}

/**
 * doudi_form_answers_check:
 * @answers: answers, with what follows from others computed
 * @today: as for doudi_form_answers_check_field()
 *
 * Checks the whole form: each answer that is asked, the tables, and what the answers must agree in:
 * one head of the household, two investigators, no more votes than voters, nobody twice in a table.
 *
 * Returns: (transfer full) (element-type DoudiFormProblem): what is wrong, answers in the order of
 * the form before what several of them must agree in; empty for nothing
 */
GPtrArray *
doudi_form_answers_check (const DoudiFormAnswers *answers, DoudiDay today)
{
  const DoudiForm *form = doudi_form_answers_get_form (answers);
  Check check = begin (answers, today);

  for (guint i = 0; i < form->sections->len; i++)
    check_section (&check, g_ptr_array_index (form->sections, i));
  check_head (&check);
  check_votes (&check);
  check_pair (&check, DOUDI_MEANING_INVESTIGATOR_1, DOUDI_MEANING_INVESTIGATOR_2, TRUE);
  check_pair (&check, DOUDI_MEANING_ASSESSOR_1, DOUDI_MEANING_ASSESSOR_2, FALSE);
  return check.problems;
}

/**
 * doudi_form_problems_have_error:
 * @problems: (element-type DoudiFormProblem): problems
 *
 * Returns: whether one of them keeps the form from being saved: it is no mere warning
 */
gboolean
doudi_form_problems_have_error (const GPtrArray *problems)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const DoudiFormProblem *problem = g_ptr_array_index (problems, i);

      if (!problem->warning)
        return TRUE;
    }
  return FALSE;
}

/**
 * doudi_form_problem_free:
 * @problem: (transfer full) (nullable): a problem
 */
void
doudi_form_problem_free (DoudiFormProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->problem);
  g_free (problem->message);
  g_free (problem->text);
  g_free (problem);
}
