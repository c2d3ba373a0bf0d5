/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-automation-cost.h"

#include "igny-cost.h"
#include "igny-settings.h"
#include "igny-url.h"

/* What the settings say that matters to a price. */
typedef struct
{
  IgnyModels *models;
  IgnyTokens *tokens;
  char       *image_model;
  char       *quality;
  IgnyUrl    *url;
} Prices;

static void
prices_clear (Prices *prices)
{
  igny_models_free (prices->models);
  igny_tokens_free (prices->tokens);
  g_clear_pointer (&prices->url, igny_url_free);
  g_free (prices->image_model);
  g_free (prices->quality);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Prices, prices_clear)

static void
read_prices (IgnyStore *store,
             IgnyDb    *db,
             gint64     account,
             Prices    *prices)
{
  g_autofree char *address = igny_settings_dup (db, account, "openai.base-url");

  /* The run says what is wrong with a list of one's own. */
  prices->models = igny_models_load (igny_store_get_env (store), igny_store_get_folder (store),
                                     NULL, NULL);
  if (prices->models == NULL)
    prices->models = igny_models_new ();
  prices->tokens = igny_tokens_new ();
  prices->image_model = igny_settings_dup (db, account, "image_generation.model");
  prices->quality = igny_settings_dup (db, account, "image_generation.quality");
  prices->url = igny_url_parse (address, NULL);
}

/* As the run chooses: without a word the AI, where there is a model. */
static gboolean
asks (const IgnyStageSettings *settings,
      IgnyCostFunction         function,
      const char              *model)
{
  if (function == IGNY_COST_IMAGES)
    return *model != '\0';
  return !g_str_equal (settings->engine, "offline") && *model != '\0';
}

static void
estimate (const Prices    *prices,
          IgnyCostFunction function,
          const char      *model,
          IgnyStageCost   *cost)
{
  IgnyCost         sum;
  IgnyCostQuestion question = {
    .function = function,
    .host = prices->url != NULL ? prices->url->host : "",
    .model = model,
    .n_items = (guint) MIN (cost->things, IGNY_STAGE_MAX_CAP),
    .quality = *prices->quality != '\0' ? prices->quality : NULL,
  };

  igny_cost_estimate (prices->models, prices->tokens, &question, &sum);
  cost->asks = TRUE;
  cost->credits = sum.credits;
  cost->cost_usd = sum.cost_usd;
}

static void
estimate_stage (IgnyDb                  *db,
                gint64                   account,
                const Prices            *prices,
                const IgnyStageSettings *settings,
                const char              *name,
                IgnyCostFunction         function,
                IgnyStageCost           *cost)
{
  g_autofree char *model = function == IGNY_COST_IMAGES
                               ? g_strdup (prices->image_model)
                               : igny_settings_dup_for (db, account, "openai.model", name);

  if (asks (settings, function, model))
    estimate (prices, function, model, cost);
}

void
igny_automation_estimate (IgnyStore            *store,
                          IgnyDb               *db,
                          gint64                account,
                          const IgnyAutomation *automation,
                          IgnyStageCost         costs[IGNY_N_STAGES])
{
  g_auto(Prices) prices = { 0 };

  g_return_if_fail (store != NULL && db != NULL && automation != NULL && costs != NULL);

  read_prices (store, db, account, &prices);
  for (guint i = 0; i < IGNY_N_STAGES; i++)
    {
      const IgnyStageSettings *settings = &automation->settings[i];
      const char              *name = igny_stage_get_info ((IgnyStage) i)->function;
      IgnyCostFunction         function = IGNY_COST_OFFLINE;

      costs[i] = (IgnyStageCost){ 0 };
      if (!settings->is_enabled)
        continue;
      costs[i].things = automation->pending[i];
      if (settings->cap != IGNY_UNKNOWN)
        costs[i].things = MIN (costs[i].things, settings->cap);
      if (name != NULL && costs[i].things > 0 && igny_cost_find_function (name, &function))
        estimate_stage (db, account, &prices, settings, name, function, &costs[i]);
    }
}

IgnyStageCost
igny_automation_sum (const IgnyStageCost costs[IGNY_N_STAGES])
{
  IgnyStageCost sum = { 0 };

  g_return_val_if_fail (costs != NULL, sum);

  for (guint i = 0; i < IGNY_N_STAGES; i++)
    {
      sum.things += costs[i].things;
      sum.asks = sum.asks || costs[i].asks;
      sum.credits += costs[i].credits;
      if (costs[i].cost_usd == IGNY_UNKNOWN || sum.cost_usd == IGNY_UNKNOWN)
        sum.cost_usd = IGNY_UNKNOWN;
      else
        sum.cost_usd += costs[i].cost_usd;
    }
  return sum;
}
