/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "report/doudi-report-check.h"

#include <glib/gi18n-lib.h>

#include "report/doudi-report-private.h"
#include "store/doudi-payment-store.h"
#include "store/doudi-report-rows.h"

static char *
format_side (gboolean is_money, gint64 value)
{
  return is_money ? doudi_money_format (value) : g_strdup_printf ("%" G_GINT64_FORMAT, value);
}

static void
set_sides (DoudiReportCheck *check, gboolean is_money, gint64 left, gint64 right)
{
  g_free (check->left);
  g_free (check->right);
  check->left = format_side (is_money, left);
  check->right = format_side (is_money, right);
}

/* The sum of a column over all sheets of one description. */
static gint64
sum_column (const DoudiReport *report, const DoudiSheetDefinition *definition, const char *key)
{
  gint64 sum = 0;

  for (guint i = 0; i < report->sheets->len; i++)
    {
      const DoudiReportSheet *sheet = g_ptr_array_index (report->sheets, i);
      int position = doudi_report_sheet_find (sheet, key);

      for (guint row = 0; sheet->definition == definition && row < sheet->rows->len; row++)
        {
          gint64 value = doudi_report_sheet_get_value (sheet, row, position).number;

          if (doudi_report_sheet_get_row (sheet, row)->kind == DOUDI_REPORT_ROW
              && value != DOUDI_VALUE_NONE)
            sum += value;
        }
    }
  return sum;
}

/* Compares the column @key, wherever it stands, with what the caseload says. A report that shows
 * the same people on sheets of two kinds must be right on both. */
static gboolean
compare_column (const DoudiChecking *checking,
                DoudiReportCheck *check,
                const char *key,
                gboolean money,
                gint64 value)
{
  GPtrArray *definitions = checking->report->definition->sheets;

  check->ok = TRUE;
  for (guint i = 0; check->ok && i < definitions->len; i++)
    {
      const DoudiSheetDefinition *definition = g_ptr_array_index (definitions, i);
      gint64 sum;

      if (!doudi_sheet_definition_has (definition, key))
        continue;
      sum = sum_column (checking->report, definition, key);
      check->ok = sum == value;
      set_sides (check, money, sum, value);
    }
  return TRUE;
}

static gboolean
is_about (const DoudiChecking *checking, const char *programme)
{
  return programme != NULL
         && (checking->programmes & (1u << doudi_programme_from_name (programme))) != 0;
}

/* What a run says it pays: its own sums where the report is about all of it. */
static gboolean
add_run (const DoudiChecking *checking, const DoudiPayRunRow *run, DoudiFen *fen, GError **error)
{
  g_autoptr (GPtrArray) sums = NULL;

  if ((run->programmes & ~checking->programmes) == 0)
    {
      *fen += run->regular + run->back_pay + run->recovery;
      return TRUE;
    }
  sums = doudi_pay_run_list_sums (doudi_session_get_store (checking->session), run->id, error);
  for (guint i = 0; sums != NULL && i < sums->len; i++)
    {
      const DoudiPayRunSum *sum = g_ptr_array_index (sums, i);

      if (is_about (checking, sum->programme))
        *fen += sum->regular + sum->back_pay + sum->recovery;
    }
  return sums != NULL;
}

static gboolean
compare_runs (const DoudiChecking *checking, DoudiReportCheck *check, GError **error)
{
  DoudiFen fen = 0;

  for (guint i = 0; i < checking->runs->len; i++)
    if (!add_run (checking, g_ptr_array_index (checking->runs, i), &fen, error))
      return FALSE;
  return compare_column (checking, check, "paid", TRUE, fen);
}

