/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "app/doudi-actions.h"

static const DoudiActionEntry entries[] = {
  { "win.show-page::today", "<Alt>1", N_ ("Today") },
  { "win.show-page::households", "<Alt>2", N_ ("Households") },
  { "win.show-page::applications", "<Alt>3", N_ ("Applications") },
  { "win.show-page::lists", "<Alt>4", N_ ("Lists") },
  { "win.show-page::notices", "<Alt>5", N_ ("Notices") },
  { "win.show-page::payments", "<Alt>6", N_ ("Payments") },
  { "win.show-page::reports", "<Alt>7", N_ ("Reports") },
  { "win.show-page::checks", "<Alt>8", N_ ("Data checks") },
  { "win.show-page::settings", "<Alt>0", N_ ("Settings") },
  { "win.search", "<Ctrl>f", N_ ("Search") },
  { "win.refresh", "F5", N_ ("Read again") },
  { "page.next", "<Ctrl>Page_Down", N_ ("Next page of the list") },
  { "page.previous", "<Ctrl>Page_Up", N_ ("Previous page of the list") },
  { "page.first", "<Ctrl>Home", N_ ("First page of the list") },
  { "page.last", "<Ctrl>End", N_ ("Last page of the list") },
  { "page.back", "<Alt>Left", N_ ("Back to where the list was") },
  { "page.filter", "<Ctrl>k", N_ ("Narrow the list…") },
  { "page.views", "<Ctrl>g", N_ ("Views of the list…") },
  { "page.columns", "<Ctrl><Shift>k", N_ ("Columns of the list…") },
  { "page.new-household", "<Ctrl>n", N_ ("New household…") },
  { "page.edit-household", "F2", N_ ("Edit the household…") },
  { "page.undo", "<Ctrl>z", N_ ("Take back what you did last…") },
  { "page.redo-edit", "<Ctrl><Shift>z", N_ ("Do again what you took back…") },
  { "page.history", "<Ctrl>j", N_ ("History of edits…") },
  { "page.bin", "<Ctrl><Shift>j", N_ ("The bin…") },
  { "page.end-household", "<Ctrl>F2", N_ ("End the household…") },
  { "page.split-household", NULL, N_ ("Split the household…") },
  { "page.edit-many", "<Ctrl><Shift>b", N_ ("One fact for all households shown…") },
  { "page.remove-household", "<Shift>F2", N_ ("Put the household into the bin…") },
  { "page.import", "<Ctrl>i", N_ ("Rosters…") },
  { "page.open-household", "<Alt>Return", N_ ("Open the household") },
  { "page.print-household", "<Ctrl><Shift>g", N_ ("Print the page of the household…") },
  { "page.change", "<Ctrl>m", N_ ("Change…") },
  { "page.changes", "<Ctrl><Shift>m", N_ ("Changes that wait…") },
  { "page.reviews", "<Ctrl>d", N_ ("Reviews due…") },
  { "page.preview", "<Ctrl>r", N_ ("Preview") },
  { "page.next-step", "<Ctrl>Return", N_ ("Do what comes next") },
  { "page.ask-check", NULL, N_ ("Another office was asked…") },
  { "page.answer-check", NULL, N_ ("Another office answered…") },
  { "page.decide-against", NULL, N_ ("Decide against the score…") },
  { "page.object", NULL, N_ ("An objection…") },
  { "page.answer-objection", NULL, N_ ("The answer to an objection…") },
  { "page.go", NULL, N_ ("Go to what waits") },
  { "page.take-out", "<Ctrl>Delete", N_ ("Take the row out of the list") },
  { "page.submit-list", "<Ctrl><Shift>l", N_ ("Submit the list") },
  { "page.withdraw-list", NULL, N_ ("Take the list back") },
  { "page.hold-row", "<Ctrl>h", N_ ("Hold the row, or let it go on") },
  { "page.return-row", "<Ctrl><Shift>h", N_ ("Return the row, or let it go on") },
  { "page.return-list", NULL, N_ ("Return the whole list") },
  { "page.approve-list", "<Ctrl><Shift>x", N_ ("Approve the list") },
  { "page.notice-posted", NULL, N_ ("The notice was posted") },
  { "page.notice-ended", NULL, N_ ("The notice was taken down") },
  { "page.propose", "<Ctrl><Shift>r", N_ ("Make the pay run") },
  { "page.approve", "<Ctrl><Shift>a", N_ ("Approve") },
  { "page.close-run", "<Ctrl><Shift>c", N_ ("Close") },
  { "page.bank-file", "<Ctrl>b", N_ ("Bank file…") },
  { "page.explain", "<Ctrl>w", N_ ("Why this amount") },
  { "page.print-why", "<Ctrl><Shift>w", N_ ("Print why…") },
  { "page.print", "<Ctrl>p", N_ ("Print…") },
  { "page.pdf", "<Ctrl>s", N_ ("Save as PDF…") },
  { "page.export", "<Ctrl>e", N_ ("Save the report…") },
  { "page.open-policy", "<Ctrl><Shift>o", N_ ("Open a policy document…") },
  { "page.show-values", "<Ctrl>1", N_ ("Values of a policy document") },
  { "page.show-what-if", "<Ctrl>2", N_ ("What a policy document would change") },
  { "page.only-unsure", "<Ctrl>u", N_ ("Only what is to be confirmed") },
  { "page.what-if", "<Ctrl>t", N_ ("Work out what would change") },
  { "page.sort", "<Ctrl><Shift>s", N_ ("Sort by the next column") },
  { "page.export-what-if", "<Ctrl><Shift>e", N_ ("Save the table…") },
  { "page.propose-policy", "<Ctrl><Shift>p", N_ ("Propose the policy document") },
  { "page.adopt-policy", "<Ctrl><Shift>y", N_ ("Adopt the policy document") },
  { "page.look", NULL, N_ ("Look through the caseload again") },
  { "win.cancel", "Escape", N_ ("Stop the work under way") },
  { "win.sign-out", "<Ctrl>l", N_ ("Sign out") },
  { "app.new", "<Ctrl><Shift>n", N_ ("New caseload…") },
  { "app.open", "<Ctrl>o", N_ ("Open a caseload…") },
  { "app.shortcuts", "<Ctrl>question", N_ ("Keyboard shortcuts") },
  { "app.about", NULL, N_ ("About Doudi") },
  { "app.quit", "<Ctrl>q", N_ ("Quit") },
  { "form.save", "<Ctrl>s", N_ ("Save the form") },
  { "form.save-next", "<Ctrl><Shift>Return", N_ ("Save the form and go on to the next") },
  { "form.discard", "<Ctrl><Shift>w", N_ ("Throw away what was typed…") },
  { "form.preview", "<Ctrl>p", N_ ("Print preview") },
  { "form.close", "<Ctrl>w", N_ ("Close the form") },
  { "form.undo", "<Ctrl>z", N_ ("Take back what was typed") },
  { "form.redo", "<Ctrl><Shift>z", N_ ("Do again what was taken back") },
  { "form.next-problem", "F8", N_ ("Next answer to correct") },
  { "form.previous-problem", "<Shift>F8", N_ ("Previous answer to correct") },
  { "form.next-section", "<Ctrl>Page_Down", N_ ("Next section of the form") },
  { "form.previous-section", "<Ctrl>Page_Up", N_ ("Previous section of the form") },
  { "form.next-row", "<Ctrl>Return", N_ ("Next row") },
  { "form.copy-above", "<Ctrl>d", N_ ("Copy the answer from the row above") },
  { "form.copy-row", "<Ctrl><Shift>d", N_ ("Copy what is the same from the row above") },
  { "form.remove-row", "<Ctrl>Delete", N_ ("Remove the row") },
  { "form.move-row-up", "<Alt>Up", N_ ("Move the row up") },
  { "form.move-row-down", "<Alt>Down", N_ ("Move the row down") },
  { "household.show-tab::members", "<Alt>1", N_ ("Members") },
  { "household.show-tab::income", "<Alt>2", N_ ("Income and property") },
  { "household.show-tab::awards", "<Alt>3", N_ ("Benefits") },
  { "household.show-tab::money", "<Alt>4", N_ ("Payments") },
  { "household.show-tab::visits", "<Alt>5", N_ ("Visits") },
  { "household.show-tab::papers", "<Alt>6", N_ ("Attachments") },
  { "household.show-tab::timeline", "<Alt>7", N_ ("Timeline") },
  { "household.next-tab", "<Ctrl>Tab", N_ ("Next tab of the household") },
  { "household.previous-tab", "<Ctrl><Shift>Tab", N_ ("Previous tab of the household") },
  { "household.edit", "F2", N_ ("Edit the household…") },
  { "household.change", "<Ctrl>m", N_ ("Change…") },
  { "household.reveal", "<Ctrl>r", N_ ("Show numbers") },
  { "household.print", "<Ctrl>p", N_ ("Print the page…") },
  { "household.add-paper", "<Ctrl>n", N_ ("Add papers…") },
  { "household.open-paper", NULL, N_ ("Open the paper") },
  { "household.save-paper", "<Ctrl>s", N_ ("Save the paper…") },
  { "household.remove-paper", "<Ctrl>Delete", N_ ("Put the paper into the bin…") },
  { "household.restore-paper", NULL, N_ ("Bring the paper back") },
  { "household.close", "<Ctrl>w", N_ ("Close the household") },
};

