/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-founding.h"

#include <glib/gi18n-lib.h>

#include "base/doudi-division-code.h"
#include "casework/doudi-policies.h"
#include "store/doudi-registry.h"
#include "store/doudi-setting.h"
#include "store/doudi-user.h"

/* How many things are done one after the other. */
#define STEPS 4

typedef struct
{
  const DoudiFounding *founding;
  const DoudiProgress *progress;
  GPtrArray *divisions;
} Making;

static gboolean
go_on (const Making *making, const char *stage, gint64 done, GError **error)
{
  doudi_progress_report (making->progress, stage, done, STEPS);
  return !doudi_progress_is_cancelled (making->progress, error);
}

/* The county comes first in its divisions. */
static gboolean
store_county (DoudiSession *session, const Making *making, GError **error)
{
  const DoudiDivision *county = g_ptr_array_index (making->divisions, 0);
  DoudiStore *store = doudi_session_get_store (session);
  g_autoptr (DoudiTransaction) transaction = doudi_transaction_begin (store, error);

  return transaction != NULL
         && doudi_setting_set (store, DOUDI_SETTING_COUNTY, making->founding->county, error)
         && doudi_setting_set (store, DOUDI_SETTING_COUNTY_NAME, county->name, error)
         && doudi_registry_add_divisions (session, making->divisions, error)
         && doudi_transaction_commit (transaction, error);
}

static DoudiSession *
begin_session (DoudiStore *store, const DoudiFounding *founding, GError **error)
{
  if (!doudi_users_create_first (store, founding->administrator, founding->password, error))
    return NULL;
  return doudi_session_sign_in (store, founding->administrator, founding->password, founding->today,
                                error);
}

/* Nothing chosen is nothing adopted; what holds in the whole country holds anyway. */
static gboolean
adopt (DoudiSession *session, const char *const *policies, GError **error)
{
  return (policies != NULL && policies[0] == NULL)
         || doudi_policies_adopt_initial (session, policies, error);
}

static gboolean
fill (DoudiStore *store, gpointer data, GError **error)
{
  const Making *making = data;
  g_autoptr (DoudiSession) session = NULL;

  if (!go_on (making, _ ("The first user"), 1, error))
    return FALSE;
  session = begin_session (store, making->founding, error);
  return session != NULL && go_on (making, _ ("Townships and villages"), 2, error)
         && store_county (session, making, error)
         && go_on (making, _ ("Policy documents"), 3, error)
         && adopt (session, making->founding->policies, error)
         && !doudi_progress_is_cancelled (making->progress, error);
}

static void
count (GPtrArray *divisions, DoudiFounded *founded)
{
  *founded = (DoudiFounded){ 0 };
  for (guint i = 0; i < divisions->len; i++)
    {
      const DoudiDivision *division = g_ptr_array_index (divisions, i);

      founded->townships += division->level == DOUDI_DIVISION_TOWNSHIP;
      founded->villages += division->level == DOUDI_DIVISION_VILLAGE;
    }
}

/**
 * doudi_founding_make:
 * @path: (type filename): a name that does not exist yet
 * @founding: what it begins with
 * @progress: (nullable): how far it is
 * @founded: (out): what it holds
 * @error: %DOUDI_ERROR_BAD_DATA for a county, a name or a password that will not do,
 *   %DOUDI_ERROR_REFUSED for a name of a file that is taken; as doudi_store_create()
 *
 * Makes the caseload of a county: its townships and villages, the rules it begins with, and an
 * administrator, who adds the others. If anything fails, or it is stopped, no file is left.
 *
 * Returns: whether it is there
 */
gboolean
doudi_founding_make (const char *path,
                     const DoudiFounding *founding,
                     const DoudiProgress *progress,
                     DoudiFounded *founded,
                     GError **error)
{
  Making making = { .founding = founding, .progress = progress };
  g_autoptr (GPtrArray) divisions = doudi_divisions_load_county (founding->county, error);

  if (divisions == NULL)
    return FALSE;
  making.divisions = divisions;
  count (divisions, founded);
  return go_on (&making, _ ("The file"), 0, error)
         && doudi_store_create_filled (path, fill, &making, error);
}
