/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-day.h"
#include "policy/doudi-assessment-form.h"
#include "policy/doudi-form-meaning.h"
#include "policy/doudi-programme.h"

G_BEGIN_DECLS

/**
 * DoudiFormKind:
 *
 * What a form is for. Slips go to the family; the rest stay in the file.
 */
typedef enum
{
  DOUDI_FORM_APPLICATION,   /* 申请审批表 */
  DOUDI_FORM_SURVEY,        /* 入户调查表 */
  DOUDI_FORM_SELF_CARE,     /* 生活自理能力评估表 */
  DOUDI_FORM_ASSESSMENT,    /* 家庭困难状况评估表: loaded from an assessment form */
  DOUDI_FORM_HEARING,       /* 民主评议记录 */
  DOUDI_FORM_AUTHORISATION, /* 核对授权书 */
  DOUDI_FORM_REVIEW,        /* 定期复核审批表 */
  DOUDI_FORM_CHANGE,        /* 增员减员、渐退等 */
  DOUDI_FORM_SLIP,          /* 告知书 */
  DOUDI_FORM_RECORD,        /* other records: minutes, visits, agreements */
  DOUDI_FORM_HOUSEHOLD,     /* 家庭信息登记表: the entry screen of the registry */
  DOUDI_N_FORM_KINDS,
} DoudiFormKind;

/**
 * DoudiFormSlip:
 *
 * Which of the slips a form is.
 */
typedef enum
{
  DOUDI_SLIP_NONE,
  DOUDI_SLIP_ACCEPTANCE,      /* 受理通知书 */
  DOUDI_SLIP_PAPERS_MISSING,  /* 补正告知书 */
  DOUDI_SLIP_NOT_ACCEPTED,    /* 不予受理告知书 */
  DOUDI_SLIP_REFUSAL,         /* 不予确认告知书 */
  DOUDI_SLIP_CONFIRMATION,    /* 确认通知书 */
  DOUDI_SLIP_CHANGE,          /* 变更告知书 */
  DOUDI_SLIP_STOP,            /* 停发告知书 */
  DOUDI_SLIP_OBJECTION,       /* 异议答复书 */
  DOUDI_N_SLIPS,
} DoudiFormSlip;

/**
 * DoudiFormType:
 *
 * What a field takes. Answers are texts in one canonical form each, as said here.
 *
 * @DOUDI_FORM_TEXT: one line
 * @DOUDI_FORM_LINES: several lines
 * @DOUDI_FORM_COUNT: a whole number ("4")
 * @DOUDI_FORM_MONEY: yuan with two decimals ("930.00")
 * @DOUDI_FORM_NUMBER: a decimal number with its decimals ("12.5")
 * @DOUDI_FORM_DAY: ISO ("2018-06-08")
 * @DOUDI_FORM_MONTH: ISO ("2018-06")
 * @DOUDI_FORM_CHOICE: the key of one option
 * @DOUDI_FORM_CHOICES: keys of options, joined by commas in the order of the form
 * @DOUDI_FORM_TICK: "yes" or "no"
 * @DOUDI_FORM_IDENTITY_NUMBER: 18 characters
 * @DOUDI_FORM_DISABILITY_CARD: 20 to 22 characters
 * @DOUDI_FORM_ACCOUNT: digits of a card or passbook
 * @DOUDI_FORM_PHONE: digits
 * @DOUDI_FORM_DIVISION: a code of 9 or 12 digits
 * @DOUDI_FORM_FILLED: the program fills it in where it prints; never asked
 * @DOUDI_FORM_COMPUTED: follows from other answers; never asked
 * @DOUDI_FORM_PARAGRAPH: words of the form itself, with {meaning} where the program fills in
 * @DOUDI_FORM_SIGNATURE: a place for a hand and a finger; only on paper
 * @DOUDI_FORM_SEAL: a place for a seal and a day; only on paper
 * @DOUDI_FORM_PHOTO: a place for a photograph; only on paper
 */
