/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * From rows to words: the content of a notice, as JSON whose members always come in one order.
 */

#include "config.h"

#include "paper/doudi-notice-private.h"

#include <json-glib/json-glib.h>

#include "base/doudi-division-code.h"

/* The setting with the telephone number of a township, by its nine digits. */
#define SETTING_TOWNSHIP_PHONE "notice-phone-"

/* What a cell without a value shows. */
#define NOTHING "—"

static const char *const ordinals[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };

/* Who issues: the government of a town or township, the office of a subdistrict. */
static char *
township_office (const char *township)
{
  static const char *const governed[] = { "镇", "乡", "苏木" };

  for (gsize i = 0; i < G_N_ELEMENTS (governed); i++)
    if (g_str_has_suffix (township, governed[i]))
      return g_strconcat (township, "人民政府", NULL);
  if (g_str_has_suffix (township, "街道"))
    return g_strconcat (township, "办事处", NULL);
  return g_strdup (township);
}

static const char *
division_name (const DoudiNoticeFrame *frame, const char *code)
{
  const DoudiDivision *division = g_hash_table_lookup (frame->divisions, code);

  return division != NULL ? division->name : "";
}

static char *
period_text (const DoudiNoticeFrame *frame, DoudiDay issued_on)
{
  const DoudiNoticeDefinition *definition = frame->definition;
  DoudiNoticePeriod period = doudi_working_days_notice_period (
    frame->calendar, issued_on, definition->days, definition->counting);
  g_autofree char *first = doudi_day_format_chinese (period.first);
  g_autofree char *last = doudi_day_format_chinese (period.last);
  const char *what = definition->counting == DOUDI_COUNTING_WORKING ? "个工作日" : "天";
  gboolean moved = definition->counting == DOUDI_COUNTING_CALENDAR
                   && period.last - period.first + 1 != (DoudiDay) definition->days;

  return g_strdup_printf ("%s至%s（%d%s%s）", first, last, definition->days, what,
                          moved ? "，末日逢休息日顺延" : "");
}

/* Where only the township is known there is no village to name. */
static char *
dup_village (const DoudiNoticeFrame *frame, const char *village, const char *township)
{
  return g_str_equal (village, township)
           ? g_strdup ("")
           : doudi_division_short_name (division_name (frame, village));
}

/* Takes the text. */
static void
set_value (GHashTable *values, const char *name, char *text)
{
  g_hash_table_insert (values, (char *) name, text);
}

static GHashTable *
wording_values (const DoudiNoticeFrame *frame,
                const char *village,
                DoudiDay issued_on,
                GError **error)
{
  g_autoptr (GHashTable) values =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autofree char *township_code = g_strdup_printf ("%.9s000", village);
  g_autofree char *setting = g_strdup_printf (SETTING_TOWNSHIP_PHONE "%.9s", village);
  char *township_phone =
    _doudi_notice_get_setting (frame->store, setting, DOUDI_NOTICE_BLANK, error);

  if (township_phone == NULL)
    return NULL;
  set_value (values, "county", g_strdup (frame->county));
  set_value (values, "township", g_strdup (division_name (frame, township_code)));
  set_value (values, "township_office", township_office (division_name (frame, township_code)));
  set_value (values, "village", dup_village (frame, village, township_code));
  set_value (values, "month", doudi_month_format_chinese (frame->month));
  set_value (values, "township_phone", township_phone);
  set_value (values, "county_phone", g_strdup (frame->county_phone));
  set_value (values, "complaints_phone", g_strdup (frame->complaints_phone));
  set_value (values, "programme", g_strdup (doudi_programme_info (frame->programme)->chinese));
  set_value (values, "batch",
             frame->list_id != 0 ? g_strdup_printf ("第%d批", frame->batch) : g_strdup (""));
  if (frame->definition->days > 0)
    set_value (values, "period", period_text (frame, issued_on));
  return g_steal_pointer (&values);
}

/* An amount with its sign: what is added or taken back. */
static char *
format_adjustment (DoudiFen fen)
{
  g_autofree char *amount = doudi_money_format_grouped (ABS (fen));

  if (fen == 0)
    return g_strdup (NOTHING);
  return g_strconcat (fen > 0 ? "+" : "−", amount, NULL);
}

static char *
dup_or_nothing (const char *text)
{
  return g_strdup (text != NULL && *text != '\0' ? text : NOTHING);
}

