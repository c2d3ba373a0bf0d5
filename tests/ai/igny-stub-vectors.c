/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-stub-vectors.h"

#include <string.h>

#define DIMS 64

static void
add_word (const char *word,
          double     *vector)
{
  guint64 state = g_str_hash (word);

  for (guint i = 0; i < DIMS; i++)
    {
      state = state * G_GUINT64_CONSTANT (6364136223846793005) + 1442695040888963407;
      vector[i] += (double) (state >> 40) / (1 << 23) - 1;
    }
}

static JsonArray *
make_vector (const char *text,
             gboolean    with_word)
{
  JsonArray *list = json_array_new ();
  double     vector[DIMS];
  g_auto(GStrv) words = g_strsplit (text, " ", -1);

  /* What real models have in common for all texts. */
  for (guint i = 0; i < DIMS; i++)
    vector[i] = i % 5 == 0 ? 2 : 0;
  for (guint i = 0; words[i] != NULL; i++)
    add_word (words[i], vector);
  for (guint i = 0; i < DIMS; i++)
    json_array_add_double_element (list, vector[i] / 100);
  if (with_word)
    json_array_add_string_element (list, "number");
  return list;
}

char *
igny_stub_vectors_new (JsonObject *body)
{
  const char *model = igny_json_get_string (body, "model", "");
  JsonArray  *input = igny_json_get_array (body, "input");
  guint       count = igny_json_array_get_length (input);
  JsonArray  *data = json_array_new ();
  JsonObject *usage = json_object_new ();
  gint64      tokens = 0;
  g_autoptr(JsonObject) answer = json_object_new ();

  for (guint i = strcmp (model, "rig-few") == 0; i < count; i++)
    {
      const char *text;
      JsonObject *item = json_object_new ();

      /* Backwards: the index says what is whose. */
      text = igny_json_array_get_string (input, count - 1 - i, "");
      json_object_set_string_member (item, "object", "embedding");
      json_object_set_int_member (item, "index", count - 1 - i);
      json_object_set_array_member (item, "embedding",
                                    make_vector (text, strcmp (model, "rig-words") == 0));
      json_array_add_object_element (data, item);
      tokens += (gint64) strlen (text) / 4 + 1;
    }
  json_object_set_string_member (answer, "object", "list");
  json_object_set_array_member (answer, "data", data);
  json_object_set_string_member (answer, "model", model);
  json_object_set_int_member (usage, "prompt_tokens", tokens);
  json_object_set_int_member (usage, "total_tokens", tokens);
  json_object_set_object_member (answer, "usage", usage);
  return count > 0 && *model != '\0' ? igny_json_object_to_text (answer, FALSE) : NULL;
}
