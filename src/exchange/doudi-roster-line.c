/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-roster-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/doudi-text.h"
#include "exchange/doudi-roster-words.h"

/* A total names itself in one of the first cells. */
#define TOTAL_CELLS 4

/* From this on a double does not hold all digits of a number. */
#define EXACT_LIMIT 1e15

/* One of them makes a row one that is about somebody; the others are filled in beforehand. */
static const DoudiField telling_fields[] = {
  DOUDI_FIELD_HEAD_NAME, DOUDI_FIELD_HEAD_NUMBER,     DOUDI_FIELD_PERSONS,
  DOUDI_FIELD_CLASS,     DOUDI_FIELD_AMOUNT,          DOUDI_FIELD_ACCOUNT,
  DOUDI_FIELD_NAME,      DOUDI_FIELD_IDENTITY_NUMBER, DOUDI_FIELD_RELATION,
  DOUDI_FIELD_SEX,       DOUDI_FIELD_BIRTH,           DOUDI_FIELD_CARE,
  DOUDI_FIELD_SELF_CARE, DOUDI_FIELD_CHILD_KIND,      DOUDI_FIELD_LIVING,
  DOUDI_FIELD_NURSING,   DOUDI_FIELD_FIRST_MONTH,     DOUDI_FIELD_DISABILITY_CARD,
};

static void
take_cell (DoudiRosterValue *value, const DoudiTableCell *cell)
{
  value->text = g_strdup (cell->text);
  value->kind = cell->kind;
  value->is_date = cell->is_date;
}

/**
 * doudi_roster_line_new:
 * @roster: (not nullable): a roster
 * @row: (not nullable): a row of its sheet
 *
 * Sorts the cells of a row by what they are about. Of two columns for one field the first that is
 * not blank counts.
 *
 * Returns: (not nullable) (transfer full): the line
 */
DoudiRosterLine *
doudi_roster_line_new (const DoudiRoster *roster, const DoudiTableRow *row)
{
  DoudiRosterLine *line = g_new0 (DoudiRosterLine, 1);

  line->row = (int) row->number;
  for (guint i = 0; i < DOUDI_N_FIELDS; i++)
    line->values[i].column = -1;
  for (guint i = 0; i < roster->heading->columns->len; i++)
    {
      const DoudiLayoutColumn *layout_column = doudi_layout_get_column (roster->heading->layout, i);
      DoudiRosterValue *value = &line->values[layout_column->field];
      int column = g_array_index (roster->heading->columns, int, i);
      const DoudiTableCell *cell;

      if (column < 0 || value->text != NULL)
        continue;
      cell = doudi_table_row_get_cell (row, (guint) column);
      if (value->column < 0 || cell->kind != DOUDI_CELL_EMPTY)
        {
          value->column = column;
          value->read_as = layout_column->kind;
        }
      if (cell->kind != DOUDI_CELL_EMPTY)
        take_cell (value, cell);
    }
  return line;
}

/**
 * doudi_roster_line_free:
 * @line: (nullable) (transfer full): a line
 *
 * Frees it.
 */
void
doudi_roster_line_free (DoudiRosterLine *line)
{
  if (line == NULL)
    return;
  for (guint i = 0; i < DOUDI_N_FIELDS; i++)
    g_free (line->values[i].text);
  g_free (line);
}

static gboolean
is_total (const DoudiTableRow *row, gboolean *of_everything)
{
  guint looked = 0;

  for (guint i = 0; i < row->n_cells && looked < TOTAL_CELLS; i++)
    {
      if (row->cells[i].kind == DOUDI_CELL_EMPTY)
        continue;
      if (doudi_words_is_total (row->cells[i].text, of_everything))
        return TRUE;
      looked++;
    }
  return FALSE;
}

static gboolean
begins_with_note (const DoudiTableRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (row->cells[i].kind != DOUDI_CELL_EMPTY)
      return doudi_words_is_note (row->cells[i].text);
  return FALSE;
}

static gboolean
is_about_somebody (const DoudiRosterLine *line)
{
  for (gsize i = 0; i < G_N_ELEMENTS (telling_fields); i++)
    if (line->values[telling_fields[i]].text != NULL)
      return TRUE;
  return FALSE;
}

