/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-export.h"

#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "igny-csv-writer.h"
#include "igny-export-table.h"
#include "igny-json.h"
#include "igny-out-file.h"
#include "igny-present.h"
#include "igny-tree.h"
#include "igny-view.h"
#include "igny-xlsx-writer.h"

#define BATCH 1000

typedef struct
{
  IgnyStore            *store;
  const IgnyExportWish *wish;
  GOutputStream        *stream;
  IgnyViewResult       *rows;
  gsize                 next;
  GArray               *columns; /* of IgnyExportColumn */
  GHashTable           *titles;
  GArray               *cells; /* of IgnyExportCell, of the batch; NULL for JSON */
  GString              *json;  /* of the batch */
  IgnyCsvWriter        *csv;
  IgnyXlsxWriter       *xlsx;
} Export;

static void
clear_cell (gpointer data)
{
  g_free (((IgnyExportCell *) data)->text);
}

static void
export_clear (Export *export)
{
  g_clear_pointer (&export->rows, igny_view_result_free);
  g_array_unref (export->columns);
  g_array_unref (export->cells);
  g_hash_table_unref (export->titles);
  g_string_free (export->json, TRUE);
  igny_csv_writer_free (export->csv);
  igny_xlsx_writer_free (export->xlsx);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

gboolean
igny_export_format_parse (const char       *text,
                          IgnyExportFormat *format)
{
  static const char *const words[] = { "csv", "json", "xlsx" };
  const char              *dot;

  g_return_val_if_fail (text != NULL && format != NULL, FALSE);

  dot = strrchr (text, '.');
  if (dot != NULL)
    text = dot + 1;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i]) == 0)
      {
        *format = (IgnyExportFormat) i;
        return TRUE;
      }
  return FALSE;
}

/* Reader thread, as the next. */
static gboolean
find_rows (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Export *export = data;
  IgnyView *wished = export->wish->view;
  g_autoptr(IgnyView) all = igny_view_new (export->wish->entity);

  igny_view_set_scope (all, export->wish->scope.site, export->wish->scope.sector);
  export->rows =
      igny_view_run (wished != NULL ? wished : all, export->store, db, cancellable, error);
  return export->rows != NULL;
}

static void
add_record (Export *export,
            IgnyDb       *db,
            gconstpointer record)
{
  if (export->wish->format == IGNY_EXPORT_JSON)
    {
      g_autoptr(JsonObject) object = igny_present_record (db, record);
      g_autofree char *text = igny_json_object_to_text (object, FALSE);

      g_string_append (export->json, export->next == 0 && export->json->len == 0 ? "[\n" : ",\n");
      g_string_append (export->json, text);
      return;
    }
  for (guint i = 0; i < export->columns->len; i++)
    {
      IgnyExportCell cell = igny_export_table_get_cell (
          &g_array_index (export->columns, IgnyExportColumn, i), db, record, export->titles);

      g_array_append_val (export->cells, cell);
    }
}

