/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-sheet.h"

#include <glib/gi18n.h>

#include "igny-editor-find.h"
#include "igny-editor-gallery.h"
#include "igny-editor-picture.h"
#include "igny-editor-rewrite.h"
#include "igny-editor-toolbar.h"

struct _IgnyEditorSheet
{
  GtkWidget parent_instance;

  GtkWidget         *box;
  IgnyEditorToolbar *toolbar;
  IgnyEditorFind    *find;
  IgnyEditorTitle   *title;
  IgnyEditorDesk    *desk;
  IgnyEditorSession *session;
  gboolean           phone;
};

enum
{
  PROP_SOURCE = 1,
  PROP_PHONE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (IgnyEditorSheet, igny_editor_sheet, GTK_TYPE_WIDGET)

/* As WordPress has it: its block “Details”. */
static char *
create_faq (void)
{
  return g_markup_printf_escaped ("<details><summary>%s</summary><p>%s</p></details>",
                                  _ ("Question?"), _ ("Answer"));
}

static void
command_cb (IgnyEditorSheet  *self,
            IgnyEditorCommand command,
            const char       *argument)
{
  IgnyEditorCanvas *canvas = igny_editor_desk_get_canvas (self->desk);
  g_autofree char  *faq = NULL;

  if (canvas == NULL)
    return;
  if (command == IGNY_EDITOR_COMMAND_FAQ)
    faq = create_faq ();
  igny_editor_canvas_run (canvas, command, faq != NULL ? faq : argument);
}

static void
caret_cb (IgnyEditorSheet       *self,
          const IgnyEditorCaret *caret)
{
  igny_editor_toolbar_set_caret (self->toolbar, caret);
}

static void
mode_cb (IgnyEditorSheet *self)
{
  IgnyEditorCaret none = { "p" };

  igny_editor_toolbar_set_caret (self->toolbar, &none);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SOURCE]);
  command_cb (self, IGNY_EDITOR_COMMAND_PHONE, self->phone ? "1" : "0");
}

static void
found_cb (IgnyEditorSheet *self,
          guint            n)
{
  igny_editor_find_set_count (self->find, n);
}

static void
look_cb (IgnyEditorSheet *self,
         const char      *text,
         gboolean         backward)
{
  IgnyEditorCanvas *canvas = igny_editor_desk_get_canvas (self->desk);

  if (canvas != NULL)
    igny_editor_canvas_find (canvas, text, backward);
}

static void
replace_cb (IgnyEditorSheet *self,
            const char      *text,
            const char      *replacement,
            gboolean         all)
{
  IgnyEditorCanvas *canvas = igny_editor_desk_get_canvas (self->desk);

  if (canvas != NULL)
    igny_editor_canvas_replace (canvas, text, replacement, all);
}

static void
replaced_cb (IgnyEditorSheet *self,
             guint            n)
{
  igny_editor_find_set_replaced (self->find, n);
}

static void
focus_text_cb (IgnyEditorSheet *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->desk));
}

static gboolean
is_in_text (IgnyEditorSheet *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->desk));
}

/* Keys of the text are for the text: elsewhere they go on. */
static gboolean
key_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   user_data)
{
  IgnyEditorSheet *self = IGNY_EDITOR_SHEET (widget);
  const char      *argument;
  guint            command;

  if (!is_in_text (self))
    return FALSE;
  g_variant_get (arguments, "(u&s)", &command, &argument);
  command_cb (self, (IgnyEditorCommand) command, *argument != '\0' ? argument : NULL);
  return TRUE;
}

static void
run_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  command_cb (IGNY_EDITOR_SHEET (widget), (IgnyEditorCommand) g_variant_get_uint32 (parameter),
              NULL);
}

static void
link_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  igny_editor_toolbar_ask_link (IGNY_EDITOR_SHEET (widget)->toolbar);
}

static void
find_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  igny_editor_find_open (IGNY_EDITOR_SHEET (widget)->find);
}

static void
open_replace_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  igny_editor_find_open_replace (IGNY_EDITOR_SHEET (widget)->find);
}

