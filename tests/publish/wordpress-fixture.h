/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-id.h"
#include "igny-json.h"
#include "igny-wordpress-publish.h"

/* An article of a job of its own, for a real WordPress that with-wordpress
 * brought up; it is told of in WP_… of the environment. */
typedef struct
{
  char                 job[IGNY_ID_TEXT_SIZE];
  char                *slug;
  char                *content;
  IgnyWordpressArticle article;
  gint64               stored; /* what on_created said */
} WordpressFixture;

typedef void (*WordpressTest) (WordpressFixture *fixture,
                               gconstpointer     data);

/* Instead of g_test_init; FALSE when there is no WordPress. */
gboolean wordpress_init (int    *argc,
                         char ***argv);
void     wordpress_add (const char   *path,
                        gconstpointer data,
                        WordpressTest test);
/* Instead of g_test_run. */
int wordpress_run (void);

/* Of the environment: the address of the site, or NULL; what a client asks with;
 * the application password of a user, full ownership. */
const char    *wordpress_get_site (void);
const IgnyEnv *wordpress_get_env (void);
char          *wordpress_dup_password (const char *user);
IgnyWordpress *wordpress_make_client (const char *user);

/* Makes the article another one. */
void wordpress_new_job (WordpressFixture *fixture);
/* What goes wrong on the site from now on, a line for each; NULL for nothing. */
void wordpress_set_faults (const char *lines);
/* Publishes the article; a user logs in once for all tests, as in a batch. */
IgnyWordpressResult *wordpress_publish_as (WordpressFixture *fixture,
                                           const char       *user,
                                           GError          **error);
/* The same, which must succeed. */
IgnyWordpressResult *wordpress_publish_well (WordpressFixture *fixture,
                                             const char       *user);
/* What the site did not keep of that field, or NULL. Borrowed. */
IgnyWordpressWarning *wordpress_get_warning (IgnyWordpressResult *result,
                                             const char          *field);

/* A request of the test's own, past the client, as the administrator. body and
 * total (of a list; -1 when it is not said) may be NULL. Full ownership. */
JsonNode *wordpress_ask (const char *method,
                         const char *route,
                         const char *body,
                         gint64     *total);
/* All posts of any kind but those in the bin. */
gint64    wordpress_count_posts (void);
JsonNode *wordpress_read_post (gint64 id);
/* A field of a post as it was written. Borrowed. */
const char *wordpress_get_raw (JsonNode   *post,
                               const char *field);
