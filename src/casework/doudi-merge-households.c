/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Households that draw nothing become one, or two. Those that draw do so by changes, which another
 * person decides.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-desk-private.h"
#include "casework/doudi-merge-private.h"

#define HEAD "head"
#define OTHER_RELATION "其他"
/* Of a summary: who lives where changed. */
#define SUMMARY "{\"money\":true}"

/*
 * @from: the household that members leave
 * @source: of the edit under way
 */
typedef struct
{
  DoudiSession *session;
  DoudiStore *store;
  DoudiDay today;
  DoudiHousehold *from;
  gint64 edit;
  char *source;
} Moving;

static void
moving_clear (Moving *moving)
{
  g_clear_pointer (&moving->from, doudi_household_free);
  g_clear_pointer (&moving->source, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Moving, moving_clear)

static gboolean
refuse (GError **error, const char *where, const char *text)
{
  doudi_error_set (error, DOUDI_ERROR_REFUSED, where, "%s", text);
  return FALSE;
}

/* Money and what is under way. */
static gboolean
check_free (const Moving *moving,
            const DoudiHousehold *household,
            const char *by_change,
            GError **error)
{
  g_autoptr (GPtrArray) obstacles = g_ptr_array_new_with_free_func (g_free);
  gboolean draws;

  if (!doudi_registry_draws (moving->store, household->id, &draws, error)
      || !doudi_merge_check_quiet (moving->store, household, obstacles, error))
    return FALSE;
  if (draws)
    return refuse (error, NULL, by_change);
  return obstacles->len == 0 || refuse (error, NULL, g_ptr_array_index (obstacles, 0));
}

static gboolean
moving_init (Moving *moving, DoudiSession *session, gint64 from, GError **error)
{
  moving->session = session;
  moving->store = doudi_session_get_store (session);
  moving->today = doudi_session_get_today (session);
  moving->from = doudi_registry_get_household (moving->store, from, moving->today, error);
  return moving->from != NULL;
}

static gboolean
begin (Moving *moving, DoudiEditKind kind, const char *reason, GError **error)
{
  if (!doudi_edit_begin (moving->session, doudi_edit_word (kind)->name, reason, &moving->edit,
                         error))
    return FALSE;
  moving->source = doudi_edit_source (moving->edit);
  return doudi_edit_touch (moving->session, moving->edit, moving->from->id, error);
}

static gboolean
finish (Moving *moving, gint64 household, GError **error)
{
  g_autofree char *object = g_strdup_printf ("household:%" G_GINT64_FORMAT, household);

  return doudi_edit_touch (moving->session, moving->edit, household, error)
         && doudi_desk_finish (moving->session, DOUDI_ACTION_EDIT_HOUSEHOLD, moving->edit, object,
                               SUMMARY, error);
}

/* Until today here, from today on there. Who came today never was here. */
static gboolean
move_member (const Moving *moving,
             const DoudiMember *member,
             gint64 to,
             const char *relation,
             int position,
             GError **error)
{
  const DoudiAmendment left = { .to = moving->today, .source = moving->source };
  const DoudiMembershipFacts membership = { to, member->person_id, relation, position };

  return doudi_registry_amend_membership (moving->session, member->id, NULL, 0, &left, error)
         && doudi_registry_insert_membership (moving->session, &membership, moving->today,
                                              moving->source, error);
}

static gboolean
end_member (const Moving *moving, const DoudiMember *member, GError **error)
{
  const DoudiAmendment left = { .to = moving->today, .source = moving->source };

  return doudi_registry_amend_membership (moving->session, member->id, NULL, 0, &left, error);
}

/* The accounts of one person alone, or all with 0. @to: to go on there, or 0 */
static gboolean
end_accounts (const Moving *moving, gint64 person, gint64 to, GError **error)
{
  g_autoptr (GPtrArray) own
    = person != 0 ? doudi_registry_accounts_ever (moving->store, person, error) : NULL;
  const DoudiAmendment left = { .to = moving->today, .source = moving->source };
  const DoudiAmendment goes_on = { .from = moving->today, .source = moving->source };

  if (person == 0)
    {
      for (guint i = 0; i < moving->from->accounts->len; i++)
        if (!doudi_registry_amend_account (moving->session,
                                           ((DoudiAccount *) moving->from->accounts->pdata[i])->id,
                                           NULL, NULL, &left, error))
          return FALSE;
      return TRUE;
    }
  for (guint i = 0; own != NULL && i < own->len; i++)
    {
      const DoudiAccountSpan *span = g_ptr_array_index (own, i);

      if (span->household_id != moving->from->id
          || !doudi_merge_is_current (span->to, moving->today))
        continue;
      if (!doudi_registry_copy_account (moving->session, span->id, to, person, &goes_on, error)
          || !doudi_registry_amend_account (moving->session, span->id, NULL, NULL, &left, error))
        return FALSE;
    }
  return own != NULL;
}

static const DoudiMember *
find_member (const DoudiHousehold *household, gint64 person)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);

      if (member->person_id == person)
        return member;
    }
  return NULL;
}