/* Where the numbers stand in the first column, 小计 and 制表人 stand there too. */
static gboolean
has_digit (const char *text)
{
  return text != NULL && strpbrk (text, "0123456789") != NULL;
}

/**
 * doudi_roster_line_classify:
 * @roster: (not nullable): a roster
 * @line: (not nullable): a line
 * @row: (not nullable): the row it was made of
 *
 * Tells persons from totals, notes, headings of further pages and lines that were numbered
 * beforehand and never filled in. A row with an identity number is never a total or a note.
 *
 * Returns: what the row is
 */
DoudiRosterRowKind
doudi_roster_line_classify (const DoudiRoster *roster,
                            const DoudiRosterLine *line,
                            const DoudiTableRow *row)
{
  gboolean has_number = has_digit (line->values[DOUDI_FIELD_IDENTITY_NUMBER].text);
  gboolean of_everything;

  if (doudi_heading_is_repeated_by (roster->heading, row))
    return DOUDI_ROSTER_ROW_OTHER;
  if (!has_number && is_total (row, &of_everything))
    return of_everything ? DOUDI_ROSTER_ROW_GRAND_TOTAL : DOUDI_ROSTER_ROW_TOTAL;
  if (!has_number && begins_with_note (row))
    return DOUDI_ROSTER_ROW_OTHER;
  return is_about_somebody (line) ? DOUDI_ROSTER_ROW_PERSON : DOUDI_ROSTER_ROW_OTHER;
}

/* Compares what two cells say as people would: without spaces and widths. */
static gboolean
are_same (const DoudiRosterValue *one, const DoudiRosterValue *other)
{
  g_autofree char *first = doudi_text_compact (one->text);
  g_autofree char *second = doudi_text_compact (other->text);

  return g_str_equal (first, second);
}

static gboolean
says_same (const DoudiRosterLine *one, const DoudiRosterLine *other, DoudiField field)
{
  return are_same (&one->values[field], &other->values[field]);
}

/**
 * doudi_roster_line_is_named_head:
 * @line: (not nullable): a line
 *
 * Tells whether the person of a line is the head that the same line names.
 *
 * Returns: whether number, or name where there is no number, are the same
 */
gboolean
doudi_roster_line_is_named_head (const DoudiRosterLine *line)
{
  const DoudiRosterValue *values = line->values;

  if (values[DOUDI_FIELD_HEAD_NUMBER].text != NULL)
    return are_same (&values[DOUDI_FIELD_HEAD_NUMBER], &values[DOUDI_FIELD_IDENTITY_NUMBER]);
  return values[DOUDI_FIELD_HEAD_NAME].text != NULL
         && are_same (&values[DOUDI_FIELD_HEAD_NAME], &values[DOUDI_FIELD_NAME]);
}

static gboolean
is_head_line (const DoudiRosterLine *line)
{
  const char *relation = line->values[DOUDI_FIELD_RELATION].text;

  return relation != NULL && doudi_words_is_head (relation);
}

static gboolean
has_head_line (const DoudiRoster *roster)
{
  for (guint i = 0; i < roster->lines->len; i++)
    if (is_head_line (doudi_roster_get_line (roster, i)))
      return TRUE;
  return FALSE;
}

/* The household is named on every row. The head it names a second time begins a household that
 * stands on the sheet twice, or one of a namesake. */
static gboolean
names_another (const DoudiRoster *roster, const DoudiRosterLine *line)
{
  const DoudiRosterLine *first = doudi_roster_get_line (roster, 0);
  gboolean by_number = line->values[DOUDI_FIELD_HEAD_NUMBER].text != NULL;

  if (!says_same (first, line, by_number ? DOUDI_FIELD_HEAD_NUMBER : DOUDI_FIELD_HEAD_NAME))
    return TRUE;
  if (!by_number && line->values[DOUDI_FIELD_VILLAGE].text != NULL
      && !says_same (first, line, DOUDI_FIELD_VILLAGE))
    return TRUE;
  return is_head_line (line) && has_head_line (roster) && doudi_roster_line_is_named_head (line);
}

/* The head was left out, but all else of a household is there. */
static gboolean
looks_like_first_line (const DoudiRosterLine *line)
{
  return line->values[DOUDI_FIELD_ORDINAL].text != NULL
         && (line->values[DOUDI_FIELD_VILLAGE].text != NULL
             || line->values[DOUDI_FIELD_CLASS].text != NULL);
}

