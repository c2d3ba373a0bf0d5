/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The canvas of igny-editor-canvas.h as a page of WebKit: what the module
 * exports (IgnyEditorModuleNew). */
G_MODULE_EXPORT GtkWidget *igny_web_canvas_new (GType       canvas_type,
                                                const char *label,
                                                const char *hint);

G_END_DECLS
