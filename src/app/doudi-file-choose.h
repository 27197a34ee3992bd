/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void doudi_file_choose_open_async (GtkWindow *parent,
                                   const char *title,
                                   const char *filter_name,
                                   const char *filter_pattern,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void doudi_file_choose_save_async (GtkWindow *parent,
                                   const char *title,
                                   const char *name,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
void doudi_file_choose_folder_async (GtkWindow *parent,
                                     const char *title,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void doudi_file_choose_open_many_async (GtkWindow *parent,
                                        const char *title,
                                        const char *filter_name,
                                        const char *filter_pattern,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GListModel *doudi_file_choose_many_finish (GtkWindow *parent, GAsyncResult *result);
GFile *doudi_file_choose_finish (GtkWindow *parent, GAsyncResult *result, GError **error);

G_END_DECLS
