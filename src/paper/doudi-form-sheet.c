/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * A form on paper: title, number, the grid of its sections, the foot.
 */

#include "config.h"

#include "paper/doudi-form-sheet-private.h"

#include <string.h>

#define DEMONSTRATION "演示数据"
#define DEMONSTRATION_FORM "演示表样"

/* In millimetres; the left one is bound, turned on its side the upper one. */
#define TOP_MM 24
#define BOTTOM_MM 22
#define BOUND_MM 20
#define FREE_MM 16

/* A form is read at a desk; a letter to the family also by the old. */
#define TITLE_PT 20
#define GRID_TEXT_PT 11
#define LETTER_MOST_PT 16
#define LETTER_LEAST_PT 13
#define LETTER_MARGIN_MM 26
#define LEAST_PT 9
#define MOST_PT 10.5

/* How much of the digest stands on the paper. */
#define CODE_FORMAT "校验码 %.4s-%.4s-%.4s-%.4s"

static gboolean
has_text (const DoudiAssessmentText *text)
{
  return text->chinese != NULL && *text->chinese != '\0';
}

static gboolean
is_empty (const DoudiFormSection *section)
{
  for (guint i = 0; i < section->fields->len; i++)
    if (((const DoudiFormField *) g_ptr_array_index (section->fields, i))->on_paper)
      return FALSE;
  return TRUE;
}

/* A section without words of its own that has paragraphs is a part of a letter. */
static gboolean
is_free (const DoudiFormSection *section)
{
  if (section->table || has_text (&section->label))
    return FALSE;
  for (guint i = 0; i < section->fields->len; i++)
    if (((const DoudiFormField *) g_ptr_array_index (section->fields, i))->type
        == DOUDI_FORM_PARAGRAPH)
      return TRUE;
  return FALSE;
}

static gboolean
is_letter (const DoudiForm *form)
{
  for (guint i = 0; i < form->sections->len; i++)
    if (is_free (g_ptr_array_index (form->sections, i)))
      return TRUE;
  return FALSE;
}

/* A section that only asks for the number of the case stands beside the title. */
static gboolean
is_number (const DoudiFormSection *section)
{
  const DoudiFormField *only
    = section->fields->len == 1 ? g_ptr_array_index (section->fields, 0) : NULL;

  return only != NULL && only->meaning == DOUDI_MEANING_CASE_NUMBER
         && only->type == DOUDI_FORM_FILLED;
}

static void
set_number (DoudiFormPaper *paper)
{
  g_autofree char *number = doudi_form_filling_expand (paper->filling, NULL, "编号：{case-number}");

  doudi_sheet_set_caption (paper->sheet, "", number);
}

static void
add_section (DoudiFormPaper *paper, const DoudiFormSection *section)
{
  if (is_number (section))
    set_number (paper);
  else if (is_empty (section))
    return;
  else if (section->table)
    _doudi_form_paper_add_table (paper, section);
  else if (is_free (section))
    _doudi_form_paper_add_free (paper, section);
  else
    _doudi_form_paper_add_fields (paper, section);
}

static gboolean
add_sections (DoudiFormPaper *paper, GError **error)
{
  if (paper->form->assessment != NULL)
    return _doudi_form_paper_add_score (paper, error);
  for (guint i = 0; i < paper->form->sections->len; i++)
    add_section (paper, g_ptr_array_index (paper->form->sections, i));
  return TRUE;
}

/* By which paper of the county it is told from others: its own number, else the name of its file.
 */
static void
set_footer (DoudiFormPaper *paper)
{
  const DoudiForm *form = paper->form;
  const char *number = form->number != NULL && *form->number != '\0' ? form->number : form->id;
  g_autofree char *footer = g_strdup_printf ("%s　第%s版", number, form->version);

  doudi_sheet_set_footer (paper->sheet, footer);
}

static void
set_demonstration (DoudiFormPaper *paper)
{
  const char *words = NULL;

  if (doudi_form_filling_is_demonstration (paper->filling))
    words = DEMONSTRATION;
  else if (paper->form->demonstration)
    words = DEMONSTRATION_FORM;
  doudi_sheet_set_demonstration (paper->sheet, words);
}

