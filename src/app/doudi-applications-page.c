/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "app/doudi-applications-page.h"
#include "app/doudi-case-forms.h"
#include "app/doudi-case-pane.h"
#include "app/doudi-case-record.h"
#include "app/doudi-format.h"
#include "app/doudi-form-print.h"
#include "app/doudi-list.h"
#include "app/doudi-pager.h"
#include "casework/doudi-case-work.h"
#include "policy/doudi-assessment.h"

struct _DoudiApplicationsPage
{
  DoudiPage parent_instance;

  GtkMenuButton *new_button;
  GtkDropDown *step_drop_down;
  GtkDropDown *programme_drop_down;
  GtkSearchEntry *find_entry;
  GtkCheckButton *closed_button;
  GtkStack *list_stack;
  GtkColumnView *view;
  DoudiPager *pager;
  DoudiCasePane *pane;
  GtkMenuButton *record_button;
  GtkMenuButton *form_button;
  GtkMenuButton *print_button;
  GtkButton *next_button;

  gboolean filling;
  gint64 wanted;
};

G_DEFINE_FINAL_TYPE (DoudiApplicationsPage, doudi_applications_page, DOUDI_TYPE_PAGE)

static const DoudiListColumn columns[] = {
  { N_("Case"), FALSE, FALSE, 11 },
  { N_("Who"), FALSE, TRUE, 6 },
  { N_("Village"), FALSE, FALSE, 6 },
  { N_("Programme"), FALSE, FALSE, 6 },
  { N_("Step"), FALSE, FALSE, 8 },
  { N_("Due"), FALSE, FALSE, 12, TRUE },
};

/* The programmes that are applied for, in the order of the menu. */
static const DoudiProgramme applied_for[] = {
  DOUDI_PROGRAMME_LOW_INCOME,         DOUDI_PROGRAMME_SPECIAL_HARDSHIP,
  DOUDI_PROGRAMME_ORPHAN,             DOUDI_PROGRAMME_UNSUPPORTED_CHILD,
  DOUDI_PROGRAMME_DISABILITY_LIVING,  DOUDI_PROGRAMME_DISABILITY_NURSING,
  DOUDI_PROGRAMME_TEMPORARY_AID,
};

static char *
due_text (const DoudiCaseSummary *row)
{
  g_autofree char *day = doudi_day_format_iso (row->due);

  if (row->due == DOUDI_DAY_NONE || row->step == DOUDI_STEP_NONE)
    return g_strdup ("");
  if (row->days_left < 0)
    return g_strdup_printf (ngettext ("%d day over", "%d days over", (gulong) -row->days_left),
                            -row->days_left);
  return g_strdup_printf (ngettext ("%s, %d day", "%s, %d days", (gulong) row->days_left), day + 5,
                          row->days_left);
}

static const char *
step_text (const DoudiCaseSummary *row)
{
  if (row->papers_missing)
    return _("waits for papers");
  if (row->held)
    return _("held");
  return row->step != DOUDI_STEP_NONE ? _(doudi_case_step_word (row->step)->label)
                                      : _(doudi_case_outcome_word (row->outcome)->label);
}

static DoudiListRow *
row_new (const DoudiCaseSummary *summary)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *due = due_text (summary);
  DoudiListRow *row;

  g_strv_builder_add_many (builder, summary->number, summary->name, summary->village,
                           doudi_format_programme (summary->programme), step_text (summary), due,
                           NULL);
  row = doudi_list_row_new (summary->id, g_strv_builder_end (builder));
  doudi_list_row_set_look (row, summary->step != DOUDI_STEP_NONE
                                  && summary->due != DOUDI_DAY_NONE && summary->days_left < 0);
  return row;
}

