/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Looking through the texts of a sheet.
 */

#include "config.h"

#include "paper/doudi-sheet-private.h"

static gboolean
tell (const char *place, const char *text, DoudiSheetTextFunc func, gpointer data)
{
  return text == NULL || *text == '\0' || func (place, text, data);
}

static gboolean
tell_fields (const DoudiSheetSection *section, DoudiSheetTextFunc func, gpointer data)
{
  for (guint i = 0; i < section->fields->len; i++)
    {
      const DoudiSheetFieldState *field = &g_array_index (section->fields, DoudiSheetFieldState, i);

      if (!tell (field->label, field->label, func, data)
          || !tell (field->label, field->value, func, data))
        return FALSE;
    }
  return TRUE;
}

static gboolean
tell_notes (const DoudiSheetSection *section, DoudiSheetTextFunc func, gpointer data)
{
  for (guint i = 0; i < section->rows->len; i++)
    {
      GStrv note = g_ptr_array_index (section->rows, i);

      if (!tell ("note", note[0], func, data) || !tell ("note", note[1], func, data))
        return FALSE;
    }
  return TRUE;
}

/* An answer stands in the place of the label before it, or of the heading of its column. */
static gboolean
tell_cell (const DoudiSheetSection *section,
           const DoudiSheetGridRow *row,
           guint index,
           DoudiSheetTextFunc func,
           gpointer data)
{
  const DoudiSheetCellState *cell = &g_array_index (row->cells, DoudiSheetCellState, index);
  const DoudiSheetCellState *before = index > 0 ? cell - 1 : NULL;
  const char *place = cell->text;

  if (row->in_table)
    place = g_array_index (section->grid_columns, DoudiSheetGridColumnState, index).heading;
  else if (cell->kind != DOUDI_CELL_LABEL)
    place = before != NULL && before->kind == DOUDI_CELL_LABEL ? before->text : "text";
  return tell (place, cell->text, func, data) && tell (place, cell->foot, func, data)
         && tell (place, cell->seal, func, data);
}

static gboolean
tell_grid (const DoudiSheetSection *section, DoudiSheetTextFunc func, gpointer data)
{
  for (guint r = 0; r < section->grid_rows->len; r++)
    {
      const DoudiSheetGridRow *row = _doudi_sheet_grid_row (section, r);

      for (guint i = 0; i < row->cells->len; i++)
        if (!tell_cell (section, row, i, func, data))
          return FALSE;
    }
  return TRUE;
}

static gboolean
tell_section (const DoudiSheetSection *section, DoudiSheetTextFunc func, gpointer data)
{
  if (!tell ("section", section->heading, func, data))
    return FALSE;
  if (section->kind == DOUDI_SECTION_FORM)
    return tell_fields (section, func, data);
  if (section->kind == DOUDI_SECTION_NOTES)
    return tell_notes (section, func, data);
  if (section->kind == DOUDI_SECTION_GRID)
    return tell ("section", section->band, func, data) && tell_grid (section, func, data);
  if (section->kind == DOUDI_SECTION_TEXT)
    return tell ("text", ((GStrv) g_ptr_array_index (section->rows, 0))[0], func, data);
  for (guint i = 0; i < section->n_columns; i++)
    {
      const char *heading = section->columns[i].heading;

      if (!tell (heading, heading, func, data)
          || (section->summary != NULL && !tell (heading, section->summary[i], func, data)))
        return FALSE;
      for (guint r = 0; r < section->rows->len; r++)
        if (!tell (heading, ((GStrv) g_ptr_array_index (section->rows, r))[i], func, data))
          return FALSE;
    }
  return TRUE;
}

/**
 * doudi_sheet_foreach_text:
 * @sheet: a sheet
 * @func: (scope call): sees each text
 * @data: for @func
 *
 * Shows every text that can come to stand on the sheet, except for the page numbers and the code,
 * which the engine makes. Whoever guards what hangs on a wall looks at these.
 */
void
doudi_sheet_foreach_text (const DoudiSheet *sheet, DoudiSheetTextFunc func, gpointer data)
{
  if (!tell ("title", sheet->title, func, data)
      || !tell ("title", sheet->running_head, func, data)
      || !tell ("caption", sheet->caption_start, func, data)
      || !tell ("caption", sheet->caption_end, func, data))
    return;
  for (guint i = 0; i < sheet->lead->len; i++)
    if (!tell ("lead", g_ptr_array_index (sheet->lead, i), func, data))
      return;
  for (guint i = 0; i < sheet->sections->len; i++)
    if (!tell_section (g_ptr_array_index (sheet->sections, i), func, data))
      return;
  for (guint i = 0; i < sheet->closing->len; i++)
    if (!tell ("closing", g_ptr_array_index (sheet->closing, i), func, data))
      return;
  if (tell ("issuer", sheet->issuer, func, data) && tell ("issuer", sheet->date, func, data)
      && tell ("footer", sheet->footer, func, data) && tell ("footer", sheet->mark, func, data))
    tell ("footer", sheet->demonstration, func, data);
}

typedef struct
{
  DoudiSheet *sheet;
  GHashTable *seen;
  GPtrArray *unknown;
} GlyphSearch;

static gboolean
collect_unknown (const char *place, const char *text, gpointer data)
{
  GlyphSearch *search = data;
  g_autofree char *unknown = _doudi_sheet_text_unknown (search->sheet, text);

  for (const char *p = unknown; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      char *character = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));

      if (g_hash_table_add (search->seen, character))
        g_ptr_array_add (search->unknown, g_strdup (character));
    }
  return TRUE;
}

/**
 * doudi_sheet_list_unknown_glyphs:
 * @sheet: a sheet
 *
 * Lists the characters that no font of this machine can show (rare ones of names, private ones of
 * old files). On paper a box with their number stands for them: somebody must write them by hand.
 *
 * Returns: (transfer full): each character once, in the order of the sheet
 */
GStrv
doudi_sheet_list_unknown_glyphs (DoudiSheet *sheet)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GlyphSearch search = { .sheet = sheet, .seen = seen, .unknown = g_ptr_array_new () };

  doudi_sheet_foreach_text (sheet, collect_unknown, &search);
  g_ptr_array_add (search.unknown, NULL);
  return (GStrv) g_ptr_array_free (search.unknown, FALSE);
}
