/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-session-private.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-slot.h"
#include "store/doudi-store-private.h"
#include "store/doudi-user-private.h"

#define SIGN_IN "sign-in"

/* A refusal that could not be written at once. */
typedef struct
{
  DoudiAuditLine line;
  char *object;
} Refusal;

/*
 * Who signed in: shared by the sessions on the connections of one sign-in.
 *
 * @refusals: refusals on a connection that reads, waiting for the one that writes
 */
typedef struct
{
  gatomicrefcount refs;
  char *user;
  guint roles;
  char *role_names;
  DoudiDay today;
  char *business_day;
  DoudiKey *key;
  GAsyncQueue *refusals;
} Identity;

struct _DoudiSession
{
  gatomicrefcount refs;
  Identity *identity;
  DoudiStore *store;
  char now[DOUDI_CLOCK_LENGTH + 1];
};

static void
refusal_free (gpointer data)
{
  Refusal *refusal = data;

  g_free (refusal->object);
  g_free (refusal);
}

static Identity *
identity_new (const char *user, guint roles, DoudiDay today, DoudiKey *key)
{
  Identity *identity = g_new0 (Identity, 1);

  g_atomic_ref_count_init (&identity->refs);
  identity->user = g_strdup (user);
  identity->roles = roles;
  identity->role_names = doudi_roles_dup_names (roles);
  identity->today = today;
  identity->business_day = doudi_day_format_iso (today);
  identity->key = key;
  identity->refusals = g_async_queue_new_full (refusal_free);
  return identity;
}

static void
identity_unref (Identity *identity)
{
  if (!g_atomic_ref_count_dec (&identity->refs))
    return;
  g_async_queue_unref (identity->refusals);
  doudi_key_unref (identity->key);
  g_free (identity->business_day);
  g_free (identity->role_names);
  g_free (identity->user);
  g_free (identity);
}

static DoudiSession *
session_new (Identity *identity, DoudiStore *store)
{
  DoudiSession *session = g_new0 (DoudiSession, 1);

  g_atomic_ref_count_init (&session->refs);
  session->identity = identity;
  session->store = store;
  return session;
}

/*
 * doudi_roles_dup_names:
 * @roles: bits 1 << DoudiRole
 *
 * Returns: (transfer full): such as "caseworker,notices"
 */
char *
doudi_roles_dup_names (guint roles)
{
  GString *names = g_string_new (NULL);

  for (guint role = 0; role < DOUDI_N_ROLES; role++)
    if (roles & (1u << role))
      g_string_append_printf (names, "%s%s", names->len > 0 ? "," : "",
                              doudi_role_name ((DoudiRole) role));
  return g_string_free (names, FALSE);
}

static DoudiAuditLine
make_line (const Identity *identity, const char *action, const char *object, const char *result)
{
  DoudiAuditLine line = {
    .business_day = identity->business_day,
    .monotonic_ms = doudi_clock_since_boot_ms (),
    .actor = identity->user,
    .roles = identity->role_names,
    .action = action,
    .object = object,
    .result = result,
  };

  doudi_clock_now (line.recorded_at);
  return line;
}

/* Nobody's key is at hand when a password is wrong, so wrong attempts reach the log with the next
 * right one. */
static gboolean
record_sign_in (DoudiSession *session, const DoudiUserEntry *entry, GError **error)
{
  Identity *identity = session->identity;
  g_autofree char *object = g_strdup_printf ("user:%" G_GINT64_FORMAT, entry->id);
  g_autofree char *detail
    = g_strdup_printf ("{\"failed_before\":%" G_GINT64_FORMAT "}", entry->failed);
  DoudiAuditLine line = make_line (identity, SIGN_IN, object, DOUDI_AUDIT_DONE);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (session->store, error);

  line.detail = detail;
  return transaction != NULL && doudi_user_clear_attempts (session->store, entry->id, error)
         && doudi_audit_append (session->store, identity->key, &line, error)
         && doudi_transaction_commit (transaction, error);
}

static DoudiKey *
prove_to_table (DoudiStore *store,
                const char *user,
                const char *password,
                const DoudiUserEntry *entry,
                GError **error)
{
  if (entry->id == 0)
    {
      doudi_slot_spend_time (password);
      doudi_password_set_wrong (error);
      return NULL;
    }
  if (!doudi_user_count_attempt (store, entry, error))
    return NULL;
  return doudi_key_slot_open (store, entry->id, user, password, error);
}

/* Whoever opened the keys of an encrypted caseload has proved the password already. */
static DoudiKey *
prove_password (DoudiStore *store,
                const char *user,
                const char *password,
                DoudiUserEntry *entry,
                GError **error)
{
  g_autoptr (DoudiKey) key = NULL;
  gint64 failed = 0;

  if (store->locked)
    {
      key = doudi_store_unlock_as (store, user, password, &failed, error);
      if (key == NULL)
        return NULL;
    }
  if (!doudi_user_find (store, user, entry, error))
    return NULL;
  entry->failed += failed;
  if (entry->locked)
    doudi_password_set_locked (user, error);
  else if (key == NULL)
    return prove_to_table (store, user, password, entry, error);
  else if (entry->id == 0)
    doudi_password_set_wrong (error);
  else
    return g_steal_pointer (&key);
  return NULL;
}

