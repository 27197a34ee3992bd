/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-disability-card.h"
#include "base/doudi-identity-number.h"
#include "casework/doudi-policies.h"
#include "report/doudi-report-source.h"
#include "store/doudi-registry.h"
#include "store/doudi-report-rows.h"

#define TOWNSHIP_LENGTH 9
#define TOWNSHIP_SUFFIX "000"
#define COUNTY_SUFFIX "000000"
#define N_CLASSES 5
#define N_RESIDENCES (DOUDI_RESIDENCE_URBAN + 1)
#define PROGRESS_ROWS 500
#define AGE_OF_MAJORITY 18
#define AGE_OF_THE_OLD 60
#define SEVERE_GRADE 2

enum
{
  FIELD_ORDINAL,
  FIELD_TOWNSHIP,
  FIELD_HOUSEHOLDS,
  FIELD_PERSONS,
  FIELD_WOMEN,
  FIELD_DISABLED,
  FIELD_SEVERE,
  FIELD_OLD,
  FIELD_MINORS,
  FIELD_BEFORE_HOUSEHOLDS,
  FIELD_BEFORE_PERSONS,
  FIELD_NEW_HOUSEHOLDS,
  FIELD_NEW_PERSONS,
  FIELD_EXIT_HOUSEHOLDS,
  FIELD_EXIT_PERSONS,
  FIELD_ADDED_PERSONS,
  FIELD_LEFT_PERSONS,
  FIELD_RAISED_PERSONS,
  FIELD_LOWERED_PERSONS,
  FIELD_REGULAR,
  FIELD_BACK_PAY,
  FIELD_RECOVERY,
  FIELD_PAID,
  FIELD_PAID_BEFORE,
  FIELD_PAID_YEAR,
  FIELD_AVERAGE,
  FIELD_STANDARD,
  FIELD_CLASS_HOUSEHOLDS,
  FIELD_CLASS_PERSONS = FIELD_CLASS_HOUSEHOLDS + N_CLASSES,
  FIELD_CLASS_AMOUNT = FIELD_CLASS_PERSONS + N_CLASSES,
  N_FIELDS = FIELD_CLASS_AMOUNT + N_CLASSES,
};

#define COUNT(key)                                                                                 \
  {                                                                                                \
    key, DOUDI_COLUMN_COUNT, DOUDI_SUMMARY_SUM                                                     \
  }
#define MONEY(key)                                                                                 \
  {                                                                                                \
    key, DOUDI_COLUMN_MONEY, DOUDI_SUMMARY_SUM                                                     \
  }

