/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "igny-ai-error.h"
#include "igny-image.h"
#include "igny-jobs.h"
#include "igny-media.h"
#include "igny-task.h"
#include "igny-text.h"
#include "igny-work-images.h"

typedef struct
{
  gint64     row;
  IgnyImage *image;
  char      *title; /* of the article */
} Making;

static void
clear (Making *self)
{
  igny_record_free (self->image);
  g_free (self->title);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, clear)

static gboolean
check (const IgnyImage *image,
       GError         **error)
{
  if (g_strcmp0 (image->status, "generated") == 0)
    g_set_error_literal (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                         _("the picture is there already; set its status to pending to have it "
                           "made anew"));
  else if (image->prompt == NULL || *image->prompt == '\0')
    g_set_error_literal (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                         _("the picture has no prompt; write one, or have the pictures described"));
  else if (!g_str_equal (image->image_type, "featured") &&
           !g_str_equal (image->image_type, "in_article"))
    g_set_error_literal (error, IGNY_INVALID, IGNY_INVALID_FIELD,
                         _("the wide and the tall picture are cut from the featured one"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
load_cb (IgnyDb       *db,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  Making *self = data;

  self->image = igny_records_load (db, &igny_image_entity, self->row, error);
  if (self->image == NULL || !check (self->image, error))
    return FALSE;
  self->title = igny_records_dup_title (db, &igny_task_entity, self->image->task);
  return TRUE;
}

/* A person looks at it before it is tried again. */
static gboolean
fail_cb (IgnyStep     *step,
         gpointer      data,
         GCancellable *cancellable,
         GError      **error)
{
  const Making *self = data;
  g_autoptr(IgnyImage) image =
                 igny_records_load (igny_step_get_db (step), &igny_image_entity, self->row, error);

  if (image == NULL)
    return FALSE;
  igny_text_set (&image->status, "failed");
  return igny_step_update (step, image, error);
}

/* What the next try would meet too, and what may have been made. */
static gboolean
is_final (const GError *failure)
{
  return !igny_ai_error_is_fatal (failure) ||
         g_error_matches (failure, IGNY_CHAT_ERROR, IGNY_CHAT_ERROR_LOST);
}

typedef struct
{
  const IgnyWorkImages *images;
  const IgnyUsage      *usage;
} Settlement;

static gboolean
settle_cb (IgnyStep     *step,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  const Settlement *self = data;

  return igny_credits_charge (step, self->usage, error) &&
         igny_jobs_settle (self->images->run, step, self->images->n_items == 1, error);
}

static gboolean
save (IgnyWorkImages  *images,
      const Making    *self,
      GBytes          *bytes,
      const IgnyUsage *usage,
      GError         **error)
{
  Settlement           settlement = { images, usage };
  const IgnyMediaDraft draft = {
    .task = self->image->task,
    .image_type = self->image->image_type,
    .alt_text = self->image->alt_text,
    .prompt = self->image->prompt,
    .position = self->image->position,
    .image = self->row,
    .also = settle_cb,
    .also_data = &settlement,
  };
  gint64 row;

  igny_run_enter (images->run, IGNY_PHASE_SAVE);
  return igny_media_add (images->run->store, &draft, bytes, &row, error);
}

gboolean
igny_work_images_make (IgnyWorkImages *images,
                       gint64          row,
                       guint           per_mille,
                       GError        **error)
{
  g_auto(Making) self = { .row = row };
  IgnyImageCall call = { .image = row };
  IgnyUsage     usage = { 0 };
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) failure = NULL;

  g_return_val_if_fail (images != NULL, FALSE);

  if (!igny_store_read (images->run->store, load_cb, &self, images->run->cancellable, error))
    return FALSE;
  if (images->pictures == NULL)
    images->pictures = igny_image_session_new (images->run, error);
  if (images->pictures == NULL)
    return FALSE;
  igny_run_report (images->run, IGNY_PHASE_AI_CALL, per_mille, images->item, images->n_items,
                   _("Having a picture for “%s” made by %s at %s"), self.title,
                      igny_image_session_get_model (images->pictures),
                      igny_image_session_get_host (images->pictures));
  call.prompt = self.image->prompt;
  call.look = self.image->look;
  call.title = self.title;
  bytes = igny_image_session_make (images->pictures, &call, &usage, &failure);
  if (bytes != NULL)
    return save (images, &self, bytes, &usage, error);
  if (is_final (failure) &&
      !igny_store_write (images->run->store, IGNY_STEP_SYSTEM, "A picture failed", fail_cb, &self,
                         NULL, error))
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