/* Windows whose commands are found only from inside them, as the prefixes of their names, and how
 * the list of keys calls them. */
static const struct
{
  const char *prefix;
  const char *heading;
} own_windows[] = {
  { "form.", N_ ("While a form is filled in") },
  { "household.", N_ ("In the window of a household") },
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

static gboolean
is_of_form (const DoudiActionEntry *entry)
{
  return g_str_has_prefix (entry->name, "form.");
}

/* The window that a command belongs to; -1 for the main one. */
static int
find_own_window (const DoudiActionEntry *entry)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_windows); i++)
    if (g_str_has_prefix (entry->name, own_windows[i].prefix))
      return (int) i;
  return -1;
}

/**
 * doudi_actions_install_accelerators:
 * @application: the application
 *
 * Gives the commands of the application and the window their keys. Those of a page and of a form
 * are found only from inside them: doudi_actions_install_page_shortcuts(),
 * doudi_actions_install_form_shortcuts().
 */
void
doudi_actions_install_accelerators (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      const char *accelerators[] = { entries[i].accelerator, NULL };

      if (entries[i].accelerator != NULL && !is_of_page (&entries[i])
          && find_own_window (&entries[i]) < 0)
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

static gboolean
on_form_key_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (is_of_form (&entries[i]))
      {
        g_autoptr (GtkShortcutTrigger) trigger
          = gtk_shortcut_trigger_parse_string (entries[i].accelerator);

        if (gtk_shortcut_trigger_trigger (trigger, event, FALSE) == GDK_KEY_MATCH_EXACT
            && gtk_widget_activate_action (widget, entries[i].name, NULL))
          return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

/**
 * doudi_actions_install_form_shortcuts:
 * @widget: a form, or the window around it
 *
 * Lets the keys of the commands of a form reach @widget before what has the keyboard: an entry
 * would take Ctrl+Delete for the next word, a scrolled page Ctrl+Page Down for a step aside.
 */
void
doudi_actions_install_form_shortcuts (GtkWidget *widget)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (on_form_key_cb), NULL);
  gtk_widget_add_controller (widget, controller);
}