/* Class 0 is that of awards without one. */
static const DoudiReportField fields[N_FIELDS] = {
  [FIELD_ORDINAL] = { "ordinal", DOUDI_COLUMN_ORDINAL },
  [FIELD_TOWNSHIP] = { "township", DOUDI_COLUMN_TEXT },
  [FIELD_HOUSEHOLDS] = COUNT ("households"),
  [FIELD_PERSONS] = COUNT ("persons"),
  [FIELD_WOMEN] = COUNT ("women"),
  [FIELD_DISABLED] = COUNT ("disabled"),
  [FIELD_SEVERE] = COUNT ("severe"),
  [FIELD_OLD] = COUNT ("old"),
  [FIELD_MINORS] = COUNT ("minors"),
  [FIELD_BEFORE_HOUSEHOLDS] = COUNT ("before-households"),
  [FIELD_BEFORE_PERSONS] = COUNT ("before-persons"),
  [FIELD_NEW_HOUSEHOLDS] = COUNT ("new-households"),
  [FIELD_NEW_PERSONS] = COUNT ("new-persons"),
  [FIELD_EXIT_HOUSEHOLDS] = COUNT ("exit-households"),
  [FIELD_EXIT_PERSONS] = COUNT ("exit-persons"),
  [FIELD_ADDED_PERSONS] = COUNT ("added-persons"),
  [FIELD_LEFT_PERSONS] = COUNT ("left-persons"),
  [FIELD_RAISED_PERSONS] = COUNT ("raised-persons"),
  [FIELD_LOWERED_PERSONS] = COUNT ("lowered-persons"),
  [FIELD_REGULAR] = MONEY ("regular"),
  [FIELD_BACK_PAY] = MONEY ("back-pay"),
  [FIELD_RECOVERY] = MONEY ("recovery"),
  [FIELD_PAID] = MONEY ("paid"),
  [FIELD_PAID_BEFORE] = MONEY ("paid-before"),
  [FIELD_PAID_YEAR] = MONEY ("paid-year"),
  [FIELD_AVERAGE] = { "average", DOUDI_COLUMN_MONEY, DOUDI_SUMMARY_SHARE, "regular", "persons" },
  [FIELD_STANDARD] = { "standard", DOUDI_COLUMN_MONEY, DOUDI_SUMMARY_SAME },
  [FIELD_CLASS_HOUSEHOLDS] = COUNT ("class-0-households"),
  [FIELD_CLASS_HOUSEHOLDS + 1] = COUNT ("class-1-households"),
  [FIELD_CLASS_HOUSEHOLDS + 2] = COUNT ("class-2-households"),
  [FIELD_CLASS_HOUSEHOLDS + 3] = COUNT ("class-3-households"),
  [FIELD_CLASS_HOUSEHOLDS + 4] = COUNT ("class-4-households"),
  [FIELD_CLASS_PERSONS] = COUNT ("class-0-persons"),
  [FIELD_CLASS_PERSONS + 1] = COUNT ("class-1-persons"),
  [FIELD_CLASS_PERSONS + 2] = COUNT ("class-2-persons"),
  [FIELD_CLASS_PERSONS + 3] = COUNT ("class-3-persons"),
  [FIELD_CLASS_PERSONS + 4] = COUNT ("class-4-persons"),
  [FIELD_CLASS_AMOUNT] = MONEY ("class-0-amount"),
  [FIELD_CLASS_AMOUNT + 1] = MONEY ("class-1-amount"),
  [FIELD_CLASS_AMOUNT + 2] = MONEY ("class-2-amount"),
  [FIELD_CLASS_AMOUNT + 3] = MONEY ("class-3-amount"),
  [FIELD_CLASS_AMOUNT + 4] = MONEY ("class-4-amount"),
};

/* What one award draws in a month. */
typedef struct
{
  gint64 award_id;
  gint64 household_id;
  char township[TOWNSHIP_LENGTH + 1];
  DoudiResidence residence;
  int persons;
  int benefit_class;
  DoudiFen regular;
} Drawn;

/*
 * @rows: for each residence, township to an array of the numbers of its row
 * @now: award to what it draws in the month
 * @before: award to what it drew in the month before
 * @day: whose facts count
 */
typedef struct
{
  const DoudiReading *reading;
  GHashTable *rows[N_RESIDENCES];
  GHashTable *now;
  GHashTable *before;
  DoudiMonth month;
  DoudiMonth before_month;
  DoudiDay day;
} Pass;

typedef struct
{
  Pass *pass;
  GHashTable *drawn;
  gboolean add_amounts;
} ItemPass;

static gint64 *
get_row (Pass *pass, const char *township, DoudiResidence residence)
{
  g_autofree char *key = g_strndup (township, TOWNSHIP_LENGTH);
  gint64 *row = g_hash_table_lookup (pass->rows[residence], key);

  if (row == NULL)
    {
      row = g_new0 (gint64, N_FIELDS);
      g_hash_table_insert (pass->rows[residence], g_steal_pointer (&key), row);
    }
  return row;
}

/* An award has a regular amount in one run of a month. */
static void
note_drawn (GHashTable *drawn, const DoudiPayItem *item, DoudiResidence residence)
{
  Drawn *entry = g_new0 (Drawn, 1);

  entry->award_id = item->award_id;
  entry->household_id = item->household_id;
  g_strlcpy (entry->township, item->division_code, sizeof entry->township);
  entry->residence = residence;
  entry->persons = item->persons;
  entry->benefit_class = item->benefit_class;
  entry->regular = item->regular;
  g_hash_table_replace (drawn, &entry->award_id, entry);
}

static gboolean
add_item (const DoudiPayItem *item, gpointer data, GError **error)
{
  ItemPass *items = data;
  DoudiResidence residence = doudi_residence_from_name (item->residence);
  gint64 *row;

  if ((items->pass->reading->programmes & (1u << doudi_programme_from_name (item->programme))) == 0)
    return TRUE;
  if (item->regular != 0)
    note_drawn (items->drawn, item, residence);
  if (!items->add_amounts)
    return TRUE;
  row = get_row (items->pass, item->division_code, residence);
  row[FIELD_BACK_PAY] += item->back_pay;
  row[FIELD_RECOVERY] -= item->recovery;
  row[FIELD_PAID] += item->regular + item->back_pay + item->recovery;
  return TRUE;
}

