/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-disability-card.h"
#include "base/doudi-identity-number.h"
#include "report/doudi-report-source.h"
#include "store/doudi-award-store.h"
#include "store/doudi-registry.h"

#define PROGRESS_ROWS 500
#define HEAD "head"
#define HEAD_CHINESE "户主"

enum
{
  FIELD_ORDINAL,
  FIELD_TOWNSHIP,
  FIELD_VILLAGE,
  FIELD_GROUP,
  FIELD_ADDRESS,
  FIELD_PHONE,
  FIELD_RESIDENCE,
  FIELD_PROGRAMME,
  FIELD_HEAD_NAME,
  FIELD_HEAD_NUMBER,
  FIELD_FAMILY_SIZE,
  FIELD_PERSONS,
  FIELD_CLASS,
  FIELD_CARE,
  FIELD_CHILD_CARE,
  FIELD_SELF_CARE,
  FIELD_REGULAR,
  FIELD_FIRST_MONTH,
  FIELD_ACCOUNT,
  FIELD_HOLDER,
  FIELD_NAME,
  FIELD_NUMBER,
  FIELD_RELATION,
  FIELD_SEX,
  FIELD_BIRTH,
  FIELD_AGE,
  FIELD_ETHNICITY,
  FIELD_HEALTH,
  FIELD_DISABILITY_CARD,
  FIELD_DISABILITY_CLASS,
  FIELD_DISABILITY_GRADE,
  FIELD_WORK_ABILITY,
  FIELD_SCHOOLING,
  FIELD_EMPLOYMENT,
  FIELD_INSTITUTION,
  FIELD_CARER,
  FIELD_CARE_UNTIL,
  FIELD_GUARDIAN,
  FIELD_GUARDIAN_RELATION,
  FIELD_GUARDIAN_NUMBER,
  FIELD_REMARK,
  N_FIELDS,
};

static const DoudiReportField fields[N_FIELDS] = {
  [FIELD_ORDINAL] = { "ordinal", DOUDI_COLUMN_ORDINAL },
  [FIELD_TOWNSHIP] = { "township", DOUDI_COLUMN_TEXT },
  [FIELD_VILLAGE] = { "village", DOUDI_COLUMN_TEXT },
  [FIELD_GROUP] = { "village-group", DOUDI_COLUMN_TEXT },
  [FIELD_ADDRESS] = { "address", DOUDI_COLUMN_TEXT },
  [FIELD_PHONE] = { "phone", DOUDI_COLUMN_NUMBER_TEXT },
  [FIELD_RESIDENCE] = { "residence", DOUDI_COLUMN_TEXT },
  [FIELD_PROGRAMME] = { "programme", DOUDI_COLUMN_TEXT },
  [FIELD_HEAD_NAME] = { "head-name", DOUDI_COLUMN_TEXT },
  [FIELD_HEAD_NUMBER] = { "head-number", DOUDI_COLUMN_NUMBER_TEXT },
  [FIELD_FAMILY_SIZE] = { "family-size", DOUDI_COLUMN_COUNT, DOUDI_SUMMARY_SUM },
  [FIELD_PERSONS] = { "persons", DOUDI_COLUMN_COUNT, DOUDI_SUMMARY_SUM },
  [FIELD_CLASS] = { "class", DOUDI_COLUMN_TEXT },
  [FIELD_CARE] = { "care", DOUDI_COLUMN_TEXT },
  [FIELD_CHILD_CARE] = { "child-care", DOUDI_COLUMN_TEXT },
  [FIELD_SELF_CARE] = { "self-care", DOUDI_COLUMN_TEXT },
  [FIELD_REGULAR] = { "regular", DOUDI_COLUMN_MONEY, DOUDI_SUMMARY_SUM },
  [FIELD_FIRST_MONTH] = { "first-month", DOUDI_COLUMN_MONTH },
  [FIELD_ACCOUNT] = { "account", DOUDI_COLUMN_NUMBER_TEXT },
  [FIELD_HOLDER] = { "account-holder", DOUDI_COLUMN_TEXT },
  [FIELD_NAME] = { "name", DOUDI_COLUMN_TEXT },
  [FIELD_NUMBER] = { "identity-number", DOUDI_COLUMN_NUMBER_TEXT },
  [FIELD_RELATION] = { "relation", DOUDI_COLUMN_TEXT },
  [FIELD_SEX] = { "sex", DOUDI_COLUMN_TEXT },
  [FIELD_BIRTH] = { "birth", DOUDI_COLUMN_DAY },
  [FIELD_AGE] = { "age", DOUDI_COLUMN_COUNT },
  [FIELD_ETHNICITY] = { "ethnicity", DOUDI_COLUMN_TEXT },
  [FIELD_HEALTH] = { "health", DOUDI_COLUMN_TEXT },
  [FIELD_DISABILITY_CARD] = { "disability-card", DOUDI_COLUMN_NUMBER_TEXT },
  [FIELD_DISABILITY_CLASS] = { "disability-class", DOUDI_COLUMN_TEXT },
  [FIELD_DISABILITY_GRADE] = { "disability-grade", DOUDI_COLUMN_TEXT },
  [FIELD_WORK_ABILITY] = { "work-ability", DOUDI_COLUMN_TEXT },
  [FIELD_SCHOOLING] = { "schooling", DOUDI_COLUMN_TEXT },
  [FIELD_EMPLOYMENT] = { "employment", DOUDI_COLUMN_TEXT },
  [FIELD_INSTITUTION] = { "institution", DOUDI_COLUMN_TEXT },
  [FIELD_CARER] = { "carer", DOUDI_COLUMN_TEXT },
  [FIELD_CARE_UNTIL] = { "care-until", DOUDI_COLUMN_DAY },
  [FIELD_GUARDIAN] = { "guardian", DOUDI_COLUMN_TEXT },
  [FIELD_GUARDIAN_RELATION] = { "guardian-relation", DOUDI_COLUMN_TEXT },
  [FIELD_GUARDIAN_NUMBER] = { "guardian-number", DOUDI_COLUMN_NUMBER_TEXT },
  [FIELD_REMARK] = { "remark", DOUDI_COLUMN_TEXT },
};