/* The first row of the drop-down is all steps, the others follow DoudiCaseStep. */
static void
show_counts (DoudiApplicationsPage *self, const guint *counts)
{
  guint selected = gtk_drop_down_get_selected (self->step_drop_down);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint all = 0;

  for (guint i = 0; i < DOUDI_N_STEPS; i++)
    all += counts[i];
  gtk_string_list_take (names, g_strdup_printf (_("All steps (%u)"), all));
  for (guint i = 0; i < DOUDI_N_STEPS; i++)
    gtk_string_list_take (names, counts[i] > 0
                                   ? g_strdup_printf (_("%s (%u)"),
                                                      _(doudi_case_step_word (i)->label), counts[i])
                                   : g_strdup (_(doudi_case_step_word (i)->label)));
  gtk_drop_down_set_model (self->step_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->step_drop_down,
                              selected == GTK_INVALID_LIST_POSITION ? 0 : selected);
}

static DoudiCaseListFilter
get_filter (DoudiApplicationsPage *self)
{
  guint step = gtk_drop_down_get_selected (self->step_drop_down);
  guint programme = gtk_drop_down_get_selected (self->programme_drop_down);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->find_entry));

  return (DoudiCaseListFilter){
    .step = step == 0 || step == GTK_INVALID_LIST_POSITION ? DOUDI_STEP_NONE
                                                           : (DoudiCaseStep) (step - 1),
    .programme = programme == 0 || programme == GTK_INVALID_LIST_POSITION
                   ? DOUDI_PROGRAMME_NONE
                   : applied_for[programme - 1],
    .text = *text != '\0' ? text : NULL,
    .closed = gtk_check_button_get_active (self->closed_button),
  };
}

static gint64
get_selected (DoudiApplicationsPage *self)
{
  DoudiListRow *row = doudi_list_get_selected (self->view);

  return row != NULL ? doudi_list_row_get_id (row) : 0;
}

/* What a person says of a case in words or with a day alone; forms, checks, objections and lists
 * have ways of their own. */
static const struct
{
  DoudiCaseEvent event;
  DoudiAction action;
} recorded[] = {
  { DOUDI_EVENT_ACCEPTED, DOUDI_ACTION_WORK_CASE },
  { DOUDI_EVENT_PAPERS_MISSING, DOUDI_ACTION_WORK_CASE },
  { DOUDI_EVENT_PAPERS_COMPLETE, DOUDI_ACTION_WORK_CASE },
  { DOUDI_EVENT_NOT_ACCEPTED, DOUDI_ACTION_WORK_CASE },
  { DOUDI_EVENT_PAID_FIRST, DOUDI_ACTION_WORK_CASE },
  { DOUDI_EVENT_SURVEY_STARTED, DOUDI_ACTION_WORK_CASE },
  { DOUDI_EVENT_OPINION_FOR, DOUDI_ACTION_WORK_CASE },
  { DOUDI_EVENT_OPINION_AGAINST, DOUDI_ACTION_WORK_CASE },
  { DOUDI_EVENT_NOTICE_POSTED, DOUDI_ACTION_RECORD_NOTICE },
  { DOUDI_EVENT_NOTICE_ENDED, DOUDI_ACTION_RECORD_NOTICE },
  { DOUDI_EVENT_FEDERATION_AGREED, DOUDI_ACTION_WORK_CASE },
  { DOUDI_EVENT_FEDERATION_DISAGREED, DOUDI_ACTION_WORK_CASE },
  { DOUDI_EVENT_SENT_UP, DOUDI_ACTION_WORK_CASE },
  { DOUDI_EVENT_APPROVAL_POSTED, DOUDI_ACTION_RECORD_NOTICE },
  { DOUDI_EVENT_APPROVAL_ENDED, DOUDI_ACTION_RECORD_NOTICE },
  { DOUDI_EVENT_INFORMED, DOUDI_ACTION_WORK_CASE },
  { DOUDI_EVENT_PUBLISHED, DOUDI_ACTION_WORK_CASE },
  { DOUDI_EVENT_COMPLAINT, DOUDI_ACTION_RECORD_OBJECTION },
  { DOUDI_EVENT_WITHDRAWN, DOUDI_ACTION_WORK_CASE },
};

