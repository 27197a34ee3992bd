/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * One answer as people type it: its canonical form, or what is wrong with it. Nothing here depends
 * on the day or on other answers.
 */

#include "config.h"

#include "policy/doudi-form-private.h"

#include "base/doudi-bank-account.h"
#include "base/doudi-disability-card.h"
#include "base/doudi-division-code.h"
#include "base/doudi-identity-number.h"
#include "base/doudi-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of sentences; in a cell or a name they would be ordinary ones. */
#define MARKS "，；：！？（）"

#define DIGITS "0123456789"
/* Of a phone number: without an area code, with a long one. */
#define PHONE_LEAST 7
#define PHONE_MOST 12
#define MOBILE_LENGTH 11
#define COUNTRY_CODE "86"
#define TOWNSHIP_LENGTH 9
#define VILLAGE_LENGTH 12
/* How many options a message names. */
#define OPTIONS_NAMED 12
/* Stands for bytes that were no UTF-8. */
#define REPLACEMENT "\xef\xbf\xbd"

static void
fail (DoudiFormValue *value, const char *problem, char *message)
{
  value->problem = problem;
  value->message = message;
}

static void
accept (DoudiFormValue *value, char *text)
{
  g_free (value->text);
  value->text = text;
}

/* A line of a text in sentences: normalised between its marks, which stay Chinese. */
static char *
normalise_line (const char *line)
{
  GString *text = g_string_new (NULL);
  const char *start = line;

  for (const char *p = line; start != NULL; p = g_utf8_next_char (p))
    {
      g_autofree char *part = NULL;
      g_autofree char *normal = NULL;

      if (*p != '\0' && g_utf8_strchr (MARKS, -1, g_utf8_get_char (p)) == NULL)
        continue;
      part = g_strndup (start, (gsize) (p - start));
      normal = doudi_text_normalise (part);
      g_string_append (text, normal);
      start = *p != '\0' ? g_utf8_next_char (p) : NULL;
      if (start != NULL)
        g_string_append_len (text, p, start - p);
    }
  return g_string_free (text, FALSE);
}

/* Several lines, each normalised; no empty ones at the ends. */
static char *
normalise_lines (const char *typed)
{
  g_auto (GStrv) lines = g_strsplit (typed, "\n", -1);
  g_autofree char *joined = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_utf8_validate (lines[i], -1, NULL) ? normalise_line (lines[i])
                                                        : doudi_text_normalise (lines[i]);

      g_free (lines[i]);
      lines[i] = line;
    }
  joined = g_strjoinv ("\n", lines);
  return g_strdup (g_strstrip (joined));
}

static char *
normalise_text (const DoudiFormField *field, const char *typed)
{
  if (field->type == DOUDI_FORM_LINES)
    return normalise_lines (typed);
  return doudi_form_meaning_is_name (field->meaning) ? doudi_text_normalise_name (typed)
                                                     : doudi_text_normalise (typed);
}

static void
read_text (const DoudiFormField *field, const char *typed, DoudiFormValue *value)
{
  g_autofree char *text = normalise_text (field, typed);
  glong length = g_utf8_strlen (text, -1);

  if (doudi_text_has_invisible (typed) || strstr (typed, REPLACEMENT) != NULL)
    fail (value, "character",
          g_strdup (_ ("There are characters in it that cannot be seen or read. Delete it and type "
                       "it again.")));
  else if (length > field->most)
    fail (value, "length",
          g_strdup_printf (_ ("It has %ld characters; there is room for %ld. Make it shorter."),
                           length, (glong) field->most));
  else if (*text != '\0' && doudi_form_meaning_is_name (field->meaning)
           && !doudi_text_is_name (text))
    fail (value, "character",
          g_strdup (_ ("This is not the name of a person. Leave out digits, brackets and other "
                       "marks.")));
  else
    accept (value, g_steal_pointer (&text));
}

static gint64
units_in_one (int decimals)
{
  gint64 units = 1;

  for (int i = 0; i < decimals; i++)
    units *= 10;
  return units;
}

/* A number in units of its last decimal; FALSE if it is none or has more decimals. */
gboolean
doudi_form_number_read (const char *text, int decimals, gint64 *units)
{
  DoudiRatio ratio;

  return doudi_ratio_parse_decimal (text, &ratio)
         && doudi_ratio_to_units (ratio, units_in_one (decimals), units);
}

static char *
format_number (const DoudiFormField *field, gint64 units)
{
  if (field->type == DOUDI_FORM_MONEY)
    return doudi_money_format (units);
  return doudi_ratio_format ((DoudiRatio){ units, units_in_one (field->decimals) });
}

