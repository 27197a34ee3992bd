/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "case-fixture.h"

#include "casework/doudi-case-filling.h"

#include "store/doudi-registry.h"

#define SUBJECT                                                                                    \
  "\"residence\": \"rural\", \"applied_on\": \"" DAY_OPEN "\", \"living_division\": \"%s\","       \
  " \"village_group\": \"三社\", \"pledge\": true, \"account_number\": \"6217009999999990001\"," \
  " \"subject_number\": \"%s\", \"subject_name\": \"%s\""

static const CasePerson zhaxi[] = { { "才让扎西", "19600101", "head", "chronic", "unable" },
                                    { "拉毛草", "19620202", "spouse", "chronic", "unable" },
                                    { "完代", "20060303", "son", "healthy", "unable" } };
static const CasePerson old_man[] = { { "尕藏", "19480707", "head", "chronic", "unable" } };
static const CasePerson child[] = { { "丹增", "20100909", "head", "healthy", "unable" } };
static const CasePerson disabled[] = { { "桑吉", "19700404", "head", "disabled", "unable" } };

/* With the amounts made up for demonstrations, which have one for every programme. */
static void
set_up (Casework *casework, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiPolicyDocument) document = doudi_policy_document_load_bundled ("demo", &error);
  gint64 id;

  casework_set_up (casework, data);
  g_assert_no_error (error);
  doudi_policies_propose (casework_session (casework, ADMINISTRATOR, DAY_OPEN), document, &id,
                          &error);
  g_assert_no_error (error);
  doudi_policies_adopt (casework_session (casework, DIRECTOR, DAY_OPEN), document, &id, &error);
  g_assert_no_error (error);
}

static DoudiCaseListResult
decide (Casework *casework, gint64 id, DoudiProgramme programme)
{
  gint64 list = case_list (casework, "approval", programme, &id, 1, REVIEWER, DAY_DECIDE);
  g_autoptr (GError) error = NULL;
  DoudiCaseListResult result;

  case_decide (casework, list, DIRECTOR, DAY_DECIDE, &result, &error);
  g_assert_no_error (error);
  return result;
}

static DoudiDecisionRow *
decision_of (Casework *casework, gint64 id)
{
  g_autoptr (GError) error = NULL;
  DoudiDecisionRow *row = doudi_application_get_decision (casework->store, id, &error);

  g_assert_no_error (error);
  g_assert_nonnull (row);
  return row;
}

