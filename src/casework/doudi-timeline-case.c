/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What a timeline says of cases, awards, money and papers.
 */

#include "config.h"

#include "casework/doudi-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "casework/doudi-attachment.h"
#include "casework/doudi-change.h"
#include "policy/doudi-case.h"

#define LIST_SEPARATOR "、"

static const DoudiWord notice_kinds[] = {
  { "review", N_ ("Notice of a review"), "审核公示" },
  { "approval", N_ ("Notice before an approval"), "审批公示" },
  { "standing", N_ ("Standing notice"), "长期公示" },
  { "payment", N_ ("Notice of payments"), "发放公示" },
  { "exit", N_ ("Notice of awards that end"), "退出公示" },
  { "temporary-aid", N_ ("Notice of temporary aid"), "临时救助公示" },
  { NULL },
};

static const DoudiWord review_outcomes[] = {
  { "keep", N_ ("The award goes on as it is"), "保留" },
  { "change", N_ ("The award changes"), "变更" },
  { "stop", N_ ("The award ends"), "停发" },
  { NULL },
};

static const DoudiWord change_states[] = {
  { "open", N_ ("waits for another person"), "待审" },
  { "applied", N_ ("carried out"), "已生效" },
  { "refused", N_ ("refused"), "未同意" },
  { "withdrawn", N_ ("taken back"), "已撤回" },
  { NULL },
};

static const DoudiWord payment_states[] = {
  { "waiting", N_ ("sent to the bank"), "已送银行" },
  { "paid", N_ ("arrived"), "已到账" },
  { "failed", N_ ("did not arrive"), "未到账" },
  { "approved", N_ ("approved, not sent yet"), "已审批，待发放" },
  { NULL },
};

static const DoudiWord form_kinds[] = {
  { "application", N_ ("Application"), "申请表" },
  { "survey", N_ ("Home visit"), "入户调查表" },
  { "self-care", N_ ("Self-care assessment"), "自理能力评估表" },
  { "assessment", N_ ("Hardship assessment"), "困难程度评估表" },
  { "hearing", N_ ("Hearing"), "民主评议记录" },
  { "authorisation", N_ ("Authorisation"), "核对授权书" },
  { "review", N_ ("Review"), "定期复核表" },
  { "change", N_ ("Change"), "变更表" },
  { "slip", N_ ("Slip"), "告知书" },
  { "record", N_ ("Record"), "走访记录" },
  { NULL },
};

static const char *
say_class (const DoudiTelling *telling, gint64 benefit_class)
{
  static const char *const labels[]
    = { "", N_ ("Class I"), N_ ("Class II"), N_ ("Class III"), N_ ("Class IV") };

  if (benefit_class < 1 || benefit_class >= (gint64) G_N_ELEMENTS (labels))
    return "";
  return doudi_say (telling->language, _ (labels[benefit_class]),
                    doudi_class_chinese ((int) benefit_class));
}

static char *
say_persons (const DoudiTelling *telling, gint64 persons)
{
  return g_strdup_printf (
    doudi_say (telling->language,
               g_dngettext (GETTEXT_PACKAGE, "%d person", "%d persons", (gulong) persons), "%d人"),
    (int) persons);
}

void
doudi_tell_case (const DoudiTelling *telling,
                 const DoudiTimelineRow *row,
                 DoudiTimelineEntry *entry)
{
  const char *programme = doudi_telling_programme (telling, row->extra);
  const char *label = row->word;
  g_autoptr (GString) detail = g_string_new (row->subject);
  DoudiCaseEvent event;

  if (doudi_case_event_find (row->word, &event))
    label = doudi_word_say (&doudi_case_event_info (event)->word, telling->language);
  entry->what
    = g_strdup_printf (doudi_say (telling->language, _ ("%s: %s"), "%s：%s"), programme, label);
  doudi_telling_add_words (detail, row->text);
  entry->detail = g_strdup (detail->str);
}

/* Class, care and persons of a decision or a term. */
static char *
say_terms (const DoudiTelling *telling, const DoudiTimelineRow *row)
{
  GString *line = g_string_new (NULL);

  doudi_telling_add (line, " ", g_strdup (say_class (telling, row->number2)));
  doudi_telling_add (line, " ", say_persons (telling, row->number));
  return g_string_free (line, FALSE);
}

void
doudi_tell_decision (const DoudiTelling *telling,
                     const DoudiTimelineRow *row,
                     DoudiTimelineEntry *entry)
{
  const char *programme = doudi_telling_programme (telling, row->extra);
  g_autoptr (GString) detail = g_string_new (row->subject);
  g_autofree char *terms = say_terms (telling, row);
  g_autofree char *amount = doudi_money_format_grouped (row->amount);

  if (!row->has_amount)
    entry->what = g_strdup_printf (doudi_say (telling->language, _ ("Refused: %s"), "不予批准：%s"),
                                   programme);
  else if (row->month == DOUDI_MONTH_NONE)
    entry->what = g_strdup_printf (
      doudi_say (telling->language, _ ("Granted: %s, %s yuan once"), "准予：%s，一次性%s元"),
      programme, amount);
  else
    {
      g_autofree char *month = doudi_telling_month (telling, row->month);

      entry->what = g_strdup_printf (doudi_say (telling->language,
                                                _ ("Granted: %s, %s, %s yuan a month from %s"),
                                                "准予：%s，%s，每月%s元，自%s起"),
                                     programme, terms, amount, month);
    }
  doudi_telling_add_words (detail, row->reason);
  entry->detail = g_strdup (detail->str);
}

