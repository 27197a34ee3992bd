/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-household-window-private.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-actions.h"
#include "app/doudi-award-box.h"
#include "app/doudi-case-forms.h"
#include "app/doudi-caseload-window.h"
#include "app/doudi-format.h"
#include "app/doudi-household-members.h"
#include "app/doudi-label.h"
#include "base/doudi-mask.h"
#include "casework/doudi-explain.h"
#include "casework/doudi-timeline.h"
#include "store/doudi-registry.h"

G_DEFINE_FINAL_TYPE (DoudiHouseholdWindow, doudi_household_window, GTK_TYPE_WINDOW)

/*
 * doudi_household_window_say:
 * @self: the window
 * @text: what it says
 * @wrong: whether something went wrong
 *
 * Says what became of something.
 */
void
doudi_household_window_say (DoudiHouseholdWindow *self, const char *text, gboolean wrong)
{
  doudi_label_set_message (self->message_label, text, wrong);
  gtk_widget_set_visible (GTK_WIDGET (self->message_label), *text != '\0');
}

static void
say_func (const char *text, gboolean wrong, gpointer data)
{
  doudi_household_window_say (data, text, wrong);
}

static DoudiHousehold *
read_household (DoudiHouseholdWindow *self, GError **error)
{
  DoudiDay today = doudi_session_get_today (doudi_caseload_get_session (self->caseload));

  return doudi_registry_get_household (doudi_caseload_get_reader (self->caseload), self->household,
                                       today, error);
}

static const DoudiMember *
find_head (const DoudiHousehold *household)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);

      if (g_str_equal (member->relation, "head"))
        return member;
    }
  return household->members->len > 0 ? g_ptr_array_index (household->members, 0) : NULL;
}

/* The number and the village: a title names nobody. */
static void
show_title (DoudiHouseholdWindow *self, const DoudiHousehold *household)
{
  g_autofree char *village = doudi_division_short_name (household->village);
  g_autofree char *title
    = g_strdup_printf (_ ("Household %" PRId64 " · %s"), self->household, village);

  gtk_window_set_title (GTK_WINDOW (self), title);
}

static void
show_place (DoudiHouseholdWindow *self, const DoudiHousehold *household)
{
  g_autofree char *village = doudi_division_short_name (household->village);
  g_autofree char *phone = self->revealed ? g_strdup (household->phone)
                                          : doudi_mask_phone (household->phone, DOUDI_MASK_SCREEN);
  g_autofree char *number = g_strdup_printf (_ ("No. %" PRId64), self->household);
  g_autofree char *place
    = g_strdup_printf ("%s %s %s", household->township, village, household->village_group);
  g_autofree char *text = g_strjoin (phone != NULL && *phone != '\0' ? " · " : "",
                                     g_strstrip (place), phone != NULL ? phone : "", NULL);
  g_autofree char *line = g_strdup_printf ("%s · %s", text, number);

  gtk_label_set_text (self->place_label, line);
}

/* What all awards come to this month. */
static void
show_amount (DoudiHouseholdWindow *self, GPtrArray *awards)
{
  DoudiSession *session = doudi_caseload_get_session (self->caseload);
  DoudiMonth month = doudi_month_of_day (doudi_session_get_today (session));
  g_autoptr (GString) programmes = g_string_new (NULL);
  g_autofree char *amount = NULL;
  DoudiFen sum = 0;

  for (guint i = 0; i < awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (awards, i);
      g_autoptr (DoudiExplanation) explanation
        = doudi_explain (session, award->id, month, DOUDI_LANGUAGE_INTERFACE, NULL);

      if (explanation == NULL || explanation->due == 0)
        continue;
      sum += explanation->due;
      g_string_append_printf (programmes, "%s%s%s%s", programmes->len > 0 ? " · " : "",
                              doudi_format_programme (award->programme),
                              explanation->benefit_class != 0 ? " " : "",
                              doudi_format_class (explanation->benefit_class));
    }
  amount = doudi_money_format_grouped (sum);
  gtk_label_set_text (self->amount_label, sum != 0 ? amount : "");
  gtk_label_set_text (self->programmes_label,
                      sum != 0 ? programmes->str : _ ("draws nothing this month"));
}

