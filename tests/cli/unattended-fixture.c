/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unattended-fixture.h"

#include "igny-access.h"
#include "igny-automation.h"
#include "igny-entities.h"
#include "igny-function-table.h"
#include "igny-http-curl.h"
#include "igny-keyring.h"
#include "igny-present.h"
#include "igny-publishing-plan.h"
#include "igny-settings.h"
#include "igny-site.h"
#include "igny-test-folder.h"
#include "world-http.h"

#define MINUTE_MS (G_GINT64_CONSTANT (60) * 1000)

static gint64
now_cb (gpointer user_data)
{
  UnattendedFixture *self = user_data;
  gint64             now;

  g_mutex_lock (&self->lock);
  now = self->now;
  g_mutex_unlock (&self->lock);
  return now;
}

void
unattended_pass (UnattendedFixture *self,
                 gint64             milliseconds)
{
  g_mutex_lock (&self->lock);
  self->now += milliseconds;
  if (self->now >= self->end)
    g_cancellable_cancel (self->enough);
  g_mutex_unlock (&self->lock);
}

/* Time passes only when all has been done that was asked for. The longest nap
 * of the scheduler becomes ten minutes, so that a month is short. */
static gboolean
sleep_cb (gint64        milliseconds,
          GCancellable *cancellable,
          gpointer      user_data)
{
  UnattendedFixture *self = user_data;

  if (g_thread_self () != self->thread)
    return !g_cancellable_is_cancelled (cancellable);
  igny_queue_runner_wait_idle (self->runner, NULL);
  if (milliseconds >= MINUTE_MS)
    milliseconds = 10 * MINUTE_MS;
  if (self->jump > 0)
    {
      milliseconds = self->jump;
      self->jump = 0;
    }
  unattended_pass (self, milliseconds);
  return TRUE;
}

typedef struct
{
  UnattendedFixture    *fixture;
  const char           *table;
  const char           *sql;
  const char           *name;
  const char           *value;
  const IgnyAssignment *values;
  gsize                 n_values;
  gint64                row;
  gint64                sector;
  char                 *text;
  GArray               *times;
} Call;

static gboolean
sql_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  return igny_db_exec (igny_step_get_db (step), ((Call *) data)->sql, NULL, error);
}

static gboolean
add_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Call *call = data;
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  return igny_edit_add (step, igny_entities_find (call->table), call->fixture->row, call->sector,
                        call->values, call->n_values, &call->row, errors, error);
}

static gboolean
set_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Call *call = data;

  return igny_settings_set (step, call->name, call->value, error);
}

static gboolean
automation_cb (IgnyStep     *step,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  Call *call = data;
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  return igny_automation_set (step, call->fixture->row, call->values, call->n_values, errors,
                              error);
}

static gboolean
publishing_cb (IgnyStep     *step,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  Call *call = data;
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  return igny_publishing_plan_set (step, call->fixture->row, call->values, call->n_values, errors,
                                   error);
}

static gboolean
number_cb (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Call *call = data;

  return igny_db_get_integer (db, call->sql, NULL, &call->row, error);
}

static gboolean
text_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Call *call = data;

  return igny_db_get_text (db, call->sql, NULL, &call->text, error);
}

static gboolean
times_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Call *call = data;
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, call->sql, NULL, error);

  while (cursor != NULL && igny_cursor_next (cursor, error))
    {
      gint64 at = igny_cursor_get_integer (cursor, 0);

      g_array_append_val (call->times, at);
    }
  return cursor != NULL;
}

static gboolean
id_cb (IgnyDb       *db,
       gpointer      data,
       GCancellable *cancellable,
       GError      **error)
{
  Call *call = data;

  call->text = igny_present_dup_id (db, &igny_site_entity, call->fixture->row);
  return TRUE;
}

static void
do_step (UnattendedFixture *self,
         IgnyWriteFunc      func,
         Call              *call)
{
  g_autoptr(GError) error = NULL;

  call->fixture = self;
  igny_store_write (self->store, IGNY_STEP_DO, "Test", func, call, NULL, &error);
  g_assert_no_error (error);
}

static void
ask (UnattendedFixture *self,
     IgnyReadFunc       func,
     Call              *call)
{
  g_autoptr(GError) error = NULL;

  call->fixture = self;
  igny_store_read (self->store, func, call, NULL, &error);
  g_assert_no_error (error);
}

gint64
unattended_number (UnattendedFixture *self,
                   const char        *sql)
{
  Call call = { .sql = sql };

  ask (self, number_cb, &call);
  return call.row;
}

char *
unattended_dup_text (UnattendedFixture *self,
                     const char        *sql)
{
  Call call = { .sql = sql };

  ask (self, text_cb, &call);
  return call.text;
}

GArray *
unattended_list_times (UnattendedFixture *self,
                       const char        *sql)
{
  Call call = { .sql = sql, .times = g_array_new (FALSE, FALSE, sizeof (gint64)) };

  ask (self, times_cb, &call);
  return call.times;
}

