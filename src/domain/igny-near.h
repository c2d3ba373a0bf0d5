/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keywords that are nearly the same one: a million of them in some seconds. */
typedef enum
{
  IGNY_NEAR_ORDER = 1 << 0,  /* the same words in another order */
  IGNY_NEAR_PLURAL = 1 << 1, /* the same words but for English plurals */
  IGNY_NEAR_TYPO = 1 << 2,   /* one letter wrong, missing, too much or swapped
                              * with the next, in a word of five or more */
} IgnyNearKind;

#define IGNY_NEAR_ALL (IGNY_NEAR_ORDER | IGNY_NEAR_PLURAL | IGNY_NEAR_TYPO)

typedef struct
{
  guint   kinds;   /* IgnyNearKind of what joins them */
  GArray *members; /* of guint, ascending: two or more */
} IgnyNearGroup;

/* keys are as igny_text_normalize leaves them. Groups of kinds, by their first
 * member; NULL with G_IO_ERROR_CANCELLED. Any thread. */
GPtrArray *igny_near_find (const char *const *keys,
                           guint              n_keys,
                           guint              kinds,
                           GCancellable      *cancellable,
                           GError           **error);
/* "order", "plural" or "typo"; 0 for anything else. */
guint       igny_near_kind_from_word (const char *word);
const char *igny_near_kind_to_word (guint kinds);

G_END_DECLS
