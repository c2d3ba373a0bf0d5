/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-home-store.h"

#include "igny-choices.h"
#include "igny-job.h"
#include "igny-keyword.h"
#include "igny-records.h"
#include "igny-task.h"
#include "igny-undo.h"
#include "igny-view.h"

#define N_EVENTS 8
#define N_CLUSTERS 10

/* ?1 is the site and ?2 the sector, 0 for all; ?3 is now. */
#define SCOPED " deleted_step IS NULL AND (?1 = 0 OR site = ?1) AND (?2 = 0 OR sector = ?2)"
#define MONTH "2592000000"
#define WEEK "604800000"
/* Of those that condition lets through: how many are from this month, from the one before, and
 * how many there were at the end of each week but the last. */
/* clang-format off */
#define COUNT(condition, rest) "count(*) FILTER (WHERE " condition " AND " rest ")"
#define SINCE(at, condition, weeks) COUNT (condition, at " <= ?3 - " weeks " * " WEEK)
#define GROWTH(at, condition) \
  COUNT (condition, at " > ?3 - " MONTH) ", " \
  COUNT (condition, at " <= ?3 - " MONTH " AND " at " > ?3 - 2 * " MONTH) ", " \
  SINCE (at, condition, "7") ", " SINCE (at, condition, "6") ", " SINCE (at, condition, "5") ", " \
  SINCE (at, condition, "4") ", " SINCE (at, condition, "3") ", " SINCE (at, condition, "2") ", " \
  SINCE (at, condition, "1")
/* clang-format on */
#define GREW GROWTH ("created_at", "true")

/* clang-format off */
static const struct
{
  IgnyHomeStage stage;
  const char   *sql;
} stages[] = {
  { IGNY_HOME_SITES,
    "SELECT count(*), 0, " GREW " FROM sites WHERE deleted_step IS NULL AND (?1 = 0 OR row = ?1) AND ?2 = ?2" },
  { IGNY_HOME_CLUSTERS,
    "SELECT count(*), count(*) FILTER (WHERE status = 'new' AND EXISTS (SELECT 1 FROM keywords k"
    " WHERE k.cluster = clusters.row AND k.deleted_step IS NULL)), " GREW " FROM clusters WHERE" SCOPED },
  { IGNY_HOME_IDEAS,
    "SELECT count(*), count(*) FILTER (WHERE status = 'new'), " GREW " FROM ideas WHERE" SCOPED },
  { IGNY_HOME_TASKS,
    "SELECT count(*), count(*) FILTER (WHERE status = 'queued'), " GREW " FROM tasks WHERE" SCOPED },
  { IGNY_HOME_CONTENT,
    "SELECT count(*), count(*) FILTER (WHERE NOT is_brief AND status IN ('draft', 'review')), " GREW
    " FROM content WHERE" SCOPED },
  { IGNY_HOME_IMAGES,
    "SELECT count(*), count(*) FILTER (WHERE status = 'pending'), " GREW " FROM images WHERE" SCOPED },
  { IGNY_HOME_PUBLISHED,
    "SELECT count(*) FILTER (WHERE status = 'published'),"
    " count(*) FILTER (WHERE NOT is_brief AND status = 'approved'),"
    " " GROWTH ("published_at", "status = 'published'") " FROM content WHERE" SCOPED },
};
/* clang-format on */

#define STATUSES_SQL \
  "SELECT status, count(*) FROM tasks WHERE" SCOPED " AND ?3 = ?3 GROUP BY status"
#define SPEND_SQL                                                                          \
  "SELECT cast(julianday(date(?1 / 1000, 'unixepoch', 'localtime')) - "                    \
  "julianday(date(created_at / 1000, 'unixepoch', 'localtime')) AS INTEGER) AS age, "      \
  "sum(cost_usd) FROM credit_usage_logs WHERE created_at >= ?1 - 1296000000 AND cost_usd " \
  "IS NOT NULL AND deleted_step IS NULL GROUP BY age"
