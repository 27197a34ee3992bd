/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-session-private.h"
#include "store/doudi-statement.h"

static const char same_person_sql[]
  = "SELECT EXISTS (SELECT 1 FROM user a JOIN user b ON b.identity_number = a.identity_number"
    " WHERE a.name = ?1 AND b.name = ?2)";

/**
 * doudi_session_is_same_person:
 * @session: (not nullable): a session
 * @user: (nullable): the name of an account; %NULL is nobody
 * @same: (out): whether the account is that of whoever signed in, or another one of that person
 * @error: what kept it from being read
 *
 * Compares persons rather than accounts: accounts with the same identity number are one person,
 * also those that are not used any more.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_session_is_same_person (DoudiSession *session,
                              const char *user,
                              gboolean *same,
                              GError **error)
{
  g_autoptr (DoudiStatement) select = NULL;

  g_return_val_if_fail (session != NULL && same != NULL, FALSE);

  *same = g_strcmp0 (user, doudi_session_get_user (session)) == 0;
  if (user == NULL || *same)
    return TRUE;
  select = doudi_statement_get (doudi_session_get_store (session), same_person_sql, error);
  if (select == NULL)
    return FALSE;
  doudi_statement_bind_text (select, 1, doudi_session_get_user (session));
  doudi_statement_bind_text (select, 2, user);
  if (!doudi_statement_step (select, error))
    return FALSE;
  *same = doudi_statement_get_int (select, 0) != 0;
  return TRUE;
}

/* Accounts with one of the roles ?2 that are not of the person with the account ?1. */
static const char others_sql[]
  = "SELECT name FROM user u WHERE roles & ?2 <> 0 AND disabled = 0 AND name <> ?1"
    " AND NOT EXISTS (SELECT 1 FROM user me WHERE me.name = ?1"
    " AND me.identity_number = u.identity_number) ORDER BY name";

/* Such as "li, wang"; "" if there is nobody. */
static char *
dup_others (DoudiSession *session, guint roles, GError **error)
{
  g_autoptr (DoudiStatement) row
    = doudi_statement_get (doudi_session_get_store (session), others_sql, error);
  g_autoptr (GString) names = g_string_new (NULL);
  GError *local = NULL;

  if (row == NULL)
    return NULL;
  doudi_statement_bind_text (row, 1, doudi_session_get_user (session));
  doudi_statement_bind_int (row, 2, roles);
  while (doudi_statement_step (row, &local))
    g_string_append_printf (names, "%s%s", names->len > 0 ? _ (", ") : "",
                            doudi_statement_get_text (row, 0));
  if (local == NULL)
    return g_strdup (names->str);
  g_propagate_error (error, local);
  return NULL;
}

/* Says which account took the step before it, and who may take this one instead. */
static void
set_four_eyes (DoudiSession *session, const DoudiActionInfo *info, const char *user, GError **error)
{
  g_autofree char *others = dup_others (session, info->roles, error);
  g_autofree char *roles = doudi_roles_dup_labels (info->roles);

  if (others == NULL)
    return;
  if (*others != '\0')
    doudi_error_set (error, DOUDI_ERROR_FOUR_EYES, NULL,
                     _ ("%s: %s has had a hand in it, and that is you. Somebody else has to do "
                        "it: %s."),
                     _ (info->label), user, others);
  else
    doudi_error_set (error, DOUDI_ERROR_FOUR_EYES, NULL,
                     _ ("%s: %s has had a hand in it, and that is you. Nobody else may do it here; "
                        "have the administrator add another person for it (%s)."),
                     _ (info->label), user, roles);
}

/**
 * doudi_session_require_other_eyes:
 * @session: (not nullable): a session
 * @action: what is to be done
 * @user: (nullable): the account that took the step before it; %NULL is nobody
 * @object: (nullable): to what, such as "pay_run:12"
 * @error: %DOUDI_ERROR_FOUR_EYES, which names who may do it instead
 *
 * Asks whether the person, whatever the account, is another one than who took the step before. A
 * refusal goes to the log as one of doudi_session_authorize() does.
 *
 * Returns: whether it is another person
 */
gboolean
doudi_session_require_other_eyes (DoudiSession *session,
                                  DoudiAction action,
                                  const char *user,
                                  const char *object,
                                  GError **error)
{
  const DoudiActionInfo *info = doudi_action_info (action);
  gboolean same;

  g_return_val_if_fail (session != NULL && info != NULL, FALSE);

  if (!doudi_session_is_same_person (session, user, &same, error))
    return FALSE;
  if (!same)
    return TRUE;
  if (doudi_session_record_refusal (session, action, object, error))
    set_four_eyes (session, info, user, error);
  return FALSE;
}
