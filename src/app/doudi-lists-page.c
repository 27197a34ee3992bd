/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-ask.h"
#include "app/doudi-case-forms.h"
#include "app/doudi-case-list-format.h"
#include "app/doudi-case-list-work.h"
#include "app/doudi-case-pane.h"
#include "app/doudi-confirm.h"
#include "app/doudi-format.h"
#include "app/doudi-list.h"
#include "app/doudi-lists-page.h"
#include "app/doudi-pager.h"
#include "store/doudi-registry.h"

struct _DoudiListsPage
{
  DoudiPage parent_instance;

  GtkMenuButton *review_button;
  GtkMenuButton *approval_button;
  GtkStack *list_stack;
  GtkColumnView *view;
  GtkLabel *title_label;
  GtkLabel *sums_label;
  GtkLabel *before_label;
  GtkColumnView *row_view;
  DoudiPager *pager;
  DoudiCasePane *pane;
  GtkWidget *open_box;
  GtkWidget *withdraw_button;
  GtkWidget *notice_box;
  GtkWidget *decide_box;
  GtkButton *submit_button;
  GtkButton *approve_button;

  DoudiCaseListView *shown;
  GHashTable *except; /* item id to DoudiCaseListExcept: rows that do not go on */
  gboolean filling;
  gint64 wanted;
};

G_DEFINE_FINAL_TYPE (DoudiListsPage, doudi_lists_page, DOUDI_TYPE_PAGE)

/* Lists that are looked through. */
#define LISTS_MAX DOUDI_LIST_MAX_ROWS

static const DoudiListColumn columns[] = {
  { N_ ("List"), FALSE, TRUE, 14 },
  { N_ ("Rows"), TRUE, FALSE, 4 },
  { N_ ("State"), FALSE, FALSE, 6 },
};

static const DoudiListColumn row_columns[] = {
  { N_ ("Village"), FALSE, FALSE, 8 },
  { N_ ("Who"), FALSE, FALSE, 6 },
  { N_ ("What"), FALSE, FALSE, 6 },
  { N_ ("Persons"), TRUE, FALSE, 3 },
  { N_ ("Class"), FALSE, FALSE, 3 },
  { N_ ("Amount (yuan)"), TRUE, FALSE, 9 },
  { N_ ("To look at"), FALSE, TRUE, 20, TRUE },
  { N_ ("Goes on"), FALSE, FALSE, 6 },
};

static void
except_free (gpointer data)
{
  DoudiCaseListExcept *except = data;

  g_free ((char *) except->reason);
  g_free (except);
}

static const DoudiCaseListEntry *
find_entry (DoudiListsPage *self, gint64 item)
{
  for (guint i = 0; self->shown != NULL && i < self->shown->entries->len; i++)
    {
      const DoudiCaseListEntry *entry = g_ptr_array_index (self->shown->entries, i);

      if (entry->item->id == item)
        return entry;
    }
  return NULL;
}

static const DoudiCaseListEntry *
get_selected_entry (DoudiListsPage *self)
{
  DoudiListRow *row = doudi_list_get_selected (self->row_view);

  return row != NULL ? find_entry (self, doudi_list_row_get_id (row)) : NULL;
}

static void
show_sums (DoudiListsPage *self)
{
  g_autofree char *title = NULL;
  g_autofree char *history = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *sums = NULL;
  g_autofree char *previous = NULL;
  g_autofree char *before = NULL;

  gtk_label_set_text (self->title_label, "");
  gtk_label_set_text (self->sums_label, "");
  gtk_label_set_text (self->before_label, "");
  if (self->shown == NULL)
    return;
  title = doudi_format_case_list (self->shown->row);
  history = doudi_format_case_list_history (self->shown->row);
  heading = g_strdup_printf ("%s — %s", title, history);
  sums = doudi_format_case_list_sums (&self->shown->sums);
  gtk_label_set_text (self->title_label, heading);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title_label), heading);
  gtk_label_set_text (self->sums_label, sums);
  if (self->shown->previous == NULL)
    return;
  previous = doudi_format_case_list_sums (&self->shown->previous_sums);
  before = g_strdup_printf (_ ("The list before: %s"), previous);
  gtk_label_set_text (self->before_label, before);
}

static gboolean
is_state (DoudiListsPage *self, const char *state)
{
  return self->shown != NULL && g_str_equal (self->shown->row->state, state);
}

