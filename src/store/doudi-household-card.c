/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-household-card.h"

#include <string.h>

#include "store/doudi-household-filter.h"
#include "store/doudi-statement.h"

/* Where an identity number has the day of birth and the sex. */
#define BIRTH_OFFSET 6
#define SEX_OFFSET 16
#define NUMBER_LENGTH 18

static void
person_clear (gpointer data)
{
  DoudiCardPerson *person = data;

  g_free (person->number);
  g_free (person->sex);
  g_free (person->birth_date);
}

/**
 * doudi_household_card_init:
 * @card: (out caller-allocates): a card
 * @household_id: whose it is
 *
 * Begins a card of which nothing is known.
 */
void
doudi_household_card_init (DoudiHouseholdCard *card, gint64 household_id)
{
  *card = (DoudiHouseholdCard){ .id = household_id };
  card->persons = g_array_new (FALSE, FALSE, sizeof (DoudiCardPerson));
  g_array_set_clear_func (card->persons, person_clear);
}

/**
 * doudi_household_card_clear:
 * @card: a card
 *
 * Frees what it holds.
 */
void
doudi_household_card_clear (DoudiHouseholdCard *card)
{
  g_array_unref (card->persons);
  g_free (card->division_code);
  g_free (card->village_group);
  g_free (card->phone);
  g_free (card->head_name);
}

/* The days of birth of the living, and the grades of their disabilities. */
static const char *
find_birth (const DoudiHouseholdCard *card, gboolean oldest)
{
  const char *found = "";

  for (guint i = 0; i < card->persons->len; i++)
    {
      const DoudiCardPerson *person = &g_array_index (card->persons, DoudiCardPerson, i);
      int order = strcmp (person->birth_date, found);

      if (!person->dead && *person->birth_date != '\0'
          && (*found == '\0' || (oldest ? order < 0 : order > 0)))
        found = person->birth_date;
    }
  return found;
}

static guint
find_disabilities (const DoudiHouseholdCard *card)
{
  guint bits = 0;

  for (guint i = 0; i < card->persons->len; i++)
    {
      const DoudiCardPerson *person = &g_array_index (card->persons, DoudiCardPerson, i);

      if (person->disabled && !person->dead)
        bits |= DOUDI_DISABILITY_GRADE_BIT (person->grade);
    }
  return bits;
}

/* Whether sex or birth are not what the identity number says. */
static gboolean
differs_from_number (const DoudiCardPerson *person)
{
  const char *birth = person->birth_date;
  char digits[9] = "";
  gboolean male;

  if (strlen (person->number) != NUMBER_LENGTH)
    return FALSE;
  if (strlen (birth) == DOUDI_DAY_ISO_LENGTH)
    g_snprintf (digits, sizeof digits, "%.4s%.2s%.2s", birth, birth + 5, birth + 8);
  male = (person->number[SEX_OFFSET] - '0') % 2 == 1;
  return (*digits != '\0' && strncmp (person->number + BIRTH_OFFSET, digits, 8) != 0)
         || (*person->sex != '\0' && g_str_equal (person->sex, "male") != male);
}

static guint
flags_of_person (const DoudiCardPerson *person)
{
  if (person->dead)
    return DOUDI_CARD_DEAD_MEMBER;
  return (*person->number == '\0' ? DOUDI_CARD_NO_NUMBER : 0u)
         | (*person->birth_date == '\0' ? DOUDI_CARD_NO_BIRTH_DATE : 0u)
         | (differs_from_number (person) ? DOUDI_CARD_NUMBER_DIFFERS : 0u)
         | (person->disabled && !person->has_card ? DOUDI_CARD_NO_DISABILITY_CARD : 0u);
}

static guint
find_flags (const DoudiHouseholdCard *card)
{
  guint flags = 0;

  for (guint i = 0; i < card->persons->len; i++)
    flags |= flags_of_person (&g_array_index (card->persons, DoudiCardPerson, i));
  if (card->programmes == 0)
    flags |= DOUDI_CARD_DRAWS_NOTHING;
  else if (card->accounts == 0)
    flags |= DOUDI_CARD_NO_ACCOUNT;
  if (*card->phone == '\0')
    flags |= DOUDI_CARD_NO_PHONE;
  if (card->heads != 1)
    flags |= DOUDI_CARD_HEADS;
  return flags;
}

/* What is worked out by rules is left open; 512 and 1024 are what happens beside the card. */
#define INSERT_CARD                                                                                \
  "INSERT INTO household_card (household_id, division_code, village_group, head_name, sort_key,"   \
  " members, programmes, covered, benefit_class, head_id, oldest_birth, youngest_birth,"           \
  " disabilities, flags, recorded_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"  \
  " ?13, ?14 + CASE WHEN EXISTS (SELECT 1 FROM household_change h WHERE h.household_id = ?1"       \
  " AND h.state = 'open') THEN 512 ELSE 0 END + CASE WHEN EXISTS (SELECT 1 FROM award a"           \
  " JOIN review r ON r.award_id = a.id WHERE a.household_id = ?1 AND r.confirmed_on IS NULL)"      \
  " THEN 1024 ELSE 0 END, ?15)"

static void
bind_figures (DoudiStatement *statement, const DoudiHouseholdCard *card)
{
  doudi_statement_bind_int (statement, 6, card->members);
  doudi_statement_bind_int (statement, 7, card->programmes);
  doudi_statement_bind_int (statement, 8, card->covered);
  doudi_statement_bind_int (statement, 9, card->benefit_class);
  doudi_statement_bind_int (statement, 10, card->head_id);
  doudi_statement_bind_text (statement, 11, find_birth (card, TRUE));
  doudi_statement_bind_text (statement, 12, find_birth (card, FALSE));
  doudi_statement_bind_int (statement, 13, find_disabilities (card));
  doudi_statement_bind_int (statement, 14, find_flags (card));
}

/**
 * doudi_household_card_insert:
 * @session: who works; the card is as of the session's day
 * @card: what is known
 * @sort_key: pinyin of the head
 * @error: return location
 *
 * Writes the card of a household that has none, inside the caller's transaction. What it draws and
 * when it is reviewed is left to be worked out.
 *
 * Returns: whether it was written
 */
gboolean
doudi_household_card_insert (DoudiSession *session,
                             const DoudiHouseholdCard *card,
                             const char *sort_key,
                             GError **error)
{
  g_autoptr (DoudiStatement) statement
    = doudi_statement_get (doudi_session_get_store (session), INSERT_CARD, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, card->id);
  doudi_statement_bind_text (statement, 2, card->division_code);
  doudi_statement_bind_text (statement, 3, card->village_group);
  doudi_statement_bind_text (statement, 4, card->head_name);
  doudi_statement_bind_text (statement, 5, sort_key);
  bind_figures (statement, card);
  doudi_statement_bind_day (statement, 15, doudi_session_get_today (session));
  return doudi_statement_run (statement, error);
}
