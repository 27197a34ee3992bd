/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-finding-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-disability-card.h"
#include "base/doudi-identity-number.h"
#include "base/doudi-mask.h"
#include "casework/doudi-kinship.h"
#include "policy/doudi-programme.h"

/* So much younger than the parent a child is at least, by what bodies can do. */
#define YOUNGER_THAN_MOTHER 12
#define YOUNGER_THAN_FATHER 14
/* A newborn child may be without a number for so many years. */
#define NUMBER_BY_AGE 1

/* @identity: what the identity number says */
typedef void (*JudgePersonFunc) (const DoudiFindingSearch *search,
                                 const DoudiFindingMember *member,
                                 const DoudiIdentityNumber *identity);
typedef void (*JudgeMemberFunc) (const DoudiFindingSearch *search,
                                 const DoudiFindingMember *member);

/* What a finding says of a member; takes the words. */
static void
find_of_person (const DoudiFindingSearch *search,
                const DoudiFindingMember *member,
                DoudiFindingKind kind,
                char *words,
                char *evidence)
{
  DoudiFinding *finding = doudi_finding_add (search, kind, words, evidence);

  doudi_finding_about_person (finding, member->person_id, member->name);
}

/* Of a member as one of this household: the same person may be right in another. */
static void
find_of_member (const DoudiFindingSearch *search,
                const DoudiFindingMember *member,
                DoudiFindingKind kind,
                char *words,
                char *evidence)
{
  DoudiFinding *finding = doudi_finding_add (search, kind, words, evidence);

  doudi_finding_about_person (finding, member->person_id, member->name);
  doudi_finding_about_part (finding, "person", member->person_id);
}

static char *
iso (DoudiDay day)
{
  return day != DOUDI_DAY_NONE ? doudi_day_format_iso (day) : g_strdup ("");
}

static void
judge_number (const DoudiFindingSearch *search,
              const DoudiFindingMember *member,
              const DoudiIdentityNumber *identity)
{
  g_autofree char *masked = NULL;

  if (*member->identity_number == '\0' || doudi_identity_number_is_valid (identity))
    return;
  masked = doudi_mask_identity_number (member->identity_number, DOUDI_MASK_SCREEN);
  find_of_person (
    search, member, DOUDI_FINDING_NUMBER_WRONG,
    g_strdup_printf (_ ("%s: %s"), masked, doudi_identity_problem_message (identity->problem)),
    doudi_finding_digest (member->identity_number, NULL));
}

static void
judge_missing_number (const DoudiFindingSearch *search,
                      const DoudiFindingMember *member,
                      const DoudiIdentityNumber *identity)
{
  gboolean newborn = member->birth != DOUDI_DAY_NONE
                     && doudi_day_age_on (member->birth, search->today) < NUMBER_BY_AGE;

  if (*member->identity_number != '\0' || newborn)
    return;
  find_of_person (search, member, DOUDI_FINDING_NUMBER_MISSING,
                  g_strdup (*member->temporary_number != '\0'
                              ? _ ("only a temporary number is recorded")
                              : _ ("no identity number is recorded")),
                  doudi_finding_digest (member->name, member->temporary_number, NULL));
}

static const char *
say_sex (const char *sex)
{
  return g_str_equal (sex, doudi_sex_name (DOUDI_SEX_MALE)) ? _ ("male") : _ ("female");
}

static void
judge_sex (const DoudiFindingSearch *search,
           const DoudiFindingMember *member,
           const DoudiIdentityNumber *identity)
{
  const char *told = doudi_sex_name (identity->sex);

  if (told != NULL && *member->sex != '\0' && !g_str_equal (told, member->sex))
    find_of_person (search, member, DOUDI_FINDING_SEX_NUMBER,
                    g_strdup_printf (_ ("%s by the record, %s by the number"),
                                     say_sex (member->sex), say_sex (told)),
                    doudi_finding_digest (member->identity_number, member->sex, NULL));
}

