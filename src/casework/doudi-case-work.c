/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-case-work.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-audit-detail.h"
#include "casework/doudi-case-facts.h"
#include "casework/doudi-case-result.h"
#include "casework/doudi-case-step-private.h"
#include "casework/doudi-policies.h"
#include "store/doudi-draft-store.h"
#include "store/doudi-registry.h"

/* What other offices can be asked about (民发〔2021〕57号, 信息核对). */
static const DoudiWord check_items[] = {
  { "registration", N_ ("household register, marriage, funerals"), "户籍、婚姻、殡葬" },
  { "vehicles", N_ ("vehicles"), "车辆" },
  { "pensions", N_ ("pension, unemployment and social insurance"), "社保、养老、失业" },
  { "medical-insurance", N_ ("medical insurance"), "医疗保险" },
  { "housing", N_ ("houses, housing fund"), "住房、不动产、公积金" },
  { "tax", N_ ("tax"), "税务" },
  { "companies", N_ ("companies"), "市场主体" },
  { "financial", N_ ("bank, securities, insurance, payment accounts"),
    "银行、证券、保险、第三方支付" },
  { "machines", N_ ("farm machines"), "农机" },
  { "farm-subsidies", N_ ("farm subsidies"), "涉农补贴" },
  { "public-payroll", N_ ("paid from the public budget"), "财政供养人员" },
  { "disability", N_ ("disability card"), "残疾人证" },
  { "prison", N_ ("prison and detention"), "服刑在押" },
  { "other", N_ ("other"), "其他" },
  { NULL },
};

/**
 * doudi_check_items:
 *
 * Lists what other offices can be asked about.
 *
 * Returns: (transfer none): words, ended by one without a name
 */
const DoudiWord *
doudi_check_items (void)
{
  return check_items;
}

/**
 * doudi_check_item_label:
 * @item: a word of doudi_check_items()
 *
 * Returns: (transfer full): what it is called, translated
 */
char *
doudi_check_item_label (const char *item)
{
  int which = doudi_word_find (check_items, item);

  return g_strdup (which >= 0 ? _ (check_items[which].label) : item);
}

/*
 * doudi_case_step_begin:
 * @step: (out caller-allocates): one step of the work on a case, in a transaction
 * @session: who works
 * @action: what it is
 * @id: an application
 * @error: return location
 *
 * Asks who may, opens a transaction and reads the case inside it: nobody else changes it meanwhile.
 *
 * Returns: whether the step may go on
 */
gboolean
doudi_case_step_begin (DoudiCaseStepWork *step,
                       DoudiSession *session,
                       DoudiAction action,
                       gint64 id,
                       GError **error)
{
  *step = (DoudiCaseStepWork){ .session = session,
                               .store = doudi_session_get_store (session),
                               .action = action,
                               .today = doudi_session_get_today (session),
                               .object = doudi_case_object_name (id) };
  if (!doudi_session_authorize (session, action, step->object, error))
    return FALSE;
  step->transaction = doudi_transaction_begin (step->store, error);
  step->policy
    = step->transaction != NULL ? doudi_policies_load (step->store, step->today, error) : NULL;
  step->calendar = step->policy != NULL ? doudi_working_days_new_bundled (error) : NULL;
  if (step->calendar == NULL)
    return FALSE;
  step->of = doudi_case_read (step->store, id, step->policy, step->calendar, step->today, error);
  return step->of != NULL;
}

/*
 * doudi_case_step_finish:
 * @step: a step
 * @detail: (transfer full): JSON for the log; nothing that names a person
 * @error: return location
 *
 * Writes the line of the log and commits.
 *
 * Returns: whether it is on the disk
 */
gboolean
doudi_case_step_finish (DoudiCaseStepWork *step, char *detail, GError **error)
{
  gboolean ok = doudi_session_record (step->session, step->action, step->object, detail, error)
                && doudi_transaction_commit (step->transaction, error);

  g_free (detail);
  return ok;
}

/*
 * doudi_case_step_clear:
 * @step: a step
 *
 * Ends a step; what was not finished is rolled back.
 */
void
doudi_case_step_clear (DoudiCaseStepWork *step)
{
  g_clear_pointer (&step->of, doudi_case_free);
  g_clear_pointer (&step->calendar, doudi_working_days_free);
  g_clear_pointer (&step->policy, doudi_policy_unref);
  g_clear_pointer (&step->transaction, doudi_transaction_free);
  g_clear_pointer (&step->object, g_free);
}

