/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-policy-document-private.h"

#include "base/doudi-data.h"
#include "base/doudi-error.h"
#include "base/doudi-file.h"
#include "base/doudi-kept.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUNDLED_FOLDER "policies"
#define FILE_ENDING ".json"
#define FILE_BYTES_MAX (4 * 1024 * 1024)

static const char *const document_members[] = {
  "id",   "title",     "number", "source", "adopted_on", "area", "demonstration",
  "note", "standards", "lines",  "rules",  NULL,
};
static void
clear_standard (DoudiStandard *standard)
{
  g_free (standard->part);
  doudi_dated_clear (&standard->dated);
}

static void
clear_line (DoudiPolicyLine *line)
{
  doudi_dated_clear (&line->dated);
}

static void
clear_rule (DoudiRule *rule)
{
  doudi_dated_clear (&rule->dated);
}

/* The beginnings of county codes it is for; none means every county. */
static gboolean
load_area (DoudiPolicyDocument *document, const DoudiJsonValue *area, GError **error)
{
  if (area == NULL)
    return TRUE;
  if (!doudi_json_array_dup_strings (area, &document->area, error))
    return FALSE;
  for (guint i = 0; document->area[i] != NULL; i++)
    {
      const char *code = document->area[i];

      if (strlen (code) < 2 || strlen (code) > 6 || strspn (code, "0123456789") != strlen (code))
        {
          doudi_json_value_set_error (
            doudi_json_array_get (area, i), error,
            _ ("“area” may not hold \"%s\"; allowed are the first 2 to 6 digits of a county code"),
            code);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
load_head (DoudiPolicyDocument *document, const DoudiJsonValue *root, GError **error)
{
  const char *id, *title, *source, *number = "", *note = "";
  const DoudiJsonValue *area = NULL;

  if (!doudi_json_check_members (root, document_members, error)
      || !doudi_policy_document_get_name (root, "id", DOUDI_JSON_REQUIRED, &id, error)
      || !doudi_policy_document_get_text (root, "title", &title, error)
      || !doudi_policy_document_get_text (root, "source", &source, error)
      || !doudi_json_get_string (root, "number", DOUDI_JSON_OPTIONAL, &number, error)
      || !doudi_json_get_string (root, "note", DOUDI_JSON_OPTIONAL, &note, error)
      || !doudi_json_get_day (root, "adopted_on", DOUDI_JSON_REQUIRED, &document->adopted_on, error)
      || !doudi_json_get_boolean (root, "demonstration", DOUDI_JSON_REQUIRED,
                                  &document->demonstration, error)
      || !doudi_json_get_array (root, "area", DOUDI_JSON_OPTIONAL, &area, error))
    return FALSE;
  document->id = g_strdup (id);
  document->title = g_strdup (title);
  document->source = g_strdup (source);
  document->number = g_strdup (number);
  document->note = g_strdup (note);
  return load_area (document, area, error);
}

static DoudiPolicyDocument *
document_new (const char *json, gssize length)
{
  DoudiPolicyDocument *document = g_new0 (DoudiPolicyDocument, 1);

  g_atomic_ref_count_init (&document->references);
  document->json = length < 0 ? g_strdup (json) : g_strndup (json, (gsize) length);
  document->standards = g_array_new (FALSE, FALSE, sizeof (DoudiStandard));
  g_array_set_clear_func (document->standards, (GDestroyNotify) clear_standard);
  document->lines = g_array_new (FALSE, FALSE, sizeof (DoudiPolicyLine));
  g_array_set_clear_func (document->lines, (GDestroyNotify) clear_line);
  document->rules = g_array_new (FALSE, FALSE, sizeof (DoudiRule));
  g_array_set_clear_func (document->rules, (GDestroyNotify) clear_rule);
  return document;
}

static DoudiPolicyDocument *
read_document (const char *json, gssize length, const char *where, GError **error)
{
  g_autoptr (DoudiJsonDocument) file = doudi_json_document_load (json, length, where, error);
  g_autoptr (DoudiPolicyDocument) document = NULL;
  const DoudiJsonValue *root;

  if (file == NULL)
    return NULL;
  root = doudi_json_document_get_root (file);
  document = document_new (json, length);
  if (!load_head (document, root, error)
      || !doudi_policy_document_load_values (document, root, error))
    return NULL;
  return g_steal_pointer (&document);
}

static gpointer
ref_document (gpointer document)
{
  return doudi_policy_document_ref (document);
}

static void
unref_document (gpointer document)
{
  doudi_policy_document_unref (document);
}

/**
 * doudi_policy_document_load:
 * @json: the text of the file, UTF-8
 * @length: its bytes, -1 if it ends with NUL
 * @where: the file's name, for messages
 * @error: %DOUDI_ERROR_BAD_DATA with the place "file:line", naming the value and what is allowed
 *
 * Reads a policy document. Its format is told by data/policies/policy.schema.json; a member that
 * is not known is refused, so that a misspelt one is noticed. A text that was read lately is not
 * read again.
 *
 * Returns: (transfer full): the document, %NULL with @error set
 */
DoudiPolicyDocument *
doudi_policy_document_load (const char *json, gssize length, const char *where, GError **error)
{
  static DoudiKept kept = { .ref = ref_document, .unref = unref_document };
  DoudiPolicyDocument *document = doudi_kept_get (&kept, json, length);

  if (document != NULL)
    return document;
  document = read_document (json, length, where, error);
  if (document != NULL)
    doudi_kept_put (&kept, json, length, document);
  return document;
}

/**
 * doudi_policy_document_load_file:
 * @path: (type filename): a file
 * @error: as doudi_policy_document_load(), or why the file cannot be read
 *
 * Returns: (transfer full): the document, %NULL with @error set
 */
DoudiPolicyDocument *
doudi_policy_document_load_file (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GBytes) bytes = doudi_file_read (path, FILE_BYTES_MAX, error);

  if (bytes == NULL)
    return NULL;
  return doudi_policy_document_load (g_bytes_get_data (bytes, NULL),
                                     (gssize) g_bytes_get_size (bytes), shown, error);
}

/* Sets the error for an @id that is none of the bundled ones, and names these. */
static void
fail_not_bundled (const char *id, GError **error)
{
  g_auto (GStrv) ids = doudi_policy_document_list_bundled (NULL);
  g_autofree char *list = ids != NULL ? g_strjoinv (", ", ids) : g_strdup ("");

  doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                   _ ("There is no policy document “%s”; there are: %s"), id, list);
}

/**
 * doudi_policy_document_load_bundled:
 * @id: id of a document that comes with the program, such as "gannan-2018"
 * @error: %DOUDI_ERROR_NOT_FOUND if there is none, naming those there are
 *
 * Returns: (transfer full): the document, %NULL with @error set
 */
DoudiPolicyDocument *
doudi_policy_document_load_bundled (const char *id, GError **error)
{
  g_autofree char *path = g_strconcat (BUNDLED_FOLDER "/", id, FILE_ENDING, NULL);
  g_autoptr (GBytes) bytes
    = doudi_policy_document_is_name (id) ? doudi_data_lookup (path, NULL) : NULL;

  if (bytes == NULL)
    {
      fail_not_bundled (id, error);
      return NULL;
    }
  return doudi_policy_document_load (g_bytes_get_data (bytes, NULL),
                                     (gssize) g_bytes_get_size (bytes), path, error);
}

/**
 * doudi_policy_document_list_bundled:
 * @error: as doudi_data_list()
 *
 * Returns: (transfer full): the ids of the documents that come with the program, sorted; %NULL with
 *   @error set
 */
GStrv
doudi_policy_document_list_bundled (GError **error)
{
  g_auto (GStrv) names = doudi_data_list (BUNDLED_FOLDER, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  if (names == NULL)
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *id = g_str_has_suffix (names[i], FILE_ENDING)
                              ? g_strndup (names[i], strlen (names[i]) - strlen (FILE_ENDING))
                              : g_strdup ("");

      if (doudi_policy_document_is_name (id))
        g_ptr_array_add (ids, g_steal_pointer (&id));
    }
  g_ptr_array_add (ids, NULL);
  return (GStrv) g_ptr_array_steal (ids, NULL);
}

/**
 * doudi_policy_document_ref:
 * @document: a document
 *
 * Returns: (transfer full): @document
 */
DoudiPolicyDocument *
doudi_policy_document_ref (DoudiPolicyDocument *document)
{
  g_atomic_ref_count_inc (&document->references);
  return document;
}

/**
 * doudi_policy_document_unref:
 * @document: (transfer full) (nullable): a document
 *
 * Gives up a reference; the last one frees the document.
 */
void
doudi_policy_document_unref (DoudiPolicyDocument *document)
{
  if (document == NULL || !g_atomic_ref_count_dec (&document->references))
    return;
  g_array_unref (document->standards);
  g_array_unref (document->lines);
  g_array_unref (document->rules);
  g_strfreev (document->area);
  g_free (document->note);
  g_free (document->source);
  g_free (document->number);
  g_free (document->title);
  g_free (document->id);
  g_free (document->json);
  g_free (document);
}

/**
 * doudi_policy_document_get_id:
 * @document: a document
 *
 * Returns: (transfer none): its short name, such as "gannan-2018"
 */
const char *
doudi_policy_document_get_id (const DoudiPolicyDocument *document)
{
  return document->id;
}

/**
 * doudi_policy_document_get_title:
 * @document: a document
 *
 * Returns: (transfer none): the title of the paper
 */
const char *
doudi_policy_document_get_title (const DoudiPolicyDocument *document)
{
  return document->title;
}

/**
 * doudi_policy_document_get_number:
 * @document: a document
 *
 * Returns: (transfer none): the document number of the paper, "" if it is not known
 */
const char *
doudi_policy_document_get_number (const DoudiPolicyDocument *document)
{
  return document->number;
}

/**
 * doudi_policy_document_get_source:
 * @document: a document
 *
 * Returns: (transfer none): the paper and the articles the amounts come from
 */
const char *
doudi_policy_document_get_source (const DoudiPolicyDocument *document)
{
  return document->source;
}

/**
 * doudi_policy_document_get_note:
 * @document: a document
 *
 * Returns: (transfer none): what a reader should know, "" if nothing
 */
const char *
doudi_policy_document_get_note (const DoudiPolicyDocument *document)
{
  return document->note;
}

/**
 * doudi_policy_document_get_json:
 * @document: a document
 *
 * Returns: (transfer none): the text it was loaded from, to be kept in the caseload
 */
const char *
doudi_policy_document_get_json (const DoudiPolicyDocument *document)
{
  return document->json;
}

/**
 * doudi_policy_document_is_demonstration:
 * @document: a document
 *
 * Returns: whether its amounts are invented
 */
gboolean
doudi_policy_document_is_demonstration (const DoudiPolicyDocument *document)
{
  return document->demonstration;
}

/**
 * doudi_policy_document_is_national:
 * @document: a document
 *
 * Returns: whether it holds everywhere: for every county, and nothing in it is invented
 */
gboolean
doudi_policy_document_is_national (const DoudiPolicyDocument *document)
{
  return document->area == NULL && !document->demonstration;
}

/**
 * doudi_policy_document_covers_county:
 * @document: a document
 * @county: code of a county, six digits
 *
 * Returns: whether it is for that county
 */
gboolean
doudi_policy_document_covers_county (const DoudiPolicyDocument *document, const char *county)
{
  if (document->area == NULL)
    return TRUE;
  for (guint i = 0; document->area[i] != NULL; i++)
    {
      if (g_str_has_prefix (county, document->area[i]))
        return TRUE;
    }
  return FALSE;
}

/**
 * doudi_policy_document_get_area_depth:
 * @document: a document
 *
 * Tells how local a document is: 2 for a province, 4 for a prefecture, 6 for a county.
 *
 * Returns: the digits of the longest beginning of a county code it names, 0 if it is for everybody
 */
guint
doudi_policy_document_get_area_depth (const DoudiPolicyDocument *document)
{
  guint depth = 0;

  for (guint i = 0; document->area != NULL && document->area[i] != NULL; i++)
    depth = MAX (depth, (guint) strlen (document->area[i]));
  return depth;
}

/**
 * doudi_policy_document_get_adopted_on:
 * @document: a document
 *
 * Returns: the day from which the paper is known
 */
DoudiDay
doudi_policy_document_get_adopted_on (const DoudiPolicyDocument *document)
{
  return document->adopted_on;
}

/**
 * doudi_policy_document_get_n_values:
 * @document: a document
 *
 * Returns: how many standards, lines and rules it has together
 */
guint
doudi_policy_document_get_n_values (const DoudiPolicyDocument *document)
{
  return document->standards->len + document->lines->len + document->rules->len;
}

/**
 * doudi_policy_document_get_dated:
 * @document: a document
 * @index: below doudi_policy_document_get_n_values()
 *
 * Returns: (transfer none): when a value holds and where it is from; standards first, then lines,
 *   then rules
 */
const DoudiDated *
doudi_policy_document_get_dated (const DoudiPolicyDocument *document, guint index)
{
  g_return_val_if_fail (index < doudi_policy_document_get_n_values (document), NULL);
  if (index < document->standards->len)
    return &g_array_index (document->standards, DoudiStandard, index).dated;
  index -= document->standards->len;
  if (index < document->lines->len)
    return &g_array_index (document->lines, DoudiPolicyLine, index).dated;
  return &g_array_index (document->rules, DoudiRule, index - document->lines->len).dated;
}

/**
 * doudi_policy_document_get_known_on:
 * @document: a document
 *
 * Returns: the day by which all of the paper is known: the latest on which it or one of its values
 *   was adopted
 */
DoudiDay
doudi_policy_document_get_known_on (const DoudiPolicyDocument *document)
{
  DoudiDay last = document->adopted_on;

  for (guint i = 0; i < doudi_policy_document_get_n_values (document); i++)
    last = MAX (last, doudi_policy_document_get_dated (document, i)->adopted_on);
  return last;
}

/**
 * doudi_policy_document_has_since:
 * @document: a document
 * @after: a day
 * @until: a later day
 *
 * Returns: whether one of its values was adopted after @after and by @until
 */
gboolean
doudi_policy_document_has_since (const DoudiPolicyDocument *document,
                                 DoudiDay after,
                                 DoudiDay until)
{
  for (guint i = 0; i < doudi_policy_document_get_n_values (document); i++)
    {
      DoudiDay day = doudi_policy_document_get_dated (document, i)->adopted_on;

      if (day > after && day <= until)
        return TRUE;
    }
  return FALSE;
}

/**
 * doudi_policy_document_get_valid_from:
 * @document: a document
 *
 * Returns: the first month any of its values holds for, %DOUDI_MONTH_NONE if it has none
 */
DoudiMonth
doudi_policy_document_get_valid_from (const DoudiPolicyDocument *document)
{
  DoudiMonth first = DOUDI_MONTH_NONE;

  for (guint i = 0; i < doudi_policy_document_get_n_values (document); i++)
    {
      DoudiMonth month = doudi_policy_document_get_dated (document, i)->valid_from;

      if (first == DOUDI_MONTH_NONE || month < first)
        first = month;
    }
  return first;
}

/**
 * doudi_policy_document_get_n_standards:
 * @document: a document
 *
 * Returns: how many amounts it has
 */
guint
doudi_policy_document_get_n_standards (const DoudiPolicyDocument *document)
{
  return document->standards->len;
}

/**
 * doudi_policy_document_get_standard:
 * @document: a document
 * @index: below doudi_policy_document_get_n_standards()
 *
 * Returns: (transfer none): the amount
 */
const DoudiStandard *
doudi_policy_document_get_standard (const DoudiPolicyDocument *document, guint index)
{
  g_return_val_if_fail (index < document->standards->len, NULL);
  return &g_array_index (document->standards, DoudiStandard, index);
}

/**
 * doudi_policy_document_get_n_lines:
 * @document: a document
 *
 * Returns: how many lines for income it has
 */
guint
doudi_policy_document_get_n_lines (const DoudiPolicyDocument *document)
{
  return document->lines->len;
}

/**
 * doudi_policy_document_get_line:
 * @document: a document
 * @index: below doudi_policy_document_get_n_lines()
 *
 * Returns: (transfer none): the line
 */
const DoudiPolicyLine *
doudi_policy_document_get_line (const DoudiPolicyDocument *document, guint index)
{
  g_return_val_if_fail (index < document->lines->len, NULL);
  return &g_array_index (document->lines, DoudiPolicyLine, index);
}

/**
 * doudi_policy_document_get_n_rules:
 * @document: a document
 *
 * Returns: how many rules it has
 */
guint
doudi_policy_document_get_n_rules (const DoudiPolicyDocument *document)
{
  return document->rules->len;
}

/**
 * doudi_policy_document_get_rule:
 * @document: a document
 * @index: below doudi_policy_document_get_n_rules()
 *
 * Returns: (transfer none): the rule
 */
const DoudiRule *
doudi_policy_document_get_rule (const DoudiPolicyDocument *document, guint index)
{
  g_return_val_if_fail (index < document->rules->len, NULL);
  return &g_array_index (document->rules, DoudiRule, index);
}

/**
 * doudi_policy_line_months:
 * @line: a line
 *
 * How many months the amount of a line is for, so that amounts can be compared without dividing.
 *
 * Returns: 12 for a yearly line, 1 for a monthly one
 */
gint64
doudi_policy_line_months (const DoudiPolicyLine *line)
{
  return line->yearly ? DOUDI_MONTHS_IN_YEAR : 1;
}
