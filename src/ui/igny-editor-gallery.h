/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-editor-desk.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* Shows the page of desk the pictures that its text names by "igny8-media:UUID":
 * those of the account, whole, read on a thread. Main thread. */
void igny_editor_gallery_attach (IgnyEditorDesk *desk,
                                 IgnyStore      *store);

G_END_DECLS