static gboolean
is_review (DoudiListsPage *self)
{
  return self->shown != NULL && g_str_equal (self->shown->row->kind, "review");
}

static guint
count_going_on (DoudiListsPage *self)
{
  return self->shown->entries->len - g_hash_table_size (self->except);
}

static void
enable (DoudiListsPage *self, const char *action, DoudiAction permission, gboolean possible)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action,
                                 possible && doudi_page_may (DOUDI_PAGE (self), permission));
}

static void
label_approve (DoudiListsPage *self)
{
  g_autofree char *label = NULL;
  guint n;

  if (!is_state (self, "submitted"))
    return;
  n = count_going_on (self);
  label = g_hash_table_size (self->except) > 0
            ? g_strdup_printf (
              ngettext ("Approve the other %u — sign", "Approve the other %u — sign", n), n)
            : g_strdup_printf (ngettext ("Approve %u — sign", "Approve all %u — sign", n), n);
  gtk_button_set_label (self->approve_button, label);
}

/* Only what the list has come to is offered: the row of commands has to fit a narrow window. */
static void
show_commands (DoudiListsPage *self)
{
  gboolean open = is_state (self, "open");
  gboolean submitted = is_state (self, "submitted");

  gtk_widget_set_visible (self->open_box, open);
  gtk_widget_set_visible (self->withdraw_button, open || submitted);
  gtk_widget_set_visible (self->notice_box, is_state (self, "decided") && is_review (self));
  gtk_widget_set_visible (self->decide_box, submitted);
  gtk_widget_set_visible (GTK_WIDGET (self->submit_button), open);
  gtk_widget_set_visible (GTK_WIDGET (self->approve_button), submitted);
  gtk_widget_set_sensitive (GTK_WIDGET (self->review_button),
                            doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_BUILD_REVIEW_LIST));
  gtk_widget_set_sensitive (GTK_WIDGET (self->approval_button),
                            doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_BUILD_APPROVAL_LIST));
}

static void
update_actions (DoudiListsPage *self)
{
  gboolean open = is_state (self, "open");
  gboolean submitted = is_state (self, "submitted");
  gboolean selected = get_selected_entry (self) != NULL;
  DoudiAction build
    = is_review (self) ? DOUDI_ACTION_BUILD_REVIEW_LIST : DOUDI_ACTION_BUILD_APPROVAL_LIST;
  DoudiAction approve
    = is_review (self) ? DOUDI_ACTION_APPROVE_REVIEW_LIST : DOUDI_ACTION_APPROVE_LIST;

  enable (self, "page.new-review", DOUDI_ACTION_BUILD_REVIEW_LIST, TRUE);
  enable (self, "page.new-approval", DOUDI_ACTION_BUILD_APPROVAL_LIST, TRUE);
  enable (self, "page.take-out", build, open && selected);
  enable (self, "page.submit-list", build, open && self->shown->entries->len > 0);
  enable (self, "page.withdraw-list", build, open || submitted);
  enable (self, "page.hold-row", approve, submitted && selected);
  enable (self, "page.return-row", approve, submitted && selected);
  enable (self, "page.return-list", approve, submitted);
  enable (self, "page.approve-list", approve, submitted && count_going_on (self) > 0);
  enable (self, "page.notice-posted", DOUDI_ACTION_RECORD_NOTICE,
          is_state (self, "decided") && is_review (self));
  enable (self, "page.notice-ended", DOUDI_ACTION_RECORD_NOTICE,
          is_state (self, "decided") && is_review (self));
  label_approve (self);
  show_commands (self);
}

static void
show_case (DoudiListsPage *self)
{
  const DoudiCaseListEntry *entry = get_selected_entry (self);
  DoudiCaseload *caseload = doudi_page_get_caseload (DOUDI_PAGE (self));
  g_autoptr (GError) error = NULL;

  if (entry == NULL || entry->item->application_id == 0)
    doudi_case_pane_clear (self->pane);
  else if (!doudi_case_pane_show (self->pane, caseload, entry->item->application_id, &error))
    doudi_page_report_error (DOUDI_PAGE (self), error);
}

