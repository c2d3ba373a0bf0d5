/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* A voice to write in. */
typedef struct
{
  IgnyRecord record;

  char  *name;
  char  *description;
  char  *tone;
  char  *language;
  char  *structure_template;
  gint64 is_active;
} IgnyAuthorProfile;

extern const IgnyEntity igny_author_profile_entity;

IGNY_RECORD_TYPE (IgnyAuthorProfile)

G_END_DECLS
