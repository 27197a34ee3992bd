/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-policy-document-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DATED_MEMBERS "valid_from", "valid_to", "adopted_on", "number", "sure", "source", "note"
/* No share of anything is more than ten times the whole. */
#define PERCENT_MAX (10 * 100 * 100)

static const char *const standard_members[] = {
  "programme", "residence", "part",   "class",       "care",
  "self_care", "per",       "amount", DATED_MEMBERS, NULL,
};
static const char *const line_members[] = {
  "line", "residence", "per", "amount", DATED_MEMBERS, NULL,
};
static const char *const rule_members[] = {
  "rule",   "case",    "programme", "residence", "class",       "self_care",
  "choice", "percent", "amount",    "days",      "counting",    "months",
  "years",  "persons", "grade",     "times",     DATED_MEMBERS, NULL,
};
static const char *const per_words[] = { "person-month", "person-year", NULL };
static const char *const line_words[]
  = { "low-income-standard", "minimum-wage", "disposable-income", NULL };
static const char *const counting_words[] = { "calendar", "working", NULL };

/* Small letters, digits and hyphens, as in a file's name. */
gboolean
doudi_policy_document_is_name (const char *text)
{
  return *text != '\0' && strlen (text) <= 64
         && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (text) && *text != '-';
}

/* A text member that may not be empty. */
gboolean
doudi_policy_document_get_text (const DoudiJsonValue *object,
                                const char *name,
                                const char **text,
                                GError **error)
{
  if (!doudi_json_get_string (object, name, DOUDI_JSON_REQUIRED, text, error))
    return FALSE;
  if (**text != '\0')
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (object, name), error,
                              _ ("“%s” may not be empty"), name);
  return FALSE;
}

/* A member with a name for files and scripts, such as an id. */
gboolean
doudi_policy_document_get_name (const DoudiJsonValue *object,
                                const char *name,
                                DoudiJsonNeed need,
                                const char **text,
                                GError **error)
{
  if (!doudi_json_get_string (object, name, need, text, error))
    return FALSE;
  if (doudi_json_get_member (object, name) == NULL || doudi_policy_document_is_name (*text))
    return TRUE;
  doudi_json_value_set_error (
    doudi_json_get_member (object, name), error,
    _ ("“%s” may not be \"%s\"; it is made of the letters a to z, digits and hyphens"), name,
    *text);
  return FALSE;
}

/* The dates, certainty and source of a value. What it does not say itself is the document's. The
 * texts are @object's until the value is kept. */
static gboolean
load_dated (const DoudiPolicyDocument *document,
            const DoudiJsonValue *object,
            DoudiDated *dated,
            GError **error)
{
  const char *source = NULL, *note = "", *number = document->number;

  *dated = (DoudiDated){ .adopted_on = document->adopted_on };
  if (!doudi_json_get_month (object, "valid_from", DOUDI_JSON_REQUIRED, &dated->valid_from, error)
      || !doudi_json_get_month (object, "valid_to", DOUDI_JSON_OPTIONAL, &dated->valid_to, error)
      || !doudi_json_get_day (object, "adopted_on", DOUDI_JSON_OPTIONAL, &dated->adopted_on, error)
      || !doudi_json_get_string (object, "number", DOUDI_JSON_OPTIONAL, &number, error)
      || !doudi_json_get_boolean (object, "sure", DOUDI_JSON_REQUIRED, &dated->sure, error)
      || !doudi_policy_document_get_text (object, "source", &source, error)
      || !doudi_json_get_string (object, "note", DOUDI_JSON_OPTIONAL, &note, error))
    return FALSE;
  if (dated->valid_to != DOUDI_MONTH_NONE && dated->valid_to <= dated->valid_from)
    {
      doudi_json_value_set_error (doudi_json_get_member (object, "valid_to"), error,
                                  _ ("“valid_to” must be after “valid_from”"));
      return FALSE;
    }
  dated->number = g_strdup (number);
  dated->source = g_strdup (source);
  dated->note = g_strdup (note);
  return TRUE;
}

/* What standards and lines have in common. */
static gboolean
load_amount (const DoudiJsonValue *object,
             DoudiResidence *residence,
             DoudiFen *amount,
             gboolean *yearly,
             GError **error)
{
  int lives = 0, per = 0;

  if (!doudi_json_get_word (object, "residence", DOUDI_JSON_REQUIRED, doudi_residence_names (),
                            &lives, error)
      || !doudi_json_get_word (object, "per", DOUDI_JSON_REQUIRED, per_words, &per, error)
      || !doudi_json_get_amount (object, "amount", DOUDI_JSON_REQUIRED, amount, error))
    return FALSE;
  *residence = (DoudiResidence) lives;
  *yearly = per == 1;
  if (*amount >= 0)
    return TRUE;
  doudi_json_value_set_error (doudi_json_get_member (object, "amount"), error,
                              _ ("“amount” may not be below 0"));
  return FALSE;
}

