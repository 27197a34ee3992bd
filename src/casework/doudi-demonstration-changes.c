/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-demonstration-changes.h"

#include "casework/doudi-import.h"
#include "store/doudi-award-store.h"
#include "store/doudi-indexer.h"
#include "store/doudi-registry-write.h"

#define SOURCE "form"

/* One household of so many changes in a month. */
#define CHANGED_SHARE 80

/* A death is heard of so many months late, which the next run takes back. */
#define MONTHS_LATE 2

typedef struct
{
  DoudiSession *session;
  DoudiStore *store;
  DoudiInvention *invention;
  DoudiMonth month;
  DoudiHousehold *household;
  GPtrArray *awards;
} Change;

static void
change_clear (Change *change)
{
  g_clear_pointer (&change->household, doudi_household_free);
  g_clear_pointer (&change->awards, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static const DoudiAwardTermRow *
last_term (const DoudiAwardRow *award)
{
  return award->terms->len > 0
           ? &g_array_index (award->terms, DoudiAwardTermRow, award->terms->len - 1)
           : NULL;
}

static gboolean
is_running (const DoudiAwardRow *award)
{
  return last_term (award) != NULL && last_term (award)->persons > 0;
}

static const DoudiAwardRow *
find_low_income (const Change *change)
{
  for (guint i = 0; i < change->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (change->awards, i);

      if (is_running (award)
          && doudi_programme_info (doudi_programme_from_name (award->programme))->for_household)
        return award;
    }
  return NULL;
}

static gboolean
add_term (const Change *change,
          const DoudiAwardRow *award,
          DoudiMonth from,
          int persons,
          int benefit_class,
          const char *reason,
          GError **error)
{
  DoudiAwardTermRow term = *last_term (award);

  term.id = 0;
  term.from = MAX (from, award->first_month);
  term.persons = persons;
  term.benefit_class = benefit_class;
  return doudi_award_insert_term (change->session, award->id, &term, 0, reason, SOURCE, error);
}

/* After a review: one class up or down. */
static gboolean
change_class (const Change *change, const DoudiAwardRow *award, GError **error)
{
  const DoudiAwardTermRow *term = last_term (award);
  int up = term->benefit_class == 1
               || (term->benefit_class < 4 && doudi_invention_below (change->invention, 2) == 0)
             ? 1
             : -1;

  return add_term (change, award, change->month, term->persons, term->benefit_class + up,
                   "复核调整", error);
}

static gboolean
lose_member (const Change *change, const DoudiAwardRow *award, GError **error)
{
  const DoudiAwardTermRow *term = last_term (award);
  GPtrArray *members = change->household->members;
  const DoudiMember *last = g_ptr_array_index (members, members->len - 1);

  /* One who draws something of one's own stays, and one who may not be covered. */
  if (term->persons != (int) members->len || term->persons < 2 || change->awards->len > 1)
    return change_class (change, award, error);
  return add_term (change, award, change->month, term->persons - 1, term->benefit_class, "减员",
                   error)
         && doudi_registry_end_membership (change->session, last->id,
                                           doudi_month_first_day (change->month), SOURCE, error);
}

static gboolean
end_all (const Change *change, DoudiMonth from, const char *reason, GError **error)
{
  for (guint i = 0; i < change->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (change->awards, i);

      if (is_running (award) && !add_term (change, award, from, 0, 0, reason, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
die (const Change *change, GError **error)
{
  DoudiMonth stop = doudi_month_add (change->month, -MONTHS_LATE);
  DoudiDay day = doudi_month_last_day (doudi_month_add (stop, -1));
  g_autofree char *text = doudi_day_format_iso (day);
  const DoudiMember *member = g_ptr_array_index (change->household->members, 0);

  return doudi_registry_insert_circumstance (change->session, member->person_id, "death", text, day,
                                             SOURCE, error)
         && end_all (change, stop, "死亡", error);
}

static gboolean
change_one (const Change *change, GError **error)
{
  const DoudiAwardRow *low_income = find_low_income (change);
  guint die_cast = doudi_invention_below (change->invention, 10);

  if (change->household->members->len == 0)
    return TRUE;
  if (low_income == NULL)
    return die_cast < 3 && change->household->members->len == 1 ? die (change, error) : TRUE;
  if (die_cast < 5)
    return change_class (change, low_income, error);
  if (die_cast < 7)
    return lose_member (change, low_income, error);
  return end_all (change, change->month, "收入超标准", error);
}

static gboolean
change_household (Change *change, gint64 id, DoudiIndexer *indexer, GError **error)
{
  change->household = doudi_registry_get_household (
    change->store, id, doudi_session_get_today (change->session), error);
  change->awards
    = change->household != NULL ? doudi_awards_of_household (change->store, id, error) : NULL;
  return change->awards != NULL && change_one (change, error)
         && doudi_indexer_add (indexer, id, error);
}

static gboolean
change_households (DoudiSession *session,
                   DoudiInvention *invention,
                   DoudiMonth month,
                   gint64 households,
                   GError **error)
{
  g_autoptr (DoudiIndexer) indexer = doudi_casework_indexer_new (session, error);

  if (indexer == NULL)
    return FALSE;
  for (gint64 i = 0; i <= households / CHANGED_SHARE; i++)
    {
      g_auto (Change) change = { .session = session,
                                 .store = doudi_session_get_store (session),
                                 .invention = invention,
                                 .month = month };
      gint64 id = 1 + doudi_invention_below (invention, (guint) households);

      if (!change_household (&change, id, indexer, error))
        return FALSE;
    }
  return doudi_indexer_flush (indexer, error);
}

/*
 * doudi_demonstration_change:
 * @session: a caseworker's
 * @invention: throws the dice
 * @month: from which month on
 * @households: how many there are, with ids from 1 on
 * @error: return location
 *
 * Lets happen what happens in a month: reviews that change a class, members who leave, incomes
 * that rise, deaths that are heard of late.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_demonstration_change (DoudiSession *session,
                            DoudiInvention *invention,
                            DoudiMonth month,
                            gint64 households,
                            GError **error)
{
  g_autoptr (DoudiTransaction) transaction
    = doudi_transaction_begin (doudi_session_get_store (session), error);

  return transaction != NULL && change_households (session, invention, month, households, error)
         && doudi_transaction_commit (transaction, error);
}
