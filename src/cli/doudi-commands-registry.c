/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "store/doudi-award-store.h"
#include "store/doudi-registry.h"

#define LIMIT_DEFAULT 50

static int option_limit = LIMIT_DEFAULT;
static gboolean option_reveal;

static const GOptionEntry search_options[] = {
  { "limit", 0, 0, G_OPTION_ARG_INT, &option_limit, N_ ("Rows at most (50)"), N_ ("N") },
  { NULL },
};

static const GOptionEntry household_options[] = {
  { "reveal", 0, 0, G_OPTION_ARG_NONE, &option_reveal,
    N_ ("Show full numbers; who did so is logged"), NULL },
  { NULL },
};

static void
add_row (JsonBuilder *builder, const DoudiHouseholdRow *row)
{
  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "household", row->household_id);
  doudi_json_add_id (builder, "person", row->person_id);
  doudi_json_add_text (builder, "name", row->person_name);
  doudi_json_add_text (builder, "village", row->village);
  doudi_json_add_text (builder, "township", row->township);
  doudi_json_add_text (builder, "group", row->village_group);
  doudi_json_add_text (builder, "head", row->head_name);
  doudi_json_add_text (builder, "why", row->why);
  json_builder_end_object (builder);
}

static void
answer_search (DoudiInvocation *invocation, GPtrArray *rows, gint64 total)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_int (builder, "total", total);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    add_row (builder, rows->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static void
say_search (DoudiInvocation *invocation, GPtrArray *rows, gint64 total)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiHouseholdRow *row = g_ptr_array_index (rows, i);

      doudi_invocation_say (invocation, "%8" PRId64 "  %s  %s %s  (%s)", row->household_id,
                            row->person_name, row->township, row->village, row->why);
    }
  doudi_invocation_say (invocation,
                        total >= DOUDI_SEARCH_TOTAL_MAX ? _ ("%" PRId64 " or more found")
                                                        : _ ("%" PRId64 " found"),
                        total);
}

static gboolean
check_limit (GError **error)
{
  if (option_limit >= 1 && option_limit <= DOUDI_SEARCH_TOTAL_MAX)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("--limit is a number from 1 to %d."),
                   DOUDI_SEARCH_TOTAL_MAX);
  return FALSE;
}

static gboolean
run_search (DoudiInvocation *invocation, GError **error)
{
  const char *text = doudi_invocation_get_argument (invocation, 1);
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 total = 0;

  if (!check_limit (error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL || !doudi_session_authorize (session, DOUDI_ACTION_SEARCH, NULL, error))
    return FALSE;
  rows = doudi_registry_search (doudi_session_get_store (session), text, (guint) option_limit,
                                &total, error);
  if (rows == NULL)
    return FALSE;
  answer_search (invocation, rows, total);
  if (!doudi_invocation_wants_json (invocation))
    say_search (invocation, rows, total);
  return TRUE;
}

typedef char *(*MaskFunc) (const char *number, DoudiMaskPurpose purpose);

static void
add_number (JsonBuilder *builder, const char *member, const char *number, MaskFunc mask)
{
  g_autofree char *masked = option_reveal ? g_strdup (number) : mask (number, DOUDI_MASK_SCREEN);

  doudi_json_add_text (builder, member, masked);
}

static void
add_circumstances (JsonBuilder *builder, GHashTable *circumstances)
{
  g_autoptr (GList) kinds
    = g_list_sort (g_hash_table_get_keys (circumstances), (GCompareFunc) g_strcmp0);

  json_builder_set_member_name (builder, "circumstances");
  json_builder_begin_object (builder);
  for (GList *kind = kinds; kind != NULL; kind = kind->next)
    {
      const char *value = g_hash_table_lookup (circumstances, kind->data);
      g_autofree char *shown = option_reveal ? g_strdup (value) : doudi_mask_text (value);

      doudi_json_add_text (builder, kind->data, shown);
    }
  json_builder_end_object (builder);
}

static void
add_member (JsonBuilder *builder, const DoudiMember *member, DoudiDay today)
{
  DoudiDay birth = doudi_day_parse_iso (member->birth_date);

  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "person", member->person_id);
  doudi_json_add_text (builder, "relation", member->relation);
  doudi_json_add_text (builder, "name", member->name);
  add_number (builder, "identity_number", member->identity_number, doudi_mask_identity_number);
  doudi_json_add_text (builder, "sex", member->sex);
  doudi_json_add_day (builder, "birth_date", birth);
  if (birth != DOUDI_DAY_NONE)
    doudi_json_add_int (builder, "age", doudi_day_age_on (birth, today));
  doudi_json_add_text (builder, "ethnicity", member->ethnicity);
  add_circumstances (builder, member->circumstances);
  json_builder_end_object (builder);
}

