/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  guint roles;
  gboolean locked;
} DoudiUser;

gboolean doudi_users_create_first (DoudiStore *store, const char *name, const char *password, GError **error);
gboolean doudi_users_add (DoudiSession *session, const char *name, guint roles, const char *password, GError **error);
GPtrArray *doudi_users_list (DoudiSession *session, GError **error);
GStrv doudi_users_names (DoudiStore *store, GError **error);
void doudi_user_free (DoudiUser *user);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiUser, doudi_user_free)

G_END_DECLS
