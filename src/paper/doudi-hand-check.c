/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The hand-check sheet as data: what it says, its digest, its file. The page is set in
 * doudi-hand-check-sheet.c.
 */

#include "config.h"

#include "paper/doudi-hand-check.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/doudi-error.h"
#include "base/doudi-file.h"
#include "casework/doudi-audit-detail.h"
#include "paper/doudi-sheet-private.h"

struct _DoudiHandCheck
{
  DoudiExplanation *explanation;
  char *digest;
};

static void
add_text (JsonBuilder *builder, const char *member, const char *text)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
}

static void
add_number (JsonBuilder *builder, const char *member, gint64 number)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_int_value (builder, number);
}

static void
add_head (JsonBuilder *builder, const DoudiExplanation *explanation)
{
  g_autofree char *known_on = doudi_day_format_iso (explanation->known_on);

  add_text (builder, "county", explanation->county);
  add_number (builder, "demonstration", explanation->demonstration);
  add_number (builder, "household", explanation->household_id);
  add_number (builder, "award", explanation->award_id);
  add_text (builder, "name", explanation->holder_name);
  add_text (builder, "identity_number", explanation->identity_number);
  add_text (builder, "township", explanation->township);
  add_text (builder, "village", explanation->village);
  add_text (builder, "group", explanation->village_group);
  add_text (builder, "programme", doudi_programme_info (explanation->programme)->name);
  add_text (builder, "residence", doudi_residence_name (explanation->residence));
  add_number (builder, "month", explanation->month);
  add_text (builder, "known_on", known_on);
  add_number (builder, "term_from", explanation->term_from);
  add_number (builder, "persons", explanation->persons);
  add_number (builder, "class", explanation->benefit_class);
  add_text (builder, "care", doudi_care_name (explanation->care));
  add_text (builder, "self_care", doudi_self_care_name (explanation->self_care));
  add_number (builder, "due", explanation->due);
  add_number (builder, "paid", explanation->paid);
}

static void
add_line (JsonBuilder *builder, const DoudiExplanationLine *line)
{
  json_builder_begin_object (builder);
  add_text (builder, "rule", line->rule);
  add_text (builder, "title", line->title);
  add_text (builder, "text", line->text);
  add_text (builder, "arithmetic", line->arithmetic);
  add_text (builder, "result", line->result);
  add_number (builder, "amount", line->amount);
  add_number (builder, "adds", line->adds);
  add_text (builder, "source", line->source);
  add_text (builder, "number", line->number);
  add_number (builder, "sure", line->sure);
  add_text (builder, "note", line->note);
  json_builder_end_object (builder);
}

static void
add_payment (JsonBuilder *builder, const DoudiLedgerLine *line)
{
  json_builder_begin_object (builder);
  add_number (builder, "run", line->run_id);
  add_number (builder, "run_month", line->run_month);
  add_text (builder, "run_state", line->run_state);
  add_text (builder, "kind", line->kind);
  add_number (builder, "amount", line->fen);
  json_builder_end_object (builder);
}

