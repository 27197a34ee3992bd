/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Killed in the middle of the work on cases: what was saved is there, and nothing else but the step
 * that was under way, whole or not at all.
 *
 * A child works on cases and tells through a pipe which step it begins and which one is done; it is
 * killed without warning. The next child looks first whether the file holds what the steps told
 * explain, tells whether the step under way came through, and works on.
 */

#include "counter.h"
#include "casework-fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "casework/doudi-case-list.h"
#include "casework/doudi-invariants.h"
#include "store/doudi-draft-store.h"
#include "store/doudi-statement.h"

/* To beget a child that a sanitizer watches takes a hundred times as long as a step. */
#ifdef __SANITIZE_ADDRESS__
#define KILLS 40
#else
#define KILLS 200
#endif
/* A child is killed after so many steps at most, and at most so long after that. */
#define MOST_STEPS 5
#define MOST_MS 40
/* The whole file is checked once in so many kills, and at the end. */
#define VERIFY_EVERY 20
#define FIRST_DAY "2026-03-02"
/* The business day moves on once in so many kills. */
#define KILLS_A_DAY 6
#define MOST_CASES 400
/* Cases begin in so many kills; then those there are go on. */
#define OPENING_KILLS (KILLS * 3 / 5)

#define DRAFT_FORM "periodic-review"
#define DRAFT_SUBJECT "application:1"

static const CounterFamily families[] = {
  { DOUDI_PROGRAMME_SPECIAL_HARDSHIP, "rural", "1949-04-01", 0, "100.00", "home", "", NULL },
  { DOUDI_PROGRAMME_LOW_INCOME, "urban", "1975-01-20 1978-03-04", 3, "8000", "", "", NULL },
  { DOUDI_PROGRAMME_ORPHAN, "rural", "2014-04-01", 0, "", "home", "dead", NULL },
};

/* In the order of who is at the desk. */
static const char *const users[]
  = { CASEWORKER, CASEWORKER, REVIEWER, CASEWORKER, CASEWORKER, DIRECTOR };

/* Rows that belong to a case; what a step adds. */
typedef struct
{
  guint forms;
  guint authorisations;
  guint checks;
  guint answers;
  guint decisions;
} Rows;

/* What is known of a case from the steps that were told. */
typedef struct
{
  char events[800];
  Rows rows;
} Known;

typedef enum
{
  TELL_READY,
  TELL_CAME_THROUGH,
  TELL_BEGINS,
  TELL_DONE,
  TELL_REFUSED,
} Tell;

/*
 * What a child tells.
 *
 * @id: of a case that gains @event and @rows by the step; 0 if the step is the draft @draft, or a
 *   list that cases are put on
 */
typedef struct
{
  Tell tell;
  gint64 id;
  char event[40];
  Rows rows;
  int draft;
} Told;

/*
 * @cases: the case with the id 1 first
 * @under_way: (element-type Told): of the step that had not been told done
 * @worked: how many children were killed in a step
 */
typedef struct
{
  Known cases[MOST_CASES + 1];
  guint n_cases;
  int draft;
  GArray *under_way;
  guint steps;
  guint worked;
} Ledger;

typedef struct
{
  DoudiStore *store;
  DoudiSession *session;
  const char *user;
  const char *day;
  const char *village;
  guint kill;
  guint n_cases;
  int draft;
  int pipe;
} Child;

static void
tell (const Child *child, const Told *told)
{
  g_assert_cmpint (write (child->pipe, told, sizeof *told), ==, sizeof *told);
}

static void
tell_begin (const Child *child, gint64 id, const char *event, const Rows *rows)
{
  Told told = { .tell = TELL_BEGINS, .id = id, .rows = *rows };

  g_strlcpy (told.event, event, sizeof told.event);
  tell (child, &told);
}

static void
tell_end (const Child *child, gboolean done)
{
  tell (child, &(Told){ .tell = done ? TELL_DONE : TELL_REFUSED });
}

static gint64
ask (DoudiStore *store, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, sql, &error);

  g_assert_no_error (error);
  g_assert_true (doudi_statement_step (statement, &error));
  return doudi_statement_get_int (statement, 0);
}

