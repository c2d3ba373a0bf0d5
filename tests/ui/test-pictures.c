/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pictures of data show: laid out without overlaps, and the same numbers
 * as the tables. */
#include <math.h>

#include "igny-author-profile.h"
#include "igny-calendar-data.h"
#include "igny-edit.h"
#include "igny-home-store.h"
#include "igny-map-layout.h"
#include "igny-map-walk.h"
#include "igny-sample.h"
#include "igny-test-folder.h"

static double
get_distance (const IgnyMapCircle *a,
              const IgnyMapCircle *b)
{
  return hypot (a->x - b->x, a->y - b->y);
}

static void
check_apart (const IgnyMapCircle *circles,
             guint                n)
{
  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpfloat (get_distance (&circles[i], &circles[j]), >=,
                         (circles[i].r + circles[j].r) * (1 - 1e-5));
}

static void
check_pack (guint n)
{
  g_autofree IgnyMapCircle *circles = g_new0 (IgnyMapCircle, MAX (n, 1));
  g_autofree IgnyMapCircle *again = NULL;
  IgnyMapCircle             all;
  double                    area = 0;

  for (guint i = 0; i < n; i++)
    circles[i].r = sqrt (1 + 1e5 / (1 + i) + (i * 7919) % 101);
  again = g_memdup2 (circles, MAX (n, 1) * sizeof *circles);
  igny_map_pack (circles, n);
  igny_map_pack (again, n);
  g_assert_cmpmem (circles, n * sizeof *circles, again, n * sizeof *circles);
  check_apart (circles, n);
  all = igny_map_enclose (circles, n);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpfloat (get_distance (&all, &circles[i]) + circles[i].r, <=, all.r * (1 + 1e-9));
      area += circles[i].r * circles[i].r;
    }
  if (n > 10)
    g_assert_cmpfloat (area / (all.r * all.r), >, 0.6);
}