/**
 * doudi_session_sign_in:
 * @store: (not nullable): the writing connection, outside a transaction
 * @user: (not nullable): who it is
 * @password: (not nullable): that user's password
 * @today: the day the person works for
 * @error: %DOUDI_ERROR_PASSWORD if name or password is wrong or the account is locked
 *
 * Signs a person in. Five wrong passwords lock an account for ten minutes. The first sign-in to an
 * encrypted caseload also opens it for all its connections. @store must live as long as the session
 * is used.
 *
 * Returns: (nullable) (transfer full): the session
 */
DoudiSession *
doudi_session_sign_in (DoudiStore *store,
                       const char *user,
                       const char *password,
                       DoudiDay today,
                       GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  DoudiUserEntry entry;
  DoudiKey *key;

  g_return_val_if_fail (store != NULL && !store->is_reader, NULL);
  g_return_val_if_fail (user != NULL && password != NULL, NULL);
  g_return_val_if_fail (today != DOUDI_DAY_NONE, NULL);

  key = prove_password (store, user, password, &entry, error);
  if (key == NULL)
    return NULL;
  session = session_new (identity_new (user, entry.roles, today, key), store);
  return record_sign_in (session, &entry, error) ? g_steal_pointer (&session) : NULL;
}

/**
 * doudi_session_bind:
 * @session: (not nullable): a session
 * @store: (not nullable): another connection to the same caseload
 *
 * Makes a session of the same person on another connection, for another thread.
 *
 * Returns: (not nullable) (transfer full): the session
 */
DoudiSession *
doudi_session_bind (DoudiSession *session, DoudiStore *store)
{
  g_return_val_if_fail (session != NULL && store != NULL, NULL);

  g_atomic_ref_count_inc (&session->identity->refs);
  return session_new (session->identity, store);
}

/**
 * doudi_session_on_day:
 * @session: (not nullable): a session
 * @today: another day the person works for
 *
 * Goes on as the same person on another business day: past midnight nobody has to sign in again.
 *
 * Returns: (not nullable) (transfer full): the session, on the same connection
 */
DoudiSession *
doudi_session_on_day (DoudiSession *session, DoudiDay today)
{
  const Identity *identity = session->identity;

  g_return_val_if_fail (today != DOUDI_DAY_NONE, NULL);

  return session_new (
    identity_new (identity->user, identity->roles, today, doudi_key_ref (identity->key)),
    session->store);
}

/**
 * doudi_session_ref:
 * @session: (not nullable): a session
 *
 * Shares the session.
 *
 * Returns: (not nullable) (transfer full): @session
 */
DoudiSession *
doudi_session_ref (DoudiSession *session)
{
  g_atomic_ref_count_inc (&session->refs);
  return session;
}

/**
 * doudi_session_unref:
 * @session: (not nullable) (transfer full): a session
 *
 * Gives a share back. With the last session of a sign-in its key is wiped.
 */
void
doudi_session_unref (DoudiSession *session)
{
  if (!g_atomic_ref_count_dec (&session->refs))
    return;
  identity_unref (session->identity);
  g_free (session);
}

/**
 * doudi_session_get_store:
 * @session: (not nullable): a session
 *
 * Lends the connection.
 *
 * Returns: (not nullable) (transfer none): the connection
 */
DoudiStore *
doudi_session_get_store (const DoudiSession *session)
{
  return session->store;
}

/**
 * doudi_session_get_user:
 * @session: (not nullable): a session
 *
 * Tells who signed in.
 *
 * Returns: (not nullable) (transfer none): the user's name
 */
const char *
doudi_session_get_user (const DoudiSession *session)
{
  return session->identity->user;
}

/**
 * doudi_session_get_roles:
 * @session: (not nullable): a session
 *
 * Tells the person's roles.
 *
 * Returns: bits 1 << #DoudiRole
 */
guint
doudi_session_get_roles (const DoudiSession *session)
{
  return session->identity->roles;
}

/**
 * doudi_session_get_today:
 * @session: (not nullable): a session
 *
 * Tells the day the person works for.
 *
 * Returns: the business day
 */
DoudiDay
doudi_session_get_today (const DoudiSession *session)
{
  return session->identity->today;
}

/* The data key, for the slots of other users and for the log. */
DoudiKey *
doudi_session_get_key (const DoudiSession *session)
{
  return session->identity->key;
}

/**
 * doudi_session_get_now:
 * @session: (not nullable): a session
 *
 * Reads the clock, for the recorded_at columns.
 *
 * Returns: (not nullable) (transfer none): ISO text in UTC, "2026-11-22T01:10:03Z", valid until
 *   the next call
 */
const char *
doudi_session_get_now (DoudiSession *session)
{
  doudi_clock_now (session->now);
  return session->now;
}

/**
 * doudi_session_may:
 * @session: (not nullable): a session
 * @action: an action
 *
 * Tells whether the person's roles allow an action, for greying out buttons.
 *
 * Returns: whether they do
 */
