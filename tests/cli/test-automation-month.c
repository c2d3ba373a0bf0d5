/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sites that are left alone, under a clock that the test sets: one scheduler, the
 * real queue, the stand-in for OpenAI, and a WordPress in memory. */
#include <string.h>

#include "fake-site.h"
#include "igny-access.h"
#include "igny-automation.h"
#include "igny-edit.h"
#include "igny-entities.h"
#include "igny-function-table.h"
#include "igny-http-curl.h"
#include "igny-jobs.h"
#include "igny-keyring.h"
#include "igny-limit.h"
#include "igny-present.h"
#include "igny-publishing-plan.h"
#include "igny-queue-runner.h"
#include "igny-scheduler.h"
#include "igny-settings.h"
#include "igny-site.h"
#include "igny-stub-process.h"
#include "igny-test-folder.h"

#define MINUTE_MS (G_GINT64_CONSTANT (60) * 1000)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)
#define ZONE "Europe/Berlin"
/* 10 March 2026, a Tuesday, 12:00 UTC; the clocks go forward on the 29th. */
#define BEGIN G_GINT64_CONSTANT (1773144000000)

#define DAILY 2
#define WEEKLY 7
#define MONTHLY 15
#define CONTENT_CAP 3

/* Asks the site in memory, or a real server on this machine. */
#define TEST_TYPE_WORLD (test_world_get_type ())
G_DECLARE_FINAL_TYPE (TestWorld, test_world, TEST, WORLD, GObject)

struct _TestWorld
{
  GObject parent_instance;

  IgnyHttp *here; /* borrowed */
  FakeSite *site;
  gint      media;
};

/* Pictures are kept by number. */
static IgnyHttpResponse *
serve_media (TestWorld             *self,
             const IgnyHttpRequest *request)
{
  gboolean          is_post = strcmp (request->method, "POST") == 0;
  IgnyHttpResponse *response = igny_http_response_new (is_post ? 201 : 200);
  g_autofree char  *text = NULL;

  if (is_post)
    {
      gint id = g_atomic_int_add (&self->media, 1) + 1;

      text = g_strdup_printf ("{\"id\":%d,\"source_url\":\"https://example.com/%d.jpg\"}", id, id);
    }
  else
    text = g_strdup (strstr (request->url, "media/") != NULL ? "{\"id\":1}" : "[]");
  g_clear_pointer (&response->body, g_bytes_unref);
  response->body = g_bytes_new (text, strlen (text));
  return response;
}

static IgnyHttpResponse *
send (IgnyHttp              *http,
      const IgnyHttpRequest *request,
      GCancellable          *cancellable,
      GError               **error)
{
  TestWorld *self = TEST_WORLD (http);

  if (strstr (request->url, "wp/v2/media") != NULL)
    return serve_media (self, request);
  return igny_http_send (strstr (request->url, "example.com") != NULL
                             ? IGNY_HTTP (self->site->tape)
                             : self->here,
                         request, cancellable, error);
}

static void
http_init (IgnyHttpInterface *iface)
{
  iface->send = send;
}

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (TestWorld, test_world, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (IGNY_TYPE_HTTP, http_init))
/* clang-format on */

static void
test_world_class_init (TestWorldClass *klass)
{
}

static void
test_world_init (TestWorld *self)
{
}

typedef struct
{
  char            *folder;
  IgnyEnv          env;
  GMutex           lock;
  gint64           now; /* under lock */
  gint64           end;
  gint64           jump; /* the next nap takes so long: the machine sleeps */
  GThread         *thread;
  GCancellable    *enough;
  IgnyStubProcess *stub;
  IgnyHttpCurl    *curl;
  TestWorld       *world;
  FakeSite        *site;
  IgnyStore       *store;
  IgnyFunctions   *functions;
  IgnyQueueRunner *runner;
  IgnyScheduler   *scheduler;
  gint64           row; /* of the site */
  gint64           sector;
} Fixture;

static gint64
now_cb (gpointer user_data)
{
  Fixture *self = user_data;
  gint64   now;

  g_mutex_lock (&self->lock);
  now = self->now;
  g_mutex_unlock (&self->lock);
  return now;
}

static void
pass (Fixture *self,
      gint64   milliseconds)
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
  Fixture *self = user_data;

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
  pass (self, milliseconds);
  return TRUE;
}