static gboolean
load_class (const DoudiJsonValue *object, int *benefit_class, GError **error)
{
  gint64 found = 0;
  gboolean loaded
    = doudi_json_get_integer (object, "class", DOUDI_JSON_OPTIONAL, 1, 4, &found, error);

  *benefit_class = (int) found;
  return loaded;
}

static gboolean
load_self_care (const DoudiJsonValue *object, DoudiSelfCare *self_care, GError **error)
{
  int found = 0;
  gboolean loaded = doudi_json_get_word (object, "self_care", DOUDI_JSON_OPTIONAL,
                                         doudi_self_care_names (), &found, error);

  *self_care = (DoudiSelfCare) found;
  return loaded;
}

static gboolean
load_programme (const DoudiJsonValue *object,
                DoudiJsonNeed need,
                DoudiProgramme *programme,
                GError **error)
{
  int found = 0;
  gboolean loaded
    = doudi_json_get_word (object, "programme", need, doudi_programme_names (), &found, error);

  *programme = (DoudiProgramme) found;
  return loaded;
}

static gboolean
is_same_time (const DoudiDated *a, const DoudiDated *b)
{
  return a->valid_from == b->valid_from && a->adopted_on == b->adopted_on;
}

/* Refuses a value for the same case, month and day as value @index of its list. */
static gboolean
fail_twice (const DoudiJsonValue *object, guint index, GError **error)
{
  doudi_json_value_set_error (object, error,
                              _ ("this value is for the same case and month as number %u of the "
                                 "list; keep one of them"),
                              index + 1);
  return FALSE;
}

/* Whether two amounts would fit the same circumstances from the same month and day on. */
static gboolean
is_same_standard (const DoudiStandard *a, const DoudiStandard *b)
{
  return a->programme == b->programme && a->residence == b->residence
         && g_str_equal (a->part, b->part) && a->benefit_class == b->benefit_class
         && a->care == b->care && a->self_care == b->self_care
         && is_same_time (&a->dated, &b->dated);
}

static gboolean
load_standard (DoudiPolicyDocument *document, const DoudiJsonValue *object, GError **error)
{
  DoudiStandard standard = { 0 };
  const char *part = "";
  int care = 0;

  if (!doudi_json_check_members (object, standard_members, error)
      || !load_programme (object, DOUDI_JSON_REQUIRED, &standard.programme, error)
      || !doudi_policy_document_get_name (object, "part", DOUDI_JSON_OPTIONAL, &part, error)
      || !load_class (object, &standard.benefit_class, error)
      || !doudi_json_get_word (object, "care", DOUDI_JSON_OPTIONAL, doudi_care_names (), &care,
                               error)
      || !load_self_care (object, &standard.self_care, error)
      || !load_amount (object, &standard.residence, &standard.amount, &standard.yearly, error)
      || !load_dated (document, object, &standard.dated, error))
    return FALSE;
  standard.care = (DoudiCare) care;
  standard.part = g_strdup (part);
  g_array_append_val (document->standards, standard);
  for (guint i = 0; i + 1 < document->standards->len; i++)
    {
      if (is_same_standard (&g_array_index (document->standards, DoudiStandard, i), &standard))
        return fail_twice (object, i, error);
    }
  return TRUE;
}

static gboolean
load_line (DoudiPolicyDocument *document, const DoudiJsonValue *object, GError **error)
{
  DoudiPolicyLine line = { 0 };
  int kind = 0;

  if (!doudi_json_check_members (object, line_members, error)
      || !doudi_json_get_word (object, "line", DOUDI_JSON_REQUIRED, line_words, &kind, error)
      || !load_amount (object, &line.residence, &line.amount, &line.yearly, error)
      || !load_dated (document, object, &line.dated, error))
    return FALSE;
  line.kind = (DoudiPolicyLineKind) kind;
  g_array_append_val (document->lines, line);
  for (guint i = 0; i + 1 < document->lines->len; i++)
    {
      const DoudiPolicyLine *other = &g_array_index (document->lines, DoudiPolicyLine, i);

      if (other->kind == line.kind && other->residence == line.residence
          && is_same_time (&other->dated, &line.dated))
        return fail_twice (object, i, error);
    }
  return TRUE;
}

