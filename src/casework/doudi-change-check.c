/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-change-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-bank-account.h"
#include "base/doudi-error.h"
#include "base/doudi-identity-number.h"
#include "casework/doudi-policies.h"
#include "store/doudi-registry-write.h"

#define WHERE "detail"
#define MONTHS_AHEAD_MAX 12
#define DEATH "death"

typedef gboolean (*CheckFunc) (DoudiChanging *changing, GError **error);

static gboolean
refuse (GError **error, const char *message)
{
  doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL, "%s", message);
  return FALSE;
}

static gboolean
fail (GError **error, const char *message)
{
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, WHERE, "%s", message);
  return FALSE;
}

/* An award of the household that still draws, or pauses. */
static gboolean
goes_on (const DoudiChanging *changing,
         const DoudiAwardRow *award,
         gboolean *goes_on,
         GError **error)
{
  *goes_on = doudi_change_terms_draw (award, changing->from);
  return *goes_on || doudi_change_find_pause (changing->store, award, goes_on, error);
}

/* Settles who is covered, for all time: what a later reader of the change needs to know. */
static gboolean
settle_covered (DoudiChanging *changing, GError **error)
{
  for (guint i = 0; i < changing->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (changing->awards, i);
      gboolean goes = FALSE;
      gboolean covered;

      if (!doudi_change_is_of_household (award))
        continue;
      if (!goes_on (changing, award, &goes, error))
        return FALSE;
      if (!goes)
        continue;
      if (!doudi_change_covers (changing, award, changing->member->person_id,
                                changing->detail->covered, &covered, error))
        return FALSE;
      changing->detail->covered = covered ? 1 : 0;
    }
  return TRUE;
}

static gboolean
check_new_head (DoudiChanging *changing, GError **error)
{
  gint64 head = changing->detail->head;

  if (head == 0)
    return TRUE;
  if (!g_str_equal (changing->member->relation, "head"))
    return fail (error, _ ("“head” names a new head, and the one who goes is not the head."));
  if (head == changing->member->person_id
      || doudi_change_find_member (changing->household, head) == NULL)
    return fail (error, _ ("“head” is not one of the members who stay."));
  return TRUE;
}

static gboolean
check_death (DoudiChanging *changing, GError **error)
{
  if (g_hash_table_contains (changing->member->circumstances, DEATH))
    return refuse (error, _ ("The death of this person is recorded already."));
  return check_new_head (changing, error) && settle_covered (changing, error);
}

static gboolean
check_prison (DoudiChanging *changing, GError **error)
{
  return check_new_head (changing, error) && settle_covered (changing, error);
}