typedef struct
{
  Fixture       *fixture;
  const char    *table;
  const char    *sql;
  const char    *name;
  const char    *value;
  IgnyAssignment values[6];
  gsize          n_values;
  gint64         row;
  gint64         sector;
  char          *text;
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
do_step (Fixture      *self,
         IgnyWriteFunc func,
         Call         *call)
{
  g_autoptr(GError) error = NULL;

  call->fixture = self;
  igny_store_write (self->store, IGNY_STEP_DO, "Test", func, call, NULL, &error);
  g_assert_no_error (error);
}

static void
ask (Fixture     *self,
     IgnyReadFunc func,
     Call        *call)
{
  g_autoptr(GError) error = NULL;

  call->fixture = self;
  igny_store_read (self->store, func, call, NULL, &error);
  g_assert_no_error (error);
}

static gint64
number (Fixture    *self,
        const char *sql)
{
  Call call = { .sql = sql };

  ask (self, number_cb, &call);
  return call.row;
}

static void
set (Fixture    *self,
     const char *name,
     const char *value)
{
  Call call = { .name = name, .value = value };

  do_step (self, set_cb, &call);
}

static void
make_site (Fixture *self)
{
  Call call = {
    .table = "sites",
    .values = { { "name", "Boots" },
                { "wp_url", "https://example.com" },
                { "wp_username", "ann" } },
    .n_values = 3,
  };
  Call zone = { .sql = "UPDATE accounts SET timezone = '" ZONE "'" };

  do_step (self, sql_cb, &zone);
  do_step (self, add_cb, &call);
  self->row = call.row;
  self->sector = number (self, "SELECT max(row) FROM sectors");
  ask (self, id_cb, &call);
  igny_keyring_keep ("wordpress", igny_store_get_account_id (self->store), call.text, "right");
  igny_keyring_keep ("openai", igny_store_get_account_id (self->store), "", IGNY_STUB_KEY);
  g_free (call.text);
  set (self, "openai.base-url", self->stub->base_url);
  set (self, "openai.model", "stub-large");
  set (self, "image_generation.base-url", self->stub->base_url);
  set (self, "image_generation.model", "gpt-image-1");
  set (self, "image_generation.in-article", "1");
}

static void
open_store (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  self->store = igny_access_open (&self->env, self->folder, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
start_program (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  self->runner = igny_queue_runner_new (self->store, self->functions, &error);
  g_assert_no_error (error);
  self->scheduler = igny_scheduler_new (self->store, self->functions);
}

static void
end_program (Fixture *self)
{
  igny_scheduler_free (self->scheduler);
  igny_queue_runner_stop (self->runner);
  g_clear_object (&self->runner);
  igny_store_close (self->store);
  g_clear_object (&self->store);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = igny_test_folder_new ();
  g_mutex_init (&self->lock);
  self->now = BEGIN;
  self->end = G_MAXINT64;
  self->thread = g_thread_self ();
  self->enough = g_cancellable_new ();
  self->stub = igny_stub_process_new (NULL);
  self->site = fake_site_new ();
  self->env.now_ms = now_cb;
  self->env.sleep_ms = sleep_cb;
  self->env.user_data = self;
  self->curl = IGNY_HTTP_CURL (igny_http_curl_new (&self->env));
  self->world = g_object_new (TEST_TYPE_WORLD, NULL);
  self->world->here = IGNY_HTTP (self->curl);
  self->world->site = self->site;
  self->env.http = IGNY_HTTP (self->world);
  self->functions = igny_function_table_new ();
  open_store (self);
  make_site (self);
  start_program (self);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  end_program (self);
  igny_functions_free (self->functions);
  g_object_unref (self->world);
  g_object_unref (self->curl);
  fake_site_free (self->site);
  igny_stub_process_free (self->stub);
  g_object_unref (self->enough);
  g_mutex_clear (&self->lock);
  igny_test_folder_free (self->folder);
}

static void
run_until (Fixture *self,
           gint64   end)
{
  g_cancellable_reset (self->enough);
  self->end = end;
  igny_scheduler_run (self->scheduler, self->enough);
  igny_queue_runner_wait_idle (self->runner, NULL);
}

static void
add_keywords (Fixture *self)
{
  static const char *const heads[] = { "boots", "tents", "maps", "ropes", "stoves",
                                       "packs", "poles", "socks", "lamps", "hats" };
  static const char *const tails[] = { "for winter", "for children", "review", "prices" };

  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    for (guint t = 0; t < G_N_ELEMENTS (tails); t++)
      {
        g_autofree char *text = g_strdup_printf ("%s %s", heads[i], tails[t]);
        Call             call = { .table = "keywords", .sector = self->sector, .n_values = 1 };

        call.values[0] = (IgnyAssignment){ "keyword", text };
        do_step (self, add_cb, &call);
      }
}

static char *
show (gint64      at,
      const char *format)
{
  g_autoptr(GTimeZone) zone = igny_limit_open_zone (ZONE);
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr(GDateTime) there = g_date_time_to_timezone (utc, zone);

  return g_date_time_format (there, format);
}

static gboolean
times_cb (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Call *call = data;
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, call->sql, NULL, error);
  GArray *times = (GArray *) (gpointer) call->text;

  while (cursor != NULL && igny_cursor_next (cursor, error))
    {
      gint64 at = igny_cursor_get_integer (cursor, 0);

      g_array_append_val (times, at);
    }
  return cursor != NULL;
}

static GArray *
list_times (Fixture    *self,
            const char *sql)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));
  Call    call = { .sql = sql, .text = (char *) (gpointer) times };

  ask (self, times_cb, &call);
  return times;
}

