/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The page of a household as data: what it says, its digest, its file. It is set in
 * doudi-household-sheet-page.c.
 */

#include "config.h"

#include "paper/doudi-household-sheet-private.h"

#include <inttypes.h>

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "base/doudi-file.h"
#include "base/doudi-mask.h"
#include "casework/doudi-audit-detail.h"
#include "casework/doudi-circumstance.h"
#include "casework/doudi-explain.h"
#include "casework/doudi-timeline.h"
#include "paper/doudi-sheet-private.h"
#include "store/doudi-household-history.h"
#include "store/doudi-registry.h"
#include "store/doudi-setting.h"

/* The latest events that are read; as many are printed as the page has room for. */
#define EVENTS_MAX 40

#define NOTHING "—"
#define UNSURE "待核实"
#define MEMBER_FACTS 5

/* Sums what is printed of awards. */
typedef struct
{
  DoudiHouseholdSheet *page;
  DoudiSession *session;
  DoudiFen sum;
  gboolean unsure;
} Building;

static void
add_row (GPtrArray *rows, const char *const *cells, guint n)
{
  GStrv row = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    row[i] = g_strdup (cells[i] != NULL && *cells[i] != '\0' ? cells[i] : NOTHING);
  g_ptr_array_add (rows, row);
}

/* A row that may have empty cells. */
static void
add_cells (GPtrArray *rows, const char *const cells[DOUDI_HOUSEHOLD_EVENT_COLUMNS])
{
  GStrv row = g_new0 (char *, DOUDI_HOUSEHOLD_EVENT_COLUMNS + 1);

  for (guint i = 0; i < DOUDI_HOUSEHOLD_EVENT_COLUMNS; i++)
    row[i] = g_strdup (cells[i]);
  g_ptr_array_add (rows, row);
}

static char *
cover (const DoudiHouseholdSheet *page,
       const char *number,
       char *(*mask) (const char *, DoudiMaskPurpose))
{
  char *covered = page->full ? g_strdup (number) : mask (number, DOUDI_MASK_SCREEN);

  return covered != NULL ? covered : g_strdup ("");
}

static const char *
say_relation (const char *relation)
{
  return g_str_equal (relation, "head") ? "户主" : relation;
}

static const char *
say_sex (const char *sex)
{
  if (g_str_equal (sex, "male"))
    return "男";
  return g_str_equal (sex, "female") ? "女" : "";
}

static char *
say_birth (const DoudiMemberSpan *member, DoudiDay day)
{
  DoudiDay birth = doudi_day_parse_iso (member->birth_date);

  if (birth == DOUDI_DAY_NONE)
    return g_strdup ("");
  return g_strdup_printf ("%s\n（%d岁）", member->birth_date, doudi_day_age_on (birth, day));
}

static gboolean
holds (const DoudiFactSpan *fact, DoudiDay day)
{
  return fact->from <= day && (fact->to == DOUDI_DAY_NONE || fact->to > day);
}

/* What the office asks of a member: not the numbers of cards, and nothing that ended. */
static char *
say_facts (const DoudiMemberSpan *member, DoudiDay day)
{
  static const char *const kinds[MEMBER_FACTS]
    = { "health", "disability", "work-ability", "schooling", "employment" };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  for (guint k = 0; k < MEMBER_FACTS; k++)
    for (guint i = 0; i < member->facts->len; i++)
      {
        const DoudiFactSpan *fact = g_ptr_array_index (member->facts, i);
        g_autofree char *value = NULL;

        if (!g_str_equal (fact->kind, kinds[k]) || !holds (fact, day) || *fact->value == '\0')
          continue;
        value = doudi_circumstance_say (fact->kind, fact->value, FALSE, DOUDI_LANGUAGE_CHINESE);
        g_strv_builder_add (builder, value);
        break;
      }
  parts = g_strv_builder_end (builder);
  return g_strjoinv ("、", parts);
}

