/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "exchange/doudi-package.h"
#include "exchange/doudi-table-private.h"

G_BEGIN_DECLS

/**
 * DoudiXlsxSheet:
 *
 * A worksheet of a workbook: the name of its part.
 */
typedef struct
{
  char *name;
  char *part;
  gboolean hidden;
} DoudiXlsxSheet;

/**
 * DoudiXlsxWorkbook:
 * @sheets: (element-type DoudiXlsxSheet)
 * @strings: (nullable): part of the shared strings
 * @styles: (nullable): part of the styles
 */
typedef struct
{
  GPtrArray *sheets;
  char *strings;
  char *styles;
  gboolean epoch_1904;
} DoudiXlsxWorkbook;

gboolean doudi_xlsx_workbook_load (DoudiXlsxWorkbook *workbook, DoudiPackage *package, GError **error);
void doudi_xlsx_workbook_clear (DoudiXlsxWorkbook *workbook);

/**
 * DoudiXlsxStrings:
 *
 * The shared strings: one stretch of memory and where each begins.
 */
typedef struct
{
  GString *pool;
  GArray *offsets; /* gsize */
} DoudiXlsxStrings;

gboolean doudi_xlsx_strings_load (DoudiXlsxStrings *strings, DoudiPackage *package, const char *part, GError **error);
void doudi_xlsx_strings_clear (DoudiXlsxStrings *strings);
const char *doudi_xlsx_strings_get (const DoudiXlsxStrings *strings, guint64 index);
void doudi_xlsx_unescape (char *text);

typedef enum
{
  DOUDI_FORMAT_NUMBER,
  DOUDI_FORMAT_DAY,
  DOUDI_FORMAT_MONTH,
} DoudiFormat;

DoudiFormat doudi_xlsx_format_parse (const char *code);
DoudiFormat doudi_xlsx_format_builtin (guint id);
GArray *doudi_xlsx_styles_load (DoudiPackage *package, const char *part, GError **error);

/**
 * DoudiXlsxRows:
 *
 * The rows of a worksheet, streaming.
 */
typedef struct _DoudiXlsxRows DoudiXlsxRows;

DoudiXlsxRows *doudi_xlsx_rows_new (DoudiPackage *package,
                                    const char *part,
                                    const DoudiXlsxStrings *strings,
                                    GArray *styles,
                                    gboolean epoch_1904,
                                    GError **error);
void doudi_xlsx_rows_free (DoudiXlsxRows *rows);
gboolean doudi_xlsx_rows_next (DoudiXlsxRows *rows, DoudiTableRow *row, GError **error);
void doudi_xlsx_rows_get_progress (const DoudiXlsxRows *rows, gint64 *done, gint64 *total);

G_END_DECLS
