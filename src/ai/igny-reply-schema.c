/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-reply-schema.h"

#include <string.h>

#include "igny-reply-private.h"

/* clang-format off */
static const struct
{
  const char *type;
  const char *schema;
} schemas[] = {
  { "clustering",
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"clusters\"],\"properties\":{"
      "\"clusters\":{\"type\":\"array\",\"maxItems\":500,\"items\":{\"type\":\"object\",\"additionalProperties\":false,"
        "\"required\":[\"name\",\"description\",\"keywords\"],\"properties\":{"
          "\"name\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":200},"
          "\"description\":{\"type\":\"string\",\"maxLength\":2000},"
          "\"keywords\":{\"type\":\"array\",\"minItems\":1,\"items\":{\"type\":\"string\",\"minLength\":1}}}}}}}" },
  { "ideas",
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"ideas\"],\"properties\":{"
      "\"ideas\":{\"type\":\"array\",\"minItems\":1,\"maxItems\":100,\"items\":{\"type\":\"object\",\"additionalProperties\":false,"
        "\"required\":[\"title\",\"description\",\"content_type\",\"content_structure\",\"primary_keywords\","
          "\"covered_keywords\",\"outline\",\"estimated_word_count\"],\"properties\":{"
          "\"title\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":300},"
          "\"description\":{\"type\":\"string\",\"maxLength\":5000},"
          "\"content_type\":{\"type\":\"string\",\"enum\":[\"blog_post\",\"article\",\"guide\",\"tutorial\",\"comparison\",\"review\",\"listicle\",\"faq\"]},"
          "\"content_structure\":{\"type\":\"string\",\"enum\":[\"cluster_hub\",\"landing_page\",\"pillar_page\",\"supporting_page\"]},"
          "\"primary_keywords\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
          "\"covered_keywords\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
          "\"outline\":{\"type\":\"array\",\"maxItems\":40,\"items\":{\"type\":\"object\",\"additionalProperties\":false,"
            "\"required\":[\"heading\",\"note\",\"level\"],\"properties\":{"
              "\"heading\":{\"type\":\"string\",\"minLength\":1},\"note\":{\"type\":\"string\"},"
              "\"level\":{\"type\":\"integer\",\"minimum\":2,\"maximum\":4}}}},"
          "\"estimated_word_count\":{\"type\":\"integer\",\"minimum\":50,\"maximum\":20000}}}}}}" },
  { "optimize_content",
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"changes\"],\"properties\":{"
      "\"changes\":{\"type\":\"array\",\"maxItems\":50,\"items\":{\"type\":\"object\",\"additionalProperties\":false,"
        "\"required\":[\"place\",\"block\",\"action\",\"text\",\"reason\"],\"properties\":{"
          "\"place\":{\"type\":\"string\",\"enum\":[\"block\",\"title\",\"meta_title\",\"meta_description\"]},"
          "\"block\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":100000},"
          "\"action\":{\"type\":\"string\",\"enum\":[\"replace\",\"insert_after\",\"remove\"]},"
          "\"text\":{\"type\":\"string\"},\"reason\":{\"type\":\"string\"}}}}}}" },
  { "image_prompt_extraction",
    "{\"type\":\"object\",\"additionalProperties\":false,\"required\":[\"featured_prompt\",\"featured_alt\",\"in_article_prompts\"],"
      "\"properties\":{\"featured_prompt\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":4000},"
      "\"featured_alt\":{\"type\":\"string\",\"maxLength\":300},"
      "\"in_article_prompts\":{\"type\":\"array\",\"maxItems\":20,\"items\":{\"type\":\"object\",\"additionalProperties\":false,"
        "\"required\":[\"heading\",\"prompt\",\"alt\"],\"properties\":{\"heading\":{\"type\":\"string\"},"
          "\"prompt\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":4000},\"alt\":{\"type\":\"string\",\"maxLength\":300}}}}}}" },
};
/* clang-format on */

const char *
igny_reply_schema_get (const char *type)
{
  g_return_val_if_fail (type != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    if (strcmp (schemas[i].type, type) == 0)
      return schemas[i].schema;
  return NULL;
}

static gboolean G_GNUC_PRINTF (3, 4)
    fail (const GString *path,
          GError       **error,
          const char    *format,
          ...)
{
  g_autofree char *text = NULL;
  va_list          arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, IGNY_REPLY_ERROR, IGNY_REPLY_ERROR_FORM, "%s %s",
               path->len > 0 ? path->str : "the answer", text);
  return FALSE;
}

static gboolean
is_of_type (JsonNode   *node,
            const char *type)
{
  gint64 number = igny_json_node_get_int (node, 0);

  if (strcmp (type, "object") == 0)
    return igny_json_node_get_object (node) != NULL;
  if (strcmp (type, "array") == 0)
    return igny_json_node_get_array (node) != NULL;
  if (strcmp (type, "string") == 0)
    return igny_json_node_get_string (node, NULL) != NULL;
  if (strcmp (type, "integer") == 0)
    return number == igny_json_node_get_int (node, 1);
  if (strcmp (type, "number") == 0)
    return igny_json_node_get_double (node, 0) == igny_json_node_get_double (node, 1);
  if (strcmp (type, "boolean") == 0)
    return igny_json_node_get_bool (node, TRUE) == igny_json_node_get_bool (node, FALSE);
  return strcmp (type, "null") == 0 && JSON_NODE_HOLDS_NULL (node);
}

static gboolean
check_type (JsonObject *schema,
            JsonNode   *node,
            GString    *path,
            GError    **error)
{
  const char *type = igny_json_get_string (schema, "type", NULL);
  JsonArray  *types = igny_json_get_array (schema, "type");
  gboolean    ok = type == NULL && types == NULL;

  if (type != NULL)
    ok = is_of_type (node, type);
  for (guint i = 0; i < igny_json_array_get_length (types); i++)
    ok |= is_of_type (node, igny_json_array_get_string (types, i, ""));
  return ok || fail (path, error, "must be of type %s", type != NULL ? type : "that was named");
}

