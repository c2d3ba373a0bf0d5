/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-application.h"

#include "igny-about.h"

G_DEFINE_TYPE (IgnyApplication, igny_application, ADW_TYPE_APPLICATION)

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  igny_about_show (gtk_application_get_active_window (user_data));
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  if (window != NULL)
    gtk_window_close (window);
  else
    g_application_quit (user_data);
}

static void
igny_application_startup (GApplication *app)
{
  static const GActionEntry actions[] = {
    { "about", about_cb },
    { "quit", quit_cb },
  };
  static const char *const quit_keys[] = { "<Control>q", NULL };

  G_APPLICATION_CLASS (igny_application_parent_class)->startup (app);

  g_action_map_add_action_entries (G_ACTION_MAP (app), actions, G_N_ELEMENTS (actions), app);
  gtk_application_set_accels_for_action (GTK_APPLICATION (app), "app.quit", quit_keys);
}

static void
igny_application_activate (GApplication *app)
{
  IgnyApplicationClass *klass = IGNY_APPLICATION_GET_CLASS (app);
  GtkWindow            *window = gtk_application_get_active_window (GTK_APPLICATION (app));

  if (window == NULL)
    {
      window = GTK_WINDOW (igny_window_new (GTK_APPLICATION (app)));
      if (klass->fill_window != NULL)
        klass->fill_window (IGNY_APPLICATION (app), IGNY_WINDOW (window));
    }
  gtk_window_present (window);
}

static void
igny_application_class_init (IgnyApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->startup = igny_application_startup;
  G_APPLICATION_CLASS (klass)->activate = igny_application_activate;
}

static void
igny_application_init (IgnyApplication *self)
{
}
