#!/usr/bin/env bash
# Print the path of a Chromium for the tests; on Debian, install what is missing when we may.
. "$(dirname "$0")/common.sh"
. scripts/packages.sh

find_browser() {
    local candidate
    for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        [ -n "$candidate" ] && command -v "$candidate" && return
    done
    return 1
}

# Playwright brings its own Node, which needs a library that a bare Debian lacks.
driver_runs() {
    local driver
    driver=$(echo "$venv"/lib/python3*/site-packages/playwright/driver/node)
    "$driver" --version >/dev/null 2>&1
}

list_missing() {
    find_browser >/dev/null || echo chromium
    driver_runs || echo libatomic1
}

missing=$(list_missing)
# shellcheck disable=SC2086  # a list of words
[ -z "$missing" ] || install_packages "the browser tests" $missing || true
missing=$(list_missing)
[ -z "$missing" ] ||
    die "the browser tests need ${missing//$'\n'/ and } (Debian's names): install that, or set CHROMIUM to a Chrome's path"
find_browser
