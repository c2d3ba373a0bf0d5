/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "igny-store.h"

G_BEGIN_DECLS

/* The texts that an article had, each beside the one that it has now.
 *
 * "restore" (const char *title, const char *html): a person wants that one back;
 * the text is made safe. The window closes. */
#define IGNY_TYPE_EDITOR_VERSIONS (igny_editor_versions_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorVersions, igny_editor_versions, IGNY, EDITOR_VERSIONS, AdwWindow)

/* row of the table "content"; what is typed should be saved before. */
GtkWidget *igny_editor_versions_new (IgnyStore *store,
                                     gint64     row,
                                     GtkWindow *over);

G_END_DECLS
