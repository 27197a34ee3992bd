/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-key-file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>

#include "base/doudi-error.h"
#include "base/doudi-file.h"
#include "store/doudi-clock.h"
#include "store/doudi-user-private.h"

#define SUFFIX ".keys"
#define MAGIC "DoudKeys"
#define MAGIC_LENGTH 8
#define FORMAT 1

/* More users than a county has, and small enough to be read whole. */
#define SLOTS_MAX 1000
#define NAME_MAX_BYTES (4 * DOUDI_USER_NAME_MAX)
#define FILE_MAX (1024 * 1024)

#define SEAL_LENGTH 32
#define BOOT_LENGTH 36

/*
 * @locked_at: seconds since the start of the machine, counted from 1; 0 when open
 * @boot: in which run of the machine
 */
typedef struct
{
  char *user;
  DoudiSlot slot;
  guint32 failed;
  guint64 locked_at;
  char boot[BOOT_LENGTH + 1];
} Entry;

/*
 * @entries: (element-type Entry): the slots, in the order they came
 * @seal: over the slots, as it was read or written last
 * @key: (nullable): the data key, once somebody has signed in
 */
struct _DoudiKeyFile
{
  gatomicrefcount refs;
  GMutex mutex;
  char *path;
  guint64 generation;
  GPtrArray *entries;
  guint8 seal[SEAL_LENGTH];
  DoudiKey *key;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->user);
  g_free (entry);
}

static gpointer
entry_copy (gconstpointer data, gpointer user_data)
{
  Entry *copy = g_memdup2 (data, sizeof *copy);

  copy->user = g_strdup (copy->user);
  return copy;
}

static DoudiKeyFile *
key_file_new (const char *caseload)
{
  DoudiKeyFile *file = g_new0 (DoudiKeyFile, 1);

  g_atomic_ref_count_init (&file->refs);
  g_mutex_init (&file->mutex);
  file->path = doudi_key_file_dup_path (caseload);
  file->entries = g_ptr_array_new_with_free_func (entry_free);
  return file;
}

/**
 * doudi_key_file_dup_path:
 * @caseload: (not nullable) (type filename): a caseload
 *
 * Names the file of its keys.
 *
 * Returns: (not nullable) (transfer full) (type filename): "<file>.keys"
 */
char *
doudi_key_file_dup_path (const char *caseload)
{
  return g_strconcat (caseload, SUFFIX, NULL);
}

/**
 * doudi_key_file_exists:
 * @caseload: (not nullable) (type filename): a caseload
 *
 * Looks whether keys lie beside a file, whatever is in them.
 *
 * Returns: whether they do
 */
gboolean
doudi_key_file_exists (const char *caseload)
{
  g_autofree char *path = doudi_key_file_dup_path (caseload);
  GStatBuf status;

  return g_lstat (path, &status) == 0;
}

/**
 * doudi_key_file_ref:
 * @file: (not nullable): the keys
 *
 * Shares the keys.
 *
 * Returns: (not nullable) (transfer full): @file
 */
DoudiKeyFile *
doudi_key_file_ref (DoudiKeyFile *file)
{
  g_atomic_ref_count_inc (&file->refs);
  return file;
}

/**
 * doudi_key_file_unref:
 * @file: (not nullable) (transfer full): the keys
 *
 * Gives a share back. With the last one the data key is wiped from memory.
 */
void
doudi_key_file_unref (DoudiKeyFile *file)
{
  if (!g_atomic_ref_count_dec (&file->refs))
    return;
  g_clear_pointer (&file->key, doudi_key_unref);
  g_ptr_array_unref (file->entries);
  g_mutex_clear (&file->mutex);
  g_free (file->path);
  g_free (file);
}

static void
put_4 (GByteArray *bytes, guint32 number)
{
  guint32 le = GUINT32_TO_LE (number);

  g_byte_array_append (bytes, (const guint8 *) &le, sizeof le);
}

static void
put_8 (GByteArray *bytes, guint64 number)
{
  guint64 le = GUINT64_TO_LE (number);

  g_byte_array_append (bytes, (const guint8 *) &le, sizeof le);
}

