/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "app-looks.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The smallest screen in the offices. */
#define SCREEN_WIDTH 1366
#define SCREEN_HEIGHT 768

/* Of text upon what is behind it, by WCAG for text of any size. */
#define CONTRAST_MIN 4.5

/* A pixel is lost where fractions are rounded. */
#define SLACK 1.0

static const struct
{
  const char *name;
  const char *theme;
  gboolean dark;
  int dpi;
} all_looks[N_LOOKS] = {
  [LOOKS_DARK] = { "dark", "Default", TRUE, 96 },
  [LOOKS_LARGE_HIGH_CONTRAST] = { "high contrast, text at 200 %", "Default-hc", FALSE, 192 },
};

static void
apply (const char *theme, gboolean dark, int dpi)
{
  g_object_set (gtk_settings_get_default (), "gtk-theme-name", theme,
                "gtk-application-prefer-dark-theme", dark, "gtk-xft-dpi", dpi * 1024, NULL);
}

/* GTK 4.8 measures an icon beside large text by its base line in one of two measures only, and
 * tells of the few pixels. */
gboolean
looks_is_rounding (const char *message)
{
  const char *numbers = strstr (message, "reports a minimum height of ");
  int alone, width, for_width;

  return numbers != NULL
         && sscanf (numbers,
                    "reports a minimum height of %d, but minimum height for width of %d is %d",
                    &alone, &width, &for_width)
              == 3
         && ABS (for_width - alone) <= 8;
}

void
looks_set (Looks looks)
{
  apply (all_looks[looks].theme, all_looks[looks].dark, all_looks[looks].dpi);
}

void
looks_reset (void)
{
  apply ("Default", FALSE, 96);
}

static void
complain (GtkWidget *widget, Looks looks, const char *place, const char *what)
{
  GString *path = g_string_new (NULL);

  for (GtkWidget *at = widget; at != NULL && path->len < 200; at = gtk_widget_get_parent (at))
    g_string_append_printf (path, " < %s%s%s", G_OBJECT_TYPE_NAME (at),
                            GTK_IS_LABEL (at) ? " " : "",
                            GTK_IS_LABEL (at) ? gtk_label_get_text (GTK_LABEL (at)) : "");
  g_test_message ("WRONG %s, %s: %s%s", place, all_looks[looks].name, what, path->str);
  g_string_free (path, TRUE);
}

/* What scrolls may be larger than where it shows; the theme lays the labels of tabs over their
 * borders. */
static gboolean
may_be_larger (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return GTK_IS_SCROLLABLE (parent) || GTK_IS_SCROLLED_WINDOW (parent)
         || GTK_IS_STACK_SWITCHER (gtk_widget_get_parent (parent));
}

static guint
check_bounds (GtkWidget *widget, Looks looks, const char *place)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  graphene_rect_t bounds;
  g_autofree char *what = NULL;

  if (parent == NULL || may_be_larger (widget) || GTK_IS_NATIVE (widget) || GTK_IS_REVEALER (parent)
      || gtk_widget_get_width (widget) == 0 || !gtk_widget_compute_bounds (widget, parent, &bounds))
    return 0;
  if (bounds.origin.x >= -SLACK
      && bounds.origin.x + bounds.size.width <= gtk_widget_get_width (parent) + SLACK)
    return 0;
  what = g_strdup_printf ("cut off: from %g, %g wide in %d", (double) bounds.origin.x,
                          (double) bounds.size.width, gtk_widget_get_width (parent));
  complain (widget, looks, place, what);
  return 1;
}

static double
linear (double part)
{
  return part <= 0.03928 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
luminance (const GdkRGBA *color)
{
  return 0.2126 * linear (color->red) + 0.7152 * linear (color->green)
         + 0.0722 * linear (color->blue);
}

static double
contrast (const GdkRGBA *one, const GdkRGBA *other)
{
  double a = luminance (one);
  double b = luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/* GTK tells no background; where a widget has one of its own, text is not looked at. */
static gboolean
has_background (GtkWidget *widget)
{
  static const char *const styles[]
    = { "suggested-action", "destructive-action", "count", "paper", "selected", "osd" };

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    {
      if ((gtk_widget_get_state_flags (widget)
           & (GTK_STATE_FLAG_SELECTED | GTK_STATE_FLAG_INSENSITIVE | GTK_STATE_FLAG_CHECKED))
          != 0)
        return TRUE;
      for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
        if (gtk_widget_has_css_class (widget, styles[i]))
          return TRUE;
    }
  return FALSE;
}

static guint
check_contrast (GtkWidget *widget, Looks looks, const char *place)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  g_autofree char *what = NULL;
  GdkRGBA text, behind;
  double found;

  if (!GTK_IS_LABEL (widget) || *gtk_label_get_text (GTK_LABEL (widget)) == '\0'
      || has_background (widget)
      || !gtk_style_context_lookup_color (context, "theme_bg_color", &behind))
    return 0;
  gtk_style_context_get_color (context, &text);
  found = contrast (&text, &behind);
  if (found >= CONTRAST_MIN)
    return 0;
  what = g_strdup_printf ("contrast of %.1f", found);
  complain (widget, looks, place, what);
  return 1;
}

static guint
check_widget (GtkWidget *widget, Looks looks, const char *place)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  n += check_bounds (widget, looks, place);
  n += check_contrast (widget, looks, place);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_widget (child, looks, place);
  return n;
}

static guint
check_size (GtkWidget *window, Looks looks, const char *place)
{
  g_autofree char *what = NULL;
  int width, height;

  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, SCREEN_WIDTH, &height, NULL, NULL, NULL);
  if (width <= SCREEN_WIDTH && height <= SCREEN_HEIGHT)
    return 0;
  what = g_strdup_printf ("at least %d × %d", width, height);
  complain (window, looks, place, what);
  return 1;
}

/* Looks whether all of a window can be seen: on the smallest screen, nothing is cut off, and text
 * stands out. Returns how much is wrong. */
guint
looks_check (GtkWidget *window, Looks looks, const char *place)
{
  return check_size (window, looks, place) + check_widget (window, looks, place);
}
