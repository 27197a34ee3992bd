/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-policy.h"
#include "store/doudi-award-store.h"
#include "store/doudi-change-store.h"

G_BEGIN_DECLS

/**
 * DoudiChangeKind:
 *
 * What can happen to a household that draws, or to its award. What each needs, who decides it and
 * which facts it leaves stands in one table (doudi_change_info()).
 */
typedef enum
{
  DOUDI_CHANGE_BIRTH,
  DOUDI_CHANGE_DEATH,
  DOUDI_CHANGE_JOIN,            /* marriage in, return, adoption: a person joins */
  DOUDI_CHANGE_LEAVE,           /* marriage out, moved away: a person leaves the household */
  DOUDI_CHANGE_MOVE,            /* the household moves to another village */
  DOUDI_CHANGE_SPLIT,           /* members go on as a household of their own */
  DOUDI_CHANGE_MERGE,           /* two households become one */
  DOUDI_CHANGE_NEW_HEAD,
  DOUDI_CHANGE_ACCOUNT,
  DOUDI_CHANGE_CLASS,
  DOUDI_CHANGE_INCOME,
  DOUDI_CHANGE_CARE,            /* home, institution, level of self-care */
  DOUDI_CHANGE_DISABILITY,      /* re-rated, or the card ran out */
  DOUDI_CHANGE_SCHOOL,
  DOUDI_CHANGE_JOB,
  DOUDI_CHANGE_PRISON,
  DOUDI_CHANGE_STOP,
  DOUDI_CHANGE_PAUSE,
  DOUDI_CHANGE_RESUME,
  DOUDI_CHANGE_TAPER,           /* 渐退 */
  DOUDI_N_CHANGES,
} DoudiChangeKind;

/* What a kind needs, as bits. */
typedef enum
{
  DOUDI_CHANGE_NEEDS_AWARD = 1 << 0,
  DOUDI_CHANGE_NEEDS_PERSON = 1 << 1,
  DOUDI_CHANGE_NEEDS_REASON = 1 << 2,
  DOUDI_CHANGE_NEEDS_DIRECTOR = 1 << 3,  /* else a reviewer decides */
} DoudiChangeNeed;

/**
 * DoudiChangeInfo:
 * @word: what it is called
 * @needs: bits of #DoudiChangeNeed
 * @papers: (array zero-terminated=1): proofs that the file must have; Chinese, to be shown as they are
 * @members: (array zero-terminated=1): of the JSON in "detail"; a "?" behind one that may be absent
 */
typedef struct
{
  DoudiWord word;
  guint needs;
  const char *const *papers;
  const char *const *members;
} DoudiChangeInfo;

/**
 * DoudiChangeRequest:
 * @from_month: or %DOUDI_MONTH_NONE for what the rules say: the month after what happened, or after the
 *   decision (then the row that is stored has none, and doudi_change_first_month() tells it)
 * @detail: (nullable): JSON object with the members that the kind needs
 * @papers: (nullable): %NULL-terminated: the proofs that are in the file
 */
typedef struct
{
  DoudiChangeKind kind;
  gint64 household_id;
  gint64 award_id;
  gint64 person_id;
  DoudiDay happened_on;
  DoudiMonth from_month;
  const char *detail;
  const char *reason;
  const char *const *papers;
  gint64 review_id;
} DoudiChangeRequest;

/**
 * DoudiChangeMonth:
 *
 * A month in which an award is worth something else than without the change, fen.
 */
typedef struct
{
  DoudiMonth month;
  DoudiFen before;
  DoudiFen after;
} DoudiChangeMonth;

/**
 * DoudiChangeAward:
 *
 * What a change does to one award of the households it has to do with, fen a month.
 *
 * @award_id: 0 for an award that the change begins
 * @name: whose award it is afterwards
 * @persons_before, @persons_after, @before, @after: in the present month, or in the first month of
 *   the change if that is later
 * @arrears: what the months up to now bring besides (recovery below 0): those gone by, and the
 *   present one if it has been paid
 * @months: (element-type DoudiChangeMonth): up to that month, those that differ
 */
typedef struct
{
  gint64 award_id;
  DoudiProgramme programme;
  char *name;
  int persons_before;
  int persons_after;
  DoudiFen before;
  DoudiFen after;
  DoudiFen arrears;
  GArray *months;
} DoudiChangeAward;

/**
 * DoudiChangePreview:
 * @from_month: the first month of the change
 * @needs_director: whether a director decides it, by its kind or by what it does to the money
 * @awards: (element-type DoudiChangeAward)
 * @missing: (element-type utf8): proofs that are not in the file
 * @notes: (element-type utf8): what else a person should know: no head left, still on a list
 */
typedef struct
{
  DoudiMonth from_month;
  gboolean needs_director;
  GPtrArray *awards;
  GPtrArray *missing;
  GPtrArray *notes;
} DoudiChangePreview;

const DoudiChangeInfo *doudi_change_info (DoudiChangeKind kind);
gboolean doudi_change_kind_find (const char *name, DoudiChangeKind *kind);
DoudiMonth doudi_change_first_month (const DoudiChangeRow *row, DoudiDay today);
DoudiChangePreview *doudi_change_preview (DoudiSession *session, const DoudiChangeRequest *request, GError **error);
DoudiChangePreview *doudi_change_preview_row (DoudiSession *session, const DoudiChangeRow *row, GError **error);
gboolean doudi_change_enter (DoudiSession *session, const DoudiChangeRequest *request, gint64 *id, GError **error);
/* A step of the caller's transaction; the caller has asked whether it may. */
gboolean doudi_change_enter_within (DoudiSession *session, const DoudiChangeRequest *request, gint64 *id, GError **error);
gboolean doudi_change_may_decide (DoudiSession *session, const DoudiChangeRow *row, gboolean *may, GError **error);
gboolean doudi_change_withdraw (DoudiSession *session, gint64 id, GError **error);
gboolean doudi_change_decide (DoudiSession *session, gint64 id, gboolean agree, const char *reason, GError **error);
/* Within the transaction of a list that was approved. */
gboolean doudi_change_apply (DoudiSession *session, const DoudiChangeRow *row, GError **error);
void doudi_change_award_free (DoudiChangeAward *award);
void doudi_change_preview_free (DoudiChangePreview *preview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiChangePreview, doudi_change_preview_free)

G_END_DECLS
