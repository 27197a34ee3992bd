/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-registry-write.h"

#include "store/doudi-registry-private.h"
#include "store/doudi-statement.h"

/* What is not known is NULL in the file. */
static void
bind_known (DoudiStatement *statement, int index, const char *text)
{
  if (text == NULL || *text == '\0')
    doudi_statement_bind_null (statement, index);
  else
    doudi_statement_bind_text (statement, index, text);
}

static void
bind_text (DoudiStatement *statement, int index, const char *text)
{
  doudi_statement_bind_text (statement, index, text != NULL ? text : "");
}

/* Every row says when it was recorded and by whom: ?index and the next. */
static void
bind_record (DoudiStatement *statement, int index, DoudiSession *session)
{
  doudi_statement_bind_text (statement, index, doudi_session_get_now (session));
  doudi_statement_bind_text (statement, index + 1, doudi_session_get_user (session));
}

static DoudiStatement *
get_statement (DoudiSession *session, const char *sql, GError **error)
{
  return doudi_statement_get (doudi_session_get_store (session), sql, error);
}

#define INSERT_HOUSEHOLD                                                                           \
  "INSERT INTO household (recorded_at, recorded_by, source) VALUES (?1, ?2, ?3)"

static gboolean
insert_household_row (DoudiSession *session, const char *source, gint64 *id, GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (session, INSERT_HOUSEHOLD, error);

  if (statement == NULL)
    return FALSE;
  bind_record (statement, 1, session);
  doudi_statement_bind_text (statement, 3, source);
  return doudi_statement_insert (statement, id, error);
}

#define INSERT_ADDRESS                                                                             \
  "INSERT INTO household_address (household_id, division_code, village_group, address, phone,"     \
  " valid_from, recorded_at, recorded_by, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"

