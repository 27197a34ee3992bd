/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-bulk.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/doudi-error.h"
#include "casework/doudi-desk-private.h"
#include "store/doudi-registry-write.h"

#define HEAD "head"
#define OBJECT "households"
/* How often a person sees how far it is. */
#define REPORT_EVERY 50

/**
 * Info:
 * @kind: of the facts of a member; %NULL for what a household or a person has
 */
typedef struct
{
  DoudiWord word;
  gboolean of_members;
  const char *kind;
} Info;

static const Info fields[] = {
  [DOUDI_BULK_VILLAGE_GROUP]
  = { { "village-group", N_ ("Village group"), "村民小组" }, FALSE, NULL },
  [DOUDI_BULK_DIVISION] = { { "living-division", N_ ("Village"), "村（社区）" }, FALSE, NULL },
  [DOUDI_BULK_ADDRESS] = { { "living-address", N_ ("Address"), "详细地址" }, FALSE, NULL },
  [DOUDI_BULK_ETHNICITY] = { { "member-ethnicity", N_ ("Ethnicity"), "民族" }, TRUE, NULL },
  [DOUDI_BULK_HEALTH] = { { "health", N_ ("Health"), "健康状况" }, TRUE, "health" },
  [DOUDI_BULK_WORK_ABILITY]
  = { { "work-ability", N_ ("Work ability"), "劳动能力" }, TRUE, "work-ability" },
  [DOUDI_BULK_SCHOOLING] = { { "schooling", N_ ("School"), "就学情况" }, TRUE, "schooling" },
  [DOUDI_BULK_EMPLOYMENT] = { { "employment", N_ ("Work"), "就业状况" }, TRUE, "employment" },
  [DOUDI_N_BULK_FIELDS] = { { NULL }, FALSE, NULL },
};

/*
 * Walk:
 *
 * @edit: 0 as long as nothing is written
 */
typedef struct
{
  DoudiSession *session;
  DoudiStore *store;
  const DoudiBulk *bulk;
  const Info *field;
  DoudiDay today;
  DoudiBulkPreview *preview;
  gint64 edit;
  char *source;
} Walk;

/**
 * doudi_bulk_word:
 * @field: what can be set
 *
 * Returns: (transfer none): what it is called
 */
const DoudiWord *
doudi_bulk_word (DoudiBulkField field)
{
  g_return_val_if_fail ((gsize) field < DOUDI_N_BULK_FIELDS, NULL);

  return &fields[field].word;
}

/**
 * doudi_bulk_field_find:
 * @name: such as "village-group"
 * @field: (out): the field
 *
 * Finds by its name what can be set.
 *
 * Returns: whether there is one
 */