static void
add_member (DoudiHouseholdSheet *page, const DoudiMemberSpan *member)
{
  g_autofree char *ordinal = g_strdup_printf ("%u", page->members->len + 1);
  g_autofree char *birth = say_birth (member, page->day);
  g_autofree char *number = *member->identity_number != '\0'
                              ? cover (page, member->identity_number, doudi_mask_identity_number)
                              : g_strdup (member->temporary_number);
  g_autofree char *facts = say_facts (member, page->day);
  const char *cells[DOUDI_HOUSEHOLD_MEMBER_COLUMNS] = {
    ordinal, say_relation (member->relation), member->name, say_sex (member->sex), birth, number,
    facts
  };

  if (page->head == NULL || g_str_equal (member->relation, "head"))
    {
      g_free (page->head);
      page->head = g_strdup (member->name);
    }
  add_row (page->members, cells, G_N_ELEMENTS (cells));
}

static gboolean
add_members (DoudiHouseholdSheet *page, DoudiStore *store, GError **error)
{
  g_autoptr (GPtrArray) members = doudi_history_list_members (store, page->household_id, error);

  if (members == NULL)
    return FALSE;
  for (guint i = 0; i < members->len; i++)
    {
      const DoudiMemberSpan *member = g_ptr_array_index (members, i);

      if (member->from <= page->day && (member->to == DOUDI_DAY_NONE || member->to > page->day))
        add_member (page, member);
    }
  if (page->head == NULL)
    page->head = g_strdup (NOTHING);
  page->persons = g_strdup_printf ("%u人", page->members->len);
  return TRUE;
}

static gboolean
add_accounts (DoudiHouseholdSheet *page, DoudiStore *store, GError **error)
{
  g_autoptr (GPtrArray) accounts = doudi_history_list_accounts (store, page->household_id, error);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      const DoudiAccountSpan *account = g_ptr_array_index (accounts, i);
      g_autofree char *number = NULL;

      if (account->to != DOUDI_DAY_NONE && account->to <= page->day)
        continue;
      number = cover (page, account->number, doudi_mask_account);
      g_string_append_printf (text, "%s%s　%s", text->len > 0 ? "\n" : "", account->holder_name,
                              number);
    }
  page->accounts = g_strdup (text->len > 0 ? text->str : NOTHING);
  return accounts != NULL;
}

/* From which month on somebody draws it, or no longer. */
static char *
say_state (const DoudiAwardRow *award)
{
  const DoudiAwardTermRow *last
    = award->terms->len > 0
        ? &g_array_index (award->terms, DoudiAwardTermRow, award->terms->len - 1)
        : NULL;
  g_autofree char *month = NULL;

  if (last == NULL || last->persons > 0)
    {
      month = doudi_month_format_chinese (
        award->original_month != DOUDI_MONTH_NONE ? award->original_month : award->first_month);
      return g_strconcat (month, "起", NULL);
    }
  month = doudi_month_format_chinese (last->from);
  return g_strconcat (month, "停发", NULL);
}

static char *
say_amount (Building *building, const DoudiExplanation *explanation)
{
  if (explanation == NULL)
    {
      building->unsure = TRUE;
      return g_strdup (UNSURE);
    }
  building->sum += explanation->due;
  return doudi_money_format_grouped (explanation->due);
}

static gboolean
add_award (Building *building, const DoudiAwardRow *award, GError **error)
{
  DoudiMonth month = doudi_month_of_day (building->page->day);
  GError *local = NULL;
  g_autoptr (DoudiExplanation) explanation
    = doudi_explain (building->session, award->id, month, DOUDI_LANGUAGE_CHINESE, &local);
  DoudiProgramme programme = doudi_programme_from_name (award->programme);
  g_autofree char *persons = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *state = say_state (award);
  const char *cells[DOUDI_HOUSEHOLD_AWARD_COLUMNS] = { NULL };

  /* Without a standard the amount is open; anything else is a fault. */
  if (local != NULL && !g_error_matches (local, DOUDI_ERROR, DOUDI_ERROR_NO_STANDARD)
      && !g_error_matches (local, DOUDI_ERROR, DOUDI_ERROR_NO_FACT))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_error (&local);
  amount = say_amount (building, explanation);
  cells[0] = programme != DOUDI_PROGRAMME_NONE ? doudi_programme_info (programme)->chinese
                                               : award->programme;
  cells[1] = award->person_name;
  cells[2] = explanation != NULL ? doudi_class_chinese (explanation->benefit_class) : NULL;
  persons = explanation != NULL && explanation->persons > 0
              ? g_strdup_printf ("%d", explanation->persons)
              : NULL;
  cells[3] = persons;
  cells[4] = state;
  cells[5] = amount;
  add_row (building->page->awards, cells, G_N_ELEMENTS (cells));
  return TRUE;
}

