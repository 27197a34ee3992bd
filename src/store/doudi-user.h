/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "store/doudi-session.h"

G_BEGIN_DECLS

/**
 * DoudiUser:
 * @locked: nobody signs in with it at the moment
 * @identity_number: (nullable): whose account it is; accounts of one person are one pair of eyes
 */
typedef struct
{
  char *name;
  guint roles;
  gboolean locked;
  char *identity_number;
} DoudiUser;

gboolean doudi_user_check_name (const char *name, GError **error);
gboolean doudi_users_create_first (DoudiStore *store, const char *name, const char *password, GError **error);
gboolean doudi_users_add (DoudiSession *session, const char *name, guint roles, const char *password, GError **error);
gboolean doudi_users_add_person (DoudiSession *session, const char *name, guint roles, const char *identity_number, const char *password, GError **error);
gboolean doudi_user_set_identity (DoudiSession *session, const char *name, const char *number, GError **error);
GPtrArray *doudi_users_list (DoudiSession *session, GError **error);
GStrv doudi_users_names (DoudiStore *store, GError **error);
void doudi_user_free (DoudiUser *user);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiUser, doudi_user_free)

G_END_DECLS
