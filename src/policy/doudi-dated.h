/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-day.h"
#include "base/doudi-language.h"
#include "base/doudi-month.h"

G_BEGIN_DECLS

/**
 * DoudiDated:
 *
 * What every value of a policy document says of itself: when it holds, since when it is known, which
 * paper it is from and how sure it is.
 *
 * @valid_from: first month it holds for
 * @valid_to: first month it no longer holds for, %DOUDI_MONTH_NONE for open
 * @adopted_on: the day from which it is known
 * @number: document number of the paper, "" if it is not known
 * @sure: whether the paper itself gives the value
 * @source: paper and article, for the reader of an explanation
 * @note: what a reader should know, "" if nothing
 */
typedef struct
{
  DoudiMonth valid_from;
  DoudiMonth valid_to;
  DoudiDay adopted_on;
  char *number;
  gboolean sure;
  char *source;
  char *note;
} DoudiDated;

gboolean doudi_dated_is_in_force (const DoudiDated *dated, DoudiMonth month);
void doudi_dated_clear (DoudiDated *dated);

G_END_DECLS
