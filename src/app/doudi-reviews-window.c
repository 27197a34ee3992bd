/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-ask.h"
#include "app/doudi-change-window.h"
#include "app/doudi-confirm.h"
#include "app/doudi-format.h"
#include "app/doudi-list.h"
#include "app/doudi-pager.h"
#include "app/doudi-reviews-window.h"
#include "base/doudi-error.h"
#include "casework/doudi-award-review.h"
#include "casework/doudi-policies.h"
#include "store/doudi-registry.h"

/*
 * Awards whose review, or whose end, is near or over, and the reviews under way.
 */
struct _DoudiReviewsWindow
{
  GtkWindow parent_instance;

  GtkDropDown *township_drop_down;
  GtkDropDown *village_drop_down;
  GtkEditable *through_entry;
  GtkLabel *count_label;
  GtkStack *list_stack;
  GtkColumnView *view;
  DoudiPager *pager;
  GtkLabel *message_label;
  GtkSpinner *spinner;

  DoudiCaseload *caseload;
  GPtrArray *divisions;
  GPtrArray *townships;
  GPtrArray *villages;
  gboolean filling;
  gboolean reading;
  gboolean read_again;
};

G_DEFINE_FINAL_TYPE (DoudiReviewsWindow, doudi_reviews_window, GTK_TYPE_WINDOW)

static const DoudiListColumn columns[] = {
  { N_ ("Due"), FALSE, FALSE, 8 },          { N_ ("Full name"), FALSE, FALSE, 6 },
  { N_ ("Village"), FALSE, TRUE, 8 },       { N_ ("Programme"), FALSE, TRUE, 8 },
  { N_ ("Class"), FALSE, FALSE, 4 },        { N_ ("Days left"), TRUE, FALSE, 5 },
  { N_ ("Lapsed"), FALSE, FALSE, 8, TRUE }, { N_ ("Review"), FALSE, FALSE, 16 },
};

static const DoudiWord outcomes[] = {
  { "keep", N_ ("The award goes on as it is"), "保留" },
  { "change", N_ ("The award changes"), "调整" },
  { "stop", N_ ("The award ends"), "停发" },
  { NULL },
};

static void
say (DoudiReviewsWindow *self, const char *text, gboolean wrong)
{
  gtk_label_set_text (self->message_label, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->message_label),
                               wrong ? "done-text" : "wrong-text");
  gtk_widget_add_css_class (GTK_WIDGET (self->message_label), wrong ? "wrong-text" : "done-text");
}

/*
 * What a row stands for.
 *
 * @review: (nullable): the review under way
 */
typedef struct
{
  gint64 household;
  DoudiReviewRow *review;
} Standing;

static void
standing_free (gpointer data)
{
  Standing *standing = data;

  g_clear_pointer (&standing->review, doudi_review_row_free);
  g_free (standing);
}

static char *
describe_review (const DoudiReviewRow *review)
{
  int outcome;

  if (review == NULL)
    return g_strdup (_ ("not begun"));
  outcome = doudi_word_find (outcomes, review->outcome);
  return outcome >= 0 ? g_strdup_printf (_ ("%s; to be confirmed"), _ (outcomes[outcome].label))
                      : g_strdup (_ ("under way"));
}

/* On the worker thread: nothing here touches a widget. */
static DoudiListRow *
row_new (DoudiStore *store, const DoudiReviewDue *due)
{
  const DoudiReviewDueRow *row = due->row;
  DoudiDay day = due->due != DOUDI_DAY_NONE ? due->due : due->valid_through;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *due_text = doudi_day_format_iso (day);
  g_autofree char *village = doudi_division_short_name (row->village);
  g_autofree char *left = g_strdup_printf ("%d", due->days_left);
  Standing *standing = g_new0 (Standing, 1);
  g_autofree char *state = NULL;
  DoudiListRow *list_row;

  standing->household = row->household_id;
  standing->review
    = row->open_review != 0 ? doudi_review_get (store, row->open_review, NULL) : NULL;
  state = describe_review (standing->review);
  g_strv_builder_add_many (
    builder, due_text, row->name, village, doudi_format_programme (row->programme),
    doudi_format_class (row->benefit_class), left, due->lapsed ? _ ("lapsed") : "", state, NULL);
  list_row = doudi_list_row_new (row->award_id, g_strv_builder_end (builder));
  doudi_list_row_set_data (list_row, standing, standing_free);
  doudi_list_row_set_look (list_row, due->lapsed);
  return list_row;
}

