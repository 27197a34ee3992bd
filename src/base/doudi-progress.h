/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * DoudiProgressFunc:
 * @stage: what is being done, in the reader's language
 * @done: how many are done
 * @total: of how many; 0 when that is not known
 */
typedef void (*DoudiProgressFunc) (const char *stage, gint64 done, gint64 total, gpointer data);

/**
 * DoudiProgress:
 *
 * How long work tells how far it is and learns that it should stop. Handed down by pointer, may be
 * %NULL everywhere.
 */
typedef struct
{
  DoudiProgressFunc func;
  gpointer data;
  GCancellable *cancellable;
} DoudiProgress;

void doudi_progress_report (const DoudiProgress *progress, const char *stage, gint64 done, gint64 total);
gboolean doudi_progress_is_cancelled (const DoudiProgress *progress, GError **error);

G_END_DECLS
