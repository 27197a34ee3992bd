/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The page of a hand-check sheet: who and which month, the steps to the amount due with the paper
 * of each, what was paid of it, and who signs. A form of our own, in Chinese whatever the screen
 * speaks.
 */

#include "config.h"

#include "paper/doudi-hand-check.h"

#include <string.h>

#include "base/doudi-capitals.h"

/* Sizes of the type in tables. 10.5 points (五号) are what forms are set in. */
#define LEAST_PT 9.0
#define MOST_PT 10.5

/* Where a hand writes. */
#define SIGN_MM 10.0

/* A longer note of a value stands below the tables, under a number. */
#define NOTE_IN_CELL_MAX 20

/* A longer sum is broken before the sign of equality, characters. */
#define ONE_LINE_MAX 20

#define NAME "待遇核算单"
#define TITLE "待遇核算单（为什么是这个数）"
#define DEMONSTRATION "演示数据"
#define NOTHING "—"
#define UNSURE "待核实"

enum
{
  COLUMN_ORDINAL,
  COLUMN_RULE,
  COLUMN_TEXT,
  COLUMN_ARITHMETIC,
  COLUMN_AMOUNT,
  COLUMN_SOURCE,
  N_COLUMNS,
};

static const DoudiSheetColumn line_columns[N_COLUMNS] = {
  { "ordinal", "序号", DOUDI_SHEET_NUMBER, DOUDI_SHEET_CENTRE, 0, 0 },
  { "rule", "规则", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 0, 1 },
  { "text", "依据", DOUDI_SHEET_TEXT, DOUDI_SHEET_START, 0, 3 },
  { "arithmetic", "算式", DOUDI_SHEET_TEXT, DOUDI_SHEET_START, 0, 0 },
  { "amount", "金额（元）", DOUDI_SHEET_NUMBER, DOUDI_SHEET_END, 17, 0 },
  { "source", "出处", DOUDI_SHEET_TEXT, DOUDI_SHEET_START, 0, 3 },
};

static const DoudiSheetColumn payment_columns[] = {
  { "ordinal", "序号", DOUDI_SHEET_NUMBER, DOUDI_SHEET_CENTRE, 0, 0 },
  { "run", "发放批次", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 0, 2 },
  { "month", "批次月份", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 0, 2 },
  { "kind", "类型", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 0, 1 },
  { "state", "状态", DOUDI_SHEET_TEXT, DOUDI_SHEET_CENTRE, 0, 1 },
  { "amount", "金额（元）", DOUDI_SHEET_NUMBER, DOUDI_SHEET_END, 17, 1 },
};

static const struct
{
  const char *name;
  const char *chinese;
} words[] = {
  { "regular", "正常" },  { "back-pay", "补发" },   { "recovery", "扣回" },
  { "returned", "退回" }, { "proposed", "待审批" }, { "approved", "已审批" },
  { "closed", "已关账" },
};

/* What stands below the tables, under a number: long notes, all notes, or the papers too. */
typedef enum
{
  BELOW_LONG_NOTES,
  BELOW_NOTES,
  BELOW_PAPERS,
  N_BELOW,
} Below;

/* A page that is being filled. */
typedef struct
{
  const DoudiExplanation *explanation;
  DoudiSheet *sheet;
  Below below;
  GPtrArray *notes; /* those that stand below, by number */
} Page;

static const char *
say (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].name, name))
      return words[i].chinese;
  return name;
}

/* As the steps write it, with a minus that is as wide as a plus. */
static char *
format_fen (DoudiFen fen)
{
  g_autofree char *size = doudi_money_format (ABS (fen));

  return g_strconcat (fen < 0 ? "−" : "", size, NULL);
}

static const char *
or_nothing (const char *text)
{
  return *text != '\0' ? text : NOTHING;
}

/* Takes the value. */
static void
add_field (GArray *fields, const char *label, char *value)
{
  DoudiSheetField field = { .label = label, .value = value };

  g_array_append_val (fields, field);
}

static void
field_clear (gpointer data)
{
  g_free ((char *) ((DoudiSheetField *) data)->value);
}

