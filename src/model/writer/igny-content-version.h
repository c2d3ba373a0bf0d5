/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* An earlier text of a content, kept whole. */
typedef struct
{
  IgnyRecord record;

  gint64 site;
  gint64 sector;
  gint64 content;
  gint64 number;
  char  *title;
  char  *html_content;
  gint64 word_count;
  char  *meta_title;
  char  *meta_description;
  char  *slug;
  char  *excerpt;
  char  *origin;
  gint64 author;
  char  *note;
} IgnyContentVersion;

extern const IgnyEntity igny_content_version_entity;

IGNY_RECORD_TYPE (IgnyContentVersion)

G_END_DECLS
