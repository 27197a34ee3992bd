/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-roster-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-bank-account.h"
#include "base/doudi-text.h"
#include "exchange/doudi-roster-words.h"

static void
hold_place (DoudiRoster *roster, DoudiPlaceProblem problem)
{
  int village_row, township_row;
  const DoudiRosterValue *village
    = doudi_roster_find_value (roster, DOUDI_FIELD_VILLAGE, &village_row);
  const DoudiRosterValue *township
    = doudi_roster_find_value (roster, DOUDI_FIELD_TOWNSHIP, &township_row);

  if (problem == DOUDI_PLACE_NO_TOWNSHIP)
    doudi_roster_hold (
      roster, township_row, township, "unknown-village",
      _ ("The county has no township “%s”. Compare it with the list of townships."),
      township->text);
  else if (problem == DOUDI_PLACE_SEVERAL)
    doudi_roster_hold (
      roster, village_row, village, "unknown-village",
      _ ("More than one village can be meant by “%s”. Enter the township too, or the "
         "full name."),
      village->text);
  else if (township->text != NULL)
    doudi_roster_hold (roster, village_row, village, "unknown-village",
                       _ ("%s has no village “%s”. Compare it with the list of villages."),
                       township->text, village->text);
  else
    doudi_roster_hold (roster, village_row, village, "unknown-village",
                       _ ("The county has no village “%s”. Compare it with the list of villages."),
                       village->text);
}

static char *
read_place (DoudiRoster *roster)
{
  int row, township_row;
  const DoudiRosterValue *village = doudi_roster_find_value (roster, DOUDI_FIELD_VILLAGE, &row);
  const DoudiRosterValue *township
    = doudi_roster_find_value (roster, DOUDI_FIELD_TOWNSHIP, &township_row);
  const char *code = NULL;
  DoudiPlaceProblem problem;

  if (village->text == NULL)
    {
      doudi_roster_hold (
        roster, row, village, "missing",
        _ ("The village is missing. Enter the village where the household lives."));
      return g_strdup ("");
    }
  if (!doudi_roster_value_is_usable (roster, row, village))
    return g_strdup ("");
  problem = doudi_places_find (roster->places, township->text == NULL ? "" : township->text,
                               village->text, &code);
  if (problem != DOUDI_PLACE_FOUND)
    hold_place (roster, problem);
  return g_strdup (code == NULL ? "" : code);
}

static char *
read_text (DoudiRoster *roster, DoudiField field)
{
  int row;
  const DoudiRosterValue *value = doudi_roster_find_value (roster, field, &row);

  if (!doudi_roster_value_is_usable (roster, row, value))
    return g_strdup ("");
  return doudi_roster_value_dup_text (value);
}

static void
hold_account (DoudiRoster *roster, int row, const DoudiRosterValue *value, gboolean damaged)
{
  g_autofree char *number = doudi_text_normalise_number (value->text);

  if (damaged)
    doudi_roster_hold (
      roster, row, value, "damaged-by-spreadsheet",
      _ ("The spreadsheet turned the account into a rounded number, the last digits are "
         "lost. Set the column to text and enter the number again."));
  else if (strspn (number, "0123456789") != strlen (number))
    doudi_roster_hold (roster, row, value, "character",
                       _ ("The account has something other than digits. Enter the number alone."));
  else
    doudi_roster_hold (
      roster, row, value, "length",
      _ ("No account has so few or so many digits. Compare it with the passbook or the "
         "card."));
}

/* An account may be missing: the money waits until there is one. */
static char *
read_account (DoudiRoster *roster)
{
  int row;
  const DoudiRosterValue *value = doudi_roster_find_value (roster, DOUDI_FIELD_ACCOUNT, &row);
  DoudiBankAccount account;
  gboolean damaged;

  if (!doudi_roster_value_is_usable (roster, row, value) || doudi_words_is_dash (value->text))
    return g_strdup ("");
  account = doudi_bank_account_parse (value->text);
  damaged = account.damaged_by_spreadsheet || doudi_roster_value_lost_digits (value);
  if (damaged || !account.valid)
    hold_account (roster, row, value, damaged);
  else if (account.is_card && value->read_as == DOUDI_COLUMN_ACCOUNT)
    doudi_roster_see_card (roster, row, value, account.luhn);
  return g_strdup (account.number);
}

static int
find_head (const DoudiRoster *roster)
{
  for (guint i = 0; i < roster->household->persons->len; i++)
    {
      const DoudiRosterPerson *person = g_ptr_array_index (roster->household->persons, i);

      if (g_str_equal (person->relation, "head"))
        return (int) i;
    }
  return -1;
}

static char *
read_holder (DoudiRoster *roster)
{
  g_autofree char *named = read_text (roster, DOUDI_FIELD_ACCOUNT_HOLDER);
  int head = find_head (roster);
  const DoudiRosterPerson *person;

  if (*named != '\0')
    return doudi_text_normalise_name (named);
  if (head < 0)
    return g_strdup ("");
  person = g_ptr_array_index (roster->household->persons, (guint) head);
  return g_strdup (person->name);
}

static void
check_heads (DoudiRoster *roster)
{
  int head = find_head (roster);

  if (head < 0)
    {
      const DoudiRosterLine *first = doudi_roster_get_line (roster, 0);

      doudi_roster_hold (
        roster, first->row, &first->values[DOUDI_FIELD_RELATION], "no-head",
        _ ("No member of the household is its head. Write 户主 as the relation of the one "
           "who is, and keep the rows of a household together."));
      return;
    }
  for (guint i = (guint) head + 1; i < roster->household->persons->len; i++)
    {
      const DoudiRosterPerson *person = g_ptr_array_index (roster->household->persons, i);
      const DoudiRosterLine *line = doudi_roster_get_line (roster, i);

      if (g_str_equal (person->relation, "head"))
        doudi_roster_hold (
          roster, line->row, &line->values[DOUDI_FIELD_RELATION], "two-heads",
          _ ("The household has a head already, in row %d. Correct the relation, or "
             "begin a new household with this row."),
          doudi_roster_get_line (roster, (guint) head)->row);
    }
}

/**
 * doudi_roster_build_household:
 * @roster: (not nullable): a roster with the lines of one household
 *
 * Makes the household of its lines, with every problem that can be told from them.
 */
void
doudi_roster_build_household (DoudiRoster *roster)
{
  DoudiRosterHousehold *household = roster->household;

  household->row = doudi_roster_get_line (roster, 0)->row;
  household->last_row = doudi_roster_get_line (roster, roster->lines->len - 1)->row;
  household->division_code = read_place (roster);
  household->village_group = read_text (roster, DOUDI_FIELD_GROUP);
  household->address = read_text (roster, DOUDI_FIELD_ADDRESS);
  household->phone = read_text (roster, DOUDI_FIELD_PHONE);
  household->account_number = read_account (roster);
  for (guint i = 0; i < roster->lines->len; i++)
    doudi_roster_build_person (roster, doudi_roster_get_line (roster, i));
  check_heads (roster);
  household->account_holder = read_holder (roster);
  doudi_roster_build_awards (roster);
}
