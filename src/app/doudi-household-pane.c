/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-format.h"
#include "app/doudi-hand-check-window.h"
#include "app/doudi-household-pane.h"
#include "base/doudi-disability-card.h"
#include "base/doudi-mask.h"
#include "base/doudi-money.h"
#include "casework/doudi-change.h"
#include "casework/doudi-explain.h"
#include "store/doudi-registry.h"

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
  GtkLabel *source_label;
  GtkButton *reveal_button;
  GtkWidget *scrolled;

  DoudiCaseload *caseload;
  gint64 household;
  gint64 award; /* the first one, 0 if there is none */
  gboolean revealed;
};

G_DEFINE_FINAL_TYPE (DoudiHouseholdPane, doudi_household_pane, GTK_TYPE_WIDGET)

static void
empty_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static void
empty_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static GtkWidget *
new_text (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
new_number (const char *text, const char *style)
{
  GtkWidget *label = new_text (text, "numeric");

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static const char *
circumstance (const DoudiMember *member, const char *kind)
{
  const char *value;

  if (member->circumstances == NULL)
    return "";
  value = g_hash_table_lookup (member->circumstances, kind);
  return value != NULL ? value : "";
}

/* "limb:2" of the caseload as a card says it. */
static char *
format_disability (const char *value)
{
  const char *grade = strchr (value, ':');

  if (*value == '\0' || grade == NULL)
    return g_strdup (value);
  for (int i = DOUDI_DISABILITY_SIGHT; i <= DOUDI_DISABILITY_MULTIPLE; i++)
    if (strncmp (value, doudi_disability_class_name (i), (gsize) (grade - value)) == 0)
      return g_strdup_printf (_("%s grade %s"), doudi_disability_class_chinese (i), grade + 1);
  return g_strdup (value);
}

static char *
describe_member (const DoudiMember *member, DoudiDay today)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;
  g_autofree char *disability = format_disability (circumstance (member, "disability"));
  const char *const facts[] = { circumstance (member, "health"), disability,
                                circumstance (member, "work-ability"),
                                circumstance (member, "schooling") };
  DoudiDay birth = member->birth_date != NULL ? doudi_day_parse_iso (member->birth_date) : 0;

  if (g_strcmp0 (member->sex, "male") == 0)
    g_strv_builder_add (builder, _("male"));
  else if (g_strcmp0 (member->sex, "female") == 0)
    g_strv_builder_add (builder, _("female"));
  if (birth != DOUDI_DAY_NONE)
    {
      g_autofree char *age = g_strdup_printf (_("%d years"), doudi_day_age_on (birth, today));

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
    return g_strdup (_("no number"));
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
  GtkWidget *facts_label = new_text (facts, "caption");

  gtk_widget_add_css_class (facts_label, "dim");
  gtk_grid_attach (self->member_grid, new_text (relation, "dim"), 0, row * 2, 1, 1);
  gtk_grid_attach (self->member_grid, new_text (member->name, NULL), 1, row * 2, 1, 1);
  gtk_grid_attach (self->member_grid, new_number (identity, "caption"), 2, row * 2, 1, 1);
  gtk_grid_attach (self->member_grid, facts_label, 1, row * 2 + 1, 2, 1);
}

static void
add_amount_line (DoudiHouseholdPane *self, const char *text, DoudiFen fen, const char *style)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *amount = doudi_money_format_grouped (fen);
  GtkWidget *label = new_text (text, "dim");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), new_number (amount, style));
  gtk_box_append (self->award_box, box);
}

static void
show_explanation_line (DoudiHouseholdPane *self, const DoudiExplanationLine *line)
{
  g_autofree char *source = g_strdup_printf (
    "%s%s%s", line->source != NULL ? line->source : "", line->sure ? "" : " · ",
    line->sure ? "" : _("not certain: ask the county"));
  GtkWidget *label;

  gtk_box_append (self->award_box, new_text (line->text, NULL));
  if (line->arithmetic != NULL && *line->arithmetic != '\0')
    gtk_box_append (self->award_box, new_text (line->arithmetic, "numeric"));
  label = new_text (source, "caption");
  gtk_widget_add_css_class (label, line->sure ? "dim" : "look");
  gtk_box_append (self->award_box, label);
}

static void
show_ledger (DoudiHouseholdPane *self, const DoudiAwardRow *award)
{
  DoudiStore *reader = doudi_caseload_get_reader (self->caseload);
  g_autoptr (GArray) ledger = doudi_award_ledger (reader, award->id, NULL);
  DoudiFen sum = 0;

  if (ledger == NULL || ledger->len == 0)
    {
      gtk_box_append (self->award_box, new_text (_("Nothing has been paid yet."), "dim"));
      return;
    }
  for (guint i = 0; i < ledger->len; i++)
    sum += g_array_index (ledger, DoudiLedgerLine, i).fen;
  add_amount_line (self, _("Paid so far"), sum, "dim");
}

