/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-site-file.h"
#include "rules-fixture.h"

/* Two data folders: one with a site that has a record of every kind, and one
 * that its file is to go to. */
typedef struct
{
  RulesFixture here;
  RulesFixture there;
  gint64       site;  /* row, here */
  gint64       image; /* row, here */
  char        *file;  /* the path; nothing is there yet */
} SiteFileFixture;

void site_file_set_up (SiteFileFixture *fixture,
                       gconstpointer    data);
void site_file_tear_down (SiteFileFixture *fixture,
                          gconstpointer    data);

/* Writes the file. The caller clears what is said of it. */
IgnySiteFileInfo site_file_export (SiteFileFixture *fixture);
/* The same, without looking at what is said. */
void site_file_write (SiteFileFixture *fixture);
/* Reads the file into store. */
gboolean site_file_import (SiteFileFixture *fixture,
                           IgnyStore       *store,
                           gboolean         copy,
                           GError         **error);
/* How many records there are of all kinds that a file has. */
gint64 site_file_count_all (IgnyStore *store);
