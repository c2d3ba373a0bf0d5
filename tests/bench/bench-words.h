/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdio.h>

G_BEGIN_DECLS

#define BENCH_WORDS_MILLION 1000000

/* A CSV file: its header, the same columns as SQL, and how a row is written. */
typedef struct
{
  const char *name;
  const char *header;
  const char *columns;
  void (*write_row) (FILE       *file,
                     const char *keyword,
                     guint       i);
} BenchShape;

/* The last one has no name. */
extern const BenchShape bench_words_shapes[];

/* Keyword number i, below four million: three or four words in no order of the
 * alphabet, all different. */
void bench_words_make (guint i,
                       char  keyword[128]);
void bench_words_write_csv (const char       *path,
                            const BenchShape *shape,
                            guint             from,
                            guint             n);

G_END_DECLS
