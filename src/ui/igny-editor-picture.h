/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "igny-store.h"

G_BEGIN_DECLS

/* Asks for a picture to stand in the article: one that its task has, or a file,
 * which is kept for the task then. Main thread.
 *
 * "chosen" (const char *html): the figure; what is in it is escaped. The window
 * closes. */
#define IGNY_TYPE_EDITOR_PICTURE (igny_editor_picture_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorPicture, igny_editor_picture, IGNY, EDITOR_PICTURE, AdwWindow)

/* content is a row of the table of that name. */
GtkWidget *igny_editor_picture_new (IgnyStore *store,
                                    gint64     content,
                                    GtkWindow *over);
/* As if a person had chosen it. */
void igny_editor_picture_set_file (IgnyEditorPicture *self,
                                   GFile             *file);

G_END_DECLS
