#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# test-editor.sh PROGRAM [ARGUMENT…]: runs it on a display of its own; 77 when
# the tools for that are not here.
set -uo pipefail

for tool in Xvfb xfwm4 xdotool dbus-daemon; do
  command -v "$tool" >/dev/null || { echo "$tool is not here"; exit 77; }
done
# WebKit's own sandbox is tried where it can be made.
bwrap --unshare-pid --unshare-uts --ro-bind / / --proc /proc --dev /dev true 2>/dev/null ||
  export WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1
exec "$(dirname "$(readlink -f "$0")")"/../rigs/with-display "$@"
