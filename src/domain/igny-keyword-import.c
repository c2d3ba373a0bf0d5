/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-keyword-import.h"

#include <glib/gi18n-lib.h>

#include "igny-bulk-insert.h"
#include "igny-change-set.h"
#include "igny-cluster.h"
#include "igny-clusters.h"
#include "igny-key-set.h"
#include "igny-keyword-abroad.h"
#include "igny-keyword-merge.h"
#include "igny-keyword-pump.h"
#include "igny-keyword-sources.h"
#include "igny-limits.h"
#include "igny-text.h"

#define KNOWN_SQL                                           \
  "SELECT row FROM keywords WHERE sector = ?1 AND key = ?2" \
  " AND ifnull(country, '') = ?3 AND deleted_step IS NULL AND " IGNY_RECORDS_MINE
#define IS_IT_SQL                                        \
  "SELECT row FROM keywords WHERE row = ?1 AND key = ?2" \
  " AND ifnull(country, '') = ?3 AND sector = ?4 AND deleted_step IS NULL"
#define KEYS_SQL                                                             \
  "SELECT row, key, country FROM keywords NOT INDEXED WHERE sector = ?1 AND" \
  " deleted_step IS NULL"

/* After a file as large as this part of the table, reading all its keys is
 * quicker than asking for each. */
#define KEYS_PART 16

typedef struct
{
  IgnyStep          *step;
  const IgnyScope   *scope;
  IgnyImportReport  *report;
  IgnyBulkInsert    *bulk;
  const char        *source;     /* the tool's name */
  gboolean           ours;       /* this program wrote the file */
  gint64             first_new;  /* rows from here on were made by this import */
  GHashTable        *met;        /* older rows that this file has had already */
  GHashTable        *clusters;   /* name → row */
  IgnyKeySet        *keys;       /* of this file, and */
  gboolean           has_all;    /* of the sector */
  IgnyKeywordAbroad *abroad;     /* for a file of ours that leaves countries out */
  IgnyCursor        *known;      /* KNOWN_SQL */
  IgnyCursor        *is_it;      /* IS_IT_SQL */
  GPtrArray         *fresh;      /* keywords of the batch that nobody knew */
  GPtrArray         *fresh_rows; /* their IgnyImportRow */
  GArray            *merges;     /* of Merge: what is to be done after them */
} Run;

typedef struct
{
  gint64               row;
  const IgnyImportRow *from;
} Merge;

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

