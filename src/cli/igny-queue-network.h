/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "igny-queue-runner.h"

G_BEGIN_DECLS

/* Tells the runner whether the network is there, now and whenever that changes,
 * as long as both are. Calls come to the main context of the calling thread. */
void igny_queue_network_watch (IgnyQueueRunner *runner,
                               GNetworkMonitor *monitor);

G_END_DECLS
