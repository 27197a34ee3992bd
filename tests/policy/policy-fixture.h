/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>
#include "policy/doudi-explanation.h"
#include "policy/doudi-policy.h"

/*
 * PolicyCase:
 *
 * A question to a rule and its answer, JSON with single quotes for double ones.
 *
 * @article: the article it is from, and what is particular about it
 * @ask: as "doudictl evaluate" calls it
 * @given: an object
 * @expect: an object whose members the answer has; or "!code member": an error of that code whose
 *   message names the member, which may be left out
 */
typedef struct
{
  const char *article;
  const char *ask;
  const char *given;
  const char *expect;
} PolicyCase;

void policy_fixture_add_cases (const char *prefix, const PolicyCase *cases, guint n);
JsonObject *policy_fixture_ask (const char *ask, const char *given);
char *policy_fixture_unquote (const char *text);
DoudiPolicy *policy_fixture_bundled (const char *ids, DoudiDay known_on);
DoudiPolicy *policy_fixture_written (const char *values);
void policy_fixture_check_lines (const GPtrArray *lines, const char *rules, DoudiFen sum);
