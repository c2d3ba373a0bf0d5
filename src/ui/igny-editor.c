/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-editor-banners.h"
#include "igny-editor-header.h"
#include "igny-editor-keys.h"
#include "igny-editor-outline.h"
#include "igny-editor-reader.h"
#include "igny-editor-saver.h"
#include "igny-editor-sheet.h"
#include "igny-editor-versions.h"

#define READ_MS 500

struct _IgnyEditor
{
  GtkWidget parent_instance;

  IgnyEditorSession   *session;
  IgnyEditorSaver     *saver;
  IgnyEditorReader    *reader;
  gint64               row;
  gint64               next; /* to be opened when this one is saved */
  guint                words;
  gboolean             leaving;
  GtkWidget           *box;
  IgnyEditorSheet     *sheet;
  IgnyEditorHeader    *header;
  IgnyEditorPanes     *panes;
  IgnyEditorBanner    *banners[IGNY_EDITOR_N_BANNERS];
  IgnyEditorTitle     *title;
  IgnyEditorDesk      *desk;
  IgnyEditorOutline   *outline;
  IgnyEditorInspector *inspector;
};

enum
{
  PROP_TITLE = 1,
  N_PROPS
};

enum
{
  CLOSE,
  TOAST,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint       signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyEditor, igny_editor, GTK_TYPE_WIDGET)

/* NULL hides it. */
static void
say (IgnyEditor          *self,
     IgnyEditorBannerKind kind,
     const char          *text)
{
  igny_editor_banner_set_text (self->banners[kind], text);
}

static const IgnyEditorArticle *
get_article (IgnyEditor *self)
{
  return igny_editor_session_get_article (self->session);
}

static void
show_state_cb (IgnyEditor *self)
{
  igny_editor_header_set_state (self->header, self->words,
                                igny_editor_saver_get_state (self->saver));
  say (self, IGNY_EDITOR_BANNER_FAILED, igny_editor_saver_get_failure (self->saver));
}

static void
show_title (IgnyEditor *self)
{
  g_autofree char *title = igny_editor_title_dup_text (self->title);

  igny_editor_header_set_title (self->header, *title != '\0' ? title : _ ("Untitled"));
  igny_editor_inspector_set_title (self->inspector, title);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
}

static void
show_marks (IgnyEditor *self)
{
  const IgnyContent *content = get_article (self)->content;
  const IgnyField   *field = igny_entity_find_field (&igny_content_entity, "status");
  const IgnyChoice  *status = igny_field_find_choice (field, content->status != NULL
                                                                 ? content->status
                                                                 : "");

  igny_editor_header_set_status (self->header, status);
  say (self, IGNY_EDITOR_BANNER_BRIEF,
       content->is_brief == 1 ? _ ("This is a brief, not an article.") : NULL);
}

static void
reading_cb (IgnyEditor              *self,
            const IgnyEditorReading *reading)
{
  self->words = reading->words;
  igny_editor_outline_set (self->outline, reading->headings);
  igny_editor_inspector_set_reading (self->inspector, reading);
  show_state_cb (self);
}

static void
show_values (IgnyEditor              *self,
             const IgnyEditorArticle *article)
{
  igny_editor_title_set_text (self->title, article->content->title);
  igny_editor_inspector_set_article (self->inspector, article);
  igny_editor_desk_set_html (self->desk, article->content->html_content);
  show_title (self);
  igny_editor_reader_read_soon (self->reader, 0);
}

/* What the store has, in all the widgets. */
static void
show_article (IgnyEditor *self)
{
  const IgnyEditorArticle *article = get_article (self);

  self->words = article->content->word_count > 0 ? (guint) article->content->word_count : 0;
  say (self, IGNY_EDITOR_BANNER_CONFLICT, NULL);
  say (self, IGNY_EDITOR_BANNER_BACK, NULL);
  igny_editor_saver_reset (self->saver);
  show_values (self, article);
  show_marks (self);
}

