/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-map-state.h"

#include <glib/gi18n.h>

#include "igny-format.h"
#include "igny-map-draw.h"

#define SWATCH 16

/* --- a disc of the legend ------------------------------------------------------------- */

#define IGNY_TYPE_MAP_SWATCH (igny_map_swatch_get_type ())
G_DECLARE_FINAL_TYPE (IgnyMapSwatch, igny_map_swatch, IGNY, MAP_SWATCH, GtkWidget)

struct _IgnyMapSwatch
{
  GtkWidget parent_instance;

  IgnyMapState state;
  IgnyPalette  palette;
};

G_DEFINE_FINAL_TYPE (IgnyMapSwatch, igny_map_swatch, GTK_TYPE_WIDGET)

static void
igny_map_swatch_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  IgnyMapSwatch *self = IGNY_MAP_SWATCH (widget);

  igny_map_draw_disc (snapshot, &self->palette, self->state,
                      &(IgnyMapCircle){ gtk_widget_get_width (widget) / 2.0,
                                        gtk_widget_get_height (widget) / 2.0, SWATCH / 2.0 });
}

static void
igny_map_swatch_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  *minimum = *natural = SWATCH;
}

static void
igny_map_swatch_css_changed (GtkWidget         *widget,
                             GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (igny_map_swatch_parent_class)->css_changed (widget, change);
  igny_palette_load (&IGNY_MAP_SWATCH (widget)->palette, widget);
  gtk_widget_queue_draw (widget);
}

static void
igny_map_swatch_class_init (IgnyMapSwatchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = igny_map_swatch_snapshot;
  widget_class->measure = igny_map_swatch_measure;
  widget_class->css_changed = igny_map_swatch_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
igny_map_swatch_init (IgnyMapSwatch *self)
{
}

/* --- words ---------------------------------------------------------------------------- */

const char *
igny_map_state_get_label (IgnyMapState state)
{
  static const char *const labels[IGNY_MAP_N_STATES] = {
    [IGNY_MAP_EMPTY] = N_ ("No idea yet"),
    [IGNY_MAP_IDEA] = N_ ("Idea"),
    [IGNY_MAP_ARTICLE] = N_ ("Article"),
    [IGNY_MAP_PUBLISHED] = N_ ("Published"),
  };

  g_return_val_if_fail (state < IGNY_MAP_N_STATES, "");

  return _(labels[state]);
}

IgnyTone
igny_map_state_get_tone (IgnyMapState state)
{
  static const IgnyTone tones[IGNY_MAP_N_STATES] = {
    [IGNY_MAP_EMPTY] = IGNY_TONE_NEUTRAL,
    [IGNY_MAP_IDEA] = IGNY_TONE_NEUTRAL,
    [IGNY_MAP_ARTICLE] = IGNY_TONE_ACCENT,
    [IGNY_MAP_PUBLISHED] = IGNY_TONE_SUCCESS,
  };

  g_return_val_if_fail (state < IGNY_MAP_N_STATES, IGNY_TONE_NEUTRAL);

  return tones[state];
}

static void
append (GString *text,
        char    *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
  g_free (part);
}

char *
igny_map_state_dup_summary (const IgnyMapNode *node)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *volume = NULL;
  g_autofree char *keywords = NULL;
  g_autofree char *ideas = NULL;
  g_autofree char *articles = NULL;
  g_autofree char *published = NULL;

  g_return_val_if_fail (node != NULL, NULL);

  if (node->level == IGNY_MAP_LEAF)
    return g_strdup (igny_map_state_get_label (node->state));
  volume = igny_format_number (node->volume);
  keywords = igny_format_number (node->n_keywords);
  ideas = igny_format_number (node->n_ideas);
  articles = igny_format_number (node->n_articles);
  published = igny_format_number (node->n_published);
  append (text, g_strdup_printf (_("%s searches a month"), volume));
  append (text, g_strdup_printf (ngettext ("%s keyword", "%s keywords", (gulong) node->n_keywords),
                                 keywords));
  append (text, g_strdup_printf (ngettext ("%s idea", "%s ideas", node->n_ideas), ideas));
  append (text, g_strdup_printf (ngettext ("%s article", "%s articles", node->n_articles),
                                 articles));
  append (text, g_strdup_printf (_("%s published"), published));
  return g_strdup (text->str);
}

GtkWidget *
igny_map_state_create_legend (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  for (guint i = 0; i < IGNY_MAP_N_STATES; i++)
    {
      IgnyMapSwatch *swatch = g_object_new (IGNY_TYPE_MAP_SWATCH, NULL);
      GtkWidget     *part = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget     *label = gtk_label_new (igny_map_state_get_label (i));

      swatch->state = i;
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (part), GTK_WIDGET (swatch));
      gtk_box_append (GTK_BOX (part), label);
      gtk_box_append (GTK_BOX (box), part);
    }
  return box;
}
