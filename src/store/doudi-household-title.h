/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-store.h"

G_BEGIN_DECLS

/**
 * DoudiHouseholdTitle:
 *
 * What a household is called, also one that is ended or in the bin: as it was known last.
 */
typedef struct
{
  char *township;
  char *village;
  char *head;
} DoudiHouseholdTitle;

gboolean doudi_household_title_get (DoudiStore *store,
                                    gint64 household_id,
                                    DoudiHouseholdTitle *title,
                                    GError **error);
char *doudi_household_title_format (const DoudiHouseholdTitle *title);
void doudi_household_title_clear (DoudiHouseholdTitle *title);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoudiHouseholdTitle, doudi_household_title_clear)

G_END_DECLS
