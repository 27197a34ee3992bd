/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-change.h"

#include <glib/gi18n-lib.h>

#define AWARD DOUDI_CHANGE_NEEDS_AWARD
#define PERSON DOUDI_CHANGE_NEEDS_PERSON
#define REASON DOUDI_CHANGE_NEEDS_REASON
#define DIRECTOR DOUDI_CHANGE_NEEDS_DIRECTOR

#define PAPERS(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define MEMBERS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static const char *const none[] = { NULL };

/* The kinds in their order. A director decides where an award ends, tapers or changes its class, or
 * where somebody more is covered; what turns out to raise or end an award goes to one as well. */
static const DoudiChangeInfo changes[] = {
  { { "birth", N_ ("Birth"), "出生" },
    DIRECTOR,
    PAPERS ("出生医学证明"),
    MEMBERS ("name", "identity_number?", "sex?", "birth", "relation", "covered?", "reasons?") },
  { { "death", N_ ("Death"), "死亡" },
    PERSON,
    PAPERS ("死亡证明"),
    MEMBERS ("covered?", "reasons?", "head?") },
  { { "join", N_ ("Somebody joins the household"), "迁入（婚入、返回）" },
    DIRECTOR,
    PAPERS ("户口簿"),
    MEMBERS ("name?",
             "identity_number?",
             "sex?",
             "birth?",
             "relation",
             "covered?",
             "reasons?",
             "yearly_income?") },
  { { "leave", N_ ("Somebody leaves the household"), "迁出（婚出、搬离）" },
    PERSON | REASON,
    PAPERS ("户口迁移或婚姻证明"),
    MEMBERS ("covered?", "reasons?", "household?", "relation?", "away?", "head?") },
  { { "move", N_ ("Move to another village"), "整户迁居" },
    0,
    PAPERS ("居住证明"),
    MEMBERS ("division", "village_group?", "address?", "phone?") },
  { { "split", N_ ("Split of a household"), "分户" },
    DIRECTOR,
    PAPERS ("分户后户口簿"),
    MEMBERS ("persons",
             "head",
             "relations?",
             "covered_persons?",
             "draws?",
             "division?",
             "village_group?",
             "address?",
             "phone?",
             "holder?",
             "number?",
             "yearly_income?",
             "own_income?") },
  { { "merge", N_ ("Merger of two households"), "并户" },
    DIRECTOR,
    PAPERS ("并户后户口簿"),
    MEMBERS ("household", "relation?", "yearly_income?") },
  { { "new-head", N_ ("New head of the household"), "变更户主" },
    PERSON,
    PAPERS ("户口簿"),
    MEMBERS ("relation?") },
  { { "account", N_ ("New account"), "变更账户" },
    0,
    PAPERS ("存折或银行卡复印件"),
    MEMBERS ("holder", "number", "person?") },
  { { "class", N_ ("Change of class"), "类别调整" },
    AWARD | REASON | DIRECTOR,
    none,
    MEMBERS ("class") },
  { { "income", N_ ("Change of income"), "收入变化" },
    AWARD | DIRECTOR,
    PAPERS ("收入证明材料"),
    MEMBERS ("yearly_income") },
  { { "care", N_ ("Change of care or self-care"), "供养方式或自理能力变更" },
    AWARD | DIRECTOR,
    PAPERS ("评估表或入住协议"),
    MEMBERS ("care?", "self_care?", "institution?") },
  { { "disability", N_ ("Disability rated anew"), "残疾等级变更" },
    PERSON,
    PAPERS ("残疾人证"),
    MEMBERS ("disability?", "grade?", "card?", "ended?", "covered?") },
  { { "school", N_ ("School"), "就学变化" },
    PERSON,
    PAPERS ("在读或毕业证明"),
    MEMBERS ("school", "until?") },
  { { "job", N_ ("Job"), "就业变化" }, PERSON, PAPERS ("就业证明"), MEMBERS ("employment") },
  { { "prison", N_ ("Prison"), "服刑收监" },
    PERSON,
    PAPERS ("判决书或收押证明"),
    MEMBERS ("until?", "covered?", "reasons?", "head?") },
  { { "stop", N_ ("Award ends"), "停发" }, AWARD | REASON | DIRECTOR, none, MEMBERS ("cause?") },
  { { "pause", N_ ("Award pauses"), "暂停发放" }, AWARD | REASON, none, none },
  { { "resume", N_ ("Award resumes"), "恢复发放" }, AWARD | DIRECTOR, none, MEMBERS ("arrears?") },
  { { "taper", N_ ("Award runs out"), "渐退" },
    AWARD | REASON | DIRECTOR,
    PAPERS ("就业证明"),
    none },
};

G_STATIC_ASSERT (G_N_ELEMENTS (changes) == DOUDI_N_CHANGES);

/**
 * doudi_change_info:
 * @kind: a kind of change
 *
 * Tells what a kind of change is called, what it needs, which proofs the file must have, and what
 * its detail says. The kinds are those of the offices' monthly sheets (新增、停保、增发、减发、
 * 自然减员); who decides follows 民发〔2021〕57号: to reduce or end an award is a decision of the
 * county.
 *
 * Returns: (transfer none): its row
 */
const DoudiChangeInfo *
doudi_change_info (DoudiChangeKind kind)
{
  g_return_val_if_fail ((gsize) kind < DOUDI_N_CHANGES, NULL);

  return &changes[kind];
}

/**
 * doudi_change_kind_find:
 * @name: (nullable): such as "death"
 * @kind: (out): the kind
 *
 * Finds a kind of change by its name.
 *
 * Returns: whether there is one
 */
gboolean
doudi_change_kind_find (const char *name, DoudiChangeKind *kind)
{
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (changes); i++)
    if (g_str_equal (changes[i].word.name, name))
      {
        *kind = (DoudiChangeKind) i;
        return TRUE;
      }
  return FALSE;
}
