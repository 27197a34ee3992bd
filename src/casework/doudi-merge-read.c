/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Two records of a person, field by field.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "base/doudi-mask.h"
#include "casework/doudi-circumstance.h"
#include "casework/doudi-merge-private.h"

#define FACT "fact:"

static void
merge_field_free (gpointer data)
{
  DoudiMergeField *field = data;

  g_free (field->name);
  g_free (field->label);
  g_free (field->kept);
  g_free (field->other);
  g_free (field->kept_shown);
  g_free (field->other_shown);
  g_free (field);
}

/* Without an end, or with one that has not come: it holds, or will. */
gboolean
doudi_merge_is_current (DoudiDay to, DoudiDay today)
{
  return to == DOUDI_DAY_NONE || to > today;
}

/* The fields of a person, in the order of the screen. */
static const struct
{
  const char *name;
  const char *label;
  gsize at;
} person_fields[] = {
  { "name", N_ ("Full name"), G_STRUCT_OFFSET (DoudiMember, name) },
  { "identity-number", N_ ("Identity number"), G_STRUCT_OFFSET (DoudiMember, identity_number) },
  { "temporary-number", N_ ("Temporary number"), G_STRUCT_OFFSET (DoudiMember, temporary_number) },
  { "sex", N_ ("Sex"), G_STRUCT_OFFSET (DoudiMember, sex) },
  { "birth-date", N_ ("Birth date"), G_STRUCT_OFFSET (DoudiMember, birth_date) },
  { "ethnicity", N_ ("Ethnicity"), G_STRUCT_OFFSET (DoudiMember, ethnicity) },
};

static char *
show_field (const char *name, const char *value)
{
  if (g_str_has_suffix (name, "-number"))
    return doudi_mask_identity_number (value, DOUDI_MASK_SCREEN);
  if (g_str_equal (name, "sex") && *value != '\0')
    return g_strdup (g_str_equal (value, "male") ? _ ("male") : _ ("female"));
  return g_strdup (value);
}

/* Nobody has to choose where only one of them says something. */
static DoudiMergeField *
field_new (char *name, const char *label, const char *kept, const char *other)
{
  DoudiMergeField *field = g_new0 (DoudiMergeField, 1);

  field->name = name;
  field->label = g_strdup (label);
  field->kept = g_strdup (kept);
  field->other = g_strdup (other);
  field->differs = *kept != '\0' && *other != '\0' && !g_str_equal (kept, other);
  field->take_other = *kept == '\0';
  return field;
}

static void
add_person_fields (DoudiMerging *merging)
{
  for (gsize i = 0; i < G_N_ELEMENTS (person_fields); i++)
    {
      const char *kept = G_STRUCT_MEMBER (const char *, merging->keep.person, person_fields[i].at);
      const char *other
        = G_STRUCT_MEMBER (const char *, merging->other.person, person_fields[i].at);
      DoudiMergeField *field;

      if (*kept == '\0' && *other == '\0')
        continue;
      field = field_new (g_strdup (person_fields[i].name), _ (person_fields[i].label), kept, other);
      field->kept_shown = show_field (field->name, kept);
      field->other_shown = show_field (field->name, other);
      g_ptr_array_add (merging->fields, field);
    }
}

/* What holds of a kind on the day; "" if nothing does. */
static const char *
get_fact (const DoudiMergeRecord *record, const char *kind)
{
  const char *value = g_hash_table_lookup (record->person->circumstances, kind);

  return value != NULL ? value : "";
}

static char *
show_fact (const char *kind, const char *value)
{
  return *value != '\0' ? doudi_circumstance_say (kind, value, FALSE, DOUDI_LANGUAGE_INTERFACE)
                        : g_strdup ("");
}

static void
add_fact_fields (DoudiMerging *merging)
{
  for (const DoudiWord *kind = doudi_circumstance_kinds (); kind->name != NULL; kind++)
    {
      const char *kept = get_fact (&merging->keep, kind->name);
      const char *other = get_fact (&merging->other, kind->name);
      DoudiMergeField *field;

      if (*kept == '\0' && *other == '\0')
        continue;
      field = field_new (g_strconcat (FACT, kind->name, NULL), _ (kind->label), kept, other);
      field->kept_shown = show_fact (kind->name, kept);
      field->other_shown = show_fact (kind->name, other);
      g_ptr_array_add (merging->fields, field);
    }
}

/*
 * doudi_merging_find_field:
 * @merging: a merger
 * @name: of a field
 *
 * Returns: (nullable) (transfer none): the field
 */
const DoudiMergeField *
doudi_merging_find_field (const DoudiMerging *merging, const char *name)
{
  for (guint i = 0; i < merging->fields->len; i++)
    {
      const DoudiMergeField *field = g_ptr_array_index (merging->fields, i);

      if (g_str_equal (field->name, name))
        return field;
    }
  return NULL;
}

