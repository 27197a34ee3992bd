/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-preview.h"

#define MARGIN 16

/* A page of a sheet, drawn by the code that draws it on paper, as large as fits. */
struct _DoudiPreview
{
  GtkWidget parent_instance;

  DoudiSheet *sheet;
  guint page;
};

G_DEFINE_FINAL_TYPE (DoudiPreview, doudi_preview, GTK_TYPE_WIDGET)

static void
doudi_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  DoudiPreview *self = DOUDI_PREVIEW (widget);
  double width_pt, height_pt, scale, x, y;
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr;

  if (self->sheet == NULL || width <= 2 * MARGIN || height <= 2 * MARGIN)
    return;
  doudi_sheet_get_page_size (self->sheet, &width_pt, &height_pt);
  scale = MIN ((width - 2 * MARGIN) / width_pt, (height - 2 * MARGIN) / height_pt);
  x = (width - width_pt * scale) / 2;
  y = (height - height_pt * scale) / 2;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, width_pt, height_pt);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  doudi_sheet_draw_page (self->sheet, cr, self->page);
  cairo_destroy (cr);
}

static void
doudi_preview_dispose (GObject *object)
{
  g_clear_pointer (&DOUDI_PREVIEW (object)->sheet, doudi_sheet_unref);

  G_OBJECT_CLASS (doudi_preview_parent_class)->dispose (object);
}

static void
doudi_preview_class_init (DoudiPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = doudi_preview_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = doudi_preview_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "preview");
}

static void
doudi_preview_init (DoudiPreview *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "desk");
}

/**
 * doudi_preview_show:
 * @sheet: (nullable): a paginated sheet
 */
void
doudi_preview_show (DoudiPreview *self, DoudiSheet *sheet)
{
  if (self->sheet == sheet)
    return;
  g_clear_pointer (&self->sheet, doudi_sheet_unref);
  self->sheet = sheet != NULL ? doudi_sheet_ref (sheet) : NULL;
  self->page = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * doudi_preview_get_page:
 *
 * Returns: the page shown, from 0
 */
guint
doudi_preview_get_page (DoudiPreview *self)
{
  return self->page;
}

/**
 * doudi_preview_get_n_pages:
 *
 * Returns: how many pages the sheet has, 0 when there is none
 */
guint
doudi_preview_get_n_pages (DoudiPreview *self)
{
  return self->sheet != NULL ? doudi_sheet_get_n_pages (self->sheet) : 0;
}

/**
 * doudi_preview_set_page:
 * @page: from 0; beyond the last nothing happens
 */
void
doudi_preview_set_page (DoudiPreview *self, guint page)
{
  if (page >= doudi_preview_get_n_pages (self))
    return;
  self->page = page;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
