/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The form to fill in that an assessment form makes, and its answers as doudi_assess() takes them.
 */

#include "config.h"

#include "base/doudi-error.h"
#include "policy/doudi-form-private.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MEMBERS_MOST 50
#define MEMBERS_PRINTED 5
#define NAME_LENGTH 30

static gint64
units_in_one (int decimals)
{
  gint64 units = 1;

  for (int i = 0; i < decimals; i++)
    units *= 10;
  return units;
}

static DoudiFormSection *
add_section (DoudiForm *form, const char *key, const char *chinese, const char *english)
{
  DoudiFormSection *section = doudi_form_add_section (form);

  section->key = g_strdup (key);
  doudi_form_text_set (&section->label, chinese, english);
  return section;
}

static DoudiFormField *
add_field (DoudiFormSection *section,
           const char *key,
           DoudiFormType type,
           const char *chinese,
           const char *english)
{
  DoudiFormField *field = doudi_form_add_field (section);

  field->key = g_strdup (key);
  field->type = type;
  field->most = NAME_LENGTH;
  doudi_form_text_set (&field->label, chinese, english);
  return field;
}

static void
add_meaning (DoudiForm *form,
             DoudiFormSection *section,
             DoudiFormType type,
             DoudiFormMeaning meaning,
             const char *chinese,
             const char *english)
{
  g_autofree char *key = g_strdelimit (g_strdup (doudi_form_meaning_name (meaning)), "-", '_');
  DoudiFormField *field = add_field (section, key, type, chinese, english);

  field->meaning = meaning;
  doudi_form_index_field (form, field);
}

static DoudiFormField *
add_question (DoudiFormSection *section,
              const DoudiAssessmentQuestion *question,
              DoudiFormType type)
{
  DoudiFormField *field
    = add_field (section, question->key, type, question->label.chinese, question->label.english);

  doudi_form_text_copy (&field->help, &question->help);
  doudi_form_text_copy (&field->unit, &question->unit);
  field->required = type != DOUDI_FORM_TICK;
  return field;
}

/* A question for a number: a count where it has no decimals or is a part of a count. */
static DoudiFormField *
add_number (DoudiForm *form, DoudiFormSection *section, const DoudiAssessmentQuestion *question)
{
  gboolean is_part = question->of != NULL;
  int decimals = is_part ? 0 : question->decimals;
  DoudiFormField *field;

  if (decimals == DOUDI_BAND_DENSE || decimals > DOUDI_FORM_DECIMALS_MAX)
    decimals = DOUDI_FORM_DECIMALS_MAX;
  field = add_question (section, question, decimals == 0 ? DOUDI_FORM_COUNT : DOUDI_FORM_NUMBER);
  field->decimals = decimals;
  field->most = DOUDI_RATIO_WHOLE_MAX * units_in_one (decimals);
  doudi_ratio_to_units (question->least, units_in_one (decimals), &field->least);
  doudi_ratio_to_units (is_part ? question->of->most : question->most, units_in_one (decimals),
                        &field->most);
  doudi_form_index_field (form, field);
  return field;
}

static void
add_options (DoudiFormField *field, const DoudiAssessmentLine *line)
{
  for (guint i = 0; i < line->options->len; i++)
    {
      const DoudiAssessmentOption *option = g_ptr_array_index (line->options, i);
      DoudiFormOption *copy = doudi_form_option_new ();

      copy->key = g_strdup (option->key);
      doudi_form_text_copy (&copy->label, &option->label);
      copy->points = option->points;
      g_ptr_array_add (field->options, copy);
    }
}

/* "全部：30分；…": what the bands of a line are worth, after what its help says. */
static char *
describe_bands (const DoudiAssessmentLine *line, const char *help, DoudiLanguage language)
{
  gboolean is_chinese = language == DOUDI_LANGUAGE_CHINESE;
  GString *text = g_string_new (help);

  for (guint i = 0; i < line->options->len; i++)
    {
      const DoudiAssessmentOption *option = g_ptr_array_index (line->options, i);
      const char *label = !is_chinese && option->label.english != NULL ? option->label.english
                                                                       : option->label.chinese;
      g_autofree char *points = doudi_points_format (option->points);

      if (text->len > 0)
        g_string_append (text, i == 0 && is_chinese ? "" : is_chinese ? "；" : i == 0 ? " " : "; ");
      g_string_append_printf (text, is_chinese ? "%s：%s分" : "%s: %s", label, points);
    }
  return g_string_free (text, FALSE);
}