static gboolean
compare_bank (const DoudiChecking *checking, DoudiReportCheck *check, GError **error)
{
  DoudiFen fen = 0;

  for (guint i = 0; i < checking->runs->len; i++)
    {
      const DoudiPayRunRow *run = g_ptr_array_index (checking->runs, i);
      DoudiPaymentCounts counts;

      if (!doudi_payments_count (doudi_session_get_store (checking->session), run->id, &counts,
                                 error))
        return FALSE;
      fen += counts.fen;
    }
  return compare_column (checking, check, "paid", TRUE, fen);
}

/*
 * @kind: (nullable): the kind of lines that count, %NULL for all
 */
typedef struct
{
  const DoudiChecking *checking;
  const char *kind;
  DoudiFen fen;
} LedgerPass;

static gboolean
add_ledger (const DoudiLedgerSum *sum, gpointer data, GError **error)
{
  LedgerPass *pass = data;

  if (is_about (pass->checking, sum->programme)
      && (pass->kind == NULL || g_str_equal (pass->kind, sum->kind)))
    pass->fen += sum->fen;
  return TRUE;
}

static gboolean
compare_with_ledger (const DoudiChecking *checking,
                     const char *key,
                     const char *kind,
                     DoudiReportCheck *check,
                     GError **error)
{
  LedgerPass pass = { checking, kind, 0 };

  for (guint i = 0; i < checking->runs->len; i++)
    {
      const DoudiPayRunRow *run = g_ptr_array_index (checking->runs, i);

      if (!doudi_ledger_sums_foreach (doudi_session_get_store (checking->session), run->id,
                                      add_ledger, &pass, error))
        return FALSE;
    }
  return compare_column (checking, check, key, TRUE, pass.fen);
}

static gboolean
compare_ledger (const DoudiChecking *checking, DoudiReportCheck *check, GError **error)
{
  return compare_with_ledger (checking, "paid", NULL, check, error);
}

static gboolean
compare_regular (const DoudiChecking *checking, DoudiReportCheck *check, GError **error)
{
  return compare_with_ledger (checking, "regular", "regular", check, error);
}

typedef struct
{
  const DoudiChecking *checking;
  gint64 persons;
} PersonPass;

static gboolean
add_persons (const DoudiPayItem *item, gpointer data, GError **error)
{
  PersonPass *pass = data;

  if (item->regular != 0 && is_about (pass->checking, item->programme))
    pass->persons += item->persons;
  return TRUE;
}

/* The county counted as a whole, without asking where anybody lives. */
static gboolean
compare_county (const DoudiChecking *checking, DoudiReportCheck *check, GError **error)
{
  PersonPass pass = { checking, 0 };

  for (guint i = 0; i < checking->runs->len; i++)
    {
      const DoudiPayRunRow *run = g_ptr_array_index (checking->runs, i);

      if (!doudi_pay_items_foreach (doudi_session_get_store (checking->session), run->id, NULL,
                                    add_persons, &pass, error))
        return FALSE;
    }
  return compare_column (checking, check, "persons", FALSE, pass.persons);
}

/* A run of the period that is not closed yet will still add rows. */
static gboolean
compare_open_runs (const DoudiChecking *checking, DoudiReportCheck *check, GError **error)
{
  g_autoptr (GPtrArray) runs
    = doudi_pay_runs_list (doudi_session_get_store (checking->session), error);
  const DoudiPeriod *period = doudi_report_get_period (checking->report);
  gint64 waiting = 0;

  for (guint i = 0; runs != NULL && i < runs->len; i++)
    {
      const DoudiPayRunRow *run = g_ptr_array_index (runs, i);

      waiting += run->month >= period->first && run->month <= period->last
                 && (run->programmes & checking->programmes) != 0
                 && (g_str_equal (run->state, "proposed") || g_str_equal (run->state, "approved"));
    }
  check->ok = waiting == 0;
  set_sides (check, FALSE, checking->runs->len, checking->runs->len + waiting);
  return runs != NULL;
}