static void
add_who (GArray *fields, const DoudiExplanation *explanation)
{
  add_field (fields, "姓　　名", g_strdup (explanation->holder_name));
  add_field (fields, "身份证号", g_strdup (or_nothing (explanation->identity_number)));
  add_field (
    fields, "村　　组",
    g_strconcat (explanation->township, explanation->village, explanation->village_group, NULL));
  add_field (fields, "台账编号",
             g_strdup_printf ("户号%" G_GINT64_FORMAT "　待遇号%" G_GINT64_FORMAT,
                              explanation->household_id, explanation->award_id));
}

/* The class, or the form of care with the level of self-care; some programmes have neither. */
static void
add_category (GArray *fields, const DoudiExplanation *explanation)
{
  gboolean careful = explanation->care != DOUDI_CARE_NONE;
  gboolean levelled = explanation->self_care != DOUDI_SELF_CARE_UNKNOWN;
  DoudiSheetField persons = { .label = "保障人口" };

  if (explanation->benefit_class != 0)
    add_field (fields, "类　　别", g_strdup (doudi_class_chinese (explanation->benefit_class)));
  else if (careful || levelled)
    add_field (fields, careful ? "供养方式" : "自理能力",
               g_strconcat (doudi_care_chinese (explanation->care), careful && levelled ? "，" : "",
                            doudi_self_care_chinese (explanation->self_care), NULL));
  persons.wide = explanation->benefit_class == 0 && !careful && !levelled;
  persons.value = g_strdup_printf ("%d人", explanation->persons);
  g_array_append_val (fields, persons);
}

static void
add_what (GArray *fields, const DoudiExplanation *explanation)
{
  const char *residence = explanation->residence == DOUDI_RESIDENCE_RURAL   ? "农村"
                          : explanation->residence == DOUDI_RESIDENCE_URBAN ? "城市"
                                                                            : NOTHING;

  add_field (fields, "待遇项目", g_strdup (doudi_programme_info (explanation->programme)->chinese));
  add_field (fields, "城　　乡", g_strdup (residence));
  add_category (fields, explanation);
}

static void
add_when (GArray *fields, const DoudiExplanation *explanation)
{
  g_autofree char *month = doudi_month_format_chinese (explanation->month);
  g_autofree char *from = NULL;
  g_autofree char *known_on = doudi_day_format_chinese (explanation->known_on);
  DoudiSheetField basis = { .label = "核算口径", .wide = TRUE };

  if (explanation->term_from != DOUDI_MONTH_NONE)
    {
      g_autofree char *term = doudi_month_format_chinese (explanation->term_from);

      from = g_strconcat (term, "起", NULL);
    }
  add_field (fields, "核算月份", g_strdup (month));
  add_field (fields, "起算月份", g_strdup (from != NULL ? from : NOTHING));
  basis.value = g_strdup_printf ("按%s已知的政策核算", known_on);
  g_array_append_val (fields, basis);
}

static void
add_head (Page *page)
{
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (DoudiSheetField));

  g_array_set_clear_func (fields, field_clear);
  add_who (fields, page->explanation);
  add_what (fields, page->explanation);
  add_when (fields, page->explanation);
  doudi_sheet_add_form (page->sheet, NULL, (DoudiSheetField *) (gpointer) fields->data, fields->len,
                        2);
}

/* Under which number a note stands below the tables, from 1. The same note stands there once. */
static guint
number_note (Page *page, const char *note)
{
  guint index;

  if (!g_ptr_array_find_with_equal_func (page->notes, note, g_str_equal, &index))
    {
      index = page->notes->len;
      g_ptr_array_add (page->notes, g_strdup (note));
    }
  return index + 1;
}

/* Adds the number of a note to the mark that ends a cell. */
static void
mark_note (GString *mark, Page *page, const char *note)
{
  g_string_append_printf (mark, "%s%u", mark->len > 0 ? "、" : "", number_note (page, note));
}

static gboolean
stands_in_cell (const Page *page, const char *note)
{
  return page->below == BELOW_LONG_NOTES && g_utf8_strlen (note, -1) <= NOTE_IN_CELL_MAX;
}

/* Where the article begins in "… 二.1(1)"; the end where there is none. */
static const char *
find_article (const char *source)
{
  const char *space = strrchr (source, ' ');

  return space != NULL ? space + 1 : source + strlen (source);
}

