/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The file of a form: its head and its sections.
 */

#include "config.h"

#include "base/doudi-kept.h"
#include "policy/doudi-assessment-form-private.h"
#include "policy/doudi-form-private.h"

#include <glib/gi18n-lib.h>

#define ACROSS_MAX 4
#define ROWS_PRINTED 5
#define ROWS_MOST 50

static const char *const form_members[]
  = { "id",        "kind",   "slip",     "programmes", "title",    "title_en",      "version",
      "number",    "source", "note",     "valid_from", "valid_to", "demonstration", "sure",
      "landscape", "lists",  "sections", NULL };
static const char *const section_members[] = { DOUDI_FORM_QUESTION_MEMBERS,
                                               "table",
                                               "means",
                                               "rows",
                                               "rows_most",
                                               "rows_least",
                                               "preset",
                                               "when",
                                               "fields",
                                               "across",
                                               NULL };
static const char *const table_members[]
  = { "means", "rows", "rows_most", "rows_least", "preset", NULL };

static gboolean
load_days (DoudiForm *form, const DoudiJsonValue *root, GError **error)
{
  if (!doudi_json_get_day (root, "valid_from", DOUDI_JSON_REQUIRED, &form->valid_from, error)
      || !doudi_json_get_day (root, "valid_to", DOUDI_JSON_OPTIONAL, &form->valid_to, error))
    return FALSE;
  if (form->valid_to == DOUDI_DAY_NONE || form->valid_to > form->valid_from)
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (root, "valid_to"), error,
                              _ ("“valid_to” must be after “valid_from”"));
  return FALSE;
}

/* The kinds that a file may name: an assessment form is told by its having no kind. */
static gboolean
load_kind (DoudiForm *form, const DoudiJsonValue *root, GError **error)
{
  const char *kinds[DOUDI_N_FORM_KINDS + 1];
  int kind = 0;

  for (guint i = 0; i <= DOUDI_N_FORM_KINDS; i++)
    kinds[i] = i == DOUDI_FORM_ASSESSMENT ? "" : doudi_form_kind_names ()[i];
  if (!doudi_json_get_word (root, "kind", DOUDI_JSON_REQUIRED, kinds, &kind, error))
    return FALSE;
  form->kind = (DoudiFormKind) kind;
  return TRUE;
}

static gboolean
load_slip (DoudiForm *form, const DoudiJsonValue *root, GError **error)
{
  const DoudiJsonValue *member = doudi_json_get_member (root, "slip");
  gboolean is_slip = form->kind == DOUDI_FORM_SLIP;
  int slip = DOUDI_SLIP_NONE;

  if (member != NULL && !is_slip)
    {
      doudi_json_value_set_error (member, error, _ ("only a form of the kind “slip” has a “slip”"));
      return FALSE;
    }
  if (!doudi_json_get_word (root, "slip", is_slip ? DOUDI_JSON_REQUIRED : DOUDI_JSON_OPTIONAL,
                            doudi_form_slip_words (), &slip, error))
    return FALSE;
  form->slip = (DoudiFormSlip) slip;
  return TRUE;
}

static gboolean
load_programmes (DoudiForm *form, const DoudiJsonValue *root, GError **error)
{
  const DoudiJsonValue *list = NULL;
  g_auto (GStrv) names = NULL;

  if (doudi_json_get_member (root, "programmes") == NULL)
    return TRUE;
  if (!doudi_form_get_list (root, "programmes", &list, error)
      || !doudi_json_array_dup_strings (list, &names, error))
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      DoudiProgramme programme = doudi_programme_from_name (names[i]);
      g_autofree char *allowed = NULL;

      if (programme != DOUDI_PROGRAMME_NONE)
        {
          form->programmes |= 1u << programme;
          continue;
        }
      allowed = g_strjoinv (", ", (GStrv) doudi_programme_names ());
      doudi_json_value_set_error (doudi_json_array_get (list, i), error,
                                  _ ("“%s” is no programme; allowed are: %s"), names[i], allowed);
      return FALSE;
    }
  return TRUE;
}