static void
show_rows (DoudiListsPage *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  DoudiListRow *selected = doudi_list_get_selected (self->row_view);
  gint64 wanted = selected != NULL ? doudi_list_row_get_id (selected) : 0;

  for (guint i = 0; self->shown != NULL && i < self->shown->entries->len; i++)
    {
      const DoudiCaseListEntry *entry = g_ptr_array_index (self->shown->entries, i);
      const DoudiCaseListExcept *except = g_hash_table_lookup (self->except, &entry->item->id);

      g_ptr_array_add (rows, doudi_list_row_new_for_case_list_entry (
                               entry, except != NULL ? except->outcome : NULL));
    }
  self->filling = TRUE;
  doudi_pager_show (self->pager, self->row_view, rows);
  doudi_list_select_id (self->row_view, wanted);
  self->filling = FALSE;
  show_sums (self);
  show_case (self);
  update_actions (self);
}

static gint64
get_selected_list (DoudiListsPage *self)
{
  DoudiListRow *row = doudi_list_get_selected (self->view);

  return row != NULL ? doudi_list_row_get_id (row) : 0;
}

static void
show_list (DoudiListsPage *self)
{
  DoudiSession *session = doudi_caseload_get_session (doudi_page_get_caseload (DOUDI_PAGE (self)));
  gint64 id = get_selected_list (self);
  g_autoptr (GError) error = NULL;

  if (self->shown == NULL || self->shown->row->id != id)
    g_hash_table_remove_all (self->except);
  g_clear_pointer (&self->shown, doudi_case_list_view_free);
  if (id != 0)
    self->shown = doudi_case_list_view (session, id, &error);
  if (error != NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
  show_rows (self);
}

static void
on_list_selected_cb (DoudiListsPage *self)
{
  if (!self->filling)
    show_list (self);
}

static void
on_row_selected_cb (DoudiListsPage *self)
{
  if (self->filling)
    return;
  show_case (self);
  update_actions (self);
}

static void
doudi_lists_page_refresh (DoudiPage *page)
{
  DoudiListsPage *self = DOUDI_LISTS_PAGE (page);
  DoudiStore *reader = doudi_caseload_get_reader (doudi_page_get_caseload (page));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lists = doudi_case_list_all (reader, NULL, NULL, LISTS_MAX, &error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 wanted = self->wanted != 0 ? self->wanted : get_selected_list (self);

  if (lists == NULL)
    {
      doudi_page_report_error (page, error);
      return;
    }
  for (guint i = 0; i < lists->len; i++)
    g_ptr_array_add (rows, doudi_list_row_new_for_case_list (g_ptr_array_index (lists, i)));
  self->filling = TRUE;
  doudi_list_show (self->view, rows);
  doudi_list_select_id (self->view, wanted);
  self->filling = FALSE;
  self->wanted = 0;
  gtk_stack_set_visible_child_name (self->list_stack, rows->len > 0 ? "list" : "empty");
  show_list (self);
}

static gboolean
doudi_lists_page_focus_first (DoudiPage *page)
{
  return doudi_list_focus (DOUDI_LISTS_PAGE (page)->view);
}

static void
doudi_lists_page_detach (DoudiPage *page)
{
  DoudiListsPage *self = DOUDI_LISTS_PAGE (page);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  g_clear_pointer (&self->shown, doudi_case_list_view_free);
  g_hash_table_remove_all (self->except);
  self->filling = TRUE;
  doudi_list_show (self->view, nothing);
  doudi_pager_show (self->pager, self->row_view, nothing);
  self->filling = FALSE;
  doudi_case_pane_clear (self->pane);
}

static guint
doudi_lists_page_count_waiting (DoudiPage *page)
{
  static const struct
  {
    const char *kind;
    DoudiAction action;
  } kinds[] = {
    { "review", DOUDI_ACTION_APPROVE_REVIEW_LIST },
    { "approval", DOUDI_ACTION_APPROVE_LIST },
  };
  DoudiStore *reader = doudi_caseload_get_reader (doudi_page_get_caseload (page));
  guint waiting = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (doudi_page_may (page, kinds[i].action))
      {
        g_autoptr (GPtrArray) lists
          = doudi_case_list_all (reader, kinds[i].kind, "submitted", LISTS_MAX, NULL);

        waiting += lists != NULL ? lists->len : 0;
      }
  return waiting;
}

static void
on_worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiListsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *list = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  if (list == NULL)
    {
      doudi_page_report_error (DOUDI_PAGE (self), error);
      return;
    }
  self->wanted = *list;
  g_hash_table_remove_all (self->except);
  doudi_page_report_done (DOUDI_PAGE (self), _ ("Done."));
}

static DoudiCaseListWork *
work_new (DoudiListsPage *self, DoudiCaseListWorkKind kind)
{
  return doudi_case_list_work_new (DOUDI_PAGE (self), kind,
                                   self->shown != NULL ? self->shown->row->id : 0);
}

static void
start (DoudiCaseListWork *work, const char *title)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (work->page);

  if (caseload == NULL)
    doudi_case_list_work_free (work);
  else
    doudi_caseload_work_async (caseload, title, doudi_case_list_work_run, work,
                               doudi_case_list_work_free, g_free, on_worked_cb,
                               g_object_ref (work->page));
}

