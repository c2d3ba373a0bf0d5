/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-content.h"
#include "igny-progress.h"
#include "igny-site.h"
#include "igny-wordpress-blocks.h"

G_BEGIN_DECLS

/* A picture of an article, from the data folder. */
typedef struct
{
  char     uuid[IGNY_ID_TEXT_SIZE];
  char    *path; /* media/… */
  char    *alt;
  char    *site_url; /* where it is on the site; or NULL */
  gboolean featured;
  GBytes  *bytes; /* NULL when the file is not there */
} IgnyExportPicture;

/* One article with all that a file of it needs. */
typedef struct
{
  IgnyContent *content;
  IgnySite    *site;
  gboolean     blocks;   /* how the site wants it */
  GPtrArray   *pictures; /* of IgnyExportPicture, in order */
} IgnyExportArticle;

IgnyExportArticle *igny_export_article_load (const IgnyRun *run,
                                             gint64         content,
                                             GError       **error);
void               igny_export_article_free (IgnyExportArticle *self);

/* The address of a picture in the file that is made; NULL leaves it out. Free. */
typedef char *(*IgnyExportAddressFunc) (const IgnyExportPicture *picture);

/* The HTML of its body with those addresses; what the text does not name is put in,
 * the featured picture only when with_featured. left_out is increased. Errors are
 * IGNY_HTML_ERROR. */
char *igny_export_article_write (const IgnyExportArticle *self,
                                 IgnyWordpressForm        form,
                                 gboolean                 with_featured,
                                 IgnyExportAddressFunc    address,
                                 guint                   *left_out,
                                 GError                 **error);
/* A name for its file: the slug, else the title's. Free. */
char *igny_export_article_dup_name (const IgnyExportArticle *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyExportArticle, igny_export_article_free)

G_END_DECLS
