/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "change-fixture.h"

#include "store/doudi-pay-run-store.h"
#include "store/doudi-user.h"

/* What each kind of change leaves behind, and what the runs after it pay, worked out by hand. */

#define NURSING (1u << DOUDI_PROGRAMME_DISABILITY_NURSING)

static const DoudiMember *
find_member (const DoudiHousehold *household, gint64 person)
{
  for (guint i = 0; i < household->members->len; i++)
    if (((const DoudiMember *) household->members->pdata[i])->person_id == person)
      return household->members->pdata[i];
  return NULL;
}

static gboolean
is_fact (Casework *casework, gint64 person, const char *kind, const char *value)
{
  gboolean has = FALSE;

  g_assert_true (
    doudi_registry_has_circumstance (casework->store, person, kind, value, &has, NULL));
  return has;
}

/* One of four dies in September: October is paid for three. A reviewer decides it. */
static void
test_death (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 4);
  DoudiChangeRequest death = change_of (DOUDI_CHANGE_DEATH, family.home.household, "2018-09-10");
  g_autoptr (DoudiHousehold) before = NULL;
  g_autoptr (DoudiHousehold) after = NULL;

  death.person_id = family.people[2];
  pay_months (casework, 201807, 201809, LOW_INCOME);
  change_apply (casework, REVIEWER, "2018-09-12", &death);
  pay_months (casework, 201810, 201810, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201809), ==, 4 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201810), ==, 3 * CLASS_TWO);
  before = household_on (casework, family.home.household, "2018-09-09");
  after = household_on (casework, family.home.household, "2018-09-10");
  g_assert_cmpuint (before->members->len, ==, 4);
  g_assert_cmpuint (after->members->len, ==, 3);
  g_assert_null (find_member (after, family.people[2]));
  g_assert_true (is_fact (casework, family.people[2], "death", "2018-09-10"));
  g_assert_true (casework_verifies (casework, NULL));
}

/* Heard of three months late: the next run takes back what was paid for October to December. */
static void
test_late_death (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 4);
  DoudiChangeRequest death = change_of (DOUDI_CHANGE_DEATH, family.home.household, "2018-09-10");
  g_autoptr (DoudiChangePreview) preview = NULL;
  const DoudiChangeAward *award;

  death.person_id = family.people[3];
  pay_months (casework, 201807, 201812, LOW_INCOME);
  preview = change_preview (casework, "2018-12-20", &death);
  award = g_ptr_array_index (preview->awards, 0);
  g_assert_cmpint (preview->from_month, ==, 201810);
  g_assert_false (preview->needs_director);
  g_assert_cmpint (award->before, ==, 4 * CLASS_TWO);
  g_assert_cmpint (award->after, ==, 3 * CLASS_TWO);
  g_assert_cmpint (award->arrears, ==, -3 * CLASS_TWO);
  g_assert_cmpuint (award->months->len, ==, 3);
  change_apply (casework, REVIEWER, "2018-12-20", &death);
  pay_months (casework, 201901, 201901, LOW_INCOME);
  for (DoudiMonth month = 201810; month <= 201812; month++)
    g_assert_cmpint (casework_ledger_sum (casework, family.award, month), ==, 3 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201901), ==, 3 * CLASS_TWO);
  g_assert_true (casework_verifies (casework, NULL));
}

/* What was decided in between stays: class I from November on, now for three. */
static void
test_late_death_through_class (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 4);
  DoudiChangeRequest death = change_of (DOUDI_CHANGE_DEATH, family.home.household, "2018-09-10");
  DoudiChangeRequest better = change_of (DOUDI_CHANGE_CLASS, family.home.household, "2018-10-08");

  better.award_id = family.award;
  better.detail = "{\"class\": 1}";
  death.person_id = family.people[3];
  pay_months (casework, 201807, 201810, LOW_INCOME);
  change_apply (casework, DIRECTOR, "2018-10-12", &better);
  pay_months (casework, 201811, 201812, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201812), ==, 4 * CLASS_ONE);
  change_apply (casework, REVIEWER, "2018-12-20", &death);
  pay_months (casework, 201901, 201901, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201810), ==, 3 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201811), ==, 3 * CLASS_ONE);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201901), ==, 3 * CLASS_ONE);
  g_assert_true (casework_verifies (casework, NULL));
}

static gboolean
take_payee (const DoudiPayItem *item, gpointer data, GError **error)
{
  char **name = data;

  g_free (*name);
  *name = g_strdup (item->payee_name);
  return TRUE;
}

/* The head dies: old and ill, 60.00 more. The award goes on under the spouse, who is neither, and
 * is the same award; nobody is counted twice. */