/* What the person draws of one's own. */
static gboolean
draws_alone (const DoudiChanging *changing)
{
  for (guint i = 0; i < changing->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (changing->awards, i);

      if (award->person_id == changing->member->person_id && !doudi_change_is_of_household (award)
          && doudi_change_terms_draw (award, changing->from))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_leave (DoudiChanging *changing, GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;
  g_autoptr (DoudiHousehold) other = NULL;

  if (detail->household != 0)
    {
      if (detail->household == changing->household->id)
        return fail (error, _ ("“household” is the household that the person leaves."));
      other = doudi_registry_get_household (changing->store, detail->household,
                                            doudi_session_get_today (changing->session), error);
      if (other == NULL)
        return FALSE;
    }
  if (detail->household == 0 && detail->away != 1 && draws_alone (changing))
    return fail (error, _ ("This person draws something alone. Say in “household” where the person "
                           "lives from now on, or in “away” that it is outside the county."));
  if (changing->household->members->len > 1 && detail->head == 0
      && g_str_equal (changing->member->relation, "head"))
    return fail (error, _ ("The head leaves. Say in “head” who is the head from now on."));
  return check_new_head (changing, error) && settle_covered (changing, error);
}

static gboolean
check_identity (DoudiChanging *changing, const char *text, DoudiDay birth, GError **error)
{
  DoudiIdentityNumber identity;
  gint64 known = 0;

  if (text == NULL || *text == '\0')
    return TRUE;
  identity = doudi_identity_number_parse (text, doudi_session_get_today (changing->session));
  if (!doudi_identity_number_is_valid (&identity))
    return fail (error, doudi_identity_problem_message (identity.problem));
  if (birth != DOUDI_DAY_NONE && birth != identity.birth)
    return fail (error, _ ("The day of birth is not the one of the identity number."));
  if (!doudi_registry_find_person (changing->store, identity.number, &known, error))
    return FALSE;
  if (known != 0)
    {
      doudi_error_set (error, DOUDI_ERROR_CONFLICT, WHERE,
                       _ ("The caseload has this identity number already: person %lld. Enter that "
                          "person."),
                       (long long) known);
      return FALSE;
    }
  g_free (changing->detail->identity_number);
  changing->detail->identity_number = g_strdup (identity.number);
  return TRUE;
}

static gboolean
check_relation (const DoudiChangeDetail *detail, GError **error)
{
  if (detail->relation != NULL
      && (g_str_equal (detail->relation, "head") || strstr (detail->relation, "户主") != NULL))
    return fail (error, _ ("A household has one head: “relation” says what the person is to the "
                           "head."));
  return TRUE;
}

static void
cover_by_default (DoudiChanging *changing)
{
  if (changing->detail->covered == DOUDI_CHANGE_NOT_SAID)
    changing->detail->covered = 1;
}

static gboolean
check_birth (DoudiChanging *changing, GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;

  if (detail->birth > changing->row->happened_on)
    return fail (error, _ ("“birth” is after the day of the change."));
  cover_by_default (changing);
  return check_relation (detail, error)
         && check_identity (changing, detail->identity_number, detail->birth, error);
}

static gboolean
household_draws (const DoudiChanging *changing)
{
  for (guint i = 0; i < changing->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (changing->awards, i);

      if (doudi_change_is_of_household (award) && doudi_change_terms_draw (award, changing->from))
        return TRUE;
    }
  return FALSE;
}

/* Whether a person may be covered here who draws this award. */
static gboolean
stands_against (const DoudiChanging *changing, const DoudiDrawnAward *award)
{
  DoudiProgramme programme = doudi_programme_from_name (award->programme);

  if (doudi_programme_info (programme)->for_household)
    return award->household_id != changing->household->id;
  return doudi_programmes_exclude (changing->policy, programme, DOUDI_PROGRAMME_LOW_INCOME,
                                   changing->from);
}

/* Whoever is covered here may not draw what excludes it. */
static gboolean
check_exclusions (DoudiChanging *changing, GError **error)
{
  g_autoptr (GArray) drawn = NULL;

  if (changing->detail->covered != 1 || !household_draws (changing))
    return TRUE;
  drawn = doudi_registry_awards_drawn_by (changing->store, changing->row->person_id,
                                          doudi_session_get_today (changing->session), error);
  for (guint i = 0; drawn != NULL && i < drawn->len; i++)
    {
      const DoudiDrawnAward *award = &g_array_index (drawn, DoudiDrawnAward, i);
      DoudiProgramme programme = doudi_programme_from_name (award->programme);

      if (!stands_against (changing, award))
        continue;
      doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                       _ ("This person draws “%s” (award %lld). End that, or the share in it, "
                          "first; or say in “covered” that the award does not cover the person."),
                       _ (doudi_programme_info (programme)->label), (long long) award->award_id);
      return FALSE;
    }
  return drawn != NULL;
}

static gboolean
check_alive (DoudiChanging *changing, GError **error)
{
  g_autoptr (DoudiMember) person = doudi_registry_get_person (
    changing->store, changing->row->person_id, doudi_session_get_today (changing->session), error);

  if (person == NULL)
    return FALSE;
  return !g_hash_table_contains (person->circumstances, DEATH)
         || refuse (error, _ ("The death of this person is recorded already."));
}

/* A member joins an award that did not cover the member so far. */
static gboolean
check_uncovered (const DoudiChanging *changing, GError **error)
{
  for (guint i = 0; i < changing->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (changing->awards, i);
      const DoudiAwardTermRow *term = doudi_change_last_drawn (award, changing->from);

      if (doudi_change_is_of_household (award) && term != NULL && !term->single_person
          && (guint) term->persons >= changing->household->members->len)
        return refuse (error, _ ("The award covers every member of the household already."));
    }
  return TRUE;
}

static gboolean
check_join (DoudiChanging *changing, GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;

  cover_by_default (changing);
  if ((changing->row->person_id != 0) == (detail->name != NULL))
    return fail (error, _ ("Somebody joins: either a person of the caseload, or a new one with "
                           "“name”."));
  if (!check_relation (detail, error))
    return FALSE;
  if (detail->name != NULL)
    return check_identity (changing, detail->identity_number, detail->birth, error);
  return check_alive (changing, error)
         && (changing->member == NULL || check_uncovered (changing, error))
         && check_exclusions (changing, error);
}

static gboolean
check_division (DoudiChanging *changing, const char *code, GError **error)
{
  g_autofree char *township = NULL;
  g_autofree char *village = NULL;

  if (code == NULL)
    return TRUE;
  if (!doudi_registry_get_place (changing->store, code, &township, &village, error))
    return FALSE;
  if (strlen (code) == 12 && village != NULL && *village != '\0')
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, WHERE,
                   _ ("“division” is the code of a village of the county, twelve digits; %s is "
                      "not. Who moves out of the county leaves."),
                   code);
  return FALSE;
}

