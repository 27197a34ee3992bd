/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The page of a household set on A4: who lives there, what they draw, what happened last. A form of
 * our own, in Chinese whatever the screen speaks.
 */

#include "config.h"

#include "paper/doudi-household-sheet-private.h"

#include <inttypes.h>

/* Sizes of the type in tables. */
#define LEAST_PT 9.0
#define MOST_PT 10.5

#define NAME "家庭信息页"
#define TITLE "社会救助家庭信息页"
#define DEMONSTRATION "演示数据"
#define NOTHING "—"

static const DoudiSheetColumn member_columns[DOUDI_HOUSEHOLD_MEMBER_COLUMNS] = {
  { "ordinal", "序号", DOUDI_SHEET_NUMBER, DOUDI_SHEET_CENTRE, 0, 0 },
  { "relation", "与户主\n关系", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 0, 1 },
  { "name", "姓名", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 0, 2 },
  { "sex", "性别", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 0, 0 },
  { "birth", "出生日期", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 20, 0 },
  { "number", "身份证号", DOUDI_SHEET_NUMBER, DOUDI_SHEET_CENTRE, 0, 0 },
  { "facts", "健康、劳动\n能力等", DOUDI_SHEET_TEXT, DOUDI_SHEET_START, 0, 3 },
};

static const DoudiSheetColumn award_columns[DOUDI_HOUSEHOLD_AWARD_COLUMNS] = {
  { "programme", "救助项目", DOUDI_SHEET_TEXT, DOUDI_SHEET_START, 0, 3 },
  { "holder", "领取人", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 0, 2 },
  { "class", "类别", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 0, 1 },
  { "persons", "保障\n人数", DOUDI_SHEET_NUMBER, DOUDI_SHEET_CENTRE, 0, 0 },
  { "since", "享受时间", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 0, 2 },
  { "amount", "本月金额（元）", DOUDI_SHEET_NUMBER, DOUDI_SHEET_END, 17, 0 },
};

static const DoudiSheetColumn event_columns[DOUDI_HOUSEHOLD_EVENT_COLUMNS] = {
  { "day", "日期", DOUDI_SHEET_NUMBER, DOUDI_SHEET_CENTRE, 0, 0 },
  { "what", "事项", DOUDI_SHEET_TEXT, DOUDI_SHEET_START, 0, 4 },
  { "detail", "说明", DOUDI_SHEET_TEXT, DOUDI_SHEET_START, 0, 3 },
  { "amount", "金额（元）", DOUDI_SHEET_NUMBER, DOUDI_SHEET_END, 0, 0 },
  { "who", "经办人", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 14, 0 },
};

static void
add_head (DoudiSheet *sheet, const DoudiHouseholdSheet *page)
{
  const DoudiSheetField fields[] = {
    { .label = "户　　主", .value = page->head, .strong = TRUE },
    { .label = "家庭人口", .value = page->persons },
    { .label = "住　　址", .value = page->place, .wide = TRUE },
    { .label = "联系电话", .value = page->phone },
    { .label = "本月合计", .value = page->total, .strong = TRUE },
    { .label = "发放账户", .value = page->accounts, .wide = TRUE },
  };

  doudi_sheet_add_form (sheet, NULL, fields, G_N_ELEMENTS (fields), 2);
}

/* A table whose rows are ready; one line says that there are none. */
static void
add_table (DoudiSheet *sheet,
           const char *heading,
           const DoudiSheetColumn *columns,
           guint n_columns,
           GPtrArray *rows,
           guint n_rows)
{
  g_autofree const char **nothing = g_new0 (const char *, n_columns + 1);

  doudi_sheet_add_section (sheet, heading, columns, n_columns);
  for (guint i = 0; i < n_rows; i++)
    doudi_sheet_add_row (sheet, g_ptr_array_index (rows, i));
  for (guint i = 0; i < n_columns; i++)
    nothing[i] = NOTHING;
  if (n_rows == 0)
    doudi_sheet_add_row (sheet, nothing);
}

