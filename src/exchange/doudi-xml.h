/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright the Doudi contributors
 */

#pragma once

#include <glib.h>
#include "exchange/doudi-package.h"
#include "exchange/doudi-table-private.h"

G_BEGIN_DECLS

/**
 * DoudiXml:
 *
 * Reads a part of a workbook as XML, streaming: no document type, no entities but the five, no deep
 * nesting, no huge attributes. Names come without their namespace prefix.
 */
typedef struct _DoudiXml DoudiXml;

/**
 * DoudiXmlHandler:
 *
 * What happens at each piece. Any of them may call doudi_xml_fail() or doudi_xml_pause(). Text comes
 * in pieces too.
 */
typedef struct
{
  void (*start) (DoudiXml *xml, const char *name, const char **attributes, gpointer data);
  void (*end) (DoudiXml *xml, const char *name, gpointer data);
  void (*text) (DoudiXml *xml, const char *text, gsize length, gpointer data);
} DoudiXmlHandler;

typedef enum
{
  DOUDI_XML_FAILED,
  DOUDI_XML_PAUSED,
  DOUDI_XML_ENDED,
} DoudiXmlState;

DoudiXml *doudi_xml_new (DoudiPart *part, const DoudiXmlHandler *handler, gpointer data);
void doudi_xml_free (DoudiXml *xml);
DoudiXmlState doudi_xml_run (DoudiXml *xml, GError **error);
void doudi_xml_pause (DoudiXml *xml);
void doudi_xml_fail (DoudiXml *xml, GError *error);
void doudi_xml_fail_for (DoudiXml *xml, DoudiTableFault fault);
void doudi_xml_fail_damaged (DoudiXml *xml);
gboolean doudi_xml_has_failed (const DoudiXml *xml);
void doudi_xml_get_progress (const DoudiXml *xml, gint64 *done, gint64 *total);

const char *doudi_xml_attribute (const char **attributes, const char *name);
gboolean doudi_xml_parse_part (DoudiPackage *package, const char *name, const DoudiXmlHandler *handler, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoudiXml, doudi_xml_free)

G_END_DECLS
