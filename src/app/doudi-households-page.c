/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-bulk-window.h"
#include "app/doudi-change-window.h"
#include "app/doudi-changes-window.h"
#include "app/doudi-format.h"
#include "app/doudi-household-acts.h"
#include "app/doudi-household-desk.h"
#include "app/doudi-household-pane.h"
#include "app/doudi-household-print.h"
#include "app/doudi-household-window.h"
#include "app/doudi-households-page.h"
#include "app/doudi-list.h"
#include "app/doudi-reviews-window.h"
#include "app/doudi-rosters-window.h"
#include "base/doudi-money.h"
#include "casework/doudi-desk.h"
#include "casework/doudi-household-figures.h"
#include "policy/doudi-programme.h"
#include "store/doudi-change-store.h"
#include "store/doudi-household-query.h"

/*
 * The registry. The list shows one page of SQL at a time; a search replaces it. @pages are the rows
 * before which the earlier pages ended, so that going back shows what was there.
 */
struct _DoudiHouseholdsPage
{
  DoudiPage parent_instance;

  GtkDropDown *township_drop_down;
  GtkDropDown *village_drop_down;
  GtkDropDown *programme_drop_down;
  GtkDropDown *class_drop_down;
  GtkLabel *count_label;
  GtkStack *list_stack;
  GtkColumnView *view;
  GtkLabel *empty_label;
  GtkWidget *empty_button;
  GtkLabel *range_label;
  GtkLabel *status_label;
  GtkButton *changes_button;
  DoudiHouseholdPane *pane;
  GtkPaned *paned;

  GPtrArray *divisions;
  GPtrArray *townships;
  GPtrArray *villages;
  GPtrArray *pages;
  DoudiHouseholdRow *last;
  gint64 first_number;
  gint64 total;
  gint64 persons;
  char *search;
  guint page_size;
  gboolean filling;
  gboolean working_out;
  gboolean keep_figures;
};

G_DEFINE_FINAL_TYPE (DoudiHouseholdsPage, doudi_households_page, DOUDI_TYPE_PAGE)

/* Says why a search found a row; a list needs no reason. */
#define COLUMN_FOUND 8
/* Of what waits: a household that is half typed. */
#define DRAFT_PREFIX "draft:" DOUDI_DESK_FORM ":"

static const DoudiListColumn columns[] = {
  { N_("Township"), FALSE, FALSE, 8 },   { N_("Village"), FALSE, TRUE, 8 },
  { N_("Head"), FALSE, TRUE, 8 },        { N_("Members"), TRUE, FALSE, 3 },
  { N_("Covered"), TRUE, FALSE, 3 },     { N_("Class"), FALSE, FALSE, 4 },
  { N_("Programmes"), FALSE, TRUE, 10 }, { N_("Yuan a month"), TRUE, FALSE, 8 },
  { N_("Found"), FALSE, FALSE, 8 },
};

static void
row_free (gpointer data)
{
  if (data != NULL)
    doudi_household_row_free (data);
}

static const char *
describe_why (const char *why)
{
  static const struct
  {
    const char *why;
    const char *label;
  } reasons[] = {
    { "name", N_("name") },           { "pinyin", N_("pinyin") },
    { "initials", N_("initials") },   { "number", N_("identity number") },
    { "birth", N_("birth date") },    { "number-tail", N_("identity number") },
    { "phone", N_("phone") },         { "phone-tail", N_("phone") },
    { "account", N_("account") },     { "account-tail", N_("account") },
    { "village", N_("village") },     { "temporary", N_("temporary number") },
  };

  for (guint i = 0; why != NULL && i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].why, why))
      return _(reasons[i].label);
  return "";
}

static char *
format_found (const DoudiHouseholdRow *row)
{
  const char *why = describe_why (row->why);

  if (*why == '\0' || g_strcmp0 (row->person_name, row->head_name) == 0)
    return g_strdup (why);
  return g_strdup_printf ("%s: %s", row->person_name, why);
}

