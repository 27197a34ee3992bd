/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-programme.h"
#include "store/doudi-import-batch.h"

G_BEGIN_DECLS

/**
 * DoudiImportFileOptions:
 * @layout: (nullable): id of the layout to read with; %NULL finds it out
 * @programme: only awards of it, %DOUDI_PROGRAMME_NONE for all
 * @month: the month the roster stands for; %DOUDI_MONTH_NONE takes that of the title, else that of
 *   the session's day
 * @residence: %DOUDI_RESIDENCE_ANY takes that of the title, else rural
 * @rejects: (nullable) (type filename): where the rows held back are written, if there are any
 * @dry_run: whether to report only and keep nothing
 */
typedef struct
{
  const char *layout;
  DoudiProgramme programme;
  DoudiMonth month;
  DoudiResidence residence;
  const char *rejects;
  gboolean dry_run;
} DoudiImportFileOptions;

/**
 * DoudiImportFileResult:
 * @batch: what was staged, as it stands in the caseload; its id is 0 for a dry run
 * @problems: (element-type DoudiImportProblem): problems and warnings in the order they were found
 * @notes: (element-type utf8): what the reader should know and nothing depends on
 */
typedef struct
{
  DoudiImportBatch *batch;
  GPtrArray *problems;
  GPtrArray *notes;
} DoudiImportFileResult;

DoudiImportFileResult *doudi_import_file (DoudiSession *session, const char *path, const DoudiImportFileOptions *options, const DoudiProgress *progress, GError **error);
void doudi_import_file_result_free (DoudiImportFileResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiImportFileResult, doudi_import_file_result_free)

G_END_DECLS
