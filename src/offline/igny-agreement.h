/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How two clusterings of the same keywords differ. */
typedef struct
{
  guint clusters_before; /* with at least one keyword */
  guint clusters_after;
  guint unclustered_before;
  guint unclustered_after;
  guint moved;   /* into another cluster than the one that became of theirs */
  guint entered; /* into a cluster from none */
  guint left;    /* out of a cluster into none */
  /* F1 of the B-cubed precision and recall of one against the other (Bagga,
   * Baldwin 1998), in thousandths; 1000 when they are the same. Keywords in no
   * cluster are alone. */
  guint agreement;
  guint n_after;
  gint *successors; /* by cluster before: what became of it, or -1 */
  gint *ancestors;  /* by cluster after: what it comes from, or -1 */
} IgnyAgreement;

/* before and after have a cluster for each keyword, 0 … n_before - 1 and
 * 0 … n_after - 1, or -1 for none. A cluster becomes the one that has most of
 * its keywords, as long as no other cluster gave that one more. */
IgnyAgreement *igny_agreement_new (const gint *before,
                                   guint       n_before,
                                   const gint *after,
                                   guint       n_after,
                                   gsize       n_keywords);
void           igny_agreement_free (IgnyAgreement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyAgreement, igny_agreement_free)

G_END_DECLS
