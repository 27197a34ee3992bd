/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * A row of a list, and the text that it is frozen as.
 */

#include "config.h"

#include "casework/doudi-case-list-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/doudi-error.h"

/* The texts of a row in the order of the frozen one. */
static const struct
{
  const char *member;
  goffset offset;
} texts[] = {
  { "number", G_STRUCT_OFFSET (DoudiCaseListEntry, number) },
  { "what", G_STRUCT_OFFSET (DoudiCaseListEntry, what) },
  { "programme", G_STRUCT_OFFSET (DoudiCaseListEntry, programme) },
  { "residence", G_STRUCT_OFFSET (DoudiCaseListEntry, residence) },
  { "township", G_STRUCT_OFFSET (DoudiCaseListEntry, township) },
  { "village", G_STRUCT_OFFSET (DoudiCaseListEntry, village) },
  { "division", G_STRUCT_OFFSET (DoudiCaseListEntry, division_code) },
  { "group", G_STRUCT_OFFSET (DoudiCaseListEntry, village_group) },
  { "name", G_STRUCT_OFFSET (DoudiCaseListEntry, name) },
  { "care", G_STRUCT_OFFSET (DoudiCaseListEntry, care) },
  { "reason", G_STRUCT_OFFSET (DoudiCaseListEntry, reason) },
  { "basis", G_STRUCT_OFFSET (DoudiCaseListEntry, basis) },
};

static const struct
{
  const char *member;
  goffset offset;
} counts[] = {
  { "members", G_STRUCT_OFFSET (DoudiCaseListEntry, members) },
  { "persons", G_STRUCT_OFFSET (DoudiCaseListEntry, persons) },
  { "class", G_STRUCT_OFFSET (DoudiCaseListEntry, benefit_class) },
  { "first_month", G_STRUCT_OFFSET (DoudiCaseListEntry, first_month) },
};

static const struct
{
  const char *member;
  goffset offset;
} truths[] = {
  { "refuse", G_STRUCT_OFFSET (DoudiCaseListEntry, refuse) },
  { "minor", G_STRUCT_OFFSET (DoudiCaseListEntry, minor) },
  { "once", G_STRUCT_OFFSET (DoudiCaseListEntry, once) },
};

static const struct
{
  const char *member;
  goffset offset;
} line_texts[] = {
  { "rule", G_STRUCT_OFFSET (DoudiExplanationLine, rule) },
  { "title", G_STRUCT_OFFSET (DoudiExplanationLine, title) },
  { "text", G_STRUCT_OFFSET (DoudiExplanationLine, text) },
  { "arithmetic", G_STRUCT_OFFSET (DoudiExplanationLine, arithmetic) },
  { "result", G_STRUCT_OFFSET (DoudiExplanationLine, result) },
  { "source", G_STRUCT_OFFSET (DoudiExplanationLine, source) },
  { "number", G_STRUCT_OFFSET (DoudiExplanationLine, number) },
  { "note", G_STRUCT_OFFSET (DoudiExplanationLine, note) },
};

static DoudiCaseListItemRow *
copy_item (const DoudiCaseListItemRow *item)
{
  DoudiCaseListItemRow *copy = g_memdup2 (item, sizeof *item);

  copy->content = g_strdup (item->content);
  copy->outcome = g_strdup (item->outcome);
  copy->reason = g_strdup (item->reason);
  return copy;
}

/* A row that says nothing yet. */
DoudiCaseListEntry *
_doudi_case_list_entry_new (const DoudiCaseListItemRow *item)
{
  DoudiCaseListEntry *entry = g_new0 (DoudiCaseListEntry, 1);

  entry->item = copy_item (item);
  entry->flags = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_case_flag_row_free);
  entry->lines = doudi_explanation_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (char *, entry, texts[i].offset) = g_strdup ("");
  return entry;
}

/**
 * doudi_case_list_entry_free:
 * @entry: (nullable) (transfer full): a row of a list
 *
 * Frees a row with the item it shows.
 */
void
doudi_case_list_entry_free (DoudiCaseListEntry *entry)
{
  if (entry == NULL)
    return;
  doudi_case_list_item_row_free (entry->item);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (G_STRUCT_MEMBER (char *, entry, texts[i].offset));
  g_ptr_array_unref (entry->flags);
  g_ptr_array_unref (entry->lines);
  g_free (entry->blocked_by);
  g_free (entry);
}

