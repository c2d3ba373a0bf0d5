/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* For the analyzers only, and before everything else: a wrong call ends the
 * program in the tests, so they need not follow what comes after it, and may
 * take for granted what was asked. */
#undef g_return_if_fail
#undef g_return_val_if_fail
#define g_return_if_fail(expression) \
  do                                 \
    if (!(expression))               \
      __builtin_unreachable ();      \
  while (0)
#define g_return_val_if_fail(expression, value) g_return_if_fail (expression)