static DoudiAwardRow *
award_of (Casework *casework, const DoudiDecisionRow *decision)
{
  g_autoptr (GError) error = NULL;
  DoudiAwardRow *award = doudi_award_get (casework->store, decision->award_id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (award->terms->len, ==, 1);
  return award;
}

static DoudiHousehold *
household_of (Casework *casework, gint64 id)
{
  g_autoptr (GError) error = NULL;
  DoudiHousehold *household
    = doudi_registry_get_household (casework->store, id, doudi_day_parse_iso (DAY_DECIDE), &error);

  g_assert_no_error (error);
  return household;
}

static const DoudiMember *
member_at (const DoudiHousehold *household, guint index)
{
  g_assert_cmpuint (index, <, household->members->len);
  return g_ptr_array_index (household->members, index);
}

static const char *
fact (const DoudiMember *member, const char *kind)
{
  return g_hash_table_lookup (member->circumstances, kind);
}

static void
test_low_income (Casework *casework, gconstpointer data)
{
  gint64 id = case_bring_to_decision (casework, zhaxi, G_N_ELEMENTS (zhaxi),
                                      "\"living_address\": \"九甲村三社\", \"phone\":"
                                      " \"13800000001\"");
  DoudiCaseListResult result = decide (casework, id, DOUDI_PROGRAMME_LOW_INCOME);
  g_autoptr (DoudiDecisionRow) decision = decision_of (casework, id);
  g_autoptr (DoudiAwardRow) award = award_of (casework, decision);
  const DoudiAwardTermRow *term = &g_array_index (award->terms, DoudiAwardTermRow, 0);
  g_autoptr (DoudiHousehold) household = household_of (casework, award->household_id);
  g_autoptr (DoudiApplicationRow) row = doudi_application_get (casework->store, id, NULL);
  g_autoptr (GPtrArray) found = NULL;
  gint64 total;

  g_assert_cmpuint (result.awards, ==, 1);
  g_assert_true (decision->granted);
  g_assert_cmpstr (decision->organ, ==, "county");
  g_assert_cmpint (decision->persons, ==, 3);
  g_assert_cmpint (decision->benefit_class, ==, 2);
  g_assert_cmpint (decision->amount, ==, 3 * 29000 + 9600);
  g_assert_cmpint (decision->first_month, ==, 201807);
  g_assert_cmpstr (decision->decided_by, ==, DIRECTOR);
  g_assert_cmpstr (award->programme, ==, "low-income");
  g_assert_cmpstr (award->residence, ==, "rural");
  g_assert_cmpstr (award->person_name, ==, "才让扎西");
  g_assert_cmpint (award->first_month, ==, 201807);
  g_assert_cmpint (term->from, ==, 201807);
  g_assert_cmpint (term->persons, ==, 3);
  g_assert_cmpint (term->benefit_class, ==, 2);
  g_assert_cmpint (term->key_persons[DOUDI_KEY_MINOR], ==, 1);
  g_assert_false (term->single_person);
  g_assert_cmpint (row->household_id, ==, household->id);
  g_assert_cmpstr (household->division_code, ==, casework->village);
  g_assert_cmpstr (household->village_group, ==, "三社");
  g_assert_cmpstr (household->address, ==, "九甲村三社");
  g_assert_cmpuint (household->accounts->len, ==, 1);
  g_assert_cmpuint (household->members->len, ==, 3);
  g_assert_cmpstr (member_at (household, 0)->relation, ==, "head");
  g_assert_cmpstr (member_at (household, 1)->relation, ==, "配偶");
  g_assert_cmpstr (member_at (household, 2)->birth_date, ==, "2006-03-03");
  g_assert_cmpstr (fact (member_at (household, 0), "work-ability"), ==, "无劳动能力");
  g_assert_cmpstr (fact (member_at (household, 0), "health"), ==, "慢性病");
  found = doudi_registry_search (casework->store, "ctzx", 10, &total, NULL);
  g_assert_cmpint (total, ==, 0);
  g_ptr_array_unref (found);
  found = doudi_registry_search (casework->store, "crzx", 10, &total, NULL);
  g_assert_cmpint (total, ==, 1);
  g_assert_cmpint (
    casework_ask (casework, "SELECT count(*) FROM person WHERE source = 'application:1'"), ==, 3);
  g_assert_cmpint (
    casework_ask (casework, "SELECT count(*) FROM membership WHERE valid_from = '" DAY_OPEN "'"),
    ==, 3);
  g_assert_true (casework_verifies (casework, NULL));
}

/* What a decided case prints is what held on that day, though the standard has risen since. */
static void
test_printed (Casework *casework, gconstpointer data)
{
  gint64 id
    = case_bring_to_decision (casework, zhaxi, G_N_ELEMENTS (zhaxi),
                              "\"incomes\": [{\"source\": \"business\", \"kind\": \"养殖业\","
                              " \"declared\": \"5300.00\", \"counts\": true}]");
  DoudiCaseListResult result = decide (casework, id, DOUDI_PROGRAMME_LOW_INCOME);
  g_autoptr (DoudiCase) self = NULL;
  g_autoptr (DoudiFormFilling) filling = NULL;

  g_assert_cmpuint (result.awards, ==, 1);
  casework_adopt (
    casework,
    "{\"id\": \"standard-2020\", \"title\": \"2020年标准\", \"source\": \"县文件\","
    " \"adopted_on\": \"2020-06-20\", \"area\": [\"623027\"], \"demonstration\": false,"
    " \"lines\": [{\"line\": \"low-income-standard\", \"residence\": \"rural\","
    " \"per\": \"person-month\", \"amount\": \"400.00\", \"valid_from\": \"2020-07\","
    " \"adopted_on\": \"2020-06-20\", \"sure\": true, \"source\": \"县文件\"}]}",
    "2020-06-22");
  self = doudi_case_get (casework_session (casework, CASEWORKER, "2020-08-03"), id, NULL);
  filling
    = doudi_case_filling_read (casework_session (casework, CASEWORKER, "2020-08-03"), self, NULL);
  g_assert_cmpstr (doudi_form_filling_get (filling, DOUDI_MEANING_YEARLY_INCOME), ==, "5,300.00");
  g_assert_cmpstr (doudi_form_filling_get (filling, DOUDI_MEANING_MONTHLY_PER_HEAD), ==, "147.22");
  g_assert_cmpstr (doudi_form_filling_get (filling, DOUDI_MEANING_STANDARD), ==, "310.00");
  g_assert_cmpstr (doudi_form_filling_get (filling, DOUDI_MEANING_TODAY), ==, "2020年8月3日");
}

/* A head who is known, with a wife who is a member and a new account: nobody is there twice. */
static void
test_known (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "才让扎西", "1960-01-01", "6217000000000000001");
  g_autofree char *number = case_identity (&zhaxi[0]);
  g_autoptr (DoudiDecisionRow) decision = NULL;
  g_autoptr (DoudiAwardRow) award = NULL;
  g_autoptr (DoudiHousehold) household = NULL;
  gint64 id;

  casework_correct_person (casework, home.person, number, NULL);
  id = case_bring_to_decision (casework, zhaxi, 2, NULL);
  decide (casework, id, DOUDI_PROGRAMME_LOW_INCOME);
  decision = decision_of (casework, id);
  award = award_of (casework, decision);
  g_assert_cmpint (award->household_id, ==, home.household);
  g_assert_cmpint (award->person_id, ==, home.person);
  household = household_of (casework, home.household);
  g_assert_cmpuint (household->members->len, ==, 2);
  g_assert_cmpuint (household->accounts->len, ==, 1);
  g_assert_cmpstr (((DoudiAccount *) g_ptr_array_index (household->accounts, 0))->number, !=,
                   "6217000000000000001");
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM household"), ==, 1);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM person"), ==, 2);
}

