/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-http-limits.h"

#define SECOND G_GINT64_CONSTANT (1000)
#define MIB (1024 * 1024)

IgnyHttpLimits
igny_http_limits_get (IgnyHttpClass limits)
{
  static const IgnyHttpLimits table[] = {
    [IGNY_HTTP_METADATA] = { 10 * SECOND, 60 * SECOND, 0, 30 * SECOND, 8 * MIB },
    [IGNY_HTTP_CHAT] = { 10 * SECOND, 600 * SECOND, 0, 0, 16 * MIB },
    [IGNY_HTTP_CHAT_STREAM] = { 10 * SECOND, 1800 * SECOND, 300 * SECOND, 120 * SECOND, 16 * MIB },
    [IGNY_HTTP_IMAGE] = { 10 * SECOND, 300 * SECOND, 0, 0, 64 * MIB },
    [IGNY_HTTP_DOWNLOAD] = { 10 * SECOND, 120 * SECOND, 0, 30 * SECOND, 32 * MIB },
    [IGNY_HTTP_UPLOAD] = { 15 * SECOND, 300 * SECOND, 0, 60 * SECOND, 2 * MIB },
  };

  g_return_val_if_fail ((guint) limits < G_N_ELEMENTS (table), table[IGNY_HTTP_METADATA]);

  return table[limits];
}
