/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-editor-store.h"

G_BEGIN_DECLS

/* What a text says about itself: computed on a thread, since a long one takes
 * a while and it is read with every pause in typing. */
typedef struct
{
  guint      words;
  GPtrArray *headings; /* of IgnyHtmlHeading */
  gboolean  *covered;  /* one of each keyword, in their order */
  guint      n_keywords;
  GPtrArray *checks; /* of IgnyPageCheck; NULL for a text beyond the limits */
} IgnyEditorReading;

void igny_editor_reading_free (IgnyEditorReading *self);

/* title counts as text. values are fields as they are typed: name, value, name,
 * value … Main thread. */
void               igny_editor_reading_make_async (const char              *title,
                                                   const char              *html,
                                                   const GPtrArray         *values,
                                                   const IgnyEditorArticle *article,
                                                   GCancellable            *cancellable,
                                                   GAsyncReadyCallback      callback,
                                                   gpointer                 user_data);
IgnyEditorReading *igny_editor_reading_make_finish (GAsyncResult *result,
                                                    GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyEditorReading, igny_editor_reading_free)

G_END_DECLS
