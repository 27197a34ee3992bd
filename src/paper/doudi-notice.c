/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The frozen notice: what it says, as JSON, and the sheet that comes from it. Nothing else goes
 * onto the sheet, so that the text with the digest is what hung on the wall.
 */

#include "config.h"

#include "paper/doudi-notice.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-error.h"
#include "base/doudi-notice-guard.h"
#include "paper/doudi-notice-private.h"
#include "policy/doudi-json.h"
#include "store/doudi-notice-store.h"

/* On paper, in every language of the screens. */
#define INDENT "　　"
#define DEMONSTRATION "演示数据"
#define COPY_MARK "副本　第%u次打印"
#define CODE "编号 %.4s-%.4s"

/* The values point into the document. */
struct _DoudiNotice
{
  gatomicrefcount references;
  char *content;
  char *digest;
  DoudiJsonDocument *document;
  const char *kind;
  const char *village;
  const char *village_name;
  DoudiMonth month;
  gint64 run_id;
  gint64 list_id;
  gint64 batch;
  DoudiDay issued_on;
  gboolean demonstration;
  guint n_rows;
  GStrv offices;
};

static const char *const alignments[] = { "start", "centre", "end", NULL };
static const char *const column_kinds[] = { "text", "number", NULL };

/**
 * doudi_notice_ref:
 * @notice: a notice
 *
 * Returns: (transfer full): @notice
 */
DoudiNotice *
doudi_notice_ref (DoudiNotice *notice)
{
  g_return_val_if_fail (notice != NULL, NULL);

  g_atomic_ref_count_inc (&notice->references);
  return notice;
}

/**
 * doudi_notice_unref:
 * @notice: (nullable): a notice
 *
 * Gives a notice up; the last one frees it.
 */
void
doudi_notice_unref (DoudiNotice *notice)
{
  if (notice == NULL || !g_atomic_ref_count_dec (&notice->references))
    return;
  g_free (notice->content);
  g_free (notice->digest);
  g_clear_pointer (&notice->document, doudi_json_document_free);
  g_strfreev (notice->offices);
  g_free (notice);
}

static gboolean
count_rows (const DoudiJsonValue *root, guint *n_rows, GError **error)
{
  const DoudiJsonValue *sections;
  const DoudiJsonValue *rows;

  if (!doudi_json_get_array (root, "sections", DOUDI_JSON_REQUIRED, &sections, error))
    return FALSE;
  for (guint i = 0; i < doudi_json_array_get_length (sections); i++)
    {
      if (!doudi_json_get_array (doudi_json_array_get (sections, i), "rows", DOUDI_JSON_REQUIRED,
                                 &rows, error))
        return FALSE;
      *n_rows += doudi_json_array_get_length (rows);
    }
  return TRUE;
}

static gboolean
read_head (DoudiNotice *notice, const DoudiJsonValue *root, GError **error)
{
  const DoudiJsonValue *offices;

  return doudi_json_get_string (root, "kind", DOUDI_JSON_REQUIRED, &notice->kind, error)
         && doudi_json_get_string (root, "village", DOUDI_JSON_REQUIRED, &notice->village, error)
         && doudi_json_get_string (root, "village_name", DOUDI_JSON_REQUIRED,
                                   &notice->village_name, error)
         && doudi_json_get_month (root, "month", DOUDI_JSON_REQUIRED, &notice->month, error)
         && doudi_json_get_integer (root, "run", DOUDI_JSON_REQUIRED, 0, G_MAXINT64,
                                    &notice->run_id, error)
         && doudi_json_get_integer (root, "list", DOUDI_JSON_OPTIONAL, 1, G_MAXINT64,
                                    &notice->list_id, error)
         && doudi_json_get_integer (root, "batch", DOUDI_JSON_OPTIONAL, 1, G_MAXINT,
                                    &notice->batch, error)
         && doudi_json_get_day (root, "issued_on", DOUDI_JSON_REQUIRED, &notice->issued_on, error)
         && doudi_json_get_boolean (root, "demonstration", DOUDI_JSON_REQUIRED,
                                    &notice->demonstration, error)
         && doudi_json_get_array (root, "offices", DOUDI_JSON_REQUIRED, &offices, error)
         && doudi_json_array_dup_strings (offices, &notice->offices, error)
         && count_rows (root, &notice->n_rows, error);
}

/**
 * doudi_notice_new_from_content:
 * @content: what doudi_notice_get_content() gave, now or years ago
 * @error: (nullable): %DOUDI_ERROR_BAD_DATA if it is something else
 *
 * Makes a notice from what it says.
 *
 * Returns: (transfer full): the notice; %NULL with @error set
 */
