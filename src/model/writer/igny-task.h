/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* Something that is being written. What is written is its content. */
typedef struct
{
  IgnyRecord record;

  gint64 site;
  gint64 sector;
  char  *title;
  char  *description;
  gint64 cluster;
  gint64 idea;
  char  *content_type;
  char  *content_structure;
  char  *status;
  char  *priority;
  gint64 due_date;
  gint64 assignee;
  gint64 estimated_word_count;
  char  *outline;
  char  *prompt; /* instead of the account's content_generation; or NULL */
  char  *keywords;
  gint64 content;
  gint64 word_count;
  char  *meta_title;
  char  *meta_description;
  gint64 assigned_post_id;
  char  *post_url;
} IgnyTask;

extern const IgnyEntity igny_task_entity;

IGNY_RECORD_TYPE (IgnyTask)

G_END_DECLS
