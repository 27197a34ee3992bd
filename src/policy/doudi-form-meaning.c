/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "policy/doudi-form-private.h"

#include <string.h>

#define T(type) (1u << DOUDI_FORM_##type)
#define TEXT T (TEXT)
#define WORDS (T (TEXT) | T (LINES))
#define WORD_OR_CHOICE (T (TEXT) | T (CHOICE))
#define COUNT (T (COUNT) | T (COMPUTED))
#define MONEY (T (MONEY) | T (COMPUTED))
#define DAY T (DAY)
#define CHOICE T (CHOICE)
#define CHOICES T (CHOICES)
#define TICK T (TICK)
#define IDENTITY T (IDENTITY_NUMBER)
#define CARD T (DISABILITY_CARD)
#define PHONE T (PHONE)
#define FROM_PROGRAM (T (FILLED) | T (COMPUTED))

/* A name of a person; a day that has been; a day of birth. */
#define NAME 1u
#define PAST 2u
#define BIRTH (PAST | 4u)

#define SEXES "male,female"
#define ABILITIES "able,partly,unable"
#define HEALTHS "healthy,chronic,serious,disabled"
#define ONE_TO_FOUR "1,2,3,4"
#define CAN "can,cannot"

/**
 * Info:
 * @types: bits 1 << #DoudiFormType that a field with the meaning may have besides
 *   %DOUDI_FORM_FILLED; none for a table
 * @flags: NAME, PAST, BIRTH
 * @table: the table in which a column with the meaning stands, if it is one of a table
 * @keys: (nullable): the only keys its options may have, with commas between
 */
typedef struct
{
  guint types;
  guint flags;
  DoudiFormMeaning table;
  const char *keys;
} Info;

#define MEMBERS DOUDI_MEANING_MEMBERS
#define SUPPORTERS DOUDI_MEANING_SUPPORTERS
#define INCOMES DOUDI_MEANING_INCOMES
#define EXPENSES DOUDI_MEANING_EXPENSES
#define ASSETS DOUDI_MEANING_ASSETS
#define MATERIALS DOUDI_MEANING_MATERIALS
#define OFFICIALS DOUDI_MEANING_KIN_OFFICIALS
#define ATTENDEES DOUDI_MEANING_ATTENDEES
#define SIGNERS DOUDI_MEANING_SIGNERS

