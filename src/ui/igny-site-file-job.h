/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* A site as one file, from the window and back. Both ask for the file and show the
 * work as a job; what is there already is brought in as a copy when the person
 * says so. Main thread. */
void igny_site_file_job_export (IgnyWorkspace *workspace);
void igny_site_file_job_import (IgnyWorkspace *workspace);

G_END_DECLS
