/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-policy.h"

#include <string.h>

/* An amount as known on the day. @rank counts the groups of equal demonstration and part. */
typedef struct
{
  const DoudiStandard *standard;
  gboolean demonstration;
  int selectors;
  guint rank;
} Entry;

/* @entries: for each programme, in the order in which they are to be tried: the first that fits of
 * each rank holds. @documents keep the standards alive. */
struct _DoudiPolicy
{
  gatomicrefcount references;
  DoudiDay known_on;
  GPtrArray *documents;
  GArray *entries[DOUDI_N_PROGRAMMES];
};

/* How much an amount says about whom it is for. More selectors weigh more; of equally many, the
 * class, then the care, then the self-care, then the residence. */
static int
weigh_selectors (const DoudiStandard *standard)
{
  int of_class = standard->benefit_class != 0;
  int of_care = standard->care != DOUDI_CARE_NONE;
  int of_self_care = standard->self_care != DOUDI_SELF_CARE_UNKNOWN;
  int of_residence = standard->residence != DOUDI_RESIDENCE_ANY;

  return 16 * (of_class + of_care + of_self_care + of_residence) + 8 * of_class + 4 * of_care
         + 2 * of_self_care + of_residence;
}

/* Which group an amount is in: real before invented, then by part. */
static int
compare_groups (const Entry *a, const Entry *b)
{
  if (a->demonstration != b->demonstration)
    return a->demonstration ? 1 : -1;
  return strcmp (a->standard->part, b->standard->part);
}

/* The order in which entries are tried. The last two lines only keep the order of the documents
 * from mattering where two papers speak of the same case, month and day: the better amount holds.
 */
static int
compare_entries (gconstpointer first, gconstpointer second)
{
  const Entry *a = first;
  const Entry *b = second;
  int group = compare_groups (a, b);

  if (group != 0)
    return group;
  if (a->selectors != b->selectors)
    return a->selectors > b->selectors ? -1 : 1;
  if (a->standard->valid_from != b->standard->valid_from)
    return a->standard->valid_from > b->standard->valid_from ? -1 : 1;
  if (a->standard->adopted_on != b->standard->adopted_on)
    return a->standard->adopted_on > b->standard->adopted_on ? -1 : 1;
  if (a->standard->amount != b->standard->amount)
    return a->standard->amount > b->standard->amount ? -1 : 1;
  return strcmp (a->standard->source, b->standard->source);
}

static void
add_document (DoudiPolicy *policy, DoudiPolicyDocument *document)
{
  guint n = doudi_policy_document_get_n_standards (document);

  g_ptr_array_add (policy->documents, doudi_policy_document_ref (document));
  for (guint i = 0; i < n; i++)
    {
      const DoudiStandard *standard = doudi_policy_document_get_standard (document, i);
      Entry entry = { standard, doudi_policy_document_is_demonstration (document),
                      weigh_selectors (standard), 0 };

      if (policy->known_on == DOUDI_DAY_NONE || standard->adopted_on <= policy->known_on)
        g_array_append_val (policy->entries[standard->programme], entry);
    }
}

static void
rank_entries (GArray *entries)
{
  g_array_sort (entries, compare_entries);
  for (guint i = 1; i < entries->len; i++)
    {
      const Entry *before = &g_array_index (entries, Entry, i - 1);
      Entry *entry = &g_array_index (entries, Entry, i);

      entry->rank = before->rank + (compare_groups (before, entry) != 0);
    }
}

/**
 * doudi_policy_new:
 * @documents: (nullable) (element-type DoudiPolicyDocument): the adopted documents for the county,
 *   in any order
 * @known_on: only what had been adopted by that day is used; %DOUDI_DAY_NONE for everything
 *
 * Puts together what the documents say. The policy keeps the documents, not the array.
 *
 * Returns: (transfer full): the policy
 */
DoudiPolicy *
doudi_policy_new (GPtrArray *documents, DoudiDay known_on)
{
  DoudiPolicy *policy = g_new0 (DoudiPolicy, 1);

  g_atomic_ref_count_init (&policy->references);
  policy->known_on = known_on;
  policy->documents = g_ptr_array_new_with_free_func ((GDestroyNotify)doudi_policy_document_unref);
  for (guint i = 0; i < DOUDI_N_PROGRAMMES; i++)
    policy->entries[i] = g_array_new (FALSE, FALSE, sizeof (Entry));
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    add_document (policy, g_ptr_array_index (documents, i));
  for (guint i = 0; i < DOUDI_N_PROGRAMMES; i++)
    rank_entries (policy->entries[i]);
  return policy;
}

