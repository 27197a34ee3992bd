/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "change-fixture.h"

#include "casework/doudi-explain.h"

/*
 * A preview tells exactly what a decision does: what changes draw at random do to every award and
 * month is compared with what was announced, and the runs in between leave a clean ledger.
 */

#define FAMILIES 5
#define MONTHS 4
#define TRIES_A_MONTH 10
#define FIRST_MONTH 201807

typedef struct
{
  Casework *casework;
  DoudiMonth month;
  char *day;
  int names;
  gint64 paused_household;
  gint64 paused_award;
  guint applied[DOUDI_N_CHANGES];
} Game;

static gint64
count_households (const Game *game)
{
  gint64 id = 1;

  for (;; id++)
    {
      g_autoptr (DoudiHousehold) household = doudi_registry_get_household (
        game->casework->store, id, doudi_day_parse_iso (game->day), NULL);

      if (household == NULL)
        return id - 1;
    }
}

/* Of all households, in order of their ids. */
static GPtrArray *
list_awards (const Game *game)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_award_row_free);
  gint64 households = count_households (game);

  for (gint64 id = 1; id <= households; id++)
    {
      g_autoptr (GPtrArray) awards = doudi_awards_of_household (game->casework->store, id, NULL);

      g_ptr_array_set_free_func (awards, NULL);
      for (guint i = 0; i < awards->len; i++)
        g_ptr_array_add (all, awards->pdata[i]);
    }
  return all;
}

static DoudiFen
due_of (const Game *game, gint64 award, DoudiMonth month)
{
  DoudiSession *director = casework_session (game->casework, DIRECTOR, game->day);
  g_autoptr (DoudiExplanation) explanation
    = doudi_explain (director, award, month, DOUDI_LANGUAGE_CHINESE, NULL);

  return explanation != NULL ? explanation->due : 0;
}

/* What the preview says of an award, and of the month after the present one. */
static DoudiMonth
last_month (const Game *game, const DoudiChangePreview *preview)
{
  return MAX (game->month, preview->from_month);
}

static const DoudiChangeAward *
find_award (const DoudiChangePreview *preview, gint64 id)
{
  for (guint i = 0; i < preview->awards->len; i++)
    if (((const DoudiChangeAward *) preview->awards->pdata[i])->award_id == id)
      return preview->awards->pdata[i];
  return NULL;
}

static const DoudiChangeMonth *
find_month (const DoudiChangeAward *award, DoudiMonth month)
{
  for (guint i = 0; award != NULL && i < award->months->len; i++)
    if (g_array_index (award->months, DoudiChangeMonth, i).month == month)
      return &g_array_index (award->months, DoudiChangeMonth, i);
  return NULL;
}

/* Fen by "award month", before the change. */
static GHashTable *
snapshot (const Game *game, DoudiMonth last)
{
  GHashTable *dues = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) awards = list_awards (game);

  for (guint i = 0; i < awards->len; i++)
    for (DoudiMonth month = FIRST_MONTH; month <= last; month = doudi_month_add (month, 1))
      {
        gint64 id = ((const DoudiAwardRow *) awards->pdata[i])->id;
        DoudiFen due = due_of (game, id, month);

        g_hash_table_insert (dues, g_strdup_printf ("%" G_GINT64_FORMAT " %d", id, month),
                             g_memdup2 (&due, sizeof due));
      }
  return dues;
}

static void
assert_month (const Game *game,
              GHashTable *before,
              const DoudiChangePreview *preview,
              gint64 award,
              DoudiMonth month)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT " %d", award, month);
  const DoudiFen *was = g_hash_table_lookup (before, key);
  const DoudiChangeAward *announced = find_award (preview, was != NULL ? award : 0);
  const DoudiChangeMonth *change = find_month (announced, month);
  DoudiFen due = due_of (game, award, month);

  g_assert_cmpint (due, ==, change != NULL ? change->after : was != NULL ? *was : 0);
  if (change != NULL)
    g_assert_cmpint (change->before, ==, was != NULL ? *was : 0);
}

