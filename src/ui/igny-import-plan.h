/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-keyword-import.h"
#include "igny-progress.h"

G_BEGIN_DECLS

/* A file or a pasted list that may be imported: what it is, how its columns are
 * to be read, and what importing it would do. Reading a source uses it up, so
 * every run opens it anew. One thread at a time. */
typedef struct
{
  char   *path;            /* or NULL */
  GBytes *bytes;           /* of a pasted list, or NULL */
  char   *name;            /* for people */
  char   *wished_encoding; /* what a person says it is in, or NULL */
  /* Filled by igny_import_plan_read. */
  GHashTable *signatures; /* of headers that are remembered */
  char       *source;
  char       *encoding;
  char        delimiter;
  char       *member;    /* file in an archive, or NULL */
  gint64      n_rows;    /* about */
  gboolean    exact;     /* n_rows was counted */
  GPtrArray  *headers;   /* of char *, one a column */
  GArray     *roles;     /* of IgnyImportRole; may be changed */
  GPtrArray  *samples;   /* of char * or NULL: IGNY_IMPORT_N_SAMPLES a column */
  gint        per_mille; /* atomic: how far a dry run is */
} IgnyImportPlan;

IgnyImportPlan *igny_import_plan_new_file (const char *path);
IgnyImportPlan *igny_import_plan_new_text (const char *text);
void            igny_import_plan_free (IgnyImportPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyImportPlan, igny_import_plan_free)

/* Reads the head of the source, and recalls what was said about the columns of
 * such a file before. Workers. */
gboolean igny_import_plan_read (IgnyImportPlan *self,
                                IgnyStore      *store,
                                GError        **error);
/* "UTF-8 · separated by commas · 500 rows", after it was read. */
char *igny_import_plan_describe (const IgnyImportPlan *self);
/* A copy with the roles chosen, for a run of its own. */
IgnyImportPlan *igny_import_plan_copy (const IgnyImportPlan *self);
/* Finds out what importing would do and leaves everything as it is. Workers. */
gboolean igny_import_plan_try (IgnyImportPlan   *self,
                               IgnyStore        *store,
                               const IgnyScope  *scope,
                               IgnyImportReport *report,
                               GCancellable     *cancellable,
                               GError          **error);
/* Workers. */
gboolean igny_import_plan_run (IgnyImportPlan   *self,
                               const IgnyRun    *run,
                               const IgnyScope  *scope,
                               IgnyImportReport *report,
                               GError          **error);

G_END_DECLS
