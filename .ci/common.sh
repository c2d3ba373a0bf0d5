# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What ./run and ./test share: packages, quiet phases, configuring.

say() { printf '%s\n' "$*"; }
die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

# elapsed SINCE: whole seconds, as "12 s".
elapsed() { printf '%d s' $((SECONDS - $1)); }

# quietly LOG COMMAND…: output goes to LOG; when COMMAND fails, its end is shown.
quietly() {
  local log=$1
  shift

  mkdir -p "${log%/*}"
  "$@" >"$log" 2>&1 && return 0
  {
    say "--- failed: $* (the whole output: $log)"
    # ninja goes on with what it has begun, so its own failure is further up.
    if grep -q '^FAILED: ' "$log"; then
      sed -n '/^FAILED: /,$p' "$log" | grep -v '^\[' | cut -c1-300 | head -n 40
    else
      tail -n 40 "$log"
    fi
  } >&2
  return 1
}

os_release() { sed -n "s/^$1=//p" /etc/os-release 2>/dev/null | tr -d '"'; }

is_debian() { [ "$(os_release ID)" = debian ] && command -v apt-get >/dev/null; }

# is_there PROBE PACKAGE: see the head of .ci/packages.
is_there() {
  local what=${1#*:}

  case $1 in
    cmd:*) command -v "$what" >/dev/null ;;
    pc:*)  pkg-config --exists "${what/>=/ >= }" 2>/dev/null ;;
    lib:*) printf 'int main (void) { return 0; }' |
           gcc -xc - -o /dev/null "-l$what" 2>/dev/null ;;
    py:*)  /usr/bin/python3 -c "import $what" 2>/dev/null ;;
    file:*) [ -e "$what" ] ;;
    clang:*) printf 'int LLVMFuzzerTestOneInput (void) { return 0; }' |
           clang -xc - -o /dev/null "-fsanitize=$what,address" 2>/dev/null ;;
    deb:*) ! is_debian || dpkg-query -W -f '${Status}' "$2" 2>/dev/null | grep -q 'ok installed' ;;
    *)     die ".ci/packages: unknown probe $1" ;;
  esac
}

# missing GROUP COLUMN: the packages of GROUP whose probe fails; COLUMN is 1 for
# Debian's names and 2 for Fedora's.
missing() {
  local group probe debian fedora
  local -A seen=()

  while read -r group probe debian fedora; do
    [ "$group" = "$1" ] || continue
    is_there "$probe" "$debian" && continue
    [ "$2" = 1 ] || debian=$fedora
    [ "$debian" = - ] || [ -n "${seen[$debian]:-}" ] || say "$debian"
    seen[$debian]=1
  done <.ci/packages
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

# Packages that bring a service are here for their programs only: nothing of
# theirs is started now, nor with the machine.
SERVICES='mariadb.service micro-httpd.socket caddy.service'

apt_install() {
  local policy=/usr/sbin/policy-rc.d made='' status=0 service
  local -a fresh=()

  for service in $SERVICES; do
    [ -e "/lib/systemd/system/$service" ] || fresh+=("$service")
  done
  if [ ! -e "$policy" ]; then
    made=1
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
  fi

  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
    -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 install "$@" || status=$?

  [ -z "$made" ] || as_root rm -f "$policy"
  if [ -d /run/systemd/system ]; then
    for service in "${fresh[@]}"; do
      as_root systemctl disable --now "$service" || true
    done
  fi
  return "$status"
}

# known PACKAGE…: those that this release has.
known() { apt-cache pkgnames | sort | comm -12 - <(printf '%s\n' "$@" | sort -u); }

# install_missing GROUP PACKAGE…
install_missing() {
  local group=$1 since=$SECONDS
  shift

  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    die "needs these packages, and there is no sudo to install them: $*"
  fi
  say "Installing $# packages…"
  quietly build/packages.log as_root apt-get -q -o Acquire::Retries=3 update ||
    say "The package lists could not be refreshed; going on with those that are here."
  # shellcheck disable=SC2046 # one word a package
  quietly build/packages.log apt_install $(known "$@") ||
    die "the packages could not be installed"
  say "Installed in $(elapsed "$since")"
}

# need_packages GROUP: installs what is missing on Debian 12 and later, names it
# elsewhere. A stamp makes the next start quick.
need_packages() {
  local group=$1 stamp=build/.packages-$1 sum
  local -a lack

  sum=$(cat .ci/packages /etc/os-release 2>/dev/null | cksum)
  [ "$(cat "$stamp" 2>/dev/null)" = "$sum" ] && return 0

  mapfile -t lack < <(missing "$group" 1)
  if [ ${#lack[@]} -gt 0 ] && is_debian && [ "$(os_release VERSION_ID)" -ge 12 ] 2>/dev/null; then
    install_missing "$group" "${lack[@]}"
    mapfile -t lack < <(missing "$group" 1)
  fi
  if [ ${#lack[@]} -gt 0 ]; then
    say "$(os_release PRETTY_NAME) lacks, by Debian's names: ${lack[*]}"
    say "By Fedora's names: $(missing "$group" 2 | tr '\n' ' ')"
    [ "$group" != build ] || die "please install these packages and start again"
    say "Going on; the tests that need them are skipped."
    return 0
  fi

  mkdir -p build
  say "$sum" >"$stamp"
}

# configure DIR OPTION…: sets DIR up, or brings it to these options.
configure() {
  local dir=$1
  shift

  if [ ! -e "$dir/build.ninja" ]; then
    quietly "$dir/setup.log" meson setup "$dir" "$@" || return 1
  elif [ "$(cat "$dir/.options" 2>/dev/null)" != "$*" ]; then
    quietly "$dir/setup.log" meson setup --reconfigure "$dir" "$@" || return 1
  fi
  say "$*" >"$dir/.options"
}

low=() # a command before those that make way for others

# build DIR TARGET…: only speaks when there is something to do.
build() {
  local dir=$1 since=$SECONDS
  shift

  quietly "$dir/ninja.log" "${low[@]}" ninja -C "$dir" "$@" || return 1
  grep -q 'no work to do' "$dir/ninja.log" || say "Built $dir in $(elapsed "$since")"
}
