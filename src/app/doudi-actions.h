/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DoudiActionEntry:
 * @name: detailed action name: "app.quit", "win.search"
 * @accelerator: (nullable): as gtk_accelerator_parse() reads it
 * @label: English, to be translated
 *
 * A command. Menus, accelerators, the shortcut page and the tests read the same table.
 */
typedef struct
{
  const char *name;
  const char *accelerator;
  const char *label;
} DoudiActionEntry;

const DoudiActionEntry *doudi_actions_get (guint *n_entries);
const DoudiActionEntry *doudi_actions_find (const char *name);
void doudi_actions_install_accelerators (GtkApplication *application);
void doudi_actions_install_page_shortcuts (GtkWidget *window, GtkStack *pages);
void doudi_actions_install_form_shortcuts (GtkWidget *widget);
void doudi_actions_install_window_shortcuts (GtkWidget *window, const char *prefix);
void doudi_actions_show_shortcuts (GtkWindow *parent);

G_END_DECLS
