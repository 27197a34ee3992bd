/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-finding-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-bank-account.h"
#include "base/doudi-mask.h"
#include "base/doudi-text.h"
#include "casework/doudi-kinship.h"
#include "policy/doudi-programme.h"

#define ADULT_YEARS 18
#define COUNTY_DIGITS 6

/* Telephone numbers: with the code of an area behind the 0, without, and mobile ones. */
#define AREA_LEAST 10
#define AREA_MOST 12
#define LOCAL_LEAST 7
#define LOCAL_MOST 8
#define MOBILE_LENGTH 11

static const DoudiProgrammeInfo *
info_of (const DoudiFindingAward *award)
{
  return doudi_programme_info (doudi_programme_from_name (award->programme));
}

static const DoudiFindingMember *
member_at (const DoudiFindingSearch *search, guint index)
{
  return &g_array_index (search->household->members, DoudiFindingMember, index);
}

static const DoudiFindingAward *
award_at (const DoudiFindingSearch *search, guint index)
{
  return &g_array_index (search->household->awards, DoudiFindingAward, index);
}

static const DoudiFindingMember *
find_dead (const DoudiFindingSearch *search)
{
  for (guint i = 0; i < search->household->members->len; i++)
    if (member_at (search, i)->death != DOUDI_DAY_NONE)
      return member_at (search, i);
  return NULL;
}

static int
count_living (const DoudiFindingSearch *search)
{
  int living = 0;

  for (guint i = 0; i < search->household->members->len; i++)
    living += member_at (search, i)->death == DOUDI_DAY_NONE ? 1 : 0;
  return living;
}

/* What a finding says of an award; takes the words. */
static void
find_of_award (const DoudiFindingSearch *search,
               const DoudiFindingAward *award,
               DoudiFindingKind kind,
               char *words,
               char *evidence)
{
  DoudiFinding *finding = doudi_finding_add (search, kind, words, evidence);

  doudi_finding_about_person (finding, award->person_id, award->name);
  doudi_finding_about_part (finding, "award", award->id);
}

static void
find_dead_drawing (const DoudiFindingSearch *search,
                   const DoudiFindingAward *award,
                   const char *name,
                   DoudiDay death)
{
  g_autofree char *day = doudi_day_format_iso (death);
  g_autofree char *persons = g_strdup_printf ("%d", award->persons);

  find_of_award (
    search, award, DOUDI_FINDING_DEAD_DRAWING,
    g_strdup_printf (_ ("%s died on %s, %s goes on"), name, day, _ (info_of (award)->label)),
    doudi_finding_digest (name, day, persons, NULL));
}

static void
find_nobody_left (const DoudiFindingSearch *search, const DoudiFindingAward *award)
{
  g_autofree char *persons = g_strdup_printf ("%d", award->persons);

  find_of_award (search, award, DOUDI_FINDING_NOBODY_LEFT,
                 g_strdup_printf (_ ("everybody has left the household, %s goes on"),
                                  _ (info_of (award)->label)),
                 doudi_finding_digest (persons, NULL));
}

static void
find_covered_more (const DoudiFindingSearch *search, const DoudiFindingAward *award)
{
  guint members = search->household->members->len;
  g_autofree char *persons = g_strdup_printf ("%d", award->persons);
  g_autofree char *of = g_strdup_printf ("%u", members);

  find_of_award (search, award, DOUDI_FINDING_COVERED_MORE,
                 g_strdup_printf (ngettext ("%d persons are covered, %u is a member",
                                            "%d persons are covered, %u are members", members),
                                  award->persons, members),
                 doudi_finding_digest (persons, of, NULL));
}

/* An award of the household: it covers those who live, and the head draws it. */
static void
judge_covered (const DoudiFindingSearch *search, const DoudiFindingAward *award)
{
  const DoudiFindingMember *dead = find_dead (search);

  if (award->single_person && award->death != DOUDI_DAY_NONE)
    find_dead_drawing (search, award, award->name, award->death);
  else if (search->household->members->len == 0 && award->death != DOUDI_DAY_NONE)
    find_dead_drawing (search, award, award->name, award->death);
  else if (search->household->members->len == 0)
    find_nobody_left (search, award);
  else if (award->persons > count_living (search) && dead != NULL)
    find_dead_drawing (search, award, dead->name, dead->death);
  else if (award->persons > count_living (search))
    find_covered_more (search, award);
}

