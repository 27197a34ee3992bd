/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "store/doudi-session.h"

#include <glib/gi18n-lib.h>

#define C (1u << DOUDI_ROLE_CASEWORKER)
#define R (1u << DOUDI_ROLE_REVIEWER)
#define D (1u << DOUDI_ROLE_DIRECTOR)
#define N (1u << DOUDI_ROLE_NOTICES)
#define A (1u << DOUDI_ROLE_ADMINISTRATOR)
#define U (1u << DOUDI_ROLE_AUDITOR)
#define EVERYBODY (C | R | D | N | A | U)

/* Who may do what. The code asks this table, the tests walk it, and a page shows it. */
static const DoudiActionInfo actions[] = {
  { DOUDI_ACTION_SEARCH, "search", N_ ("Search the caseload"), C | R | D | N | U },
  { DOUDI_ACTION_VIEW_HOUSEHOLD, "household-view", N_ ("Look at a household"), C | R | D | U },
  { DOUDI_ACTION_REVEAL, "reveal", N_ ("See a full number"), C | R | D },
  { DOUDI_ACTION_STAGE_IMPORT, "import-stage", N_ ("Read a roster in"), C | R },
  { DOUDI_ACTION_LAND_IMPORT, "import-land", N_ ("Accept a roster"), R },
  { DOUDI_ACTION_UNDO_IMPORT, "import-undo", N_ ("Take a roster back out"), R },
  { DOUDI_ACTION_VIEW_POLICY, "policy-view", N_ ("Look at the rules"), EVERYBODY },
  { DOUDI_ACTION_PROPOSE_POLICY, "policy-propose", N_ ("Propose rules"), R | A },
  { DOUDI_ACTION_ADOPT_POLICY, "policy-adopt", N_ ("Adopt rules"), D },
  { DOUDI_ACTION_EXPLAIN, "explain", N_ ("Explain an amount"), C | R | D | U },
  { DOUDI_ACTION_PREVIEW_PAY_RUN, "pay-run-preview", N_ ("Preview a pay run"), C | R | D },
  { DOUDI_ACTION_PROPOSE_PAY_RUN, "pay-run-propose", N_ ("Propose a pay run"), C | R },
  { DOUDI_ACTION_APPROVE_PAY_RUN, "pay-run-approve", N_ ("Approve a pay run"), D },
  { DOUDI_ACTION_CLOSE_PAY_RUN, "pay-run-close", N_ ("Close a pay run"), C | R | D },
  { DOUDI_ACTION_WITHDRAW_PAY_RUN, "pay-run-withdraw", N_ ("Withdraw a pay run"), C | R | D },
  { DOUDI_ACTION_WRITE_BANK_FILE, "bank-file-write", N_ ("Write the bank file"), C | R | D },
  { DOUDI_ACTION_READ_BANK_RETURN, "bank-return-read", N_ ("Read the bank's answer"), C | R },
  { DOUDI_ACTION_PRINT_NOTICE, "notice-print", N_ ("Print a notice"), N },
  { DOUDI_ACTION_EXPORT_STATISTICS, "statistics-export", N_ ("Export numbers"), C | R | D | N | U },
  { DOUDI_ACTION_EXPORT_PERSONS, "persons-export", N_ ("Export a list of persons"), C | R | D | U },
  { DOUDI_ACTION_ISSUE_REPORT, "report-issue", N_ ("Issue a report"), C | R | D },
  { DOUDI_ACTION_ADD_USER, "user-add", N_ ("Add a user"), A },
  { DOUDI_ACTION_VIEW_USERS, "users-view", N_ ("See the users"), D | A | U },
  { DOUDI_ACTION_VERIFY, "verify", N_ ("Check the caseload"), EVERYBODY },
  { DOUDI_ACTION_BACKUP, "backup", N_ ("Make a backup"), D | A },
  { DOUDI_ACTION_READ_AUDIT, "audit-read", N_ ("Read the log"), D | U },
  { DOUDI_ACTION_VIEW_CASE, "case-view", N_ ("Look at an application"), C | R | D | U },
  { DOUDI_ACTION_OPEN_CASE, "case-open", N_ ("Take in an application"), C },
  { DOUDI_ACTION_WORK_CASE, "case-work", N_ ("Work on an application"), C },
  { DOUDI_ACTION_VISIT_FOR_COUNTY, "county-visit", N_ ("Record a visit of the county"), C | R },
  { DOUDI_ACTION_RECORD_OBJECTION, "objection-record", N_ ("Record an objection"), C | R | N },
  { DOUDI_ACTION_ANSWER_OBJECTION, "objection-answer", N_ ("Answer an objection"), C | R },
  { DOUDI_ACTION_RECORD_NOTICE, "notice-record", N_ ("Record when a notice hung"), C | N },
  { DOUDI_ACTION_BUILD_REVIEW_LIST, "review-list-build", N_ ("Put a review list together"), C | R },
  { DOUDI_ACTION_APPROVE_REVIEW_LIST, "review-list-approve", N_ ("Approve a review list"), R },
  { DOUDI_ACTION_BUILD_APPROVAL_LIST, "approval-list-build", N_ ("Put an approval list together"),
    R },
  { DOUDI_ACTION_APPROVE_LIST, "list-approve", N_ ("Approve a list"), D },
  { DOUDI_ACTION_DELEGATE, "delegate", N_ ("Let a township decide"), D },
  { DOUDI_ACTION_ENTER_CHANGE, "change-enter", N_ ("Enter a change of a household"), C },
  { DOUDI_ACTION_REVIEW_CHANGE, "change-review", N_ ("Confirm a change of a household"), R },
  { DOUDI_ACTION_DECIDE_CHANGE, "change-decide", N_ ("Decide a change of an award"), D },
  { DOUDI_ACTION_REVIEW_AWARD, "award-review", N_ ("Review an award"), C },
  { DOUDI_ACTION_CONFIRM_REVIEW, "award-review-confirm", N_ ("Confirm a review"), R | D },
  { DOUDI_ACTION_VIEW_FORMS, "forms-view", N_ ("Look at the forms"), EVERYBODY },
  { DOUDI_ACTION_PROPOSE_FORM, "form-propose", N_ ("Propose a form"), R | A },
  { DOUDI_ACTION_ADOPT_FORM, "form-adopt", N_ ("Adopt a form"), D },
  { DOUDI_ACTION_PRINT_FORM, "form-print", N_ ("Print a form of a case"), C | R | D | U },
  { DOUDI_ACTION_EDIT_HOUSEHOLD, "household-edit", N_ ("Enter or correct a household"), C },
  { DOUDI_ACTION_EDIT_MANY, "households-edit", N_ ("Correct many households at once"), C },
  { DOUDI_ACTION_MERGE_PERSONS, "persons-merge", N_ ("Make two records of a person one"), R | D },
  { DOUDI_ACTION_DECIDE_FINDING, "finding-decide", N_ ("Decide what looks odd in the data"),
    C | R },
  { DOUDI_ACTION_ATTACH, "attach", N_ ("Keep or remove a paper of a household"), C },
  { DOUDI_ACTION_PRINT_HOUSEHOLD, "household-print", N_ ("Print the page of a household"),
    C | R | D | U },
};

