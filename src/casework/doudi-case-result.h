/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-case-work.h"

G_BEGIN_DECLS

/**
 * DoudiCaseResult:
 *
 * What a form comes to.
 *
 * @word: "class-2", "partly", "passed", "fits"; "" for a form that comes to nothing
 * @scored: whether there is a @score, in tenths of a point
 * @override_reason: why @word is not what the score says, or ""
 */
typedef struct
{
  char *word;
  gboolean scored;
  gint64 score;
  char *override_reason;
} DoudiCaseResult;

gboolean doudi_case_result_find (DoudiCaseResult *result, const DoudiCase *self, const DoudiPolicy *policy, const DoudiFormAnswers *answers, const DoudiCaseFilling *filling, GError **error);
void doudi_case_result_clear (DoudiCaseResult *result);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoudiCaseResult, doudi_case_result_clear)

G_END_DECLS
