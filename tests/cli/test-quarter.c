/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * A quarter of a county, from the counter to the account: some two hundred applications over all
 * programmes. What each comes to was worked out by hand; it stands in the table below.
 */

#include "cli-helper.h"

#include "../casework/counter.h"
#include "base/doudi-money.h"
#include "casework/doudi-case-list.h"
#include "casework/doudi-policies.h"
#include "store/doudi-award-store.h"
#include "store/doudi-registry.h"
#include "store/doudi-statement.h"

#define CASEWORKER "caseworker"
#define REVIEWER "reviewer"
#define DIRECTOR "director"
#define NOTICES "notices"

#define LOW_INCOME DOUDI_PROGRAMME_LOW_INCOME
#define SPECIAL DOUDI_PROGRAMME_SPECIAL_HARDSHIP
#define ORPHAN DOUDI_PROGRAMME_ORPHAN
#define UNSUPPORTED DOUDI_PROGRAMME_UNSUPPORTED_CHILD
#define LIVING DOUDI_PROGRAMME_DISABILITY_LIVING
#define NURSING DOUDI_PROGRAMME_DISABILITY_NURSING
#define AID DOUDI_PROGRAMME_TEMPORARY_AID

/*
 * What becomes of an application.
 *
 * @UPHELD: an objection leads to a new visit, which proposes class III, and a hearing
 * @RETURNED: by whoever approves the review list, to a new visit
 * @HELD: by the director, until the next list
 * @NOT_ELIGIBLE: the opinion is to grant, the rules say no; it is sent back before a notice hangs,
 * and a month later it is refused
 */
typedef enum
{
  GRANTED,
  PAPERS_MISSING,
  KIN,
  REJECTED,
  PAID_FIRST,
  AGAINST,
  NOT_ELIGIBLE,
  NOT_ACCEPTED,
  WITHDRAWN,
  UPHELD,
  RETURNED,
  HELD,
} Fate;

/*
 * @often: in each of the three months
 * @persons, @benefit_class, @amount: what is granted, a month or once, yuan; NULL for nothing
 */
