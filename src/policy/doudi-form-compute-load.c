/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What follows from other answers, in the file of a form.
 */

#include "config.h"

#include "policy/doudi-assessment-form-private.h"
#include "policy/doudi-form-private.h"

#include <glib/gi18n-lib.h>

#define BIT(type) (1u << DOUDI_FORM_##type)
#define NUMBERS (BIT (COUNT) | BIT (MONEY) | BIT (NUMBER) | BIT (COMPUTED))

/* What can be added up with what: counts, numbers by their decimals, money. */
#define NO_NUMBER (-1)
#define NUMBER_MONEY 100

/**
 * How:
 * @of: bits of the types of the fields it is computed from; 0 for a table
 * @result: bits of the types of the field itself
 * @several: whether it may be more than one
 * @elsewhere: whether they may be columns of another table
 */
typedef struct
{
  guint of;
  guint result;
  gboolean several;
  gboolean elsewhere;
} How;

static const How hows[DOUDI_N_COMPUTES] = {
  [DOUDI_COMPUTE_SEX] = { BIT (IDENTITY_NUMBER), BIT (CHOICE) | BIT (COMPUTED), FALSE, FALSE },
  [DOUDI_COMPUTE_BIRTH] = { BIT (IDENTITY_NUMBER), BIT (DAY) | BIT (COMPUTED), FALSE, FALSE },
  [DOUDI_COMPUTE_AGE] = { BIT (IDENTITY_NUMBER), BIT (COUNT) | BIT (COMPUTED), FALSE, FALSE },
  [DOUDI_COMPUTE_ROWS] = { 0, BIT (COUNT) | BIT (COMPUTED), FALSE, TRUE },
  [DOUDI_COMPUTE_SUM] = { NUMBERS, NUMBERS, TRUE, TRUE },
  [DOUDI_COMPUTE_TICKED] = { BIT (TICK), BIT (COUNT) | BIT (COMPUTED), FALSE, TRUE },
  [DOUDI_COMPUTE_CAPITALS] = { NUMBERS, BIT (TEXT) | BIT (COMPUTED), FALSE, FALSE },
  [DOUDI_COMPUTE_CARD_CLASS]
  = { BIT (DISABILITY_CARD), BIT (CHOICE) | BIT (COMPUTED), FALSE, FALSE },
  [DOUDI_COMPUTE_CARD_GRADE]
  = { BIT (DISABILITY_CARD), BIT (CHOICE) | BIT (COMPUTED), FALSE, FALSE },
};

static const char *const compute_members[] = { "how", "of", NULL };

static int
number_kind (const DoudiFormField *field)
{
  if (field->type == DOUDI_FORM_MONEY)
    return NUMBER_MONEY;
  if (field->type == DOUDI_FORM_COUNT || field->type == DOUDI_FORM_NUMBER)
    return field->decimals;
  if (field->type != DOUDI_FORM_COMPUTED)
    return NO_NUMBER;
  if (field->compute == DOUDI_COMPUTE_SUM)
    return number_kind (g_ptr_array_index (field->of, 0));
  return field->compute == DOUDI_COMPUTE_AGE || field->compute == DOUDI_COMPUTE_ROWS
             || field->compute == DOUDI_COMPUTE_TICKED
           ? 0
           : NO_NUMBER;
}

/* The field, before this one, that @key names. */
static const DoudiFormField *
find_field (const DoudiForm *form, const DoudiFormField *field, const How *how, const char *key)
{
  g_autofree char *column = g_strconcat (field->section->key, ".", key, NULL);
  const DoudiFormField *found = NULL;

  if (field->section->table)
    found = doudi_form_find_field (form, column);
  if (found == NULL)
    found = doudi_form_find_field (form, key);
  if (found == NULL || !found->section->table || found->section == field->section)
    return found;
  return how->elsewhere ? found : NULL;
}

