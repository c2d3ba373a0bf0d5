/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-status-store.h"

#include <glib/gstdio.h>

#include "igny-ai-task-log.h"
#include "igny-job.h"
#include "igny-settings.h"

#define N_LOGS "100"
#define N_JOBS "10"
#define MONTH (G_GINT64_CONSTANT (30) * 24 * 60 * 60 * 1000)

IgnyStatusData *
igny_status_data_new (IgnyStore *store)
{
  IgnyStatusData *self = g_atomic_rc_box_new0 (IgnyStatusData);

  self->folder = g_strdup (igny_store_get_folder (store));
  self->now = igny_env_now_ms (igny_store_get_env (store));
  self->account = igny_store_get_account (store);
  return self;
}

static void
clear (gpointer data)
{
  IgnyStatusData *self = data;

  g_free (self->folder);
  g_free (self->ai_host);
  g_free (self->ai_model);
  g_clear_pointer (&self->logs, g_ptr_array_unref);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
}

void
igny_status_data_unref (IgnyStatusData *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static gint64
get_size (const IgnyStatusData *self,
          const char           *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  GStatBuf         info;

  return g_stat (path, &info) == 0 ? (gint64) info.st_size : IGNY_UNKNOWN;
}

static void
look_at_backups (IgnyStatusData *self)
{
  g_autofree char *path = g_build_filename (self->folder, "backups", NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  self->n_backups = 0;
  self->last_backup = IGNY_UNKNOWN;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      GStatBuf         info;

      if (g_stat (file, &info) != 0)
        continue;
      self->n_backups++;
      self->last_backup = MAX (self->last_backup, (gint64) info.st_mtime * 1000);
    }
}

static gboolean
count_calls (IgnyStatusData *self,
             IgnyDb         *db,
             GError        **error)
{
  g_autoptr(IgnyCursor) cursor = igny_db_query (
      db,
      "SELECT count(*), count(*) FILTER (WHERE status = 'error'), sum(cost_usd)"
      " FROM ai_task_logs WHERE created_at >= ?1 AND deleted_step IS NULL",
      IGNY_BINDS (IGNY_BIND_INT (self->now - MONTH)), error);

  if (cursor == NULL || !igny_cursor_next (cursor, error))
    return FALSE;
  self->ai_calls = igny_cursor_get_integer (cursor, 0);
  self->ai_failures = igny_cursor_get_integer (cursor, 1);
  self->ai_cost = igny_cursor_get_integer (cursor, 2);
  return TRUE;
}

static void
read_ai (IgnyStatusData *self,
         IgnyDb         *db)
{
  g_autofree char *url = igny_settings_dup (db, self->account, "openai.base-url");
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  self->ai_host = g_strdup (uri != NULL ? g_uri_get_host (uri) : url);
  self->ai_model = igny_settings_dup (db, self->account, "openai.model");
}

gboolean
igny_status_data_read (IgnyDb       *db,
                       gpointer      data,
                       GCancellable *cancellable,
                       GError      **error)
{
  IgnyStatusData *self = data;

  self->file_bytes = get_size (self, "igny8.db");
  self->wal_bytes = get_size (self, "igny8.db-wal");
  look_at_backups (self);
  read_ai (self, db);
  if (!igny_db_get_integer (db, "PRAGMA user_version", NULL, &self->schema, error) ||
      !igny_db_get_integer (db, "SELECT count(*) FROM steps WHERE kind <> 'system'", NULL,
                            &self->n_steps, error) ||
      !count_calls (self, db, error))
    return FALSE;
  self->logs = igny_records_select (db, &igny_ai_task_log_entity, NULL,
                                    "ORDER BY row DESC LIMIT " N_LOGS, NULL, error);
  if (self->logs == NULL)
    return FALSE;
  self->jobs = igny_records_select (db, &igny_job_entity, NULL,
                                    "ORDER BY row DESC LIMIT " N_JOBS, NULL, error);
  return self->jobs != NULL;
}

gboolean
igny_status_check_read (IgnyDb       *db,
                        gpointer      data,
                        GCancellable *cancellable,
                        GError      **error)
{
  char           **wrong = data;
  g_autofree char *text = NULL;

  if (!igny_db_get_text (db, "PRAGMA integrity_check(1)", NULL, &text, error))
    return FALSE;
  if (g_strcmp0 (text, "ok") != 0)
    *wrong = g_steal_pointer (&text);
  return TRUE;
}
