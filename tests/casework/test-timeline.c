/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "case-fixture.h"
#include "change-fixture.h"

#include "attachment-fixture.h"
#include "casework/doudi-attachment.h"
#include "casework/doudi-award-review.h"
#include "casework/doudi-bank.h"
#include "casework/doudi-circumstance.h"
#include "casework/doudi-timeline.h"
#include "store/doudi-notice-store.h"
#include "store/doudi-registry-edit.h"

/* What happened to a household, as the Chinese of a paper says it. */

static GPtrArray *
load (Casework *casework, gint64 household, guint topics)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *entries
    = doudi_timeline_load (casework->store, household, topics, DOUDI_LANGUAGE_CHINESE, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < entries->len; i++)
    {
      const DoudiTimelineEntry *entry = g_ptr_array_index (entries, i);

      g_assert_cmpint (entry->day, !=, DOUDI_DAY_NONE);
      g_assert_cmpuint (strlen (entry->what), >, 0);
      g_assert_true ((entry->topic & topics) != 0);
      if (i > 0)
        g_assert_cmpint (entry->day, <=,
                         ((DoudiTimelineEntry *) g_ptr_array_index (entries, i - 1))->day);
      g_test_message ("%s %u %s | %s | %s", entry->kind, entry->day, entry->what, entry->detail,
                      entry->who);
    }
  return entries;
}

/* The only entry of a kind on a day; any day for %NULL. */
static const DoudiTimelineEntry *
entry_of (GPtrArray *entries, const char *kind, const char *day)
{
  DoudiDay wanted = day != NULL ? doudi_day_parse_iso (day) : DOUDI_DAY_NONE;
  const DoudiTimelineEntry *found = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const DoudiTimelineEntry *entry = g_ptr_array_index (entries, i);

      if (!g_str_equal (entry->kind, kind) || (day != NULL && entry->day != wanted))
        continue;
      g_assert_null (found);
      found = entry;
    }
  g_assert_nonnull (found);
  return found;
}

static guint
count_of (GPtrArray *entries, const char *kind)
{
  guint count = 0;

  for (guint i = 0; i < entries->len; i++)
    count += g_str_equal (((DoudiTimelineEntry *) g_ptr_array_index (entries, i))->kind, kind);
  return count;
}

#define assert_said(entry, words_what, words_detail)                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const DoudiTimelineEntry *said = (entry);                                                      \
    g_assert_cmpstr (said->what, ==, words_what);                                                  \
    g_assert_cmpstr (said->detail, ==, words_detail);                                              \
  }                                                                                                \
  G_STMT_END

static void
test_family (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让扎西", "1960-01-01", 2);
  g_autoptr (GPtrArray) entries = NULL;

  family_add_fact (casework, family.people[1], "disability", "limb:2");
  family_add_fact (casework, family.people[1], "disability-card", "62302719900505000242");
  entries = load (casework, family.home.household, DOUDI_TOPICS_ALL);
  g_assert_cmpstr (entry_of (entries, "entered", NULL)->who, ==, CASEWORKER);
  assert_said (entry_of (entries, "joined", "2016-01-01"),
               "成员：才让扎西（户主）、才让扎西家1（子）", "");
  assert_said (entry_of (entries, "fact", "2018-01-01"),
               "才让扎西家1：残疾类别等级 肢体二级；残疾人证号 ****************0242", "");
  g_assert_nonnull (strstr (entry_of (entries, "address", "2016-01-01")->what, "三社"));
  g_assert_cmpuint (strlen (entry_of (entries, "account", "2016-01-01")->what), >, 0);
  assert_said (entry_of (entries, "term", "2018-07-01"), "最低生活保障起发：二类 2人", "才让扎西");
  g_assert_cmpuint (entries->len, ==, 6);
}