/* A selector that the vocabulary does not give the rule would never match what it is asked for. */
static gboolean
check_selectors (const DoudiJsonValue *object, const DoudiRuleInfo *info, GError **error)
{
  static const char *const selectors[] = { "programme", "residence", "class", "self_care" };

  for (guint i = 0; i < G_N_ELEMENTS (selectors); i++)
    {
      const DoudiJsonValue *member = doudi_json_get_member (object, selectors[i]);

      if (member == NULL && (info->needs & (1u << i)) != 0)
        doudi_json_value_set_error (object, error, _ ("“%s” needs “%s”"), info->word.name,
                                    selectors[i]);
      else if (member != NULL && (info->selectors & (1u << i)) == 0)
        doudi_json_value_set_error (member, error, _ ("“%s” does not go with “%s”; leave it out"),
                                    selectors[i], info->word.name);
      else
        continue;
      return FALSE;
    }
  return TRUE;
}

/* The position of the word of @words that member @name has. */
static gboolean
load_word (const DoudiJsonValue *object,
           const char *name,
           const DoudiWord *words,
           int *index,
           GError **error)
{
  g_auto (GStrv) names = doudi_word_dup_names (words);

  return doudi_json_get_word (object, name, DOUDI_JSON_REQUIRED, (const char *const *) names, index,
                              error);
}

static gboolean
load_case (const DoudiJsonValue *object, const DoudiRuleInfo *info, DoudiRule *rule, GError **error)
{
  const DoudiJsonValue *member = doudi_json_get_member (object, "case");

  if (info->cases != NULL)
    return load_word (object, "case", info->cases, &rule->which, error);
  if (member == NULL)
    return TRUE;
  doudi_json_value_set_error (member, error, _ ("“%s” does not go with “%s”; leave it out"), "case",
                              info->word.name);
  return FALSE;
}

/* "choice" or "percent", as the rule takes them. */
static char *
describe_members (const DoudiRuleInfo *info)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) members = NULL;

  for (guint i = 0; i < DOUDI_N_RULE_VALUES; i++)
    {
      if ((info->values & (1u << i)) != 0)
        g_strv_builder_add (builder, doudi_rule_value_member ((DoudiRuleValue) i));
    }
  members = g_strv_builder_end (builder);
  return g_strjoinv (", ", members);
}

/* Finds which member holds the value: exactly one of those that the rule takes. */
static gboolean
find_value (const DoudiJsonValue *object,
            const DoudiRuleInfo *info,
            DoudiRuleValue *value,
            GError **error)
{
  g_autofree char *allowed = NULL;
  int found = -1;

  for (int i = 0; i < DOUDI_N_RULE_VALUES; i++)
    {
      if (doudi_json_get_member (object, doudi_rule_value_member ((DoudiRuleValue) i)) == NULL)
        continue;
      if (found >= 0 || (info->values & (1u << i)) == 0)
        {
          found = -1;
          break;
        }
      found = i;
    }
  *value = (DoudiRuleValue) found;
  if (found >= 0)
    return TRUE;
  allowed = describe_members (info);
  doudi_json_value_set_error (object, error, _ ("“%s” takes exactly one value; allowed are: %s"),
                              info->word.name, allowed);
  return FALSE;
}

static gboolean
load_percent (const DoudiJsonValue *object,
              gint64 lowest,
              gint64 highest,
              gint64 *percent,
              GError **error)
{
  const DoudiJsonValue *member = doudi_json_get_member (object, "percent");
  const char *text = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!doudi_json_get_string (object, "percent", DOUDI_JSON_REQUIRED, &text, error))
    return FALSE;
  if (doudi_percent_parse (text, percent) && *percent >= lowest && *percent <= highest)
    return TRUE;
  from = doudi_percent_format (lowest);
  to = doudi_percent_format (highest);
  doudi_json_value_set_error (member, error,
                              _ ("“percent” may not be \"%s\"; write a number such as \"3.5\" as a "
                                 "text, from %s to %s"),
                              text, from, to);
  return FALSE;
}

static gboolean
load_rule_amount (const DoudiJsonValue *object,
                  const DoudiRuleInfo *info,
                  gint64 *fen,
                  GError **error)
{
  g_autofree char *from = NULL;

  if (!doudi_json_get_amount (object, "amount", DOUDI_JSON_REQUIRED, fen, error))
    return FALSE;
  if (*fen >= info->lowest)
    return TRUE;
  from = doudi_money_format (info->lowest);
  doudi_json_value_set_error (doudi_json_get_member (object, "amount"), error,
                              _ ("“amount” may not be below %s"), from);
  return FALSE;
}

