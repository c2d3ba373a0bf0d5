/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-resource-data.h"

G_BEGIN_DECLS

/* What is read of the machine, as a person reads it. All return new text. */

/* Thousandths of one core; IGNY_UNKNOWN when it is not known. */
gint64 igny_resource_words_permille (gint64 cpu_time,
                                     gint64 wall_time);
/* "3.1 %" of one core. */
char *igny_resource_words_share (gint64 cpu_time,
                                 gint64 wall_time);
/* "143.2 MB", or a dash. */
char *igny_resource_words_size (gint64 bytes);
/* point is of the last span, or NULL as long as there is none. */
char *igny_resource_words_process (const IgnyResourceData  *data,
                                   const IgnyResourcePoint *point);
char *igny_resource_words_traffic (const IgnyResourceData *data);
char *igny_resource_words_file (const IgnyResourceData *data);
char *igny_resource_words_disk (const IgnyResourceData *data);
/* threads is of IgnyThreadUse. */
char *igny_resource_words_threads (GArray *threads);
/* What the nth thread is for, and what it does; before may be NULL. */
void igny_resource_words_thread (const IgnyResourceData *data,
                                 const IgnyResourceData *before,
                                 guint                   nth,
                                 char                  **title,
                                 char                  **subtitle);

G_END_DECLS
