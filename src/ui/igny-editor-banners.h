/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-editor-banner.h"

G_BEGIN_DECLS

/* What the editor may have to say above the text. */
typedef enum
{
  IGNY_EDITOR_BANNER_BRIEF,    /* it is a brief; 0 makes it an article */
  IGNY_EDITOR_BANNER_BACK,     /* what a crash left is here again; closes itself */
  IGNY_EDITOR_BANNER_CONFLICT, /* changed elsewhere; 0 reloads, 1 keeps what is here */
  IGNY_EDITOR_BANNER_FAILED,   /* not saved; 0 tries again, 1 discards */
  IGNY_EDITOR_N_BANNERS,
} IgnyEditorBannerKind;

/* Makes them all, hidden, and the box that has them. */
GtkWidget *igny_editor_banners_create (IgnyEditorBanner *banners[IGNY_EDITOR_N_BANNERS]);

G_END_DECLS
