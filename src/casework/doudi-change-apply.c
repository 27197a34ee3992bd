/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-change-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "base/doudi-identity-number.h"
#include "casework/doudi-due-table.h"
#include "store/doudi-registry-write.h"

#define HEAD "head"
#define SPOUSE "配偶"
#define OTHER_RELATION "其他"
#define PERSON_OTHERS 1000

typedef gboolean (*ApplyFunc) (DoudiChanging *changing, GError **error);

static gboolean
add_fact (DoudiChanging *changing,
          gint64 person_id,
          const char *kind,
          const char *value,
          GError **error)
{
  return doudi_registry_insert_circumstance (changing->session, person_id, kind, value,
                                             changing->row->happened_on, changing->source, error);
}

static gboolean
edit_award (DoudiChanging *changing, const DoudiTermEdit *edit, GError **error)
{
  return doudi_change_edit_terms (changing, changing->award->id, changing->from, edit, error);
}

/* Whether a change of those covered reaches an award: it belongs to the household, goes on, and is
 * the one that the change names, if it names one. */
static gboolean
is_reached (const DoudiChanging *changing,
            const DoudiAwardRow *award,
            gboolean *reached,
            GError **error)
{
  *reached = FALSE;
  if (!doudi_change_is_of_household (award)
      || (changing->award != NULL && changing->award != award))
    return TRUE;
  *reached = doudi_change_terms_draw (award, changing->from);
  return *reached || doudi_change_find_pause (changing->store, award, reached, error);
}

/* Edits the awards of the household that go on. */
static gboolean
edit_household (DoudiChanging *changing, const DoudiTermEdit *edit, GError **error)
{
  for (guint i = 0; i < changing->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (changing->awards, i);
      gboolean reached;

      if (!is_reached (changing, award, &reached, error)
          || (reached
              && !doudi_change_edit_terms (changing, award->id, changing->from, edit, error)))
        return FALSE;
    }
  return TRUE;
}

/* The reasons the person has by the registry, or those that the detail says. */
static guint
reasons_of (const DoudiChanging *changing, guint found)
{
  return changing->detail->reasons != DOUDI_CHANGE_NOT_SAID ? (guint) changing->detail->reasons
                                                            : found;
}

/* One fewer is covered, with that person's reasons for a top-up and nobody else's. */
static gboolean
uncover_member (DoudiChanging *changing, GError **error)
{
  g_autoptr (GArray) leaving = g_array_new (FALSE, FALSE, sizeof (guint));
  DoudiTermEdit edit = DOUDI_TERM_EDIT_NONE;
  guint reasons = reasons_of (changing, doudi_change_reasons_of (changing, changing->member));

  if (changing->detail->covered != 1)
    return TRUE;
  g_array_append_val (leaving, reasons);
  edit.persons = -1;
  edit.leaving = leaving;
  return edit_household (changing, &edit, error);
}

static gboolean
cover_person (DoudiChanging *changing, guint reasons, GError **error)
{
  g_autoptr (GArray) joining = g_array_new (FALSE, FALSE, sizeof (guint));
  DoudiTermEdit edit = DOUDI_TERM_EDIT_NONE;

  if (changing->detail->covered != 1)
    return TRUE;
  g_array_append_val (joining, reasons);
  edit.persons = 1;
  edit.joining = joining;
  edit.yearly_income = changing->detail->yearly_income;
  return edit_household (changing, &edit, error);
}

/* Ends what a person draws alone; %DOUDI_PROGRAMME_NONE for all of it. */
static gboolean
stop_own (DoudiChanging *changing, DoudiProgramme only, GError **error)
{
  DoudiTermEdit edit = DOUDI_TERM_EDIT_NONE;

  edit.stop = TRUE;
  for (guint i = 0; i < changing->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (changing->awards, i);
      DoudiProgramme programme = doudi_programme_from_name (award->programme);

      if (award->person_id != changing->member->person_id || doudi_change_is_of_household (award)
          || (only != DOUDI_PROGRAMME_NONE && programme != only)
          || !doudi_change_terms_draw (award, changing->from))
        continue;
      if (!doudi_change_edit_terms (changing, award->id, changing->from, &edit, error))
        return FALSE;
    }
  return TRUE;
}

/* Everybody was covered, so an award that counts a share of the household's said nothing about it.
 * It says it now, for somebody comes in a month before the household's award covers one more. */
