/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-heading.h"

#include <string.h>

/* What a group above headings is called besides what it groups. */
static const char *const group_endings[] = { "基本情况", "基本信息", "情况", "信息", "资料" };

static GPtrArray *
texts_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static const char *
text_at (GPtrArray *texts, guint column)
{
  return column < texts->len ? g_ptr_array_index (texts, column) : "";
}

/**
 * doudi_heading_one_line:
 * @text: (not nullable): what a cell holds
 *
 * Returns: (not nullable) (transfer full): the text in one line: people break headings to make a
 *   column narrow
 */
char *
doudi_heading_one_line (const char *text)
{
  GString *line = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if ((guchar) *text >= ' ')
      g_string_append_c (line, *text);
  g_strstrip (line->str);
  return g_string_free (line, FALSE);
}

/**
 * doudi_heading_new:
 * @layout: (not nullable): a layout; must outlive the heading
 *
 * Returns: (not nullable) (transfer full): a heading without columns
 */
DoudiHeading *
doudi_heading_new (const DoudiLayout *layout)
{
  DoudiHeading *heading = g_new0 (DoudiHeading, 1);
  const int none = -1;

  heading->layout = layout;
  heading->headings = texts_new ();
  heading->groups = texts_new ();
  heading->title = texts_new ();
  heading->first_line = texts_new ();
  heading->columns = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < doudi_layout_get_n_columns (layout); i++)
    g_array_append_val (heading->columns, none);
  return heading;
}

/**
 * doudi_heading_free:
 * @heading: (nullable) (transfer full): a heading
 *
 * Frees it.
 */
void
doudi_heading_free (DoudiHeading *heading)
{
  if (heading == NULL)
    return;
  g_ptr_array_unref (heading->headings);
  g_ptr_array_unref (heading->groups);
  g_ptr_array_unref (heading->title);
  g_ptr_array_unref (heading->first_line);
  g_array_unref (heading->columns);
  g_free (heading);
}

static int *
column_slot (DoudiHeading *heading, int index)
{
  return &g_array_index (heading->columns, int, index);
}

static void
claim (DoudiHeading *heading, int index, guint column, gboolean *claimed)
{
  if (index < 0 || claimed[column] || *column_slot (heading, index) >= 0)
    return;
  *column_slot (heading, index) = (int) column;
  claimed[column] = TRUE;
}

/* "家庭成员情况" over "姓名" means 家庭成员姓名. */
static char *
with_group (const char *group, const char *heading)
{
  g_autofree char *stem = g_strdup (group);

  for (gsize i = 0; i < G_N_ELEMENTS (group_endings); i++)
    if (g_str_has_suffix (stem, group_endings[i]))
      {
        stem[strlen (stem) - strlen (group_endings[i])] = '\0';
        break;
      }
  return g_strconcat (stem, heading, NULL);
}

/* Asked for every row, so that nobody should have to look for it. */
static void
note_fields (DoudiHeading *heading)
{
  for (guint i = 0; i < DOUDI_N_FIELDS; i++)
    heading->fields[i] = -1;
  for (guint i = heading->columns->len; i > 0; i--)
    {
      int column = *column_slot (heading, (int) i - 1);

      if (column >= 0)
        heading->fields[doudi_layout_get_column (heading->layout, i - 1)->field] = column;
    }
}

/**
 * doudi_heading_match:
 * @heading: (not nullable): a heading with its texts
 *
 * Finds out what each column is about: first by what its heading means together with the group
 * above it, then by what it means alone.
 */
void
doudi_heading_match (DoudiHeading *heading)
{
  guint n = heading->headings->len;
  g_autofree gboolean *claimed = g_new0 (gboolean, n + 1);
  const char *group = "";

  for (guint i = 0; i < n && heading->groups->len > 0; i++)
    {
      const char *own = text_at (heading->headings, i);
      g_autofree char *both = NULL;

      if (*text_at (heading->groups, i) != '\0')
        group = text_at (heading->groups, i);
      if (*own == '\0' || *group == '\0' || g_str_equal (own, group))
        continue;
      both = with_group (group, own);
      claim (heading, doudi_layout_find_column (heading->layout, both), i, claimed);
    }
  for (guint i = 0; i < n; i++)
    claim (heading, doudi_layout_find_column (heading->layout, text_at (heading->headings, i)), i,
           claimed);
  note_fields (heading);
}

/**
 * doudi_heading_get_column:
 * @heading: (not nullable): a heading
 * @field: a field
 *
 * Returns: the column of the sheet that the field is first looked for in; -1 if there is none
 */
int
doudi_heading_get_column (const DoudiHeading *heading, DoudiField field)
{
  return heading->fields[field];
}

/**
 * doudi_heading_get_text:
 * @heading: (not nullable): a heading
 * @column: a column of the sheet, or -1
 *
 * Returns: (not nullable) (transfer none): the heading as the sheet has it, "" for none
 */
const char *
doudi_heading_get_text (const DoudiHeading *heading, int column)
{
  return column < 0 ? "" : text_at (heading->headings, (guint) column);
}

/* Most rows differ in their first letter, and there are many. */
static gboolean
says_same (const char *text, const char *heading)
{
  g_autofree char *line = NULL;

  if (*text != *heading && (guchar) *text > ' ')
    return FALSE;
  line = doudi_heading_one_line (text);
  return g_str_equal (line, heading);
}

/* How many cells of a row say the same as a row of the heading; -1 if one says something else. */
static int
count_same (GPtrArray *texts, const DoudiTableRow *row)
{
  int count = 0;

  for (guint i = 0; i < row->n_cells; i++)
    {
      if (row->cells[i].kind == DOUDI_CELL_EMPTY)
        continue;
      if (!says_same (row->cells[i].text, text_at (texts, i)))
        return -1;
      count++;
    }
  return count;
}

/**
 * doudi_heading_is_repeated_by:
 * @heading: (not nullable): a heading
 * @row: (not nullable): a row below it
 *
 * Tells whether a row is the heading again, at the top of a further page.
 *
 * Returns: whether it is
 */
gboolean
doudi_heading_is_repeated_by (const DoudiHeading *heading, const DoudiTableRow *row)
{
  return count_same (heading->headings, row) >= 2 || count_same (heading->groups, row) >= 1;
}

/**
 * doudi_heading_dup_unread:
 * @heading: (not nullable): a heading
 *
 * Lists the headings that mean nothing to the layout.
 *
 * Returns: (nullable) (transfer full): the headings, %NULL if there is none
 */
char *
doudi_heading_dup_unread (const DoudiHeading *heading)
{
  g_autoptr (GPtrArray) unread = g_ptr_array_new ();

  for (guint i = 0; i < heading->headings->len; i++)
    {
      const char *text = text_at (heading->headings, i);
      gboolean read = *text == '\0' || g_str_equal (text, DOUDI_HEADING_PROBLEM);

      for (guint j = 0; j < heading->columns->len; j++)
        read |= g_array_index (heading->columns, int, j) == (int) i;
      if (!read)
        g_ptr_array_add (unread, (gpointer) text);
    }
  if (unread->len == 0)
    return NULL;
  g_ptr_array_add (unread, NULL);
  return g_strjoinv (", ", (char **) unread->pdata);
}
