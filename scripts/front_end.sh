#!/usr/bin/env bash
# Make static/vendor (or the folder named) when its inputs have changed; needs .venv.
# LOSSCOPE_PLOTLY=npm builds small bundles and fails without npm; =pypi takes the Python package's whole
# library; unset tries the first, then the second.
. "$(dirname "$0")/common.sh"
out=${1:-static/vendor}
source=${LOSSCOPE_PLOTLY:-auto}
[ "$source" = auto ] && ! { command -v node && command -v npm; } >/dev/null && source=no-npm

stamp="$source $(grep '^plotly==' requirements.txt)$(fingerprint package.json package-lock.json scripts/*front_end.*)"
is_current() { [ "$(cat "$out/.stamp" 2>/dev/null)" = "$stamp" ]; }

install_packages() { # into node_modules, when package-lock.json has changed
    local mark=node_modules/.stamp
    [ "$(cat $mark 2>/dev/null)" = "$(fingerprint package-lock.json)" ] && return
    say "installing npm packages"
    npm ci --ignore-scripts --include=dev --loglevel=error >&2 && fingerprint package-lock.json >$mark
}

build() { # FOLDER
    case $source in
        no-npm) say "no npm here: taking the whole plotly.js out of the Python package instead" ;;
        pypi) say "LOSSCOPE_PLOTLY=pypi: taking the whole plotly.js out of the Python package" ;;
        *)
            if install_packages && say "bundling plotly.js" && node scripts/build_front_end.mjs "$1"; then return; fi
            [ "$source" = npm ] && die "the npm build failed"
            say "the npm build failed: taking the whole plotly.js out of the Python package instead"
            rm -rf "$1"
            ;;
    esac
    "$python" scripts/build_front_end.py "$1"
}

is_current && exit
take_turns node_modules.lock
is_current && exit
rm -rf "$out.new"
build "$out.new"
echo "$stamp" >"$out.new/.stamp"
rm -rf "$out" && mkdir -p "$(dirname "$out")" && mv "$out.new" "$out"
