/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "exchange-fixture.h"
#include "exchange/doudi-roster.h"

G_BEGIN_DECLS

/**
 * RosterResult:
 * @problems: "429 身份证号码 check-digit", in the order they came
 * @warnings: "659 sex-differs"
 * @list: problems and warnings without rows and headings: "check-digit 6230…"
 * @households: everything that was delivered and not held, one line each, without rows
 * @counts: how many persons there are of something: "class 1", "care home able"
 */
typedef struct
{
  DoudiRosterSummary summary;
  char *layout;
  DoudiMonth month;
  DoudiResidence residence;
  GPtrArray *problems;
  GPtrArray *warnings;
  GPtrArray *messages;
  GString *list;
  GString *households;
  GHashTable *counts;
} RosterResult;

DoudiRosterOptions roster_options (void);
RosterResult *roster_result_read (const char *path, const DoudiRosterOptions *options, GError **error);
RosterResult *roster_result_read_text (const Fixture *fixture, const char *text, const DoudiRosterOptions *options);
void roster_result_free (RosterResult *result);
int roster_result_count (const RosterResult *result, const char *what);
void roster_result_assert (const RosterResult *result, const char *problems, const char *warnings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RosterResult, roster_result_free)

G_END_DECLS
