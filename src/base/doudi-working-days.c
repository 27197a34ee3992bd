/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-working-days.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-csv.h"
#include "base/doudi-data.h"
#include "base/doudi-error.h"

#define FOLDER "working-days"
#define SATURDAY 6

typedef enum
{
  DAY_ORDINARY,
  DAY_HOLIDAY,
  DAY_WORKDAY,
} DayKind;

struct _DoudiWorkingDays
{
  GHashTable *kinds; /* DoudiDay -> DayKind; ordinary days are not in it */
  GHashTable *years; /* set of the years whose table is loaded */
};

/* A table on its way into a calendar: all of it or nothing. */
typedef struct
{
  const DoudiWorkingDays *calendar;
  const char *where;
  guint line;
  GHashTable *kinds;
  GArray *days; /* DoudiDay */
} Table;

/**
 * doudi_working_days_new:
 *
 * Makes a calendar that knows weekends and nothing else.
 *
 * Returns: (not nullable) (transfer full): the calendar
 */
DoudiWorkingDays *
doudi_working_days_new (void)
{
  DoudiWorkingDays *calendar = g_new0 (DoudiWorkingDays, 1);

  calendar->kinds = g_hash_table_new (NULL, NULL);
  calendar->years = g_hash_table_new (NULL, NULL);
  return calendar;
}

/**
 * doudi_working_days_free:
 * @calendar: (nullable) (transfer full): a calendar
 *
 * Frees a calendar.
 */
void
doudi_working_days_free (DoudiWorkingDays *calendar)
{
  if (calendar == NULL)
    return;
  g_hash_table_unref (calendar->kinds);
  g_hash_table_unref (calendar->years);
  g_free (calendar);
}

static gboolean
add_bundled (DoudiWorkingDays *calendar, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER "/", name, NULL);
  g_autoptr (GBytes) bytes = doudi_data_lookup (path, error);
  gsize length;
  const char *csv;

  if (bytes == NULL)
    return FALSE;
  csv = g_bytes_get_data (bytes, &length);
  return doudi_working_days_add_table (calendar, csv, (gssize) length, path, error);
}

/**
 * doudi_working_days_new_bundled:
 * @error: %DOUDI_ERROR_NOT_FOUND or %DOUDI_ERROR_BAD_DATA if the program's own tables are missing
 * or wrong
 *
 * Makes a calendar with every year's table that the program carries.
 *
 * Returns: (nullable) (transfer full): the calendar, or %NULL with @error set
 */
DoudiWorkingDays *
doudi_working_days_new_bundled (GError **error)
{
  g_autoptr (DoudiWorkingDays) calendar = doudi_working_days_new ();
  g_auto (GStrv) names = doudi_data_list (FOLDER, error);

  if (names == NULL)
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    if (!add_bundled (calendar, names[i], error))
      return NULL;
  return g_steal_pointer (&calendar);
}

G_GNUC_PRINTF (3, 4)
static gboolean
refuse (const Table *table, GError **error, const char *format, ...)
{
  g_autofree char *place = g_strdup_printf ("%s:%u", table->where, table->line);
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, place, "%s: %s", place, message);
  return FALSE;
}

static DayKind
lookup_kind (GHashTable *kinds, DoudiDay day)
{
  return (DayKind) GPOINTER_TO_INT (g_hash_table_lookup (kinds, GUINT_TO_POINTER (day)));
}

static DayKind
parse_kind (const char *text)
{
  if (g_str_equal (text, "holiday"))
    return DAY_HOLIDAY;
  return g_str_equal (text, "workday") ? DAY_WORKDAY : DAY_ORDINARY;
}

/* Two tables may both list a day at the turn of the year, but not as different kinds. */
static gboolean
add_day (Table *table, DoudiDay day, const char *date, DayKind kind, GError **error)
{
  DayKind known = lookup_kind (table->calendar->kinds, day);

  if (lookup_kind (table->kinds, day) != DAY_ORDINARY)
    return refuse (table, error, _ ("the day %s is listed twice. Delete one of the lines."), date);
  if (known != DAY_ORDINARY && known != kind)
    return refuse (
      table, error,
      _ ("the day %s is of another kind in a table loaded before. Correct one of them."), date);
  g_hash_table_insert (table->kinds, GUINT_TO_POINTER (day), GINT_TO_POINTER (kind));
  g_array_append_val (table->days, day);
  return TRUE;
}