typedef enum
{
  DOUDI_FORM_TEXT,
  DOUDI_FORM_LINES,
  DOUDI_FORM_COUNT,
  DOUDI_FORM_MONEY,
  DOUDI_FORM_NUMBER,
  DOUDI_FORM_DAY,
  DOUDI_FORM_MONTH,
  DOUDI_FORM_CHOICE,
  DOUDI_FORM_CHOICES,
  DOUDI_FORM_TICK,
  DOUDI_FORM_IDENTITY_NUMBER,
  DOUDI_FORM_DISABILITY_CARD,
  DOUDI_FORM_ACCOUNT,
  DOUDI_FORM_PHONE,
  DOUDI_FORM_DIVISION,
  DOUDI_FORM_FILLED,
  DOUDI_FORM_COMPUTED,
  DOUDI_FORM_PARAGRAPH,
  DOUDI_FORM_SIGNATURE,
  DOUDI_FORM_SEAL,
  DOUDI_FORM_PHOTO,
  DOUDI_N_FORM_TYPES,
} DoudiFormType;

/**
 * DoudiFormCompute:
 *
 * How a computed field, or one that may be typed over, follows from others.
 *
 * @DOUDI_COMPUTE_SEX: from an identity number: "male", "female"
 * @DOUDI_COMPUTE_BIRTH: from an identity number: an ISO day
 * @DOUDI_COMPUTE_AGE: from an identity number, on the day of the form
 * @DOUDI_COMPUTE_ROWS: how many rows a table has
 * @DOUDI_COMPUTE_SUM: of a column, or of fields
 * @DOUDI_COMPUTE_TICKED: how many rows of a table have a tick in a column
 * @DOUDI_COMPUTE_CAPITALS: an amount in words (壹佰元整)
 * @DOUDI_COMPUTE_CARD_CLASS: of a disability card, as the rules name it
 * @DOUDI_COMPUTE_CARD_GRADE: of a disability card
 */
typedef enum
{
  DOUDI_COMPUTE_NOTHING,
  DOUDI_COMPUTE_SEX,
  DOUDI_COMPUTE_BIRTH,
  DOUDI_COMPUTE_AGE,
  DOUDI_COMPUTE_ROWS,
  DOUDI_COMPUTE_SUM,
  DOUDI_COMPUTE_TICKED,
  DOUDI_COMPUTE_CAPITALS,
  DOUDI_COMPUTE_CARD_CLASS,
  DOUDI_COMPUTE_CARD_GRADE,
  DOUDI_N_COMPUTES,
} DoudiFormComputeKind;

typedef struct _DoudiFormField DoudiFormField;
typedef struct _DoudiFormSection DoudiFormSection;

/**
 * DoudiFormOption:
 * @points: what an option of an assessment is worth, in tenths of a point; 0 in other forms
 */
typedef struct
{
  char *key;
  DoudiAssessmentText label;
  DoudiPoints points;
} DoudiFormOption;

/**
 * DoudiFormWhen:
 *
 * A field or section that is only asked where another field has one of some answers.
 *
 * @field: (nullable): the other field, before this one; %NULL for always
 * @is: (array zero-terminated=1): answers
 */
typedef struct
{
  const DoudiFormField *field;
  GStrv is;
} DoudiFormWhen;

/**
 * DoudiFormField:
 *
 * @type: what it takes
 * @meaning: what the program understands by it, or %DOUDI_MEANING_NONE
 * @required: the form is not complete without it, where it is asked
 * @least, @most: of a count; of money and numbers in units of the last decimal; of a text the most
 *   characters
 * @decimals: of a number
 * @options: (element-type DoudiFormOption): of a choice, empty for others
 * @compute: how it follows from others; a field of another type than %DOUDI_FORM_COMPUTED may be
 *   typed over
 * @of: (element-type DoudiFormField): what it is computed from, empty for nothing
 * @of_section: (nullable): the table that @compute counts
 * @same_as: (nullable): the field whose answer is offered as the first answer
 * @wide: has a line to itself
 * @on_screen: asked; else it is only on paper
 * @on_paper: printed; else it is only on the screen
 * @width_mm: of a column of a table on paper, 0 for what the contents need
 * @section: where it stands
 * @index: in @section
 */
struct _DoudiFormField
{
  char *key;
  DoudiAssessmentText label;
  DoudiAssessmentText help;
  DoudiAssessmentText unit;
  DoudiFormType type;
  DoudiFormMeaning meaning;
  gboolean required;
  gint64 least;
  gint64 most;
  int decimals;
  GPtrArray *options;
  DoudiFormComputeKind compute;
  GPtrArray *of;
  const DoudiFormSection *of_section;
  const DoudiFormField *same_as;
  DoudiFormWhen when;
  gboolean wide;
  gboolean on_screen;
  gboolean on_paper;
  int width_mm;
  const DoudiFormSection *section;
  guint index;
};