/* Nothing where nothing is drawn, or where it is to be worked out. */
static char *
format_amount (const DoudiHouseholdRow *row)
{
  return row->programmes != 0 && row->amount >= 0 ? doudi_money_format_grouped (row->amount)
                                                  : g_strdup ("");
}

static DoudiListRow *
table_row_new (const DoudiHouseholdRow *row)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *place = doudi_division_short_name (row->village);
  g_autofree char *village = g_strdup_printf ("%s%s%s", place,
                                              *row->village_group != '\0' ? " " : "",
                                              row->village_group);
  g_autofree char *members = doudi_format_count (row->members);
  g_autofree char *covered = row->covered > 0 ? doudi_format_count (row->covered) : g_strdup ("");
  g_autofree char *programmes = doudi_format_programmes (row->programmes);
  g_autofree char *amount = format_amount (row);
  g_autofree char *found = format_found (row);

  g_strv_builder_add_many (builder, row->township, village, row->head_name, members, covered,
                           doudi_format_class (row->benefit_class), programmes, amount, found, NULL);
  return doudi_list_row_new (row->household_id, g_strv_builder_end (builder));
}

static void
show_status (DoudiHouseholdsPage *self, GPtrArray *rows)
{
  DoudiFen sum = 0;
  g_autofree char *money = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < rows->len; i++)
    sum += MAX (((const DoudiHouseholdRow *) rows->pdata[i])->amount, 0);
  money = doudi_money_format_grouped (sum);
  text = g_strdup_printf (_("%u shown, together %s yuan a month"), rows->len, money);
  gtk_label_set_text (self->status_label, rows->len > 0 ? text : "");
}

static void
show_rows (DoudiHouseholdsPage *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func (g_object_unref);
  DoudiListRow *selected = doudi_list_get_selected (self->view);
  gint64 selected_id = selected != NULL ? doudi_list_row_get_id (selected) : 0;

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (shown, table_row_new (rows->pdata[i]));
  doudi_list_show (self->view, shown);
  doudi_list_select_id (self->view, selected_id);
  show_status (self, rows);
  gtk_stack_set_visible_child_name (self->list_stack, rows->len > 0 ? "list" : "empty");
}

static const DoudiDivision *
get_division (GtkDropDown *drop_down, GPtrArray *divisions)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (divisions == NULL || selected == 0 || selected == GTK_INVALID_LIST_POSITION
      || selected > divisions->len)
    return NULL;
  return g_ptr_array_index (divisions, selected - 1);
}

static DoudiHouseholdFilter
get_filter (DoudiHouseholdsPage *self, char township_code[10])
{
  const DoudiDivision *township = get_division (self->township_drop_down, self->townships);
  const DoudiDivision *village = get_division (self->village_drop_down, self->villages);
  guint programme = gtk_drop_down_get_selected (self->programme_drop_down);
  guint benefit_class = gtk_drop_down_get_selected (self->class_drop_down);
  DoudiHouseholdFilter filter = { .programme = 0 };

  if (village != NULL)
    filter.division = village->code;
  else if (township != NULL)
    {
      g_strlcpy (township_code, township->code, 10);
      filter.division = township_code;
    }
  if (programme != GTK_INVALID_LIST_POSITION)
    filter.programme = (int) programme;
  if (benefit_class != GTK_INVALID_LIST_POSITION)
    filter.benefit_class = (int) benefit_class;
  return filter;
}

static void
show_range (DoudiHouseholdsPage *self, guint n_rows)
{
  g_autofree char *total = doudi_format_count (self->total);
  g_autofree char *persons = doudi_format_count (self->persons);
  g_autofree char *first = doudi_format_count (self->first_number + 1);
  g_autofree char *last = doudi_format_count (self->first_number + n_rows);
  g_autofree char *range = NULL;
  g_autofree char *count = NULL;

  range = n_rows > 0 ? g_strdup_printf ("%s–%s / %s", first, last, total) : g_strdup ("0");
  gtk_label_set_text (self->range_label, range);
  if (self->search != NULL)
    count = g_strdup_printf (_("%s found"), total);
  else
    count = g_strdup_printf (_("%s households, %s persons"), total, persons);
  gtk_label_set_text (self->count_label, count);
}

