/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-entity.h"

G_BEGIN_DECLS

#define IGNY_N_TONES 5

/* The colors that drawing widgets need, taken from the theme, so that dark and
 * high contrast styles hold for them too. */
typedef struct
{
  GdkRGBA text;
  GdkRGBA dim;   /* secondary text */
  GdkRGBA faint; /* lines, skeletons, tracks */
  GdkRGBA line;  /* between rows */
  GdkRGBA accent;
  GdkRGBA on_accent;
  GdkRGBA mark;                    /* the accent, where it lies on the background: bars and lines */
  GdkRGBA tone_back[IGNY_N_TONES]; /* translucent */
  GdkRGBA tone_text[IGNY_N_TONES];
  GdkRGBA tone_solid[IGNY_N_TONES]; /* bars and dots */
  int     scale;                    /* device pixels to a pixel */
} IgnyPalette;

/* Main thread; to be read again in css_changed. */
void igny_palette_load (IgnyPalette *palette,
                        GtkWidget   *widget);

/* a with share (0 to 1) of b in it; both opaque or not. */
void igny_style_mix (GdkRGBA       *result,
                     const GdkRGBA *a,
                     const GdkRGBA *b,
                     float          share);

/* The contrast ratio of two opaque colors, 1 to 21.
 * Source: WCAG 2.1, "contrast ratio" and "relative luminance". */
double igny_style_contrast (const GdkRGBA *a,
                            const GdkRGBA *b);

/* How large the widget's text is: 1 for the usual 11 points at 96 dots an inch, and
 * never less. For what is measured in pixels; changes in css_changed. */
double igny_style_get_text_scale (GtkWidget *widget);

/* "accent", "success" …: the style class of a tone. */
const char *igny_style_tone_class (IgnyTone tone);

G_END_DECLS
