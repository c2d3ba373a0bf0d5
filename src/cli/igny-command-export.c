/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "igny-command-articles.h"
#include "igny-commands.h"
#include "igny-export.h"
#include "igny-saved-view-use.h"
#include "igny-show.h"
#include "igny-target.h"

/* Then the file is the answer, and nothing else may be printed. */
static gboolean
export_to_output (IgnyCall             *call,
                  const IgnyExportWish *wish,
                  GError              **error)
{
  g_autoptr(GOutputStream) stream = g_unix_output_stream_new (call->caller->out, FALSE);
  IgnyExportResult result;

  call->printed = TRUE;
  return igny_export (call->store, wish, stream, &result, call->caller->cancellable, error);
}

static void
answer (IgnyCall               *call,
        const IgnyExportWish   *wish,
        const char             *path,
        const IgnyExportResult *result)
{
  g_autofree char *count = igny_show_dup_number (result->n_rows);
  g_autofree char *cut = igny_show_dup_number (result->n_cut);
  JsonObject      *object = json_object_new ();

  if (g_str_equal (wish->entity->table, "keywords"))
    igny_call_say (call, _ ("%s keywords written to %s."), count, path);
  else
    igny_call_say (call, _ ("%s records written to %s."), count, path);
  if (result->n_cut > 0)
    igny_call_say (call, _ ("%s texts were too long for a cell of a workbook and were cut; CSV and "
                            "JSON hold them whole."),
                            cut);
  json_object_set_string_member (object, "file", path);
  json_object_set_int_member (object, "rows", result->n_rows);
  igny_call_take_data (call, object);
}

/* FILE may have no ending, but none that says something else. */
static gboolean
read_format (IgnyCall         *call,
             IgnyExportFormat *format,
             GError          **error)
{
  const char      *wished = igny_call_get (call, IGNY_OPTION_FORMAT);
  const char      *output = igny_call_get (call, IGNY_OPTION_OUTPUT);
  g_autofree char *name = g_path_get_basename (output);

  *format = IGNY_EXPORT_CSV;
  if (igny_export_format_parse (wished != NULL ? wished : name, format) || wished != NULL ||
      strchr (name + 1, '.') == NULL)
    return TRUE;
  g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
               _("“%s” is no CSV, JSON or XLSX file by its name; give --format, or another ending"),
                  name);
  return FALSE;
}

static gboolean
read_wish (IgnyCall       *call,
           IgnyExportWish *wish,
           IgnyView      **view,
           GError        **error)
{
  wish->entity = igny_target_find_entity (igny_call_get_word (call, 0), error);
  if (wish->entity == NULL || !igny_call_find_scope (call, &wish->scope, error))
    return FALSE;
  wish->all_fields = igny_call_has (call, IGNY_OPTION_ALL_FIELDS);
  if (!read_format (call, &wish->format, error))
    return FALSE;
  *view = igny_saved_view_use_make (call, wish->entity, NULL, error);
  wish->view = *view;
  return *view != NULL;
}

gboolean
igny_command_export (IgnyCall *call,
                     GError  **error)
{
  const char      *output = igny_call_get (call, IGNY_OPTION_OUTPUT);
  g_autofree char *path = igny_caller_dup_path (call->caller, output);
  IgnyExportWish   wish = { NULL };
  IgnyExportResult result;
  g_autoptr(IgnyView) view = NULL;

  if (igny_command_articles_are_wanted (call))
    return igny_command_articles (call, error);
  if (!read_wish (call, &wish, &view, error))
    return FALSE;
  if (g_str_equal (output, "-"))
    return export_to_output (call, &wish, error);
  if (!igny_call_may_write (call, path, error) ||
      !igny_export_save (call->store, &wish, path, &result, call->caller->cancellable, error))
    return FALSE;
  answer (call, &wish, path, &result);
  return TRUE;
}
