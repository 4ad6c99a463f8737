#!/usr/bin/env bash
# Measure speed: python -m benchmarks.
. "$(dirname "$0")/common.sh"
scripts/venv.sh requirements-dev.txt
# shellcheck disable=SC2086  # ARGS is a list of words
exec "$python" -m benchmarks ${ARGS:-}
