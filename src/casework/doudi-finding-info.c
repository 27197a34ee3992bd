/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-finding.h"

#include <glib/gi18n-lib.h>

#define PERSONS TRUE, TRUE
#define HOUSEHOLDS TRUE, FALSE
#define ODDITY FALSE, FALSE
#define WRONG TRUE
#define LOOK FALSE

/* In the order of DoudiFindingKind, which is the one in which they are shown. */
static const DoudiFindingInfo infos[] = {
  { { "same-number", N_ ("Same identity number"), "证号相同" },
    PERSONS,
    WRONG,
    N_ ("One person has two records: make them one.") },
  { { "same-name", N_ ("Same name and birth date"), "姓名生日相同" },
    PERSONS,
    LOOK,
    N_ ("Compare the numbers and the families; make the records one if it is the same person.") },
  { { "namesake", N_ ("Same name in one village, without number"), "同村同名缺证号" },
    PERSONS,
    LOOK,
    N_ ("Ask for the identity card; make the records one if it is the same person.") },
  { { "same-phone", N_ ("Same phone in two households"), "两户电话相同" },
    HOUSEHOLDS,
    LOOK,
    N_ ("Find out whose phone it is, and whether the two live apart.") },
  { { "same-account", N_ ("Same account in two households"), "两户账号相同" },
    HOUSEHOLDS,
    WRONG,
    N_ ("Money of both goes to one account. Only an agent may draw for both: see the paper "
        "that allows it.") },
  { { "dead-drawing", N_ ("Dead, and still drawing"), "死亡仍在领取" },
    ODDITY,
    WRONG,
    N_ ("Enter the death as a change: it ends the award or takes the person out of it.") },
  { { "nobody-left", N_ ("Nobody left, and an award goes on"), "户内无人仍有待遇" },
    ODDITY,
    WRONG,
    N_ ("Enter a change that ends the award.") },
  { { "covered-more", N_ ("More covered than members"), "保障人数超过成员" },
    ODDITY,
    WRONG,
    N_ ("Add the member who is missing, or enter a change of those covered.") },
  { { "adult-child", N_ ("Grown up, drawing as a child"), "成年仍领儿童待遇" },
    ODDITY,
    WRONG,
    N_ ("End the award, unless the rules let it go on at school.") },
  { { "no-term", N_ ("Award without a term"), "待遇缺执行内容" },
    ODDITY,
    WRONG,
    N_ ("Nothing is paid of it. Enter what it is worth, or take its roster back out.") },
  { { "two-households", N_ ("Member of two households"), "一人两户" },
    ODDITY,
    WRONG,
    N_ ("End one of the memberships on the day the person went over.") },
  { { "two-heads", N_ ("More than one head"), "多个户主" },
    ODDITY,
    WRONG,
    N_ ("Leave one head; the others get the relation that the household register shows.") },
  { { "no-head", N_ ("No head"), "缺户主" },
    ODDITY,
    WRONG,
    N_ ("Make the member the head whom the household register names.") },
  { { "relation-missing", N_ ("Relation missing"), "缺家庭关系" },
    ODDITY,
    LOOK,
    N_ ("Fill in the relation from the household register.") },
  { { "child-older", N_ ("Child older than the parent"), "子女大于父母" },
    ODDITY,
    WRONG,
    N_ ("Correct the relation, or the birth date that is wrong.") },
  { { "child-close", N_ ("Child hardly younger than the parent"), "父母子女年龄过近" },
    ODDITY,
    LOOK,
    N_ ("Compare both birth dates and the relation with the household register.") },
  { { "age-relation", N_ ("Age against relation"), "年龄与关系不符" },
    ODDITY,
    LOOK,
    N_ ("Compare the birth date and the relation with the household register.") },
  { { "age-schooling", N_ ("Age against school"), "年龄与就学不符" },
    ODDITY,
    LOOK,
    N_ ("Bring the school up to date, or correct the birth date.") },
  { { "number-wrong", N_ ("Identity number wrong"), "证号有误" },
    ODDITY,
    WRONG,
    N_ ("Type the number anew from the identity card.") },
  { { "number-missing", N_ ("Identity number missing"), "缺证号" },
    ODDITY,
    LOOK,
    N_ ("Ask for the identity card or the household register.") },
  { { "sex-number", N_ ("Sex against the number"), "性别与证号不符" },
    ODDITY,
    WRONG,
    N_ ("Compare with the identity card: the number or the sex is wrong.") },
  { { "birth-number", N_ ("Birth date against the number"), "生日与证号不符" },
    ODDITY,
    WRONG,
    N_ ("Compare with the identity card: the number or the birth date is wrong.") },
  { { "card-expired", N_ ("Disability card ran out"), "残疾证到期" },
    ODDITY,
    WRONG,
    N_ ("Ask for the new card, or enter that the subsidy ends.") },
  { { "card-grade", N_ ("Disability against the card"), "残疾等级与证号不符" },
    ODDITY,
    WRONG,
    N_ ("Compare with the card: its last digits are the class and the grade.") },
  { { "no-account", N_ ("Drawing without an account"), "领取待遇无账号" },
    ODDITY,
    WRONG,
    N_ ("Record the account: until then the money waits.") },
  { { "account-wrong", N_ ("Account wrong"), "账号有误" },
    ODDITY,
    WRONG,
    N_ ("Type the account anew from the passbook or card.") },
  { { "phone-wrong", N_ ("Phone wrong"), "电话有误" },
    ODDITY,
    LOOK,
    N_ ("Ask for a number at which the family can be reached.") },
  { { "village-unknown", N_ ("Village unknown"), "村（居）不明" },
    ODDITY,
    LOOK,
    N_ ("Choose the village: lists, notices and reports go by it.") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (infos) == DOUDI_N_FINDINGS);

/**
 * doudi_finding_info:
 * @kind: a kind of finding
 *
 * Tells what a kind of finding is called and what is to be done about it.
 *
 * Returns: (transfer none): its row
 */
const DoudiFindingInfo *
doudi_finding_info (DoudiFindingKind kind)
{
  g_return_val_if_fail ((gsize) kind < DOUDI_N_FINDINGS, NULL);

  return &infos[kind];
}

/**
 * doudi_finding_kind_find:
 * @name: (nullable): such as "same-name"
 * @kind: (out): the kind
 *
 * Finds a kind of finding by its name.
 *
 * Returns: whether there is one
 */
gboolean
doudi_finding_kind_find (const char *name, DoudiFindingKind *kind)
{
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (infos); i++)
    if (g_str_equal (infos[i].word.name, name))
      {
        *kind = (DoudiFindingKind) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * doudi_finding_state_name:
 * @state: how far a finding is
 *
 * Returns: (transfer none): its name in answers of the command line
 */
const char *
doudi_finding_state_name (DoudiFindingState state)
{
  static const char *const names[DOUDI_N_FINDING_STATES]
    = { "waiting", "proposed", "put-off", "settled" };

  g_return_val_if_fail ((gsize) state < DOUDI_N_FINDING_STATES, NULL);

  return names[state];
}