static gboolean
read_month (Pass *pass, DoudiMonth month, GHashTable *drawn, GPtrArray *runs, GError **error)
{
  ItemPass items = { pass, drawn, month == pass->month };

  for (guint i = 0; i < runs->len; i++)
    {
      const DoudiPayRunRow *run = g_ptr_array_index (runs, i);

      if (run->month == month && g_str_equal (run->state, "closed")
          && !doudi_pay_items_foreach (doudi_session_get_store (pass->reading->session), run->id,
                                       NULL, add_item, &items, error))
        return FALSE;
    }
  return TRUE;
}

/* The last month before this one that was paid: where nothing was skipped, the one before. */
static DoudiMonth
find_month_before (const Pass *pass, GPtrArray *runs)
{
  DoudiMonth found = DOUDI_MONTH_NONE;

  for (guint i = 0; i < runs->len; i++)
    {
      const DoudiPayRunRow *run = g_ptr_array_index (runs, i);

      if (run->month < pass->month && run->month > found && g_str_equal (run->state, "closed")
          && (run->programmes & pass->reading->programmes) != 0)
        found = run->month;
    }
  return found;
}

static gboolean
read_months (Pass *pass, GError **error)
{
  g_autoptr (GPtrArray) runs
    = doudi_pay_runs_list (doudi_session_get_store (pass->reading->session), error);

  if (runs == NULL || !read_month (pass, pass->month, pass->now, runs, error))
    return FALSE;
  pass->before_month = find_month_before (pass, runs);
  return pass->before_month == DOUDI_MONTH_NONE
         || read_month (pass, pass->before_month, pass->before, runs, error);
}

/* Grade of the disability, 1 (worst) to 4; 0 for none, 4 where the grade is not known. */
static int
disability_grade (const DoudiMember *member, DoudiDay day)
{
  const char *text = g_hash_table_lookup (member->circumstances, "disability");
  const char *number = g_hash_table_lookup (member->circumstances, "disability-card");
  const char *grade = text != NULL ? strchr (text, ':') : NULL;

  if (grade != NULL && grade[1] >= '1' && grade[1] <= '4')
    return grade[1] - '0';
  if (number != NULL)
    {
      DoudiDisabilityCard card = doudi_disability_card_parse (number, member->identity_number, day);

      if (card.grade >= 1 && card.grade <= 4)
        return card.grade;
    }
  return text != NULL || number != NULL ? 4 : 0;
}

static void
count_member (gint64 *row, const DoudiMember *member, DoudiDay day)
{
  DoudiDay birth = doudi_day_parse_iso (member->birth_date);
  int age = birth != DOUDI_DAY_NONE ? doudi_day_age_on (birth, day) : AGE_OF_MAJORITY;
  int grade = disability_grade (member, day);

  row[FIELD_WOMEN] += g_str_equal (member->sex, doudi_sex_name (DOUDI_SEX_FEMALE));
  row[FIELD_DISABLED] += grade > 0;
  row[FIELD_SEVERE] += grade > 0 && grade <= SEVERE_GRADE;
  row[FIELD_OLD] += age >= AGE_OF_THE_OLD;
  row[FIELD_MINORS] += age < AGE_OF_MAJORITY;
}

/* Where fewer are covered than live in the household, nothing says who: the first ones in the
 * order of the paper are counted, and the sheet says so. */
static gboolean
count_members (Pass *pass, const Drawn *drawn, gint64 *row, GError **error)
{
  g_autoptr (DoudiHousehold) household = doudi_registry_get_household (
    doudi_session_get_store (pass->reading->session), drawn->household_id, pass->day, error);

  if (household == NULL)
    return FALSE;
  for (guint i = 0; i < household->members->len && (int) i < drawn->persons; i++)
    count_member (row, g_ptr_array_index (household->members, i), pass->day);
  return TRUE;
}

