/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-bank-account.h"
#include "base/doudi-capitals.h"
#include "base/doudi-disability-card.h"
#include "base/doudi-division-code.h"
#include "base/doudi-identity-number.h"
#include "base/doudi-mask.h"
#include "base/doudi-notice-guard.h"
#include "policy/doudi-evaluate-asks.h"

#include <glib/gi18n-lib.h>

/* More days than any deadline has. */
#define DAYS_MAX 3660

/**
 * doudi_ask_identity_number:
 * @evaluation: what the cases share
 * @given: number; today (optional: without it a birth in the future is not noticed)
 * @answer: valid, number, problem; sex, birth_date, division if it is valid
 * @error: a member is wrong
 *
 * GB 11643-1999.
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_identity_number (DoudiEvaluation *evaluation,
                           const DoudiJsonValue *given,
                           JsonBuilder *answer,
                           GError **error)
{
  const char *number = NULL;
  DoudiDay today = DOUDI_DAY_NONE;
  DoudiIdentityNumber identity;
  gboolean valid;

  if (!doudi_json_get_string (given, "number", DOUDI_JSON_REQUIRED, &number, error)
      || !doudi_json_get_day (given, "today", DOUDI_JSON_OPTIONAL, &today, error))
    return FALSE;
  identity = doudi_identity_number_parse (number, today);
  valid = doudi_identity_number_is_valid (&identity);
  doudi_answer_boolean (answer, "valid", valid);
  doudi_answer_string (answer, "number", identity.number);
  doudi_answer_string (answer, "problem",
                       valid ? NULL : doudi_identity_problem_name (identity.problem));
  if (valid)
    {
      g_autofree char *division = g_strndup (identity.number, 6);

      doudi_answer_string (answer, "sex", doudi_sex_name (identity.sex));
      doudi_answer_day (answer, "birth_date", identity.birth);
      doudi_answer_string (answer, "division", division);
      doudi_answer_boolean (answer, "was_15_digits", identity.was_15_digits);
    }
  else
    doudi_answer_string (answer, "message", doudi_identity_problem_message (identity.problem));
  return TRUE;
}

/**
 * doudi_ask_disability_card:
 * @evaluation: what the cases share
 * @given: number; holder (optional), the identity number it must begin with; today (optional)
 * @answer: valid, number, problem, class, grade
 * @error: a member is wrong
 *
 * Twenty digits: identity number, class, grade; up to two more for a card issued again.
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_disability_card (DoudiEvaluation *evaluation,
                           const DoudiJsonValue *given,
                           JsonBuilder *answer,
                           GError **error)
{
  const char *number = NULL;
  const char *holder = NULL;
  DoudiDay today = DOUDI_DAY_NONE;
  DoudiDisabilityCard card;
  gboolean valid;

  if (!doudi_json_get_string (given, "number", DOUDI_JSON_REQUIRED, &number, error)
      || !doudi_json_get_string (given, "holder", DOUDI_JSON_OPTIONAL, &holder, error)
      || !doudi_json_get_day (given, "today", DOUDI_JSON_OPTIONAL, &today, error))
    return FALSE;
  card = doudi_disability_card_parse (number, holder, today);
  valid = card.problem == DOUDI_DISABILITY_CARD_VALID;
  doudi_answer_boolean (answer, "valid", valid);
  doudi_answer_string (answer, "number", card.number);
  doudi_answer_string (answer, "problem",
                       valid ? NULL : doudi_disability_card_problem_name (card.problem));
  if (valid)
    {
      doudi_answer_string (answer, "class", doudi_disability_class_name (card.disability_class));
      doudi_answer_integer (answer, "grade", card.grade);
    }
  return TRUE;
}

/**
 * doudi_ask_division_code:
 * @evaluation: what the cases share
 * @given: code
 * @answer: valid, code, county, township, township_kind, village_kind; null for what it does not
 * name
 * @error: a member is wrong
 *
 * The statistical division codes of twelve digits.
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_division_code (DoudiEvaluation *evaluation,
                         const DoudiJsonValue *given,
                         JsonBuilder *answer,
                         GError **error)
{
  const char *code = NULL;
  DoudiDivisionCode division;

  if (!doudi_json_get_string (given, "code", DOUDI_JSON_REQUIRED, &code, error))
    return FALSE;
  division = doudi_division_code_parse (code);
  doudi_answer_boolean (answer, "valid", division.valid);
  doudi_answer_string (answer, "code", division.code);
  doudi_answer_string (answer, "county", *division.county != '\0' ? division.county : NULL);
  doudi_answer_string (answer, "township", *division.township != '\0' ? division.township : NULL);
  doudi_answer_string (answer, "township_kind", division.township_kind);
  doudi_answer_string (answer, "village_kind", division.village_kind);
  return TRUE;
}

/**
 * doudi_ask_bank_account:
 * @evaluation: what the cases share
 * @given: number
 * @answer: valid, number, luhn, is_card, damaged_by_spreadsheet
 * @error: a member is wrong
 *
 * Luhn (ISO/IEC 7812); passbooks do not follow it, so a failing number is a warning only.
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_bank_account (DoudiEvaluation *evaluation,
                        const DoudiJsonValue *given,
                        JsonBuilder *answer,
                        GError **error)
{
  const char *number = NULL;
  DoudiBankAccount account;

  if (!doudi_json_get_string (given, "number", DOUDI_JSON_REQUIRED, &number, error))
    return FALSE;
  account = doudi_bank_account_parse (number);
  doudi_answer_boolean (answer, "valid", account.valid);
  doudi_answer_string (answer, "number", account.number);
  doudi_answer_boolean (answer, "luhn", account.luhn);
  doudi_answer_boolean (answer, "is_card", account.is_card);
  doudi_answer_boolean (answer, "damaged_by_spreadsheet", account.damaged_by_spreadsheet);
  return TRUE;
}

/**
 * doudi_ask_amount_in_words:
 * @evaluation: what the cases share
 * @given: amount
 * @answer: words
 * @error: a member is wrong
 *
 * Capitals as on bills (支付结算办法, appendix 1): 整 after yuan only.
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_amount_in_words (DoudiEvaluation *evaluation,
                           const DoudiJsonValue *given,
                           JsonBuilder *answer,
                           GError **error)
{
  DoudiFen amount = 0;
  g_autofree char *words = NULL;

  if (!doudi_json_get_amount (given, "amount", DOUDI_JSON_REQUIRED, &amount, error))
    return FALSE;
  words = doudi_capitals_from_fen (amount);
  doudi_answer_string (answer, "words", words);
  return TRUE;
}

typedef char *(*MaskFunc) (const char *number, DoudiMaskPurpose purpose);

/**
 * doudi_ask_mask:
 * @evaluation: what the cases share
 * @given: number; purpose, "screen" or "notice"; kind (optional), "identity-number", "account" or
 *   "phone"
 * @answer: text, null where nothing may be shown
 * @error: a member is wrong
 *
 * What may be seen of a number; nothing on a notice (invariant 7 of the architecture).
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_mask (DoudiEvaluation *evaluation,
                const DoudiJsonValue *given,
                JsonBuilder *answer,
                GError **error)
{
  static const char *const kinds[] = { "identity-number", "account", "phone", NULL };
  static const MaskFunc functions[]
    = { doudi_mask_identity_number, doudi_mask_account, doudi_mask_phone };
  static const char *const purposes[] = { "screen", "notice", NULL };
  const char *number = NULL;
  int kind = 0;
  int purpose = DOUDI_MASK_NOTICE;
  g_autofree char *text = NULL;

  if (!doudi_json_get_string (given, "number", DOUDI_JSON_REQUIRED, &number, error)
      || !doudi_json_get_word (given, "purpose", DOUDI_JSON_REQUIRED, purposes, &purpose, error)
      || !doudi_json_get_word (given, "kind", DOUDI_JSON_OPTIONAL, kinds, &kind, error))
    return FALSE;
  text = functions[kind](number, (DoudiMaskPurpose) purpose);
  doudi_answer_string (answer, "text", text);
  return TRUE;
}

/**
 * doudi_ask_working_days:
 * @evaluation: what the cases share
 * @given: from, days
 * @answer: due; holidays_known, false where only weekends could be counted
 * @error: a member is wrong
 *
 * A deadline in working days; the first day is not counted (民法典 art. 201; the State Council's
 * notice on the year's holidays).
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_working_days (DoudiEvaluation *evaluation,
                        const DoudiJsonValue *given,
                        JsonBuilder *answer,
                        GError **error)
{
  const DoudiWorkingDays *calendar = doudi_evaluation_get_calendar (evaluation, error);
  DoudiDay from = DOUDI_DAY_NONE;
  DoudiDay due;
  gint64 days = 0;

  if (calendar == NULL || !doudi_json_get_day (given, "from", DOUDI_JSON_REQUIRED, &from, error)
      || !doudi_json_get_integer (given, "days", DOUDI_JSON_REQUIRED, 0, DAYS_MAX, &days, error))
    return FALSE;
  due = doudi_working_days_add (calendar, from, (int) days);
  doudi_answer_day (answer, "due", due);
  doudi_answer_holidays_known (answer, calendar, from, due);
  return TRUE;
}

/**
 * doudi_ask_notice_period:
 * @evaluation: what the cases share
 * @given: posted, days, counting ("calendar" or "working")
 * @answer: first, last, decide_from; holidays_known
 * @error: a member is wrong
 *
 * How long a notice hangs: the day of posting is not counted, and a last day that is a day off
 * moves to the next working day (民法典 art. 201 to 203).
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_notice_period (DoudiEvaluation *evaluation,
                         const DoudiJsonValue *given,
                         JsonBuilder *answer,
                         GError **error)
{
  static const char *const countings[] = { "calendar", "working", NULL };
  const DoudiWorkingDays *calendar = doudi_evaluation_get_calendar (evaluation, error);
  DoudiDay posted = DOUDI_DAY_NONE;
  int counting = DOUDI_COUNTING_CALENDAR;
  gint64 days = 0;
  DoudiNoticePeriod period;

  if (calendar == NULL || !doudi_json_get_day (given, "posted", DOUDI_JSON_REQUIRED, &posted, error)
      || !doudi_json_get_integer (given, "days", DOUDI_JSON_REQUIRED, 1, DAYS_MAX, &days, error)
      || !doudi_json_get_word (given, "counting", DOUDI_JSON_REQUIRED, countings, &counting, error))
    return FALSE;
  period
    = doudi_working_days_notice_period (calendar, posted, (int) days, (DoudiCounting) counting);
  doudi_answer_day (answer, "first", period.first);
  doudi_answer_day (answer, "last", period.last);
  doudi_answer_day (answer, "decide_from", period.decide_from);
  doudi_answer_holidays_known (answer, calendar, posted, period.decide_from);
  return TRUE;
}

/**
 * doudi_ask_notice_guard:
 * @evaluation: what the cases share
 * @given: text
 * @answer: blocked; kinds, sorted, of what was found
 * @error: a member is wrong
 *
 * Whether a text may hang on a wall: doudi_notice_guard_scan().
 *
 * Returns: %TRUE if answered
 */
gboolean
doudi_ask_notice_guard (DoudiEvaluation *evaluation,
                        const DoudiJsonValue *given,
                        JsonBuilder *answer,
                        GError **error)
{
  const char *text = NULL;
  guint found;
  g_auto (GStrv) names = NULL;
  g_autoptr (GPtrArray) kinds = g_ptr_array_new ();

  if (!doudi_json_get_string (given, "text", DOUDI_JSON_REQUIRED, &text, error))
    return FALSE;
  found = doudi_notice_guard_scan (text, NULL);
  names = doudi_notice_guard_names (found);
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (kinds, names[i]);
  doudi_answer_boolean (answer, "blocked", found != 0);
  doudi_answer_strings (answer, "kinds", kinds);
  return TRUE;
}