/* Where and until when to look. */
typedef struct
{
  char *division;
  DoudiDay through;
} Range;

static void
range_free (gpointer data)
{
  Range *range = data;

  g_free (range->division);
  g_free (range);
}

static gpointer
list_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Range *range = data;
  DoudiStore *store = doudi_session_get_store (session);
  DoudiDay today = doudi_session_get_today (session);
  g_autoptr (DoudiPolicy) policy = NULL;
  g_autoptr (GPtrArray) found = NULL;
  GPtrArray *rows;

  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_HOUSEHOLD, range->division, error))
    return NULL;
  policy = doudi_policies_load (store, today, error);
  found = policy != NULL
            ? doudi_reviews_due (store, policy, range->division, range->through, today, 0, error)
            : NULL;
  if (found == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (rows, row_new (store, g_ptr_array_index (found, i)));
  return rows;
}

static const DoudiDivision *
get_division (GtkDropDown *drop_down, GPtrArray *divisions)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  return selected > 0 && selected <= divisions->len ? g_ptr_array_index (divisions, selected - 1)
                                                    : NULL;
}

/* The nine digits of the township, or the twelve of the village; all of the county without. */
static char *
dup_division (DoudiReviewsWindow *self)
{
  const DoudiDivision *township = get_division (self->township_drop_down, self->townships);
  const DoudiDivision *village = get_division (self->village_drop_down, self->villages);

  if (township != NULL && village != NULL)
    return g_strdup (village->code);
  return township != NULL ? g_strndup (township->code, 9) : NULL;
}

static Range *
take_range (DoudiReviewsWindow *self)
{
  DoudiDay through = doudi_day_parse (gtk_editable_get_text (self->through_entry));
  Range *range;

  if (through == DOUDI_DAY_NONE)
    {
      say (self, _ ("Type the last day that counts as 2018-06-08."), TRUE);
      return NULL;
    }
  range = g_new0 (Range, 1);
  range->division = dup_division (self);
  range->through = through;
  return range;
}

static const Standing *
get_standing (DoudiReviewsWindow *self)
{
  DoudiListRow *row = doudi_list_get_selected (self->view);

  return row != NULL ? doudi_list_row_get_data (row) : NULL;
}

static gboolean
done_by_oneself (DoudiReviewsWindow *self, const DoudiReviewRow *review)
{
  gboolean same = FALSE;

  return doudi_session_is_same_person (doudi_caseload_get_session (self->caseload), review->done_by,
                                       &same, NULL)
         && same;
}

static void
update_actions (DoudiReviewsWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const Standing *standing = get_standing (self);
  const DoudiReviewRow *review = standing != NULL ? standing->review : NULL;
  gboolean idle
    = !doudi_caseload_is_busy (self->caseload) && doudi_caseload_is_signed_in (self->caseload);
  gboolean may = idle && doudi_caseload_may (self->caseload, DOUDI_ACTION_REVIEW_AWARD);
  gboolean begun = review != NULL && *review->outcome == '\0';
  gboolean decides = idle && review != NULL && !begun
                     && doudi_caseload_may (self->caseload, DOUDI_ACTION_CONFIRM_REVIEW)
                     && !done_by_oneself (self, review);

  gtk_widget_action_set_enabled (widget, "reviews.open-round", may);
  gtk_widget_action_set_enabled (widget, "reviews.pause-lapsed", may);
  gtk_widget_action_set_enabled (widget, "reviews.change", may && begun);
  gtk_widget_action_set_enabled (widget, "reviews.finish", may && begun);
  gtk_widget_action_set_enabled (widget, "reviews.confirm", decides);
  gtk_widget_action_set_enabled (widget, "reviews.return", decides);
  gtk_spinner_set_spinning (self->spinner, !idle);
}