static void
picture_chosen_cb (IgnyEditorSheet *self,
                   const char      *html)
{
  command_cb (self, IGNY_EDITOR_COMMAND_PICTURE, html);
}

static void
picture_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  IgnyEditorSheet         *self = IGNY_EDITOR_SHEET (widget);
  const IgnyEditorArticle *article = igny_editor_session_get_article (self->session);
  GtkWidget               *window;

  if (article == NULL)
    return;
  window = igny_editor_picture_new (igny_editor_session_get_store (self->session), article->row,
                                    GTK_WINDOW (gtk_widget_get_root (widget)));
  g_signal_connect_object (window, "chosen", G_CALLBACK (picture_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
accepted_cb (IgnyEditorSheet *self,
             const char      *html)
{
  command_cb (self, IGNY_EDITOR_COMMAND_REWRITE, html);
}

static void
selection_cb (IgnyEditorSheet *self,
              const char      *html)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *window;

  if (root == NULL)
    return;
  window = igny_editor_rewrite_new (igny_editor_session_get_store (self->session), html,
                                    GTK_WINDOW (root));
  g_signal_connect_object (window, "accepted", G_CALLBACK (accepted_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
rewrite_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  command_cb (IGNY_EDITOR_SHEET (widget), IGNY_EDITOR_COMMAND_KEEP, NULL);
}

static void
igny_editor_sheet_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  IgnyEditorSheet *self = IGNY_EDITOR_SHEET (object);

  g_value_set_boolean (value, id == PROP_SOURCE ? igny_editor_desk_get_source (self->desk)
                                                : self->phone);
}

static void
igny_editor_sheet_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  IgnyEditorSheet *self = IGNY_EDITOR_SHEET (object);

  if (id == PROP_SOURCE)
    {
      igny_editor_desk_set_source (self->desk, g_value_get_boolean (value));
      return;
    }
  self->phone = g_value_get_boolean (value);
  command_cb (self, IGNY_EDITOR_COMMAND_PHONE, self->phone ? "1" : "0");
  g_object_notify_by_pspec (object, pspec);
}

static void
igny_editor_sheet_dispose (GObject *object)
{
  g_clear_pointer (&IGNY_EDITOR_SHEET (object)->box, gtk_widget_unparent);
  g_clear_object (&IGNY_EDITOR_SHEET (object)->session);

  G_OBJECT_CLASS (igny_editor_sheet_parent_class)->dispose (object);
}

static void
igny_editor_sheet_class_init (IgnyEditorSheetClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = igny_editor_sheet_get_property;
  object_class->set_property = igny_editor_sheet_set_property;
  object_class->dispose = igny_editor_sheet_dispose;

  props[PROP_SOURCE] = g_param_spec_boolean ("source", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_PHONE] = g_param_spec_boolean ("phone", NULL, NULL, FALSE,
                                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "editor.run", "u", run_cb);
  gtk_widget_class_install_action (widget_class, "editor.link", NULL, link_cb);
  gtk_widget_class_install_action (widget_class, "editor.find", NULL, find_cb);
  gtk_widget_class_install_action (widget_class, "editor.replace", NULL, open_replace_cb);
  gtk_widget_class_install_action (widget_class, "editor.picture", NULL, picture_cb);
  gtk_widget_class_install_action (widget_class, "editor.rewrite", NULL, rewrite_cb);
  gtk_widget_class_install_property_action (widget_class, "editor.source", "source");
  gtk_widget_class_install_property_action (widget_class, "editor.phone", "phone");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
add_key (GtkEventController *keys,
         guint               keyval,
         GdkModifierType     modifiers,
         IgnyEditorCommand   command,
         const char         *argument)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers),
                                            gtk_callback_action_new (key_cb, NULL, NULL));

  gtk_shortcut_set_arguments (shortcut, g_variant_new ("(us)", command, argument));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
}

static void
add_action_key (GtkEventController *keys,
                guint               keyval,
                GdkModifierType     modifiers,
                const char         *action)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers),
                                            gtk_named_action_new (action));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
}

