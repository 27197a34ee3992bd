/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-actions.h"

static const DoudiActionEntry entries[] = {
  { "win.show-page::households", "<Alt>1", N_("Households") },
  { "win.show-page::payments", "<Alt>2", N_("Payments") },
  { "win.show-page::notices", "<Alt>3", N_("Notices") },
  { "win.show-page::reports", "<Alt>4", N_("Reports") },
  { "win.show-page::settings", "<Alt>5", N_("Settings") },
  { "win.search", "<Ctrl>f", N_("Search") },
  { "win.refresh", "F5", N_("Read again") },
  { "page.next", "<Ctrl>Page_Down", N_("Next page of the list") },
  { "page.previous", "<Ctrl>Page_Up", N_("Previous page of the list") },
  { "page.first", "<Ctrl>Home", N_("First page of the list") },
  { "page.import", "<Ctrl>i", N_("Rosters…") },
  { "page.preview", "<Ctrl>r", N_("Preview") },
  { "page.propose", "<Ctrl><Shift>r", N_("Make the pay run") },
  { "page.approve", "<Ctrl><Shift>a", N_("Approve") },
  { "page.close-run", "<Ctrl><Shift>c", N_("Close") },
  { "page.bank-file", "<Ctrl>b", N_("Bank file…") },
  { "page.explain", "<Ctrl>w", N_("Why this amount") },
  { "page.print-why", "<Ctrl><Shift>w", N_("Print why…") },
  { "page.print", "<Ctrl>p", N_("Print…") },
  { "page.pdf", "<Ctrl>s", N_("Save as PDF…") },
  { "page.export", "<Ctrl>e", N_("Save the report…") },
  { "page.open-policy", "<Ctrl><Shift>o", N_("Open a policy document…") },
  { "page.show-values", "<Ctrl>1", N_("Values of a policy document") },
  { "page.show-what-if", "<Ctrl>2", N_("What a policy document would change") },
  { "page.only-unsure", "<Ctrl>u", N_("Only what is to be confirmed") },
  { "page.what-if", "<Ctrl>t", N_("Work out what would change") },
  { "page.sort", "<Ctrl><Shift>s", N_("Sort by the next column") },
  { "page.export-what-if", "<Ctrl><Shift>e", N_("Save the table…") },
  { "page.propose-policy", "<Ctrl><Shift>p", N_("Propose the policy document") },
  { "page.adopt-policy", "<Ctrl><Shift>y", N_("Adopt the policy document") },
  { "win.cancel", "Escape", N_("Stop the work under way") },
  { "win.sign-out", "<Ctrl>l", N_("Sign out") },
  { "app.open", "<Ctrl>o", N_("Open a caseload…") },
  { "app.shortcuts", "<Ctrl>question", N_("Keyboard shortcuts") },
  { "app.about", NULL, N_("About Doudi") },
  { "app.quit", "<Ctrl>q", N_("Quit") },
};

/**
 * doudi_actions_get:
 * @n_entries: (out): how many there are
 *
 * Returns: (transfer none): the table of commands
 */
const DoudiActionEntry *
doudi_actions_get (guint *n_entries)
{
  *n_entries = G_N_ELEMENTS (entries);
  return entries;
}

/**
 * doudi_actions_find:
 * @name: a detailed action name
 *
 * Returns: (transfer none) (nullable): its entry
 */
const DoudiActionEntry *
doudi_actions_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (g_str_equal (entries[i].name, name))
      return &entries[i];
  return NULL;
}

static gboolean
is_of_page (const DoudiActionEntry *entry)
{
  return g_str_has_prefix (entry->name, "page.");
}

/**
 * doudi_actions_install_accelerators:
 * @application: the application
 *
 * Gives the commands of the application and the window their keys. Those of a page are found only
 * from inside it: doudi_actions_install_page_shortcuts().
 */
void
doudi_actions_install_accelerators (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      const char *accelerators[] = { entries[i].accelerator, NULL };

      if (entries[i].accelerator != NULL && !is_of_page (&entries[i]))
        gtk_application_set_accels_for_action (application, entries[i].name, accelerators);
    }
}

/* A key of a page: which of the pages is shown is asked when it is pressed. */
typedef struct
{
  const DoudiActionEntry *entry;
  GtkStack *pages;
} PageShortcut;

static gboolean
on_page_shortcut_cb (GtkWidget *window, GVariant *arguments, gpointer user_data)
{
  const PageShortcut *shortcut = user_data;
  GtkWidget *page = gtk_stack_get_visible_child (shortcut->pages);

  return page != NULL && gtk_widget_get_mapped (page)
         && gtk_widget_activate_action (page, shortcut->entry->name, NULL);
}

static GtkShortcut *
page_shortcut_new (const DoudiActionEntry *entry, GtkStack *pages)
{
  PageShortcut *shortcut = g_new0 (PageShortcut, 1);

  shortcut->entry = entry;
  shortcut->pages = pages;
  return gtk_shortcut_new (gtk_shortcut_trigger_parse_string (entry->accelerator),
                           gtk_callback_action_new (on_page_shortcut_cb, shortcut, g_free));
}

/**
 * doudi_actions_install_page_shortcuts:
 * @window: the window; not the stack, whose actions GTK 4.8 forgets to enable once it has a
 *   shortcut of its own
 * @pages: its pages
 *
 * Lets the keys of the commands of pages reach the page that is shown, wherever in the window the
 * keyboard is.
 */
void
doudi_actions_install_page_shortcuts (GtkWidget *window, GtkStack *pages)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (is_of_page (&entries[i]) && entries[i].accelerator != NULL)
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                            page_shortcut_new (&entries[i], pages));
  gtk_widget_add_controller (window, controller);
}

static void
add_shortcut_row (GtkGrid *grid, int row, const DoudiActionEntry *entry)
{
  guint key = 0;
  GdkModifierType modifiers = 0;
  g_autofree char *text = NULL;
  GtkWidget *label = gtk_label_new (_(entry->label));
  GtkWidget *keys;

  gtk_accelerator_parse (entry->accelerator, &key, &modifiers);
  text = gtk_accelerator_get_label (key, modifiers);
  keys = gtk_label_new (text);
  gtk_widget_add_css_class (keys, "shortcut");
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  gtk_widget_set_halign (keys, GTK_ALIGN_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, keys, 1, row, 1, 1);
}

/**
 * doudi_actions_show_shortcuts:
 * @parent: the window the list belongs to
 *
 * Shows every command that has a key.
 */
void
doudi_actions_show_shortcuts (GtkWindow *parent)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *grid = gtk_grid_new ();

  gtk_window_set_title (GTK_WINDOW (window), _("Keyboard shortcuts"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 420, 560);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_widget_add_css_class (grid, "margins");
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (entries[i].accelerator != NULL)
      add_shortcut_row (GTK_GRID (grid), (int) i, &entries[i]);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), grid);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_present (GTK_WINDOW (window));
}
