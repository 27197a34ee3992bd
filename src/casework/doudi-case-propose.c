/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What would be granted: the facts of the forms, put to the rules.
 */

#include "config.h"

#include "casework/doudi-case-facts.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-error.h"
#include "casework/doudi-due-table.h"
#include "casework/doudi-drawn-table.h"
#include "policy/doudi-eligibility.h"
#include "policy/doudi-entitlement.h"
#include "policy/doudi-review.h"
#include "policy/doudi-temporary-aid.h"
#include "store/doudi-registry-write.h"

/* Nursing is needed for at least so long (残疾人两项补贴, 国发〔2015〕52号). */
#define CARE_NEEDED_MONTHS 6
/* Grades up to this are severe; of mental and intellectual disability one more. */
#define SEVERE_GRADE 2

/*
 * Proposing:
 *
 * A proposal under way.
 *
 * @members: (element-type DoudiCaseMember)
 * @subject: (nullable): who would draw it
 * @decided_on: the day of the decision
 * @month: of the rules: the first month, or that of the decision for what is paid once
 */
typedef struct
{
  DoudiStore *store;
  const DoudiCase *of;
  const DoudiPolicy *policy;
  DoudiLanguage language;
  DoudiProgramme programme;
  DoudiResidence residence;
  GArray *members;
  const DoudiCaseMember *subject;
  DoudiDay decided_on;
  DoudiMonth month;
  DoudiCaseProposal *proposal;
} Proposing;

static void
refuse (const Proposing *proposing, DoudiCaseFlag flag, const char *reason)
{
  DoudiCaseProposal *proposal = proposing->proposal;

  proposal->eligible = FALSE;
  proposal->flags |= 1u << flag;
  if (*proposal->reason != '\0')
    return;
  g_free (proposal->reason);
  proposal->reason = g_strdup (reason);
}

/* A rule that cannot be asked is no reason to lose the case: it says so on the list. */
static void
refuse_for_error (const Proposing *proposing, GError *error)
{
  proposing->proposal->unanswered = TRUE;
  refuse (proposing, DOUDI_FLAG_NOT_ELIGIBLE, error->message);
  g_error_free (error);
}

static void
take_lines (const Proposing *proposing, GPtrArray *lines)
{
  g_ptr_array_extend_and_steal (proposing->proposal->lines, lines);
}

static DoudiCircumstances
circumstances (const Proposing *proposing)
{
  const DoudiAwardTermRow *term = &proposing->proposal->term;

  return (DoudiCircumstances){ .programme = proposing->programme,
                               .residence = proposing->residence,
                               .benefit_class = term->benefit_class,
                               .care = doudi_care_from_name (term->care),
                               .self_care = doudi_self_care_from_name (term->self_care) };
}

static gint64
rule_years (const Proposing *proposing, int which, gint64 otherwise)
{
  DoudiCircumstances whom = circumstances (proposing);
  const DoudiRule *rule = doudi_policy_find_rule (proposing->policy, DOUDI_RULE_TOP_UP_AGE, which,
                                                  &whom, proposing->month);

  return rule != NULL ? rule->number : otherwise;
}

static gboolean
is_severe (const DoudiCaseMember *member)
{
  gboolean of_mind = member->disability_class == DOUDI_DISABILITY_INTELLECTUAL
                     || member->disability_class == DOUDI_DISABILITY_MENTAL;

  return member->grade > 0 && member->grade <= SEVERE_GRADE + (of_mind ? 1 : 0);
}

/* Reasons for a top-up on the first day that is paid (prefecture plan 2018, 二.1(4)). */
static guint
key_reasons (const Proposing *proposing, const DoudiCaseMember *member)
{
  DoudiDay day = doudi_month_first_day (proposing->month);
  guint reasons = 0;
  int age;

  if (is_severe (member))
    reasons |= DOUDI_KEY_SEVERELY_DISABLED;
  if (g_str_equal (member->health, "serious"))
    reasons |= DOUDI_KEY_SERIOUSLY_ILL;
  if (member->birth == DOUDI_DAY_NONE || member->birth > day)
    return reasons;
  age = doudi_day_age_on (member->birth, day);
  if (age >= rule_years (proposing, 0, G_MAXINT))
    reasons |= DOUDI_KEY_ELDERLY;
  if (age < rule_years (proposing, 1, 0))
    reasons |= DOUDI_KEY_MINOR;
  return reasons;
}

