/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "counter.h"

#include <string.h>

#include "base/doudi-identity-number.h"

#define AREA "623027"
/* As many members as a family has at most; the second digit of a serial number tells them apart. */
#define MOST_MEMBERS 8

/* What follows the name of the family. */
static const char *const given[]
  = { "福海", "秀英", "小龙", "小梅", "小军", "小兰", "小林", "小燕" };

static const char *const families[]
  = { "马", "王", "张", "杨", "李", "赵", "卓", "索", "牛", "苏" };

char *
counter_name (guint serial)
{
  return g_strdup_printf ("%s%s", families[serial % G_N_ELEMENTS (families)], given[0]);
}

static char *
member_name (guint serial, guint which)
{
  return g_strdup_printf ("%s%s", families[serial % G_N_ELEMENTS (families)], given[which]);
}

char *
counter_number (const char *birth, guint serial)
{
  g_auto (GStrv) parts = g_strsplit (birth, "-", 3);
  g_autofree char *first
    = g_strdup_printf (AREA "%s%s%s%03u", parts[0], parts[1], parts[2], serial % 1000);

  return g_strdup_printf ("%s%c", first, doudi_identity_number_check_character (first));
}

/* With the check digit of Luhn's formula at its end. */
static char *
account_number (guint serial)
{
  g_autofree char *first = g_strdup_printf ("6217000010%08u", serial);
  int sum = 0;

  for (guint i = 0; first[i] != '\0'; i++)
    {
      int twice = (first[i] - '0') * (i % 2 == 0 ? 1 : 2);

      sum += twice > 9 ? twice - 9 : twice;
    }
  return g_strdup_printf ("%s%d", first, (10 - sum % 10) % 10);
}

const char *
counter_application_form (DoudiProgramme programme)
{
  switch ((int) programme)
    {
    case DOUDI_PROGRAMME_LOW_INCOME:
      return "low-income-application";
    case DOUDI_PROGRAMME_SPECIAL_HARDSHIP:
      return "special-hardship-application";
    case DOUDI_PROGRAMME_ORPHAN:
    case DOUDI_PROGRAMME_UNSUPPORTED_CHILD:
      return "child-application";
    case DOUDI_PROGRAMME_TEMPORARY_AID:
      return "temporary-aid-application";
    default:
      return "disability-application";
    }
}

static int
age_on (const char *birth, const char *day)
{
  return doudi_day_age_on (doudi_day_parse_iso (birth), doudi_day_parse_iso (day));
}

/* The rows of the members; @low_income: with what that form asks besides. */
static char *
list_members (const CounterFamily *family, guint serial, const char *day, gboolean low_income)
{
  g_auto (GStrv) births = g_strsplit (family->births, " ", MOST_MEMBERS);
  g_autoptr (GString) rows = g_string_new ("[");

  for (guint i = 0; births[i] != NULL; i++)
    {
      g_autofree char *name = member_name (serial, i);
      g_autofree char *number = counter_number (births[i], serial);
      gboolean able = age_on (births[i], day) >= 18 && age_on (births[i], day) < 60;

      g_string_append_printf (rows, "%s{\"name\":\"%s\",\"relation\":\"%s\",\"number\":\"%s\"",
                              i > 0 ? "," : "", name,
                              i == 0   ? "head"
                              : i == 1 ? "spouse"
                                       : "son",
                              number);
      if (low_income)
        g_string_append_printf (rows,
                                ",\"health\":\"healthy\",\"work_ability\":\"%s\",\"covered\":true",
                                able ? "able" : "unable");
      g_string_append_c (rows, '}');
    }
  g_string_append_c (rows, ']');
  return g_string_free (g_steal_pointer (&rows), FALSE);
}

static char *
first_birth (const CounterFamily *family)
{
  return g_strndup (family->births, strcspn (family->births, " "));
}

static char *
write_kin (const CounterFamily *family)
{
  if (family->kin == NULL)
    return g_strdup ("");
  return g_strdup_printf ("\"kin\":true,\"kin_officials\":[{\"name\":\"洛桑\",\"number\":\"%s\","
                          "\"unit\":\"镇政府\",\"relation\":\"叔父\"}],",
                          family->kin);
}