/* Before the page, which has ideas of its own about some of them. */
static void
create_keys (IgnyEditorSheet *self)
{
  const GdkModifierType both = GDK_CONTROL_MASK | GDK_ALT_MASK;
  GtkEventController   *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  add_key (keys, GDK_KEY_b, GDK_CONTROL_MASK, IGNY_EDITOR_COMMAND_BOLD, "");
  add_key (keys, GDK_KEY_i, GDK_CONTROL_MASK, IGNY_EDITOR_COMMAND_ITALIC, "");
  add_key (keys, GDK_KEY_0, both, IGNY_EDITOR_COMMAND_BLOCK, "p");
  add_key (keys, GDK_KEY_1, both, IGNY_EDITOR_COMMAND_BLOCK, "h1");
  add_key (keys, GDK_KEY_2, both, IGNY_EDITOR_COMMAND_BLOCK, "h2");
  add_key (keys, GDK_KEY_3, both, IGNY_EDITOR_COMMAND_BLOCK, "h3");
  add_key (keys, GDK_KEY_4, both, IGNY_EDITOR_COMMAND_BLOCK, "h4");
  add_action_key (keys, GDK_KEY_p, both, "editor.picture");
  add_action_key (keys, GDK_KEY_r, both, "editor.rewrite");
  add_key (keys, GDK_KEY_q, both, IGNY_EDITOR_COMMAND_FAQ, "");
  add_key (keys, GDK_KEY_z, GDK_CONTROL_MASK, IGNY_EDITOR_COMMAND_UNDO, "");
  add_key (keys, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, IGNY_EDITOR_COMMAND_REDO, "");
  add_action_key (keys, GDK_KEY_l, GDK_CONTROL_MASK, "editor.link");
  add_action_key (keys, GDK_KEY_f, GDK_CONTROL_MASK, "editor.find");
  add_action_key (keys, GDK_KEY_h, GDK_CONTROL_MASK, "editor.replace");
  add_action_key (keys, GDK_KEY_m, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "editor.phone");
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
igny_editor_sheet_init (IgnyEditorSheet *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->toolbar = IGNY_EDITOR_TOOLBAR (igny_editor_toolbar_new ());
  self->find = IGNY_EDITOR_FIND (igny_editor_find_new ());
  self->title = IGNY_EDITOR_TITLE (igny_editor_title_new ());
  self->desk = IGNY_EDITOR_DESK (igny_editor_desk_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->desk), TRUE);
  gtk_widget_add_css_class (self->box, "editor-middle");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->toolbar));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->find));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->desk));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  g_signal_connect_object (self->toolbar, "command", G_CALLBACK (command_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find, "look", G_CALLBACK (look_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->title, "done", G_CALLBACK (focus_text_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find, "replace", G_CALLBACK (replace_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->find, "closed", G_CALLBACK (focus_text_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "caret", G_CALLBACK (caret_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "selection", G_CALLBACK (selection_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "replaced", G_CALLBACK (replaced_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "mode", G_CALLBACK (mode_cb), self, G_CONNECT_SWAPPED);
  create_keys (self);
}

GtkWidget *
igny_editor_sheet_new (void)
{
  return g_object_new (IGNY_TYPE_EDITOR_SHEET, NULL);
}

IgnyEditorTitle *
igny_editor_sheet_get_title (IgnyEditorSheet *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_SHEET (self), NULL);

  return self->title;
}

IgnyEditorDesk *
igny_editor_sheet_get_desk (IgnyEditorSheet *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_SHEET (self), NULL);

  return self->desk;
}

IgnyEditorToolbar *
igny_editor_sheet_get_toolbar (IgnyEditorSheet *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_SHEET (self), NULL);

  return self->toolbar;
}

gboolean
igny_editor_sheet_close_find (IgnyEditorSheet *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_SHEET (self), FALSE);

  return igny_editor_find_close (self->find);
}

void
igny_editor_sheet_set_session (IgnyEditorSheet   *self,
                               IgnyEditorSession *session)
{
  g_return_if_fail (IGNY_IS_EDITOR_SHEET (self));

  if (g_set_object (&self->session, session) && session != NULL)
    igny_editor_gallery_attach (self->desk, igny_editor_session_get_store (session));
}