/* A wife who lived alone in the books comes along; her own household is left. */
static void
test_moves (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "拉毛草", "1962-02-02", NULL);
  g_autofree char *number = case_identity (&zhaxi[1]);
  g_autoptr (DoudiDecisionRow) decision = NULL;
  g_autoptr (DoudiAwardRow) award = NULL;
  g_autoptr (DoudiHousehold) household = NULL;
  g_autoptr (DoudiHousehold) left = NULL;
  gint64 id;

  casework_correct_person (casework, home.person, number, NULL);
  id = case_bring_to_decision (casework, zhaxi, 2, NULL);
  decide (casework, id, DOUDI_PROGRAMME_LOW_INCOME);
  decision = decision_of (casework, id);
  award = award_of (casework, decision);
  g_assert_cmpint (award->household_id, !=, home.household);
  household = household_of (casework, award->household_id);
  g_assert_cmpuint (household->members->len, ==, 2);
  left = household_of (casework, home.household);
  g_assert_cmpuint (left->members->len, ==, 0);
}

static void
test_delegated (Casework *casework, gconstpointer data)
{
  g_autofree char *township = g_strdup_printf ("%.9s000", casework->village);
  DoudiDelegationRow delegation = { .programme = (char *) "low-income",
                                    .division_code = township,
                                    .valid_from = doudi_day_new (2018, 1, 1),
                                    .source = (char *) "夏政发〔2018〕1号" };
  g_autoptr (DoudiDecisionRow) decision = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  doudi_case_delegate (casework_session (casework, DIRECTOR, DAY_OPEN), &delegation, &error);
  g_assert_no_error (error);
  id = case_bring_to_decision (casework, zhaxi, 1, NULL);
  decide (casework, id, DOUDI_PROGRAMME_LOW_INCOME);
  decision = decision_of (casework, id);
  g_assert_cmpstr (decision->organ, ==, "township");
  g_assert_cmpint (decision->delegation_id, >, 0);
}

/* Opens the form of a programme for one person and decides it. */
static DoudiDecisionRow *
grant_person (Casework *casework,
              const char *form,
              DoudiProgramme programme,
              const CasePerson *person,
              const char *more)
{
  g_autofree char *number = case_identity (person);
  g_autofree char *subject = g_strdup_printf (SUBJECT, casework->village, number, person->name);
  g_autofree char *answers
    = g_strdup_printf ("{%s, \"applicant_name\": \"卓玛\", %s}", subject, more);
  gint64 id = case_open (casework, form, programme, answers, CASEWORKER, DAY_OPEN);

  case_work_to (casework, id, DOUDI_STEP_REVIEW, DAY_OPEN);
  case_review (casework, &id, 1, programme);
  decide (casework, id, programme);
  return decision_of (casework, id);
}

