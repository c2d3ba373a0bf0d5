/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-saver.h"

#include <glib/gi18n.h>

#include "igny-editor-draft.h"

#define PAUSE_MS 2000
#define LONGEST_MS 60000 /* of typing without a pause */
#define DRAFT_MS 1000

struct _IgnyEditorSaver
{
  GObject parent_instance;

  IgnyEditorSession   *session;
  IgnyEditorTitle     *title;
  IgnyEditorInspector *inspector;
  IgnyEditorDesk      *desk;
  GPtrArray           *waiting; /* tasks of those who want it saved */
  IgnyEditorWrite     *write;   /* waits for the text */
  GHashTable          *sent;    /* name → value, while it is being saved */
  guint                timer;
  gint64               since; /* monotonic time of the first key that is not saved */
  IgnyEditorDraft     *draft;
  guint                draft_timer;
  gboolean             text;   /* the text was changed since it was sent */
  gboolean             fields; /* or a field */
  gboolean             text_sent;
  gboolean             saving;
  gboolean             held; /* the timer waits for a decision */
  char                *failure;
};

static guint state_signal;

G_DEFINE_FINAL_TYPE (IgnyEditorSaver, igny_editor_saver, G_TYPE_OBJECT)

static void
tell (IgnyEditorSaver *self)
{
  g_signal_emit (self, state_signal, 0);
}

static gboolean
is_modified (IgnyEditorSaver *self)
{
  return self->text || self->fields;
}

static void
show_errors (IgnyEditorSaver  *self,
             const IgnyErrors *errors)
{
  const char *const *title = errors != NULL ? igny_errors_get_messages (errors, "title") : NULL;
  g_autofree char   *text = NULL;

  if (self->title == NULL)
    return;
  text = igny_editor_title_dup_text (self->title);
  igny_editor_inspector_set_errors (self->inspector, errors);
  if (title != NULL && title[0] != NULL)
    igny_editor_title_set_error (self->title, *g_strstrip (text) == '\0'
                                 ? _ ("Give the article a title.")
                                 : title[0]);
  else
    igny_editor_title_set_error (self->title, NULL);
}

static void
adopt (IgnyEditorSaver *self)
{
  const IgnyEditorArticle *article = igny_editor_session_get_article (self->session);
  g_autofree char         *title = NULL;

  if (self->title == NULL)
    return;
  title = igny_editor_title_dup_text (self->title);
  igny_editor_inspector_adopt (self->inspector, self->sent, article);
  if (g_strcmp0 (title, g_hash_table_lookup (self->sent, "title")) == 0)
    igny_editor_title_set_text (self->title, article->content->title);
}

/* A draft that is late by a save is found out when it is read. */
static void
drop_draft (IgnyEditorSaver *self)
{
  const IgnyEditorArticle *article = igny_editor_session_get_article (self->session);

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  if (article != NULL)
    igny_editor_draft_drop (self->draft, article->content);
}

static void
answer (IgnyEditorSaver *self,
        const GError    *error)
{
  g_autoptr(GPtrArray) tasks = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    if (error != NULL)
      g_task_return_error (tasks->pdata[i], g_error_copy (error));
    else
      g_task_return_boolean (tasks->pdata[i], TRUE);
}

static void
fail (IgnyEditorSaver  *self,
      const IgnyErrors *errors,
      const GError     *error)
{
  self->fields = TRUE;
  self->text = self->text || self->text_sent;
  self->failure = g_error_matches (error, IGNY_INVALID, IGNY_INVALID_FIELD)
      ? g_strdup_printf (_ ("Not saved: %s."), error->message)
      : g_strdup_printf (_ ("The article could not be saved: %s."), error->message);
  show_errors (self, errors);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyEditorSaver) self = user_data;
  g_autoptr(IgnyErrors) errors = NULL;
  g_autoptr(GError) error = NULL;

  self->saving = FALSE;
  g_clear_pointer (&self->failure, g_free);
  if (igny_editor_session_save_finish (self->session, result, &errors, &error))
    {
      show_errors (self, NULL);
      adopt (self);
      if (!is_modified (self))
        drop_draft (self);
    }
  else
    fail (self, errors, error);
  tell (self);
  /* Those who wait want what was typed meanwhile, too; the timer brings it. */
  if (error != NULL || self->timer == 0)
    answer (self, error);
}

static void
send (IgnyEditorSaver *self,
      IgnyEditorWrite *write)
{
  g_hash_table_remove_all (self->sent);
  for (guint i = 0; i < write->values->len; i += 2)
    g_hash_table_insert (self->sent, g_strdup (write->values->pdata[i]),
                         g_strdup (write->values->pdata[i + 1]));
  igny_editor_session_save_async (self->session, write, saved_cb, g_object_ref (self));
}

static void
got_html_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(IgnyEditorSaver) self = user_data;
  g_autofree char *html = igny_editor_desk_get_html_finish (IGNY_EDITOR_DESK (source), result,
                                                            NULL);

  if (html != NULL)
    igny_editor_write_add (self->write, "html_content", html);
  send (self, g_steal_pointer (&self->write));
}

static IgnyEditorWrite *
collect (IgnyEditorSaver *self)
{
  IgnyEditorWrite *write = igny_editor_write_new (
      igny_editor_session_get_article (self->session)->row);
  g_autofree char *title = igny_editor_title_dup_text (self->title);

  igny_editor_write_add (write, "title", title);
  igny_editor_inspector_collect (self->inspector, write);
  return write;
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(IgnyEditorSaver) self = user_data;
  IgnyEditorDesk          *desk = IGNY_EDITOR_DESK (source);
  g_autofree char         *html = igny_editor_desk_get_html_finish (desk, result, NULL);
  const IgnyEditorArticle *article = igny_editor_session_get_article (self->session);
  IgnyEditorWrite         *write;

  if (html == NULL || self->title == NULL || article == NULL || !is_modified (self))
    return;
  write = collect (self);
  igny_editor_write_add (write, "html_content", html);
  igny_editor_draft_put (self->draft, article->content, write->values);
  igny_editor_write_free (write);
}