void
unattended_sql (UnattendedFixture *self,
                const char        *sql)
{
  Call call = { .sql = sql };

  do_step (self, sql_cb, &call);
}

void
unattended_set (UnattendedFixture *self,
                const char        *name,
                const char        *value)
{
  Call call = { .name = name, .value = value };

  do_step (self, set_cb, &call);
}

void
unattended_set_automation (UnattendedFixture    *self,
                           const IgnyAssignment *values,
                           gsize                 n_values)
{
  Call call = { .values = values, .n_values = n_values };

  do_step (self, automation_cb, &call);
}

void
unattended_set_publishing (UnattendedFixture    *self,
                           const IgnyAssignment *values,
                           gsize                 n_values)
{
  Call call = { .values = values, .n_values = n_values };

  do_step (self, publishing_cb, &call);
}

gint64
unattended_add (UnattendedFixture    *self,
                const char           *table,
                const IgnyAssignment *values,
                gsize                 n_values)
{
  Call call = {
    .table = table, .sector = self->sector, .values = values, .n_values = n_values
  };

  do_step (self, add_cb, &call);
  return call.row;
}

void
unattended_add_keywords (UnattendedFixture *self)
{
  static const char *const heads[] = { "boots", "tents", "maps", "ropes", "stoves",
                                       "packs", "poles", "socks", "lamps", "hats" };
  static const char *const tails[] = { "for winter", "for children", "review", "prices" };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    for (guint t = 0; t < G_N_ELEMENTS (tails); t++)
      {
        g_autofree char *text = g_strdup_printf ("%s %s", heads[i], tails[t]);
        IgnyAssignment   value = { "keyword", text };

        unattended_add (self, "keywords", &value, 1);
      }
}

static void
make_site (UnattendedFixture *self)
{
  static const IgnyAssignment values[] = {
    { "name", "Boots" }, { "wp_url", "https://example.com" }, { "wp_username", "ann" }
  };
  Call call = { 0 };

  unattended_sql (self, "UPDATE accounts SET timezone = '" UNATTENDED_ZONE "'");
  self->row = unattended_add (self, "sites", values, G_N_ELEMENTS (values));
  self->sector = unattended_number (self, "SELECT max(row) FROM sectors");
  ask (self, id_cb, &call);
  igny_keyring_keep ("wordpress", igny_store_get_account_id (self->store), call.text, "right");
  igny_keyring_keep ("openai", igny_store_get_account_id (self->store), "", IGNY_STUB_KEY);
  g_free (call.text);
  unattended_set (self, "openai.base-url", self->stub->base_url);
  unattended_set (self, "openai.model", "stub-large");
  unattended_set (self, "image_generation.base-url", self->stub->base_url);
  unattended_set (self, "image_generation.model", "gpt-image-1");
  unattended_set (self, "image_generation.in-article", "1");
}

void
unattended_open_store (UnattendedFixture *self)
{
  g_autoptr(GError) error = NULL;

  self->store = igny_access_open (&self->env, self->folder, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
unattended_start_program (UnattendedFixture *self)
{
  g_autoptr(GError) error = NULL;

  self->runner = igny_queue_runner_new (self->store, self->functions, &error);
  g_assert_no_error (error);
  self->scheduler = igny_scheduler_new (self->store, self->functions);
}

void
unattended_end_program (UnattendedFixture *self)
{
  igny_scheduler_free (self->scheduler);
  igny_queue_runner_stop (self->runner);
  g_clear_object (&self->runner);
  igny_store_close (self->store);
  g_clear_object (&self->store);
}

void
unattended_set_up (UnattendedFixture *self,
                   gconstpointer      data)
{
  self->folder = igny_test_folder_new ();
  g_mutex_init (&self->lock);
  self->now = UNATTENDED_BEGIN;
  self->end = G_MAXINT64;
  self->thread = g_thread_self ();
  self->enough = g_cancellable_new ();
  self->stub = igny_stub_process_new (NULL);
  self->site = fake_site_new ();
  self->env.now_ms = now_cb;
  self->env.sleep_ms = sleep_cb;
  self->env.user_data = self;
  self->curl = IGNY_HTTP_CURL (igny_http_curl_new (&self->env));
  self->world = world_http_new (IGNY_HTTP (self->curl), self->site);
  self->env.http = self->world;
  self->functions = igny_function_table_new ();
  unattended_open_store (self);
  make_site (self);
  unattended_start_program (self);
}

void
unattended_tear_down (UnattendedFixture *self,
                      gconstpointer      data)
{
  unattended_end_program (self);
  igny_functions_free (self->functions);
  g_object_unref (self->world);
  g_object_unref (self->curl);
  fake_site_free (self->site);
  igny_stub_process_free (self->stub);
  g_object_unref (self->enough);
  g_mutex_clear (&self->lock);
  igny_test_folder_free (self->folder);
}

void
unattended_run_until (UnattendedFixture *self,
                      gint64             end)
{
  g_cancellable_reset (self->enough);
  self->end = end;
  igny_scheduler_run (self->scheduler, self->enough);
  igny_queue_runner_wait_idle (self->runner, NULL);
}
