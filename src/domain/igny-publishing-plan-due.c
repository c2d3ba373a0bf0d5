/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-content.h"
#include "igny-publishing-plan.h"

#define ALIVE " AND account = my_account () AND deleted_step IS NULL"
/* Neither on the site nor on its way there. */
#define AWAY " AND status <> 'published' AND site_status IN ('not_published', 'failed')"
/* What a month that has begun can count. */
#define BACK_MS (G_GINT64_CONSTANT (32) * 86400 * 1000)

/* Appends what sql answers. */
static gboolean
collect (IgnyDb         *db,
         const char     *sql,
         const IgnyBind *binds,
         GArray         *numbers,
         GError        **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = igny_db_query (db, sql, binds, error);

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 number = igny_cursor_get_integer (cursor, 0);

      g_array_append_val (numbers, number);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
list_published (IgnyDb  *db,
                gint64   site,
                gint64   now,
                GArray  *times,
                GError **error)
{
  return collect (db,
                  "SELECT published_at FROM content WHERE site = ?1 AND status = 'published' AND"
                  " published_at > ?2" ALIVE,
                  IGNY_BINDS (IGNY_BIND_INT (site), IGNY_BIND_INT (now - BACK_MS)), times, error);
}

/* What has its time still before it, wherever it waits. */
static gboolean
list_planned (IgnyDb  *db,
              gint64   site,
              gint64   now,
              GArray  *times,
              GError **error)
{
  return collect (db,
                  "SELECT scheduled_at FROM content WHERE site = ?1 AND status <> 'published' AND"
                  " scheduled_at > ?2" ALIVE,
                  IGNY_BINDS (IGNY_BIND_INT (site), IGNY_BIND_INT (now)), times, error);
}

/* A time that has passed is not free, and what is due then will be published. */
static gboolean
list_taken (IgnyDb  *db,
            gint64   site,
            gint64   now,
            GArray  *times,
            GError **error)
{
  return list_published (db, site, now, times, error) &&
         list_planned (db, site, now, times, error);
}

GArray *
igny_publishing_plan_list_free (IgnyDb  *db,
                                gint64   site,
                                gint64   now,
                                guint    n,
                                GError **error)
{
  g_autoptr(IgnySchedule) schedule = NULL;
  g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 at = now;

  g_return_val_if_fail (db != NULL, NULL);

  schedule = igny_publishing_plan_load_schedule (db, site, error);
  if (schedule == NULL || !list_taken (db, site, now, taken, error))
    return NULL;
  while (times->len < n)
    {
      at = igny_schedule_find_free (schedule, (const gint64 *) (gpointer) taken->data, taken->len,
                                    at);
      if (at == IGNY_UNKNOWN)
        break;
      g_array_append_val (taken, at);
      g_array_append_val (times, at);
    }
  return g_steal_pointer (&times);
}

static gboolean
ask_by_itself (IgnyDb   *db,
               gint64    site,
               gboolean  publish,
               gboolean *answer,
               GError  **error)
{
  g_autoptr(IgnyPublishingSettings) settings = igny_publishing_plan_load_settings (db, site, error);

  if (settings == NULL)
    return FALSE;
  *answer = (publish ? settings->auto_publish : settings->auto_approve) == 1;
  return TRUE;
}

gboolean
igny_publishing_plan_approve (IgnyStep *step,
                              gint64    site,
                              guint     most,
                              GArray   *rows,
                              GError  **error)
{
  IgnyDb  *db;
  gboolean by_itself;

  g_return_val_if_fail (step != NULL && rows != NULL, FALSE);

  db = igny_step_get_db (step);
  if (!ask_by_itself (db, site, FALSE, &by_itself, error))
    return FALSE;
  if (!by_itself)
    return TRUE;
  if (!collect (db,
                "SELECT row FROM content WHERE site = ?1 AND is_brief = 0 AND"
                " (status = 'review' OR (status = 'draft' AND origin = 'ai'))" ALIVE
                " ORDER BY row LIMIT ?2",
                IGNY_BINDS (IGNY_BIND_INT (site), IGNY_BIND_INT (most)), rows, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!igny_db_exec (db, "UPDATE content SET status = 'approved', updated_at = ?1 WHERE row = ?2",
                       IGNY_BINDS (IGNY_BIND_INT (igny_step_get_now (step)),
                                   IGNY_BIND_INT (g_array_index (rows, gint64, i))),
                       error))
      return FALSE;
  igny_step_set_label (step, ngettext ("Approve %u text", "Approve %u texts", rows->len),
                       rows->len);
  return TRUE;
}

static gboolean
give_times (IgnyStep *step,
            gint64    site,
            GArray   *rows,
            GError  **error)
{
  g_autoptr(GArray) times = igny_publishing_plan_list_free (igny_step_get_db (step), site,
                                                             igny_step_get_now (step), rows->len,
                                                             error);

  if (times == NULL)
    return FALSE;
  g_array_set_size (rows, times->len);
  for (guint i = 0; i < times->len; i++)
    if (!igny_db_exec (igny_step_get_db (step),
                       "UPDATE content SET scheduled_at = ?1, updated_at = ?2 WHERE row = ?3",
                       IGNY_BINDS (IGNY_BIND_INT (g_array_index (times, gint64, i)),
                                   IGNY_BIND_INT (igny_step_get_now (step)),
                                   IGNY_BIND_INT (g_array_index (rows, gint64, i))),
                       error))
      return FALSE;
  igny_step_set_label (step, ngettext ("Plan %u text", "Plan %u texts", rows->len), rows->len);
  return TRUE;
}

gboolean
igny_publishing_plan_fill (IgnyStep *step,
                           gint64    site,
                           guint     most,
                           GArray   *rows,
                           GError  **error)
{
  IgnyDb  *db;
  gboolean by_itself;

  g_return_val_if_fail (step != NULL && rows != NULL, FALSE);

  db = igny_step_get_db (step);
  if (!ask_by_itself (db, site, TRUE, &by_itself, error))
    return FALSE;
  if (!by_itself)
    return TRUE;
  return collect (db,
                  "SELECT row FROM content WHERE site = ?1 AND is_brief = 0 AND"
                  " status = 'approved' AND scheduled_at IS NULL" AWAY ALIVE
                  " ORDER BY row LIMIT ?2",
                  IGNY_BINDS (IGNY_BIND_INT (site), IGNY_BIND_INT (most)), rows, error) &&
         (rows->len == 0 || give_times (step, site, rows, error));
}

/* After so many failures in a row that were the site's word on the text, a
 * person has to look. */
#define MOST_FAILURES 5

#define DUE                                                                              \
  " is_brief = 0 AND status = 'approved' AND scheduled_at IS NOT NULL" AWAY              \
  " AND (site_status <> 'failed' OR (SELECT count(*) FROM publishing_records r"          \
  " WHERE r.content = content.row AND r.status = 'failed' AND r.account = my_account ()" \
  " AND r.created_at >= content.scheduled_at) < " G_STRINGIFY (MOST_FAILURES) ")" ALIVE

static gboolean
list_due (IgnyDb  *db,
          gint64   site,
          gint64   now,
          GArray  *due,
          GError **error)
{
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = igny_db_query (
      db,
      "SELECT row, scheduled_at FROM content WHERE site = ?1 AND scheduled_at <= ?2 AND" DUE
      " ORDER BY scheduled_at, row LIMIT 100",
      IGNY_BINDS (IGNY_BIND_INT (site), IGNY_BIND_INT (now)), error);

  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      IgnyScheduleDue one = { igny_cursor_get_integer (cursor, 0),
                              igny_cursor_get_integer (cursor, 1), IGNY_UNKNOWN };

      g_array_append_val (due, one);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

GArray *
igny_publishing_plan_find_due (IgnyDb  *db,
                               gint64   site,
                               gint64   now,
                               GError **error)
{
  g_autoptr(GArray) due = g_array_new (FALSE, FALSE, sizeof (IgnyScheduleDue));
  g_autoptr(GArray) published = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) planned = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(IgnySchedule) schedule = NULL;
  gboolean by_itself;

  g_return_val_if_fail (db != NULL, NULL);

  if (!ask_by_itself (db, site, TRUE, &by_itself, error) ||
      (by_itself && !list_due (db, site, now, due, error)))
    return NULL;
  if (due->len == 0)
    return g_steal_pointer (&due);
  schedule = igny_publishing_plan_load_schedule (db, site, error);
  if (schedule == NULL || !list_published (db, site, now, published, error) ||
      !list_planned (db, site, now, planned, error))
    return NULL;
  igny_schedule_decide (schedule, published, planned, now,
                        (IgnyScheduleDue *) (gpointer) due->data, due->len);
  return g_steal_pointer (&due);
}

gboolean
igny_publishing_plan_find_next (IgnyDb  *db,
                                gint64   now,
                                gint64  *at,
                                GError **error)
{
  g_return_val_if_fail (db != NULL && at != NULL, FALSE);

  return igny_db_get_integer (db,
                              "SELECT min(scheduled_at) FROM content WHERE scheduled_at > ?1 AND"
                              " site IN (SELECT site FROM publishing_settings WHERE"
                              " auto_publish = 1" ALIVE ") AND" DUE,
                              IGNY_BINDS (IGNY_BIND_INT (now)), at, error);
}
