/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-json-private.h"

#include "base/doudi-error.h"
#include "policy/doudi-json-scan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer values are cut in messages, in characters. */
#define SHOWN_LENGTH 40

/* Sets the error of line @line of the file @where. */
static void
set_error_at (GError **error, const char *where, guint line, const char *message)
{
  g_autofree char *place = g_strdup_printf ("%s:%u", where, line);

  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, place, "%s", message);
}

static gboolean
place_node (DoudiJsonDocument *document, JsonNode *node, const GArray *places, guint *next);

static gboolean
place_members (DoudiJsonDocument *document, JsonObject *object, const GArray *places, guint *next)
{
  /* json-glib keeps the order of the text. */
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (!place_node (document, json_object_get_member (object, l->data), places, next))
        return FALSE;
    }
  return TRUE;
}

static gboolean
place_elements (DoudiJsonDocument *document, JsonArray *array, const GArray *places, guint *next)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!place_node (document, json_array_get_element (array, i), places, next))
        return FALSE;
    }
  return TRUE;
}

/* Gives @node and what is inside it their places, in the order of the text. Fails at an object with
 * fewer members than were written, because one is there twice. */
static gboolean
place_node (DoudiJsonDocument *document, JsonNode *node, const GArray *places, guint *next)
{
  guint index = (*next)++;
  const DoudiJsonPlace *place = &g_array_index (places, DoudiJsonPlace, index);
  DoudiJsonValue *value = &document->values[index];

  *value = (DoudiJsonValue){ document, node, place->line, place->start, place->length };
  g_hash_table_insert (document->by_node, node, value);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return place_elements (document, json_node_get_array (node), places, next);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  return json_object_get_size (json_node_get_object (node)) == place->n_inside
         && place_members (document, json_node_get_object (node), places, next);
}

static gboolean
place_document (DoudiJsonDocument *document, const GArray *places, GError **error)
{
  guint next = 0;

  document->values = g_new0 (DoudiJsonValue, places->len);
  document->by_node = g_hash_table_new (NULL, NULL);
  if (place_node (document, document->root, places, &next))
    return TRUE;
  set_error_at (error, document->where, document->values[next - 1].line,
                _ ("a member stands here twice in one object"));
  return FALSE;
}

static guint
count_lines (const char *from, const char *to)
{
  guint line = 1;

  for (const char *at = from; at < to; at++)
    line += *at == '\n';
  return line;
}

/* The places of all values, %NULL with @error set if the text is not JSON. */
static GArray *
scan_text (const char *text, gsize length, const char *where, GError **error)
{
  const char *end;
  const char *problem;
  guint line;
  GArray *places;

  if (!g_utf8_validate_len (text, length, &end))
    {
      set_error_at (error, where, count_lines (text, end),
                    _ ("this is not UTF-8 text; save the file in UTF-8"));
      return NULL;
    }
  places = doudi_json_scan (text, length, &line, &problem);
  if (places == NULL)
    set_error_at (error, where, line, _ (problem));
  return places;
}

/**
 * doudi_json_document_load:
 * @text: the JSON text, UTF-8, a byte-order mark is skipped
 * @length: its bytes, -1 if it ends with NUL
 * @where: the file's name, for messages
 * @error: %DOUDI_ERROR_BAD_DATA with the place "file:line"
 *
 * Reads a JSON text, strictly: no comments, no trailing commas, no member twice.
 *
 * Returns: (transfer full): the document, %NULL with @error set
 */
DoudiJsonDocument *
doudi_json_document_load (const char *text, gssize length, const char *where, GError **error)
{
  g_autoptr (DoudiJsonDocument) document = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GArray) places = NULL;
  g_autoptr (GError) cause = NULL;
  gsize n = length < 0 ? strlen (text) : (gsize) length;

  g_return_val_if_fail (where != NULL, NULL);
  if (n >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      n -= 3;
    }
  places = scan_text (text, n, where, error);
  if (places == NULL)
    return NULL;
  if (!json_parser_load_from_data (parser, text, (gssize) n, &cause))
    {
      set_error_at (error, where, 1, cause->message);
      return NULL;
    }
  document = g_new0 (DoudiJsonDocument, 1);
  document->where = g_strdup (where);
  document->text = g_strndup (text, n);
  document->root = json_parser_steal_root (parser);
  if (!place_document (document, places, error))
    return NULL;
  return g_steal_pointer (&document);
}

