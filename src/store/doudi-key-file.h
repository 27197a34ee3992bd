/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-slot.h"

G_BEGIN_DECLS

/**
 * DoudiKeyFile:
 *
 * The key slots of an encrypted caseload, in "<file>.keys" beside it: without them its data cannot
 * be read by anybody. Shared by the connections of a caseload, in any thread.
 *
 * The numbers in the file are little-endian:
 *
 *   "DoudKeys", format (4 bytes), number of slots (4), generation (8);
 *   each slot: length of the name (4), name, operations (8), memory (8), salt, nonce, wrapped key;
 *   seal over all of that (32, BLAKE2b with a key derived from the data key);
 *   for each slot: wrong passwords (4), when it was locked (8), in which run of the machine (36);
 *   check sum over the whole (32, BLAKE2b)
 *
 * The check sum tells damage before anybody signs in, the seal tells another's hand afterwards.
 * Whoever can write the file can forget wrong passwords, and could copy it as well.
 */
typedef struct _DoudiKeyFile DoudiKeyFile;

char *doudi_key_file_dup_path (const char *caseload);
gboolean doudi_key_file_exists (const char *caseload);
DoudiKeyFile *doudi_key_file_create (const char *caseload, GError **error);
DoudiKeyFile *doudi_key_file_load (const char *caseload, GError **error);
DoudiKeyFile *doudi_key_file_ref (DoudiKeyFile *file);
void doudi_key_file_unref (DoudiKeyFile *file);

gboolean doudi_key_file_is_empty (DoudiKeyFile *file);
GStrv doudi_key_file_dup_users (DoudiKeyFile *file);
gboolean doudi_key_file_put (DoudiKeyFile *file, const char *user, const DoudiSlot *slot, DoudiKey *key, GError **error);
gboolean doudi_key_file_remove (DoudiKeyFile *file, const char *user, GError **error);
gboolean doudi_key_file_copy (DoudiKeyFile *file, const char *caseload, GError **error);

DoudiKey *doudi_key_file_open_slot (DoudiKeyFile *file, const char *user, const char *password, GError **error);
DoudiKey *doudi_key_file_prove (DoudiKeyFile *file, const char *user, const char *password, gint64 *failed, GError **error);
void doudi_key_file_keep_key (DoudiKeyFile *file, DoudiKey *key);
DoudiKey *doudi_key_file_dup_key (DoudiKeyFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiKeyFile, doudi_key_file_unref)

G_END_DECLS
