/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-record.h"

G_BEGIN_DECLS

/* A website. Its WordPress password lives in the keyring only. */
typedef struct
{
  IgnyRecord record;

  char  *name;
  char  *slug;
  char  *domain;
  gint64 industry;
  char  *status;
  gint64 is_active;
  char  *wp_url;
  char  *wp_username;
  gint64 sectors_count;
} IgnySite;

extern const IgnyEntity igny_site_entity;

IGNY_RECORD_TYPE (IgnySite)

G_END_DECLS
