/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiKept:
 *
 * Things that were read from texts and never change, to be given again for the same text: every
 * form that was filled in carries its definition, and a list has hundreds of them. A static one
 * needs no more than these two functions; it may be used by any thread.
 *
 * @ref: takes a reference on a thing and returns it
 * @unref: gives one up
 */
typedef struct
{
  gpointer (*ref) (gpointer thing);
  GDestroyNotify unref;
  /*< private >*/
  GMutex lock;
  GHashTable *things;
} DoudiKept;

#define DOUDI_KEPT_MOST 64

gpointer doudi_kept_get (DoudiKept *kept, const char *text, gssize length);
void doudi_kept_put (DoudiKept *kept, const char *text, gssize length, gpointer thing);

G_END_DECLS
