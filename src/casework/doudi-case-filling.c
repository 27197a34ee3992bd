/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What the program writes on the papers of a case. Papers are Chinese whatever the screens speak.
 */

#include "config.h"

#include "casework/doudi-case-filling.h"

#include "base/doudi-capitals.h"
#include "casework/doudi-forms.h"
#include "casework/doudi-policies.h"
#include "store/doudi-setting.h"

#define MONTHS 12

static void
set_day (DoudiFormFilling *filling, DoudiFormMeaning meaning, DoudiDay day)
{
  g_autofree char *text = day != DOUDI_DAY_NONE ? doudi_day_format_chinese (day) : NULL;

  doudi_form_filling_set (filling, meaning, text);
}

static void
set_count (DoudiFormFilling *filling, DoudiFormMeaning meaning, gint64 count, const char *unit)
{
  g_autofree char *text
    = count > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT "%s", count, unit) : NULL;

  doudi_form_filling_set (filling, meaning, text);
}

static void
set_money (DoudiFormFilling *filling, DoudiFormMeaning meaning, DoudiFen fen)
{
  g_autofree char *text = doudi_money_format_grouped (fen);

  doudi_form_filling_set (filling, meaning, text);
}

static void
set_taken (DoudiFormFilling *filling, DoudiFormMeaning meaning, char *text)
{
  doudi_form_filling_set (filling, meaning, text);
  g_free (text);
}

/* The last event of a kind, or %NULL. */
static const DoudiApplicationEventRow *
find_event (const DoudiCase *self, DoudiCaseEvent event)
{
  const char *name = doudi_case_event_info (event)->word.name;

  for (guint i = self->events->len; i > 0; i--)
    {
      const DoudiApplicationEventRow *row = g_ptr_array_index (self->events, i - 1);

      if (g_str_equal (row->kind, name))
        return row;
    }
  return NULL;
}

static void
set_event_day (DoudiFormFilling *filling,
               DoudiFormMeaning meaning,
               const DoudiCase *self,
               DoudiCaseEvent event)
{
  const DoudiApplicationEventRow *row = find_event (self, event);

  if (row != NULL)
    set_day (filling, meaning, row->day);
}

/* The words of the later of two events: an opinion may be given for or against. */
static void
set_event_words (DoudiFormFilling *filling,
                 DoudiFormMeaning meaning,
                 const DoudiCase *self,
                 DoudiCaseEvent one,
                 DoudiCaseEvent other)
{
  const DoudiApplicationEventRow *row = find_event (self, one);
  const DoudiApplicationEventRow *second = find_event (self, other);

  if (row == NULL || (second != NULL && second->id > row->id))
    row = second;
  if (row != NULL)
    doudi_form_filling_set (filling, meaning, row->detail);
}

/* "农村最低生活保障": the residence stands before what differs by it. */
static char *
name_programme (const DoudiCase *self)
{
  DoudiProgramme programme = self->facts.programme;
  const char *name = doudi_programme_info (programme)->chinese;

  if (programme != DOUDI_PROGRAMME_LOW_INCOME && programme != DOUDI_PROGRAMME_SPECIAL_HARDSHIP)
    return g_strdup (name);
  switch ((int) self->facts.residence)
    {
    case DOUDI_RESIDENCE_RURAL:
      return g_strconcat ("农村", name, NULL);
    case DOUDI_RESIDENCE_URBAN:
      return g_strconcat ("城市", name, NULL);
    default:
      return g_strdup (name);
    }
}

/* Who decides: the county, or the township to which it gave that right. What was refused at the
 * counter the township answers for. */
static char *
name_organ (const DoudiCase *self, const char *county)
{
  gboolean township = self->decision != NULL ? g_str_equal (self->decision->organ, "township")
                                             : find_event (self, DOUDI_EVENT_NOT_ACCEPTED) != NULL;
  gboolean street = g_str_has_suffix (self->township, "街道");

  if (township && *self->township != '\0')
    return g_strconcat (self->township, street ? "办事处" : "人民政府", NULL);
  return *county != '\0' ? g_strconcat (county, "民政局", NULL) : NULL;
}

