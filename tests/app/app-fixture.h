/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"
#include "app/doudi-window.h"

/*
 * A demonstration caseload, made once in a folder of its own, and the application. Everybody's
 * password is the one of the demonstration.
 */
extern char *app_folder;
extern char *app_caseload;
extern GtkApplication *app_application;

void app_set_up (void);
void app_tear_down (void);

void wait_until (gboolean (*condition) (gpointer), gpointer data);
gboolean is_idle (gpointer caseload);
gpointer child (gpointer widget, const char *name);
DoudiWindow *open_window (void);
void sign_in (DoudiWindow *window, const char *user, const char *password);
DoudiWindow *open_as (const char *user);
gpointer show_page (DoudiWindow *window, const char *name);
void close_window (DoudiWindow *window);
GtkWidget *find_button (GtkWidget *widget, const char *action);
gboolean can_press (GtkWidget *page, const char *action);

/* Of all windows that are open; a question is a plain GTK_TYPE_WINDOW. Where it is a condition, the
 * type is handed on as its address. */
gpointer find_window (GType type);
guint count_windows (GType type);
gboolean is_there (gpointer type);
gboolean is_gone (gpointer type);
