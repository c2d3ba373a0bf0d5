/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-panes.h"

#include "igny-pane.h"

#define START_WIDTH 220
#define MIDDLE_WIDTH 600
#define END_WIDTH 340

struct _IgnyEditorPanes
{
  GtkWidget parent_instance;

  AdwFlap *outer; /* start pane, beside all else */
  AdwFlap *inner; /* middle, and the end pane */
};

enum
{
  PROP_SHOW_START = 1,
  PROP_SHOW_END,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (IgnyEditorPanes, igny_editor_panes, GTK_TYPE_WIDGET)

static GtkWidget *
create_pane (GtkWidget *child,
             int        width)
{
  return g_object_new (IGNY_TYPE_PANE, "child", child, "natural-width", width, NULL);
}

static AdwFlap *
create_flap (GtkWidget  *content,
             GtkWidget  *flap,
             GtkPackType position,
             int         width)
{
  AdwFlap *self = ADW_FLAP (adw_flap_new ());

  gtk_widget_set_size_request (flap, MIN (width, 300), -1);
  gtk_widget_add_css_class (flap, "background");
  gtk_widget_add_css_class (flap, "editor-pane");
  adw_flap_set_content (self, content);
  adw_flap_set_flap (self, flap);
  adw_flap_set_flap_position (self, position);
  adw_flap_set_separator (self, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_flap_set_fold_threshold_policy (self, ADW_FOLD_THRESHOLD_POLICY_NATURAL);
  adw_flap_set_swipe_to_open (self, FALSE);
  return self;
}

static void
start_cb (IgnyEditorPanes *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_START]);
}

static void
end_cb (IgnyEditorPanes *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_END]);
}

static void
igny_editor_panes_get_property (GObject    *object,
                                guint       id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  IgnyEditorPanes *self = IGNY_EDITOR_PANES (object);

  g_value_set_boolean (value, adw_flap_get_reveal_flap (id == PROP_SHOW_START ? self->outer
                                                                              : self->inner));
}

/* Two panes over each other are one too many. */
static void
igny_editor_panes_set_property (GObject      *object,
                                guint         id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  IgnyEditorPanes *self = IGNY_EDITOR_PANES (object);
  AdwFlap         *flap = id == PROP_SHOW_START ? self->outer : self->inner;
  AdwFlap         *other = id == PROP_SHOW_START ? self->inner : self->outer;

  if (g_value_get_boolean (value) && adw_flap_get_folded (flap) && adw_flap_get_folded (other))
    adw_flap_set_reveal_flap (other, FALSE);
  adw_flap_set_reveal_flap (flap, g_value_get_boolean (value));
}

static void
igny_editor_panes_dispose (GObject *object)
{
  IgnyEditorPanes *self = IGNY_EDITOR_PANES (object);

  if (self->outer != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->outer));
  self->outer = self->inner = NULL;

  G_OBJECT_CLASS (igny_editor_panes_parent_class)->dispose (object);
}

static void
igny_editor_panes_class_init (IgnyEditorPanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = igny_editor_panes_get_property;
  object_class->set_property = igny_editor_panes_set_property;
  object_class->dispose = igny_editor_panes_dispose;

  props[PROP_SHOW_START] = g_param_spec_boolean ("show-start", NULL, NULL, TRUE,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_SHOW_END] = g_param_spec_boolean ("show-end", NULL, NULL, TRUE,
                                               G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
igny_editor_panes_init (IgnyEditorPanes *self)
{
}

GtkWidget *
igny_editor_panes_new (GtkWidget *start,
                       GtkWidget *middle,
                       GtkWidget *end)
{
  IgnyEditorPanes *self = g_object_new (IGNY_TYPE_EDITOR_PANES, NULL);

  self->inner = create_flap (create_pane (middle, MIDDLE_WIDTH), create_pane (end, END_WIDTH),
                             GTK_PACK_END,
                             END_WIDTH);
  self->outer = create_flap (create_pane (GTK_WIDGET (self->inner), MIDDLE_WIDTH + END_WIDTH),
                             create_pane (start, START_WIDTH), GTK_PACK_START, START_WIDTH);
  g_signal_connect_object (self->outer, "notify::reveal-flap", G_CALLBACK (start_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inner, "notify::reveal-flap", G_CALLBACK (end_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->outer), GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

static gboolean
uncover (AdwFlap *flap)
{
  if (!adw_flap_get_folded (flap) || !adw_flap_get_reveal_flap (flap))
    return FALSE;
  adw_flap_set_reveal_flap (flap, FALSE);
  return TRUE;
}

gboolean
igny_editor_panes_uncover (IgnyEditorPanes *self)
{
  g_return_val_if_fail (IGNY_IS_EDITOR_PANES (self), FALSE);

  return uncover (self->outer) || uncover (self->inner);
}
