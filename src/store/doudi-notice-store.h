/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-month.h"
#include "store/doudi-award-store.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiNoticeIssue:
 *
 * A notice as it was issued for a wall. @content is all that it says, as JSON; @digest the SHA-256
 * of that text, hexadecimal.
 *
 * @run_id: of a payment notice, else 0
 * @list_id: of a notice of a list of cases, else 0
 * @copies: how often it was printed
 * @replaces: the notice whose place it took, or 0
 */
typedef struct
{
  gint64 id;
  char *kind;
  char *division_code;
  DoudiMonth month;
  gint64 run_id;
  gint64 list_id;
  char *content;
  char *digest;
  gint64 rows;
  gint64 copies;
  gint64 replaces;
  char *issued_at;
  char *issued_by;
} DoudiNoticeIssue;

/**
 * DoudiStandingAward:
 *
 * An award that has begun by a month, with who draws it and where the household lives. Everything
 * is borrowed and valid until the next row.
 *
 * @birth: %DOUDI_DAY_NONE if not known
 * @since: the first month ever if that is known, else the first month this caseload pays
 * @terms: (element-type DoudiAwardTermRow): in order of month
 */
typedef struct
{
  gint64 award_id;
  gint64 household_id;
  const char *programme;
  const char *residence;
  const char *division_code;
  const char *village_group;
  const char *name;
  DoudiDay birth;
  DoudiMonth since;
  GArray *terms;
} DoudiStandingAward;

typedef gboolean (*DoudiStandingAwardFunc) (const DoudiStandingAward *award, gpointer data, GError **error);

char *doudi_notice_digest (const char *content);
gboolean doudi_notice_find_last (DoudiStore *store, const char *kind, const char *division, DoudiMonth month, gint64 run_id, DoudiNoticeIssue **issue, GError **error);
gboolean doudi_notice_find_last_of_list (DoudiStore *store, const char *kind, const char *division, gint64 list_id, DoudiNoticeIssue **issue, GError **error);
GPtrArray *doudi_notices_list (DoudiStore *store, const char *kind, DoudiMonth month, GError **error);
DoudiNoticeIssue *doudi_notice_get (DoudiStore *store, gint64 id, GError **error);
gboolean doudi_notice_insert (DoudiSession *session, const DoudiNoticeIssue *issue, gint64 *id, GError **error);
gboolean doudi_notice_add_copy (DoudiSession *session, gint64 id, gint64 copies, GError **error);
gboolean doudi_notices_check_digests (DoudiStore *store, gint64 *count, gint64 *broken, GError **error);
gboolean doudi_standing_awards_foreach (DoudiStore *store, const char *division, DoudiMonth month, DoudiStandingAwardFunc func, gpointer data, GError **error);
void doudi_notice_issue_free (DoudiNoticeIssue *issue);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiNoticeIssue, doudi_notice_issue_free)

G_END_DECLS
