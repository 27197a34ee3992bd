/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What a timeline says of the family: who belongs to it, what is so of whom, and what was entered.
 */

#include "config.h"

#include "casework/doudi-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/doudi-mask.h"
#include "casework/doudi-circumstance.h"
#include "casework/doudi-desk.h"

#define LIST_SEPARATOR "、"

static const DoudiWord corrected_fields[] = {
  { "name", N_ ("name"), "姓名" },
  { "number", N_ ("identity number"), "身份证号" },
  { "temporary-number", N_ ("temporary number"), "临时编号" },
  { "sex", N_ ("sex"), "性别" },
  { "birth", N_ ("birth date"), "出生日期" },
  { "ethnicity", N_ ("ethnicity"), "民族" },
};

void
doudi_tell_entered (const DoudiTelling *telling,
                    const DoudiTimelineRow *row,
                    DoudiTimelineEntry *entry)
{
  if (g_str_has_prefix (row->source, "import:"))
    entry->what
      = g_strdup (doudi_say (telling->language, _ ("Came in with a roster"), "随名册导入"));
  else if (g_str_has_prefix (row->source, "application:"))
    entry->what = g_strdup (
      doudi_say (telling->language, _ ("Registered with its application"), "随申请建户"));
  else if (g_str_has_prefix (row->source, "change:"))
    entry->what = g_strdup (
      doudi_say (telling->language, _ ("Split off from another household"), "由分户建户"));
  else
    entry->what = g_strdup (doudi_say (telling->language, _ ("Entered"), "录入建户"));
  if (row->month != DOUDI_MONTH_NONE)
    {
      g_autofree char *month = doudi_telling_month (telling, row->month);

      entry->detail
        = g_strdup_printf (doudi_say (telling->language, _ ("Roster of %s"), "%s名册"), month);
    }
}

void
doudi_tell_corrected (const DoudiTelling *telling,
                      const DoudiTimelineRow *row,
                      DoudiTimelineEntry *entry)
{
  g_autoptr (GString) fields = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (corrected_fields); i++)
    if ((row->number & (1 << i)) != 0)
      doudi_telling_add (fields, LIST_SEPARATOR,
                         g_strdup (doudi_word_say (&corrected_fields[i], telling->language)));
  entry->what = g_strdup_printf (
    doudi_say (telling->language, _ ("%s corrected: %s"), "更正%s的%s"), row->subject, fields->str);
  if ((row->number & DOUDI_CORRECTED_NAME) != 0)
    entry->detail
      = g_strdup_printf (doudi_say (telling->language, _ ("Before: %s"), "原为%s"), row->text);
}

void
doudi_tell_joined (const DoudiTelling *telling,
                   const DoudiTimelineRow *row,
                   DoudiTimelineEntry *entry)
{
  entry->what
    = g_strdup_printf (doudi_say (telling->language, _ ("Member: %s (%s)"), "成员：%s（%s）"),
                       row->subject, doudi_telling_relation (telling, row->word));
}

void
doudi_tell_left (const DoudiTelling *telling,
                 const DoudiTimelineRow *row,
                 DoudiTimelineEntry *entry)
{
  entry->what = g_strdup_printf (
    doudi_say (telling->language, _ ("No longer a member: %s (%s)"), "不再是成员：%s（%s）"),
    row->subject, doudi_telling_relation (telling, row->word));
}

/*
 * doudi_telling_fact:
 * @telling: what is told
 * @row: a fact of a person
 *
 * Returns: (transfer full): the fact without the person
 */
char *
doudi_telling_fact (const DoudiTelling *telling, const DoudiTimelineRow *row)
{
  const char *kind = doudi_circumstance_kind_say (row->word, telling->language);
  g_autofree char *value = doudi_circumstance_say (row->word, row->text, FALSE, telling->language);

  if (*value == '\0')
    return g_strdup_printf (doudi_say (telling->language, _ ("%s ended"), "%s终止"), kind);
  if (g_str_equal (row->word, "death"))
    {
      g_autofree char *day = doudi_telling_day (telling, row->text);

      return g_strdup_printf (doudi_say (telling->language, _ ("died on %s"), "%s死亡"), day);
    }
  return g_strdup_printf ("%s %s", kind, value);
}

void
doudi_tell_fact (const DoudiTelling *telling,
                 const DoudiTimelineRow *row,
                 DoudiTimelineEntry *entry)
{
  g_autofree char *fact = doudi_telling_fact (telling, row);

  entry->what
    = g_strdup_printf (doudi_say (telling->language, _ ("%s: %s"), "%s：%s"), row->subject, fact);
}

void
doudi_tell_fact_ended (const DoudiTelling *telling,
                       const DoudiTimelineRow *row,
                       DoudiTimelineEntry *entry)
{
  g_autofree char *fact = doudi_telling_fact (telling, row);

  entry->what = g_strdup_printf (
    doudi_say (telling->language, _ ("%s: no longer %s"), "%s：%s终止"), row->subject, fact);
}

