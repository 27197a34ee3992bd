/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Who stands on a notice: the frozen rows of a pay run or of a review list, or the awards in force in
 * a month. Children are taken out here, before anything is made of the rows.
 */

#include "config.h"

#include "paper/doudi-notice-private.h"

#include <string.h>

#include "casework/doudi-case-list.h"
#include "casework/doudi-due-table.h"
#include "casework/doudi-exclusion.h"
#include "casework/doudi-policies.h"
#include "policy/doudi-entitlement.h"
#include "store/doudi-notice-store.h"
#include "store/doudi-pay-run-store.h"

#define ADULT_YEARS 18

typedef struct
{
  DoudiNoticeFrame *frame;
  GPtrArray *villages;
  guint withheld;
  DoudiPolicy *policy;
  DoudiExclusions *exclusions;
  GArray *terms; /* DoudiTerm, of the award at hand */
} Collection;

static void
clear_row (DoudiNoticeRow *row)
{
  g_free (row->name);
  g_free (row->group);
}

static void
village_free (DoudiNoticeVillage *village)
{
  g_free (village->code);
  g_array_unref (village->rows);
  g_free (village);
}

/* Rows come village by village. */
static DoudiNoticeVillage *
get_village (Collection *collection, const char *code)
{
  DoudiNoticeVillage *last
    = collection->villages->len > 0
        ? g_ptr_array_index (collection->villages, collection->villages->len - 1)
        : NULL;

  if (last != NULL && g_str_equal (last->code, code))
    return last;
  last = g_new0 (DoudiNoticeVillage, 1);
  last->code = g_strdup (code);
  last->rows = g_array_new (FALSE, TRUE, sizeof (DoudiNoticeRow));
  g_array_set_clear_func (last->rows, (GDestroyNotify) clear_row);
  g_ptr_array_add (collection->villages, last);
  return last;
}

/* The table for a row, NULL if it stands in none. Children are counted and left out. */
static const DoudiNoticeSection *
admit (Collection *collection, DoudiProgramme programme, const char *residence, gboolean minor)
{
  const DoudiNoticeFrame *frame = collection->frame;
  const DoudiNoticeSection *section;

  if (doudi_notice_never_hangs (programme))
    {
      collection->withheld++;
      return NULL;
    }
  section = doudi_notice_definition_find_section (frame->definition, programme,
                                                  doudi_residence_from_name (residence));
  if (section == NULL || (section->when_turned_on && (frame->turned_on & (1u << programme)) == 0))
    return NULL;
  if (minor)
    collection->withheld++;
  return minor ? NULL : section;
}

static gboolean
collect_pay_item (const DoudiPayItem *item, gpointer data, GError **error)
{
  Collection *collection = data;
  DoudiProgramme programme = doudi_programme_from_name (item->programme);
  const DoudiNoticeSection *section = admit (collection, programme, item->residence, item->minor);
  DoudiNoticeRow row;

  if (section == NULL)
    return TRUE;
  row = (DoudiNoticeRow){ .section = section,
                          .household_id = item->household_id,
                          .name = g_strdup (item->payee_name),
                          .group = g_strdup (item->village_group),
                          .persons = item->persons,
                          .benefit_class = item->benefit_class,
                          .care = doudi_care_from_name (item->care),
                          .regular = item->regular,
                          .adjustment = item->back_pay + item->recovery };
  g_array_append_val (get_village (collection, item->division_code)->rows, row);
  return TRUE;
}

/* Somebody whose age is not known may be a child. */
static gboolean
is_minor (DoudiDay birth, DoudiMonth month)
{
  return birth == DOUDI_DAY_NONE
         || doudi_day_age_on (birth, doudi_month_last_day (month)) < ADULT_YEARS;
}

static void
read_terms (Collection *collection, const GArray *rows)
{
  g_array_set_size (collection->terms, 0);
  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiAwardTermRow *row = &g_array_index (rows, DoudiAwardTermRow, i);
      DoudiTerm term = doudi_due_term_facts (row);

      g_array_append_val (collection->terms, term);
    }
}

static gboolean
add_standing_row (Collection *collection,
                  const DoudiStandingAward *award,
                  const DoudiNoticeSection *section,
                  const DoudiEntitlementFacts *facts,
                  GError **error)
{
  DoudiMonth month = collection->frame->month;
  const DoudiTerm *term = doudi_entitlement_term (facts, month);
  DoudiNoticeRow row;
  DoudiFen monthly;

  if (!doudi_entitlement (collection->policy, facts, month, &monthly, error))
    return FALSE;
  row = (DoudiNoticeRow){ .section = section,
                          .household_id = award->household_id,
                          .name = g_strdup (award->name),
                          .group = g_strdup (award->village_group),
                          .persons = term->persons,
                          .benefit_class = term->benefit_class,
                          .care = term->care,
                          .since = award->since,
                          .monthly = monthly };
  g_array_append_val (get_village (collection, award->division_code)->rows, row);
  return TRUE;
}