/*
 * doudi_case_step_record:
 * @step: a step
 * @event: what happened
 * @day: when
 * @words: (nullable): reasons
 * @filled_form: the paper it was written on, or 0
 * @error: %DOUDI_ERROR_REFUSED with what has to be done first
 *
 * Records what happened to the case, if the rules let it happen now.
 *
 * Returns: whether it is recorded
 */
gboolean
doudi_case_step_record (DoudiCaseStepWork *step,
                        DoudiCaseEvent event,
                        DoudiDay day,
                        const char *words,
                        gint64 filled_form,
                        GError **error)
{
  const DoudiCaseEventInfo *info = doudi_case_event_info (event);
  DoudiApplicationEventRow row = { .kind = (char *) info->word.name,
                                   .day = day,
                                   .detail = (char *) (words != NULL ? words : ""),
                                   .filled_form_id = filled_form };

  if (info->needs_words && (words == NULL || *words == '\0'))
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                       _ ("“%s” needs its reasons in words: the family is told them."),
                       _ (info->word.label));
      return FALSE;
    }
  return doudi_case_allows (&step->of->progress, &step->of->facts, event, day, step->today, error)
         && doudi_application_insert_event (step->session, step->of->row->id, &row, NULL, error);
}

static void
refuse_form (const GPtrArray *problems, GError **error)
{
  guint n = 0;

  for (guint i = 0; i < problems->len; i++)
    n += ((const DoudiFormProblem *) g_ptr_array_index (problems, i))->warning ? 0 : 1;
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   g_dngettext (GETTEXT_PACKAGE,
                                "The form has %u fault. It can be kept as a draft.",
                                "The form has %u faults. It can be kept as a draft.", n),
                   n);
}

/* What follows from other answers, and what is wrong. The problems go to whoever asked. */
static gboolean
check_form (DoudiFormAnswers *answers, DoudiDay day, GPtrArray **problems, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;
  gboolean faulty;

  doudi_form_answers_compute (answers, day);
  found = doudi_form_answers_check (answers, day);
  faulty = doudi_form_problems_have_error (found);
  if (faulty)
    refuse_form (found, error);
  if (problems != NULL)
    *problems = g_steal_pointer (&found);
  return !faulty;
}

static gboolean
check_opening (const DoudiFormAnswers *answers, const DoudiCaseOpening *opening, GError **error)
{
  const DoudiForm *form = doudi_form_answers_get_form (answers);

  if (form->kind == DOUDI_FORM_APPLICATION && (form->programmes & (1u << opening->programme)) != 0)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("The form “%s” is no application for %s. Choose the form of the programme."),
                   doudi_assessment_text_get (&form->title),
                   _ (doudi_programme_info (opening->programme)->label));
  return FALSE;
}

/* Where the form does not say it, the committee of the place does: 居委会 001-199, 村委会 200-399.
 */
static const char *
find_residence (const DoudiFormAnswers *answers, const char *division)
{
  const char *written = doudi_form_answers_find (answers, DOUDI_MEANING_RESIDENCE);
  gboolean urban
    = strlen (division) == 12 && division[9] < '2' && strcmp (division + 9, "000") != 0;

  if (doudi_residence_from_name (written) != DOUDI_RESIDENCE_ANY)
    return written;
  return doudi_residence_name (urban ? DOUDI_RESIDENCE_URBAN : DOUDI_RESIDENCE_RURAL);
}

/* A township of nine digits stands in the caseload with three zeros behind. */
static char *
find_division (DoudiStore *store, const DoudiFormAnswers *answers, GError **error)
{
  const char *written = doudi_form_answers_find (answers, DOUDI_MEANING_LIVING_DIVISION);
  g_autofree char *code
    = strlen (written) == 9 ? g_strconcat (written, "000", NULL) : g_strdup (written);
  g_autofree char *township = NULL;
  g_autofree char *village = NULL;

  if (*code == '\0')
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                       _ ("The form does not say where the family lives. Choose the village."));
      return NULL;
    }
  if (!doudi_registry_get_place (store, code, &township, &village, error))
    return NULL;
  if (*township != '\0')
    return g_steal_pointer (&code);
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("There is no place %s in this county. Choose the village from the list."),
                   code);
  return NULL;
}