#define SQL_CASES                                                                                  \
  "SELECT a.id,"                                                                                   \
  " (SELECT group_concat (kind, ' ') FROM (SELECT kind FROM application_event e"                   \
  "  WHERE e.application_id = a.id ORDER BY e.id)),"                                               \
  " (SELECT count (*) FROM filled_form f WHERE f.application_id = a.id),"                          \
  " (SELECT count (*) FROM authorisation s WHERE s.application_id = a.id),"                        \
  " (SELECT count (*) FROM check_request c WHERE c.application_id = a.id),"                        \
  " (SELECT count (*) FROM check_result r JOIN check_request c ON c.id = r.request_id"             \
  "  WHERE c.application_id = a.id),"                                                              \
  " (SELECT count (*) FROM decision d WHERE d.application_id = a.id),"                             \
  " (SELECT count (*) FROM application_person p WHERE p.application_id = a.id)"                    \
  " FROM application a ORDER BY a.id"

/* What the file holds; @found has room for all cases. */
static guint
read_file (DoudiStore *store, Known *found)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SQL_CASES, &error);
  guint n = 0;

  g_assert_no_error (error);
  while (doudi_statement_step (statement, &error))
    {
      Known *one = &found[++n];

      g_assert_cmpint (doudi_statement_get_int (statement, 0), ==, n);
      g_strlcpy (one->events, doudi_statement_get_text (statement, 1), sizeof one->events);
      one->rows = (Rows){ .forms = (guint) doudi_statement_get_int (statement, 2),
                          .authorisations = (guint) doudi_statement_get_int (statement, 3),
                          .checks = (guint) doudi_statement_get_int (statement, 4),
                          .answers = (guint) doudi_statement_get_int (statement, 5),
                          .decisions = (guint) doudi_statement_get_int (statement, 6) };
      g_assert_cmpint (doudi_statement_get_int (statement, 7), >, 0);
    }
  g_assert_no_error (error);
  return n;
}

/* The number in the draft, 0 while there is none; whoever is signed in. */
static int
read_draft (DoudiStore *store)
{
  return (int) ask (store,
                    "SELECT coalesce (max (CAST (json_extract (answers, '$.finding') AS INTEGER)),"
                    " 0) FROM draft");
}

/* Adds what a step is to add. */
static void
gain (Ledger *known, const Told *told)
{
  Known *one;

  if (told->draft != 0)
    known->draft = told->draft;
  if (told->id == 0)
    return;
  if (told->id > known->n_cases)
    known->n_cases = (guint) told->id;
  one = &known->cases[told->id];
  if (*one->events != '\0')
    g_strlcat (one->events, " ", sizeof one->events);
  g_assert_cmpuint (g_strlcat (one->events, told->event, sizeof one->events), <,
                    sizeof one->events);
  one->rows.forms += told->rows.forms;
  one->rows.authorisations += told->rows.authorisations;
  one->rows.checks += told->rows.checks;
  one->rows.answers += told->rows.answers;
  one->rows.decisions += told->rows.decisions;
}

static gboolean
is_same (const Ledger *known, const Known *found, guint n_found, int draft)
{
  if (known->n_cases != n_found || known->draft != draft)
    return FALSE;
  for (guint i = 1; i <= n_found; i++)
    if (!g_str_equal (known->cases[i].events, found[i].events)
        || memcmp (&known->cases[i].rows, &found[i].rows, sizeof (Rows)) != 0)
      {
        g_test_message ("case %u: told %s, found %s", i, known->cases[i].events, found[i].events);
        return FALSE;
      }
  return TRUE;
}

/* The file is as the steps told, or as these and all of the one that was under way. */
static void
check_file (const Child *child, Ledger *known)
{
  static Known found[MOST_CASES + 2];
  guint n_found = read_file (child->store, found);
  int draft = read_draft (child->store);

  if (is_same (known, found, n_found, draft))
    return;
  g_assert_cmpuint (known->under_way->len, >, 0);
  for (guint i = 0; i < known->under_way->len; i++)
    gain (known, &g_array_index (known->under_way, Told, i));
  g_assert_true (is_same (known, found, n_found, draft));
  tell (child, &(Told){ .tell = TELL_CAME_THROUGH });
}

/* No list is without rows, none half frozen, none half decided; nobody draws without a decision. */
static void
check_lists (DoudiStore *store)
{
  g_assert_cmpint (ask (store, "SELECT count (*) FROM case_list l WHERE NOT EXISTS"
                               " (SELECT 1 FROM case_list_item i WHERE i.list_id = l.id)"),
                   ==, 0);
  g_assert_cmpint (ask (store,
                        "SELECT count (*) FROM case_list_item i JOIN case_list l"
                        " ON l.id = i.list_id WHERE (i.outcome = 'open')"
                        " = (l.state = 'decided') OR (i.content = '') <> (l.state = 'open')"),
                   ==, 0);
  g_assert_cmpint (ask (store, "SELECT count (*) FROM award"), ==,
                   ask (store, "SELECT count (*) FROM decision WHERE granted = 1"));
  g_assert_cmpint (ask (store, "SELECT count (*) FROM award"), ==,
                   ask (store, "SELECT count (*) FROM award_term"));
}

