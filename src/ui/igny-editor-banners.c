/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-editor-banners.h"

#include <glib/gi18n.h>

static void
close_cb (IgnyEditorBanner *banner)
{
  igny_editor_banner_set_text (banner, NULL);
}

GtkWidget *
igny_editor_banners_create (IgnyEditorBanner *banners[IGNY_EDITOR_N_BANNERS])
{
  static const struct
  {
    const char *css_class;
    const char *first;
    const char *second;
  } parts[] = {
    [IGNY_EDITOR_BANNER_BRIEF] = { "accent", N_ ("_Mark as Article"), NULL },
    [IGNY_EDITOR_BANNER_BACK] = { "accent", N_ ("_Close"), NULL },
    [IGNY_EDITOR_BANNER_CONFLICT] = { "warning", N_ ("_Reload"), N_ ("_Keep Mine") },
    [IGNY_EDITOR_BANNER_FAILED] = { "error", N_ ("_Try Again"), N_ ("_Discard Changes") },
  };

  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < IGNY_EDITOR_N_BANNERS; i++)
    {
      const char *second = parts[i].second != NULL ? _ (parts[i].second) : NULL;
      GtkWidget  *banner = igny_editor_banner_new (parts[i].css_class, _ (parts[i].first), second);

      banners[i] = IGNY_EDITOR_BANNER (banner);
      gtk_box_append (GTK_BOX (box), banner);
    }
  g_signal_connect (banners[IGNY_EDITOR_BANNER_BACK], "response", G_CALLBACK (close_cb), NULL);
  return box;
}
