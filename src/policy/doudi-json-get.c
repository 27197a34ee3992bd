/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The members of objects, each kind with its getter.
 */

#include "config.h"

#include "policy/doudi-json-private.h"

#include <glib/gi18n-lib.h>

/* Sets the error for a member whose value is not what @expected says. */
static gboolean
fail_expected (const DoudiJsonValue *member, const char *name, const char *expected, GError **error)
{
  g_autofree char *found = doudi_json_value_describe (member);

  /* Translators: a member of a file, what it must be, what it is */
  doudi_json_value_set_error (member, error, _ ("“%s” must be %s; it is %s"), name, expected,
                              found);
  return FALSE;
}

/* The member a getter is to read into *@member, or %NULL there if it may be and is absent. */
static gboolean
find_member (const DoudiJsonValue *object,
             const char *name,
             DoudiJsonNeed need,
             const char *expected,
             const DoudiJsonValue **member,
             GError **error)
{
  *member = doudi_json_get_member (object, name);
  if (*member != NULL || need == DOUDI_JSON_OPTIONAL)
    return TRUE;
  doudi_json_value_set_error (object, error, _ ("“%s” is missing; it must be %s"), name, expected);
  return FALSE;
}

static gboolean
get_container (const DoudiJsonValue *object,
               const char *name,
               DoudiJsonNeed need,
               JsonNodeType type,
               const char *expected,
               const DoudiJsonValue **member,
               GError **error)
{
  const DoudiJsonValue *found;

  if (!find_member (object, name, need, expected, &found, error))
    return FALSE;
  if (found == NULL)
    return TRUE;
  if (json_node_get_node_type (found->node) != type)
    return fail_expected (found, name, expected, error);
  *member = found;
  return TRUE;
}

/**
 * doudi_json_get_object:
 * @object: an object
 * @name: name of a member
 * @need: whether it must be there
 * @member: (inout): set to the member, an object
 * @error: %DOUDI_ERROR_BAD_DATA if it is missing or no object
 *
 * Returns: %TRUE if @member holds what it should
 */
gboolean
doudi_json_get_object (const DoudiJsonValue *object,
                       const char *name,
                       DoudiJsonNeed need,
                       const DoudiJsonValue **member,
                       GError **error)
{
  return get_container (object, name, need, JSON_NODE_OBJECT, _ ("an object in braces"), member,
                        error);
}

/**
 * doudi_json_get_array:
 * @object: an object
 * @name: name of a member
 * @need: whether it must be there
 * @member: (inout): set to the member, an array
 * @error: %DOUDI_ERROR_BAD_DATA if it is missing or no array
 *
 * Returns: %TRUE if @member holds what it should
 */
gboolean
doudi_json_get_array (const DoudiJsonValue *object,
                      const char *name,
                      DoudiJsonNeed need,
                      const DoudiJsonValue **member,
                      GError **error)
{
  return get_container (object, name, need, JSON_NODE_ARRAY, _ ("a list in square brackets"),
                        member, error);
}

/* A text member that may be absent (*@member is %NULL then). */
static gboolean
find_string (const DoudiJsonValue *object,
             const char *name,
             DoudiJsonNeed need,
             const char *expected,
             const DoudiJsonValue **member,
             const char **text,
             GError **error)
{
  if (!find_member (object, name, need, expected, member, error))
    return FALSE;
  if (*member == NULL)
    return TRUE;
  if (!doudi_json_value_holds (*member, G_TYPE_STRING))
    return fail_expected (*member, name, expected, error);
  *text = json_node_get_string ((*member)->node);
  return TRUE;
}

/**
 * doudi_json_get_string:
 * @object: an object
 * @name: name of a member
 * @need: whether it must be there
 * @text: (inout): set to the text, owned by the document
 * @error: %DOUDI_ERROR_BAD_DATA if it is missing or no text
 *
 * Returns: %TRUE if @text holds what it should
 */
gboolean
doudi_json_get_string (const DoudiJsonValue *object,
                       const char *name,
                       DoudiJsonNeed need,
                       const char **text,
                       GError **error)
{
  const DoudiJsonValue *member;

  return find_string (object, name, need, _ ("a text in quotes"), &member, text, error);
}

/**
 * doudi_json_get_integer:
 * @object: an object
 * @name: name of a member
 * @need: whether it must be there
 * @lowest: the lowest number allowed
 * @highest: the highest number allowed
 * @number: (inout): set to the number
 * @error: %DOUDI_ERROR_BAD_DATA if it is missing, no whole number or outside the range
 *
 * Returns: %TRUE if @number holds what it should
 */
