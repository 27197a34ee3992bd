/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What the one record has goes over to the other, and is taken back from the one: rows that hold
 * never take the place of its rows. So each row gets one successor, and all of it can be reversed.
 */

#include "config.h"

#include "casework/doudi-merge-private.h"
#include "policy/doudi-programme.h"

#define HEAD "head"
#define FACT "fact:"
/* A row that ends before it begins holds never. */
#define NEVER 1

static gint64
keep_id (const DoudiMerging *merging)
{
  return merging->keep.person->person_id;
}

static gboolean
overlap (DoudiDay from, DoudiDay to, DoudiDay other_from, DoudiDay other_to)
{
  return (to == DOUDI_DAY_NONE || other_from < to)
         && (other_to == DOUDI_DAY_NONE || from < other_to);
}

/* The kept record's own membership of the same household in the same time. */
static const DoudiMembershipSpan *
find_same_membership (const DoudiMerging *merging, const DoudiMembershipSpan *span)
{
  for (guint i = 0; i < merging->keep.memberships->len; i++)
    {
      const DoudiMembershipSpan *kept = g_ptr_array_index (merging->keep.memberships, i);

      if (kept->household_id == span->household_id
          && overlap (kept->from, kept->to, span->from, span->to))
        return kept;
    }
  return NULL;
}

/* Whether the person leaves a household because of the merger. */
static gboolean
is_left (const DoudiMerging *merging, const DoudiMembershipSpan *span)
{
  return merging->stays != 0 && span->household_id != merging->stays
         && doudi_merge_is_current (span->to, merging->today);
}

/* Two records in one household: if either is the head, the person is. */
static gboolean
take_head (DoudiMerging *merging,
           const DoudiMembershipSpan *kept,
           const DoudiMembershipSpan *span,
           GError **error)
{
  const DoudiAmendment amendment = { .source = merging->source };

  if (!g_str_equal (span->relation, HEAD) || g_str_equal (kept->relation, HEAD)
      || is_left (merging, kept))
    return TRUE;
  return doudi_registry_amend_membership (merging->session, kept->id, HEAD, span->position,
                                          &amendment, error);
}

static gboolean
move_membership (DoudiMerging *merging, const DoudiMembershipSpan *span, GError **error)
{
  const DoudiMembershipSpan *kept = find_same_membership (merging, span);
  gboolean left = is_left (merging, span);
  const DoudiAmendment never = { .to = NEVER, .source = merging->source };
  const DoudiAmendment moved
    = { .to = left ? merging->today : DOUDI_DAY_NONE, .source = merging->source };

  if (kept != NULL ? !take_head (merging, kept, span, error)
                   : !(left && span->from >= merging->today)
                       && !doudi_registry_copy_membership (merging->session, span->id,
                                                           keep_id (merging), &moved, error))
    return FALSE;
  return doudi_registry_amend_membership (merging->session, span->id, NULL, 0, &never, error)
         && doudi_edit_touch (merging->session, merging->edit, span->household_id, error);
}

static gboolean
move_memberships (DoudiMerging *merging, GError **error)
{
  const DoudiAmendment left = { .to = merging->today, .source = merging->source };

  for (guint i = 0; i < merging->other.memberships->len; i++)
    if (!move_membership (merging, g_ptr_array_index (merging->other.memberships, i), error))
      return FALSE;
  for (guint i = 0; i < merging->keep.memberships->len; i++)
    {
      const DoudiMembershipSpan *span = g_ptr_array_index (merging->keep.memberships, i);

      if (!doudi_edit_touch (merging->session, merging->edit, span->household_id, error)
          || (is_left (merging, span)
              && !doudi_registry_amend_membership (merging->session, span->id, NULL, 0, &left,
                                                   error)))
        return FALSE;
    }
  return TRUE;
}

static const DoudiMergeField *
find_fact_field (const DoudiMerging *merging, const char *kind)
{
  g_autofree char *name = g_strconcat (FACT, kind, NULL);

  return doudi_merging_find_field (merging, name);
}