static void
add_band_help (DoudiFormField *field, const DoudiAssessmentLine *line)
{
  const DoudiAssessmentText *help = &line->question.help;
  g_autofree char *chinese = describe_bands (line, help->chinese, DOUDI_LANGUAGE_CHINESE);
  g_autofree char *english = describe_bands (
    line, help->english != NULL ? help->english : help->chinese, DOUDI_LANGUAGE_INTERFACE);

  doudi_form_text_set (&field->help, chinese, english);
}

static void
add_line (DoudiForm *form, DoudiFormSection *section, const DoudiAssessmentLine *line)
{
  DoudiFormField *field;

  if (line->kind == DOUDI_ASSESSMENT_NUMBER_BAND || line->kind == DOUDI_ASSESSMENT_RATIO_BAND)
    {
      field = add_number (form, section, &line->question);
      add_band_help (field, line);
      return;
    }
  field = add_question (section, &line->question, DOUDI_FORM_CHOICE);
  field->wide = !section->table;
  add_options (field, line);
  doudi_form_index_field (form, field);
}

static gboolean
is_taken (const DoudiForm *form, const char *key)
{
  return g_strv_contains ((const char *const *) (gpointer) form->assessment->answers->pdata, key);
}

/* A key that no question and no section before has. */
static char *
make_key (const DoudiForm *form, const char *stem, const char *ending)
{
  GString *key = g_string_new (stem);

  g_string_append (key, ending);
  while (
    g_strv_contains ((const char *const *) (gpointer) form->assessment->answers->pdata, key->str)
    || doudi_form_find_section (form, key->str) != NULL)
    g_string_append_c (key, '_');
  return g_string_free (key, FALSE);
}

static guint
count_lines (const DoudiAssessmentSection *section, gboolean of_members)
{
  guint count = 0;

  for (guint i = 0; i < section->lines->len; i++)
    {
      const DoudiAssessmentLine *line = g_ptr_array_index (section->lines, i);

      count += (line->kind == DOUDI_ASSESSMENT_MEMBER_SUM) == of_members ? 1 : 0;
    }
  return count;
}

static void
add_lines (DoudiForm *form,
           DoudiFormSection *section,
           const DoudiAssessmentSection *from,
           gboolean of_members)
{
  for (guint i = 0; i < from->lines->len; i++)
    {
      const DoudiAssessmentLine *line = g_ptr_array_index (from->lines, i);

      if ((line->kind == DOUDI_ASSESSMENT_MEMBER_SUM) == of_members)
        add_line (form, section, line);
    }
}

/* The lines that are answered for each member: a row each. The first such table is that of the
 * members. */
static void
add_members (DoudiForm *form, const DoudiAssessmentSection *from)
{
  g_autofree char *key = make_key (form, from->key, "_members");
  DoudiFormSection *table = add_section (form, key, from->label.chinese, from->label.english);
  DoudiFormField *name;

  doudi_form_text_copy (&table->help, &from->help);
  table->table = TRUE;
  table->rows_most = MEMBERS_MOST;
  table->rows_printed = MEMBERS_PRINTED;
  if (doudi_form_find_table (form, DOUDI_MEANING_MEMBERS) == NULL)
    table->meaning = DOUDI_MEANING_MEMBERS;
  name = add_field (table, is_taken (form, "name") ? "name_" : "name", DOUDI_FORM_TEXT, "姓名",
                    "Name");
  if (table->meaning == DOUDI_MEANING_MEMBERS)
    name->meaning = DOUDI_MEANING_MEMBER_NAME;
  doudi_form_index_field (form, name);
  add_lines (form, table, from, TRUE);
}

