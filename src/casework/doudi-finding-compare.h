/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-finding.h"

G_BEGIN_DECLS

/* So many records stand side by side. */
#define DOUDI_COMPARED_MAX 3

/**
 * DoudiComparedHow:
 * @DOUDI_COMPARED_SAME: all records say the same
 * @DOUDI_COMPARED_DIFFERENT: they say different things
 * @DOUDI_COMPARED_MISSING: one of them does not say it
 */
typedef enum
{
  DOUDI_COMPARED_SAME,
  DOUDI_COMPARED_DIFFERENT,
  DOUDI_COMPARED_MISSING,
} DoudiComparedHow;

/**
 * DoudiComparedFact:
 * @label: what it is, translated
 * @values: (array zero-terminated=1): what each record says, in the reader's language; "" for nothing
 */
typedef struct
{
  const char *label;
  GStrv values;
  DoudiComparedHow how;
} DoudiComparedFact;

/**
 * DoudiComparison:
 *
 * Records that may stand for the same, side by side.
 *
 * @households: (element-type gint64): where each is found
 * @more: how many are not shown
 * @facts: (element-type DoudiComparedFact): what at least one of them says
 */
typedef struct
{
  guint records;
  GArray *households;
  guint more;
  GPtrArray *facts;
} DoudiComparison;

DoudiComparison *doudi_finding_compare (DoudiSession *session, const DoudiFinding *finding, gboolean reveal, GError **error);
gboolean doudi_finding_record_reveal (DoudiSession *session, const char *subject, GError **error);
void doudi_comparison_free (DoudiComparison *comparison);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiComparison, doudi_comparison_free)

G_END_DECLS
