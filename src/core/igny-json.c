/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-json.h"

#include <math.h>
#include <string.h>

#include "igny-json-scan.h"
#include "igny-json-write.h"

G_DEFINE_QUARK (igny_json_error, igny_json_error)

JsonNode *
igny_json_parse (const char *text,
                 gssize      length,
                 GError    **error)
{
  g_autoptr(GString) out = NULL;
  g_autoptr(JsonParser) parser = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  out = g_string_new (NULL);
  if (!igny_json_scan (text, length < 0 ? strlen (text) : (gsize) length, out, error))
    return NULL;

  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, out->str, (gssize) out->len, error))
    {
      g_prefix_error (error, "read JSON: ");
      return NULL;
    }
  return json_parser_steal_root (parser);
}

char *
igny_json_to_text (JsonNode *node,
                   gboolean  pretty)
{
  g_return_val_if_fail (node != NULL, NULL);

  return igny_json_write (node, pretty);
}

char *
igny_json_object_to_text (JsonObject *object,
                          gboolean    pretty)
{
  g_autoptr(JsonNode) node = NULL;

  g_return_val_if_fail (object != NULL, NULL);

  node = json_node_init_object (json_node_alloc (), object);
  return igny_json_write (node, pretty);
}

JsonObject *
igny_json_node_get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
igny_json_node_get_array (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

const char *
igny_json_node_get_string (JsonNode   *node,
                           const char *fallback)
{
  return holds (node, G_TYPE_STRING) ? json_node_get_string (node) : fallback;
}

gint64
igny_json_node_get_int (JsonNode *node,
                        gint64    fallback)
{
  double value;

  if (holds (node, G_TYPE_INT64))
    return json_node_get_int (node);
  if (!holds (node, G_TYPE_DOUBLE))
    return fallback;

  value = json_node_get_double (node);
  /* 2^63 itself is a double, but does not fit. */
  if (!(value > -9223372036854775808.0 && value < 9223372036854775808.0) || floor (value) != value)
    return fallback;
  return (gint64) value;
}

double
igny_json_node_get_double (JsonNode *node,
                           double    fallback)
{
  double value;

  if (holds (node, G_TYPE_INT64))
    return (double) json_node_get_int (node);
  if (!holds (node, G_TYPE_DOUBLE))
    return fallback;

  value = json_node_get_double (node);
  return isfinite (value) ? value : fallback;
}

gboolean
igny_json_node_get_bool (JsonNode *node,
                         gboolean  fallback)
{
  return holds (node, G_TYPE_BOOLEAN) ? json_node_get_boolean (node) : fallback;
}

JsonNode *
igny_json_get_node (JsonObject *object,
                    const char *name)
{
  JsonNode *node;

  g_return_val_if_fail (name != NULL, NULL);

  node = object != NULL ? json_object_get_member (object, name) : NULL;
  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

JsonObject *
igny_json_get_object (JsonObject *object,
                      const char *name)
{
  return igny_json_node_get_object (igny_json_get_node (object, name));
}

JsonArray *
igny_json_get_array (JsonObject *object,
                     const char *name)
{
  return igny_json_node_get_array (igny_json_get_node (object, name));
}

const char *
igny_json_get_string (JsonObject *object,
                      const char *name,
                      const char *fallback)
{
  return igny_json_node_get_string (igny_json_get_node (object, name), fallback);
}

gint64
igny_json_get_int (JsonObject *object,
                   const char *name,
                   gint64      fallback)
{
  return igny_json_node_get_int (igny_json_get_node (object, name), fallback);
}

double
igny_json_get_double (JsonObject *object,
                      const char *name,
                      double      fallback)
{
  return igny_json_node_get_double (igny_json_get_node (object, name), fallback);
}

gboolean
igny_json_get_bool (JsonObject *object,
                    const char *name,
                    gboolean    fallback)
{
  return igny_json_node_get_bool (igny_json_get_node (object, name), fallback);
}

guint
igny_json_array_get_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

JsonNode *
igny_json_array_get_node (JsonArray *array,
                          guint      index)
{
  return index < igny_json_array_get_length (array) ? json_array_get_element (array, index) : NULL;
}

JsonObject *
igny_json_array_get_object (JsonArray *array,
                            guint      index)
{
  return igny_json_node_get_object (igny_json_array_get_node (array, index));
}

const char *
igny_json_array_get_string (JsonArray  *array,
                            guint       index,
                            const char *fallback)
{
  return igny_json_node_get_string (igny_json_array_get_node (array, index), fallback);
}