/* The most of times that are alike there. */
static guint
count_most (const GArray *times,
            const char   *format)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint most = 0;

  for (guint i = 0; i < times->len; i++)
    {
      char *key = show (g_array_index (times, gint64, i), format);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1;

      g_hash_table_replace (counts, key, GUINT_TO_POINTER (n));
      most = MAX (most, n);
    }
  return most;
}

static void
set_month (Fixture *self)
{
  Call publishing = {
    .values = { { "auto_approve", "true" },
                { "auto_publish", "true" },
                { "daily_limit", G_STRINGIFY (DAILY) },
                { "weekly_limit", G_STRINGIFY (WEEKLY) },
                { "monthly_limit", G_STRINGIFY (MONTHLY) },
                { "time_slots", "[\"09:00\",\"12:00\",\"15:30\"]" } },
    .n_values = 6,
  };
  Call automation = {
    .values = { { "enabled", "true" },
                { "hour", "2" },
                { "content.cap", G_STRINGIFY (CONTENT_CAP) },
                { "content.batch", "2" },
                { "ideas.cap", "2" } },
    .n_values = 5,
  };

  do_step (self, publishing_cb, &publishing);
  do_step (self, automation_cb, &automation);
}

/* Each run kept its caps, and ended well. */
static void
check_runs (Fixture *self)
{
  g_assert_cmpint (number (self, "SELECT count(*) FROM automation_runs"), ==, 30);
  g_assert_cmpint (number (self, "SELECT count(*) FROM automation_runs WHERE status = 'completed'"
                                 " AND error IS NULL"),
                   ==, 30);
  g_assert_cmpint (number (self, "SELECT max(stages ->> '$.content.processed') FROM"
                                 " automation_runs"),
                   ==, CONTENT_CAP);
  g_assert_cmpint (number (self, "SELECT max(stages ->> '$.ideas.processed') FROM"
                                 " automation_runs"),
                   ==, 2);
  g_assert_cmpint (number (self, "SELECT sum(stages ->> '$.content.created') FROM"
                                 " automation_runs"),
                   ==, number (self, "SELECT count(*) FROM content"));
  g_assert_cmpint (number (self, "SELECT sum(credits_used) FROM automation_runs"), ==,
                   number (self, "SELECT sum(credits_used) FROM credit_usage_logs"));
  g_assert_cmpint (number (self, "SELECT count(*) FROM queue_items WHERE state <> 'done'"), ==, 0);
  /* All seven of them had something to do. */
  for (guint i = 0; i < IGNY_N_STAGES; i++)
    {
      g_autofree char *sql = g_strdup_printf (
          "SELECT ifnull(sum(stages ->> '$.%s.processed'), 0) FROM automation_runs",
          igny_stage_get_info ((IgnyStage) i)->word);

      g_test_message ("%s: %d", sql, (int) number (self, sql));
      g_assert_cmpint (number (self, sql), >, 0);
    }
}

static void
check_posts (Fixture *self)
{
  g_autoptr(GArray) times = list_times (
      self, "SELECT published_at FROM content WHERE status = 'published' ORDER BY 1");

  g_test_message ("%u posts", times->len);
  g_assert_cmpuint (times->len, >, 15);
  g_assert_cmpuint (self->site->made, ==, times->len);
  g_assert_cmpint (number (self, "SELECT count(DISTINCT wp_post_id) FROM content WHERE status ="
                                 " 'published'"),
                   ==, times->len);
  g_assert_cmpint (number (self, "SELECT count(*) FROM content WHERE status <> 'published' AND"
                                 " wp_post_id IS NOT NULL"),
                   ==, 0);
  g_assert_cmpuint (count_most (times, "%F"), <=, DAILY);
  g_assert_cmpuint (count_most (times, "%G-%V"), <=, WEEKLY);
  g_assert_cmpuint (count_most (times, "%Y-%m"), <=, MONTHLY);
  for (guint i = 0; i < times->len; i++)
    {
      gint64           at = g_array_index (times, gint64, i);
      g_autofree char *clock = show (at, "%H:%M");
      g_autofree char *day = show (at, "%a");

      g_assert_null (strstr ("Sat Sun", day));
      g_assert_true ((strcmp (clock, "09:00") >= 0 && strcmp (clock, "09:15") < 0) ||
                     (strcmp (clock, "12:00") >= 0 && strcmp (clock, "12:15") < 0) ||
                     (strcmp (clock, "15:30") >= 0 && strcmp (clock, "15:45") < 0));
    }
}