/* A change, what it leaves behind, and the money after it. */
static void
test_change (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让扎西", "1960-01-01", 3);
  DoudiChangeRequest request = change_of (DOUDI_CHANGE_DEATH, family.home.household, "2018-09-10");
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  gint64 id;

  request.person_id = family.people[2];
  request.detail = "{\"covered\": true}";
  request.reason = "病故，电话13912346761核实";
  id = change_enter (casework, "2018-09-20", &request);
  waiting = load (casework, family.home.household, DOUDI_TOPICS_ALL);
  g_assert_true (entry_of (waiting, "change", "2018-09-20")->look);
  g_assert_cmpuint (count_of (waiting, "change-decided"), ==, 0);
  change_decide (casework, REVIEWER, "2018-09-21", id);
  entries = load (casework, family.home.household, DOUDI_TOPICS_ALL);
  assert_said (entry_of (entries, "change", "2018-09-20"), "登记变更：死亡",
               "才让扎西家2 · 2018年9月10日发生 · 病故，电话*******6761核实");
  g_assert_false (entry_of (entries, "change", "2018-09-20")->look);
  assert_said (entry_of (entries, "change-decided", "2018-09-21"), "变更已生效：死亡",
               "才让扎西家2");
  g_assert_cmpstr (entry_of (entries, "change-decided", "2018-09-21")->who, ==, REVIEWER);
  assert_said (entry_of (entries, "term", "2018-10-01"), "最低生活保障调整：3人 → 2人",
               "才让扎西 · 病故，电话*******6761核实");
  assert_said (entry_of (entries, "joined", "2016-01-01"),
               "成员：才让扎西（户主）、才让扎西家1（子）、才让扎西家2（子）", "");
  assert_said (entry_of (entries, "left", "2018-09-10"), "不再是成员：才让扎西家2（子）", "");
  g_assert_cmpstr (entry_of (entries, "left", "2018-09-10")->source, ==, "change:1");
  g_assert_cmpuint (count_of (entries, "fact"), ==, 1);
}

static void
answer_bank (Casework *casework, gint64 run, const char *account, DoudiFen fen)
{
  g_autoptr (GPtrArray) answers
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_bank_answer_free);
  DoudiBankAnswer *answer = g_new0 (DoudiBankAnswer, 1);
  g_autoptr (DoudiBankResult) result = NULL;
  g_autoptr (GError) error = NULL;

  answer->row = 2;
  answer->account = g_strdup (account);
  answer->holder = g_strdup ("户主");
  answer->fen = fen;
  answer->reason = g_strdup ("账户已销户");
  g_ptr_array_add (answers, answer);
  result = doudi_bank_return (casework_session (casework, CASEWORKER, "2018-07-25"), run, answers,
                              &error);
  g_assert_no_error (error);
  g_assert_cmpint (result->failed, ==, 1);
}

/* Money that came back stands out; the next run pays it as well. */
static void
test_money (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎西", "1960-01-01", "6217000000000000001");
  g_autoptr (GPtrArray) entries = NULL;
  gint64 run;

  casework_add_award (casework, "low-income", home, 201807, 1, 2);
  run = casework_pay (casework, 201807, LOW_INCOME, "2018-07-20");
  answer_bank (casework, run, "6217000000000000001", CLASS_TWO);
  casework_pay (casework, 201808, LOW_INCOME, "2018-08-20");
  entries = load (casework, home.household, DOUDI_TOPIC_MONEY);
  assert_said (entry_of (entries, "payment", "2018-07-20"), "2018年7月发放：最低生活保障",
               "未到账 · 账户已销户 · 户主 尾号0001");
  g_assert_true (entry_of (entries, "payment", "2018-07-20")->look);
  assert_said (entry_of (entries, "payment", "2018-08-20"), "2018年8月发放：最低生活保障",
               "已送银行 · 含补发290.00 · 户主 尾号0001");
  g_assert_true (entry_of (entries, "payment", "2018-08-20")->has_amount);
  g_assert_cmpint (entry_of (entries, "payment", "2018-08-20")->amount, ==, 2 * CLASS_TWO);
  g_assert_cmpuint (count_of (entries, "payment") + count_of (entries, "account"), ==,
                    entries->len);
}

