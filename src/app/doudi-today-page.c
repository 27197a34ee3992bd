/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-chart.h"
#include "app/doudi-format.h"
#include "app/doudi-list.h"
#include "app/doudi-pager.h"
#include "app/doudi-today-page.h"
#include "casework/doudi-today.h"

/* Months of the chart. */
#define MONTHS 12

struct _DoudiTodayPage
{
  DoudiPage parent_instance;

  GtkStack *list_stack;
  GtkColumnView *view;
  DoudiPager *pager;
  GtkLabel *month_label;
  GtkLabel *paid_label;
  GtkLabel *persons_label;
  GtkLabel *before_label;
  DoudiChart *chart;

  GPtrArray *items;
};

G_DEFINE_FINAL_TYPE (DoudiTodayPage, doudi_today_page, DOUDI_TYPE_PAGE)

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const DoudiListColumn columns[] = {
  { N_("What"), FALSE, TRUE, 24 },
  { N_("How many"), TRUE, FALSE, 4 },
  { N_("Due"), FALSE, FALSE, 12, TRUE },
};

/* The id of a row is the place of its item, from 1. */
static DoudiListRow *
row_new (const DoudiTodayItem *item, guint index)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *count = item->count > 0 ? doudi_format_count (item->count) : g_strdup ("");
  g_autofree char *day
    = item->due != DOUDI_DAY_NONE ? doudi_day_format_iso (item->due) : g_strdup ("");
  g_autofree char *due = item->overdue ? g_strdup_printf (_("%s, overdue"), day) : g_strdup (day);
  DoudiListRow *row;

  g_strv_builder_add_many (builder, item->what, count, due, NULL);
  row = doudi_list_row_new (index + 1, g_strv_builder_end (builder));
  doudi_list_row_set_look (row, item->overdue);
  return row;
}

static void
show_items (DoudiTodayPage *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; self->items != NULL && i < self->items->len; i++)
    g_ptr_array_add (rows, row_new (g_ptr_array_index (self->items, i), i));
  doudi_pager_show (self->pager, self->view, rows);
  gtk_stack_set_visible_child_name (self->list_stack, rows->len > 0 ? "list" : "empty");
}

static void
show_before (DoudiTodayPage *self, const DoudiTodayMonth *now, const DoudiTodayMonth *before)
{
  g_autofree char *month = doudi_format_month (before->month);
  g_autofree char *paid = doudi_format_difference (now->paid - before->paid);
  g_autofree char *text
    = g_strdup_printf (_("Against %s: %s yuan, %+d persons"), month, paid,
                       (int) (now->persons - before->persons));

  gtk_label_set_text (self->before_label, text);
}

static void
show_month (DoudiTodayPage *self, const GArray *months)
{
  const DoudiTodayMonth *now = &g_array_index (months, DoudiTodayMonth, 0);
  g_autofree char *month = doudi_format_month (now->month);
  g_autofree char *heading = g_strdup_printf (_("Paid for %s"), month);
  g_autofree char *amount = doudi_money_format_grouped (now->paid);
  g_autofree char *paid = g_strdup_printf (_("%s yuan"), amount);
  g_autofree char *households = doudi_format_count (now->households);
  g_autofree char *persons = doudi_format_count (now->persons);
  g_autofree char *line = g_strdup_printf (_("%s households, %s persons"), households, persons);

  gtk_label_set_text (self->month_label, heading);
  gtk_label_set_text (self->paid_label, paid);
  gtk_label_set_text (self->persons_label, line);
  if (months->len > 1)
    show_before (self, now, &g_array_index (months, DoudiTodayMonth, 1));
}

/* The oldest month stands on the left. */
static void
show_chart (DoudiTodayPage *self, const GArray *months)
{
  g_autofree DoudiChartPoint *points = g_new0 (DoudiChartPoint, months->len + 1);

  for (guint i = 0; i < months->len; i++)
    {
      const DoudiTodayMonth *month = &g_array_index (months, DoudiTodayMonth, months->len - 1 - i);

      points[i] = (DoudiChartPoint){ month->month, month->paid, month->paid };
    }
  doudi_chart_set_points (self->chart, points, months->len);
  gtk_widget_set_visible (GTK_WIDGET (self->chart), months->len > 1);
}

