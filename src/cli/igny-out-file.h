/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-env.h"

G_BEGIN_DECLS

/* A file that is there whole or not at all: it is written beside its place and
 * put there by igny_out_file_commit. What is no regular file, such as a pipe,
 * is written to directly. One thread. */
typedef struct _IgnyOutFile IgnyOutFile;

IgnyOutFile   *igny_out_file_new (const IgnyEnv *env,
                                  const char    *path,
                                  GError       **error);
GOutputStream *igny_out_file_get_stream (IgnyOutFile *self);
gboolean       igny_out_file_commit (IgnyOutFile *self,
                                     GError     **error);
/* Removes what was not committed. */
void igny_out_file_free (IgnyOutFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyOutFile, igny_out_file_free)

/* Writes length bytes of text, -1 when it ends in NUL. Does not wait for the
 * disk: for many small files that can be made again. */
gboolean igny_out_file_save (const IgnyEnv *env,
                             const char    *path,
                             const char    *text,
                             gssize         length,
                             GError       **error);

G_END_DECLS
