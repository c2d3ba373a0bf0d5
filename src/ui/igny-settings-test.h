/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

/* What a test of a connection found, in words for its row. */
typedef struct
{
  IgnyTone tone;
  char    *words;
  char   **models; /* of an AI server, those for chat; NULL when it has no list */
} IgnySettingsTest;

/* Tries the AI server, or the WordPress of site, on a worker. The callback may
 * come long after. */
void igny_settings_test_async (IgnyStore          *store,
                               gint64              site, /* 0: the AI */
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data);
/* A failure is words, too; NULL only when it was cancelled. */
IgnySettingsTest *igny_settings_test_finish (GAsyncResult *result);
void              igny_settings_test_free (IgnySettingsTest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnySettingsTest, igny_settings_test_free)

G_END_DECLS