DoudiNotice *
doudi_notice_new_from_content (const char *content, GError **error)
{
  g_autoptr (DoudiNotice) notice = g_new0 (DoudiNotice, 1);

  g_atomic_ref_count_init (&notice->references);
  notice->document = doudi_json_document_load (content, -1, "notice", error);
  if (notice->document == NULL
      || !read_head (notice, doudi_json_document_get_root (notice->document), error))
    return NULL;
  notice->content = g_strdup (content);
  notice->digest = doudi_notice_digest (content);
  return g_steal_pointer (&notice);
}

/**
 * doudi_notice_get_kind:
 * @notice: a notice
 *
 * Returns: (transfer none): such as "payment"
 */
const char *
doudi_notice_get_kind (const DoudiNotice *notice)
{
  return notice->kind;
}

/**
 * doudi_notice_get_village:
 * @notice: a notice
 *
 * Returns: (transfer none): the twelve digits of its village
 */
const char *
doudi_notice_get_village (const DoudiNotice *notice)
{
  return notice->village;
}

/**
 * doudi_notice_get_village_name:
 * @notice: a notice
 *
 * Returns: (transfer none): what people call its village
 */
const char *
doudi_notice_get_village_name (const DoudiNotice *notice)
{
  return notice->village_name;
}

/**
 * doudi_notice_get_month:
 * @notice: a notice
 *
 * Returns: the month it is about
 */
DoudiMonth
doudi_notice_get_month (const DoudiNotice *notice)
{
  return notice->month;
}

/**
 * doudi_notice_get_run:
 * @notice: a notice
 *
 * Returns: the pay run it is about, or 0
 */
gint64
doudi_notice_get_run (const DoudiNotice *notice)
{
  return notice->run_id;
}

/**
 * doudi_notice_get_list:
 * @notice: a notice
 *
 * Returns: the list of cases it is about, or 0
 */
gint64
doudi_notice_get_list (const DoudiNotice *notice)
{
  return notice->list_id;
}

DoudiDay
_doudi_notice_get_issued_on (const DoudiNotice *notice)
{
  return notice->issued_on;
}

/**
 * doudi_notice_get_n_rows:
 * @notice: a notice
 *
 * Returns: how many rows of people it has
 */
guint
doudi_notice_get_n_rows (const DoudiNotice *notice)
{
  return notice->n_rows;
}

/**
 * doudi_notice_get_content:
 * @notice: a notice
 *
 * Returns: (transfer none): all that it says, as JSON
 */
const char *
doudi_notice_get_content (const DoudiNotice *notice)
{
  return notice->content;
}

/**
 * doudi_notice_get_digest:
 * @notice: a notice
 *
 * Returns: (transfer none): the SHA-256 of what it says, hexadecimal
 */
const char *
doudi_notice_get_digest (const DoudiNotice *notice)
{
  return notice->digest;
}

/**
 * doudi_notice_dup_file_name:
 * @notice: a notice
 *
 * Names the file of its sheet: "623027100200-九甲村-payment-2018-06.pdf", with the number of its list
 * where it is of one: "…-review-2018-06-3.pdf". It says nothing about anybody.
 *
 * Returns: (transfer full) (type filename): the name, without a folder
 */
char *
doudi_notice_dup_file_name (const DoudiNotice *notice)
{
  g_autofree char *month = doudi_month_format_iso (notice->month);
  g_autofree char *village = g_strdelimit (g_strdup (notice->village_name), "/\\:*?\"<>|", '_');

  if (notice->list_id != 0)
    return g_strdup_printf ("%s-%s-%s-%s-%d.pdf", notice->village, village, notice->kind, month,
                            (int) notice->batch);
  return g_strdup_printf ("%s-%s-%s-%s.pdf", notice->village, village, notice->kind, month);
}

typedef void (*AddParagraphFunc) (DoudiSheet *sheet, const char *paragraph);

static gboolean
add_paragraphs (DoudiSheet *sheet,
                const DoudiJsonValue *root,
                const char *name,
                AddParagraphFunc add,
                GError **error)
{
  const DoudiJsonValue *array;
  g_auto (GStrv) paragraphs = NULL;

  if (!doudi_json_get_array (root, name, DOUDI_JSON_REQUIRED, &array, error)
      || !doudi_json_array_dup_strings (array, &paragraphs, error))
    return FALSE;
  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      g_autofree char *indented = g_strconcat (INDENT, paragraphs[i], NULL);

      add (sheet, indented);
    }
  return TRUE;
}

