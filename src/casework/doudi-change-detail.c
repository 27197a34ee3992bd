/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-change-detail.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "policy/doudi-json.h"

#define WHERE "detail"
#define PAPERS "papers"

/*
 * How a member is read from an object into its place @at, written from there, and cleared.
 *
 * @absent: of numbers: what stands there when the member is absent
 */
typedef struct
{
  gboolean (*read) (const DoudiJsonValue *object,
                    const char *name,
                    DoudiJsonNeed need,
                    gpointer at,
                    GError **error);
  void (*write) (JsonBuilder *builder, const char *name, gconstpointer at);
  void (*clear) (gpointer value);
  gint64 absent;
} Type;

typedef struct
{
  const char *name;
  const Type *type;
  gsize offset;
} Member;

static const char *const sexes[] = { "male", "female", NULL };
static const char *const disabilities[]
  = { "sight", "hearing", "speech", "limb", "intellectual", "mental", "multiple", NULL };
static const char *const reason_names[]
  = { "elderly", "minor", "severely-disabled", "seriously-ill", NULL };

static void
write_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
write_texts (JsonBuilder *builder, const char *name, char **texts)
{
  if (texts == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; texts[i] != NULL; i++)
    json_builder_add_string_value (builder, texts[i]);
  json_builder_end_array (builder);
}

static gboolean
read_text (const DoudiJsonValue *object,
           const char *name,
           DoudiJsonNeed need,
           gpointer at,
           GError **error)
{
  const char *value = NULL;
  char **text = at;

  if (!doudi_json_get_string (object, name, need, &value, error))
    return FALSE;
  *text = value != NULL ? g_strstrip (g_strdup (value)) : NULL;
  if (need == DOUDI_JSON_OPTIONAL || **text != '\0')
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (object, name), error, _ ("“%s” is empty."),
                              name);
  return FALSE;
}

static void
write_text_at (JsonBuilder *builder, const char *name, gconstpointer at)
{
  write_text (builder, name, *(char *const *) at);
}

static const Type text_type = { read_text, write_text_at, g_free, 0 };

static gboolean
read_texts (const DoudiJsonValue *object,
            const char *name,
            DoudiJsonNeed need,
            gpointer at,
            GError **error)
{
  const DoudiJsonValue *list = NULL;

  if (!doudi_json_get_array (object, name, need, &list, error))
    return FALSE;
  return list == NULL || doudi_json_array_dup_strings (list, at, error);
}

static void
write_texts_at (JsonBuilder *builder, const char *name, gconstpointer at)
{
  write_texts (builder, name, *(char **const *) at);
}

static void
clear_texts (gpointer texts)
{
  g_strfreev (texts);
}

static const Type texts_type = { read_texts, write_texts_at, clear_texts, 0 };

static gboolean
read_day (const DoudiJsonValue *object,
          const char *name,
          DoudiJsonNeed need,
          gpointer at,
          GError **error)
{
  return doudi_json_get_day (object, name, need, at, error);
}

static void
write_day (JsonBuilder *builder, const char *name, gconstpointer at)
{
  DoudiDay day = *(const DoudiDay *) at;
  g_autofree char *text = day != DOUDI_DAY_NONE ? doudi_day_format_iso (day) : NULL;

  write_text (builder, name, text);
}

static const Type day_type = { read_day, write_day, NULL, 0 };

static gboolean
parse_id (const DoudiJsonValue *value,
          const char *name,
          const char *text,
          gint64 *id,
          GError **error)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    {
      doudi_json_value_set_error (value, error, _ ("“%s” is an id, such as \"12\"."), name);
      return FALSE;
    }
  *id = (gint64) number;
  return TRUE;
}

/* As programs answer it: a text. */
static gboolean
read_id (const DoudiJsonValue *object,
         const char *name,
         DoudiJsonNeed need,
         gpointer at,
         GError **error)
{
  const char *text = NULL;

  if (!doudi_json_get_string (object, name, need, &text, error))
    return FALSE;
  return text == NULL || parse_id (doudi_json_get_member (object, name), name, text, at, error);
}

static void
write_id (JsonBuilder *builder, const char *name, gconstpointer at)
{
  gint64 id = *(const gint64 *) at;
  g_autofree char *text = id > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : NULL;

  write_text (builder, name, text);
}

