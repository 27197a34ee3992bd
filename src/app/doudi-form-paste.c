/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <string.h>

#include "app/doudi-form-columns.h"
#include "app/doudi-form-paste.h"
#include "base/doudi-csv.h"
#include "base/doudi-text.h"

/* A heading is told from a name by at least so many characters that it shares with a question. */
#define SHARED_LEAST 2

/* The cells of a sheet as they come from the clipboard; NULL if it is no table. */
static GPtrArray *
read_cells (const char *text)
{
  g_autoptr (DoudiCsv) csv = doudi_csv_new (text, -1, '\t');
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (;;)
    {
      g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;

      if (!doudi_csv_next (csv, fields, &error))
        return error == NULL ? g_steal_pointer (&rows) : NULL;
      g_ptr_array_add (rows, g_steal_pointer (&fields));
    }
}

static gboolean
is_of_sheet (const char *text)
{
  gsize length = strlen (text);

  while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
    length--;
  return memchr (text, '\t', length) != NULL || memchr (text, '\n', length) != NULL;
}

static guint
count_columns (const DoudiFormPaste *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n = MAX (n, ((const GPtrArray *) g_ptr_array_index (self->rows, i))->len);
  return n;
}

static const char *
get_raw (const DoudiFormPaste *self, guint row, guint column)
{
  const GPtrArray *cells = row < self->rows->len ? g_ptr_array_index (self->rows, row) : NULL;

  return cells != NULL && column < cells->len ? g_ptr_array_index (cells, column) : "";
}

/* A heading without what may stand between its characters. */
static char *
squeeze (const char *text)
{
  g_autofree char *normal = doudi_text_normalise (text);
  g_autoptr (GString) squeezed = g_string_new (NULL);

  for (const char *at = normal; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)) && *at != '*')
      g_string_append_unichar (squeezed, g_unichar_tolower (g_utf8_get_char (at)));
  return g_string_free (g_steal_pointer (&squeezed), FALSE);
}

/* How well a heading fits a question: 2 for the same words, 1 where one begins with the other. */
static guint
fit (const char *heading, const char *label)
{
  g_autofree char *one = squeeze (heading);
  g_autofree char *other = squeeze (label != NULL ? label : "");

  if (*one == '\0' || *other == '\0')
    return 0;
  if (g_str_equal (one, other))
    return 2;
  if (MIN (g_utf8_strlen (one, -1), g_utf8_strlen (other, -1)) < SHARED_LEAST)
    return 0;
  return g_str_has_prefix (one, other) || g_str_has_prefix (other, one) ? 1 : 0;
}

static const DoudiFormField *
find_field (const DoudiFormPaste *self, const char *heading)
{
  const DoudiFormField *found = NULL;
  guint best = 0;

  for (guint i = 0; i < self->table->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (self->table->fields, i);
      guint fits = MAX (fit (heading, field->label.chinese), fit (heading, field->label.english));

      if (doudi_form_field_is_asked (field) && fits > best)
        {
          best = fits;
          found = field;
        }
    }
  return found;
}

static void
place_by_headings (DoudiFormPaste *self)
{
  for (guint i = 0; i < count_columns (self); i++)
    {
      const DoudiFormField *field = find_field (self, get_raw (self, 0, i));

      g_ptr_array_add (self->fields,
                       g_ptr_array_find (self->fields, field, NULL) ? NULL : (gpointer) field);
    }
}

/* The columns that are seen, from where the keyboard is on; into what is computed nothing goes. */
static void
place_by_position (DoudiFormPaste *self)
{
  guint n_columns = count_columns (self);

  for (guint i = self->from->index; i < self->table->fields->len && self->fields->len < n_columns;
       i++)
    {
      const DoudiFormField *field = g_ptr_array_index (self->table->fields, i);

      if (doudi_form_field_is_on_page (field))
        g_ptr_array_add (self->fields, doudi_form_field_is_asked (field) ? (gpointer) field : NULL);
    }
  while (self->fields->len < n_columns)
    g_ptr_array_add (self->fields, NULL);
}

/* Two questions among the cells of the first row are no chance. */
static gboolean
looks_like_headings (const DoudiFormPaste *self)
{
  guint n = 0;

  for (guint i = 0; self->rows->len > 1 && i < count_columns (self); i++)
    n += find_field (self, get_raw (self, 0, i)) != NULL ? 1 : 0;
  return n >= 2 || (n == 1 && count_columns (self) == 1);
}

/**
 * doudi_form_paste_new:
 * @text: from the clipboard
 * @from: the question of a table where the keyboard is
 *
 * Returns: (transfer full) (nullable): the rows, each column where it seems to belong; %NULL if it
 *   is no part of a sheet
 */
DoudiFormPaste *
doudi_form_paste_new (const char *text, const DoudiFormField *from)
{
  g_autoptr (GPtrArray) rows = is_of_sheet (text) ? read_cells (text) : NULL;
  DoudiFormPaste *self;

  if (rows == NULL || rows->len == 0)
    return NULL;
  self = g_new0 (DoudiFormPaste, 1);
  self->table = from->section;
  self->from = from;
  self->rows = g_steal_pointer (&rows);
  self->fields = g_ptr_array_new ();
  doudi_form_paste_set_headings (self, looks_like_headings (self));
  return self;
}

/**
 * doudi_form_paste_free:
 */
void
doudi_form_paste_free (DoudiFormPaste *self)
{
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->fields);
  g_free (self);
}

/**
 * doudi_form_paste_set_headings:
 * @headings: whether the first row says what the columns are
 */
void
doudi_form_paste_set_headings (DoudiFormPaste *self, gboolean headings)
{
  self->headings = headings;
  g_ptr_array_set_size (self->fields, 0);
  if (headings)
    place_by_headings (self);
  else
    place_by_position (self);
}

/**
 * doudi_form_paste_get_n_rows:
 *
 * Returns: how many rows there are, without the headings
 */
guint
doudi_form_paste_get_n_rows (const DoudiFormPaste *self)
{
  return self->rows->len - (self->headings ? 1 : 0);
}

/**
 * doudi_form_paste_get_cell:
 * @row: from 0, without the headings
 *
 * Returns: (transfer none): what stands there, "" for nothing
 */
const char *
doudi_form_paste_get_cell (const DoudiFormPaste *self, guint row, guint column)
{
  return get_raw (self, row + (self->headings ? 1 : 0), column);
}

/**
 * doudi_form_paste_get_heading:
 *
 * Returns: (transfer none): the heading of a column, "" where there are none
 */
const char *
doudi_form_paste_get_heading (const DoudiFormPaste *self, guint column)
{
  return self->headings ? get_raw (self, 0, column) : "";
}
