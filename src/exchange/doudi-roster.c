/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-roster-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "exchange/doudi-roster-words.h"

/* How often somebody hears how far it is, in rows. */
#define PROGRESS_ROWS 512

/* A month or a place of living in such a text is that of the form, not of the roster. */
static const char *const form_words[] = { "填报", "填表", "制表", "打印", "导出" };

static gboolean
is_about_the_form (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (form_words); i++)
    if (strstr (text, form_words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* What the title says, else the name of the sheet, else that of the file. */
static void
read_title (DoudiRoster *roster)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  GPtrArray *title = roster->heading->title;

  for (guint i = 0; i < title->len; i++)
    if (!is_about_the_form (g_ptr_array_index (title, i)))
      g_ptr_array_add (texts, g_ptr_array_index (title, i));
  roster->title = g_strdup (texts->len == 0 ? "" : g_ptr_array_index (texts, 0));
  g_ptr_array_add (texts, (gpointer) doudi_roster_get_sheet_name (roster));
  g_ptr_array_add (texts, (gpointer) doudi_table_get_name (roster->table));
  for (guint i = 0; i < texts->len; i++)
    {
      const char *text = g_ptr_array_index (texts, i);

      if (roster->month == DOUDI_MONTH_NONE)
        roster->month = doudi_month_find (text);
      if (roster->residence == DOUDI_RESIDENCE_ANY)
        roster->residence = doudi_words_residence (text);
    }
}

/* A column that says it decides before any title; the first row stands for all, see
 * check_residence(). */
static void
read_residence_column (DoudiRoster *roster)
{
  int column = doudi_heading_get_column (roster->heading, DOUDI_FIELD_RESIDENCE);
  GPtrArray *line = roster->heading->first_line;

  if (roster->residence == DOUDI_RESIDENCE_ANY && column >= 0 && (guint) column < line->len)
    roster->residence = doudi_words_residence (g_ptr_array_index (line, (guint) column));
}

static gboolean
recognise (DoudiRoster *roster, const char *path, const char *layout, GError **error)
{
  roster->table = doudi_table_open (path, error);
  if (roster->table == NULL)
    return FALSE;
  roster->layouts = doudi_layouts_load (DOUDI_LAYOUT_ROSTER, error);
  if (roster->layouts == NULL)
    return FALSE;
  roster->heading = doudi_heading_find (roster->table, roster->layouts, layout, error);
  if (roster->heading == NULL)
    return FALSE;
  read_residence_column (roster);
  read_title (roster);
  return TRUE;
}

/**
 * doudi_roster_open:
 * @path: (not nullable) (type filename): a file
 * @options: (not nullable): how to read it; what its pointers lead to must outlive the roster, but
 * for the divisions and the layout
 * @error: what doudi_table_open() sets; %DOUDI_ERROR_BAD_DATA with the headings found if it is no
 *   roster; %DOUDI_ERROR_USAGE if there is no such layout
 *
 * Opens a file and finds out what it is.
 *
 * Returns: (nullable) (transfer full): the roster, or %NULL with @error set
 */
DoudiRoster *
doudi_roster_open (const char *path, const DoudiRosterOptions *options, GError **error)
{
  g_autoptr (DoudiRoster) roster = g_new0 (DoudiRoster, 1);

  g_return_val_if_fail (options->divisions != NULL, NULL);
  roster->options = *options;
  roster->options.layout = NULL;
  roster->options.divisions = NULL;
  roster->month = options->month;
  roster->residence = options->residence;
  roster->places = doudi_places_new (options->divisions);
  roster->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_roster_line_free);
  roster->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_roster_problem_free);
  if (!recognise (roster, path, options->layout, error))
    return NULL;
  return g_steal_pointer (&roster);
}

/**
 * doudi_roster_free:
 * @roster: (nullable) (transfer full): a roster
 *
 * Closes the file and frees everything.
 */
void
doudi_roster_free (DoudiRoster *roster)
{
  if (roster == NULL)
    return;
  doudi_roster_seen_clear (&roster->seen);
  doudi_heading_free (roster->heading);
  doudi_table_close (roster->table);
  doudi_places_free (roster->places);
  g_clear_pointer (&roster->layouts, g_ptr_array_unref);
  g_ptr_array_unref (roster->lines);
  g_ptr_array_unref (roster->problems);
  g_free (roster->title);
  g_free (roster);
}

