#!/usr/bin/env bash
# Write requirements.txt and requirements-dev.txt anew from pyproject.toml; ARGS=--upgrade takes newer versions.
# Run it with the oldest Python that we support, so that every newer one can install the result.
. "$(dirname "$0")/common.sh"
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"${PYTHON:-python3.11}" -m venv "$tools"
"$tools/bin/python" -m pip install --quiet --disable-pip-version-check pip-tools

compile() {
    # shellcheck disable=SC2086  # ARGS is a list of words
    CUSTOM_COMPILE_COMMAND="make lock" "$tools/bin/pip-compile" --quiet --generate-hashes --strip-extras \
        --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
        ${ARGS:-} "$@" pyproject.toml
}
compile --output-file requirements.txt
compile --extra dev --constraint requirements.txt --output-file requirements-dev.txt
