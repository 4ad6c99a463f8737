"""What a page loads: bundles, where they were made of the sources that are here, else the sources themselves."""

import hashlib
import json
import logging
import re
from functools import lru_cache
from pathlib import Path

from app.settings import settings

STATIC = Path(__file__).resolve().parents[2] / "static"
BUILT = STATIC / "built"
SCRIPTS = STATIC / "js"
IMPORT = re.compile(r"""^(?:import|export)(?:[\s\w{},*]+from)?\s*['"](\.{1,2}/[^'"]+)['"]""", re.M)
"""A relative import at the start of a line of a script; those in functions are loaded when they are needed."""
SOURCES = (".js", ".css")


def fingerprint() -> str:
    """One word for the content of all sources; scripts/bundle_pages.mjs makes the same one."""
    digest = hashlib.sha256()
    found = (path for folder in ("css", "js") for path in (STATIC / folder).rglob("*") if path.suffix in SOURCES)
    for name, path in sorted((path.relative_to(STATIC.parent).as_posix(), path) for path in found):
        digest.update(name.encode() + b"\0" + path.read_bytes())
    digest.update((STATIC / "vendor/plotly.css").read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def is_bundled() -> bool:
    """Whether pages load bundles: these are there, of the present sources, and nobody wishes for the sources."""
    manifest = BUILT / "manifest.json"
    if settings().sources or not manifest.is_file():
        return False
    is_current = json.loads(manifest.read_text("utf-8"))["sources"] == fingerprint()
    if not is_current:
        logging.getLogger("uvicorn.error").warning("static/built is of other sources: pages load the sources")
    return bool(is_current)


def script(name: str) -> str:
    """Where below the static prefix a page's entry is."""
    return f"built/{name}.js" if is_bundled() else f"js/{name}.js"


def sheet(name: str) -> str:
    """Where below the static prefix a page's style sheet is."""
    return f"built/{name}.css" if is_bundled() else f"css/pages/{name}.css"


def preloads(name: str, *later: str) -> list[str]:
    """What else an entry needs at once, and `later` that it is known to load: of a bundle nothing."""
    return [] if is_bundled() else [f"js/{each}" for each in _modules(name)] + [f"js/{each}.js" for each in later]


@lru_cache(maxsize=16)
def _modules(name: str) -> list[str]:
    """The entry, the scripts that it imports, and so on."""
    scripts = SCRIPTS.resolve()
    found, waiting = set[Path](), {scripts / f"{name}.js"}
    while waiting:
        path = waiting.pop()
        found.add(path)
        named = (path.parent / each for each in IMPORT.findall(path.read_text("utf-8")))
        waiting |= {each.resolve() for each in named if each.resolve().is_relative_to(scripts)} - found
    return sorted(path.relative_to(scripts).as_posix() for path in found)
