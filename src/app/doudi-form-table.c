/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-form-table.h"

/* A table of a form: headings, and rows that are typed one after the other. */
struct _DoudiFormTable
{
  GtkWidget parent_instance;

  const DoudiFormSection *section;
  DoudiFormColumns *columns;
  DoudiFormControl *(*make) (const DoudiFormField *field, gpointer data);
  gpointer make_data;
  GPtrArray *rows;
  GtkWidget *add_button;
  gboolean read_only;
};

G_DEFINE_FINAL_TYPE (DoudiFormTable, doudi_form_table, GTK_TYPE_WIDGET)

enum
{
  ADD,
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
doudi_form_table_dispose (GObject *object)
{
  DoudiFormTable *self = DOUDI_FORM_TABLE (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (doudi_form_table_parent_class)->dispose (object);
}

static void
doudi_form_table_finalize (GObject *object)
{
  DoudiFormTable *self = DOUDI_FORM_TABLE (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->columns, doudi_form_columns_free);

  G_OBJECT_CLASS (doudi_form_table_parent_class)->finalize (object);
}

static void
doudi_form_table_class_init (DoudiFormTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_form_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_form_table_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);

  /**
   * DoudiFormTable::add
   *
   * The button that adds a row was pressed.
   */
  signals[ADD] = g_signal_new ("add", DOUDI_TYPE_FORM_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  /**
   * DoudiFormTable::remove
   * @row: from 0
   *
   * The button that removes a row was pressed.
   */
  signals[REMOVE] = g_signal_new ("remove", DOUDI_TYPE_FORM_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
doudi_form_table_init (DoudiFormTable *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 2);
  self->rows = g_ptr_array_new ();
}

static void
on_add_cb (DoudiFormTable *self)
{
  g_signal_emit (self, signals[ADD], 0);
}

static GtkWidget *
add_button_new (DoudiFormTable *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Add a row"));

  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "form-add");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_add_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

/**
 * doudi_form_table_new:
 * @section: a section with rows
 * @make: makes the control of a column
 *
 * Returns: (transfer floating): a table without rows
 */
GtkWidget *
doudi_form_table_new (const DoudiFormSection *section,
                      DoudiFormControl *(*make) (const DoudiFormField *field, gpointer data),
                      gpointer data)
{
  DoudiFormTable *self = g_object_new (DOUDI_TYPE_FORM_TABLE, NULL);

  self->section = section;
  self->columns = doudi_form_columns_new (section);
  self->make = make;
  self->make_data = data;
  gtk_widget_set_parent (doudi_form_row_new_headings (self->columns), GTK_WIDGET (self));
  self->add_button = add_button_new (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  doudi_assessment_text_get (&section->label), -1);
  return GTK_WIDGET (self);
}

/**
 * doudi_form_table_get_columns:
 *
 * Returns: (transfer none): its columns
 */
const DoudiFormColumns *
doudi_form_table_get_columns (DoudiFormTable *self)
{
  return self->columns;
}

/**
 * doudi_form_table_get_n_rows:
 *
 * Returns: how many rows are shown, with an empty last one
 */
guint
doudi_form_table_get_n_rows (DoudiFormTable *self)
{
  return self->rows->len;
}

static void
update (DoudiFormTable *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      doudi_form_row_set_index (g_ptr_array_index (self->rows, i), i);
      doudi_form_row_set_can_remove (g_ptr_array_index (self->rows, i), !self->read_only);
    }
  gtk_widget_set_visible (self->add_button, !self->read_only
                                              && (self->section->rows_most == 0
                                                  || self->rows->len < self->section->rows_most));
}

static void
on_row_remove_cb (DoudiFormRow *row, DoudiFormTable *self)
{
  g_signal_emit (self, signals[REMOVE], 0, doudi_form_row_get_index (row));
}

static void
append_row (DoudiFormTable *self)
{
  GtkWidget *row = doudi_form_row_new (self->columns, self->make, self->make_data);

  g_signal_connect (row, "remove", G_CALLBACK (on_row_remove_cb), self);
  g_ptr_array_add (self->rows, row);
  gtk_widget_insert_before (row, GTK_WIDGET (self), self->add_button);
}

static void
take_row (DoudiFormTable *self, guint row)
{
  GtkWidget *widget = g_ptr_array_remove_index (self->rows, row);

  gtk_widget_unparent (widget);
}

/**
 * doudi_form_table_set_n_rows:
 * @n_rows: how many rows are shown
 *
 * Adds empty rows, or takes the last ones away.
 */
void
doudi_form_table_set_n_rows (DoudiFormTable *self, guint n_rows)
{
  if (n_rows == self->rows->len)
    return;
  while (self->rows->len < n_rows)
    append_row (self);
  while (self->rows->len > n_rows)
    take_row (self, self->rows->len - 1);
  update (self);
}

/**
 * doudi_form_table_remove_row:
 * @row: from 0
 *
 * Takes a row away, with what is said of it; those below move up.
 */
void
doudi_form_table_remove_row (DoudiFormTable *self, guint row)
{
  take_row (self, row);
  update (self);
}

/**
 * doudi_form_table_set_read_only:
 * @read_only: whether rows can neither be added nor removed
 */
void
doudi_form_table_set_read_only (DoudiFormTable *self, gboolean read_only)
{
  self->read_only = read_only;
  update (self);
}

/**
 * doudi_form_table_get_control:
 *
 * Returns: (transfer none): a cell
 */
DoudiFormControl *
doudi_form_table_get_control (DoudiFormTable *self, guint row, guint column)
{
  return doudi_form_row_get_control (g_ptr_array_index (self->rows, row), column);
}
