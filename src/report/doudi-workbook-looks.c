/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "report/doudi-workbook-looks.h"

#include <string.h>

/* In every Office and WPS that reads Chinese. */
#define FONT "宋体"
#define TITLE_SIZE 16
#define TEXT_SIZE 10
#define SHADE 0xF2F2F2

#define NAME_FORBIDDEN "[]:*?/\\'"

/* "_ " leaves room for a space between the number and the line. */
static const struct
{
  const char *number_format;
  DoudiAlign align;
} kinds[DOUDI_N_COLUMN_KINDS] = {
  [DOUDI_COLUMN_TEXT] = { "@", DOUDI_ALIGN_LEFT },
  [DOUDI_COLUMN_NUMBER_TEXT] = { "@", DOUDI_ALIGN_CENTRE },
  [DOUDI_COLUMN_MONEY] = { "#,##0.00_ ", DOUDI_ALIGN_RIGHT },
  [DOUDI_COLUMN_COUNT] = { "#,##0_ ", DOUDI_ALIGN_RIGHT },
  [DOUDI_COLUMN_MONTH] = { "yyyy-mm", DOUDI_ALIGN_CENTRE },
  [DOUDI_COLUMN_DAY] = { "yyyy-mm-dd", DOUDI_ALIGN_CENTRE },
  [DOUDI_COLUMN_ORDINAL] = { "0", DOUDI_ALIGN_CENTRE },
};

static const guint8 library_aligns[DOUDI_N_ALIGNS] = {
  [DOUDI_ALIGN_BY_KIND] = LXW_ALIGN_NONE,
  [DOUDI_ALIGN_LEFT] = LXW_ALIGN_LEFT,
  [DOUDI_ALIGN_CENTRE] = LXW_ALIGN_CENTER,
  [DOUDI_ALIGN_RIGHT] = LXW_ALIGN_RIGHT,
};

static lxw_format *
make_format (DoudiLooks *looks, double size, gboolean bold, DoudiAlign align)
{
  lxw_format *format = workbook_add_format (looks->workbook);

  format_set_font_name (format, FONT);
  format_set_font_size (format, size);
  if (bold)
    format_set_bold (format);
  format_set_align (format, library_aligns[align]);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  return format;
}

/* Makes the looks of everything but the cells of the table, which are made when they are needed. */
void
doudi_looks_init (DoudiLooks *looks, lxw_workbook *workbook)
{
  looks->workbook = workbook;
  looks->title = make_format (looks, TITLE_SIZE, TRUE, DOUDI_ALIGN_CENTRE);
  looks->left = make_format (looks, TEXT_SIZE, FALSE, DOUDI_ALIGN_LEFT);
  looks->right = make_format (looks, TEXT_SIZE, FALSE, DOUDI_ALIGN_RIGHT);
  looks->note = make_format (looks, TEXT_SIZE, FALSE, DOUDI_ALIGN_LEFT);
  format_set_text_wrap (looks->note);
  looks->heading = make_format (looks, TEXT_SIZE, TRUE, DOUDI_ALIGN_CENTRE);
  format_set_text_wrap (looks->heading);
  format_set_border (looks->heading, LXW_BORDER_THIN);
  format_set_bg_color (looks->heading, SHADE);
}

static lxw_format *
get_cell (DoudiLooks *looks, DoudiColumnKind column, DoudiAlign align, DoudiReportRowKind row)
{
  lxw_format **format = &looks->cells[column][align][row];

  if (*format != NULL)
    return *format;
  *format = make_format (looks, TEXT_SIZE, row != DOUDI_REPORT_ROW, align);
  format_set_num_format (*format, kinds[column].number_format);
  format_set_border (*format, LXW_BORDER_THIN);
  format_set_shrink (*format);
  if (row != DOUDI_REPORT_ROW)
    format_set_bg_color (*format, SHADE);
  return *format;
}

/* How a cell of a column looks. What is too long for it is drawn smaller, not cut. */
lxw_format *
doudi_looks_get (DoudiLooks *looks, const DoudiReportColumn *column, DoudiReportRowKind kind)
{
  DoudiAlign align
    = column->align != DOUDI_ALIGN_BY_KIND ? column->align : kinds[column->kind].align;

  return get_cell (looks, column->kind, align, kind);
}

/* How the name of a sum looks. */
lxw_format *
doudi_looks_get_label (DoudiLooks *looks, DoudiReportRowKind kind)
{
  return get_cell (looks, DOUDI_COLUMN_TEXT, DOUDI_ALIGN_CENTRE, kind);
}

/* A name that Excel accepts and no other sheet has; @names is a set of those taken, folded. */
char *
doudi_looks_dup_sheet_name (GHashTable *names, const char *wanted)
{
  g_autofree char *clean = g_strdelimit (g_strdup (wanted), NAME_FORBIDDEN, '_');
  g_autofree char *name
    = g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), LXW_SHEETNAME_MAX));

  for (guint i = 2;; i++)
    {
      g_autofree char *folded = g_utf8_casefold (name, -1);
      g_autofree char *tail = g_strdup_printf (" %u", i);
      g_autofree char *start = NULL;

      if (*name != '\0' && g_hash_table_add (names, g_steal_pointer (&folded)))
        return g_steal_pointer (&name);
      start = g_utf8_substring (
        clean, 0, MIN (g_utf8_strlen (clean, -1), LXW_SHEETNAME_MAX - (glong) strlen (tail)));
      g_free (name);
      name = g_strconcat (*start != '\0' ? start : "Sheet", tail, NULL);
    }
}
