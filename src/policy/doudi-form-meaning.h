/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "policy/doudi-rule.h"

G_BEGIN_DECLS

/**
 * DoudiFormMeaning:
 *
 * What the program understands of a form: a closed vocabulary. A county may word, order and add
 * fields as it likes; what the rules need they find by the meaning of a field, never by its key.
 * The names in files are these in lower case with hyphens ("member-identity-number").
 *
 * Meanings of tables stand at a section that is a table; those of its columns begin with the
 * singular. The meanings from %DOUDI_MEANING_COUNTY on are never asked: the program fills them in
 * where it prints a paper.
 */
typedef enum
{
  DOUDI_MEANING_NONE,
  /* The application. */
  DOUDI_MEANING_APPLIED_ON,
  DOUDI_MEANING_RESIDENCE,            /* choice: rural, urban */
  DOUDI_MEANING_APPLICANT_NAME,
  DOUDI_MEANING_APPLICANT_IDENTITY_NUMBER,
  DOUDI_MEANING_APPLICANT_RELATION,   /* to the head, or to the subject */
  DOUDI_MEANING_AGENT_NAME,
  DOUDI_MEANING_AGENT_IDENTITY_NUMBER,
  DOUDI_MEANING_AGENT_PHONE,
  DOUDI_MEANING_PHONE,
  DOUDI_MEANING_LIVING_DIVISION,      /* division */
  DOUDI_MEANING_VILLAGE_GROUP,
  DOUDI_MEANING_LIVING_ADDRESS,
  DOUDI_MEANING_REGISTERED_ADDRESS,
  DOUDI_MEANING_REASON,               /* choice: 主要致贫原因 */
  DOUDI_MEANING_PLEDGE,               /* tick */
  DOUDI_MEANING_ACCOUNT_BANK,
  DOUDI_MEANING_ACCOUNT_HOLDER,
  DOUDI_MEANING_ACCOUNT_NUMBER,
  /* Who it is about, where a programme is for one person. */
  DOUDI_MEANING_SUBJECT_NAME,
  DOUDI_MEANING_SUBJECT_IDENTITY_NUMBER,
  DOUDI_MEANING_SUBJECT_SEX,          /* choice: male, female */
  DOUDI_MEANING_SUBJECT_BIRTH,        /* day */
  DOUDI_MEANING_SUBJECT_ETHNICITY,
  DOUDI_MEANING_SUBJECT_HEALTH,       /* choice */
  DOUDI_MEANING_SUBJECT_WORK_ABILITY, /* choice: able, partly, unable */
  DOUDI_MEANING_SUBJECT_SCHOOL,       /* tick: at school */
  DOUDI_MEANING_SUBJECT_INCOME,       /* money a month */
  DOUDI_MEANING_DISABILITY_CARD,
  DOUDI_MEANING_DISABILITY_CLASS,     /* choice, as the rules name them */
  DOUDI_MEANING_DISABILITY_GRADE,     /* choice: 1 to 4 */
  DOUDI_MEANING_CARE_NEEDED_MONTHS,   /* count */
  DOUDI_MEANING_OTHER_ALLOWANCES,     /* choices */
  DOUDI_MEANING_CARE,                 /* choice: home, institution */
  DOUDI_MEANING_INSTITUTION,
  DOUDI_MEANING_CARER,
  DOUDI_MEANING_GUARDIAN_NAME,
  DOUDI_MEANING_GUARDIAN_IDENTITY_NUMBER,
  DOUDI_MEANING_GUARDIAN_PHONE,
  DOUDI_MEANING_FATHER_NAME,
  DOUDI_MEANING_FATHER_IDENTITY_NUMBER,
  DOUDI_MEANING_FATHER_SITUATION,     /* choice, as the rules name them, or able */
  DOUDI_MEANING_FATHER_SINCE,         /* day */
  DOUDI_MEANING_FATHER_UNTIL,         /* day */
  DOUDI_MEANING_MOTHER_NAME,
  DOUDI_MEANING_MOTHER_IDENTITY_NUMBER,
  DOUDI_MEANING_MOTHER_SITUATION,
  DOUDI_MEANING_MOTHER_SINCE,
  DOUDI_MEANING_MOTHER_UNTIL,
  DOUDI_MEANING_HOUSEHOLD_SHARE,      /* choice: yes, no: among those whom the household's award covers */
  DOUDI_MEANING_SINGLE_PERSON,        /* tick: as a household of one */
  /* The household. */
  DOUDI_MEANING_MEMBERS,              /* table */
  DOUDI_MEANING_MEMBER_NAME,
  DOUDI_MEANING_MEMBER_IDENTITY_NUMBER,
  DOUDI_MEANING_MEMBER_RELATION,      /* choice or text; the head is "户主" */
  DOUDI_MEANING_MEMBER_SEX,
  DOUDI_MEANING_MEMBER_BIRTH,
  DOUDI_MEANING_MEMBER_ETHNICITY,
  DOUDI_MEANING_MEMBER_HEALTH,        /* choice: healthy, chronic, serious, disabled */
  DOUDI_MEANING_MEMBER_WORK_ABILITY,
  DOUDI_MEANING_MEMBER_DISABILITY_CARD,
  DOUDI_MEANING_MEMBER_SCHOOL,        /* choice: none, compulsory, secondary, higher */
  DOUDI_MEANING_MEMBER_EMPLOYMENT,
  DOUDI_MEANING_MEMBER_WAGES,         /* money a year */
  DOUDI_MEANING_MEMBER_COVERED,       /* tick: proposed to be covered */
  DOUDI_MEANING_MEMBER_PERSON,        /* text: which person of the registry; the program's own */
  DOUDI_MEANING_MEMBER_TEMPORARY_NUMBER,
  DOUDI_MEANING_SUPPORTERS,           /* table: who does not live here and owes support */
  DOUDI_MEANING_SUPPORTER_NAME,
  DOUDI_MEANING_SUPPORTER_IDENTITY_NUMBER,
  DOUDI_MEANING_SUPPORTER_RELATION,
  DOUDI_MEANING_SUPPORTER_PAYS,       /* money a year */
  DOUDI_MEANING_INCOMES,              /* table: other than wages */
  DOUDI_MEANING_INCOME_SOURCE,        /* choice: wages, business, property, transfer, other */
  DOUDI_MEANING_INCOME_KIND,          /* text */
  DOUDI_MEANING_INCOME_DECLARED,      /* money a year */
  DOUDI_MEANING_INCOME_VERIFIED,      /* money a year */
  DOUDI_MEANING_INCOME_COUNTS,        /* tick: the rules count it */
  DOUDI_MEANING_EXPENSES,             /* table */
  DOUDI_MEANING_EXPENSE_KIND,         /* choice: medical, disability, education, work, other */
  DOUDI_MEANING_EXPENSE_DECLARED,     /* money a year, what is left to the family */
  DOUDI_MEANING_EXPENSE_VERIFIED,
  DOUDI_MEANING_ASSETS,               /* table */
  DOUDI_MEANING_ASSET_KIND,           /* choice: deposits, securities, vehicles, ... */
  DOUDI_MEANING_ASSET_DECLARED,       /* money */
  DOUDI_MEANING_ASSET_VERIFIED,
  DOUDI_MEANING_WAGES_VERIFIED,       /* money a year, of all */
  DOUDI_MEANING_MATERIALS,            /* table */
  DOUDI_MEANING_MATERIAL,             /* choice */
  DOUDI_MEANING_MATERIAL_STATE,       /* choice: given, missing, looked-up */
  DOUDI_MEANING_KIN,                  /* tick: near kin of staff or of village cadres */
  DOUDI_MEANING_KIN_OFFICIALS,        /* table */
  DOUDI_MEANING_KIN_NAME,
  DOUDI_MEANING_KIN_IDENTITY_NUMBER,
  DOUDI_MEANING_KIN_UNIT,
  DOUDI_MEANING_KIN_RELATION,
  /* A visit. */
  DOUDI_MEANING_VISITED_ON,
  DOUDI_MEANING_INVESTIGATOR_1,
  DOUDI_MEANING_INVESTIGATOR_2,
  DOUDI_MEANING_INTERVIEWEE,
  DOUDI_MEANING_FINDING,              /* lines */
  DOUDI_MEANING_CONCLUSION,           /* choice: fits, does-not-fit */
  DOUDI_MEANING_PROPOSED_CLASS,       /* choice: 1 to 4 */
  DOUDI_MEANING_INCOME_STABLE,        /* tick */
  /* A hearing. */
  DOUDI_MEANING_HELD_ON,
  DOUDI_MEANING_HOST,
  DOUDI_MEANING_RECORDER,
  DOUDI_MEANING_INVITED,              /* count: 应到 */
  DOUDI_MEANING_ATTENDEES,            /* table */
  DOUDI_MEANING_ATTENDEE_NAME,
  DOUDI_MEANING_ATTENDEE_IDENTITY,    /* choice: township, village, delegate, villager */
  DOUDI_MEANING_ATTENDEE_RECUSED,     /* tick */
  DOUDI_MEANING_VOTES_FOR,            /* count */
  DOUDI_MEANING_VOTES_AGAINST,
  DOUDI_MEANING_VOTES_ABSTAINED,
  /* An authorisation. */
  DOUDI_MEANING_SIGNERS,              /* table */
  DOUDI_MEANING_SIGNER_NAME,
  DOUDI_MEANING_SIGNER_IDENTITY_NUMBER,
  DOUDI_MEANING_SIGNER_FOR,           /* text: signed by a guardian */
  DOUDI_MEANING_HOLDS_FROM,           /* day: since when it is so; empty for a correction */
  DOUDI_MEANING_EVIDENCE,             /* text: the paper it comes from */
  DOUDI_MEANING_SIGNED_ON,
  DOUDI_MEANING_EXPIRES_ON,
  /* An assessment: the six things of self-care, ticked where they can be done. */
  DOUDI_MEANING_ASSESSED_ON,
  DOUDI_MEANING_ASSESSOR_1,
  DOUDI_MEANING_ASSESSOR_2,
  DOUDI_MEANING_WITNESS,
  DOUDI_MEANING_SELF_CARE_EATING,     /* choice: can, cannot */
  DOUDI_MEANING_SELF_CARE_DRESSING,
  DOUDI_MEANING_SELF_CARE_BED,
  DOUDI_MEANING_SELF_CARE_TOILET,
  DOUDI_MEANING_SELF_CARE_WALKING,
  DOUDI_MEANING_SELF_CARE_BATHING,
  /* Temporary aid. */
  DOUDI_MEANING_AID_KIND,             /* choice, as the rules name them */
  DOUDI_MEANING_AID_CAUSE,            /* text */
  DOUDI_MEANING_AID_HAPPENED_ON,
  DOUDI_MEANING_AID_PERSONS,          /* count */
  DOUDI_MEANING_AID_MONTHS,           /* count */
  DOUDI_MEANING_AID_ASSESSED,         /* money */
  DOUDI_MEANING_AID_EARLIER,          /* count: given for this cause this year */
  DOUDI_MEANING_AID_FAMILY_KIND,      /* choice */
  DOUDI_MEANING_AID_FUND,             /* choice: county, reserve */
  DOUDI_MEANING_AID_URGENT,           /* tick: aid first, papers after */
  DOUDI_MEANING_AID_PAID_ON,          /* day: paid first */
  DOUDI_MEANING_AID_PAID,             /* money: paid first */
  /* Filled in by the program. */
  DOUDI_MEANING_COUNTY,
  DOUDI_MEANING_TOWNSHIP,
  DOUDI_MEANING_VILLAGE,
  DOUDI_MEANING_CASE_NUMBER,
  DOUDI_MEANING_PROGRAMME,
  DOUDI_MEANING_TODAY,
  DOUDI_MEANING_ACCEPTED_ON,
  DOUDI_MEANING_MISSING_PAPERS,
  DOUDI_MEANING_TOTAL_DUE,
  DOUDI_MEANING_MEMBERS_COUNT,
  DOUDI_MEANING_COVERED_COUNT,
  DOUDI_MEANING_YEARLY_INCOME,
  DOUDI_MEANING_MONTHLY_PER_HEAD,
  DOUDI_MEANING_STANDARD,
  DOUDI_MEANING_SCORE,
  DOUDI_MEANING_CLASS,
  DOUDI_MEANING_SELF_CARE,
  DOUDI_MEANING_AMOUNT,
  DOUDI_MEANING_AMOUNT_CAPITALS,
  DOUDI_MEANING_OLD_AMOUNT,
  DOUDI_MEANING_FIRST_MONTH,
  DOUDI_MEANING_VALID_THROUGH,
  DOUDI_MEANING_REVIEW_ON,
  DOUDI_MEANING_DECIDED_ON,
  DOUDI_MEANING_DECISION_REASON,
  DOUDI_MEANING_ORGAN,
  DOUDI_MEANING_NOTICE_FROM,
  DOUDI_MEANING_NOTICE_TO,
  DOUDI_MEANING_HEARING_RESULT,
  DOUDI_MEANING_OPINION_VILLAGE,
  DOUDI_MEANING_OPINION_TOWNSHIP,
  DOUDI_MEANING_OPINION_FEDERATION,
  DOUDI_MEANING_OPINION_COUNTY,
  DOUDI_MEANING_AID_FORMULA,
  DOUDI_N_MEANINGS,
} DoudiFormMeaning;

const char *doudi_form_meaning_name (DoudiFormMeaning meaning);
const char *const *doudi_form_meaning_names (void);
gboolean doudi_form_meaning_is_table (DoudiFormMeaning meaning);
gboolean doudi_form_meaning_is_filled (DoudiFormMeaning meaning);
DoudiFormMeaning doudi_form_meaning_table (DoudiFormMeaning meaning);
GStrv doudi_form_meaning_dup_keys (DoudiFormMeaning meaning);

G_END_DECLS
