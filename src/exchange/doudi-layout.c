/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-layout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-data.h"
#include "base/doudi-error.h"
#include "base/doudi-text.h"
#include "exchange/doudi-layout-words.h"
#include "policy/doudi-json.h"

#define FOLDER "layouts"

struct _DoudiLayout
{
  char *id;
  char *title;
  DoudiLayoutPurpose purpose;
  DoudiLayoutRows rows;
  guint programmes;    /* bits 1 << DoudiProgramme */
  GArray *one_of;      /* DoudiField */
  GArray *columns;     /* DoudiLayoutColumn */
  GHashTable *aliases; /* compact heading to index of the column + 1 */
};

static const char *const layout_members[]
  = { "id", "title", "purpose", "rows", "programmes", "one_of", "columns", NULL };
static const char *const column_members[]
  = { "field", "kind", "required", "unless", "aliases", NULL };
static const char *const purpose_words[] = { "roster", "bank-return", NULL };
static const char *const rows_words[] = { "members", "persons", "households", NULL };

static void
column_clear (gpointer data)
{
  DoudiLayoutColumn *column = data;

  g_strfreev (column->aliases);
}

/**
 * doudi_layout_free:
 * @layout: (nullable) (transfer full): a layout
 *
 * Frees a layout.
 */
void
doudi_layout_free (DoudiLayout *layout)
{
  if (layout == NULL)
    return;
  g_hash_table_unref (layout->aliases);
  g_array_unref (layout->columns);
  g_array_unref (layout->one_of);
  g_free (layout->id);
  g_free (layout->title);
  g_free (layout);
}

static DoudiLayout *
layout_new (void)
{
  DoudiLayout *layout = g_new0 (DoudiLayout, 1);

  layout->columns = g_array_new (FALSE, TRUE, sizeof (DoudiLayoutColumn));
  g_array_set_clear_func (layout->columns, column_clear);
  layout->one_of = g_array_new (FALSE, FALSE, sizeof (DoudiField));
  layout->aliases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return layout;
}

static int
find_word (const char *const *words, const char *word)
{
  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      return i;
  return -1;
}

static gboolean
load_programmes (DoudiLayout *layout, const DoudiJsonValue *root, GError **error)
{
  const DoudiJsonValue *array = NULL;
  g_auto (GStrv) names = NULL;

  if (!doudi_json_get_array (root, "programmes", DOUDI_JSON_OPTIONAL, &array, error))
    return FALSE;
  if (array == NULL)
    return TRUE;
  if (!doudi_json_array_dup_strings (array, &names, error))
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      DoudiProgramme programme = doudi_programme_from_name (names[i]);

      if (programme == DOUDI_PROGRAMME_NONE)
        {
          doudi_json_value_set_error (doudi_json_array_get (array, i), error,
                                      _ ("there is no programme “%s”"), names[i]);
          return FALSE;
        }
      layout->programmes |= 1u << programme;
    }
  return TRUE;
}

static gboolean
load_one_of (DoudiLayout *layout, const DoudiJsonValue *root, GError **error)
{
  const DoudiJsonValue *array = NULL;
  g_auto (GStrv) names = NULL;

  if (!doudi_json_get_array (root, "one_of", DOUDI_JSON_OPTIONAL, &array, error))
    return FALSE;
  if (array == NULL)
    return TRUE;
  if (!doudi_json_array_dup_strings (array, &names, error))
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      DoudiField field = (DoudiField) find_word (doudi_field_names (), names[i]);

      if ((int) field < 0)
        {
          doudi_json_value_set_error (doudi_json_array_get (array, i), error,
                                      _ ("there is no field “%s”"), names[i]);
          return FALSE;
        }
      g_array_append_val (layout->one_of, field);
    }
  return TRUE;
}

/* Two columns that go by one heading could not be told apart. */
static gboolean
add_alias (DoudiLayout *layout, const char *alias, const DoudiJsonValue *value, GError **error)
{
  char *compact = doudi_text_compact (alias);

  if (*compact == '\0' || g_hash_table_contains (layout->aliases, compact))
    {
      doudi_json_value_set_error (
        value, error, _ ("the heading “%s” is empty or stands twice in the layout"), alias);
      g_free (compact);
      return FALSE;
    }
  g_hash_table_insert (layout->aliases, compact, GUINT_TO_POINTER (layout->columns->len));
  return TRUE;
}

