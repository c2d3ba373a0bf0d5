/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-csv-export.h"
#include "igny-out-file.h"
#include "igny-show.h"

static gboolean
export_to_file (IgnyCall        *call,
                const IgnyScope *scope,
                const char      *path,
                gint64          *n_rows,
                GError         **error)
{
  g_autoptr(IgnyOutFile) file = igny_out_file_new (call->caller->env, path, error);

  return file != NULL &&
         igny_csv_export (call->store, scope, IGNY_CSV_EXPORT_KEYWORDS,
                          igny_out_file_get_stream (file), n_rows, call->caller->cancellable,
                          error) &&
         igny_out_file_commit (file, error);
}

/* Then the CSV is the answer, and nothing else may be printed. */
static gboolean
export_to_output (IgnyCall        *call,
                  const IgnyScope *scope,
                  GError         **error)
{
  g_autoptr(GOutputStream) stream = g_unix_output_stream_new (call->caller->out, FALSE);
  gint64 n_rows;

  call->printed = TRUE;
  return igny_csv_export (call->store, scope, IGNY_CSV_EXPORT_KEYWORDS, stream, &n_rows,
                          call->caller->cancellable, error);
}

static void
answer (IgnyCall   *call,
        const char *path,
        gint64      n_rows)
{
  g_autofree char *count = igny_show_dup_number (n_rows);
  JsonObject      *object = json_object_new ();

  igny_call_say (call, _("%s keywords written to %s."), count, path);
  json_object_set_string_member (object, "file", path);
  json_object_set_int_member (object, "rows", n_rows);
  igny_call_take_data (call, object);
}

gboolean
igny_command_export (IgnyCall *call,
                     GError  **error)
{
  const char      *output = igny_call_get (call, IGNY_OPTION_OUTPUT);
  g_autofree char *path = igny_caller_dup_path (call->caller, output);
  IgnyScope        scope;
  gint64           n_rows;

  if (!igny_call_find_scope (call, &scope, error))
    return FALSE;
  if (g_str_equal (output, "-"))
    return export_to_output (call, &scope, error);
  if (!export_to_file (call, &scope, path, &n_rows, error))
    return FALSE;
  answer (call, path, n_rows);
  return TRUE;
}