static void
count_key_persons (const Proposing *proposing)
{
  for (guint i = 0; i < proposing->members->len; i++)
    {
      const DoudiCaseMember *member = &g_array_index (proposing->members, DoudiCaseMember, i);
      guint reasons = member->covered ? key_reasons (proposing, member) : 0;

      if (reasons != 0)
        proposing->proposal->term.key_persons[reasons]++;
    }
}

/* "class-2" of an assessment, else what the visit proposes. */
static int
find_class (const DoudiCase *of)
{
  const DoudiFilledFormRow *form = doudi_case_find_form (of, DOUDI_FORM_ASSESSMENT);
  const char *text = doudi_case_find (of, DOUDI_MEANING_PROPOSED_CLASS);
  gint64 number;

  if (form != NULL)
    text = g_str_has_prefix (form->result, "class-") ? form->result + strlen ("class-") : "";
  return g_ascii_string_to_signed (text, 10, 1, 4, &number, NULL) ? (int) number : 0;
}

static gboolean
assessed_not_eligible (const DoudiCase *of)
{
  const DoudiFilledFormRow *form = doudi_case_find_form (of, DOUDI_FORM_ASSESSMENT);

  return form != NULL && g_str_equal (form->result, "not-eligible");
}

static void
judge_income (const Proposing *proposing, const DoudiLowIncome *result)
{
  gboolean single = proposing->proposal->term.single_person;

  proposing->proposal->yearly_income = result->yearly_income;
  if (result->assets == DOUDI_ASSETS_OVER)
    proposing->proposal->flags |= 1u << DOUDI_FLAG_ASSETS_OVER;
  if (result->outcome == DOUDI_INCOME_OVER || (result->outcome == DOUDI_INCOME_EDGE && !single))
    refuse (proposing, DOUDI_FLAG_INCOME_OVER,
            _ ("The income of a person is not below the standard."));
  if (assessed_not_eligible (proposing->of))
    refuse (proposing, DOUDI_FLAG_NOT_ELIGIBLE, _ ("By its score the household is not eligible."));
}

/* The test is asked only whether; how much, the entitlement says afterwards. */
static void
drop_shortfall (GPtrArray *lines)
{
  for (guint i = lines->len; i > 0; i--)
    {
      const DoudiExplanationLine *line = g_ptr_array_index (lines, i - 1);

      if (line->adds || g_str_equal (line->rule, doudi_rule_info (DOUDI_RULE_ROUNDING)->word.name))
        g_ptr_array_remove_index (lines, i - 1);
    }
}

static void
test_income (const Proposing *proposing)
{
  DoudiLowIncomeFacts facts = { .residence = proposing->residence,
                                .month = proposing->month,
                                .persons = (int) proposing->members->len,
                                .benefit_class = proposing->proposal->term.benefit_class,
                                .method = DOUDI_METHOD_SHORTFALL,
                                .rounding = DOUDI_AS_POLICY_SAYS };
  DoudiLowIncome result;
  GError *error = NULL;
  GPtrArray *lines;

  if (!doudi_case_income (proposing->of, proposing->members, &facts.income))
    return;
  facts.assets_known = doudi_case_assets (proposing->of, &facts.assets);
  lines = doudi_low_income (proposing->policy, &facts, proposing->language, &result, &error);
  if (lines == NULL)
    {
      refuse_for_error (proposing, error);
      return;
    }
  drop_shortfall (lines);
  take_lines (proposing, lines);
  proposing->proposal->term.income_known = TRUE;
  proposing->proposal->term.yearly_income = result.yearly_income;
  judge_income (proposing, &result);
}

static void
propose_low_income (const Proposing *proposing)
{
  DoudiAwardTermRow *term = &proposing->proposal->term;

  term->single_person
    = proposing->of->application != NULL
      && doudi_form_answers_find_tick (proposing->of->application, DOUDI_FORM_NO_ROW,
                                       DOUDI_MEANING_SINGLE_PERSON);
  term->persons = term->single_person ? 1 : (int) doudi_case_count_covered (proposing->members);
  term->benefit_class = find_class (proposing->of);
  count_key_persons (proposing);
  test_income (proposing);
}

