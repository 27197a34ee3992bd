/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-policy.h"
#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiPolicyEntry:
 *
 * A policy document that a caseload holds, or that comes with the program (@id is 0, @state
 * "bundled").
 *
 * @in_force: the version that counts: adopted, and none of the same document was adopted later; or
 *   a bundled one that holds in the whole country, whoever has adopted what
 * @state: "proposed", "adopted" or "bundled"
 */
typedef struct
{
  gint64 id;
  DoudiPolicyDocument *document;
  char *state;
  gboolean in_force;
  char *digest;
  char *proposed_by;
  char *adopted_by;
  char *recorded_at;
} DoudiPolicyEntry;

/**
 * DoudiPolicyStep:
 * @DOUDI_POLICY_PROPOSED: the document waits for a director
 * @DOUDI_POLICY_ADOPTED: the document holds from now on
 */
typedef enum
{
  DOUDI_POLICY_PROPOSED,
  DOUDI_POLICY_ADOPTED,
} DoudiPolicyStep;

gboolean doudi_policies_adopt_initial (DoudiSession *session, const char *const *ids, GError **error);
gboolean doudi_policies_propose (DoudiSession *session, DoudiPolicyDocument *document, gint64 *id, GError **error);
gboolean doudi_policies_adopt (DoudiSession *session, DoudiPolicyDocument *document, gint64 *id, GError **error);
gboolean doudi_policies_submit (DoudiSession *session, DoudiPolicyDocument *document, DoudiPolicyStep *step, gint64 *id, GError **error);
GPtrArray *doudi_policies_list (DoudiSession *session, GError **error);
GPtrArray *doudi_policies_list_bundled (GError **error);
DoudiPolicy *doudi_policies_load (DoudiStore *store, DoudiDay known_on, GError **error);
DoudiPolicy *doudi_policies_load_listed (DoudiStore *store, const char *ids, DoudiDay known_on, GError **error);
DoudiPolicy *doudi_policies_load_with (DoudiStore *store, DoudiPolicyDocument *draft, DoudiDay known_on, GError **error);
gboolean doudi_policies_find_in_force (DoudiStore *store, const char *document, gint64 *row, GError **error);
char *doudi_policies_list_ids (DoudiStore *store, GError **error);
char *doudi_policies_digest (DoudiStore *store, DoudiDay known_on, GError **error);
gboolean doudi_policies_ids_have (const char *ids, gint64 id);
void doudi_policy_entry_free (DoudiPolicyEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiPolicyEntry, doudi_policy_entry_free)

G_END_DECLS
