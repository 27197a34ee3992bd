/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-ask.h"
#include "app/doudi-confirm.h"
#include "app/doudi-format.h"
#include "app/doudi-household-views.h"
#include "app/doudi-household-words.h"
#include "app/doudi-page.h"
#include "store/doudi-registry.h"
#include "store/doudi-saved-view.h"

/*
 * The views of the list of households: those that come with the program, which stay in the place
 * that is chosen, and the person's own. Each says how many households it shows; that is counted
 * while the list of views is open, one after the other, so that it opens at once.
 *
 * @rows: (element-type ViewRow): those in the list, from the top
 * @counting: the next one to be counted
 */
struct _DoudiHouseholdViews
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkBox *standing_box;
  GtkBox *own_box;
  GtkWidget *own_heading;
  GtkWidget *own_scrolled;

  DoudiCaseload *caseload;
  DoudiDupViewFunc func;
  gpointer data;
  GPtrArray *rows;
  guint counting;
  guint count_source;
};

G_DEFINE_FINAL_TYPE (DoudiHouseholdViews, doudi_household_views, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* One view of the list. @own: its name, NULL for one of the program. */
typedef struct
{
  DoudiHouseholdView *view;
  char *own;
  GtkLabel *count_label;
} ViewRow;

static void
view_row_free (gpointer data)
{
  ViewRow *row = data;

  doudi_household_view_free (row->view);
  g_free (row->own);
  g_free (row);
}

static GtkWindow *
get_window (DoudiHouseholdViews *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static DoudiPage *
get_page (DoudiHouseholdViews *self)
{
  return DOUDI_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (self), DOUDI_TYPE_PAGE));
}

static void
show_count (const ViewRow *row, gint64 households)
{
  g_autofree char *count = doudi_format_count (households);

  gtk_label_set_text (row->count_label, count);
}

static gboolean
on_count_cb (gpointer user_data)
{
  DoudiHouseholdViews *self = user_data;
  DoudiSession *session
    = self->caseload != NULL ? doudi_caseload_get_session (self->caseload) : NULL;
  DoudiHouseholdFilter filter;
  const ViewRow *row;
  gint64 households;

  if (session == NULL || self->counting >= self->rows->len)
    {
      self->count_source = 0;
      return G_SOURCE_REMOVE;
    }
  row = g_ptr_array_index (self->rows, self->counting++);
  filter = doudi_household_choice_resolve (&row->view->choice, doudi_session_get_today (session));
  if (doudi_registry_count (doudi_caseload_get_reader (self->caseload), &filter, &households, NULL,
                            NULL))
    show_count (row, households);
  return G_SOURCE_CONTINUE;
}

static void
stop_counting (DoudiHouseholdViews *self)
{
  g_clear_handle_id (&self->count_source, g_source_remove);
}

static void
start_counting (DoudiHouseholdViews *self)
{
  stop_counting (self);
  self->counting = 0;
  self->count_source = g_idle_add (on_count_cb, self);
}

static ViewRow *
get_row (gpointer widget)
{
  return g_object_get_data (widget, "doudi-view-row");
}

static void
on_view_clicked_cb (DoudiHouseholdViews *self, GtkButton *button)
{
  const ViewRow *row = get_row (button);

  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, row->view, row->own != NULL);
}

/* A step of what is done to the person's own views, on the worker. */
typedef gboolean (*StepFunc) (DoudiSession *session,
                              const char *page,
                              const char *name,
                              const char *text,
                              GError **error);

typedef struct
{
  StepFunc func;
  char *name;
  char *text;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->name);
  g_free (step->text);
  g_free (step);
}

static gpointer
run_step (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Step *step = data;

  return step->func (session, DOUDI_HOUSEHOLD_VIEW_PAGE, step->name, step->text, error) ? session
                                                                                        : NULL;
}

static void
on_step_done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiHouseholdViews) self = user_data;
  g_autoptr (GError) error = NULL;
  DoudiPage *page = get_page (self);

  if (doudi_caseload_work_finish (DOUDI_CASELOAD (object), result, &error) == NULL && page != NULL)
    doudi_page_report_error (page, error);
  doudi_household_views_show_name (self);
}

static void
begin_step (DoudiHouseholdViews *self, const char *title, Step *step)
{
  if (self->caseload == NULL || !doudi_caseload_is_signed_in (self->caseload))
    {
      step_free (step);
      return;
    }
  doudi_caseload_look_async (self->caseload, title, run_step, step, step_free, NULL,
                             on_step_done_cb, g_object_ref (self));
}

static Step *
step_new (StepFunc func, const char *name, const char *text)
{
  Step *step = g_new0 (Step, 1);

  step->func = func;
  step->name = g_strdup (name);
  step->text = g_strdup (text);
  return step;
}

static gboolean
remove_view (DoudiSession *session,
             const char *page,
             const char *name,
             const char *text,
             GError **error)
{
  return doudi_saved_view_remove (session, page, name, error);
}

