/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-explain.h"
#include "paper/doudi-sheet.h"

G_BEGIN_DECLS

/**
 * DoudiHandCheck:
 *
 * What the page 待遇核算单 says: why an award is worth what it is in a month, so that a director
 * reads it and an auditor computes it again by hand. It lies in the file and never hangs: it names a
 * person. Immutable, and without Pango: it may go from thread to thread, the sheet made from it may
 * not.
 */
typedef struct _DoudiHandCheck DoudiHandCheck;

DoudiHandCheck *doudi_hand_check_new (DoudiExplanation *explanation, GError **error);
DoudiHandCheck *doudi_hand_check_build (DoudiSession *session, gint64 award_id, DoudiMonth month, GError **error);
void doudi_hand_check_free (DoudiHandCheck *check);
const DoudiExplanation *doudi_hand_check_get_explanation (const DoudiHandCheck *check);
const char *doudi_hand_check_get_digest (const DoudiHandCheck *check);
char *doudi_hand_check_dup_file_name (const DoudiHandCheck *check);
DoudiSheet *doudi_hand_check_sheet (const DoudiHandCheck *check, GError **error);
gboolean doudi_hand_check_record (DoudiSession *session, const DoudiHandCheck *check, GError **error);
gboolean doudi_hand_check_write (DoudiSession *session, const DoudiHandCheck *check, const char *path, guint *n_pages, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiHandCheck, doudi_hand_check_free)

G_END_DECLS
