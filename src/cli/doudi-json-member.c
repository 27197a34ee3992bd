/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

/**
 * doudi_json_add_id:
 * @builder: (not nullable): inside an object
 * @member: (not nullable): its name
 * @value: an id
 *
 * Adds an id, as text.
 */
void
doudi_json_add_id (JsonBuilder *builder, const char *member, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  doudi_json_add_text (builder, member, text);
}

/**
 * doudi_json_add_int:
 * @builder: (not nullable): inside an object
 * @member: (not nullable): its name
 * @value: a number
 *
 * Adds a number.
 */
void
doudi_json_add_int (JsonBuilder *builder, const char *member, gint64 value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, value);
}

/**
 * doudi_json_add_text:
 * @builder: (not nullable): inside an object
 * @member: (not nullable): its name
 * @value: (nullable): a text
 *
 * Adds a text; null for %NULL.
 */
void
doudi_json_add_text (JsonBuilder *builder, const char *member, const char *value)
{
  json_builder_set_member_name (builder, member);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/**
 * doudi_json_add_boolean:
 * @builder: (not nullable): inside an object
 * @member: (not nullable): its name
 * @value: true or false
 *
 * Adds a truth value.
 */
void
doudi_json_add_boolean (JsonBuilder *builder, const char *member, gboolean value)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_boolean_value (builder, value);
}

/**
 * doudi_json_add_fen:
 * @builder: (not nullable): inside an object
 * @member: (not nullable): its name
 * @fen: an amount
 *
 * Adds an amount: text, yuan with two decimals.
 */
void
doudi_json_add_fen (JsonBuilder *builder, const char *member, DoudiFen fen)
{
  g_autofree char *text = doudi_money_format (fen);

  doudi_json_add_text (builder, member, text);
}

/**
 * doudi_json_add_month:
 * @builder: (not nullable): inside an object
 * @member: (not nullable): its name
 * @month: a month
 *
 * Adds a month, "2018-06"; null for %DOUDI_MONTH_NONE.
 */
void
doudi_json_add_month (JsonBuilder *builder, const char *member, DoudiMonth month)
{
  g_autofree char *text = month != DOUDI_MONTH_NONE ? doudi_month_format_iso (month) : NULL;

  doudi_json_add_text (builder, member, text);
}

/**
 * doudi_json_add_day:
 * @builder: (not nullable): inside an object
 * @member: (not nullable): its name
 * @day: a day
 *
 * Adds a day, "2018-06-08"; null for %DOUDI_DAY_NONE.
 */
void
doudi_json_add_day (JsonBuilder *builder, const char *member, DoudiDay day)
{
  g_autofree char *text = day != DOUDI_DAY_NONE ? doudi_day_format_iso (day) : NULL;

  doudi_json_add_text (builder, member, text);
}
