/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-form-columns.h"

#define GAP 4

/* @least: width in halves of a letter; @weight: its share of what is left over */
typedef struct
{
  const DoudiFormField *field;
  int least;
  int weight;
} Column;

struct _DoudiFormColumns
{
  GArray *columns;
};

/* In halves of a letter: digits and Latin letters are half as wide as Chinese ones. */
static const struct
{
  int least;
  int weight;
} widths[DOUDI_N_FORM_TYPES] = {
  [DOUDI_FORM_TEXT] = { 12, 3 },
  [DOUDI_FORM_LINES] = { 24, 6 },
  [DOUDI_FORM_COUNT] = { 8, 0 },
  [DOUDI_FORM_MONEY] = { 13, 1 },
  [DOUDI_FORM_NUMBER] = { 10, 0 },
  [DOUDI_FORM_DAY] = { 15, 0 },
  [DOUDI_FORM_MONTH] = { 13, 0 },
  [DOUDI_FORM_CHOICE] = { 10, 1 },
  [DOUDI_FORM_CHOICES] = { 18, 2 },
  [DOUDI_FORM_TICK] = { 6, 0 },
  [DOUDI_FORM_IDENTITY_NUMBER] = { 25, 0 },
  [DOUDI_FORM_DISABILITY_CARD] = { 30, 0 },
  [DOUDI_FORM_ACCOUNT] = { 28, 0 },
  [DOUDI_FORM_PHONE] = { 17, 0 },
  [DOUDI_FORM_DIVISION] = { 18, 2 },
  [DOUDI_FORM_COMPUTED] = { 6, 0 },
};

/* Of a computed answer, the same by how it is computed. */
static const int computed_widths[DOUDI_N_COMPUTES] = {
  [DOUDI_COMPUTE_SEX] = 6,  [DOUDI_COMPUTE_BIRTH] = 13,    [DOUDI_COMPUTE_AGE] = 6,
  [DOUDI_COMPUTE_SUM] = 14, [DOUDI_COMPUTE_CAPITALS] = 30, [DOUDI_COMPUTE_CARD_CLASS] = 10,
};

static int
count_halves (const char *text)
{
  int halves = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    halves += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return halves;
}

static int
get_option_width (const DoudiFormField *field)
{
  int longest = 0;

  for (guint i = 0; field->options != NULL && i < field->options->len; i++)
    {
      const DoudiFormOption *option = g_ptr_array_index (field->options, i);

      longest = MAX (longest, count_halves (doudi_assessment_text_get (&option->label)));
    }
  return CLAMP (longest + 5, 8, 14);
}

static int
get_least (const DoudiFormField *field)
{
  /* Three Chinese letters of a heading stand on a line, longer ones are wrapped. */
  int heading = MIN (count_halves (doudi_assessment_text_get (&field->label)), 8);
  int least = widths[field->type].least;

  if (field->type == DOUDI_FORM_CHOICE)
    least = get_option_width (field);
  if (field->type == DOUDI_FORM_COMPUTED)
    least = MAX (least, computed_widths[field->compute]);
  return MAX (least, heading);
}

/**
 * doudi_form_field_is_on_page:
 *
 * Returns: whether a field is seen where a form is typed: it is asked, computed, or words of the
 *   form
 */
gboolean
doudi_form_field_is_on_page (const DoudiFormField *field)
{
  return field->on_screen && field->type != DOUDI_FORM_FILLED && field->type != DOUDI_FORM_SIGNATURE
         && field->type != DOUDI_FORM_SEAL && field->type != DOUDI_FORM_PHOTO;
}

/**
 * doudi_form_columns_new:
 * @table: a section with rows
 *
 * Returns: (transfer full): its columns that are on the page
 */
DoudiFormColumns *
doudi_form_columns_new (const DoudiFormSection *table)
{
  DoudiFormColumns *self = g_new0 (DoudiFormColumns, 1);

  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  for (guint i = 0; i < table->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (table->fields, i);
      Column column = { field, get_least (field), widths[field->type].weight };

      if (doudi_form_field_is_on_page (field) && field->type != DOUDI_FORM_PARAGRAPH)
        g_array_append_val (self->columns, column);
    }
  return self;
}

