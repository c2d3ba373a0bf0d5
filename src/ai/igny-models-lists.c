/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-models-private.h"
#include "igny-number.h"
#include "igny-url.h"

#define MILLION 1000000
/* Beyond any picture; keeps the products within 64 bits. */
#define MAX_TOKENS 100000000

IgnySpeaks
igny_models_private_read_speaks (const char *word)
{
  if (strcmp (word, "responses") == 0)
    return IGNY_SPEAKS_RESPONSES;
  if (strcmp (word, "messages") == 0)
    return IGNY_SPEAKS_MESSAGES;
  return strcmp (word, "nothing") == 0 ? IGNY_SPEAKS_NOTHING : IGNY_SPEAKS_CHAT;
}

guint
igny_models_get_n_providers (const IgnyModels *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return igny_json_array_get_length (igny_json_get_array (self->root, "providers"));
}

gboolean
igny_models_get_provider (const IgnyModels  *self,
                          guint              index,
                          IgnyModelProvider *provider)
{
  JsonObject *item;

  g_return_val_if_fail (self != NULL && provider != NULL, FALSE);

  item = igny_json_array_get_object (igny_json_get_array (self->root, "providers"), index);
  if (item == NULL)
    return FALSE;

  provider->id = igny_json_get_string (item, "id", "");
  provider->title = igny_json_get_string (item, "title", provider->id);
  provider->base_url = igny_json_get_string (item, "base_url", "");
  provider->speaks =
      igny_models_private_read_speaks (igny_json_get_string (item, "speaks", "nothing"));
  provider->images = igny_json_get_string (item, "images", "");
  provider->needs_key = igny_json_get_bool (item, "needs_key", TRUE);
  provider->in_flight = (guint) CLAMP (igny_json_get_int (item, "in_flight", 2), 1, 64);
  return TRUE;
}

gboolean
igny_models_find_provider (const IgnyModels  *self,
                           const char        *id,
                           IgnyModelProvider *provider)
{
  g_return_val_if_fail (self != NULL && id != NULL && provider != NULL, FALSE);

  for (guint i = 0; igny_models_get_provider (self, i, provider); i++)
    if (strcmp (provider->id, id) == 0)
      return TRUE;
  return FALSE;
}

const char *
igny_models_find_provider_at (const IgnyModels *self,
                              const char       *base_url)
{
  IgnyModelProvider provider;

  g_return_val_if_fail (self != NULL && base_url != NULL, NULL);

  for (guint i = 0; igny_models_get_provider (self, i, &provider); i++)
    {
      g_autoptr (IgnyUrl) known = igny_url_parse (provider.base_url, NULL);
      g_autofree char *typed = igny_url_from_typed (base_url, NULL);
      g_autoptr (IgnyUrl) asked = typed != NULL ? igny_url_parse (typed, NULL) : NULL;

      if (known != NULL && asked != NULL && provider.needs_key &&
          strcmp (known->host, asked->host) == 0)
        return provider.id;
    }
  return NULL;
}

const char *
igny_models_find_shutdown (const IgnyModels *self,
                           const char       *model,
                           const char      **replacement)
{
  JsonObject *item;

  g_return_val_if_fail (self != NULL && model != NULL, NULL);

  item = igny_models_private_find_named (self, "shutdowns", model);
  if (replacement != NULL)
    *replacement = igny_json_get_string (item, "replaced_by", "");
  return igny_json_get_string (item, "date", NULL);
}

static JsonObject *
find_image (const IgnyModels *self,
            const char       *model)
{
  JsonArray       *images = igny_json_get_array (self->root, "images");
  g_autofree char *lower = g_ascii_strdown (model, -1);

  for (guint i = 0; i < igny_json_array_get_length (images); i++)
    {
      JsonObject *item = igny_json_array_get_object (images, i);

      if (g_pattern_match_simple (igny_json_get_string (item, "model", ""), lower))
        return item;
    }
  return NULL;
}

IgnyImageFamily
igny_models_find_image_family (const IgnyModels *self,
                               const char       *model)
{
  IgnyImageFamily family = { "dall-e", 0, 0, FALSE };
  JsonObject     *item;

  g_return_val_if_fail (self != NULL && model != NULL, family);

  item = find_image (self, model);
  family.form = igny_json_get_string (item, "form", family.form);
  family.grid = (guint) CLAMP (igny_json_get_int (item, "grid", 0), 0, 512);
  family.steps = (guint) CLAMP (igny_json_get_int (item, "steps", 0), 0, 100);
  family.negative = igny_json_get_bool (item, "negative", FALSE);
  return family;
}

gint64
igny_models_estimate_image_cost (const IgnyModels *self,
                                 const char       *model,
                                 const char       *quality,
                                 guint             n)
{
  const char *member = "medium";
  gint64      each;

  g_return_val_if_fail (self != NULL && model != NULL && quality != NULL, IGNY_UNKNOWN);

  if (strcmp (quality, "low") == 0)
    member = "low";
  else if (strcmp (quality, "high") == 0 || strcmp (quality, "hd") == 0)
    member = "high";
  each = igny_models_private_get_price (find_image (self, model), member, IGNY_UNKNOWN);
  return each == IGNY_UNKNOWN ? IGNY_UNKNOWN : each * n;
}

gint64
igny_models_get_image_cost (const IgnyModels *self,
                            const char       *model,
                            gint64            tokens_in,
                            gint64            tokens_out)
{
  JsonObject *item;
  gint64      input;
  gint64      output;

  g_return_val_if_fail (self != NULL && model != NULL, IGNY_UNKNOWN);

  item = find_image (self, model);
  input = igny_models_private_get_price (item, "input", IGNY_UNKNOWN);
  output = igny_models_private_get_price (item, "output", IGNY_UNKNOWN);
  if (input == IGNY_UNKNOWN || output == IGNY_UNKNOWN || tokens_in < 0 || tokens_out < 0 ||
      tokens_in > MAX_TOKENS || tokens_out > MAX_TOKENS)
    return IGNY_UNKNOWN;
  return (tokens_in * input + tokens_out * output + MILLION / 2) / MILLION;
}

gboolean
igny_models_get_price (const IgnyModels *self,
                       guint             index,
                       IgnyModelPrice   *price)
{
  JsonObject *item;

  g_return_val_if_fail (self != NULL && price != NULL, FALSE);

  item = igny_json_array_get_object (igny_json_get_array (self->root, "prices"), index);
  if (item == NULL)
    return FALSE;
  price->model = igny_json_get_string (item, "model", "");
  price->input = igny_models_private_get_price (item, "input", IGNY_UNKNOWN);
  price->output = igny_models_private_get_price (item, "output", IGNY_UNKNOWN);
  price->cached = igny_models_private_get_price (item, "cached", price->input);
  price->as_of = igny_json_get_string (item, "as_of", "");
  return TRUE;
}