/* The paper with its number, without the article and the word for what is not sure. */
static char *
dup_paper (const DoudiExplanationLine *line)
{
  const char *source = line->source;
  g_autofree char *paper = NULL;

  if (!line->sure && g_str_has_prefix (source, UNSURE))
    source += strlen (UNSURE);
  paper = g_strchomp (g_strndup (source, (gsize) (find_article (source) - source)));
  if (*line->number == '\0' || strstr (paper, line->number) != NULL)
    return g_steal_pointer (&paper);
  return g_strconcat (paper, *paper != '\0' ? "，" : "", line->number, NULL);
}

/* Paper, number and article, on a line of its own so that it is not broken; whether the paper gives
 * the value at all; what is to be known of it. */
static char *
source_text (Page *page, const DoudiExplanationLine *line)
{
  GString *text = g_string_new (line->sure ? NULL : "【" UNSURE "】");
  g_autoptr (GString) mark = g_string_new (NULL);
  g_autofree char *paper = dup_paper (line);
  const char *article = find_article (line->source);
  gboolean below = page->below == BELOW_PAPERS && *article != '\0';

  if (below)
    mark_note (mark, page, paper);
  else
    g_string_append_printf (text, "%s%s", paper, *article != '\0' ? "\n" : "");
  g_string_append (text, article);
  if (*line->note != '\0' && stands_in_cell (page, line->note))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "。" : "", line->note);
  else if (*line->note != '\0')
    mark_note (mark, page, line->note);
  if (mark->len > 0)
    g_string_append_printf (text, "%s〔注%s〕", strstr (mark->str, "、") != NULL ? "\n" : "",
                            mark->str);
  if (text->len == 0)
    g_string_append (text, NOTHING);
  return g_string_free (text, FALSE);
}

static gboolean
is_amount (const DoudiExplanationLine *line)
{
  DoudiFen fen;

  return doudi_money_parse (line->result, &fen);
}

/* What prepares another amount stands in brackets; what is no amount, in the column of the sums. */
static char *
amount_text (const DoudiExplanationLine *line)
{
  g_autofree char *amount = format_fen (line->amount);

  if (line->adds)
    return g_steal_pointer (&amount);
  return is_amount (line) ? g_strdup_printf ("(%s)", amount) : g_strdup (NOTHING);
}

/* The sum; where nothing is computed, what the step comes to. */
static char *
arithmetic_text (const DoudiExplanationLine *line)
{
  GString *text = g_string_new (line->arithmetic);

  if (!is_amount (line) && *line->result != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "：" : "", line->result);
  if (g_utf8_strlen (text->str, -1) > ONE_LINE_MAX)
    g_string_replace (text, " = ", "\n= ", 0);
  if (text->len == 0)
    g_string_append (text, NOTHING);
  return g_string_free (text, FALSE);
}

static void
add_line (Page *page, guint ordinal, const DoudiExplanationLine *line)
{
  g_autofree char *number = g_strdup_printf ("%u", ordinal);
  g_autofree char *arithmetic = arithmetic_text (line);
  g_autofree char *amount = amount_text (line);
  g_autofree char *source = source_text (page, line);
  const char *cells[N_COLUMNS] = { number, line->title, line->text, arithmetic, amount, source };

  doudi_sheet_add_row (page->sheet, cells);
}

static gboolean
has_unsure (const DoudiExplanation *explanation)
{
  for (guint i = 0; i < explanation->lines->len; i++)
    if (!((const DoudiExplanationLine *) g_ptr_array_index (explanation->lines, i))->sure)
      return TRUE;
  return FALSE;
}

static gboolean
has_bracket (const DoudiExplanation *explanation)
{
  for (guint i = 0; i < explanation->lines->len; i++)
    {
      const DoudiExplanationLine *line = g_ptr_array_index (explanation->lines, i);

      if (!line->adds && is_amount (line))
        return TRUE;
    }
  return FALSE;
}

/* Where the papers stand below, the facts get their room. */
static void
begin_lines (Page *page)
{
  DoudiSheetColumn columns[N_COLUMNS];

  memcpy (columns, line_columns, sizeof columns);
  if (page->below == BELOW_PAPERS)
    columns[COLUMN_TEXT].weight *= 2;
  doudi_sheet_add_section (page->sheet, "一、应发金额", columns, N_COLUMNS);
}