static void
count_change (gint64 *row, const Drawn *now, const Drawn *before)
{
  if (before == NULL)
    {
      row[FIELD_NEW_HOUSEHOLDS]++;
      row[FIELD_NEW_PERSONS] += now->persons;
      return;
    }
  row[FIELD_ADDED_PERSONS] += MAX (now->persons - before->persons, 0);
  row[FIELD_LEFT_PERSONS] += MAX (before->persons - now->persons, 0);
  row[FIELD_RAISED_PERSONS] += now->regular > before->regular ? now->persons : 0;
  row[FIELD_LOWERED_PERSONS] += now->regular < before->regular ? now->persons : 0;
}

static void
count_award (gint64 *row, const Drawn *drawn)
{
  guint benefit_class = CLAMP (drawn->benefit_class, 0, N_CLASSES - 1);

  row[FIELD_HOUSEHOLDS]++;
  row[FIELD_PERSONS] += drawn->persons;
  row[FIELD_REGULAR] += drawn->regular;
  row[FIELD_CLASS_HOUSEHOLDS + benefit_class]++;
  row[FIELD_CLASS_PERSONS + benefit_class] += drawn->persons;
  row[FIELD_CLASS_AMOUNT + benefit_class] += drawn->regular;
}

static gboolean
count_now (Pass *pass, GError **error)
{
  GHashTableIter iter;
  const Drawn *drawn;
  gint64 done = 0;

  g_hash_table_iter_init (&iter, pass->now);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &drawn))
    {
      gint64 *row = get_row (pass, drawn->township, drawn->residence);

      count_award (row, drawn);
      count_change (row, drawn, g_hash_table_lookup (pass->before, &drawn->award_id));
      if (!count_members (pass, drawn, row, error))
        return FALSE;
      if (++done % PROGRESS_ROWS != 0)
        continue;
      doudi_progress_report (pass->reading->progress, _ ("Counting households"), done,
                             g_hash_table_size (pass->now));
      if (doudi_progress_is_cancelled (pass->reading->progress, error))
        return FALSE;
    }
  return TRUE;
}

/* A household is counted where it was then and where it is now: one that moved leaves one township
 * and is new in the other. */
static gboolean
is_same_place (const Drawn *now, const Drawn *before)
{
  return now != NULL && now->residence == before->residence
         && g_str_equal (now->township, before->township);
}

static void
count_before (Pass *pass)
{
  GHashTableIter iter;
  Drawn *drawn;

  g_hash_table_iter_init (&iter, pass->before);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &drawn))
    {
      gint64 *row = get_row (pass, drawn->township, drawn->residence);

      row[FIELD_BEFORE_HOUSEHOLDS]++;
      row[FIELD_BEFORE_PERSONS] += drawn->persons;
      if (is_same_place (g_hash_table_lookup (pass->now, &drawn->award_id), drawn))
        continue;
      row[FIELD_EXIT_HOUSEHOLDS]++;
      row[FIELD_EXIT_PERSONS] += drawn->persons;
      g_hash_table_iter_remove (&iter);
    }
}

static gboolean
add_year (const DoudiTownshipSum *sum, gpointer data, GError **error)
{
  Pass *pass = data;
  DoudiFen paid = sum->regular + sum->back_pay + sum->recovery;
  gint64 *row;

  if ((pass->reading->programmes & (1u << doudi_programme_from_name (sum->programme))) == 0)
    return TRUE;
  row = get_row (pass, sum->township, doudi_residence_from_name (sum->residence));
  row[FIELD_PAID_YEAR] += paid;
  if (sum->month < pass->month)
    row[FIELD_PAID_BEFORE] += paid;
  return TRUE;
}

static DoudiDay
known_on (const DoudiReading *reading)
{
  DoudiDay day = DOUDI_DAY_NONE;

  for (guint i = 0; i < reading->runs->len; i++)
    day = MAX (day, ((const DoudiPayRunRow *) g_ptr_array_index (reading->runs, i))->known_on);
  return day;
}

/* The low-income standard of a person and month, as it was known when the month was paid. */
static gint64
find_standard (const Pass *pass, const DoudiPolicy *policy, DoudiResidence residence)
{
  const DoudiPolicyLine *line = doudi_policy_find_line (
    policy, DOUDI_POLICY_LINE_LOW_INCOME_STANDARD, residence, pass->month);

  if (line == NULL)
    return DOUDI_VALUE_NONE;
  return line->yearly ? doudi_money_divide_half_up (line->amount, 12) : line->amount;
}