static gboolean
take_choice (DoudiMerging *merging, const DoudiMergeChoice *choice, GError **error)
{
  for (guint i = 0; choice->take != NULL && choice->take[i] != NULL; i++)
    {
      DoudiMergeField *field
        = (DoudiMergeField *) doudi_merging_find_field (merging, choice->take[i]);

      if (field == NULL || *field->other == '\0')
        {
          doudi_error_set (
            error, DOUDI_ERROR_BAD_DATA, "take",
            _ ("The other record says nothing about “%s”, so it cannot be taken from "
               "it."),
            choice->take[i]);
          return FALSE;
        }
      field->take_other = TRUE;
    }
  return TRUE;
}

static gboolean
has_home (const DoudiMerging *merging, gint64 household)
{
  for (guint i = 0; i < merging->homes->len; i++)
    if (g_array_index (merging->homes, gint64, i) == household)
      return TRUE;
  return FALSE;
}

static void
add_homes (DoudiMerging *merging, const DoudiMergeRecord *record)
{
  for (guint i = 0; i < record->memberships->len; i++)
    {
      const DoudiMembershipSpan *span = g_ptr_array_index (record->memberships, i);

      if (doudi_merge_is_current (span->to, merging->today)
          && !has_home (merging, span->household_id))
        g_array_append_val (merging->homes, span->household_id);
    }
}

static gboolean
choose_home (DoudiMerging *merging, gint64 household, GError **error)
{
  if (household != 0 && !has_home (merging, household))
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, "household",
                       _ ("Neither record is a member of household %lld, so the person cannot stay "
                          "there."),
                       (long long) household);
      return FALSE;
    }
  merging->stays = household != 0             ? household
                   : merging->homes->len == 1 ? g_array_index (merging->homes, gint64, 0)
                                              : 0;
  return TRUE;
}

static gboolean
read_record (const DoudiMerging *merging, gint64 id, DoudiMergeRecord *record, GError **error)
{
  record->person = doudi_registry_get_person (merging->store, id, merging->today, error);
  if (record->person == NULL)
    return FALSE;
  record->memberships = doudi_registry_memberships_ever (merging->store, id, error);
  record->facts
    = record->memberships != NULL ? doudi_registry_facts_ever (merging->store, id, error) : NULL;
  record->accounts
    = record->facts != NULL ? doudi_registry_accounts_ever (merging->store, id, error) : NULL;
  record->awards
    = record->accounts != NULL ? doudi_registry_own_awards (merging->store, id, error) : NULL;
  return record->awards != NULL;
}

/*
 * doudi_merging_init:
 * @merging: zeroes
 * @session: who looks or merges
 * @keep: the record that is kept
 * @other: the one that goes into it
 * @choice: what was chosen
 * @error: %DOUDI_ERROR_NOT_FOUND, %DOUDI_ERROR_BAD_DATA for a choice that there is not
 *
 * Reads both records.
 *
 * Returns: whether they could be read
 */
gboolean
doudi_merging_init (DoudiMerging *merging,
                    DoudiSession *session,
                    gint64 keep,
                    gint64 other,
                    const DoudiMergeChoice *choice,
                    GError **error)
{
  merging->session = session;
  merging->store = doudi_session_get_store (session);
  merging->today = doudi_session_get_today (session);
  merging->fields = g_ptr_array_new_with_free_func (merge_field_free);
  merging->homes = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (!read_record (merging, keep, &merging->keep, error)
      || !read_record (merging, other, &merging->other, error))
    return FALSE;
  add_person_fields (merging);
  add_fact_fields (merging);
  add_homes (merging, &merging->keep);
  add_homes (merging, &merging->other);
  return take_choice (merging, choice, error) && choose_home (merging, choice->household, error);
}

static void
record_clear (DoudiMergeRecord *record)
{
  g_clear_pointer (&record->person, doudi_member_free);
  g_clear_pointer (&record->memberships, g_ptr_array_unref);
  g_clear_pointer (&record->facts, g_ptr_array_unref);
  g_clear_pointer (&record->accounts, g_ptr_array_unref);
  g_clear_pointer (&record->awards, g_array_unref);
}

/*
 * doudi_merging_clear:
 * @merging: a merger
 *
 * Frees what it holds.
 */
void
doudi_merging_clear (DoudiMerging *merging)
{
  record_clear (&merging->keep);
  record_clear (&merging->other);
  g_clear_pointer (&merging->homes, g_array_unref);
  g_clear_pointer (&merging->fields, g_ptr_array_unref);
  g_clear_pointer (&merging->source, g_free);
}