static const Info infos[DOUDI_N_MEANINGS] = {
  [DOUDI_MEANING_NONE] = { 0, 0, 0, NULL },
  [DOUDI_MEANING_APPLIED_ON] = { DAY, PAST, 0, NULL },
  [DOUDI_MEANING_RESIDENCE] = { CHOICE, 0, 0, "rural,urban" },
  [DOUDI_MEANING_APPLICANT_NAME] = { TEXT, 0, 0, NULL },
  [DOUDI_MEANING_APPLICANT_IDENTITY_NUMBER] = { IDENTITY, 0, 0, NULL },
  [DOUDI_MEANING_APPLICANT_RELATION] = { WORD_OR_CHOICE, 0, 0, NULL },
  [DOUDI_MEANING_AGENT_NAME] = { TEXT, NAME, 0, NULL },
  [DOUDI_MEANING_AGENT_IDENTITY_NUMBER] = { IDENTITY, 0, 0, NULL },
  [DOUDI_MEANING_AGENT_PHONE] = { PHONE, 0, 0, NULL },
  [DOUDI_MEANING_PHONE] = { PHONE, 0, 0, NULL },
  [DOUDI_MEANING_LIVING_DIVISION] = { T (DIVISION), 0, 0, NULL },
  [DOUDI_MEANING_VILLAGE_GROUP] = { TEXT, 0, 0, NULL },
  [DOUDI_MEANING_LIVING_ADDRESS] = { WORDS, 0, 0, NULL },
  [DOUDI_MEANING_REGISTERED_ADDRESS] = { WORDS, 0, 0, NULL },
  [DOUDI_MEANING_REASON] = { CHOICE, 0, 0, NULL },
  [DOUDI_MEANING_PLEDGE] = { TICK, 0, 0, NULL },
  [DOUDI_MEANING_ACCOUNT_BANK] = { WORD_OR_CHOICE, 0, 0, NULL },
  [DOUDI_MEANING_ACCOUNT_HOLDER] = { TEXT, 0, 0, NULL },
  [DOUDI_MEANING_ACCOUNT_NUMBER] = { T (ACCOUNT), 0, 0, NULL },
  [DOUDI_MEANING_SUBJECT_NAME] = { TEXT, NAME, 0, NULL },
  [DOUDI_MEANING_SUBJECT_IDENTITY_NUMBER] = { IDENTITY, 0, 0, NULL },
  [DOUDI_MEANING_SUBJECT_SEX] = { CHOICE, 0, 0, SEXES },
  [DOUDI_MEANING_SUBJECT_BIRTH] = { DAY, BIRTH, 0, NULL },
  [DOUDI_MEANING_SUBJECT_ETHNICITY] = { WORD_OR_CHOICE, 0, 0, NULL },
  [DOUDI_MEANING_SUBJECT_HEALTH] = { CHOICE, 0, 0, NULL },
  [DOUDI_MEANING_SUBJECT_WORK_ABILITY] = { CHOICE, 0, 0, ABILITIES },
  [DOUDI_MEANING_SUBJECT_SCHOOL] = { TICK, 0, 0, NULL },
  [DOUDI_MEANING_SUBJECT_INCOME] = { MONEY, 0, 0, NULL },
  [DOUDI_MEANING_DISABILITY_CARD] = { CARD, 0, 0, NULL },
  [DOUDI_MEANING_DISABILITY_CLASS] = { CHOICE, 0, 0, NULL },
  [DOUDI_MEANING_DISABILITY_GRADE] = { CHOICE, 0, 0, ONE_TO_FOUR },
  [DOUDI_MEANING_CARE_NEEDED_MONTHS] = { COUNT, 0, 0, NULL },
  [DOUDI_MEANING_OTHER_ALLOWANCES] = { CHOICES, 0, 0, NULL },
  [DOUDI_MEANING_CARE] = { CHOICE, 0, 0, "home,institution" },
  [DOUDI_MEANING_INSTITUTION] = { TEXT, 0, 0, NULL },
  [DOUDI_MEANING_CARER] = { TEXT, 0, 0, NULL },
  [DOUDI_MEANING_GUARDIAN_NAME] = { TEXT, NAME, 0, NULL },
  [DOUDI_MEANING_GUARDIAN_IDENTITY_NUMBER] = { IDENTITY, 0, 0, NULL },
  [DOUDI_MEANING_GUARDIAN_PHONE] = { PHONE, 0, 0, NULL },
  [DOUDI_MEANING_FATHER_NAME] = { TEXT, NAME, 0, NULL },
  [DOUDI_MEANING_FATHER_IDENTITY_NUMBER] = { IDENTITY, 0, 0, NULL },
  [DOUDI_MEANING_FATHER_SITUATION] = { CHOICE, 0, 0, NULL },
  [DOUDI_MEANING_FATHER_SINCE] = { DAY, PAST, 0, NULL },
  [DOUDI_MEANING_FATHER_UNTIL] = { DAY, 0, 0, NULL },
  [DOUDI_MEANING_MOTHER_NAME] = { TEXT, NAME, 0, NULL },
  [DOUDI_MEANING_MOTHER_IDENTITY_NUMBER] = { IDENTITY, 0, 0, NULL },
  [DOUDI_MEANING_MOTHER_SITUATION] = { CHOICE, 0, 0, NULL },
  [DOUDI_MEANING_MOTHER_SINCE] = { DAY, PAST, 0, NULL },
  [DOUDI_MEANING_MOTHER_UNTIL] = { DAY, 0, 0, NULL },
  [DOUDI_MEANING_HOUSEHOLD_SHARE] = { CHOICE, 0, 0, "yes,no" },
  [DOUDI_MEANING_SINGLE_PERSON] = { TICK, 0, 0, NULL },
  [DOUDI_MEANING_MEMBERS] = { 0, 0, 0, NULL },
  [DOUDI_MEANING_MEMBER_NAME] = { TEXT, NAME, MEMBERS, NULL },
  [DOUDI_MEANING_MEMBER_IDENTITY_NUMBER] = { IDENTITY, 0, MEMBERS, NULL },
  [DOUDI_MEANING_MEMBER_RELATION] = { WORD_OR_CHOICE, 0, MEMBERS, NULL },
  [DOUDI_MEANING_MEMBER_SEX] = { CHOICE, 0, MEMBERS, SEXES },
  [DOUDI_MEANING_MEMBER_BIRTH] = { DAY, BIRTH, MEMBERS, NULL },
  [DOUDI_MEANING_MEMBER_ETHNICITY] = { WORD_OR_CHOICE, 0, MEMBERS, NULL },
  [DOUDI_MEANING_MEMBER_HEALTH] = { CHOICE, 0, MEMBERS, HEALTHS },
  [DOUDI_MEANING_MEMBER_WORK_ABILITY] = { CHOICE, 0, MEMBERS, ABILITIES },
  [DOUDI_MEANING_MEMBER_DISABILITY_CARD] = { CARD, 0, MEMBERS, NULL },
  [DOUDI_MEANING_MEMBER_SCHOOL] = { CHOICE, 0, MEMBERS, "none,compulsory,secondary,higher" },
  [DOUDI_MEANING_MEMBER_EMPLOYMENT] = { WORD_OR_CHOICE, 0, MEMBERS, NULL },
  [DOUDI_MEANING_MEMBER_WAGES] = { MONEY, 0, MEMBERS, NULL },
  [DOUDI_MEANING_MEMBER_COVERED] = { TICK, 0, MEMBERS, NULL },
  [DOUDI_MEANING_MEMBER_PERSON] = { TEXT, 0, MEMBERS, NULL },
  [DOUDI_MEANING_MEMBER_TEMPORARY_NUMBER] = { TEXT, 0, MEMBERS, NULL },
  [DOUDI_MEANING_SUPPORTERS] = { 0, 0, 0, NULL },
  [DOUDI_MEANING_SUPPORTER_NAME] = { TEXT, NAME, SUPPORTERS, NULL },
  [DOUDI_MEANING_SUPPORTER_IDENTITY_NUMBER] = { IDENTITY, 0, SUPPORTERS, NULL },
  [DOUDI_MEANING_SUPPORTER_RELATION] = { WORD_OR_CHOICE, 0, SUPPORTERS, NULL },
  [DOUDI_MEANING_SUPPORTER_PAYS] = { MONEY, 0, SUPPORTERS, NULL },
  [DOUDI_MEANING_INCOMES] = { 0, 0, 0, NULL },
  [DOUDI_MEANING_INCOME_SOURCE] = { CHOICE, 0, INCOMES, "wages,business,property,transfer,other" },
  [DOUDI_MEANING_INCOME_KIND] = { WORD_OR_CHOICE, 0, INCOMES, NULL },
  [DOUDI_MEANING_INCOME_DECLARED] = { MONEY, 0, INCOMES, NULL },
  [DOUDI_MEANING_INCOME_VERIFIED] = { MONEY, 0, INCOMES, NULL },
  [DOUDI_MEANING_INCOME_COUNTS] = { TICK, 0, INCOMES, NULL },
  [DOUDI_MEANING_EXPENSES] = { 0, 0, 0, NULL },
  [DOUDI_MEANING_EXPENSE_KIND] = { CHOICE, 0, EXPENSES, "medical,disability,education,work,other" },
  [DOUDI_MEANING_EXPENSE_DECLARED] = { MONEY, 0, EXPENSES, NULL },
  [DOUDI_MEANING_EXPENSE_VERIFIED] = { MONEY, 0, EXPENSES, NULL },
  [DOUDI_MEANING_ASSETS] = { 0, 0, 0, NULL },
  [DOUDI_MEANING_ASSET_KIND] = { CHOICE, 0, ASSETS, NULL },
  [DOUDI_MEANING_ASSET_DECLARED] = { MONEY, 0, ASSETS, NULL },
  [DOUDI_MEANING_ASSET_VERIFIED] = { MONEY, 0, ASSETS, NULL },
  [DOUDI_MEANING_WAGES_VERIFIED] = { MONEY, 0, 0, NULL },
  [DOUDI_MEANING_MATERIALS] = { 0, 0, 0, NULL },
  [DOUDI_MEANING_MATERIAL] = { CHOICE, 0, MATERIALS, NULL },
  [DOUDI_MEANING_MATERIAL_STATE] = { CHOICE, 0, MATERIALS, "given,missing,looked-up" },
  [DOUDI_MEANING_KIN] = { TICK, 0, 0, NULL },
  [DOUDI_MEANING_KIN_OFFICIALS] = { 0, 0, 0, NULL },
  [DOUDI_MEANING_KIN_NAME] = { TEXT, NAME, OFFICIALS, NULL },
  [DOUDI_MEANING_KIN_IDENTITY_NUMBER] = { IDENTITY, 0, OFFICIALS, NULL },
  [DOUDI_MEANING_KIN_UNIT] = { TEXT, 0, OFFICIALS, NULL },
  [DOUDI_MEANING_KIN_RELATION] = { WORD_OR_CHOICE, 0, OFFICIALS, NULL },
  [DOUDI_MEANING_VISITED_ON] = { DAY, PAST, 0, NULL },
  [DOUDI_MEANING_INVESTIGATOR_1] = { TEXT, 0, 0, NULL },
  [DOUDI_MEANING_INVESTIGATOR_2] = { TEXT, 0, 0, NULL },
  [DOUDI_MEANING_INTERVIEWEE] = { TEXT, 0, 0, NULL },
  [DOUDI_MEANING_FINDING] = { WORDS, 0, 0, NULL },
  [DOUDI_MEANING_CONCLUSION] = { CHOICE, 0, 0, "fits,does-not-fit" },
  [DOUDI_MEANING_PROPOSED_CLASS] = { CHOICE, 0, 0, ONE_TO_FOUR },
  [DOUDI_MEANING_INCOME_STABLE] = { TICK, 0, 0, NULL },
  [DOUDI_MEANING_HELD_ON] = { DAY, PAST, 0, NULL },
  [DOUDI_MEANING_HOST] = { TEXT, 0, 0, NULL },
  [DOUDI_MEANING_RECORDER] = { TEXT, 0, 0, NULL },
  [DOUDI_MEANING_INVITED] = { COUNT, 0, 0, NULL },
  [DOUDI_MEANING_ATTENDEES] = { 0, 0, 0, NULL },
  [DOUDI_MEANING_ATTENDEE_NAME] = { TEXT, NAME, ATTENDEES, NULL },
  [DOUDI_MEANING_ATTENDEE_IDENTITY]
  = { CHOICE, 0, ATTENDEES, "township,village,delegate,villager" },
  [DOUDI_MEANING_ATTENDEE_RECUSED] = { TICK, 0, ATTENDEES, NULL },
  [DOUDI_MEANING_VOTES_FOR] = { COUNT, 0, 0, NULL },
  [DOUDI_MEANING_VOTES_AGAINST] = { COUNT, 0, 0, NULL },
  [DOUDI_MEANING_VOTES_ABSTAINED] = { COUNT, 0, 0, NULL },
  [DOUDI_MEANING_SIGNERS] = { 0, 0, 0, NULL },
  [DOUDI_MEANING_SIGNER_NAME] = { TEXT, NAME, SIGNERS, NULL },
  [DOUDI_MEANING_SIGNER_IDENTITY_NUMBER] = { IDENTITY, 0, SIGNERS, NULL },
  [DOUDI_MEANING_SIGNER_FOR] = { TEXT, 0, SIGNERS, NULL },
  [DOUDI_MEANING_HOLDS_FROM] = { DAY, PAST, 0, NULL },
  [DOUDI_MEANING_EVIDENCE] = { TEXT, 0, 0, NULL },
  [DOUDI_MEANING_SIGNED_ON] = { DAY, PAST, 0, NULL },
  [DOUDI_MEANING_EXPIRES_ON] = { DAY, 0, 0, NULL },
  [DOUDI_MEANING_ASSESSED_ON] = { DAY, PAST, 0, NULL },
  [DOUDI_MEANING_ASSESSOR_1] = { TEXT, 0, 0, NULL },
  [DOUDI_MEANING_ASSESSOR_2] = { TEXT, 0, 0, NULL },
  [DOUDI_MEANING_WITNESS] = { TEXT, 0, 0, NULL },
  [DOUDI_MEANING_SELF_CARE_EATING] = { CHOICE, 0, 0, CAN },
  [DOUDI_MEANING_SELF_CARE_DRESSING] = { CHOICE, 0, 0, CAN },
  [DOUDI_MEANING_SELF_CARE_BED] = { CHOICE, 0, 0, CAN },
  [DOUDI_MEANING_SELF_CARE_TOILET] = { CHOICE, 0, 0, CAN },
  [DOUDI_MEANING_SELF_CARE_WALKING] = { CHOICE, 0, 0, CAN },
  [DOUDI_MEANING_SELF_CARE_BATHING] = { CHOICE, 0, 0, CAN },
  [DOUDI_MEANING_AID_KIND] = { CHOICE, 0, 0, NULL },
  [DOUDI_MEANING_AID_CAUSE] = { WORDS, 0, 0, NULL },
  [DOUDI_MEANING_AID_HAPPENED_ON] = { DAY, PAST, 0, NULL },
  [DOUDI_MEANING_AID_PERSONS] = { COUNT, 0, 0, NULL },
  [DOUDI_MEANING_AID_MONTHS] = { COUNT, 0, 0, NULL },
  [DOUDI_MEANING_AID_ASSESSED] = { MONEY, 0, 0, NULL },
  [DOUDI_MEANING_AID_EARLIER] = { COUNT, 0, 0, NULL },
  [DOUDI_MEANING_AID_FAMILY_KIND] = { CHOICE, 0, 0, NULL },
  [DOUDI_MEANING_AID_FUND] = { CHOICE, 0, 0, "county,reserve" },
  [DOUDI_MEANING_AID_URGENT] = { TICK, 0, 0, NULL },
  [DOUDI_MEANING_AID_PAID_ON] = { DAY, PAST, 0, NULL },
  [DOUDI_MEANING_AID_PAID] = { MONEY, 0, 0, NULL },
  [DOUDI_MEANING_COUNTY] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_TOWNSHIP] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_VILLAGE] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_CASE_NUMBER] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_PROGRAMME] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_TODAY] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_ACCEPTED_ON] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_MISSING_PAPERS] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_TOTAL_DUE] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_MEMBERS_COUNT] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_COVERED_COUNT] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_YEARLY_INCOME] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_MONTHLY_PER_HEAD] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_STANDARD] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_SCORE] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_CLASS] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_SELF_CARE] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_AMOUNT] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_AMOUNT_CAPITALS] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_OLD_AMOUNT] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_FIRST_MONTH] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_VALID_THROUGH] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_REVIEW_ON] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_DECIDED_ON] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_DECISION_REASON] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_ORGAN] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_NOTICE_FROM] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_NOTICE_TO] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_HEARING_RESULT] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_OPINION_VILLAGE] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_OPINION_TOWNSHIP] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_OPINION_FEDERATION] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_OPINION_COUNTY] = { FROM_PROGRAM, 0, 0, NULL },
  [DOUDI_MEANING_AID_FORMULA] = { FROM_PROGRAM, 0, 0, NULL },
};