/* Kinds of circumstances that are text and stand on paper as they are. */
static const struct
{
  const char *kind;
  guint field;
} plain_circumstances[] = {
  { "health", FIELD_HEALTH },           { "work-ability", FIELD_WORK_ABILITY },
  { "schooling", FIELD_SCHOOLING },     { "employment", FIELD_EMPLOYMENT },
  { "institution", FIELD_INSTITUTION }, { "disability-card", FIELD_DISABILITY_CARD },
  { "remark", FIELD_REMARK },
};

/*
 * @every_member: a row for each member, else one for each award
 * @day: whose facts count
 * @texts: those of the row that belong to nobody else
 */
typedef struct
{
  const DoudiReading *reading;
  gboolean every_member;
  DoudiDay day;
  GPtrArray *texts;
  gint64 done;
} Pass;

static void
clear_values (DoudiValue *values)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      if (fields[i].kind == DOUDI_COLUMN_TEXT || fields[i].kind == DOUDI_COLUMN_NUMBER_TEXT)
        values[i].text = NULL;
      else
        values[i].number = DOUDI_VALUE_NONE;
    }
}

static const char *
keep (Pass *pass, char *text)
{
  g_ptr_array_add (pass->texts, text);
  return text;
}

static const char *
sex_chinese (const char *sex)
{
  if (g_str_equal (sex, doudi_sex_name (DOUDI_SEX_MALE)))
    return "男";
  return g_str_equal (sex, doudi_sex_name (DOUDI_SEX_FEMALE)) ? "女" : "";
}

/* Children are brought up, not provided for: the same thing has words of its own. */
static const char *
child_care_chinese (DoudiCare care)
{
  static const char *const words[] = {
    [DOUDI_CARE_NONE] = "",
    [DOUDI_CARE_HOME] = "社会散居",
    [DOUDI_CARE_INSTITUTION] = "集中养育",
  };

  return words[care];
}

static const char *
relation_chinese (const char *relation)
{
  return g_str_equal (relation, HEAD) ? HEAD_CHINESE : relation;
}

/* "mental:2": class and grade, each possibly empty. */
static void
set_disability (DoudiValue *values, const char *text)
{
  static const char *const grades[] = { "", "一级", "二级", "三级", "四级" };
  g_auto (GStrv) parts = g_strsplit (text, ":", 2);

  for (int class = DOUDI_DISABILITY_SIGHT; class <= DOUDI_DISABILITY_MULTIPLE; class ++)
    if (parts[0] != NULL
        && g_str_equal (parts[0], doudi_disability_class_name ((DoudiDisabilityClass) class)))
      values[FIELD_DISABILITY_CLASS].text
        = doudi_disability_class_chinese ((DoudiDisabilityClass) class);
  if (parts[0] != NULL && parts[1] != NULL && parts[1][0] >= '1' && parts[1][0] <= '4')
    values[FIELD_DISABILITY_GRADE].text = grades[parts[1][0] - '0'];
}

