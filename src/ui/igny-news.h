/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "igny-store.h"

G_BEGIN_DECLS

/* Work that takes longer than this is told of when it is done. */
#define IGNY_NEWS_LONG_MS 10000

/* What has happened since it was looked last, for those who do not look. */
typedef struct
{
  char    *id; /* another one of the same id takes its place */
  char    *title;
  char    *body;   /* or NULL */
  gboolean urgent; /* a person has to do something */
} IgnyNewsItem;

typedef struct
{
  gint64 account;
  /* Until where it was looked, and after the reading, is: */
  gint64 notification; /* row */
  gint64 publishing;   /* row of the publishing log */
  gint64 ended_at;     /* of batches of the queue */

  gint64     n_unread;
  gboolean   wanted; /* on the desktop, by the preferences */
  GPtrArray *items;  /* of IgnyNewsItem */
} IgnyNews;

IgnyNews *igny_news_new (void);
void      igny_news_free (IgnyNews *self);
/* id, title and body are copied. */
void igny_news_add (IgnyNews   *self,
                    const char *id,
                    const char *title,
                    const char *body,
                    gboolean    urgent);
/* For igny_store_read_async. */
gboolean igny_news_read (IgnyDb       *db,
                         gpointer      data,
                         GCancellable *cancellable,
                         GError      **error);

G_END_DECLS
