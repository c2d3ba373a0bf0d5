/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "igny-ai-task-log.h"
#include "igny-clusters.h"
#include "igny-content.h"
#include "igny-contents.h"
#include "igny-credits.h"
#include "igny-image.h"
#include "igny-keyword-import.h"
#include "igny-limits.h"
#include "igny-task.h"
#include "igny-users.h"
#include "rules-fixture.h"

/* Each limit of a plan stops one action: below it and up to it the action is
 * done, above it it is refused with the one message, and a new day or month
 * begins anew. */

#define DAY (G_GINT64_CONSTANT (86400) * 1000)
#define HOUR (G_GINT64_CONSTANT (3600) * 1000)

typedef struct
{
  RulesFixture base;
  gint64       site;
  gint64       sector;
  gint64       task;
  guint        n;
  GError      *error;
} Fixture;

typedef gboolean (*Action) (Fixture *fixture);

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  rules_fixture_set_up (&fixture->base, data);
  fixture->site = rules_add (fixture->base.store, "sites", 0, 0, &error, "name=Shop", NULL);
  g_assert_no_error (error);
  fixture->sector = rules_number (fixture->base.store, "SELECT row FROM sectors");
  fixture->task = rules_add (fixture->base.store, "tasks", fixture->site, fixture->sector, &error,
                             "title=The first", NULL);
  g_assert_no_error (error);
  /* Of yesterday, in every zone. */
  fixture->base.now += 2 * DAY;
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_error (&fixture->error);
  rules_fixture_tear_down (&fixture->base, data);
}

static void
set_limit (Fixture    *fixture,
           const char *field,
           gint64      value)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE plans SET %s = %d", field, (int) value);

  rules_sql (fixture->base.store, sql);
}

static gboolean
add (Fixture    *fixture,
     const char *table,
     const char *field)
{
  g_autofree char *value = g_strdup_printf ("%s=Number %u", field, ++fixture->n);
  gboolean         placed = !g_str_equal (table, "sites");

  return rules_add (fixture->base.store, table, placed ? fixture->site : 0,
                    placed ? fixture->sector : 0, &fixture->error, value, NULL) != 0;
}

static gboolean
invite_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Fixture         *fixture = data;
  g_autofree char *email = g_strdup_printf ("someone%u@example.com", ++fixture->n);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  gint64 row;

  return igny_users_invite (step, email, "Some", "One", "editor", &row, errors, error);
}

static gboolean
invite (Fixture *fixture)
{
  return rules_try (fixture->base.store, invite_cb, fixture, &fixture->error);
}

static gboolean
add_site (Fixture *fixture)
{
  return add (fixture, "sites", "name");
}

static gboolean
add_keyword (Fixture *fixture)
{
  return add (fixture, "keywords", "keyword");
}

static gboolean
add_cluster (Fixture *fixture)
{
  return add (fixture, "clusters", "name");
}

static gboolean
add_idea (Fixture *fixture)
{
  return add (fixture, "ideas", "idea_title");
}

static gboolean
add_task (Fixture *fixture)
{
  return add (fixture, "tasks", "title");
}

static gboolean
image_cb (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Fixture *fixture = data;
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  char           id[IGNY_ID_TEXT_SIZE];
  IgnyAssignment value = { "task", id };
  g_autoptr(IgnyRecord) task = NULL;
  gint64 row;

  task = igny_records_load (igny_step_get_db (step), &igny_task_entity, fixture->task, error);
  g_assert_nonnull (task);
  igny_id_to_text (&task->id, id);
  return igny_edit_add (step, &igny_image_entity, 0, 0, &value, 1, &row, errors, error);
}

static gboolean
add_image (Fixture *fixture)
{
  return rules_try (fixture->base.store, image_cb, fixture, &fixture->error);
}

/* A call: asked before, and, when it is allowed, logged and charged after. */
typedef struct
{
  const char *operation;
  gint64      credits;
  gint64      now;
  gboolean    words; /* 100 of them are written */
  Fixture    *fixture;
} Call;

static gboolean
ask_cb (IgnyDb       *db,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Call *call = data;

  return igny_limits_check_call (db, call->operation, call->credits, call->now, error);
}

static gboolean
write_words (IgnyStep *step,
             Call     *call,
             GError  **error)
{
  g_autoptr(IgnyContent) content = igny_record_new (&igny_content_entity);
  g_autoptr(IgnyTask) task = igny_record_new (&igny_task_entity);

  task->site = content->site = call->fixture->site;
  task->sector = content->sector = call->fixture->sector;
  task->title = g_strdup_printf ("Text %u", ++call->fixture->n);
  content->title = g_strdup (task->title);
  content->word_count = 100;
  g_free (content->origin);
  content->origin = g_strdup ("ai");
  if (!igny_step_insert (step, task, error))
    return FALSE;
  content->task = task->record.row;
  return igny_step_insert (step, content, error);
}