static void
judge_birth (const DoudiFindingSearch *search,
             const DoudiFindingMember *member,
             const DoudiIdentityNumber *identity)
{
  g_autofree char *recorded = NULL;
  g_autofree char *told = NULL;

  if (identity->birth == DOUDI_DAY_NONE || member->birth == DOUDI_DAY_NONE
      || identity->birth == member->birth)
    return;
  recorded = iso (member->birth);
  told = iso (identity->birth);
  find_of_person (search, member, DOUDI_FINDING_BIRTH_NUMBER,
                  g_strdup_printf (_ ("born %s by the record, %s by the number"), recorded, told),
                  doudi_finding_digest (member->identity_number, recorded, NULL));
}

static void
judge_two_households (const DoudiFindingSearch *search,
                      const DoudiFindingMember *member,
                      const DoudiIdentityNumber *identity)
{
  gint64 here = search->household->id;
  gint64 smaller = MIN (here, member->elsewhere);
  g_autoptr (DoudiFindingHouseholdRow) other
    = member->elsewhere != 0
        ? doudi_finding_household_get (search->store, member->elsewhere, search->today, NULL)
        : NULL;
  g_autofree char *place = NULL;
  g_autofree char *households = NULL;

  if (other == NULL)
    return;
  place = doudi_finding_place (other->village, other->village_group);
  households = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, smaller,
                                MAX (here, member->elsewhere));
  find_of_person (
    search, member, DOUDI_FINDING_TWO_HOUSEHOLDS,
    g_strdup_printf (_ ("also a member of the household of %s, %s"), other->head_name, place),
    doudi_finding_digest (households, NULL));
  g_array_append_val (
    ((DoudiFinding *) g_ptr_array_index (search->found, search->found->len - 1))->households,
    other->id);
}

/* What the last two digits of the card say, against what is recorded beside it. */
static void
judge_card_grade (const DoudiFindingSearch *search,
                  const DoudiFindingMember *member,
                  const DoudiIdentityNumber *identity)
{
  const char *colon = strchr (member->disability, ':');
  int grade = colon != NULL ? (int) g_ascii_strtoll (colon + 1, NULL, 10) : 0;
  g_autofree char *recorded = NULL;
  DoudiDisabilityCard card;
  char *words = NULL;

  if (*member->card == '\0')
    return;
  card = doudi_disability_card_parse (member->card, member->identity_number, search->today);
  recorded
    = colon != NULL ? g_strndup (member->disability, (gsize) (colon - member->disability)) : NULL;
  if (card.problem == DOUDI_DISABILITY_CARD_HOLDER && *member->identity_number != '\0')
    words = g_strdup (_ ("the number of the card is not that of the person"));
  else if (card.problem != DOUDI_DISABILITY_CARD_VALID || colon == NULL)
    return;
  else if (grade != card.grade)
    words = g_strdup_printf (_ ("grade %d by the record, %d by the card"), grade, card.grade);
  else if (g_strcmp0 (recorded, doudi_disability_class_name (card.disability_class)) != 0)
    words = g_strdup (_ ("another kind of disability by the record than by the card"));
  if (words != NULL)
    find_of_person (
      search, member, DOUDI_FINDING_CARD_GRADE, words,
      doudi_finding_digest (member->card, member->disability, member->identity_number, NULL));
}

static const DoudiFindingAward *
find_subsidy (const DoudiFindingSearch *search, gint64 person)
{
  for (guint i = 0; i < search->household->awards->len; i++)
    {
      const DoudiFindingAward *award
        = &g_array_index (search->household->awards, DoudiFindingAward, i);
      DoudiProgramme programme = doudi_programme_from_name (award->programme);

      if (award->person_id == person && award->persons > 0
          && (programme == DOUDI_PROGRAMME_DISABILITY_LIVING
              || programme == DOUDI_PROGRAMME_DISABILITY_NURSING))
        return award;
    }
  return NULL;
}

static void
judge_card_expired (const DoudiFindingSearch *search,
                    const DoudiFindingMember *member,
                    const DoudiIdentityNumber *identity)
{
  const DoudiFindingAward *award
    = member->card_ended != DOUDI_DAY_NONE ? find_subsidy (search, member->person_id) : NULL;
  const DoudiProgrammeInfo *programme;
  g_autofree char *day = NULL;

  if (award == NULL)
    return;
  programme = doudi_programme_info (doudi_programme_from_name (award->programme));
  day = iso (member->card_ended);
  find_of_person (
    search, member, DOUDI_FINDING_CARD_EXPIRED,
    g_strdup_printf (_ ("the card ran out on %s, %s goes on"), day, _ (programme->label)),
    doudi_finding_digest (member->card, day, NULL));
}

