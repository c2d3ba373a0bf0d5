/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-actions.h"
#include "igny-content.h"
#include "igny-entities.h"
#include "igny-export-articles.h"
#include "igny-export.h"
#include "igny-file-picker.h"
#include "igny-format.h"
#include "igny-import-sheet.h"

static void
picked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GFile) file = igny_file_picker_finish (result, NULL);

  if (file != NULL && igny_workspace_get_window (workspace) != NULL)
    igny_import_sheet_present_file (workspace, file);
}

void
igny_action_import (IgnyWorkspace  *workspace,
                    const IgnyPage *page,
                    GArray         *rows)
{
  static const char *const patterns[] = { "*.csv", "*.tsv", "*.txt", "*.xlsx", "*.zip",
                                          "*.CSV", "*.TSV", "*.TXT", "*.XLSX", "*.ZIP", NULL };

  igny_file_picker_open_async (GTK_WINDOW (igny_workspace_get_window (workspace)),
                               _ ("Import Keywords"), _ ("Keyword exports"), patterns, NULL,
                                                         picked_cb, g_object_ref (workspace));
}

/* One file being written. */
typedef struct
{
  GFile           *file;
  IgnyExportWish   wish;
  IgnyExportResult result;
} Export;

static void
export_free (gpointer data)
{
  g_clear_object (&((Export *) data)->file);
  g_free (data);
}

/* By the ending of a name that an article has, and a table has not. */
static gboolean
find_article_format (const char        *path,
                     IgnyArticleFormat *format)
{
  static const char *const endings[] = { ".html", ".md", ".xml" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (path, endings[i]))
      {
        *format = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
run_export (const IgnyRun *run,
            gpointer       data,
            GError       **error)
{
  Export *export = data;
  IgnyExportCounts  counts;
  IgnyArticleFormat format;

  if (export->wish.entity == &igny_content_entity &&
      find_article_format (g_file_peek_path (export->file), &format))
    {
      if (!igny_export_articles (run, &export->wish.scope, NULL, format,
                                 g_file_peek_path (export->file), &counts, error))
        return FALSE;
      export->result.n_rows = counts.n_articles;
      return TRUE;
    }
  igny_run_report (run, IGNY_PHASE_SAVE, 0, 0, 0, _ ("Writing the file"));
  return igny_export_save (run->store, &export->wish, g_file_peek_path (export->file),
                           &export->result, run->cancellable, error);
}

static void
exported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;
  gpointer data;

  if (igny_runner_finish (IGNY_RUNNER (object), result, &data, &error))
    {
      const Export *export = data;
      g_autofree char *number = igny_format_number (export->result.n_rows);
      g_autofree char *name = g_file_get_basename (export->file);
      g_autofree char *text = NULL;

      text = g_strdup_printf (ngettext ("Exported %s row to “%s”", "Exported %s rows to “%s”",
                                        (gulong) export->result.n_rows),
                              number, name);
      igny_workspace_say (workspace, text);
    }
  else
    igny_workspace_fail (workspace, _ ("The File Could Not Be Written"), error);
}

/* What waits for the file to be named. */
typedef struct
{
  IgnyWorkspace *workspace;
  IgnyExportWish export;
} Wish;

static void
named_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  const char      *title = _ ("Exporting");
  g_autofree Wish *wish = user_data;
  g_autoptr(IgnyWorkspace) workspace = wish->workspace;
  GFile *file = igny_file_picker_finish (result, NULL);
  Export *export;

  if (file == NULL || igny_workspace_get_window (workspace) == NULL)
    {
      g_clear_object (&file);
      return;
    }
  if (g_file_peek_path (file) == NULL)
    {
      igny_workspace_say (workspace, _ ("Only folders of this computer can be written to"));
      g_object_unref (file);
      return;
    }
  export = g_new0 (Export, 1);
  export->file = file;
  export->wish = wish->export;
  /* The ending of the name says which form it has. */
  igny_export_format_parse (g_file_peek_path (file), &export->wish.format);
  igny_runner_start (igny_workspace_get_runner (workspace), title, run_export, export, export_free,
                     exported_cb, g_object_ref (workspace));
}

void
igny_action_export (IgnyWorkspace  *workspace,
                    const IgnyPage *page,
                    GArray         *rows)
{
  g_autofree char  *name = g_strconcat (page->id, ".csv", NULL);
  const IgnyEntity *entity = igny_entities_find (page->id);
  IgnyScope         scope = igny_workspace_get_scope (workspace);
  const char       *title = _ ("Export");
  GtkWindow        *window;
  Wish             *wish;

  g_return_if_fail (entity != NULL);

  if (scope.site == 0 && !igny_workspace_find_sector (workspace, &scope))
    return;
  wish = g_new0 (Wish, 1);
  wish->workspace = g_object_ref (workspace);
  wish->export.entity = entity;
  wish->export.scope = scope;
  window = GTK_WINDOW (igny_workspace_get_window (workspace));
  /* The ending says which. */
  if (entity == &igny_content_entity)
    title = _ ("Export to .csv, .json, .xlsx, .html, .md or .xml for WordPress");
  igny_file_picker_save_async (window, title, name, NULL, named_cb, wish);
}
