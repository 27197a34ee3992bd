/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-ask.h"
#include "app/doudi-case-record.h"
#include "app/doudi-format.h"
#include "casework/doudi-case-work.h"

/* For what is no event. */
#define NO_EVENT DOUDI_N_EVENTS

/*
 * What is recorded, on its way to the worker.
 *
 * @row: the check or the objection that is answered, the form whose result changes, or 0
 */
typedef enum
{
  RECORD_EVENT,
  RECORD_CHECK,
  RECORD_CHECK_ANSWER,
  RECORD_OBJECTION,
  RECORD_OBJECTION_ANSWER,
  RECORD_RESULT,
} RecordKind;

typedef struct
{
  DoudiPage *page;
  RecordKind kind;
  gint64 application;
  DoudiCaseEvent event;
  gint64 row;
  DoudiAsked *asked;
} Record;

static void
record_free (gpointer data)
{
  Record *record = data;

  g_clear_pointer (&record->asked, doudi_asked_free);
  g_object_unref (record->page);
  g_free (record);
}

static const DoudiWord check_results[] = {
  { "clear", N_("nothing found"), "未发现异常" },
  { "found", N_("found something"), "发现疑点" },
  { "explained", N_("found, and explained"), "经复核可解释" },
  { NULL },
};

static const DoudiWord objection_ways[] = {
  { "survey", N_("a new survey"), "重新调查" },
  { "hearing", N_("a hearing"), "民主评议" },
  { NULL },
};

static const DoudiWord objection_outcomes[] = {
  { "rejected", N_("does not hold"), "异议不成立" },
  { "upheld", N_("holds: look into it anew"), "异议成立，重新调查" },
  { NULL },
};

static gboolean
is_self_care (const DoudiFilledFormRow *row)
{
  return g_str_equal (row->kind, doudi_form_kind_name (DOUDI_FORM_SELF_CARE));
}

/* The same answers once more, with what the office decides. */
static gboolean
record_result (DoudiSession *session, const Record *record, GError **error)
{
  g_autoptr (DoudiFilledFormRow) row
    = doudi_filled_form_get (doudi_session_get_store (session), record->row, error);
  g_autoptr (DoudiFormAnswers) answers
    = row != NULL ? doudi_filled_form_answers (row, error) : NULL;
  DoudiCaseFilling filling = { .day = record->asked->day, .reason = record->asked->words };
  guint choice = record->asked->choice + 1;
  gint64 filled_form;

  if (answers == NULL)
    return FALSE;
  filling.result = is_self_care (row) ? doudi_self_care_name ((DoudiSelfCare) choice)
                                      : doudi_assessment_outcome_names ()[choice];
  return doudi_case_fill (session, record->application, answers, &filling, &filled_form, NULL,
                          error);
}

static gboolean
run_record (DoudiSession *session, const Record *record, GError **error)
{
  const DoudiAsked *asked = record->asked;
  DoudiObjectionRow objection = { .objected_on = asked->day,
                                  .objector = asked->entry,
                                  .content = asked->words,
                                  .way = (char *) objection_ways[MIN (asked->choice, 1)].name };
  gint64 check;

  switch (record->kind)
    {
    case RECORD_EVENT:
      return doudi_case_record (session, record->application, record->event, asked->day,
                                asked->words, error);
    case RECORD_CHECK:
      return doudi_case_ask_check (session, record->application,
                                   doudi_check_items ()[asked->choice].name, asked->day, &check,
                                   error);
    case RECORD_CHECK_ANSWER:
      return doudi_case_answer_check (session, record->application, record->row,
                                      check_results[MIN (asked->choice, 2)].name, asked->words,
                                      asked->day, error);
    case RECORD_OBJECTION:
      return doudi_case_object (session, record->application, &objection, error);
    case RECORD_OBJECTION_ANSWER:
      return doudi_case_answer_objection (session, record->application, record->row,
                                          objection_outcomes[MIN (asked->choice, 1)].name,
                                          asked->words, asked->day, error);
    case RECORD_RESULT:
      return record_result (session, record, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gpointer
record_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  return run_record (session, data, error) ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
on_recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiPage) page = user_data;
  g_autoptr (GError) error = NULL;

  if (doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error) == NULL)
    doudi_page_report_error (page, error);
  else
    doudi_page_report_done (page, _("Recorded."));
}

