/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What somebody who decides about a case has to look at.
 */

#include "config.h"

#include "casework/doudi-case-facts.h"
#include "casework/doudi-case-work.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-mask.h"
#include "casework/doudi-import.h"
#include "store/doudi-registry-write.h"

#define ADULT_YEARS 18

/* In the order of DoudiCaseFlag. */
static const struct
{
  DoudiWord word;
  gboolean blocks;
} infos[DOUDI_N_CASE_FLAGS] = {
  [DOUDI_FLAG_DUPLICATE_PERSON] = { { "duplicate-person", N_ ("person twice"), "人员重复" }, TRUE },
  [DOUDI_FLAG_EXCLUDED_BENEFIT]
  = { { "excluded-benefit", N_ ("draws what excludes this"), "已享受互斥待遇" }, TRUE },
  [DOUDI_FLAG_INCOME_OVER] = { { "income-over", N_ ("income over the line"), "收入超标" }, TRUE },
  [DOUDI_FLAG_ASSETS_OVER] = { { "assets-over", N_ ("assets over the line"), "财产超标" }, FALSE },
  [DOUDI_FLAG_NOT_ELIGIBLE] = { { "not-eligible", N_ ("not eligible"), "不符合条件" }, TRUE },
  [DOUDI_FLAG_SCORE_DIFFERS]
  = { { "score-differs", N_ ("class is not that of the score"), "类别与评分不一致" }, FALSE },
  [DOUDI_FLAG_VERIFIED_DIFFERS]
  = { { "verified-differs", N_ ("found otherwise than declared"), "核实与申报不一致" }, FALSE },
  [DOUDI_FLAG_CHECK_FOUND]
  = { { "check-found", N_ ("a check found something"), "核对有疑点" }, FALSE },
  [DOUDI_FLAG_CHECK_OUTSTANDING]
  = { { "check-outstanding", N_ ("a check has no answer"), "核对未反馈" }, TRUE },
  [DOUDI_FLAG_AUTHORISATION_MISSING]
  = { { "authorisation-missing", N_ ("no valid authorisation"), "缺核对授权" }, TRUE },
  [DOUDI_FLAG_PAPER_MISSING] = { { "paper-missing", N_ ("a paper is missing"), "材料不齐" }, TRUE },
  [DOUDI_FLAG_KIN] = { { "kin", N_ ("near kin of an official"), "近亲属备案" }, FALSE },
  [DOUDI_FLAG_COUNTY_VISIT_MISSING]
  = { { "county-visit-missing", N_ ("the county has not visited"), "县级未入户" }, TRUE },
  [DOUDI_FLAG_NOTICE_NOT_FINISHED]
  = { { "notice-not-finished", N_ ("the notice has not ended"), "公示未满" }, TRUE },
  [DOUDI_FLAG_OBJECTION] = { { "objection", N_ ("objected to"), "公示有异议" }, TRUE },
  [DOUDI_FLAG_HEARING_FAILED]
  = { { "hearing-failed", N_ ("the hearing did not agree"), "民主评议未通过" }, FALSE },
  [DOUDI_FLAG_ACCOUNT_SHARED]
  = { { "account-shared", N_ ("the account pays another household"), "账号与他户共用" }, FALSE },
  [DOUDI_FLAG_ACCOUNT_NOT_OWN]
  = { { "account-not-own", N_ ("the account is of somebody else"), "账户非本户成员" }, FALSE },
  [DOUDI_FLAG_OVERDUE] = { { "overdue", N_ ("over its time"), "超过时限" }, FALSE },
  [DOUDI_FLAG_DECIDED_AGAINST_SCORE]
  = { { "against-score", N_ ("decided against the score"), "评分结果被调整" }, FALSE },
};

/*
 * Flagging:
 *
 * @members: (element-type DoudiCaseMember)
 * @rows: (element-type DoudiCaseFlagRow): what was found
 */
typedef struct
{
  DoudiStore *store;
  const DoudiCase *of;
  const DoudiPolicy *policy;
  const DoudiCaseProposal *proposal;
  GArray *members;
  DoudiDay today;
  GPtrArray *rows;
} Flagging;

