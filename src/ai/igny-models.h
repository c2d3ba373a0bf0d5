/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-json.h"

G_BEGIN_DECLS

/* What is known about models and servers: data/seed/models.json, or a copy
 * that the person edited. Never changed after it was made; any thread. */
typedef struct _IgnyModels IgnyModels;

/* How one model of one server wants to be asked. */
typedef struct
{
  const char *cap_field;   /* "max_tokens" or "max_completion_tokens"; borrowed */
  gboolean    temperature; /* takes one */
  gboolean    json;        /* takes response_format json_object */
  guint       head_room;   /* times the output cap, for reasoning that counts as output */
} IgnyModelFamily;

/* What comes with the program. */
IgnyModels *igny_models_new (void);
/* A copy that was edited; errors are IGNY_JSON_ERROR. */
IgnyModels *igny_models_new_from_text (const char *text,
                                       GError    **error);
void        igny_models_free (IgnyModels *self);

/* host: lower case, without a port. */
IgnyModelFamily igny_models_find_family (const IgnyModels *self,
                                         const char       *host,
                                         const char       *model);
/* By its name, since servers list all their models. */
gboolean igny_models_is_for_chat (const IgnyModels *self,
                                  const char       *model);
/* Micro-dollars; IGNY_UNKNOWN when the model has no price or a count is not
 * known. tokens_cached is a part of tokens_in, and unknown means none. An
 * estimate: prices change. */
gint64 igny_models_estimate_cost (const IgnyModels *self,
                                  const char       *model,
                                  gint64            tokens_in,
                                  gint64            tokens_cached,
                                  gint64            tokens_out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyModels, igny_models_free)

G_END_DECLS
