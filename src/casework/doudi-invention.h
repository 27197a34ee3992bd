/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-day.h"
#include "store/doudi-import-batch.h"

G_BEGIN_DECLS

/**
 * DoudiInvention:
 *
 * Invents households for a demonstration: the same seed invents the same ones, on every machine.
 * Nobody is meant: identity numbers are valid but have serials from 900 on, which are hardly ever
 * given out.
 */
typedef struct _DoudiInvention DoudiInvention;

/**
 * DoudiInventionKind:
 * @DOUDI_INVENTION_LOW_INCOME: a household of one to six on low income; some members have a
 *   disability card and draw the subsidies
 * @DOUDI_INVENTION_SPECIAL_HARDSHIP: a person alone, at home or in an institution
 * @DOUDI_INVENTION_CHILD: an orphan or an unsupported child
 */
typedef enum
{
  DOUDI_INVENTION_LOW_INCOME,
  DOUDI_INVENTION_SPECIAL_HARDSHIP,
  DOUDI_INVENTION_CHILD,
} DoudiInventionKind;

DoudiInvention *doudi_invention_new (const char *county, guint64 seed, DoudiDay today);
void doudi_invention_free (DoudiInvention *invention);
guint doudi_invention_below (DoudiInvention *invention, guint n);
DoudiInventionKind doudi_invention_choose_kind (DoudiInvention *invention);
DoudiStagedHousehold *doudi_invention_household (DoudiInvention *invention, DoudiInventionKind kind, const char *village);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiInvention, doudi_invention_free)

G_END_DECLS
