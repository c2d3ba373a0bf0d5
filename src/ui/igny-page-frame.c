/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-page-frame.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-ui.h"

/* As many buttons as leave room for a title in the narrowest window; another
 * widget takes the room of two. */
#define MOST_NARROW 2

struct _IgnyPageFrame
{
  GtkBox parent_instance;

  char           *id;
  GtkWidget      *content;
  AdwHeaderBar   *header;
  AdwWindowTitle *title;
  GtkWidget      *back;
  GPtrArray      *buttons;
  GtkWidget      *more; /* for those without room; NULL without buttons */
  GMenu          *menu;
  guint           n_widgets;
  gboolean        narrow;
};

G_DEFINE_FINAL_TYPE (IgnyPageFrame, igny_page_frame, GTK_TYPE_BOX)

/* In a narrow window a button is its icon only. */
static void
set_compact (GtkWidget *button,
             gboolean   compact)
{
  GtkWidget *label = g_object_get_data (G_OBJECT (button), "label");
  GtkWidget *image = g_object_get_data (G_OBJECT (button), "image");

  if (image == NULL)
    return;
  gtk_widget_set_visible (label, !compact);
  gtk_widget_set_visible (image, compact);
}

static void
igny_page_frame_dispose (GObject *object)
{
  IgnyPageFrame *self = IGNY_PAGE_FRAME (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_object (&self->menu);
  gtk_widget_dispose_template (GTK_WIDGET (self), IGNY_TYPE_PAGE_FRAME);

  G_OBJECT_CLASS (igny_page_frame_parent_class)->dispose (object);
}

static void
igny_page_frame_class_init (IgnyPageFrameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_page_frame_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, IGNY_UI ("igny-page-frame.ui"));
  gtk_widget_class_bind_template_child (widget_class, IgnyPageFrame, header);
  gtk_widget_class_bind_template_child (widget_class, IgnyPageFrame, title);
  gtk_widget_class_bind_template_child (widget_class, IgnyPageFrame, back);
}

static void
igny_page_frame_init (IgnyPageFrame *self)
{
  self->buttons = g_ptr_array_new ();
  self->menu = g_menu_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
igny_page_frame_new (const char *id,
                     const char *title,
                     GtkWidget  *content)
{
  IgnyPageFrame *self;

  g_return_val_if_fail (id != NULL && title != NULL, NULL);

  self = g_object_new (IGNY_TYPE_PAGE_FRAME, NULL);
  self->id = g_strdup (id);
  adw_window_title_set_title (self->title, title);
  if (content != NULL)
    igny_page_frame_set_content (self, content);
  return GTK_WIDGET (self);
}

void
igny_page_frame_set_content (IgnyPageFrame *self,
                             GtkWidget     *content)
{
  g_return_if_fail (IGNY_IS_PAGE_FRAME (self) && self->content == NULL);
  g_return_if_fail (GTK_IS_WIDGET (content));

  self->content = content;
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (self), content);
}

const char *
igny_page_frame_get_id (IgnyPageFrame *self)
{
  g_return_val_if_fail (IGNY_IS_PAGE_FRAME (self), NULL);

  return self->id;
}

GtkWidget *
igny_page_frame_get_content (IgnyPageFrame *self)
{
  g_return_val_if_fail (IGNY_IS_PAGE_FRAME (self), NULL);

  return self->content;
}

/* Beside many buttons there is no room for all of it. */
static void
update_tooltip (IgnyPageFrame *self)
{
  const char *text = adw_window_title_get_subtitle (self->title);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), text);
}

void
igny_page_frame_set_subtitle (IgnyPageFrame *self,
                              const char    *subtitle)
{
  g_return_if_fail (IGNY_IS_PAGE_FRAME (self));

  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
  update_tooltip (self);
}

void
igny_page_frame_set_back (IgnyPageFrame *self,
                          gboolean       back)
{
  g_return_if_fail (IGNY_IS_PAGE_FRAME (self));

  gtk_widget_set_visible (self->back, back);
}

static void
hide_in_menu (IgnyPageFrame *self,
              GtkWidget     *button)
{
  GtkWidget       *label = g_object_get_data (G_OBJECT (button), "label");
  GVariant        *target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (button));
  const char      *action = gtk_actionable_get_action_name (GTK_ACTIONABLE (button));
  g_autofree char *name = g_action_print_detailed_name (action, target);

  g_menu_append (self->menu, gtk_label_get_label (GTK_LABEL (label)), name);
  gtk_widget_set_visible (button, FALSE);
}

/* The first stays, if it can. */
static void
show_buttons (IgnyPageFrame *self)
{
  guint    n_places = self->buttons->len + 2 * self->n_widgets;
  gboolean crowded = self->narrow && n_places > MOST_NARROW;

  if (self->more == NULL)
    return;
  g_menu_remove_all (self->menu);
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkWidget *button = self->buttons->pdata[i];

      set_compact (button, self->narrow);
      if (crowded && i + 1 + self->n_widgets >= MOST_NARROW)
        hide_in_menu (self, button);
      else if (i > 0 || self->n_widgets > 0)
        gtk_widget_set_visible (button, TRUE);
    }
  gtk_widget_set_visible (self->more, crowded);
}

void
igny_page_frame_set_narrow (IgnyPageFrame *self,
                            gboolean       narrow)
{
  g_return_if_fail (IGNY_IS_PAGE_FRAME (self));

  self->narrow = narrow;
  update_tooltip (self);
  show_buttons (self);
  adw_header_bar_set_show_start_title_buttons (self->header, narrow);
}

static void
add_more (IgnyPageFrame *self)
{
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->more), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->more), G_MENU_MODEL (self->menu));
  gtk_widget_set_tooltip_text (self->more, _ ("More actions"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("More actions"), -1);
  adw_header_bar_pack_end (self->header, self->more);
}

static GtkWidget *
create_content (GtkWidget  *button,
                const char *label,
                const char *icon_name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *words = gtk_label_new_with_mnemonic (label);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), words);
  g_object_set_data (G_OBJECT (button), "label", words);
  gtk_label_set_mnemonic_widget (GTK_LABEL (words), button);
  if (icon_name != NULL)
    {
      GtkWidget *image = gtk_image_new_from_icon_name (icon_name);

      gtk_box_append (GTK_BOX (box), image);
      g_object_set_data (G_OBJECT (button), "image", image);
    }
  return box;
}

GtkWidget *
igny_page_frame_add_button (IgnyPageFrame *self,
                            const char    *label,
                            const char    *icon_name,
                            const char    *action,
                            gboolean       suggested)
{
  GtkWidget *button;

  g_return_val_if_fail (IGNY_IS_PAGE_FRAME (self), NULL);
  g_return_val_if_fail (label != NULL, NULL);

  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), create_content (button, label, icon_name));
  gtk_widget_set_tooltip_text (button,
                               gtk_label_get_text (g_object_get_data (G_OBJECT (button), "label")));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_widget_get_tooltip_text (button), -1);
  if (action != NULL)
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  adw_header_bar_pack_end (self->header, button);
  g_ptr_array_add (self->buttons, button);
  if (self->more == NULL)
    add_more (self);
  show_buttons (self);
  return button;
}

void
igny_page_frame_add_widget (IgnyPageFrame *self,
                            GtkWidget     *widget)
{
  g_return_if_fail (IGNY_IS_PAGE_FRAME (self) && GTK_IS_WIDGET (widget));

  adw_header_bar_pack_end (self->header, widget);
  self->n_widgets++;
  show_buttons (self);
}
