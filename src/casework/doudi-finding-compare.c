/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-finding-compare.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-disability-card.h"
#include "base/doudi-division-code.h"
#include "base/doudi-mask.h"
#include "policy/doudi-programme.h"
#include "store/doudi-award-store.h"
#include "store/doudi-registry.h"

/* What stands side by side, in the order of the screen. */
enum
{
  FACT_NAME,
  FACT_NUMBER,
  FACT_FORMER,
  FACT_SEX,
  FACT_BIRTH,
  FACT_ETHNICITY,
  FACT_HEAD,
  FACT_RELATION,
  FACT_MEMBERS,
  FACT_PLACE,
  FACT_PHONE,
  FACT_ACCOUNT,
  FACT_DRAWS,
  FACT_DISABILITY,
  FACT_HEALTH,
  FACT_WORK,
  FACT_SCHOOL,
  FACT_DEATH,
  FACT_ENTERED,
  N_FACTS,
};

/*
 * @kind: (nullable): of the circumstance that is shown as it is
 * @telling: a difference says something about whether the records stand for the same
 */
static const struct
{
  const char *label;
  const char *kind;
  gboolean telling;
} facts[N_FACTS] = {
  [FACT_NAME] = { N_ ("Full name"), NULL, TRUE },
  [FACT_NUMBER] = { N_ ("Identity number"), NULL, TRUE },
  [FACT_FORMER] = { N_ ("Other numbers"), NULL, FALSE },
  [FACT_SEX] = { N_ ("Sex"), NULL, TRUE },
  [FACT_BIRTH] = { N_ ("Birth date"), NULL, TRUE },
  [FACT_ETHNICITY] = { N_ ("Ethnicity"), NULL, TRUE },
  [FACT_HEAD] = { N_ ("Head"), NULL, TRUE },
  [FACT_RELATION] = { N_ ("Relation"), NULL, FALSE },
  [FACT_MEMBERS] = { N_ ("Members"), NULL, FALSE },
  [FACT_PLACE] = { N_ ("Lives in"), NULL, TRUE },
  [FACT_PHONE] = { N_ ("Phone"), NULL, TRUE },
  [FACT_ACCOUNT] = { N_ ("Account"), NULL, TRUE },
  [FACT_DRAWS] = { N_ ("Draws"), NULL, FALSE },
  [FACT_DISABILITY] = { N_ ("Disability"), NULL, TRUE },
  [FACT_HEALTH] = { N_ ("Health"), "health", TRUE },
  [FACT_WORK] = { N_ ("Ability to work"), "work-ability", TRUE },
  [FACT_SCHOOL] = { N_ ("School"), "schooling", TRUE },
  [FACT_DEATH] = { N_ ("Died on"), "death", TRUE },
  [FACT_ENTERED] = { N_ ("Entered"), NULL, FALSE },
};

/*
 * @household: where the record is found, %NULL if nowhere any more
 * @person: (nullable): whose record it is
 */
typedef struct
{
  DoudiStore *store;
  DoudiDay today;
  gboolean reveal;
  DoudiHousehold *household;
  DoudiMember *person;
  char *values[N_FACTS];
} Record;

static void
record_clear (gpointer data)
{
  Record *record = data;

  g_clear_pointer (&record->household, doudi_household_free);
  g_clear_pointer (&record->person, doudi_member_free);
  for (guint i = 0; i < N_FACTS; i++)
    g_free (record->values[i]);
}

static char *
show_number (const Record *record, const char *number)
{
  return record->reveal ? g_strdup (number)
                        : doudi_mask_identity_number (number, DOUDI_MASK_SCREEN);
}

/* All but the present one, each once. */
static char *
show_former (const Record *record, const char *numbers)
{
  g_auto (GStrv) all = g_strsplit (numbers, " ", -1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; all[i] != NULL; i++)
    {
      g_autofree char *shown = NULL;

      if (g_str_equal (all[i], "-") || g_str_equal (all[i], record->person->identity_number)
          || !g_hash_table_add (seen, all[i]))
        continue;
      shown = show_number (record, all[i]);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", shown);
    }
  return g_strdup (text->str);
}

static char *
show_sex (const char *sex)
{
  if (g_str_equal (sex, "male"))
    return g_strdup (_ ("male"));
  return g_strdup (g_str_equal (sex, "female") ? _ ("female") : "");
}

static const char *
show_relation (const char *relation)
{
  return g_str_equal (relation, "head") ? _ ("Head") : relation;
}

static char *
show_disability (const DoudiMember *person)
{
  const char *value = g_hash_table_lookup (person->circumstances, "disability");
  const char *colon = value != NULL ? strchr (value, ':') : NULL;

  for (int i = DOUDI_DISABILITY_SIGHT; colon != NULL && i <= DOUDI_DISABILITY_MULTIPLE; i++)
    {
      DoudiDisabilityClass class = (DoudiDisabilityClass) i;
      const char *name = doudi_disability_class_name (class);

      if (strncmp (value, name, (gsize) (colon - value)) == 0
          && strlen (name) == (gsize) (colon - value))
        return g_strdup_printf (_ ("%s grade %s"), doudi_disability_class_chinese (class),
                                colon + 1);
    }
  return g_strdup (value != NULL ? value : "");
}

