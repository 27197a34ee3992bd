/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "casework/doudi-case-read.h"

#include "casework/doudi-case-facts.h"
#include "casework/doudi-forms.h"
#include "casework/doudi-policies.h"
#include "store/doudi-registry.h"

static gboolean
read_place (DoudiCase *self, DoudiStore *store, GError **error)
{
  return doudi_registry_get_place (store, self->row->division_code, &self->township, &self->village,
                                   error);
}

static gboolean
read_rows (DoudiCase *self, DoudiStore *store, gint64 id, GError **error)
{
  return (self->events = doudi_application_list_events (store, id, error)) != NULL
         && (self->forms = doudi_filled_form_list (store, id, error)) != NULL
         && (self->authorisations = doudi_application_list_authorisations (store, id, error))
              != NULL
         && (self->checks = doudi_application_list_checks (store, id, error)) != NULL
         && (self->objections = doudi_application_list_objections (store, id, error)) != NULL
         && (self->persons = doudi_application_list_persons (store, id, error)) != NULL;
}

static gboolean
read_decision (DoudiCase *self, DoudiStore *store, gint64 id, GError **error)
{
  GError *local = NULL;

  self->decision = doudi_application_get_decision (store, id, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* The answers of the latest form of a kind; none is no error. */
static gboolean
read_answers (const DoudiCase *self, DoudiFormKind kind, DoudiFormAnswers **answers, GError **error)
{
  const DoudiFilledFormRow *row = doudi_case_find_form (self, kind);

  *answers = row != NULL ? doudi_filled_form_answers (row, error) : NULL;
  return row == NULL || *answers != NULL;
}

static guint
count_open_objections (const GPtrArray *objections)
{
  guint n = 0;

  for (guint i = 0; i < objections->len; i++)
    if (((const DoudiObjectionRow *) g_ptr_array_index (objections, i))->answered_on
        == DOUDI_DAY_NONE)
      n++;
  return n;
}

/* Events this program does not know were written by a newer one; the file would not have opened. */
static void
take_events (DoudiCase *self)
{
  DoudiCaseFact *facts = g_new0 (DoudiCaseFact, self->events->len + 1);
  guint n = 0;

  for (guint i = 0; i < self->events->len; i++)
    {
      const DoudiApplicationEventRow *event = g_ptr_array_index (self->events, i);

      if (doudi_case_event_find (event->kind, &facts[n].event))
        facts[n++].day = event->day;
    }
  self->facts.facts = facts;
  self->facts.n_facts = n;
}

/* A household that is registered elsewhere than it lives takes the longer time (人户分离). */
static void
take_facts (DoudiCase *self, DoudiDay today)
{
  take_events (self);
  self->facts.programme = doudi_programme_from_name (self->row->programme);
  self->facts.residence = doudi_residence_from_name (self->row->residence);
  self->facts.applied = self->row->applied_on;
  self->facts.urgent = self->row->urgent;
  self->facts.special = g_str_equal (self->row->origin, "other-place");
  self->facts.open_objections = count_open_objections (self->objections);
  self->facts.kin = doudi_case_is_kin (self->persons);
  self->facts.minor = doudi_case_is_minor (self->persons, today);
}

/**
 * doudi_case_read:
 * @store: the caseload
 * @id: an application
 * @policy: what is known
 * @calendar: the working days
 * @today: the business day
 * @error: %DOUDI_ERROR_NOT_FOUND, %DOUDI_ERROR_CORRUPT
 *
 * Reads a case with all that belongs to it and works out where it stands. For work on many cases;
 * doudi_case_get() also asks who may.
 *
 * Returns: (transfer full): the case; %NULL with @error set
 */
DoudiCase *
doudi_case_read (DoudiStore *store,
                 gint64 id,
                 DoudiPolicy *policy,
                 const DoudiWorkingDays *calendar,
                 DoudiDay today,
                 GError **error)
{
  g_autoptr (DoudiCase) self = g_new0 (DoudiCase, 1);

  self->row = doudi_application_get (store, id, error);
  if (self->row == NULL || !read_place (self, store, error) || !read_rows (self, store, id, error)
      || !read_decision (self, store, id, error)
      || !read_answers (self, DOUDI_FORM_APPLICATION, &self->application, error)
      || !read_answers (self, DOUDI_FORM_SURVEY, &self->survey, error))
    return NULL;
  take_facts (self, today);
  self->policy = doudi_policy_ref (policy);
  if (!doudi_case_progress (policy, calendar, &self->facts, &self->progress, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * doudi_case_get:
 * @session: who looks
 * @id: an application
 * @error: %DOUDI_ERROR_NOT_ALLOWED, %DOUDI_ERROR_NOT_FOUND, %DOUDI_ERROR_CORRUPT
 *
 * Reads one case as it stands on the business day, as known on that day.
 *
 * Returns: (transfer full): the case; %NULL with @error set
 */
DoudiCase *
doudi_case_get (DoudiSession *session, gint64 id, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  DoudiDay today = doudi_session_get_today (session);
  g_autofree char *object = doudi_case_object_name (id);
  g_autoptr (DoudiPolicy) policy = NULL;
  g_autoptr (DoudiWorkingDays) calendar = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_CASE, object, error))
    return NULL;
  policy = doudi_policies_load (store, today, error);
  calendar = policy != NULL ? doudi_working_days_new_bundled (error) : NULL;
  if (calendar == NULL)
    return NULL;
  return doudi_case_read (store, id, policy, calendar, today, error);
}

/**
 * doudi_case_find_form:
 * @self: a case
 * @kind: a kind of form
 *
 * Finds the latest form of a kind that was filled in for the case and not corrected since.
 *
 * Returns: (transfer none) (nullable): the form; %NULL if there is none
 */
const DoudiFilledFormRow *
doudi_case_find_form (const DoudiCase *self, DoudiFormKind kind)
{
  for (guint i = self->forms->len; i > 0; i--)
    {
      const DoudiFilledFormRow *row = g_ptr_array_index (self->forms, i - 1);

      if (!row->replaced && g_str_equal (row->kind, doudi_form_kind_name (kind)))
        return row;
    }
  return NULL;
}

/**
 * doudi_case_object_name:
 * @id: an application
 *
 * Names a case in the log.
 *
 * Returns: (transfer full): such as "application:12"
 */
char *
doudi_case_object_name (gint64 id)
{
  return g_strdup_printf ("application:%" G_GINT64_FORMAT, id);
}

/**
 * doudi_case_free:
 * @self: (nullable) (transfer full): a case
 *
 * Frees a case.
 */
void
doudi_case_free (DoudiCase *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->row, doudi_application_row_free);
  g_free (self->township);
  g_free (self->village);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_clear_pointer (&self->authorisations, g_ptr_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->objections, g_ptr_array_unref);
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  g_clear_pointer (&self->decision, doudi_decision_row_free);
  g_clear_pointer (&self->application, doudi_form_answers_free);
  g_clear_pointer (&self->survey, doudi_form_answers_free);
  g_free ((gpointer) self->facts.facts);
  g_clear_pointer (&self->policy, doudi_policy_unref);
  g_free (self);
}
