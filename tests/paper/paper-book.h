/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include "paper/doudi-sheet.h"

/*
 * PaperBook:
 *
 * Many sheets drawn into one document and read back at once: each document takes in whole fonts,
 * some 150 MB, however little is on it.
 *
 * @texts: for each page what pdftotext says of it, laid out as on paper, once it is closed
 * @words: for each page its words with their places
 */
typedef struct
{
  char *path;
  cairo_surface_t *surface;
  cairo_t *cr;
  guint n_pages;
  GPtrArray *texts;
  GPtrArray *words;
} PaperBook;

PaperBook *paper_book_new (const char *path);
guint paper_book_add (PaperBook *book, DoudiSheet *sheet);
void paper_book_close (PaperBook *book);
char *paper_book_text (PaperBook *book, guint first, guint n_pages);
void paper_book_free (PaperBook *book);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PaperBook, paper_book_free)