G_STATIC_ASSERT (G_N_ELEMENTS (actions) == DOUDI_N_ACTIONS);

static const struct
{
  const char *name;
  const char *label;
} roles[] = {
  [DOUDI_ROLE_CASEWORKER] = { "caseworker", N_ ("caseworker") },
  [DOUDI_ROLE_REVIEWER] = { "reviewer", N_ ("reviewer") },
  [DOUDI_ROLE_DIRECTOR] = { "director", N_ ("director") },
  [DOUDI_ROLE_NOTICES] = { "notices", N_ ("notice staff") },
  [DOUDI_ROLE_ADMINISTRATOR] = { "administrator", N_ ("administrator") },
  [DOUDI_ROLE_AUDITOR] = { "auditor", N_ ("auditor") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (roles) == DOUDI_N_ROLES);

/**
 * doudi_action_info:
 * @action: an action
 *
 * Tells what an action is called and which roles may do it.
 *
 * Returns: (nullable) (transfer none): its row; %NULL if there is no such action
 */
const DoudiActionInfo *
doudi_action_info (DoudiAction action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i].action == action)
      return &actions[i];
  return NULL;
}

/**
 * doudi_role_name:
 * @role: a role
 *
 * Names a role for programs; part of the command-line contract.
 *
 * Returns: (not nullable) (transfer none): such as "director"
 */
const char *
doudi_role_name (DoudiRole role)
{
  g_return_val_if_fail ((gsize) role < DOUDI_N_ROLES, "");

  return roles[role].name;
}

/**
 * doudi_role_label:
 * @role: a role
 *
 * Names a role for a person.
 *
 * Returns: (not nullable) (transfer none): in the reader's language
 */
const char *
doudi_role_label (DoudiRole role)
{
  g_return_val_if_fail ((gsize) role < DOUDI_N_ROLES, "");

  return _ (roles[role].label);
}

/**
 * doudi_role_from_name:
 * @name: (not nullable): as doudi_role_name() gives it
 * @role: (out): the role
 *
 * Finds a role by its name.
 *
 * Returns: whether there is one
 */
gboolean
doudi_role_from_name (const char *name, DoudiRole *role)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (roles[i].name, name))
      {
        *role = (DoudiRole) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * doudi_roles_may_combine:
 * @mask: bits 1 << #DoudiRole
 *
 * Tells whether one person may have these roles. A small office may give the notices to a
 * caseworker or a reviewer; nothing else goes together, or four eyes would be two.
 *
 * Returns: whether it may be
 */
gboolean
doudi_roles_may_combine (guint mask)
{
  if (mask == 0 || (mask & ~EVERYBODY) != 0)
    return FALSE;
  return (mask & (mask - 1)) == 0 || mask == (C | N) || mask == (R | N);
}