static const Type id_type = { read_id, write_id, NULL, 0 };

static gboolean
read_ids (const DoudiJsonValue *object,
          const char *name,
          DoudiJsonNeed need,
          gpointer at,
          GError **error)
{
  const DoudiJsonValue *list = NULL;
  g_auto (GStrv) texts = NULL;
  GArray **ids = at;

  if (!doudi_json_get_array (object, name, need, &list, error))
    return FALSE;
  if (list == NULL)
    return TRUE;
  if (!doudi_json_array_dup_strings (list, &texts, error))
    return FALSE;
  *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; texts[i] != NULL; i++)
    {
      gint64 id;

      if (!parse_id (list, name, texts[i], &id, error))
        return FALSE;
      g_array_append_val (*ids, id);
    }
  return TRUE;
}

static void
write_ids (JsonBuilder *builder, const char *name, gconstpointer at)
{
  const GArray *ids = *(GArray *const *) at;

  if (ids == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (ids, gint64, i));

      json_builder_add_string_value (builder, text);
    }
  json_builder_end_array (builder);
}

static void
clear_ids (gpointer ids)
{
  if (ids != NULL)
    g_array_unref (ids);
}

static const Type ids_type = { read_ids, write_ids, clear_ids, 0 };

static gboolean
read_truth (const DoudiJsonValue *object,
            const char *name,
            DoudiJsonNeed need,
            gpointer at,
            GError **error)
{
  gboolean value = *(gint64 *) at == 1;

  if (!doudi_json_get_boolean (object, name, need, &value, error))
    return FALSE;
  if (doudi_json_get_member (object, name) != NULL)
    *(gint64 *) at = value ? 1 : 0;
  return TRUE;
}

static void
write_truth (JsonBuilder *builder, const char *name, gconstpointer at)
{
  gint64 truth = *(const gint64 *) at;

  if (truth == DOUDI_CHANGE_NOT_SAID)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, truth != 0);
}

static const Type truth_type = { read_truth, write_truth, NULL, DOUDI_CHANGE_NOT_SAID };

static gboolean
read_number (const DoudiJsonValue *object,
             const char *name,
             DoudiJsonNeed need,
             gpointer at,
             GError **error)
{
  return doudi_json_get_integer (object, name, need, 1, 4, at, error);
}

static void
write_number (JsonBuilder *builder, const char *name, gconstpointer at)
{
  gint64 number = *(const gint64 *) at;

  if (number == 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, number);
}

/* Of a class or a grade: 1 to 4. */
static const Type number_type = { read_number, write_number, NULL, 0 };

static gboolean
read_amount (const DoudiJsonValue *object,
             const char *name,
             DoudiJsonNeed need,
             gpointer at,
             GError **error)
{
  return doudi_json_get_amount (object, name, need, at, error);
}

static void
write_amount (JsonBuilder *builder, const char *name, gconstpointer at)
{
  gint64 fen = *(const gint64 *) at;
  g_autofree char *text = fen >= 0 ? doudi_money_format (fen) : NULL;

  write_text (builder, name, text);
}

static const Type amount_type = { read_amount, write_amount, NULL, DOUDI_CHANGE_NOT_SAID };

/* A word becomes its place in the list, from 1; 0 stays for one that is absent. */
static gboolean
read_word (const DoudiJsonValue *object,
           const char *name,
           DoudiJsonNeed need,
           const char *const *words,
           gint64 *number,
           GError **error)
{
  int index = -1;

  if (!doudi_json_get_word (object, name, need, words, &index, error))
    return FALSE;
  *number = index + 1;
  return TRUE;
}

static void
write_word (JsonBuilder *builder, const char *name, const char *const *words, gconstpointer at)
{
  gint64 number = *(const gint64 *) at;

  write_text (builder, name, number > 0 ? words[number - 1] : NULL);
}

#define WORD_TYPE(name, words)                                                                     \
  static gboolean read_##name (const DoudiJsonValue *object, const char *member,                   \
                               DoudiJsonNeed need, gpointer at, GError **error)                    \
  {                                                                                                \
    return read_word (object, member, need, words, at, error);                                     \
  }                                                                                                \
  static void write_##name (JsonBuilder *builder, const char *member, gconstpointer at)            \
  {                                                                                                \
    write_word (builder, member, words, at);                                                       \
  }                                                                                                \
  static const Type name##_type = { read_##name, write_##name, NULL, 0 };

