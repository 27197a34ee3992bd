/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "policy/doudi-form.h"

G_BEGIN_DECLS

/* The row of a field that stands in no table. */
#define DOUDI_FORM_NO_ROW G_MAXUINT

/**
 * DoudiFormAnswers:
 *
 * What was typed on a form. Every answer is kept, a wrong one as it was typed, until the form is
 * saved; nothing is lost because something else is wrong.
 *
 * As JSON it is an object: "key": "answer" for a field, a number for a count, true or false for a
 * tick, an array of keys for choices, and "section": [ {…}, … ] for a table.
 */
typedef struct _DoudiFormAnswers DoudiFormAnswers;

/**
 * DoudiFormProblem:
 *
 * What is wrong with an answer. @field is %NULL for a table as a whole.
 *
 * @row: %DOUDI_FORM_NO_ROW outside tables and for a table as a whole
 * @problem: for programs: "missing", "length", "check-digit", "date", "character", "range",
 *   "option", "damaged-by-spreadsheet", "15-digits", "account-check", "card-differs",
 *   "sex-differs", "birth-differs", "too-few", "too-many", "twice", "two-heads", "no-head",
 *   "votes", "investigators"
 * @message: says where, what is wrong and what to do, translated
 * @text: the same without where, to stand at the field itself
 * @warning: lets the form be saved
 */
typedef struct
{
  const DoudiFormSection *section;
  guint row;
  const DoudiFormField *field;
  char *problem;
  char *message;
  char *text;
  gboolean warning;
} DoudiFormProblem;

DoudiFormAnswers *doudi_form_answers_new (DoudiForm *form);
DoudiFormAnswers *doudi_form_answers_load (DoudiForm *form, const char *json, gssize length, const char *where, GError **error);
DoudiFormAnswers *doudi_form_answers_copy (const DoudiFormAnswers *answers);
void doudi_form_answers_free (DoudiFormAnswers *answers);
DoudiForm *doudi_form_answers_get_form (const DoudiFormAnswers *answers);
char *doudi_form_answers_to_json (const DoudiFormAnswers *answers);
gboolean doudi_form_answers_is_empty (const DoudiFormAnswers *answers);
gboolean doudi_form_answers_equal (const DoudiFormAnswers *one, const DoudiFormAnswers *other);

/* Fields. @row is DOUDI_FORM_NO_ROW outside a table; rows that do not exist yet are made. */
void doudi_form_answers_set (DoudiFormAnswers *answers, guint row, const DoudiFormField *field, const char *typed);
const char *doudi_form_answers_get (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field);
gboolean doudi_form_answers_was_typed (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field);
char *doudi_form_answers_show (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field, DoudiLanguage language);
gboolean doudi_form_answers_shows (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field);
gboolean doudi_form_answers_asks (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field);
gboolean doudi_form_answers_asks_section (const DoudiFormAnswers *answers, const DoudiFormSection *section);

/* Tables. */
guint doudi_form_answers_get_n_rows (const DoudiFormAnswers *answers, const DoudiFormSection *table);
void doudi_form_answers_remove_row (DoudiFormAnswers *answers, const DoudiFormSection *table, guint row);
void doudi_form_answers_move_row (DoudiFormAnswers *answers, const DoudiFormSection *table, guint row, guint to);
gboolean doudi_form_answers_row_is_empty (const DoudiFormAnswers *answers, const DoudiFormSection *table, guint row);

/* What follows from other answers, and what is wrong. */
void doudi_form_answers_compute (DoudiFormAnswers *answers, DoudiDay day);
GPtrArray *doudi_form_answers_check_field (const DoudiFormAnswers *answers, guint row, const DoudiFormField *field, DoudiDay today);
GPtrArray *doudi_form_answers_check (const DoudiFormAnswers *answers, DoudiDay today);
gboolean doudi_form_problems_have_error (const GPtrArray *problems);
DoudiFormProblem *doudi_form_problem_new (const DoudiFormSection *section, guint row, const DoudiFormField *field, const char *name, gboolean warning, const char *text);
void doudi_form_problem_free (DoudiFormProblem *problem);

/* By meaning, for the rules: "" or "no value" where the form does not ask or nothing was answered.
 * @row counts the rows that say something: from 0 to doudi_form_answers_count_rows() less one. */
const char *doudi_form_answers_find (const DoudiFormAnswers *answers, DoudiFormMeaning meaning);
const char *doudi_form_answers_find_in (const DoudiFormAnswers *answers, guint row, DoudiFormMeaning meaning);
gboolean doudi_form_answers_find_fen (const DoudiFormAnswers *answers, guint row, DoudiFormMeaning meaning, DoudiFen *fen);
gboolean doudi_form_answers_find_count (const DoudiFormAnswers *answers, guint row, DoudiFormMeaning meaning, gint64 *count);
DoudiDay doudi_form_answers_find_day (const DoudiFormAnswers *answers, guint row, DoudiFormMeaning meaning);
gboolean doudi_form_answers_find_tick (const DoudiFormAnswers *answers, guint row, DoudiFormMeaning meaning);
guint doudi_form_answers_count_rows (const DoudiFormAnswers *answers, DoudiFormMeaning table);

/* What an assessment comes to: its answers as doudi_assess() takes them. */
char *doudi_form_answers_to_assessment_json (const DoudiFormAnswers *answers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiFormAnswers, doudi_form_answers_free)

G_END_DECLS
