/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * Twenty paper households, typed into the program as it is by a keyboard and nothing else: xdotool
 * presses the keys, and the keys are counted. Then the command line reads the registry, where every
 * household must be as on its paper.
 *
 * Chinese letters are typed by their code, as no input method is at hand; they are counted as what
 * a pinyin input method takes: the letters of the sound, and one key to choose.
 */

#include "config.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>

#include "base/doudi-csv.h"
#include "base/doudi-identity-number.h"
#include "base/doudi-pinyin.h"
#include "policy/doudi-form.h"

#define PATIENCE_SECONDS 120
/* Milliseconds between two keys: faster than anybody types. */
#define KEY_DELAY "4"
#define PASSWORD "doudi-demo"
#define WINDOW "^Household .* "

/* The columns of the papers, in the order of the form. */
enum
{
  PAPER,
  VILLAGE,
  VILLAGE_KEYS,
  GROUP,
  ADDRESS,
  PHONE,
  HOLDER,
  ACCOUNT,
  NAME,
  RELATION,
  NUMBER,
  BIRTH,
  SEX,
  ETHNICITY,
  HEALTH,
  WORK_ABILITY,
  DISABILITY_CARD,
  SCHOOL,
  EMPLOYMENT,
  TEMPORARY_NUMBER,
  N_COLUMNS,
};

/* What the columns are called in the form. */
static const char *const keys_of_form[N_COLUMNS] = {
  [VILLAGE] = "division",
  [GROUP] = "village_group",
  [ADDRESS] = "address",
  [PHONE] = "phone",
  [HOLDER] = "holder",
  [ACCOUNT] = "account",
  [NAME] = "members.name",
  [RELATION] = "members.relation",
  [NUMBER] = "members.number",
  [BIRTH] = "members.birth",
  [SEX] = "members.sex",
  [ETHNICITY] = "members.ethnicity",
  [HEALTH] = "members.health",
  [WORK_ABILITY] = "members.work_ability",
  [DISABILITY_CARD] = "members.disability_card",
  [SCHOOL] = "members.school",
  [EMPLOYMENT] = "members.employment",
  [TEMPORARY_NUMBER] = "members.temporary_number",
};

/*
 * Paper:
 *
 * A household as it stands on paper: the lines of its members, the first of which has what is of
 * the household.
 */
typedef struct
{
  GPtrArray *lines;
} Paper;

/*
 * Desk:
 *
 * @script: keys that are not pressed yet, for xdotool
 * @keys: how many were pressed, a chord as one
 * @sounds: how many they are with Chinese letters by their sounds
 */
typedef struct
{
  char *folder;
  char *caseload;
  char *password_file;
  GPid program;
  gboolean exited;
  DoudiForm *form;
  DoudiPinyin *pinyin;
  GPtrArray *papers;
  GString *script;
  guint keys;
  guint sounds;
  guint characters;
} Desk;

static const char *
get (const Paper *paper, guint line, guint column)
{
  const GPtrArray *cells = g_ptr_array_index (paper->lines, line);

  return g_ptr_array_index (cells, column);
}

static void
paper_free (gpointer data)
{
  Paper *paper = data;

  g_ptr_array_unref (paper->lines);
  g_free (paper);
}

static void
read_papers (Desk *desk)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "app", "paper-households.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (DoudiCsv) csv = NULL;
  gboolean headings = TRUE;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  csv = doudi_csv_new (text, -1, ',');
  for (;;)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      Paper *paper;

      if (!doudi_csv_next (csv, cells, &error))
        break;
      g_assert_cmpuint (cells->len, ==, N_COLUMNS);
      if (headings)
        {
          headings = FALSE;
          continue;
        }
      if (*(char *) cells->pdata[PAPER] != '\0')
        {
          paper = g_new0 (Paper, 1);
          paper->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
          g_ptr_array_add (desk->papers, paper);
        }
      paper = g_ptr_array_index (desk->papers, desk->papers->len - 1);
      g_ptr_array_add (paper->lines, g_steal_pointer (&cells));
    }
  g_assert_no_error (error);
}

/* Programs. */

static gboolean
run (const char *const *argv, char **output)
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_spawn_sync (NULL, (char **) argv, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL
                  | (output == NULL ? G_SPAWN_STDOUT_TO_DEV_NULL : 0),
                NULL, NULL, output, NULL, &status, &error);
  g_assert_no_error (error);
  return g_spawn_check_wait_status (status, NULL);
}

