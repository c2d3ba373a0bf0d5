/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-canvas.h"

G_DEFINE_INTERFACE (IgnyEditorCanvas, igny_editor_canvas, GTK_TYPE_WIDGET)

static void
add_signal (const char *name,
            guint       n_arguments,
            GType       argument)
{
  g_signal_new (name, IGNY_TYPE_EDITOR_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                n_arguments, argument);
}

static void
igny_editor_canvas_default_init (IgnyEditorCanvasInterface *iface)
{
  add_signal ("changed", 0, G_TYPE_NONE);
  add_signal ("caret", 1, G_TYPE_POINTER);
  add_signal ("found", 1, G_TYPE_UINT);
  add_signal ("replaced", 1, G_TYPE_UINT);
  add_signal ("selection", 1, G_TYPE_STRING);
  add_signal ("open-link", 1, G_TYPE_STRING);
  add_signal ("stopped", 0, G_TYPE_NONE);
  g_signal_new ("picture", IGNY_TYPE_EDITOR_CANVAS, G_SIGNAL_RUN_LAST, 0,
                g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 2, G_TYPE_STRING,
                G_TYPE_TASK);
}

void
igny_editor_canvas_set_html (IgnyEditorCanvas *self,
                             const char       *html)
{
  g_return_if_fail (IGNY_IS_EDITOR_CANVAS (self));

  IGNY_EDITOR_CANVAS_GET_IFACE (self)->set_html (self, html != NULL ? html : "");
}

void
igny_editor_canvas_get_html_async (IgnyEditorCanvas   *self,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  g_return_if_fail (IGNY_IS_EDITOR_CANVAS (self));

  IGNY_EDITOR_CANVAS_GET_IFACE (self)->get_html_async (self, cancellable, callback, user_data);
}

char *
igny_editor_canvas_get_html_finish (IgnyEditorCanvas *self,
                                    GAsyncResult     *result,
                                    GError          **error)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_CANVAS (self), NULL);

  return IGNY_EDITOR_CANVAS_GET_IFACE (self)->get_html_finish (self, result, error);
}

char *
igny_editor_canvas_dup_last (IgnyEditorCanvas *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_CANVAS (self), NULL);

  return IGNY_EDITOR_CANVAS_GET_IFACE (self)->dup_last (self);
}

void
igny_editor_canvas_run (IgnyEditorCanvas *self,
                        IgnyEditorCommand command,
                        const char       *argument)
{
  g_return_if_fail (IGNY_IS_EDITOR_CANVAS (self));

  IGNY_EDITOR_CANVAS_GET_IFACE (self)->run (self, command, argument);
}

void
igny_editor_canvas_scroll_to_heading (IgnyEditorCanvas *self,
                                      guint             n)
{
  g_return_if_fail (IGNY_IS_EDITOR_CANVAS (self));

  IGNY_EDITOR_CANVAS_GET_IFACE (self)->scroll_to_heading (self, n);
}

void
igny_editor_canvas_find (IgnyEditorCanvas *self,
                         const char       *text,
                         gboolean          backward)
{
  g_return_if_fail (IGNY_IS_EDITOR_CANVAS (self));

  IGNY_EDITOR_CANVAS_GET_IFACE (self)->find (self, text != NULL ? text : "", backward);
}

void
igny_editor_canvas_replace (IgnyEditorCanvas *self,
                            const char       *text,
                            const char       *replacement,
                            gboolean          all)
{
  g_return_if_fail (IGNY_IS_EDITOR_CANVAS (self));
  g_return_if_fail (text != NULL && replacement != NULL);

  if (*text != '\0')
    IGNY_EDITOR_CANVAS_GET_IFACE (self)->replace (self, text, replacement, all);
}