/* Takes @why. What was found first stays. */
void
_doudi_case_list_entry_block (DoudiCaseListEntry *entry, char *why)
{
  entry->blocked = TRUE;
  if (entry->blocked_by == NULL)
    entry->blocked_by = why;
  else
    g_free (why);
}

static void
add_text (JsonBuilder *builder, const char *member, const char *text)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text != NULL ? text : "");
}

static void
add_fen (JsonBuilder *builder, const char *member, DoudiFen fen)
{
  g_autofree char *amount = doudi_money_format (fen);

  add_text (builder, member, amount);
}

static void
add_truth (JsonBuilder *builder, const char *member, gboolean truth)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_boolean_value (builder, truth);
}

static void
add_flags (JsonBuilder *builder, const GPtrArray *flags)
{
  json_builder_set_member_name (builder, "flags");
  json_builder_begin_array (builder);
  for (guint i = 0; i < flags->len; i++)
    {
      const DoudiCaseFlagRow *flag = g_ptr_array_index (flags, i);

      json_builder_begin_object (builder);
      add_text (builder, "flag", doudi_case_flag_word (flag->flag)->name);
      add_truth (builder, "blocks", flag->blocks);
      add_text (builder, "words", flag->words);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_lines (JsonBuilder *builder, const GPtrArray *lines)
{
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lines->len; i++)
    {
      DoudiExplanationLine *line = g_ptr_array_index (lines, i);

      json_builder_begin_object (builder);
      for (gsize t = 0; t < G_N_ELEMENTS (line_texts); t++)
        add_text (builder, line_texts[t].member,
                  G_STRUCT_MEMBER (char *, line, line_texts[t].offset));
      add_fen (builder, "amount", line->amount);
      add_truth (builder, "adds", line->adds);
      add_truth (builder, "sure", line->sure);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/*
 * _doudi_case_list_entry_to_json:
 * @entry: a row
 *
 * Writes all that a row says; its members always come in one order, so that the same row gives the
 * same text.
 *
 * Returns: (transfer full): JSON
 */
char *
_doudi_case_list_entry_to_json (const DoudiCaseListEntry *entry)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    add_text (builder, texts[i].member, G_STRUCT_MEMBER (char *, entry, texts[i].offset));
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      json_builder_set_member_name (builder, counts[i].member);
      json_builder_add_int_value (builder, G_STRUCT_MEMBER (int, entry, counts[i].offset));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (truths); i++)
    add_truth (builder, truths[i].member, G_STRUCT_MEMBER (gboolean, entry, truths[i].offset));
  add_fen (builder, "amount", entry->amount);
  add_fen (builder, "before", entry->before);
  add_flags (builder, entry->flags);
  add_lines (builder, entry->lines);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static const char *
get_text (JsonObject *object, const char *member)
{
  return json_object_get_string_member_with_default (object, member, "");
}

static DoudiFen
get_fen (JsonObject *object, const char *member)
{
  DoudiFen fen = 0;

  return doudi_money_parse (get_text (object, member), &fen) ? fen : 0;
}

static DoudiCaseFlag
find_flag (const char *name)
{
  for (guint i = 0; i < DOUDI_N_CASE_FLAGS; i++)
    if (g_str_equal (doudi_case_flag_word ((DoudiCaseFlag) i)->name, name))
      return (DoudiCaseFlag) i;
  return DOUDI_N_CASE_FLAGS;
}

static void
read_flag (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  DoudiCaseListEntry *entry = data;
  JsonObject *object = json_node_get_object (node);
  DoudiCaseFlag which = find_flag (get_text (object, "flag"));
  DoudiCaseFlagRow *flag;

  if (which == DOUDI_N_CASE_FLAGS)
    return;
  flag = g_new0 (DoudiCaseFlagRow, 1);
  flag->flag = which;
  flag->blocks = json_object_get_boolean_member_with_default (object, "blocks", FALSE);
  flag->words = g_strdup (get_text (object, "words"));
  g_ptr_array_add (entry->flags, flag);
}

static void
read_line (JsonArray *array, guint index, JsonNode *node, gpointer data)
{
  DoudiCaseListEntry *entry = data;
  JsonObject *object = json_node_get_object (node);
  DoudiExplanationLine *line = g_new0 (DoudiExplanationLine, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (line_texts); i++)
    G_STRUCT_MEMBER (char *, line, line_texts[i].offset)
      = g_strdup (get_text (object, line_texts[i].member));
  line->amount = get_fen (object, "amount");
  line->adds = json_object_get_boolean_member_with_default (object, "adds", FALSE);
  line->sure = json_object_get_boolean_member_with_default (object, "sure", TRUE);
  g_ptr_array_add (entry->lines, line);
}

static void
read_array (JsonObject *object, const char *member, JsonArrayForeach func, gpointer data)
{
  if (json_object_has_member (object, member))
    json_array_foreach_element (json_object_get_array_member (object, member), func, data);
}

static void
read_members (DoudiCaseListEntry *entry, JsonObject *object)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_free (G_STRUCT_MEMBER (char *, entry, texts[i].offset));
      G_STRUCT_MEMBER (char *, entry, texts[i].offset)
        = g_strdup (get_text (object, texts[i].member));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    G_STRUCT_MEMBER (int, entry, counts[i].offset)
      = (int) json_object_get_int_member_with_default (object, counts[i].member, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (truths); i++)
    G_STRUCT_MEMBER (gboolean, entry, truths[i].offset)
      = json_object_get_boolean_member_with_default (object, truths[i].member, FALSE);
  entry->amount = get_fen (object, "amount");
  entry->before = get_fen (object, "before");
  read_array (object, "flags", read_flag, entry);
  read_array (object, "lines", read_line, entry);
}

/*
 * _doudi_case_list_entry_from_json:
 * @item: an item of a list that was submitted
 * @error: %DOUDI_ERROR_CORRUPT
 *
 * Reads a row as it was frozen.
 *
 * Returns: (transfer full): the row; %NULL with @error set
 */
DoudiCaseListEntry *
_doudi_case_list_entry_from_json (const DoudiCaseListItemRow *item, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  DoudiCaseListEntry *entry;
  JsonNode *root;

  root = json_parser_load_from_data (parser, item->content, -1, NULL)
           ? json_parser_get_root (parser)
           : NULL;
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      doudi_error_set (error, DOUDI_ERROR_CORRUPT, NULL,
                       _ ("Row %d of a list cannot be read. Check the caseload, or go back to a "
                          "backup."),
                       item->position);
      return NULL;
    }
  entry = _doudi_case_list_entry_new (item);
  read_members (entry, json_node_get_object (root));
  return entry;
}

