/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The fields in the file of a form.
 */

#include "config.h"

#include "policy/doudi-assessment-form-private.h"
#include "policy/doudi-form-private.h"
#include "policy/doudi-json-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define BIT(type) (1u << DOUDI_FORM_##type)
#define NUMBERS (BIT (COUNT) | BIT (MONEY) | BIT (NUMBER))
#define TEXTS (BIT (TEXT) | BIT (LINES))
/* Never filled in at the screen or by the program. */
#define PLACES (BIT (PARAGRAPH) | BIT (SIGNATURE) | BIT (SEAL) | BIT (PHOTO))
#define NOT_IN_TABLES (BIT (PARAGRAPH) | BIT (SEAL) | BIT (PHOTO))

/* In characters. */
#define TEXT_MOST 200
#define LINES_MOST 2000
#define LENGTH_MAX 10000
#define WIDTH_MM_MAX 250

static const char *const field_members[] = { DOUDI_FORM_QUESTION_MEMBERS,
                                             "type",
                                             "means",
                                             "required",
                                             "least",
                                             "most",
                                             "decimals",
                                             "unit",
                                             "unit_en",
                                             "options",
                                             "compute",
                                             "same_as",
                                             "when",
                                             "wide",
                                             "only",
                                             "width_mm",
                                             NULL };
static const char *const when_members[] = { "field", "is", NULL };
static const char *const only_words[] = { "screen", "paper", NULL };

/* A member that only fields of some types have: it is an error at others. */
static gboolean
check_belongs (const DoudiJsonValue *object,
               const DoudiFormField *field,
               const char *name,
               guint types,
               GError **error)
{
  const DoudiJsonValue *member = doudi_json_get_member (object, name);

  if (member == NULL || (types & (1u << field->type)) != 0)
    return TRUE;
  doudi_json_value_set_error (member, error,
                              _ ("a field of the type “%s” has no “%s”; take it out"),
                              doudi_form_type_name (field->type), name);
  return FALSE;
}

static gboolean
check_members (const DoudiJsonValue *object, const DoudiFormField *field, GError **error)
{
  return check_belongs (object, field, "least", NUMBERS, error)
         && check_belongs (object, field, "most", NUMBERS | TEXTS, error)
         && check_belongs (object, field, "decimals", BIT (NUMBER), error)
         && check_belongs (object, field, "unit", NUMBERS | BIT (COMPUTED) | BIT (FILLED), error)
         && check_belongs (object, field, "means", ~PLACES, error)
         && check_belongs (object, field, "required", BIT (FILLED) - 1, error)
         && check_belongs (object, field, "same_as", BIT (FILLED) - 1, error)
         && check_belongs (object, field, "compute", (BIT (FILLED) - 1) | BIT (COMPUTED), error);
}

/* Whether nothing else of the form has the key that @field got. */
static gboolean
check_key (const DoudiForm *form,
           const DoudiFormField *field,
           const DoudiJsonValue *object,
           GError **error)
{
  g_autofree char *path = doudi_form_field_dup_path (field);
  const DoudiFormSection *section = doudi_form_find_section (form, path);

  if (doudi_form_find_field (form, path) == NULL && (section == NULL || !section->table))
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (object, "key"), error,
                              _ ("the key “%s” is there twice; every field, and every table, has a "
                                 "key of its own"),
                              field->key);
  return FALSE;
}

static gboolean
load_type (DoudiFormField *field, const DoudiJsonValue *object, GError **error)
{
  int type = 0;

  if (!doudi_json_get_word (object, "type", DOUDI_JSON_REQUIRED, doudi_form_type_words (), &type,
                            error))
    return FALSE;
  field->type = (DoudiFormType) type;
  if (!field->section->table || (NOT_IN_TABLES & (1u << type)) == 0)
    return check_members (object, field, error);
  doudi_json_value_set_error (doudi_json_get_member (object, "type"), error,
                              _ ("a table has no column of the type “%s”"),
                              doudi_form_type_name (field->type));
  return FALSE;
}

