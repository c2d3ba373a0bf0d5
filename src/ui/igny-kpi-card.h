/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-style.h"

G_BEGIN_DECLS

/* One key number: its label, the number in large, how it changed, and a line
 * of its last values. */
#define IGNY_TYPE_KPI_CARD (igny_kpi_card_get_type ())
G_DECLARE_FINAL_TYPE (IgnyKpiCard, igny_kpi_card, IGNY, KPI_CARD, GtkBox)

/* detail explains the number; change says in words how it changed ("▲ 120 in 30
 * days, 80 before"), its tone whether that is good. All of them may be NULL; trend,
 * of gint64, is what it was before, oldest first. */
GtkWidget *igny_kpi_card_new (const char *label,
                              const char *value,
                              const char *detail,
                              const char *change,
                              IgnyTone    tone,
                              GArray     *trend);

G_END_DECLS
