/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "casework/doudi-desk.h"
#include "store/doudi-indexer.h"
#include "store/doudi-registry-write.h"

G_BEGIN_DECLS

/**
 * DoudiDeskFact:
 *
 * A fact of a member that the form asks, and its kind in the registry.
 */
typedef struct
{
  DoudiFormMeaning meaning;
  const char *kind;
} DoudiDeskFact;

extern const DoudiDeskFact doudi_desk_facts[];
extern const gsize doudi_desk_n_facts;

/**
 * DoudiDesk:
 *
 * A household that is being saved, inside one transaction.
 *
 * @household: (nullable): as it is; %NULL for a new one
 * @draws: money hangs on it: who lives there, where, and the account go through changes
 * @since: from when it is so; %DOUDI_DAY_NONE for a correction of what was wrong from the beginning
 * @persons: (element-type gint64): who each row of the members is; 0 for somebody new
 * @problems: (element-type DoudiFormProblem)
 * @fields: (element-type utf8): what the edit changed, by the names of meanings and facts
 */
typedef struct
{
  DoudiSession *session;
  DoudiStore *store;
  const DoudiFormAnswers *answers;
  const DoudiForm *form;
  const DoudiFormSection *members;
  DoudiHousehold *household;
  gint64 household_id;
  gboolean draws;
  DoudiDay since;
  DoudiDay today;
  GArray *persons;
  GPtrArray *problems;
  gint64 edit;
  char *source;
  GPtrArray *fields;
  guint added;
  guint removed;
  gboolean money;
} DoudiDesk;

gboolean doudi_desk_init (DoudiDesk *desk, DoudiSession *session, gint64 household_id, const DoudiFormAnswers *answers, GError **error);
void doudi_desk_clear (DoudiDesk *desk);
const char *doudi_desk_get (const DoudiDesk *desk, guint row, DoudiFormMeaning meaning);
const DoudiMember *doudi_desk_member (const DoudiDesk *desk, gint64 person_id);
const DoudiAccount *doudi_desk_account (const DoudiHousehold *household);
gboolean doudi_desk_check (DoudiDesk *desk, GError **error);
gboolean doudi_desk_write (DoudiDesk *desk, GError **error);
gboolean doudi_desk_finish (DoudiSession *session, DoudiAction action, gint64 edit, const char *object, const char *summary, GError **error);
gboolean doudi_desk_index (DoudiSession *session, const GArray *households, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DoudiDesk, doudi_desk_clear)

G_END_DECLS