/**
 * doudi_registry_insert_household:
 * @session: who records it
 * @address: where it lives
 * @from: the day from which that holds
 * @source: where it comes from
 * @id: (out): the household
 * @error: return location
 *
 * Records a new household with its address.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_insert_household (DoudiSession *session,
                                 const DoudiAddressFacts *address,
                                 DoudiDay from,
                                 const char *source,
                                 gint64 *id,
                                 GError **error)
{
  g_autoptr (DoudiStatement) statement = NULL;

  if (!insert_household_row (session, source, id, error))
    return FALSE;
  statement = get_statement (session, INSERT_ADDRESS, error);
  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, *id);
  doudi_statement_bind_text (statement, 2, address->division_code);
  bind_text (statement, 3, address->village_group);
  bind_text (statement, 4, address->address);
  bind_text (statement, 5, address->phone);
  doudi_statement_bind_day (statement, 6, from);
  bind_record (statement, 7, session);
  doudi_statement_bind_text (statement, 9, source);
  return doudi_statement_run (statement, error);
}

#define INSERT_PERSON                                                                              \
  "INSERT INTO person (name, identity_number, original_number, sex, birth_date, ethnicity,"        \
  " recorded_at, recorded_by, source, temporary_number)"                                           \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"

/**
 * doudi_registry_insert_person:
 * @session: who records it
 * @person: who it is
 * @source: where it comes from
 * @id: (out): the person
 * @error: %DOUDI_ERROR_CONFLICT if the identity number is in the caseload
 *
 * Records a person who is not yet in the caseload.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_insert_person (DoudiSession *session,
                              const DoudiPersonFacts *person,
                              const char *source,
                              gint64 *id,
                              GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (session, INSERT_PERSON, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_text (statement, 1, person->name);
  bind_known (statement, 2, person->identity_number);
  bind_known (statement, 3, person->original_number);
  bind_known (statement, 4, person->sex);
  bind_known (statement, 5, person->birth_date);
  bind_known (statement, 6, person->ethnicity);
  bind_record (statement, 7, session);
  doudi_statement_bind_text (statement, 9, source);
  bind_known (statement, 10, person->temporary_number);
  return doudi_statement_insert (statement, id, error);
}

#define INSERT_MEMBERSHIP                                                                          \
  "INSERT INTO membership (household_id, person_id, relation, position, valid_from, recorded_at,"  \
  " recorded_by, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"

/**
 * doudi_registry_insert_membership:
 * @session: who records it
 * @membership: who is what in which household
 * @from: the day from which that holds
 * @source: where it comes from
 * @error: return location
 *
 * Records that a person is a member of a household.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_insert_membership (DoudiSession *session,
                                  const DoudiMembershipFacts *membership,
                                  DoudiDay from,
                                  const char *source,
                                  GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (session, INSERT_MEMBERSHIP, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, membership->household_id);
  doudi_statement_bind_int (statement, 2, membership->person_id);
  doudi_statement_bind_text (statement, 3, membership->relation);
  doudi_statement_bind_int (statement, 4, membership->position);
  doudi_statement_bind_day (statement, 5, from);
  bind_record (statement, 6, session);
  doudi_statement_bind_text (statement, 8, source);
  return doudi_statement_run (statement, error);
}

#define END_MEMBERSHIP                                                                             \
  "INSERT INTO membership (household_id, person_id, relation, position, valid_from, valid_to,"     \
  " recorded_at, recorded_by, source, replaces)"                                                   \
  " SELECT household_id, person_id, relation, position, min(valid_from, ?2), ?2, ?3, ?4, ?5, id"   \
  " FROM membership WHERE id = ?1"

/**
 * doudi_registry_end_membership:
 * @session: who records it
 * @membership_id: the membership
 * @day: the first day on which it holds no longer
 * @source: where it comes from
 * @error: return location
 *
 * Records that a person left a household: a row that has an end replaces the one that had none.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_end_membership (DoudiSession *session,
                               gint64 membership_id,
                               DoudiDay day,
                               const char *source,
                               GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (session, END_MEMBERSHIP, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, membership_id);
  doudi_statement_bind_day (statement, 2, day);
  bind_record (statement, 3, session);
  doudi_statement_bind_text (statement, 5, source);
  return doudi_statement_run (statement, error);
}

#define INSERT_CIRCUMSTANCE                                                                        \
  "INSERT INTO circumstance (person_id, kind, value, valid_from, recorded_at, recorded_by, "       \
  "source)"                                                                                        \
  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"

/**
 * doudi_registry_insert_circumstance:
 * @session: who records it
 * @person_id: the person
 * @kind: one of the kinds of the schema, such as "work-ability"
 * @value: as the paper has it
 * @from: the day from which it holds
 * @source: where it comes from
 * @error: return location
 *
 * Records a dated fact of a person. One of the same kind from a later day takes its place.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_insert_circumstance (DoudiSession *session,
                                    gint64 person_id,
                                    const char *kind,
                                    const char *value,
                                    DoudiDay from,
                                    const char *source,
                                    GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (session, INSERT_CIRCUMSTANCE, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, person_id);
  doudi_statement_bind_text (statement, 2, kind);
  doudi_statement_bind_text (statement, 3, value);
  doudi_statement_bind_day (statement, 4, from);
  bind_record (statement, 5, session);
  doudi_statement_bind_text (statement, 7, source);
  return doudi_statement_run (statement, error);
}

#define INSERT_ACCOUNT                                                                             \
  "INSERT INTO account (household_id, person_id, holder_name, number, valid_from, recorded_at,"    \
  " recorded_by, source) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"

/**
 * doudi_registry_insert_account:
 * @session: who records it
 * @account: the account and whom it pays
 * @from: the day from which it is used
 * @source: where it comes from
 * @error: return location
 *
 * Records a bank account or passbook.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_insert_account (DoudiSession *session,
                               const DoudiAccountFacts *account,
                               DoudiDay from,
                               const char *source,
                               GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (session, INSERT_ACCOUNT, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, account->household_id);
  if (account->person_id != 0)
    doudi_statement_bind_int (statement, 2, account->person_id);
  else
    doudi_statement_bind_null (statement, 2);
  doudi_statement_bind_text (statement, 3, account->holder_name);
  doudi_statement_bind_text (statement, 4, account->number);
  doudi_statement_bind_day (statement, 5, from);
  bind_record (statement, 6, session);
  doudi_statement_bind_text (statement, 8, source);
  return doudi_statement_run (statement, error);
}

/* The accounts that pay a person in a household: the person's own, and all of them when the person
 * lives alone. ?1 person, ?2 household, ?3 day. First the new rows, then the ends of the old ones:
 * the other way round there would be none left to copy. */
#define PERSONS_ACCOUNTS                                                                           \
  " FROM account a WHERE a.household_id = ?2 AND a.valid_to IS NULL AND " DOUDI_NOT_REPLACED (     \
    "account", "household_id",                                                                     \
    "a") " AND (a.person_id = ?1 OR (a.person_id IS NULL AND NOT EXISTS (SELECT 1 FROM "           \
         "membership m"                                                                            \
         " WHERE m.household_id = ?2 AND m.person_id <> ?1 AND m.valid_to IS NULL "                \
         "AND " DOUDI_NOT_REPLACED ("membership", "household_id", "m") ")))"
