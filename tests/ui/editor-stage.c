/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "editor-stage.h"

#include <adwaita.h>
#include <webkit/webkit.h>

#include "igny-editor-sheet.h"

#define PATIENCE_S 20

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* Runs the program until the answer is yes; fails when it never is. */
void
stage_wait_for (EditorStage  *self,
                StageQuestion question,
                const char   *text)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_S * G_USEC_PER_SEC;
  guint  timer = g_timeout_add (50, wake_cb, NULL);

  while (!question (self, text))
    {
      if (g_get_monotonic_time () > end)
        {
          g_autofree char *html = igny_editor_desk_dup_last (self->desk);

          g_error ("waited in vain for “%s”; the text is “%s”", text, html);
        }
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (timer);
}

void
stage_wait_ms (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;
  guint  timer = g_timeout_add (20, wake_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

GtkWidget *
stage_find (GtkWidget *widget,
            GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = stage_find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

GtkWidget *
stage_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

gboolean
stage_has_label (GtkWidget  *widget,
                 const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (stage_has_label (child, text))
      return TRUE;
  return FALSE;
}

gboolean
stage_is_said (EditorStage *self,
               const char  *text)
{
  return stage_has_label (GTK_WIDGET (self->editor), text);
}

gboolean
stage_is_stored (EditorStage *self,
                 const char  *text)
{
  g_autofree char *html = igny_editor_fixture_dup (&self->data, "html_content");

  return html != NULL && strstr (html, text) != NULL;
}

gboolean
stage_is_in_canvas (EditorStage *self,
                    const char  *text)
{
  g_autofree char *html = igny_editor_desk_dup_last (self->desk);

  return html != NULL && strstr (html, text) != NULL;
}

gboolean
stage_is_gone_from_canvas (EditorStage *self,
                           const char  *text)
{
  return !stage_is_in_canvas (self, text);
}

static gboolean
is_shown (EditorStage *self,
          const char  *text)
{
  return igny_editor_desk_get_canvas (self->desk) != NULL &&
         gtk_widget_get_mapped (GTK_WIDGET (igny_editor_desk_get_canvas (self->desk)));
}

gboolean
stage_is_source (EditorStage *self,
                 const char  *text)
{
  return igny_editor_desk_get_source (self->desk);
}

gboolean
stage_is_page (EditorStage *self,
               const char  *text)
{
  return is_shown (self, text) && !igny_editor_desk_get_source (self->desk);
}

gboolean
stage_is_closed (EditorStage *self,
                 const char  *text)
{
  return self->closed > 0;
}

static gboolean
is_active (EditorStage *self,
           const char  *text)
{
  return gtk_window_is_active (GTK_WINDOW (self->window));
}

static void
close_cb (EditorStage *self)
{
  self->closed++;
}

void
stage_set_up (EditorStage *self,
              const char  *html,
              gboolean     is_brief)
{
  igny_editor_fixture_init (&self->data, html, is_brief);
  self->editor = IGNY_EDITOR (igny_editor_new (self->data.store));
  self->desk = IGNY_EDITOR_DESK (stage_find (GTK_WIDGET (self->editor), IGNY_TYPE_EDITOR_DESK));
  self->window = adw_window_new ();
  g_signal_connect_swapped (self->editor, "close", G_CALLBACK (close_cb), self);
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->editor));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1200, 800);
  gtk_window_present (GTK_WINDOW (self->window));
  igny_editor_load (self->editor, self->data.content);
  stage_wait_for (self, is_shown, "the canvas");
  stage_wait_for (self, stage_is_said, "Saved");
  stage_wait_for (self, is_active, "the focus of the window");
  stage_wait_ms (700);
}

void
stage_tear_down (EditorStage *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  stage_wait_ms (100);
  igny_editor_fixture_clear (&self->data);
}

void
stage_press (const char *key)
{
  const char *argv[] = { "xdotool", "key", "--delay", "20", key, NULL };
  g_autoptr(GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
  stage_wait_ms (150);
}

void
stage_type_text (const char *text)
{
  const char *argv[] = { "xdotool", "type", "--delay", "20", text, NULL };
  g_autoptr(GError) error = NULL;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
  stage_wait_ms (150);
}

void
stage_focus_text (EditorStage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->desk));
  stage_wait_ms (300);
  stage_press ("ctrl+End");
}

void
stage_set_source (EditorStage *self,
                  gboolean     source)
{
  g_object_set (stage_find (GTK_WIDGET (self->editor), IGNY_TYPE_EDITOR_SHEET), "source", source,
                NULL);
}

/* A press of the button that has these words; what holds it may be gone then. */
gboolean
stage_click (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    {
      g_signal_emit_by_name (widget, "clicked");
      return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (stage_click (child, label))
      return TRUE;
  return FALSE;
}

static void
measured_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JSCValue) value = NULL;

  value = webkit_web_view_evaluate_javascript_finish (WEBKIT_WEB_VIEW (source), result, &error);
  g_assert_no_error (error);
  *(double *) user_data = jsc_value_to_double (value);
}

/* What script says of the page: a number. */
double
stage_measure (EditorStage *self,
               const char  *script)
{
  GtkWidget *view = stage_find (GTK_WIDGET (self->desk), WEBKIT_TYPE_WEB_VIEW);
  double     number = -1;

  webkit_web_view_evaluate_javascript (WEBKIT_WEB_VIEW (view), script, -1, "measure", NULL, NULL,
                                       measured_cb, &number);
  while (number < 0)
    g_main_context_iteration (NULL, TRUE);
  return number;
}
