/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What can be chosen: the options of a field, the named lists of a form, and the lists that all
 * forms share (data/forms/lists.json).
 */

#include "config.h"

#include "base/doudi-data.h"
#include "policy/doudi-assessment-form-private.h"
#include "policy/doudi-form-private.h"
#include "policy/doudi-json-private.h"

#include <glib/gi18n-lib.h>

#define SHARED_LISTS "forms/lists.json"

/* @own are the lists of the form; @shared, read when one is first asked for, those of all. */
struct _DoudiFormLists
{
  const DoudiJsonValue *own;
  DoudiJsonDocument *document;
  const DoudiJsonValue *shared;
};

static const char *const option_members[] = { "key", DOUDI_FORM_LABEL_MEMBERS, NULL };
static const char *const shared_members[] = { "note", "lists", NULL };

static gboolean
check_option_key (const GPtrArray *options, const DoudiJsonValue *object, GError **error)
{
  const DoudiFormOption *last = g_ptr_array_index (options, options->len - 1);

  for (guint i = 0; i + 1 < options->len; i++)
    {
      const DoudiFormOption *option = g_ptr_array_index (options, i);

      if (g_str_equal (option->key, last->key))
        {
          doudi_json_value_set_error (doudi_json_get_member (object, "key"), error,
                                      _ ("the option “%s” is there twice; give one of them another "
                                         "key"),
                                      last->key);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
load_option (GPtrArray *options, const DoudiJsonValue *object, GError **error)
{
  DoudiFormOption *option = doudi_form_option_new ();

  g_ptr_array_add (options, option);
  return doudi_json_check_members (object, option_members, error)
         && doudi_form_get_key (object, "key", &option->key, error)
         && check_option_key (options, object, error)
         && doudi_form_get_text (object, "label", DOUDI_JSON_REQUIRED, &option->label, error);
}

static gboolean
load_options (GPtrArray *options, const DoudiJsonValue *list, GError **error)
{
  if (!doudi_json_check_array (list, error))
    return FALSE;
  if (doudi_json_array_get_length (list) == 0)
    {
      doudi_json_value_set_error (list, error, _ ("“%s” may not be empty"), "options");
      return FALSE;
    }
  for (guint i = 0; i < doudi_json_array_get_length (list); i++)
    {
      if (!load_option (options, doudi_json_array_get (list, i), error))
        return FALSE;
    }
  return TRUE;
}

/* Whether every list of @lists, an object or NULL, is sound. */
static gboolean
check_lists (const DoudiJsonValue *lists, GError **error)
{
  g_auto (GStrv) names = lists != NULL ? doudi_json_dup_member_names (lists) : NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) options = doudi_form_options_new ();

      if (!load_options (options, doudi_json_get_member (lists, names[i]), error))
        return FALSE;
    }
  return TRUE;
}

/* The lists of the form @root, which is kept; a faulty one is refused whether used or not. */
DoudiFormLists *
doudi_form_lists_load (const DoudiJsonValue *root, GError **error)
{
  g_autoptr (DoudiFormLists) lists = g_new0 (DoudiFormLists, 1);

  if (!doudi_json_get_object (root, "lists", DOUDI_JSON_OPTIONAL, &lists->own, error)
      || !check_lists (lists->own, error))
    return NULL;
  return g_steal_pointer (&lists);
}

void
doudi_form_lists_free (DoudiFormLists *lists)
{
  if (lists == NULL)
    return;
  doudi_json_document_free (lists->document);
  g_free (lists);
}

static gboolean
load_shared (DoudiFormLists *lists, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  const DoudiJsonValue *root;

  if (lists->document != NULL)
    return TRUE;
  bytes = doudi_data_lookup (SHARED_LISTS, error);
  if (bytes == NULL)
    return FALSE;
  lists->document = doudi_json_document_load (
    g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), SHARED_LISTS, error);
  if (lists->document == NULL)
    return FALSE;
  root = doudi_json_document_get_root (lists->document);
  return doudi_json_check_members (root, shared_members, error)
         && doudi_json_get_object (root, "lists", DOUDI_JSON_REQUIRED, &lists->shared, error);
}