static void
test_head_dies (Casework *casework, gconstpointer data)
{
  Family family;
  DoudiAwardTermRow term = { .from = 201807, .persons = 3, .benefit_class = 2 };
  DoudiChangeRequest death;
  g_autoptr (DoudiAwardRow) award = NULL;
  g_autofree char *head = NULL;
  g_autofree char *payee = NULL;
  gint64 run;

  adopt_top_ups (casework);
  family = family_new (casework, "桑吉", "1950-01-01", 3);
  family_add_fact (casework, family.people[0], "health", "重病");
  term.key_persons[DOUDI_KEY_ELDERLY | DOUDI_KEY_SERIOUSLY_ILL] = 1;
  casework_add_facts (casework, family.award, &term);
  head = g_strdup_printf ("{\"head\": \"%" G_GINT64_FORMAT "\"}", family.people[1]);
  death = change_of (DOUDI_CHANGE_DEATH, family.home.household, "2018-08-10");
  death.person_id = family.people[0];
  death.detail = head;
  pay_months (casework, 201807, 201808, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201808), ==, 3 * CLASS_TWO + 6000);
  change_apply (casework, REVIEWER, "2018-08-20", &death);
  run = casework_pay (casework, 201809, LOW_INCOME, "2018-09-05");
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201809), ==, 2 * CLASS_TWO);
  award = doudi_award_get (casework->store, family.award, NULL);
  g_assert_cmpint (award->person_id, ==, family.people[1]);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM award"), ==, 1);
  g_assert_true (doudi_pay_items_foreach (casework->store, run, NULL, take_payee, &payee, NULL));
  g_assert_cmpstr (payee, ==, "桑吉家1");
  g_assert_true (casework_verifies (casework, NULL));
}

/* Without a word about a new head the preview asks for one, and a change of its own names it. */
static void
test_new_head (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "桑吉", "1950-01-01", 3);
  DoudiChangeRequest death = change_of (DOUDI_CHANGE_DEATH, family.home.household, "2018-08-10");
  DoudiChangeRequest head = change_of (DOUDI_CHANGE_NEW_HEAD, family.home.household, "2018-08-20");
  g_autoptr (DoudiChangePreview) preview = NULL;
  g_autoptr (DoudiHousehold) household = NULL;
  g_autofree char *payee = NULL;
  gint64 run;

  death.person_id = family.people[0];
  head.person_id = family.people[2];
  preview = change_preview (casework, "2018-08-20", &death);
  g_assert_cmpuint (preview->notes->len, ==, 1);
  change_apply (casework, REVIEWER, "2018-08-20", &death);
  change_apply (casework, REVIEWER, "2018-08-21", &head);
  household = household_on (casework, family.home.household, "2018-08-21");
  g_assert_cmpuint (household->members->len, ==, 2);
  g_assert_cmpstr (find_member (household, family.people[2])->relation, ==, "head");
  pay_months (casework, 201807, 201808, LOW_INCOME);
  run = casework_pay (casework, 201809, LOW_INCOME, "2018-09-05");
  g_assert_true (doudi_pay_items_foreach (casework->store, run, NULL, take_payee, &payee, NULL));
  g_assert_cmpstr (payee, ==, "桑吉家2");
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201809), ==, 2 * CLASS_TWO);
  g_assert_true (casework_verifies (casework, NULL));
}

/* A new head while the old one stays: one of them is the head. */
static void
test_head_hands_over (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "桑吉", "1950-01-01", 3);
  DoudiChangeRequest head = change_of (DOUDI_CHANGE_NEW_HEAD, family.home.household, "2018-08-20");
  g_autoptr (DoudiHousehold) household = NULL;

  head.person_id = family.people[1];
  head.detail = "{\"relation\": \"父亲\"}";
  change_apply (casework, REVIEWER, "2018-08-21", &head);
  household = household_on (casework, family.home.household, "2018-08-21");
  g_assert_cmpuint (household->members->len, ==, 3);
  g_assert_cmpstr (find_member (household, family.people[1])->relation, ==, "head");
  g_assert_cmpstr (find_member (household, family.people[0])->relation, ==, "父亲");
  assert_refused (doudi_change_enter (casework_session (casework, CASEWORKER, "2018-08-22"), &head,
                                      &(gint64){ 0 }, error),
                  DOUDI_ERROR_REFUSED);
}

/* Who lives alone dies: the award ends, so a director decides; what the person drew alone ends too.
 */
static void
test_sole_member_dies (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "丹增", "1950-01-01", 1);
  const DoudiAwardTermRow term = { .from = 201807, .persons = 1 };
  gint64 nursing
    = casework_add_award_of (casework, "disability-nursing", "rural", family.home, &term);
  DoudiChangeRequest death = change_of (DOUDI_CHANGE_DEATH, family.home.household, "2018-09-10");
  DoudiSession *reviewer = casework_session (casework, REVIEWER, "2018-09-12");
  gint64 id;

  death.person_id = family.people[0];
  id = change_enter (casework, "2018-09-12", &death);
  assert_refused (doudi_change_decide (reviewer, id, TRUE, NULL, error), DOUDI_ERROR_NOT_ALLOWED);
  change_decide (casework, DIRECTOR, "2018-09-12", id);
  pay_months (casework, 201807, 201810, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201809), ==, CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201810), ==, 0);
  g_assert_cmpint (term_in (casework, nursing, 201809).persons, ==, 1);
  g_assert_cmpint (term_in (casework, nursing, 201810).persons, ==, 0);
  g_assert_true (casework_verifies (casework, NULL));
}

