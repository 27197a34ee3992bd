/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-forms.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "casework/doudi-audit-detail.h"

#define BUNDLED "bundled"
#define PROPOSED "proposed"
#define ADOPTED "adopted"

static gboolean
is_state (const DoudiFormDocumentRow *row, const char *state)
{
  return g_str_equal (row->state, state);
}

/* Of one form the version counts that came last among the adopted ones. */
static gboolean
is_in_force (GPtrArray *rows, guint index)
{
  const DoudiFormDocumentRow *row = g_ptr_array_index (rows, index);

  if (!is_state (row, ADOPTED))
    return FALSE;
  for (guint i = index + 1; i < rows->len; i++)
    {
      const DoudiFormDocumentRow *later = g_ptr_array_index (rows, i);

      if (is_state (later, ADOPTED) && g_str_equal (later->form, row->form))
        return FALSE;
    }
  return TRUE;
}

static DoudiFormEntry *
entry_new (DoudiForm *form, const char *state, gboolean in_force)
{
  DoudiFormEntry *entry = g_new0 (DoudiFormEntry, 1);

  entry->form = form;
  entry->state = g_strdup (state);
  entry->in_force = in_force;
  return entry;
}

static gboolean
add_own (GPtrArray *entries, DoudiStore *store, GError **error)
{
  g_autoptr (GPtrArray) rows = doudi_form_document_list (store, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const DoudiFormDocumentRow *row = g_ptr_array_index (rows, i);
      DoudiForm *form = doudi_form_load (row->json, -1, row->form, error);
      DoudiFormEntry *entry;

      if (form == NULL)
        return FALSE;
      entry = entry_new (form, row->state, is_in_force (rows, i));
      entry->id = row->id;
      entry->proposed_by = g_strdup (row->proposed_by);
      entry->adopted_by = g_strdup (row->adopted_by);
      g_ptr_array_add (entries, entry);
    }
  return rows != NULL;
}

/* Whether the caseload has a version of its own in force. */
static gboolean
has_own (GPtrArray *entries, const char *id)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const DoudiFormEntry *entry = g_ptr_array_index (entries, i);

      if (entry->id != 0 && entry->in_force && g_str_equal (entry->form->id, id))
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_bundled (GPtrArray *entries, GError **error)
{
  g_auto (GStrv) ids = doudi_form_list_bundled (error);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      DoudiForm *form = doudi_form_load_bundled (ids[i], error);

      if (form == NULL)
        return FALSE;
      g_ptr_array_add (entries, entry_new (form, BUNDLED, !has_own (entries, ids[i])));
    }
  return ids != NULL;
}

/* All forms: those of the caseload, if there is one, and those of the program. */
static GPtrArray *
load_all (DoudiStore *store, GError **error)
{
  g_autoptr (GPtrArray) entries
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_form_entry_free);

  if ((store != NULL && !add_own (entries, store, error)) || !add_bundled (entries, error))
    return NULL;
  return g_steal_pointer (&entries);
}

/* A form of the county goes before one of the program, one for the programme before one for all, a
 * later one before an earlier one; an invented one is the last. */
static gboolean
is_better (const DoudiFormEntry *entry, const DoudiFormEntry *than)
{
  if (than == NULL)
    return TRUE;
  if ((entry->id != 0) != (than->id != 0))
    return entry->id != 0;
  if (entry->form->demonstration != than->form->demonstration)
    return than->form->demonstration;
  if ((entry->form->programmes != 0) != (than->form->programmes != 0))
    return entry->form->programmes != 0;
  return entry->form->valid_from > than->form->valid_from;
}

static gboolean
is_for (const DoudiForm *form, DoudiProgramme programme)
{
  return form->programmes == 0 || programme == DOUDI_PROGRAMME_NONE
         || (form->programmes & (1u << programme)) != 0;
}

static gboolean
fits (const DoudiFormEntry *entry,
      DoudiFormKind kind,
      DoudiFormSlip slip,
      DoudiProgramme programme,
      DoudiDay day)
{
  return entry->in_force && entry->form->kind == kind && entry->form->slip == slip
         && is_for (entry->form, programme) && doudi_form_is_in_force (entry->form, day);
}

/**
 * doudi_forms_find:
 * @store: (nullable): the caseload; %NULL for the forms of the program only
 * @kind: what it is for
 * @slip: which slip, %DOUDI_SLIP_NONE for other kinds
 * @programme: for which programme, %DOUDI_PROGRAMME_NONE for any
 * @day: on which it is used
 * @error: %DOUDI_ERROR_NOT_FOUND if there is none
 *
 * Finds the form that the office uses: its own before one of the program.
 *
 * Returns: (transfer full): the form; %NULL with @error set
 */
