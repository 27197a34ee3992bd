/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-format.h"
#include "app/doudi-household-columns.h"
#include "app/doudi-household-words.h"
#include "base/doudi-division-code.h"

/* What is a fault in the records, or keeps money from being paid, wants to be looked at. */
#define LOOK_FLAGS (DOUDI_CARD_DOUBTS | DOUDI_CARD_NO_ACCOUNT)

#define HEAD_COLUMN 2

/* What a column is called in a view that was saved, and what it is ordered by. */
typedef struct
{
  const char *name;
  DoudiHouseholdColumn order;
  gboolean hidden;
} Column;

static const Column columns[] = {
  { "township", DOUDI_HOUSEHOLD_PLACE, FALSE },
  { "village", DOUDI_HOUSEHOLD_PLACE, FALSE },
  { "head", DOUDI_HOUSEHOLD_HEAD, FALSE },
  { "members", DOUDI_HOUSEHOLD_MEMBERS, FALSE },
  { "covered", DOUDI_HOUSEHOLD_COVERED, FALSE },
  { "class", DOUDI_HOUSEHOLD_CLASS, FALSE },
  { "programmes", DOUDI_HOUSEHOLD_PROGRAMMES, FALSE },
  { "amount", DOUDI_HOUSEHOLD_AMOUNT, FALSE },
  { "review", DOUDI_HOUSEHOLD_REVIEW, FALSE },
  { "look", DOUDI_HOUSEHOLD_FLAGS, TRUE },
  { "oldest", DOUDI_HOUSEHOLD_OLDEST, TRUE },
  { "youngest", DOUDI_HOUSEHOLD_YOUNGEST, TRUE },
  { "disability", DOUDI_HOUSEHOLD_DISABILITY, TRUE },
  { "recorded", DOUDI_HOUSEHOLD_RECORDED, TRUE },
  { "found", DOUDI_N_HOUSEHOLD_COLUMNS, TRUE },
};

/* clang-format off */
static const DoudiListColumn list_columns[] = {
  { N_ ("Township"), .width = 6 },
  { N_ ("Village"), .width = 8 },
  { N_ ("Head"), .width = 7 },
  { N_ ("Household size"), .number = TRUE, .width = 2 },
  { N_ ("Covered persons"), .number = TRUE, .width = 2 },
  { N_ ("Class"), .width = 4 },
  { N_ ("Programmes"), .expand = TRUE, .width = 8, .modest = TRUE },
  { N_ ("Yuan a month"), .number = TRUE, .width = 8 },
  { N_ ("Next review"), .width = 10, .marked = TRUE },
  { N_ ("To look at"), .expand = TRUE, .width = 12, .modest = TRUE },
  { N_ ("Oldest"), .number = TRUE, .width = 3 },
  { N_ ("Youngest"), .number = TRUE, .width = 3 },
  { N_ ("Disability grade"), .width = 4 },
  { N_ ("Recorded"), .width = 10 },
  { N_ ("Found"), .expand = TRUE, .width = 16, .modest = TRUE },
};
/* clang-format on */

G_STATIC_ASSERT (G_N_ELEMENTS (columns) == G_N_ELEMENTS (list_columns));
G_STATIC_ASSERT (G_N_ELEMENTS (columns) == DOUDI_HOUSEHOLD_COLUMN_FOUND + 1);

/* Why somebody was found stands beside the names. */
static void
place_found (GtkColumnView *view)
{
  GListModel *model = gtk_column_view_get_columns (view);
  g_autoptr (GtkColumnViewColumn) found
    = doudi_list_find_column (view, DOUDI_HOUSEHOLD_COLUMN_FOUND);
  guint position = 0;

  gtk_column_view_insert_column (view, g_list_model_get_n_items (model) - 1, found);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

      if (doudi_list_get_column_index (column) == HEAD_COLUMN)
        position = i + 1;
    }
  gtk_column_view_insert_column (view, position, found);
}

/**
 * doudi_household_columns_set_up:
 * @view: an empty column view
 *
 * Gives @view the columns of the list of households; several rows can be selected.
 */
void
doudi_household_columns_set_up (GtkColumnView *view)
{
  doudi_list_set_up_many (view, list_columns, G_N_ELEMENTS (list_columns));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    doudi_list_set_column_visible (view, i, !columns[i].hidden);
  place_found (view);
}

