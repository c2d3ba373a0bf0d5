/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-models.h"

G_BEGIN_DECLS

/* What the files of the models share. */

struct _IgnyModels
{
  JsonNode   *node;
  JsonObject *root; /* borrowed from node */
};

/* Of the objects of a section the one with the longest name that the model's
 * begins with, so that a dated snapshot is treated as its model. A vendor in
 * front does not count. NULL when there is none. Borrowed. */
JsonObject *igny_models_private_find_named (const IgnyModels *self,
                                            const char       *section,
                                            const char       *model);
/* Micro-dollars within sense, else fallback. */
gint64 igny_models_private_get_price (JsonObject *item,
                                      const char *name,
                                      gint64      fallback);
/* "responses", "messages", "nothing"; all else is chat. */
IgnySpeaks igny_models_private_read_speaks (const char *word);

G_END_DECLS