static void
fail_no_number (const DoudiFormField *field, DoudiFormValue *value)
{
  if (field->type == DOUDI_FORM_MONEY)
    fail (value, "character",
          g_strdup_printf (_ ("“%s” is not an amount. Enter yuan in digits, such as 1234.50."),
                           value->text));
  else if (field->decimals == 0)
    fail (value, "character",
          g_strdup_printf (_ ("“%s” is not a whole number. Enter it in digits."), value->text));
  else
    fail (value, "character",
          g_strdup_printf (ngettext ("“%s” is not a number with at most %d decimal. Enter it in "
                                     "digits.",
                                     "“%s” is not a number with at most %d decimals. Enter it in "
                                     "digits.",
                                     (gulong) field->decimals),
                           value->text, field->decimals));
}

static void
read_number (const DoudiFormField *field, const char *typed, DoudiFormValue *value)
{
  gint64 units = 0;
  gboolean is_number = field->type == DOUDI_FORM_MONEY
                         ? doudi_money_parse_sum (typed, &units)
                         : doudi_form_number_read (typed, field->decimals, &units);
  g_autofree char *least = format_number (field, field->least);
  g_autofree char *most = format_number (field, field->most);

  if (!is_number)
    fail_no_number (field, value);
  else if (units < field->least || units > field->most)
    fail (
      value, "range",
      g_strdup_printf (_ ("“%s” cannot be; it must be from %s to %s."), value->text, least, most));
  else
    accept (value, format_number (field, units));
}

static void
read_day (const char *typed, DoudiFormValue *value)
{
  DoudiDay day = doudi_day_parse (typed);

  if (day != DOUDI_DAY_NONE)
    accept (value, doudi_day_format_iso (day));
  else
    fail (value, "date",
          g_strdup_printf (_ ("“%s” is not a day. Enter year, month and day, such as 2018-6-8."),
                           value->text));
}

static void
read_month (const char *typed, DoudiFormValue *value)
{
  DoudiMonth month = doudi_month_parse (typed);

  if (month != DOUDI_MONTH_NONE)
    accept (value, doudi_month_format_iso (month));
  else
    fail (value, "date",
          g_strdup_printf (_ ("“%s” is not a month. Enter year and month, such as 2018-6."),
                           value->text));
}

/* The option with this key or label. */
static const DoudiFormOption *
match_option (const DoudiFormField *field, const char *written)
{
  g_autofree char *text = doudi_text_normalise (written);
  const DoudiFormOption *option = doudi_form_field_find_option (field, text);

  for (guint i = 0; option == NULL && i < field->options->len; i++)
    {
      const DoudiFormOption *other = g_ptr_array_index (field->options, i);

      if (g_strcmp0 (other->label.chinese, text) == 0
          || g_strcmp0 (other->label.english, text) == 0)
        option = other;
    }
  return option;
}

static void
fail_option (const DoudiFormField *field, const char *written, DoudiFormValue *value)
{
  GString *allowed = g_string_new (NULL);

  for (guint i = 0; i < MIN (field->options->len, OPTIONS_NAMED); i++)
    {
      const DoudiFormOption *option = g_ptr_array_index (field->options, i);

      g_string_append_printf (allowed, "%s%s", i > 0 ? ", " : "",
                              doudi_assessment_text_get (&option->label));
    }
  if (field->options->len > OPTIONS_NAMED)
    g_string_append (allowed, ", …");
  fail (value, "option",
        g_strdup_printf (_ ("“%s” is none of the answers; choose one of these: %s."), written,
                         allowed->str));
  g_string_free (allowed, TRUE);
}

static void
read_choice (const DoudiFormField *field, const char *typed, DoudiFormValue *value)
{
  const DoudiFormOption *option = match_option (field, typed);

  if (option != NULL)
    accept (value, g_strdup (option->key));
  else
    fail_option (field, value->text, value);
}

/* The keys of those options that are chosen, in the order of the form. */
static char *
join_chosen (const DoudiFormField *field, const gboolean *chosen)
{
  GString *keys = g_string_new (NULL);

  for (guint i = 0; i < field->options->len; i++)
    {
      const DoudiFormOption *option = g_ptr_array_index (field->options, i);

      if (chosen[i])
        g_string_append_printf (keys, "%s%s", keys->len > 0 ? "," : "", option->key);
    }
  return g_string_free (keys, FALSE);
}

/* What stands between commas, also the Chinese ones. */
static char **
split_choices (const char *typed)
{
  g_autofree char *normal = doudi_text_normalise (typed);
  g_auto (GStrv) parts = g_strsplit (normal, "、", -1);
  g_autofree char *joined = g_strjoinv (",", parts);

  return g_strsplit (joined, ",", -1);
}

