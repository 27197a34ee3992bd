/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 *
 * What the lines of a timeline are put together from, on a screen and on a paper.
 */

#include "config.h"

#include "casework/doudi-timeline-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/doudi-mask.h"
#include "policy/doudi-programme.h"

const char *
doudi_telling_word (const DoudiTelling *telling, const DoudiWord *words, const char *name)
{
  int which = doudi_word_find (words, name);

  return which >= 0 ? doudi_word_say (&words[which], telling->language) : name;
}

const char *
doudi_telling_programme (const DoudiTelling *telling, const char *name)
{
  DoudiProgramme programme = doudi_programme_from_name (name);

  if (programme == DOUDI_PROGRAMME_NONE)
    return name;
  return doudi_say (telling->language, _ (doudi_programme_info (programme)->label),
                    doudi_programme_info (programme)->chinese);
}

char *
doudi_telling_month (const DoudiTelling *telling, DoudiMonth month)
{
  return telling->language == DOUDI_LANGUAGE_CHINESE ? doudi_month_format_chinese (month)
                                                     : doudi_month_format_iso (month);
}

char *
doudi_telling_day (const DoudiTelling *telling, const char *iso)
{
  DoudiDay day = doudi_day_parse_iso (iso);

  if (day == DOUDI_DAY_NONE)
    return g_strdup (iso);
  return telling->language == DOUDI_LANGUAGE_CHINESE ? doudi_day_format_chinese (day)
                                                     : doudi_day_format_iso (day);
}

/* Adds a part to a line, after a separator; takes the part. */
void
doudi_telling_add (GString *line, const char *separator, char *part)
{
  if (*part != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? separator : "", part);
  g_free (part);
}

/* Words that somebody wrote freely, without the numbers in them. */
void
doudi_telling_add_words (GString *line, const char *words)
{
  doudi_telling_add (line, " · ", doudi_mask_text (words));
}

/*
 * doudi_telling_relation:
 * @telling: what is told
 * @relation: as in the file
 *
 * Returns: (transfer none): what a member is to the head
 */
const char *
doudi_telling_relation (const DoudiTelling *telling, const char *relation)
{
  return g_str_equal (relation, "head") ? doudi_say (telling->language, _ ("Head"), "户主")
                                        : relation;
}

/* An account is told by its last four digits. */
char *
doudi_telling_account (const DoudiTelling *telling, const DoudiTimelineRow *row)
{
  g_autofree char *covered = doudi_mask_account (row->text, DOUDI_MASK_SCREEN);
  const char *tail = covered + strspn (covered, "*");

  if (*tail == '\0')
    return g_strdup (row->subject);
  return g_strdup_printf (doudi_say (telling->language, _ ("%s, ending in %s"), "%s 尾号%s"),
                          row->subject, tail);
}

/*
 * doudi_timeline_tell:
 * @kind: a kind of row
 *
 * Returns: (transfer none): what says it
 */
DoudiTellFunc
doudi_timeline_tell (DoudiTimelineKind kind)
{
  static const DoudiTellFunc funcs[] = {
    [DOUDI_TIMELINE_ENTERED] = doudi_tell_entered,
    [DOUDI_TIMELINE_EDITED] = doudi_tell_edited,
    [DOUDI_TIMELINE_CORRECTED] = doudi_tell_corrected,
    [DOUDI_TIMELINE_JOINED] = doudi_tell_joined,
    [DOUDI_TIMELINE_LEFT] = doudi_tell_left,
    [DOUDI_TIMELINE_FACT] = doudi_tell_fact,
    [DOUDI_TIMELINE_FACT_ENDED] = doudi_tell_fact_ended,
    [DOUDI_TIMELINE_ADDRESS] = doudi_tell_address,
    [DOUDI_TIMELINE_ACCOUNT] = doudi_tell_account,
    [DOUDI_TIMELINE_ACCOUNT_ENDED] = doudi_tell_account_ended,
    [DOUDI_TIMELINE_CASE] = doudi_tell_case,
    [DOUDI_TIMELINE_DECISION] = doudi_tell_decision,
    [DOUDI_TIMELINE_TERM] = doudi_tell_term,
    [DOUDI_TIMELINE_CHANGE] = doudi_tell_change,
    [DOUDI_TIMELINE_CHANGE_DECIDED] = doudi_tell_change_decided,
    [DOUDI_TIMELINE_REVIEW] = doudi_tell_review,
    [DOUDI_TIMELINE_REVIEW_DONE] = doudi_tell_review_done,
    [DOUDI_TIMELINE_PAYMENT] = doudi_tell_payment,
    [DOUDI_TIMELINE_NOTICE] = doudi_tell_notice,
    [DOUDI_TIMELINE_PAPER] = doudi_tell_paper,
    [DOUDI_TIMELINE_PAPER_REMOVED] = doudi_tell_paper_removed,
    [DOUDI_TIMELINE_FORM] = doudi_tell_form,
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (funcs) == DOUDI_N_TIMELINE_KINDS);
  return funcs[kind];
}
