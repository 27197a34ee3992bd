/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What must never hang on a wall is planted in every field of a caseload, and looked for in the
 * text of every PDF.
 */

#include <string.h>

#include "base/doudi-error.h"
#include "paper-fixture.h"
#include "paper/doudi-notice.h"
#include "store/doudi-notice-store.h"

static guint
count_issued (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  gint64 count, broken;

  g_assert_true (doudi_notices_check_digests (fixture->store, &count, &broken, &error));
  return (guint) count;
}

/* One village that may not hang stops all, and every such village is named. */
static void
test_all_guarded (Fixture *fixture, gconstpointer data)
{
  static const FixtureAward awards[] = {
    { .name = "才让扎西" },
    { .name = "马永红13893601234", .village = NEIGHBOUR },
    { .name = "丹增肝炎", .village = "623027101200" },
  };
  DoudiNoticeRequest request = { .kind = "standing", .month = MONTH };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notices = NULL;
  guint withheld;

  fixture_add (fixture, awards, G_N_ELEMENTS (awards));
  notices = doudi_notices_build (fixture->notices, &request, NULL, &withheld, &error);
  g_assert_no_error (error);
  g_assert_null (doudi_notices_issue (fixture->notices, notices, DOUDI_PAPER_A4_PORTRAIT,
                                      fixture->output, NULL, &error));
  g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "麻莲滩村"));
  g_assert_nonnull (strstr (error->message, "王格尔塘村"));
  g_assert_nonnull (strstr (error->message, "户主姓名"));
  g_assert_null (strstr (error->message, "13893601234"));
  g_assert_null (strstr (error->message, "肝炎"));
  g_assert_null (strstr (error->message, "九甲村"));
  g_assert_cmpuint (fixture_count_files (fixture), ==, 0);
  g_assert_cmpuint (count_issued (fixture), ==, 0);
}

/* What must never hang, and where people may have typed it. */
static const struct
{
  const char *text;
  const char *village;
} secrets[] = {
  { "62302119500101001X", "623027101200" },  { "623021500101001", "623027101201" },
  { "6222021234567890128", "623027101202" }, { "13893601234", "623027101203" },
  { "0941-7121234", "623027101204" },        { "肺癌", "623027101205" },
  { "肢体二级残疾", "623027102200" },        { "尿毒症", "623027102201" },
  { "生活不能自理", "623027102202" },
};

/* @UNSEEN: what no sheet has a place for: the address, the telephone, the account, the remark. */
typedef enum
{
  IN_NAME,
  IN_GROUP,
  UNSEEN,
  N_FIELDS,
} Field;

static FixtureAward
plant (Field field, const char *place, const char *text, const char *programme)
{
  FixtureAward award = {
    .village = place,
    .name = "才让扎西",
    .programme = programme,
    .group = "三社",
  };

  if (field == IN_NAME)
    award.name = text;
  else if (field == IN_GROUP)
    award.group = text;
  else
    award.address = award.phone = award.account = award.remark = text;
  return award;
}

/* Refused without saying what was found, or made without it. */
static void
assert_no_leak (Fixture *fixture, const DoudiNoticeRequest *request, const char *secret)
{
  g_autoptr (GError) error = NULL;
  guint withheld;
  g_autoptr (GPtrArray) notices
    = doudi_notices_build (fixture->notices, request, NULL, &withheld, &error);
  g_autoptr (GPtrArray) sheets = NULL;

  g_assert_no_error (error);
  sheets = doudi_notices_issue (fixture->notices, notices, DOUDI_PAPER_A4_PORTRAIT, fixture->output,
                                NULL, &error);
  if (sheets == NULL)
    {
      g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_REFUSED);
      g_assert_null (strstr (error->message, secret));
      g_assert_nonnull (strstr (error->message, request->village));
      return;
    }
  for (guint i = 0; i < sheets->len; i++)
    {
      const DoudiNoticeSheet *sheet = g_ptr_array_index (sheets, i);
      g_autofree char *text = pdf_text (sheet->file, 0);

      g_assert_null (strstr (text, secret));
    }
}

/* A village for each secret: what is planted in one must not hide what is in another. */
static void
test_leaks (Fixture *fixture, gconstpointer data)
{
  Field field = GPOINTER_TO_UINT (data);
  gint64 run;

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      const char *place = secrets[i].village;
      g_autofree char *among = g_strdup_printf ("扎西%s草", secrets[i].text);
      FixtureAward awards[4];

      awards[0] = plant (field, place, among, "low-income");
      awards[1] = plant (field, place, secrets[i].text, "special-hardship");
      awards[2] = plant (field, place, among, "disability-living");
      /* Its namesake brings the group of the first one onto the sheet. */
      awards[3] = (FixtureAward){ .village = place, .name = awards[0].name, .group = "四社" };
      fixture_add (fixture, awards, G_N_ELEMENTS (awards));
    }
  run = fixture_pay (fixture, MONTH);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      DoudiNoticeRequest payment = {
        .kind = "payment",
        .village = secrets[i].village,
        .run_id = run,
      };
      DoudiNoticeRequest standing = {
        .kind = "standing",
        .village = secrets[i].village,
        .month = MONTH,
      };

      assert_no_leak (fixture, &payment, secrets[i].text);
      assert_no_leak (fixture, &standing, secrets[i].text);
    }
}

int
main (int argc, char *argv[])
{
  static const char *const fields[N_FIELDS] = { "name", "group", "unseen" };
  int result;

  g_test_init (&argc, &argv, NULL);
  for (guint field = 0; field < N_FIELDS; field++)
    {
      g_autofree char *path = g_strconcat ("/paper/notice-leaks/", fields[field], NULL);

      g_test_add (path, Fixture, GUINT_TO_POINTER (field), fixture_set_up, test_leaks,
                  fixture_tear_down);
    }
  g_test_add ("/paper/notice-leaks/county", Fixture, NULL, fixture_set_up, test_all_guarded,
              fixture_tear_down);
  result = g_test_run ();
  fixture_forget ();
  return result;
}
