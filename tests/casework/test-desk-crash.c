/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Killed at random moments of typing and saving at the desk: what was acknowledged is there,
 * the draft is there, and of the step that was under way all or nothing.
 *
 * A child types drafts, enters, corrects, takes back, ends and removes households, and tells
 * through a pipe what it begins and what is done; it is killed without warning. Then the file is
 * looked into, whether it holds what was told, and whether the step under way came through.
 *
 * Opening a caseload takes many times as long as a step, so most children go on with the connection
 * of the process that begot them, which is idle. After every tenth kill the file is opened as the
 * program does it, with all that the kill left beside it.
 */

#include "casework-fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "casework/doudi-desk.h"
#include "casework/doudi-invariants.h"
#include "store/doudi-draft-store.h"
#include "store/doudi-statement.h"

/* How often. To beget a child that a sanitizer watches takes a hundred times as long as a step;
 * there are fewer, and the run says how many. */
#ifdef __SANITIZE_ADDRESS__
#define KILLS 50
#else
#define KILLS 500
#endif
/* A child is killed after so many steps at most, and at most so long after that. */
#define MOST_STEPS 4
#define MOST_MS 15
/* After so many kills the file is opened as the program does it, and after so many the whole of it
 * is checked. */
#define OPEN_EVERY 10
#define VERIFY_EVERY 50
#define DAY "2026-03-02"
#define MOST_HOUSEHOLDS 600
#define NO_ROW DOUDI_FORM_NO_ROW

/*
 * State:
 *
 * @phone: what was put right last, 0 for none
 * @lives: somebody is a member
 */
typedef struct
{
  int phone;
  gboolean lives;
} State;

/* A household as it is, and as it was before the last edit, to which an undo brings it back. */
typedef struct
{
  State now;
  State before;
} Known;

typedef enum
{
  TELL_BEGINS,
  TELL_DONE,
  TELL_REFUSED,
} Tell;

/*
 * What a child tells.
 *
 * @household: that will be @state; 0 if the step is only the draft
 * @undo: it goes back to what it was before
 * @draft: the number in the draft afterwards; 0 if it goes
 */
typedef struct
{
  Tell tell;
  gint64 household;
  State state;
  gboolean undo;
  int draft;
} Told;

/*
 * @households: the one with the id 1 first
 * @worked: how many children were killed in a step
 */
typedef struct
{
  Known households[MOST_HOUSEHOLDS + 1];
  guint n_households;
  guint n_edits;
  int draft;
  Told under_way;
  gboolean is_under_way;
  guint steps;
  guint worked;
} Ledger;

/*
 * Child:
 *
 * What a child has from the process that begot it.
 *
 * @known: a child's is its own, and goes on as that of the other does
 */
typedef struct
{
  DoudiStore *store;
  DoudiSession *session;
  const char *village;
  Ledger *known;
  int pipe;
} Child;

/* What was written outlives a kill without waiting for the disk, which only a power cut asks for.
 */
int
fsync (int fd)
{
  return 0;
}

int
fdatasync (int fd)
{
  return 0;
}

static void
tell (const Child *child, const Told *told)
{
  g_assert_cmpint (write (child->pipe, told, sizeof *told), ==, sizeof *told);
}

/* Adds what a step does. */
static void
gain (Ledger *known, const Told *told)
{
  Known *one;

  known->draft = told->draft;
  if (told->household == 0)
    return;
  known->n_edits++;
  known->n_households = MAX (known->n_households, (guint) told->household);
  one = &known->households[told->household];
  if (told->undo)
    {
      State now = one->now;

      one->now = one->before;
      one->before = now;
      return;
    }
  one->before = one->now;
  one->now = told->state;
}

static void
begin (Child *child, const Told *told)
{
  Told begins = *told;

  begins.tell = TELL_BEGINS;
  tell (child, &begins);
}