static void
show_award (DoudiHouseholdPane *self, const DoudiAwardRow *award)
{
  DoudiSession *session = doudi_caseload_get_session (self->caseload);
  DoudiMonth month = doudi_month_of_day (doudi_session_get_today (session));
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiExplanation) explanation
    = doudi_explain (session, award->id, month, DOUDI_LANGUAGE_INTERFACE, &error);
  g_autofree char *title = g_strdup_printf ("%s · %s", doudi_format_programme (award->programme),
                                            award->person_name);

  gtk_box_append (self->award_box, new_text (title, "heading"));
  if (explanation == NULL)
    {
      gtk_box_append (self->award_box, new_text (error->message, "look"));
      return;
    }
  add_amount_line (self, _("This month"), explanation->due, "important-number");
  for (guint i = 0; i < explanation->lines->len; i++)
    show_explanation_line (self, g_ptr_array_index (explanation->lines, i));
  show_ledger (self, award);
}

static void
show_account (DoudiHouseholdPane *self, const DoudiAccount *account)
{
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;

  number = self->revealed ? g_strdup (account->number)
                          : doudi_mask_account (account->number, DOUDI_MASK_SCREEN);
  text = g_strdup_printf ("%s  %s", account->holder_name, number != NULL ? number : "");
  gtk_box_append (self->account_box, new_text (text, "numeric"));
}

static const char *
describe_change_state (const char *state)
{
  static const DoudiWord states[] = {
    { "open", N_("waits for another person"), "待审" },
    { "applied", N_("carried out"), "已生效" },
    { "refused", N_("refused"), "未同意" },
    { "withdrawn", N_("taken back"), "已撤回" },
    { NULL },
  };
  int index = doudi_word_find (states, state);

  return index >= 0 ? _(states[index].label) : state;
}

static void
show_change (DoudiHouseholdPane *self, const DoudiChangeRow *change)
{
  g_autofree char *day = doudi_day_format_iso (change->happened_on);
  const char *label = change->kind;
  g_autofree char *text = NULL;
  DoudiChangeKind kind;

  if (doudi_change_kind_find (change->kind, &kind))
    label = _(doudi_change_info (kind)->word.label);
  text = g_strdup_printf ("%s  %s · %s", day, label, describe_change_state (change->state));
  gtk_box_append (self->change_box,
                  new_text (text, g_str_equal (change->state, "open") ? "look" : "numeric"));
}

/* The newest first. */
static void
show_changes (DoudiHouseholdPane *self)
{
  g_autoptr (GPtrArray) changes = doudi_change_list_of_household (
    doudi_caseload_get_reader (self->caseload), self->household, NULL);

  empty_box (self->change_box);
  for (guint i = changes != NULL ? changes->len : 0; i > 0; i--)
    show_change (self, g_ptr_array_index (changes, i - 1));
  gtk_widget_set_visible (self->change_label, changes != NULL && changes->len > 0);
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
  text = g_strdup_printf ("%s %s %s%s%s", household->township, place, household->village_group, phone != NULL ? "  " : "",
                          phone != NULL ? phone : "");
  gtk_label_set_text (self->place_label, text);
}

static void
show_source (DoudiHouseholdPane *self, const DoudiHousehold *household)
{
  g_autofree char *text = g_strdup_printf (_("Entered by %s, %.10s (%s)"), household->recorded_by,
                                           household->recorded_at, household->source);

  gtk_label_set_text (self->source_label, text);
}

static void
show_household (DoudiHouseholdPane *self, const DoudiHousehold *household, GPtrArray *awards)
{
  DoudiDay today = doudi_session_get_today (doudi_caseload_get_session (self->caseload));
  const DoudiMember *head = NULL;

  empty_grid (self->member_grid);
  empty_box (self->award_box);
  empty_box (self->account_box);
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
    show_award (self, g_ptr_array_index (awards, i));
  for (guint i = 0; i < household->accounts->len; i++)
    show_account (self, g_ptr_array_index (household->accounts, i));
  show_changes (self);
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
                          !self->revealed && doudi_caseload_may (self->caseload, DOUDI_ACTION_REVEAL));
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
  if (transaction == NULL
      || !doudi_session_record (session, DOUDI_ACTION_REVEAL, data, "{}", error)
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
  doudi_caseload_work_async (self->caseload, _("Showing the numbers"), reveal_work,
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
  gtk_window_present (GTK_WINDOW (doudi_hand_check_window_new (
    window, self->caseload, self->award, doudi_month_of_day (today))));
}
