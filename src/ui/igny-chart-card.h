/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chart.h"

G_BEGIN_DECLS

/* A card with a heading, a chart under it, and a menu to copy it by. Where there
 * is nothing to show, it says so in words. */
#define IGNY_TYPE_CHART_CARD (igny_chart_card_get_type ())
G_DECLARE_FINAL_TYPE (IgnyChartCard, igny_chart_card, IGNY, CHART_CARD, GtkBox)

GtkWidget *igny_chart_card_new (const char   *title,
                                IgnyChartKind kind);
/* items is of IgnyChartItem. */
void igny_chart_card_set_items (IgnyChartCard *self,
                                GPtrArray     *items);

G_END_DECLS
