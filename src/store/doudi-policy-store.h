/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiPolicyRow:
 *
 * A policy document in the caseload. @state is "proposed" or "adopted"; @digest is the BLAKE2b-256
 * of @json, hexadecimal.
 */
typedef struct
{
  gint64 id;
  char *document;
  char *json;
  char *digest;
  char *state;
  char *proposed_by;
  char *adopted_by;
  char *recorded_at;
} DoudiPolicyRow;

GPtrArray *doudi_policy_rows_list (DoudiStore *store, GError **error);
gboolean doudi_policy_row_propose (DoudiSession *session, const char *document, const char *json, gint64 *id, GError **error);
gboolean doudi_policy_row_adopt (DoudiSession *session, const char *document, const char *json, gint64 *id, GError **error);
gboolean doudi_policy_row_set_adopted (DoudiSession *session, gint64 id, GError **error);
char *doudi_policy_digest (const char *json);
void doudi_policy_row_free (DoudiPolicyRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiPolicyRow, doudi_policy_row_free)

G_END_DECLS
