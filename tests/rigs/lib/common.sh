# SPDX-License-Identifier: GPL-3.0-or-later
# Shared shell functions of the rigs. Source it; do not run it.

die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

# need PROGRAM PACKAGE: stop with an install hint when PROGRAM is missing.
need() {
    command -v "$1" >/dev/null 2>&1 ||
        die "needs '$1' (apt-get install -y --no-install-recommends $2)"
}

# free_port: a loopback TCP port that nothing listens on at this moment. It is
# below those that the system gives to outgoing connections: one of these could
# take it before the server does.
free_port() {
    local p i
    for i in $(seq 200); do
        p=$((15000 + (RANDOM * 32768 + RANDOM) % 17000))
        (exec 3<>"/dev/tcp/127.0.0.1/$p") 2>/dev/null || { echo "$p"; return 0; }
    done
    return 1
}

port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# start PIDFILE LOG COMMAND...: run COMMAND in the background in its own
# session, so that it outlives this shell and stop can end its whole group.
start() {
    local pidfile=$1 log=$2; shift 2
    setsid "$@" </dev/null >>"$log" 2>&1 9>&- &
    echo "$! $(stat_start $!)" >"$pidfile"
    disown $! 2>/dev/null || true
}

# Field 22 of /proc/PID/stat is the start time: with it, a pid that the
# system has since given to some other process is never taken for ours.
stat_start() { sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

alive() {
    local pid began
    [ -s "$1" ] || return 1
    read -r pid began <"$1"
    [ -n "$began" ] && [ "$(stat_start "$pid")" = "$began" ] &&
        [ "$(sed 's/^.*) //' "/proc/$pid/stat" | cut -c1)" != Z ]
}

# gone PID: has that process ended (or is it only waiting to be reaped)?
gone() { [ "$(sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null | cut -c1 | tr -d Z)" = "" ]; }

# stop PIDFILE [SECONDS]: TERM the process group, then KILL what is left.
stop() {
    local pid i
    if alive "$1"; then
        read -r pid _ <"$1"
        kill -TERM -- "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null
        for i in $(seq $((${2:-15} * 10))); do
            alive "$1" || break
            sleep 0.1
        done
        if alive "$1"; then
            kill -KILL -- "-$pid" 2>/dev/null || kill -KILL "$pid" 2>/dev/null
        fi
    fi
    rm -f "$1"
}

# wait_for SECONDS COMMAND...: poll COMMAND until it succeeds.
wait_for() {
    local end=$((SECONDS + $1)); shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.1
    done
}

# wait_up PIDFILE SECONDS COMMAND...: the same, but give up at once when the
# process has ended.
wait_up() {
    local pidfile=$1 end=$((SECONDS + $2)); shift 2
    until "$@" >/dev/null 2>&1; do
        alive "$pidfile" && [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.1
    done
}

# run_child COMMAND...: run it with our stdin, and hand TERM, INT and HUP on
# to it, so that what started it can still tidy up after it.
run_child() {
    local child rc
    "$@" <&0 &
    child=$!
    trap 'kill -TERM '"$child"' 2>/dev/null' TERM INT HUP
    while :; do
        wait "$child"; rc=$?
        kill -0 "$child" 2>/dev/null || break
    done
    trap - TERM INT HUP
    return $rc
}
