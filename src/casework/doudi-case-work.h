/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-case-read.h"
#include "casework/doudi-forms.h"

G_BEGIN_DECLS

/* What people do with a case. Each call is one transaction with one line in the log, asks who may,
 * and refuses with words that say what to do first. */

/**
 * DoudiCaseOpening:
 * @origin: as in #DoudiApplicationRow
 * @urgent: aid first, papers after; a form that is ticked so says it too
 */
typedef struct
{
  DoudiProgramme programme;
  const char *origin;
  gboolean urgent;
} DoudiCaseOpening;

/**
 * DoudiCaseFilling:
 * @day: that the paper bears
 * @result: (nullable): the class or level that the office gives against the score
 * @reason: (nullable): why; must be there if @result is
 */
typedef struct
{
  DoudiDay day;
  const char *result;
  const char *reason;
} DoudiCaseFilling;

/* The subject of the draft of a new application begins with this. */
#define DOUDI_CASE_DRAFT_PREFIX "programme:"

char *doudi_case_draft_subject (DoudiProgramme programme);
gboolean doudi_case_open (DoudiSession *session, const DoudiFormAnswers *answers, const DoudiCaseOpening *opening, gint64 *id, GPtrArray **problems, GError **error);
gboolean doudi_case_fill (DoudiSession *session, gint64 id, const DoudiFormAnswers *answers, const DoudiCaseFilling *filling, gint64 *filled_form, GPtrArray **problems, GError **error);
gboolean doudi_case_record (DoudiSession *session, gint64 id, DoudiCaseEvent event, DoudiDay day, const char *words, GError **error);
gboolean doudi_case_ask_check (DoudiSession *session, gint64 id, const char *item, DoudiDay day, gint64 *check, GError **error);
gboolean doudi_case_answer_check (DoudiSession *session, gint64 id, gint64 check, const char *result, const char *words, DoudiDay day, GError **error);
gboolean doudi_case_revoke_authorisation (DoudiSession *session, gint64 id, gint64 authorisation, DoudiDay day, GError **error);
gboolean doudi_case_object (DoudiSession *session, gint64 id, DoudiObjectionRow *objection, GError **error);
gboolean doudi_case_answer_objection (DoudiSession *session, gint64 id, gint64 objection, const char *outcome, const char *answer, DoudiDay day, GError **error);
gboolean doudi_case_delegate (DoudiSession *session, DoudiDelegationRow *delegation, GError **error);
const DoudiWord *doudi_check_items (void);
char *doudi_check_item_label (const char *item);

G_END_DECLS
