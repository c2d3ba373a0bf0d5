/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-store-private.h"

/* A store for another person than the owner of the file: it has the threads
 * and the writing connection of its base, and a reading connection of its own
 * whose temporary views stand before the tables. */

typedef struct
{
  IgnyStore  *self;
  const char *guard;
} Opening;

IgnyStore *
igny_store_get_base (IgnyStore *self)
{
  return self->base != NULL ? self->base : self;
}

const IgnyActor *
igny_store_get_actor (IgnyStore *self)
{
  g_return_val_if_fail (IGNY_IS_STORE (self), NULL);

  return self->base != NULL ? &self->actor : NULL;
}

void
igny_store_set_gate (IgnyStore   *self,
                     IgnyGateFunc gate)
{
  g_return_if_fail (IGNY_IS_STORE (self) && self->base == NULL);

  self->gate = gate;
}

static gboolean
read_account (IgnyStore *self,
              GError   **error)
{
  g_autoptr(IgnyCursor) cursor = igny_db_query (
      self->reader_db, "SELECT id FROM main.accounts WHERE row = ?1 AND deleted_step IS NULL",
      IGNY_BINDS (IGNY_BIND_INT (self->account)), error);
  g_autoptr(GError) local = NULL;
  IgnyId id;

  if (cursor == NULL)
    return FALSE;
  if (igny_cursor_next (cursor, &local) && igny_cursor_get_id (cursor, 0, &id))
    {
      igny_id_to_text (&id, self->account_id);
      return TRUE;
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND, "there is no such account");
  return FALSE;
}

static gboolean
open_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Opening         *opening = data;
  IgnyStore       *self = opening->self;
  g_autofree char *path = g_build_filename (self->folder, "igny8.db", NULL);

  self->reader_db = igny_db_open (path, TRUE, error);
  if (self->reader_db == NULL)
    return FALSE;
  igny_db_set_account (self->reader_db, self->account);
  igny_db_set_actor (self->reader_db, &self->actor);
  self->columns = igny_columns_cache_new ();
  g_ptr_array_add (self->base->others, self);
  return igny_db_exec_script (
             self->reader_db, "PRAGMA query_only = OFF; PRAGMA temp_store = MEMORY", error) &&
         igny_db_exec_script (self->reader_db, opening->guard, error) &&
         igny_db_exec_script (self->reader_db, "PRAGMA query_only = ON", error) &&
         read_account (self, error);
}

IgnyStore *
igny_store_open_for (IgnyStore       *base,
                     const IgnyActor *actor,
                     const char      *guard,
                     GError         **error)
{
  g_autoptr(IgnyStore) self = NULL;
  Opening opening;

  g_return_val_if_fail (IGNY_IS_STORE (base) && actor != NULL && guard != NULL, NULL);

  base = igny_store_get_base (base);
  self = g_object_new (IGNY_TYPE_STORE, NULL);
  self->base = g_object_ref (base);
  self->env = base->env;
  self->folder = g_strdup (base->folder);
  self->context = g_main_context_ref (base->context);
  self->actor = *actor;
  self->account = actor->account;
  opening = (Opening){ self, guard };
  if (!igny_store_read (base, open_cb, &opening, NULL, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
igny_store_leave (IgnyStore *self)
{
  g_clear_pointer (&self->columns, igny_columns_cache_free);
  g_clear_pointer (&self->reader_db, igny_db_close);
}

static gboolean
leave_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  IgnyStore *self = data;

  g_ptr_array_remove_fast (self->base->others, self);
  igny_store_leave (self);
  return TRUE;
}

void
igny_store_close_for (IgnyStore *self)
{
  gboolean closed;

  g_mutex_lock (&self->base->mutex);
  closed = self->closed;
  self->closed = TRUE;
  g_mutex_unlock (&self->base->mutex);
  /* When the base is closed, it has closed the connection too. */
  if (!closed)
    igny_store_read (self->base, leave_cb, self, NULL, NULL);
}