void
doudi_tell_address (const DoudiTelling *telling,
                    const DoudiTimelineRow *row,
                    DoudiTimelineEntry *entry)
{
  const DoudiTimelineRow *before = g_hash_table_lookup (telling->before, row);
  g_autofree char *place
    = g_strconcat (row->word, " ", row->text, " ", row->extra, " ", row->reason, NULL);
  g_autofree char *phone = doudi_mask_phone (row->subject, DOUDI_MASK_SCREEN);
  g_autofree char *was = before != NULL ? g_strconcat (before->word, " ", before->text, " ",
                                                       before->extra, " ", before->reason, NULL)
                                        : NULL;

  g_strstrip (place);
  if (was != NULL && g_str_equal (g_strstrip (was), place))
    entry->what
      = g_strdup_printf (doudi_say (telling->language, _ ("Telephone: %s"), "联系电话：%s"),
                         *phone != '\0' ? phone : doudi_say (telling->language, _ ("none"), "无"));
  else
    entry->what = g_strdup_printf (
      was == NULL ? doudi_say (telling->language, _ ("Lives at: %s"), "住址：%s")
                  : doudi_say (telling->language, _ ("Moved to: %s"), "迁至：%s"),
      place);
  if (was == NULL && *phone != '\0')
    entry->detail
      = g_strdup_printf (doudi_say (telling->language, _ ("Telephone: %s"), "联系电话：%s"), phone);
}

void
doudi_tell_account (const DoudiTelling *telling,
                    const DoudiTimelineRow *row,
                    DoudiTimelineEntry *entry)
{
  g_autofree char *account = doudi_telling_account (telling, row);

  entry->what
    = g_strdup_printf (doudi_say (telling->language, _ ("Account: %s"), "发放账户：%s"), account);
}

void
doudi_tell_account_ended (const DoudiTelling *telling,
                          const DoudiTimelineRow *row,
                          DoudiTimelineEntry *entry)
{
  g_autofree char *account = doudi_telling_account (telling, row);

  entry->what = g_strdup_printf (
    doudi_say (telling->language, _ ("Account no longer used: %s"), "账户停用：%s"), account);
}

/* What an edit may have changed, beside the circumstances of a person. */
static const DoudiWord edited_fields[] = {
  { "living-division", N_ ("village"), "居住村" },
  { "village-group", N_ ("village group"), "村民小组" },
  { "living-address", N_ ("address"), "详细地址" },
  { "phone", N_ ("telephone"), "联系电话" },
  { "member-relation", N_ ("relation to the head"), "与户主关系" },
  { "order", N_ ("order of the members"), "成员顺序" },
  { "account-number", N_ ("account"), "发放账户" },
  { "member-name", N_ ("name"), "姓名" },
  { "member-identity-number", N_ ("identity number"), "身份证号" },
  { "member-temporary-number", N_ ("temporary number"), "临时编号" },
  { "member-sex", N_ ("sex"), "性别" },
  { "member-birth", N_ ("birth date"), "出生日期" },
  { "member-ethnicity", N_ ("ethnicity"), "民族" },
  { NULL },
};

static void
add_fields (const DoudiTelling *telling, GString *line, JsonObject *summary)
{
  JsonArray *fields = json_object_has_member (summary, "fields")
                        ? json_object_get_array_member (summary, "fields")
                        : NULL;
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      const char *name = json_array_get_string_element (fields, i);

      doudi_telling_add (list, LIST_SEPARATOR,
                         g_strdup (doudi_word_find (edited_fields, name) >= 0
                                     ? doudi_telling_word (telling, edited_fields, name)
                                     : doudi_circumstance_kind_say (name, telling->language)));
    }
  doudi_telling_add (line, " · ", g_strdup (list->str));
}

static void
add_count (GString *line, const char *words, JsonObject *summary, const char *member)
{
  gint64 count = json_object_get_int_member_with_default (summary, member, 0);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, count);

  if (count > 0)
    doudi_telling_add (line, " · ", g_strconcat (words, " ", number, NULL));
}

/* What an edit says of itself; it names nobody. */
static void
add_summary (const DoudiTelling *telling, GString *line, const char *summary)
{
  g_autoptr (JsonNode) root = json_from_string (summary, NULL);
  JsonObject *object
    = root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  if (object == NULL)
    return;
  add_fields (telling, line, object);
  add_count (line, doudi_say (telling->language, _ ("members added:"), "新增成员"), object,
             "added");
  add_count (line, doudi_say (telling->language, _ ("members removed:"), "移出成员"), object,
             "removed");
}

void
doudi_tell_edited (const DoudiTelling *telling,
                   const DoudiTimelineRow *row,
                   DoudiTimelineEntry *entry)
{
  g_autoptr (GString) detail = g_string_new (NULL);
  DoudiEditKind kind;

  entry->what = g_strdup (doudi_edit_kind_find (row->word, &kind)
                            ? doudi_word_say (doudi_edit_word (kind), telling->language)
                            : row->word);
  add_summary (telling, detail, row->text);
  if (row->number > 1)
    doudi_telling_add (
      detail, " · ",
      g_strdup_printf (doudi_say (telling->language,
                                  g_dngettext (GETTEXT_PACKAGE, "%d household", "%d households",
                                               (gulong) row->number),
                                  "共%d户"),
                       (int) row->number));
  if (row->parent != 0)
    doudi_telling_add (detail, " · ",
                       g_strdup (doudi_say (telling->language, _ ("taken back since"), "已撤销")));
  doudi_telling_add_words (detail, row->reason);
  entry->detail = g_strdup (detail->str);
}
