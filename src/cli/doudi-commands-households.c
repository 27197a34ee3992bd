/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <inttypes.h>
#include <string.h>

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-household-choice-json.h"
#include "casework/doudi-household-figures.h"
#include "casework/doudi-household-view.h"
#include "cli/doudi-text-table.h"
#include "store/doudi-household-query.h"
#include "store/doudi-saved-view.h"

#define LIMIT_DEFAULT 50
#define LIMIT_MAX 1000000
#define COLUMNS 8

static char *option_view;
static char *option_text;
static char *option_division;
static char *option_programme;
static int option_class;
static int option_aged_from;
static int option_aged_below;
static char *option_disability;
static char **option_flags;
static char **option_any_flags;
static char *option_recorded;
static char *option_review;
static char *option_amount_from;
static char *option_amount_to;
static char *option_sort;
static gboolean option_descending;
static int option_limit = LIMIT_DEFAULT;

/* clang-format off */

#define OPTION(name, type, variable, text, argument)                                               \
  { name, 0, 0, G_OPTION_ARG_##type, &variable, text, argument }

#define CHOICE_OPTIONS                                                                             \
  OPTION ("division", STRING, option_division,                                                     \
          N_ ("Township (9 digits) or village (12) to stay in"), N_ ("CODE")),                     \
  OPTION ("programme", STRING, option_programme, N_ ("Drawing this programme"), N_ ("P")),         \
  OPTION ("class", INT, option_class, N_ ("Of this class"), N_ ("N")),                             \
  OPTION ("aged-from", INT, option_aged_from,                                                      \
          N_ ("With a member of so many years or more"), N_ ("YEARS")),                            \
  OPTION ("aged-below", INT, option_aged_below,                                                    \
          N_ ("With a member younger than that"), N_ ("YEARS")),                                   \
  OPTION ("disability", STRING, option_disability,                                                 \
          N_ ("With a member of one of these grades: 1,2; or severe, any, unknown"),               \
          N_ ("GRADES")),                                                                          \
  OPTION ("flag", STRING_ARRAY, option_flags,                                                      \
          N_ ("With this mark (can be given several times): no-account, no-phone, …"),             \
          N_ ("MARK")),                                                                            \
  OPTION ("any-flag", STRING_ARRAY, option_any_flags,                                              \
          N_ ("With one of these marks (can be given several times)"), N_ ("MARK")),               \
  OPTION ("recorded-since", STRING, option_recorded,                                               \
          N_ ("Recorded or changed since a day, or: today, week, month"), N_ ("SPAN")),            \
  OPTION ("review-until", STRING, option_review,                                                   \
          N_ ("Review due by a day, or: overdue, today, week, month, next-month"), N_ ("SPAN")),   \
  OPTION ("amount-from", STRING, option_amount_from,                                               \
          N_ ("Drawing at least so much a month"), N_ ("YUAN")),                                   \
  OPTION ("amount-to", STRING, option_amount_to,                                                   \
          N_ ("Drawing at most so much a month"), N_ ("YUAN")),                                    \
  OPTION ("sort", STRING, option_sort,                                                             \
          N_ ("Order by this column: place, head, members, covered, class, programmes, amount, "   \
              "review, oldest, youngest, disability, flags, recorded"), N_ ("COLUMN")),            \
  OPTION ("descending", NONE, option_descending, N_ ("The largest first"), NULL)

static const GOptionEntry list_options[] = {
  OPTION ("view", STRING, option_view, N_ ("Begin with a view: one that “views” lists"),
          N_ ("NAME")),
  OPTION ("text", STRING, option_text, N_ ("Words to search for, as “search” does"), N_ ("TEXT")),
  CHOICE_OPTIONS,
  OPTION ("limit", INT, option_limit, N_ ("Rows at most (50)"), N_ ("N")),
  { NULL },
};

static const GOptionEntry save_options[] = { CHOICE_OPTIONS, { NULL } };

/* clang-format on */

static gboolean fail_usage (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail_usage (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, "%s", message);
  return FALSE;
}

static gboolean
read_division (DoudiHouseholdChoice *choice, GError **error)
{
  gsize digits = option_division != NULL ? strspn (option_division, "0123456789") : 0;

  if (option_division == NULL)
    return TRUE;
  if (option_division[digits] != '\0' || (digits != 9 && digits != 12))
    return fail_usage (error,
                       _ ("“%s” is no division. Give the 9 digits of a township or the 12 of a "
                          "village."),
                       option_division);
  g_strlcpy (choice->division, option_division, sizeof choice->division);
  return TRUE;
}

static gboolean
read_programme (DoudiHouseholdChoice *choice, GError **error)
{
  if (option_programme == NULL)
    return TRUE;
  choice->programme = doudi_programme_from_name (option_programme);
  return choice->programme != DOUDI_PROGRAMME_NONE
         || fail_usage (error, _ ("There is no programme “%s”."), option_programme);
}

/* "1,2", "severe", "any" or "unknown". */
static gboolean
parse_grades (const char *text, guint *bits)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);

  *bits = 0;
  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_equal (parts[i], "severe"))
      *bits |= DOUDI_DISABILITY_SEVERE;
    else if (g_str_equal (parts[i], "any"))
      *bits |= DOUDI_DISABILITY_ANY;
    else if (g_str_equal (parts[i], "unknown"))
      *bits |= DOUDI_DISABILITY_GRADE_UNKNOWN;
    else if (strlen (parts[i]) == 1 && *parts[i] >= '1' && *parts[i] <= '4')
      *bits |= DOUDI_DISABILITY_GRADE_BIT (*parts[i] - '0');
    else
      return FALSE;
  return *bits != 0;
}

