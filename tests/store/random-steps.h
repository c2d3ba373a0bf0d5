/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store-fixture.h"

/* What is done to the records by chance: added, changed, swapped, deleted and
 * brought back, one by one and many at once, in the site of the fixture. */
typedef struct
{
  StoreFixture *base;
  guint         named; /* for names that are new */
  guint         n_operations;
} RandomSteps;

/* Some of it, in one step; data is RandomSteps. */
gboolean random_steps_do_cb (IgnyStep     *step,
                             gpointer      data,
                             GCancellable *cancellable,
                             GError      **error);
/* The same, and then it fails with G_IO_ERROR_FAILED. */
gboolean random_steps_fail_cb (IgnyStep     *step,
                               gpointer      data,
                               GCancellable *cancellable,
                               GError      **error);
