/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-policy.h"

#include <string.h>

/* A value as known on the day, a standard, a line or a rule. @depth tells how local a rule is: what
 * a county chose holds against a later paper of the country. @rank counts the groups of equal
 * demonstration and part; @unit what @amount is counted in. */
typedef struct
{
  DoudiCircumstances whom;
  const DoudiDated *dated;
  gconstpointer value;
  const char *part;
  gint64 amount;
  int unit;
  gboolean demonstration;
  guint depth;
  int selectors;
  guint rank;
} Entry;

/* Each list is in the order in which its entries are to be tried: the first that fits (of each
 * rank) holds. @documents keep the values alive. */
struct _DoudiPolicy
{
  gatomicrefcount references;
  DoudiDay known_on;
  GPtrArray *documents;
  GArray *standards[DOUDI_N_PROGRAMMES];
  GArray *lines[DOUDI_N_POLICY_LINES];
  GArray *rules[DOUDI_N_RULES];
};

/* How much a value says about whom it is for. More selectors weigh more; of equally many, the
 * programme, then the class, the care, the self-care, the residence. */
static int
weigh_selectors (const DoudiCircumstances *whom)
{
  int of_programme = whom->programme != DOUDI_PROGRAMME_NONE;
  int of_class = whom->benefit_class != 0;
  int of_care = whom->care != DOUDI_CARE_NONE;
  int of_self_care = whom->self_care != DOUDI_SELF_CARE_UNKNOWN;
  int of_residence = whom->residence != DOUDI_RESIDENCE_ANY;

  return 32 * (of_programme + of_class + of_care + of_self_care + of_residence) + 16 * of_programme
         + 8 * of_class + 4 * of_care + 2 * of_self_care + of_residence;
}

/* Which group a value is in: real before invented, then by part. */
static int
compare_groups (const Entry *a, const Entry *b)
{
  if (a->demonstration != b->demonstration)
    return a->demonstration ? 1 : -1;
  return strcmp (a->part, b->part);
}

/* The order in which entries are tried. The last lines only keep the order of the documents from
 * mattering where two papers speak of the same case, month and day: the better amount holds, and of
 * equal numbers the one by the month. */
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
  if (a->depth != b->depth)
    return a->depth > b->depth ? -1 : 1;
  if (a->dated->valid_from != b->dated->valid_from)
    return a->dated->valid_from > b->dated->valid_from ? -1 : 1;
  if (a->dated->adopted_on != b->dated->adopted_on)
    return a->dated->adopted_on > b->dated->adopted_on ? -1 : 1;
  if (a->amount != b->amount)
    return a->amount > b->amount ? -1 : 1;
  if (a->unit != b->unit)
    return a->unit < b->unit ? -1 : 1;
  return strcmp (a->dated->source, b->dated->source);
}

static void
add_entry (const DoudiPolicy *policy, GArray *entries, Entry entry)
{
  if (policy->known_on != DOUDI_DAY_NONE && entry.dated->adopted_on > policy->known_on)
    return;
  entry.selectors = weigh_selectors (&entry.whom);
  g_array_append_val (entries, entry);
}

static void
add_standard (DoudiPolicy *policy, const DoudiStandard *standard, gboolean demonstration)
{
  Entry entry = { .whom = { standard->programme, standard->residence, standard->benefit_class,
                            standard->care, standard->self_care },
                  .dated = &standard->dated,
                  .value = standard,
                  .part = standard->part,
                  .amount = standard->amount,
                  .unit = standard->yearly,
                  .demonstration = demonstration };

  add_entry (policy, policy->standards[standard->programme], entry);
}

static void
add_line (DoudiPolicy *policy, const DoudiPolicyLine *line, gboolean demonstration)
{
  Entry entry = { .whom = { .residence = line->residence },
                  .dated = &line->dated,
                  .value = line,
                  .part = "",
                  .amount = line->amount,
                  .unit = line->yearly,
                  .demonstration = demonstration };

  add_entry (policy, policy->lines[line->kind], entry);
}

static void
add_rule (DoudiPolicy *policy, const DoudiRule *rule, gboolean demonstration, guint depth)
{
  Entry entry = { .whom = { rule->programme, rule->residence, rule->benefit_class, DOUDI_CARE_NONE,
                            rule->self_care },
                  .dated = &rule->dated,
                  .value = rule,
                  .part = "",
                  .amount = rule->number,
                  .unit = (int) rule->value * 2 + (int) rule->counting,
                  .demonstration = demonstration,
                  .depth = depth };

  add_entry (policy, policy->rules[rule->kind], entry);
}

