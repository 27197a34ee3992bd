/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-finding-store.h"

#include "store/doudi-registry-private.h"
#include "store/doudi-row.h"

/* clang-format off */

#define MEMBER_ON(alias, day)                                                                     \
  DOUDI_HOLDS_ON (alias, day) " AND " DOUDI_NOT_REPLACED ("membership", "household_id", alias)

/* Two numbers are of one person when all but the last character is the same, which is computed from
 * the others; one of 15 digits is one of 18 without the century. What is shorter than six is no
 * number. */
#define NUMBER_KEY(number)                                                                        \
  "CASE length (" number ") WHEN 18 THEN substr (" number ", 1, 17)"                               \
  " WHEN 15 THEN substr (" number ", 1, 6) || '19' || substr (" number ", 7) ELSE " number " END"
#define NUMBERS_OF(number, person, table, where)                                                  \
  "SELECT " NUMBER_KEY (number) ", " person " FROM " table                                         \
  " WHERE length (" number ") >= 6" where
/* What somebody took back was never a number of the person. */
#define NOT_TAKEN_BACK                                                                             \
  " AND NOT EXISTS (SELECT 1 FROM registry_edit u WHERE f.source LIKE 'edit:%'"                    \
  " AND u.id = CAST(substr (f.source, 6) AS INTEGER) AND u.undoes IS NOT NULL)"
#define ALL_NUMBERS(persons, formers)                                                             \
  NUMBERS_OF ("p.identity_number", "p.id", "person p", persons) " UNION ALL "                      \
  NUMBERS_OF ("p.original_number", "p.id", "person p", persons) " UNION ALL "                      \
  NUMBERS_OF ("p.temporary_number", "p.id", "person p", persons) " UNION ALL "                     \
  NUMBERS_OF ("f.identity_number", "f.person_id", "person_former f", NOT_TAKEN_BACK formers) " UNION ALL "        \
  NUMBERS_OF ("f.original_number", "f.person_id", "person_former f", NOT_TAKEN_BACK formers) " UNION ALL "        \
  NUMBERS_OF ("f.temporary_number", "f.person_id", "person_former f", NOT_TAKEN_BACK formers)

/* ?1 a household or 0, ?2 the day. */
static const char numbers_sql[]
  = "WITH number (key, id) AS (" ALL_NUMBERS ("", "") ") SELECT key, id FROM number ORDER BY 1, 2";

static const char names_sql[]
  = "SELECT p.name || ' ' || p.birth_date, p.id FROM person p WHERE p.birth_date IS NOT NULL"
    " ORDER BY p.name, p.birth_date, p.id";

#define PLACE_OF(household)                                                                       \
  "(SELECT b.id FROM household_address b WHERE b.household_id = " household " AND "                \
  DOUDI_ADDRESS_STANDS ("b")                                    \
  " ORDER BY b.valid_from > ?2, b.valid_from DESC, b.id DESC LIMIT 1)"

/* Everybody of a name that somebody has who has no number. */
#define NAMESAKES(persons)                                                                        \
  "SELECT p.name || ' ' || a.division_code || ' ' || a.village_group, p.id FROM " persons          \
  " CROSS JOIN membership m ON m.person_id = p.id"                                                 \
  " CROSS JOIN household_address a ON a.id = " PLACE_OF ("m.household_id")                         \
  " WHERE " MEMBER_ON ("m", "?2") " ORDER BY 1, 2"
static const char namesakes_sql[]
  = NAMESAKES ("(SELECT DISTINCT q.name FROM person q WHERE q.identity_number IS NULL) n"
               " CROSS JOIN person p ON p.name = n.name");

/* Marks between the digits do not count. */
#define PHONE_DIGITS "replace (replace (a.phone, '-', ''), ' ', '')"
#define PHONES(households)                                                                        \
  "SELECT " PHONE_DIGITS ", h.id FROM household h JOIN household_address a ON a.id = "             \
  PLACE_OF ("h.id") " WHERE length (a.phone) >= 7" households                                      \
  " AND EXISTS (SELECT 1 FROM membership m WHERE m.household_id = h.id AND "                       \
  MEMBER_ON ("m", "?2") ") ORDER BY 1, 2"
static const char phones_sql[] = PHONES ("");

