/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-household-means.h"

#include <glib/gi18n-lib.h>

#include "casework/doudi-forms.h"
#include "policy/doudi-rule.h"
#include "store/doudi-application-store.h"
#include "store/doudi-household-history.h"

#define APPLICATION "application"
#define SURVEY "survey"

static const DoudiWord kinds[] = {
  [DOUDI_MEANS_WAGES] = { "wages", N_ ("Wages"), "工资性收入" },
  [DOUDI_MEANS_INCOME] = { "income", N_ ("Other income"), "其他收入" },
  [DOUDI_MEANS_EXPENSE] = { "expense", N_ ("Necessary spending"), "刚性支出" },
  [DOUDI_MEANS_ASSET] = { "asset", N_ ("Property"), "财产" },
};

/* The tables of the forms and their columns. */
static const struct
{
  DoudiMeansKind kind;
  DoudiFormMeaning table;
  DoudiFormMeaning choice;
  DoudiFormMeaning words;
  DoudiFormMeaning declared;
  DoudiFormMeaning verified;
} tables[] = {
  { DOUDI_MEANS_INCOME, DOUDI_MEANING_INCOMES, DOUDI_MEANING_INCOME_SOURCE,
    DOUDI_MEANING_INCOME_KIND, DOUDI_MEANING_INCOME_DECLARED, DOUDI_MEANING_INCOME_VERIFIED },
  { DOUDI_MEANS_EXPENSE, DOUDI_MEANING_EXPENSES, DOUDI_MEANING_EXPENSE_KIND, DOUDI_MEANING_NONE,
    DOUDI_MEANING_EXPENSE_DECLARED, DOUDI_MEANING_EXPENSE_VERIFIED },
  { DOUDI_MEANS_ASSET, DOUDI_MEANING_ASSETS, DOUDI_MEANING_ASSET_KIND, DOUDI_MEANING_NONE,
    DOUDI_MEANING_ASSET_DECLARED, DOUDI_MEANING_ASSET_VERIFIED },
};

/*
 * Reading:
 *
 * The forms of a case that are being read.
 *
 * @survey: (nullable)
 */
typedef struct
{
  DoudiLanguage language;
  DoudiFormAnswers *application;
  DoudiFormAnswers *survey;
  GPtrArray *rows;
} Reading;

/**
 * doudi_means_kind_say:
 * @kind: a kind
 * @language: who reads it
 *
 * Returns: (transfer none): what it is called
 */
const char *
doudi_means_kind_say (DoudiMeansKind kind, DoudiLanguage language)
{
  return doudi_word_say (&kinds[kind], language);
}

static void
row_free (gpointer data)
{
  DoudiMeansRow *row = data;

  g_free (row->what);
  g_free (row);
}

static DoudiMeansRow *
add_row (const Reading *reading, DoudiMeansKind kind, char *what)
{
  DoudiMeansRow *row = g_new0 (DoudiMeansRow, 1);

  row->kind = kind;
  row->what = what;
  g_ptr_array_add (reading->rows, row);
  return row;
}

/* What was chosen, as the form words it. */
static const char *
say_choice (const Reading *reading,
            const DoudiFormAnswers *answers,
            guint row,
            DoudiFormMeaning meaning)
{
  const char *key = doudi_form_answers_find_in (answers, row, meaning);
  const DoudiFormField *field
    = doudi_form_find_meaning (doudi_form_answers_get_form (answers), meaning);
  const DoudiFormOption *option = field != NULL ? doudi_form_field_find_option (field, key) : NULL;

  return option != NULL ? doudi_form_text_say (&option->label, reading->language) : key;
}

static void
add_wages (const Reading *reading)
{
  const DoudiFormAnswers *answers = reading->application;
  guint n = doudi_form_answers_count_rows (answers, DOUDI_MEANING_MEMBERS);
  DoudiFen fen;

  for (guint i = 0; i < n; i++)
    if (doudi_form_answers_find_fen (answers, i, DOUDI_MEANING_MEMBER_WAGES, &fen) && fen != 0)
      {
        const char *name = doudi_form_answers_find_in (answers, i, DOUDI_MEANING_MEMBER_NAME);
        DoudiMeansRow *row = add_row (reading, DOUDI_MEANS_WAGES, g_strdup (name));

        row->has_declared = TRUE;
        row->declared = fen;
      }
  if (reading->survey != NULL
      && doudi_form_answers_find_fen (reading->survey, DOUDI_FORM_NO_ROW,
                                      DOUDI_MEANING_WAGES_VERIFIED, &fen))
    {
      DoudiMeansRow *row = add_row (
        reading, DOUDI_MEANS_WAGES,
        g_strdup (doudi_say (reading->language, _ ("All members, as found"), "全部成员（核实）")));

      row->has_verified = TRUE;
      row->verified = fen;
    }
}

static char *
say_row (const Reading *reading, const DoudiFormAnswers *answers, guint row, guint which)
{
  const char *choice = say_choice (reading, answers, row, tables[which].choice);
  const char *words = tables[which].words != DOUDI_MEANING_NONE
                        ? doudi_form_answers_find_in (answers, row, tables[which].words)
                        : "";

  return g_strjoin (*words != '\0' && *choice != '\0' ? " · " : "", choice, words, NULL);
}

