/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <libxml/xmlreader.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlTextReader, xmlFreeTextReader)

/* What is read of the XML parts of a workbook. Entities and anything outside
 * the part stay unread. bytes outlive the reader, which may be NULL. */
xmlTextReader *igny_import_xml_open (GBytes *bytes);
/* 1 at the next node, 0 at the end, -1 when the XML is damaged or has a
 * document type, which no workbook has and bombs are made of. */
int igny_import_xml_step (xmlTextReader *reader);
/* Of the node that the reader is at; names are without prefix. */
gboolean igny_import_xml_is (xmlTextReader *reader,
                             const char    *name);
gboolean igny_import_xml_is_end (xmlTextReader *reader,
                                 const char    *name);
/* Attributes: NULL, FALSE or 0 when there is none. */
char    *igny_import_xml_dup (xmlTextReader *reader,
                              const char    *name);
gboolean igny_import_xml_get_flag (xmlTextReader *reader,
                                   const char    *name);
guint    igny_import_xml_get_number (xmlTextReader *reader,
                                     const char    *name);
/* Appends the text of the element name, up to its end; phonetic hints are no
 * part of it. */
void igny_import_xml_read_text (xmlTextReader *reader,
                                const char    *name,
                                GString       *text);

G_END_DECLS