static const struct
{
  CounterFamily family;
  Fate fate;
  guint often;
  int persons;
  int benefit_class;
  const char *amount;
} plans[] = {
  /* Class II in the country 290.00 for each of three, and 96.00 for the minor. */
  { { LOW_INCOME, "rural", "1970-05-05 1972-06-06 2012-07-07", 2, "2600", "", "", NULL },
    GRANTED,
    8,
    3,
    2,
    "966.00" },
  /* Class I 310.00, and 96.00 for who is old. */
  { { LOW_INCOME, "rural", "1950-04-01", 1, "500", "", "", NULL }, GRANTED, 5, 1, 1, "406.00" },
  /* Class IV 58.00 for each of two. */
  { { LOW_INCOME, "rural", "1971-03-03 1973-08-08", 4, "4000", "", "", NULL },
    PAPERS_MISSING,
    2,
    2,
    4,
    "116.00" },
  /* Class I in town 480.00 for each of two, and 96.00 for the minor. */
  { { LOW_INCOME, "urban", "1980-02-02 1981-12-12 2015-09-09", 1, "3000", "", "", NULL },
    GRANTED,
    4,
    3,
    1,
    "1536.00" },
  /* Class III in town 300.00 for each of four, and 96.00 for the one minor. */
  { { LOW_INCOME, "urban", "1975-01-20 1978-03-04 2005-05-06 2010-10-10", 3, "8000", "", "", NULL },
    REJECTED,
    2,
    4,
    3,
    "1296.00" },
  { { LOW_INCOME, "rural", "1970-05-25 1972-06-26", 3, "1000", "", "", "" },
    KIN,
    2,
    2,
    3,
    "168.00" },
  /* Class II at first, class III by the second visit: 84.00 for each of two. */
  { { LOW_INCOME, "rural", "1969-05-25 1974-06-26", 2, "1000", "", "", NULL },
    UPHELD,
    2,
    2,
    3,
    "168.00" },
  { { LOW_INCOME, "rural", "1968-05-25", 2, "1000", "", "", NULL }, RETURNED, 2, 1, 2, "290.00" },
  { { LOW_INCOME, "urban", "1967-05-25", 2, "1000", "", "", NULL }, HELD, 2, 1, 2, "400.00" },
  { { LOW_INCOME, "rural", "1976-05-25", 2, "1000", "", "", NULL }, AGAINST, 3, 0, 0, NULL },
  { { LOW_INCOME, "urban", "1977-05-25", 2, "90000", "", "", NULL }, NOT_ELIGIBLE, 3, 0, 0, NULL },
  { { LOW_INCOME, "rural", "1976-06-25", 2, "1000", "", "", NULL }, NOT_ACCEPTED, 2, 0, 0, NULL },
  { { LOW_INCOME, "urban", "1976-07-25", 2, "1000", "", "", NULL }, WITHDRAWN, 2, 0, 0, NULL },
  { { SPECIAL, "rural", "1949-04-01", 0, "100.00", "home", "", NULL }, GRANTED, 4, 1, 0, "440.00" },
  { { SPECIAL, "urban", "1948-04-01", 0, "0.00", "institution", "", NULL },
    GRANTED,
    2,
    1,
    0,
    "720.00" },
  /* Able to work, by age. */
  { { SPECIAL, "rural", "1979-04-01", 0, "100.00", "home", "", NULL },
    NOT_ELIGIBLE,
    1,
    0,
    0,
    NULL },
  { { SPECIAL, "rural", "1951-04-01", 0, "100.00", "home", "", NULL }, HELD, 1, 1, 0, "440.00" },
  { { ORPHAN, "rural", "2013-04-01", 0, "", "home", "dead", NULL }, GRANTED, 3, 1, 0, "600.00" },
  { { ORPHAN, "urban", "2014-04-01", 0, "", "institution", "dead", NULL },
    GRANTED,
    2,
    1,
    0,
    "1000.00" },
  { { UNSUPPORTED, "rural", "2015-04-01", 0, "", "home", "out-of-contact", NULL },
    GRANTED,
    3,
    1,
    0,
    "600.00" },
  /* One parent is able. */
  { { UNSUPPORTED, "rural", "2016-04-01", 0, "", "home", "able", NULL },
    NOT_ELIGIBLE,
    1,
    0,
    0,
    NULL },
  { { LIVING, "rural", "1985-04-01", 0, "", "", "limb 3", NULL }, GRANTED, 3, 1, 3, "100.00" },
  { { NURSING, "rural", "1986-04-01", 0, "", "", "limb 1", NULL }, GRANTED, 3, 1, 1, "100.00" },
  /* Grade III is not severe. */
  { { NURSING, "urban", "1987-04-01", 0, "", "", "limb 3", NULL }, NOT_ELIGIBLE, 1, 0, 0, NULL },
  { { AID, "rural", "1972-04-01", 0, "", "", "urgent-small 600", NULL },
    PAID_FIRST,
    2,
    1,
    0,
    "600.00" },
  /* The urban standard 480.00, times two persons, times three months. */
  { { AID, "urban", "1973-04-01 1974-04-02", 0, "", "", "expense 2 3", NULL },
    GRANTED,
    2,
    2,
    0,
    "2880.00" },
};

/* When a month's cases are worked on, and the first month of what is granted. */
typedef struct
{
  DoudiMonth first_month;
  const char *applied, *accepted, *visited, *opinion, *reviewed, *objected, *answered, *ended,
    *listed, *decided, *informed, *paid;
} Round;

static const Round rounds[] = {
  { 202602, "2026-01-05", "2026-01-06", "2026-01-08", "2026-01-09", "2026-01-12", "2026-01-14",
    "2026-01-16", "2026-01-20", "2026-01-21", "2026-01-22", "2026-01-23", "2026-02-03" },
  { 202603, "2026-02-02", "2026-02-03", "2026-02-05", "2026-02-06", "2026-02-09", "2026-02-11",
    "2026-02-13", "2026-02-24", "2026-02-25", "2026-02-26", "2026-02-27", "2026-03-03" },
  { 202604, "2026-03-02", "2026-03-03", "2026-03-05", "2026-03-06", "2026-03-09", "2026-03-11",
    "2026-03-13", "2026-03-17", "2026-03-18", "2026-03-19", "2026-03-20", "2026-04-02" },
};

/*
 * @round: in which it is worked on; one that is sent back or held goes on in the next
 * @again: it was sent back or held before
 */
typedef struct
{
  guint plan;
  guint serial;
  guint applied;
  guint round;
  gboolean again;
  gint64 id;
} Work;

/*
 * @villages: of two townships; the second decides about low income itself from February on
 */
typedef struct
{
  Cli cli;
  DoudiStore *store;
  GHashTable *sessions;
  DoudiPolicy *policy;
  DoudiWorkingDays *calendar;
  char *villages[2];
  GArray *works;
} County;

