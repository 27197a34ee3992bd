/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-format.h"
#include "app/doudi-list.h"
#include "app/doudi-what-if-table.h"

/* The table of a what-if: townships and programmes with what they come to. */

enum
{
  COLUMN_TOWNSHIP,
  COLUMN_PROGRAMME,
  COLUMN_AWARDS,
  COLUMN_GAIN,
  COLUMN_LOSE,
  COLUMN_SAME,
  COLUMN_UNKNOWN,
  COLUMN_BEFORE,
  COLUMN_AFTER,
  COLUMN_DIFFERENCE,
};

static const DoudiListColumn columns[] = {
  { N_ ("Township"), FALSE, FALSE, 6 },      { N_ ("Programme"), FALSE, TRUE, 8 },
  { N_ ("Awards"), TRUE, FALSE, 3 },         { N_ ("Gain"), TRUE, FALSE, 3 },
  { N_ ("Lose"), TRUE, FALSE, 3 },           { N_ ("Same"), TRUE, FALSE, 3 },
  { N_ ("Unknown"), TRUE, FALSE, 4, TRUE },  { N_ ("Rules in force"), TRUE, FALSE, 9 },
  { N_ ("With the draft"), TRUE, FALSE, 9 }, { N_ ("Difference"), TRUE, FALSE, 8 },
};

/**
 * doudi_what_if_table_set_up:
 * @view: an empty column view
 *
 * Gives @view the columns of doudi_what_if_table_rows().
 */
void
doudi_what_if_table_set_up (GtkColumnView *view)
{
  doudi_list_set_up (view, columns, G_N_ELEMENTS (columns), TRUE);
}

/* What is nothing stays blank, so that what is something is seen. */
static char *
format_some (gint64 count)
{
  return count != 0 ? doudi_format_count (count) : g_strdup ("");
}

static DoudiListRow *
row_new (const char *township, const char *programme, const DoudiWhatIfSum *sum)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *awards = doudi_format_count (sum->awards);
  g_autofree char *gain = format_some (sum->gain);
  g_autofree char *lose = format_some (sum->lose);
  g_autofree char *same = format_some (sum->same);
  g_autofree char *unknown = format_some (sum->unknown);
  g_autofree char *before = doudi_money_format_grouped (sum->before);
  g_autofree char *after = doudi_money_format_grouped (sum->after);
  g_autofree char *difference = doudi_format_difference (sum->after - sum->before);
  DoudiListRow *row;

  g_strv_builder_add_many (builder, township, programme, awards, gain, lose, same, unknown, before,
                           after, difference, NULL);
  row = doudi_list_row_new (0, g_strv_builder_end (builder));
  doudi_list_row_set_look (row, sum->unknown > 0);
  return row;
}

static void
add_sum (GPtrArray *rows, const char *programme, const DoudiWhatIfSum *sum)
{
  DoudiListRow *row = row_new (_ ("All townships"), programme, sum);

  doudi_list_row_set_strong (row, TRUE);
  g_ptr_array_add (rows, row);
}

typedef struct
{
  int column;
  gboolean descending;
} Order;

static gint64
get_number (const DoudiWhatIfRow *row, int column)
{
  switch (column)
    {
    case COLUMN_PROGRAMME:
      return row->programme;
    case COLUMN_AWARDS:
      return row->sum.awards;
    case COLUMN_GAIN:
      return row->sum.gain;
    case COLUMN_LOSE:
      return row->sum.lose;
    case COLUMN_SAME:
      return row->sum.same;
    case COLUMN_UNKNOWN:
      return row->sum.unknown;
    case COLUMN_BEFORE:
      return row->sum.before;
    case COLUMN_AFTER:
      return row->sum.after;
    case COLUMN_DIFFERENCE:
      return row->sum.after - row->sum.before;
    default:
      return 0;
    }
}

static int
compare_places (const DoudiWhatIfRow *a, const DoudiWhatIfRow *b)
{
  int place = g_strcmp0 (a->township_code, b->township_code);

  return place != 0 ? place : (int) a->programme - (int) b->programme;
}

static int
compare_cb (gconstpointer one, gconstpointer other, gpointer user_data)
{
  const DoudiWhatIfRow *a = *(DoudiWhatIfRow *const *) one;
  const DoudiWhatIfRow *b = *(DoudiWhatIfRow *const *) other;
  const Order *order = user_data;
  gint64 left = get_number (a, order->column);
  gint64 right = get_number (b, order->column);
  int turn = order->descending ? -1 : 1;

  if (order->column == COLUMN_TOWNSHIP)
    return turn * compare_places (a, b);
  if (left != right)
    return left < right ? -turn : turn;
  return compare_places (a, b);
}

/**
 * doudi_what_if_table_show_columns:
 * @what_if: the answer
 *
 * Shows the column of awards that cannot be computed only where there are some.
 */
void
doudi_what_if_table_show_columns (GtkColumnView *view, const DoudiWhatIf *what_if)
{
  doudi_list_set_column_visible (view, COLUMN_UNKNOWN, what_if->total.unknown > 0);
}

/**
 * doudi_what_if_table_rows:
 * @what_if: the answer
 * @column: by what the townships are ordered, from 0; -1 for their own order
 * @descending: whether the largest comes first
 *
 * Returns: (transfer full) (element-type DoudiListRow): the sums of the county, which stay on top,
 *   then one row for each township and programme
 */
GPtrArray *
doudi_what_if_table_rows (const DoudiWhatIf *what_if, int column, gboolean descending)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  Order order = { column >= 0 ? column : COLUMN_TOWNSHIP, column >= 0 && descending };

  add_sum (rows, _ ("All programmes"), &what_if->total);
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    if (what_if->by_programme[i].awards > 0)
      add_sum (rows, _ (doudi_programme_info (i)->label), &what_if->by_programme[i]);
  g_ptr_array_extend (sorted, what_if->rows, NULL, NULL);
  g_ptr_array_sort_with_data (sorted, compare_cb, &order);
  for (guint i = 0; i < sorted->len; i++)
    {
      const DoudiWhatIfRow *row = g_ptr_array_index (sorted, i);

      g_ptr_array_add (rows, row_new (*row->township != '\0' ? row->township : _ ("no address"),
                                      _ (doudi_programme_info (row->programme)->label), &row->sum));
    }
  return rows;
}

/**
 * doudi_what_if_describe_back_pay:
 * @what_if: the answer
 *
 * Returns: (transfer full): what the next run would settle of the difference
 */
char *
doudi_what_if_describe_back_pay (const DoudiWhatIf *what_if)
{
  g_autofree char *money = doudi_money_format_grouped (ABS (what_if->back_pay));

  if (what_if->back_pay > 0)
    return g_strdup_printf (_ ("of it %s yuan back-pay for months that are paid already, by the "
                               "next run"),
                            money);
  if (what_if->back_pay < 0)
    return g_strdup_printf (_ ("of it %s yuan recovery for months that are paid already, by the "
                               "next run"),
                            money);
  return g_strdup (_ ("no back-pay: nothing changes for months that are paid already"));
}