static void
add_due (Page *page)
{
  const DoudiExplanation *explanation = page->explanation;
  g_autofree char *due = format_fen (explanation->due);
  g_autofree char *capitals = doudi_capitals_from_fen (explanation->due);
  g_autofree char *value = g_strconcat ("人民币", capitals, NULL);
  const char *sums[N_COLUMNS] = { "应发合计", NULL };
  const DoudiSheetField field = { .label = "大写金额", .value = value, .strong = TRUE };

  begin_lines (page);
  for (guint i = 0; i < explanation->lines->len; i++)
    add_line (page, i + 1, g_ptr_array_index (explanation->lines, i));
  sums[COLUMN_AMOUNT] = due;
  sums[COLUMN_SOURCE] = has_unsure (explanation) ? "【" UNSURE "】" : NULL;
  doudi_sheet_set_summary (page->sheet, sums);
  doudi_sheet_set_summary_span (page->sheet, COLUMN_AMOUNT);
  doudi_sheet_add_form (page->sheet, NULL, &field, 1, 1);
}

static void
add_payment (Page *page, guint ordinal, const DoudiLedgerLine *line)
{
  g_autofree char *number = g_strdup_printf ("%u", ordinal);
  g_autofree char *run = g_strdup_printf ("第%" G_GINT64_FORMAT "号", line->run_id);
  g_autofree char *month = doudi_month_format_chinese (line->run_month);
  g_autofree char *amount = format_fen (line->fen);
  const char *cells[] = { number, run, month, say (line->kind), say (line->run_state), amount };

  doudi_sheet_add_row (page->sheet, cells);
}

/* What is still to happen. */
static const char *
describe_difference (const DoudiExplanation *explanation)
{
  if (explanation->due < explanation->paid)
    return "应扣回";
  if (explanation->due == explanation->paid)
    return explanation->due == 0 ? "无须发放" : "已足额";
  return explanation->payments->len == 0 ? "待发放" : "待补发";
}

static void
add_difference (Page *page)
{
  const DoudiExplanation *explanation = page->explanation;
  g_autofree char *due = format_fen (explanation->due);
  g_autofree char *paid = format_fen (explanation->paid);
  g_autofree char *difference = format_fen (explanation->due - explanation->paid);
  g_autofree char *value = g_strdup_printf ("应发 %s − 已发 %s = %s（%s）", due, paid, difference,
                                            describe_difference (explanation));
  const DoudiSheetField field = { .label = "差　　额", .value = value, .strong = TRUE };

  doudi_sheet_add_form (page->sheet, NULL, &field, 1, 1);
}

static void
add_paid (Page *page)
{
  const DoudiExplanation *explanation = page->explanation;
  g_autofree char *paid = format_fen (explanation->paid);
  const char *sums[G_N_ELEMENTS (payment_columns)] = { "已发合计", "", "", "", "", paid };
  const char *nothing[G_N_ELEMENTS (payment_columns)]
    = { NOTHING, "尚未发放", NOTHING, NOTHING, NOTHING, NOTHING };

  doudi_sheet_add_section (page->sheet, "二、已发金额与差额", payment_columns,
                           G_N_ELEMENTS (payment_columns));
  for (guint i = 0; i < explanation->payments->len; i++)
    add_payment (page, i + 1, &g_array_index (explanation->payments, DoudiLedgerLine, i));
  if (explanation->payments->len == 0)
    doudi_sheet_add_row (page->sheet, nothing);
  doudi_sheet_set_summary (page->sheet, sums);
  doudi_sheet_set_summary_span (page->sheet, G_N_ELEMENTS (payment_columns) - 1);
  add_difference (page);
}

static gboolean
has_open_run (const DoudiExplanation *explanation)
{
  for (guint i = 0; i < explanation->payments->len; i++)
    if (!g_str_equal (g_array_index (explanation->payments, DoudiLedgerLine, i).run_state,
                      "closed"))
      return TRUE;
  return FALSE;
}

static void
list_notes (Page *page)
{
  for (guint i = 0; i < page->notes->len; i++)
    {
      g_autofree char *label = g_strdup_printf ("注%u", i + 1);

      doudi_sheet_add_note (page->sheet, label, g_ptr_array_index (page->notes, i));
    }
}

/* Where there is little room, one note follows the other in the same line. */
static void
run_notes_together (Page *page)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < page->notes->len; i++)
    g_string_append_printf (text, "〔注%u〕%s　", i + 1,
                            (const char *) g_ptr_array_index (page->notes, i));
  doudi_sheet_add_note (page->sheet, "附注", text->str);
}

