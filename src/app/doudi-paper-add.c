/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-paper-add.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-caseload-window.h"
#include "app/doudi-label.h"
#include "casework/doudi-attachment.h"
#include "store/doudi-household-history.h"

/* A file that can be kept. */
typedef struct
{
  char *name;
  GBytes *content;
} Paper;

/*
 * What papers are, before they are kept: files that somebody chose or dropped. What cannot be kept
 * is said at once, with the reason; the others go on.
 *
 * @papers: (element-type Paper): those that can be kept
 * @persons: (element-type gint64): by the rows of the drop down, 0 for the household
 */
struct _DoudiPaperAdd
{
  GtkWindow parent_instance;

  GtkLabel *files_label;
  GtkLabel *problems_label;
  GtkDropDown *kind_drop_down;
  GtkDropDown *person_drop_down;
  GtkEditable *title_entry;
  GtkEditable *day_entry;
  GtkLabel *message_label;

  DoudiCaseload *caseload;
  gint64 household;
  GPtrArray *papers;
  GArray *persons;
};

G_DEFINE_FINAL_TYPE (DoudiPaperAdd, doudi_paper_add, GTK_TYPE_WINDOW)

enum
{
  KEPT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
paper_free (gpointer data)
{
  Paper *paper = data;

  g_free (paper->name);
  g_bytes_unref (paper->content);
  g_free (paper);
}

/*
 * Keeping:
 *
 * Papers on their way to the worker.
 *
 * @papers: (element-type Paper)
 * @kept: how many are kept
 * @problems: what kept the others from it, a line each
 */
typedef struct
{
  DoudiAttachmentRequest request;
  char *kind;
  char *title;
  GPtrArray *papers;
  guint kept;
  GString *problems;
} Keeping;

static void
keeping_free (gpointer data)
{
  Keeping *keeping = data;

  g_free (keeping->kind);
  g_free (keeping->title);
  g_ptr_array_unref (keeping->papers);
  g_string_free (keeping->problems, TRUE);
  g_free (keeping);
}

static void
add_problem (GString *problems, const char *message)
{
  g_string_append_printf (problems, "%s%s", problems->len > 0 ? "\n" : "", message);
}

/* Those that cannot be kept stay behind; the others are on the disk. */
static gpointer
keep_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  Keeping *keeping = data;
  Keeping *result = g_new0 (Keeping, 1);

  result->papers = g_ptr_array_new_with_free_func (paper_free);
  result->problems = g_string_new (NULL);
  for (guint i = 0; i < keeping->papers->len; i++)
    {
      const Paper *paper = g_ptr_array_index (keeping->papers, i);
      g_autoptr (GError) problem = NULL;

      if (doudi_attach (session, &keeping->request, paper->name, paper->content, NULL, &problem))
        result->kept++;
      else
        add_problem (result->problems, problem->message);
    }
  return result;
}

static void
set_ready (DoudiPaperAdd *self, gboolean ready)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.keep", ready);
}

static void
on_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (DoudiPaperAdd) self = user_data;
  g_autoptr (GError) error = NULL;
  Keeping *kept = doudi_caseload_work_finish (DOUDI_CASELOAD (source), result, &error);

  if (self->message_label == NULL)
    {
      g_clear_pointer (&kept, keeping_free);
      return;
    }
  set_ready (self, TRUE);
  if (kept == NULL)
    {
      doudi_label_set_message (self->message_label, error->message, TRUE);
      return;
    }
  if (kept->kept > 0)
    g_signal_emit (self, signals[KEPT], 0, kept->kept);
  if (kept->problems->len == 0)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    {
      doudi_label_set_message (self->message_label, kept->problems->str, TRUE);
      set_ready (self, kept->kept == 0);
    }
  keeping_free (kept);
}

