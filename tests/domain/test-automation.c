/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-automation.h"
#include "igny-content.h"
#include "igny-publishing-plan.h"
#include "rules-fixture.h"

#define HOUR_MS (G_GINT64_CONSTANT (3600) * 1000)
#define DAY_MS (24 * HOUR_MS)
/* 10 March 2026, a Tuesday, 00:00 UTC. */
#define MIDNIGHT G_GINT64_CONSTANT (1773100800000)

typedef struct
{
  gint64               site;
  IgnyAssignment       values[8];
  gsize                n_values;
  IgnyAutomationChange change;
  gint64               row;
  gint64               at;
  guint                most;
  GArray              *rows;
  IgnyAutomation      *automation;
  IgnyStage            stage;
  IgnyStageResult      result;
  GPtrArray           *posts;
} Call;

static gint64
add_site (RulesFixture *self)
{
  g_autoptr(GError) error = NULL;
  gint64 site = rules_add (self->store, "sites", 0, 0, &error, "name=Shoes", NULL);

  g_assert_no_error (error);
  rules_sql (self->store, "UPDATE accounts SET timezone = 'UTC'");
  return site;
}

static gint64
get_sector (RulesFixture *self)
{
  return rules_number (self->store, "SELECT max(row) FROM sectors");
}

/* An approved text of its own task. */
static gint64
add_text (RulesFixture *self,
          gint64        site,
          const char   *status)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *task = NULL;
  g_autofree char *title = NULL;
  g_autofree char *word = g_strconcat ("status=", status, NULL);
  gint64           sector = get_sector (self);
  gint64           row;

  title = g_strdup_printf ("title=Boots %" G_GINT64_FORMAT,
                           rules_number (self->store, "SELECT count(*) FROM tasks"));
  task = g_strconcat ("task=", title + strlen ("title="), NULL);
  rules_add (self->store, "tasks", site, sector, &error, title, NULL);
  g_assert_no_error (error);
  row = rules_add (self->store, "content", site, sector, &error, title, task, word, NULL);
  g_assert_no_error (error);
  return row;
}

static gboolean
set_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Call *call = data;
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  return igny_automation_set (step, call->site, call->values, call->n_values, errors, error);
}

static gboolean
set (RulesFixture *self,
     gint64        site,
     const char   *field,
     const char   *value,
     GError      **error)
{
  Call call = { .site = site, .values = { { field, value } }, .n_values = 1 };

  return rules_try (self->store, set_cb, &call, error);
}

static gboolean
plan_set_cb (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Call *call = data;
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  return igny_publishing_plan_set (step, call->site, call->values, call->n_values, errors, error);
}

static void
plan_set (RulesFixture *self,
          gint64        site,
          const char   *field,
          const char   *value)
{
  Call call = { .site = site, .values = { { field, value } }, .n_values = 1 };

  rules_do (self->store, plan_set_cb, &call);
}

static gboolean
load_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Call *call = data;

  call->automation = igny_automation_load (db, call->site, error);
  return call->automation != NULL;
}

static IgnyAutomation *
load (RulesFixture *self,
      gint64        site)
{
  g_autoptr(GError) error = NULL;
  Call call = { .site = site };

  igny_store_read (self->store, load_cb, &call, NULL, &error);
  g_assert_no_error (error);
  return call.automation;
}

static gboolean
start_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Call *call = data;

  return igny_automation_start (step, call->site, "hand", &call->row, error);
}

static gboolean
change_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Call *call = data;

  return igny_automation_change (step, call->site, call->change, error);
}

static gboolean
change (RulesFixture        *self,
        gint64               site,
        IgnyAutomationChange to,
        GError             **error)
{
  Call call = { .site = site, .change = to };

  return igny_store_write (self->store, IGNY_STEP_SYSTEM, "Test", change_cb, &call, NULL, error);
}

