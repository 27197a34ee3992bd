/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-error.h"
#include "policy/doudi-evaluate-asks.h"

#include <glib/gi18n-lib.h>

/* The bundled document of that id; it belongs to @evaluation. */
static DoudiPolicyDocument *
find_document (DoudiEvaluation *evaluation, const char *id, GError **error)
{
  DoudiPolicyDocument *document = g_hash_table_lookup (evaluation->documents, id);

  if (document != NULL)
    return document;
  document = doudi_policy_document_load_bundled (id, error);
  if (document != NULL)
    g_hash_table_insert (evaluation->documents, g_strdup (id), document);
  return document;
}

static gboolean
add_national (DoudiEvaluation *evaluation, GPtrArray *documents, GError **error)
{
  g_auto (GStrv) ids = doudi_policy_document_list_bundled (error);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      DoudiPolicyDocument *document = find_document (evaluation, ids[i], error);

      if (document == NULL)
        return FALSE;
      if (doudi_policy_document_is_national (document)
          && !g_ptr_array_find (documents, document, NULL))
        g_ptr_array_add (documents, document);
    }
  return ids != NULL;
}

/* Adds the document named by a member, if it is there. */
static gboolean
add_named (DoudiEvaluation *evaluation,
           const DoudiJsonValue *given,
           const char *member,
           GPtrArray *documents,
           GError **error)
{
  const char *id = NULL;
  DoudiPolicyDocument *document;

  if (!doudi_json_get_string (given, member, DOUDI_JSON_OPTIONAL, &id, error))
    return FALSE;
  if (id == NULL)
    return TRUE;
  document = find_document (evaluation, id, error);
  if (document == NULL)
    return FALSE;
  g_ptr_array_add (documents, document);
  return TRUE;
}

/**
 * doudi_evaluation_load_rules:
 * @evaluation: what the cases share
 * @given: an object; its "rule" and "policy" name bundled documents, its "known_on" counts
 * @otherwise: (nullable): the document where neither is given; "" for none, %NULL if one must be
 * @error: a member is wrong
 *
 * Puts together the documents that a case names and those of the whole country, as in a caseload.
 *
 * Returns: (transfer full): the policy, %NULL with @error set
 */
DoudiPolicy *
doudi_evaluation_load_rules (DoudiEvaluation *evaluation,
                             const DoudiJsonValue *given,
                             const char *otherwise,
                             GError **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  DoudiDay known_on = DOUDI_DAY_NONE;

  if (!doudi_json_get_day (given, "known_on", DOUDI_JSON_OPTIONAL, &known_on, error)
      || !add_named (evaluation, given, "rule", documents, error)
      || !add_named (evaluation, given, "policy", documents, error))
    return NULL;
  if (documents->len == 0 && otherwise == NULL)
    {
      doudi_json_value_set_error (given, error, _ ("“%s” is missing"), "rule");
      return NULL;
    }
  if (documents->len == 0 && *otherwise != '\0')
    {
      DoudiPolicyDocument *document = find_document (evaluation, otherwise, error);

      if (document == NULL)
        return NULL;
      g_ptr_array_add (documents, document);
    }
  return add_national (evaluation, documents, error) ? doudi_policy_new (documents, known_on)
                                                     : NULL;
}

/**
 * doudi_evaluation_load_policy:
 * @evaluation: what the cases share
 * @given: an object; its "known_on" counts
 * @member: "policy" or "rule": names a bundled document
 * @need: without the member only what holds in the whole country is known
 * @error: a member is wrong
 *
 * Puts together the document that a case names and those of the whole country, as in a caseload.
 *
 * Returns: (transfer full): the policy, %NULL with @error set
 */
DoudiPolicy *
doudi_evaluation_load_policy (DoudiEvaluation *evaluation,
                              const DoudiJsonValue *given,
                              const char *member,
                              DoudiJsonNeed need,
                              GError **error)
{
  g_autoptr (GPtrArray) documents = g_ptr_array_new ();
  const char *id = NULL;
  DoudiDay known_on = DOUDI_DAY_NONE;

  if (!doudi_json_get_string (given, member, need, &id, error)
      || !doudi_json_get_day (given, "known_on", DOUDI_JSON_OPTIONAL, &known_on, error))
    return NULL;
  if (id != NULL)
    {
      DoudiPolicyDocument *document = find_document (evaluation, id, error);

      if (document == NULL)
        return NULL;
      g_ptr_array_add (documents, document);
    }
  return add_national (evaluation, documents, error) ? doudi_policy_new (documents, known_on)
                                                     : NULL;
}

/* The calendar of the years whose tables come with the program. */
const DoudiWorkingDays *
doudi_evaluation_get_calendar (DoudiEvaluation *evaluation, GError **error)
{
  if (evaluation->calendar == NULL)
    evaluation->calendar = doudi_working_days_new_bundled (error);
  return evaluation->calendar;
}

/* A programme, in "programme". */
gboolean
doudi_given_programme (const DoudiJsonValue *given, DoudiProgramme *programme, GError **error)
{
  int index = 0;

  if (!doudi_json_get_word (given, "programme", DOUDI_JSON_REQUIRED, doudi_programme_names (),
                            &index, error))
    return FALSE;
  *programme = (DoudiProgramme) index;
  return TRUE;
}

/* An amount that may not be below 0. */
gboolean
doudi_given_amount (const DoudiJsonValue *given,
                    const char *name,
                    DoudiJsonNeed need,
                    DoudiFen *fen,
                    GError **error)
{
  DoudiFen found = *fen;
  g_autofree char *text = NULL;

  if (!doudi_json_get_amount (given, name, need, &found, error))
    return FALSE;
  if (found < 0 && doudi_json_get_member (given, name) != NULL)
    {
      text = doudi_money_format (found);
      doudi_json_value_set_error (doudi_json_get_member (given, name), error,
                                  _ ("“%s” is %s; allowed are amounts from 0.00 on"), name, text);
      return FALSE;
    }
  *fen = found;
  return TRUE;
}

/* A count from 0 on. */
gboolean
doudi_given_count (const DoudiJsonValue *given,
                   const char *name,
                   DoudiJsonNeed need,
                   gint64 *count,
                   GError **error)
{
  return doudi_json_get_integer (given, name, need, 0, DOUDI_COUNT_MAX, count, error);
}

/* A word of the vocabulary of rules; @index is left alone where it is absent. */
gboolean
doudi_given_word (const DoudiJsonValue *given,
                  const char *name,
                  DoudiJsonNeed need,
                  const DoudiWord *words,
                  int *index,
                  GError **error)
{
  g_auto (GStrv) names = doudi_word_dup_names (words);

  return doudi_json_get_word (given, name, need, (const char *const *) names, index, error);
}

/* Passes on why a rule failed: what it could not do without is a member that is missing. */
gboolean
doudi_given_lacks (const DoudiJsonValue *given, const GError *failure, GError **error)
{
  if (g_error_matches (failure, DOUDI_ERROR, DOUDI_ERROR_NO_FACT))
    doudi_json_value_set_error (given, error, "%s", failure->message);
  else
    g_propagate_error (error, g_error_copy (failure));
  return FALSE;
}
