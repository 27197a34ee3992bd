/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "at-spi.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#define REGISTRY "org.a11y.atspi.Registry"
#define ROOT "/org/a11y/atspi/accessible/root"
#define CACHE "/org/a11y/atspi/cache"
#define ACCESSIBLE "org.a11y.atspi.Accessible"

/* All that a program says to the registry when it starts. */
static const char registry_xml[] = "<node>"
                                   "  <interface name='org.a11y.atspi.Socket'>"
                                   "    <method name='Embed'>"
                                   "      <arg direction='in' type='(so)'/>"
                                   "      <arg direction='out' type='(so)'/>"
                                   "    </method>"
                                   "  </interface>"
                                   "</node>";

static GSubprocess *bus;
static GDBusConnection *connection;
static GDBusNodeInfo *registry;
static char *program;

static void
on_embed_cb (GDBusConnection *from,
             const char *sender,
             const char *path,
             const char *interface,
             const char *method,
             GVariant *parameters,
             GDBusMethodInvocation *invocation,
             gpointer data)
{
  g_free (program);
  program = g_strdup (sender);
  g_dbus_method_invocation_return_value (
    invocation, g_variant_new ("((so))", g_dbus_connection_get_unique_name (connection), ROOT));
}

/* A test that is broken off takes the bus with it. */
static void
die_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/* Returns its address. */
static char *
start_bus (void)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  char *address;

  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  bus = g_subprocess_launcher_spawn (launcher, &error, "dbus-daemon", "--session", "--nofork",
                                     "--print-address", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (bus));
  address = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  return address;
}

/* A bus that nobody else is on, and on it the registry that programs look for. Before the first
 * widget. */
void
at_spi_set_up (void)
{
  static const GDBusInterfaceVTable functions = { .method_call = on_embed_cb };
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) named = NULL;
  g_autofree char *address = start_bus ();

  g_setenv ("AT_SPI_BUS_ADDRESS", address, TRUE);
  /* The paths of what it tells begin with the one that the application has on the bus. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  g_unsetenv ("GTK_A11Y");
  connection = g_dbus_connection_new_for_address_sync (
    address,
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);
  g_assert_no_error (error);
  registry = g_dbus_node_info_new_for_xml (registry_xml, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (connection, ROOT, registry->interfaces[0], &functions, NULL,
                                     NULL, &error);
  g_assert_no_error (error);
  named = g_dbus_connection_call_sync (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", REGISTRY, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

/* GTK 4.8 tells of a change before it has put down who changed. */
gboolean
at_spi_is_early (const char *message)
{
  return strstr (message, "g_dbus_connection_emit_signal: assertion 'object_path") != NULL;
}

void
at_spi_tear_down (void)
{
  g_dbus_connection_close_sync (connection, NULL, NULL);
  g_clear_object (&connection);
  g_clear_pointer (&registry, g_dbus_node_info_unref);
  g_clear_pointer (&program, g_free);
  g_subprocess_force_exit (bus);
  g_subprocess_wait (bus, NULL, NULL);
  g_clear_object (&bus);
}

/* How many answers are waited for; the program answers while it is. */
static guint waited_for;

typedef void (*Answer) (AtSpiNode *node, GVariant *value);

typedef struct
{
  AtSpiNode *node;
  Answer answer;
} Question;

/* What went away between a question and its answer says nothing. */
static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (GVariant) value = g_dbus_connection_call_finish (connection, result, NULL);

  if (value != NULL)
    question->answer (question->node, value);
  waited_for--;
}

static void
ask (AtSpiNode *node,
     const char *interface,
     const char *method,
     GVariant *parameters,
     Answer answer)
{
  Question *question = g_new0 (Question, 1);

  question->node = node;
  question->answer = answer;
  waited_for++;
  g_dbus_connection_call (connection, program, node->path, interface, method, parameters, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_answer_cb, question);
}

static void
wait_for_answers (void)
{
  while (waited_for > 0)
    g_main_context_iteration (NULL, TRUE);
}

