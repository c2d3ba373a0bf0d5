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

/* What to do with a post that somebody changed on the site since. */
typedef enum
{
  IGNY_CONFLICT_REFUSE, /* it fails and says so */
  IGNY_CONFLICT_ASK,
  IGNY_CONFLICT_OVERWRITE,
  IGNY_CONFLICT_SKIP, /* it stays as it is, which is no failure */
} IgnyConflict;

/* TRUE overwrites what was changed on the site. Called on the thread that runs. */
typedef gboolean (*IgnyConflictFunc) (const char *title,
                                      const char *url,
                                      gpointer    user_data);

typedef struct
{
  IgnyPublishAs    as;
  IgnyConflict     conflict;
  IgnyConflictFunc ask;       /* for IGNY_CONFLICT_ASK; NULL refuses */
  gpointer         user_data; /* of ask */
  /* When posts go public, as igny_wordpress_find_time reads it; NULL: each when
   * its scheduled_at says, at once where that has passed or is unknown. */
  const char *schedule;
} IgnyPublishOptions;

/* Puts contents on the WordPress of their site; contents NULL means those of
 * the scope that are not there yet. One that is there is updated. Items are
 * the contents, with url, post_id and warnings. The pictures of an article are
 * put into the site's media first, each file once. Blocks, see IgnyRun. send is
 * the same with all options. */
gboolean igny_publisher_publish (const IgnyRun   *run,
                                 const IgnyScope *scope,
                                 IgnyPublishAs    as,
                                 const gint64    *contents,
                                 gsize            n_contents,
                                 IgnyReport      *report,
                                 GError         **error);

/* The contents that a run of them would send, of gint64. Full ownership. */
GArray *igny_publisher_find (const IgnyRun   *run,
                             const IgnyScope *scope,
                             const gint64    *contents,
                             gsize            n_contents,
                             GError         **error);

gboolean igny_publisher_send (const IgnyRun            *run,
                              const IgnyScope          *scope,
                              const IgnyPublishOptions *options,
                              const gint64             *contents,
                              gsize                     n_contents,
                              IgnyReport               *report,
                              GError                  **error);

/* Reads back how the posts stand, and the contents follow: a scheduled one that
 * went public is published, one that is gone or a draft is not. One that was
 * changed on the site has a warning. contents NULL: all of the scope that have
 * a post. */
gboolean igny_publisher_check_status (const IgnyRun   *run,
                                      const IgnyScope *scope,
                                      const gint64    *contents,
                                      gsize            n_contents,
                                      IgnyReport      *report,
                                      GError         **error);
/* Takes the posts off the public site: they become drafts there, or go to its
 * bin. */
gboolean igny_publisher_withdraw (const IgnyRun *run,
                                  gboolean       trash,
                                  const gint64  *contents,
                                  gsize          n_contents,
                                  IgnyReport    *report,
                                  GError       **error);

/* The page of the site that gives an application password. Full ownership. */
char *igny_publisher_find_authorization (const IgnyRun *run,
                                         gint64         site,
                                         GError       **error);
/* Keeps the password that was pasted (igny_wordpress_grant_read) in the keyring,
 * and the user's name with the site when it was pasted too; *user gets the
 * name. */
gboolean igny_publisher_take_grant (const IgnyRun *run,
                                    gint64         site,
                                    const char    *pasted,
                                    char         **user,
                                    GError       **error);

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
