/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-day.h"
#include "store/doudi-store.h"

G_BEGIN_DECLS

/**
 * DoudiRole:
 *
 * What a person does in the office. A user has one role, or two along caseworker + notices or
 * reviewer + notices.
 */
typedef enum
{
  DOUDI_ROLE_CASEWORKER,
  DOUDI_ROLE_REVIEWER,
  DOUDI_ROLE_DIRECTOR,
  DOUDI_ROLE_NOTICES,
  DOUDI_ROLE_ADMINISTRATOR,
  DOUDI_ROLE_AUDITOR,
  DOUDI_N_ROLES,
} DoudiRole;

/**
 * DoudiAction:
 *
 * What can be asked of a caseload. The matrix doudi_action_info() says which roles may; it drives
 * the checks, the tests and the page that shows it.
 */
typedef enum
{
  DOUDI_ACTION_SEARCH,
  DOUDI_ACTION_VIEW_HOUSEHOLD,
  DOUDI_ACTION_REVEAL,
  DOUDI_ACTION_STAGE_IMPORT,
  DOUDI_ACTION_LAND_IMPORT,
  DOUDI_ACTION_UNDO_IMPORT,
  DOUDI_ACTION_VIEW_POLICY,
  DOUDI_ACTION_PROPOSE_POLICY,
  DOUDI_ACTION_ADOPT_POLICY,
  DOUDI_ACTION_EXPLAIN,
  DOUDI_ACTION_PREVIEW_PAY_RUN,
  DOUDI_ACTION_PROPOSE_PAY_RUN,
  DOUDI_ACTION_APPROVE_PAY_RUN,
  DOUDI_ACTION_CLOSE_PAY_RUN,
  DOUDI_ACTION_WITHDRAW_PAY_RUN,
  DOUDI_ACTION_WRITE_BANK_FILE,
  DOUDI_ACTION_READ_BANK_RETURN,
  DOUDI_ACTION_PRINT_NOTICE,
  DOUDI_ACTION_EXPORT_STATISTICS,
  DOUDI_ACTION_EXPORT_PERSONS,
  DOUDI_ACTION_ISSUE_REPORT,
  DOUDI_ACTION_ADD_USER,
  DOUDI_ACTION_VIEW_USERS,
  DOUDI_ACTION_VERIFY,
  DOUDI_ACTION_BACKUP,
  DOUDI_ACTION_READ_AUDIT,
  DOUDI_ACTION_VIEW_CASE,
  DOUDI_ACTION_OPEN_CASE,
  DOUDI_ACTION_WORK_CASE,
  DOUDI_ACTION_VISIT_FOR_COUNTY,
  DOUDI_ACTION_RECORD_OBJECTION,
  DOUDI_ACTION_ANSWER_OBJECTION,
  DOUDI_ACTION_RECORD_NOTICE,
  DOUDI_ACTION_BUILD_REVIEW_LIST,
  DOUDI_ACTION_APPROVE_REVIEW_LIST,
  DOUDI_ACTION_BUILD_APPROVAL_LIST,
  DOUDI_ACTION_APPROVE_LIST,
  DOUDI_ACTION_DELEGATE,
  DOUDI_ACTION_ENTER_CHANGE,
  DOUDI_ACTION_REVIEW_CHANGE,
  DOUDI_ACTION_DECIDE_CHANGE,
  DOUDI_ACTION_REVIEW_AWARD,
  DOUDI_ACTION_CONFIRM_REVIEW,
  DOUDI_ACTION_VIEW_FORMS,
  DOUDI_ACTION_PROPOSE_FORM,
  DOUDI_ACTION_ADOPT_FORM,
  DOUDI_ACTION_PRINT_FORM,
  DOUDI_ACTION_EDIT_HOUSEHOLD,
  DOUDI_ACTION_EDIT_MANY,
  DOUDI_ACTION_MERGE_PERSONS,
  DOUDI_ACTION_DECIDE_FINDING,
  DOUDI_ACTION_ATTACH,
  DOUDI_ACTION_PRINT_HOUSEHOLD,
  DOUDI_N_ACTIONS,
} DoudiAction;

/**
 * DoudiActionInfo:
 * @name: as in the audit log ("pay-run-approve")
 * @label: English, to be translated
 * @roles: bits 1 << #DoudiRole that may
 */
typedef struct
{
  DoudiAction action;
  const char *name;
  const char *label;
  guint roles;
} DoudiActionInfo;

/**
 * DoudiSession:
 *
 * A person signed in to a caseload on a business day. Whatever changes or reveals the caseload
 * takes one and asks doudi_session_authorize() first.
 */
typedef struct _DoudiSession DoudiSession;

const DoudiActionInfo *doudi_action_info (DoudiAction action);
const char *doudi_role_name (DoudiRole role);
const char *doudi_role_label (DoudiRole role);
gboolean doudi_role_from_name (const char *name, DoudiRole *role);
gboolean doudi_roles_may_combine (guint roles);

DoudiSession *doudi_session_sign_in (DoudiStore *store, const char *user, const char *password, DoudiDay today, GError **error);
DoudiSession *doudi_session_bind (DoudiSession *session, DoudiStore *store);
DoudiSession *doudi_session_on_day (DoudiSession *session, DoudiDay today);
DoudiSession *doudi_session_ref (DoudiSession *session);
void doudi_session_unref (DoudiSession *session);
DoudiStore *doudi_session_get_store (const DoudiSession *session);
const char *doudi_session_get_user (const DoudiSession *session);
guint doudi_session_get_roles (const DoudiSession *session);
DoudiDay doudi_session_get_today (const DoudiSession *session);
const char *doudi_session_get_now (DoudiSession *session);
gboolean doudi_session_is_same_person (DoudiSession *session, const char *user, gboolean *same, GError **error);
gboolean doudi_session_require_other_eyes (DoudiSession *session, DoudiAction action, const char *user, const char *object, GError **error);
gboolean doudi_session_may (const DoudiSession *session, DoudiAction action);
gboolean doudi_session_authorize (DoudiSession *session, DoudiAction action, const char *object, GError **error);
gboolean doudi_session_record (DoudiSession *session, DoudiAction action, const char *object, const char *detail_json, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiSession, doudi_session_unref)

G_END_DECLS