static void
test_special_hardship (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiDecisionRow) decision = grant_person (
    casework, "special-hardship-application", DOUDI_PROGRAMME_SPECIAL_HARDSHIP, old_man,
    "\"health\": \"chronic\", \"work_ability\": \"unable\", \"income\": \"0.00\","
    " \"care\": \"home\", \"carer\": \"马某\"");
  g_autoptr (DoudiAwardRow) award = award_of (casework, decision);
  const DoudiAwardTermRow *term = &g_array_index (award->terms, DoudiAwardTermRow, 0);
  g_autoptr (DoudiHousehold) household = household_of (casework, award->household_id);

  g_assert_true (decision->granted);
  g_assert_cmpint (decision->amount, ==, 43150);
  g_assert_cmpint (award->first_month, ==, 201807);
  g_assert_cmpint (term->persons, ==, 1);
  g_assert_cmpstr (term->care, ==, "home");
  g_assert_cmpstr (term->self_care, ==, "partly");
  g_assert_cmpuint (household->members->len, ==, 1);
  g_assert_cmpstr (member_at (household, 0)->relation, ==, "head");
  g_assert_cmpstr (fact (member_at (household, 0), "carer"), ==, "马某");
}

#define CHILD(father, mother)                                                                      \
  "\"father_situation\": \"" father "\", \"father_name\": \"马甲\", \"father_since\":"           \
  " \"2015-01-01\", \"mother_situation\": \"" mother "\", \"mother_since\": \"2015-01-01\","       \
  " \"mother_name\": \"马乙\", \"guardian_name\": \"卓玛\", \"care\": \"home\","               \
  " \"household_share\": \"no\", \"school\": true"

static void
test_orphan (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiDecisionRow) decision = grant_person (
    casework, "child-application", DOUDI_PROGRAMME_ORPHAN, child, CHILD ("dead", "dead"));
  g_autoptr (DoudiAwardRow) award = award_of (casework, decision);
  const DoudiAwardTermRow *term = &g_array_index (award->terms, DoudiAwardTermRow, 0);
  g_autoptr (DoudiHousehold) household = household_of (casework, award->household_id);

  g_assert_cmpstr (award->programme, ==, "orphan");
  g_assert_cmpint (decision->amount, ==, 60000);
  g_assert_cmpint (award->first_month, ==, 201807);
  g_assert_cmpint (term->persons, ==, 1);
  g_assert_cmpstr (term->care, ==, "home");
  g_assert_cmpint (term->share, ==, DOUDI_AWARD_SHARE_NO);
  g_assert_cmpstr (fact (member_at (household, 0), "guardian"), ==, "卓玛");
  g_assert_cmpstr (fact (member_at (household, 0), "schooling"), ==, "在校");
  g_assert_cmpstr (fact (member_at (household, 0), "father"), ==, "马甲|dead|2015-01-01");
}

static DoudiDecisionRow *
grant_disabled (Casework *casework, DoudiProgramme programme)
{
  g_autofree char *number = case_identity (disabled);
  g_autofree char *more
    = g_strdup_printf ("\"disability_card\": \"%s41\", \"disability_class\": \"limb\","
                       " \"disability_grade\": \"1\", \"household_share\": \"no\","
                       " \"care_months\": 12",
                       number);

  return grant_person (casework, "disability-application", programme, disabled, more);
}

/* Paid from the month of the application (F18). */
static void
test_nursing (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiDecisionRow) decision
    = grant_disabled (casework, DOUDI_PROGRAMME_DISABILITY_NURSING);
  g_autoptr (DoudiAwardRow) award = award_of (casework, decision);
  const DoudiAwardTermRow *term = &g_array_index (award->terms, DoudiAwardTermRow, 0);
  g_autoptr (DoudiHousehold) household = household_of (casework, award->household_id);

  g_assert_cmpint (decision->amount, ==, 10000);
  g_assert_cmpint (award->first_month, ==, 201806);
  g_assert_cmpint (term->benefit_class, ==, 1);
  g_assert_cmpstr (fact (member_at (household, 0), "disability"), ==, "limb:1");
  g_assert_cmpint (
    casework_ask (casework, "SELECT count(*) FROM account WHERE person_id IS NOT NULL"), ==, 1);
}

