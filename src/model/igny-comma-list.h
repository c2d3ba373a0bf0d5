/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Short texts in one field, as people type and export them: "boots, winter".
 * Two that differ in case or in white space only are the same one; the first
 * spelling stays. None of it is NULL. Any thread. */

/* The items in their order, tidy and each once. */
char **igny_comma_list_split (const char *list);
/* The other way; an item's own commas become spaces. */
char    *igny_comma_list_join (const char *const *items);
char    *igny_comma_list_tidy (const char *list);
gboolean igny_comma_list_has (const char *list,
                              const char *item);
char    *igny_comma_list_add (const char *list,
                              const char *item);
/* Renames an item; to one that is there already is to merge them, to NULL or
 * "" is to remove it. */
char *igny_comma_list_rename (const char *list,
                              const char *from,
                              const char *to);

G_END_DECLS
