/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-error.h"
#include "form-fixture.h"
#include "form-sample.h"
#include "policy/doudi-json.h"

#include <string.h>

#define MAN "623021198001010013"
#define WOMAN "623021198001010021"
#define CARD MAN "41"
#define RANDOM_ROUNDS 400

static DoudiDay
today (void)
{
  return doudi_day_new (2026, 6, 15);
}

static void
set (DoudiFormAnswers *answers, guint row, const char *key, const char *typed)
{
  const DoudiFormField *field = doudi_form_find_field (doudi_form_answers_get_form (answers), key);

  g_assert_nonnull (field);
  doudi_form_answers_set (answers, row, field, typed);
}

static const char *
get (const DoudiFormAnswers *answers, guint row, const char *key)
{
  return doudi_form_answers_get (
    answers, row, doudi_form_find_field (doudi_form_answers_get_form (answers), key));
}

/* One answer as it is typed, as it is kept, and what is wrong with it, "!" before a warning. */
typedef struct
{
  const char *key;
  const char *typed;
  const char *kept;
  const char *problem;
} Case;

static const Case cases[] = {
  /* Texts */
  { "applicant_name", " 王  小 明 ", "王 小 明", NULL },
  { "applicant_name", "\t ", "", NULL },
  { "applicant_name", "一二三四五六七八九十十", NULL, "length" },
  { "applicant_name", "王\u200b明", NULL, "character" },
  { "applicant_name", "王\x01明", NULL, "character" },
  { "applicant_name", "王\xff明", "王\uFFFD明", "character" },
  { "members.name", "王  小 明", "王小明", NULL },
  { "members.name", "热依木•阿布都", "热依木·阿布都", NULL },
  { "members.name", "王3", NULL, "character" },
  { "remarks", " 一\r\n 二  三\n\n", "一\n二 三", NULL },
  { "remarks", "一二三四五六七八九十一二三四五六七八九十一", NULL, "length" },
  /* Identity numbers */
  { "applicant_number", MAN, MAN, NULL },
  { "applicant_number", " 62302119800101003x ", "62302119800101003X", NULL },
  { "applicant_number", "６２３０２１１９８００１０１００１３", MAN, NULL },
  { "applicant_number", "623021800101001", MAN, "!15-digits" },
  { "applicant_number", "62302119800101001", NULL, "length" },
  { "applicant_number", "6230211980010100I3", NULL, "character" },
  { "applicant_number", "623021198001010014", NULL, "check-digit" },
  { "applicant_number", "623021198013010013", NULL, "date" },
  { "applicant_number", "623021203001010017", NULL, "date" },
  { "applicant_number", "6.23021E+17", NULL, "damaged-by-spreadsheet" },
  /* Days and months */
  { "applied_on", "2026.6.8", "2026-06-08", NULL },
  { "applied_on", "2026年6月8日", "2026-06-08", NULL },
  { "applied_on", "20260608", "2026-06-08", NULL },
  { "applied_on", "2026-02-29", NULL, "date" },
  { "applied_on", "6/8/26", NULL, "date" },
  { "applied_on", "2026-06-15", "2026-06-15", NULL },
  { "applied_on", "2026-06-16", "2026-06-16", "date" },
  { "subject_birth", "1890-01-01", "1890-01-01", "date" },
  { "since", "2018年6月", "2018-06", NULL },
  { "since", "201813", NULL, "date" },
  /* Numbers */
  { "rent", "1,234.5", "1234.50", NULL },
  { "rent", "￥930", "930.00", NULL },
  { "rent", "三百", NULL, "character" },
  { "rent", "300元", NULL, "character" },
  { "rent", "0.005", NULL, "character" },
  { "rent", "-1", NULL, "range" },
  { "rent", "100000.01", NULL, "range" },
  { "rooms", "04", "4", NULL },
  { "rooms", "４", "4", NULL },
  { "rooms", "4.5", NULL, "character" },
  { "rooms", "四", NULL, "character" },
  { "rooms", "0", NULL, "range" },
  { "rooms", "21", NULL, "range" },
  { "rooms", "99999999999999999999999", NULL, "character" },
  { "area", "80.0", "80", NULL },
  { "area", "0.5", "0.5", NULL },
  { "area", "0.4", NULL, "range" },
  { "area", "12.55", NULL, "character" },
  { "area", "1e2", NULL, "character" },
  /* Choices and ticks */
  { "subject_sex", "male", "male", NULL },
  { "subject_sex", "女", "female", NULL },
  { "subject_sex", "男人", NULL, "option" },
  { "benefits", "vet, low", "low,vet", NULL },
  { "benefits", "优抚、低保，low", "low,vet", NULL },
  { "benefits", "low,young", NULL, "option" },
  { "school", "是", "yes", NULL },
  { "school", "☐", "no", NULL },
  { "school", "maybe", NULL, "option" },
  /* Cards, accounts, phones, places */
  { "card", CARD, CARD, NULL },
  { "card", CARD "B1", CARD "B1", NULL },
  { "card", MAN, NULL, "length" },
  { "card", MAN "91", NULL, "range" },
  { "card", MAN "45", NULL, "range" },
  { "card", "62302119800101001441", NULL, "check-digit" },
  { "account", "6228 4800 1012 3456 781", "6228480010123456781", NULL },
  { "account", "6228480010123456782", "6228480010123456782", "!account-check" },
  { "account", "27010122000123", "27010122000123", NULL },
  { "account", "6228-4800", NULL, "character" },
  { "account", "1234567", NULL, "length" },
  { "account", "6.22848E+18", NULL, "character" },
  { "phone", "138 0013 8000", "13800138000", NULL },
  { "phone", "+86-13800138000", "13800138000", NULL },
  { "phone", "(0941)8212345", "09418212345", NULL },
  { "phone", "1380013800", NULL, "length" },
  { "phone", "12345", NULL, "length" },
  { "phone", "八二一二", NULL, "character" },
  { "place", "623021100201", "623021100201", NULL },
  { "place", "623021100", "623021100", NULL },
  { "place", "623021", NULL, "length" },
  { "place", "王家村", NULL, "character" },
  { "place", "923021100201", NULL, "range" },
};