/* A value of parts with bars between them; those that are missing are empty. */
static const char *
part_of (Pass *pass, const char *text, guint index)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", -1);

  return index < g_strv_length (parts) ? keep (pass, g_strdup (parts[index])) : NULL;
}

static void
set_people_around (Pass *pass, DoudiValue *values, GHashTable *circumstances)
{
  const char *carer = g_hash_table_lookup (circumstances, "carer");
  const char *guardian = g_hash_table_lookup (circumstances, "guardian");

  if (carer != NULL)
    {
      const char *until = part_of (pass, carer, 1);
      DoudiDay day = until != NULL ? doudi_day_parse_iso (until) : DOUDI_DAY_NONE;

      values[FIELD_CARER].text = part_of (pass, carer, 0);
      if (day != DOUDI_DAY_NONE)
        values[FIELD_CARE_UNTIL].number = day;
    }
  if (guardian != NULL)
    {
      values[FIELD_GUARDIAN].text = part_of (pass, guardian, 0);
      values[FIELD_GUARDIAN_RELATION].text = part_of (pass, guardian, 1);
      values[FIELD_GUARDIAN_NUMBER].text = part_of (pass, guardian, 2);
    }
}

static void
set_circumstances (Pass *pass, DoudiValue *values, GHashTable *circumstances)
{
  const char *disability = g_hash_table_lookup (circumstances, "disability");

  for (gsize i = 0; i < G_N_ELEMENTS (plain_circumstances); i++)
    values[plain_circumstances[i].field].text
      = g_hash_table_lookup (circumstances, plain_circumstances[i].kind);
  if (disability != NULL)
    set_disability (values, disability);
  set_people_around (pass, values, circumstances);
}

static void
set_person (Pass *pass, DoudiValue *values, const DoudiMember *member)
{
  DoudiDay birth = doudi_day_parse_iso (member->birth_date);

  values[FIELD_NAME].text = member->name;
  values[FIELD_NUMBER].text = member->identity_number;
  values[FIELD_RELATION].text = relation_chinese (member->relation);
  values[FIELD_SEX].text = sex_chinese (member->sex);
  values[FIELD_ETHNICITY].text = member->ethnicity;
  if (birth != DOUDI_DAY_NONE)
    {
      values[FIELD_BIRTH].number = birth;
      values[FIELD_AGE].number = doudi_day_age_on (birth, pass->day);
    }
  set_circumstances (pass, values, member->circumstances);
}

/* What every row of the award says. Names and place are those of the frozen row. */
static void
set_common (Pass *pass, DoudiValue *values, const DoudiRowKey *key, const DoudiPayItem *item)
{
  const DoudiReading *reading = pass->reading;

  values[FIELD_TOWNSHIP].text = doudi_reading_get_township (reading, item->division_code);
  values[FIELD_VILLAGE].text = doudi_reading_get_village (reading, item->division_code);
  values[FIELD_GROUP].text = item->village_group;
  values[FIELD_RESIDENCE].text = doudi_residence_chinese (key->residence);
  values[FIELD_PROGRAMME].text = doudi_programme_info (key->programme)->chinese;
  values[FIELD_HEAD_NAME].text = item->payee_name;
  values[FIELD_HEAD_NUMBER].text = item->identity_number;
  values[FIELD_NAME].text = item->payee_name;
  values[FIELD_NUMBER].text = item->identity_number;
}

/* What the first row of the award says alone, so that it can be summed up. */
static void
set_award (DoudiValue *values, const DoudiPayItem *item)
{
  values[FIELD_PERSONS].number = item->persons;
  values[FIELD_CLASS].text = doudi_class_chinese (item->benefit_class);
  values[FIELD_CARE].text = doudi_care_chinese (doudi_care_from_name (item->care));
  values[FIELD_CHILD_CARE].text = child_care_chinese (doudi_care_from_name (item->care));
  values[FIELD_REGULAR].number = item->regular;
  values[FIELD_ACCOUNT].text = item->account_number;
  values[FIELD_HOLDER].text = item->holder_name;
}

static void
set_household (DoudiValue *values, const DoudiHousehold *household)
{
  values[FIELD_FAMILY_SIZE].number = household->members->len;
  values[FIELD_ADDRESS].text = household->address;
  values[FIELD_PHONE].text = household->phone;
}

static const DoudiAwardTermRow *
term_of (const DoudiAwardRow *award, DoudiMonth month)
{
  const DoudiAwardTermRow *found = NULL;

  for (guint i = 0; i < award->terms->len; i++)
    {
      const DoudiAwardTermRow *term = &g_array_index (award->terms, DoudiAwardTermRow, i);

      if (term->from <= month)
        found = term;
    }
  return found;
}

