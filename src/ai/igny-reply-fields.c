/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-reply-fields.h"

#include <string.h>

#include "igny-number.h"
#include "igny-text.h"

#define MAX_LIST 500
#define MAX_ITEM 200

JsonNode *
igny_reply_fields_find (JsonObject        *object,
                        const char *const *names)
{
  for (; *names != NULL; names++)
    {
      JsonNode *node = igny_json_get_node (object, *names);

      if (node != NULL)
        return node;
    }

  return NULL;
}

char *
igny_reply_fields_tidy (const char *text,
                        guint       max_chars)
{
  g_autofree char *tidy = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  tidy = igny_text_tidy (text);
  if (*tidy == '\0')
    return NULL;
  if (g_utf8_strlen (tidy, -1) > (glong) max_chars)
    {
      *g_utf8_offset_to_pointer (tidy, (glong) max_chars) = '\0';
      g_strchomp (tidy);
    }
  return g_steal_pointer (&tidy);
}

/* The text of a value that stands for one: itself, a number, or the name of an
 * object. Full ownership; NULL when there is none. */
static char *
read_text (JsonNode *node)
{
  static const char *const names[] = {
    "keyword", "name", "title", "text", "heading", "value", "term", "label", NULL
  };
  JsonObject *object = igny_json_node_get_object (node);
  gint64      number = igny_json_node_get_int (node, IGNY_UNKNOWN);

  if (number != IGNY_UNKNOWN)
    return g_strdup_printf ("%" G_GINT64_FORMAT, number);
  if (object != NULL)
    node = igny_reply_fields_find (object, names);
  return g_strdup (igny_json_node_get_string (node, NULL));
}

static void
add_text (GPtrArray  *list,
          const char *text)
{
  g_autofree char *tidy = text != NULL ? igny_reply_fields_tidy (text, MAX_ITEM) : NULL;

  if (tidy == NULL || list->len >= MAX_LIST ||
      g_ptr_array_find_with_equal_func (list, tidy, g_str_equal, NULL))
    return;
  g_ptr_array_add (list, g_steal_pointer (&tidy));
}

static char *
trim_marks (const char *text)
{
  char *trimmed = g_strstrip (g_strdup (text));
  gsize length = strlen (trimmed);

  /* List marks and quotes that came along. */
  if (g_str_has_prefix (trimmed, "- ") || g_str_has_prefix (trimmed, "* "))
    memmove (trimmed, trimmed + 2, length - 1);
  length = strlen (trimmed);
  if (length >= 2 && trimmed[0] == '"' && trimmed[length - 1] == '"')
    {
      trimmed[length - 1] = '\0';
      memmove (trimmed, trimmed + 1, length - 1);
    }
  return trimmed;
}

GPtrArray *
igny_reply_fields_split (const char *text)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) parts = NULL;

  g_return_val_if_fail (text != NULL, list);

  parts = g_strsplit_set (text, ",;\n", MAX_LIST + 1);
  for (char **part = parts; *part != NULL; part++)
    {
      g_autofree char *trimmed = trim_marks (*part);

      add_text (list, trimmed);
    }

  return list;
}

GPtrArray *
igny_reply_fields_get_list (JsonObject        *object,
                            const char *const *names)
{
  JsonNode  *node = igny_reply_fields_find (object, names);
  JsonArray *array = igny_json_node_get_array (node);
  GPtrArray *list;

  if (array == NULL)
    return igny_reply_fields_split (igny_json_node_get_string (node, ""));

  list = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < igny_json_array_get_length (array) && list->len < MAX_LIST; i++)
    {
      g_autofree char *text = read_text (igny_json_array_get_node (array, i));

      add_text (list, text);
    }

  return list;
}

char *
igny_reply_fields_get_text (JsonObject        *object,
                            const char *const *names,
                            guint              max_chars)
{
  JsonNode        *node = igny_reply_fields_find (object, names);
  g_autofree char *text = NULL;

  if (igny_json_node_get_array (node) != NULL)
    {
      g_autoptr (GPtrArray) list = igny_reply_fields_get_list (object, names);

      g_ptr_array_add (list, NULL);
      text = g_strjoinv (", ", (char **) list->pdata);
    }
  else
    text = read_text (node);

  return text != NULL ? igny_reply_fields_tidy (text, max_chars) : NULL;
}

static gint64
parse_number (const char *text)
{
  gint64 number = 0;

  text += strcspn (text, "0123456789");
  if (*text == '\0')
    return IGNY_UNKNOWN;

  /* "1,200" and "1 200", but "1200, 1500" and "1200 1500" are two numbers. */
  for (; number < 1000000; text++)
    {
      if (g_ascii_isdigit (*text))
        number = number * 10 + (*text - '0');
      else if (strchr (",. ", *text) == NULL || *text == '\0' || number >= 1000 ||
               strspn (text + 1, "0123456789") != 3)
        break;
    }

  return number > 0 && number < 1000000 ? number : IGNY_UNKNOWN;
}

gint64
igny_reply_fields_get_number (JsonObject        *object,
                              const char *const *names)
{
  JsonNode *node = igny_reply_fields_find (object, names);
  gint64    number = igny_json_node_get_int (node, IGNY_UNKNOWN);

  if (number == IGNY_UNKNOWN && igny_json_node_get_string (node, NULL) != NULL)
    return parse_number (igny_json_node_get_string (node, ""));
  return number > 0 && number < 1000000 ? number : IGNY_UNKNOWN;
}

static gboolean
holds_objects (JsonArray *array)
{
  for (guint i = 0; i < igny_json_array_get_length (array); i++)
    if (igny_json_array_get_object (array, i) != NULL)
      return TRUE;
  return FALSE;
}

static JsonArray *
find_only_list (JsonObject *object)
{
  JsonArray     *only = NULL;
  JsonObjectIter iter;
  JsonNode      *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &node))
    {
      JsonArray *array = igny_json_node_get_array (node);

      if (!holds_objects (array))
        continue;
      if (only != NULL)
        return NULL;
      only = array;
    }

  return only;
}

static JsonArray *
find_in_object (JsonObject        *object,
                const char *const *names)
{
  JsonArray *array = igny_json_node_get_array (igny_reply_fields_find (object, names));

  return array != NULL ? array : find_only_list (object);
}

JsonArray *
igny_reply_fields_find_objects (JsonNode          *node,
                                const char *const *names)
{
  JsonObject    *object = igny_json_node_get_object (node);
  JsonArray     *array = igny_json_node_get_array (node);
  JsonObjectIter iter;
  JsonNode      *member;

  if (object == NULL)
    return holds_objects (array) ? array : NULL;

  array = find_in_object (object, names);
  json_object_iter_init (&iter, object);
  while (array == NULL && json_object_iter_next (&iter, NULL, &member))
    if (igny_json_node_get_object (member) != NULL)
      array = find_in_object (igny_json_node_get_object (member), names);
  return array;
}
