/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The sections of a form that are no tables: labelled cells side by side, opinions with the place
 * for a seal, and, outside of the grid, the paragraphs of a letter.
 */

#include "config.h"

#include "paper/doudi-form-sheet-private.h"

#include <string.h>

#define INDENT "　　"
#define PLACE_TO_SIGN "　　　　　　　"
#define DAY_LINE "　　年　　月　　日"

#define SIGN_MM 10.0
#define SCRIPT_MM 18.0
#define PHOTO_MM 40.0
#define PHOTO_EM 8.4
#define PHOTO_LINES 5

/* What stands beside each other in a grid, in characters of the type of a form. */
#define PORTRAIT_EM 43.0
#define LANDSCAPE_EM 66.0

/* Longer texts go on in a row of their own, so that a page can end between them. */
#define LONG_TEXT 600

/* How many lines of words stand beside each line of cells. */
#define BAND_LINES 1.6

/* How many lines a box with the place of a seal is high. */
#define SEAL_LINES 6

/* The fields that share a line, and over how many places each stands. */
typedef struct
{
  GPtrArray *fields;
  GArray *spans;
  guint taken;
} Line;

static Line *
line_new (void)
{
  Line *line = g_new0 (Line, 1);

  line->fields = g_ptr_array_new ();
  line->spans = g_array_new (FALSE, FALSE, sizeof (guint));
  return line;
}

static void
line_free (gpointer data)
{
  Line *line = data;

  g_ptr_array_unref (line->fields);
  g_array_unref (line->spans);
  g_free (line);
}

static gboolean
is_opinion (const DoudiFormField *field)
{
  return field->meaning >= DOUDI_MEANING_OPINION_VILLAGE
         && field->meaning <= DOUDI_MEANING_OPINION_COUNTY && field->type == DOUDI_FORM_FILLED;
}

static gboolean
wants_finger (const DoudiFormField *field)
{
  return field->type == DOUDI_FORM_SIGNATURE
         && (strstr (field->label.chinese, "捺印") != NULL
             || strstr (field->label.chinese, "指印") != NULL);
}

/* What a section has beside its plain cells: a box at its end with an opinion, who signs it, and
 * the place for a seal; and a photograph. */
typedef struct
{
  const DoudiFormField *opinion;
  const DoudiFormField *seal;
  const DoudiFormField *photo;
  GPtrArray *signers;
  GPtrArray *plain;
} Parts;

static const DoudiFormField *
find_type (const DoudiFormSection *section, DoudiFormType type)
{
  for (guint i = 0; i < section->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (section->fields, i);

      if (field->on_paper && field->type == type)
        return field;
    }
  return NULL;
}

static const DoudiFormField *
find_opinion (const DoudiFormSection *section)
{
  for (guint i = 0; i < section->fields->len; i++)
    if (is_opinion (g_ptr_array_index (section->fields, i)))
      return g_ptr_array_index (section->fields, i);
  return NULL;
}

/* A photograph beside other fields; several stand beside each other as fields of their own. */
static const DoudiFormField *
find_photo (const DoudiFormSection *section)
{
  guint n_photos = 0;

  for (guint i = 0; i < section->fields->len; i++)
    n_photos += ((const DoudiFormField *) g_ptr_array_index (section->fields, i))->type
                == DOUDI_FORM_PHOTO;
  return n_photos == 1 && section->fields->len > 1 ? find_type (section, DOUDI_FORM_PHOTO) : NULL;
}

static void
parts_init (Parts *parts, const DoudiFormSection *section)
{
  parts->seal = find_type (section, DOUDI_FORM_SEAL);
  parts->photo = find_photo (section);
  parts->opinion = find_opinion (section);
  parts->signers = g_ptr_array_new ();
  parts->plain = g_ptr_array_new ();
  for (guint i = 0; i < section->fields->len; i++)
    {
      DoudiFormField *field = g_ptr_array_index (section->fields, i);

      if (!field->on_paper || field == parts->opinion || field == parts->photo)
        continue;
      if (field->type == DOUDI_FORM_SIGNATURE && !wants_finger (field)
          && (parts->seal != NULL || parts->opinion != NULL))
        g_ptr_array_add (parts->signers, field);
      else if (field != parts->seal)
        g_ptr_array_add (parts->plain, field);
    }
}

static void
parts_clear (Parts *parts)
{
  g_ptr_array_unref (parts->signers);
  g_ptr_array_unref (parts->plain);
}

static double
grid_em (const DoudiFormPaper *paper, const Parts *parts)
{
  return (paper->form->landscape ? LANDSCAPE_EM : PORTRAIT_EM)
         - (parts->photo != NULL ? PHOTO_EM : 0);
}

