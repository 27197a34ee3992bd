/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "app/doudi-form-item.h"
#include "app/doudi-form-message.h"
#include "app/doudi-form-row.h"

#define LINE_GAP 4
#define GAP 8

/*
 * A row of a table, or its headings: a number, the cells as #DoudiFormColumns places them, a button
 * that removes the row, and below what is said of its answers.
 */
struct _DoudiFormRow
{
  GtkWidget parent_instance;

  const DoudiFormColumns *columns;
  guint index;
  GtkWidget *number;
  GPtrArray *cells;
  GtkWidget *remove;
  GtkWidget *messages[DOUDI_FORM_N_SAYS];
};

G_DEFINE_FINAL_TYPE (DoudiFormRow, doudi_form_row, GTK_TYPE_WIDGET)

enum
{
  REMOVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static int
get_height (GtkWidget *widget, int width)
{
  int least = 0;

  if (widget != NULL && gtk_widget_should_layout (widget))
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
  return least;
}

static int
get_number_width (DoudiFormRow *self)
{
  return 2 * doudi_form_em (GTK_WIDGET (self));
}

/* Headings leave the room of the button that rows have. */
static int
get_button_width (DoudiFormRow *self)
{
  return 2 * doudi_form_em (GTK_WIDGET (self));
}

static void
put (GtkWidget *widget, int x, int y, int width, int height)
{
  GtkAllocation at = { x, y, width, height };

  if (widget != NULL && gtk_widget_should_layout (widget))
    gtk_widget_size_allocate (widget, &at, -1);
}

static int
get_line_height (DoudiFormRow *self, const DoudiFormColumnPlace *places, guint line)
{
  int height = 0;

  for (guint i = 0; i < self->cells->len; i++)
    if (places[i].line == line)
      height = MAX (height, get_height (g_ptr_array_index (self->cells, i), places[i].width));
  return height;
}

static void
put_line (DoudiFormRow *self,
          const DoudiFormColumnPlace *places,
          guint line,
          int top,
          int left,
          int height)
{
  for (guint i = 0; i < self->cells->len; i++)
    if (places[i].line == line)
      put (g_ptr_array_index (self->cells, i), left + places[i].x, top, places[i].width, height);
}

/* Below each other, from @top on; returns where they end. */
static int
lay_out_messages (DoudiFormRow *self, int left, int top, int width, gboolean put_it)
{
  for (guint i = 0; i < DOUDI_FORM_N_SAYS; i++)
    {
      int height = get_height (self->messages[i], width);

      if (put_it)
        put (self->messages[i], left, top, width, height);
      top += height;
    }
  return top;
}

/* Puts everything where it belongs, or only adds up. */
static int
lay_out (DoudiFormRow *self, int width, gboolean put_it)
{
  int em = doudi_form_em (GTK_WIDGET (self));
  int left = get_number_width (self) + GAP;
  int right = get_button_width (self) + GAP;
  g_autofree DoudiFormColumnPlace *places = g_new0 (DoudiFormColumnPlace, self->cells->len + 1);
  guint n_lines
    = doudi_form_columns_place (self->columns, em, MAX (width - left - right, em), places);
  int first = get_line_height (self, places, 0);
  int top = 0;

  for (guint line = 0; line < n_lines; line++)
    {
      int height = MAX (get_line_height (self, places, line), first);

      if (put_it)
        put_line (self, places, line, top, left, height);
      top += height + LINE_GAP;
    }
  if (put_it)
    {
      put (self->number, 0, 0, left - GAP, first);
      put (self->remove, width - right + GAP, 0, right - GAP, first);
    }
  return lay_out_messages (self, left, top - LINE_GAP, width - left, put_it);
}

static void
doudi_form_row_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  DoudiFormRow *self = DOUDI_FORM_ROW (widget);
  int least = doudi_form_columns_get_least_width (self->columns, doudi_form_em (widget))
              + get_number_width (self) + get_button_width (self) + 2 * GAP;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = least;
  else
    *minimum = *natural = lay_out (self, for_size >= 0 ? for_size : least, FALSE);
}

static void
doudi_form_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (DOUDI_FORM_ROW (widget), width, TRUE);
}

static GtkSizeRequestMode
doudi_form_row_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
doudi_form_row_dispose (GObject *object)
{
  DoudiFormRow *self = DOUDI_FORM_ROW (object);
  GtkWidget *child;

  g_ptr_array_set_size (self->cells, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->number = self->remove = NULL;
  memset (self->messages, 0, sizeof self->messages);

  G_OBJECT_CLASS (doudi_form_row_parent_class)->dispose (object);
}

static void
doudi_form_row_finalize (GObject *object)
{
  g_ptr_array_unref (DOUDI_FORM_ROW (object)->cells);

  G_OBJECT_CLASS (doudi_form_row_parent_class)->finalize (object);
}

static void
doudi_form_row_class_init (DoudiFormRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_form_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_form_row_finalize;
  widget_class->measure = doudi_form_row_measure;
  widget_class->size_allocate = doudi_form_row_size_allocate;
  widget_class->get_request_mode = doudi_form_row_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);

  /**
   * DoudiFormRow::remove
   *
   * The button that removes the row was pressed.
   */
  signals[REMOVE] = g_signal_new ("remove", DOUDI_TYPE_FORM_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
doudi_form_row_init (DoudiFormRow *self)
{
  self->cells = g_ptr_array_new ();
}

static void
add_cell (DoudiFormRow *self, GtkWidget *cell)
{
  g_ptr_array_add (self->cells, cell);
  gtk_widget_set_parent (cell, GTK_WIDGET (self));
}

static GtkWidget *
heading_new (const DoudiFormField *field)
{
  g_autofree char *text = doudi_form_item_dup_label (field);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_COLUMN_HEADER, NULL);
  const char *unit = doudi_assessment_text_get (&field->unit);

  if (*unit != '\0')
    {
      g_autofree char *with_unit = g_strdup_printf ("%s (%s)", text, unit);

      gtk_label_set_text (GTK_LABEL (label), with_unit);
    }
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "form-heading");
  return label;
}

