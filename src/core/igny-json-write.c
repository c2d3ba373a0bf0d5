/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-json-write.h"

#include <math.h>
#include <string.h>

/* Own writer: json-glib 1.6 puts ".0" behind an exponent and writes infinity
 * as a word, neither of which is JSON. */
typedef struct
{
  GString *out;
  gboolean pretty;
  guint    depth;
} Writer;

static void
break_line (Writer *writer)
{
  if (!writer->pretty)
    return;

  g_string_append_c (writer->out, '\n');
  for (guint i = 0; i < writer->depth; i++)
    g_string_append (writer->out, "  ");
}

static void
write_string (GString    *out,
              const char *text)
{
  static const char plain[] = "\"\\\b\f\n\r\t";
  static const char letters[] = "\"\\bfnrt";

  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      const char *special = strchr (plain, *p);

      if (special != NULL)
        g_string_append_printf (out, "\\%c", letters[special - plain]);
      else if ((guchar) *p < 0x20 || *p == 0x7f)
        g_string_append_printf (out, "\\u%04x", (guint) (guchar) *p);
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
write_double (GString *out,
              double   value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      g_string_append (out, "null");
      return;
    }

  /* The shortest of the two that reads back as the same number. */
  g_ascii_formatd (text, sizeof text, "%.15g", value);
  if (g_ascii_strtod (text, NULL) != value)
    g_ascii_dtostr (text, sizeof text, value);
  g_string_append (out, text);
  if (strpbrk (text, ".e") == NULL)
    g_string_append (out, ".0");
}

static void
write_value (GString  *out,
             JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING && json_node_get_string (node) != NULL)
    write_string (out, json_node_get_string (node));
  else if (type == G_TYPE_INT64)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else if (type == G_TYPE_DOUBLE)
    write_double (out, json_node_get_double (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else
    g_string_append (out, "null");
}

/* An open object or list and how much of it is written. */
typedef struct
{
  JsonObject    *object;
  JsonObjectIter members;
  JsonArray     *array;
  guint          index;
} Level;

static gboolean
open_level (Writer   *writer,
            GArray   *levels,
            JsonNode *node)
{
  Level level = { 0 };

  if (JSON_NODE_HOLDS_OBJECT (node) && json_node_get_object (node) != NULL)
    {
      level.object = json_node_get_object (node);
      json_object_iter_init_ordered (&level.members, level.object);
    }
  else if (JSON_NODE_HOLDS_ARRAY (node) && json_node_get_array (node) != NULL)
    level.array = json_node_get_array (node);
  else
    return FALSE;

  g_string_append_c (writer->out, level.object != NULL ? '{' : '[');
  g_array_append_val (levels, level);
  writer->depth++;
  return TRUE;
}

/* The next child, its name and the comma before it already written. */
static JsonNode *
write_next (Writer *writer,
            Level  *level)
{
  const char *name = NULL;
  JsonNode   *node = NULL;

  if (level->array != NULL)
    node = igny_json_array_get_node (level->array, level->index);
  else if (!json_object_iter_next_ordered (&level->members, &name, &node))
    node = NULL;
  if (node == NULL)
    return NULL;

  if (level->index++ > 0)
    g_string_append_c (writer->out, ',');
  break_line (writer);
  if (name != NULL)
    {
      write_string (writer->out, name);
      g_string_append (writer->out, writer->pretty ? ": " : ":");
    }
  return node;
}

static void
close_level (Writer *writer,
             GArray *levels)
{
  Level *level = &g_array_index (levels, Level, levels->len - 1);

  writer->depth--;
  if (level->index > 0)
    break_line (writer);
  g_string_append_c (writer->out, level->object != NULL ? '}' : ']');
  g_array_set_size (levels, levels->len - 1);
}

char *
igny_json_write (JsonNode *node,
                 gboolean  pretty)
{
  Writer writer = { .pretty = pretty };
  g_autoptr(GArray) levels = NULL;

  g_return_val_if_fail (node != NULL, NULL);

  writer.out = g_string_new (NULL);
  levels = g_array_new (FALSE, TRUE, sizeof (Level));
  if (!open_level (&writer, levels, node))
    write_value (writer.out, node);
  while (levels->len > 0)
    {
      JsonNode *child = write_next (&writer, &g_array_index (levels, Level, levels->len - 1));

      if (child == NULL)
        close_level (&writer, levels);
      else if (!open_level (&writer, levels, child))
        write_value (writer.out, child);
    }

  return g_string_free (writer.out, FALSE);
}