/* The problem with the field, "" for none. */
static char *
check_one (const DoudiFormAnswers *answers, guint row, const char *key)
{
  const DoudiFormField *field = doudi_form_find_field (doudi_form_answers_get_form (answers), key);
  g_autoptr (GPtrArray) problems = doudi_form_answers_check_field (answers, row, field, today ());
  const char *label = doudi_assessment_text_get (&field->label);

  g_assert_cmpuint (problems->len, <=, 1);
  for (guint i = 0; i < problems->len; i++)
    {
      const DoudiFormProblem *problem = g_ptr_array_index (problems, i);

      g_test_message ("%s", problem->message);
      g_assert_true (problem->field == field);
      g_assert_nonnull (strstr (problem->message, label));
      g_assert_true (g_str_has_suffix (problem->message, problem->text));
      return g_strconcat (problem->warning ? "!" : "", problem->problem, NULL);
    }
  return g_strdup ("");
}

static void
test_case (gconstpointer data)
{
  const Case *this_case = data;
  g_autoptr (DoudiForm) form = form_sample_load ();
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);
  guint row = strchr (this_case->key, '.') != NULL ? 2 : DOUDI_FORM_NO_ROW;
  g_autofree char *problem = NULL;

  set (answers, row, this_case->key, this_case->typed);
  g_assert_cmpstr (get (answers, row, this_case->key), ==,
                   this_case->kept != NULL ? this_case->kept : this_case->typed);
  if (*get (answers, row, this_case->key) == '\0' && this_case->problem == NULL)
    return;
  problem = check_one (answers, row, this_case->key);
  g_assert_cmpstr (problem, ==, this_case->problem != NULL ? this_case->problem : "");
}

/* The problems of a whole form: "section[row].field:problem", in their order. */
static char *
check_all (const DoudiFormAnswers *answers)
{
  g_autoptr (GPtrArray) problems = doudi_form_answers_check (answers, today ());
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const DoudiFormProblem *problem = g_ptr_array_index (problems, i);

      g_test_message ("%s", problem->message);
      if (text->len > 0)
        g_string_append_c (text, ' ');
      if (problem->row != DOUDI_FORM_NO_ROW)
        g_string_append_printf (text, "%u.", problem->row);
      g_string_append_printf (text, "%s:%s%s",
                              problem->field != NULL ? problem->field->key : problem->section->key,
                              problem->warning ? "!" : "", problem->problem);
    }
  return g_string_free (text, FALSE);
}

static void
assert_problems (const DoudiFormAnswers *answers, const char *expected)
{
  g_autofree char *found = check_all (answers);

  g_assert_cmpstr (found, ==, expected);
}

/* A form that nothing is wrong with. */
static DoudiFormAnswers *
make_complete (DoudiForm *form)
{
  DoudiFormAnswers *answers = doudi_form_answers_new (form);

  set (answers, DOUDI_FORM_NO_ROW, "applied_on", "2026-06-08");
  set (answers, DOUDI_FORM_NO_ROW, "pledge", "yes");
  set (answers, 0, "members.name", "王小明");
  set (answers, 0, "members.number", MAN);
  doudi_form_answers_compute (answers, today ());
  return answers;
}

static void
test_missing (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();
  g_autoptr (DoudiFormAnswers) empty = doudi_form_answers_new (form);
  g_autoptr (DoudiFormAnswers) complete = make_complete (form);

  assert_problems (empty, "applied_on:missing members:too-few pledge:missing");
  assert_problems (complete, "");
  set (complete, 0, "members.name", "");
  assert_problems (complete, "0.name:missing");
  set (complete, DOUDI_FORM_NO_ROW, "pledge", "no");
  assert_problems (complete, "0.name:missing pledge:missing");
}

