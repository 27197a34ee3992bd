/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "base/doudi-day.h"
#include "casework/doudi-case-work.h"

/* Invented families at the counter, and the papers that are filled in for them: the answers of the
 * forms that come with the program, as JSON. */

/*
 * CounterFamily:
 * @births: of all members, the head (or whom it is about) first, with spaces between; the second is
 *   the spouse, all others are children
 * @benefit_class: that the visit proposes, 0 for none
 * @income: what the visit finds besides wages, a year, yuan
 * @care: "home", "institution" or ""
 * @detail: of an orphan or an unsupported child the situation of the mother, of a disability class
 *   and grade ("limb 2"), of temporary aid its kind, persons and months, or the sum ("urgent-small
 *   600")
 * @kin: (nullable): the identity number of an official of whom it is near kin, may be ""
 */
typedef struct
{
  DoudiProgramme programme;
  const char *residence;
  const char *births;
  int benefit_class;
  const char *income;
  const char *care;
  const char *detail;
  const char *kin;
} CounterFamily;

char *counter_name (guint serial);
char *counter_number (const char *birth, guint serial);
const char *counter_application_form (DoudiProgramme programme);
char *counter_application (const CounterFamily *family, guint serial, const char *village, const char *day);
char *counter_authorisation (const CounterFamily *family, guint serial, const char *day);
char *counter_visit (const CounterFamily *family, guint serial, const char *day);
char *counter_self_care (const char *day);
char *counter_hearing (const char *day);

gint64 counter_open (DoudiSession *session, const CounterFamily *family, guint serial, const char *village, const char *day, gboolean urgent);
gboolean counter_fill (DoudiSession *session, gint64 id, const char *form, const char *json, const char *day, GError **error);
gboolean counter_do (DoudiSession *session, gint64 id, const CounterFamily *family, guint serial, DoudiCaseStep step, const char *day, GError **error);