static GtkWindow *
get_window (DoudiListsPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
new_list (DoudiListsPage *self, const char *kind, GVariant *programme)
{
  DoudiCaseListWork *work = work_new (self, DOUDI_CASE_LIST_WORK_CREATE);

  work->kind_name = kind;
  work->programme = doudi_programme_from_name (g_variant_get_string (programme, NULL));
  start (work, _ ("Putting the list together"));
}

static void
new_review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  new_list (DOUDI_LISTS_PAGE (widget), "review", parameter);
}

static void
new_approval_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  new_list (DOUDI_LISTS_PAGE (widget), "approval", parameter);
}

static void
take_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiListsPage *self = DOUDI_LISTS_PAGE (widget);
  const DoudiCaseListEntry *entry = get_selected_entry (self);
  DoudiCaseListWork *work;

  if (entry == NULL)
    return;
  work = work_new (self, DOUDI_CASE_LIST_WORK_TAKE_OUT);
  work->item = entry->item->id;
  start (work, _ ("Taking the row out"));
}

static void
submit_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start (work_new (DOUDI_LISTS_PAGE (widget), DOUDI_CASE_LIST_WORK_SUBMIT),
         _ ("Submitting the list"));
}

static void
withdraw_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start (work_new (DOUDI_LISTS_PAGE (widget), DOUDI_CASE_LIST_WORK_WITHDRAW),
         _ ("Taking the list back"));
}

typedef struct
{
  DoudiListsPage *page;
  const char *outcome;
  gint64 item;
} RowQuestion;

static void
on_row_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree RowQuestion *question = user_data;
  g_autoptr (DoudiListsPage) self = question->page;
  g_autoptr (DoudiAsked) asked = doudi_ask_finish (GTK_WINDOW (source), result);
  DoudiCaseListExcept *except;

  if (asked == NULL || find_entry (self, question->item) == NULL)
    return;
  except = g_new0 (DoudiCaseListExcept, 1);
  *except
    = (DoudiCaseListExcept){ question->item, question->outcome, g_steal_pointer (&asked->words) };
  g_hash_table_replace (self->except, &except->item_id, except);
  show_rows (self);
}

/* A row that was marked already goes on again. */
static void
mark_row (DoudiListsPage *self, const char *outcome, const char *heading)
{
  const DoudiCaseListEntry *entry = get_selected_entry (self);
  DoudiAsk ask = { .heading = heading,
                   .accept = _ ("_Mark"),
                   .words_label = _ ("Reason"),
                   .words_needed = TRUE };
  RowQuestion *question;

  if (entry == NULL)
    return;
  if (g_hash_table_remove (self->except, &entry->item->id))
    {
      show_rows (self);
      return;
    }
  question = g_new0 (RowQuestion, 1);
  *question = (RowQuestion){ g_object_ref (self), outcome, entry->item->id };
  doudi_ask_async (get_window (self), &ask, on_row_asked_cb, question);
}

static void
hold_row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mark_row (DOUDI_LISTS_PAGE (widget), "held", _ ("Hold this row: it waits for the next list"));
}

static void
return_row_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mark_row (DOUDI_LISTS_PAGE (widget), "returned",
            _ ("Return this row: it goes back to who works on it"));
}

static void
on_return_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiListsPage) self = user_data;
  g_autoptr (DoudiAsked) asked = doudi_ask_finish (GTK_WINDOW (source), result);
  DoudiCaseListWork *work;

  if (asked == NULL || self->shown == NULL)
    return;
  work = work_new (self, DOUDI_CASE_LIST_WORK_RETURN);
  work->words = g_steal_pointer (&asked->words);
  start (work, _ ("Returning the list"));
}