/* The window of that title, 0 as long as there is none. */
static char *
find_window (const char *title)
{
  const char *argv[] = { "xdotool", "search", "--onlyvisible", "--name", title, NULL };
  g_autofree char *output = NULL;

  if (!run (argv, &output) || *output == '\0')
    return NULL;
  g_strdelimit (output, "\n", '\0');
  return g_strdup (output);
}

static gint64
patience (void)
{
  return g_get_monotonic_time () + (gint64) PATIENCE_SECONDS * G_USEC_PER_SEC;
}

static void
wait_a_little (gint64 end)
{
  g_assert_cmpint (g_get_monotonic_time (), <, end);
  g_usleep (50 * 1000);
}

/* Without a manager of windows nobody else gives a window the keyboard. */
static void
focus (const char *title)
{
  gint64 end = patience ();

  for (;;)
    {
      g_autofree char *window = find_window (title);
      const char *argv[] = { "xdotool", "windowfocus", "--sync", window, NULL };

      if (window != NULL && run (argv, NULL))
        return;
      wait_a_little (end);
    }
}

static void
await_window (const char *title)
{
  gint64 end = patience ();

  for (;;)
    {
      g_autofree char *window = find_window (title);

      if (window != NULL)
        return;
      wait_a_little (end);
    }
}

/* Keys. */

/* A key that is no fact: where the keyboard goes next. */
static void
press (Desk *desk, const char *key)
{
  g_string_append_printf (desk->script, "key --delay " KEY_DELAY " %s\n", key);
  desk->keys++;
  desk->sounds++;
}

static void
press_letter (Desk *desk, gunichar c)
{
  if (c == '-')
    g_string_append (desk->script, "key --delay " KEY_DELAY " minus\n");
  else if (c < 0x80)
    g_string_append_printf (desk->script, "key --delay " KEY_DELAY " %c\n", (char) c);
  else
    {
      g_autofree char *code = g_strdup_printf ("%x", c);

      g_string_append (desk->script, "key --delay " KEY_DELAY " ctrl+shift+u");
      for (const char *at = code; *at != '\0'; at++)
        g_string_append_printf (desk->script, " %c", *at);
      g_string_append (desk->script, " space\n");
    }
  desk->keys++;
}

/* How many keys a text takes with an input method: one for each letter of the alphabet, the sound
 * and one key for what is Chinese. */
static guint
count_sounds (Desk *desk, const char *text)
{
  g_auto (GStrv) readings = doudi_pinyin_readings (desk->pinyin, text);
  guint n = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_utf8_get_char (at) >= 0x80)
      return (guint) strlen (readings[0] != NULL ? readings[0] : text) + 1;
    else
      n++;
  return n;
}

static void
type (Desk *desk, const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    press_letter (desk, g_utf8_get_char (at));
  desk->sounds += count_sounds (desk, text);
}

static void
send (Desk *desk)
{
  g_autofree char *path = g_build_filename (desk->folder, "keys", NULL);
  const char *argv[] = { "xdotool", path, NULL };
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, desk->script->str, -1, &error);
  g_assert_no_error (error);
  g_string_truncate (desk->script, 0);
  g_assert_true (run (argv, NULL));
}

/* What is typed. */

/* The number of the option that the paper names. */
static char *
find_option (Desk *desk, guint column, const char *label)
{
  const DoudiFormField *field = doudi_form_find_field (desk->form, keys_of_form[column]);

  for (guint i = 0; i < field->options->len; i++)
    {
      const DoudiFormOption *option = g_ptr_array_index (field->options, i);

      if (g_str_equal (option->label.chinese, label))
        return g_strdup_printf ("%u", i + 1);
    }
  g_assert_not_reached ();
}

static gboolean
is_choice (Desk *desk, guint column)
{
  return doudi_form_find_field (desk->form, keys_of_form[column])->type == DOUDI_FORM_CHOICE;
}

