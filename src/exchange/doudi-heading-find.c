/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-heading.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"

/* Rows that may stand above a heading, and some below for a look. */
#define SAMPLE_ROWS 40

/* What is longer is a sentence, not a heading. */
#define HEADING_LENGTH_MAX 60

/* So many headings are listed when none is known. */
#define LISTED_MAX 30

typedef struct
{
  guint number;
  GPtrArray *texts;
} SampleRow;

static const char *
text_at (GPtrArray *texts, guint column)
{
  return column < texts->len ? g_ptr_array_index (texts, column) : "";
}

static void
sample_row_free (gpointer data)
{
  SampleRow *row = data;

  g_ptr_array_unref (row->texts);
  g_free (row);
}

static GPtrArray *
texts_of_row (const DoudiTableRow *row)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < row->n_cells; i++)
    g_ptr_array_add (texts, doudi_heading_one_line (row->cells[i].text));
  return texts;
}

/* The first rows of a sheet. */
static GPtrArray *
take_sample (DoudiTable *table, guint sheet, GError **error)
{
  g_autoptr (GPtrArray) sample = g_ptr_array_new_with_free_func (sample_row_free);
  g_autoptr (GError) cause = NULL;
  DoudiTableRow row;

  if (!doudi_table_select (table, sheet, error))
    return NULL;
  while (sample->len < SAMPLE_ROWS && doudi_table_next (table, &row, &cause))
    {
      SampleRow *one = g_new0 (SampleRow, 1);

      one->number = row.number;
      one->texts = texts_of_row (&row);
      g_ptr_array_add (sample, one);
    }
  if (cause == NULL)
    return g_steal_pointer (&sample);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

static gboolean
could_be_heading (const SampleRow *row)
{
  guint count = 0;

  for (guint i = 0; i < row->texts->len; i++)
    {
      const char *text = text_at (row->texts, i);

      if (g_utf8_strlen (text, -1) > HEADING_LENGTH_MAX)
        return FALSE;
      count += *text != '\0';
    }
  return count >= 2;
}

/* Where the lower row has nothing, cells were merged downwards and the upper one has the heading.
 */
static void
fill_headings (DoudiHeading *heading, const SampleRow *row, const SampleRow *groups)
{
  guint n = MAX (row->texts->len, groups == NULL ? 0 : groups->texts->len);

  for (guint i = 0; i < n; i++)
    {
      const char *own = text_at (row->texts, i);
      const char *group = groups == NULL ? "" : text_at (groups->texts, i);

      g_ptr_array_add (heading->headings, g_strdup (*own != '\0' ? own : group));
      if (groups != NULL)
        g_ptr_array_add (heading->groups, g_strdup (group));
    }
  heading->row = row->number;
  heading->first_row = groups == NULL ? row->number : groups->number;
}

static DoudiHeading *
try_row (GPtrArray *sample, guint index, gboolean grouped, const DoudiLayout *layout)
{
  const SampleRow *row = g_ptr_array_index (sample, index);
  const SampleRow *groups = NULL;
  DoudiHeading *heading;

  if (!could_be_heading (row) || (grouped && index == 0))
    return NULL;
  if (grouped)
    groups = g_ptr_array_index (sample, index - 1);
  if (grouped && (!could_be_heading (groups) || groups->number + 1 != row->number))
    return NULL;
  heading = doudi_heading_new (layout);
  fill_headings (heading, row, groups);
  doudi_heading_match (heading);
  return heading;
}

static guint
count_matched (const DoudiHeading *heading)
{
  guint count = 0;

  for (guint i = 0; i < heading->columns->len; i++)
    count += g_array_index (heading->columns, int, i) >= 0;
  return count;
}

static gboolean
has_one_of (const DoudiHeading *heading)
{
  guint count;
  const DoudiField *fields = doudi_layout_get_one_of (heading->layout, &count);

  for (guint i = 0; i < count; i++)
    if (doudi_heading_get_column (heading, fields[i]) >= 0)
      return TRUE;
  return count == 0;
}

/* The headings that a sheet of the layout must have and this one has not; NULL when it has all. */
static char *
dup_missing (const DoudiHeading *heading)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  guint count;
  const DoudiField *fields = doudi_layout_get_one_of (heading->layout, &count);

  for (guint i = 0; i < doudi_layout_get_n_columns (heading->layout); i++)
    {
      const DoudiLayoutColumn *column = doudi_layout_get_column (heading->layout, i);
      gboolean needed
        = column->required
          && !(column->has_unless && doudi_heading_get_column (heading, column->unless) >= 0);

      for (guint j = 0; j < count; j++)
        needed |= column->field == fields[j] && !has_one_of (heading);
      if (needed && doudi_heading_get_column (heading, column->field) < 0)
        g_ptr_array_add (missing, column->aliases[0]);
    }
  if (missing->len == 0)
    return NULL;
  g_ptr_array_add (missing, NULL);
  return g_strjoinv (", ", (char **) missing->pdata);
}