/* An award of one person. Whoever left for another household may draw on. */
static void
judge_payee (const DoudiFindingSearch *search, const DoudiFindingAward *award)
{
  if (award->death != DOUDI_DAY_NONE)
    find_dead_drawing (search, award, award->name, award->death);
  else if (search->household->members->len == 0)
    find_nobody_left (search, award);
}

/* The month of the birthday is the last one. */
static void
judge_child (const DoudiFindingSearch *search, const DoudiFindingAward *award)
{
  DoudiProgramme programme = doudi_programme_from_name (award->programme);
  DoudiDay grown = award->birth != DOUDI_DAY_NONE ? doudi_day_add_years (award->birth, ADULT_YEARS)
                                                  : DOUDI_DAY_NONE;
  g_autofree char *day = NULL;

  if ((programme != DOUDI_PROGRAMME_ORPHAN && programme != DOUDI_PROGRAMME_UNSUPPORTED_CHILD)
      || award->death != DOUDI_DAY_NONE || grown == DOUDI_DAY_NONE
      || doudi_month_of_day (grown) >= doudi_month_of_day (search->today))
    return;
  day = doudi_day_format_iso (grown);
  find_of_award (
    search, award, DOUDI_FINDING_ADULT_CHILD,
    g_strdup_printf (_ ("18 years old since %s, %s goes on"), day, _ (info_of (award)->label)),
    doudi_finding_digest (day, NULL));
}

static void
judge_term (const DoudiFindingSearch *search, const DoudiFindingAward *award)
{
  g_autofree char *month = doudi_month_format_iso (award->first_month);

  find_of_award (search, award, DOUDI_FINDING_NO_TERM,
                 g_strdup_printf (_ ("%s since %s: it is not said what it is worth"),
                                  _ (info_of (award)->label), month),
                 doudi_finding_digest (month, NULL));
}

/* Who draws a household's award is its head. */
static gint64
payee_of (const DoudiFindingSearch *search, const DoudiFindingAward *award)
{
  for (guint i = 0; info_of (award)->for_household && i < search->household->members->len; i++)
    if (doudi_kinship_from_relation (member_at (search, i)->relation) == DOUDI_KIN_HEAD)
      return member_at (search, i)->person_id;
  return award->person_id;
}

static gboolean
has_account (const DoudiFindingSearch *search, const DoudiFindingAward *award)
{
  gint64 payee = payee_of (search, award);

  for (guint i = 0; i < search->household->accounts->len; i++)
    {
      gint64 person = g_array_index (search->household->accounts, DoudiFindingAccount, i).person_id;

      if (person == 0 || person == payee)
        return TRUE;
    }
  return FALSE;
}

/* One finding for all that a household draws: one account settles them. */
static void
judge_no_account (const DoudiFindingSearch *search)
{
  g_autoptr (GString) labels = g_string_new (NULL);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < search->household->awards->len; i++)
    {
      const DoudiFindingAward *award = award_at (search, i);

      if (award->persons == 0 || has_account (search, award))
        continue;
      if (ids->len > 0)
        g_string_append (labels, _ (", "));
      g_string_append (labels, _ (info_of (award)->label));
      g_string_append_printf (ids, "%" G_GINT64_FORMAT " ", award->id);
    }
  if (ids->len > 0)
    doudi_finding_add (search, DOUDI_FINDING_NO_ACCOUNT,
                       g_strdup_printf (_ ("no account is known for %s"), labels->str),
                       doudi_finding_digest (ids->str, NULL));
}

static const char *
problem_of_account (const DoudiBankAccount *account)
{
  if (account->damaged_by_spreadsheet)
    return _ ("a spreadsheet rounded it, the last digits are lost");
  if (!account->valid)
    return _ ("an account has 8 to 32 digits");
  if (account->is_card && !account->luhn)
    return _ ("the check of a bank card fails: a digit is wrong");
  return NULL;
}

static void
judge_account (const DoudiFindingSearch *search, const DoudiFindingAccount *recorded)
{
  DoudiBankAccount account = doudi_bank_account_parse (recorded->number);
  const char *problem = problem_of_account (&account);
  g_autofree char *masked = NULL;
  DoudiFinding *finding;

  if (problem == NULL)
    return;
  masked = doudi_mask_account (recorded->number, DOUDI_MASK_SCREEN);
  finding = doudi_finding_add (search, DOUDI_FINDING_ACCOUNT_WRONG,
                               g_strdup_printf (_ ("%s: %s"), masked, problem),
                               doudi_finding_digest (recorded->number, NULL));
  doudi_finding_about_part (finding, "account", recorded->id);
}