static void
read_choices (const DoudiFormField *field, const char *typed, DoudiFormValue *value)
{
  g_auto (GStrv) parts = split_choices (typed);
  g_autofree gboolean *chosen = g_new0 (gboolean, field->options->len);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const DoudiFormOption *option;
      guint at;

      if (*g_strstrip (parts[i]) == '\0')
        continue;
      option = match_option (field, parts[i]);
      if (option == NULL || !g_ptr_array_find (field->options, option, &at))
        {
          fail_option (field, parts[i], value);
          return;
        }
      chosen[at] = TRUE;
    }
  accept (value, join_chosen (field, chosen));
}

static void
read_tick (const char *typed, DoudiFormValue *value)
{
  static const char *const yes[] = { "yes", "true", "是", "√", "✓", "☑", NULL };
  static const char *const no[] = { "no", "false", "否", "×", "☐", NULL };
  g_autofree char *text = doudi_text_normalise (typed);

  if (g_strv_contains (yes, text))
    accept (value, g_strdup ("yes"));
  else if (g_strv_contains (no, text))
    accept (value, g_strdup ("no"));
  else
    fail (value, "option",
          g_strdup_printf (_ ("“%s” is neither yes nor no. Tick it or leave it."), value->text));
}

static void
read_identity_number (const char *typed, DoudiFormValue *value)
{
  DoudiIdentityNumber number = doudi_identity_number_parse (typed, DOUDI_DAY_NONE);

  if (doudi_identity_number_is_valid (&number))
    {
      value->was_15_digits = number.was_15_digits;
      accept (value, g_strdup (number.number));
    }
  else
    fail (value, doudi_identity_problem_name (number.problem),
          g_strdup (doudi_identity_problem_message (number.problem)));
}

/* Why the first 18 characters of a card are no identity number. */
static void
fail_card_number (const char *card, DoudiFormValue *value)
{
  g_autofree char *first = g_strndup (card, DOUDI_IDENTITY_LENGTH_FULL);
  DoudiIdentityNumber number = doudi_identity_number_parse (first, DOUDI_DAY_NONE);

  fail (value, doudi_identity_problem_name (number.problem),
        g_strdup (doudi_identity_problem_message (number.problem)));
}

static void
read_disability_card (const char *typed, DoudiFormValue *value)
{
  DoudiDisabilityCard card = doudi_disability_card_parse (typed, NULL, DOUDI_DAY_NONE);

  switch (card.problem)
    {
    case DOUDI_DISABILITY_CARD_VALID:
      accept (value, g_strdup (card.number));
      return;
    case DOUDI_DISABILITY_CARD_NUMBER:
      fail_card_number (card.number, value);
      return;
    case DOUDI_DISABILITY_CARD_CLASS:
      fail (value, "range",
            g_strdup (_ ("The 19th digit of the disability card is the class; it must be from 1 to "
                         "7. Compare it with the card.")));
      return;
    case DOUDI_DISABILITY_CARD_GRADE:
      fail (value, "range",
            g_strdup (_ ("The 20th digit of the disability card is the grade; it must be from 1 to "
                         "4. Compare it with the card.")));
      return;
    case DOUDI_DISABILITY_CARD_LENGTH:
    case DOUDI_DISABILITY_CARD_HOLDER:
    default:
      fail (value, "length",
            g_strdup (_ ("The number of a disability card has 20 to 22 characters, the identity "
                         "number first. Compare it with the card.")));
    }
}

static void
read_account (const char *typed, DoudiFormValue *value)
{
  DoudiBankAccount account = doudi_bank_account_parse (typed);
  g_autofree char *number = doudi_text_normalise_number (typed);

  if (account.valid)
    accept (value, g_strdup (account.number));
  else if (account.damaged_by_spreadsheet)
    fail (
      value, "character",
      g_strdup (_ ("A spreadsheet turned the account into a rounded number, the last digits are "
                   "lost. Enter it from the card or passbook.")));
  else if (strspn (number, DIGITS) != strlen (number))
    fail (value, "character",
          g_strdup (_ ("The account has characters that are no digits. Compare it with the card or "
                       "passbook.")));
  else
    fail (value, "length",
          g_strdup (_ ("An account has 8 to 32 digits. Compare it with the card or passbook.")));
}

