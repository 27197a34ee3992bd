/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-roster-private.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-text.h"

/* Of a hundred bank cards so many pass the check when the column holds bank cards. Of passbook
 * numbers ten do, by chance. */
#define CARDS_PASS_PERCENT 90

/* Enough to hold every failing card of a column that holds cards. */
#define FAILED_CARDS_MAX (DOUDI_TABLE_MAX_ROWS / 100 * (100 - CARDS_PASS_PERCENT) + 1)

typedef struct
{
  int row;
  char number[40];
} FailedCard;

/**
 * doudi_roster_seen_init:
 * @seen: (not nullable) (out caller-allocates): what was seen of a sheet
 *
 * Begins with nothing.
 */
void
doudi_roster_seen_init (DoudiRosterSeen *seen)
{
  *seen = (DoudiRosterSeen){ .card_column = -1 };
  seen->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  seen->namesakes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  seen->failed_cards = g_array_new (FALSE, FALSE, sizeof (FailedCard));
}

/**
 * doudi_roster_seen_clear:
 * @seen: (not nullable): what was seen
 *
 * Frees what it holds.
 */
void
doudi_roster_seen_clear (DoudiRosterSeen *seen)
{
  g_clear_pointer (&seen->numbers, g_hash_table_unref);
  g_clear_pointer (&seen->namesakes, g_hash_table_unref);
  g_clear_pointer (&seen->failed_cards, g_array_unref);
}

/* Asks with the programmes of the sheet; which of them the person will draw is not known yet. */
static void
ask_caseload (DoudiRoster *roster, const DoudiRosterPerson *person, const DoudiRosterLine *line)
{
  const DoudiRosterValue *value = &line->values[DOUDI_FIELD_IDENTITY_NUMBER];
  guint programmes = doudi_layout_get_programmes (roster->heading->layout);

  if (roster->options.known == NULL)
    return;
  if (roster->options.programme != DOUDI_PROGRAMME_NONE)
    programmes = 1u << roster->options.programme;
  switch (roster->options.known (person->identity_number, programmes, roster->options.data))
    {
    case DOUDI_ROSTER_DRAWS_ALREADY:
      doudi_roster_hold (
        roster, line->row, value, "duplicate-person",
        _ ("This person draws the benefit, or one that excludes it, already. Look the "
           "person up before anything is entered."));
      break;
    case DOUDI_ROSTER_IN_OTHER_HOUSEHOLD:
      doudi_roster_hold (
        roster, line->row, value, "duplicate-person",
        _ ("This person is a member of another household of the caseload. Find out "
           "where the person lives."));
      break;
    case DOUDI_ROSTER_NOT_KNOWN:
    default:
      break;
    }
}

static void
look_for_namesake (DoudiRoster *roster,
                   const DoudiRosterPerson *person,
                   const DoudiRosterLine *line)
{
  g_autofree char *key = doudi_text_name_key (person->name);
  char *both = g_strdup_printf ("%s|%u", key, person->birth);
  int row = GPOINTER_TO_INT (g_hash_table_lookup (roster->seen.namesakes, both));

  if (row != 0)
    doudi_roster_warn (
      roster, line->row, &line->values[DOUDI_FIELD_NAME], "same-name-and-birth",
      _ ("Row %d has a person of the same name and birth with another identity number. "
         "Make sure that they are two."),
      row);
  if (row == 0)
    g_hash_table_insert (roster->seen.namesakes, g_steal_pointer (&both),
                         GINT_TO_POINTER (person->row));
  g_free (both);
}

/**
 * doudi_roster_see_person:
 * @roster: (not nullable): a roster
 * @person: (not nullable): a person with a good number, of the household that is read
 * @line: (not nullable): the line of the person
 *
 * Looks whether the number stands on the sheet twice, whether the person has a namesake of the same
 * birth there, or is in the caseload already.
 *
 * Returns: whether the number stands on the sheet for the first time
 */
gboolean
doudi_roster_see_person (DoudiRoster *roster,
                         const DoudiRosterPerson *person,
                         const DoudiRosterLine *line)
{
  int row = GPOINTER_TO_INT (g_hash_table_lookup (roster->seen.numbers, person->identity_number));

  if (row != 0)
    {
      doudi_roster_hold (
        roster, line->row, &line->values[DOUDI_FIELD_IDENTITY_NUMBER], "duplicate-person",
        _ ("The same identity number stands in row %d already. Find out whose it is and "
           "correct or delete the other one."),
        row);
      return FALSE;
    }
  g_hash_table_insert (roster->seen.numbers, g_strdup (person->identity_number),
                       GINT_TO_POINTER (person->row));
  if (*person->name != '\0')
    look_for_namesake (roster, person, line);
  ask_caseload (roster, person, line);
  return TRUE;
}

/**
 * doudi_roster_see_card:
 * @roster: (not nullable): a roster
 * @row: where the card stands
 * @value: (not nullable): a number that has the form of a bank card's
 * @passes: whether its last digit fits
 *
 * Counts the bank cards of the sheet. Only at the end can be told whether the column holds bank
 * cards at all, or passbooks whose numbers follow no check.
 */
void
doudi_roster_see_card (DoudiRoster *roster, int row, const DoudiRosterValue *value, gboolean passes)
{
  FailedCard failed = { .row = row };

  roster->seen.n_cards++;
  if (passes)
    return;
  roster->seen.n_failed_cards++;
  roster->seen.card_column = value->column;
  doudi_text_copy_cut (failed.number, sizeof failed.number, value->text);
  if (roster->seen.failed_cards->len < FAILED_CARDS_MAX)
    g_array_append_val (roster->seen.failed_cards, failed);
}

/**
 * doudi_roster_deliver_card_warnings:
 * @roster: (not nullable): a roster that was read to its end
 * @error: what the handler set
 *
 * Warns of the cards whose check fails, if the column holds bank cards.
 *
 * Returns: whether the handler took them
 */
gboolean
doudi_roster_deliver_card_warnings (DoudiRoster *roster, GError **error)
{
  const DoudiRosterSeen *seen = &roster->seen;
  guint passing = seen->n_cards - seen->n_failed_cards;
  gboolean taken = TRUE;

  if (passing * 100 < seen->n_cards * CARDS_PASS_PERCENT)
    return TRUE;
  for (guint i = 0; i < seen->failed_cards->len && taken; i++)
    {
      const FailedCard *card = &g_array_index (seen->failed_cards, FailedCard, i);
      DoudiRosterProblem *problem = doudi_roster_problem_new (
        roster, card->row, seen->card_column, card->number, "account-check",
        g_strdup (
          _ ("The last digit of the card number does not fit the others. Compare it with the "
             "card.")),
        TRUE);

      roster->summary->warnings++;
      taken = roster->handler->problem == NULL
              || roster->handler->problem (problem, roster->handler->data, error);
      doudi_roster_problem_free (problem);
    }
  return taken;
}