static gboolean
check_move (DoudiChanging *changing, GError **error)
{
  return check_division (changing, changing->detail->division, error);
}

/* Persons of a split: members, each once, not the head. */
static gboolean
check_movers (DoudiChanging *changing, GError **error)
{
  const GArray *persons = changing->detail->persons;

  for (guint i = 0; i < persons->len; i++)
    {
      gint64 id = g_array_index (persons, gint64, i);
      const DoudiMember *member = doudi_change_find_member (changing->household, id);

      if (member == NULL)
        return fail (error, _ ("“persons” names somebody who is not in the household."));
      if (g_str_equal (member->relation, "head"))
        return fail (error, _ ("The head stays with the household. Enter a new head first."));
      for (guint j = 0; j < i; j++)
        if (g_array_index (persons, gint64, j) == id)
          return fail (error, _ ("“persons” names somebody twice."));
    }
  if (persons->len == 0 || persons->len >= changing->household->members->len)
    return fail (error, _ ("“persons” are those who go; at least one goes and one stays."));
  if (!doudi_change_detail_names (persons, changing->detail->head))
    return fail (error, _ ("“head” is one of “persons”."));
  return TRUE;
}

static gboolean
check_relations (const DoudiChangeDetail *detail, GError **error)
{
  if (detail->relations != NULL && g_strv_length (detail->relations) != detail->persons->len)
    return fail (error, _ ("“relations” has a word for each of “persons”."));
  for (guint i = 0; detail->covered_persons != NULL && i < detail->covered_persons->len; i++)
    if (!doudi_change_detail_names (detail->persons,
                                    g_array_index (detail->covered_persons, gint64, i)))
      return fail (error, _ ("“covered_persons” are some of “persons”."));
  return TRUE;
}

static void
cover_all_movers (DoudiChangeDetail *detail)
{
  if (detail->covered_persons == NULL)
    detail->covered_persons = g_array_copy (detail->persons);
}

/* What one award asks of a split. */
static gboolean
check_split_award (DoudiChanging *changing, const DoudiAwardRow *award, GError **error)
{
  DoudiChangeDetail *detail = changing->detail;
  const DoudiAwardTermRow *term = doudi_change_last_drawn (award, changing->from);

  if (!doudi_change_is_of_household (award) || !doudi_change_terms_draw (award, changing->from)
      || term == NULL)
    return TRUE;
  if (detail->covered_persons == NULL && (guint) term->persons < changing->household->members->len)
    return fail (error,
                 _ ("The award does not cover every member: say in “covered_persons” which of "
                    "those who go it covers."));
  cover_all_movers (detail);
  if (term->income_known
      && (detail->yearly_income == DOUDI_CHANGE_NOT_SAID
          || (detail->draws == 1 && detail->own_income == DOUDI_CHANGE_NOT_SAID)))
    return fail (error,
                 _ ("The award goes by the income: say in “yearly_income” what those who stay "
                    "have in a year, and in “own_income” what those who go have."));
  return TRUE;
}

