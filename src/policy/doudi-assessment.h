/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "policy/doudi-assessment-form.h"
#include "policy/doudi-json.h"

G_BEGIN_DECLS

/**
 * DoudiAssessedLine:
 *
 * One line of a form with its answer.
 *
 * @line: belongs to the form
 * @chosen: (element-type DoudiAssessmentOption): the option that was chosen or whose band holds;
 *   for each member one, where members are summed
 * @number: the answer of a line of bands; a count over a count where it is a part of one
 * @sum: the points of @chosen
 * @weighted: @sum times the weight, rounded half-up to the tenth of a point
 * @points: @weighted, but no more than the cap
 */
typedef struct
{
  const DoudiAssessmentLine *line;
  GPtrArray *chosen;
  DoudiRatio number;
  DoudiPoints sum;
  DoudiPoints weighted;
  DoudiPoints points;
} DoudiAssessedLine;

/**
 * DoudiAssessedSection:
 * @section: belongs to the form
 * @lines: (element-type DoudiAssessedLine): in the order of the form
 * @sum: the points of @lines
 * @points: @sum, but no more than the cap
 */
typedef struct
{
  const DoudiAssessmentSection *section;
  GPtrArray *lines;
  DoudiPoints sum;
  DoudiPoints points;
} DoudiAssessedSection;

/**
 * DoudiAssessment:
 *
 * What a form comes to for a household.
 *
 * @form: owned
 * @gate_number: what the gate looked at, if there is a gate
 * @scored: whether the gate was passed; else there are no points, only an outcome
 * @sections: (element-type DoudiAssessedSection): in the order of the form
 * @vetoes: (element-type DoudiAssessmentVeto): those that hold; they belong to the form
 * @table_points: the sum of the points of the sections
 * @appraisal_points: what the meeting of the villagers gave, if the form asks for it
 * @score: @table_points, or both by their shares, rounded half-up to the tenth once
 * @threshold: (nullable): where the score lies; belongs to the form
 * @outcome: that of the threshold; of the first veto, if one holds; of the gate, if it was not
 *   passed
 */
typedef struct
{
  DoudiAssessmentForm *form;
  DoudiRatio gate_number;
  gboolean scored;
  GPtrArray *sections;
  GPtrArray *vetoes;
  DoudiPoints table_points;
  DoudiPoints appraisal_points;
  DoudiPoints score;
  const DoudiAssessmentThreshold *threshold;
  DoudiAssessmentOutcome outcome;
} DoudiAssessment;

DoudiAssessment *doudi_assess (DoudiAssessmentForm *form, const DoudiJsonValue *answers, GError **error);
void doudi_assessment_free (DoudiAssessment *assessment);

char *doudi_assessed_line_explain (const DoudiAssessedLine *line);
GPtrArray *doudi_assessment_explain (const DoudiAssessment *assessment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiAssessment, doudi_assessment_free)

G_END_DECLS
