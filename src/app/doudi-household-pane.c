/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-award-box.h"
#include "app/doudi-format.h"
#include "app/doudi-hand-check-window.h"
#include "app/doudi-household-pane.h"
#include "app/doudi-label.h"
#include "base/doudi-mask.h"
#include "base/doudi-money.h"
#include "casework/doudi-change.h"
#include "casework/doudi-circumstance.h"
#include "casework/doudi-timeline.h"
#include "store/doudi-registry.h"

/* The latest events that are told beside the list. */
#define N_EVENTS 5

/* What is known about one household: it follows the selection of the list. */
struct _DoudiHouseholdPane
{
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkLabel *head_label;
  GtkLabel *place_label;
  GtkGrid *member_grid;
  GtkBox *award_box;
  GtkBox *account_box;
  GtkWidget *change_label;
  GtkBox *change_box;
  GtkBox *event_box;
  GtkLabel *source_label;
  GtkButton *reveal_button;
  GtkWidget *scrolled;

  DoudiCaseload *caseload;
  gint64 household;
  gint64 award; /* the first one, 0 if there is none */
  gboolean revealed;
};

G_DEFINE_FINAL_TYPE (DoudiHouseholdPane, doudi_household_pane, GTK_TYPE_WIDGET)

static const char *
circumstance (const DoudiMember *member, const char *kind)
{
  const char *value;

  if (member->circumstances == NULL)
    return "";
  value = g_hash_table_lookup (member->circumstances, kind);
  return value != NULL ? value : "";
}

static char *
describe_member (const DoudiMember *member, DoudiDay today)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *disability = doudi_circumstance_say (
    "disability", circumstance (member, "disability"), FALSE, DOUDI_LANGUAGE_INTERFACE);
  const char *const facts[]
    = { circumstance (member, "health"), disability, circumstance (member, "work-ability"),
        circumstance (member, "schooling") };
  DoudiDay birth = member->birth_date != NULL ? doudi_day_parse_iso (member->birth_date) : 0;

  if (g_strcmp0 (member->sex, "male") == 0)
    g_strv_builder_add (builder, _ ("male"));
  else if (g_strcmp0 (member->sex, "female") == 0)
    g_strv_builder_add (builder, _ ("female"));
  if (birth != DOUDI_DAY_NONE)
    {
      g_autofree char *age = g_strdup_printf (_ ("%d years"), doudi_day_age_on (birth, today));

      g_strv_builder_add (builder, age);
    }
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (*facts[i] != '\0')
      g_strv_builder_add (builder, facts[i]);
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

static char *
format_identity (DoudiHouseholdPane *self, const char *number)
{
  char *masked;

  if (number == NULL || *number == '\0')
    return g_strdup (_ ("no number"));
  if (self->revealed)
    return g_strdup (number);
  masked = doudi_mask_identity_number (number, DOUDI_MASK_SCREEN);
  return masked != NULL ? masked : g_strdup ("");
}

static void
show_member (DoudiHouseholdPane *self, const DoudiMember *member, int row, DoudiDay today)
{
  g_autofree char *relation = doudi_format_relation (member->relation);
  g_autofree char *identity = format_identity (self, member->identity_number);
  g_autofree char *facts = describe_member (member, today);
  GtkWidget *facts_label = doudi_label_new (facts, "caption");

  gtk_widget_add_css_class (facts_label, "dim");
  gtk_grid_attach (self->member_grid, doudi_label_new (relation, "dim"), 0, row * 2, 1, 1);
  gtk_grid_attach (self->member_grid, doudi_label_new (member->name, NULL), 1, row * 2, 1, 1);
  gtk_grid_attach (self->member_grid, doudi_label_new_number (identity, "caption"), 2, row * 2, 1,
                   1);
  gtk_grid_attach (self->member_grid, facts_label, 1, row * 2 + 1, 2, 1);
}

static void
show_account (DoudiHouseholdPane *self, const DoudiAccount *account)
{
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  number = self->revealed ? g_strdup (account->number)
                          : doudi_mask_account (account->number, DOUDI_MASK_SCREEN);
  text = g_strdup_printf ("%s  %s", account->holder_name, number != NULL ? number : "");
  gtk_box_append (self->account_box, doudi_label_new (text, "numeric"));
}

