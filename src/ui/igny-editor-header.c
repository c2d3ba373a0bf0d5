/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-header.h"

#include <glib/gi18n.h>

#include "igny-format.h"
#include "igny-pane.h"
#include "igny-status-pill.h"

#define TITLE_WIDTH 180

struct _IgnyEditorHeader
{
  GtkWidget parent_instance;

  AdwHeaderBar   *bar;
  AdwWindowTitle *title;
  IgnyStatusPill *pill;
};

static guint back_signal;

G_DEFINE_FINAL_TYPE (IgnyEditorHeader, igny_editor_header, GTK_TYPE_WIDGET)

static void
back_cb (IgnyEditorHeader *self)
{
  g_signal_emit (self, back_signal, 0);
}

static GtkWidget *
create_toggle (IgnyEditorPanes *panes,
               const char      *property,
               const char      *icon_name,
               const char      *label)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), icon_name);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_bind_property (panes, property, button, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  return button;
}

static GtkWidget *
create_optimize (void)
{
  GtkWidget  *button = gtk_button_new_from_icon_name ("igny-optimize-symbolic");
  const char *label = _ ("Optimize with AI…");

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.optimize");
  return button;
}

static GtkWidget *
create_versions (void)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-open-recent-symbolic");

  gtk_widget_set_tooltip_text (button, _ ("Versions (Ctrl+Shift+H)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Versions"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "editor.versions");
  return button;
}

/* In a narrow window there is no room for the state. */
static GtkWidget *
create_squeezer (GtkWidget *child)
{
  GtkWidget *squeezer = adw_squeezer_new ();

  adw_squeezer_set_allow_none (ADW_SQUEEZER (squeezer), TRUE);
  adw_squeezer_set_homogeneous (ADW_SQUEEZER (squeezer), FALSE);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), child);
  return squeezer;
}

/* As much as there is, but the state comes before a long title. */
static GtkWidget *
create_title (GtkWidget *child)
{
  return g_object_new (IGNY_TYPE_PANE, "child", child, "natural-width", TITLE_WIDTH, "hexpand",
                       TRUE, NULL);
}

static void
igny_editor_header_dispose (GObject *object)
{
  IgnyEditorHeader *self = IGNY_EDITOR_HEADER (object);

  if (self->bar != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->bar));
  self->bar = NULL;

  G_OBJECT_CLASS (igny_editor_header_parent_class)->dispose (object);
}

static void
igny_editor_header_class_init (IgnyEditorHeaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_editor_header_dispose;

  back_signal = g_signal_new ("back", IGNY_TYPE_EDITOR_HEADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL,
                              G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
igny_editor_header_init (IgnyEditorHeader *self)
{
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");

  self->bar = ADW_HEADER_BAR (adw_header_bar_new ());
  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", ""));
  self->pill = IGNY_STATUS_PILL (igny_status_pill_new ("", IGNY_TONE_NEUTRAL));
  gtk_widget_set_visible (GTK_WIDGET (self->pill), FALSE);
  gtk_widget_set_tooltip_text (back, _ ("Save and go back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Back"), -1);
  g_signal_connect_object (back, "clicked", G_CALLBACK (back_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_set_title_widget (self->bar, create_title (GTK_WIDGET (self->title)));
  adw_header_bar_set_show_start_title_buttons (self->bar, FALSE);
  adw_header_bar_pack_start (self->bar, back);
  gtk_widget_set_parent (GTK_WIDGET (self->bar), GTK_WIDGET (self));
}

GtkWidget *
igny_editor_header_new (IgnyEditorPanes *panes)
{
  IgnyEditorHeader *self = g_object_new (IGNY_TYPE_EDITOR_HEADER, NULL);

  adw_header_bar_pack_start (self->bar, create_toggle (panes, "show-start", "sidebar-show-symbolic",
                                                       _ ("Outline")));
  adw_header_bar_pack_end (self->bar, create_toggle (panes, "show-end",
                                                     "sidebar-show-right-symbolic",
                                                     _ ("Properties")));
  adw_header_bar_pack_end (self->bar, create_optimize ());
  adw_header_bar_pack_end (self->bar, create_versions ());
  adw_header_bar_pack_end (self->bar, create_squeezer (GTK_WIDGET (self->pill)));
  return GTK_WIDGET (self);
}

void
igny_editor_header_set_title (IgnyEditorHeader *self,
                              const char       *title)
{
  g_return_if_fail (IGNY_IS_EDITOR_HEADER (self));

  adw_window_title_set_title (self->title, title);
}

void
igny_editor_header_set_state (IgnyEditorHeader *self,
                              guint             n_words,
                              IgnyEditorState   state)
{
  static const char *const words[] = {
    [IGNY_EDITOR_SAVED] = N_ ("Saved"),
    [IGNY_EDITOR_MODIFIED] = N_ ("Not saved yet"),
    [IGNY_EDITOR_SAVING] = N_ ("Saving…"),
    [IGNY_EDITOR_FAILED] = N_ ("Not saved"),
  };
  g_autofree char *number = igny_format_number (n_words);
  g_autofree char *count = g_strdup_printf (ngettext ("%s word", "%s words", n_words), number);
  g_autofree char *line = g_strconcat (count, " · ", _ (words[state]), NULL);

  g_return_if_fail (IGNY_IS_EDITOR_HEADER (self));

  adw_window_title_set_subtitle (self->title, line);
}

void
igny_editor_header_set_status (IgnyEditorHeader *self,
                               const IgnyChoice *status)
{
  g_return_if_fail (IGNY_IS_EDITOR_HEADER (self));

  gtk_widget_set_visible (GTK_WIDGET (self->pill), status != NULL);
  if (status != NULL)
    igny_status_pill_set (self->pill, _ (status->label), status->tone);
}