/* All that the page says, its members always in one order. */
static char *
dup_content (const DoudiExplanation *explanation)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  add_head (builder, explanation);
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < explanation->lines->len; i++)
    add_line (builder, g_ptr_array_index (explanation->lines, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "payments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < explanation->payments->len; i++)
    add_payment (builder, &g_array_index (explanation->payments, DoudiLedgerLine, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* A month before the award has no sum to show, unless money went out for it all the same. */
static gboolean
check_month (const DoudiExplanation *explanation, GError **error)
{
  g_autofree char *first = NULL;

  if (explanation->month >= explanation->first_month || explanation->payments->len > 0)
    return TRUE;
  first = doudi_month_format_iso (explanation->first_month);
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   _ ("The award begins in %s. Choose that month or a later one."), first);
  return FALSE;
}

/* What an auditor adds up must come to what is paid. */
static gboolean
check_sum (const DoudiExplanation *explanation, GError **error)
{
  DoudiFen fen = doudi_explanation_sum (explanation->lines);
  g_autofree char *sum = NULL;
  g_autofree char *due = NULL;

  if (fen == explanation->due)
    return TRUE;
  sum = doudi_money_format (fen);
  due = doudi_money_format (explanation->due);
  doudi_error_set (
    error, DOUDI_ERROR_BAD_DATA, NULL,
    _ ("The steps come to %s yuan and the amount due is %s yuan. Do not pay it; tell "
       "the makers of the program."),
    sum, due);
  return FALSE;
}

/**
 * doudi_hand_check_new:
 * @explanation: (transfer full): an explanation in Chinese
 * @error: %DOUDI_ERROR_REFUSED if the month is before the award; %DOUDI_ERROR_BAD_DATA if the steps
 *   do not come to the amount
 *
 * Makes a hand-check sheet of an explanation.
 *
 * Returns: (transfer full): the sheet's contents; %NULL with @error set
 */
DoudiHandCheck *
doudi_hand_check_new (DoudiExplanation *explanation, GError **error)
{
  g_autoptr (DoudiHandCheck) check = g_new0 (DoudiHandCheck, 1);
  g_autofree char *content = NULL;

  check->explanation = explanation;
  if (!check_month (explanation, error) || !check_sum (explanation, error))
    return NULL;
  content = dup_content (explanation);
  check->digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
  return g_steal_pointer (&check);
}

/**
 * doudi_hand_check_build:
 * @session: who asks; the policy as known on its business day counts
 * @award_id: an award
 * @month: a month from the first one of the award on
 * @error: as doudi_explain() and doudi_hand_check_new()
 *
 * Explains an amount for a hand-check sheet.
 *
 * Returns: (transfer full): the sheet's contents; %NULL with @error set
 */
DoudiHandCheck *
doudi_hand_check_build (DoudiSession *session, gint64 award_id, DoudiMonth month, GError **error)
{
  DoudiExplanation *explanation
    = doudi_explain (session, award_id, month, DOUDI_LANGUAGE_CHINESE, error);

  return explanation != NULL ? doudi_hand_check_new (explanation, error) : NULL;
}

/**
 * doudi_hand_check_free:
 * @check: (nullable) (transfer full): the contents of a hand-check sheet
 *
 * Frees them.
 */
void
doudi_hand_check_free (DoudiHandCheck *check)
{
  if (check == NULL)
    return;
  doudi_explanation_free (check->explanation);
  g_free (check->digest);
  g_free (check);
}

/**
 * doudi_hand_check_get_explanation:
 * @check: the contents of a hand-check sheet
 *
 * Returns: (transfer none): what is explained
 */
const DoudiExplanation *
doudi_hand_check_get_explanation (const DoudiHandCheck *check)
{
  return check->explanation;
}

/**
 * doudi_hand_check_get_digest:
 * @check: the contents of a hand-check sheet
 *
 * Returns: (transfer none): the SHA-256 of what it says, hexadecimal
 */
const char *
doudi_hand_check_get_digest (const DoudiHandCheck *check)
{
  return check->digest;
}

/**
 * doudi_hand_check_dup_file_name:
 * @check: the contents of a hand-check sheet
 *
 * Names the file of the sheet: "核算单-31-2018-06.pdf", by the number of the award. It says nothing
 * about anybody.
 *
 * Returns: (transfer full) (type filename): the name, without a folder
 */
char *
doudi_hand_check_dup_file_name (const DoudiHandCheck *check)
{
  g_autofree char *month = doudi_month_format_iso (check->explanation->month);

  return g_strdup_printf ("核算单-%" G_GINT64_FORMAT "-%s.pdf", check->explanation->award_id,
                          month);
}

/**
 * doudi_hand_check_record:
 * @session: who takes the page, on the writing connection
 * @check: the contents of a hand-check sheet
 * @error: %DOUDI_ERROR_NOT_ALLOWED
 *
 * Writes into the log that a page about this award leaves the program. Before it is printed; a file
 * is recorded by doudi_hand_check_write().
 *
 * Returns: whether it is written
 */
gboolean
doudi_hand_check_record (DoudiSession *session, const DoudiHandCheck *check, GError **error)
{
  g_autofree char *object
    = g_strdup_printf ("award:%" G_GINT64_FORMAT, check->explanation->award_id);
  g_autofree char *month = doudi_month_format_iso (check->explanation->month);
  g_autofree char *detail = doudi_audit_detail ("month", month, "digest", check->digest, NULL);
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_EXPLAIN, object, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL
         && doudi_session_record (session, DOUDI_ACTION_EXPLAIN, object, detail, error)
         && doudi_transaction_commit (transaction, error);
}

typedef struct
{
  DoudiSession *session;
  const DoudiHandCheck *check;
  DoudiSheet *sheet;
} Writing;

/* The line of the log comes before the file has its name: there is never a file without one. */
static gboolean
write_content (const char *temporary_path, gpointer data, GError **error)
{
  Writing *writing = data;
  DoudiDay day = writing->check->explanation->known_on;

  return _doudi_sheet_write_pages (writing->sheet, temporary_path, day, error)
         && doudi_hand_check_record (writing->session, writing->check, error);
}

/**
 * doudi_hand_check_write:
 * @session: who takes the page, on the writing connection
 * @check: the contents of a hand-check sheet
 * @path: (type filename): the file; one of the same name is replaced
 * @n_pages: (out) (optional): how many pages it has
 * @error: %DOUDI_ERROR_NOT_ALLOWED, or as doudi_file_publish()
 *
 * Writes the sheet as PDF and a line into the log, or neither.
 *
 * Returns: whether the file is in place
 */
gboolean
doudi_hand_check_write (DoudiSession *session,
                        const DoudiHandCheck *check,
                        const char *path,
                        guint *n_pages,
                        GError **error)
{
  g_autoptr (DoudiSheet) sheet = doudi_hand_check_sheet (check, error);
  Writing writing = { .session = session, .check = check, .sheet = sheet };

  if (sheet == NULL || !doudi_file_publish (path, write_content, &writing, error))
    return FALSE;
  if (n_pages != NULL)
    *n_pages = doudi_sheet_get_n_pages (sheet);
  return TRUE;
}
