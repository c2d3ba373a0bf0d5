/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-source.h"

#include "igny-editor-markup.h"
#include <glib/gi18n.h>

struct _IgnyEditorSource
{
  GtkWidget parent_instance;

  GtkWidget        *scrolled;
  GtkTextView      *view;
  GtkTextBuffer    *buffer;
  GtkTextTag       *layout; /* line breaks that the text does not have */
  IgnyEditorMarkup *markup;
  gboolean          loading;
};

static void canvas_iface_init (IgnyEditorCanvasInterface *iface);

/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (IgnyEditorSource, igny_editor_source, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (IGNY_TYPE_EDITOR_CANVAS, canvas_iface_init))
/* clang-format on */

/* The line breaks of the layout are not the text's own: what nobody touched comes
 * out as it went in. */
static char *
dup_text (IgnyEditorSource *self)
{
  GString    *text = g_string_new (NULL);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_start_iter (self->buffer, &start);
  while (!gtk_text_iter_is_end (&start))
    {
      g_autofree char *piece = NULL;
      gboolean         layout = gtk_text_iter_has_tag (&start, self->layout);

      end = start;
      if (!gtk_text_iter_forward_to_tag_toggle (&end, self->layout))
        gtk_text_buffer_get_end_iter (self->buffer, &end);
      piece = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
      g_string_append (text, layout ? "" : piece);
      start = end;
    }
  return g_string_free (text, FALSE);
}

/* The selection, with the caret left behind what is put around it. */
static void
wrap (IgnyEditorSource *self,
      const char       *before,
      const char       *after)
{
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  GtkTextIter      start;
  GtkTextIter      end;

  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  whole = g_strconcat (before, text, after, NULL);
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, whole, -1);
  gtk_text_buffer_end_user_action (self->buffer);
  gtk_text_iter_backward_chars (&start, (int) g_utf8_strlen (after, -1));
  gtk_text_buffer_place_cursor (self->buffer, &start);
}

static void
wrap_block (IgnyEditorSource *self,
            const char       *name)
{
  g_autofree char *before = g_strdup_printf ("<%s>", name);
  g_autofree char *after = g_strdup_printf ("</%s>", name);

  wrap (self, before, after);
}

static void
wrap_link (IgnyEditorSource *self,
           const char       *address)
{
  g_autofree char *escaped = address != NULL ? g_markup_escape_text (address, -1) : NULL;
  g_autofree char *before = g_strdup_printf ("<a href=\"%s\">", escaped != NULL ? escaped : "");

  if (address != NULL)
    wrap (self, before, "</a>");
}

static void
insert_table (IgnyEditorSource *self)
{
  wrap (self,
        "\n<table>\n"
        "<thead><tr><th></th><th></th><th></th></tr></thead>\n"
        "<tbody>\n<tr><td></td><td></td><td></td></tr>\n"
        "<tr><td></td><td></td><td></td></tr>\n</tbody>\n</table>\n",
        "");
}

/* The buffer keeps it by itself. */
static void
tell_selection (IgnyEditorSource *self)
{
  g_autofree char *text = NULL;
  GtkTextIter      start;
  GtkTextIter      end;

  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
  g_signal_emit_by_name (self, "selection", text);
}

static void
put_selection (IgnyEditorSource *self,
               const char       *html)
{
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete_selection (self->buffer, FALSE, TRUE);
  gtk_text_buffer_insert_at_cursor (self->buffer, html, -1);
  gtk_text_buffer_end_user_action (self->buffer);
}

static void
select_place (IgnyEditorSource *self,
              GtkTextIter      *start,
              GtkTextIter      *end)
{
  gtk_text_buffer_select_range (self->buffer, start, end);
  gtk_text_view_scroll_to_iter (self->view, start, 0, TRUE, 0, 0.3);
}

static guint
count_places (IgnyEditorSource *self,
              const char       *text)
{
  guint       n = 0;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_start_iter (self->buffer, &start);
  while (gtk_text_iter_forward_search (&start, text, GTK_TEXT_SEARCH_CASE_INSENSITIVE, NULL, &end,
                                       NULL))
    {
      n++;
      start = end;
    }
  return n;
}

static void
changed_cb (IgnyEditorSource *self)
{
  if (!self->loading)
    g_signal_emit_by_name (self, "changed");
}

/* Each block on a line of its own, as a person would write it. places gets the
 * offsets, in characters, of the line breaks that html does not have. */