gboolean
doudi_bulk_field_find (const char *name, DoudiBulkField *field)
{
  for (gsize i = 0; name != NULL && i < DOUDI_N_BULK_FIELDS; i++)
    if (g_str_equal (fields[i].word.name, name))
      {
        *field = (DoudiBulkField) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * doudi_bulk_is_of_members:
 * @field: what can be set
 *
 * Returns: whether it is a fact of the members, not of the household
 */
gboolean
doudi_bulk_is_of_members (DoudiBulkField field)
{
  g_return_val_if_fail ((gsize) field < DOUDI_N_BULK_FIELDS, FALSE);

  return fields[field].of_members;
}

/**
 * doudi_bulk_describe:
 * @bulk: what is set
 * @shown: its value as a person reads it, "" to end it
 * @households: how many households
 * @persons: how many members; 0 for a fact of households
 *
 * Says in words what is about to be done, with the number.
 *
 * Returns: (transfer full): a sentence
 */
char *
doudi_bulk_describe (const DoudiBulk *bulk, const char *shown, guint households, guint persons)
{
  const char *label = _ (doudi_bulk_word (bulk->field)->label);

  if (*shown == '\0' && persons > 0)
    return g_strdup_printf (_ ("Take “%s” out, of %u members of %u households."), label, persons,
                            households);
  if (*shown == '\0')
    return g_strdup_printf (_ ("Take “%s” out, of %u households."), label, households);
  if (persons > 0)
    return g_strdup_printf (_ ("Set “%s” to “%s”, for %u members of %u households."), label, shown,
                            persons, households);
  return g_strdup_printf (_ ("Set “%s” to “%s”, for %u households."), label, shown, households);
}

static void
row_free (gpointer data)
{
  DoudiBulkRow *row = data;

  g_free (row->name);
  g_free (row->before);
  g_free (row);
}

/**
 * doudi_bulk_preview_free:
 * @preview: (nullable) (transfer full): a preview
 *
 * Frees a preview.
 */
void
doudi_bulk_preview_free (DoudiBulkPreview *preview)
{
  if (preview == NULL)
    return;
  g_ptr_array_unref (preview->rows);
  g_free (preview->digest);
  g_free (preview);
}

static void
add_row (Walk *walk,
         gint64 household,
         gint64 person,
         const char *name,
         const char *before,
         gboolean draws)
{
  DoudiBulkRow *row = g_new0 (DoudiBulkRow, 1);

  row->household_id = household;
  row->person_id = person;
  row->name = g_strdup (name);
  row->before = g_strdup (before);
  row->draws = draws;
  g_ptr_array_add (walk->preview->rows, row);
}

static gboolean
differs (const Walk *walk, const char *before)
{
  return g_strcmp0 (before, walk->bulk->value) != 0 && (!walk->bulk->only_empty || *before == '\0');
}

static const char *
head_name (const DoudiHousehold *household)
{
  for (guint i = 0; i < household->members->len; i++)
    if (g_str_equal (((DoudiMember *) household->members->pdata[i])->relation, HEAD))
      return ((DoudiMember *) household->members->pdata[i])->name;
  return "";
}

static const char *
before_of_household (const Walk *walk, const DoudiHousehold *household)
{
  if (walk->bulk->field == DOUDI_BULK_DIVISION)
    return household->division_code;
  return walk->bulk->field == DOUDI_BULK_ADDRESS ? household->address : household->village_group;
}

static gboolean
write_address (const Walk *walk, const DoudiHousehold *household, GError **error)
{
  const DoudiAmendment corrected = { .source = walk->source };
  const char *value = walk->bulk->value;
  DoudiAddressFacts address
    = { household->division_code, household->village_group, household->address, household->phone };
  gint64 id;

  if (walk->bulk->field == DOUDI_BULK_DIVISION)
    address.division_code = value;
  else if (walk->bulk->field == DOUDI_BULK_ADDRESS)
    address.address = value;
  else
    address.village_group = value;
  if (walk->bulk->since != DOUDI_DAY_NONE)
    return doudi_registry_insert_address (walk->session, household->id, &address, walk->bulk->since,
                                          walk->source, error);
  return doudi_registry_find_address (walk->store, household->id, walk->today, &id, error)
         && doudi_registry_amend_address (walk->session, id, &address, &corrected, error);
}

/* The village decides which standard counts: of a household that draws it is another person's turn.
 */
static gboolean
walk_address (Walk *walk, const DoudiHousehold *household, guint *changed, GError **error)
{
  const char *before = before_of_household (walk, household);
  gboolean draws = FALSE;

  if (!differs (walk, before))
    return TRUE;
  if (walk->bulk->field == DOUDI_BULK_DIVISION
      && !doudi_registry_draws (walk->store, household->id, &draws, error))
    return FALSE;
  add_row (walk, household->id, 0, head_name (household), before, draws);
  walk->preview->left_out += draws ? 1 : 0;
  *changed = draws ? 0 : 1;
  return draws || walk->edit == 0 || write_address (walk, household, error);
}

static gboolean
is_meant (const Walk *walk, const DoudiMember *member)
{
  DoudiDay birth = doudi_day_parse_iso (member->birth_date);
  int age = birth != DOUDI_DAY_NONE ? doudi_day_age_on (birth, walk->today) : -1;

  if (walk->bulk->head_only && !g_str_equal (member->relation, HEAD))
    return FALSE;
  if (walk->bulk->age_from > 0 && age < walk->bulk->age_from)
    return FALSE;
  return walk->bulk->age_below == 0 || (age >= 0 && age < walk->bulk->age_below);
}

static const char *
before_of_member (const Walk *walk, const DoudiMember *member)
{
  const char *value;

  if (walk->field->kind == NULL)
    return member->ethnicity;
  value = g_hash_table_lookup (member->circumstances, walk->field->kind);
  return value != NULL ? value : "";
}

static gboolean
write_ethnicity (const Walk *walk, const DoudiMember *member, GError **error)
{
  const DoudiPersonFacts facts = { .name = member->name,
                                   .identity_number = member->identity_number,
                                   .original_number = member->original_number,
                                   .sex = member->sex,
                                   .birth_date = member->birth_date,
                                   .ethnicity = walk->bulk->value,
                                   .temporary_number = member->temporary_number };

  return doudi_registry_correct_person (walk->session, member->person_id, &facts, walk->source,
                                        error);
}

static gboolean
amend_fact (const Walk *walk, const DoudiMember *member, GError **error)
{
  const char *value = walk->bulk->value;
  const DoudiAmendment corrected = { .source = walk->source };
  const DoudiAmendment ended
    = { .to = walk->bulk->since != DOUDI_DAY_NONE ? walk->bulk->since : 1, .source = walk->source };
  gint64 id;

  return doudi_registry_find_circumstance (walk->store, member->person_id, walk->field->kind,
                                           walk->today, &id, error)
         && doudi_registry_amend_circumstance (walk->session, id, *value != '\0' ? value : NULL,
                                               *value != '\0' ? &corrected : &ended, error);
}

static gboolean
write_member (const Walk *walk, const DoudiMember *member, const char *before, GError **error)
{
  DoudiDay since = walk->bulk->since != DOUDI_DAY_NONE ? walk->bulk->since : walk->today;

  if (walk->field->kind == NULL)
    return write_ethnicity (walk, member, error);
  if (*before != '\0' && (*walk->bulk->value == '\0' || walk->bulk->since == DOUDI_DAY_NONE))
    return amend_fact (walk, member, error);
  return doudi_registry_insert_circumstance (walk->session, member->person_id, walk->field->kind,
                                             walk->bulk->value, since, walk->source, error);
}

static gboolean
walk_members (Walk *walk, const DoudiHousehold *household, guint *changed, GError **error)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);
      const char *before = before_of_member (walk, member);

      if (!is_meant (walk, member) || !differs (walk, before))
        continue;
      add_row (walk, household->id, member->person_id, member->name, before, FALSE);
      (*changed)++;
      if (walk->edit != 0 && !write_member (walk, member, before, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
walk_household (Walk *walk, gint64 id, GError **error)
{
  g_autoptr (DoudiHousehold) household
    = doudi_registry_get_household (walk->store, id, walk->today, error);
  guint left_out = walk->preview->left_out;
  guint changed = 0;

  if (household == NULL)
    return FALSE;
  if (walk->field->of_members ? !walk_members (walk, household, &changed, error)
                              : !walk_address (walk, household, &changed, error))
    return FALSE;
  walk->preview->households += changed > 0 ? 1 : 0;
  walk->preview->persons += walk->field->of_members ? changed : 0;
  walk->preview->same += changed == 0 && left_out == walk->preview->left_out ? 1 : 0;
  return changed == 0 || walk->edit == 0 || doudi_edit_touch (walk->session, walk->edit, id, error);
}

static char *
digest_of (const Walk *walk)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < walk->preview->rows->len; i++)
    {
      const DoudiBulkRow *row = g_ptr_array_index (walk->preview->rows, i);
      g_autofree char *text = g_strdup_printf ("%" PRId64 " %" PRId64 " %d %s\n", row->household_id,
                                               row->person_id, row->draws, row->before);

      g_checksum_update (checksum, (const guchar *) text, -1);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/* Goes through the households, writing if there is an edit. */
static DoudiBulkPreview *
run (Walk *walk, const GArray *households, const DoudiProgress *progress, GError **error)
{
  g_autoptr (DoudiBulkPreview) preview = g_new0 (DoudiBulkPreview, 1);

  preview->rows = g_ptr_array_new_with_free_func (row_free);
  walk->preview = preview;
  for (guint i = 0; i < households->len; i++)
    {
      if (i % REPORT_EVERY == 0)
        doudi_progress_report (progress, _ ("Going through the households"), i, households->len);
      if (doudi_progress_is_cancelled (progress, error)
          || !walk_household (walk, g_array_index (households, gint64, i), error))
        return NULL;
    }
  preview->digest = digest_of (walk);
  return g_steal_pointer (&preview);
}

static gboolean
check_bulk (DoudiSession *session, const DoudiBulk *bulk, GError **error)
{
  g_autofree char *township = NULL;
  g_autofree char *village = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_EDIT_MANY, OBJECT, error))
    return FALSE;
  if (bulk->since != DOUDI_DAY_NONE && bulk->since > doudi_session_get_today (session))
    {
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                       _ ("The day is in the future. Enter it when it has come."));
      return FALSE;
    }
  if (bulk->field != DOUDI_BULK_DIVISION)
    return TRUE;
  if (!doudi_registry_get_place (doudi_session_get_store (session), bulk->value, &township,
                                 &village, error))
    return FALSE;
  if (village != NULL && *village != '\0')
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_BAD_DATA, NULL,
                   _ ("%s is no village of this county. Choose one from the list."), bulk->value);
  return FALSE;
}

