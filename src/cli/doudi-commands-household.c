/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-timeline.h"
#include "cli/doudi-text-table.h"
#include "paper/doudi-household-sheet.h"
#include "store/doudi-registry.h"
#include "store/doudi-store-file.h"

/* Rows of a page at most, as on a screen. */
#define PAGE_MAX 200

static char **option_topics;
static int option_page = 1;
static int option_limit = PAGE_MAX;

static const GOptionEntry timeline_options[] = {
  { "topic", 0, 0, G_OPTION_ARG_STRING_ARRAY, &option_topics,
    N_ ("Only this: family, decisions, money, papers or edits; may be given several times"),
    N_ ("TOPIC") },
  { "limit", 0, 0, G_OPTION_ARG_INT, &option_limit, N_ ("Rows at most (200)"), N_ ("N") },
  { "page", 0, 0, G_OPTION_ARG_INT, &option_page, N_ ("Which page of them, from 1"), N_ ("N") },
  { NULL },
};

static char *option_output;
static gboolean option_full;

static const GOptionEntry page_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &option_output,
    N_ ("The file to write, .pdf; it must not exist yet"), N_ ("FILE") },
  { "full", 0, 0, G_OPTION_ARG_NONE, &option_full,
    N_ ("Print numbers of persons and accounts whole"), NULL },
  { NULL },
};

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
parse_topics (guint *topics, GError **error)
{
  *topics = option_topics == NULL ? DOUDI_TOPICS_ALL : 0;
  for (guint i = 0; option_topics != NULL && option_topics[i] != NULL; i++)
    {
      int which = doudi_word_find (doudi_timeline_topics (), option_topics[i]);

      if (which < 0)
        {
          doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                           _ ("--topic %s is none of family, decisions, money, papers, edits."),
                           option_topics[i]);
          return FALSE;
        }
      *topics |= 1u << which;
    }
  return TRUE;
}

static gboolean
check_page (GError **error)
{
  if (option_limit >= 1 && option_limit <= PAGE_MAX && option_page >= 1)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                   _ ("--limit is a number from 1 to %d, --page one from 1."), PAGE_MAX);
  return FALSE;
}

static const char *
topic_name (DoudiTimelineTopic topic)
{
  return doudi_timeline_topics ()[g_bit_nth_lsf (topic, -1)].name;
}

static void
add_entry (JsonBuilder *builder, const DoudiTimelineEntry *entry)
{
  json_builder_begin_object (builder);
  doudi_json_add_day (builder, "day", entry->day);
  doudi_json_add_text (builder, "topic", topic_name (entry->topic));
  doudi_json_add_text (builder, "kind", entry->kind);
  doudi_json_add_text (builder, "what", entry->what);
  doudi_json_add_text (builder, "detail", entry->detail);
  doudi_json_add_text (builder, "who", entry->who);
  if (entry->has_amount)
    doudi_json_add_fen (builder, "amount", entry->amount);
  doudi_json_add_boolean (builder, "look", entry->look);
  doudi_json_add_text (builder, "source", entry->source);
  doudi_json_add_text (builder, "recorded_at", entry->recorded_at);
  json_builder_end_object (builder);
}

/* The rows of the page that was asked for. */
static void
page_bounds (const GPtrArray *entries, guint *first, guint *end)
{
  guint64 start = (guint64) (option_page - 1) * (guint64) option_limit;

  *first = (guint) MIN (start, entries->len);
  *end = (guint) MIN (start + (guint64) option_limit, entries->len);
}

static void
answer_timeline (DoudiInvocation *invocation, gint64 household, GPtrArray *entries)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint first, end;

  page_bounds (entries, &first, &end);
  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "household", household);
  doudi_json_add_int (builder, "total", entries->len);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = first; i < end; i++)
    add_entry (builder, g_ptr_array_index (entries, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static void
say_timeline (DoudiInvocation *invocation, GPtrArray *entries)
{
  g_autoptr (DoudiTextTable) table = doudi_text_table_new (4, 3);
  guint first, end;

  page_bounds (entries, &first, &end);
  for (guint i = first; i < end; i++)
    {
      const DoudiTimelineEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *day = doudi_day_format_iso (entry->day);
      g_autofree char *amount
        = entry->has_amount ? doudi_money_format_grouped (entry->amount) : g_strdup ("");
      g_autofree char *what
        = g_strjoin (*entry->detail != '\0' ? "  " : "", entry->what, entry->detail, NULL);

      doudi_text_table_add (table, day, what, entry->who, amount, NULL);
    }
  doudi_text_table_say (table, invocation);
  doudi_invocation_say (invocation, _ ("%u of %u"), end - first, entries->len);
}

static gboolean
run_timeline (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiHousehold) household = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *object = NULL;
  guint topics;
  gint64 id;

  if (!parse_household (invocation, &id, error) || !parse_topics (&topics, error)
      || !check_page (error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  object = g_strdup_printf ("household:%" G_GINT64_FORMAT, id);
  if (session == NULL
      || !doudi_session_authorize (session, DOUDI_ACTION_VIEW_HOUSEHOLD, object, error))
    return FALSE;
  household = doudi_registry_get_household (doudi_session_get_store (session), id,
                                            doudi_invocation_get_today (invocation), error);
  entries = household != NULL ? doudi_timeline_load (doudi_session_get_store (session), id, topics,
                                                     DOUDI_LANGUAGE_INTERFACE, error)
                              : NULL;
  if (entries == NULL)
    return FALSE;
  answer_timeline (invocation, id, entries);
  if (!doudi_invocation_wants_json (invocation))
    say_timeline (invocation, entries);
  return TRUE;
}

static void
answer_page (DoudiInvocation *invocation, const DoudiHouseholdSheet *page, guint n_pages)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *file = g_filename_display_name (option_output);

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "file", file);
  doudi_json_add_id (builder, "household", doudi_household_sheet_get_household (page));
  doudi_json_add_text (builder, "digest", doudi_household_sheet_get_digest (page));
  doudi_json_add_int (builder, "pages", n_pages);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation, _ ("%s, pages: %u"), file, n_pages);
}

static gboolean
run_page (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (DoudiHouseholdSheet) page = NULL;
  guint n_pages;
  gint64 id;

  if (!parse_household (invocation, &id, error))
    return FALSE;
  if (option_output == NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                       _ ("Say where the page goes: --output FILE.pdf."));
      return FALSE;
    }
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  page = session != NULL ? doudi_household_sheet_build (session, id, option_full, error) : NULL;
  if (page == NULL || !doudi_store_file_is_new (option_output, error)
      || !doudi_household_sheet_write (session, page, option_output, &n_pages, error))
    return FALSE;
  answer_page (invocation, page, n_pages);
  return TRUE;
}

const DoudiCommand doudi_commands_household[] = {
  { "timeline", "FILE HOUSEHOLD", 2, N_ ("Tell everything that happened to a household"),
    timeline_options, run_timeline },
  { "household-page", "FILE HOUSEHOLD", 2, N_ ("Print the page of a household for its file"),
    page_options, run_page },
  { NULL },
};
