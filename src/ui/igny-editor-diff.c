/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-diff.h"

#include <glib/gi18n.h>

#include "igny-diff-marks.h"
#include "igny-diff.h"
#include "igny-editor-compare.h"
#include "igny-format.h"

#define SIDE_BY_SIDE 520 /* as wide, or wider */

struct _IgnyEditorDiff
{
  GtkWidget parent_instance;

  GtkWidget   *scrolled;
  GtkListView *list;
  gboolean     narrow;
};

G_DEFINE_FINAL_TYPE (IgnyEditorDiff, igny_editor_diff, GTK_TYPE_WIDGET)

static const char *
get_name (IgnyEditorPairKind kind)
{
  static const char *const names[] = {
    [IGNY_EDITOR_PAIR_SAME] = N_ ("The same"),
    [IGNY_EDITOR_PAIR_SKIPPED] = N_ ("The same"),
    [IGNY_EDITOR_PAIR_CHANGED] = N_ ("Changed"),
    [IGNY_EDITOR_PAIR_FORMAT] = N_ ("The same words in another form"),
    [IGNY_EDITOR_PAIR_REMOVED] = N_ ("Removed"),
    [IGNY_EDITOR_PAIR_ADDED] = N_ ("Added"),
  };

  return _ (names[kind]);
}

static void
say_words (GString      *said,
           const char   *what,
           const char   *text,
           const GArray *ranges)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      IgnyDiffRange    range = g_array_index (ranges, IgnyDiffRange, i);
      g_autofree char *words = g_strndup (text + range.start, range.end - range.start);

      g_string_append_printf (said, "; %s: %s", what, words);
    }
}

static char *
describe_skipped (guint n)
{
  g_autofree char *number = igny_format_number (n);

  /* clang-format off */
  return g_strdup_printf (ngettext ("%s paragraph is the same",
                                    "%s paragraphs are the same", n), number);
  /* clang-format on */
}

/* What the colors and lines say, for those who do not see them. */
static char *
describe (IgnyEditorPair *pair)
{
  GString *said;

  if (pair->kind == IGNY_EDITOR_PAIR_SKIPPED)
    return describe_skipped (pair->n_skipped);
  said = g_string_new (get_name (pair->kind));
  if (pair->kind == IGNY_EDITOR_PAIR_CHANGED)
    {
      say_words (said, _ ("removed"), pair->before, pair->removed);
      say_words (said, _ ("added"), pair->after, pair->added);
    }
  else
    g_string_append_printf (said, ": %s", *pair->after != '\0' ? pair->after : pair->before);
  return g_string_free (said, FALSE);
}

static GtkWidget *
create_side (const char *text,
             GArray     *ranges,
             gboolean    added)
{
  GtkWidget *label = gtk_label_new (text);
  g_autoptr(PangoAttrList) marks = igny_diff_marks_new (ranges, added);

  gtk_label_set_attributes (GTK_LABEL (label), marks);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "side-text");
  if (ranges->len > 0)
    gtk_widget_add_css_class (label, added ? "added" : "removed");
  return label;
}

static GtkWidget *
create_note (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  return label;
}

static GtkWidget *
create_row (IgnyEditorDiff *self,
            IgnyEditorPair *pair,
            const char     *said)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *sides = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_add_css_class (row, "diff-row");
  if (pair->kind == IGNY_EDITOR_PAIR_SKIPPED)
    {
      gtk_box_append (GTK_BOX (row), create_note (said));
      return row;
    }
  if (pair->kind == IGNY_EDITOR_PAIR_FORMAT)
    gtk_box_append (GTK_BOX (row), create_note (get_name (pair->kind)));
  if (self->narrow)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (sides), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_homogeneous (GTK_BOX (sides), !self->narrow);
  if (!self->narrow || *pair->before != '\0')
    gtk_box_append (GTK_BOX (sides), create_side (pair->before, pair->removed, FALSE));
  if (!self->narrow || (*pair->after != '\0' && pair->kind != IGNY_EDITOR_PAIR_SAME))
    gtk_box_append (GTK_BOX (sides), create_side (pair->after, pair->added, TRUE));
  gtk_box_append (GTK_BOX (row), sides);
  return row;
}

static void
bind_cb (IgnyEditorDiff           *self,
         GtkListItem              *item,
         GtkSignalListItemFactory *factory)
{
  IgnyEditorPair  *pair = gtk_list_item_get_item (item);
  g_autofree char *said = describe (pair);
  GtkWidget       *row = create_row (self, pair, said);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  gtk_list_item_set_child (item, row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  gtk_list_item_set_child (item, NULL);
}

/* All rows are made again in the other form. */
static void
set_factory (IgnyEditorDiff *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
}

static gboolean
narrow_cb (gpointer user_data)
{
  g_autoptr(IgnyEditorDiff) self = user_data;

  if (self->list != NULL)
    set_factory (self);
  return G_SOURCE_REMOVE;
}

static void
igny_editor_diff_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  IgnyEditorDiff *self = IGNY_EDITOR_DIFF (widget);
  gboolean        narrow = width < SIDE_BY_SIDE;

  gtk_widget_allocate (self->scrolled, width, height, baseline, NULL);
  if (narrow == self->narrow)
    return;
  self->narrow = narrow;
  g_idle_add (narrow_cb, g_object_ref (self));
}

static void
igny_editor_diff_measure (GtkWidget     *widget,
                          GtkOrientation orientation,
                          int            for_size,
                          int           *minimum,
                          int           *natural,
                          int           *minimum_baseline,
                          int           *natural_baseline)
{
  gtk_widget_measure (IGNY_EDITOR_DIFF (widget)->scrolled, orientation, for_size, minimum, natural,
                      NULL, NULL);
}

static void
igny_editor_diff_dispose (GObject *object)
{
  IgnyEditorDiff *self = IGNY_EDITOR_DIFF (object);

  self->list = NULL;
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);

  G_OBJECT_CLASS (igny_editor_diff_parent_class)->dispose (object);
}

static void
igny_editor_diff_class_init (IgnyEditorDiffClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = igny_editor_diff_dispose;

  widget_class->size_allocate = igny_editor_diff_size_allocate;
  widget_class->measure = igny_editor_diff_measure;
}

static void
igny_editor_diff_init (IgnyEditorDiff *self)
{
  GtkWidget *list = gtk_list_view_new (NULL, NULL);

  self->list = GTK_LIST_VIEW (list);
  gtk_widget_add_css_class (list, "diff");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What was changed"), -1);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), list);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  set_factory (self);
}

GtkWidget *
igny_editor_diff_new (void)
{
  return g_object_new (IGNY_TYPE_EDITOR_DIFF, "hexpand", TRUE, "vexpand", TRUE, NULL);
}

void
igny_editor_diff_set_pairs (IgnyEditorDiff *self,
                            GListModel     *pairs)
{
  g_autoptr(GtkSingleSelection) selection = NULL;

  g_return_if_fail (IGNY_IS_EDITOR_DIFF (self));

  if (pairs != NULL)
    {
      selection = gtk_single_selection_new (g_object_ref (pairs));
      gtk_single_selection_set_autoselect (selection, FALSE);
      gtk_single_selection_set_can_unselect (selection, TRUE);
    }
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}