/* As if it had been typed just now. */
static void
show_draft (IgnyEditor *self)
{
  const IgnyEditorArticle *article = get_article (self);
  IgnyEditorArticle        typed = *article;

  typed.content = article->typed;
  show_marks (self);
  show_values (self, &typed);
  igny_editor_saver_touch (self->saver, TRUE);
  if (!article->late)
    {
      say (self, IGNY_EDITOR_BANNER_BACK,
           _ ("What was typed before the program ended is here again. Undo takes it back."));
      return;
    }
  igny_editor_saver_hold (self->saver);
  say (self, IGNY_EDITOR_BANNER_CONFLICT,
       _ ("This was typed before the program ended. The article was "
                                  "changed elsewhere since."));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyEditor) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean done = igny_editor_session_load_finish (IGNY_EDITOR_SESSION (source), result, &error);

  if (self->box == NULL)
    return;
  gtk_widget_set_sensitive (self->box, TRUE);
  if (done)
    {
      if (get_article (self)->typed != NULL)
        show_draft (self);
      else
        show_article (self);
      gtk_widget_grab_focus (GTK_WIDGET (self->desk));
      return;
    }
  self->row = 0;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[TOAST], 0, error->message);
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
open_row (IgnyEditor *self,
          gint64      row)
{
  self->row = row;
  gtk_widget_set_sensitive (self->box, FALSE);
  igny_editor_session_load_async (self->session, row, NULL, loaded_cb, g_object_ref (self));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyEditor) self = user_data;
  gboolean done = igny_editor_saver_save_finish (IGNY_EDITOR_SAVER (source), result, NULL);
  gint64   next = self->next;
  gboolean leaving = self->leaving;

  self->next = 0;
  self->leaving = FALSE;
  if (self->box == NULL)
    return;
  if (done)
    say (self, IGNY_EDITOR_BANNER_CONFLICT, NULL);
  if (!done)
    g_signal_emit (self, signals[TOAST], 0, _ ("The article is not saved yet"));
  else if (next != 0)
    open_row (self, next);
  else if (leaving)
    g_signal_emit (self, signals[CLOSE], 0);
}

static void
save (IgnyEditor *self)
{
  igny_editor_saver_save_async (self->saver, saved_cb, g_object_ref (self));
}

static void
text_cb (IgnyEditor *self)
{
  igny_editor_saver_touch (self->saver, TRUE);
  igny_editor_reader_read_soon (self->reader, READ_MS);
}

static void
field_cb (IgnyEditor *self)
{
  igny_editor_saver_touch (self->saver, FALSE);
  igny_editor_reader_read_soon (self->reader, READ_MS);
}

static void
title_cb (IgnyEditor *self)
{
  igny_editor_title_set_error (self->title, NULL);
  show_title (self);
  igny_editor_saver_touch (self->saver, FALSE);
  igny_editor_reader_read_soon (self->reader, READ_MS);
}

static void
heading_cb (IgnyEditor *self,
            guint       n)
{
  IgnyEditorCanvas *canvas = igny_editor_desk_get_canvas (self->desk);

  igny_editor_panes_uncover (self->panes);
  if (canvas != NULL)
    igny_editor_canvas_scroll_to_heading (canvas, n);
}

static void
marked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyEditor) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!igny_editor_session_save_finish (IGNY_EDITOR_SESSION (source), result, NULL, &error))
    g_signal_emit (self, signals[TOAST], 0, error->message);
  else if (self->box != NULL)
    show_marks (self);
}

static void
mark_as_article_cb (IgnyEditor *self)
{
  IgnyEditorWrite *write = igny_editor_write_new (self->row);

  igny_editor_write_add (write, "is_brief", "0");
  igny_editor_session_save_async (self->session, write, marked_cb, g_object_ref (self));
}

/* Undo of the program comes this way, too. */
static void
changed_elsewhere_cb (IgnyEditor *self)
{
  show_marks (self);
  if (igny_editor_saver_get_state (self->saver) == IGNY_EDITOR_SAVED)
    {
      show_article (self);
      return;
    }
  igny_editor_saver_hold (self->saver);
  say (self, IGNY_EDITOR_BANNER_CONFLICT, _ ("This article was changed elsewhere meanwhile."));
}

