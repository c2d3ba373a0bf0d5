/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-style.h"

#include <math.h>

#define USUAL_SIZE (11 * 96 / 72.0) /* pixels */

static const char *const tone_classes[IGNY_N_TONES] = {
  "neutral", "accent", "success", "warning", "error"
};

static const char *const tone_colors[IGNY_N_TONES] = {
  NULL, "accent_color", "success_color", "warning_color", "error_color"
};

void
igny_style_mix (GdkRGBA       *result,
                const GdkRGBA *a,
                const GdkRGBA *b,
                float          share)
{
  g_return_if_fail (result != NULL && a != NULL && b != NULL);

  *result = (GdkRGBA){
    .red = a->red * (1 - share) + b->red * share,
    .green = a->green * (1 - share) + b->green * share,
    .blue = a->blue * (1 - share) + b->blue * share,
    .alpha = a->alpha * (1 - share) + b->alpha * share,
  };
}

static double
luminance (const GdkRGBA *color)
{
  const double parts[3] = { color->red, color->green, color->blue };
  const double weights[3] = { 0.2126, 0.7152, 0.0722 };
  double       sum = 0;

  for (guint i = 0; i < 3; i++)
    sum += weights[i] * (parts[i] <= 0.03928 ? parts[i] / 12.92
                                             : pow ((parts[i] + 0.055) / 1.055, 2.4));
  return sum;
}

double
igny_style_contrast (const GdkRGBA *a,
                     const GdkRGBA *b)
{
  double one = luminance (a) + 0.05;
  double two = luminance (b) + 0.05;

  return MAX (one, two) / MIN (one, two);
}

/* Text over a back that is not fully opaque is seen mixed. */
static void
flatten (GdkRGBA       *color,
         const GdkRGBA *back)
{
  float alpha = color->alpha;

  color->alpha = 1;
  igny_style_mix (color, back, color, alpha);
}

/* The theme's own tones are made for large things; small text is moved toward
 * the text color until it can be read. */
static void
make_readable (GdkRGBA       *color,
               const GdkRGBA *back,
               const GdkRGBA *text)
{
  for (guint i = 0; i < 10 && igny_style_contrast (color, back) < 4.6; i++)
    igny_style_mix (color, color, text, 0.15f);
}

static void
load_tone (IgnyPalette   *palette,
           IgnyTone       tone,
           GtkWidget     *widget,
           const GdkRGBA *back)
{
  GdkRGBA color = palette->dim;
  GdkRGBA under;

  if (tone_colors[tone] != NULL)
    gtk_style_context_lookup_color (gtk_widget_get_style_context (widget),
                                    tone_colors[tone], &color);
  flatten (&color, back);
  palette->tone_solid[tone] = color;
  palette->tone_back[tone] = color;
  palette->tone_back[tone].alpha = 0.15f;
  igny_style_mix (&under, back, &color, 0.15f);
  palette->tone_text[tone] = color;
  make_readable (&palette->tone_text[tone], &under, &palette->text);
}

void
igny_palette_load (IgnyPalette *palette,
                   GtkWidget   *widget)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  GdkRGBA          back = { 1, 1, 1, 1 };

  g_return_if_fail (palette != NULL && GTK_IS_WIDGET (widget));

  gtk_style_context_get_color (context, &palette->text);
  if (!gtk_style_context_lookup_color (context, "view_bg_color", &back))
    back.alpha = 1;
  flatten (&palette->text, &back);
  igny_style_mix (&palette->dim, &back, &palette->text, 0.68f);
  palette->faint = palette->text;
  palette->faint.alpha = 0.12f;
  if (!gtk_style_context_lookup_color (context, "borders", &palette->line))
    palette->line = palette->faint;
  palette->line.alpha *= 0.5f;
  if (!gtk_style_context_lookup_color (context, "accent_bg_color", &palette->accent))
    palette->accent = palette->text;
  if (!gtk_style_context_lookup_color (context, "accent_fg_color", &palette->on_accent))
    palette->on_accent = back;

  palette->mark = palette->accent;
  if (igny_style_contrast (&palette->mark, &back) < 4.1)
    gtk_style_context_lookup_color (context, "accent_color", &palette->mark);
  for (guint i = 0; i < IGNY_N_TONES; i++)
    load_tone (palette, i, widget, &back);
  palette->scale = gtk_widget_get_scale_factor (widget);
}

const char *
igny_style_tone_class (IgnyTone tone)
{
  g_return_val_if_fail (tone < IGNY_N_TONES, "neutral");

  return tone_classes[tone];
}

double
igny_style_get_text_scale (GtkWidget *widget)
{
  const PangoFontDescription *font;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  /* GTK gives its fonts an absolute size. */
  font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  return MAX ((double) pango_font_description_get_size (font) / PANGO_SCALE / USUAL_SIZE, 1);
}