static void
found (Cli *cli)
{
  static const char *const roles[] = { CASEWORKER, REVIEWER, DIRECTOR, NOTICES };
  g_autoptr (CliResult) result
    = cli_run (cli, NULL, "init", cli->file, "--county", CLI_COUNTY, "--admin", CLI_ADMINISTRATOR,
               "--policy=demo", "--policy=gansu-2021", NULL);

  g_assert_cmpint (result->status, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    cli_add_user (cli, roles[i], roles[i]);
}

static void
open_county (County *county)
{
  g_autoptr (GError) error = NULL;

  county->store = doudi_store_open (county->cli.file, &error);
  g_assert_no_error (error);
  county->sessions
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) doudi_session_unref);
  county->calendar = doudi_working_days_new_bundled (&error);
  g_assert_no_error (error);
}

static void
close_county (County *county)
{
  g_clear_pointer (&county->policy, doudi_policy_unref);
  g_clear_pointer (&county->calendar, doudi_working_days_free);
  g_clear_pointer (&county->sessions, g_hash_table_unref);
  g_clear_pointer (&county->store, doudi_store_close);
}

static DoudiSession *
sign_in (County *county, const char *user, const char *day)
{
  g_autofree char *key = g_strconcat (user, " ", day, NULL);
  DoudiSession *session = g_hash_table_lookup (county->sessions, key);
  g_autoptr (GError) error = NULL;

  if (session != NULL)
    return session;
  session
    = doudi_session_sign_in (county->store, user, CLI_PASSWORD, doudi_day_parse_iso (day), &error);
  g_assert_no_error (error);
  g_hash_table_insert (county->sessions, g_steal_pointer (&key), session);
  return session;
}

/* The first village of the first, or of another, township. */
static char *
find_village (const char *other_than)
{
  g_autoptr (GPtrArray) divisions = doudi_divisions_load_county (CLI_COUNTY, NULL);

  for (guint i = 0; i < divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i);

      if (division->level == DOUDI_DIVISION_VILLAGE && division->code[9] == '2'
          && (other_than == NULL || strncmp (division->code, other_than, 9) != 0))
        return g_strdup (division->code);
    }
  g_assert_not_reached ();
}

static void
set_up (County *county, gconstpointer data)
{
  cli_set_up (&county->cli, data);
  found (&county->cli);
  county->villages[0] = find_village (NULL);
  county->villages[1] = find_village (county->villages[0]);
  county->works = g_array_new (FALSE, FALSE, sizeof (Work));
  open_county (county);
}

static void
tear_down (County *county, gconstpointer data)
{
  close_county (county);
  g_array_unref (county->works);
  g_free (county->villages[0]);
  g_free (county->villages[1]);
  cli_tear_down (&county->cli, data);
}

static gint64
ask (County *county, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStatement) statement = doudi_statement_get (county->store, sql, &error);

  g_assert_no_error (error);
  g_assert_true (doudi_statement_step (statement, &error));
  return doudi_statement_get_int (statement, 0);
}

static Fate
fate_of (const Work *work)
{
  return plans[work->plan].fate;
}

/* What the family is like; a second visit after an objection finds class III. */
static CounterFamily
family_of (const Work *work)
{
  CounterFamily family = plans[work->plan].family;

  if (fate_of (work) == UPHELD && work->again)
    family.benefit_class = plans[work->plan].benefit_class;
  return family;
}

/* A case as it stands; the rules are read only once. */
static DoudiCase *
read_case (County *county, const Work *work, const char *user, const char *day)
{
  g_autoptr (GError) error = NULL;
  DoudiDay today = doudi_session_get_today (sign_in (county, user, day));
  DoudiCase *of;

  if (county->policy == NULL)
    county->policy = doudi_policies_load (county->store, today, &error);
  g_assert_no_error (error);
  of = doudi_case_read (county->store, work->id, county->policy, county->calendar, today, &error);
  g_assert_no_error (error);
  return of;
}

static void
record (County *county,
        const Work *work,
        const char *user,
        const char *today,
        DoudiCaseEvent event,
        const char *day,
        const char *words)
{
  g_autoptr (GError) error = NULL;

  doudi_case_record (sign_in (county, user, today), work->id, event, doudi_day_parse_iso (day),
                     words, &error);
  g_assert_no_error (error);
}

/* Goes on with a case until it stands at a step from @stop on. */
static void
work_until (County *county,
            const Work *work,
            const char *user,
            const char *today,
            const char *day,
            DoudiCaseStep stop)
{
  DoudiSession *session = sign_in (county, user, today);
  const CounterFamily family = family_of (work);

  for (;;)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (DoudiCase) of = read_case (county, work, user, today);

      if (of->progress.outcome == DOUDI_CASE_OPEN && of->progress.current >= stop)
        return;
      if (of->progress.current == DOUDI_STEP_NONE)
        return;
      counter_do (session, work->id, &family, work->serial, of->progress.current, day, &error);
      g_assert_no_error (error);
    }
}

