# shellcheck shell=bash
# Sourced by what needs a Debian package for the tests.

install_packages() { # REASON PACKAGE…: as root on Debian; services that a package brings are not started
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    say "installing for $1: ${*:2}"
    local policy=/usr/sbin/policy-rc.d made=""
    [ -e $policy ] || { printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy && made=$policy; }
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${@:2}"; } </dev/null >&2
    local status=$?
    [ -z "$made" ] || rm -f "$made"
    return $status
}
