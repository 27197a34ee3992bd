/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-policy.h"
#include "store/doudi-import-batch.h"
#include "store/doudi-indexer.h"

G_BEGIN_DECLS

/**
 * DoudiImportStanding:
 * @DOUDI_IMPORT_FREE: nothing stands against a new award
 * @DOUDI_IMPORT_DRAWS_ALREADY: draws the programme, or one that excludes it, already
 * @DOUDI_IMPORT_IN_OTHER_HOUSEHOLD: is a member of another household that draws an award
 */
typedef enum
{
  DOUDI_IMPORT_FREE,
  DOUDI_IMPORT_DRAWS_ALREADY,
  DOUDI_IMPORT_IN_OTHER_HOUSEHOLD,
} DoudiImportStanding;

/**
 * DoudiImportKnown:
 * @person_id: 0 when the caseload does not know the identity number
 * @programme: what the person, or the household, draws that stands against it
 */
typedef struct
{
  gint64 person_id;
  DoudiImportStanding standing;
  DoudiProgramme programme;
} DoudiImportKnown;

/**
 * DoudiImportResult:
 *
 * What a batch brought, or what was taken back out with it.
 */
typedef struct
{
  gint64 batch_id;
  gint64 households;
  gint64 persons;
  gint64 awards;
} DoudiImportResult;

gboolean doudi_import_ask_known (DoudiStore *store, const DoudiPolicy *policy, const char *identity_number, guint programmes, DoudiDay day, DoudiImportKnown *known, GError **error);
gboolean doudi_import_accept (DoudiSession *session, gint64 batch_id, const DoudiProgress *progress, DoudiImportResult *result, GError **error);
gboolean doudi_import_undo (DoudiSession *session, gint64 batch_id, const DoudiProgress *progress, DoudiImportResult *result, GError **error);

DoudiIndexer *doudi_casework_indexer_new (DoudiSession *session, GError **error);

G_END_DECLS