/* A child is born in August: covered from September on, with the top-up of a minor. */
static void
test_birth (Casework *casework, gconstpointer data)
{
  Family family;
  DoudiChangeRequest birth;
  g_autoptr (DoudiHousehold) household = NULL;

  adopt_top_ups (casework);
  family = family_new (casework, "才让", "1980-01-01", 2);
  birth = change_of (DOUDI_CHANGE_BIRTH, family.home.household, "2018-08-10");
  birth.detail = "{\"name\": \"小央金\", \"sex\": \"female\", \"birth\": \"2018-08-10\","
                 " \"relation\": \"女\"}";
  change_apply (casework, DIRECTOR, "2018-08-20", &birth);
  pay_months (casework, 201807, 201809, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201808), ==, 2 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201809), ==, 3 * CLASS_TWO + 3000);
  household = household_on (casework, family.home.household, "2018-08-10");
  g_assert_cmpuint (household->members->len, ==, 3);
  g_assert_cmpstr (((const DoudiMember *) household->members->pdata[2])->birth_date, ==,
                   "2018-08-10");
  g_assert_true (casework_verifies (casework, NULL));
}

/* A daughter marries into another family: one fewer here at once, one more there when decided. */
static void
test_marriage (Casework *casework, gconstpointer data)
{
  Family here = family_new (casework, "才让", "1980-01-01", 4);
  Family there = family_new (casework, "丹增", "1980-01-01", 2);
  DoudiChangeRequest leave = change_of (DOUDI_CHANGE_LEAVE, here.home.household, "2018-08-10");
  DoudiChangeRequest join = change_of (DOUDI_CHANGE_JOIN, there.home.household, "2018-08-10");
  g_autofree char *detail = g_strdup_printf (
    "{\"household\": \"%" G_GINT64_FORMAT "\", \"relation\": \"儿媳\"}", there.home.household);
  g_autoptr (DoudiHousehold) household = NULL;

  leave.person_id = join.person_id = here.people[2];
  leave.detail = detail;
  join.detail = "{\"relation\": \"儿媳\", \"covered\": true}";
  assert_refused (doudi_change_enter (casework_session (casework, CASEWORKER, "2018-08-12"), &join,
                                      &(gint64){ 0 }, error),
                  DOUDI_ERROR_REFUSED);
  change_apply (casework, REVIEWER, "2018-08-12", &leave);
  change_apply (casework, DIRECTOR, "2018-09-12", &join);
  pay_months (casework, 201807, 201810, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, here.award, 201808), ==, 4 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, here.award, 201809), ==, 3 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, there.award, 201809), ==, 2 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, there.award, 201810), ==, 3 * CLASS_TWO);
  household = household_on (casework, there.home.household, "2018-09-12");
  g_assert_cmpuint (household->members->len, ==, 3);
  g_assert_true (casework_verifies (casework, NULL));
}

/* Who draws something alone does not vanish: it goes along, or ends where the person moved away. */
static void
test_leave_with_award (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 3);
  Home second = { family.home.household, family.people[2] };
  const DoudiAwardTermRow term = { .from = 201807, .persons = 1 };
  gint64 nursing = casework_add_award_of (casework, "disability-nursing", "rural", second, &term);
  DoudiChangeRequest leave = change_of (DOUDI_CHANGE_LEAVE, family.home.household, "2018-08-10");

  leave.person_id = family.people[2];
  assert_refused (doudi_change_enter (casework_session (casework, CASEWORKER, "2018-08-12"), &leave,
                                      &(gint64){ 0 }, error),
                  DOUDI_ERROR_BAD_DATA);
  leave.detail = "{\"away\": true}";
  change_apply (casework, DIRECTOR, "2018-08-12", &leave);
  g_assert_cmpint (term_in (casework, nursing, 201809).persons, ==, 0);
  g_assert_cmpint (term_in (casework, family.award, 201809).persons, ==, 2);
}

static gboolean
take_place (const DoudiPayItem *item, gpointer data, GError **error)
{
  char **code = data;

  g_free (*code);
  *code = g_strdup (item->division_code);
  return TRUE;
}

static char *
other_village (Casework *casework)
{
  g_autoptr (GPtrArray) divisions = doudi_registry_list_divisions (casework->store, NULL);

  for (guint i = 0; i < divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i);

      if (division->level == DOUDI_DIVISION_VILLAGE
          && !g_str_equal (division->code, casework->village))
        return g_strdup (division->code);
    }
  g_assert_not_reached ();
}

