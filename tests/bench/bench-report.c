/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include <xlsxwriter.h>

#include "../report/report-fixture.h"

/*
 * How long the pay roll of a month takes from the caseload to the finished workbook, beside the
 * library alone writing the same cells in the same process, and what memory was needed at most. The
 * report is also digested, logged and made durable; what that costs does not grow with the rows, so
 * the time of the processor is told too. The arguments say how many rows: 1000 10000 100000 if
 * there are none.
 */

#define TODAY "2018-07-02"
#define FIRST_ROW 3
#define TRIES 5

typedef struct
{
  double number;
  char *text;
} Cell;

/* Milliseconds on the wall and of the processor. */
typedef struct
{
  double wall;
  double cpu;
} Time;

static Time
now (void)
{
  return (Time){ (double) g_get_monotonic_time () / 1000.0,
                 (double) clock () * 1000.0 / CLOCKS_PER_SEC };
}

static Time
since (Time start)
{
  Time end = now ();

  return (Time){ end.wall - start.wall, end.cpu - start.cpu };
}

static void
keep_least (Time *least, Time time)
{
  least->wall = MIN (least->wall, time.wall);
  least->cpu = MIN (least->cpu, time.cpu);
}

static double
number_of (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  g_autofree char *joined = g_strjoinv ("", parts);

  return g_ascii_strtod (joined, NULL);
}

/* What the library alone is to write: every cell of the first sheet, made before the clock runs. */
static Cell *
take_cells (const DoudiReport *report)
{
  guint n_columns = doudi_report_get_n_columns (report, 0);
  guint n_rows = doudi_report_get_n_rows (report, 0);
  Cell *cells = g_new0 (Cell, (gsize) n_columns * n_rows);

  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        DoudiColumnKind kind = doudi_report_get_column (report, 0, column)->kind;
        Cell *cell = &cells[(gsize) row * n_columns + column];
        char *text = doudi_report_dup_cell_text (report, 0, row, column);

        if (kind == DOUDI_COLUMN_TEXT || kind == DOUDI_COLUMN_NUMBER_TEXT)
          cell->text = text;
        else
          {
            cell->number = number_of (text);
            g_free (text);
          }
      }
  return cells;
}

static void
free_cells (Cell *cells, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_free (cells[i].text);
  g_free (cells);
}

static lxw_format **
make_formats (lxw_workbook *workbook, const DoudiReport *report)
{
  guint n_columns = doudi_report_get_n_columns (report, 0);
  lxw_format **formats = g_new (lxw_format *, n_columns);

  for (guint column = 0; column < n_columns; column++)
    {
      DoudiColumnKind kind = doudi_report_get_column (report, 0, column)->kind;

      formats[column] = workbook_add_format (workbook);
      format_set_border (formats[column], LXW_BORDER_THIN);
      format_set_num_format (formats[column], kind == DOUDI_COLUMN_MONEY ? "#,##0.00" : "@");
    }
  return formats;
}

static Time
write_bare (const DoudiReport *report, const Cell *cells, const char *path)
{
  guint n_columns = doudi_report_get_n_columns (report, 0);
  guint n_rows = doudi_report_get_n_rows (report, 0);
  Time start = now ();
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  lxw_workbook *workbook = workbook_new_opt (path, &options);
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, NULL);
  g_autofree lxw_format **formats = make_formats (workbook, report);

  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        const Cell *cell = &cells[(gsize) row * n_columns + column];

        if (cell->text != NULL)
          worksheet_write_string (sheet, row + FIRST_ROW, (lxw_col_t) column, cell->text,
                                  formats[column]);
        else
          worksheet_write_number (sheet, row + FIRST_ROW, (lxw_col_t) column, cell->number,
                                  formats[column]);
      }
  if (workbook_close (workbook) != LXW_NO_ERROR)
    g_error ("the library could not write");
  return since (start);
}

static Time
write_report (Fixture *fixture, const char *path, double *build_ms)
{
  DoudiSession *session = fixture_session (fixture, "caseworker", TODAY);
  Time start = now ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiReport) report = fixture_report (fixture, "payment-sheet", "2018-06");

  *build_ms = since (start).wall;
  if (!doudi_report_write_xlsx (report, session, path, NULL, &error))
    g_error ("%s", error->message);
  return since (start);
}

static long
peak_megabytes (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

static void
run (guint rows)
{
  Fixture fixture = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (DoudiReport) report = NULL;
  Cell *cells;
  Time bare = { G_MAXDOUBLE, G_MAXDOUBLE };
  Time ours;
  double build;
  long peak;

  fixture_set_up (&fixture, NULL);
  fixture_fill_singles (&fixture, rows);
  fixture_pay (&fixture, 201806, LOW_INCOME, TRUE);
  fixture_session (&fixture, "caseworker", TODAY);
  path = fixture_path (&fixture, "bench.xlsx");
  ours = write_report (&fixture, path, &build);
  peak = peak_megabytes ();
  report = fixture_report (&fixture, "payment-sheet", "2018-06");
  cells = take_cells (report);
  for (int i = 0; i < TRIES; i++)
    {
      keep_least (&bare, write_bare (report, cells, path));
      keep_least (&ours, write_report (&fixture, path, &build));
    }
  printf ("report rows=%u ours_ms=%.1f bare_ms=%.1f ratio=%.2f build_ms=%.1f ours_cpu_ms=%.1f "
          "bare_cpu_ms=%.1f cpu_ratio=%.2f peak_mb=%ld\n",
          rows, ours.wall, bare.wall, ours.wall / bare.wall, build, ours.cpu, bare.cpu,
          ours.cpu / bare.cpu, peak);
  free_cells (cells,
              (gsize) doudi_report_get_n_columns (report, 0) * doudi_report_get_n_rows (report, 0));
  fixture_tear_down (&fixture, NULL);
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 1000, 10000, 100000 };

  if (argc > 1)
    for (int i = 1; i < argc; i++)
      run ((guint) atoi (argv[i]));
  else
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
      run (sizes[i]);
  return 0;
}