static void
save_as (DoudiHouseholdViews *self, const char *name)
{
  g_autoptr (DoudiHouseholdView) view = self->func (self->data);
  g_autofree char *json = doudi_household_view_to_json (view);

  begin_step (self, _ ("Keeping the view"), step_new (doudi_saved_view_save, name, json));
}

static void
on_save_asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiHouseholdViews) self = user_data;
  g_autoptr (DoudiAsked) asked = doudi_ask_finish (GTK_WINDOW (object), result);

  if (asked != NULL && *g_strstrip (asked->entry) != '\0')
    save_as (self, asked->entry);
}

static void
on_save_cb (DoudiHouseholdViews *self)
{
  const DoudiAsk ask = {
    .heading = _ ("Keep this view"),
    .body = _ ("Filters, columns and order of the list are kept under a name. A view of yours that "
               "has the name already is replaced."),
    .accept = _ ("_Keep"),
    .entry_label = _ ("Name of the view"),
  };

  gtk_menu_button_popdown (self->button);
  doudi_ask_async (get_window (self), &ask, on_save_asked_cb, g_object_ref (self));
}

/* What a question is about, until it is answered. */
typedef struct
{
  DoudiHouseholdViews *self;
  char *name;
} Question;

static Question *
question_new (DoudiHouseholdViews *self, const char *name)
{
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->name = g_strdup (name);
  return question;
}

static void
question_free (Question *question)
{
  g_object_unref (question->self);
  g_free (question->name);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
on_rename_asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (DoudiAsked) asked = doudi_ask_finish (GTK_WINDOW (object), result);

  if (asked != NULL && *g_strstrip (asked->entry) != '\0')
    begin_step (question->self, _ ("Renaming the view"),
                step_new (doudi_saved_view_rename, question->name, asked->entry));
}

static void
on_rename_cb (DoudiHouseholdViews *self, GtkButton *button)
{
  const ViewRow *row = get_row (button);
  g_autofree char *heading = g_strdup_printf (_ ("Another name for “%s”"), row->own);
  const DoudiAsk ask
    = { .heading = heading, .accept = _ ("_Rename"), .entry_label = _ ("New name") };

  gtk_menu_button_popdown (self->button);
  doudi_ask_async (get_window (self), &ask, on_rename_asked_cb, question_new (self, row->own));
}

static void
on_replace_cb (DoudiHouseholdViews *self, GtkButton *button)
{
  const ViewRow *row = get_row (button);

  gtk_menu_button_popdown (self->button);
  save_as (self, row->own);
}

static void
on_remove_confirmed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;

  if (doudi_confirm_finish (GTK_WINDOW (object), result))
    begin_step (question->self, _ ("Removing the view"),
                step_new (remove_view, question->name, NULL));
}

static void
on_remove_cb (DoudiHouseholdViews *self, GtkButton *button)
{
  const ViewRow *row = get_row (button);
  g_autofree char *heading = g_strdup_printf (_ ("Remove the view “%s”?"), row->own);

  gtk_menu_button_popdown (self->button);
  doudi_confirm_async (get_window (self), heading,
                       _ ("No household changes by it. The view cannot be brought back."),
                       _ ("_Remove"), on_remove_confirmed_cb, question_new (self, row->own));
}

static GtkWidget *
new_view_button (DoudiHouseholdViews *self, const char *name, ViewRow *row)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name_label = gtk_label_new (name);
  GtkWidget *count_label = gtk_label_new ("…");

  gtk_label_set_xalign (GTK_LABEL (name_label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (name_label), 24);
  gtk_widget_set_hexpand (name_label, TRUE);
  gtk_widget_add_css_class (count_label, "numeric");
  gtk_widget_add_css_class (count_label, "dim");
  gtk_box_append (GTK_BOX (box), name_label);
  gtk_box_append (GTK_BOX (box), count_label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  row->count_label = GTK_LABEL (count_label);
  g_object_set_data (G_OBJECT (button), "doudi-view-row", row);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_view_clicked_cb), self);
  return button;
}

static void
add_icon_button (DoudiHouseholdViews *self,
                 GtkBox *box,
                 ViewRow *row,
                 const char *icon,
                 const char *label,
                 GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  g_object_set_data (G_OBJECT (button), "doudi-view-row", row);
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (box, button);
}

/* Takes the view. */
static ViewRow *
take_row (DoudiHouseholdViews *self, DoudiHouseholdView *view, const char *own)
{
  ViewRow *row = g_new0 (ViewRow, 1);

  row->view = view;
  row->own = g_strdup (own);
  g_ptr_array_add (self->rows, row);
  return row;
}

static void
empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* The views of the program stay where one is. */
static void
add_standing (DoudiHouseholdViews *self)
{
  g_autoptr (DoudiHouseholdView) now = self->func (self->data);
  guint n;
  const DoudiStandingChoice *standing = doudi_standing_choices (&n);

  for (guint i = 0; i < n; i++)
    {
      DoudiHouseholdView *view = doudi_household_view_new ();

      view->choice = standing[i].choice;
      g_strlcpy (view->choice.division, now->choice.division, sizeof view->choice.division);
      gtk_box_append (self->standing_box,
                      new_view_button (self, _ (standing[i].label), take_row (self, view, NULL)));
    }
}

