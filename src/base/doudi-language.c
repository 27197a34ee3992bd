/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "base/doudi-language.h"

/**
 * doudi_say:
 * @language: who reads it
 * @translated: the words for the screen, as gettext gave them
 * @chinese: the words for a paper
 *
 * Chooses between the words for a screen and those for a paper, so that one function says a thing
 * in both. Either may be a format; both take the same arguments in the same order.
 *
 * Returns: (transfer none): @translated or @chinese
 */
const char *
doudi_say (DoudiLanguage language, const char *translated, const char *chinese)
{
  return language == DOUDI_LANGUAGE_CHINESE ? chinese : translated;
}
