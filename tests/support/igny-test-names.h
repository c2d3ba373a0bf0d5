/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Linking this in puts a getaddrinfo of the test's own before the system's, so
 * that names mean the same on every machine and nothing is asked outside:
 * *.test is 127.0.0.1, *.invalid does not exist, slow.invalid does not exist
 * either but takes IGNY_TEST_NAMES_SLOW_MS to say so. All else is the system's. */
#define IGNY_TEST_NAMES_SLOW_MS 3000

/* How many names were looked up so far. A call to it is what links it in. */
guint igny_test_names_get_count (void);

G_END_DECLS