static void
end (Child *child, const Told *told, gboolean done)
{
  if (done)
    gain (child->known, told);
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

/* Of each household the phone that holds, and how many members and accounts: two and one, or none.
 */
#define SQL_HOUSEHOLDS                                                                             \
  "SELECT h.id, coalesce((SELECT CAST(substr(a.phone, 4) AS INTEGER) FROM household_address a"     \
  "  WHERE a.household_id = h.id AND NOT EXISTS (SELECT 1 FROM household_address l"                \
  "   WHERE l.replaces = a.id) AND (a.valid_to IS NULL OR a.valid_to > a.valid_from)), 0),"        \
  " (SELECT count(*) FROM membership m WHERE m.household_id = h.id AND NOT EXISTS"                 \
  "  (SELECT 1 FROM membership l WHERE l.replaces = m.id) AND m.valid_to IS NULL),"                \
  " (SELECT count(*) FROM account c WHERE c.household_id = h.id AND NOT EXISTS"                    \
  "  (SELECT 1 FROM account l WHERE l.replaces = c.id) AND c.valid_to IS NULL),"                   \
  " (SELECT count(*) FROM household_card k WHERE k.household_id = h.id)"                           \
  " FROM household h ORDER BY h.id"

/* What the file holds; nothing in it is half. */
static guint
read_file (DoudiStore *store, State *found)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiStatement) statement = doudi_statement_get (store, SQL_HOUSEHOLDS, &error);
  guint n = 0;

  g_assert_no_error (error);
  while (doudi_statement_step (statement, &error))
    {
      gboolean lives = doudi_statement_get_int (statement, 2) > 0;

      g_assert_cmpint (doudi_statement_get_int (statement, 0), ==, ++n);
      g_assert_cmpint (doudi_statement_get_int (statement, 2), ==, lives ? 2 : 0);
      g_assert_cmpint (doudi_statement_get_int (statement, 3), ==, lives ? 1 : 0);
      g_assert_cmpint (doudi_statement_get_int (statement, 4), ==, lives ? 1 : 0);
      found[n] = (State){ (int) doudi_statement_get_int (statement, 1), lives };
    }
  g_assert_no_error (error);
  return n;
}

/* The number in the draft of a new household, 0 while there is none. */
static int
read_draft (DoudiStore *store)
{
  return (int) ask (store, "SELECT coalesce (max (CAST (substr (json_extract (answers,"
                           " '$.answers.address'), 2) AS INTEGER)), 0) FROM draft");
}

static gboolean
is_same (const Ledger *known, const State *found, guint n_found, int draft, guint n_edits)
{
  if (known->n_households != n_found || known->draft != draft || known->n_edits != n_edits)
    return FALSE;
  for (guint i = 1; i <= n_found; i++)
    {
      const State *state = &known->households[i].now;

      /* Where nobody lives there may be an address from before. */
      if (state->lives != found[i].lives || (state->lives && state->phone != found[i].phone))
        {
          g_test_message ("household %u: told %d, %d, found %d, %d", i, state->lives, state->phone,
                          found[i].lives, found[i].phone);
          return FALSE;
        }
    }
  return TRUE;
}

/* The file is as was told, or as that and all of the step that was under way. */
static void
check_file (Child *child)
{
  static State found[MOST_HOUSEHOLDS + 2];
  guint n_found = read_file (child->store, found);
  int draft = read_draft (child->store);
  guint n_edits = (guint) ask (child->store, "SELECT count(*) FROM registry_edit");

  g_assert_cmpint (ask (child->store, "SELECT count(*) FROM registry_edit WHERE summary = ''"), ==,
                   0);
  if (!is_same (child->known, found, n_found, draft, n_edits))
    {
      g_assert_true (child->known->is_under_way);
      gain (child->known, &child->known->under_way);
      g_assert_true (is_same (child->known, found, n_found, draft, n_edits));
    }
  child->known->is_under_way = FALSE;
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

static void
set (DoudiFormAnswers *answers, guint row, const char *key, const char *text)
{
  const DoudiFormField *field = doudi_form_find_field (doudi_form_answers_get_form (answers), key);

  doudi_form_answers_set (answers, row, field, text);
}

static char *
make_phone (int phone)
{
  return g_strdup_printf ("139%08d", phone);
}

/* A number that nobody else has, with its check digit. */
static char *
make_number (guint order)
{
  static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  g_autofree char *birth
    = doudi_day_format_iso (doudi_day_parse_iso ("1960-01-01") + (DoudiDay) order);
  g_autofree char *first
    = g_strdup_printf ("623027%.4s%.2s%.2s%03u", birth, birth + 5, birth + 8, order % 999 + 1);
  int sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += weights[i] * (first[i] - '0');
  return g_strdup_printf ("%s%c", first, "10X98765432"[sum % 11]);
}

static DoudiFormAnswers *
read_answers (Child *child, gint64 household, char **stamp)
{
  g_autoptr (GError) error = NULL;
  DoudiFormAnswers *answers = doudi_desk_read (child->session, household, stamp, &error);

  g_assert_no_error (error);
  return answers;
}

static void
save (Child *child, gint64 household, DoudiFormAnswers *answers, const char *stamp)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  gint64 edit;

  doudi_form_answers_compute (answers, doudi_session_get_today (child->session));
  doudi_desk_save (child->session, &household, answers, stamp, &edit, &problems, &error);
  g_assert_no_error (error);
}