/* Words that the rules know, for the meanings whose options must be these: the cases of a rule. */
static const struct
{
  DoudiFormMeaning meaning;
  DoudiRuleKind rule;
  const char *more;
} rule_keys[] = {
  { DOUDI_MEANING_DISABILITY_CLASS, DOUDI_RULE_QUALIFYING_GRADE, NULL },
  { DOUDI_MEANING_FATHER_SITUATION, DOUDI_RULE_PARENT_SITUATION, "able" },
  { DOUDI_MEANING_MOTHER_SITUATION, DOUDI_RULE_PARENT_SITUATION, "able" },
  { DOUDI_MEANING_AID_KIND, DOUDI_RULE_AID_WAY, NULL },
};

/* In the order of DoudiFormMeaning. */
static const char *const names[] = {
  "",
  "applied-on",
  "residence",
  "applicant-name",
  "applicant-identity-number",
  "applicant-relation",
  "agent-name",
  "agent-identity-number",
  "agent-phone",
  "phone",
  "living-division",
  "village-group",
  "living-address",
  "registered-address",
  "reason",
  "pledge",
  "account-bank",
  "account-holder",
  "account-number",
  "subject-name",
  "subject-identity-number",
  "subject-sex",
  "subject-birth",
  "subject-ethnicity",
  "subject-health",
  "subject-work-ability",
  "subject-school",
  "subject-income",
  "disability-card",
  "disability-class",
  "disability-grade",
  "care-needed-months",
  "other-allowances",
  "care",
  "institution",
  "carer",
  "guardian-name",
  "guardian-identity-number",
  "guardian-phone",
  "father-name",
  "father-identity-number",
  "father-situation",
  "father-since",
  "father-until",
  "mother-name",
  "mother-identity-number",
  "mother-situation",
  "mother-since",
  "mother-until",
  "household-share",
  "single-person",
  "members",
  "member-name",
  "member-identity-number",
  "member-relation",
  "member-sex",
  "member-birth",
  "member-ethnicity",
  "member-health",
  "member-work-ability",
  "member-disability-card",
  "member-school",
  "member-employment",
  "member-wages",
  "member-covered",
  "member-person",
  "member-temporary-number",
  "supporters",
  "supporter-name",
  "supporter-identity-number",
  "supporter-relation",
  "supporter-pays",
  "incomes",
  "income-source",
  "income-kind",
  "income-declared",
  "income-verified",
  "income-counts",
  "expenses",
  "expense-kind",
  "expense-declared",
  "expense-verified",
  "assets",
  "asset-kind",
  "asset-declared",
  "asset-verified",
  "wages-verified",
  "materials",
  "material",
  "material-state",
  "kin",
  "kin-officials",
  "kin-name",
  "kin-identity-number",
  "kin-unit",
  "kin-relation",
  "visited-on",
  "investigator-1",
  "investigator-2",
  "interviewee",
  "finding",
  "conclusion",
  "proposed-class",
  "income-stable",
  "held-on",
  "host",
  "recorder",
  "invited",
  "attendees",
  "attendee-name",
  "attendee-identity",
  "attendee-recused",
  "votes-for",
  "votes-against",
  "votes-abstained",
  "signers",
  "signer-name",
  "signer-identity-number",
  "signer-for",
  "holds-from",
  "evidence",
  "signed-on",
  "expires-on",
  "assessed-on",
  "assessor-1",
  "assessor-2",
  "witness",
  "self-care-eating",
  "self-care-dressing",
  "self-care-bed",
  "self-care-toilet",
  "self-care-walking",
  "self-care-bathing",
  "aid-kind",
  "aid-cause",
  "aid-happened-on",
  "aid-persons",
  "aid-months",
  "aid-assessed",
  "aid-earlier",
  "aid-family-kind",
  "aid-fund",
  "aid-urgent",
  "aid-paid-on",
  "aid-paid",
  "county",
  "township",
  "village",
  "case-number",
  "programme",
  "today",
  "accepted-on",
  "missing-papers",
  "total-due",
  "members-count",
  "covered-count",
  "yearly-income",
  "monthly-per-head",
  "standard",
  "score",
  "class",
  "self-care",
  "amount",
  "amount-capitals",
  "old-amount",
  "first-month",
  "valid-through",
  "review-on",
  "decided-on",
  "decision-reason",
  "organ",
  "notice-from",
  "notice-to",
  "hearing-result",
  "opinion-village",
  "opinion-township",
  "opinion-federation",
  "opinion-county",
  "aid-formula",
  NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (names) == DOUDI_N_MEANINGS + 1);

