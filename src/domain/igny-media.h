/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-picture.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* Files of pictures in the data folder: media/ab/abcd….png, by the SHA-256 of
 * their bytes, so that the same picture is there once. All block: worker
 * threads and the terminal only. Errors are IGNY_PICTURE_ERROR and
 * G_FILE_ERROR. */

typedef struct
{
  char           *path; /* below the data folder, for IgnyImage.image_path */
  char            hash[65];
  IgnyPictureInfo info;
} IgnyMediaFile;

void igny_media_file_clear (IgnyMediaFile *file);

/* Checks what it is, and keeps it. */
gboolean igny_media_store (IgnyStore     *store,
                           GBytes        *bytes,
                           IgnyMediaFile *file,
                           GError       **error);
/* path as igny_media_store gave it; nothing outside of media/ is read. */
GBytes *igny_media_load (IgnyStore  *store,
                         const char *path,
                         GError    **error);
/* Lower-case hex; hash has room for 65 bytes. */
void igny_media_hash (GBytes *bytes,
                      char    hash[65]);

/* A picture for a task, from a file's bytes. */
typedef struct
{
  gint64      task;
  const char *image_type; /* "featured" or "in_article" */
  const char *alt_text;   /* or NULL */
  const char *prompt;     /* what it was made of, or NULL */
  gint64      position;   /* of one in the article */
  gint64      image;      /* the record that waits for it; 0: a new one is made */

  IgnyWriteFunc also; /* in the same step; or NULL */
  gpointer      also_data;
} IgnyMediaDraft;

/* Keeps the file and a record of it; a featured one takes the place of the one
 * before, and gets its crops: desktop (16:9, 1600 pixels wide) and mobile (4:5,
 * 1080 pixels). row is the picture's. One step. */
gboolean igny_media_add (IgnyStore            *store,
                         const IgnyMediaDraft *draft,
                         GBytes               *bytes,
                         gint64               *row,
                         GError              **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnyMediaFile, igny_media_file_clear)

G_END_DECLS