static void
update_actions (DoudiHouseholdsPage *self, guint n_rows)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean listing = self->search == NULL;

  doudi_list_set_column_visible (self->view, COLUMN_FOUND, !listing);
  gtk_widget_action_set_enabled (widget, "page.previous", listing && self->pages->len > 0);
  gtk_widget_action_set_enabled (widget, "page.first", listing && self->pages->len > 0);
  gtk_widget_action_set_enabled (widget, "page.next",
                                 listing && self->first_number + n_rows < self->total);
  gtk_widget_action_set_enabled (widget, "page.edit-many",
                                 listing && n_rows > 0
                                   && doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_EDIT_MANY));
  gtk_widget_action_set_enabled (widget, "page.import",
                                 doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_STAGE_IMPORT)
                                   || doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_LAND_IMPORT));
}

static void
show_empty (DoudiHouseholdsPage *self)
{
  gboolean may = doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_STAGE_IMPORT);

  if (self->search != NULL)
    gtk_label_set_text (self->empty_label,
                        _("Nobody was found. A name, its pinyin or initials, part of an identity "
                          "number, a phone number and a village can be typed, several words apart."));
  else if (self->total == 0)
    gtk_label_set_text (self->empty_label, _("No household is here. They come in with a roster, which "
                                             "a caseworker reads in and a reviewer lands."));
  gtk_widget_set_visible (self->empty_button, may && self->search == NULL);
}

static void
finish_showing (DoudiHouseholdsPage *self, GPtrArray *rows)
{
  show_rows (self, rows);
  show_range (self, rows->len);
  show_empty (self);
  update_actions (self, rows->len);
}

static const DoudiHouseholdRow *
get_start (DoudiHouseholdsPage *self)
{
  if (self->pages->len == 0)
    return NULL;
  return g_ptr_array_index (self->pages, self->pages->len - 1);
}

static DoudiHouseholdRow *
row_steal_last (GPtrArray *rows)
{
  if (rows->len == 0)
    return NULL;
  return g_ptr_array_steal_index (rows, rows->len - 1);
}

static void
show_list (DoudiHouseholdsPage *self)
{
  DoudiStore *reader = doudi_caseload_get_reader (doudi_page_get_caseload (DOUDI_PAGE (self)));
  char township_code[10];
  DoudiHouseholdFilter filter = get_filter (self, township_code);
  DoudiHouseholdSums sums;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (DoudiHouseholdQuery) query = doudi_household_query_new (reader, &filter, NULL, &error);

  if (query != NULL && doudi_household_query_sum (query, &sums, &error))
    rows = doudi_household_query_page (query, get_start (self), self->page_size, FALSE, &error);
  if (rows == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  self->total = sums.households;
  self->persons = sums.persons;
  finish_showing (self, rows);
  row_free (self->last);
  self->last = row_steal_last (rows);
}

static void
show_search (DoudiHouseholdsPage *self)
{
  DoudiStore *reader = doudi_caseload_get_reader (doudi_page_get_caseload (DOUDI_PAGE (self)));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  rows = doudi_registry_search (reader, self->search, self->page_size, &self->total, &error);
  if (rows == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  self->first_number = 0;
  finish_showing (self, rows);
}

static void
show (DoudiHouseholdsPage *self)
{
  if (doudi_page_get_caseload (DOUDI_PAGE (self)) == NULL || self->filling)
    return;
  if (self->search != NULL)
    show_search (self);
  else
    show_list (self);
}

static void
go_first (DoudiHouseholdsPage *self)
{
  g_ptr_array_set_size (self->pages, 0);
  self->first_number = 0;
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (widget);

  if (self->last == NULL)
    return;
  g_ptr_array_add (self->pages, g_steal_pointer (&self->last));
  self->first_number += self->page_size;
  show (self);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (widget);

  if (self->pages->len == 0)
    return;
  g_ptr_array_set_size (self->pages, (int) self->pages->len - 1);
  self->first_number = MAX (0, self->first_number - (gint64) self->page_size);
  show (self);
}

static void
first_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (widget);

  go_first (self);
  show (self);
}

static void
fill_drop_down (GtkDropDown *drop_down, const char *all, GPtrArray *divisions)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, all);
  for (guint i = 0; divisions != NULL && i < divisions->len; i++)
    gtk_string_list_append (names, ((const DoudiDivision *) g_ptr_array_index (divisions, i))->name);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
}

