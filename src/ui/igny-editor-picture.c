/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-picture.h"

#include <glib/gi18n.h>

#include "igny-editor-images.h"
#include "igny-escape.h"
#include "igny-file-picker.h"
#include "igny-format.h"
#include "igny-html.h"

#define WIDTH 460
#define HEIGHT 520
#define SMALL_SIDE 48

struct _IgnyEditorPicture
{
  AdwWindow parent_instance;

  IgnyStore        *store;
  GCancellable     *cancellable;
  IgnyEditorImages *images; /* NULL until they are read */
  GFile            *file;
  GtkListBox       *list;
  GtkWidget        *file_row;
  GtkWidget        *alt;
  GtkWidget        *complaint;
  GtkWidget        *insert;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (IgnyEditorPicture, igny_editor_picture, ADW_TYPE_WINDOW)

static const IgnyEditorImage *
get_image (IgnyEditorPicture *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? g_object_get_data (G_OBJECT (row), "image") : NULL;
}

static void
complain (IgnyEditorPicture *self,
          const char        *text)
{
  gtk_label_set_label (GTK_LABEL (self->complaint), text != NULL ? text : "");
  gtk_widget_set_visible (self->complaint, text != NULL);
}

static void
update (IgnyEditorPicture *self)
{
  gtk_widget_set_sensitive (self->insert, self->images != NULL &&
                                              (get_image (self) != NULL || self->file != NULL));
}

static void
selected_cb (IgnyEditorPicture *self)
{
  const IgnyEditorImage *image;

  /* The list goes with the window, row by row. */
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  image = get_image (self);
  if (image != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->alt), image->alt != NULL ? image->alt : "");
  complain (self, NULL);
  update (self);
}

static void
tell (IgnyEditorPicture *self,
      const char        *uuid)
{
  g_autofree char *html = g_markup_printf_escaped (
      "<figure><img src=\"" IGNY_HTML_MEDIA_SCHEME ":%s\" alt=\"%s\"></figure>", uuid,
      gtk_editable_get_text (GTK_EDITABLE (self->alt)));

  g_signal_emit (self, chosen_signal, 0, html);
  gtk_window_close (GTK_WINDOW (self));
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyEditorPicture) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *uuid = igny_editor_images_add_finish (result, &error);
  g_autofree char *words = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (uuid != NULL)
    {
      tell (self, uuid);
      return;
    }
  words = igny_format_sentence (error->message);
  complain (self, words);
  update (self);
}

static void
insert_cb (IgnyEditorPicture *self)
{
  const IgnyEditorImage *image = get_image (self);

  if (!gtk_widget_get_sensitive (self->insert))
    return;
  if (image != NULL)
    {
      tell (self, image->uuid);
      return;
    }
  gtk_widget_set_sensitive (self->insert, FALSE);
  igny_editor_images_add_async (self->store, self->images->task, self->file,
                                gtk_editable_get_text (GTK_EDITABLE (self->alt)), NULL, added_cb,
                                g_object_ref (self));
}

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(IgnyEditorPicture) self = user_data;
  g_autoptr(GFile) file = igny_file_picker_finish (result, NULL);

  if (file != NULL && !g_cancellable_is_cancelled (self->cancellable))
    igny_editor_picture_set_file (self, file);
}

static void
choose_file (IgnyEditorPicture *self)
{
  static const char *const patterns[] = { "*.png", "*.jpg", "*.jpeg", "*.webp", "*.gif", NULL };
  const char              *title = _ ("Choose a Picture");
  const char              *kind = _ ("Pictures");

  igny_file_picker_open_async (GTK_WINDOW (self), title, kind, patterns, self->cancellable,
                               picked_cb, g_object_ref (self));
}

static void
activated_cb (IgnyEditorPicture *self,
              GtkListBoxRow     *row)
{
  if (GTK_WIDGET (row) == self->file_row)
    choose_file (self);
}