static gboolean
check_split (DoudiChanging *changing, GError **error)
{
  DoudiChangeDetail *detail = changing->detail;

  if (!check_movers (changing, error) || !check_relations (detail, error)
      || !check_division (changing, detail->division, error))
    return FALSE;
  for (guint i = 0; i < changing->awards->len; i++)
    if (!check_split_award (changing, g_ptr_array_index (changing->awards, i), error))
      return FALSE;
  if (detail->draws == 1 && (detail->covered_persons == NULL || detail->covered_persons->len == 0))
    return refuse (error,
                   _ ("The new household cannot go on drawing: nobody of it is covered now."));
  return (detail->holder == NULL) == (detail->number == NULL)
         || fail (error, _ ("“holder” and “number” of an account go together."));
}

static gboolean
check_merge (DoudiChanging *changing, GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;
  g_autoptr (DoudiHousehold) other = doudi_registry_get_household (
    changing->store, detail->household, doudi_session_get_today (changing->session), error);

  if (other == NULL)
    return FALSE;
  if (other->id == changing->household->id || other->members->len == 0)
    return fail (error, _ ("“household” is another household that has members."));
  return check_relation (detail, error);
}

static gboolean
check_change_of_head (DoudiChanging *changing, GError **error)
{
  return !g_str_equal (changing->member->relation, "head")
         || refuse (error, _ ("This person is the head already."));
}

static gboolean
check_account (DoudiChanging *changing, GError **error)
{
  DoudiChangeDetail *detail = changing->detail;
  DoudiBankAccount account = doudi_bank_account_parse (detail->number);

  if (!account.valid)
    return fail (error, _ ("“number” is no account: 8 to 32 digits."));
  if (detail->person != 0 && doudi_change_find_member (changing->household, detail->person) == NULL)
    return fail (error, _ ("“person” is not in the household."));
  g_free (detail->number);
  detail->number = g_strdup (account.number);
  return TRUE;
}

static const DoudiAwardTermRow *
term_of (const DoudiChanging *changing)
{
  return doudi_change_term_at (changing->award, changing->from);
}

static gboolean
check_drawn (DoudiChanging *changing, GError **error)
{
  return doudi_change_terms_draw (changing->award, changing->from)
         || refuse (error,
                    _ ("This award covers nobody from that month on: it has ended or pauses."));
}

static gboolean
check_class (DoudiChanging *changing, GError **error)
{
  const DoudiAwardTermRow *term = term_of (changing);

  if (!check_drawn (changing, error))
    return FALSE;
  if (term == NULL || term->benefit_class == 0)
    return refuse (error, _ ("This award has no class."));
  return term->benefit_class != changing->detail->benefit_class
         || refuse (error, _ ("The award is of this class already."));
}

static gboolean
check_income (DoudiChanging *changing, GError **error)
{
  if (!doudi_change_is_of_household (changing->award))
    return refuse (error,
                   _ ("The income counts for an award of the household. Choose that award."));
  return check_drawn (changing, error);
}

static gboolean
check_care (DoudiChanging *changing, GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;
  const DoudiAwardTermRow *term = term_of (changing);

  if (detail->care == 0 && detail->self_care == 0 && detail->institution == NULL)
    return fail (error, _ ("Say what changes: “care”, “self_care” or “institution”."));
  if (term == NULL || (*term->care == '\0' && *term->self_care == '\0'))
    return refuse (error, _ ("This award does not depend on care."));
  return check_drawn (changing, error);
}

