/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

/* A store in a folder of its own with one article to edit: a site, a sector, a
 * task with eleven keywords, and its content. */
typedef struct
{
  char      *folder;
  IgnyEnv    env;
  IgnyHttp  *http;
  IgnyStore *store;
  gint64     content; /* row */
} IgnyEditorFixture;

/* html is kept as it is, past every rule; NULL for a long article. */
void igny_editor_fixture_init (IgnyEditorFixture *self,
                               const char        *html,
                               gboolean           is_brief);
void igny_editor_fixture_clear (IgnyEditorFixture *self);

/* A field of the content, straight from the store. Full ownership. */
char *igny_editor_fixture_dup (IgnyEditorFixture *self,
                               const char        *field);

G_END_DECLS