static gboolean
set_place (DoudiFormFilling *filling, DoudiStore *store, const DoudiCase *self, GError **error)
{
  GError *local = NULL;
  g_autofree char *county = doudi_setting_get (store, DOUDI_SETTING_COUNTY_NAME, &local);
  g_autofree char *demonstration
    = local == NULL ? doudi_setting_get (store, DOUDI_SETTING_DEMONSTRATION, &local) : NULL;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  doudi_form_filling_set_demonstration (filling, demonstration != NULL);
  doudi_form_filling_set (filling, DOUDI_MEANING_COUNTY, county);
  doudi_form_filling_set (filling, DOUDI_MEANING_TOWNSHIP, self->township);
  doudi_form_filling_set (filling, DOUDI_MEANING_VILLAGE, self->village);
  set_taken (filling, DOUDI_MEANING_LIVING_DIVISION,
             g_strconcat (self->township, self->village, NULL));
  set_taken (filling, DOUDI_MEANING_ORGAN, name_organ (self, county != NULL ? county : ""));
  return TRUE;
}

static void
set_course (DoudiFormFilling *filling, const DoudiCase *self, DoudiDay today)
{
  doudi_form_filling_set (filling, DOUDI_MEANING_CASE_NUMBER, self->row->number);
  set_taken (filling, DOUDI_MEANING_PROGRAMME, name_programme (self));
  set_day (filling, DOUDI_MEANING_TODAY, today);
  set_day (filling, DOUDI_MEANING_APPLIED_ON, self->row->applied_on);
  set_day (filling, DOUDI_MEANING_TOTAL_DUE, self->progress.total_due);
  set_day (filling, DOUDI_MEANING_NOTICE_FROM, self->progress.notice.first);
  set_day (filling, DOUDI_MEANING_NOTICE_TO, self->progress.notice.last);
  set_event_day (filling, DOUDI_MEANING_ACCEPTED_ON, self, DOUDI_EVENT_ACCEPTED);
  set_event_words (filling, DOUDI_MEANING_MISSING_PAPERS, self, DOUDI_EVENT_PAPERS_MISSING,
                   DOUDI_EVENT_PAPERS_MISSING);
  set_event_words (filling, DOUDI_MEANING_OPINION_TOWNSHIP, self, DOUDI_EVENT_OPINION_FOR,
                   DOUDI_EVENT_OPINION_AGAINST);
  set_event_words (filling, DOUDI_MEANING_OPINION_FEDERATION, self, DOUDI_EVENT_FEDERATION_AGREED,
                   DOUDI_EVENT_FEDERATION_DISAGREED);
}

/* What the forms say; the latest goes first. */
static gboolean
add_forms (DoudiFormFilling *filling, const DoudiCase *self, GError **error)
{
  if (self->application != NULL)
    doudi_form_filling_add_answers (filling, self->application);
  if (self->survey != NULL)
    doudi_form_filling_add_answers (filling, self->survey);
  for (guint i = self->forms->len; i > 0; i--)
    {
      const DoudiFilledFormRow *row = g_ptr_array_index (self->forms, i - 1);
      g_autoptr (DoudiFormAnswers) answers = NULL;

      if (row->replaced || g_str_equal (row->kind, doudi_form_kind_name (DOUDI_FORM_ASSESSMENT)))
        continue;
      answers = doudi_filled_form_answers (row, error);
      if (answers == NULL)
        return FALSE;
      doudi_form_filling_add_answers (filling, answers);
    }
  return TRUE;
}

static const char *
say_hearing (const char *result)
{
  static const char *const words[][2] = {
    { "passed", "评议通过" },
    { "failed", "评议未通过" },
    { "not-valid", "到会人数不足，评议无效" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i][0], result))
      return words[i][1];
  return result;
}

