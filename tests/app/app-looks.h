/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

/* How somebody has set up the desktop. */
typedef enum
{
  LOOKS_DARK,
  LOOKS_LARGE_HIGH_CONTRAST,
  N_LOOKS,
} Looks;

gboolean looks_is_rounding (const char *message);
void looks_set (Looks looks);
void looks_reset (void);
guint looks_check (GtkWidget *window, Looks looks, const char *place);
