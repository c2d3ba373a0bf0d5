/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-palette-list.h"

G_BEGIN_DECLS

/* Looks for records of every page by their searchable words, on the reader
 * thread; a few of each, in the order of the pages. */
void igny_palette_search_async (IgnyStore          *store,
                                const char         *text,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
/* Of IgnyPaletteItem, or NULL with error. */
GPtrArray *igny_palette_search_finish (IgnyStore    *store,
                                       GAsyncResult *result,
                                       GError      **error);

G_END_DECLS