static gboolean
read_flags (char **names, guint *flags, GError **error)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      guint flag;

      if (!doudi_card_flag_from_name (names[i], &flag))
        return fail_usage (error,
                           _ ("There is no mark “%s”. There are: no-account, no-phone, no-number, "
                              "no-birth-date, number-differs, heads, dead-member, "
                              "no-disability-card, draws-nothing, open-change, open-review."),
                           names[i]);
      *flags |= flag;
    }
  return TRUE;
}

static gboolean
read_span (const char *text, DoudiHouseholdSpan *span, DoudiDay *day, GError **error)
{
  return text == NULL || doudi_household_span_parse (text, span, day)
         || fail_usage (error,
                        _ ("“%s” is no span. Write a day as 2018-06-08, or today, week, month, "
                           "next-month or overdue."),
                        text);
}

static gboolean
read_amount (const char *text, DoudiFen *fen, GError **error)
{
  return text == NULL || doudi_money_parse (text, fen)
         || fail_usage (error, _ ("“%s” is no amount. Write it in yuan, such as 930.00."), text);
}

static gboolean
read_ages (DoudiHouseholdChoice *choice, GError **error)
{
  if (option_aged_from < 0 || option_aged_from > DOUDI_CHOICE_AGE_MAX || option_aged_below < 0
      || option_aged_below > DOUDI_CHOICE_AGE_MAX)
    return fail_usage (error, _ ("An age is a number from 1 to %d."), DOUDI_CHOICE_AGE_MAX);
  if (option_aged_from > 0)
    choice->aged_from = option_aged_from;
  if (option_aged_below > 0)
    choice->aged_below = option_aged_below;
  if (option_class > 0)
    choice->benefit_class = option_class;
  return TRUE;
}

/* What the options say, on top of the view that they begin with. */
static gboolean
read_choice (DoudiHouseholdChoice *choice, GError **error)
{
  if (option_disability != NULL && !parse_grades (option_disability, &choice->disabilities))
    return fail_usage (error,
                       _ ("“%s” names no grades of disability. Write 1,2 or severe, any, unknown."),
                       option_disability);
  return read_division (choice, error) && read_programme (choice, error)
         && read_ages (choice, error) && read_flags (option_flags, &choice->flags, error)
         && read_flags (option_any_flags, &choice->any_flags, error)
         && read_span (option_recorded, &choice->recorded, &choice->recorded_day, error)
         && read_span (option_review, &choice->review, &choice->review_day, error)
         && read_amount (option_amount_from, &choice->amount_from, error)
         && read_amount (option_amount_to, &choice->amount_to, error);
}

static gboolean
read_order (DoudiHouseholdOrder *order, GError **error)
{
  if (option_descending)
    order->descending = TRUE;
  if (option_sort == NULL)
    return TRUE;
  order->descending = option_descending;
  return doudi_household_column_from_name (option_sort, &order->column)
         || fail_usage (error, _ ("There is no column “%s” to order by."), option_sort);
}

