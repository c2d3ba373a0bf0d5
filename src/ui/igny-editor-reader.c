/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-reader.h"

struct _IgnyEditorReader
{
  GObject parent_instance;

  IgnyEditorSession   *session;
  IgnyEditorTitle     *title;
  IgnyEditorInspector *inspector;
  IgnyEditorDesk      *desk; /* NULL when it is gone */
  GCancellable        *cancellable;
  guint                timer;
};

static guint reading_signal;

G_DEFINE_FINAL_TYPE (IgnyEditorReader, igny_editor_reader, G_TYPE_OBJECT)

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(IgnyEditorReader) self = user_data;
  g_autoptr(IgnyEditorReading) reading = igny_editor_reading_make_finish (result, NULL);

  if (reading != NULL && self->desk != NULL)
    g_signal_emit (self, reading_signal, 0, reading);
}

static void
cancel (IgnyEditorReader *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
got_html_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(IgnyEditorReader) self = user_data;
  IgnyEditorDesk          *desk = IGNY_EDITOR_DESK (source);
  g_autofree char         *html = igny_editor_desk_get_html_finish (desk, result, NULL);
  const IgnyEditorArticle *article = igny_editor_session_get_article (self->session);
  g_autofree char         *title = NULL;
  IgnyEditorWrite         *typed;

  if (html == NULL || self->desk == NULL || article == NULL)
    return;
  title = igny_editor_title_dup_text (self->title);
  cancel (self);
  self->cancellable = g_cancellable_new ();
  typed = igny_editor_write_new (article->row);
  igny_editor_inspector_collect (self->inspector, typed);
  igny_editor_reading_make_async (title, html, typed->values, article, self->cancellable, read_cb,
                                  g_object_ref (self));
  igny_editor_write_free (typed);
}

static gboolean
timer_cb (gpointer user_data)
{
  IgnyEditorReader *self = user_data;

  self->timer = 0;
  igny_editor_desk_get_html_async (self->desk, got_html_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
igny_editor_reader_dispose (GObject *object)
{
  igny_editor_reader_detach (IGNY_EDITOR_READER (object));
  g_clear_object (&IGNY_EDITOR_READER (object)->session);

  G_OBJECT_CLASS (igny_editor_reader_parent_class)->dispose (object);
}

static void
igny_editor_reader_class_init (IgnyEditorReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_editor_reader_dispose;

  reading_signal = g_signal_new ("reading", IGNY_TYPE_EDITOR_READER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
igny_editor_reader_init (IgnyEditorReader *self)
{
}

IgnyEditorReader *
igny_editor_reader_new (IgnyEditorSession   *session,
                        IgnyEditorTitle     *title,
                        IgnyEditorInspector *inspector,
                        IgnyEditorDesk      *desk)
{
  IgnyEditorReader *self;

  g_return_val_if_fail (IGNY_IS_EDITOR_SESSION (session), NULL);

  self = g_object_new (IGNY_TYPE_EDITOR_READER, NULL);
  self->session = g_object_ref (session);
  self->title = title;
  self->inspector = inspector;
  self->desk = desk;
  return self;
}

void
igny_editor_reader_detach (IgnyEditorReader *self)
{
  g_return_if_fail (IGNY_IS_EDITOR_READER (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  cancel (self);
  self->desk = NULL;
  self->title = NULL;
  self->inspector = NULL;
}

void
igny_editor_reader_read_soon (IgnyEditorReader *self,
                              guint             milliseconds)
{
  g_return_if_fail (IGNY_IS_EDITOR_READER (self));
  g_return_if_fail (self->desk != NULL);

  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (milliseconds, timer_cb, self);
}