#define ACCOUNTS(numbers, all)                                                                       \
  "SELECT a.number, a.household_id FROM account a WHERE " numbers DOUDI_HOLDS_ON ("a", "?2")       \
  " AND " DOUDI_NOT_REPLACED ("account", "household_id", "a")                                      \
  " AND EXISTS (SELECT 1 FROM membership m WHERE m.household_id = a.household_id AND "             \
  MEMBER_ON ("m", "?2") ") ORDER BY " all "a.number, a.household_id"
/* All of them are sorted: by the index each would be looked for in another place of the file. */
static const char accounts_sql[] = ACCOUNTS ("", "+");

/* The same for one household: from its members, telephone and accounts by index to the others. */
#define OWN_MEMBERS                                                                               \
  "SELECT m.person_id FROM membership m WHERE m.household_id = ?1 AND " MEMBER_ON ("m", "?2")
#define OWN_NUMBERS                                                                               \
  ALL_NUMBERS (" AND p.id IN (" OWN_MEMBERS ")", " AND f.person_id IN (" OWN_MEMBERS ")")

/* Whoever has or had a number that begins with the key. Who has only one of 15 digits stands among
 * those without a number. */
#define WITH_KEY(number, person, table)                                                           \
  "SELECT o.key, " person " FROM own o CROSS JOIN " table " ON " number " >= o.key"                \
  " AND " number " < o.key || char (1114111) AND " NUMBER_KEY (number) " = o.key"
static const char own_numbers_sql[]
  = "WITH own (key, id) AS MATERIALIZED (" OWN_NUMBERS ") SELECT key, id FROM own"
    " UNION " WITH_KEY ("p.identity_number", "p.id", "person p")
    " UNION " WITH_KEY ("p.temporary_number", "p.id", "person p")
    " UNION " WITH_KEY ("f.identity_number", "f.person_id", "person_former f") NOT_TAKEN_BACK
    " UNION SELECT o.key, p.id FROM person p CROSS JOIN own o ON o.key = "
    NUMBER_KEY ("p.original_number") " WHERE p.identity_number IS NULL"
    " ORDER BY 1, 2";

static const char own_names_sql[]
  = "SELECT DISTINCT p.name || ' ' || p.birth_date, q.id FROM person p"
    " CROSS JOIN person q ON q.name = p.name AND q.birth_date = p.birth_date"
    " WHERE p.id IN (" OWN_MEMBERS ") ORDER BY 1, 2";

/* Of two one has no number: of a name that many have only those few are looked at. */
static const char own_namesakes_sql[]
  = NAMESAKES ("(SELECT q.id FROM person o CROSS JOIN person q ON q.name = o.name"
               " AND (q.identity_number IS NULL OR o.identity_number IS NULL)"
               " WHERE o.id IN (" OWN_MEMBERS ") UNION " OWN_MEMBERS ") n"
               " CROSS JOIN person p ON p.id = n.id");

/* By the keys of searching: nothing else is in order of the telephone. */
static const char own_phones_sql[]
  = PHONES (" AND h.id IN (SELECT k.household_id FROM search_key k WHERE k.kind = 'phone'"
            " AND k.key IN (SELECT j.key FROM search_key j WHERE j.household_id = ?1"
            " AND j.kind = 'phone'))");

static const char own_accounts_sql[]
  = ACCOUNTS ("a.number IN (SELECT o.number FROM account o WHERE o.household_id = ?1) AND ", "");

/* clang-format on */

/* Of all, what persons have in common does not depend on the day. */
static const struct
{
  const char *all;
  const char *own;
  gboolean dated;
} candidates_sql[DOUDI_N_CANDIDATES] = {
  [DOUDI_CANDIDATES_NUMBER] = { numbers_sql, own_numbers_sql, FALSE },
  [DOUDI_CANDIDATES_NAME] = { names_sql, own_names_sql, FALSE },
  [DOUDI_CANDIDATES_NAMESAKE] = { namesakes_sql, own_namesakes_sql, TRUE },
  [DOUDI_CANDIDATES_PHONE] = { phones_sql, own_phones_sql, TRUE },
  [DOUDI_CANDIDATES_ACCOUNT] = { accounts_sql, own_accounts_sql, TRUE },
};

static void
keep_if_several (GPtrArray *list, DoudiCandidates *candidates)
{
  if (candidates == NULL)
    return;
  if (candidates->ids->len > 1)
    g_ptr_array_add (list, candidates);
  else
    doudi_candidates_free (candidates);
}

