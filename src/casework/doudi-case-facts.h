/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-disability-card.h"
#include "base/doudi-identity-number.h"
#include "casework/doudi-case-read.h"
#include "policy/doudi-income.h"

G_BEGIN_DECLS

/**
 * DoudiCaseMember:
 *
 * A person the case is about, as the forms say: a row of the members, or the subject of a programme
 * for one person. Texts belong to the answers of the case.
 *
 * @head: of the household
 * @birth: by the identity number, else as written; %DOUDI_DAY_NONE if neither says
 * @disability_class: of the card, else as written
 * @grade: 1 to 4, 0 without a card
 * @covered: proposed to be covered
 * @wages: of a year, fen
 */
typedef struct
{
  const char *name;
  const char *identity_number;
  const char *relation;
  gboolean head;
  DoudiSex sex;
  DoudiDay birth;
  const char *ethnicity;
  const char *health;
  const char *work_ability;
  const char *school;
  const char *employment;
  const char *disability_card;
  DoudiDisabilityClass disability_class;
  int grade;
  gboolean covered;
  DoudiFen wages;
} DoudiCaseMember;

GArray *doudi_case_list_members (const DoudiCase *self, DoudiDay today);
const DoudiCaseMember *doudi_case_find_subject (const GArray *members, DoudiProgramme programme);
guint doudi_case_count_covered (const GArray *members);
GPtrArray *doudi_case_name_persons (const DoudiFormAnswers *answers);
const DoudiApplicationPerson *doudi_case_find_drawing (const GPtrArray *persons);
gboolean doudi_case_is_kin (const GPtrArray *persons);
gboolean doudi_case_is_minor (const GPtrArray *persons, DoudiDay today);
gboolean doudi_case_income (const DoudiCase *self, const GArray *members, DoudiHouseholdIncome *income);
gboolean doudi_case_assets (const DoudiCase *self, DoudiFen *assets);
gboolean doudi_case_has_authorisation (const DoudiCase *self, const char *identity_number, const char *name, DoudiDay day);
const char *doudi_case_find (const DoudiCase *self, DoudiFormMeaning meaning);

G_END_DECLS
