/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The keywords of the task as chips that fill when the text has them. */
#define IGNY_TYPE_EDITOR_COVERAGE (igny_editor_coverage_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorCoverage, igny_editor_coverage, IGNY, EDITOR_COVERAGE, GtkBox)

GtkWidget *igny_editor_coverage_new (void);
/* keywords are of IgnyEditorKeyword. */
void igny_editor_coverage_set_keywords (IgnyEditorCoverage *self,
                                        GPtrArray          *keywords);
/* As many as there are keywords. */
void igny_editor_coverage_set_covered (IgnyEditorCoverage *self,
                                       const gboolean     *covered,
                                       guint               n_covered);

G_END_DECLS
