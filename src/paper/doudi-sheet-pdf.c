/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "paper/doudi-sheet-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "base/doudi-file.h"

/* What most sheets are. */
#define NAME "公示"

typedef struct
{
  DoudiSheet *sheet;
  DoudiDay created_on;
} PdfJob;

/* Neither the county nor a person, nor the clock: the same sheet gives the same bytes. */
static void
set_metadata (cairo_surface_t *surface, const DoudiSheet *sheet, DoudiDay created_on)
{
  const char *name = sheet->name != NULL ? sheet->name : NAME;
  g_autofree char *day = doudi_day_format_iso (created_on);
  g_autofree char *stamp = g_strdup_printf ("%sT00:00:00+08:00", day);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, name);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, stamp);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, stamp);
}

static gboolean
check_cairo (cairo_status_t status, const char *path, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_IO, path, _ ("Cannot write the sheet: %s"),
                   cairo_status_to_string (status));
  return FALSE;
}

/* Writes the pages of a paginated sheet over what is there. */
gboolean
_doudi_sheet_write_pages (DoudiSheet *sheet, const char *path, DoudiDay created_on, GError **error)
{
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;

  doudi_sheet_get_page_size (sheet, &width, &height);
  surface = cairo_pdf_surface_create (path, width, height);
  set_metadata (surface, sheet, created_on);
  cr = cairo_create (surface);
  for (guint page = 0; page < doudi_sheet_get_n_pages (sheet); page++)
    {
      doudi_sheet_draw_page (sheet, cr, page);
      cairo_show_page (cr);
    }
  cairo_surface_finish (surface);
  status = cairo_status (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return check_cairo (status, path, error);
}

static gboolean
write_pdf (const char *temporary_path, gpointer data, GError **error)
{
  PdfJob *job = data;

  return _doudi_sheet_write_pages (job->sheet, temporary_path, job->created_on, error);
}

/**
 * doudi_sheet_write_pdf:
 * @sheet: a paginated sheet
 * @path: (type filename): the file, whole or not there at all
 * @created_on: the day the file says it was made: the same sheet gives the same bytes
 * @error: (nullable): as of doudi_file_publish()
 *
 * Writes the pages as PDF.
 *
 * Returns: whether it worked
 */
gboolean
doudi_sheet_write_pdf (DoudiSheet *sheet, const char *path, DoudiDay created_on, GError **error)
{
  PdfJob job = { .sheet = sheet, .created_on = created_on };

  g_return_val_if_fail (sheet->state == DOUDI_SHEET_PAGINATED, FALSE);

  return doudi_file_publish (path, write_pdf, &job, error);
}
