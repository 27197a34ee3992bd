/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "policy/doudi-policy.h"

typedef struct
{
  const char *article;
  DoudiProgramme programme;
  const char *month;
} FirstMonth;

/* Applied on 2026-03-28, decided on 2026-04-20. */
static const FirstMonth first_months[] = {
  { "minfa-2021-57/low-income", DOUDI_PROGRAMME_LOW_INCOME, "2026-05" },
  { "minfa-2021-43/special-hardship", DOUDI_PROGRAMME_SPECIAL_HARDSHIP, "2026-05" },
  { "guobanfa-2010-54/orphan", DOUDI_PROGRAMME_ORPHAN, "2026-05" },
  { "minfa-2019-62/unsupported-child", DOUDI_PROGRAMME_UNSUPPORTED_CHILD, "2026-05" },
  { "guofa-2015-52/living", DOUDI_PROGRAMME_DISABILITY_LIVING, "2026-03" },
  { "guofa-2015-52/nursing", DOUDI_PROGRAMME_DISABILITY_NURSING, "2026-03" },
  { "not-monthly/temporary-aid", DOUDI_PROGRAMME_TEMPORARY_AID, "" },
  { "not-monthly/price-subsidy", DOUDI_PROGRAMME_PRICE_SUBSIDY, "" },
  { "not-monthly/none", DOUDI_PROGRAMME_NONE, "" },
};

/* What holds in the whole country. */
static DoudiPolicy *
national_new (void)
{
  static const char *const ids[] = { "national-2012", "national-2021" };
  g_autoptr (GPtrArray) documents
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_policy_document_unref);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;
      DoudiPolicyDocument *document = doudi_policy_document_load_bundled (ids[i], &error);

      g_assert_no_error (error);
      g_ptr_array_add (documents, document);
    }
  return doudi_policy_new (documents, DOUDI_DAY_NONE);
}

static void
test_first_month (gconstpointer data)
{
  const FirstMonth *row = data;
  g_autoptr (DoudiPolicy) policy = national_new ();
  DoudiMonth month = doudi_programme_first_month (
    policy, row->programme, doudi_day_new (2026, 3, 28), doudi_day_new (2026, 4, 20));
  g_autofree char *text = doudi_month_format_iso (month);

  g_assert_cmpstr (text, ==, row->month);
}

static void
test_first_month_without_a_day (void)
{
  g_autoptr (DoudiPolicy) policy = national_new ();

  g_assert_cmpint (doudi_programme_first_month (policy, DOUDI_PROGRAMME_LOW_INCOME,
                                                doudi_day_new (2026, 3, 2), DOUDI_DAY_NONE),
                   ==, DOUDI_MONTH_NONE);
}

/* The matrix of domain.md §2.7: rows and columns in the order of the programmes. */
static const char *const matrix[DOUDI_N_PROGRAMMES] = {
  ".........", /* none */
  "..xx.....", /* low income */
  ".x.xxxx..", /* special hardship */
  ".xx.xx...", /* orphan */
  "..xx.....", /* unsupported child */
  "..xx.....", /* living subsidy */
  "..x......", /* nursing subsidy */
  ".........", /* temporary aid */
  ".........", /* price subsidy */
};

static void
test_exclusions (void)
{
  g_autoptr (DoudiPolicy) policy = national_new ();

  for (int one = 0; one < DOUDI_N_PROGRAMMES; one++)
    {
      for (int other = 0; other < DOUDI_N_PROGRAMMES; other++)
        {
          gboolean excluded = doudi_programmes_exclude (policy, (DoudiProgramme) one,
                                                        (DoudiProgramme) other, 202603);

          g_assert_cmpint (excluded, ==, matrix[one][other] == 'x');
        }
    }
}

static void
test_table (void)
{
  const char *const *names = doudi_programme_names ();

  g_assert_cmpuint (g_strv_length ((GStrv) names), ==, DOUDI_N_PROGRAMMES);
  for (int i = 0; i < DOUDI_N_PROGRAMMES; i++)
    {
      const DoudiProgrammeInfo *info = doudi_programme_info ((DoudiProgramme) i);

      g_assert_cmpint (info->programme, ==, i);
      g_assert_cmpstr (info->name, ==, names[i]);
      g_assert_cmpint (doudi_programme_from_name (info->name), ==, i);
      g_assert_cmpint (*info->chinese != '\0', ==, i != DOUDI_PROGRAMME_NONE);
      g_assert_cmpint (*info->label != '\0', ==, i != DOUDI_PROGRAMME_NONE);
    }
  g_assert_cmpint (doudi_programme_from_name ("dibao"), ==, DOUDI_PROGRAMME_NONE);
  g_assert_cmpint (doudi_programme_from_name (NULL), ==, DOUDI_PROGRAMME_NONE);
}

/* Invariant 7 of the architecture. */
static void
test_children_and_disability_never_hang (void)
{
  g_assert_false (doudi_programme_info (DOUDI_PROGRAMME_ORPHAN)->may_hang);
  g_assert_false (doudi_programme_info (DOUDI_PROGRAMME_UNSUPPORTED_CHILD)->may_hang);
  g_assert_false (doudi_programme_info (DOUDI_PROGRAMME_DISABILITY_LIVING)->may_hang);
  g_assert_false (doudi_programme_info (DOUDI_PROGRAMME_DISABILITY_NURSING)->may_hang);
  g_assert_true (doudi_programme_info (DOUDI_PROGRAMME_LOW_INCOME)->may_hang);
  g_assert_true (doudi_programme_info (DOUDI_PROGRAMME_SPECIAL_HARDSHIP)->may_hang);
}

static void
test_words (void)
{
  g_assert_cmpstr (doudi_residence_name (DOUDI_RESIDENCE_RURAL), ==, "rural");
  g_assert_cmpint (doudi_residence_from_name ("urban"), ==, DOUDI_RESIDENCE_URBAN);
  g_assert_cmpint (doudi_residence_from_name ("village"), ==, DOUDI_RESIDENCE_ANY);
  g_assert_cmpstr (doudi_care_name (DOUDI_CARE_NONE), ==, "");
  g_assert_cmpint (doudi_care_from_name ("institution"), ==, DOUDI_CARE_INSTITUTION);
  g_assert_cmpstr (doudi_care_chinese (DOUDI_CARE_HOME), ==, "分散供养");
  g_assert_cmpint (doudi_self_care_from_name ("unable"), ==, DOUDI_SELF_CARE_UNABLE);
  g_assert_cmpstr (doudi_self_care_chinese (DOUDI_SELF_CARE_PARTLY), ==, "半护理");
  g_assert_cmpstr (doudi_class_chinese (4), ==, "四类");
  g_assert_cmpstr (doudi_class_chinese (0), ==, "");
  g_assert_cmpstr (doudi_class_chinese (5), ==, "");
  g_assert_cmpstr (doudi_class_chinese (-1), ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (first_months); i++)
    {
      g_autofree char *path = g_strconcat ("/policy/first-month/", first_months[i].article, NULL);

      g_test_add_data_func (path, &first_months[i], test_first_month);
    }
  g_test_add_func ("/policy/first-month/without-a-day", test_first_month_without_a_day);
  g_test_add_func ("/policy/programme/exclusions", test_exclusions);
  g_test_add_func ("/policy/programme/table", test_table);
  g_test_add_func ("/policy/programme/never-hang", test_children_and_disability_never_hang);
  g_test_add_func ("/policy/programme/words", test_words);
  return g_test_run ();
}
