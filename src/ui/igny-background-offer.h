/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-workspace.h"

G_BEGIN_DECLS

/* When a person switches on an automation, or publishing by itself, one site
 * more than there were: sees to it that work goes on without a window. A Flatpak
 * asks the portal and says what it answered; elsewhere the systemd unit is
 * offered, where there is one that is not enabled yet. */
void igny_background_offer_connect (IgnyWorkspace *workspace);

G_END_DECLS