static gboolean
say_shares (DoudiChanging *changing, GError **error)
{
  DoudiTermEdit edit = DOUDI_TERM_EDIT_NONE;
  gboolean all = FALSE;

  edit.share = DOUDI_AWARD_SHARE_YES;
  for (guint i = 0; i < changing->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (changing->awards, i);
      const DoudiAwardTermRow *term = doudi_due_term (award->terms, changing->from);

      all = all
            || (doudi_change_is_of_household (award) && term != NULL
                && (guint) term->persons >= changing->household->members->len);
    }
  for (guint i = 0; all && i < changing->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (changing->awards, i);

      if (doudi_programmes_ever_meet (changing->policy,
                                      doudi_programme_from_name (award->programme),
                                      DOUDI_PROGRAMME_LOW_INCOME, DOUDI_EXCLUSION_DIFFERENCE)
          && doudi_change_terms_draw (award, changing->from)
          && !doudi_change_edit_terms (
            changing, award->id, doudi_month_of_day (changing->row->happened_on), &edit, error))
        return FALSE;
    }
  return TRUE;
}

static int
last_position (const DoudiChanging *changing)
{
  return (int) changing->household->members->len + 1;
}

static gboolean
add_member (DoudiChanging *changing,
            gint64 household_id,
            gint64 person_id,
            const char *relation,
            int position,
            GError **error)
{
  const DoudiMembershipFacts membership = { household_id, person_id, relation, position };

  return doudi_registry_insert_membership (changing->session, &membership,
                                           changing->row->happened_on, changing->source, error);
}

static gboolean
insert_person (DoudiChanging *changing, DoudiDay birth, gint64 *id, GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;
  DoudiIdentityNumber identity = doudi_identity_number_parse (
    detail->identity_number, doudi_session_get_today (changing->session));
  gboolean known = doudi_identity_number_is_valid (&identity);
  DoudiSex sex = detail->sex != 0 || !known ? (DoudiSex) detail->sex : identity.sex;
  g_autofree char *day = NULL;
  DoudiPersonFacts person = { .name = detail->name, .identity_number = detail->identity_number };

  if (birth == DOUDI_DAY_NONE && known)
    birth = identity.birth;
  day = birth != DOUDI_DAY_NONE ? doudi_day_format_iso (birth) : NULL;
  person.birth_date = day;
  person.sex = sex != DOUDI_SEX_UNKNOWN ? doudi_sex_name (sex) : NULL;
  return doudi_registry_insert_person (changing->session, &person, changing->source, id, error);
}

/* Somebody who was not in the caseload before. */
static gboolean
take_new_person (DoudiChanging *changing, GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;
  DoudiIdentityNumber identity = doudi_identity_number_parse (
    detail->identity_number, doudi_session_get_today (changing->session));
  DoudiDay birth = detail->birth != DOUDI_DAY_NONE ? detail->birth : identity.birth;
  guint reasons = reasons_of (changing, doudi_change_reasons_by_birth (changing, birth));
  gint64 id;

  return say_shares (changing, error) && insert_person (changing, detail->birth, &id, error)
         && add_member (changing, changing->household->id, id, detail->relation,
                        last_position (changing), error)
         && cover_person (changing, reasons, error);
}

/* The person comes from other households, if from any. */
static gboolean
leave_others (DoudiChanging *changing, gint64 person_id, GError **error)
{
  g_autoptr (GArray) memberships = doudi_registry_memberships_of_person (
    changing->store, person_id, doudi_session_get_today (changing->session), error);

  for (guint i = 0; memberships != NULL && i < memberships->len; i++)
    {
      gint64 from = g_array_index (memberships, DoudiMembershipRow, i).household_id;

      if (!doudi_registry_move_person (changing->session, person_id, from, changing->household->id,
                                       changing->row->happened_on, changing->source, error))
        return FALSE;
      doudi_change_touch (changing, from);
    }
  return memberships != NULL;
}

static gboolean
apply_join (DoudiChanging *changing, GError **error)
{
  gint64 id = changing->row->person_id;
  g_autoptr (DoudiMember) person = NULL;
  guint reasons;

  if (id == 0)
    return take_new_person (changing, error);
  person = doudi_registry_get_person (changing->store, id,
                                      doudi_session_get_today (changing->session), error);
  if (person == NULL)
    return FALSE;
  reasons = reasons_of (changing, doudi_change_reasons_of (changing, person));
  if (changing->member == NULL
      && (!say_shares (changing, error) || !leave_others (changing, id, error)
          || !add_member (changing, changing->household->id, id, changing->detail->relation,
                          last_position (changing), error)))
    return FALSE;
  return cover_person (changing, reasons, error);
}