static AtSpiNode *
node_new (const char *path, AtSpiNode *parent)
{
  AtSpiNode *node = g_new0 (AtSpiNode, 1);

  node->path = g_strdup (path);
  node->parent = parent;
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) at_spi_node_free);
  return node;
}

void
at_spi_node_free (AtSpiNode *node)
{
  g_ptr_array_unref (node->children);
  g_free (node->path);
  g_free (node->name);
  g_free (node->description);
  g_free (node);
}

gboolean
at_spi_node_has (const AtSpiNode *node, guint state)
{
  return (node->states >> state & 1) != 0;
}

/* Only what was asked for is put down in the cache of the program. */
static void
take_children (AtSpiNode *node, GVariant *value)
{
  g_autoptr (GVariantIter) children = NULL;
  const char *path;

  g_variant_get (value, "(a(so))", &children);
  while (g_variant_iter_next (children, "(&s&o)", NULL, &path))
    {
      AtSpiNode *below = node_new (path, node);

      g_ptr_array_add (node->children, below);
      ask (below, ACCESSIBLE, "GetChildren", NULL, take_children);
    }
}

/* By their paths those that were asked for. */
static GHashTable *asked;

static void
take_item (GVariant *item)
{
  g_autoptr (GVariant) states = g_variant_get_child_value (item, 9);
  const char *path, *name, *description;
  guint32 low, high;
  AtSpiNode *node;

  g_variant_get_child (item, 0, "(&s&o)", NULL, &path);
  node = g_hash_table_lookup (asked, path);
  if (node == NULL)
    return;
  g_variant_get_child (item, 6, "&s", &name);
  g_variant_get_child (item, 7, "u", &node->role);
  g_variant_get_child (item, 8, "&s", &description);
  g_variant_get_child (states, 0, "u", &low);
  g_variant_get_child (states, 1, "u", &high);
  node->name = g_strdup (name);
  node->description = g_strdup (description);
  node->states = (guint64) high << 32 | low;
}

static void
take_items (AtSpiNode *cache, GVariant *value)
{
  g_autoptr (GVariant) items = g_variant_get_child_value (value, 0);

  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);

      take_item (item);
    }
}

static void
take_extents (AtSpiNode *node, GVariant *value)
{
  g_variant_get (value, "((iiii))", NULL, NULL, &node->width, &node->height);
}

static void
note (AtSpiNode *node)
{
  g_hash_table_insert (asked, node->path, node);
  for (guint i = 0; i < node->children->len; i++)
    note (g_ptr_array_index (node->children, i));
}

/* The windows of the program: (element-type utf8) */
GPtrArray *
at_spi_list_windows (void)
{
  g_autoptr (AtSpiNode) root = node_new (ROOT, NULL);
  GPtrArray *windows = g_ptr_array_new_with_free_func (g_free);

  while (program == NULL)
    g_main_context_iteration (NULL, TRUE);
  ask (root, ACCESSIBLE, "GetChildren", NULL, take_children);
  wait_for_answers ();
  for (guint i = 0; i < root->children->len; i++)
    g_ptr_array_add (windows,
                     g_strdup (((AtSpiNode *) g_ptr_array_index (root->children, i))->path));
  return windows;
}

/* All that there is in a window. */
AtSpiNode *
at_spi_read (const char *window)
{
  AtSpiNode *node = node_new (window, NULL);
  g_autoptr (AtSpiNode) cache = node_new (CACHE, NULL);

  ask (node, ACCESSIBLE, "GetChildren", NULL, take_children);
  wait_for_answers ();
  asked = g_hash_table_new (g_str_hash, g_str_equal);
  note (node);
  ask (cache, "org.a11y.atspi.Cache", "GetItems", NULL, take_items);
  wait_for_answers ();
  g_clear_pointer (&asked, g_hash_table_unref);
  return node;
}

/* Whether it takes any room: what never showed does not. */
gboolean
at_spi_node_is_seen (AtSpiNode *node)
{
  node->width = node->height = 0;
  ask (node, "org.a11y.atspi.Component", "GetExtents", g_variant_new ("(u)", 1), take_extents);
  wait_for_answers ();
  return node->width > 0 && node->height > 0;
}
