/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-indexer.h"

#include <string.h>

#include "store/doudi-household-card.h"
#include "store/doudi-registry-private.h"
#include "store/doudi-search-key.h"
#include "store/doudi-statement.h"

/* Keys go into their table in order, so many at a time: far quicker than one by one. */
#define PENDING_MAX 400000
#define NAMES_MAX 20000
#define BIRTH_OFFSET 6

typedef struct
{
  char *key;
  DoudiSearchKind kind;
  gint64 household_id;
  gint64 person_id;
} PendingKey;

/*
 * @for_household: bits of the programmes whose award belongs to a household
 * @names: name to the keys that find it
 * @pending: keys that wait for doudi_indexer_flush(), of the households in @households
 */
struct _DoudiIndexer
{
  DoudiSession *session;
  DoudiStore *store;
  const char *const *programmes;
  guint for_household;
  DoudiPinyin *pinyin;
  GHashTable *names;
  GStringChunk *texts;
  GArray *pending;
  GHashTable *households;
};

/**
 * doudi_indexer_new:
 * @session: who works; the cards are as of the session's day
 * @programmes: (array zero-terminated=1): the names of the programmes, by the numbers of their
 * bits; must stay
 * @for_household: bits of those that belong to a household
 * @error: %DOUDI_ERROR_ENVIRONMENT if the tables of readings cannot be opened
 *
 * Makes an indexer for the caseload of a session.
 *
 * Returns: (transfer full): the indexer; %NULL with @error set
 */
DoudiIndexer *
doudi_indexer_new (DoudiSession *session,
                   const char *const *programmes,
                   guint for_household,
                   GError **error)
{
  DoudiPinyin *pinyin = doudi_pinyin_new (error);
  DoudiIndexer *indexer;

  if (pinyin == NULL)
    return NULL;
  indexer = g_new0 (DoudiIndexer, 1);
  indexer->session = doudi_session_ref (session);
  indexer->store = doudi_session_get_store (session);
  indexer->programmes = programmes;
  indexer->for_household = for_household;
  indexer->pinyin = pinyin;
  indexer->names
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  indexer->texts = g_string_chunk_new (1 << 16);
  indexer->pending = g_array_new (FALSE, FALSE, sizeof (PendingKey));
  indexer->households = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return indexer;
}

/**
 * doudi_indexer_free:
 * @indexer: (nullable) (transfer full): an indexer
 *
 * Frees an indexer. Keys that were not written are lost.
 */
void
doudi_indexer_free (DoudiIndexer *indexer)
{
  if (indexer == NULL)
    return;
  g_hash_table_unref (indexer->households);
  g_array_unref (indexer->pending);
  g_string_chunk_free (indexer->texts);
  g_hash_table_unref (indexer->names);
  doudi_pinyin_free (indexer->pinyin);
  doudi_session_unref (indexer->session);
  g_free (indexer);
}

static void
take_key (DoudiIndexer *indexer,
          DoudiSearchKind kind,
          const char *key,
          gint64 household_id,
          gint64 person_id)
{
  PendingKey pending
    = { g_string_chunk_insert (indexer->texts, key), kind, household_id, person_id };

  g_array_append_val (indexer->pending, pending);
}

static void
take_text (DoudiIndexer *indexer,
           DoudiSearchKind kind,
           const char *text,
           gint64 household_id,
           gint64 person_id)
{
  g_autofree char *key = NULL;

  if (*text == '\0')
    return;
  key = doudi_search_key_make (kind, text);
  take_key (indexer, kind, key, household_id, person_id);
}

static DoudiSearchKind
kind_of_key (const char *key)
{
  for (int kind = DOUDI_SEARCH_NAME; kind < DOUDI_N_SEARCH_KINDS; kind++)
    if (doudi_search_kind_info ((DoudiSearchKind) kind)->letter == *key)
      return (DoudiSearchKind) kind;
  g_return_val_if_reached (DOUDI_SEARCH_NAME);
}

static void
take_name (DoudiIndexer *indexer, const char *name, gint64 household_id, gint64 person_id)
{
  GPtrArray *keys = g_hash_table_lookup (indexer->names, name);

  if (keys == NULL)
    {
      if (g_hash_table_size (indexer->names) >= NAMES_MAX)
        g_hash_table_remove_all (indexer->names);
      keys = doudi_search_name_keys (indexer->pinyin, name);
      g_hash_table_insert (indexer->names, g_strdup (name), keys);
    }
  for (guint i = 0; i < keys->len; i++)
    take_key (indexer, kind_of_key (keys->pdata[i]), keys->pdata[i], household_id, person_id);
}