static void
add_notes (Page *page)
{
  g_autoptr (GString) legend = g_string_new (NULL);

  if (page->below == BELOW_LONG_NOTES)
    list_notes (page);
  else if (page->notes->len > 0)
    run_notes_together (page);
  if (has_bracket (page->explanation))
    g_string_append (legend, "加括号的金额是计算过程中的数，不计入合计。");
  if (has_unsure (page->explanation))
    g_string_append (legend, "【" UNSURE "】表示文件没有写明该数，由县级民政部门核实后使用。");
  if (has_open_run (page->explanation))
    g_string_append (legend, "尚未关账的批次已经记账，款项尚未发出。");
  if (legend->len > 0)
    doudi_sheet_add_note (page->sheet, "说明", legend->str);
}

static void
add_signatures (Page *page)
{
  static const DoudiSheetField fields[] = {
    { .label = "制表人", .value = "", .height_mm = SIGN_MM },
    { .label = "复核人", .value = "" },
    { .label = "日　期", .value = "　　年　月　日" },
  };

  doudi_sheet_add_form (page->sheet, NULL, fields, G_N_ELEMENTS (fields), 3);
}

/* The words around the tables. */
static void
set_frame (Page *page, const char *digest)
{
  const DoudiExplanation *explanation = page->explanation;
  g_autofree char *office = g_strconcat ("单位：", explanation->county,
                                         *explanation->county != '\0' ? "民政局" : "", NULL);
  g_autofree char *month = doudi_month_format_chinese (explanation->month);
  g_autofree char *running
    = g_strdup_printf (NAME "（续）　%s　%s　%s", explanation->holder_name,
                       doudi_programme_info (explanation->programme)->chinese, month);
  g_autofree char *code
    = g_strdup_printf ("校验码 %.4s-%.4s-%.4s-%.4s", digest, digest + 4, digest + 8, digest + 12);

  doudi_sheet_set_name (page->sheet, NAME);
  doudi_sheet_set_title (page->sheet, TITLE);
  doudi_sheet_set_running_head (page->sheet, running);
  doudi_sheet_set_caption (page->sheet, office, "金额单位：元");
  doudi_sheet_set_type (page->sheet, LEAST_PT, MOST_PT);
  doudi_sheet_set_footer (page->sheet, "存档备查，不得张贴");
  doudi_sheet_set_code (page->sheet, code);
  doudi_sheet_set_demonstration (page->sheet, explanation->demonstration ? DEMONSTRATION : NULL);
}

static DoudiSheet *
set_page (const DoudiHandCheck *check, Below below, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DoudiSheet) sheet = doudi_sheet_new (DOUDI_PAPER_A4_PORTRAIT);
  Page page = {
    .explanation = doudi_hand_check_get_explanation (check),
    .sheet = sheet,
    .below = below,
    .notes = notes,
  };

  set_frame (&page, doudi_hand_check_get_digest (check));
  add_head (&page);
  add_due (&page);
  add_paid (&page);
  add_notes (&page);
  add_signatures (&page);
  return doudi_sheet_paginate (sheet, error) ? g_steal_pointer (&sheet) : NULL;
}

/**
 * doudi_hand_check_sheet:
 * @check: the contents of a hand-check sheet
 * @error: %DOUDI_ERROR_BAD_DATA if a text of it is longer than a page
 *
 * Sets the page on A4, upright, with the margins of an official letter. Where it is too long for
 * one page the type gets smaller, then the notes move below the tables, then the names of the
 * papers; if that is not enough it goes on on a second page.
 *
 * Returns: (transfer full): the sheet, paginated; %NULL with @error set
 */
DoudiSheet *
doudi_hand_check_sheet (const DoudiHandCheck *check, GError **error)
{
  g_autoptr (DoudiSheet) sheet = set_page (check, BELOW_LONG_NOTES, error);

  for (guint below = BELOW_NOTES;
       sheet != NULL && doudi_sheet_get_n_pages (sheet) > 1 && below < N_BELOW; below++)
    {
      g_autoptr (DoudiSheet) shorter = set_page (check, below, NULL);

      if (shorter == NULL || doudi_sheet_get_n_pages (shorter) >= doudi_sheet_get_n_pages (sheet))
        continue;
      g_clear_pointer (&sheet, doudi_sheet_unref);
      sheet = g_steal_pointer (&shorter);
    }
  return g_steal_pointer (&sheet);
}
