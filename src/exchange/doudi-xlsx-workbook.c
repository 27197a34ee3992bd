/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-xlsx-parts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/doudi-xml.h"

#define ROOT_RELATIONS "_rels/.rels"

/* Namespaces of relation types differ between the two dialects of the format; their ends do not. */
#define TYPE_WORKBOOK "/officeDocument"
#define TYPE_SHEET "/worksheet"
#define TYPE_STRINGS "/sharedStrings"
#define TYPE_STYLES "/styles"
#define TYPE_EXTERNAL "/externalLink"

/* From the file of relations of one part. */
typedef struct
{
  char *folder;         /* of the part, with a slash at the end, or "" */
  GHashTable *by_id;    /* id to the name of the part */
  GHashTable *sheet_id; /* ids of worksheets */
  char *workbook;
  char *strings;
  char *styles;
} Relations;

typedef struct
{
  DoudiXlsxWorkbook *workbook;
  const Relations *relations;
} Sheets;

static void
sheet_free (gpointer data)
{
  DoudiXlsxSheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->part);
  g_free (sheet);
}

static void
relations_init (Relations *relations, const char *part)
{
  const char *slash = strrchr (part, '/');

  *relations = (Relations){ 0 };
  relations->folder = g_strndup (part, slash == NULL ? 0 : (gsize) (slash - part) + 1);
  relations->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  relations->sheet_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
relations_clear (Relations *relations)
{
  g_clear_pointer (&relations->by_id, g_hash_table_unref);
  g_clear_pointer (&relations->sheet_id, g_hash_table_unref);
  g_free (relations->folder);
  g_free (relations->workbook);
  g_free (relations->strings);
  g_free (relations->styles);
}

/* "/xl/worksheets/sheet1.xml", "worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml" */
static char *
resolve (const char *folder, const char *target)
{
  g_autofree char *joined
    = *target == '/' ? g_strdup (target + 1) : g_strconcat (folder, target, NULL);
  g_auto (GStrv) steps = g_strsplit (joined, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; steps[i] != NULL; i++)
    {
      if (g_str_equal (steps[i], "..") && kept->len > 0)
        g_ptr_array_set_size (kept, (int) kept->len - 1);
      else if (!g_str_equal (steps[i], ".") && !g_str_equal (steps[i], ".."))
        g_ptr_array_add (kept, steps[i]);
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

static void
on_relation_cb (DoudiXml *xml, const char *name, const char **attributes, gpointer data)
{
  Relations *relations = data;
  const char *id = doudi_xml_attribute (attributes, "Id");
  const char *type = doudi_xml_attribute (attributes, "Type");
  const char *target = doudi_xml_attribute (attributes, "Target");
  g_autofree char *part = NULL;

  if (!g_str_equal (name, "Relationship") || id == NULL || type == NULL || target == NULL)
    return;
  if (g_str_has_suffix (type, TYPE_EXTERNAL))
    doudi_xml_fail_for (xml, DOUDI_TABLE_LINKS);
  part = resolve (relations->folder, target);
  if (g_str_has_suffix (type, TYPE_WORKBOOK) && relations->workbook == NULL)
    relations->workbook = g_strdup (part);
  if (g_str_has_suffix (type, TYPE_STRINGS) && relations->strings == NULL)
    relations->strings = g_strdup (part);
  if (g_str_has_suffix (type, TYPE_STYLES) && relations->styles == NULL)
    relations->styles = g_strdup (part);
  if (g_str_has_suffix (type, TYPE_SHEET))
    g_hash_table_add (relations->sheet_id, g_strdup (id));
  g_hash_table_insert (relations->by_id, g_strdup (id), g_steal_pointer (&part));
}

static gboolean
load_relations (Relations *relations, DoudiPackage *package, const char *part, GError **error)
{
  static const DoudiXmlHandler handler = { on_relation_cb, NULL, NULL };

  return doudi_xml_parse_part (package, part, &handler, relations, error);
}

static gboolean
is_true (const char *text)
{
  return text != NULL && (g_str_equal (text, "1") || g_str_equal (text, "true"));
}

/* A <sheet> of the workbook; charts are sheets too, and are left out. */
static void
add_sheet (DoudiXml *xml, const char **attributes, const Sheets *sheets)
{
  const char *name = doudi_xml_attribute (attributes, "name");
  const char *state = doudi_xml_attribute (attributes, "state");
  const char *id = doudi_xml_attribute (attributes, "id");
  const char *part = id == NULL ? NULL : g_hash_table_lookup (sheets->relations->by_id, id);
  DoudiXlsxSheet *sheet;

  if (part == NULL || name == NULL)
    {
      doudi_xml_fail_damaged (xml);
      return;
    }
  if (!g_hash_table_contains (sheets->relations->sheet_id, id))
    return;
  sheet = g_new0 (DoudiXlsxSheet, 1);
  sheet->name = g_strdup (name);
  sheet->part = g_strdup (part);
  sheet->hidden = state != NULL && !g_str_equal (state, "visible");
  g_ptr_array_add (sheets->workbook->sheets, sheet);
}

static void
on_workbook_cb (DoudiXml *xml, const char *name, const char **attributes, gpointer data)
{
  const Sheets *sheets = data;

  if (g_str_equal (name, "workbookPr"))
    sheets->workbook->epoch_1904 = is_true (doudi_xml_attribute (attributes, "date1904"));
  else if (g_str_equal (name, "sheet"))
    add_sheet (xml, attributes, sheets);
}

/* "xl/workbook.xml" to "xl/_rels/workbook.xml.rels" */
static char *
relations_of (const char *part)
{
  const char *slash = strrchr (part, '/');
  g_autofree char *folder = g_strndup (part, slash == NULL ? 0 : (gsize) (slash - part) + 1);

  return g_strconcat (folder, "_rels/", slash == NULL ? part : slash + 1, ".rels", NULL);
}

static gboolean
load_sheets (DoudiXlsxWorkbook *workbook, DoudiPackage *package, const char *part, GError **error)
{
  static const DoudiXmlHandler handler = { on_workbook_cb, NULL, NULL };
  g_autofree char *relations_part = relations_of (part);
  Relations relations;
  Sheets sheets = { workbook, &relations };
  gboolean done;

  relations_init (&relations, part);
  done = load_relations (&relations, package, relations_part, error)
         && doudi_xml_parse_part (package, part, &handler, &sheets, error);
  workbook->strings = g_steal_pointer (&relations.strings);
  workbook->styles = g_steal_pointer (&relations.styles);
  relations_clear (&relations);
  return done;
}

/* What else comes as an archive, by a part that it has. */
static const struct
{
  const char *part;
  const char *message;
} strangers[] = {
  { "xl/workbook.bin",
    N_ ("this is a binary workbook (.xlsb). Open it in Excel and save it as an .xlsx "
        "workbook.") },
  { "content.xml", N_ ("this is an OpenDocument file. Open it and save it as an .xlsx workbook.") },
  { "word/document.xml",
    N_ ("this is a text document. Copy its table into a workbook and save that as "
        ".xlsx.") },
};

static gboolean
check_is_workbook (DoudiPackage *package, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    if (doudi_package_has (package, strangers[i].part))
      return doudi_table_refuse (error, "%s", _ (strangers[i].message));
  if (doudi_package_has (package, ROOT_RELATIONS))
    return TRUE;
  return doudi_table_refuse (error,
                             _ ("this is an archive, but no workbook is in it. Unpack it first and "
                                "choose the workbook."));
}

/**
 * doudi_xlsx_workbook_load:
 * @workbook: (not nullable) (out caller-allocates): the workbook; clear it in any case
 * @package: (not nullable): the archive
 * @error: %DOUDI_ERROR_BAD_DATA if it is no workbook, damaged, or linked to other files
 *
 * Finds out which sheets there are and where they are.
 *
 * Returns: whether it could be done
 */
gboolean
doudi_xlsx_workbook_load (DoudiXlsxWorkbook *workbook, DoudiPackage *package, GError **error)
{
  Relations root;
  gboolean done;

  *workbook = (DoudiXlsxWorkbook){ 0 };
  workbook->sheets = g_ptr_array_new_with_free_func (sheet_free);
  if (!check_is_workbook (package, error))
    return FALSE;
  relations_init (&root, "");
  done = load_relations (&root, package, ROOT_RELATIONS, error);
  if (done && root.workbook == NULL)
    done = doudi_table_refuse (error,
                               _ ("this is an archive, but no workbook is in it. Unpack it first "
                                  "and choose the workbook."));
  done = done && load_sheets (workbook, package, root.workbook, error);
  relations_clear (&root);
  return done;
}

/**
 * doudi_xlsx_workbook_clear:
 * @workbook: (not nullable): a workbook
 *
 * Frees what it holds.
 */
void
doudi_xlsx_workbook_clear (DoudiXlsxWorkbook *workbook)
{
  g_clear_pointer (&workbook->sheets, g_ptr_array_unref);
  g_clear_pointer (&workbook->strings, g_free);
  g_clear_pointer (&workbook->styles, g_free);
}
