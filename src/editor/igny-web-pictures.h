/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* The address of a picture that the program keeps: "igny8-media:UUID". */
#define IGNY_WEB_PICTURES_SCHEME "igny8-media"

/* Has such pictures answered by the canvas around the view that shows them: its
 * signal "picture". Any other address stays out of reach. Main thread. */
void igny_web_pictures_register (WebKitWebContext *context);

G_END_DECLS