static void
add_document (DoudiPolicy *policy, DoudiPolicyDocument *document)
{
  gboolean demonstration = doudi_policy_document_is_demonstration (document);

  g_ptr_array_add (policy->documents, doudi_policy_document_ref (document));
  for (guint i = 0; i < doudi_policy_document_get_n_standards (document); i++)
    add_standard (policy, doudi_policy_document_get_standard (document, i), demonstration);
  for (guint i = 0; i < doudi_policy_document_get_n_lines (document); i++)
    add_line (policy, doudi_policy_document_get_line (document, i), demonstration);
  for (guint i = 0; i < doudi_policy_document_get_n_rules (document); i++)
    add_rule (policy, doudi_policy_document_get_rule (document, i), demonstration,
              doudi_policy_document_get_area_depth (document));
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

typedef void (*ListFunc) (GArray **list);

static void
for_each_list (DoudiPolicy *policy, ListFunc func)
{
  for (guint i = 0; i < DOUDI_N_PROGRAMMES; i++)
    func (&policy->standards[i]);
  for (guint i = 0; i < DOUDI_N_POLICY_LINES; i++)
    func (&policy->lines[i]);
  for (guint i = 0; i < DOUDI_N_RULES; i++)
    func (&policy->rules[i]);
}

static void
make_list (GArray **list)
{
  *list = g_array_new (FALSE, FALSE, sizeof (Entry));
}

static void
rank_list (GArray **list)
{
  rank_entries (*list);
}

static void
free_list (GArray **list)
{
  g_array_unref (*list);
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
  policy->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_policy_document_unref);
  for_each_list (policy, make_list);
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    add_document (policy, g_ptr_array_index (documents, i));
  for_each_list (policy, rank_list);
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
  for_each_list (policy, free_list);
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

/* Whether a value for @whom is for @circumstances. */
static gboolean
fits (const DoudiCircumstances *whom, const DoudiCircumstances *circumstances)
{
  return (whom->programme == DOUDI_PROGRAMME_NONE || whom->programme == circumstances->programme)
         && (whom->residence == DOUDI_RESIDENCE_ANY || whom->residence == circumstances->residence)
         && (whom->benefit_class == 0 || whom->benefit_class == circumstances->benefit_class)
         && (whom->care == DOUDI_CARE_NONE || whom->care == circumstances->care)
         && (whom->self_care == DOUDI_SELF_CARE_UNKNOWN
             || whom->self_care == circumstances->self_care);
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

  g_return_val_if_fail ((guint) programme < DOUDI_N_PROGRAMMES, FALSE);
  entries = policy->standards[programme];
  for (guint i = 0; i < entries->len; i++)
    {
      if (doudi_dated_is_in_force (g_array_index (entries, Entry, i).dated, month))
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
  g_return_if_fail ((guint) circumstances->programme < DOUDI_N_PROGRAMMES);
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
  const GArray *entries = iter->policy->standards[iter->circumstances->programme];

  while (iter->next < entries->len)
    {
      const Entry *entry = &g_array_index (entries, Entry, iter->next++);

      if (iter->found
          && (entry->rank == iter->last_rank || entry->demonstration != iter->last_demonstration))
        continue;
      if (doudi_dated_is_in_force (entry->dated, iter->month)
          && fits (&entry->whom, iter->circumstances))
        {
          iter->found = TRUE;
          iter->last_rank = entry->rank;
          iter->last_demonstration = entry->demonstration;
          return entry->value;
        }
    }
  return NULL;
}

/**
 * doudi_policy_find_line:
 * @policy: a policy
 * @kind: a line
 * @residence: where the household counts
 * @month: the month; %DOUDI_MONTH_NONE for the line that is in force without end
 *
 * Returns: (transfer none) (nullable): the line that holds, %NULL if there is none
 */
const DoudiPolicyLine *
doudi_policy_find_line (const DoudiPolicy *policy,
                        DoudiPolicyLineKind kind,
                        DoudiResidence residence,
                        DoudiMonth month)
{
  DoudiCircumstances circumstances = { .residence = residence };

  for (guint i = 0; i < policy->lines[kind]->len; i++)
    {
      const Entry *entry = &g_array_index (policy->lines[kind], Entry, i);

      if (doudi_dated_is_in_force (entry->dated, month) && fits (&entry->whom, &circumstances))
        return entry->value;
    }
  return NULL;
}

/**
 * doudi_policy_find_rule:
 * @policy: a policy
 * @kind: a rule
 * @which: its case, 0 where it has none
 * @circumstances: (nullable): whom it is for
 * @month: the month; %DOUDI_MONTH_NONE for the rule that is in force without end
 *
 * Finds what holds, as doudi_standard_iter_init() says of amounts.
 *
 * Returns: (transfer none) (nullable): the rule, %NULL if nothing is said
 */
const DoudiRule *
doudi_policy_find_rule (const DoudiPolicy *policy,
                        DoudiRuleKind kind,
                        int which,
                        const DoudiCircumstances *circumstances,
                        DoudiMonth month)
{
  static const DoudiCircumstances anybody = { 0 };

  for (guint i = 0; i < policy->rules[kind]->len; i++)
    {
      const Entry *entry = &g_array_index (policy->rules[kind], Entry, i);
      const DoudiRule *rule = entry->value;

      if (rule->which == which && doudi_dated_is_in_force (entry->dated, month)
          && fits (&entry->whom, circumstances != NULL ? circumstances : &anybody))
        return rule;
    }
  return NULL;
}

/**
 * doudi_policy_find_choice:
 * @policy: a policy
 * @kind: a rule whose value is a choice
 * @which: its case, 0 where it has none
 * @circumstances: (nullable): whom it is for
 * @month: the month
 * @otherwise: what holds where nothing is said
 *
 * Returns: the index of the choice
 */
int
doudi_policy_find_choice (const DoudiPolicy *policy,
                          DoudiRuleKind kind,
                          int which,
                          const DoudiCircumstances *circumstances,
                          DoudiMonth month,
                          int otherwise)
{
  const DoudiRule *rule = doudi_policy_find_rule (policy, kind, which, circumstances, month);

  return rule != NULL ? (int) rule->number : otherwise;
}

/**
 * doudi_programmes_meet:
 * @policy: a policy
 * @one: a programme
 * @other: another programme
 * @month: the month
 *
 * How two benefits of one person go together in a month, whichever way round they are named: nobody
 * is kept twice (国发〔2016〕14号 on special hardship, 国发〔2015〕52号 三 on the disability
 * subsidies, 民发〔2019〕62号 on children). A programme goes together with itself, and two of which
 * nothing is said go together.
 *
 * Returns: (transfer none) (nullable): the rule "exclusion", %NULL if nothing is said
 */
const DoudiRule *
doudi_programmes_meet (const DoudiPolicy *policy,
                       DoudiProgramme one,
                       DoudiProgramme other,
                       DoudiMonth month)
{
  DoudiCircumstances of_one = { .programme = one };
  DoudiCircumstances of_other = { .programme = other };
  const DoudiRule *rule;

  if (one == DOUDI_PROGRAMME_NONE || other == DOUDI_PROGRAMME_NONE || one == other)
    return NULL;
  rule = doudi_policy_find_rule (policy, DOUDI_RULE_EXCLUSION, (int) other - 1, &of_one, month);
  return rule != NULL
           ? rule
           : doudi_policy_find_rule (policy, DOUDI_RULE_EXCLUSION, (int) one - 1, &of_other, month);
}

/**
 * doudi_programmes_exclude:
 * @policy: a policy
 * @one: a programme
 * @other: another programme
 * @month: the month
 *
 * Returns: whether one person may not draw both in @month; see doudi_programmes_meet()
 */
gboolean
doudi_programmes_exclude (const DoudiPolicy *policy,
                          DoudiProgramme one,
                          DoudiProgramme other,
                          DoudiMonth month)
{
  const DoudiRule *rule = doudi_programmes_meet (policy, one, other, month);

  return rule != NULL && rule->number == DOUDI_EXCLUSION_EXCLUDE;
}

/**
 * doudi_programmes_ever_meet:
 * @policy: a policy
 * @one: a programme
 * @other: another programme
 * @how: a choice of the rule "exclusion", such as %DOUDI_EXCLUSION_EXCLUDE
 *
 * Returns: whether there may be a month in which the two go together like that
 */
gboolean
doudi_programmes_ever_meet (const DoudiPolicy *policy,
                            DoudiProgramme one,
                            DoudiProgramme other,
                            int how)
{
  const GArray *entries = policy->rules[DOUDI_RULE_EXCLUSION];

  for (guint i = 0; i < entries->len; i++)
    {
      const DoudiRule *rule = g_array_index (entries, Entry, i).value;
      DoudiProgramme with = (DoudiProgramme) (rule->which + 1);

      if (rule->number == how
          && ((rule->programme == one && with == other)
              || (rule->programme == other && with == one)))
        return TRUE;
    }
  return FALSE;
}

/**
 * doudi_programme_first_month:
 * @policy: a policy
 * @programme: a programme paid monthly
 * @applied: day of the application
 * @decided: day of the decision
 *
 * The first month an award is paid for. Low income (民发〔2021〕57号), special hardship
 * (民发〔2021〕43号) and children (民发〔2019〕62号): the month after the decision. The two
 * disability subsidies (国发〔2015〕52号): the month of the application, once granted. Which it is
 * the policy says; where it says nothing, the month after the decision.
 *
 * Returns: the month; %DOUDI_MONTH_NONE if the day that counts is %DOUDI_DAY_NONE or the programme
 *   is not paid monthly
 */
DoudiMonth
doudi_programme_first_month (const DoudiPolicy *policy,
                             DoudiProgramme programme,
                             DoudiDay applied,
                             DoudiDay decided)
{
  DoudiCircumstances circumstances = { .programme = programme };
  gboolean of_application;
  DoudiDay day;

  if (!doudi_programme_info (programme)->monthly)
    return DOUDI_MONTH_NONE;
  of_application
    = doudi_policy_find_choice (policy, DOUDI_RULE_FIRST_MONTH, 0, &circumstances,
                                doudi_month_of_day (decided != DOUDI_DAY_NONE ? decided : applied),
                                DOUDI_FIRST_MONTH_AFTER_DECISION)
      == DOUDI_FIRST_MONTH_OF_APPLICATION;
  day = of_application ? applied : decided;
  return day != DOUDI_DAY_NONE ? doudi_month_add (doudi_month_of_day (day), of_application ? 0 : 1)
                               : DOUDI_MONTH_NONE;
}