gboolean
doudi_json_get_integer (const DoudiJsonValue *object,
                        const char *name,
                        DoudiJsonNeed need,
                        gint64 lowest,
                        gint64 highest,
                        gint64 *number,
                        GError **error)
{
  g_autofree char *from = g_strdup_printf ("%" G_GINT64_FORMAT, lowest);
  g_autofree char *to = g_strdup_printf ("%" G_GINT64_FORMAT, highest);
  g_autofree char *expected = g_strdup_printf (_ ("a whole number from %s to %s"), from, to);
  const DoudiJsonValue *member;
  gint64 found;

  if (!find_member (object, name, need, expected, &member, error))
    return FALSE;
  if (member == NULL)
    return TRUE;
  found = doudi_json_value_holds (member, G_TYPE_INT64) ? json_node_get_int (member->node) : 0;
  if (!doudi_json_value_holds (member, G_TYPE_INT64) || found < lowest || found > highest)
    return fail_expected (member, name, expected, error);
  *number = found;
  return TRUE;
}

/* A number that need not be whole, read as it is written: %NULL if it is none. Also from a text. */
static char *
dup_number_text (const DoudiJsonValue *value)
{
  if (doudi_json_value_holds (value, G_TYPE_STRING))
    return g_strdup (json_node_get_string (value->node));
  if (doudi_json_value_holds (value, G_TYPE_INT64) || doudi_json_value_holds (value, G_TYPE_DOUBLE))
    return g_strndup (value->document->text + value->start, value->length);
  return NULL;
}

/* "a whole number from 0 to 4", "a number from 0 to 10 with at most 2 decimals". */
static char *
describe_range (guint decimals, DoudiRatio lowest, DoudiRatio highest)
{
  g_autofree char *from = doudi_ratio_format (lowest);
  g_autofree char *to = doudi_ratio_format (highest);

  if (decimals == 0)
    return g_strdup_printf (_ ("a whole number from %s to %s"), from, to);
  return g_strdup_printf (ngettext ("a number from %s to %s with at most %u decimal",
                                    "a number from %s to %s with at most %u decimals", decimals),
                          from, to, decimals);
}

/**
 * doudi_json_get_decimal:
 * @object: an object
 * @name: name of a member
 * @need: whether it must be there
 * @decimals: how many decimals it may have, up to %DOUDI_RATIO_DIGITS_MAX
 * @lowest: the lowest number allowed
 * @highest: the highest number allowed
 * @number: (inout): set to the number
 * @error: %DOUDI_ERROR_BAD_DATA if it is missing, no such number or outside the range
 *
 * Reads a number, or a text with one, exactly as it is written: 0.1 is a tenth.
 *
 * Returns: %TRUE if @number holds what it should
 */
gboolean
doudi_json_get_decimal (const DoudiJsonValue *object,
                        const char *name,
                        DoudiJsonNeed need,
                        guint decimals,
                        DoudiRatio lowest,
                        DoudiRatio highest,
                        DoudiRatio *number,
                        GError **error)
{
  const DoudiJsonValue *member;
  g_autofree char *text = NULL;
  g_autofree char *expected = describe_range (decimals, lowest, highest);
  DoudiRatio found;
  gint64 units_in_one = 1, units;

  if (!find_member (object, name, need, expected, &member, error))
    return FALSE;
  if (member == NULL)
    return TRUE;
  for (guint i = 0; i < decimals; i++)
    units_in_one *= 10;
  text = dup_number_text (member);
  if (text != NULL && doudi_ratio_parse_decimal (text, &found)
      && doudi_ratio_to_units (found, units_in_one, &units)
      && doudi_ratio_compare (found, lowest) >= 0 && doudi_ratio_compare (found, highest) <= 0)
    {
      *number = found;
      return TRUE;
    }
  return fail_expected (member, name, expected, error);
}

/**
 * doudi_json_get_ratio:
 * @object: an object
 * @name: name of a member
 * @need: whether it must be there
 * @ratio: (inout): set to the number
 * @error: %DOUDI_ERROR_BAD_DATA if it is missing or no such number
 *
 * Reads a number of a rule as doudi_ratio_parse() does, exactly: 0.25, "2/3", "60%".
 *
 * Returns: %TRUE if @ratio holds what it should
 */
gboolean
doudi_json_get_ratio (const DoudiJsonValue *object,
                      const char *name,
                      DoudiJsonNeed need,
                      DoudiRatio *ratio,
                      GError **error)
{
  const char *expected = _ ("a number such as 0.25, or a text such as \"2/3\" or \"60%\"");
  const DoudiJsonValue *member;
  g_autofree char *text = NULL;

  if (!find_member (object, name, need, expected, &member, error))
    return FALSE;
  if (member == NULL)
    return TRUE;
  text = dup_number_text (member);
  if (text != NULL && doudi_ratio_parse (text, ratio))
    return TRUE;
  return fail_expected (member, name, expected, error);
}

/**
 * doudi_json_get_boolean:
 * @object: an object
 * @name: name of a member
 * @need: whether it must be there
 * @truth: (inout): set to the value
 * @error: %DOUDI_ERROR_BAD_DATA if it is missing or neither true nor false
 *
 * Returns: %TRUE if @truth holds what it should
 */
