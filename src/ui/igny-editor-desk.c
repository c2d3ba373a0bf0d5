/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-desk.h"

#include <glib/gi18n.h>

#include "igny-editor-banner.h"
#include "igny-editor-module.h"
#include "igny-editor-source.h"
#include "igny-html.h"

struct _IgnyEditorDesk
{
  GtkWidget parent_instance;

  GtkWidget        *box;
  GtkStack         *stack;
  IgnyEditorBanner *missing; /* there is no WebKit */
  IgnyEditorBanner *stopped; /* its page died */
  IgnyEditorCanvas *page;
  IgnyEditorCanvas *source;
  IgnyEditorCanvas *canvas; /* the one that is shown */
  char             *html;   /* until there is a canvas */
  GCancellable     *cancellable;
};

enum
{
  CHANGED,
  CARET,
  FOUND,
  REPLACED,
  SELECTION,
  MODE,
  PICTURE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyEditorDesk, igny_editor_desk, GTK_TYPE_WIDGET)

static void
changed_cb (IgnyEditorDesk *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
caret_cb (IgnyEditorDesk  *self,
          IgnyEditorCaret *caret)
{
  g_signal_emit (self, signals[CARET], 0, caret);
}

static void
found_cb (IgnyEditorDesk *self,
          guint           n)
{
  g_signal_emit (self, signals[FOUND], 0, n);
}

static void
replaced_cb (IgnyEditorDesk *self,
             guint           n)
{
  g_signal_emit (self, signals[REPLACED], 0, n);
}

static void
selection_cb (IgnyEditorDesk *self,
              const char     *html)
{
  g_signal_emit (self, signals[SELECTION], 0, html);
}

/* What a text links to is foreign: only what a browser shows is opened. */
static void
open_link_cb (IgnyEditorDesk *self,
              const char     *address)
{
  const char *scheme = g_uri_peek_scheme (address);

  if (g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0)
    g_app_info_launch_default_for_uri_async (address, NULL, NULL, NULL, NULL);
}

static gboolean
picture_cb (IgnyEditorDesk *self,
            const char     *uuid,
            GTask          *task)
{
  gboolean heard = FALSE;

  g_signal_emit (self, signals[PICTURE], 0, uuid, task, &heard);
  return heard;
}

static void
stopped_cb (IgnyEditorDesk *self)
{
  igny_editor_banner_set_text (self->stopped,
                               _ ("The page of the editor stopped. The text is safe."));
}

static void
reload_cb (IgnyEditorDesk *self)
{
  g_autofree char *html = igny_editor_canvas_dup_last (self->page);

  igny_editor_banner_set_text (self->stopped, NULL);
  igny_editor_canvas_set_html (self->page, html);
}

static void
add_canvas (IgnyEditorDesk   *self,
            IgnyEditorCanvas *canvas)
{
  g_signal_connect_object (canvas, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "caret", G_CALLBACK (caret_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "selection", G_CALLBACK (selection_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "open-link", G_CALLBACK (open_link_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "picture", G_CALLBACK (picture_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "stopped", G_CALLBACK (stopped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_vexpand (GTK_WIDGET (canvas), TRUE);
  gtk_stack_add_child (self->stack, GTK_WIDGET (canvas));
}

static void
show_canvas (IgnyEditorDesk   *self,
             IgnyEditorCanvas *canvas,
             const char       *html)
{
  self->canvas = canvas;
  igny_editor_canvas_set_html (canvas, html);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (canvas));
  g_signal_emit (self, signals[MODE], 0);
}

static const char *
explain (const GError *error)
{
  if (g_error_matches (error, IGNY_EDITOR_MODULE_ERROR, IGNY_EDITOR_MODULE_ERROR_SANDBOX))
    return _ ("This system allows no sandbox for the page editor, so the text is shown as HTML. "
              "Allow user namespaces for bubblewrap to write on a page.");
  return _ ("WebKitGTK is not installed, so the text is shown as HTML. Install the "
            "package of WebKitGTK 6.0 to write on a page.");
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(IgnyEditorDesk) self = user_data;
  g_autoptr(GError) error = NULL;
  GtkWidget *page = igny_editor_module_create_finish (result, &error);

  if (self->stack == NULL)
    {
      if (page != NULL)
        g_object_unref (g_object_ref_sink (page));
      return;
    }
  if (page == NULL)
    {
      g_message ("%s", error->message);
      igny_editor_banner_set_text (self->missing, explain (error));
      show_canvas (self, self->source, self->html);
      return;
    }
  self->page = IGNY_EDITOR_CANVAS (page);
  add_canvas (self, self->page);
  if (self->canvas == NULL)
    show_canvas (self, self->page, self->html);
}

static void
clean_cb (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  GError *error = NULL;
  char   *clean = igny_html_sanitize (data, IGNY_HTML_FROM_SITE, &error);

  if (clean == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, clean, g_free);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  IgnyEditorDesk  *self = IGNY_EDITOR_DESK (source);
  gboolean         to_source = GPOINTER_TO_INT (user_data);
  g_autofree char *html = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->stack != NULL && html != NULL)
    show_canvas (self, to_source || self->page == NULL ? self->source : self->page, html);
}

static void
got_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  char *html = igny_editor_canvas_get_html_finish (IGNY_EDITOR_CANVAS (source), result, NULL);

  if (html == NULL)
    html = igny_editor_canvas_dup_last (IGNY_EDITOR_CANVAS (source));
  g_task_set_task_data (task, html, g_free);
  g_task_run_in_thread (task, clean_cb);
}

static guint
add_signal (const char *name,
            guint       n_arguments,
            GType       argument)
{
  return g_signal_new (name, IGNY_TYPE_EDITOR_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE,
                       n_arguments, argument);
}

static gboolean
igny_editor_desk_grab_focus (GtkWidget *widget)
{
  IgnyEditorDesk *self = IGNY_EDITOR_DESK (widget);

  return self->canvas != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
igny_editor_desk_dispose (GObject *object)
{
  IgnyEditorDesk *self = IGNY_EDITOR_DESK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->stack = NULL;
  self->canvas = self->page = self->source = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->html, g_free);

  G_OBJECT_CLASS (igny_editor_desk_parent_class)->dispose (object);
}

static void
igny_editor_desk_class_init (IgnyEditorDeskClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_editor_desk_dispose;

  widget_class->grab_focus = igny_editor_desk_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);

  signals[CHANGED] = add_signal ("changed", 0, G_TYPE_NONE);
  signals[CARET] = add_signal ("caret", 1, G_TYPE_POINTER);
  signals[FOUND] = add_signal ("found", 1, G_TYPE_UINT);
  signals[REPLACED] = add_signal ("replaced", 1, G_TYPE_UINT);
  signals[SELECTION] = add_signal ("selection", 1, G_TYPE_STRING);
  signals[MODE] = add_signal ("mode", 0, G_TYPE_NONE);
  signals[PICTURE] = g_signal_new ("picture", IGNY_TYPE_EDITOR_DESK, G_SIGNAL_RUN_LAST, 0,
                                   g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 2,
                                   G_TYPE_STRING, G_TYPE_TASK);
}

static void
igny_editor_desk_init (IgnyEditorDesk *self)
{
  GtkWidget *spinner = gtk_spinner_new ();

  self->cancellable = g_cancellable_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->missing = IGNY_EDITOR_BANNER (igny_editor_banner_new (NULL, NULL, NULL));
  self->stopped = IGNY_EDITOR_BANNER (igny_editor_banner_new ("warning", _ ("_Reload"), NULL));
  g_signal_connect_object (self->stopped, "response", G_CALLBACK (reload_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_stack_add_child (self->stack, spinner);
  self->source = IGNY_EDITOR_CANVAS (igny_editor_source_new ());
  add_canvas (self, self->source);
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->missing));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stopped));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->stack));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  igny_editor_module_create_async (self->cancellable, created_cb, g_object_ref (self));
}

