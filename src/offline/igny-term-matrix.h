/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One is the length of a row's weights; two rows are alike by the sum of the
 * products of their weights, so in parts of IGNY_TERM_ONE squared. */
#define IGNY_TERM_ONE 1024
#define IGNY_TERM_ALIKE_ONE ((gint64) IGNY_TERM_ONE * IGNY_TERM_ONE)

#define IGNY_NO_ITEM G_MAXUINT

/* Terms of a row at most; of a longer text the first words will do. */
#define IGNY_TERM_ROW_MAX 256

typedef struct
{
  guint  term;
  gint32 weight; /* in parts of IGNY_TERM_ONE */
} IgnyTermCell;

/* Keywords as sparse rows of weighted terms. Rows with the same terms are one
 * item. Items are numbered by text and terms from rare to frequent, so that
 * nothing depends on the order in which the keywords were given. */
typedef struct
{
  guint         n_rows;
  guint         n_items;
  guint         n_terms;
  guint        *item_of_row;    /* IGNY_NO_ITEM for a row without words */
  guint        *mass;           /* rows of an item */
  guint        *starts;         /* n_items + 1 offsets into cells */
  IgnyTermCell *cells;          /* of an item, by term */
  guint        *posting_starts; /* n_terms + 1 offsets into postings */
  guint        *postings;       /* the items of a term, ascending */
} IgnyTermMatrix;

/* texts are normalized (igny_text_normalize). NULL with G_IO_ERROR_CANCELLED
 * when cancelled. */
IgnyTermMatrix *igny_term_matrix_new (const char *const *texts,
                                      gsize              count,
                                      GCancellable      *cancellable,
                                      GError           **error);
void            igny_term_matrix_free (IgnyTermMatrix *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyTermMatrix, igny_term_matrix_free)

G_END_DECLS