static gboolean
is_below (const DoudiDivision *division, const DoudiDivision *township)
{
  return division->level == DOUDI_DIVISION_VILLAGE && strncmp (division->code, township->code, 9) == 0;
}

static void
fill_villages (DoudiHouseholdsPage *self)
{
  const DoudiDivision *township = get_division (self->township_drop_down, self->townships);

  g_ptr_array_set_size (self->villages, 0);
  for (guint i = 0; township != NULL && i < self->divisions->len; i++)
    if (is_below (g_ptr_array_index (self->divisions, i), township))
      g_ptr_array_add (self->villages, g_ptr_array_index (self->divisions, i));
  fill_drop_down (self->village_drop_down, _("All villages"), self->villages);
  gtk_widget_set_sensitive (GTK_WIDGET (self->village_drop_down), township != NULL);
}

static void
on_filter_changed_cb (DoudiHouseholdsPage *self)
{
  if (self->filling)
    return;
  g_clear_pointer (&self->search, g_free);
  go_first (self);
  show (self);
}

static void
on_township_selected_cb (DoudiHouseholdsPage *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  fill_villages (self);
  self->filling = FALSE;
  on_filter_changed_cb (self);
}

static void
on_selected_cb (DoudiHouseholdsPage *self)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  DoudiListRow *row = doudi_list_get_selected (self->view);

  if (row == NULL || caseload == NULL)
    doudi_household_pane_clear (self->pane);
  else
    doudi_household_pane_show (self->pane, caseload, doudi_list_row_get_id (row));
  gtk_widget_action_set_enabled (
    GTK_WIDGET (self), "page.print-household",
    row != NULL && doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_PRINT_HOUSEHOLD));
  gtk_widget_action_set_enabled (
    GTK_WIDGET (self), "page.open-household",
    row != NULL && doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_VIEW_HOUSEHOLD));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.change",
                                 row != NULL
                                   && doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_ENTER_CHANGE));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.print-why",
                                 doudi_household_pane_has_award (self->pane)
                                   && doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_EXPLAIN));
  doudi_household_acts_update (DOUDI_PAGE (self));
}

static gint64
get_selected (DoudiPage *page)
{
  DoudiListRow *row = doudi_list_get_selected (DOUDI_HOUSEHOLDS_PAGE (page)->view);

  return row != NULL ? doudi_list_row_get_id (row) : 0;
}

static void
fill_programmes (DoudiHouseholdsPage *self)
{
  g_autoptr (GtkStringList) programmes = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) classes = gtk_string_list_new (NULL);

  gtk_string_list_append (programmes, _("All programmes"));
  for (guint i = 1; i < DOUDI_N_PROGRAMMES && doudi_programme_info (i)->monthly; i++)
    gtk_string_list_append (programmes, _(doudi_programme_info (i)->label));
  gtk_drop_down_set_model (self->programme_drop_down, G_LIST_MODEL (programmes));
  gtk_string_list_append (classes, _("All classes"));
  for (int i = 1; i <= 4; i++)
    gtk_string_list_append (classes, doudi_format_class (i));
  gtk_drop_down_set_model (self->class_drop_down, G_LIST_MODEL (classes));
}