/* A text of the head that has no translation; "" if it is absent. */
static gboolean
get_words (const DoudiJsonValue *root,
           const char *name,
           DoudiJsonNeed need,
           char **words,
           GError **error)
{
  const char *text = "";

  if (!doudi_json_get_string (root, name, need, &text, error))
    return FALSE;
  *words = g_strdup (text);
  if (need == DOUDI_JSON_OPTIONAL || *text != '\0')
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (root, name), error,
                              _ ("“%s” may not be empty"), name);
  return FALSE;
}

static gboolean
load_head (DoudiForm *form, const DoudiJsonValue *root, GError **error)
{
  form->sure = TRUE;
  return doudi_json_check_members (root, form_members, error)
         && doudi_form_get_key (root, "id", &form->id, error) && load_kind (form, root, error)
         && load_slip (form, root, error) && load_programmes (form, root, error)
         && doudi_form_get_text (root, "title", DOUDI_JSON_REQUIRED, &form->title, error)
         && get_words (root, "version", DOUDI_JSON_REQUIRED, &form->version, error)
         && get_words (root, "number", DOUDI_JSON_OPTIONAL, &form->number, error)
         && get_words (root, "source", DOUDI_JSON_REQUIRED, &form->source, error)
         && get_words (root, "note", DOUDI_JSON_OPTIONAL, &form->note, error)
         && load_days (form, root, error)
         && doudi_json_get_boolean (root, "demonstration", DOUDI_JSON_OPTIONAL,
                                    &form->demonstration, error)
         && doudi_json_get_boolean (root, "sure", DOUDI_JSON_OPTIONAL, &form->sure, error)
         && doudi_json_get_boolean (root, "landscape", DOUDI_JSON_OPTIONAL, &form->landscape,
                                    error);
}

/* The words over a section, which may be empty. */
static gboolean
load_section_label (DoudiFormSection *section, const DoudiJsonValue *object, GError **error)
{
  const char *label = NULL;

  if (!doudi_json_get_string (object, "label", DOUDI_JSON_REQUIRED, &label, error))
    return FALSE;
  if (*label != '\0')
    return doudi_form_get_text (object, "label", DOUDI_JSON_REQUIRED, &section->label, error);
  section->label.chinese = g_strdup ("");
  return TRUE;
}

/* Whether the key of @section, the last one, is its own; that of a table is none of a field. */
static gboolean
check_section_key (const DoudiForm *form,
                   const DoudiFormSection *section,
                   const DoudiJsonValue *object,
                   GError **error)
{
  if (doudi_form_find_section (form, section->key) == section
      && (!section->table || doudi_form_find_field (form, section->key) == NULL))
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (object, "key"), error,
                              _ ("the key “%s” is there twice; give one of them another key"),
                              section->key);
  return FALSE;
}

