/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-kinship.h"

#include <string.h>

#define WORDS(...) ((const char *const[]){ __VA_ARGS__, NULL })

/* The terms of GB/T 4761 and what rosters write for them. */
static const struct
{
  DoudiKinship kinship;
  const char *const *words;
} kinships[] = {
  { DOUDI_KIN_HEAD, WORDS ("head", "户主", "本人") },
  { DOUDI_KIN_SPOUSE, WORDS ("配偶", "妻", "夫", "妻子", "丈夫", "之妻", "之夫") },
  { DOUDI_KIN_CHILD, WORDS ("子",
                            "女",
                            "子女",
                            "儿子",
                            "女儿",
                            "之子",
                            "之女",
                            "独生子",
                            "独生女",
                            "长子",
                            "长女",
                            "次子",
                            "次女",
                            "二子",
                            "二女",
                            "三子",
                            "三女",
                            "四子",
                            "四女",
                            "五子",
                            "五女",
                            "六子",
                            "六女",
                            "其他儿子",
                            "其他女儿") },
  { DOUDI_KIN_CHILD_IN_LAW, WORDS ("儿媳", "媳妇", "女婿") },
  { DOUDI_KIN_GRANDCHILD, WORDS ("孙子女、外孙子女",
                                 "孙子、孙女或外孙子、外孙女",
                                 "孙子",
                                 "孙女",
                                 "外孙子",
                                 "外孙女",
                                 "外孙",
                                 "之孙",
                                 "孙子女",
                                 "外孙子女") },
  { DOUDI_KIN_PARENT, WORDS ("父", "母", "父亲", "母亲", "之父", "之母", "父母") },
  { DOUDI_KIN_PARENT_IN_LAW, WORDS ("公婆、岳父母", "公公", "婆婆", "岳父", "岳母") },
  { DOUDI_KIN_GRANDPARENT, WORDS ("祖父母、外祖父母",
                                  "祖父母或外祖父母",
                                  "祖父",
                                  "祖母",
                                  "外祖父",
                                  "外祖母",
                                  "爷爷",
                                  "奶奶",
                                  "姥爷",
                                  "姥姥",
                                  "外公",
                                  "外婆") },
};

/**
 * doudi_kinship_from_relation:
 * @relation: "head", or the term as the paper has it
 *
 * Reads what somebody is to the head.
 *
 * Returns: %DOUDI_KIN_NOT_SAID for "", %DOUDI_KIN_OTHER for what is none of the others
 */
DoudiKinship
doudi_kinship_from_relation (const char *relation)
{
  if (*relation == '\0')
    return DOUDI_KIN_NOT_SAID;
  for (gsize i = 0; i < G_N_ELEMENTS (kinships); i++)
    if (g_strv_contains (kinships[i].words, relation))
      return kinships[i].kinship;
  return DOUDI_KIN_OTHER;
}
