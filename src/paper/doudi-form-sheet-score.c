/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * The table of an assessment: every option with its points, what was chosen, and the sum.
 */

#include "config.h"

#include "paper/doudi-form-sheet-private.h"

#include "policy/doudi-assessment.h"
#include "policy/doudi-json.h"

#define BETWEEN "　"
#define ASKED_EM 10.0
#define SCORE_EM 4.5
#define PLACE_TO_SIGN "　　　　　　　"

static char *
label_of (const DoudiAssessmentText *text)
{
  return g_strdup (text->chinese != NULL ? text->chinese : "");
}

/* How often an option was chosen: of members, several may be alike. */
static guint
count_chosen (const DoudiAssessedLine *assessed, const DoudiAssessmentOption *option)
{
  guint count = 0;

  for (guint i = 0; assessed != NULL && i < assessed->chosen->len; i++)
    count += g_ptr_array_index (assessed->chosen, i) == option;
  return count;
}

static void
append_option (GString *text,
               const DoudiAssessmentOption *option,
               const DoudiAssessedLine *assessed)
{
  g_autofree char *points = doudi_points_format (option->points);
  guint chosen = count_chosen (assessed, option);
  g_autofree char *times = chosen > 1 ? g_strdup_printf ("×%u", chosen) : g_strdup ("");
  g_autofree char *label = g_strdup_printf ("%s（%s分）%s", option->label.chinese, points, times);
  g_autofree char *words = _doudi_form_paper_option (label, chosen > 0);

  g_string_append_printf (text, "%s%s", text->len > 0 ? BETWEEN : "", words);
}

static char *
list_options (const DoudiAssessmentLine *line, const DoudiAssessedLine *assessed)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < line->options->len; i++)
    append_option (text, g_ptr_array_index (line->options, i), assessed);
  return g_string_free (text, FALSE);
}

/* What stands in a row: what is asked, the answers, the points. */
static void
add_row (DoudiFormPaper *paper, const char *label, const char *answer, const char *points)
{
  const DoudiSheetCell cells[] = {
    { .kind = DOUDI_CELL_LABEL, .text = label, .align = DOUDI_SHEET_CENTRE, .width_em = ASKED_EM },
    { .kind = DOUDI_CELL_ANSWER, .text = answer, .weight = 1, .height_mm = DOUDI_FORM_ROW_MM },
    { .kind = DOUDI_CELL_ANSWER,
      .text = points,
      .align = DOUDI_SHEET_CENTRE,
      .width_em = SCORE_EM },
  };

  doudi_sheet_add_grid_row (paper->sheet, cells, G_N_ELEMENTS (cells));
}

static void
add_headings (DoudiFormPaper *paper)
{
  const DoudiSheetCell cells[] = {
    { .kind = DOUDI_CELL_LABEL,
      .text = "指　标",
      .align = DOUDI_SHEET_CENTRE,
      .width_em = ASKED_EM },
    { .kind = DOUDI_CELL_LABEL, .text = "选项及分值", .align = DOUDI_SHEET_CENTRE, .weight = 1 },
    { .kind = DOUDI_CELL_LABEL,
      .text = "得　分",
      .align = DOUDI_SHEET_CENTRE,
      .width_em = SCORE_EM },
  };

  doudi_sheet_add_grid_row (paper->sheet, cells, G_N_ELEMENTS (cells));
}

static void
add_line (DoudiFormPaper *paper, const DoudiAssessmentLine *line, const DoudiAssessedLine *assessed)
{
  g_autofree char *label = label_of (&line->question.label);
  g_autofree char *options = list_options (line, assessed);
  g_autofree char *points = assessed != NULL ? doudi_points_format (assessed->points) : NULL;

  add_row (paper, label, options, points);
}

static char *
section_label (const DoudiAssessmentSection *section)
{
  g_autofree char *cap = NULL;

  if (!section->has_cap)
    return label_of (&section->label);
  cap = doudi_points_format (section->cap);
  return g_strdup_printf ("%s（最高%s分）", section->label.chinese, cap);
}

