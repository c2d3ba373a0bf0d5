/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-env.h"

G_BEGIN_DECLS

/* What this process takes of the machine, since it began; IGNY_UNKNOWN where the
 * system does not tell. Source: proc(5). */
typedef struct
{
  gint64 cpu_time;      /* of all its threads, microseconds */
  gint64 memory;        /* resident, bytes */
  gint64 read_bytes;    /* that came from a disk */
  gint64 written_bytes; /* that went to one */
} IgnyProcessUse;

typedef struct
{
  gint64 id;
  char   name[16];
  char   state;    /* 'R' works, 'D' waits for a disk, others wait */
  gint64 cpu_time; /* microseconds */
} IgnyThreadUse;

/* Any thread; blocks for a moment. */
void igny_process_read (const IgnyEnv  *env,
                        IgnyProcessUse *self);
/* IgnyThreadUse of all threads, in the order of their making; those that end in
 * the meantime are left out. As above. */
GArray *igny_process_read_threads (const IgnyEnv *env);

G_END_DECLS
