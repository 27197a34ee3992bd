/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "base/doudi-pinyin.h"

G_BEGIN_DECLS

/**
 * DoudiSearchKind:
 *
 * What of a person or a household a key was made from. The stored key begins with the letter of
 * its kind, so that a look-up by prefix meets keys of one kind only.
 */
typedef enum
{
  DOUDI_SEARCH_NAME,
  DOUDI_SEARCH_PINYIN,
  DOUDI_SEARCH_INITIALS,
  DOUDI_SEARCH_NUMBER,
  DOUDI_SEARCH_BIRTH,
  DOUDI_SEARCH_NUMBER_TAIL,
  DOUDI_SEARCH_PHONE,
  DOUDI_SEARCH_PHONE_TAIL,
  DOUDI_SEARCH_ACCOUNT_TAIL,
  DOUDI_SEARCH_TEMPORARY,
  DOUDI_SEARCH_TEMPORARY_TAIL,
  DOUDI_SEARCH_VILLAGE,
  DOUDI_N_SEARCH_KINDS,
} DoudiSearchKind;

/**
 * DoudiSearchKindInfo:
 * @name: as in the table `search_key`; numbers that an office made up stand among the numbers
 * @why: what a person is told was found
 * @letter: what keys of the kind begin with
 * @reversed: whether the text is stored backwards, so that its end can be looked up
 * @of_household: whether it finds a household, not one person of it
 */
typedef struct
{
  DoudiSearchKind kind;
  const char *name;
  const char *why;
  char letter;
  gboolean reversed;
  gboolean of_household;
} DoudiSearchKindInfo;

const DoudiSearchKindInfo *doudi_search_kind_info (DoudiSearchKind kind);
char *doudi_search_key_make (DoudiSearchKind kind, const char *text);
GPtrArray *doudi_search_name_keys (DoudiPinyin *pinyin, const char *name);

G_END_DECLS