static gboolean
has_same_fact (const DoudiMerging *merging, const DoudiFactSpan *span)
{
  for (guint i = 0; i < merging->keep.facts->len; i++)
    {
      const DoudiFactSpan *kept = g_ptr_array_index (merging->keep.facts, i);

      if (g_str_equal (kept->kind, span->kind) && g_str_equal (kept->value, span->value)
          && overlap (kept->from, kept->to, span->from, span->to))
        return TRUE;
    }
  return FALSE;
}

/* Of what holds now the one that was chosen; of what is over all. */
static gboolean
is_fact_wanted (const DoudiMerging *merging, const DoudiFactSpan *span)
{
  const DoudiMergeField *field = find_fact_field (merging, span->kind);

  if (has_same_fact (merging, span))
    return FALSE;
  return !doudi_merge_is_current (span->to, merging->today) || field == NULL || field->take_other;
}

static gboolean
move_fact (DoudiMerging *merging, const DoudiFactSpan *span, GError **error)
{
  const DoudiAmendment never = { .to = NEVER, .source = merging->source };
  const DoudiAmendment same = { .source = merging->source };

  if (is_fact_wanted (merging, span)
      && !doudi_registry_copy_fact (merging->session, span->id, keep_id (merging), &same, error))
    return FALSE;
  return doudi_registry_amend_circumstance (merging->session, span->id, NULL, &never, error);
}

/* What the kept record says and the other one was right about never held. */
static gboolean
drop_fact (DoudiMerging *merging, const DoudiFactSpan *span, GError **error)
{
  const DoudiMergeField *field = find_fact_field (merging, span->kind);
  const DoudiAmendment never = { .to = NEVER, .source = merging->source };

  if (field == NULL || !field->take_other || !field->differs
      || !doudi_merge_is_current (span->to, merging->today))
    return TRUE;
  return doudi_registry_amend_circumstance (merging->session, span->id, NULL, &never, error);
}

static gboolean
move_facts (DoudiMerging *merging, GError **error)
{
  for (guint i = 0; i < merging->keep.facts->len; i++)
    if (!drop_fact (merging, g_ptr_array_index (merging->keep.facts, i), error))
      return FALSE;
  for (guint i = 0; i < merging->other.facts->len; i++)
    if (!move_fact (merging, g_ptr_array_index (merging->other.facts, i), error))
      return FALSE;
  return TRUE;
}

/* What is the person's own goes along to the household in which the person stays. */
static gint64
home_of (const DoudiMerging *merging, gint64 household, gboolean current)
{
  return current && merging->stays != 0 ? merging->stays : household;
}

static gboolean
has_same_account (const DoudiMerging *merging, const DoudiAccountSpan *span, gint64 household)
{
  for (guint i = 0; i < merging->keep.accounts->len; i++)
    {
      const DoudiAccountSpan *kept = g_ptr_array_index (merging->keep.accounts, i);
      gboolean current = doudi_merge_is_current (kept->to, merging->today);

      if (home_of (merging, kept->household_id, current) == household
          && g_str_equal (kept->number, span->number)
          && overlap (kept->from, kept->to, span->from, span->to))
        return TRUE;
    }
  return FALSE;
}

static gboolean
move_account (DoudiMerging *merging, const DoudiAccountSpan *span, GError **error)
{
  gboolean current = doudi_merge_is_current (span->to, merging->today);
  gint64 household = home_of (merging, span->household_id, current);
  const DoudiAmendment never = { .to = NEVER, .source = merging->source };
  const DoudiAmendment same = { .source = merging->source };

  if (!has_same_account (merging, span, household)
      && !doudi_registry_copy_account (merging->session, span->id, household, keep_id (merging),
                                       &same, error))
    return FALSE;
  return doudi_registry_amend_account (merging->session, span->id, NULL, NULL, &never, error)
         && doudi_edit_touch (merging->session, merging->edit, span->household_id, error);
}