/**
 * doudi_roster_line_starts_household:
 * @roster: (not nullable): a roster; the lines so far are those of one household
 * @line: (not nullable): the line after them
 *
 * Tells whether a line belongs to the next household. What belongs to a household stands on its
 * first row only (merged, or blank below) or on every row; where the sheet names no head, each row
 * of a head begins a household.
 *
 * Returns: whether it does
 */
gboolean
doudi_roster_line_starts_household (const DoudiRoster *roster, const DoudiRosterLine *line)
{
  gboolean named = doudi_roster_has_column (roster, DOUDI_FIELD_HEAD_NAME)
                   || doudi_roster_has_column (roster, DOUDI_FIELD_HEAD_NUMBER);

  if (roster->lines->len == 0
      || doudi_layout_get_rows (roster->heading->layout) != DOUDI_LAYOUT_ROWS_MEMBERS)
    return TRUE;
  if (line->values[DOUDI_FIELD_HEAD_NAME].text != NULL
      || line->values[DOUDI_FIELD_HEAD_NUMBER].text != NULL)
    return names_another (roster, line);
  if (named)
    return looks_like_first_line (line) && (is_head_line (line) || has_head_line (roster));
  return is_head_line (line);
}

/**
 * doudi_roster_get_line:
 * @roster: (not nullable): a roster
 * @index: of the lines of the household that is read
 *
 * Returns: (not nullable) (transfer none): the line
 */
DoudiRosterLine *
doudi_roster_get_line (const DoudiRoster *roster, guint index)
{
  return g_ptr_array_index (roster->lines, index);
}

/**
 * doudi_roster_find_value:
 * @roster: (not nullable): a roster
 * @field: what belongs to the household as a whole
 * @row: (out): the row it stands on; the first one when it is blank
 *
 * Finds what the household that is read says, on whichever of its rows.
 *
 * Returns: (not nullable) (transfer none): the value, blank if no row has one
 */
const DoudiRosterValue *
doudi_roster_find_value (const DoudiRoster *roster, DoudiField field, int *row)
{
  for (guint i = 0; i < roster->lines->len; i++)
    {
      const DoudiRosterLine *line = doudi_roster_get_line (roster, i);

      *row = line->row;
      if (line->values[field].text != NULL)
        return &line->values[field];
    }
  *row = doudi_roster_get_line (roster, 0)->row;
  return &doudi_roster_get_line (roster, 0)->values[field];
}

/**
 * doudi_roster_has_column:
 * @roster: (not nullable): a roster
 * @field: a field
 *
 * Returns: whether the sheet has a column for it
 */
gboolean
doudi_roster_has_column (const DoudiRoster *roster, DoudiField field)
{
  return doudi_heading_get_column (roster->heading, field) >= 0;
}

/**
 * doudi_roster_value_dup_text:
 * @value: (not nullable): a value
 *
 * Returns: (not nullable) (transfer full): its text as it is stored, "" when it is blank
 */
char *
doudi_roster_value_dup_text (const DoudiRosterValue *value)
{
  return doudi_text_normalise (value->text);
}

/**
 * doudi_roster_value_is_usable:
 * @roster: (not nullable): a roster
 * @row: where the value stands
 * @value: (not nullable): a value
 *
 * Holds the household when the cell shows the error of a formula.
 *
 * Returns: whether there is something, and it can be read
 */
gboolean
doudi_roster_value_is_usable (DoudiRoster *roster, int row, const DoudiRosterValue *value)
{
  if (value->text == NULL)
    return FALSE;
  if (value->kind != DOUDI_CELL_ERROR)
    return TRUE;
  doudi_roster_hold (roster, row, value, "damaged-by-spreadsheet",
                     _ ("The cell shows the error %s of a formula. Enter the value itself."),
                     value->text);
  return FALSE;
}

/**
 * doudi_roster_value_lost_digits:
 * @value: (not nullable): a number that is a name
 *
 * Returns: whether the sheet holds it as a quantity with more digits than such has
 */
gboolean
doudi_roster_value_lost_digits (const DoudiRosterValue *value)
{
  return value->kind == DOUDI_CELL_NUMBER && value->text != NULL
         && fabs (g_ascii_strtod (value->text, NULL)) >= EXACT_LIMIT;
}
