/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What stands against making two records of a person one: money, and what is under way.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-merge-private.h"
#include "casework/doudi-policies.h"
#include "policy/doudi-programme.h"
#include "store/doudi-application-store.h"
#include "store/doudi-award-store.h"
#include "store/doudi-exclusion-store.h"

static gboolean
is_of_household (const char *programme)
{
  return doudi_programme_info (doudi_programme_from_name (programme))->for_household;
}

static const char *
label_of (const char *programme)
{
  return _ (doudi_programme_info (doudi_programme_from_name (programme))->label);
}

/* What a record draws: awards in its name, and those of its household that may cover it. */
static GArray *
list_drawn (const DoudiMerging *merging, const DoudiMergeRecord *record, GError **error)
{
  GArray *drawn = doudi_registry_awards_drawn_by (merging->store, record->person->person_id,
                                                  merging->today, error);

  for (guint i = drawn != NULL ? drawn->len : 0; i > 0; i--)
    {
      const DoudiDrawnAward *award = &g_array_index (drawn, DoudiDrawnAward, i - 1);

      if (award->person_id != record->person->person_id && !is_of_household (award->programme))
        g_array_remove_index (drawn, i - 1);
    }
  return drawn;
}

/* Both are members of the household that draws: whether it counts them both. */
static gboolean
check_counted_twice (const DoudiMerging *merging,
                     const DoudiDrawnAward *award,
                     GPtrArray *obstacles,
                     GError **error)
{
  g_autoptr (DoudiAwardRow) row = doudi_award_get (merging->store, award->award_id, error);
  const DoudiAwardTermRow *term
    = row != NULL && row->terms->len > 0
        ? &g_array_index (row->terms, DoudiAwardTermRow, row->terms->len - 1)
        : NULL;
  gint64 members;

  if (row == NULL
      || !doudi_household_count_members (merging->store, award->household_id, merging->today,
                                         &members, error))
    return FALSE;
  if (term != NULL && !term->single_person && term->persons > members - 1)
    g_ptr_array_add (obstacles,
                     g_strdup_printf (_ ("%s covers both records. Enter first that one of them "
                                         "leaves the household, as a change."),
                                      label_of (award->programme)));
  return TRUE;
}

static void
check_pair (const DoudiMerging *merging,
            const DoudiPolicy *policy,
            const DoudiDrawnAward *one,
            const DoudiDrawnAward *other,
            GPtrArray *obstacles)
{
  DoudiMonth month = doudi_month_of_day (merging->today);

  if (g_str_equal (one->programme, other->programme))
    g_ptr_array_add (obstacles, g_strdup_printf (_ ("Both draw %s. End one of the two first, as a "
                                                    "change."),
                                                 label_of (one->programme)));
  else if (doudi_programmes_exclude (policy, doudi_programme_from_name (one->programme),
                                     doudi_programme_from_name (other->programme), month))
    g_ptr_array_add (
      obstacles, g_strdup_printf (_ ("One draws %s, the other %s, and nobody may draw both. End "
                                     "one of the two first, as a change."),
                                  label_of (one->programme), label_of (other->programme)));
}

static gboolean
check_drawn (const DoudiMerging *merging, GPtrArray *obstacles, GError **error)
{
  g_autoptr (DoudiPolicy) policy = doudi_policies_load (merging->store, merging->today, error);
  g_autoptr (GArray) kept = policy != NULL ? list_drawn (merging, &merging->keep, error) : NULL;
  g_autoptr (GArray) others = kept != NULL ? list_drawn (merging, &merging->other, error) : NULL;

  for (guint i = 0; others != NULL && i < kept->len; i++)
    for (guint j = 0; j < others->len; j++)
      {
        const DoudiDrawnAward *one = &g_array_index (kept, DoudiDrawnAward, i);
        const DoudiDrawnAward *other = &g_array_index (others, DoudiDrawnAward, j);

        if (one->award_id != other->award_id)
          check_pair (merging, policy, one, other, obstacles);
        else if (!check_counted_twice (merging, one, obstacles, error))
          return FALSE;
      }
  return others != NULL;
}

static gboolean
draws_as_household (const DoudiMerging *merging, gint64 household, gboolean *draws, GError **error)
{
  g_autoptr (GPtrArray) awards = doudi_awards_of_household (merging->store, household, error);

  *draws = FALSE;
  for (guint i = 0; awards != NULL && i < awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (awards, i);

      if (award->terms->len > 0 && is_of_household (award->programme)
          && g_array_index (award->terms, DoudiAwardTermRow, award->terms->len - 1).persons > 0)
        *draws = TRUE;
    }
  return awards != NULL;
}

/* Whose household it is: nobody knows households by their numbers. */
static char *
dup_head_name (const DoudiHousehold *household)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);

      if (i == 0 || g_str_equal (member->relation, "head"))
        return g_strdup (member->name);
    }
  return g_strdup_printf ("%" G_GINT64_FORMAT, household->id);
}