static void
add_named_shortcut (GtkShortcutController *controller,
                    GtkShortcutTrigger *trigger,
                    const char *name)
{
  g_autofree char *action = NULL;
  GVariant *target = NULL;
  GtkShortcut *shortcut;

  g_action_parse_detailed_name (name, &action, &target, NULL);
  shortcut = gtk_shortcut_new (trigger, gtk_named_action_new (action));
  if (target != NULL)
    gtk_shortcut_set_arguments (shortcut, target);
  g_clear_pointer (&target, g_variant_unref);
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

/**
 * doudi_actions_install_window_shortcuts:
 * @window: a window that has commands of its own
 * @prefix: of their names, such as "household."
 *
 * Gives the commands of a window their keys, before what has the keyboard: a list would take
 * Ctrl+Tab for a step to the next control.
 */
void
doudi_actions_install_window_shortcuts (GtkWidget *window, const char *prefix)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      guint key = 0;
      GdkModifierType modifiers = 0;

      if (entries[i].accelerator == NULL || !g_str_has_prefix (entries[i].name, prefix))
        continue;
      gtk_accelerator_parse (entries[i].accelerator, &key, &modifiers);
      add_named_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                          gtk_keyval_trigger_new (key, modifiers), entries[i].name);
      /* With Shift the key has another name. */
      if (key == GDK_KEY_Tab && (modifiers & GDK_SHIFT_MASK) != 0)
        add_named_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                            gtk_keyval_trigger_new (GDK_KEY_ISO_Left_Tab, modifiers),
                            entries[i].name);
    }
  gtk_widget_add_controller (window, controller);
}

static void
add_shortcut_heading (GtkGrid *grid, int row, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "section-title");
  gtk_grid_attach (grid, label, 0, row, 2, 1);
}

static void
add_shortcut_row (GtkGrid *grid, int row, const DoudiActionEntry *entry)
{
  guint key = 0;
  GdkModifierType modifiers = 0;
  g_autofree char *text = NULL;
  GtkWidget *label = gtk_label_new (_ (entry->label));
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
  int row = 0;

  gtk_window_set_title (GTK_WINDOW (window), _ ("Keyboard shortcuts"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 420, 560);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_widget_add_css_class (grid, "margins");
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      int own = find_own_window (&entries[i]);

      if (own >= 0 && (i == 0 || find_own_window (&entries[i - 1]) != own))
        add_shortcut_heading (GTK_GRID (grid), row++, _ (own_windows[own].heading));
      if (entries[i].accelerator != NULL)
        add_shortcut_row (GTK_GRID (grid), row++, &entries[i]);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), grid);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_present (GTK_WINDOW (window));
}