static gint64
count_repeated (const DoudiReportSheet *sheet, GHashTable *seen, gint64 *rows)
{
  int position = doudi_report_sheet_find (sheet, "identity-number");
  gint64 distinct = 0;

  for (guint row = 0; position >= 0 && row < sheet->rows->len; row++)
    {
      const char *number = doudi_report_sheet_get_value (sheet, row, position).text;

      if (number == NULL || doudi_report_sheet_get_row (sheet, row)->kind != DOUDI_REPORT_ROW)
        continue;
      (*rows)++;
      distinct += g_hash_table_add (seen, (gpointer) number);
    }
  return distinct;
}

/* Sheets of one description share their people; another description counts them anew. */
static gboolean
compare_numbers (const DoudiChecking *checking, DoudiReportCheck *check, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const DoudiSheetDefinition *definition = NULL;
  gint64 rows = 0;
  gint64 distinct = 0;

  for (guint i = 0; i < checking->report->sheets->len; i++)
    {
      const DoudiReportSheet *sheet = g_ptr_array_index (checking->report->sheets, i);

      if (sheet->definition != definition)
        g_hash_table_remove_all (seen);
      definition = sheet->definition;
      distinct += count_repeated (sheet, seen, &rows);
    }
  check->ok = rows == distinct;
  set_sides (check, FALSE, rows, distinct);
  return TRUE;
}

static const DoudiRelation persons_and_households[] = { { { "households" }, { "persons" }, TRUE } };
static const DoudiRelation persons_and_family[] = { { { "persons" }, { "family-size" }, TRUE } };
static const DoudiRelation women_and_persons[] = { { { "women" }, { "persons" }, TRUE } };
static const DoudiRelation severe_and_disabled[] = {
  { { "disabled" }, { "persons" }, TRUE },
  { { "severe" }, { "disabled" }, TRUE },
};
static const DoudiRelation ages[] = { { { "old", "minors" }, { "persons" }, TRUE } };
static const DoudiRelation classes[] = {
  { { "class-0-households", "class-1-households", "class-2-households", "class-3-households",
      "class-4-households" },
    { "households" } },
  { { "class-0-persons", "class-1-persons", "class-2-persons", "class-3-persons",
      "class-4-persons" },
    { "persons" } },
  { { "class-0-amount", "class-1-amount", "class-2-amount", "class-3-amount", "class-4-amount" },
    { "regular" } },
};
static const DoudiRelation changes[] = {
  { { "households", "exit-households" }, { "before-households", "new-households" } },
  { { "persons", "exit-persons", "left-persons" },
    { "before-persons", "new-persons", "added-persons" } },
};
static const DoudiRelation amounts[] = { { { "regular", "back-pay" }, { "paid", "recovery" } } };
static const DoudiRelation years[] = { { { "paid-before", "paid" }, { "paid-year" } } };

/* Domain reference §5.5. */
static const DoudiReportRule rules[] = {
  { "persons-at-least-households", N_ ("Persons are at least as many as households"),
    persons_and_households, G_N_ELEMENTS (persons_and_households) },
  { "covered-at-most-family", N_ ("No household has more persons covered than members"),
    persons_and_family, G_N_ELEMENTS (persons_and_family) },
  { "women-at-most-persons", N_ ("Women are at most as many as persons"), women_and_persons,
    G_N_ELEMENTS (women_and_persons) },
  { "severe-at-most-disabled", N_ ("Severely disabled ≤ disabled ≤ persons"), severe_and_disabled,
    G_N_ELEMENTS (severe_and_disabled) },
  { "ages-at-most-persons", N_ ("Old people and minors together are at most all persons"), ages,
    G_N_ELEMENTS (ages) },
  { "classes-sum-to-total", N_ ("The classes add up to the total"), classes,
    G_N_ELEMENTS (classes) },
  { "changes-explain-numbers", N_ ("Last month + new − ended = this month"), changes,
    G_N_ELEMENTS (changes) },
  { "base-plus-back-pay-less-recovery", N_ ("Month + back-pay − recovery = paid"), amounts,
    G_N_ELEMENTS (amounts) },
  { "cumulative", N_ ("Paid this year = paid before + paid now"), years, G_N_ELEMENTS (years) },
  { "townships-sum-to-county",
    N_ ("The townships add up to the county"),
    NULL,
    0,
    compare_county,
    { "persons" } },
  { "payments-equal-run",
    N_ ("The rows add up to the pay runs"),
    NULL,
    0,
    compare_runs,
    { "paid" } },
  { "payments-equal-ledger",
    N_ ("The rows add up to the ledger"),
    NULL,
    0,
    compare_ledger,
    { "paid" } },
  { "month-equals-bank-file",
    N_ ("The rows add up to what the bank pays"),
    NULL,
    0,
    compare_bank,
    { "paid" } },
  { "roster-equals-ledger",
    N_ ("The month's amounts add up to the ledger"),
    NULL,
    0,
    compare_regular,
    { "regular" } },
  { "every-run-closed", N_ ("No pay run of the period is still open"), NULL, 0, compare_open_runs },
  { "nobody-twice",
    N_ ("No identity number stands there twice"),
    NULL,
    0,
    compare_numbers,
    { "identity-number" } },
};