static void
test_settings (RulesFixture *self,
               gconstpointer data)
{
  gint64 site = add_site (self);
  g_autoptr(IgnyAutomation) automation = load (self, site);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (automation->config->record.row, ==, 0);
  g_assert_cmpint (automation->settings[IGNY_STAGE_CONTENT].batch, ==, 5);
  g_assert_cmpint (automation->settings[IGNY_STAGE_CONTENT].delay, ==, 3);
  g_assert_cmpint (automation->settings[IGNY_STAGE_CONTENT].cap, ==, IGNY_UNKNOWN);

  g_assert_true (set (self, site, "content.cap", "7", &error));
  g_assert_true (set (self, site, "content.engine", "ai", &error));
  g_assert_true (set (self, site, "images.enabled", "false", &error));
  g_assert_true (set (self, site, "enabled", "true", &error));
  g_assert_no_error (error);
  g_clear_pointer (&automation, igny_automation_free);
  automation = load (self, site);
  g_assert_cmpint (automation->settings[IGNY_STAGE_CONTENT].cap, ==, 7);
  g_assert_cmpstr (automation->settings[IGNY_STAGE_CONTENT].engine, ==, "ai");
  g_assert_false (automation->settings[IGNY_STAGE_IMAGES].is_enabled);
  g_assert_true (automation->settings[IGNY_STAGE_IDEAS].is_enabled);
  /* Noon; the next 02:00 is of tomorrow. */
  g_assert_cmpint (automation->config->next_run_at, ==, MIDNIGHT + 26 * HOUR_MS);

  g_assert_false (set (self, site, "content.cap", "-1", &error));
  rules_assert_error (&error, IGNY_INVALID, "cap must be a whole number from 0");
  g_assert_false (set (self, site, "texts.cap", "1", &error));
  rules_assert_error (&error, IGNY_INVALID, "image_prompts");
  g_assert_false (set (self, site, "content.speed", "1", &error));
  rules_assert_error (&error, IGNY_INVALID, "enabled, batch, delay, cap and engine");
  g_assert_false (set (self, site, "hour", "24", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (set (self, site, "content.enabled", "maybe", &error));
  rules_assert_error (&error, IGNY_INVALID, "true or false");
}

static void
test_one_run (RulesFixture *self,
              gconstpointer data)
{
  gint64 site = add_site (self);
  Call   call = { .site = site };
  g_autoptr(GError) error = NULL;
  g_autoptr(IgnyAutomation) automation = NULL;

  g_assert_false (change (self, site, IGNY_AUTOMATION_PAUSE, &error));
  rules_assert_error (&error, G_IO_ERROR, "no run of the site is running");
  rules_do (self->store, start_cb, &call);
  g_assert_false (rules_try (self->store, start_cb, &call, &error));
  rules_assert_error (&error, G_IO_ERROR, "has a run already");

  g_assert_true (change (self, site, IGNY_AUTOMATION_PAUSE, &error));
  g_assert_false (change (self, site, IGNY_AUTOMATION_PAUSE, &error));
  g_clear_error (&error);
  automation = load (self, site);
  g_assert_true (igny_automation_is_open (automation));
  g_assert_cmpstr (automation->run->status, ==, "paused");
  g_assert_false (rules_try (self->store, start_cb, &call, &error));
  g_clear_error (&error);
  g_assert_true (change (self, site, IGNY_AUTOMATION_RESUME, &error));
  g_assert_true (change (self, site, IGNY_AUTOMATION_CANCEL, &error));
  g_assert_false (change (self, site, IGNY_AUTOMATION_RESUME, &error));
  g_clear_error (&error);

  /* A new one may begin, also after the program was opened anew. */
  rules_fixture_reopen (self);
  rules_do (self->store, start_cb, &call);
  g_assert_cmpint (rules_number (self->store, "SELECT count(*) FROM automation_runs"), ==, 2);
}

static guint
begin_due (RulesFixture *self,
           gint64       *next)
{
  g_autoptr(GError) error = NULL;
  guint n;

  g_assert_true (igny_automation_begin_due (self->store, next, &n, &error));
  g_assert_no_error (error);
  return n;
}

static void
test_due (RulesFixture *self,
          gconstpointer data)
{
  gint64 site = add_site (self);
  gint64 next;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (begin_due (self, &next), ==, 0);
  g_assert_cmpint (next, ==, IGNY_UNKNOWN);
  g_assert_true (set (self, site, "enabled", "true", &error));
  g_assert_cmpuint (begin_due (self, &next), ==, 0);
  g_assert_cmpint (next, ==, MIDNIGHT + 26 * HOUR_MS);

  /* Five nights are slept through: one run. */
  self->now = MIDNIGHT + 5 * DAY_MS + 9 * HOUR_MS;
  g_assert_cmpuint (begin_due (self, &next), ==, 1);
  g_assert_cmpint (next, ==, MIDNIGHT + 6 * DAY_MS + 2 * HOUR_MS);
  g_assert_cmpuint (begin_due (self, &next), ==, 0);

  /* While one is open none begins, and its time is over. */
  self->now = next;
  g_assert_cmpuint (begin_due (self, &next), ==, 0);
  g_assert_cmpint (next, ==, MIDNIGHT + 7 * DAY_MS + 2 * HOUR_MS);
  g_assert_true (change (self, site, IGNY_AUTOMATION_CANCEL, &error));
  g_assert_cmpuint (begin_due (self, &next), ==, 0);
  self->now = next;
  g_assert_cmpuint (begin_due (self, &next), ==, 1);
  g_assert_cmpint (rules_number (self->store, "SELECT count(*) FROM automation_runs"), ==, 2);

  /* Changed by hand, the time follows. */
  rules_set (self->store, "automation_configs",
             rules_number (self->store, "SELECT row FROM automation_configs"), "hour", "5", &error);
  g_assert_no_error (error);
  begin_due (self, &next);
  g_assert_cmpint (rules_number (self->store, "SELECT next_run_at FROM automation_configs"), ==,
                   next);
  g_assert_cmpint (next % DAY_MS, ==, 5 * HOUR_MS);
}

static gboolean
take_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Call *call = data;

  g_array_set_size (call->rows, 0);
  return igny_automation_take (db, call->site, call->stage, &call->result, call->most,
                               &call->result.sector, call->rows, error) &&
         igny_automation_find_pending (db, call->site, call->stage, &call->result, &call->at,
                                       error);
}

/* Every keyword is taken once, batches are of one sector. */
static void
test_take (RulesFixture *self,
           gconstpointer data)
{
  gint64 site = add_site (self);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);
  Call call = { .site = site, .stage = IGNY_STAGE_CLUSTERS, .most = 4, .rows = rows };

  rules_add (self->store, "sectors", site, 0, &error, "name=Other", NULL);
  rules_add (self->store, "sectors", site, 0, &error, "name=Asleep", NULL);
  g_assert_no_error (error);
  for (gint64 i = 0; i < 27; i++)
    {
      g_autofree char *word = g_strdup_printf ("keyword=boots %d", (int) i);

      rules_add (self->store, "keywords", site, get_sector (self) - i % 3, &error, word, NULL);
      g_assert_no_error (error);
    }
  rules_sql (self->store, "UPDATE sectors SET is_active = 0 WHERE name = 'Asleep'");
  for (guint i = 0; i < 6; i++)
    {
      g_assert_true (igny_store_read (self->store, take_cb, &call, NULL, &error));
      g_assert_cmpuint (rows->len, ==, i % 3 == 2 ? 1 : 4);
      for (guint r = 0; r < rows->len; r++)
        g_assert_true (g_hash_table_add (
            seen, GSIZE_TO_POINTER ((gsize) g_array_index (rows, gint64, r))));
      call.result.row = g_array_index (rows, gint64, rows->len - 1);
    }
  g_assert_true (igny_store_read (self->store, take_cb, &call, NULL, &error));
  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_cmpint (call.at, ==, 0);
}

