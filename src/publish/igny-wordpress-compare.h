/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-wordpress-posts.h"
#include "igny-wordpress-result.h"

G_BEGIN_DECLS

/* WordPress takes nearly everything and silently keeps less. These look at
 * what it kept, and add warnings. Pure; any thread. */

/* Plain text against the HTML that is stored of it. */
void igny_wordpress_compare_text (GPtrArray  *warnings,
                                  const char *field,
                                  const char *sent,
                                  const char *got);
/* Elements, attributes, block marks and words that are missing; additions and
 * another way of writing the same are fine. */
void igny_wordpress_compare_content (GPtrArray  *warnings,
                                     const char *sent,
                                     const char *got);
/* TRUE when igny_wordpress_compare_content would not complain. */
gboolean igny_wordpress_compare_is_kept (const char *sent,
                                         const char *got);
/* Numbers of terms, as sets. */
void igny_wordpress_compare_terms (GPtrArray    *warnings,
                                   const char   *field,
                                   const GArray *sent,
                                   const GArray *got);
/* name, value, …, NULL against the object that the site answered. */
void igny_wordpress_compare_meta (GPtrArray         *warnings,
                                  const char *const *sent,
                                  JsonObject        *got);

G_END_DECLS