/* An answer of a member, without what leads on. */
static void
type_answer (Desk *desk, const Paper *paper, guint line, guint column)
{
  const char *text = get (paper, line, column);
  g_autofree char *option = NULL;
  g_autofree char *day = NULL;

  if (*text == '\0')
    return;
  if (is_choice (desk, column))
    option = find_option (desk, column, text);
  else if (column == BIRTH)
    day = g_strdup_printf ("%.2s%.2s%.2s", text + 2, text + 5, text + 8);
  type (desk, option != NULL ? option : day != NULL ? day : text);
}

static guint
find_last (const Paper *paper, guint line)
{
  guint last = TEMPORARY_NUMBER;

  while (*get (paper, line, last) == '\0')
    last--;
  return last;
}

static void
type_member (Desk *desk, const Paper *paper, guint line)
{
  guint last = find_last (paper, line);
  gboolean has_number = *get (paper, line, NUMBER) != '\0';

  for (guint column = NAME; column <= last; column++)
    {
      gboolean same = line > 0 && column == ETHNICITY
                      && g_str_equal (get (paper, line, column), get (paper, line - 1, column));

      /* Sex and birth follow from the number, and the first is the head. */
      if ((column == BIRTH || column == SEX) && has_number)
        continue;
      if (same)
        {
          press (desk, "ctrl+d");
          continue;
        }
      if (!(column == RELATION && line == 0))
        type_answer (desk, paper, line, column);
      if (column < last)
        press (desk, "Return");
    }
  press (desk, line + 1 < paper->lines->len ? "ctrl+Return" : "ctrl+Next");
}

/* The village and the group of the paper before stand there already; the keyboard is at the first
 * answer that is empty. */
static void
type_place (Desk *desk, const Paper *paper, const Paper *before)
{
  const char *group = get (paper, 0, GROUP);
  const char *group_before = before != NULL ? get (before, 0, GROUP) : "";
  gboolean same_village
    = before != NULL && g_str_equal (get (before, 0, VILLAGE), get (paper, 0, VILLAGE));
  gboolean at_group = before != NULL && *group_before == '\0';

  if (same_village && g_str_equal (group, group_before))
    {
      if (at_group)
        press (desk, "Return");
      return;
    }
  if (before != NULL && !at_group)
    press (desk, "shift+Tab");
  if (!same_village)
    {
      if (before != NULL)
        press (desk, "shift+Tab");
      type (desk, get (paper, 0, VILLAGE_KEYS));
      press (desk, "Return");
    }
  if (*group != '\0')
    type (desk, group);
  else if (*group_before != '\0')
    press (desk, "BackSpace");
  press (desk, "Return");
}

static void
type_paper (Desk *desk, const Paper *paper, const Paper *before)
{
  type_place (desk, paper, before);
  type (desk, get (paper, 0, ADDRESS));
  press (desk, "Return");
  type (desk, get (paper, 0, PHONE));
  press (desk, "Return");
  for (guint i = 0; i < paper->lines->len; i++)
    type_member (desk, paper, i);
  /* The head is offered. */
  if (!g_str_equal (get (paper, 0, HOLDER), get (paper, 0, NAME)))
    type (desk, get (paper, 0, HOLDER));
  press (desk, "Return");
  type (desk, get (paper, 0, ACCOUNT));
}

static guint
count_characters (const Paper *paper)
{
  guint n = 0;

  for (guint i = 0; i < paper->lines->len; i++)
    for (guint column = VILLAGE; column < N_COLUMNS; column++)
      if (column != VILLAGE_KEYS)
        n += (guint) g_utf8_strlen (get (paper, i, column), -1);
  return n;
}

/* The program. */

static void
make_caseload (Desk *desk)
{
  const char *argv[] = { g_getenv ("DOUDICTL"),
                         "demo",
                         desk->caseload,
                         "--households",
                         "20",
                         "--months",
                         "1",
                         "--no-progress",
                         "--quiet",
                         NULL };

  g_assert_true (run (argv, NULL));
}

static void
on_exit_cb (GPid pid, int status, gpointer data)
{
  Desk *desk = data;

  desk->exited = TRUE;
  g_assert_true (g_spawn_check_wait_status (status, NULL));
}

/* The settings of a desk where the caseworker was the last. */
static GStrv
make_settings (Desk *desk)
{
  g_autofree char *path = g_build_filename (desk->folder, "glib-2.0", "settings", NULL);
  g_autofree char *file = g_build_filename (path, "keyfile", NULL);
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_file_set_contents (file, "[org/doudi/Doudi]\nlast-user='caseworker'\n", -1, &error);
  g_assert_no_error (error);
  environment = g_environ_setenv (environment, "GSETTINGS_BACKEND", "keyfile", TRUE);
  environment = g_environ_setenv (environment, "XDG_CONFIG_HOME", desk->folder, TRUE);
  return g_steal_pointer (&environment);
}