/* The name, with the village group where another household of the village has the same one. */
static char *
format_name (const DoudiNoticeRow *row, gboolean has_namesake)
{
  if (!has_namesake || *row->group == '\0')
    return g_strdup (row->name);
  return g_strdup_printf ("%s（%s）", row->name, row->group);
}

static char *
format_cell (const DoudiNoticeFrame *frame,
             const DoudiNoticeRow *row,
             DoudiNoticeField field,
             guint number,
             gboolean has_namesake)
{
  switch (field)
    {
    case DOUDI_NOTICE_NUMBER:
      return g_strdup_printf ("%u", number);
    case DOUDI_NOTICE_NAME:
      return format_name (row, has_namesake);
    case DOUDI_NOTICE_GROUP:
      return dup_or_nothing (row->group);
    case DOUDI_NOTICE_MEMBERS:
      return g_strdup_printf ("%d", row->members);
    case DOUDI_NOTICE_PERSONS:
      return g_strdup_printf ("%d", row->persons);
    case DOUDI_NOTICE_CLASS:
      return dup_or_nothing (doudi_class_chinese (row->benefit_class));
    case DOUDI_NOTICE_CARE:
      return dup_or_nothing (doudi_care_chinese (row->care));
    case DOUDI_NOTICE_MONTH:
      return doudi_month_format_chinese (frame->month);
    case DOUDI_NOTICE_SINCE:
      return doudi_month_format_chinese (row->since);
    case DOUDI_NOTICE_MONTHLY:
      return doudi_money_format_grouped (row->monthly);
    case DOUDI_NOTICE_REGULAR:
      return doudi_money_format_grouped (row->regular);
    case DOUDI_NOTICE_ADJUSTMENT:
      return format_adjustment (row->adjustment);
    case DOUDI_NOTICE_TOTAL:
      return doudi_money_format_grouped (row->regular + row->adjustment);
    case DOUDI_NOTICE_REMARK:
    case DOUDI_N_NOTICE_FIELDS:
    default:
      return g_strdup ("");
    }
}

static char *
format_sum_cell (const DoudiNoticeSection *section, const DoudiNoticeRow *sum, DoudiNoticeField field)
{
  switch (field)
    {
    case DOUDI_NOTICE_NAME:
      return g_strdup (section->sum);
    case DOUDI_NOTICE_MEMBERS:
    case DOUDI_NOTICE_PERSONS:
    case DOUDI_NOTICE_MONTHLY:
    case DOUDI_NOTICE_REGULAR:
    case DOUDI_NOTICE_ADJUSTMENT:
    case DOUDI_NOTICE_TOTAL:
      return format_cell (NULL, sum, field, 0, FALSE);
    case DOUDI_NOTICE_NUMBER:
    case DOUDI_NOTICE_GROUP:
    case DOUDI_NOTICE_CLASS:
    case DOUDI_NOTICE_CARE:
    case DOUDI_NOTICE_MONTH:
    case DOUDI_NOTICE_SINCE:
    case DOUDI_NOTICE_REMARK:
    case DOUDI_N_NOTICE_FIELDS:
    default:
      return g_strdup ("");
    }
}

static DoudiNoticeField
field_at (const DoudiNoticeSection *section, guint column)
{
  return g_array_index (section->columns, DoudiNoticeColumn, column).field;
}

/* Whose name is also that of another household of the village. */
static GHashTable *
find_namesakes (const DoudiNoticeVillage *village)
{
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *namesakes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < village->rows->len; i++)
    {
      DoudiNoticeRow *row = &g_array_index (village->rows, DoudiNoticeRow, i);
      const DoudiNoticeRow *other = g_hash_table_lookup (first, row->name);

      if (other == NULL)
        g_hash_table_insert (first, row->name, row);
      else if (other->household_id != row->household_id)
        g_hash_table_add (namesakes, row->name);
    }
  return namesakes;
}

static void
add_text (JsonBuilder *json, const char *member, const char *text)
{
  json_builder_set_member_name (json, member);
  json_builder_add_string_value (json, text);
}

static void
add_filled (JsonBuilder *json, const char *member, const char *wording, GHashTable *values)
{
  g_autofree char *text = doudi_notice_definition_fill (wording, values);

  add_text (json, member, text);
}