static gboolean
add_row (Table *table, const GPtrArray *fields, GError **error)
{
  const char *date = g_ptr_array_index (fields, 0);
  const char *kind_name;
  DoudiDay day;

  if (fields->len == 1 && *date == '\0')
    return TRUE;
  if (fields->len < 2)
    return refuse (table, error, _ ("there is only one column. Write date, kind, name."));
  day = doudi_day_parse_iso (date);
  if (day == DOUDI_DAY_NONE)
    return refuse (table, error, _ ("“%s” is not a day. Write it as 2026-01-31."), date);
  kind_name = g_ptr_array_index (fields, 1);
  if (parse_kind (kind_name) == DAY_ORDINARY)
    return refuse (table, error, _ ("“%s” is not a kind of day. Write “holiday” or “workday”."),
                   kind_name);
  return add_day (table, day, date, parse_kind (kind_name), error);
}

static gboolean
check_heading (const Table *table, const GPtrArray *fields, GError **error)
{
  static const char *const headings[] = { "date", "kind" };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    if (fields->len <= i || !g_str_equal (g_ptr_array_index (fields, i), headings[i]))
      return refuse (table, error, _ ("the table must begin with the line “date,kind,name”."));
  return TRUE;
}

static gboolean
read_table (Table *table, DoudiCsv *csv, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  GError *local = NULL;
  gboolean heading = TRUE;

  while (doudi_csv_next (csv, fields, &local))
    {
      table->line = doudi_csv_get_line (csv);
      if (!(heading ? check_heading (table, fields, error) : add_row (table, fields, error)))
        return FALSE;
      heading = FALSE;
    }
  if (local != NULL)
    {
      table->line = doudi_csv_get_line (csv);
      refuse (table, error, "%s", local->message);
      g_error_free (local);
      return FALSE;
    }
  if (table->days->len == 0)
    return refuse (table, error, _ ("the table lists no days."));
  return TRUE;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  DoudiDay first = *(const DoudiDay *) a;
  DoudiDay second = *(const DoudiDay *) b;

  return first < second ? -1 : first > second;
}

/* Holidays reach over the turn of the year; the year of a table is that of the day in its middle.
 */
static int
year_of_table (const Table *table)
{
  int year;

  g_array_sort (table->days, compare_days);
  doudi_day_split (g_array_index (table->days, DoudiDay, table->days->len / 2), &year, NULL, NULL);
  return year;
}

static void
merge_table (DoudiWorkingDays *calendar, const Table *table)
{
  GHashTableIter iter;
  gpointer day, kind;

  g_hash_table_iter_init (&iter, table->kinds);
  while (g_hash_table_iter_next (&iter, &day, &kind))
    g_hash_table_insert (calendar->kinds, day, kind);
  g_hash_table_add (calendar->years, GINT_TO_POINTER (year_of_table (table)));
}

/**
 * doudi_working_days_add_table:
 * @calendar: (not nullable): a calendar that nobody else uses yet
 * @csv: (not nullable): the table: a line "date,kind,name", then a line a day: an ISO day,
 * "holiday" (off) or "workday" (a weekend day that is worked), a name that is not read
 * @length: bytes of @csv; -1 if it ends with a nul
 * @where: (nullable): the name of the file, for messages
 * @error: %DOUDI_ERROR_BAD_DATA with file and line: no such day or kind, a day twice, no heading
 *
 * Adds the days of one year, as the State Council's notice says. All of the table or nothing.
 *
 * Returns: whether the table was added
 */
gboolean
doudi_working_days_add_table (DoudiWorkingDays *calendar,
                              const char *csv,
                              gssize length,
                              const char *where,
                              GError **error)
{
  g_autoptr (DoudiCsv) reader = doudi_csv_new (csv, length, ',');
  g_autoptr (GHashTable) kinds = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (DoudiDay));
  Table table = { calendar, where == NULL ? FOLDER : where, 1, kinds, days };

  if (!read_table (&table, reader, error))
    return FALSE;
  merge_table (calendar, &table);
  return TRUE;
}

