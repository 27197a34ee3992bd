/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "exchange/doudi-table.h"

G_BEGIN_DECLS

/* A folder of its own for each test, gone with the fixture. */
typedef struct
{
  char *folder;
} Fixture;

void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);
char *fixture_path (const Fixture *fixture, const char *name);
char *fixture_write (const Fixture *fixture, const char *name, gconstpointer bytes, gssize length);

/* A file in a zip archive; the last one has no name. */
typedef struct
{
  const char *name;
  const char *text;
  gssize length;   /* -1: text ends with a nul */
  gboolean stored; /* not packed */
} ZipEntry;

char *fixture_write_zip (const Fixture *fixture, const char *name, const ZipEntry *entries);

/* A workbook of one sheet; parts that are NULL are left out. */
typedef struct
{
  const char *rows;    /* inside <sheetData> */
  const char *strings; /* inside <sst> */
  const char *styles;  /* inside <styleSheet> */
  const char *sheet;   /* the whole worksheet, instead of rows */
  const char *workbook_properties;
} Workbook;

char *fixture_write_xlsx (const Fixture *fixture, const char *name, const Workbook *workbook);
char *fixture_roster (const char *name);

/* The text of a whole table, one row a line: "5: a|b|#c", or the message of the error at its end. */
char *fixture_dump_table (const char *path, GError **error);
void fixture_assert_refused (const char *path, int code, const char *in_message);

G_END_DECLS
