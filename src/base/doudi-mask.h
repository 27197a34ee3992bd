/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * DoudiMaskPurpose:
 * @DOUDI_MASK_SCREEN: seen by one member of staff
 * @DOUDI_MASK_NOTICE: hangs on a wall
 */
typedef enum
{
  DOUDI_MASK_SCREEN,
  DOUDI_MASK_NOTICE,
} DoudiMaskPurpose;

char *doudi_mask_identity_number (const char *number, DoudiMaskPurpose purpose);
char *doudi_mask_account (const char *number, DoudiMaskPurpose purpose);
char *doudi_mask_phone (const char *number, DoudiMaskPurpose purpose);
char *doudi_mask_text (const char *text);

G_END_DECLS
