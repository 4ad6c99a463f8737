"""Headers: what may be kept, how it is compressed, what a page may load."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from starlette.testclient import TestClient

from app.compression import SMALLEST
from app.pages.site import STATIC, static_version
from app.pages.static_files import pack
from tests.web.reading import address

PAGES = ["/", "/lab", "/lab?loss=foo", "/docs", "/lab?objective=line"]
FILES = ["js/main.js", "css/base.css", "icon.svg", "vendor/plotly-2d.js", "vendor/plotly.css"]
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
ENCODINGS = [("br, gzip", "br"), ("gzip", "gzip"), ("identity", ""), ("br;q=0, gzip;q=0.5", "gzip"), ("", "")]
every_encoding = pytest.mark.parametrize(("accept", "encoding"), ENCODINGS)


def raw(client: TestClient, path: str, accept: str) -> tuple[dict[str, str], bytes]:
    """The headers and the bytes as they travel."""
    with client.stream("GET", path, headers={"Accept-Encoding": accept}) as response:
        assert response.status_code in (200, 422), path
        return dict(response.headers), b"".join(response.iter_raw())


@every_encoding
@pytest.mark.parametrize("path", [address("experiment"), "/api/v1/catalogue", "/openapi.json", *PAGES])
def test_what_is_computed_is_compressed_as_asked(client: TestClient, path: str, accept: str, encoding: str) -> None:
    headers, body = raw(client, path, accept)
    assert headers.get("content-encoding", "") == encoding
    assert "accept-encoding" in headers["vary"].lower()
    assert UNPACK[encoding](body) == client.get(path).content
    if encoding:
        assert len(body) < len(UNPACK[encoding](body)) / 2


@every_encoding
@pytest.mark.parametrize("name", FILES)
def test_static_files_are_immutable_and_packed(client: TestClient, name: str, accept: str, encoding: str) -> None:
    headers, body = raw(client, f"/static/{static_version()}/{name}", accept)
    assert headers["content-type"].split(";")[0] == TYPES[Path(name).suffix]
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["x-content-type-options"] == "nosniff"
    assert "accept-encoding" in headers["vary"].lower()
    used = headers.get("content-encoding", "")
    assert UNPACK[used](body) == (STATIC / name).read_bytes()
    assert used == encoding or (len(body) < SMALLEST and not used)
    assert int(headers["content-length"]) == len(body)


def test_nothing_is_compressed_or_read_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    path = f"/static/{static_version()}/js/api.js"
    first = [raw(client, path, accept) for accept in ("br", "gzip", "identity")]
    assert len({headers["etag"] for headers, _ in first}) == 3, "a strong tag is of the bytes"
    monkeypatch.delattr("app.pages.static_files.pack")
    assert [raw(client, path, accept)[1] for accept in ("br", "gzip", "identity")] == [body for _, body in first]


def test_what_is_packed_beside_a_file_is_sent(tmp_path: Path) -> None:
    for name, content in {"a.js": b"plain", "a.js.br": b"small", "a.bin": b"." * 9_999}.items():
        (tmp_path / name).write_bytes(content)
    assert pack(tmp_path / "a.js", "br").content == b"small"
    assert pack(tmp_path / "a.js", "gzip").content == b"plain"
    assert "Content-Encoding" not in pack(tmp_path / "a.bin", "br").headers


def test_a_range_is_not_offered_and_all_is_sent(client: TestClient) -> None:
    path = f"/static/{static_version()}/js/api.js"
    answer = client.get(path, headers={"Range": "bytes=0-9"})
    assert (answer.status_code, answer.content) == (200, client.get(path).content)
    assert "accept-ranges" not in answer.headers
    assert client.post(path).status_code == 405


def test_a_file_that_is_known_is_not_sent_again(client: TestClient) -> None:
    path = f"/static/{static_version()}/vendor/plotly.css"
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/", "/../main.py", "/%2e%2e/app/main.py", "/..%2f..%2fetc/passwd", "/vendor", "/no.js"]
)
def test_nothing_outside_the_tree_is_served(client: TestClient, path: str) -> None:
    response = client.get(f"/static/{static_version()}{path}")
    assert response.status_code == 404
    assert "immutable" not in response.headers.get("cache-control", "")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_nothing_but_ours(client: TestClient, path: str) -> None:
    response = client.get(path)
    policy = dict(part.strip().split(" ", 1) for part in response.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert "unsafe-inline" not in response.headers["content-security-policy"]
    assert "unsafe-eval" not in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", [*PAGES, "/nothing"])
def test_a_page_has_no_inline_script_or_style_and_no_foreign_address(client: TestClient, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"}).text
    scripts = re.findall(r"<script\b[^>]*>", page)
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=", page)
    loaded = re.findall(r'<(?:script|link|img|form|use|iframe)\b[^>]*?\b(?:src|href|action)="([^"]*)"', page)
    assert loaded
    own = ("/", "#", f"{client.base_url}/")
    assert all(link.startswith(own) and not link.startswith("//") for link in loaded)


@pytest.mark.parametrize("path", PAGES)
def test_every_file_that_a_page_names_is_there(client: TestClient, path: str) -> None:
    names = set(re.findall(r'"(/static/[^"#]+)', client.get(path).text))
    assert names
    for name in names:
        assert client.get(name).status_code == 200, name
