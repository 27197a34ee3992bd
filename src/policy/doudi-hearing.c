/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-hearing.h"

#include "base/doudi-error.h"
#include "policy/doudi-policy-fail.h"

#include <glib/gi18n-lib.h>

/* Of "percent", in hundredths of a percent. */
#define WHOLE 10000

/* A hearing while it is looked at. */
typedef struct
{
  const DoudiPolicy *policy;
  const DoudiHearingFacts *facts;
  DoudiCircumstances whom;
  GPtrArray *lines;
  DoudiLanguage language;
} Look;

/**
 * doudi_hearing_outcome_name:
 * @outcome: an outcome
 *
 * Returns: (transfer none): "passed", "failed" or "not-valid"
 */
const char *
doudi_hearing_outcome_name (DoudiHearingOutcome outcome)
{
  static const char *const names[] = { "passed", "failed", "not-valid" };

  g_return_val_if_fail ((guint) outcome < G_N_ELEMENTS (names), "");
  return names[outcome];
}

static gboolean
check_counts (const DoudiHearingFacts *facts, GError **error)
{
  gint64 cast = (gint64) facts->votes_for + facts->votes_against + facts->abstained;

  if (facts->invited < 1 || facts->present < 0 || facts->present > facts->invited)
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, "present",
                     _ ("%d persons came of %d who should have. Count again: at least one is asked "
                        "to come, and no more come than that."),
                     facts->present, facts->invited);
  else if (facts->villagers < 0 || facts->villagers > facts->present)
    doudi_error_set (
      error, DOUDI_ERROR_BAD_DATA, "villagers",
      _ ("%d representatives of the villagers are more than the %d persons who came. "
         "Count again."),
      facts->villagers, facts->present);
  else if (facts->votes_for < 0 || facts->votes_against < 0 || facts->abstained < 0
           || cast > facts->present)
    doudi_error_set (error, DOUDI_ERROR_BAD_DATA, "votes",
                     _ ("The votes come to %d, but %d persons may vote. Count them again."),
                     (int) cast, facts->present);
  else
    return TRUE;
  return FALSE;
}

static const DoudiRule *
find (const Look *look, DoudiRuleKind kind)
{
  return doudi_policy_find_rule (look->policy, kind, 0, &look->whom, look->facts->month);
}

/* The share that a rule asks for, as a fraction: two thirds, or hundredths of a percent. */
static void
get_share (const DoudiRule *rule, gint64 *numerator, gint64 *denominator)
{
  gboolean two_thirds = rule->value == DOUDI_RULE_VALUE_CHOICE;

  *numerator = two_thirds ? 2 : rule->number;
  *denominator = two_thirds ? 3 : WHOLE;
}

/* "Attendance at a hearing: two thirds: 9 ÷ 15 → not reached" */
static void
explain_rule (Look *look, const DoudiRule *rule, const char *found, gboolean met)
{
  const char *name = doudi_word_say (&doudi_rule_info (rule->kind)->word, look->language);
  const char *result = met ? doudi_say (look->language, _ ("reached"), "达到")
                           : doudi_say (look->language, _ ("not reached"), "未达到");
  g_autofree char *value = doudi_rule_value_text (rule, look->language);
  DoudiExplanationLine *line = doudi_explanation_add_rule (look->lines, rule, look->language);

  doudi_explanation_line_set_text (
    line, g_strdup_printf (doudi_say (look->language, _ ("%s: %s"), "%s：%s"), name, value));
  doudi_explanation_line_set_result (line, g_strdup_printf ("%s → %s", found, result),
                                     g_strdup (result));
}

/* Whether @part of @whole is the share that a rule asks for, exactly; without a rule, it is. */
static gboolean
reaches (Look *look, DoudiRuleKind kind, int part, int whole, gboolean more_than)
{
  const DoudiRule *rule = find (look, kind);
  g_autofree char *found = g_strdup_printf ("%d ÷ %d", part, whole);
  gint64 numerator, denominator, difference;
  gboolean met;

  if (rule == NULL)
    return TRUE;
  get_share (rule, &numerator, &denominator);
  difference = part * denominator - whole * numerator;
  met = more_than ? difference > 0 : difference >= 0;
  explain_rule (look, rule, found, met);
  return met;
}

