/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-upkeep.h"

#include "igny-backups.h"

/* Not in the first moments, which belong to the person. */
#define FIRST_SECONDS 30
#define NEXT_SECONDS (60 * 60)

struct _IgnyUpkeep
{
  IgnyStore    *store;
  GCancellable *cancellable;
  guint         timer;
};

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("%s: %s", (const char *) g_task_get_name (G_TASK (result)), error->message);
}

static void
return_result (GTask   *task,
               gboolean ok,
               GError  *error)
{
  if (ok)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
backup_thread (GTask        *task,
               gpointer      object,
               gpointer      data,
               GCancellable *cancellable)
{
  GError  *error = NULL;
  gboolean ok = igny_backups_run_daily (IGNY_STORE (object), cancellable, NULL, &error);

  return_result (task, ok, error);
}

static void
start (IgnyUpkeep     *self,
       const char     *name,
       GTaskThreadFunc func)
{
  g_autoptr(GTask) task = g_task_new (self->store, self->cancellable, ended_cb, NULL);

  g_task_set_name (task, name);
  g_task_run_in_thread (task, func);
}

static gboolean
backup_cb (gpointer user_data)
{
  IgnyUpkeep *self = user_data;

  start (self, "make the daily backup", backup_thread);
  self->timer = g_timeout_add_seconds (NEXT_SECONDS, backup_cb, self);
  return G_SOURCE_REMOVE;
}

IgnyUpkeep *
igny_upkeep_new (IgnyStore *store)
{
  IgnyUpkeep *self;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  self = g_new0 (IgnyUpkeep, 1);
  self->store = g_object_ref (store);
  self->cancellable = g_cancellable_new ();
  self->timer = g_timeout_add_seconds (FIRST_SECONDS, backup_cb, self);
  return self;
}

void
igny_upkeep_free (IgnyUpkeep *self)
{
  if (self == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_object_unref (self->cancellable);
  g_object_unref (self->store);
  g_free (self);
}