static gboolean
has_head (const DoudiHousehold *household)
{
  for (guint i = 0; i < household->members->len; i++)
    if (g_str_equal (((DoudiMember *) household->members->pdata[i])->relation, HEAD))
      return TRUE;
  return FALSE;
}

/* The head of the one becomes somebody to the head of the other. */
static const char *
relation_in (const DoudiHousehold *into, const DoudiMember *member, const char *relation)
{
  if (!g_str_equal (member->relation, HEAD) || !has_head (into))
    return member->relation;
  return relation != NULL && *relation != '\0' ? relation : OTHER_RELATION;
}

static gboolean
take_members (const Moving *moving,
              const DoudiHousehold *into,
              const char *relation,
              GError **error)
{
  int position = 0;

  for (guint i = 0; i < into->members->len; i++)
    position = MAX (position, ((DoudiMember *) into->members->pdata[i])->position);
  for (guint i = 0; i < moving->from->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (moving->from->members, i);

      if (find_member (into, member->person_id) != NULL
            ? !end_member (moving, member, error)
            : !move_member (moving, member, into->id, relation_in (into, member, relation),
                            ++position, error))
        return FALSE;
    }
  return end_accounts (moving, 0, into->id, error);
}

/**
 * doudi_desk_merge_households:
 * @session: a caseworker, on the writing connection outside a transaction
 * @keep: the household that is kept
 * @other: the one whose members go over
 * @relation: (nullable): what the head of the other is to the head of this one
 * @reason: (nullable): why
 * @edit: (out): what was recorded; doudi_desk_undo() takes it back
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_REFUSED if one of them draws, which is a change,
 *   or something of it is under way
 *
 * Makes two households that draw nothing one, from today on.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_desk_merge_households (DoudiSession *session,
                             gint64 keep,
                             gint64 other,
                             const char *relation,
                             const char *reason,
                             gint64 *edit,
                             GError **error)
{
  const char *by_change = _ ("One of the households draws a benefit. Enter the merger as a change, "
                             "which another person decides.");
  g_auto (Moving) moving = { 0 };
  g_autofree char *object = g_strdup_printf ("household:%" G_GINT64_FORMAT, keep);
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (DoudiHousehold) into = NULL;

  *edit = 0;
  if (!doudi_session_authorize (session, DOUDI_ACTION_EDIT_HOUSEHOLD, object, error))
    return FALSE;
  if (keep == other)
    return refuse (error, NULL, _ ("These are not two households but one."));
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  if (transaction == NULL || !moving_init (&moving, session, other, error))
    return FALSE;
  into = doudi_registry_get_household (moving.store, keep, moving.today, error);
  if (into == NULL || !check_free (&moving, into, by_change, error)
      || !check_free (&moving, moving.from, by_change, error))
    return FALSE;
  if (into->members->len == 0 || moving.from->members->len == 0)
    return refuse (error, NULL, _ ("Nobody lives in one of the households any more."));
  if (!begin (&moving, DOUDI_EDIT_MERGE_HOUSEHOLDS, reason, error)
      || !take_members (&moving, into, relation, error) || !finish (&moving, keep, error)
      || !doudi_transaction_commit (transaction, error))
    return FALSE;
  *edit = moving.edit;
  return TRUE;
}

static gboolean
goes (const DoudiSplit *split, gint64 person)
{
  for (guint i = 0; i < split->persons->len; i++)
    if (g_array_index (split->persons, gint64, i) == person)
      return TRUE;
  return FALSE;
}

static gboolean
check_members (const Moving *moving, const DoudiSplit *split, GError **error)
{
  if (split->persons->len == 0 || !goes (split, split->head))
    return refuse (error, "head", _ ("Say who goes, and which of them is the new head."));
  for (guint i = 0; i < split->persons->len; i++)
    if (find_member (moving->from, g_array_index (split->persons, gint64, i)) == NULL)
      return refuse (error, "persons", _ ("Not all of those who go are members of the household."));
  if (split->persons->len >= moving->from->members->len)
    return refuse (error, "persons", _ ("Somebody has to stay. If all move, correct the address."));
  return TRUE;
}

/* Those who stay need a head. */
static gboolean
check_remaining (const Moving *moving, const DoudiSplit *split, GError **error)
{
  for (guint i = 0; i < moving->from->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (moving->from->members, i);

      if (g_str_equal (member->relation, HEAD) && !goes (split, member->person_id))
        return split->remaining_head == 0
               || refuse (error, "remaining-head", _ ("The head stays; nobody takes the place."));
    }
  if (split->remaining_head != 0 && !goes (split, split->remaining_head)
      && find_member (moving->from, split->remaining_head) != NULL)
    return TRUE;
  return refuse (error, "remaining-head",
                 _ ("The head goes. Say which of those who stay becomes the head."));
}

