#!/usr/bin/env bash
# Format, lint, types, import contracts, host names, vulnerabilities, bill of materials: all are run, and any failure fails.
. "$(dirname "$0")/common.sh"
scripts/venv.sh requirements-dev.txt
failed=0
step() {
    say "$1"
    "${@:2}" || failed=1
}
step "ruff format" "$python" -m ruff format --check --quiet .
step "ruff check" "$python" -m ruff check --quiet .
step "mypy" "$python" -m mypy
step "import contracts" "$python" -c "from importlinter.cli import lint_imports_command as lint; lint()" --no-logo
step "host names" "$python" scripts/check_hosts.py
step "known vulnerabilities" "$python" scripts/audit.py
step "bill of materials" scripts/sbom.sh
[ $failed = 0 ] || die "a check failed"
say "all checks passed"
