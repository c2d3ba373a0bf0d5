/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-provider-limits.h"

#include "igny-queue.h"

#define KEY "igny-provider-limits"
/* Of servers that no data file knows, and of pictures. */
#define USUAL_IN_FLIGHT 2

typedef struct
{
  GMutex      lock;
  GHashTable *limiters; /* address → IgnyProviderLimiter */
} Limits;

static void
clear (gpointer data)
{
  Limits *self = data;

  g_hash_table_unref (self->limiters);
  g_mutex_clear (&self->lock);
}

static void
release (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear);
}

static Limits *
create (void)
{
  Limits *self = g_atomic_rc_box_new0 (Limits);

  g_mutex_init (&self->lock);
  self->limiters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) igny_provider_limiter_free);
  return self;
}

/* Those of the store, which are made when they are first asked for. */
static Limits *
get_limits (IgnyStore *store)
{
  Limits *found = g_object_get_data (G_OBJECT (store), KEY);
  Limits *made;

  if (found != NULL)
    return found;
  made = create ();
  if (g_object_replace_data (G_OBJECT (store), KEY, NULL, made, release, NULL))
    return made;
  /* Another thread was first. */
  release (made);
  return g_object_get_data (G_OBJECT (store), KEY);
}

IgnyProviderLimiter *
igny_provider_limits_get (IgnyStore  *store,
                          const char *base_url,
                          guint       most)
{
  Limits              *self;
  IgnyProviderLimiter *limiter;

  g_return_val_if_fail (IGNY_IS_STORE (store) && base_url != NULL, NULL);

  self = get_limits (store);
  g_mutex_lock (&self->lock);
  limiter = g_hash_table_lookup (self->limiters, base_url);
  if (limiter == NULL)
    {
      limiter = igny_provider_limiter_new (igny_store_get_env (store),
                                           most > 0 ? most : USUAL_IN_FLIGHT);
      g_hash_table_insert (self->limiters, g_strdup (base_url), limiter);
    }
  else if (most > 0)
    igny_provider_limiter_set_most (limiter, most);
  g_mutex_unlock (&self->lock);
  return limiter;
}

static void
resume (IgnyStore *store,
        gboolean   all)
{
  Limits        *self = get_limits (store);
  GHashTableIter iter;
  gpointer       limiter;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->limiters);
  while (g_hash_table_iter_next (&iter, NULL, &limiter))
    {
      IgnyProviderState state;

      igny_provider_limiter_get_state (limiter, &state);
      if (all || state.stopped)
        igny_provider_limiter_resume (limiter);
    }
  g_mutex_unlock (&self->lock);
}

gboolean
igny_provider_limits_enter (IgnyStore *store,
                            IgnyDb    *db,
                            GError   **error)
{
  g_autofree char *why = NULL;

  g_return_val_if_fail (IGNY_IS_STORE (store) && db != NULL, FALSE);

  if (!igny_queue_read_hold (db, &why, error))
    return FALSE;
  if (why == NULL)
    resume (store, FALSE);
  return TRUE;
}

void
igny_provider_limits_resume (IgnyStore *store)
{
  g_return_if_fail (IGNY_IS_STORE (store));

  resume (store, TRUE);
}

guint
igny_provider_limits_count_places (const IgnyModels *models,
                                   const char       *base_url,
                                   guint             chosen)
{
  IgnyModelProvider provider = { .in_flight = USUAL_IN_FLIGHT };
  const char       *id = NULL;

  g_return_val_if_fail (base_url != NULL, USUAL_IN_FLIGHT);

  if (chosen > 0)
    return chosen;
  if (models != NULL)
    id = igny_models_find_provider_at (models, base_url);
  if (id != NULL)
    igny_models_find_provider (models, id, &provider);
  return provider.in_flight;
}
