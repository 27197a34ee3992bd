/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <gio/gio.h>

/* Of the numbers of AT-SPI those that are asked about. */
#define AT_SPI_ROLE_TABLE_CELL 56
#define AT_SPI_ROLE_TREE_TABLE 66
#define AT_SPI_STATE_FOCUSABLE 11

/*
 * What a screen reader is told.
 *
 * @states: a bit for each state
 * @width, @height: once at_spi_node_is_seen() asked
 */
typedef struct _AtSpiNode
{
  char *path;
  char *name;
  char *description;
  guint role;
  guint64 states;
  int width;
  int height;
  struct _AtSpiNode *parent;
  GPtrArray *children;
} AtSpiNode;

void at_spi_set_up (void);
gboolean at_spi_is_early (const char *message);
void at_spi_tear_down (void);
GPtrArray *at_spi_list_windows (void);
AtSpiNode *at_spi_read (const char *window);
gboolean at_spi_node_is_seen (AtSpiNode *node);
gboolean at_spi_node_has (const AtSpiNode *node, guint state);
void at_spi_node_free (AtSpiNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtSpiNode, at_spi_node_free)