/**
 * doudi_json_document_free:
 * @document: (nullable): a document
 *
 * Frees the document with all its values and texts.
 */
void
doudi_json_document_free (DoudiJsonDocument *document)
{
  if (document == NULL)
    return;
  g_clear_pointer (&document->by_node, g_hash_table_unref);
  g_clear_pointer (&document->root, json_node_unref);
  g_free (document->values);
  g_free (document->text);
  g_free (document->where);
  g_free (document);
}

/**
 * doudi_json_document_get_root:
 * @document: a document
 *
 * Returns: (transfer none): the outermost value
 */
const DoudiJsonValue *
doudi_json_document_get_root (const DoudiJsonDocument *document)
{
  return &document->values[0];
}

/**
 * doudi_json_value_get_line:
 * @value: a value
 *
 * Returns: the line it begins in, from 1
 */
guint
doudi_json_value_get_line (const DoudiJsonValue *value)
{
  return value->line;
}

/**
 * doudi_json_value_is_object:
 * @value: a value
 *
 * Returns: whether it is an object, so that the getters may be asked
 */
gboolean
doudi_json_value_is_object (const DoudiJsonValue *value)
{
  return JSON_NODE_HOLDS_OBJECT (value->node);
}

/**
 * doudi_json_value_set_error:
 * @value: the value that is wrong
 * @error: (nullable): where to put the error
 * @format: the message, naming what is wrong and what is allowed
 * @...: its arguments
 *
 * Sets %DOUDI_ERROR_BAD_DATA with the place of @value, for a rule that only the caller knows.
 */
void
doudi_json_value_set_error (const DoudiJsonValue *value, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  set_error_at (error, value->document->where, value->line, message);
}

/**
 * doudi_json_value_describe:
 * @value: a value
 *
 * Returns: (transfer full): what it is, for a message: the text as it is written, its beginning if
 *   it is long, or that it is a list or an object
 */
char *
doudi_json_value_describe (const DoudiJsonValue *value)
{
  g_autofree char *text = NULL;
  g_autofree char *start = NULL;

  if (JSON_NODE_HOLDS_OBJECT (value->node))
    return g_strdup (_ ("an object"));
  if (JSON_NODE_HOLDS_ARRAY (value->node))
    return g_strdup (_ ("a list"));
  text = g_strndup (value->document->text + value->start, value->length);
  if (g_utf8_strlen (text, -1) <= SHOWN_LENGTH)
    return g_steal_pointer (&text);
  start = g_utf8_substring (text, 0, SHOWN_LENGTH);
  return g_strconcat (start, "…", NULL);
}

/* The names in @names that are not empty, for a person to read. */
char *
doudi_json_join_names (const char *const *names)
{
  g_autoptr (GPtrArray) used = g_ptr_array_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (*names[i] != '\0')
        g_ptr_array_add (used, (gpointer) names[i]);
    }
  g_ptr_array_add (used, NULL);
  return g_strjoinv (", ", (GStrv) used->pdata);
}

/* Whether @value is a scalar of @type. */
gboolean
doudi_json_value_holds (const DoudiJsonValue *value, GType type)
{
  return JSON_NODE_HOLDS_VALUE (value->node) && json_node_get_value_type (value->node) == type;
}

/**
 * doudi_json_check_object:
 * @value: a value
 * @error: %DOUDI_ERROR_BAD_DATA if it is no object
 *
 * To be asked before the getters where a value comes from an array or is the root.
 *
 * Returns: %TRUE if it is an object
 */
gboolean
doudi_json_check_object (const DoudiJsonValue *value, GError **error)
{
  g_autofree char *found = NULL;

  if (doudi_json_value_is_object (value))
    return TRUE;
  found = doudi_json_value_describe (value);
  doudi_json_value_set_error (value, error, _ ("an object in braces must stand here; it is %s"),
                              found);
  return FALSE;
}