/**
 * doudi_roster_get_layout:
 * @roster: (not nullable): a roster
 *
 * Returns: (not nullable) (transfer none): what the sheet looks like
 */
const DoudiLayout *
doudi_roster_get_layout (const DoudiRoster *roster)
{
  return roster->heading->layout;
}

/**
 * doudi_roster_get_sheet_name:
 * @roster: (not nullable): a roster
 *
 * Returns: (not nullable) (transfer none): the name of the sheet that is read, "" for csv
 */
const char *
doudi_roster_get_sheet_name (const DoudiRoster *roster)
{
  return doudi_table_get_sheet_name (roster->table, roster->heading->sheet);
}

/**
 * doudi_roster_get_title:
 * @roster: (not nullable): a roster
 *
 * Returns: (not nullable) (transfer none): what stands above the table, "" if nothing does
 */
const char *
doudi_roster_get_title (const DoudiRoster *roster)
{
  return roster->title;
}

/**
 * doudi_roster_get_month:
 * @roster: (not nullable): a roster
 *
 * Returns: the month the roster stands for: that of the options, else of the title, of the sheet's
 *   name or of the file's; %DOUDI_MONTH_NONE if none says one
 */
DoudiMonth
doudi_roster_get_month (const DoudiRoster *roster)
{
  return roster->month;
}

/**
 * doudi_roster_get_residence:
 * @roster: (not nullable): a roster
 *
 * Returns: rural or urban: that of the options, else of the sheet's column, of the title, of the
 *   sheet's name or of the file's; %DOUDI_RESIDENCE_ANY if none says it
 */
DoudiResidence
doudi_roster_get_residence (const DoudiRoster *roster)
{
  return roster->residence;
}

/* A batch is one or the other: the standards differ. */
static gboolean
check_residence (const DoudiRoster *roster, const DoudiRosterLine *line, GError **error)
{
  const char *text = line->values[DOUDI_FIELD_RESIDENCE].text;
  DoudiResidence residence = text == NULL ? DOUDI_RESIDENCE_ANY : doudi_words_residence (text);
  g_autofree char *where = NULL;

  if (residence == DOUDI_RESIDENCE_ANY || roster->residence == DOUDI_RESIDENCE_ANY
      || residence == roster->residence)
    return TRUE;
  where = doudi_table_dup_where (roster->table, (guint) line->row);
  doudi_error_set (
    error, DOUDI_ERROR_BAD_DATA, where,
    _ ("%s: here stands “%s”, but the roster is read as %s. Split it into one file for "
       "the country and one for the town."),
    where, text, roster->residence == DOUDI_RESIDENCE_RURAL ? _ ("rural") : _ ("urban"));
  return FALSE;
}

static gboolean
deliver_problems (DoudiRoster *roster, GError **error)
{
  gboolean taken = TRUE;

  for (guint i = 0; i < roster->problems->len && taken; i++)
    {
      const DoudiRosterProblem *problem = g_ptr_array_index (roster->problems, i);

      if (problem->warning)
        roster->summary->warnings++;
      else
        roster->summary->problems++;
      taken = roster->handler->problem == NULL
              || roster->handler->problem (problem, roster->handler->data, error);
    }
  g_ptr_array_set_size (roster->problems, 0);
  return taken;
}

static void
count_household (DoudiRosterSummary *summary, const DoudiRosterHousehold *household)
{
  summary->households++;
  if (household->held)
    {
      summary->held_households++;
      return;
    }
  summary->persons += (int) household->persons->len;
  summary->awards += (int) household->awards->len;
  for (guint i = 0; i < household->awards->len; i++)
    {
      const DoudiRosterAward *award = g_ptr_array_index (household->awards, i);

      summary->covered += award->persons;
    }
}

/* A sheet of several programmes of which only one is wanted has rows that are not. */
static gboolean
is_wanted (const DoudiRoster *roster)
{
  return roster->options.programme == DOUDI_PROGRAMME_NONE || roster->household->held
         || roster->household->awards->len > 0;
}