static gboolean
read_day (DoudiPaperAdd *self, DoudiDay *day)
{
  const char *text = gtk_editable_get_text (self->day_entry);

  *day = *text != '\0' ? doudi_day_parse (text) : DOUDI_DAY_NONE;
  if (*text == '\0' || *day != DOUDI_DAY_NONE)
    return TRUE;
  doudi_label_set_message (self->message_label,
                           _ ("Type the day as 2018-06-08, or leave it empty."), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->day_entry));
  return FALSE;
}

static GPtrArray *
copy_papers (GPtrArray *papers)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (paper_free);

  for (guint i = 0; i < papers->len; i++)
    {
      const Paper *paper = g_ptr_array_index (papers, i);
      Paper *one = g_new0 (Paper, 1);

      *one = (Paper){ g_strdup (paper->name), g_bytes_ref (paper->content) };
      g_ptr_array_add (copy, one);
    }
  return copy;
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  DoudiPaperAdd *self = DOUDI_PAPER_ADD (widget);
  guint kind = gtk_drop_down_get_selected (self->kind_drop_down);
  guint person = gtk_drop_down_get_selected (self->person_drop_down);
  Keeping *keeping;
  DoudiDay day;

  if (self->papers->len == 0 || !read_day (self, &day))
    return;
  keeping = g_new0 (Keeping, 1);
  keeping->kind = g_strdup (doudi_attachment_kinds ()[kind].name);
  keeping->title = g_strdup (gtk_editable_get_text (self->title_entry));
  keeping->papers = copy_papers (self->papers);
  keeping->problems = g_string_new (NULL);
  keeping->request = (DoudiAttachmentRequest){
    .household_id = self->household,
    .person_id = person < self->persons->len ? g_array_index (self->persons, gint64, person) : 0,
    .kind = keeping->kind,
    .title = keeping->title,
    .dated_on = day
  };
  set_ready (self, FALSE);
  doudi_label_set_message (self->message_label, "", FALSE);
  doudi_caseload_work_async (self->caseload, _ ("Keeping the papers"), keep_work, keeping,
                             keeping_free, keeping_free, on_kept_cb, g_object_ref (self));
}

static void
doudi_paper_add_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), DOUDI_TYPE_PAPER_ADD);

  G_OBJECT_CLASS (doudi_paper_add_parent_class)->dispose (object);
}

static void
doudi_paper_add_finalize (GObject *object)
{
  DoudiPaperAdd *self = DOUDI_PAPER_ADD (object);

  g_clear_object (&self->caseload);
  g_ptr_array_unref (self->papers);
  g_array_unref (self->persons);

  G_OBJECT_CLASS (doudi_paper_add_parent_class)->finalize (object);
}

