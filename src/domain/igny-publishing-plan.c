/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-publishing-plan.h"

#include <glib/gi18n.h>

#include "igny-access.h"
#include "igny-content.h"

/* clang-format off */
static const struct
{
  const char *word;
  const char *label;
} statuses[] = {
  [IGNY_PLANNED_WAITS]     = { "waits",     N_("Not approved") },
  [IGNY_PLANNED_READY]     = { "ready",     N_("Planned") },
  [IGNY_PLANNED_SCHEDULED] = { "scheduled", N_("Scheduled on the site") },
  [IGNY_PLANNED_FAILED]    = { "failed",    N_("Failed") },
  [IGNY_PLANNED_PUBLISHED] = { "published", N_("Published") },
};
/* clang-format on */

const char *
igny_planned_status_to_word (IgnyPlannedStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (statuses), NULL);

  return statuses[status].word;
}

const char *
igny_planned_status_get_label (IgnyPlannedStatus status)
{
  g_return_val_if_fail ((guint) status < G_N_ELEMENTS (statuses), NULL);

  return statuses[status].label;
}

void
igny_planned_post_free (IgnyPlannedPost *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->url);
  g_free (self);
}

gboolean
igny_planned_post_can_move (const IgnyPlannedPost *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->status != IGNY_PLANNED_SCHEDULED && self->status != IGNY_PLANNED_PUBLISHED;
}

static IgnyPlannedStatus
read_status (const char *status,
             const char *site_status)
{
  if (g_strcmp0 (status, "published") == 0)
    return IGNY_PLANNED_PUBLISHED;
  if (g_strcmp0 (site_status, "scheduled") == 0)
    return IGNY_PLANNED_SCHEDULED;
  if (g_strcmp0 (site_status, "failed") == 0)
    return IGNY_PLANNED_FAILED;
  return g_strcmp0 (status, "approved") == 0 ? IGNY_PLANNED_READY : IGNY_PLANNED_WAITS;
}

static IgnyPlannedPost *
read_post (IgnyCursor *cursor)
{
  IgnyPlannedPost *post = g_new0 (IgnyPlannedPost, 1);
  IgnyId           id;

  post->content = igny_cursor_get_integer (cursor, 0);
  if (igny_cursor_get_id (cursor, 1, &id))
    igny_id_to_text (&id, post->id);
  post->site = igny_cursor_get_integer (cursor, 2);
  post->title = g_strdup (igny_cursor_get_text (cursor, 3));
  post->at = igny_cursor_get_integer (cursor, 4);
  post->status = read_status (igny_cursor_get_text (cursor, 5), igny_cursor_get_text (cursor, 6));
  post->url = g_strdup (igny_cursor_get_text (cursor, 7));
  return post;
}