/* What differs from the term before. */
static char *
say_difference (const DoudiTelling *telling,
                const DoudiTimelineRow *before,
                const DoudiTimelineRow *row)
{
  GString *line = g_string_new (NULL);

  if (before->number2 != row->number2)
    doudi_telling_add (line, LIST_SEPARATOR,
                       g_strdup_printf ("%s → %s", say_class (telling, before->number2),
                                        say_class (telling, row->number2)));
  if (before->number != row->number)
    {
      g_autofree char *from = say_persons (telling, before->number);
      g_autofree char *to = say_persons (telling, row->number);

      doudi_telling_add (line, LIST_SEPARATOR, g_strdup_printf ("%s → %s", from, to));
    }
  if (line->len == 0)
    doudi_telling_add (line, "", say_terms (telling, row));
  return g_string_free (line, FALSE);
}

void
doudi_tell_term (const DoudiTelling *telling,
                 const DoudiTimelineRow *row,
                 DoudiTimelineEntry *entry)
{
  const DoudiTimelineRow *before = g_hash_table_lookup (telling->before, row);
  const char *programme = doudi_telling_programme (telling, row->extra);
  g_autoptr (GString) detail = g_string_new (row->subject);
  g_autofree char *terms = say_terms (telling, row);
  g_autofree char *difference = before != NULL ? say_difference (telling, before, row) : NULL;

  if (row->number == 0)
    entry->what
      = g_strdup_printf (doudi_say (telling->language, _ ("%s ends"), "%s停发"), programme);
  else if (before == NULL)
    entry->what = g_strdup_printf (doudi_say (telling->language, _ ("%s begins: %s"), "%s起发：%s"),
                                   programme, terms);
  else if (before->number == 0)
    entry->what = g_strdup_printf (
      doudi_say (telling->language, _ ("%s resumes: %s"), "%s恢复：%s"), programme, terms);
  else
    entry->what = g_strdup_printf (
      doudi_say (telling->language, _ ("%s changes: %s"), "%s调整：%s"), programme, difference);
  doudi_telling_add_words (detail, row->reason);
  entry->detail = g_strdup (detail->str);
}

static const char *
say_change (const DoudiTelling *telling, const char *name)
{
  DoudiChangeKind kind;

  if (!doudi_change_kind_find (name, &kind))
    return name;
  return doudi_word_say (&doudi_change_info (kind)->word, telling->language);
}

void
doudi_tell_change (const DoudiTelling *telling,
                   const DoudiTimelineRow *row,
                   DoudiTimelineEntry *entry)
{
  g_autoptr (GString) detail = g_string_new (row->subject);
  g_autofree char *day = doudi_telling_day (telling, row->text);

  entry->look = g_str_equal (row->extra, "open");
  entry->what
    = g_strdup_printf (doudi_say (telling->language, _ ("Change entered: %s"), "登记变更：%s"),
                       say_change (telling, row->word));
  doudi_telling_add (
    detail, " · ",
    g_strdup_printf (doudi_say (telling->language, _ ("happened on %s"), "%s发生"), day));
  if (entry->look)
    doudi_telling_add (detail, " · ",
                       g_strdup (doudi_telling_word (telling, change_states, row->extra)));
  doudi_telling_add_words (detail, row->reason);
  entry->detail = g_strdup (detail->str);
}

void
doudi_tell_change_decided (const DoudiTelling *telling,
                           const DoudiTimelineRow *row,
                           DoudiTimelineEntry *entry)
{
  g_autoptr (GString) detail = g_string_new (row->subject);

  entry->what = g_strdup_printf (doudi_say (telling->language, _ ("Change %s: %s"), "变更%s：%s"),
                                 doudi_telling_word (telling, change_states, row->extra),
                                 say_change (telling, row->word));
  doudi_telling_add_words (detail, row->reason);
  entry->detail = g_strdup (detail->str);
}

void
doudi_tell_review (const DoudiTelling *telling,
                   const DoudiTimelineRow *row,
                   DoudiTimelineEntry *entry)
{
  g_autoptr (GString) detail = g_string_new (row->subject);

  entry->what = g_strdup_printf (doudi_say (telling->language, _ ("%s reviewed: %s"), "%s复核：%s"),
                                 doudi_telling_programme (telling, row->extra),
                                 doudi_telling_word (telling, review_outcomes, row->word));
  doudi_telling_add_words (detail, row->reason);
  entry->detail = g_strdup (detail->str);
}

