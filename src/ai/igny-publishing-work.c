/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-publishing-work.h"

#include <glib/gi18n.h>

#include "igny-json.h"
#include "igny-publishing-plan.h"
#include "igny-queue-runner.h"

#define FUNCTION "publish_content"
#define MINUTE_MS (G_GINT64_CONSTANT (60) * 1000)
#define MOST_PLANNED 50
/* What failed is tried again after 5, 10, 20 … minutes, at most after 6 hours. */
#define FIRST_PAUSE_MS (5 * MINUTE_MS)
#define LONGEST_PAUSE_MS (360 * MINUTE_MS)

typedef struct
{
  const IgnyRun       *run;
  const IgnyFunctions *functions;
  gint64               now;
  GArray              *sites; /* of gint64: those that publish by themselves */
  gint64               next;
  guint                n_asked;

  /* Of one site. */
  gint64  site;
  gint64  n_open;      /* of its posts in the queue */
  gint64  n_unplanned; /* that a free time is there for */
  GArray *due;         /* of IgnyScheduleDue */
  GArray *rows;        /* of due: to be published now */
} Publishing;

static void
come_at (Publishing *self,
         gint64      at)
{
  if (at != IGNY_UNKNOWN && (self->next == IGNY_UNKNOWN || at < self->next))
    self->next = at;
}

static gboolean
list_sites_cb (IgnyDb       *db,
               gpointer      data,
               GCancellable *cancellable,
               GError      **error)
{
  Publishing *self = data;
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = igny_db_query (
      db,
      "SELECT s.row FROM sites s JOIN publishing_settings p ON p.site = s.row AND"
      " p.auto_publish = 1 AND p.deleted_step IS NULL WHERE s.is_active = 1 AND"
      " s.deleted_step IS NULL AND s.account = my_account () ORDER BY s.row",
      NULL, error);

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      g_array_append_val (self->sites, row);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* When a post that failed may be tried again; 0: at once. */
static gboolean
find_retry (IgnyDb  *db,
            gint64   row,
            gint64   at,
            gint64  *retry_at,
            GError **error)
{
  g_autoptr(GError) local = NULL;
  g_autofree char *rows = g_strdup_printf ("[%" G_GINT64_FORMAT "]", row);
  g_autoptr(IgnyCursor) cursor = igny_db_query (
      db,
      "SELECT count(*), max(finished_at) FROM queue_items WHERE function = '" FUNCTION "' AND"
      " rows = ?1 AND state IN ('failed', 'cancelled') AND finished_at >= ?2 AND"
      " account = my_account ()",
      IGNY_BINDS (IGNY_BIND_TEXT (rows), IGNY_BIND_INT (at)), error);

  *retry_at = 0;
  if (cursor == NULL)
    return FALSE;
  if (igny_cursor_next (cursor, &local) && igny_cursor_get_integer (cursor, 0) > 0)
    {
      gint64 n = MIN (igny_cursor_get_integer (cursor, 0), 8);

      *retry_at = igny_cursor_get_integer (cursor, 1) +
                  MIN (FIRST_PAUSE_MS << (n - 1), LONGEST_PAUSE_MS);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
choose (Publishing *self,
        IgnyDb     *db,
        GError    **error)
{
  for (guint i = 0; i < self->due->len; i++)
    {
      const IgnyScheduleDue *due = &g_array_index (self->due, IgnyScheduleDue, i);
      gint64                 retry_at;

      if (due->move_to != IGNY_UNKNOWN)
        continue;
      if (!find_retry (db, due->row, due->at, &retry_at, error))
        return FALSE;
      if (retry_at <= self->now)
        g_array_append_val (self->rows, due->row);
      else
        come_at (self, retry_at);
    }
  return TRUE;
}

static gboolean
check_free (Publishing *self,
            IgnyDb     *db,
            GError    **error)
{
  g_autoptr(GArray) times = igny_publishing_plan_list_free (db, self->site, self->now, 1, error);

  if (times == NULL)
    return FALSE;
  if (times->len == 0)
    self->n_unplanned = 0;
  return TRUE;
}

static gboolean
look_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Publishing *self = data;

  if (!igny_db_get_integer (db,
                            "SELECT count(*) FROM queue_items WHERE function = '" FUNCTION "' AND"
                            " site = ?1 AND state IN ('queued', 'paused', 'running') AND"
                            " account = my_account ()",
                            IGNY_BINDS (IGNY_BIND_INT (self->site)), &self->n_open, error) ||
      !igny_db_get_integer (db,
                            "SELECT count(*) FROM content WHERE site = ?1 AND is_brief = 0 AND"
                            " status = 'approved' AND scheduled_at IS NULL AND site_status IN"
                            " ('not_published', 'failed') AND account = my_account () AND"
                            " deleted_step IS NULL",
                            IGNY_BINDS (IGNY_BIND_INT (self->site)), &self->n_unplanned, error) ||
      (self->n_unplanned > 0 && !check_free (self, db, error)))
    return FALSE;
  g_clear_pointer (&self->due, g_array_unref);
  self->due = igny_publishing_plan_find_due (db, self->site, self->now, error);
  return self->due != NULL && choose (self, db, error);
}

static gboolean
fill_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Publishing *self = data;
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  return igny_publishing_plan_fill (step, self->site, MOST_PLANNED, rows, error);
}

static gboolean
move_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Publishing *self = data;
  guint       n = 0;

  for (guint i = 0; i < self->due->len; i++)
    {
      const IgnyScheduleDue *due = &g_array_index (self->due, IgnyScheduleDue, i);

      if (due->move_to == IGNY_UNKNOWN || due->move_to == due->at)
        continue;
      if (!igny_publishing_plan_move (step, due->row, due->move_to, error))
        return FALSE;
      n++;
    }
  igny_step_set_label (step,
                       ngettext ("Give %u text whose time has passed another one",
                                 "Give %u texts whose times have passed other ones", n),
                       n);
  return TRUE;
}

