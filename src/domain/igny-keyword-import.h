/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-import-source.h"
#include "igny-scope.h"
#include "igny-step.h"

G_BEGIN_DECLS

/* Rejected lines beyond this many are counted but not listed. */
#define IGNY_KEYWORD_IMPORT_MAX_REJECTS 10000

typedef struct
{
  gint64 line;
  char  *keyword;
  char  *reason;
} IgnyReject;

/* read = added + merged + unchanged + rejected, always. */
typedef struct
{
  char      *source;
  char      *encoding;
  char       delimiter; /* 0 when every line is one keyword */
  gint64     read;
  gint64     added;
  gint64     merged;    /* matched a known or an earlier one and changed it */
  gint64     unchanged; /* matched and changed nothing */
  gint64     rejected;
  GPtrArray *rejects;  /* of IgnyReject */
  gboolean   cut_off;  /* Search Console's 1,000 rows */
  gboolean   doubtful; /* igny_import_is_doubtful */
} IgnyImportReport;

typedef void (*IgnyImportProgressFunc) (gint64   bytes,
                                        gint64   total,
                                        gint64   rows,
                                        gpointer user_data);

IgnyImportReport *igny_import_report_new (void);
void              igny_import_report_free (IgnyImportReport *self);

/* Merges all rows of source into the sector: exact volumes win over ranges,
 * ranges over impressions, those over nothing; newer over older; larger within
 * one file; intents are united; the best position keeps its URL. Reads on a thread of its own and
 * writes on this one, the writer; progress is called here, every 2,048 rows. */
gboolean igny_keyword_import (IgnyStep              *step,
                              const IgnyScope       *scope,
                              IgnyImport            *source,
                              IgnyImportReport      *report,
                              IgnyImportProgressFunc progress,
                              gpointer               user_data,
                              GCancellable          *cancellable,
                              GError               **error);

/* Whether the plan of the account has room for what was imported in the step: at
 * the end of one that will not be kept. Others are asked as they end. Writer
 * thread. */
gboolean igny_keyword_import_check (IgnyStep *step,
                                    GError  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyImportReport, igny_import_report_free)

G_END_DECLS