/* Awards of the household stay with it: they go on under the name of @head. */
static gboolean
keep_awards (DoudiChanging *changing, gint64 leaving, gint64 head, GError **error)
{
  for (guint i = 0; i < changing->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (changing->awards, i);
      const DoudiAwardTermRow *term = doudi_change_last_drawn (award, changing->from);

      if (!doudi_change_is_of_household (award) || award->person_id != leaving
          || (term != NULL && term->single_person))
        continue;
      if (!doudi_registry_set_award_person (changing->session, award->id, head, error))
        return FALSE;
    }
  return TRUE;
}

/* What somebody is to a new head who was this to the old one. */
static const char *
turn_relation (const char *relation)
{
  static const char *const spouses[] = { "配偶", "妻", "夫", "妻子", "丈夫", NULL };

  return g_strv_contains (spouses, relation) ? SPOUSE : OTHER_RELATION;
}

static gboolean
set_relation (DoudiChanging *changing,
              const DoudiMember *member,
              const char *relation,
              GError **error)
{
  int position = g_str_equal (relation, HEAD) ? 0 : last_position (changing);

  return doudi_registry_end_membership (changing->session, member->id, changing->row->happened_on,
                                        changing->source, error)
         && add_member (changing, changing->household->id, member->person_id, relation, position,
                        error);
}

/* @old: (nullable): stays as a member of the household */
static gboolean
make_head (DoudiChanging *changing, gint64 person_id, const DoudiMember *old, GError **error)
{
  const DoudiMember *member = doudi_change_find_member (changing->household, person_id);
  const DoudiMember *head = doudi_change_find_head (changing->household);
  const char *relation
    = changing->kind == DOUDI_CHANGE_NEW_HEAD ? changing->detail->relation : NULL;

  if (head != NULL && !keep_awards (changing, head->person_id, person_id, error))
    return FALSE;
  if (old != NULL
      && !set_relation (changing, old,
                        relation != NULL ? relation : turn_relation (member->relation), error))
    return FALSE;
  return set_relation (changing, member, HEAD, error);
}

static gboolean
apply_new_head (DoudiChanging *changing, GError **error)
{
  return make_head (changing, changing->row->person_id,
                    doudi_change_find_head (changing->household), error);
}

static gboolean
end_membership (DoudiChanging *changing, GError **error)
{
  if (changing->detail->head != 0 && !make_head (changing, changing->detail->head, NULL, error))
    return FALSE;
  return doudi_registry_end_membership (changing->session, changing->member->id,
                                        changing->row->happened_on, changing->source, error);
}

static gboolean
apply_death (DoudiChanging *changing, GError **error)
{
  g_autofree char *day = doudi_day_format_iso (changing->row->happened_on);

  return add_fact (changing, changing->member->person_id, "death", day, error)
         && uncover_member (changing, error) && stop_own (changing, DOUDI_PROGRAMME_NONE, error)
         && end_membership (changing, error);
}

/* Who is in prison is no member (民发〔2021〕57号); special hardship ends (民发〔2021〕43号). */
static gboolean
apply_prison (DoudiChanging *changing, GError **error)
{
  DoudiDay until = changing->detail->until;
  g_autofree char *text
    = until != DOUDI_DAY_NONE ? doudi_day_format_iso (until) : g_strdup ("服刑");

  return add_fact (changing, changing->member->person_id, "prison", text, error)
         && uncover_member (changing, error)
         && stop_own (changing, DOUDI_PROGRAMME_SPECIAL_HARDSHIP, error)
         && end_membership (changing, error);
}

/* To another household of the county, with what is the person's own. */
static gboolean
go_to (DoudiChanging *changing, gint64 household_id, GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;
  gint64 id = changing->member->person_id;
  const DoudiMember *head = doudi_change_find_head (changing->household);
  gint64 stays = detail->head != 0 ? detail->head : head != NULL ? head->person_id : id;

  doudi_change_touch (changing, household_id);
  if (stays != id && !keep_awards (changing, id, stays, error))
    return FALSE;
  if (detail->head != 0 && !make_head (changing, detail->head, NULL, error))
    return FALSE;
  return doudi_registry_move_person (changing->session, id, changing->household->id, household_id,
                                     changing->row->happened_on, changing->source, error)
         && add_member (changing, household_id, id,
                        detail->relation != NULL ? detail->relation : OTHER_RELATION, PERSON_OTHERS,
                        error);
}