static gboolean
load_value (const DoudiJsonValue *object,
            const DoudiRuleInfo *info,
            DoudiRule *rule,
            GError **error)
{
  int word = 0;

  if (!find_value (object, info, &rule->value, error))
    return FALSE;
  if (rule->value == DOUDI_RULE_VALUE_CHOICE)
    {
      gboolean loaded = load_word (object, "choice", info->choices, &word, error);

      rule->number = word;
      return loaded;
    }
  if (rule->value == DOUDI_RULE_VALUE_PERCENT)
    return load_percent (object, info->lowest, MIN (info->highest, PERCENT_MAX), &rule->number,
                         error);
  if (rule->value == DOUDI_RULE_VALUE_AMOUNT)
    return load_rule_amount (object, info, &rule->number, error);
  if (rule->value == DOUDI_RULE_VALUE_DAYS
      && !doudi_json_get_word (object, "counting", DOUDI_JSON_REQUIRED, counting_words, &word,
                               error))
    return FALSE;
  rule->counting = (DoudiCounting) word;
  return doudi_json_get_integer (object, doudi_rule_value_member (rule->value), DOUDI_JSON_REQUIRED,
                                 info->lowest, info->highest, &rule->number, error);
}

static gboolean
is_same_rule (const DoudiRule *a, const DoudiRule *b)
{
  return a->kind == b->kind && a->which == b->which && a->programme == b->programme
         && a->residence == b->residence && a->benefit_class == b->benefit_class
         && a->self_care == b->self_care && is_same_time (&a->dated, &b->dated);
}

static gboolean
load_rule (DoudiPolicyDocument *document, const DoudiJsonValue *object, GError **error)
{
  DoudiRule rule = { 0 };
  const DoudiRuleInfo *info;
  int kind = 0, residence = 0;

  if (!doudi_json_check_members (object, rule_members, error)
      || !doudi_json_get_word (object, "rule", DOUDI_JSON_REQUIRED, doudi_rule_names (), &kind,
                               error))
    return FALSE;
  rule.kind = (DoudiRuleKind) kind;
  info = doudi_rule_info (rule.kind);
  if (!check_selectors (object, info, error)
      || !load_programme (object, DOUDI_JSON_OPTIONAL, &rule.programme, error)
      || !doudi_json_get_word (object, "residence", DOUDI_JSON_OPTIONAL, doudi_residence_names (),
                               &residence, error)
      || !load_class (object, &rule.benefit_class, error)
      || !load_self_care (object, &rule.self_care, error) || !load_case (object, info, &rule, error)
      || !load_value (object, info, &rule, error)
      || !load_dated (document, object, &rule.dated, error))
    return FALSE;
  rule.residence = (DoudiResidence) residence;
  g_array_append_val (document->rules, rule);
  for (guint i = 0; i + 1 < document->rules->len; i++)
    {
      if (is_same_rule (&g_array_index (document->rules, DoudiRule, i), &rule))
        return fail_twice (object, i, error);
    }
  return TRUE;
}

typedef gboolean (*LoadEntry) (DoudiPolicyDocument *document,
                               const DoudiJsonValue *object,
                               GError **error);

static gboolean
load_entries (DoudiPolicyDocument *document,
              const DoudiJsonValue *root,
              const char *name,
              LoadEntry load,
              GError **error)
{
  const DoudiJsonValue *list = NULL;

  if (!doudi_json_get_array (root, name, DOUDI_JSON_OPTIONAL, &list, error))
    return FALSE;
  for (guint i = 0; list != NULL && i < doudi_json_array_get_length (list); i++)
    {
      if (!load (document, doudi_json_array_get (list, i), error))
        return FALSE;
    }
  return TRUE;
}

/*
 * doudi_policy_document_load_values:
 * @document: its head is loaded
 * @root: the document's object
 * @error: %DOUDI_ERROR_BAD_DATA
 *
 * Loads the standards, the lines and the rules.
 *
 * Returns: whether all of them are sound
 */
gboolean
doudi_policy_document_load_values (DoudiPolicyDocument *document,
                                   const DoudiJsonValue *root,
                                   GError **error)
{
  return load_entries (document, root, "standards", load_standard, error)
         && load_entries (document, root, "lines", load_line, error)
         && load_entries (document, root, "rules", load_rule, error);
}

/**
 * doudi_policy_line_kind_name:
 * @kind: a kind of amount that income is compared with
 *
 * Returns: (not nullable) (transfer none): what it is called in documents ("low-income-standard")
 */
const char *
doudi_policy_line_kind_name (DoudiPolicyLineKind kind)
{
  g_return_val_if_fail ((gsize) kind + 1 < G_N_ELEMENTS (line_words), "");

  return line_words[kind];
}
