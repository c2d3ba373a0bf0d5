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
  char  *wp_form; /* "blocks" or "classic"; unknown: as the setting wordpress.blocks says */
  gint64 sectors_count;
} IgnySite;

extern const IgnyEntity igny_site_entity;

IGNY_RECORD_TYPE (IgnySite)

#define IGNY_SITE_MAX_SECTORS 5

/* Of a site as the store reads it: sectors that are active. */
gint64   igny_site_get_active_sectors_count (const IgnySite *self);
gboolean igny_site_can_add_sector (const IgnySite *self);

G_END_DECLS
