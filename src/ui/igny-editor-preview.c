/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-preview.h"

#include <glib/gi18n.h>
#include <string.h>

struct _IgnyEditorPreview
{
  GtkBox parent_instance;

  GtkLabel *letter;
  GtkLabel *site;
  GtkLabel *address;
  GtkLabel *title;
  GtkLabel *description;
};

/* Titles are cut off behind about this many characters (600 pixels of the 20
 * pixel type of result pages), descriptions behind two lines of a desktop. */
#define TITLE_MAX 60
#define DESCRIPTION_MAX 160

G_DEFINE_FINAL_TYPE (IgnyEditorPreview, igny_editor_preview, GTK_TYPE_BOX)

static GtkLabel *
create_label (const char *css_class,
              gboolean    wrap)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), wrap);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), wrap ? PANGO_ELLIPSIZE_NONE : PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static char *
cut (const char *text,
     glong       max)
{
  const char      *end;
  const char      *space;
  g_autofree char *head = NULL;

  if (g_utf8_strlen (text, -1) <= max)
    return g_strdup (text);
  end = g_utf8_offset_to_pointer (text, max - 1);
  space = g_strrstr_len (text, end - text, " ");
  head = g_strndup (text, (gsize) ((space != NULL ? space : end) - text));
  return g_strconcat (head, " …", NULL);
}

static void
igny_editor_preview_class_init (IgnyEditorPreviewClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "searchpreview");
}

static GtkWidget *
create_head (IgnyEditorPreview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->letter = create_label ("letter", FALSE);
  gtk_label_set_xalign (self->letter, 0.5f);
  gtk_widget_set_valign (GTK_WIDGET (self->letter), GTK_ALIGN_CENTER);
  self->site = create_label ("site", FALSE);
  self->address = create_label ("caption", FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->address), "dim-label");
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->site));
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->address));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->letter));
  gtk_box_append (GTK_BOX (box), lines);
  return box;
}

static void
igny_editor_preview_init (IgnyEditorPreview *self)
{
  self->title = create_label ("result", TRUE);
  self->description = create_label ("description", TRUE);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "search-preview");
  gtk_box_append (GTK_BOX (self), create_head (self));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->description));
}

GtkWidget *
igny_editor_preview_new (void)
{
  return g_object_new (IGNY_TYPE_EDITOR_PREVIEW, NULL);
}

void
igny_editor_preview_set (IgnyEditorPreview *self,
                         const char        *domain,
                         const char        *slug,
                         const char        *title,
                         const char        *description)
{
  g_autofree char *short_title = NULL;
  g_autofree char *short_description = NULL;
  g_autofree char *address = NULL;
  g_autofree char *letter = NULL;
  const char      *site = domain != NULL && *domain != '\0' ? domain : "example.com";

  g_return_if_fail (IGNY_IS_EDITOR_PREVIEW (self));

  if (g_str_has_prefix (site, "https://") || g_str_has_prefix (site, "http://"))
    site = strstr (site, "//") + 2;
  if (g_str_has_prefix (site, "www."))
    site += strlen ("www.");
  short_title = cut (title != NULL && *title != '\0' ? title : _ ("Untitled"), TITLE_MAX);
  short_description = cut (description != NULL && *description != '\0'
                               ? description

                               : _ ("Without a description, search engines choose some words "
                                  "of the text."),
                                    DESCRIPTION_MAX);
  address = g_strdup_printf ("https://%s › %s", site, slug != NULL ? slug : "");
  letter = g_utf8_substring (site, 0, g_utf8_strlen (site, 1));
  gtk_label_set_label (self->letter, letter);
  gtk_label_set_label (self->site, site);
  gtk_label_set_label (self->address, address);
  gtk_label_set_label (self->title, short_title);
  gtk_label_set_label (self->description, short_description);
}