static gboolean
charge_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Call     *call = data;
  IgnyUsage usage = { call->operation, call->credits, "some-model", 10, 20, 1000 };
  g_autoptr(IgnyAiTaskLog) log = igny_record_new (&igny_ai_task_log_entity);

  log->function_name = g_strdup (call->operation);
  log->cost_usd = 1000;
  return igny_step_insert (step, log, error) &&
         (!call->words || write_words (step, call, error)) &&
         igny_credits_charge (step, &usage, error);
}

static gboolean
run_call (Fixture    *fixture,
          const char *operation,
          gint64      credits,
          gboolean    words)
{
  Call call = { operation, credits, fixture->base.now, words, fixture };

  if (!igny_store_read (fixture->base.store, ask_cb, &call, NULL, &fixture->error))
    return FALSE;
  rules_do (fixture->base.store, charge_cb, &call);
  return TRUE;
}

static gboolean
request (Fixture *fixture)
{
  return run_call (fixture, "generate_ideas", 0, FALSE);
}

static gboolean
make_image (Fixture *fixture)
{
  return run_call (fixture, "generate_images", 1, FALSE);
}

static gboolean
cluster (Fixture *fixture)
{
  return run_call (fixture, "auto_cluster", 1, FALSE);
}

static gboolean
write_text (Fixture *fixture)
{
  return run_call (fixture, "generate_content", 1, FALSE);
}

static gboolean
write_article (Fixture *fixture)
{
  return run_call (fixture, "generate_content", 1, TRUE);
}

typedef struct
{
  IgnyLimit   limit;
  Action      action;
  gint64      before; /* that there are already */
  gint64      unit;   /* of the limit that one action takes */
  const char *message;
} Case;

static const Case cases[] = {
  { IGNY_LIMIT_USERS, invite, 1, 1, "has room for 3 users and there would be 4: disable one" },
  { IGNY_LIMIT_SITES, add_site, 1, 1, "has room for 3 sites and there would be 4: delete one" },
  { IGNY_LIMIT_KEYWORDS, add_keyword, 0, 1, "has room for 3 keywords and there would be 4" },
  { IGNY_LIMIT_CLUSTERS, add_cluster, 0, 1, "has room for 3 clusters and there would be 4" },
  { IGNY_LIMIT_IDEAS, add_idea, 0, 1, "has room for 3 ideas and there would be 4" },
  { IGNY_LIMIT_DAILY_CLUSTERS, add_cluster, 0, 1, "3 new clusters a day and there would be 4" },
  { IGNY_LIMIT_DAILY_TASKS, add_task, 0, 1, "3 new tasks a day and there would be 4" },
  { IGNY_LIMIT_DAILY_REQUESTS, request, 0, 1, "3 AI requests a day and 3 are used" },
  { IGNY_LIMIT_DAILY_IMAGES, make_image, 0, 1, "3 images a day and 3 are made" },
  { IGNY_LIMIT_MONTHLY_WORDS, write_article, 0, 100, "300 words a month and 300 are written" },
  { IGNY_LIMIT_MONTHLY_IMAGES, make_image, 0, 1, "3 images a month and 3 are made" },
  { IGNY_LIMIT_MONTHLY_CLUSTER_CREDITS, cluster, 0, 1,
    "3 credits a month for clustering and 3 are used" },
  { IGNY_LIMIT_MONTHLY_CONTENT_CREDITS, write_text, 0, 1,
    "3 credits a month for ideas and texts and 3 are used" },
  { IGNY_LIMIT_MONTHLY_IMAGE_CREDITS, make_image, 0, 1,
    "3 credits a month for images and 3 are used" },
  { IGNY_LIMIT_TASK_IMAGES, add_image, 0, 1, "3 images a task and there would be 4" },
};

static void
refuse (Fixture    *fixture,
        const Case *one)
{
  g_assert_false (one->action (fixture));
  rules_assert_error (&fixture->error, IGNY_LIMITS_ERROR, one->message);
}

static void
allow (Fixture    *fixture,
       const Case *one)
{
  one->action (fixture);
  g_assert_no_error (fixture->error);
}

