/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-store-source.h"

#include <glib/gi18n.h>

#include "igny-computed.h"
#include "igny-edit.h"
#include "igny-format.h"
#include "igny-store-column.h"
#include "igny-store-query.h"

struct _IgnyStoreSource
{
  GObject parent_instance;

  IgnyStore           *store;
  const IgnyTablePage *page;
  IgnyTableColumn     *columns;
  guint                n_columns;
  const IgnyField    **fields;
  IgnyScope            scope;
  IgnyTableQuery      *query; /* of the last order: what the figures are about */
};

/* What one question needs on the store's thread, and what it brings back. */
typedef struct
{
  IgnyStore           *store;
  const IgnyTablePage *page;
  const IgnyField    **fields;
  guint                n_columns;
  IgnyView            *view;
  IgnyView            *all;
  GArray              *rows; /* asked for, or the answer */
  guint                n_all;
  GPtrArray           *records;
  GPtrArray           *figures;
  char                *text;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->store);
  igny_view_free (question->view);
  igny_view_free (question->all);
  g_clear_pointer (&question->rows, g_array_unref);
  g_clear_pointer (&question->records, g_ptr_array_unref);
  g_clear_pointer (&question->figures, g_ptr_array_unref);
  g_free (question->text);
  g_free (question);
}

static Question *
question_new (IgnyStoreSource *self)
{
  Question *question = g_new0 (Question, 1);

  question->store = g_object_ref (self->store);
  question->page = self->page;
  question->fields = self->fields;
  question->n_columns = self->n_columns;
  return question;
}

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (igny_store_finish (IGNY_STORE (object), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* The task owns the question, so that it outlives the answer. */
static void
ask (IgnyTableSource    *source,
     Question           *question,
     IgnyReadFunc        func,
     GCancellable       *cancellable,
     GAsyncReadyCallback callback,
     gpointer            user_data)
{
  IgnyStoreSource *self = IGNY_STORE_SOURCE (source);
  GTask           *task = g_task_new (source, cancellable, callback, user_data);

  g_task_set_task_data (task, question, question_free);
  igny_store_read_async (self->store, func, question, NULL, cancellable, answered_cb, task);
}

static Question *
finish (GAsyncResult *result,
        GError      **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_task_get_task_data (G_TASK (result));
}

static gboolean
read_order (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Question *question = data;
  g_autoptr(IgnyViewResult) result = NULL;
  g_autoptr(IgnyViewResult) all = NULL;

  result = igny_view_run (question->view, question->store, db, cancellable, error);
  if (result == NULL)
    return FALSE;
  question->n_all = (guint) result->n_rows;
  if (question->all != NULL)
    {
      all = igny_view_run (question->all, question->store, db, cancellable, error);
      if (all == NULL)
        return FALSE;
      question->n_all = (guint) all->n_rows;
    }
  question->rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) result->n_rows);
  g_array_append_vals (question->rows, result->rows, (guint) result->n_rows);
  return TRUE;
}

static void
load_order_async (IgnyTableSource      *source,
                  const IgnyTableQuery *query,
                  GCancellable         *cancellable,
                  GAsyncReadyCallback   callback,
                  gpointer              user_data)
{
  IgnyStoreSource *self = IGNY_STORE_SOURCE (source);
  Question        *question = question_new (self);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  igny_table_query_free (self->query);
  self->query = igny_table_query_copy (query);
  question->view = igny_store_query_make_view (self->page, &self->scope, query, errors);
  igny_store_query_expect_columns (self->page, question->view);
  if (igny_table_query_is_narrow (query))
    {
      question->all = igny_store_query_make_view (self->page, &self->scope, NULL, errors);
      igny_view_set_no_rows (question->all, TRUE);
    }
  ask (source, question, read_order, cancellable, callback, user_data);
}

static GArray *
load_order_finish (IgnyTableSource *source,
                   GAsyncResult    *result,
                   guint           *n_all,
                   GError         **error)
{
  Question *question = finish (result, error);

  if (question == NULL)
    return NULL;
  *n_all = question->n_all;
  return g_steal_pointer (&question->rows);
}