void
doudi_tell_review_done (const DoudiTelling *telling,
                        const DoudiTimelineRow *row,
                        DoudiTimelineEntry *entry)
{
  g_autofree char *next = doudi_telling_day (telling, row->text);

  entry->what
    = g_strdup_printf (doudi_say (telling->language, _ ("%s: review confirmed"), "%s复核确认"),
                       doudi_telling_programme (telling, row->extra));
  if (*next != '\0')
    entry->detail = g_strdup_printf (
      doudi_say (telling->language, _ ("Next review by %s"), "下次复核%s前"), next);
}

static char *
say_programmes (const DoudiTelling *telling, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, ",", -1);
  GString *line = g_string_new (NULL);

  for (guint i = 0; list[i] != NULL; i++)
    doudi_telling_add (line, LIST_SEPARATOR, g_strdup (doudi_telling_programme (telling, list[i])));
  return g_string_free (line, FALSE);
}

void
doudi_tell_payment (const DoudiTelling *telling,
                    const DoudiTimelineRow *row,
                    DoudiTimelineEntry *entry)
{
  g_autofree char *month = doudi_telling_month (telling, row->month);
  g_autofree char *programmes = say_programmes (telling, row->word);
  g_autofree char *account = *row->text != '\0' ? doudi_telling_account (telling, row) : NULL;
  g_autofree char *back_pay = doudi_money_format_grouped (row->number);
  g_autofree char *recovery = doudi_money_format_grouped (row->number2);
  g_autoptr (GString) detail
    = g_string_new (doudi_telling_word (telling, payment_states, row->extra));

  entry->has_amount = TRUE;
  entry->amount = row->amount;
  entry->month = row->month;
  entry->about = g_strdup (programmes);
  entry->look = g_str_equal (row->extra, "failed");
  entry->what = g_strdup_printf (doudi_say (telling->language, _ ("Paid for %s: %s"), "%s发放：%s"),
                                 month, programmes);
  doudi_telling_add_words (detail, row->reason);
  if (row->number != 0)
    doudi_telling_add (
      detail, " · ",
      g_strdup_printf (doudi_say (telling->language, _ ("back-pay %s"), "含补发%s"), back_pay));
  if (row->number2 != 0)
    doudi_telling_add (
      detail, " · ",
      g_strdup_printf (doudi_say (telling->language, _ ("recovery %s"), "含扣回%s"), recovery));
  doudi_telling_add (
    detail, " · ",
    g_strdup (account != NULL ? account
                              : doudi_say (telling->language, _ ("no account known"), "无账户")));
  entry->detail = g_strdup (detail->str);
}

void
doudi_tell_notice (const DoudiTelling *telling,
                   const DoudiTimelineRow *row,
                   DoudiTimelineEntry *entry)
{
  g_autofree char *month = doudi_telling_month (telling, row->month);

  entry->what = g_strdup_printf (doudi_say (telling->language, _ ("%s (%s)"), "%s（%s）"),
                                 doudi_telling_word (telling, notice_kinds, row->word), month);
}

static char *
say_paper (const DoudiTelling *telling, const DoudiTimelineRow *row)
{
  const DoudiWord *kinds = doudi_attachment_kinds ();
  const char *kind = doudi_telling_word (telling, kinds, row->word);
  int which = doudi_word_find (kinds, row->word);

  if (which >= 0 && g_str_equal (row->text, kinds[which].chinese))
    return g_strdup (kind);
  return g_strdup_printf (doudi_say (telling->language, _ ("%s (%s)"), "%s（%s）"), kind,
                          row->text);
}

void
doudi_tell_paper (const DoudiTelling *telling,
                  const DoudiTimelineRow *row,
                  DoudiTimelineEntry *entry)
{
  g_autofree char *paper = say_paper (telling, row);
  g_autofree char *day = doudi_telling_day (telling, row->extra);
  g_autoptr (GString) detail = g_string_new (row->subject);

  entry->what
    = g_strdup_printf (doudi_say (telling->language, _ ("Paper kept: %s"), "存入材料：%s"), paper);
  if (*day != '\0')
    doudi_telling_add (
      detail, " · ",
      g_strdup_printf (doudi_say (telling->language, _ ("dated %s"), "材料日期%s"), day));
  entry->detail = g_strdup (detail->str);
}

void
doudi_tell_paper_removed (const DoudiTelling *telling,
                          const DoudiTimelineRow *row,
                          DoudiTimelineEntry *entry)
{
  g_autofree char *paper = say_paper (telling, row);
  g_autoptr (GString) detail = g_string_new (row->subject);

  entry->what = g_strdup_printf (
    doudi_say (telling->language, _ ("Paper removed: %s"), "删除材料：%s"), paper);
  doudi_telling_add_words (detail, row->reason);
  entry->detail = g_strdup (detail->str);
}

void
doudi_tell_form (const DoudiTelling *telling,
                 const DoudiTimelineRow *row,
                 DoudiTimelineEntry *entry)
{
  entry->what
    = g_strdup_printf (doudi_say (telling->language, _ ("Form filled in: %s"), "填写表格：%s"),
                       doudi_telling_word (telling, form_kinds, row->word));
}