/* Both subsidies of one person stay in one household, with one account. */
static void
test_both_subsidies (Casework *casework, gconstpointer data)
{
  g_autoptr (DoudiDecisionRow) nursing
    = grant_disabled (casework, DOUDI_PROGRAMME_DISABILITY_NURSING);
  g_autoptr (DoudiDecisionRow) living
    = grant_disabled (casework, DOUDI_PROGRAMME_DISABILITY_LIVING);
  g_autoptr (DoudiAwardRow) one = award_of (casework, nursing);
  g_autoptr (DoudiAwardRow) other = award_of (casework, living);

  g_assert_cmpint (one->household_id, ==, other->household_id);
  g_assert_cmpint (one->person_id, ==, other->person_id);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM account"), ==, 1);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM membership"), ==, 1);
  g_assert_cmpint (
    casework_ask (casework, "SELECT count(*) FROM circumstance WHERE kind = 'disability'"), ==, 1);
}

/* Temporary aid is decided, and leaves no award. */
static void
test_temporary_aid (Casework *casework, gconstpointer data)
{
  g_autofree char *number = case_identity (zhaxi);
  g_autofree char *answers = g_strdup_printf (
    "{\"residence\": \"rural\", \"applied_on\": \"" DAY_OPEN "\", \"applicant_name\": \"才让扎西\","
    " \"applicant_number\": \"%s\", \"living_division\": \"%s\", \"aid_kind\": \"expense\","
    " \"difficulty_kind\": \"illness\", \"cause\": \"大病支出\", \"aid_persons\": 2,"
    " \"aid_months\": 3, \"pledge\": true, \"members\": [{\"name\": \"才让扎西\","
    " \"relation\": \"head\", \"number\": \"%s\"}]}",
    number, casework->village, number);
  gint64 id = case_open (casework, "temporary-aid-application", DOUDI_PROGRAMME_TEMPORARY_AID,
                         answers, CASEWORKER, DAY_OPEN);
  DoudiCaseListResult result;
  g_autoptr (DoudiDecisionRow) decision = NULL;

  case_work_to (casework, id, DOUDI_STEP_REVIEW, DAY_OPEN);
  case_review (casework, &id, 1, DOUDI_PROGRAMME_TEMPORARY_AID);
  result = decide (casework, id, DOUDI_PROGRAMME_TEMPORARY_AID);
  g_assert_cmpuint (result.approved, ==, 1);
  g_assert_cmpuint (result.awards, ==, 0);
  decision = decision_of (casework, id);
  g_assert_true (decision->granted);
  g_assert_cmpint (decision->award_id, ==, 0);
  g_assert_cmpint (decision->amount, ==, 48000 * 2 * 3);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM award"), ==, 0);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM household"), ==, 1);
}

/* A form that is ticked so lets aid be paid before the papers; another one does not. */
static void
test_aid_first (Casework *casework, gconstpointer data)
{
  g_autofree char *number = case_identity (zhaxi);
  DoudiSession *session = casework_session (casework, CASEWORKER, DAY_OPEN);

  for (guint urgent = 0; urgent < 2; urgent++)
    {
      g_autofree char *answers = g_strdup_printf (
        "{\"residence\": \"rural\", \"applied_on\": \"" DAY_OPEN "\", \"applicant_name\": "
        "\"才让扎西\", \"applicant_number\": \"%s\", \"living_division\": \"%s\","
        " \"aid_kind\": \"urgent\", \"difficulty_kind\": \"illness\", \"cause\": \"突发重病\","
        " \"aid_months\": 1, \"urgent\": %s, \"pledge\": true, \"members\": ["
        "{\"name\": \"才让扎西\", \"relation\": \"head\", \"number\": \"%s\"}]}",
        number, casework->village, urgent ? "true" : "false", number);
      gint64 id = case_open (casework, "temporary-aid-application", DOUDI_PROGRAMME_TEMPORARY_AID,
                             answers, CASEWORKER, DAY_OPEN);
      g_autoptr (GError) error = NULL;
      gboolean paid = doudi_case_record (session, id, DOUDI_EVENT_PAID_FIRST,
                                         doudi_day_parse_iso (DAY_OPEN), "800元", &error);

      g_assert_cmpint (paid, ==, (gboolean) urgent);
      if (!urgent)
        g_assert_error (error, DOUDI_ERROR, DOUDI_ERROR_REFUSED);
      else
        g_assert_no_error (error);
    }
}

