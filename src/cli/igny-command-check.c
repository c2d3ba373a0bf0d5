/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-chosen.h"
#include "igny-commands.h"
#include "igny-content.h"
#include "igny-page-check.h"

static const char *const severities[] = { "good", "hint", "warning" };
static const char *const marks[] = { "✓", "·", "!" };

static JsonArray *
checks_to_json (const IgnyPageReport *report)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < report->checks->len; i++)
    {
      const IgnyPageCheck *check = report->checks->pdata[i];
      JsonObject          *object = json_object_new ();

      json_object_set_string_member (object, "id", check->id);
      json_object_set_string_member (object, "severity", severities[check->severity]);
      json_object_set_string_member (object, "message", check->message);
      json_object_set_string_member (object, "remedy", check->remedy);
      json_array_add_object_element (list, object);
    }
  return list;
}

static JsonArray *
links_to_json (const IgnyPageReport *report)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < report->suggestions->len; i++)
    {
      const IgnyLinkSuggestion *link = report->suggestions->pdata[i];
      JsonObject               *object = json_object_new ();

      json_object_set_string_member (object, "title", link->title);
      json_object_set_string_member (object, "url", link->url);
      json_object_set_string_member (object, "phrase", link->phrase);
      json_array_add_object_element (list, object);
    }
  return list;
}

static void
say (IgnyCall             *call,
     const IgnyPageReport *report)
{
  for (guint i = 0; i < report->checks->len; i++)
    {
      const IgnyPageCheck *check = report->checks->pdata[i];

      igny_call_say (call, "%s %s%s%s", marks[check->severity], check->message,
                     *check->remedy != '\0' ? " " : "", check->remedy);
    }
  for (guint i = 0; i < report->suggestions->len; i++)
    {
      const IgnyLinkSuggestion *link = report->suggestions->pdata[i];

      igny_call_say (call, _("→ Link “%s” to %s"), link->phrase, link->url);
    }
}

gboolean
igny_command_check (IgnyCall *call,
                    GError  **error)
{
  IgnyRun     run = igny_call_get_run (call);
  JsonArray  *items = json_array_new ();
  JsonObject *data = json_object_new ();
  g_auto(IgnyChosen) chosen = {
    .call = call, .entity = &igny_content_entity, .option = IGNY_OPTION_CONTENT
  };
  gboolean ok = igny_chosen_find (&chosen, error);

  for (gsize i = 0; ok && i < igny_chosen_get_n_rows (&chosen); i++)
    {
      g_autoptr(IgnyPageReport) report =
                     igny_page_check (&run, igny_chosen_get_rows (&chosen)[i], error);
      JsonObject *item;

      ok = report != NULL;
      if (!ok)
        break;
      item = json_object_new ();
      json_object_set_string_member (item, "id", report->id);
      json_object_set_array_member (item, "checks", checks_to_json (report));
      json_object_set_array_member (item, "links", links_to_json (report));
      json_array_add_object_element (items, item);
      say (call, report);
    }
  json_object_set_array_member (data, "items", items);
  if (ok)
    igny_call_take_data (call, data);
  else
    json_object_unref (data);
  return ok;
}
