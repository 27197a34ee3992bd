/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-form-private.h"

#include "base/doudi-data.h"
#include "base/doudi-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BUNDLED_FOLDER "forms"
#define FILE_ENDING ".json"
/* Files of the folder that are no forms. */
#define LISTS_FILE "lists.json"
#define SCHEMA_ENDING ".schema.json"

static const char *const kind_names[] = {
  "application", "survey", "self-care", "assessment", "hearing",   "authorisation",
  "review",      "change", "slip",      "record",     "household", NULL,
};
static const char *const kind_labels[] = {
  N_ ("Application"),
  N_ ("Home visit"),
  N_ ("Self-care assessment"),
  N_ ("Hardship assessment"),
  N_ ("Hearing"),
  N_ ("Authorisation"),
  N_ ("Review"),
  N_ ("Change"),
  N_ ("Slip"),
  N_ ("Record"),
  N_ ("Household"),
};
static const char *const slip_names[] = {
  "",       "acceptance", "papers-missing", "not-accepted", "refusal", "confirmation",
  "change", "stop",       "objection",      NULL,
};
static const char *const type_names[] = {
  "text",      "lines",  "count",    "money",  "number",          "day",
  "month",     "choice", "choices",  "tick",   "identity-number", "disability-card",
  "account",   "phone",  "division", "filled", "computed",        "paragraph",
  "signature", "seal",   "photo",    NULL,
};
static const char *const compute_names[] = {
  "", "sex", "birth", "age", "rows", "sum", "ticked", "capitals", "card-class", "card-grade", NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (kind_names) == DOUDI_N_FORM_KINDS + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (kind_labels) == DOUDI_N_FORM_KINDS);
G_STATIC_ASSERT (G_N_ELEMENTS (slip_names) == DOUDI_N_SLIPS + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (type_names) == DOUDI_N_FORM_TYPES + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (compute_names) == DOUDI_N_COMPUTES + 1);

static void
clear_text (DoudiAssessmentText *text)
{
  g_clear_pointer (&text->chinese, g_free);
  g_clear_pointer (&text->english, g_free);
}

static void
option_free (gpointer data)
{
  DoudiFormOption *option = data;

  g_free (option->key);
  clear_text (&option->label);
  g_free (option);
}

static void
field_free (gpointer data)
{
  DoudiFormField *field = data;

  g_free (field->key);
  clear_text (&field->label);
  clear_text (&field->help);
  clear_text (&field->unit);
  g_ptr_array_unref (field->options);
  g_ptr_array_unref (field->of);
  g_strfreev (field->when.is);
  g_free (field);
}

static void
section_free (gpointer data)
{
  DoudiFormSection *section = data;

  g_free (section->key);
  clear_text (&section->label);
  clear_text (&section->help);
  g_ptr_array_unref (section->presets);
  g_strfreev (section->when.is);
  g_ptr_array_unref (section->fields);
  g_free (section);
}

DoudiFormOption *
doudi_form_option_new (void)
{
  return g_new0 (DoudiFormOption, 1);
}

GPtrArray *
doudi_form_options_new (void)
{
  return g_ptr_array_new_with_free_func (option_free);
}

DoudiForm *
doudi_form_new (const char *json, gssize length)
{
  DoudiForm *form = g_new0 (DoudiForm, 1);

  g_atomic_ref_count_init (&form->references);
  form->json = length < 0 ? g_strdup (json) : g_strndup (json, (gsize) length);
  form->sections = g_ptr_array_new_with_free_func (section_free);
  form->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  form->meanings = g_new0 (const DoudiFormField *, DOUDI_N_MEANINGS);
  return form;
}

DoudiFormSection *
doudi_form_add_section (DoudiForm *form)
{
  DoudiFormSection *section = g_new0 (DoudiFormSection, 1);

  section->fields = g_ptr_array_new_with_free_func (field_free);
  section->presets = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  section->across = 1;
  section->index = form->sections->len;
  g_ptr_array_add (form->sections, section);
  return section;
}

DoudiFormField *
doudi_form_add_field (DoudiFormSection *section)
{
  DoudiFormField *field = g_new0 (DoudiFormField, 1);

  field->options = doudi_form_options_new ();
  field->of = g_ptr_array_new ();
  field->on_screen = TRUE;
  field->on_paper = TRUE;
  field->section = section;
  field->index = section->fields->len;
  g_ptr_array_add (section->fields, field);
  return field;
}

void
doudi_form_text_set (DoudiAssessmentText *text, const char *chinese, const char *english)
{
  clear_text (text);
  text->chinese = g_strdup (chinese);
  text->english = g_strdup (english);
}

void
doudi_form_text_copy (DoudiAssessmentText *text, const DoudiAssessmentText *from)
{
  doudi_form_text_set (text, from->chinese, from->english);
}