/* What is asked only where another answer has it asked. */
static void
test_when (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();
  g_autoptr (DoudiFormAnswers) answers = make_complete (form);
  const DoudiFormField *until = doudi_form_find_field (form, "benefit_until");
  const DoudiFormField *wages = doudi_form_find_field (form, "members.wages");
  const DoudiFormField *age = doudi_form_find_field (form, "members.age");
  const DoudiFormSection *kin = doudi_form_find_section (form, "kin");
  DoudiFen fen;

  g_assert_false (doudi_form_answers_asks (answers, 0, age));
  g_assert_true (doudi_form_answers_shows (answers, 0, age));
  set (answers, DOUDI_FORM_NO_ROW, "school", "yes");
  assert_problems (answers, "school_name:missing");
  g_assert_true (doudi_form_answers_asks_section (answers, kin));
  set (answers, 0, "kin.name", "1");
  set (answers, DOUDI_FORM_NO_ROW, "school", "");
  assert_problems (answers, "");
  g_assert_false (doudi_form_answers_asks_section (answers, kin));
  g_assert_cmpuint (doudi_form_answers_count_rows (answers, DOUDI_MEANING_KIN_OFFICIALS), ==, 0);
  g_assert_cmpstr (doudi_form_answers_find_in (answers, 0, DOUDI_MEANING_KIN_NAME), ==, "");
  g_assert_cmpstr (get (answers, 0, "kin.name"), ==, "1");

  g_assert_false (doudi_form_answers_asks (answers, DOUDI_FORM_NO_ROW, until));
  g_assert_false (doudi_form_answers_shows (answers, DOUDI_FORM_NO_ROW, until));
  set (answers, DOUDI_FORM_NO_ROW, "benefits", "low,vet");
  g_assert_true (doudi_form_answers_asks (answers, DOUDI_FORM_NO_ROW, until));

  set (answers, 0, "members.wages", "100");
  g_assert_false (doudi_form_answers_asks (answers, 0, wages));
  g_assert_false (doudi_form_answers_find_fen (answers, 0, DOUDI_MEANING_MEMBER_WAGES, &fen));
  set (answers, 0, "members.works", "yes");
  g_assert_true (doudi_form_answers_find_fen (answers, 0, DOUDI_MEANING_MEMBER_WAGES, &fen));
  g_assert_cmpint (fen, ==, 10000);
}

static void
test_heads (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();
  g_autoptr (DoudiFormAnswers) answers = make_complete (form);

  set (answers, 2, "members.name", "李红");
  set (answers, 2, "members.relation", "spouse");
  assert_problems (answers, "");
  set (answers, 2, "members.relation", "户主");
  assert_problems (answers, "2.relation:two-heads");
  set (answers, 0, "members.relation", "son");
  set (answers, 2, "members.relation", "spouse");
  assert_problems (answers, "members:no-head");
}

static void
test_members (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();
  g_autoptr (DoudiFormAnswers) answers = make_complete (form);
  const DoudiFormSection *members = doudi_form_find_section (form, "members");

  set (answers, 1, "members.name", "李红");
  set (answers, 1, "members.number", MAN);
  assert_problems (answers, "1.number:twice");
  set (answers, 1, "members.number", WOMAN);
  assert_problems (answers, "");
  for (guint i = 2; i < 7; i++)
    set (answers, i, "members.name", "赵一");
  assert_problems (answers, "members:too-many");
  doudi_form_answers_remove_row (answers, members, 6);
  assert_problems (answers, "");
  g_assert_cmpuint (doudi_form_answers_count_rows (answers, DOUDI_MEANING_MEMBERS), ==, 6);
}

/* What does not agree with the number is a warning: the number may be the wrong one. */
static void
test_differing (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();
  g_autoptr (DoudiFormAnswers) answers = make_complete (form);
  g_autoptr (GPtrArray) problems = NULL;

  set (answers, DOUDI_FORM_NO_ROW, "subject_number", WOMAN);
  set (answers, DOUDI_FORM_NO_ROW, "card", CARD);
  set (answers, DOUDI_FORM_NO_ROW, "subject_sex", "male");
  set (answers, DOUDI_FORM_NO_ROW, "subject_birth", "1980-01-02");
  set (answers, 0, "members.sex", "female");
  assert_problems (answers,
                   "subject_sex:!sex-differs subject_birth:!birth-differs card:!card-differs "
                   "0.sex:!sex-differs");
  problems = doudi_form_answers_check (answers, today ());
  g_assert_false (doudi_form_problems_have_error (problems));
}