static void
test_review (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1950-01-01", 1);
  DoudiSession *clerk = casework_session (casework, CASEWORKER, "2019-01-10");
  g_autoptr (GPtrArray) reviews = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;
  guint opened;

  doudi_review_open_round (clerk, NULL, doudi_day_new (2019, 1, 10), &opened, &error);
  g_assert_no_error (error);
  reviews = doudi_review_list_of_award (casework->store, family.award, &error);
  id = ((DoudiReviewRow *) g_ptr_array_index (reviews, 0))->id;
  g_assert_true (doudi_review_finish (clerk, id, "keep", "入户核实", &error));
  g_assert_true (doudi_review_confirm (casework_session (casework, REVIEWER, "2019-01-11"), id,
                                       TRUE, NULL, &error));
  g_assert_no_error (error);
  entries = load (casework, family.home.household, DOUDI_TOPIC_DECISIONS);
  assert_said (entry_of (entries, "review", "2019-01-10"), "最低生活保障复核：保留",
               "才让 · 入户核实");
  g_assert_cmpstr (entry_of (entries, "review-confirmed", "2019-01-11")->what, ==,
                   "最低生活保障复核确认");
  g_assert_true (
    g_str_has_prefix (entry_of (entries, "review-confirmed", "2019-01-11")->detail, "下次复核20"));
}

/* From the counter to the award: the decision stands for its event. */
static void
test_case (Casework *casework, gconstpointer data)
{
  static const CasePerson zhaxi[] = { { "才让扎西", "19600101", "head", "chronic", "unable" },
                                      { "拉毛草", "19620202", "spouse", "chronic", "unable" } };
  gint64 id = case_bring_to_decision (casework, zhaxi, G_N_ELEMENTS (zhaxi),
                                      "\"living_address\": \"九甲村三社\", \"phone\":"
                                      " \"13800000001\"");
  gint64 list
    = case_list (casework, "approval", DOUDI_PROGRAMME_LOW_INCOME, &id, 1, REVIEWER, DAY_DECIDE);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiApplicationRow) row = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  DoudiCaseListResult result;

  case_decide (casework, list, DIRECTOR, DAY_DECIDE, &result, &error);
  g_assert_no_error (error);
  row = doudi_application_get (casework->store, id, &error);
  entries = load (casework, row->household_id, DOUDI_TOPICS_ALL);
  g_assert_cmpstr (entry_of (entries, "entered", NULL)->what, ==, "随申请建户");
  g_assert_true (
    g_str_has_prefix (entry_of (entries, "decision", DAY_DECIDE)->what, "准予：最低生活保障，"));
  g_assert_nonnull (strstr (entry_of (entries, "decision", DAY_DECIDE)->detail, row->number));
  g_assert_cmpstr (entry_of (entries, "decision", DAY_DECIDE)->who, ==, DIRECTOR);
  g_assert_cmpuint (count_of (entries, "case"), >, 8);
  for (guint i = 0; i < entries->len; i++)
    g_assert_null (strstr (((DoudiTimelineEntry *) entries->pdata[i])->detail, "13800000001"));
}

static void
test_papers (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎西", "1966-01-01", NULL);
  DoudiSession *clerk = casework_session (casework, CASEWORKER, "2018-06-08");
  const DoudiAttachmentRequest request
    = { home.household, home.person, "identity-card", "正面", doudi_day_new (2018, 6, 1) };
  g_autoptr (GBytes) paper = paper_new_jpeg (1);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  g_assert_true (doudi_attach (clerk, &request, "a.jpg", paper, &id, &error));
  g_assert_true (doudi_attachment_remove (clerk, id, "模糊", &error));
  g_assert_no_error (error);
  entries = load (casework, home.household, DOUDI_TOPIC_PAPERS);
  g_assert_cmpuint (entries->len, ==, 2);
  assert_said (entry_of (entries, "paper", NULL), "存入材料：身份证（正面）",
               "才让扎西 · 材料日期2018年6月1日");
  assert_said (entry_of (entries, "paper-removed", NULL), "删除材料：身份证（正面）",
               "才让扎西 · 模糊");
}