static void
add_notes (DoudiSheet *sheet, const DoudiHouseholdSheet *page, guint n_events)
{
  g_autofree char *day = doudi_day_format_chinese (page->day);
  g_autofree char *printed = g_strdup_printf ("%s　%s", page->user, day);

  if (!page->full)
    doudi_sheet_add_note (sheet, "说明", "证件号码、账号和电话已隐去部分数字。");
  if (n_events < page->events->len)
    doudi_sheet_add_note (sheet, "另注", "事项只列最近部分，全部事项见系统时间线。");
  doudi_sheet_add_note (sheet, "打印", printed);
}

static void
set_frame (DoudiSheet *sheet, const DoudiHouseholdSheet *page)
{
  g_autofree char *office
    = g_strconcat ("单位：", page->county, *page->county != '\0' ? "民政局" : "", NULL);
  g_autofree char *number = g_strdup_printf ("户号：%" PRId64, page->household_id);
  g_autofree char *running = g_strdup_printf (NAME "（续）　户号%" PRId64, page->household_id);
  g_autofree char *code = g_strdup_printf ("校验码 %.4s-%.4s-%.4s-%.4s", page->digest,
                                           page->digest + 4, page->digest + 8, page->digest + 12);

  doudi_sheet_set_name (sheet, NAME);
  doudi_sheet_set_title (sheet, TITLE);
  doudi_sheet_set_running_head (sheet, running);
  doudi_sheet_set_caption (sheet, office, number);
  doudi_sheet_set_type (sheet, LEAST_PT, MOST_PT);
  doudi_sheet_set_footer (sheet, "存档备查，不得张贴");
  doudi_sheet_set_code (sheet, code);
  doudi_sheet_set_demonstration (sheet, page->demonstration ? DEMONSTRATION : NULL);
}

static DoudiSheet *
set_page (const DoudiHouseholdSheet *page, guint n_events, GError **error)
{
  g_autoptr (DoudiSheet) sheet = doudi_sheet_new (DOUDI_PAPER_A4_PORTRAIT);

  set_frame (sheet, page);
  add_head (sheet, page);
  add_table (sheet, "一、家庭成员", member_columns, G_N_ELEMENTS (member_columns), page->members,
             page->members->len);
  add_table (sheet, "二、享受待遇", award_columns, G_N_ELEMENTS (award_columns), page->awards,
             page->awards->len);
  add_table (sheet, "三、最近事项", event_columns, G_N_ELEMENTS (event_columns), page->events,
             n_events);
  add_notes (sheet, page, n_events);
  return doudi_sheet_paginate (sheet, error) ? g_steal_pointer (&sheet) : NULL;
}

static gboolean
fits (const DoudiSheet *sheet)
{
  return sheet != NULL && doudi_sheet_get_n_pages (sheet) == 1;
}

/**
 * doudi_household_sheet_lay_out:
 * @page: the contents of a page
 * @error: %DOUDI_ERROR_BAD_DATA if a text of it is longer than a page
 *
 * Sets the page on A4, upright, with as many of the latest events as one page has room for. Only a
 * household that fills more than a page by itself goes on on a second one.
 *
 * Returns: (transfer full): the sheet, paginated; %NULL with @error set
 */
DoudiSheet *
doudi_household_sheet_lay_out (const DoudiHouseholdSheet *page, GError **error)
{
  guint fewest = 0, most = page->events->len;
  g_autoptr (DoudiSheet) best = set_page (page, most, error);

  if (best == NULL || fits (best))
    return g_steal_pointer (&best);
  /* Between the most that fit and the fewest that do not. */
  g_clear_pointer (&best, doudi_sheet_unref);
  best = set_page (page, 0, error);
  while (fits (best) && fewest + 1 < most)
    {
      guint middle = fewest + (most - fewest) / 2;
      g_autoptr (DoudiSheet) sheet = set_page (page, middle, NULL);

      if (!fits (sheet))
        {
          most = middle;
          continue;
        }
      fewest = middle;
      g_clear_pointer (&best, doudi_sheet_unref);
      best = g_steal_pointer (&sheet);
    }
  return g_steal_pointer (&best);
}
