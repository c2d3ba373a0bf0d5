/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-module.h"

#include <glib/gi18n.h>
#include <gmodule.h>

G_DEFINE_QUARK (igny_editor_module_error, igny_editor_module_error)

/* WebKit aborts the program when its sandbox cannot be made (user namespaces
 * are off, say), so it is tried before. */
static gboolean
check_sandbox (GCancellable *cancellable,
               GError      **error)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) local = NULL;

  if (g_strcmp0 (g_getenv ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"), "1") == 0 ||
      g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return TRUE;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                  G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              &local,
                              "bwrap", "--die-with-parent", "--unshare-pid", "--unshare-uts",
                              "--unshare-ipc",
                              "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "true",
                              NULL);
  if (process != NULL && g_subprocess_wait_check (process, cancellable, &local))
    return TRUE;
  g_set_error (error, IGNY_EDITOR_MODULE_ERROR, IGNY_EDITOR_MODULE_ERROR_SANDBOX,
               "start the sandbox of the page editor: %s", local->message);
  return FALSE;
}

static GModule *
open_in (const char *folder,
         GString    *causes)
{
  g_autofree char *path = g_strdup_printf ("%s/%s." G_MODULE_SUFFIX, folder,
                                           IGNY_EDITOR_MODULE_NAME);
  GModule         *module = g_module_open (path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);

  if (module == NULL)
    g_string_append_printf (causes, "%s%s", causes->len > 0 ? "; " : "", g_module_error ());
  return module;
}

static void
load_cb (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  const char *folder = g_getenv ("IGNY8_MODULE_DIR");
  GModule    *module = NULL;
  GError     *error = NULL;
  gpointer    symbol = NULL;
  g_autoptr(GString) causes = g_string_new (NULL);

  if (!check_sandbox (cancellable, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (folder != NULL)
    module = open_in (folder, causes);
  if (module == NULL)
    module = open_in (IGNY_MODULE_DIR, causes);
  if (module == NULL || !g_module_symbol (module, IGNY_EDITOR_MODULE_SYMBOL, &symbol))
    {
      g_task_return_new_error (task, IGNY_EDITOR_MODULE_ERROR, IGNY_EDITOR_MODULE_ERROR_MISSING,
                               "load the page editor: %s",
                               module == NULL ? causes->str : g_module_error ());
      return;
    }
  /* WebKit has threads and types that outlive any window. */
  g_module_make_resident (module);
  g_task_return_pointer (task, symbol, NULL);
}

void
igny_editor_module_create_async (GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_run_in_thread (task, load_cb);
}

GtkWidget *
igny_editor_module_create_finish (GAsyncResult *result,
                                  GError      **error)
{
  IgnyEditorModuleNew create;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  create = (IgnyEditorModuleNew) g_task_propagate_pointer (G_TASK (result), error);
  return create != NULL           ? create (IGNY_TYPE_EDITOR_CANVAS, _ ("Article text"),
                                                                        _ ("Write here…"))
                                  : NULL;
}
