/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-site.h"

/* Asks the site in memory when it is meant, else a real server on this machine.
 * Pictures that the site is sent are kept by number only. Any thread. */
#define WORLD_TYPE_HTTP (world_http_get_type ())
G_DECLARE_FINAL_TYPE (WorldHttp, world_http, WORLD, HTTP, GObject)

/* here and site are borrowed. Full ownership. */
IgnyHttp *world_http_new (IgnyHttp *here,
                          FakeSite *site);
