/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A middle between two panes, which lie over it where there is no room beside
 * it: first the one at the start, then the one at the end.
 *
 * Properties "show-start" and "show-end". */
#define IGNY_TYPE_EDITOR_PANES (igny_editor_panes_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorPanes, igny_editor_panes, IGNY, EDITOR_PANES, GtkWidget)

GtkWidget *igny_editor_panes_new (GtkWidget *start,
                                  GtkWidget *middle,
                                  GtkWidget *end);
/* Hides what lies over the middle; FALSE when nothing does. */
gboolean igny_editor_panes_uncover (IgnyEditorPanes *self);

G_END_DECLS