static void
add_section (DoudiFormPaper *paper,
             const DoudiAssessmentSection *section,
             const DoudiAssessedSection *assessed)
{
  g_autofree char *label = section_label (section);

  _doudi_form_paper_begin_part (paper, label, 2 * section->lines->len);
  for (guint i = 0; i < section->lines->len; i++)
    add_line (paper, g_ptr_array_index (section->lines, i),
              assessed != NULL ? g_ptr_array_index (assessed->lines, i) : NULL);
}

static void
add_sections (DoudiFormPaper *paper, const DoudiAssessment *assessment)
{
  const GPtrArray *sections = paper->form->assessment->sections;
  gboolean scored = assessment != NULL && assessment->scored;

  doudi_sheet_add_grid (paper->sheet, NULL);
  add_headings (paper);
  for (guint i = 0; i < sections->len; i++)
    add_section (paper, g_ptr_array_index (sections, i),
                 scored ? g_ptr_array_index (assessment->sections, i) : NULL);
}

static void
add_appraisal (DoudiFormPaper *paper, const DoudiAssessment *assessment)
{
  const DoudiAssessmentAppraisal *appraisal = &paper->form->assessment->appraisal;
  g_autofree char *points = NULL;

  if (appraisal->share.numerator == 0)
    return;
  if (assessment != NULL && assessment->scored)
    points = doudi_points_format (assessment->appraisal_points);
  add_row (paper, "民主评议", appraisal->question.label.chinese, points);
}

static void
add_sum (DoudiFormPaper *paper, const DoudiAssessment *assessment)
{
  g_autofree char *points
    = assessment != NULL && assessment->scored ? doudi_points_format (assessment->score) : NULL;

  doudi_sheet_add_grid (paper->sheet, NULL);
  add_appraisal (paper, assessment);
  add_row (paper, "合　计", "", points);
}

static gboolean
holds (const DoudiAssessment *assessment, const DoudiAssessmentVeto *veto)
{
  return assessment != NULL && g_ptr_array_find (assessment->vetoes, veto, NULL);
}

/* Facts that decide whatever the score. */
static void
add_vetoes (DoudiFormPaper *paper, const DoudiAssessment *assessment)
{
  const GPtrArray *vetoes = paper->form->assessment->vetoes;

  for (guint i = 0; i < vetoes->len; i++)
    {
      const DoudiAssessmentVeto *veto = g_ptr_array_index (vetoes, i);
      gboolean yes = holds (assessment, veto);
      g_autofree char *is = _doudi_form_paper_option ("是", yes);
      g_autofree char *is_not = _doudi_form_paper_option ("否", assessment != NULL && !yes);
      g_autofree char *text
        = g_strconcat (veto->question.label.chinese, BETWEEN, is, BETWEEN, is_not, NULL);

      add_row (paper, i == 0 ? "一票否决" : "", text, NULL);
    }
}

static void
add_gate (DoudiFormPaper *paper, const DoudiAssessment *assessment)
{
  const DoudiAssessmentGate *gate = &paper->form->assessment->gate;
  g_autofree char *passed = NULL;
  g_autofree char *failed = NULL;
  g_autofree char *text = NULL;

  if (gate->question == NULL)
    return;
  passed = _doudi_form_paper_option ("符合", assessment != NULL && assessment->scored);
  failed = _doudi_form_paper_option ("不符合", assessment != NULL && !assessment->scored);
  text = g_strconcat (gate->label.chinese, BETWEEN, passed, BETWEEN, failed, NULL);
  add_row (paper, "准入条件", text, NULL);
}

/* "65分及以上，不足80分" */
static char *
say_band (const DoudiBand *band)
{
  g_autofree char *from = doudi_ratio_format (band->start.at);
  g_autofree char *to = doudi_ratio_format (band->end.at);
  GString *text = g_string_new (NULL);

  if (band->start.infinite == 0)
    g_string_append_printf (text, band->start.after ? "高于%s分" : "%s分及以上", from);
  if (band->start.infinite == 0 && band->end.infinite == 0)
    g_string_append (text, "，");
  if (band->end.infinite == 0)
    g_string_append_printf (text, band->end.after ? "%s分及以下" : "不足%s分", to);
  return g_string_free (text, FALSE);
}

