/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/doudi-household-words.h"

#define GRADES 5

const DoudiSpanWord doudi_review_spans[DOUDI_N_REVIEW_SPANS] = {
  { DOUDI_SPAN_ANY, N_ ("Whenever") },
  { DOUDI_SPAN_OVERDUE, N_ ("Overdue") },
  { DOUDI_SPAN_TODAY, N_ ("Due by today") },
  { DOUDI_SPAN_WEEK, N_ ("Due within seven days") },
  { DOUDI_SPAN_MONTH, N_ ("Due this month") },
  { DOUDI_SPAN_NEXT_MONTH, N_ ("Due by the end of next month") },
};

const DoudiSpanWord doudi_recorded_spans[DOUDI_N_RECORDED_SPANS] = {
  { DOUDI_SPAN_ANY, N_ ("Whenever") },
  { DOUDI_SPAN_TODAY, N_ ("Recorded today") },
  { DOUDI_SPAN_WEEK, N_ ("Recorded within seven days") },
  { DOUDI_SPAN_MONTH, N_ ("Recorded this month") },
};

/* By the number of the bit. */
static const char *const flag_labels[DOUDI_N_CARD_FLAGS] = {
  N_ ("no account"),
  N_ ("no telephone"),
  N_ ("a number is missing"),
  N_ ("a birth date is missing"),
  N_ ("differs from the number"),
  N_ ("no head, or several"),
  N_ ("a member died"),
  N_ ("a disability card is missing"),
  N_ ("draws nothing"),
  N_ ("change waits"),
  N_ ("review under way"),
};

static const char *const grade_labels[GRADES] = {
  N_ ("grade unknown"), N_ ("grade 1"), N_ ("grade 2"), N_ ("grade 3"), N_ ("grade 4"),
};

/**
 * doudi_household_flag_label:
 * @bit: the number of a bit of #DoudiCardFlags
 *
 * Returns: (transfer none): what it says of a household, in the reader's language
 */
const char *
doudi_household_flag_label (guint bit)
{
  g_return_val_if_fail (bit < DOUDI_N_CARD_FLAGS, "");
  return _ (flag_labels[bit]);
}

/**
 * doudi_household_flags_say:
 * @flags: bits of #DoudiCardFlags
 *
 * Returns: (transfer full): all that they say; "" for none
 */
char *
doudi_household_flags_say (guint flags)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < DOUDI_N_CARD_FLAGS; i++)
    if ((flags & (1u << i)) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", _ (flag_labels[i]));
  return g_string_free (text, FALSE);
}

/**
 * doudi_household_grade_label:
 * @grade: 1 to 4, 0 where it is not told
 *
 * Returns: (transfer none): a grade of disability in the reader's language
 */
const char *
doudi_household_grade_label (guint grade)
{
  g_return_val_if_fail (grade < GRADES, "");
  return _ (grade_labels[grade]);
}

/**
 * doudi_household_why_say:
 * @why: what a search found, as DoudiHouseholdRow has it
 *
 * Returns: (transfer none): the same for a person; "" for a row of a list
 */
const char *
doudi_household_why_say (const char *why)
{
  static const struct
  {
    const char *why;
    const char *label;
  } reasons[] = {
    { "name", N_ ("name") },         { "pinyin", N_ ("pinyin") },
    { "initials", N_ ("initials") }, { "number", N_ ("identity number") },
    { "phone", N_ ("phone") },       { "account", N_ ("account") },
    { "village", N_ ("village") },   { "temporary", N_ ("temporary number") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].why, why))
      return _ (reasons[i].label);
  return "";
}

static char *
say_disability (guint bits)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (bits == DOUDI_DISABILITY_SEVERE)
    return g_strdup (_ ("severely disabled"));
  if (bits == DOUDI_DISABILITY_ANY)
    return g_strdup (_ ("disabled"));
  for (guint i = 0; i < GRADES; i++)
    {
      guint grade = (i + 1) % GRADES;

      if ((bits & DOUDI_DISABILITY_GRADE_BIT (grade)) != 0)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " / " : "", _ (grade_labels[grade]));
    }
  return g_strdup_printf (_ ("disabled: %s"), text->str);
}

static char *
say_review (const DoudiHouseholdChoice *choice)
{
  g_autofree char *day = NULL;

  for (guint i = 1; i < DOUDI_N_REVIEW_SPANS; i++)
    if (doudi_review_spans[i].span == choice->review)
      return g_strdup_printf (_ ("Review: %s"), _ (doudi_review_spans[i].label));
  day = doudi_day_format_iso (choice->review_day);
  return g_strdup_printf (_ ("Review due by %s"), day);
}

static char *
say_recorded (const DoudiHouseholdChoice *choice)
{
  g_autofree char *day = NULL;

  for (guint i = 1; i < DOUDI_N_RECORDED_SPANS; i++)
    if (doudi_recorded_spans[i].span == choice->recorded)
      return g_strdup (_ (doudi_recorded_spans[i].label));
  day = doudi_day_format_iso (choice->recorded_day);
  return g_strdup_printf (_ ("Recorded since %s"), day);
}

