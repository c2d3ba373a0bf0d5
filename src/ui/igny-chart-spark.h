/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A line of the last values of a number, as small as a word. It is decoration:
 * what it says stands beside it in words. */
#define IGNY_TYPE_CHART_SPARK (igny_chart_spark_get_type ())
G_DECLARE_FINAL_TYPE (IgnyChartSpark, igny_chart_spark, IGNY, CHART_SPARK, GtkWidget)

/* values, oldest first, are copied. */
GtkWidget *igny_chart_spark_new (const gint64 *values,
                                 guint         n_values);

G_END_DECLS
