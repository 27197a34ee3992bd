/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-audit-detail.h"

#include <json-glib/json-glib.h>
#include <stdarg.h>

/**
 * doudi_audit_detail:
 * @name: the first member
 * @...: its value, a text, then more names and values, ended by %NULL
 *
 * Writes the detail of an audit line. Nothing in it may name a person.
 *
 * Returns: (transfer full): a JSON object
 */
char *
doudi_audit_detail (const char *name, ...)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  va_list arguments;

  json_builder_begin_object (builder);
  va_start (arguments, name);
  for (const char *member = name; member != NULL; member = va_arg (arguments, const char *))
    {
      json_builder_set_member_name (builder, member);
      json_builder_add_string_value (builder, va_arg (arguments, const char *));
    }
  va_end (arguments);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