/* What all application forms ask. */
static char *
write_head (const CounterFamily *family, guint serial, const char *village, const char *day)
{
  g_autofree char *birth = first_birth (family);
  g_autofree char *name = counter_name (serial);
  g_autofree char *number = counter_number (birth, serial);
  g_autofree char *account = account_number (serial);
  g_autofree char *kin = write_kin (family);

  return g_strdup_printf ("\"residence\":\"%s\",\"applied_on\":\"%s\",\"living_division\":\"%s\","
                          "\"applicant_name\":\"%s\",\"applicant_number\":\"%s\","
                          "\"phone\":\"13909411234\",\"pledge\":true,\"account_holder\":\"%s\","
                          "\"account_number\":\"%s\",%s",
                          family->residence, day, village, name, number, name, account, kin);
}

static char *
write_subject (const CounterFamily *family, guint serial)
{
  g_autofree char *birth = first_birth (family);
  g_autofree char *name = counter_name (serial);
  g_autofree char *number = counter_number (birth, serial);

  return g_strdup_printf ("\"subject_name\":\"%s\",\"subject_number\":\"%s\",", name, number);
}

static char *
write_low_income (const CounterFamily *family, guint serial, const char *day)
{
  g_autofree char *members = list_members (family, serial, day, TRUE);

  return g_strdup_printf ("\"applicant_relation\":\"head\",\"members\":%s,\"reason\":\"illness\","
                          "\"incomes\":[{\"source\":\"business\",\"kind\":\"种植\","
                          "\"declared\":\"%s\",\"counts\":true}]",
                          members, family->income);
}

static char *
write_special_hardship (const CounterFamily *family, guint serial)
{
  g_autofree char *subject = write_subject (family, serial);

  return g_strdup_printf ("%s\"health\":\"healthy\",\"work_ability\":\"unable\",\"income\":\"%s\","
                          "\"care\":\"%s\"%s",
                          subject, family->income, family->care,
                          g_str_equal (family->care, "institution")
                            ? ",\"institution\":\"县敬老院\""
                            : ",\"carer\":\"扎西\"");
}

static char *
write_child (const CounterFamily *family, guint serial)
{
  g_autofree char *subject = write_subject (family, serial);

  return g_strdup_printf ("%s\"health\":\"healthy\",\"father_situation\":\"dead\","
                          "\"father_since\":\"2024-01-10\",\"mother_situation\":\"%s\","
                          "\"mother_since\":\"2024-02-10\",\"guardian_name\":\"马玉兰\","
                          "\"care\":\"%s\",%s\"household_share\":\"no\"",
                          subject, family->detail, family->care,
                          g_str_equal (family->care, "institution")
                            ? "\"institution\":\"县儿童福利院\","
                            : "\"care_kind\":\"kin\",");
}

static char *
write_disability (const CounterFamily *family, guint serial)
{
  static const char *const classes[]
    = { "sight", "hearing", "speech", "limb", "intellectual", "mental", "multiple" };
  g_auto (GStrv) card = g_strsplit (family->detail, " ", 2);
  g_autofree char *birth = first_birth (family);
  g_autofree char *number = counter_number (birth, serial);
  g_autofree char *subject = write_subject (family, serial);
  guint which = 0;

  while (!g_str_equal (classes[which], card[0]))
    which++;
  return g_strdup_printf ("%s\"disability_card\":\"%s%u%s\",\"disability_class\":\"%s\","
                          "\"disability_grade\":\"%s\",\"household_share\":\"no\","
                          "\"kinds\":[\"%s\"],\"care_months\":12",
                          subject, number, which + 1, card[1], card[0], card[1],
                          doudi_programme_info (family->programme)->name);
}

static char *
write_aid (const CounterFamily *family, guint serial, const char *day)
{
  g_auto (GStrv) aid = g_strsplit (family->detail, " ", 3);
  g_autofree char *members = list_members (family, serial, day, FALSE);
  g_autofree char *sum
    = aid[2] == NULL ? g_strdup_printf ("\"assessed\":\"%s\"", aid[1])
                     : g_strdup_printf ("\"aid_persons\":%s,\"aid_months\":%s", aid[1], aid[2]);

  return g_strdup_printf ("\"members\":%s,\"aid_kind\":\"%s\",\"difficulty_kind\":\"other\","
                          "\"cause\":\"突发困难\",\"earlier\":0,%s",
                          members, aid[0], sum);
}

char *
counter_application (const CounterFamily *family,
                     guint serial,
                     const char *village,
                     const char *day)
{
  g_autofree char *head = write_head (family, serial, village, day);
  g_autofree char *rest = NULL;

  if (family->programme == DOUDI_PROGRAMME_LOW_INCOME)
    rest = write_low_income (family, serial, day);
  else if (family->programme == DOUDI_PROGRAMME_SPECIAL_HARDSHIP)
    rest = write_special_hardship (family, serial);
  else if (family->programme == DOUDI_PROGRAMME_TEMPORARY_AID)
    rest = write_aid (family, serial, day);
  else if (family->programme == DOUDI_PROGRAMME_ORPHAN
           || family->programme == DOUDI_PROGRAMME_UNSUPPORTED_CHILD)
    rest = write_child (family, serial);
  else
    rest = write_disability (family, serial);
  return g_strdup_printf ("{%s%s}", head, rest);
}