static char *
break_lines (const char *html,
             GArray     *places)
{
  g_autoptr(GRegex) ends = g_regex_new (
      "(?:</(?:p|h[1-6]|li|ul|ol|dl|dt|dd|table|thead|tbody|tr|blockquote|figure|pre|details)>"
      "|<(?:ul|ol|dl|table|thead|tbody|blockquote|figure)(?: [^>]*)?>|<hr/?>|-->)(?!\\n)",
      G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;
  GString *lines = g_string_new (NULL);
  glong    offset = 0;
  int      from = 0;
  int      to = 0;

  g_regex_match (ends, html, 0, &match);
  while (g_match_info_matches (match) && g_match_info_fetch_pos (match, 0, NULL, &to))
    {
      offset += g_utf8_strlen (html + from, to - from);
      g_string_append_len (lines, html + from, to - from);
      if (html[to] != '\0')
        {
          g_string_append_c (lines, '\n');
          g_array_append_val (places, offset);
          offset++;
        }
      from = to;
      g_match_info_next (match, NULL);
    }
  g_string_append (lines, html + from);
  return g_string_free (lines, FALSE);
}

static void
set_html (IgnyEditorCanvas *canvas,
          const char       *html)
{
  IgnyEditorSource *self = IGNY_EDITOR_SOURCE (canvas);
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (glong));
  g_autofree char *lines = break_lines (html, places);
  GtkTextIter      start;
  GtkTextIter      end;

  self->loading = TRUE;
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, lines, -1);
  for (guint i = 0; i < places->len; i++)
    {
      gtk_text_buffer_get_iter_at_offset (self->buffer, &start,
                                          (int) g_array_index (places, glong, i));
      end = start;
      gtk_text_iter_forward_char (&end);
      gtk_text_buffer_apply_tag (self->buffer, self->layout, &start, &end);
    }
  gtk_text_buffer_end_irreversible_action (self->buffer);
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  self->loading = FALSE;
}

static void
get_html_async (IgnyEditorCanvas   *canvas,
                GCancellable       *cancellable,
                GAsyncReadyCallback callback,
                gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (canvas, cancellable, callback, user_data);

  g_task_return_pointer (task, dup_text (IGNY_EDITOR_SOURCE (canvas)), g_free);
}

