/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "igny-commands.h"
#include "igny-import-answer.h"
#include "igny-keyring.h"
#include "igny-search-console.h"

static void
show_cb (const char *url,
         gpointer    user_data)
{
  IgnyCall *call = user_data;

  igny_call_warn (call, _ ("allow access in the browser; if none opens, open this page: %s"), url);
  g_app_info_launch_default_for_uri (url, NULL, NULL);
}

gboolean
igny_command_gsc_connect (IgnyCall *call,
                          GError  **error)
{
  IgnyRun     run = igny_call_get_run (call);
  char       *secret = NULL;
  JsonObject *object;
  gboolean    ok;

  if (igny_call_has (call, IGNY_OPTION_KEY_STDIN))
    {
      secret = igny_caller_read_secret (call->caller, _ ("Client secret: "), error);
      if (secret == NULL)
        return FALSE;
    }
  ok = igny_search_console_connect (&run, NULL, secret, show_cb, call, error);
  igny_keyring_free (secret);
  if (!ok)
    return FALSE;
  igny_call_say (call, "%s", _ ("Connected to Google Search Console."));
  object = json_object_new ();
  json_object_set_boolean_member (object, "connected", TRUE);
  igny_call_take_data (call, object);
  return TRUE;
}

gboolean
igny_command_gsc_sites (IgnyCall *call,
                        GError  **error)
{
  IgnyRun run = igny_call_get_run (call);
  g_autoptr(IgnySearchConsole) console = igny_search_console_open (&run, NULL, error);
  g_autoptr(GPtrArray) properties = NULL;
  JsonObject *object;
  JsonArray  *results;

  if (console != NULL)
    properties = igny_search_console_list (console, error);
  if (properties == NULL)
    return FALSE;
  object = json_object_new ();
  results = json_array_new ();
  for (guint i = 0; i < properties->len; i++)
    {
      const IgnySearchProperty *property = properties->pdata[i];
      JsonObject               *one = json_object_new ();

      igny_call_say (call, "%s  (%s)", property->url, property->permission);
      json_object_set_string_member (one, "property", property->url);
      json_object_set_string_member (one, "permission", property->permission);
      json_array_add_object_element (results, one);
    }
  if (properties->len == 0)
    igny_call_say (call, "%s", _ ("The Google account has no property that is verified."));
  json_object_set_int_member (object, "count", properties->len);
  json_object_set_array_member (object, "results", results);
  igny_call_take_data (call, object);
  return TRUE;
}

/* "2026-10-01", as it is sent. */
static gboolean
check_day (const char *word,
           GError    **error)
{
  g_autofree char *moment = g_strdup_printf ("%sT00:00:00Z", word != NULL ? word : "");
  g_autoptr(GDateTime) day = g_date_time_new_from_iso8601 (moment, NULL);

  if (word == NULL || (day != NULL && strlen (word) == strlen ("2026-10-01")))
    return TRUE;
  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _ ("“%s” is no day such as 2026-10-01"), word);
  return FALSE;
}

gboolean
igny_command_gsc_pull (IgnyCall *call,
                       GError  **error)
{
  IgnyRun        run = igny_call_get_run (call);
  IgnySearchWish wish = { .property = igny_call_get_word (call, 0),
                          .first = igny_call_get_word (call, 1),
                          .last = igny_call_get_word (call, 2) };
  IgnyScope      scope;
  g_autoptr(IgnyImportReport) report = igny_import_report_new ();
  g_autoptr(IgnySearchConsole) console = NULL;

  if (!check_day (wish.first, error) || !check_day (wish.last, error) ||
      !igny_call_find_scope (call, &scope, error))
    return FALSE;
  console = igny_search_console_open (&run, NULL, error);
  if (console == NULL || !igny_search_console_pull (console, &wish, &scope, report, error))
    return FALSE;
  igny_import_answer_say (call, wish.property, report);
  igny_call_take_data (call, igny_import_answer_to_json (report));
  return TRUE;
}