static void
gone_cb (IgnyEditor *self)
{
  igny_editor_saver_reset (self->saver);
  g_signal_emit (self, signals[TOAST], 0, _ ("The article was deleted"));
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
conflict_cb (IgnyEditor *self,
             guint       response)
{
  say (self, IGNY_EDITOR_BANNER_CONFLICT, NULL);
  if (response == 0)
    {
      show_article (self);
      return;
    }
  igny_editor_saver_touch (self->saver, TRUE);
  save (self);
}

static void
failed_cb (IgnyEditor *self,
           guint       response)
{
  if (response == 0)
    save (self);
  else
    show_article (self);
}

static void
close_cb (IgnyEditor *self)
{
  if (igny_editor_panes_uncover (self->panes))
    return;
  self->leaving = TRUE;
  save (self);
}

static void
back_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  close_cb (IGNY_EDITOR (widget));
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  if (!igny_editor_sheet_close_find (IGNY_EDITOR (widget)->sheet))
    close_cb (IGNY_EDITOR (widget));
  return TRUE;
}

static void
save_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  save (IGNY_EDITOR (widget));
}

/* As if it had been typed, so that it is saved and can be taken back. */
static void
restore_cb (IgnyEditor *self,
            const char *title,
            const char *html)
{
  igny_editor_title_set_text (self->title, title);
  igny_editor_desk_set_html (self->desk, html);
  show_title (self);
  igny_editor_saver_touch (self->saver, TRUE);
  igny_editor_reader_read_soon (self->reader, 0);
  g_signal_emit (self, signals[TOAST], 0, _ ("The earlier text is here again"));
}

static void
versions_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  IgnyEditor *self = IGNY_EDITOR (widget);

  if (get_article (self) != NULL)
    igny_editor_versions_open (self->saver, igny_editor_session_get_store (self->session),
                               self->row, widget, G_CALLBACK (restore_cb));
}

static void
igny_editor_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  g_value_take_string (value, igny_editor_title_dup_text (IGNY_EDITOR (object)->title));
}

/* Whoever leaves the page has it saved. */
static void
igny_editor_unmap (GtkWidget *widget)
{
  IgnyEditor *self = IGNY_EDITOR (widget);

  if (self->saver != NULL)
    igny_editor_saver_save_async (self->saver, NULL, NULL);

  GTK_WIDGET_CLASS (igny_editor_parent_class)->unmap (widget);
}

static void
igny_editor_dispose (GObject *object)
{
  IgnyEditor *self = IGNY_EDITOR (object);

  if (self->reader != NULL)
    igny_editor_reader_detach (self->reader);
  g_clear_object (&self->reader);
  if (self->saver != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->saver, self);
      igny_editor_saver_detach (self->saver);
    }
  g_clear_object (&self->saver);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (igny_editor_parent_class)->dispose (object);
}