static void
return_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiListsPage *self = DOUDI_LISTS_PAGE (widget);
  DoudiAsk ask = { .heading = _ ("Return the whole list"),
                   .accept = _ ("_Return"),
                   .words_label = _ ("Reason"),
                   .words_needed = TRUE };

  doudi_ask_async (get_window (self), &ask, on_return_asked_cb, g_object_ref (self));
}

static DoudiCaseListWork *
decide_work_new (DoudiListsPage *self)
{
  DoudiCaseListWork *work = work_new (self, DOUDI_CASE_LIST_WORK_DECIDE);
  GHashTableIter iter;
  gpointer value;

  work->digest = g_strdup (self->shown->row->digest);
  work->except = g_array_new (FALSE, FALSE, sizeof (DoudiCaseListExcept));
  g_hash_table_iter_init (&iter, self->except);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      DoudiCaseListExcept except = *(const DoudiCaseListExcept *) value;

      except.reason = g_strdup (except.reason);
      g_array_append_val (work->except, except);
    }
  return work;
}

static void
on_approve_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DoudiCaseListWork *work = user_data;

  if (doudi_confirm_finish (GTK_WINDOW (source), result))
    start (work, _ ("Approving the list"));
  else
    doudi_case_list_work_free (work);
}

static void
approve_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiListsPage *self = DOUDI_LISTS_PAGE (widget);
  g_autofree char *sums = NULL;
  g_autofree char *body = NULL;

  if (!is_state (self, "submitted"))
    return;
  sums = doudi_format_case_list_sums (&self->shown->sums);
  body
    = g_strdup_printf (_ ("%s\n\n%u rows go on, %u are held or returned. You sign for what is on "
                          "this screen; nobody can change it afterwards."),
                       sums, count_going_on (self), g_hash_table_size (self->except));
  doudi_confirm_async (get_window (self), _ ("Approve this list?"), body, _ ("_Approve"),
                       on_approve_confirmed_cb, decide_work_new (self));
}

typedef struct
{
  DoudiListsPage *page;
  gboolean posted;
  GArray *villages;
  GPtrArray *texts;
} NoticeQuestion;

static void
notice_question_free (NoticeQuestion *question)
{
  g_object_unref (question->page);
  g_array_unref (question->villages);
  g_ptr_array_unref (question->texts);
  g_free (question);
}

static void
add_village (NoticeQuestion *question, const DoudiCaseListEntry *entry)
{
  DoudiWord word;

  for (guint i = 0; i < question->villages->len; i++)
    if (g_str_equal (g_array_index (question->villages, DoudiWord, i).name, entry->division_code))
      return;
  g_ptr_array_add (question->texts, g_strdup (entry->division_code));
  word.name = g_ptr_array_index (question->texts, question->texts->len - 1);
  g_ptr_array_add (question->texts, g_strjoin (" ", entry->township, entry->village, NULL));
  word.label = g_ptr_array_index (question->texts, question->texts->len - 1);
  word.chinese = word.label;
  g_array_append_val (question->villages, word);
}

static void
on_notice_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NoticeQuestion *question = user_data;
  g_autoptr (DoudiAsked) asked = doudi_ask_finish (GTK_WINDOW (source), result);
  DoudiCaseListWork *work;

  if (asked != NULL && question->page->shown != NULL && asked->choice < question->villages->len)
    {
      work = work_new (question->page, DOUDI_CASE_LIST_WORK_NOTICE);
      work->posted = question->posted;
      work->day = asked->day;
      work->words = g_steal_pointer (&asked->words);
      work->division = g_strdup (g_array_index (question->villages, DoudiWord, asked->choice).name);
      start (work, _ ("Recording the notice"));
    }
  notice_question_free (question);
}

static void
ask_notice (DoudiListsPage *self, gboolean posted)
{
  DoudiSession *session = doudi_caseload_get_session (doudi_page_get_caseload (DOUDI_PAGE (self)));
  NoticeQuestion *question = g_new0 (NoticeQuestion, 1);
  DoudiAsk ask
    = { .heading = posted ? _ ("The notice was posted") : _ ("The notice was taken down"),
        .accept = _ ("_Record"),
        .choices_label = _ ("Village"),
        .words_label = _ ("Who posted it, and where the photographs are"),
        .day = doudi_session_get_today (session) };

  question->page = g_object_ref (self);
  question->posted = posted;
  question->villages = g_array_new (TRUE, TRUE, sizeof (DoudiWord));
  question->texts = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->shown->entries->len; i++)
    add_village (question, g_ptr_array_index (self->shown->entries, i));
  ask.choices = (const DoudiWord *) (gpointer) question->villages->data;
  doudi_ask_async (get_window (self), &ask, on_notice_asked_cb, question);
}

