/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-cost.h"
#include "igny-credits.h"
#include "igny-progress.h"

G_BEGIN_DECLS

/* The settings, the key and the connection that one run asks for pictures with;
 * as IgnyAiSession does for texts. Worker threads, one at a time. */
typedef struct _IgnyImageSession IgnyImageSession;

/* A picture that is to be made. */
typedef struct
{
  gint64      image; /* row of its record */
  const char *prompt;
  const char *look;  /* NULL: that of the settings */
  const char *title; /* of the article */
} IgnyImageCall;

/* Fails with a sentence that says which setting is missing. */
IgnyImageSession *igny_image_session_new (const IgnyRun *run,
                                          GError       **error);
void              igny_image_session_free (IgnyImageSession *self);

/* Borrowed. */
const char *igny_image_session_get_model (const IgnyImageSession *self);
const char *igny_image_session_get_host (const IgnyImageSession *self);
/* "realistic", "artistic" or "cartoon". */
const char *igny_image_session_get_look (const IgnyImageSession *self);
/* Of the pictures so far. */
IgnyCostSum igny_image_session_get_cost (const IgnyImageSession *self);

/* The bytes of the picture. usage gets what is to be charged; its model is
 * borrowed from the session. Errors as igny_images_api_make, with a remedy. */
GBytes *igny_image_session_make (IgnyImageSession    *self,
                                 const IgnyImageCall *call,
                                 IgnyUsage           *usage,
                                 GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IgnyImageSession, igny_image_session_free)

G_END_DECLS