/* The next pay sheet is that of the new village; the money is the same. */
static void
test_move (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 2);
  DoudiChangeRequest move = change_of (DOUDI_CHANGE_MOVE, family.home.household, "2018-08-10");
  g_autofree char *village = other_village (casework);
  g_autofree char *detail = g_strdup_printf ("{\"division\": \"%s\"}", village);
  g_autofree char *code = NULL;
  gint64 run;

  move.detail = "{\"division\": \"110101001001\"}";
  assert_refused (doudi_change_enter (casework_session (casework, CASEWORKER, "2018-08-12"), &move,
                                      &(gint64){ 0 }, error),
                  DOUDI_ERROR_BAD_DATA);
  move.detail = detail;
  change_apply (casework, REVIEWER, "2018-08-12", &move);
  pay_months (casework, 201807, 201808, LOW_INCOME);
  run = casework_pay (casework, 201809, LOW_INCOME, "2018-09-05");
  g_assert_true (doudi_pay_items_foreach (casework->store, run, NULL, take_place, &code, NULL));
  g_assert_cmpstr (code, ==, village);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201809), ==, 2 * CLASS_TWO);
  g_assert_true (casework_verifies (casework, NULL));
}

/* Two of five go on as a household of their own and go on drawing, one of them a child: 3 × 290.00
 * and 2 × 290.00 + 30.00 come to what five drew. */
static void
test_split (Casework *casework, gconstpointer data)
{
  Family family;
  DoudiAwardTermRow term = { .from = 201807, .persons = 5, .benefit_class = 2 };
  DoudiChangeRequest split;
  g_autofree char *detail = NULL;
  g_autoptr (DoudiChangePreview) preview = NULL;
  g_autoptr (DoudiHousehold) moved = NULL;
  gint64 fresh, household;

  adopt_top_ups (casework);
  family = family_new (casework, "才让", "1980-01-01", 5);
  casework_correct_person (casework, family.people[4], NULL, "2010-05-05");
  term.key_persons[DOUDI_KEY_MINOR] = 1;
  casework_add_facts (casework, family.award, &term);
  split = change_of (DOUDI_CHANGE_SPLIT, family.home.household, "2018-08-10");
  detail = g_strdup_printf (
    "{\"persons\": [\"%" G_GINT64_FORMAT "\", \"%" G_GINT64_FORMAT
    "\"], \"head\": \"%" G_GINT64_FORMAT
    "\", \"draws\": true, \"holder\": \"新户主\", \"number\": \"6217000000000099999\"}",
    family.people[3], family.people[4], family.people[3]);
  split.detail = detail;
  pay_months (casework, 201807, 201808, LOW_INCOME);
  preview = change_preview (casework, "2018-08-12", &split);
  g_assert_cmpuint (preview->awards->len, ==, 2);
  g_assert_cmpint (((const DoudiChangeAward *) preview->awards->pdata[1])->award_id, ==, 0);
  g_assert_cmpint (((const DoudiChangeAward *) preview->awards->pdata[1])->after, ==,
                   2 * CLASS_TWO + 3000);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM award"), ==, 1);
  change_apply (casework, DIRECTOR, "2018-08-12", &split);
  fresh = casework_ask (casework, "SELECT max(id) FROM award");
  household = casework_ask (casework, "SELECT max(id) FROM household");
  pay_months (casework, 201809, 201809, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201809), ==, 3 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, fresh, 201809), ==, 2 * CLASS_TWO + 3000);
  g_assert_cmpint (casework_ledger_sum (casework, fresh, 201808), ==, 0);
  moved = household_on (casework, household, "2018-08-12");
  g_assert_cmpuint (moved->members->len, ==, 2);
  g_assert_true (casework_verifies (casework, NULL));
}

/* Two households become one: the same persons, one award. */
static void
test_merge (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 3);
  Family other = family_new (casework, "丹增", "1950-01-01", 2);
  DoudiChangeRequest merge = change_of (DOUDI_CHANGE_MERGE, family.home.household, "2018-08-10");
  g_autofree char *detail = g_strdup_printf (
    "{\"household\": \"%" G_GINT64_FORMAT "\", \"relation\": \"父亲\"}", other.home.household);
  g_autoptr (DoudiHousehold) household = NULL;

  merge.detail = detail;
  change_apply (casework, DIRECTOR, "2018-08-12", &merge);
  pay_months (casework, 201807, 201809, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201808), ==, 3 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, other.award, 201808), ==, 2 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201809), ==, 5 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, other.award, 201809), ==, 0);
  household = household_on (casework, family.home.household, "2018-08-12");
  g_assert_cmpuint (household->members->len, ==, 5);
  g_assert_cmpstr (find_member (household, other.people[0])->relation, ==, "父亲");
  g_assert_true (casework_verifies (casework, NULL));
}

static void
test_account (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 2);
  DoudiChangeRequest account
    = change_of (DOUDI_CHANGE_ACCOUNT, family.home.household, "2018-08-10");
  g_autoptr (DoudiHousehold) household = NULL;

  account.detail = "{\"holder\": \"才让家1\", \"number\": \"6217 0000 0000 0088 888\"}";
  change_apply (casework, REVIEWER, "2018-08-12", &account);
  household = household_on (casework, family.home.household, "2018-08-12");
  g_assert_cmpuint (household->accounts->len, ==, 1);
  g_assert_cmpstr (((const DoudiAccount *) household->accounts->pdata[0])->number, ==,
                   "6217000000000088888");
  pay_months (casework, 201808, 201808, LOW_INCOME);
  casework_pay (casework, 201809, LOW_INCOME, "2018-09-05");
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM payment p JOIN pay_run r"
                                           " ON r.id = p.run_id WHERE r.month = 201809"
                                           " AND p.account_number = '6217000000000088888'"),
                   ==, 1);
  g_assert_true (casework_verifies (casework, NULL));
}

