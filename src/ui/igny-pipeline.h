/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One step of the way from a site to published articles. */
typedef struct
{
  const char *title;
  gint64      count;
  gint64      waiting; /* how many could go on; 0 shows nothing */
  const char *label;   /* of the action that moves them on, or NULL */
  const char *action;  /* detailed action names */
  const char *open;    /* for a click on the step itself */
} IgnyPipelineStep;

/* The map of the whole job, from left to right. */
#define IGNY_TYPE_PIPELINE (igny_pipeline_get_type ())
G_DECLARE_FINAL_TYPE (IgnyPipeline, igny_pipeline, IGNY, PIPELINE, GtkBox)

GtkWidget *igny_pipeline_new (void);
/* The strings are copied. */
void igny_pipeline_set_steps (IgnyPipeline           *self,
                              const IgnyPipelineStep *steps,
                              guint                   n_steps);

G_END_DECLS
