/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "base/doudi-ratio.h"

G_BEGIN_DECLS

/**
 * DoudiJsonDocument:
 *
 * A JSON file read for people who edit it by hand: whatever is wrong is reported with the file and
 * the line, the value found and what is allowed instead (%DOUDI_ERROR_BAD_DATA). The shape of a
 * loader:
 *
 * |[
 * document = doudi_json_document_load (text, length, "layouts/roster.json", error);
 * if (document == NULL)
 *   return NULL;
 * root = doudi_json_document_get_root (document);
 * if (!doudi_json_check_members (root, members, error)
 *     || !doudi_json_get_string (root, "title", DOUDI_JSON_REQUIRED, &title, error)
 *     || !doudi_json_get_array (root, "columns", DOUDI_JSON_REQUIRED, &columns, error))
 *   return NULL;
 * ]|
 */
typedef struct _DoudiJsonDocument DoudiJsonDocument;

/**
 * DoudiJsonValue:
 *
 * One value of a document, owned by it. Texts that the getters hand out belong to it too.
 */
typedef struct _DoudiJsonValue DoudiJsonValue;

/**
 * DoudiJsonNeed:
 * @DOUDI_JSON_REQUIRED: an object without the member is faulty
 * @DOUDI_JSON_OPTIONAL: the getter leaves the result as the caller set it and succeeds; null counts
 *   as absent
 */
typedef enum
{
  DOUDI_JSON_REQUIRED,
  DOUDI_JSON_OPTIONAL,
} DoudiJsonNeed;

DoudiJsonDocument *doudi_json_document_load (const char *text, gssize length, const char *where, GError **error);
void doudi_json_document_free (DoudiJsonDocument *document);
const DoudiJsonValue *doudi_json_document_get_root (const DoudiJsonDocument *document);

guint doudi_json_value_get_line (const DoudiJsonValue *value);
gboolean doudi_json_value_is_object (const DoudiJsonValue *value);
char *doudi_json_value_describe (const DoudiJsonValue *value);
void doudi_json_value_set_error (const DoudiJsonValue *value, GError **error, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

gboolean doudi_json_check_object (const DoudiJsonValue *value, GError **error);
gboolean doudi_json_check_array (const DoudiJsonValue *value, GError **error);
gboolean doudi_json_check_members (const DoudiJsonValue *object, const char *const *allowed, GError **error);
GStrv doudi_json_dup_member_names (const DoudiJsonValue *object);
const DoudiJsonValue *doudi_json_get_member (const DoudiJsonValue *object, const char *name);

gboolean doudi_json_get_object (const DoudiJsonValue *object, const char *name, DoudiJsonNeed need, const DoudiJsonValue **member, GError **error);
gboolean doudi_json_get_array (const DoudiJsonValue *object, const char *name, DoudiJsonNeed need, const DoudiJsonValue **member, GError **error);
gboolean doudi_json_get_string (const DoudiJsonValue *object, const char *name, DoudiJsonNeed need, const char **text, GError **error);
gboolean doudi_json_get_integer (const DoudiJsonValue *object, const char *name, DoudiJsonNeed need, gint64 lowest, gint64 highest, gint64 *number, GError **error);
gboolean doudi_json_get_decimal (const DoudiJsonValue *object, const char *name, DoudiJsonNeed need, guint decimals, DoudiRatio lowest, DoudiRatio highest, DoudiRatio *number, GError **error);
gboolean doudi_json_get_ratio (const DoudiJsonValue *object, const char *name, DoudiJsonNeed need, DoudiRatio *ratio, GError **error);
gboolean doudi_json_get_boolean (const DoudiJsonValue *object, const char *name, DoudiJsonNeed need, gboolean *truth, GError **error);
gboolean doudi_json_get_word (const DoudiJsonValue *object, const char *name, DoudiJsonNeed need, const char *const *words, int *index, GError **error);
gboolean doudi_json_get_amount (const DoudiJsonValue *object, const char *name, DoudiJsonNeed need, DoudiFen *fen, GError **error);
gboolean doudi_json_get_month (const DoudiJsonValue *object, const char *name, DoudiJsonNeed need, DoudiMonth *month, GError **error);
gboolean doudi_json_get_day (const DoudiJsonValue *object, const char *name, DoudiJsonNeed need, DoudiDay *day, GError **error);

guint doudi_json_array_get_length (const DoudiJsonValue *array);
const DoudiJsonValue *doudi_json_array_get (const DoudiJsonValue *array, guint index);
gboolean doudi_json_array_dup_strings (const DoudiJsonValue *array, GStrv *strings, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiJsonDocument, doudi_json_document_free)

G_END_DECLS
