/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-interrupt.h"

#include <signal.h>
#include <unistd.h>

/* The first signal asks the work to stop and take back what it did; the second one ends it: what
 * was not committed is rolled back at the next opening. */
static gpointer
wait_for_signal (gpointer data)
{
  g_autoptr (GCancellable) cancellable = data;
  sigset_t signals;
  int number = 0;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  sigwait (&signals, &number);
  g_cancellable_cancel (cancellable);
  sigwait (&signals, &number);
  _exit (128 + number);
}

/**
 * doudi_interrupt_watch:
 * @cancellable: (not nullable): what Ctrl-C cancels
 *
 * Turns Ctrl-C and a polite kill into a cancellation, from now on until the program ends. Called
 * before any other thread is made.
 */
void
doudi_interrupt_watch (GCancellable *cancellable)
{
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  g_thread_unref (g_thread_new ("interrupt", wait_for_signal, g_object_ref (cancellable)));
}