static gboolean
check_disability (DoudiChanging *changing, GError **error)
{
  DoudiChangeDetail *detail = changing->detail;

  if ((detail->ended == 1) == (detail->grade != 0))
    return fail (error, _ ("Say either the new class and grade, “disability” and “grade”, or with "
                           "“ended” that the card holds no longer."));
  if (detail->grade != 0 && detail->disability == 0)
    return fail (error, _ ("“disability” is the class on the card, such as limb."));
  return settle_covered (changing, error);
}

static gboolean
check_resume (DoudiChanging *changing, GError **error)
{
  gboolean paused;

  if (!doudi_change_find_pause (changing->store, changing->award, &paused, error))
    return FALSE;
  if (!doudi_change_is_of_household (changing->award)
      && doudi_change_find_member (changing->household, changing->award->person_id) == NULL)
    return refuse (error, _ ("Whoever drew this award is not in the household any more."));
  if (paused && !doudi_change_terms_draw (changing->award, changing->from))
    return TRUE;
  return refuse (error, _ ("This award does not pause. One that has ended needs an application."));
}

static gboolean
check_taper (DoudiChanging *changing, GError **error)
{
  const DoudiAwardTermRow *term = term_of (changing);
  DoudiCircumstances whom = { .programme = doudi_programme_from_name (changing->award->programme),
                              .residence = doudi_residence_from_name (changing->award->residence) };

  if (!check_drawn (changing, error))
    return FALSE;
  if (term != NULL && term->taper)
    return refuse (error, _ ("This award runs out already."));
  whom.benefit_class = term != NULL ? term->benefit_class : 0;
  return doudi_policy_find_rule (changing->policy, DOUDI_RULE_TAPER_MONTHS, 0, &whom,
                                 changing->from)
           != NULL
         || refuse (error,
                    _ ("No rule says for how many months this award goes on when it runs out. "
                       "Adopt one, or end the award."));
}

/* By kind; %NULL where nothing else is to be looked at. */
static const CheckFunc checks[DOUDI_N_CHANGES] = {
  [DOUDI_CHANGE_BIRTH] = check_birth,
  [DOUDI_CHANGE_DEATH] = check_death,
  [DOUDI_CHANGE_JOIN] = check_join,
  [DOUDI_CHANGE_LEAVE] = check_leave,
  [DOUDI_CHANGE_MOVE] = check_move,
  [DOUDI_CHANGE_SPLIT] = check_split,
  [DOUDI_CHANGE_MERGE] = check_merge,
  [DOUDI_CHANGE_NEW_HEAD] = check_change_of_head,
  [DOUDI_CHANGE_ACCOUNT] = check_account,
  [DOUDI_CHANGE_CLASS] = check_class,
  [DOUDI_CHANGE_INCOME] = check_income,
  [DOUDI_CHANGE_CARE] = check_care,
  [DOUDI_CHANGE_DISABILITY] = check_disability,
  [DOUDI_CHANGE_PRISON] = check_prison,
  [DOUDI_CHANGE_STOP] = check_drawn,
  [DOUDI_CHANGE_PAUSE] = check_drawn,
  [DOUDI_CHANGE_RESUME] = check_resume,
  [DOUDI_CHANGE_TAPER] = check_taper,
};

/*
 * doudi_change_touch:
 * @changing: a change
 * @household_id: a household it has to do with
 *
 * Remembers the household.
 */
void
doudi_change_touch (DoudiChanging *changing, gint64 household_id)
{
  if (!doudi_change_detail_names (changing->touched, household_id))
    g_array_append_val (changing->touched, household_id);
}

static const DoudiAwardRow *
find_award (const DoudiChanging *changing)
{
  for (guint i = 0; i < changing->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (changing->awards, i);

      if (award->id == changing->row->award_id)
        return award;
    }
  return NULL;
}

static gboolean
load_facts (DoudiChanging *changing, GError **error)
{
  DoudiDay today = doudi_session_get_today (changing->session);
  const DoudiChangeRow *row = changing->row;

  changing->policy = doudi_policies_load (changing->store, today, error);
  if (changing->policy == NULL)
    return FALSE;
  changing->household
    = doudi_registry_get_household (changing->store, row->household_id, today, error);
  if (changing->household == NULL)
    return FALSE;
  changing->awards = doudi_awards_of_household (changing->store, row->household_id, error);
  if (changing->awards == NULL)
    return FALSE;
  changing->award = find_award (changing);
  changing->member = doudi_change_find_member (changing->household, row->person_id);
  return TRUE;
}

