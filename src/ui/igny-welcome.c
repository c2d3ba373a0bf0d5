/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-welcome.h"

#include <glib/gi18n.h>

#include "igny-escape.h"
#include "igny-welcome-state.h"

#define CLOSED_KEY "welcome-closed"

/* A step as it is shown. action is one of the window, detailed. */
typedef struct
{
  const char *title;
  const char *text;
  const char *label;
  const char *action;
} Step;

/* clang-format off */
static const Step steps[IGNY_WELCOME_N_STEPS] = {
  { N_("Welcome"), N_("From keywords to published articles, in this window."), NULL, NULL },
  { N_("Name Your Website"), N_("What you plan and write belongs to a site and its sectors."), N_("_Name It…"), "win.new-site" },
  { N_("Connect WordPress"), N_("Articles are published there. It can wait until the first one is written."), N_("_Connect…"), "win.page::settings" },
  { N_("Bring Keywords"), N_("An export of Semrush, Ahrefs, Google or any list. The keyword library has some, too."), N_("_Import…"), "win.import" },
  { N_("Ready"), N_("The Dashboard shows the next step from here on: clusters, ideas, tasks, articles."), N_("_Dashboard"), "win.page::dashboard" },
};
/* clang-format on */

typedef struct
{
  IgnyWorkspace *workspace;
  GtkWidget     *window; /* keeps this */
  GtkWidget     *images[IGNY_WELCOME_N_STEPS];
  GtkWidget     *buttons[IGNY_WELCOME_N_STEPS];
  GtkWidget     *rows[IGNY_WELCOME_N_STEPS];
  GtkWidget     *count;
  gboolean       closed;
} Welcome;

static void
welcome_free (gpointer data)
{
  Welcome *self = data;

  g_object_unref (self->workspace);
  g_free (self);
}

static void
show_step (Welcome                *self,
           guint                   step,
           const IgnyWelcomeState *state)
{
  gboolean         done = state->done[step];
  gboolean         next = igny_welcome_state_get_next (state) == step;
  const char      *how = done ? _ ("Done") : next ? _ ("Next") : _ ("Later");
  g_autofree char *spoken = g_strdup_printf ("%s: %s", _ (steps[step].title), how);

  gtk_image_set_from_icon_name (GTK_IMAGE (self->images[step]),
                                done ? "emblem-ok-symbolic" : "media-record-symbolic");
  if (done)
    gtk_widget_add_css_class (self->images[step], "success");
  else
    gtk_widget_remove_css_class (self->images[step], "success");
  gtk_widget_set_opacity (self->images[step], done || next ? 1 : 0.3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[step]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (self->buttons[step] == NULL)
    return;
  gtk_widget_set_visible (self->buttons[step], step == IGNY_WELCOME_READY || !done);
  if (next || (step == IGNY_WELCOME_READY && done))
    gtk_widget_add_css_class (self->buttons[step], "suggested-action");
  else
    gtk_widget_remove_css_class (self->buttons[step], "suggested-action");
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GObject) window = user_data;
  Welcome         *self = g_object_get_data (window, "welcome");
  g_autofree char *words = NULL;
  gpointer         data;

  if (!igny_store_finish (IGNY_STORE (object), result, &data, NULL) || self->closed)
    return;
  for (guint i = 0; i < IGNY_WELCOME_N_STEPS; i++)
    show_step (self, i, data);
  words = g_strdup_printf (_ ("%u of %u steps are done"), igny_welcome_state_count (data),
                              (guint) IGNY_WELCOME_N_STEPS);
  gtk_label_set_label (GTK_LABEL (self->count), words);
}

static void
load_cb (GtkWidget *window)
{
  Welcome *self = g_object_get_data (G_OBJECT (window), "welcome");

  igny_store_read_async (igny_workspace_get_store (self->workspace), igny_welcome_state_read,
                         g_new0 (IgnyWelcomeState, 1), g_free, NULL, read_cb,
                         g_object_ref (window));
}

/* The step is done in the window itself; the list comes back when it is asked
 * for. */
static void
do_cb (GtkWidget *button,
       Welcome   *self)
{
  GtkWidget  *window = GTK_WIDGET (igny_workspace_get_window (self->workspace));
  const char *action = g_object_get_data (G_OBJECT (button), "action");
  g_autoptr(GVariant) target = NULL;
  g_autofree char *name = NULL;

  g_action_parse_detailed_name (action, &name, &target, NULL);
  gtk_window_close (GTK_WINDOW (self->window));
  gtk_widget_activate_action_variant (window, name, target);
}

