/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-key-slot.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "store/doudi-slot.h"
#include "store/doudi-statement.h"
#include "store/doudi-store-private.h"

static const char store_slot_sql[]
  = "INSERT INTO key_slot (user_id, operations, memory, salt, nonce, wrapped_key)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

static gboolean
insert_slot (DoudiStore *store, gint64 user_id, const DoudiSlot *slot, GError **error)
{
  g_autoptr (DoudiStatement) insert = doudi_statement_get (store, store_slot_sql, error);

  if (insert == NULL)
    return FALSE;
  doudi_statement_bind_int (insert, 1, user_id);
  doudi_statement_bind_int (insert, 2, slot->operations);
  doudi_statement_bind_int (insert, 3, slot->memory);
  doudi_statement_bind_blob (insert, 4, slot->salt, sizeof slot->salt);
  doudi_statement_bind_blob (insert, 5, slot->nonce, sizeof slot->nonce);
  doudi_statement_bind_blob (insert, 6, slot->wrapped, sizeof slot->wrapped);
  return doudi_statement_run (insert, error);
}

/**
 * doudi_key_slot_store:
 * @store: (not nullable): the writing connection, in a transaction
 * @user_id: whose slot it is
 * @user: (not nullable): the user's name, which the slot is bound to
 * @password: (not nullable): the user's password
 * @key: (not nullable): the data key
 * @error: %DOUDI_ERROR_BAD_DATA for a password that will not do
 *
 * Gives a user a slot: the data key, wrapped for the password. It lies in the caseload or, where
 * that is encrypted, in the file of keys beside it; there it is before the transaction ends, and
 * doudi_key_slot_withdraw() takes it back.
 *
 * Returns: whether it is stored
 */
gboolean
doudi_key_slot_store (DoudiStore *store,
                      gint64 user_id,
                      const char *user,
                      const char *password,
                      DoudiKey *key,
                      GError **error)
{
  DoudiSlot slot;

  if (!doudi_password_check (password, error)
      || !doudi_slot_wrap (&slot, user, password, key, error))
    return FALSE;
  return store->keys != NULL ? doudi_key_file_put (store->keys, user, &slot, key, error)
                             : insert_slot (store, user_id, &slot, error);
}

/**
 * doudi_key_slot_withdraw:
 * @store: (not nullable): the writing connection
 * @user: (not nullable): who did not become a user after all
 *
 * Takes back what doudi_key_slot_store() laid outside the transaction. A slot without a user opens
 * the file and lets nobody in, so it does no harm if that fails.
 */
void
doudi_key_slot_withdraw (DoudiStore *store, const char *user)
{
  g_autoptr (GError) error = NULL;

  if (store->keys != NULL && !doudi_key_file_remove (store->keys, user, &error))
    g_message ("a key slot without a user stays: %s", error->message);
}

static gboolean
read_blob (DoudiStatement *statement, int column, guint8 *target, gsize length)
{
  g_autoptr (GBytes) bytes = doudi_statement_dup_blob (statement, column);

  if (g_bytes_get_size (bytes) != length)
    return FALSE;
  memcpy (target, g_bytes_get_data (bytes, NULL), length);
  return TRUE;
}

static gboolean
slot_from_row (DoudiStatement *statement, DoudiSlot *slot)
{
  slot->operations = doudi_statement_get_int (statement, 0);
  slot->memory = doudi_statement_get_int (statement, 1);
  return doudi_slot_is_sane (slot) && read_blob (statement, 2, slot->salt, sizeof slot->salt)
         && read_blob (statement, 3, slot->nonce, sizeof slot->nonce)
         && read_blob (statement, 4, slot->wrapped, sizeof slot->wrapped);
}

static const char open_slot_sql[]
  = "SELECT operations, memory, salt, nonce, wrapped_key FROM key_slot WHERE user_id = ?1";

static DoudiKey *
open_row (DoudiStore *store, gint64 user_id, const char *user, const char *password, GError **error)
{
  g_autoptr (DoudiStatement) select = doudi_statement_get (store, open_slot_sql, error);
  g_autoptr (GError) local_error = NULL;
  DoudiSlot slot;

  if (select == NULL)
    return NULL;
  doudi_statement_bind_int (select, 1, user_id);
  if (!doudi_statement_step (select, &local_error) && local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (!slot_from_row (select, &slot))
    {
      doudi_error_set (error, DOUDI_ERROR_CORRUPT, doudi_store_get_path (store),
                       _ ("The key of this user is damaged. Restore the newest backup."));
      return NULL;
    }
  doudi_statement_reset (select);
  return doudi_slot_unwrap (&slot, user, password, error);
}

/**
 * doudi_key_slot_open:
 * @store: (not nullable): a connection
 * @user_id: whose slot it is
 * @user: (not nullable): the user's name
 * @password: (not nullable): what was typed
 * @error: %DOUDI_ERROR_PASSWORD if it is wrong; %DOUDI_ERROR_CORRUPT if the slot is damaged
 *
 * Opens a user's slot. That is the whole proof of a password: there is no second trace of it.
 *
 * Returns: (nullable) (transfer full): the data key
 */
DoudiKey *
doudi_key_slot_open (DoudiStore *store,
                     gint64 user_id,
                     const char *user,
                     const char *password,
                     GError **error)
{
  return store->keys != NULL ? doudi_key_file_open_slot (store->keys, user, password, error)
                             : open_row (store, user_id, user, password, error);
}
