/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "igny-caller.h"
#include "igny-commands.h"
#include "igny-models.h"
#include "igny-number.h"
#include "igny-out-file.h"
#include "igny-text-table.h"

#define MAX_FILE (1024 * 1024)

static IgnyModels *
load (IgnyCall *call,
      gboolean *own,
      GError  **error)
{
  return igny_models_load (igny_store_get_env (call->store), igny_store_get_folder (call->store),
                           own, error);
}

static void
set_price (JsonObject *object,
           const char *name,
           gint64      price)
{
  if (price == IGNY_UNKNOWN)
    json_object_set_null_member (object, name);
  else
    json_object_set_int_member (object, name, price);
}

static void
add_price (IgnyTextTable *table,
           gint64         price)
{
  g_autofree char *text =
      price != IGNY_UNKNOWN ? igny_number_to_decimal (price / 10000, 2) : NULL;

  igny_text_table_add (table, text);
}

static void
add_line (IgnyTextTable        *table,
          JsonArray            *list,
          const IgnyModels     *models,
          const IgnyModelPrice *price)
{
  const char *shutdown = igny_models_find_shutdown (models, price->model, NULL);
  JsonObject *item = json_object_new ();

  igny_text_table_add (table, price->model);
  add_price (table, price->input);
  add_price (table, price->cached);
  add_price (table, price->output);
  igny_text_table_add (table, price->as_of);
  igny_text_table_add (table, shutdown);
  json_object_set_string_member (item, "model", price->model);
  set_price (item, "input", price->input);
  set_price (item, "cached", price->cached);
  set_price (item, "output", price->output);
  json_object_set_string_member (item, "as_of", price->as_of);
  if (shutdown != NULL)
    json_object_set_string_member (item, "shutdown", shutdown);
  else
    json_object_set_null_member (item, "shutdown");
  json_array_add_object_element (list, item);
}

gboolean
igny_command_models_list (IgnyCall *call,
                          GError  **error)
{
  g_autoptr(IgnyModels) models = load (call, NULL, error);
  g_autoptr(IgnyTextTable) table = NULL;
  JsonObject    *object;
  JsonArray     *list;
  IgnyModelPrice price;
  guint          n = 0;

  if (models == NULL)
    return FALSE;
  table = igny_text_table_new (6, 0);
  object = json_object_new ();
  list = json_array_new ();
  igny_text_table_add (table, _("Model"));
  igny_text_table_add (table, _("In, $ for a million"));
  igny_text_table_add (table, _("Cached"));
  igny_text_table_add (table, _("Out"));
  igny_text_table_add (table, _("As of"));
  igny_text_table_add (table, _("Ends"));
  for (; igny_models_get_price (models, n, &price); n++)
    add_line (table, list, models, &price);
  igny_text_table_flush (table, call->text);
  json_object_set_int_member (object, "count", n);
  json_object_set_array_member (object, "results", list);
  igny_call_take_data (call, object);
  return TRUE;
}

gboolean
igny_command_models_path (IgnyCall *call,
                          GError  **error)
{
  g_autofree char *path =
      g_build_filename (igny_store_get_folder (call->store), IGNY_MODELS_FILE, NULL);
  JsonObject *object = json_object_new ();
  gboolean    exists = g_file_test (path, G_FILE_TEST_EXISTS);

  json_object_set_string_member (object, "path", path);
  json_object_set_boolean_member (object, "exists", exists);
  igny_call_take_data (call, object);
  igny_call_say (call, "%s", path);
  if (!exists)
    igny_call_say (call, "%s",
                   _("It is not there, so what comes with the program is used. “igny8ctl models "
                     "copy” puts a copy there to edit."));
  return TRUE;
}

gboolean
igny_command_models_copy (IgnyCall *call,
                          GError  **error)
{
  g_autofree char *path =
      g_build_filename (igny_store_get_folder (call->store), IGNY_MODELS_FILE, NULL);
  g_autofree char *text = igny_models_dup_default ();
  JsonObject      *object;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                   _("%s is there already; delete it to begin anew"), path);
      return FALSE;
    }
  if (!igny_out_file_save (igny_store_get_env (call->store), path, text, -1, error))
    return FALSE;
  object = json_object_new ();
  json_object_set_string_member (object, "path", path);
  igny_call_take_data (call, object);
  igny_call_say (call, _("%s can be edited now."), path);
  return TRUE;
}

static char *
read_file (IgnyCall   *call,
           const char *path,
           GError    **error)
{
  g_autofree char *text = NULL;
  gsize            size = 0;

  if (!g_file_get_contents (path, &text, &size, error))
    return NULL;
  if (size <= MAX_FILE)
    return g_steal_pointer (&text);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("read %s: it is larger than 1 MiB"), path);
  return NULL;
}

gboolean
igny_command_models_check (IgnyCall *call,
                           GError  **error)
{
  const char      *word = igny_call_get_word (call, 0);
  g_autofree char *own =
      g_build_filename (igny_store_get_folder (call->store), IGNY_MODELS_FILE, NULL);
  g_autofree char *path = word != NULL ? igny_caller_dup_path (call->caller, word) : NULL;
  gboolean         shipped = path == NULL && !g_file_test (own, G_FILE_TEST_EXISTS);
  g_autofree char *text = NULL;
  g_autoptr(GPtrArray) faults = NULL;
  JsonObject *object;
  JsonArray  *list;

  text = shipped ? igny_models_dup_default ()
                 : read_file (call, path != NULL ? path : own, error);
  if (text == NULL)
    return FALSE;
  faults = igny_models_check (text);
  object = json_object_new ();
  list = json_array_new ();
  for (guint i = 0; i < faults->len; i++)
    {
      json_array_add_string_element (list, faults->pdata[i]);
      igny_call_say (call, "%s", (const char *) faults->pdata[i]);
    }
  json_object_set_int_member (object, "count", faults->len);
  json_object_set_array_member (object, "faults", list);
  igny_call_take_data (call, object);
  if (faults->len == 0)
    igny_call_say (call, "%s", _("Nothing is wrong with it."));
  else
    call->failure = g_strdup_printf (
        ngettext ("%u thing is wrong with the file", "%u things are wrong with the file",
                  faults->len),
        faults->len);
  return TRUE;
}