gboolean
doudi_session_may (const DoudiSession *session, DoudiAction action)
{
  const DoudiActionInfo *info = doudi_action_info (action);

  return info != NULL && (info->roles & session->identity->roles) != 0;
}

/* Such as "caseworker, notice staff", in the reader's language. */
char *
doudi_roles_dup_labels (guint roles)
{
  GString *labels = g_string_new (NULL);

  for (guint role = 0; role < DOUDI_N_ROLES; role++)
    if (roles & (1u << role))
      g_string_append_printf (labels, "%s%s", labels->len > 0 ? ", " : "",
                              doudi_role_label ((DoudiRole) role));
  return g_string_free (labels, FALSE);
}

static void
set_not_allowed (DoudiSession *session, const DoudiActionInfo *info, GError **error)
{
  g_autofree char *who = doudi_roles_dup_labels (info->roles);
  g_autofree char *you = doudi_roles_dup_labels (session->identity->roles);

  doudi_error_set (error, DOUDI_ERROR_NOT_ALLOWED, NULL,
                   _ ("%s: only %s. You are signed in as %s (%s)."), _ (info->label), who,
                   session->identity->user, you);
}

static void
keep_refusal (Identity *identity, const DoudiAuditLine *line)
{
  Refusal *refusal = g_new0 (Refusal, 1);

  refusal->object = g_strdup (line->object);
  refusal->line = *line;
  refusal->line.object = refusal->object;
  g_async_queue_push (identity->refusals, refusal);
}

static gboolean
can_write_now (DoudiSession *session)
{
  return !session->store->is_reader && !session->store->in_transaction;
}

/* What was kept comes before what is new; all of it in one transaction of its own. */
static gboolean
write_refusals (DoudiSession *session, GError **error)
{
  Identity *identity = session->identity;
  g_autoptr (DoudiTransaction) transaction = NULL;
  Refusal *refusal;

  if (g_async_queue_length (identity->refusals) <= 0 || !can_write_now (session))
    return TRUE;
  transaction = doudi_transaction_begin (session->store, error);
  if (transaction == NULL)
    return FALSE;
  while ((refusal = g_async_queue_try_pop (identity->refusals)) != NULL)
    {
      gboolean written = doudi_audit_append (session->store, identity->key, &refusal->line, error);

      refusal_free (refusal);
      if (!written)
        return FALSE;
    }
  return doudi_transaction_commit (transaction, error);
}

/*
 * doudi_session_record_refusal:
 * @session: a session
 * @action: what was to be done
 * @object: (nullable): to what
 * @error: what kept it from being stored
 *
 * Writes to the log that something was refused, in a transaction of its own; on a reading
 * connection, or inside a transaction, it waits for the next question on the writing one.
 *
 * Returns: whether it is written or waits
 */
gboolean
doudi_session_record_refusal (DoudiSession *session,
                              DoudiAction action,
                              const char *object,
                              GError **error)
{
  DoudiAuditLine line = make_line (session->identity, doudi_action_info (action)->name, object,
                                   DOUDI_AUDIT_REFUSED);

  keep_refusal (session->identity, &line);
  return write_refusals (session, error);
}

/**
 * doudi_session_authorize:
 * @session: (not nullable): a session
 * @action: what is to be done
 * @object: (nullable): to what, such as "pay_run:12"
 * @error: %DOUDI_ERROR_NOT_ALLOWED, which names who may
 *
 * Asks whether the person may do something; the first line of whatever changes or reveals the
 * caseload. A refusal goes to the log in a transaction of its own; on a reading connection, or
 * inside a transaction, it waits for the next question on the writing one.
 *
 * Returns: whether the person may
 */
gboolean
doudi_session_authorize (DoudiSession *session,
                         DoudiAction action,
                         const char *object,
                         GError **error)
{
  const DoudiActionInfo *info = doudi_action_info (action);

  g_return_val_if_fail (session != NULL && info != NULL, FALSE);

  if (!doudi_session_may (session, action))
    {
      if (doudi_session_record_refusal (session, action, object, error))
        set_not_allowed (session, info, error);
      return FALSE;
    }
  return write_refusals (session, error);
}

/**
 * doudi_session_record:
 * @session: (not nullable): a session on the writing connection
 * @action: what was done
 * @object: (nullable): to what, such as "pay_run:12"
 * @detail_json: (nullable): JSON without anybody's name
 * @error: what kept it from being stored
 *
 * Writes the line of the log that belongs to a change, in the transaction of the change: both stay
 * or neither does.
 *
 * Returns: whether it was added
 */
gboolean
doudi_session_record (DoudiSession *session,
                      DoudiAction action,
                      const char *object,
                      const char *detail_json,
                      GError **error)
{
  const DoudiActionInfo *info = doudi_action_info (action);
  DoudiAuditLine line;

  g_return_val_if_fail (session != NULL && info != NULL, FALSE);

  line = make_line (session->identity, info->name, object, DOUDI_AUDIT_DONE);
  line.detail = detail_json;
  return doudi_audit_append (session->store, session->identity->key, &line, error);
}
