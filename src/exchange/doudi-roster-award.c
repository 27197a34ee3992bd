/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-roster-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-text.h"
#include "exchange/doudi-roster-words.h"

/* A blank cell in a column that the sheet has. */
static void
hold_missing (DoudiRoster *roster, int row, const DoudiRosterValue *value, const char *message)
{
  if (value->column >= 0)
    doudi_roster_hold (roster, row, value, "missing", "%s", message);
}

/* Rows of one household that name different classes. */
static gboolean
check_one_class (DoudiRoster *roster, int benefit_class)
{
  for (guint i = 0; i < roster->lines->len; i++)
    {
      const DoudiRosterLine *line = doudi_roster_get_line (roster, i);
      const DoudiRosterValue *value = &line->values[DOUDI_FIELD_CLASS];

      if (value->text == NULL || doudi_words_class (value->text) == benefit_class)
        continue;
      doudi_roster_hold (
        roster, line->row, value, "unknown-class",
        _ ("The rows of this household name different classes. Enter the one it is "
           "in."));
      return FALSE;
    }
  return TRUE;
}

static int
read_class (DoudiRoster *roster)
{
  int row;
  const DoudiRosterValue *value = doudi_roster_find_value (roster, DOUDI_FIELD_CLASS, &row);
  int benefit_class;

  if (value->text == NULL)
    hold_missing (roster, row, value, _ ("The class is missing. Enter 一类, 二类, 三类 or 四类."));
  if (!doudi_roster_value_is_usable (roster, row, value))
    return 0;
  benefit_class = doudi_words_class (value->text);
  if (benefit_class == 0)
    doudi_roster_hold (roster, row, value, "unknown-class",
                       _ ("There is no class “%s”. Enter 一类, 二类, 三类 or 四类."), value->text);
  else
    check_one_class (roster, benefit_class);
  return benefit_class;
}

/* More than the sheet names would be money for nobody. A sheet of heads names no others. */
static void
check_covered (DoudiRoster *roster, int row, const DoudiRosterValue *value, int covered)
{
  int named = (int) roster->household->persons->len;

  if (doudi_layout_get_rows (roster->heading->layout) == DOUDI_LAYOUT_ROWS_MEMBERS
      && covered > named)
    doudi_roster_hold (
      roster, row, value, "bad-amount",
      _ ("%d persons are to be covered, but the household has only %d rows. Correct the "
         "number, or add the missing members."),
      covered, named);
}

/* Without the column everybody named is covered. */
static int
read_covered (DoudiRoster *roster)
{
  int row;
  const DoudiRosterValue *value = doudi_roster_find_value (roster, DOUDI_FIELD_PERSONS, &row);
  int covered = 0;

  if (value->column < 0)
    return (int) roster->household->persons->len;
  if (value->text == NULL)
    hold_missing (roster, row, value, _ ("The number of persons covered is missing. Enter it."));
  if (!doudi_roster_value_is_usable (roster, row, value))
    return 0;
  if (doudi_words_count (value->text, &covered))
    check_covered (roster, row, value, covered);
  else
    doudi_roster_hold (
      roster, row, value, "bad-amount",
      _ ("The number of persons covered is no whole number from 1 to 99. Enter it in "
         "digits."));
  return covered;
}

/* A month in which a number lost its last zero cannot be told from January: 2011.1 */
static gboolean
is_ambiguous_month (const DoudiRosterValue *value)
{
  return value->kind == DOUDI_CELL_NUMBER && !value->is_date
         && strlen (value->text) == strlen ("2011.1") && g_str_has_suffix (value->text, ".1");
}

static DoudiMonth
read_first_month (DoudiRoster *roster)
{
  int row;
  const DoudiRosterValue *value = doudi_roster_find_value (roster, DOUDI_FIELD_FIRST_MONTH, &row);
  DoudiMonth month;

  if (!doudi_roster_value_is_usable (roster, row, value) || doudi_words_is_dash (value->text))
    return DOUDI_MONTH_NONE;
  if (is_ambiguous_month (value))
    {
      doudi_roster_hold (
        roster, row, value, "date",
        _ ("The cell holds a number, so this can be January or October. Set the column "
           "to text and write the month as 2011-01 or 2011-10."));
      return DOUDI_MONTH_NONE;
    }
  month = doudi_month_parse (value->text);
  if (month == DOUDI_MONTH_NONE)
    doudi_roster_hold (roster, row, value, "date", _ ("“%s” is no month. Write it as 2018-01."),
                       value->text);
  return month;
}

static DoudiRosterAward *
add_award (DoudiRoster *roster, DoudiProgramme programme, int persons)
{
  DoudiRosterAward *award = g_new0 (DoudiRosterAward, 1);

  award->programme = programme;
  award->persons = persons;
  g_ptr_array_add (roster->household->awards, award);
  return award;
}

