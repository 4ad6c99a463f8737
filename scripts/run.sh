#!/usr/bin/env bash
# Set up what is missing, then serve until Ctrl-C. HOST and PORT say where.
. "$(dirname "$0")/common.sh"
scripts/venv.sh requirements.txt
scripts/front_end.sh

host=${HOST:-${LOSSCOPE_HOST:-127.0.0.1}}
port=${PORT:-${LOSSCOPE_PORT:-8000}}
shown=$host
case $host in 0.0.0.0 | ::) shown=localhost ;; *:*) shown="[$host]" ;; esac
say "http://$shown:$port (Ctrl-C ends it)"
LOSSCOPE_HOST=$host LOSSCOPE_PORT=$port exec "$python" -m app
