/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-policy-fail.h"

#include "base/doudi-error.h"

#include <glib/gi18n-lib.h>

/* " in 2018-06", " known on 2018-06-30", both or neither, to stand behind "No standard". */
static char *
when_text (const DoudiPolicy *policy, DoudiMonth month)
{
  DoudiDay known_on = doudi_policy_get_known_on (policy);
  g_autofree char *of_month = doudi_month_format_iso (month);
  g_autofree char *of_day = doudi_day_format_iso (known_on);

  if (month != DOUDI_MONTH_NONE && known_on != DOUDI_DAY_NONE)
    return g_strdup_printf (_ ("in %s as known on %s"), of_month, of_day);
  if (month != DOUDI_MONTH_NONE)
    return g_strdup_printf (_ ("in %s"), of_month);
  if (known_on != DOUDI_DAY_NONE)
    return g_strdup_printf (_ ("as known on %s"), of_day);
  return g_strdup (_ ("without an end"));
}

/**
 * doudi_policy_fail_line:
 * @policy: a policy
 * @kind: a line that it lacks
 * @residence: for whom
 * @month: the month, %DOUDI_MONTH_NONE for a line that is in force without end
 * @error: %DOUDI_ERROR_NO_STANDARD
 *
 * Says which line is missing, and what to do.
 *
 * Returns: %FALSE
 */
gboolean
doudi_policy_fail_line (const DoudiPolicy *policy,
                        DoudiPolicyLineKind kind,
                        DoudiResidence residence,
                        DoudiMonth month,
                        GError **error)
{
  static const char *const lines[DOUDI_N_POLICY_LINES]
    = { N_ ("low-income standard"), N_ ("minimum wage"), N_ ("disposable income") };
  static const char *const residences[]
    = { N_ ("rural and urban alike"), N_ ("rural"), N_ ("urban") };
  g_autofree char *when = when_text (policy, month);

  doudi_error_set (error, DOUDI_ERROR_NO_STANDARD, NULL,
                   /* Translators: low-income standard, rural, in 2018-06 */
                   _ ("No %s (%s) is in force %s. Adopt the policy document that has it."),
                   _ (lines[kind]), _ (residences[residence]), when);
  return FALSE;
}

/**
 * doudi_policy_fail_rule:
 * @policy: a policy
 * @kind: a rule that it lacks
 * @known: (nullable): the cases of which it has one, for a person to choose from
 * @month: the month, %DOUDI_MONTH_NONE for a rule that is in force without end
 * @error: %DOUDI_ERROR_NO_STANDARD
 *
 * Says which rule is missing, and what to do.
 *
 * Returns: %FALSE
 */
gboolean
doudi_policy_fail_rule (const DoudiPolicy *policy,
                        DoudiRuleKind kind,
                        const char *known,
                        DoudiMonth month,
                        GError **error)
{
  const DoudiWord *word = &doudi_rule_info (kind)->word;
  g_autofree char *when = when_text (policy, month);

  if (known != NULL && *known != '\0')
    doudi_error_set (error, DOUDI_ERROR_NO_STANDARD, NULL,
                     _ ("No rule “%s” (%s) for it is in force %s. Adopt the policy document that "
                        "has it; there are rules for: %s."),
                     word->name, _ (word->label), when, known);
  else
    doudi_error_set (error, DOUDI_ERROR_NO_STANDARD, NULL,
                     _ ("No rule “%s” (%s) is in force %s. Adopt the policy document that has it."),
                     word->name, _ (word->label), when);
  return FALSE;
}

/**
 * doudi_fail_beyond_measure:
 * @error: %DOUDI_ERROR_BAD_DATA
 *
 * Says that an amount is over %DOUDI_FEN_MAX.
 *
 * Returns: %FALSE
 */
gboolean
doudi_fail_beyond_measure (GError **error)
{
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("The amount is beyond all measure. Check the amounts and the number of "
                      "persons."));
  return FALSE;
}

/**
 * doudi_fail_beyond_calendar:
 * @error: %DOUDI_ERROR_BAD_DATA
 *
 * Says that a day is after the year 9999.
 *
 * Returns: %FALSE
 */
gboolean
doudi_fail_beyond_calendar (GError **error)
{
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("The day is beyond the calendar. Check the year."));
  return FALSE;
}

/**
 * doudi_fail_before_birth:
 * @error: %DOUDI_ERROR_BAD_DATA
 *
 * Says that somebody was not born yet.
 *
 * Returns: %FALSE
 */
gboolean
doudi_fail_before_birth (GError **error)
{
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("The day is before the day of birth (birth_date). Check both."));
  return FALSE;
}