/* How many places of a line a field needs. */
static guint
span_of (const DoudiFormField *field, guint across, double width_em)
{
  double place = width_em / across;
  double need = DOUDI_FORM_LABEL_EM + _doudi_form_paper_need_em (field) + 0.8;
  guint span = 1;

  if (field->wide || field->type == DOUDI_FORM_LINES || field->type == DOUDI_FORM_PARAGRAPH)
    return across;
  while (span < across && span * place < need)
    span++;
  return span;
}

/* The last field of a line takes what is left of it. */
static void
finish_line (Line *line, guint across)
{
  if (line->spans->len > 0)
    g_array_index (line->spans, guint, line->spans->len - 1) += across - line->taken;
}

static GPtrArray *
list_lines (const DoudiFormPaper *paper, const Parts *parts, guint across)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  Line *line = NULL;

  for (guint i = 0; i < parts->plain->len; i++)
    {
      DoudiFormField *field = g_ptr_array_index (parts->plain, i);
      guint span = span_of (field, across, grid_em (paper, parts));

      if (line == NULL || line->taken + span > across)
        {
          if (line != NULL)
            finish_line (line, across);
          line = line_new ();
          g_ptr_array_add (lines, line);
        }
      g_ptr_array_add (line->fields, field);
      g_array_append_val (line->spans, span);
      line->taken += span;
    }
  if (line != NULL)
    finish_line (line, across);
  return lines;
}

static void
add_words_row (DoudiFormPaper *paper, const DoudiFormField *field)
{
  g_autofree char *words = _doudi_form_paper_words (paper, field);
  g_autofree char *text = g_strconcat (INDENT, words, NULL);
  const DoudiSheetCell cell = { .kind = DOUDI_CELL_WORDS, .text = text, .weight = 1 };

  doudi_sheet_add_grid_row (paper->sheet, &cell, 1);
}

/* A sentence to say yes or no to. */
static void
add_tick_row (DoudiFormPaper *paper, const DoudiFormField *field)
{
  g_autofree char *value = _doudi_form_paper_value (paper, DOUDI_FORM_NO_ROW, field);
  g_autofree char *text = g_strconcat (field->label.chinese, "：" INDENT, value, NULL);
  const DoudiSheetCell cell
    = { .kind = DOUDI_CELL_ANSWER, .text = text, .weight = 1, .height_mm = DOUDI_FORM_ROW_MM };

  doudi_sheet_add_grid_row (paper->sheet, &cell, 1);
}

static double
least_height_mm (const DoudiFormField *field)
{
  if (field->type == DOUDI_FORM_LINES)
    return SCRIPT_MM;
  if (field->type == DOUDI_FORM_PHOTO)
    return PHOTO_MM;
  return field->type == DOUDI_FORM_SIGNATURE ? SIGN_MM : DOUDI_FORM_ROW_MM;
}

/* Where a text had better be cut that is too long for one row. */
static const char *
find_cut (const char *text)
{
  const char *end = g_utf8_offset_to_pointer (text, LONG_TEXT);
  const char *middle = g_utf8_offset_to_pointer (text, LONG_TEXT / 2);

  for (const char *p = end; p > middle; p = g_utf8_prev_char (p))
    {
      gunichar before = g_utf8_get_char (g_utf8_prev_char (p));

      if (before == '\n' || before == 0x3002 || before == 0xFF1B)
        return p;
    }
  return end;
}

static void
add_labelled_row (DoudiFormPaper *paper, const char *label, const char *text, double height_mm)
{
  const DoudiSheetCell cells[] = {
    { .kind = DOUDI_CELL_LABEL,
      .text = label,
      .align = DOUDI_SHEET_CENTRE,
      .width_em = DOUDI_FORM_LABEL_EM },
    { .kind = DOUDI_CELL_ANSWER,
      .text = text,
      .weight = 1,
      .height_mm = height_mm,
      .stretches = height_mm >= SCRIPT_MM },
  };

  doudi_sheet_add_grid_row (paper->sheet, cells, G_N_ELEMENTS (cells));
}

/* All of a long text but its last part, in rows of their own. Returns the last part. */
static char *
add_long_rows (DoudiFormPaper *paper, const char *label, const char *text)
{
  while (g_utf8_strlen (text, -1) > LONG_TEXT)
    {
      const char *cut = find_cut (text);
      g_autofree char *part = g_strndup (text, (gsize) (cut - text));

      g_strchomp (part);
      add_labelled_row (paper, label, part, 0);
      text = cut;
    }
  return g_strdup (text);
}

static void
add_script_row (DoudiFormPaper *paper, const DoudiFormField *field)
{
  g_autofree char *label = _doudi_form_paper_label (field);
  g_autofree char *text = _doudi_form_paper_value (paper, DOUDI_FORM_NO_ROW, field);
  g_autofree char *rest = add_long_rows (paper, label, text);

  add_labelled_row (paper, label, rest, least_height_mm (field));
}

