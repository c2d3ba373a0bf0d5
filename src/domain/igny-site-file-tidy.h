/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-html.h"
#include "igny-record.h"

G_BEGIN_DECLS

/* What a record of a site's file has to be, whatever the file says: keys of its
 * own texts, clean HTML, and nothing that runs. names has other addresses for
 * pictures. */
gboolean igny_site_file_tidy (gpointer    record,
                              GHashTable *names,
                              GError    **error);

G_END_DECLS