static void
on_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Record *record = user_data;
  DoudiCaseload *caseload = doudi_page_get_caseload (record->page);

  record->asked = doudi_ask_finish (GTK_WINDOW (source), result);
  if (record->asked == NULL || caseload == NULL)
    {
      record_free (record);
      return;
    }
  doudi_caseload_work_async (caseload, _("Recording"), record_work, record, record_free, NULL,
                             on_recorded_cb, g_object_ref (record->page));
}

static DoudiDay
get_today (DoudiPage *page)
{
  return doudi_session_get_today (doudi_caseload_get_session (doudi_page_get_caseload (page)));
}

/**
 * doudi_case_find_scored:
 * @of: a case
 * @today: the business day
 *
 * Returns: (transfer none) (nullable): the latest form whose result the office may put another in
 *   the place of
 */
const DoudiFilledFormRow *
doudi_case_find_scored (const DoudiCase *of, DoudiDay today)
{
  static const DoudiFormKind kinds[] = { DOUDI_FORM_ASSESSMENT, DOUDI_FORM_SELF_CARE };
  const DoudiFilledFormRow *found = NULL;

  if (!doudi_case_allows (&of->progress, &of->facts, DOUDI_EVENT_CORRECTED, today, today, NULL))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const DoudiFilledFormRow *row = doudi_case_find_form (of, kinds[i]);

      if (row != NULL && (found == NULL || row->id > found->id))
        found = row;
    }
  return found;
}

/**
 * doudi_case_find_check:
 * @of: a case
 *
 * Returns: (transfer none) (nullable): the oldest question to another office without an answer;
 *   else one of which the answer may still be explained
 */
const DoudiCheckRow *
doudi_case_find_check (const DoudiCase *of)
{
  for (guint i = 0; i < of->checks->len; i++)
    {
      const DoudiCheckRow *row = g_ptr_array_index (of->checks, i);

      if (*row->result == '\0')
        return row;
    }
  for (guint i = 0; i < of->checks->len; i++)
    {
      const DoudiCheckRow *row = g_ptr_array_index (of->checks, i);

      if (g_str_equal (row->result, "found"))
        return row;
    }
  return NULL;
}

static void
ask (DoudiPage *page,
     const DoudiCase *of,
     RecordKind kind,
     DoudiCaseEvent event,
     gint64 row,
     DoudiAsk *question)
{
  Record *record = g_new0 (Record, 1);

  *record = (Record){ g_object_ref (page), kind, of->row->id, event, row, NULL };
  question->day = get_today (page);
  question->accept = _("_Record");
  doudi_ask_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), question, on_asked_cb,
                   record);
}

/**
 * doudi_case_record_event:
 * @page: the page it is asked from
 * @of: a case
 * @event: what happened
 *
 * Asks for the day, and for words where they are needed, and records it.
 */
void
doudi_case_record_event (DoudiPage *page, const DoudiCase *of, DoudiCaseEvent event)
{
  const DoudiCaseEventInfo *info = doudi_case_event_info (event);
  DoudiAsk question = {
    .heading = _(info->word.label),
    .words_label = info->needs_words ? _("Reasons, as the family is told them") : _("Words (may stay empty)"),
    .words_needed = info->needs_words,
  };

  if (event == DOUDI_EVENT_PAPERS_MISSING)
    {
      question.body = _("All that is missing, at once. What the office can look up is not asked for.");
      question.words_label = _("What is missing");
    }
  ask (page, of, RECORD_EVENT, event, 0, &question);
}

/**
 * doudi_case_record_check:
 * @page: the page it is asked from
 * @of: a case
 *
 * Asks about what another office was asked, and records it.
 */
void
doudi_case_record_check (DoudiPage *page, const DoudiCase *of)
{
  DoudiAsk question = { .heading = _("Another office was asked"),
                        .body = _("Only with a signed authorisation of every grown-up member."),
                        .choices = doudi_check_items (),
                        .choices_label = _("About") };

  ask (page, of, RECORD_CHECK, NO_EVENT, 0, &question);
}

/**
 * doudi_case_record_check_answer:
 * @page: the page it is asked from
 * @of: a case
 *
 * Asks what another office answered to the oldest question, and records it.
 */