/* The words for a reader of @language; "" if there are none. */
const char *
doudi_form_text_say (const DoudiAssessmentText *text, DoudiLanguage language)
{
  if (language == DOUDI_LANGUAGE_INTERFACE)
    return doudi_assessment_text_get (text);
  return text->chinese != NULL ? text->chinese : "";
}

/* Makes a field that has its key and meaning findable. One that is asked counts before one that is
 * only printed. */
void
doudi_form_index_field (DoudiForm *form, DoudiFormField *field)
{
  const DoudiFormField **known = &form->meanings[field->meaning];

  g_hash_table_insert (form->keys, doudi_form_field_dup_path (field), field);
  if (field->meaning == DOUDI_MEANING_NONE)
    return;
  if (*known == NULL || (*known)->type == DOUDI_FORM_FILLED)
    *known = field;
}

/**
 * doudi_form_ref:
 * @form: a form
 *
 * Returns: (transfer full): @form
 */
DoudiForm *
doudi_form_ref (DoudiForm *form)
{
  g_atomic_ref_count_inc (&form->references);
  return form;
}

/**
 * doudi_form_unref:
 * @form: (transfer full) (nullable): a form
 *
 * Gives up a reference; the last one frees the form.
 */
void
doudi_form_unref (DoudiForm *form)
{
  if (form == NULL || !g_atomic_ref_count_dec (&form->references))
    return;
  g_free (form->meanings);
  g_hash_table_unref (form->keys);
  g_ptr_array_unref (form->sections);
  doudi_assessment_form_unref (form->assessment);
  g_free (form->note);
  g_free (form->source);
  g_free (form->number);
  g_free (form->version);
  clear_text (&form->title);
  g_free (form->id);
  g_free (form->json);
  g_free (form);
}

/* Sets the error for an @id that is none of the bundled ones, and names these. */
static void
fail_not_bundled (const char *id, GError **error)
{
  g_auto (GStrv) ids = doudi_form_list_bundled (NULL);
  g_autofree char *list = ids != NULL ? g_strjoinv (", ", ids) : g_strdup ("");

  doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL, _ ("There is no form “%s”; there are: %s"),
                   id, list);
}

/**
 * doudi_form_load_bundled:
 * @id: id of a form that comes with the program, such as "low-income-application"
 * @error: %DOUDI_ERROR_NOT_FOUND if there is none, naming those there are
 *
 * Returns: (transfer full): the form, %NULL with @error set
 */
DoudiForm *
doudi_form_load_bundled (const char *id, GError **error)
{
  g_autofree char *path = g_strconcat (BUNDLED_FOLDER "/", id, FILE_ENDING, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (!g_str_equal (path, BUNDLED_FOLDER "/" LISTS_FILE))
    bytes = doudi_data_lookup (path, NULL);
  if (bytes == NULL)
    {
      fail_not_bundled (id, error);
      return NULL;
    }
  return doudi_form_load (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), path,
                          error);
}

/**
 * doudi_form_list_bundled:
 * @error: as doudi_data_list()
 *
 * Returns: (transfer full): the ids of all forms that come with the program, assessment forms too,
 *   sorted; %NULL with @error set
 */
GStrv
doudi_form_list_bundled (GError **error)
{
  g_auto (GStrv) names = doudi_data_list (BUNDLED_FOLDER, error);
  g_autoptr (GStrvBuilder) ids = NULL;

  if (names == NULL)
    return NULL;
  ids = g_strv_builder_new ();
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!g_str_has_suffix (names[i], FILE_ENDING) || g_str_has_suffix (names[i], SCHEMA_ENDING)
          || g_str_equal (names[i], LISTS_FILE))
        continue;
      names[i][strlen (names[i]) - strlen (FILE_ENDING)] = '\0';
      g_strv_builder_add (ids, names[i]);
    }
  return g_strv_builder_end (ids);
}

/**
 * doudi_form_is_in_force:
 * @form: a form
 * @day: a day
 *
 * Returns: whether the form is used on that day
 */
gboolean
doudi_form_is_in_force (const DoudiForm *form, DoudiDay day)
{
  return day >= form->valid_from && (form->valid_to == DOUDI_DAY_NONE || day < form->valid_to);
}

/**
 * doudi_form_find_section:
 * @form: a form
 * @key: key of a section
 *
 * Returns: (transfer none) (nullable): the section
 */
const DoudiFormSection *
doudi_form_find_section (const DoudiForm *form, const char *key)
{
  for (guint i = 0; i < form->sections->len; i++)
    {
      const DoudiFormSection *section = g_ptr_array_index (form->sections, i);

      if (g_strcmp0 (section->key, key) == 0)
        return section;
    }
  return NULL;
}

/**
 * doudi_form_find_table:
 * @form: a form
 * @meaning: meaning of a table
 *
 * Returns: (transfer none) (nullable): the table with the meaning
 */