static void
add_step (Welcome             *self,
          AdwPreferencesGroup *group,
          guint                step)
{
  GtkWidget *row = adw_action_row_new ();

  self->rows[step] = row;
  self->images[step] = gtk_image_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (steps[step].title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (steps[step].text));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), self->images[step]);
  if (steps[step].label != NULL)
    {
      self->buttons[step] = gtk_button_new_with_mnemonic (_ (steps[step].label));
      g_object_set_data (G_OBJECT (self->buttons[step]), "action", (gpointer) steps[step].action);
      gtk_widget_set_valign (self->buttons[step], GTK_ALIGN_CENTER);
      g_signal_connect (self->buttons[step], "clicked", G_CALLBACK (do_cb), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), self->buttons[step]);
    }
  adw_preferences_group_add (group, row);
}

static void
add_reminder (Welcome            *self,
              AdwPreferencesPage *page)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remind = gtk_switch_new ();
  GSettings *settings = igny_workspace_get_settings (self->workspace);

  if (settings == NULL)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Remind me on the Dashboard"));
  gtk_widget_set_valign (remind, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remind);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), remind);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  g_settings_bind (settings, CLOSED_KEY, remind, "active", G_SETTINGS_BIND_INVERT_BOOLEAN);
}

static GtkWidget *
create_page (Welcome *self)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; i < IGNY_WELCOME_N_STEPS; i++)
    add_step (self, ADW_PREFERENCES_GROUP (group), i);
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "dim-label");
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), self->count);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("The First Steps"));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  add_reminder (self, ADW_PREFERENCES_PAGE (page));
  gtk_widget_set_vexpand (page, TRUE);
  return page;
}

static void
closed_cb (Welcome *self)
{
  self->closed = TRUE;
}

void
igny_welcome_present (IgnyWorkspace *workspace)
{
  const char *title = _ ("Get Started");
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Welcome    *self;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace));

  self = g_new0 (Welcome, 1);
  self->workspace = g_object_ref (workspace);
  self->window = g_object_new (ADW_TYPE_WINDOW, "title", title, "modal", TRUE,
                               "transient-for", igny_workspace_get_window (workspace),
                               "default-width", 560, "default-height", 560, NULL);
  g_object_set_data_full (G_OBJECT (self->window), "welcome", self, welcome_free);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), create_page (self));
  adw_window_set_content (ADW_WINDOW (self->window), box);
  igny_escape_add (self->window);
  g_signal_connect_swapped (self->window, "destroy", G_CALLBACK (closed_cb), self);
  g_signal_connect_object (igny_workspace_get_store (workspace), "changed", G_CALLBACK (load_cb),
                           self->window, G_CONNECT_SWAPPED);
  load_cb (self->window);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
reminded_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GtkWidget) button = user_data;
  IgnyWorkspace *workspace = g_object_get_data (G_OBJECT (button), "workspace");
  GSettings     *settings = igny_workspace_get_settings (workspace);
  gboolean       wanted = settings == NULL || !g_settings_get_boolean (settings, CLOSED_KEY);
  gpointer       data;

  if (igny_store_finish (IGNY_STORE (object), result, &data, NULL))
    gtk_widget_set_visible (button, wanted && igny_welcome_state_get_next (data) <
                                                  IGNY_WELCOME_N_STEPS);
}

static void
remind_cb (GtkWidget *button)
{
  IgnyWorkspace *workspace = g_object_get_data (G_OBJECT (button), "workspace");

  igny_store_read_async (igny_workspace_get_store (workspace), igny_welcome_state_read,
                         g_new0 (IgnyWelcomeState, 1), g_free, NULL, reminded_cb,
                         g_object_ref (button));
}

static void
changed_cb (GtkWidget           *button,
            const IgnyChangeSet *changes)
{
  if (igny_change_set_has_table (changes, "sites") ||
      igny_change_set_has_table (changes, "keywords"))
    remind_cb (button);
}

void
igny_welcome_remind (IgnyWorkspace *workspace,
                     GtkWidget     *button)
{
  GSettings *settings;

  g_return_if_fail (IGNY_IS_WORKSPACE (workspace) && GTK_IS_WIDGET (button));

  settings = igny_workspace_get_settings (workspace);
  g_object_set_data_full (G_OBJECT (button), "workspace", g_object_ref (workspace),
                          g_object_unref);
  gtk_widget_set_visible (button, FALSE);
  if (settings != NULL)
    g_signal_connect_object (settings, "changed::" CLOSED_KEY, G_CALLBACK (remind_cb), button,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (igny_workspace_get_store (workspace), "changed",
                           G_CALLBACK (changed_cb), button, G_CONNECT_SWAPPED);
  remind_cb (button);
}