static void
apply_one (County *county, guint plan, guint round)
{
  Work work = { .plan = plan, .serial = county->works->len + 1, .applied = round, .round = round };
  const char *village = county->villages[work.serial % 2];
  DoudiSession *session = sign_in (county, CASEWORKER, rounds[round].opinion);

  work.id = counter_open (session, &plans[plan].family, work.serial, village, rounds[round].applied,
                          plans[plan].fate == PAID_FIRST);
  g_array_append_val (county->works, work);
}

static void
apply (County *county, guint round)
{
  for (guint plan = 0; plan < G_N_ELEMENTS (plans); plan++)
    for (guint i = 0; i < plans[plan].often; i++)
      apply_one (county, plan, round);
}

/* Up to the acceptance. */
static void
receive (County *county, const Work *work, const Round *round)
{
  const char *today = round->opinion;

  if (fate_of (work) == PAID_FIRST)
    record (county, work, CASEWORKER, today, DOUDI_EVENT_PAID_FIRST, round->applied, "断粮");
  if (fate_of (work) == PAPERS_MISSING)
    record (county, work, CASEWORKER, today, DOUDI_EVENT_PAPERS_MISSING, round->applied,
            "缺户口簿");
  if (fate_of (work) == PAPERS_MISSING || fate_of (work) == PAID_FIRST)
    record (county, work, CASEWORKER, today, DOUDI_EVENT_PAPERS_COMPLETE, round->accepted, NULL);
  if (fate_of (work) == NOT_ACCEPTED)
    record (county, work, CASEWORKER, today, DOUDI_EVENT_NOT_ACCEPTED, round->accepted,
            "不在本县居住");
  else
    work_until (county, work, CASEWORKER, today, round->accepted, DOUDI_STEP_SURVEY);
}

/* Up to the opinion. */
static void
examine (County *county, const Work *work, const Round *round)
{
  const char *today = round->opinion;

  work_until (county, work, CASEWORKER, today, round->visited, DOUDI_STEP_OPINION);
  if (fate_of (work) == WITHDRAWN)
    record (county, work, CASEWORKER, today, DOUDI_EVENT_WITHDRAWN, round->opinion, "外出务工");
  else if (fate_of (work) == AGAINST || (fate_of (work) == NOT_ELIGIBLE && work->again))
    record (county, work, CASEWORKER, today, DOUDI_EVENT_OPINION_AGAINST, round->opinion,
            "有稳定工资收入");
  else
    work_until (county, work, CASEWORKER, today, round->opinion, DOUDI_STEP_REVIEW);
}

static gboolean
is_worked_on (const Work *work, guint round)
{
  return work->round == round && fate_of (work) != NOT_ACCEPTED && fate_of (work) != WITHDRAWN;
}

static void
receive_all (County *county, guint round)
{
  for (guint i = 0; i < county->works->len; i++)
    {
      const Work *work = &g_array_index (county->works, Work, i);

      if (work->round != round)
        continue;
      if (!work->again)
        receive (county, work, &rounds[round]);
      if (fate_of (work) != NOT_ACCEPTED && !(work->again && fate_of (work) == HELD))
        examine (county, work, &rounds[round]);
    }
}

static gint64
put_together (County *county,
              const char *user,
              const char *day,
              const char *kind,
              DoudiProgramme programme)
{
  DoudiSession *session = sign_in (county, user, day);
  g_autoptr (GError) error = NULL;
  gint64 list = 0;

  doudi_case_list_create (session, kind, programme, DOUDI_MONTH_NONE, NULL, 0, NULL, 0, &list,
                          &error);
  g_assert_no_error (error);
  doudi_case_list_submit (session, list, &error);
  g_assert_no_error (error);
  return list;
}

static Work *
find_work (County *county, gint64 application)
{
  for (guint i = 0; i < county->works->len; i++)
    if (g_array_index (county->works, Work, i).id == application)
      return &g_array_index (county->works, Work, i);
  g_assert_not_reached ();
}

/* Whether a case is one that does not go on with the others of a list: it does in the next month.
 */
static const char *
outcome_on (const Work *work, gboolean review)
{
  if (work->again)
    return NULL;
  if (review)
    return fate_of (work) == RETURNED || fate_of (work) == NOT_ELIGIBLE ? "returned" : NULL;
  return fate_of (work) == HELD ? "held" : NULL;
}

