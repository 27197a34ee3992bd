/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#define G_LOG_DOMAIN "doudi-caseload"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-caseload.h"
#include "base/doudi-error.h"
#include "store/doudi-setting.h"

/*
 * One caseload file as the desktop program has it open. The main thread reads through @reader; the
 * one thread of @pool owns @writer and does everything that changes the file or takes long, in the
 * order asked. Sessions are of one connection each: @writer_session is the worker's, @session the
 * main thread's.
 */
struct _DoudiCaseload
{
  GObject parent_instance;

  char *path;
  char *county_name;
  gboolean demonstration;
  DoudiStore *writer;
  DoudiStore *reader;
  DoudiSession *writer_session;
  DoudiSession *session;
  GThreadPool *pool;

  gint64 last_input;
  guint pending;
  char *title;
  GCancellable *cancellable;

  /* Written by the worker, read by the main thread when the idle runs. */
  GMutex progress_lock;
  char *stage;
  gint64 done;
  gint64 total;
  guint progress_source;

  char *shown_stage;
  double fraction;
};

G_DEFINE_FINAL_TYPE (DoudiCaseload, doudi_caseload, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_BUSY,
  PROP_TITLE,
  PROP_STAGE,
  PROP_FRACTION,
  N_PROPERTIES,
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SIGNED_IN,
  SIGNAL_SIGNED_OUT,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

typedef struct
{
  DoudiWorkFunc func;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  char *title;
  gboolean looks_only;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  if (work->data_free != NULL)
    work->data_free (work->data);
  g_free (work->title);
  g_free (work);
}

static void
drop_progress (DoudiCaseload *self)
{
  g_mutex_lock (&self->progress_lock);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_mutex_unlock (&self->progress_lock);
}

static void
doudi_caseload_dispose (GObject *object)
{
  DoudiCaseload *self = DOUDI_CASELOAD (object);

  /* Work holds a reference to the caseload, so the pool is idle by now. */
  if (self->pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  drop_progress (self);
  g_clear_pointer (&self->session, doudi_session_unref);
  g_clear_pointer (&self->writer_session, doudi_session_unref);
  g_clear_pointer (&self->reader, doudi_store_close);
  g_clear_pointer (&self->writer, doudi_store_close);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (doudi_caseload_parent_class)->dispose (object);
}

static void
doudi_caseload_finalize (GObject *object)
{
  DoudiCaseload *self = DOUDI_CASELOAD (object);

  g_free (self->path);
  g_free (self->county_name);
  g_free (self->title);
  g_free (self->stage);
  g_free (self->shown_stage);
  g_mutex_clear (&self->progress_lock);

  G_OBJECT_CLASS (doudi_caseload_parent_class)->finalize (object);
}

static void
doudi_caseload_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  DoudiCaseload *self = DOUDI_CASELOAD (object);

  switch (id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, doudi_caseload_is_busy (self));
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_STAGE:
      g_value_set_string (value, self->shown_stage);
      break;
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
doudi_caseload_class_init (DoudiCaseloadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = doudi_caseload_dispose;
  object_class->finalize = doudi_caseload_finalize;
  object_class->get_property = doudi_caseload_get_property;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_STAGE] = g_param_spec_string ("stage", NULL, NULL, NULL, flags);
  properties[PROP_FRACTION] = g_param_spec_double ("fraction", NULL, NULL, -1, 1, -1, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /* Something in the file may be different now: read again what is shown. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SIGNED_IN] = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SIGNED_OUT] = g_signal_new ("signed-out", G_TYPE_FROM_CLASS (klass),
                                             G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
set_progress_shown (DoudiCaseload *self, const char *stage, double fraction)
{
  g_free (self->shown_stage);
  self->shown_stage = g_strdup (stage);
  self->fraction = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAGE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

static gboolean
show_progress_cb (gpointer user_data)
{
  DoudiCaseload *self = user_data;
  g_autofree char *stage = NULL;
  double fraction;

  g_mutex_lock (&self->progress_lock);
  stage = g_strdup (self->stage);
  fraction = self->total > 0 ? CLAMP ((double) self->done / (double) self->total, 0, 1) : -1;
  self->progress_source = 0;
  g_mutex_unlock (&self->progress_lock);

  set_progress_shown (self, stage, fraction);
  return G_SOURCE_REMOVE;
}

/* On the worker thread: keeps the newest state and wakes the window at most ten times a second. */
static void
take_progress (const char *stage, gint64 done, gint64 total, gpointer data)
{
  DoudiCaseload *self = data;

  g_mutex_lock (&self->progress_lock);
  if (g_strcmp0 (self->stage, stage) != 0)
    {
      g_free (self->stage);
      self->stage = g_strdup (stage);
    }
  self->done = done;
  self->total = total;
  if (self->progress_source == 0)
    self->progress_source = g_timeout_add (100, show_progress_cb, self);
  g_mutex_unlock (&self->progress_lock);
}

static gboolean
finish_work_cb (gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  DoudiCaseload *self = g_task_get_source_object (task);
  const Work *work = g_task_get_task_data (task);

  self->pending--;
  if (self->pending == 0)
    {
      drop_progress (self);
      set_progress_shown (self, NULL, -1);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
    }
  if (!work->looks_only)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
run_work (gpointer data, gpointer pool_data)
{
  GTask *task = data;
  DoudiCaseload *self = pool_data;
  Work *work = g_task_get_task_data (task);
  DoudiProgress progress = { take_progress, self, g_task_get_cancellable (task) };
  GError *error = NULL;
  gpointer result;

  doudi_store_set_cancellable (self->writer, progress.cancellable);
  result = work->func (self->writer_session, &progress, work->data, &error);
  doudi_store_set_cancellable (self->writer, NULL);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, work->result_free);
  g_idle_add (finish_work_cb, task);
}

static void
doudi_caseload_init (DoudiCaseload *self)
{
  self->last_input = g_get_monotonic_time ();
  g_mutex_init (&self->progress_lock);
  self->fraction = -1;
  self->pool = g_thread_pool_new (run_work, self, 1, TRUE, NULL);
}

/**
 * doudi_caseload_new:
 * @path: a caseload file
 *
 * Returns: (transfer full): the caseload, not opened yet
 */
DoudiCaseload *
doudi_caseload_new (const char *path)
{
  DoudiCaseload *self = g_object_new (DOUDI_TYPE_CASELOAD, NULL);

  self->path = g_strdup (path);
  return self;
}

/* An encrypted file tells nothing before somebody has signed in; then its own name stands for the
 * county's. */
static void
read_settings (DoudiCaseload *self)
{
  g_autofree char *demonstration
    = doudi_setting_get (self->reader, DOUDI_SETTING_DEMONSTRATION, NULL);

  g_free (self->county_name);
  self->county_name = doudi_setting_get (self->reader, DOUDI_SETTING_COUNTY_NAME, NULL);
  if (self->county_name == NULL && doudi_store_is_encrypted (self->reader))
    self->county_name = g_filename_display_basename (self->path);
  self->demonstration = demonstration != NULL;
}

/**
 * doudi_caseload_open:
 * @self: a caseload
 * @error: return location
 *
 * Opens both connections and takes the lock of the file. What an encrypted file holds is read when
 * somebody signs in.
 *
 * Returns: whether it is open
 */
gboolean
doudi_caseload_open (DoudiCaseload *self, GError **error)
{
  self->writer = doudi_store_open (self->path, error);
  if (self->writer == NULL)
    return FALSE;
  self->reader = doudi_store_open_reader (self->writer, error);
  if (self->reader == NULL)
    return FALSE;
  read_settings (self);
  return TRUE;
}

/**
 * doudi_caseload_get_path:
 *
 * Returns: (transfer none): the path of the file
 */
const char *
doudi_caseload_get_path (DoudiCaseload *self)
{
  return self->path;
}

/**
 * doudi_caseload_get_county_name:
 *
 * Returns: (transfer none): the name of the county, "" if the file does not say
 */
const char *
doudi_caseload_get_county_name (DoudiCaseload *self)
{
  return self->county_name != NULL ? self->county_name : "";
}

/**
 * doudi_caseload_is_demonstration:
 *
 * Returns: whether everybody in the file is invented
 */
gboolean
doudi_caseload_is_demonstration (DoudiCaseload *self)
{
  return self->demonstration;
}

/**
 * doudi_caseload_is_encrypted:
 *
 * Returns: whether the file is encrypted at rest
 */
gboolean
doudi_caseload_is_encrypted (DoudiCaseload *self)
{
  return self->writer != NULL && doudi_store_is_encrypted (self->writer);
}

/**
 * doudi_caseload_is_signed_in:
 *
 * Returns: whether somebody is signed in
 */
gboolean
doudi_caseload_is_signed_in (DoudiCaseload *self)
{
  return self->session != NULL;
}

/**
 * doudi_caseload_is_busy:
 *
 * Returns: whether the worker has something to do
 */
gboolean
doudi_caseload_is_busy (DoudiCaseload *self)
{
  return self->pending > 0;
}

/**
 * doudi_caseload_get_session:
 *
 * Returns: (transfer none) (nullable): the session on the reading connection
 */
DoudiSession *
doudi_caseload_get_session (DoudiCaseload *self)
{
  return self->session;
}

/**
 * doudi_caseload_get_reader:
 *
 * Returns: (transfer none) (nullable): the reading connection of the main thread
 */
DoudiStore *
doudi_caseload_get_reader (DoudiCaseload *self)
{
  return self->reader;
}

/**
 * doudi_caseload_may:
 * @action: what is to be done
 *
 * Whether to offer @action. The work itself asks again below the screens.
 *
 * Returns: whether the person signed in may
 */
gboolean
doudi_caseload_may (DoudiCaseload *self, DoudiAction action)
{
  return self->session != NULL && doudi_session_may (self->session, action);
}

static void
start_work (DoudiCaseload *self, GTask *task, Work *work)
{
  g_task_set_task_data (task, work, work_free);
  g_free (self->title);
  self->title = g_strdup (work->title);
  self->pending++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  g_thread_pool_push (self->pool, task, NULL);
}

static void
queue_work (DoudiCaseload *self,
            Work *work,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task;

  if (self->pending == 0)
    {
      g_clear_object (&self->cancellable);
      self->cancellable = g_cancellable_new ();
    }
  task = g_task_new (self, self->cancellable, callback, user_data);
  /* What is finished stays done even if the button was pressed a moment too late. */
  g_task_set_check_cancellable (task, FALSE);
  start_work (self, task, work);
}

static Work *
work_new (const char *title,
          DoudiWorkFunc func,
          gpointer data,
          GDestroyNotify data_free,
          GDestroyNotify result_free)
{
  Work *work = g_new0 (Work, 1);

  work->func = func;
  work->data = data;
  work->data_free = data_free;
  work->result_free = result_free;
  work->title = g_strdup (title);
  return work;
}

/**
 * doudi_caseload_work_async:
 * @self: a caseload somebody is signed in to
 * @title: what is being done, translated, shown while it lasts
 * @func: runs on the worker thread
 * @data: (nullable): for @func
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees a result nobody took
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Queues work that changes the file or takes long. The "busy", "title", "stage" and "fraction"
 * properties tell how it goes; doudi_caseload_cancel() stops it.
 */
void
doudi_caseload_work_async (DoudiCaseload *self,
                           const char *title,
                           DoudiWorkFunc func,
                           gpointer data,
                           GDestroyNotify data_free,
                           GDestroyNotify result_free,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (DOUDI_IS_CASELOAD (self));
  g_return_if_fail (self->writer_session != NULL);

  queue_work (self, work_new (title, func, data, data_free, result_free), callback, user_data);
}

/**
 * doudi_caseload_look_async:
 * @self: a caseload somebody is signed in to
 * @title: what is being done, translated, shown while it lasts
 * @func: runs on the worker thread and leaves the file as it is
 * @data: (nullable): for @func
 * @data_free: (nullable): frees @data
 * @result_free: (nullable): frees a result nobody took
 * @callback: called on the main thread; it ends with doudi_caseload_work_finish()
 * @user_data: for @callback
 *
 * Queues a look that takes long, or that needs the writing connection. What is shown is not read
 * again after it.
 */
void
doudi_caseload_look_async (DoudiCaseload *self,
                           const char *title,
                           DoudiWorkFunc func,
                           gpointer data,
                           GDestroyNotify data_free,
                           GDestroyNotify result_free,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Work *work = work_new (title, func, data, data_free, result_free);

  g_return_if_fail (DOUDI_IS_CASELOAD (self));
  g_return_if_fail (self->writer_session != NULL);

  work->looks_only = TRUE;
  queue_work (self, work, callback, user_data);
}

/**
 * doudi_caseload_work_finish:
 *
 * Returns: (transfer full): what the work returned; %NULL with @error set if it failed
 */
gpointer
doudi_caseload_work_finish (DoudiCaseload *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * doudi_caseload_cancel:
 *
 * Asks the running and the queued work to stop. It leaves nothing half done.
 */
void
doudi_caseload_cancel (DoudiCaseload *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

typedef struct
{
  DoudiCaseload *caseload;
  char *user;
  char *password;
} SignIn;

static void
sign_in_free (gpointer data)
{
  SignIn *sign_in = data;

  g_free (sign_in->user);
  if (sign_in->password != NULL)
    explicit_bzero (sign_in->password, strlen (sign_in->password));
  g_free (sign_in->password);
  g_free (sign_in);
}

static gpointer
sign_in_work (DoudiSession *session, const DoudiProgress *progress, gpointer data, GError **error)
{
  SignIn *sign_in = data;

  return doudi_session_sign_in (sign_in->caseload->writer, sign_in->user, sign_in->password,
                                doudi_day_today (), error);
}

/**
 * doudi_caseload_sign_in_async:
 * @user: name of the user
 * @password: the password
 *
 * Signs in on the worker thread: proving a password takes a noticeable moment by design.
 */
void
doudi_caseload_sign_in_async (DoudiCaseload *self,
                              const char *user,
                              const char *password,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  SignIn *sign_in = g_new0 (SignIn, 1);
  Work *work = g_new0 (Work, 1);

  sign_in->caseload = self;
  sign_in->user = g_strdup (user);
  sign_in->password = g_strdup (password);
  work->func = sign_in_work;
  work->data = sign_in;
  work->data_free = sign_in_free;
  work->result_free = (GDestroyNotify) doudi_session_unref;
  work->title = g_strdup (_("Signing in"));
  start_work (self, task, work);
}

/**
 * doudi_caseload_sign_in_finish:
 *
 * Returns: whether the person is signed in now
 */
gboolean
doudi_caseload_sign_in_finish (DoudiCaseload *self, GAsyncResult *result, GError **error)
{
  DoudiSession *session = doudi_caseload_work_finish (self, result, error);

  if (session == NULL)
    return FALSE;
  g_clear_pointer (&self->writer_session, doudi_session_unref);
  g_clear_pointer (&self->session, doudi_session_unref);
  self->writer_session = session;
  self->session = doudi_session_bind (session, self->reader);
  read_settings (self);
  g_signal_emit (self, signals[SIGNAL_SIGNED_IN], 0);
  return TRUE;
}

/**
 * doudi_caseload_follow_day:
 *
 * Goes on to a new day when the one of the session is over, unless work is under way: what is due
 * is counted from today.
 */
void
doudi_caseload_follow_day (DoudiCaseload *self)
{
  DoudiDay today = doudi_day_today ();
  DoudiSession *session;

  if (self->session == NULL || self->pending > 0
      || doudi_session_get_today (self->session) >= today)
    return;
  session = doudi_session_on_day (self->writer_session, today);
  doudi_session_unref (self->writer_session);
  doudi_session_unref (self->session);
  self->writer_session = session;
  self->session = doudi_session_bind (session, self->reader);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * doudi_caseload_note_input:
 *
 * Notes that somebody uses the program: a key or a movement of the mouse in any window of it.
 */
void
doudi_caseload_note_input (DoudiCaseload *self)
{
  self->last_input = g_get_monotonic_time ();
}

/**
 * doudi_caseload_get_last_input:
 *
 * Returns: when somebody last used the program, monotonic microseconds
 */
gint64
doudi_caseload_get_last_input (DoudiCaseload *self)
{
  return self->last_input;
}

/**
 * doudi_caseload_sign_out:
 *
 * Ends the session. Does nothing while work is under way.
 */
void
doudi_caseload_sign_out (DoudiCaseload *self)
{
  if (self->session == NULL || self->pending > 0)
    return;
  g_clear_pointer (&self->session, doudi_session_unref);
  g_clear_pointer (&self->writer_session, doudi_session_unref);
  g_signal_emit (self, signals[SIGNAL_SIGNED_OUT], 0);
}