static gboolean
apply_leave (DoudiChanging *changing, GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;

  if (!uncover_member (changing, error))
    return FALSE;
  if (detail->household != 0)
    return go_to (changing, detail->household, error);
  return (detail->away != 1 || stop_own (changing, DOUDI_PROGRAMME_NONE, error))
         && end_membership (changing, error);
}

static gboolean
apply_move (DoudiChanging *changing, GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;
  const DoudiAddressFacts address
    = { detail->division, detail->village_group, detail->address, detail->phone };

  return doudi_registry_insert_address (changing->session, changing->household->id, &address,
                                        changing->row->happened_on, changing->source, error);
}

/* Where nothing is said, the new household lives where the old one does. */
static gboolean
insert_household (DoudiChanging *changing, gint64 *id, GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;
  const DoudiHousehold *old = changing->household;
  gboolean moves = detail->division != NULL;
  const DoudiAddressFacts address
    = { moves ? detail->division : old->division_code,
        moves || detail->village_group != NULL ? detail->village_group : old->village_group,
        moves || detail->address != NULL ? detail->address : old->address,
        detail->phone != NULL ? detail->phone : old->phone };

  return doudi_registry_insert_household (changing->session, &address, changing->row->happened_on,
                                          changing->source, id, error);
}

static gboolean
move_to_new (DoudiChanging *changing, gint64 household_id, guint index, GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;
  gint64 id = g_array_index (detail->persons, gint64, index);
  const DoudiMember *member = doudi_change_find_member (changing->household, id);
  const char *relation = id == detail->head          ? HEAD
                         : detail->relations != NULL ? detail->relations[index]
                                                     : member->relation;

  return doudi_registry_move_person (changing->session, id, changing->household->id, household_id,
                                     changing->row->happened_on, changing->source, error)
         && add_member (changing, household_id, id, relation, (int) index + 1, error);
}

/* The reasons of those who go and are covered. */
static GArray *
reasons_of_movers (const DoudiChanging *changing)
{
  GArray *reasons = g_array_new (FALSE, FALSE, sizeof (guint));
  const GArray *covered = changing->detail->covered_persons;

  for (guint i = 0; covered != NULL && i < covered->len; i++)
    {
      const DoudiMember *member
        = doudi_change_find_member (changing->household, g_array_index (covered, gint64, i));
      guint found = doudi_change_reasons_of (changing, member);

      g_array_append_val (reasons, found);
    }
  return reasons;
}

/* What the new household draws is what the old one no longer does for its members: the difference
 * of the reasons before and after. */
static void
take_keys (DoudiAwardTermRow *term, const DoudiAwardTermRow *before, const DoudiAwardTermRow *after)
{
  for (guint i = 0; i < DOUDI_AWARD_KEY_SETS; i++)
    term->key_persons[i] = (guint16) (before->key_persons[i] - after->key_persons[i]);
}

/* The award of the new household, in the class of the old one. */
static gboolean
insert_award (DoudiChanging *changing,
              const DoudiAwardRow *old,
              gint64 household_id,
              GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;
  g_autoptr (DoudiAwardRow) now = doudi_award_get (changing->store, old->id, error);
  g_autoptr (GArray) terms = g_array_new (FALSE, FALSE, sizeof (DoudiAwardTermRow));
  DoudiAwardRow award = *old;
  DoudiAwardTermRow term;

  if (now == NULL)
    return FALSE;
  term = *doudi_change_term_at (old, changing->from);
  take_keys (&term, doudi_change_term_at (old, changing->from),
             doudi_change_term_at (now, changing->from));
  term.from = MAX (changing->from, old->first_month);
  term.persons = (int) detail->covered_persons->len;
  if (term.income_known)
    term.yearly_income = detail->own_income;
  g_array_append_val (terms, term);
  award.household_id = household_id;
  award.person_id = detail->head;
  award.first_month = term.from;
  award.original_month
    = old->original_month != DOUDI_MONTH_NONE ? old->original_month : old->first_month;
  award.terms = terms;
  return doudi_award_insert (changing->session, &award, changing->source, NULL, error);
}