static void
check_all (DoudiSession *session)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_check_free);
  g_autoptr (GError) error = NULL;

  doudi_verify_casework (session, checks, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < checks->len; i++)
    {
      const DoudiCheck *check = g_ptr_array_index (checks, i);

      if (!check->ok)
        g_test_message ("%s: %s", check->name, check->detail);
      g_assert_true (check->ok);
    }
}

static const CounterFamily *
family_of (gint64 id)
{
  return &families[id % (gint64) G_N_ELEMENTS (families)];
}

static void
open_one (Child *child)
{
  gint64 expected = child->n_cases + 1;

  tell_begin (child, expected, "applied", &(Rows){ .forms = 1 });
  g_assert_cmpint (counter_open (child->session, family_of (expected), (guint) expected,
                                 child->village, child->day, FALSE),
                   ==, expected);
  tell_end (child, TRUE);
  child->n_cases++;
}

static void
save_draft (Child *child)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *answers = g_strdup_printf ("{\"finding\":\"%d\"}", child->draft + 1);

  tell (child, &(Told){ .tell = TELL_BEGINS, .draft = child->draft + 1 });
  doudi_draft_save (child->session, DRAFT_FORM, DRAFT_SUBJECT, answers, &error);
  g_assert_no_error (error);
  tell_end (child, TRUE);
  child->draft++;
}

/* What a step that neither a list nor a notice ends adds to a case; %FALSE for others. */
static gboolean
find_gain (const DoudiCase *of, const CounterFamily *family, const char **event, Rows *rows)
{
  gboolean asked = of->checks->len > 0;
  gboolean started = of->progress.survey_started != DOUDI_DAY_NONE;
  guint signers = family->programme == DOUDI_PROGRAMME_LOW_INCOME ? 2 : 1;
  const struct
  {
    DoudiCaseStep step;
    const char *event;
    Rows rows;
  } gains[] = {
    { DOUDI_STEP_ACCEPT, "accepted", { 0 } },
    { DOUDI_STEP_AUTHORISE, "authorised", { .forms = 1, .authorisations = signers } },
    { DOUDI_STEP_CHECK, asked ? "checked" : "check-asked", { .checks = !asked, .answers = asked } },
    { DOUDI_STEP_SURVEY, started ? "surveyed" : "survey-started", { .forms = started } },
    { DOUDI_STEP_SELF_CARE, "self-care-assessed", { .forms = 1 } },
    { DOUDI_STEP_OPINION, "opinion-for", { 0 } },
    { DOUDI_STEP_SEND_UP, "sent-up", { 0 } },
    { DOUDI_STEP_INFORM, "informed", { 0 } },
    { DOUDI_STEP_PUBLISH, "published", { 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (gains); i++)
    if (gains[i].step == of->progress.current)
      {
        *event = gains[i].event;
        *rows = gains[i].rows;
        return TRUE;
      }
  return FALSE;
}

static void
work_on_one (Child *child)
{
  gint64 id = g_random_int_range (1, (gint32) child->n_cases + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiCase) of = doudi_case_get (child->session, id, &error);
  const CounterFamily *family = family_of (id);
  const char *event;
  Rows rows;

  g_assert_no_error (error);
  if (!find_gain (of, family, &event, &rows))
    return;
  tell_begin (child, id, event, &rows);
  counter_do (child->session, id, family, (guint) id, of->progress.current, child->day, &error);
  g_assert_no_error (error);
  tell_end (child, TRUE);
}

/* A list of all that waits, submitted. */
static void
put_together (Child *child, const char *kind)
{
  DoudiProgramme programme = family_of (g_random_int_range (0, 3))->programme;
  gint64 list = 0;
  gboolean done;

  tell_begin (child, 0, "", &(Rows){ 0 });
  done = doudi_case_list_create (child->session, kind, programme, DOUDI_MONTH_NONE, NULL, 0, NULL,
                                 0, &list, NULL);
  tell_end (child, done);
}

static void
submit_one (Child *child, const char *kind)
{
  gint64 list = g_str_equal (kind, "review")
                  ? ask (child->store, "SELECT coalesce (max (id), 0) FROM case_list"
                                       " WHERE state = 'open' AND kind = 'review'")
                  : ask (child->store, "SELECT coalesce (max (id), 0) FROM case_list"
                                       " WHERE state = 'open' AND kind = 'approval'");

  if (list == 0)
    return;
  tell_begin (child, 0, "", &(Rows){ 0 });
  tell_end (child, doudi_case_list_submit (child->session, list, NULL));
}

/* The rows of a list go on, except those that cannot: they go back to the survey. */
static void
decide_one (Child *child, gint64 list, gboolean review)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiCaseListView) view = doudi_case_list_view (child->session, list, &error);
  g_autoptr (GArray) excepts = g_array_new (FALSE, FALSE, sizeof (DoudiCaseListExcept));
  DoudiCaseListResult result;

  g_assert_no_error (error);
  for (guint i = 0; i < view->entries->len; i++)
    {
      const DoudiCaseListEntry *entry = g_ptr_array_index (view->entries, i);
      DoudiCaseListExcept except = { entry->item->id, "returned", "再次入户" };

      if (entry->blocked)
        g_array_append_val (excepts, except);
      tell_begin (child, entry->item->application_id,
                  entry->blocked ? "sent-back"
                  : review       ? "reviewed"
                                 : "granted",
                  &(Rows){ .decisions = !entry->blocked && !review });
    }
  doudi_case_list_decide (child->session, list,
                          (const DoudiCaseListExcept *) (gpointer) excepts->data, excepts->len,
                          view->row->digest, NULL, &result, &error);
  g_assert_no_error (error);
  tell_end (child, TRUE);
}