/* The digits of a phone number, without marks between and the code of the country. */
static char *
strip_phone (const char *typed)
{
  g_autofree char *number = doudi_text_normalise_number (typed);
  GString *digits = g_string_new (NULL);
  const char *rest = *number == '+' ? number + 1 : number;

  for (; *rest != '\0'; rest++)
    {
      if (strchr ("-()", *rest) == NULL)
        g_string_append_c (digits, *rest);
    }
  if (digits->len == MOBILE_LENGTH + strlen (COUNTRY_CODE)
      && g_str_has_prefix (digits->str, COUNTRY_CODE))
    g_string_erase (digits, 0, (gssize) strlen (COUNTRY_CODE));
  return g_string_free (digits, FALSE);
}

static void
read_phone (const char *typed, DoudiFormValue *value)
{
  g_autofree char *number = strip_phone (typed);
  gsize length = strlen (number);

  if (strspn (number, DIGITS) != length)
    fail (value, "character",
          g_strdup_printf (_ ("“%s” has characters that are no digits. Enter one phone number."),
                           value->text));
  else if (length < PHONE_LEAST || length > PHONE_MOST
           || (*number == '1' && length != MOBILE_LENGTH && length > PHONE_LEAST + 1))
    fail (value, "length",
          g_strdup_printf (_ ("“%s” is not as long as a phone number. A mobile one has 11 digits, "
                              "another one 7 or 8 behind the code of the area."),
                           value->text));
  else
    accept (value, g_steal_pointer (&number));
}

static void
read_division (const char *typed, DoudiFormValue *value)
{
  g_autofree char *code = doudi_text_normalise_number (typed);
  gsize length = strlen (code);

  if (strspn (code, DIGITS) != length)
    fail (value, "character",
          g_strdup_printf (_ ("“%s” is no code of a place. Choose the village or township."),
                           value->text));
  else if (length != TOWNSHIP_LENGTH && length != VILLAGE_LENGTH)
    fail (value, "length",
          g_strdup_printf (_ ("“%s” has neither 9 nor 12 digits. Choose the village or township."),
                           value->text));
  else if (!doudi_division_code_parse (code).valid)
    fail (value, "range",
          g_strdup_printf (_ ("There is no place with a code like “%s”. Choose the village or "
                              "township."),
                           value->text));
  else
    accept (value, g_steal_pointer (&code));
}

static void
read_by_type (const DoudiFormField *field, const char *typed, DoudiFormValue *value)
{
  switch (field->type)
    {
    case DOUDI_FORM_TEXT:
    case DOUDI_FORM_LINES:
      read_text (field, typed, value);
      return;
    case DOUDI_FORM_COUNT:
    case DOUDI_FORM_MONEY:
    case DOUDI_FORM_NUMBER:
      read_number (field, typed, value);
      return;
    case DOUDI_FORM_DAY:
      read_day (typed, value);
      return;
    case DOUDI_FORM_MONTH:
      read_month (typed, value);
      return;
    case DOUDI_FORM_CHOICE:
      read_choice (field, typed, value);
      return;
    case DOUDI_FORM_CHOICES:
      read_choices (field, typed, value);
      return;
    case DOUDI_FORM_TICK:
      read_tick (typed, value);
      return;
    case DOUDI_FORM_IDENTITY_NUMBER:
      read_identity_number (typed, value);
      return;
    case DOUDI_FORM_DISABILITY_CARD:
      read_disability_card (typed, value);
      return;
    case DOUDI_FORM_ACCOUNT:
      read_account (typed, value);
      return;
    case DOUDI_FORM_PHONE:
      read_phone (typed, value);
      return;
    case DOUDI_FORM_DIVISION:
      read_division (typed, value);
      return;
    case DOUDI_FORM_FILLED:
    case DOUDI_FORM_COMPUTED:
    case DOUDI_FORM_PARAGRAPH:
    case DOUDI_FORM_SIGNATURE:
    case DOUDI_FORM_SEAL:
    case DOUDI_FORM_PHOTO:
    case DOUDI_N_FORM_TYPES:
    default:
      return;
    }
}

/* Reads what was typed for @field; nothing but spaces is no answer, and sound. */
void
doudi_form_value_read (const DoudiFormField *field, const char *typed, DoudiFormValue *value)
{
  g_autofree char *valid = NULL;
  g_autofree char *seen = NULL;

  if (typed == NULL)
    typed = "";
  if (!g_utf8_validate (typed, -1, NULL))
    typed = valid = g_utf8_make_valid (typed, -1);
  seen = doudi_text_normalise (typed);
  *value = (DoudiFormValue){ .text = g_strdup (typed) };
  if (*seen == '\0' && !doudi_text_has_invisible (typed))
    accept (value, g_strdup (""));
  else
    read_by_type (field, typed, value);
}

void
doudi_form_value_clear (DoudiFormValue *value)
{
  g_clear_pointer (&value->text, g_free);
  g_clear_pointer (&value->message, g_free);
  value->problem = NULL;
}