GPtrArray *
igny_publishing_plan_list (IgnyDb          *db,
                           const IgnyScope *scope,
                           gint64           from,
                           gint64           until,
                           GError         **error)
{
  g_autoptr(GPtrArray) posts = g_ptr_array_new_with_free_func (
      (GDestroyNotify) igny_planned_post_free);
  g_autoptr(GError) local = NULL;
  g_autoptr(IgnyCursor) cursor = NULL;

  g_return_val_if_fail (db != NULL && scope != NULL, NULL);

  /* What was published counts when it was; all else when it is to be. */
  cursor = igny_db_query (
      db,
      "SELECT row, id, site, title, iif(status = 'published', published_at, scheduled_at) AS at,"
      " status, site_status, post_url FROM content WHERE (?1 = 0 OR site = ?1) AND"
      " (?4 = 0 OR sector = ?4) AND at >= ?2 AND at < ?3 AND account = my_account () AND"
      " deleted_step IS NULL ORDER BY at, row",
      IGNY_BINDS (IGNY_BIND_INT (scope->site), IGNY_BIND_INT (from), IGNY_BIND_INT (until),
                  IGNY_BIND_INT (scope->sector)),
      error);
  if (cursor == NULL)
    return NULL;
  while (igny_cursor_next (cursor, &local))
    g_ptr_array_add (posts, read_post (cursor));
  if (local == NULL)
    return g_steal_pointer (&posts);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
refuse (GError    **error,
        const char *message)
{
  g_set_error_literal (error, IGNY_INVALID, IGNY_INVALID_FIELD, message);
  return FALSE;
}

static gboolean
check_move (const IgnyContent *content,
            gint64             at,
            gint64             now,
            GError           **error)
{
  if (g_strcmp0 (content->status, "published") == 0)
    return refuse (error, _("it is published already; unpublish it first"));
  if (g_strcmp0 (content->site_status, "scheduled") == 0)
    return refuse (error, _("the site has it already and makes it public at its time; publish it "
                            "with another time, or unpublish it first"));
  if (g_strcmp0 (content->site_status, "publishing") == 0)
    return refuse (error, _("it is being sent; wait until that has ended"));
  if (content->is_brief)
    return refuse (error, _("a brief is a plan for the writer and not an article; write it first"));
  if (at != IGNY_UNKNOWN && at <= now)
    return refuse (error, _("that time has passed; choose a later one, or publish it now"));
  return TRUE;
}

static void
set_label (IgnyStep          *step,
           const IgnyContent *content)
{
  if (content->scheduled_at == IGNY_UNKNOWN)
    igny_step_set_label (step, _("Take “%s” out of the publishing plan"), content->title);
  else
    igny_step_set_label (step, _("Plan “%s”"), content->title);
}

static gboolean
move (IgnyStep    *step,
      IgnyContent *content,
      gint64       at,
      GError     **error)
{
  if (!check_move (content, at, igny_step_get_now (step), error))
    return FALSE;
  content->scheduled_at = at;
  set_label (step, content);
  return igny_step_update (step, content, error);
}

static IgnyContent *
load_to_edit (IgnyStep *step,
              gint64    row,
              GError  **error)
{
  IgnyDb *db = igny_step_get_db (step);

  if (!igny_access_check (db, &igny_content_entity, IGNY_OPERATION_EDIT, row, error))
    return NULL;
  return igny_records_load (db, &igny_content_entity, row, error);
}

gboolean
igny_publishing_plan_move (IgnyStep *step,
                           gint64    row,
                           gint64    at,
                           GError  **error)
{
  g_autoptr(IgnyContent) content = NULL;

  g_return_val_if_fail (step != NULL, FALSE);

  content = load_to_edit (step, row, error);
  return content != NULL && move (step, content, at, error);
}

gboolean
igny_publishing_plan_move_to_free (IgnyStep *step,
                                   gint64    row,
                                   gint64   *at,
                                   GError  **error)
{
  g_autoptr(IgnyContent) content = NULL;
  g_autoptr(GArray) times = NULL;

  g_return_val_if_fail (step != NULL && at != NULL, FALSE);

  content = load_to_edit (step, row, error);
  if (content == NULL)
    return FALSE;
  times = igny_publishing_plan_list_free (igny_step_get_db (step), content->site,
                                          igny_step_get_now (step), 1, error);
  if (times == NULL)
    return FALSE;
  if (times->len == 0)
    return refuse (error, _("the site has no free time within two years: give it more days, times "
                            "of day or room in its limits"));
  *at = g_array_index (times, gint64, 0);
  return move (step, content, *at, error);
}

static gint64
find_settings (IgnyDb  *db,
               gint64   site,
               GError **error)
{
  gint64 row;

  if (!igny_db_get_integer (db,
                            "SELECT row FROM publishing_settings WHERE site = ?1 AND"
                            " account = my_account () AND deleted_step IS NULL",
                            IGNY_BINDS (IGNY_BIND_INT (site)), &row, error))
    return -1;
  return row != IGNY_UNKNOWN ? row : 0;
}

IgnyPublishingSettings *
igny_publishing_plan_load_settings (IgnyDb  *db,
                                    gint64   site,
                                    GError **error)
{
  IgnyPublishingSettings *settings;
  gint64                  row;

  g_return_val_if_fail (db != NULL, NULL);

  row = find_settings (db, site, error);
  if (row < 0)
    return NULL;
  if (row > 0)
    return igny_records_load (db, &igny_publishing_settings_entity, row, error);
  settings = igny_record_new (&igny_publishing_settings_entity);
  settings->site = site;
  return settings;
}

gboolean
igny_publishing_plan_set (IgnyStep             *step,
                          gint64                site,
                          const IgnyAssignment *values,
                          gsize                 n_values,
                          IgnyErrors           *errors,
                          GError              **error)
{
  const IgnyEntity *entity = &igny_publishing_settings_entity;
  gint64            row;

  g_return_val_if_fail (step != NULL && errors != NULL, FALSE);

  row = find_settings (igny_step_get_db (step), site, error);
  if (row < 0)
    return FALSE;
  if (row > 0 ? !igny_edit_set (step, entity, row, values, n_values, errors, error)
              : !igny_edit_add (step, entity, site, 0, values, n_values, &row, errors, error))
    return FALSE;
  igny_step_set_label (step, "%s", _("Change the publishing settings"));
  return TRUE;
}

static IgnySchedule *
make_schedule (IgnyDb                       *db,
               const IgnyPublishingSettings *settings,
               GError                      **error)
{
  g_autofree char *zone = NULL;

  if (!igny_db_get_text (db, "SELECT timezone FROM main.accounts WHERE row = my_account ()", NULL,
                         &zone, error))
    return NULL;
  return igny_schedule_new (settings, zone);
}

IgnySchedule *
igny_publishing_plan_load_schedule (IgnyDb  *db,
                                    gint64   site,
                                    GError **error)
{
  g_autoptr(IgnyPublishingSettings) settings = igny_publishing_plan_load_settings (db, site, error);

  return settings != NULL ? make_schedule (db, settings, error) : NULL;
}