static void
show_money (DoudiTodayPage *self, DoudiSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) months = doudi_today_months (session, MONTHS, &error);

  gtk_label_set_text (self->month_label, "");
  gtk_label_set_text (self->paid_label, "");
  gtk_label_set_text (self->persons_label, "");
  gtk_label_set_text (self->before_label, "");
  if (months == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  if (months->len > 0)
    show_month (self, months);
  else
    gtk_label_set_text (self->month_label, _("Nothing was paid yet."));
  show_chart (self, months);
}

static void
doudi_today_page_refresh (DoudiPage *page)
{
  DoudiTodayPage *self = DOUDI_TODAY_PAGE (page);
  DoudiSession *session = doudi_caseload_get_session (doudi_page_get_caseload (page));
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->items, g_ptr_array_unref);
  self->items = doudi_today_list (session, &error);
  if (self->items == NULL)
    doudi_page_report_error (page, error);
  show_items (self);
  show_money (self, session);
}

static gboolean
doudi_today_page_focus_first (DoudiPage *page)
{
  return doudi_list_focus (DOUDI_TODAY_PAGE (page)->view);
}

static void
doudi_today_page_detach (DoudiPage *page)
{
  DoudiTodayPage *self = DOUDI_TODAY_PAGE (page);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  show_items (self);
}

static guint
doudi_today_page_count_waiting (DoudiPage *page)
{
  DoudiSession *session = doudi_caseload_get_session (doudi_page_get_caseload (page));
  g_autoptr (GPtrArray) items = doudi_today_list (session, NULL);
  guint overdue = 0;

  for (guint i = 0; items != NULL && i < items->len; i++)
    overdue += ((const DoudiTodayItem *) g_ptr_array_index (items, i))->overdue ? 1 : 0;
  return overdue;
}

static void
go (DoudiTodayPage *self)
{
  DoudiListRow *row = doudi_list_get_selected (self->view);
  const DoudiTodayItem *item;

  if (row == NULL || self->items == NULL)
    return;
  item = g_ptr_array_index (self->items, (guint) doudi_list_row_get_id (row) - 1);
  g_signal_emit (self, signals[ACTIVATED], 0, item->page, item->object);
}

static void
go_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go (DOUDI_TODAY_PAGE (widget));
}

static void
on_activate_cb (DoudiTodayPage *self)
{
  go (self);
}

static void
doudi_today_page_dispose (GObject *object)
{
  DoudiTodayPage *self = DOUDI_TODAY_PAGE (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_TODAY_PAGE);
  G_OBJECT_CLASS (doudi_today_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DoudiTodayPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiTodayPage, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiTodayPage, pager);
  gtk_widget_class_bind_template_child (widget_class, DoudiTodayPage, month_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiTodayPage, paid_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiTodayPage, persons_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiTodayPage, before_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiTodayPage, chart);
}

static void
doudi_today_page_class_init (DoudiTodayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DoudiPageClass *page_class = DOUDI_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_today_page_dispose;
  page_class->detach = doudi_today_page_detach;
  page_class->refresh = doudi_today_page_refresh;
  page_class->focus_first = doudi_today_page_focus_first;
  page_class->count_waiting = doudi_today_page_count_waiting;
  signals[ACTIVATED]
    = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  g_type_ensure (DOUDI_TYPE_PAGER);
  g_type_ensure (DOUDI_TYPE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-today-page.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "page.go", NULL, go_action);
}

static void
doudi_today_page_init (DoudiTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_list_set_up (self->view, columns, G_N_ELEMENTS (columns), TRUE);
  doudi_chart_set_names (self->chart, NULL, _("paid"));
  g_signal_connect_object (self->view, "activate", G_CALLBACK (on_activate_cb), self,
                           G_CONNECT_SWAPPED);
}
