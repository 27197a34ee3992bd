/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-pay-choice.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-award-scan.h"

/**
 * doudi_pay_check_month:
 * @month: the month that is to be paid
 * @today: the business day
 * @error: %DOUDI_ERROR_BAD_DATA for no month, %DOUDI_ERROR_REFUSED for one too far ahead
 *
 * Asks whether a run can be made for a month: the next one at the latest.
 *
 * Returns: whether it can
 */
gboolean
doudi_pay_check_month (DoudiMonth month, DoudiDay today, GError **error)
{
  g_autofree char *text = doudi_month_format_iso (month);

  if (month == DOUDI_MONTH_NONE)
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                     _ ("That is not a month. Write it as 2018-06."));
  else if (doudi_month_between (doudi_month_of_day (today), month) > 1)
    doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                     _ ("%s lies too far ahead: a run is made for the next month at the latest. "
                        "Check the month and the date of this computer."),
                     text);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_named (const DoudiPolicy *policy, DoudiProgramme programme, DoudiMonth month, GError **error)
{
  const DoudiProgrammeInfo *info = doudi_programme_info (programme);
  g_autofree char *text = doudi_month_format_iso (month);

  if (!info->monthly)
    doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                     _ ("“%s” is not paid month by month, so there is no run for it."),
                     _ (info->label));
  else if (!doudi_policy_knows (policy, programme, month))
    doudi_error_set (error, DOUDI_ERROR_NO_STANDARD, NULL,
                     _ ("No standard for “%s” (%s) is in force in %s. A director adopts the policy "
                        "document that has it."),
                     _ (info->label), info->name, text);
  else
    return TRUE;
  return FALSE;
}

/* Takes a programme in that has awards: to be paid, or to be named as left out. */
static gboolean
consider (DoudiStore *store,
          const DoudiPolicy *policy,
          DoudiProgramme programme,
          DoudiPayRunResult *result,
          GError **error)
{
  const DoudiProgrammeInfo *info = doudi_programme_info (programme);
  DoudiAwardScanRange range = { .programme = info->name, .through = result->month };
  DoudiMonth first;
  gint64 count;

  if (!info->monthly)
    return TRUE;
  if (!doudi_awards_extent (store, &range, &count, &first, error))
    return FALSE;
  if (count == 0)
    return TRUE;
  if (doudi_policy_knows (policy, programme, result->month))
    result->programmes |= 1u << programme;
  else
    result->without_standard |= 1u << programme;
  return TRUE;
}

/**
 * doudi_pay_choose_programmes:
 * @store: the caseload
 * @policy: what is known
 * @wanted: bits 1 << #DoudiProgramme that were named, 0 for all
 * @result: its month counts; its programmes and those without standard are set
 * @error: %DOUDI_ERROR_NO_STANDARD or %DOUDI_ERROR_REFUSED for one that was named
 *
 * Chooses what a run pays. A programme that was named must have a standard; of all programmes those
 * with awards are paid that have one, and the others are told.
 *
 * Returns: %TRUE; %FALSE with @error set
 */
gboolean
doudi_pay_choose_programmes (DoudiStore *store,
                             const DoudiPolicy *policy,
                             guint wanted,
                             DoudiPayRunResult *result,
                             GError **error)
{
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    {
      if (wanted == 0 && !consider (store, policy, (DoudiProgramme) i, result, error))
        return FALSE;
      if ((wanted & (1u << i)) != 0
          && !check_named (policy, (DoudiProgramme) i, result->month, error))
        return FALSE;
    }
  if (wanted != 0)
    result->programmes = wanted;
  return TRUE;
}