gboolean
doudi_json_get_boolean (const DoudiJsonValue *object,
                        const char *name,
                        DoudiJsonNeed need,
                        gboolean *truth,
                        GError **error)
{
  const char *expected = _ ("true or false");
  const DoudiJsonValue *member;

  if (!find_member (object, name, need, expected, &member, error))
    return FALSE;
  if (member == NULL)
    return TRUE;
  if (!doudi_json_value_holds (member, G_TYPE_BOOLEAN))
    return fail_expected (member, name, expected, error);
  *truth = json_node_get_boolean (member->node);
  return TRUE;
}

/**
 * doudi_json_get_word:
 * @object: an object
 * @name: name of a member
 * @need: whether it must be there
 * @words: %NULL-terminated vocabulary; empty strings keep a place and are not allowed as a value
 * @index: (inout): set to the position of the word in @words
 * @error: %DOUDI_ERROR_BAD_DATA if it is missing or not in the vocabulary, naming what is allowed
 *
 * Returns: %TRUE if @index holds what it should
 */
gboolean
doudi_json_get_word (const DoudiJsonValue *object,
                     const char *name,
                     DoudiJsonNeed need,
                     const char *const *words,
                     int *index,
                     GError **error)
{
  const DoudiJsonValue *member = doudi_json_get_member (object, name);
  const char *text = "";
  g_autofree char *list = doudi_json_join_names (words);
  g_autofree char *found = NULL;

  if (member == NULL && need == DOUDI_JSON_REQUIRED)
    {
      doudi_json_value_set_error (object, error, _ ("“%s” is missing; allowed are: %s"), name,
                                  list);
      return FALSE;
    }
  if (member == NULL)
    return TRUE;
  if (doudi_json_value_holds (member, G_TYPE_STRING))
    text = json_node_get_string (member->node);
  for (int i = 0; words[i] != NULL; i++)
    {
      if (*text != '\0' && g_str_equal (words[i], text))
        {
          *index = i;
          return TRUE;
        }
    }
  found = doudi_json_value_describe (member);
  doudi_json_value_set_error (member, error, _ ("“%s” may not be %s; allowed are: %s"), name, found,
                              list);
  return FALSE;
}

/**
 * doudi_json_get_amount:
 * @object: an object
 * @name: name of a member
 * @need: whether it must be there
 * @fen: (inout): set to the amount in fen
 * @error: %DOUDI_ERROR_BAD_DATA if it is missing or not a text such as "310.00"
 *
 * Returns: %TRUE if @fen holds what it should
 */
gboolean
doudi_json_get_amount (const DoudiJsonValue *object,
                       const char *name,
                       DoudiJsonNeed need,
                       DoudiFen *fen,
                       GError **error)
{
  const char *expected = _ ("an amount in yuan as a text, such as \"310.00\"");
  const DoudiJsonValue *member;
  const char *text = NULL;

  if (!find_string (object, name, need, expected, &member, &text, error))
    return FALSE;
  if (member != NULL && !doudi_money_parse (text, fen))
    return fail_expected (member, name, expected, error);
  return TRUE;
}

/**
 * doudi_json_get_month:
 * @object: an object
 * @name: name of a member
 * @need: whether it must be there
 * @month: (inout): set to the month
 * @error: %DOUDI_ERROR_BAD_DATA if it is missing or not a text such as "2018-06"
 *
 * Returns: %TRUE if @month holds what it should
 */
gboolean
doudi_json_get_month (const DoudiJsonValue *object,
                      const char *name,
                      DoudiJsonNeed need,
                      DoudiMonth *month,
                      GError **error)
{
  const char *expected = _ ("a month as a text, such as \"2018-06\"");
  const DoudiJsonValue *member;
  const char *text = NULL;
  DoudiMonth found;

  if (!find_string (object, name, need, expected, &member, &text, error))
    return FALSE;
  if (member == NULL)
    return TRUE;
  found = doudi_month_parse_iso (text);
  if (found == DOUDI_MONTH_NONE)
    return fail_expected (member, name, expected, error);
  *month = found;
  return TRUE;
}

/**
 * doudi_json_get_day:
 * @object: an object
 * @name: name of a member
 * @need: whether it must be there
 * @day: (inout): set to the day
 * @error: %DOUDI_ERROR_BAD_DATA if it is missing or not a text such as "2018-06-01"
 *
 * Returns: %TRUE if @day holds what it should
 */
gboolean
doudi_json_get_day (const DoudiJsonValue *object,
                    const char *name,
                    DoudiJsonNeed need,
                    DoudiDay *day,
                    GError **error)
{
  const char *expected = _ ("a day as a text, such as \"2018-06-01\"");
  const DoudiJsonValue *member;
  const char *text = NULL;
  DoudiDay found;

  if (!find_string (object, name, need, expected, &member, &text, error))
    return FALSE;
  if (member == NULL)
    return TRUE;
  found = doudi_day_parse_iso (text);
  if (found == DOUDI_DAY_NONE)
    return fail_expected (member, name, expected, error);
  *day = found;
  return TRUE;
}