static gboolean
check_table_members (const DoudiFormSection *section, const DoudiJsonValue *object, GError **error)
{
  for (guint i = 0; !section->table && table_members[i] != NULL; i++)
    {
      const DoudiJsonValue *member = doudi_json_get_member (object, table_members[i]);

      if (member == NULL)
        continue;
      doudi_json_value_set_error (member, error,
                                  _ ("only a table has “%s”; take it out, or add \"table\": true"),
                                  table_members[i]);
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_table_meaning (DoudiForm *form,
                    DoudiFormSection *section,
                    const DoudiJsonValue *object,
                    GError **error)
{
  const DoudiJsonValue *means = doudi_json_get_member (object, "means");
  int meaning = 0;

  if (!doudi_json_get_word (object, "means", DOUDI_JSON_OPTIONAL, doudi_form_meaning_names (),
                            &meaning, error))
    return FALSE;
  if (meaning == DOUDI_MEANING_NONE)
    return TRUE;
  if (!doudi_form_meaning_is_table ((DoudiFormMeaning) meaning))
    doudi_json_value_set_error (means, error, _ ("“%s” is the meaning of a field, not of a table"),
                                doudi_form_meaning_name ((DoudiFormMeaning) meaning));
  else if (doudi_form_find_table (form, (DoudiFormMeaning) meaning) != NULL)
    doudi_json_value_set_error (means, error, _ ("there is a table that means “%s” already"),
                                doudi_form_meaning_name ((DoudiFormMeaning) meaning));
  else
    {
      section->meaning = (DoudiFormMeaning) meaning;
      return TRUE;
    }
  return FALSE;
}

/* How many rows a table has. */
static gboolean
load_rows (DoudiFormSection *section, const DoudiJsonValue *object, GError **error)
{
  gint64 printed, most = ROWS_MOST, least = 0;

  if (!section->table)
    return TRUE;
  if (!doudi_json_get_integer (object, "rows_most", DOUDI_JSON_OPTIONAL, 1, DOUDI_FORM_ROWS_MAX,
                               &most, error))
    return FALSE;
  printed = MIN (ROWS_PRINTED, most);
  if (!doudi_json_get_integer (object, "rows", DOUDI_JSON_OPTIONAL, 0, most, &printed, error)
      || !doudi_json_get_integer (object, "rows_least", DOUDI_JSON_OPTIONAL, 0, most, &least,
                                  error))
    return FALSE;
  section->rows_most = (guint) most;
  section->rows_printed = (guint) printed;
  section->rows_least = (guint) least;
  return TRUE;
}

static gboolean
load_fields (DoudiForm *form,
             DoudiFormSection *section,
             DoudiFormLists *lists,
             const DoudiJsonValue *object,
             GError **error)
{
  const DoudiJsonValue *list = NULL;

  if (!doudi_form_get_list (object, "fields", &list, error))
    return FALSE;
  for (guint i = 0; i < doudi_json_array_get_length (list); i++)
    {
      if (!doudi_form_field_load (form, section, lists, doudi_json_array_get (list, i), error))
        return FALSE;
    }
  return TRUE;
}

/* The keys of the columns that are asked, NULL-terminated. */
static GPtrArray *
list_columns (const DoudiFormSection *section)
{
  GPtrArray *keys = g_ptr_array_new ();

  for (guint i = 0; i < section->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (section->fields, i);

      if (doudi_form_field_is_asked (field))
        g_ptr_array_add (keys, field->key);
    }
  g_ptr_array_add (keys, NULL);
  return keys;
}

/* The answer of a preset row to @field, "" if there is none. */
static gboolean
load_preset_answer (const DoudiFormField *field,
                    const DoudiJsonValue *row,
                    char **answer,
                    GError **error)
{
  g_auto (DoudiFormValue) value = { 0 };
  const char *typed = "";

  if (!doudi_json_get_string (row, field->key, DOUDI_JSON_OPTIONAL, &typed, error))
    return FALSE;
  doudi_form_value_read (field, typed, &value);
  *answer = g_steal_pointer (&value.text);
  if (value.problem == NULL)
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (row, field->key), error, "%s", value.message);
  return FALSE;
}

static gboolean
load_preset (DoudiFormSection *section, const DoudiJsonValue *row, GError **error)
{
  g_autoptr (GPtrArray) keys = list_columns (section);
  char **answers = g_new0 (char *, section->fields->len + 1);

  g_ptr_array_add (section->presets, answers);
  for (guint i = 0; i < section->fields->len; i++)
    answers[i] = g_strdup ("");
  if (!doudi_json_check_members (row, (const char *const *) (gpointer) keys->pdata, error))
    return FALSE;
  for (guint i = 0; i < section->fields->len; i++)
    {
      g_free (answers[i]);
      answers[i] = NULL;
      if (!load_preset_answer (g_ptr_array_index (section->fields, i), row, &answers[i], error))
        {
          if (answers[i] == NULL)
            answers[i] = g_strdup ("");
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
load_presets (DoudiFormSection *section, const DoudiJsonValue *object, GError **error)
{
  const DoudiJsonValue *list = NULL;

  if (!doudi_json_get_array (object, "preset", DOUDI_JSON_OPTIONAL, &list, error))
    return FALSE;
  if (list != NULL && doudi_json_array_get_length (list) > section->rows_most)
    {
      doudi_json_value_set_error (list, error,
                                  _ ("there are more rows in “%s” than the table may have (“%s”: "
                                     "%u)"),
                                  "preset", "rows_most", section->rows_most);
      return FALSE;
    }
  for (guint i = 0; list != NULL && i < doudi_json_array_get_length (list); i++)
    {
      if (!load_preset (section, doudi_json_array_get (list, i), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
load_section (DoudiForm *form, DoudiFormLists *lists, const DoudiJsonValue *object, GError **error)
{
  DoudiFormSection *section = doudi_form_add_section (form);
  gint64 across = 1;

  if (!doudi_json_check_members (object, section_members, error)
      || !doudi_form_get_key (object, "key", &section->key, error)
      || !doudi_json_get_boolean (object, "table", DOUDI_JSON_OPTIONAL, &section->table, error)
      || !check_section_key (form, section, object, error)
      || !check_table_members (section, object, error)
      || !load_section_label (section, object, error)
      || !doudi_form_get_text (object, "help", DOUDI_JSON_OPTIONAL, &section->help, error)
      || !load_table_meaning (form, section, object, error) || !load_rows (section, object, error)
      || !doudi_json_get_integer (object, "across", DOUDI_JSON_OPTIONAL, 1, ACROSS_MAX, &across,
                                  error)
      || !doudi_form_when_load (form, section, object, &section->when, error))
    return FALSE;
  section->across = (guint) across;
  return load_fields (form, section, lists, object, error) && load_presets (section, object, error);
}

static gboolean
load_sections (DoudiForm *form, const DoudiJsonValue *root, GError **error)
{
  g_autoptr (DoudiFormLists) lists = doudi_form_lists_load (root, error);
  const DoudiJsonValue *list = NULL;

  if (lists == NULL || !doudi_form_get_list (root, "sections", &list, error))
    return FALSE;
  for (guint i = 0; i < doudi_json_array_get_length (list); i++)
    {
      if (!load_section (form, lists, doudi_json_array_get (list, i), error))
        return FALSE;
    }
  return TRUE;
}

/* A form made of the assessment form that the file holds. */
static DoudiForm *
load_assessment (const char *json, gssize length, const char *where, GError **error)
{
  g_autoptr (DoudiAssessmentForm) assessment
    = doudi_assessment_form_load (json, length, where, error);

  return assessment != NULL ? doudi_form_new_from_assessment (assessment, where, error) : NULL;
}

static DoudiForm *
read_form (const char *json, gssize length, const char *where, GError **error)
{
  g_autoptr (DoudiJsonDocument) file = doudi_json_document_load (json, length, where, error);
  g_autoptr (DoudiForm) form = NULL;
  const DoudiJsonValue *root;

  if (file == NULL)
    return NULL;
  root = doudi_json_document_get_root (file);
  if (!doudi_json_check_object (root, error))
    return NULL;
  if (doudi_json_get_member (root, "kind") == NULL)
    return load_assessment (json, length, where, error);
  form = doudi_form_new (json, length);
  if (!load_head (form, root, error) || !load_sections (form, root, error))
    return NULL;
  return g_steal_pointer (&form);
}

static gpointer
ref_form (gpointer form)
{
  return doudi_form_ref (form);
}

static void
unref_form (gpointer form)
{
  doudi_form_unref (form);
}

/**
 * doudi_form_load:
 * @json: the text of the file, UTF-8
 * @length: its bytes, -1 if it ends with NUL
 * @where: the file's name, for messages
 * @error: %DOUDI_ERROR_BAD_DATA with the place "file:line", naming the value and what is allowed
 *
 * Reads a form. Its format is told by data/forms/form.schema.json; a member that is not known is
 * refused, so that a misspelt one is noticed. A file without the member "kind" is an assessment
 * form (data/forms/assessment.schema.json), and the form to fill in is made of it. A text that was
 * read lately is not read again.
 *
 * Returns: (transfer full): the form, %NULL with @error set
 */
DoudiForm *
doudi_form_load (const char *json, gssize length, const char *where, GError **error)
{
  static DoudiKept kept = { .ref = ref_form, .unref = unref_form };
  DoudiForm *form = doudi_kept_get (&kept, json, length);

  if (form != NULL)
    return form;
  form = read_form (json, length, where, error);
  if (form != NULL)
    doudi_kept_put (&kept, json, length, form);
  return form;
}