static Walk
walk_new (DoudiSession *session, const DoudiBulk *bulk)
{
  return (Walk){ .session = session,
                 .store = doudi_session_get_store (session),
                 .bulk = bulk,
                 .field = &fields[bulk->field],
                 .today = doudi_session_get_today (session) };
}

/**
 * doudi_bulk_preview:
 * @session: a caseworker's
 * @households: (element-type gint64): a selection
 * @bulk: what is to be set
 * @progress: (nullable): tells how far it is
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_BAD_DATA, %DOUDI_ERROR_CANCELLED
 *
 * Finds what a bulk edit would change. Nothing is written.
 *
 * Returns: (transfer full): what it would change; %NULL with @error set
 */
DoudiBulkPreview *
doudi_bulk_preview (DoudiSession *session,
                    const GArray *households,
                    const DoudiBulk *bulk,
                    const DoudiProgress *progress,
                    GError **error)
{
  Walk walk = walk_new (session, bulk);

  return check_bulk (session, bulk, error) ? run (&walk, households, progress, error) : NULL;
}

static char *
summarise (const Walk *walk)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, walk->field->word.name);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "persons");
  json_builder_add_int_value (builder, walk->preview->persons);
  if (walk->bulk->field == DOUDI_BULK_DIVISION)
    {
      json_builder_set_member_name (builder, "money");
      json_builder_add_boolean_value (builder, TRUE);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/* What was looked at is what is done. */
static gboolean
check_same (const DoudiBulkPreview *done, const char *digest, GError **error)
{
  if (done->households == 0)
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("Nothing would change for these households."));
  else if (g_strcmp0 (done->digest, digest) != 0)
    doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                     _ ("Some of these households were changed meanwhile. Look at the preview "
                        "again."));
  return done->households > 0 && g_strcmp0 (done->digest, digest) == 0;
}

