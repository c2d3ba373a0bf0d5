/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-rejects.h"

#include "igny-csv-writer.h"
#include "igny-out-file.h"

static gboolean
write_file (IgnyCsvWriter           *writer,
            const IgnyImportRejects *file,
            GError                 **error)
{
  for (guint i = 0; i < file->report->rejects->len; i++)
    {
      const IgnyReject *reject = file->report->rejects->pdata[i];

      igny_csv_writer_add (writer, file->name);
      igny_csv_writer_add_number (writer, reject->line, 0);
      igny_csv_writer_add (writer, reject->keyword);
      igny_csv_writer_add (writer, reject->reason);
      if (!igny_csv_writer_end_row (writer, NULL, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
igny_import_rejects_save (const IgnyEnv           *env,
                          const char              *path,
                          const IgnyImportRejects *files,
                          guint                    n_files,
                          gint64                  *n_written,
                          GError                 **error)
{
  static const char *const header[] = { "file", "line", "keyword", "reason" };
  g_autoptr(IgnyOutFile) out = NULL;
  g_autoptr(IgnyCsvWriter) writer = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (env != NULL && path != NULL && n_written != NULL, FALSE);

  *n_written = 0;
  out = igny_out_file_new (env, path, error);
  if (out == NULL)
    return FALSE;
  writer = igny_csv_writer_new (igny_out_file_get_stream (out), ',');
  for (guint i = 0; i < G_N_ELEMENTS (header); i++)
    igny_csv_writer_add (writer, header[i]);
  igny_csv_writer_end_row (writer, NULL, NULL);
  for (guint i = 0; local == NULL && i < n_files; i++)
    if (write_file (writer, &files[i], &local))
      *n_written += files[i].report->rejects->len;
  if (local == NULL && igny_csv_writer_flush (writer, NULL, &local))
    return igny_out_file_commit (out, error);
  g_propagate_prefixed_error (error, g_steal_pointer (&local), "write “%s”: ", path);
  return FALSE;
}
