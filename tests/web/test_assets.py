"""Pages load bundles of the present sources, and never in silence those of others."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.pages import assets

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the sources with bundles that say they are of them."""
    for folder in ("css", "js"):
        shutil.copytree(ROOT / "static" / folder, tmp_path / "static" / folder)
    (tmp_path / "static/vendor").mkdir()
    (tmp_path / "static/vendor/plotly.css").write_text("")
    monkeypatch.setattr(assets, "STATIC", tmp_path / "static")
    monkeypatch.setattr(assets, "BUILT", tmp_path / "static/built")
    (tmp_path / "static/built").mkdir()
    (tmp_path / "static/built/manifest.json").write_text(json.dumps({"sources": assets.fingerprint()}))
    assets.is_bundled.cache_clear()
    yield tmp_path / "static"
    assets.is_bundled.cache_clear()


def test_bundles_of_the_present_sources_are_loaded(tree: Path) -> None:
    assert (assets.script("main"), assets.sheet("lab")) == ("built/main.js", "built/lab.css")
    assert assets.preloads("main", "figures/contour") == []


@pytest.mark.parametrize("name", ["js/figures/contour.js", "css/base.css", "js/new.js", "vendor/plotly.css"])
def test_after_any_edit_the_sources_are_loaded(tree: Path, name: str, caplog: pytest.LogCaptureFixture) -> None:
    with (tree / name).open("a") as file:
        file.write("/* edited */")
    assert (assets.script("main"), assets.sheet("lab")) == ("js/main.js", "css/pages/lab.css")
    assert {"js/main.js", "js/state.js", "js/figures/contour.js"} <= set(assets.preloads("main", "figures/contour"))
    assert "other sources" in caplog.text


def test_without_bundles_and_on_request_the_sources_are_loaded(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets.settings(), "sources", True)
    assert assets.script("main") == "js/main.js"
    monkeypatch.undo()
    assets.is_bundled.cache_clear()
    monkeypatch.setattr(assets, "BUILT", tree / "nowhere")
    assert assets.script("main") == "js/main.js"
