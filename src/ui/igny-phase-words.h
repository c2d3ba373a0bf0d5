/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* title is the phase as a person calls it, time how long it took ("4.2 s"). */
typedef void (*IgnyPhaseWordsFunc) (const char *title,
                                    const char *time,
                                    gpointer    user_data);

/* Tells the phases of ai_task_logs.phases, in their order; none of a text that is
 * NULL or of another shape. */
void igny_phase_words_tell (const char        *phases,
                            IgnyPhaseWordsFunc func,
                            gpointer           user_data);
/* The same as lines, "Waiting for the AI: 4.2 s"; "" when there is nothing to tell. */
char *igny_phase_words_dup_lines (const char *phases);

G_END_DECLS