static void
test_next (void)
{
  IgnyStageSettings settings = { TRUE, 5, 3, IGNY_UNKNOWN, "" };
  IgnyStageResult   result = { .worked_at = IGNY_UNKNOWN };
  IgnyStageNext     next = igny_stage_find_next (&settings, &result, 12, 1000, 5);

  g_assert_cmpint (next.kind, ==, IGNY_STAGE_NEXT_TAKE);
  g_assert_cmpint (next.most, ==, 5);
  g_assert_cmpint (next.not_before, ==, 6000);
  result.worked_at = 20000;
  result.processed = 10;
  next = igny_stage_find_next (&settings, &result, 2, 1000, 5);
  g_assert_cmpint (next.most, ==, 2);
  g_assert_cmpint (next.not_before, ==, 23000);
  settings.cap = 11;
  next = igny_stage_find_next (&settings, &result, 12, IGNY_UNKNOWN, 5);
  g_assert_cmpint (next.most, ==, 1);
  result.processed = 11;
  next = igny_stage_find_next (&settings, &result, 12, IGNY_UNKNOWN, 5);
  g_assert_cmpint (next.kind, ==, IGNY_STAGE_NEXT_END);
  g_assert_true (next.is_partial);
  g_assert_null (next.reason);
  next = igny_stage_find_next (&settings, &result, 0, IGNY_UNKNOWN, 5);
  g_assert_false (next.is_partial);
  settings.is_enabled = FALSE;
  next = igny_stage_find_next (&settings, &result, 12, IGNY_UNKNOWN, 5);
  g_assert_cmpstr (next.reason, ==, "Switched off");
}

