/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "igny-editor-saver.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* The texts that an article had, each beside the one that it has now.
 *
 * "restore" (const char *title, const char *html): a person wants that one back;
 * the text is made safe. The window closes. */
#define IGNY_TYPE_EDITOR_VERSIONS (igny_editor_versions_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorVersions, igny_editor_versions, IGNY, EDITOR_VERSIONS, AdwWindow)

/* Saves what is typed, then shows those of row of the table "content" over the
 * window of editor; restore is its handler of "restore". */
void igny_editor_versions_open (IgnyEditorSaver *saver,
                                IgnyStore       *store,
                                gint64           row,
                                GtkWidget       *editor,
                                GCallback        restore);

G_END_DECLS
