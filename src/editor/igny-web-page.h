/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

/* The world in which our own script runs, and the name of its handler. */
#define IGNY_WEB_PAGE_WORLD "igny8"

/* A view that reaches nothing: no network, no files, no scripts of the page, no
 * navigation, no storage. What protects it, each by itself: the page's policy
 * forbids every address but that of the program's own pictures
 * (igny-web-pictures.h), the session's only proxy does not exist, every
 * navigation and every permission is refused. Floating; main thread. */
WebKitWebView *igny_web_page_new (void);
/* The empty page. label names its text for assistive technology, hint shows
 * where there is none. */
void igny_web_page_load (WebKitWebView *view,
                         const char    *label,
                         const char    *hint);

G_END_DECLS