void
doudi_case_record_check_answer (DoudiPage *page, const DoudiCase *of)
{
  const DoudiCheckRow *check = doudi_case_find_check (of);
  g_autofree char *label = NULL;
  g_autofree char *heading = NULL;
  DoudiAsk question = { .choices = check_results,
                        .choices_label = _("Answer"),
                        .words_label = _("What was found, or how it was explained") };

  if (check == NULL)
    {
      doudi_page_report_done (page, _("Every question is answered."));
      return;
    }
  label = doudi_check_item_label (check->item);
  heading = g_strdup_printf (_("Answer: %s"), label);
  question.heading = heading;
  ask (page, of, RECORD_CHECK_ANSWER, NO_EVENT, check->id, &question);
}

/* The words a form can come to, in the order of their values from 1; ended by one without a name. */
static guint
list_results (const DoudiFilledFormRow *row, DoudiWord words[], guint max)
{
  guint n = 0;

  for (guint value = 1; is_self_care (row) && value <= DOUDI_SELF_CARE_UNABLE && n + 1 < max; value++)
    words[n++] = (DoudiWord){ doudi_self_care_name ((DoudiSelfCare) value),
                              doudi_format_self_care ((DoudiSelfCare) value), NULL };
  for (guint value = 1; !is_self_care (row) && doudi_assessment_outcome_names ()[value] != NULL
                        && n + 1 < max;
       value++)
    words[n++]
      = (DoudiWord){ doudi_assessment_outcome_names ()[value],
                     doudi_assessment_outcome_label ((DoudiAssessmentOutcome) value), NULL };
  words[n] = (DoudiWord){ NULL, NULL, NULL };
  return n;
}

static const char *
find_result (const DoudiWord *words, const char *result)
{
  for (; words->name != NULL; words++)
    if (g_str_equal (words->name, result))
      return words->label;
  return "";
}

/**
 * doudi_case_record_against_score:
 * @page: the page it is asked from
 * @of: a case
 *
 * Asks what the office decides instead of the score, and why, and records it.
 */
void
doudi_case_record_against_score (DoudiPage *page, const DoudiCase *of)
{
  const DoudiFilledFormRow *row = doudi_case_find_scored (of, get_today (page));
  DoudiWord words[16];
  g_autofree char *body = NULL;
  DoudiAsk question = { .heading = _("Decide against the score"),
                        .choices = words,
                        .choices_label = _("Decided"),
                        .words_label = _("Why, as it will stand in the file"),
                        .words_needed = TRUE };

  if (row == NULL)
    return;
  list_results (row, words, G_N_ELEMENTS (words));
  body = g_strdup_printf (_("The form comes to: %s. Its answers stay; whoever approves the list is "
                            "told, with the reason."),
                          find_result (words, row->result));
  question.body = body;
  ask (page, of, RECORD_RESULT, NO_EVENT, row->id, &question);
}

/**
 * doudi_case_record_objection:
 * @page: the page it is asked from
 * @of: a case
 *
 * Asks who objects to what, and records it.
 */
void
doudi_case_record_objection (DoudiPage *page, const DoudiCase *of)
{
  DoudiAsk question
    = { .heading = _("An objection"),
        .body = _("It holds the case until it is answered in writing. The name stays in the file."),
        .choices = objection_ways,
        .choices_label = _("It is looked into by"),
        .entry_label = _("Who objects, and how to reach"),
        .words_label = _("To what"),
        .words_needed = TRUE };

  ask (page, of, RECORD_OBJECTION, NO_EVENT, 0, &question);
}

/**
 * doudi_case_record_objection_answer:
 * @page: the page it is asked from
 * @of: a case
 *
 * Asks for the answer to the oldest open objection, and records it.
 */
void
doudi_case_record_objection_answer (DoudiPage *page, const DoudiCase *of)
{
  DoudiAsk question = { .heading = _("The answer to an objection"),
                        .choices = objection_outcomes,
                        .choices_label = _("The objection"),
                        .words_label = _("What is written to who objected"),
                        .words_needed = TRUE };

  for (guint i = 0; i < of->objections->len; i++)
    {
      const DoudiObjectionRow *row = g_ptr_array_index (of->objections, i);

      if (row->answered_on != DOUDI_DAY_NONE)
        continue;
      question.body = row->content;
      ask (page, of, RECORD_OBJECTION_ANSWER, NO_EVENT, row->id, &question);
      return;
    }
}