static gboolean
deliver_household (DoudiRoster *roster, GError **error)
{
  const DoudiRosterHandler *handler = roster->handler;

  if (!is_wanted (roster))
    {
      g_ptr_array_set_size (roster->problems, 0);
      return TRUE;
    }
  count_household (roster->summary, roster->household);
  return deliver_problems (roster, error)
         && (handler->household == NULL
             || handler->household (roster->household, handler->data, error));
}

/* The lines so far are a household. */
static gboolean
end_household (DoudiRoster *roster, GError **error)
{
  gboolean taken;

  if (roster->lines->len == 0)
    return TRUE;
  roster->household = doudi_roster_household_new ();
  doudi_roster_build_household (roster);
  taken = deliver_household (roster, error);
  g_clear_pointer (&roster->household, doudi_roster_household_free);
  g_ptr_array_set_size (roster->lines, 0);
  return taken;
}

static gboolean
refuse_members (const DoudiRoster *roster, GError **error)
{
  int row = doudi_roster_get_line (roster, 0)->row;
  g_autofree char *where = doudi_table_dup_where (roster->table, (guint) row);

  doudi_error_set (
    error, DOUDI_ERROR_BAD_DATA, where,
    _ ("%s: the household that begins here has more than %d rows. Each household needs "
       "the name of its head, or 户主 as a relation, on its first row."),
    where, DOUDI_ROSTER_MEMBERS_MAX);
  return FALSE;
}

/* Takes the line. */
static gboolean
add_line (DoudiRoster *roster, DoudiRosterLine *line, GError **error)
{
  gboolean starts = doudi_roster_line_starts_household (roster, line);

  if (!check_residence (roster, line, error) || (starts && !end_household (roster, error)))
    {
      doudi_roster_line_free (line);
      return FALSE;
    }
  g_ptr_array_add (roster->lines, line);
  roster->summary->rows++;
  return roster->lines->len <= DOUDI_ROSTER_MEMBERS_MAX || refuse_members (roster, error);
}

static void
note_total (DoudiRoster *roster, const DoudiRosterLine *line)
{
  const char *text = line->values[DOUDI_FIELD_AMOUNT].text;
  DoudiFen fen;

  if (text != NULL && doudi_money_parse (text, &fen))
    roster->printed_total = fen;
}

static void
note_cells (DoudiRoster *roster, const DoudiTableRow *row)
{
  roster->n_hidden_rows += row->hidden;
  for (guint i = 0; i < row->n_cells; i++)
    roster->n_formulas += row->cells[i].formula;
}

static gboolean
take_row (DoudiRoster *roster, const DoudiTableRow *row, GError **error)
{
  DoudiRosterLine *line = doudi_roster_line_new (roster, row);
  DoudiRosterRowKind kind = doudi_roster_line_classify (roster, line, row);

  if (kind == DOUDI_ROSTER_ROW_PERSON)
    {
      note_cells (roster, row);
      return add_line (roster, line, error);
    }
  if (kind == DOUDI_ROSTER_ROW_GRAND_TOTAL)
    note_total (roster, line);
  doudi_roster_line_free (line);
  return TRUE;
}

static gboolean
report (const DoudiRoster *roster, GError **error)
{
  gint64 done, total;

  if (roster->summary->rows % PROGRESS_ROWS != 0)
    return TRUE;
  doudi_table_get_progress (roster->table, &done, &total);
  doudi_progress_report (roster->options.progress, _ ("Reading the roster"), done, total);
  return !doudi_progress_is_cancelled (roster->options.progress, error);
}

static gboolean
read_rows (DoudiRoster *roster, GError **error)
{
  DoudiTableRow row;
  g_autoptr (GError) cause = NULL;

  while (doudi_table_next (roster->table, &row, &cause))
    {
      if (row.number <= roster->heading->row)
        continue;
      if (!take_row (roster, &row, error) || !report (roster, error))
        return FALSE;
    }
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  return end_household (roster, error) && doudi_roster_deliver_card_warnings (roster, error);
}

