/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <json-glib/json-glib.h>
#include "policy/doudi-json.h"

G_BEGIN_DECLS

/* @start and @length tell how it is written in the text. */
struct _DoudiJsonValue
{
  const DoudiJsonDocument *document;
  JsonNode *node;
  guint line;
  gsize start;
  gsize length;
};

/* @values are in the order of the text, the root first; @by_node finds the one of a node. */
struct _DoudiJsonDocument
{
  char *where;
  char *text;
  JsonNode *root;
  DoudiJsonValue *values;
  GHashTable *by_node;
};

char *doudi_json_join_names (const char *const *names);
gboolean doudi_json_value_holds (const DoudiJsonValue *value, GType type);

G_END_DECLS
