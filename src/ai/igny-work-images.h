/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-ai-session.h"
#include "igny-image-session.h"

G_BEGIN_DECLS

/* What a run about pictures has at hand. */
typedef struct
{
  const IgnyRun    *run;
  IgnyAiSession    *texts;    /* opened with the first question */
  IgnyImageSession *pictures; /* opened with the first picture */
  guint             item;     /* for the progress */
  guint             n_items;
} IgnyWorkImages;

/* Asks for descriptions of a featured picture and of those in the article of a
 * task, and keeps them as pending pictures in one step; those that were pending
 * before go. Blocks. */
gboolean igny_work_images_describe (IgnyWorkImages *self,
                                    gint64          task,
                                    GError        **error);
/* Makes one picture that is described, and keeps it in one step. per_mille: how
 * far the item is. Blocks. */
gboolean igny_work_images_make (IgnyWorkImages *self,
                                gint64          image,
                                guint           per_mille,
                                GError        **error);

G_END_DECLS
