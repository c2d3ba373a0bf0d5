/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-call.h"

G_BEGIN_DECLS

/* Makes what became of each item of a run the answer of the call. What failed
 * is told on the error output, and the call then ends with exit code 1
 * although it has data. published adds "url" and "post_id". */
void igny_report_answer (IgnyCall         *call,
                         const IgnyReport *report,
                         gboolean          published);

G_END_DECLS
