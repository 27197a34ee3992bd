/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Answers as they are stored and exchanged.
 */

#include "config.h"

#include "policy/doudi-form-private.h"
#include "policy/doudi-json-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How many keys a message names for one that there is not. */
#define NEARBY 5
/* Longer keys than any form has are compared no further. */
#define COMPARED_LENGTH 64

static void
add_choices (JsonBuilder *builder, const char *answer)
{
  g_auto (GStrv) keys = g_strsplit (answer, ",", -1);

  json_builder_begin_array (builder);
  for (guint i = 0; keys[i] != NULL; i++)
    json_builder_add_string_value (builder, keys[i]);
  json_builder_end_array (builder);
}

/* A sound answer as its type is written, another one as it was typed. */
static void
add_answer (JsonBuilder *builder, const DoudiFormField *field, const char *answer)
{
  g_auto (DoudiFormValue) value = { 0 };
  gint64 count;

  doudi_form_value_read (field, answer, &value);
  if (value.problem != NULL || !g_str_equal (value.text, answer))
    json_builder_add_string_value (builder, answer);
  else if (field->type == DOUDI_FORM_COUNT && doudi_form_number_read (answer, 0, &count))
    json_builder_add_int_value (builder, count);
  else if (field->type == DOUDI_FORM_TICK)
    json_builder_add_boolean_value (builder, g_str_equal (answer, "yes"));
  else if (field->type == DOUDI_FORM_CHOICES)
    add_choices (builder, answer);
  else
    json_builder_add_string_value (builder, answer);
}

static void
add_row (JsonBuilder *builder,
         const DoudiFormAnswers *answers,
         const DoudiFormSection *section,
         guint row)
{
  for (guint i = 0; i < section->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (section->fields, i);
      const char *answer = doudi_form_answers_get (answers, row, field);

      if (*answer == '\0' || !doudi_form_field_is_kept (field))
        continue;
      json_builder_set_member_name (builder, field->key);
      add_answer (builder, field, answer);
    }
}

static gboolean
has_rows (const DoudiFormAnswers *answers, const DoudiFormSection *table)
{
  for (guint i = 0; i < doudi_form_answers_get_n_rows (answers, table); i++)
    {
      if (!doudi_form_answers_row_is_empty (answers, table, i))
        return TRUE;
    }
  return FALSE;
}

