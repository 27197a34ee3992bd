/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiFilledFormRow:
 *
 * A form that was filled in, with the form as it was then. One of the three ids says what it belongs
 * to; the others are 0.
 *
 * @form: such as "low-income-application"
 * @kind: a word of the kinds of forms: "application", "survey", ...
 * @form_json: the definition, whole
 * @day: that the paper bears
 * @answers: JSON
 * @result: what it comes to: "class-2", "partly", "passed"; or ""
 * @scored: whether there is a @score, in tenths of a point
 * @override_reason: why the result is not the one of the score, or ""
 * @replaces: the one it corrects, or 0
 * @replaced: another one corrects it
 */
typedef struct
{
  gint64 id;
  gint64 application_id;
  gint64 change_id;
  gint64 review_id;
  char *form;
  char *kind;
  char *form_json;
  DoudiDay day;
  char *answers;
  char *digest;
  char *result;
  gboolean scored;
  gint64 score;
  char *override_reason;
  gint64 replaces;
  gboolean replaced;
  char *recorded_at;
  char *recorded_by;
} DoudiFilledFormRow;

/**
 * DoudiFormDocumentRow:
 *
 * A form that the county issued itself. @state is "proposed" or "adopted".
 */
typedef struct
{
  gint64 id;
  char *form;
  char *json;
  char *digest;
  char *state;
  char *proposed_by;
  char *adopted_by;
} DoudiFormDocumentRow;

/* Steps of the caller's transaction, and so are their audit lines. */
gboolean doudi_filled_form_insert (DoudiSession *session, DoudiFilledFormRow *row, GError **error);
gboolean doudi_form_document_propose (DoudiSession *session, DoudiFormDocumentRow *row, GError **error);
gboolean doudi_form_document_set_adopted (DoudiSession *session, gint64 id, GError **error);

DoudiFilledFormRow *doudi_filled_form_get (DoudiStore *store, gint64 id, GError **error);
DoudiFilledFormRow *doudi_filled_form_latest (DoudiStore *store, gint64 application_id, const char *kind, GError **error);
GPtrArray *doudi_filled_form_list (DoudiStore *store, gint64 application_id, GError **error);
GPtrArray *doudi_filled_form_list_of_change (DoudiStore *store, gint64 change_id, GError **error);
GPtrArray *doudi_filled_form_list_of_review (DoudiStore *store, gint64 review_id, GError **error);
GPtrArray *doudi_form_document_list (DoudiStore *store, GError **error);

void doudi_filled_form_row_free (DoudiFilledFormRow *row);
void doudi_form_document_row_free (DoudiFormDocumentRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiFilledFormRow, doudi_filled_form_row_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiFormDocumentRow, doudi_form_document_row_free)

G_END_DECLS
