/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-finding-private.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-mask.h"

/* Of more records that look alike each is compared with the first one only. */
#define ALL_PAIRS_MAX 5
/* So many names and places stand in a line. */
#define NAMED_MAX 3

/* A pair of records of persons; the first has the smaller id. */
typedef struct
{
  const DoudiFindingPersonRow *one;
  const DoudiFindingPersonRow *other;
} Pair;

static const DoudiFindingKind kinds[DOUDI_N_CANDIDATES] = {
  [DOUDI_CANDIDATES_NUMBER] = DOUDI_FINDING_SAME_NUMBER,
  [DOUDI_CANDIDATES_NAME] = DOUDI_FINDING_SAME_NAME,
  [DOUDI_CANDIDATES_NAMESAKE] = DOUDI_FINDING_NAMESAKE,
  [DOUDI_CANDIDATES_PHONE] = DOUDI_FINDING_SAME_PHONE,
  [DOUDI_CANDIDATES_ACCOUNT] = DOUDI_FINDING_SAME_ACCOUNT,
};

static gboolean
differ (const char *one, const char *other)
{
  return *one != '\0' && *other != '\0' && !g_str_equal (one, other);
}

/* Whether the two may be the same person: a record that stands for nobody is none, and of two that
 * are members nowhere any more nothing depends. */
static gboolean
may_be_same (DoudiCandidateKind kind, const Pair *pair)
{
  if (!pair->one->known || !pair->other->known || (!pair->one->member && !pair->other->member))
    return FALSE;
  if (kind != DOUDI_CANDIDATES_NAMESAKE)
    return TRUE;
  return (*pair->one->identity_number == '\0' || *pair->other->identity_number == '\0')
         && !differ (pair->one->birth_date, pair->other->birth_date)
         && !differ (pair->one->sex, pair->other->sex);
}

static gboolean
is_own (const DoudiFindingSearch *search, gint64 person)
{
  return search->own == NULL || g_hash_table_contains (search->own, &person);
}

static char *
dup_number (const DoudiFindingPersonRow *row)
{
  return *row->identity_number != '\0'
           ? doudi_mask_identity_number (row->identity_number, DOUDI_MASK_SCREEN)
           : g_strdup (_ ("no number"));
}

static char *
describe_pair (DoudiFindingKind kind, const Pair *pair)
{
  g_autofree char *one = dup_number (pair->one);
  g_autofree char *other = dup_number (pair->other);

  if (kind == DOUDI_FINDING_SAME_NAME)
    return g_strdup_printf (_ ("born %s; numbers %s and %s"), pair->one->birth_date, one, other);
  return g_strdup_printf (_ ("numbers %s and %s"), one, other);
}

/* Both, or what is the same of both. */
static char *
join (const char *one, const char *other)
{
  return g_str_equal (one, other) ? g_strdup (one) : g_strdup_printf ("%s / %s", one, other);
}

static void
add_record (DoudiFinding *finding, const DoudiFindingPersonRow *row)
{
  g_array_append_val (finding->persons, row->id);
  g_array_append_val (finding->households, row->household_id);
}

static void
add_pair (const DoudiFindingSearch *search, DoudiFindingKind kind, const Pair *pair, char *subject)
{
  DoudiFinding *finding = doudi_finding_new (kind);
  g_autofree char *one_place = doudi_finding_place (pair->one->village, pair->one->village_group);
  g_autofree char *other_place
    = doudi_finding_place (pair->other->village, pair->other->village_group);

  finding->subject = subject;
  finding->who = join (pair->one->name, pair->other->name);
  finding->where = join (one_place, other_place);
  finding->words = describe_pair (kind, pair);
  finding->evidence = doudi_finding_digest (
    pair->one->name, pair->one->numbers, pair->one->sex, pair->one->birth_date, pair->other->name,
    pair->other->numbers, pair->other->sex, pair->other->birth_date, NULL);
  add_record (finding, pair->one);
  add_record (finding, pair->other);
  g_ptr_array_add (search->found, finding);
}

static void
consider_pair (const DoudiFindingSearch *search, DoudiCandidateKind kind, const Pair *pair)
{
  g_autofree char *subject = NULL;

  if (!may_be_same (kind, pair)
      || (!is_own (search, pair->one->id) && !is_own (search, pair->other->id)))
    return;
  subject = g_strdup_printf ("person:%" G_GINT64_FORMAT "+person:%" G_GINT64_FORMAT, pair->one->id,
                             pair->other->id);
  if (g_hash_table_add (search->pairs, g_strdup (subject)))
    add_pair (search, kinds[kind], pair, g_steal_pointer (&subject));
}