/* The types that a field with the meaning may have, for a message. */
static char *
list_types (DoudiFormMeaning meaning)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < DOUDI_N_FORM_TYPES; i++)
    {
      if (doudi_form_meaning_takes (meaning, (DoudiFormType) i))
        g_ptr_array_add (names, (gpointer) doudi_form_type_name ((DoudiFormType) i));
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/* Whether @field may have the type and stand where it does, with its meaning. */
static gboolean
check_meaning (const DoudiFormField *field, const DoudiJsonValue *means, GError **error)
{
  const char *name = doudi_form_meaning_name (field->meaning);
  DoudiFormMeaning table = doudi_form_meaning_table (field->meaning);
  g_autofree char *types = NULL;

  if (doudi_form_meaning_is_table (field->meaning))
    doudi_json_value_set_error (means, error, _ ("“%s” is the meaning of a table, not of a field"),
                                name);
  else if (!doudi_form_meaning_takes (field->meaning, field->type))
    {
      types = list_types (field->meaning);
      doudi_json_value_set_error (means, error,
                                  _ ("a field that means “%s” cannot be of the type “%s”; allowed "
                                     "are: %s"),
                                  name, doudi_form_type_name (field->type), types);
    }
  else if (field->type == DOUDI_FORM_FILLED || table == field->section->meaning
           || (table == DOUDI_MEANING_NONE && !field->section->table))
    return TRUE;
  else if (table == DOUDI_MEANING_NONE)
    doudi_json_value_set_error (means, error, _ ("“%s” cannot stand in a table"), name);
  else
    doudi_json_value_set_error (means, error,
                                _ ("“%s” must be a column of a table that means “%s”"), name,
                                doudi_form_meaning_name (table));
  return FALSE;
}

static gboolean
load_meaning (const DoudiForm *form,
              DoudiFormField *field,
              const DoudiJsonValue *object,
              GError **error)
{
  const DoudiJsonValue *means = doudi_json_get_member (object, "means");
  const DoudiFormField *other;
  int meaning = 0;

  if (!doudi_json_get_word (object, "means",
                            field->type == DOUDI_FORM_FILLED ? DOUDI_JSON_REQUIRED
                                                             : DOUDI_JSON_OPTIONAL,
                            doudi_form_meaning_names (), &meaning, error))
    return FALSE;
  field->meaning = (DoudiFormMeaning) meaning;
  if (meaning == DOUDI_MEANING_NONE)
    return TRUE;
  if (!check_meaning (field, means, error))
    return FALSE;
  other = doudi_form_find_meaning (form, field->meaning);
  if (other == NULL || other->type == DOUDI_FORM_FILLED || field->type == DOUDI_FORM_FILLED)
    return TRUE;
  doudi_json_value_set_error (means, error,
                              _ ("the field “%s” means “%s” already; a form asks for it once"),
                              other->key, doudi_form_meaning_name (field->meaning));
  return FALSE;
}

static gint64
units_in_one (int decimals)
{
  gint64 units = 1;

  for (int i = 0; i < decimals; i++)
    units *= 10;
  return units;
}

/* A limit of a number, in units of its last decimal. */
static gboolean
load_limit (const DoudiJsonValue *object,
            const char *name,
            int decimals,
            gint64 *limit,
            GError **error)
{
  DoudiRatio found;

  if (doudi_json_get_member (object, name) == NULL)
    return TRUE;
  return doudi_json_get_decimal (object, name, DOUDI_JSON_REQUIRED, (guint) decimals,
                                 DOUDI_RATIO_WHOLE (-DOUDI_RATIO_WHOLE_MAX),
                                 DOUDI_RATIO_WHOLE (DOUDI_RATIO_WHOLE_MAX), &found, error)
         && doudi_ratio_to_units (found, units_in_one (decimals), limit);
}

static gboolean
load_limits (DoudiFormField *field, const DoudiJsonValue *object, GError **error)
{
  int decimals = field->type == DOUDI_FORM_MONEY ? 2 : field->decimals;

  field->least = 0;
  field->most = field->type == DOUDI_FORM_MONEY ? DOUDI_FEN_MAX
                                                : DOUDI_RATIO_WHOLE_MAX * units_in_one (decimals);
  if (!load_limit (object, "least", decimals, &field->least, error)
      || !load_limit (object, "most", decimals, &field->most, error))
    return FALSE;
  if (field->least <= field->most)
    return TRUE;
  doudi_json_value_set_error (object, error, _ ("“least” may not be above “most”"));
  return FALSE;
}

/* How long a text, how large a number may be. */
static gboolean
load_range (DoudiFormField *field, const DoudiJsonValue *object, GError **error)
{
  gint64 decimals = 0;

  if (!doudi_json_get_integer (object, "decimals", DOUDI_JSON_OPTIONAL, 0, DOUDI_FORM_DECIMALS_MAX,
                               &decimals, error)
      || !doudi_form_get_text (object, "unit", DOUDI_JSON_OPTIONAL, &field->unit, error))
    return FALSE;
  field->decimals = (int) decimals;
  if ((NUMBERS & (1u << field->type)) != 0)
    return load_limits (field, object, error);
  field->most = field->type == DOUDI_FORM_TEXT ? TEXT_MOST : LINES_MOST;
  return doudi_json_get_integer (object, "most", DOUDI_JSON_OPTIONAL, 1, LENGTH_MAX, &field->most,
                                 error);
}

/* The field before this one that @key names, seen from @section: a column of the same table, a
 * field outside tables. NULL with @error set if there is none. */
static const DoudiFormField *
find_earlier (const DoudiForm *form,
              const DoudiFormSection *section,
              const DoudiJsonValue *member,
              const char *key,
              GError **error)
{
  g_autofree char *column = g_strconcat (section->key, ".", key, NULL);
  const DoudiFormField *field = NULL;

  if (section->table)
    field = doudi_form_find_field (form, column);
  if (field == NULL)
    field = doudi_form_find_field (form, key);
  if (field != NULL && (!field->section->table || field->section == section))
    return field;
  doudi_json_value_set_error (
    member, error, _ ("there is no field “%s” before this one that could be meant"), key);
  return NULL;
}

/* Whether @field can ever have one of the answers of @when. */
static gboolean
check_when (const DoudiFormWhen *when, const DoudiJsonValue *list, GError **error)
{
  const DoudiFormField *field = when->field;

  for (guint i = 0; when->is[i] != NULL; i++)
    {
      gboolean known = TRUE;

      if (field->type == DOUDI_FORM_TICK)
        known = g_str_equal (when->is[i], "yes") || g_str_equal (when->is[i], "no");
      else if (field->options->len > 0)
        known = doudi_form_field_find_option (field, when->is[i]) != NULL;
      if (known)
        continue;
      doudi_json_value_set_error (doudi_json_array_get (list, i), error,
                                  _ ("“%s” is no answer of the field “%s”"), when->is[i],
                                  field->key);
      return FALSE;
    }
  return TRUE;
}

/* The member "when" of @object, which stands in @section or is it. */
gboolean
doudi_form_when_load (const DoudiForm *form,
                      const DoudiFormSection *section,
                      const DoudiJsonValue *object,
                      DoudiFormWhen *when,
                      GError **error)
{
  const DoudiJsonValue *member = NULL, *list = NULL;
  const char *key = NULL;

  if (!doudi_json_get_object (object, "when", DOUDI_JSON_OPTIONAL, &member, error))
    return FALSE;
  if (member == NULL)
    return TRUE;
  if (!doudi_json_check_members (member, when_members, error)
      || !doudi_json_get_string (member, "field", DOUDI_JSON_REQUIRED, &key, error)
      || !doudi_form_get_list (member, "is", &list, error)
      || !doudi_json_array_dup_strings (list, &when->is, error))
    return FALSE;
  when->field = find_earlier (form, section, doudi_json_get_member (member, "field"), key, error);
  if (when->field == NULL)
    return FALSE;
  if (doudi_form_field_is_asked (when->field) || when->field->type == DOUDI_FORM_COMPUTED)
    return check_when (when, list, error);
  doudi_json_value_set_error (doudi_json_get_member (member, "field"), error,
                              _ ("the field “%s” is never answered"), key);
  return FALSE;
}

static gboolean
load_same_as (const DoudiForm *form,
              DoudiFormField *field,
              const DoudiJsonValue *object,
              GError **error)
{
  const DoudiJsonValue *member = doudi_json_get_member (object, "same_as");
  const char *key = NULL;

  if (member == NULL)
    return TRUE;
  if (!doudi_json_get_string (object, "same_as", DOUDI_JSON_REQUIRED, &key, error))
    return FALSE;
  /* Outside a table the column of one, "members.name", stands for its first row. */
  if (!field->section->table && strchr (key, '.') != NULL)
    field->same_as = doudi_form_find_field (form, key);
  if (field->same_as == NULL)
    field->same_as = find_earlier (form, field->section, member, key, error);
  if (field->same_as == NULL)
    return FALSE;
  if (field->same_as->type == field->type && doudi_form_field_is_asked (field->same_as))
    return TRUE;
  doudi_json_value_set_error (member, error,
                              _ ("the field “%s” is of the type “%s”; its answer cannot be taken "
                                 "for one of the type “%s”"),
                              key, doudi_form_type_name (field->same_as->type),
                              doudi_form_type_name (field->type));
  return FALSE;
}

/* Where it is shown, and how. */
static gboolean
load_look (DoudiFormField *field, const DoudiJsonValue *object, GError **error)
{
  int only = -1;
  gint64 width_mm = 0;

  if (!doudi_json_get_boolean (object, "wide", DOUDI_JSON_OPTIONAL, &field->wide, error)
      || !doudi_json_get_word (object, "only", DOUDI_JSON_OPTIONAL, only_words, &only, error)
      || !doudi_json_get_integer (object, "width_mm", DOUDI_JSON_OPTIONAL, 1, WIDTH_MM_MAX,
                                  &width_mm, error))
    return FALSE;
  field->on_screen = only != 1;
  field->on_paper = only != 0;
  field->width_mm = (int) width_mm;
  if (!field->required || field->on_screen)
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (object, "only"), error,
                              _ ("a field that is only on paper cannot be required"));
  return FALSE;
}