static void
test_results (void)
{
  IgnyStageResult  results[IGNY_N_STAGES] = { 0 };
  IgnyStageResult  again[IGNY_N_STAGES] = { 0 };
  g_autofree char *text = NULL;

  igny_stage_results_read ("{\"content\":{\"processed\":3,\"skipped\":7},\"ideas\":4}", results);
  g_assert_cmpint (results[IGNY_STAGE_CONTENT].processed, ==, 3);
  g_assert_null (results[IGNY_STAGE_CONTENT].skipped);
  g_assert_cmpint (results[IGNY_STAGE_IDEAS].started_at, ==, IGNY_UNKNOWN);
  results[IGNY_STAGE_IDEAS].started_at = MIDNIGHT;
  results[IGNY_STAGE_IDEAS].error = g_strdup ("“no”\n");
  results[IGNY_STAGE_IDEAS].is_partial = TRUE;
  results[IGNY_STAGE_PUBLISH].skipped = g_strdup ("why");
  text = igny_stage_results_write (results);
  igny_stage_results_read (text, again);
  g_assert_cmpint (again[IGNY_STAGE_CONTENT].processed, ==, 3);
  g_assert_cmpint (again[IGNY_STAGE_IDEAS].started_at, ==, MIDNIGHT);
  g_assert_cmpstr (again[IGNY_STAGE_IDEAS].error, ==, "“no”\n");
  g_assert_true (again[IGNY_STAGE_IDEAS].is_partial);
  g_assert_cmpstr (again[IGNY_STAGE_PUBLISH].skipped, ==, "why");
  igny_stage_results_read ("{\"ideas\":{\"processed\":-9223372036854775808,\"row\":1e300}}", again);
  g_assert_cmpint (again[IGNY_STAGE_IDEAS].processed, ==, 0);
  g_assert_cmpint (again[IGNY_STAGE_IDEAS].row, ==, 0);
  igny_stage_results_read ("nonsense", again);
  g_assert_null (again[IGNY_STAGE_PUBLISH].skipped);
  igny_stage_results_clear (results);
  igny_stage_results_clear (again);
}

static gboolean
move_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Call *call = data;

  return call->at != 0 ? igny_publishing_plan_move (step, call->row, call->at, error)
                       : igny_publishing_plan_move_to_free (step, call->row, &call->at, error);
}

static gboolean
fill_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Call *call = data;

  g_array_set_size (call->rows, 0);
  return igny_publishing_plan_fill (step, call->site, 100, call->rows, error);
}

static gboolean
approve_cb (IgnyStep     *step,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Call *call = data;

  g_array_set_size (call->rows, 0);
  return igny_publishing_plan_approve (step, call->site, 100, call->rows, error);
}

static gboolean
list_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Call     *call = data;
  IgnyScope all = { 0, 0 };

  call->posts = igny_publishing_plan_list (db, &all, MIDNIGHT, MIDNIGHT + 30 * DAY_MS, error);
  return call->posts != NULL;
}