static void
start_program (Desk *desk)
{
  const char *argv[] = { g_getenv ("DOUDI"), desk->caseload, NULL };
  g_auto (GStrv) environment = make_settings (desk);
  g_autoptr (GError) error = NULL;

  g_spawn_async (NULL, (char **) argv, environment, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                 &desk->program, &error);
  g_assert_no_error (error);
  g_child_watch_add (desk->program, on_exit_cb, desk);
}

/* The name of who was here last stands there; the keyboard begins at the password. */
static void
sign_in (Desk *desk)
{
  focus ("^Doudi$");
  type (desk, PASSWORD);
  press (desk, "Return");
  send (desk);
}

/* As soon as somebody is signed in and the page of households is there, the key opens the form. */
static void
open_form (Desk *desk)
{
  gint64 end = patience ();

  for (;;)
    {
      g_autofree char *window = find_window (WINDOW);

      if (window != NULL)
        break;
      wait_a_little (end);
      press (desk, "alt+2");
      press (desk, "ctrl+n");
      send (desk);
    }
  focus (WINDOW "new$");
}

static void
quit (Desk *desk)
{
  gint64 end = patience ();

  while (!desk->exited)
    {
      g_autofree char *form = find_window (WINDOW);
      g_autofree char *window = find_window ("^Doudi$");

      wait_a_little (end);
      g_main_context_iteration (NULL, FALSE);
      /* The windows are gone a while before the program. */
      if (form != NULL || window == NULL || desk->exited)
        continue;
      focus ("^Doudi$");
      press (desk, "ctrl+q");
      send (desk);
      g_usleep (200 * 1000);
    }
}

static void
type_all (Desk *desk)
{
  desk->keys = desk->sounds = 0;
  for (guint i = 0; i < desk->papers->len; i++)
    {
      const Paper *paper = g_ptr_array_index (desk->papers, i);
      const Paper *before = i > 0 ? g_ptr_array_index (desk->papers, i - 1) : NULL;
      gboolean last = i + 1 == desk->papers->len;
      g_autofree char *title = g_strdup_printf (WINDOW "%u saved$", i + 1);
      guint keys = desk->keys, sounds = desk->sounds;
      guint characters = count_characters (paper);

      type_paper (desk, paper, before);
      press (desk, last ? "ctrl+s" : "ctrl+shift+Return");
      send (desk);
      if (!last)
        await_window (title);
      desk->characters += characters;
      g_test_message ("paper %u: %u members, %u characters, %u keys, %u with an input method",
                      i + 1, paper->lines->len, characters, desk->keys - keys,
                      desk->sounds - sounds);
    }
}

/* What is in the registry. */