static void
test_pack (void)
{
  static const guint sizes[] = { 0, 1, 2, 3, 4, 5, 8, 33, 400, 2000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    check_pack (sizes[i]);
}

/* --- a store with the sample project ------------------------------------------------- */

typedef struct
{
  char      *folder;
  IgnyStore *store;
  IgnyScope  scope;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  IgnyRun run = { 0 };

  fixture->folder = igny_test_folder_new ();
  fixture->store = igny_store_open (igny_env_get_system (), fixture->folder, NULL, NULL, &error);
  g_assert_no_error (error);
  run.store = fixture->store;
  igny_sample_build (&run, &fixture->scope, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  igny_store_close (fixture->store);
  g_clear_object (&fixture->store);
  igny_test_folder_free (fixture->folder);
}

typedef struct
{
  const char *sql;
  gint64      row;
  gint64      answer;
} Question;

static gboolean
ask_number (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Question *question = data;

  return igny_db_get_integer (db, question->sql, IGNY_BINDS (IGNY_BIND_INT (question->row)),
                              &question->answer, error);
}

static gint64
ask (Fixture    *fixture,
     const char *sql,
     gint64      row)
{
  g_autoptr(GError) error = NULL;
  Question question = { sql, row, 0 };

  igny_store_read (fixture->store, ask_number, &question, NULL, &error);
  g_assert_no_error (error);
  return question.answer;
}

#define N_KEYWORDS "SELECT count(*) FROM keywords WHERE deleted_step IS NULL AND ?1 = ?1"
#define VOLUME "SELECT sum(volume) FROM keywords WHERE deleted_step IS NULL AND ?1 = ?1"
#define N_CLUSTERS "SELECT count(*) FROM clusters WHERE deleted_step IS NULL AND ?1 = ?1"
#define CLUSTER_VOLUME \
  "SELECT ifnull(sum(volume), 0) FROM keywords WHERE cluster = ?1 AND deleted_step IS NULL"
#define TENTH                                                                           \
  "SELECT v FROM (SELECT sum(volume) AS v FROM keywords WHERE cluster IS NOT NULL AND " \
  "deleted_step IS NULL AND ?1 = ?1 GROUP BY cluster ORDER BY v DESC LIMIT 10) ORDER BY v LIMIT 1"

static void
check_trend (const IgnyHomeFigure *figure)
{
  g_assert_cmpint (figure->fresh, ==, figure->count);
  g_assert_cmpint (figure->before, ==, 0);
  g_assert_cmpint (figure->trend[0], ==, 0);
  g_assert_cmpint (figure->trend[IGNY_HOME_WEEKS - 1], ==, figure->count);
}

static void
test_home (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  IgnyHomeFigures   *figures = igny_home_figures_new (fixture->store, &fixture->scope,
                                                      IGNY_HOME_DASHBOARD);
  const IgnyHomeBar *last;

  igny_store_read (fixture->store, igny_home_figures_read, figures, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (figures->stages[IGNY_HOME_KEYWORDS].count, ==, ask (fixture, N_KEYWORDS, 0));
  g_assert_cmpint (figures->searches.count, ==, ask (fixture, VOLUME, 0));
  check_trend (&figures->stages[IGNY_HOME_KEYWORDS]);
  check_trend (&figures->stages[IGNY_HOME_CLUSTERS]);
  check_trend (&figures->searches);
  g_assert_cmpuint (figures->clusters->len, ==, 10);
  last = figures->clusters->pdata[9];
  g_assert_cmpint (last->value, ==, ask (fixture, TENTH, 0));
  g_assert_cmpuint (figures->jobs->len, ==, 0);
  igny_home_figures_unref (figures);
}

static GPtrArray *
list_labels (IgnyHomeFigures *figures)
{
  GPtrArray *labels = g_ptr_array_new ();

  for (guint i = 0; i < figures->events->len; i++)
    g_ptr_array_add (labels, ((IgnyHomeEvent *) figures->events->pdata[i])->label);
  return labels;
}

static gboolean
add_profile (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  static const IgnyAssignment values[] = { { "name", "Calm" } };
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  gint64 row;

  return igny_edit_add (step, &igny_author_profile_entity, 0, 0, values, 1, &row, errors,
                        error);
}

/* The home of a module tells of its own work only. */
static void
test_modules (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  IgnyHomeFigures *thinker = igny_home_figures_new (fixture->store, &fixture->scope,
                                                    IGNY_HOME_THINKER);
  IgnyHomeFigures *planner = igny_home_figures_new (fixture->store, &fixture->scope,
                                                    IGNY_HOME_PLANNER);
  g_autoptr(GPtrArray) labels = NULL;
  g_autoptr(GPtrArray) others = NULL;

  igny_store_write (fixture->store, IGNY_STEP_DO, "Add a voice", add_profile, NULL, NULL, &error);
  g_assert_no_error (error);
  igny_store_read (fixture->store, igny_home_figures_read, thinker, NULL, &error);
  g_assert_no_error (error);
  igny_store_read (fixture->store, igny_home_figures_read, planner, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (thinker->means[IGNY_HOME_PROFILES].count, ==, 1);
  g_assert_cmpint (thinker->means[IGNY_HOME_PROFILES].fresh, ==, 1);
  g_assert_cmpint (thinker->means[IGNY_HOME_STRATEGIES].count, ==, 0);
  labels = list_labels (thinker);
  others = list_labels (planner);
  g_assert_cmpuint (labels->len, ==, 1);
  g_assert_cmpuint (others->len, >, 0);
  for (guint i = 0; i < others->len; i++)
    g_assert_cmpstr (others->pdata[i], !=, labels->pdata[0]);
  g_assert_cmpint (planner->stages[IGNY_HOME_KEYWORDS].count, ==, ask (fixture, N_KEYWORDS, 0));
  igny_home_figures_unref (thinker);
  igny_home_figures_unref (planner);
}

/* --- the map ------------------------------------------------------------------------- */

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  IgnyMapData **data = user_data;

  *data = igny_map_data_load_finish (result, &error);
  g_assert_no_error (error);
}

static IgnyMapData *
load_map (Fixture *fixture)
{
  IgnyMapData *data = NULL;

  igny_map_data_load_async (fixture->store, &fixture->scope, NULL, loaded_cb, &data);
  while (data == NULL)
    g_main_context_iteration (NULL, TRUE);
  return data;
}

static void
check_inside (const IgnyMapData *data,
              guint              i)
{
  const IgnyMapNode *node = igny_map_data_get (data, i);
  const IgnyMapNode *parent = igny_map_data_get (data, node->parent);

  g_assert_cmpint (node->level, ==, parent->level + (node->parent != i));
  g_assert_cmpfloat (get_distance (&node->circle, &parent->circle) + node->circle.r, <=,
                     parent->circle.r * 1.001);
}

static void
test_map (Fixture      *fixture,
          gconstpointer user_data)
{
  g_autoptr(IgnyMapData) data = load_map (fixture);
  gint64 volume = 0;

  g_assert_cmpuint (data->n_sectors, ==, 1);
  g_assert_cmpint (data->n_clusters, ==,
                   ask (fixture, N_CLUSTERS, 0));
  g_assert_cmpint (data->n_all, ==, data->n_clusters);
  for (guint i = 0; i < data->nodes->len; i++)
    {
      const IgnyMapNode *node = igny_map_data_get (data, i);

      check_inside (data, i);
      for (guint j = 0; j < i; j++)
        if (igny_map_data_get (data, j)->parent == node->parent && j != node->parent)
          check_apart ((IgnyMapCircle[2]){ node->circle, igny_map_data_get (data, j)->circle }, 2);
      if (node->level != IGNY_MAP_CLUSTER)
        continue;
      g_assert_cmpint (node->volume, ==, ask (fixture, CLUSTER_VOLUME, node->row));
      volume += node->volume;
    }
  g_assert_cmpint (igny_map_data_get (data, 0)->volume, ==, volume);
}

/* From every cluster one comes to every other one by the arrows. */
#define MANY 20001

static gboolean
add_many_ideas (IgnyStep     *step,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  return igny_db_exec (igny_step_get_db (step),
                       "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <"
                       " ?1) INSERT INTO ideas (id, account, created_at, updated_at, site, sector,"
                       " idea_title, keyword_cluster, status) SELECT randomblob (16), account,"
                       " created_at, updated_at, site, sector, 'Idea ' || i, keyword_cluster, 'new'"
                       " FROM n, (SELECT * FROM ideas WHERE keyword_cluster IS NOT NULL LIMIT 1)",
                       IGNY_BINDS (IGNY_BIND_INT (MANY)), error);
}

/* What is not on the map is told. */
static void
test_cut (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr(IgnyMapData) before = load_map (fixture);
  g_autoptr(IgnyMapData) after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (before->n_leaves, >, 0);
  g_assert_cmpint (before->n_every, ==, before->n_leaves);
  igny_store_write (fixture->store, IGNY_STEP_DO, "Add ideas", add_many_ideas, NULL, NULL, &error);
  g_assert_no_error (error);
  after = load_map (fixture);
  g_assert_cmpuint (after->n_leaves, ==, IGNY_MAP_MOST_LEAVES);
  g_assert_cmpint (after->n_every, ==, before->n_every + MANY);
}

static void
test_walk (Fixture      *fixture,
           gconstpointer user_data)
{
  static const int ways[4][2] = { { -1, 0 }, { 1, 0 }, { 0, -1 }, { 0, 1 } };
  g_autoptr(IgnyMapData) data = load_map (fixture);
  g_autofree gboolean *seen = g_new0 (gboolean, data->nodes->len);
  g_autoptr(GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = data->n_sectors;

  seen[first] = TRUE;
  g_array_append_val (queue, first);
  for (guint i = 0; i < queue->len; i++)
    for (guint way = 0; way < G_N_ELEMENTS (ways); way++)
      {
        guint next = igny_map_walk_find_next (data, g_array_index (queue, guint, i), ways[way][0],
                                              ways[way][1]);

        if (!seen[next])
          g_array_append_val (queue, next);
        seen[next] = TRUE;
      }
  g_assert_cmpuint (queue->len, ==, data->n_clusters);
  for (guint i = 0; i < data->nodes->len; i++)
    {
      const IgnyMapNode *node = igny_map_data_get (data, i);

      g_assert_cmpuint (igny_map_walk_find_same (data, node), ==, i);
      if (node->level == IGNY_MAP_LEAF)
        g_assert_cmpuint (
            igny_map_walk_find_at (data, node->circle.x, node->circle.y, 1e6), ==, i);
    }
}

/* --- the calendar -------------------------------------------------------------------- */

static void
check_month (int         year,
             int         month,
             int         weekday,
             const char *wanted,
             int         wanted_weeks)
{
  g_autoptr(GDateTime) date = g_date_time_new_utc (year, month, 17, 12, 0, 0);
  int n_weeks;
  g_autoptr(GDateTime) first = igny_calendar_data_get_first (date, weekday, &n_weeks);
  g_autofree char *text = g_date_time_format (first, "%F %T");

  g_assert_cmpstr (text, ==, wanted);
  g_assert_cmpint (n_weeks, ==, wanted_weeks);
}

static void
test_month (void)
{
  check_month (2026, 11, 1, "2026-10-26 00:00:00", 6);
  check_month (2026, 11, 7, "2026-11-01 00:00:00", 5);
  check_month (2027, 2, 1, "2027-02-01 00:00:00", 4);
  check_month (2024, 2, 7, "2024-01-28 00:00:00", 5);
}

static gboolean
plan_all (IgnyStep     *step,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  return igny_db_exec (igny_step_get_db (step),
                       "UPDATE content SET status = 'approved', is_brief = 0, scheduled_at ="
                       " iif(row = (SELECT min (row) FROM content), NULL, 1000)",
                       NULL, error);
}

static void
check_calendar (Fixture         *fixture,
                const IgnyScope *scope,
                guint            n_posts,
                guint            n_wishes)
{
  IgnyCalendarData *data = igny_calendar_data_new (scope, 0, 2000, 0);
  g_autoptr(GError) error = NULL;

  igny_store_read (fixture->store, igny_calendar_data_read, data, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (data->posts->len, ==, n_posts);
  g_assert_cmpuint (data->wishes->len, ==, n_wishes);
  igny_calendar_data_unref (data);
}

/* The calendar is of the sector that is chosen. */
static void
test_sector (Fixture      *fixture,
             gconstpointer data)
{
  IgnyScope other = { fixture->scope.site, fixture->scope.sector + 1000 };
  IgnyScope site = { fixture->scope.site, 0 };
  g_autoptr(GError) error = NULL;

  igny_store_write (fixture->store, IGNY_STEP_DO, "Plan", plan_all, NULL, NULL, &error);
  g_assert_no_error (error);
  check_calendar (fixture, &fixture->scope, 3, 1);
  check_calendar (fixture, &site, 3, 1);
  check_calendar (fixture, &other, 0, 0);
}

/* The same hour, also over a change of the clocks. */
static void
test_days (void)
{
  IgnyCalendarData *data = igny_calendar_data_new (&(IgnyScope){ 0, 0 }, 0, 0, 0);
  g_autoptr(GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr(GDateTime) before = NULL;
  g_autoptr(GDateTime) after = NULL;
  gint64 at;

  if (zone == NULL)
    {
      g_test_skip ("no time zones are installed");
      igny_calendar_data_unref (data);
      return;
    }
  g_time_zone_unref (data->zone);
  data->zone = g_time_zone_ref (zone);
  before = g_date_time_new (zone, 2026, 10, 24, 9, 0, 0);
  after = g_date_time_new (zone, 2026, 10, 26, 9, 0, 0);
  at = igny_calendar_data_add_days (data, g_date_time_to_unix (before) * 1000, 2);
  g_assert_cmpint (at, ==, g_date_time_to_unix (after) * 1000);
  g_assert_cmpint (igny_calendar_data_add_days (data, at, -2), ==,
                   g_date_time_to_unix (before) * 1000);
  igny_calendar_data_unref (data);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pictures/pack", test_pack);
  g_test_add ("/pictures/home", Fixture, NULL, set_up, test_home, tear_down);
  g_test_add ("/pictures/modules", Fixture, NULL, set_up, test_modules, tear_down);
  g_test_add ("/pictures/map", Fixture, NULL, set_up, test_map, tear_down);
  g_test_add ("/pictures/walk", Fixture, NULL, set_up, test_walk, tear_down);
  g_test_add ("/pictures/cut", Fixture, NULL, set_up, test_cut, tear_down);
  g_test_add ("/pictures/sector", Fixture, NULL, set_up, test_sector, tear_down);
  g_test_add_func ("/pictures/month", test_month);
  g_test_add_func ("/pictures/days", test_days);
  return g_test_run ();
}
