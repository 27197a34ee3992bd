/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "policy/doudi-json.h"
#include "report/doudi-report-definition-private.h"

#define EVERY_PROGRAMME ((1u << DOUDI_N_PROGRAMMES) - 2)
#define WIDTH_MIN 3
#define WIDTH_MAX 60
#define FREEZE_MAX 6

static const char *const report_members[]
  = { "id", "name", "periods", "sheets", "foot", "checks", NULL };
static const char *const sheet_members[]
  = { "name",      "title",  "unit",   "note",  "source",      "programmes", "split", "apart",
      "subtotals", "filter", "freeze", "paper", "orientation", "columns",    NULL };
static const char *const column_members[]
  = { "key", "heading", "group", "width", "align", "total", "optional", "unseen", NULL };
static const char *const period_words[] = { "month", "quarter", "year", NULL };
static const char *const split_words[] = { "", "programme", "residence", NULL };
static const char *const paper_words[] = { "A4", "A3", NULL };
static const char *const orientation_words[] = { "landscape", "portrait", NULL };
static const char *const align_words[] = { "", "left", "centre", "right", NULL };
static const char *const title_places[]
  = { "{county}", "{period}", "{programme}", "{residence}", NULL };

static void
column_free (gpointer data)
{
  DoudiReportColumn *column = data;

  g_free (column->key);
  g_free (column->heading);
  g_free (column->group);
  g_free (column);
}

static void
sheet_free (gpointer data)
{
  DoudiSheetDefinition *sheet = data;

  g_free (sheet->name);
  g_free (sheet->title);
  g_free (sheet->unit);
  g_free (sheet->note);
  g_ptr_array_unref (sheet->columns);
  g_free (sheet);
}

/* The value of @list at @index, which must be one of @words. */
static gboolean
read_word (const DoudiJsonValue *list,
           const GStrv texts,
           guint index,
           const char *const *words,
           guint *found,
           GError **error)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && g_str_equal (words[i], texts[index]))
      {
        *found = i;
        return TRUE;
      }
  doudi_json_value_set_error (doudi_json_array_get (list, index), error,
                              _ ("“%s” is not known here"), texts[index]);
  return FALSE;
}

/* Reads an array of words into bits; leaves @bits when the member is absent. */
static gboolean
read_bits (const DoudiJsonValue *object,
           const char *name,
           DoudiJsonNeed need,
           const char *const *words,
           guint *bits,
           GError **error)
{
  const DoudiJsonValue *list = NULL;
  g_auto (GStrv) texts = NULL;
  guint word;

  if (!doudi_json_get_array (object, name, need, &list, error))
    return FALSE;
  if (list == NULL)
    return TRUE;
  if (!doudi_json_array_dup_strings (list, &texts, error))
    return FALSE;
  *bits = 0;
  for (guint i = 0; texts[i] != NULL; i++)
    {
      if (!read_word (list, texts, i, words, &word, error))
        return FALSE;
      *bits |= 1u << word;
    }
  return TRUE;
}

