/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-disability-card.h"

#define TODAY (doudi_day_new (2026, 3, 2))
#define HOLDER "62302119500101001X"

typedef struct
{
  const char *name;
  const char *text;
  const char *holder;
  const char *problem; /* NULL if valid */
  const char *class_name;
  int grade;
} Case;

static const Case cases[] = {
  { "golden/card-1", HOLDER "42", HOLDER, NULL, "limb", 2 },
  { "golden/card-2", HOLDER "53", HOLDER, NULL, "intellectual", 3 },
  { "golden/card-3", HOLDER "42", "623021200805200023", "holder" },
  { "golden/card-4", HOLDER "82", HOLDER, "class" },
  { "class-0", HOLDER "02", HOLDER, "class" },
  { "class-letter", HOLDER "B2", HOLDER, "class" },
  { "grade-0", HOLDER "40", HOLDER, "grade" },
  { "grade-5", HOLDER "45", HOLDER, "grade" },
  { "issued-again", HOLDER "42B1", HOLDER, NULL, "limb", 2 },
  { "issued-again-short", HOLDER "71B", HOLDER, NULL, "multiple", 1 },
  { "too-long", HOLDER "42B12", HOLDER, "length" },
  { "identity-number-only", HOLDER, HOLDER, "length" },
  { "empty", "", HOLDER, "length" },
  { "null", NULL, HOLDER, "length" },
  { "words", "视力残疾一级无证件号码以后补办请县残联核对", HOLDER, "length" },
  { "spreadsheet", "6.23021E+19", HOLDER, "length" },
  { "wrong-number", "62302119500101001142", HOLDER, "number" },
  { "wrong-suffix", HOLDER "42-1", HOLDER, "length" },
  { "small-x", "62302119500101001x42", HOLDER, NULL, "limb", 2 },
  { "full-width", "６２３０２１１９５００１０１００１Ｘ４２", HOLDER, NULL, "limb", 2 },
  { "tab-and-spaces", "\t623021 19500101001X 42 ", HOLDER, NULL, "limb", 2 },
  { "no-holder", HOLDER "42", NULL, NULL, "limb", 2 },
  { "empty-holder", HOLDER "42", " ", NULL, "limb", 2 },
  { "15-digit-holder", HOLDER "42", "623021500101001", NULL, "limb", 2 },
  { "lower-case-holder", HOLDER "42", "62302119500101001x", NULL, "limb", 2 },
  { "wrong-holder", HOLDER "42", "623021195001010011", "holder" },
};

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  DoudiDisabilityCard card = doudi_disability_card_parse (expected->text, expected->holder, TODAY);

  g_assert_cmpstr (doudi_disability_card_problem_name (card.problem), ==, expected->problem);
  g_assert_cmpstr (doudi_disability_class_name (card.disability_class), ==, expected->class_name);
  g_assert_cmpint (card.grade, ==, expected->grade);
  g_assert_true (g_utf8_validate (card.number, -1, NULL));
}

typedef struct
{
  const char *text;
  int value;
} Written;

static const Written classes[] = {
  { "视力", DOUDI_DISABILITY_SIGHT },
  { "视力残疾", DOUDI_DISABILITY_SIGHT },
  { "听力残", DOUDI_DISABILITY_HEARING },
  { "言语", DOUDI_DISABILITY_SPEECH },
  { "语言残疾", DOUDI_DISABILITY_SPEECH },
  { "肢 体", DOUDI_DISABILITY_LIMB },
  { "智力", DOUDI_DISABILITY_INTELLECTUAL },
  { " 精神 ", DOUDI_DISABILITY_MENTAL },
  { "多重残疾", DOUDI_DISABILITY_MULTIPLE },
  { "4", DOUDI_DISABILITY_LIMB },
  { "７", DOUDI_DISABILITY_MULTIPLE },
  { "0", DOUDI_DISABILITY_NONE },
  { "8", DOUDI_DISABILITY_NONE },
  { "残疾", DOUDI_DISABILITY_NONE },
  { "", DOUDI_DISABILITY_NONE },
  { NULL, DOUDI_DISABILITY_NONE },
};

static const Written grades[] = {
  { "一级", 1 }, { "1级", 1 },  { "1", 1 },  { "Ⅰ", 1 },      { "壹级", 1 },
  { "二级", 2 }, { "贰级", 2 }, { "II", 2 }, { "三", 3 },     { "Ⅲ级", 3 },
  { "四级", 4 }, { "４", 4 },   { "iv", 4 }, { " 四 级", 4 }, { "五级", 0 },
  { "0", 0 },    { "级", 0 },   { "", 0 },   { NULL, 0 },
};

static void
test_classes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    g_assert_cmpint (doudi_disability_class_from_chinese (classes[i].text), ==, classes[i].value);
}

static void
test_grades (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (grades); i++)
    g_assert_cmpint (doudi_disability_grade_from_chinese (grades[i].text), ==, grades[i].value);
}

static void
test_class_names (void)
{
  g_assert_null (doudi_disability_class_name (DOUDI_DISABILITY_NONE));
  g_assert_null (doudi_disability_class_chinese (DOUDI_DISABILITY_NONE));
  for (int i = DOUDI_DISABILITY_SIGHT; i <= DOUDI_DISABILITY_MULTIPLE; i++)
    {
      const char *chinese = doudi_disability_class_chinese ((DoudiDisabilityClass) i);

      g_assert_nonnull (doudi_disability_class_name ((DoudiDisabilityClass) i));
      g_assert_cmpint (doudi_disability_class_from_chinese (chinese), ==, i);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/disability-card/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/base/disability-card/classes", test_classes);
  g_test_add_func ("/base/disability-card/grades", test_grades);
  g_test_add_func ("/base/disability-card/class-names", test_class_names);
  return g_test_run ();
}
