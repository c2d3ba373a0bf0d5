/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gi18n.h>

#include "igny-actions.h"
#include "igny-content.h"
#include "igny-format.h"
#include "igny-publisher.h"
#include "igny-site.h"
#include "igny-url.h"

/* One publishing on its way: counted, asked about, run. */
typedef struct
{
  IgnyWorkspace *workspace;
  IgnyScope      scope;
  GArray        *rows;
  IgnyPublishAs  as;
  gint64         things;
  char          *address;
  IgnyReport    *report;
} Publish;

static void
publish_free (gpointer data)
{
  Publish *publish = data;

  g_object_unref (publish->workspace);
  g_array_unref (publish->rows);
  g_free (publish->address);
  igny_report_free (publish->report);
  g_free (publish);
}

static gboolean
run_publish (const IgnyRun *run,
             gpointer       data,
             GError       **error)
{
  Publish      *publish = data;
  const gint64 *rows = publish->rows->len > 0
                           ? (const gint64 *) (gpointer) publish->rows->data
                           : NULL;

  return igny_publisher_publish (run, &publish->scope, publish->as, rows, publish->rows->len,
                                 publish->report, error);
}

static void
tell_items (IgnyWorkspace    *workspace,
            const IgnyReport *report)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < report->items->len; i++)
    {
      const IgnyItem *item = report->items->pdata[i];

      if (item->error != NULL && strstr (text->str, item->error) == NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", item->error);
      for (guint j = 0; item->warnings != NULL && j < item->warnings->len; j++)
        if (strstr (text->str, item->warnings->pdata[j]) == NULL)
          g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "",
                                  (const char *) item->warnings->pdata[j]);
    }
  if (text->len == 0)
    return;
  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, text->str);
  igny_workspace_fail (workspace,
                       report->failed > 0 ? _ ("Not All Could Be Published")
                                          : _ ("Published, but Not Quite the Same"),
                                               error);
}

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(IgnyWorkspace) workspace = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  gpointer         data;
  const Publish   *publish;
  gboolean         ok = igny_runner_finish (IGNY_RUNNER (object), result, &data, &error);

  publish = data;
  if (!ok)
    {
      igny_workspace_fail (workspace, _ ("Nothing Could Be Published"), error);
      return;
    }
  number = igny_format_number (publish->report->done);
  text = g_strdup_printf (ngettext ("Put %s text on the site", "Put %s texts on the site",
                                    publish->report->done),
                          number);
  if (publish->report->done > 0)
    igny_workspace_say (workspace, text);
  tell_items (workspace, publish->report);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Publish          *publish)
{
  IgnyWorkspace *workspace = publish->workspace;
  const char    *title = _ ("Publishing");

  if (g_str_equal (response, "cancel"))
    {
      publish_free (publish);
      return;
    }
  publish->as = g_str_equal (response, "publish") ? IGNY_PUBLISH_PUBLISH : IGNY_PUBLISH_DRAFT;
  igny_runner_start (igny_workspace_get_runner (workspace), title, run_publish, publish,
                     publish_free, ended_cb, g_object_ref (workspace));
}

static void
show (Publish *publish)
{
  g_autoptr(IgnyUrl) url = igny_url_parse (publish->address, NULL);
  g_autofree char  *number = igny_format_number (publish->things);
  g_autofree char  *heading = NULL;
  g_autofree char  *body = NULL;
  AdwMessageDialog *dialog;

  heading = g_strdup_printf (ngettext ("Put %s Text on %s?", "Put %s Texts on %s?",
                                       (gulong) publish->things),
                             number, url != NULL ? url->host : _ ("the Site"));
  body = g_strdup (_ ("Drafts wait on the site for a person; published posts can be read by "
                      "everyone at once. Undo does not take them off the site."));
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (
      GTK_WINDOW (igny_workspace_get_window (publish->workspace)), heading, body));
  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (dialog, "draft", _ ("Send as _Drafts"));
  adw_message_dialog_add_response (dialog, "publish", _ ("_Publish"));
  adw_message_dialog_set_response_appearance (dialog, "publish", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "draft");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), publish);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
read_site (IgnyDb       *db,
           gpointer      data,
           GCancellable *cancellable,
           GError      **error)
{
  Publish *publish = data;
  g_autoptr(IgnySite) site = NULL;

  site = igny_records_load (db, &igny_site_entity, publish->scope.site, error);
  if (site == NULL)
    return FALSE;
  publish->address = g_strdup (site->wp_url);
  publish->things = publish->rows->len;
  if (publish->things > 0)
    return TRUE;
  /* The same as igny_publisher_publish takes when none is named. */
  return igny_db_get_integer (db,
                              "SELECT count(*) FROM content WHERE site = ?1 AND (?2 = 0 OR sector"
                              " = ?2) AND is_brief = 0 AND wp_post_id IS NULL AND deleted_step IS"
                              " NULL",
                              IGNY_BINDS (IGNY_BIND_INT (publish->scope.site),
                                          IGNY_BIND_INT (publish->scope.sector)),
                              &publish->things, error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Publish       *publish = user_data;
  IgnyWorkspace *workspace = publish->workspace;
  g_autoptr(GError) error = NULL;

  if (!igny_store_finish (IGNY_STORE (object), result, NULL, &error))
    igny_workspace_fail (workspace, _ ("Nothing Could Be Published"), error);
  else if (publish->things == 0)
    igny_workspace_say (workspace, _ ("There are no articles that are not on the site yet"));
  else if (publish->address == NULL)
    {
      igny_workspace_say (workspace, _ ("Connect the site to WordPress first, in Settings"));
      igny_window_show_page (igny_workspace_get_window (workspace), "settings");
    }
  else
    {
      show (publish);
      return;
    }
  publish_free (publish);
}

void
igny_action_publish (IgnyWorkspace  *workspace,
                     const IgnyPage *page,
                     GArray         *rows)
{
  IgnyScope scope = igny_workspace_get_scope (workspace);
  Publish  *publish;

  if (scope.site == 0 && !igny_workspace_find_sector (workspace, &scope))
    return;
  publish = g_new0 (Publish, 1);
  publish->workspace = g_object_ref (workspace);
  publish->scope = scope;
  publish->rows = igny_actions_take_rows (page, &igny_content_entity, rows);
  publish->report = igny_report_new ();
  igny_store_read_async (igny_workspace_get_store (workspace), read_site, publish, NULL, NULL,
                         read_cb, publish);
}