static void
doudi_households_page_attach (DoudiPage *page)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (page);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->divisions, g_ptr_array_unref);
  self->divisions = doudi_registry_list_divisions (
    doudi_caseload_get_reader (doudi_page_get_caseload (page)), &error);
  if (self->divisions == NULL)
    {
      doudi_page_report_error (page, error);
      self->divisions = g_ptr_array_new ();
    }
  g_ptr_array_set_size (self->townships, 0);
  for (guint i = 0; i < self->divisions->len; i++)
    if (((const DoudiDivision *) g_ptr_array_index (self->divisions, i))->level
        == DOUDI_DIVISION_TOWNSHIP)
      g_ptr_array_add (self->townships, g_ptr_array_index (self->divisions, i));
  self->filling = TRUE;
  fill_drop_down (self->township_drop_down, _("All townships"), self->townships);
  fill_villages (self);
  self->filling = FALSE;
}

static void
doudi_households_page_detach (DoudiPage *page)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (page);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->last, row_free);
  go_first (self);
  doudi_list_show (self->view, nothing);
  doudi_household_pane_clear (self->pane);
}

/* How many changes wait for somebody, whoever decides them. */
static void
show_n_changes (DoudiHouseholdsPage *self)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  g_autoptr (GPtrArray) changes
    = doudi_change_list_open (doudi_caseload_get_reader (caseload), NULL);
  g_autofree char *text
    = g_strdup_printf (_("Changes that wait (%u)…"), changes != NULL ? changes->len : 0);

  gtk_button_set_label (self->changes_button, text);
}

static gpointer
work_out (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  guint n = 0;

  return doudi_household_figures_update (session, progress, &n, error) ? session : NULL;
}

static void
on_worked_out_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiHouseholdsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  self->working_out = FALSE;
  self->keep_figures
    = doudi_caseload_work_finish (DOUDI_CASELOAD (object), result, &error) == NULL;
  if (error != NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
}

/* What changed is worked out anew, by the worker; what is shown is read again after it. Work that
 * failed or was stopped is not begun again by what follows it. */
static void
ensure_figures (DoudiHouseholdsPage *self)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  g_autoptr (GError) error = NULL;
  gboolean keep = self->keep_figures;
  gboolean due = FALSE;

  self->keep_figures = FALSE;
  if (keep || self->working_out)
    return;
  if (!doudi_household_figures_are_due (doudi_caseload_get_session (caseload), &due, &error))
    doudi_page_report_error (DOUDI_PAGE (self), error);
  self->working_out = due;
  if (due)
    doudi_caseload_work_async (caseload, _("Working out what households draw"), work_out, NULL, NULL,
                               NULL, on_worked_out_cb, g_object_ref (self));
}

static void
doudi_households_page_refresh (DoudiPage *page)
{
  ensure_figures (DOUDI_HOUSEHOLDS_PAGE (page));
  show_n_changes (DOUDI_HOUSEHOLDS_PAGE (page));
  show (DOUDI_HOUSEHOLDS_PAGE (page));
  on_selected_cb (DOUDI_HOUSEHOLDS_PAGE (page));
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (widget));

  if (caseload != NULL)
    gtk_window_present (GTK_WINDOW (doudi_rosters_window_new (window, caseload)));
}

static void
on_change_entered_cb (DoudiHouseholdsPage *self)
{
  doudi_page_report_done (DOUDI_PAGE (self), _("The change is entered. Another person decides it."));
}

static void
change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (widget);
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (widget));
  DoudiListRow *row = doudi_list_get_selected (self->view);
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  if (caseload == NULL || row == NULL)
    return;
  window = doudi_change_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), caseload,
                                    doudi_list_row_get_id (row), 0, &error);
  if (window == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  g_signal_connect_object (window, "entered", G_CALLBACK (on_change_entered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
open_household (DoudiHouseholdsPage *self)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  DoudiListRow *row = doudi_list_get_selected (self->view);

  if (caseload != NULL && row != NULL)
    doudi_household_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), caseload,
                                    doudi_list_row_get_id (row));
}

static void
open_household_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_household (DOUDI_HOUSEHOLDS_PAGE (widget));
}

static void
print_household_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (widget);
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (widget));
  DoudiListRow *row = doudi_list_get_selected (self->view);

  if (caseload != NULL && row != NULL)
    gtk_window_present (GTK_WINDOW (
      doudi_household_print_new (GTK_WINDOW (gtk_widget_get_root (widget)), caseload,
                                 doudi_list_row_get_id (row))));
}