static void
flag (const Flagging *flagging, DoudiCaseFlag which, char *words)
{
  DoudiCaseFlagRow *row;

  for (guint i = 0; i < flagging->rows->len; i++)
    {
      row = g_ptr_array_index (flagging->rows, i);
      if (row->flag == which)
        {
          g_autofree char *before = row->words;

          row->words = g_strdup_printf (_ ("%s; %s"), before, words);
          g_free (words);
          return;
        }
    }
  row = g_new0 (DoudiCaseFlagRow, 1);
  row->flag = which;
  row->blocks = infos[which].blocks;
  row->words = words;
  g_ptr_array_add (flagging->rows, row);
}

static gboolean
is_open (const DoudiCaseProgress *progress, DoudiCaseStep step)
{
  return progress->steps[step].state == DOUDI_STEP_STATE_OPEN;
}

static void
flag_other_case (const Flagging *flagging,
                 const DoudiCaseMember *member,
                 const DoudiApplicationNamed *named)
{
  DoudiProgramme programme = doudi_programme_from_name (named->programme);
  gboolean same = programme == flagging->of->facts.programme;
  const char *label = _ (doudi_programme_info (programme)->label);

  if (named->closed || g_str_equal (named->part, "guardian")
      || g_str_equal (named->part, "supporter") || g_str_equal (named->part, "official"))
    return;
  if (same)
    flag (flagging, DOUDI_FLAG_DUPLICATE_PERSON,
          g_strdup_printf (_ ("%s is named by application %s too"), member->name, named->number));
  else if (doudi_programmes_exclude (flagging->policy, programme, flagging->of->facts.programme,
                                     doudi_month_of_day (flagging->today)))
    flag (flagging, DOUDI_FLAG_EXCLUDED_BENEFIT,
          g_strdup_printf (_ ("%s has also applied for %s (application %s)"), member->name, label,
                           named->number));
}

static gboolean
flag_other_cases (const Flagging *flagging, const DoudiCaseMember *member, GError **error)
{
  g_autoptr (GPtrArray) named = doudi_application_list_naming (
    flagging->store, flagging->of->row->id, member->identity_number, error);

  for (guint i = 0; named != NULL && i < named->len; i++)
    flag_other_case (flagging, member, g_ptr_array_index (named, i));
  return named != NULL;
}

static void
flag_drawn (const Flagging *flagging, const DoudiCaseMember *member, const DoudiImportKnown *known)
{
  const char *label;

  if (known->standing == DOUDI_IMPORT_FREE)
    return;
  label = _ (doudi_programme_info (known->programme)->label);
  if (known->standing == DOUDI_IMPORT_IN_OTHER_HOUSEHOLD)
    flag (flagging, DOUDI_FLAG_DUPLICATE_PERSON,
          g_strdup_printf (_ ("%s is a member of a household that draws %s"), member->name, label));
  else if (known->programme == flagging->of->facts.programme)
    flag (flagging, DOUDI_FLAG_DUPLICATE_PERSON,
          g_strdup_printf (_ ("%s draws %s already"), member->name, label));
  else
    flag (flagging, DOUDI_FLAG_EXCLUDED_BENEFIT,
          g_strdup_printf (_ ("%s draws %s"), member->name, label));
}

/* Nobody is kept twice: neither in another case nor by what is drawn already. */
static gboolean
flag_persons (const Flagging *flagging, GError **error)
{
  gboolean monthly = doudi_programme_info (flagging->of->facts.programme)->monthly;

  for (guint i = 0; monthly && i < flagging->members->len; i++)
    {
      const DoudiCaseMember *member = &g_array_index (flagging->members, DoudiCaseMember, i);
      DoudiImportKnown known;

      if (!member->covered || *member->identity_number == '\0')
        continue;
      if (!flag_other_cases (flagging, member, error)
          || !doudi_import_ask_known (flagging->store, flagging->policy, member->identity_number,
                                      1u << flagging->of->facts.programme, flagging->today, &known,
                                      error))
        return FALSE;
      flag_drawn (flagging, member, &known);
    }
  return TRUE;
}

static void
flag_rules (const Flagging *flagging)
{
  const DoudiCaseProposal *proposal = flagging->proposal;

  for (guint i = 0; proposal != NULL && i < DOUDI_N_CASE_FLAGS; i++)
    if ((proposal->flags & (1u << i)) != 0)
      flag (flagging, (DoudiCaseFlag) i,
            *proposal->reason != '\0' ? g_strdup (proposal->reason)
                                      : g_strdup (_ (infos[i].word.label)));
}

