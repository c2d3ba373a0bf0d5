/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-coverage.h"

#include <glib/gi18n.h>

#include "igny-editor-chips.h"
#include "igny-editor-store.h"
#include "igny-format.h"

typedef struct
{
  GtkWidget *box;
  GtkWidget *tick;
  gint64     volume;
  char      *keyword;
} Chip;

struct _IgnyEditorCoverage
{
  GtkBox parent_instance;

  GtkLabel        *summary;
  GtkLabel        *share;
  GtkProgressBar  *bar;
  IgnyEditorChips *chips;
  GPtrArray       *list; /* of Chip */
};

G_DEFINE_FINAL_TYPE (IgnyEditorCoverage, igny_editor_coverage, GTK_TYPE_BOX)

static void
free_chip (gpointer data)
{
  g_free (((Chip *) data)->keyword);
  g_free (data);
}

static GtkWidget *
create_label (const char *text,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
describe (Chip    *chip,
          gboolean covered)
{
  g_autofree char *volume = igny_format_number (chip->volume);
  g_autofree char *words = NULL;

  words = g_strdup_printf (covered ? _ ("%s, %s searches per month, in the text")
                                   : _ ("%s, %s searches per month, not in the text yet"),
                                        chip->keyword, volume);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip->box), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_set_tooltip_text (chip->box, words);
}

static Chip *
create_chip (const IgnyEditorKeyword *keyword)
{
  Chip            *chip = g_new0 (Chip, 1);
  g_autofree char *volume = igny_format_short (keyword->volume);
  GtkWidget       *number = create_label (volume, "volume");

  chip->keyword = g_strdup (keyword->keyword);
  chip->volume = keyword->volume;
  chip->box = g_object_new (GTK_TYPE_BOX, "spacing", 6, "accessible-role",
                            GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  chip->tick = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_widget_set_visible (chip->tick, FALSE);
  gtk_widget_add_css_class (chip->box, "keyword-chip");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (chip->box), chip->tick);
  gtk_box_append (GTK_BOX (chip->box), create_label (keyword->keyword, NULL));
  gtk_box_append (GTK_BOX (chip->box), number);
  describe (chip, FALSE);
  return chip;
}

static void
show_sum (IgnyEditorCoverage *self,
          guint               n_covered,
          gint64              volume,
          gint64              total)
{
  g_autofree char *words = NULL;
  g_autofree char *share = igny_format_share (volume, total);

  words = g_strdup_printf (ngettext ("%u of %u keyword is in the text",
                                     "%u of %u keywords are in the text",
                                     self->list->len),
                           n_covered, self->list->len);
  if (self->list->len > 0)
    gtk_label_set_label (self->summary, words);
  else
    gtk_label_set_label (self->summary, _ ("The task has no keywords. Add some to it to see here "
                                           "which ones the text covers."));
  gtk_widget_set_visible (GTK_WIDGET (self->bar), self->list->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->share), total > 0);
  if (total > 0)
    {
      g_autofree char *line = g_strdup_printf (_ ("%s of their searches"), share);

      gtk_label_set_label (self->share, line);
    }
  gtk_progress_bar_set_fraction (self->bar, self->list->len > 0
                                                ? (double) n_covered / self->list->len
                                                : 0);
}

static void
igny_editor_coverage_finalize (GObject *object)
{
  g_ptr_array_unref (IGNY_EDITOR_COVERAGE (object)->list);

  G_OBJECT_CLASS (igny_editor_coverage_parent_class)->finalize (object);
}

static void
igny_editor_coverage_class_init (IgnyEditorCoverageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = igny_editor_coverage_finalize;
}

static void
igny_editor_coverage_init (IgnyEditorCoverage *self)
{
  GtkWidget *bar = gtk_progress_bar_new ();
  GtkWidget *chips = igny_editor_chips_new ();

  self->list = g_ptr_array_new_with_free_func (free_chip);
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  self->share = GTK_LABEL (create_label (NULL, "caption"));
  self->bar = GTK_PROGRESS_BAR (bar);
  self->chips = IGNY_EDITOR_CHIPS (chips);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_label_set_xalign (self->summary, 0);
  gtk_label_set_xalign (self->share, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->share), "dim-label");
  gtk_widget_set_margin_bottom (bar, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Coverage"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chips), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Keywords"), -1);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "coverage");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->summary));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->share));
  gtk_box_append (GTK_BOX (self), bar);
  gtk_box_append (GTK_BOX (self), chips);
}

GtkWidget *
igny_editor_coverage_new (void)
{
  return g_object_new (IGNY_TYPE_EDITOR_COVERAGE, NULL);
}

void
igny_editor_coverage_set_keywords (IgnyEditorCoverage *self,
                                   GPtrArray          *keywords)
{
  g_return_if_fail (IGNY_IS_EDITOR_COVERAGE (self));
  g_return_if_fail (keywords != NULL);

  igny_editor_chips_clear (self->chips);
  g_ptr_array_set_size (self->list, 0);
  for (guint i = 0; i < keywords->len; i++)
    {
      Chip *chip = create_chip (keywords->pdata[i]);

      g_ptr_array_add (self->list, chip);
      igny_editor_chips_append (self->chips, chip->box);
    }
  show_sum (self, 0, 0, 0);
}

void
igny_editor_coverage_set_covered (IgnyEditorCoverage *self,
                                  const gboolean     *covered,
                                  guint               n_covered)
{
  guint  n = 0;
  gint64 volume = 0;
  gint64 total = 0;

  g_return_if_fail (IGNY_IS_EDITOR_COVERAGE (self));

  for (guint i = 0; i < MIN (n_covered, self->list->len); i++)
    {
      Chip  *chip = self->list->pdata[i];
      gint64 searches = chip->volume != IGNY_UNKNOWN ? chip->volume : 0;

      total += searches;
      n += covered[i] ? 1 : 0;
      volume += covered[i] ? searches : 0;
      gtk_widget_set_visible (chip->tick, covered[i]);
      if (covered[i])
        gtk_widget_add_css_class (chip->box, "covered");
      else
        gtk_widget_remove_css_class (chip->box, "covered");
      describe (chip, covered[i]);
    }
  show_sum (self, n, volume, total);
}
