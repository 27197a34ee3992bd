/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-caseload.h"
#include "paper/doudi-sheet.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * DoudiSheetView:
 *
 * A sheet as it will be printed: looked at, turned over, printed, saved. It says nothing of how the
 * sheet comes about: whoever holds it makes the sheet, and when the signal "take" comes makes it
 * anew on the worker, where the log says that it was taken. The argument of the signal is the file
 * to write, %NULL for the printer.
 */
#define DOUDI_TYPE_SHEET_VIEW (doudi_sheet_view_get_type ())
G_DECLARE_FINAL_TYPE (DoudiSheetView, doudi_sheet_view, DOUDI, SHEET_VIEW, GtkWidget)

void doudi_sheet_view_set_caseload (DoudiSheetView *self, DoudiCaseload *caseload);
void doudi_sheet_view_show (DoudiSheetView *self, DoudiSheet *sheet, const char *file_name);
guint doudi_sheet_view_get_n_pages (DoudiSheetView *self);
void doudi_sheet_view_say (DoudiSheetView *self, const char *text, gboolean wrong);
void doudi_sheet_view_finish_print (DoudiSheetView *self, DoudiSheet *sheet, const char *title, const GError *error);
void doudi_sheet_view_finish_save (DoudiSheetView *self, const GError *error);

G_END_DECLS