/* Returns: (nullable): the rule of that name */
const DoudiReportRule *
doudi_report_rule_lookup (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].name, name))
      return &rules[i];
  return NULL;
}

/* Returns: (transfer full): all names, for a message */
char *
doudi_report_rule_dup_names (void)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", rules[i].name);
  return g_string_free (names, FALSE);
}

/**
 * doudi_report_rule_label:
 * @rule: (not nullable): name of a rule
 *
 * Says a rule in words.
 *
 * Returns: (not nullable) (transfer none): in the reader's language
 */
const char *
doudi_report_rule_label (const char *rule)
{
  const DoudiReportRule *found = doudi_report_rule_lookup (rule);

  return found != NULL ? _ (found->label) : rule;
}

static gboolean
has_all (const DoudiSheetDefinition *sheet, const char *const *keys)
{
  for (guint i = 0; i < DOUDI_RELATION_TERMS_MAX && keys[i] != NULL; i++)
    if (!doudi_sheet_definition_has (sheet, keys[i]))
      return FALSE;
  return TRUE;
}

static gboolean
relation_fits (const DoudiRelation *relation, const DoudiSheetDefinition *sheet)
{
  return has_all (sheet, relation->left) && has_all (sheet, relation->right);
}

/* Whether a report can be held to a rule: for each relation there is a sheet that has its columns.
 */
gboolean
doudi_report_rule_fits (const DoudiReportRule *rule, const DoudiReportDefinition *definition)
{
  guint fitting = 0;

  for (guint i = 0; i < definition->sheets->len; i++)
    {
      const DoudiSheetDefinition *sheet = g_ptr_array_index (definition->sheets, i);

      if (rule->compare != NULL && has_all (sheet, rule->keys))
        return TRUE;
      for (guint j = 0; j < rule->n_relations; j++)
        fitting |= relation_fits (&rule->relations[j], sheet) ? 1u << j : 0;
    }
  return rule->compare == NULL && fitting == (1u << rule->n_relations) - 1;
}

/*
 * One side of a relation on a sheet: where its columns are.
 */
typedef struct
{
  int positions[DOUDI_RELATION_TERMS_MAX];
  guint n;
} Side;

static Side
find_side (const DoudiReportSheet *sheet, const char *const *keys)
{
  Side side = { .n = 0 };

  for (guint i = 0; i < DOUDI_RELATION_TERMS_MAX && keys[i] != NULL; i++)
    side.positions[side.n++] = doudi_report_sheet_find (sheet, keys[i]);
  return side;
}