static gboolean
has_members (Look *look)
{
  const DoudiRule *rule = find (look, DOUDI_RULE_HEARING_MEMBERS);
  g_autofree char *found = doudi_explanation_persons (look->language, look->facts->present);
  gboolean met = rule == NULL || look->facts->present >= rule->number;

  if (rule != NULL)
    explain_rule (look, rule, found, met);
  return met;
}

/* Every condition is looked at, so that the lines name all that is missing. */
static gboolean
is_valid (Look *look)
{
  const DoudiHearingFacts *facts = look->facts;
  gboolean members = has_members (look);
  gboolean attendance
    = reaches (look, DOUDI_RULE_HEARING_ATTENDANCE, facts->present, facts->invited, FALSE);
  gboolean villagers
    = reaches (look, DOUDI_RULE_HEARING_VILLAGERS, facts->villagers, facts->present, FALSE);

  return members && attendance && villagers && facts->present > 0;
}

static gboolean
is_passed (Look *look)
{
  const DoudiRule *side = find (look, DOUDI_RULE_HEARING_PASS_SIDE);
  gboolean more_than = side != NULL && side->number == DOUDI_HEARING_PASS_MORE_THAN;
  gboolean passed = reaches (look, DOUDI_RULE_HEARING_PASS, look->facts->votes_for,
                             look->facts->present, more_than);

  if (side != NULL)
    doudi_explanation_add_rule (look->lines, side, look->language);
  return passed;
}

static void
explain_outcome (Look *look, DoudiHearingOutcome outcome)
{
  static const DoudiWord words[] = {
    { "passed", N_ ("the hearing agrees"), "评议通过" },
    { "failed", N_ ("the hearing does not agree: survey again before an opinion is given"),
      "评议未通过，应重新调查后再提出意见" },
    { "not-valid", N_ ("the hearing does not count: hold it again"), "评议无效，应重新组织" },
  };
  const DoudiHearingFacts *facts = look->facts;
  DoudiExplanationLine *line = doudi_explanation_add (
    look->lines, "hearing", doudi_say (look->language, _ ("Hearing"), "民主评议"),
    g_strdup_printf (doudi_say (look->language, _ ("for %d, against %d, abstained %d"),
                                "同意%d票，不同意%d票，弃权%d票"),
                     facts->votes_for, facts->votes_against, facts->abstained));

  const char *word = doudi_word_say (&words[outcome], look->language);

  doudi_explanation_line_set_result (line, g_strdup (word), g_strdup (word));
}

/**
 * doudi_hearing:
 * @policy: what is known
 * @facts: who came, and the votes
 * @language: of the lines
 * @outcome: (out): what it comes to
 * @error: %DOUDI_ERROR_BAD_DATA if the counts contradict each other; %DOUDI_ERROR_NO_STANDARD if no
 *   rule says when a hearing agrees
 *
 * What a villagers' hearing comes to (民发〔2012〕220号; 民发〔2021〕57号 after an objection). It
 * counts only if enough persons came, enough of those who should have, and enough of them represent
 * the villagers: "hearing-members", "hearing-attendance", "hearing-villagers". It agrees if the
 * votes for it reach the share "hearing-pass" of all who are present, or are more than that
 * ("hearing-pass-side"); who abstains or does not vote is not for it. Who is recused is not
 * present.
 *
 * Returns: (transfer full) (element-type DoudiExplanationLine): the reasons, %NULL with @error set
 */
GPtrArray *
doudi_hearing (const DoudiPolicy *policy,
               const DoudiHearingFacts *facts,
               DoudiLanguage language,
               DoudiHearingOutcome *outcome,
               GError **error)
{
  g_autoptr (GPtrArray) lines = doudi_explanation_new ();
  DoudiCircumstances whom = { .programme = facts->programme, .residence = facts->residence };
  Look look = { policy, facts, whom, lines, language };

  *outcome = DOUDI_HEARING_NOT_VALID;
  if (!check_counts (facts, error))
    return NULL;
  if (find (&look, DOUDI_RULE_HEARING_PASS) == NULL)
    {
      doudi_policy_fail_rule (policy, DOUDI_RULE_HEARING_PASS, NULL, facts->month, error);
      return NULL;
    }
  if (is_valid (&look))
    *outcome = is_passed (&look) ? DOUDI_HEARING_PASSED : DOUDI_HEARING_FAILED;
  explain_outcome (&look, *outcome);
  return g_steal_pointer (&lines);
}