static void
put_slot (GByteArray *bytes, const Entry *entry)
{
  put_4 (bytes, (guint32) strlen (entry->user));
  g_byte_array_append (bytes, (const guint8 *) entry->user, (guint) strlen (entry->user));
  put_8 (bytes, (guint64) entry->slot.operations);
  put_8 (bytes, (guint64) entry->slot.memory);
  g_byte_array_append (bytes, entry->slot.salt, sizeof entry->slot.salt);
  g_byte_array_append (bytes, entry->slot.nonce, sizeof entry->slot.nonce);
  g_byte_array_append (bytes, entry->slot.wrapped, sizeof entry->slot.wrapped);
}

/* What the seal covers. */
static GByteArray *
write_slots (const DoudiKeyFile *file)
{
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) MAGIC, MAGIC_LENGTH);
  put_4 (bytes, FORMAT);
  put_4 (bytes, file->entries->len);
  put_8 (bytes, file->generation);
  for (guint i = 0; i < file->entries->len; i++)
    put_slot (bytes, g_ptr_array_index (file->entries, i));
  return bytes;
}

static void
put_attempts (GByteArray *bytes, const Entry *entry)
{
  put_4 (bytes, entry->failed);
  put_8 (bytes, entry->locked_at);
  g_byte_array_append (bytes, (const guint8 *) entry->boot, BOOT_LENGTH);
}

static GByteArray *
write_all (const DoudiKeyFile *file)
{
  GByteArray *bytes = write_slots (file);
  guint8 sum[SEAL_LENGTH];

  g_byte_array_append (bytes, file->seal, SEAL_LENGTH);
  for (guint i = 0; i < file->entries->len; i++)
    put_attempts (bytes, g_ptr_array_index (file->entries, i));
  crypto_generichash (sum, sizeof sum, bytes->data, bytes->len, NULL, 0);
  g_byte_array_append (bytes, sum, sizeof sum);
  return bytes;
}

static gboolean
publish (const DoudiKeyFile *file, const char *path, GError **error)
{
  g_autoptr (GByteArray) bytes = write_all (file);

  return doudi_file_publish_bytes (path, bytes->data, bytes->len, error);
}

static void
make_seal (const DoudiKeyFile *file, const DoudiKey *key, guint8 seal[SEAL_LENGTH])
{
  g_autoptr (GByteArray) bytes = write_slots (file);

  crypto_generichash (seal, SEAL_LENGTH, bytes->data, bytes->len, doudi_key_get_slots_key (key),
                      DOUDI_KEY_LENGTH);
}

/* Nobody's slots are sealed with nobody's key. */
static gboolean
seal_and_publish (DoudiKeyFile *file, DoudiKey *key, GError **error)
{
  g_autoptr (DoudiKey) nobody = NULL;

  if (file->entries->len == 0)
    {
      nobody = doudi_key_new_of_nobody (error);
      if (nobody == NULL)
        return FALSE;
      key = nobody;
    }
  file->generation++;
  make_seal (file, key, file->seal);
  return publish (file, file->path, error);
}

/**
 * doudi_key_file_create:
 * @caseload: (not nullable) (type filename): a new caseload
 * @error: whatever the disk says
 *
 * Lays the keys of a caseload without users beside it: no slots at all.
 *
 * Returns: (nullable) (transfer full): the keys
 */
DoudiKeyFile *
doudi_key_file_create (const char *caseload, GError **error)
{
  g_autoptr (DoudiKeyFile) file = key_file_new (caseload);

  return seal_and_publish (file, NULL, error) ? g_steal_pointer (&file) : NULL;
}

typedef struct
{
  const guint8 *next;
  gsize left;
} Cursor;

static gboolean
take (Cursor *cursor, gpointer target, gsize length)
{
  if (cursor->left < length)
    return FALSE;
  memcpy (target, cursor->next, length);
  cursor->next += length;
  cursor->left -= length;
  return TRUE;
}

static gboolean
take_4 (Cursor *cursor, guint32 *number)
{
  guint32 le = 0;
  gboolean taken = take (cursor, &le, sizeof le);

  *number = GUINT32_FROM_LE (le);
  return taken;
}