static GArray *
take_out (County *county, const DoudiCaseListView *view, gboolean review)
{
  GArray *excepts = g_array_new (FALSE, FALSE, sizeof (DoudiCaseListExcept));

  for (guint i = 0; i < view->entries->len; i++)
    {
      const DoudiCaseListEntry *entry = g_ptr_array_index (view->entries, i);
      Work *work = find_work (county, entry->item->application_id);
      DoudiCaseListExcept except
        = { entry->item->id, outcome_on (work, review), "材料需进一步核实" };

      if (except.outcome == NULL)
        continue;
      g_array_append_val (excepts, except);
      work->again = TRUE;
      work->round++;
    }
  return excepts;
}

static void
decide (County *county, const char *user, const char *day, gint64 list, gboolean review)
{
  DoudiSession *session = sign_in (county, user, day);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiCaseListView) view = doudi_case_list_view (session, list, &error);
  g_autoptr (GArray) excepts = NULL;
  DoudiCaseListResult result;

  g_assert_no_error (error);
  excepts = take_out (county, view, review);
  doudi_case_list_decide (session, list, (const DoudiCaseListExcept *) (gpointer) excepts->data,
                          excepts->len, view->row->digest, NULL, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.approved + result.refused + excepts->len, ==, view->entries->len);
}

static void
review_all (County *county, guint round, gint64 lists[DOUDI_N_PROGRAMMES])
{
  for (guint programme = LOW_INCOME; programme <= AID; programme++)
    {
      lists[programme] = put_together (county, CASEWORKER, rounds[round].opinion, "review",
                                       (DoudiProgramme) programme);
      decide (county, REVIEWER, rounds[round].reviewed, lists[programme], TRUE);
    }
}

static void
hang (County *county, gint64 list, guint round, gboolean posted)
{
  DoudiSession *session = sign_in (county, NOTICES, rounds[round].ended);
  const char *day = posted ? rounds[round].reviewed : rounds[round].ended;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      guint n = 0;

      doudi_case_list_record_notice (session, list, county->villages[i], posted,
                                     doudi_day_parse_iso (day), NULL, &n, &error);
      g_assert_no_error (error);
    }
}

static void
object (County *county, Work *work, const Round *round)
{
  DoudiObjectionRow objection = { .objected_on = doudi_day_parse_iso (round->objected),
                                  .objector = (char *) "才让",
                                  .content = (char *) "家中有车",
                                  .way = (char *) "survey" };
  gboolean upheld = fate_of (work) == UPHELD;
  g_autoptr (GError) error = NULL;

  doudi_case_object (sign_in (county, NOTICES, round->ended), work->id, &objection, &error);
  g_assert_no_error (error);
  doudi_case_answer_objection (sign_in (county, CASEWORKER, round->ended), work->id, objection.id,
                               upheld ? "upheld" : "rejected", "已核实，书面答复",
                               doudi_day_parse_iso (round->answered), &error);
  g_assert_no_error (error);
  if (upheld)
    {
      work->again = TRUE;
      work->round++;
    }
}

