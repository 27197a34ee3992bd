/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-finding-scan.h"

#include "store/doudi-award-private.h"
#include "store/doudi-registry-private.h"

#define CARD "disability-card"

/* The reads beside the one of households, each in order of the household. */
enum
{
  READ_MEMBERS,
  READ_FACTS,
  READ_ACCOUNTS,
  READ_AWARDS,
  N_READS,
};

/*
 * @reads: the first column of each is the household
 * @has_row: whether a read stands on a row that no household has taken yet
 * @texts: of the household that is shown
 */
struct _DoudiFindingScan
{
  DoudiDay day;
  DoudiStatement *households;
  DoudiStatement *reads[N_READS];
  gboolean has_row[N_READS];
  GStringChunk *texts;
  DoudiFindingHousehold row;
};

/* clang-format off */

/* The day somebody died, where it is written as one; else the day it was recorded for. */
#define DEATH_DAY                                                                                 \
  "iif (c.value GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]', c.value, c.valid_from)"

/* ?1 and ?2: the first and the last household, ?3 the day. */
static const char households_sql[]
  = "SELECT h.id, a.division_code, d.name, d.level, d.valid_to, a.village_group, a.phone"
    " FROM household h LEFT JOIN household_address a ON a.id = (SELECT b.id"
    " FROM household_address b WHERE b.household_id = h.id AND "
    DOUDI_ADDRESS_STANDS ("b")
    " ORDER BY b.valid_from > ?3, b.valid_from DESC, b.id DESC LIMIT 1)"
    " LEFT JOIN division d ON d.code = a.division_code"
    " WHERE h.id BETWEEN ?1 AND ?2 ORDER BY h.id";

#define MEMBER_ON(alias, day)                                                                     \
  DOUDI_HOLDS_ON (alias, day) " AND " DOUDI_NOT_REPLACED ("membership", "household_id", alias)

static const char members_sql[]
  = "SELECT m.household_id, m.person_id, m.relation, p.name, p.identity_number,"
    " p.temporary_number, p.sex, p.birth_date, (SELECT min(o.household_id) FROM membership o"
    " WHERE o.person_id = m.person_id AND o.household_id <> m.household_id AND "
    MEMBER_ON ("o", "?3") ")"
    " FROM membership m JOIN person p ON p.id = m.person_id"
    " WHERE m.household_id BETWEEN ?1 AND ?2 AND " MEMBER_ON ("m", "?3")
    " ORDER BY m.household_id, m.position, m.id";

/* What is known of members; of a card also what is over. Those of a person come in the order in
 * which they began. */
static const char facts_sql[]
  = "SELECT m.household_id, m.person_id, c.kind, iif (c.kind = 'death', " DEATH_DAY ", c.value),"
    " c.valid_to"
    " FROM membership m CROSS JOIN circumstance c ON c.person_id = m.person_id"
    " WHERE m.household_id BETWEEN ?1 AND ?2 AND " MEMBER_ON ("m", "?3")
    " AND +c.kind IN ('death', 'disability', 'disability-card', 'schooling')"
    " AND c.valid_from <= ?3 AND (c.valid_to IS NULL OR c.valid_to > ?3"
    " OR (c.kind = 'disability-card' AND c.valid_to > c.valid_from)) AND "
    DOUDI_NOT_REPLACED ("circumstance", "person_id", "c")
    " ORDER BY m.household_id, m.position, m.id, c.kind, c.valid_from, c.id";

static const char accounts_sql[]
  = "SELECT a.household_id, a.id, coalesce(a.person_id, 0), a.holder_name, a.number"
    " FROM account a WHERE a.household_id BETWEEN ?1 AND ?2 AND " DOUDI_HOLDS_ON ("a", "?3")
    " AND " DOUDI_NOT_REPLACED ("account", "household_id", "a") " ORDER BY a.household_id";

static const char awards_sql[]
  = "SELECT a.household_id, a.id, a.person_id, a.programme, p.name, p.birth_date,"
    " (SELECT " DEATH_DAY " FROM circumstance c WHERE c.person_id = p.id AND c.kind = 'death' AND "
    DOUDI_HOLDS_ON ("c", "?3") " AND " DOUDI_NOT_REPLACED ("circumstance", "person_id", "c")
    " LIMIT 1), t.id IS NOT NULL, t.persons, t.single_person, a.first_month"
    " FROM award a JOIN person p ON p.id = a.person_id"
    " LEFT JOIN award_term t ON t.id = (" DOUDI_LAST_TERM ("id", "a") ")"
    " WHERE a.household_id BETWEEN ?1 AND ?2 ORDER BY a.household_id, a.id";