/* The row that was declared and that the survey found as well; a new one for what nobody declared.
 * Takes the words. */
static DoudiMeansRow *
find_row (const Reading *reading, DoudiMeansKind kind, char *what)
{
  for (guint i = 0; i < reading->rows->len; i++)
    {
      DoudiMeansRow *row = g_ptr_array_index (reading->rows, i);

      if (row->kind == kind && !row->has_verified && g_str_equal (row->what, what))
        {
          g_free (what);
          return row;
        }
    }
  return add_row (reading, kind, what);
}

static void
add_table (const Reading *reading, guint which)
{
  const DoudiFormAnswers *answers = reading->application;
  gboolean surveyed = reading->survey != NULL
                      && doudi_form_answers_count_rows (reading->survey, tables[which].table) > 0;
  guint n = doudi_form_answers_count_rows (answers, tables[which].table);

  for (guint i = 0; i < n; i++)
    {
      DoudiMeansRow *row
        = add_row (reading, tables[which].kind, say_row (reading, answers, i, which));

      row->has_declared
        = doudi_form_answers_find_fen (answers, i, tables[which].declared, &row->declared);
      row->has_verified
        = !surveyed
          && doudi_form_answers_find_fen (answers, i, tables[which].verified, &row->verified);
    }
  n = surveyed ? doudi_form_answers_count_rows (reading->survey, tables[which].table) : 0;
  for (guint i = 0; i < n; i++)
    {
      DoudiMeansRow *row
        = find_row (reading, tables[which].kind, say_row (reading, reading->survey, i, which));

      row->has_verified
        = doudi_form_answers_find_fen (reading->survey, i, tables[which].verified, &row->verified);
    }
}

/* The answers of the latest form of a kind; %NULL without an error if there is none. */
static DoudiFormAnswers *
read_form (DoudiStore *store, gint64 application, const char *kind, DoudiDay *day, GError **error)
{
  g_autoptr (DoudiFilledFormRow) row = doudi_filled_form_latest (store, application, kind, error);

  if (row == NULL)
    return NULL;
  *day = row->day;
  return doudi_filled_form_answers (row, error);
}

static gboolean
read_forms (DoudiStore *store, DoudiHouseholdMeans *means, Reading *reading, GError **error)
{
  GError *local = NULL;

  reading->application
    = read_form (store, means->application_id, APPLICATION, &means->declared_on, &local);
  if (local == NULL)
    reading->survey = read_form (store, means->application_id, SURVEY, &means->surveyed_on, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
read_means (DoudiStore *store, DoudiHouseholdMeans *means, DoudiLanguage language, GError **error)
{
  Reading reading = { .language = language, .rows = means->rows };
  gboolean ok = read_forms (store, means, &reading, error);

  if (ok && reading.application != NULL)
    {
      add_wages (&reading);
      for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        add_table (&reading, i);
    }
  g_clear_pointer (&reading.application, doudi_form_answers_free);
  g_clear_pointer (&reading.survey, doudi_form_answers_free);
  return ok;
}

static DoudiHouseholdMeans *
means_new (const DoudiApplicationRow *row)
{
  DoudiHouseholdMeans *means = g_new0 (DoudiHouseholdMeans, 1);

  means->application_id = row->id;
  means->number = g_strdup (row->number);
  means->programme = doudi_programme_from_name (row->programme);
  means->rows = g_ptr_array_new_with_free_func (row_free);
  return means;
}

/**
 * doudi_household_means_load:
 * @store: the caseload
 * @household_id: a household
 * @language: who reads it
 * @error: return location
 *
 * Tells what the latest forms of each case of a household say of its income, spending and property.
 * A case that asks for none of them is left out.
 *
 * Returns: (transfer full) (element-type DoudiHouseholdMeans): the latest case first; %NULL with
 *   @error set
 */
GPtrArray *
doudi_household_means_load (DoudiStore *store,
                            gint64 household_id,
                            DoudiLanguage language,
                            GError **error)
{
  g_autoptr (GArray) applications = doudi_history_list_applications (store, household_id, error);
  g_autoptr (GPtrArray) all
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_household_means_free);

  for (guint i = 0; applications != NULL && i < applications->len; i++)
    {
      g_autoptr (DoudiApplicationRow) row
        = doudi_application_get (store, g_array_index (applications, gint64, i), error);
      g_autoptr (DoudiHouseholdMeans) means = row != NULL ? means_new (row) : NULL;

      if (means == NULL || !read_means (store, means, language, error))
        return NULL;
      if (means->rows->len > 0)
        g_ptr_array_add (all, g_steal_pointer (&means));
    }
  return applications != NULL ? g_steal_pointer (&all) : NULL;
}

/**
 * doudi_household_means_free:
 * @means: (nullable) (transfer full): means of a household
 *
 * Frees them.
 */
void
doudi_household_means_free (DoudiHouseholdMeans *means)
{
  if (means == NULL)
    return;
  g_free (means->number);
  g_ptr_array_unref (means->rows);
  g_free (means);
}
