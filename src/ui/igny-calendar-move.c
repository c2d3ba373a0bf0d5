/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-calendar-move.h"

#include <glib/gi18n.h>

#include "igny-publishing-plan.h"

typedef struct
{
  IgnyCalendarMove kind;
  gint64           content;
  gint64           at; /* what it became */
  GTimeZone       *zone;
} Move;

static void
move_free (gpointer data)
{
  g_time_zone_unref (((Move *) data)->zone);
  g_free (data);
}

static gboolean
move_content (IgnyStep     *step,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Move *move = data;

  if (move->kind == IGNY_CALENDAR_TO_FREE)
    return igny_publishing_plan_move_to_free (step, move->content, &move->at, error);
  return igny_publishing_plan_move (step, move->content, move->at, error);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;
  gpointer data = NULL;

  if (!igny_store_finish (IGNY_STORE (source), result, &data, &error))
    igny_workspace_fail (workspace, _("The Content Cannot Be Moved"), error);
  else if (((Move *) data)->kind == IGNY_CALENDAR_OFF)
    igny_workspace_done (workspace, _("Taken off the calendar"));
  else
    {
      Move *move = data;
      g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (move->at / 1000);
      g_autoptr(GDateTime) time = g_date_time_to_timezone (utc, move->zone);
      /* Translators: a date and time, as in “Monday, 3 November, 09:00”. */
      g_autofree char *when = g_date_time_format (time, _("%A, %-d %B, %H:%M"));
      g_autofree char *words = g_strdup_printf (_("Planned for %s"), when);

      igny_workspace_done (workspace, words);
    }
}

void
igny_calendar_move (IgnyWorkspace   *workspace,
                    IgnyCalendarMove kind,
                    gint64           content,
                    gint64           at,
                    GTimeZone       *zone)
{
  Move       *move;
  const char *label;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace) && zone != NULL);

  move = g_new0 (Move, 1);
  move->kind = kind;
  move->content = content;
  move->at = kind == IGNY_CALENDAR_OFF ? IGNY_UNKNOWN : at;
  move->zone = g_time_zone_ref (zone);
  label = kind == IGNY_CALENDAR_OFF ? _("Take a content off the calendar") : _("Plan a content");
  igny_store_write_async (igny_workspace_get_store (workspace), IGNY_STEP_DO, label, move_content,
                          move, move_free, NULL, moved_cb, g_object_ref (workspace));
}
