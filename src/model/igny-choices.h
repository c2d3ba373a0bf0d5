/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-entity.h"

G_BEGIN_DECLS

/* Lists of words that more than one entity uses. */
extern const IgnyChoice igny_choices_intent[];
extern const IgnyChoice igny_choices_content_type[];
extern const IgnyChoice igny_choices_content_structure[];
extern const IgnyChoice igny_choices_origin[];
extern const IgnyChoice igny_choices_active[];
/* What an AI is asked for, what credits are paid for, and the phases of a run. */
extern const IgnyChoice igny_choices_function[];
extern const IgnyChoice igny_choices_operation[];
extern const IgnyChoice igny_choices_phase[];

/* The word itself or one that stands for it in another program; NULL when
 * unknown. */
const char *igny_choices_find (const IgnyChoice *list,
                               const char       *word);
/* The label of a stored word, untranslated; the word itself when unknown. */
const char *igny_choices_label (const IgnyChoice *list,
                                const char       *word);

G_END_DECLS