static DoudiDay
get_today (DoudiApplicationsPage *self)
{
  return doudi_session_get_today (
    doudi_caseload_get_session (doudi_page_get_caseload (DOUDI_PAGE (self))));
}

static gboolean
may_record (DoudiApplicationsPage *self, const DoudiCase *of, guint index)
{
  DoudiDay today = get_today (self);

  return doudi_page_may (DOUDI_PAGE (self), recorded[index].action)
         && doudi_case_allows (&of->progress, &of->facts, recorded[index].event, today, today, NULL);
}

static void
append_action (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
new_record_menu (DoudiApplicationsPage *self, const DoudiCase *of)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (recorded); i++)
    if (may_record (self, of, i))
      {
        const DoudiWord *word = &doudi_case_event_info (recorded[i].event)->word;

        append_action (menu, _(word->label), "page.record-event", word->name);
      }
  g_menu_append (others, _("Another office was asked…"), "page.ask-check");
  g_menu_append (others, _("Another office answered…"), "page.answer-check");
  g_menu_append (others, _("Decide against the score…"), "page.decide-against");
  g_menu_append (others, _("An objection…"), "page.object");
  g_menu_append (others, _("The answer to an objection…"), "page.answer-objection");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
  return G_MENU_MODEL (menu);
}

/* The forms of the office for the programme, without slips: those are only printed. */
static void
append_forms (DoudiApplicationsPage *self, GMenu *menu, const DoudiCase *of, gboolean slips)
{
  DoudiSession *session
    = doudi_caseload_get_session (doudi_page_get_caseload (DOUDI_PAGE (self)));
  g_autoptr (GPtrArray) forms = doudi_forms_list (session, NULL);

  for (guint i = 0; forms != NULL && i < forms->len; i++)
    {
      const DoudiFormEntry *entry = g_ptr_array_index (forms, i);
      const DoudiForm *form = entry->form;
      gboolean fits
        = form->programmes == 0 || (form->programmes & (1u << of->facts.programme)) != 0;

      if (entry->in_force && fits && (form->kind == DOUDI_FORM_SLIP) == slips
          && form->kind != DOUDI_FORM_CHANGE && form->kind != DOUDI_FORM_REVIEW
          && form->kind != DOUDI_FORM_HOUSEHOLD
          && (slips || form->kind != DOUDI_FORM_RECORD))
        append_action (menu, doudi_assessment_text_get (&form->title),
                       slips ? "page.print-form" : "page.fill-form", form->id);
    }
}

static GMenuModel *
new_form_menu (DoudiApplicationsPage *self, const DoudiCase *of)
{
  GMenu *menu = g_menu_new ();

  append_forms (self, menu, of, FALSE);
  return G_MENU_MODEL (menu);
}

/* What was filled in, and the slips. */
static GMenuModel *
new_print_menu (DoudiApplicationsPage *self, const DoudiCase *of)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) slips = g_menu_new ();

  for (guint i = 0; i < of->forms->len; i++)
    {
      const DoudiFilledFormRow *row = g_ptr_array_index (of->forms, i);
      g_autoptr (DoudiFormAnswers) answers
        = row->replaced ? NULL : doudi_filled_form_answers (row, NULL);

      if (answers != NULL)
        append_action (menu,
                       doudi_assessment_text_get (&doudi_form_answers_get_form (answers)->title),
                       "page.print-form", row->form);
    }
  append_forms (self, slips, of, TRUE);
  g_menu_append_section (menu, _("Slips"), G_MENU_MODEL (slips));
  return G_MENU_MODEL (menu);
}

/* What usually comes next at a step: a form, or something to record. */
typedef struct
{
  DoudiCaseStep step;
  DoudiFormKind kind;
  DoudiCaseEvent event;
  const char *label;
} NextStep;