static void
hang_all (County *county, guint round, const gint64 lists[DOUDI_N_PROGRAMMES])
{
  static const DoudiProgramme hanging[] = { LOW_INCOME, SPECIAL, AID };

  for (gsize i = 0; i < G_N_ELEMENTS (hanging); i++)
    hang (county, lists[hanging[i]], round, TRUE);
  for (guint i = 0; i < county->works->len; i++)
    {
      Work *work = &g_array_index (county->works, Work, i);

      if (work->round == round && !work->again
          && (fate_of (work) == UPHELD || fate_of (work) == REJECTED))
        object (county, work, &rounds[round]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (hanging); i++)
    hang (county, lists[hanging[i]], round, FALSE);
}

/* The federation, the way up, and the visit of the county where it is called for. */
static void
send_up (County *county, guint round)
{
  const Round *days = &rounds[round];

  for (guint i = 0; i < county->works->len; i++)
    {
      const Work *work = &g_array_index (county->works, Work, i);

      if (!is_worked_on (work, round) || (fate_of (work) == HELD && work->again))
        continue;
      work_until (county, work, CASEWORKER, days->ended, days->ended, DOUDI_STEP_COUNTY_VISIT);
      work_until (county, work, REVIEWER, days->listed, days->listed, DOUDI_STEP_DECIDE);
    }
}

static void
decide_all (County *county, guint round)
{
  for (guint programme = LOW_INCOME; programme <= AID; programme++)
    {
      gint64 list = put_together (county, REVIEWER, rounds[round].listed, "approval",
                                  (DoudiProgramme) programme);

      decide (county, DIRECTOR, rounds[round].decided, list, FALSE);
    }
}

static void
inform (County *county, guint round)
{
  for (guint i = 0; i < county->works->len; i++)
    {
      const Work *work = &g_array_index (county->works, Work, i);

      if (is_worked_on (work, round))
        work_until (county, work, CASEWORKER, rounds[round].informed, rounds[round].informed,
                    DOUDI_STEP_NONE);
    }
}

static void
delegate (County *county)
{
  g_autofree char *township = g_strndup (county->villages[1], 9);
  g_autofree char *code = g_strconcat (township, "000", NULL);
  DoudiDelegationRow delegation = { .programme = (char *) "low-income",
                                    .division_code = code,
                                    .valid_from = doudi_day_new (2026, 2, 1),
                                    .source = (char *) "县政府令第1号" };
  g_autoptr (GError) error = NULL;

  doudi_case_delegate (sign_in (county, DIRECTOR, rounds[0].decided), &delegation, &error);
  g_assert_no_error (error);
}

static DoudiFen
amount_of (const Work *work)
{
  DoudiFen fen = 0;

  if (plans[work->plan].amount != NULL)
    g_assert_true (doudi_money_parse (plans[work->plan].amount, &fen));
  return fen;
}

static gboolean
is_monthly (const Work *work)
{
  return doudi_programme_info (plans[work->plan].family.programme)->monthly;
}

/* The subsidies for a disability begin in the month of the application. */
static DoudiMonth
first_month_of (const Work *work)
{
  DoudiProgramme programme = plans[work->plan].family.programme;

  if (!is_monthly (work))
    return DOUDI_MONTH_NONE;
  if (programme == LIVING || programme == NURSING)
    return doudi_month_of_day (doudi_day_parse_iso (rounds[work->applied].applied));
  return rounds[work->round].first_month;
}

static DoudiCaseOutcome
outcome_of (const Work *work)
{
  if (fate_of (work) == NOT_ACCEPTED)
    return DOUDI_CASE_NOT_ACCEPTED;
  if (fate_of (work) == WITHDRAWN)
    return DOUDI_CASE_WITHDRAWN;
  if (work->round >= G_N_ELEMENTS (rounds))
    return DOUDI_CASE_OPEN;
  return plans[work->plan].amount != NULL ? DOUDI_CASE_GRANTED : DOUDI_CASE_REFUSED;
}

static void
assert_award (County *county, const Work *work, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiAwardRow) award = doudi_award_get (county->store, id, &error);
  const DoudiAwardTermRow *term;

  g_assert_no_error (error);
  term = &g_array_index (award->terms, DoudiAwardTermRow, 0);
  g_assert_cmpuint (award->terms->len, ==, 1);
  g_assert_cmpstr (award->programme, ==,
                   doudi_programme_info (plans[work->plan].family.programme)->name);
  g_assert_cmpstr (award->residence, ==, plans[work->plan].family.residence);
  g_assert_cmpint (award->first_month, ==, first_month_of (work));
  g_assert_cmpint (term->from, ==, first_month_of (work));
  g_assert_cmpint (term->persons, ==, plans[work->plan].persons);
  g_assert_cmpint (term->benefit_class, ==, plans[work->plan].benefit_class);
  g_assert_cmpstr (term->care, ==, plans[work->plan].family.care);
}

static void
assert_decision (County *county, const Work *work, const DoudiDecisionRow *decision)
{
  gboolean township
    = plans[work->plan].family.programme == LOW_INCOME && work->round > 0 && work->serial % 2 == 1;
  gboolean granted = plans[work->plan].amount != NULL;

  g_assert_nonnull (decision);
  g_assert_cmpstr (decision->organ, ==, township ? "township" : "county");
  g_assert_cmpint (decision->delegation_id != 0, ==, township);
  g_assert_cmpint (decision->granted, ==, granted);
  g_assert_cmpint (decision->amount, ==, amount_of (work));
  g_assert_cmpint (decision->award_id != 0, ==, granted && is_monthly (work));
  g_assert_cmpstr (decision->decided_by, ==, DIRECTOR);
  g_assert_cmpint (decision->decided_on, ==, doudi_day_parse_iso (rounds[work->round].decided));
  if (!granted)
    {
      g_assert_cmpstr (decision->reason, !=, "");
      return;
    }
  g_assert_cmpint (decision->persons, ==, plans[work->plan].persons);
  g_assert_cmpint (decision->benefit_class, ==, plans[work->plan].benefit_class);
  g_assert_cmpint (decision->first_month, ==, first_month_of (work));
  if (is_monthly (work))
    assert_award (county, work, decision->award_id);
}

