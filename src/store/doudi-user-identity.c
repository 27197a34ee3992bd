/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "base/doudi-identity-number.h"
#include "store/doudi-session-private.h"
#include "store/doudi-statement.h"
#include "store/doudi-user-private.h"

static const char roles_of_person_sql[]
  = "SELECT roles, name FROM user WHERE identity_number = ?1 AND name <> ?2 AND disabled = 0";

/* What the other accounts of a person may do, together with @roles. */
static gboolean
check_combination (DoudiStore *store,
                   const char *name,
                   guint roles,
                   const char *number,
                   GError **error)
{
  g_autoptr (DoudiStatement) row = doudi_statement_get (store, roles_of_person_sql, error);
  g_autofree char *other = NULL;
  GError *local = NULL;

  if (row == NULL)
    return FALSE;
  doudi_statement_bind_text (row, 1, number);
  doudi_statement_bind_text (row, 2, name);
  while (doudi_statement_step (row, &local))
    {
      roles |= (guint) doudi_statement_get_int (row, 0);
      if (other == NULL)
        other = doudi_statement_dup_text (row, 1);
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (other == NULL || doudi_roles_may_combine (roles))
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   _ ("%s would belong to the same person as %s, and one person may not have these "
                      "roles together. Only notices may be added to a caseworker or a reviewer. "
                      "Give the account to somebody else."),
                   name, other);
  return FALSE;
}

/*
 * doudi_user_check_identity:
 * @session: an administrator's
 * @name: of the account
 * @roles: what the account may do
 * @typed: an identity number as it was typed
 * @error: %DOUDI_ERROR_BAD_DATA for a wrong number, which is not repeated; %DOUDI_ERROR_REFUSED if
 *   another account of the person has roles that do not go together with these
 *
 * Looks whether an account can be given to a person.
 *
 * Returns: (nullable) (transfer full): the number, 18 characters
 */
char *
doudi_user_check_identity (DoudiSession *session,
                           const char *name,
                           guint roles,
                           const char *typed,
                           GError **error)
{
  DoudiIdentityNumber identity
    = doudi_identity_number_parse (typed, doudi_session_get_today (session));

  if (!doudi_identity_number_is_valid (&identity))
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL, _ ("The identity number of %s: %s"), name,
                       doudi_identity_problem_message (identity.problem));
      return NULL;
    }
  if (!check_combination (doudi_session_get_store (session), name, roles, identity.number, error))
    return NULL;
  return g_strdup (identity.number);
}

static const char set_identity_sql[] = "UPDATE user SET identity_number = ?2 WHERE id = ?1";

static gboolean
store_identity (DoudiSession *session, gint64 id, const char *number, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (store, error);
  g_autoptr (DoudiStatement) update = NULL;
  g_autofree char *object = g_strdup_printf ("user:%" G_GINT64_FORMAT, id);

  if (transaction == NULL)
    return FALSE;
  update = doudi_statement_get (store, set_identity_sql, error);
  if (update == NULL)
    return FALSE;
  doudi_statement_bind_int (update, 1, id);
  doudi_statement_bind_text (update, 2, number);
  return doudi_statement_run (update, error)
         && doudi_session_record (session, DOUDI_ACTION_ADD_USER, object,
                                  "{\"identity\":\"recorded\"}", error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_user_set_identity:
 * @session: (not nullable): an administrator's
 * @name: (not nullable): of an account
 * @number: (not nullable): the identity number of the person whose account it is
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_NOT_FOUND for a name that nobody has;
 *   %DOUDI_ERROR_BAD_DATA for a wrong number; %DOUDI_ERROR_REFUSED if the person has another
 * account whose roles do not go together with those of this one
 *
 * Records whose account it is, so that two accounts of one person are one pair of eyes. The log
 * says that it was recorded, not the number.
 *
 * Returns: whether it is stored
 */
gboolean
doudi_user_set_identity (DoudiSession *session,
                         const char *name,
                         const char *number,
                         GError **error)
{
  g_autofree char *checked = NULL;
  DoudiUserEntry entry;

  g_return_val_if_fail (session != NULL && name != NULL && number != NULL, FALSE);

  if (!doudi_session_authorize (session, DOUDI_ACTION_ADD_USER, NULL, error)
      || !doudi_user_find (doudi_session_get_store (session), name, &entry, error))
    return FALSE;
  if (entry.id == 0)
    {
      doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                       _ ("There is no user %s. Look at the list of users."), name);
      return FALSE;
    }
  checked = doudi_user_check_identity (session, name, entry.roles, number, error);
  return checked != NULL && store_identity (session, entry.id, checked, error);
}