#define NO_FORM DOUDI_N_FORM_KINDS
#define NO_EVENT DOUDI_N_EVENTS

static const NextStep next_steps[] = {
  { DOUDI_STEP_ACCEPT, NO_FORM, DOUDI_EVENT_ACCEPTED, N_("Accept…") },
  { DOUDI_STEP_AUTHORISE, DOUDI_FORM_AUTHORISATION, NO_EVENT, N_("Fill in the authorisation…") },
  { DOUDI_STEP_CHECK, NO_FORM, DOUDI_EVENT_CHECK_ASKED, N_("Ask another office…") },
  { DOUDI_STEP_SURVEY, DOUDI_FORM_SURVEY, NO_EVENT, N_("Fill in the visit…") },
  { DOUDI_STEP_SELF_CARE, DOUDI_FORM_SELF_CARE, NO_EVENT, N_("Fill in the self-care…") },
  { DOUDI_STEP_ASSESS, DOUDI_FORM_ASSESSMENT, NO_EVENT, N_("Fill in the score…") },
  { DOUDI_STEP_HEARING, DOUDI_FORM_HEARING, NO_EVENT, N_("Fill in the hearing…") },
  { DOUDI_STEP_OPINION, NO_FORM, DOUDI_EVENT_OPINION_FOR, N_("Agree…") },
  { DOUDI_STEP_NOTICE, NO_FORM, DOUDI_EVENT_NOTICE_POSTED, N_("Posted…") },
  { DOUDI_STEP_FEDERATION, NO_FORM, DOUDI_EVENT_FEDERATION_AGREED, N_("The federation agreed…") },
  { DOUDI_STEP_SEND_UP, NO_FORM, DOUDI_EVENT_SENT_UP, N_("Send up…") },
  { DOUDI_STEP_COUNTY_VISIT, DOUDI_FORM_SURVEY, NO_EVENT, N_("Fill in the county's visit…") },
  { DOUDI_STEP_APPROVAL_NOTICE, NO_FORM, DOUDI_EVENT_APPROVAL_POSTED, N_("Posted…") },
  { DOUDI_STEP_INFORM, NO_FORM, DOUDI_EVENT_INFORMED, N_("The slip was handed over…") },
  { DOUDI_STEP_PUBLISH, NO_FORM, DOUDI_EVENT_PUBLISHED, N_("Published…") },
};

static const NextStep *
find_next (const DoudiCase *of)
{
  for (guint i = 0; of != NULL && i < G_N_ELEMENTS (next_steps); i++)
    if (next_steps[i].step == of->progress.current)
      return &next_steps[i];
  return NULL;
}

/* A notice that hangs is taken down next. */
static DoudiCaseEvent
next_event (DoudiApplicationsPage *self, const DoudiCase *of, const NextStep *next)
{
  DoudiDay today = get_today (self);

  if (next->event == DOUDI_EVENT_NOTICE_POSTED
      && !doudi_case_allows (&of->progress, &of->facts, next->event, today, today, NULL))
    return DOUDI_EVENT_NOTICE_ENDED;
  if (next->event == DOUDI_EVENT_APPROVAL_POSTED
      && !doudi_case_allows (&of->progress, &of->facts, next->event, today, today, NULL))
    return DOUDI_EVENT_APPROVAL_ENDED;
  return next->event;
}

static gboolean
may_do_next (DoudiApplicationsPage *self, const NextStep *next)
{
  DoudiAction action = DOUDI_ACTION_WORK_CASE;

  if (next == NULL)
    return FALSE;
  if (next->step == DOUDI_STEP_NOTICE || next->step == DOUDI_STEP_APPROVAL_NOTICE)
    action = DOUDI_ACTION_RECORD_NOTICE;
  if (next->step == DOUDI_STEP_COUNTY_VISIT)
    action = DOUDI_ACTION_VISIT_FOR_COUNTY;
  return doudi_page_may (DOUDI_PAGE (self), action);
}

