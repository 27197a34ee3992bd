/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-mask.h"

#include <string.h>

#include "base/doudi-text.h"

/* Longer runs of digits inside a text are numbers of persons, cards, accounts or telephones. */
#define DIGITS_SHOWN_MAX 6
#define DIGITS_TAIL 4

/* Covers all but the first HEAD and the last TAIL characters with stars. At least as many are
 * covered as are left at the end; what is too short for that shows less or nothing. */
static char *
mask (const char *number, glong head, glong tail)
{
  g_autofree char *normal = doudi_text_normalise_number (number);
  glong length = g_utf8_strlen (normal, -1);
  GString *masked = g_string_new (NULL);

  if (length < head + 2 * tail)
    head = 0;
  if (length < 2 * tail)
    tail = 0;
  g_string_append_len (masked, normal, g_utf8_offset_to_pointer (normal, head) - normal);
  for (glong i = head; i < length - tail; i++)
    g_string_append_c (masked, '*');
  g_string_append (masked, g_utf8_offset_to_pointer (normal, length - tail));
  return g_string_free (masked, FALSE);
}

/**
 * doudi_mask_identity_number:
 * @number: (nullable): a resident identity number, right or wrong
 * @purpose: where it will be seen
 *
 * Covers an identity number: "623021********001X" on a screen, nothing at all on a notice. Shorter
 * text shows less.
 *
 * Returns: (nullable) (transfer full): the covered number; %NULL if nothing may be shown or
 *   @number is %NULL
 */
char *
doudi_mask_identity_number (const char *number, DoudiMaskPurpose purpose)
{
  return number == NULL || purpose != DOUDI_MASK_SCREEN ? NULL : mask (number, 6, 4);
}

/**
 * doudi_mask_account:
 * @number: (nullable): a bank account
 * @purpose: where it will be seen
 *
 * Covers all but the last four digits of an account on a screen; nothing is shown on a notice.
 *
 * Returns: (nullable) (transfer full): the covered number; %NULL if nothing may be shown or
 *   @number is %NULL
 */
char *
doudi_mask_account (const char *number, DoudiMaskPurpose purpose)
{
  return number == NULL || purpose != DOUDI_MASK_SCREEN ? NULL : mask (number, 0, 4);
}

/**
 * doudi_mask_phone:
 * @number: (nullable): a telephone number
 * @purpose: where it will be seen
 *
 * Covers a telephone number: "139****6761" on a screen, nothing at all on a notice.
 *
 * Returns: (nullable) (transfer full): the covered number; %NULL if nothing may be shown or
 *   @number is %NULL
 */
char *
doudi_mask_phone (const char *number, DoudiMaskPurpose purpose)
{
  return number == NULL || purpose != DOUDI_MASK_SCREEN ? NULL : mask (number, 3, 4);
}

static gsize
length_of_digits (const char *text)
{
  gsize length = strspn (text, "0123456789");

  return length > 0 && (text[length] == 'X' || text[length] == 'x') ? length + 1 : length;
}

/**
 * doudi_mask_text:
 * @text: (not nullable): what somebody wrote
 *
 * Covers longer runs of digits inside a text but for their last four: numbers of persons, cards,
 * accounts and telephones.
 *
 * Returns: (transfer full): the covered text
 */
char *
doudi_mask_text (const char *text)
{
  GString *masked = g_string_new (NULL);

  while (*text != '\0')
    {
      gsize length = length_of_digits (text);
      gsize covered = length > DIGITS_SHOWN_MAX ? length - DIGITS_TAIL : 0;

      for (gsize i = 0; i < covered; i++)
        g_string_append_c (masked, '*');
      g_string_append_len (masked, text + covered, (gssize) (MAX (length, 1) - covered));
      text += MAX (length, 1);
    }
  return g_string_free (masked, FALSE);
}