static char *
join_member_names (const DoudiJsonValue *object)
{
  g_auto (GStrv) names = object != NULL ? doudi_json_dup_member_names (object) : NULL;

  return names != NULL ? g_strjoinv (", ", names) : g_strdup ("");
}

/* The list that the member "options" of @object names; NULL with @error set if there is none. */
static const DoudiJsonValue *
find_list (DoudiFormLists *lists, const DoudiJsonValue *object, GError **error)
{
  const DoudiJsonValue *list = NULL;
  const char *name = NULL;
  g_autofree char *own = NULL;
  g_autofree char *shared = NULL;

  if (!doudi_json_get_string (object, "options", DOUDI_JSON_REQUIRED, &name, error))
    return NULL;
  if (lists->own != NULL)
    list = doudi_json_get_member (lists->own, name);
  if (list != NULL)
    return list;
  if (!load_shared (lists, error))
    return NULL;
  list = doudi_json_get_member (lists->shared, name);
  if (list != NULL)
    return list;
  own = join_member_names (lists->own);
  shared = join_member_names (lists->shared);
  doudi_json_value_set_error (doudi_json_get_member (object, "options"), error,
                              _ ("there is no list of options “%s”; there are: %s%s%s"), name, own,
                              *own != '\0' ? ", " : "", shared);
  return NULL;
}

/* Whether the rules know all options of a field whose meaning they ask for. */
static gboolean
check_meaning (const DoudiFormField *field, const DoudiJsonValue *object, GError **error)
{
  g_auto (GStrv) keys = doudi_form_meaning_dup_keys (field->meaning);
  g_autofree char *allowed = NULL;

  for (guint i = 0; keys != NULL && i < field->options->len; i++)
    {
      const DoudiFormOption *option = g_ptr_array_index (field->options, i);

      if (g_strv_contains ((const char *const *) keys, option->key))
        continue;
      allowed = g_strjoinv (", ", keys);
      doudi_json_value_set_error (doudi_json_get_member (object, "options"), error,
                                  _ ("the rules do not know “%s” as an answer of the meaning "
                                     "“%s”; allowed are: %s"),
                                  option->key, doudi_form_meaning_name (field->meaning), allowed);
      return FALSE;
    }
  return TRUE;
}

/* Whether a field of this type can have, and must have, options. */
static gboolean
wants_options (const DoudiFormField *field)
{
  return field->type == DOUDI_FORM_CHOICE || field->type == DOUDI_FORM_CHOICES
         || (field->type == DOUDI_FORM_COMPUTED
             && (field->compute == DOUDI_COMPUTE_SEX || field->compute == DOUDI_COMPUTE_CARD_CLASS
                 || field->compute == DOUDI_COMPUTE_CARD_GRADE));
}

/* The member "options" of the field @object: the options themselves, or the name of a list. Type,
 * meaning and computing of @field are known. */
gboolean
doudi_form_options_load (DoudiFormLists *lists,
                         const DoudiJsonValue *object,
                         DoudiFormField *field,
                         GError **error)
{
  const DoudiJsonValue *options = doudi_json_get_member (object, "options");

  if (!wants_options (field))
    {
      if (options == NULL)
        return TRUE;
      doudi_json_value_set_error (options, error,
                                  _ ("a field of the type “%s” has no “options”; take them out, or "
                                     "make it a choice"),
                                  doudi_form_type_name (field->type));
      return FALSE;
    }
  if (options == NULL)
    {
      doudi_json_value_set_error (object, error,
                                  _ ("“options” is missing; it must be a list of options, or the "
                                     "name of one"));
      return FALSE;
    }
  if (doudi_json_value_holds (options, G_TYPE_STRING))
    options = find_list (lists, object, error);
  return options != NULL && load_options (field->options, options, error)
         && check_meaning (field, object, error);
}
