/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

/* Functions for SQL that are the program's own rules:
 *
 *   opportunity (volume, difficulty, intent, volume weight, ease weight, intent
 *   weight): igny_opportunity_score; NULL stands for unknown.
 *
 * A result code of SQLite. */
int igny_db_functions_add (sqlite3 *handle);