static gboolean
add_awards (Building *building, DoudiStore *store, GError **error)
{
  DoudiHouseholdSheet *page = building->page;
  g_autoptr (GPtrArray) awards = doudi_awards_of_household (store, page->household_id, error);
  g_autofree char *sum = NULL;

  if (awards == NULL)
    return FALSE;
  for (guint i = 0; i < awards->len; i++)
    if (!add_award (building, g_ptr_array_index (awards, i), error))
      return FALSE;
  sum = doudi_money_format_grouped (building->sum);
  page->total = g_strconcat (sum, building->unsure ? "（另有" UNSURE "）" : "", NULL);
  return TRUE;
}

/* Payments that follow each other and are alike: one line for all of them. */
typedef struct
{
  const DoudiTimelineEntry *last;
  const DoudiTimelineEntry *first;
  guint n;
  DoudiFen sum;
} Stretch;

static gboolean
goes_on (const Stretch *stretch, const DoudiTimelineEntry *entry)
{
  return stretch->n > 0 && !entry->look && !stretch->last->look && entry->month != DOUDI_MONTH_NONE
         && entry->amount == stretch->last->amount
         && g_str_equal (entry->about, stretch->last->about)
         && entry->month == doudi_month_add (stretch->first->month, -1);
}

static void
end_stretch (DoudiHouseholdSheet *page, Stretch *stretch)
{
  const DoudiTimelineEntry *last = stretch->last;
  g_autofree char *day = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *what = NULL;
  g_autofree char *detail = NULL;

  if (stretch->n == 0)
    return;
  day = doudi_day_format_iso (last->day);
  amount = last->has_amount ? doudi_money_format_grouped (stretch->sum) : g_strdup ("");
  if (stretch->n > 1)
    {
      g_autofree char *from = doudi_month_format_chinese (stretch->first->month);
      g_autofree char *to = doudi_month_format_chinese (last->month);
      g_autofree char *each = doudi_money_format_grouped (last->amount);

      what = g_strdup_printf ("%s至%s发放：%s", from, to, last->about);
      detail = g_strdup_printf ("%u个月，每月%s", stretch->n, each);
    }
  add_cells (page->events,
             (const char *[]){ day, what != NULL ? what : last->what,
                               detail != NULL ? detail : last->detail, amount, last->who });
  *stretch = (Stretch){ NULL };
}

static gboolean
add_events (DoudiHouseholdSheet *page, DoudiStore *store, GError **error)
{
  g_autoptr (GPtrArray) entries = doudi_timeline_load (store, page->household_id, DOUDI_TOPICS_ALL,
                                                       DOUDI_LANGUAGE_CHINESE, error);
  Stretch stretch = { NULL };

  for (guint i = 0; entries != NULL && i < entries->len && page->events->len < EVENTS_MAX; i++)
    {
      const DoudiTimelineEntry *entry = g_ptr_array_index (entries, i);

      if (!goes_on (&stretch, entry))
        {
          end_stretch (page, &stretch);
          stretch.last = entry;
        }
      stretch.first = entry;
      stretch.sum += entry->amount;
      stretch.n++;
    }
  end_stretch (page, &stretch);
  return entries != NULL;
}

