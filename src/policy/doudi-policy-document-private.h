/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-json.h"
#include "policy/doudi-policy-document.h"

G_BEGIN_DECLS

struct _DoudiPolicyDocument
{
  gatomicrefcount references;
  char *json;
  char *id;
  char *title;
  char *number;
  char *source;
  char *note;
  GStrv area;
  DoudiDay adopted_on;
  gboolean demonstration;
  GArray *standards;
  GArray *lines;
  GArray *rules;
};

gboolean doudi_policy_document_load_values (DoudiPolicyDocument *document, const DoudiJsonValue *root, GError **error);
gboolean doudi_policy_document_get_text (const DoudiJsonValue *object, const char *name, const char **text, GError **error);
gboolean doudi_policy_document_get_name (const DoudiJsonValue *object, const char *name, DoudiJsonNeed need, const char **text, GError **error);
gboolean doudi_policy_document_is_name (const char *text);

G_END_DECLS