/* Nothing to compare with: what changed is not known, and is not zero. */
static void
forget_changes (DoudiValue *values)
{
  for (guint field = FIELD_BEFORE_HOUSEHOLDS; field <= FIELD_LOWERED_PERSONS; field++)
    values[field].number = DOUDI_VALUE_NONE;
}

static void
add_row (const Pass *pass,
         const char *township,
         DoudiResidence residence,
         gint64 standard,
         gint64 *row)
{
  g_autofree char *code = g_strconcat (township, TOWNSHIP_SUFFIX, NULL);
  DoudiRowKey key = { DOUDI_PROGRAMME_LOW_INCOME, residence, code };
  DoudiValue values[N_FIELDS];

  for (guint field = 0; field < N_FIELDS; field++)
    values[field].number = row != NULL ? row[field] : 0;
  if (pass->before_month == DOUDI_MONTH_NONE)
    forget_changes (values);
  values[FIELD_TOWNSHIP].text = doudi_reading_get_township (pass->reading, code);
  values[FIELD_STANDARD].number = standard;
  values[FIELD_AVERAGE].number
    = values[FIELD_PERSONS].number > 0
        ? doudi_money_divide_half_up (values[FIELD_REGULAR].number, values[FIELD_PERSONS].number)
        : DOUDI_VALUE_NONE;
  pass->reading->add (&key, values, pass->reading->data);
}

static gboolean
is_township (const char *code)
{
  return g_str_has_suffix (code, TOWNSHIP_SUFFIX) && !g_str_has_suffix (code, COUNTY_SUFFIX);
}

/* Every township has a row, those where nobody draws anything too: the prefecture's form has. */
static void
add_empty_townships (const Pass *pass, GHashTable *rows)
{
  GHashTableIter iter;
  const char *code;

  g_hash_table_iter_init (&iter, pass->reading->divisions);
  while (g_hash_table_iter_next (&iter, (gpointer *) &code, NULL))
    {
      g_autofree char *township = g_strndup (code, TOWNSHIP_LENGTH);

      if (is_township (code) && !g_hash_table_contains (rows, township))
        g_hash_table_insert (rows, g_steal_pointer (&township), NULL);
    }
}

static void
add_rows (const Pass *pass, const DoudiPolicy *policy)
{
  for (int residence = DOUDI_RESIDENCE_RURAL; residence < N_RESIDENCES; residence++)
    {
      gint64 standard = find_standard (pass, policy, (DoudiResidence) residence);
      g_autoptr (GList) townships = NULL;

      if (g_hash_table_size (pass->rows[residence]) == 0)
        continue;
      add_empty_townships (pass, pass->rows[residence]);
      townships
        = g_list_sort (g_hash_table_get_keys (pass->rows[residence]), (GCompareFunc) strcmp);
      for (GList *l = townships; l != NULL; l = l->next)
        add_row (pass, l->data, (DoudiResidence) residence, standard,
                 g_hash_table_lookup (pass->rows[residence], l->data));
    }
}

static gboolean
count_all (Pass *pass, GError **error)
{
  if (!read_months (pass, error))
    return FALSE;
  count_before (pass);
  return count_now (pass, error)
         && doudi_township_sums_foreach (doudi_session_get_store (pass->reading->session),
                                         doudi_month_new (doudi_month_year (pass->month), 1),
                                         pass->month, add_year, pass, error);
}

static gboolean
read_townships (const DoudiReading *reading, GError **error)
{
  g_autoptr (DoudiPolicy) policy
    = doudi_policies_load (doudi_session_get_store (reading->session), known_on (reading), error);
  g_autoptr (GHashTable) now = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  g_autoptr (GHashTable) before = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  Pass pass = { .reading = reading,
                .now = now,
                .before = before,
                .month = reading->period.last,
                .day = doudi_month_last_day (reading->period.last) };
  gboolean counted;

  for (int i = 0; i < N_RESIDENCES; i++)
    pass.rows[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  counted = policy != NULL && count_all (&pass, error);
  if (counted)
    add_rows (&pass, policy);
  for (int i = 0; i < N_RESIDENCES; i++)
    g_hash_table_unref (pass.rows[i]);
  return counted;
}

/* A township in a month: who draws low income, what changed, what was paid. */
const DoudiReportSource doudi_report_source_low_income_townships = {
  "low-income-townships", FALSE, fields, N_FIELDS, read_townships,
};
