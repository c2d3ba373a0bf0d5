/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-progress.h"

G_BEGIN_DECLS

/* A site as one file, to hand it over: a ZIP of manifest.json, a line of JSON for
 * each record in records/<table>.jsonl, and the pictures in media/…. It has no
 * secrets, nobody's rights, no ledgers and no logs. */

typedef enum
{
  IGNY_SITE_FILE_ERROR_EXISTS, /* the site is in the data, or was; a copy can be made */
} IgnySiteFileError;

#define IGNY_SITE_FILE_ERROR (igny_site_file_error_quark ())

GQuark igny_site_file_error_quark (void);

typedef struct
{
  char  *name; /* of the site, as it is called where the file came from or went to */
  gint64 site; /* row; 0 until it is in the data */
  gint64 size; /* bytes of the file */
  gint64 n_records;
  gint64 n_skipped; /* of the account, which has one of that name */
  gint64 n_media;
} IgnySiteFileInfo;

void igny_site_file_info_clear (IgnySiteFileInfo *info);

/* Writes a site to path; what is there is replaced when the file is whole and
 * checked. Others go on reading and writing meanwhile. Blocks, as runs do. */
gboolean igny_site_file_write (const IgnyRun    *run,
                               gint64            site,
                               const char       *path,
                               IgnySiteFileInfo *info,
                               GError          **error);
/* Brings the site of the file at path into the account, in one step. Records keep
 * their ids where these are free. A site that is in the data is refused with
 * IGNY_SITE_FILE_ERROR_EXISTS, unless copy: then all of it is new. Its automation
 * and its publishing by itself are off afterwards. Blocks, as runs do. */
gboolean igny_site_file_read (const IgnyRun    *run,
                              const char       *path,
                              gboolean          copy,
                              IgnySiteFileInfo *info,
                              GError          **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnySiteFileInfo, igny_site_file_info_clear)

G_END_DECLS
