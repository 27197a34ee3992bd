/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "policy-fixture.h"
#include "policy/doudi-staffing.h"

#define INSTITUTION "institution-staff"
#define CASELOAD "caseload-staff"
#define SHANDONG(rest) "{'rule': 'shandong-2017', " rest "}"
#define PLAN(rest) "{'rule': 'gannan-2018', " rest "}"

static const PolicyCase cases[] = {
  { "shandong-2017/1/whole", INSTITUTION, SHANDONG ("'able': 10, 'partly': 6, 'unable': 3"),
    "{'staff': null, 'care_staff': 3}" },
  /* A part of a person at each level is a whole one. */
  { "shandong-2017/1/one-more-each", INSTITUTION, SHANDONG ("'able': 11, 'partly': 7, 'unable': 4"),
    "{'care_staff': 6}" },
  { "shandong-2017/1/one-each", INSTITUTION, SHANDONG ("'able': 1, 'partly': 1, 'unable': 1"),
    "{'care_staff': 3}" },
  { "shandong-2017/1/nobody", INSTITUTION, SHANDONG ("'able': 0, 'partly': 0, 'unable': 0"),
    "{'staff': null, 'care_staff': 0}" },
  { "shandong-2017/1/only-unable", INSTITUTION, SHANDONG ("'unable': 31"), "{'care_staff': 11}" },
  { "2018/2.2.2/whole", INSTITUTION, PLAN ("'able': 1, 'partly': 6, 'unable': 3"),
    "{'staff': 1, 'care_staff': 2}" },
  { "2018/2.2.2/one-more", INSTITUTION, PLAN ("'able': 2, 'partly': 6, 'unable': 3"),
    "{'staff': 2, 'care_staff': 2}" },
  { "2018/2.2.2/only-able", INSTITUTION, PLAN ("'able': 27"), "{'staff': 3, 'care_staff': 0}" },
  { "2018/2.2.2/gap", INSTITUTION,
    PLAN ("'able': 27, 'partly': 14, 'unable': 10, 'present_staff': 4, 'present_care_staff': 9"),
    "{'staff': 6, 'staff_gap': 2, 'care_staff': 7, 'care_staff_gap': 0}" },
  { "shandong-2017/1/no-gap-without-a-rule", INSTITUTION,
    SHANDONG ("'able': 27, 'present_staff': 4"), "{'staff_gap': null, 'care_staff': 3}" },
  { "2018/2.2.2/before-it-was-known", INSTITUTION, PLAN ("'able': 1, 'known_on': '2018-05-31'"),
    "!no-standard" },
  { "fault/negative", INSTITUTION, PLAN ("'able': 1, 'partly': -1"), "!bad-data partly" },
  { "fault/nobody-named", INSTITUTION, PLAN ("'month': '2018-01'"), "!bad-data able" },
  { "fault/a-text", INSTITUTION, PLAN ("'able': '7'"), "!bad-data able" },
  { "fault/no-rule-of-staff", INSTITUTION, "{'rule': 'gansu-2021', 'able': 1}",
    "!no-standard residents-per-care-staff" },
  { "fault/no-rule", INSTITUTION, "{'able': 1}", "!bad-data rule" },
  { "2018/3.3/nobody", CASELOAD, "{'recipients': 0}", "{'staff': 1}" },
  { "2018/3.3/one", CASELOAD, "{'recipients': 1}", "{'staff': 1}" },
  { "2018/3.3/one-more", CASELOAD, "{'recipients': 501}", "{'staff': 2}" },
  { "2018/3.3/whole", CASELOAD, "{'policy': 'gannan-2018', 'recipients': 1000}", "{'staff': 2}" },
  { "2018/3.3/gap", CASELOAD, "{'recipients': 1260, 'present_staff': 1}",
    "{'staff': 3, 'staff_gap': 2}" },
  { "fault/caseload/negative", CASELOAD, "{'recipients': -1}", "!bad-data recipients" },
  { "fault/caseload/nothing", CASELOAD, "{}", "!bad-data recipients" },
  { "fault/caseload/negative-staff", CASELOAD, "{'recipients': 1, 'present_staff': -1}",
    "!bad-data present_staff" },
  { "fault/caseload/no-rule", CASELOAD, "{'rule': 'shandong-2017', 'recipients': 1}",
    "!no-standard recipients-per-officer" },
};

static void
test_explanation (void)
{
  g_autoptr (DoudiPolicy) policy = policy_fixture_bundled ("gannan-2018", DOUDI_DAY_NONE);
  DoudiInstitutionFacts facts = { 0, { 0, 27, 14, 10 } };

  for (int language = 0; language <= DOUDI_LANGUAGE_CHINESE; language++)
    {
      g_autoptr (GPtrArray) institution = NULL;
      g_autoptr (GPtrArray) caseload = NULL;
      DoudiInstitutionStaff result;
      gint64 staff;

      institution
        = doudi_institution_staff (policy, &facts, (DoudiLanguage) language, &result, NULL);
      policy_fixture_check_lines (
        institution, "residents-per-staff residents-per-care-staff residents-per-care-staff", 0);
      caseload = doudi_caseload_staff (policy, 501, 0, (DoudiLanguage) language, &staff, NULL);
      policy_fixture_check_lines (caseload, "recipients-per-officer", 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  policy_fixture_add_cases ("/policy/staffing", cases, G_N_ELEMENTS (cases));
  g_test_add_func ("/policy/staffing/explanation", test_explanation);
  return g_test_run ();
}