/* Steps are looked through from the newest on, and not all of a long history. */
#define EVENTS(which)                                                                   \
  "SELECT step, label, at, undone IS NOT NULL FROM steps WHERE kind IN ('do', 'undo', " \
  "'redo')" which " ORDER BY step DESC LIMIT ?1"
#define TOUCHED(tables)                                                                        \
  " AND step > (SELECT max (step) FROM steps) - 1000 AND EXISTS (SELECT 1 FROM changes WHERE " \
  "changes.step = steps.step AND tbl IN (" tables "))"
#define CLUSTER_SQL "SELECT name FROM clusters WHERE row = ?1 AND deleted_step IS NULL"
#define JOBS_SQL "state = 'running'"

/* clang-format off */
static const char *const events[] = {
  [IGNY_HOME_DASHBOARD] = EVENTS (""),
  [IGNY_HOME_PLANNER] = EVENTS (TOUCHED ("'keywords', 'clusters', 'ideas'")),
  [IGNY_HOME_WRITER] = EVENTS (TOUCHED ("'tasks', 'content', 'images'")),
  [IGNY_HOME_THINKER] = EVENTS (TOUCHED ("'ai_prompts', 'author_profiles', 'strategies'")),
};

static const char *const means[] = {
  [IGNY_HOME_PROMPTS] = "SELECT count(*), 0, " GREW
    " FROM ai_prompts WHERE deleted_step IS NULL AND account = my_account() AND ?1 = ?1 AND ?2 = ?2",
  [IGNY_HOME_PROFILES] = "SELECT count(*), 0, " GREW
    " FROM author_profiles WHERE deleted_step IS NULL AND account = my_account() AND ?1 = ?1 AND ?2 = ?2",
  [IGNY_HOME_STRATEGIES] = "SELECT count(*), 0, " GREW
    " FROM strategies WHERE deleted_step IS NULL AND account = my_account() AND ?1 = ?1 AND ?2 = ?2",
};
/* clang-format on */

/* Of the whole file: the column arrays hold them, but not across scopes. */
#define ANYWHERE_SQL "SELECT EXISTS (SELECT 1 FROM keywords WHERE deleted_step IS NULL)"

static void
bar_free (gpointer data)
{
  g_free (((IgnyHomeBar *) data)->label);
  g_free (data);
}

static void
event_free (gpointer data)
{
  g_free (((IgnyHomeEvent *) data)->label);
  g_free (data);
}

IgnyHomeFigures *
igny_home_figures_new (IgnyStore       *store,
                       const IgnyScope *scope,
                       IgnyHomeModule   module)
{
  IgnyHomeFigures *self = g_atomic_rc_box_new0 (IgnyHomeFigures);

  self->store = g_object_ref (store);
  self->scope = *scope;
  self->module = module;
  self->now = igny_env_now_ms (igny_store_get_env (store));
  self->intents = g_ptr_array_new_with_free_func (bar_free);
  self->statuses = g_ptr_array_new_with_free_func (bar_free);
  self->clusters = g_ptr_array_new_with_free_func (bar_free);
  self->events = g_ptr_array_new_with_free_func (event_free);
  return self;
}

static void
clear (gpointer data)
{
  IgnyHomeFigures *self = data;

  g_object_unref (self->store);
  g_ptr_array_unref (self->intents);
  g_ptr_array_unref (self->statuses);
  g_ptr_array_unref (self->clusters);
  g_ptr_array_unref (self->events);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
}

