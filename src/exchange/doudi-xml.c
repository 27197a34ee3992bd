/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#include "config.h"

#include "exchange/doudi-xml.h"

#include <expat.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "exchange/doudi-table-private.h"

#define CHUNK_SIZE (64 * 1024)
#define DEPTH_MAX 64
#define ATTRIBUTE_MAX 4096

/* The parser keeps what has no end yet, such as a tag; none is this long. */
#define PENDING_MAX (256 * 1024)

struct _DoudiXml
{
  XML_Parser parser;
  DoudiPart *part;
  const DoudiXmlHandler *handler;
  gpointer data;
  guint depth;
  guint64 fed;
  gboolean last;   /* the last chunk was handed over */
  gboolean paused; /* inside a chunk */
  GError *error;
};

static const char *
local_name (const char *name)
{
  const char *colon = strrchr (name, ':');

  return colon == NULL ? name : colon + 1;
}

/**
 * doudi_xml_attribute:
 * @attributes: (not nullable): name, value, name, value, %NULL
 * @name: (not nullable): a name without prefix
 *
 * Returns: (nullable) (transfer none): the value; %NULL if there is no such attribute
 */
const char *
doudi_xml_attribute (const char **attributes, const char *name)
{
  for (; *attributes != NULL; attributes += 2)
    if (g_str_equal (local_name (attributes[0]), name))
      return attributes[1];
  return NULL;
}

/**
 * doudi_xml_fail:
 * @xml: (not nullable): a reader
 * @error: (not nullable) (transfer full): why
 *
 * Stops for good; doudi_xml_run() reports the first reason.
 */
void
doudi_xml_fail (DoudiXml *xml, GError *error)
{
  if (xml->error == NULL)
    xml->error = error;
  else
    g_error_free (error);
  XML_StopParser (xml->parser, XML_FALSE);
}

/**
 * doudi_xml_fail_for:
 * @xml: (not nullable): a reader
 * @fault: what is wrong
 *
 * Stops for good, for a reason that has a name.
 */
void
doudi_xml_fail_for (DoudiXml *xml, DoudiTableFault fault)
{
  GError *error = NULL;

  doudi_table_refuse_for (&error, fault);
  doudi_xml_fail (xml, error);
}

/**
 * doudi_xml_fail_damaged:
 * @xml: (not nullable): a reader
 *
 * Stops for good, since what is there makes no sense.
 */
void
doudi_xml_fail_damaged (DoudiXml *xml)
{
  doudi_xml_fail_for (xml, DOUDI_TABLE_DAMAGED);
}

/**
 * doudi_xml_has_failed:
 * @xml: (not nullable): a reader
 *
 * Returns: whether it stopped for good; a few pieces may still come after that
 */
gboolean
doudi_xml_has_failed (const DoudiXml *xml)
{
  return xml->error != NULL;
}

/**
 * doudi_xml_pause:
 * @xml: (not nullable): a reader
 *
 * Makes doudi_xml_run() return; the next call goes on.
 */
void
doudi_xml_pause (DoudiXml *xml)
{
  if (xml->error == NULL)
    XML_StopParser (xml->parser, XML_TRUE);
}

static gboolean
are_short (const char **attributes)
{
  for (; *attributes != NULL; attributes++)
    if (strlen (*attributes) > ATTRIBUTE_MAX)
      return FALSE;
  return TRUE;
}

static void
on_start_cb (void *data, const XML_Char *name, const XML_Char **attributes)
{
  DoudiXml *xml = data;

  if (xml->error != NULL)
    return;
  xml->depth++;
  if (xml->depth > DEPTH_MAX || !are_short (attributes))
    doudi_xml_fail_damaged (xml);
  else
    xml->handler->start (xml, local_name (name), attributes, xml->data);
}

static void
on_end_cb (void *data, const XML_Char *name)
{
  DoudiXml *xml = data;

  xml->depth--;
  if (xml->error == NULL && xml->handler->end != NULL)
    xml->handler->end (xml, local_name (name), xml->data);
}

static void
on_text_cb (void *data, const XML_Char *text, int length)
{
  DoudiXml *xml = data;

  if (xml->error == NULL && xml->handler->text != NULL)
    xml->handler->text (xml, text, (gsize) length, xml->data);
}

/* Entities can only be declared here, and no workbook has any. */
static void
on_doctype_cb (void *data,
               const XML_Char *name,
               const XML_Char *system,
               const XML_Char *public,
               int has_internal_subset)
{
  GError *error = NULL;

  doudi_table_refuse (&error, _ ("the workbook holds a document type, which no program writes and "
                                 "attacks use: do not open it, and ask where it comes from."));
  doudi_xml_fail (data, error);
}