static const char *
describe_change_state (const char *state)
{
  static const DoudiWord states[] = {
    { "open", N_ ("waits for another person"), "待审" },
    { "applied", N_ ("carried out"), "已生效" },
    { "refused", N_ ("refused"), "未同意" },
    { "withdrawn", N_ ("taken back"), "已撤回" },
    { NULL },
  };
  int index = doudi_word_find (states, state);

  return index >= 0 ? _ (states[index].label) : state;
}

static void
show_change (DoudiHouseholdPane *self, const DoudiChangeRow *change)
{
  g_autofree char *day = doudi_day_format_iso (change->happened_on);
  const char *label = change->kind;
  g_autofree char *text = NULL;
  DoudiChangeKind kind;

  if (doudi_change_kind_find (change->kind, &kind))
    label = _ (doudi_change_info (kind)->word.label);
  text = g_strdup_printf ("%s  %s · %s", day, label, describe_change_state (change->state));
  gtk_box_append (self->change_box,
                  doudi_label_new (text, g_str_equal (change->state, "open") ? "look" : "numeric"));
}

/* The newest first. */
static void
show_changes (DoudiHouseholdPane *self)
{
  g_autoptr (GPtrArray) changes = doudi_change_list_of_household (
    doudi_caseload_get_reader (self->caseload), self->household, NULL);

  doudi_box_empty (self->change_box);
  for (guint i = changes != NULL ? changes->len : 0; i > 0; i--)
    show_change (self, g_ptr_array_index (changes, i - 1));
  gtk_widget_set_visible (self->change_label, changes != NULL && changes->len > 0);
}

/* The head of the timeline; the window of the household has all of it. */
static void
show_events (DoudiHouseholdPane *self)
{
  g_autoptr (GPtrArray) entries
    = doudi_timeline_load (doudi_caseload_get_reader (self->caseload), self->household,
                           DOUDI_TOPICS_ALL, DOUDI_LANGUAGE_INTERFACE, NULL);

  doudi_box_empty (self->event_box);
  for (guint i = 0; entries != NULL && i < MIN (entries->len, N_EVENTS); i++)
    {
      const DoudiTimelineEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *day = doudi_day_format_iso (entry->day);
      g_autofree char *amount
        = entry->has_amount ? doudi_money_format_grouped (entry->amount) : g_strdup ("");
      g_autofree char *text = g_strdup_printf ("%s  %s  %s", day, entry->what, amount);

      gtk_box_append (self->event_box,
                      doudi_label_new (g_strchomp (text), entry->look ? "look" : "numeric"));
    }
}

static void
show_place (DoudiHouseholdPane *self, const DoudiHousehold *household)
{
  g_autofree char *phone = NULL;
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;

  if (household->phone != NULL && *household->phone != '\0')
    phone = self->revealed ? g_strdup (household->phone)
                           : doudi_mask_phone (household->phone, DOUDI_MASK_SCREEN);
  place = doudi_division_short_name (household->village);
  text = g_strdup_printf ("%s %s %s%s%s", household->township, place, household->village_group,
                          phone != NULL ? "  " : "", phone != NULL ? phone : "");
  gtk_label_set_text (self->place_label, text);
}

static void
show_source (DoudiHouseholdPane *self, const DoudiHousehold *household)
{
  g_autofree char *source = doudi_source_say (household->source, DOUDI_LANGUAGE_INTERFACE);
  g_autofree char *text = g_strdup_printf (_ ("Entered by %s, %.10s (%s)"), household->recorded_by,
                                           household->recorded_at, source);

  gtk_label_set_text (self->source_label, text);
}

static void
show_household (DoudiHouseholdPane *self, const DoudiHousehold *household, GPtrArray *awards)
{
  DoudiDay today = doudi_session_get_today (doudi_caseload_get_session (self->caseload));
  const DoudiMember *head = NULL;

  doudi_grid_empty (self->member_grid);
  doudi_box_empty (self->award_box);
  doudi_box_empty (self->account_box);
  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);

      if (head == NULL || g_str_equal (member->relation, "head"))
        head = member;
      show_member (self, member, (int) i, today);
    }
  gtk_label_set_text (self->head_label, head != NULL ? head->name : "");
  show_place (self, household);
  if (awards->len > 0)
    self->award = ((const DoudiAwardRow *) g_ptr_array_index (awards, 0))->id;
  for (guint i = 0; i < awards->len; i++)
    doudi_award_box_add (self->award_box, self->caseload, g_ptr_array_index (awards, i), NULL);
  for (guint i = 0; i < household->accounts->len; i++)
    show_account (self, g_ptr_array_index (household->accounts, i));
  show_changes (self);
  show_events (self);
  show_source (self, household);
}

