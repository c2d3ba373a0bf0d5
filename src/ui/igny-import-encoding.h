/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A row that says in which encoding a file is read; NULL is to find out. func
 * is called as for "notify::selected" of a GtkDropDown. */
GtkWidget  *igny_import_encoding_new (const char *encoding,
                                      GCallback   func,
                                      gpointer    user_data);
const char *igny_import_encoding_get (GtkDropDown *chooser);

G_END_DECLS