/**
 * doudi_policy_ref:
 * @policy: a policy
 *
 * Returns: (transfer full): @policy
 */
DoudiPolicy *
doudi_policy_ref (DoudiPolicy *policy)
{
  g_atomic_ref_count_inc (&policy->references);
  return policy;
}

/**
 * doudi_policy_unref:
 * @policy: (transfer full) (nullable): a policy
 *
 * Gives up a reference; the last one frees the policy.
 */
void
doudi_policy_unref (DoudiPolicy *policy)
{
  if (policy == NULL || !g_atomic_ref_count_dec (&policy->references))
    return;
  for (guint i = 0; i < DOUDI_N_PROGRAMMES; i++)
    g_array_unref (policy->entries[i]);
  g_ptr_array_unref (policy->documents);
  g_free (policy);
}

/**
 * doudi_policy_get_known_on:
 * @policy: a policy
 *
 * Returns: the day whose knowledge it holds, %DOUDI_DAY_NONE if it holds everything
 */
DoudiDay
doudi_policy_get_known_on (const DoudiPolicy *policy)
{
  return policy->known_on;
}

static gboolean
is_in_force (const DoudiStandard *standard, DoudiMonth month)
{
  return standard->valid_from <= month
         && (standard->valid_to == DOUDI_MONTH_NONE || month < standard->valid_to);
}

static gboolean
fits (const DoudiStandard *standard, const DoudiCircumstances *circumstances)
{
  return (standard->residence == DOUDI_RESIDENCE_ANY
          || standard->residence == circumstances->residence)
         && (standard->benefit_class == 0
             || standard->benefit_class == circumstances->benefit_class)
         && (standard->care == DOUDI_CARE_NONE || standard->care == circumstances->care)
         && (standard->self_care == DOUDI_SELF_CARE_UNKNOWN
             || standard->self_care == circumstances->self_care);
}

/**
 * doudi_policy_knows:
 * @policy: a policy
 * @programme: a programme
 * @month: a month
 *
 * Returns: whether any amount of @programme is in force in @month, whoever it is for
 */
gboolean
doudi_policy_knows (const DoudiPolicy *policy, DoudiProgramme programme, DoudiMonth month)
{
  const GArray *entries;

  g_return_val_if_fail ((guint)programme < DOUDI_N_PROGRAMMES, FALSE);
  entries = policy->entries[programme];
  for (guint i = 0; i < entries->len; i++)
    {
      if (is_in_force (g_array_index (entries, Entry, i).standard, month))
        return TRUE;
    }
  return FALSE;
}

/**
 * doudi_standard_iter_init:
 * @iter: (out caller-allocates): the walk
 * @policy: a policy, which must outlive the walk
 * @circumstances: whom it is for, which must outlive the walk
 * @month: the month
 *
 * Begins a walk over the amounts that hold. Of the amounts of one part that fit, the more specific
 * one holds, then the one valid from the later month, then the one adopted later. Amounts of a
 * demonstration hold only where no other document has one.
 */
void
doudi_standard_iter_init (DoudiStandardIter *iter,
                          const DoudiPolicy *policy,
                          const DoudiCircumstances *circumstances,
                          DoudiMonth month)
{
  g_return_if_fail ((guint)circumstances->programme < DOUDI_N_PROGRAMMES);
  *iter = (DoudiStandardIter){ .policy = policy, .circumstances = circumstances, .month = month };
}

/**
 * doudi_standard_iter_next:
 * @iter: a walk
 *
 * Returns: (transfer none) (nullable): the amount that holds for the next part, %NULL at the end
 */
const DoudiStandard *
doudi_standard_iter_next (DoudiStandardIter *iter)
{
  const GArray *entries = iter->policy->entries[iter->circumstances->programme];

  while (iter->next < entries->len)
    {
      const Entry *entry = &g_array_index (entries, Entry, iter->next++);

      if (iter->found
          && (entry->rank == iter->last_rank || entry->demonstration != iter->last_demonstration))
        continue;
      if (is_in_force (entry->standard, iter->month) && fits (entry->standard, iter->circumstances))
        {
          iter->found = TRUE;
          iter->last_rank = entry->rank;
          iter->last_demonstration = entry->demonstration;
          return entry->standard;
        }
    }
  return NULL;
}