static void
notice_posted_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_notice (DOUDI_LISTS_PAGE (widget), TRUE);
}

static void
notice_ended_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ask_notice (DOUDI_LISTS_PAGE (widget), FALSE);
}

static void
on_form_activated_cb (DoudiListsPage *self, gint64 filled_form)
{
  doudi_case_forms_read (DOUDI_PAGE (self), filled_form);
}

static void
fill_menu (GtkMenuButton *button, const char *action)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = DOUDI_PROGRAMME_LOW_INCOME; i <= DOUDI_PROGRAMME_TEMPORARY_AID; i++)
    {
      const DoudiProgrammeInfo *info = doudi_programme_info ((DoudiProgramme) i);
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (info->label), NULL);

      g_menu_item_set_action_and_target (item, action, "s", info->name);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

/**
 * doudi_lists_page_show:
 * @list: a list
 *
 * Shows a list and puts the keyboard into its rows.
 */
void
doudi_lists_page_show (DoudiListsPage *self, gint64 list)
{
  self->wanted = list;
  doudi_page_refresh (DOUDI_PAGE (self));
  doudi_list_focus (self->row_view);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.new-review", "s", new_review_action);
  gtk_widget_class_install_action (widget_class, "page.new-approval", "s", new_approval_action);
  gtk_widget_class_install_action (widget_class, "page.take-out", NULL, take_out_action);
  gtk_widget_class_install_action (widget_class, "page.submit-list", NULL, submit_list_action);
  gtk_widget_class_install_action (widget_class, "page.withdraw-list", NULL, withdraw_list_action);
  gtk_widget_class_install_action (widget_class, "page.hold-row", NULL, hold_row_action);
  gtk_widget_class_install_action (widget_class, "page.return-row", NULL, return_row_action);
  gtk_widget_class_install_action (widget_class, "page.return-list", NULL, return_list_action);
  gtk_widget_class_install_action (widget_class, "page.approve-list", NULL, approve_list_action);
  gtk_widget_class_install_action (widget_class, "page.notice-posted", NULL, notice_posted_action);
  gtk_widget_class_install_action (widget_class, "page.notice-ended", NULL, notice_ended_action);
}

static void
doudi_lists_page_dispose (GObject *object)
{
  DoudiListsPage *self = DOUDI_LISTS_PAGE (object);

  g_clear_pointer (&self->shown, doudi_case_list_view_free);
  g_clear_pointer (&self->except, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_LISTS_PAGE);
  G_OBJECT_CLASS (doudi_lists_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, review_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, approval_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, sums_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, before_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, row_view);
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, pager);
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, pane);
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, open_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, withdraw_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, notice_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, decide_box);
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, submit_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiListsPage, approve_button);
}

static void
doudi_lists_page_class_init (DoudiListsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DoudiPageClass *page_class = DOUDI_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_lists_page_dispose;
  page_class->detach = doudi_lists_page_detach;
  page_class->refresh = doudi_lists_page_refresh;
  page_class->count_waiting = doudi_lists_page_count_waiting;
  page_class->focus_first = doudi_lists_page_focus_first;
  g_type_ensure (DOUDI_TYPE_CASE_PANE);
  g_type_ensure (DOUDI_TYPE_PAGER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-lists-page.ui");
  bind_children (widget_class);
  install_actions (widget_class);
}

static void
doudi_lists_page_init (DoudiListsPage *self)
{
  self->except = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, except_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_list_set_up (self->view, columns, G_N_ELEMENTS (columns), TRUE);
  doudi_list_set_up (self->row_view, row_columns, G_N_ELEMENTS (row_columns), TRUE);
  fill_menu (self->review_button, "page.new-review");
  fill_menu (self->approval_button, "page.new-approval");
  g_signal_connect_object (gtk_column_view_get_model (self->view), "notify::selected-item",
                           G_CALLBACK (on_list_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_model (self->row_view), "notify::selected-item",
                           G_CALLBACK (on_row_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "form-activated", G_CALLBACK (on_form_activated_cb), self,
                           G_CONNECT_SWAPPED);
}
