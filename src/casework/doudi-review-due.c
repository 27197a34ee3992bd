/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-review-due.h"

#include <string.h>

#include "base/doudi-error.h"
#include "policy/doudi-review.h"
#include "store/doudi-award-store.h"
#include "store/doudi-registry.h"

#define PAGE 200

#define ADULT 16
#define RETIRED 60

/* How rosters and forms write that somebody cannot work. */
static const char *const unable_words[] = { "丧失", "无劳动能力", "完全丧失", NULL };
/* And that an income comes and goes. */
static const char *const unsettled_words[] = { "灵活", "务工", "打工", "临时", "零工", NULL };

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiReviewDueRow, doudi_review_due_row_free)

static gboolean
has_word (const char *text, const char *const *words)
{
  for (guint i = 0; text != NULL && words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Of working age, and nothing says that the person cannot work. Who is at school does not count. */
static gboolean
is_able_bodied (const DoudiMember *member, DoudiDay day)
{
  DoudiDay birth = doudi_day_parse_iso (member->birth_date);
  int age = birth != DOUDI_DAY_NONE && birth <= day ? doudi_day_age_on (birth, day) : -1;
  const char *ability = g_hash_table_lookup (member->circumstances, "work-ability");

  return age >= ADULT && age < RETIRED && ability != NULL && *ability != '\0'
         && !has_word (ability, unable_words);
}

/* What the rules of reviews ask, from what the registry says of the members. */
static void
add_members (DoudiReviewFacts *facts, const DoudiHousehold *household, DoudiDay day)
{
  facts->income_stable = TRUE;
  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);

      facts->able_bodied = facts->able_bodied || is_able_bodied (member, day);
      if (has_word (g_hash_table_lookup (member->circumstances, "employment"), unsettled_words))
        facts->income_stable = FALSE;
    }
}

/* 三无: nobody able to work, and an income that was assessed and is none. */
static gboolean
add_means (DoudiReviewFacts *facts, DoudiStore *store, gint64 award_id, GError **error)
{
  g_autoptr (DoudiAwardRow) award = doudi_award_get (store, award_id, error);
  const DoudiAwardTermRow *term
    = award != NULL && award->terms->len > 0
        ? &g_array_index (award->terms, DoudiAwardTermRow, award->terms->len - 1)
        : NULL;

  facts->without_means = !facts->able_bodied && facts->income_stable && term != NULL
                         && term->income_known && term->yearly_income == 0;
  return award != NULL;
}

static DoudiCircumstances
whom_of (const DoudiReviewDueRow *row)
{
  return (DoudiCircumstances){ .programme = doudi_programme_from_name (row->programme),
                               .residence = doudi_residence_from_name (row->residence),
                               .benefit_class = row->benefit_class };
}

static gboolean
load_review_facts (DoudiReviewFacts *facts,
                   DoudiStore *store,
                   const DoudiReviewDueRow *row,
                   DoudiDay confirmed,
                   GError **error)
{
  g_autoptr (DoudiHousehold) household
    = doudi_registry_get_household (store, row->household_id, confirmed, error);

  *facts = (DoudiReviewFacts){ .whom = whom_of (row), .confirmed = confirmed };
  if (household == NULL)
    return FALSE;
  add_members (facts, household, confirmed);
  return add_means (facts, store, row->award_id, error);
}

/* A rule that is not there, or asks for what nobody knows, leaves no day: that is no error. */
static gboolean
is_silence (const GError *error)
{
  return g_error_matches (error, DOUDI_ERROR, DOUDI_ERROR_NO_STANDARD)
         || g_error_matches (error, DOUDI_ERROR, DOUDI_ERROR_NO_FACT);
}

static gboolean
ask_rule (const DoudiPolicy *policy,
          const DoudiReviewFacts *facts,
          DoudiReview *review,
          GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GPtrArray) lines
    = doudi_review_date (policy, facts, DOUDI_LANGUAGE_CHINESE, review, &local);

  if (lines != NULL)
    return TRUE;
  *review = (DoudiReview){ 0 };
  if (is_silence (local))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The day of the next review, by the rule of the month that starts it. */
static gboolean
find_due (DoudiStore *store,
          const DoudiPolicy *policy,
          const DoudiReviewDueRow *row,
          DoudiDay confirmed,
          DoudiReview *review,
          GError **error)
{
  DoudiReviewFacts facts;

  *review = (DoudiReview){ 0 };
  return confirmed == DOUDI_DAY_NONE
         || (load_review_facts (&facts, store, row, confirmed, error)
             && ask_rule (policy, &facts, review, error));
}

/**
 * doudi_review_find_next:
 * @store: the caseload
 * @policy: what is known
 * @row: an award
 * @confirmed: the day that it was looked at, or decided
 * @next: (out): when it is to be looked at again, or %DOUDI_DAY_NONE where no rule says
 * @error: return location
 *
 * Finds the day of the next review of an award by the rule of the month of @confirmed.
 *
 * Returns: whether it could be found
 */