/**
 * doudi_xml_new:
 * @part: (not nullable) (transfer full): the part to read
 * @handler: (not nullable): what to do with the pieces; must outlive the reader
 * @data: (nullable): for @handler
 *
 * Begins to read a part.
 *
 * Returns: (not nullable) (transfer full): the reader
 */
DoudiXml *
doudi_xml_new (DoudiPart *part, const DoudiXmlHandler *handler, gpointer data)
{
  DoudiXml *xml = g_new0 (DoudiXml, 1);

  xml->part = part;
  xml->handler = handler;
  xml->data = data;
  xml->parser = XML_ParserCreate (NULL);
  if (xml->parser == NULL)
    g_error ("out of memory");
  XML_SetUserData (xml->parser, xml);
  XML_SetElementHandler (xml->parser, on_start_cb, on_end_cb);
  XML_SetCharacterDataHandler (xml->parser, on_text_cb);
  XML_SetStartDoctypeDeclHandler (xml->parser, on_doctype_cb);
  return xml;
}

/**
 * doudi_xml_free:
 * @xml: (nullable) (transfer full): a reader
 *
 * Frees it, and the part.
 */
void
doudi_xml_free (DoudiXml *xml)
{
  if (xml == NULL)
    return;
  XML_ParserFree (xml->parser);
  doudi_part_free (xml->part);
  g_clear_error (&xml->error);
  g_free (xml);
}

/* The next piece of the part goes to the parser; %FALSE with the error set inside. */
static enum XML_Status
feed (DoudiXml *xml)
{
  void *buffer = XML_GetBuffer (xml->parser, CHUNK_SIZE);
  gssize got;

  if (buffer == NULL)
    {
      doudi_xml_fail_damaged (xml);
      return XML_STATUS_ERROR;
    }
  got = doudi_part_read (xml->part, buffer, CHUNK_SIZE, &xml->error);
  if (got < 0)
    return XML_STATUS_ERROR;
  xml->fed += (guint64) got;
  xml->last = got == 0;
  return XML_ParseBuffer (xml->parser, (int) got, xml->last);
}

static gboolean
has_long_token (const DoudiXml *xml)
{
  XML_Index at = XML_GetCurrentByteIndex (xml->parser);

  return at >= 0 && (guint64) at < xml->fed && xml->fed - (guint64) at > PENDING_MAX;
}

/**
 * doudi_xml_run:
 * @xml: (not nullable): a reader
 * @error: %DOUDI_ERROR_BAD_DATA if the part is damaged or something in it was refused
 *
 * Reads until somebody pauses or the part ends.
 *
 * Returns: what happened; after %DOUDI_XML_FAILED and %DOUDI_XML_ENDED there is no more
 */
DoudiXmlState
doudi_xml_run (DoudiXml *xml, GError **error)
{
  enum XML_Status status = XML_STATUS_OK;

  while (xml->error == NULL && (xml->paused || !xml->last))
    {
      status = xml->paused ? XML_ResumeParser (xml->parser) : feed (xml);
      xml->paused = status == XML_STATUS_SUSPENDED;
      if (status == XML_STATUS_SUSPENDED)
        return DOUDI_XML_PAUSED;
      if (status == XML_STATUS_ERROR || has_long_token (xml))
        doudi_xml_fail_damaged (xml);
    }
  if (xml->error == NULL)
    return DOUDI_XML_ENDED;
  g_propagate_error (error, g_error_copy (xml->error));
  return DOUDI_XML_FAILED;
}

/**
 * doudi_xml_get_progress:
 * @xml: (not nullable): a reader
 * @done: (out): bytes that were read
 * @total: (out): bytes there are
 *
 * Tells how much of the part was read.
 */
void
doudi_xml_get_progress (const DoudiXml *xml, gint64 *done, gint64 *total)
{
  doudi_part_get_progress (xml->part, done, total);
}

/**
 * doudi_xml_parse_part:
 * @package: (not nullable): an archive
 * @name: (not nullable): a part that is held in memory
 * @handler: (not nullable): what to do with the pieces
 * @data: (nullable): for @handler
 * @error: %DOUDI_ERROR_BAD_DATA if the part is missing, damaged or something in it was refused
 *
 * Reads a whole part.
 *
 * Returns: whether it was read to its end
 */
gboolean
doudi_xml_parse_part (DoudiPackage *package,
                      const char *name,
                      const DoudiXmlHandler *handler,
                      gpointer data,
                      GError **error)
{
  DoudiPart *part = doudi_package_open_part (package, name, DOUDI_PART_HELD_LIMIT, error);
  g_autoptr (DoudiXml) xml = NULL;

  if (part == NULL)
    return FALSE;
  xml = doudi_xml_new (part, handler, data);
  return doudi_xml_run (xml, error) == DOUDI_XML_ENDED;
}
