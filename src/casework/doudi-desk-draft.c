/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * A household that is half typed: what was typed, and what it was typed upon.
 */

#include "config.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "casework/doudi-desk.h"
#include "store/doudi-household-title.h"

#define STAMP "stamp"
#define BASE "base"
#define ANSWERS "answers"
#define SUBJECT_PREFIX "household:"

/**
 * doudi_desk_draft_subject:
 * @household_id: a household, 0 for a new one
 *
 * Names what a draft is about.
 *
 * Returns: (transfer full): such as "household:7"; "" for a new one
 */
char *
doudi_desk_draft_subject (gint64 household_id)
{
  return household_id != 0 ? g_strdup_printf (SUBJECT_PREFIX "%" PRId64, household_id)
                           : g_strdup ("");
}

/**
 * doudi_desk_draft_household:
 * @subject: of a draft
 *
 * Tells which household a draft is about.
 *
 * Returns: the household, 0 for a new one
 */
gint64
doudi_desk_draft_household (const char *subject)
{
  return g_str_has_prefix (subject, SUBJECT_PREFIX)
           ? g_ascii_strtoll (subject + strlen (SUBJECT_PREFIX), NULL, 10)
           : 0;
}

/**
 * doudi_desk_draft_to_json:
 * @draft: what was typed upon what
 * @answers: JSON: what is typed by now
 *
 * Writes a draft down.
 *
 * Returns: (transfer full): JSON, for doudi_draft_save()
 */
char *
doudi_desk_draft_to_json (const DoudiDeskDraft *draft, const char *answers)
{
  g_autofree char *base = doudi_form_answers_to_json (draft->base);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), object);

  if (draft->stamp != NULL)
    json_object_set_string_member (object, STAMP, draft->stamp);
  json_object_set_member (object, BASE, json_from_string (base, NULL));
  json_object_set_member (object, ANSWERS, json_from_string (answers, NULL));
  return json_to_string (root, FALSE);
}

/* A part of a draft as answers; what follows from others is worked out, as in what is read. */
static DoudiFormAnswers *
read_answers (DoudiForm *form, JsonObject *object, const char *name, DoudiDay today, GError **error)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;
  g_autofree char *json = node != NULL ? json_to_string (node, FALSE) : g_strdup ("");
  DoudiFormAnswers *answers = doudi_form_answers_load (form, json, -1, form->id, error);

  if (answers != NULL)
    doudi_form_answers_compute (answers, today);
  return answers;
}

/**
 * doudi_desk_draft_load:
 * @session: who typed
 * @household_id: a household, 0 for a new one
 * @form: the entry screen
 * @draft: (out): what was typed; empty if nothing was kept
 * @error: %DOUDI_ERROR_BAD_DATA if what was kept does not fit the form any more
 *
 * Brings back what the person signed in had typed of a household.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_desk_draft_load (DoudiSession *session,
                       gint64 household_id,
                       DoudiForm *form,
                       DoudiDeskDraft *draft,
                       GError **error)
{
  g_autofree char *subject = doudi_desk_draft_subject (household_id);
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) root = NULL;
  DoudiDay today = doudi_session_get_today (session);
  JsonObject *object;

  *draft = (DoudiDeskDraft){ NULL };
  if (!doudi_draft_load (session, DOUDI_DESK_FORM, subject, &json, error))
    return FALSE;
  if (json == NULL)
    return TRUE;
  root = json_from_string (json, NULL);
  object = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  if (object != NULL)
    draft->stamp = g_strdup (json_object_get_string_member_with_default (object, STAMP, NULL));
  draft->base = read_answers (form, object, BASE, today, error);
  if (draft->base != NULL)
    draft->answers = read_answers (form, object, ANSWERS, today, error);
  if (draft->answers != NULL)
    return TRUE;
  doudi_desk_draft_clear (draft);
  return FALSE;
}

/* Of a household that is not saved yet: the first name that was typed. */
static char *
find_name (const DoudiDraftRow *row)
{
  g_autoptr (JsonNode) root = json_from_string (row->answers, NULL);
  g_autoptr (JsonPath) path = json_path_new ();
  g_autoptr (JsonNode) found = NULL;
  JsonArray *names;

  if (root == NULL || !json_path_compile (path, "$." ANSWERS ".members[*].name", NULL))
    return NULL;
  found = json_path_match (path, root);
  names = found != NULL && JSON_NODE_HOLDS_ARRAY (found) ? json_node_get_array (found) : NULL;
  return names != NULL && json_array_get_length (names) > 0
           ? g_strdup (json_array_get_string_element (names, 0))
           : NULL;
}

/**
 * doudi_desk_draft_describe:
 * @store: the caseload
 * @row: a draft of a household
 *
 * Says which household is half typed.
 *
 * Returns: (transfer full): the words, translated
 */
char *
doudi_desk_draft_describe (DoudiStore *store, const DoudiDraftRow *row)
{
  gint64 household = doudi_desk_draft_household (row->subject);
  g_auto (DoudiHouseholdTitle) title = { NULL };
  g_autofree char *name = NULL;

  if (household != 0)
    return doudi_household_title_get (store, household, &title, NULL)
             ? doudi_household_title_format (&title)
             : g_strdup (row->subject);
  name = find_name (row);
  return name != NULL ? g_strdup_printf (_ ("new household of %s"), name)
                      : g_strdup (_ ("new household"));
}

/**
 * doudi_desk_draft_clear:
 * @draft: a draft
 *
 * Frees what belongs to it.
 */
void
doudi_desk_draft_clear (DoudiDeskDraft *draft)
{
  g_clear_pointer (&draft->stamp, g_free);
  g_clear_pointer (&draft->base, doudi_form_answers_free);
  g_clear_pointer (&draft->answers, doudi_form_answers_free);
}