/* What follows from others follows until it is typed over. */
static void
test_compute (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();
  g_autoptr (DoudiFormAnswers) answers = make_complete (form);
  const DoudiFormField *sex = doudi_form_find_field (form, "subject_sex");

  set (answers, DOUDI_FORM_NO_ROW, "subject_number", WOMAN);
  set (answers, DOUDI_FORM_NO_ROW, "card", CARD);
  set (answers, DOUDI_FORM_NO_ROW, "rent", "100");
  set (answers, 0, "members.works", "yes");
  set (answers, 0, "members.wages", "1000.50");
  set (answers, 1, "members.name", "李红");
  set (answers, 1, "members.wages", "7");
  doudi_form_answers_compute (answers, today ());
  g_assert_cmpstr (get (answers, DOUDI_FORM_NO_ROW, "subject_sex"), ==, "female");
  g_assert_cmpstr (get (answers, DOUDI_FORM_NO_ROW, "subject_birth"), ==, "1980-01-01");
  g_assert_cmpstr (get (answers, DOUDI_FORM_NO_ROW, "subject_age"), ==, "46");
  g_assert_cmpstr (get (answers, DOUDI_FORM_NO_ROW, "card_class"), ==, "limb");
  g_assert_cmpstr (get (answers, DOUDI_FORM_NO_ROW, "card_grade"), ==, "1");
  g_assert_cmpstr (get (answers, DOUDI_FORM_NO_ROW, "rent_words"), ==, "壹佰元整");
  g_assert_cmpstr (get (answers, 0, "members.sex"), ==, "male");
  g_assert_cmpstr (get (answers, 0, "members.age"), ==, "46");
  g_assert_cmpstr (get (answers, DOUDI_FORM_NO_ROW, "persons"), ==, "2");
  g_assert_cmpstr (get (answers, DOUDI_FORM_NO_ROW, "covered_persons"), ==, "1");
  g_assert_cmpstr (get (answers, DOUDI_FORM_NO_ROW, "wages_sum"), ==, "1000.50");
  g_assert_cmpstr (get (answers, DOUDI_FORM_NO_ROW, "all_sum"), ==, "1100.50");

  g_assert_false (doudi_form_answers_was_typed (answers, DOUDI_FORM_NO_ROW, sex));
  set (answers, DOUDI_FORM_NO_ROW, "subject_sex", "male");
  doudi_form_answers_compute (answers, today ());
  g_assert_true (doudi_form_answers_was_typed (answers, DOUDI_FORM_NO_ROW, sex));
  g_assert_cmpstr (get (answers, DOUDI_FORM_NO_ROW, "subject_sex"), ==, "male");
  set (answers, DOUDI_FORM_NO_ROW, "subject_sex", "");
  set (answers, DOUDI_FORM_NO_ROW, "subject_number", "");
  doudi_form_answers_compute (answers, today ());
  g_assert_cmpstr (get (answers, DOUDI_FORM_NO_ROW, "subject_sex"), ==, "");
}

static void
assert_shown (DoudiFormAnswers *answers, guint row, const char *key, const char *expected)
{
  const DoudiFormField *field = doudi_form_find_field (doudi_form_answers_get_form (answers), key);
  g_autofree char *shown = doudi_form_answers_show (answers, row, field, DOUDI_LANGUAGE_CHINESE);

  g_assert_cmpstr (shown, ==, expected);
}

static void
test_show (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();
  g_autoptr (DoudiFormAnswers) answers = make_complete (form);

  set (answers, DOUDI_FORM_NO_ROW, "rent", "99999");
  set (answers, DOUDI_FORM_NO_ROW, "benefits", "vet,low");
  set (answers, DOUDI_FORM_NO_ROW, "since", "2018-06");
  set (answers, DOUDI_FORM_NO_ROW, "place", "623021100201");
  set (answers, DOUDI_FORM_NO_ROW, "area", "十");
  doudi_form_answers_compute (answers, today ());
  assert_shown (answers, DOUDI_FORM_NO_ROW, "applied_on", "2026年6月8日");
  assert_shown (answers, DOUDI_FORM_NO_ROW, "since", "2018年6月");
  assert_shown (answers, DOUDI_FORM_NO_ROW, "rent", "99,999.00");
  assert_shown (answers, DOUDI_FORM_NO_ROW, "benefits", "低保、优抚");
  assert_shown (answers, DOUDI_FORM_NO_ROW, "place", "623021100201");
  assert_shown (answers, DOUDI_FORM_NO_ROW, "area", "十");
  assert_shown (answers, DOUDI_FORM_NO_ROW, "pledge", "☑");
  assert_shown (answers, DOUDI_FORM_NO_ROW, "school", "");
  assert_shown (answers, 0, "members.sex", "男");
  assert_shown (answers, 0, "members.relation", "户主");
  assert_shown (answers, 9, "members.relation", "");
}

/* The n-th row that says something, whatever stands between. */
static void
test_find (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);
  gint64 count;

  set (answers, 1, "members.covered", "no");
  set (answers, 2, "members.name", "王小明");
  set (answers, 4, "members.name", "李红");
  g_assert_cmpuint (
    doudi_form_answers_get_n_rows (answers, doudi_form_find_section (form, "members")), ==, 5);
  g_assert_cmpuint (doudi_form_answers_count_rows (answers, DOUDI_MEANING_MEMBERS), ==, 2);
  g_assert_cmpstr (doudi_form_answers_find_in (answers, 0, DOUDI_MEANING_MEMBER_NAME), ==,
                   "王小明");
  g_assert_cmpstr (doudi_form_answers_find_in (answers, 1, DOUDI_MEANING_MEMBER_NAME), ==, "李红");
  g_assert_cmpstr (doudi_form_answers_find_in (answers, 2, DOUDI_MEANING_MEMBER_NAME), ==, "");
  g_assert_cmpstr (doudi_form_answers_find (answers, DOUDI_MEANING_MEMBER_NAME), ==, "");
  g_assert_cmpstr (doudi_form_answers_find (answers, DOUDI_MEANING_VOTES_FOR), ==, "");
  g_assert_false (
    doudi_form_answers_find_count (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_VOTES_FOR, &count));
  set (answers, DOUDI_FORM_NO_ROW, "applied_on", "2026.6.8");
  g_assert_cmpuint (
    doudi_form_answers_find_day (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_APPLIED_ON), ==,
    doudi_day_new (2026, 6, 8));
  g_assert_false (doudi_form_answers_find_tick (answers, DOUDI_FORM_NO_ROW, DOUDI_MEANING_PLEDGE));
}