/* Every {word} in a title must be one that will be filled in. */
static gboolean
check_places (const DoudiJsonValue *object, const char *name, const char *text, GError **error)
{
  for (const char *at = strchr (text, '{'); at != NULL; at = strchr (at + 1, '{'))
    {
      gboolean known = FALSE;

      for (guint i = 0; title_places[i] != NULL; i++)
        known = known || g_str_has_prefix (at, title_places[i]);
      if (!known)
        {
          doudi_json_value_set_error (
            doudi_json_get_member (object, name), error,
            _ ("“%s” has a place in braces that is not known; there are {county}, {period}, "
               "{programme} and {residence}"),
            name);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_text (const DoudiJsonValue *object,
           const char *name,
           DoudiJsonNeed need,
           char **text,
           GError **error)
{
  const char *value = "";

  if (!doudi_json_get_string (object, name, need, &value, error)
      || !check_places (object, name, value, error))
    return FALSE;
  *text = g_strdup (value);
  return TRUE;
}

static gboolean
find_field (const DoudiJsonValue *value,
            const DoudiReportSource *source,
            const char *key,
            guint *field,
            GError **error)
{
  int found = doudi_report_source_find_field (source, key);
  g_autoptr (GString) keys = g_string_new (NULL);

  if (found >= 0)
    {
      *field = (guint) found;
      return TRUE;
    }
  for (guint i = 0; i < source->n_fields; i++)
    g_string_append_printf (keys, "%s%s", i > 0 ? ", " : "", source->fields[i].key);
  doudi_json_value_set_error (doudi_json_get_member (value, "key"), error,
                              _ ("“%s” has no column “%s”; it has: %s"), source->name, key,
                              keys->str);
  return FALSE;
}

/* What the source knows about the field. */
static gboolean
complete_column (const DoudiJsonValue *value,
                 const DoudiReportSource *source,
                 gboolean total,
                 DoudiReportColumn *column,
                 GError **error)
{
  const DoudiReportField *field;

  if (!find_field (value, source, column->key, &column->field, error))
    return FALSE;
  field = &source->fields[column->field];
  column->kind = field->kind;
  column->summary = total ? field->summary : DOUDI_SUMMARY_NONE;
  if (!total || field->summary != DOUDI_SUMMARY_NONE)
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (value, "total"), error,
                              _ ("“%s” cannot be summed up"), column->key);
  return FALSE;
}

static gboolean
read_column (const DoudiJsonValue *value,
             const DoudiReportSource *source,
             DoudiReportColumn *column,
             GError **error)
{
  gint64 width = 0;
  int align = DOUDI_ALIGN_BY_KIND;
  gboolean total = FALSE;

  if (!doudi_json_check_members (value, column_members, error)
      || !read_text (value, "key", DOUDI_JSON_REQUIRED, &column->key, error)
      || !read_text (value, "heading", DOUDI_JSON_REQUIRED, &column->heading, error)
      || !read_text (value, "group", DOUDI_JSON_OPTIONAL, &column->group, error)
      || !doudi_json_get_integer (value, "width", DOUDI_JSON_REQUIRED, WIDTH_MIN, WIDTH_MAX, &width,
                                  error)
      || !doudi_json_get_word (value, "align", DOUDI_JSON_OPTIONAL, align_words, &align, error)
      || !doudi_json_get_boolean (value, "total", DOUDI_JSON_OPTIONAL, &total, error)
      || !doudi_json_get_boolean (value, "optional", DOUDI_JSON_OPTIONAL, &column->optional, error)
      || !doudi_json_get_boolean (value, "unseen", DOUDI_JSON_OPTIONAL, &column->unseen, error))
    return FALSE;
  column->width = (int) width;
  column->align = (DoudiAlign) align;
  return complete_column (value, source, total, column, error);
}

/* Whether the sheet has a column of that key. */
gboolean
doudi_sheet_definition_has (const DoudiSheetDefinition *sheet, const char *key)
{
  for (guint i = 0; i < sheet->columns->len; i++)
    {
      const DoudiReportColumn *column = g_ptr_array_index (sheet->columns, i);

      if (g_str_equal (column->key, key))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_new (const DoudiJsonValue *value,
           const DoudiSheetDefinition *sheet,
           const DoudiReportColumn *column,
           GError **error)
{
  if (!doudi_sheet_definition_has (sheet, column->key))
    return TRUE;
  doudi_json_value_set_error (value, error, _ ("the column “%s” stands here twice"), column->key);
  return FALSE;
}

static gboolean
read_columns (const DoudiJsonValue *value, DoudiSheetDefinition *sheet, GError **error)
{
  const DoudiJsonValue *list = NULL;

  if (!doudi_json_get_array (value, "columns", DOUDI_JSON_REQUIRED, &list, error))
    return FALSE;
  for (guint i = 0; i < doudi_json_array_get_length (list); i++)
    {
      const DoudiJsonValue *member = doudi_json_array_get (list, i);
      DoudiReportColumn *column = g_new0 (DoudiReportColumn, 1);
      gboolean read = read_column (member, sheet->source, column, error)
                      && check_new (member, sheet, column, error);

      g_ptr_array_add (sheet->columns, column);
      if (!read)
        return FALSE;
    }
  if (sheet->columns->len > 0)
    return TRUE;
  doudi_json_value_set_error (list, error, _ ("a sheet has at least one column"));
  return FALSE;
}

static gboolean
read_source (const DoudiJsonValue *value, DoudiSheetDefinition *sheet, GError **error)
{
  const char *name = NULL;
  g_autofree char *names = NULL;

  if (!doudi_json_get_string (value, "source", DOUDI_JSON_REQUIRED, &name, error))
    return FALSE;
  sheet->source = doudi_report_source_lookup (name);
  if (sheet->source != NULL)
    return TRUE;
  names = doudi_report_source_dup_names ();
  doudi_json_value_set_error (doudi_json_get_member (value, "source"), error,
                              _ ("there is no source “%s”; there are: %s"), name, names);
  return FALSE;
}

static gboolean
read_shape (const DoudiJsonValue *value, DoudiSheetDefinition *sheet, GError **error)
{
  int split = DOUDI_SPLIT_NONE;
  int paper = DOUDI_REPORT_PAPER_A4;
  int orientation = 0;
  gint64 freeze = 0;

  if (!doudi_json_get_integer (value, "freeze", DOUDI_JSON_OPTIONAL, 0, FREEZE_MAX, &freeze, error)
      || !doudi_json_get_word (value, "split", DOUDI_JSON_OPTIONAL, split_words, &split, error)
      || !doudi_json_get_word (value, "paper", DOUDI_JSON_OPTIONAL, paper_words, &paper, error)
      || !doudi_json_get_word (value, "orientation", DOUDI_JSON_OPTIONAL, orientation_words,
                               &orientation, error)
      || !doudi_json_get_boolean (value, "subtotals", DOUDI_JSON_OPTIONAL, &sheet->subtotals, error)
      || !doudi_json_get_boolean (value, "filter", DOUDI_JSON_OPTIONAL, &sheet->filter, error))
    return FALSE;
  sheet->split = (DoudiSplit) split;
  sheet->paper = (DoudiReportPaper) paper;
  sheet->portrait = orientation != 0;
  sheet->freeze = (guint) freeze;
  return TRUE;
}

static gboolean
read_sheet (const DoudiJsonValue *value, DoudiSheetDefinition *sheet, GError **error)
{
  sheet->programmes = EVERY_PROGRAMME;
  sheet->columns = g_ptr_array_new_with_free_func (column_free);
  return doudi_json_check_members (value, sheet_members, error)
         && read_text (value, "name", DOUDI_JSON_REQUIRED, &sheet->name, error)
         && read_text (value, "title", DOUDI_JSON_REQUIRED, &sheet->title, error)
         && read_text (value, "unit", DOUDI_JSON_OPTIONAL, &sheet->unit, error)
         && read_text (value, "note", DOUDI_JSON_OPTIONAL, &sheet->note, error)
         && read_source (value, sheet, error)
         && read_bits (value, "programmes", DOUDI_JSON_OPTIONAL, doudi_programme_names (),
                       &sheet->programmes, error)
         && read_bits (value, "apart", DOUDI_JSON_OPTIONAL, doudi_programme_names (), &sheet->apart,
                       error)
         && read_shape (value, sheet, error) && read_columns (value, sheet, error);
}

static gboolean
read_sheets (const DoudiJsonValue *root, DoudiReportDefinition *definition, GError **error)
{
  const DoudiJsonValue *list = NULL;

  if (!doudi_json_get_array (root, "sheets", DOUDI_JSON_REQUIRED, &list, error))
    return FALSE;
  for (guint i = 0; i < doudi_json_array_get_length (list); i++)
    {
      DoudiSheetDefinition *sheet = g_new0 (DoudiSheetDefinition, 1);

      g_ptr_array_add (definition->sheets, sheet);
      if (!read_sheet (doudi_json_array_get (list, i), sheet, error))
        return FALSE;
    }
  if (definition->sheets->len > 0)
    return TRUE;
  doudi_json_value_set_error (list, error, _ ("a report has at least one sheet"));
  return FALSE;
}

static const DoudiReportRule *
find_rule (const DoudiJsonValue *value,
           const char *name,
           DoudiReportDefinition *definition,
           GError **error)
{
  const DoudiReportRule *rule = doudi_report_rule_lookup (name);
  g_autofree char *names = NULL;

  if (rule == NULL)
    {
      names = doudi_report_rule_dup_names ();
      doudi_json_value_set_error (value, error, _ ("there is no check “%s”; there are: %s"), name,
                                  names);
      return NULL;
    }
  if (doudi_report_rule_fits (rule, definition))
    return rule;
  doudi_json_value_set_error (value, error, _ ("the check “%s” needs columns that no sheet has"),
                              name);
  return NULL;
}

static gboolean
read_checks (const DoudiJsonValue *root, DoudiReportDefinition *definition, GError **error)
{
  const DoudiJsonValue *list = NULL;
  g_auto (GStrv) names = NULL;

  if (!doudi_json_get_array (root, "checks", DOUDI_JSON_REQUIRED, &list, error)
      || !doudi_json_array_dup_strings (list, &names, error))
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      const DoudiReportRule *rule
        = find_rule (doudi_json_array_get (list, i), names[i], definition, error);

      if (rule == NULL)
        return FALSE;
      g_ptr_array_add (definition->rules, (gpointer) rule);
    }
  return TRUE;
}

static gboolean
read_foot (const DoudiJsonValue *root, DoudiReportDefinition *definition, GError **error)
{
  const DoudiJsonValue *list = NULL;

  return doudi_json_get_array (root, "foot", DOUDI_JSON_REQUIRED, &list, error)
         && doudi_json_array_dup_strings (list, &definition->foot, error);
}

static gboolean
read_report (const DoudiJsonValue *root, DoudiReportDefinition *definition, GError **error)
{
  return doudi_json_check_members (root, report_members, error)
         && read_text (root, "id", DOUDI_JSON_REQUIRED, &definition->id, error)
         && read_text (root, "name", DOUDI_JSON_REQUIRED, &definition->name, error)
         && read_bits (root, "periods", DOUDI_JSON_REQUIRED, period_words, &definition->periods,
                       error)
         && read_sheets (root, definition, error) && read_foot (root, definition, error)
         && read_checks (root, definition, error);
}

/**
 * doudi_report_definition_load:
 * @json: (not nullable): text of a definition, UTF-8
 * @length: its bytes, -1 if it ends with NUL
 * @where: (not nullable): the file's name, for messages
 * @error: %DOUDI_ERROR_BAD_DATA with the place "file:line"
 *
 * Reads a definition. A member, source, column or check that is not known is refused: what is
 * written must have an effect.
 *
 * Returns: (transfer full): the definition; %NULL with @error set
 */
DoudiReportDefinition *
doudi_report_definition_load (const char *json, gssize length, const char *where, GError **error)
{
  g_autoptr (DoudiJsonDocument) document = doudi_json_document_load (json, length, where, error);
  g_autoptr (DoudiReportDefinition) definition = NULL;

  if (document == NULL)
    return NULL;
  definition = g_new0 (DoudiReportDefinition, 1);
  definition->sheets = g_ptr_array_new_with_free_func (sheet_free);
  definition->rules = g_ptr_array_new ();
  if (!read_report (doudi_json_document_get_root (document), definition, error))
    return NULL;
  return g_steal_pointer (&definition);
}