static void
test_month (Fixture      *self,
            gconstpointer data)
{
  add_keywords (self);
  set_month (self);
  run_until (self, BEGIN + 30 * DAY_MS);
  check_runs (self);
  check_posts (self);
}

/* The program ends and begins again all the time, wherever a run is: no cap is
 * passed, nothing is made twice, and the run comes to its end. */
static void
test_restarts (Fixture      *self,
               gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  add_keywords (self);
  set_month (self);
  pass (self, 14 * HOUR_MS);
  for (guint i = 0; i < 150 && number (self, "SELECT count(*) FROM automation_runs WHERE"
                                             " finished_at IS NOT NULL") == 0;
       i++)
    {
      gint64 next;

      igny_scheduler_tick (self->scheduler, NULL, &next, &error);
      g_assert_no_error (error);
      if (i % 3 == 0)
        igny_queue_runner_wait_idle (self->runner, NULL);
      end_program (self);
      open_store (self);
      igny_jobs_recover (self->store, &error);
      g_assert_no_error (error);
      start_program (self);
      pass (self, 6000);
    }
  igny_queue_runner_wait_idle (self->runner, NULL);
  g_assert_cmpint (number (self, "SELECT count(*) FROM automation_runs WHERE finished_at IS NOT"
                                 " NULL"),
                   ==, 1);
  g_assert_cmpint (number (self, "SELECT count(*) FROM automation_runs"), ==, 1);
  g_assert_cmpint (number (self, "SELECT stages ->> '$.content.processed' FROM automation_runs"),
                   <=, CONTENT_CAP);
  g_assert_cmpint (number (self, "SELECT count(*) FROM content"), <=, CONTENT_CAP);
  g_assert_cmpint (number (self, "SELECT count(*) FROM content"), ==,
                   number (self, "SELECT count(DISTINCT task) FROM content"));
  g_assert_cmpint (number (self, "SELECT stages ->> '$.content.processed' FROM automation_runs"),
                   >=, number (self, "SELECT count(*) FROM content"));
  g_assert_cmpint (number (self, "SELECT count(*) FROM keywords WHERE cluster IS NULL"), ==, 0);
}

static gint64
add_article (Fixture    *self,
             const char *title,
             gint64      at)
{
  g_autofree char *time = igny_number_to_iso8601 (at);
  Call             task = { .table = "tasks", .sector = self->sector, .n_values = 1 };
  Call             text = { .table = "content", .sector = self->sector, .n_values = 5 };

  task.values[0] = (IgnyAssignment){ "title", title };
  do_step (self, add_cb, &task);
  text.values[0] = (IgnyAssignment){ "title", title };
  text.values[1] = (IgnyAssignment){ "task", title };
  text.values[2] = (IgnyAssignment){ "status", "approved" };
  text.values[3] = (IgnyAssignment){ "html_content", "<p>Warm &amp; dry.</p>" };
  text.values[4] = (IgnyAssignment){ "scheduled_at", time };
  do_step (self, add_cb, &text);
  return text.row;
}