/**
 * doudi_json_check_array:
 * @value: a value
 * @error: %DOUDI_ERROR_BAD_DATA if it is no array
 *
 * To be asked where the root of a document should be an array.
 *
 * Returns: %TRUE if it is an array
 */
gboolean
doudi_json_check_array (const DoudiJsonValue *value, GError **error)
{
  g_autofree char *found = NULL;

  if (JSON_NODE_HOLDS_ARRAY (value->node))
    return TRUE;
  found = doudi_json_value_describe (value);
  doudi_json_value_set_error (value, error,
                              _ ("a list in square brackets must stand here; it is %s"), found);
  return FALSE;
}

/**
 * doudi_json_check_members:
 * @object: a value that should be an object
 * @allowed: %NULL-terminated names of the members it may have
 * @error: %DOUDI_ERROR_BAD_DATA if it is no object or has a member of another name
 *
 * Refuses what no reader would look at, such as a misspelt optional member.
 *
 * Returns: %TRUE if every member is allowed
 */
gboolean
doudi_json_check_members (const DoudiJsonValue *object, const char *const *allowed, GError **error)
{
  g_auto (GStrv) names = NULL;

  if (!doudi_json_check_object (object, error))
    return FALSE;
  names = doudi_json_dup_member_names (object);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!g_strv_contains (allowed, names[i]))
        {
          g_autofree char *list = doudi_json_join_names (allowed);
          const DoudiJsonValue *member = g_hash_table_lookup (
            object->document->by_node,
            json_object_get_member (json_node_get_object (object->node), names[i]));

          doudi_json_value_set_error (member, error, _ ("“%s” is not known here; allowed are: %s"),
                                      names[i], list);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * doudi_json_dup_member_names:
 * @object: an object
 *
 * Returns: (transfer full): the names of its members in the order of the text
 */
GStrv
doudi_json_dup_member_names (const DoudiJsonValue *object)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GList) names = json_object_get_members (json_node_get_object (object->node));

  for (GList *l = names; l != NULL; l = l->next)
    g_strv_builder_add (builder, l->data);
  return g_strv_builder_end (builder);
}

/**
 * doudi_json_get_member:
 * @object: an object
 * @name: name of a member
 *
 * Returns: (transfer none) (nullable): its value, %NULL if it is absent or null
 */
const DoudiJsonValue *
doudi_json_get_member (const DoudiJsonValue *object, const char *name)
{
  JsonNode *node = json_object_get_member (json_node_get_object (object->node), name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  return g_hash_table_lookup (object->document->by_node, node);
}

/**
 * doudi_json_array_get_length:
 * @array: an array
 *
 * Returns: the number of its elements
 */
guint
doudi_json_array_get_length (const DoudiJsonValue *array)
{
  return json_array_get_length (json_node_get_array (array->node));
}

/**
 * doudi_json_array_get:
 * @array: an array
 * @index: below its length
 *
 * Returns: (transfer none): the element
 */
const DoudiJsonValue *
doudi_json_array_get (const DoudiJsonValue *array, guint index)
{
  JsonNode *node = json_array_get_element (json_node_get_array (array->node), index);

  return g_hash_table_lookup (array->document->by_node, node);
}

/**
 * doudi_json_array_dup_strings:
 * @array: an array
 * @strings: (out) (transfer full): its elements
 * @error: %DOUDI_ERROR_BAD_DATA if one is not a text
 *
 * Returns: %TRUE if every element is a text
 */
gboolean
doudi_json_array_dup_strings (const DoudiJsonValue *array, GStrv *strings, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n = doudi_json_array_get_length (array);

  for (guint i = 0; i < n; i++)
    {
      const DoudiJsonValue *element = doudi_json_array_get (array, i);
      g_autofree char *found = NULL;

      if (!doudi_json_value_holds (element, G_TYPE_STRING))
        {
          found = doudi_json_value_describe (element);
          doudi_json_value_set_error (element, error,
                                      _ ("a text in quotes must stand here; it is %s"), found);
          return FALSE;
        }
      g_strv_builder_add (builder, json_node_get_string (element->node));
    }
  *strings = g_strv_builder_end (builder);
  return TRUE;
}