static gboolean
take_8 (Cursor *cursor, guint64 *number)
{
  guint64 le = 0;
  gboolean taken = take (cursor, &le, sizeof le);

  *number = GUINT64_FROM_LE (le);
  return taken;
}

static gboolean
take_name (Cursor *cursor, char **name)
{
  guint32 length = 0;

  if (!take_4 (cursor, &length) || length == 0 || length > NAME_MAX_BYTES || length > cursor->left)
    return FALSE;
  *name = g_malloc0 (length + 1);
  return take (cursor, *name, length) && g_utf8_validate (*name, length, NULL);
}

static gboolean
take_slot (Cursor *cursor, Entry *entry)
{
  DoudiSlot *slot = &entry->slot;
  guint64 operations = 0;
  guint64 memory = 0;

  if (!take_name (cursor, &entry->user) || !take_8 (cursor, &operations)
      || !take_8 (cursor, &memory) || operations > G_MAXINT64 || memory > G_MAXINT64)
    return FALSE;
  slot->operations = (gint64) operations;
  slot->memory = (gint64) memory;
  return doudi_slot_is_sane (slot) && take (cursor, slot->salt, sizeof slot->salt)
         && take (cursor, slot->nonce, sizeof slot->nonce)
         && take (cursor, slot->wrapped, sizeof slot->wrapped);
}

static Entry *
find (const DoudiKeyFile *file, const char *user)
{
  for (guint i = 0; i < file->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (file->entries, i);

      if (g_str_equal (entry->user, user))
        return entry;
    }
  return NULL;
}

static gboolean
read_slots (DoudiKeyFile *file, Cursor *cursor)
{
  guint32 count = 0;

  if (!take_4 (cursor, &count) || count > SLOTS_MAX || !take_8 (cursor, &file->generation))
    return FALSE;
  for (guint32 i = 0; i < count; i++)
    {
      Entry *entry = g_new0 (Entry, 1);
      gboolean taken = take_slot (cursor, entry) && find (file, entry->user) == NULL;

      g_ptr_array_add (file->entries, entry);
      if (!taken)
        return FALSE;
    }
  return take (cursor, file->seal, SEAL_LENGTH);
}

static gboolean
read_attempts (DoudiKeyFile *file, Cursor *cursor)
{
  for (guint i = 0; i < file->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (file->entries, i);

      if (!take_4 (cursor, &entry->failed) || !take_8 (cursor, &entry->locked_at)
          || !take (cursor, entry->boot, BOOT_LENGTH))
        return FALSE;
    }
  return cursor->left == SEAL_LENGTH;
}

static gboolean
has_right_sum (const guint8 *data, gsize length)
{
  guint8 sum[SEAL_LENGTH];

  if (length < SEAL_LENGTH)
    return FALSE;
  crypto_generichash (sum, sizeof sum, data, length - SEAL_LENGTH, NULL, 0);
  return memcmp (sum, data + length - SEAL_LENGTH, SEAL_LENGTH) == 0;
}

static void
set_damaged (const DoudiKeyFile *file, GError **error)
{
  g_autofree char *shown = g_filename_display_name (file->path);

  doudi_error_set (error, DOUDI_ERROR_CORRUPT, shown,
                   _ ("The keys %s are damaged. Copy the .keys file of the newest backup in their "
                      "place."),
                   shown);
}

static gboolean
parse (DoudiKeyFile *file, GBytes *bytes, GError **error)
{
  Cursor cursor = { 0 };
  guint8 magic[MAGIC_LENGTH];
  guint32 format = 0;

  cursor.next = g_bytes_get_data (bytes, &cursor.left);
  if (!has_right_sum (cursor.next, cursor.left) || !take (&cursor, magic, MAGIC_LENGTH)
      || memcmp (magic, MAGIC, MAGIC_LENGTH) != 0 || !take_4 (&cursor, &format))
    set_damaged (file, error);
  else if (format != FORMAT)
    {
      g_autofree char *shown = g_filename_display_name (file->path);

      doudi_error_set (error, DOUDI_ERROR_VERSION, shown,
                       _ ("%s was written by a newer version of Doudi. Update the program."),
                       shown);
    }
  else if (!read_slots (file, &cursor) || !read_attempts (file, &cursor))
    set_damaged (file, error);
  else
    return TRUE;
  return FALSE;
}