static gboolean
add_place (DoudiHouseholdSheet *page, DoudiStore *store, GError **error)
{
  g_autoptr (DoudiHousehold) household
    = doudi_registry_get_household (store, page->household_id, page->day, error);
  g_autofree char *phone = NULL;

  if (household == NULL)
    return FALSE;
  page->place = g_strconcat (household->township, household->village, household->village_group,
                             household->address, NULL);
  phone = cover (page, household->phone, doudi_mask_phone);
  page->phone = g_strdup (*phone != '\0' ? phone : NOTHING);
  return TRUE;
}

static gboolean
add_settings (DoudiHouseholdSheet *page, DoudiStore *store, GError **error)
{
  g_autofree char *demonstration = NULL;
  GError *local = NULL;

  page->county = doudi_setting_get (store, DOUDI_SETTING_COUNTY_NAME, &local);
  if (page->county == NULL)
    page->county = g_strdup ("");
  if (local == NULL)
    demonstration = doudi_setting_get (store, DOUDI_SETTING_DEMONSTRATION, &local);
  page->demonstration = demonstration != NULL && *demonstration != '\0';
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static void
digest_rows (GChecksum *checksum, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *line = g_strjoinv ("\x1f", g_ptr_array_index (rows, i));

      g_checksum_update (checksum, (const guchar *) line, (gssize) strlen (line) + 1);
    }
}

/* Over all that the page says, in one order. */
static char *
make_digest (const DoudiHouseholdSheet *page)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *day = doudi_day_format_iso (page->day);
  g_autofree char *head = g_strdup_printf (
    "%" PRId64 "\x1f%d\x1f%d\x1f%s\x1f%s\x1f%s\x1f%s\x1f%s\x1f%s\x1f%s\x1f%s\x1f%s",
    page->household_id, page->full, page->demonstration, day, page->user, page->county, page->head,
    page->place, page->phone, page->persons, page->accounts, page->total);

  g_checksum_update (checksum, (const guchar *) head, (gssize) strlen (head) + 1);
  digest_rows (checksum, page->members);
  digest_rows (checksum, page->awards);
  digest_rows (checksum, page->events);
  return g_strdup (g_checksum_get_string (checksum));
}

static DoudiHouseholdSheet *
page_new (DoudiSession *session, gint64 household_id, gboolean full)
{
  DoudiHouseholdSheet *page = g_new0 (DoudiHouseholdSheet, 1);

  page->household_id = household_id;
  page->full = full;
  page->day = doudi_session_get_today (session);
  page->user = g_strdup (doudi_session_get_user (session));
  page->members = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  page->awards = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  page->events = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return page;
}

/**
 * doudi_household_sheet_build:
 * @session: who asks; the household as it is on its business day
 * @household_id: a household
 * @full: whether numbers of persons and accounts are printed whole
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_NOT_FOUND
 *
 * Gathers what the page of a household says: members, benefits with their amounts, accounts, the
 * latest events. Whoever prints numbers whole must be allowed to see them.
 *
 * Returns: (transfer full): its contents; %NULL with @error set
 */
DoudiHouseholdSheet *
doudi_household_sheet_build (DoudiSession *session,
                             gint64 household_id,
                             gboolean full,
                             GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  g_autofree char *object = g_strdup_printf ("household:%" PRId64, household_id);
  g_autoptr (DoudiHouseholdSheet) page = NULL;
  Building building = { .session = session };

  if (!doudi_session_authorize (session, DOUDI_ACTION_PRINT_HOUSEHOLD, object, error)
      || (full && !doudi_session_authorize (session, DOUDI_ACTION_REVEAL, object, error)))
    return NULL;
  page = page_new (session, household_id, full);
  building.page = page;
  if (!add_place (page, store, error) || !add_settings (page, store, error)
      || !add_members (page, store, error) || !add_accounts (page, store, error)
      || !add_awards (&building, store, error) || !add_events (page, store, error))
    return NULL;
  page->digest = make_digest (page);
  return g_steal_pointer (&page);
}

/**
 * doudi_household_sheet_free:
 * @page: (nullable) (transfer full): the contents of a page
 *
 * Frees them.
 */