/**
 * doudi_form_meaning_name:
 * @meaning: a meaning
 *
 * Returns: (transfer none): its name in files, such as "member-identity-number"; "" for
 *   %DOUDI_MEANING_NONE
 */
const char *
doudi_form_meaning_name (DoudiFormMeaning meaning)
{
  g_return_val_if_fail ((guint) meaning < DOUDI_N_MEANINGS, "");

  return names[meaning];
}

/**
 * doudi_form_meaning_names:
 *
 * Returns: (transfer none): the names of the meanings by value, %NULL-terminated; "" at 0
 */
const char *const *
doudi_form_meaning_names (void)
{
  return names;
}

/**
 * doudi_form_meaning_is_filled:
 * @meaning: a meaning
 *
 * Returns: whether it is never asked, but filled in by the program where a paper is printed
 */
gboolean
doudi_form_meaning_is_filled (DoudiFormMeaning meaning)
{
  return meaning >= DOUDI_MEANING_COUNTY;
}

/**
 * doudi_form_meaning_is_table:
 * @meaning: a meaning
 *
 * Returns: whether it stands at a section that is a table
 */
gboolean
doudi_form_meaning_is_table (DoudiFormMeaning meaning)
{
  return meaning != DOUDI_MEANING_NONE && infos[meaning].types == 0;
}