static void
set_missing (const char *caseload, const DoudiKeyFile *file, GError **error)
{
  g_autofree char *shown = g_filename_display_name (caseload);
  g_autofree char *keys = g_filename_display_name (file->path);

  doudi_error_set (error, DOUDI_ERROR_NOT_A_CASELOAD, shown,
                   _ ("%s is not a caseload of Doudi, or its keys are missing. Put %s back beside "
                      "it, from where it lay before or from the newest backup."),
                   shown, keys);
}

/**
 * doudi_key_file_load:
 * @caseload: (not nullable) (type filename): a caseload
 * @error: %DOUDI_ERROR_NOT_A_CASELOAD if there are no keys beside it; %DOUDI_ERROR_CORRUPT if they
 *   are damaged or ask for more than a machine has; %DOUDI_ERROR_VERSION; %DOUDI_ERROR_IO
 *
 * Reads the keys of a caseload. Nothing of them is trusted before a password was proved.
 *
 * Returns: (nullable) (transfer full): the keys
 */
DoudiKeyFile *
doudi_key_file_load (const char *caseload, GError **error)
{
  g_autoptr (DoudiKeyFile) file = key_file_new (caseload);
  g_autoptr (GBytes) bytes = NULL;
  GError *local_error = NULL;

  if (!doudi_key_file_exists (caseload))
    {
      set_missing (caseload, file, error);
      return NULL;
    }
  bytes = doudi_file_read (file->path, FILE_MAX, &local_error);
  if (g_error_matches (local_error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA))
    {
      g_clear_error (&local_error);
      set_damaged (file, error);
    }
  else if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (parse (file, bytes, error))
    return g_steal_pointer (&file);
  return NULL;
}

/**
 * doudi_key_file_is_empty:
 * @file: (not nullable): the keys
 *
 * Tells whether the caseload has no users yet.
 *
 * Returns: whether there is no slot
 */
gboolean
doudi_key_file_is_empty (DoudiKeyFile *file)
{
  gboolean empty;

  g_mutex_lock (&file->mutex);
  empty = file->entries->len == 0;
  g_mutex_unlock (&file->mutex);
  return empty;
}