/* What the household has in a year, where the sheet tells it: a county that pays by shortfall needs
 * it, others keep it. A blank cell is not known. */
static void
read_income (DoudiRoster *roster, DoudiRosterAward *award)
{
  int row;
  const DoudiRosterValue *value = doudi_roster_find_value (roster, DOUDI_FIELD_YEARLY_INCOME, &row);

  if (value->text == NULL || !doudi_roster_value_is_usable (roster, row, value))
    return;
  if (doudi_money_parse (value->text, &award->yearly_income) && award->yearly_income >= 0)
    award->income_known = TRUE;
  else
    doudi_roster_hold (roster, row, value, "bad-amount",
                       _ ("“%s” is no income. Write the household's yuan a year in digits with at "
                          "most two decimals, zero or more and without 元."),
                       value->text);
}

static void
add_household_award (DoudiRoster *roster, DoudiProgramme programme)
{
  int benefit_class = read_class (roster);
  DoudiRosterAward *award = add_award (roster, programme, read_covered (roster));

  award->benefit_class = benefit_class;
  read_income (roster, award);
  for (guint i = 0; i < roster->household->persons->len; i++)
    {
      const DoudiRosterPerson *person = g_ptr_array_index (roster->household->persons, i);

      if (g_str_equal (person->relation, "head"))
        {
          award->person = (int) i;
          break;
        }
    }
}

static DoudiCare
read_care (DoudiRoster *roster)
{
  int row;
  const DoudiRosterValue *value = doudi_roster_find_value (roster, DOUDI_FIELD_CARE, &row);
  DoudiCare care;

  if (value->text == NULL)
    hold_missing (roster, row, value, _ ("The form of care is missing. Enter 分散 or 集中."));
  if (!doudi_roster_value_is_usable (roster, row, value))
    return DOUDI_CARE_NONE;
  care = doudi_words_care (value->text);
  if (care == DOUDI_CARE_NONE)
    doudi_roster_hold (roster, row, value, "unknown-class",
                       _ ("There is no form of care “%s”. Enter 分散 or 集中 (散居 or 机构 for "
                          "children)."),
                       value->text);
  return care;
}

static DoudiSelfCare
read_self_care (DoudiRoster *roster)
{
  int row;
  const DoudiRosterValue *value = doudi_roster_find_value (roster, DOUDI_FIELD_SELF_CARE, &row);
  DoudiSelfCare self_care;

  if (value->text == NULL)
    hold_missing (roster, row, value,
                  _ ("The level of self-care is missing. Enter 全自理, 半护理 or 全护理."));
  if (!doudi_roster_value_is_usable (roster, row, value))
    return DOUDI_SELF_CARE_UNKNOWN;
  self_care = doudi_words_self_care (value->text);
  if (self_care == DOUDI_SELF_CARE_UNKNOWN)
    doudi_roster_hold (roster, row, value, "unknown-class",
                       _ ("There is no level of self-care “%s”. Enter 全自理, 半护理 or 全护理."),
                       value->text);
  return self_care;
}

static gboolean
read_tick (DoudiRoster *roster, DoudiField field)
{
  int row;
  const DoudiRosterValue *value = doudi_roster_find_value (roster, field, &row);
  DoudiTick tick;

  if (!doudi_roster_value_is_usable (roster, row, value))
    return FALSE;
  tick = doudi_words_tick (value->text);
  if (tick == DOUDI_TICK_UNKNOWN)
    doudi_roster_hold (roster, row, value, "unknown-class",
                       _ ("“%s” is neither yes nor no. Write √, or leave the cell empty."),
                       value->text);
  return tick == DOUDI_TICK_YES;
}

static void
add_ticked_awards (DoudiRoster *roster)
{
  gboolean living = read_tick (roster, DOUDI_FIELD_LIVING);
  gboolean nursing = read_tick (roster, DOUDI_FIELD_NURSING);
  const DoudiRosterLine *line = doudi_roster_get_line (roster, 0);
  DoudiField field = doudi_roster_has_column (roster, DOUDI_FIELD_LIVING) ? DOUDI_FIELD_LIVING
                                                                          : DOUDI_FIELD_NURSING;

  if (living)
    add_award (roster, DOUDI_PROGRAMME_DISABILITY_LIVING, 1);
  if (nursing)
    add_award (roster, DOUDI_PROGRAMME_DISABILITY_NURSING, 1);
  if (!living && !nursing && !roster->household->held)
    doudi_roster_hold (
      roster, line->row, &line->values[field], "missing",
      _ ("Neither subsidy is ticked. Write √ for those that are paid, or delete the "
         "row."));
}