void
doudi_form_columns_free (DoudiFormColumns *self)
{
  g_array_unref (self->columns);
  g_free (self);
}

static const Column *
get (const DoudiFormColumns *self, guint index)
{
  return &g_array_index (self->columns, Column, index);
}

/**
 * doudi_form_columns_get_n:
 *
 * Returns: how many there are
 */
guint
doudi_form_columns_get_n (const DoudiFormColumns *self)
{
  return self->columns->len;
}

/**
 * doudi_form_columns_get:
 *
 * Returns: (transfer none): the question of a column
 */
const DoudiFormField *
doudi_form_columns_get (const DoudiFormColumns *self, guint index)
{
  return get (self, index)->field;
}

static int
get_pixels (const DoudiFormColumns *self, guint index, int em)
{
  return get (self, index)->least * em / 2;
}

/* Breaks the columns into lines no wider than @limit, as far as one column is not wider. */
static guint
break_lines (const DoudiFormColumns *self, int em, int limit, DoudiFormColumnPlace *places)
{
  guint line = 0;
  int used = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      int width = get_pixels (self, i, em);

      if (used > 0 && used + width > limit)
        {
          line++;
          used = 0;
        }
      places[i].line = line;
      used += width + GAP;
    }
  return line + 1;
}

static int
get_total (const DoudiFormColumns *self, int em)
{
  int total = 0;

  for (guint i = 0; i < self->columns->len; i++)
    total += get_pixels (self, i, em) + GAP;
  return total;
}

/* As many lines as there must be, and these about equally long. */
static guint
break_evenly (const DoudiFormColumns *self, int em, int width, DoudiFormColumnPlace *places)
{
  guint n_lines = break_lines (self, em, width, places);
  int limit = get_total (self, em) / (int) n_lines;

  while (limit < width && break_lines (self, em, limit, places) > n_lines)
    limit += em;
  return break_lines (self, em, MIN (limit, width), places);
}

/* What is left of the line goes to the columns by their weights. */
static void
fill_line (const DoudiFormColumns *self,
           int em,
           int width,
           guint line,
           DoudiFormColumnPlace *places)
{
  int left = width + GAP;
  int weights = 0;
  int x = 0;

  for (guint i = 0; i < self->columns->len; i++)
    if (places[i].line == line)
      {
        left -= get_pixels (self, i, em) + GAP;
        weights += get (self, i)->weight;
      }
  for (guint i = 0; i < self->columns->len; i++)
    if (places[i].line == line)
      {
        int more = weights > 0 && left > 0 ? left * get (self, i)->weight / weights : 0;

        places[i].x = x;
        places[i].width = MIN (get_pixels (self, i, em) + more, width);
        x += places[i].width + GAP;
      }
}

/**
 * doudi_form_columns_place:
 * @em: size of a letter in pixels
 * @width: what there is, in pixels
 * @places: (out caller-allocates): where each column stands
 *
 * Lays the columns out. Those that do not fit on one line are broken into several, with the
 * headings above them broken in the same way.
 *
 * Returns: how many lines a row has
 */
guint
doudi_form_columns_place (const DoudiFormColumns *self,
                          int em,
                          int width,
                          DoudiFormColumnPlace *places)
{
  guint n_lines = break_evenly (self, em, width, places);

  for (guint line = 0; line < n_lines; line++)
    fill_line (self, em, width, line, places);
  return n_lines;
}

/**
 * doudi_form_columns_get_least_width:
 * @em: size of a letter in pixels
 *
 * Returns: the width of the widest column
 */
int
doudi_form_columns_get_least_width (const DoudiFormColumns *self, int em)
{
  int least = 0;

  for (guint i = 0; i < self->columns->len; i++)
    least = MAX (least, get_pixels (self, i, em));
  return least;
}
