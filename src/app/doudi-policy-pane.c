/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-format.h"
#include "app/doudi-list.h"
#include "app/doudi-pager.h"
#include "app/doudi-policy-pane.h"
#include "app/doudi-policy-values.h"

/* What one policy document says: every value with its paper, and whether the paper gives it. */
struct _DoudiPolicyPane
{
  GtkWidget parent_instance;

  GtkLabel *source_label;
  GtkLabel *note_label;
  GtkCheckButton *unsure_check;
  GtkLabel *count_label;
  GtkStack *stack;
  GtkColumnView *view;
  DoudiPager *pager;
  GtkLabel *value_source_label;
  GtkWidget *value_note_box;
  GtkLabel *value_note_label;

  DoudiPolicyDocument *document;
  GPtrArray *values;
};

G_DEFINE_FINAL_TYPE (DoudiPolicyPane, doudi_policy_pane, GTK_TYPE_WIDGET)

static const DoudiListColumn columns[] = {
  { N_ ("Item"), FALSE, FALSE, 20 },      { N_ ("For whom"), FALSE, FALSE, 13 },
  { N_ ("Value"), TRUE, FALSE, 9 },       { N_ ("Unit"), FALSE, FALSE, 6 },
  { N_ ("From month"), FALSE, FALSE, 7 }, { N_ ("Through"), FALSE, FALSE, 7 },
  { N_ ("Known from"), FALSE, FALSE, 10 }, { N_ ("Certainty"), FALSE, FALSE, 7, TRUE },
  { N_ ("Source"), FALSE, TRUE, 10 },     { N_ ("Note"), FALSE, TRUE, 10 },
};

static char *
format_last_month (const DoudiPolicyValue *value)
{
  return doudi_format_month (
    value->valid_to != DOUDI_MONTH_NONE ? doudi_month_add (value->valid_to, -1) : DOUDI_MONTH_NONE);
}

static DoudiListRow *
row_new (const DoudiPolicyValue *value, guint index)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *from = doudi_month_format_iso (value->valid_from);
  g_autofree char *through = format_last_month (value);
  g_autofree char *known = doudi_day_format_iso (value->adopted_on);
  DoudiListRow *row;

  g_strv_builder_add_many (builder, value->what, value->whom, value->value, value->unit, from,
                           through, known, value->sure ? _ ("in the paper") : _ ("to be confirmed"),
                           value->source, value->note, NULL);
  row = doudi_list_row_new (index, g_strv_builder_end (builder));
  doudi_list_row_set_look (row, !value->sure);
  return row;
}

/* The columns of source and note are cut where the screen ends; here they stand in full. */
static void
show_value (DoudiPolicyPane *self)
{
  DoudiListRow *row = doudi_list_get_selected (self->view);
  const DoudiPolicyValue *value;
  g_autofree char *paper = NULL;
  g_autofree char *source = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->value_source_label), row != NULL);
  gtk_widget_set_visible (self->value_note_box, FALSE);
  if (row == NULL || self->values == NULL)
    return;
  value = g_ptr_array_index (self->values, (guint) doudi_list_row_get_id (row));
  /* Many sources begin with the number. */
  if (*value->number != '\0' && strstr (value->source, value->number) == NULL)
    paper = g_strconcat (value->number, " ", value->source, NULL);
  else
    paper = g_strdup (value->source);
  source = g_strdup_printf (_ ("Source: %s"), paper);
  gtk_label_set_text (self->value_source_label, source);
  gtk_label_set_text (self->value_note_label, value->note);
  gtk_widget_set_visible (self->value_note_box, *value->note != '\0');
  if (value->sure)
    gtk_widget_remove_css_class (self->value_note_box, "look");
  else
    gtk_widget_add_css_class (self->value_note_box, "look");
}

static void
show_count (DoudiPolicyPane *self)
{
  guint unsure = doudi_policy_values_count_unsure (self->values);
  g_autofree char *all
    = g_strdup_printf (ngettext ("%u value", "%u values", self->values->len), self->values->len);
  g_autofree char *text = NULL;

  text = unsure > 0 ? g_strdup_printf (_ ("%s, %u to be confirmed"), all, unsure)
                    : g_strdup_printf (_ ("%s, all of them in the paper"), all);
  gtk_label_set_text (self->count_label, text);
}

