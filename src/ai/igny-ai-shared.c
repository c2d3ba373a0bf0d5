/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-ai-shared.h"

struct _IgnyAiShared
{
  const IgnyEnv      *env;
  char               *folder;
  GMutex              lock; /* of all below */
  IgnyModels         *models;
  IgnyTokens         *tokens;
  IgnyProviderMemory *memory;
  GHashTable         *chats; /* name → IgnyChat */
  gboolean            stores;
  char               *stored; /* until it was given */
};

IgnyAiShared *
igny_ai_shared_new (const IgnyEnv *env,
                    const char    *folder)
{
  IgnyAiShared *self;

  g_return_val_if_fail (env != NULL && folder != NULL, NULL);

  self = g_new0 (IgnyAiShared, 1);
  g_mutex_init (&self->lock);
  self->env = env;
  self->folder = g_strdup (folder);
  self->chats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) igny_chat_free);
  return self;
}

/* Without it the next run asks in vain once more, and no more is lost. */
static void
save_memory (IgnyAiShared *self)
{
  g_autoptr(GError) error = NULL;

  if (self->memory != NULL &&
      !igny_provider_memory_save (self->memory, self->env, self->folder, &error))
    g_info ("%s", error->message);
}

void
igny_ai_shared_refresh (IgnyAiShared *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  save_memory (self);
  g_hash_table_remove_all (self->chats);
  g_clear_pointer (&self->memory, igny_provider_memory_free);
  g_clear_pointer (&self->tokens, igny_tokens_free);
  g_clear_pointer (&self->models, igny_models_free);
  g_mutex_unlock (&self->lock);
}

void
igny_ai_shared_free (IgnyAiShared *self)
{
  if (self == NULL)
    return;
  igny_ai_shared_refresh (self);
  g_hash_table_unref (self->chats);
  g_mutex_clear (&self->lock);
  g_free (self->stored);
  g_free (self->folder);
  g_free (self);
}

const IgnyModels *
igny_ai_shared_get_models (IgnyAiShared *self,
                           GError      **error)
{
  const IgnyModels *models;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->lock);
  if (self->models == NULL)
    self->models = igny_models_load (self->env, self->folder, NULL, error);
  models = self->models;
  g_mutex_unlock (&self->lock);
  return models;
}

IgnyTokens *
igny_ai_shared_get_tokens (IgnyAiShared *self)
{
  IgnyTokens *tokens;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->lock);
  if (self->tokens == NULL)
    self->tokens = igny_tokens_new ();
  tokens = self->tokens;
  g_mutex_unlock (&self->lock);
  return tokens;
}

IgnyProviderMemory *
igny_ai_shared_get_memory (IgnyAiShared *self)
{
  IgnyProviderMemory *memory;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->lock);
  if (self->memory == NULL)
    self->memory = igny_provider_memory_load (self->env, self->folder);
  memory = self->memory;
  g_mutex_unlock (&self->lock);
  return memory;
}

IgnyChat *
igny_ai_shared_find_chat (IgnyAiShared *self,
                          const char   *name)
{
  IgnyChat *chat;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  g_mutex_lock (&self->lock);
  chat = g_hash_table_lookup (self->chats, name);
  g_mutex_unlock (&self->lock);
  return chat;
}

IgnyChat *
igny_ai_shared_keep_chat (IgnyAiShared *self,
                          const char   *name,
                          IgnyChat     *chat)
{
  IgnyChat *kept;

  g_return_val_if_fail (self != NULL && name != NULL && chat != NULL, NULL);

  g_mutex_lock (&self->lock);
  kept = g_hash_table_lookup (self->chats, name);
  if (kept == NULL)
    g_hash_table_insert (self->chats, g_strdup (name), chat);
  g_mutex_unlock (&self->lock);
  if (kept == NULL)
    return chat;
  igny_chat_free (chat);
  return kept;
}

void
igny_ai_shared_set_stored (IgnyAiShared *self,
                           const char   *answer)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  g_free (self->stored);
  self->stored = g_strdup (answer);
  self->stores = answer != NULL;
  g_mutex_unlock (&self->lock);
}

gboolean
igny_ai_shared_has_stored (IgnyAiShared *self)
{
  gboolean stores;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  stores = self->stores;
  g_mutex_unlock (&self->lock);
  return stores;
}

char *
igny_ai_shared_take_stored (IgnyAiShared *self)
{
  char *answer;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->lock);
  answer = g_steal_pointer (&self->stored);
  g_mutex_unlock (&self->lock);
  return answer;
}
