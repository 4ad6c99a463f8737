#!/usr/bin/env bash
# Set up what the tests need, then run them all; ARGS goes to pytest (make test ARGS="-k huber -x").
. "$(dirname "$0")/common.sh"
scripts/venv.sh requirements-dev.txt
scripts/front_end.sh
CHROMIUM=$(scripts/browser.sh)
NGINX=$(scripts/nginx.sh || true)
export CHROMIUM NGINX

failed=0
script_tests=$(find tests/js \( -name "*.test.*js" -o -name "test_*.*js" \) 2>/dev/null || true)
# shellcheck disable=SC2086  # these are lists of words
if ! command -v node >/dev/null; then
    say "no Node here: the tests of static/js are left out"
elif [ -n "$script_tests" ]; then
    node --test --test-reporter=spec $script_tests || failed=1
fi
# shellcheck disable=SC2086
# Two at a time, file by file: each process has a server and a browser of its own.
"$python" -m pytest -n 2 --dist loadfile ${ARGS:-} || failed=$?
[ $failed = 0 ] || die "a test failed"