static gboolean
has_open_check (const DoudiCase *of)
{
  for (guint i = 0; i < of->checks->len; i++)
    if (*((const DoudiCheckRow *) g_ptr_array_index (of->checks, i))->result == '\0')
      return TRUE;
  return FALSE;
}

static void
enable (DoudiApplicationsPage *self, const char *action, DoudiAction permission, gboolean possible)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action,
                                 possible && doudi_page_may (DOUDI_PAGE (self), permission));
}

static void
set_menu (GtkMenuButton *button, GMenuModel *menu)
{
  gtk_menu_button_set_menu_model (button, menu);
  gtk_widget_set_sensitive (GTK_WIDGET (button),
                            menu != NULL && g_menu_model_get_n_items (menu) > 0);
  g_clear_object (&menu);
}

static void
update_actions (DoudiApplicationsPage *self)
{
  const DoudiCase *of = doudi_case_pane_get_case (self->pane);
  const NextStep *next = find_next (of);
  gboolean may_work = doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_WORK_CASE);

  enable (self, "page.new-case", DOUDI_ACTION_OPEN_CASE, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->new_button),
                            doudi_page_may (DOUDI_PAGE (self), DOUDI_ACTION_OPEN_CASE));
  enable (self, "page.ask-check", DOUDI_ACTION_WORK_CASE, of != NULL);
  enable (self, "page.answer-check", DOUDI_ACTION_WORK_CASE, of != NULL && doudi_case_find_check (of) != NULL);
  enable (self, "page.decide-against", DOUDI_ACTION_WORK_CASE,
          of != NULL && doudi_case_find_scored (of, get_today (self)) != NULL);
  enable (self, "page.object", DOUDI_ACTION_RECORD_OBJECTION, of != NULL);
  enable (self, "page.answer-objection", DOUDI_ACTION_ANSWER_OBJECTION,
          of != NULL && of->facts.open_objections > 0);
  enable (self, "page.print-form", DOUDI_ACTION_PRINT_FORM, of != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.next-step", may_do_next (self, next));
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), next != NULL);
  if (next != NULL)
    gtk_button_set_label (self->next_button,
                          next->event == DOUDI_EVENT_CHECK_ASKED && has_open_check (of)
                            ? _("Another office answered…")
                            : _(next->label));
  set_menu (self->record_button, of != NULL ? new_record_menu (self, of) : NULL);
  set_menu (self->form_button, of != NULL && may_work ? new_form_menu (self, of) : NULL);
  set_menu (self->print_button, of != NULL ? new_print_menu (self, of) : NULL);
}

static void
show_selected (DoudiApplicationsPage *self)
{
  gint64 id = get_selected (self);
  g_autoptr (GError) error = NULL;

  if (id == 0)
    doudi_case_pane_clear (self->pane);
  else if (!doudi_case_pane_show (self->pane, doudi_page_get_caseload (DOUDI_PAGE (self)), id, &error))
    doudi_page_report_error (DOUDI_PAGE (self), error);
  update_actions (self);
}

static void
on_selected_cb (DoudiApplicationsPage *self)
{
  if (!self->filling)
    show_selected (self);
}

static void
doudi_applications_page_refresh (DoudiPage *page)
{
  DoudiApplicationsPage *self = DOUDI_APPLICATIONS_PAGE (page);
  DoudiSession *session = doudi_caseload_get_session (doudi_page_get_caseload (page));
  DoudiCaseListFilter filter = get_filter (self);
  guint counts[DOUDI_N_STEPS + 1];
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) cases = doudi_cases_list (session, &filter, counts, &error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 wanted = self->wanted != 0 ? self->wanted : get_selected (self);

  if (cases == NULL)
    {
      doudi_page_report_error (page, error);
      return;
    }
  for (guint i = 0; i < cases->len; i++)
    g_ptr_array_add (rows, row_new (g_ptr_array_index (cases, i)));
  self->filling = TRUE;
  show_counts (self, counts);
  doudi_pager_show (self->pager, self->view, rows);
  doudi_list_select_id (self->view, wanted);
  self->filling = FALSE;
  self->wanted = 0;
  gtk_stack_set_visible_child_name (self->list_stack, rows->len > 0 ? "list" : "empty");
  show_selected (self);
}

