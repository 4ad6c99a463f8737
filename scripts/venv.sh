#!/usr/bin/env bash
# Make .venv hold exactly what a lock says: `venv.sh requirements.txt` or `venv.sh requirements-dev.txt`.
# A stamp holds the lock's fingerprint, so that a second call costs milliseconds.
. "$(dirname "$0")/common.sh"
lock=${1:?which lock file?}

is_current() { # LOCK: is what it asks for installed, by a Python that still runs?
    [ "$(cat "$venv/.stamp-$1" 2>/dev/null)" = "$(fingerprint "$1")" ] && "$python" -c '' 2>/dev/null
}

find_python() { # the first Python that is new enough
    local candidate
    for candidate in "${PYTHON:-python3}" python3.13 python3.12 python3.11 python3.14 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    die "Python 3.11 or newer is needed (set PYTHON to its path)"
}

is_current "$lock" && exit
take_turns .venv.lock
is_current "$lock" && exit

if ! "$python" -m pip --version >/dev/null 2>&1; then
    base=$(find_python)
    say "making $venv with $("$base" --version)"
    "$base" -m venv --clear "$venv" || die "'$base -m venv' failed: on Debian, install python3-venv"
fi
say "installing $lock (the first time takes about a minute)"
rm -f "$venv"/.stamp-*
"$python" -m pip install --quiet --no-input --disable-pip-version-check --require-hashes -r "$lock"
fingerprint "$lock" >"$venv/.stamp-$lock"
# The dev lock holds all of the other one, at the same versions.
[ "$lock" = requirements.txt ] || fingerprint requirements.txt >"$venv/.stamp-requirements.txt"