static gboolean
insert_form (DoudiSession *session,
             gint64 id,
             const DoudiFormAnswers *answers,
             const DoudiCaseFilling *filling,
             const DoudiCaseResult *result,
             gint64 replaces,
             gint64 *filled_form,
             GError **error)
{
  const DoudiForm *form = doudi_form_answers_get_form (answers);
  g_autofree char *json = doudi_form_answers_to_json (answers);
  DoudiFilledFormRow row = { .application_id = id,
                             .form = form->id,
                             .kind = (char *) doudi_form_kind_name (form->kind),
                             .form_json = form->json,
                             .day = filling->day,
                             .answers = json,
                             .result = result->word,
                             .scored = result->scored,
                             .score = result->score,
                             .override_reason = result->override_reason,
                             .replaces = replaces };

  gboolean inserted = doudi_filled_form_insert (session, &row, error);

  *filled_form = row.id;
  g_free (row.digest);
  return inserted;
}

static gboolean
set_persons (DoudiStore *store, gint64 id, const DoudiFormAnswers *answers, GError **error)
{
  g_autoptr (GPtrArray) named = doudi_case_name_persons (answers);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (DoudiApplicationPerson));

  for (guint i = 0; i < named->len; i++)
    g_array_append_vals (rows, g_ptr_array_index (named, i), 1);
  return doudi_application_set_persons (
    store, id, (const DoudiApplicationPerson *) (gpointer) rows->data, rows->len, error);
}

static gboolean
insert_case (DoudiSession *session,
             const DoudiFormAnswers *answers,
             const DoudiCaseOpening *opening,
             DoudiDay applied,
             gint64 *id,
             GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autofree char *division = find_division (store, answers, error);
  DoudiApplicationRow row
    = { .programme = (char *) doudi_programme_info (opening->programme)->name,
        .village_group = (char *) doudi_form_answers_find (answers, DOUDI_MEANING_VILLAGE_GROUP),
        .origin = (char *) (opening->origin != NULL ? opening->origin : "counter"),
        .urgent = opening->urgent
                  || doudi_form_answers_find_tick (answers, DOUDI_FORM_NO_ROW,
                                                   DOUDI_MEANING_AID_URGENT),
        .applied_on = applied };
  DoudiCaseFilling filling = { .day = applied };
  DoudiApplicationEventRow event
    = { .kind = (char *) doudi_case_event_info (DOUDI_EVENT_APPLIED)->word.name,
        .day = applied,
        .detail = (char *) "" };
  gboolean ok;

  if (division == NULL)
    return FALSE;
  row.division_code = division;
  row.residence = (char *) find_residence (answers, division);
  ok = doudi_application_insert (session, &row, error)
       && insert_form (session, row.id, answers, &filling,
                       &(DoudiCaseResult){ (char *) "", FALSE, 0, (char *) "" }, 0,
                       &event.filled_form_id, error)
       && set_persons (store, row.id, answers, error)
       && doudi_application_insert_event (session, row.id, &event, NULL, error);
  *id = row.id;
  g_free (row.number);
  return ok;
}

static gboolean
find_applied_day (const DoudiFormAnswers *answers, DoudiDay today, DoudiDay *day, GError **error)
{
  *day = doudi_form_answers_find_day (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_APPLIED_ON);
  if (*day == DOUDI_DAY_NONE)
    *day = today;
  if (*day <= today)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("The day of the application is still to come. Correct it."));
  return FALSE;
}

/**
 * doudi_case_draft_subject:
 * @programme: what is applied for
 *
 * Names what the draft of a new application is about: one form may be for two programmes.
 *
 * Returns: (transfer full): such as "programme:low-income"
 */
char *
doudi_case_draft_subject (DoudiProgramme programme)
{
  return g_strconcat (DOUDI_CASE_DRAFT_PREFIX, doudi_programme_info (programme)->name, NULL);
}

/**
 * doudi_case_open:
 * @session: who takes it in
 * @answers: an application form
 * @opening: for which programme, and where it came from
 * @id: (out): the application
 * @problems: (out) (optional) (transfer full) (element-type DoudiFormProblem): what is wrong with
 *   the form, and what is only worth a look; %NULL if it was not looked at
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_BAD_DATA if the form has faults, or is another one
 *
 * Takes an application in. It gets its number; accepting it is the next step.
 *
 * Returns: whether it is in the caseload
 */
