"""Fail when a file of the project names a package registry's host: a lock must install from any mirror."""

import re
import subprocess
import sys
from pathlib import Path

# In pieces, so that this file passes its own check.
HOSTS = [
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("yarnpkg", "com"),
    ("deb", "debian", "org"),
    ("security", "debian", "org"),
]
PATTERN = re.compile("|".join(r"\.".join(parts) for parts in HOSTS))
LISTING = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]


def find(path: Path) -> list[str]:
    """Give 'file:line' of each line that names a host; files that are not text name none."""
    try:
        lines = path.read_text().splitlines()
    except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
        return []
    return [f"{path}:{number}" for number, line in enumerate(lines, 1) if PATTERN.search(line)]


def main() -> int:
    """Look through every file that git knows or would take."""
    names = subprocess.run(LISTING, check=True, capture_output=True, text=True).stdout.split("\0")
    found = [place for name in names if name for place in find(Path(name))]
    for place in found:
        print(f"{place}: names a package registry's host")
    return min(len(found), 1)


if __name__ == "__main__":
    sys.exit(main())
