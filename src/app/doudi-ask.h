/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gtk/gtk.h>

#include "base/doudi-day.h"
#include "policy/doudi-rule.h"

G_BEGIN_DECLS

/**
 * DoudiAsk:
 *
 * What a small window asks before something is recorded. What is %NULL is not asked.
 *
 * @heading: what is recorded, translated
 * @body: (nullable): what follows from it, translated
 * @accept: what the button does, translated, with mnemonic
 * @choices: (nullable): one of these words
 * @choices_label: what is chosen, translated
 * @entry_label: (nullable): a line of text
 * @words_label: (nullable): words
 * @words_needed: it cannot be accepted without
 * @day: offered, and asked where it is a day
 */
typedef struct
{
  const char *heading;
  const char *body;
  const char *accept;
  const DoudiWord *choices;
  const char *choices_label;
  const char *entry_label;
  const char *words_label;
  gboolean words_needed;
  DoudiDay day;
} DoudiAsk;

/**
 * DoudiAsked:
 * @choice: index of the word
 * @entry: the line, "" if it was not asked
 * @words: the words, "" if they were not asked
 * @day: the day
 */
typedef struct
{
  guint choice;
  char *entry;
  char *words;
  DoudiDay day;
} DoudiAsked;

void doudi_ask_async (GtkWindow *parent, const DoudiAsk *ask, GAsyncReadyCallback callback, gpointer user_data);
DoudiAsked *doudi_ask_finish (GtkWindow *parent, GAsyncResult *result);
void doudi_asked_free (DoudiAsked *asked);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiAsked, doudi_asked_free)

G_END_DECLS
