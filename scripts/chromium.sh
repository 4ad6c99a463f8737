#!/usr/bin/env bash
# Print the path of a Chromium for the tests; install Debian's when there is none and we may.
. "$(dirname "$0")/common.sh"

find_browser() {
    local candidate
    for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        [ -n "$candidate" ] && command -v "$candidate" && return
    done
    return 1
}

install_browser() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    say "installing Debian's chromium for the browser tests"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } </dev/null >&2
}

find_browser && exit
install_browser && find_browser && exit
die "the browser tests need Chromium: install chromium or Google Chrome, or set CHROMIUM to its path"