static void
take_care (const Proposing *proposing)
{
  const char *care = doudi_case_find (proposing->of, DOUDI_MEANING_CARE);
  const DoudiFilledFormRow *level = doudi_case_find_form (proposing->of, DOUDI_FORM_SELF_CARE);
  DoudiAwardTermRow *term = &proposing->proposal->term;

  g_strlcpy (term->care, care, sizeof term->care);
  if (level != NULL)
    g_strlcpy (term->self_care, level->result, sizeof term->self_care);
}

static void
test_work_ability (const Proposing *proposing)
{
  const DoudiCaseMember *subject = proposing->subject;
  DoudiWorkFacts facts = { .birth = subject->birth,
                           .on = proposing->decided_on,
                           .disability_class = subject->disability_class,
                           .grade = subject->grade };
  DoudiWorkAbility result;
  GError *error = NULL;
  GPtrArray *lines
    = doudi_work_ability (proposing->policy, &facts, proposing->language, &result, &error);

  if (lines == NULL)
    {
      refuse_for_error (proposing, error);
      return;
    }
  take_lines (proposing, lines);
  if (!result.lacking)
    refuse (proposing, DOUDI_FLAG_NOT_ELIGIBLE,
            _ ("The person counts as able to work, by age and disability."));
}

/* Own income below the low-income standard (民发〔2021〕43号). */
static void
test_own_income (const Proposing *proposing)
{
  const DoudiPolicyLine *line
    = doudi_policy_find_line (proposing->policy, DOUDI_POLICY_LINE_LOW_INCOME_STANDARD,
                              proposing->residence, proposing->month);
  DoudiFen income;

  if (line == NULL || proposing->of->application == NULL
      || !doudi_form_answers_find_fen (proposing->of->application, DOUDI_FORM_NO_ROW,
                                       DOUDI_MEANING_SUBJECT_INCOME, &income))
    return;
  if (income * doudi_policy_line_months (line) >= line->amount)
    refuse (proposing, DOUDI_FLAG_INCOME_OVER,
            _ ("The person's own income is not below the low-income standard."));
}

static void
propose_special_hardship (const Proposing *proposing)
{
  proposing->proposal->term.persons = 1;
  take_care (proposing);
  test_work_ability (proposing);
  test_own_income (proposing);
}

static void
read_parent (const Proposing *proposing, DoudiParent *parent, DoudiFormMeaning situation)
{
  const char *name = doudi_case_find (proposing->of, situation);
  int which = doudi_word_find (doudi_rule_info (DOUDI_RULE_PARENT_SITUATION)->cases, name);

  parent->situation = which >= 0 ? which : DOUDI_PARENT_ABLE;
  /* The days stand behind the situation in the vocabulary. */
  parent->since
    = doudi_day_parse_iso (doudi_case_find (proposing->of, (DoudiFormMeaning) (situation + 1)));
  parent->until
    = doudi_day_parse_iso (doudi_case_find (proposing->of, (DoudiFormMeaning) (situation + 2)));
}

static void
test_parents (const Proposing *proposing)
{
  DoudiParentsFacts facts = { .birth = proposing->subject->birth, .on = proposing->decided_on };
  DoudiChildEligibility result;
  GError *error = NULL;
  GPtrArray *lines;

  read_parent (proposing, &facts.parents[DOUDI_FATHER], DOUDI_MEANING_FATHER_SITUATION);
  read_parent (proposing, &facts.parents[DOUDI_MOTHER], DOUDI_MEANING_MOTHER_SITUATION);
  lines = doudi_child_eligibility (proposing->policy, &facts, proposing->language, &result, &error);
  if (lines == NULL)
    {
      refuse_for_error (proposing, error);
      return;
    }
  take_lines (proposing, lines);
  if (result.too_old)
    refuse (proposing, DOUDI_FLAG_NOT_ELIGIBLE, _ ("The child is too old."));
  else if (result.programme != proposing->programme)
    refuse (proposing, DOUDI_FLAG_NOT_ELIGIBLE,
            _ ("By the situation of the parents the child does not belong to this programme."));
}

static void
propose_child (const Proposing *proposing)
{
  const char *share = doudi_case_find (proposing->of, DOUDI_MEANING_HOUSEHOLD_SHARE);
  DoudiAwardTermRow *term = &proposing->proposal->term;

  term->persons = 1;
  if (g_str_equal (share, "yes"))
    term->share = DOUDI_AWARD_SHARE_YES;
  else if (g_str_equal (share, "no"))
    term->share = DOUDI_AWARD_SHARE_NO;
  take_care (proposing);
  test_parents (proposing);
}