static gboolean
is_complete (const DoudiHeading *heading)
{
  g_autofree char *missing = dup_missing (heading);

  return missing == NULL;
}

/* Keeps the better of two; a complete one is better than any that is not. */
static void
keep_better (DoudiHeading **best, DoudiHeading *other)
{
  gboolean better;

  if (other == NULL)
    return;
  better = *best == NULL;
  if (*best != NULL)
    {
      int complete = (int) is_complete (other) - (int) is_complete (*best);

      better = complete > 0 || (complete == 0 && count_matched (other) > count_matched (*best));
    }
  if (better)
    {
      doudi_heading_free (*best);
      *best = other;
    }
  else
    doudi_heading_free (other);
}

static DoudiHeading *
find_best (GPtrArray *sample, GPtrArray *layouts, const DoudiLayout *forced)
{
  DoudiHeading *best = NULL;

  for (guint i = 0; i < sample->len; i++)
    for (guint j = 0; j < layouts->len; j++)
      {
        const DoudiLayout *layout = g_ptr_array_index (layouts, j);

        if (forced != NULL && layout != forced)
          continue;
        keep_better (&best, try_row (sample, i, FALSE, layout));
        keep_better (&best, try_row (sample, i, TRUE, layout));
      }
  return best;
}

static void
copy_texts (GPtrArray *to, GPtrArray *from, gboolean all)
{
  for (guint i = 0; i < from->len; i++)
    if (all || *text_at (from, i) != '\0')
      g_ptr_array_add (to, g_strdup (text_at (from, i)));
}

/* The row right above the headings may be one of groups that meant nothing for the columns. */
static void
note_groups (DoudiHeading *heading, const SampleRow *row)
{
  if (heading->groups->len == 0 && row->number + 1 == heading->row && could_be_heading (row))
    copy_texts (heading->groups, row->texts, TRUE);
}

static void
fill_surroundings (DoudiHeading *heading, GPtrArray *sample)
{
  for (guint i = 0; i < sample->len; i++)
    {
      const SampleRow *row = g_ptr_array_index (sample, i);

      note_groups (heading, row);
      if (row->number < heading->first_row)
        copy_texts (heading->title, row->texts, FALSE);
      else if (row->number > heading->row && heading->first_line->len == 0)
        copy_texts (heading->first_line, row->texts, TRUE);
    }
}

static char *
dup_headings (const DoudiHeading *heading)
{
  GString *list = g_string_new (NULL);
  guint listed = 0;

  for (guint i = 0; i < heading->headings->len && listed < LISTED_MAX; i++)
    {
      const char *text = text_at (heading->headings, i);

      if (*text == '\0')
        continue;
      g_string_append_printf (list, "%s%s", listed == 0 ? "" : ", ", text);
      listed++;
    }
  return g_string_free (list, FALSE);
}