static void
doudi_paper_add_class_init (DoudiPaperAddClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = doudi_paper_add_dispose;
  G_OBJECT_CLASS (klass)->finalize = doudi_paper_add_finalize;
  /**
   * DoudiPaperAdd::kept:
   * @n: how many
   *
   * Papers were kept.
   */
  signals[KEPT] = g_signal_new ("kept", DOUDI_TYPE_PAPER_ADD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/doudi/Doudi/doudi-paper-add.ui");
  gtk_widget_class_bind_template_child (widget_class, DoudiPaperAdd, files_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiPaperAdd, problems_label);
  gtk_widget_class_bind_template_child (widget_class, DoudiPaperAdd, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiPaperAdd, person_drop_down);
  gtk_widget_class_bind_template_child (widget_class, DoudiPaperAdd, title_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiPaperAdd, day_entry);
  gtk_widget_class_bind_template_child (widget_class, DoudiPaperAdd, message_label);
  gtk_widget_class_install_action (widget_class, "paper.keep", NULL, keep_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
doudi_paper_add_init (DoudiPaperAdd *self)
{
  self->papers = g_ptr_array_new_with_free_func (paper_free);
  self->persons = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_kinds (DoudiPaperAdd *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (const DoudiWord *kind = doudi_attachment_kinds (); kind->name != NULL; kind++)
    gtk_string_list_append (names, _ (kind->label));
  gtk_drop_down_set_model (self->kind_drop_down, G_LIST_MODEL (names));
}

/* The household first: a photograph of a visit is about all of them. */
static void
fill_persons (DoudiPaperAdd *self)
{
  g_autoptr (GPtrArray) members = doudi_history_list_members (
    doudi_caseload_get_reader (self->caseload), self->household, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gint64 person = 0;

  gtk_string_list_append (names, _ ("the whole household"));
  g_array_append_val (self->persons, person);
  for (guint i = 0; members != NULL && i < members->len; i++)
    {
      const DoudiMemberSpan *member = g_ptr_array_index (members, i);

      gtk_string_list_append (names, member->name);
      g_array_append_val (self->persons, member->person_id);
    }
  gtk_drop_down_set_model (self->person_drop_down, G_LIST_MODEL (names));
}

/* Files that are being read, as #Keeping holds them. */
static void
read_file (Keeping *reading, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (GError) error = NULL;
  GBytes *content = path != NULL ? doudi_attachment_read_file (path, &error) : NULL;
  Paper *paper;

  if (content == NULL)
    {
      add_problem (reading->problems,
                   path != NULL ? error->message
                                : _ ("The file is not on this computer. Copy it here first."));
      return;
    }
  paper = g_new0 (Paper, 1);
  *paper = (Paper){ g_filename_display_basename (path), content };
  g_ptr_array_add (reading->papers, paper);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *files = data;
  Keeping *reading = g_new0 (Keeping, 1);

  reading->papers = g_ptr_array_new_with_free_func (paper_free);
  reading->problems = g_string_new (NULL);
  for (guint i = 0; i < files->len; i++)
    read_file (reading, g_ptr_array_index (files, i));
  g_task_return_pointer (task, reading, keeping_free);
}

static void
show_files (DoudiPaperAdd *self, const char *problems)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->papers->len; i++)
    {
      const Paper *paper = g_ptr_array_index (self->papers, i);
      g_autofree char *size = g_format_size (g_bytes_get_size (paper->content));

      g_string_append_printf (names, "%s%s (%s)", i > 0 ? "\n" : "", paper->name, size);
    }
  gtk_label_set_text (self->files_label, names->str);
  gtk_widget_set_visible (GTK_WIDGET (self->files_label), names->len > 0);
  gtk_label_set_text (self->problems_label, problems);
  gtk_widget_set_visible (GTK_WIDGET (self->problems_label), *problems != '\0');
  set_ready (self, self->papers->len > 0);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  DoudiPaperAdd *self = DOUDI_PAPER_ADD (source);
  Keeping *reading = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->files_label != NULL)
    {
      g_clear_pointer (&self->papers, g_ptr_array_unref);
      self->papers = g_ptr_array_ref (reading->papers);
      show_files (self, reading->problems->str);
    }
  keeping_free (reading);
}

static void
take_files (DoudiPaperAdd *self, GListModel *files)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_read_cb, NULL);
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (list, g_list_model_get_item (files, i));
  set_ready (self, FALSE);
  g_task_set_task_data (task, list, (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, read_thread);
}

/**
 * doudi_paper_add_new:
 * @parent: the window it belongs to
 * @caseload: a caseload somebody is signed in to
 * @household: whose papers they are
 * @files: (element-type GFile): files that somebody chose or dropped
 *
 * Asks what papers are, and keeps them: "kept" tells that.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
doudi_paper_add_new (GtkWindow *parent,
                     DoudiCaseload *caseload,
                     gint64 household,
                     GListModel *files)
{
  DoudiPaperAdd *self = g_object_new (DOUDI_TYPE_PAPER_ADD, "transient-for", parent, NULL);

  self->caseload = g_object_ref (caseload);
  self->household = household;
  fill_kinds (self);
  fill_persons (self);
  take_files (self, files);
  doudi_caseload_own_window (caseload, GTK_WINDOW (self));
  return GTK_WIDGET (self);
}

/**
 * doudi_paper_add_get_n_files:
 *
 * Returns: how many of the files can be kept
 */
guint
doudi_paper_add_get_n_files (DoudiPaperAdd *self)
{
  return self->papers->len;
}