static void
show_values (DoudiPolicyPane *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean only_unsure = gtk_check_button_get_active (self->unsure_check);

  for (guint i = 0; i < self->values->len; i++)
    {
      const DoudiPolicyValue *value = g_ptr_array_index (self->values, i);

      if (!only_unsure || !value->sure)
        g_ptr_array_add (rows, row_new (value, i));
    }
  doudi_pager_show (self->pager, self->view, rows);
  gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "values" : "none");
  show_value (self);
}

static void
on_unsure_toggled_cb (DoudiPolicyPane *self)
{
  if (self->values != NULL)
    show_values (self);
}

static void
doudi_policy_pane_dispose (GObject *object)
{
  DoudiPolicyPane *self = DOUDI_POLICY_PANE (object);
  GtkWidget *child;

  g_clear_pointer (&self->document, doudi_policy_document_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_POLICY_PANE);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (doudi_policy_pane_parent_class)->dispose (object);
}

static void
doudi_policy_pane_class_init (DoudiPolicyPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_policy_pane_dispose;
  g_type_ensure (DOUDI_TYPE_PAGER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-policy-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiPolicyPane, source_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiPolicyPane, note_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiPolicyPane, unsure_check);
  gtk_widget_class_bind_template_child (widget_class, DoudiPolicyPane, count_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiPolicyPane, stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiPolicyPane, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiPolicyPane, pager);
  gtk_widget_class_bind_template_child (widget_class, DoudiPolicyPane, value_source_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiPolicyPane, value_note_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiPolicyPane, value_note_label);
  gtk_widget_class_bind_template_callback (widget_class, on_unsure_toggled_cb);
}

static void
doudi_policy_pane_init (DoudiPolicyPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_list_set_up (self->view, columns, G_N_ELEMENTS (columns), TRUE);
  g_signal_connect_object (gtk_column_view_get_model (self->view), "notify::selected-item",
                           G_CALLBACK (show_value), self, G_CONNECT_SWAPPED);
}

/**
 * doudi_policy_pane_show:
 * @document: (nullable): what to show, %NULL for nothing
 *
 * Shows a document; the one that is shown already stays as it is.
 */
void
doudi_policy_pane_show (DoudiPolicyPane *self, DoudiPolicyDocument *document)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  if (document != NULL && self->document != NULL
      && g_str_equal (doudi_policy_document_get_json (document),
                      doudi_policy_document_get_json (self->document)))
    return;
  g_clear_pointer (&self->document, doudi_policy_document_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  if (document == NULL)
    {
      doudi_pager_show (self->pager, self->view, nothing);
      return;
    }
  self->document = doudi_policy_document_ref (document);
  self->values = doudi_policy_values_list (document);
  gtk_label_set_text (self->source_label, doudi_policy_document_get_source (document));
  gtk_label_set_text (self->note_label, doudi_policy_document_get_note (document));
  gtk_widget_set_visible (GTK_WIDGET (self->note_label),
                          *doudi_policy_document_get_note (document) != '\0');
  show_count (self);
  show_values (self);
}

/**
 * doudi_policy_pane_toggle_unsure:
 *
 * Shows only what is not sure, or everything again.
 */
void
doudi_policy_pane_toggle_unsure (DoudiPolicyPane *self)
{
  gtk_check_button_set_active (self->unsure_check,
                               !gtk_check_button_get_active (self->unsure_check));
}

/**
 * doudi_policy_pane_next:
 *
 * Shows the next page of the values.
 */
void
doudi_policy_pane_next (DoudiPolicyPane *self)
{
  doudi_pager_next (self->pager);
}

/**
 * doudi_policy_pane_previous:
 *
 * Shows the page of the values before.
 */
void
doudi_policy_pane_previous (DoudiPolicyPane *self)
{
  doudi_pager_previous (self->pager);
}
