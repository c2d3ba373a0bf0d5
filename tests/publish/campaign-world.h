/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-http.h"
#include "igny-scope.h"
#include "igny-store.h"

/* How many different pictures the posts have. */
#define CAMPAIGN_N_COLORS 7

/* A store whose site is a real WordPress behind a proxy that spoils answers, with
 * as many contents as the environment asks for: with pictures, terms, fields
 * and times. */
typedef struct
{
  IgnyEnv    env;
  IgnyHttp  *http;   /* through the proxy */
  IgnyHttp  *direct; /* past it */
  char      *folder;
  IgnyStore *store;
  IgnyScope  scope;
  guint      n_posts;
  gint64     now;
  GArray    *tasks;    /* rows */
  GArray    *contents; /* rows */
} CampaignWorld;

/* What all tests share. Borrowed. */
const CampaignWorld *campaign_set_up (void);
void                 campaign_tear_down (void);

/* What content i is to be on the site: a status of WordPress. */
const char *campaign_get_wanted (guint i);
/* Full ownership. */
char *campaign_make_title (guint i);
/* When it is to appear there, if it is to; in milliseconds. */
gint64 campaign_get_time (guint i);
