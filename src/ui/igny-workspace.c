/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-workspace.h"

#include <glib/gi18n.h>

#include "igny-actions.h"
#include "igny-format.h"
#include "igny-history.h"
#include "igny-page-counts.h"
#include "igny-page-table.h"
#include "igny-sector-dialog.h"
#include "igny-workspace-pages.h"

struct _IgnyWorkspace
{
  GObject parent_instance;

  IgnyWindow     *window; /* keeps this object */
  IgnyStore      *store;
  GSettings      *settings;
  IgnyRunner     *runner;
  IgnyPlaces     *places;
  IgnyHistory    *history;
  IgnyPageCounts *counts;
  IgnyScope       scope;
  gboolean        placed; /* the scope of last time was looked for */
  const IgnyPage *page;
};

static guint scope_signal;

G_DEFINE_FINAL_TYPE (IgnyWorkspace, igny_workspace, G_TYPE_OBJECT)

static const IgnyPlace *
find_site (IgnyWorkspace *self)
{
  return igny_places_find (self->places, 0, self->scope.site);
}

static const IgnyPlace *
find_sector (IgnyWorkspace *self)
{
  return igny_places_find (self->places, self->scope.site, self->scope.sector);
}

static void
fill_switchers (IgnyWorkspace *self)
{
  GPtrArray *places = igny_places_get (self->places);

  igny_window_clear_sites (self->window);
  igny_window_clear_sectors (self->window);
  igny_window_add_sector (self->window, 0, _ ("All Sectors"));
  for (guint i = 0; i < places->len; i++)
    {
      const IgnyPlace *place = places->pdata[i];

      if (place->site == 0)
        igny_window_add_site (self->window, place->row, place->title);
      else if (place->site == self->scope.site)
        igny_window_add_sector (self->window, place->row, place->title);
    }
}

static void
show_place (IgnyWorkspace *self)
{
  const IgnyPlace *site = find_site (self);
  const IgnyPlace *sector = find_sector (self);
  g_autofree char *place = NULL;

  fill_switchers (self);
  igny_window_set_site (self->window, self->scope.site);
  igny_window_set_sector (self->window, self->scope.sector);
  if (site != NULL && sector != NULL)
    place = g_strdup_printf ("%s › %s", site->title, sector->title);
  else
    place = g_strdup (site != NULL ? site->title : NULL);
  igny_window_set_place (self->window, place);
}

static void
remember_place (IgnyWorkspace *self)
{
  const IgnyPlace *site = find_site (self);
  const IgnyPlace *sector = find_sector (self);

  if (self->settings == NULL || !self->placed)
    return;
  g_settings_set_string (self->settings, "site", site != NULL ? site->id : "");
  g_settings_set_string (self->settings, "sector", sector != NULL ? sector->id : "");
}

static void
take_scope (IgnyWorkspace *self,
            IgnyScope      scope)
{
  gboolean moved = scope.site != self->scope.site || scope.sector != self->scope.sector;

  self->scope = scope;
  show_place (self);
  if (!moved && self->placed)
    return;
  self->placed = TRUE;
  remember_place (self);
  igny_page_counts_set_scope (self->counts, scope);
  g_signal_emit (self, scope_signal, 0);
}

/* Sites came or went; the one that was open may be among them. */
static void
places_cb (IgnyWorkspace *self)
{
  g_autofree char *site = NULL;
  g_autofree char *sector = NULL;

  if (self->placed && find_site (self) != NULL)
    {
      take_scope (self, (IgnyScope){ self->scope.site,
                                     find_sector (self) != NULL ? self->scope.sector : 0 });
      return;
    }
  if (self->settings != NULL)
    {
      site = g_settings_get_string (self->settings, "site");
      sector = g_settings_get_string (self->settings, "sector");
    }
  take_scope (self, igny_places_narrow (self->places,
                                        igny_places_resolve (self->places, site, sector)));
}

static void
site_cb (IgnyWorkspace *self,
         gint64         row)
{
  take_scope (self, igny_places_narrow (self->places, (IgnyScope){ row, 0 }));
}

static void
sector_cb (IgnyWorkspace *self,
           gint64         row)
{
  take_scope (self, (IgnyScope){ self->scope.site, row });
}

static void
page_cb (IgnyWorkspace *self,
         const char    *id)
{
  const IgnyPage *page = igny_pages_find (id);

  if (page == NULL)
    return;
  self->page = page;
  if (self->settings != NULL)
    g_settings_set_string (self->settings, "page", id);
}