gboolean
doudi_case_open (DoudiSession *session,
                 const DoudiFormAnswers *answers,
                 const DoudiCaseOpening *opening,
                 gint64 *id,
                 GPtrArray **problems,
                 GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  DoudiDay today = doudi_session_get_today (session);
  const DoudiForm *form = doudi_form_answers_get_form (answers);
  g_autoptr (DoudiFormAnswers) copy = doudi_form_answers_copy (answers);
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autofree char *draft = doudi_case_draft_subject (opening->programme);
  g_autofree char *object = NULL;
  g_autofree char *detail = NULL;
  DoudiDay applied;

  if (problems != NULL)
    *problems = NULL;
  if (!doudi_session_authorize (session, DOUDI_ACTION_OPEN_CASE, "", error)
      || !check_opening (copy, opening, error) || !check_form (copy, today, problems, error)
      || !find_applied_day (copy, today, &applied, error))
    return FALSE;
  transaction = doudi_transaction_begin (store, error);
  if (transaction == NULL || !insert_case (session, copy, opening, applied, id, error)
      || !doudi_draft_remove (session, form->id, draft, error))
    return FALSE;
  object = doudi_case_object_name (*id);
  detail = doudi_audit_detail ("programme", doudi_programme_info (opening->programme)->name, "form",
                               form->id, NULL);
  return doudi_session_record (session, DOUDI_ACTION_OPEN_CASE, object, detail, error)
         && doudi_transaction_commit (transaction, error);
}

