#!/usr/bin/env bash
# Set up what the tests need, then run them all; ARGS goes to pytest (make test ARGS="-k huber -x").
. "$(dirname "$0")/common.sh"
scripts/venv.sh requirements-dev.txt
scripts/front_end.sh
CHROMIUM=$(scripts/chromium.sh)
export CHROMIUM

shopt -s nullglob globstar
script_tests=(tests/js/**/*.test.{js,mjs} tests/js/**/test_*.{js,mjs})
if [ ${#script_tests[@]} -gt 0 ]; then
    command -v node >/dev/null || die "the tests of static/js need Node 20 or newer"
    node --test "${script_tests[@]}"
fi
# shellcheck disable=SC2086  # ARGS is a list of words
exec "$python" -m pytest ${ARGS:-}
