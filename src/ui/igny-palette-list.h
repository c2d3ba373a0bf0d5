/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* What the palette offers: a title, where it belongs, and the action of the
 * window that choosing it activates. Main thread. */
typedef struct
{
  char       *title;
  char       *place;     /* "Go to", "Keywords", "Site"; dim, behind the title */
  char       *keys;      /* an accelerator, or NULL */
  const char *icon_name; /* or NULL */
  char       *action;    /* "win.page" */
  GVariant   *target;    /* or NULL */
} IgnyPaletteItem;

IgnyPaletteItem *igny_palette_item_new (const char *title,
                                        const char *place,
                                        const char *icon_name,
                                        const char *action,
                                        GVariant   *target);
void             igny_palette_item_free (IgnyPaletteItem *self);

/* Of IgnyPaletteItem: every command, page, action of a page, site and sector
 * that can be chosen now. */
GPtrArray *igny_palette_list_new (IgnyWorkspace *workspace);

/* How well an item answers the words that were typed, 0 for not at all: each
 * word has to occur; the beginning of the title counts most, then the beginning
 * of a word. "" is answered by all. */
guint igny_palette_item_match (const IgnyPaletteItem *self,
                               const char            *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyPaletteItem, igny_palette_item_free)

G_END_DECLS
