/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-day.h"
#include "base/doudi-ratio.h"
#include "policy/doudi-band.h"

G_BEGIN_DECLS

/**
 * DoudiPoints:
 *
 * Points of an assessment in tenths of a point: tables give tenths. Never a floating-point number.
 */
typedef gint64 DoudiPoints;

#define DOUDI_POINTS_IN_ONE 10

/**
 * DoudiAssessmentText:
 *
 * Words of a form. Papers are Chinese in every language of the screens.
 *
 * @english: (nullable): for readers of other languages; the Chinese ones where it is absent
 */
typedef struct
{
  char *chinese;
  char *english;
} DoudiAssessmentText;

/**
 * DoudiAssessmentKind:
 * @DOUDI_ASSESSMENT_ONE_CHOICE: one of the options
 * @DOUDI_ASSESSMENT_MEMBER_SUM: one of the options for each member of the household; the points of
 *   all are added
 * @DOUDI_ASSESSMENT_NUMBER_BAND: a number, and the points of the band it lies in
 * @DOUDI_ASSESSMENT_RATIO_BAND: the same with a ratio: a decimal, or a count divided by another
 */
typedef enum
{
  DOUDI_ASSESSMENT_ONE_CHOICE,
  DOUDI_ASSESSMENT_MEMBER_SUM,
  DOUDI_ASSESSMENT_NUMBER_BAND,
  DOUDI_ASSESSMENT_RATIO_BAND,
} DoudiAssessmentKind;

typedef enum
{
  DOUDI_ASSESSMENT_HIGH_IS_HARD,
  DOUDI_ASSESSMENT_LOW_IS_HARD,
} DoudiAssessmentDirection;

/**
 * DoudiAssessmentOutcome:
 * @DOUDI_ASSESSMENT_CLASS_1: the hardest class
 * @DOUDI_ASSESSMENT_ELIGIBLE: the form tells no class
 * @DOUDI_ASSESSMENT_REVIEW: the form leaves it to people
 *
 * What a form comes to: from the hardest to the least hard, but for the last.
 */
typedef enum
{
  DOUDI_ASSESSMENT_NO_OUTCOME,
  DOUDI_ASSESSMENT_CLASS_1,
  DOUDI_ASSESSMENT_CLASS_2,
  DOUDI_ASSESSMENT_CLASS_3,
  DOUDI_ASSESSMENT_CLASS_4,
  DOUDI_ASSESSMENT_ELIGIBLE,
  DOUDI_ASSESSMENT_NOT_ELIGIBLE,
  DOUDI_ASSESSMENT_REVIEW,
} DoudiAssessmentOutcome;

typedef struct _DoudiAssessmentQuestion DoudiAssessmentQuestion;

/**
 * DoudiAssessmentQuestion:
 *
 * Something that is asked. The last four are for numbers.
 *
 * @key: the name of the answer, one of its own in the form
 * @help: (nullable members): how to find the answer
 * @unit: (nullable members): what is counted
 * @decimals: how many the number may have; %DOUDI_BAND_DENSE for a ratio
 * @least: the lowest answer that can be true
 * @most: the highest
 * @of: (nullable): the count that the answer is a part of
 */
struct _DoudiAssessmentQuestion
{
  char *key;
  DoudiAssessmentText label;
  DoudiAssessmentText help;
  DoudiAssessmentText unit;
  int decimals;
  DoudiRatio least;
  DoudiRatio most;
  const DoudiAssessmentQuestion *of;
};

/**
 * DoudiAssessmentOption:
 *
 * An answer of a line that has points of its own: a choice, or a band of numbers.
 *
 * @key: (nullable): the answer; %NULL for a band
 * @also: (nullable): other spellings of it
 * @band: the numbers, for a band
 */
typedef struct
{
  char *key;
  GStrv also;
  DoudiBand band;
  DoudiAssessmentText label;
  DoudiAssessmentText help;
  DoudiPoints points;
} DoudiAssessmentOption;

/**
 * DoudiAssessmentLine:
 * @weight: what the points are multiplied by
 * @has_cap: whether @cap is the most it can come to
 * @options: (element-type DoudiAssessmentOption): in the order of the paper; of a line of bands
 *   exactly one holds for every possible answer
 */
typedef struct
{
  DoudiAssessmentQuestion question;
  DoudiAssessmentKind kind;
  DoudiRatio weight;
  gboolean has_cap;
  DoudiPoints cap;
  GPtrArray *options;
} DoudiAssessmentLine;

