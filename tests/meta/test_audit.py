"""Known vulnerabilities are told from unreachable advisories; the bill of materials names all of both locks."""

import json
import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
AUDIT = runpy.run_path(str(ROOT / "scripts/audit.py"))
BILL = runpy.run_path(str(ROOT / "scripts/bill_of_materials.py"))
CLEAN = {"name": "numpy", "version": "2.4.6", "vulns": []}
HIT = {"name": "jinja2", "version": "3.1.0", "vulns": [{"id": "PYSEC-2024-1", "fix_versions": ["3.1.6"]}]}
SKIPPED = {"name": "anyio", "skip_reason": "Dependency not found and could not be audited: anyio (4.16.0)"}
REFUSED = {"message": "405 Method Not Allowed - POST https://mirror.example/advisories", "statusCode": 405}
REPORT = {"auditReportVersion": 2, "vulnerabilities": {}}
FLAWED = REPORT | {"vulnerabilities": {"esbuild": {"severity": "moderate"}}}


def python(*packages: object) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


@pytest.mark.parametrize(
    ("kind", "output", "said", "vulnerable"),
    [
        ("of_python", python(CLEAN), "no known vulnerabilities", False),
        ("of_python", python(CLEAN, HIT), "VULNERABLE\n  jinja2 3.1.0: PYSEC-2024-1", True),
        ("of_python", python(CLEAN, SKIPPED), "NOT AUDITED, .* (1 of 2 packages could not be looked up)", False),
        ("of_python", python(HIT, SKIPPED), "VULNERABLE", True),
        ("of_python", "", "NOT AUDITED, .* (there was no answer)", False),
        ("of_node", json.dumps(REPORT), "no known vulnerabilities", False),
        ("of_node", json.dumps(FLAWED), "VULNERABLE\n  esbuild: moderate", True),
        ("of_node", json.dumps(REFUSED), "NOT AUDITED, .* (405 Method Not Allowed - POST)", False),
        ("of_node", "npm crashed", "NOT AUDITED, .* (there was no answer)", False),
    ],
)
def test_what_is_vulnerable_is_told_from_what_is_not_known(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    output: str,
    said: str,
    vulnerable: bool,
) -> None:
    other = {"of_python": python(CLEAN), "of_node": json.dumps(REPORT)}
    outputs = {name: output if name == kind else plain for name, plain in other.items()}
    main = AUDIT["main"]
    names = {id(AUDIT["PYTHON"]): "of_python", id(AUDIT["NODE"]): "of_node"}
    monkeypatch.setitem(main.__globals__, "output_of", lambda command: outputs[names[id(command)]])
    monkeypatch.setattr(main.__globals__["shutil"], "which", lambda _: "npm")
    assert main() == int(vulnerable)
    printed = capsys.readouterr().out
    assert re.search(re.escape(said).replace(r"\.\*", ".*"), printed)
    assert printed.count("no known vulnerabilities") == (2 if said.startswith("no known") else 1)


def test_the_bill_names_every_locked_package_and_nothing_that_changes() -> None:
    text = BILL["bill"](ROOT)
    assert BILL["bill"](ROOT) == text
    named = {part["purl"] for part in json.loads(text)["components"]}
    pinned = re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / "requirements.txt").read_text(), re.M)
    assert {f"pkg:pypi/{name}@{version}" for name, version in pinned} <= named
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert {each["version"] for place, each in packages.items() if place} <= {purl.rpartition("@")[2] for purl in named}
    assert "pkg:npm/%40plotly/regl@" in " ".join(sorted(named))
    assert not {"serialNumber", "timestamp"} & {*json.loads(text), *json.loads(text)["metadata"]}
    assert not re.search(r"https?://(?!cyclonedx\.org)", text)
