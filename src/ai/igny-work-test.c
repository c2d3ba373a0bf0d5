/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-ai-error.h"
#include "igny-ai-session.h"
#include "igny-chat-test.h"
#include "igny-image-session.h"
#include "igny-images-api.h"
#include "igny-keyring.h"
#include "igny-settings.h"
#include "igny-url.h"
#include "igny-work.h"

gboolean
igny_work_test_ai (const IgnyRun *run,
                   IgnyAiTest    *test,
                   GError       **error)
{
  g_autoptr(IgnyAiSession) session = NULL;
  g_autoptr(IgnyChatTest) found = NULL;
  g_autoptr(GError) failure = NULL;

  g_return_val_if_fail (run != NULL && test != NULL, FALSE);

  *test = (IgnyAiTest){ 0 };
  session = igny_ai_session_new (run, NULL, error);
  if (session == NULL)
    return FALSE;
  found =
      igny_chat_test_connection (igny_ai_session_get_chat (session), run->cancellable, &failure);
  if (found == NULL)
    {
      igny_ai_error_add_remedy (failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  test->host = g_strdup (igny_chat_get_host (igny_ai_session_get_chat (session)));
  test->n_models = found->models->len;
  test->model_found = found->has_model;
  test->milliseconds = found->elapsed_ms;
  test->shutdown = g_strdup (found->shutdown);
  test->models = g_ptr_array_ref (found->models);
  return TRUE;
}

void
igny_ai_test_clear (IgnyAiTest *test)
{
  g_clear_pointer (&test->host, g_free);
  g_clear_pointer (&test->shutdown, g_free);
  g_clear_pointer (&test->models, g_ptr_array_unref);
}

typedef struct
{
  const IgnyRun *run;
  IgnyModels    *models;
  char          *address;
  gboolean       allow_http;
} Runware;

static void
runware_clear (Runware *self)
{
  igny_models_free (self->models);
  g_free (self->address);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Runware, runware_clear)

/* An address of its own is Runware's only where Runware makes the pictures. */
static gboolean
read_address_cb (IgnyDb       *db,
                 gpointer      data,
                 GCancellable *cancellable,
                 GError      **error)
{
  Runware          *self = data;
  gint64            account = igny_store_get_account (self->run->store);
  g_autofree char  *provider = igny_settings_dup (db, account, "image_generation.provider");
  g_autofree char  *own = igny_settings_dup (db, account, "image_generation.base-url");
  IgnyModelProvider runware;

  self->allow_http = igny_settings_get_number (db, account, "openai.allow-http") != 0;
  if (g_str_equal (provider, "runware") && *own != '\0')
    self->address = g_steal_pointer (&own);
  else if (igny_models_find_provider (self->models, "runware", &runware))
    self->address = g_strdup (runware.base_url);
  if (self->address != NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _("the list of models names no address of Runware; see “models path”"));
  return FALSE;
}

static gboolean
ping (const Runware *self,
      char         **host,
      gint64        *milliseconds,
      GError       **error)
{
  const IgnyEnv   *env = igny_store_get_env (self->run->store);
  IgnyImagesConfig config = { .kind = "runware",
                              .base_url = self->address,
                              .model = "runware",
                              .allow_http = self->allow_http };
  g_autoptr(IgnyImagesApi) api = NULL;
  g_autoptr(IgnyUrl) url = igny_url_parse (self->address, NULL);
  char *key = igny_keyring_lookup ("runware", igny_store_get_account_id (self->run->store), "",
                                   self->run->cancellable, NULL);

  config.key = key;
  api = igny_images_api_new (env, self->models, &config, error);
  igny_keyring_free (key);
  if (api == NULL || !igny_images_api_ping (api, milliseconds, self->run->cancellable, error))
    return FALSE;
  *host = g_strdup (url != NULL ? url->host : self->address);
  return TRUE;
}

gboolean
igny_work_test_runware (const IgnyRun *run,
                        char         **host,
                        gint64        *milliseconds,
                        GError       **error)
{
  g_auto(Runware) self = { .run = run };
  g_autoptr(GError) failure = NULL;

  g_return_val_if_fail (run != NULL && host != NULL && milliseconds != NULL, FALSE);

  self.models = igny_models_load (igny_store_get_env (run->store),
                                  igny_store_get_folder (run->store), NULL, error);
  if (self.models == NULL ||
      !igny_store_read (run->store, read_address_cb, &self, run->cancellable, error))
    return FALSE;
  if (ping (&self, host, milliseconds, &failure))
    return TRUE;
  igny_ai_error_add_remedy (failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
charge_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  return igny_credits_charge (step, data, error);
}

GBytes *
igny_work_test_picture (const IgnyRun *run,
                        const char    *prompt,
                        const char    *look,
                        GError       **error)
{
  const IgnyImageCall call = { .prompt = prompt, .look = look, .title = "" };
  IgnyUsage           usage = { 0 };
  g_autoptr(IgnyImageSession) session = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (run != NULL && prompt != NULL, NULL);

  session = igny_image_session_new (run, error);
  if (session == NULL)
    return NULL;
  bytes = igny_image_session_make (session, &call, &usage, error);
  if (bytes == NULL || !igny_store_write (run->store, IGNY_STEP_SYSTEM, "Charge a test picture",
                                          charge_cb, &usage, NULL, error))
    return NULL;
  return g_steal_pointer (&bytes);
}