static char *
get_html_finish (IgnyEditorCanvas *canvas,
                 GAsyncResult     *result,
                 GError          **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
dup_last (IgnyEditorCanvas *canvas)
{
  return dup_text (IGNY_EDITOR_SOURCE (canvas));
}

static void
run (IgnyEditorCanvas *canvas,
     IgnyEditorCommand command,
     const char       *argument)
{
  IgnyEditorSource *self = IGNY_EDITOR_SOURCE (canvas);

  if (command == IGNY_EDITOR_COMMAND_BOLD)
    wrap (self, "<strong>", "</strong>");
  else if (command == IGNY_EDITOR_COMMAND_ITALIC)
    wrap (self, "<em>", "</em>");
  else if (command == IGNY_EDITOR_COMMAND_BLOCK)
    wrap_block (self, argument);
  else if (command == IGNY_EDITOR_COMMAND_BULLETS)
    wrap (self, "<ul>\n<li>", "</li>\n</ul>");
  else if (command == IGNY_EDITOR_COMMAND_NUMBERS)
    wrap (self, "<ol>\n<li>", "</li>\n</ol>");
  else if (command == IGNY_EDITOR_COMMAND_QUOTE)
    wrap_block (self, "blockquote");
  else if (command == IGNY_EDITOR_COMMAND_LINK)
    wrap_link (self, argument);
  else if (command == IGNY_EDITOR_COMMAND_TABLE)
    insert_table (self);
  else if (command == IGNY_EDITOR_COMMAND_FAQ || command == IGNY_EDITOR_COMMAND_PICTURE)
    wrap (self, argument, "");
  else if (command == IGNY_EDITOR_COMMAND_KEEP)
    tell_selection (self);
  else if (command == IGNY_EDITOR_COMMAND_REWRITE)
    put_selection (self, argument);
  else if (command == IGNY_EDITOR_COMMAND_UNDO)
    gtk_text_buffer_undo (self->buffer);
  else if (command == IGNY_EDITOR_COMMAND_REDO)
    gtk_text_buffer_redo (self->buffer);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
scroll_to_heading (IgnyEditorCanvas *canvas,
                   guint             n)
{
  IgnyEditorSource *self = IGNY_EDITOR_SOURCE (canvas);
  GtkTextIter       start;
  GtkTextIter       end;
  guint             seen = 0;

  gtk_text_buffer_get_start_iter (self->buffer, &start);
  while (gtk_text_iter_forward_search (&start, "<h", GTK_TEXT_SEARCH_CASE_INSENSITIVE, &start,
                                       &end, NULL))
    {
      gunichar digit = gtk_text_iter_get_char (&end);

      if (digit >= '1' && digit <= '6' && seen++ == n)
        {
          gtk_text_iter_forward_to_line_end (&end);
          select_place (self, &start, &end);
          return;
        }
      start = end;
    }
}

static void
find (IgnyEditorCanvas *canvas,
      const char       *text,
      gboolean          backward)
{
  IgnyEditorSource  *self = IGNY_EDITOR_SOURCE (canvas);
  GtkTextSearchFlags flags = GTK_TEXT_SEARCH_CASE_INSENSITIVE;
  GtkTextIter        start;
  GtkTextIter        end;
  gboolean           found;

  if (*text == '\0')
    return;
  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  found = backward ? gtk_text_iter_backward_search (&start, text, flags, &start, &end, NULL)
                   : gtk_text_iter_forward_search (&end, text, flags, &start, &end, NULL);
  if (!found)
    {
      gtk_text_buffer_get_bounds (self->buffer, &start, &end);
      found = backward ? gtk_text_iter_backward_search (&end, text, flags, &start, &end, NULL)
                       : gtk_text_iter_forward_search (&start, text, flags, &start, &end, NULL);
    }
  if (found)
    select_place (self, &start, &end);
  g_signal_emit_by_name (self, "found", count_places (self, text));
}

static void
put (IgnyEditorSource *self,
     GtkTextIter      *start,
     GtkTextIter      *end,
     const char       *replacement)
{
  gtk_text_buffer_delete (self->buffer, start, end);
  gtk_text_buffer_insert (self->buffer, start, replacement, -1);
}

static guint
replace_all (IgnyEditorSource *self,
             const char       *text,
             const char       *replacement)
{
  GtkTextIter start;
  GtkTextIter end;
  guint       n = 0;

  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_begin_user_action (self->buffer);
  while (gtk_text_iter_forward_search (&start, text, GTK_TEXT_SEARCH_CASE_INSENSITIVE, &start,
                                       &end, NULL))
    {
      put (self, &start, &end, replacement);
      n++;
    }
  gtk_text_buffer_end_user_action (self->buffer);
  return n;
}

/* What is selected, if it is a place. */
static void
replace_one (IgnyEditorSource *self,
             const char       *text,
             const char       *replacement)
{
  GtkTextIter start;
  GtkTextIter end;
  GtkTextIter found;

  if (!gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end) ||
      !gtk_text_iter_forward_search (&start, text, GTK_TEXT_SEARCH_CASE_INSENSITIVE, &start,
                                     &found, &end) ||
      !gtk_text_iter_equal (&found, &end))
    return;
  gtk_text_buffer_begin_user_action (self->buffer);
  put (self, &start, &end, replacement);
  gtk_text_buffer_end_user_action (self->buffer);
}

static void
replace (IgnyEditorCanvas *canvas,
         const char       *text,
         const char       *replacement,
         gboolean          all)
{
  IgnyEditorSource *self = IGNY_EDITOR_SOURCE (canvas);

  if (all)
    {
      g_signal_emit_by_name (self, "replaced", replace_all (self, text, replacement));
      return;
    }
  replace_one (self, text, replacement);
  find (canvas, text, FALSE);
}

static void
canvas_iface_init (IgnyEditorCanvasInterface *iface)
{
  iface->set_html = set_html;
  iface->get_html_async = get_html_async;
  iface->get_html_finish = get_html_finish;
  iface->dup_last = dup_last;
  iface->run = run;
  iface->scroll_to_heading = scroll_to_heading;
  iface->find = find;
  iface->replace = replace;
}

static gboolean
igny_editor_source_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (IGNY_EDITOR_SOURCE (widget)->view));
}

static void
igny_editor_source_dispose (GObject *object)
{
  g_clear_pointer (&IGNY_EDITOR_SOURCE (object)->scrolled, gtk_widget_unparent);
  g_clear_object (&IGNY_EDITOR_SOURCE (object)->markup);

  G_OBJECT_CLASS (igny_editor_source_parent_class)->dispose (object);
}

static void
igny_editor_source_class_init (IgnyEditorSourceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_editor_source_dispose;

  widget_class->grab_focus = igny_editor_source_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "editorsource");
}

static void
igny_editor_source_init (IgnyEditorSource *self)
{
  GtkWidget *view = gtk_text_view_new ();

  self->view = GTK_TEXT_VIEW (view);
  self->buffer = gtk_text_view_get_buffer (self->view);
  self->layout = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  self->markup = igny_editor_markup_new (self->buffer);
  gtk_text_view_set_monospace (self->view, TRUE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (self->view, 24);
  gtk_text_view_set_right_margin (self->view, 24);
  gtk_text_view_set_top_margin (self->view, 12);
  gtk_text_view_set_bottom_margin (self->view, 48);
  gtk_text_view_set_pixels_inside_wrap (self->view, 3);
  gtk_text_view_set_pixels_below_lines (self->view, 3);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Text as HTML"), -1);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);

  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), view);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
igny_editor_source_new (void)
{
  return g_object_new (IGNY_TYPE_EDITOR_SOURCE, NULL);
}