static void
igny_editor_class_init (IgnyEditorClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = igny_editor_get_property;
  object_class->dispose = igny_editor_dispose;
  widget_class->unmap = igny_editor_unmap;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[CLOSE] = g_signal_new ("close", IGNY_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[TOAST] = g_signal_new ("toast", IGNY_TYPE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "editor.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "editor.versions", NULL, versions_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "editor.save",
                                       NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
connect_widgets (IgnyEditor *self)
{
  const struct
  {
    gpointer    widget;
    const char *signal;
    GCallback   callback;
  } links[] = {
    { self->header, "back", G_CALLBACK (close_cb) },
    { self->banners[IGNY_EDITOR_BANNER_BRIEF], "response", G_CALLBACK (mark_as_article_cb) },
    { self->banners[IGNY_EDITOR_BANNER_CONFLICT], "response", G_CALLBACK (conflict_cb) },
    { self->banners[IGNY_EDITOR_BANNER_FAILED], "response", G_CALLBACK (failed_cb) },
    { self->title, "typed", G_CALLBACK (title_cb) },
    { self->desk, "changed", G_CALLBACK (text_cb) },
    { self->outline, "chosen", G_CALLBACK (heading_cb) },
    { self->inspector, "typed", G_CALLBACK (field_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    g_signal_connect_object (links[i].widget, links[i].signal, links[i].callback, self,
                             G_CONNECT_SWAPPED);
}

static void
igny_editor_init (IgnyEditor *self)
{
  GtkWidget *sheet = igny_editor_sheet_new ();
  GtkWidget *banners = igny_editor_banners_create (self->banners);

  self->sheet = IGNY_EDITOR_SHEET (sheet);
  self->title = igny_editor_sheet_get_title (self->sheet);
  self->desk = igny_editor_sheet_get_desk (self->sheet);
  self->outline = IGNY_EDITOR_OUTLINE (igny_editor_outline_new ());
  self->inspector = IGNY_EDITOR_INSPECTOR (igny_editor_inspector_new ());
  self->panes = IGNY_EDITOR_PANES (igny_editor_panes_new (GTK_WIDGET (self->outline), sheet,
                                                          GTK_WIDGET (self->inspector)));
  self->header = IGNY_EDITOR_HEADER (igny_editor_header_new (self->panes));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->header));
  gtk_box_append (GTK_BOX (self->box), banners);
  gtk_widget_set_vexpand (GTK_WIDGET (self->panes), TRUE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->panes));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  connect_widgets (self);
  igny_editor_keys_add (GTK_WIDGET (self), GTK_WIDGET (self->desk), banners,
                        GTK_WIDGET (self->header), GTK_WIDGET (self->outline),
                        GTK_WIDGET (igny_editor_sheet_get_toolbar (self->sheet)),
                        GTK_WIDGET (self->inspector));
}

GtkWidget *
igny_editor_new (IgnyStore *store)
{
  IgnyEditor *self;

  g_return_val_if_fail (IGNY_IS_STORE (store), NULL);

  self = g_object_new (IGNY_TYPE_EDITOR, NULL);
  self->session = igny_editor_session_new (store);
  igny_editor_sheet_set_session (self->sheet, self->session);
  self->reader = igny_editor_reader_new (self->session, self->title, self->inspector, self->desk);
  g_object_connect (self->reader, "swapped-object-signal::reading", reading_cb, self, NULL);
  self->saver = igny_editor_saver_new (self->session, self->title, self->inspector, self->desk);
  g_object_connect (self->session, "swapped-object-signal::changed-elsewhere", changed_elsewhere_cb,
                    self, "swapped-object-signal::gone", gone_cb, self, NULL);
  g_signal_connect_object (self->saver, "state", G_CALLBACK (show_state_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
igny_editor_load (IgnyEditor *self,
                  gint64      row)
{
  g_return_if_fail (IGNY_IS_EDITOR (self));
  g_return_if_fail (row > 0);

  if (self->row == 0 || igny_editor_saver_get_state (self->saver) == IGNY_EDITOR_SAVED)
    {
      open_row (self, row);
      return;
    }
  self->next = row;
  save (self);
}

gint64
igny_editor_get_row (IgnyEditor *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR (self), 0);

  return self->row;
}

void
igny_editor_activate (IgnyEditor *self,
                      const char *action)
{
  g_return_if_fail (IGNY_IS_EDITOR (self));

  gtk_widget_activate_action (GTK_WIDGET (self->sheet), action, NULL);
}

static void
all_saved_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (igny_editor_saver_save_finish (IGNY_EDITOR_SAVER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
igny_editor_save_async (IgnyEditor         *self,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_return_if_fail (IGNY_IS_EDITOR (self));

  igny_editor_saver_save_async (self->saver, all_saved_cb,
                                g_task_new (self, NULL, callback, user_data));
}

gboolean
igny_editor_save_finish (IgnyEditor   *self,
                         GAsyncResult *result,
                         GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
