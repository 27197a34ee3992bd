/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "policy/doudi-policy-document.h"

G_BEGIN_DECLS

/**
 * DoudiPolicyValue:
 *
 * One thing that a policy document says, in the reader's language.
 *
 * @what: the programme and the part, or what the value is called
 * @whom: whom it is for; never empty
 * @value: a number with separators, or a word
 * @unit: "" where the value needs none
 * @valid_from: first month it counts for
 * @valid_to: first month it no longer counts for, %DOUDI_MONTH_NONE for open
 * @adopted_on: the day from which it is known
 * @number: document number of the paper, "" if it is not known
 * @source: paper and article
 * @sure: whether the paper itself says so
 * @note: "" for none
 */
typedef struct
{
  char *what;
  char *whom;
  char *value;
  char *unit;
  DoudiMonth valid_from;
  DoudiMonth valid_to;
  DoudiDay adopted_on;
  char *number;
  char *source;
  gboolean sure;
  char *note;
} DoudiPolicyValue;

GPtrArray *doudi_policy_values_list (const DoudiPolicyDocument *document);
guint doudi_policy_values_count_unsure (GPtrArray *values);

G_END_DECLS