static gboolean
set_hearing (DoudiFormFilling *filling, const DoudiCase *self, GError **error)
{
  const DoudiFilledFormRow *row = doudi_case_find_form (self, DOUDI_FORM_HEARING);
  g_autoptr (DoudiFormAnswers) answers = NULL;
  gint64 agreed = 0, against = 0, abstained = 0;

  if (row == NULL)
    return TRUE;
  answers = doudi_filled_form_answers (row, error);
  if (answers == NULL)
    return FALSE;
  doudi_form_answers_find_count (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_VOTES_FOR, &agreed);
  doudi_form_answers_find_count (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_VOTES_AGAINST, &against);
  doudi_form_answers_find_count (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_VOTES_ABSTAINED,
                                 &abstained);
  set_taken (filling, DOUDI_MEANING_HEARING_RESULT,
             g_strdup_printf ("同意%" G_GINT64_FORMAT "票，不同意%" G_GINT64_FORMAT
                              "票，弃权%" G_GINT64_FORMAT "票，%s",
                              agreed, against, abstained, say_hearing (row->result)));
  return TRUE;
}

static void
set_score (DoudiFormFilling *filling, const DoudiCase *self)
{
  const DoudiFilledFormRow *row = doudi_case_find_form (self, DOUDI_FORM_ASSESSMENT);
  g_autofree char *points = NULL;

  if (row == NULL)
    return;
  set_day (filling, DOUDI_MEANING_ASSESSED_ON, row->day);
  if (!row->scored)
    return;
  points = doudi_points_format (row->score);
  set_taken (filling, DOUDI_MEANING_SCORE, g_strconcat (points, "分", NULL));
}

/* What a case is worth: as it was decided, else as it would be. */
typedef struct
{
  gboolean known;
  int persons;
  int benefit_class;
  DoudiFen amount;
  DoudiMonth first_month;
  DoudiDay valid_through;
  DoudiDay review_on;
} Worth;

static Worth
find_worth (const DoudiCase *self, const DoudiCaseProposal *proposal)
{
  const DoudiDecisionRow *decision = self->decision;

  if (decision != NULL)
    return (Worth){ decision->granted,  decision->persons,     decision->benefit_class,
                    decision->amount,   decision->first_month, decision->valid_through,
                    decision->review_on };
  if (proposal == NULL || !proposal->eligible)
    return (Worth){ .known = FALSE };
  return (Worth){ TRUE,
                  proposal->term.persons,
                  proposal->term.benefit_class,
                  proposal->amount,
                  proposal->first_month,
                  proposal->valid_through,
                  proposal->review_on };
}

static void
set_worth (DoudiFormFilling *filling, const Worth *worth)
{
  if (!worth->known)
    return;
  set_count (filling, DOUDI_MEANING_COVERED_COUNT, worth->persons, "人");
  if (worth->benefit_class != 0)
    doudi_form_filling_set (filling, DOUDI_MEANING_CLASS,
                            doudi_class_chinese (worth->benefit_class));
  set_money (filling, DOUDI_MEANING_AMOUNT, worth->amount);
  set_taken (filling, DOUDI_MEANING_AMOUNT_CAPITALS, doudi_capitals_from_fen (worth->amount));
  if (worth->first_month != DOUDI_MONTH_NONE)
    set_taken (filling, DOUDI_MEANING_FIRST_MONTH, doudi_month_format_chinese (worth->first_month));
  set_day (filling, DOUDI_MEANING_VALID_THROUGH, worth->valid_through);
  set_day (filling, DOUDI_MEANING_REVIEW_ON, worth->review_on);
}

