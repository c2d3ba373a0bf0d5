/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "igny-window.h"

G_BEGIN_DECLS

/* The application: one window, and the actions that need none. */

#define IGNY_TYPE_APPLICATION (igny_application_get_type ())
G_DECLARE_DERIVABLE_TYPE (IgnyApplication, igny_application, IGNY, APPLICATION, AdwApplication)

struct _IgnyApplicationClass
{
  AdwApplicationClass parent_class;

  /* Puts pages into a new window. */
  void (*fill_window) (IgnyApplication *self,
                       IgnyWindow      *window);
};

G_END_DECLS
