/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "queue-fixture.h"

#include "igny-edit.h"
#include "igny-entities.h"
#include "igny-http-curl.h"
#include "igny-keyring.h"
#include "igny-settings.h"
#include "igny-sites.h"
#include "igny-test-folder.h"

typedef struct
{
  const char *sql;
  const char *name;
  const char *value;
  gint64      number;
} Call;

static gboolean
fill_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  QueueFixture *fixture = data;

  igny_sites_add (step, "Shop", NULL, NULL, &fixture->scope.site, &fixture->scope.sector, error);
  for (guint i = 0; i < QUEUE_N_TASKS; i++)
    {
      g_autofree char *title = g_strdup_printf ("Boots %u", i);
      IgnyAssignment   values[] = { { "title", title } };
      g_autoptr(IgnyErrors) errors = igny_errors_new ();
      gint64 row;

      if (!igny_edit_add (step, igny_entities_find ("tasks"), fixture->scope.site,
                          fixture->scope.sector, values, 1, &row, errors, error))
        return FALSE;
    }
  return igny_settings_set (step, "openai.base-url", fixture->stub->base_url, error) &&
         igny_settings_set (step, "openai.model", "stub-large", error);
}

static gboolean
write_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Call *call = data;

  if (call->sql != NULL)
    return igny_db_exec (igny_step_get_db (step), call->sql, NULL, error);
  return igny_settings_set (step, call->name, call->value, error);
}

static gboolean
read_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Call *call = data;

  return igny_db_get_integer (db, call->sql, NULL, &call->number, error);
}

static void
apply (QueueFixture *fixture,
       Call          call)
{
  g_autoptr(GError) error = NULL;

  igny_store_write (fixture->store, IGNY_STEP_SYSTEM, "Prepare", write_cb, &call, NULL, &error);
  g_assert_no_error (error);
}

void
queue_set (QueueFixture *fixture,
           const char   *name,
           const char   *value)
{
  apply (fixture, (Call){ .name = name, .value = value });
}

void
queue_run_sql (QueueFixture *fixture,
               const char   *sql)
{
  apply (fixture, (Call){ .sql = sql });
}

gint64
queue_number (QueueFixture *fixture,
              const char   *sql)
{
  g_autoptr(GError) error = NULL;
  Call call = { .sql = sql };

  igny_store_read (fixture->store, read_cb, &call, NULL, &error);
  g_assert_no_error (error);
  return call.number;
}

gint64
queue_count (QueueFixture *fixture,
             const char   *state)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count(*) FROM queue_items WHERE state = '%s' AND deleted_step IS NULL", state);

  return queue_number (fixture, sql);
}

void
queue_set_up (QueueFixture *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = igny_test_folder_new ();
  fixture->env = *igny_env_get_system ();
  fixture->http = igny_http_curl_new (&fixture->env);
  fixture->env.http = fixture->http;
  fixture->stub = igny_stub_process_new (NULL);
  fixture->store = igny_store_open (&fixture->env, fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  igny_keyring_keep ("openai", igny_store_get_account_id (fixture->store), "", IGNY_STUB_KEY);
  igny_store_write (fixture->store, IGNY_STEP_SYSTEM, "Prepare", fill_cb, fixture, NULL, &error);
  g_assert_no_error (error);
  fixture->functions = igny_functions_new ();
}

void
queue_start (QueueFixture *fixture)
{
  g_autoptr(GError) error = NULL;

  fixture->runner = igny_queue_runner_new (fixture->store, fixture->functions, &error);
  g_assert_no_error (error);
}

static void
stop (QueueFixture *fixture)
{
  if (fixture->runner != NULL)
    igny_queue_runner_stop (fixture->runner);
  g_clear_object (&fixture->runner);
}

void
queue_tear_down (QueueFixture *fixture,
                 gconstpointer data)
{
  stop (fixture);
  igny_functions_free (fixture->functions);
  igny_store_close (fixture->store);
  g_object_unref (fixture->store);
  g_object_unref (fixture->http);
  igny_stub_process_free (fixture->stub);
  igny_test_folder_free (fixture->folder);
}

IgnyQueueAdded
queue_add (QueueFixture *fixture,
           const char   *function,
           IgnyEngine    engine)
{
  IgnyRun          run = { .store = fixture->store };
  IgnyQueueRequest request = { .function = igny_functions_find (fixture->functions, function),
                               .call = { .scope = fixture->scope, .engine = engine } };
  IgnyQueueAdded   added;
  g_autoptr(GError) error = NULL;

  igny_queue_add (&run, &request, &added, &error);
  g_assert_no_error (error);
  return added;
}

guint
queue_change (QueueFixture   *fixture,
              IgnyQueueChange what,
              IgnyQueuePlace  place)
{
  g_autoptr(GError) error = NULL;
  guint n = 0;

  igny_queue_change (fixture->store, what, &place, &n, &error);
  g_assert_no_error (error);
  return n;
}

static gboolean
hold_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  return igny_queue_read_hold (db, data, error);
}

char *
queue_dup_hold (QueueFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  char *why = NULL;

  igny_store_read (fixture->store, hold_cb, &why, NULL, &error);
  g_assert_no_error (error);
  return why;
}

void
queue_hold (QueueFixture *fixture,
            const char   *why)
{
  g_autoptr(GError) error = NULL;

  igny_queue_hold (fixture->store, why, &error);
  g_assert_no_error (error);
}
