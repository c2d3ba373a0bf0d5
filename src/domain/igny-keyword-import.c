/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-keyword-import.h"

#include "igny-clusters.h"
#include "igny-keyword-merge.h"

#define PROGRESS_EVERY 1000

#define KNOWN_SQL                                           \
  "SELECT row FROM keywords WHERE sector = ?1 AND key = ?2" \
  " AND ifnull(country, '') = ?3 AND deleted_step IS NULL AND " IGNY_RECORDS_MINE

typedef struct
{
  IgnyStep         *step;
  const IgnyScope  *scope;
  IgnyImportReport *report;
  gint64            first_new; /* rows from here on were made by this import */
  GHashTable       *met;       /* older rows that this file has had already */
  const char       *source;
  IgnyCursor       *known;
} Run;

static void
reject_free (gpointer data)
{
  IgnyReject *reject = data;

  g_free (reject->keyword);
  g_free (reject->reason);
  g_free (reject);
}

IgnyImportReport *
igny_import_report_new (void)
{
  IgnyImportReport *self = g_new0 (IgnyImportReport, 1);

  self->rejects = g_ptr_array_new_with_free_func (reject_free);
  return self;
}

void
igny_import_report_free (IgnyImportReport *self)
{
  if (self == NULL)
    return;
  g_free (self->source);
  g_free (self->encoding);
  g_ptr_array_unref (self->rejects);
  g_free (self);
}

static void
add_reject (IgnyImportReport    *report,
            const IgnyImportRow *row)
{
  IgnyReject *reject;

  report->rejected++;
  if (report->rejects->len >= IGNY_KEYWORD_IMPORT_MAX_REJECTS)
    return;
  reject = g_new0 (IgnyReject, 1);
  reject->line = row->line;
  reject->keyword = g_strdup (row->keyword);
  reject->reason = g_strdup (row->reject);
  g_ptr_array_add (report->rejects, reject);
}