/* Adds up the columns of one side; %FALSE if one of them has nothing to say in this row. */
static gboolean
add_side (const DoudiReportSheet *sheet, guint row, const Side *side, gint64 *sum)
{
  *sum = 0;
  for (guint i = 0; i < side->n; i++)
    {
      gint64 value = doudi_report_sheet_get_value (sheet, row, side->positions[i]).number;

      if (value == DOUDI_VALUE_NONE)
        return FALSE;
      *sum += value;
    }
  return TRUE;
}

static gboolean
is_money (const DoudiReportSheet *sheet, const Side *side)
{
  const DoudiReportColumn *column
    = g_ptr_array_index (sheet->definition->columns, (guint) side->positions[0]);

  return column->kind == DOUDI_COLUMN_MONEY;
}

/* Holds every row of a sheet, its sums too, to a relation, up to the first that breaks it. Sets
 * the sides to those of that row, else of the last one. Returns whether any row was asked. */
static gboolean
check_sheet (const DoudiReportSheet *sheet,
             const DoudiRelation *relation,
             DoudiReportCheck *check,
             gint64 *left,
             gint64 *right)
{
  Side one = find_side (sheet, relation->left);
  Side other = find_side (sheet, relation->right);
  gboolean asked = FALSE;

  for (guint row = 0; check->ok && row < sheet->rows->len; row++)
    {
      gint64 row_left, row_right;

      if (!add_side (sheet, row, &one, &row_left) || !add_side (sheet, row, &other, &row_right))
        continue;
      asked = TRUE;
      *left = row_left;
      *right = row_right;
      check->ok = relation->at_most ? row_left <= row_right : row_left == row_right;
      if (!check->ok)
        check->place = g_strdup_printf (_ ("%s, row %u"), sheet->name, row + 1);
    }
  if (!check->ok)
    set_sides (check, is_money (sheet, &other), *left, *right);
  return asked;
}

/* Shows the sums of the sheets of one description: another one shows the same people again. */
static gboolean
check_relation (const DoudiReport *report, const DoudiRelation *relation, DoudiReportCheck *check)
{
  const DoudiReportSheet *first = NULL;
  gint64 left_sum = 0;
  gint64 right_sum = 0;

  for (guint i = 0; check->ok && i < report->sheets->len; i++)
    {
      const DoudiReportSheet *sheet = g_ptr_array_index (report->sheets, i);
      gint64 left = 0;
      gint64 right = 0;

      if (!relation_fits (relation, sheet->definition)
          || !check_sheet (sheet, relation, check, &left, &right))
        continue;
      if (first == NULL)
        first = sheet;
      left_sum += sheet->definition == first->definition ? left : 0;
      right_sum += sheet->definition == first->definition ? right : 0;
    }
  if (first != NULL && check->ok)
    {
      Side other = find_side (first, relation->right);

      set_sides (check, is_money (first, &other), left_sum, right_sum);
    }
  return first != NULL;
}

static gboolean
check_relations (const DoudiReport *report, const DoudiReportRule *rule, DoudiReportCheck *check)
{
  gboolean asked = FALSE;

  check->ok = TRUE;
  for (guint i = 0; check->ok && i < rule->n_relations; i++)
    asked = check_relation (report, &rule->relations[i], check) || asked;
  return asked;
}

/* Holds a report to its rules. A rule about something that is not there, such as the month before
 * the first one, is left out. */
gboolean
doudi_report_check_all (const DoudiChecking *checking,
                        GPtrArray *chosen,
                        GArray *checks,
                        GError **error)
{
  for (guint i = 0; i < chosen->len; i++)
    {
      const DoudiReportRule *rule = g_ptr_array_index (chosen, i);
      DoudiReportCheck check = { .rule = rule->name };
      gboolean asked = TRUE;

      if (rule->compare == NULL)
        asked = check_relations (checking->report, rule, &check);
      else if (!rule->compare (checking, &check, error))
        return FALSE;
      if (!asked)
        continue;
      if (check.place == NULL)
        check.place = g_strdup ("");
      g_array_append_val (checks, check);
    }
  return TRUE;
}
