/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-xml.h"

#include <string.h>

/* Entities and anything outside the part stay unread. */
xmlTextReader *
igny_import_xml_open (GBytes *bytes)
{
  gsize       length;
  const char *data = g_bytes_get_data (bytes, &length);

  return xmlReaderForMemory (data != NULL ? data : "", (int) length, NULL, NULL,
                             XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
}

/* As xmlTextReaderRead, but that a document type, which no workbook has and
 * bombs are made of, is an error. */
int
igny_import_xml_step (xmlTextReader *reader)
{
  int more = reader != NULL ? xmlTextReaderRead (reader) : -1;

  return more == 1 && xmlTextReaderNodeType (reader) == XML_READER_TYPE_DOCUMENT_TYPE ? -1 : more;
}

gboolean
igny_import_xml_is (xmlTextReader *reader,
                    const char    *name)
{
  return xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT &&
         strcmp ((const char *) xmlTextReaderConstLocalName (reader), name) == 0;
}

gboolean
igny_import_xml_is_end (xmlTextReader *reader,
                        const char    *name)
{
  return xmlTextReaderNodeType (reader) == XML_READER_TYPE_END_ELEMENT &&
         strcmp ((const char *) xmlTextReaderConstLocalName (reader), name) == 0;
}

char *
igny_import_xml_dup (xmlTextReader *reader,
                     const char    *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (reader, (const xmlChar *) name);
  char    *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

gboolean
igny_import_xml_get_flag (xmlTextReader *reader,
                          const char    *name)
{
  g_autofree char *value = igny_import_xml_dup (reader, name);

  return g_strcmp0 (value, "1") == 0 || g_strcmp0 (value, "true") == 0;
}

guint
igny_import_xml_get_number (xmlTextReader *reader,
                            const char    *name)
{
  g_autofree char *text = igny_import_xml_dup (reader, name);

  return text != NULL ? (guint) MIN (g_ascii_strtoull (text, NULL, 10), G_MAXUINT) : 0;
}

/* The text of the element that the reader is at, up to its end; phonetic hints
 * are no part of it. */
void
igny_import_xml_read_text (xmlTextReader *reader,
                           const char    *name,
                           GString       *text)
{
  gboolean hint = FALSE;

  if (xmlTextReaderIsEmptyElement (reader))
    return;
  while (igny_import_xml_step (reader) == 1 && !igny_import_xml_is_end (reader, name))
    {
      int type = xmlTextReaderNodeType (reader);

      if (igny_import_xml_is (reader, "rPh"))
        hint = !xmlTextReaderIsEmptyElement (reader);
      else if (igny_import_xml_is_end (reader, "rPh"))
        hint = FALSE;
      else if (!hint && (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
                         type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE))
        g_string_append (text, (const char *) xmlTextReaderConstValue (reader));
    }
}