/*
 * doudi_changing_init:
 * @changing: what to set up
 * @session: who looks at it
 * @row: the change; must stay
 * @error: return location
 *
 * Reads what a change has to do with, as it is on the business day.
 *
 * Returns: whether it could be read
 */
gboolean
doudi_changing_init (DoudiChanging *changing,
                     DoudiSession *session,
                     const DoudiChangeRow *row,
                     GError **error)
{
  *changing
    = (DoudiChanging){ .session = session, .store = doudi_session_get_store (session), .row = row };
  if (!doudi_change_kind_find (row->kind, &changing->kind))
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL, _ ("There is no kind of change “%s”."),
                       row->kind);
      return FALSE;
    }
  changing->info = doudi_change_info (changing->kind);
  changing->from = doudi_change_first_month (row, doudi_session_get_today (session));
  changing->touched = g_array_new (FALSE, FALSE, sizeof (gint64));
  changing->source = g_strdup_printf ("change:%" G_GINT64_FORMAT, row->id);
  doudi_change_touch (changing, row->household_id);
  changing->detail = doudi_change_detail_parse (changing->kind, row->detail, error);
  return changing->detail != NULL && load_facts (changing, error);
}

/*
 * doudi_changing_clear:
 * @changing: a change
 *
 * Frees what belongs to it.
 */
void
doudi_changing_clear (DoudiChanging *changing)
{
  g_clear_pointer (&changing->policy, doudi_policy_unref);
  g_clear_pointer (&changing->detail, doudi_change_detail_free);
  g_clear_pointer (&changing->household, doudi_household_free);
  g_clear_pointer (&changing->awards, g_ptr_array_unref);
  g_clear_pointer (&changing->touched, g_array_unref);
  g_clear_pointer (&changing->source, g_free);
}

static gboolean
check_needs (const DoudiChanging *changing, GError **error)
{
  guint needs = changing->info->needs;

  if ((needs & DOUDI_CHANGE_NEEDS_AWARD) != 0 && changing->award == NULL)
    return fail (error, _ ("Choose the award of the household that changes."));
  if ((needs & DOUDI_CHANGE_NEEDS_PERSON) != 0 && changing->member == NULL)
    return fail (error, _ ("Choose the member of the household that it is about."));
  if ((needs & DOUDI_CHANGE_NEEDS_REASON) != 0
      && (changing->row->reason == NULL || *changing->row->reason == '\0'))
    return fail (error, _ ("Write down the reason: the family is told it."));
  return changing->household->members->len > 0
         || refuse (error, _ ("This household has no members any more."));
}

static gboolean
check_days (const DoudiChanging *changing, GError **error)
{
  DoudiDay today = doudi_session_get_today (changing->session);
  DoudiDay day = changing->row->happened_on;

  if (day == DOUDI_DAY_NONE || day > today)
    return fail (error, _ ("Give the day on which it happened, today at the latest."));
  if (changing->from < doudi_month_of_day (day))
    return fail (error, _ ("The first month is before the day on which it happened."));
  return changing->from <= doudi_month_add (doudi_month_of_day (today), MONTHS_AHEAD_MAX)
         || fail (error, _ ("The first month is more than a year ahead."));
}

/*
 * doudi_change_check:
 * @changing: a change; what its detail leaves open is settled
 * @error: %DOUDI_ERROR_BAD_DATA, %DOUDI_ERROR_REFUSED, %DOUDI_ERROR_NO_FACT, %DOUDI_ERROR_CONFLICT
 *
 * Checks a change against the household as it is.
 *
 * Returns: whether it may be entered, and carried out
 */
gboolean
doudi_change_check (DoudiChanging *changing, GError **error)
{
  CheckFunc check = checks[changing->kind];

  return check_needs (changing, error) && check_days (changing, error)
         && (check == NULL || check (changing, error));
}