/**
 * DoudiFormSection:
 *
 * A group of fields, or a table whose columns they are.
 *
 * @table: it has rows
 * @meaning: of a table
 * @rows_printed: how many rows a blank one has on paper
 * @rows_most: no more than these
 * @rows_least: at least these, for a complete form
 * @presets: (element-type GStrv): rows that a new form of a table starts with: an answer for each
 *   column, "" for none
 * @fields: (element-type DoudiFormField)
 * @across: how many fields stand side by side on paper, 1 to 4
 * @index: in the form
 */
struct _DoudiFormSection
{
  char *key;
  DoudiAssessmentText label;
  DoudiAssessmentText help;
  gboolean table;
  DoudiFormMeaning meaning;
  guint rows_printed;
  guint rows_most;
  guint rows_least;
  GPtrArray *presets;
  DoudiFormWhen when;
  GPtrArray *fields;
  guint across;
  guint index;
};

/**
 * DoudiForm:
 *
 * A form of the office as loaded from its JSON file (data/forms/form.schema.json tells the format),
 * or made from an assessment form: the entry screen, the printed paper, blank or filled, and the
 * checks of what was typed all follow from it. Immutable, reference counted.
 *
 * @json: the text it was loaded from, to be kept with what was filled in
 * @id: such as "low-income-application"
 * @programmes: bits 1 << #DoudiProgramme it is for; 0 for all
 * @version: of the paper
 * @valid_from: the first day it is used
 * @valid_to: the first day it is no longer used, %DOUDI_DAY_NONE for open
 * @landscape: which way up it is printed, on A4
 * @assessment: (nullable): the assessment form it was made from
 * @sections: (element-type DoudiFormSection)
 * @keys: (element-type utf8 DoudiFormField): fields by key, columns as "section.column"
 * @meanings: (array length=DOUDI_N_MEANINGS): the field with each meaning, %NULL for none
 */
typedef struct
{
  gatomicrefcount references;
  char *json;
  char *id;
  DoudiFormKind kind;
  DoudiFormSlip slip;
  guint programmes;
  DoudiAssessmentText title;
  char *version;
  char *number;
  char *source;
  char *note;
  DoudiDay valid_from;
  DoudiDay valid_to;
  gboolean demonstration;
  gboolean sure;
  gboolean landscape;
  DoudiAssessmentForm *assessment;
  GPtrArray *sections;
  GHashTable *keys;
  const DoudiFormField **meanings;
} DoudiForm;

DoudiForm *doudi_form_load (const char *json, gssize length, const char *where, GError **error);
DoudiForm *doudi_form_load_bundled (const char *id, GError **error);
GStrv doudi_form_list_bundled (GError **error);
DoudiForm *doudi_form_ref (DoudiForm *form);
void doudi_form_unref (DoudiForm *form);
gboolean doudi_form_is_in_force (const DoudiForm *form, DoudiDay day);
const DoudiFormSection *doudi_form_find_section (const DoudiForm *form, const char *key);
const DoudiFormSection *doudi_form_find_table (const DoudiForm *form, DoudiFormMeaning meaning);
const DoudiFormField *doudi_form_find_field (const DoudiForm *form, const char *key);
const DoudiFormField *doudi_form_find_meaning (const DoudiForm *form, DoudiFormMeaning meaning);
const char *doudi_form_text_say (const DoudiAssessmentText *text, DoudiLanguage language);
const DoudiFormOption *doudi_form_field_find_option (const DoudiFormField *field, const char *key);
gboolean doudi_form_field_is_kept (const DoudiFormField *field);
gboolean doudi_form_field_is_asked (const DoudiFormField *field);
char *doudi_form_field_dup_path (const DoudiFormField *field);

const char *doudi_form_kind_name (DoudiFormKind kind);
const char *doudi_form_kind_label (DoudiFormKind kind);
const char *const *doudi_form_kind_names (void);
const char *doudi_form_slip_name (DoudiFormSlip slip);
const char *doudi_form_type_name (DoudiFormType type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiForm, doudi_form_unref)

G_END_DECLS
