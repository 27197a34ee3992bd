/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiCsv:
 *
 * Reads RFC 4180 text record by record: quoted fields, doubled quotes, line breaks inside quotes,
 * CR, LF or CRLF. The text is UTF-8 without a byte-order mark; encodings are the business of
 * whoever opens the file.
 */
typedef struct _DoudiCsv DoudiCsv;

DoudiCsv *doudi_csv_new (const char *text, gssize length, char separator);
void doudi_csv_free (DoudiCsv *csv);
gboolean doudi_csv_next (DoudiCsv *csv, GPtrArray *fields, GError **error);
guint doudi_csv_get_line (const DoudiCsv *csv);
void doudi_csv_put_text (GString *text, const char *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiCsv, doudi_csv_free)

G_END_DECLS
