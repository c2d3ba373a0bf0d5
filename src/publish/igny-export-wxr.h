/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-export-article.h"

G_BEGIN_DECLS

/* What WordPress's importer reads (WXR 1.2): posts with their categories, tags and
 * the fields of Yoast SEO. */
typedef struct _IgnyExportWxr IgnyExportWxr;

IgnyExportWxr *igny_export_wxr_new (gint64 now);
/* body as igny_export_article_write makes it. */
void igny_export_wxr_add (IgnyExportWxr           *self,
                          const IgnyExportArticle *article,
                          const char              *body);
/* The whole file; self is freed. Free. */
char *igny_export_wxr_finish (IgnyExportWxr *self);
void  igny_export_wxr_free (IgnyExportWxr *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyExportWxr, igny_export_wxr_free)

G_END_DECLS
