#!/usr/bin/env bash
# Write the bill of materials (CycloneDX) of both locks into build/losscope.cdx.json, or the file named.
. "$(dirname "$0")/common.sh"
out=${1:-build/losscope.cdx.json}
scripts/venv.sh requirements-dev.txt
"$python" scripts/bill_of_materials.py "$out"
say "wrote $out"