static void
test_grade (const Proposing *proposing)
{
  const DoudiCaseMember *subject = proposing->subject;
  DoudiCircumstances whom = circumstances (proposing);
  const DoudiRule *rule = NULL;

  if (subject->disability_class != DOUDI_DISABILITY_NONE)
    rule = doudi_policy_find_rule (proposing->policy, DOUDI_RULE_QUALIFYING_GRADE,
                                   (int) subject->disability_class - 1, &whom, proposing->month);
  if (subject->grade == 0)
    refuse (proposing, DOUDI_FLAG_NOT_ELIGIBLE, _ ("There is no valid disability card."));
  else if (rule == NULL || subject->grade > rule->number)
    refuse (proposing, DOUDI_FLAG_NOT_ELIGIBLE,
            _ ("The grade of the disability does not count for this subsidy."));
}

static void
test_care_needed (const Proposing *proposing)
{
  gint64 months = 0;

  if (proposing->of->application == NULL
      || doudi_form_find_meaning (doudi_form_answers_get_form (proposing->of->application),
                                  DOUDI_MEANING_CARE_NEEDED_MONTHS)
           == NULL)
    return;
  doudi_form_answers_find_count (proposing->of->application, DOUDI_FORM_NO_ROW,
                                 DOUDI_MEANING_CARE_NEEDED_MONTHS, &months);
  if (months < CARE_NEEDED_MONTHS)
    refuse (proposing, DOUDI_FLAG_NOT_ELIGIBLE, _ ("Care is not needed for six months or longer."));
}

static void
propose_disability (const Proposing *proposing)
{
  DoudiAwardTermRow *term = &proposing->proposal->term;

  term->persons = 1;
  term->benefit_class = proposing->subject->grade;
  test_grade (proposing);
  if (proposing->programme == DOUDI_PROGRAMME_DISABILITY_NURSING)
    test_care_needed (proposing);
}

static gint64
find_number (const Proposing *proposing, DoudiFormMeaning meaning, gint64 otherwise)
{
  gint64 number;

  return doudi_form_answers_find_count (proposing->of->application, DOUDI_FORM_NO_ROW, meaning,
                                        &number)
           ? number
           : otherwise;
}

static DoudiFen
urban_standard (const Proposing *proposing)
{
  const DoudiPolicyLine *line
    = doudi_policy_find_line (proposing->policy, DOUDI_POLICY_LINE_LOW_INCOME_STANDARD,
                              DOUDI_RESIDENCE_URBAN, proposing->month);
  DoudiFen fen = DOUDI_AID_UNKNOWN;

  if (line != NULL)
    doudi_divide (line->amount, doudi_policy_line_months (line), DOUDI_ROUNDING_FEN, &fen);
  return fen;
}

static void
propose_aid (const Proposing *proposing)
{
  DoudiAidFacts facts = { .month = proposing->month,
                          .standard = urban_standard (proposing),
                          .assessed = DOUDI_AID_UNKNOWN };
  const DoudiWord *kinds = doudi_rule_info (DOUDI_RULE_AID_WAY)->cases;
  int kind = doudi_word_find (kinds, doudi_case_find (proposing->of, DOUDI_MEANING_AID_KIND));
  DoudiAid result;
  GError *error = NULL;
  GPtrArray *lines;

  facts.kind = kind >= 0 ? (DoudiAidKind) kind : DOUDI_AID_KIND_EXPENSE;
  facts.persons
    = find_number (proposing, DOUDI_MEANING_AID_PERSONS, (gint64) proposing->members->len);
  facts.months = find_number (proposing, DOUDI_MEANING_AID_MONTHS, DOUDI_AID_UNKNOWN);
  facts.earlier = find_number (proposing, DOUDI_MEANING_AID_EARLIER, 0);
  if (!doudi_form_answers_find_fen (proposing->of->application, DOUDI_FORM_NO_ROW,
                                    DOUDI_MEANING_AID_ASSESSED, &facts.assessed))
    facts.assessed = DOUDI_AID_UNKNOWN;
  lines = doudi_temporary_aid (proposing->policy, &facts, proposing->language, &result, &error);
  if (lines == NULL)
    {
      refuse_for_error (proposing, error);
      return;
    }
  take_lines (proposing, lines);
  proposing->proposal->term.persons = (int) facts.persons;
  proposing->proposal->amount = result.amount;
}

