/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "paper/doudi-notice-definition.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-data.h"
#include "base/doudi-error.h"
#include "policy/doudi-json.h"

#define FOLDER "notices"

/* More than a year is always. */
#define MOST_DAYS 366
#define MOST_ROWS 100
#define MOST_WEIGHT 100
#define MOST_WIDTH_MM 200

/* How each field is set. This list is the only way onto a wall. */
static const struct
{
  const char *name;
  DoudiSheetKind kind;
  DoudiSheetAlign align;
} fields[DOUDI_N_NOTICE_FIELDS] = {
  [DOUDI_NOTICE_NUMBER] = { "number", DOUDI_SHEET_NUMBER, DOUDI_SHEET_CENTRE },
  [DOUDI_NOTICE_NAME] = { "name", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE },
  [DOUDI_NOTICE_GROUP] = { "group", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE },
  [DOUDI_NOTICE_MEMBERS] = { "members", DOUDI_SHEET_NUMBER, DOUDI_SHEET_CENTRE },
  [DOUDI_NOTICE_PERSONS] = { "persons", DOUDI_SHEET_NUMBER, DOUDI_SHEET_CENTRE },
  [DOUDI_NOTICE_CLASS] = { "class", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE },
  [DOUDI_NOTICE_CARE] = { "care", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE },
  [DOUDI_NOTICE_MONTH] = { "month", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE },
  [DOUDI_NOTICE_SINCE] = { "since", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE },
  [DOUDI_NOTICE_MONTHLY] = { "monthly", DOUDI_SHEET_NUMBER, DOUDI_SHEET_END },
  [DOUDI_NOTICE_REGULAR] = { "regular", DOUDI_SHEET_NUMBER, DOUDI_SHEET_END },
  [DOUDI_NOTICE_ADJUSTMENT] = { "adjustment", DOUDI_SHEET_NUMBER, DOUDI_SHEET_END },
  [DOUDI_NOTICE_TOTAL] = { "total", DOUDI_SHEET_NUMBER, DOUDI_SHEET_END },
  [DOUDI_NOTICE_REMARK] = { "remark", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE },
};

/* What a wording can name. */
static const char *const placeholders[] = {
  "county", "township",     "township_office", "township_phone",   "village", "month",
  "period", "county_phone", "complaints_phone", "programme", "batch",
};

static const char *const counting_words[] = { "calendar", "working", NULL };
static const char *const hangs_words[] = { "always", "when-turned-on", NULL };
static const char *const definition_members[] = {
  "id",   "source",   "note",    "days",   "counting", "title", "lead", "sections",
  "closing", "issuer", "footer", "papers", NULL,
};
static const char *const section_members[] = {
  "programme", "residence", "hangs", "heading", "sum", "columns", NULL,
};
static const char *const column_members[] = { "key", "heading", "weight", "min_width_mm", NULL };
static const char *const paper_members[] = { "max_rows", NULL };

static void
clear_column (DoudiNoticeColumn *column)
{
  g_free ((char *) column->sheet.heading);
}

static void
section_free (DoudiNoticeSection *section)
{
  g_free (section->heading);
  g_free (section->sum);
  g_array_unref (section->columns);
  g_free (section);
}

static DoudiNoticeSection *
section_new (void)
{
  DoudiNoticeSection *section = g_new0 (DoudiNoticeSection, 1);

  section->columns = g_array_new (FALSE, TRUE, sizeof (DoudiNoticeColumn));
  g_array_set_clear_func (section->columns, (GDestroyNotify) clear_column);
  return section;
}

/**
 * doudi_notice_never_hangs:
 * @programme: a programme
 *
 * Whether nobody who draws the programme may ever be named on a wall, whatever a definition or a
 * county says: the programmes for children (民发〔2010〕161号, 民发〔2019〕62号, 个人信息保护法 art. 28).
 *
 * Returns: %TRUE if a notice of it is refused
 */
gboolean
doudi_notice_never_hangs (DoudiProgramme programme)
{
  return programme == DOUDI_PROGRAMME_ORPHAN || programme == DOUDI_PROGRAMME_UNSUPPORTED_CHILD;
}

static gboolean
is_placeholder (const char *name, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (placeholders); i++)
    if (strlen (placeholders[i]) == length && strncmp (placeholders[i], name, length) == 0)
      return TRUE;
  return FALSE;
}