/* What only the award itself knows; read where a column asks for it. */
static gboolean
set_history (Pass *pass, DoudiValue *values, gint64 award_id, GError **error)
{
  g_autoptr (DoudiAwardRow) award = NULL;
  const DoudiAwardTermRow *term;

  if (!pass->reading->wanted[FIELD_SELF_CARE] && !pass->reading->wanted[FIELD_FIRST_MONTH])
    return TRUE;
  award = doudi_award_get (doudi_session_get_store (pass->reading->session), award_id, error);
  if (award == NULL)
    return FALSE;
  term = term_of (award, pass->reading->period.last);
  if (term != NULL)
    values[FIELD_SELF_CARE].text
      = doudi_self_care_chinese (doudi_self_care_from_name (term->self_care));
  values[FIELD_FIRST_MONTH].number
    = award->original_month != DOUDI_MONTH_NONE ? award->original_month : award->first_month;
  return TRUE;
}

static const DoudiMember *
find_payee (const DoudiHousehold *household, const DoudiPayItem *item)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      const DoudiMember *member = g_ptr_array_index (household->members, i);

      if (*item->identity_number != '\0'
            ? g_str_equal (member->identity_number, item->identity_number)
            : g_str_equal (member->name, item->payee_name))
        return member;
    }
  return NULL;
}

static void
add_members (Pass *pass,
             const DoudiRowKey *key,
             const DoudiPayItem *item,
             const DoudiHousehold *household,
             DoudiValue *values)
{
  for (guint i = 0; i < household->members->len; i++)
    {
      if (i > 0)
        {
          clear_values (values);
          set_common (pass, values, key, item);
        }
      set_person (pass, values, g_ptr_array_index (household->members, i));
      pass->reading->add (key, values, pass->reading->data);
    }
}

static gboolean
add_award (Pass *pass, const DoudiRowKey *key, const DoudiPayItem *item, GError **error)
{
  g_autoptr (DoudiHousehold) household = doudi_registry_get_household (
    doudi_session_get_store (pass->reading->session), item->household_id, pass->day, error);
  DoudiValue values[N_FIELDS];
  const DoudiMember *payee;

  clear_values (values);
  if (household == NULL || !set_history (pass, values, item->award_id, error))
    return FALSE;
  set_common (pass, values, key, item);
  set_award (values, item);
  set_household (values, household);
  if (pass->every_member && household->members->len > 0)
    {
      add_members (pass, key, item, household, values);
      return TRUE;
    }
  payee = find_payee (household, item);
  if (payee != NULL)
    set_person (pass, values, payee);
  pass->reading->add (key, values, pass->reading->data);
  return TRUE;
}

/* An award has a regular amount in one run of a month. Who is only paid for months gone by is on
 * the pay sheet, not on the roster. */
static gboolean
add_item (const DoudiPayItem *item, gpointer data, GError **error)
{
  Pass *pass = data;
  DoudiRowKey key = { doudi_programme_from_name (item->programme),
                      doudi_residence_from_name (item->residence), item->division_code };

  if ((pass->reading->programmes & (1u << key.programme)) == 0 || item->regular == 0)
    return TRUE;
  if (!add_award (pass, &key, item, error))
    return FALSE;
  g_ptr_array_set_size (pass->texts, 0);
  if (++pass->done % PROGRESS_ROWS != 0)
    return TRUE;
  doudi_progress_report (pass->reading->progress, _ ("Reading households"), pass->done, 0);
  return !doudi_progress_is_cancelled (pass->reading->progress, error);
}

static gboolean
read_roster (const DoudiReading *reading, gboolean every_member, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  DoudiStore *store = doudi_session_get_store (reading->session);
  Pass pass = { reading, every_member, doudi_month_last_day (reading->period.last), texts, 0 };

  for (guint i = 0; i < reading->runs->len; i++)
    {
      const DoudiPayRunRow *run = g_ptr_array_index (reading->runs, i);

      if (!doudi_pay_items_foreach (store, run->id, "", add_item, &pass, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_households (const DoudiReading *reading, GError **error)
{
  return read_roster (reading, FALSE, error);
}

static gboolean
read_members (const DoudiReading *reading, GError **error)
{
  return read_roster (reading, TRUE, error);
}

/* Who draws something in the period, as closed runs say, with the facts of its last day. */
const DoudiReportSource doudi_report_source_households = {
  "households", TRUE, fields, N_FIELDS, read_households,
};
const DoudiReportSource doudi_report_source_members = {
  "members", TRUE, fields, N_FIELDS, read_members,
};