static void
flag_score (const Flagging *flagging)
{
  const DoudiFilledFormRow *form = doudi_case_find_form (flagging->of, DOUDI_FORM_ASSESSMENT);
  const char *proposed = doudi_case_find (flagging->of, DOUDI_MEANING_PROPOSED_CLASS);
  g_autofree char *as_result = g_strconcat ("class-", proposed, NULL);

  if (form == NULL)
    return;
  if (*form->override_reason != '\0')
    flag (flagging, DOUDI_FLAG_DECIDED_AGAINST_SCORE, g_strdup (form->override_reason));
  if (*proposed != '\0' && *form->result != '\0' && !g_str_equal (as_result, form->result))
    flag (flagging, DOUDI_FLAG_SCORE_DIFFERS,
          g_strdup (_ ("the visit proposes another class than the score gives")));
}

static DoudiFen
sum_table (const DoudiFormAnswers *answers, DoudiFormMeaning table, DoudiFormMeaning column)
{
  guint n = answers != NULL ? doudi_form_answers_count_rows (answers, table) : 0;
  DoudiFen sum = 0;

  for (guint row = 0; row < n; row++)
    {
      DoudiFen fen = 0;

      if (doudi_form_answers_find_fen (answers, row, column, &fen))
        sum += fen;
    }
  return sum;
}

/* What the visit found all in all, against what the family declared. */
static void
flag_table (const Flagging *flagging,
            DoudiFormMeaning table,
            DoudiFormMeaning declared,
            DoudiFormMeaning verified,
            const char *what)
{
  DoudiFen said = sum_table (flagging->of->application, table, declared);
  DoudiFen found = sum_table (flagging->of->survey, table, verified);
  g_autofree char *said_text = NULL;
  g_autofree char *found_text = NULL;

  if (flagging->of->survey == NULL || said == found)
    return;
  said_text = doudi_money_format_grouped (said);
  found_text = doudi_money_format_grouped (found);
  flag (flagging, DOUDI_FLAG_VERIFIED_DIFFERS,
        g_strdup_printf (_ ("%s: declared %s yuan, found %s yuan"), what, said_text, found_text));
}

static void
flag_verified (const Flagging *flagging)
{
  flag_table (flagging, DOUDI_MEANING_INCOMES, DOUDI_MEANING_INCOME_DECLARED,
              DOUDI_MEANING_INCOME_VERIFIED, _ ("income besides wages"));
  flag_table (flagging, DOUDI_MEANING_EXPENSES, DOUDI_MEANING_EXPENSE_DECLARED,
              DOUDI_MEANING_EXPENSE_VERIFIED, _ ("expenses"));
  flag_table (flagging, DOUDI_MEANING_ASSETS, DOUDI_MEANING_ASSET_DECLARED,
              DOUDI_MEANING_ASSET_VERIFIED, _ ("assets"));
}

static void
flag_checks (const Flagging *flagging)
{
  for (guint i = 0; i < flagging->of->checks->len; i++)
    {
      const DoudiCheckRow *check = g_ptr_array_index (flagging->of->checks, i);

      if (*check->result == '\0')
        flag (flagging, DOUDI_FLAG_CHECK_OUTSTANDING, doudi_check_item_label (check->item));
      else if (g_str_equal (check->result, "found"))
        flag (flagging, DOUDI_FLAG_CHECK_FOUND, doudi_check_item_label (check->item));
    }
  if (is_open (&flagging->of->progress, DOUDI_STEP_CHECK) && flagging->of->checks->len == 0)
    flag (flagging, DOUDI_FLAG_CHECK_OUTSTANDING, g_strdup (_ ("nothing was asked yet")));
}

/**
 * doudi_case_has_authorisation:
 * @self: a case
 * @identity_number: of a person, may be ""
 * @name: of the same person
 * @day: the day
 *
 * Returns: whether the person allowed the office to ask, and it holds on @day
 */