static void
fill_person (Record *record, const DoudiFindingPersonRow *row)
{
  const DoudiMember *person = record->person;

  record->values[FACT_NAME] = g_strdup (person->name);
  record->values[FACT_NUMBER] = show_number (record, person->identity_number);
  record->values[FACT_FORMER] = show_former (record, row->numbers);
  record->values[FACT_SEX] = show_sex (person->sex);
  record->values[FACT_BIRTH] = g_strdup (person->birth_date);
  record->values[FACT_ETHNICITY] = g_strdup (person->ethnicity);
  record->values[FACT_DISABILITY] = show_disability (person);
  record->values[FACT_ENTERED]
    = g_strdup_printf (_ ("%.10s by %s"), row->recorded_at, row->recorded_by);
  for (guint i = 0; i < N_FACTS; i++)
    if (facts[i].kind != NULL)
      record->values[i] = g_strdup (g_hash_table_lookup (person->circumstances, facts[i].kind));
}

static void
fill_members (Record *record)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < record->household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (record->household->members, i);

      if (record->person != NULL && member->person_id == record->person->person_id)
        record->values[FACT_RELATION] = g_strdup (show_relation (member->relation));
      if (g_str_equal (member->relation, "head") && record->values[FACT_HEAD] == NULL)
        record->values[FACT_HEAD] = g_strdup (member->name);
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "",
                              show_relation (member->relation), member->name);
    }
  record->values[FACT_MEMBERS] = g_strdup (text->str);
}

static void
fill_accounts (Record *record)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < record->household->accounts->len; i++)
    {
      const DoudiAccount *account = g_ptr_array_index (record->household->accounts, i);
      g_autofree char *masked = record->reveal
                                  ? g_strdup (account->number)
                                  : doudi_mask_account (account->number, DOUDI_MASK_SCREEN);

      g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "", account->holder_name,
                              masked);
    }
  record->values[FACT_ACCOUNT] = g_strdup (text->str);
}

static void
fill_household (Record *record)
{
  const DoudiHousehold *household = record->household;
  g_autofree char *village = doudi_division_short_name (household->village);

  record->values[FACT_PLACE] = g_strdup_printf (
    "%s %s%s%s%s%s", household->township, village, *household->village_group != '\0' ? " " : "",
    household->village_group, *household->address != '\0' ? " " : "", household->address);
  record->values[FACT_PHONE] = record->reveal
                                 ? g_strdup (household->phone)
                                 : doudi_mask_phone (household->phone, DOUDI_MASK_SCREEN);
  fill_members (record);
  fill_accounts (record);
  if (record->person == NULL)
    record->values[FACT_ENTERED]
      = g_strdup_printf (_ ("%.10s by %s"), household->recorded_at, household->recorded_by);
}

static gboolean
draws (const Record *record, const DoudiAwardRow *award)
{
  const DoudiAwardTermRow *last
    = award->terms->len > 0
        ? &g_array_index (award->terms, DoudiAwardTermRow, award->terms->len - 1)
        : NULL;
  gboolean of_household
    = doudi_programme_info (doudi_programme_from_name (award->programme))->for_household;

  return last != NULL && last->persons > 0
         && (record->person == NULL || of_household
             || award->person_id == record->person->person_id);
}

static gboolean
fill_awards (Record *record, GError **error)
{
  g_autoptr (GPtrArray) awards
    = doudi_awards_of_household (record->store, record->household->id, error);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; awards != NULL && i < awards->len; i++)
    {
      const DoudiAwardRow *award = g_ptr_array_index (awards, i);
      DoudiProgramme programme = doudi_programme_from_name (award->programme);

      if (draws (record, award))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                                _ (doudi_programme_info (programme)->label));
    }
  record->values[FACT_DRAWS] = g_strdup (text->str);
  return awards != NULL;
}

static gboolean
read_household (Record *record, gint64 household, GError **error)
{
  if (household == 0)
    return TRUE;
  record->household = doudi_registry_get_household (record->store, household, record->today, error);
  if (record->household == NULL)
    return FALSE;
  fill_household (record);
  return fill_awards (record, error);
}

static gboolean
read_person (Record *record, gint64 person, GError **error)
{
  g_autoptr (DoudiFindingPersonRow) row
    = doudi_finding_person_get (record->store, person, record->today, error);

  if (row == NULL)
    return FALSE;
  record->person = doudi_registry_get_person (record->store, person, record->today, error);
  if (record->person == NULL)
    return FALSE;
  fill_person (record, row);
  return read_household (record, row->household_id, error);
}

