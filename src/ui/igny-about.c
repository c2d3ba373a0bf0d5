/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

void
igny_about_show (GtkWindow *parent)
{
  /* clang-format off */
  adw_show_about_window (parent,
                         "application-name", "IGNY8",
                         "application-icon", IGNY_APP_ID,
                         "version", IGNY_VERSION,
                         "comments", _("From keywords to published articles"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "developer-name", _("The IGNY8 Project"),
                         NULL);
  /* clang-format on */
}