/* Which event a form of a kind stands for. */
static gboolean
event_of_kind (const DoudiCase *of, DoudiFormKind kind, DoudiCaseEvent *event)
{
  static const struct
  {
    DoudiFormKind kind;
    DoudiCaseEvent event;
  } events[] = {
    { DOUDI_FORM_APPLICATION, DOUDI_EVENT_CORRECTED },
    { DOUDI_FORM_SURVEY, DOUDI_EVENT_SURVEYED },
    { DOUDI_FORM_SELF_CARE, DOUDI_EVENT_SELF_CARE_ASSESSED },
    { DOUDI_FORM_ASSESSMENT, DOUDI_EVENT_ASSESSED },
    { DOUDI_FORM_HEARING, DOUDI_EVENT_HEARING_HELD },
    { DOUDI_FORM_AUTHORISATION, DOUDI_EVENT_AUTHORISED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (events[i].kind == kind)
      {
        *event = events[i].event;
        if (kind == DOUDI_FORM_SURVEY && of->progress.current == DOUDI_STEP_COUNTY_VISIT)
          *event = DOUDI_EVENT_COUNTY_VISITED;
        return TRUE;
      }
  return FALSE;
}

/* Each signer of an authorisation, with its own day of expiry. */
static gboolean
insert_signers (DoudiCaseStepWork *step, const DoudiFormAnswers *answers, GError **error)
{
  guint n = doudi_form_answers_count_rows (answers, DOUDI_MEANING_SIGNERS);
  DoudiDay all_signed
    = doudi_form_answers_find_day (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_SIGNED_ON);
  DoudiDay all_expire
    = doudi_form_answers_find_day (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_EXPIRES_ON);

  for (guint row = 0; row < n; row++)
    {
      DoudiDay signed_on = doudi_form_answers_find_day (answers, row, DOUDI_MEANING_SIGNED_ON);
      DoudiDay expires_on = doudi_form_answers_find_day (answers, row, DOUDI_MEANING_EXPIRES_ON);
      DoudiAuthorisationRow signer = {
        .name = (char *) doudi_form_answers_find_in (answers, row, DOUDI_MEANING_SIGNER_NAME),
        .identity_number
        = (char *) doudi_form_answers_find_in (answers, row, DOUDI_MEANING_SIGNER_IDENTITY_NUMBER),
        .signed_by = (char *) doudi_form_answers_find_in (answers, row, DOUDI_MEANING_SIGNER_FOR),
        .signed_on = signed_on != DOUDI_DAY_NONE ? signed_on : all_signed,
        .expires_on = expires_on != DOUDI_DAY_NONE ? expires_on : all_expire,
        .scan = (char *) ""
      };

      if (signer.signed_on == DOUDI_DAY_NONE || signer.expires_on < signer.signed_on)
        {
          doudi_error_set (
            error, DOUDI_ERROR_BAD_DATA, NULL,
            _ ("Row %u of the authorisation: say when it was signed and until when it "
               "holds."),
            row + 1);
          return FALSE;
        }
      if (!doudi_application_insert_authorisation (step->session, step->of->row->id, &signer,
                                                   error))
        return FALSE;
    }
  return TRUE;
}

/* A corrected application may name other people, or another village. */
static gboolean
take_application (DoudiCaseStepWork *step, const DoudiFormAnswers *answers, GError **error)
{
  g_autofree char *division = find_division (step->store, answers, error);

  return division != NULL
         && doudi_application_set_place (
           step->store, step->of->row->id, find_residence (answers, division), division,
           doudi_form_answers_find (answers, DOUDI_MEANING_VILLAGE_GROUP), error)
         && set_persons (step->store, step->of->row->id, answers, error);
}

/* The event of the form, or that an earlier one was corrected, where the step is over already. */
static gboolean
record_form (DoudiCaseStepWork *step,
             const DoudiForm *form,
             const DoudiCaseFilling *filling,
             gint64 filled_form,
             gboolean corrects,
             GError **error)
{
  DoudiCaseEvent event;

  if (!event_of_kind (step->of, form->kind, &event))
    return TRUE;
  if (corrects
      && !doudi_case_allows (&step->of->progress, &step->of->facts, event, filling->day,
                             step->today, NULL))
    event = DOUDI_EVENT_CORRECTED;
  return doudi_case_step_record (step, event, filling->day, filling->reason, filled_form, error);
}

static DoudiAction
action_of_form (DoudiFormKind kind, gboolean may_work)
{
  return kind == DOUDI_FORM_SURVEY && !may_work ? DOUDI_ACTION_VISIT_FOR_COUNTY
                                                : DOUDI_ACTION_WORK_CASE;
}

/* Only the county's own visit is recorded by others than who works on the case. */
static gboolean
check_visitor (const DoudiCaseStepWork *step, GError **error)
{
  if (step->action != DOUDI_ACTION_VISIT_FOR_COUNTY
      || step->of->progress.current == DOUDI_STEP_COUNTY_VISIT)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_NOT_ALLOWED, NULL,
                   _ ("A reviewer records only the visit of the county, and the case is not there "
                      "yet. A caseworker records the visit of the township."));
  return FALSE;
}

static gboolean
save_form (DoudiCaseStepWork *step,
           const DoudiFormAnswers *answers,
           const DoudiCaseFilling *filling,
           gint64 *filled_form,
           GError **error)
{
  DoudiForm *form = doudi_form_answers_get_form (answers);
  const DoudiFilledFormRow *before = doudi_case_find_form (step->of, form->kind);
  gboolean corrects = before != NULL && g_str_equal (before->form, form->id);
  g_autofree char *subject = doudi_case_object_name (step->of->row->id);
  g_auto (DoudiCaseResult) result = { NULL };

  return check_visitor (step, error)
         && doudi_case_result_find (&result, step->of, step->policy, answers, filling, error)
         && insert_form (step->session, step->of->row->id, answers, filling, &result,
                         corrects ? before->id : 0, filled_form, error)
         && (form->kind != DOUDI_FORM_AUTHORISATION || insert_signers (step, answers, error))
         && (form->kind != DOUDI_FORM_APPLICATION || take_application (step, answers, error))
         && record_form (step, form, filling, *filled_form, before != NULL, error)
         && doudi_draft_remove (step->session, form->id, subject, error);
}

/**
 * doudi_case_fill:
 * @session: who filled it in
 * @id: an application
 * @answers: a form of the case: the application again, a survey, an assessment, …
 * @filling: its day; and what the office decided against a score, with the reason
 * @filled_form: (out): the form
 * @problems: (out) (optional) (transfer full) (element-type DoudiFormProblem): as of
 *   doudi_case_open()
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_BAD_DATA if the form has faults;
 *   %DOUDI_ERROR_REFUSED if another step comes first
 *
 * Keeps a form of a case and ends the step it stands for. The same form filled in again corrects
 * the one before, which stays in the file. Who signed an authorisation is noted each with its days.
 *
 * Returns: whether it is kept
 */
gboolean
doudi_case_fill (DoudiSession *session,
                 gint64 id,
                 const DoudiFormAnswers *answers,
                 const DoudiCaseFilling *filling,
                 gint64 *filled_form,
                 GPtrArray **problems,
                 GError **error)
{
  const DoudiForm *form = doudi_form_answers_get_form (answers);
  g_autoptr (DoudiFormAnswers) copy = doudi_form_answers_copy (answers);
  DoudiAction action
    = action_of_form (form->kind, doudi_session_may (session, DOUDI_ACTION_WORK_CASE));
  g_auto (DoudiCaseStepWork) step = { NULL };

  if (problems != NULL)
    *problems = NULL;
  if (!check_form (copy, filling->day, problems, error)
      || !doudi_case_step_begin (&step, session, action, id, error)
      || !save_form (&step, copy, filling, filled_form, error))
    return FALSE;
  return doudi_case_step_finish (&step, doudi_audit_detail ("form", form->id, NULL), error);
}

/* Who records what; what is not listed is recorded by working on the case. */
static gboolean
action_of_event (DoudiCaseEvent event, DoudiAction *action, GError **error)
{
  switch ((int) event)
    {
    case DOUDI_EVENT_NOTICE_POSTED:
    case DOUDI_EVENT_NOTICE_ENDED:
    case DOUDI_EVENT_APPROVAL_POSTED:
    case DOUDI_EVENT_APPROVAL_ENDED:
      *action = DOUDI_ACTION_RECORD_NOTICE;
      return TRUE;
    case DOUDI_EVENT_COMPLAINT:
      *action = DOUDI_ACTION_RECORD_OBJECTION;
      return TRUE;
    case DOUDI_EVENT_APPLIED:
    case DOUDI_EVENT_AUTHORISED:
    case DOUDI_EVENT_SURVEYED:
    case DOUDI_EVENT_SELF_CARE_ASSESSED:
    case DOUDI_EVENT_ASSESSED:
    case DOUDI_EVENT_HEARING_HELD:
    case DOUDI_EVENT_COUNTY_VISITED:
    case DOUDI_EVENT_CORRECTED:
      doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                       _ ("“%s” is recorded by its form. Fill the form in."),
                       _ (doudi_case_event_info (event)->word.label));
      return FALSE;
    case DOUDI_EVENT_CHECK_ASKED:
    case DOUDI_EVENT_CHECKED:
      doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                       _ ("Checks are recorded item by item, with what was asked and answered."));
      return FALSE;
    case DOUDI_EVENT_OBJECTED:
    case DOUDI_EVENT_OBJECTION_UPHELD:
    case DOUDI_EVENT_OBJECTION_REJECTED:
      doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                       _ ("Objections are recorded with who objects to what, and their answer."));
      return FALSE;
    case DOUDI_EVENT_REVIEWED:
    case DOUDI_EVENT_SENT_BACK:
    case DOUDI_EVENT_HELD:
    case DOUDI_EVENT_GRANTED:
    case DOUDI_EVENT_REFUSED:
      doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                       _ ("“%s” happens on a list that a second person approves."),
                       _ (doudi_case_event_info (event)->word.label));
      return FALSE;
    default:
      *action = DOUDI_ACTION_WORK_CASE;
      return TRUE;
    }
}

/**
 * doudi_case_record:
 * @session: who records it
 * @id: an application
 * @event: what happened
 * @day: when
 * @words: (nullable): reasons, an opinion, what is missing
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_REFUSED if something else comes first
 *
 * Records what happened to a case, where neither a form nor a list does it.
 *
 * Returns: whether it is recorded
 */
gboolean
doudi_case_record (DoudiSession *session,
                   gint64 id,
                   DoudiCaseEvent event,
                   DoudiDay day,
                   const char *words,
                   GError **error)
{
  g_auto (DoudiCaseStepWork) step = { NULL };
  DoudiAction action;

  return action_of_event (event, &action, error)
         && doudi_case_step_begin (&step, session, action, id, error)
         && doudi_case_step_record (&step, event, day, words, 0, error)
         && doudi_case_step_finish (
           &step, doudi_audit_detail ("event", doudi_case_event_info (event)->word.name, NULL),
           error);
}
