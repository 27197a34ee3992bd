/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "cli/doudi-command.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "casework/doudi-forms.h"
#include "paper/doudi-form-print.h"
#include "store/doudi-store-file.h"

/* A form of ten thousand fields. */
#define FILE_BYTES_MAX (4 * 1024 * 1024)

static char *option_application;
static char *option_change;
static char *option_output;
static char *option_preview;
static gboolean option_blank;

static const GOptionEntry form_options[] = {
  { "application", 0, 0, G_OPTION_ARG_STRING, &option_application,
    N_ ("The application to fill it in for: its id, or its number"), N_ ("ID") },
  { "change", 0, 0, G_OPTION_ARG_STRING, &option_change, N_ ("The change to fill it in for"),
    N_ ("ID") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &option_output,
    N_ ("The file to write, .pdf; it must not exist yet"), N_ ("FILE") },
  { "blank", 0, 0, G_OPTION_ARG_NONE, &option_blank, N_ ("Not filled in"), NULL },
  { NULL },
};

static const GOptionEntry check_options[] = {
  { "preview", 0, 0, G_OPTION_ARG_FILENAME, &option_preview,
    N_ ("Print it, not filled in, into this file, .pdf; it must not exist yet"), N_ ("FILE") },
  { NULL },
};

static const char *
label_of_state (const DoudiFormEntry *entry)
{
  if (g_str_equal (entry->state, "proposed"))
    return _ ("waits for a director");
  if (!entry->in_force)
    return _ ("replaced by a later version");
  return entry->id != 0 ? _ ("in use, of the county") : _ ("in use, comes with the program");
}

static void
add_programmes (JsonBuilder *builder, const DoudiForm *form)
{
  json_builder_set_member_name (builder, "programmes");
  json_builder_begin_array (builder);
  for (guint i = DOUDI_PROGRAMME_NONE + 1; i < DOUDI_N_PROGRAMMES; i++)
    if ((form->programmes & (1u << i)) != 0)
      json_builder_add_string_value (builder, doudi_programme_info ((DoudiProgramme) i)->name);
  json_builder_end_array (builder);
}

/* What a form is; within an object. */
static void
add_form (JsonBuilder *builder, const DoudiForm *form)
{
  doudi_json_add_text (builder, "id", form->id);
  doudi_json_add_text (builder, "kind", doudi_form_kind_name (form->kind));
  if (form->slip != DOUDI_SLIP_NONE)
    doudi_json_add_text (builder, "slip", doudi_form_slip_name (form->slip));
  doudi_json_add_text (builder, "title", form->title.chinese);
  doudi_json_add_text (builder, "version", form->version);
  doudi_json_add_text (builder, "number", form->number);
  doudi_json_add_text (builder, "source", form->source);
  add_programmes (builder, form);
  doudi_json_add_day (builder, "valid_from", form->valid_from);
  doudi_json_add_day (builder, "valid_to", form->valid_to);
  doudi_json_add_boolean (builder, "demonstration", form->demonstration);
  doudi_json_add_boolean (builder, "sure", form->sure);
}

static void
tell_entry (DoudiInvocation *invocation, JsonBuilder *builder, const DoudiFormEntry *entry)
{
  json_builder_begin_object (builder);
  if (entry->id != 0)
    doudi_json_add_id (builder, "row", entry->id);
  add_form (builder, entry->form);
  doudi_json_add_text (builder, "state", entry->state);
  doudi_json_add_boolean (builder, "in_force", entry->in_force);
  doudi_json_add_text (builder, "proposed_by", entry->proposed_by);
  doudi_json_add_text (builder, "adopted_by", entry->adopted_by);
  json_builder_end_object (builder);
  doudi_invocation_say (invocation, "%s  %s (%s): %s", entry->form->id,
                        doudi_assessment_text_get (&entry->form->title),
                        doudi_form_kind_label (entry->form->kind), label_of_state (entry));
}

static gboolean
run_form_list (DoudiInvocation *invocation, GError **error)
{
  const char *path = doudi_invocation_get_argument (invocation, 0);
  g_autoptr (DoudiSession) session = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (path != NULL)
    session = doudi_invocation_open (invocation, path, error);
  if (path != NULL && session == NULL)
    return FALSE;
  entries = doudi_forms_list (session, error);
  if (entries == NULL)
    return FALSE;
  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    tell_entry (invocation, builder, g_ptr_array_index (entries, i));
  json_builder_end_array (builder);
  doudi_invocation_answer (invocation, builder);
  return TRUE;
}

/* What a form is filled in for; all %NULL for a blank. */
typedef struct
{
  DoudiCase *of_case;
  DoudiChangeRow *change;
} Subject;

static void
subject_clear (Subject *subject)
{
  g_clear_pointer (&subject->of_case, doudi_case_free);
  g_clear_pointer (&subject->change, doudi_change_row_free);
}

static gboolean
read_id (const char *text, gint64 *id)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    return FALSE;
  *id = (gint64) number;
  return TRUE;
}

