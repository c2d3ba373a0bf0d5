/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-answer.h"
#include "igny-commands.h"
#include "igny-content.h"
#include "igny-limit.h"
#include "igny-present.h"
#include "igny-publishing-plan.h"
#include "igny-target.h"
#include "igny-text-table.h"
#include "igny-wordpress-time.h"

#define DAY_MS (G_GINT64_CONSTANT (86400) * 1000)

typedef struct
{
  IgnyScope     scope;
  GTimeZone    *zone; /* of the account: that of all times here */
  const char   *word;
  gint64        from;
  gint64        until;
  gint64        at;
  guint         most;
  GPtrArray    *posts;
  GArray       *times;
  const GArray *values;
  IgnyErrors   *errors;
  JsonObject   *object;
} Plan;

static void
plan_clear (Plan *plan)
{
  g_clear_pointer (&plan->zone, g_time_zone_unref);
  g_clear_pointer (&plan->posts, g_ptr_array_unref);
  g_clear_pointer (&plan->times, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

static gboolean
zone_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Plan            *plan = data;
  g_autofree char *name = NULL;

  if (!igny_db_get_text (db, "SELECT timezone FROM main.accounts WHERE row = my_account ()", NULL,
                         &name, error))
    return FALSE;
  plan->zone = igny_limit_open_zone (name);
  return TRUE;
}

static gboolean
begin (IgnyCall *call,
       Plan     *plan,
       GError  **error)
{
  return igny_call_find_scope (call, &plan->scope, error) &&
         igny_call_read (call, zone_cb, plan, error);
}

static void
set_time (JsonObject *object,
          const char *name,
          gint64      at)
{
  g_autofree char *text = at != IGNY_UNKNOWN ? igny_number_to_iso8601 (at) : NULL;

  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

/* "2026-12" is that month there; without a word, a month from today on. */
static gboolean
read_month (IgnyCall *call,
            Plan     *plan,
            GError  **error)
{
  const char      *word = igny_call_get_word (call, 0);
  g_autofree char *text = g_strdup_printf ("%s-01T00:00:00", word != NULL ? word : "");
  g_autoptr(GDateTime) begin = g_date_time_new_from_iso8601 (text, plan->zone);
  g_autoptr(GDateTime) end = NULL;

  if (word == NULL)
    {
      plan->from = igny_env_now_ms (call->caller->env);
      plan->until = plan->from + 31 * DAY_MS;
      return TRUE;
    }
  if (begin == NULL)
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _("“%s” is not a month such as “2026-12”"), word);
      return FALSE;
    }
  end = g_date_time_add_months (begin, 1);
  plan->from = g_date_time_to_unix (begin) * 1000;
  plan->until = g_date_time_to_unix (end) * 1000;
  return TRUE;
}

static gboolean
list_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Plan *plan = data;

  plan->posts = igny_publishing_plan_list (db, &plan->scope, plan->from, plan->until, error);
  return plan->posts != NULL;
}

static JsonObject *
present (const IgnyPlannedPost *post)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", post->id);
  json_object_set_string_member (object, "title", post->title);
  set_time (object, "at", post->at);
  json_object_set_string_member (object, "status", igny_planned_status_to_word (post->status));
  json_object_set_string_member (object, "url", post->url);
  return object;
}

gboolean
igny_command_schedule_list (IgnyCall *call,
                            GError  **error)
{
  g_auto(Plan) plan = { 0 };
  g_autoptr(IgnyTextTable) table = igny_text_table_new (4, 0);
  JsonObject *object = NULL;
  JsonArray  *list = NULL;

  if (!begin (call, &plan, error) || !read_month (call, &plan, error) ||
      !igny_call_read (call, list_cb, &plan, error))
    return FALSE;
  list = json_array_new ();
  for (guint i = 0; i < plan.posts->len; i++)
    {
      const IgnyPlannedPost *post = plan.posts->pdata[i];
      g_autofree char       *at = igny_wordpress_time_show (post->at, plan.zone);

      igny_text_table_add (table, at);
      igny_text_table_add (table, _ (igny_planned_status_get_label (post->status)));
      igny_text_table_add (table, post->title);
      igny_text_table_add (table, post->id);
      json_array_add_object_element (list, present (post));
    }
  igny_text_table_flush (table, call->text);
  if (plan.posts->len == 0)
    igny_call_say (call, "%s",
                   _("Nothing is planned. Give a text a time with “igny8ctl schedule set”."));
  object = json_object_new ();
  json_object_set_int_member (object, "count", plan.posts->len);
  json_object_set_array_member (object, "results", list);
  igny_call_take_data (call, object);
  return TRUE;
}

static gboolean
read_time (Plan       *plan,
           const char *word,
           GError    **error)
{
  if (igny_wordpress_time_read (word, plan->zone, &plan->at, NULL))
    return TRUE;
  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _("“%s” is not a time such as “2026-12-01 09:00”"), word);
  return FALSE;
}

