/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-user.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "store/doudi-session-private.h"
#include "store/doudi-statement.h"
#include "store/doudi-store-private.h"
#include "store/doudi-user-private.h"

#define LOCK_SECONDS (10 * 60)

/*
 * doudi_user_lock_holds:
 * @boot: in which run of the machine it was locked
 * @locked_monotonic: when, in seconds since the start of it
 *
 * Only the clock that nobody can set counts. After another start of the machine it began anew, but
 * ten minutes since that start are ten minutes since the lock as well. A wall clock set forward
 * opens nothing, and one set wrong keeps nobody out.
 *
 * Returns: whether an account is still locked
 */
gboolean
doudi_user_lock_holds (const char *boot, gint64 locked_monotonic)
{
  g_autofree char *boot_now = doudi_clock_dup_boot_id ();
  gint64 now = doudi_clock_since_boot_ms () / 1000;

  return g_strcmp0 (boot, boot_now) == 0 ? now < locked_monotonic + LOCK_SECONDS
                                         : now < LOCK_SECONDS;
}

static gboolean
is_locked (const char *locked_at, const char *boot, gint64 locked_monotonic)
{
  return locked_at != NULL && doudi_user_lock_holds (boot, locked_monotonic);
}

static const char find_sql[]
  = "SELECT id, roles, failed_attempts, locked_at, locked_boot, locked_monotonic FROM user"
    " WHERE name = ?1 AND disabled = 0";

/*
 * doudi_user_find:
 * @store: a connection
 * @name: what was typed
 * @entry: (out caller-allocates): who it is; id 0 for nobody
 * @error: what kept it from being read
 *
 * Returns: whether the table could be read
 */
