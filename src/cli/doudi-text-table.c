/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-text-table.h"

#include <stdarg.h>

#define GAP 2

/*
 * @n_texts: how many columns, from the left, are texts; the others are numbers
 * @cells: (element-type utf8): row after row
 */
struct _DoudiTextTable
{
  guint n_columns;
  guint n_texts;
  GPtrArray *cells;
};

/**
 * doudi_text_table_new:
 * @n_columns: how many columns
 * @n_texts: how many of them, from the left, are texts; numbers stand at the right of theirs
 *
 * Makes an empty table.
 *
 * Returns: (transfer full): the table
 */
DoudiTextTable *
doudi_text_table_new (guint n_columns, guint n_texts)
{
  DoudiTextTable *table = g_new0 (DoudiTextTable, 1);

  table->n_columns = n_columns;
  table->n_texts = n_texts;
  table->cells = g_ptr_array_new_with_free_func (g_free);
  return table;
}

/**
 * doudi_text_table_add:
 * @table: a table
 * @...: a text for each column, then %NULL
 *
 * Adds a row.
 */
void
doudi_text_table_add (DoudiTextTable *table, ...)
{
  const char *cell;
  va_list cells;

  va_start (cells, table);
  while ((cell = va_arg (cells, const char *)) != NULL)
    g_ptr_array_add (table->cells, g_strdup (cell));
  va_end (cells);
  g_return_if_fail (table->cells->len % table->n_columns == 0);
}

static guint
width_of (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_iszerowidth (g_utf8_get_char (at)))
      width += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return width;
}

static guint
width_of_column (const DoudiTextTable *table, guint column)
{
  guint width = 0;

  for (guint i = column; i < table->cells->len; i += table->n_columns)
    width = MAX (width, width_of (g_ptr_array_index (table->cells, i)));
  return width;
}

static void
add_blanks (GString *line, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (line, ' ');
}

static void
add_cell (GString *line, const char *cell, guint width, gboolean number)
{
  guint blanks = width - width_of (cell);

  add_blanks (line, GAP);
  if (number)
    add_blanks (line, blanks);
  g_string_append (line, cell);
  if (!number)
    add_blanks (line, blanks);
}

/**
 * doudi_text_table_say:
 * @table: a table
 * @invocation: the call whose answer it is
 *
 * Tells a person the table, a line for each row.
 */
void
doudi_text_table_say (const DoudiTextTable *table, DoudiInvocation *invocation)
{
  g_autofree guint *widths = g_new (guint, table->n_columns);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint column = 0; column < table->n_columns; column++)
    widths[column] = width_of_column (table, column);
  for (guint i = 0; i < table->cells->len; i++)
    {
      guint column = i % table->n_columns;

      add_cell (line, g_ptr_array_index (table->cells, i), widths[column],
                column >= table->n_texts);
      if (column + 1 < table->n_columns)
        continue;
      doudi_invocation_say (invocation, "%s", line->str);
      g_string_truncate (line, 0);
    }
}

/**
 * doudi_text_table_free:
 * @table: (nullable) (transfer full): a table
 *
 * Frees a table.
 */
void
doudi_text_table_free (DoudiTextTable *table)
{
  if (table == NULL)
    return;
  g_ptr_array_unref (table->cells);
  g_free (table);
}
