/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Making the notices that somebody asked for, of one village or of a county.
 */

#include "config.h"

#include <inttypes.h>

#include "paper/doudi-notice-private.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "store/doudi-notice-store.h"
#include "store/doudi-pay-run-store.h"

#define KIND_PAYMENT "payment"
#define KIND_STANDING "standing"
#define KIND_REVIEW "review"
#define KIND_APPROVAL "approval"

static gboolean
is_settled (const DoudiPayRunRow *run)
{
  return g_str_equal (run->state, "approved") || g_str_equal (run->state, "closed");
}

/* A run of nothing but children's programmes has nobody to name. */
static gboolean
check_children (const DoudiPayRunRow *run, GError **error)
{
  gboolean any = FALSE;

  for (guint i = 0; i < DOUDI_N_PROGRAMMES; i++)
    {
      if ((run->programmes & (1u << i)) == 0)
        continue;
      if (!doudi_notice_never_hangs ((DoudiProgramme) i))
        return TRUE;
      any = TRUE;
    }
  if (!any)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   _ ("Pay run %" PRId64 " pays only orphans and unsupported children. "
                      "Children are never named on a notice (民发〔2010〕161号)."),
                   run->id);
  return FALSE;
}

static gboolean
use_run (DoudiNoticeFrame *frame, const DoudiPayRunRow *run, GError **error)
{
  if (!is_settled (run))
    {
      doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                       _ ("Pay run %" PRId64 " is not approved. A director approves it "
                          "first; then its notices can be printed."),
                       run->id);
      return FALSE;
    }
  frame->run_id = run->id;
  frame->month = run->month;
  return check_children (run, error);
}

static gboolean
use_named_run (DoudiNoticeFrame *frame, const DoudiNoticeRequest *request, GError **error)
{
  g_autoptr (DoudiPayRunRow) run = doudi_pay_run_get (frame->store, request->run_id, error);

  if (run == NULL)
    return FALSE;
  if (request->month != DOUDI_MONTH_NONE && request->month != run->month)
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("Pay run %" PRId64 " is for another month. Name the run or the "
                          "month, not both."),
                       run->id);
      return FALSE;
    }
  return use_run (frame, run, error);
}

/* The one settled run of a month. */
static gboolean
use_run_of_month (DoudiNoticeFrame *frame, DoudiMonth month, GError **error)
{
  g_autoptr (GPtrArray) runs = doudi_pay_runs_list (frame->store, error);
  g_autofree char *name = doudi_month_format_iso (month);
  const DoudiPayRunRow *found = NULL;

  if (runs == NULL)
    return FALSE;
  for (guint i = 0; i < runs->len; i++)
    {
      const DoudiPayRunRow *run = g_ptr_array_index (runs, i);

      if (run->month != month || !is_settled (run))
        continue;
      if (found != NULL)
        {
          doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                           _ ("%s has more than one pay run: %" PRId64 " and "
                              "%" PRId64 ". Say which one."),
                           name, run->id, found->id);
          return FALSE;
        }
      found = run;
    }
  if (found != NULL)
    return use_run (frame, found, error);
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                   _ ("%s has no approved pay run. A director approves one first."), name);
  return FALSE;
}

static gboolean
is_of_list (const char *kind)
{
  return g_str_equal (kind, KIND_REVIEW) || g_str_equal (kind, KIND_APPROVAL);
}

static gboolean
choose_subject (DoudiNoticeFrame *frame, const DoudiNoticeRequest *request, GError **error)
{
  if (g_str_equal (request->kind, KIND_STANDING))
    {
      frame->month = request->month != DOUDI_MONTH_NONE ? request->month
                                                        : doudi_month_of_day (frame->today);
      return TRUE;
    }
  if (is_of_list (request->kind))
    return _doudi_notice_use_list (frame, request->list_id, error);
  if (request->run_id != 0)
    return use_named_run (frame, request, error);
  if (request->month != DOUDI_MONTH_NONE)
    return use_run_of_month (frame, request->month, error);
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                   _ ("A payment notice is made of a pay run. Name the run or its month."));
  return FALSE;
}

static gboolean
check_village (const DoudiNoticeFrame *frame, const char *village, GError **error)
{
  const DoudiDivision *division;

  if (village == NULL)
    return TRUE;
  division = g_hash_table_lookup (frame->divisions, village);
  if (division != NULL && division->level == DOUDI_DIVISION_VILLAGE)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                   _ ("There is no village %s in this county. Give the twelve digits of its code."),
                   village);
  return FALSE;
}

static gboolean
check_any (GPtrArray *villages, guint withheld, GError **error)
{
  if (villages->len > 0)
    return TRUE;
  if (withheld > 0)
    doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                     _ ("There is nothing to hang: all %u rows are those of children, who are never "
                        "named on a notice (民发〔2010〕161号)."),
                     withheld);
  else
    doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                     _ ("There is nothing to hang: nobody there draws what is made public."));
  return FALSE;
}

static DoudiNotice *
build_on (const DoudiNoticeFrame *frame,
          const DoudiNoticeVillage *village,
          DoudiDay day,
          GError **error)
{
  g_autofree char *content = _doudi_notice_content (frame, village, day, error);

  return content != NULL ? doudi_notice_new_from_content (content, error) : NULL;
}