/* Whether @of can be computed with, as the first of them was. */
static gboolean
fits (const DoudiFormField *field, const How *how, const DoudiFormField *of)
{
  if (of == NULL || (how->of & (1u << of->type)) == 0)
    return FALSE;
  if (how->of != NUMBERS)
    return field->compute != DOUDI_COMPUTE_TICKED
           || (of->section->table && of->section != field->section);
  if (field->compute == DOUDI_COMPUTE_CAPITALS)
    return number_kind (of) == NUMBER_MONEY;
  if (field->of->len > 0)
    return number_kind (of) == number_kind (g_ptr_array_index (field->of, 0));
  return number_kind (of) != NO_NUMBER
         && (field->type == DOUDI_FORM_COMPUTED || number_kind (field) == number_kind (of));
}

static gboolean
load_table (const DoudiForm *form,
            DoudiFormField *field,
            const char *key,
            const DoudiJsonValue *list,
            GError **error)
{
  const DoudiFormSection *table = doudi_form_find_section (form, key);

  if (table != NULL && table->table && table != field->section)
    {
      field->of_section = table;
      return TRUE;
    }
  doudi_json_value_set_error (doudi_json_array_get (list, 0), error,
                              _ ("there is no table “%s” before this field"), key);
  return FALSE;
}

static gboolean
load_of (const DoudiForm *form,
         DoudiFormField *field,
         const DoudiJsonValue *list,
         char **keys,
         GError **error)
{
  const How *how = &hows[field->compute];

  for (guint i = 0; keys[i] != NULL; i++)
    {
      const DoudiFormField *of = find_field (form, field, how, keys[i]);

      if (!fits (field, how, of))
        {
          doudi_json_value_set_error (doudi_json_array_get (list, i), error,
                                      _ ("“%s” is no field before this one from which “%s” could "
                                         "be computed here"),
                                      keys[i], doudi_form_compute_words ()[field->compute]);
          return FALSE;
        }
      g_ptr_array_add (field->of, (gpointer) of);
      if (field->compute == DOUDI_COMPUTE_TICKED)
        field->of_section = of->section;
    }
  return TRUE;
}

/* Whether a field of its type can hold the result. */
static gboolean
check_result (const DoudiFormField *field, const DoudiJsonValue *compute, GError **error)
{
  if ((hows[field->compute].result & (1u << field->type)) != 0)
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (compute, "how"), error,
                              _ ("“%s” cannot be computed into a field of the type “%s”"),
                              doudi_form_compute_words ()[field->compute],
                              doudi_form_type_name (field->type));
  return FALSE;
}

static gboolean
load_keys (const DoudiForm *form,
           DoudiFormField *field,
           const DoudiJsonValue *compute,
           GError **error)
{
  const DoudiJsonValue *list = NULL;
  g_auto (GStrv) keys = NULL;

  if (!doudi_form_get_list (compute, "of", &list, error)
      || !doudi_json_array_dup_strings (list, &keys, error))
    return FALSE;
  if (keys[1] != NULL && !hows[field->compute].several)
    {
      doudi_json_value_set_error (list, error, _ ("“%s” is computed from one field only"),
                                  doudi_form_compute_words ()[field->compute]);
      return FALSE;
    }
  if (field->compute == DOUDI_COMPUTE_ROWS)
    return load_table (form, field, keys[0], list, error);
  return load_of (form, field, list, keys, error);
}

/* The member "compute" of the field @object, whose type and decimals are known. */
gboolean
doudi_form_compute_load (const DoudiForm *form,
                         const DoudiJsonValue *object,
                         DoudiFormField *field,
                         GError **error)
{
  const DoudiJsonValue *compute = NULL;
  int how = DOUDI_COMPUTE_NOTHING;

  if (!doudi_json_get_object (object, "compute",
                              field->type == DOUDI_FORM_COMPUTED ? DOUDI_JSON_REQUIRED
                                                                 : DOUDI_JSON_OPTIONAL,
                              &compute, error))
    return FALSE;
  if (compute == NULL)
    return TRUE;
  if (!doudi_json_check_members (compute, compute_members, error)
      || !doudi_json_get_word (compute, "how", DOUDI_JSON_REQUIRED, doudi_form_compute_words (),
                               &how, error))
    return FALSE;
  field->compute = (DoudiFormComputeKind) how;
  return check_result (field, compute, error) && load_keys (form, field, compute, error);
}