/* Whether the words between braces are meanings that can be filled in. */
static gboolean
check_braces (const DoudiJsonValue *object, const char *name, const char *words, GError **error)
{
  const char *start = words != NULL ? strchr (words, '{') : NULL;

  for (; start != NULL; start = strchr (start + 1, '{'))
    {
      gsize length = strcspn (start + 1, "}");
      g_autofree char *meaning = g_strndup (start + 1, length);

      if (start[1 + length] == '}' && length > 0
          && g_strv_contains (doudi_form_meaning_names (), meaning))
        continue;
      doudi_json_value_set_error (doudi_json_get_member (object, name), error,
                                  _ ("“{%s” is no meaning in braces; the program could not fill "
                                     "it in"),
                                  meaning);
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_words (DoudiFormField *field, const DoudiJsonValue *object, GError **error)
{
  if (!doudi_form_get_text (object, "label", DOUDI_JSON_REQUIRED, &field->label, error)
      || !doudi_form_get_text (object, "help", DOUDI_JSON_OPTIONAL, &field->help, error))
    return FALSE;
  return field->type != DOUDI_FORM_PARAGRAPH
         || (check_braces (object, "label", field->label.chinese, error)
             && check_braces (object, "label_en", field->label.english, error));
}

/* A field of @section, the last one of @form. It may refer to those before it. */
gboolean
doudi_form_field_load (DoudiForm *form,
                       DoudiFormSection *section,
                       DoudiFormLists *lists,
                       const DoudiJsonValue *object,
                       GError **error)
{
  DoudiFormField *field = doudi_form_add_field (section);

  if (!doudi_json_check_members (object, field_members, error)
      || !doudi_form_get_key (object, "key", &field->key, error)
      || !check_key (form, field, object, error) || !load_type (field, object, error)
      || !load_words (field, object, error) || !load_meaning (form, field, object, error)
      || !load_range (field, object, error)
      || !doudi_json_get_boolean (object, "required", DOUDI_JSON_OPTIONAL, &field->required, error)
      || !load_look (field, object, error) || !doudi_form_compute_load (form, object, field, error)
      || !doudi_form_options_load (lists, object, field, error)
      || !load_same_as (form, field, object, error)
      || !doudi_form_when_load (form, section, object, &field->when, error))
    return FALSE;
  doudi_form_index_field (form, field);
  return TRUE;
}
