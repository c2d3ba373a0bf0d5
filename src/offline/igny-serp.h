/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-clustering.h"

G_BEGIN_DECLS

/* Clustering by what a search engine shows: keywords that have many of the
 * first results in common are answered by the same pages. */

/* Results of a keyword that count; those behind them are rarely looked at. */
#define IGNY_SERP_RESULTS_MAX 10
#define IGNY_SERP_DEFAULT_OVERLAP 3

/* The results of many keywords, added keyword after keyword. */
typedef struct _IgnySerp IgnySerp;

IgnySerp *igny_serp_new (void);
void      igny_serp_free (IgnySerp *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnySerp, igny_serp_free)

/* Whether a column of that name holds addresses of results: “Top 10 URLs”,
 * “SERP URLs”, “URL 1” … “URL 10” and their like. place gets 1 to 10 for a
 * column of one result, else 0. Any case. */
gboolean igny_serp_is_column (const char *header,
                              guint      *place);

/* Begins the next keyword. */
void igny_serp_add_keyword (IgnySerp *self);
/* Adds the addresses in text, in any of the usual separations (line breaks,
 * spaces, commas, semicolons, bars), to the last keyword, up to
 * IGNY_SERP_RESULTS_MAX. Scheme, "www.", fragment, case of the host and a slash
 * at the end make no difference; what is no address is passed over. */
void igny_serp_add_urls (IgnySerp   *self,
                         const char *text);
/* Keywords that have results. */
guint igny_serp_count (const IgnySerp *self);

/* Puts two keywords into one cluster when they share at least overlap (1 to
 * IGNY_SERP_RESULTS_MAX) of their results, and so on from each of them to
 * others. Keywords without results are unclustered. The number of texts is that
 * of the keywords added; texts and volumes are as in igny_clustering_run. Exact,
 * and the time grows as the keywords do: for each its combinations of overlap
 * results are looked up. NULL with G_IO_ERROR_CANCELLED when cancelled. */
IgnyClustering *igny_serp_cluster (const IgnySerp    *self,
                                   const char *const *texts,
                                   const gint64      *volumes,
                                   guint              overlap,
                                   GCancellable      *cancellable,
                                   GError           **error);

G_END_DECLS
