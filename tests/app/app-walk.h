/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app-fixture.h"

/* The last place: all pages have been shown once. */
#define APP_WALK_ALL "all"

/*
 * AppVisit:
 * @window: a window that shows
 * @place: what shows in it: "households", "households page.bin", "DoudiHouseholdWindow papers"
 */
typedef void (*AppVisit) (GtkWidget *window, const char *place, gpointer data);

/*
 * AppFault:
 * @message: a warning
 *
 * Returns: whether it is a fault of GTK that is known
 */
typedef gboolean (*AppFault) (const char *message);

void app_walk_expect (AppFault is_known);
void app_walk (const char *user, GHashTable *seen, AppVisit visit, gpointer data);