static void
person_row_free (gpointer row)
{
  doudi_finding_person_row_free (row);
}

static gboolean
pair_persons (const DoudiFindingSearch *search,
              DoudiCandidateKind kind,
              const DoudiCandidates *candidates,
              GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (person_row_free);
  guint firsts;

  for (guint i = 0; i < candidates->ids->len; i++)
    {
      DoudiFindingPersonRow *row = doudi_finding_person_get (
        search->store, g_array_index (candidates->ids, gint64, i), search->today, error);

      if (row == NULL)
        return FALSE;
      g_ptr_array_add (rows, row);
    }
  firsts = rows->len <= ALL_PAIRS_MAX ? rows->len : 1;
  for (guint i = 0; i < firsts; i++)
    for (guint j = i + 1; j < rows->len; j++)
      consider_pair (search, kind, &(Pair){ rows->pdata[i], rows->pdata[j] });
  return TRUE;
}

/* The first of the households by name; the others are only counted. */
static gboolean
name_households (const DoudiFindingSearch *search, DoudiFinding *finding, GError **error)
{
  g_autoptr (GString) who = g_string_new (NULL);
  g_autoptr (GString) where = g_string_new (NULL);
  guint n = finding->households->len;

  for (guint i = 0; i < MIN (n, NAMED_MAX); i++)
    {
      g_autoptr (DoudiFindingHouseholdRow) row = doudi_finding_household_get (
        search->store, g_array_index (finding->households, gint64, i), search->today, error);
      g_autofree char *place = NULL;

      if (row == NULL)
        return FALSE;
      place = doudi_finding_place (row->village, row->village_group);
      g_string_append_printf (who, "%s%s", i > 0 ? " / " : "", row->head_name);
      g_string_append_printf (where, "%s%s", i > 0 ? " / " : "", place);
    }
  if (n > NAMED_MAX)
    g_string_append (who, " …");
  finding->who = g_strdup (who->str);
  finding->where = g_strdup (where->str);
  return TRUE;
}

/* All households by which a decision holds; the subject names the first of them. */
static void
set_parties (DoudiFinding *finding, const DoudiCandidates *candidates)
{
  g_autoptr (GString) subject = g_string_new (NULL);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < candidates->ids->len; i++)
    {
      gint64 id = g_array_index (candidates->ids, gint64, i);

      g_string_append_printf (ids, "%" G_GINT64_FORMAT " ", id);
      if (i >= DOUDI_FINDING_PARTIES_MAX)
        continue;
      g_string_append_printf (subject, "%shousehold:%" G_GINT64_FORMAT, i > 0 ? "+" : "", id);
      g_array_append_val (finding->households, id);
    }
  if (candidates->ids->len > DOUDI_FINDING_PARTIES_MAX)
    g_string_append (subject, "+others");
  finding->subject = g_strdup (subject->str);
  finding->evidence = doudi_finding_digest (candidates->key, ids->str, NULL);
}

/* Whatever number of households share it: one finding, or deciding it would never end. */
static gboolean
find_shared (const DoudiFindingSearch *search,
             DoudiCandidateKind kind,
             const DoudiCandidates *candidates,
             GError **error)
{
  g_autoptr (DoudiFinding) finding = doudi_finding_new (kinds[kind]);
  g_autofree char *masked = kind == DOUDI_CANDIDATES_PHONE
                              ? doudi_mask_phone (candidates->key, DOUDI_MASK_SCREEN)
                              : doudi_mask_account (candidates->key, DOUDI_MASK_SCREEN);

  set_parties (finding, candidates);
  finding->words
    = g_strdup_printf (ngettext ("%s in %u household", "%s in %u households", candidates->ids->len),
                       masked, candidates->ids->len);
  if (!name_households (search, finding, error))
    return FALSE;
  g_ptr_array_add (search->found, g_steal_pointer (&finding));
  return TRUE;
}

/*
 * doudi_finding_pair_up:
 * @search: a search
 * @kind: what records may have in common
 * @error: return location
 *
 * Finds records that may stand for the same. Persons who share a number are looked for first: a
 * pair is found once, for the strongest reason.
 *
 * Returns: whether they could be read
 */
gboolean
doudi_finding_pair_up (const DoudiFindingSearch *search, DoudiCandidateKind kind, GError **error)
{
  g_autoptr (GPtrArray) list
    = doudi_candidates_list (search->store, kind, search->only, search->today, error);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const DoudiCandidates *candidates = g_ptr_array_index (list, i);

      if (doudi_finding_info (kinds[kind])->of_persons
            ? !pair_persons (search, kind, candidates, error)
            : !find_shared (search, kind, candidates, error))
        return FALSE;
    }
  return list != NULL;
}