/* "同意确认。保障4人，二类，每月1,160.00元（壹仟壹佰陆拾元整），自2018年7月起发放。" */
static char *
say_decision (const DoudiCase *self, const Worth *worth, const DoudiFormFilling *filling)
{
  const DoudiDecisionRow *decision = self->decision;
  gboolean monthly = doudi_programme_info (self->facts.programme)->monthly;
  GString *text;

  if (!decision->granted)
    return g_strdup_printf ("不予确认。%s", decision->reason);
  text = g_string_new ("同意确认。");
  if (worth->persons > 0)
    g_string_append_printf (text, "保障%d人，", worth->persons);
  if (worth->benefit_class != 0)
    g_string_append_printf (text, "%s，", doudi_class_chinese (worth->benefit_class));
  g_string_append_printf (text, "%s%s元（%s）", monthly ? "每月" : "一次性给予",
                          doudi_form_filling_get (filling, DOUDI_MEANING_AMOUNT),
                          doudi_form_filling_get (filling, DOUDI_MEANING_AMOUNT_CAPITALS));
  if (worth->first_month != DOUDI_MONTH_NONE)
    g_string_append_printf (text, "，自%s起发放",
                            doudi_form_filling_get (filling, DOUDI_MEANING_FIRST_MONTH));
  g_string_append_printf (text, "。%s", decision->reason);
  return g_string_free (text, FALSE);
}

static void
set_decision (DoudiFormFilling *filling, const DoudiCase *self, const Worth *worth)
{
  const DoudiApplicationEventRow *not_accepted = find_event (self, DOUDI_EVENT_NOT_ACCEPTED);
  const DoudiApplicationEventRow *against = find_event (self, DOUDI_EVENT_OPINION_AGAINST);

  if (self->decision != NULL)
    {
      set_day (filling, DOUDI_MEANING_DECIDED_ON, self->decision->decided_on);
      doudi_form_filling_set (filling, DOUDI_MEANING_DECISION_REASON, self->decision->reason);
      set_taken (filling, DOUDI_MEANING_OPINION_COUNTY, say_decision (self, worth, filling));
    }
  else if (not_accepted != NULL)
    {
      set_day (filling, DOUDI_MEANING_DECIDED_ON, not_accepted->day);
      doudi_form_filling_set (filling, DOUDI_MEANING_DECISION_REASON, not_accepted->detail);
    }
  else if (against != NULL && self->progress.proposed_refusal)
    doudi_form_filling_set (filling, DOUDI_MEANING_DECISION_REASON, against->detail);
}

/* By the month, as papers say it. */
static void
set_standard (DoudiFormFilling *filling,
              const DoudiCase *self,
              const DoudiPolicy *policy,
              DoudiMonth month)
{
  const DoudiPolicyLine *line = doudi_policy_find_line (
    policy, DOUDI_POLICY_LINE_LOW_INCOME_STANDARD, self->facts.residence, month);

  if (line != NULL)
    set_money (filling, DOUDI_MEANING_STANDARD,
               line->yearly ? doudi_money_divide_half_up (line->amount, MONTHS) : line->amount);
}

