/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-editor-canvas.h"

G_BEGIN_DECLS

/* The canvas that shows the HTML itself: for those who want to see it, and for
 * machines without WebKit. */
#define IGNY_TYPE_EDITOR_SOURCE (igny_editor_source_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorSource, igny_editor_source, IGNY, EDITOR_SOURCE, GtkWidget)

GtkWidget *igny_editor_source_new (void);

G_END_DECLS
