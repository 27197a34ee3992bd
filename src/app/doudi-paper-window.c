/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-paper-window.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-caseload-window.h"
#include "app/doudi-file-choose.h"
#include "app/doudi-label.h"
#include "base/doudi-error.h"
#include "casework/doudi-attachment.h"

/* Pixels of a side: what is larger is made smaller while it is read. */
#define SIDE_MAX 4096

/*
 * An image of a household, read from the caseload into the memory of this window and nowhere else.
 * Whoever looks at one is in the log.
 *
 * @fits: it is made as small as the window
 */
struct _DoudiPaperWindow
{
  GtkWindow parent_instance;

  GtkScrolledWindow *scrolled;
  GtkPicture *picture;
  GtkLabel *title_label;
  GtkLabel *message_label;

  DoudiCaseload *caseload;
  gint64 id;
  char *media_type;
  char *kind;
  gboolean fits;
};

G_DEFINE_FINAL_TYPE (DoudiPaperWindow, doudi_paper_window, GTK_TYPE_WINDOW)

/* The size of a picture on the screen: as large as the window, or pixel by pixel. */
static void
show_size (DoudiPaperWindow *self)
{
  GtkPolicyType policy = self->fits ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC;

  gtk_scrolled_window_set_policy (self->scrolled, policy, policy);
  gtk_picture_set_can_shrink (self->picture, self->fits);
}

static void
on_size_prepared_cb (GdkPixbufLoader *loader, int width, int height)
{
  int side = MAX (width, height);

  if (side > SIDE_MAX)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int) ((gint64) width * SIDE_MAX / side)),
                                MAX (1, (int) ((gint64) height * SIDE_MAX / side)));
}

/* The way up that the telephone noted. */
static GdkPixbuf *
decode (GBytes *content, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gboolean written;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared_cb), NULL);
  written = gdk_pixbuf_loader_write_bytes (loader, content, error);
  if (!gdk_pixbuf_loader_close (loader, written ? error : NULL) || !written)
    return NULL;
  return gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
}

static void
decode_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkPixbuf *pixbuf = decode (data, &error);

  if (pixbuf != NULL)
    g_task_return_pointer (task, pixbuf, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_decoded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DoudiPaperWindow *self = DOUDI_PAPER_WINDOW (source);
  g_autoptr (GdkPixbuf) pixbuf = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GdkTexture) texture = pixbuf != NULL ? gdk_texture_new_for_pixbuf (pixbuf) : NULL;

  if (self->picture == NULL)
    return;
  if (texture == NULL)
    {
      doudi_label_set_message (self->message_label,
                               _ ("The image cannot be shown. Save it, and look at it with another "
                                  "program."),
                               TRUE);
      return;
    }
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.size", TRUE);
  gtk_label_set_text (self->message_label, "");
}

static gpointer
open_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  return doudi_attachment_open (session, *(gint64 *) data, error);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiPaperWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  GBytes *content = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);
  g_autoptr (GTask) task = NULL;

  if (content == NULL && self->message_label != NULL)
    doudi_label_set_message (self->message_label, error->message, TRUE);
  if (content == NULL)
    return;
  task = g_task_new (self, NULL, on_decoded_cb, NULL);
  g_task_set_task_data (task, content, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, decode_thread);
}

static void
size_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiPaperWindow *self = DOUDI_PAPER_WINDOW (widget);

  self->fits = !self->fits;
  show_size (self);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DoudiPaperWindow *self = DOUDI_PAPER_WINDOW (source);
  g_autoptr (GError) error = NULL;

  gboolean saved = doudi_paper_save_finish (GTK_WINDOW (source), result, &error);

  if (self->message_label == NULL)
    return;
  if (saved)
    doudi_label_set_message (self->message_label, _ ("The paper is saved."), FALSE);
  else if (error != NULL)
    doudi_label_set_message (self->message_label, error->message, TRUE);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiPaperWindow *self = DOUDI_PAPER_WINDOW (widget);
  const DoudiAttachmentRow row
    = { .id = self->id, .kind = self->kind, .media_type = self->media_type };

  doudi_paper_save (GTK_WINDOW (self), self->caseload, &row, on_saved_cb, NULL);
}

static void
doudi_paper_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_PAPER_WINDOW);

  G_OBJECT_CLASS (doudi_paper_window_parent_class)->dispose (object);
}

static void
doudi_paper_window_finalize (GObject *object)
{
  DoudiPaperWindow *self = DOUDI_PAPER_WINDOW (object);

  g_clear_object (&self->caseload);
  g_free (self->media_type);
  g_free (self->kind);

  G_OBJECT_CLASS (doudi_paper_window_parent_class)->finalize (object);
}