static gboolean
check_text (JsonObject *schema,
            const char *text,
            GString    *path,
            GError    **error)
{
  JsonArray *words = igny_json_get_array (schema, "enum");
  glong      length = g_utf8_strlen (text, -1);
  gboolean   known = words == NULL;

  for (guint i = 0; i < igny_json_array_get_length (words); i++)
    known |= strcmp (igny_json_array_get_string (words, i, ""), text) == 0;
  if (!known)
    return fail (path, error, "must be one of the given words");
  if (length < igny_json_get_int (schema, "minLength", 0))
    return fail (path, error, "must not be so short");
  if (length > igny_json_get_int (schema, "maxLength", G_MAXLONG))
    return fail (path, error, "must not be so long");
  return TRUE;
}

static gboolean
check_number (JsonObject *schema,
              double      number,
              GString    *path,
              GError    **error)
{
  if (number < igny_json_get_double (schema, "minimum", number) ||
      number > igny_json_get_double (schema, "maximum", number))
    return fail (path, error, "must lie between %g and %g",
                 igny_json_get_double (schema, "minimum", -G_MAXDOUBLE),
                 igny_json_get_double (schema, "maximum", G_MAXDOUBLE));
  return TRUE;
}

/* A value and the schema for it, still to be looked at. */
typedef struct
{
  JsonObject *schema;
  JsonNode   *node;
  GString    *path;
} Place;

static void
clear_place (gpointer data)
{
  g_string_free (((Place *) data)->path, TRUE);
}

static void
add_place (GArray        *places,
           JsonObject    *schema,
           JsonNode      *node,
           const GString *around,
           const char    *name,
           guint          index)
{
  Place place = { schema, node, g_string_new (around->str) };

  if (name != NULL)
    g_string_append_printf (place.path, "%s%s", around->len > 0 ? "." : "", name);
  else
    g_string_append_printf (place.path, "[%u]", index);
  g_array_append_val (places, place);
}

static gboolean
check_array (GArray      *places,
             const Place *place,
             JsonArray   *array,
             GError     **error)
{
  JsonObject *items = igny_json_get_object (place->schema, "items");
  gint64      n = igny_json_array_get_length (array);

  if (n < igny_json_get_int (place->schema, "minItems", 0))
    return fail (place->path, error, "has too few items");
  if (n > igny_json_get_int (place->schema, "maxItems", G_MAXINT64))
    return fail (place->path, error, "has too many items");
  for (guint i = 0; items != NULL && i < n; i++)
    add_place (places, items, igny_json_array_get_node (array, i), place->path, NULL, i);
  return TRUE;
}

static gboolean
check_object (GArray      *places,
              const Place *place,
              JsonObject  *object,
              GError     **error)
{
  JsonObject *properties = igny_json_get_object (place->schema, "properties");
  JsonArray  *required = igny_json_get_array (place->schema, "required");
  g_autoptr (GList) names = json_object_get_members (object);

  for (guint i = 0; i < igny_json_array_get_length (required); i++)
    if (!json_object_has_member (object, igny_json_array_get_string (required, i, "")))
      return fail (place->path, error, "has no “%s”", igny_json_array_get_string (required, i, ""));
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *schema = igny_json_get_object (properties, l->data);

      if (schema != NULL)
        add_place (places, schema, json_object_get_member (object, l->data), place->path, l->data,
                   0);
    }
  return TRUE;
}

static gboolean
check_place (GArray      *places,
             const Place *place,
             GError     **error)
{
  const char *text = igny_json_node_get_string (place->node, NULL);
  double      number = igny_json_node_get_double (place->node, 0);

  if (!check_type (place->schema, place->node, place->path, error))
    return FALSE;
  if (text != NULL)
    return check_text (place->schema, text, place->path, error);
  if (igny_json_node_get_array (place->node) != NULL)
    return check_array (places, place, igny_json_node_get_array (place->node), error);
  if (igny_json_node_get_object (place->node) != NULL)
    return check_object (places, place, igny_json_node_get_object (place->node), error);
  if (number == igny_json_node_get_double (place->node, 1))
    return check_number (place->schema, number, place->path, error);
  return TRUE;
}

gboolean
igny_reply_schema_check (JsonObject *schema,
                         JsonNode   *node,
                         GError    **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  Place first = { schema, node, NULL };

  g_return_val_if_fail (schema != NULL && node != NULL, FALSE);

  g_array_set_clear_func (places, clear_place);
  first.path = g_string_new (NULL);
  g_array_append_val (places, first);
  /* It grows while it is walked. */
  for (guint i = 0; i < places->len; i++)
    {
      const Place place = g_array_index (places, Place, i);

      if (!check_place (places, &place, error))
        return FALSE;
    }
  return TRUE;
}

JsonNode *
igny_reply_schema_read (const char *text,
                        const char *schema,
                        gboolean   *partial,
                        GError    **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) reason = NULL;
  IgnyReplyForm form = { .reason = &reason };
  JsonNode     *found;

  g_return_val_if_fail (text != NULL && schema != NULL, NULL);

  node = igny_json_parse (schema, -1, NULL);
  form.schema = igny_json_node_get_object (node);
  g_return_val_if_fail (form.schema != NULL, NULL);
  found = igny_reply_private_read (text, &form, partial, error);
  /* What is wrong in it says more than that it is wrong. */
  if (found == NULL && reason != NULL && error != NULL)
    {
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&reason));
    }
  return found;
}