static DoudiComparedHow
compare_values (GStrv values)
{
  DoudiComparedHow how = DOUDI_COMPARED_SAME;

  for (guint i = 1; values[i] != NULL; i++)
    {
      if (g_str_equal (values[i], values[0]))
        continue;
      if (*values[i] != '\0' && *values[0] != '\0')
        return DOUDI_COMPARED_DIFFERENT;
      how = DOUDI_COMPARED_MISSING;
    }
  return how;
}

static void
compared_fact_free (gpointer data)
{
  DoudiComparedFact *fact = data;

  g_strfreev (fact->values);
  g_free (fact);
}

/* What none of them says is left out. */
static void
add_fact (DoudiComparison *comparison, guint which, const GArray *records)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  DoudiComparedFact *fact;
  gboolean said = FALSE;

  for (guint i = 0; i < records->len; i++)
    {
      const char *value = g_array_index (records, Record, i).values[which];

      g_strv_builder_add (builder, value != NULL ? value : "");
      said = said || (value != NULL && *value != '\0');
    }
  if (!said)
    return;
  fact = g_new0 (DoudiComparedFact, 1);
  fact->label = _ (facts[which].label);
  fact->values = g_strv_builder_end (builder);
  fact->how = facts[which].telling ? compare_values (fact->values) : DOUDI_COMPARED_SAME;
  g_ptr_array_add (comparison->facts, fact);
}

static DoudiComparison *
comparison_new (const DoudiFinding *finding, const GArray *records)
{
  DoudiComparison *comparison = g_new0 (DoudiComparison, 1);
  const GArray *ids
    = doudi_finding_info (finding->kind)->of_persons ? finding->persons : finding->households;

  comparison->records = records->len;
  comparison->more = ids->len - records->len;
  comparison->households = g_array_new (FALSE, FALSE, sizeof (gint64));
  comparison->facts = g_ptr_array_new_with_free_func (compared_fact_free);
  for (guint i = 0; i < records->len; i++)
    {
      const Record *record = &g_array_index (records, Record, i);
      gint64 household = record->household != NULL ? record->household->id : 0;

      g_array_append_val (comparison->households, household);
    }
  for (guint i = 0; i < N_FACTS; i++)
    add_fact (comparison, i, records);
  return comparison;
}

/**
 * doudi_finding_compare:
 * @session: who looks
 * @finding: a pair
 * @reveal: whether numbers are shown in full; doudi_finding_record_reveal() has logged it
 * @error: %DOUDI_ERROR_NOT_ALLOWED
 *
 * Puts the records of a pair side by side, at most %DOUDI_COMPARED_MAX of them: what they say, and
 * where they differ.
 *
 * Returns: (transfer full): the records; %NULL with @error set
 */
DoudiComparison *
doudi_finding_compare (DoudiSession *session,
                       const DoudiFinding *finding,
                       gboolean reveal,
                       GError **error)
{
  gboolean of_persons = doudi_finding_info (finding->kind)->of_persons;
  const GArray *ids = of_persons ? finding->persons : finding->households;
  guint n = MIN (ids->len, DOUDI_COMPARED_MAX);
  g_autoptr (GArray) records = g_array_new (FALSE, TRUE, sizeof (Record));

  g_array_set_clear_func (records, record_clear);
  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_HOUSEHOLD, finding->subject, error)
      || (reveal
          && !doudi_session_authorize (session, DOUDI_ACTION_REVEAL, finding->subject, error)))
    return NULL;
  g_array_set_size (records, n);
  for (guint i = 0; i < n; i++)
    {
      Record *record = &g_array_index (records, Record, i);
      gint64 id = g_array_index (ids, gint64, i);

      record->store = doudi_session_get_store (session);
      record->today = doudi_session_get_today (session);
      record->reveal = reveal;
      if (of_persons ? !read_person (record, id, error) : !read_household (record, id, error))
        return NULL;
    }
  return comparison_new (finding, records);
}

/**
 * doudi_finding_record_reveal:
 * @session: who looks, on the writing connection
 * @subject: of a finding
 * @error: %DOUDI_ERROR_NOT_ALLOWED
 *
 * Logs that somebody looks at the full numbers of the records of a finding.
 *
 * Returns: whether it was logged
 */
gboolean
doudi_finding_record_reveal (DoudiSession *session, const char *subject, GError **error)
{
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_REVEAL, subject, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL
         && doudi_session_record (session, DOUDI_ACTION_REVEAL, subject, "{}", error)
         && doudi_transaction_commit (transaction, error);
}

/**
 * doudi_comparison_free:
 * @comparison: (nullable) (transfer full): records side by side
 *
 * Frees it.
 */
void
doudi_comparison_free (DoudiComparison *comparison)
{
  if (comparison == NULL)
    return;
  g_array_unref (comparison->households);
  g_ptr_array_unref (comparison->facts);
  g_free (comparison);
}