static void
test_rows (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);
  g_autoptr (DoudiFormAnswers) copy = NULL;
  const DoudiFormSection *members = doudi_form_find_section (form, "members");

  g_assert_true (doudi_form_answers_is_empty (answers));
  for (guint i = 0; i < 3; i++)
    set (answers, i, "members.name", i == 0 ? "甲" : i == 1 ? "乙" : "丙");
  copy = doudi_form_answers_copy (answers);
  g_assert_true (doudi_form_answers_equal (answers, copy));
  doudi_form_answers_move_row (answers, members, 0, 2);
  g_assert_cmpstr (get (answers, 2, "members.name"), ==, "甲");
  g_assert_cmpstr (get (answers, 0, "members.name"), ==, "乙");
  g_assert_false (doudi_form_answers_equal (answers, copy));
  doudi_form_answers_move_row (answers, members, 2, 0);
  g_assert_true (doudi_form_answers_equal (answers, copy));
  doudi_form_answers_move_row (answers, members, 0, 99);
  g_assert_cmpstr (get (answers, 2, "members.name"), ==, "甲");
  doudi_form_answers_move_row (answers, members, 9, 0);
  doudi_form_answers_remove_row (answers, members, 9);
  doudi_form_answers_remove_row (answers, members, 0);
  g_assert_cmpuint (doudi_form_answers_get_n_rows (answers, members), ==, 2);
  g_assert_cmpstr (get (copy, 0, "members.name"), ==, "甲");
  g_assert_false (doudi_form_answers_is_empty (answers));
}

/* Every kind of answer as it is written, and read again. */
static void
test_json (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();
  g_autoptr (DoudiFormAnswers) answers = make_complete (form);
  g_autoptr (DoudiFormAnswers) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  set (answers, DOUDI_FORM_NO_ROW, "rooms", "4");
  set (answers, DOUDI_FORM_NO_ROW, "area", "many");
  set (answers, DOUDI_FORM_NO_ROW, "benefits", "vet,low");
  set (answers, DOUDI_FORM_NO_ROW, "code", "never asked");
  set (answers, 3, "members.name", "李 \"红\"");
  doudi_form_answers_compute (answers, today ());
  json = doudi_form_answers_to_json (answers);
  g_assert_cmpstr (
    json, ==,
    "{\"applied_on\":\"2026-06-08\",\"area\":\"many\",\"rooms\":4,\"benefits\":[\"low\",\"vet\"],"
    "\"members\":[{\"name\":\"王小明\",\"number\":\"" MAN "\",\"relation\":\"head\","
    "\"sex\":\"male\",\"age\":\"46\",\"covered\":true},{\"name\":\"李 \\\"红\\\"\"}],"
    "\"persons\":\"2\",\"covered_persons\":1,\"pledge\":true}");
  loaded = doudi_form_answers_load (form, json, -1, "a.json", &error);
  g_assert_no_error (error);
  g_assert_true (doudi_form_answers_equal (answers, loaded));
  g_assert_false (
    doudi_form_answers_was_typed (loaded, 0, doudi_form_find_field (form, "members.sex")));
  g_assert_true (
    doudi_form_answers_was_typed (loaded, 0, doudi_form_find_field (form, "members.name")));
}

/* Numbers may be written as such; null is no answer. */
static void
test_json_forms (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_load (
    form,
    "{ \"rent\": 930.5, \"area\": 12.5, \"rooms\": \"4\", \"benefits\": \"vet,low\","
    " \"school\": \"yes\", \"address\": null, \"kin\": null, \"members\": [{}, {\"name\": null}] }",
    -1, "a.json", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (get (answers, DOUDI_FORM_NO_ROW, "rent"), ==, "930.50");
  g_assert_cmpstr (get (answers, DOUDI_FORM_NO_ROW, "area"), ==, "12.5");
  g_assert_cmpstr (get (answers, DOUDI_FORM_NO_ROW, "benefits"), ==, "low,vet");
  g_assert_cmpuint (doudi_form_answers_count_rows (answers, DOUDI_MEANING_MEMBERS), ==, 0);
}

/* What is no object of answers: what is wrong and what the message must name. */
static const struct
{
  const char *json;
  const char *where;
  const char *named;
} bad_json[] = {
  { "", "a.json:1", "" },
  { "[]", "a.json:1", "" },
  { "{ \"rent\": 1", "a.json:1", "" },
  { "{\n\"rnet\": \"1\" }", "a.json:2", "rent" },
  { "{\n\"nothing\": null }", "a.json:1", "nothing" },
  { "{\n\"code\": \"1\" }", "a.json:2", "code" },
  { "{\n\"opinion\": \"1\" }", "a.json:2", "opinion" },
  { "{\n\"seal\": \"1\" }", "a.json:2", "seal" },
  { "{\n\"members.name\": \"1\" }", "a.json:2", "members" },
  { "{\n\"name\": \"1\" }", "a.json:2", "name" },
  { "{\n\"members\": {} }", "a.json:2", "" },
  { "{\n\"members\": \"x\" }", "a.json:2", "" },
  { "{\n\"members\": [ 1 ] }", "a.json:2", "" },
  { "{\n\"members\": [\n{ \"nmae\": \"x\" } ] }", "a.json:3", "name" },
  { "{\n\"members\": [\n{ \"sign\": \"x\" } ] }", "a.json:3", "sign" },
  { "{\n\"address\": 1 }", "a.json:2", "address" },
  { "{\n\"address\": true }", "a.json:2", "address" },
  { "{\n\"address\": {} }", "a.json:2", "address" },
  { "{\n\"address\": [] }", "a.json:2", "address" },
  { "{\n\"school\": 1 }", "a.json:2", "school" },
  { "{\n\"benefits\": [ 1 ] }", "a.json:2", "" },
  { "{ \"rent\": \"1\", \"rent\": \"2\" }", "a.json:1", "" },
  { "{ \"address\": \"\xff\" }", "a.json:1", "UTF-8" },
};

static void
test_bad_json (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();

  for (guint i = 0; i < G_N_ELEMENTS (bad_json); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad_json[i].json);
      g_assert_null (doudi_form_answers_load (form, bad_json[i].json, -1, "a.json", &error));
      g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
      g_test_message ("%s", error->message);
      g_assert_cmpstr (doudi_error_get_where (error), ==, bad_json[i].where);
      g_assert_nonnull (strstr (error->message, bad_json[i].named));
    }
}