static void
show (DoudiHouseholdPane *self)
{
  DoudiStore *reader = doudi_caseload_get_reader (self->caseload);
  DoudiDay today = doudi_session_get_today (doudi_caseload_get_session (self->caseload));
  g_autoptr (DoudiHousehold) household = NULL;
  g_autoptr (GPtrArray) awards = NULL;

  self->award = 0;
  if (doudi_caseload_may (self->caseload, DOUDI_ACTION_VIEW_HOUSEHOLD))
    {
      household = doudi_registry_get_household (reader, self->household, today, NULL);
      awards = doudi_awards_of_household (reader, self->household, NULL);
    }
  if (household == NULL || awards == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  show_household (self, household, awards);
  gtk_widget_set_visible (GTK_WIDGET (self->reveal_button),
                          !self->revealed
                            && doudi_caseload_may (self->caseload, DOUDI_ACTION_REVEAL));
  gtk_stack_set_visible_child_name (self->stack, "household");
}

static gpointer
reveal_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_REVEAL, data, error))
    return NULL;
  transaction = doudi_transaction_begin (store, error);
  if (transaction == NULL || !doudi_session_record (session, DOUDI_ACTION_REVEAL, data, "{}", error)
      || !doudi_transaction_commit (transaction, error))
    return NULL;
  return g_strdup (data);
}

static void
on_revealed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiHouseholdPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *object = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  g_autofree char *shown = g_strdup_printf ("household:%" PRId64, self->household);

  if (g_strcmp0 (object, shown) != 0 || self->caseload == NULL)
    return;
  self->revealed = TRUE;
  show (self);
}

static void
doudi_household_pane_dispose (GObject *object)
{
  DoudiHouseholdPane *self = DOUDI_HOUSEHOLD_PANE (object);

  g_clear_object (&self->caseload);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_HOUSEHOLD_PANE);

  G_OBJECT_CLASS (doudi_household_pane_parent_class)->dispose (object);
}

static void
doudi_household_pane_class_init (DoudiHouseholdPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_household_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-household-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPane, stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPane, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPane, head_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPane, place_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPane, member_grid);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPane, award_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPane, account_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPane, change_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPane, change_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPane, event_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPane, source_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiHouseholdPane, reveal_button);
}

static void
doudi_household_pane_init (DoudiHouseholdPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * doudi_household_pane_show:
 * @caseload: a caseload somebody is signed in to
 * @household: id of the household
 *
 * Shows a household, numbers masked.
 */
void
doudi_household_pane_show (DoudiHouseholdPane *self, DoudiCaseload *caseload, gint64 household)
{
  g_set_object (&self->caseload, caseload);
  self->revealed = self->revealed && self->household == household;
  self->household = household;
  show (self);
}

/**
 * doudi_household_pane_clear:
 *
 * Shows nothing.
 */
void
doudi_household_pane_clear (DoudiHouseholdPane *self)
{
  g_clear_object (&self->caseload);
  self->household = 0;
  self->award = 0;
  self->revealed = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

/**
 * doudi_household_pane_reveal:
 *
 * Shows the numbers in full. Who looked is written to the audit log first.
 */
void
doudi_household_pane_reveal (DoudiHouseholdPane *self)
{
  if (self->caseload == NULL)
    return;
  doudi_caseload_work_async (self->caseload, _ ("Showing the numbers"), reveal_work,
                             g_strdup_printf ("household:%" PRId64, self->household), g_free,
                             g_free, on_revealed_cb, g_object_ref (self));
}

/**
 * doudi_household_pane_has_award:
 *
 * Returns: whether the household that is shown has an award
 */
gboolean
doudi_household_pane_has_award (DoudiHouseholdPane *self)
{
  return self->award != 0;
}

/**
 * doudi_household_pane_print_why:
 *
 * Opens the page that says why the household draws what it draws this month; its other awards and
 * other months can be chosen there.
 */
void
doudi_household_pane_print_why (DoudiHouseholdPane *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  DoudiDay today;

  if (self->caseload == NULL || self->award == 0)
    return;
  today = doudi_session_get_today (doudi_caseload_get_session (self->caseload));
  gtk_window_present (GTK_WINDOW (
    doudi_hand_check_window_new (window, self->caseload, self->award, doudi_month_of_day (today))));
}