/* Where no case is, one is taken in. */
static gboolean
doudi_applications_page_focus_first (DoudiPage *page)
{
  DoudiApplicationsPage *self = DOUDI_APPLICATIONS_PAGE (page);

  return doudi_list_get_n_rows (self->view) > 0
           ? doudi_list_focus (self->view)
           : gtk_widget_grab_focus (GTK_WIDGET (self->new_button));
}

static void
on_filter_changed_cb (DoudiApplicationsPage *self)
{
  if (!self->filling && doudi_page_get_caseload (DOUDI_PAGE (self)) != NULL)
    doudi_page_refresh (DOUDI_PAGE (self));
}

static void
fill_new_menu (DoudiApplicationsPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (applied_for); i++)
    append_action (menu, _(doudi_programme_info (applied_for[i])->label), "page.new-case",
                   doudi_programme_info (applied_for[i])->name);
  gtk_menu_button_set_menu_model (self->new_button, G_MENU_MODEL (menu));
}

static void
doudi_applications_page_attach (DoudiPage *page)
{
  DoudiApplicationsPage *self = DOUDI_APPLICATIONS_PAGE (page);
  g_autoptr (GtkStringList) programmes = gtk_string_list_new (NULL);

  self->filling = TRUE;
  gtk_string_list_append (programmes, _("All programmes"));
  for (guint i = 0; i < G_N_ELEMENTS (applied_for); i++)
    gtk_string_list_append (programmes, _(doudi_programme_info (applied_for[i])->label));
  gtk_drop_down_set_model (self->programme_drop_down, G_LIST_MODEL (programmes));
  gtk_drop_down_set_selected (self->step_drop_down, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), "");
  self->filling = FALSE;
}

static void
doudi_applications_page_detach (DoudiPage *page)
{
  DoudiApplicationsPage *self = DOUDI_APPLICATIONS_PAGE (page);
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();

  doudi_pager_show (self->pager, self->view, nothing);
  doudi_case_pane_clear (self->pane);
}

static guint
doudi_applications_page_count_waiting (DoudiPage *page)
{
  DoudiSession *session = doudi_caseload_get_session (doudi_page_get_caseload (page));
  DoudiCaseListFilter filter = { .step = DOUDI_STEP_NONE };
  guint counts[DOUDI_N_STEPS + 1] = { 0 };
  g_autoptr (GPtrArray) cases = NULL;
  guint waiting = 0;

  if (!doudi_page_may (page, DOUDI_ACTION_WORK_CASE))
    return 0;
  cases = doudi_cases_list (session, &filter, counts, NULL);
  for (guint i = 0; cases != NULL && i < G_N_ELEMENTS (next_steps); i++)
    waiting += counts[next_steps[i].step];
  return waiting;
}

static const DoudiCase *
get_case (GtkWidget *widget)
{
  return doudi_case_pane_get_case (DOUDI_APPLICATIONS_PAGE (widget)->pane);
}

static void
record_event_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiCaseEvent event;

  if (get_case (widget) != NULL
      && doudi_case_event_find (g_variant_get_string (parameter, NULL), &event))
    doudi_case_record_event (DOUDI_PAGE (widget), get_case (widget), event);
}

static void
ask_check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (get_case (widget) != NULL)
    doudi_case_record_check (DOUDI_PAGE (widget), get_case (widget));
}

