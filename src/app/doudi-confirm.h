/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void doudi_confirm_async (GtkWindow *parent,
                          const char *heading,
                          const char *body,
                          const char *accept,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
void doudi_confirm_readily_async (GtkWindow *parent,
                                  const char *heading,
                                  const char *body,
                                  const char *accept,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean doudi_confirm_finish (GtkWindow *parent, GAsyncResult *result);

G_END_DECLS
