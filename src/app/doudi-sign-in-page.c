/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-sign-in-page.h"
#include "store/doudi-user.h"

struct _DoudiSignInPage
{
  GtkWidget parent_instance;

  GtkWidget *content;
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkWidget *form;
  GtkDropDown *user_drop_down;
  GtkPasswordEntry *password_entry;
  GtkWidget *sign_in_button;
  GtkWidget *new_button;
  GtkWidget *open_button;
  GtkLabel *error_label;
  GtkSpinner *spinner;
  GtkLabel *note_label;

  DoudiCaseload *caseload;
};

G_DEFINE_FINAL_TYPE (DoudiSignInPage, doudi_sign_in_page, GTK_TYPE_WIDGET)

static void
show_error (DoudiSignInPage *self, const char *message)
{
  gtk_label_set_text (self->error_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), message != NULL);
}

static void
set_waiting (DoudiSignInPage *self, gboolean waiting)
{
  gtk_widget_set_sensitive (self->form, !waiting);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), waiting);
  gtk_spinner_set_spinning (self->spinner, waiting);
}

/* Whoever works at this desk need not choose the name every morning. */
static void
remember_user (DoudiCaseload *caseload)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.doudi.Doudi");

  g_settings_set_string (settings, "last-user",
                         doudi_session_get_user (doudi_caseload_get_session (caseload)));
}

static void
on_signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = doudi_caseload_sign_in_finish (DOUDI_CASELOAD (source), result, &error);

  set_waiting (self, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->password_entry), "");
  if (done)
    {
      remember_user (DOUDI_CASELOAD (source));
      return;
    }
  show_error (self, error->message);
  gtk_widget_grab_focus (GTK_WIDGET (self->password_entry));
}

static void
sign_in_cb (DoudiSignInPage *self)
{
  GtkStringObject *user = gtk_drop_down_get_selected_item (self->user_drop_down);
  const char *password = gtk_editable_get_text (GTK_EDITABLE (self->password_entry));

  if (self->caseload == NULL || user == NULL)
    return;
  if (*password == '\0')
    {
      show_error (self, _("Type your password."));
      gtk_widget_grab_focus (GTK_WIDGET (self->password_entry));
      return;
    }
  show_error (self, NULL);
  /* An entry that is hidden with the keyboard in it never hears that it lost it. */
  gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  set_waiting (self, TRUE);
  doudi_caseload_sign_in_async (self->caseload, gtk_string_object_get_string (user), password,
                                on_signed_in_cb, g_object_ref (self));
}

static void
on_user_selected_cb (DoudiSignInPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->password_entry), "");
  show_error (self, NULL);
}

static void
doudi_sign_in_page_dispose (GObject *object)
{
  DoudiSignInPage *self = DOUDI_SIGN_IN_PAGE (object);

  g_clear_object (&self->caseload);
  gtk_widget_dispose_template (GTK_WIDGET (self), DOUDI_TYPE_SIGN_IN_PAGE);

  G_OBJECT_CLASS (doudi_sign_in_page_parent_class)->dispose (object);
}

static gboolean
doudi_sign_in_page_grab_focus (GtkWidget *widget)
{
  DoudiSignInPage *self = DOUDI_SIGN_IN_PAGE (widget);

  if (self->caseload == NULL)
    return gtk_widget_grab_focus (self->open_button);
  return gtk_widget_grab_focus (GTK_WIDGET (self->password_entry));
}

static void
doudi_sign_in_page_class_init (DoudiSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_sign_in_page_dispose;
  widget_class->grab_focus = doudi_sign_in_page_grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-sign-in-page.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, DoudiSignInPage, content);
  gtk_widget_class_bind_template_child (widget_class, DoudiSignInPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiSignInPage, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiSignInPage, form);
  gtk_widget_class_bind_template_child (widget_class, DoudiSignInPage, user_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiSignInPage, password_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiSignInPage, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiSignInPage, new_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiSignInPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, DoudiSignInPage, error_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, DoudiSignInPage, note_label);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_user_selected_cb);
}

static void
doudi_sign_in_page_init (DoudiSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_users (DoudiSignInPage *self)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = doudi_users_names (doudi_caseload_get_reader (self->caseload), &error);
  g_autoptr (GtkStringList) model = gtk_string_list_new ((const char *const *) names);
  g_autoptr (GSettings) settings = g_settings_new ("org.doudi.Doudi");
  g_autofree char *last = g_settings_get_string (settings, "last-user");

  if (error != NULL)
    show_error (self, error->message);
  gtk_drop_down_set_model (self->user_drop_down, G_LIST_MODEL (model));
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (g_str_equal (names[i], last))
      gtk_drop_down_set_selected (self->user_drop_down, i);
}

static char *
describe_file (DoudiCaseload *caseload)
{
  g_autofree char *name = g_path_get_basename (doudi_caseload_get_path (caseload));
  g_autofree char *shown = g_filename_display_name (name);

  if (doudi_caseload_is_demonstration (caseload))
    return g_strdup_printf (_("%s · demonstration: everybody in it is invented. The password of "
                              "every user is doudi-demo."),
                            shown);
  return g_steal_pointer (&shown);
}

/**
 * doudi_sign_in_page_set_caseload:
 * @caseload: (nullable): an open caseload, or %NULL when there is none
 *
 * Shows who may sign in to @caseload, or the offer to open one.
 */
void
doudi_sign_in_page_set_caseload (DoudiSignInPage *self, DoudiCaseload *caseload)
{
  g_autofree char *subtitle = NULL;
  g_autofree char *title = NULL;

  g_set_object (&self->caseload, caseload);
  gtk_widget_set_visible (self->form, caseload != NULL);
  gtk_widget_set_visible (self->new_button, caseload == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), FALSE);
  show_error (self, NULL);
  if (caseload == NULL)
    {
      gtk_label_set_text (self->title_label, _("Doudi"));
      gtk_label_set_text (self->subtitle_label, _("Open the caseload of your county, or begin a new one. The townships and "
                            "villages of every county come with the program."));
      return;
    }
  subtitle = describe_file (caseload);
  title = g_strdup_printf (_("%s: social assistance caseload"),
                           doudi_caseload_get_county_name (caseload));
  gtk_label_set_text (self->title_label, title);
  gtk_label_set_text (self->subtitle_label, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->note_label), !doudi_caseload_is_encrypted (caseload));
  show_users (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->password_entry));
}

/**
 * doudi_sign_in_page_report_error:
 * @error: why a caseload could not be opened
 */
void
doudi_sign_in_page_report_error (DoudiSignInPage *self, const GError *error)
{
  show_error (self, error->message);
}