/* What the person draws already that a programme paid as a difference takes off. */
static gboolean
load_drawn (const Proposing *proposing, GPtrArray *others, GArray *drawn, GError **error)
{
  gint64 person = 0;
  g_autoptr (GArray) awards = NULL;

  if (proposing->subject == NULL || *proposing->subject->identity_number == '\0')
    return TRUE;
  if (!doudi_registry_find_person (proposing->store, proposing->subject->identity_number, &person,
                                   error))
    return FALSE;
  awards = person != 0 ? doudi_registry_awards_drawn_by (proposing->store, person,
                                                         proposing->decided_on, error)
                       : g_array_new (FALSE, FALSE, sizeof (DoudiDrawnAward));
  for (guint i = 0; awards != NULL && i < awards->len; i++)
    {
      const DoudiDrawnAward *row = &g_array_index (awards, DoudiDrawnAward, i);
      DoudiProgramme programme = doudi_programme_from_name (row->programme);
      gboolean share = doudi_programme_info (programme)->for_household;
      DoudiAwardRow *award;
      DoudiEntitlementFacts *facts;

      if ((share && proposing->proposal->term.share != DOUDI_AWARD_SHARE_YES)
          || (!share && row->person_id != person))
        continue;
      award = doudi_award_get (proposing->store, row->award_id, error);
      if (award == NULL)
        return FALSE;
      facts = g_new0 (DoudiEntitlementFacts, 1);
      facts->programme = programme;
      facts->residence = doudi_residence_from_name (award->residence);
      facts->n_terms = award->terms->len;
      facts->terms
        = (const DoudiTerm *) (gpointer) g_array_free (doudi_drawn_terms (award->terms), FALSE);
      g_array_append_vals (drawn, &(DoudiDrawn){ facts, award->first_month, share }, 1);
      g_ptr_array_add (others, facts);
      doudi_award_row_free (award);
    }
  return awards != NULL;
}

static void
facts_free (gpointer data)
{
  DoudiEntitlementFacts *facts = data;

  g_free ((gpointer) facts->terms);
  g_free (facts);
}

static gboolean
price (const Proposing *proposing, GError **error)
{
  DoudiTerm term = doudi_due_term_facts (&proposing->proposal->term);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (facts_free);
  g_autoptr (GArray) drawn = g_array_new (FALSE, FALSE, sizeof (DoudiDrawn));
  DoudiEntitlementFacts facts = { .programme = proposing->programme,
                                  .residence = proposing->residence,
                                  .terms = &term,
                                  .n_terms = 1 };
  GError *local = NULL;
  GPtrArray *lines;

  if (!load_drawn (proposing, others, drawn, error))
    return FALSE;
  facts.drawn = (const DoudiDrawn *) (gconstpointer) drawn->data;
  facts.n_drawn = drawn->len;
  lines = doudi_entitlement_explain (proposing->policy, &facts, proposing->month,
                                     proposing->language, &proposing->proposal->amount, &local);
  if (lines == NULL)
    refuse_for_error (proposing, local);
  else
    take_lines (proposing, lines);
  return TRUE;
}

static gboolean
has_able_bodied (const GArray *members)
{
  for (guint i = 0; i < members->len; i++)
    if (g_str_equal (g_array_index (members, DoudiCaseMember, i).work_ability, "able"))
      return TRUE;
  return FALSE;
}

/* Where no rule says when, nothing is due; that is no fault of the case. */
static void
set_days (const Proposing *proposing)
{
  DoudiCaseProposal *proposal = proposing->proposal;
  DoudiReviewFacts facts
    = { .whom = circumstances (proposing),
        .confirmed = proposing->decided_on,
        .income_stable = proposing->of->survey == NULL
                         || doudi_form_answers_find_tick (proposing->of->survey, DOUDI_FORM_NO_ROW,
                                                          DOUDI_MEANING_INCOME_STABLE),
        .able_bodied = has_able_bodied (proposing->members) };
  DoudiReview review = { NULL };
  g_autoptr (GPtrArray) reasons
    = doudi_review_date (proposing->policy, &facts, proposing->language, &review, NULL);
  g_autoptr (GPtrArray) limits
    = doudi_validity_end (proposing->policy, &facts.whom, doudi_month_first_day (proposing->month),
                          proposing->language, &proposal->valid_through, NULL);

  proposal->review_on = reasons != NULL ? review.due : DOUDI_DAY_NONE;
  if (limits == NULL)
    proposal->valid_through = DOUDI_DAY_NONE;
}