static gboolean
find_application (DoudiStore *store, const char *text, gint64 *id, GError **error)
{
  if (read_id (text, id))
    return TRUE;
  if (!doudi_application_find_number (store, text, id, error))
    return FALSE;
  if (*id == 0)
    doudi_error_set (error, DOUDI_ERROR_NOT_FOUND, text,
                     _ ("There is no application %s. “application-list” names all of them."), text);
  return *id != 0;
}

static gboolean
find_subject (DoudiSession *session, Subject *subject, GError **error)
{
  DoudiStore *store = doudi_session_get_store (session);
  gint64 id = 0;

  if (option_blank)
    return TRUE;
  if (option_application != NULL)
    {
      if (find_application (store, option_application, &id, error))
        subject->of_case = doudi_case_get (session, id, error);
      return subject->of_case != NULL;
    }
  if (!read_id (option_change, &id))
    doudi_error_set (error, DOUDI_ERROR_USAGE, NULL, _ ("%s is no change."), option_change);
  else
    subject->change = doudi_change_get (store, id, error);
  return subject->change != NULL;
}

static DoudiProgramme
programme_of (const Subject *subject)
{
  return subject->of_case != NULL ? subject->of_case->facts.programme : DOUDI_PROGRAMME_NONE;
}

/* A form is named by its id, by its kind ("survey") or, for a slip, by what it says ("refusal"). */
static DoudiForm *
find_form (DoudiInvocation *invocation, DoudiStore *store, const Subject *subject, GError **error)
{
  const char *name = doudi_invocation_get_argument (invocation, 1);
  DoudiDay day = doudi_invocation_get_today (invocation);

  for (guint slip = DOUDI_SLIP_NONE + 1; slip < DOUDI_N_SLIPS; slip++)
    if (g_str_equal (name, doudi_form_slip_name ((DoudiFormSlip) slip)))
      return doudi_forms_find (store, DOUDI_FORM_SLIP, (DoudiFormSlip) slip, programme_of (subject),
                               day, error);
  for (guint kind = 0; kind < DOUDI_N_FORM_KINDS; kind++)
    if (kind != DOUDI_FORM_SLIP && g_str_equal (name, doudi_form_kind_name ((DoudiFormKind) kind)))
      return doudi_forms_find (store, (DoudiFormKind) kind, DOUDI_SLIP_NONE, programme_of (subject),
                               day, error);
  return doudi_forms_get (store, name, day, error);
}

static DoudiSheet *
set_filled (DoudiSession *session, DoudiForm *form, const Subject *subject, GError **error)
{
  return subject->of_case != NULL
           ? doudi_form_sheet_of_case (session, subject->of_case, form, error)
           : doudi_form_sheet_of_change (session, subject->change, form, error);
}

static char *
name_object (const Subject *subject)
{
  if (subject->of_case != NULL)
    return doudi_case_object_name (subject->of_case->row->id);
  return g_strdup_printf ("change:%" G_GINT64_FORMAT, subject->change->id);
}

static void
answer_form (DoudiInvocation *invocation,
             const DoudiForm *form,
             const DoudiSheet *sheet,
             const char *path)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *file = g_filename_display_name (path);
  g_autofree char *digest = doudi_form_sheet_digest (sheet);
  guint n_pages = doudi_sheet_get_n_pages (sheet);

  json_builder_begin_object (builder);
  doudi_json_add_text (builder, "file", file);
  doudi_json_add_text (builder, "form", form->id);
  doudi_json_add_int (builder, "pages", n_pages);
  doudi_json_add_text (builder, "digest", digest);
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation, _ ("%s: “%s”, pages: %u"), file,
                        doudi_assessment_text_get (&form->title), n_pages);
}

static gboolean
write_blank (DoudiInvocation *invocation, const DoudiForm *form, const char *path, GError **error)
{
  g_autoptr (DoudiSheet) sheet = doudi_form_sheet (form, NULL, NULL, error);

  if (sheet == NULL
      || !doudi_sheet_write_pdf (sheet, path, doudi_invocation_get_today (invocation), error))
    return FALSE;
  answer_form (invocation, form, sheet, path);
  return TRUE;
}

static gboolean
write_filled (DoudiInvocation *invocation,
              DoudiSession *session,
              DoudiForm *form,
              const Subject *subject,
              GError **error)
{
  g_autofree char *object = name_object (subject);
  g_autoptr (DoudiSheet) sheet = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_PRINT_FORM, object, error))
    return FALSE;
  sheet = set_filled (session, form, subject, error);
  if (sheet == NULL
      || !doudi_form_print_write (session, sheet, object, form->id, option_output, error))
    return FALSE;
  answer_form (invocation, form, sheet, option_output);
  return TRUE;
}