/* One that comes with the program, or one of the person's own. */
static DoudiHouseholdView *
load_view (DoudiSession *session, const char *name, GError **error)
{
  const DoudiStandingChoice *standing = doudi_standing_choice_find (name);
  g_autofree char *content = NULL;
  DoudiHouseholdView *view;

  if (standing == NULL
      && !doudi_saved_view_load (session, DOUDI_HOUSEHOLD_VIEW_PAGE, name, &content, error))
    return NULL;
  if (standing == NULL && content == NULL)
    {
      doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, NULL,
                       _ ("There is no view “%s”. “views” lists those there are."), name);
      return NULL;
    }
  view = doudi_household_view_parse (content);
  if (standing != NULL)
    view->choice = standing->choice;
  return view;
}

static DoudiHouseholdView *
read_view (DoudiSession *session, const char *name, GError **error)
{
  g_autoptr (DoudiHouseholdView) view
    = name != NULL ? load_view (session, name, error) : doudi_household_view_new ();

  if (view == NULL || !read_choice (&view->choice, error) || !read_order (&view->order, error))
    return NULL;
  return g_steal_pointer (&view);
}

static void
add_programmes (JsonBuilder *builder, guint programmes)
{
  json_builder_set_member_name (builder, "programmes");
  json_builder_begin_array (builder);
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    if ((programmes & (1u << i)) != 0)
      json_builder_add_string_value (builder, doudi_programme_info ((DoudiProgramme) i)->name);
  json_builder_end_array (builder);
}

static void
add_flags (JsonBuilder *builder, guint flags)
{
  json_builder_set_member_name (builder, "flags");
  json_builder_begin_array (builder);
  for (guint i = 0; i < DOUDI_N_CARD_FLAGS; i++)
    if ((flags & (1u << i)) != 0)
      json_builder_add_string_value (builder, doudi_card_flag_name (i));
  json_builder_end_array (builder);
}

static void
add_day (JsonBuilder *builder, const char *member, DoudiDay day)
{
  if (day != DOUDI_DAY_NONE)
    doudi_json_add_day (builder, member, day);
}

static void
add_found (JsonBuilder *builder, const DoudiHouseholdRow *row)
{
  if (*row->why == '\0')
    return;
  doudi_json_add_text (builder, "found", row->person_name);
  doudi_json_add_text (builder, "why", row->why);
  doudi_json_add_int (builder, "others_found", row->others_found);
}

static void
add_row (JsonBuilder *builder, const DoudiHouseholdRow *row)
{
  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "household", row->household_id);
  doudi_json_add_text (builder, "head", row->head_name);
  doudi_json_add_text (builder, "township", row->township);
  doudi_json_add_text (builder, "village", row->village);
  doudi_json_add_text (builder, "division", row->division_code);
  doudi_json_add_text (builder, "group", row->village_group);
  doudi_json_add_int (builder, "members", row->members);
  doudi_json_add_int (builder, "covered", row->covered);
  doudi_json_add_int (builder, "class", row->benefit_class);
  add_programmes (builder, row->programmes);
  doudi_json_add_fen (builder, "amount", MAX (row->amount, 0));
  add_day (builder, "review_on", row->review_on);
  add_day (builder, "oldest_birth", row->oldest_birth);
  add_day (builder, "youngest_birth", row->youngest_birth);
  doudi_json_add_int (builder, "disabilities", row->disabilities);
  add_flags (builder, row->flags);
  add_day (builder, "recorded_on", row->recorded_on);
  add_found (builder, row);
  json_builder_end_object (builder);
}

static void
add_sums (JsonBuilder *builder, const DoudiHouseholdSums *sums)
{
  doudi_json_add_int (builder, "total", sums->households);
  doudi_json_add_boolean (builder, "more", sums->more);
  doudi_json_add_int (builder, "persons", sums->persons);
  doudi_json_add_int (builder, "covered", sums->covered);
  doudi_json_add_fen (builder, "amount", sums->amount);
}

