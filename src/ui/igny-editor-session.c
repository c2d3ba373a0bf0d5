/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-session.h"

#include "igny-editor-draft.h"

struct _IgnyEditorSession
{
  GObject parent_instance;

  IgnyStore         *store;
  IgnyEditorArticle *article;
  gint64             row;
  guint              saving;
  gboolean           look_again; /* something changed while it was being saved */
};

enum
{
  CHANGED_ELSEWHERE,
  GONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyEditorSession, igny_editor_session, G_TYPE_OBJECT)

static gboolean
text_equal (const char *a,
            const char *b)
{
  return g_strcmp0 (a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static gboolean
content_equal (const IgnyContent *a,
               const IgnyContent *b)
{
  for (const IgnyField *field = igny_content_entity.fields; field->name != NULL; field++)
    {
      /* What is noted beside the text, such as proposed changes, is not written here. */
      if (field->offset == G_STRUCT_OFFSET (IgnyContent, metadata))
        continue;
      if (igny_kind_is_text (field->kind)
              ? !text_equal (igny_record_get_text (a, field), igny_record_get_text (b, field))
              : !igny_record_field_equal (a, b, field))
        return FALSE;
    }
  return TRUE;
}

static void
take_article (IgnyEditorSession *self,
              IgnyEditorArticle *article)
{
  igny_editor_article_free (self->article);
  self->article = article;
}

/* The store's thread made it and is done with it. */
static IgnyEditorArticle *
steal_article (IgnyEditorArticle *from)
{
  IgnyEditorArticle *article = g_new0 (IgnyEditorArticle, 1);

  *article = *from;
  *from = (IgnyEditorArticle){ .row = article->row, .keywords = g_ptr_array_new () };
  return article;
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyEditorSession) self = user_data;
  g_autoptr(GError) error = NULL;
  IgnyEditorArticle *found = NULL;
  gboolean           same;

  if (!igny_store_finish (IGNY_STORE (source), result, (gpointer *) &found, &error))
    {
      if (g_error_matches (error, IGNY_DB_ERROR, IGNY_DB_ERROR_NOT_FOUND))
        g_signal_emit (self, signals[GONE], 0);
      return;
    }
  if (self->saving > 0)
    {
      self->look_again = TRUE;
      return;
    }
  if (self->article == NULL || found->row != self->row)
    return;
  same = content_equal (self->article->content, found->content);
  take_article (self, steal_article (found));
  if (!same)
    g_signal_emit (self, signals[CHANGED_ELSEWHERE], 0);
}

static void
look (IgnyEditorSession *self)
{
  self->look_again = FALSE;
  igny_store_read_async (self->store, igny_editor_store_read, igny_editor_article_new (self->row),
                         (GDestroyNotify) igny_editor_article_free, NULL, looked_cb,
                         g_object_ref (self));
}

static void
changed_cb (IgnyEditorSession   *self,
            const IgnyChangeSet *changes)
{
  gsize         n_rows = 0;
  const gint64 *rows = igny_change_set_get_rows (changes, igny_content_entity.table, &n_rows);

  if (self->article == NULL)
    return;
  for (gsize i = 0; i < n_rows; i++)
    if (rows[i] == self->row)
      {
        if (self->saving > 0)
          self->look_again = TRUE;
        else
          look (self);
        return;
      }
}

static void
read_draft_cb (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  IgnyEditorArticle *article = data;
  const char        *folder = igny_store_get_folder (IGNY_STORE (source));

  article->typed = igny_editor_draft_read (folder, article->content, &article->late);
  g_task_return_boolean (task, TRUE);
}

static void
draft_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  IgnyEditorSession *self = g_task_get_source_object (task);
  IgnyEditorArticle *article = g_task_get_task_data (G_TASK (result));

  self->row = article->row;
  take_article (self, steal_article (article));
  g_task_return_boolean (task, TRUE);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GTask) reading = NULL;
  IgnyEditorArticle *article = NULL;
  GError            *error = NULL;

  if (!igny_store_finish (IGNY_STORE (source), result, (gpointer *) &article, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  reading = g_task_new (source, NULL, draft_cb, g_steal_pointer (&task));
  g_task_set_task_data (reading, steal_article (article),
                        (GDestroyNotify) igny_editor_article_free);
  g_task_run_in_thread (reading, read_draft_cb);
}

/* Leaves the values that differ from what the store has. */
static void
drop_same (IgnyEditorSession *self,
           IgnyEditorWrite   *write)
{
  for (guint i = write->values->len; i >= 2; i -= 2)
    {
      const IgnyField *field = igny_entity_find_field (&igny_content_entity,
                                                       write->values->pdata[i - 2]);
      g_autofree char *plain = NULL;

      g_assert (field != NULL);
      plain = igny_kind_is_text (field->kind)
                  ? g_strdup (igny_record_get_text (self->article->content, field))
                  : igny_record_dup_plain (self->article->content, field);
      if (text_equal (plain, write->values->pdata[i - 1]))
        g_ptr_array_remove_range (write->values, i - 2, 2);
    }
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  IgnyEditorSession *self = g_task_get_source_object (task);
  IgnyEditorWrite   *write = NULL;
  GError            *error = NULL;
  gboolean           done = igny_store_finish (IGNY_STORE (source), result, (gpointer *) &write,
                                               &error);

  self->saving--;
  if (write != NULL)
    {
      g_object_set_data_full (G_OBJECT (task), "errors", write->errors,
                              (GDestroyNotify) igny_errors_free);
      write->errors = igny_errors_new ();
    }
  if (done && write != NULL && write->article->row == self->row)
    take_article (self, steal_article (write->article));
  if (g_error_matches (error, IGNY_EDITOR_STORE_ERROR, IGNY_EDITOR_STORE_ERROR_SAME))
    g_clear_error (&error);
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  if (self->saving == 0 && self->look_again)
    look (self);
}

static void
igny_editor_session_dispose (GObject *object)
{
  IgnyEditorSession *self = IGNY_EDITOR_SESSION (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->article, igny_editor_article_free);

  G_OBJECT_CLASS (igny_editor_session_parent_class)->dispose (object);
}

static void
igny_editor_session_class_init (IgnyEditorSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_editor_session_dispose;

  signals[CHANGED_ELSEWHERE] = g_signal_new ("changed-elsewhere", IGNY_TYPE_EDITOR_SESSION,
                                             G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GONE] = g_signal_new ("gone", IGNY_TYPE_EDITOR_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL,
                                G_TYPE_NONE, 0);
}

static void
igny_editor_session_init (IgnyEditorSession *self)
{
}

IgnyEditorSession *
igny_editor_session_new (IgnyStore *store)
{
  IgnyEditorSession *self;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  self = g_object_new (IGNY_TYPE_EDITOR_SESSION, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
igny_editor_session_load_async (IgnyEditorSession  *self,
                                gint64              row,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (IGNY_IS_EDITOR_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_clear_pointer (&self->article, igny_editor_article_free);
  self->row = row;
  igny_store_read_async (self->store, igny_editor_store_read, igny_editor_article_new (row),
                         (GDestroyNotify) igny_editor_article_free, cancellable, loaded_cb, task);
}

gboolean
igny_editor_session_load_finish (IgnyEditorSession *self,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const IgnyEditorArticle *
igny_editor_session_get_article (IgnyEditorSession *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_SESSION (self), NULL);

  return self->article;
}

IgnyStore *
igny_editor_session_get_store (IgnyEditorSession *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_SESSION (self), NULL);

  return self->store;
}

void
igny_editor_session_save_async (IgnyEditorSession  *self,
                                IgnyEditorWrite    *write,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (IGNY_IS_EDITOR_SESSION (self));
  g_return_if_fail (self->article != NULL && write != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  drop_same (self, write);
  if (write->values->len == 0)
    {
      igny_editor_write_free (write);
      g_task_return_boolean (task, TRUE);
      return;
    }
  self->saving++;
  igny_store_write_async (self->store, IGNY_STEP_DO, "Edit", igny_editor_store_write, write,
                          (GDestroyNotify) igny_editor_write_free, NULL, saved_cb,
                          g_steal_pointer (&task));
}

gboolean
igny_editor_session_save_finish (IgnyEditorSession *self,
                                 GAsyncResult      *result,
                                 IgnyErrors       **errors,
                                 GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (errors != NULL)
    *errors = g_object_steal_data (G_OBJECT (result), "errors");
  return g_task_propagate_boolean (G_TASK (result), error);
}