/* Titles repeat: a table of one cluster asks for the same one in every row. */
static const char *
find_title (IgnyDb           *db,
            GHashTable       *titles,
            const IgnyEntity *target,
            gint64            row)
{
  g_autofree char *key = g_strdup_printf ("%s %" G_GINT64_FORMAT, target->table, row);
  const char      *title = g_hash_table_lookup (titles, key);

  if (title != NULL)
    return title;
  title = igny_records_dup_title (db, target, row);
  g_hash_table_insert (titles, g_steal_pointer (&key), (gpointer) title);
  return title;
}

static void
fill_value (IgnyTableValue *value,
            const Question *question,
            guint           column,
            gconstpointer   record,
            IgnyDb         *db,
            GHashTable     *titles)
{
  const IgnyField *field = question->fields[column];
  gsize            offset = question->page->columns[column].offset;

  if (offset == IGNY_PAGE_CREATED)
    value->number = ((const IgnyRecord *) record)->created_at;
  else if (offset == IGNY_PAGE_UPDATED)
    value->number = ((const IgnyRecord *) record)->updated_at;
  else if (igny_kind_is_text (field->kind))
    value->text = g_strdup (igny_record_get_text (record, field));
  else
    value->number = igny_record_get_number (record, field);

  if (field->kind == IGNY_KIND_FLAG)
    value->text = g_strdup (value->number != 0 ? _ ("Yes") : _ ("No"));
  if (field->kind == IGNY_KIND_REFERENCE && value->number > 0)
    value->text = g_strdup (find_title (db, titles, field->target, value->number));
  if (question->page->columns[column].look == IGNY_LOOK_MONEY)
    {
      const IgnyField *currency = igny_entity_find_field (question->page->entity, "currency");

      /* What has none was paid by the program, which reckons in dollars. */
      value->text = g_strdup (currency != NULL ? igny_record_get_text (record, currency) : "USD");
    }
}

static gboolean
read_rows (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Question *question = data;
  g_autoptr(GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GPtrArray) records = NULL;

  records = igny_records_fetch (db, question->page->entity,
                                (const gint64 *) (gpointer) question->rows->data,
                                question->rows->len, FALSE, error);
  if (records == NULL)
    return FALSE;
  question->records = g_ptr_array_new_with_free_func ((GDestroyNotify) igny_table_record_unref);
  for (guint i = 0; i < records->len; i++)
    {
      IgnyRecord      *record = records->pdata[i];
      IgnyTableRecord *shown = igny_table_record_new (record->row, question->n_columns);

      for (guint c = 0; c < question->n_columns; c++)
        fill_value (&shown->values[c], question, c, record, db, titles);
      g_ptr_array_add (question->records, shown);
    }
  return TRUE;
}

static void
load_rows_async (IgnyTableSource    *source,
                 const gint64       *rows,
                 guint               n_rows,
                 GCancellable       *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer            user_data)
{
  Question *question = question_new (IGNY_STORE_SOURCE (source));

  question->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (question->rows, rows, n_rows);
  ask (source, question, read_rows, cancellable, callback, user_data);
}

static GPtrArray *
load_rows_finish (IgnyTableSource *source,
                  GAsyncResult    *result,
                  GError         **error)
{
  Question *question = finish (result, error);

  return question != NULL ? g_steal_pointer (&question->records) : NULL;
}

static gboolean
read_figures (IgnyDb       *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Question *question = data;
  g_autoptr(IgnyViewResult) result = NULL;

  result = igny_view_run (question->view, question->store, db, cancellable, error);
  if (result == NULL)
    return FALSE;
  question->figures = igny_store_query_make_figures (question->page, result);
  return TRUE;
}

static void
load_figures_async (IgnyTableSource    *source,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  IgnyStoreSource *self = IGNY_STORE_SOURCE (source);
  Question        *question = question_new (self);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();

  question->view = igny_store_query_make_view (self->page, &self->scope, self->query, errors);
  igny_view_set_sort (question->view, NULL, errors);
  igny_store_query_add_figures (self->page, question->view);
  ask (source, question, read_figures, cancellable, callback, user_data);
}

