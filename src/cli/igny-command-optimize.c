/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-chosen.h"
#include "igny-commands.h"
#include "igny-content.h"
#include "igny-key.h"
#include "igny-spent.h"
#include "igny-work-optimize.h"
#include "igny-work.h"

typedef struct
{
  gint64       row;
  IgnyContent *content;
} Load;

static gboolean
load_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Load *load = data;

  load->content = igny_records_load (db, &igny_content_entity, load->row, error);
  return load->content != NULL;
}

static void
say_change (IgnyCall         *call,
            guint             number,
            const IgnyChange *change)
{
  igny_call_say (call, "%u  %s  [%s]  %s", number, change->field,
                 igny_change_state_to_word (change->state), change->reason);
  if (*change->old != '\0')
    igny_call_say (call, "  - %s", change->old);
  if (*change->replacement != '\0')
    igny_call_say (call, "  + %s", change->replacement);
}

/* {"id", "changes"} with a number for each. */
static JsonObject *
tell_changes (IgnyCall          *call,
              const IgnyContent *content)
{
  g_autoptr(GPtrArray) changes = igny_work_optimize_read (content);
  JsonObject *object = json_object_new ();
  JsonArray  *list = igny_changes_to_json (changes);
  char        id[IGNY_ID_TEXT_SIZE];

  igny_id_to_text (&content->record.id, id);
  igny_call_say (call, "%s", content->title);
  if (changes->len == 0)
    igny_call_say (call, "%s", _("No changes are proposed."));
  for (guint i = 0; i < changes->len; i++)
    {
      json_object_set_int_member (igny_json_array_get_object (list, i), "number", i + 1);
      say_change (call, i + 1, changes->pdata[i]);
    }
  json_object_set_string_member (object, "id", id);
  json_object_set_array_member (object, "changes", list);
  return object;
}

static gboolean
tell_all (IgnyCall         *call,
          const IgnyChosen *chosen,
          JsonArray        *items,
          GError          **error)
{
  for (gsize i = 0; i < igny_chosen_get_n_rows (chosen); i++)
    {
      Load load = { igny_chosen_get_rows (chosen)[i], NULL };

      if (!igny_call_read (call, load_cb, &load, error))
        return FALSE;
      json_array_add_object_element (items, tell_changes (call, load.content));
      igny_record_free (load.content);
    }
  return TRUE;
}

static gboolean
answer (IgnyCall         *call,
        const IgnyChosen *chosen,
        JsonObject       *object,
        GError          **error)
{
  JsonArray *items = json_array_new ();
  gboolean   ok = tell_all (call, chosen, items, error);

  json_object_set_array_member (object, "items", items);
  igny_call_take_data (call, object);
  return ok;
}

static gboolean
decide (IgnyCall         *call,
        const IgnyChosen *chosen,
        GError          **error)
{
  IgnyRun     run = igny_call_get_run (call);
  JsonObject *object;
  g_auto(IgnyWorkDecision) decision = {
    .accept = igny_call_get (call, IGNY_OPTION_ACCEPT),
    .reject = igny_call_get (call, IGNY_OPTION_REJECT),
  };

  if (igny_chosen_get_n_rows (chosen) != 1)
    {
      g_set_error_literal (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                           _("changes are decided for one content at a time"));
      return FALSE;
    }
  decision.content = *igny_chosen_get_rows (chosen);
  if (!igny_work_optimize_decide (&run, &decision, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_int_member (object, "accepted", decision.accepted);
  json_object_set_int_member (object, "rejected", decision.rejected);
  json_object_set_int_member (object, "stale", decision.stale);
  igny_call_say (call, _("Accepted %u, rejected %u."), decision.accepted, decision.rejected);
  if (decision.stale > 0)
    call->failure = g_strdup_printf (
        ngettext ("%u change does not fit any more, because the text was changed since; ask anew",
                  "%u changes do not fit any more, because the text was changed since; ask anew",
                  decision.stale),
        decision.stale);
  return answer (call, chosen, object, error);
}

static gboolean
propose (IgnyCall         *call,
         const IgnyChosen *chosen,
         GError          **error)
{
  IgnyRun run = igny_call_get_run (call);
  gint64  since;
  g_autoptr(IgnyReport) report = igny_report_new ();
  JsonObject *object;

  if ((igny_call_has (call, IGNY_OPTION_KEY_STDIN) && !igny_key_keep (call, "openai", 0, error)) ||
      !igny_spent_begin (call, &since, error) ||
      !igny_work_optimize (&run, igny_chosen_get_rows (chosen), igny_chosen_get_n_rows (chosen),
                           report, error))
    return FALSE;
  for (guint i = 0; i < report->items->len; i++)
    {
      const IgnyItem *item = report->items->pdata[i];

      if (item->error != NULL)
        igny_call_warn (call, "%s: %s", item->id, item->error);
    }
  if (report->failed > 0)
    call->failure = g_strdup_printf (_("%u of %u failed"), report->failed,
                                        report->done + report->failed);
  object = json_object_new ();
  json_object_set_int_member (object, "done", report->done);
  json_object_set_int_member (object, "failed", report->failed);
  return answer (call, chosen, object, error) && igny_spent_tell (call, since, error);
}

gboolean
igny_command_optimize (IgnyCall *call,
                       GError  **error)
{
  g_auto(IgnyChosen) chosen = {
    .call = call, .entity = &igny_content_entity, .option = IGNY_OPTION_CONTENT
  };

  if (!igny_chosen_find (&chosen, error))
    return FALSE;
  if (igny_call_has (call, IGNY_OPTION_ACCEPT) || igny_call_has (call, IGNY_OPTION_REJECT))
    return decide (call, &chosen, error);
  if (igny_call_has (call, IGNY_OPTION_DRY_RUN))
    return answer (call, &chosen, json_object_new (), error);
  return propose (call, &chosen, error);
}
