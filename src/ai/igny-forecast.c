/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-forecast.h"

#include <glib/gi18n.h>

#include "igny-embedding.h"
#include "igny-settings.h"
#include "igny-url.h"
#include "igny-work-ideas.h"

#define TOKENS_PER_KEYWORD 5

typedef struct
{
  const IgnyRun      *run;
  const IgnyFunction *function;
  IgnyCostFunction    kind;
  gboolean            embeds;
  const GArray       *rows; /* of gint64 */
  IgnyModels         *models;
  IgnyTokens         *tokens;
  char               *quality;
  gint64              per_request;
  IgnyForecast       *forecast;
} Forecast;

static void
clear (Forecast *self)
{
  igny_models_free (self->models);
  igny_tokens_free (self->tokens);
  g_free (self->quality);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Forecast, clear)

/* Without an address of its own it is the provider's. */
static char *
dup_address (const Forecast *self,
             IgnyDb         *db,
             gint64          account)
{
  g_autofree char  *own = NULL;
  g_autofree char  *name = NULL;
  IgnyModelProvider provider;

  if (self->kind != IGNY_COST_IMAGES)
    return igny_settings_dup (db, account, "openai.base-url");
  own = igny_settings_dup (db, account, "image_generation.base-url");
  name = igny_settings_dup (db, account, "image_generation.provider");
  if (*own == '\0' && igny_models_find_provider (self->models, name, &provider))
    return g_strdup (provider.base_url);
  return g_steal_pointer (&own);
}

static void
read_settings (Forecast *self,
               IgnyDb   *db)
{
  gint64           account = igny_store_get_account (self->run->store);
  g_autofree char *address = dup_address (self, db, account);
  g_autofree char *typed = igny_url_from_typed (address, NULL);
  g_autoptr(IgnyUrl) url = typed != NULL ? igny_url_parse (typed, NULL) : NULL;

  self->forecast->host = g_strdup (url != NULL ? url->host : "");
  self->forecast->model =
      self->kind == IGNY_COST_IMAGES
          ? igny_settings_dup (db, account, "image_generation.model")
      : self->embeds ? igny_settings_dup (db, account, "openai.embeddings-model")
                     : igny_settings_dup_for (db, account, "openai.model", self->function->name);
  self->quality = igny_settings_dup (db, account, "image_generation.quality");
  self->per_request = igny_settings_get_number (db, account, "openai.keywords-per-request");
}

static void
add (Forecast *self,
     guint     n_items,
     guint     words)
{
  IgnyCost        *sum = &self->forecast->cost;
  IgnyCost         one;
  IgnyCostQuestion question = {
    .function = self->kind,
    .host = self->forecast->host,
    .model = self->forecast->model,
    .n_items = n_items,
    .per_request = (guint) self->per_request,
    .words = words,
    .quality = *self->quality != '\0' ? self->quality : NULL,
  };

  igny_cost_estimate (self->models, self->tokens, &question, &one);
  sum->n_requests += one.n_requests;
  sum->tokens_in += one.tokens_in;
  sum->tokens_out += one.tokens_out;
  sum->credits += one.credits;
  if (one.cost_usd == IGNY_UNKNOWN || sum->cost_usd == IGNY_UNKNOWN)
    sum->cost_usd = IGNY_UNKNOWN;
  else
    sum->cost_usd += one.cost_usd;
}

/* A keyword is a few tokens; those whose vectors are kept cost nothing. */
static void
add_vectors (Forecast *self)
{
  IgnyCost *sum = &self->forecast->cost;

  sum->n_requests = (self->rows->len + IGNY_EMBEDDING_BATCH - 1) / IGNY_EMBEDDING_BATCH;
  sum->tokens_in = (gint64) self->rows->len * TOKENS_PER_KEYWORD;
  sum->credits = igny_cost_get_credits (IGNY_COST_CLUSTER, self->rows->len);
  sum->cost_usd = igny_models_estimate_cost (self->models, self->forecast->model, sum->tokens_in,
                                             0, 0);
}

