/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

/* The longest name of a view, in characters. */
#define DOUDI_SAVED_VIEW_NAME_MAX 40

/**
 * DoudiSavedViewRow:
 * @content: JSON, as the page wrote it
 *
 * How somebody looks at a list, under a name of the person's own.
 */
typedef struct
{
  gint64 id;
  char *name;
  char *content;
  char *saved_at;
} DoudiSavedViewRow;

/* Each person's own; pages are told apart by a name such as "households". */
gboolean doudi_saved_view_save (DoudiSession *session, const char *page, const char *name, const char *content, GError **error);
gboolean doudi_saved_view_load (DoudiSession *session, const char *page, const char *name, char **content, GError **error);
GPtrArray *doudi_saved_view_list (DoudiSession *session, const char *page, GError **error);
gboolean doudi_saved_view_rename (DoudiSession *session, const char *page, const char *name, const char *new_name, GError **error);
gboolean doudi_saved_view_remove (DoudiSession *session, const char *page, const char *name, GError **error);
void doudi_saved_view_row_free (DoudiSavedViewRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiSavedViewRow, doudi_saved_view_row_free)

G_END_DECLS
