# shellcheck shell=bash disable=SC2034  # what sources it uses the variables
# Shared by the scripts beside this file: source it first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
venv=.venv
python=$venv/bin/python

say() { printf 'losscope: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# One short word that changes when any of the named files changes (cksum is in POSIX, sha256sum is not).
fingerprint() { cat -- "$@" 2>/dev/null | cksum | tr ' ' '-'; }

# Two makes at once (say `make run` beside `make test`) take turns where flock exists.
take_turns() {
    command -v flock >/dev/null || return 0
    exec 9>"$1" && flock 9
}
