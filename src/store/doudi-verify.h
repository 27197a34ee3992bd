/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiCheck:
 * @name: such as "audit-chain"
 * @ok: whether it holds
 * @count: how many things were looked at, or how many break it when not @ok
 * @detail: for a person; nothing that names somebody
 */
typedef struct
{
  char *name;
  gboolean ok;
  gint64 count;
  char *detail;
} DoudiCheck;

DoudiCheck *doudi_check_new (const char *name, gboolean ok, gint64 count, const char *detail);
void doudi_check_free (DoudiCheck *check);
gboolean doudi_verify_store (DoudiSession *session, GPtrArray *checks, const DoudiProgress *progress, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiCheck, doudi_check_free)

G_END_DECLS