/* Nothing where nothing is drawn, or where it is to be worked out. */
static char *
format_amount (const DoudiHouseholdRow *row)
{
  return row->programmes != 0 && row->amount >= 0 ? doudi_money_format_grouped (row->amount)
                                                  : g_strdup ("");
}

static char *
format_day (DoudiDay day)
{
  return day != DOUDI_DAY_NONE ? doudi_day_format_iso (day) : g_strdup ("");
}

static char *
format_age (DoudiDay birth, DoudiDay today)
{
  return birth != DOUDI_DAY_NONE && birth <= today
           ? g_strdup_printf ("%d", doudi_day_age_on (birth, today))
           : g_strdup ("");
}

static char *
format_number (int number)
{
  return number > 0 ? doudi_format_count (number) : g_strdup ("");
}

/* The worst grade of a member. */
static const char *
format_disability (guint bits)
{
  for (guint grade = 1; grade <= 4; grade++)
    if ((bits & DOUDI_DISABILITY_GRADE_BIT (grade)) != 0)
      return doudi_household_grade_label (grade);
  return bits != 0 ? doudi_household_grade_label (0) : "";
}

static char *
format_village (const DoudiHouseholdRow *row)
{
  g_autofree char *place = doudi_division_short_name (row->village);

  return *row->village_group != '\0' ? g_strdup_printf ("%s %s", place, row->village_group)
                                     : g_steal_pointer (&place);
}

static char *
format_found (const DoudiHouseholdRow *row)
{
  const char *why = doudi_household_why_say (row->why);

  if (*why == '\0')
    return g_strdup ("");
  if (row->others_found > 0)
    return g_strdup_printf (_ ("%s: %s, and %d more"), row->person_name, why, row->others_found);
  if (g_strcmp0 (row->person_name, row->head_name) == 0)
    return g_strdup (why);
  return g_strdup_printf ("%s: %s", row->person_name, why);
}

static void
free_row (gpointer data)
{
  doudi_household_row_free (data);
}

/**
 * doudi_household_columns_row:
 * @row: a household of a list or a search
 * @today: the business day, from which ages are counted
 *
 * Returns: (transfer full): the row of the table
 */
DoudiListRow *
doudi_household_columns_row (const DoudiHouseholdRow *row, DoudiDay today)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *village = format_village (row);
  g_autofree char *members = format_number (row->members);
  g_autofree char *covered = format_number (row->covered);
  g_autofree char *programmes = doudi_format_programmes (row->programmes);
  g_autofree char *amount = format_amount (row);
  g_autofree char *review = format_day (row->review_on);
  g_autofree char *look
    = doudi_household_flags_say (row->flags & ~(guint) DOUDI_CARD_DRAWS_NOTHING);
  g_autofree char *oldest = format_age (row->oldest_birth, today);
  g_autofree char *youngest = format_age (row->youngest_birth, today);
  g_autofree char *recorded = format_day (row->recorded_on);
  g_autofree char *found = format_found (row);
  DoudiListRow *list_row;

  g_strv_builder_add_many (builder, row->township, village, row->head_name, members, covered,
                           doudi_format_class (row->benefit_class), programmes, amount, review,
                           look, oldest, youngest, format_disability (row->disabilities), recorded,
                           found, NULL);
  list_row = doudi_list_row_new (row->household_id, g_strv_builder_end (builder));
  doudi_list_row_set_look (list_row, (row->flags & LOOK_FLAGS) != 0);
  doudi_list_row_set_data (list_row, doudi_household_row_copy (row), free_row);
  return list_row;
}

/**
 * doudi_household_columns_get:
 * @row: a row of the table
 *
 * Returns: (transfer none): the household it stands for
 */
const DoudiHouseholdRow *
doudi_household_columns_get (DoudiListRow *row)
{
  return doudi_list_row_get_data (row);
}

/**
 * doudi_household_columns_name:
 * @column: from 0, in the order of a new table
 *
 * Returns: (transfer none) (nullable): what it is called in a view that was saved; %NULL beyond the
 *   last
 */
const char *
doudi_household_columns_name (guint column)
{
  return column < G_N_ELEMENTS (columns) ? columns[column].name : NULL;
}