/* At which ages somebody may be at a school, in the order in which a word is looked for. */
static const struct
{
  const char *word;
  int youngest;
  int oldest;
} schools[] = {
  { "毕业", 0, 150 }, { "文化", 0, 150 },   { "未", 0, 150 },   { "辍学", 0, 150 },
  { "学龄前", 0, 8 }, { "幼儿", 0, 8 },     { "小学", 5, 17 },  { "义务教育", 5, 19 },
  { "初中", 10, 20 }, { "高中", 13, 25 },   { "中职", 13, 30 }, { "中专", 13, 30 },
  { "技校", 13, 30 }, { "研究生", 18, 60 }, { "硕士", 18, 60 }, { "博士", 18, 60 },
  { "大专", 15, 40 }, { "大学", 15, 40 },   { "本科", 15, 40 }, { "学院", 15, 40 },
  { "在校", 5, 35 },  { "在读", 5, 35 },
};

static void
judge_schooling (const DoudiFindingSearch *search,
                 const DoudiFindingMember *member,
                 const DoudiIdentityNumber *identity)
{
  g_autofree char *birth = NULL;
  gsize i = 0;
  int age;

  if (*member->schooling == '\0' || member->birth == DOUDI_DAY_NONE
      || member->birth > search->today)
    return;
  age = doudi_day_age_on (member->birth, search->today);
  while (i < G_N_ELEMENTS (schools) && strstr (member->schooling, schools[i].word) == NULL)
    i++;
  if (i == G_N_ELEMENTS (schools) || (age >= schools[i].youngest && age <= schools[i].oldest))
    return;
  birth = iso (member->birth);
  find_of_person (search, member, DOUDI_FINDING_AGE_SCHOOLING,
                  g_strdup_printf (_ ("%s at the age of %d"), member->schooling, age),
                  doudi_finding_digest (member->schooling, birth, NULL));
}

static void
judge_relation (const DoudiFindingSearch *search, const DoudiFindingMember *member)
{
  if (*member->relation == '\0')
    find_of_member (search, member, DOUDI_FINDING_RELATION_MISSING,
                    g_strdup (_ ("what the person is to the head is not recorded")),
                    doudi_finding_digest ("", NULL));
}

static gboolean
is_head (const DoudiFindingMember *member)
{
  return doudi_kinship_from_relation (member->relation) == DOUDI_KIN_HEAD;
}

static const DoudiFindingMember *
find_head (const DoudiFindingSearch *search)
{
  for (guint i = 0; i < search->household->members->len; i++)
    {
      const DoudiFindingMember *member
        = &g_array_index (search->household->members, DoudiFindingMember, i);

      if (is_head (member))
        return member;
    }
  return NULL;
}

/* A child and a parent, one of them the head. */
static void
judge_generation (const DoudiFindingSearch *search, const DoudiFindingMember *member)
{
  DoudiKinship kinship = doudi_kinship_from_relation (member->relation);
  const DoudiFindingMember *head = find_head (search);
  gboolean is_child = kinship == DOUDI_KIN_CHILD || kinship == DOUDI_KIN_GRANDCHILD;
  const DoudiFindingMember *child = is_child ? member : head;
  const DoudiFindingMember *parent = is_child ? head : member;
  gboolean direct = kinship == DOUDI_KIN_CHILD || kinship == DOUDI_KIN_PARENT;
  g_autofree char *born = NULL;
  g_autofree char *head_born = NULL;
  int least;

  if (head == NULL || child->birth == DOUDI_DAY_NONE || parent->birth == DOUDI_DAY_NONE
      || (!is_child && kinship != DOUDI_KIN_PARENT && kinship != DOUDI_KIN_GRANDPARENT))
    return;
  least = g_str_equal (parent->sex, doudi_sex_name (DOUDI_SEX_MALE)) ? YOUNGER_THAN_FATHER
                                                                     : YOUNGER_THAN_MOTHER;
  if (child->birth > parent->birth
      && (!direct || doudi_day_add_years (parent->birth, least) <= child->birth))
    return;
  born = iso (member->birth);
  head_born = iso (head->birth);
  find_of_member (search, member,
                  child->birth <= parent->birth ? DOUDI_FINDING_CHILD_OLDER
                                                : DOUDI_FINDING_CHILD_CLOSE,
                  g_strdup_printf (_ ("%s of %s, born %s; the head on %s"), member->relation,
                                   head->name, born, head_born),
                  doudi_finding_digest (member->relation, born, head_born, NULL));
}

