/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <string.h>

#include "base/doudi-kept.h"

static gsize
text_size (const char *text, gssize length)
{
  return length < 0 ? strlen (text) : (gsize) length;
}

/**
 * doudi_kept_get:
 * @kept: what was kept
 * @text: a text
 * @length: its bytes, -1 if it ends with NUL
 *
 * Returns: (nullable) (transfer full): what was read from exactly this text, %NULL if it is not
 * kept
 */
gpointer
doudi_kept_get (DoudiKept *kept, const char *text, gssize length)
{
  g_autoptr (GBytes) key = g_bytes_new_static (text, text_size (text, length));
  gpointer thing;

  g_mutex_lock (&kept->lock);
  thing = kept->things != NULL ? g_hash_table_lookup (kept->things, key) : NULL;
  if (thing != NULL)
    kept->ref (thing);
  g_mutex_unlock (&kept->lock);
  return thing;
}

/**
 * doudi_kept_put:
 * @kept: what was kept
 * @text: a text
 * @length: its bytes, -1 if it ends with NUL
 * @thing: (not nullable) (transfer none): what was read from it
 *
 * Keeps a thing. There are %DOUDI_KEPT_MOST at most; before one more, all are given up, so that a
 * file full of definitions does not fill the memory.
 */
void
doudi_kept_put (DoudiKept *kept, const char *text, gssize length, gpointer thing)
{
  g_mutex_lock (&kept->lock);
  if (kept->things == NULL)
    kept->things = g_hash_table_new_full (g_bytes_hash, g_bytes_equal,
                                          (GDestroyNotify) g_bytes_unref, kept->unref);
  if (g_hash_table_size (kept->things) >= DOUDI_KEPT_MOST)
    g_hash_table_remove_all (kept->things);
  g_hash_table_replace (kept->things, g_bytes_new (text, text_size (text, length)),
                        kept->ref (thing));
  g_mutex_unlock (&kept->lock);
}
