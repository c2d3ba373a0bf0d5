/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-ai-target.h"

#include "igny-settings.h"
#include "igny-url.h"

typedef struct
{
  gint64      account;
  const char *operation;
  char       *base_url;
  char       *model;
} Target;

static gboolean
read_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Target *target = data;

  target->base_url = igny_settings_dup (db, target->account, "openai.base-url");
  target->model = igny_settings_dup_for (db, target->account, "openai.model", target->operation);
  return TRUE;
}

static char *
find_host (const char *base_url)
{
  g_autofree char *typed = igny_url_from_typed (base_url, NULL);
  g_autoptr(IgnyUrl) url = typed != NULL ? igny_url_parse (typed, NULL) : NULL;

  return g_strdup (url != NULL ? url->host : "");
}

gboolean
igny_ai_target_estimate (IgnyStore              *store,
                         const char             *operation,
                         const IgnyCostQuestion *question,
                         IgnyCost               *cost,
                         char                  **host,
                         char                  **model,
                         GError                **error)
{
  Target           target = { igny_store_get_account (store), operation, NULL, NULL };
  IgnyCostQuestion asked = *question;
  g_autoptr(IgnyTokens) tokens = igny_tokens_new ();
  g_autoptr(IgnyModels) models = NULL;
  g_autofree char *base_url = NULL;
  g_autofree char *found = NULL;
  g_autofree char *chosen = NULL;

  g_return_val_if_fail (cost != NULL, FALSE);

  models = igny_models_load (igny_store_get_env (store), igny_store_get_folder (store), NULL,
                             error);
  if (models == NULL || !igny_store_read (store, read_cb, &target, NULL, error))
    return FALSE;
  base_url = target.base_url;
  found = find_host (base_url);
  chosen = target.model != NULL ? target.model : g_strdup ("");
  asked.host = found;
  asked.model = chosen;
  igny_cost_estimate (models, tokens, &asked, cost);
  if (host != NULL)
    *host = g_steal_pointer (&found);
  if (model != NULL)
    *model = g_steal_pointer (&chosen);
  return TRUE;
}