static gboolean
show_members (DoudiHouseholdWindow *self, GError **error)
{
  g_autoptr (DoudiHousehold) household = read_household (self, error);

  return household != NULL
         && doudi_household_members_fill (self->members_box, self->caseload, household,
                                          self->revealed, error);
}

static gboolean
show_income (DoudiHouseholdWindow *self, GError **error)
{
  return doudi_household_income_fill (self->income_box, self->caseload, self->household, error);
}

static gboolean
show_awards (DoudiHouseholdWindow *self, GError **error)
{
  g_autoptr (GPtrArray) awards = doudi_awards_of_household (
    doudi_caseload_get_reader (self->caseload), self->household, error);

  doudi_box_empty (self->awards_box);
  if (awards == NULL)
    return FALSE;
  if (awards->len == 0)
    gtk_box_append (self->awards_box,
                    doudi_label_new (_ ("This household draws nothing and never did."), "dim"));
  for (guint i = 0; i < awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (awards, i);

      if (i > 0)
        gtk_box_append (self->awards_box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      doudi_award_box_add (self->awards_box, self->caseload, award, NULL);
      doudi_award_box_add_terms (self->awards_box, award);
    }
  return TRUE;
}

static gboolean
show_money (DoudiHouseholdWindow *self, GError **error)
{
  g_autofree char *sum = NULL;

  if (!doudi_household_money_fill (self->money, self->caseload, self->household, &sum, error))
    return FALSE;
  gtk_label_set_text (self->sum_label, sum);
  return TRUE;
}

static gboolean
show_visits (DoudiHouseholdWindow *self, GError **error)
{
  return doudi_household_visits_fill (self->visits, self->caseload, self->household, error);
}

static gboolean
show_papers (DoudiHouseholdWindow *self, GError **error)
{
  return doudi_household_papers_show (self->papers, error);
}

static gboolean
show_timeline (DoudiHouseholdWindow *self, GError **error)
{
  guint topic = gtk_drop_down_get_selected (self->topic_drop_down);
  guint topics = topic == 0 || topic > DOUDI_N_TOPICS ? DOUDI_TOPICS_ALL : 1u << (topic - 1);

  return doudi_household_timeline_fill (self->timeline, self->caseload, self->household, topics,
                                        error);
}

/* The tabs, as they are called in the template. */
static const struct
{
  const char *name;
  gboolean (*show) (DoudiHouseholdWindow *self, GError **error);
} tabs[] = {
  { "members", show_members },   { "income", show_income }, { "awards", show_awards },
  { "money", show_money },       { "visits", show_visits }, { "papers", show_papers },
  { "timeline", show_timeline },
};

static void
show_tab (DoudiHouseholdWindow *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    if (g_strcmp0 (tabs[i].name, name) == 0 && !tabs[i].show (self, &error))
      doudi_household_window_say (self, error->message, TRUE);
}

/*
 * doudi_household_window_show:
 * @self: the window
 *
 * Reads the household anew, and the tab that is seen.
 */
void
doudi_household_window_show (DoudiHouseholdWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiHousehold) household = read_household (self, &error);
  g_autoptr (GPtrArray) awards
    = household != NULL ? doudi_awards_of_household (doudi_caseload_get_reader (self->caseload),
                                                     self->household, &error)
                        : NULL;
  const DoudiMember *head;

  if (awards == NULL)
    {
      doudi_household_window_say (self, error->message, TRUE);
      return;
    }
  head = find_head (household);
  gtk_label_set_text (self->head_label, head != NULL ? head->name : _ ("no members"));
  show_title (self, household);
  show_place (self, household);
  show_amount (self, awards);
  show_tab (self);
  doudi_household_window_update_actions (self);
}

static void
on_tab_cb (DoudiHouseholdWindow *self)
{
  if (self->caseload == NULL || !doudi_caseload_is_signed_in (self->caseload))
    return;
  doudi_household_window_say (self, "", FALSE);
  show_tab (self);
}

static void
on_changed_cb (DoudiHouseholdWindow *self)
{
  if (doudi_caseload_is_signed_in (self->caseload))
    doudi_household_window_show (self);
}