static void
add_members (JsonBuilder *builder, GPtrArray *members, DoudiDay today)
{
  json_builder_set_member_name (builder, "members");
  json_builder_begin_array (builder);
  for (guint i = 0; i < members->len; i++)
    add_member (builder, members->pdata[i], today);
  json_builder_end_array (builder);
}

static void
add_accounts (JsonBuilder *builder, GPtrArray *accounts)
{
  json_builder_set_member_name (builder, "accounts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < accounts->len; i++)
    {
      const DoudiAccount *account = g_ptr_array_index (accounts, i);

      json_builder_begin_object (builder);
      doudi_json_add_id (builder, "account", account->id);
      doudi_json_add_text (builder, "holder", account->holder_name);
      add_number (builder, "number", account->number, doudi_mask_account);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_terms (JsonBuilder *builder, GArray *terms)
{
  json_builder_set_member_name (builder, "terms");
  json_builder_begin_array (builder);
  for (guint i = 0; i < terms->len; i++)
    {
      const DoudiAwardTermRow *term = &g_array_index (terms, DoudiAwardTermRow, i);

      json_builder_begin_object (builder);
      doudi_json_add_month (builder, "from", term->from);
      doudi_json_add_int (builder, "persons", term->persons);
      doudi_json_add_int (builder, "class", term->benefit_class);
      doudi_json_add_text (builder, "care", term->care);
      doudi_json_add_text (builder, "self_care", term->self_care);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_ledger (JsonBuilder *builder, GArray *ledger)
{
  json_builder_set_member_name (builder, "ledger");
  json_builder_begin_array (builder);
  for (guint i = 0; i < ledger->len; i++)
    {
      const DoudiLedgerLine *line = &g_array_index (ledger, DoudiLedgerLine, i);

      json_builder_begin_object (builder);
      doudi_json_add_month (builder, "month", line->for_month);
      doudi_json_add_id (builder, "run", line->run_id);
      doudi_json_add_text (builder, "kind", line->kind);
      doudi_json_add_fen (builder, "amount", line->fen);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static gboolean
add_award (JsonBuilder *builder, DoudiStore *store, const DoudiAwardRow *award, GError **error)
{
  g_autoptr (GArray) ledger = doudi_award_ledger (store, award->id, error);

  if (ledger == NULL)
    return FALSE;
  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "award", award->id);
  doudi_json_add_text (builder, "programme", award->programme);
  doudi_json_add_id (builder, "person", award->person_id);
  doudi_json_add_text (builder, "name", award->person_name);
  doudi_json_add_text (builder, "residence", award->residence);
  doudi_json_add_month (builder, "first_month", award->first_month);
  doudi_json_add_month (builder, "original_month", award->original_month);
  add_terms (builder, award->terms);
  add_ledger (builder, ledger);
  json_builder_end_object (builder);
  return TRUE;
}

static gboolean
add_awards (JsonBuilder *builder, DoudiStore *store, gint64 household_id, GError **error)
{
  g_autoptr (GPtrArray) awards = doudi_awards_of_household (store, household_id, error);

  if (awards == NULL)
    return FALSE;
  json_builder_set_member_name (builder, "awards");
  json_builder_begin_array (builder);
  for (guint i = 0; i < awards->len; i++)
    if (!add_award (builder, store, awards->pdata[i], error))
      return FALSE;
  json_builder_end_array (builder);
  return TRUE;
}

static void
add_place (JsonBuilder *builder, const DoudiHousehold *household)
{
  doudi_json_add_id (builder, "household", household->id);
  doudi_json_add_text (builder, "village", household->village);
  doudi_json_add_text (builder, "township", household->township);
  doudi_json_add_text (builder, "division", household->division_code);
  doudi_json_add_text (builder, "group", household->village_group);
  doudi_json_add_text (builder, "address", household->address);
  add_number (builder, "phone", household->phone, doudi_mask_phone);
}

static gboolean
answer_household (DoudiInvocation *invocation,
                  DoudiStore *store,
                  const DoudiHousehold *household,
                  GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_place (builder, household);
  add_members (builder, household->members, doudi_invocation_get_today (invocation));
  if (!add_awards (builder, store, household->id, error))
    return FALSE;
  add_accounts (builder, household->accounts);
  doudi_json_add_text (builder, "source", household->source);
  doudi_json_add_text (builder, "recorded_at", household->recorded_at);
  doudi_json_add_text (builder, "recorded_by", household->recorded_by);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  return TRUE;
}

static void
say_household (DoudiInvocation *invocation, const DoudiHousehold *household)
{
  doudi_invocation_say (invocation, "%" PRId64 "  %s %s %s", household->id,
                        household->township, household->village, household->village_group);
  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);
      g_autofree char *number
        = option_reveal ? g_strdup (member->identity_number)
                        : doudi_mask_identity_number (member->identity_number, DOUDI_MASK_SCREEN);

      doudi_invocation_say (invocation, "  %s  %s  %s", member->relation, member->name, number);
    }
  doudi_invocation_say (invocation, _ ("Everything about it: --json"));
}

/* Who looks behind the stars leaves a line in the log first. */
static gboolean
record_reveal (DoudiSession *session, const char *object, GError **error)
{
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!option_reveal)
    return TRUE;
  if (!doudi_session_authorize (session, DOUDI_ACTION_REVEAL, object, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL
         && doudi_session_record (session, DOUDI_ACTION_REVEAL, object, "{}", error)
         && doudi_transaction_commit (transaction, error);
}

static gboolean
parse_household (DoudiInvocation *invocation, gint64 *id, GError **error)
{
  const char *text = doudi_invocation_get_argument (invocation, 1);
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("%s is no household. Give the number that “search” told."), text);
      return FALSE;
    }
  *id = (gint64) number;
  return TRUE;
}

static gboolean
run_household (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiHousehold) household = NULL;
  g_autofree char *object = NULL;
  gint64 id;

  if (!parse_household (invocation, &id, error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  object = g_strdup_printf ("household:%" PRId64, id);
  if (session == NULL
      || !doudi_session_authorize (session, DOUDI_ACTION_VIEW_HOUSEHOLD, object, error))
    return FALSE;
  household = doudi_registry_get_household (doudi_session_get_store (session), id,
                                            doudi_invocation_get_today (invocation), error);
  if (household == NULL || !record_reveal (session, object, error)
      || !answer_household (invocation, doudi_session_get_store (session), household, error))
    return FALSE;
  if (!doudi_invocation_wants_json (invocation))
    say_household (invocation, household);
  return TRUE;
}

const DoudiCommand doudi_commands_registry[] = {
  { "search", "FILE TEXT", 2, N_ ("Find persons by name, pinyin, number, telephone or village"),
    search_options, run_search },
  { "household", "FILE ID", 2, N_ ("Show one household with everything about it"),
    household_options, run_household },
  { NULL },
};
