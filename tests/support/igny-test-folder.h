/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A new empty folder for one test. */
char *igny_test_folder_new (void);
/* Removes it with all that is in it. */
void igny_test_folder_free (char *folder);

G_END_DECLS
