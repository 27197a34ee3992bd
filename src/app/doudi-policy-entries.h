/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "casework/doudi-policies.h"

G_BEGIN_DECLS

/**
 * DoudiPolicyStanding:
 * @DOUDI_POLICY_DRAFT: a file that somebody opened; the caseload does not have it
 * @DOUDI_POLICY_IN_FORCE: it counts
 * @DOUDI_POLICY_NATIONAL: comes with the program and counts in every caseload
 * @DOUDI_POLICY_WAITING: proposed, a director has not adopted it
 * @DOUDI_POLICY_FORMER: adopted once, a later version counts
 * @DOUDI_POLICY_BUNDLED: comes with the program; the caseload does not have it
 *
 * How a document stands to the caseload, in the order in which they are listed.
 */
typedef enum
{
  DOUDI_POLICY_DRAFT,
  DOUDI_POLICY_IN_FORCE,
  DOUDI_POLICY_NATIONAL,
  DOUDI_POLICY_WAITING,
  DOUDI_POLICY_FORMER,
  DOUDI_POLICY_BUNDLED,
} DoudiPolicyStanding;

DoudiPolicyEntry *doudi_policy_entry_new_draft (DoudiPolicyDocument *document);
DoudiPolicyStanding doudi_policy_entry_get_standing (const DoudiPolicyEntry *entry);
const char *doudi_policy_entry_describe (const DoudiPolicyEntry *entry);
gboolean doudi_policy_entry_comes_with_program (const DoudiPolicyEntry *entry);
DoudiPolicyEntry *doudi_policy_entries_find_text (GPtrArray *entries, const char *digest);
gboolean doudi_policy_entries_are_same (GPtrArray *entries, GPtrArray *others);
GPtrArray *doudi_policy_entries_list (DoudiSession *session, GError **error);
void doudi_policy_entries_set_up (GtkColumnView *view);
GPtrArray *doudi_policy_entries_rows (GPtrArray *entries);

G_END_DECLS
