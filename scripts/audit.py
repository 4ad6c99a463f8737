"""Look the locked packages up among known vulnerabilities; fail only when one is known.

Where the advisories cannot be reached, which a mirror of packages alone is enough for, that is said: it is not
the same as that nothing is known, and no defect of the project either.
"""

import json
import shutil
import subprocess
import sys
from typing import Any, NamedTuple

PATIENCE = 120
"""Seconds for each service."""
PYTHON = [sys.executable, "-m", "pip_audit", "--requirement", "requirements.txt", "--disable-pip"]
PYTHON += ["--format", "json", "--progress-spinner", "off"]
NODE = ["npm", "audit", "--json", "--package-lock-only"]


class Verdict(NamedTuple):
    """What is known of the packages of one lock."""

    vulnerable: list[str]
    unknown: str
    """Why not all of them were looked up; empty where they were."""


def of_python(output: str) -> Verdict:
    """What pip-audit's JSON says: of packages that it could not look up, that it skipped them."""
    try:
        packages: list[dict[str, Any]] = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Verdict([], "there was no answer")
    found = [f"{each['name']} {each['version']}: {flaw['id']}" for each in packages for flaw in each.get("vulns", [])]
    skipped = sum("skip_reason" in each for each in packages)
    return Verdict(found, f"{skipped} of {len(packages)} packages could not be looked up" if skipped else "")


def of_node(output: str) -> Verdict:
    """What npm's JSON says: only a report of an audit has a version of its format."""
    try:
        report = json.loads(output)
    except ValueError:
        return Verdict([], "there was no answer")
    if "auditReportVersion" not in report:
        return Verdict([], report.get("message", "there was no answer").split(" http")[0])
    return Verdict([f"{name}: {each['severity']}" for name, each in sorted(report["vulnerabilities"].items())], "")


def told(lock: str, verdict: Verdict) -> str:
    """A verdict in words."""
    if verdict.vulnerable:
        return f"{lock}: VULNERABLE\n  " + "\n  ".join(verdict.vulnerable)
    if verdict.unknown:
        return f"{lock}: NOT AUDITED, the advisory service can't be reached ({verdict.unknown})"
    return f"{lock}: no known vulnerabilities"


def output_of(command: list[str]) -> str:
    """What a service says; nothing where it takes too long."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout


def main() -> int:
    """Say it of each lock; 1 when anything is known to be vulnerable."""
    verdicts = {"requirements.txt": of_python(output_of(PYTHON))}
    has_npm = shutil.which("npm") is not None
    verdicts["package-lock.json"] = of_node(output_of(NODE)) if has_npm else Verdict([], "there is no npm")
    for lock, verdict in verdicts.items():
        print(told(lock, verdict))
    return int(any(verdict.vulnerable for verdict in verdicts.values()))


if __name__ == "__main__":
    sys.exit(main())
