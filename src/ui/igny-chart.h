/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-style.h"

G_BEGIN_DECLS

typedef enum
{
  IGNY_CHART_BARS,  /* one horizontal bar for each item, the longest fills the width */
  IGNY_CHART_STACK, /* one bar of all items, with a legend */
  IGNY_CHART_DAYS,  /* one upright bar for each item; labels under the first and last */
} IgnyChartKind;

typedef struct
{
  char    *label;
  char    *text; /* value as it is read */
  gint64   value;
  guint    digits; /* of value behind the point, for a table */
  IgnyTone tone;
} IgnyChartItem;

IgnyChartItem *igny_chart_item_new (const char *label,
                                    gint64      value,
                                    const char *text,
                                    IgnyTone    tone);
void           igny_chart_item_free (IgnyChartItem *self);

/* A small chart, drawn in the theme's colors and read out as a list. Ctrl+C copies
 * it as a picture, Ctrl+Shift+C as a table; its menu offers both. */
#define IGNY_TYPE_CHART (igny_chart_get_type ())
G_DECLARE_FINAL_TYPE (IgnyChart, igny_chart, IGNY, CHART, GtkWidget)

GtkWidget *igny_chart_new (IgnyChartKind kind);
/* items is of IgnyChartItem; what it shows as a whole is title. */
void igny_chart_set_items (IgnyChart  *self,
                           const char *title,
                           GPtrArray  *items);

G_END_DECLS
