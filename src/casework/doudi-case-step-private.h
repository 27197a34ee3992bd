/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-case-read.h"

G_BEGIN_DECLS

/*
 * DoudiCaseStepWork:
 *
 * One step of the work on a case, in a transaction of its own.
 *
 * @of: the case as it was when the transaction began
 */
typedef struct
{
  DoudiSession *session;
  DoudiStore *store;
  DoudiAction action;
  DoudiDay today;
  char *object;
  DoudiTransaction *transaction;
  DoudiPolicy *policy;
  DoudiWorkingDays *calendar;
  DoudiCase *of;
} DoudiCaseStepWork;

gboolean doudi_case_step_begin (DoudiCaseStepWork *step, DoudiSession *session, DoudiAction action, gint64 id, GError **error);
gboolean doudi_case_step_record (DoudiCaseStepWork *step, DoudiCaseEvent event, DoudiDay day, const char *words, gint64 filled_form, GError **error);
gboolean doudi_case_step_finish (DoudiCaseStepWork *step, char *detail, GError **error);
void doudi_case_step_clear (DoudiCaseStepWork *step);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoudiCaseStepWork, doudi_case_step_clear)

G_END_DECLS