/* What hangs there already if the list is the same, its date included; else a new notice. */
static DoudiNotice *
build_village (const DoudiNoticeFrame *frame, const DoudiNoticeVillage *village, GError **error)
{
  g_autoptr (DoudiNoticeIssue) last = NULL;
  g_autoptr (DoudiNotice) fresh = build_on (frame, village, frame->today, error);
  g_autoptr (DoudiNotice) hanging = NULL;
  g_autoptr (DoudiNotice) again = NULL;

  if (fresh == NULL || !_doudi_notice_find_last (fresh, frame->store, &last, error))
    return NULL;
  if (last == NULL)
    return g_steal_pointer (&fresh);
  hanging = doudi_notice_new_from_content (last->content, error);
  if (hanging == NULL)
    return NULL;
  again = build_on (frame, village, _doudi_notice_get_issued_on (hanging), error);
  if (again == NULL
      || g_str_equal (doudi_notice_get_digest (again), doudi_notice_get_digest (hanging)))
    return g_steal_pointer (&again);
  return g_steal_pointer (&fresh);
}

static GPtrArray *
build_all (const DoudiNoticeFrame *frame,
           GPtrArray *villages,
           const DoudiProgress *progress,
           GError **error)
{
  g_autoptr (GPtrArray) notices =
    g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_notice_unref);

  for (guint i = 0; i < villages->len; i++)
    {
      DoudiNotice *notice;

      if (doudi_progress_is_cancelled (progress, error))
        return NULL;
      notice = build_village (frame, g_ptr_array_index (villages, i), error);
      if (notice == NULL)
        return NULL;
      g_ptr_array_add (notices, notice);
      doudi_progress_report (progress, _ ("Making the lists"), i + 1, villages->len);
    }
  return g_steal_pointer (&notices);
}

/**
 * doudi_notices_build:
 * @session: who asks
 * @request: which notices
 * @progress: (nullable): told how far it is; asked whether to stop
 * @withheld: (out): rows that stand on no sheet because they are those of children
 * @error: (nullable): %DOUDI_ERROR_REFUSED where a rule of the office forbids it or there is nobody
 *   to name, %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_NOT_FOUND
 *
 * Makes notices and stores nothing: what they say can be looked at before they are issued. A list
 * that has not changed since it was issued gives the notice that was issued, its date included.
 *
 * A payment notice shows the frozen rows of an approved run; a standing notice the awards in force
 * in a month with what they are worth by the rules known today; a notice of a review, or before an
 * approval, the frozen rows of an approved review list. Children are never named: neither those who
 * draw one of their own programmes nor a head of household under 18 or of unknown age (民发〔2010〕161号,
 * domain reference §4).
 *
 * Returns: (transfer full) (element-type DoudiNotice): a notice for each village with rows, in the
 *   order of their codes; %NULL with @error set
 */
GPtrArray *
doudi_notices_build (DoudiSession *session,
                     const DoudiNoticeRequest *request,
                     const DoudiProgress *progress,
                     guint *withheld,
                     GError **error)
{
  g_autoptr (DoudiNoticeFrame) frame = NULL;
  g_autoptr (GPtrArray) villages = NULL;

  g_return_val_if_fail (session != NULL && request != NULL && request->kind != NULL, NULL);

  *withheld = 0;
  if (!doudi_session_authorize (session, DOUDI_ACTION_PRINT_NOTICE, request->kind, error))
    return NULL;
  frame = _doudi_notice_frame_new (session, request->kind, error);
  if (frame == NULL || !choose_subject (frame, request, error)
      || !check_village (frame, request->village, error))
    return NULL;
  villages = _doudi_notice_collect (frame, request->village, withheld, error);
  if (villages == NULL || !check_any (villages, *withheld, error))
    return NULL;
  return build_all (frame, villages, progress, error);
}

static DoudiNotice *
build_one (DoudiSession *session,
           const DoudiNoticeRequest *request,
           guint *withheld,
           GError **error)
{
  g_autoptr (GPtrArray) notices = doudi_notices_build (session, request, NULL, withheld, error);

  return notices != NULL ? doudi_notice_ref (g_ptr_array_index (notices, 0)) : NULL;
}

/**
 * doudi_notice_build_payment:
 * @session: who asks
 * @run_id: an approved or closed pay run
 * @village: twelve digits
 * @withheld: (out): rows left out because they are those of children
 * @error: (nullable): as of doudi_notices_build()
 *
 * Makes the payment notice of a village.
 *
 * Returns: (transfer full): the notice; %NULL with @error set
 */
DoudiNotice *
doudi_notice_build_payment (DoudiSession *session,
                            gint64 run_id,
                            const char *village,
                            guint *withheld,
                            GError **error)
{
  DoudiNoticeRequest request = { .kind = KIND_PAYMENT, .village = village, .run_id = run_id };

  g_return_val_if_fail (village != NULL, NULL);

  return build_one (session, &request, withheld, error);
}

/**
 * doudi_notice_build_standing:
 * @session: who asks
 * @month: the month
 * @village: twelve digits
 * @withheld: (out): rows left out because they are those of children
 * @error: (nullable): as of doudi_notices_build()
 *
 * Makes the standing notice of a village.
 *
 * Returns: (transfer full): the notice; %NULL with @error set
 */
DoudiNotice *
doudi_notice_build_standing (DoudiSession *session,
                             DoudiMonth month,
                             const char *village,
                             guint *withheld,
                             GError **error)
{
  DoudiNoticeRequest request = { .kind = KIND_STANDING, .village = village, .month = month };

  g_return_val_if_fail (village != NULL, NULL);

  return build_one (session, &request, withheld, error);
}