static void
on_visit_activated_cb (DoudiHouseholdWindow *self)
{
  DoudiListRow *row = doudi_list_get_selected (doudi_household_list_get_view (self->visits));
  g_autoptr (GError) error = NULL;

  if (row != NULL
      && !doudi_case_forms_read_in (GTK_WINDOW (self), self->caseload, doudi_list_row_get_id (row),
                                    &error))
    doudi_household_window_say (self, error->message, TRUE);
}

/*
 * doudi_household_window_focus_tab:
 * @self: the window
 *
 * Puts the keyboard into the tab, so that the arrows work at once.
 */
void
doudi_household_window_focus_tab (DoudiHouseholdWindow *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  if (g_strcmp0 (name, "money") == 0)
    doudi_household_list_focus (self->money);
  else if (g_strcmp0 (name, "visits") == 0)
    doudi_household_list_focus (self->visits);
  else if (g_strcmp0 (name, "papers") == 0)
    doudi_household_list_focus (doudi_household_papers_get_list (self->papers));
  else if (g_strcmp0 (name, "timeline") == 0)
    doudi_household_list_focus (self->timeline);
  else if (child != NULL)
    gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

/*
 * doudi_household_window_step_tab:
 * @self: the window
 * @step: 1 for the next tab, -1 for the one before
 *
 * Shows the tab beside the one that is seen, round and round.
 */
void
doudi_household_window_step_tab (DoudiHouseholdWindow *self, int step)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);
  const int n = G_N_ELEMENTS (tabs);

  for (int i = 0; i < n; i++)
    if (g_strcmp0 (tabs[i].name, name) == 0)
      {
        gtk_stack_set_visible_child_name (self->stack, tabs[(i + step + n) % n].name);
        break;
      }
  doudi_household_window_focus_tab (self);
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  DoudiHouseholdWindow *self = user_data;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  if (!doudi_caseload_may (self->caseload, DOUDI_ACTION_ATTACH))
    {
      g_autofree char *text = doudi_format_who_may (DOUDI_ACTION_ATTACH);

      doudi_household_window_say (self, text, TRUE);
      return FALSE;
    }
  for (GSList *file = g_value_get_boxed (value); file != NULL; file = file->next)
    g_list_store_append (files, file->data);
  doudi_household_window_add_files (self, G_LIST_MODEL (files));
  return TRUE;
}

static void
doudi_household_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_HOUSEHOLD_WINDOW);

  G_OBJECT_CLASS (doudi_household_window_parent_class)->dispose (object);
}

static void
doudi_household_window_finalize (GObject *object)
{
  DoudiHouseholdWindow *self = DOUDI_HOUSEHOLD_WINDOW (object);

  g_clear_object (&self->caseload);
  g_clear_weak_pointer (&self->owner);

  G_OBJECT_CLASS (doudi_household_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdWindow, head_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdWindow, place_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdWindow, amount_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdWindow, programmes_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdWindow, reveal_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdWindow, members_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdWindow, income_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdWindow, awards_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdWindow, money_page);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdWindow, visits_page);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdWindow, papers_page);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdWindow, timeline_page);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdWindow, message_label);
  gtk_widget_class_bind_template_callback (widget_class, on_tab_cb);
}

static void
doudi_household_window_class_init (DoudiHouseholdWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_household_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_household_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-household-window.ui");
  bind_children (widget_class);
  doudi_household_window_install_actions (widget_class);
}

static void
add_money (DoudiHouseholdWindow *self)
{
  GtkWidget *list = doudi_household_money_new ();

  self->money = DOUDI_HOUSEHOLD_LIST (list);
  self->sum_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->sum_label), "dim");
  gtk_box_append (doudi_household_list_get_bar (self->money), GTK_WIDGET (self->sum_label));
  gtk_box_append (self->money_page, list);
}

static void
add_visits (DoudiHouseholdWindow *self)
{
  GtkWidget *list = doudi_household_visits_new ();

  self->visits = DOUDI_HOUSEHOLD_LIST (list);
  g_signal_connect_swapped (doudi_household_list_get_view (self->visits), "activate",
                            G_CALLBACK (on_visit_activated_cb), self);
  gtk_box_append (self->visits_page, list);
}

