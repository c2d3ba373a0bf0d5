/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "igny-http-tape.h"

/* A WordPress site in memory, behind a tape: as much of the REST API as the
 * client uses, with WordPress's silent habits as switches. */

typedef enum
{
  FAKE_ANSWER, /* status and body, instead of doing it */
  FAKE_LOSE,   /* do it, then fail with code */
  FAKE_FAIL,   /* fail with code and do nothing */
  FAKE_REPLACE /* do it, then answer with status and body */
} FakeKind;

/* Comes true for the first requests that match, count times. */
typedef struct
{
  const char   *method;
  const char   *part; /* of the address */
  guint         count;
  FakeKind      kind;
  IgnyHttpError code;
  guint         status;
  const char   *body;
  const char   *headers[3];
} FakeFault;

typedef struct
{
  IgnyHttpTape *tape;
  IgnyEnv       env; /* its clock stands still, its sleep is counted and takes no time */
  gint64        slept_ms;
  GPtrArray    *posts; /* of JsonObject */
  guint         made;  /* posts ever */
  GPtrArray    *categories;
  GPtrArray    *tags;
  GArray       *faults;

  /* What the site is like. */
  gboolean           plain;           /* plain permalinks */
  const char        *link;            /* Link header of the front page; NULL: the true one */
  const char        *front;           /* the front page */
  const char        *authentication;  /* JSON; NULL: application passwords */
  const char        *before;          /* what plugins print before any JSON */
  const char        *password;        /* the right one */
  const char        *capabilities;    /* JSON */
  gboolean           no_new_category; /* the user may not add any */
  gboolean           filters;         /* removes scripts, keeps their text */
  gboolean           drops_terms;
  gboolean           schedules; /* publish becomes future */
  const char        *slug_taken;
  const char *const *meta_keys; /* registered */
  const char        *meta_forbidden;
} FakeSite;

FakeSite *fake_site_new (void);
void      fake_site_free (FakeSite *site);
void      fake_site_add_fault (FakeSite        *site,
                               const FakeFault *fault);
/* Requests whose method is that and whose address holds part. */
guint       fake_site_count (FakeSite   *site,
                             const char *method,
                             const char *part);
JsonObject *fake_site_get_post (FakeSite *site,
                                gint64    id);
/* "raw" of title, content or excerpt. */
const char *fake_site_get_raw (FakeSite   *site,
                               gint64      id,
                               const char *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FakeSite, fake_site_free)