/* Signed by every grown-up member. */
char *
counter_authorisation (const CounterFamily *family, guint serial, const char *day)
{
  g_auto (GStrv) births = g_strsplit (family->births, " ", MOST_MEMBERS);
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; births[i] != NULL; i++)
    {
      g_autofree char *name = member_name (serial, i);
      g_autofree char *number = counter_number (births[i], serial);

      if (age_on (births[i], day) >= 18)
        g_string_append_printf (rows, "%s{\"name\":\"%s\",\"number\":\"%s\"}",
                                rows->len > 0 ? "," : "", name, number);
    }
  return g_strdup_printf ("{\"scope\":[\"registration\",\"vehicles\"],\"signers\":[%s],"
                          "\"signed_on\":\"%s\",\"expires_on\":\"2027-12-31\"}",
                          rows->str, day);
}

char *
counter_visit (const CounterFamily *family, guint serial, const char *day)
{
  g_autofree char *name = counter_name (serial);
  g_autofree char *proposed
    = family->benefit_class > 0
        ? g_strdup_printf (",\"proposed_class\":\"%d\"", family->benefit_class)
        : g_strdup ("");
  g_autofree char *incomes
    = family->programme == DOUDI_PROGRAMME_LOW_INCOME
        ? g_strdup_printf (",\"incomes\":[{\"source\":\"business\",\"kind\":\"种植\","
                           "\"verified\":\"%s\",\"counts\":true}]",
                           family->income)
        : g_strdup ("");

  return g_strdup_printf (
    "{\"visited_on\":\"%s\",\"investigator_1\":\"卓玛\","
    "\"investigator_2\":\"李强\",\"interviewee\":\"%s\","
    "\"finding\":\"属实\",\"conclusion\":\"fits\",\"income_stable\":true%s%s}",
    day, name, proposed, incomes);
}

char *
counter_self_care (const char *day)
{
  return g_strdup_printf (
    "{\"trigger\":\"first\",\"assessed_on\":\"%s\",\"eating\":\"can\",\"dressing\":\"can\","
    "\"bed\":\"can\",\"toilet\":\"can\",\"walking\":\"can\",\"bathing\":\"can\","
    "\"assessor_1\":\"卓玛\",\"assessor_2\":\"李强\",\"witness\":\"才让\"}",
    day);
}

/* Nine of eleven are for it. */
char *
counter_hearing (const char *day)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; i < 11; i++)
    g_string_append_printf (rows, "%s{\"name\":\"%s%s\",\"identity\":\"%s\"}", i > 0 ? "," : "",
                            families[i % G_N_ELEMENTS (families)],
                            i < G_N_ELEMENTS (families) ? "才让" : "东智",
                            i < 2 ? "township" : "delegate");
  return g_strdup_printf ("{\"held_on\":\"%s\",\"host\":\"卓玛\",\"recorder\":\"李强\","
                          "\"attendees\":[%s],\"invited\":11,\"votes_for\":9,"
                          "\"votes_against\":1,\"votes_abstained\":1}",
                          day, rows->str);
}

/* The forms that come with the program; each is read only once. */
static DoudiForm *
get_form (const char *id)
{
  static GHashTable *forms;
  g_autoptr (GError) error = NULL;
  DoudiForm *form;

  if (forms == NULL)
    forms = g_hash_table_new (g_str_hash, g_str_equal);
  form = g_hash_table_lookup (forms, id);
  if (form != NULL)
    return form;
  form = doudi_form_load_bundled (id, &error);
  g_assert_no_error (error);
  g_hash_table_insert (forms, (gpointer) id, form);
  return form;
}

static DoudiFormAnswers *
load_answers (const char *form, const char *json)
{
  g_autoptr (GError) error = NULL;
  DoudiFormAnswers *answers = doudi_form_answers_load (get_form (form), json, -1, form, &error);

  g_assert_no_error (error);
  return answers;
}

static void
say_problems (GPtrArray *problems)
{
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    g_test_message ("%s", ((const DoudiFormProblem *) g_ptr_array_index (problems, i))->message);
  g_clear_pointer (&problems, g_ptr_array_unref);
}

