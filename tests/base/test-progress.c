/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-progress.h"

#include "base/doudi-error.h"

static void
add_up_cb (const char *stage, gint64 done, gint64 total, gpointer data)
{
  gint64 *sum = data;

  g_assert_cmpstr (stage, ==, "reading");
  *sum += done * 1000 + total;
}

static void
test_report (void)
{
  gint64 sum = 0;
  DoudiProgress progress = { add_up_cb, &sum, NULL };
  DoudiProgress silent = { NULL, NULL, NULL };

  doudi_progress_report (&progress, "reading", 3, 10);
  g_assert_cmpint (sum, ==, 3010);
  doudi_progress_report (&silent, "reading", 3, 10);
  doudi_progress_report (NULL, "reading", 3, 10);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  DoudiProgress progress = { NULL, NULL, cancellable };
  DoudiProgress endless = { NULL, NULL, NULL };

  g_assert_false (doudi_progress_is_cancelled (NULL, &error));
  g_assert_false (doudi_progress_is_cancelled (&endless, &error));
  g_assert_false (doudi_progress_is_cancelled (&progress, &error));
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_true (doudi_progress_is_cancelled (&progress, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_CANCELLED);
  g_assert_true (doudi_progress_is_cancelled (&progress, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/progress/report", test_report);
  g_test_add_func ("/base/progress/cancel", test_cancel);
  return g_test_run ();
}