/* 480.00 × 3 − 1,000.00 a month and then − 1,100.00: 440.00 and 340.00. */
static void
test_income (Casework *casework, gconstpointer data)
{
  const DoudiAwardTermRow term
    = { .from = 201807, .persons = 3, .income_known = TRUE, .yearly_income = 1200000 };
  Home home = casework_add_home (casework, "马永红", "1980-01-01", "6217000000000000077");
  gint64 award;
  DoudiChangeRequest income = change_of (DOUDI_CHANGE_INCOME, home.household, "2018-08-10");

  casework_adopt (
    casework,
    "{\"id\": \"county-2018\", \"title\": \"县文件\", \"source\": \"县文件\","
    " \"adopted_on\": \"2018-06-20\", \"area\": [\"623027\"], \"demonstration\": false,"
    " \"lines\": [{\"line\": \"low-income-standard\", \"residence\": \"urban\","
    " \"per\": \"person-month\", \"amount\": \"480.00\", \"valid_from\": \"2018-01\","
    " \"sure\": true, \"source\": \"县文件 2\"}],"
    " \"rules\": [" RULE_OF_LOW_INCOME ("method", "\"choice\": \"shortfall\"") "]}",
    "2018-06-20");
  award = casework_add_award_of (casework, "low-income", "urban", home, &term);
  income.award_id = award;
  income.detail = "{\"yearly_income\": \"13200.00\"}";
  change_apply (casework, DIRECTOR, "2018-08-12", &income);
  pay_months (casework, 201807, 201809, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, award, 201808), ==, 44000);
  g_assert_cmpint (casework_ledger_sum (casework, award, 201809), ==, 34000);
  g_assert_true (casework_verifies (casework, NULL));
}

/* From home to an institution: (4578 + 600) ÷ 12 = 431.50, (5832 + 600) ÷ 12 = 536.00. */
static void
test_care (Casework *casework, gconstpointer data)
{
  Home home = casework_add_home (casework, "贡保", "1940-01-01", "6217000000000000066");
  gint64 award = casework_add_care (casework, home, 201807, "home");
  DoudiChangeRequest care = change_of (DOUDI_CHANGE_CARE, home.household, "2018-08-10");

  care.award_id = award;
  care.detail
    = "{\"care\": \"institution\", \"self_care\": \"unable\", \"institution\": \"县敬老院\"}";
  change_apply (casework, DIRECTOR, "2018-08-12", &care);
  pay_months (casework, 201807, 201809, SPECIAL_HARDSHIP);
  g_assert_cmpint (casework_ledger_sum (casework, award, 201808), ==, 43150);
  g_assert_cmpint (casework_ledger_sum (casework, award, 201809), ==, 53600);
  g_assert_cmpstr (term_in (casework, award, 201809).self_care, ==, "unable");
  g_assert_true (is_fact (casework, home.person, "self-care", "unable"));
  g_assert_true (is_fact (casework, home.person, "institution", "县敬老院"));
  g_assert_true (casework_verifies (casework, NULL));
}

/* From the second grade to the third: the top-up goes, and the nursing subsidy ends where a rule
 * asks for the second grade. */
static void
test_disability (Casework *casework, gconstpointer data)
{
  Family family;
  DoudiAwardTermRow term = { .from = 201807, .persons = 3, .benefit_class = 2 };
  const DoudiAwardTermRow one = { .from = 201807, .persons = 1 };
  DoudiChangeRequest rated;
  Home second;
  gint64 nursing;

  adopt_top_ups (casework);
  family = family_new (casework, "才让", "1980-01-01", 3);
  second = (Home){ family.home.household, family.people[1] };
  nursing = casework_add_award_of (casework, "disability-nursing", "rural", second, &one);
  family_add_fact (casework, family.people[1], "disability", "limb:2");
  term.key_persons[DOUDI_KEY_SEVERELY_DISABLED] = 1;
  casework_add_facts (casework, family.award, &term);
  rated = change_of (DOUDI_CHANGE_DISABILITY, family.home.household, "2018-08-10");
  rated.person_id = family.people[1];
  rated.detail = "{\"ended\": true}";
  change_apply (casework, DIRECTOR, "2018-08-12", &rated);
  pay_months (casework, 201807, 201809, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201808), ==, 3 * CLASS_TWO + 8000);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201809), ==, 3 * CLASS_TWO);
  g_assert_cmpint (term_in (casework, nursing, 201809).persons, ==, 0);
  rated.detail = "{\"disability\": \"limb\", \"grade\": 1, \"card\": \"新证\"}";
  change_apply (casework, DIRECTOR, "2018-09-12", &rated);
  pay_months (casework, 201810, 201810, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201810), ==, 3 * CLASS_TWO + 8000);
  g_assert_true (casework_verifies (casework, NULL));
}