static void
set_frame (DoudiFormPaper *paper, double letter_pt)
{
  const DoudiForm *form = paper->form;
  gboolean letter = is_letter (form);
  double side = letter ? LETTER_MARGIN_MM : FREE_MM;

  doudi_sheet_set_name (paper->sheet, form->title.chinese);
  doudi_sheet_set_title (paper->sheet, form->title.chinese);
  if (form->landscape)
    doudi_sheet_set_margins (paper->sheet, BOUND_MM, side, BOTTOM_MM, side);
  else
    doudi_sheet_set_margins (paper->sheet, TOP_MM, side, BOTTOM_MM, MAX (side, BOUND_MM));
  doudi_sheet_set_text_size (paper->sheet, TITLE_PT, letter ? letter_pt : GRID_TEXT_PT);
  doudi_sheet_set_type (paper->sheet, LEAST_PT, MOST_PT);
  set_footer (paper);
  set_demonstration (paper);
}

static gboolean
add_to_digest (const char *place, const char *text, gpointer data)
{
  GChecksum *checksum = data;

  g_checksum_update (checksum, (const guchar *) place, (gssize) strlen (place) + 1);
  g_checksum_update (checksum, (const guchar *) text, (gssize) strlen (text) + 1);
  return TRUE;
}

/**
 * doudi_form_sheet_digest:
 * @sheet: a form on paper
 *
 * Digests all that stands on it: two papers that say the same have the same digest.
 *
 * Returns: (transfer full): SHA-256, hexadecimal
 */
char *
doudi_form_sheet_digest (const DoudiSheet *sheet)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  doudi_sheet_foreach_text (sheet, add_to_digest, checksum);
  return g_strdup (g_checksum_get_string (checksum));
}

static void
set_code (DoudiFormPaper *paper)
{
  g_autofree char *digest = doudi_form_sheet_digest (paper->sheet);
  g_autofree char *code
    = g_strdup_printf (CODE_FORMAT, digest, digest + 4, digest + 8, digest + 12);

  if (paper->answers != NULL)
    doudi_sheet_set_code (paper->sheet, code);
}

static DoudiSheet *
set_form (const DoudiForm *form,
          const DoudiFormAnswers *answers,
          const DoudiFormFilling *filling,
          double letter_pt,
          GError **error)
{
  g_autoptr (DoudiSheet) sheet
    = doudi_sheet_new (form->landscape ? DOUDI_PAPER_A4_LANDSCAPE : DOUDI_PAPER_A4_PORTRAIT);
  DoudiFormPaper paper = { form, answers, filling, sheet };

  set_frame (&paper, letter_pt);
  if (!add_sections (&paper, error))
    return NULL;
  set_code (&paper);
  return doudi_sheet_paginate (sheet, error) ? g_steal_pointer (&sheet) : NULL;
}

/**
 * doudi_form_sheet:
 * @form: a form
 * @answers: (nullable): what was typed on it; %NULL for a blank
 * @filling: (nullable): what the program writes on it; %NULL for nothing
 * @error: %DOUDI_ERROR_BAD_DATA if a text is longer than a page, or an assessment is not complete
 *
 * Sets a form as it is printed: in Chinese whatever the language of the screens, on A4, its
 * sections as one grid from the title to the last seal; sections without words of their own and
 * with paragraphs as a letter. A blank has empty rows and all options with their boxes; on a filled
 * one the chosen are ticked, and a table has as many rows as were written.
 *
 * The type of a letter is as large as its pages allow.
 *
 * A form of a case lies in the file: nothing on it is masked.
 *
 * Returns: (transfer full): the sheet, paginated; %NULL with @error set
 */
DoudiSheet *
doudi_form_sheet (const DoudiForm *form,
                  const DoudiFormAnswers *answers,
                  const DoudiFormFilling *filling,
                  GError **error)
{
  g_autoptr (DoudiSheet) least = set_form (form, answers, filling, LETTER_LEAST_PT, error);

  for (double pt = LETTER_MOST_PT; least != NULL && is_letter (form) && pt > LETTER_LEAST_PT; pt--)
    {
      g_autoptr (DoudiSheet) sheet = set_form (form, answers, filling, pt, NULL);

      if (sheet != NULL && doudi_sheet_get_n_pages (sheet) == doudi_sheet_get_n_pages (least))
        return g_steal_pointer (&sheet);
    }
  return g_steal_pointer (&least);
}