static void
show_rows (DoudiReviewsWindow *self, GPtrArray *rows)
{
  g_autofree char *count
    = g_strdup_printf (ngettext ("%u award", "%u awards", rows->len), rows->len);
  DoudiListRow *selected = doudi_list_get_selected (self->view);
  gint64 wanted = selected != NULL ? doudi_list_row_get_id (selected) : 0;

  doudi_pager_show (self->pager, self->view, rows);
  doudi_list_select_id (self->view, wanted);
  gtk_label_set_text (self->count_label, count);
  gtk_stack_set_visible_child_name (self->list_stack, rows->len > 0 ? "list" : "empty");
  update_actions (self);
}

static void show (DoudiReviewsWindow *self);

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiReviewsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  self->reading = FALSE;
  if (self->caseload == NULL)
    return;
  if (rows == NULL)
    say (self, error->message, TRUE);
  else
    show_rows (self, rows);
  if (self->read_again)
    show (self);
}

/* All awards of the county are looked through, which takes a moment. */
static void
show (DoudiReviewsWindow *self)
{
  Range *range;

  self->read_again = self->reading;
  if (self->filling || self->reading || !doudi_caseload_is_signed_in (self->caseload))
    return;
  range = take_range (self);
  if (range == NULL)
    return;
  self->reading = TRUE;
  doudi_caseload_look_async (self->caseload, _ ("Looking for reviews that are due"), list_work,
                             range, range_free, (GDestroyNotify) g_ptr_array_unref, on_listed_cb,
                             g_object_ref (self));
}

static void
fill_drop_down (GtkDropDown *drop_down, const char *all, GPtrArray *divisions)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, all);
  for (guint i = 0; i < divisions->len; i++)
    gtk_string_list_append (names,
                            ((const DoudiDivision *) g_ptr_array_index (divisions, i))->name);
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
}

static void
fill_divisions (DoudiReviewsWindow *self,
                GPtrArray *into,
                DoudiDivisionLevel level,
                const char *below)
{
  g_ptr_array_set_size (into, 0);
  for (guint i = 0; i < self->divisions->len; i++)
    {
      DoudiDivision *division = g_ptr_array_index (self->divisions, i);

      if (division->level == level && strncmp (division->code, below, MIN (strlen (below), 9)) == 0)
        g_ptr_array_add (into, division);
    }
}

static void
fill_villages (DoudiReviewsWindow *self)
{
  const DoudiDivision *township = get_division (self->township_drop_down, self->townships);

  g_ptr_array_set_size (self->villages, 0);
  if (township != NULL)
    fill_divisions (self, self->villages, DOUDI_DIVISION_VILLAGE, township->code);
  fill_drop_down (self->village_drop_down, _ ("All villages"), self->villages);
  gtk_widget_set_sensitive (GTK_WIDGET (self->village_drop_down), township != NULL);
}

static void
on_township_selected_cb (DoudiReviewsWindow *self)
{
  if (self->filling)
    return;
  self->filling = TRUE;
  fill_villages (self);
  self->filling = FALSE;
  show (self);
}

static void
on_filter_changed_cb (DoudiReviewsWindow *self)
{
  if (self->filling)
    return;
  say (self, "", FALSE);
  show (self);
}

static void
fill (DoudiReviewsWindow *self)
{
  DoudiSession *session = doudi_caseload_get_session (self->caseload);
  DoudiDay through = doudi_month_last_day (doudi_month_of_day (doudi_session_get_today (session)));
  g_autofree char *text = doudi_day_format_iso (through);

  self->divisions
    = doudi_registry_list_divisions (doudi_caseload_get_reader (self->caseload), NULL);
  if (self->divisions == NULL)
    self->divisions = g_ptr_array_new ();
  fill_divisions (self, self->townships, DOUDI_DIVISION_TOWNSHIP, "");
  fill_drop_down (self->township_drop_down, _ ("All townships"), self->townships);
  fill_villages (self);
  gtk_editable_set_text (self->through_entry, text);
  self->filling = FALSE;
  show (self);
}

typedef struct _Call Call;

/*
 * @run: on the worker thread; returns how many awards it was about
 * @done: what is said then, with the number
 */
struct _Call
{
  gboolean (*run) (DoudiSession *session, const Call *call, guint *count, GError **error);
  const char *done;
  Range *range;
  gint64 review;
  const char *outcome;
  char *reason;
};

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_pointer (&call->range, range_free);
  g_free (call->reason);
  g_free (call);
}