/* Between which ages somebody may be this to the head. */
static const struct
{
  DoudiKinship kinship;
  int youngest;
  int oldest;
} ages[] = {
  { DOUDI_KIN_SPOUSE, 16, 150 },      { DOUDI_KIN_CHILD_IN_LAW, 16, 150 },
  { DOUDI_KIN_GRANDCHILD, 0, 59 },    { DOUDI_KIN_PARENT_IN_LAW, 30, 150 },
  { DOUDI_KIN_GRANDPARENT, 35, 150 },
};

static gboolean
is_of_age (DoudiKinship kinship, int age)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ages); i++)
    if (ages[i].kinship == kinship)
      return age >= ages[i].youngest && age <= ages[i].oldest;
  return TRUE;
}

static void
judge_age (const DoudiFindingSearch *search, const DoudiFindingMember *member)
{
  g_autofree char *birth = NULL;
  int age;

  if (member->birth == DOUDI_DAY_NONE || member->birth > search->today)
    return;
  age = doudi_day_age_on (member->birth, search->today);
  if (is_of_age (doudi_kinship_from_relation (member->relation), age))
    return;
  birth = iso (member->birth);
  find_of_member (search, member, DOUDI_FINDING_AGE_RELATION,
                  g_strdup_printf (_ ("%s at the age of %d"), member->relation, age),
                  doudi_finding_digest (member->relation, birth, NULL));
}

static const JudgePersonFunc judges_of_person[] = {
  judge_two_households, judge_number,     judge_missing_number, judge_sex,
  judge_birth,          judge_card_grade, judge_card_expired,   judge_schooling,
};
static const JudgeMemberFunc judges_of_member[] = { judge_relation, judge_generation, judge_age };

/* Who the members are: with another one, it is to be looked at anew. */
static char *
digest_members (const DoudiFindingHousehold *household)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiFindingMember *member = &g_array_index (household->members, DoudiFindingMember, i);

      g_string_append_printf (ids, "%" G_GINT64_FORMAT " %s ", member->person_id, member->relation);
    }
  return doudi_finding_digest (ids->str, NULL);
}

static void
judge_heads (const DoudiFindingSearch *search)
{
  GArray *members = search->household->members;
  guint heads = 0;

  for (guint i = 0; i < members->len; i++)
    heads += is_head (&g_array_index (members, DoudiFindingMember, i)) ? 1 : 0;
  if (heads == 0 && members->len > 0)
    doudi_finding_add (search, DOUDI_FINDING_NO_HEAD,
                       g_strdup_printf (ngettext ("the only member is not the head",
                                                  "none of %u members is the head", members->len),
                                        members->len),
                       digest_members (search->household));
  if (heads > 1)
    doudi_finding_add (search, DOUDI_FINDING_TWO_HEADS,
                       g_strdup_printf (_ ("%u of %u members are heads"), heads, members->len),
                       digest_members (search->household));
}

/*
 * doudi_finding_judge_members:
 * @search: a search that stands on a household
 *
 * Finds what cannot be so among the members. Somebody who is a member of two households is judged
 * in the first of them only, unless a single one is looked at.
 */
void
doudi_finding_judge_members (const DoudiFindingSearch *search)
{
  const DoudiFindingHousehold *household = search->household;

  judge_heads (search);
  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiFindingMember *member = &g_array_index (household->members, DoudiFindingMember, i);
      DoudiIdentityNumber identity
        = doudi_identity_number_parse (member->identity_number, search->today);
      gboolean here
        = search->only != 0 || member->elsewhere == 0 || member->elsewhere > household->id;

      for (gsize j = 0; here && j < G_N_ELEMENTS (judges_of_person); j++)
        judges_of_person[j](search, member, &identity);
      for (gsize j = 0; j < G_N_ELEMENTS (judges_of_member); j++)
        judges_of_member[j](search, member);
    }
}
