/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* The palette: one entry that finds every command, page, place and record by
 * a few letters, without the mouse. Adds the actions to the window that its
 * items need: win.palette, win.place (site and sector), win.act-on (page and
 * action), win.open (page and row), win.history, win.new-site, win.new-sector,
 * win.export-site and win.import-site. */
void igny_palette_connect (IgnyWorkspace *workspace);

/* Opens it over the window. */
void igny_palette_present (IgnyWorkspace *workspace);

G_END_DECLS