static char *
say_amount (const DoudiHouseholdChoice *choice)
{
  g_autofree char *from = doudi_money_format_grouped (choice->amount_from);
  g_autofree char *to = doudi_money_format_grouped (choice->amount_to);

  if (choice->amount_from > 0 && choice->amount_to > 0)
    return g_strdup_printf (_ ("%s to %s yuan a month"), from, to);
  if (choice->amount_from > 0)
    return g_strdup_printf (_ ("%s yuan a month or more"), from);
  return g_strdup_printf (_ ("%s yuan a month or less"), to);
}

static char *
say_any_flags (guint flags)
{
  g_autofree char *text = NULL;

  if (flags == DOUDI_CARD_DOUBTS)
    return g_strdup (_ ("something to check in the records"));
  text = doudi_household_flags_say (flags);
  return g_strdup_printf (_ ("one of: %s"), text);
}

/* Whether a choice has the condition at all. */
static gboolean
has_condition (const DoudiHouseholdChoice *choice, DoudiHouseholdCondition condition)
{
  const gboolean has[DOUDI_CONDITION_FLAG] = {
    [DOUDI_CONDITION_AGED_FROM] = choice->aged_from > 0,
    [DOUDI_CONDITION_AGED_BELOW] = choice->aged_below > 0,
    [DOUDI_CONDITION_DISABILITY] = choice->disabilities != 0,
    [DOUDI_CONDITION_REVIEW] = choice->review != DOUDI_SPAN_ANY,
    [DOUDI_CONDITION_RECORDED] = choice->recorded != DOUDI_SPAN_ANY,
    [DOUDI_CONDITION_AMOUNT] = choice->amount_from > 0 || choice->amount_to > 0,
    [DOUDI_CONDITION_ANY_FLAGS] = choice->any_flags != 0,
  };

  return condition < DOUDI_CONDITION_FLAG
           ? has[condition]
           : (choice->flags & (1u << (condition - DOUDI_CONDITION_FLAG))) != 0;
}

/**
 * doudi_household_condition_say:
 * @choice: a choice
 * @condition: one of its conditions
 *
 * Returns: (transfer full) (nullable): the condition in words; %NULL if the choice does not have it
 */
char *
doudi_household_condition_say (const DoudiHouseholdChoice *choice,
                               DoudiHouseholdCondition condition)
{
  if (!has_condition (choice, condition))
    return NULL;
  if (condition >= DOUDI_CONDITION_FLAG)
    return g_strdup (doudi_household_flag_label (condition - DOUDI_CONDITION_FLAG));
  if (condition == DOUDI_CONDITION_AGED_FROM)
    return g_strdup_printf (_ ("somebody of %d or more"), choice->aged_from);
  if (condition == DOUDI_CONDITION_AGED_BELOW)
    return g_strdup_printf (_ ("somebody under %d"), choice->aged_below);
  if (condition == DOUDI_CONDITION_DISABILITY)
    return say_disability (choice->disabilities);
  if (condition == DOUDI_CONDITION_REVIEW)
    return say_review (choice);
  if (condition == DOUDI_CONDITION_RECORDED)
    return say_recorded (choice);
  return condition == DOUDI_CONDITION_AMOUNT ? say_amount (choice)
                                             : say_any_flags (choice->any_flags);
}

/**
 * doudi_household_condition_drop:
 * @choice: a choice
 * @condition: one of its conditions
 *
 * Takes a condition out of a choice.
 */
void
doudi_household_condition_drop (DoudiHouseholdChoice *choice, DoudiHouseholdCondition condition)
{
  DoudiHouseholdChoice kept = *choice;

  if (condition >= DOUDI_CONDITION_FLAG)
    kept.flags &= ~(1u << (condition - DOUDI_CONDITION_FLAG));
  else if (condition == DOUDI_CONDITION_AGED_FROM)
    kept.aged_from = 0;
  else if (condition == DOUDI_CONDITION_AGED_BELOW)
    kept.aged_below = 0;
  else if (condition == DOUDI_CONDITION_DISABILITY)
    kept.disabilities = 0;
  else if (condition == DOUDI_CONDITION_REVIEW)
    kept.review = DOUDI_SPAN_ANY;
  else if (condition == DOUDI_CONDITION_RECORDED)
    kept.recorded = DOUDI_SPAN_ANY;
  else if (condition == DOUDI_CONDITION_AMOUNT)
    kept.amount_from = kept.amount_to = 0;
  else
    kept.any_flags = 0;
  *choice = kept;
}

/**
 * doudi_household_choice_find_name:
 * @choice: a choice
 *
 * Returns: (transfer full) (nullable): what the view of the program is called that chooses the
 * same, wherever; %NULL if none does
 */
char *
doudi_household_choice_find_name (const DoudiHouseholdChoice *choice)
{
  DoudiHouseholdChoice anywhere = *choice;
  guint n;
  const DoudiStandingChoice *standing = doudi_standing_choices (&n);

  *anywhere.division = '\0';
  for (guint i = 0; i < n; i++)
    if (doudi_household_choice_equal (&standing[i].choice, &anywhere))
      return g_strdup (_ (standing[i].label));
  return NULL;
}
