/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "app-walk.h"

#include <string.h>

#include "at-spi.h"

/*
 * @place: where the walk is
 * @n_named, @n_cells: how much had a name
 * @n_wrong: how much is not as it should be
 */
typedef struct
{
  const char *place;
  guint n_named;
  guint n_cells;
  guint n_wrong;
} Findings;

static char *
describe (const AtSpiNode *node)
{
  GString *text = g_string_new (NULL);

  for (; node != NULL && text->len < 200; node = node->parent)
    g_string_append_printf (text, " < %u “%s” (%s)", node->role, node->name, node->description);
  return g_string_free (text, FALSE);
}

static void
complain (Findings *findings, const char *what, const AtSpiNode *node)
{
  g_autofree char *where = describe (node);

  findings->n_wrong++;
  g_test_message ("WRONG %s: %s%s", findings->place, what, where);
}

/* GTK names by its class what has no name. */
static gboolean
has_name (const AtSpiNode *node)
{
  return node->name != NULL && *node->name != '\0'
         && g_type_from_name (node->name) == G_TYPE_INVALID;
}

static const AtSpiNode *
at (const AtSpiNode *node, guint index)
{
  return index < node->children->len ? g_ptr_array_index (node->children, index) : NULL;
}

static const AtSpiNode *
find_named (const AtSpiNode *node)
{
  const AtSpiNode *found = has_name (node) ? node : NULL;

  for (guint i = 0; found == NULL && i < node->children->len; i++)
    found = find_named (at (node, i));
  return found;
}

static void
check_row (Findings *findings, const AtSpiNode *headings, const AtSpiNode *row)
{
  for (guint i = 0; i < row->children->len; i++)
    {
      const AtSpiNode *cell = at (row, i);
      const AtSpiNode *heading = at (headings, i) != NULL ? find_named (at (headings, i)) : NULL;

      if (cell->role != AT_SPI_ROLE_TABLE_CELL)
        continue;
      findings->n_cells++;
      if (heading == NULL || !g_str_has_prefix (cell->name, heading->name))
        complain (findings, "a cell does not tell its column", cell);
    }
}

/* A table is a row of headings and a list of rows. */
static void
check_table (Findings *findings, const AtSpiNode *table)
{
  const AtSpiNode *headings = at (table, 0);
  const AtSpiNode *rows = at (table, 1);

  for (guint i = 0; rows != NULL && i < rows->children->len; i++)
    check_row (findings, headings, at (rows, i));
}

static void
check_names (Findings *findings, AtSpiNode *node)
{
  if (node->role == AT_SPI_ROLE_TREE_TABLE)
    check_table (findings, node);
  if (at_spi_node_has (node, AT_SPI_STATE_FOCUSABLE))
    {
      if (has_name (node))
        findings->n_named++;
      else if (at_spi_node_is_seen (node))
        complain (findings, "no name", node);
    }
  for (guint i = 0; i < node->children->len; i++)
    check_names (findings, g_ptr_array_index (node->children, i));
}

/* The pages are parts of one window, whose tree is large: they are read together. */
static void
read_names (GtkWidget *window, const char *place, gpointer data)
{
  Findings *findings = data;
  g_autoptr (GPtrArray) windows = NULL;
  g_autoptr (AtSpiNode) node = NULL;

  if (DOUDI_IS_WINDOW (window) && !g_str_has_suffix (place, " " APP_WALK_ALL))
    return;
  findings->place = place;
  windows = at_spi_list_windows ();
  g_assert_cmpuint (windows->len, ==, g_list_model_get_n_items (gtk_window_get_toplevels ()));
  for (guint i = 0; i < windows->len; i++)
    {
      g_autoptr (GtkWidget) one = g_list_model_get_item (gtk_window_get_toplevels (), i);

      if (one == window)
        node = at_spi_read (g_ptr_array_index (windows, i));
    }
  check_names (findings, node);
}

/* The windows that somebody has opened. */
static GHashTable *seen;

static void
test_walk (gconstpointer user)
{
  Findings findings = { .place = "" };

  app_walk (user, seen, read_names, &findings);
  g_test_message ("%u controls and %u cells have a name", findings.n_named, findings.n_cells);
  g_assert_cmpuint (findings.n_named, >, 100);
  g_assert_cmpuint (findings.n_wrong, ==, 0);
}

int
main (int argc, char *argv[])
{
  int status;

  at_spi_set_up ();
  gtk_test_init (&argc, &argv, NULL);
  app_walk_expect (at_spi_is_early);
  app_set_up ();
  seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_test_add_data_func ("/app/accessibility/caseworker", "caseworker", test_walk);
  g_test_add_data_func ("/app/accessibility/director", "director", test_walk);
  g_test_add_data_func ("/app/accessibility/notices", "notices", test_walk);
  status = g_test_run ();
  g_hash_table_unref (seen);
  app_tear_down ();
  at_spi_tear_down ();
  return status;
}
