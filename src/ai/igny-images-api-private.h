/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-chat-fault.h"
#include "igny-images-api.h"

G_BEGIN_DECLS

/* What the two interfaces for pictures share. */

struct _IgnyImagesApi
{
  const IgnyEnv       *env;
  const IgnyModels    *models;
  IgnyImageFamily      family;
  gboolean             runware;
  char                *base;
  char                *host;
  char                *key;
  char                *model;
  gboolean             allow_http;
  IgnyProviderLimiter *limiter;
  GHashTable          *refused; /* names of fields */
};

IgnyImagesAnswer *igny_images_answer_new (void);
/* FALSE when it is no base64 or no picture. */
gboolean igny_images_answer_add_base64 (IgnyImagesAnswer *self,
                                        const char       *base64,
                                        const char       *revised);

/* A picture is one text of many megabytes, which is too much for the reader of
 * JSON. So such texts are taken out of the bytes into lifted (of char *), and a
 * short one stands for each. Full ownership. */
char *igny_images_lift (const char *bytes,
                        gsize       length,
                        GPtrArray  *lifted);
/* What text stands for, else text. Borrowed. */
const char *igny_images_find_lifted (const char *text,
                                     GPtrArray  *lifted);

/* The bodies of the two. Full ownership. */
char *igny_images_api_build_body (IgnyImagesApi           *self,
                                  const IgnyImagesRequest *request);
char *igny_runware_build_body (IgnyImagesApi           *self,
                               const IgnyImagesRequest *request);

typedef enum
{
  IGNY_IMAGES_READ_DONE,
  IGNY_IMAGES_READ_WAIT,    /* the pictures are not ready, or were asked for before */
  IGNY_IMAGES_READ_NOTHING, /* this is no answer with pictures */
} IgnyImagesRead;

/* Reads an answer into answer; urls (of char *) gets those that still have to
 * be fetched. fault gets an error of Runware, which may come with any status; n
 * are the pictures that its task asked for: while one of them is neither there
 * nor refused, it is to be waited for. */
IgnyImagesRead igny_images_api_read (JsonObject       *object,
                                     IgnyImagesAnswer *answer,
                                     GPtrArray        *urls);
IgnyImagesRead igny_runware_read (JsonObject       *object,
                                  const char       *task_id,
                                  guint             n,
                                  IgnyImagesAnswer *answer,
                                  GPtrArray        *urls,
                                  IgnyChatFault   **fault);
/* What asks for the pictures of a task that was sent before. Full ownership. */
char *igny_runware_build_question (const char *task_id);

/* What asks nothing but whether the server is there. Full ownership. */
char *igny_runware_build_ping (void);
/* Whether that was answered. */
gboolean igny_runware_has_pong (const char *bytes,
                                gsize       length);

G_END_DECLS