/* Every { of a wording begins the name of something that is known. */
static gboolean
check_wording (const DoudiJsonValue *place,
               const DoudiNoticeDefinition *definition,
               const char *wording,
               GError **error)
{
  for (const char *open = strchr (wording, '{'); open != NULL; open = strchr (open + 1, '{'))
    {
      gsize length = strcspn (open + 1, "}");

      if (open[1 + length] == '\0' || !is_placeholder (open + 1, length))
        {
          doudi_json_value_set_error (place, error, _ ("“%s” names something unknown in braces."),
                                      wording);
          return FALSE;
        }
      if (definition->days == 0 && strncmp (open, "{period}", 8) == 0)
        {
          doudi_json_value_set_error (place, error,
                                      _ ("“%s” names the period of a notice without “days”."),
                                      wording);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
load_text (const DoudiJsonValue *object,
           const DoudiNoticeDefinition *definition,
           const char *name,
           char **text,
           GError **error)
{
  const char *value;

  if (!doudi_json_get_string (object, name, DOUDI_JSON_REQUIRED, &value, error)
      || !check_wording (object, definition, value, error))
    return FALSE;
  *text = g_strdup (value);
  return TRUE;
}

static gboolean
load_paragraphs (const DoudiJsonValue *object,
                 const DoudiNoticeDefinition *definition,
                 const char *name,
                 GStrv *paragraphs,
                 GError **error)
{
  const DoudiJsonValue *array;

  if (!doudi_json_get_array (object, name, DOUDI_JSON_REQUIRED, &array, error)
      || !doudi_json_array_dup_strings (array, paragraphs, error))
    return FALSE;
  for (guint i = 0; (*paragraphs)[i] != NULL; i++)
    if (!check_wording (doudi_json_array_get (array, i), definition, (*paragraphs)[i], error))
      return FALSE;
  return TRUE;
}

static const char *const *
field_names (void)
{
  static const char *names[DOUDI_N_NOTICE_FIELDS + 1];
  static gsize filled = 0;

  if (g_once_init_enter (&filled))
    {
      for (guint i = 0; i < DOUDI_N_NOTICE_FIELDS; i++)
        names[i] = fields[i].name;
      g_once_init_leave (&filled, 1);
    }
  return names;
}

static gboolean
load_column (const DoudiJsonValue *object, DoudiNoticeSection *section, GError **error)
{
  DoudiNoticeColumn column = { .field = DOUDI_NOTICE_NUMBER };
  const char *heading;
  int field = 0;
  gint64 weight = 1;
  gint64 width_mm = 0;

  if (!doudi_json_check_object (object, error)
      || !doudi_json_check_members (object, column_members, error)
      || !doudi_json_get_word (object, "key", DOUDI_JSON_REQUIRED, field_names (), &field, error)
      || !doudi_json_get_string (object, "heading", DOUDI_JSON_REQUIRED, &heading, error)
      || !doudi_json_get_integer (object, "weight", DOUDI_JSON_OPTIONAL, 0, MOST_WEIGHT, &weight,
                                  error)
      || !doudi_json_get_integer (object, "min_width_mm", DOUDI_JSON_OPTIONAL, 0, MOST_WIDTH_MM,
                                  &width_mm, error))
    return FALSE;
  column.field = (DoudiNoticeField) field;
  column.sheet = (DoudiSheetColumn){ .key = fields[field].name,
                                     .heading = g_strdup (heading),
                                     .kind = fields[field].kind,
                                     .align = fields[field].align,
                                     .min_width_mm = (double) width_mm,
                                     .weight = (guint) weight };
  g_array_append_val (section->columns, column);
  return TRUE;
}

static gboolean
load_columns (const DoudiJsonValue *object, DoudiNoticeSection *section, GError **error)
{
  const DoudiJsonValue *array;

  if (!doudi_json_get_array (object, "columns", DOUDI_JSON_REQUIRED, &array, error))
    return FALSE;
  for (guint i = 0; i < doudi_json_array_get_length (array); i++)
    if (!load_column (doudi_json_array_get (array, i), section, error))
      return FALSE;
  if (section->columns->len > 0)
    return TRUE;
  doudi_json_value_set_error (array, error, _ ("A table has at least one column."));
  return FALSE;
}

/* Children are never named; others that need not be named are so only where a county asks. */
static gboolean
check_may_hang (const DoudiJsonValue *object, const DoudiNoticeSection *section, GError **error)
{
  const DoudiProgrammeInfo *info = doudi_programme_info (section->programme);

  if (doudi_notice_never_hangs (section->programme))
    {
      doudi_json_value_set_error (
        object, error,
        _ ("“%s” is for children. Children are never named on a notice (民发〔2010〕161号)."),
        info->name);
      return FALSE;
    }
  if (info->may_hang || (section->when_turned_on && info->programme != DOUDI_PROGRAMME_NONE))
    return TRUE;
  doudi_json_value_set_error (object, error,
                              _ ("“%s” may hang only \"when-turned-on\" by a county."), info->name);
  return FALSE;
}

static gboolean
load_section (const DoudiJsonValue *object, DoudiNoticeDefinition *definition, GError **error)
{
  DoudiNoticeSection *section = section_new ();
  const char *heading;
  const char *sum = NULL;
  int programme = 0;
  int residence = DOUDI_RESIDENCE_ANY;
  int hangs = 0;

  g_ptr_array_add (definition->sections, section);
  if (!doudi_json_check_object (object, error)
      || !doudi_json_check_members (object, section_members, error)
      || !doudi_json_get_word (object, "programme", DOUDI_JSON_REQUIRED, doudi_programme_names (),
                               &programme, error)
      || !doudi_json_get_word (object, "residence", DOUDI_JSON_OPTIONAL, doudi_residence_names (),
                               &residence, error)
      || !doudi_json_get_word (object, "hangs", DOUDI_JSON_OPTIONAL, hangs_words, &hangs, error)
      || !doudi_json_get_string (object, "heading", DOUDI_JSON_REQUIRED, &heading, error)
      || !doudi_json_get_string (object, "sum", DOUDI_JSON_OPTIONAL, &sum, error))
    return FALSE;
  section->programme = (DoudiProgramme) programme;
  section->residence = (DoudiResidence) residence;
  section->when_turned_on = hangs == 1;
  section->heading = g_strdup (heading);
  section->sum = g_strdup (sum);
  return check_may_hang (object, section, error) && load_columns (object, section, error);
}

static gboolean
load_sections (const DoudiJsonValue *root, DoudiNoticeDefinition *definition, GError **error)
{
  const DoudiJsonValue *array;

  if (!doudi_json_get_array (root, "sections", DOUDI_JSON_REQUIRED, &array, error))
    return FALSE;
  for (guint i = 0; i < doudi_json_array_get_length (array); i++)
    if (!load_section (doudi_json_array_get (array, i), definition, error))
      return FALSE;
  return TRUE;
}

static gboolean
load_paper (const DoudiJsonValue *papers,
            const char *name,
            DoudiNoticeDefinition *definition,
            GError **error)
{
  const DoudiJsonValue *object;
  DoudiPaper paper;
  gint64 max_rows = 0;

  if (!doudi_paper_from_name (name, &paper))
    {
      doudi_json_value_set_error (papers, error, _ ("There is no paper “%s”."), name);
      return FALSE;
    }
  if (!doudi_json_get_object (papers, name, DOUDI_JSON_REQUIRED, &object, error)
      || !doudi_json_check_members (object, paper_members, error)
      || !doudi_json_get_integer (object, "max_rows", DOUDI_JSON_OPTIONAL, 0, MOST_ROWS, &max_rows,
                                  error))
    return FALSE;
  definition->max_rows[paper] = (guint) max_rows;
  return TRUE;
}

static gboolean
load_papers (const DoudiJsonValue *root, DoudiNoticeDefinition *definition, GError **error)
{
  const DoudiJsonValue *papers = NULL;
  g_auto (GStrv) names = NULL;

  if (!doudi_json_get_object (root, "papers", DOUDI_JSON_OPTIONAL, &papers, error))
    return FALSE;
  if (papers == NULL)
    return TRUE;
  names = doudi_json_dup_member_names (papers);
  for (guint i = 0; names[i] != NULL; i++)
    if (!load_paper (papers, names[i], definition, error))
      return FALSE;
  return TRUE;
}

static gboolean
load_heading (const DoudiJsonValue *root, DoudiNoticeDefinition *definition, GError **error)
{
  const char *id;
  const char *source;
  gint64 days = 0;
  int counting = DOUDI_COUNTING_CALENDAR;

  if (!doudi_json_get_string (root, "id", DOUDI_JSON_REQUIRED, &id, error)
      || !doudi_json_get_string (root, "source", DOUDI_JSON_REQUIRED, &source, error)
      || !doudi_json_get_integer (root, "days", DOUDI_JSON_OPTIONAL, 1, MOST_DAYS, &days, error)
      || !doudi_json_get_word (root, "counting", DOUDI_JSON_OPTIONAL, counting_words, &counting,
                               error))
    return FALSE;
  definition->id = g_strdup (id);
  definition->source = g_strdup (source);
  definition->days = (int) days;
  definition->counting = (DoudiCounting) counting;
  return TRUE;
}

static gboolean
load_definition (const DoudiJsonValue *root, DoudiNoticeDefinition *definition, GError **error)
{
  return doudi_json_check_members (root, definition_members, error)
         && load_heading (root, definition, error)
         && load_text (root, definition, "title", &definition->title, error)
         && load_paragraphs (root, definition, "lead", &definition->lead, error)
         && load_sections (root, definition, error)
         && load_paragraphs (root, definition, "closing", &definition->closing, error)
         && load_text (root, definition, "issuer", &definition->issuer, error)
         && load_text (root, definition, "footer", &definition->footer, error)
         && load_papers (root, definition, error);
}

/**
 * doudi_notice_definition_load:
 * @json: the definition
 * @length: of @json, -1 if it ends with a zero
 * @where: what messages call the file
 * @error: (nullable): %DOUDI_ERROR_BAD_DATA with file and line
 *
 * Reads a kind of notice. Members that are unknown, columns outside #DoudiNoticeField, places in a
 * wording that nothing fills, and programmes that never hang are refused.
 *
 * Returns: (transfer full): the definition; %NULL with @error set
 */
DoudiNoticeDefinition *
doudi_notice_definition_load (const char *json, gssize length, const char *where, GError **error)
{
  g_autoptr (DoudiJsonDocument) document = doudi_json_document_load (json, length, where, error);
  g_autoptr (DoudiNoticeDefinition) definition = NULL;

  if (document == NULL)
    return NULL;
  definition = g_new0 (DoudiNoticeDefinition, 1);
  definition->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) section_free);
  if (!load_definition (doudi_json_document_get_root (document), definition, error))
    return NULL;
  return g_steal_pointer (&definition);
}

/**
 * doudi_notice_definition_load_bundled:
 * @kind: such as "payment"
 * @error: (nullable): %DOUDI_ERROR_NOT_FOUND if there is none
 *
 * Reads a kind of notice that comes with the program.
 *
 * Returns: (transfer full): the definition; %NULL with @error set
 */
DoudiNoticeDefinition *
doudi_notice_definition_load_bundled (const char *kind, GError **error)
{
  g_autofree char *path = g_strdup_printf (FOLDER "/%s.json", kind);
  g_autoptr (GBytes) bytes = doudi_data_lookup (path, error);
  gsize length;
  const char *json;

  if (bytes == NULL)
    return NULL;
  json = g_bytes_get_data (bytes, &length);
  return doudi_notice_definition_load (json, (gssize) length, path, error);
}

/**
 * doudi_notice_definition_list_bundled:
 * @error: (nullable): return location
 *
 * Returns: (transfer full): the kinds that come with the program, sorted
 */
GStrv
doudi_notice_definition_list_bundled (GError **error)
{
  GStrv names = doudi_data_list (FOLDER, error);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      char *suffix = strstr (names[i], ".json");

      if (suffix != NULL)
        *suffix = '\0';
    }
  return names;
}