/**
 * doudi_household_columns_title:
 * @column: from 0, in the order of a new table
 *
 * Returns: (transfer none): its heading
 */
const char *
doudi_household_columns_title (guint column)
{
  g_return_val_if_fail (column < G_N_ELEMENTS (columns), "");
  return _ (list_columns[column].title);
}

/**
 * doudi_household_columns_order:
 * @column: from 0, in the order of a new table
 *
 * Returns: what the list is ordered by when the heading is pressed; %DOUDI_N_HOUSEHOLD_COLUMNS for
 *   nothing
 */
DoudiHouseholdColumn
doudi_household_columns_order (guint column)
{
  return column < G_N_ELEMENTS (columns) ? columns[column].order : DOUDI_N_HOUSEHOLD_COLUMNS;
}

/**
 * doudi_household_columns_of_order:
 * @view: the table
 * @column: what the list is ordered by
 *
 * Returns: the column whose heading says so: the one that is shown, where two do
 */
guint
doudi_household_columns_of_order (GtkColumnView *view, DoudiHouseholdColumn column)
{
  guint found = 0;

  for (guint i = G_N_ELEMENTS (columns); i > 0; i--)
    if (columns[i - 1].order == column
        && (found == 0 || doudi_list_is_column_visible (view, i - 1)))
      found = i;
  return found > 0 ? found - 1 : 0;
}

static guint
index_of_name (const char *name)
{
  guint index = 0;

  while (index < G_N_ELEMENTS (columns) && !g_str_equal (columns[index].name, name))
    index++;
  return index;
}

/**
 * doudi_household_columns_dup:
 * @view: the table
 *
 * Returns: (transfer full) (element-type DoudiViewColumn): how its columns stand, from left to
 *   right, but for what a search adds
 */
GArray *
doudi_household_columns_dup (GtkColumnView *view)
{
  GArray *found = g_array_new (FALSE, TRUE, sizeof (DoudiViewColumn));
  GListModel *model = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GtkColumnViewColumn) item = g_list_model_get_item (model, i);
      guint index = doudi_list_get_column_index (item);
      DoudiViewColumn column = { .hidden = !gtk_column_view_column_get_visible (item),
                                 .width = MAX (0, gtk_column_view_column_get_fixed_width (item)) };

      if (index == DOUDI_HOUSEHOLD_COLUMN_FOUND)
        continue;
      g_strlcpy (column.name, columns[index].name, sizeof column.name);
      g_array_append_val (found, column);
    }
  return found;
}

static void
apply_one (GtkColumnView *view, const DoudiViewColumn *column, guint position)
{
  guint index = index_of_name (column->name);
  g_autoptr (GtkColumnViewColumn) item = doudi_list_find_column (view, index);

  if (item == NULL || index == DOUDI_HOUSEHOLD_COLUMN_FOUND)
    return;
  gtk_column_view_insert_column (view, position, item);
  gtk_column_view_column_set_visible (item, !column->hidden);
  gtk_column_view_column_set_fixed_width (item, column->width > 0 ? column->width : -1);
}

static gboolean
is_named (const GArray *named, const char *name)
{
  for (guint i = 0; i < named->len; i++)
    if (g_str_equal (g_array_index (named, DoudiViewColumn, i).name, name))
      return TRUE;
  return FALSE;
}

/**
 * doudi_household_columns_apply:
 * @view: the table
 * @named: (element-type DoudiViewColumn): columns from left to right
 *
 * Puts the columns in an order, shows and hides them and gives them their widths. Those that are
 * not named follow, as in a new table; what a search adds comes last.
 */
void
doudi_household_columns_apply (GtkColumnView *view, const GArray *named)
{
  guint position = 0;

  for (guint i = 0; i < named->len; i++)
    if (index_of_name (g_array_index (named, DoudiViewColumn, i).name)
        < DOUDI_HOUSEHOLD_COLUMN_FOUND)
      apply_one (view, &g_array_index (named, DoudiViewColumn, i), position++);
  for (guint i = 0; i < DOUDI_HOUSEHOLD_COLUMN_FOUND; i++)
    {
      DoudiViewColumn column = { .hidden = columns[i].hidden };

      g_strlcpy (column.name, columns[i].name, sizeof column.name);
      if (!is_named (named, column.name))
        apply_one (view, &column, position++);
    }
  place_found (view);
}
