/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-change-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"

#define DISABILITY "disability"
#define DISABILITY_CARD "disability-card"
#define HEALTH "health"
/* 重度残疾人: first and second grade. */
#define SEVERE_GRADE_MAX 2

/* Cases of the rule "top-up-age". */
enum
{
  TOP_UP_ELDERLY,
  TOP_UP_MINOR,
};

/* How rosters and certificates write a serious illness. */
static const char *const serious_words[] = { "重病", "大病", "重大疾病", NULL };

/*
 * doudi_change_find_member:
 * @household: a household
 * @person_id: a person
 *
 * Returns: (nullable) (transfer none): the member
 */
const DoudiMember *
doudi_change_find_member (const DoudiHousehold *household, gint64 person_id)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);

      if (member->person_id == person_id)
        return member;
    }
  return NULL;
}

/*
 * doudi_change_find_head:
 * @household: a household
 *
 * Returns: (nullable) (transfer none): its head
 */
const DoudiMember *
doudi_change_find_head (const DoudiHousehold *household)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);

      if (g_str_equal (member->relation, "head"))
        return member;
    }
  return NULL;
}

/*
 * doudi_change_is_of_household:
 * @award: an award
 *
 * Returns: whether it belongs to the household as a whole
 */
gboolean
doudi_change_is_of_household (const DoudiAwardRow *award)
{
  return doudi_programme_info (doudi_programme_from_name (award->programme))->for_household;
}

/* Whom the ages of top-ups are asked for: the household's award, if it has one. */
static DoudiCircumstances
whom_of (const DoudiChanging *changing)
{
  DoudiCircumstances whom = { .programme = DOUDI_PROGRAMME_LOW_INCOME };

  for (guint i = 0; i < changing->awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (changing->awards, i);

      if (!doudi_change_is_of_household (award))
        continue;
      whom.programme = doudi_programme_from_name (award->programme);
      whom.residence = doudi_residence_from_name (award->residence);
    }
  return whom;
}

static const DoudiRule *
find_age (const DoudiChanging *changing, int which)
{
  DoudiCircumstances whom = whom_of (changing);

  return doudi_policy_find_rule (changing->policy, DOUDI_RULE_TOP_UP_AGE, which, &whom,
                                 changing->from);
}

/*
 * doudi_change_reasons_by_birth:
 * @changing: a change
 * @birth: a day of birth; %DOUDI_DAY_NONE gives no reason
 *
 * Returns: the reasons for a top-up that the age is on the day of the change, bits of
 *   #DoudiKeyReason
 */
guint
doudi_change_reasons_by_birth (const DoudiChanging *changing, DoudiDay birth)
{
  const DoudiRule *elderly = find_age (changing, TOP_UP_ELDERLY);
  const DoudiRule *minor = find_age (changing, TOP_UP_MINOR);
  DoudiDay day = changing->row->happened_on;
  guint reasons = 0;
  int age;

  if (birth == DOUDI_DAY_NONE || birth > day)
    return 0;
  age = doudi_day_age_on (birth, day);
  if (elderly != NULL && age >= elderly->number)
    reasons |= DOUDI_KEY_ELDERLY;
  if (minor != NULL && age < minor->number)
    reasons |= DOUDI_KEY_MINOR;
  return reasons;
}

/*
 * doudi_change_grade_of:
 * @member: a person
 *
 * Finds the grade of a disability: "mental:2", else the last digit of the card.
 *
 * Returns: 1 (worst) to 4; 0 without a card
 */
int
doudi_change_grade_of (const DoudiMember *member)
{
  const char *text = g_hash_table_lookup (member->circumstances, DISABILITY);
  const char *number = g_hash_table_lookup (member->circumstances, DISABILITY_CARD);
  const char *colon = text != NULL ? strchr (text, ':') : NULL;

  if (text != NULL)
    return colon != NULL ? (int) g_ascii_strtoll (colon + 1, NULL, 10) : 0;
  return number != NULL && *number != '\0'
           ? doudi_disability_card_parse (number, member->identity_number, DOUDI_DAY_NONE).grade
           : 0;
}

static gboolean
is_seriously_ill (const DoudiMember *member)
{
  const char *text = g_hash_table_lookup (member->circumstances, HEALTH);

  for (guint i = 0; text != NULL && serious_words[i] != NULL; i++)
    if (strstr (text, serious_words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/*
 * doudi_change_reasons_of:
 * @changing: a change
 * @member: a member of the household
 *
 * Finds why a person draws a top-up, by what the registry says of the person: age (rule
 * "top-up-age"), a card of the first or second grade, a serious illness.
 *
 * Returns: bits of #DoudiKeyReason
 */
guint
doudi_change_reasons_of (const DoudiChanging *changing, const DoudiMember *member)
{
  guint reasons
    = doudi_change_reasons_by_birth (changing, doudi_day_parse_iso (member->birth_date));
  int grade = doudi_change_grade_of (member);

  if (grade > 0 && grade <= SEVERE_GRADE_MAX)
    reasons |= DOUDI_KEY_SEVERELY_DISABLED;
  if (is_seriously_ill (member))
    reasons |= DOUDI_KEY_SERIOUSLY_ILL;
  return reasons;
}

/*
 * doudi_change_covers:
 * @changing: a change
 * @award: of the household
 * @person_id: a member
 * @said: what the detail says, or %DOUDI_CHANGE_NOT_SAID
 * @covered: (out): whether the award covers the person
 * @error: %DOUDI_ERROR_NO_FACT where it covers some members and nobody said which
 *
 * Finds out whether an award covers a member: as was said, else where it covers everybody.
 *
 * Returns: whether it could be told
 */
gboolean
doudi_change_covers (const DoudiChanging *changing,
                     const DoudiAwardRow *award,
                     gint64 person_id,
                     gint64 said,
                     gboolean *covered,
                     GError **error)
{
  const DoudiAwardTermRow *term = doudi_change_last_drawn (
    award, MAX (changing->from, doudi_month_of_day (doudi_session_get_today (changing->session))));
  guint members = changing->household->members->len;
  const DoudiMember *member = doudi_change_find_member (changing->household, person_id);

  *covered = FALSE;
  if (term == NULL)
    return TRUE;
  *covered = term->single_person             ? award->person_id == person_id
             : said != DOUDI_CHANGE_NOT_SAID ? said != 0
                                             : (guint) term->persons >= members;
  if (*covered || term->single_person || said != DOUDI_CHANGE_NOT_SAID)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_NO_FACT, "detail",
                   _ ("The award covers %d of %u members: say in “covered” whether %s is one of "
                      "them."),
                   term->persons, members, member != NULL ? member->name : "?");
  return FALSE;
}