static void
test_school_and_job (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 3);
  DoudiChangeRequest school = change_of (DOUDI_CHANGE_SCHOOL, family.home.household, "2018-08-10");
  DoudiChangeRequest job = change_of (DOUDI_CHANGE_JOB, family.home.household, "2018-08-10");

  school.person_id = job.person_id = family.people[1];
  school.detail = "{\"school\": \"县一中\", \"until\": \"2019-07-01\"}";
  job.detail = "{\"employment\": \"县水泥厂\"}";
  change_apply (casework, REVIEWER, "2018-08-12", &school);
  change_apply (casework, REVIEWER, "2018-08-12", &job);
  g_assert_true (is_fact (casework, family.people[1], "schooling", "县一中"));
  g_assert_true (is_fact (casework, family.people[1], "employment", "县水泥厂"));
  g_assert_cmpint (term_in (casework, family.award, 201812).persons, ==, 3);
}

/* Who is in prison is no member; the way back is to join. */
static void
test_prison (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 3);
  DoudiChangeRequest prison = change_of (DOUDI_CHANGE_PRISON, family.home.household, "2018-08-10");
  DoudiChangeRequest back = change_of (DOUDI_CHANGE_JOIN, family.home.household, "2018-10-10");

  prison.person_id = back.person_id = family.people[1];
  back.detail = "{\"relation\": \"子\"}";
  change_apply (casework, REVIEWER, "2018-08-12", &prison);
  change_apply (casework, DIRECTOR, "2018-10-12", &back);
  pay_months (casework, 201807, 201811, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201808), ==, 3 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201810), ==, 2 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201811), ==, 3 * CLASS_TWO);
  g_assert_true (casework_verifies (casework, NULL));
}

static DoudiChangeRequest
of_award (DoudiChangeKind kind, const Family *family, const char *day)
{
  DoudiChangeRequest request = change_of (kind, family->home.household, day);

  request.award_id = family->award;
  return request;
}

/* Paused from September on; one dies meanwhile; in November it goes on, with what was held back. */
static void
test_pause_and_resume (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 3);
  DoudiChangeRequest pause = of_award (DOUDI_CHANGE_PAUSE, &family, "2018-08-10");
  DoudiChangeRequest resume = of_award (DOUDI_CHANGE_RESUME, &family, "2018-11-10");
  DoudiChangeRequest death = change_of (DOUDI_CHANGE_DEATH, family.home.household, "2018-09-10");

  death.person_id = family.people[1];
  resume.detail = "{\"arrears\": true}";
  assert_refused (doudi_change_enter (casework_session (casework, CASEWORKER, "2018-11-12"),
                                      &resume, &(gint64){ 0 }, error),
                  DOUDI_ERROR_REFUSED);
  change_apply (casework, REVIEWER, "2018-08-12", &pause);
  change_apply (casework, REVIEWER, "2018-09-12", &death);
  pay_months (casework, 201807, 201811, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201808), ==, 3 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201810), ==, 0);
  change_apply (casework, DIRECTOR, "2018-11-12", &resume);
  pay_months (casework, 201812, 201812, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201809), ==, 3 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201810), ==, 2 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201812), ==, 2 * CLASS_TWO);
  g_assert_true (casework_verifies (casework, NULL));
}

/* Without arrears the months of the pause stay unpaid. */
static void
test_resume_without_arrears (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 3);
  DoudiChangeRequest pause = of_award (DOUDI_CHANGE_PAUSE, &family, "2018-08-10");
  DoudiChangeRequest resume = of_award (DOUDI_CHANGE_RESUME, &family, "2018-11-10");

  change_apply (casework, REVIEWER, "2018-08-12", &pause);
  pay_months (casework, 201807, 201811, LOW_INCOME);
  change_apply (casework, DIRECTOR, "2018-11-12", &resume);
  pay_months (casework, 201812, 201812, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201811), ==, 0);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201812), ==, 3 * CLASS_TWO);
  g_assert_true (casework_verifies (casework, NULL));
}

/* A stop is decided by a director and holds from the month after that; it is no pause. */
static void
test_stop (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 3);
  DoudiChangeRequest stop = of_award (DOUDI_CHANGE_STOP, &family, "2018-08-10");
  DoudiChangeRequest resume = of_award (DOUDI_CHANGE_RESUME, &family, "2018-11-10");
  gint64 id;

  stop.detail = "{\"cause\": \"income\"}";
  id = change_enter (casework, "2018-08-12", &stop);
  change_decide (casework, DIRECTOR, "2018-09-03", id);
  pay_months (casework, 201807, 201810, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201809), ==, 3 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201810), ==, 0);
  assert_refused (doudi_change_enter (casework_session (casework, CASEWORKER, "2018-11-12"),
                                      &resume, &(gint64){ 0 }, error),
                  DOUDI_ERROR_REFUSED);
  assert_refused (doudi_change_enter (casework_session (casework, CASEWORKER, "2018-11-12"), &stop,
                                      &(gint64){ 0 }, error),
                  DOUDI_ERROR_REFUSED);
  g_assert_true (casework_verifies (casework, NULL));
}