static gboolean
load_aliases (DoudiLayout *layout,
              DoudiLayoutColumn *column,
              const DoudiJsonValue *object,
              GError **error)
{
  const DoudiJsonValue *array = NULL;

  if (!doudi_json_get_array (object, "aliases", DOUDI_JSON_REQUIRED, &array, error)
      || !doudi_json_array_dup_strings (array, &column->aliases, error))
    return FALSE;
  if (column->aliases[0] == NULL)
    {
      doudi_json_value_set_error (array, error, _ ("a column needs at least one heading"));
      return FALSE;
    }
  for (guint i = 0; column->aliases[i] != NULL; i++)
    if (!add_alias (layout, column->aliases[i], doudi_json_array_get (array, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
load_column (DoudiLayout *layout, const DoudiJsonValue *object, GError **error)
{
  DoudiLayoutColumn *column;
  int field = 0;
  int kind = 0;
  int unless = 0;

  g_array_set_size (layout->columns, layout->columns->len + 1);
  column = &g_array_index (layout->columns, DoudiLayoutColumn, layout->columns->len - 1);
  if (!doudi_json_check_members (object, column_members, error)
      || !doudi_json_get_word (object, "field", DOUDI_JSON_REQUIRED, doudi_field_names (), &field,
                               error)
      || !doudi_json_get_word (object, "kind", DOUDI_JSON_REQUIRED, doudi_column_kind_names (),
                               &kind, error)
      || !doudi_json_get_boolean (object, "required", DOUDI_JSON_OPTIONAL, &column->required, error)
      || !doudi_json_get_word (object, "unless", DOUDI_JSON_OPTIONAL, doudi_field_names (), &unless,
                               error)
      || !load_aliases (layout, column, object, error))
    return FALSE;
  column->has_unless = doudi_json_get_member (object, "unless") != NULL;
  column->unless = (DoudiField) unless;
  column->field = (DoudiField) field;
  column->kind = (DoudiColumnKind) kind;
  if (doudi_field_can_be (column->field, column->kind))
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (object, "kind"), error,
                              _ ("“%s” cannot be read as “%s”"), doudi_field_name (column->field),
                              doudi_column_kind_name (column->kind));
  return FALSE;
}

static gboolean
load_columns (DoudiLayout *layout, const DoudiJsonValue *root, GError **error)
{
  const DoudiJsonValue *array = NULL;

  if (!doudi_json_get_array (root, "columns", DOUDI_JSON_REQUIRED, &array, error))
    return FALSE;
  for (guint i = 0; i < doudi_json_array_get_length (array); i++)
    if (!load_column (layout, doudi_json_array_get (array, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
load_layout (DoudiLayout *layout, const DoudiJsonValue *root, GError **error)
{
  const char *id = NULL;
  const char *title = NULL;
  int purpose = 0;
  int rows = 0;

  if (!doudi_json_check_members (root, layout_members, error)
      || !doudi_json_get_string (root, "id", DOUDI_JSON_REQUIRED, &id, error)
      || !doudi_json_get_string (root, "title", DOUDI_JSON_REQUIRED, &title, error)
      || !doudi_json_get_word (root, "purpose", DOUDI_JSON_REQUIRED, purpose_words, &purpose, error)
      || !doudi_json_get_word (root, "rows", DOUDI_JSON_REQUIRED, rows_words, &rows, error)
      || !load_programmes (layout, root, error) || !load_one_of (layout, root, error)
      || !load_columns (layout, root, error))
    return FALSE;
  layout->id = g_strdup (id);
  layout->title = g_strdup (title);
  layout->purpose = (DoudiLayoutPurpose) purpose;
  layout->rows = (DoudiLayoutRows) rows;
  return TRUE;
}

/**
 * doudi_layout_new_from_json:
 * @text: (not nullable): a layout file
 * @length: bytes of @text; -1 if it ends with a nul
 * @where: (not nullable): the name of the file, for messages
 * @error: %DOUDI_ERROR_BAD_DATA with file and line: a member or a word that is not known, a heading
 *   that stands twice, a field that cannot be read as the kind says
 *
 * Loads a layout.
 *
 * Returns: (nullable) (transfer full): the layout, or %NULL with @error set
 */
DoudiLayout *
doudi_layout_new_from_json (const char *text, gssize length, const char *where, GError **error)
{
  g_autoptr (DoudiJsonDocument) document = doudi_json_document_load (text, length, where, error);
  g_autoptr (DoudiLayout) layout = NULL;

  if (document == NULL)
    return NULL;
  layout = layout_new ();
  if (!load_layout (layout, doudi_json_document_get_root (document), error))
    return NULL;
  return g_steal_pointer (&layout);
}

/**
 * doudi_layout_get_id:
 * @layout: (not nullable): a layout
 *
 * Returns: (not nullable) (transfer none): the name that commands take: "low-income"
 */
const char *
doudi_layout_get_id (const DoudiLayout *layout)
{
  return layout->id;
}

/**
 * doudi_layout_get_title:
 * @layout: (not nullable): a layout
 *
 * Returns: (not nullable) (transfer none): what people call such a sheet, in Chinese
 */
const char *
doudi_layout_get_title (const DoudiLayout *layout)
{
  return layout->title;
}

/**
 * doudi_layout_get_purpose:
 * @layout: (not nullable): a layout
 *
 * Returns: what such sheets are for
 */
DoudiLayoutPurpose
doudi_layout_get_purpose (const DoudiLayout *layout)
{
  return layout->purpose;
}

/**
 * doudi_layout_get_rows:
 * @layout: (not nullable): a layout
 *
 * Returns: what a row stands for
 */
DoudiLayoutRows
doudi_layout_get_rows (const DoudiLayout *layout)
{
  return layout->rows;
}

/**
 * doudi_layout_get_programmes:
 * @layout: (not nullable): a layout
 *
 * Returns: the programmes whose awards such sheets list, bits 1 << DoudiProgramme
 */
guint
doudi_layout_get_programmes (const DoudiLayout *layout)
{
  return layout->programmes;
}

/**
 * doudi_layout_get_one_of:
 * @layout: (not nullable): a layout
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): fields of which a sheet has at least one, besides
 *   those that are required
 */
const DoudiField *
doudi_layout_get_one_of (const DoudiLayout *layout, guint *count)
{
  *count = layout->one_of->len;
  return (const DoudiField *) (gpointer) layout->one_of->data;
}

/**
 * doudi_layout_get_n_columns:
 * @layout: (not nullable): a layout
 *
 * Returns: how many columns it knows
 */
guint
doudi_layout_get_n_columns (const DoudiLayout *layout)
{
  return layout->columns->len;
}

/**
 * doudi_layout_get_column:
 * @layout: (not nullable): a layout
 * @index: less than doudi_layout_get_n_columns()
 *
 * Returns: (not nullable) (transfer none): a column
 */
const DoudiLayoutColumn *
doudi_layout_get_column (const DoudiLayout *layout, guint index)
{
  return &g_array_index (layout->columns, DoudiLayoutColumn, index);
}

static int
find_compact (const DoudiLayout *layout, const char *compact)
{
  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (layout->aliases, compact)) - 1;
}

/**
 * doudi_layout_find_column:
 * @layout: (not nullable): a layout
 * @heading: (not nullable): a heading as the sheet has it
 *
 * Finds the column that goes by a heading. Spaces, kinds of brackets and the star of a column that
 * must be filled in make no difference; a last bracket, such as a unit, may be there or not.
 *
 * Returns: its index, -1 if there is none
 */
int
doudi_layout_find_column (const DoudiLayout *layout, const char *heading)
{
  g_autofree char *compact = doudi_text_compact (heading);
  const char *start = compact + strspn (compact, "*");
  int found = find_compact (layout, start);
  char *bracket;

  if (found >= 0 || !g_str_has_suffix (start, ")"))
    return found;
  bracket = strrchr (compact, '(');
  if (bracket == NULL || bracket <= start)
    return -1;
  *bracket = '\0';
  return find_compact (layout, start);
}

static DoudiLayout *
load_bundled (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER "/", name, NULL);
  g_autoptr (GBytes) bytes = doudi_data_lookup (path, error);
  gconstpointer text;
  gsize length;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  return doudi_layout_new_from_json (text, (gssize) length, path, error);
}

/**
 * doudi_layouts_load:
 * @purpose: what the sheets are for
 * @error: %DOUDI_ERROR_BAD_DATA if a layout that the program carries is faulty
 *
 * Loads the layouts that the program carries.
 *
 * Returns: (nullable) (transfer full) (element-type DoudiLayout): the layouts by the alphabet of
 * their files, or %NULL with @error set
 */
GPtrArray *
doudi_layouts_load (DoudiLayoutPurpose purpose, GError **error)
{
  g_auto (GStrv) names = doudi_data_list (FOLDER, error);
  g_autoptr (GPtrArray) layouts
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_layout_free);

  if (names == NULL)
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (DoudiLayout) layout = load_bundled (names[i], error);

      if (layout == NULL)
        return NULL;
      if (layout->purpose == purpose)
        g_ptr_array_add (layouts, g_steal_pointer (&layout));
    }
  return g_steal_pointer (&layouts);
}

/**
 * doudi_layouts_dup_list:
 * @layouts: (not nullable) (element-type DoudiLayout): layouts
 *
 * Returns: (not nullable) (transfer full): their ids and titles, for a message
 */
char *
doudi_layouts_dup_list (GPtrArray *layouts)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < layouts->len; i++)
    {
      const DoudiLayout *layout = g_ptr_array_index (layouts, i);

      g_string_append_printf (list, _ ("%s%s (%s)"), i == 0 ? "" : ", ", layout->id, layout->title);
    }
  return g_string_free (list, FALSE);
}

/**
 * doudi_layouts_find:
 * @layouts: (not nullable) (element-type DoudiLayout): layouts
 * @id: (not nullable): the id of one
 * @error: %DOUDI_ERROR_USAGE if there is none, with those there are
 *
 * Finds a layout by its id.
 *
 * Returns: (nullable) (transfer none): the layout, or %NULL with @error set
 */
const DoudiLayout *
doudi_layouts_find (GPtrArray *layouts, const char *id, GError **error)
{
  g_autofree char *list = NULL;

  for (guint i = 0; i < layouts->len; i++)
    {
      const DoudiLayout *layout = g_ptr_array_index (layouts, i);

      if (g_str_equal (layout->id, id))
        return layout;
    }
  list = doudi_layouts_dup_list (layouts);
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                   _ ("There is no layout “%s”. Choose one of: %s."), id, list);
  return NULL;
}
