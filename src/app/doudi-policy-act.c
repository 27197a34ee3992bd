/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-confirm.h"
#include "app/doudi-format.h"
#include "app/doudi-policy-act.h"
#include "app/doudi-policy-values.h"
#include "app/doudi-what-if-table.h"

/* Proposing and adopting a policy document: who may now, what will happen, and doing it. The
 * functions below ask for the role and for four eyes once more. */

typedef struct
{
  DoudiAction permission;
  gboolean (*run) (DoudiSession *session,
                   DoudiPolicyDocument *document,
                   gint64 *id,
                   GError **error);
  const char *title;
  const char *question;
  const char *consequence;
  const char *accept;
  const char *done;
} Act;

static const Act acts[] = {
  [DOUDI_POLICY_PROPOSE] = {
    DOUDI_ACTION_PROPOSE_POLICY,
    doudi_policies_propose,
    N_ ("Proposing the document"),
    N_ ("Propose this document?"),
    N_ ("Nothing is paid by it yet: it waits until a director adopts it. The log says who proposed "
        "it."),
    N_ ("_Propose"),
    N_ ("The document is proposed. A director adopts it."),
  },
  [DOUDI_POLICY_ADOPT] = {
    DOUDI_ACTION_ADOPT_POLICY,
    doudi_policies_adopt,
    N_ ("Adopting the document"),
    N_ ("Adopt this document?"),
    N_ ("Everything is worked out with it from now on. Closed pay runs stay as they are: the next "
        "run settles the difference for the months it reaches back to. The log says who adopted "
        "it."),
    N_ ("_Adopt"),
    N_ ("The document is in force. The preview of the next pay run, on the page Payments, shows "
        "what it changes."),
  },
};

static gboolean
is_own_proposal (DoudiPage *page, const DoudiPolicyEntry *entry)
{
  DoudiCaseload *caseload = doudi_page_get_caseload (page);

  return caseload != NULL
         && g_strcmp0 (entry->proposed_by,
                       doudi_session_get_user (doudi_caseload_get_session (caseload)))
              == 0;
}

/* Whether the document is at a point where somebody could take the step. */
static gboolean
is_due (DoudiPolicyAct act, const DoudiPolicyEntry *entry)
{
  DoudiPolicyStanding standing = doudi_policy_entry_get_standing (entry);

  if (standing == DOUDI_POLICY_IN_FORCE || standing == DOUDI_POLICY_NATIONAL)
    return FALSE;
  if (act == DOUDI_POLICY_PROPOSE)
    return standing != DOUDI_POLICY_WAITING;
  return standing == DOUDI_POLICY_WAITING || doudi_policy_entry_comes_with_program (entry);
}

/**
 * doudi_policy_act_is_possible:
 * @entry: a document
 *
 * Returns: whether the person signed in may do it to the document as it stands
 */
gboolean
doudi_policy_act_is_possible (DoudiPolicyAct act, DoudiPage *page, const DoudiPolicyEntry *entry)
{
  if (!doudi_page_may (page, acts[act].permission) || !is_due (act, entry))
    return FALSE;
  return act != DOUDI_POLICY_ADOPT
         || doudi_policy_entry_get_standing (entry) != DOUDI_POLICY_WAITING
         || !is_own_proposal (page, entry);
}

static char *
hint_waiting (DoudiPage *page, const DoudiPolicyEntry *entry)
{
  g_autofree char *roles
    = doudi_format_roles (doudi_action_info (DOUDI_ACTION_ADOPT_POLICY)->roles);

  if (!doudi_page_may (page, DOUDI_ACTION_ADOPT_POLICY))
    return g_strdup_printf (_ ("Adopted by: %s, who has not proposed it."), roles);
  if (is_own_proposal (page, entry))
    return g_strdup (_ ("You proposed this document yourself, so another director adopts it."));
  return g_strdup (_ ("Look at what it would change before you adopt it."));
}

/**
 * doudi_policy_act_hint:
 * @entry: a document
 *
 * Returns: (transfer full): what comes next with it, and who may do it
 */