/* Three months as before, then nothing. */
static void
test_taper (Casework *casework, gconstpointer data)
{
  Family family;
  DoudiChangeRequest taper;

  adopt_top_ups (casework);
  family = family_new (casework, "才让", "1980-01-01", 3);
  taper = of_award (DOUDI_CHANGE_TAPER, &family, "2018-08-10");
  change_apply (casework, DIRECTOR, "2018-08-12", &taper);
  pay_months (casework, 201807, 201812, LOW_INCOME);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201808), ==, 3 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201809), ==, 3 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201811), ==, 3 * CLASS_TWO);
  g_assert_cmpint (casework_ledger_sum (casework, family.award, 201812), ==, 0);
  g_assert_true (casework_verifies (casework, NULL));
}

/* Where an award covers some members only, somebody has to say whom. */
static void
test_who_is_covered (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 3);
  DoudiChangeRequest death = change_of (DOUDI_CHANGE_DEATH, family.home.household, "2018-08-10");

  casework_add_member (casework, family.home.household, "未纳入");
  death.person_id = family.people[1];
  assert_refused (doudi_change_enter (casework_session (casework, CASEWORKER, "2018-08-12"), &death,
                                      &(gint64){ 0 }, error),
                  DOUDI_ERROR_NO_FACT);
  death.detail = "{\"covered\": false}";
  change_apply (casework, REVIEWER, "2018-08-12", &death);
  g_assert_cmpint (term_in (casework, family.award, 201809).persons, ==, 3);
}

/* Whoever entered a change decides it by no path: not by a list's, not by another account. */
static void
test_four_eyes (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 3);
  DoudiChangeRequest death = change_of (DOUDI_CHANGE_DEATH, family.home.household, "2018-08-10");
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, "2018-08-12");
  DoudiSession *reviewer = casework_session (casework, REVIEWER, "2018-08-12");
  DoudiSession *director = casework_session (casework, DIRECTOR, "2018-08-12");
  g_autoptr (DoudiTransaction) transaction = NULL;
  g_autoptr (DoudiChangeRow) row = NULL;
  gint64 id;

  death.person_id = family.people[1];
  assert_refused (doudi_change_enter (reviewer, &death, &id, error), DOUDI_ERROR_NOT_ALLOWED);
  id = change_enter (casework, "2018-08-12", &death);
  assert_refused (doudi_change_decide (caseworker, id, TRUE, NULL, error), DOUDI_ERROR_NOT_ALLOWED);
  casework_write_raw (casework,
                      "UPDATE user SET identity_number = '623027196001019999'"
                      " WHERE name IN ('" CASEWORKER "', '" REVIEWER "', '" DIRECTOR "')");
  assert_refused (doudi_change_decide (reviewer, id, TRUE, NULL, error), DOUDI_ERROR_FOUR_EYES);
  assert_refused (doudi_change_decide (director, id, TRUE, NULL, error), DOUDI_ERROR_FOUR_EYES);
  assert_refused (doudi_change_decide (reviewer, id, FALSE, "不符", error), DOUDI_ERROR_FOUR_EYES);
  row = doudi_change_get (casework->store, id, NULL);
  transaction = doudi_transaction_begin (casework->store, NULL);
  assert_refused (doudi_change_apply (director, row, error), DOUDI_ERROR_FOUR_EYES);
  g_clear_pointer (&transaction, doudi_transaction_free);
  casework_write_raw (casework,
                      "UPDATE user SET identity_number = NULL WHERE name = '" REVIEWER "'");
  change_decide (casework, REVIEWER, "2018-08-12", id);
  assert_refused (doudi_change_decide (reviewer, id, TRUE, NULL, error), DOUDI_ERROR_CONFLICT);
  g_assert_true (casework_verifies (casework, NULL));
}

/* One open change of a thing at a time. */
static void
test_two_open (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 3);
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, "2018-08-12");
  DoudiSession *reviewer = casework_session (casework, REVIEWER, "2018-08-12");
  DoudiChangeRequest death = change_of (DOUDI_CHANGE_DEATH, family.home.household, "2018-08-10");
  DoudiChangeRequest leave = change_of (DOUDI_CHANGE_LEAVE, family.home.household, "2018-08-10");
  DoudiChangeRequest other = change_of (DOUDI_CHANGE_DEATH, family.home.household, "2018-08-10");
  DoudiChangeRequest stop = of_award (DOUDI_CHANGE_STOP, &family, "2018-08-10");
  DoudiChangeRequest pause = of_award (DOUDI_CHANGE_PAUSE, &family, "2018-08-10");
  gint64 first, id;

  death.person_id = leave.person_id = family.people[1];
  other.person_id = family.people[2];
  first = change_enter (casework, "2018-08-12", &death);
  assert_refused (doudi_change_enter (caseworker, &leave, &id, error), DOUDI_ERROR_CONFLICT);
  change_enter (casework, "2018-08-12", &other);
  change_enter (casework, "2018-08-12", &stop);
  assert_refused (doudi_change_enter (caseworker, &pause, &id, error), DOUDI_ERROR_CONFLICT);
  assert_refused (doudi_change_withdraw (reviewer, first, error), DOUDI_ERROR_NOT_ALLOWED);
  g_assert_true (doudi_change_withdraw (caseworker, first, NULL));
  first = change_enter (casework, "2018-08-12", &leave);
  assert_refused (doudi_change_decide (reviewer, first, FALSE, "", error), DOUDI_ERROR_BAD_DATA);
  g_assert_true (doudi_change_decide (reviewer, first, FALSE, "未迁出", NULL));
  change_enter (casework, "2018-08-12", &death);
}

