/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chart.h"
#include "igny-pipeline.h"

G_BEGIN_DECLS

/* The Dashboard template: cards of key numbers, the pipeline, charts two by
 * two, and what happened lately. It is filled from outside, part by part. */
#define IGNY_TYPE_DASHBOARD_VIEW (igny_dashboard_view_get_type ())
G_DECLARE_FINAL_TYPE (IgnyDashboardView, igny_dashboard_view, IGNY, DASHBOARD_VIEW, GtkWidget)

GtkWidget *igny_dashboard_view_new (void);
/* Takes cards (IgnyKpiCard), at most four of them side by side. */
void          igny_dashboard_view_clear_cards (IgnyDashboardView *self);
void          igny_dashboard_view_add_card (IgnyDashboardView *self,
                                            GtkWidget         *card);
IgnyPipeline *igny_dashboard_view_get_pipeline (IgnyDashboardView *self);
/* The one thing to do next, with its button; action is detailed. title NULL
 * takes it away. */
void igny_dashboard_view_set_next (IgnyDashboardView *self,
                                   const char        *title,
                                   const char        *words,
                                   const char        *label,
                                   const char        *action);
/* Fills the chart with that title, made when it is first named. items is of
 * IgnyChartItem; empty says so in words. */
void igny_dashboard_view_set_chart (IgnyDashboardView *self,
                                    const char        *title,
                                    IgnyChartKind      kind,
                                    GPtrArray         *items);
void igny_dashboard_view_clear_jobs (IgnyDashboardView *self);
/* Work that runs; the list is hidden while there is none. */
void igny_dashboard_view_add_job (IgnyDashboardView *self,
                                  const char        *title,
                                  const char        *words);
void igny_dashboard_view_clear_activity (IgnyDashboardView *self);
/* time is as it is read. undo is a detailed action name, or NULL. */
void igny_dashboard_view_add_activity (IgnyDashboardView *self,
                                       const char        *title,
                                       const char        *time,
                                       const char        *undo);

G_END_DECLS