/* Takes an application in, and returns its id. */
gint64
counter_open (DoudiSession *session,
              const CounterFamily *family,
              guint serial,
              const char *village,
              const char *day,
              gboolean urgent)
{
  const DoudiCaseOpening opening = { .programme = family->programme, .urgent = urgent };
  const char *form = counter_application_form (family->programme);
  g_autofree char *json = counter_application (family, serial, village, day);
  g_autoptr (DoudiFormAnswers) answers = load_answers (form, json);
  g_autoptr (GError) error = NULL;
  GPtrArray *problems = NULL;
  gint64 id = 0;

  doudi_case_open (session, answers, &opening, &id, &problems, &error);
  say_problems (problems);
  g_assert_no_error (error);
  return id;
}

/* Keeps a form of a case. */
gboolean
counter_fill (DoudiSession *session,
              gint64 id,
              const char *form,
              const char *json,
              const char *day,
              GError **error)
{
  const DoudiCaseFilling filling = { .day = doudi_day_parse_iso (day) };
  g_autoptr (DoudiFormAnswers) answers = load_answers (form, json);
  GPtrArray *problems = NULL;
  gint64 filled = 0;
  gboolean done = doudi_case_fill (session, id, answers, &filling, &filled, &problems, error);

  say_problems (problems);
  return done;
}

/* Asks another office, or notes its answer if it was asked. */
static gboolean
do_check (DoudiSession *session, gint64 id, DoudiDay day, GError **error)
{
  g_autoptr (DoudiCase) of = doudi_case_get (session, id, error);
  gint64 check = 0;

  if (of == NULL)
    return FALSE;
  if (of->checks->len == 0)
    return doudi_case_ask_check (session, id, "vehicles", day, &check, error);
  check = ((const DoudiCheckRow *) g_ptr_array_index (of->checks, 0))->id;
  return doudi_case_answer_check (session, id, check, "clear", NULL, day, error);
}

/* Begins the visit, or notes it if it has begun. */
static gboolean
do_survey (DoudiSession *session,
           gint64 id,
           const CounterFamily *family,
           guint serial,
           const char *day,
           GError **error)
{
  g_autoptr (DoudiCase) of = doudi_case_get (session, id, error);
  g_autofree char *visit = counter_visit (family, serial, day);

  if (of == NULL)
    return FALSE;
  if (of->progress.survey_started == DOUDI_DAY_NONE && of->progress.current == DOUDI_STEP_SURVEY)
    return doudi_case_record (session, id, DOUDI_EVENT_SURVEY_STARTED, doudi_day_parse_iso (day),
                              NULL, error);
  return counter_fill (session, id, "home-visit", visit, day, error);
}

/* Does what comes next at a step that neither a list nor a notice ends; a check and a visit of the
 * township take two calls. */
gboolean
counter_do (DoudiSession *session,
            gint64 id,
            const CounterFamily *family,
            guint serial,
            DoudiCaseStep step,
            const char *day,
            GError **error)
{
  static const DoudiCaseEvent events[] = {
    [DOUDI_STEP_ACCEPT] = DOUDI_EVENT_ACCEPTED,
    [DOUDI_STEP_OPINION] = DOUDI_EVENT_OPINION_FOR,
    [DOUDI_STEP_FEDERATION] = DOUDI_EVENT_FEDERATION_AGREED,
    [DOUDI_STEP_SEND_UP] = DOUDI_EVENT_SENT_UP,
    [DOUDI_STEP_INFORM] = DOUDI_EVENT_INFORMED,
    [DOUDI_STEP_PUBLISH] = DOUDI_EVENT_PUBLISHED,
  };
  g_autofree char *json = NULL;
  const char *form = NULL;

  if (step == DOUDI_STEP_CHECK)
    return do_check (session, id, doudi_day_parse_iso (day), error);
  if (step == DOUDI_STEP_SURVEY || step == DOUDI_STEP_COUNTY_VISIT)
    return do_survey (session, id, family, serial, day, error);
  if (step == DOUDI_STEP_AUTHORISE)
    {
      form = "check-authorisation";
      json = counter_authorisation (family, serial, day);
    }
  else if (step == DOUDI_STEP_SELF_CARE)
    {
      form = "self-care-assessment";
      json = counter_self_care (day);
    }
  else if (step == DOUDI_STEP_HEARING)
    {
      form = "hearing-record";
      json = counter_hearing (day);
    }
  if (form != NULL)
    return counter_fill (session, id, form, json, day, error);
  return doudi_case_record (session, id, events[step], doudi_day_parse_iso (day), "拟同意", error);
}