typedef void (*ProposeFunc) (const Proposing *proposing);

/* What a programme asks for. */
static const ProposeFunc propose_by_programme[DOUDI_N_PROGRAMMES] = {
  [DOUDI_PROGRAMME_LOW_INCOME] = propose_low_income,
  [DOUDI_PROGRAMME_SPECIAL_HARDSHIP] = propose_special_hardship,
  [DOUDI_PROGRAMME_ORPHAN] = propose_child,
  [DOUDI_PROGRAMME_UNSUPPORTED_CHILD] = propose_child,
  [DOUDI_PROGRAMME_DISABILITY_LIVING] = propose_disability,
  [DOUDI_PROGRAMME_DISABILITY_NURSING] = propose_disability,
  [DOUDI_PROGRAMME_TEMPORARY_AID] = propose_aid,
};

static void
set_month (Proposing *proposing)
{
  gboolean monthly = doudi_programme_info (proposing->programme)->monthly;
  DoudiCaseProposal *proposal = proposing->proposal;

  proposal->first_month
    = monthly ? doudi_programme_first_month (proposing->policy, proposing->programme,
                                             proposing->of->row->applied_on, proposing->decided_on)
              : DOUDI_MONTH_NONE;
  proposing->month = monthly ? proposal->first_month : doudi_month_of_day (proposing->decided_on);
  proposal->term.from = proposing->month;
}

/**
 * doudi_case_propose:
 * @store: the caseload
 * @self: a case
 * @policy: what is known
 * @decided_on: the day of the decision
 * @language: of the reasons
 * @error: what kept the caseload from being read
 *
 * Works out what would be granted: persons, class, care and reasons for a top-up from the forms,
 * the first month and the amount from the rules. Whether the rules allow it is part of the answer,
 * not an error. A benefit that is paid as a difference is shown less what the person draws today.
 *
 * Returns: (transfer full): the proposal; %NULL with @error set
 */
DoudiCaseProposal *
doudi_case_propose (DoudiStore *store,
                    const DoudiCase *self,
                    const DoudiPolicy *policy,
                    DoudiDay decided_on,
                    DoudiLanguage language,
                    GError **error)
{
  g_autoptr (DoudiCaseProposal) proposal = g_new0 (DoudiCaseProposal, 1);
  g_autoptr (GArray) members = doudi_case_list_members (self, decided_on);
  Proposing proposing = { .store = store,
                          .of = self,
                          .policy = policy,
                          .language = language,
                          .programme = self->facts.programme,
                          .residence = self->facts.residence,
                          .members = members,
                          .decided_on = decided_on,
                          .proposal = proposal };

  proposal->eligible = TRUE;
  proposal->reason = g_strdup ("");
  proposal->lines = doudi_explanation_new ();
  set_month (&proposing);
  proposing.subject = doudi_case_find_subject (members, proposing.programme);
  if (proposing.subject == NULL || propose_by_programme[proposing.programme] == NULL)
    {
      refuse (&proposing, DOUDI_FLAG_NOT_ELIGIBLE, _ ("The form names nobody who would draw it."));
      return g_steal_pointer (&proposal);
    }
  propose_by_programme[proposing.programme](&proposing);
  if (proposal->first_month == DOUDI_MONTH_NONE)
    return g_steal_pointer (&proposal);
  set_days (&proposing);
  return price (&proposing, error) ? g_steal_pointer (&proposal) : NULL;
}

/**
 * doudi_case_proposal_free:
 * @proposal: (nullable) (transfer full): a proposal
 *
 * Frees a proposal.
 */
void
doudi_case_proposal_free (DoudiCaseProposal *proposal)
{
  if (proposal == NULL)
    return;
  g_free (proposal->reason);
  g_clear_pointer (&proposal->lines, g_ptr_array_unref);
  g_free (proposal);
}