static DoudiCandidates *
candidates_new (const char *key)
{
  DoudiCandidates *candidates = g_new0 (DoudiCandidates, 1);

  candidates->key = g_strdup (key);
  candidates->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return candidates;
}

static void
add_id (DoudiCandidates *candidates, gint64 id)
{
  guint n = candidates->ids->len;

  if (n == 0 || g_array_index (candidates->ids, gint64, n - 1) != id)
    g_array_append_val (candidates->ids, id);
}

/* The rows come in order of the key, those of a key in order of the id. */
static gboolean
read_candidates (DoudiStatement *statement, GPtrArray *list, GError **error)
{
  DoudiCandidates *candidates = NULL;
  GError *local = NULL;

  while (doudi_statement_step (statement, &local))
    {
      const char *key = doudi_statement_get_text (statement, 0);

      if (candidates == NULL || !g_str_equal (candidates->key, key))
        {
          keep_if_several (list, candidates);
          candidates = candidates_new (key);
        }
      add_id (candidates, doudi_statement_get_int (statement, 1));
    }
  keep_if_several (list, candidates);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/**
 * doudi_candidates_list:
 * @store: the caseload
 * @kind: what they have in common
 * @household: the only one whose members, telephone or accounts are looked up, or 0 for all
 * @day: the day whose memberships, addresses and accounts count
 * @error: return location
 *
 * Finds records that may stand for the same person or household. Records that stand for nobody any
 * more are among them.
 *
 * Returns: (transfer full) (element-type DoudiCandidates): the groups; %NULL with @error set
 */
GPtrArray *
doudi_candidates_list (DoudiStore *store,
                       DoudiCandidateKind kind,
                       gint64 household,
                       DoudiDay day,
                       GError **error)
{
  const char *sql = household != 0 ? candidates_sql[kind].own : candidates_sql[kind].all;
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, error);
  g_autoptr (GPtrArray) list
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_candidates_free);

  if (statement == NULL)
    return NULL;
  if (household != 0 || candidates_sql[kind].dated)
    {
      doudi_statement_bind_int (statement, 1, household);
      doudi_statement_bind_day (statement, 2, day);
    }
  return read_candidates (statement, list, error) ? g_steal_pointer (&list) : NULL;
}

/* clang-format off */

/* A membership that began and ended on one day never was. */
static const char person_sql[]
  = "WITH place AS MATERIALIZED (SELECT m.household_id, " DOUDI_HOLDS_ON ("m", "?2") " AS holds"
    " FROM membership m WHERE m.person_id = ?1 AND "
    DOUDI_NOT_REPLACED ("membership", "person_id", "m")
    " AND (m.valid_to IS NULL OR m.valid_to > m.valid_from)"
    " ORDER BY 2 DESC, iif (" DOUDI_HOLDS_ON ("m", "?2") ", m.household_id, 0), m.valid_from DESC,"
    " m.id DESC LIMIT 1),"
    " home AS (SELECT household_id, holds FROM place UNION ALL SELECT * FROM (SELECT a.household_id,"
    " 0 FROM award a WHERE a.person_id = ?1 ORDER BY a.id DESC LIMIT 1) LIMIT 1)"
    " SELECT p.id, p.name, coalesce (p.identity_number, ''), coalesce (p.sex, ''),"
    " coalesce (p.birth_date, ''), h.household_id IS NOT NULL, coalesce (h.holds, 0),"
    " coalesce (h.household_id, 0), coalesce (d.name, ''), coalesce (a.village_group, ''),"
    " (SELECT group_concat (n, ' ') FROM (SELECT coalesce (p.identity_number, '-') || ' '"
    " || coalesce (p.original_number, '-') || ' ' || coalesce (p.temporary_number, '-') AS n"
    " UNION ALL SELECT coalesce (f.identity_number, '-') || ' ' || coalesce (f.original_number, '-')"
    " || ' ' || coalesce (f.temporary_number, '-') FROM person_former f WHERE f.person_id = ?1" NOT_TAKEN_BACK ")), p.recorded_at, p.recorded_by"
    " FROM person p LEFT JOIN home h LEFT JOIN household_address a ON a.id = "
    PLACE_OF ("h.household_id") " LEFT JOIN division d ON d.code = a.division_code WHERE p.id = ?1";

/* clang-format on */