static void
answer_check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (get_case (widget) != NULL)
    doudi_case_record_check_answer (DOUDI_PAGE (widget), get_case (widget));
}

static void
decide_against_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (get_case (widget) != NULL)
    doudi_case_record_against_score (DOUDI_PAGE (widget), get_case (widget));
}

static void
object_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (get_case (widget) != NULL)
    doudi_case_record_objection (DOUDI_PAGE (widget), get_case (widget));
}

static void
answer_objection_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (get_case (widget) != NULL)
    doudi_case_record_objection_answer (DOUDI_PAGE (widget), get_case (widget));
}

static void
new_case_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_case_forms_open_new (DOUDI_PAGE (widget),
                             doudi_programme_from_name (g_variant_get_string (parameter, NULL)));
}

static void
fill_form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 id = get_selected (DOUDI_APPLICATIONS_PAGE (widget));

  if (id != 0)
    doudi_case_forms_fill (DOUDI_PAGE (widget), id, g_variant_get_string (parameter, NULL));
}

static void
print_form_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 id = get_selected (DOUDI_APPLICATIONS_PAGE (widget));

  if (id != 0)
    doudi_form_print (DOUDI_PAGE (widget), id, g_variant_get_string (parameter, NULL));
}

static void
on_form_activated_cb (DoudiApplicationsPage *self, gint64 filled_form)
{
  doudi_case_forms_read (DOUDI_PAGE (self), filled_form);
}

/* The form of a kind that is in force for the programme. */
static void
fill_kind (DoudiApplicationsPage *self, const DoudiCase *of, DoudiFormKind kind)
{
  DoudiStore *reader = doudi_caseload_get_reader (doudi_page_get_caseload (DOUDI_PAGE (self)));
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiForm) form = doudi_forms_find (reader, kind, DOUDI_SLIP_NONE,
                                                 of->facts.programme, get_today (self), &error);

  if (form == NULL)
    doudi_page_report_error (DOUDI_PAGE (self), error);
  else
    doudi_case_forms_fill (DOUDI_PAGE (self), of->row->id, form->id);
}

static void
next_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiApplicationsPage *self = DOUDI_APPLICATIONS_PAGE (widget);
  const DoudiCase *of = doudi_case_pane_get_case (self->pane);
  const NextStep *next = find_next (of);

  if (next == NULL)
    return;
  if (next->kind != NO_FORM)
    fill_kind (self, of, next->kind);
  else if (next->event != DOUDI_EVENT_CHECK_ASKED)
    doudi_case_record_event (DOUDI_PAGE (self), of, next_event (self, of, next));
  else
    gtk_widget_activate_action (widget, has_open_check (of) ? "page.answer-check" : "page.ask-check",
                                NULL);
}

/**
 * doudi_applications_page_show:
 * @object: "application:12", "step:survey" or "draft:FORM:SUBJECT"
 *
 * Shows what waits there.
 */
void
doudi_applications_page_show (DoudiApplicationsPage *self, const char *object)
{
  g_auto (GStrv) parts = g_strsplit (object, ":", 3);
  guint n = g_strv_length (parts);

  if (n < 2)
    return;
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->step_drop_down, 0);
  gtk_drop_down_set_selected (self->programme_drop_down, 0);
  gtk_editable_set_text (GTK_EDITABLE (self->find_entry), "");
  for (guint i = 0; g_str_equal (parts[0], "step") && i < DOUDI_N_STEPS; i++)
    if (g_str_equal (doudi_case_step_word (i)->name, parts[1]))
      gtk_drop_down_set_selected (self->step_drop_down, i + 1);
  self->filling = FALSE;
  if (g_str_equal (parts[0], "application"))
    self->wanted = g_ascii_strtoll (parts[1], NULL, 10);
  doudi_page_refresh (DOUDI_PAGE (self));
  if (g_str_equal (parts[0], "draft"))
    doudi_case_forms_resume (DOUDI_PAGE (self), parts[1], n == 3 ? parts[2] : "");
  else
    doudi_list_focus (self->view);
}