static void
type_draft (Child *child)
{
  g_autofree char *stamp = NULL;
  g_autoptr (DoudiFormAnswers) answers = read_answers (child, 0, &stamp);
  const DoudiDeskDraft draft = { NULL, answers, NULL };
  const Told told = { .draft = child->known->draft + 1 };
  g_autofree char *address = g_strdup_printf ("h%d", told.draft);
  g_autofree char *typed = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  set (answers, NO_ROW, "address", address);
  typed = doudi_form_answers_to_json (answers);
  json = doudi_desk_draft_to_json (&draft, typed);
  begin (child, &told);
  doudi_draft_save (child->session, DOUDI_DESK_FORM, "", json, &error);
  g_assert_no_error (error);
  end (child, &told, TRUE);
}

/* Its draft goes with it. */
static void
enter_one (Child *child)
{
  guint id = child->known->n_households + 1;
  const Told told = { .household = id, .state = { (int) id, TRUE } };
  g_autofree char *phone = make_phone (told.state.phone);
  g_autofree char *head = make_number (2 * id);
  g_autofree char *wife = make_number (2 * id + 1);
  g_autofree char *stamp = NULL;
  g_autoptr (DoudiFormAnswers) answers = read_answers (child, 0, &stamp);

  set (answers, NO_ROW, "division", child->village);
  set (answers, NO_ROW, "phone", phone);
  set (answers, 0, "members.name", "丹增");
  set (answers, 0, "members.number", head);
  set (answers, 0, "members.health", "chronic");
  set (answers, 1, "members.name", "拉毛草");
  set (answers, 1, "members.relation", "spouse");
  set (answers, 1, "members.number", wife);
  set (answers, NO_ROW, "holder", "丹增");
  set (answers, NO_ROW, "account", "6217003810034567");
  begin (child, &told);
  save (child, 0, answers, NULL);
  end (child, &told, TRUE);
}

static void
correct_one (Child *child, gint64 household)
{
  const Told told = { .household = household,
                      .state = { g_random_int_range (10000, 9999999), TRUE },
                      .draft = child->known->draft };
  g_autofree char *phone = make_phone (told.state.phone);
  g_autofree char *stamp = NULL;
  g_autoptr (DoudiFormAnswers) answers = read_answers (child, household, &stamp);

  set (answers, NO_ROW, "phone", phone);
  set (answers, 1, "members.health", g_random_boolean () ? "healthy" : "serious");
  begin (child, &told);
  save (child, household, answers, stamp);
  end (child, &told, TRUE);
}

static void
stop_one (Child *child, gint64 household)
{
  const State *now = &child->known->households[household].now;
  const Told told
    = { .household = household, .state = { now->phone, FALSE }, .draft = child->known->draft };
  g_autoptr (GError) error = NULL;
  gint64 edit;

  begin (child, &told);
  if (g_random_boolean ())
    doudi_desk_end (child->session, household, doudi_day_parse_iso (DAY), "moved", &edit, &error);
  else
    doudi_desk_remove (child->session, household, "twice", &edit, &error);
  g_assert_no_error (error);
  end (child, &told, TRUE);
}