static void
doudi_paper_window_class_init (DoudiPaperWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_paper_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_paper_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/doudi/Doudi/doudi-paper-window.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiPaperWindow, scrolled);
  gtk_widget_class_bind_template_child (widget_class, DoudiPaperWindow, picture);
  gtk_widget_class_bind_template_child (widget_class, DoudiPaperWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiPaperWindow, message_label);
  gtk_widget_class_install_action (widget_class, "paper.size", NULL, size_action);
  gtk_widget_class_install_action (widget_class, "paper.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "paper.size",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "paper.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
doudi_paper_window_init (DoudiPaperWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->fits = TRUE;
  show_size (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.size", FALSE);
}

/**
 * doudi_paper_window_new:
 * @parent: the window it belongs to
 * @caseload: a caseload somebody is signed in to
 * @row: an image
 *
 * Shows an image of a household. The title of the window names nobody.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
doudi_paper_window_new (GtkWindow *parent, DoudiCaseload *caseload, const DoudiAttachmentRow *row)
{
  DoudiPaperWindow *self = g_object_new (DOUDI_TYPE_PAPER_WINDOW, "transient-for", parent, NULL);
  g_autofree char *title = g_strdup_printf (_ ("Paper %lld"), (long long) row->id);
  g_autofree char *words
    = g_strjoin (" · ", doudi_attachment_kind_label (row->kind), row->title, NULL);

  self->caseload = g_object_ref (caseload);
  self->id = row->id;
  self->media_type = g_strdup (row->media_type);
  self->kind = g_strdup (row->kind);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_text (self->title_label, words);
  doudi_caseload_own_window (caseload, GTK_WINDOW (self));
  doudi_caseload_look_async (caseload, _ ("Opening the paper"), open_work,
                             g_memdup2 (&self->id, sizeof self->id), g_free,
                             (GDestroyNotify) g_bytes_unref, on_opened_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

/**
 * doudi_paper_window_is_shown:
 *
 * Returns: whether the image has been read
 */
gboolean
doudi_paper_window_is_shown (DoudiPaperWindow *self)
{
  return gtk_picture_get_paintable (self->picture) != NULL;
}

/*
 * Saving:
 *
 * A paper on its way to a file.
 */
typedef struct
{
  DoudiCaseload *caseload;
  gint64 id;
  char *path;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_object_unref (saving->caseload);
  g_free (saving->path);
  g_free (saving);
}

static gpointer
save_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  const Saving *saving = data;

  return doudi_attachment_save (session, saving->id, saving->path, error) ? GINT_TO_POINTER (TRUE)
                                                                          : NULL;
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  gboolean done = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error) != NULL;

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFile) file = doudi_file_choose_finish (GTK_WINDOW (source), result, NULL);
  const Saving *wanted = g_task_get_task_data (task);
  Saving *saving;

  if (file == NULL || !doudi_caseload_is_signed_in (wanted->caseload))
    {
      g_task_return_boolean (task, FALSE);
      return;
    }
  saving = g_new0 (Saving, 1);
  *saving = (Saving){ g_object_ref (wanted->caseload), wanted->id, g_file_get_path (file) };
  doudi_caseload_look_async (saving->caseload, _ ("Saving the paper"), save_work, saving,
                             saving_free, NULL, on_written_cb, g_steal_pointer (&task));
}

/**
 * doudi_paper_save:
 * @parent: the window that asks
 * @caseload: a caseload somebody is signed in to
 * @row: a paper
 * @callback: called when it is saved, or was not
 * @user_data: for @callback
 *
 * Asks where a paper is to go, and saves it there.
 */
void
doudi_paper_save (GtkWindow *parent,
                  DoudiCaseload *caseload,
                  const DoudiAttachmentRow *row,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);
  Saving *saving = g_new0 (Saving, 1);
  g_autofree char *name = doudi_attachment_dup_file_name (row);

  *saving = (Saving){ g_object_ref (caseload), row->id, NULL };
  g_task_set_task_data (task, saving, saving_free);
  doudi_file_choose_save_async (parent, _ ("Save the paper"), name, on_file_chosen_cb, task);
}

/**
 * doudi_paper_save_finish:
 * @parent: the window that asked
 * @result: of doudi_paper_save()
 * @error: what kept it from being saved
 *
 * Returns: whether it is saved; %FALSE without an error if no file was chosen
 */
gboolean
doudi_paper_save_finish (GtkWindow *parent, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, parent), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
