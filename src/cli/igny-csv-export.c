/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-csv-export.h"

#include "igny-cluster.h"
#include "igny-idea.h"
#include "igny-keyword.h"
#include "igny-task.h"
#include "igny-view.h"

#define BATCH 1000
#define MAX_COLUMNS 10

/* A field of the record; or, with sql, an answer about row ?1. */
typedef struct
{
  const char *header;
  const char *field;
  const char *sql;
} Column;

typedef struct
{
  const IgnyEntity *entity;
  Column            columns[MAX_COLUMNS];
} Layout;

#define PRIMARY_SQL                                                             \
  "SELECT k.keyword FROM idea_keywords l JOIN keywords k ON k.row = l.keyword " \
  "WHERE l.idea = ?1 AND l.is_primary = 1 AND l.deleted_step IS NULL ORDER BY l.position"

/* clang-format off */
static const Layout layouts[] = {
  [IGNY_CSV_EXPORT_KEYWORDS] = { &igny_keyword_entity, {
    { "keyword", "keyword" }, { "volume", "volume" }, { "difficulty", "difficulty" }, { "intent", "intent" },
    { "cpc", "cpc" }, { "status", "status" }, { "cluster", "cluster" } } },
  [IGNY_CSV_EXPORT_CLUSTERS] = { &igny_cluster_entity, {
    { "name", "name" }, { "keywords", "keywords_count" }, { "volume", "volume" }, { "difficulty", "difficulty" },
    { "intent", "intent" }, { "mixed_intent", "mixed_intent" }, { "status", "status" }, { "ideas", "ideas_count" },
    { "description", "description" } } },
  [IGNY_CSV_EXPORT_IDEAS] = { &igny_idea_entity, {
    { "title", "idea_title" }, { "type", "content_type" }, { "structure", "content_structure" },
    { "cluster", "keyword_cluster" }, { "primary_keyword", NULL, PRIMARY_SQL }, { "keywords", "target_keywords" },
    { "words", "estimated_word_count" }, { "status", "status" }, { "description", "description" } } },
  [IGNY_CSV_EXPORT_TASKS] = { &igny_task_entity, {
    { "title", "title" }, { "type", "content_type" }, { "structure", "content_structure" }, { "cluster", "cluster" },
    { "keywords", "keywords" }, { "words", "estimated_word_count" }, { "status", "status" },
    { "priority", "priority" } } },
};
/* clang-format on */

typedef struct
{
  IgnyStore      *store;
  const Layout   *layout;
  IgnyScope       scope;
  IgnyViewResult *result;
  gsize           next;
  IgnyCsvWriter  *writer;
} Export;

static gboolean
find_rows (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Export *export = data;
  g_autoptr(IgnyView) view = igny_view_new (export->layout->entity);

  igny_view_set_scope (view, export->scope.site, export->scope.sector);
  export->result = igny_view_run (view, export->store, db, cancellable, error);
  return export->result != NULL;
}

static void
add_field (Export *export,
           IgnyDb          *db,
           gconstpointer    record,
           const IgnyField *field)
{
  g_autofree char *text = NULL;

  if (field->kind == IGNY_KIND_INTEGER || field->kind == IGNY_KIND_DECIMAL)
    {
      igny_csv_writer_add_number (export->writer, igny_record_get_number (record, field),
                                  field->digits);
      return;
    }
  if (field->kind == IGNY_KIND_REFERENCE)
    text = igny_records_dup_title (db, field->target, igny_record_get_number (record, field));
  else if (field->kind == IGNY_KIND_FLAG)
    text = g_strdup (igny_record_get_number (record, field) != 0 ? "true" : "false");
  else
    text = igny_record_dup_plain (record, field);
  igny_csv_writer_add (export->writer, text);
}

static void
add_answer (Export *export,
            IgnyDb       *db,
            gconstpointer record,
            const char   *sql)
{
  g_autofree char *text = NULL;

  igny_db_get_text (db, sql, IGNY_BINDS (IGNY_BIND_INT (((const IgnyRecord *) record)->row)),
                    &text, NULL);
  igny_csv_writer_add (export->writer, text);
}

static gboolean
add_record (Export *export,
            IgnyDb       *db,
            gconstpointer record,
            GError      **error)
{
  const Layout *layout = export->layout;

  for (const Column *c = layout->columns; c->header != NULL; c++)
    if (c->sql != NULL)
      add_answer (export, db, record, c->sql);
    else
      add_field (export, db, record, igny_entity_find_field (layout->entity, c->field));
  return igny_csv_writer_end_row (export->writer, NULL, error);
}

static gboolean
read_batch (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Export *export = data;
  gsize n_rows = MIN (export->result->n_rows - export->next, BATCH);
  g_autoptr(GPtrArray) records = igny_records_fetch (
      db, export->layout->entity, export->result->rows + export->next, n_rows, FALSE, error);

  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    if (!add_record (export, db, records->pdata[i], error))
      return FALSE;
  export->next += n_rows;
  return TRUE;
}

static gboolean
copy (const char    *text,
      GOutputStream *stream,
      GCancellable  *cancellable,
      GError       **error)
{
  return g_output_stream_write_all (stream, text, strlen (text), NULL, cancellable, error);
}

/* Into memory on the reader's thread, out on this one: a slow disk or a pipe
 * makes nobody else wait. */
static gboolean
export_batch (Export *export,
              GOutputStream *stream,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *text = NULL;
  gboolean         ok;

  export->writer = igny_csv_writer_new (NULL, ',');
  ok = igny_store_read (export->store, read_batch, export, cancellable, error);
  if (ok)
    text = igny_csv_writer_end (export->writer);
  igny_csv_writer_free (export->writer);
  return ok && copy (text, stream, cancellable, error);
}

static gboolean
export_header (Export *export,
               GOutputStream *stream,
               GCancellable  *cancellable,
               GError       **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *cells[MAX_COLUMNS + 1] = { NULL };

  for (guint i = 0; export->layout->columns[i].header != NULL; i++)
    cells[i] = export->layout->columns[i].header;
  igny_csv_append_row (text, cells, ',');
  return copy (text->str, stream, cancellable, error);
}

static gboolean
export_all (Export *export,
            GOutputStream *stream,
            GCancellable  *cancellable,
            GError       **error)
{
  if (!igny_store_read (export->store, find_rows, export, cancellable, error) ||
      !export_header (export, stream, cancellable, error))
    return FALSE;
  while (export->next < export->result->n_rows)
    if (!export_batch (export, stream, cancellable, error))
      return FALSE;
  return TRUE;
}

gboolean
igny_csv_export (IgnyStore       *store,
                 const IgnyScope *scope,
                 IgnyCsvExport    what,
                 GOutputStream   *stream,
                 gint64          *n_rows,
                 GCancellable    *cancellable,
                 GError         **error)
{
  Export export = { .store = store };
  gboolean ok;

  g_return_val_if_fail (IGNY_IS_STORE (store) && scope != NULL && what < G_N_ELEMENTS (layouts),
                        FALSE);
  g_return_val_if_fail (stream != NULL && n_rows != NULL, FALSE);

  export.layout = &layouts[what];
  export.scope = *scope;
  ok = export_all (&export, stream, cancellable, error);
  *n_rows = ok ? (gint64) export.result->n_rows : 0;
  igny_view_result_free (export.result);
  return ok;
}
