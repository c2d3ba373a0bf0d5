/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-chosen.h"
#include "igny-commands.h"
#include "igny-content.h"
#include "igny-key.h"
#include "igny-keyring.h"
#include "igny-publisher.h"
#include "igny-report-answer.h"
#include "igny-wordpress-time.h"

static IgnyPublishAs
get_as (const IgnyCall *call)
{
  const char *status = igny_call_get (call, IGNY_OPTION_STATUS);

  if (status == NULL)
    /* Whoever names a time means it to go public. */
    return igny_call_has (call, IGNY_OPTION_SCHEDULE) ? IGNY_PUBLISH_PUBLISH
                                                      : IGNY_PUBLISH_BY_STATUS;
  return g_str_equal (status, "draft") ? IGNY_PUBLISH_DRAFT : IGNY_PUBLISH_PUBLISH;
}

static IgnyConflict
get_conflict (const IgnyCall *call)
{
  const char *word = igny_call_get (call, IGNY_OPTION_CONFLICT);

  if (word == NULL)
    word = "ask";
  if (g_str_equal (word, "overwrite"))
    return IGNY_CONFLICT_OVERWRITE;
  return g_str_equal (word, "skip") ? IGNY_CONFLICT_SKIP : IGNY_CONFLICT_ASK;
}

static gboolean
ask_cb (const char *title,
        const char *url,
        gpointer    user_data)
{
  IgnyCall        *call = user_data;
  g_autofree char *question =
      g_strdup_printf (_("“%s” was changed on the site (%s). Overwrite it? [y/N] "), title,
                          url != NULL ? url : "");

  return igny_caller_ask (call->caller, question);
}

/* Before anything is sent, also when there is nothing to send. The zone of the
 * site does not matter to the form. */
static gboolean
check_schedule (const char *schedule,
                GError    **error)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  gint64 ms;

  if (schedule == NULL || igny_wordpress_time_read (schedule, utc, &ms, NULL))
    return TRUE;
  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _("“%s” is not a time such as “2026-12-01 09:00”"), schedule);
  return FALSE;
}

static gboolean
check_options (IgnyCall *call,
               GError  **error)
{
  if (igny_call_has (call, IGNY_OPTION_SCHEDULE) &&
      g_strcmp0 (igny_call_get (call, IGNY_OPTION_STATUS), "draft") == 0)
    {
      g_set_error_literal (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                           _("a draft has no time to go public: leave out --schedule or “draft”"));
      return FALSE;
    }
  return check_schedule (igny_call_get (call, IGNY_OPTION_SCHEDULE), error);
}

static gboolean
keep_password (IgnyCall *call,
               gint64    site,
               GError  **error)
{
  return !igny_call_has (call, IGNY_OPTION_KEY_STDIN) ||
         igny_key_keep (call, "wordpress", site, error);
}

static gboolean
check_status (IgnyCall   *call,
              IgnyChosen *chosen,
              IgnyReport *report,
              GError    **error)
{
  IgnyRun run = igny_call_get_run (call);

  if (!igny_publisher_check_status (&run, &chosen->scope, igny_chosen_get_rows (chosen),
                                    igny_chosen_get_n_rows (chosen), report, error))
    return FALSE;
  igny_call_say (call, ngettext ("%u post looked at.", "%u posts looked at.", report->done),
                 report->done);
  return TRUE;
}

static gboolean
send (IgnyCall   *call,
      IgnyChosen *chosen,
      IgnyReport *report,
      GError    **error)
{
  IgnyRun            run = igny_call_get_run (call);
  IgnyPublishOptions options = { .as = get_as (call), .conflict = get_conflict (call) };

  options.schedule = igny_call_get (call, IGNY_OPTION_SCHEDULE);
  options.ask = ask_cb;
  options.user_data = call;
  if (!igny_publisher_send (&run, &chosen->scope, &options, igny_chosen_get_rows (chosen),
                            igny_chosen_get_n_rows (chosen), report, error))
    return FALSE;
  igny_call_say (call,
                 ngettext ("%u text put on the site.", "%u texts put on the site.", report->done),
                 report->done);
  if (report->items->len == 0)
    igny_call_say (call, "%s",
                   _("What is there already, and briefs, go only when --content names them."));
  return TRUE;
}

gboolean
igny_command_publish (IgnyCall *call,
                      GError  **error)
{
  gboolean look = igny_call_has (call, IGNY_OPTION_STATUS_CHECK);
  g_autoptr(IgnyReport) report = igny_report_new ();
  g_auto(IgnyChosen) chosen = {
    .call = call, .entity = &igny_content_entity, .option = IGNY_OPTION_CONTENT
  };

  if (!check_options (call, error) || !igny_chosen_find (&chosen, error) ||
      !keep_password (call, chosen.scope.site, error))
    return FALSE;
  if (look ? !check_status (call, &chosen, report, error) : !send (call, &chosen, report, error))
    return FALSE;
  igny_report_answer (call, report, TRUE);
  return TRUE;
}

gboolean
igny_command_unpublish (IgnyCall *call,
                        GError  **error)
{
  IgnyRun run = igny_call_get_run (call);
  g_autoptr(IgnyReport) report = igny_report_new ();
  g_auto(IgnyChosen) chosen = {
    .call = call, .entity = &igny_content_entity, .option = IGNY_OPTION_CONTENT
  };

  if (!igny_chosen_find (&chosen, error) || !keep_password (call, chosen.scope.site, error) ||
      !igny_publisher_withdraw (&run, igny_call_has (call, IGNY_OPTION_TRASH),
                                igny_chosen_get_rows (&chosen), igny_chosen_get_n_rows (&chosen),
                                report, error))
    return FALSE;
  igny_call_say (call,
                 ngettext ("%u post taken off the site.", "%u posts taken off the site.",
                           report->done),
                 report->done);
  igny_report_answer (call, report, TRUE);
  return TRUE;
}

/* What the person pastes, read and kept. */
static gboolean
keep_grant (IgnyCall   *call,
            gint64      site,
            const char *pasted,
            GError    **error)
{
  IgnyRun          run = igny_call_get_run (call);
  g_autofree char *user = NULL;
  JsonObject      *object;

  if (!igny_publisher_take_grant (&run, site, pasted, &user, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "user_name", user);
  json_object_set_boolean_member (object, "stored", TRUE);
  igny_call_take_data (call, object);
  igny_call_say (call, "%s", _("Kept in the keyring. Try it with “igny8ctl test wordpress”."));
  return TRUE;
}

gboolean
igny_command_authorize (IgnyCall *call,
                        GError  **error)
{
  IgnyRun          run = igny_call_get_run (call);
  IgnyScope        scope;
  g_autofree char *page = NULL;
  char            *pasted;
  gboolean         ok;

  if (!igny_call_find_scope (call, &scope, error))
    return FALSE;
  page = igny_publisher_find_authorization (&run, scope.site, error);
  if (page == NULL)
    return FALSE;
  if (igny_call_has (call, IGNY_OPTION_DRY_RUN))
    {
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "url", page);
      igny_call_take_data (call, object);
      igny_call_say (call, "%s", page);
      return TRUE;
    }

  igny_call_warn (call, _("Open %s and say yes; then paste the password, or the address that the "
                          "browser went to."),
                           page);
  pasted = igny_caller_read_secret (call->caller, _("Password or address: "), error);
  if (pasted == NULL)
    return FALSE;
  ok = keep_grant (call, scope.site, pasted, error);
  igny_keyring_free (pasted);
  return ok;
}