static void
decide_any (Child *child, gboolean review)
{
  gint64 list = review ? ask (child->store, "SELECT coalesce (min (id), 0) FROM case_list"
                                            " WHERE state = 'submitted' AND kind = 'review'")
                       : ask (child->store, "SELECT coalesce (min (id), 0) FROM case_list"
                                            " WHERE state = 'submitted' AND kind = 'approval'");

  if (list != 0)
    decide_one (child, list, review);
  else
    tell_end (child, FALSE);
}

/* The notice of a case is recorded for all of its list that hang together. */
static void
hang_one (Child *child, gint64 list, gboolean posted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiCaseListView) view = doudi_case_list_view (child->session, list, &error);
  DoudiCaseStep step = DOUDI_STEP_NOTICE;
  gboolean done;
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < view->entries->len; i++)
    {
      gint64 id
        = ((DoudiCaseListEntry *) g_ptr_array_index (view->entries, i))->item->application_id;
      g_autoptr (DoudiCase) of = doudi_case_get (child->session, id, &error);

      g_assert_no_error (error);
      if (of->progress.current == step && (of->progress.notice.first == DOUDI_DAY_NONE) == posted)
        tell_begin (child, id, posted ? "notice-posted" : "notice-ended", &(Rows){ 0 });
    }
  done = doudi_case_list_record_notice (child->session, list, child->village, posted,
                                        doudi_day_parse_iso (child->day), NULL, &n, NULL);
  tell_end (child, done);
}

static void
hang_any (Child *child)
{
  gint64 list = ask (child->store, "SELECT coalesce (max (id), 0) FROM (SELECT id FROM case_list"
                                   " WHERE state = 'decided' AND kind = 'review'"
                                   " ORDER BY random () LIMIT 1)");

  if (list != 0)
    hang_one (child, list, g_random_boolean ());
}

static void
step_of_caseworker (Child *child)
{
  int chance = g_random_int_range (0, 100);

  if (child->n_cases == 0
      || (chance < 15 && child->n_cases < MOST_CASES && child->kill < OPENING_KILLS))
    open_one (child);
  else if (chance < 22)
    save_draft (child);
  else if (chance < 26)
    put_together (child, "review");
  else if (chance < 30)
    submit_one (child, "review");
  else if (chance < 34)
    hang_any (child);
  else
    work_on_one (child);
}

static void
step_of_reviewer (Child *child)
{
  switch (g_random_int_range (0, 3))
    {
    case 0:
      put_together (child, "approval");
      break;
    case 1:
      submit_one (child, "approval");
      break;
    default:
      decide_any (child, TRUE);
    }
}

