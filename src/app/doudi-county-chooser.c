/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-county-chooser.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-county-finder.h"

/* Whoever sees more than these types another letter. */
#define MOST_COUNTIES 50

/* Keeps the county with its row. */
#define COUNTY "doudi-county"

/*
 * A search over the counties of the country and what it finds. Says by "chosen" that there is one,
 * or another one; by "entered" that Return took the best.
 */
struct _DoudiCountyChooser
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkSearchEntry *entry;
  GtkListBox *list;
  GtkLabel *empty_label;

  DoudiCountyFinder *finder;
  const DoudiCounty *county;
};

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_ENTERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (DoudiCountyChooser, doudi_county_chooser, GTK_TYPE_WIDGET)

static GtkWidget *
row_new (const DoudiCounty *county)
{
  g_autofree char *place = doudi_county_dup_place (county);
  g_autofree char *all = g_strdup_printf ("%s, %s, %s", county->name, place, county->code);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (county->name);
  GtkWidget *where = gtk_label_new (place);
  GtkWidget *code = gtk_label_new (county->code);

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (where), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (where), 0);
  gtk_widget_set_hexpand (where, TRUE);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 2);
  gtk_widget_set_margin_bottom (box, 2);
  gtk_widget_add_css_class (where, "dim");
  gtk_widget_add_css_class (code, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), where);
  gtk_box_append (GTK_BOX (box), code);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  g_object_set_data (G_OBJECT (row), COUNTY, (gpointer) county);
  return row;
}

static void
on_selected_cb (DoudiCountyChooser *self, GtkListBoxRow *row)
{
  const DoudiCounty *county = row != NULL ? g_object_get_data (G_OBJECT (row), COUNTY) : NULL;

  /* What was chosen stays so while other counties are looked at. */
  if (county == NULL || county == self->county)
    return;
  self->county = county;
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
show_none (DoudiCountyChooser *self, const char *typed)
{
  g_autofree char *text = g_strdup_printf (
    _ ("No county fits “%s”. Type the beginning of its name, or the first six digits of its code."),
    typed);

  gtk_label_set_text (self->empty_label, text);
}

static void
on_typed_cb (DoudiCountyChooser *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (GPtrArray) found = NULL;
  GtkListBoxRow *row;

  if (self->finder == NULL)
    return;
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  found = doudi_county_finder_find (self->finder, typed, MOST_COUNTIES);
  show_none (self, typed);
  for (guint i = 0; i < found->len; i++)
    {
      const DoudiCounty *county = g_ptr_array_index (found, i);
      GtkWidget *added = row_new (county);

      gtk_list_box_append (self->list, added);
      if (county == self->county)
        gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (added));
    }
}

/* Return does not wait for the search, which does. */
static void
on_entered_cb (DoudiCountyChooser *self)
{
  GtkListBoxRow *row;

  on_typed_cb (self);
  row = gtk_list_box_get_row_at_index (self->list, 0);
  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  g_signal_emit (self, signals[SIGNAL_ENTERED], 0);
}

static void
read_counties (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  DoudiCountyFinder *finder = doudi_county_finder_new (&error);

  if (finder != NULL)
    g_task_return_pointer (task, finder, (GDestroyNotify) doudi_county_finder_free);
  else
    g_task_return_error (task, error);
}

static void
on_counties_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  DoudiCountyChooser *self = DOUDI_COUNTY_CHOOSER (source);
  g_autoptr (GError) error = NULL;

  self->finder = g_task_propagate_pointer (G_TASK (result), &error);
  /* The window may be gone before they are read. */
  if (self->list == NULL)
    return;
  if (self->finder == NULL)
    gtk_label_set_text (self->empty_label, error->message);
  else
    on_typed_cb (self);
}

static gboolean
doudi_county_chooser_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (DOUDI_COUNTY_CHOOSER (widget)->entry));
}

static void
doudi_county_chooser_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_COUNTY_CHOOSER);

  G_OBJECT_CLASS (doudi_county_chooser_parent_class)->dispose (object);
}

static void
doudi_county_chooser_finalize (GObject *object)
{
  DoudiCountyChooser *self = DOUDI_COUNTY_CHOOSER (object);

  g_clear_pointer (&self->finder, doudi_county_finder_free);

  G_OBJECT_CLASS (doudi_county_chooser_parent_class)->finalize (object);
}

static void
doudi_county_chooser_class_init (DoudiCountyChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_county_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_county_chooser_finalize;
  widget_class->grab_focus = doudi_county_chooser_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-county-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiCountyChooser, content);
  gtk_widget_class_bind_template_child (widget_class, DoudiCountyChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiCountyChooser, list);
  gtk_widget_class_bind_template_child (widget_class, DoudiCountyChooser, empty_label);
  gtk_widget_class_bind_template_callback (widget_class, on_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENTERED] = g_signal_new ("entered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
doudi_county_chooser_init (DoudiCountyChooser *self)
{
  g_autoptr (GTask) task = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  task = g_task_new (self, NULL, on_counties_read_cb, NULL);
  g_task_run_in_thread (task, read_counties);
}

/**
 * doudi_county_chooser_get_county:
 *
 * Returns: (transfer none) (nullable): the county that was chosen; it lives as long as @self
 */
const DoudiCounty *
doudi_county_chooser_get_county (DoudiCountyChooser *self)
{
  return self->county;
}
