/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-editor-canvas.h"

G_BEGIN_DECLS

/* What the module exports under IGNY_EDITOR_MODULE_SYMBOL: a new canvas. label
 * is its name for assistive technology, hint what shows while it is empty. */
typedef GtkWidget *(*IgnyEditorModuleNew) (GType       canvas_type,
                                           const char *label,
                                           const char *hint);

#define IGNY_EDITOR_MODULE_NAME "igny8-editor"
#define IGNY_EDITOR_MODULE_SYMBOL "igny_web_canvas_new"

typedef enum
{
  IGNY_EDITOR_MODULE_ERROR_MISSING, /* not built, not installed, or WebKit is not there */
  IGNY_EDITOR_MODULE_ERROR_SANDBOX, /* WebKit would end the program: no sandbox here */
} IgnyEditorModuleError;

#define IGNY_EDITOR_MODULE_ERROR (igny_editor_module_error_quark ())

GQuark igny_editor_module_error_quark (void);

/* Loads WebKit with the first canvas, on a thread, since that takes a tenth of
 * a second. It is looked for in the folder of the environment variable
 * IGNY8_MODULE_DIR (an uninstalled program) and where it is installed. Main
 * thread. */
void igny_editor_module_create_async (GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
/* A floating widget; errors are IGNY_EDITOR_MODULE_ERROR. */
GtkWidget *igny_editor_module_create_finish (GAsyncResult *result,
                                             GError      **error);

G_END_DECLS
