/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-outline.h"

#include <glib/gi18n.h>

#include "igny-html.h"

/* More rows than anybody reads cost time with every pause in typing. */
#define MAX_ROWS 400
#define INDENT 14

struct _IgnyEditorOutline
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkWidget *list;
  char      *shown; /* what the rows were made from */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (IgnyEditorOutline, igny_editor_outline, GTK_TYPE_WIDGET)

static void
activated_cb (IgnyEditorOutline *self,
              GtkListBoxRow     *row)
{
  g_signal_emit (self, chosen_signal, 0, (guint) gtk_list_box_row_get_index (row));
}

static GtkWidget *
create_row (const IgnyHtmlHeading *heading,
            guint                  least)
{
  GtkWidget       *label = gtk_label_new (*heading->text != '\0' ? heading->text : "…");
  GtkWidget       *row = gtk_list_box_row_new ();
  g_autofree char *name = g_strdup_printf (_ ("%s, heading level %u"), heading->text,
                                              heading->level);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (label, (int) (heading->level - least) * INDENT);
  if (heading->level > least)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_tooltip_text (row, heading->text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  return row;
}

static char *
describe (GPtrArray *headings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (headings->len, MAX_ROWS); i++)
    {
      const IgnyHtmlHeading *heading = headings->pdata[i];

      g_string_append_printf (text, "%u %s\n", heading->level, heading->text);
    }
  return g_string_free (text, FALSE);
}

static GtkWidget *
create_placeholder (void)
{
  GtkWidget *label = gtk_label_new (_ ("Headings of the text appear here."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_margin_top (label, 24);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  return label;
}

static void
igny_editor_outline_dispose (GObject *object)
{
  g_clear_pointer (&IGNY_EDITOR_OUTLINE (object)->scrolled, gtk_widget_unparent);
  g_clear_pointer (&IGNY_EDITOR_OUTLINE (object)->shown, g_free);

  G_OBJECT_CLASS (igny_editor_outline_parent_class)->dispose (object);
}

static void
igny_editor_outline_class_init (IgnyEditorOutlineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_editor_outline_dispose;

  chosen_signal = g_signal_new ("chosen", IGNY_TYPE_EDITOR_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
igny_editor_outline_init (IgnyEditorOutline *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (_ ("Outline"));

  self->scrolled = gtk_scrolled_window_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), create_placeholder ());
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (title, "pane-title");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Outline"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), box);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
igny_editor_outline_new (void)
{
  return g_object_new (IGNY_TYPE_EDITOR_OUTLINE, NULL);
}

void
igny_editor_outline_set (IgnyEditorOutline *self,
                         GPtrArray         *headings)
{
  g_autofree char *shown = NULL;
  GtkWidget       *row;
  guint            least = 6;

  g_return_if_fail (IGNY_IS_EDITOR_OUTLINE (self));
  g_return_if_fail (headings != NULL);

  shown = describe (headings);
  if (g_strcmp0 (shown, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0))) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < headings->len; i++)
    least = MIN (least, ((IgnyHtmlHeading *) headings->pdata[i])->level);
  for (guint i = 0; i < MIN (headings->len, MAX_ROWS); i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), create_row (headings->pdata[i], least));
}
