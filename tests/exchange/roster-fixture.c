/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "roster-fixture.h"

#include <string.h>

#include "base/doudi-day.h"

/* What the classes paid in January 2018. */
static DoudiFen
expected_cb (const DoudiRosterAward *award,
             DoudiResidence residence,
             DoudiMonth month,
             gpointer data)
{
  static const DoudiFen classes[] = { 0, 29200, 27500, 8400, 5800 };

  if (award->programme != DOUDI_PROGRAMME_LOW_INCOME)
    return -1;
  return classes[award->benefit_class] * award->persons;
}

/* The county of the rosters, loaded once. */
static GPtrArray *
get_divisions (void)
{
  static GPtrArray *divisions;

  if (divisions == NULL)
    divisions = doudi_divisions_load_county ("623027", NULL);
  g_assert_nonnull (divisions);
  return divisions;
}

DoudiRosterOptions
roster_options (void)
{
  return (DoudiRosterOptions){
    .divisions = get_divisions (),
    .today = doudi_day_new (2018, 1, 5),
    .expected = expected_cb,
  };
}

static gboolean
problem_cb (const DoudiRosterProblem *problem, gpointer data, GError **error)
{
  RosterResult *result = data;

  g_assert_cmpuint (strlen (problem->message), >, 20);
  /* A message may go where the value may not. */
  if (g_ascii_isdigit (problem->value[0]) && strlen (problem->value) >= 15)
    g_assert_null (strstr (problem->message, problem->value));
  if (problem->warning)
    g_ptr_array_add (result->warnings, g_strdup_printf ("%d %s", problem->row, problem->problem));
  else
    g_ptr_array_add (result->problems,
                     g_strdup_printf ("%d %s %s", problem->row, problem->column, problem->problem));
  g_ptr_array_add (result->messages, g_strdup (problem->message));
  g_string_append_printf (result->list, "%s %s\n", problem->problem, problem->value);
  return TRUE;
}

static void
count (RosterResult *result, char *what, int persons)
{
  int before = GPOINTER_TO_INT (g_hash_table_lookup (result->counts, what));

  g_hash_table_insert (result->counts, what, GINT_TO_POINTER (before + persons));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

static void
describe_person (GString *text, const DoudiRosterPerson *person)
{
  g_autofree char *birth = doudi_day_format_iso (person->birth);
  GList *kinds = g_list_sort (g_hash_table_get_keys (person->circumstances), compare_names);

  g_string_append_printf (text, " (%s %s %s %s %s %s %s", person->relation, person->name,
                          person->identity_number,
                          person->original_number == NULL ? "-" : person->original_number,
                          doudi_sex_name (person->sex), birth, person->ethnicity);
  for (GList *at = kinds; at != NULL; at = at->next)
    g_string_append_printf (text, " %s=%s", (const char *) at->data,
                            (const char *) g_hash_table_lookup (person->circumstances, at->data));
  g_string_append (text, ")");
  g_list_free (kinds);
}

static void
describe_award (RosterResult *result, const DoudiRosterAward *award)
{
  const char *programme = doudi_programme_info (award->programme)->name;

  g_string_append_printf (result->households, " [%s %d %d %d %s %s %d]", programme, award->person,
                          award->persons, award->benefit_class, doudi_care_name (award->care),
                          doudi_self_care_name (award->self_care), award->original_month);
  count (result, g_strdup_printf ("class %d", award->benefit_class), award->persons);
  count (result,
         g_strdup_printf ("%s %s %s", programme, doudi_care_name (award->care),
                          doudi_self_care_name (award->self_care)),
         award->persons);
}

static gboolean
household_cb (const DoudiRosterHousehold *household, gpointer data, GError **error)
{
  RosterResult *result = data;

  g_assert_cmpint (household->row, <=, household->last_row);
  if (household->held)
    return TRUE;
  g_string_append_printf (result->households, "%s|%s|%s|%s|%s|%s:", household->division_code,
                          household->village_group, household->address, household->phone,
                          household->account_number, household->account_holder);
  for (guint i = 0; i < household->persons->len; i++)
    describe_person (result->households, g_ptr_array_index (household->persons, i));
  for (guint i = 0; i < household->awards->len; i++)
    describe_award (result, g_ptr_array_index (household->awards, i));
  g_string_append_c (result->households, '\n');
  return TRUE;
}

RosterResult *
roster_result_read (const char *path, const DoudiRosterOptions *options, GError **error)
{
  g_autoptr (DoudiRoster) roster = doudi_roster_open (path, options, error);
  RosterResult *result;
  DoudiRosterHandler handler = { problem_cb, household_cb, NULL };

  if (roster == NULL)
    return NULL;
  result = g_new0 (RosterResult, 1);
  result->layout = g_strdup (doudi_layout_get_id (doudi_roster_get_layout (roster)));
  result->month = doudi_roster_get_month (roster);
  result->residence = doudi_roster_get_residence (roster);
  result->problems = g_ptr_array_new_with_free_func (g_free);
  result->warnings = g_ptr_array_new_with_free_func (g_free);
  result->messages = g_ptr_array_new_with_free_func (g_free);
  result->list = g_string_new (NULL);
  result->households = g_string_new (NULL);
  result->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  handler.data = result;
  if (doudi_roster_read (roster, &handler, &result->summary, error))
    return result;
  roster_result_free (result);
  return NULL;
}

RosterResult *
roster_result_read_text (const Fixture *fixture,
                         const char *text,
                         const DoudiRosterOptions *options)
{
  g_autofree char *path = fixture_write (fixture, "roster.csv", text, -1);
  g_autoptr (GError) error = NULL;
  RosterResult *result = roster_result_read (path, options, &error);

  g_assert_no_error (error);
  return result;
}

void
roster_result_free (RosterResult *result)
{
  doudi_roster_summary_clear (&result->summary);
  g_free (result->layout);
  g_ptr_array_unref (result->problems);
  g_ptr_array_unref (result->warnings);
  g_ptr_array_unref (result->messages);
  g_string_free (result->list, TRUE);
  g_string_free (result->households, TRUE);
  g_hash_table_unref (result->counts);
  g_free (result);
}

int
roster_result_count (const RosterResult *result, const char *what)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (result->counts, what));
}

static char *
join (GPtrArray *texts)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i == 0 ? "" : "; ",
                            (const char *) g_ptr_array_index (texts, i));
  return g_string_free (joined, FALSE);
}

void
roster_result_assert (const RosterResult *result, const char *problems, const char *warnings)
{
  g_autofree char *found_problems = join (result->problems);
  g_autofree char *found_warnings = join (result->warnings);

  g_assert_cmpstr (found_problems, ==, problems);
  g_assert_cmpstr (found_warnings, ==, warnings);
}