static gpointer
person_from_statement (DoudiStatement *statement)
{
  DoudiFindingPersonRow *row = g_new0 (DoudiFindingPersonRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->name = doudi_statement_dup_text (statement, 1);
  row->identity_number = doudi_statement_dup_text (statement, 2);
  row->sex = doudi_statement_dup_text (statement, 3);
  row->birth_date = doudi_statement_dup_text (statement, 4);
  row->known = doudi_statement_get_int (statement, 5) != 0;
  row->member = doudi_statement_get_int (statement, 6) != 0;
  row->household_id = doudi_statement_get_int (statement, 7);
  row->village = doudi_statement_dup_text (statement, 8);
  row->village_group = doudi_statement_dup_text (statement, 9);
  row->numbers = doudi_statement_dup_text (statement, 10);
  row->recorded_at = doudi_statement_dup_text (statement, 11);
  row->recorded_by = doudi_statement_dup_text (statement, 12);
  return row;
}

static gpointer
get_on_day (DoudiStore *store,
            const char *sql,
            gint64 id,
            DoudiDay day,
            DoudiRowFunc func,
            GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, id);
  doudi_statement_bind_day (statement, 2, day);
  return doudi_statement_step (statement, error) ? func (statement) : NULL;
}

/**
 * doudi_finding_person_get:
 * @store: the caseload
 * @id: a person of the caseload
 * @day: the day whose memberships and addresses count
 * @error: return location
 *
 * Reads what tells one record of a person from another.
 *
 * Returns: (transfer full): the record; %NULL with @error set
 */
DoudiFindingPersonRow *
doudi_finding_person_get (DoudiStore *store, gint64 id, DoudiDay day, GError **error)
{
  return get_on_day (store, person_sql, id, day, person_from_statement, error);
}

/* clang-format off */
static const char household_sql[]
  = "SELECT h.id, coalesce ((SELECT p.name FROM membership m JOIN person p ON p.id = m.person_id"
    " WHERE m.household_id = h.id AND " MEMBER_ON ("m", "?2")
    " ORDER BY m.relation <> 'head', m.position, m.id LIMIT 1), ''), coalesce (d.name, ''),"
    " coalesce (a.village_group, '') FROM household h LEFT JOIN household_address a ON a.id = "
    PLACE_OF ("h.id") " LEFT JOIN division d ON d.code = a.division_code WHERE h.id = ?1";
/* clang-format on */

static gpointer
household_from_statement (DoudiStatement *statement)
{
  DoudiFindingHouseholdRow *row = g_new0 (DoudiFindingHouseholdRow, 1);

  row->id = doudi_statement_get_int (statement, 0);
  row->head_name = doudi_statement_dup_text (statement, 1);
  row->village = doudi_statement_dup_text (statement, 2);
  row->village_group = doudi_statement_dup_text (statement, 3);
  return row;
}

/**
 * doudi_finding_household_get:
 * @store: the caseload
 * @id: a household of the caseload
 * @day: the day whose memberships and addresses count
 * @error: return location
 *
 * Reads whose household it is and where.
 *
 * Returns: (transfer full): the household; %NULL with @error set
 */
DoudiFindingHouseholdRow *
doudi_finding_household_get (DoudiStore *store, gint64 id, DoudiDay day, GError **error)
{
  return get_on_day (store, household_sql, id, day, household_from_statement, error);
}

/**
 * doudi_candidates_free:
 * @candidates: (nullable) (transfer full): a group
 *
 * Frees it.
 */
void
doudi_candidates_free (DoudiCandidates *candidates)
{
  if (candidates == NULL)
    return;
  g_free (candidates->key);
  g_array_unref (candidates->ids);
  g_free (candidates);
}

/**
 * doudi_finding_person_row_free:
 * @row: (nullable) (transfer full): a record of a person
 *
 * Frees it.
 */
void
doudi_finding_person_row_free (DoudiFindingPersonRow *row)
{
  if (row == NULL)
    return;
  g_free (row->name);
  g_free (row->identity_number);
  g_free (row->sex);
  g_free (row->birth_date);
  g_free (row->village);
  g_free (row->village_group);
  g_free (row->numbers);
  g_free (row->recorded_at);
  g_free (row->recorded_by);
  g_free (row);
}

/**
 * doudi_finding_household_row_free:
 * @row: (nullable) (transfer full): a household
 *
 * Frees it.
 */
void
doudi_finding_household_row_free (DoudiFindingHouseholdRow *row)
{
  if (row == NULL)
    return;
  g_free (row->head_name);
  g_free (row->village);
  g_free (row->village_group);
  g_free (row);
}
