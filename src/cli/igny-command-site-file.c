/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-commands.h"
#include "igny-present.h"
#include "igny-show.h"
#include "igny-site-file.h"
#include "igny-site.h"

typedef struct
{
  IgnyCall *call;
  gint64    site;
  char     *id;
} Site;

static gboolean
find_site_cb (IgnyDb       *db,
              gpointer      data,
              GCancellable *cancellable,
              GError      **error)
{
  Site *self = data;

  return igny_scope_find_site (db, igny_store_get_account (self->call->store),
                               igny_call_get_word (self->call, 0), &self->site, error);
}

static gboolean
present_cb (IgnyDb       *db,
            gpointer      data,
            GCancellable *cancellable,
            GError      **error)
{
  Site *self = data;

  self->id = igny_present_dup_id (db, &igny_site_entity, self->site);
  return TRUE;
}

static void
answer (IgnyCall               *call,
        const char             *path,
        const IgnySiteFileInfo *info,
        const char             *id)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "file", path);
  json_object_set_string_member (object, "site", info->name);
  json_object_set_string_member (object, "id", id);
  json_object_set_int_member (object, "size", info->size);
  json_object_set_int_member (object, "records", info->n_records);
  json_object_set_int_member (object, "skipped", info->n_skipped);
  json_object_set_int_member (object, "media", info->n_media);
  igny_call_take_data (call, object);
}

gboolean
igny_command_site_export (IgnyCall *call,
                          GError  **error)
{
  g_autofree char *path = igny_caller_dup_path (call->caller, igny_call_get_word (call, 1));
  g_auto(IgnySiteFileInfo) info = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *count = NULL;
  g_autofree char *size = NULL;
  IgnyRun          run = igny_call_get_run (call);
  Site             site = { .call = call };

  if (!igny_call_may_write (call, path, error) ||
      !igny_call_read (call, find_site_cb, &site, error) ||
      !igny_call_read (call, present_cb, &site, error))
    return FALSE;
  id = g_steal_pointer (&site.id);
  if (!igny_site_file_write (&run, site.site, path, &info, error))
    return FALSE;
  count = igny_show_dup_number (info.n_records);
  size = g_format_size ((guint64) MAX (info.size, 0));
  igny_call_say (call, _ ("“%s”: %s records, %s, written to %s."), info.name, count, size, path);
  answer (call, path, &info, id);
  return TRUE;
}

gboolean
igny_command_site_import (IgnyCall *call,
                          GError  **error)
{
  g_autofree char *path = igny_caller_dup_path (call->caller, igny_call_get_word (call, 0));
  g_auto(IgnySiteFileInfo) info = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *count = NULL;
  IgnyRun          run = igny_call_get_run (call);
  Site             site = { .call = call };

  if (!igny_site_file_read (&run, path, igny_call_has (call, IGNY_OPTION_COPY), &info, error))
    {
      if (g_error_matches (*error, IGNY_SITE_FILE_ERROR, IGNY_SITE_FILE_ERROR_EXISTS))
        igny_call_warn (call, _ ("try “igny8ctl site import %s --copy”"),
                                 igny_call_get_word (call, 0));
      return FALSE;
    }
  site.site = info.site;
  if (!igny_call_read (call, present_cb, &site, error))
    return FALSE;
  id = g_steal_pointer (&site.id);
  count = igny_show_dup_number (info.n_records);
  igny_call_say (call,
                 _ ("Imported “%s”: %s records. Its automation and automatic publishing are off, "
                    "and its passwords have to be entered."),
                    info.name, count);
  answer (call, path, &info, id);
  return TRUE;
}
