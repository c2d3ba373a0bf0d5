/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-proposal-row.h"

#include <glib/gi18n.h>

#include "igny-diff-marks.h"

struct _IgnyProposalRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *accept;
  GtkWidget *reject;
  guint      number;
};

static guint decided_signal;

G_DEFINE_FINAL_TYPE (IgnyProposalRow, igny_proposal_row, GTK_TYPE_WIDGET)

static void
toggled_cb (IgnyProposalRow *self,
            GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    g_signal_emit (self, decided_signal, 0);
}

static gboolean
igny_proposal_row_grab_focus (GtkWidget *widget)
{
  IgnyProposalRow *self = IGNY_PROPOSAL_ROW (widget);
  gboolean         rejected = igny_proposal_row_get_state (self) == IGNY_CHANGE_REJECTED;

  return gtk_widget_grab_focus (rejected ? self->reject : self->accept);
}

static void
igny_proposal_row_dispose (GObject *object)
{
  g_clear_pointer (&IGNY_PROPOSAL_ROW (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_proposal_row_parent_class)->dispose (object);
}

static void
igny_proposal_row_class_init (IgnyProposalRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_proposal_row_dispose;

  widget_class->grab_focus = igny_proposal_row_grab_focus;
  decided_signal = g_signal_new ("decided", IGNY_TYPE_PROPOSAL_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
igny_proposal_row_init (IgnyProposalRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "proposal");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static GtkWidget *
create_label (const char *text,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_text (IgnyProposalRow *self,
          const char      *heading,
          const char      *text,
          const GArray    *ranges,
          gboolean         added)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = create_label (text, NULL);
  g_autoptr(PangoAttrList) list = igny_diff_marks_new (ranges, added);

  gtk_label_set_attributes (GTK_LABEL (label), list);
  gtk_widget_add_css_class (box, "side-text");
  gtk_widget_add_css_class (box, added ? "added" : "removed");
  gtk_box_append (GTK_BOX (box), create_label (heading, "caption-heading"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (self->box), box);
}

static GtkWidget *
create_button (IgnyProposalRow *self,
               const char      *label,
               const char      *spoken,
               const char      *icon_name)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_buttons (IgnyProposalRow *self,
             const char      *place)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  /* Translators: number of a change, and what it changes */
  g_autofree char *accept = g_strdup_printf (_ ("Accept change %u, %s"), self->number, place);
  /* Translators: number of a change, and what it changes */
  g_autofree char *reject = g_strdup_printf (_ ("Reject change %u, %s"), self->number, place);

  self->accept = create_button (self, _ ("Accept"), accept, "object-select-symbolic");
  self->reject = create_button (self, _ ("Reject"), reject, "window-close-symbolic");
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->reject), GTK_TOGGLE_BUTTON (self->accept));
  gtk_widget_set_tooltip_text (self->accept, _ ("Accept this change (A)"));
  gtk_widget_set_tooltip_text (self->reject, _ ("Reject this change (R)"));
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), self->accept);
  gtk_box_append (GTK_BOX (box), self->reject);
  gtk_box_append (GTK_BOX (self->box), box);
}

GtkWidget *
igny_proposal_row_new (const IgnyProposedChange *change)
{
  IgnyProposalRow *self;
  g_autofree char *heading = NULL;

  g_return_val_if_fail (change != NULL, NULL);

  self = g_object_new (IGNY_TYPE_PROPOSAL_ROW, NULL);
  self->number = change->number;
  /* Translators: number of a change, and what it changes: “2. Title” */
  heading = g_strdup_printf (_ ("%u. %s"), change->number, change->place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
  gtk_box_append (GTK_BOX (self->box), create_label (heading, "heading"));
  if (*change->reason != '\0')
    gtk_box_append (GTK_BOX (self->box), create_label (change->reason, "dim-label"));
  if (*change->before != '\0')
    add_text (self, _ ("Before"), change->before, change->removed, FALSE);
  if (*change->after != '\0')
    add_text (self, _ ("After"), change->after, change->added, TRUE);
  else
    gtk_box_append (GTK_BOX (self->box), create_label (_ ("It is taken out."), "dim-label"));
  add_buttons (self, change->place);
  return GTK_WIDGET (self);
}

guint
igny_proposal_row_get_number (IgnyProposalRow *self)
{
  g_return_val_if_fail (IGNY_IS_PROPOSAL_ROW (self), 0);

  return self->number;
}

IgnyChangeState
igny_proposal_row_get_state (IgnyProposalRow *self)
{
  g_return_val_if_fail (IGNY_IS_PROPOSAL_ROW (self), IGNY_CHANGE_OPEN);

  if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->accept)))
    return IGNY_CHANGE_ACCEPTED;
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->reject)) ? IGNY_CHANGE_REJECTED
                                                                         : IGNY_CHANGE_OPEN;
}

void
igny_proposal_row_set_state (IgnyProposalRow *self,
                             IgnyChangeState  state)
{
  g_return_if_fail (IGNY_IS_PROPOSAL_ROW (self) && state != IGNY_CHANGE_OPEN);

  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (state == IGNY_CHANGE_ACCEPTED ? self->accept : self->reject), TRUE);
}
