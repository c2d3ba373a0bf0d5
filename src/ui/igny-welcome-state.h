/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-store.h"

G_BEGIN_DECLS

/* How far a person is with the first five steps. They are found in the data, so
 * that it does not matter where a step was done. */
typedef enum
{
  IGNY_WELCOME_HELLO,
  IGNY_WELCOME_SITE,
  IGNY_WELCOME_WORDPRESS,
  IGNY_WELCOME_KEYWORDS,
  IGNY_WELCOME_READY,
  IGNY_WELCOME_N_STEPS
} IgnyWelcomeStep;

typedef struct
{
  gboolean done[IGNY_WELCOME_N_STEPS];
} IgnyWelcomeState;

/* For igny_store_read_async; data is an IgnyWelcomeState. */
gboolean igny_welcome_state_read (IgnyDb       *db,
                                  gpointer      data,
                                  GCancellable *cancellable,
                                  GError      **error);
/* The first step that is not done; IGNY_WELCOME_N_STEPS when all are. */
guint igny_welcome_state_get_next (const IgnyWelcomeState *self);
guint igny_welcome_state_count (const IgnyWelcomeState *self);

G_END_DECLS