static gboolean
read_column (const DoudiJsonValue *object, DoudiSheetColumn *column, GError **error)
{
  int kind, align;
  gint64 weight, width_mm;

  if (!doudi_json_get_string (object, "key", DOUDI_JSON_REQUIRED, &column->key, error)
      || !doudi_json_get_string (object, "heading", DOUDI_JSON_REQUIRED, &column->heading, error)
      || !doudi_json_get_word (object, "kind", DOUDI_JSON_REQUIRED, column_kinds, &kind, error)
      || !doudi_json_get_word (object, "align", DOUDI_JSON_REQUIRED, alignments, &align, error)
      || !doudi_json_get_integer (object, "weight", DOUDI_JSON_REQUIRED, 0, G_MAXINT, &weight,
                                  error)
      || !doudi_json_get_integer (object, "min_width_mm", DOUDI_JSON_REQUIRED, 0, G_MAXINT,
                                  &width_mm, error))
    return FALSE;
  column->kind = (DoudiSheetKind) kind;
  column->align = (DoudiSheetAlign) align;
  column->weight = (guint) weight;
  column->min_width_mm = (double) width_mm;
  return TRUE;
}

/* The cells of a row; FALSE if there are not as many as columns. */
static gboolean
read_cells (const DoudiJsonValue *array, guint n_columns, GStrv *cells, GError **error)
{
  if (!doudi_json_array_dup_strings (array, cells, error))
    return FALSE;
  if (g_strv_length (*cells) == n_columns)
    return TRUE;
  doudi_json_value_set_error (array, error, _ ("A row has %u cells for %u columns."),
                              g_strv_length (*cells), n_columns);
  return FALSE;
}

static gboolean
add_rows (DoudiSheet *sheet, const DoudiJsonValue *object, guint n_columns, GError **error)
{
  const DoudiJsonValue *rows;
  const DoudiJsonValue *summary = NULL;

  if (!doudi_json_get_array (object, "rows", DOUDI_JSON_REQUIRED, &rows, error)
      || !doudi_json_get_array (object, "summary", DOUDI_JSON_OPTIONAL, &summary, error))
    return FALSE;
  for (guint i = 0; i < doudi_json_array_get_length (rows); i++)
    {
      g_auto (GStrv) cells = NULL;

      if (!read_cells (doudi_json_array_get (rows, i), n_columns, &cells, error))
        return FALSE;
      doudi_sheet_add_row (sheet, (const char *const *) cells);
    }
  if (summary != NULL)
    {
      g_auto (GStrv) cells = NULL;

      if (!read_cells (summary, n_columns, &cells, error))
        return FALSE;
      doudi_sheet_set_summary (sheet, (const char *const *) cells);
    }
  return TRUE;
}

static gboolean
add_section (DoudiSheet *sheet, const DoudiJsonValue *object, GError **error)
{
  const DoudiJsonValue *array;
  const char *heading;
  g_autofree DoudiSheetColumn *columns = NULL;
  guint n;

  if (!doudi_json_get_string (object, "heading", DOUDI_JSON_REQUIRED, &heading, error)
      || !doudi_json_get_array (object, "columns", DOUDI_JSON_REQUIRED, &array, error))
    return FALSE;
  n = doudi_json_array_get_length (array);
  columns = g_new0 (DoudiSheetColumn, n + 1);
  for (guint i = 0; i < n; i++)
    if (!read_column (doudi_json_array_get (array, i), &columns[i], error))
      return FALSE;
  doudi_sheet_add_section (sheet, heading, columns, n);
  return add_rows (sheet, object, n, error);
}

