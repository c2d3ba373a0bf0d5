/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-wordpress.h"

G_BEGIN_DECLS

/* A file for the site's media. hash is lower-case hex of its bytes and becomes
 * its address there, so that it is found again whatever happens to the
 * answer. All borrowed. */
typedef struct
{
  GBytes     *bytes;
  const char *mime; /* "image/jpeg" … */
  const char *hash;
  const char *name;  /* a word for the file's name: letters, digits, hyphens */
  const char *title; /* plain text, or NULL */
  const char *alt;   /* plain text, or NULL */
} IgnyWordpressUpload;

typedef struct
{
  gint64 id;
  char  *url;
} IgnyWordpressMedia;

void igny_wordpress_media_clear (IgnyWordpressMedia *media);

/* Puts the file into the site's media, unless one with its hash is there
 * already: repeating it after any failure makes no second one. Connects first
 * if that was not done. Errors as igny_wordpress_test; RIGHTS when the user may
 * not upload. */
gboolean igny_wordpress_media_upload (IgnyWordpress             *self,
                                      const IgnyWordpressUpload *upload,
                                      IgnyWordpressMedia        *media,
                                      GCancellable              *cancellable,
                                      GError                   **error);

/* Whether the site has that number among its media still. */
gboolean igny_wordpress_media_check (IgnyWordpress *self,
                                     gint64         id,
                                     gboolean      *there,
                                     GCancellable  *cancellable,
                                     GError       **error);

G_END_DECLS