static void
assert_effect (const Game *game, GHashTable *before, const DoudiChangePreview *preview)
{
  g_autoptr (GPtrArray) awards = list_awards (game);

  for (guint i = 0; i < awards->len; i++)
    for (DoudiMonth month = FIRST_MONTH; month <= last_month (game, preview);
         month = doudi_month_add (month, 1))
      assert_month (game, before, preview, ((const DoudiAwardRow *) awards->pdata[i])->id, month);
}

static gint64
pick_member (const DoudiHousehold *household)
{
  const DoudiMember *member;

  if (household->members->len == 0)
    return 0;
  member = household->members->pdata[g_test_rand_int_range (0, (int) household->members->len)];
  return member->person_id;
}

static gint64
pick_award (const Game *game, gint64 household)
{
  g_autoptr (GPtrArray) awards = doudi_awards_of_household (game->casework->store, household, NULL);

  if (awards->len == 0)
    return 0;
  return ((const DoudiAwardRow *) awards->pdata[g_test_rand_int_range (0, (int) awards->len)])->id;
}

/* A new head half of the time: who dies without one leaves a household without head. */
static char *
detail_of_leaver (const DoudiHousehold *household, gint64 person, const char *more)
{
  gint64 head = pick_member (household);
  const DoudiMember *first = household->members->len > 0 ? household->members->pdata[0] : NULL;

  if (first == NULL || first->person_id != person || head == person)
    return g_strdup_printf ("{\"covered\": true%s}", more);
  return g_strdup_printf ("{\"covered\": true, \"head\": \"%" G_GINT64_FORMAT "\"%s}", head, more);
}

static char *
detail_of_split (const DoudiHousehold *household)
{
  const DoudiMember *last
    = household->members->len > 0 ? household->members->pdata[household->members->len - 1] : NULL;
  gint64 id = last != NULL ? last->person_id : 1;

  return g_strdup_printf ("{\"persons\": [\"%" G_GINT64_FORMAT "\"], \"head\": \"%" G_GINT64_FORMAT
                          "\", \"covered_persons\": [\"%" G_GINT64_FORMAT "\"], \"draws\": %s}",
                          id, id, id, g_test_rand_bit () ? "true" : "false");
}

static char *
detail_of_household (const Game *game, gint64 other, const char *more)
{
  return g_strdup_printf ("{\"household\": \"%" G_GINT64_FORMAT "\"%s}", other, more);
}

/* Something that may or may not be possible. */
static char *
make_detail (Game *game, DoudiChangeKind kind, const DoudiHousehold *household, gint64 person)
{
  gint64 other = g_test_rand_int_range (1, (int) count_households (game) + 1);

  switch ((int) kind)
    {
    case DOUDI_CHANGE_BIRTH:
      return g_strdup_printf ("{\"name\": \"新生儿%d\", \"birth\": \"%s\", \"relation\": \"孙\"}",
                              ++game->names, game->day);
    case DOUDI_CHANGE_JOIN:
      return g_strdup ("{\"relation\": \"亲属\"}");
    case DOUDI_CHANGE_DEATH:
    case DOUDI_CHANGE_PRISON:
      return detail_of_leaver (household, person, "");
    case DOUDI_CHANGE_LEAVE:
      return g_test_rand_bit () ? detail_of_leaver (household, person, ", \"away\": true")
                                : detail_of_household (game, other, ", \"covered\": true");
    case DOUDI_CHANGE_MOVE:
      return g_strdup_printf ("{\"division\": \"%s\"}", game->casework->village);
    case DOUDI_CHANGE_SPLIT:
      return detail_of_split (household);
    case DOUDI_CHANGE_MERGE:
      return detail_of_household (game, other, "");
    case DOUDI_CHANGE_ACCOUNT:
      return g_strdup_printf ("{\"holder\": \"某\", \"number\": \"621799999999%04d\"}",
                              ++game->names);
    case DOUDI_CHANGE_CLASS:
      return g_strdup_printf ("{\"class\": %d}", g_test_rand_int_range (1, 5));
    case DOUDI_CHANGE_INCOME:
      return g_strdup ("{\"yearly_income\": \"1000.00\"}");
    case DOUDI_CHANGE_CARE:
      return g_strdup ("{\"care\": \"institution\"}");
    case DOUDI_CHANGE_DISABILITY:
      return g_strdup_printf ("{\"disability\": \"limb\", \"grade\": %d, \"covered\": true}",
                              g_test_rand_int_range (1, 5));
    case DOUDI_CHANGE_SCHOOL:
      return g_strdup ("{\"school\": \"县一中\"}");
    case DOUDI_CHANGE_JOB:
      return g_strdup ("{\"employment\": \"县水泥厂\"}");
    case DOUDI_CHANGE_RESUME:
      return g_strdup (g_test_rand_bit () ? "{\"arrears\": true}" : "{}");
    default:
      return g_strdup ("{}");
    }
}