static gboolean
collect_award (const DoudiStandingAward *award, gpointer data, GError **error)
{
  Collection *collection = data;
  DoudiMonth month = collection->frame->month;
  DoudiProgramme programme = doudi_programme_from_name (award->programme);
  DoudiEntitlementFacts facts
    = { .programme = programme, .residence = doudi_residence_from_name (award->residence) };
  const DoudiNoticeSection *section;
  const DoudiTerm *term;

  read_terms (collection, award->terms);
  facts.terms = (const DoudiTerm *) collection->terms->data;
  facts.n_terms = collection->terms->len;
  term = doudi_entitlement_term (&facts, month);
  if (term == NULL || term->persons == 0
      || doudi_exclusions_hold (collection->exclusions, award->award_id, month))
    return TRUE;
  section = admit (collection, programme, award->residence, is_minor (award->birth, month));
  return section == NULL || add_standing_row (collection, award, section, &facts, error);
}

static gboolean
collect_standing (Collection *collection, const char *village, GError **error)
{
  const DoudiNoticeFrame *frame = collection->frame;
  gboolean done;

  collection->policy = doudi_policies_load (frame->store, frame->today, error);
  if (collection->policy == NULL)
    return FALSE;
  collection->exclusions = doudi_exclusions_load (frame->store, collection->policy,
                                                  DOUDI_EXCLUSION_BY_TERMS, frame->month, error);
  collection->terms = g_array_new (FALSE, TRUE, sizeof (DoudiTerm));
  done = collection->exclusions != NULL
         && doudi_standing_awards_foreach (frame->store, village, frame->month, collect_award,
                                           collection, error);
  g_array_unref (collection->terms);
  g_clear_pointer (&collection->exclusions, doudi_exclusions_free);
  doudi_policy_unref (collection->policy);
  return done;
}

static void
add_listed_row (Collection *collection, const DoudiCaseListEntry *entry)
{
  DoudiProgramme programme = doudi_programme_from_name (entry->programme);
  const DoudiNoticeSection *section
    = admit (collection, programme, entry->residence, entry->minor);
  DoudiNoticeRow row;

  if (section == NULL)
    return;
  row = (DoudiNoticeRow){ .section = section,
                          .household_id = entry->item->application_id,
                          .name = g_strdup (entry->name),
                          .group = g_strdup (entry->village_group),
                          .members = entry->members,
                          .persons = entry->persons,
                          .benefit_class = entry->benefit_class,
                          .care = doudi_care_from_name (entry->care),
                          .monthly = entry->amount };
  g_array_append_val (get_village (collection, entry->division_code)->rows, row);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const DoudiCaseListEntry *one = *(const DoudiCaseListEntry *const *) a;
  const DoudiCaseListEntry *other = *(const DoudiCaseListEntry *const *) b;
  int places = strcmp (one->division_code, other->division_code);

  return places != 0 ? places : one->item->position - other->item->position;
}

/* The rows that a review list proposes to grant, or those of them that the county has reviewed. */
static gboolean
collect_listed (Collection *collection, const char *village, GError **error)
{
  const DoudiNoticeFrame *frame = collection->frame;
  gboolean approval = g_str_equal (frame->definition->id, "approval");
  g_autoptr (GPtrArray) entries = doudi_case_list_proposed (frame->store, frame->list_id, approval,
                                                            frame->today, error);

  if (entries == NULL)
    return FALSE;
  g_ptr_array_sort (entries, compare_places);
  for (guint i = 0; i < entries->len; i++)
    {
      const DoudiCaseListEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_has_prefix (entry->division_code, village))
        add_listed_row (collection, entry);
    }
  return TRUE;
}

/* The rows of a village, or of all, in the order of villages. Only villages with rows are there. */
GPtrArray *
_doudi_notice_collect (DoudiNoticeFrame *frame,
                       const char *village,
                       guint *withheld,
                       GError **error)
{
  g_autoptr (GPtrArray) villages = g_ptr_array_new_with_free_func ((GDestroyNotify) village_free);
  Collection collection = { .frame = frame, .villages = villages };
  const char *place = village != NULL ? village : "";
  gboolean done;

  if (frame->list_id != 0)
    done = collect_listed (&collection, place, error);
  else if (frame->run_id != 0)
    done = doudi_pay_items_foreach (frame->store, frame->run_id, place, collect_pay_item,
                                    &collection, error);
  else
    done = collect_standing (&collection, place, error);
  *withheld = collection.withheld;
  return done ? g_steal_pointer (&villages) : NULL;
}