static void
add_subject (GStrvBuilder *subjects, const char *of, gint64 id, const char *what)
{
  g_autofree char *text = g_strdup_printf ("%s:%" G_GINT64_FORMAT ":%s", of, id, what);

  g_strv_builder_add (subjects, text);
}

/* What a kind is about: of a person, of an award, else of the household. */
static const struct
{
  const char *of;
  const char *what;
} subjects_of_kinds[DOUDI_N_CHANGES] = {
  [DOUDI_CHANGE_BIRTH] = { "household", "birth" },
  [DOUDI_CHANGE_DEATH] = { "person", "membership" },
  [DOUDI_CHANGE_JOIN] = { "person", "membership" },
  [DOUDI_CHANGE_LEAVE] = { "person", "membership" },
  [DOUDI_CHANGE_MOVE] = { "household", "address" },
  [DOUDI_CHANGE_SPLIT] = { "household", "whole" },
  [DOUDI_CHANGE_MERGE] = { "household", "whole" },
  [DOUDI_CHANGE_NEW_HEAD] = { "household", "head" },
  [DOUDI_CHANGE_ACCOUNT] = { "household", "account" },
  [DOUDI_CHANGE_CLASS] = { "award", "class" },
  [DOUDI_CHANGE_INCOME] = { "award", "income" },
  [DOUDI_CHANGE_CARE] = { "award", "care" },
  [DOUDI_CHANGE_DISABILITY] = { "person", "disability" },
  [DOUDI_CHANGE_SCHOOL] = { "person", "school" },
  [DOUDI_CHANGE_JOB] = { "person", "job" },
  [DOUDI_CHANGE_PRISON] = { "person", "membership" },
  [DOUDI_CHANGE_STOP] = { "award", "standing" },
  [DOUDI_CHANGE_PAUSE] = { "award", "standing" },
  [DOUDI_CHANGE_RESUME] = { "award", "standing" },
  [DOUDI_CHANGE_TAPER] = { "award", "standing" },
};

/* One who is new is told apart by the name; accounts by whom they pay. */
static void
add_own_subject (GStrvBuilder *subjects,
                 DoudiChangeKind kind,
                 const DoudiChangeRow *row,
                 const DoudiChangeDetail *detail)
{
  const char *of = subjects_of_kinds[kind].of;
  g_autofree char *what = g_strdup (subjects_of_kinds[kind].what);
  gint64 id = row->household_id;

  if (g_str_equal (of, "award"))
    id = row->award_id;
  else if (g_str_equal (of, "person") && row->person_id != 0)
    id = row->person_id;
  else if (detail->name != NULL)
    {
      g_free (what);
      of = "household";
      what = g_strconcat ("joins:", detail->name, NULL);
    }
  if (kind == DOUDI_CHANGE_ACCOUNT)
    {
      g_free (what);
      what = g_strdup_printf ("account:%" G_GINT64_FORMAT, detail->person);
    }
  add_subject (subjects, of, id, what);
}

/*
 * doudi_change_dup_subjects:
 * @kind: what happened
 * @row: a change
 * @detail: its detail
 *
 * Lists what a change is about. Two changes that share a subject are not open at the same time.
 *
 * Returns: (transfer full): such as "person:12:membership"
 */
GStrv
doudi_change_dup_subjects (DoudiChangeKind kind,
                           const DoudiChangeRow *row,
                           const DoudiChangeDetail *detail)
{
  g_autoptr (GStrvBuilder) subjects = g_strv_builder_new ();

  add_own_subject (subjects, kind, row, detail);
  if (kind == DOUDI_CHANGE_MERGE)
    add_subject (subjects, "household", detail->household, "whole");
  else if (detail->head != 0 && kind != DOUDI_CHANGE_SPLIT)
    add_subject (subjects, "household", row->household_id, "head");
  for (guint i = 0; detail->persons != NULL && i < detail->persons->len; i++)
    add_subject (subjects, "person", g_array_index (detail->persons, gint64, i), "membership");
  return g_strv_builder_end (subjects);
}