/* @n times @part between @before and @after. */
static char *
repeat (const char *before, const char *part, guint n, const char *after)
{
  GString *text = g_string_new (before);

  for (guint i = 0; i < n; i++)
    g_string_append (text, part);
  g_string_append (text, after);
  return g_string_free (text, FALSE);
}

static void
test_hostile_json (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();
  g_autofree char *deep = repeat ("{ \"members\": ", "[", 100000, "");
  g_autofree char *wide = repeat ("{ \"members\": [ {}", ", {}", 100000, " ] }");
  g_autofree char *large = repeat ("{ \"address\": \"", "王明", 200000, "\" }");
  g_autoptr (DoudiFormAnswers) answers = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;

  g_assert_null (doudi_form_answers_load (form, deep, -1, "a.json", &error));
  g_clear_error (&error);
  g_assert_null (doudi_form_answers_load (form, wide, -1, "a.json", &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_BAD_DATA);
  g_clear_error (&error);
  answers = doudi_form_answers_load (form, large, -1, "a.json", &error);
  g_assert_no_error (error);
  problem = check_one (answers, DOUDI_FORM_NO_ROW, "address");
  g_assert_cmpstr (problem, ==, "length");
}

/* What is written for every form of the office, with its first rows, reads the same. */
static void
test_bundled (void)
{
  g_auto (GStrv) ids = doudi_form_list_bundled (NULL);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DoudiForm) form = doudi_form_load_bundled (ids[i], &error);
      g_autoptr (DoudiFormAnswers) answers = NULL;
      g_autoptr (DoudiFormAnswers) loaded = NULL;
      g_autofree char *json = NULL;

      g_assert_no_error (error);
      answers = doudi_form_answers_new (form);
      json = doudi_form_answers_to_json (answers);
      g_test_message ("%s: %s", ids[i], json);
      g_assert_true (doudi_form_answers_is_empty (answers));
      loaded = doudi_form_answers_load (form, json, -1, "a.json", &error);
      g_assert_no_error (error);
      g_assert_true (doudi_form_answers_equal (answers, loaded));
      g_assert_true (doudi_form_answers_is_empty (loaded));
    }
}

static void
test_hearing (void)
{
  g_autoptr (DoudiForm) form = doudi_form_load_bundled ("hearing-record", NULL);
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);
  const DoudiFormField *votes_for = doudi_form_find_meaning (form, DOUDI_MEANING_VOTES_FOR);
  const DoudiFormField *against = doudi_form_find_meaning (form, DOUDI_MEANING_VOTES_AGAINST);
  const DoudiFormField *name = doudi_form_find_meaning (form, DOUDI_MEANING_ATTENDEE_NAME);
  const DoudiFormField *recused = doudi_form_find_meaning (form, DOUDI_MEANING_ATTENDEE_RECUSED);
  g_autofree char *fits = NULL;
  g_autofree char *too_many = NULL;

  for (guint i = 0; i < 5; i++)
    doudi_form_answers_set (answers, i, name, "王小明");
  doudi_form_answers_set (answers, 4, recused, "yes");
  doudi_form_answers_set (answers, DOUDI_FORM_NO_ROW, votes_for, "3");
  doudi_form_answers_set (answers, DOUDI_FORM_NO_ROW, against, "1");
  fits = check_all (answers);
  g_assert_null (strstr (fits, ":votes"));
  doudi_form_answers_set (answers, DOUDI_FORM_NO_ROW, against, "2");
  too_many = check_all (answers);
  g_assert_nonnull (strstr (too_many, ":votes"));
}