static gboolean
has_moves (const Publishing *self)
{
  for (guint i = 0; i < self->due->len; i++)
    {
      const IgnyScheduleDue *due = &g_array_index (self->due, IgnyScheduleDue, i);

      if (due->move_to != IGNY_UNKNOWN && due->move_to != due->at)
        return TRUE;
    }
  return FALSE;
}

static gboolean
ask_queue (Publishing *self,
           GError    **error)
{
  IgnyQueueRequest request = { .function = igny_functions_find (self->functions, FUNCTION) };
  IgnyQueueAdded   added = { 0 };
  g_autoptr(JsonObject) options = json_object_new ();
  g_autoptr(IgnyQueueRunner) runner = NULL;

  if (request.function == NULL)
    return TRUE;
  json_object_set_string_member (options, "as", "publish");
  request.call.scope.site = self->site;
  request.call.engine = IGNY_ENGINE_OFFLINE;
  request.call.rows = (const gint64 *) (gpointer) self->rows->data;
  request.call.n_rows = self->rows->len;
  request.call.options = options;
  if (!igny_queue_add (self->run, &request, &added, error))
    return FALSE;
  self->n_asked += added.n_rows;
  runner = igny_queue_runner_find (self->run->store);
  if (runner != NULL)
    igny_queue_runner_wake (runner);
  return TRUE;
}

static gboolean
publish_site (Publishing *self,
              GError    **error)
{
  IgnyStore *store = self->run->store;

  g_array_set_size (self->rows, 0);
  if (!igny_store_read (store, look_cb, self, self->run->cancellable, error))
    return FALSE;
  if (self->n_unplanned > 0 &&
      !igny_store_write (store, IGNY_STEP_DO, "Plan texts", fill_cb, self, NULL, error))
    return FALSE;
  if (self->n_open > 0)
    {
      come_at (self, self->now + MINUTE_MS);
      return TRUE;
    }
  if (has_moves (self) &&
      !igny_store_write (store, IGNY_STEP_DO, "Plan texts anew", move_cb, self, NULL, error))
    return FALSE;
  return self->rows->len == 0 || ask_queue (self, error);
}

static gboolean
next_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Publishing *self = data;
  gint64      at;

  if (!igny_publishing_plan_find_next (db, self->now, &at, error))
    return FALSE;
  come_at (self, at);
  return TRUE;
}

gboolean
igny_publishing_work (const IgnyRun       *run,
                      const IgnyFunctions *functions,
                      gint64              *next,
                      guint               *n_asked,
                      GError             **error)
{
  Publishing self = { .run = run, .functions = functions, .next = IGNY_UNKNOWN };
  gboolean   ok;

  g_return_val_if_fail (run != NULL && functions != NULL, FALSE);
  g_return_val_if_fail (next != NULL && n_asked != NULL, FALSE);

  self.now = igny_env_now_ms (igny_store_get_env (run->store));
  self.sites = g_array_new (FALSE, FALSE, sizeof (gint64));
  self.rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  ok = igny_store_read (run->store, list_sites_cb, &self, run->cancellable, error);
  for (guint i = 0; ok && i < self.sites->len; i++)
    {
      self.site = g_array_index (self.sites, gint64, i);
      ok = publish_site (&self, error);
    }
  ok = ok && igny_store_read (run->store, next_cb, &self, run->cancellable, error);
  g_array_unref (self.sites);
  g_array_unref (self.rows);
  g_clear_pointer (&self.due, g_array_unref);
  *next = self.next;
  *n_asked = self.n_asked;
  return ok;
}
