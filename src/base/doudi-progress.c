/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-progress.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"

/**
 * doudi_progress_report:
 * @progress: (nullable): whom to tell; nothing happens when %NULL
 * @stage: what is being done, in the reader's language
 * @done: how many are done, 0 or more
 * @total: of how many; 0 when that is not known
 *
 * Tells how far the work is. Called on the thread that does the work.
 */
void
doudi_progress_report (const DoudiProgress *progress, const char *stage, gint64 done, gint64 total)
{
  if (progress != NULL && progress->func != NULL)
    progress->func (stage, done, total, progress->data);
}

/**
 * doudi_progress_is_cancelled:
 * @progress: (nullable): never cancelled when %NULL
 * @error: %DOUDI_ERROR_CANCELLED if the person stopped the work
 *
 * Asks whether the work should stop. Work asks before each step it can still take back.
 *
 * Returns: %TRUE with @error set if the work should stop
 */
gboolean
doudi_progress_is_cancelled (const DoudiProgress *progress, GError **error)
{
  if (progress == NULL || !g_cancellable_is_cancelled (progress->cancellable))
    return FALSE;

  doudi_error_set (error, DOUDI_ERROR_CANCELLED, NULL,
                   _ ("Stopped at your request. Nothing has been changed."));
  return TRUE;
}
