/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "igny-record.h"

G_BEGIN_DECLS

#define IGNY_SITE_FILE_FORMAT "igny8-site"
#define IGNY_SITE_FILE_VERSION 1
#define IGNY_SITE_FILE_MANIFEST "manifest.json"
#define IGNY_SITE_FILE_MEDIA "media/"
#define IGNY_SITE_FILE_MAX_MANIFEST (1024 * 1024)
/* A line has one article at the most, escaped. */
#define IGNY_SITE_FILE_MAX_LINE (16 * 1024 * 1024)
#define IGNY_SITE_FILE_MAX_PICTURE (64 * 1024 * 1024)
/* References of one record to what is not in the file. */
#define IGNY_SITE_FILE_MAX_OUTSIDE 8

/* What goes into a file, a referenced entity before those that refer to it. */
typedef struct
{
  const IgnyEntity *entity;
  const char       *condition; /* SQL for those of the site ?1 */
  gboolean          shared;    /* of the account: goes along, and is left out where there is one */
  guint             page;      /* records that are read at once */
} IgnySiteTable;

/* Ends with a NULL entity. */
extern const IgnySiteTable igny_site_tables[];

/* -1 when it is none of them. */
gint  igny_site_table_find (const IgnyEntity *entity);
char *igny_site_table_dup_member (const IgnySiteTable *table);
/* Whether records of field's entity have it in a file. */
gboolean igny_site_table_has_field (const IgnyField *field);

/* What one line tells. */
typedef struct
{
  gpointer record; /* references are rows of the file it came from */
  gint64   row;    /* there */
  /* References to what is not in the file: industries, users. */
  const IgnyField *outside[IGNY_SITE_FILE_MAX_OUTSIDE];
  IgnyId           ids[IGNY_SITE_FILE_MAX_OUTSIDE];
  guint            n_outside;
} IgnySiteLine;

void igny_site_line_clear (IgnySiteLine *line);

/* text is a line of a table, without its end. What it says is checked for its
 * form only. IGNY_DB_ERROR_DAMAGED. Any thread. */
gboolean igny_site_line_parse (const IgnySiteTable *table,
                               const char          *text,
                               gsize                length,
                               IgnySiteLine        *line,
                               GError             **error);
/* Format, version and what it tells of each table. */
JsonNode *igny_site_file_parse_manifest (const char *text,
                                         gsize       length,
                                         GError    **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IgnySiteLine, igny_site_line_clear)

G_END_DECLS
