/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-call.h"

G_BEGIN_DECLS

/* “export content” to a format of articles and not of tables. */
gboolean igny_command_articles_are_wanted (IgnyCall *call);
gboolean igny_command_articles (IgnyCall *call,
                                GError  **error);

G_END_DECLS