gboolean
doudi_review_find_next (DoudiStore *store,
                        const DoudiPolicy *policy,
                        const DoudiReviewDueRow *row,
                        DoudiDay confirmed,
                        DoudiDay *next,
                        GError **error)
{
  DoudiReview review;

  if (!find_due (store, policy, row, confirmed, &review, error))
    return FALSE;
  *next = review.due;
  return TRUE;
}

/* The last confirmed look at an award, or %DOUDI_DAY_NONE. */
static gboolean
find_last_review (DoudiStore *store, gint64 award_id, DoudiDay *confirmed, GError **error)
{
  g_autoptr (GPtrArray) reviews = doudi_review_list_of_award (store, award_id, error);

  *confirmed = DOUDI_DAY_NONE;
  for (guint i = 0; reviews != NULL && i < reviews->len; i++)
    {
      const DoudiReviewRow *review = g_ptr_array_index (reviews, i);

      if (review->confirmed_on != DOUDI_DAY_NONE)
        *confirmed = MAX (*confirmed, review->confirmed_on);
    }
  return reviews != NULL;
}

static gboolean
find_validity_by_rule (const DoudiPolicy *policy,
                       const DoudiReviewDueRow *row,
                       DoudiDay from,
                       DoudiDay *last,
                       GError **error)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GError) local = NULL;
  DoudiCircumstances whom = whom_of (row);

  *last = DOUDI_DAY_NONE;
  if (from == DOUDI_DAY_NONE)
    return TRUE;
  lines = doudi_validity_end (policy, &whom, from, DOUDI_LANGUAGE_CHINESE, last, &local);
  if (lines != NULL)
    return TRUE;
  *last = DOUDI_DAY_NONE;
  if (is_silence (local))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* A review that was confirmed begins a new stretch, by the rule; before one the decision says. */
static gboolean
find_validity (DoudiStore *store,
               const DoudiPolicy *policy,
               const DoudiReviewDueRow *row,
               DoudiDay *last,
               GError **error)
{
  DoudiDay reviewed;

  if (!find_last_review (store, row->award_id, &reviewed, error))
    return FALSE;
  *last = row->valid_through;
  if (reviewed == DOUDI_DAY_NONE && row->valid_through != DOUDI_DAY_NONE)
    return TRUE;
  return find_validity_by_rule (
    policy, row, reviewed != DOUDI_DAY_NONE ? reviewed : row->confirmed_on, last, error);
}

/* The earlier one of two days, either of which may be none. */
static DoudiDay
first_of (DoudiDay one, DoudiDay other)
{
  if (one == DOUDI_DAY_NONE || other == DOUDI_DAY_NONE)
    return MAX (one, other);
  return MIN (one, other);
}

static DoudiReviewDue *
due_new (DoudiReviewDueRow *row, const DoudiReview *review, DoudiDay last, DoudiDay today)
{
  DoudiReviewDue *due = g_new0 (DoudiReviewDue, 1);
  DoudiDay first;

  due->row = row;
  due->rule = review->rule;
  due->due = row->next_due_on != DOUDI_DAY_NONE ? row->next_due_on : review->due;
  due->valid_through = last;
  due->lapsed = last != DOUDI_DAY_NONE && last < today;
  first = first_of (due->due, last);
  due->days_left = first != DOUDI_DAY_NONE ? (int) first - (int) today : G_MAXINT;
  return due;
}

typedef struct
{
  DoudiStore *store;
  const DoudiPolicy *policy;
  DoudiDay through;
  DoudiDay today;
  GPtrArray *found;
} Search;

/* The earliest day that the rules could say, whatever is known of the members. */
static gboolean
find_earliest (const Search *search, const DoudiReviewDueRow *row, DoudiDay *day, GError **error)
{
  const DoudiReviewFacts cases[]
    = { { .income_stable = TRUE }, { .able_bodied = TRUE }, { .without_means = TRUE } };

  *day = DOUDI_DAY_NONE;
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      DoudiReviewFacts facts = cases[i];
      DoudiReview review;

      facts.whom = whom_of (row);
      facts.confirmed = row->confirmed_on;
      if (!ask_rule (search->policy, &facts, &review, error))
        return FALSE;
      if (review.due != DOUDI_DAY_NONE && (*day == DOUDI_DAY_NONE || review.due < *day))
        *day = review.due;
    }
  return TRUE;
}

