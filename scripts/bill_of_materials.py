"""Write what is built in, from the two locks, as CycloneDX: bill_of_materials.py OUT.

The same locks give the same bytes: no serial number, no time; and no place that packages were downloaded from.
"""

import json
import re
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", re.M)
PROJECT = re.compile(r'^version = "([^"]+)"', re.M)


def python_packages(lock: str) -> Iterator[Component]:
    """Those that the server imports; which file of each was taken depends on the machine, so none is named."""
    for name, version in PINNED.findall(lock):
        yield _component(PackageURL("pypi", None, name.lower(), version), ComponentScope.REQUIRED, [])


def node_packages(lock: str) -> Iterator[Component]:
    """Those that the front end is built of and with: none is there when the server runs."""
    for place, package in json.loads(lock)["packages"].items():
        if place:
            path = place.rpartition("node_modules/")[2]
            scope, _, name = path.rpartition("/")
            digests = [_digest(text) for text in package.get("integrity", "").split()]
            yield _component(
                PackageURL("npm", scope or None, name, package["version"]), ComponentScope.OPTIONAL, digests
            )


def _digest(text: str) -> HashType:
    """Of npm's `sha512-…` in base64."""
    algorithm, _, code = text.partition("-")
    return HashType(alg=HashAlgorithm(f"SHA-{algorithm.removeprefix('sha')}"), content=b64decode(code).hex())


def _component(purl: PackageURL, scope: ComponentScope, digests: list[HashType]) -> Component:
    return Component(
        name=purl.name, group=purl.namespace, version=purl.version, purl=purl, bom_ref=purl.to_string(),
        scope=scope, hashes=digests,
    )  # fmt: skip


def bill(root: Path) -> str:
    """The bill of the project in a folder."""
    version = PROJECT.search((root / "pyproject.toml").read_text("utf-8"))
    about = Component(
        name="losscope", version=version[1] if version else None, type=ComponentType.APPLICATION, bom_ref="losscope"
    )
    parts = {
        part.purl: part
        for part in (
            *python_packages((root / "requirements.txt").read_text("utf-8")),
            *node_packages((root / "package-lock.json").read_text("utf-8")),
        )
    }
    bom = Bom(components=parts.values(), metadata=BomMetaData(component=about))
    bom.register_dependency(about, parts.values())
    content = json.loads(JsonV1Dot6(bom).output_as_string())
    del content["serialNumber"], content["metadata"]["timestamp"]
    return json.dumps(content, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    out = Path(sys.argv[1])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(bill(Path(__file__).resolve().parents[1]), "utf-8")
