/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-sector-dialog.h"

#include <glib/gi18n.h>

#include "igny-radio-rows.h"

typedef struct
{
  IgnyWorkspace *workspace;
  gint64         site;
  GArray        *sectors; /* gint64, in the order of the rows */
  GtkWidget     *rows;
  IgnySiteMade   chosen;
  gpointer       user_data;
  GDestroyNotify destroy;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  if (ask->destroy != NULL)
    ask->destroy (ask->user_data);
  g_object_unref (ask->workspace);
  g_array_unref (ask->sectors);
  g_free (ask);
}

static void
made_cb (const IgnyScope *scope,
         gpointer         user_data)
{
  Ask *ask = user_data;

  igny_workspace_set_scope (ask->workspace, *scope);
  ask->chosen (scope, ask->user_data);
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             Ask              *ask)
{
  IgnyScope scope = { ask->site, 0 };

  if (g_str_equal (response, "go"))
    {
      scope.sector = g_array_index (ask->sectors, gint64, igny_radio_rows_get_chosen (ask->rows));
      made_cb (&scope, ask);
    }
  ask_free (ask);
}

static GtkWidget *
create_rows (Ask *ask)
{
  GPtrArray *places = igny_places_get (igny_workspace_get_places (ask->workspace));
  g_autoptr(GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < places->len; i++)
    {
      const IgnyPlace *place = places->pdata[i];

      if (place->site != ask->site)
        continue;
      g_ptr_array_add (titles, place->title);
      g_array_append_val (ask->sectors, place->row);
    }
  g_ptr_array_add (titles, NULL);
  return igny_radio_rows_new ((const char *const *) titles->pdata);
}

/* Takes ask. */
static void
show (Ask *ask)
{
  GtkWindow        *window = GTK_WINDOW (igny_workspace_get_window (ask->workspace));
  const char       *body = _ ("This is done in one sector at a time.");
  AdwMessageDialog *dialog;

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window, _ ("In Which Sector?"), body));
  ask->rows = create_rows (ask);
  adw_message_dialog_set_extra_child (dialog, ask->rows);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "go", _ ("C_ontinue"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "go", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (dialog, "go", ask->sectors->len > 0);
  adw_message_dialog_set_default_response (dialog, "go");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), ask);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Takes ask. */
static void
decide (Ask *ask)
{
  IgnyScope scope = igny_places_narrow (igny_workspace_get_places (ask->workspace),
                                        igny_workspace_get_scope (ask->workspace));

  ask->site = scope.site;
  if (scope.sector != 0)
    {
      ask->chosen (&scope, ask->user_data);
      ask_free (ask);
    }
  else if (scope.site != 0)
    show (ask);
  else
    igny_site_dialog_present (GTK_WINDOW (igny_workspace_get_window (ask->workspace)),
                              igny_workspace_get_store (ask->workspace), made_cb, ask, ask_free);
}

static void
placed_cb (Ask *ask)
{
  g_signal_handlers_disconnect_by_func (ask->workspace, placed_cb, ask);
  decide (ask);
}

void
igny_sector_dialog_ask (IgnyWorkspace *workspace,
                        IgnySiteMade   chosen,
                        gpointer       user_data,
                        GDestroyNotify destroy)
{
  Ask *ask;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace) && chosen != NULL);

  ask = g_new0 (Ask, 1);
  ask->workspace = g_object_ref (workspace);
  ask->sectors = g_array_new (FALSE, FALSE, sizeof (gint64));
  ask->chosen = chosen;
  ask->user_data = user_data;
  ask->destroy = destroy;
  /* A file that the program is started with comes before the sites are read. */
  if (igny_workspace_has_scope (workspace))
    decide (ask);
  else
    g_signal_connect_swapped (workspace, "scope-changed", G_CALLBACK (placed_cb), ask);
}