IgnyHomeFigures *
igny_home_figures_ref (IgnyHomeFigures *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
igny_home_figures_unref (IgnyHomeFigures *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static void
add_bar (GPtrArray  *bars,
         const char *label,
         gint64      value)
{
  IgnyHomeBar *bar = g_new0 (IgnyHomeBar, 1);

  bar->label = g_strdup (label);
  bar->value = value;
  g_ptr_array_add (bars, bar);
}

static gboolean
take (GError **error,
      GError  *local)
{
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static IgnyCursor *
ask (IgnyHomeFigures *self,
     IgnyDb          *db,
     const char      *sql,
     GError         **error)
{
  return igny_db_query (db, sql,
                        IGNY_BINDS (IGNY_BIND_INT (self->scope.site),
                                    IGNY_BIND_INT (self->scope.sector),
                                    IGNY_BIND_INT (self->now)),
                        error);
}

static gboolean
read_figure (IgnyHomeFigures *self,
             IgnyDb          *db,
             const char      *sql,
             IgnyHomeFigure  *figure,
             GError         **error)
{
  g_autoptr(IgnyCursor) cursor = ask (self, db, sql, error);

  if (cursor == NULL || !igny_cursor_next (cursor, error))
    return FALSE;
  figure->count = igny_cursor_get_integer (cursor, 0);
  figure->waiting = igny_cursor_get_integer (cursor, 1);
  figure->fresh = igny_cursor_get_integer (cursor, 2);
  figure->before = igny_cursor_get_integer (cursor, 3);
  for (int j = 0; j < IGNY_HOME_WEEKS - 1; j++)
    figure->trend[j] = igny_cursor_get_integer (cursor, 4 + j);
  figure->trend[IGNY_HOME_WEEKS - 1] = figure->count;
  return TRUE;
}

static gboolean
read_means (IgnyHomeFigures *self,
            IgnyDb          *db,
            GError         **error)
{
  for (guint i = 0; i < IGNY_HOME_N_MEANS; i++)
    if (!read_figure (self, db, means[i], &self->means[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
read_stages (IgnyHomeFigures *self,
             IgnyDb          *db,
             GError         **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (!read_figure (self, db, stages[i].sql, &self->stages[stages[i].stage], error))
      return FALSE;
  return igny_db_get_integer (db,
                              "SELECT count(*) FROM content WHERE is_brief AND" SCOPED,
                              IGNY_BINDS (IGNY_BIND_INT (self->scope.site),
                                          IGNY_BIND_INT (self->scope.sector)),
                              &self->briefs, error) &&
         igny_db_get_integer (db, ANYWHERE_SQL, NULL, &self->anywhere, error);
}

static gboolean
read_bars (IgnyHomeFigures *self,
           IgnyDb          *db,
           const char      *sql,
           GPtrArray       *bars,
           GError         **error)
{
  g_autoptr(IgnyCursor) cursor = ask (self, db, sql, error);
  GError *local = NULL;

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    add_bar (bars, igny_cursor_get_text (cursor, 0), igny_cursor_get_integer (cursor, 1));
  return take (error, local);
}

/* Keywords may be a million, so they are counted in the column arrays. */
static IgnyViewResult *
run_view (IgnyHomeFigures *self,
          IgnyDb          *db,
          IgnyView        *view,
          GCancellable    *cancellable,
          GError         **error)
{
  igny_view_set_scope (view, self->scope.site, self->scope.sector);
  return igny_view_run (view, self->store, db, cancellable, error);
}

static gboolean
count_waiting (IgnyHomeFigures *self,
               IgnyDb          *db,
               GCancellable    *cancellable,
               GError         **error)
{
  g_autoptr(IgnyView) view = igny_view_new (&igny_keyword_entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(IgnyViewResult) result = NULL;

  igny_view_parse_filter (view, "cluster=", errors);
  igny_view_parse_filter (view, "status!=archived", errors);
  if (!igny_errors_to_gerror (errors, error))
    return FALSE;
  igny_view_set_no_rows (view, TRUE);
  result = run_view (self, db, view, cancellable, error);
  if (result == NULL)
    return FALSE;
  self->stages[IGNY_HOME_KEYWORDS].waiting = (gint64) result->n_rows;
  return TRUE;
}

typedef struct
{
  gint64 count;
  gint64 volume;
} Sum;

/* What there was at a time, of what there is now. */
static gboolean
sum_until (IgnyHomeFigures *self,
           IgnyDb          *db,
           gint64           age,
           Sum             *sum,
           GCancellable    *cancellable,
           GError         **error)
{
  g_autoptr(IgnyView) view = igny_view_new (&igny_keyword_entity);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autofree char *time = igny_number_to_iso8601 (self->now - age);
  g_autoptr(IgnyViewResult) result = NULL;

  igny_view_add_sum (view, (IgnySum){ igny_entity_find_field (&igny_keyword_entity, "volume"),
                                      IGNY_SUM_TOTAL, NULL });
  igny_view_add_filter (view, "created_at", IGNY_FILTER_AT_MOST, time, errors);
  if (!igny_errors_to_gerror (errors, error))
    return FALSE;
  igny_view_set_no_rows (view, TRUE);
  result = run_view (self, db, view, cancellable, error);
  if (result == NULL)
    return FALSE;
  sum->count = (gint64) result->n_rows;
  sum->volume = MAX (result->sums[0], 0);
  return TRUE;
}

/* A view counts a million keywords in some milliseconds. */
static gboolean
read_growth (IgnyHomeFigures *self,
             IgnyDb          *db,
             GCancellable    *cancellable,
             GError         **error)
{
  IgnyHomeFigure *keywords = &self->stages[IGNY_HOME_KEYWORDS];
  IgnyHomeFigure *searches = &self->searches;
  Sum             month;
  Sum             two;

  if (!sum_until (self, db, IGNY_HOME_MONTH, &month, cancellable, error) ||
      !sum_until (self, db, 2 * IGNY_HOME_MONTH, &two, cancellable, error))
    return FALSE;
  keywords->fresh = keywords->count - month.count;
  keywords->before = month.count - two.count;
  searches->fresh = MAX (searches->count, 0) - month.volume;
  searches->before = month.volume - two.volume;
  for (int i = 0; i < IGNY_HOME_WEEKS; i++)
    {
      Sum week;

      if (!sum_until (self, db, (IGNY_HOME_WEEKS - 1 - i) * IGNY_HOME_WEEK, &week, cancellable,
                      error))
        return FALSE;
      keywords->trend[i] = week.count;
      searches->trend[i] = week.volume;
    }
  return TRUE;
}

static int
compare_totals (gconstpointer a,
                gconstpointer b)
{
  const IgnyFacetValue *left = a;
  const IgnyFacetValue *right = b;

  if (left->total != right->total)
    return left->total > right->total ? -1 : 1;
  return (left->number > right->number) - (left->number < right->number);
}

/* The clusters with most searches, by name. */
static gboolean
read_clusters (IgnyHomeFigures *self,
               IgnyDb          *db,
               IgnyFacet       *facet,
               GError         **error)
{
  g_array_sort (facet->values, compare_totals);
  for (guint i = 0; i < facet->values->len && self->clusters->len < N_CLUSTERS; i++)
    {
      const IgnyFacetValue *value = &g_array_index (facet->values, IgnyFacetValue, i);
      g_autoptr(IgnyCursor) cursor = NULL;
      GError *local = NULL;

      if (value->total <= 0 || value->number == 0)
        continue;
      cursor = igny_db_query (db, CLUSTER_SQL, IGNY_BINDS (IGNY_BIND_INT (value->number)), error);
      if (cursor == NULL)
        return FALSE;
      if (igny_cursor_next (cursor, &local))
        add_bar (self->clusters, igny_cursor_get_text (cursor, 0), value->total);
      if (!take (error, local))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_keywords (IgnyHomeFigures *self,
               IgnyDb          *db,
               GCancellable    *cancellable,
               GError         **error)
{
  g_autoptr(IgnyView) view = igny_view_new (&igny_keyword_entity);
  const IgnyField *volume = igny_entity_find_field (&igny_keyword_entity, "volume");
  const IgnyField *cluster = igny_entity_find_field (&igny_keyword_entity, "cluster");
  const IgnyField *intent = igny_entity_find_field (&igny_keyword_entity, "intent");
  g_autoptr(IgnyViewResult) result = NULL;
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  IgnyHomeFigure *figure = &self->stages[IGNY_HOME_KEYWORDS];

  igny_view_add_sum (view, (IgnySum){ volume, IGNY_SUM_TOTAL, NULL });
  igny_view_add_sum (view, (IgnySum){ volume, IGNY_SUM_KNOWN, NULL });
  igny_view_add_sum (view, (IgnySum){ cluster, IGNY_SUM_KNOWN, NULL });
  for (const IgnyChoice *c = igny_choices_intent; c->word != NULL; c++)
    igny_view_add_sum (view, (IgnySum){ intent, IGNY_SUM_WORD, c->word });
  igny_view_add_facet (view, "cluster", errors);
  igny_view_set_facet_total (view, volume);
  igny_view_expect (view, "status");
  igny_view_expect (view, "created_at");
  igny_view_set_no_rows (view, TRUE);
  result = run_view (self, db, view, cancellable, error);
  if (result == NULL)
    return FALSE;
  figure->count = (gint64) result->n_rows;
  self->searches.count = result->sums[0];
  self->volume_known = result->sums[1];
  self->clustered = result->sums[2];
  for (const IgnyChoice *c = igny_choices_intent; c->word != NULL; c++)
    if (result->sums[3 + (c - igny_choices_intent)] > 0)
      add_bar (self->intents, c->word, result->sums[3 + (c - igny_choices_intent)]);
  return read_clusters (self, db, result->facets->pdata[0], error) &&
         count_waiting (self, db, cancellable, error) &&
         read_growth (self, db, cancellable, error);
}

static gboolean
read_spend (IgnyHomeFigures *self,
            IgnyDb          *db,
            GError         **error)
{
  g_autoptr(IgnyCursor) cursor = NULL;
  GError *local = NULL;

  cursor = igny_db_query (db, SPEND_SQL, IGNY_BINDS (IGNY_BIND_INT (self->now)), error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 age = igny_cursor_get_integer (cursor, 0);

      if (age >= 0 && age < IGNY_HOME_DAYS)
        self->spend[IGNY_HOME_DAYS - 1 - age] = igny_cursor_get_integer (cursor, 1);
    }
  return take (error, local);
}

static gboolean
read_events (IgnyHomeFigures *self,
             IgnyDb          *db,
             GError         **error)
{
  g_autoptr(IgnyCursor) cursor = NULL;
  GError  *local = NULL;
  IgnyUndo undo = { 0 };

  if (!igny_undo_peek (db, FALSE, &undo, error))
    return FALSE;
  self->undo = undo.step;
  igny_undo_clear (&undo);
  cursor = igny_db_query (db, events[self->module], IGNY_BINDS (IGNY_BIND_INT (N_EVENTS)), error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      IgnyHomeEvent *event = g_new0 (IgnyHomeEvent, 1);

      event->step = igny_cursor_get_integer (cursor, 0);
      event->label = g_strdup (igny_cursor_get_text (cursor, 1));
      event->at = igny_cursor_get_integer (cursor, 2);
      event->undone = igny_cursor_get_integer (cursor, 3) != 0;
      g_ptr_array_add (self->events, event);
    }
  return take (error, local);
}

static gboolean
read_jobs (IgnyHomeFigures *self,
           IgnyDb          *db,
           GError         **error)
{
  self->jobs = igny_records_select (db, &igny_job_entity, JOBS_SQL, "ORDER BY row DESC LIMIT 5",
                                    NULL, error);
  return self->jobs != NULL;
}

gboolean
igny_home_figures_read (IgnyDb       *db,
                        gpointer      data,
                        GCancellable *cancellable,
                        GError      **error)
{
  IgnyHomeFigures *self = data;

  gboolean plans = self->module == IGNY_HOME_DASHBOARD || self->module == IGNY_HOME_PLANNER;

  return read_stages (self, db, error) &&
         (!plans || read_keywords (self, db, cancellable, error)) &&
         read_bars (self, db, STATUSES_SQL, self->statuses, error) &&
         (self->module != IGNY_HOME_THINKER || read_means (self, db, error)) &&
         read_spend (self, db, error) && read_events (self, db, error) &&
         read_jobs (self, db, error);
}