/* Whoever leaves a household leaves a head behind, and no award that still counts the person. */
static gboolean
check_left (const DoudiMerging *merging,
            const DoudiHousehold *left,
            GPtrArray *obstacles,
            GError **error)
{
  g_autofree char *name = dup_head_name (left);
  gboolean draws;

  if (!draws_as_household (merging, left->id, &draws, error))
    return FALSE;
  if (draws)
    g_ptr_array_add (
      obstacles,
      g_strdup_printf (_ ("The household of %s draws, and the person would leave it. Enter that "
                          "first, as a change; or let the person stay there."),
                       name));
  for (guint i = 0; left->members->len > 1 && i < left->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (left->members, i);

      if (g_str_equal (member->relation, "head")
          && (member->person_id == merging->keep.person->person_id
              || member->person_id == merging->other.person->person_id))
        g_ptr_array_add (
          obstacles,
          g_strdup_printf (_ ("The person is the head of the household of %s, where others live. "
                              "Make one of them the head first; or let the person stay there."),
                           name));
    }
  return TRUE;
}

/*
 * doudi_merge_check_quiet:
 * @store: the caseload
 * @household: as it is
 * @obstacles: (element-type utf8): where what is found goes
 * @error: return location
 *
 * Looks whether something of a household waits to be decided: what is merged under it would be
 * decided about other records than those that somebody looked at.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_merge_check_quiet (DoudiStore *store,
                         const DoudiHousehold *household,
                         GPtrArray *obstacles,
                         GError **error)
{
  g_autofree char *name = dup_head_name (household);
  g_autofree char *number = NULL;
  gint64 change;

  if (!doudi_registry_find_open_change (store, household->id, &change, error)
      || !doudi_registry_find_open_case (store, household->id, &number, error))
    return FALSE;
  if (change != 0)
    g_ptr_array_add (
      obstacles, g_strdup_printf (_ ("A change of the household of %s waits for another person. "
                                     "Have it decided first."),
                                  name));
  if (number != NULL)
    g_ptr_array_add (obstacles,
                     g_strdup_printf (_ ("Application %s of the household of %s is under way. Have "
                                         "it decided first."),
                                      number, name));
  return TRUE;
}

static gboolean
check_named (const DoudiMerging *merging,
             const DoudiMergeRecord *record,
             GPtrArray *obstacles,
             GError **error)
{
  g_autoptr (GPtrArray) named = NULL;

  if (*record->person->identity_number == '\0')
    return TRUE;
  named = doudi_application_list_naming (merging->store, 0, record->person->identity_number, error);
  for (guint i = 0; named != NULL && i < named->len; i++)
    {
      const DoudiApplicationNamed *other = g_ptr_array_index (named, i);

      if (!other->closed)
        g_ptr_array_add (
          obstacles, g_strdup_printf (_ ("Application %s names the person and is under way. Have "
                                         "it decided first."),
                                      other->number));
    }
  return named != NULL;
}

static gboolean
check_runs (const DoudiMerging *merging,
            const DoudiMergeRecord *record,
            GPtrArray *obstacles,
            GError **error)
{
  gint64 run;

  if (!doudi_registry_find_open_run (merging->store, record->person->person_id, &run, error))
    return FALSE;
  if (run != 0)
    g_ptr_array_add (obstacles, g_strdup_printf (_ ("Pay run %lld, which pays the person, is not "
                                                    "closed. Close it or take it back first."),
                                                 (long long) run));
  return TRUE;
}

static gboolean
check_homes (const DoudiMerging *merging, GPtrArray *obstacles, GError **error)
{
  for (guint i = 0; i < merging->homes->len; i++)
    {
      gint64 id = g_array_index (merging->homes, gint64, i);
      g_autoptr (DoudiHousehold) household
        = doudi_registry_get_household (merging->store, id, merging->today, error);

      if (household == NULL
          || !doudi_merge_check_quiet (merging->store, household, obstacles, error)
          || (merging->stays != 0 && id != merging->stays
              && !check_left (merging, household, obstacles, error)))
        return FALSE;
    }
  return TRUE;
}

/* A record that was merged before stands for nobody. */
static void
check_known (const DoudiMergeRecord *record, GPtrArray *obstacles)
{
  if (record->memberships->len == 0 && record->awards->len == 0 && record->facts->len == 0)
    g_ptr_array_add (obstacles,
                     g_strdup_printf (_ ("Record %lld stands for nobody any more: it has been made "
                                         "one with another, or taken back."),
                                      (long long) record->person->person_id));
}

/*
 * doudi_merging_find_obstacles:
 * @merging: a merger
 * @obstacles: (element-type utf8): where what is found goes, translated
 * @error: return location
 *
 * Finds all that stands against a merger, so that somebody sees at once what is to be done first.
 *
 * Returns: whether it could be looked up
 */
gboolean
doudi_merging_find_obstacles (DoudiMerging *merging, GPtrArray *obstacles, GError **error)
{
  if (merging->keep.person->person_id == merging->other.person->person_id)
    {
      g_ptr_array_add (obstacles, g_strdup (_ ("These are not two records but one.")));
      return TRUE;
    }
  check_known (&merging->keep, obstacles);
  check_known (&merging->other, obstacles);
  return check_drawn (merging, obstacles, error) && check_homes (merging, obstacles, error)
         && check_named (merging, &merging->keep, obstacles, error)
         && check_named (merging, &merging->other, obstacles, error)
         && check_runs (merging, &merging->keep, obstacles, error)
         && check_runs (merging, &merging->other, obstacles, error);
}