static gboolean
run_open (DoudiSession *session, const Call *call, guint *count, GError **error)
{
  return doudi_review_open_round (session, call->range->division, call->range->through, count,
                                  error);
}

static gboolean
run_finish (DoudiSession *session, const Call *call, guint *count, GError **error)
{
  *count = 1;
  return doudi_review_finish (session, call->review, call->outcome, call->reason, error);
}

static gboolean
run_confirm (DoudiSession *session, const Call *call, guint *count, GError **error)
{
  *count = 1;
  return doudi_review_confirm (session, call->review, TRUE, NULL, error);
}

static gboolean
run_return (DoudiSession *session, const Call *call, guint *count, GError **error)
{
  *count = 1;
  return doudi_review_confirm (session, call->review, FALSE, call->reason, error);
}

static gboolean
run_pause (DoudiSession *session, const Call *call, guint *count, GError **error)
{
  return doudi_review_pause_lapsed (session, DOUDI_MONTH_NONE, count, error);
}

static gpointer
call_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Call *call = data;
  guint count = 0;

  if (!call->run (session, call, &count, error))
    return NULL;
  return g_strdup_printf ("%s (%u)", _ (call->done), count);
}

static void
on_called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiReviewsWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  if (self->caseload != NULL)
    say (self, done != NULL ? done : error->message, done == NULL);
}

static void
start (DoudiReviewsWindow *self, Call *call)
{
  say (self, "", FALSE);
  doudi_caseload_work_async (self->caseload, _ ("Recording the review"), call_work, call, call_free,
                             g_free, on_called_cb, g_object_ref (self));
}

/* A step of the review that is selected. */
static Call *
call_new (DoudiReviewsWindow *self, const char *reason)
{
  const Standing *standing = get_standing (self);
  Call *call;

  if (standing == NULL || standing->review == NULL)
    return NULL;
  call = g_new0 (Call, 1);
  call->review = standing->review->id;
  call->reason = g_strdup (reason);
  return call;
}

static void
open_round_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiReviewsWindow *self = DOUDI_REVIEWS_WINDOW (widget);
  Range *range = take_range (self);
  Call *call;

  if (range == NULL)
    return;
  call = g_new0 (Call, 1);
  call->run = run_open;
  call->done = N_ ("Reviews opened");
  call->range = range;
  start (self, call);
}

static void
on_outcome_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiAsked) asked = doudi_ask_finish (GTK_WINDOW (source), result);
  DoudiReviewsWindow *self = DOUDI_REVIEWS_WINDOW (source);
  Call *call = asked != NULL ? call_new (self, asked->words) : NULL;

  if (call == NULL)
    return;
  call->run = run_finish;
  call->done = N_ ("The review is finished; another person confirms it");
  call->outcome = outcomes[asked->choice].name;
  start (self, call);
}

static void
finish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const DoudiAsk ask = {
    .heading = _ ("Finish the review"),
    .body = _ ("Where the award changes or ends, enter that change first."),
    .accept = _ ("_Finish"),
    .choices = outcomes,
    .choices_label = _ ("Outcome"),
    .words_label = _ ("What was found"),
    .words_needed = TRUE,
  };

  doudi_ask_async (GTK_WINDOW (widget), &ask, on_outcome_cb, NULL);
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Call *call = call_new (DOUDI_REVIEWS_WINDOW (widget), NULL);

  if (call == NULL)
    return;
  call->run = run_confirm;
  call->done = N_ ("The review is confirmed");
  start (DOUDI_REVIEWS_WINDOW (widget), call);
}

static void
on_reason_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiAsked) asked = doudi_ask_finish (GTK_WINDOW (source), result);
  Call *call = asked != NULL ? call_new (DOUDI_REVIEWS_WINDOW (source), asked->words) : NULL;

  if (call == NULL)
    return;
  call->run = run_return;
  call->done = N_ ("The review goes back");
  start (DOUDI_REVIEWS_WINDOW (source), call);
}