/* clang-format on */

static const char *const reads_sql[N_READS] = {
  [READ_MEMBERS] = members_sql,
  [READ_FACTS] = facts_sql,
  [READ_ACCOUNTS] = accounts_sql,
  [READ_AWARDS] = awards_sql,
};

static DoudiStatement *
open_read (DoudiStore *store, const char *sql, gint64 household, DoudiDay day, GError **error)
{
  DoudiStatement *statement = doudi_statement_get (store, sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, household);
  doudi_statement_bind_int (statement, 2, household != 0 ? household : G_MAXINT64);
  doudi_statement_bind_day (statement, 3, day);
  return statement;
}

/* Goes on to the next row; %FALSE only on an error. */
static gboolean
advance (DoudiStatement *statement, gboolean *has_row, GError **error)
{
  GError *local = NULL;

  *has_row = doudi_statement_step (statement, &local);
  return doudi_award_propagate (local, error);
}

static const char *
take_text (DoudiFindingScan *scan, DoudiStatement *statement, int column)
{
  const char *text = doudi_statement_get_text (statement, column);

  return text != NULL && *text != '\0' ? g_string_chunk_insert (scan->texts, text) : "";
}

static void
take_member (DoudiFindingScan *scan, DoudiStatement *read)
{
  const DoudiFindingMember member = { .person_id = doudi_statement_get_int (read, 1),
                                      .relation = take_text (scan, read, 2),
                                      .name = take_text (scan, read, 3),
                                      .identity_number = take_text (scan, read, 4),
                                      .temporary_number = take_text (scan, read, 5),
                                      .sex = take_text (scan, read, 6),
                                      .birth = doudi_statement_get_day (read, 7),
                                      .elsewhere = doudi_statement_get_int (read, 8),
                                      .disability = "",
                                      .card = "",
                                      .schooling = "" };

  g_array_append_val (scan->row.members, member);
}

/* A later fact of a kind takes the place of an earlier one. */
static void
set_fact (const DoudiFindingScan *scan,
          DoudiFindingMember *member,
          const char *kind,
          const char *value,
          DoudiDay until)
{
  if (g_str_equal (kind, "death"))
    member->death = doudi_day_parse_iso (value);
  else if (g_str_equal (kind, "disability"))
    member->disability = value;
  else if (g_str_equal (kind, "schooling"))
    member->schooling = value;
  else if (g_str_equal (kind, CARD))
    {
      member->card = value;
      member->card_ended = until != DOUDI_DAY_NONE && until <= scan->day ? until : DOUDI_DAY_NONE;
    }
}

static void
take_fact (DoudiFindingScan *scan, DoudiStatement *read)
{
  gint64 person = doudi_statement_get_int (read, 1);
  const char *value = take_text (scan, read, 3);
  DoudiDay until = doudi_statement_get_day (read, 4);

  for (guint i = 0; i < scan->row.members->len; i++)
    {
      DoudiFindingMember *member = &g_array_index (scan->row.members, DoudiFindingMember, i);

      if (member->person_id == person)
        set_fact (scan, member, doudi_statement_get_text (read, 2), value, until);
    }
}

static void
take_account (DoudiFindingScan *scan, DoudiStatement *read)
{
  const DoudiFindingAccount account = { .id = doudi_statement_get_int (read, 1),
                                        .person_id = doudi_statement_get_int (read, 2),
                                        .holder_name = take_text (scan, read, 3),
                                        .number = take_text (scan, read, 4) };

  g_array_append_val (scan->row.accounts, account);
}

static void
take_award (DoudiFindingScan *scan, DoudiStatement *read)
{
  const DoudiFindingAward award
    = { .id = doudi_statement_get_int (read, 1),
        .person_id = doudi_statement_get_int (read, 2),
        .programme = take_text (scan, read, 3),
        .name = take_text (scan, read, 4),
        .birth = doudi_statement_get_day (read, 5),
        .death = doudi_statement_get_day (read, 6),
        .has_term = doudi_statement_get_int (read, 7) != 0,
        .persons = (int) doudi_statement_get_int (read, 8),
        .single_person = doudi_statement_get_int (read, 9) != 0,
        .first_month = (DoudiMonth) doudi_statement_get_int (read, 10) };

  g_array_append_val (scan->row.awards, award);
}

static void (*const takers[N_READS]) (DoudiFindingScan *scan, DoudiStatement *read) = {
  [READ_MEMBERS] = take_member,
  [READ_FACTS] = take_fact,
  [READ_ACCOUNTS] = take_account,
  [READ_AWARDS] = take_award,
};