void
doudi_household_sheet_free (DoudiHouseholdSheet *page)
{
  if (page == NULL)
    return;
  g_free (page->county);
  g_free (page->user);
  g_free (page->head);
  g_free (page->place);
  g_free (page->phone);
  g_free (page->persons);
  g_free (page->accounts);
  g_free (page->total);
  g_ptr_array_unref (page->members);
  g_ptr_array_unref (page->awards);
  g_ptr_array_unref (page->events);
  g_free (page->digest);
  g_free (page);
}

/**
 * doudi_household_sheet_get_household:
 * @page: the contents of a page
 *
 * Returns: the number of the household
 */
gint64
doudi_household_sheet_get_household (const DoudiHouseholdSheet *page)
{
  return page->household_id;
}

/**
 * doudi_household_sheet_get_digest:
 * @page: the contents of a page
 *
 * Returns: (transfer none): the SHA-256 of what it says, hexadecimal
 */
const char *
doudi_household_sheet_get_digest (const DoudiHouseholdSheet *page)
{
  return page->digest;
}

/**
 * doudi_household_sheet_dup_file_name:
 * @page: the contents of a page
 *
 * Names the file of the page: "家庭信息页-31.pdf", by the number of the household. It says nothing
 * about anybody.
 *
 * Returns: (transfer full) (type filename): the name, without a folder
 */
char *
doudi_household_sheet_dup_file_name (const DoudiHouseholdSheet *page)
{
  return g_strdup_printf ("家庭信息页-%" PRId64 ".pdf", page->household_id);
}

/**
 * doudi_household_sheet_record:
 * @session: who takes the page, on the writing connection
 * @page: the contents of a page
 * @error: %DOUDI_ERROR_NOT_ALLOWED, or what kept it from being written
 *
 * Writes into the log that somebody took a page.
 *
 * Returns: whether it is on the disk
 */
gboolean
doudi_household_sheet_record (DoudiSession *session,
                              const DoudiHouseholdSheet *page,
                              GError **error)
{
  g_autofree char *object = g_strdup_printf ("household:%" PRId64, page->household_id);
  g_autofree char *detail
    = doudi_audit_detail ("numbers", page->full ? "full" : "covered", "digest", page->digest, NULL);
  g_autoptr (DoudiTransaction) transaction = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_PRINT_HOUSEHOLD, object, error))
    return FALSE;
  transaction = doudi_transaction_begin (doudi_session_get_store (session), error);
  return transaction != NULL
         && doudi_session_record (session, DOUDI_ACTION_PRINT_HOUSEHOLD, object, detail, error)
         && doudi_transaction_commit (transaction, error);
}

typedef struct
{
  DoudiSession *session;
  const DoudiHouseholdSheet *page;
  DoudiSheet *sheet;
} Writing;

/* The line of the log comes before the file has its name: there is never a file without one. */
static gboolean
write_content (const char *temporary_path, gpointer data, GError **error)
{
  Writing *writing = data;

  return _doudi_sheet_write_pages (writing->sheet, temporary_path, writing->page->day, error)
         && doudi_household_sheet_record (writing->session, writing->page, error);
}

/**
 * doudi_household_sheet_write:
 * @session: who takes the page, on the writing connection
 * @page: the contents of a page
 * @path: (type filename): the file; one of the same name is replaced
 * @n_pages: (out) (optional): how many pages it has
 * @error: %DOUDI_ERROR_NOT_ALLOWED, or as doudi_file_publish()
 *
 * Writes the page as PDF and a line into the log, or neither.
 *
 * Returns: whether the file is in place
 */
gboolean
doudi_household_sheet_write (DoudiSession *session,
                             const DoudiHouseholdSheet *page,
                             const char *path,
                             guint *n_pages,
                             GError **error)
{
  g_autoptr (DoudiSheet) sheet = doudi_household_sheet_lay_out (page, error);
  Writing writing = { .session = session, .page = page, .sheet = sheet };

  if (sheet == NULL || !doudi_file_publish (path, write_content, &writing, error))
    return FALSE;
  if (n_pages != NULL)
    *n_pages = doudi_sheet_get_n_pages (sheet);
  return TRUE;
}