static void
add_own (DoudiHouseholdViews *self, const DoudiSavedViewRow *saved)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  ViewRow *row = take_row (self, doudi_household_view_parse (saved->content), saved->name);

  gtk_box_append (box, new_view_button (self, saved->name, row));
  add_icon_button (self, box, row, "document-save-symbolic", _ ("Replace it by what is shown now"),
                   G_CALLBACK (on_replace_cb));
  add_icon_button (self, box, row, "document-edit-symbolic", _ ("Rename…"),
                   G_CALLBACK (on_rename_cb));
  add_icon_button (self, box, row, "user-trash-symbolic", _ ("Remove…"), G_CALLBACK (on_remove_cb));
  gtk_box_append (self->own_box, GTK_WIDGET (box));
}

static GPtrArray *
load_own (DoudiHouseholdViews *self)
{
  DoudiSession *session
    = self->caseload != NULL ? doudi_caseload_get_session (self->caseload) : NULL;

  return session != NULL ? doudi_saved_view_list (session, DOUDI_HOUSEHOLD_VIEW_PAGE, NULL) : NULL;
}

static void
on_shown_cb (DoudiHouseholdViews *self)
{
  g_autoptr (GPtrArray) saved = load_own (self);

  stop_counting (self);
  empty (self->standing_box);
  empty (self->own_box);
  g_ptr_array_set_size (self->rows, 0);
  add_standing (self);
  for (guint i = 0; saved != NULL && i < saved->len; i++)
    add_own (self, saved->pdata[i]);
  gtk_widget_set_visible (self->own_heading, saved != NULL && saved->len > 0);
  gtk_widget_set_visible (self->own_scrolled, saved != NULL && saved->len > 0);
  gtk_widget_child_focus (GTK_WIDGET (self->standing_box), GTK_DIR_TAB_FORWARD);
  start_counting (self);
}

static void
on_closed_cb (DoudiHouseholdViews *self)
{
  stop_counting (self);
}

static void
doudi_household_views_dispose (GObject *object)
{
  DoudiHouseholdViews *self = DOUDI_HOUSEHOLD_VIEWS (object);

  stop_counting (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_HOUSEHOLD_VIEWS);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->caseload);

  G_OBJECT_CLASS (doudi_household_views_parent_class)->dispose (object);
}

static void
doudi_household_views_class_init (DoudiHouseholdViewsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_household_views_dispose;
  /* A view was chosen, a DoudiHouseholdView; with its columns and order, or its filters only. */
  signals[SIGNAL_CHOSEN]
    = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_BOOLEAN);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-household-views.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdViews, button);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdViews, standing_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdViews, own_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdViews, own_heading);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdViews, own_scrolled);
  gtk_widget_class_bind_template_callback (widget_class, on_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_cb);
}

static void
doudi_household_views_init (DoudiHouseholdViews *self)
{
  self->rows = g_ptr_array_new_with_free_func (view_row_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * doudi_household_views_set_up:
 * @func: tells how the list is looked at
 * @data: for @func; outlives the widget
 *
 * Says what a view is made from.
 */
void
doudi_household_views_set_up (DoudiHouseholdViews *self, DoudiDupViewFunc func, gpointer data)
{
  self->func = func;
  self->data = data;
}

/**
 * doudi_household_views_set_caseload:
 * @caseload: (nullable): a caseload somebody is signed in to
 *
 * Shows the views of the person who is signed in.
 */
void
doudi_household_views_set_caseload (DoudiHouseholdViews *self, DoudiCaseload *caseload)
{
  stop_counting (self);
  empty (self->standing_box);
  empty (self->own_box);
  g_ptr_array_set_size (self->rows, 0);
  g_set_object (&self->caseload, caseload);
}

static char *
find_own_name (DoudiHouseholdViews *self, const DoudiHouseholdChoice *choice)
{
  g_autoptr (GPtrArray) saved = load_own (self);

  for (guint i = 0; saved != NULL && i < saved->len; i++)
    {
      const DoudiSavedViewRow *row = g_ptr_array_index (saved, i);
      g_autoptr (DoudiHouseholdView) view = doudi_household_view_parse (row->content);

      if (doudi_household_choice_equal (&view->choice, choice))
        return g_strdup (row->name);
    }
  return NULL;
}

/**
 * doudi_household_views_show_name:
 *
 * Shows the name of the view that is looked at, if it has one.
 */
void
doudi_household_views_show_name (DoudiHouseholdViews *self)
{
  g_autoptr (DoudiHouseholdView) view = self->func (self->data);
  g_autofree char *name = find_own_name (self, &view->choice);

  if (name == NULL)
    name = doudi_household_choice_find_name (&view->choice);
  gtk_menu_button_set_label (self->button, name != NULL ? name : _ ("Views"));
}

/**
 * doudi_household_views_open:
 *
 * Opens the list of views.
 */
void
doudi_household_views_open (DoudiHouseholdViews *self)
{
  gtk_menu_button_popup (self->button);
}
