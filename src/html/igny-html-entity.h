/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The character of a reference without its & and ;: "amp", "#8211", "#x2013". Of
 * the names, those that prose has. 0 when it is none, or no character. For text
 * that is read as it comes; whole HTML is Gumbo's. Any thread. */
gunichar igny_html_entity_read (const char *reference);

G_END_DECLS
