/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-db.h"

G_BEGIN_DECLS

/* Industries, their sectors and the keyword library, which come with the
 * program as data/seed/industries.json. Their ids are made of their slugs, so
 * that they are the same in every file. */

/* The first half of the SHA-256 of that file: what a file of ours remembers to
 * have read. */
extern const char igny_seed_library_version[];

/* Brings the file up to this version of the library in one system step;
 * nothing when it is. What is there already is only changed when no person
 * changed it, and what a person deleted stays away. Writer thread. */
gboolean igny_seed_library_update (IgnyDb        *db,
                                   const IgnyEnv *env,
                                   GError       **error);

G_END_DECLS
