/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

/* A text that a content had, or has. */
typedef struct
{
  gint64 at;   /* when it came to be, ms since 1970; IGNY_UNKNOWN for the first one */
  char  *what; /* what was done then, "" when nobody knows */
  char  *user; /* NULL for the program */
  char  *title;
  char  *html; /* as it was stored */
} IgnyEditorVersion;

/* What is asked, and the answer. */
typedef struct
{
  gint64     row;      /* of the content */
  GPtrArray *versions; /* of IgnyEditorVersion, newest first; the first one is what is */
} IgnyEditorPast;

IgnyEditorPast *igny_editor_past_new (gint64 row);
void            igny_editor_past_free (IgnyEditorPast *self);

/* IgnyReadFunc; data is an IgnyEditorPast. The texts that the log remembers,
 * one for each sitting: of changes by one person with less than ten minutes between
 * them the last; and those of content_versions that the log does not have. */
gboolean igny_editor_past_read (IgnyDb       *db,
                                gpointer      data,
                                GCancellable *cancellable,
                                GError      **error);

G_END_DECLS