static DoudiSheetCell
label_cell (const char *label)
{
  return (DoudiSheetCell){ .kind = DOUDI_CELL_LABEL,
                           .text = label,
                           .align = DOUDI_SHEET_CENTRE,
                           .width_em = DOUDI_FORM_LABEL_EM };
}

static DoudiSheetCell
photo_cell (const DoudiFormField *photo, guint n_lines)
{
  return (DoudiSheetCell){ .kind = DOUDI_CELL_LABEL,
                           .text = photo->label.chinese,
                           .align = DOUDI_SHEET_CENTRE,
                           .width_em = PHOTO_EM,
                           .rows = n_lines };
}

/* The cells of a line; with a photograph at its right that goes down @photo_lines lines. */
static void
add_line (DoudiFormPaper *paper,
          const Line *line,
          const DoudiFormField *photo,
          guint photo_lines,
          double height_mm)
{
  guint n = line->fields->len;
  g_autofree DoudiSheetCell *cells = g_new0 (DoudiSheetCell, 2 * n + 1);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (line->fields, i);
      guint span = g_array_index (line->spans, guint, i);
      char *label = _doudi_form_paper_label (field);
      char *value = _doudi_form_paper_value (paper, DOUDI_FORM_NO_ROW, field);

      g_ptr_array_add (texts, label);
      g_ptr_array_add (texts, value);
      cells[2 * i] = label_cell (label);
      cells[2 * i + 1] = (DoudiSheetCell){ .kind = DOUDI_CELL_ANSWER,
                                           .text = value,
                                           .width_em = (span - 1) * DOUDI_FORM_LABEL_EM,
                                           .weight = span,
                                           .height_mm = MAX (least_height_mm (field), height_mm),
                                           .finger = wants_finger (field) };
    }
  if (photo != NULL)
    cells[2 * n] = photo_cell (photo, photo_lines);
  doudi_sheet_add_grid_row (paper->sheet, cells, 2 * n + (photo != NULL ? 1 : 0));
}

/* Whether a line is one field that is set in its own way. */
static gboolean
add_special (DoudiFormPaper *paper, const Line *line)
{
  const DoudiFormField *field = g_ptr_array_index (line->fields, 0);

  if (line->fields->len > 1)
    return FALSE;
  if (field->type == DOUDI_FORM_PARAGRAPH)
    add_words_row (paper, field);
  else if (field->type == DOUDI_FORM_TICK && field->wide)
    add_tick_row (paper, field);
  else if (field->wide && field->type != DOUDI_FORM_SIGNATURE)
    add_script_row (paper, field);
  else
    return FALSE;
  return TRUE;
}

static void
add_lines (DoudiFormPaper *paper, const Parts *parts, GPtrArray *lines)
{
  guint photo_lines = parts->photo != NULL ? MIN (lines->len, PHOTO_LINES) : 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);

      if (i < photo_lines)
        add_line (paper, line, i == 0 ? parts->photo : NULL, photo_lines, PHOTO_MM / photo_lines);
      else if (!add_special (paper, line))
        add_line (paper, line, NULL, 0, 0);
    }
}

/* "经办人：          负责人：" */
static char *
signing_line (const Parts *parts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->signers->len; i++)
    {
      const DoudiFormField *signer = g_ptr_array_index (parts->signers, i);

      g_string_append_printf (text, "%s%s：" PLACE_TO_SIGN, i > 0 ? "\n" : "",
                              signer->label.chinese);
    }
  return g_string_free (text, text->len == 0);
}

static const char *
seal_day (const DoudiFormPaper *paper, const Parts *parts)
{
  const char *day = "";

  if (parts->opinion != NULL && parts->opinion->meaning == DOUDI_MEANING_OPINION_COUNTY)
    day = doudi_form_filling_get (paper->filling, DOUDI_MEANING_DECIDED_ON);
  return *day != '\0' ? day : DAY_LINE;
}

/* What stands where the seal goes; the words that are the label of the box are not said twice. */
static char *
dup_seal (const DoudiFormPaper *paper, const Parts *parts)
{
  gboolean alone = parts->opinion == NULL && parts->signers->len == 0;

  if (parts->seal == NULL)
    return NULL;
  if (alone)
    return g_strdup (seal_day (paper, parts));
  return g_strconcat (parts->seal->label.chinese, "\n", seal_day (paper, parts), NULL);
}

/* The box at the end of a section: an opinion, who signs it, the seal. Its label is not said twice.
 */
