/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "igny-chosen.h"
#include "igny-commands.h"
#include "igny-image.h"
#include "igny-key.h"
#include "igny-media.h"
#include "igny-out-file.h"
#include "igny-present.h"
#include "igny-report-answer.h"
#include "igny-settings.h"
#include "igny-spent.h"
#include "igny-target.h"
#include "igny-task.h"
#include "igny-work.h"

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

gboolean
igny_command_images_list (IgnyCall *call,
                          GError  **error)
{
  return igny_command_list_of (call, &igny_image_entity, error);
}

typedef struct
{
  gint64 account;
  char  *name;
} Provider;

static gboolean
find_provider_cb (IgnyDb       *db,
                  gpointer      data,
                  GCancellable *cancellable,
                  GError      **error)
{
  Provider *provider = data;

  provider->name = igny_settings_dup (db, provider->account, "image_generation.provider");
  return TRUE;
}

/* The key that is given is that of who makes the pictures. */
static gboolean
keep_key (IgnyCall *call,
          GError  **error)
{
  Provider         provider = { igny_store_get_account (call->store), NULL };
  g_autofree char *name = NULL;

  if (!igny_call_has (call, IGNY_OPTION_KEY_STDIN))
    return TRUE;
  if (!igny_call_read (call, find_provider_cb, &provider, error))
    return FALSE;
  name = provider.name;
  return igny_key_keep (call, name, 0, error);
}

static gboolean
prepare (IgnyCall   *call,
         IgnyChosen *chosen,
         gboolean    pictures,
         gint64     *since,
         GError    **error)
{
  if (g_strcmp0 (igny_call_get (call, IGNY_OPTION_ENGINE), "ai") != 0 &&
      igny_call_has (call, IGNY_OPTION_ENGINE))
    {
      g_set_error_literal (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                           _("only an AI makes pictures; add some of your own with “igny8ctl "
                             "images add”"));
      return FALSE;
    }
  return igny_chosen_find (chosen, error) &&
         (pictures ? keep_key (call, error)
                   : !igny_call_has (call, IGNY_OPTION_KEY_STDIN) ||
                         igny_key_keep (call, "openai", 0, error)) &&
         igny_spent_begin (call, since, error);
}

gboolean
igny_command_images_prompts (IgnyCall *call,
                             GError  **error)
{
  IgnyRun run = igny_call_get_run (call);
  gint64  since;
  g_autoptr(IgnyReport) report = igny_report_new ();
  g_auto(IgnyChosen) chosen = {
    .call = call, .entity = &igny_task_entity, .option = IGNY_OPTION_TASK
  };

  if (!prepare (call, &chosen, FALSE, &since, error) ||
      !igny_work_image_prompts (&run, &chosen.scope, igny_chosen_get_rows (&chosen),
                                igny_chosen_get_n_rows (&chosen), report, error))
    return FALSE;
  igny_call_say (call, ngettext ("%u article looked at.", "%u articles looked at.", report->done),
                 report->done);
  igny_report_answer (call, report, FALSE);
  return igny_spent_tell (call, since, error);
}

typedef struct
{
  IgnyCall        *call;
  const IgnyScope *scope;
  GArray          *rows;
} Named;

static gboolean
find_images_cb (IgnyDb       *db,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  Named     *named = data;
  GPtrArray *words = named->call->line->words;

  for (guint i = 0; i < words->len; i++)
    {
      gint64 row;

      if (!igny_target_find (db, igny_store_get_account (named->call->store), &igny_image_entity,
                             named->scope, words->pdata[i], &row, error))
        return FALSE;
      g_array_append_val (named->rows, row);
    }
  return TRUE;
}

static gboolean
make_named (IgnyCall        *call,
            const IgnyScope *scope,
            IgnyReport      *report,
            GError         **error)
{
  IgnyRun run = igny_call_get_run (call);
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  Named named = { call, scope, rows };

  return igny_call_read (call, find_images_cb, &named, error) &&
         igny_work_images (&run, scope, (const gint64 *) (gpointer) rows->data, rows->len, report,
                           error);
}

/* Pictures that are named, else all of the tasks, with their descriptions. */
gboolean
igny_command_images_generate (IgnyCall *call,
                              GError  **error)
{
  IgnyRun run = igny_call_get_run (call);
  gint64  since;
  g_autoptr(IgnyReport) report = igny_report_new ();
  g_auto(IgnyChosen) chosen = {
    .call = call, .entity = &igny_task_entity, .option = IGNY_OPTION_TASK
  };

  if (!prepare (call, &chosen, TRUE, &since, error))
    return FALSE;
  if (call->line->words->len > 0 ? !make_named (call, &chosen.scope, report, error)
                                 : !igny_work_illustrate (&run, &chosen.scope,
                                                          igny_chosen_get_rows (&chosen),
                                                          igny_chosen_get_n_rows (&chosen),
                                                          report, error))
    return FALSE;
  igny_call_say (call, ngettext ("%u picture made.", "%u pictures made.", report->done),
                 report->done);
  igny_report_answer (call, report, FALSE);
  return igny_spent_tell (call, since, error);
}

static gboolean
save_picture (IgnyCall *call,
              GBytes   *bytes,
              GError  **error)
{
  const char      *named = igny_call_get (call, IGNY_OPTION_OUTPUT);
  g_autofree char *path = igny_caller_dup_path (call->caller, named);
  gsize            length;
  const char      *data = g_bytes_get_data (bytes, &length);
  JsonObject      *object;

  if (!igny_out_file_save (call->caller->env, path, data, (gssize) length, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "file", path);
  json_object_set_int_member (object, "bytes", (gint64) length);
  igny_call_take_data (call, object);
  igny_call_say (call, _("The picture is in %s."), named);
  return TRUE;
}

static gboolean
check_test (IgnyCall *call,
            GError  **error)
{
  static const char *const looks[] = { "realistic", "artistic", "cartoon", NULL };
  const char              *look = igny_call_get_word (call, 1);
  g_autofree char         *path = NULL;

  if (look != NULL && !g_strv_contains (looks, look))
    {
      g_set_error (error, IGNY_USAGE_ERROR, IGNY_USAGE_ERROR_WRONG,
                   _("“%s” is no look; say realistic, artistic or cartoon"), look);
      return FALSE;
    }
  /* Before it is paid for. */
  path = igny_caller_dup_path (call->caller, igny_call_get (call, IGNY_OPTION_OUTPUT));
  if (!g_file_test (path, G_FILE_TEST_EXISTS) || igny_call_has (call, IGNY_OPTION_FORCE))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
               _("write “%s”: it is there already; choose another name, or replace it with "
                 "--force"),
                  path);
  return FALSE;
}

/* Trying the settings, a prompt or a look: what is made belongs to no article. */
gboolean
igny_command_images_test (IgnyCall *call,
                          GError  **error)
{
  IgnyRun run = igny_call_get_run (call);
  gint64  since;
  g_autoptr(GBytes) bytes = NULL;

  if (!check_test (call, error) || !keep_key (call, error) ||
      !igny_spent_begin (call, &since, error))
    return FALSE;
  bytes = igny_work_test_picture (&run, igny_call_get_word (call, 0), igny_call_get_word (call, 1),
                                  error);
  return bytes != NULL && save_picture (call, bytes, error) &&
         igny_spent_tell (call, since, error);
}