/* Up to three months ago: some things are heard of late. */
static DoudiDay
pick_day (const Game *game)
{
  return doudi_day_parse_iso (game->day) - (DoudiDay) g_test_rand_int_range (0, 90);
}

static void
play (Game *game, const DoudiChangeRequest *request)
{
  DoudiSession *caseworker = casework_session (game->casework, CASEWORKER, game->day);
  g_autoptr (GError) error = NULL;
  g_autoptr (DoudiChangePreview) preview = doudi_change_preview (caseworker, request, &error);
  g_autoptr (GHashTable) before = NULL;

  if (preview == NULL)
    {
      g_assert_cmpint (doudi_error_exit_status (error), ==, 1);
      return;
    }
  before = snapshot (game, last_month (game, preview));
  change_apply (game->casework, DIRECTOR, game->day, request);
  game->applied[request->kind]++;
  if (request->kind == DOUDI_CHANGE_PAUSE)
    {
      game->paused_household = request->household_id;
      game->paused_award = request->award_id;
    }
  assert_effect (game, before, preview);
}

/* What pauses goes on again more often than by chance. */
static DoudiChangeKind
pick_kind (const Game *game)
{
  if (game->paused_award != 0 && g_test_rand_int_range (0, 4) == 0)
    return DOUDI_CHANGE_RESUME;
  return (DoudiChangeKind) g_test_rand_int_range (0, DOUDI_N_CHANGES);
}

static void
play_one (Game *game)
{
  DoudiChangeKind kind = pick_kind (game);
  gint64 id = g_test_rand_int_range (1, (int) count_households (game) + 1);
  g_autoptr (DoudiHousehold) household = household_on (game->casework, id, game->day);
  DoudiChangeRequest request = change_of (kind, id, game->day);
  gint64 person
    = kind == DOUDI_CHANGE_JOIN ? g_test_rand_int_range (1, 20) : pick_member (household);
  g_autofree char *detail = make_detail (game, kind, household, person);

  if (kind != DOUDI_CHANGE_BIRTH)
    request.happened_on = pick_day (game);
  request.detail = detail;
  request.person_id = kind == DOUDI_CHANGE_JOIN
                          || (doudi_change_info (kind)->needs & DOUDI_CHANGE_NEEDS_PERSON) != 0
                        ? person
                        : 0;
  if ((doudi_change_info (kind)->needs & DOUDI_CHANGE_NEEDS_AWARD) != 0)
    request.award_id = pick_award (game, id);
  if (kind == DOUDI_CHANGE_RESUME)
    {
      request.household_id = MAX (game->paused_household, 1);
      request.award_id = game->paused_award;
    }
  play (game, &request);
}