/* Without a number the day of birth can be looked up all the same: "19540215". */
static void
take_number (DoudiIndexer *indexer,
             const char *number,
             const char *birth_date,
             gint64 household_id,
             gint64 person_id)
{
  take_text (indexer, DOUDI_SEARCH_NUMBER, number, household_id, person_id);
  take_text (indexer, DOUDI_SEARCH_NUMBER_TAIL, number, household_id, person_id);
  if (strlen (number) > BIRTH_OFFSET)
    take_text (indexer, DOUDI_SEARCH_BIRTH, number + BIRTH_OFFSET, household_id, person_id);
  else if (strlen (birth_date) == DOUDI_DAY_ISO_LENGTH)
    {
      g_autofree char *digits
        = g_strdup_printf ("%.4s%.2s%.2s", birth_date, birth_date + 5, birth_date + 8);

      take_text (indexer, DOUDI_SEARCH_BIRTH, digits, household_id, person_id);
    }
}

static void
take_temporary (DoudiIndexer *indexer, const char *number, gint64 household_id, gint64 person_id)
{
  g_autofree char *upper = g_ascii_strup (number, -1);

  take_text (indexer, DOUDI_SEARCH_TEMPORARY, upper, household_id, person_id);
  take_text (indexer, DOUDI_SEARCH_TEMPORARY_TAIL, upper, household_id, person_id);
}

static DoudiStatement *
get_statement (DoudiIndexer *indexer, const char *sql, gint64 id, GError **error)
{
  DoudiStatement *statement = doudi_statement_get (indexer->store, sql, error);

  if (statement != NULL)
    doudi_statement_bind_int (statement, 1, id);
  return statement;
}

/* Steps on. FALSE at the end, with @error set if it came too early. */
static gboolean
next_row (DoudiStatement *statement, GError **local)
{
  return statement != NULL && doudi_statement_step (statement, local);
}