static void
show_object_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_applications_page_show (DOUDI_APPLICATIONS_PAGE (widget),
                                g_variant_get_string (parameter, NULL));
}

static void
previous_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_pager_previous (DOUDI_APPLICATIONS_PAGE (widget)->pager);
}

static void
next_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  doudi_pager_next (DOUDI_APPLICATIONS_PAGE (widget)->pager);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.new-case", "s", new_case_action);
  gtk_widget_class_install_action (widget_class, "page.next-step", NULL, next_step_action);
  gtk_widget_class_install_action (widget_class, "page.record-event", "s", record_event_action);
  gtk_widget_class_install_action (widget_class, "page.fill-form", "s", fill_form_action);
  gtk_widget_class_install_action (widget_class, "page.print-form", "s", print_form_action);
  gtk_widget_class_install_action (widget_class, "page.ask-check", NULL, ask_check_action);
  gtk_widget_class_install_action (widget_class, "page.answer-check", NULL, answer_check_action);
  gtk_widget_class_install_action (widget_class, "page.decide-against", NULL,
                                   decide_against_action);
  gtk_widget_class_install_action (widget_class, "page.object", NULL, object_action);
  gtk_widget_class_install_action (widget_class, "page.answer-objection", NULL,
                                   answer_objection_action);
  gtk_widget_class_install_action (widget_class, "page.show-object", "s", show_object_action);
  gtk_widget_class_install_action (widget_class, "page.previous", NULL, previous_page_action);
  gtk_widget_class_install_action (widget_class, "page.next", NULL, next_page_action);
}

static void
doudi_applications_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_APPLICATIONS_PAGE);
  G_OBJECT_CLASS (doudi_applications_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, DoudiApplicationsPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiApplicationsPage, step_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiApplicationsPage, programme_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiApplicationsPage, find_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiApplicationsPage, closed_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiApplicationsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, DoudiApplicationsPage, view);
  gtk_widget_class_bind_template_child (widget_class, DoudiApplicationsPage, pager);
  gtk_widget_class_bind_template_child (widget_class, DoudiApplicationsPage, pane);
  gtk_widget_class_bind_template_child (widget_class, DoudiApplicationsPage, record_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiApplicationsPage, form_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiApplicationsPage, print_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiApplicationsPage, next_button);
}

static void
doudi_applications_page_class_init (DoudiApplicationsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  DoudiPageClass *page_class = DOUDI_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_applications_page_dispose;
  page_class->attach = doudi_applications_page_attach;
  page_class->detach = doudi_applications_page_detach;
  page_class->refresh = doudi_applications_page_refresh;
  page_class->count_waiting = doudi_applications_page_count_waiting;
  page_class->focus_first = doudi_applications_page_focus_first;
  g_type_ensure (DOUDI_TYPE_CASE_PANE);
  g_type_ensure (DOUDI_TYPE_PAGER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-applications-page.ui");
  bind_children (widget_class);
  install_actions (widget_class);
}

static void
connect_filters (DoudiApplicationsPage *self)
{
  g_signal_connect_object (self->step_drop_down, "notify::selected",
                           G_CALLBACK (on_filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->programme_drop_down, "notify::selected",
                           G_CALLBACK (on_filter_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find_entry, "search-changed", G_CALLBACK (on_filter_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->closed_button, "toggled", G_CALLBACK (on_filter_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
doudi_applications_page_init (DoudiApplicationsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  doudi_list_set_up (self->view, columns, G_N_ELEMENTS (columns), TRUE);
  fill_new_menu (self);
  connect_filters (self);
  g_signal_connect_object (gtk_column_view_get_model (self->view), "notify::selected-item",
                           G_CALLBACK (on_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "form-activated", G_CALLBACK (on_form_activated_cb), self,
                           G_CONNECT_SWAPPED);
}
