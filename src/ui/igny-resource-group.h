/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "igny-store.h"

G_BEGIN_DECLS

/* What the program takes of the machine, what its threads do, and what it said
 * lately. It looks every two seconds while it is on the screen, and keeps a sample
 * a minute. "resources.copy" copies it as text. */
#define IGNY_TYPE_RESOURCE_GROUP (igny_resource_group_get_type ())
G_DECLARE_FINAL_TYPE (IgnyResourceGroup,
                      igny_resource_group,
                      IGNY,
                      RESOURCE_GROUP,
                      AdwPreferencesGroup)

GtkWidget *igny_resource_group_new (IgnyStore *store);

G_END_DECLS