static gboolean
check_form_options (GError **error)
{
  int subjects = (option_blank ? 1 : 0) + (option_application != NULL ? 1 : 0)
                 + (option_change != NULL ? 1 : 0);

  if (subjects != 1)
    doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                     _ ("Say what goes onto the form: --application ID, --change ID or --blank."));
  else if (option_output == NULL)
    doudi_error_set (error, DOUDI_ERROR_USAGE, NULL,
                     _ ("Say where the form goes: --output FILE.pdf."));
  return subjects == 1 && option_output != NULL;
}

static gboolean
print_form (DoudiInvocation *invocation, DoudiSession *session, Subject *subject, GError **error)
{
  g_autoptr (DoudiForm) form = NULL;

  if (!doudi_session_authorize (session, DOUDI_ACTION_VIEW_FORMS, NULL, error)
      || !find_subject (session, subject, error))
    return FALSE;
  form = find_form (invocation, doudi_session_get_store (session), subject, error);
  if (form == NULL || !doudi_store_file_is_new (option_output, error))
    return FALSE;
  return option_blank ? write_blank (invocation, form, option_output, error)
                      : write_filled (invocation, session, form, subject, error);
}

static gboolean
run_form (DoudiInvocation *invocation, GError **error)
{
  g_autoptr (DoudiSession) session = NULL;
  Subject subject = { NULL, NULL };
  gboolean done;

  if (!check_form_options (error))
    return FALSE;
  session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  if (session == NULL)
    return FALSE;
  done = print_form (invocation, session, &subject, error);
  subject_clear (&subject);
  return done;
}

/* The text of a file, ended by a NUL. */
static char *
read_text (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = doudi_file_read (path, FILE_BYTES_MAX, error);

  if (bytes == NULL)
    return NULL;
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static guint
count_fields (const DoudiForm *form)
{
  guint count = 0;

  for (guint i = 0; i < form->sections->len; i++)
    count += ((const DoudiFormSection *) g_ptr_array_index (form->sections, i))->fields->len;
  return count;
}

static gboolean
answer_check (DoudiInvocation *invocation, const DoudiForm *form, GError **error)
{
  g_autoptr (DoudiSheet) sheet = doudi_form_sheet (form, NULL, NULL, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (sheet == NULL
      || (option_preview != NULL
          && (!doudi_store_file_is_new (option_preview, error)
              || !doudi_sheet_write_pdf (sheet, option_preview,
                                         doudi_invocation_get_today (invocation), error))))
    return FALSE;
  json_builder_begin_object (builder);
  add_form (builder, form);
  doudi_json_add_int (builder, "sections", form->sections->len);
  doudi_json_add_int (builder, "fields", count_fields (form));
  doudi_json_add_int (builder, "pages", doudi_sheet_get_n_pages (sheet));
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (invocation,
                        _ ("%s  %s: nothing is wrong; sections: %u, fields: %u, pages: %u"),
                        form->id, doudi_assessment_text_get (&form->title), form->sections->len,
                        count_fields (form), doudi_sheet_get_n_pages (sheet));
  return TRUE;
}

static gboolean
run_form_check (DoudiInvocation *invocation, GError **error)
{
  const char *path = doudi_invocation_get_argument (invocation, 0);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *text = read_text (path, error);
  g_autoptr (DoudiForm) form = text != NULL ? doudi_form_load (text, -1, shown, error) : NULL;

  return form != NULL && answer_check (invocation, form, error);
}

static void
tell_submitted (DoudiInvocation *invocation, gint64 id, const char *path, gboolean adopted)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  doudi_json_add_id (builder, "row", id);
  doudi_json_add_text (builder, "state", adopted ? "adopted" : "proposed");
  json_builder_end_object (builder);
  doudi_invocation_answer (invocation, builder);
  doudi_invocation_say (
    invocation, adopted ? _ ("“%s” is in use now.") : _ ("“%s” is proposed. A director adopts it."),
    path);
}

static gboolean
run_form_adopt (DoudiInvocation *invocation, GError **error)
{
  const char *path = doudi_invocation_get_argument (invocation, 1);
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (DoudiSession) session
    = doudi_invocation_open (invocation, doudi_invocation_get_argument (invocation, 0), error);
  g_autofree char *text = session != NULL ? read_text (path, error) : NULL;
  gboolean adopted;
  gint64 id;

  if (text == NULL || !doudi_forms_submit (session, text, shown, &id, &adopted, error))
    return FALSE;
  tell_submitted (invocation, id, shown, adopted);
  return TRUE;
}

const DoudiCommand doudi_commands_form[] = {
  { "form-list", "[FILE]", 0, N_ ("List the forms of a caseload, or those of the program"), NULL,
    run_form_list },
  { "form", "FILE FORM", 2, N_ ("Print a form, a table or a slip, blank or filled in"),
    form_options, run_form },
  { "form-check", "FORM.json", 1, N_ ("Read a form and tell what is wrong in it"), check_options,
    run_form_check },
  { "form-adopt", "FILE FORM.json", 2,
    N_ ("Bring a form of the county into use, or propose it to whoever may"), NULL,
    run_form_adopt },
  { NULL },
};