#define COPY_ACCOUNTS                                                                              \
  "INSERT INTO account (household_id, person_id, holder_name, number, valid_from, recorded_at,"    \
  " recorded_by, source) SELECT ?7, ?1, a.holder_name, a.number, ?3, ?4, ?5, ?6" PERSONS_ACCOUNTS
#define END_ACCOUNTS                                                                               \
  "INSERT INTO account (household_id, person_id, holder_name, number, valid_from, valid_to,"       \
  " recorded_at, recorded_by, source, replaces) SELECT a.household_id, a.person_id,"               \
  " a.holder_name, a.number, min(a.valid_from, ?3), ?3, ?4, ?5, ?6, a.id" PERSONS_ACCOUNTS

typedef struct
{
  gint64 person_id;
  gint64 from_household;
  gint64 to_household;
  DoudiDay day;
  const char *source;
} Move;

/* ?1..?6 of both statements. */
static DoudiStatement *
get_account_statement (DoudiSession *session, const char *sql, const Move *move, GError **error)
{
  DoudiStatement *statement = get_statement (session, sql, error);

  if (statement == NULL)
    return NULL;
  doudi_statement_bind_int (statement, 1, move->person_id);
  doudi_statement_bind_int (statement, 2, move->from_household);
  doudi_statement_bind_day (statement, 3, move->day);
  bind_record (statement, 4, session);
  doudi_statement_bind_text (statement, 6, move->source);
  return statement;
}

static gboolean
move_accounts (DoudiSession *session, const Move *move, GError **error)
{
  g_autoptr (DoudiStatement) copy = get_account_statement (session, COPY_ACCOUNTS, move, error);
  g_autoptr (DoudiStatement) end = NULL;

  if (copy == NULL)
    return FALSE;
  doudi_statement_bind_int (copy, 7, move->to_household);
  if (!doudi_statement_run (copy, error))
    return FALSE;
  end = get_account_statement (session, END_ACCOUNTS, move, error);
  return end != NULL && doudi_statement_run (end, error);
}

/* An award of one person is shown with the household the person lives in; whom it pays, and what,
 * stays the same. */
#define MOVE_AWARDS "UPDATE award SET household_id = ?3 WHERE person_id = ?1 AND household_id = ?2"

static gboolean
move_awards (DoudiSession *session, const Move *move, GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (session, MOVE_AWARDS, error);

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, move->person_id);
  doudi_statement_bind_int (statement, 2, move->from_household);
  doudi_statement_bind_int (statement, 3, move->to_household);
  return doudi_statement_run (statement, error);
}

#define SELECT_MEMBERSHIP_OF                                                                       \
  "SELECT m.id FROM membership m WHERE m.household_id = ?2 AND m.person_id = ?1"                   \
  " AND m.valid_to IS NULL AND " DOUDI_NOT_REPLACED ("membership", "household_id", "m")

static gboolean
find_membership (DoudiSession *session, const Move *move, gint64 *id, GError **error)
{
  g_autoptr (DoudiStatement) statement = get_statement (session, SELECT_MEMBERSHIP_OF, error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  doudi_statement_bind_int (statement, 1, move->person_id);
  doudi_statement_bind_int (statement, 2, move->from_household);
  if (!doudi_statement_step_once (statement, &found, error))
    return FALSE;
  *id = found ? doudi_statement_get_int (statement, 0) : 0;
  return TRUE;
}

/**
 * doudi_registry_move_person:
 * @session: who records it
 * @person_id: the person
 * @from_household: where the person was a member
 * @to_household: where the person is one from now on; doudi_registry_insert_membership() says as
 *   what
 * @day: the day of the move
 * @source: where it comes from
 * @error: return location
 *
 * Ends the membership of a person in one household and takes along to another what is the
 * person's own: the awards and the accounts that pay them. Only for households without an award
 * that the person draws as the head.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_registry_move_person (DoudiSession *session,
                            gint64 person_id,
                            gint64 from_household,
                            gint64 to_household,
                            DoudiDay day,
                            const char *source,
                            GError **error)
{
  const Move move = { person_id, from_household, to_household, day, source };
  gint64 membership_id;

  if (!move_accounts (session, &move, error) || !move_awards (session, &move, error)
      || !find_membership (session, &move, &membership_id, error))
    return FALSE;
  return membership_id == 0
         || doudi_registry_end_membership (session, membership_id, day, source, error);
}