static void
hang (Casework *casework, const char *kind, DoudiMonth month, gint64 run, const char *name)
{
  g_autofree char *content
    = g_strdup_printf ("{\"issued_on\":\"2018-07-22\",\"rows\":[[\"1\",\"%s\"]]}", name);
  g_autofree char *digest = doudi_notice_digest (content);
  DoudiNoticeIssue issue = { .kind = (char *) kind,
                             .division_code = casework->village,
                             .month = month,
                             .run_id = run,
                             .content = content,
                             .digest = digest,
                             .rows = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (casework->store, &error);
  gint64 id;

  doudi_notice_insert (casework_session (casework, DIRECTOR, "2018-07-22"), &issue, &id, &error);
  g_assert_no_error (error);
  g_assert_true (doudi_transaction_commit (transaction, &error));
}

/* Only those that name the household. */
static void
test_notices (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让扎西", "1960-01-01", 1);
  gint64 run = casework_pay (casework, 201807, LOW_INCOME, "2018-07-20");
  g_autoptr (GPtrArray) entries = NULL;

  hang (casework, "payment", 201807, run, "才让扎西");
  hang (casework, "payment", 201807, run, "才让");
  hang (casework, "standing", 201807, 0, "才让扎西");
  hang (casework, "standing", 201801, 0, "才让扎西");
  entries = load (casework, family.home.household, DOUDI_TOPIC_PAPERS);
  g_assert_cmpuint (count_of (entries, "notice"), ==, 2);
  g_assert_cmpint (((DoudiTimelineEntry *) entries->pdata[0])->day, ==,
                   doudi_day_new (2018, 7, 22));
}

static gint64
correct (Casework *casework, gint64 household, gint64 person, const DoudiPersonFacts *facts)
{
  DoudiSession *clerk = casework_session (casework, CASEWORKER, "2018-06-08");
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (casework->store, &error);
  g_autofree char *source = NULL;
  gint64 edit = 0;

  g_assert_true (doudi_edit_begin (clerk, "household-edit", "户口簿核对", &edit, &error));
  source = doudi_edit_source (edit);
  g_assert_true (doudi_edit_touch (clerk, edit, household, &error));
  g_assert_true (doudi_registry_correct_person (clerk, person, facts, source, &error));
  g_assert_true (
    doudi_edit_finish (clerk, edit, "{\"fields\":[\"phone\",\"health\"],\"added\":2}", &error));
  g_assert_no_error (error);
  g_assert_true (doudi_transaction_commit (transaction, &error));
  return edit;
}

/* What was wrong is told by its field; a number that was wrong is not shown. */
static void
test_corrected (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎喜", "1966-01-01", NULL);
  const DoudiPersonFacts first = { .name = "才让扎西",
                                   .identity_number = "623027196601010017",
                                   .sex = "male",
                                   .birth_date = "1966-01-01" };
  const DoudiPersonFacts second = { .name = "才让扎西",
                                    .identity_number = "623027196601010033",
                                    .sex = "male",
                                    .birth_date = "1966-01-01" };
  g_autoptr (GPtrArray) entries = NULL;
  const DoudiTimelineEntry *entry;
  guint corrections = 0;

  correct (casework, home.household, home.person, &first);
  correct (casework, home.household, home.person, &second);
  entries = load (casework, home.household, DOUDI_TOPIC_EDITS);
  g_assert_cmpuint (count_of (entries, "edit"), ==, 2);
  for (guint i = 0; i < entries->len; i++)
    {
      entry = g_ptr_array_index (entries, i);
      g_assert_null (strstr (entry->what, "62302719660101"));
      g_assert_null (strstr (entry->detail, "62302719660101"));
      if (!g_str_equal (entry->kind, "correction"))
        continue;
      corrections++;
      if (*entry->detail != '\0')
        assert_said (entry, "更正才让扎西的姓名、身份证号、性别", "原为才让扎喜");
      else
        assert_said (entry, "更正才让扎西的身份证号", "");
      g_assert_cmpint (entry->day, ==, doudi_day_new (2018, 6, 8));
    }
  g_assert_cmpuint (corrections, ==, 2);
}

/* What an edit took back never happened; that it was done and taken back is told. */
static void
test_taken_back (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎西", "1966-01-01", NULL);
  DoudiSession *clerk = casework_session (casework, CASEWORKER, "2018-06-08");
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (casework->store, &error);
  g_autofree char *source = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  gint64 edit = 0, by = 0;

  g_assert_true (doudi_edit_begin (clerk, "household-edit", "", &edit, &error));
  source = doudi_edit_source (edit);
  g_assert_true (doudi_edit_touch (clerk, edit, home.household, &error));
  g_assert_true (doudi_registry_insert_circumstance (clerk, home.person, "health", "重病",
                                                     doudi_day_new (2018, 6, 8), source, &error));
  g_assert_true (
    doudi_edit_finish (clerk, edit, "{\"fields\":[\"phone\",\"health\"],\"added\":2}", &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
  g_assert_no_error (error);
  g_clear_pointer (&transaction, doudi_transaction_free);
  entries = load (casework, home.household, DOUDI_TOPICS_ALL);
  g_assert_cmpuint (count_of (entries, "fact"), ==, 1);
  assert_said (entry_of (entries, "edit", "2018-06-08"), "更正家庭信息",
               "联系电话、健康状况 · 新增成员 2");
  g_clear_pointer (&entries, g_ptr_array_unref);

  transaction = doudi_transaction_begin (casework->store, &error);
  g_assert_true (doudi_edit_reverse (clerk, edit, "undo", "误录", &by, &error));
  g_assert_true (doudi_edit_finish (clerk, by, "{}", &error));
  g_assert_true (doudi_transaction_commit (transaction, &error));
  g_assert_no_error (error);
  entries = load (casework, home.household, DOUDI_TOPICS_ALL);
  g_assert_cmpuint (count_of (entries, "fact"), ==, 0);
  g_assert_cmpuint (count_of (entries, "edit"), ==, 2);
}

/* Whoever becomes the head did not leave. */
static void
test_relation (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让扎西", "1960-01-01", 2);
  DoudiChangeRequest request
    = change_of (DOUDI_CHANGE_NEW_HEAD, family.home.household, "2018-09-10");
  g_autoptr (GPtrArray) entries = NULL;

  request.person_id = family.people[1];
  request.detail = "{\"relation\": \"父\"}";
  change_apply (casework, REVIEWER, "2018-09-20", &request);
  entries = load (casework, family.home.household, DOUDI_TOPIC_FAMILY);
  g_assert_cmpuint (count_of (entries, "relation"), ==, 2);
  g_assert_cmpuint (count_of (entries, "left"), ==, 0);
}

/* Each word has its Chinese, and every fact of the schema its word. */
static void
test_words (Casework *casework, gconstpointer data)
{
  guint n = 0;

  for (const DoudiWord *kind = doudi_circumstance_kinds (); kind->name != NULL; kind++, n++)
    {
      Home home = casework_add_home (casework, "才让", "1966-01-01", NULL);

      g_assert_cmpuint (strlen (kind->chinese), >, 0);
      family_add_fact (casework, home.person, kind->name, "甲|乙|623027196601010017");
      g_clear_pointer (&(GPtrArray *){ load (casework, home.household, DOUDI_TOPICS_ALL) },
                       g_ptr_array_unref);
    }
  g_assert_cmpuint (n, ==, 18);
}

static void
test_values (void)
{
  static const struct
  {
    const char *kind, *value, *masked, *revealed;
  } cases[] = {
    { "disability", "limb:2", "肢体二级", "肢体二级" },
    { "disability", "multiple:1", "多重一级", "多重一级" },
    { "disability", "unknown:2", "unknown:2", "unknown:2" },
    { "disability", "limb:9", "limb:9", "limb:9" },
    { "self-care", "partly", "半护理", "半护理" },
    { "guardian", "卓玛|姑母|623027196601010017", "卓玛 姑母 **************0017",
      "卓玛 姑母 623027196601010017" },
    { "health", "慢性病", "慢性病", "慢性病" },
    { "health", "", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int revealed = 0; revealed < 2; revealed++)
      {
        g_autofree char *said = doudi_circumstance_say (cases[i].kind, cases[i].value, revealed,
                                                        DOUDI_LANGUAGE_CHINESE);

        g_assert_cmpstr (said, ==, revealed ? cases[i].revealed : cases[i].masked);
      }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/casework/timeline/" name, Casework, NULL, casework_set_up, func, casework_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/casework/timeline/values", test_values);
  ADD ("family", test_family);
  ADD ("change", test_change);
  ADD ("money", test_money);
  ADD ("review", test_review);
  ADD ("case", test_case);
  ADD ("papers", test_papers);
  ADD ("notices", test_notices);
  ADD ("corrected", test_corrected);
  ADD ("taken-back", test_taken_back);
  ADD ("relation", test_relation);
  ADD ("words", test_words);
  return g_test_run ();
}
