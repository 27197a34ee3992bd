/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What holds for every form and household, tried with households drawn at random.
 */

#include "form-fixture.h"

#define N_HOUSEHOLDS 300

static guint
count_steps (const FormLadder *ladder)
{
  guint n = 0;

  while (n < FORM_STEPS_MAX && ladder->steps[n] != NULL)
    n++;
  return n;
}

static void
check_sums (const DoudiAssessment *assessment)
{
  DoudiPoints sum = 0;

  for (guint i = 0; i < assessment->sections->len; i++)
    {
      const DoudiAssessedSection *section = form_section (assessment, i);
      DoudiPoints lines = 0;

      for (guint j = 0; j < section->lines->len; j++)
        lines += ((const DoudiAssessedLine *) g_ptr_array_index (section->lines, j))->points;
      g_assert_cmpint (section->sum, ==, lines);
      g_assert_cmpint (section->points, <=, lines);
      sum += section->points;
    }
  g_assert_cmpint (assessment->table_points, ==, sum);
}

/* Harder by one step in one thing: never fewer points, never an easier outcome. */
static void
check_harder (DoudiAssessmentForm *form,
              const FormLadder *ladders,
              guint n,
              guint *steps,
              const DoudiAssessment *before)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *answers = NULL;
      g_autoptr (DoudiAssessment) harder = NULL;

      if (steps[i] == 0)
        continue;
      steps[i]--;
      answers = form_join (ladders, n, steps, NULL);
      harder = form_assess (form, answers);
      g_assert_cmpint (harder->score, >=, before->score);
      g_assert_cmpint (harder->outcome, <=, before->outcome);
      steps[i]++;
    }
}

/* The order in which answers stand changes nothing. */
static void
check_order (DoudiAssessmentForm *form,
             const FormLadder *ladders,
             guint n,
             const guint *steps,
             const DoudiAssessment *before)
{
  guint order[FORM_SOUND_LADDERS];
  g_autofree char *answers = NULL;
  g_autoptr (DoudiAssessment) turned = NULL;

  for (guint i = 0; i < n; i++)
    order[i] = i;
  for (guint i = n - 1; i > 0; i--)
    {
      guint other = (guint) g_test_rand_int_range (0, (int) i + 1);
      guint kept = order[i];

      order[i] = order[other];
      order[other] = kept;
    }
  answers = form_join (ladders, n, steps, order);
  turned = form_assess (form, answers);
  g_assert_cmpint (turned->score, ==, before->score);
  g_assert_cmpint (turned->outcome, ==, before->outcome);
  for (guint i = 0; i < before->sections->len; i++)
    g_assert_cmpint (form_section (turned, i)->points, ==, form_section (before, i)->points);
}

static void
check_households (const char *id, const FormLadder *ladders, guint n)
{
  g_autoptr (DoudiAssessmentForm) form = form_load (id);

  for (guint household = 0; household < N_HOUSEHOLDS; household++)
    {
      guint steps[FORM_SOUND_LADDERS];
      g_autofree char *answers = NULL;
      g_autoptr (DoudiAssessment) assessment = NULL;

      for (guint i = 0; i < n; i++)
        steps[i] = (guint) g_test_rand_int_range (0, (int) count_steps (&ladders[i]));
      answers = form_join (ladders, n, steps, NULL);
      assessment = form_assess (form, answers);
      check_sums (assessment);
      check_harder (form, ladders, n, steps, assessment);
      check_order (form, ladders, n, steps, assessment);
    }
}

static void
test_properties_of_demo (void)
{
  check_households ("hardship-demo-100", form_demo_ladders, FORM_DEMO_LADDERS);
}

static void
test_properties_of_sound (void)
{
  check_households (NULL, form_sound_ladders, FORM_SOUND_LADDERS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/policy/assessment-properties/demo", test_properties_of_demo);
  g_test_add_func ("/policy/assessment-properties/sound", test_properties_of_sound);
  return g_test_run ();
}