static void
show_changes (DoudiHouseholdsPage *self, gint64 change)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));

  if (caseload != NULL)
    gtk_window_present (GTK_WINDOW (doudi_changes_window_new (window, caseload, change)));
}

static void
changes_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_changes (DOUDI_HOUSEHOLDS_PAGE (widget), 0);
}

static void
reviews_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (widget));

  if (caseload != NULL)
    gtk_window_present (GTK_WINDOW (doudi_reviews_window_new (window, caseload)));
}

/* The households that the filters show, on this page of the list and on others. */
static GArray *
list_shown (DoudiHouseholdsPage *self, GError **error)
{
  DoudiStore *reader = doudi_caseload_get_reader (doudi_page_get_caseload (DOUDI_PAGE (self)));
  char township_code[10];
  DoudiHouseholdFilter filter = get_filter (self, township_code);
  g_autoptr (DoudiHouseholdQuery) query = doudi_household_query_new (reader, &filter, NULL, error);

  return query != NULL ? doudi_household_query_ids (query, error) : NULL;
}

static void
edit_many_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (widget);
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (widget));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) households = NULL;
  GtkWidget *window;

  if (caseload == NULL)
    return;
  households = list_shown (self, &error);
  window = households != NULL
             ? doudi_bulk_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), caseload,
                                      households, &error)
             : NULL;
  if (window == NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
  else
    gtk_window_present (GTK_WINDOW (window));
}

static void
reveal_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_household_pane_reveal (DOUDI_HOUSEHOLDS_PAGE (widget)->pane);
}

static void
print_why_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_household_pane_print_why (DOUDI_HOUSEHOLDS_PAGE (widget)->pane);
}

static void
doudi_households_page_dispose (GObject *object)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_HOUSEHOLDS_PAGE);

  G_OBJECT_CLASS (doudi_households_page_parent_class)->dispose (object);
}

static void
doudi_households_page_finalize (GObject *object)
{
  DoudiHouseholdsPage *self = DOUDI_HOUSEHOLDS_PAGE (object);

  g_ptr_array_unref (self->townships);
  g_ptr_array_unref (self->villages);
  g_clear_pointer (&self->divisions, g_ptr_array_unref);
  g_ptr_array_unref (self->pages);
  g_clear_pointer (&self->last, row_free);
  g_free (self->search);

  G_OBJECT_CLASS (doudi_households_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdsPage, township_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdsPage, village_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdsPage, programme_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdsPage, class_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdsPage, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdsPage, empty_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdsPage, empty_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdsPage, range_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdsPage, status_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdsPage, changes_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdsPage, pane);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdsPage, paned);
}

