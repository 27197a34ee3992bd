/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-table-private.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"

/* What is wrong with workbooks of either kind, and what to do. */
static const char *const messages[] = {
  [DOUDI_TABLE_DAMAGED]
  = N_ ("the workbook is damaged or not complete. Copy it once more, or open it "
        "in WPS or Excel and save it as a new .xlsx workbook."),
  [DOUDI_TABLE_PASSWORD]
  = N_ ("the workbook is protected by a password. Open it in WPS or Excel, take "
        "the password off and save it again."),
  [DOUDI_TABLE_MACROS] = N_ ("the workbook holds macros, which may carry a virus. Open it without "
                             "running them and save it as an .xlsx workbook (not .xlsm)."),
  [DOUDI_TABLE_LINKS] = N_ ("the workbook takes values from other files. Open it, break the links "
                            "(Data, Edit links) or paste the values only, and save it again."),
  [DOUDI_TABLE_OBJECTS]
  = N_ ("the workbook holds other documents or controls. Copy the table alone "
        "into a new workbook and save that."),
};

/**
 * doudi_table_refuse:
 * @error: (nullable): where the error goes
 * @format: (not nullable): the translated message: what is wrong and what to do
 * @...: its arguments
 *
 * For readers: %DOUDI_ERROR_BAD_DATA without a place, which the table adds.
 *
 * Returns: %FALSE
 */
gboolean
doudi_table_refuse (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL, "%s", message);
  return FALSE;
}

/**
 * doudi_table_refuse_for:
 * @error: (nullable): where the error goes
 * @fault: what is wrong
 *
 * For readers: doudi_table_refuse() for what can be wrong with any workbook.
 *
 * Returns: %FALSE
 */
gboolean
doudi_table_refuse_for (GError **error, DoudiTableFault fault)
{
  return doudi_table_refuse (error, "%s", _ (messages[fault]));
}