static void
add_child_award (DoudiRoster *roster)
{
  int row;
  const DoudiRosterValue *value = doudi_roster_find_value (roster, DOUDI_FIELD_CHILD_KIND, &row);
  DoudiProgramme programme;

  if (value->text == NULL)
    hold_missing (roster, row, value,
                  _ ("The kind of child is missing. Enter 孤儿 or 事实无人抚养儿童."));
  if (!doudi_roster_value_is_usable (roster, row, value))
    return;
  programme = doudi_words_child_kind (value->text);
  if (programme == DOUDI_PROGRAMME_NONE)
    doudi_roster_hold (roster, row, value, "unknown-class",
                       _ ("There is no kind of child “%s”. Enter 孤儿 or 事实无人抚养儿童."),
                       value->text);
  else
    add_award (roster, programme, 1);
}

/* The one programme of a layout that has only one. */
static DoudiProgramme
only_programme (const DoudiLayout *layout)
{
  guint programmes = doudi_layout_get_programmes (layout);

  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    if (programmes == 1u << i)
      return (DoudiProgramme) i;
  return DOUDI_PROGRAMME_NONE;
}

static void
add_awards (DoudiRoster *roster)
{
  DoudiProgramme programme = only_programme (roster->heading->layout);

  if (doudi_roster_has_column (roster, DOUDI_FIELD_LIVING)
      || doudi_roster_has_column (roster, DOUDI_FIELD_NURSING))
    add_ticked_awards (roster);
  else if (doudi_roster_has_column (roster, DOUDI_FIELD_CHILD_KIND))
    add_child_award (roster);
  else if (programme != DOUDI_PROGRAMME_NONE && doudi_programme_info (programme)->for_household)
    add_household_award (roster, programme);
  else if (programme != DOUDI_PROGRAMME_NONE)
    add_award (roster, programme, 1);
}

static void
fill_awards (DoudiRoster *roster)
{
  DoudiMonth month = read_first_month (roster);
  DoudiCare care = read_care (roster);
  DoudiSelfCare self_care = read_self_care (roster);

  for (guint i = 0; i < roster->household->awards->len; i++)
    {
      DoudiRosterAward *award = g_ptr_array_index (roster->household->awards, i);

      award->original_month = month;
      award->care = care;
      award->self_care = self_care;
    }
}

static void
keep_programme (DoudiRoster *roster)
{
  GPtrArray *awards = roster->household->awards;

  for (guint i = awards->len; i > 0 && roster->options.programme != DOUDI_PROGRAMME_NONE; i--)
    {
      const DoudiRosterAward *award = g_ptr_array_index (awards, i - 1);

      if (award->programme != roster->options.programme)
        g_ptr_array_remove_index (awards, i - 1);
    }
}

/* What the awards should pay by the standards in force; -1 if one of them is not known. */
static DoudiFen
expected_amount (const DoudiRoster *roster)
{
  DoudiFen sum = 0;

  for (guint i = 0; i < roster->household->awards->len; i++)
    {
      DoudiFen one
        = roster->options.expected (g_ptr_array_index (roster->household->awards, i),
                                    roster->residence, roster->month, roster->options.data);

      if (one < 0)
        return -1;
      sum += one;
    }
  return sum;
}

static void
compare_amount (DoudiRoster *roster, int row, const DoudiRosterValue *value, DoudiFen fen)
{
  DoudiFen expected = -1;
  g_autofree char *written = doudi_money_format_grouped (fen);
  g_autofree char *computed = NULL;

  if (!roster->household->held && roster->options.expected != NULL
      && roster->household->awards->len > 0)
    expected = expected_amount (roster);
  if (expected < 0 || expected == fen)
    return;
  computed = doudi_money_format_grouped (expected);
  doudi_roster_warn (
    roster, row, value, "amount-differs",
    _ ("The sheet says %s, by class and persons it is %s, which will be paid. Compare "
       "class and persons with the decision."),
    written, computed);
}

static void
check_amount (DoudiRoster *roster)
{
  int row;
  const DoudiRosterValue *value = doudi_roster_find_value (roster, DOUDI_FIELD_AMOUNT, &row);
  DoudiFen fen;

  if (value->text == NULL)
    hold_missing (roster, row, value, _ ("The amount is missing. Enter it in yuan."));
  if (!doudi_roster_value_is_usable (roster, row, value))
    return;
  if (!doudi_money_parse (value->text, &fen) || fen <= 0)
    {
      doudi_roster_hold (
        roster, row, value, "bad-amount",
        _ ("“%s” is no amount. Write yuan in digits with at most two decimals, above "
           "zero and without 元."),
        value->text);
      return;
    }
  roster->amounts += fen;
  compare_amount (roster, row, value, fen);
}

/**
 * doudi_roster_build_awards:
 * @roster: (not nullable): a roster whose household has its persons
 *
 * Adds what the household and its persons draw.
 */
void
doudi_roster_build_awards (DoudiRoster *roster)
{
  add_awards (roster);
  fill_awards (roster);
  keep_programme (roster);
  check_amount (roster);
}
