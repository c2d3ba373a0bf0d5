/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-title.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MEASURE 768

struct _IgnyEditorTitle
{
  GtkWidget parent_instance;

  GtkWidget     *clamp;
  GtkTextView   *view;
  GtkTextBuffer *buffer;
  GtkWidget     *hint;
  GtkWidget     *complaint;
  gboolean       updating;
};

enum
{
  TYPED,
  DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IgnyEditorTitle, igny_editor_title, GTK_TYPE_WIDGET)

static void
changed_cb (IgnyEditorTitle *self)
{
  gtk_widget_set_visible (self->hint, gtk_text_buffer_get_char_count (self->buffer) == 0);
  if (!self->updating)
    g_signal_emit (self, signals[TYPED], 0);
}

static gboolean
key_cb (IgnyEditorTitle *self,
        guint            keyval)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return FALSE;
  g_signal_emit (self, signals[DONE], 0);
  return TRUE;
}

static gboolean
igny_editor_title_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (IGNY_EDITOR_TITLE (widget)->view));
}

static void
igny_editor_title_dispose (GObject *object)
{
  g_clear_pointer (&IGNY_EDITOR_TITLE (object)->clamp, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_editor_title_parent_class)->dispose (object);
}

static void
igny_editor_title_class_init (IgnyEditorTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_editor_title_dispose;

  widget_class->grab_focus = igny_editor_title_grab_focus;
  signals[TYPED] = g_signal_new ("typed", IGNY_TYPE_EDITOR_TITLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL,
                                 G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", IGNY_TYPE_EDITOR_TITLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL,
                                G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static GtkWidget *
create_view (IgnyEditorTitle *self)
{
  GtkWidget          *view = gtk_text_view_new ();
  GtkWidget          *overlay = gtk_overlay_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = GTK_TEXT_VIEW (view);
  self->buffer = gtk_text_view_get_buffer (self->view);
  self->hint = gtk_label_new (_ ("Title"));
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_widget_set_can_target (self->hint, FALSE);
  gtk_widget_add_css_class (self->hint, "hint");
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Title"), -1);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (view, keys);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), view);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->hint);
  return overlay;
}

static void
igny_editor_title_init (IgnyEditorTitle *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), create_view (self));
  self->complaint = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->complaint), 0);
  gtk_label_set_wrap (GTK_LABEL (self->complaint), TRUE);
  gtk_widget_add_css_class (self->complaint, "error");
  gtk_widget_add_css_class (self->complaint, "caption");
  gtk_widget_set_visible (self->complaint, FALSE);
  gtk_box_append (GTK_BOX (box), self->complaint);
  gtk_widget_add_css_class (box, "editor-title");
  self->clamp = adw_clamp_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), MEASURE);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->clamp), MEASURE);
  adw_clamp_set_child (ADW_CLAMP (self->clamp), box);
  gtk_widget_set_parent (self->clamp, GTK_WIDGET (self));
}

GtkWidget *
igny_editor_title_new (void)
{
  return g_object_new (IGNY_TYPE_EDITOR_TITLE, NULL);
}

/* Lines that were pasted become one. */
char *
igny_editor_title_dup_text (IgnyEditorTitle *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (IGNY_IS_EDITOR_TITLE (self), NULL);

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return g_strdelimit (gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE), "\r\n", ' ');
}

void
igny_editor_title_set_text (IgnyEditorTitle *self,
                            const char      *text)
{
  g_autofree char *now = NULL;

  g_return_if_fail (IGNY_IS_EDITOR_TITLE (self));

  now = igny_editor_title_dup_text (self);
  if (g_strcmp0 (now, text) == 0)
    return;
  self->updating = TRUE;
  gtk_text_buffer_set_text (self->buffer, text != NULL ? text : "", -1);
  self->updating = FALSE;
}

void
igny_editor_title_set_error (IgnyEditorTitle *self,
                             const char      *words)
{
  g_return_if_fail (IGNY_IS_EDITOR_TITLE (self));

  gtk_label_set_label (GTK_LABEL (self->complaint), words != NULL ? words : "");
  gtk_widget_set_visible (self->complaint, words != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_STATE_INVALID,
                               words != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                             : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}