static int
compare_users (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * doudi_key_file_dup_users:
 * @file: (not nullable): the keys
 *
 * Lists whose slots there are. Before somebody has signed in, nothing proves that it is true.
 *
 * Returns: (not nullable) (transfer full): their names, sorted
 */
GStrv
doudi_key_file_dup_users (DoudiKeyFile *file)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_mutex_lock (&file->mutex);
  for (guint i = 0; i < file->entries->len; i++)
    g_ptr_array_add (names, g_strdup (((Entry *) g_ptr_array_index (file->entries, i))->user));
  g_mutex_unlock (&file->mutex);
  g_ptr_array_sort (names, compare_users);
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/* With the mutex: either the new slots are on the disk, or the old ones stay here too. */
static gboolean
replace_entries (DoudiKeyFile *file, GPtrArray *entries, DoudiKey *key, GError **error)
{
  GPtrArray *before = file->entries;
  guint64 generation = file->generation;
  guint8 seal[SEAL_LENGTH];

  memcpy (seal, file->seal, sizeof seal);
  file->entries = entries;
  if (seal_and_publish (file, key, error))
    {
      g_ptr_array_unref (before);
      return TRUE;
    }
  file->entries = before;
  file->generation = generation;
  memcpy (file->seal, seal, sizeof seal);
  g_ptr_array_unref (entries);
  return FALSE;
}

static GPtrArray *
copy_without (const DoudiKeyFile *file, const char *user)
{
  GPtrArray *entries = g_ptr_array_copy (file->entries, entry_copy, NULL);

  for (guint i = 0; i < entries->len; i++)
    if (g_str_equal (((Entry *) g_ptr_array_index (entries, i))->user, user))
      g_ptr_array_remove_index (entries, i--);
  return entries;
}

/**
 * doudi_key_file_put:
 * @file: (not nullable): the keys
 * @user: (not nullable): whose slot it is
 * @slot: (not nullable): the slot
 * @key: (not nullable): the data key
 * @error: whatever the disk says
 *
 * Adds a slot, in the place of another of the same name.
 *
 * Returns: whether it is stored, for good
 */
gboolean
doudi_key_file_put (DoudiKeyFile *file,
                    const char *user,
                    const DoudiSlot *slot,
                    DoudiKey *key,
                    GError **error)
{
  Entry *entry = g_new0 (Entry, 1);
  GPtrArray *entries;
  gboolean stored;

  entry->user = g_strdup (user);
  entry->slot = *slot;
  g_mutex_lock (&file->mutex);
  entries = copy_without (file, user);
  g_ptr_array_add (entries, entry);
  stored = replace_entries (file, entries, key, error);
  g_mutex_unlock (&file->mutex);
  return stored;
}

/**
 * doudi_key_file_remove:
 * @file: (not nullable): the keys, after doudi_key_file_keep_key()
 * @user: (not nullable): whose slot it is
 * @error: whatever the disk says
 *
 * Takes a slot away, if there is one.
 *
 * Returns: whether there is none any more
 */
gboolean
doudi_key_file_remove (DoudiKeyFile *file, const char *user, GError **error)
{
  gboolean removed = TRUE;

  g_mutex_lock (&file->mutex);
  if (find (file, user) != NULL)
    removed = replace_entries (file, copy_without (file, user), file->key, error);
  g_mutex_unlock (&file->mutex);
  return removed;
}

/**
 * doudi_key_file_copy:
 * @file: (not nullable): the keys
 * @caseload: (not nullable) (type filename): a copy of the caseload
 * @error: whatever the disk says
 *
 * Lays the same keys beside a copy of the caseload.
 *
 * Returns: whether they are there
 */
gboolean
doudi_key_file_copy (DoudiKeyFile *file, const char *caseload, GError **error)
{
  g_autofree char *path = doudi_key_file_dup_path (caseload);
  gboolean copied;

  g_mutex_lock (&file->mutex);
  copied = publish (file, path, error);
  g_mutex_unlock (&file->mutex);
  return copied;
}

static gboolean
is_sealed_with (DoudiKeyFile *file, const DoudiKey *key)
{
  guint8 seal[SEAL_LENGTH];
  gboolean same;

  g_mutex_lock (&file->mutex);
  make_seal (file, key, seal);
  same = sodium_memcmp (seal, file->seal, SEAL_LENGTH) == 0;
  g_mutex_unlock (&file->mutex);
  return same;
}

/* Argon2id works outside the mutex: the names can be read meanwhile. */
static DoudiKey *
unwrap_and_check (DoudiKeyFile *file,
                  const DoudiSlot *slot,
                  const char *user,
                  const char *password,
                  GError **error)
{
  g_autoptr (DoudiKey) key = doudi_slot_unwrap (slot, user, password, error);

  if (key == NULL || is_sealed_with (file, key))
    return g_steal_pointer (&key);
  set_damaged (file, error);
  return NULL;
}

/**
 * doudi_key_file_open_slot:
 * @file: (not nullable): the keys
 * @user: (not nullable): the user's name
 * @password: (not nullable): what was typed
 * @error: %DOUDI_ERROR_PASSWORD if it is wrong; %DOUDI_ERROR_CORRUPT if somebody else wrote the
 *   keys
 *
 * Opens a user's slot, and counts nothing.
 *
 * Returns: (nullable) (transfer full): the data key
 */
DoudiKey *
doudi_key_file_open_slot (DoudiKeyFile *file,
                          const char *user,
                          const char *password,
                          GError **error)
{
  const Entry *entry;
  DoudiSlot slot;

  g_mutex_lock (&file->mutex);
  entry = find (file, user);
  if (entry != NULL)
    slot = entry->slot;
  g_mutex_unlock (&file->mutex);
  if (entry != NULL)
    return unwrap_and_check (file, &slot, user, password, error);
  doudi_slot_spend_time (password);
  doudi_password_set_wrong (error);
  return NULL;
}

static gboolean
is_locked (const Entry *entry)
{
  return entry->locked_at > 0
         && doudi_user_lock_holds (entry->boot, (gint64) MIN (entry->locked_at - 1, G_MAXINT32));
}

static gboolean
count_attempt (DoudiKeyFile *file, Entry *entry, GError **error)
{
  g_autofree char *boot = doudi_clock_dup_boot_id ();

  entry->failed++;
  if (entry->failed % DOUDI_USER_ATTEMPTS == 0)
    {
      entry->locked_at = (guint64) doudi_clock_since_boot_ms () / 1000 + 1;
      memset (entry->boot, 0, sizeof entry->boot);
      g_strlcpy (entry->boot, boot, sizeof entry->boot);
    }
  return publish (file, file->path, error);
}

/* Counted as wrong before it is looked at, as in the table of users. */
static gboolean
begin_attempt (DoudiKeyFile *file,
               const char *user,
               DoudiSlot *slot,
               gint64 *failed,
               GError **error)
{
  gboolean begun = FALSE;
  gboolean known;
  Entry *entry;

  g_mutex_lock (&file->mutex);
  entry = find (file, user);
  known = entry != NULL;
  if (known && is_locked (entry))
    doudi_password_set_locked (user, error);
  else if (known)
    {
      *slot = entry->slot;
      *failed = entry->failed;
      begun = count_attempt (file, entry, error);
    }
  g_mutex_unlock (&file->mutex);
  if (!known)
    doudi_password_set_wrong (error);
  return begun;
}

static gboolean
clear_attempts (DoudiKeyFile *file, const char *user, GError **error)
{
  Entry *entry;
  gboolean cleared;

  g_mutex_lock (&file->mutex);
  entry = find (file, user);
  if (entry != NULL)
    {
      entry->failed = 0;
      entry->locked_at = 0;
      memset (entry->boot, 0, sizeof entry->boot);
    }
  cleared = publish (file, file->path, error);
  g_mutex_unlock (&file->mutex);
  return cleared;
}

/**
 * doudi_key_file_prove:
 * @file: (not nullable): the keys
 * @user: (not nullable): the user's name
 * @password: (not nullable): what was typed
 * @failed: (out): wrong passwords since the last right one
 * @error: %DOUDI_ERROR_PASSWORD if it is wrong or the account is locked; %DOUDI_ERROR_CORRUPT if
 *   somebody else wrote the keys
 *
 * Opens a user's slot while the caseload itself cannot be read, and counts wrong passwords here.
 *
 * Returns: (nullable) (transfer full): the data key
 */
DoudiKey *
doudi_key_file_prove (DoudiKeyFile *file,
                      const char *user,
                      const char *password,
                      gint64 *failed,
                      GError **error)
{
  g_autoptr (DoudiKey) key = NULL;
  DoudiSlot slot;

  *failed = 0;
  if (!begin_attempt (file, user, &slot, failed, error))
    {
      doudi_slot_spend_time (password);
      return NULL;
    }
  key = unwrap_and_check (file, &slot, user, password, error);
  return key != NULL && clear_attempts (file, user, error) ? g_steal_pointer (&key) : NULL;
}

/**
 * doudi_key_file_keep_key:
 * @file: (not nullable): the keys
 * @key: (nullable): the data key that opened the caseload
 *
 * Keeps the data key for the other connections to the same caseload.
 */
void
doudi_key_file_keep_key (DoudiKeyFile *file, DoudiKey *key)
{
  g_mutex_lock (&file->mutex);
  if (key != NULL)
    doudi_key_ref (key);
  g_clear_pointer (&file->key, doudi_key_unref);
  file->key = key;
  g_mutex_unlock (&file->mutex);
}

/**
 * doudi_key_file_dup_key:
 * @file: (not nullable): the keys
 *
 * Tells the data key.
 *
 * Returns: (nullable) (transfer full): the key; %NULL while nobody has signed in
 */
DoudiKey *
doudi_key_file_dup_key (DoudiKeyFile *file)
{
  DoudiKey *key;

  g_mutex_lock (&file->mutex);
  key = file->key != NULL ? doudi_key_ref (file->key) : NULL;
  g_mutex_unlock (&file->mutex);
  return key;
}