/* One cursor for all rows: it is asked for each. */
static gboolean
find_known (Run                 *run,
            const IgnyImportRow *row,
            gint64              *found,
            GError             **error)
{
  g_autoptr(GError) local = NULL;

  if (!igny_cursor_rebind (
          run->known,
          IGNY_BINDS (IGNY_BIND_INT (run->scope->sector), IGNY_BIND_TEXT (row->key),
                      IGNY_BIND_TEXT (row->country != NULL ? row->country : "")),
          error))
    return FALSE;
  *found = igny_cursor_next (run->known, &local) ? igny_cursor_get_integer (run->known, 0)
                                                 : IGNY_UNKNOWN;
  igny_cursor_rewind (run->known);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* A file of ours, or one with groups, brings clusters along. */
static gboolean
join_cluster (Run                 *run,
              IgnyKeyword         *keyword,
              const IgnyImportRow *row,
              GError             **error)
{
  gint64 cluster;

  if (row->cluster == NULL || *row->cluster == '\0' || keyword->cluster != 0)
    return TRUE;
  if (!igny_clusters_ensure (run->step, run->scope, row->cluster, NULL, "import", &cluster, error))
    return FALSE;
  keyword->cluster = cluster;
  if (g_strcmp0 (keyword->status, "archived") != 0)
    {
      g_free (keyword->status);
      keyword->status = g_strdup ("active");
    }
  return TRUE;
}

static gboolean
add_new (Run                 *run,
         const IgnyImportRow *row,
         GError             **error)
{
  g_autoptr(IgnyKeyword) keyword = igny_record_new (&igny_keyword_entity);

  keyword->site = run->scope->site;
  keyword->sector = run->scope->sector;
  keyword->source = g_strdup (run->source);
  igny_keyword_merge (keyword, row, TRUE);
  if (row->status != NULL &&
      g_strcmp0 (row->status, "archived") == 0)
    {
      g_free (keyword->status);
      keyword->status = g_strdup ("archived");
    }
  if (!join_cluster (run, keyword, row, error) || !igny_step_insert (run->step, keyword, error))
    return FALSE;
  run->report->added++;
  return TRUE;
}

static gboolean
is_changed (const IgnyKeyword *keyword,
            const IgnyKeyword *before)
{
  for (const IgnyField *f = igny_keyword_entity.fields; f->name != NULL; f++)
    if (!igny_record_field_equal (keyword, before, f))
      return TRUE;
  return FALSE;
}

/* Whether an earlier row of this file has made or met the keyword. */
static gboolean
is_of_this_file (Run   *run,
                 gint64 known)
{
  if (known >= run->first_new || g_hash_table_contains (run->met, &known))
    return TRUE;
  g_hash_table_add (run->met, g_memdup2 (&known, sizeof known));
  return FALSE;
}

static gboolean
merge_known (Run                 *run,
             gint64               known,
             const IgnyImportRow *row,
             GError             **error)
{
  g_autoptr(IgnyKeyword) keyword = igny_records_load (igny_step_get_db (run->step),
                                                       &igny_keyword_entity, known, error);
  g_autoptr(IgnyKeyword) before = NULL;

  if (keyword == NULL)
    return FALSE;
  before = igny_record_copy (keyword);
  igny_keyword_merge (keyword, row, is_of_this_file (run, known));
  if (!join_cluster (run, keyword, row, error))
    return FALSE;
  if (!is_changed (keyword, before))
    {
      run->report->unchanged++;
      return TRUE;
    }
  run->report->merged++;
  return igny_step_update (run->step, keyword, error);
}

static gboolean
take_row (Run                 *run,
          const IgnyImportRow *row,
          GError             **error)
{
  gint64 known;

  run->report->read++;
  if (row->reject != NULL)
    {
      add_reject (run->report, row);
      return TRUE;
    }
  if (!find_known (run, row, &known, error))
    return FALSE;
  return known == IGNY_UNKNOWN ? add_new (run, row, error) : merge_known (run, known, row, error);
}

static gboolean
take_all (Run                   *run,
          IgnyImport            *source,
          IgnyImportProgressFunc progress,
          gpointer               user_data,
          GCancellable          *cancellable,
          GError               **error)
{
  g_autoptr(GError) local = NULL;
  IgnyImportRow row;
  gint64        bytes;
  gint64        total;

  while (igny_import_next (source, &row, &local))
    {
      if (!take_row (run, &row, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (progress != NULL && run->report->read % PROGRESS_EVERY == 0)
        {
          igny_import_get_progress (source, &bytes, &total);
          progress (bytes, total, run->report->read, user_data);
        }
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
fill_report (IgnyImportReport *report,
             IgnyImport       *source)
{
  g_free (report->source);
  report->source = g_strdup (igny_import_get_source_name (source));
  g_free (report->encoding);
  report->encoding = g_strdup (igny_import_get_encoding (source));
  report->delimiter = igny_import_get_delimiter (source);
  report->cut_off = igny_import_is_cut_off (source);
}

gboolean
igny_keyword_import (IgnyStep              *step,
                     const IgnyScope       *scope,
                     IgnyImport            *source,
                     IgnyImportReport      *report,
                     IgnyImportProgressFunc progress,
                     gpointer               user_data,
                     GCancellable          *cancellable,
                     GError               **error)
{
  Run run = { step, scope, report };
  g_autoptr(GHashTable) met = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr(IgnyCursor) known = NULL;

  g_return_val_if_fail (step != NULL && scope != NULL && source != NULL && report != NULL, FALSE);

  run.met = met;
  run.source = igny_import_get_source_name (source);
  run.known = known = igny_db_query (igny_step_get_db (step), KNOWN_SQL, NULL, error);
  if (known == NULL ||
      !igny_scope_check (igny_step_get_db (step), scope, error) ||
      !igny_db_get_integer (igny_step_get_db (step),
                            "SELECT ifnull(max(row), 0) + 1 FROM keywords", NULL, &run.first_new,
                            error) ||
      !igny_step_begin_bulk (step, &igny_keyword_entity, error) ||
      !take_all (&run, source, progress, user_data, cancellable, error) ||
      !igny_step_end_bulk (step, error))
    return FALSE;

  fill_report (report, source);
  igny_step_set_label (step, "Import %" G_GINT64_FORMAT " keywords",
                       report->added + report->merged);
  return TRUE;
}
