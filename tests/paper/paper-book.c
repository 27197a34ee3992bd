/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "paper-book.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>

#include "paper-fixture.h"

/* A document that is not there yet at @path. */
PaperBook *
paper_book_new (const char *path)
{
  PaperBook *book = g_new0 (PaperBook, 1);

  book->path = g_strdup (path);
  book->surface = cairo_pdf_surface_create (path, 1, 1);
  book->cr = cairo_create (book->surface);
  book->texts = g_ptr_array_new_with_free_func (g_free);
  book->words = g_ptr_array_new_with_free_func (g_free);
  return book;
}

/* Draws the pages of a paginated sheet; returns the first of them, from 0. */
guint
paper_book_add (PaperBook *book, DoudiSheet *sheet)
{
  guint first = book->n_pages;
  double width, height;

  doudi_sheet_get_page_size (sheet, &width, &height);
  for (guint page = 0; page < doudi_sheet_get_n_pages (sheet); page++)
    {
      cairo_pdf_surface_set_size (book->surface, width, height);
      doudi_sheet_draw_page (sheet, book->cr, page);
      cairo_show_page (book->cr);
      book->n_pages++;
    }
  return first;
}

static void
add_pages (GPtrArray *pages, const char *text, const char *separator, guint first)
{
  g_auto (GStrv) parts = g_strsplit (text, separator, -1);

  for (guint i = first; parts[i] != NULL; i++)
    g_ptr_array_add (pages, g_strdup (parts[i]));
}

/* Ends the document and reads it back. */
void
paper_book_close (PaperBook *book)
{
  const char *arguments[] = { "pdftotext", "-bbox", book->path, "-", NULL };
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;

  cairo_surface_finish (book->surface);
  g_assert_cmpint (cairo_status (book->cr), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_surface_status (book->surface), ==, CAIRO_STATUS_SUCCESS);
  text = pdf_text (book->path, 0);
  words = run_tool (arguments);
  add_pages (book->texts, text, "\f", 0);
  add_pages (book->words, words, "<page", 1);
  /* A form feed ends each page, the last one too. */
  g_assert_cmpuint (book->texts->len, ==, book->n_pages + 1);
  g_assert_cmpuint (book->words->len, ==, book->n_pages);
}

/* The text of some pages. */
char *
paper_book_text (PaperBook *book, guint first, guint n_pages)
{
  GString *text = g_string_new (NULL);

  g_assert_cmpuint (first + n_pages, <, book->texts->len);
  for (guint i = 0; i < n_pages; i++)
    g_string_append (text, g_ptr_array_index (book->texts, first + i));
  return g_string_free (text, FALSE);
}

void
paper_book_free (PaperBook *book)
{
  cairo_destroy (book->cr);
  cairo_surface_destroy (book->surface);
  g_remove (book->path);
  g_ptr_array_unref (book->texts);
  g_ptr_array_unref (book->words);
  g_free (book->path);
  g_free (book);
}
