/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "app/doudi-page.h"
#include "casework/doudi-case-read.h"

G_BEGIN_DECLS

/* What a person says of a case in a small window: it is asked, recorded by the worker, and the page
 * says that it was, or why it was not. */
void doudi_case_record_event (DoudiPage *page, const DoudiCase *of, DoudiCaseEvent event);
void doudi_case_record_check (DoudiPage *page, const DoudiCase *of);
void doudi_case_record_check_answer (DoudiPage *page, const DoudiCase *of);
void doudi_case_record_against_score (DoudiPage *page, const DoudiCase *of);
void doudi_case_record_objection (DoudiPage *page, const DoudiCase *of);
void doudi_case_record_objection_answer (DoudiPage *page, const DoudiCase *of);

const DoudiCheckRow *doudi_case_find_check (const DoudiCase *of);
const DoudiFilledFormRow *doudi_case_find_scored (const DoudiCase *of, DoudiDay today);

G_END_DECLS