static JsonObject *
read_household (Desk *desk, gint64 id, JsonParser *parser)
{
  g_autofree char *household = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autofree char *password = g_strconcat ("--password-file=", desk->password_file, NULL);
  const char *argv[]
    = { g_getenv ("DOUDICTL"), "household-form", desk->caseload, "--household", household,
        "--user=caseworker",   password,         "--json",       NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  if (!run (argv, &output))
    return NULL;
  json_parser_load_from_data (parser, output, -1, &error);
  g_assert_no_error (error);
  return json_object_get_object_member (json_node_get_object (json_parser_get_root (parser)),
                                        "answers");
}

static const char *
find_key (Desk *desk, guint column, const char *label)
{
  const DoudiFormField *field = doudi_form_find_field (desk->form, keys_of_form[column]);

  for (guint i = 0; i < field->options->len; i++)
    {
      const DoudiFormOption *option = g_ptr_array_index (field->options, i);

      if (g_str_equal (option->label.chinese, label))
        return option->key;
    }
  return label;
}

/* What the paper says, or what follows from it. */
static char *
expect (Desk *desk, const Paper *paper, guint line, guint column)
{
  const char *text = get (paper, line, column);
  DoudiIdentityNumber number
    = doudi_identity_number_parse (get (paper, line, NUMBER), DOUDI_DAY_NONE);
  gboolean follows = *text == '\0' && *get (paper, line, NUMBER) != '\0';

  if (column == SEX && follows)
    return g_strdup (number.sex == DOUDI_SEX_MALE ? "male" : "female");
  if (column == BIRTH && follows)
    return doudi_day_format_iso (number.birth);
  if (*text != '\0' && is_choice (desk, column))
    return g_strdup (find_key (desk, column, text));
  return g_strdup (text);
}

static void
check_answer (Desk *desk,
              const Paper *paper,
              guint line,
              guint column,
              JsonObject *answers,
              const char *key)
{
  g_autofree char *expected = expect (desk, paper, line, column);
  const char *found = json_object_get_string_member_with_default (answers, key, "");

  if (!g_str_equal (found, expected))
    g_test_message ("%s: line %u of the paper of %s", key, line + 1, get (paper, 0, NAME));
  g_assert_cmpstr (found, ==, expected);
}

static void
check_paper (Desk *desk, const Paper *paper, JsonObject *answers)
{
  JsonArray *members = json_object_get_array_member (answers, "members");

  for (guint column = VILLAGE; column < NAME; column++)
    if (keys_of_form[column] != NULL)
      check_answer (desk, paper, 0, column, answers, keys_of_form[column]);
  g_assert_cmpuint (json_array_get_length (members), ==, paper->lines->len);
  for (guint i = 0; i < paper->lines->len; i++)
    for (guint column = NAME; column < N_COLUMNS; column++)
      check_answer (desk, paper, i, column, json_array_get_object_element (members, i),
                    keys_of_form[column] + strlen ("members."));
}

static void
check_registry (Desk *desk, gint64 before)
{
  g_autoptr (JsonParser) beyond = json_parser_new ();

  for (guint i = 0; i < desk->papers->len; i++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      JsonObject *answers = read_household (desk, before + i + 1, parser);

      g_assert_nonnull (answers);
      check_paper (desk, g_ptr_array_index (desk->papers, i), answers);
    }
  g_assert_null (read_household (desk, before + desk->papers->len + 1, beyond));
}

/* The households of the demonstration have the first numbers. */
static gint64
count_households (Desk *desk)
{
  gint64 n = 0;

  for (;;)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();

      if (read_household (desk, n + 1, parser) == NULL)
        return n;
      n++;
    }
}

static void
set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk->folder = g_dir_make_tmp ("doudi-type-XXXXXX", &error);
  g_assert_no_error (error);
  desk->caseload = g_build_filename (desk->folder, "demo.doudi", NULL);
  desk->password_file = g_build_filename (desk->folder, "password", NULL);
  g_file_set_contents (desk->password_file, PASSWORD "\n", -1, &error);
  g_assert_no_error (error);
  desk->form = doudi_form_load_bundled ("household", &error);
  g_assert_no_error (error);
  desk->pinyin = doudi_pinyin_new (&error);
  g_assert_no_error (error);
  desk->script = g_string_new (NULL);
  desk->papers = g_ptr_array_new_with_free_func (paper_free);
  read_papers (desk);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inside = g_build_filename (path, name, NULL);

      remove_all (inside);
    }
  g_remove (path);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  remove_all (desk->folder);
  g_ptr_array_unref (desk->papers);
  g_string_free (desk->script, TRUE);
  doudi_pinyin_free (desk->pinyin);
  doudi_form_unref (desk->form);
  g_free (desk->password_file);
  g_free (desk->caseload);
  g_free (desk->folder);
}

static void
test_type (Desk *desk, gconstpointer data)
{
  gint64 before;

  g_assert_cmpuint (desk->papers->len, ==, 20);
  make_caseload (desk);
  before = count_households (desk);
  start_program (desk);
  sign_in (desk);
  open_form (desk);
  type_all (desk);
  g_test_message ("%u households: %u characters of facts, %u keys (%.2f a character), %u with an "
                  "input method (%.2f a character, %u a household)",
                  desk->papers->len, desk->characters, desk->keys,
                  (double) desk->keys / desk->characters, desk->sounds,
                  (double) desk->sounds / desk->characters, desk->sounds / desk->papers->len);
  quit (desk);
  check_registry (desk, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/app/type-households/twenty", Desk, NULL, set_up, test_type, tear_down);
  return g_test_run ();
}
