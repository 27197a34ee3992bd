/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-print.h"

static void
on_draw_page_cb (GtkPrintOperation *operation,
                 GtkPrintContext *context,
                 int page,
                 gpointer user_data)
{
  doudi_sheet_draw_page (user_data, gtk_print_context_get_cairo_context (context), (guint) page);
}

static GtkPageSetup *
new_page_setup (DoudiSheet *sheet)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  gboolean a3 = doudi_sheet_get_paper (sheet) == DOUDI_PAPER_A3_LANDSCAPE;
  gboolean portrait = doudi_sheet_get_paper (sheet) == DOUDI_PAPER_A4_PORTRAIT;
  GtkPaperSize *size = gtk_paper_size_new (a3 ? GTK_PAPER_NAME_A3 : GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (setup, portrait ? GTK_PAGE_ORIENTATION_PORTRAIT
                                                  : GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_POINTS);
  gtk_paper_size_free (size);
  return setup;
}

/**
 * doudi_print_sheet:
 * @parent: the window that asks
 * @sheet: a paginated sheet
 * @job_name: translated; nothing that names a person
 * @error: what the printer says
 *
 * Lets a person choose a printer and prints. The sheet lays itself out on the whole page; the print
 * operation only lends the paper.
 *
 * Returns: %FALSE on an error; thinking better of it is none
 */
gboolean
doudi_print_sheet (GtkWindow *parent, DoudiSheet *sheet, const char *job_name, GError **error)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = new_page_setup (sheet);

  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, (int) doudi_sheet_get_n_pages (sheet));
  gtk_print_operation_set_job_name (operation, job_name);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw_page_cb), sheet);
  return gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, error)
         != GTK_PRINT_OPERATION_RESULT_ERROR;
}
