/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What follows from other answers.
 */

#include "config.h"

#include "policy/doudi-form-private.h"

#include "base/doudi-capitals.h"
#include "base/doudi-disability-card.h"
#include "base/doudi-identity-number.h"

/* Where the answers to @of stand, seen from @row of @field. */
static guint
row_of (const DoudiFormField *field, const DoudiFormField *of, guint row)
{
  return of->section == field->section ? row : DOUDI_FORM_NO_ROW;
}

static DoudiIdentityNumber
get_identity (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field)
{
  const DoudiFormField *of = g_ptr_array_index (field->of, 0);

  return doudi_identity_number_parse (doudi_form_answers_get (answers, row_of (field, of, row), of),
                                      DOUDI_DAY_NONE);
}

static DoudiDisabilityCard
get_card (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field)
{
  const DoudiFormField *of = g_ptr_array_index (field->of, 0);

  return doudi_disability_card_parse (doudi_form_answers_get (answers, row_of (field, of, row), of),
                                      NULL, DOUDI_DAY_NONE);
}

static char *
work_out_age (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field, DoudiDay day)
{
  DoudiIdentityNumber identity = get_identity (answers, row, field);

  if (identity.birth == DOUDI_DAY_NONE || day < identity.birth)
    return NULL;
  return g_strdup_printf ("%d", doudi_day_age_on (identity.birth, day));
}

static char *
work_out_grade (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field)
{
  DoudiDisabilityCard card = get_card (answers, row, field);

  return card.grade > 0 ? g_strdup_printf ("%d", card.grade) : NULL;
}

static char *
work_out_rows (const DoudiFormAnswers *answers, const DoudiFormField *field)
{
  const DoudiFormSection *table = field->of_section;
  guint count = 0;

  for (guint i = 0; i < doudi_form_answers_get_n_rows (answers, table); i++)
    count += doudi_form_answers_row_counts (answers, table, i) ? 1 : 0;
  return count > 0 ? g_strdup_printf ("%u", count) : NULL;
}

static char *
work_out_ticked (const DoudiFormAnswers *answers, const DoudiFormField *field)
{
  const DoudiFormField *of = g_ptr_array_index (field->of, 0);
  guint rows = 0, ticked = 0;

  for (guint i = 0; i < doudi_form_answers_get_n_rows (answers, field->of_section); i++)
    {
      if (!doudi_form_answers_row_counts (answers, field->of_section, i))
        continue;
      rows++;
      if (g_str_equal (doudi_form_answers_get (answers, i, of), "yes"))
        ticked++;
    }
  return rows > 0 ? g_strdup_printf ("%u", ticked) : NULL;
}

/* What kind of number a field has: its decimals, and whether it is money. */
static const DoudiFormField *
find_number (const DoudiFormField *field)
{
  while (field->type == DOUDI_FORM_COMPUTED && field->compute == DOUDI_COMPUTE_SUM)
    field = g_ptr_array_index (field->of, 0);
  return field;
}

static gboolean
read_units (const DoudiFormField *number, const char *text, gint64 *units)
{
  if (number->type == DOUDI_FORM_MONEY)
    return doudi_money_parse (text, units);
  return doudi_form_number_read (text, number->decimals, units);
}

/* Adds one answer, if it is asked, there and sound. What would be too much for any sum is left
 * out; the check of the answer complains of it. */
static gboolean
add_units (const DoudiFormAnswers *answers, guint row, const DoudiFormField *of, gint64 *sum)
{
  const DoudiFormField *number = find_number (of);
  gint64 units = 0, total;

  if ((of->type != DOUDI_FORM_COMPUTED && !doudi_form_answers_asks (answers, row, of))
      || !read_units (number, doudi_form_answers_get (answers, row, of), &units)
      || __builtin_add_overflow (*sum, units, &total) || ABS (total) > G_MAXINT64 / 2)
    return FALSE;
  *sum = total;
  return TRUE;
}

static gint64
units_in_one (int decimals)
{
  gint64 units = 1;

  for (int i = 0; i < decimals; i++)
    units *= 10;
  return units;
}