/* All rows of a read that belong to the household. */
static gboolean
take_rows (DoudiFindingScan *scan, guint which, GError **error)
{
  DoudiStatement *read = scan->reads[which];

  while (scan->has_row[which] && doudi_statement_get_int (read, 0) <= scan->row.id)
    {
      takers[which](scan, read);
      if (!advance (read, &scan->has_row[which], error))
        return FALSE;
    }
  return TRUE;
}

static void
take_household (DoudiFindingScan *scan)
{
  DoudiStatement *read = scan->households;

  g_string_chunk_clear (scan->texts);
  g_array_set_size (scan->row.members, 0);
  g_array_set_size (scan->row.accounts, 0);
  g_array_set_size (scan->row.awards, 0);
  scan->row.id = doudi_statement_get_int (read, 0);
  scan->row.division_code = take_text (scan, read, 1);
  scan->row.village = take_text (scan, read, 2);
  scan->row.level = take_text (scan, read, 3);
  scan->row.division_ended = doudi_statement_get_day (read, 4);
  scan->row.village_group = take_text (scan, read, 5);
  scan->row.phone = take_text (scan, read, 6);
}

/**
 * doudi_finding_scan_new:
 * @store: the caseload
 * @household: the only one to look at, or 0 for all
 * @day: the day whose facts count
 * @error: return location
 *
 * Begins a pass. Only one is under way on a connection at a time.
 *
 * Returns: (transfer full): the pass; %NULL with @error set
 */
DoudiFindingScan *
doudi_finding_scan_new (DoudiStore *store, gint64 household, DoudiDay day, GError **error)
{
  g_autoptr (DoudiFindingScan) scan = g_new0 (DoudiFindingScan, 1);

  scan->day = day;
  scan->texts = g_string_chunk_new (4096);
  scan->row.members = g_array_new (FALSE, FALSE, sizeof (DoudiFindingMember));
  scan->row.accounts = g_array_new (FALSE, FALSE, sizeof (DoudiFindingAccount));
  scan->row.awards = g_array_new (FALSE, FALSE, sizeof (DoudiFindingAward));
  scan->households = open_read (store, households_sql, household, day, error);
  if (scan->households == NULL)
    return NULL;
  for (guint i = 0; i < N_READS; i++)
    {
      scan->reads[i] = open_read (store, reads_sql[i], household, day, error);
      if (scan->reads[i] == NULL || !advance (scan->reads[i], &scan->has_row[i], error))
        return NULL;
    }
  return g_steal_pointer (&scan);
}

/**
 * doudi_finding_scan_next:
 * @scan: a pass
 * @household: (out) (nullable) (transfer none): the next one; %NULL when there are no more
 * @error: return location
 *
 * Goes on to the next household.
 *
 * Returns: whether it could be read
 */
gboolean
doudi_finding_scan_next (DoudiFindingScan *scan,
                         const DoudiFindingHousehold **household,
                         GError **error)
{
  gboolean found;

  *household = NULL;
  if (!advance (scan->households, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  take_household (scan);
  for (guint i = 0; i < N_READS; i++)
    if (!take_rows (scan, i, error))
      return FALSE;
  *household = &scan->row;
  return TRUE;
}

/**
 * doudi_finding_scan_free:
 * @scan: (nullable) (transfer full): a pass
 *
 * Ends a pass.
 */
void
doudi_finding_scan_free (DoudiFindingScan *scan)
{
  if (scan == NULL)
    return;
  for (guint i = 0; i < N_READS; i++)
    g_clear_pointer (&scan->reads[i], doudi_statement_reset);
  g_clear_pointer (&scan->households, doudi_statement_reset);
  g_array_unref (scan->row.members);
  g_array_unref (scan->row.accounts);
  g_array_unref (scan->row.awards);
  g_string_chunk_free (scan->texts);
  g_free (scan);
}

static const char count_sql[] = "SELECT count(*) FROM household";

/**
 * doudi_finding_scan_count:
 * @store: the caseload
 * @households: (out): how many a pass over all goes through
 * @error: return location
 *
 * Counts the households, those that everybody has left too.
 *
 * Returns: whether they could be counted
 */
gboolean
doudi_finding_scan_count (DoudiStore *store, gint64 *households, GError **error)
{
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, count_sql, error);

  if (statement == NULL || !doudi_statement_step (statement, error))
    return FALSE;
  *households = doudi_statement_get_int (statement, 0);
  return TRUE;
}