static void
test_limit (Fixture      *fixture,
            gconstpointer data)
{
  const Case          *one = data;
  const IgnyLimitInfo *info = igny_limit_get_info (one->limit);

  /* The day of the account begins at 5:00 UTC. */
  rules_sql (fixture->base.store, "UPDATE accounts SET timezone = 'America/Bogota'");
  set_limit (fixture, info->field, 3 * one->unit);
  for (gint64 i = one->before; i < 3; i++)
    allow (fixture, one);
  refuse (fixture, one);
  refuse (fixture, one);

  switch (info->period)
    {
    case IGNY_PERIOD_DAY:
      /* It is noon UTC, and 16 hours and 59 minutes later it is still that day. */
      fixture->base.now += 17 * HOUR - 60000;
      refuse (fixture, one);
      fixture->base.now += 120000;
      allow (fixture, one);
      break;

    case IGNY_PERIOD_MONTH:
      /* The subscription began two days ago at noon. */
      fixture->base.now += 29 * DAY - HOUR;
      refuse (fixture, one);
      fixture->base.now += 2 * HOUR;
      allow (fixture, one);
      break;

    case IGNY_PERIOD_ALWAYS:
    default:
      fixture->base.now += 400 * DAY;
      refuse (fixture, one);
      set_limit (fixture, info->field, 4 * one->unit);
      allow (fixture, one);
      break;
    }
}

/* Of two limits on the same action each has its own message, and a plan
 * without any stops nothing. */
static void
test_no_limits (Fixture      *fixture,
                gconstpointer data)
{
  for (guint round = 0; round < 5; round++)
    for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
      allow (fixture, &cases[i]);
}

static gboolean
import_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Fixture        *fixture = data;
  const IgnyScope scope = { fixture->site, fixture->sector };
  const char     *text = "keyword\none\ntwo\nthree\nfour\n";
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(IgnyImport) source = igny_import_open_bytes (bytes, "k.csv", error);
  g_autoptr(IgnyImportReport) report = igny_import_report_new ();

  g_assert_no_error (*error);
  return igny_keyword_import (step, &scope, source, report, NULL, NULL, NULL, error);
}

/* An import is stopped as a whole, and so is what brings keywords back. What
 * makes nothing goes on above a limit. */