static void
answer_list (DoudiInvocation *invocation, GPtrArray *rows, const DoudiHouseholdSums *sums)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_sums (builder, sums);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    add_row (builder, rows->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static void
say_row (DoudiTextTable *table, const DoudiHouseholdRow *row)
{
  g_autofree char *id = g_strdup_printf ("%" PRId64, row->household_id);
  g_autofree char *members = g_strdup_printf ("%d", row->members);
  g_autofree char *covered = g_strdup_printf ("%d", row->covered);
  g_autofree char *class = row->benefit_class > 0 ? g_strdup_printf ("%d", row->benefit_class)
                                                  : g_strdup ("");
  g_autofree char *amount = doudi_money_format (MAX (row->amount, 0));
  g_autofree char *review
    = row->review_on != DOUDI_DAY_NONE ? doudi_day_format_iso (row->review_on) : g_strdup ("");
  g_autofree char *place = g_strjoin (" ", row->township, row->village, row->village_group, NULL);

  doudi_text_table_add (table, id, place, row->head_name, members, covered, class, amount, review,
                        NULL);
}

static void
say_list (DoudiInvocation *invocation, GPtrArray *rows, const DoudiHouseholdSums *sums)
{
  g_autoptr (DoudiTextTable) table = doudi_text_table_new (COLUMNS, 3);
  g_autofree char *amount = doudi_money_format_grouped (sums->amount);

  doudi_text_table_add (table, _ ("number"), _ ("place"), _ ("head"), _ ("members"), _ ("covered"),
                        _ ("class"), _ ("yuan"), _ ("review"), NULL);
  for (guint i = 0; i < rows->len; i++)
    say_row (table, rows->pdata[i]);
  doudi_text_table_say (table, invocation);
  doudi_invocation_say (
    invocation,
    sums->more ? _ ("%" PRId64 " households or more, %" PRId64 " persons, %s yuan a month")
               : _ ("%" PRId64 " households, %" PRId64 " persons, %s yuan a month"),
    sums->households, sums->persons, amount);
}

static gboolean
check_limit (GError **error)
{
  return (option_limit >= 1 && option_limit <= LIMIT_MAX)
         || fail_usage (error, _ ("--limit is a number from 1 to %d."), LIMIT_MAX);
}

/* Page after page, so far as was asked. */
static GPtrArray *
load_rows (DoudiHouseholdQuery *query, guint limit, GError **error)
{
  g_autoptr (GPtrArray) rows
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_household_row_free);
  gboolean more = TRUE;

  while (more && rows->len < limit)
    {
      const DoudiHouseholdRow *last = rows->len > 0 ? rows->pdata[rows->len - 1] : NULL;
      guint wanted = MIN (limit - rows->len, DOUDI_HOUSEHOLD_PAGE_MAX);
      GPtrArray *page = doudi_household_query_page (query, last, wanted, FALSE, error);

      if (page == NULL)
        return NULL;
      more = page->len == wanted;
      g_ptr_array_extend_and_steal (rows, page);
    }
  return g_steal_pointer (&rows);
}

static gboolean
list_households (DoudiInvocation *invocation, DoudiSession *session, GError **error)
{
  g_autoptr (DoudiHouseholdView) view = read_view (session, option_view, error);
  DoudiHouseholdSums sums;
  DoudiHouseholdFilter filter;
  g_autoptr (DoudiHouseholdQuery) query = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (view == NULL)
    return FALSE;
  filter = doudi_household_choice_resolve (&view->choice, doudi_invocation_get_today (invocation));
  filter.text = option_text;
  query
    = doudi_household_query_new (doudi_session_get_store (session), &filter, &view->order, error);
  if (query == NULL || !doudi_household_query_sum (query, &sums, error))
    return FALSE;
  rows = load_rows (query, (guint) option_limit, error);
  if (rows == NULL)
    return FALSE;
  answer_list (invocation, rows, &sums);
  if (!doudi_invocation_wants_json (invocation))
    say_list (invocation, rows, &sums);
  return TRUE;
}

static DoudiSession *
open_searching (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);

  if (session == NULL || !doudi_session_authorize (session, DOUDI_ACTION_SEARCH, NULL, error))
    return NULL;
  return g_steal_pointer (&session);
}

static gboolean
update_figures (DoudiInvocation *invocation, DoudiSession *session, GError **error)
{
  gboolean due;

  return doudi_household_figures_are_due (session, &due, error)
         && (!due
             || doudi_household_figures_update (session, doudi_invocation_get_progress (invocation),
                                                NULL, error));
}

static gboolean
run_households (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;

  if (!check_limit (error))
    return FALSE;
  session = open_searching (invocation, error);
  return session != NULL && update_figures (invocation, session, error)
         && list_households (invocation, session, error);
}

/* A view with how many households it shows. */
static gboolean
add_view (JsonBuilder *builder,
          DoudiInvocation *invocation,
          DoudiSession *session,
          const char *name,
          const DoudiHouseholdView *view,
          gboolean own,
          GError **error)
{
  DoudiHouseholdFilter filter
    = doudi_household_choice_resolve (&view->choice, doudi_invocation_get_today (invocation));
  gint64 households;

  if (!doudi_registry_count (doudi_session_get_store (session), &filter, &households, NULL, error))
    return FALSE;
  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "name", name);
  doudi_json_add_boolean (builder, "own", own);
  doudi_json_add_int (builder, "households", households);
  json_builder_set_member_name (builder, "filter");
  doudi_household_choice_build (&view->choice, builder);
  json_builder_end_object (builder);
  if (!doudi_invocation_wants_json (invocation))
    doudi_invocation_say (invocation, "%8" PRId64 "  %s", households, name);
  return TRUE;
}

