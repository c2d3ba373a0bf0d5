/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* A picture of a task's content. */
typedef struct
{
  IgnyRecord record;

  gint64 site;
  gint64 sector;
  gint64 task;
  char  *image_type;
  char  *look;
  char  *prompt;
  char  *image_url;
  char  *image_path;
  char  *alt_text;
  gint64 position;
  char  *status;
} IgnyImage;

extern const IgnyEntity igny_image_entity;

IGNY_RECORD_TYPE (IgnyImage)

G_END_DECLS