static gboolean
add_sections (DoudiSheet *sheet, const DoudiJsonValue *root, GError **error)
{
  const DoudiJsonValue *sections;

  if (!doudi_json_get_array (root, "sections", DOUDI_JSON_REQUIRED, &sections, error))
    return FALSE;
  for (guint i = 0; i < doudi_json_array_get_length (sections); i++)
    if (!add_section (sheet, doudi_json_array_get (sections, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
set_words (DoudiSheet *sheet, const DoudiJsonValue *root, GError **error)
{
  const char *title;
  const char *issuer;
  const char *date;
  const char *footer;

  if (!doudi_json_get_string (root, "title", DOUDI_JSON_REQUIRED, &title, error)
      || !doudi_json_get_string (root, "issuer", DOUDI_JSON_REQUIRED, &issuer, error)
      || !doudi_json_get_string (root, "date", DOUDI_JSON_REQUIRED, &date, error)
      || !doudi_json_get_string (root, "footer", DOUDI_JSON_REQUIRED, &footer, error))
    return FALSE;
  doudi_sheet_set_title (sheet, title);
  doudi_sheet_set_issuer (sheet, issuer, date);
  doudi_sheet_set_footer (sheet, footer);
  return TRUE;
}

static gboolean
set_max_rows (DoudiSheet *sheet, const DoudiJsonValue *root, GError **error)
{
  const DoudiJsonValue *limits;
  gint64 max_rows = 0;

  if (!doudi_json_get_object (root, "max_rows", DOUDI_JSON_REQUIRED, &limits, error)
      || !doudi_json_get_integer (limits, doudi_paper_name (doudi_sheet_get_paper (sheet)),
                                  DOUDI_JSON_OPTIONAL, 0, G_MAXINT, &max_rows, error))
    return FALSE;
  doudi_sheet_set_max_rows (sheet, (guint) max_rows);
  return TRUE;
}

/* What belongs to the print and not to the notice. */
static void
set_marks (DoudiSheet *sheet, const DoudiNotice *notice, guint copy)
{
  g_autofree char *code = g_strdup_printf (CODE, notice->digest, notice->digest + 4);
  g_autofree char *mark = copy > 1 ? g_strdup_printf (COPY_MARK, copy) : NULL;

  doudi_sheet_set_code (sheet, code);
  doudi_sheet_set_mark (sheet, mark);
  doudi_sheet_set_demonstration (sheet, notice->demonstration ? DEMONSTRATION : NULL);
}

static DoudiSheet *
fill_sheet (const DoudiNotice *notice, DoudiPaper paper, guint copy, GError **error)
{
  g_autoptr (DoudiSheet) sheet = doudi_sheet_new (paper);
  const DoudiJsonValue *root = doudi_json_document_get_root (notice->document);

  if (!set_words (sheet, root, error)
      || !add_paragraphs (sheet, root, "lead", doudi_sheet_add_lead, error)
      || !add_sections (sheet, root, error)
      || !add_paragraphs (sheet, root, "closing", doudi_sheet_add_closing, error)
      || !set_max_rows (sheet, root, error))
    return NULL;
  set_marks (sheet, notice, copy);
  return g_steal_pointer (&sheet);
}

/* The parts of a sheet that are wordings: names of places and offices may stand there. */
static const char *const wordings[] = {
  "title", "lead", "section", "closing", "issuer", "footer", NULL,
};

typedef struct
{
  const DoudiNotice *notice;
  char *place;
  guint kinds;
} Guard;

static gboolean
guard_text (const char *place, const char *text, gpointer data)
{
  Guard *guard = data;
  const char *const *allowed = g_strv_contains (wordings, place)
                                 ? (const char *const *) guard->notice->offices
                                 : NULL;

  guard->kinds = doudi_notice_guard_scan (text, allowed);
  if (guard->kinds != 0)
    guard->place = g_strdelimit (g_strdup (place), "\n", ' ');
  return guard->kinds == 0;
}

/* Says which column of which village, never what stands there. */
static gboolean
check_texts (const DoudiNotice *notice, const DoudiSheet *sheet, GError **error)
{
  Guard guard = { .notice = notice };
  g_auto (GStrv) names = NULL;
  g_autofree char *kinds = NULL;
  g_autofree char *place = NULL;

  doudi_sheet_foreach_text (sheet, guard_text, &guard);
  place = guard.place;
  if (guard.kinds == 0)
    return TRUE;
  names = doudi_notice_guard_names (guard.kinds);
  kinds = g_strjoinv (", ", names);
  doudi_error_set (error, DOUDI_ERROR_REFUSED, place,
                   _ ("%s (%s), “%s”: this may not hang on a wall (%s). Correct the records of the "
                      "village, then make the sheet again."),
                   notice->village_name, notice->village, place, kinds);
  return FALSE;
}

/* Whether the notice may hang, without laying it out. */
gboolean
_doudi_notice_check (const DoudiNotice *notice, GError **error)
{
  g_autoptr (DoudiSheet) sheet = fill_sheet (notice, DOUDI_PAPER_A4_PORTRAIT, 1, error);

  return sheet != NULL && check_texts (notice, sheet, error);
}

/**
 * doudi_notice_sheet:
 * @notice: a notice
 * @paper: the paper to set it on
 * @copy: which print it is, from 1; later ones are marked in the margin
 * @error: (nullable): %DOUDI_ERROR_REFUSED if a text may not hang on a wall: the message names
 *   village and column, not what stands there
 *
 * Sets a notice. The same notice gives the same body, whoever prints it and when. Every text of it
 * has been looked through (doudi_notice_guard_scan()).
 *
 * Returns: (transfer full): the sheet, paginated; %NULL with @error set
 */
DoudiSheet *
doudi_notice_sheet (const DoudiNotice *notice, DoudiPaper paper, guint copy, GError **error)
{
  g_autoptr (DoudiSheet) sheet = fill_sheet (notice, paper, copy, error);

  if (sheet == NULL || !check_texts (notice, sheet, error)
      || !doudi_sheet_paginate (sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}
