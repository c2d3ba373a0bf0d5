/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "igny-chosen.h"
#include "igny-commands.h"
#include "igny-image.h"
#include "igny-media.h"
#include "igny-present.h"
#include "igny-task.h"

static void
set_read_error (GError    **error,
                const char *path)
{
  int number = errno;

  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (number),
               _("“%s” cannot be read: %s"), path, g_strerror (number));
}

/* One more than a picture may have, so that a larger one is seen as such. */
static GBytes *
read_picture (IgnyCall   *call,
              const char *path,
              GError    **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[65536];
  gssize got = -1;
  int    fd = igny_env_open (call->caller->env, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);

  while (fd >= 0 && bytes->len <= IGNY_PICTURE_MAX_SIZE &&
         (got = read (fd, buffer, sizeof buffer)) > 0)
    g_byte_array_append (bytes, buffer, (guint) got);
  if (fd < 0 || got < 0)
    set_read_error (error, path);
  if (fd >= 0)
    close (fd);
  return fd < 0 || got < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

typedef struct
{
  gint64 row;
  char  *id;
} Made;

static gboolean
find_id_cb (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Made *made = data;

  made->id = igny_present_dup_id (db, &igny_image_entity, made->row);
  return TRUE;
}

static gboolean
answer (IgnyCall *call,
        gint64    row,
        GError  **error)
{
  Made        made = { row };
  JsonObject *object;

  if (!igny_call_read (call, find_id_cb, &made, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "id", made.id);
  igny_call_take_data (call, object);
  igny_call_say (call, "%s", _("The picture is kept."));
  g_free (made.id);
  return TRUE;
}

gboolean
igny_command_images_add (IgnyCall *call,
                         GError  **error)
{
  const char      *type = igny_call_get (call, IGNY_OPTION_TYPE);
  IgnyMediaDraft   draft = { .image_type = type != NULL ? type : "featured" };
  g_autofree char *path = igny_caller_dup_path (call->caller, igny_call_get_word (call, 0));
  g_autoptr(GBytes) bytes = NULL;
  gint64 row;
  g_auto(IgnyChosen) chosen = {
    .call = call, .entity = &igny_task_entity, .option = IGNY_OPTION_TASK
  };

  if (!igny_chosen_find (&chosen, error))
    return FALSE;
  if (igny_chosen_get_n_rows (&chosen) != 1)
    {
      g_set_error_literal (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                           _("a picture belongs to one task"));
      return FALSE;
    }
  draft.task = *igny_chosen_get_rows (&chosen);
  draft.alt_text = igny_call_get (call, IGNY_OPTION_ALT);
  bytes = read_picture (call, path, error);
  return bytes != NULL && igny_media_add (call->store, &draft, bytes, &row, error) &&
         answer (call, row, error);
}
