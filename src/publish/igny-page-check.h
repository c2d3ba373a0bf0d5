/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-page-checks.h"
#include "igny-progress.h"

G_BEGIN_DECLS

/* An article of the site that the text could link to. */
typedef struct
{
  char *title;
  char *url;
  char *phrase; /* words of the text that go with it */
} IgnyLinkSuggestion;

typedef struct
{
  char      *id;          /* UUID text of the content */
  GPtrArray *checks;      /* of IgnyPageCheck */
  GPtrArray *suggestions; /* of IgnyLinkSuggestion; at most ten */
} IgnyPageReport;

/* What igny_page_checks_run says of a content, with the keywords of its task and
 * the titles of its site, and the articles on the site whose keyword or title
 * stands in the text and that it does not link to, itself never. Blocks, as
 * runs do. Errors are of the store and IGNY_HTML_ERROR. Full ownership. */
IgnyPageReport *igny_page_check (const IgnyRun *run,
                                 gint64         content,
                                 GError       **error);
void            igny_page_report_free (IgnyPageReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyPageReport, igny_page_report_free)

G_END_DECLS