gboolean
doudi_user_find (DoudiStore *store, const char *name, DoudiUserEntry *entry, GError **error)
{
  g_autoptr (DoudiStatement) select = doudi_statement_get (store, find_sql, error);
  g_autoptr (GError) local_error = NULL;

  *entry = (DoudiUserEntry){ 0 };
  if (select == NULL)
    return FALSE;
  doudi_statement_bind_text (select, 1, name);
  if (!doudi_statement_step (select, &local_error))
    {
      if (local_error == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  entry->id = doudi_statement_get_int (select, 0);
  entry->roles = (guint) doudi_statement_get_int (select, 1);
  entry->failed = doudi_statement_get_int (select, 2);
  entry->locked
    = is_locked (doudi_statement_get_text (select, 3), doudi_statement_get_text (select, 4),
                 doudi_statement_get_int (select, 5));
  return TRUE;
}

static const char count_sql[] = "UPDATE user SET failed_attempts = ?2 WHERE id = ?1";
static const char lock_sql[]
  = "UPDATE user SET failed_attempts = ?2, locked_at = ?3, locked_boot = ?4, locked_monotonic = ?5"
    " WHERE id = ?1";

static gboolean
update_attempts (DoudiStore *store, gint64 id, gint64 failed, GError **error)
{
  gboolean lock = failed % DOUDI_USER_ATTEMPTS == 0;
  g_autoptr (DoudiStatement) update
    = doudi_statement_get (store, lock ? lock_sql : count_sql, error);
  g_autofree char *boot = doudi_clock_dup_boot_id ();
  char now[DOUDI_CLOCK_LENGTH + 1];

  if (update == NULL)
    return FALSE;
  doudi_statement_bind_int (update, 1, id);
  doudi_statement_bind_int (update, 2, failed);
  if (lock)
    {
      doudi_clock_now (now);
      doudi_statement_bind_text (update, 3, now);
      doudi_statement_bind_text (update, 4, boot);
      doudi_statement_bind_int (update, 5, doudi_clock_since_boot_ms () / 1000);
    }
  return doudi_statement_run (update, error);
}

/*
 * doudi_user_count_attempt:
 * @store: the writing connection, outside a transaction
 * @entry: who tries to sign in
 * @error: what kept it from being stored
 *
 * Counts an attempt as wrong before it is looked at: whoever kills the program in the middle of it
 * has tried all the same.
 *
 * Returns: whether it is stored
 */
gboolean
doudi_user_count_attempt (DoudiStore *store, const DoudiUserEntry *entry, GError **error)
{
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (store, error);

  return transaction != NULL && update_attempts (store, entry->id, entry->failed + 1, error)
         && doudi_transaction_commit (transaction, error);
}

static const char clear_sql[] = "UPDATE user SET failed_attempts = 0, locked_at = NULL,"
                                " locked_boot = NULL, locked_monotonic = NULL WHERE id = ?1";

/*
 * doudi_user_clear_attempts:
 * @store: the writing connection, in a transaction
 * @id: who signed in
 * @error: what kept it from being stored
 *
 * Returns: whether it is stored
 */
gboolean
doudi_user_clear_attempts (DoudiStore *store, gint64 id, GError **error)
{
  g_autoptr (DoudiStatement) update = doudi_statement_get (store, clear_sql, error);

  if (update == NULL)
    return FALSE;
  doudi_statement_bind_int (update, 1, id);
  return doudi_statement_run (update, error);
}

static gboolean
is_name (const char *name)
{
  if (!g_utf8_validate (name, -1, NULL) || *name == '\0'
      || g_utf8_strlen (name, -1) > DOUDI_USER_NAME_MAX)
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isgraph (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/**
 * doudi_user_check_name:
 * @name: (not nullable): a name for a new user
 * @error: %DOUDI_ERROR_BAD_DATA
 *
 * Looks whether a name will do for a user, whoever has it.
 *
 * Returns: whether it will do
 */
gboolean
doudi_user_check_name (const char *name, GError **error)
{
  if (is_name (name))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("A user's name has 1 to %d characters and no blanks."), DOUDI_USER_NAME_MAX);
  return FALSE;
}

static gboolean
check_new_user (DoudiStore *store,
                const char *name,
                guint roles,
                const char *password,
                GError **error)
{
  DoudiUserEntry entry;

  if (!doudi_user_check_name (name, error))
    return FALSE;
  if (!doudi_roles_may_combine (roles))
    doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                     _ ("These roles do not go together. A user has one role; notices may be "
                        "added to a caseworker or a reviewer."));
  else if (!doudi_password_check (password, error) || !doudi_user_find (store, name, &entry, error))
    return FALSE;
  else if (entry.id != 0)
    doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                     _ ("There is a user %s already. Choose another name."), name);
  else
    return TRUE;
  return FALSE;
}

static const char insert_sql[]
  = "INSERT INTO user (name, roles, recorded_at, recorded_by, identity_number)"
    " VALUES (?1, ?2, ?3, ?4, ?5)";

static gboolean
insert_user (DoudiStore *store,
             const char *name,
             guint roles,
             const char *identity_number,
             const char *by,
             gint64 *id,
             GError **error)
{
  g_autoptr (DoudiStatement) insert = doudi_statement_get (store, insert_sql, error);
  char now[DOUDI_CLOCK_LENGTH + 1];

  if (insert == NULL)
    return FALSE;
  doudi_clock_now (now);
  doudi_statement_bind_text (insert, 1, name);
  doudi_statement_bind_int (insert, 2, roles);
  doudi_statement_bind_text (insert, 3, now);
  doudi_statement_bind_text (insert, 4, by);
  doudi_statement_bind_text (insert, 5, identity_number);
  return doudi_statement_insert (insert, id, error);
}

static const char count_users_sql[] = "SELECT count(*) FROM user";

static gboolean
has_users (DoudiStore *store, gboolean *has, GError **error)
{
  g_autoptr (DoudiStatement) select = doudi_statement_get (store, count_users_sql, error);

  if (select == NULL || !doudi_statement_step (select, error))
    return FALSE;
  *has = doudi_statement_get_int (select, 0) > 0;
  return TRUE;
}

static gboolean
record_first (DoudiStore *store, const char *name, gint64 id, DoudiKey *key, GError **error)
{
  g_autofree char *object = g_strdup_printf ("user:%" G_GINT64_FORMAT, id);
  g_autofree char *day = NULL;
  DoudiAuditLine line = {
    .monotonic_ms = doudi_clock_since_boot_ms (),
    .actor = name,
    .roles = doudi_role_name (DOUDI_ROLE_ADMINISTRATOR),
    .action = doudi_action_info (DOUDI_ACTION_ADD_USER)->name,
    .object = object,
    .result = DOUDI_AUDIT_DONE,
    .detail = "{\"roles\":\"administrator\",\"first\":true}",
  };

  doudi_clock_now (line.recorded_at);
  day = g_strndup (line.recorded_at, DOUDI_DAY_ISO_LENGTH);
  line.business_day = day;
  return doudi_audit_append (store, key, &line, error);
}

static gboolean
store_first (DoudiStore *store,
             const char *name,
             const char *password,
             DoudiKey *key,
             GError **error)
{
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (store, error);
  gint64 id = 0;

  return transaction != NULL
         && insert_user (store, name, 1u << DOUDI_ROLE_ADMINISTRATOR, NULL, name, &id, error)
         && doudi_key_slot_store (store, id, name, password, key, error)
         && record_first (store, name, id, key, error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_users_create_first:
 * @store: (not nullable): the writing connection of a caseload without users
 * @name: (not nullable): the administrator's name
 * @password: (not nullable): the administrator's password
 * @error: %DOUDI_ERROR_REFUSED if there are users, %DOUDI_ERROR_BAD_DATA for a bad name or
 *   password
 *
 * Makes the data key of a new caseload and its first user, who then adds the others. No caseload
 * ever has a user nobody chose.
 *
 * Returns: whether it is stored
 */
gboolean
doudi_users_create_first (DoudiStore *store, const char *name, const char *password, GError **error)
{
  guint roles = 1u << DOUDI_ROLE_ADMINISTRATOR;
  g_autoptr (DoudiKey) key = NULL;
  gboolean has = FALSE;

  if (!check_new_user (store, name, roles, password, error) || !has_users (store, &has, error))
    return FALSE;
  if (has)
    {
      doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                       _ ("This caseload has users already. Ask its administrator."));
      return FALSE;
    }
  key = doudi_key_new_random (error);
  if (key == NULL || !doudi_store_change_key (store, key, error))
    return FALSE;
  if (store_first (store, name, password, key, error))
    return TRUE;
  doudi_key_slot_withdraw (store, name);
  doudi_store_change_key (store, NULL, NULL);
  return FALSE;
}

static gboolean
store_user (DoudiSession *session,
            const char *name,
            guint roles,
            const char *identity_number,
            const char *password,
            GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (store, error);
  g_autofree char *names = doudi_roles_dup_names (roles);
  g_autofree char *detail = g_strdup_printf ("{\"roles\":\"%s\",\"identity\":\"%s\"}", names,
                                             identity_number != NULL ? "recorded" : "missing");
  g_autofree char *object = NULL;
  gint64 id = 0;

  if (transaction == NULL
      || !insert_user (store, name, roles, identity_number, doudi_session_get_user (session), &id,
                       error)
      || !doudi_key_slot_store (store, id, name, password, doudi_session_get_key (session), error))
    return FALSE;
  object = g_strdup_printf ("user:%" G_GINT64_FORMAT, id);
  return doudi_session_record (session, DOUDI_ACTION_ADD_USER, object, detail, error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_users_add_person:
 * @session: (not nullable): an administrator's
 * @name: (not nullable): the new user's name
 * @roles: bits 1 << #DoudiRole
 * @identity_number: (nullable): of the person whose account it is; %NULL where it is not known yet
 * @password: (not nullable): the new user's password
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_REFUSED for a name that is taken, roles that do
 *   not go together, or a person who has another account with roles that do not go together with
 *   these; %DOUDI_ERROR_BAD_DATA for a bad name, number or password
 *
 * Adds a user.
 *
 * Returns: whether it is stored
 */
gboolean
doudi_users_add_person (DoudiSession *session,
                        const char *name,
                        guint roles,
                        const char *identity_number,
                        const char *password,
                        GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autofree char *number = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_ADD_USER, NULL, error)
      || !check_new_user (store, name, roles, password, error))
    return FALSE;
  if (identity_number != NULL)
    {
      number = doudi_user_check_identity (session, name, roles, identity_number, error);
      if (number == NULL)
        return FALSE;
    }
  if (store_user (session, name, roles, number, password, error))
    return TRUE;
  doudi_key_slot_withdraw (store, name);
  return FALSE;
}

/**
 * doudi_users_add:
 * @session: (not nullable): an administrator's
 * @name: (not nullable): the new user's name
 * @roles: bits 1 << #DoudiRole
 * @password: (not nullable): the new user's password
 * @error: as doudi_users_add_person()
 *
 * Adds a user; doudi_user_set_identity() says later whose account it is.
 *
 * Returns: whether it is stored
 */
gboolean
doudi_users_add (DoudiSession *session,
                 const char *name,
                 guint roles,
                 const char *password,
                 GError **error)
{
  return doudi_users_add_person (session, name, roles, NULL, password, error);
}

static DoudiUser *
user_from_row (DoudiStatement *row)
{
  DoudiUser *user = g_new0 (DoudiUser, 1);

  user->name = doudi_statement_dup_text (row, 0);
  user->roles = (guint) doudi_statement_get_int (row, 1);
  user->locked = doudi_statement_get_int (row, 5) != 0
                 || is_locked (doudi_statement_get_text (row, 2), doudi_statement_get_text (row, 3),
                               doudi_statement_get_int (row, 4));
  user->identity_number = doudi_statement_dup_text (row, 6);
  return user;
}

static const char list_sql[]
  = "SELECT name, roles, locked_at, locked_boot, locked_monotonic, disabled, identity_number"
    " FROM user ORDER BY id";

/**
 * doudi_users_list:
 * @session: (not nullable): of somebody who may see the users
 * @error: %DOUDI_ERROR_NOT_ALLOWED
 *
 * Lists the users in the order they came.
 *
 * Returns: (nullable) (transfer full) (element-type DoudiUser): the users
 */
GPtrArray *
doudi_users_list (DoudiSession *session, GError **error)
{
  g_autoptr (GPtrArray) users = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_user_free);
  g_autoptr (DoudiStatement) row = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_USERS, NULL, error))
    return NULL;
  row = doudi_statement_get (doudi_session_get_store (session), list_sql, error);
  if (row == NULL)
    return NULL;
  while (doudi_statement_step (row, &local_error))
    g_ptr_array_add (users, user_from_row (row));
  if (local_error == NULL)
    return g_steal_pointer (&users);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static const char names_sql[] = "SELECT name FROM user WHERE disabled = 0 ORDER BY name";

static GStrv
read_names (DoudiStore *store, GError **error)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (DoudiStatement) row = doudi_statement_get (store, names_sql, error);
  g_autoptr (GError) local_error = NULL;

  if (row == NULL)
    return NULL;
  while (doudi_statement_step (row, &local_error))
    g_strv_builder_add (names, doudi_statement_get_text (row, 0));
  if (local_error == NULL)
    return g_strv_builder_end (names);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/**
 * doudi_users_names:
 * @store: (not nullable): a connection
 * @error: what kept them from being read
 *
 * Lists who can sign in, for the start page. Names of staff are no secret in their office: where
 * the caseload is encrypted and nobody has signed in yet, the keys beside it tell them.
 *
 * Returns: (nullable) (transfer full): the names
 */
GStrv
doudi_users_names (DoudiStore *store, GError **error)
{
  return doudi_store_is_waiting (store) ? doudi_key_file_dup_users (store->keys)
                                        : read_names (store, error);
}

/**
 * doudi_user_free:
 * @user: (nullable) (transfer full): a user
 *
 * Frees a user.
 */
void
doudi_user_free (DoudiUser *user)
{
  if (user == NULL)
    return;
  g_free (user->name);
  g_free (user->identity_number);
  g_free (user);
}