/**
 * doudi_form_row_new_headings:
 * @columns: of a table; they outlive the row
 *
 * Returns: (transfer floating): the headings
 */
GtkWidget *
doudi_form_row_new_headings (const DoudiFormColumns *columns)
{
  DoudiFormRow *self = g_object_new (DOUDI_TYPE_FORM_ROW, NULL);

  self->columns = columns;
  for (guint i = 0; i < doudi_form_columns_get_n (columns); i++)
    add_cell (self, heading_new (doudi_form_columns_get (columns, i)));
  return GTK_WIDGET (self);
}

/* What is said of the answers, each with its heading. */
static char *
dup_said (DoudiFormRow *self, DoudiFormSays kind)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->cells->len; i++)
    {
      DoudiFormControl *control = g_ptr_array_index (self->cells, i);
      const char *said = doudi_form_control_get_said (control, kind);
      g_autofree char *name = NULL;

      if (said == NULL)
        continue;
      name = doudi_form_item_dup_name (doudi_form_control_get_field (control));
      if (text->len > 0)
        g_string_append_c (text, '\n');
      /* Translators: the heading of a column, and what is said of the answer in it. */
      g_string_append_printf (text, _ ("%s: %s"), name, said);
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
say (DoudiFormRow *self, DoudiFormSays kind, DoudiFormControl *control)
{
  g_autofree char *text = dup_said (self, kind);

  if (text == NULL && self->messages[kind] == NULL)
    return;
  if (self->messages[kind] == NULL)
    {
      self->messages[kind] = doudi_form_message_new ();
      gtk_widget_set_parent (self->messages[kind], GTK_WIDGET (self));
    }
  if (doudi_form_control_get_said (control, kind) != NULL)
    doudi_form_control_describe_by (control, self->messages[kind]);
  doudi_form_message_say (DOUDI_FORM_MESSAGE (self->messages[kind]), kind, text);
}

static void
on_said_cb (DoudiFormRow *self, DoudiFormControl *control)
{
  for (int kind = DOUDI_FORM_N_SAYS - 1; kind >= 0; kind--)
    say (self, (DoudiFormSays) kind, control);
}

static void
on_remove_cb (DoudiFormRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static GtkWidget *
remove_button_new (DoudiFormRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Remove the row (Ctrl+Delete)"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "form-remove");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_remove_cb), self);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

/**
 * doudi_form_row_new:
 * @columns: of a table; they outlive the row
 * @make: makes the control of a column
 *
 * Returns: (transfer floating): a row to type in
 */
GtkWidget *
doudi_form_row_new (const DoudiFormColumns *columns,
                    DoudiFormControl *(*make) (const DoudiFormField *field, gpointer data),
                    gpointer data)
{
  DoudiFormRow *self = g_object_new (DOUDI_TYPE_FORM_ROW, NULL);

  self->columns = columns;
  self->number = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->number), 1);
  gtk_widget_add_css_class (self->number, "numeric");
  gtk_widget_add_css_class (self->number, "dim");
  gtk_widget_set_parent (self->number, GTK_WIDGET (self));
  for (guint i = 0; i < doudi_form_columns_get_n (columns); i++)
    {
      DoudiFormControl *control = make (doudi_form_columns_get (columns, i), data);

      add_cell (self, GTK_WIDGET (control));
      g_signal_connect_object (control, "said", G_CALLBACK (on_said_cb), self, G_CONNECT_SWAPPED);
    }
  self->remove = remove_button_new (self);
  return GTK_WIDGET (self);
}

/**
 * doudi_form_row_get_control:
 *
 * Returns: (transfer none): the control of a column
 */
DoudiFormControl *
doudi_form_row_get_control (DoudiFormRow *self, guint column)
{
  return g_ptr_array_index (self->cells, column);
}

/**
 * doudi_form_row_set_index:
 * @index: from 0
 *
 * Says which row of the table it is.
 */
void
doudi_form_row_set_index (DoudiFormRow *self, guint index)
{
  g_autofree char *number = g_strdup_printf ("%u", index + 1);

  self->index = index;
  gtk_label_set_text (GTK_LABEL (self->number), number);
  for (guint i = 0; i < self->cells->len; i++)
    {
      DoudiFormControl *control = g_ptr_array_index (self->cells, i);
      const DoudiFormField *field = doudi_form_control_get_field (control);
      g_autofree char *label = doudi_form_item_dup_name (field);
      g_autofree char *name = g_strdup_printf (_ ("%s, row %u"), label, index + 1);

      doudi_form_control_set_row (control, index);
      doudi_form_control_name (control, name);
    }
}

/**
 * doudi_form_row_get_index:
 *
 * Returns: which row of the table it is, from 0
 */
guint
doudi_form_row_get_index (DoudiFormRow *self)
{
  return self->index;
}

/**
 * doudi_form_row_set_can_remove:
 * @can_remove: whether there is something to remove
 */
void
doudi_form_row_set_can_remove (DoudiFormRow *self, gboolean can_remove)
{
  gtk_widget_set_child_visible (self->remove, can_remove);
}