static gboolean
read_batch (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Export *export = data;
  gsize    n_rows = MIN (export->rows->n_rows - export->next, BATCH);
  gboolean with_long = export->wish->all_fields || export->wish->format == IGNY_EXPORT_JSON;
  g_autoptr(GPtrArray) records = igny_records_fetch (
      db, export->wish->entity, export->rows->rows + export->next, n_rows, with_long, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    add_record (export, db, records->pdata[i]);
  export->next += n_rows;
  return TRUE;
}

static void
write_cell (Export *export,
            const IgnyExportCell *cell)
{
  if (export->xlsx != NULL && cell->is_number)
    igny_xlsx_writer_add_number (export->xlsx, cell->number, cell->digits);
  else if (export->xlsx != NULL)
    igny_xlsx_writer_add (export->xlsx, cell->text);
  else if (cell->is_number)
    igny_csv_writer_add_number (export->csv, cell->number, cell->digits);
  else
    igny_csv_writer_add (export->csv, cell->text);
}

static gboolean
end_row (Export *export,
         GCancellable *cancellable,
         GError      **error)
{
  return export->xlsx != NULL ? igny_xlsx_writer_end_row (export->xlsx, error)
                              : igny_csv_writer_end_row (export->csv, cancellable, error);
}

/* On the caller's thread: a slow disk or a pipe makes nobody else wait. */
static gboolean
write_batch (Export *export,
             GCancellable *cancellable,
             GError      **error)
{
  if (export->wish->format == IGNY_EXPORT_JSON)
    {
      gboolean ok = g_output_stream_write_all (export->stream, export->json->str,
                                               export->json->len, NULL, cancellable, error);

      /* Not empty any more: what follows is not the first. */
      g_string_truncate (export->json, 0);
      return ok;
    }
  for (guint i = 0; i < export->cells->len; i++)
    {
      write_cell (export, &g_array_index (export->cells, IgnyExportCell, i));
      if ((i + 1) % export->columns->len == 0 && !end_row (export, cancellable, error))
        return FALSE;
    }
  g_array_set_size (export->cells, 0);
  return TRUE;
}

static gboolean
write_header (Export *export,
              GCancellable *cancellable,
              GError      **error)
{
  if (export->wish->format == IGNY_EXPORT_JSON)
    return TRUE;
  for (guint i = 0; i < export->columns->len; i++)
    {
      IgnyExportCell cell = { 0 };

      cell.text = (char *) g_array_index (export->columns, IgnyExportColumn, i).header;
      write_cell (export, &cell);
    }
  return end_row (export, cancellable, error);
}

static gboolean
write_end (Export *export,
           GCancellable *cancellable,
           GError      **error)
{
  const char *end = export->rows->n_rows == 0 ? "[]\n" : "\n]\n";

  if (export->csv != NULL)
    return igny_csv_writer_flush (export->csv, cancellable, error);
  if (export->xlsx != NULL)
    return igny_xlsx_writer_close (export->xlsx, error);
  return g_output_stream_write_all (export->stream, end, strlen (end), NULL, cancellable, error);
}

static gboolean
write_all (Export *export,
           GCancellable *cancellable,
           GError      **error)
{
  if (!igny_store_read (export->store, find_rows, export, cancellable, error) ||
      !write_header (export, cancellable, error))
    return FALSE;
  while (export->next < export->rows->n_rows)
    if (!igny_store_read (export->store, read_batch, export, cancellable, error) ||
        !write_batch (export, cancellable, error))
      return FALSE;
  return write_end (export, cancellable, error);
}

static gboolean
copy_file (IgnyStore     *store,
           const char    *path,
           GOutputStream *stream,
           GCancellable  *cancellable,
           GError       **error)
{
  int fd = igny_env_open (igny_store_get_env (store), path, O_RDONLY, 0);
  g_autoptr(GInputStream) from = NULL;

  if (fd < 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("write the workbook: it is gone"));
      return FALSE;
    }
  from = g_unix_input_stream_new (fd, TRUE);
  return g_output_stream_splice (stream, from, G_OUTPUT_STREAM_SPLICE_NONE, cancellable,
                                 error) >= 0;
}

/* A workbook is a ZIP, whose parts grow beside each other: it goes to the
 * stream when it is whole. */
static gboolean
write_workbook (Export *export,
                GCancellable *cancellable,
                GError      **error)
{
  g_autofree char *folder = g_dir_make_tmp ("igny8-export-XXXXXX", error);
  g_autofree char *path = NULL;
  gboolean         ok;

  if (folder == NULL)
    return FALSE;
  path = g_build_filename (folder, "table.xlsx", NULL);
  export->xlsx = igny_xlsx_writer_new (path, export->wish->entity->table, error);
  ok = export->xlsx != NULL && write_all (export, cancellable, error) &&
       copy_file (export->store, path, export->stream, cancellable, error);
  igny_tree_remove (folder);
  return ok;
}

gboolean
igny_export (IgnyStore            *store,
             const IgnyExportWish *wish,
             GOutputStream        *stream,
             IgnyExportResult     *result,
             GCancellable         *cancellable,
             GError              **error)
{
  g_auto(Export) export = { .store = store, .wish = wish, .stream = stream };
  gboolean ok;

  export.json = g_string_new (NULL);
  export.cells = g_array_new (FALSE, FALSE, sizeof (IgnyExportCell));
  export.titles = igny_export_table_new_titles ();
  export.columns = igny_export_table_get_columns (wish->entity, wish->all_fields);
  g_return_val_if_fail (IGNY_IS_STORE (store) && G_IS_OUTPUT_STREAM (stream), FALSE);
  g_return_val_if_fail (result != NULL, FALSE);

  g_array_set_clear_func (export.cells, clear_cell);
  if (wish->format == IGNY_EXPORT_CSV)
    export.csv = igny_csv_writer_new (stream, ',');
  ok = wish->format == IGNY_EXPORT_XLSX ? write_workbook (&export, cancellable, error)
                                        : write_all (&export, cancellable, error);
  *result = (IgnyExportResult){ export.rows != NULL ? (gint64) export.rows->n_rows : 0, 0 };
  if (export.xlsx != NULL)
    result->n_cut = igny_xlsx_writer_get_n_cut (export.xlsx);
  return ok;
}

gboolean
igny_export_save (IgnyStore            *store,
                  const IgnyExportWish *wish,
                  const char           *path,
                  IgnyExportResult     *result,
                  GCancellable         *cancellable,
                  GError              **error)
{
  g_autoptr(IgnyOutFile) file = NULL;
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (IGNY_IS_STORE (store) && path != NULL, FALSE);

  file = igny_out_file_new (igny_store_get_env (store), path, error);
  if (file == NULL)
    return FALSE;
  if (igny_export (store, wish, igny_out_file_get_stream (file), result, cancellable, &local))
    return igny_out_file_commit (file, error);
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                 _ ("write “%s”: the disk is full; make room, or choose another place"), path);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
