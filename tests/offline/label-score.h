/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A list of keywords with the group that people or a search engine gave each. */
typedef struct
{
  GPtrArray *texts;  /* normalized */
  GArray    *labels; /* of guint, 0 … n_labels - 1 */
  guint      n_labels;
} LabelSet;

typedef struct
{
  double pairs;    /* F1 over pairs of rows that share a group */
  double b_cubed;  /* F1 of the B-cubed precision and recall */
  guint  clusters; /* with at least two rows */
  guint  alone;    /* rows without company */
  guint  largest;
} LabelScore;

/* The path of a file of the test data, or NULL when the data is not there. */
char *label_set_find (const char *name);

/* Reads "keyword TAB label" after a header, every step-th row; with_labels FALSE
 * reads one keyword a line. NULL when the data is not there. */
LabelSet *label_set_load (const char *name,
                          guint       step,
                          gboolean    with_labels);
void      label_set_free (LabelSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabelSet, label_set_free)

/* Compares clusters with labels; an unclustered row (-1) is a group of its own. */
LabelScore label_set_score (const LabelSet *self,
                            const gint     *clusters);

G_END_DECLS