static void
add_box (DoudiFormPaper *paper, const DoudiFormSection *section, const Parts *parts)
{
  const DoudiFormField *labelled = parts->opinion != NULL ? parts->opinion : parts->seal;
  g_autofree char *label = _doudi_form_paper_label (labelled);
  g_autofree char *text = parts->opinion != NULL
                            ? _doudi_form_paper_value (paper, DOUDI_FORM_NO_ROW, parts->opinion)
                            : g_strdup ("");
  g_autofree char *foot = signing_line (parts);
  g_autofree char *seal = dup_seal (paper, parts);
  g_autofree char *rest = add_long_rows (paper, label, text);
  const DoudiSheetCell cells[] = {
    label_cell (label),
    { .kind = DOUDI_CELL_ANSWER,
      .text = rest,
      .weight = 1,
      .height_mm = SCRIPT_MM,
      .stretches = parts->opinion != NULL,
      .foot = foot,
      .seal = seal },
  };
  gboolean said = parts->opinion == NULL ? parts->signers->len > 0
                                         : g_str_equal (section->label.chinese, label);

  doudi_sheet_add_grid_row (paper->sheet, cells + (said ? 1 : 0), said ? 1 : 2);
}

/* Begins a part of the grid: its words stand upright at the left if @n_lines lines are enough for
 * them, else above. */
void
_doudi_form_paper_begin_part (DoudiFormPaper *paper, const char *label, guint n_lines)
{
  glong length = g_utf8_strlen (label, -1);
  const DoudiSheetCell title
    = { .kind = DOUDI_CELL_LABEL, .text = label, .align = DOUDI_SHEET_CENTRE, .weight = 1 };

  if ((double) ((length + 1) / 2) <= BAND_LINES * n_lines + 1)
    {
      doudi_sheet_add_grid (paper->sheet, label);
      return;
    }
  doudi_sheet_add_grid_heading (paper->sheet, &title);
  doudi_sheet_add_grid (paper->sheet, NULL);
}

/* A section of labelled cells as a part of the grid. */
void
_doudi_form_paper_add_fields (DoudiFormPaper *paper, const DoudiFormSection *section)
{
  Parts parts;
  g_autoptr (GPtrArray) lines = NULL;
  gboolean has_box;

  parts_init (&parts, section);
  has_box = parts.opinion != NULL || parts.seal != NULL;
  lines = list_lines (paper, &parts, MAX (section->across, 1));
  if (lines->len > 0 || has_box || parts.photo != NULL)
    {
      _doudi_form_paper_begin_part (paper, section->label.chinese,
                                    lines->len + (parts.seal != NULL ? SEAL_LINES : 0));
      add_lines (paper, &parts, lines);
      if (has_box)
        add_box (paper, section, &parts);
    }
  parts_clear (&parts);
}

/* "某某：" begins at the margin. */
static gboolean
is_address (const char *words)
{
  return g_str_has_suffix (words, "：") && g_utf8_strchr (words, -1, 0x3002) == NULL
         && g_utf8_strlen (words, -1) < 40;
}

static void
add_paragraph (DoudiFormPaper *paper, const DoudiFormField *field)
{
  g_autofree char *words = _doudi_form_paper_words (paper, field);
  g_autofree char *text
    = g_strconcat (field->index == 0 && is_address (words) ? "" : INDENT, words, NULL);

  doudi_sheet_add_text (paper->sheet, text, DOUDI_SHEET_START, 0);
}

static void
add_labelled_paragraph (DoudiFormPaper *paper, const DoudiFormField *field)
{
  g_autofree char *value = _doudi_form_paper_value (paper, DOUDI_FORM_NO_ROW, field);
  g_autofree char *text = g_strconcat (INDENT, field->label.chinese, "：",
                                       *value != '\0' ? value : "＿＿＿＿＿＿＿＿＿＿", NULL);

  doudi_sheet_add_text (paper->sheet, text, DOUDI_SHEET_START, 0);
}

/* Who issues a letter and when, with the place for the seal around them. */
static void
add_issuer (DoudiFormPaper *paper, const DoudiFormSection *section)
{
  GString *lines = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < section->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (section->fields, i);
      g_autofree char *words = field->type == DOUDI_FORM_PARAGRAPH
                                 ? _doudi_form_paper_words (paper, field)
                                 : g_strdup (field->label.chinese);

      if (field->on_paper)
        g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", words);
    }
  text = g_string_free (lines, FALSE);
  doudi_sheet_add_seal (paper->sheet, text);
}

/* A section of paragraphs, as in a letter. */
void
_doudi_form_paper_add_free (DoudiFormPaper *paper, const DoudiFormSection *section)
{
  if (find_type (section, DOUDI_FORM_SEAL) != NULL)
    {
      add_issuer (paper, section);
      return;
    }
  for (guint i = 0; i < section->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (section->fields, i);

      if (!field->on_paper)
        continue;
      if (field->type == DOUDI_FORM_PARAGRAPH)
        add_paragraph (paper, field);
      else
        add_labelled_paragraph (paper, field);
    }
}
