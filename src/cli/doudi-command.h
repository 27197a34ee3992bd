/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <json-glib/json-glib.h>

#include "base/doudi-base.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiInvocation:
 *
 * One call of doudictl: the global options, the arguments of the command, and the ways to answer.
 */
typedef struct _DoudiInvocation DoudiInvocation;

typedef gboolean (*DoudiCommandFunc) (DoudiInvocation *invocation, GError **error);

/**
 * DoudiCommand:
 * @name: as typed
 * @arguments: for the help text: "FILE MONTH"; what is in brackets, "[FILE]", may be left out
 * @n_arguments: how many must be given
 * @summary: English, to be translated
 * @options: (nullable): entries whose arg_data are static variables of the command's file
 */
typedef struct
{
  const char *name;
  const char *arguments;
  guint n_arguments;
  const char *summary;
  const GOptionEntry *options;
  DoudiCommandFunc run;
} DoudiCommand;

/* One table for each file of commands, ended by an entry without name; doudictl.c lists them. */
extern const DoudiCommand doudi_commands_caseload[]; /* init, user-add, user-list, verify, backup, restore */
extern const DoudiCommand doudi_commands_rules[];    /* evaluate, explain */
extern const DoudiCommand doudi_commands_policy[];   /* policy-list, policy-adopt, policy-check */
extern const DoudiCommand doudi_commands_what_if[];  /* what-if */
extern const DoudiCommand doudi_commands_import[];   /* layouts, import, import-accept, import-undo */
extern const DoudiCommand doudi_commands_registry[]; /* search, household */
extern const DoudiCommand doudi_commands_attachment[]; /* attach, attachments, attachment-… */
extern const DoudiCommand doudi_commands_household[]; /* timeline, household-page */
extern const DoudiCommand doudi_commands_households[]; /* households, views, view-save, ... */
extern const DoudiCommand doudi_commands_demo[];     /* demo */
extern const DoudiCommand doudi_commands_pay[];      /* pay, pay-approve, pay-close, bank-file, bank-return */
extern const DoudiCommand doudi_commands_list[];     /* list-create, list-show, list-submit, list-approve, …, notice-record */
extern const DoudiCommand doudi_commands_merge[];    /* persons-merge, households-merge, household-split */
extern const DoudiCommand doudi_commands_notice[];   /* notice */
extern const DoudiCommand doudi_commands_hand_check[]; /* hand-check */
extern const DoudiCommand doudi_commands_desk[];     /* household-form, household-save, edits, edit-undo, ... */
extern const DoudiCommand doudi_commands_bulk[];     /* households-edit */
extern const DoudiCommand doudi_commands_change[];   /* change-kinds, change-preview, change-enter, ... */
extern const DoudiCommand doudi_commands_award_review[]; /* review-due, review-open, review-finish, ... */
extern const DoudiCommand doudi_commands_application[]; /* application-…, delegate */
extern const DoudiCommand doudi_commands_finding[]; /* finding-kinds, findings, finding-decide */
extern const DoudiCommand doudi_commands_form[];     /* form-list, form, form-check, form-adopt */
extern const DoudiCommand doudi_commands_report[];   /* report-list, report */

int doudi_command_main (const DoudiCommand *const *tables, int argc, char **argv);

const char *doudi_invocation_get_argument (DoudiInvocation *invocation, guint index);
gboolean doudi_invocation_parse_id (const char *text, gint64 *id, GError **error);
DoudiDay doudi_invocation_get_today (DoudiInvocation *invocation);
const DoudiProgress *doudi_invocation_get_progress (DoudiInvocation *invocation);
char *doudi_invocation_read_password (DoudiInvocation *invocation, GError **error);
char *doudi_invocation_read_password_file (DoudiInvocation *invocation, const char *path, GError **error);
char *doudi_invocation_read_line_file (DoudiInvocation *invocation, const char *path, GError **error);
const char *doudi_invocation_get_user (DoudiInvocation *invocation);
DoudiSession *doudi_invocation_open (DoudiInvocation *invocation, const char *path, GError **error);
gboolean doudi_invocation_wants_json (DoudiInvocation *invocation);
void doudi_invocation_say (DoudiInvocation *invocation, const char *format, ...) G_GNUC_PRINTF (2, 3);
void doudi_invocation_answer (DoudiInvocation *invocation, JsonBuilder *builder);
void doudi_invocation_set_problems (DoudiInvocation *invocation, JsonBuilder *builder);
void doudi_invocation_fail (DoudiInvocation *invocation);

/* Members as the contract writes them: ids as strings, amounts in yuan with two decimals, months
 * "2018-06", days "2018-06-08". */
void doudi_json_add_id (JsonBuilder *builder, const char *member, gint64 id);
void doudi_json_add_int (JsonBuilder *builder, const char *member, gint64 value);
void doudi_json_add_text (JsonBuilder *builder, const char *member, const char *text);
void doudi_json_add_boolean (JsonBuilder *builder, const char *member, gboolean value);
void doudi_json_add_fen (JsonBuilder *builder, const char *member, DoudiFen fen);
void doudi_json_add_month (JsonBuilder *builder, const char *member, DoudiMonth month);
void doudi_json_add_day (JsonBuilder *builder, const char *member, DoudiDay day);

G_END_DECLS