static void
undo_one (Child *child, gint64 household)
{
  const Told told = { .household = household, .undo = TRUE, .draft = child->known->draft };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) edits = doudi_edit_list_of_household (child->store, household, &error);
  gint64 by;

  g_assert_no_error (error);
  begin (child, &told);
  doudi_desk_undo (child->session, ((DoudiEditRow *) edits->pdata[0])->id, &by, &error);
  g_assert_no_error (error);
  end (child, &told, TRUE);
}

static void
do_something (Child *child)
{
  guint n = child->known->n_households;
  int chance = g_random_int_range (0, 100);
  gint64 household = n > 0 ? g_random_int_range (1, (gint32) n + 1) : 0;

  if (n == 0 || (chance < 25 && n < MOST_HOUSEHOLDS))
    enter_one (child);
  else if (chance < 50)
    type_draft (child);
  else if (chance < 75 || !child->known->households[household].now.lives)
    undo_one (child, household);
  else if (chance < 95)
    correct_one (child, household);
  else
    stop_one (child, household);
}

static void
come (Child *child, const Casework *casework)
{
  g_autoptr (GError) error = NULL;

  child->store = doudi_store_open (casework->path, &error);
  g_assert_no_error (error);
  child->session = doudi_session_sign_in (child->store, CASEWORKER, CASEWORK_PASSWORD,
                                          doudi_day_parse_iso (DAY), &error);
  g_assert_no_error (error);
}

static void
go (Child *child)
{
  g_clear_pointer (&child->session, doudi_session_unref);
  g_clear_pointer (&child->store, doudi_store_close);
}

G_NORETURN static void
run_child (Child *child, guint32 seed)
{
  g_random_set_seed (seed);
  for (;;)
    do_something (child);
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
      known->under_way = *told;
      known->is_under_way = TRUE;
      return;
    }
  if (told->tell == TELL_DONE)
    {
      gain (known, &known->under_way);
      known->steps++;
    }
  known->is_under_way = FALSE;
}

static void
hear_steps (int pipe, Ledger *known, guint steps)
{
  Told told;

  while (steps > 0 && hear (pipe, &told))
    {
      take (known, &told);
      steps -= told.tell == TELL_DONE ? 1 : 0;
    }
}

static void
kill_one (Child *child)
{
  guint32 seed = g_test_rand_int ();
  guint steps = (guint) g_test_rand_int_range (0, MOST_STEPS + 1);
  guint delay = (guint) g_test_rand_int_range (100, MOST_MS * 1000);
  int ends[2], status;
  Told told;
  pid_t pid;

  g_assert_cmpint (pipe (ends), ==, 0);
  pid = fork ();
  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      close (ends[0]);
      child->pipe = ends[1];
      run_child (child, seed);
    }
  close (ends[1]);
  hear_steps (ends[0], child->known, steps);
  g_usleep (delay);
  kill (pid, SIGKILL);
  while (hear (ends[0], &told))
    take (child->known, &told);
  close (ends[0]);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  child->known->worked += child->known->is_under_way ? 1 : 0;
}

static void
test_kill (Casework *casework, gconstpointer data)
{
  g_autofree Ledger *known = g_new0 (Ledger, 1);
  Child child = { .village = casework->village, .known = known };

  g_hash_table_remove_all (casework->sessions);
  g_clear_pointer (&casework->store, doudi_store_close);
  come (&child, casework);
  for (guint i = 1; i <= KILLS; i++)
    {
      kill_one (&child);
      if (i % OPEN_EVERY == 0)
        {
          go (&child);
          come (&child, casework);
        }
      check_file (&child);
      if (i % VERIFY_EVERY == 0)
        check_all (child.session);
    }
  go (&child);
  g_test_message ("%u kills: %u households, %u edits, %u steps acknowledged, draft %d, %u killed in"
                  " a step, nothing lost",
                  KILLS, known->n_households, known->n_edits, known->steps, known->draft,
                  known->worked);
  g_assert_cmpuint (known->n_households, >, KILLS / 25);
  g_assert_cmpuint (known->worked, >, KILLS / 10);
  casework->store = doudi_store_open (casework->path, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/casework/desk-crash/kill", Casework, NULL, casework_set_up, test_kill,
              casework_tear_down);
  return g_test_run ();
}
