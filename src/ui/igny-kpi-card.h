/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-style.h"

G_BEGIN_DECLS

/* One key number: its label, the number in large, how it changed, and a line
 * of its last values. */
#define IGNY_TYPE_KPI_CARD (igny_kpi_card_get_type ())
G_DECLARE_FINAL_TYPE (IgnyKpiCard, igny_kpi_card, IGNY, KPI_CARD, GtkBox)

/* change says it in words ("120 more than last month"); its tone says whether
 * that is good. Both change and trend may be NULL. trend is of gint64. */
GtkWidget *igny_kpi_card_new (const char *label,
                              const char *value,
                              const char *change,
                              IgnyTone    tone,
                              GArray     *trend);

G_END_DECLS
