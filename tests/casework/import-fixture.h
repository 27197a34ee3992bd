/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <string.h>

#include "casework-fixture.h"
#include "casework/doudi-import.h"
#include "exchange/doudi-import-file.h"

#define DAY "2018-01-10"
#define LOW_INCOME_ROSTER "low-income-2018-01.xlsx"
#define HARDSHIP_ROSTER "special-hardship-2018-01.xlsx"
#define CHILDREN_ROSTER "children-2018-01.xls"
#define DISABILITY_ROSTER "disability-2018-01.csv"

/* The columns that a roster of low income needs. */
#define LOW_INCOME_HEADINGS                                                                                                            \
  "夏河县2018年1月农村居民最低生活保障花名册\n"                                                                      \
  "序号,乡镇,村(社区),社,户主姓名,户主身份证号,保障人数,保障类别,月保障金额(元),一折通账号,"      \
  "联系电话,最初享受年月,成员姓名,与户主关系,身份证号码,性别,民族,出生年月,健康状况,残疾证号," \
  "劳动能力,备注\n"
#define DISABILITY_HEADINGS                                                                                                \
  "序号,乡镇,村,姓名,身份证号,残疾证号,残疾类别,残疾等级,是否低保,困难残疾人生活补贴," \
  "重度残疾人护理补贴,银行账号\n"

#define ZHAXI "623027196601019918"
#define LAMAO "623027196905069922"

static inline char *
sample (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "rosters", name, NULL);
}

static inline DoudiSession *
clerk (Casework *casework)
{
  return casework_session (casework, CASEWORKER, DAY);
}

static inline DoudiSession *
reviewer (Casework *casework)
{
  return casework_session (casework, REVIEWER, DAY);
}

static inline DoudiImportFileResult *
stage_with (Casework *casework, const char *path, const DoudiImportFileOptions *options)
{
  g_autoptr (GError) error = NULL;
  DoudiImportFileResult *result = doudi_import_file (clerk (casework), path, options, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static inline DoudiImportFileResult *
stage (Casework *casework, const char *path)
{
  DoudiImportFileOptions options = { .month = 201801 };

  return stage_with (casework, path, &options);
}

static inline void
accept_batch (Casework *casework, gint64 batch)
{
  g_autoptr (GError) error = NULL;
  DoudiImportResult result;

  doudi_import_accept (reviewer (casework), batch, NULL, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result.batch_id, ==, batch);
}

static inline void
undo_batch (Casework *casework, gint64 batch)
{
  g_autoptr (GError) error = NULL;
  DoudiImportResult result;

  doudi_import_undo (reviewer (casework), batch, NULL, &result, &error);
  g_assert_no_error (error);
}

static inline gint64
land_file (Casework *casework, const char *path)
{
  g_autoptr (DoudiImportFileResult) result = stage (casework, path);

  accept_batch (casework, result->batch->id);
  return result->batch->id;
}

static inline gint64
land_sample (Casework *casework, const char *name)
{
  g_autofree char *path = sample (name);

  return land_file (casework, path);
}

static inline char *
write_roster (Casework *casework, const char *name, const char *headings, const char *rows)
{
  char *path = g_build_filename (casework->folder, name, NULL);
  g_autofree char *content = g_strconcat (headings, rows, NULL);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return path;
}

/* A household of two and a person of it who draws a subsidy of one's own. */
static inline char *
write_household (Casework *casework)
{
  return write_roster (casework, "household.csv", LOW_INCOME_HEADINGS,
                       "1,拉卜楞镇,九甲村,三社,才让扎西," ZHAXI ",2,二类,550,27852228772659214,"
                       "13912236761,2014.6,才让扎西,户主," ZHAXI ",男,藏族,1966.01,健康,,,\n"
                       ",,,,,,,,,,,,拉毛,配偶," LAMAO ",女,藏族,1969.05,残疾,,,\n");
}

static inline char *
write_disabled (Casework *casework)
{
  return write_roster (casework, "disabled.csv", DISABILITY_HEADINGS,
                       "1,拉卜楞镇,九甲,拉毛," LAMAO "," LAMAO "42,肢体,二级,是,√,√,"
                       "6210604373305753494\n");
}

/* What stands in every table that an import writes to, as one number. */
static inline gint64
fingerprint (Casework *casework)
{
  static const char *const queries[] = {
    "SELECT count(*) * 7919 + total(id) FROM household",
    "SELECT count(*) * 7907 + total(id * length(name)) FROM person",
    "SELECT count(*) * 7901 + total(household_id * 31 + person_id) FROM membership",
    "SELECT count(*) * 7883 + total(id * length(value)) FROM circumstance",
    "SELECT count(*) * 7879 + total(household_id * 31 + coalesce(person_id, 0)) FROM account",
    "SELECT count(*) * 7877 + total(household_id * 31 + person_id) FROM award",
    "SELECT count(*) * 7873 + total(award_id * 31 + persons) FROM award_term",
    "SELECT count(*) * 7867 + total(household_id) FROM household_address",
    "SELECT count(*) * 7853 + total(household_id * members + programmes) FROM household_card",
    "SELECT count(*) * 7841 + total(household_id * 31 + person_id * length(key)) FROM search_key",
  };
  guint64 sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    sum = sum * 1000003 + (guint64) casework_ask (casework, queries[i]);
  return (gint64) (sum >> 1);
}

/* Cards say what the facts say; nobody is on two lists; who can be found is a member. */
static inline void
assert_sound (Casework *casework)
{
  g_assert_cmpint (
    casework_ask (casework,
                  "SELECT count(*) FROM household_card c WHERE members <> (SELECT count(*)"
                  " FROM membership m WHERE m.household_id = c.household_id AND valid_to IS NULL"
                  " AND NOT EXISTS (SELECT 1 FROM membership r WHERE r.replaces = m.id))"),
    ==, 0);
  g_assert_cmpint (
    casework_ask (casework,
                  "SELECT count(*) FROM household_card c WHERE (programmes & 2) <>"
                  " 2 * EXISTS (SELECT 1 FROM award a WHERE a.household_id = c.household_id"
                  " AND a.programme = 'low-income')"),
    ==, 0);
  g_assert_cmpint (
    casework_ask (casework,
                  "SELECT count(*) FROM household_card c WHERE covered <> coalesce((SELECT"
                  " t.persons FROM award a JOIN award_term t ON t.award_id = a.id"
                  " WHERE a.household_id = c.household_id AND a.programme = 'low-income'), 0)"),
    ==, 0);
  g_assert_cmpint (
    casework_ask (casework, "SELECT count(*) FROM (SELECT person_id FROM membership m"
                            " WHERE valid_to IS NULL AND NOT EXISTS (SELECT 1 FROM membership r"
                            " WHERE r.replaces = m.id) GROUP BY person_id HAVING count(*) > 1)"),
    ==, 0);
  g_assert_cmpint (
    casework_ask (casework,
                  "SELECT count(*) FROM search_key k WHERE NOT EXISTS (SELECT 1 FROM membership m"
                  " WHERE m.household_id = k.household_id AND m.person_id = k.person_id"
                  " AND valid_to IS NULL AND NOT EXISTS (SELECT 1 FROM membership r"
                  " WHERE r.replaces = m.id))"),
    ==, 0);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM award a WHERE NOT EXISTS"
                                           " (SELECT 1 FROM membership m"
                                           " WHERE m.household_id = a.household_id"
                                           " AND m.person_id = a.person_id)"),
                   ==, 0);
}