char *
doudi_policy_act_hint (DoudiPage *page, const DoudiPolicyEntry *entry)
{
  g_autofree char *roles = NULL;

  switch (doudi_policy_entry_get_standing (entry))
    {
    case DOUDI_POLICY_IN_FORCE:
      return g_strdup (_ ("In force. The preview of the next pay run shows what it changes."));
    case DOUDI_POLICY_NATIONAL:
      return g_strdup (_ ("It holds in every county; nobody needs to adopt it. What a county or "
                          "province chooses for itself stands against it."));
    case DOUDI_POLICY_WAITING:
      return hint_waiting (page, entry);
    case DOUDI_POLICY_DRAFT:
    case DOUDI_POLICY_FORMER:
    case DOUDI_POLICY_BUNDLED:
    default:
      break;
    }
  if (doudi_policy_act_is_possible (DOUDI_POLICY_ADOPT, page, entry))
    return g_strdup (_ ("It comes with the program: you may adopt it at once."));
  if (doudi_policy_act_is_possible (DOUDI_POLICY_PROPOSE, page, entry))
    return g_strdup (_ ("Look at what it would change, then propose it. A director adopts it."));
  roles = doudi_format_roles (doudi_action_info (DOUDI_ACTION_PROPOSE_POLICY)->roles);
  return g_strdup_printf (_ ("First it is proposed. Proposed by: %s."), roles);
}

typedef struct
{
  DoudiPage *page;
  DoudiPolicyAct act;
  DoudiPolicyDocument *document;
  DoudiPolicyActedFunc acted;
  gint64 id;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_object_unref (call->page);
  doudi_policy_document_unref (call->document);
  g_free (call);
}

static gpointer
act_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  Call *call = data;

  return acts[call->act].run (session, call->document, &call->id, error) ? call : NULL;
}

static void
on_acted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GError) error = NULL;

  if (doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error) == NULL)
    doudi_page_report_error (call->page, error);
  else
    {
      call->acted (call->page, call->act, call->id);
      doudi_page_report_done (call->page, _ (acts[call->act].done));
    }
  call_free (call);
}

static void
on_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  DoudiCaseload *caseload = doudi_page_get_caseload (call->page);

  if (!doudi_confirm_finish (GTK_WINDOW (source), result) || caseload == NULL)
    {
      call_free (call);
      return;
    }
  doudi_caseload_work_async (caseload, _ (acts[call->act].title), act_work, call, NULL, NULL,
                             on_acted_cb, call);
}

static void
add_values (GString *text, const DoudiPolicyEntry *entry)
{
  g_autoptr (GPtrArray) values = doudi_policy_values_list (entry->document);
  guint unsure = doudi_policy_values_count_unsure (values);

  g_string_append_printf (text, "“%s”", doudi_policy_document_get_title (entry->document));
  g_string_append_c (text, '\n');
  if (doudi_policy_document_is_demonstration (entry->document))
    g_string_append_printf (text, "%s\n", _ ("A demonstration: all its amounts are invented."));
  g_string_append_printf (text, ngettext ("%u value", "%u values", values->len), values->len);
  if (unsure > 0)
    g_string_append_printf (text, _ (", %u of them still to be confirmed"), unsure);
  g_string_append (text, "\n\n");
}

static void
add_answer (GString *text, const DoudiWhatIf *answer)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *difference = NULL;
  g_autofree char *back_pay = NULL;

  g_string_append (text, "\n\n");
  if (answer == NULL)
    {
      g_string_append (text, _ ("What it would change has not been worked out."));
      return;
    }
  from = doudi_month_format_iso (answer->from);
  to = doudi_month_format_iso (answer->to);
  difference = doudi_format_difference (answer->total.after - answer->total.before);
  back_pay = doudi_what_if_describe_back_pay (answer);
  g_string_append_printf (text, _ ("What it would change from %s through %s: %s yuan, %s."), from,
                          to, difference, back_pay);
}

/**
 * doudi_policy_act_ask:
 * @act: what is to be done
 * @page: the page that asks
 * @entry: the document
 * @answer: (nullable): what it would change, if that has been worked out
 * @acted: called when it is done
 *
 * Says what will happen and does it if the person agrees.
 */
void
doudi_policy_act_ask (DoudiPolicyAct act,
                      DoudiPage *page,
                      const DoudiPolicyEntry *entry,
                      const DoudiWhatIf *answer,
                      DoudiPolicyActedFunc acted)
{
  g_autoptr (GString) body = g_string_new (NULL);
  Call *call = g_new0 (Call, 1);

  call->page = g_object_ref (page);
  call->act = act;
  call->document = doudi_policy_document_ref (entry->document);
  call->acted = acted;
  add_values (body, entry);
  g_string_append (body, _ (acts[act].consequence));
  add_answer (body, answer);
  doudi_confirm_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))), _ (acts[act].question),
                       body->str, _ (acts[act].accept), on_confirmed_cb, call);
}