/* Where the form does not say for how many, it is for all; for how long must be said. */
static void
test_aid_unsaid (Casework *casework, gconstpointer data)
{
  static const struct
  {
    const char *months;
    gboolean granted;
  } cases[] = { { "\"aid_months\": 3,", TRUE }, { "", FALSE } };
  g_autofree char *number = case_identity (zhaxi);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *answers = g_strdup_printf (
        "{\"residence\": \"rural\", \"applied_on\": \"" DAY_OPEN "\", \"applicant_name\": "
        "\"才让扎西\", \"applicant_number\": \"%s\", \"living_division\": \"%s\","
        " \"aid_kind\": \"expense\", \"difficulty_kind\": \"illness\", \"cause\": \"大病支出\","
        " %s \"pledge\": true, \"members\": [{\"name\": \"才让扎西\","
        " \"relation\": \"head\", \"number\": \"%s\"}]}",
        number, casework->village, cases[i].months, number);
      gint64 id = case_open (casework, "temporary-aid-application", DOUDI_PROGRAMME_TEMPORARY_AID,
                             answers, CASEWORKER, DAY_OPEN);
      g_autoptr (GError) error = NULL;
      g_autoptr (DoudiCase) of
        = doudi_case_get (casework_session (casework, CASEWORKER, DAY_OPEN), id, &error);
      g_autoptr (DoudiCaseProposal) proposal = NULL;

      g_assert_no_error (error);
      proposal
        = doudi_case_propose (casework->store, of, of->policy, doudi_day_parse_iso (DAY_OPEN),
                              DOUDI_LANGUAGE_INTERFACE, &error);
      g_assert_no_error (error);
      g_assert_cmpint (proposal->eligible, ==, cases[i].granted);
      if (!cases[i].granted)
        continue;
      g_assert_cmpint (proposal->term.persons, ==, 1);
      g_assert_cmpint (proposal->amount, ==, 48000 * 3);
    }
}

/* One person of a family that does not draw. */
static void
test_single (Casework *casework, gconstpointer data)
{
  gint64 id = case_bring_to_decision (casework, zhaxi, 2, "\"single_person\": true");
  g_autoptr (DoudiDecisionRow) decision = NULL;
  g_autoptr (DoudiAwardRow) award = NULL;

  decide (casework, id, DOUDI_PROGRAMME_LOW_INCOME);
  decision = decision_of (casework, id);
  award = award_of (casework, decision);
  g_assert_true (g_array_index (award->terms, DoudiAwardTermRow, 0).single_person);
  g_assert_cmpint (g_array_index (award->terms, DoudiAwardTermRow, 0).persons, ==, 1);
}

/* Without a standard nothing is granted, and nothing refused either. */
static void
test_no_standard (Casework *casework, gconstpointer data)
{
  g_autofree char *number = case_identity (child);
  g_autofree char *subject = g_strdup_printf (SUBJECT, casework->village, number, child->name);
  g_autofree char *answers
    = g_strdup_printf ("{%s, \"applicant_name\": \"卓玛\", %s}", subject, CHILD ("dead", "dead"));
  gint64 id = case_open (casework, "child-application", DOUDI_PROGRAMME_ORPHAN, answers, CASEWORKER,
                         DAY_OPEN);
  DoudiCaseListResult result;
  gint64 list;

  case_work_to (casework, id, DOUDI_STEP_REVIEW, DAY_OPEN);
  list = case_list (casework, "review", DOUDI_PROGRAMME_ORPHAN, &id, 1, CASEWORKER, DAY_REVIEW);
  assert_refused (case_decide (casework, list, REVIEWER, DAY_REVIEW, &result, error),
                  DOUDI_ERROR_REFUSED);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/casework/case-grant/" path, Casework, NULL, set_up, func, casework_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("low-income", test_low_income);
  ADD ("printed", test_printed);
  ADD ("known", test_known);
  ADD ("moves", test_moves);
  ADD ("delegated", test_delegated);
  ADD ("special-hardship", test_special_hardship);
  ADD ("orphan", test_orphan);
  ADD ("nursing", test_nursing);
  ADD ("both-subsidies", test_both_subsidies);
  ADD ("temporary-aid", test_temporary_aid);
  ADD ("temporary-aid-unsaid", test_aid_unsaid);
  ADD ("temporary-aid-first", test_aid_first);
  ADD ("single-person", test_single);
  g_test_add ("/casework/case-grant/no-standard", Casework, NULL, casework_set_up, test_no_standard,
              casework_tear_down);
  return g_test_run ();
}
