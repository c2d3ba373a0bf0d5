/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-body.h"
#include "igny-env.h"

G_BEGIN_DECLS

/* What was learned about each model of each server: fields that it refuses,
 * the size of its window. It outlives the client that learned it, and with a
 * file the program. Several threads. */
typedef struct _IgnyProviderMemory IgnyProviderMemory;

/* The name of the file in the data folder. */
#define IGNY_PROVIDER_MEMORY_FILE "learned.json"
/* Older entries go when there are more. */
#define IGNY_PROVIDER_MEMORY_MAX 500

IgnyProviderMemory *igny_provider_memory_new (void);
void                igny_provider_memory_free (IgnyProviderMemory *self);

/* All FALSE and 0 for what is not known. */
IgnyChatQuirks igny_provider_memory_get (IgnyProviderMemory *self,
                                         const char         *base,
                                         const char         *model);
void           igny_provider_memory_set (IgnyProviderMemory   *self,
                                         const char           *base,
                                         const char           *model,
                                         const IgnyChatQuirks *quirks);

/* A file that is damaged or absent counts as empty: it costs a refused request
 * to learn it again. */
IgnyProviderMemory *igny_provider_memory_load (const IgnyEnv *env,
                                               const char    *folder);
/* Only when something was learned since; blocks. */
gboolean igny_provider_memory_save (IgnyProviderMemory *self,
                                    const IgnyEnv      *env,
                                    const char         *folder,
                                    GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyProviderMemory, igny_provider_memory_free)

G_END_DECLS
