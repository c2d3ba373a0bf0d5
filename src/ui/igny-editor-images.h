/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "igny-id.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* The pictures that an article may show: those of its task. */

typedef struct
{
  char        uuid[IGNY_ID_TEXT_SIZE];
  char       *title; /* what it shows, in some words */
  char       *alt;   /* or NULL */
  GdkTexture *small; /* or NULL when it cannot be read */
} IgnyEditorImage;

typedef struct
{
  gint64     content;
  gint64     task;   /* 0: the article has none, and so no pictures */
  GPtrArray *images; /* of IgnyEditorImage */
} IgnyEditorImages;

void igny_editor_images_free (IgnyEditorImages *self);

/* Those of the row content, with their thumbnails, read on a thread. */
void igny_editor_images_read_async (IgnyStore          *store,
                                    gint64              content,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
/* Full ownership; NULL with error. */
IgnyEditorImages *igny_editor_images_read_finish (GAsyncResult *result,
                                                  GError      **error);
/* Keeps a copy of the file for the task, as one step; errors are
 * IGNY_PICTURE_ERROR and G_IO_ERROR. On a thread. */
void igny_editor_images_add_async (IgnyStore          *store,
                                   gint64              task,
                                   GFile              *file,
                                   const char         *alt,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data);
/* Its UUID as text. Full ownership; NULL with error. */
char *igny_editor_images_add_finish (GAsyncResult *result,
                                     GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyEditorImages, igny_editor_images_free)

G_END_DECLS
