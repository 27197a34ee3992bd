/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework-fixture.h"

#include "casework/doudi-case-list.h"
#include "casework/doudi-case-work.h"

/* Somebody of whom a form says something. @birth is "19600101". */
typedef struct
{
  const char *name;
  const char *birth;
  const char *relation;
  const char *health;
  const char *ability;
} CasePerson;

/* The days of a case of low income under the rules of 2018: the notice of the review hangs from the
 * 8th to the 14th, that before the approval from the 16th to the 22nd. */
#define DAY_OPEN "2018-06-04"
#define DAY_REVIEW "2018-06-06"
#define DAY_POSTED "2018-06-07"
#define DAY_ENDED "2018-06-15"
#define DAY_AGAIN_ENDED "2018-06-23"
#define DAY_DECIDE "2018-06-25"

char *case_identity (const CasePerson *person);
gint64 case_open (Casework *casework,
                  const char *form,
                  DoudiProgramme programme,
                  const char *answers,
                  const char *user,
                  const char *day);
gint64 case_open_low_income (Casework *casework,
                             const CasePerson *persons,
                             guint n_persons,
                             const char *more,
                             const char *day);
void case_fill (Casework *casework,
                gint64 id,
                const char *form,
                const char *answers,
                const char *user,
                const char *day);
void case_record (Casework *casework,
                  gint64 id,
                  DoudiCaseEvent event,
                  const char *words,
                  const char *user,
                  const char *day);
DoudiCase *case_read (Casework *casework, gint64 id, const char *day);
void case_work_to (Casework *casework, gint64 id, DoudiCaseStep step, const char *day);
void
case_work_as (Casework *casework, gint64 id, DoudiCaseStep step, const char *user, const char *day);

gint64 case_list (Casework *casework,
                  const char *kind,
                  DoudiProgramme programme,
                  const gint64 *cases,
                  guint n_cases,
                  const char *user,
                  const char *day);
gboolean case_decide (Casework *casework,
                      gint64 list,
                      const char *user,
                      const char *day,
                      DoudiCaseListResult *result,
                      GError **error);
void case_review (Casework *casework, const gint64 *cases, guint n_cases, DoudiProgramme programme);
void case_hang (Casework *casework, gint64 list, const char *posted, const char *ended);
gint64 case_bring_to_decision (Casework *casework,
                               const CasePerson *persons,
                               guint n_persons,
                               const char *more);