static gboolean
keep_cb (gpointer user_data)
{
  IgnyEditorSaver *self = user_data;

  self->draft_timer = 0;
  if (is_modified (self))
    igny_editor_desk_get_html_async (self->desk, kept_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* The fields as they are now, and then the text, for which the page has to be
 * asked. */
static void
save (IgnyEditorSaver *self)
{
  IgnyEditorWrite *write = collect (self);

  g_clear_handle_id (&self->timer, g_source_remove);
  self->held = FALSE;
  self->since = 0;
  self->saving = TRUE;
  self->text_sent = self->text;
  self->text = FALSE;
  self->fields = FALSE;
  if (self->text_sent)
    {
      self->write = write;
      igny_editor_desk_get_html_async (self->desk, got_html_cb, g_object_ref (self));
    }
  else
    send (self, write);
  tell (self);
}

static gboolean
pause_cb (gpointer user_data)
{
  IgnyEditorSaver *self = user_data;

  /* What is being saved now has not all of it. */
  if (self->saving || self->held)
    return G_SOURCE_CONTINUE;
  self->timer = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
igny_editor_saver_dispose (GObject *object)
{
  IgnyEditorSaver *self = IGNY_EDITOR_SAVER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->draft_timer, g_source_remove);
  g_clear_object (&self->draft);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (igny_editor_saver_parent_class)->dispose (object);
}

static void
igny_editor_saver_finalize (GObject *object)
{
  IgnyEditorSaver *self = IGNY_EDITOR_SAVER (object);

  g_ptr_array_unref (self->waiting);
  g_clear_pointer (&self->write, igny_editor_write_free);
  g_hash_table_unref (self->sent);
  g_free (self->failure);

  G_OBJECT_CLASS (igny_editor_saver_parent_class)->finalize (object);
}

static void
igny_editor_saver_class_init (IgnyEditorSaverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_editor_saver_dispose;
  G_OBJECT_CLASS (klass)->finalize = igny_editor_saver_finalize;

  state_signal = g_signal_new ("state", IGNY_TYPE_EDITOR_SAVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL,
                               G_TYPE_NONE, 0);
}

static void
igny_editor_saver_init (IgnyEditorSaver *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

IgnyEditorSaver *
igny_editor_saver_new (IgnyEditorSession   *session,
                       IgnyEditorTitle     *title,
                       IgnyEditorInspector *inspector,
                       IgnyEditorDesk      *desk)
{
  IgnyEditorSaver *self = g_object_new (IGNY_TYPE_EDITOR_SAVER, NULL);

  self->session = g_object_ref (session);
  self->draft = igny_editor_draft_new (
      igny_store_get_folder (igny_editor_session_get_store (session)));
  self->title = title;
  self->inspector = inspector;
  self->desk = desk;
  return self;
}

void
igny_editor_saver_detach (IgnyEditorSaver *self)
{
  g_return_if_fail (IGNY_IS_EDITOR_SAVER (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->draft_timer, g_source_remove);
  self->title = NULL;
  self->inspector = NULL;
  self->desk = NULL;
}

void
igny_editor_saver_touch (IgnyEditorSaver *self,
                         gboolean         text)
{
  gint64 now = g_get_monotonic_time ();
  gint64 left;

  g_return_if_fail (IGNY_IS_EDITOR_SAVER (self));

  if (text)
    self->text = TRUE;
  else
    self->fields = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->since = self->since != 0 ? self->since : now;
  left = MAX (LONGEST_MS - (now - self->since) / 1000, 0);
  self->timer = g_timeout_add ((guint) MIN (PAUSE_MS, left), pause_cb, self);
  if (self->draft_timer == 0)
    self->draft_timer = g_timeout_add (DRAFT_MS, keep_cb, self);
  tell (self);
}

void
igny_editor_saver_hold (IgnyEditorSaver *self)
{
  g_return_if_fail (IGNY_IS_EDITOR_SAVER (self));

  self->held = TRUE;
}

void
igny_editor_saver_reset (IgnyEditorSaver *self)
{
  g_return_if_fail (IGNY_IS_EDITOR_SAVER (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->failure, g_free);
  self->text = FALSE;
  self->fields = FALSE;
  self->held = FALSE;
  self->since = 0;
  drop_draft (self);
  show_errors (self, NULL);
  tell (self);
}

IgnyEditorState
igny_editor_saver_get_state (IgnyEditorSaver *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_SAVER (self), IGNY_EDITOR_SAVED);

  if (self->saving)
    return IGNY_EDITOR_SAVING;
  if (self->failure != NULL)
    return IGNY_EDITOR_FAILED;
  return is_modified (self) ? IGNY_EDITOR_MODIFIED : IGNY_EDITOR_SAVED;
}

const char *
igny_editor_saver_get_failure (IgnyEditorSaver *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_SAVER (self), NULL);

  return self->failure;
}

void
igny_editor_saver_save_async (IgnyEditorSaver    *self,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (IGNY_IS_EDITOR_SAVER (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_ptr_array_add (self->waiting, task);
  if (self->saving)
    return;
  if (is_modified (self) && self->desk != NULL &&
      igny_editor_session_get_article (self->session) != NULL)
    save (self);
  else
    answer (self, NULL);
}

gboolean
igny_editor_saver_save_finish (IgnyEditorSaver *self,
                               GAsyncResult    *result,
                               GError         **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