DoudiForm *
doudi_forms_find (DoudiStore *store,
                  DoudiFormKind kind,
                  DoudiFormSlip slip,
                  DoudiProgramme programme,
                  DoudiDay day,
                  GError **error)
{
  g_autoptr (GPtrArray) entries = load_all (store, error);
  const DoudiFormEntry *best = NULL;

  if (entries == NULL)
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    {
      const DoudiFormEntry *entry = g_ptr_array_index (entries, i);

      if (fits (entry, kind, slip, programme, day) && is_better (entry, best))
        best = entry;
    }
  if (best != NULL)
    return doudi_form_ref (best->form);
  doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                   _ ("There is no form of the kind “%s” for this. A reviewer proposes one, a "
                      "director adopts it."),
                   doudi_form_kind_label (kind));
  return NULL;
}

/* The version of the caseload that counts, %NULL where it has none. Of some thirty forms only this
 * one is read: a form is asked for with every step of a case. */
static gboolean
load_own_in_force (DoudiStore *store, const char *id, DoudiForm **form, GError **error)
{
  g_autoptr (GPtrArray) rows = store != NULL ? doudi_form_document_list (store, error) : NULL;

  *form = NULL;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const DoudiFormDocumentRow *row = g_ptr_array_index (rows, i);

      if (!g_str_equal (row->form, id) || !is_in_force (rows, i))
        continue;
      *form = doudi_form_load (row->json, -1, row->form, error);
      return *form != NULL;
    }
  return store == NULL || rows != NULL;
}

static gboolean
is_bundled (const char *id)
{
  g_auto (GStrv) ids = doudi_form_list_bundled (NULL);

  return ids != NULL && g_strv_contains ((const char *const *) ids, id);
}

/**
 * doudi_forms_get:
 * @store: (nullable): the caseload; %NULL for the forms of the program only
 * @id: of a form ("low-income-application")
 * @day: on which it is used; %DOUDI_DAY_NONE for any
 * @error: %DOUDI_ERROR_NOT_FOUND if there is none, or it is not used on that day
 *
 * Gets the version of a form that counts.
 *
 * Returns: (transfer full): the form; %NULL with @error set
 */
DoudiForm *
doudi_forms_get (DoudiStore *store, const char *id, DoudiDay day, GError **error)
{
  g_autoptr (DoudiForm) form = NULL;

  if (!load_own_in_force (store, id, &form, error))
    return NULL;
  if (form == NULL && is_bundled (id))
    form = doudi_form_load_bundled (id, error);
  else if (form == NULL)
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, id,
                     _ ("There is no form “%s”. “form-list” names all of them."), id);
  if (form == NULL || day == DOUDI_DAY_NONE || doudi_form_is_in_force (form, day))
    return g_steal_pointer (&form);
  doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, id, _ ("The form “%s” is not used on that day."),
                   doudi_assessment_text_get (&form->title));
  return NULL;
}

/**
 * doudi_forms_list:
 * @session: (nullable): anybody; %NULL for the forms of the program only
 * @error: %DOUDI_ERROR_NOT_ALLOWED
 *
 * Lists the forms that a caseload can use, former and proposed ones too.
 *
 * Returns: (transfer full) (element-type DoudiFormEntry): its own in the order they came, then
 *   those of the program by id; %NULL with @error set
 */
GPtrArray *
doudi_forms_list (DoudiSession *session, GError **error)
{
  if (session != NULL && !doudi_session_authorize (session, DOUDI_ACTION_VIEW_FORMS, NULL, error))
    return NULL;
  return load_all (session != NULL ? doudi_session_get_store (session) : NULL, error);
}

static gboolean
record (DoudiSession *session, DoudiAction action, gint64 id, const DoudiForm *form, GError **error)
{
  g_autofree char *object = g_strdup_printf ("form_document:%" G_GINT64_FORMAT, id);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, form->json, -1);
  g_autofree char *detail
    = doudi_audit_detail ("form", form->id, "version", form->version, "digest", digest, NULL);

  return doudi_session_record (session, action, object, detail, error);
}

/* The last row with this very text, or %NULL. */
static const DoudiFormDocumentRow *
find_same (GPtrArray *rows, const DoudiForm *form, gboolean *in_force)
{
  *in_force = FALSE;
  for (guint i = rows->len; i > 0; i--)
    {
      const DoudiFormDocumentRow *row = g_ptr_array_index (rows, i - 1);

      if (!g_str_equal (row->json, form->json))
        continue;
      *in_force = is_in_force (rows, i - 1);
      return row;
    }
  return NULL;
}

static void
set_already (GError **error, const DoudiForm *form, gboolean in_force)
{
  doudi_error_set (error, DOUDI_ERROR_CONFLICT, form->id,
                   in_force ? _ ("“%s” is in use already.")
                            : _ ("“%s” is proposed already. A director adopts it."),
                   doudi_assessment_text_get (&form->title));
}