/* Most awards are due much later: nobody looks at their members. */
static gboolean
can_be_due (const Search *search, const DoudiReviewDueRow *row, gboolean *can, GError **error)
{
  DoudiDay due = row->next_due_on;
  DoudiDay last = row->valid_through;

  if (last == DOUDI_DAY_NONE
      && !find_validity_by_rule (search->policy, row, row->confirmed_on, &last, error))
    return FALSE;
  if (due == DOUDI_DAY_NONE && !find_earliest (search, row, &due, error))
    return FALSE;
  *can = (due != DOUDI_DAY_NONE && due <= search->through)
         || (last != DOUDI_DAY_NONE && last <= search->through);
  return TRUE;
}

/* Takes the row if it is due. */
static gboolean
look_at (Search *search, DoudiReviewDueRow *taken, GError **error)
{
  g_autoptr (DoudiReviewDueRow) row = taken;
  DoudiReview review;
  DoudiReviewDue *due;
  DoudiDay last;
  gboolean can;

  if (!can_be_due (search, row, &can, error))
    return FALSE;
  if (!can)
    return TRUE;
  if (!find_due (search->store, search->policy, row, row->confirmed_on, &review, error)
      || !find_validity (search->store, search->policy, row, &last, error))
    return FALSE;
  due = due_new (g_steal_pointer (&row), &review, last, search->today);
  if (due->days_left != G_MAXINT && due->days_left <= (int) search->through - (int) search->today)
    g_ptr_array_add (search->found, due);
  else
    doudi_review_due_free (due);
  return TRUE;
}

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const DoudiReviewDue *one = *(const DoudiReviewDue *const *) a;
  const DoudiReviewDue *other = *(const DoudiReviewDue *const *) b;

  if (one->days_left != other->days_left)
    return one->days_left < other->days_left ? -1 : 1;
  return one->row->award_id < other->row->award_id ? -1 : one->row->award_id > other->row->award_id;
}

/* A page of the awards that are drawn; says how to go on. */
static gboolean
look_at_page (Search *search, const char *division, gint64 *after, gboolean *more, GError **error)
{
  g_autoptr (GPtrArray) rows = doudi_review_list_drawn (
    search->store, division, doudi_month_of_day (search->today), *after, PAGE, error);

  if (rows == NULL)
    return FALSE;
  *more = rows->len == PAGE;
  while (rows->len > 0)
    {
      DoudiReviewDueRow *row = g_ptr_array_steal_index (rows, 0);

      *after = row->award_id;
      if (!look_at (search, row, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * doudi_reviews_due:
 * @store: the caseload
 * @policy: what is known
 * @division: (nullable): township (9 digits) or village (12) to stay in
 * @through: the last day that counts
 * @today: the business day
 * @limit: how many at most, 0 for all
 * @error: return location
 *
 * Lists the awards that are to be reviewed by a day, or end by it (rules "review" and "validity"),
 * the most overdue first. It counts from the last review, else from the decision, else from the
 * roster an award came with. An award of which no rule says anything is not due.
 *
 * Returns: (transfer full) (element-type DoudiReviewDue): the awards; %NULL with @error set
 */
GPtrArray *
doudi_reviews_due (DoudiStore *store,
                   const DoudiPolicy *policy,
                   const char *division,
                   DoudiDay through,
                   DoudiDay today,
                   guint limit,
                   GError **error)
{
  g_autoptr (GPtrArray) found
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_review_due_free);
  Search search = { store, policy, through, today, found };
  gboolean more = TRUE;
  gint64 after = 0;

  while (more)
    if (!look_at_page (&search, division, &after, &more, error))
      return NULL;
  g_ptr_array_sort (found, compare_due);
  if (limit > 0 && found->len > limit)
    g_ptr_array_set_size (found, (int) limit);
  return g_steal_pointer (&found);
}

/**
 * doudi_review_find_first_day:
 * @store: the caseload
 * @policy: what is known
 * @row: an award that is drawn
 * @day: (out): the day its review is due, or its last day if that is earlier; or %DOUDI_DAY_NONE
 * @error: return location
 *
 * Finds the day by which somebody has to look at an award, as doudi_reviews_due() counts it.
 *
 * Returns: whether it could be found
 */
gboolean
doudi_review_find_first_day (DoudiStore *store,
                             const DoudiPolicy *policy,
                             const DoudiReviewDueRow *row,
                             DoudiDay *day,
                             GError **error)
{
  DoudiReview review = { .due = row->next_due_on };
  DoudiDay last;

  if (row->next_due_on == DOUDI_DAY_NONE
      && !find_due (store, policy, row, row->confirmed_on, &review, error))
    return FALSE;
  if (!find_validity (store, policy, row, &last, error))
    return FALSE;
  *day = first_of (review.due, last);
  return TRUE;
}

/**
 * doudi_review_due_free:
 * @due: (nullable) (transfer full): an award that is due
 *
 * Frees it with its row.
 */
void
doudi_review_due_free (DoudiReviewDue *due)
{
  if (due == NULL)
    return;
  doudi_review_due_row_free (due->row);
  g_free (due);
}
