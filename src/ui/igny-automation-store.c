/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-automation-store.h"

#define MOST_RUNS 20

IgnyAutomationData *
igny_automation_data_new (gint64 site)
{
  IgnyAutomationData *self = g_new0 (IgnyAutomationData, 1);

  self->site = site;
  return self;
}

void
igny_automation_data_free (IgnyAutomationData *self)
{
  g_clear_pointer (&self->automation, igny_automation_free);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_free (self);
}

gboolean
igny_automation_data_read (IgnyDb       *db,
                           gpointer      data,
                           GCancellable *cancellable,
                           GError      **error)
{
  IgnyAutomationData *self = data;

  if (self->site == 0)
    return TRUE;
  self->automation = igny_automation_load (db, self->site, error);
  if (self->automation == NULL)
    return FALSE;
  self->runs = igny_automation_list_runs (db, self->site, MOST_RUNS, error);
  return self->runs != NULL;
}

/* A setting on its way to the writer. */
typedef struct
{
  gint64 site;
  char  *name;
  char  *value;
} Set;

static void
set_free (gpointer data)
{
  Set *set = data;

  g_free (set->name);
  g_free (set->value);
  g_free (set);
}

static gboolean
write_set (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  const Set     *set = data;
  IgnyAssignment value = { set->name, set->value };
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  return igny_automation_set (step, set->site, &value, 1, errors, error);
}

void
igny_automation_set_async (IgnyStore          *store,
                           gint64              site,
                           const char         *name,
                           const char         *value,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  Set *set;

  g_return_if_fail (IGNY_IS_STORE (store) && name != NULL && value != NULL);

  set = g_new0 (Set, 1);
  set->site = site;
  set->name = g_strdup (name);
  set->value = g_strdup (value);
  igny_store_write_async (store, IGNY_STEP_DO, "Change the automation", write_set, set, set_free,
                          NULL, callback, user_data);
}

static gboolean
write_start (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  gint64 run;

  return igny_automation_start (step, *(gint64 *) data, "hand", &run, error);
}

void
igny_automation_start_async (IgnyStore          *store,
                             gint64              site,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  g_return_if_fail (IGNY_IS_STORE (store));

  igny_store_write_async (store, IGNY_STEP_SYSTEM, "Start the automation", write_start,
                          g_memdup2 (&site, sizeof site), g_free, NULL, callback, user_data);
}

typedef struct
{
  gint64               site;
  IgnyAutomationChange change;
} Change;

static void
change_thread (GTask        *task,
               gpointer      object,
               gpointer      data,
               GCancellable *cancellable)
{
  const Change *change = data;
  IgnyRun       run = { .store = object, .cancellable = cancellable };
  GError       *error = NULL;

  if (igny_automation_command (&run, change->site, change->change, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
igny_automation_change_async (IgnyStore           *store,
                              gint64               site,
                              IgnyAutomationChange change,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Change *what;

  g_return_if_fail (IGNY_IS_STORE (store));

  what = g_new (Change, 1);
  what->site = site;
  what->change = change;
  task = g_task_new (store, NULL, callback, user_data);
  g_task_set_task_data (task, what, g_free);
  g_task_run_in_thread (task, change_thread);
}

gboolean
igny_automation_change_finish (IgnyStore    *store,
                               GAsyncResult *result,
                               GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
