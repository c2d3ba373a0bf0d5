/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-web-canvas.h"

#include <gmodule.h>

#include "igny-editor-canvas.h"
#include "igny-web-page.h"
#include "igny-web-paste.h"

#define FIND_OPTIONS (WEBKIT_FIND_OPTIONS_CASE_INSENSITIVE | WEBKIT_FIND_OPTIONS_WRAP_AROUND)

#define IGNY_TYPE_WEB_CANVAS (igny_web_canvas_get_type ())
G_DECLARE_FINAL_TYPE (IgnyWebCanvas, igny_web_canvas, IGNY, WEB_CANVAS, GtkWidget)

struct _IgnyWebCanvas
{
  GtkWidget parent_instance;

  WebKitWebView *view;
  GCancellable  *cancellable; /* of what is being pasted */
  char          *label;
  char          *hint;
  char          *copy; /* the last text known here: survives the page */
  char          *find;
  gboolean       ready;  /* the page can take text */
  gboolean       loaded; /* or is on its way to */
};

static void canvas_iface_init (IgnyEditorCanvasInterface *iface);

/* The program registered the interface before it loaded this module. */
/* clang-format off */
G_DEFINE_FINAL_TYPE_WITH_CODE (IgnyWebCanvas, igny_web_canvas, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (g_type_from_name ("IgnyEditorCanvas"), canvas_iface_init))
/* clang-format on */

static void
set_copy (IgnyWebCanvas *self,
          char          *text)
{
  g_free (self->copy);
  self->copy = text;
}

/* arguments is floating, a{sv} of strings and numbers: WebKit takes no booleans.
 * Never canceled: who closes the editor wants the last words too, and the call
 * keeps the page alive until it has answered. */
static void
call (IgnyWebCanvas      *self,
      const char         *body,
      GVariant           *arguments,
      GAsyncReadyCallback callback,
      gpointer            user_data)
{
  webkit_web_view_call_async_javascript_function (self->view, body, -1, arguments,
                                                  IGNY_WEB_PAGE_WORLD, NULL, NULL, callback,
                                                  user_data);
}

static GVariant *
pack (const char *name,
      const char *argument)
{
  g_auto(GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&dict, "name", "s", name);
  g_variant_dict_insert (&dict, "argument", "s", argument != NULL ? argument : "");
  return g_variant_dict_end (&dict);
}

static void
tell (IgnyWebCanvas *self,
      const char    *name,
      const char    *argument)
{
  if (self->ready)
    call (self, "igny8.run(name, argument)", pack (name, argument), NULL, NULL);
}

static void
push_text (IgnyWebCanvas *self)
{
  call (self, "igny8.setHtml(argument)", pack ("", self->copy), NULL, NULL);
}

static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyWebCanvas) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *clean = igny_web_paste_clean_finish (result, &error);

  if (clean == NULL)
    g_debug ("paste: %s", error->message);
  else if (self->view != NULL)
    tell (self, "insert", clean);
}

/* "h2\nbold ul\nhttps://…" */
static void
tell_caret (IgnyWebCanvas *self,
            const char    *value)
{
  g_auto(GStrv) parts = g_strsplit (value, "\n", 3);
  g_auto(GStrv) flags = NULL;
  IgnyEditorCaret caret = { "" };

  if (g_strv_length (parts) != 3)
    return;
  flags = g_strsplit (parts[1], " ", -1);
  g_strlcpy (caret.block, parts[0], sizeof caret.block);
  caret.bold = g_strv_contains ((const char *const *) flags, "bold");
  caret.italic = g_strv_contains ((const char *const *) flags, "italic");
  caret.bullets = g_strv_contains ((const char *const *) flags, "ul");
  caret.numbers = g_strv_contains ((const char *const *) flags, "ol");
  caret.quote = g_strv_contains ((const char *const *) flags, "quote");
  caret.href = *parts[2] != '\0' ? parts[2] : NULL;
  g_signal_emit_by_name (self, "caret", &caret);
}