static void
add_image (IgnyEditorPicture     *self,
           const IgnyEditorImage *image)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *picture = gtk_picture_new_for_paintable (GDK_PAINTABLE (image->small));

  gtk_widget_set_size_request (picture, SMALL_SIDE, SMALL_SIDE);
  gtk_widget_set_margin_top (picture, 6);
  gtk_widget_set_margin_bottom (picture, 6);
  gtk_accessible_update_state (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), picture);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), image->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  g_object_set_data (G_OBJECT (row), "image", (gpointer) image);
  gtk_list_box_append (self->list, row);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(IgnyEditorPicture) self = user_data;
  g_autoptr(GError) error = NULL;

  self->images = igny_editor_images_read_finish (result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->images == NULL)
    {
      complain (self, error->message);
      return;
    }
  for (guint i = 0; i < self->images->images->len; i++)
    add_image (self, self->images->images->pdata[i]);
  gtk_widget_set_sensitive (self->file_row, self->images->task != 0);
  gtk_widget_grab_focus (self->file_row);
  if (self->images->task == 0)
    complain (self, _ ("This article has no task, and pictures are kept with tasks. Add a task "
                       "and give it the article first."));
  update (self);
}

static void
igny_editor_picture_dispose (GObject *object)
{
  IgnyEditorPicture *self = IGNY_EDITOR_PICTURE (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (igny_editor_picture_parent_class)->dispose (object);
}

static void
igny_editor_picture_finalize (GObject *object)
{
  IgnyEditorPicture *self = IGNY_EDITOR_PICTURE (object);

  g_clear_pointer (&self->images, igny_editor_images_free);
  g_clear_object (&self->store);
  g_clear_object (&self->file);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (igny_editor_picture_parent_class)->finalize (object);
}

static gboolean
close_cb (IgnyEditorPicture *self)
{
  g_cancellable_cancel (self->cancellable);
  return FALSE;
}

static void
igny_editor_picture_class_init (IgnyEditorPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_editor_picture_dispose;
  G_OBJECT_CLASS (klass)->finalize = igny_editor_picture_finalize;

  chosen_signal = g_signal_new ("chosen", IGNY_TYPE_EDITOR_PICTURE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
create_list (IgnyEditorPicture *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->file_row = adw_action_row_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->file_row), _ ("Choose a File…"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->file_row), FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->file_row), "PNG, JPEG, WebP, GIF");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self->file_row),
                             gtk_image_new_from_icon_name ("document-open-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->file_row), TRUE);
  gtk_widget_set_sensitive (self->file_row, FALSE);
  gtk_list_box_append (self->list, self->file_row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pictures of this article"), -1);
  g_signal_connect_object (self->list, "selected-rows-changed", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->list);
}

static GtkWidget *
create_body (IgnyEditorPicture *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->alt = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->alt),
                                 _ ("What it shows, for those who cannot see it"));
  g_signal_connect_object (self->alt, "entry-activated", G_CALLBACK (insert_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->alt);
  self->complaint = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->complaint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->complaint), 0);
  gtk_widget_add_css_class (self->complaint, "error");
  gtk_widget_set_visible (self->complaint, FALSE);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_box_append (GTK_BOX (box), create_list (self));
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), self->complaint);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static void
igny_editor_picture_init (IgnyEditorPicture *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();

  self->cancellable = g_cancellable_new ();
  self->insert = gtk_button_new_with_mnemonic (_ ("_Insert"));
  gtk_widget_add_css_class (self->insert, "suggested-action");
  gtk_widget_set_sensitive (self->insert, FALSE);
  g_signal_connect_object (self->insert, "clicked", G_CALLBACK (insert_cb), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->insert);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), create_body (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Insert Picture"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  g_signal_connect (self, "close-request", G_CALLBACK (close_cb), NULL);
  igny_escape_add (GTK_WIDGET (self));
}

GtkWidget *
igny_editor_picture_new (IgnyStore *store,
                         gint64     content,
                         GtkWindow *over)
{
  IgnyEditorPicture *self;

  g_return_val_if_fail (IGNY_IS_STORE (store) && content > 0, NULL);

  self = g_object_new (IGNY_TYPE_EDITOR_PICTURE, NULL);
  self->store = g_object_ref (store);
  gtk_window_set_transient_for (GTK_WINDOW (self), over);
  igny_editor_images_read_async (store, content, self->cancellable, read_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}

void
igny_editor_picture_set_file (IgnyEditorPicture *self,
                              GFile             *file)
{
  g_autofree char *name = NULL;

  g_return_if_fail (IGNY_IS_EDITOR_PICTURE (self));
  g_return_if_fail (G_IS_FILE (file));

  g_set_object (&self->file, file);
  name = g_file_get_basename (file);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->file_row), name);
  gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (self->file_row));
  complain (self, NULL);
  update (self);
  gtk_widget_grab_focus (self->alt);
}
