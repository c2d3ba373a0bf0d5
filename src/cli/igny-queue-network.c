/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-queue-network.h"

static void
changed_cb (IgnyQueueRunner *runner,
            gboolean         available,
            GNetworkMonitor *monitor)
{
  igny_queue_runner_set_online (runner, available);
}

void
igny_queue_network_watch (IgnyQueueRunner *runner,
                          GNetworkMonitor *monitor)
{
  g_return_if_fail (IGNY_IS_QUEUE_RUNNER (runner) && G_IS_NETWORK_MONITOR (monitor));

  /* A proxy leads out where there is no route. */
  if (g_getenv ("https_proxy") != NULL || g_getenv ("HTTPS_PROXY") != NULL)
    return;
  g_signal_connect_object (monitor, "network-changed", G_CALLBACK (changed_cb), runner,
                           G_CONNECT_SWAPPED);
  igny_queue_runner_set_online (runner, g_network_monitor_get_network_available (monitor));
}