static GPtrArray *
load_figures_finish (IgnyTableSource *source,
                     GAsyncResult    *result,
                     GError         **error)
{
  Question *question = finish (result, error);

  return question != NULL ? g_steal_pointer (&question->figures) : NULL;
}

static gboolean
read_sum (IgnyDb       *db,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  Question        *question = data;
  g_autofree char *number = NULL;
  g_autoptr(IgnyViewResult) result = NULL;

  result = igny_view_run (question->view, question->store, db, cancellable, error);
  if (result == NULL)
    return FALSE;
  number = igny_format_number (result->sums[0]);
  question->text = g_strdup (number);
  return TRUE;
}

static void
load_sum_async (IgnyTableSource    *source,
                GtkBitset          *rows,
                GCancellable       *cancellable,
                GAsyncReadyCallback callback,
                gpointer            user_data)
{
  IgnyStoreSource *self = IGNY_STORE_SOURCE (source);
  Question        *question = question_new (self);
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint         row;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, rows, &row); more;
       more = gtk_bitset_iter_next (&iter, &row))
    {
      gint64 wide = row;

      g_array_append_val (list, wide);
    }
  question->view = igny_store_query_make_view (self->page, &self->scope, NULL, errors);
  igny_view_set_rows (question->view, (const gint64 *) (gpointer) list->data, list->len);
  igny_view_add_sum (question->view,
                     (IgnySum){ igny_store_query_field (self->page->entity, self->page->sum),
                                IGNY_SUM_TOTAL, NULL });
  ask (source, question, read_sum, cancellable, callback, user_data);
}

/* Label and number are put together by the table, which knows the language. */
static char *
load_sum_finish (IgnyTableSource *source,
                 GAsyncResult    *result,
                 GError         **error)
{
  Question   *question = finish (result, error);
  const char *label = IGNY_STORE_SOURCE (source)->page->sum_label;
  g_auto(GStrv) parts = NULL;

  /* A page without a label has nothing that is worth adding up. */
  if (question == NULL || label == NULL)
    return NULL;
  parts = g_strsplit (_ (label), "%s", 2);
  return g_strconcat (parts[0], question->text, parts[0] != NULL ? parts[1] : NULL, NULL);
}

typedef struct
{
  const IgnyEntity *entity;
  gint64            row;
  char             *field;
  char             *text;
  char             *complaint;
} Commit;

static void
commit_free (gpointer data)
{
  Commit *commit = data;

  g_free (commit->field);
  g_free (commit->text);
  g_free (commit->complaint);
  g_free (commit);
}

