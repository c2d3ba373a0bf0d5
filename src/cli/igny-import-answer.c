/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-answer.h"

#include <glib/gi18n-lib.h>

#include "igny-show.h"

#define SAID_REJECTS 10

static JsonArray *
rejects_to_json (const IgnyImportReport *report)
{
  JsonArray *list = json_array_sized_new (report->rejects->len);

  for (guint i = 0; i < report->rejects->len; i++)
    {
      const IgnyReject *reject = report->rejects->pdata[i];
      JsonObject       *object = json_object_new ();

      json_object_set_int_member (object, "line", reject->line);
      json_object_set_string_member (object, "reason", reject->reason);
      json_array_add_object_element (list, object);
    }
  return list;
}

JsonObject *
igny_import_answer_to_json (const IgnyImportReport *report)
{
  JsonObject *object = json_object_new ();
  char        delimiter[2] = { 0 };

  g_return_val_if_fail (report != NULL, object);

  delimiter[0] = report->delimiter;
  json_object_set_string_member (object, "source", report->source);
  json_object_set_string_member (object, "encoding", report->encoding);
  if (report->delimiter == 0)
    json_object_set_null_member (object, "delimiter");
  else
    json_object_set_string_member (object, "delimiter", delimiter);
  json_object_set_int_member (object, "read", report->read);
  json_object_set_int_member (object, "added", report->added);
  json_object_set_int_member (object, "merged", report->merged);
  json_object_set_int_member (object, "unchanged", report->unchanged);
  json_object_set_int_member (object, "rejected", report->rejected);
  json_object_set_array_member (object, "rejects", rejects_to_json (report));
  return object;
}

static void
say_rejects (IgnyCall               *call,
             const IgnyImportReport *report)
{
  guint            n_said = MIN (report->rejects->len, SAID_REJECTS);
  g_autofree char *more = igny_show_dup_number (report->rejected - n_said);

  for (guint i = 0; i < n_said; i++)
    {
      const IgnyReject *reject = report->rejects->pdata[i];
      g_autofree char  *line = igny_show_dup_number (reject->line);

      igny_call_say (call, _("  line %s: %s"), line, reject->reason);
    }
  if (report->rejected > n_said)
    igny_call_say (call, _("  and %s more"), more);
}

void
igny_import_answer_say (IgnyCall               *call,
                        const char             *name,
                        const IgnyImportReport *report)
{
  g_autofree char *read = NULL;
  g_autofree char *added = NULL;
  g_autofree char *merged = NULL;
  g_autofree char *unchanged = NULL;
  g_autofree char *rejected = NULL;

  g_return_if_fail (call != NULL && name != NULL && report != NULL);

  read = igny_show_dup_number (report->read);
  added = igny_show_dup_number (report->added);
  merged = igny_show_dup_number (report->merged);
  unchanged = igny_show_dup_number (report->unchanged);
  rejected = igny_show_dup_number (report->rejected);
  igny_call_say (call, _("%s (%s, %s): %s read, %s added, %s merged, %s unchanged, %s rejected"),
                          name, report->source, report->encoding, read, added, merged, unchanged,
                          rejected);
  say_rejects (call, report);
  if (report->cut_off)
    igny_call_say (
        call, "%s",
        _("  Search Console stops at 1,000 queries; this file was probably cut off there."));
  if (report->doubtful)
    igny_call_say (call, "%s",
                   _("  The encoding is a guess, and the letters look wrong; if they are, undo this"
                     " and say it with --encoding, such as windows-1251 or Shift_JIS."));
}