/* Three days are slept through: one post at once, the others at later times. */
static void
test_sleep (Fixture      *self,
            gconstpointer data)
{
  Call publishing = { .values = { { "auto_publish", "true" } }, .n_values = 1 };
  g_autoptr(GArray) times = NULL;

  do_step (self, publishing_cb, &publishing);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *title = g_strdup_printf ("Boots %u", i);

      add_article (self, title, BEGIN + i * DAY_MS + 20 * HOUR_MS);
    }
  self->jump = 4 * DAY_MS;
  /* It wakes on a Saturday, and sleeps no more. */
  run_until (self, BEGIN + 4 * DAY_MS + 2 * HOUR_MS);
  g_assert_cmpuint (self->site->made, ==, 1);
  g_assert_cmpint (number (self, "SELECT count(*) FROM content WHERE status = 'published'"), ==, 1);
  g_assert_cmpint (number (self, "SELECT wp_post_id FROM content WHERE title = 'Boots 0'"), ==, 1);

  run_until (self, BEGIN + 10 * DAY_MS);
  times = list_times (self, "SELECT published_at FROM content ORDER BY row");
  g_assert_cmpuint (self->site->made, ==, 3);
  g_assert_cmpuint (times->len, ==, 3);
  /* On Monday and on Tuesday at nine, of that zone. */
  g_assert_cmpint (g_array_index (times, gint64, 1) - BEGIN, >=, 5 * DAY_MS + 20 * HOUR_MS);
  g_assert_cmpint (g_array_index (times, gint64, 1) - BEGIN, <, 5 * DAY_MS + 21 * HOUR_MS);
  g_assert_cmpint (g_array_index (times, gint64, 2) - BEGIN, >=, 6 * DAY_MS + 20 * HOUR_MS);
  g_assert_cmpint (g_array_index (times, gint64, 2) - BEGIN, <, 6 * DAY_MS + 21 * HOUR_MS);
}

/* What nobody switched on does not happen. */
static void
test_off (Fixture      *self,
          gconstpointer data)
{
  add_keywords (self);
  add_article (self, "Boots", BEGIN + HOUR_MS);
  run_until (self, BEGIN + 2 * DAY_MS);
  g_assert_cmpuint (self->site->made, ==, 0);
  g_assert_cmpint (number (self, "SELECT count(*) FROM automation_runs"), ==, 0);
  g_assert_cmpint (number (self, "SELECT count(*) FROM clusters"), ==, 0);
}

/* Without a key the stages that need one say so, and the others go on. */
static void
test_no_key (Fixture      *self,
             gconstpointer data)
{
  Call run = { .values = { { "enabled", "true" }, { "content.engine", "ai" } }, .n_values = 2 };
  Call why = { .sql = "SELECT stages ->> '$.content.skipped' FROM automation_runs" };

  add_keywords (self);
  set (self, "openai.model", "");
  do_step (self, automation_cb, &run);
  run_until (self, BEGIN + DAY_MS);
  g_assert_cmpint (number (self, "SELECT count(*) FROM automation_runs WHERE status ="
                                 " 'completed'"),
                   ==, 1);
  g_assert_cmpint (number (self, "SELECT count(*) FROM tasks"), >, 0);
  g_assert_cmpint (number (self, "SELECT count(*) FROM content"), ==, 0);
  ask (self, text_cb, &why);
  g_assert_nonnull (why.text);
  g_assert_nonnull (strstr (why.text, "model"));
  g_free (why.text);
}

static void
count_cb (const char    *domain,
          GLogLevelFlags level,
          const char    *message,
          gpointer       user_data)
{
  if (level & G_LOG_LEVEL_MESSAGE && strstr (message, "suspended") != NULL)
    g_atomic_int_inc ((gint *) user_data);
}

/* A suspended account is told of once, in a day of looking at it each while,
 * and goes on when it is active again. */
static void
test_suspended (Fixture      *self,
                gconstpointer data)
{
  Call     run = { .values = { { "enabled", "true" }, { "content.engine", "ai" } }, .n_values = 2 };
  Call     suspend = { .sql = "UPDATE accounts SET status = 'suspended'" };
  Call     resume = { .sql = "UPDATE accounts SET status = 'active'" };
  gint     told = 0;
  GLogFunc before;

  add_keywords (self);
  do_step (self, automation_cb, &run);
  do_step (self, sql_cb, &suspend);
  before = g_log_set_default_handler (count_cb, &told);
  run_until (self, BEGIN + 2 * DAY_MS);
  g_assert_cmpint (told, ==, 1);
  g_assert_cmpint (number (self, "SELECT count(*) FROM automation_runs"), ==, 0);

  do_step (self, sql_cb, &resume);
  run_until (self, BEGIN + 3 * DAY_MS);
  g_assert_cmpint (number (self, "SELECT count(*) FROM automation_runs"), >, 0);
  do_step (self, sql_cb, &suspend);
  run_until (self, BEGIN + 4 * DAY_MS);
  g_log_set_default_handler (before, NULL);
  g_assert_cmpint (told, ==, 2);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/unattended/off", test_off);
  ADD ("/unattended/sleep", test_sleep);
  ADD ("/unattended/no-key", test_no_key);
  ADD ("/unattended/suspended", test_suspended);
  ADD ("/unattended/restarts", test_restarts);
  ADD ("/unattended/month", test_month);
  return g_test_run ();
}