/**
 * doudi_bulk_apply:
 * @session: a caseworker's, on the writing connection
 * @households: (element-type gint64): the selection that was previewed
 * @bulk: what is set
 * @digest: of the preview
 * @progress: (nullable): tells how far it is
 * @edit: (out): one edit, which doudi_desk_undo() takes back as a whole
 * @error: as doudi_bulk_preview(); %DOUDI_ERROR_CONFLICT if it is not what was previewed
 *
 * Sets one fact for many households, all of them or, when anything fails, none.
 *
 * Returns: whether it was done
 */
gboolean
doudi_bulk_apply (DoudiSession *session,
                  const GArray *households,
                  const DoudiBulk *bulk,
                  const char *digest,
                  const DoudiProgress *progress,
                  gint64 *edit,
                  GError **error)
{
  Walk walk = walk_new (session, bulk);
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (DoudiBulkPreview) done = NULL;
  g_autofree char *source = NULL;
  g_autofree char *summary = NULL;

  *edit = 0;
  if (!check_bulk (session, bulk, error))
    return FALSE;
  transaction = doudi_transaction_begin (walk.store, error);
  if (transaction == NULL
      || !doudi_edit_begin (session, doudi_edit_word (DOUDI_EDIT_BULK)->name, bulk->reason,
                            &walk.edit, error))
    return FALSE;
  walk.source = source = doudi_edit_source (walk.edit);
  done = run (&walk, households, progress, error);
  if (done == NULL || !check_same (done, digest, error))
    return FALSE;
  summary = summarise (&walk);
  if (!doudi_desk_finish (session, DOUDI_ACTION_EDIT_MANY, walk.edit, OBJECT, summary, error)
      || !doudi_transaction_commit (transaction, error))
    return FALSE;
  *edit = walk.edit;
  return TRUE;
}
