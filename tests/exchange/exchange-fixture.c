/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "exchange-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zip.h>

#include "base/doudi-error.h"

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("doudi-exchange-XXXXXX", &error);
  g_assert_no_error (error);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  GDir *dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_dir_close (dir);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

char *
fixture_path (const Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

char *
fixture_write (const Fixture *fixture, const char *name, gconstpointer bytes, gssize length)
{
  char *path = fixture_path (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, length, &error);
  g_assert_no_error (error);
  return path;
}

char *
fixture_write_zip (const Fixture *fixture, const char *name, const ZipEntry *entries)
{
  char *path = fixture_path (fixture, name);
  zip_t *archive = zip_open (path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

  g_assert_nonnull (archive);
  for (; entries->name != NULL; entries++)
    {
      gsize length = entries->length < 0 ? strlen (entries->text) : (gsize) entries->length;
      zip_source_t *source = zip_source_buffer (archive, entries->text, length, 0);
      zip_int64_t index = zip_file_add (archive, entries->name, source, ZIP_FL_ENC_UTF_8);

      g_assert_cmpint (index, >=, 0);
      if (entries->stored)
        zip_set_file_compression (archive, (zip_uint64_t) index, ZIP_CM_STORE, 0);
    }
  g_assert_cmpint (zip_close (archive), ==, 0);
  return path;
}

#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""

static const char root_relations[]
  = "<Relationships><Relationship Id=\"r1\" Type=\"" RELATION
    "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
static const char workbook_relations[]
  = "<Relationships><Relationship Id=\"rId1\" Type=\"" RELATION
    "/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" RELATION
    "/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"" RELATION
    "/styles\" Target=\"styles.xml\"/></Relationships>";

char *
fixture_write_xlsx (const Fixture *fixture, const char *name, const Workbook *workbook)
{
  g_autofree char *book
    = g_strdup_printf ("<?xml version=\"1.0\"?><workbook " MAIN " xmlns:r=\"r\">%s<sheets><sheet "
                       "name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
                       workbook->workbook_properties == NULL ? "" : workbook->workbook_properties);
  g_autofree char *sheet = workbook->sheet != NULL
                             ? g_strdup (workbook->sheet)
                             : g_strconcat ("<worksheet " MAIN "><sheetData>", workbook->rows,
                                            "</sheetData></worksheet>", NULL);
  g_autofree char *strings = g_strdup_printf ("<sst " MAIN ">%s</sst>",
                                              workbook->strings == NULL ? "" : workbook->strings);
  g_autofree char *styles = g_strdup_printf ("<styleSheet " MAIN ">%s</styleSheet>",
                                             workbook->styles == NULL ? "" : workbook->styles);
  const ZipEntry entries[] = {
    { "_rels/.rels", root_relations, -1 },
    { "xl/workbook.xml", book, -1 },
    { "xl/_rels/workbook.xml.rels", workbook_relations, -1 },
    { "xl/worksheets/sheet1.xml", sheet, -1 },
    { "xl/sharedStrings.xml", strings, -1 },
    { "xl/styles.xml", styles, -1 },
    { NULL },
  };

  return fixture_write_zip (fixture, name, entries);
}

char *
fixture_roster (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "rosters", name, NULL);
}

static void
dump_row (GString *dump, const DoudiTableRow *row)
{
  static const char marks[] = { '_', 't', 'n', 'b', 'e' };

  g_string_append_printf (dump, "%u%s:", row->number, row->hidden ? "h" : "");
  for (guint i = 0; i < row->n_cells; i++)
    g_string_append_printf (dump, "%s%c%s%s=%s", i == 0 ? "" : "|", marks[row->cells[i].kind],
                            row->cells[i].is_date ? "d" : "", row->cells[i].formula ? "f" : "",
                            row->cells[i].text);
  g_string_append_c (dump, '\n');
}

char *
fixture_dump_table (const char *path, GError **error)
{
  g_autoptr (DoudiTable) table = doudi_table_open (path, error);
  GString *dump;
  DoudiTableRow row;

  if (table == NULL || !doudi_table_select (table, 0, error))
    return NULL;
  dump = g_string_new (NULL);
  while (doudi_table_next (table, &row, error))
    dump_row (dump, &row);
  return g_string_free (dump, FALSE);
}

void
fixture_assert_refused (const char *path, int code, const char *in_message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *dump = fixture_dump_table (path, &error);

  if (error == NULL)
    g_error ("%s was read: %s", name, dump);
  g_assert_error (error, DOUDI_ERROR, code);
  g_assert_nonnull (doudi_error_get_where (error));
  g_assert_nonnull (strstr (doudi_error_get_where (error), name));
  if (strstr (error->message, in_message) == NULL)
    g_error ("“%s” is not in “%s”", in_message, error->message);
  g_assert_cmpuint (strlen (error->message), >, 20);
}