/* One cursor for all rows: it is asked for many. */
static gboolean
ask (IgnyCursor     *cursor,
     const IgnyBind *binds,
     gint64         *found,
     GError        **error)
{
  g_autoptr(GError) local = NULL;

  if (!igny_cursor_rebind (cursor, binds, error))
    return FALSE;
  *found = igny_cursor_next (cursor, &local) ? igny_cursor_get_integer (cursor, 0) : 0;
  igny_cursor_rewind (cursor);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static const char *
country_of (const IgnyImportRow *row)
{
  return row->country != NULL ? row->country : "";
}

/* Whether the row of that hash has the key; a row of the batch is not in the
 * store yet. */
static gboolean
is_it (Run                 *run,
       gint64               candidate,
       const IgnyImportRow *row,
       gint64              *found,
       GError             **error)
{
  gint64               pending = candidate - igny_bulk_insert_get_next_row (run->bulk);
  const IgnyImportRow *other;

  if (pending < 0)
    return ask (run->is_it,
                IGNY_BINDS (IGNY_BIND_INT (candidate), IGNY_BIND_TEXT (row->key),
                            IGNY_BIND_TEXT (country_of (row)), IGNY_BIND_INT (run->scope->sector)),
                found, error);

  other = run->fresh_rows->pdata[pending];
  *found = g_str_equal (other->key, row->key) &&
                   g_str_equal (country_of (other), country_of (row))
               ? candidate
               : 0;
  return TRUE;
}

/* *found is 0 when the keyword is new. */
static gboolean
find_known (Run                   *run,
            const IgnyKeywordItem *item,
            gint64                *found,
            GError               **error)
{
  gsize  place = 0;
  gint64 candidate;

  *found = 0;
  while (*found == 0 &&
         (candidate = igny_key_set_next (run->keys, item->hash, &place)) != 0)
    if (!is_it (run, candidate, &item->row, found, error))
      return FALSE;
  if (*found != 0 || run->has_all)
    return TRUE;
  return ask (run->known,
              IGNY_BINDS (IGNY_BIND_INT (run->scope->sector), IGNY_BIND_TEXT (item->row.key),
                          IGNY_BIND_TEXT (country_of (&item->row))),
              found, error);
}

static gboolean
load_keys (Run     *run,
           GError **error)
{
  g_autoptr(IgnyCursor) cursor = NULL;
  g_autoptr(GError) local = NULL;

  cursor = igny_db_query (igny_step_get_db (run->step), KEYS_SQL,
                          IGNY_BINDS (IGNY_BIND_INT (run->scope->sector)), error);
  if (cursor == NULL)
    return FALSE;
  while (igny_cursor_next (cursor, &local))
    {
      gint64 row = igny_cursor_get_integer (cursor, 0);

      /* This file's are in it. */
      if (row < run->first_new)
        igny_key_set_add (run->keys,
                          igny_key_set_hash (igny_cursor_get_text (cursor, 1),
                                             igny_cursor_get_text (cursor, 2)),
                          row);
    }
  run->has_all = TRUE;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
tells_countries (IgnyImport *source)
{
  for (guint i = 0; i < igny_import_get_n_columns (source); i++)
    if (igny_import_get_column_role (source, i) == IGNY_IMPORT_ROLE_COUNTRY)
      return TRUE;
  return FALSE;
}

/* A file of ours, or one with groups, brings clusters along. */
static gboolean
join_cluster (Run                 *run,
              IgnyKeyword         *keyword,
              const IgnyImportRow *row,
              GError             **error)
{
  gint64  cluster;
  gint64 *known;

  if (row->cluster == NULL || *row->cluster == '\0' || keyword->cluster != 0)
    return TRUE;
  known = g_hash_table_lookup (run->clusters, row->cluster);
  if (known == NULL)
    {
      if (!igny_clusters_ensure (run->step, run->scope, row->cluster, NULL, "import", &cluster,
                                 error))
        return FALSE;
      known = g_memdup2 (&cluster, sizeof cluster);
      g_hash_table_insert (run->clusters, g_strdup (row->cluster), known);
    }
  keyword->cluster = *known;
  if (g_strcmp0 (keyword->status, "archived") != 0)
    {
      g_free (keyword->status);
      keyword->status = g_strdup ("active");
    }
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

/* Whether an earlier row of this file has met the older keyword. */
static gboolean
is_of_this_file (Run   *run,
                 gint64 known)
{
  if (g_hash_table_contains (run->met, &known))
    return TRUE;
  g_hash_table_add (run->met, g_memdup2 (&known, sizeof known));
  return FALSE;
}

static gboolean
tells_anything (const IgnyKeyword   *keyword,
                const IgnyImportRow *row,
                gboolean             same_file)
{
  g_autoptr(IgnyKeyword) told = igny_record_copy (keyword);

  igny_keyword_merge (told, row, same_file);
  return is_changed (told, keyword);
}

/* Nor does it tell an intent that is our own guess: as a table it cannot say so. */
static IgnyImportRow
leave_out_guess (const IgnyKeyword   *keyword,
                 const IgnyImportRow *row)
{
  IgnyImportRow copy = *row;

  if (keyword->intent_guessed &&
      g_strcmp0 (keyword->intent, igny_import_intent_to_word (row->primary_intent)) == 0)
    copy.intents = copy.primary_intent = 0;
  return copy;
}

/* A file of ours repeats what others told, so it is the source of what was
 * changed in it only. */
static gboolean
merge_row (Run                 *run,
           IgnyKeyword         *keyword,
           const IgnyImportRow *row,
           gboolean            *changed,
           GError             **error)
{
  g_autofree char *source = g_strdup (keyword->source);
  IgnyImportRow    told = run->ours ? leave_out_guess (keyword, row) : *row;
  gboolean         same_file;

  if (keyword->record.row >= run->first_new)
    {
      igny_keyword_merge (keyword, row, TRUE);
      return TRUE;
    }
  same_file = is_of_this_file (run, keyword->record.row);
  if (run->ours && !tells_anything (keyword, &told, same_file))
    return TRUE;
  if (!igny_keyword_sources_merge (run->step, keyword, &told, run->source, same_file, changed,
                                   error))
    return FALSE;
  if (run->ours && source != NULL)
    igny_text_set (&keyword->source, source);
  return TRUE;
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
  gboolean changed = FALSE;

  if (keyword == NULL)
    return FALSE;
  before = igny_record_copy (keyword);
  if (!merge_row (run, keyword, row, &changed, error) || !join_cluster (run, keyword, row, error))
    return FALSE;
  if (!is_changed (keyword, before))
    {
      run->report->merged += changed;
      run->report->unchanged += !changed;
      return TRUE;
    }
  run->report->merged++;
  return igny_step_update (run->step, keyword, error);
}

/* For a file of ours without countries: which of them *known is, and whether
 * that can be told. */
static gboolean
find_any_country (Run                 *run,
                  const IgnyImportRow *row,
                  gint64              *known,
                  gboolean            *is_clear,
                  GError             **error)
{
  gint64 abroad;

  if (!igny_keyword_abroad_find (run->abroad, row->key, &abroad, is_clear, error))
    return FALSE;
  if (*known == 0)
    *known = abroad;
  else if (abroad != 0)
    *is_clear = FALSE;
  return TRUE;
}

/* Decides what becomes of a row; it is done with the whole batch. */
static gboolean
take_item (Run             *run,
           IgnyKeywordItem *item,
           GError         **error)
{
  gboolean is_clear = TRUE;
  gint64   known;

  run->report->read++;
  if (item->row.reject != NULL)
    {
      add_reject (run->report, &item->row);
      return TRUE;
    }
  if (!find_known (run, item, &known, error) ||
      (run->abroad != NULL && !find_any_country (run, &item->row, &known, &is_clear, error)))
    return FALSE;
  if (!is_clear)
    {
      item->row.reject = _ ("The sector has this keyword for several countries, and the file does "
                            "not say which. Export it with all fields.");
      add_reject (run->report, &item->row);
      return TRUE;
    }
  if (known != 0)
    {
      Merge merge = { known, &item->row };

      g_array_append_val (run->merges, merge);
      return TRUE;
    }
  igny_key_set_add (run->keys, item->hash,
                    igny_bulk_insert_get_next_row (run->bulk) + run->fresh->len);
  g_ptr_array_add (run->fresh, item->keyword);
  g_ptr_array_add (run->fresh_rows, &item->row);
  run->report->added++;
  return join_cluster (run, item->keyword, &item->row, error);
}

static gboolean
take_batch (Run              *run,
            IgnyKeywordBatch *batch,
            GCancellable     *cancellable,
            GError          **error)
{
  g_ptr_array_set_size (run->fresh, 0);
  g_ptr_array_set_size (run->fresh_rows, 0);
  g_array_set_size (run->merges, 0);
  if (!run->has_all && run->report->read > run->first_new / KEYS_PART && !load_keys (run, error))
    return FALSE;
  for (guint i = 0; i < batch->n_items; i++)
    if (!take_item (run, &batch->items[i], error))
      return FALSE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !igny_bulk_insert_add (run->bulk, run->fresh->pdata, run->fresh->len, error))
    return FALSE;
  for (guint i = 0; i < run->merges->len; i++)
    {
      const Merge *merge = &g_array_index (run->merges, Merge, i);

      if (!merge_known (run, merge->row, merge->from, error) ||
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_all (Run                   *run,
          IgnyImport            *source,
          IgnyImportProgressFunc progress,
          gpointer               user_data,
          GCancellable          *cancellable,
          GError               **error)
{
  g_autoptr(IgnyKeywordPump) pump = igny_keyword_pump_new (source, run->scope);
  g_autoptr(GError) local = NULL;
  IgnyKeywordBatch *batch;

  while ((batch = igny_keyword_pump_next (pump, &local)) != NULL)
    {
      if (!take_batch (run, batch, cancellable, error))
        return FALSE;
      if (progress != NULL)
        progress (batch->bytes, batch->total, run->report->read, user_data);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
prepare (Run        *run,
         IgnyImport *source,
         GError    **error)
{
  IgnyDb  *db = igny_step_get_db (run->step);
  gboolean exact;

  if (!igny_import_has_keywords (source))
    {
      g_set_error (error, IGNY_IMPORT_ERROR, IGNY_IMPORT_ERROR_FORMAT,
                   "import: no column holds the keywords; say which one does");
      return FALSE;
    }
  run->source = igny_import_get_source_name (source);
  run->ours = g_str_has_prefix (igny_import_get_source_id (source), "igny8");
  run->met = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  run->clusters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  run->keys = igny_key_set_new ();
  run->fresh = g_ptr_array_new ();
  run->fresh_rows = g_ptr_array_new ();
  run->merges = g_array_new (FALSE, FALSE, sizeof (Merge));
  if (!igny_scope_check (db, run->scope, error))
    return FALSE;
  run->bulk = igny_bulk_insert_new (run->step, &igny_keyword_entity,
                                    igny_import_estimate_rows (source, &exact), error);
  if (run->bulk == NULL)
    return FALSE;
  run->first_new = igny_bulk_insert_get_next_row (run->bulk);
  run->known = igny_db_query (db, KNOWN_SQL, NULL, error);
  if (run->known != NULL)
    run->is_it = igny_db_query (db, IS_IT_SQL, NULL, error);
  return run->is_it != NULL &&
         (!run->ours || tells_countries (source) ||
          (run->abroad = igny_keyword_abroad_new (db, run->scope->sector, error)) != NULL) &&
         (!igny_bulk_insert_has_no_indexes (run->bulk) || load_keys (run, error));
}

static void
clear_run (Run *run)
{
  g_clear_pointer (&run->met, g_hash_table_unref);
  g_clear_pointer (&run->clusters, g_hash_table_unref);
  g_clear_pointer (&run->keys, igny_key_set_free);
  g_clear_pointer (&run->fresh, g_ptr_array_unref);
  g_clear_pointer (&run->fresh_rows, g_ptr_array_unref);
  g_clear_pointer (&run->merges, g_array_unref);
  g_clear_pointer (&run->known, igny_cursor_free);
  g_clear_pointer (&run->is_it, igny_cursor_free);
  g_clear_pointer (&run->abroad, igny_keyword_abroad_free);
  g_clear_pointer (&run->bulk, igny_bulk_insert_free);
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
  report->doubtful = igny_import_is_doubtful (source);
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
  Run      run = { step, scope, report };
  gboolean ok;

  g_return_val_if_fail (step != NULL && scope != NULL && source != NULL && report != NULL, FALSE);

  ok = prepare (&run, source, error) &&
       take_all (&run, source, progress, user_data, cancellable, error) &&
       igny_bulk_insert_end (run.bulk, error);
  clear_run (&run);
  if (!ok)
    return FALSE;

  fill_report (report, source);
  igny_step_set_label (step, "Import %" G_GINT64_FORMAT " keywords",
                       report->added + report->merged);
  return TRUE;
}

gboolean
igny_keyword_import_check (IgnyStep *step,
                           GError  **error)
{
  IgnyChangeSet *made;
  gboolean       ok;

  g_return_val_if_fail (step != NULL, FALSE);

  made = igny_change_set_new ();
  igny_change_set_add (made, igny_keyword_entity.table, 0);
  igny_change_set_add (made, igny_cluster_entity.table, 0);
  ok = igny_limits_check_step (step, made, error);
  igny_change_set_unref (made);
  return ok;
}