static void
add_paragraphs (JsonBuilder *json,
                const char *member,
                const char *const *wordings,
                GHashTable *values)
{
  json_builder_set_member_name (json, member);
  json_builder_begin_array (json);
  for (guint i = 0; wordings[i] != NULL; i++)
    {
      g_autofree char *text = doudi_notice_definition_fill (wordings[i], values);

      json_builder_add_string_value (json, text);
    }
  json_builder_end_array (json);
}

static void
add_int (JsonBuilder *json, const char *member, gint64 value)
{
  json_builder_set_member_name (json, member);
  json_builder_add_int_value (json, value);
}

static void
add_columns (JsonBuilder *json, const DoudiNoticeSection *section)
{
  static const char *const kinds[] = { "text", "number" };
  static const char *const alignments[] = { "start", "centre", "end" };

  json_builder_set_member_name (json, "columns");
  json_builder_begin_array (json);
  for (guint i = 0; i < section->columns->len; i++)
    {
      const DoudiSheetColumn *column =
        &g_array_index (section->columns, DoudiNoticeColumn, i).sheet;

      json_builder_begin_object (json);
      add_text (json, "key", column->key);
      add_text (json, "heading", column->heading);
      add_text (json, "kind", kinds[column->kind]);
      add_text (json, "align", alignments[column->align]);
      add_int (json, "weight", column->weight);
      add_int (json, "min_width_mm", (gint64) column->min_width_mm);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_to_sum (DoudiNoticeRow *sum, const DoudiNoticeRow *row)
{
  sum->members += row->members;
  sum->persons += row->persons;
  sum->monthly += row->monthly;
  sum->regular += row->regular;
  sum->adjustment += row->adjustment;
}

/* Adds the rows of a section and returns how many they are. */
static guint
add_rows (JsonBuilder *json,
          const DoudiNoticeFrame *frame,
          const DoudiNoticeVillage *village,
          const DoudiNoticeSection *section,
          GHashTable *namesakes,
          DoudiNoticeRow *sum)
{
  guint number = 0;

  json_builder_set_member_name (json, "rows");
  json_builder_begin_array (json);
  for (guint i = 0; i < village->rows->len; i++)
    {
      const DoudiNoticeRow *row = &g_array_index (village->rows, DoudiNoticeRow, i);
      gboolean namesake = g_hash_table_contains (namesakes, row->name);

      if (row->section != section)
        continue;
      number++;
      add_to_sum (sum, row);
      json_builder_begin_array (json);
      for (guint c = 0; c < section->columns->len; c++)
        {
          g_autofree char *cell =
            format_cell (frame, row, field_at (section, c), number, namesake);

          json_builder_add_string_value (json, cell);
        }
      json_builder_end_array (json);
    }
  json_builder_end_array (json);
  return number;
}

static void
add_summary (JsonBuilder *json, const DoudiNoticeSection *section, const DoudiNoticeRow *sum)
{
  json_builder_set_member_name (json, "summary");
  json_builder_begin_array (json);
  for (guint c = 0; c < section->columns->len; c++)
    {
      g_autofree char *cell = format_sum_cell (section, sum, field_at (section, c));

      json_builder_add_string_value (json, cell);
    }
  json_builder_end_array (json);
}

static gboolean
has_rows (const DoudiNoticeVillage *village, const DoudiNoticeSection *section)
{
  for (guint i = 0; i < village->rows->len; i++)
    if (g_array_index (village->rows, DoudiNoticeRow, i).section == section)
      return TRUE;
  return FALSE;
}

static guint
count_sections (const DoudiNoticeFrame *frame, const DoudiNoticeVillage *village)
{
  guint count = 0;

  for (guint i = 0; i < frame->definition->sections->len; i++)
    count += has_rows (village, g_ptr_array_index (frame->definition->sections, i)) ? 1 : 0;
  return count;
}

/* Sections are numbered where there is more than one. */
static void
add_section (JsonBuilder *json,
             const DoudiNoticeFrame *frame,
             const DoudiNoticeVillage *village,
             const DoudiNoticeSection *section,
             const char *ordinal,
             GHashTable *namesakes)
{
  DoudiNoticeRow sum = { 0 };
  g_autofree char *heading =
    ordinal != NULL ? g_strconcat (ordinal, "、", section->heading, NULL)
                    : g_strdup (section->heading);

  json_builder_begin_object (json);
  add_text (json, "heading", heading);
  add_columns (json, section);
  if (add_rows (json, frame, village, section, namesakes, &sum) > 1 && section->sum != NULL)
    add_summary (json, section, &sum);
  json_builder_end_object (json);
}

static void
add_sections (JsonBuilder *json, const DoudiNoticeFrame *frame, const DoudiNoticeVillage *village)
{
  g_autoptr (GHashTable) namesakes = find_namesakes (village);
  guint count = count_sections (frame, village);
  guint next = 0;

  json_builder_set_member_name (json, "sections");
  json_builder_begin_array (json);
  for (guint i = 0; i < frame->definition->sections->len; i++)
    {
      const DoudiNoticeSection *section = g_ptr_array_index (frame->definition->sections, i);

      if (!has_rows (village, section))
        continue;
      add_section (json, frame, village, section,
                   count > 1 && next < G_N_ELEMENTS (ordinals) ? ordinals[next] : NULL, namesakes);
      next++;
    }
  json_builder_end_array (json);
}

/* The names of places and offices that the guard lets pass in the wordings, whatever they are made
 * of, and the headings of programmes that a county has turned on. */
static void
add_offices (JsonBuilder *json,
             const DoudiNoticeFrame *frame,
             const DoudiNoticeVillage *village,
             GHashTable *values)
{
  static const char *const names[] = {
    "township_office", "township",     "village",          "county",
    "township_phone",  "county_phone", "complaints_phone",
  };

  json_builder_set_member_name (json, "offices");
  json_builder_begin_array (json);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    json_builder_add_string_value (json, g_hash_table_lookup (values, names[i]));
  for (guint i = 0; i < frame->definition->sections->len; i++)
    {
      const DoudiNoticeSection *section = g_ptr_array_index (frame->definition->sections, i);

      if (section->when_turned_on && has_rows (village, section))
        json_builder_add_string_value (json, section->heading);
    }
  json_builder_end_array (json);
}

static void
add_max_rows (JsonBuilder *json, const DoudiNoticeDefinition *definition)
{
  json_builder_set_member_name (json, "max_rows");
  json_builder_begin_object (json);
  for (guint i = 0; i < DOUDI_N_PAPERS; i++)
    if (definition->max_rows[i] > 0)
      add_int (json, doudi_paper_name ((DoudiPaper) i), definition->max_rows[i]);
  json_builder_end_object (json);
}

static void
add_head (JsonBuilder *json,
          const DoudiNoticeFrame *frame,
          const DoudiNoticeVillage *village,
          DoudiDay issued_on,
          GHashTable *values)
{
  g_autofree char *month = doudi_month_format_iso (frame->month);
  g_autofree char *day = doudi_day_format_iso (issued_on);

  add_int (json, "format", 1);
  add_text (json, "kind", frame->definition->id);
  add_text (json, "village", village->code);
  add_text (json, "village_name", g_hash_table_lookup (values, "village"));
  add_text (json, "month", month);
  add_int (json, "run", frame->run_id);
  if (frame->list_id != 0)
    {
      add_int (json, "list", frame->list_id);
      add_int (json, "batch", frame->batch);
    }
  add_text (json, "issued_on", day);
  json_builder_set_member_name (json, "demonstration");
  json_builder_add_boolean_value (json, frame->demonstration);
}

static char *
to_text (JsonBuilder *json)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  JsonNode *root = json_builder_get_root (json);
  char *text;

  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  json_node_unref (root);
  return text;
}

/* All that a notice for the village says. The same rows on the same day give the same text. */
char *
_doudi_notice_content (const DoudiNoticeFrame *frame,
                       const DoudiNoticeVillage *village,
                       DoudiDay issued_on,
                       GError **error)
{
  const DoudiNoticeDefinition *definition = frame->definition;
  g_autoptr (GHashTable) values = wording_values (frame, village->code, issued_on, error);
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *date = doudi_day_format_chinese (issued_on);

  if (values == NULL)
    return NULL;
  json_builder_begin_object (json);
  add_head (json, frame, village, issued_on, values);
  add_filled (json, "title", definition->title, values);
  add_paragraphs (json, "lead", (const char *const *) definition->lead, values);
  add_sections (json, frame, village);
  add_paragraphs (json, "closing", (const char *const *) definition->closing, values);
  add_filled (json, "issuer", definition->issuer, values);
  add_text (json, "date", date);
  add_filled (json, "footer", definition->footer, values);
  add_offices (json, frame, village, values);
  add_max_rows (json, definition);
  json_builder_end_object (json);
  return to_text (json);
}
