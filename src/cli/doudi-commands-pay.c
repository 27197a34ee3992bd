/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-bank.h"
#include "casework/doudi-pay-run.h"
#include "exchange/doudi-bank-return.h"
#include "report/doudi-bank-file.h"

/* A person reads the first of a list; a program gets all of it. */
#define LISTED_MAX 20

static char **option_programmes;
static gboolean option_preview;
static char *option_output;

static const GOptionEntry pay_options[] = {
  { "programme", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_programmes,
    N_ ("Pay this programme; may be given several times (all that have a standard)"), N_ ("P") },
  { "preview", 0, 0, G_OPTION_ARG_NONE, &option_preview, N_ ("Compute only, keep nothing"), NULL },
  { NULL },
};

static const GOptionEntry bank_file_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &option_output,
    N_ ("Where the file is written, .xlsx or .csv"), N_ ("FILE") },
  { NULL },
};

static gboolean
parse_programmes (guint *programmes, GError **error)
{
  *programmes = 0;
  for (guint i = 0; option_programmes != NULL && option_programmes[i] != NULL; i++)
    {
      DoudiProgramme programme = doudi_programme_from_name (option_programmes[i]);

      if (programme == DOUDI_PROGRAMME_NONE)
        {
          doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("There is no programme %s."),
                           option_programmes[i]);
          return FALSE;
        }
      *programmes |= 1u << programme;
    }
  return TRUE;
}

static gboolean
parse_month (DoudiInvocation *invocation, guint index, DoudiMonth *month, GError **error)
{
  const char *text = doudi_invocation_get_argument (invocation, index);

  *month = doudi_month_parse_iso (text);
  if (*month != DOUDI_MONTH_NONE)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("%s is no month. Write 2018-06."), text);
  return FALSE;
}

static gboolean
parse_run (DoudiInvocation *invocation, gint64 *run_id, GError **error)
{
  const char *text = doudi_invocation_get_argument (invocation, 1);
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("%s is no pay run. Give the number that “pay” told."), text);
      return FALSE;
    }
  *run_id = (gint64) number;
  return TRUE;
}

static void
add_sums (JsonBuilder *builder, const DoudiPayRunSums *sums)
{
  doudi_json_add_int (builder, "households", sums->households);
  doudi_json_add_int (builder, "persons", sums->persons);
  doudi_json_add_int (builder, "lines", sums->lines);
  doudi_json_add_fen (builder, "regular", sums->regular);
  doudi_json_add_fen (builder, "back_pay", sums->back_pay);
  doudi_json_add_fen (builder, "recovery", sums->recovery);
  doudi_json_add_fen (builder, "total", doudi_pay_run_sums_total (sums));
}

