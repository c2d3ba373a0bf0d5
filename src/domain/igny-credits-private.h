/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-credits.h"

G_BEGIN_DECLS

/* In one transaction; more is a slip of the hand. */
#define IGNY_CREDITS_MAX 1000000000

/* Every way to another balance: the ledger and the account agree. user is who
 * did it, 0 the program; *balance, when wanted, gets the new one. */
gboolean igny_credits_change (IgnyStep   *step,
                              const char *type,
                              gint64      amount,
                              const char *description,
                              gint64      user,
                              gint64     *balance,
                              GError    **error);

G_END_DECLS
