/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-error.h"
#include "igny-models.h"
#include "igny-provider-limiter.h"

G_BEGIN_DECLS

/* A server that makes pictures: OpenAI and those that speak like it, or
 * Runware. Keeps the fields that the server refuses, to leave them out. Its
 * functions block: worker threads only; one at a time. */
typedef struct _IgnyImagesApi IgnyImagesApi;

typedef struct
{
  const char          *kind;     /* "openai" or "runware" */
  const char          *base_url; /* as in igny_chat_address_read */
  const char          *key;      /* or NULL */
  const char          *model;
  gboolean             allow_http;
  IgnyProviderLimiter *limiter; /* that learns; borrowed, or NULL */
} IgnyImagesConfig;

typedef struct
{
  const char *prompt;
  const char *negative; /* what is not to be seen; or NULL. Where the model takes it */
  const char *quality;  /* "low", "medium", "high"; NULL: the server's own */
  const char *format;   /* "jpeg", "png" or "webp" */
  guint       width;    /* pixels; the nearest that the model makes */
  guint       height;
  guint       n; /* 1 to 4 */
  /* A UUID of version 4 or 7 as text, stored before it is sent: the same one
   * again asks Runware for the same pictures and not for new ones. */
  const char *task_id;
} IgnyImagesRequest;

typedef struct
{
  GBytes *bytes;
  char   *type;    /* "image/png", "image/jpeg", "image/webp" or "image/gif", by its bytes */
  char   *revised; /* the prompt as the server put it; or NULL */
} IgnyImagesItem;

typedef struct
{
  GPtrArray *items; /* of IgnyImagesItem, at least one */
  gint64     tokens_in;
  gint64     tokens_out;
  gint64     cost_usd;  /* micro-dollars: told by the server, else from tokens, else estimated;
                           IGNY_UNKNOWN */
  gboolean   cost_told; /* by the server, in money or in tokens */
  char      *request_id;
  gint64     elapsed_ms;
  GPtrArray *lifted; /* of char *, while an answer is read */
} IgnyImagesAnswer;

/* env (with its http) and models are borrowed and outlive it. Errors are those
 * of igny_chat_new. */
IgnyImagesApi *igny_images_api_new (const IgnyEnv          *env,
                                    const IgnyModels       *models,
                                    const IgnyImagesConfig *config,
                                    GError                **error);
/* Wipes the key. */
void igny_images_api_free (IgnyImagesApi *self);

/* Full ownership. Errors are IGNY_CHAT_ERROR, of which IGNY_CHAT_ERROR_LOST
 * means that pictures may have been made and paid for, and
 * G_IO_ERROR_CANCELLED. */
IgnyImagesAnswer *igny_images_api_make (IgnyImagesApi           *self,
                                        const IgnyImagesRequest *request,
                                        GCancellable            *cancellable,
                                        GError                 **error);
/* Whether Runware answers and takes the key, for nothing; for that kind only.
 * Errors as igny_images_api_make. */
gboolean igny_images_api_ping (IgnyImagesApi *self,
                               gint64        *elapsed_ms,
                               GCancellable  *cancellable,
                               GError       **error);
/* What igny_images_api_make would send; no secret is in it. Full ownership. */
char *igny_images_api_preview (IgnyImagesApi           *self,
                               const IgnyImagesRequest *request);
void  igny_images_answer_free (IgnyImagesAnswer *answer);

/* The size that the model makes nearest to the wanted one. */
void igny_images_api_fit_size (const IgnyImageFamily *family,
                               guint                 *width,
                               guint                 *height);
/* By the first bytes: a media type, or NULL for what is no picture. */
const char *igny_images_api_guess_type (const guint8 *bytes,
                                        gsize         length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyImagesApi, igny_images_api_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyImagesAnswer, igny_images_answer_free)

G_END_DECLS