/**
 * doudi_form_meaning_table:
 * @meaning: a meaning
 *
 * Returns: the meaning of the table whose columns may have it; %DOUDI_MEANING_NONE for one that
 *   stands in no table
 */
DoudiFormMeaning
doudi_form_meaning_table (DoudiFormMeaning meaning)
{
  return infos[meaning].table;
}

/**
 * doudi_form_meaning_dup_keys:
 * @meaning: a meaning
 *
 * Returns: (transfer full) (nullable): the keys that options of a choice with the meaning may have,
 *   because the rules ask for them; %NULL where a form is free to name its own
 */
GStrv
doudi_form_meaning_dup_keys (DoudiFormMeaning meaning)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rule_keys); i++)
    {
      g_auto (GStrv) words = NULL;

      if (rule_keys[i].meaning != meaning)
        continue;
      if (rule_keys[i].more != NULL)
        g_strv_builder_add (keys, rule_keys[i].more);
      words = doudi_word_dup_names (doudi_rule_info (rule_keys[i].rule)->cases);
      g_strv_builder_addv (keys, (const char **) words);
      return g_strv_builder_end (keys);
    }
  return infos[meaning].keys != NULL ? g_strsplit (infos[meaning].keys, ",", -1) : NULL;
}

/* Bits 1 << DoudiFormType of what a field with the meaning may take. */
guint
doudi_form_meaning_types (DoudiFormMeaning meaning)
{
  return infos[meaning].types | T (FILLED);
}

gboolean
doudi_form_meaning_takes (DoudiFormMeaning meaning, DoudiFormType type)
{
  return (doudi_form_meaning_types (meaning) & (1u << type)) != 0;
}

/* Whether it is a day that cannot be after today. */
gboolean
doudi_form_meaning_is_past (DoudiFormMeaning meaning)
{
  return (infos[meaning].flags & PAST) != 0;
}

/* Whether it is the day when somebody was born. */
gboolean
doudi_form_meaning_is_birth (DoudiFormMeaning meaning)
{
  return (infos[meaning].flags & BIRTH) == BIRTH;
}

/* Whether it is the name of a person. */
gboolean
doudi_form_meaning_is_name (DoudiFormMeaning meaning)
{
  return (infos[meaning].flags & NAME) != 0;
}
