/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-base.h"
#include "casework/doudi-household-view.h"

/* How somebody looks at the list of households: kept as JSON, right on another day. */

static void
assert_same (const DoudiHouseholdView *one, const DoudiHouseholdView *other)
{
  g_assert_true (doudi_household_choice_equal (&one->choice, &other->choice));
  g_assert_cmpint (one->order.column, ==, other->order.column);
  g_assert_cmpint (one->order.descending, ==, other->order.descending);
  g_assert_cmpuint (one->columns->len, ==, other->columns->len);
  for (guint i = 0; i < one->columns->len; i++)
    {
      const DoudiViewColumn *first = &g_array_index (one->columns, DoudiViewColumn, i);
      const DoudiViewColumn *second = &g_array_index (other->columns, DoudiViewColumn, i);

      g_assert_cmpstr (first->name, ==, second->name);
      g_assert_cmpint (first->hidden, ==, second->hidden);
      g_assert_cmpint (first->width, ==, second->width);
    }
}

static void
assert_round_trip (const DoudiHouseholdView *view)
{
  g_autofree char *json = doudi_household_view_to_json (view);
  g_autoptr (DoudiHouseholdView) read = doudi_household_view_parse (json);

  assert_same (view, read);
}

static void
test_round_trip (void)
{
  g_autoptr (DoudiHouseholdView) view = doudi_household_view_new ();
  const DoudiViewColumn village = { "village", FALSE, 120 };
  const DoudiViewColumn oldest = { "oldest", TRUE, 0 };

  assert_round_trip (view);
  view->choice = (DoudiHouseholdChoice){
    .division = "623027100200",
    .programme = DOUDI_PROGRAMME_ORPHAN,
    .benefit_class = 2,
    .aged_from = 60,
    .aged_below = 18,
    .disabilities = DOUDI_DISABILITY_SEVERE,
    .flags = DOUDI_CARD_NO_PHONE | DOUDI_CARD_OPEN_REVIEW,
    .any_flags = DOUDI_CARD_DOUBTS,
    .recorded = DOUDI_SPAN_WEEK,
    .review = DOUDI_SPAN_DAY,
    .review_day = doudi_day_new (2018, 9, 30),
    .amount_from = 10000,
    .amount_to = 99999,
  };
  view->order = (DoudiHouseholdOrder){ DOUDI_HOUSEHOLD_AMOUNT, TRUE };
  g_array_append_val (view->columns, village);
  g_array_append_val (view->columns, oldest);
  assert_round_trip (view);
  for (int span = 0; span < DOUDI_N_SPANS; span++)
    {
      view->choice.recorded = (DoudiHouseholdSpan) span;
      view->choice.recorded_day = span == DOUDI_SPAN_DAY ? doudi_day_new (2018, 1, 31) : 0;
      assert_round_trip (view);
    }
}

/* What is broken, or of another version, is as in a new view; the rest is kept. */
static void
test_broken (void)
{
  static const char *const broken[] = {
    NULL,
    "",
    "nothing",
    "[]",
    "{\"filter\":[],\"order\":7,\"columns\":{}}",
    "{\"filter\":{\"division\":\"62'\",\"programme\":\"none\",\"class\":\"two\",\"aged_from\":-4,"
    "\"flags\":[\"other\",3,[]],\"recorded\":\"2018-13-01\",\"review\":8,\"amount_to\":null},"
    "\"order\":{\"column\":\"other\",\"descending\":true},"
    "\"columns\":[1,{\"name\":\"a name that is much too long\"},{\"width\":4}]}",
  };
  g_autoptr (DoudiHouseholdView) empty = doudi_household_view_new ();
  g_autoptr (DoudiHouseholdView) some = doudi_household_view_parse (
    "{\"filter\":{\"class\":2,\"later\":true},\"columns\":[{\"name\":\"head\",\"width\":99999},"
    "{\"name\":\"head\"}]}");

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (DoudiHouseholdView) view = doudi_household_view_parse (broken[i]);

      assert_same (view, empty);
    }
  g_assert_cmpint (some->choice.benefit_class, ==, 2);
  g_assert_cmpuint (some->columns->len, ==, 1);
  g_assert_cmpint (g_array_index (some->columns, DoudiViewColumn, 0).width, ==, 2000);
}

/* The same choice means other days on another day. */
static void
test_days (void)
{
  const DoudiHouseholdChoice choice = { .aged_from = 80,
                                        .aged_below = 18,
                                        .recorded = DOUDI_SPAN_WEEK,
                                        .review = DOUDI_SPAN_MONTH };
  const DoudiHouseholdChoice spans[] = {
    { .review = DOUDI_SPAN_ANY },
    { .review = DOUDI_SPAN_OVERDUE },
    { .review = DOUDI_SPAN_TODAY },
    { .review = DOUDI_SPAN_NEXT_MONTH },
    { .review = DOUDI_SPAN_DAY, .review_day = doudi_day_new (2019, 5, 6) },
  };
  const DoudiDay expected[]
    = { DOUDI_DAY_NONE, doudi_day_new (2018, 6, 7), doudi_day_new (2018, 6, 8),
        doudi_day_new (2018, 7, 31), doudi_day_new (2019, 5, 6) };
  DoudiHouseholdFilter filter
    = doudi_household_choice_resolve (&choice, doudi_day_new (2018, 6, 8));

  g_assert_null (filter.division);
  g_assert_cmpuint (filter.born_by, ==, doudi_day_new (1938, 6, 8));
  g_assert_cmpuint (filter.born_after, ==, doudi_day_new (2000, 6, 8));
  g_assert_cmpuint (filter.recorded_since, ==, doudi_day_new (2018, 6, 2));
  g_assert_cmpuint (filter.review_until, ==, doudi_day_new (2018, 6, 30));
  filter = doudi_household_choice_resolve (&choice, doudi_day_new (2019, 2, 1));
  g_assert_cmpuint (filter.born_by, ==, doudi_day_new (1939, 2, 1));
  g_assert_cmpuint (filter.review_until, ==, doudi_day_new (2019, 2, 28));
  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      filter = doudi_household_choice_resolve (&spans[i], doudi_day_new (2018, 6, 8));
      g_assert_cmpuint (filter.review_until, ==, expected[i]);
      g_assert_cmpint (doudi_household_choice_needs_figures (&spans[i]), ==, i > 0);
    }
}

static void
test_standing (void)
{
  guint n;
  const DoudiStandingChoice *choices = doudi_standing_choices (&n);
  const DoudiHouseholdChoice every = { .division = "" };

  g_assert_true (doudi_household_choice_equal (&choices[0].choice, &every));
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (doudi_standing_choice_find (choices[i].name) == &choices[i]);
      for (guint j = 0; j < i; j++)
        g_assert_false (doudi_household_choice_equal (&choices[i].choice, &choices[j].choice));
    }
  g_assert_null (doudi_standing_choice_find ("other"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/casework/household-view/round-trip", test_round_trip);
  g_test_add_func ("/casework/household-view/broken", test_broken);
  g_test_add_func ("/casework/household-view/days", test_days);
  g_test_add_func ("/casework/household-view/standing", test_standing);
  return g_test_run ();
}