static void
page_is_ready (IgnyWebCanvas *self)
{
  self->ready = TRUE;
  push_text (self);
  if (gtk_widget_has_focus (GTK_WIDGET (self->view)))
    tell (self, "focus", NULL);
}

static char *
dup_member (JSCValue   *message,
            const char *name)
{
  g_autoptr(JSCValue) value = NULL;

  if (!jsc_value_is_object (message))
    return g_strdup ("");
  value = jsc_value_object_get_property (message, name);
  return jsc_value_to_string (value);
}

/* As Tab does everywhere else; the page, asked itself, keeps the focus. */
static void
leave (IgnyWebCanvas *self,
       gboolean       backward)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root == NULL || !gtk_widget_has_focus (GTK_WIDGET (self->view)))
    return;
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_widget_child_focus (GTK_WIDGET (root),
                          backward ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  gtk_widget_set_can_focus (GTK_WIDGET (self), TRUE);
}

static void
count_again (IgnyWebCanvas *self)
{
  WebKitFindController *finder = webkit_web_view_get_find_controller (self->view);

  if (self->find != NULL)
    webkit_find_controller_count_matches (finder, self->find, FIND_OPTIONS, G_MAXUINT);
}

static void
message_cb (WebKitUserContentManager *content,
            JSCValue                 *message,
            IgnyWebCanvas            *self)
{
  g_autofree char *kind = dup_member (message, "kind");
  g_autofree char *value = dup_member (message, "value");

  if (g_str_equal (kind, "ready"))
    page_is_ready (self);
  else if (g_str_equal (kind, "changed"))
    g_signal_emit_by_name (self, "changed");
  else if (g_str_equal (kind, "copy"))
    set_copy (self, g_steal_pointer (&value));
  else if (g_str_equal (kind, "caret"))
    tell_caret (self, value);
  else if (g_str_equal (kind, "open"))
    g_signal_emit_by_name (self, "open-link", value);
  else if (g_str_equal (kind, "selection"))
    g_signal_emit_by_name (self, "selection", value);
  else if (g_str_equal (kind, "replaced"))
    g_signal_emit_by_name (self, "replaced", (guint) g_ascii_strtoull (value, NULL, 10));
  else if (g_str_equal (kind, "replaced-one"))
    count_again (self);
  else if (g_str_equal (kind, "leave"))
    leave (self, g_str_equal (value, "backward"));
  else if (g_str_equal (kind, "paste"))
    igny_web_paste_clean_async (value, self->cancellable, pasted_cb, g_object_ref (self));
}

static void
stopped_cb (IgnyWebCanvas *self)
{
  self->ready = FALSE;
  self->loaded = FALSE;
  g_signal_emit_by_name (self, "stopped");
}

static void
counted_cb (IgnyWebCanvas *self,
            guint          n)
{
  g_signal_emit_by_name (self, "found", n);
}

static void
set_html (IgnyEditorCanvas *canvas,
          const char       *html)
{
  IgnyWebCanvas *self = IGNY_WEB_CANVAS (canvas);

  set_copy (self, g_strdup (html));
  if (self->ready)
    push_text (self);
  else if (!self->loaded)
    igny_web_page_load (self->view, self->label, self->hint);
  self->loaded = TRUE;
}

/* Without an answer from the page, its last text is the answer. */
static void
got_html_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  IgnyWebCanvas *self = g_task_get_source_object (task);
  g_autoptr(JSCValue) value = NULL;

  value = webkit_web_view_call_async_javascript_function_finish (WEBKIT_WEB_VIEW (source), result,
                                                                 NULL);
  if (value != NULL && jsc_value_is_string (value))
    set_copy (self, jsc_value_to_string (value));
  g_task_return_pointer (task, g_strdup (self->copy), g_free);
}

