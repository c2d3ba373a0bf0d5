/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-json.h"

G_BEGIN_DECLS

/* Checks that size bytes are one JSON value by RFC 8259, and appends to out
 * what json-glib can read without loss, warning or abort (see
 * igny_json_parse). Linear, without recursion. Errors are IGNY_JSON_ERROR; out
 * is then of no use. */
gboolean igny_json_scan (const char *text,
                         gsize       size,
                         GString    *out,
                         GError    **error);

G_END_DECLS