/* What the score comes to, and the scores of each outcome. */
static void
add_outcome (DoudiFormPaper *paper, const DoudiAssessment *assessment)
{
  const GPtrArray *thresholds = paper->form->assessment->thresholds;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < thresholds->len; i++)
    {
      const DoudiAssessmentThreshold *threshold = g_ptr_array_index (thresholds, i);
      g_autofree char *band = say_band (&threshold->band);
      g_autofree char *label = g_strdup_printf ("%s（%s）", threshold->label.chinese, band);
      g_autofree char *words = _doudi_form_paper_option (
        label, assessment != NULL && assessment->threshold == threshold);

      g_string_append_printf (text, "%s%s", text->len > 0 ? BETWEEN : "", words);
    }
  add_row (paper, "评估结果", text->str, NULL);
}

/* Whom the assessment is about. */
static void
add_head (DoudiFormPaper *paper)
{
  static const struct
  {
    const char *label;
    DoudiFormMeaning meaning;
  } asked[] = {
    { "户主（申请人）", DOUDI_MEANING_APPLICANT_NAME },
    { "身份证号", DOUDI_MEANING_APPLICANT_IDENTITY_NUMBER },
    { "乡镇（街道）", DOUDI_MEANING_TOWNSHIP },
    { "村（居）", DOUDI_MEANING_VILLAGE },
    { "编　号", DOUDI_MEANING_CASE_NUMBER },
    { "评估日期", DOUDI_MEANING_ASSESSED_ON },
  };

  doudi_sheet_add_grid (paper->sheet, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i += 2)
    {
      DoudiSheetCell cells[4];

      for (gsize k = 0; k < 2; k++)
        {
          cells[2 * k] = (DoudiSheetCell){ .kind = DOUDI_CELL_LABEL,
                                           .text = asked[i + k].label,
                                           .align = DOUDI_SHEET_CENTRE,
                                           .width_em = DOUDI_FORM_LABEL_EM + 1 };
          cells[2 * k + 1] = (DoudiSheetCell){
            .kind = DOUDI_CELL_ANSWER,
            .text = doudi_form_filling_get (paper->filling, asked[i + k].meaning),
            .weight = 1,
            .height_mm = DOUDI_FORM_ROW_MM,
          };
        }
      doudi_sheet_add_grid_row (paper->sheet, cells, G_N_ELEMENTS (cells));
    }
}

static void
add_hands (DoudiFormPaper *paper)
{
  const DoudiSheetCell cell = { .kind = DOUDI_CELL_ANSWER,
                                .weight = 1,
                                .height_mm = 20,
                                .foot = "评估人：" PLACE_TO_SIGN "评估人：" PLACE_TO_SIGN
                                        "复核人：" PLACE_TO_SIGN "\n　　年　　月　　日" };

  doudi_sheet_add_grid (paper->sheet, NULL);
  doudi_sheet_add_grid_row (paper->sheet, &cell, 1);
}

static DoudiAssessment *
assess (const DoudiFormPaper *paper, GError **error)
{
  g_autofree char *json = doudi_form_answers_to_assessment_json (paper->answers);
  g_autoptr (DoudiJsonDocument) document
    = doudi_json_document_load (json, -1, paper->form->id, error);

  if (document == NULL)
    return NULL;
  return doudi_assess (paper->form->assessment, doudi_json_document_get_root (document), error);
}

/* Sets an assessment; %FALSE with @error set if what was answered comes to nothing. */
gboolean
_doudi_form_paper_add_score (DoudiFormPaper *paper, GError **error)
{
  g_autoptr (DoudiAssessment) assessment = paper->answers != NULL ? assess (paper, error) : NULL;

  if (paper->answers != NULL && assessment == NULL)
    return FALSE;
  add_head (paper);
  add_sections (paper, assessment);
  add_sum (paper, assessment);
  add_gate (paper, assessment);
  add_vetoes (paper, assessment);
  add_outcome (paper, assessment);
  add_hands (paper);
  return TRUE;
}
