/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* A question to a page under a name: filters as the terminal writes them, search, order. */
typedef struct
{
  IgnyRecord record;

  char  *name;
  char  *page;
  char  *filters;
  char  *search;
  char  *sort;
  char  *columns;
  gint64 position;
} IgnySavedView;

extern const IgnyEntity igny_saved_view_entity;

IGNY_RECORD_TYPE (IgnySavedView)

G_END_DECLS