static void
test_everywhere (Fixture      *fixture,
                 gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     first;

  set_limit (fixture, "max_keywords", 3);
  g_assert_false (rules_try (store, import_cb, fixture, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_LIMITS_ERROR, "there would be 4");
  g_assert_cmpint (rules_number (store, "SELECT count(*) FROM keywords"), ==, 0);

  set_limit (fixture, "max_keywords", 4);
  rules_do (store, import_cb, fixture);
  first = rules_number (store, "SELECT min(row) FROM keywords");
  g_assert_true (rules_delete (store, "keywords", first, &fixture->error));
  set_limit (fixture, "max_keywords", 2);
  g_assert_true (rules_set (store, "keywords", first + 1, "volume", "7", &fixture->error));
  g_assert_false (rules_restore (store, "keywords", first, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_LIMITS_ERROR, "there would be 4");
  g_assert_true (rules_delete (store, "keywords", first + 1, &fixture->error));
}

static gboolean
ensure_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Fixture        *fixture = data;
  const IgnyScope scope = { fixture->site, fixture->sector };
  gint64          row;

  return igny_clusters_ensure (step, &scope, "one", NULL, "offline", &row, error) &&
         igny_clusters_ensure (step, &scope, "two", NULL, "offline", &row, error);
}

static void
test_engine (Fixture      *fixture,
             gconstpointer data)
{
  set_limit (fixture, "max_clusters", 1);
  g_assert_false (rules_try (fixture->base.store, ensure_cb, fixture, &fixture->error));
  rules_assert_error (&fixture->error, IGNY_LIMITS_ERROR, "there would be 2");
  g_assert_cmpint (rules_number (fixture->base.store, "SELECT count(*) FROM clusters"), ==, 0);
}

/* A disabled user leaves room, and needs it to come back. */
static void
test_users (Fixture      *fixture,
            gconstpointer data)
{
  IgnyStore *store = fixture->base.store;
  gint64     row;

  set_limit (fixture, "max_users", 2);
  g_assert_true (invite (fixture));
  row = rules_number (store, "SELECT max(row) FROM users");
  g_assert_true (rules_set (store, "users", row, "is_active", "false", &fixture->error));
  g_assert_true (invite (fixture));
  g_assert_false (rules_set (store, "users", row, "is_active", "true", &fixture->error));
  rules_assert_error (&fixture->error, IGNY_LIMITS_ERROR, "has room for 2 users");
}

/* A task that has more than the plan allows now stops its own images only. */
static void
test_other_task (Fixture      *fixture,
                 gconstpointer data)
{
  gint64 full = fixture->task;

  for (guint i = 0; i < 3; i++)
    g_assert_true (add_image (fixture));
  set_limit (fixture, "max_images_per_task", 2);
  fixture->task = rules_add (fixture->base.store, "tasks", fixture->site, fixture->sector,
                             &fixture->error, "title=The second", NULL);
  g_assert_no_error (fixture->error);
  g_assert_true (add_image (fixture));
  g_assert_true (add_image (fixture));
  g_assert_false (add_image (fixture));
  rules_assert_error (&fixture->error, IGNY_LIMITS_ERROR, "2 images a task and there would be 3");
  fixture->task = full;
  g_assert_false (add_image (fixture));
  rules_assert_error (&fixture->error, IGNY_LIMITS_ERROR, "2 images a task and there would be 4");
}

/* Days and months, where clocks change and months are short. */
static void
test_periods (void)
{
  const gint64 noon = G_GINT64_CONSTANT (1774785600000);  /* 2026-03-29 12:00 UTC */
  const gint64 jan31 = G_GINT64_CONSTANT (1769860800000); /* 2026-01-31 12:00 UTC */

  g_assert_cmpint (igny_limit_day_start (noon, "UTC"), ==, noon - 12 * HOUR);
  /* Berlin's clocks went forward that night: the day began at 23:00 UTC. */
  g_assert_cmpint (igny_limit_day_start (noon, "Europe/Berlin"), ==, noon - 13 * HOUR);
  g_assert_cmpint (igny_limit_day_start (noon, "Pacific/Auckland"), ==, noon - HOUR);
  g_assert_cmpint (igny_limit_day_start (noon + 11 * HOUR, "Asia/Kathmandu"), ==,
                   noon + 6 * HOUR + HOUR / 4);

  /* The last day of February, of a month that began on the 31st. */
  g_assert_cmpint (igny_limit_month_start (jan31 + 27 * DAY, jan31, "UTC"), ==, jan31);
  g_assert_cmpint (igny_limit_month_start (jan31 + 28 * DAY, jan31, "UTC"), ==, jan31 + 28 * DAY);
  g_assert_cmpint (igny_limit_month_start (jan31 + 58 * DAY, jan31, "UTC"), ==, jan31 + 28 * DAY);
  g_assert_cmpint (igny_limit_month_start (jan31 + 59 * DAY, jan31, "UTC"), ==, jan31 + 59 * DAY);
  /* Before the hour of that day it is still the month before; also in January. */
  g_assert_cmpint (igny_limit_month_start (jan31 - DAY, jan31, "UTC"), ==, jan31 - 31 * DAY);
  g_assert_cmpint (igny_limit_month_start (jan31, IGNY_UNKNOWN, "UTC"), ==,
                   jan31 - 30 * DAY - 12 * HOUR);
}

static void
test_allows (void)
{
  g_autoptr(IgnyPlan) plan = igny_record_new (&igny_plan_entity);

  for (guint i = 0; i < IGNY_N_LIMITS; i++)
    {
      const IgnyField *field =
          igny_entity_find_field (&igny_plan_entity, igny_limit_get_info (i)->field);

      g_assert_nonnull (field);
      g_assert_true (igny_limit_allows (plan, i, G_MAXINT64, G_MAXINT64));
      igny_record_set_number (plan, field, 10);
      g_assert_cmpint (igny_limit_get (plan, i), ==, 10);
      g_assert_true (igny_limit_allows (plan, i, 9, 1));
      g_assert_true (igny_limit_allows (plan, i, 10, 0));
      g_assert_false (igny_limit_allows (plan, i, 10, 1));
      g_assert_false (igny_limit_allows (plan, i, 11, 0));
      g_assert_false (igny_limit_allows (plan, i, 1, G_MAXINT64));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpuint (G_N_ELEMENTS (cases), ==, IGNY_N_LIMITS);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/limits/%s", igny_limit_get_info (cases[i].limit)->field);

      g_test_add (path, Fixture, &cases[i], set_up, test_limit, tear_down);
    }
  g_test_add ("/limits/none", Fixture, NULL, set_up, test_no_limits, tear_down);
  g_test_add ("/limits/everywhere", Fixture, NULL, set_up, test_everywhere, tear_down);
  g_test_add ("/limits/engine", Fixture, NULL, set_up, test_engine, tear_down);
  g_test_add ("/limits/users", Fixture, NULL, set_up, test_users, tear_down);
  g_test_add ("/limits/other-task", Fixture, NULL, set_up, test_other_task, tear_down);
  g_test_add_func ("/limits/periods", test_periods);
  g_test_add_func ("/limits/allows", test_allows);
  return g_test_run ();
}