/* An own account that lies with a household the person leaves. */
static gboolean
take_account_along (DoudiMerging *merging, const DoudiAccountSpan *span, GError **error)
{
  gboolean current = doudi_merge_is_current (span->to, merging->today);
  gint64 household = home_of (merging, span->household_id, current);
  const DoudiAmendment never = { .to = NEVER, .source = merging->source };
  const DoudiAmendment same = { .source = merging->source };

  if (household == span->household_id)
    return TRUE;
  return doudi_registry_copy_account (merging->session, span->id, household, keep_id (merging),
                                      &same, error)
         && doudi_registry_amend_account (merging->session, span->id, NULL, NULL, &never, error);
}

static gboolean
move_accounts (DoudiMerging *merging, GError **error)
{
  for (guint i = 0; i < merging->keep.accounts->len; i++)
    if (!take_account_along (merging, g_ptr_array_index (merging->keep.accounts, i), error))
      return FALSE;
  for (guint i = 0; i < merging->other.accounts->len; i++)
    if (!move_account (merging, g_ptr_array_index (merging->other.accounts, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
move_award (DoudiMerging *merging, const DoudiOwnAward *award, gboolean own, GError **error)
{
  gboolean of_household
    = doudi_programme_info (doudi_programme_from_name (award->programme))->for_household;
  gint64 household = home_of (merging, award->household_id, award->draws && !of_household);

  if (own && household == award->household_id)
    return TRUE;
  return doudi_edit_touch (merging->session, merging->edit, award->household_id, error)
         && doudi_edit_touch (merging->session, merging->edit, household, error)
         && doudi_edit_set_award (merging->session, merging->edit, award->award_id, household,
                                  keep_id (merging), error);
}

static gboolean
move_awards (DoudiMerging *merging, GError **error)
{
  for (guint i = 0; i < merging->keep.awards->len; i++)
    if (!move_award (merging, &g_array_index (merging->keep.awards, DoudiOwnAward, i), TRUE, error))
      return FALSE;
  for (guint i = 0; i < merging->other.awards->len; i++)
    if (!move_award (merging, &g_array_index (merging->other.awards, DoudiOwnAward, i), FALSE,
                     error))
      return FALSE;
  return TRUE;
}

static const char *
chosen (const DoudiMerging *merging, const char *name)
{
  const DoudiMergeField *field = doudi_merging_find_field (merging, name);

  if (field == NULL)
    return "";
  return field->take_other ? field->other : field->kept;
}

/* A number of 15 digits goes with the one that it became. */
static const char *
chosen_original (const DoudiMerging *merging)
{
  const DoudiMergeField *field = doudi_merging_find_field (merging, "identity-number");

  return field != NULL && field->take_other ? merging->other.person->original_number
                                            : merging->keep.person->original_number;
}

/* The other record gives its numbers up: nobody may be found by them under a record that stands for
 * nobody. Both corrections are of this edit, which tells whose they are now. */
static gboolean
merge_facts_of_persons (DoudiMerging *merging, GError **error)
{
  const DoudiMember *other = merging->other.person;
  const DoudiPersonFacts left = { .name = other->name,
                                  .sex = other->sex,
                                  .birth_date = other->birth_date,
                                  .ethnicity = other->ethnicity };
  const DoudiPersonFacts kept = { .name = chosen (merging, "name"),
                                  .identity_number = chosen (merging, "identity-number"),
                                  .original_number = chosen_original (merging),
                                  .temporary_number = chosen (merging, "temporary-number"),
                                  .sex = chosen (merging, "sex"),
                                  .birth_date = chosen (merging, "birth-date"),
                                  .ethnicity = chosen (merging, "ethnicity") };

  return doudi_registry_correct_person (merging->session, other->person_id, &left, merging->source,
                                        error)
         && doudi_registry_correct_person (merging->session, keep_id (merging), &kept,
                                           merging->source, error);
}

/*
 * doudi_merging_carry_out:
 * @merging: a merger that nothing stands against, with its edit begun
 * @error: return location
 *
 * Makes the two records one, in the caller's transaction.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_merging_carry_out (DoudiMerging *merging, GError **error)
{
  return move_memberships (merging, error) && move_facts (merging, error)
         && move_accounts (merging, error) && move_awards (merging, error)
         && merge_facts_of_persons (merging, error);
}
