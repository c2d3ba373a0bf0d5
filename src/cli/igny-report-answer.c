/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-report-answer.h"

#include <glib/gi18n-lib.h>

static JsonArray *
warnings_to_json (const IgnyItem *item)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < item->warnings->len; i++)
    json_array_add_string_element (list, item->warnings->pdata[i]);
  return list;
}

static JsonObject *
item_to_json (const IgnyItem *item,
              gboolean        published)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", item->id);
  json_object_set_string_member (object, "status", item->status);
  json_object_set_string_member (object, "error", item->error);
  if (published)
    {
      json_object_set_string_member (object, "url", item->url);
      if (item->post_id == IGNY_UNKNOWN)
        json_object_set_null_member (object, "post_id");
      else
        json_object_set_int_member (object, "post_id", item->post_id);
    }
  if (item->warnings != NULL && item->warnings->len > 0)
    json_object_set_array_member (object, "warnings", warnings_to_json (item));
  return object;
}

static JsonObject *
report_to_json (const IgnyReport *report,
                gboolean          published)
{
  JsonObject *object = json_object_new ();
  JsonArray  *items = json_array_sized_new (report->items->len);

  for (guint i = 0; i < report->items->len; i++)
    json_array_add_object_element (items, item_to_json (report->items->pdata[i], published));
  json_object_set_int_member (object, "done", report->done);
  json_object_set_int_member (object, "failed", report->failed);
  json_object_set_array_member (object, "items", items);
  return object;
}

static void
say_item (IgnyCall       *call,
          const IgnyItem *item,
          gboolean        published)
{
  if (item->error != NULL)
    igny_call_warn (call, "%s: %s", item->id, item->error);
  else if (published && item->url != NULL)
    igny_call_say (call, "  %s", item->url);
  for (guint i = 0; item->warnings != NULL && i < item->warnings->len; i++)
    igny_call_warn (call, "%s: %s", item->id, (const char *) item->warnings->pdata[i]);
}

void
igny_report_answer (IgnyCall         *call,
                    const IgnyReport *report,
                    gboolean          published)
{
  g_return_if_fail (call != NULL && report != NULL);

  for (guint i = 0; i < report->items->len; i++)
    say_item (call, report->items->pdata[i], published);
  if (report->failed > 0)
    call->failure =
        g_strdup_printf (_("%u of %u failed"), report->failed, report->done + report->failed);
  igny_call_take_data (call, report_to_json (report, published));
}
