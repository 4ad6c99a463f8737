"""The guides work: each is followed to the letter in a copy of the project, and its laws notice a broken entry."""

import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("app", "templates", "static", "tests")
KEPT_OUT = shutil.ignore_patterns("vendor", "built", "browser")
OPEN = """
import json, sys
from starlette.testclient import TestClient
from app.main import app
answers = [TestClient(app).get(address) for address in sys.argv[1:]]
print(json.dumps([(answer.status_code, answer.text) for answer in answers]))
"""


class Guide(NamedTuple):
    """What a guide tells its reader to do."""

    path: str
    """The file to write."""
    code: str
    addresses: list[str]
    """Where to see it."""
    commands: list[list[str]]
    """How to test it alone: what follows `python`."""

    @property
    def kind(self) -> str:
        return Path(self.path).stem

    @property
    def title(self) -> str:
        return re.search(r'title(?:: ClassVar\[str\])? = "(.*)"', self.code)[1]


def guide(name: str) -> Guide:
    text = (ROOT / f"docs/add-a-{name}.md").read_text("utf-8")
    path = re.search(r"One file, `(app/\S+)`", text)[1]
    code = re.search(r"```(?:python|toml)\n(.*?)```", text, re.S)[1]
    shell = re.search(r"```sh\n(.*?)```", text, re.S)[1]
    commands = [line.split()[1:] for line in shell.splitlines()]
    return Guide(path, code, re.findall(r"`(/(?!healthz)[^`\s]*)`", text), commands)


GUIDES = {name: guide(name) for name in ("loss", "method", "function", "scenario")}
ENTRIES = [name for name, each in GUIDES.items() if each.path.endswith(".py")]
every_guide = pytest.mark.parametrize("name", GUIDES)
FLAWS = {
    "loss: a slope that is none": ("np.abs(r) / self.delta, 1)", "np.abs(r) / self.delta, 2)"),
    "loss: a prox that falls short": ("np.abs(v) - weight, 0)", "np.abs(v) - weight / 2, 0)"),
    "method: a state that is changed": ("self.momentum * state.mean +", "np.multiply(state.mean, 0.5, state.mean) +"),
    "method: a precision that is lost": ("state.x - step_size", "state.x.astype(float) - step_size"),
    "function: a minimum that is none": ("[(1.0,)], 0.5", "[(0.5,)], 0.625"),
    "scenario: a number that is not so": ("amplitude = 0.5", "amplitude = 0.25"),
    "scenario: a story that nothing checks": ("of length 1 ends", "of length 17 ends"),
}
"""What is written wrongly, in which guide."""


def copied(to: Path) -> Path:
    """A copy of what runs and of its tests."""
    for part in PARTS:
        shutil.copytree(ROOT / part, to / part, ignore=KEPT_OUT)
    shutil.copy2(ROOT / "pyproject.toml", to)
    return to


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copied(tmp_path)


def run(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command, variables = [sys.executable, *words], kept | {"PYTHONPATH": str(project)}
    return subprocess.run(command, cwd=project, env=variables, capture_output=True, text=True, check=False)


def write(project: Path, followed: Guide, code: str) -> None:
    place = project / followed.path
    assert not place.exists(), f"{followed.path}: what a guide adds must not be there already"
    place.write_text(code, "utf-8")


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What is answered at every address that the guides name, where all of them have been followed."""
    project = copied(tmp_path_factory.mktemp("followed"))
    for followed in GUIDES.values():
        write(project, followed, followed.code)
    addresses = sorted({address for followed in GUIDES.values() for address in followed.addresses})
    done = run(project, "-c", OPEN, *addresses)
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    assert {at: status for at, (status, _) in zip(addresses, answers, strict=True) if status != 200} == {}
    return {address: unescape(text) for address, (_, text) in zip(addresses, answers, strict=True)}


@every_guide
def test_what_a_guide_adds_is_seen_wherever_it_says(name: str, texts: dict[str, str]) -> None:
    followed = GUIDES[name]
    assert len(followed.addresses) >= 3
    for address in followed.addresses:
        assert followed.title in texts[address], address
        assert f'id="{address.partition("#")[2]}"' in texts[address] or "#" not in address


@pytest.mark.parametrize("name", ENTRIES)
def test_what_a_guide_adds_is_chosen_in_the_form_and_computed(name: str, texts: dict[str, str]) -> None:
    followed = GUIDES[name]
    found = {word: [texts[at] for at in followed.addresses if word in at] for word in ("/lab?", "/descent?")}
    chosen = re.compile(rf'<option value="{followed.kind}" selected|<input [^>]*name="f" value="{followed.kind}"')
    assert all(chosen.search(text) for text in found["/lab?"])
    values = [json.loads(text)["runs"][0]["values"] for text in found["/descent?"]]
    assert [len(set(each)) > 2 for each in values] == [True]


@every_guide
def test_what_a_guide_adds_passes_the_laws_that_it_names(name: str, project: Path) -> None:
    followed = GUIDES[name]
    write(project, followed, followed.code)
    for command in followed.commands:
        done = run(project, *command)
        assert done.returncode == 0, done.stdout
        assert re.search(r"\d+ passed", done.stdout)
        assert "skipped" not in done.stdout


@pytest.mark.parametrize("flaw", FLAWS)
def test_the_laws_notice_what_is_wrong(flaw: str, project: Path) -> None:
    followed, (right, wrong) = GUIDES[flaw.partition(":")[0]], FLAWS[flaw]
    assert followed.code.count(right) == 1
    write(project, followed, followed.code.replace(right, wrong))
    for command in followed.commands:
        done = run(project, *command, "-x")
        if done.returncode:
            break
    assert done.returncode == 1, "a law has to fail, and not because the tests cannot be run"


@pytest.mark.parametrize("name", ENTRIES)
def test_the_code_of_a_guide_is_kept_as_ours_is(name: str) -> None:
    followed = GUIDES[name]
    assert len(followed.code.splitlines()) <= 60
    for command in (["check"], ["format", "--check"]):
        words = [sys.executable, "-m", "ruff", *command, "--stdin-filename", str(ROOT / followed.path), "-"]
        done = subprocess.run(words, input=followed.code, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
