/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-progress.h"
#include "igny-scope.h"

G_BEGIN_DECLS

typedef enum
{
  IGNY_PUBLISH_BY_STATUS, /* approved ones are published, others become drafts */
  IGNY_PUBLISH_DRAFT,
  IGNY_PUBLISH_PUBLISH,
} IgnyPublishAs;

/* Puts contents on the WordPress of their site; contents NULL means those of
 * the scope that are not there yet. One that is there is updated. Items are
 * the contents, with url, post_id and warnings. Blocks, see IgnyRun. */
gboolean igny_publisher_publish (const IgnyRun   *run,
                                 const IgnyScope *scope,
                                 IgnyPublishAs    as,
                                 const gint64    *contents,
                                 gsize            n_contents,
                                 IgnyReport      *report,
                                 GError         **error);

typedef struct
{
  char    *site_name;
  char    *user_name;
  char    *roles;
  gboolean can_draft;
  gboolean can_publish;
  gint64   milliseconds;
} IgnySiteTest;

gboolean igny_publisher_test (const IgnyRun *run,
                              gint64         site,
                              IgnySiteTest  *test,
                              GError       **error);
void     igny_site_test_clear (IgnySiteTest *test);

G_END_DECLS