G_NORETURN static void
run_child (Casework *casework, Ledger *known, guint kill, int pipe)
{
  g_autofree char *day
    = doudi_day_format_iso (doudi_day_parse_iso (FIRST_DAY) + (DoudiDay) (kill / KILLS_A_DAY));
  g_autoptr (GError) error = NULL;
  Child child = { .user = users[kill % G_N_ELEMENTS (users)],
                  .day = day,
                  .village = casework->village,
                  .kill = kill,
                  .pipe = pipe };

  child.store = doudi_store_open (casework->path, &error);
  g_assert_no_error (error);
  child.session = doudi_session_sign_in (child.store, child.user, CASEWORK_PASSWORD,
                                         doudi_day_parse_iso (day), &error);
  g_assert_no_error (error);
  check_file (&child, known);
  check_lists (child.store);
  if (kill % VERIFY_EVERY == 0)
    check_all (child.session);
  child.n_cases = known->n_cases;
  child.draft = known->draft;
  tell (&child, &(Told){ .tell = TELL_READY });
  if (kill >= KILLS)
    _exit (0);
  for (;;)
    {
      if (g_str_equal (child.user, CASEWORKER))
        step_of_caseworker (&child);
      else if (g_str_equal (child.user, REVIEWER))
        step_of_reviewer (&child);
      else
        decide_any (&child, FALSE);
    }
}

static gboolean
hear (int pipe, Told *told)
{
  gssize n = read (pipe, told, sizeof *told);

  g_assert_true (n == 0 || n == sizeof *told);
  return n > 0;
}

/* Keeps what a child told. */
static void
take (Ledger *known, const Told *told)
{
  if (told->tell == TELL_BEGINS)
    {
      g_array_append_vals (known->under_way, told, 1);
      return;
    }
  if (told->tell == TELL_DONE || told->tell == TELL_CAME_THROUGH)
    for (guint i = 0; i < known->under_way->len; i++)
      gain (known, &g_array_index (known->under_way, Told, i));
  known->steps += told->tell == TELL_DONE ? 1 : 0;
  g_array_set_size (known->under_way, 0);
}

/* Listens until a child has done some steps, or found nothing to do so often. */
static void
hear_steps (int pipe, Ledger *known, guint steps)
{
  Told told;

  while (steps > 0 && hear (pipe, &told))
    {
      take (known, &told);
      steps -= told.tell == TELL_DONE || told.tell == TELL_REFUSED ? 1 : 0;
    }
}

static void
kill_one (Casework *casework, Ledger *known, guint number)
{
  gboolean last = number >= KILLS;
  guint32 seed = g_test_rand_int ();
  guint steps = (guint) g_test_rand_int_range (0, MOST_STEPS + 1);
  guint delay = (guint) g_test_rand_int_range (1000, MOST_MS * 1000);
  Told told = { .tell = TELL_REFUSED };
  int ends[2], status;
  pid_t pid;

  g_assert_cmpint (pipe (ends), ==, 0);
  pid = fork ();
  if (pid == 0)
    {
      close (ends[0]);
      g_random_set_seed (seed);
      run_child (casework, known, number, ends[1]);
    }
  close (ends[1]);
  do
    {
      g_assert_true (hear (ends[0], &told));
      take (known, &told);
    }
  while (told.tell != TELL_READY);
  if (!last)
    {
      hear_steps (ends[0], known, steps);
      g_usleep (delay);
      kill (pid, SIGKILL);
    }
  while (hear (ends[0], &told))
    take (known, &told);
  close (ends[0]);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (last ? WIFEXITED (status) && WEXITSTATUS (status) == 0
                      : WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  known->worked += known->under_way->len > 0 ? 1 : 0;
}

static void
test_kill (Casework *casework, gconstpointer data)
{
  g_autofree Ledger *known = g_new0 (Ledger, 1);

  known->under_way = g_array_new (FALSE, FALSE, sizeof (Told));
  g_hash_table_remove_all (casework->sessions);
  g_clear_pointer (&casework->store, doudi_store_close);
  for (guint i = 0; i <= KILLS; i++)
    kill_one (casework, known, i);
  g_test_message ("%u kills, %u cases, %u steps, draft %d, %u killed in a step", KILLS,
                  known->n_cases, known->steps, known->draft, known->worked);
  g_assert_cmpuint (known->n_cases, >, KILLS / 20);
  g_assert_cmpuint (known->worked, >, KILLS / 10);
  g_array_unref (known->under_way);
  casework->store = doudi_store_open (casework->path, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/casework/case-crash/kill", Casework, NULL, casework_set_up, test_kill,
              casework_tear_down);
  return g_test_run ();
}