static gboolean
write_commit (IgnyStep     *step,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Commit        *commit = data;
  IgnyAssignment value = { commit->field, commit->text };
  g_autoptr(IgnyErrors) errors = igny_errors_new ();
  const char *const *messages;

  if (igny_edit_set (step, commit->entity, commit->row, &value, 1, errors, error))
    return TRUE;
  messages = igny_errors_get_messages (errors, commit->field);
  if (messages != NULL && messages[0] != NULL)
    commit->complaint = g_strdup (messages[0]);
  return FALSE;
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Commit *commit = g_task_get_task_data (task);

  if (igny_store_finish (IGNY_STORE (object), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else if (commit->complaint != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s", commit->complaint);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
commit_async (IgnyTableSource    *source,
              gint64              row,
              const char         *column,
              const char         *text,
              GCancellable       *cancellable,
              GAsyncReadyCallback callback,
              gpointer            user_data)
{
  IgnyStoreSource *self = IGNY_STORE_SOURCE (source);
  GTask           *task = g_task_new (source, cancellable, callback, user_data);
  Commit          *commit = g_new0 (Commit, 1);
  const IgnyField *field = igny_entity_find_field (self->page->entity, column);
  g_autofree char *label = g_strdup_printf ("Change %s", field->label);

  commit->entity = self->page->entity;
  commit->row = row;
  commit->field = g_strdup (column);
  commit->text = g_strdup (text);
  g_task_set_task_data (task, commit, commit_free);
  igny_store_write_async (self->store, IGNY_STEP_DO, label, write_commit, commit, NULL,
                          cancellable, written_cb, task);
}

static gboolean
commit_finish (IgnyTableSource *source,
               GAsyncResult    *result,
               GError         **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static const IgnyTableColumn *
get_columns (IgnyTableSource *source,
             guint           *n_columns)
{
  IgnyStoreSource *self = IGNY_STORE_SOURCE (source);

  *n_columns = self->n_columns;
  return self->columns;
}

static void
igny_store_source_init_interface (IgnyTableSourceInterface *iface)
{
  iface->get_columns = get_columns;
  iface->load_order_async = load_order_async;
  iface->load_order_finish = load_order_finish;
  iface->load_rows_async = load_rows_async;
  iface->load_rows_finish = load_rows_finish;
  iface->load_figures_async = load_figures_async;
  iface->load_figures_finish = load_figures_finish;
  iface->load_sum_async = load_sum_async;
  iface->load_sum_finish = load_sum_finish;
  iface->commit_async = commit_async;
  iface->commit_finish = commit_finish;
}

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (IgnyStoreSource, igny_store_source, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (IGNY_TYPE_TABLE_SOURCE,
                                                      igny_store_source_init_interface))
/* clang-format on */

/* After an import or its undo, asking for what is on the screen anew takes less
 * time than looking for it among a million rows, on this thread. */
#define MAX_ROWS_TOLD 5000

/* Whether a title that a column shows may be another one now. */
static gboolean
has_stale_titles (IgnyStoreSource     *self,
                  const IgnyChangeSet *changes)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->fields[i]->kind == IGNY_KIND_REFERENCE &&
        igny_change_set_has_table (changes, self->fields[i]->target->table))
      return TRUE;
  return FALSE;
}

static void
changed_cb (IgnyStoreSource     *self,
            const IgnyChangeSet *changes)
{
  const IgnyEntity *entity = self->page->entity;
  g_autoptr(GArray) list = NULL;
  const gint64 *rows;
  gsize         n_rows = 0;

  if (igny_computed_is_stale (entity, changes) || has_stale_titles (self, changes))
    {
      igny_table_source_emit_changed (IGNY_TABLE_SOURCE (self), NULL);
      return;
    }
  if (!igny_change_set_has_table (changes, entity->table))
    return;
  rows = igny_change_set_get_rows (changes, entity->table, &n_rows);
  if (n_rows > MAX_ROWS_TOLD)
    {
      igny_table_source_emit_changed (IGNY_TABLE_SOURCE (self), NULL);
      return;
    }
  list = g_array_sized_new (FALSE, FALSE, sizeof (gint64), (guint) n_rows);
  g_array_append_vals (list, rows, (guint) n_rows);
  igny_table_source_emit_changed (IGNY_TABLE_SOURCE (self), list);
}

static void
igny_store_source_finalize (GObject *object)
{
  IgnyStoreSource *self = IGNY_STORE_SOURCE (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->query, igny_table_query_free);
  g_free (self->columns);
  g_free (self->fields);

  G_OBJECT_CLASS (igny_store_source_parent_class)->finalize (object);
}

static void
igny_store_source_class_init (IgnyStoreSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_store_source_finalize;
}

static void
igny_store_source_init (IgnyStoreSource *self)
{
}

IgnyStoreSource *
igny_store_source_new (IgnyStore           *store,
                       const IgnyTablePage *page)
{
  IgnyStoreSource *self;

  g_return_val_if_fail (IGNY_IS_STORE (store) && page != NULL, NULL);

  self = g_object_new (IGNY_TYPE_STORE_SOURCE, NULL);
  self->store = g_object_ref (store);
  self->page = page;
  while (page->columns[self->n_columns].width > 0)
    self->n_columns++;
  self->columns = g_new0 (IgnyTableColumn, self->n_columns);
  self->fields = g_new0 (const IgnyField *, self->n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    {
      self->fields[i] = igny_store_query_field (page->entity, page->columns[i].offset);
      igny_store_column_fill (&self->columns[i], &page->columns[i], self->fields[i]);
    }
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
igny_store_source_set_scope (IgnyStoreSource *self,
                             IgnyScope        scope)
{
  g_return_if_fail (IGNY_IS_STORE_SOURCE (self));

  self->scope = scope;
  igny_table_source_emit_changed (IGNY_TABLE_SOURCE (self), NULL);
}
