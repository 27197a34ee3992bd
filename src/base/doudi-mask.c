/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "base/doudi-mask.h"

#include "base/doudi-text.h"

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
