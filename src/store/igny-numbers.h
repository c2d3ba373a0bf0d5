/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The numbers of a column, IGNY_UNKNOWN among them, in the memory that they need:
 * each block of neighbors has the least of its numbers and what the others are
 * above it, in none, one, two, four or eight bytes. Rows that were imported
 * together have one site, one status and nearly one time, so a million numbers
 * mostly take a megabyte or two, and fewer caches miss. Reader thread only. */
typedef struct _IgnyNumbers IgnyNumbers;

#define IGNY_NUMBERS_BLOCK 1024u

IgnyNumbers *igny_numbers_new (void);
void         igny_numbers_free (IgnyNumbers *self);
void         igny_numbers_append (IgnyNumbers *self,
                                  gint64       number);
void         igny_numbers_set (IgnyNumbers *self,
                               guint        nth,
                               gint64       number);
guint        igny_numbers_get_length (const IgnyNumbers *self);
gint64       igny_numbers_get (const IgnyNumbers *self,
                               guint              nth);
/* The numbers from first on, a multiple of IGNY_NUMBERS_BLOCK, to the end of its
 * block; *n is how many. They lie in room, which has place for a block, or in
 * self: valid until it changes. A loop over all asks for one block after the
 * other until *n is 0. */
const gint64 *igny_numbers_read (const IgnyNumbers *self,
                                 guint              first,
                                 gint64            *room,
                                 guint             *n);
/* Whether the numbers of the block that begins at first are all one. */
gboolean igny_numbers_is_alike (const IgnyNumbers *self,
                                guint              first);
/* None is greater, though this one may be gone; IGNY_UNKNOWN when none is known. */
gint64 igny_numbers_get_greatest (const IgnyNumbers *self);
/* The numbers of slots, n of them, in that order, into numbers. */
void igny_numbers_pick (const IgnyNumbers *self,
                        const guint       *slots,
                        gsize              n,
                        gint64            *numbers);
/* All of them. Newly allocated. */
gint64 *igny_numbers_copy (const IgnyNumbers *self);
/* What it takes of the memory, in bytes. */
gsize igny_numbers_get_size (const IgnyNumbers *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyNumbers, igny_numbers_free)

G_END_DECLS