static void
test_investigators (void)
{
  g_autoptr (DoudiForm) form = doudi_form_load_bundled ("home-visit", NULL);
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);
  const DoudiFormField *first = doudi_form_find_meaning (form, DOUDI_MEANING_INVESTIGATOR_1);
  const DoudiFormField *second = doudi_form_find_meaning (form, DOUDI_MEANING_INVESTIGATOR_2);
  g_autofree char *same = NULL;
  g_autofree char *two = NULL;

  doudi_form_answers_set (answers, DOUDI_FORM_NO_ROW, first, "王小明");
  doudi_form_answers_set (answers, DOUDI_FORM_NO_ROW, second, "王 小明");
  same = check_all (answers);
  g_assert_nonnull (strstr (same, ":investigators"));
  doudi_form_answers_set (answers, DOUDI_FORM_NO_ROW, second, "李红");
  two = check_all (answers);
  g_assert_null (strstr (two, ":investigators"));
}

static DoudiAssessment *
assess (const DoudiFormAnswers *answers, GError **error)
{
  DoudiForm *form = doudi_form_answers_get_form (answers);
  g_autofree char *json = doudi_form_answers_to_assessment_json (answers);
  g_autoptr (DoudiJsonDocument) document = doudi_json_document_load (json, -1, "a", error);

  g_test_message ("%s", json);
  return doudi_assess (form->assessment, doudi_json_document_get_root (document), error);
}

/* The answers to a form that was made of a table come to the points of the table. */
static void
test_assessment (void)
{
  g_autoptr (DoudiForm) form = doudi_form_load (form_sound, -1, "f", NULL);
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);
  g_autoptr (DoudiAssessment) assessment = NULL;
  g_autoptr (GError) error = NULL;

  assert_problems (answers, "members:missing income:missing idle:missing roof:missing "
                            "area:missing rooms:missing meeting:missing");
  set (answers, DOUDI_FORM_NO_ROW, "members", "3");
  set (answers, DOUDI_FORM_NO_ROW, "income", "900.25");
  set (answers, DOUDI_FORM_NO_ROW, "idle", "4");
  set (answers, 0, "people_members.name", "王小明");
  set (answers, 1, "people_members.name", "李红");
  set (answers, 1, "people_members.ill", "重");
  set (answers, DOUDI_FORM_NO_ROW, "roof", "bad");
  set (answers, DOUDI_FORM_NO_ROW, "area", "12.5");
  set (answers, DOUDI_FORM_NO_ROW, "rooms", "2");
  set (answers, DOUDI_FORM_NO_ROW, "meeting", "20.5");
  assert_problems (answers, "idle:range people_members:too-few 0.ill:missing");
  set (answers, DOUDI_FORM_NO_ROW, "idle", "2");
  set (answers, 0, "people_members.ill", "severe");
  set (answers, 2, "people_members.ill", "none");
  assert_problems (answers, "");
  assessment = assess (answers, &error);
  g_assert_no_error (error);
  /* 20.5 + 20, capped at 40; 6.3 ÷ 2 = 3.2, 4 and 1; 48.2 × 0.6 + 20.5 × 0.4 */
  g_assert_cmpint (assessment->table_points, ==, 482);
  g_assert_cmpint (assessment->score, ==, 371);
}

/* Who does not pass the gate is asked for nothing else. */
static void
test_gate (void)
{
  g_autoptr (DoudiForm) form = doudi_form_load (form_sound, -1, "f", NULL);
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);
  g_autoptr (DoudiAssessment) assessment = NULL;
  g_autoptr (GError) error = NULL;

  set (answers, DOUDI_FORM_NO_ROW, "income", "1620.50");
  assert_problems (answers, "");
  assessment = assess (answers, &error);
  g_assert_no_error (error);
  g_assert_cmpint (assessment->outcome, ==, DOUDI_ASSESSMENT_NOT_ELIGIBLE);
}

static const char *const pieces[] = {
  "",     " ",          "0",        "1",    "9",        "-",           ".",           ",",
  "，",   "、",         "/",        "年",   "月",       "日",          "2026",        "-06-",
  "08",   "6230211980", "01010013", "x",    "X",        "３",          "￥",          "e",
  "+",    "yes",        "no",       "male", "女",       "head",        "low",         "vet",
  "王",   "小明",       "·",        "\n",   "\r\n",     "\t",          "\u200b",      "\u202e",
  "\x01", "\xff",       "\xe7\x8e", "\"",   "\\",       "{",           "}",           "[",
  "'",    "=\"",        "\uFFFD",   "𠮷",   "62284800", "10123456781", "99999999999", MAN,
  CARD,
};

