/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"
#include "casework/doudi-what-if.h"

G_BEGIN_DECLS

/**
 * DoudiWhatIfAnswer:
 * @document: what was asked about
 * @what_if: what came out
 * @at: at what time of the day, for a person
 *
 * Reference counted, immutable: the worker may still write it to a file while the page has another
 * one.
 */
typedef struct
{
  DoudiPolicyDocument *document;
  DoudiWhatIf *what_if;
  char *at;
} DoudiWhatIfAnswer;

DoudiWhatIfAnswer *doudi_what_if_answer_new (DoudiPolicyDocument *document, DoudiWhatIf *what_if);
void doudi_what_if_answer_unref (DoudiWhatIfAnswer *answer);
void doudi_what_if_answer_save (DoudiWhatIfAnswer *answer, DoudiPage *page);

G_END_DECLS