/* Clusters by the ideas that they are to have, texts by their words. */
static gboolean
add_row (Forecast *self,
         IgnyDb   *db,
         gint64    row,
         GError  **error)
{
  const IgnyBind *binds = IGNY_BINDS (IGNY_BIND_INT (row));
  const char     *sql = "SELECT ifnull(estimated_word_count, 0) FROM tasks WHERE row = ?1";
  gint64          number = 0;

  if (self->kind == IGNY_COST_IDEAS)
    sql = "SELECT count(*) FROM keywords WHERE cluster = ?1 AND deleted_step IS NULL";
  else if (self->kind == IGNY_COST_OPTIMIZE)
    sql = "SELECT word_count FROM content WHERE row = ?1";
  if (!igny_db_get_integer (db, sql, binds, &number, error))
    return FALSE;
  number = CLAMP (number, 0, 100000);
  if (self->kind == IGNY_COST_IDEAS)
    add (self, igny_work_ideas_count_wanted ((gsize) number), 0);
  else
    add (self, 1, (guint) number);
  return TRUE;
}

static gboolean
read_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Forecast *self = data;
  gint64    now = igny_env_now_ms (igny_store_get_env (self->run->store));

  if (!igny_credits_get_left (db, now, &self->forecast->left, error))
    return FALSE;
  if (self->kind == IGNY_COST_OFFLINE)
    return TRUE;
  read_settings (self, db);
  if (self->embeds)
    {
      add_vectors (self);
      return TRUE;
    }
  if (self->kind == IGNY_COST_CLUSTER || self->kind == IGNY_COST_IMAGES)
    {
      add (self, self->rows->len, 0);
      return TRUE;
    }
  for (guint i = 0; i < self->rows->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !add_row (self, db, g_array_index (self->rows, gint64, i), error))
      return FALSE;
  return TRUE;
}

gboolean
igny_forecast_make (const IgnyRun          *run,
                    const IgnyFunction     *function,
                    const IgnyFunctionCall *call,
                    IgnyForecast           *self,
                    GError                **error)
{
  g_auto(Forecast) forecast = { .run = run, .function = function, .forecast = self };
  g_autoptr(GArray) rows = NULL;

  g_return_val_if_fail (run != NULL && function != NULL && call != NULL && self != NULL, FALSE);

  *self = (IgnyForecast){ 0 };
  if (!igny_function_check_engine (function, call->engine, error))
    return FALSE;
  forecast.kind = IGNY_COST_OFFLINE;
  forecast.embeds = call->engine == IGNY_ENGINE_EMBEDDINGS;
  if (call->engine == IGNY_ENGINE_AI || forecast.embeds)
    igny_cost_find_function (function->name, &forecast.kind);
  rows = function->find (run, call, error);
  if (rows == NULL)
    return FALSE;
  forecast.rows = rows;
  self->n_rows = rows->len;
  forecast.models = igny_models_load (igny_store_get_env (run->store),
                                      igny_store_get_folder (run->store), NULL, error);
  if (forecast.models == NULL)
    return FALSE;
  forecast.tokens = igny_tokens_new ();
  if (igny_store_read (run->store, read_cb, &forecast, run->cancellable, error))
    return TRUE;
  igny_forecast_clear (self);
  return FALSE;
}

void
igny_forecast_clear (IgnyForecast *self)
{
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->host, g_free);
}

char *
igny_forecast_describe_left (const IgnyCreditsLeft *left)
{
  g_autofree char *money = NULL;

  g_return_val_if_fail (left != NULL, NULL);

  money = igny_cost_format (left->money);
  if (!left->enforced)
    /* Translators: an amount of money */
    return left->money == IGNY_UNKNOWN ? g_strdup (_("No budget is set."))
                                       : g_strdup_printf (_("%s of the budget is left."), money);
  if (left->money == IGNY_UNKNOWN)
    return g_strdup_printf (ngettext ("%" G_GINT64_FORMAT " credit is left.",
                                      "%" G_GINT64_FORMAT " credits are left.",
                                      (gulong) left->credits),
                            left->credits);
  /* Translators: an amount of money, a number of credits */
  return g_strdup_printf (_("%s of the budget and %" G_GINT64_FORMAT " credits are left."), money,
                             left->credits);
}
