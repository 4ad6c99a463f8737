#!/usr/bin/env bash
# Make static/vendor (or the folder named) and static/built beside it when their inputs have changed; needs .venv.
# LOSSCOPE_PLOTLY=npm builds small bundles and fails without npm; =pypi takes the Python package's whole
# library, and leaves our own modules as they are; unset tries the first, then the second.
. "$(dirname "$0")/common.sh"
out=${1:-static/vendor}
pages=$(dirname "$out")/built
source=${LOSSCOPE_PLOTLY:-auto}
[ "$source" = auto ] && ! { command -v node && command -v npm; } >/dev/null && source=no-npm

stamp="$source $(grep '^plotly==' requirements.txt)$(fingerprint package.json package-lock.json scripts/*front_end.* scripts/compress.mjs)"
own=$(fingerprint scripts/bundle_pages.mjs templates/*.html static/css/*.css static/css/pages/*.css static/js/*.js static/js/figures/*.js)
is_current() { # FOLDER STAMP
    [ "$(cat "$1/.stamp" 2>/dev/null)" = "$2" ]
}

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

bundle() { # FOLDER: without npm there is nothing in it, and pages load the modules one by one
    grep -q '"source": "npm"' "$out/manifest.json" || { mkdir -p "$1" && return; }
    install_packages && node scripts/bundle_pages.mjs "$1" "$out/plotly.css" && return
    [ "$source" = npm ] && die "bundling our own modules failed"
    say "bundling our own modules failed: pages load them one by one"
    rm -rf "$1" && mkdir -p "$1"
}

make_anew() { # FOLDER STAMP COMMAND
    is_current "$1" "$2" && return
    rm -rf "$1.new"
    "$3" "$1.new"
    echo "$2" >"$1.new/.stamp"
    rm -rf "$1" && mkdir -p "$(dirname "$1")" && mv "$1.new" "$1"
}

is_current "$out" "$stamp" && is_current "$pages" "$stamp $own" && exit
take_turns node_modules.lock
make_anew "$out" "$stamp" build
make_anew "$pages" "$stamp $own" bundle