GtkWidget *
igny_editor_desk_new (void)
{
  return g_object_new (IGNY_TYPE_EDITOR_DESK, NULL);
}

void
igny_editor_desk_set_html (IgnyEditorDesk *self,
                           const char     *html)
{
  g_return_if_fail (IGNY_IS_EDITOR_DESK (self));

  g_free (self->html);
  self->html = g_strdup (html);
  igny_editor_banner_set_text (self->stopped, NULL);
  if (self->canvas != NULL)
    igny_editor_canvas_set_html (self->canvas, html);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  char   *html = igny_editor_canvas_get_html_finish (IGNY_EDITOR_CANVAS (source), result, &error);

  if (html == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, html, g_free);
}

void
igny_editor_desk_get_html_async (IgnyEditorDesk     *self,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (IGNY_IS_EDITOR_DESK (self));

  task = g_task_new (self, NULL, callback, user_data);
  if (self->canvas == NULL)
    g_task_return_pointer (task, g_strdup (self->html != NULL ? self->html : ""), g_free);
  else
    igny_editor_canvas_get_html_async (self->canvas, NULL, answered_cb, g_steal_pointer (&task));
}

char *
igny_editor_desk_get_html_finish (IgnyEditorDesk *self,
                                  GAsyncResult   *result,
                                  GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
igny_editor_desk_dup_last (IgnyEditorDesk *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_DESK (self), NULL);

  return self->canvas != NULL ? igny_editor_canvas_dup_last (self->canvas) : g_strdup (self->html);
}

IgnyEditorCanvas *
igny_editor_desk_get_canvas (IgnyEditorDesk *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_DESK (self), NULL);

  return self->canvas;
}

gboolean
igny_editor_desk_get_source (IgnyEditorDesk *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_DESK (self), FALSE);

  return self->canvas != NULL && self->canvas == self->source;
}

void
igny_editor_desk_set_source (IgnyEditorDesk *self,
                             gboolean        source)
{
  GTask *task;

  g_return_if_fail (IGNY_IS_EDITOR_DESK (self));

  if (self->canvas == NULL || self->page == NULL || source == igny_editor_desk_get_source (self))
    return;
  task = g_task_new (self, self->cancellable, moved_cb, GINT_TO_POINTER (source));
  igny_editor_canvas_get_html_async (self->canvas, NULL, got_cb, task);
}

gboolean
igny_editor_desk_has_page (IgnyEditorDesk *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_DESK (self), FALSE);

  return self->page != NULL;
}