static void
get_html_async (IgnyEditorCanvas   *canvas,
                GCancellable       *cancellable,
                GAsyncReadyCallback callback,
                gpointer            user_data)
{
  IgnyWebCanvas *self = IGNY_WEB_CANVAS (canvas);
  g_autoptr(GTask) task = g_task_new (canvas, cancellable, callback, user_data);

  if (self->ready)
    call (self, "return igny8.getHtml()", NULL, got_html_cb, g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_strdup (self->copy), g_free);
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
  return g_strdup (IGNY_WEB_CANVAS (canvas)->copy);
}

static void
run (IgnyEditorCanvas *canvas,
     IgnyEditorCommand command,
     const char       *argument)
{
  static const char *const names[] = {
    [IGNY_EDITOR_COMMAND_BOLD] = "bold",
    [IGNY_EDITOR_COMMAND_ITALIC] = "italic",
    [IGNY_EDITOR_COMMAND_BLOCK] = "block",
    [IGNY_EDITOR_COMMAND_BULLETS] = "bullets",
    [IGNY_EDITOR_COMMAND_NUMBERS] = "numbers",
    [IGNY_EDITOR_COMMAND_QUOTE] = "quote",
    [IGNY_EDITOR_COMMAND_LINK] = "link",
    [IGNY_EDITOR_COMMAND_TABLE] = "table",
    [IGNY_EDITOR_COMMAND_FAQ] = "faq",
    [IGNY_EDITOR_COMMAND_PICTURE] = "picture",
    [IGNY_EDITOR_COMMAND_KEEP] = "keep",
    [IGNY_EDITOR_COMMAND_REWRITE] = "rewrite",
    [IGNY_EDITOR_COMMAND_UNDO] = "undo",
    [IGNY_EDITOR_COMMAND_REDO] = "redo",
    [IGNY_EDITOR_COMMAND_PHONE] = "phone",
  };
  IgnyWebCanvas *self = IGNY_WEB_CANVAS (canvas);

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  tell (self, names[command], argument);
}

