"""Make static/vendor without Node, from the plotly.js that PyPI's plotly carries: build_front_end.py OUT.

The whole library in one file, so three times the bytes of build_front_end.mjs's modules; the names, the
default exports and the manifest are the same, so that the pages need not know.
"""

import gzip
import json
import re
import sys
from pathlib import Path

import brotli
from plotly.offline import get_plotlyjs, get_plotlyjs_version

# A UMD file imported as a module has no exports: it leaves its library on the global object.
MODULE = 'import "./plotly-full.js";\nexport default globalThis.Plotly;\n'


def stylesheet(script: str) -> str:
    """Give plotly's own rules as a file: a strict CSP lets no script add them to the page."""
    block = re.search(r'\{("X,X div":.*?)\};for\(', script, re.DOTALL)
    if block is None:
        return ""
    rules = re.findall(r'"([^"]+)":(?:"([^"]*)"|\'([^\']*)\')', block[1])
    text = "".join(f"{selector}{{{double or single}}}\n" for selector, double, single in rules)
    return re.sub(r"\bX\b", ".js-plotly-plot .plotly", re.sub(r"\bY\b", ".plotly-notifier", text))


def write_compressed(path: Path, text: str) -> dict[str, int]:
    """Write a file with its .br and .gz, and tell the three sizes."""
    raw = text.encode()
    small = {".br": brotli.compress(raw, quality=11, lgwin=24), ".gz": gzip.compress(raw, 9, mtime=0)}
    path.write_bytes(raw)
    for suffix, content in small.items():
        path.with_name(path.name + suffix).write_bytes(content)
    return {"raw": len(raw), "gzip": len(small[".gz"]), "brotli": len(small[".br"])}


def main(out: Path) -> None:
    """Write the modules, the stylesheet and the manifest into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    script = get_plotlyjs()
    contents = {
        "plotly-2d.js": MODULE,
        "plotly-3d.js": MODULE,
        "plotly-full.js": script,
        "plotly.css": stylesheet(script),
    }
    files = {name: write_compressed(out / name, text) for name, text in contents.items()}
    manifest = {"source": "pypi", "plotly": get_plotlyjs_version(), "files": files}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
