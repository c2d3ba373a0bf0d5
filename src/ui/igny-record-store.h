/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-scope.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* What the record dialog asks of the store: functions for igny_store_read_async
 * and igny_store_write_async, and their data. */

typedef struct
{
  const IgnyEntity *entity;
  gint64            row;
  gpointer          record; /* answer */
  GHashTable       *titles; /* answer: of its references, by field name */
  GHashTable       *ids;    /* answer: their UUID texts */
} IgnyRecordLoad;

IgnyRecordLoad *igny_record_load_new (const IgnyEntity *entity,
                                      gint64            row);
void            igny_record_load_free (IgnyRecordLoad *self);
gboolean        igny_record_load_read (IgnyDb       *db,
                                       gpointer      data,
                                       GCancellable *cancellable,
                                       GError      **error);

/* Records of target whose title has text in it, at most 50. */
typedef struct
{
  const IgnyEntity *target;
  IgnyScope         scope;
  char             *text;
  GPtrArray        *words;  /* answer: UUID texts, ends with NULL */
  GPtrArray        *labels; /* answer: titles, ends with NULL */
} IgnyRecordSearch;

IgnyRecordSearch *igny_record_search_new (const IgnyEntity *target,
                                          const IgnyScope  *scope,
                                          const char       *text);
void              igny_record_search_free (IgnyRecordSearch *self);
gboolean          igny_record_search_read (IgnyDb       *db,
                                           gpointer      data,
                                           GCancellable *cancellable,
                                           GError      **error);

typedef struct
{
  const IgnyEntity *entity;
  IgnyScope         scope;
  gint64            row;     /* 0 adds; answer: the row that was made */
  GPtrArray        *changes; /* names and values */
  IgnyErrors       *errors;  /* answer */
  char             *title;   /* answer: what names the record now */
} IgnyRecordSave;

/* Takes changes. */
IgnyRecordSave *igny_record_save_new (const IgnyEntity *entity,
                                      gint64            row,
                                      const IgnyScope  *scope,
                                      GPtrArray        *changes);
void            igny_record_save_free (IgnyRecordSave *self);
gboolean        igny_record_save_write (IgnyStep     *step,
                                        gpointer      data,
                                        GCancellable *cancellable,
                                        GError      **error);

G_END_DECLS
