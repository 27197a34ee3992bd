/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-format.h"
#include "app/doudi-policy-values.h"

/* Each kind of entry of a document has a function here that says it as a row of one table. */

static void
value_free (gpointer data)
{
  DoudiPolicyValue *value = data;

  g_free (value->what);
  g_free (value->whom);
  g_free (value->value);
  g_free (value->unit);
  g_free (value->number);
  g_free (value->source);
  g_free (value->note);
  g_free (value);
}

static char *
join (const char *const *words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", words[i]);
  return g_string_free (text, FALSE);
}

/* An empty selector matches everybody. */
static char *
describe_whom (const char *const *words)
{
  g_autofree char *text = join (words);

  return *text != '\0' ? g_steal_pointer (&text) : g_strdup (_ ("everybody"));
}

static const char *
describe_unit (gboolean yearly)
{
  return yearly ? _ ("yuan/person·year") : _ ("yuan/person·month");
}

/* What every value says of itself; @number is the document's, where the value has none. */
static void
set_dated (DoudiPolicyValue *value, const DoudiDated *dated, const char *number)
{
  value->valid_from = dated->valid_from;
  value->valid_to = dated->valid_to;
  value->adopted_on = dated->adopted_on;
  value->number = g_strdup (*dated->number != '\0' ? dated->number : number);
  value->source = g_strdup (dated->source);
  value->sure = dated->sure;
  value->note = g_strdup (dated->note);
}

static DoudiPolicyValue *
standard_to_value (const DoudiStandard *standard, const char *number)
{
  DoudiPolicyValue *value = g_new0 (DoudiPolicyValue, 1);
  g_autofree char *part = doudi_format_part (standard->part);
  const char *const what[] = { _ (doudi_programme_info (standard->programme)->label), part, NULL };
  const char *const whom[] = {
    doudi_format_residence (standard->residence),
    doudi_format_class (standard->benefit_class),
    doudi_format_care (standard->care),
    doudi_format_self_care (standard->self_care),
    NULL,
  };

  value->what = join (what);
  value->whom = describe_whom (whom);
  value->value = doudi_money_format_grouped (standard->amount);
  value->unit = g_strdup (describe_unit (standard->yearly));
  set_dated (value, &standard->dated, number);
  return value;
}

static const char *
describe_line (DoudiPolicyLineKind kind)
{
  static const char *const labels[DOUDI_N_POLICY_LINES] = {
    [DOUDI_POLICY_LINE_LOW_INCOME_STANDARD] = N_ ("Low-income standard, to compare income with"),
    [DOUDI_POLICY_LINE_MINIMUM_WAGE] = N_ ("Minimum wage"),
    [DOUDI_POLICY_LINE_DISPOSABLE_INCOME] = N_ ("Disposable income of a person"),
  };

  return _ (labels[kind]);
}

static DoudiPolicyValue *
line_to_value (const DoudiPolicyLine *line, const char *number)
{
  DoudiPolicyValue *value = g_new0 (DoudiPolicyValue, 1);
  const char *const whom[] = { doudi_format_residence (line->residence), NULL };

  value->what = g_strdup (describe_line (line->kind));
  value->whom = describe_whom (whom);
  value->value = doudi_money_format_grouped (line->amount);
  value->unit = g_strdup (describe_unit (line->yearly));
  set_dated (value, &line->dated, number);
  return value;
}

static const char *
describe_case (const DoudiRule *rule)
{
  const DoudiWord *cases = doudi_rule_info (rule->kind)->cases;

  return cases != NULL ? doudi_word_say (&cases[rule->which], DOUDI_LANGUAGE_INTERFACE) : "";
}

static DoudiPolicyValue *
rule_to_value (const DoudiRule *rule, const char *number)
{
  DoudiPolicyValue *value = g_new0 (DoudiPolicyValue, 1);
  gboolean is_amount = rule->value == DOUDI_RULE_VALUE_AMOUNT;
  const char *const what[]
    = { doudi_word_say (&doudi_rule_info (rule->kind)->word, DOUDI_LANGUAGE_INTERFACE),
        describe_case (rule), NULL };
  const char *const whom[] = {
    rule->programme != DOUDI_PROGRAMME_NONE ? _ (doudi_programme_info (rule->programme)->label)
                                            : "",
    doudi_format_residence (rule->residence),
    doudi_format_class (rule->benefit_class),
    doudi_format_self_care (rule->self_care),
    NULL,
  };

  value->what = join (what);
  value->whom = describe_whom (whom);
  value->value = is_amount ? doudi_money_format_grouped (rule->number)
                           : doudi_rule_value_text (rule, DOUDI_LANGUAGE_INTERFACE);
  value->unit = g_strdup (is_amount ? _ ("yuan") : "");
  set_dated (value, &rule->dated, number);
  return value;
}

/**
 * doudi_policy_values_list:
 * @document: a document
 *
 * Returns: (transfer full) (element-type DoudiPolicyValue): everything it says, in its order
 */
GPtrArray *
doudi_policy_values_list (const DoudiPolicyDocument *document)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (value_free);
  const char *number = doudi_policy_document_get_number (document);

  for (guint i = 0; i < doudi_policy_document_get_n_standards (document); i++)
    g_ptr_array_add (values,
                     standard_to_value (doudi_policy_document_get_standard (document, i), number));
  for (guint i = 0; i < doudi_policy_document_get_n_lines (document); i++)
    g_ptr_array_add (values, line_to_value (doudi_policy_document_get_line (document, i), number));
  for (guint i = 0; i < doudi_policy_document_get_n_rules (document); i++)
    g_ptr_array_add (values, rule_to_value (doudi_policy_document_get_rule (document, i), number));
  return values;
}

/**
 * doudi_policy_values_count_unsure:
 * @values: (element-type DoudiPolicyValue): values
 *
 * Returns: how many of them the papers do not give themselves
 */
guint
doudi_policy_values_count_unsure (GPtrArray *values)
{
  guint count = 0;

  for (guint i = 0; i < values->len; i++)
    count += !((const DoudiPolicyValue *) g_ptr_array_index (values, i))->sure;
  return count;
}