static void
test_refusals (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 3);
  DoudiSession *caseworker = casework_session (casework, CASEWORKER, "2018-08-12");
  DoudiChangeRequest death = change_of (DOUDI_CHANGE_DEATH, family.home.household, "2018-08-10");
  DoudiChangeRequest stop = of_award (DOUDI_CHANGE_STOP, &family, "2018-08-10");
  gint64 id;

  assert_refused (doudi_change_enter (caseworker, &death, &id, error), DOUDI_ERROR_BAD_DATA);
  death.person_id = family.people[1];
  death.papers = NULL;
  assert_refused (doudi_change_enter (caseworker, &death, &id, error), DOUDI_ERROR_REFUSED);
  death.papers = doudi_change_info (DOUDI_CHANGE_DEATH)->papers;
  death.happened_on = doudi_day_new (2018, 8, 13);
  assert_refused (doudi_change_enter (caseworker, &death, &id, error), DOUDI_ERROR_BAD_DATA);
  death.happened_on = doudi_day_new (2018, 8, 10);
  death.detail = "{\"colour\": \"blue\"}";
  assert_refused (doudi_change_enter (caseworker, &death, &id, error), DOUDI_ERROR_BAD_DATA);
  death.detail = NULL;
  death.from_month = 201807;
  assert_refused (doudi_change_enter (caseworker, &death, &id, error), DOUDI_ERROR_BAD_DATA);
  stop.reason = "";
  assert_refused (doudi_change_enter (caseworker, &stop, &id, error), DOUDI_ERROR_BAD_DATA);
  stop.award_id = 99;
  assert_refused (doudi_change_enter (caseworker, &stop, &id, error), DOUDI_ERROR_BAD_DATA);
  death.household_id = 99;
  assert_refused (doudi_change_enter (caseworker, &death, &id, error), DOUDI_ERROR_NOT_FOUND);
}

/* The table of kinds. */
static void
test_kinds (void)
{
  for (int i = 0; i < DOUDI_N_CHANGES; i++)
    {
      const DoudiChangeInfo *info = doudi_change_info ((DoudiChangeKind) i);
      DoudiChangeKind found;

      g_assert_true (doudi_change_kind_find (info->word.name, &found));
      g_assert_cmpint (found, ==, i);
      g_assert_cmpuint (strlen (info->word.chinese), >, 0);
      g_assert_nonnull (info->papers);
      g_assert_nonnull (info->members);
    }
  g_assert_false (doudi_change_kind_find ("wedding", &(DoudiChangeKind){ 0 }));
  g_assert_false (doudi_change_kind_find (NULL, &(DoudiChangeKind){ 0 }));
}

static void
add_test (const char *name, void (*func) (Casework *casework, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/casework/change/", name, NULL);

  g_test_add (path, Casework, NULL, casework_set_up, func, casework_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/casework/change/kinds", test_kinds);
  add_test ("death", test_death);
  add_test ("late-death", test_late_death);
  add_test ("late-death-through-class", test_late_death_through_class);
  add_test ("head-dies", test_head_dies);
  add_test ("new-head", test_new_head);
  add_test ("head-hands-over", test_head_hands_over);
  add_test ("sole-member-dies", test_sole_member_dies);
  add_test ("birth", test_birth);
  add_test ("marriage", test_marriage);
  add_test ("leave-with-award", test_leave_with_award);
  add_test ("move", test_move);
  add_test ("split", test_split);
  add_test ("merge", test_merge);
  add_test ("account", test_account);
  add_test ("income", test_income);
  add_test ("care", test_care);
  add_test ("disability", test_disability);
  add_test ("school-and-job", test_school_and_job);
  add_test ("prison", test_prison);
  add_test ("pause-and-resume", test_pause_and_resume);
  add_test ("resume-without-arrears", test_resume_without_arrears);
  add_test ("stop", test_stop);
  add_test ("taper", test_taper);
  add_test ("who-is-covered", test_who_is_covered);
  add_test ("four-eyes", test_four_eyes);
  add_test ("two-open", test_two_open);
  add_test ("refusals", test_refusals);
  return g_test_run ();
}