static char *
work_out_sum (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field)
{
  const DoudiFormField *number = find_number (g_ptr_array_index (field->of, 0));
  gboolean any = FALSE;
  gint64 sum = 0;

  for (guint i = 0; i < field->of->len; i++)
    {
      const DoudiFormField *of = g_ptr_array_index (field->of, i);
      gboolean elsewhere = of->section->table && of->section != field->section;
      guint n = elsewhere ? doudi_form_answers_get_n_rows (answers, of->section) : 1;

      for (guint j = 0; j < n; j++)
        any = add_units (answers, elsewhere ? j : row_of (field, of, row), of, &sum) || any;
    }
  if (!any)
    return NULL;
  if (number->type == DOUDI_FORM_MONEY)
    return doudi_money_format (sum);
  return doudi_ratio_format ((DoudiRatio){ sum, units_in_one (number->decimals) });
}

static char *
work_out_capitals (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field)
{
  const DoudiFormField *of = g_ptr_array_index (field->of, 0);
  DoudiFen fen;

  if (!doudi_money_parse (doudi_form_answers_get (answers, row_of (field, of, row), of), &fen))
    return NULL;
  return doudi_capitals_from_fen (fen);
}

static char *
work_out (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field, DoudiDay day)
{
  switch (field->compute)
    {
    case DOUDI_COMPUTE_SEX:
      return g_strdup (doudi_sex_name (get_identity (answers, row, field).sex));
    case DOUDI_COMPUTE_BIRTH:
      return doudi_day_format_iso (get_identity (answers, row, field).birth);
    case DOUDI_COMPUTE_AGE:
      return work_out_age (answers, row, field, day);
    case DOUDI_COMPUTE_ROWS:
      return work_out_rows (answers, field);
    case DOUDI_COMPUTE_SUM:
      return work_out_sum (answers, row, field);
    case DOUDI_COMPUTE_TICKED:
      return work_out_ticked (answers, field);
    case DOUDI_COMPUTE_CAPITALS:
      return work_out_capitals (answers, row, field);
    case DOUDI_COMPUTE_CARD_CLASS:
      return g_strdup (
        doudi_disability_class_name (get_card (answers, row, field).disability_class));
    case DOUDI_COMPUTE_CARD_GRADE:
      return work_out_grade (answers, row, field);
    case DOUDI_COMPUTE_NOTHING:
    case DOUDI_N_COMPUTES:
    default:
      return NULL;
    }
}

/* What a field comes to, "" if it cannot be told; an option that the form does not offer is none.
 */
char *
doudi_form_answers_work_out (const DoudiFormAnswers *answers,
                             guint row,
                             const DoudiFormField *field,
                             DoudiDay day)
{
  g_autofree char *text = work_out (answers, row, field, day);

  if (text == NULL
      || (field->options->len > 0 && doudi_form_field_find_option (field, text) == NULL))
    return g_strdup ("");
  return g_steal_pointer (&text);
}

static void
compute_row (DoudiFormAnswers *answers, const DoudiFormSection *section, guint row, DoudiDay day)
{
  for (guint i = 0; i < section->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (section->fields, i);
      g_autofree char *text = NULL;

      if (field->compute == DOUDI_COMPUTE_NOTHING
          || doudi_form_answers_was_typed (answers, row, field))
        continue;
      text = doudi_form_answers_work_out (answers, row, field, day);
      doudi_form_answers_set_computed (answers, row, field, text);
    }
}

/**
 * doudi_form_answers_compute:
 * @answers: answers
 * @day: the day of the form, for ages; %DOUDI_DAY_NONE for no ages
 *
 * Computes what follows from other answers. What a person typed over stays as it is.
 */
void
doudi_form_answers_compute (DoudiFormAnswers *answers, DoudiDay day)
{
  const DoudiForm *form = doudi_form_answers_get_form (answers);

  for (guint i = 0; i < form->sections->len; i++)
    {
      const DoudiFormSection *section = g_ptr_array_index (form->sections, i);

      for (guint row = 0; row < doudi_form_answers_get_n_rows (answers, section); row++)
        compute_row (answers, section, row, day);
    }
}
