/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Notices of a list of cases.
 */

#include "config.h"

#include "paper/doudi-notice-private.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-case-list-store.h"

static gboolean
check_list (const DoudiCaseListRow *row, GError **error)
{
  long long id = row->id;
  DoudiProgramme programme = doudi_programme_from_name (row->programme);

  if (!g_str_equal (row->kind, "review"))
    doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                     _ ("List %lld is an approval list. A notice hangs for a review list."), id);
  else if (!g_str_equal (row->state, "decided"))
    doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                     _ ("List %lld is not approved. A reviewer approves it first; then its notices "
                        "can be printed."),
                     id);
  else if (doudi_notice_never_hangs (programme))
    doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                     _ ("List %lld is of children. Children are never named on a notice "
                        "(民发〔2010〕161号)."),
                     id);
  else
    return TRUE;
  return FALSE;
}

/* Makes a frame one for the notices of a list. */
gboolean
_doudi_notice_use_list (DoudiNoticeFrame *frame, gint64 list_id, GError **error)
{
  g_autoptr (DoudiCaseListRow) row = NULL;

  if (list_id == 0)
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("Such a notice is made of a review list. Name the list."));
      return FALSE;
    }
  row = doudi_case_list_get (frame->store, list_id, error);
  if (row == NULL || !check_list (row, error))
    return FALSE;
  frame->list_id = row->id;
  frame->batch = row->number;
  frame->month = row->month;
  frame->programme = doudi_programme_from_name (row->programme);
  return TRUE;
}

/* What hangs already in the place of a notice. */
gboolean
_doudi_notice_find_last (const DoudiNotice *notice,
                         DoudiStore *store,
                         DoudiNoticeIssue **last,
                         GError **error)
{
  const char *kind = doudi_notice_get_kind (notice);
  const char *village = doudi_notice_get_village (notice);

  if (doudi_notice_get_list (notice) != 0)
    return doudi_notice_find_last_of_list (store, kind, village, doudi_notice_get_list (notice),
                                           last, error);
  return doudi_notice_find_last (store, kind, village, doudi_notice_get_month (notice),
                                 doudi_notice_get_run (notice), last, error);
}
