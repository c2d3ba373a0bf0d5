/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-import-source.h"
#include "igny-keyword.h"
#include "igny-scope.h"

G_BEGIN_DECLS

/* Reads the rows of an import on a thread of its own and makes keywords of
 * them, so that the writer only writes: a file is read and written at the same
 * time, on two processors. */
typedef struct _IgnyKeywordPump IgnyKeywordPump;

#define IGNY_KEYWORD_PUMP_ROWS 2048

typedef struct
{
  IgnyImportRow row;     /* with texts of the batch */
  IgnyKeyword  *keyword; /* what it is when nobody knows it yet; NULL of a reject */
  guint64       hash;    /* igny_key_set_hash */
} IgnyKeywordItem;

typedef struct
{
  IgnyKeywordItem items[IGNY_KEYWORD_PUMP_ROWS];
  guint           n_items;
  gint64          bytes; /* of the file so far */
  gint64          total;
  GStringChunk   *texts;
  gboolean        last;
  GError         *error; /* why it is the last one */
} IgnyKeywordBatch;

/* source is the pump's until it is freed. */
IgnyKeywordPump *igny_keyword_pump_new (IgnyImport      *source,
                                        const IgnyScope *scope);
/* The next batch, good until the one after it is asked for; NULL at the end,
 * and with error when the file cannot be read on. */
IgnyKeywordBatch *igny_keyword_pump_next (IgnyKeywordPump *self,
                                          GError         **error);
/* Stops the thread, wherever it is. */
void igny_keyword_pump_free (IgnyKeywordPump *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyKeywordPump, igny_keyword_pump_free)

G_END_DECLS