static gboolean
make_head (const Moving *moving, gint64 person, GError **error)
{
  const DoudiAmendment ends = { .to = moving->today, .source = moving->source };
  const DoudiMember *member = find_member (moving->from, person);
  const DoudiMembershipFacts head = { moving->from->id, person, HEAD, 1 };

  return doudi_registry_amend_membership (moving->session, member->id, NULL, 0, &ends, error)
         && doudi_registry_insert_membership (moving->session, &head, moving->today, moving->source,
                                              error);
}

static gboolean
move_members (const Moving *moving, const DoudiSplit *split, gint64 household, GError **error)
{
  for (guint i = 0; i < split->persons->len; i++)
    {
      gint64 person = g_array_index (split->persons, gint64, i);
      const char *said = split->relations != NULL ? split->relations[i] : "";
      const char *relation = person == split->head ? HEAD : *said != '\0' ? said : OTHER_RELATION;

      if (!move_member (moving, find_member (moving->from, person), household, relation,
                        person == split->head ? 1 : (int) i + 2, error)
          || !end_accounts (moving, person, household, error))
        return FALSE;
    }
  return split->remaining_head == 0 || make_head (moving, split->remaining_head, error);
}

static gboolean
split_off (Moving *moving, const DoudiSplit *split, gint64 *household, GError **error)
{
  const DoudiAddressFacts address = { moving->from->division_code, moving->from->village_group,
                                      moving->from->address, moving->from->phone };

  return begin (moving, DOUDI_EDIT_SPLIT_HOUSEHOLD, split->reason, error)
         && doudi_registry_insert_household (moving->session, &address, moving->today,
                                             moving->source, household, error)
         && move_members (moving, split, *household, error) && finish (moving, *household, error);
}

/**
 * doudi_desk_split_household:
 * @session: a caseworker, on the writing connection outside a transaction
 * @split: who goes
 * @household_id: (out): the new household
 * @edit: (out): what was recorded; doudi_desk_undo() takes it back
 * @error: %DOUDI_ERROR_NOT_ALLOWED; %DOUDI_ERROR_REFUSED if it draws, which is a change, or
 *   something of it is under way
 *
 * Lets members of a household that draws nothing go on as one of their own, from today on.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_desk_split_household (DoudiSession *session,
                            const DoudiSplit *split,
                            gint64 *household_id,
                            gint64 *edit,
                            GError **error)
{
  const char *by_change = _ (
    "The household draws a benefit. Enter the split as a change, which another person decides.");
  g_auto (Moving) moving = { 0 };
  g_autofree char *object = g_strdup_printf ("household:%" G_GINT64_FORMAT, split->household_id);
  g_autoptr (DoudiTransaction) transaction = NULL;

  *edit = 0;
  *household_id = 0;
  if (!doudi_session_authorize (session, DOUDI_ACTION_EDIT_HOUSEHOLD, object, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  if (transaction == NULL || !moving_init (&moving, session, split->household_id, error)
      || !check_free (&moving, moving.from, by_change, error)
      || !check_members (&moving, split, error) || !check_remaining (&moving, split, error)
      || !split_off (&moving, split, household_id, error)
      || !doudi_transaction_commit (transaction, error))
    return FALSE;
  *edit = moving.edit;
  return TRUE;
}
