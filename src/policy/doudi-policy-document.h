/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-money.h"
#include "base/doudi-month.h"
#include "policy/doudi-dated.h"
#include "policy/doudi-programme.h"
#include "policy/doudi-rule.h"

G_BEGIN_DECLS

#define DOUDI_MONTHS_IN_YEAR 12

/**
 * DoudiStandard:
 *
 * One amount of a policy document and when it applies. An empty selector (0, "any") matches
 * everything. Amounts of one programme, residence and part that match the same circumstances follow
 * each other in time: the one adopted last among those in force for the month and known on the day
 * is used.
 *
 * @part: funding level ("provincial", "local"), or "" for an undivided amount
 * @benefit_class: 1-4, 0 any
 * @amount: fen for a person and a month, or a person and a year if @yearly
 */
typedef struct
{
  DoudiProgramme programme;
  DoudiResidence residence;
  char *part;
  int benefit_class;
  DoudiCare care;
  DoudiSelfCare self_care;
  DoudiFen amount;
  gboolean yearly;
  DoudiDated dated;
} DoudiStandard;

/**
 * DoudiPolicyLineKind:
 * @DOUDI_POLICY_LINE_LOW_INCOME_STANDARD: the income of a person below which a household draws low
 *   income
 * @DOUDI_POLICY_LINE_MINIMUM_WAGE: the monthly minimum wage
 * @DOUDI_POLICY_LINE_DISPOSABLE_INCOME: the local disposable income of a person last year
 */
typedef enum
{
  DOUDI_POLICY_LINE_LOW_INCOME_STANDARD,
  DOUDI_POLICY_LINE_MINIMUM_WAGE,
  DOUDI_POLICY_LINE_DISPOSABLE_INCOME,
  DOUDI_N_POLICY_LINES,
} DoudiPolicyLineKind;

/**
 * DoudiPolicyLine:
 *
 * An amount that income is compared with; nobody is paid it.
 *
 * @amount: fen for a person and a month, or a person and a year if @yearly
 */
typedef struct
{
  DoudiPolicyLineKind kind;
  DoudiResidence residence;
  DoudiFen amount;
  gboolean yearly;
  DoudiDated dated;
} DoudiPolicyLine;

/**
 * DoudiPolicyDocument:
 *
 * A policy document as loaded from its JSON file (data/policies/policy.schema.json tells the
 * format): immutable, reference counted.
 */
typedef struct _DoudiPolicyDocument DoudiPolicyDocument;

DoudiPolicyDocument *doudi_policy_document_load (const char *json, gssize length, const char *where, GError **error);
DoudiPolicyDocument *doudi_policy_document_load_file (const char *path, GError **error);
DoudiPolicyDocument *doudi_policy_document_load_bundled (const char *id, GError **error);
GStrv doudi_policy_document_list_bundled (GError **error);
DoudiPolicyDocument *doudi_policy_document_ref (DoudiPolicyDocument *document);
void doudi_policy_document_unref (DoudiPolicyDocument *document);
const char *doudi_policy_document_get_id (const DoudiPolicyDocument *document);
const char *doudi_policy_document_get_title (const DoudiPolicyDocument *document);
const char *doudi_policy_document_get_number (const DoudiPolicyDocument *document);
const char *doudi_policy_document_get_source (const DoudiPolicyDocument *document);
const char *doudi_policy_document_get_note (const DoudiPolicyDocument *document);
const char *doudi_policy_document_get_json (const DoudiPolicyDocument *document);
gboolean doudi_policy_document_is_demonstration (const DoudiPolicyDocument *document);
gboolean doudi_policy_document_is_national (const DoudiPolicyDocument *document);
gboolean doudi_policy_document_covers_county (const DoudiPolicyDocument *document, const char *county);
guint doudi_policy_document_get_area_depth (const DoudiPolicyDocument *document);
DoudiDay doudi_policy_document_get_adopted_on (const DoudiPolicyDocument *document);
DoudiDay doudi_policy_document_get_known_on (const DoudiPolicyDocument *document);
gboolean doudi_policy_document_has_since (const DoudiPolicyDocument *document, DoudiDay after, DoudiDay until);
DoudiMonth doudi_policy_document_get_valid_from (const DoudiPolicyDocument *document);
guint doudi_policy_document_get_n_values (const DoudiPolicyDocument *document);
const DoudiDated *doudi_policy_document_get_dated (const DoudiPolicyDocument *document, guint index);
guint doudi_policy_document_get_n_standards (const DoudiPolicyDocument *document);
const DoudiStandard *doudi_policy_document_get_standard (const DoudiPolicyDocument *document, guint index);
guint doudi_policy_document_get_n_lines (const DoudiPolicyDocument *document);
const DoudiPolicyLine *doudi_policy_document_get_line (const DoudiPolicyDocument *document, guint index);
guint doudi_policy_document_get_n_rules (const DoudiPolicyDocument *document);
const DoudiRule *doudi_policy_document_get_rule (const DoudiPolicyDocument *document, guint index);
const char *doudi_policy_line_kind_name (DoudiPolicyLineKind kind);
gint64 doudi_policy_line_months (const DoudiPolicyLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiPolicyDocument, doudi_policy_document_unref)

G_END_DECLS
