/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "app/doudi-list-row.h"

/* A row of a table: the texts of its cells and the id of what it stands for. Once shown it changes
 * only by doudi_list_row_swap(). */
typedef struct
{
  gint64 id;
  GStrv texts;
  guint n_texts;
  gboolean strong;
  gboolean look;
  gpointer data;
  GDestroyNotify destroy;
} Content;

struct _DoudiListRow
{
  GObject parent_instance;

  Content content;
};

G_DEFINE_FINAL_TYPE (DoudiListRow, doudi_list_row, G_TYPE_OBJECT)

static guint changed_signal;

static void
doudi_list_row_finalize (GObject *object)
{
  DoudiListRow *self = DOUDI_LIST_ROW (object);

  g_strfreev (self->content.texts);
  if (self->content.destroy != NULL)
    self->content.destroy (self->content.data);

  G_OBJECT_CLASS (doudi_list_row_parent_class)->finalize (object);
}

static void
doudi_list_row_class_init (DoudiListRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = doudi_list_row_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
doudi_list_row_init (DoudiListRow *self)
{
}

/**
 * doudi_list_row_new:
 * @id: of what the row stands for
 * @texts: (transfer full): the cells, ready to show
 *
 * Returns: (transfer full): a row
 */
DoudiListRow *
doudi_list_row_new (gint64 id, GStrv texts)
{
  DoudiListRow *self = g_object_new (DOUDI_TYPE_LIST_ROW, NULL);

  self->content.id = id;
  self->content.texts = texts;
  self->content.n_texts = g_strv_length (texts);
  return self;
}

/**
 * doudi_list_row_get_id:
 *
 * Returns: the id of what the row stands for
 */
gint64
doudi_list_row_get_id (DoudiListRow *self)
{
  return self->content.id;
}

/**
 * doudi_list_row_get_text:
 * @column: from 0
 *
 * Returns: (transfer none): the text of a cell, "" beyond the last
 */
const char *
doudi_list_row_get_text (DoudiListRow *self, guint column)
{
  return column < self->content.n_texts ? self->content.texts[column] : "";
}

/**
 * doudi_list_row_set_data:
 * @data: (nullable): something of the page's own
 * @destroy: (nullable): frees it with the row
 */
void
doudi_list_row_set_data (DoudiListRow *self, gpointer data, GDestroyNotify destroy)
{
  g_return_if_fail (self->content.data == NULL);

  self->content.data = data;
  self->content.destroy = destroy;
}

/**
 * doudi_list_row_get_data:
 *
 * Returns: (transfer none) (nullable): what doudi_list_row_set_data() was given
 */
gpointer
doudi_list_row_get_data (DoudiListRow *self)
{
  return self->content.data;
}

/**
 * doudi_list_row_set_strong:
 * @strong: whether it stands out, as a row of totals does
 */
void
doudi_list_row_set_strong (DoudiListRow *self, gboolean strong)
{
  self->content.strong = strong;
}

/**
 * doudi_list_row_set_look:
 * @look: whether a person should look at it: marked columns say so
 */
void
doudi_list_row_set_look (DoudiListRow *self, gboolean look)
{
  self->content.look = look;
}

/**
 * doudi_list_row_get_look:
 *
 * Returns: whether a person should look at it
 */
gboolean
doudi_list_row_get_look (DoudiListRow *self)
{
  return self->content.look;
}

/*
 * doudi_list_row_swap:
 * @self: a row that is shown
 * @other: a row that is not
 *
 * Each becomes what the other was, and what shows @self shows that.
 */
void
doudi_list_row_swap (DoudiListRow *self, DoudiListRow *other)
{
  Content before = self->content;

  self->content = other->content;
  other->content = before;
  g_signal_emit (self, changed_signal, 0);
}

/*
 * doudi_list_row_is_strong:
 *
 * Returns: whether its texts are written as a heading is
 */
gboolean
doudi_list_row_is_strong (DoudiListRow *self)
{
  return self->content.strong;
}

/*
 * doudi_list_row_join:
 *
 * Returns: (transfer full): all that the row says
 */
char *
doudi_list_row_join (DoudiListRow *self)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < self->content.n_texts; i++)
    if (*self->content.texts[i] != '\0')
      g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", self->content.texts[i]);
  return g_string_free (all, FALSE);
}
