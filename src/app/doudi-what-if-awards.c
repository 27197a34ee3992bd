/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-format.h"
#include "app/doudi-list.h"
#include "app/doudi-what-if-awards.h"
#include "base/doudi-division-code.h"
#include "casework/doudi-what-if.h"

/* The awards that gain most, or lose most. The keyboard opens the household of one. */
struct _DoudiWhatIfAwards
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkColumnView *view;
  GtkLabel *withheld_label;
};

G_DEFINE_FINAL_TYPE (DoudiWhatIfAwards, doudi_what_if_awards, GTK_TYPE_WIDGET)

/* What was due before is the difference less; the room is for names. */
static const DoudiListColumn columns[] = {
  { N_ ("Village"), FALSE, TRUE, 6 },    { N_ ("Payee"), FALSE, TRUE, 6 },
  { N_ ("Programme"), FALSE, TRUE, 5 },  { N_ ("With the draft"), TRUE, FALSE, 7 },
  { N_ ("Difference"), TRUE, FALSE, 7 },
};

static DoudiListRow *
row_new (const DoudiWhatIfAward *award)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *division = *award->village != '\0' ? award->village : award->township;
  g_autofree char *place = doudi_division_short_name (division);
  g_autofree char *after = doudi_money_format_grouped (award->after);
  g_autofree char *difference = doudi_format_difference (award->after - award->before);

  g_strv_builder_add_many (builder, place, *award->name != '\0' ? award->name : _ ("under 18"),
                           _ (doudi_programme_info (award->programme)->label), after, difference,
                           NULL);
  return doudi_list_row_new (award->household_id, g_strv_builder_end (builder));
}

static void
on_activate_cb (DoudiWhatIfAwards *self, guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_column_view_get_model (self->view));
  g_autoptr (DoudiListRow) row = g_list_model_get_item (model, position);

  if (row != NULL && doudi_list_row_get_id (row) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-household", "x",
                                doudi_list_row_get_id (row));
}

static void
doudi_what_if_awards_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_WHAT_IF_AWARDS);

  G_OBJECT_CLASS (doudi_what_if_awards_parent_class)->dispose (object);
}

static void
doudi_what_if_awards_class_init (DoudiWhatIfAwardsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_what_if_awards_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-what-if-awards.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfAwards, stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfAwards, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiWhatIfAwards, withheld_label);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
}

static void
doudi_what_if_awards_init (DoudiWhatIfAwards *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_list_set_up (self->view, columns, G_N_ELEMENTS (columns), TRUE);
}

static void
show_withheld (DoudiWhatIfAwards *self)
{
  g_autofree char *roles
    = doudi_format_roles (doudi_action_info (DOUDI_ACTION_VIEW_HOUSEHOLD)->roles);
  g_autofree char *text
    = g_strdup_printf (_ ("Names are only for those who may look at households: %s."), roles);

  gtk_label_set_text (self->withheld_label, text);
  gtk_stack_set_visible_child_name (self->stack, "withheld");
}

/**
 * doudi_what_if_awards_show:
 * @awards: (element-type DoudiWhatIfAward): those that change most first
 * @withheld: whether the person may not see who they are
 */
void
doudi_what_if_awards_show (DoudiWhatIfAwards *self, GPtrArray *awards, gboolean withheld)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < awards->len && i < DOUDI_LIST_MAX_ROWS; i++)
    g_ptr_array_add (rows, row_new (g_ptr_array_index (awards, i)));
  doudi_list_show (self->view, rows);
  if (withheld)
    show_withheld (self);
  else
    gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "list" : "nobody");
}

/**
 * doudi_what_if_awards_clear:
 *
 * Names nobody any more.
 */
void
doudi_what_if_awards_clear (DoudiWhatIfAwards *self)
{
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  doudi_list_show (self->view, nothing);
}