static gboolean
split_award (DoudiChanging *changing,
             const DoudiAwardRow *award,
             gint64 household_id,
             GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;
  g_autoptr (GArray) leaving = reasons_of_movers (changing);
  DoudiTermEdit edit = DOUDI_TERM_EDIT_NONE;

  edit.persons = -(int) leaving->len;
  edit.leaving = leaving;
  edit.yearly_income = detail->yearly_income;
  return doudi_change_edit_terms (changing, award->id, changing->from, &edit, error)
         && (detail->draws != 1 || insert_award (changing, award, household_id, error));
}

static gboolean
split_awards (DoudiChanging *changing, gint64 household_id, GError **error)
{
  for (guint i = 0; i < changing->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (changing->awards, i);

      if (doudi_change_is_of_household (award) && doudi_change_terms_draw (award, changing->from)
          && !split_award (changing, award, household_id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_account (DoudiChanging *changing, gint64 household_id, gint64 person_id, GError **error)
{
  const DoudiAccountFacts account
    = { household_id, person_id, changing->detail->holder, changing->detail->number };

  return account.number == NULL
         || doudi_registry_insert_account (changing->session, &account, changing->row->happened_on,
                                           changing->source, error);
}

/* An award in the name of somebody who goes, but who is not the head, stays under the head. */
static gboolean
keep_awards_of_movers (DoudiChanging *changing, GError **error)
{
  const DoudiMember *head = doudi_change_find_head (changing->household);
  const GArray *persons = changing->detail->persons;

  for (guint i = 0; head != NULL && i < persons->len; i++)
    if (!keep_awards (changing, g_array_index (persons, gint64, i), head->person_id, error))
      return FALSE;
  return TRUE;
}

static gboolean
apply_split (DoudiChanging *changing, GError **error)
{
  gint64 id;

  if (!insert_household (changing, &id, error))
    return FALSE;
  doudi_change_touch (changing, id);
  if (!keep_awards_of_movers (changing, error) || !split_awards (changing, id, error))
    return FALSE;
  for (guint i = 0; i < changing->detail->persons->len; i++)
    if (!move_to_new (changing, id, i, error))
      return FALSE;
  return insert_account (changing, id, 0, error);
}

/* The household's award that draws, of the first programme that has one. */
static const DoudiAwardRow *
find_drawing (GPtrArray *awards, DoudiMonth month)
{
  for (guint i = 0; i < awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (awards, i);

      if (doudi_change_is_of_household (award) && doudi_change_terms_draw (award, month))
        return award;
    }
  return NULL;
}

/* Whoever the other award covers is covered by this one from now on. */
static gboolean
merge_awards (DoudiChanging *changing, GPtrArray *others, GError **error)
{
  const DoudiAwardRow *own = find_drawing (changing->awards, changing->from);
  const DoudiAwardRow *other = find_drawing (others, changing->from);
  g_autoptr (GArray) joining = g_array_new (FALSE, FALSE, sizeof (guint));
  const DoudiAwardTermRow *term;
  DoudiTermEdit stop = DOUDI_TERM_EDIT_NONE;
  DoudiTermEdit edit = DOUDI_TERM_EDIT_NONE;

  if (other == NULL)
    return TRUE;
  if (own == NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_REFUSED, NULL,
                       _ ("Only the other household draws. Enter the merger from that one."));
      return FALSE;
    }
  term = doudi_change_term_at (other, changing->from);
  for (guint set = 1; set < DOUDI_AWARD_KEY_SETS; set++)
    for (guint i = 0; i < term->key_persons[set]; i++)
      g_array_append_val (joining, set);
  stop.stop = TRUE;
  edit.persons = term->persons;
  edit.joining = joining;
  edit.yearly_income = changing->detail->yearly_income;
  if (edit.yearly_income == DOUDI_CHANGE_NOT_SAID && term->income_known)
    edit.yearly_income
      = term->yearly_income + doudi_change_term_at (own, changing->from)->yearly_income;
  return doudi_change_edit_terms (changing, other->id, changing->from, &stop, error)
         && doudi_change_edit_terms (changing, own->id, changing->from, &edit, error);
}

static gboolean
take_over (DoudiChanging *changing, const DoudiMember *member, int position, GError **error)
{
  const char *relation = member->relation;

  if (g_str_equal (relation, HEAD))
    relation = changing->detail->relation != NULL ? changing->detail->relation : OTHER_RELATION;
  return doudi_registry_move_person (changing->session, member->person_id,
                                     changing->detail->household, changing->household->id,
                                     changing->row->happened_on, changing->source, error)
         && add_member (changing, changing->household->id, member->person_id, relation, position,
                        error);
}

static gboolean
apply_merge (DoudiChanging *changing, GError **error)
{
  gint64 id = changing->detail->household;
  g_autoptr (DoudiHousehold) other = doudi_registry_get_household (
    changing->store, id, doudi_session_get_today (changing->session), error);
  g_autoptr (GPtrArray) awards
    = other != NULL ? doudi_awards_of_household (changing->store, id, error) : NULL;

  if (awards == NULL)
    return FALSE;
  doudi_change_touch (changing, id);
  if (!merge_awards (changing, awards, error))
    return FALSE;
  for (guint i = 0; i < other->members->len; i++)
    if (!take_over (changing, other->members->pdata[i], last_position (changing) + (int) i, error))
      return FALSE;
  return doudi_registry_end_accounts (changing->session, id, 0, changing->row->happened_on,
                                      changing->source, error);
}

static gboolean
apply_account (DoudiChanging *changing, GError **error)
{
  gint64 person = changing->detail->person;

  return doudi_registry_end_accounts (changing->session, changing->household->id, person,
                                      changing->row->happened_on, changing->source, error)
         && insert_account (changing, changing->household->id, person, error);
}

static gboolean
apply_class (DoudiChanging *changing, GError **error)
{
  DoudiTermEdit edit = DOUDI_TERM_EDIT_NONE;

  edit.benefit_class = changing->detail->benefit_class;
  return edit_award (changing, &edit, error);
}

static gboolean
apply_income (DoudiChanging *changing, GError **error)
{
  DoudiTermEdit edit = DOUDI_TERM_EDIT_NONE;

  edit.yearly_income = changing->detail->yearly_income;
  return edit_award (changing, &edit, error);
}

static gboolean
apply_care (DoudiChanging *changing, GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;
  DoudiTermEdit edit = DOUDI_TERM_EDIT_NONE;
  gint64 person = changing->award->person_id;

  if (detail->care != 0)
    edit.care = detail->care;
  if (detail->self_care != 0)
    edit.self_care = detail->self_care;
  if (detail->self_care != 0
      && !add_fact (changing, person, "self-care",
                    doudi_self_care_name ((DoudiSelfCare) detail->self_care), error))
    return FALSE;
  if (detail->institution != NULL
      && !add_fact (changing, person, "institution", detail->institution, error))
    return FALSE;
  return (detail->care == 0 && detail->self_care == 0) || edit_award (changing, &edit, error);
}

/* Whether a subsidy still goes to this class and grade (rule "qualifying-grade"). */
static gboolean
still_qualifies (const DoudiChanging *changing, const DoudiAwardRow *award)
{
  const DoudiChangeDetail *detail = changing->detail;
  DoudiCircumstances whom = { .programme = doudi_programme_from_name (award->programme),
                              .residence = doudi_residence_from_name (award->residence) };
  const DoudiRule *rule;

  if (detail->ended == 1)
    return FALSE;
  rule = doudi_policy_find_rule (changing->policy, DOUDI_RULE_QUALIFYING_GRADE,
                                 (int) detail->disability - 1, &whom, changing->from);
  return rule == NULL || detail->grade <= rule->number;
}

/* Without a card neither subsidy, with too mild a grade not the one that asks for it. */
static gboolean
stop_subsidies (DoudiChanging *changing, GError **error)
{
  DoudiTermEdit edit = DOUDI_TERM_EDIT_NONE;

  edit.stop = TRUE;
  for (guint i = 0; i < changing->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (changing->awards, i);
      DoudiProgramme programme = doudi_programme_from_name (award->programme);

      if (award->person_id != changing->member->person_id
          || (programme != DOUDI_PROGRAMME_DISABILITY_LIVING
              && programme != DOUDI_PROGRAMME_DISABILITY_NURSING)
          || still_qualifies (changing, award) || !doudi_change_terms_draw (award, changing->from))
        continue;
      if (!doudi_change_edit_terms (changing, award->id, changing->from, &edit, error))
        return FALSE;
    }
  return TRUE;
}

/* The person's reasons for a top-up before and after. */
static gboolean
change_reasons (DoudiChanging *changing, guint before, guint after, GError **error)
{
  g_autoptr (GArray) leaving = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) joining = g_array_new (FALSE, FALSE, sizeof (guint));
  DoudiTermEdit edit = DOUDI_TERM_EDIT_NONE;

  if (changing->detail->covered != 1 || before == after)
    return TRUE;
  g_array_append_val (leaving, before);
  g_array_append_val (joining, after);
  edit.leaving = leaving;
  edit.joining = joining;
  return edit_household (changing, &edit, error);
}

static gboolean
apply_disability (DoudiChanging *changing, GError **error)
{
  const DoudiChangeDetail *detail = changing->detail;
  gint64 person = changing->member->person_id;
  guint before = doudi_change_reasons_of (changing, changing->member);
  g_autofree char *text
    = detail->ended == 1
        ? g_strdup ("")
        : g_strdup_printf ("%s:%d",
                           doudi_disability_class_name ((DoudiDisabilityClass) detail->disability),
                           (int) detail->grade);
  g_autoptr (DoudiMember) now = NULL;

  if (!add_fact (changing, person, "disability", text, error)
      || ((detail->card != NULL || detail->ended == 1)
          && !add_fact (changing, person, "disability-card",
                        detail->card != NULL ? detail->card : "", error)))
    return FALSE;
  now = doudi_registry_get_person (changing->store, person,
                                   doudi_session_get_today (changing->session), error);
  return now != NULL && stop_subsidies (changing, error)
         && change_reasons (changing, before, doudi_change_reasons_of (changing, now), error);
}

static gboolean
apply_school (DoudiChanging *changing, GError **error)
{
  return add_fact (changing, changing->member->person_id, "schooling", changing->detail->school,
                   error);
}

static gboolean
apply_job (DoudiChanging *changing, GError **error)
{
  return add_fact (changing, changing->member->person_id, "employment",
                   changing->detail->employment, error);
}

static gboolean
apply_stop (DoudiChanging *changing, GError **error)
{
  DoudiTermEdit edit = DOUDI_TERM_EDIT_NONE;

  edit.stop = TRUE;
  return edit_award (changing, &edit, error);
}

static gboolean
apply_resume (DoudiChanging *changing, GError **error)
{
  return doudi_change_resume_terms (changing, changing->award, changing->detail->arrears == 1,
                                    error);
}

static gboolean
apply_taper (DoudiChanging *changing, GError **error)
{
  DoudiTermEdit edit = DOUDI_TERM_EDIT_NONE;

  edit.taper = TRUE;
  return edit_award (changing, &edit, error);
}

static const ApplyFunc effects[DOUDI_N_CHANGES] = {
  [DOUDI_CHANGE_BIRTH] = take_new_person,
  [DOUDI_CHANGE_DEATH] = apply_death,
  [DOUDI_CHANGE_JOIN] = apply_join,
  [DOUDI_CHANGE_LEAVE] = apply_leave,
  [DOUDI_CHANGE_MOVE] = apply_move,
  [DOUDI_CHANGE_SPLIT] = apply_split,
  [DOUDI_CHANGE_MERGE] = apply_merge,
  [DOUDI_CHANGE_NEW_HEAD] = apply_new_head,
  [DOUDI_CHANGE_ACCOUNT] = apply_account,
  [DOUDI_CHANGE_CLASS] = apply_class,
  [DOUDI_CHANGE_INCOME] = apply_income,
  [DOUDI_CHANGE_CARE] = apply_care,
  [DOUDI_CHANGE_DISABILITY] = apply_disability,
  [DOUDI_CHANGE_SCHOOL] = apply_school,
  [DOUDI_CHANGE_JOB] = apply_job,
  [DOUDI_CHANGE_PRISON] = apply_prison,
  [DOUDI_CHANGE_STOP] = apply_stop,
  [DOUDI_CHANGE_PAUSE] = apply_stop,
  [DOUDI_CHANGE_RESUME] = apply_resume,
  [DOUDI_CHANGE_TAPER] = apply_taper,
};

/*
 * doudi_change_carry_out:
 * @changing: a change that was checked
 * @error: return location
 *
 * Leaves behind what the change does: to members, facts, accounts, addresses, and to the terms of
 * awards. It belongs to the caller's transaction. A preview does the same and takes it back.
 *
 * Returns: whether it was recorded
 */
gboolean
doudi_change_carry_out (DoudiChanging *changing, GError **error)
{
  return effects[changing->kind](changing, error);
}