static char *
make_text (void)
{
  GString *text = g_string_new (NULL);
  gint32 n = g_test_rand_int_range (0, 7);

  for (gint32 i = 0; i < n; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, (gint32) G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

/* What is kept stays what it is when it is typed again, and is sound or as it was typed. */
static void
check_kept (DoudiFormAnswers *answers, guint row, const DoudiFormField *field, const char *typed)
{
  g_autofree char *kept = g_strdup (doudi_form_answers_get (answers, row, field));
  g_autofree char *valid = g_utf8_make_valid (typed, -1);
  g_autoptr (GPtrArray) problems
    = doudi_form_answers_check_field (answers, row, field, DOUDI_DAY_NONE);

  g_assert_true (g_utf8_validate (kept, -1, NULL));
  if (!g_str_equal (kept, "") && doudi_form_problems_have_error (problems)
      && doudi_form_answers_asks (answers, row, field)
      && !(field->type == DOUDI_FORM_TICK && g_str_equal (kept, "no")))
    {
      const DoudiFormProblem *problem = g_ptr_array_index (problems, 0);

      if (!g_str_equal (problem->problem, "twice"))
        g_assert_cmpstr (kept, ==, valid);
    }
  doudi_form_answers_set (answers, row, field, kept);
  g_assert_cmpstr (doudi_form_answers_get (answers, row, field), ==, kept);
}

static void
answer_at_random (DoudiFormAnswers *answers)
{
  const DoudiForm *form = doudi_form_answers_get_form (answers);
  const DoudiFormSection *section = g_ptr_array_index (
    form->sections, (guint) g_test_rand_int_range (0, (gint32) form->sections->len));
  const DoudiFormField *field = g_ptr_array_index (
    section->fields, (guint) g_test_rand_int_range (0, (gint32) section->fields->len));
  guint row = section->table ? (guint) g_test_rand_int_range (0, 8) : DOUDI_FORM_NO_ROW;
  g_autofree char *typed = make_text ();

  doudi_form_answers_set (answers, row, field, typed);
  if (doudi_form_field_is_asked (field))
    check_kept (answers, row, field, typed);
}

/* Whatever is typed: nothing crashes, all of it is written and read again, and what the check
 * passes, the reader takes as sound too. */
static void
test_random (void)
{
  g_autoptr (DoudiForm) form = form_sample_load ();

  for (guint i = 0; i < RANDOM_ROUNDS; i++)
    {
      g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);
      g_autoptr (DoudiFormAnswers) loaded = NULL;
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (GPtrArray) again = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *json = NULL;
      gint32 n = g_test_rand_int_range (0, 40);

      for (gint32 j = 0; j < n; j++)
        answer_at_random (answers);
      if (g_test_rand_bit ())
        doudi_form_answers_compute (answers, today ());
      json = doudi_form_answers_to_json (answers);
      loaded = doudi_form_answers_load (form, json, -1, "a.json", &error);
      if (error != NULL)
        g_error ("%s\n%s", error->message, json);
      g_assert_true (doudi_form_answers_equal (answers, loaded));
      problems = doudi_form_answers_check (answers, today ());
      again = doudi_form_answers_check (loaded, today ());
      g_assert_cmpint (doudi_form_problems_have_error (problems), ==,
                       doudi_form_problems_have_error (again));
    }
}

/* A household of twenty is read and checked in no time. */
static void
test_large_household (void)
{
  g_autoptr (DoudiForm) form = doudi_form_load_bundled ("low-income-application", NULL);
  g_autoptr (DoudiFormAnswers) answers = doudi_form_answers_new (form);
  const DoudiFormField *name = doudi_form_find_meaning (form, DOUDI_MEANING_MEMBER_NAME);
  const DoudiFormField *number
    = doudi_form_find_meaning (form, DOUDI_MEANING_MEMBER_IDENTITY_NUMBER);
  gint64 start;

  for (guint i = 0; i < 20; i++)
    {
      doudi_form_answers_set (answers, i, name, "王小明");
      doudi_form_answers_set (answers, i, number, MAN);
    }
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GPtrArray) problems = NULL;

      doudi_form_answers_compute (answers, today ());
      problems = doudi_form_answers_check (answers, today ());
      for (guint row = 0; row < 20; row++)
        g_assert_cmpstr (doudi_form_answers_find_in (answers, row, DOUDI_MEANING_MEMBER_SEX), ==,
                         "male");
    }
  g_test_message ("%.3f ms", (double) (g_get_monotonic_time () - start) / 100.0 / 1000.0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 100 * 50 * G_TIME_SPAN_MILLISECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/policy/form-answers/case/%s/%u", cases[i].key, i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/policy/form-answers/missing", test_missing);
  g_test_add_func ("/policy/form-answers/when", test_when);
  g_test_add_func ("/policy/form-answers/heads", test_heads);
  g_test_add_func ("/policy/form-answers/members", test_members);
  g_test_add_func ("/policy/form-answers/differing", test_differing);
  g_test_add_func ("/policy/form-answers/compute", test_compute);
  g_test_add_func ("/policy/form-answers/show", test_show);
  g_test_add_func ("/policy/form-answers/find", test_find);
  g_test_add_func ("/policy/form-answers/rows", test_rows);
  g_test_add_func ("/policy/form-answers/json", test_json);
  g_test_add_func ("/policy/form-answers/json-forms", test_json_forms);
  g_test_add_func ("/policy/form-answers/bad-json", test_bad_json);
  g_test_add_func ("/policy/form-answers/hostile-json", test_hostile_json);
  g_test_add_func ("/policy/form-answers/bundled", test_bundled);
  g_test_add_func ("/policy/form-answers/hearing", test_hearing);
  g_test_add_func ("/policy/form-answers/investigators", test_investigators);
  g_test_add_func ("/policy/form-answers/assessment", test_assessment);
  g_test_add_func ("/policy/form-answers/gate", test_gate);
  g_test_add_func ("/policy/form-answers/random", test_random);
  g_test_add_func ("/policy/form-answers/large-household", test_large_household);
  return g_test_run ();
}
