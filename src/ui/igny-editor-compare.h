/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  IGNY_EDITOR_PAIR_SAME,
  IGNY_EDITOR_PAIR_SKIPPED, /* n_skipped paragraphs that are the same */
  IGNY_EDITOR_PAIR_CHANGED,
  IGNY_EDITOR_PAIR_FORMAT, /* the same words, in another form */
  IGNY_EDITOR_PAIR_REMOVED,
  IGNY_EDITOR_PAIR_ADDED,
} IgnyEditorPairKind;

/* A paragraph, heading, list … of an article and what became of it. */
#define IGNY_TYPE_EDITOR_PAIR (igny_editor_pair_get_type ())
G_DECLARE_FINAL_TYPE (IgnyEditorPair, igny_editor_pair, IGNY, EDITOR_PAIR, GObject)

struct _IgnyEditorPair
{
  GObject parent_instance;

  IgnyEditorPairKind kind;
  guint              n_skipped;
  char              *before; /* plain text; "" where there is none */
  char              *after;
  GArray            *removed; /* of IgnyDiffRange in before */
  GArray            *added;   /* and in after */
};

/* Two texts, paragraph by paragraph, and within those word by word. Runs on a
 * thread; 10,000 words take a third of a second. */
void igny_editor_compare_async (const char         *before,
                                const char         *after,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
/* Of IgnyEditorPair. safe, when wanted, is before made safe, full ownership. */
GListStore *igny_editor_compare_finish (GAsyncResult *result,
                                        char        **safe,
                                        GError      **error);

G_END_DECLS
