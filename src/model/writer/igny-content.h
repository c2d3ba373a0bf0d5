/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* The text of a task: sanitized HTML and what goes with it to the site. */
typedef struct
{
  IgnyRecord record;

  gint64 site;
  gint64 sector;
  gint64 task;
  char  *title;
  char  *html_content;
  gint64 word_count;
  gint64 is_brief;
  char  *meta_title;
  char  *meta_description;
  char  *slug;
  char  *excerpt;
  char  *primary_keyword;
  char  *secondary_keywords;
  char  *categories;
  char  *tags;
  char  *status;
  char  *site_status;
  gint64 wp_post_id;
  char  *post_url;
  char  *wp_modified; /* WordPress's modified_gmt of what we sent last */
  gint64 scheduled_at;
  gint64 published_at;
  char  *origin;
  char  *metadata;
} IgnyContent;

extern const IgnyEntity igny_content_entity;

IGNY_RECORD_TYPE (IgnyContent)

G_END_DECLS
