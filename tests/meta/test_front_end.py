"""Plotly comes bundled with npm or out of the Python package, and the pages need not know which."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import brotli
import pytest
from playwright.sync_api import sync_playwright
from plotly.offline import get_plotlyjs_version

from app.pages.assets import fingerprint
from app.pages.site import POLICY
from tests.browser.framing import Quiet, served

ROOT = Path(__file__).parents[2]
NEEDED = {"plotly-2d.js": {"scatter", "contour", "heatmap"}, "plotly-3d.js": {"scatter3d", "surface"}}
PAGE = """<!doctype html><title>drawing</title>
<link rel="stylesheet" id="plotly.js-style-global" class="no-inline-styles" href="plotly.css">
<script type="module" src="page.js"></script><div id="a"></div><div id="b"></div>"""
SCRIPT = """
const blocked = [];
document.addEventListener("securitypolicyviolation", (event) => blocked.push(event.effectiveDirective));
const size = { width: 300, height: 240 };
const z = [[0, 1, 2], [1, 2, 3], [2, 3, 5]];
const [flat, solid] = await Promise.all([import("./plotly-2d.js"), import("./plotly-3d.js")]);
const data = [{ type: "contour", z }, { y: [0, 1, 2] }];
await flat.default.newPlot("a", data, size);
await solid.default.newPlot("b", [{ type: "surface", z }], size);
const traces = (module) => Object.keys(module.default.PlotSchema.get().traces);
const drawn = [".contourlayer path", ".scatterlayer path", ".modebar", "#b canvas"];
document.title = JSON.stringify({
  versions: [flat.default.version, solid.default.version],
  traces: { "plotly-2d.js": traces(flat), "plotly-3d.js": traces(solid) },
  missing: drawn.filter((selector) => !document.querySelector(selector)),
  modebar: getComputedStyle(document.querySelector("#a .modebar-group")).float,
  blocked,
});
"""


class Build(NamedTuple):
    """A folder that scripts/front_end.sh made, and what it said while it did."""

    folder: Path
    log: str
    manifest: dict[str, Any]


def build(folder: Path, **variables: str) -> Build:
    command = [ROOT / "scripts/front_end.sh", folder]
    done = subprocess.run(command, env=os.environ | variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return Build(folder, done.stderr, json.loads((folder / "manifest.json").read_text()))


def path_without_npm(folder: Path) -> str:
    """Give a PATH on which the script finds its tools, but neither node nor npm."""
    folder.mkdir()
    for name in ("bash", "cat", "cksum", "dirname", "env", "flock", "grep", "mkdir", "mv", "rm", "tr"):
        if found := shutil.which(name):
            (folder / name).symlink_to(found)
    return str(folder)


@pytest.fixture(scope="module", params=["npm", "pypi"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Build:
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "pypi":
        return build(folder / "vendor", LOSSCOPE_PLOTLY="auto", PATH=path_without_npm(folder / "bin"))
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("no Node here")
    return build(folder / "vendor", LOSSCOPE_PLOTLY="npm")


class Handler(Quiet):
    """Serves a folder under the policy, in silence."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@pytest.fixture
def address(made: Build, tmp_path: Path) -> Iterator[str]:
    shutil.copytree(made.folder, tmp_path, dirs_exist_ok=True)
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "page.js").write_text(SCRIPT)
    with served(tmp_path, Handler) as site:
        yield f"{site}/page.html"


def draw(address: str) -> dict[str, Any]:
    """Open the page in Chromium and give what it says of itself."""
    options = [
        "--no-sandbox",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-quic",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM"), args=options)
        page = browser.new_page()
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.goto(address)
        for _ in range(600):
            if page.title() != "drawing" or failures:
                break
            page.wait_for_timeout(100)
        assert not failures
        report: dict[str, Any] = json.loads(page.title())
        browser.close()
    return report


def test_package_json_names_the_version_that_the_python_package_bundles() -> None:
    asked = json.loads((ROOT / "package.json").read_text())["devDependencies"]["plotly.js"]
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]["node_modules/plotly.js"]
    assert asked == locked["version"] == get_plotlyjs_version()


def test_the_manifest_tells_the_version_and_the_sizes(made: Build) -> None:
    assert made.manifest["plotly"] == get_plotlyjs_version()
    assert {"plotly-2d.js", "plotly-3d.js", "plotly.css"} <= made.manifest["files"].keys()
    for name, sizes in made.manifest["files"].items():
        suffixes = {"raw": "", "gzip": ".gz", "brotli": ".br"}
        assert sizes == {kind: (made.folder / f"{name}{end}").stat().st_size for kind, end in suffixes.items()}
        assert brotli.decompress((made.folder / f"{name}.br").read_bytes()) == (made.folder / name).read_bytes()


def test_every_page_has_a_bundle_of_the_present_sources(made: Build) -> None:
    folder = made.folder.parent / "built"
    if made.manifest["source"] != "npm":
        assert [path.name for path in folder.iterdir()] == [".stamp"]
        return
    manifest = json.loads((folder / "manifest.json").read_text())
    templates = "".join(path.read_text() for path in (ROOT / "templates").glob("*.html"))
    assert {f"{name}.js" for name in re.findall(r'script\("(\w+)"\)', templates)} <= manifest["files"].keys()
    assert {f"{name}.css" for name in re.findall(r'sheet\("(\w+)"\)', templates)} <= manifest["files"].keys()
    assert manifest["sources"] == fingerprint()


def test_what_an_entry_holds_is_in_no_other_file_of_its_page(made: Build) -> None:
    """Two copies of a module would be two classes of one name, and errors of one unknown to the other."""
    for path in (made.folder.parent / "built").glob("main*.js"):
        assert ("extends Error" in path.read_text()) == (path.name == "main.js"), path.name


@pytest.mark.browser
def test_both_modules_load_and_draw_under_the_policy(made: Build, address: str) -> None:
    # In a thread of its own, since another test's Playwright may own this one's event loop.
    with ThreadPoolExecutor(1) as pool:
        report = pool.submit(draw, address).result()
    assert report["versions"] == [get_plotlyjs_version()] * 2
    assert report["missing"] == []
    assert report["modebar"] == "left", "plotly.css is not in force"
    assert report["blocked"] == []
    for name, traces in NEEDED.items():
        assert traces <= set(report["traces"][name])
        if made.manifest["source"] == "npm":
            assert set(report["traces"][name]) == traces | {"scatter"}, "the bundle carries more than is used"


def test_what_is_sent_is_small(made: Build) -> None:
    limits = {
        "npm": {"plotly-2d.js": 370_000, "plotly-3d.js": 490_000},
        "pypi": {"plotly-full.js": 1_200_000},
    }
    for name, limit in limits[made.manifest["source"]].items():
        assert made.manifest["files"][name]["brotli"] < limit


def test_without_npm_one_line_says_what_serves_instead(made: Build) -> None:
    said = "losscope: no npm here: taking the whole plotly.js out of the Python package instead"
    assert (made.log.splitlines() == [said]) == (made.manifest["source"] == "pypi")