static void
add_sections (DoudiForm *form)
{
  for (guint i = 0; i < form->assessment->sections->len; i++)
    {
      const DoudiAssessmentSection *from = g_ptr_array_index (form->assessment->sections, i);

      if (count_lines (from, FALSE) > 0)
        {
          g_autofree char *key = make_key (form, from->key, "");
          DoudiFormSection *section
            = add_section (form, key, from->label.chinese, from->label.english);

          doudi_form_text_copy (&section->help, &from->help);
          add_lines (form, section, from, FALSE);
        }
      if (count_lines (from, TRUE) > 0)
        add_members (form, from);
    }
}

/* What is asked before anything bears points, and the gate, told in words. */
static void
add_numbers (DoudiForm *form)
{
  const DoudiAssessmentForm *assessment = form->assessment;
  g_autofree char *key = make_key (form, "figures", "");
  DoudiFormSection *section;

  if (assessment->numbers->len == 0 && assessment->gate.question == NULL)
    return;
  section = add_section (form, key, "基本数据", "Figures");
  section->across = 2;
  if (assessment->gate.question != NULL)
    doudi_form_text_copy (&section->help, &assessment->gate.label);
  for (guint i = 0; i < assessment->numbers->len; i++)
    add_number (form, section, g_ptr_array_index (assessment->numbers, i));
}

static void
add_vetoes (DoudiForm *form)
{
  g_autofree char *key = make_key (form, "vetoes", "");
  DoudiFormSection *section;

  if (form->assessment->vetoes->len == 0)
    return;
  section = add_section (form, key, "一票否决情形", "What decides whatever the score");
  for (guint i = 0; i < form->assessment->vetoes->len; i++)
    {
      const DoudiAssessmentVeto *veto = g_ptr_array_index (form->assessment->vetoes, i);
      DoudiFormField *field = add_question (section, &veto->question, DOUDI_FORM_TICK);

      field->wide = TRUE;
      doudi_form_index_field (form, field);
    }
}

static void
add_appraisal (DoudiForm *form)
{
  const DoudiAssessmentAppraisal *appraisal = &form->assessment->appraisal;
  g_autofree char *key = make_key (form, "appraisal", "");

  if (appraisal->question.key == NULL)
    return;
  add_number (form, add_section (form, key, "民主评议", "Villagers' meeting"),
              &appraisal->question);
}

/* Who assessed, when, and what it came to. */
static void
add_result (DoudiForm *form)
{
  g_autofree char *key = make_key (form, "result", "");
  DoudiFormSection *section = add_section (form, key, "评估结果", "Result");

  section->across = 2;
  add_meaning (form, section, DOUDI_FORM_FILLED, DOUDI_MEANING_SCORE, "评估得分", "Score");
  add_meaning (form, section, DOUDI_FORM_FILLED, DOUDI_MEANING_CLASS, "评估类别", "Class");
  add_meaning (form, section, DOUDI_FORM_DAY, DOUDI_MEANING_ASSESSED_ON, "评估日期", "Assessed on");
  add_meaning (form, section, DOUDI_FORM_TEXT, DOUDI_MEANING_ASSESSOR_1, "评估人一", "Assessor");
  add_meaning (form, section, DOUDI_FORM_TEXT, DOUDI_MEANING_ASSESSOR_2, "评估人二",
               "Second assessor");
  add_meaning (form, section, DOUDI_FORM_TEXT, DOUDI_MEANING_WITNESS, "见证人", "Witness");
  add_field (section, "assessors_sign", DOUDI_FORM_SIGNATURE, "评估人签名", "Signatures");
  add_field (section, "assessors_seal", DOUDI_FORM_SEAL, "（盖章）", "Seal");
}

static void
copy_head (DoudiForm *form)
{
  const DoudiAssessmentForm *assessment = form->assessment;

  form->kind = DOUDI_FORM_ASSESSMENT;
  form->programmes = 1u << DOUDI_PROGRAMME_LOW_INCOME;
  form->id = g_strdup (assessment->id);
  doudi_form_text_copy (&form->title, &assessment->title);
  form->version = g_strdup (assessment->version);
  form->number = g_strdup (assessment->number);
  form->source = g_strdup (assessment->source);
  form->note = g_strdup (assessment->note);
  form->valid_from = assessment->valid_from;
  form->valid_to = assessment->valid_to;
  form->demonstration = assessment->demonstration;
  form->sure = assessment->sure;
}