/* Places in these lists are values of the enumerations. */
WORD_TYPE (sex, sexes)
WORD_TYPE (care, doudi_care_names () + 1)
WORD_TYPE (self_care, doudi_self_care_names () + 1)
WORD_TYPE (disability, disabilities)

static gboolean
add_reason (const DoudiJsonValue *list, const char *text, gint64 *reasons, GError **error)
{
  for (guint i = 0; reason_names[i] != NULL; i++)
    if (g_str_equal (reason_names[i], text))
      {
        *reasons |= (gint64) 1 << i;
        return TRUE;
      }
  doudi_json_value_set_error (list, error,
                              _ ("“%s” is no reason for a top-up. There are: elderly, minor, "
                                 "severely-disabled, seriously-ill."),
                              text);
  return FALSE;
}

static gboolean
read_reasons (const DoudiJsonValue *object,
              const char *name,
              DoudiJsonNeed need,
              gpointer at,
              GError **error)
{
  const DoudiJsonValue *list = NULL;
  g_auto (GStrv) texts = NULL;

  if (!doudi_json_get_array (object, name, need, &list, error))
    return FALSE;
  if (list == NULL)
    return TRUE;
  if (!doudi_json_array_dup_strings (list, &texts, error))
    return FALSE;
  *(gint64 *) at = 0;
  for (guint i = 0; texts[i] != NULL; i++)
    if (!add_reason (list, texts[i], at, error))
      return FALSE;
  return TRUE;
}

static void
write_reasons (JsonBuilder *builder, const char *name, gconstpointer at)
{
  gint64 reasons = *(const gint64 *) at;

  if (reasons == DOUDI_CHANGE_NOT_SAID)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; reason_names[i] != NULL; i++)
    if ((reasons & ((gint64) 1 << i)) != 0)
      json_builder_add_string_value (builder, reason_names[i]);
  json_builder_end_array (builder);
}

static const Type reasons_type = { read_reasons, write_reasons, NULL, DOUDI_CHANGE_NOT_SAID };

#define AT(field) G_STRUCT_OFFSET (DoudiChangeDetail, field)

static const Member members[] = {
  { "name", &text_type, AT (name) },
  { "identity_number", &text_type, AT (identity_number) },
  { "sex", &sex_type, AT (sex) },
  { "birth", &day_type, AT (birth) },
  { "relation", &text_type, AT (relation) },
  { "persons", &ids_type, AT (persons) },
  { "covered_persons", &ids_type, AT (covered_persons) },
  { "relations", &texts_type, AT (relations) },
  { "covered", &truth_type, AT (covered) },
  { "reasons", &reasons_type, AT (reasons) },
  { "head", &id_type, AT (head) },
  { "person", &id_type, AT (person) },
  { "household", &id_type, AT (household) },
  { "division", &text_type, AT (division) },
  { "village_group", &text_type, AT (village_group) },
  { "address", &text_type, AT (address) },
  { "phone", &text_type, AT (phone) },
  { "holder", &text_type, AT (holder) },
  { "number", &text_type, AT (number) },
  { "draws", &truth_type, AT (draws) },
  { "arrears", &truth_type, AT (arrears) },
  { "away", &truth_type, AT (away) },
  { "ended", &truth_type, AT (ended) },
  { "class", &number_type, AT (benefit_class) },
  { "yearly_income", &amount_type, AT (yearly_income) },
  { "own_income", &amount_type, AT (own_income) },
  { "care", &care_type, AT (care) },
  { "self_care", &self_care_type, AT (self_care) },
  { "institution", &text_type, AT (institution) },
  { "disability", &disability_type, AT (disability) },
  { "grade", &number_type, AT (grade) },
  { "card", &text_type, AT (card) },
  { "school", &text_type, AT (school) },
  { "employment", &text_type, AT (employment) },
  { "until", &day_type, AT (until) },
  { "cause", &text_type, AT (cause) },
};

static gpointer
place_of (const DoudiChangeDetail *detail, const Member *member)
{
  return G_STRUCT_MEMBER_P (detail, member->offset);
}

