/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-env.h"

G_BEGIN_DECLS

/* Who runs a command: the person at the terminal, wherever the command itself
 * runs. Everything is borrowed and outlives the run. */
typedef struct
{
  const IgnyEnv *env;
  const char    *folder; /* absolute; relative file names are of it */
  int            in;
  int            out;
  int            err;
  GCancellable  *cancellable; /* or NULL */
  gboolean       remote;      /* sits in another process than the command */
} IgnyCaller;

/* An absolute path. */
char *igny_caller_dup_path (const IgnyCaller *self,
                            const char       *path);
/* Writes all of it; length in bytes, -1 when text ends in NUL. Errors are
 * G_IO_ERROR: BROKEN_PIPE when nobody reads any more. */
gboolean igny_caller_print (const IgnyCaller *self,
                            const char       *text,
                            gssize            length,
                            GError          **error);
/* A line of its own on the error output, behind "igny8ctl: ". */
void igny_caller_complain (const IgnyCaller *self,
                           const char       *message);
/* Onto the error output unless that would wait for a slow reader: for
 * progress, of which a line may be lost. Any thread. */
void     igny_caller_offer (const IgnyCaller *self,
                            const char       *text);
gboolean igny_caller_has_terminal (int fd);
/* How wide the terminal is on which errors are shown; 80 where nobody knows. */
guint igny_caller_get_columns (const IgnyCaller *self);
/* One line of the input, without echo from a terminal, on which prompt is then
 * shown. Never empty; free with igny_keyring_free. */
char *igny_caller_read_secret (const IgnyCaller *self,
                               const char       *prompt,
                               GError          **error);
/* Whether the person says yes; nobody does where there is no terminal. */
gboolean igny_caller_ask (const IgnyCaller *self,
                          const char       *question);

G_END_DECLS
