/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-run-policy.h"

#include "casework/doudi-policies.h"
#include "store/doudi-policy-store.h"

/* Whether @run was computed before @later, which has no id yet if it is a preview. */
static gboolean
came_before (const DoudiPayRunRow *run, const DoudiPayRunRow *later)
{
  return later->id == 0 || run->id < later->id;
}

/* The closed run of a programme that was computed last before @run, or %NULL. */
static const DoudiPayRunRow *
find_last (GPtrArray *runs, const DoudiPayRunRow *run, guint programme)
{
  const DoudiPayRunRow *last = NULL;

  for (guint i = 0; i < runs->len; i++)
    {
      const DoudiPayRunRow *one = g_ptr_array_index (runs, i);

      if (g_str_equal (one->state, "closed") && (one->programmes & programme) != 0
          && came_before (one, run) && (last == NULL || one->id > last->id))
        last = one;
    }
  return last;
}

/* Runs of old caseloads do not say which documents they knew. */
static gboolean
knew_less (const DoudiPayRunRow *last,
           const DoudiPayRunRow *run,
           gint64 row_id,
           const DoudiPolicyDocument *document)
{
  return (*last->policy_documents != '\0'
          && !doudi_policies_ids_have (last->policy_documents, row_id))
         || doudi_policy_document_has_since (document, last->known_on, run->known_on);
}

static gboolean
is_new (GPtrArray *runs,
        const DoudiPayRunRow *run,
        gint64 row_id,
        const DoudiPolicyDocument *document)
{
  for (guint i = 1; i < DOUDI_N_PROGRAMMES; i++)
    {
      guint programme = run->programmes & (1u << i);
      const DoudiPayRunRow *last = programme != 0 ? find_last (runs, run, programme) : NULL;

      if (last != NULL && knew_less (last, run, row_id, document))
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_policy (GPtrArray *policies,
            GPtrArray *runs,
            const DoudiPayRunRow *run,
            const DoudiPolicyRow *row,
            GError **error)
{
  g_autoptr (DoudiPolicyDocument) document
    = doudi_policy_document_load (row->json, -1, row->document, error);
  DoudiRunPolicy *policy;

  if (document == NULL)
    return FALSE;
  policy = g_new0 (DoudiRunPolicy, 1);
  policy->id = g_strdup (row->document);
  policy->title = g_strdup (doudi_policy_document_get_title (document));
  policy->adopted_on = doudi_policy_document_get_adopted_on (document);
  policy->adopted_by = g_strdup (row->adopted_by);
  policy->since_last_run = is_new (runs, run, row->id, document);
  g_ptr_array_add (policies, policy);
  return TRUE;
}

/**
 * doudi_run_policies_list:
 * @store: the caseload
 * @run: a run; of one that is not stored (its id is 0) the programmes, day and documents count
 * @error: return location
 *
 * Lists the policy documents that a run is computed with, and tells which of them are new to one of
 * its programmes since that was paid last: these are what makes the run differ from the last one.
 * Nothing is new to a programme that no closed run has paid yet.
 *
 * Returns: (transfer full) (element-type DoudiRunPolicy): in the order they came into the caseload;
 *   %NULL with @error set
 */
GPtrArray *
doudi_run_policies_list (DoudiStore *store, const DoudiPayRunRow *run, GError **error)
{
  g_autoptr (GPtrArray) policies
    = g_ptr_array_new_with_free_func ((GDestroyNotify) doudi_run_policy_free);
  g_autoptr (GPtrArray) rows = doudi_policy_rows_list (store, error);
  g_autoptr (GPtrArray) runs = rows != NULL ? doudi_pay_runs_list (store, error) : NULL;

  if (runs == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const DoudiPolicyRow *row = g_ptr_array_index (rows, i);

      if (doudi_policies_ids_have (run->policy_documents, row->id)
          && !add_policy (policies, runs, run, row, error))
        return NULL;
    }
  return g_steal_pointer (&policies);
}

/**
 * doudi_run_policy_free:
 * @policy: (nullable) (transfer full): a document of a run
 *
 * Frees it.
 */
void
doudi_run_policy_free (DoudiRunPolicy *policy)
{
  if (policy == NULL)
    return;
  g_free (policy->id);
  g_free (policy->title);
  g_free (policy->adopted_by);
  g_free (policy);
}
