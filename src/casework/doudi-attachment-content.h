/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is larger is no photograph of a paper: it would only fill the memory when it is shown. */
#define DOUDI_ATTACHMENT_SIDE_MAX 20000
#define DOUDI_ATTACHMENT_PIXELS_MAX (100 * 1000 * 1000)

/**
 * DoudiAttachmentContent:
 * @media_type: "image/jpeg", "image/png" or "application/pdf"
 * @width, @height: of an image, in pixels; 0 for a document
 *
 * What a file is, by its content.
 */
typedef struct
{
  const char *media_type;
  guint32 width;
  guint32 height;
} DoudiAttachmentContent;

gboolean doudi_attachment_content_check (GBytes *bytes, const char *file_name, DoudiAttachmentContent *content, GError **error);
gboolean doudi_attachment_content_refuse_size (const char *file_name, GError **error);

G_END_DECLS