static char *
list_events (const DoudiCase *of)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < of->events->len; i++)
    {
      const DoudiApplicationEventRow *row = g_ptr_array_index (of->events, i);

      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", row->kind);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

#define CHECKED "authorised check-asked checked "
#define VISITED "survey-started surveyed "
#define HUNG "notice-posted notice-ended "

/* The whole way of one case of each kind. */
static const struct
{
  DoudiProgramme programme;
  Fate fate;
  const char *events;
} ways[] = {
  { LOW_INCOME, GRANTED,
    "applied accepted " CHECKED VISITED "opinion-for reviewed " HUNG
    "sent-up granted informed published" },
  { LOW_INCOME, PAPERS_MISSING,
    "applied papers-missing papers-complete accepted " CHECKED VISITED "opinion-for reviewed " HUNG
    "sent-up granted informed published" },
  { LOW_INCOME, KIN,
    "applied accepted " CHECKED VISITED "opinion-for reviewed " HUNG
    "sent-up county-visited granted informed published" },
  { LOW_INCOME, REJECTED,
    "applied accepted " CHECKED VISITED "opinion-for reviewed notice-posted objected "
    "objection-rejected notice-ended sent-up granted informed published" },
  { LOW_INCOME, UPHELD,
    "applied accepted " CHECKED VISITED "opinion-for reviewed notice-posted objected "
    "objection-upheld " VISITED "hearing-held opinion-for reviewed " HUNG
    "sent-up granted informed published" },
  { LOW_INCOME, RETURNED,
    "applied accepted " CHECKED VISITED "opinion-for sent-back " VISITED
    "opinion-for reviewed " HUNG "sent-up granted informed published" },
  { LOW_INCOME, HELD,
    "applied accepted " CHECKED VISITED "opinion-for reviewed " HUNG
    "sent-up held granted informed published" },
  { LOW_INCOME, AGAINST,
    "applied accepted " CHECKED VISITED "opinion-against reviewed sent-up refused informed" },
  { LOW_INCOME, NOT_ELIGIBLE,
    "applied accepted " CHECKED VISITED "opinion-for sent-back " VISITED
    "opinion-against reviewed sent-up refused informed" },
  { LOW_INCOME, NOT_ACCEPTED, "applied not-accepted" },
  { LOW_INCOME, WITHDRAWN, "applied accepted " CHECKED VISITED "withdrawn" },
  { SPECIAL, GRANTED,
    "applied accepted " CHECKED VISITED "self-care-assessed opinion-for reviewed " HUNG
    "sent-up granted informed published" },
  { ORPHAN, GRANTED, "applied accepted " VISITED "opinion-for reviewed sent-up granted informed" },
  { UNSUPPORTED, GRANTED,
    "applied accepted check-asked checked " VISITED
    "opinion-for reviewed sent-up granted informed" },
  { LIVING, GRANTED,
    "applied accepted opinion-for reviewed federation-agreed sent-up granted informed" },
  { NURSING, GRANTED,
    "applied accepted opinion-for reviewed federation-agreed sent-up granted informed" },
  { AID, PAID_FIRST,
    "applied paid-first papers-complete accepted " CHECKED VISITED "opinion-for reviewed " HUNG
    "sent-up granted informed" },
};

static void
assert_way (const Work *work, const DoudiCase *of)
{
  g_autofree char *events = list_events (of);

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (ways[i].programme == plans[work->plan].family.programme && ways[i].fate == fate_of (work)
        && outcome_of (work) != DOUDI_CASE_OPEN)
      g_assert_cmpstr (events, ==, ways[i].events);
}

static void
assert_work (County *county, const Work *work)
{
  g_autoptr (DoudiCase) of = read_case (county, work, DIRECTOR, rounds[2].decided);

  g_test_message ("%s %s, fate %d", of->row->number, of->row->programme, fate_of (work));
  g_assert_cmpint (of->progress.outcome, ==, outcome_of (work));
  assert_way (work, of);
  if (outcome_of (work) == DOUDI_CASE_GRANTED || outcome_of (work) == DOUDI_CASE_REFUSED)
    assert_decision (county, work, of->decision);
  else
    g_assert_null (of->decision);
}

static void
assert_counts (County *county)
{
  guint outcomes[DOUDI_N_CASE_OUTCOMES] = { 0 };
  guint awards = 0;

  for (guint i = 0; i < county->works->len; i++)
    {
      const Work *work = &g_array_index (county->works, Work, i);

      outcomes[outcome_of (work)]++;
      awards += outcome_of (work) == DOUDI_CASE_GRANTED && is_monthly (work) ? 1 : 0;
      assert_work (county, work);
    }
  /* By hand: of 67 a month 47 are granted at once and 7 a month later, 3 are refused at once and 6
   * a month later, 2 are not accepted, 2 withdrawn. */
  g_assert_cmpuint (county->works->len, ==, 3 * 67);
  g_assert_cmpuint (outcomes[DOUDI_CASE_GRANTED], ==, 3 * 47 + 2 * 7);
  g_assert_cmpuint (outcomes[DOUDI_CASE_REFUSED], ==, 3 * 3 + 2 * 6);
  g_assert_cmpuint (outcomes[DOUDI_CASE_OPEN], ==, 7 + 6);
  g_assert_cmpuint (outcomes[DOUDI_CASE_NOT_ACCEPTED], ==, 3 * 2);
  g_assert_cmpuint (outcomes[DOUDI_CASE_WITHDRAWN], ==, 3 * 2);
  g_assert_cmpint (ask (county, "SELECT count(*) FROM award"), ==, awards);
  g_assert_cmpint (ask (county, "SELECT count(*) FROM award_term"), ==, awards);
}

static void
assert_money (JsonObject *object, const char *member, DoudiFen expected)
{
  DoudiFen fen = -1;

  g_assert_true (doudi_money_parse (json_object_get_string_member (object, member), &fen));
  g_assert_cmpint (fen, ==, expected);
}

/* What was decided by then, for the month and for the months before it that nobody has paid. */
static void
sum_due (County *county, guint round, DoudiFen *regular, DoudiFen *back_pay)
{
  DoudiMonth month = rounds[round].first_month;

  *regular = *back_pay = 0;
  for (guint i = 0; i < county->works->len; i++)
    {
      const Work *work = &g_array_index (county->works, Work, i);

      if (!is_monthly (work) || work->round > round || amount_of (work) == 0)
        continue;
      *regular += amount_of (work);
      if (work->round == round)
        *back_pay += amount_of (work) * doudi_month_between (first_month_of (work), month);
    }
}

static void
run_pay_step (County *county,
              const char *user,
              const char *day,
              const char *command,
              const char *run)
{
  g_autoptr (CliResult) result
    = cli_run (&county->cli, user, "--today", day, command, county->cli.file, run, NULL);

  cli_assert_done (result);
}

static void
pay (County *county, guint round)
{
  g_autofree char *month = doudi_month_format_iso (rounds[round].first_month);
  const char *day = rounds[round].paid;
  DoudiFen regular, back_pay;
  g_autoptr (CliResult) result = NULL;
  JsonObject *run;
  const char *id;

  sum_due (county, round, &regular, &back_pay);
  close_county (county);
  result = cli_run (&county->cli, CASEWORKER, "--today", day, "pay", county->cli.file, month, NULL);
  run = cli_assert_done (result);
  assert_money (run, "regular", regular);
  assert_money (run, "back_pay", back_pay);
  assert_money (run, "recovery", 0);
  assert_money (run, "total", regular + back_pay);
  id = json_object_get_string_member (run, "run");
  run_pay_step (county, DIRECTOR, day, "pay-approve", id);
  run_pay_step (county, DIRECTOR, day, "pay-close", id);
  open_county (county);
}

static void
assert_verified (County *county)
{
  g_autoptr (CliResult) result = NULL;
  JsonObject *answer;
  JsonArray *checks;
  gboolean chain = FALSE;

  close_county (county);
  result
    = cli_run (&county->cli, DIRECTOR, "--today", "2026-04-03", "verify", county->cli.file, NULL);
  answer = cli_assert_done (result);
  g_assert_true (json_object_get_boolean_member (answer, "ok"));
  checks = json_object_get_array_member (answer, "checks");
  for (guint i = 0; i < json_array_get_length (checks); i++)
    {
      JsonObject *check = json_array_get_object_element (checks, i);

      g_assert_true (json_object_get_boolean_member (check, "ok"));
      if (g_str_equal (json_object_get_string_member (check, "name"), "audit-chain"))
        chain = json_object_get_int_member (check, "count") > 2000;
    }
  g_assert_true (chain);
  open_county (county);
}

static void
work_a_month (County *county, guint round)
{
  gint64 lists[DOUDI_N_PROGRAMMES] = { 0 };

  apply (county, round);
  receive_all (county, round);
  review_all (county, round, lists);
  hang_all (county, round, lists);
  send_up (county, round);
  decide_all (county, round);
  inform (county, round);
  if (round == 0)
    delegate (county);
  pay (county, round);
}

static void
test_quarter (County *county, gconstpointer data)
{
  for (guint round = 0; round < G_N_ELEMENTS (rounds); round++)
    work_a_month (county, round);
  assert_counts (county);
  assert_verified (county);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cli/quarter/all-programmes", County, NULL, set_up, test_quarter, tear_down);
  return g_test_run ();
}