gboolean
doudi_case_has_authorisation (const DoudiCase *self,
                              const char *identity_number,
                              const char *name,
                              DoudiDay day)
{
  for (guint i = 0; i < self->authorisations->len; i++)
    {
      const DoudiAuthorisationRow *row = g_ptr_array_index (self->authorisations, i);
      gboolean same = *identity_number != '\0' ? g_str_equal (row->identity_number, identity_number)
                                               : g_str_equal (row->name, name);

      if (same && row->revoked_on == DOUDI_DAY_NONE && row->signed_on <= day
          && row->expires_on >= day)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_adult (const DoudiCaseMember *member, DoudiDay today)
{
  return member->birth == DOUDI_DAY_NONE || member->birth > today
         || doudi_day_age_on (member->birth, today) >= ADULT_YEARS;
}

static void
flag_authorisations (const Flagging *flagging)
{
  DoudiCaseStepState state = flagging->of->progress.steps[DOUDI_STEP_AUTHORISE].state;

  for (guint i = 0; state != DOUDI_STEP_STATE_NOT_CALLED_FOR && i < flagging->members->len; i++)
    {
      const DoudiCaseMember *member = &g_array_index (flagging->members, DoudiCaseMember, i);

      if (is_adult (member, flagging->today)
          && !doudi_case_has_authorisation (flagging->of, member->identity_number, member->name,
                                            flagging->today))
        flag (flagging, DOUDI_FLAG_AUTHORISATION_MISSING, g_strdup (member->name));
    }
}

/* Only a child may be without a number for a while. */
static void
flag_numbers (const Flagging *flagging)
{
  for (guint i = 0; i < flagging->members->len; i++)
    {
      const DoudiCaseMember *member = &g_array_index (flagging->members, DoudiCaseMember, i);

      if (*member->identity_number == '\0' && is_adult (member, flagging->today))
        flag (flagging, DOUDI_FLAG_PAPER_MISSING,
              g_strdup_printf (_ ("the identity number of %s"), member->name));
    }
}

/* What is not given and cannot be looked up either. */
static void
flag_papers (const Flagging *flagging)
{
  const DoudiFormAnswers *answers = flagging->of->application;
  guint n = answers != NULL ? doudi_form_answers_count_rows (answers, DOUDI_MEANING_MATERIALS) : 0;
  const DoudiFormField *material
    = answers != NULL
        ? doudi_form_find_meaning (doudi_form_answers_get_form (answers), DOUDI_MEANING_MATERIAL)
        : NULL;

  if (flagging->of->progress.papers_missing)
    flag (flagging, DOUDI_FLAG_PAPER_MISSING, g_strdup (_ ("the family was asked for papers")));
  for (guint row = 0; row < n; row++)
    if (g_str_equal (doudi_form_answers_find_in (answers, row, DOUDI_MEANING_MATERIAL_STATE),
                     "missing"))
      flag (flagging, DOUDI_FLAG_PAPER_MISSING,
            doudi_form_answers_show (answers, row, material, DOUDI_LANGUAGE_INTERFACE));
}

static void
flag_way (const Flagging *flagging)
{
  const DoudiCase *of = flagging->of;
  const DoudiCaseProgress *progress = &of->progress;
  const DoudiFilledFormRow *hearing = doudi_case_find_form (of, DOUDI_FORM_HEARING);

  if (of->facts.kin)
    flag (flagging, DOUDI_FLAG_KIN, g_strdup (_ ("declared with the application")));
  if (is_open (progress, DOUDI_STEP_COUNTY_VISIT))
    flag (flagging, DOUDI_FLAG_COUNTY_VISIT_MISSING, g_strdup (_ ("it has to visit first")));
  if (is_open (progress, DOUDI_STEP_NOTICE) || is_open (progress, DOUDI_STEP_APPROVAL_NOTICE)
      || (progress->decide_from != DOUDI_DAY_NONE && flagging->today < progress->decide_from))
    flag (flagging, DOUDI_FLAG_NOTICE_NOT_FINISHED, g_strdup (_ ("to be decided only after it")));
  if (of->facts.open_objections > 0)
    flag (flagging, DOUDI_FLAG_OBJECTION, g_strdup (_ ("not answered yet")));
  if (hearing != NULL && !g_str_equal (hearing->result, "passed"))
    flag (flagging, DOUDI_FLAG_HEARING_FAILED, g_strdup (_ ("see its record")));
}

static void
flag_time (const Flagging *flagging)
{
  const DoudiCaseProgress *progress = &flagging->of->progress;
  DoudiDay due = progress->current != DOUDI_STEP_NONE ? progress->steps[progress->current].due
                                                      : DOUDI_DAY_NONE;

  if (progress->total_due != DOUDI_DAY_NONE && progress->total_due < flagging->today)
    due = progress->total_due;
  if (due != DOUDI_DAY_NONE && due < flagging->today)
    {
      g_autofree char *day = doudi_day_format_iso (due);

      flag (flagging, DOUDI_FLAG_OVERDUE, g_strdup_printf (_ ("since %s"), day));
    }
}

static gboolean
is_named (const DoudiCase *of, const char *name)
{
  for (guint i = 0; i < of->persons->len; i++)
    if (g_str_equal (((const DoudiApplicationPerson *) g_ptr_array_index (of->persons, i))->name,
                     name))
      return TRUE;
  return FALSE;
}

static gboolean
flag_account (const Flagging *flagging, GError **error)
{
  const DoudiFormAnswers *answers = flagging->of->application;
  const char *number
    = answers != NULL ? doudi_form_answers_find (answers, DOUDI_MEANING_ACCOUNT_NUMBER) : "";
  const char *holder
    = answers != NULL ? doudi_form_answers_find (answers, DOUDI_MEANING_ACCOUNT_HOLDER) : "";
  g_autoptr (GPtrArray) others = NULL;
  gint64 households = 0;

  if (*number == '\0')
    return TRUE;
  if (*holder != '\0' && !is_named (flagging->of, holder))
    flag (flagging, DOUDI_FLAG_ACCOUNT_NOT_OWN, g_strdup (holder));
  others = doudi_application_list_paid_to (flagging->store, flagging->of->row->id, number, error);
  if (others == NULL
      || !doudi_registry_count_paid_to (flagging->store, number, flagging->of->row->household_id,
                                        &households, error))
    return FALSE;
  if (others->len > 0 || households > 0)
    {
      g_autofree char *masked = doudi_mask_account (number, DOUDI_MASK_SCREEN);

      flag (flagging, DOUDI_FLAG_ACCOUNT_SHARED, g_steal_pointer (&masked));
    }
  return TRUE;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const DoudiCaseFlagRow *one = *(const DoudiCaseFlagRow *const *) a;
  const DoudiCaseFlagRow *other = *(const DoudiCaseFlagRow *const *) b;

  if (one->blocks != other->blocks)
    return one->blocks ? -1 : 1;
  return (int) one->flag - (int) other->flag;
}

/**
 * doudi_case_flags:
 * @store: the caseload
 * @self: a case that is not decided
 * @policy: what is known
 * @proposal: (nullable): what would be granted
 * @today: the business day
 * @error: what kept the caseload from being read
 *
 * Lists what somebody who decides has to look at, those that keep it from being granted first. No
 * words name a number in full.
 *
 * Returns: (transfer full) (element-type DoudiCaseFlagRow): each flag once; %NULL with @error set
 */
GPtrArray *
doudi_case_flags (DoudiStore *store,
                  const DoudiCase *self,
                  const DoudiPolicy *policy,
                  const DoudiCaseProposal *proposal,
                  DoudiDay today,
                  GError **error)
{
  g_autoptr (GArray) members = doudi_case_list_members (self, today);
  g_autoptr (GPtrArray) rows
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_case_flag_row_free);
  Flagging flagging = { store, self, policy, proposal, members, today, rows };

  flag_rules (&flagging);
  flag_score (&flagging);
  flag_verified (&flagging);
  flag_checks (&flagging);
  flag_authorisations (&flagging);
  flag_numbers (&flagging);
  flag_papers (&flagging);
  flag_way (&flagging);
  flag_time (&flagging);
  if (!flag_persons (&flagging, error) || !flag_account (&flagging, error))
    return NULL;
  g_ptr_array_sort (rows, compare_rows);
  return g_steal_pointer (&rows);
}

/**
 * doudi_case_flag_word:
 * @flag: a flag
 *
 * Returns: (transfer none): what it is called
 */
const DoudiWord *
doudi_case_flag_word (DoudiCaseFlag flag)
{
  g_return_val_if_fail ((gsize) flag < DOUDI_N_CASE_FLAGS, NULL);

  return &infos[flag].word;
}

/**
 * doudi_case_flag_row_free:
 * @row: (nullable) (transfer full): a flag of a case
 *
 * Frees it.
 */
void
doudi_case_flag_row_free (DoudiCaseFlagRow *row)
{
  if (row == NULL)
    return;
  g_free (row->words);
  g_free (row);
}