static void
doudi_households_page_class_init (DoudiHouseholdsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DoudiPageClass *page_class = DOUDI_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_households_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_households_page_finalize;
  page_class->attach = doudi_households_page_attach;
  page_class->detach = doudi_households_page_detach;
  page_class->refresh = doudi_households_page_refresh;
  g_type_ensure (DOUDI_TYPE_HOUSEHOLD_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-households-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_township_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_install_action (widget_class, "page.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "page.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "page.first", NULL, first_action);
  gtk_widget_class_install_action (widget_class, "page.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "page.open-household", NULL,
                                   open_household_action);
  gtk_widget_class_install_action (widget_class, "page.print-household", NULL,
                                   print_household_action);
  gtk_widget_class_install_action (widget_class, "page.change", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "page.changes", NULL, changes_action);
  gtk_widget_class_install_action (widget_class, "page.reviews", NULL, reviews_action);
  gtk_widget_class_install_action (widget_class, "page.edit-many", NULL, edit_many_action);
  gtk_widget_class_install_action (widget_class, "page.reveal", NULL, reveal_action);
  gtk_widget_class_install_action (widget_class, "page.print-why", NULL, print_why_action);
  doudi_household_acts_install (widget_class);
}

static void
doudi_households_page_init (DoudiHouseholdsPage *self)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.doudi.Doudi");

  self->townships = g_ptr_array_new ();
  self->villages = g_ptr_array_new ();
  self->pages = g_ptr_array_new_with_free_func (row_free);
  self->page_size = (guint) g_settings_get_int (settings, "page-size");
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_household_acts_set_up (DOUDI_PAGE (self), get_selected);
  doudi_list_set_up (self->view, columns, G_N_ELEMENTS (columns), TRUE);
  g_signal_connect_object (gtk_column_view_get_model (self->view), "notify::selected-item",
                           G_CALLBACK (on_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (open_household), self);
  self->filling = TRUE;
  fill_programmes (self);
  self->filling = FALSE;
}

/**
 * doudi_households_page_search:
 * @text: what was typed; "" goes back to the list as it was
 */
void
doudi_households_page_search (DoudiHouseholdsPage *self, const char *text)
{
  g_autofree char *search = g_strstrip (g_strdup (text));

  if (g_strcmp0 (self->search, *search != '\0' ? search : NULL) == 0)
    return;
  g_clear_pointer (&self->search, g_free);
  if (*search != '\0')
    self->search = g_steal_pointer (&search);
  show (self);
}

/**
 * doudi_households_page_focus_list:
 *
 * Puts the keyboard into the list.
 */
void
doudi_households_page_focus_list (DoudiHouseholdsPage *self)
{
  doudi_list_focus (self->view);
}

static guint
find_division (GPtrArray *divisions, const char *code, gsize digits)
{
  for (guint i = 0; i < divisions->len; i++)
    if (strncmp (((const DoudiDivision *) g_ptr_array_index (divisions, i))->code, code, digits) == 0)
      return i + 1;
  return 0;
}

/* Filters to one village; every other filter would only hide what is looked for. */
static void
go_to_village (DoudiHouseholdsPage *self, const char *division_code)
{
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->township_drop_down,
                              find_division (self->townships, division_code, 9));
  fill_villages (self);
  gtk_drop_down_set_selected (self->village_drop_down,
                              find_division (self->villages, division_code, 12));
  gtk_drop_down_set_selected (self->programme_drop_down, 0);
  gtk_drop_down_set_selected (self->class_drop_down, 0);
  self->filling = FALSE;
  on_filter_changed_cb (self);
}

/**
 * doudi_households_page_open:
 * @household: id of a household
 *
 * Goes to the village of a household and selects it in the list.
 */
void
doudi_households_page_open (DoudiHouseholdsPage *self, gint64 household)
{
  DoudiSession *session = doudi_caseload_get_session (doudi_page_get_caseload (DOUDI_PAGE (self)));
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHousehold) found = NULL;

  found = doudi_registry_get_household (doudi_session_get_store (session), household,
                                        doudi_session_get_today (session), &error);
  if (found == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  go_to_village (self, found->division_code != NULL ? found->division_code : "");
  while (!doudi_list_select_id (self->view, household)
         && self->first_number + self->page_size < self->total)
    next_action (GTK_WIDGET (self), NULL, NULL);
  doudi_households_page_focus_list (self);
}

/**
 * doudi_households_page_show:
 * @object: "change:4", "reviews", "rosters", or "draft:household:SUBJECT"
 *
 * Opens the window in which what waits is worked on.
 */
void
doudi_households_page_show (DoudiHouseholdsPage *self, const char *object)
{
  if (g_str_has_prefix (object, "change:"))
    show_changes (self, g_ascii_strtoll (object + strlen ("change:"), NULL, 10));
  else if (g_str_equal (object, "reviews"))
    reviews_action (GTK_WIDGET (self), NULL, NULL);
  else if (g_str_equal (object, "rosters"))
    import_action (GTK_WIDGET (self), NULL, NULL);
  else if (g_str_has_prefix (object, DRAFT_PREFIX))
    doudi_household_desk_resume (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 doudi_page_get_caseload (DOUDI_PAGE (self)),
                                 object + strlen (DRAFT_PREFIX));
}
