/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "igny-store.h"

G_BEGIN_DECLS

/* All that is known of one record, to be read and copied: for ledgers, logs and
 * what else no person writes. Long texts are shown whole. Main thread; the
 * window is shown and owns itself. */
GtkWindow *igny_details_dialog_present (GtkWindow        *parent,
                                        IgnyStore        *store,
                                        const IgnyEntity *entity,
                                        gint64            row);

G_END_DECLS
