/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-day.h"
#include "base/doudi-progress.h"

G_BEGIN_DECLS

/**
 * DoudiFounding:
 * @county: six digits
 * @policies: (nullable): ids of policy documents of the program; %NULL for every one that covers
 * the county and is no demonstration
 * @administrator: who is the first user
 * @password: of the administrator
 *
 * What a new caseload begins with.
 */
typedef struct
{
  const char *county;
  const char *const *policies;
  const char *administrator;
  const char *password;
  DoudiDay today;
} DoudiFounding;

/**
 * DoudiFounded:
 *
 * What a new caseload holds.
 */
typedef struct
{
  guint townships;
  guint villages;
} DoudiFounded;

gboolean doudi_founding_make (const char *path,
                              const DoudiFounding *founding,
                              const DoudiProgress *progress,
                              DoudiFounded *founded,
                              GError **error);

G_END_DECLS
