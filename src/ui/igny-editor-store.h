/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-content.h"
#include "igny-store.h"

G_BEGIN_DECLS

/* What the editor reads and writes, on the store's threads. */

typedef enum
{
  IGNY_EDITOR_STORE_ERROR_SAME, /* there was nothing to write, so there is no step */
} IgnyEditorStoreError;

#define IGNY_EDITOR_STORE_ERROR (igny_editor_store_error_quark ())

GQuark igny_editor_store_error_quark (void);

/* A keyword that the article should cover. */
typedef struct
{
  char  *keyword;
  gint64 volume; /* searches a month, or IGNY_UNKNOWN */
} IgnyEditorKeyword;

/* All that the editor shows of one content. */
typedef struct
{
  gint64       row;
  IgnyContent *content;
  IgnyContent *typed;    /* what a crash left of it (igny-editor-draft.h), or NULL */
  gboolean     late;     /* content was changed since that was typed */
  GPtrArray   *keywords; /* of IgnyEditorKeyword, the busiest first */
  char       **titles;   /* of the site's other contents */
  gboolean     english;  /* the language that is written in */
  char        *domain;   /* of the site; NULL when nobody gave it */
  char        *place;    /* "outdoor-gear.com › Hiking" */
} IgnyEditorArticle;

IgnyEditorArticle *igny_editor_article_new (gint64 row);
void               igny_editor_article_free (IgnyEditorArticle *self);

/* Values to write, and what came of it. */
typedef struct
{
  IgnyEditorArticle *article; /* as it is afterwards */
  GPtrArray         *values;  /* of name, value, name, value … */
  IgnyErrors        *errors;
} IgnyEditorWrite;

IgnyEditorWrite *igny_editor_write_new (gint64 row);
void             igny_editor_write_add (IgnyEditorWrite *self,
                                        const char      *field,
                                        const char      *value);
void             igny_editor_write_free (IgnyEditorWrite *self);

/* IgnyReadFunc; data is an IgnyEditorArticle with its row. The text is
 * sanitized even if what is stored is not. */
gboolean igny_editor_store_read (IgnyDb       *db,
                                 gpointer      data,
                                 GCancellable *cancellable,
                                 GError      **error);
/* IgnyWriteFunc; data is an IgnyEditorWrite. Fails with
 * IGNY_EDITOR_STORE_ERROR_SAME when the text is what the store has already. */
gboolean igny_editor_store_write (IgnyStep     *step,
                                  gpointer      data,
                                  GCancellable *cancellable,
                                  GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyEditorArticle, igny_editor_article_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyEditorWrite, igny_editor_write_free)

G_END_DECLS
