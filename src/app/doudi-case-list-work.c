/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-case-list-work.h"

/**
 * doudi_case_list_work_free:
 * @data: (transfer full): what was to be done
 *
 * Frees it.
 */
void
doudi_case_list_work_free (gpointer data)
{
  DoudiCaseListWork *work = data;

  for (guint i = 0; work->except != NULL && i < work->except->len; i++)
    g_free ((char *) g_array_index (work->except, DoudiCaseListExcept, i).reason);
  g_clear_pointer (&work->except, g_array_unref);
  g_object_unref (work->page);
  g_free (work->words);
  g_free (work->digest);
  g_free (work->division);
  g_free (work);
}

/**
 * doudi_case_list_work_new:
 * @page: the page that waits for it
 * @kind: what is done
 * @list: to which list, 0 for a new one
 *
 * Returns: (transfer full): what is to be done, for the caller to say more of
 */
DoudiCaseListWork *
doudi_case_list_work_new (DoudiPage *page, DoudiCaseListWorkKind kind, gint64 list)
{
  DoudiCaseListWork *work = g_new0 (DoudiCaseListWork, 1);

  work->page = g_object_ref (page);
  work->kind = kind;
  work->list = list;
  return work;
}

static gboolean
run (DoudiSession *session, const DoudiProgress *progress, DoudiCaseListWork *work, GError **error)
{
  DoudiMonth month = doudi_month_of_day (doudi_session_get_today (session));
  DoudiCaseListResult result;

  switch (work->kind)
    {
    case DOUDI_CASE_LIST_WORK_CREATE:
      return doudi_case_list_create (session, work->kind_name, work->programme, month, NULL, 0,
                                     NULL, 0, &work->list, error);
    case DOUDI_CASE_LIST_WORK_TAKE_OUT:
      return doudi_case_list_take_out (session, work->list, work->item, error);
    case DOUDI_CASE_LIST_WORK_SUBMIT:
      return doudi_case_list_submit (session, work->list, error);
    case DOUDI_CASE_LIST_WORK_WITHDRAW:
      return doudi_case_list_withdraw (session, work->list, error);
    case DOUDI_CASE_LIST_WORK_RETURN:
      return doudi_case_list_return (session, work->list, work->words, error);
    case DOUDI_CASE_LIST_WORK_DECIDE:
      return doudi_case_list_decide (session, work->list,
                                     (const DoudiCaseListExcept *) (gpointer) work->except->data,
                                     work->except->len, work->digest, progress, &result, error);
    case DOUDI_CASE_LIST_WORK_NOTICE:
      return doudi_case_list_record_notice (session, work->list, work->division, work->posted,
                                            work->day, work->words, &work->n_cases, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/**
 * doudi_case_list_work_run:
 * @session: who does it
 * @progress: (nullable): tells how far it is
 * @data: a #DoudiCaseListWork
 * @error: as the function that does it
 *
 * Does it, in the worker.
 *
 * Returns: (transfer full): the id of the list, which the page looks for afterwards; %NULL with
 *   @error set
 */
gpointer
doudi_case_list_work_run (DoudiSession *session,
                          const DoudiProgress *progress,
                          gpointer data,
                          GError **error)
{
  DoudiCaseListWork *work = data;

  return run (session, progress, work, error) ? g_memdup2 (&work->list, sizeof work->list) : NULL;
}