G_GNUC_PRINTF (2, 3)
static void
add_note (DoudiRosterSummary *summary, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (summary->notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
add_total_note (DoudiRoster *roster)
{
  g_autofree char *printed = doudi_money_format_grouped (roster->printed_total);
  g_autofree char *summed = doudi_money_format_grouped (roster->amounts);

  if (roster->printed_total < 0)
    return;
  if (roster->printed_total == roster->amounts)
    add_note (roster->summary, _ ("The total on the sheet, %s, is the sum of its rows."), printed);
  else
    add_note (roster->summary, _ ("The total on the sheet is %s; its rows add up to %s."), printed,
              summed);
}

/* Rows of several sheets would have the same numbers, so only one is read. */
static void
add_sheet_notes (DoudiRoster *roster)
{
  for (guint i = 0; i < doudi_table_get_n_sheets (roster->table); i++)
    {
      const char *name = doudi_table_get_sheet_name (roster->table, i);

      if (i == roster->heading->sheet)
        continue;
      if (doudi_table_is_sheet_hidden (roster->table, i))
        add_note (roster->summary, _ ("The sheet %s is hidden and was not read."), name);
      else if (doudi_heading_is_on_sheet (roster->table, i, roster->heading->layout))
        add_note (
          roster->summary,
          _ ("The sheet %s holds such a table too and was not read. Save it as a file of its "
             "own."),
          name);
    }
}

static void
add_notes (DoudiRoster *roster)
{
  g_autofree char *unread = doudi_heading_dup_unread (roster->heading);

  add_total_note (roster);
  if (unread != NULL)
    add_note (roster->summary, _ ("Columns that were not read: %s."), unread);
  if (roster->n_formulas > 0)
    add_note (
      roster->summary,
      ngettext ("%d cell holds a formula; the value it had when the file was saved was taken.",
                "%d cells hold formulas; the values they had when the file was saved were taken.",
                (gulong) roster->n_formulas),
      roster->n_formulas);
  if (roster->n_hidden_rows > 0)
    add_note (roster->summary,
              ngettext ("%d hidden row was read too.", "%d hidden rows were read too.",
                        (gulong) roster->n_hidden_rows),
              roster->n_hidden_rows);
  add_sheet_notes (roster);
}

/* A roster may be read again, so nothing of the last time may be left. */
static void
start (DoudiRoster *roster, const DoudiRosterHandler *handler, DoudiRosterSummary *summary)
{
  *summary = (DoudiRosterSummary){ 0 };
  summary->notes = g_ptr_array_new_with_free_func (g_free);
  roster->handler = handler;
  roster->summary = summary;
  roster->amounts = 0;
  roster->printed_total = -1;
  roster->n_formulas = 0;
  roster->n_hidden_rows = 0;
  g_ptr_array_set_size (roster->lines, 0);
  g_ptr_array_set_size (roster->problems, 0);
  doudi_roster_seen_clear (&roster->seen);
  doudi_roster_seen_init (&roster->seen);
}

/**
 * doudi_roster_read:
 * @roster: (not nullable): a roster
 * @handler: (not nullable): who takes the households and problems
 * @summary: (not nullable) (out caller-allocates): what there was; clear it in any case
 * @error: what doudi_table_next() and the handler set; %DOUDI_ERROR_BAD_DATA if households cannot
 * be told apart or rural and urban ones are mixed; %DOUDI_ERROR_CANCELLED
 *
 * Reads the sheet, household by household. A household with a problem is held back whole, all
 * others go on. May be called again.
 *
 * Returns: whether the sheet was read to its end
 */
gboolean
doudi_roster_read (DoudiRoster *roster,
                   const DoudiRosterHandler *handler,
                   DoudiRosterSummary *summary,
                   GError **error)
{
  start (roster, handler, summary);
  if (!doudi_table_select (roster->table, roster->heading->sheet, error)
      || !read_rows (roster, error))
    return FALSE;
  add_notes (roster);
  return TRUE;
}

/**
 * doudi_roster_summary_clear:
 * @summary: (not nullable): a summary
 *
 * Frees what it holds.
 */
void
doudi_roster_summary_clear (DoudiRosterSummary *summary)
{
  g_clear_pointer (&summary->notes, g_ptr_array_unref);
}