static void
scroll_to_heading (IgnyEditorCanvas *canvas,
                   guint             n)
{
  IgnyWebCanvas *self = IGNY_WEB_CANVAS (canvas);
  g_auto(GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  if (!self->ready)
    return;
  g_variant_dict_insert (&dict, "n", "u", n);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  call (self, "igny8.heading(n)", g_variant_dict_end (&dict), NULL, NULL);
}

static void
find (IgnyEditorCanvas *canvas,
      const char       *text,
      gboolean          backward)
{
  IgnyWebCanvas        *self = IGNY_WEB_CANVAS (canvas);
  WebKitFindController *finder = webkit_web_view_get_find_controller (self->view);

  if (*text == '\0')
    {
      g_clear_pointer (&self->find, g_free);
      webkit_find_controller_search_finish (finder);
      return;
    }
  if (g_strcmp0 (text, self->find) != 0)
    {
      g_free (self->find);
      self->find = g_strdup (text);
      webkit_find_controller_search (finder, text, FIND_OPTIONS, G_MAXUINT);
      webkit_find_controller_count_matches (finder, text, FIND_OPTIONS, G_MAXUINT);
    }
  else if (backward)
    webkit_find_controller_search_previous (finder);
  else
    webkit_find_controller_search_next (finder);
}

static void
replace (IgnyEditorCanvas *canvas,
         const char       *text,
         const char       *replacement,
         gboolean          all)
{
  IgnyWebCanvas *self = IGNY_WEB_CANVAS (canvas);
  g_auto(GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  if (!self->ready)
    return;
  g_variant_dict_insert (&dict, "text", "s", text);
  g_variant_dict_insert (&dict, "replacement", "s", replacement);
  g_variant_dict_insert (&dict, "all", "u", (guint) all);
  call (self, "igny8.replace(text, replacement, all)", g_variant_dict_end (&dict), NULL, NULL);
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

/* As the page's own background, which comes a moment later. */
static void
match_theme (IgnyWebCanvas *self)
{
  GdkRGBA color = { 1, 1, 1, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                  "view_bg_color", &color);
  webkit_web_view_set_background_color (self->view, &color);
}

static void
igny_web_canvas_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (igny_web_canvas_parent_class)->css_changed (widget, change);
  if (IGNY_WEB_CANVAS (widget)->view != NULL)
    match_theme (IGNY_WEB_CANVAS (widget));
}

static gboolean
igny_web_canvas_grab_focus (GtkWidget *widget)
{
  IgnyWebCanvas *self = IGNY_WEB_CANVAS (widget);

  if (!gtk_widget_grab_focus (GTK_WIDGET (self->view)))
    return FALSE;
  tell (self, "focus", NULL);
  return TRUE;
}

static void
igny_web_canvas_dispose (GObject *object)
{
  IgnyWebCanvas *self = IGNY_WEB_CANVAS (object);

  g_cancellable_cancel (self->cancellable);
  if (self->view != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->view));
  self->view = NULL;
  self->ready = FALSE;

  G_OBJECT_CLASS (igny_web_canvas_parent_class)->dispose (object);
}

static void
igny_web_canvas_finalize (GObject *object)
{
  IgnyWebCanvas *self = IGNY_WEB_CANVAS (object);

  g_clear_object (&self->cancellable);
  g_free (self->label);
  g_free (self->hint);
  g_free (self->copy);
  g_free (self->find);

  G_OBJECT_CLASS (igny_web_canvas_parent_class)->finalize (object);
}

static void
igny_web_canvas_class_init (IgnyWebCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_web_canvas_dispose;
  G_OBJECT_CLASS (klass)->finalize = igny_web_canvas_finalize;

  widget_class->css_changed = igny_web_canvas_css_changed;
  widget_class->grab_focus = igny_web_canvas_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* Here and not in the page, which does not know Shift+Tab by name. */
static gboolean
key_cb (IgnyWebCanvas  *self,
        guint           keyval,
        guint           keycode,
        GdkModifierType state)
{
  gboolean backward = keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0;
  g_auto(GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  if (!self->ready || (keyval != GDK_KEY_Tab && keyval != GDK_KEY_ISO_Left_Tab) ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  g_variant_dict_insert (&dict, "backward", "u", (guint) backward);
  call (self, "igny8.tab(backward)", g_variant_dict_end (&dict), NULL, NULL);
  return TRUE;
}

static void
igny_web_canvas_init (IgnyWebCanvas *self)
{
  WebKitUserContentManager *content;
  WebKitFindController     *finder;
  GtkEventController       *keys = gtk_event_controller_key_new ();

  self->cancellable = g_cancellable_new ();
  self->copy = g_strdup ("");
  self->view = igny_web_page_new ();
  content = webkit_web_view_get_user_content_manager (self->view);
  finder = webkit_web_view_get_find_controller (self->view);
  g_signal_connect_object (content, "script-message-received::igny8", G_CALLBACK (message_cb), self,
                           G_CONNECT_DEFAULT);
  g_signal_connect_object (self->view, "web-process-terminated", G_CALLBACK (stopped_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (finder, "counted-matches", G_CALLBACK (counted_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_set_parent (GTK_WIDGET (self->view), GTK_WIDGET (self));
  match_theme (self);
}

GtkWidget *
igny_web_canvas_new (GType       canvas_type,
                     const char *label,
                     const char *hint)
{
  IgnyWebCanvas *self;

  g_return_val_if_fail (g_type_from_name ("IgnyEditorCanvas") == canvas_type, NULL);

  self = g_object_new (IGNY_TYPE_WEB_CANVAS, NULL);
  self->label = g_strdup (label);
  self->hint = g_strdup (hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  return GTK_WIDGET (self);
}
