#!/usr/bin/env bash
# Send thousands of cases to every route: python -m tests.fuzz (make fuzz ARGS="500 figure").
. "$(dirname "$0")/common.sh"
scripts/venv.sh requirements-dev.txt
# shellcheck disable=SC2086  # ARGS is a list of words
exec "$python" -m tests.fuzz ${ARGS:-}