const DoudiFormSection *
doudi_form_find_table (const DoudiForm *form, DoudiFormMeaning meaning)
{
  for (guint i = 0; meaning != DOUDI_MEANING_NONE && i < form->sections->len; i++)
    {
      const DoudiFormSection *section = g_ptr_array_index (form->sections, i);

      if (section->meaning == meaning)
        return section;
    }
  return NULL;
}

/**
 * doudi_form_find_field:
 * @form: a form
 * @key: key of a field, "section.column" for a column of a table
 *
 * Returns: (transfer none) (nullable): the field
 */
const DoudiFormField *
doudi_form_find_field (const DoudiForm *form, const char *key)
{
  return g_hash_table_lookup (form->keys, key);
}

/**
 * doudi_form_find_meaning:
 * @form: a form
 * @meaning: a meaning
 *
 * Returns: (transfer none) (nullable): the field with the meaning; the one that is asked before
 *   others that the program fills in
 */
const DoudiFormField *
doudi_form_find_meaning (const DoudiForm *form, DoudiFormMeaning meaning)
{
  return meaning != DOUDI_MEANING_NONE ? form->meanings[meaning] : NULL;
}

/**
 * doudi_form_field_find_option:
 * @field: a field
 * @key: the key of an option
 *
 * Returns: (transfer none) (nullable): the option
 */
const DoudiFormOption *
doudi_form_field_find_option (const DoudiFormField *field, const char *key)
{
  for (guint i = 0; i < field->options->len; i++)
    {
      const DoudiFormOption *option = g_ptr_array_index (field->options, i);

      if (g_strcmp0 (option->key, key) == 0)
        return option;
    }
  return NULL;
}

/**
 * doudi_form_field_is_kept:
 * @field: a field
 *
 * Returns: whether answers hold something of it: what is asked, what is computed, and which record
 * of the registry a row stands for
 */
gboolean
doudi_form_field_is_kept (const DoudiFormField *field)
{
  return doudi_form_field_is_asked (field) || field->type == DOUDI_FORM_COMPUTED
         || field->meaning == DOUDI_MEANING_MEMBER_PERSON;
}

/**
 * doudi_form_field_is_asked:
 * @field: a field
 *
 * Returns: whether a person answers it at the screen, if the other answers have it asked
 */
gboolean
doudi_form_field_is_asked (const DoudiFormField *field)
{
  return field->on_screen && field->type < DOUDI_FORM_FILLED;
}

/**
 * doudi_form_field_dup_path:
 * @field: a field
 *
 * Returns: (transfer full): what doudi_form_find_field() finds it by: its key, "section.column" for
 *   a column of a table
 */
char *
doudi_form_field_dup_path (const DoudiFormField *field)
{
  if (!field->section->table)
    return g_strdup (field->key);
  return g_strconcat (field->section->key, ".", field->key, NULL);
}

/**
 * doudi_form_kind_name:
 * @kind: a kind
 *
 * Returns: (transfer none): its name in files and on the command line
 */
const char *
doudi_form_kind_name (DoudiFormKind kind)
{
  g_return_val_if_fail ((guint) kind < DOUDI_N_FORM_KINDS, "");

  return kind_names[kind];
}

/**
 * doudi_form_kind_label:
 * @kind: a kind
 *
 * Returns: (transfer none): the kind in the language of the reader
 */
const char *
doudi_form_kind_label (DoudiFormKind kind)
{
  g_return_val_if_fail ((guint) kind < DOUDI_N_FORM_KINDS, "");

  return _ (kind_labels[kind]);
}

/**
 * doudi_form_kind_names:
 *
 * Returns: (transfer none): the names of the kinds by value, %NULL-terminated
 */
const char *const *
doudi_form_kind_names (void)
{
  return kind_names;
}

/**
 * doudi_form_slip_name:
 * @slip: a slip
 *
 * Returns: (transfer none): its name in files; "" for %DOUDI_SLIP_NONE
 */
const char *
doudi_form_slip_name (DoudiFormSlip slip)
{
  g_return_val_if_fail ((guint) slip < DOUDI_N_SLIPS, "");

  return slip_names[slip];
}

/* The slips by value, NULL-terminated; "" at 0. */
const char *const *
doudi_form_slip_words (void)
{
  return slip_names;
}

/**
 * doudi_form_type_name:
 * @type: a type
 *
 * Returns: (transfer none): its name in files
 */
const char *
doudi_form_type_name (DoudiFormType type)
{
  g_return_val_if_fail ((guint) type < DOUDI_N_FORM_TYPES, "");

  return type_names[type];
}

/* The types by value, NULL-terminated. */
const char *const *
doudi_form_type_words (void)
{
  return type_names;
}

/* The ways of computing by value, NULL-terminated; "" at 0. */
const char *const *
doudi_form_compute_words (void)
{
  return compute_names;
}