static void
refuse (const char *where,
        const DoudiHeading *best,
        const char *layout_id,
        GPtrArray *layouts,
        GError **error)
{
  g_autofree char *headings = best == NULL ? NULL : dup_headings (best);
  g_autofree char *missing = best == NULL ? NULL : dup_missing (best);
  g_autofree char *known = doudi_layouts_dup_list (layouts);

  if (best == NULL || count_matched (best) == 0)
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, where,
                     _ ("%s: no row has headings that are known%s%s. The layouts are: %s. Put the "
                        "headings in one row, or choose another file."),
                     where, headings == NULL ? "" : _ ("; found: "),
                     headings == NULL ? "" : headings, known);
  else if (layout_id != NULL)
    doudi_error_set (
      error, DOUDI_ERROR_BAD_DATA, where,
      _ ("%s: the layout “%s” needs the headings %s. Found were: %s. Add them, or choose "
         "another layout."),
      where, layout_id, missing, headings);
  else
    doudi_error_set (
      error, DOUDI_ERROR_BAD_DATA, where,
      _ ("%s: the headings fit no layout. Found were: %s. The nearest, “%s”, needs also "
         "%s. The layouts are: %s."),
      where, headings, doudi_layout_get_id (best->layout), missing, known);
}

/**
 * doudi_heading_find:
 * @table: (not nullable): a table
 * @layouts: (not nullable) (element-type DoudiLayout): what it can be; must outlive the heading
 * @layout_id: (nullable): the only one to try
 * @error: %DOUDI_ERROR_BAD_DATA with the headings that were found if none fits; %DOUDI_ERROR_USAGE
 * if there is no layout @layout_id; what doudi_table_next() sets
 *
 * Finds the first sheet that is not hidden and has a heading of a layout. The heading may stand
 * below titles and may have groups above it. Of several layouts whose required columns are all
 * there, the one with the most columns wins.
 *
 * Returns: (nullable) (transfer full): the heading, or %NULL with @error set
 */
DoudiHeading *
doudi_heading_find (DoudiTable *table, GPtrArray *layouts, const char *layout_id, GError **error)
{
  const DoudiLayout *forced = NULL;
  g_autoptr (DoudiHeading) nearest = NULL;
  g_autofree char *where = NULL;

  if (layout_id != NULL)
    forced = doudi_layouts_find (layouts, layout_id, error);
  if (layout_id != NULL && forced == NULL)
    return NULL;
  for (guint sheet = 0; sheet < doudi_table_get_n_sheets (table); sheet++)
    {
      g_autoptr (GPtrArray) sample = NULL;
      DoudiHeading *best;

      if (doudi_table_is_sheet_hidden (table, sheet))
        continue;
      sample = take_sample (table, sheet, error);
      if (sample == NULL)
        return NULL;
      best = find_best (sample, layouts, forced);
      if (best != NULL)
        {
          best->sheet = sheet;
          fill_surroundings (best, sample);
        }
      if (best != NULL && is_complete (best))
        return best;
      keep_better (&nearest, best);
    }
  where = g_strdup (doudi_table_get_name (table));
  refuse (where, nearest, layout_id, layouts, error);
  return NULL;
}

/**
 * doudi_heading_is_on_sheet:
 * @table: (not nullable): a table; another sheet must be selected afterwards
 * @sheet: a sheet
 * @layout: (not nullable): a layout
 *
 * Looks whether a further sheet has a table of the layout.
 *
 * Returns: whether it has
 */
gboolean
doudi_heading_is_on_sheet (DoudiTable *table, guint sheet, const DoudiLayout *layout)
{
  g_autoptr (GPtrArray) sample = take_sample (table, sheet, NULL);
  g_autoptr (GPtrArray) layouts = g_ptr_array_new ();
  g_autoptr (DoudiHeading) best = NULL;

  if (sample == NULL)
    return FALSE;
  g_ptr_array_add (layouts, (gpointer) layout);
  best = find_best (sample, layouts, NULL);
  return best != NULL && is_complete (best);
}
