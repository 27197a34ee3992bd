/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-clock.h"

#include <time.h>

/**
 * doudi_clock_now:
 * @now: (out caller-allocates): ISO text, UTC
 *
 * Reads the wall clock.
 */
void
doudi_clock_now (char now[DOUDI_CLOCK_LENGTH + 1])
{
  g_autoptr (GDateTime) time = g_date_time_new_now_utc ();
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");

  g_strlcpy (now, text, DOUDI_CLOCK_LENGTH + 1);
}

/**
 * doudi_clock_dup_boot_id:
 *
 * Names the run of the machine: another after every start of it.
 *
 * Returns: (not nullable) (transfer full): the kernel's boot id; "unknown" where there is none
 */
char *
doudi_clock_dup_boot_id (void)
{
  char *id = NULL;

  if (!g_file_get_contents ("/proc/sys/kernel/random/boot_id", &id, NULL, NULL))
    return g_strdup ("unknown");
  return g_strchomp (id);
}

/**
 * doudi_clock_since_boot_ms:
 *
 * Reads the clock that nobody can set, which goes on while the machine sleeps.
 *
 * Returns: milliseconds since the machine was started
 */
gint64
doudi_clock_since_boot_ms (void)
{
  struct timespec now = { 0 };

  clock_gettime (CLOCK_BOOTTIME, &now);
  return (gint64) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
