/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "igny-store.h"

G_BEGIN_DECLS

/* What each tool told of a keyword, to choose one of them; what is read fills it.
 * It stays hidden where a single tool told all. chosen is called when another one
 * was taken and saved, with what to say of it. Main thread. */
typedef void (*IgnyKeywordSourcesChosen) (const char *words,
                                          gpointer    user_data);

GtkWidget *igny_keyword_sources_group_new (IgnyStore               *store,
                                           gint64                   keyword,
                                           GCancellable            *cancellable,
                                           IgnyKeywordSourcesChosen chosen,
                                           gpointer                 user_data);

G_END_DECLS
