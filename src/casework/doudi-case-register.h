/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-case-read.h"
#include "store/doudi-indexer.h"

G_BEGIN_DECLS

/**
 * DoudiCaseRegistered:
 *
 * Whom a case became in the registry.
 *
 * @household_id: where they live
 * @person_id: who draws
 */
typedef struct
{
  gint64 household_id;
  gint64 person_id;
} DoudiCaseRegistered;

char *doudi_case_source (const DoudiCase *of);
gboolean doudi_case_register (DoudiSession *session, const DoudiCase *of, DoudiIndexer *indexer, DoudiCaseRegistered *registered, GError **error);

G_END_DECLS
