# SPDX-License-Identifier: GPL-3.0-or-later
# A throw-away desktop session for the rigs. Source it after common.sh.

# rig_home DIR: point HOME and the XDG base directories into DIR.
rig_home() {
    export HOME=$1 RIG_HOME=$1
    export XDG_CONFIG_HOME=$1/.config XDG_DATA_HOME=$1/.local/share
    export XDG_STATE_HOME=$1/.local/state XDG_CACHE_HOME=$1/.cache
    mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_STATE_HOME" "$XDG_CACHE_HOME"
    # Settings in a file under XDG_CONFIG_HOME: no dconf service is needed.
    export GSETTINGS_BACKEND=keyfile
    # What a GNOME session would tell GTK through its settings daemon; no
    # animations and no blinking, so that pictures come out the same.
    if [ ! -e "$XDG_CONFIG_HOME/gtk-4.0/settings.ini" ]; then
        mkdir -p "$XDG_CONFIG_HOME/gtk-4.0"
        cat >"$XDG_CONFIG_HOME/gtk-4.0/settings.ini" <<'INI'
[Settings]
gtk-font-name=Cantarell 11
gtk-icon-theme-name=Adwaita
gtk-dialogs-use-header=1
gtk-enable-animations=0
gtk-cursor-blink=0
INI
    fi
}

# rig_runtime DIR: sockets and logs go to DIR (keep its path short: 107 characters
# is all that a socket's whole path may have).
rig_runtime() {
    export XDG_RUNTIME_DIR=$1
    mkdir -p "$1"
    chmod 700 "$1"
}

# rig_bus_config FILE: a session bus that starts no service by itself, so
# that only what a rig started answers on it.
rig_bus_config() {
    cat >"$1" <<'XML'
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
XML
}

# rig_bus COMMAND...: run COMMAND on a private bus; on the bus we are on
# already when that is a rig's.
rig_bus() {
    local bus rc
    if [ -n "${RIG_BUS:-}" ] && [ "$RIG_BUS" = "${DBUS_SESSION_BUS_ADDRESS:-}" ]; then
        run_child "$@"
        return
    fi
    need dbus-daemon dbus-daemon
    rig_bus_config "$XDG_RUNTIME_DIR/bus.conf"
    dbus-daemon --config-file="$XDG_RUNTIME_DIR/bus.conf" --nofork --nopidfile \
        --print-address=3 3>"$XDG_RUNTIME_DIR/bus.address" 2>"$XDG_RUNTIME_DIR/bus.log" &
    bus=$!
    wait_for 10 grep -q . "$XDG_RUNTIME_DIR/bus.address" ||
        die "no session bus: $(cat "$XDG_RUNTIME_DIR/bus.log")"
    DBUS_SESSION_BUS_ADDRESS=$(cat "$XDG_RUNTIME_DIR/bus.address")
    RIG_BUS=$DBUS_SESSION_BUS_ADDRESS
    export DBUS_SESSION_BUS_ADDRESS RIG_BUS
    run_child "$@"
    rc=$?
    kill "$bus" 2>/dev/null
    return $rc
}

# on_bus NAME: is there an owner of NAME on the session bus?
on_bus() {
    dbus-send --session --print-reply --reply-timeout=2000 --dest=org.freedesktop.DBus / \
        org.freedesktop.DBus.NameHasOwner "string:$1" 2>/dev/null | grep -q 'boolean true'
}
not_on_bus() { ! on_bus "$1"; }
