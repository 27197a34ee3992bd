/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-form-flow.h"
#include "app/doudi-form-message.h"

#define COLUMN_EM 25
#define COLUMNS_MAX 4
#define COLUMN_GAP 24
#define ROW_GAP 4

/* The questions of a section, as many side by side as there is room for, in the order of the
 * paper. */
struct _DoudiFormFlow
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (DoudiFormFlow, doudi_form_flow, GTK_TYPE_WIDGET)

static int
count_columns (GtkWidget *widget, int width)
{
  int column = COLUMN_EM * doudi_form_em (widget);

  return CLAMP ((width + COLUMN_GAP) / (column + COLUMN_GAP), 1, COLUMNS_MAX);
}

static GtkWidget *
skip_hidden (GtkWidget *item)
{
  while (item != NULL && !gtk_widget_should_layout (item))
    item = gtk_widget_get_next_sibling (item);
  return item;
}

static GtkWidget *
get_next (GtkWidget *item)
{
  return skip_hidden (gtk_widget_get_next_sibling (item));
}

/* The items of one line and how high it is. A wide one stands alone. */
static guint
take_line (GtkWidget *first, int columns, int column_width, int width, int *height)
{
  gboolean alone = doudi_form_item_is_wide (DOUDI_FORM_ITEM (first));
  int for_width = alone ? width : column_width;
  guint n_items = 0;

  *height = 0;
  for (GtkWidget *item = first; item != NULL && n_items < (guint) (alone ? 1 : columns);
       item = get_next (item))
    {
      int least;

      if (n_items > 0 && doudi_form_item_is_wide (DOUDI_FORM_ITEM (item)))
        break;
      gtk_widget_measure (item, GTK_ORIENTATION_VERTICAL, for_width, &least, NULL, NULL, NULL);
      *height = MAX (*height, least);
      n_items++;
    }
  return n_items;
}

/* Goes through the lines; puts the items where they belong, or only adds up. */
static int
lay_out (GtkWidget *widget, int width, gboolean put)
{
  int columns = count_columns (widget, width);
  int column_width = (width - (columns - 1) * COLUMN_GAP) / columns;
  GtkWidget *item = skip_hidden (gtk_widget_get_first_child (widget));
  int top = 0;

  while (item != NULL)
    {
      int height;
      guint n_items = take_line (item, columns, column_width, width, &height);
      gboolean alone = doudi_form_item_is_wide (DOUDI_FORM_ITEM (item));

      for (guint i = 0; i < n_items; i++, item = get_next (item))
        {
          GtkAllocation at
            = { (int) i * (column_width + COLUMN_GAP), top, alone ? width : column_width, height };

          if (put)
            gtk_widget_size_allocate (item, &at, -1);
        }
      top += height + ROW_GAP;
    }
  return MAX (top - ROW_GAP, 0);
}

static void
doudi_form_flow_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  GtkWidget *first = skip_hidden (gtk_widget_get_first_child (widget));

  *minimum = *natural = 0;
  if (first == NULL)
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    gtk_widget_measure (first, orientation, -1, minimum, natural, NULL, NULL);
  else
    *minimum = *natural
      = lay_out (widget, for_size >= 0 ? for_size : COLUMN_EM * doudi_form_em (widget), FALSE);
}

static void
doudi_form_flow_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (widget, width, TRUE);
}

static GtkSizeRequestMode
doudi_form_flow_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
doudi_form_flow_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (doudi_form_flow_parent_class)->dispose (object);
}

static void
doudi_form_flow_class_init (DoudiFormFlowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_form_flow_dispose;
  widget_class->measure = doudi_form_flow_measure;
  widget_class->size_allocate = doudi_form_flow_size_allocate;
  widget_class->get_request_mode = doudi_form_flow_get_request_mode;
}

static void
doudi_form_flow_init (DoudiFormFlow *self)
{
}

/**
 * doudi_form_flow_new:
 *
 * Returns: (transfer floating): a section without questions
 */
GtkWidget *
doudi_form_flow_new (void)
{
  return g_object_new (DOUDI_TYPE_FORM_FLOW, NULL);
}

/**
 * doudi_form_flow_append:
 * @item: (transfer floating): a question
 */
void
doudi_form_flow_append (DoudiFormFlow *self, DoudiFormItem *item)
{
  gtk_widget_set_parent (GTK_WIDGET (item), GTK_WIDGET (self));
}
