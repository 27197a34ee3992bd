/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-household-view.h"

#include "casework/doudi-household-choice-json.h"

/* Wider columns fit no screen. */
#define WIDTH_MAX 2000

#define COLUMNS_MAX 40

/**
 * doudi_household_view_new:
 *
 * Returns: (transfer full): every household, by place, in the columns of a new table
 */
DoudiHouseholdView *
doudi_household_view_new (void)
{
  DoudiHouseholdView *view = g_new0 (DoudiHouseholdView, 1);

  view->columns = g_array_new (FALSE, TRUE, sizeof (DoudiViewColumn));
  return view;
}

/**
 * doudi_household_view_free:
 * @view: (nullable) (transfer full): a view
 *
 * Frees a view.
 */
void
doudi_household_view_free (DoudiHouseholdView *view)
{
  if (view == NULL)
    return;
  g_array_unref (view->columns);
  g_free (view);
}

static JsonObject *
get_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gboolean
get_truth (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
}

static int
get_width (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "width");
  gint64 width = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;

  return (int) CLAMP (width, 0, WIDTH_MAX);
}

static void
read_order (DoudiHouseholdView *view, JsonObject *object)
{
  const char *column = get_text (object, "column");

  if (column != NULL && doudi_household_column_from_name (column, &view->order.column))
    view->order.descending = get_truth (object, "descending");
}

static gboolean
has_column (const DoudiHouseholdView *view, const char *name)
{
  for (guint i = 0; i < view->columns->len; i++)
    if (g_str_equal (g_array_index (view->columns, DoudiViewColumn, i).name, name))
      return TRUE;
  return FALSE;
}

static void
read_column (DoudiHouseholdView *view, JsonObject *object)
{
  const char *name = get_text (object, "name");
  DoudiViewColumn column = { .hidden = get_truth (object, "hidden"), .width = get_width (object) };

  if (name == NULL || view->columns->len >= COLUMNS_MAX
      || g_strlcpy (column.name, name, sizeof column.name) >= sizeof column.name
      || has_column (view, column.name))
    return;
  g_array_append_val (view->columns, column);
}

static void
read_columns (DoudiHouseholdView *view, JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read_column (view, json_node_get_object (node));
    }
}

static void
read_view (DoudiHouseholdView *view, JsonObject *object)
{
  JsonObject *choice = get_object (object, "filter");
  JsonObject *order = get_object (object, "order");
  JsonArray *columns = get_array (object, "columns");

  if (choice != NULL)
    view->choice = doudi_household_choice_read (choice);
  if (order != NULL)
    read_order (view, order);
  if (columns != NULL)
    read_columns (view, columns);
}

/**
 * doudi_household_view_parse:
 * @json: (nullable): what doudi_household_view_to_json() wrote, here or in another version
 *
 * Reads a view. What is not known, or broken, is as in a new view: how somebody looked at a list is
 * nothing to fail for.
 *
 * Returns: (transfer full): the view
 */
DoudiHouseholdView *
doudi_household_view_parse (const char *json)
{
  DoudiHouseholdView *view = doudi_household_view_new ();
  g_autoptr (JsonNode) node = json != NULL ? json_from_string (json, NULL) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    read_view (view, json_node_get_object (node));
  return view;
}

static void
build_column (JsonBuilder *builder, const DoudiViewColumn *column)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, column->name);
  if (column->hidden)
    {
      json_builder_set_member_name (builder, "hidden");
      json_builder_add_boolean_value (builder, TRUE);
    }
  if (column->width > 0)
    {
      json_builder_set_member_name (builder, "width");
      json_builder_add_int_value (builder, column->width);
    }
  json_builder_end_object (builder);
}

static void
build_columns (JsonBuilder *builder, const GArray *columns)
{
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < columns->len; i++)
    build_column (builder, &g_array_index (columns, DoudiViewColumn, i));
  json_builder_end_array (builder);
}

static void
build_order (JsonBuilder *builder, const DoudiHouseholdOrder *order)
{
  json_builder_set_member_name (builder, "order");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "column");
  json_builder_add_string_value (builder, doudi_household_column_name (order->column));
  json_builder_set_member_name (builder, "descending");
  json_builder_add_boolean_value (builder, order->descending);
  json_builder_end_object (builder);
}

/**
 * doudi_household_view_to_json:
 * @view: a view
 *
 * Returns: (transfer full): the view as it is stored
 */
char *
doudi_household_view_to_json (const DoudiHouseholdView *view)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "filter");
  doudi_household_choice_build (&view->choice, builder);
  build_order (builder, &view->order);
  build_columns (builder, view->columns);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return json_to_string (node, FALSE);
}