static char *
join_arithmetic (const DoudiCaseProposal *proposal)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < proposal->lines->len; i++)
    {
      const DoudiExplanationLine *line = g_ptr_array_index (proposal->lines, i);

      if (*line->arithmetic != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? "；" : "", line->arithmetic);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A paper that is printed again says what held when it was decided. */
static DoudiDay
day_of_rules (const DoudiCase *self, DoudiDay today)
{
  return self->decision != NULL ? self->decision->decided_on : today;
}

static void
set_proposal (DoudiFormFilling *filling, const DoudiCase *self, const DoudiCaseProposal *proposal)
{
  gint64 members = self->application != NULL
                     ? doudi_form_answers_count_rows (self->application, DOUDI_MEANING_MEMBERS)
                     : 0;

  set_count (filling, DOUDI_MEANING_MEMBERS_COUNT, members, "人");
  if (proposal == NULL)
    return;
  if (*proposal->term.self_care != '\0')
    doudi_form_filling_set (
      filling, DOUDI_MEANING_SELF_CARE,
      doudi_self_care_chinese (doudi_self_care_from_name (proposal->term.self_care)));
  if (self->facts.programme == DOUDI_PROGRAMME_TEMPORARY_AID)
    set_taken (filling, DOUDI_MEANING_AID_FORMULA, join_arithmetic (proposal));
  if (members == 0 || !doudi_programme_info (self->facts.programme)->for_household)
    return;
  set_money (filling, DOUDI_MEANING_YEARLY_INCOME, proposal->yearly_income);
  set_money (filling, DOUDI_MEANING_MONTHLY_PER_HEAD,
             doudi_money_divide_half_up (proposal->yearly_income, MONTHS * members));
}

/**
 * doudi_case_filling_new:
 * @store: the caseload
 * @self: a case
 * @policy: (nullable): the rules in force, on the day of the decision where there is one
 * @proposal: (nullable): what would be granted by them; a decision goes before it
 * @today: the day the papers bear
 * @error: return location
 *
 * Puts together what the program writes on the papers of a case: whatever stands of it in the
 * caseload, the words of its latest forms, and what was decided or is proposed.
 *
 * Returns: (transfer full): the filling; %NULL with @error set
 */
DoudiFormFilling *
doudi_case_filling_new (DoudiStore *store,
                        const DoudiCase *self,
                        const DoudiPolicy *policy,
                        const DoudiCaseProposal *proposal,
                        DoudiDay today,
                        GError **error)
{
  g_autoptr (DoudiFormFilling) filling = doudi_form_filling_new ();
  Worth worth = find_worth (self, proposal);

  if (!set_place (filling, store, self, error) || !set_hearing (filling, self, error))
    return NULL;
  set_course (filling, self, today);
  set_score (filling, self);
  if (policy != NULL)
    set_standard (filling, self, policy, doudi_month_of_day (day_of_rules (self, today)));
  set_proposal (filling, self, proposal);
  set_worth (filling, &worth);
  set_decision (filling, self, &worth);
  return add_forms (filling, self, error) ? g_steal_pointer (&filling) : NULL;
}

/**
 * doudi_case_filling_read:
 * @session: who prints
 * @self: a case
 * @error: return location
 *
 * Puts together what the program writes on the papers of a case today. A case of which nothing can
 * be proposed yet has papers all the same.
 *
 * Returns: (transfer full): the filling; %NULL with @error set
 */
DoudiFormFilling *
doudi_case_filling_read (DoudiSession *session, const DoudiCase *self, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  DoudiDay today = doudi_session_get_today (session);
  DoudiDay day = day_of_rules (self, today);
  g_autoptr (DoudiPolicy) policy = doudi_policies_load (store, day, error);
  g_autoptr (DoudiCaseProposal) proposal = NULL;

  if (policy == NULL)
    return NULL;
  proposal = doudi_case_propose (store, self, policy, day, DOUDI_LANGUAGE_CHINESE, NULL);
  return doudi_case_filling_new (store, self, policy, proposal, today, error);
}

/* The latest that was filled in on the same form, as the form was then. */
static const DoudiFilledFormRow *
find_filled (const DoudiCase *self, const DoudiForm *form)
{
  for (guint i = self->forms->len; i > 0; i--)
    {
      const DoudiFilledFormRow *row = g_ptr_array_index (self->forms, i - 1);

      if (!row->replaced && g_str_equal (row->form, form->id))
        return row;
    }
  return NULL;
}

static void
copy_fields (DoudiFormAnswers *answers,
             const DoudiFormSection *section,
             const DoudiFormAnswers *from)
{
  for (guint i = 0; i < section->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (section->fields, i);
      const DoudiFormField *source
        = field->meaning != DOUDI_MEANING_NONE
            ? doudi_form_find_meaning (doudi_form_answers_get_form (from), field->meaning)
            : NULL;

      if (source != NULL && !source->section->table && source->type == field->type
          && doudi_form_field_is_asked (field))
        doudi_form_answers_set (answers, DOUDI_FORM_NO_ROW, field,
                                doudi_form_answers_get (from, DOUDI_FORM_NO_ROW, source));
    }
}

static const DoudiFormField *
find_column (const DoudiFormSection *table, DoudiFormMeaning meaning)
{
  for (guint i = 0; i < table->fields->len; i++)
    {
      const DoudiFormField *column = g_ptr_array_index (table->fields, i);

      if (column->meaning == meaning)
        return column;
    }
  return NULL;
}

static void
copy_column (DoudiFormAnswers *answers,
             const DoudiFormField *column,
             const DoudiFormAnswers *from,
             const DoudiFormSection *table)
{
  const DoudiFormField *source
    = column->meaning != DOUDI_MEANING_NONE ? find_column (table, column->meaning) : NULL;

  if (source == NULL || source->type != column->type || !doudi_form_field_is_asked (column))
    return;
  for (guint row = 0; row < doudi_form_answers_get_n_rows (from, table); row++)
    doudi_form_answers_set (answers, row, column, doudi_form_answers_get (from, row, source));
}

static void
copy_table (DoudiFormAnswers *answers,
            const DoudiFormSection *section,
            const DoudiFormAnswers *from)
{
  const DoudiFormSection *table
    = section->meaning != DOUDI_MEANING_NONE
        ? doudi_form_find_table (doudi_form_answers_get_form (from), section->meaning)
        : NULL;

  for (guint i = 0; table != NULL && i < section->fields->len; i++)
    copy_column (answers, g_ptr_array_index (section->fields, i), from, table);
}

/* Who signs an authorisation: everybody of the household. */
static void
name_signers (DoudiFormAnswers *answers, const DoudiFormAnswers *from)
{
  const DoudiFormSection *signers
    = doudi_form_find_table (doudi_form_answers_get_form (answers), DOUDI_MEANING_SIGNERS);
  const DoudiFormSection *members
    = doudi_form_find_table (doudi_form_answers_get_form (from), DOUDI_MEANING_MEMBERS);
  static const DoudiFormMeaning pairs[][2] = {
    { DOUDI_MEANING_SIGNER_NAME, DOUDI_MEANING_MEMBER_NAME },
    { DOUDI_MEANING_SIGNER_IDENTITY_NUMBER, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER },
  };

  if (signers == NULL || members == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const DoudiFormField *to = find_column (signers, pairs[i][0]);
      const DoudiFormField *source = find_column (members, pairs[i][1]);

      for (guint row = 0;
           to != NULL && source != NULL && row < doudi_form_answers_get_n_rows (from, members);
           row++)
        doudi_form_answers_set (answers, row, to, doudi_form_answers_get (from, row, source));
    }
}

static void
prefill (DoudiFormAnswers *answers, const DoudiFormAnswers *from)
{
  const DoudiForm *form = doudi_form_answers_get_form (answers);

  for (guint i = 0; i < form->sections->len; i++)
    {
      const DoudiFormSection *section = g_ptr_array_index (form->sections, i);

      if (section->table)
        copy_table (answers, section, from);
      else
        copy_fields (answers, section, from);
    }
  name_signers (answers, from);
}

/**
 * doudi_case_answers_for:
 * @self: a case
 * @form: a form
 * @error: %DOUDI_ERROR_BAD_DATA if what was filled in cannot be read
 *
 * Gets what stands on a form of a case: what was filled in last, on the form as it was then; else a
 * new one that already has what the application says, found by what the fields mean.
 *
 * Returns: (transfer full): the answers; %NULL with @error set
 */
DoudiFormAnswers *
doudi_case_answers_for (const DoudiCase *self, DoudiForm *form, GError **error)
{
  const DoudiFilledFormRow *filled = find_filled (self, form);
  g_autoptr (DoudiFormAnswers) answers = NULL;

  if (filled != NULL)
    return doudi_filled_form_answers (filled, error);
  answers = doudi_form_answers_new (form);
  if (self->application != NULL)
    prefill (answers, self->application);
  return g_steal_pointer (&answers);
}

/**
 * doudi_case_has_filled:
 * @self: a case
 * @form: a form
 *
 * Tells whether a form of a case was filled in, or is still to be.
 *
 * Returns: %TRUE if it was
 */
gboolean
doudi_case_has_filled (const DoudiCase *self, const DoudiForm *form)
{
  return find_filled (self, form) != NULL;
}