static gboolean
finish (GError *local, GError **error)
{
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

#define SELECT_ADDRESS                                                                             \
  "SELECT a.division_code, a.village_group, a.phone FROM household_address a"                      \
  " WHERE a.household_id = ?1 AND " DOUDI_ADDRESS_STANDS (                                         \
    "a") " ORDER BY a.valid_from > ?2, a.valid_from DESC, a.id DESC LIMIT 1"

static gboolean
read_address (DoudiIndexer *indexer, DoudiHouseholdCard *card, GError **error)
{
  GError *local = NULL;
  g_autoptr (DoudiStatement) statement = get_statement (indexer, SELECT_ADDRESS, card->id, &local);

  if (statement != NULL)
    doudi_statement_bind_day (statement, 2, doudi_session_get_today (indexer->session));
  if (next_row (statement, &local))
    {
      card->division_code = doudi_statement_dup_text (statement, 0);
      card->village_group = doudi_statement_dup_text (statement, 1);
      card->phone = doudi_statement_dup_text (statement, 2);
    }
  return finish (local, error);
}

/* The head first; one whose membership is to begin later can be found already. */
#define SELECT_PERSONS                                                                             \
  "SELECT p.id, p.name, coalesce(p.identity_number, ''), coalesce(p.birth_date, ''),"              \
  " coalesce(p.sex, ''), coalesce(p.temporary_number, ''), m.relation = 'head'"                    \
  " FROM membership m JOIN person p ON p.id = m.person_id"                                         \
  " WHERE m.household_id = ?1 AND (m.valid_to IS NULL OR m.valid_to > ?2) "                        \
  "AND " DOUDI_NOT_REPLACED ("membership", "household_id",                                         \
                             "m") " ORDER BY m.relation <> 'head', m.position, m.id"

static void
take_person (DoudiIndexer *indexer, DoudiHouseholdCard *card, DoudiStatement *statement)
{
  DoudiCardPerson person = { .id = doudi_statement_get_int (statement, 0) };

  if (card->members++ == 0)
    {
      card->head_id = person.id;
      card->head_name = doudi_statement_dup_text (statement, 1);
    }
  card->heads += doudi_statement_get_int (statement, 6) != 0 ? 1 : 0;
  person.number = doudi_statement_dup_text (statement, 2);
  person.birth_date = doudi_statement_dup_text (statement, 3);
  person.sex = doudi_statement_dup_text (statement, 4);
  take_name (indexer, doudi_statement_get_text (statement, 1), card->id, person.id);
  take_number (indexer, person.number, person.birth_date, card->id, person.id);
  take_temporary (indexer, doudi_statement_get_text (statement, 5), card->id, person.id);
  g_array_append_val (card->persons, person);
}

static gboolean
read_persons (DoudiIndexer *indexer, DoudiHouseholdCard *card, GError **error)
{
  GError *local = NULL;
  g_autoptr (DoudiStatement) statement = get_statement (indexer, SELECT_PERSONS, card->id, &local);

  if (statement != NULL)
    doudi_statement_bind_day (statement, 2, doudi_session_get_today (indexer->session));
  while (next_row (statement, &local))
    take_person (indexer, card, statement);
  return finish (local, error);
}

/* One stretch of the index holds the kinds between these two; the last of a kind is what holds. */
#define SELECT_FACTS                                                                               \
  "SELECT c.kind, c.value FROM circumstance c WHERE c.person_id = ?1"                              \
  " AND c.kind >= 'death' AND c.kind <= 'disability-card'"                                         \
  " AND (c.valid_to IS NULL OR c.valid_to > ?2) "                                                  \
  "AND " DOUDI_NOT_REPLACED ("circumstance", "person_id",                                          \
                             "c") " ORDER BY c.kind, c.valid_from, c.id"

/* "limb:2"; 0 where no grade is told. */
static int
grade_of (const char *disability)
{
  const char *colon = strchr (disability, ':');

  return colon != NULL && colon[1] >= '1' && colon[1] <= '4' ? colon[1] - '0' : 0;
}

static void
take_fact (DoudiCardPerson *person, const char *kind, const char *value)
{
  if (g_str_equal (kind, "death"))
    person->dead = TRUE;
  else if (g_str_equal (kind, "disability-card"))
    person->has_card = *value != '\0';
  else if (g_str_equal (kind, "disability"))
    {
      person->disabled = *value != '\0';
      person->grade = grade_of (value);
    }
}

static gboolean
read_facts (DoudiIndexer *indexer, DoudiCardPerson *person, GError **error)
{
  GError *local = NULL;
  g_autoptr (DoudiStatement) statement = get_statement (indexer, SELECT_FACTS, person->id, &local);

  if (statement != NULL)
    doudi_statement_bind_day (statement, 2, doudi_session_get_today (indexer->session));
  while (next_row (statement, &local))
    take_fact (person, doudi_statement_get_text (statement, 0),
               doudi_statement_get_text (statement, 1));
  return finish (local, error);
}

static gboolean
read_facts_of_all (DoudiIndexer *indexer, DoudiHouseholdCard *card, GError **error)
{
  for (guint i = 0; i < card->persons->len; i++)
    if (!read_facts (indexer, &g_array_index (card->persons, DoudiCardPerson, i), error))
      return FALSE;
  return TRUE;
}

#define SELECT_ACCOUNT_NUMBERS                                                                     \
  "SELECT a.number, coalesce(a.person_id, 0) FROM account a"                                       \
  " WHERE a.household_id = ?1 AND (a.valid_to IS NULL OR a.valid_to > ?2) "                        \
  "AND " DOUDI_NOT_REPLACED ("account", "household_id", "a")

static gboolean
read_accounts (DoudiIndexer *indexer, DoudiHouseholdCard *card, GError **error)
{
  GError *local = NULL;
  g_autoptr (DoudiStatement) statement
    = get_statement (indexer, SELECT_ACCOUNT_NUMBERS, card->id, &local);

  if (statement != NULL)
    doudi_statement_bind_day (statement, 2, doudi_session_get_today (indexer->session));
  while (next_row (statement, &local))
    {
      gint64 person_id = doudi_statement_get_int (statement, 1);

      card->accounts++;
      take_text (indexer, DOUDI_SEARCH_ACCOUNT_TAIL, doudi_statement_get_text (statement, 0),
                 card->id, person_id != 0 ? person_id : card->head_id);
    }
  return finish (local, error);
}

static guint
bit_of_programme (const DoudiIndexer *indexer, const char *name)
{
  for (guint i = 0; indexer->programmes[i] != NULL; i++)
    if (g_str_equal (indexer->programmes[i], name))
      return 1u << i;
  return 0;
}

#define SELECT_AWARDS                                                                              \
  "SELECT a.programme, t.persons, t.benefit_class FROM award a JOIN award_term t"                  \
  " ON t.id = (" DOUDI_LAST_TERM ("id", "a") ") WHERE a.household_id = ?1 AND t.persons > 0"       \
                                             " ORDER BY a.id"

static gboolean
read_awards (DoudiIndexer *indexer, DoudiHouseholdCard *card, GError **error)
{
  GError *local = NULL;
  g_autoptr (DoudiStatement) statement = get_statement (indexer, SELECT_AWARDS, card->id, &local);

  while (next_row (statement, &local))
    {
      guint bit = bit_of_programme (indexer, doudi_statement_get_text (statement, 0));

      card->programmes |= bit;
      if ((bit & indexer->for_household) == 0)
        continue;
      card->covered = (int) doudi_statement_get_int (statement, 1);
      card->benefit_class = (int) doudi_statement_get_int (statement, 2);
    }
  return finish (local, error);
}

#define DELETE_KEYS "DELETE FROM search_key WHERE household_id = ?1"
#define DELETE_CARD "DELETE FROM household_card WHERE household_id = ?1"

static gboolean
delete_old (DoudiIndexer *indexer, const char *sql, gint64 household_id, GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (indexer, sql, household_id, error);

  return statement != NULL && doudi_statement_run (statement, error);
}

static gboolean
insert_card (DoudiIndexer *indexer, const DoudiHouseholdCard *card, GError **error)
{
  g_autofree char *sort_key = doudi_pinyin_sort_key (indexer->pinyin, card->head_name);

  return doudi_household_card_insert (indexer->session, card, sort_key, error);
}

/* A household that everybody has left is kept, and on no list. */
static gboolean
write_card (DoudiIndexer *indexer, const DoudiHouseholdCard *card, GError **error)
{
  if (card->members == 0 || card->division_code == NULL)
    return TRUE;
  take_text (indexer, DOUDI_SEARCH_PHONE, card->phone, card->id, card->head_id);
  take_text (indexer, DOUDI_SEARCH_PHONE_TAIL, card->phone, card->id, card->head_id);
  return insert_card (indexer, card, error);
}

/* A household twice among the pending ones would keep the keys of both times. */
static gboolean
begin_household (DoudiIndexer *indexer, gint64 household_id, GError **error)
{
  gboolean full = indexer->pending->len >= PENDING_MAX
                  || g_hash_table_contains (indexer->households, &household_id);

  if (full && !doudi_indexer_flush (indexer, error))
    return FALSE;
  g_hash_table_add (indexer->households, g_memdup2 (&household_id, sizeof household_id));
  return delete_old (indexer, DELETE_KEYS, household_id, error)
         && delete_old (indexer, DELETE_CARD, household_id, error);
}

/**
 * doudi_indexer_add:
 * @indexer: an indexer
 * @household_id: a household that was recorded, changed or removed
 * @error: return location
 *
 * Makes the card and the search keys of a household anew, inside the caller's transaction: it was
 * recorded on the session's day. The keys are in the file after doudi_indexer_flush(). What it
 * draws and when it is reviewed is to be worked out again.
 *
 * Returns: whether that was done
 */
gboolean
doudi_indexer_add (DoudiIndexer *indexer, gint64 household_id, GError **error)
{
  g_auto (DoudiHouseholdCard) card;

  doudi_household_card_init (&card, household_id);
  return begin_household (indexer, household_id, error) && read_address (indexer, &card, error)
         && read_persons (indexer, &card, error) && read_facts_of_all (indexer, &card, error)
         && read_accounts (indexer, &card, error) && read_awards (indexer, &card, error)
         && write_card (indexer, &card, error);
}

static int
compare_pending (gconstpointer one, gconstpointer other)
{
  const PendingKey *first = one;
  const PendingKey *second = other;
  int order = strcmp (first->key, second->key);

  if (order != 0)
    return order;
  if (first->household_id != second->household_id)
    return first->household_id < second->household_id ? -1 : 1;
  return (first->person_id > second->person_id) - (first->person_id < second->person_id);
}

#define INSERT_KEY                                                                                 \
  "INSERT INTO search_key (key, kind, household_id, person_id) VALUES (?1, ?2, ?3, ?4)"            \
  " ON CONFLICT DO NOTHING"

static gboolean
insert_key (DoudiStatement *statement, const PendingKey *key, GError **error)
{
  doudi_statement_bind_text (statement, 1, key->key);
  doudi_statement_bind_text (statement, 2, doudi_search_kind_info (key->kind)->name);
  doudi_statement_bind_int (statement, 3, key->household_id);
  doudi_statement_bind_int (statement, 4, key->person_id);
  return doudi_statement_run (statement, error);
}

/**
 * doudi_indexer_flush:
 * @indexer: an indexer
 * @error: return location
 *
 * Writes the search keys of the households added since the last time.
 *
 * Returns: whether they were written
 */
gboolean
doudi_indexer_flush (DoudiIndexer *indexer, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (indexer->store, INSERT_KEY, error);

  if (statement == NULL)
    return FALSE;
  g_array_sort (indexer->pending, compare_pending);
  for (guint i = 0; i < indexer->pending->len; i++)
    if (!insert_key (statement, &g_array_index (indexer->pending, PendingKey, i), error))
      return FALSE;
  g_array_set_size (indexer->pending, 0);
  g_hash_table_remove_all (indexer->households);
  g_string_chunk_clear (indexer->texts);
  return TRUE;
}