/**
 * doudi_notice_definition_free:
 * @definition: (nullable): a definition
 *
 * Frees a definition.
 */
void
doudi_notice_definition_free (DoudiNoticeDefinition *definition)
{
  if (definition == NULL)
    return;
  g_free (definition->id);
  g_free (definition->source);
  g_free (definition->title);
  g_strfreev (definition->lead);
  g_ptr_array_unref (definition->sections);
  g_strfreev (definition->closing);
  g_free (definition->issuer);
  g_free (definition->footer);
  g_free (definition);
}

/**
 * doudi_notice_definition_find_section:
 * @definition: a definition
 * @programme: a programme
 * @residence: rural or urban
 *
 * Returns: (nullable) (transfer none): the table a row of the programme stands in, %NULL if it does
 *   not hang
 */
const DoudiNoticeSection *
doudi_notice_definition_find_section (const DoudiNoticeDefinition *definition,
                                      DoudiProgramme programme,
                                      DoudiResidence residence)
{
  for (guint i = 0; i < definition->sections->len; i++)
    {
      const DoudiNoticeSection *section = g_ptr_array_index (definition->sections, i);

      if (section->programme == programme
          && (section->residence == DOUDI_RESIDENCE_ANY || section->residence == residence))
        return section;
    }
  return NULL;
}

/**
 * doudi_notice_definition_fill:
 * @wording: a wording of a definition
 * @values: (element-type utf8 utf8): a text for each name in braces
 *
 * Puts names into a wording. A value is not looked through again for braces.
 *
 * Returns: (transfer full): the text
 */
char *
doudi_notice_definition_fill (const char *wording, GHashTable *values)
{
  GString *text = g_string_new (NULL);

  while (*wording != '\0')
    {
      gsize plain = strcspn (wording, "{");
      g_autofree char *name = NULL;
      const char *value;

      g_string_append_len (text, wording, (gssize) plain);
      wording += plain;
      if (*wording == '\0')
        break;
      name = g_strndup (wording + 1, strcspn (wording + 1, "}"));
      value = g_hash_table_lookup (values, name);
      g_string_append (text, value != NULL ? value : "");
      wording += strlen (name) + 1;
      wording += *wording == '}' ? 1 : 0;
    }
  return g_string_free (text, FALSE);
}