static void
act_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  IgnyWorkspace *self = user_data;

  igny_workspace_act (self, self->page, g_variant_get_string (parameter, NULL), NULL);
}

static void
import_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  IgnyWorkspace *self = user_data;

  igny_workspace_act (self, self->page, "import", NULL);
}

static void
add_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  IgnyWorkspace  *self = user_data;
  const IgnyPage *page = self->page->table != NULL ? self->page : igny_pages_find ("keywords");

  igny_workspace_act (self, page, "add", NULL);
}

static void
igny_workspace_dispose (GObject *object)
{
  IgnyWorkspace *self = IGNY_WORKSPACE (object);

  g_clear_object (&self->history);
  g_clear_object (&self->counts);
  g_clear_object (&self->places);
  g_clear_object (&self->runner);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (igny_workspace_parent_class)->dispose (object);
}

static void
igny_workspace_class_init (IgnyWorkspaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = igny_workspace_dispose;

  scope_signal = g_signal_new ("scope-changed", IGNY_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
}

static void
igny_workspace_init (IgnyWorkspace *self)
{
  self->page = igny_pages[0];
}

static void
connect_window (IgnyWorkspace *self)
{
  static const GActionEntry actions[] = {
    { "act", act_cb, "s" },
    { "import", import_cb },
    { "add", add_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self->window), actions, G_N_ELEMENTS (actions),
                                   self);
  g_signal_connect_object (self->window, "site-chosen", G_CALLBACK (site_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "sector-chosen", G_CALLBACK (sector_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "page-shown", G_CALLBACK (page_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
show_last_page (IgnyWorkspace *self)
{
  g_autofree char *id = NULL;

  if (self->settings != NULL)
    id = g_settings_get_string (self->settings, "page");
  if (id == NULL || igny_window_get_page (self->window, id) == NULL)
    {
      g_free (id);
      id = g_strdup (igny_pages[0]->id);
    }
  igny_window_show_page (self->window, id);
}

IgnyWorkspace *
igny_workspace_new (IgnyWindow *window,
                    IgnyStore  *store,
                    GSettings  *settings)
{
  IgnyWorkspace *self;

  g_return_val_if_fail (IGNY_IS_WINDOW (window) && IGNY_IS_STORE (store), NULL);

  self = g_object_new (IGNY_TYPE_WORKSPACE, NULL);
  g_set_weak_pointer (&self->window, window);
  self->store = g_object_ref (store);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->runner = igny_runner_new (store, window);
  self->places = igny_places_new (store);
  self->history = igny_history_new (store, window);
  self->counts = igny_page_counts_new (store, window);
  connect_window (self);
  igny_workspace_add_pages (self);
  g_signal_connect_object (self->places, "changed", G_CALLBACK (places_cb), self,
                           G_CONNECT_SWAPPED);
  show_last_page (self);
  return self;
}

IgnyWindow *
igny_workspace_get_window (IgnyWorkspace *self)
{
  g_return_val_if_fail (IGNY_IS_WORKSPACE (self), NULL);

  return self->window;
}

IgnyStore *
igny_workspace_get_store (IgnyWorkspace *self)
{
  g_return_val_if_fail (IGNY_IS_WORKSPACE (self), NULL);

  return self->store;
}

const IgnyEnv *
igny_workspace_get_env (IgnyWorkspace *self)
{
  g_return_val_if_fail (IGNY_IS_WORKSPACE (self), NULL);

  return igny_store_get_env (self->store);
}

IgnyRunner *
igny_workspace_get_runner (IgnyWorkspace *self)
{
  g_return_val_if_fail (IGNY_IS_WORKSPACE (self), NULL);

  return self->runner;
}

IgnyPlaces *
igny_workspace_get_places (IgnyWorkspace *self)
{
  g_return_val_if_fail (IGNY_IS_WORKSPACE (self), NULL);

  return self->places;
}

GSettings *
igny_workspace_get_settings (IgnyWorkspace *self)
{
  g_return_val_if_fail (IGNY_IS_WORKSPACE (self), NULL);

  return self->settings;
}

IgnyHistory *
igny_workspace_get_history (IgnyWorkspace *self)
{
  g_return_val_if_fail (IGNY_IS_WORKSPACE (self), NULL);

  return self->history;
}

IgnyScope
igny_workspace_get_scope (IgnyWorkspace *self)
{
  g_return_val_if_fail (IGNY_IS_WORKSPACE (self), ((IgnyScope){ 0, 0 }));

  return self->scope;
}

gboolean
igny_workspace_has_scope (IgnyWorkspace *self)
{
  g_return_val_if_fail (IGNY_IS_WORKSPACE (self), FALSE);

  return self->placed;
}

void
igny_workspace_set_scope (IgnyWorkspace *self,
                          IgnyScope      scope)
{
  g_return_if_fail (IGNY_IS_WORKSPACE (self));

  take_scope (self, scope);
}

static void
advise (IgnyWorkspace *self,
        const char    *heading,
        const char    *body)
{
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self->window), heading, body));

  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
igny_workspace_find_sector (IgnyWorkspace *self,
                            IgnyScope     *scope)
{
  g_return_val_if_fail (IGNY_IS_WORKSPACE (self) && scope != NULL, FALSE);

  *scope = igny_places_narrow (self->places, self->scope);
  if (scope->site == 0)
    advise (self, _ ("There Is No Site Yet"),
                     _ ("Everything belongs to a site. Add one at the top of the sidebar."));
  return scope->sector != 0;
}

/* What waits for a sector to be chosen. */
typedef struct
{
  IgnyWorkspace  *workspace;
  IgnyActionFunc  func;
  const IgnyPage *page;
  GArray         *rows;
} Act;

static void
act_free (gpointer data)
{
  Act *act = data;

  g_array_unref (act->rows);
  g_object_unref (act->workspace);
  g_free (act);
}

static void
chosen_cb (const IgnyScope *scope,
           gpointer         user_data)
{
  Act *act = user_data;

  act->func (act->workspace, act->page, act->rows);
}

void
igny_workspace_act (IgnyWorkspace  *self,
                    const IgnyPage *page,
                    const char     *action,
                    GArray         *rows)
{
  g_autoptr(GArray) copy = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean       one_sector = FALSE;
  IgnyActionFunc func;
  Act           *act;

  g_return_if_fail (IGNY_IS_WORKSPACE (self));
  g_return_if_fail (page != NULL && action != NULL);

  func = igny_actions_find (action, &one_sector);
  g_return_if_fail (func != NULL);

  if (rows != NULL && rows->len > 0)
    g_array_append_vals (copy, rows->data, rows->len);
  if (!one_sector)
    {
      func (self, page, copy);
      return;
    }
  act = g_new0 (Act, 1);
  act->workspace = g_object_ref (self);
  act->func = func;
  act->page = page;
  act->rows = g_steal_pointer (&copy);
  igny_sector_dialog_ask (self, chosen_cb, act, act_free);
}

const IgnyPage *
igny_workspace_get_page (IgnyWorkspace *self)
{
  g_return_val_if_fail (IGNY_IS_WORKSPACE (self), NULL);

  return self->page;
}

GtkWidget *
igny_workspace_get_table (IgnyWorkspace *self)
{
  IgnyPageFrame *frame;
  GtkWidget     *content;

  g_return_val_if_fail (IGNY_IS_WORKSPACE (self), NULL);

  frame = igny_window_get_page (self->window, self->page->id);
  content = frame != NULL ? igny_page_frame_get_content (frame) : NULL;
  return IGNY_IS_TABLE_VIEW (content) ? content : NULL;
}

void
igny_workspace_done (IgnyWorkspace *self,
                     const char    *title)
{
  g_return_if_fail (IGNY_IS_WORKSPACE (self));

  igny_history_offer (self->history, title, NULL, NULL);
}

void
igny_workspace_offer (IgnyWorkspace *self,
                      const char    *title,
                      const char    *button,
                      const char    *action)
{
  g_return_if_fail (IGNY_IS_WORKSPACE (self));

  igny_history_offer (self->history, title, button, action);
}

void
igny_workspace_say (IgnyWorkspace *self,
                    const char    *title)
{
  g_return_if_fail (IGNY_IS_WORKSPACE (self));

  if (self->window != NULL)
    igny_window_toast (self->window, title, NULL, NULL);
}

void
igny_workspace_fail (IgnyWorkspace *self,
                     const char    *heading,
                     const GError  *error)
{
  g_autofree char *body = NULL;

  g_return_if_fail (IGNY_IS_WORKSPACE (self));
  g_return_if_fail (heading != NULL && error != NULL);

  if (self->window == NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      igny_window_toast (self->window, _ ("Stopped"), NULL, NULL);
      return;
    }
  body = igny_format_sentence (error->message);
  advise (self, heading, body);
}
