/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for a file to read. patterns are globs ("*.csv", NULL ends the list);
 * NULL shows all files. */
void igny_file_picker_open_async (GtkWindow          *parent,
                                  const char         *title,
                                  const char         *kind,
                                  const char *const  *patterns,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
/* Asks for a file to write; name is what is offered. */
void igny_file_picker_save_async (GtkWindow          *parent,
                                  const char         *title,
                                  const char         *name,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
/* For both. G_IO_ERROR_CANCELLED when nothing was chosen. */
GFile *igny_file_picker_finish (GAsyncResult *result,
                                GError      **error);

G_END_DECLS