static void
add_table (JsonBuilder *builder, const DoudiFormAnswers *answers, const DoudiFormSection *table)
{
  if (!has_rows (answers, table) && table->presets->len == 0)
    return;
  json_builder_set_member_name (builder, table->key);
  json_builder_begin_array (builder);
  for (guint i = 0; i < doudi_form_answers_get_n_rows (answers, table); i++)
    {
      if (doudi_form_answers_row_is_empty (answers, table, i))
        continue;
      json_builder_begin_object (builder);
      add_row (builder, answers, table, i);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/**
 * doudi_form_answers_to_json:
 * @answers: answers
 *
 * Writes all answers, wrong ones as they were typed, those that are not asked at the moment too,
 * and what was computed; without the empty rows of tables.
 *
 * Returns: (transfer full): an object, as #DoudiFormAnswers tells
 */
char *
doudi_form_answers_to_json (const DoudiFormAnswers *answers)
{
  const DoudiForm *form = doudi_form_answers_get_form (answers);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  for (guint i = 0; i < form->sections->len; i++)
    {
      const DoudiFormSection *section = g_ptr_array_index (form->sections, i);

      if (section->table)
        add_table (builder, answers, section);
      else
        add_row (builder, answers, section, DOUDI_FORM_NO_ROW);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* How many letters differ between two keys (Levenshtein). */
static guint
distance (const char *one, const char *other)
{
  guint before[COMPARED_LENGTH + 1], now[COMPARED_LENGTH + 1];
  gsize n = MIN (strlen (one), COMPARED_LENGTH);
  gsize m = MIN (strlen (other), COMPARED_LENGTH);

  for (gsize j = 0; j <= m; j++)
    before[j] = (guint) j;
  for (gsize i = 1; i <= n; i++)
    {
      now[0] = (guint) i;
      for (gsize j = 1; j <= m; j++)
        now[j] = MIN (MIN (now[j - 1], before[j]) + 1,
                      before[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
      memcpy (before, now, sizeof before);
    }
  return before[m];
}

static int
compare_distance (gconstpointer a, gconstpointer b, gpointer data)
{
  const char *const *one = a;
  const char *const *other = b;

  return (int) distance (*one, data) - (int) distance (*other, data);
}

/* Sets the error for a member @name that is not asked: of @keys, those that are most like it. */
static gboolean
fail_unknown (const DoudiJsonValue *member, const char *name, GPtrArray *keys, GError **error)
{
  g_autofree char *list = NULL;

  g_ptr_array_sort_with_data (keys, compare_distance, (gpointer) name);
  if (keys->len > NEARBY)
    g_ptr_array_set_size (keys, NEARBY);
  g_ptr_array_add (keys, NULL);
  list = g_strjoinv (", ", (char **) keys->pdata);
  doudi_json_value_set_error (member, error, _ ("the form does not ask for “%s”; it asks for: %s"),
                              name, list);
  return FALSE;
}

static void
list_keys (const DoudiFormSection *section, GPtrArray *keys)
{
  for (guint i = 0; i < section->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (section->fields, i);

      if (doudi_form_field_is_kept (field))
        g_ptr_array_add (keys, field->key);
    }
}

/* The keys of an object of answers: fields outside tables, and tables. */
static GPtrArray *
list_form_keys (const DoudiForm *form)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < form->sections->len; i++)
    {
      const DoudiFormSection *section = g_ptr_array_index (form->sections, i);

      if (section->table)
        g_ptr_array_add (keys, section->key);
      else
        list_keys (section, keys);
    }
  return keys;
}

/* The value as it would be typed; NULL with @error set for one that the type cannot have. */
static char *
dup_typed (const DoudiFormField *field, const DoudiJsonValue *value, GError **error)
{
  gboolean is_number = field->type == DOUDI_FORM_COUNT || field->type == DOUDI_FORM_NUMBER
                       || field->type == DOUDI_FORM_MONEY || field->type == DOUDI_FORM_COMPUTED;
  g_auto (GStrv) keys = NULL;
  g_autofree char *found = NULL;

  if (doudi_json_value_holds (value, G_TYPE_STRING))
    return g_strdup (json_node_get_string (value->node));
  if (is_number
      && (doudi_json_value_holds (value, G_TYPE_INT64)
          || doudi_json_value_holds (value, G_TYPE_DOUBLE)))
    return g_strndup (value->document->text + value->start, value->length);
  if (field->type == DOUDI_FORM_TICK && doudi_json_value_holds (value, G_TYPE_BOOLEAN))
    return g_strdup (json_node_get_boolean (value->node) ? "yes" : "no");
  if (field->type == DOUDI_FORM_CHOICES && JSON_NODE_HOLDS_ARRAY (value->node))
    return doudi_json_array_dup_strings (value, &keys, error) ? g_strjoinv (",", keys) : NULL;
  found = doudi_json_value_describe (value);
  doudi_json_value_set_error (value, error,
                              _ ("the answer to “%s” cannot be %s; write it as a text in quotes"),
                              field->key, found);
  return NULL;
}

static gboolean
load_answer (DoudiFormAnswers *answers,
             guint row,
             const DoudiFormField *field,
             const DoudiJsonValue *value,
             GError **error)
{
  g_autofree char *typed = NULL;

  /* null */
  if (value == NULL)
    return TRUE;
  typed = dup_typed (field, value, error);
  if (typed == NULL)
    return FALSE;
  doudi_form_answers_set (answers, row, field, typed);
  return TRUE;
}

/* Loads the members of @object: answers to fields of @section. */
static gboolean
load_row (DoudiFormAnswers *answers,
          const DoudiFormSection *table,
          guint row,
          const DoudiJsonValue *object,
          GError **error)
{
  const DoudiForm *form = doudi_form_answers_get_form (answers);
  g_auto (GStrv) names = NULL;

  if (!doudi_json_check_object (object, error))
    return FALSE;
  names = doudi_json_dup_member_names (object);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const DoudiJsonValue *value = doudi_json_get_member (object, names[i]);
      g_autofree char *path = g_strconcat (table->key, ".", names[i], NULL);
      const DoudiFormField *field = doudi_form_find_field (form, path);

      if (field == NULL || !doudi_form_field_is_kept (field))
        {
          g_autoptr (GPtrArray) keys = g_ptr_array_new ();

          list_keys (table, keys);
          return fail_unknown (value != NULL ? value : object, names[i], keys, error);
        }
      if (!load_answer (answers, row, field, value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_table (DoudiFormAnswers *answers,
            const DoudiFormSection *table,
            const DoudiJsonValue *list,
            GError **error)
{
  if (!doudi_json_check_array (list, error))
    return FALSE;
  if (doudi_json_array_get_length (list) > DOUDI_FORM_ROWS_MAX)
    {
      doudi_json_value_set_error (list, error, _ ("“%s” holds %u rows; no table has more than %d"),
                                  table->key, doudi_json_array_get_length (list),
                                  DOUDI_FORM_ROWS_MAX);
      return FALSE;
    }
  for (guint i = 0; i < doudi_json_array_get_length (list); i++)
    {
      if (!load_row (answers, table, doudi_form_answers_get_n_rows (answers, table),
                     doudi_json_array_get (list, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_member (DoudiFormAnswers *answers,
             const DoudiJsonValue *root,
             const char *name,
             GError **error)
{
  const DoudiJsonValue *value = doudi_json_get_member (root, name);
  const DoudiForm *form = doudi_form_answers_get_form (answers);
  const DoudiFormSection *section = doudi_form_find_section (form, name);
  const DoudiFormField *field = doudi_form_find_field (form, name);
  g_autoptr (GPtrArray) keys = NULL;

  if (section != NULL && section->table)
    return value == NULL || load_table (answers, section, value, error);
  if (field != NULL && !field->section->table && doudi_form_field_is_kept (field))
    return load_answer (answers, DOUDI_FORM_NO_ROW, field, value, error);
  keys = list_form_keys (form);
  return fail_unknown (value != NULL ? value : root, name, keys, error);
}

/* What says just what would be computed was computed, and follows when others change. */
static void
forget_computed (DoudiFormAnswers *answers, const DoudiFormSection *section, guint row)
{
  for (guint i = 0; i < section->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (section->fields, i);
      const char *answer = doudi_form_answers_get (answers, row, field);
      g_autofree char *computed = NULL;

      if (field->compute == DOUDI_COMPUTE_NOTHING || *answer == '\0')
        continue;
      computed = doudi_form_answers_work_out (answers, row, field, DOUDI_DAY_NONE);
      if (g_str_equal (computed, answer))
        doudi_form_answers_set_computed (answers, row, field, computed);
    }
}

/**
 * doudi_form_answers_load:
 * @form: a form; the answers keep a reference
 * @json: an object of answers, as #DoudiFormAnswers tells
 * @length: its bytes, -1 if it ends with NUL
 * @where: the file's name, for messages
 * @error: %DOUDI_ERROR_BAD_DATA with the place "file:line" for what is no object of answers to this
 *   form: a key that it does not ask for, a list where there is no table
 *
 * Reads answers. A text that is a wrong answer is no error: it is kept for
 * doudi_form_answers_check() to complain of. The rows that a new form starts with are not added.
 *
 * Returns: (transfer full): the answers, %NULL with @error set
 */
DoudiFormAnswers *
doudi_form_answers_load (DoudiForm *form,
                         const char *json,
                         gssize length,
                         const char *where,
                         GError **error)
{
  g_autoptr (DoudiJsonDocument) file = doudi_json_document_load (json, length, where, error);
  g_autoptr (DoudiFormAnswers) answers = NULL;
  const DoudiJsonValue *root;
  g_auto (GStrv) names = NULL;

  if (file == NULL)
    return NULL;
  root = doudi_json_document_get_root (file);
  if (!doudi_json_check_object (root, error))
    return NULL;
  answers = doudi_form_answers_new_blank (form);
  names = doudi_json_dup_member_names (root);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!load_member (answers, root, names[i], error))
        return NULL;
    }
  for (guint i = 0; i < form->sections->len; i++)
    {
      const DoudiFormSection *section = g_ptr_array_index (form->sections, i);

      for (guint row = 0; row < doudi_form_answers_get_n_rows (answers, section); row++)
        forget_computed (answers, section, row);
    }
  return g_steal_pointer (&answers);
}