static gboolean
set_cb (IgnyStep     *step,
        gpointer      data,
        GCancellable *cancellable,
        GError      **error)
{
  Plan  *plan = data;
  gint64 row;

  if (!igny_target_find (igny_step_get_db (step), igny_step_get_account (step),
                         &igny_content_entity, &plan->scope, plan->word, &row, error))
    return FALSE;
  return plan->at == 0 ? igny_publishing_plan_move_to_free (step, row, &plan->at, error)
                       : igny_publishing_plan_move (step, row, plan->at, error);
}

static gboolean
give_time (IgnyCall *call,
           Plan     *plan,
           GError  **error)
{
  g_autofree char *text = NULL;
  JsonObject      *object;

  plan->word = igny_call_get_word (call, 0);
  if (!igny_call_write (call, "Plan a text", set_cb, plan, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "content", plan->word);
  set_time (object, "at", plan->at);
  igny_call_take_data (call, object);
  if (plan->at == IGNY_UNKNOWN)
    {
      igny_call_say (call, _("“%s” has no time any more."), plan->word);
      return TRUE;
    }
  text = igny_wordpress_time_show (plan->at, plan->zone);
  igny_call_say (call, _("“%s” is planned for %s."), plan->word, text);
  return TRUE;
}

gboolean
igny_command_schedule_set (IgnyCall *call,
                           GError  **error)
{
  g_auto(Plan) plan = { 0 };
  const char *time = igny_call_get_word (call, 1);

  return begin (call, &plan, error) && (time == NULL || read_time (&plan, time, error)) &&
         give_time (call, &plan, error);
}

gboolean
igny_command_schedule_clear (IgnyCall *call,
                             GError  **error)
{
  g_auto(Plan) plan = { .at = IGNY_UNKNOWN };

  return begin (call, &plan, error) && give_time (call, &plan, error);
}

static gboolean
free_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Plan *plan = data;

  plan->times =
      igny_publishing_plan_list_free (db, plan->scope.site, plan->from, plan->most, error);
  return plan->times != NULL;
}

gboolean
igny_command_schedule_free (IgnyCall *call,
                            GError  **error)
{
  g_auto(Plan) plan = { 0 };
  JsonObject *object = NULL;
  JsonArray  *list = NULL;

  plan.from = igny_env_now_ms (call->caller->env);
  if (!igny_call_get_limit (call, 10, &plan.most, error) || !begin (call, &plan, error) ||
      !igny_call_read (call, free_cb, &plan, error))
    return FALSE;
  list = json_array_new ();
  for (guint i = 0; i < plan.times->len; i++)
    {
      gint64           at = g_array_index (plan.times, gint64, i);
      g_autofree char *text = igny_wordpress_time_show (at, plan.zone);
      g_autofree char *iso = igny_number_to_iso8601 (at);

      igny_call_say (call, "%s", text);
      json_array_add_string_element (list, iso);
    }
  if (plan.times->len == 0)
    igny_call_say (call, "%s",
                   _("There is none: give the site more days, times of day or room in its "
                     "limits."));
  object = json_object_new ();
  json_object_set_array_member (object, "results", list);
  igny_call_take_data (call, object);
  return TRUE;
}

static gboolean
settings_cb (IgnyStep     *step,
             gpointer      data,
             GCancellable *cancellable,
             GError      **error)
{
  Plan *plan = data;

  return igny_publishing_plan_set (step, plan->scope.site,
                                   (const IgnyAssignment *) (gpointer) plan->values->data,
                                   plan->values->len, plan->errors, error);
}

static gboolean
show_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Plan *plan = data;
  g_autoptr(IgnyPublishingSettings) settings =
                 igny_publishing_plan_load_settings (db, plan->scope.site, error);

  if (settings == NULL)
    return FALSE;
  plan->object = igny_present_record (db, settings);
  return TRUE;
}

/* What a person sets, one a line. */
static void
say_settings (IgnyCall   *call,
              JsonObject *object)
{
  const IgnyField *fields = igny_publishing_settings_entity.fields;

  for (const IgnyField *f = fields; f->name != NULL; f++)
    {
      g_autofree char *text = NULL;

      if (f->kind == IGNY_KIND_REFERENCE)
        continue;
      text = json_to_string (json_object_get_member (object, f->name), FALSE);
      igny_call_say (call, "%s=%s", f->name, text);
    }
}

gboolean
igny_command_schedule_settings (IgnyCall *call,
                                GError  **error)
{
  g_auto(Plan) plan = { .errors = call->errors };
  g_autoptr(GArray) values = NULL;

  if (!begin (call, &plan, error))
    return FALSE;
  if (igny_call_get_word (call, 0) != NULL)
    {
      plan.values = values = igny_answer_read_values (call, 0, error);
      if (values == NULL ||
          !igny_call_write (call, "Change the publishing settings", settings_cb, &plan, error))
        return FALSE;
    }
  if (!igny_call_read (call, show_cb, &plan, error))
    return FALSE;
  say_settings (call, plan.object);
  igny_call_take_data (call, plan.object);
  return TRUE;
}