/**
 * doudi_working_days_has_year:
 * @calendar: (not nullable): a calendar
 * @year: a year
 *
 * Tells whether the table of a year is loaded. Without it only weekends are off, and whoever shows
 * a day that was counted says so.
 *
 * Returns: whether it is loaded
 */
gboolean
doudi_working_days_has_year (const DoudiWorkingDays *calendar, int year)
{
  return g_hash_table_contains (calendar->years, GINT_TO_POINTER (year));
}

/**
 * doudi_working_days_is_working:
 * @calendar: (not nullable): a calendar
 * @day: a day
 *
 * Tells whether offices work on a day.
 *
 * Returns: whether it is a working day; %FALSE for %DOUDI_DAY_NONE
 */
gboolean
doudi_working_days_is_working (const DoudiWorkingDays *calendar, DoudiDay day)
{
  DayKind kind;

  if (day == DOUDI_DAY_NONE)
    return FALSE;
  kind = lookup_kind (calendar->kinds, day);
  if (kind == DAY_ORDINARY)
    return doudi_day_weekday (day) < SATURDAY;
  return kind == DAY_WORKDAY;
}

static DoudiDay
next_working_from (const DoudiWorkingDays *calendar, DoudiDay day)
{
  while (!doudi_working_days_is_working (calendar, day))
    day++;
  return day;
}

/**
 * doudi_working_days_add:
 * @calendar: (not nullable): a calendar
 * @from: the day from which is counted, which does not count itself (Civil Code, article 201)
 * @days: how many working days, 0 or more
 *
 * Counts working days on.
 *
 * Returns: the last of the days; @from if @days is 0; %DOUDI_DAY_NONE for %DOUDI_DAY_NONE
 */
DoudiDay
doudi_working_days_add (const DoudiWorkingDays *calendar, DoudiDay from, int days)
{
  DoudiDay day = from;

  g_return_val_if_fail (days >= 0, DOUDI_DAY_NONE);

  if (from == DOUDI_DAY_NONE)
    return DOUDI_DAY_NONE;
  for (int i = 0; i < days; i++)
    day = next_working_from (calendar, day + 1);
  return day;
}

/**
 * doudi_working_days_count:
 * @calendar: (not nullable): a calendar
 * @from: a day, which does not count itself
 * @to: another day
 *
 * Counts the working days between two days: how many are left until a deadline, or how many it is
 * overdue.
 *
 * Returns: working days after @from up to @to; below 0 if @to is before @from
 */
int
doudi_working_days_count (const DoudiWorkingDays *calendar, DoudiDay from, DoudiDay to)
{
  int count = 0;

  if (to < from)
    return -doudi_working_days_count (calendar, to, from);
  for (DoudiDay day = from + 1; day <= to; day++)
    count += doudi_working_days_is_working (calendar, day) ? 1 : 0;
  return count;
}

/**
 * doudi_working_days_notice_period:
 * @calendar: (not nullable): a calendar
 * @posted: the day on which the sheet was hung up, which does not count
 * @days: the length of the period, 1 or more
 * @counting: whether every day counts or only working days
 *
 * Computes the period for which a notice hangs. Where every day counts, a last day that is off
 * moves to the next working day (Civil Code, articles 201 and 203). The decision may be made from
 * the day after the last.
 *
 * Returns: the period; all days are %DOUDI_DAY_NONE if @posted is
 */
DoudiNoticePeriod
doudi_working_days_notice_period (const DoudiWorkingDays *calendar,
                                  DoudiDay posted,
                                  int days,
                                  DoudiCounting counting)
{
  DoudiNoticePeriod period = { DOUDI_DAY_NONE, DOUDI_DAY_NONE, DOUDI_DAY_NONE };

  g_return_val_if_fail (days >= 1, period);

  if (posted == DOUDI_DAY_NONE)
    return period;
  period.first = posted + 1;
  if (counting == DOUDI_COUNTING_WORKING)
    period.last = doudi_working_days_add (calendar, posted, days);
  else
    period.last = next_working_from (calendar, posted + (DoudiDay) days);
  period.decide_from = period.last + 1;
  return period;
}