/*
 * doudi_finding_judge_awards:
 * @search: a search that stands on a household
 *
 * Finds what cannot be so of what a household draws, and of the accounts it is paid to.
 */
void
doudi_finding_judge_awards (const DoudiFindingSearch *search)
{
  const DoudiFindingHousehold *household = search->household;

  for (guint i = 0; i < household->awards->len; i++)
    {
      const DoudiFindingAward *award = award_at (search, i);

      if (!award->has_term)
        judge_term (search, award);
      if (award->persons == 0)
        continue;
      if (info_of (award)->for_household)
        judge_covered (search, award);
      else
        judge_payee (search, award);
      judge_child (search, award);
    }
  judge_no_account (search);
  for (guint i = 0; household->members->len > 0 && i < household->accounts->len; i++)
    judge_account (search, &g_array_index (household->accounts, DoudiFindingAccount, i));
}

static gboolean
is_phone (const char *written)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (const char *c = *written == '+' ? written + 1 : written; *c != '\0'; c++)
    if (strchr ("-()", *c) == NULL)
      g_string_append_c (digits, *c);
  if (digits->len == MOBILE_LENGTH + 2 && g_str_has_prefix (digits->str, "86"))
    g_string_erase (digits, 0, 2);
  if (strspn (digits->str, "0123456789") != digits->len)
    return FALSE;
  if (*digits->str == '0')
    return digits->len >= AREA_LEAST && digits->len <= AREA_MOST;
  if (digits->len == MOBILE_LENGTH)
    return digits->str[0] == '1' && digits->str[1] >= '3';
  return digits->len >= LOCAL_LEAST && digits->len <= LOCAL_MOST;
}

/* With spaces within, or two numbers in one place. */
static gboolean
are_phones (const char *written)
{
  g_autofree char *whole = doudi_text_normalise_number (written);
  g_autofree char *normal = doudi_text_normalise (written);
  g_auto (GStrv) commas = g_strsplit (normal, "、", -1);
  g_autofree char *parts = g_strjoinv (",", commas);
  g_auto (GStrv) numbers = g_strsplit_set (parts, ",;/ ", -1);
  gboolean right = TRUE;

  for (guint i = 0; numbers[i] != NULL; i++)
    right = right && (*numbers[i] == '\0' || is_phone (numbers[i]));
  return right || is_phone (whole);
}

static void
judge_phone (const DoudiFindingSearch *search)
{
  const char *phone = search->household->phone;
  g_autofree char *masked = NULL;

  if (*phone == '\0' || are_phones (phone))
    return;
  masked = doudi_mask_phone (phone, DOUDI_MASK_SCREEN);
  doudi_finding_add (search, DOUDI_FINDING_PHONE_WRONG,
                     g_strdup_printf (_ ("%s is no phone number"), masked),
                     doudi_finding_digest (phone, NULL));
}

static void
judge_village (const DoudiFindingSearch *search)
{
  const DoudiFindingHousehold *household = search->household;
  char *words = NULL;

  if (*household->division_code == '\0')
    words = g_strdup (_ ("no place is recorded"));
  else if (strncmp (household->division_code, search->county, COUNTY_DIGITS) != 0)
    words = g_strdup_printf (_ ("%s is not in this county"), household->village);
  else if (!g_str_equal (household->level, "village"))
    words = g_strdup_printf (_ ("only %s is recorded, not the village"), household->village);
  else if (household->division_ended != DOUDI_DAY_NONE
           && household->division_ended <= search->today)
    words = g_strdup_printf (_ ("%s does not exist any more"), household->village);
  if (words != NULL)
    doudi_finding_add (search, DOUDI_FINDING_VILLAGE_UNKNOWN, words,
                       doudi_finding_digest (household->division_code, NULL));
}

/*
 * doudi_finding_judge_place:
 * @search: a search that stands on a household
 *
 * Finds what cannot be so of where a household lives and how it is reached.
 */
void
doudi_finding_judge_place (const DoudiFindingSearch *search)
{
  if (search->household->members->len == 0)
    return;
  judge_phone (search);
  judge_village (search);
}
