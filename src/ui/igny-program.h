/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-application.h"

G_BEGIN_DECLS

/* The program: opens the store of a data folder, serves igny8ctl, and puts a
 * workspace into the window, or says why it cannot. */
#define IGNY_TYPE_PROGRAM (igny_program_get_type ())
G_DECLARE_FINAL_TYPE (IgnyProgram, igny_program, IGNY, PROGRAM, IgnyApplication)

IgnyProgram *igny_program_new (void);

G_END_DECLS