static void
test_plan (RulesFixture *self,
           gconstpointer data)
{
  gint64   site = add_site (self);
  gint64   approved = add_text (self, site, "approved");
  gint64   draft = add_text (self, site, "draft");
  Call     call = { .site = site, .row = approved, .at = self->now };
  IgnyUndo undo = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) posts = NULL;
  const IgnyPlannedPost *post;

  g_assert_false (rules_try (self->store, move_cb, &call, &error));
  rules_assert_error (&error, IGNY_INVALID, "that time has passed");
  call.at = self->now + 5 * DAY_MS;
  rules_do (self->store, move_cb, &call);
  call.row = draft;
  call.at = 0;
  rules_do (self->store, move_cb, &call);
  /* The first free 09:00 of a working day. */
  g_assert_cmpint (call.at, ==, MIDNIGHT + 33 * HOUR_MS);

  g_assert_true (igny_store_read (self->store, list_cb, &call, NULL, &error));
  posts = call.posts;
  g_assert_cmpuint (posts->len, ==, 2);
  post = posts->pdata[0];
  g_assert_cmpint (post->content, ==, draft);
  g_assert_cmpint (post->status, ==, IGNY_PLANNED_WAITS);
  post = posts->pdata[1];
  g_assert_cmpint (post->status, ==, IGNY_PLANNED_READY);
  g_assert_cmpstr (post->title, ==, "Boots 0");
  g_assert_true (igny_planned_post_can_move (post));

  g_assert_true (igny_store_undo (self->store, FALSE, &undo, &error));
  igny_undo_clear (&undo);
  g_assert_cmpint (rules_number (self->store, "SELECT count(*) FROM content WHERE"
                                              " scheduled_at IS NOT NULL"),
                   ==, 1);
  call.at = IGNY_UNKNOWN;
  call.row = approved;
  rules_do (self->store, move_cb, &call);
  g_assert_cmpint (rules_number (self->store, "SELECT count(*) FROM content WHERE"
                                              " scheduled_at IS NOT NULL"),
                   ==, 0);

  rules_sql (self->store, "UPDATE content SET status = 'published', published_at = 1773144000000");
  call.at = self->now + DAY_MS;
  g_assert_false (rules_try (self->store, move_cb, &call, &error));
  rules_assert_error (&error, IGNY_INVALID, "published already");
}

/* Nothing happens by itself that the settings do not say. */
static void
test_by_itself (RulesFixture *self,
                gconstpointer data)
{
  gint64 site = add_site (self);
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  Call call = { .site = site, .rows = rows };

  add_text (self, site, "review");
  add_text (self, site, "draft"); /* by hand: never by itself */
  add_text (self, site, "approved");
  rules_do (self->store, approve_cb, &call);
  g_assert_cmpuint (rows->len, ==, 0);
  rules_do (self->store, fill_cb, &call);
  g_assert_cmpuint (rows->len, ==, 0);

  plan_set (self, site, "auto_approve", "true");
  rules_do (self->store, approve_cb, &call);
  g_assert_cmpuint (rows->len, ==, 1);
  plan_set (self, site, "auto_publish", "true");
  plan_set (self, site, "weekly_limit", "1");
  rules_do (self->store, fill_cb, &call);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (rules_number (self->store, "SELECT min(scheduled_at) FROM content"), ==,
                   MIDNIGHT + 33 * HOUR_MS);
  g_assert_cmpint (rules_number (self->store, "SELECT max(scheduled_at) FROM content"), ==,
                   MIDNIGHT + 6 * DAY_MS + 9 * HOUR_MS);
  rules_do (self->store, fill_cb, &call);
  g_assert_cmpuint (rows->len, ==, 0);
}

#define ADD(path, func) \
  g_test_add (path, RulesFixture, NULL, rules_fixture_set_up, func, rules_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/automation/settings", test_settings);
  ADD ("/automation/one-run", test_one_run);
  ADD ("/automation/due", test_due);
  ADD ("/automation/take", test_take);
  g_test_add_func ("/automation/next", test_next);
  g_test_add_func ("/automation/results", test_results);
  ADD ("/publishing-plan/move", test_plan);
  ADD ("/publishing-plan/by-itself", test_by_itself);
  return g_test_run ();
}