/**
 * DoudiAssessmentSection:
 * @has_cap: whether @cap is the most it can come to
 * @lines: (element-type DoudiAssessmentLine): their points are added
 */
typedef struct
{
  char *key;
  DoudiAssessmentText label;
  DoudiAssessmentText help;
  gboolean has_cap;
  DoudiPoints cap;
  GPtrArray *lines;
} DoudiAssessmentSection;

/**
 * DoudiAssessmentVeto:
 *
 * A fact that decides whatever the score (一票否决); answered yes or no.
 */
typedef struct
{
  DoudiAssessmentQuestion question;
  DoudiAssessmentOutcome outcome;
} DoudiAssessmentVeto;

/**
 * DoudiAssessmentGate:
 *
 * What must hold before anything is scored (准入).
 *
 * @question: (nullable): the number that is looked at; %NULL for a form without a gate
 * @passes: the numbers that pass
 * @outcome: what it comes to for the others
 */
typedef struct
{
  const DoudiAssessmentQuestion *question;
  DoudiAssessmentText label;
  DoudiAssessmentText help;
  DoudiBand passes;
  DoudiAssessmentOutcome outcome;
} DoudiAssessmentGate;

/**
 * DoudiAssessmentAppraisal:
 *
 * The points that the villagers' meeting gives (民主评议).
 *
 * @share: their share of the score, above 0 and below 1; 0 for a form without them
 */
typedef struct
{
  DoudiAssessmentQuestion question;
  DoudiRatio share;
} DoudiAssessmentAppraisal;

/**
 * DoudiAssessmentThreshold:
 * @band: scores, in points
 */
typedef struct
{
  DoudiBand band;
  DoudiAssessmentOutcome outcome;
  DoudiAssessmentText label;
} DoudiAssessmentThreshold;

/**
 * DoudiAssessmentForm:
 *
 * A table by which hardship is assessed, as loaded from its JSON file
 * (data/forms/assessment.schema.json tells the format): immutable, reference counted.
 *
 * @json: the text it was loaded from, to be kept with the scores
 * @number: the document number of the paper, "" if it is not known
 * @valid_from: the first day it is used
 * @valid_to: the first day it is no longer used, %DOUDI_DAY_NONE for open
 * @demonstration: it is invented
 * @sure: the paper itself gives the figures
 * @note: what a reader should know, "" if nothing
 * @numbers: (element-type DoudiAssessmentQuestion): asked, but without points of their own
 * @vetoes: (element-type DoudiAssessmentVeto)
 * @sections: (element-type DoudiAssessmentSection)
 * @thresholds: (element-type DoudiAssessmentThreshold): exactly one holds for every score
 * @answers: (array zero-terminated=1): the keys of all questions, in the order of the form
 */
typedef struct
{
  gatomicrefcount references;
  char *json;
  char *id;
  DoudiAssessmentText title;
  char *version;
  char *number;
  char *source;
  char *note;
  DoudiDay valid_from;
  DoudiDay valid_to;
  gboolean demonstration;
  gboolean sure;
  DoudiAssessmentDirection direction;
  GPtrArray *numbers;
  GPtrArray *vetoes;
  DoudiAssessmentGate gate;
  GPtrArray *sections;
  DoudiAssessmentAppraisal appraisal;
  GPtrArray *thresholds;
  GPtrArray *answers;
} DoudiAssessmentForm;

DoudiAssessmentForm *doudi_assessment_form_load (const char *json, gssize length, const char *where, GError **error);
DoudiAssessmentForm *doudi_assessment_form_load_bundled (const char *id, GError **error);
GStrv doudi_assessment_form_list_bundled (GError **error);
DoudiAssessmentForm *doudi_assessment_form_ref (DoudiAssessmentForm *form);
void doudi_assessment_form_unref (DoudiAssessmentForm *form);
gboolean doudi_assessment_form_is_in_force (const DoudiAssessmentForm *form, DoudiDay day);
const DoudiAssessmentOption *doudi_assessment_line_find_option (const DoudiAssessmentLine *line, const char *key);

const char *doudi_assessment_text_get (const DoudiAssessmentText *text);
const char *const *doudi_assessment_outcome_names (void);
const char *doudi_assessment_outcome_label (DoudiAssessmentOutcome outcome);
char *doudi_points_format (DoudiPoints points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiAssessmentForm, doudi_assessment_form_unref)

G_END_DECLS
