/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-env.h"
#include "igny-json.h"

G_BEGIN_DECLS

/* What is known about models and servers: data/seed/models.json, or a copy
 * that the person edited. Never changed after it was made; any thread. */
typedef struct _IgnyModels IgnyModels;

/* Which of its interfaces a server is asked at. */
typedef enum
{
  IGNY_SPEAKS_CHAT,      /* POST /chat/completions, as OpenAI and most others have it */
  IGNY_SPEAKS_RESPONSES, /* POST /responses, for models that answer only there */
  IGNY_SPEAKS_MESSAGES,  /* POST /messages of Anthropic */
  IGNY_SPEAKS_NOTHING,   /* no text at all */
} IgnySpeaks;

/* How strictly a server can be told the form of an answer. */
typedef enum
{
  IGNY_STRUCTURE_NONE,   /* only in words */
  IGNY_STRUCTURE_OBJECT, /* some JSON object */
  IGNY_STRUCTURE_SCHEMA, /* JSON by a schema */
} IgnyStructure;

/* How one model of one server wants to be asked. Texts are borrowed. */
typedef struct
{
  IgnySpeaks    speaks;
  const char   *cap_field;   /* "max_tokens" or "max_completion_tokens" */
  gboolean      temperature; /* takes one */
  IgnyStructure structure;
  guint         head_room;  /* times the output cap, for reasoning that counts as output */
  const char   *vocabulary; /* for igny_tokens_count; "" when it is not known */
  gint64        context;    /* tokens that prompt and answer may have; IGNY_UNKNOWN */
} IgnyModelFamily;

/* A server that is known by name. Texts are borrowed. */
typedef struct
{
  const char *id;
  const char *title;
  const char *base_url;
  IgnySpeaks  speaks;
  const char *images; /* "openai", "runware" or "" */
  gboolean    needs_key;
  guint       in_flight; /* requests at once, until the server says otherwise */
} IgnyModelProvider;

/* How a model wants to be asked for pictures. Texts are borrowed. */
typedef struct
{
  const char *form;     /* "gpt-image", "dall-e" or "runware" */
  guint       grid;     /* width and height are multiples of it; 0: fixed sizes */
  guint       steps;    /* 0: the server's own */
  gboolean    negative; /* takes a negative prompt */
} IgnyImageFamily;

/* The name of the file in the data folder. */
#define IGNY_MODELS_FILE "models.json"

/* What comes with the program. */
IgnyModels *igny_models_new (void);
/* Its text, as a start for a copy to edit. Full ownership. */
char *igny_models_dup_default (void);
/* A copy that was edited, not checked; errors are IGNY_JSON_ERROR. */
IgnyModels *igny_models_new_from_text (const char *text,
                                       GError    **error);
/* The copy in the data folder, checked, else what comes with the program; own
 * (or NULL) tells which. The error names the file, and the line of the first
 * thing that is wrong in it. */
IgnyModels *igny_models_load (const IgnyEnv *env,
                              const char    *folder,
                              gboolean      *own,
                              GError       **error);
void        igny_models_free (IgnyModels *self);

/* Everything that is wrong with a text, as "line 12: prices: …", of char *;
 * empty when nothing is. Full ownership. */
GPtrArray *igny_models_check (const char *text);

guint    igny_models_get_n_providers (const IgnyModels *self);
gboolean igny_models_get_provider (const IgnyModels  *self,
                                   guint              index,
                                   IgnyModelProvider *provider);
/* By id; FALSE when there is none. */
gboolean igny_models_find_provider (const IgnyModels  *self,
                                    const char        *id,
                                    IgnyModelProvider *provider);

/* The id of the provider whose address has the host of this one; NULL when none
 * is known there, and for local ones. Borrowed. */
const char *igny_models_find_provider_at (const IgnyModels *self,
                                          const char       *base_url);

/* YYYY-MM-DD, or NULL when no end is known; replacement (or NULL) gets a
 * model's name or "". Borrowed. */
const char *igny_models_find_shutdown (const IgnyModels *self,
                                       const char       *model,
                                       const char      **replacement);

IgnyImageFamily igny_models_find_image_family (const IgnyModels *self,
                                               const char       *model);
/* Micro-dollars of n pictures; quality "low", "medium" or "high", others count
 * as medium. IGNY_UNKNOWN when the model has no price. */
gint64 igny_models_estimate_image_cost (const IgnyModels *self,
                                        const char       *model,
                                        const char       *quality,
                                        guint             n);
/* The same from what the server counted. */
gint64 igny_models_get_image_cost (const IgnyModels *self,
                                   const char       *model,
                                   gint64            tokens_in,
                                   gint64            tokens_out);

/* One model that has a price, for lists. FALSE behind the last one. */
typedef struct
{
  const char *model;
  gint64      input; /* micro-dollars for 1,000,000 tokens */
  gint64      cached;
  gint64      output;
  const char *as_of;
} IgnyModelPrice;

gboolean igny_models_get_price (const IgnyModels *self,
                                guint             index,
                                IgnyModelPrice   *price);

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