/**
 * doudi_change_detail_new:
 *
 * Returns: (transfer full): a detail that says nothing
 */
DoudiChangeDetail *
doudi_change_detail_new (void)
{
  DoudiChangeDetail *detail = g_new0 (DoudiChangeDetail, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (members[i].type->absent != 0)
      *(gint64 *) place_of (detail, &members[i]) = members[i].type->absent;
  return detail;
}

/* A member as the table of kinds names it: "name", or "name?" for one that may be absent. */
static const Member *
find_member (const char *word, DoudiJsonNeed *need)
{
  gsize length = strcspn (word, "?");

  *need = word[length] == '?' ? DOUDI_JSON_OPTIONAL : DOUDI_JSON_REQUIRED;
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (strlen (members[i].name) == length && strncmp (members[i].name, word, length) == 0)
      return &members[i];
  g_assert_not_reached ();
}

/* What may stand there: the members of the kind, and the list of papers. */
static GStrv
dup_allowed (const DoudiChangeInfo *info)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; info->members[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (info->members[i], strcspn (info->members[i], "?"));

      g_strv_builder_add (names, name);
    }
  g_strv_builder_add (names, PAPERS);
  return g_strv_builder_end (names);
}

/**
 * doudi_change_detail_parse:
 * @kind: what happened
 * @json: (nullable): a JSON object with the members that doudi_change_info() names, and "papers"
 * @error: %DOUDI_ERROR_BAD_DATA naming the member
 *
 * Reads what a kind of change needs. What is not one of its members is refused.
 *
 * Returns: (transfer full): the detail; %NULL with @error set
 */
DoudiChangeDetail *
doudi_change_detail_parse (DoudiChangeKind kind, const char *json, GError **error)
{
  const DoudiChangeInfo *info = doudi_change_info (kind);
  g_autoptr (DoudiChangeDetail) detail = doudi_change_detail_new ();
  g_autoptr (DoudiJsonDocument) document
    = doudi_json_document_load (json != NULL && *json != '\0' ? json : "{}", -1, WHERE, error);
  g_auto (GStrv) allowed = dup_allowed (info);
  const DoudiJsonValue *root;

  if (document == NULL)
    return NULL;
  root = doudi_json_document_get_root (document);
  if (!doudi_json_check_members (root, (const char *const *) allowed, error)
      || !read_texts (root, PAPERS, DOUDI_JSON_OPTIONAL, &detail->papers, error))
    return NULL;
  for (guint i = 0; info->members[i] != NULL; i++)
    {
      DoudiJsonNeed need;
      const Member *member = find_member (info->members[i], &need);

      if (!member->type->read (root, member->name, need, place_of (detail, member), error))
        return NULL;
    }
  return g_steal_pointer (&detail);
}

/**
 * doudi_change_detail_write:
 * @kind: what happened
 * @detail: its detail
 *
 * Writes a detail down as it is stored.
 *
 * Returns: (transfer full): a JSON object that doudi_change_detail_parse() reads back
 */
char *
doudi_change_detail_write (DoudiChangeKind kind, const DoudiChangeDetail *detail)
{
  const DoudiChangeInfo *info = doudi_change_info (kind);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  for (guint i = 0; info->members[i] != NULL; i++)
    {
      DoudiJsonNeed need;
      const Member *member = find_member (info->members[i], &need);

      member->type->write (builder, member->name, place_of (detail, member));
    }
  write_texts (builder, PAPERS, detail->papers);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * doudi_change_detail_names:
 * @persons: (nullable) (element-type gint64): ids
 * @person_id: a person
 *
 * Returns: whether the person is among them
 */
gboolean
doudi_change_detail_names (const GArray *persons, gint64 person_id)
{
  for (guint i = 0; persons != NULL && i < persons->len; i++)
    if (g_array_index (persons, gint64, i) == person_id)
      return TRUE;
  return FALSE;
}

/**
 * doudi_change_detail_free:
 * @detail: (nullable) (transfer full): a detail
 *
 * Frees a detail.
 */
void
doudi_change_detail_free (DoudiChangeDetail *detail)
{
  if (detail == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (members[i].type->clear != NULL)
      members[i].type->clear (*(gpointer *) place_of (detail, &members[i]));
  g_strfreev (detail->papers);
  g_free (detail);
}