static gboolean
add_standing (JsonBuilder *builder,
              DoudiInvocation *invocation,
              DoudiSession *session,
              GError **error)
{
  guint n;
  const DoudiStandingChoice *choices = doudi_standing_choices (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (DoudiHouseholdView) view = doudi_household_view_new ();

      view->choice = choices[i].choice;
      if (!add_view (builder, invocation, session, choices[i].name, view, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_own (JsonBuilder *builder, DoudiInvocation *invocation, DoudiSession *session, GError **error)
{
  g_autoptr (GPtrArray) rows = doudi_saved_view_list (session, DOUDI_HOUSEHOLD_VIEW_PAGE, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const DoudiSavedViewRow *row = g_ptr_array_index (rows, i);
      g_autoptr (DoudiHouseholdView) view = doudi_household_view_parse (row->content);

      if (!add_view (builder, invocation, session, row->name, view, TRUE, error))
        return FALSE;
    }
  return rows != NULL;
}

static gboolean
run_views (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = open_searching (invocation, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (session == NULL || !update_figures (invocation, session, error))
    return FALSE;
  json_builder_begin_array (builder);
  if (!add_standing (builder, invocation, session, error)
      || !add_own (builder, invocation, session, error))
    return FALSE;
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
  return TRUE;
}

/* The names of the views that come with the program are theirs. */
static gboolean
check_free (const char *name, GError **error)
{
  if (*name != '\0' && doudi_standing_choice_find (name) == NULL)
    return TRUE;
  doudi_error_set (error, DOUDI_ERROR_CONFLICT, NULL,
                   _ ("“%s” cannot be the name of a view of your own. Choose another one."), name);
  return FALSE;
}

static void
answer_view (DoudiInvocation *invocation, const char *name)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "name", name);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
}

static gboolean
run_view_save (DoudiInvocation *invocation, GError **error)
{
  const char *name = doudi_invocation_get_argument (invocation, 1);
  g_autoptr (DoudiSession) session = open_searching (invocation, error);
  g_autoptr (DoudiHouseholdView) view = NULL;
  g_autofree char *json = NULL;

  if (session == NULL || !check_free (name, error))
    return FALSE;
  view = read_view (session, NULL, error);
  if (view == NULL)
    return FALSE;
  json = doudi_household_view_to_json (view);
  if (!doudi_saved_view_save (session, DOUDI_HOUSEHOLD_VIEW_PAGE, name, json, error))
    return FALSE;
  answer_view (invocation, name);
  return TRUE;
}

static gboolean
run_view_rename (DoudiInvocation *invocation, GError **error)
{
  const char *name = doudi_invocation_get_argument (invocation, 1);
  const char *new_name = doudi_invocation_get_argument (invocation, 2);
  g_autoptr (DoudiSession) session = open_searching (invocation, error);

  if (session == NULL || !check_free (new_name, error)
      || !doudi_saved_view_rename (session, DOUDI_HOUSEHOLD_VIEW_PAGE, name, new_name, error))
    return FALSE;
  answer_view (invocation, new_name);
  return TRUE;
}

static gboolean
run_view_remove (DoudiInvocation *invocation, GError **error)
{
  const char *name = doudi_invocation_get_argument (invocation, 1);
  g_autoptr (DoudiSession) session = open_searching (invocation, error);

  if (session == NULL || !doudi_saved_view_remove (session, DOUDI_HOUSEHOLD_VIEW_PAGE, name, error))
    return FALSE;
  answer_view (invocation, name);
  return TRUE;
}

const DoudiCommand doudi_commands_households[] = {
  { "households", "FILE", 1, N_ ("List households, narrowed, ordered and added up"), list_options,
    run_households },
  { "views", "FILE", 1, N_ ("List the views of households, with how many each shows"), NULL,
    run_views },
  { "view-save", "FILE NAME", 2, N_ ("Keep what the options choose as a view of your own"),
    save_options, run_view_save },
  { "view-rename", "FILE NAME NEW-NAME", 3, N_ ("Give a view of your own another name"), NULL,
    run_view_rename },
  { "view-remove", "FILE NAME", 2, N_ ("Forget a view of your own"), NULL, run_view_remove },
  { NULL },
};