static void
add_timeline (DoudiHouseholdWindow *self)
{
  GtkWidget *list = doudi_household_timeline_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Everything"));
  for (const DoudiWord *topic = doudi_timeline_topics (); topic->name != NULL; topic++)
    gtk_string_list_append (names, _ (topic->label));
  self->timeline = DOUDI_HOUSEHOLD_LIST (list);
  self->topic_drop_down
    = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->topic_drop_down),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What is told"), -1);
  g_signal_connect_swapped (self->topic_drop_down, "notify::selected", G_CALLBACK (on_tab_cb),
                            self);
  gtk_box_append (doudi_household_list_get_bar (self->timeline),
                  GTK_WIDGET (self->topic_drop_down));
  gtk_box_append (self->timeline_page, list);
}

static void
doudi_household_window_init (DoudiHouseholdWindow *self)
{
  GtkDropTarget *target;

  gtk_widget_init_template (GTK_WIDGET (self));
  add_money (self);
  add_visits (self);
  self->papers = g_object_new (DOUDI_TYPE_HOUSEHOLD_PAPERS, NULL);
  doudi_household_papers_set_say (self->papers, say_func, self);
  gtk_box_append (self->papers_page, GTK_WIDGET (self->papers));
  add_timeline (self);
  doudi_actions_install_window_shortcuts (GTK_WIDGET (self), "household.");
  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/**
 * doudi_household_window_find:
 * @caseload: a caseload
 * @household: a household
 *
 * Returns: (transfer none) (nullable): the window in which it stands open
 */
DoudiHouseholdWindow *
doudi_household_window_find (DoudiCaseload *caseload, gint64 household)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (DOUDI_IS_HOUSEHOLD_WINDOW (window)
          && DOUDI_HOUSEHOLD_WINDOW (window)->caseload == caseload
          && DOUDI_HOUSEHOLD_WINDOW (window)->household == household)
        return DOUDI_HOUSEHOLD_WINDOW (window);
    }
  return NULL;
}

/* However it was opened, it belongs to the window of the caseload. */
static void
own (DoudiHouseholdWindow *self, GtkWindow *parent)
{
  GtkWindow *owner
    = DOUDI_IS_HOUSEHOLD_WINDOW (parent) ? DOUDI_HOUSEHOLD_WINDOW (parent)->owner : parent;

  if (owner == NULL)
    return;
  g_set_weak_pointer (&self->owner, owner);
  g_signal_connect_object (owner, "destroy", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
}

/**
 * doudi_household_window_present:
 * @parent: the window it is asked from
 * @caseload: a caseload somebody is signed in to
 * @household: a household
 *
 * Opens a household as a full page of its own; one that stands open comes to the front. Who may not
 * look at households gets none.
 */
void
doudi_household_window_present (GtkWindow *parent, DoudiCaseload *caseload, gint64 household)
{
  DoudiHouseholdWindow *self = doudi_household_window_find (caseload, household);

  if (self == NULL && doudi_caseload_may (caseload, DOUDI_ACTION_VIEW_HOUSEHOLD))
    {
      self = g_object_new (DOUDI_TYPE_HOUSEHOLD_WINDOW, "application",
                           gtk_window_get_application (parent), NULL);
      self->caseload = g_object_ref (caseload);
      self->household = household;
      doudi_household_papers_set_household (self->papers, caseload, household);
      doudi_caseload_own_window (caseload, GTK_WINDOW (self));
      g_signal_connect_object (caseload, "changed", G_CALLBACK (on_changed_cb), self,
                               G_CONNECT_SWAPPED);
      own (self, parent);
      doudi_household_window_show (self);
      doudi_household_window_focus_tab (self);
    }
  if (self != NULL)
    gtk_window_present (GTK_WINDOW (self));
}

/**
 * doudi_household_window_get_household:
 *
 * Returns: the number of the household
 */
gint64
doudi_household_window_get_household (DoudiHouseholdWindow *self)
{
  return self->household;
}

/**
 * doudi_household_window_add_files:
 * @self: the window
 * @files: (element-type GFile): files that were dropped on it
 *
 * Asks what they are, and keeps them.
 */
void
doudi_household_window_add_files (DoudiHouseholdWindow *self, GListModel *files)
{
  gtk_stack_set_visible_child_name (self->stack, "papers");
  doudi_household_papers_add (self->papers, files);
}