static void
return_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const DoudiAsk ask = {
    .heading = _ ("Have the review done again"),
    .accept = _ ("_Send back"),
    .words_label = _ ("Reason"),
    .words_needed = TRUE,
  };

  doudi_ask_async (GTK_WINDOW (widget), &ask, on_reason_cb, NULL);
}

static void
change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiReviewsWindow *self = DOUDI_REVIEWS_WINDOW (widget);
  const Standing *standing = get_standing (self);
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  if (standing == NULL || standing->review == NULL)
    return;
  window = doudi_change_window_new (GTK_WINDOW (widget), self->caseload, standing->household,
                                    standing->review->id, &error);
  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else
    say (self, error->message, TRUE);
}

static void
on_pause_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call;

  if (!doudi_confirm_finish (GTK_WINDOW (source), result))
    return;
  call = g_new0 (Call, 1);
  call->run = run_pause;
  call->done = N_ ("Pauses entered; another person decides them");
  start (DOUDI_REVIEWS_WINDOW (source), call);
}

static void
pause_lapsed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_confirm_async (GTK_WINDOW (widget), _ ("Pause every award that has lapsed?"),
                       _ ("A pause is entered for every award of the county whose time is over and "
                          "that nobody reviewed, and its review is opened. Nothing pauses before "
                          "another person decides it."),
                       _ ("_Pause"), on_pause_confirmed_cb, NULL);
}

static void
on_signed_out_cb (DoudiReviewsWindow *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
doudi_reviews_window_dispose (GObject *object)
{
  DoudiReviewsWindow *self = DOUDI_REVIEWS_WINDOW (object);

  self->filling = TRUE;
  g_clear_object (&self->caseload);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_REVIEWS_WINDOW);

  G_OBJECT_CLASS (doudi_reviews_window_parent_class)->dispose (object);
}

static void
doudi_reviews_window_finalize (GObject *object)
{
  DoudiReviewsWindow *self = DOUDI_REVIEWS_WINDOW (object);

  g_ptr_array_unref (self->townships);
  g_ptr_array_unref (self->villages);
  g_clear_pointer (&self->divisions, g_ptr_array_unref);

  G_OBJECT_CLASS (doudi_reviews_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DoudiReviewsWindow, township_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiReviewsWindow, village_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiReviewsWindow, through_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiReviewsWindow, count_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiReviewsWindow, list_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiReviewsWindow, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiReviewsWindow, pager);
  gtk_widget_class_bind_template_child (widget_class, DoudiReviewsWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiReviewsWindow, spinner);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "reviews.open-round", NULL, open_round_action);
  gtk_widget_class_install_action (widget_class, "reviews.finish", NULL, finish_action);
  gtk_widget_class_install_action (widget_class, "reviews.change", NULL, change_action);
  gtk_widget_class_install_action (widget_class, "reviews.confirm", NULL, confirm_action);
  gtk_widget_class_install_action (widget_class, "reviews.return", NULL, return_action);
  gtk_widget_class_install_action (widget_class, "reviews.pause-lapsed", NULL, pause_lapsed_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
doudi_reviews_window_class_init (DoudiReviewsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_reviews_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_reviews_window_finalize;
  g_type_ensure (DOUDI_TYPE_PAGER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-reviews-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_township_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  install_actions (widget_class);
}

static void
doudi_reviews_window_init (DoudiReviewsWindow *self)
{
  self->filling = TRUE;
  self->townships = g_ptr_array_new ();
  self->villages = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_list_set_up (self->view, columns, G_N_ELEMENTS (columns), TRUE);
}

/**
 * doudi_reviews_window_new:
 * @parent: the window it belongs to
 * @caseload: a caseload somebody is signed in to
 *
 * Returns: a window with the awards that are to be reviewed by the end of this month
 */
GtkWidget *
doudi_reviews_window_new (GtkWindow *parent, DoudiCaseload *caseload)
{
  DoudiReviewsWindow *self
    = g_object_new (DOUDI_TYPE_REVIEWS_WINDOW, "transient-for", parent, NULL);

  self->caseload = g_object_ref (caseload);
  g_signal_connect_object (gtk_column_view_get_model (self->view), "notify::selected-item",
                           G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (caseload, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (caseload, "notify::busy", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (caseload, "signed-out", G_CALLBACK (on_signed_out_cb), self,
                           G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