static void
add_families (Casework *casework)
{
  adopt_top_ups (casework);
  for (int i = 0; i < FAMILIES; i++)
    {
      g_autofree char *name = g_strdup_printf ("户主%d", i);
      Family family = family_new (casework, name, i % 2 == 0 ? "1950-01-01" : "1980-01-01", 1 + i);
      const DoudiAwardTermRow one = { .from = FIRST_MONTH, .persons = 1 };
      Home last = { family.home.household, family.people[i] };
      DoudiAwardTermRow term = { .from = FIRST_MONTH, .persons = 1 + i, .benefit_class = 2 };

      family_add_fact (casework, family.people[0], "health", i == 2 ? "重病" : "良好");
      term
        .key_persons[(i % 2 == 0 ? DOUDI_KEY_ELDERLY : 0) | (i == 2 ? DOUDI_KEY_SERIOUSLY_ILL : 0)]
        = 1;
      casework_add_facts (casework, family.award, &term);
      casework_add_award_of (casework, "disability-living", "rural", last, &one);
    }
}

static void
test_random (Casework *casework, gconstpointer data)
{
  Game game = { .casework = casework };
  guint kinds = 0;

  add_families (casework);
  for (int i = 0; i < MONTHS; i++)
    {
      game.month = doudi_month_add (201810, i);
      g_free (game.day);
      game.day = doudi_day_format_iso (doudi_day_new (game.month / 100, game.month % 100, 20));
      for (int j = 0; j < TRIES_A_MONTH; j++)
        play_one (&game);
      casework_pay (casework, game.month, LOW_INCOME, game.day);
      g_assert_true (casework_verifies (casework, NULL));
    }
  for (int i = 0; i < DOUDI_N_CHANGES; i++)
    {
      g_test_message ("%s: %u", doudi_change_info ((DoudiChangeKind) i)->word.name,
                      game.applied[i]);
      kinds += game.applied[i] > 0 ? 1 : 0;
    }
  g_assert_cmpuint (kinds, >=, 3);
  g_free (game.day);
}

/* A preview leaves nothing behind. */
static void
test_nothing_stays (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 3);
  DoudiChangeRequest birth = change_of (DOUDI_CHANGE_BIRTH, family.home.household, "2018-08-10");
  gint64 people = casework_ask (casework, "SELECT count(*) FROM person");
  g_autoptr (DoudiChangePreview) preview = NULL;

  birth.detail = "{\"name\": \"小央金\", \"birth\": \"2018-08-10\", \"relation\": \"女\"}";
  birth.papers = NULL;
  preview = change_preview (casework, "2018-08-12", &birth);
  g_assert_cmpuint (preview->missing->len, ==, 1);
  g_assert_cmpuint (preview->awards->len, ==, 1);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM person"), ==, people);
  g_assert_cmpint (casework_ask (casework, "SELECT count(*) FROM household_change"), ==, 0);
  g_assert_cmpint (term_in (casework, family.award, 201812).persons, ==, 3);
}

/* What a person should know besides: an open change of the same, an award in a run that waits. */
static void
test_notes (Casework *casework, gconstpointer data)
{
  Family family = family_new (casework, "才让", "1980-01-01", 3);
  DoudiChangeRequest death = change_of (DOUDI_CHANGE_DEATH, family.home.household, "2018-07-10");
  g_autoptr (DoudiChangePreview) alone = NULL;
  g_autoptr (DoudiChangePreview) with_run = NULL;
  g_autoptr (DoudiChangePreview) with_both = NULL;
  g_autoptr (DoudiPayRunResult) run = NULL;

  death.person_id = family.people[1];
  alone = change_preview (casework, "2018-08-12", &death);
  g_assert_cmpuint (alone->notes->len, ==, 0);
  run = casework_propose (casework, 201808, LOW_INCOME, "2018-08-12");
  with_run = change_preview (casework, "2018-08-12", &death);
  g_assert_cmpuint (with_run->notes->len, ==, 1);
  change_enter (casework, "2018-08-12", &death);
  with_both = change_preview (casework, "2018-08-12", &death);
  g_assert_cmpuint (with_both->notes->len, ==, 2);
}

static void
add_test (const char *name, void (*func) (Casework *casework, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/casework/change-preview/", name, NULL);

  g_test_add (path, Casework, NULL, casework_set_up, func, casework_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_test ("nothing-stays", test_nothing_stays);
  add_test ("notes", test_notes);
  add_test ("random", test_random);
  return g_test_run ();
}