/* Whether no question of the table has a key that every form made of one has. */
static gboolean
check_keys (const DoudiForm *form, const char *where, GError **error)
{
  static const char *const own[] = { "score",      "class",   "assessed_on",    "assessor_1",
                                     "assessor_2", "witness", "assessors_sign", "assessors_seal" };

  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    {
      if (!is_taken (form, own[i]))
        continue;
      doudi_error_set (error, DOUDI_ERROR_BAD_DATA, where,
                       _ ("every assessment has a field “%s” of its own; give the question another "
                          "key"),
                       own[i]);
      return FALSE;
    }
  return TRUE;
}

/* The form to fill in: figures, the sections of the table in its order, vetoes, the meeting, and
 * the result. It is for households, as the tables are (low income). */
DoudiForm *
doudi_form_new_from_assessment (DoudiAssessmentForm *assessment, const char *where, GError **error)
{
  g_autoptr (DoudiForm) form = doudi_form_new (assessment->json, -1);

  form->assessment = doudi_assessment_form_ref (assessment);
  if (!check_keys (form, where, error))
    return NULL;
  copy_head (form);
  add_numbers (form);
  add_sections (form);
  add_vetoes (form);
  add_appraisal (form);
  add_result (form);
  return g_steal_pointer (&form);
}

/* The answers of a column, one for each row that says something. */
static void
add_column (JsonBuilder *builder, const DoudiFormAnswers *answers, const DoudiFormField *field)
{
  const DoudiFormSection *table = field->section;

  json_builder_begin_array (builder);
  for (guint i = 0; i < doudi_form_answers_get_n_rows (answers, table); i++)
    {
      if (doudi_form_answers_row_counts (answers, table, i))
        json_builder_add_string_value (builder, doudi_form_answers_get (answers, i, field));
    }
  json_builder_end_array (builder);
}

static void
add_answer (JsonBuilder *builder, const DoudiFormAnswers *answers, const DoudiFormField *field)
{
  const char *answer = doudi_form_answers_get (answers, DOUDI_FORM_NO_ROW, field);

  if (field->type == DOUDI_FORM_TICK)
    json_builder_add_boolean_value (builder, g_str_equal (answer, "yes"));
  else
    json_builder_add_string_value (builder, answer);
}

static void
add_fields (JsonBuilder *builder, const DoudiFormAnswers *answers, const DoudiFormSection *section)
{
  const DoudiForm *form = doudi_form_answers_get_form (answers);

  for (guint i = 0; i < section->fields->len; i++)
    {
      const DoudiFormField *field = g_ptr_array_index (section->fields, i);

      if (!is_taken (form, field->key)
          || (!section->table && field->type != DOUDI_FORM_TICK
              && *doudi_form_answers_get (answers, DOUDI_FORM_NO_ROW, field) == '\0'))
        continue;
      json_builder_set_member_name (builder, field->key);
      if (section->table)
        add_column (builder, answers, field);
      else
        add_answer (builder, answers, field);
    }
}

/**
 * doudi_form_answers_to_assessment_json:
 * @answers: answers to a form that was made of an assessment form
 *
 * Writes the answers as doudi_assess() takes them. A veto that was not ticked does not hold; a
 * question without an answer is left out, and doudi_assess() says so.
 *
 * Returns: (transfer full) (nullable): an object; %NULL for a form that is no assessment
 */
char *
doudi_form_answers_to_assessment_json (const DoudiFormAnswers *answers)
{
  const DoudiForm *form = doudi_form_answers_get_form (answers);
  g_autoptr (JsonBuilder) builder = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (form->assessment == NULL)
    return NULL;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  for (guint i = 0; i < form->sections->len; i++)
    add_fields (builder, answers, g_ptr_array_index (form->sections, i));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
