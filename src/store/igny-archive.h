/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-env.h"

G_BEGIN_DECLS

/* ZIP files of ours: what a backup and a site file are kept in. One thread. */
typedef struct _IgnyArchive IgnyArchive;

#define IGNY_ARCHIVE_MAX_MEMBERS 1000000

/* Writes a new file; what is at path is replaced when igny_archive_commit
 * comes to its end, and stays as it is otherwise. */
IgnyArchive *igny_archive_new (const IgnyEnv *env,
                               const char    *path,
                               GError       **error);
/* Opens one to read; something that is no ZIP file is IGNY_DB_ERROR_NOT_OURS. */
IgnyArchive *igny_archive_open (const IgnyEnv *env,
                                const char    *path,
                                GError       **error);
void         igny_archive_free (IgnyArchive *self);

/* Packed. Takes text, of length bytes. */
gboolean igny_archive_take_text (IgnyArchive *self,
                                 const char  *name,
                                 char        *text,
                                 gsize        length,
                                 GError     **error);
/* The file is read at the commit; packed small when it is text, else as it is. */
gboolean igny_archive_add_file (IgnyArchive *self,
                                const char  *name,
                                const char  *path,
                                gboolean     text,
                                GError     **error);
/* Writes it, brings it to the disk, puts it in its place, and reads it back
 * against its checksums. */
gboolean igny_archive_commit (IgnyArchive  *self,
                              GCancellable *cancellable,
                              GError      **error);

/* Brings a large file to the disk piece by piece, so that others who wait for
 * the disk meanwhile do not wait for all of it. */
gboolean igny_archive_sync (const IgnyEnv *env,
                            const char    *path,
                            GError       **error);

gsize igny_archive_get_n_members (IgnyArchive *self);
/* Borrowed. */
const char *igny_archive_get_name (IgnyArchive *self,
                                   gsize        index);
/* Of all members, unpacked, as the file says. */
guint64 igny_archive_get_size (IgnyArchive *self);
/* A member that may not be larger than max bytes, with a 0 behind it; NULL with
 * error when it is not there, is damaged or too large. */
char *igny_archive_dup_text (IgnyArchive *self,
                             const char  *name,
                             gsize        max,
                             gsize       *length,
                             GError     **error);
/* Writes a member to a file that must not be there yet. */
gboolean igny_archive_extract (IgnyArchive  *self,
                               const char   *name,
                               const char   *path,
                               GCancellable *cancellable,
                               GError      **error);

/* A member that is read piece by piece. */
typedef struct _IgnyArchiveReader IgnyArchiveReader;

IgnyArchiveReader *igny_archive_read (IgnyArchive *self,
                                      const char  *name,
                                      GError     **error);
/* Bytes read, 0 at the end, -1 with error. At the end the checksum is right. */
gssize igny_archive_reader_next (IgnyArchiveReader *self,
                                 char              *buffer,
                                 gsize              size,
                                 GError           **error);
void   igny_archive_reader_free (IgnyArchiveReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyArchive, igny_archive_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyArchiveReader, igny_archive_reader_free)

G_END_DECLS