static gboolean
propose (DoudiSession *session, const DoudiForm *form, gint64 *id, GError **error)
{
  g_autoptr (GPtrArray) rows = doudi_form_document_list (doudi_session_get_store (session), error);
  DoudiFormDocumentRow row = { .form = form->id, .json = form->json };
  const DoudiFormDocumentRow *same;
  gboolean in_force;
  gboolean proposed;

  if (rows == NULL)
    return FALSE;
  same = find_same (rows, form, &in_force);
  if (in_force || (same != NULL && is_state (same, PROPOSED)))
    {
      set_already (error, form, in_force);
      return FALSE;
    }
  proposed = doudi_form_document_propose (session, &row, error);
  g_free (row.digest);
  *id = row.id;
  return proposed && record (session, DOUDI_ACTION_PROPOSE_FORM, row.id, form, error);
}

static gboolean
adopt_row (DoudiSession *session,
           const DoudiFormDocumentRow *row,
           const DoudiForm *form,
           gint64 *id,
           GError **error)
{
  g_autofree char *object = g_strdup_printf ("form_document:%" G_GINT64_FORMAT, row->id);

  *id = row->id;
  return doudi_session_require_other_eyes (session, DOUDI_ACTION_ADOPT_FORM, row->proposed_by,
                                           object, error)
         && doudi_form_document_set_adopted (session, row->id, error)
         && record (session, DOUDI_ACTION_ADOPT_FORM, row->id, form, error);
}

static gboolean
adopt (DoudiSession *session, const DoudiForm *form, gint64 *id, GError **error)
{
  g_autoptr (GPtrArray) rows = doudi_form_document_list (doudi_session_get_store (session), error);
  const DoudiFormDocumentRow *same;
  gboolean in_force;

  if (rows == NULL)
    return FALSE;
  same = find_same (rows, form, &in_force);
  if (same != NULL && is_state (same, PROPOSED))
    return adopt_row (session, same, form, id, error);
  if (in_force)
    set_already (error, form, TRUE);
  else
    doudi_error_set (error, DOUDI_ERROR_FOUR_EYES, form->id,
                     _ ("Two people answer for “%s”: a reviewer or an administrator proposes this "
                        "very file first, then you adopt it."),
                     doudi_assessment_text_get (&form->title));
  return FALSE;
}

/**
 * doudi_forms_submit:
 * @session: a reviewer or an administrator, who proposes; or a director, who adopts
 * @json: the form, as its file has it
 * @where: the file, for messages
 * @id: (out): the row in the caseload
 * @adopted: (out): whether it is in use now, else it waits for a director
 * @error: %DOUDI_ERROR_BAD_DATA with the line if the file is no form; %DOUDI_ERROR_NOT_ALLOWED;
 *   %DOUDI_ERROR_FOUR_EYES if nobody else proposed it; %DOUDI_ERROR_CONFLICT if it is in use, or
 *   proposed, already
 *
 * Does what the person may do to bring a form of the county into use. It takes the place of the
 * form with its id; what was filled in on the former one keeps that.
 *
 * Returns: whether it was done
 */
gboolean
doudi_forms_submit (DoudiSession *session,
                    const char *json,
                    const char *where,
                    gint64 *id,
                    gboolean *adopted,
                    GError **error)
{
  DoudiAction action = doudi_session_may (session, DOUDI_ACTION_PROPOSE_FORM)
                         ? DOUDI_ACTION_PROPOSE_FORM
                         : DOUDI_ACTION_ADOPT_FORM;
  g_autoptr (DoudiForm) form = NULL;
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, action, NULL, error))
    return FALSE;
  form = doudi_form_load (json, -1, where, error);
  if (form == NULL)
    return FALSE;
  *adopted = action == DOUDI_ACTION_ADOPT_FORM;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL
         && (*adopted ? adopt (session, form, id, error) : propose (session, form, id, error))
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_filled_form_answers:
 * @row: a form that was filled in
 * @error: %DOUDI_ERROR_BAD_DATA if it cannot be read
 *
 * Reads what was filled in, on the form as it was then.
 *
 * Returns: (transfer full): the answers; %NULL with @error set
 */
DoudiFormAnswers *
doudi_filled_form_answers (const DoudiFilledFormRow *row, GError **error)
{
  g_autoptr (DoudiForm) form = doudi_form_load (row->form_json, -1, row->form, error);

  return form != NULL ? doudi_form_answers_load (form, row->answers, -1, row->form, error) : NULL;
}

/**
 * doudi_form_entry_free:
 * @entry: (nullable) (transfer full): an entry
 *
 * Frees an entry.
 */
void
doudi_form_entry_free (DoudiFormEntry *entry)
{
  if (entry == NULL)
    return;
  doudi_form_unref (entry->form);
  g_free (entry->state);
  g_free (entry->proposed_by);
  g_free (entry->adopted_by);
  g_free (entry);
}