static void
add_by_programme (JsonBuilder *builder, const DoudiPayRunResult *result)
{
  json_builder_set_member_name (builder, "by_programme");
  json_builder_begin_array (builder);
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    {
      if ((result->programmes & (1u << i)) == 0)
        continue;
      json_builder_begin_object (builder);
      doudi_json_add_text (builder, "programme", doudi_programme_info ((DoudiProgramme) i)->name);
      add_sums (builder, &result->by_programme[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_without_standard (JsonBuilder *builder, guint programmes)
{
  json_builder_set_member_name (builder, "without_standard");
  json_builder_begin_array (builder);
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    if ((programmes & (1u << i)) != 0)
      json_builder_add_string_value (builder, doudi_programme_info ((DoudiProgramme) i)->name);
  json_builder_end_array (builder);
}

static const char *
name_of_reason (DoudiOpenReason reason)
{
  switch (reason)
    {
    case DOUDI_OPEN_RECOVERY:
      return "recovery";
    case DOUDI_OPEN_EXCLUSIVE:
      return "exclusive";
    case DOUDI_OPEN_NO_STANDARD:
      return "no-standard";
    default:
      g_return_val_if_reached ("");
    }
}

static void
add_open (JsonBuilder *builder, const DoudiPayRunResult *result)
{
  json_builder_set_member_name (builder, "open");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->open->len; i++)
    {
      const DoudiOpenDifference *open = &g_array_index (result->open, DoudiOpenDifference, i);

      json_builder_begin_object (builder);
      doudi_json_add_id (builder, "award", open->award_id);
      doudi_json_add_text (builder, "programme", doudi_programme_info (open->programme)->name);
      doudi_json_add_text (builder, "reason", name_of_reason (open->reason));
      doudi_json_add_month (builder, "month", open->month);
      doudi_json_add_fen (builder, "amount", open->fen);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_policies (JsonBuilder *builder, const DoudiPayRunResult *result)
{
  json_builder_set_member_name (builder, "policy");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->policies->len; i++)
    {
      const DoudiRunPolicy *policy = g_ptr_array_index (result->policies, i);

      json_builder_begin_object (builder);
      doudi_json_add_text (builder, "id", policy->id);
      doudi_json_add_text (builder, "title", policy->title);
      doudi_json_add_day (builder, "adopted_on", policy->adopted_on);
      doudi_json_add_text (builder, "adopted_by", policy->adopted_by);
      doudi_json_add_boolean (builder, "since_last_run", policy->since_last_run);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
answer_run (DoudiInvocation *invocation, const DoudiPayRunResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  if (result->run_id != 0)
    doudi_json_add_id (builder, "run", result->run_id);
  else
    doudi_json_add_text (builder, "run", NULL);
  doudi_json_add_month (builder, "month", result->month);
  doudi_json_add_text (builder, "state", result->state);
  doudi_json_add_day (builder, "known_on", result->known_on);
  add_sums (builder, &result->total);
  add_by_programme (builder, result);
  add_without_standard (builder, result->without_standard);
  doudi_json_add_int (builder, "payments", result->n_payments);
  doudi_json_add_int (builder, "without_account", result->n_without_account);
  doudi_json_add_fen (builder, "without_account_total", result->without_account);
  add_open (builder, result);
  add_policies (builder, result);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static void
say_sums (DoudiInvocation *invocation, const char *label, const DoudiPayRunSums *sums)
{
  g_autofree char *regular = doudi_money_format_grouped (sums->regular);
  g_autofree char *back_pay = doudi_money_format_grouped (sums->back_pay);
  g_autofree char *recovery = doudi_money_format_grouped (sums->recovery);
  g_autofree char *total = doudi_money_format_grouped (doudi_pay_run_sums_total (sums));

  doudi_invocation_say (invocation,
                        _ ("%s: %lld households, %lld persons; regular %s, back-pay %s, recovery "
                           "%s, in all %s yuan"),
                        label, (long long) sums->households, (long long) sums->persons, regular,
                        back_pay, recovery, total);
}

static const char *
label_of_reason (DoudiOpenReason reason)
{
  switch (reason)
    {
    case DOUDI_OPEN_RECOVERY:
      return _ ("paid too much, nothing to take it from yet");
    case DOUDI_OPEN_EXCLUSIVE:
      return _ ("waits: the person draws a benefit that excludes this one");
    case DOUDI_OPEN_NO_STANDARD:
      return _ ("no standard is known");
    default:
      g_return_val_if_reached ("");
    }
}

static void
say_open (DoudiInvocation *invocation, const DoudiPayRunResult *result)
{
  for (guint i = 0; i < MIN (result->open->len, LISTED_MAX); i++)
    {
      const DoudiOpenDifference *open = &g_array_index (result->open, DoudiOpenDifference, i);
      g_autofree char *month = doudi_month_format_iso (open->month);
      g_autofree char *amount = doudi_money_format_grouped (open->fen);

      doudi_invocation_say (invocation, _ ("  award %lld, from %s: %s yuan stay open (%s)"),
                            (long long) open->award_id, month, amount,
                            label_of_reason (open->reason));
    }
  if (result->open->len > LISTED_MAX)
    doudi_invocation_say (invocation, _ ("  … and %u more; --json gives all of them"),
                          result->open->len - LISTED_MAX);
}

static void
say_without_standard (DoudiInvocation *invocation, guint programmes)
{
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    if ((programmes & (1u << i)) != 0)
      doudi_invocation_say (invocation, _ ("Left out, because no standard is in force: %s"),
                            _ (doudi_programme_info ((DoudiProgramme) i)->label));
}

static void
say_policies (DoudiInvocation *invocation, const DoudiPayRunResult *result)
{
  for (guint i = 0; i < result->policies->len; i++)
    {
      const DoudiRunPolicy *policy = g_ptr_array_index (result->policies, i);
      g_autofree char *day = doudi_day_format_iso (policy->adopted_on);

      if (policy->since_last_run)
        doudi_invocation_say (invocation,
                              _ ("New since the last run: “%s” (paper of %s, adopted by %s)"),
                              policy->title, day, policy->adopted_by);
    }
}

static const char *
label_of_state (const char *state)
{
  if (g_str_equal (state, "preview"))
    return _ ("preview");
  if (g_str_equal (state, "proposed"))
    return _ ("proposed");
  if (g_str_equal (state, "approved"))
    return _ ("approved");
  if (g_str_equal (state, "closed"))
    return _ ("closed");
  return _ ("withdrawn");
}

static void
say_run (DoudiInvocation *invocation, const DoudiPayRunResult *result)
{
  g_autofree char *month = doudi_month_format_iso (result->month);
  g_autofree char *waiting = doudi_money_format_grouped (result->without_account);

  if (result->run_id != 0)
    doudi_invocation_say (invocation, _ ("Run %lld for %s: %s"), (long long) result->run_id, month,
                          label_of_state (result->state));
  else
    doudi_invocation_say (invocation, _ ("Run for %s: %s"), month, label_of_state (result->state));
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    if ((result->programmes & (1u << i)) != 0)
      say_sums (invocation, _ (doudi_programme_info ((DoudiProgramme) i)->label),
                &result->by_programme[i]);
  say_sums (invocation, _ ("All together"), &result->total);
  if (result->n_without_account > 0)
    doudi_invocation_say (invocation, _ ("%lld payments, %s yuan, wait for an account"),
                          (long long) result->n_without_account, waiting);
  say_policies (invocation, result);
  say_without_standard (invocation, result->without_standard);
  say_open (invocation, result);
}

static void
tell_run (DoudiInvocation *invocation, const DoudiPayRunResult *result)
{
  answer_run (invocation, result);
  say_run (invocation, result);
}

static gboolean
run_pay (DoudiInvocation *invocation, GError **error)
{
  const DoudiProgress *progress = doudi_invocation_get_progress (invocation);
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiPayRunResult) result = NULL;
  DoudiMonth month;
  guint programmes;

  if (!parse_month (invocation, 1, &month, error) || !parse_programmes (&programmes, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL)
    return FALSE;
  result = option_preview ? doudi_pay_run_preview (session, month, programmes, progress, error)
                          : doudi_pay_run_propose (session, month, programmes, progress, error);
  if (result == NULL)
    return FALSE;
  tell_run (invocation, result);
  return TRUE;
}

/* Takes a run one step on and shows it. */
static gboolean
run_step (DoudiInvocation *invocation,
          gboolean (*step) (DoudiSession *, gint64, GError **),
          GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiPayRunResult) result = NULL;
  gint64 run_id;

  if (!parse_run (invocation, &run_id, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL || !step (session, run_id, error))
    return FALSE;
  result = doudi_pay_run_describe (doudi_session_get_store (session), run_id, error);
  if (result == NULL)
    return FALSE;
  tell_run (invocation, result);
  return TRUE;
}

static gboolean
run_pay_approve (DoudiInvocation *invocation, GError **error)
{
  return run_step (invocation, doudi_pay_run_approve, error);
}

static gboolean
run_pay_close (DoudiInvocation *invocation, GError **error)
{
  return run_step (invocation, doudi_pay_run_close, error);
}

static gboolean
run_pay_withdraw (DoudiInvocation *invocation, GError **error)
{
  return run_step (invocation, doudi_pay_run_withdraw, error);
}

static void
tell_bank_file (DoudiInvocation *invocation, const DoudiBankFileResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *shown = g_filename_display_name (option_output);
  g_autofree char *total = doudi_money_format_grouped (result->total);
  g_autofree char *waiting = doudi_money_format_grouped (result->waiting_total);

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "file", shown);
  doudi_json_add_int (builder, "payments", result->payments);
  doudi_json_add_fen (builder, "total", result->total);
  doudi_json_add_int (builder, "waiting", result->waiting);
  doudi_json_add_fen (builder, "waiting_total", result->waiting_total);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation, _ ("%s: %lld payments, %s yuan"), shown,
                        (long long) result->payments, total);
  if (result->waiting > 0)
    doudi_invocation_say (invocation,
                          _ ("%lld payments, %s yuan, are not in it: no account is known"),
                          (long long) result->waiting, waiting);
}

static gboolean
run_bank_file (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  DoudiBankFileResult result;
  gint64 run_id;

  if (!parse_run (invocation, &run_id, error))
    return FALSE;
  if (option_output == NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("Say where the file goes: --output FILE.xlsx or FILE.csv."));
      return FALSE;
    }
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL || !doudi_bank_file_write (session, run_id, option_output, &result, error))
    return FALSE;
  tell_bank_file (invocation, &result);
  return TRUE;
}

static void
add_problems (JsonBuilder *builder, const DoudiBankResult *result)
{
  json_builder_set_member_name (builder, "problems");
  json_builder_begin_array (builder);
  for (guint i = 0; i < result->problems->len; i++)
    {
      const DoudiBankProblem *problem = &g_array_index (result->problems, DoudiBankProblem, i);

      json_builder_begin_object (builder);
      doudi_json_add_int (builder, "row", problem->row);
      doudi_json_add_text (builder, "problem", doudi_bank_problem_name (problem->kind));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static const char *
label_of_problem (DoudiBankProblemKind kind)
{
  switch (kind)
    {
    case DOUDI_BANK_NO_SUCH_PAYMENT:
      return _ ("the run pays nothing to this account");
    case DOUDI_BANK_TWICE:
      return _ ("this payment stands in the file twice");
    case DOUDI_BANK_AMOUNT_DIFFERS:
      return _ ("the run pays another amount to this account");
    case DOUDI_BANK_CONTRADICTS:
      return _ ("an earlier answer said otherwise; ask the bank in writing");
    default:
      g_return_val_if_reached ("");
    }
}

static void
say_problems (DoudiInvocation *invocation, const DoudiBankResult *result)
{
  for (guint i = 0; i < MIN (result->problems->len, LISTED_MAX); i++)
    {
      const DoudiBankProblem *problem = &g_array_index (result->problems, DoudiBankProblem, i);

      doudi_invocation_say (invocation, _ ("  row %u: %s"), problem->row,
                            label_of_problem (problem->kind));
    }
  if (result->problems->len > LISTED_MAX)
    doudi_invocation_say (invocation, _ ("  … and %u more; --json gives all of them"),
                          result->problems->len - LISTED_MAX);
}

static void
tell_bank_return (DoudiInvocation *invocation, const DoudiBankResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *paid = doudi_money_format_grouped (result->paid_total);
  g_autofree char *failed = doudi_money_format_grouped (result->failed_total);

  json_builder_begin_object (builder);
  doudi_json_add_int (builder, "rows", result->rows);
  doudi_json_add_int (builder, "paid", result->paid);
  doudi_json_add_int (builder, "failed", result->failed);
  doudi_json_add_int (builder, "unknown", result->unknown);
  doudi_json_add_fen (builder, "paid_total", result->paid_total);
  doudi_json_add_fen (builder, "failed_total", result->failed_total);
  doudi_json_add_int (builder, "silent", result->silent);
  add_problems (builder, result);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation,
                        _ ("%lld rows: %lld arrived (%s yuan), %lld failed (%s yuan) and will be "
                           "paid by the next run, %lld fit no payment; of %lld payments the bank "
                           "says nothing"),
                        (long long) result->rows, (long long) result->paid, paid,
                        (long long) result->failed, failed, (long long) result->unknown,
                        (long long) result->silent);
  say_problems (invocation, result);
}

/* What the reader of files found, as casework takes it. */
static GPtrArray *
take_answers (GPtrArray *rows)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_bank_answer_free);

  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiBankReturnRow *row = g_ptr_array_index (rows, i);
      DoudiBankAnswer *answer = g_new0 (DoudiBankAnswer, 1);

      answer->row = (guint) row->row;
      answer->account = g_strdup (row->account);
      answer->holder = g_strdup (row->holder);
      answer->fen = row->fen;
      answer->success = row->success;
      answer->reason = g_strdup (row->reason);
      g_ptr_array_add (answers, answer);
    }
  return answers;
}

static gboolean
run_bank_return (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) answers = NULL;
  g_autoptr (DoudiBankResult) result = NULL;
  gint64 run_id;

  if (!parse_run (invocation, &run_id, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL)
    return FALSE;
  rows = doudi_bank_return_read (doudi_invocation_get_argument (invocation, 2),
                                 doudi_invocation_get_progress (invocation), error);
  if (rows == NULL)
    return FALSE;
  answers = take_answers (rows);
  result = doudi_bank_return (session, run_id, answers, error);
  if (result == NULL)
    return FALSE;
  tell_bank_return (invocation, result);
  return TRUE;
}

const DoudiCommand doudi_commands_pay[] = {
  { "pay", "FILE MONTH", 2, N_ ("Make a pay run for a month"), pay_options, run_pay },
  { "pay-approve", "FILE RUN", 2, N_ ("Approve a run that somebody else proposed"), NULL,
    run_pay_approve },
  { "pay-close", "FILE RUN", 2, N_ ("Close an approved run: nothing of it changes any more"), NULL,
    run_pay_close },
  { "pay-withdraw", "FILE RUN", 2, N_ ("Take back a run that is not closed"), NULL,
    run_pay_withdraw },
  { "bank-file", "FILE RUN", 2, N_ ("Write the file by which the bank pays a closed run"),
    bank_file_options, run_bank_file },
  { "bank-return", "FILE RUN RETURN", 3, N_ ("Read what the bank answered to a run"), NULL,
    run_bank_return },
  { NULL },
};