/* Time goes on by itself: that a day is over is nothing new. */
static gboolean
has_flag (const GPtrArray *flags, const DoudiCaseFlagRow *wanted)
{
  if (wanted->flag == DOUDI_FLAG_OVERDUE)
    return TRUE;
  for (guint i = 0; i < flags->len; i++)
    {
      const DoudiCaseFlagRow *flag = g_ptr_array_index (flags, i);

      if (flag->flag == wanted->flag && g_str_equal (flag->words, wanted->words))
        return TRUE;
    }
  return FALSE;
}

static char *
compare_flags (const DoudiCaseListEntry *frozen, const DoudiCaseListEntry *now)
{
  for (guint i = 0; i < now->flags->len; i++)
    {
      const DoudiCaseFlagRow *flag = g_ptr_array_index (now->flags, i);

      if (!has_flag (frozen->flags, flag))
        return g_strdup_printf (_ ("since the list was submitted: %s"), flag->words);
    }
  return NULL;
}

static gboolean
comes_to_same (const DoudiCaseListEntry *frozen, const DoudiCaseListEntry *now)
{
  return frozen->persons == now->persons && frozen->benefit_class == now->benefit_class
         && frozen->amount == now->amount && frozen->before == now->before
         && g_str_equal (frozen->care, now->care) && g_str_equal (frozen->name, now->name);
}

/*
 * _doudi_case_list_entry_compare:
 * @frozen: a row as it was submitted
 * @now: the same row made today
 *
 * Tells what has changed about a row since its list was submitted. The first month follows from the
 * day of the decision and does not count.
 *
 * Returns: (transfer full) (nullable): in words; %NULL if it is the same
 */
char *
_doudi_case_list_entry_compare (const DoudiCaseListEntry *frozen, const DoudiCaseListEntry *now)
{
  g_autofree char *amount = doudi_money_format_grouped (now->amount);

  if (frozen->refuse != now->refuse)
    return g_strdup (now->refuse ? _ ("since the list was submitted: it is to be refused")
                                 : _ ("since the list was submitted: it is to be granted"));
  if (!g_str_equal (frozen->basis, now->basis))
    return g_strdup (_ ("a form was filled in anew after the list was submitted"));
  if (!now->refuse && !comes_to_same (frozen, now))
    return g_strdup_printf (_ ("since the list was submitted it comes to something else: %s yuan "
                               "for %d persons"),
                            amount, now->persons);
  return compare_flags (frozen, now);
}
