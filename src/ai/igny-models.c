/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-models.h"

#include <string.h>

#include "igny-ai-data.h"
#include "igny-models-private.h"
#include "igny-number.h"

#define MILLION 1000000
/* Beyond any model's window; keeps the products within 64 bits. */
#define MAX_TOKENS 100000000
#define MAX_PRICE G_GINT64_CONSTANT (10000000000)

static IgnyModels *
take_node (JsonNode *node)
{
  IgnyModels *self = g_new0 (IgnyModels, 1);

  self->node = node;
  self->root = igny_json_node_get_object (node);
  return self;
}

char *
igny_models_dup_default (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (
      igny_ai_data_get_resource (), "/com/igny8/ai/models.json", G_RESOURCE_LOOKUP_FLAGS_NONE,
      &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

IgnyModels *
igny_models_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = igny_models_dup_default ();
  IgnyModels      *self = igny_models_new_from_text (text, &error);

  g_assert_no_error (error);
  return self;
}

IgnyModels *
igny_models_new_from_text (const char *text,
                           GError    **error)
{
  JsonNode *node;

  g_return_val_if_fail (text != NULL, NULL);

  node = igny_json_parse (text, -1, error);
  return node != NULL ? take_node (node) : NULL;
}

void
igny_models_free (IgnyModels *self)
{
  if (self == NULL)
    return;

  json_node_unref (self->node);
  g_free (self);
}

static gboolean
matches (JsonArray  *patterns,
         const char *text)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);

  for (guint i = 0; i < igny_json_array_get_length (patterns); i++)
    if (g_pattern_match_simple (igny_json_array_get_string (patterns, i, ""), lower))
      return TRUE;
  return FALSE;
}

static IgnyStructure
read_structure (const char *word)
{
  if (strcmp (word, "schema") == 0)
    return IGNY_STRUCTURE_SCHEMA;
  return strcmp (word, "none") == 0 ? IGNY_STRUCTURE_NONE : IGNY_STRUCTURE_OBJECT;
}

IgnyModelFamily
igny_models_find_family (const IgnyModels *self,
                         const char       *host,
                         const char       *model)
{
  IgnyModelFamily family = { IGNY_SPEAKS_CHAT, "max_tokens", TRUE, IGNY_STRUCTURE_OBJECT, 1, "",
                             IGNY_UNKNOWN };
  JsonArray      *families;

  g_return_val_if_fail (self != NULL && host != NULL && model != NULL, family);

  families = igny_json_get_array (self->root, "families");
  for (guint i = 0; i < igny_json_array_get_length (families); i++)
    {
      JsonObject *item = igny_json_array_get_object (families, i);
      const char *cap = igny_json_get_string (item, "cap", "");

      if (!matches (igny_json_get_array (item, "hosts"), host) ||
          !matches (igny_json_get_array (item, "models"), model))
        continue;
      if (strcmp (cap, "max_completion_tokens") == 0)
        family.cap_field = "max_completion_tokens";
      family.temperature = igny_json_get_bool (item, "temperature", TRUE);
      family.speaks = igny_models_private_read_speaks (igny_json_get_string (item, "speaks", ""));
      family.structure = read_structure (igny_json_get_string (item, "structure", ""));
      family.vocabulary = igny_json_get_string (item, "vocabulary", "");
      family.context = MAX (igny_json_get_int (item, "context", IGNY_UNKNOWN), IGNY_UNKNOWN);
      family.head_room = (guint) CLAMP (igny_json_get_int (item, "head_room", 1), 1, 20);
      break;
    }

  return family;
}

gboolean
igny_models_is_for_chat (const IgnyModels *self,
                         const char       *model)
{
  g_autofree char *lower = NULL;
  JsonArray       *words;

  g_return_val_if_fail (self != NULL && model != NULL, FALSE);

  lower = g_ascii_strdown (model, -1);
  words = igny_json_get_array (self->root, "not_for_chat");
  for (guint i = 0; i < igny_json_array_get_length (words); i++)
    {
      const char *word = igny_json_array_get_string (words, i, "");

      if (*word != '\0' && strstr (lower, word) != NULL)
        return FALSE;
    }

  return TRUE;
}

JsonObject *
igny_models_private_find_named (const IgnyModels *self,
                                const char       *section,
                                const char       *model)
{
  JsonArray  *prices = igny_json_get_array (self->root, section);
  JsonObject *best = NULL;
  gsize       best_length = 0;
  const char *name = strrchr (model, '/') != NULL ? strrchr (model, '/') + 1 : model;

  for (guint i = 0; i < igny_json_array_get_length (prices); i++)
    {
      JsonObject *item = igny_json_array_get_object (prices, i);
      const char *word = igny_json_get_string (item, "model", "");
      gsize       length = strlen (word);

      /* "gpt-5.4-mini" is another model than "gpt-5.4", a date is not. */
      if (length <= best_length || !g_str_has_prefix (name, word) ||
          (name[length] != '\0' && !(name[length] == '-' && g_ascii_isdigit (name[length + 1]))))
        continue;
      best = item;
      best_length = length;
    }

  return best;
}

gint64
igny_models_private_get_price (JsonObject *item,
                               const char *name,
                               gint64      fallback)
{
  gint64 price = igny_json_get_int (item, name, fallback);

  return price >= 0 && price <= MAX_PRICE ? price : fallback;
}

gint64
igny_models_estimate_cost (const IgnyModels *self,
                           const char       *model,
                           gint64            tokens_in,
                           gint64            tokens_cached,
                           gint64            tokens_out)
{
  JsonObject *item;
  gint64      input;
  gint64      output;
  gint64      cached;
  gint64      long_from;

  g_return_val_if_fail (self != NULL && model != NULL, IGNY_UNKNOWN);

  item = igny_models_private_find_named (self, "prices", model);
  input = igny_models_private_get_price (item, "input", IGNY_UNKNOWN);
  output = igny_models_private_get_price (item, "output", IGNY_UNKNOWN);
  if (input == IGNY_UNKNOWN || output == IGNY_UNKNOWN || tokens_in < 0 || tokens_out < 0 ||
      tokens_in > MAX_TOKENS || tokens_out > MAX_TOKENS)
    return IGNY_UNKNOWN;

  cached = CLAMP (tokens_cached, 0, tokens_in);
  long_from = igny_json_get_int (item, "long_from", G_MAXINT64);
  input = (tokens_in - cached) * input +
          cached * igny_models_private_get_price (item, "cached", input);
  /* A long request costs twice the input and half as much again as output. */
  if (tokens_in > long_from)
    return (2 * input + tokens_out * output * 3 / 2 + MILLION / 2) / MILLION;
  return (input + tokens_out * output + MILLION / 2) / MILLION;
}
