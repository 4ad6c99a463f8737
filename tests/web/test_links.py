"""Links that were given to the world: all keep opening, with the same numbers.

`tests/links.txt` has one query string a line; links are only ever added to it. `tests/links.json` has the
key numbers of each. New links get theirs by `python -m tests.web.test_links`, which never changes old ones.
"""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from app.scenarios.loader import scenarios

TESTS = Path(__file__).parents[1]
LINKS = [
    line for line in (TESTS / "links.txt").read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")
]
STORED = TESTS / "links.json"
DIGITS = 9


def stored() -> dict[str, Any]:
    """Key numbers by link."""
    return dict(json.loads(STORED.read_text("utf-8"))) if STORED.exists() else {}


def rounded(value: Any) -> Any:
    """Numbers to 9 significant digits; what is no more than rounding is 0, and a minimum that there is none is null."""
    if isinstance(value, list):
        return [rounded(each) for each in value]
    if value is None:
        return None
    return 0.0 if abs(value) <= 1e-12 else float(f"{value:.{DIGITS}g}")


def key_numbers(answer: dict[str, Any]) -> dict[str, Any]:
    """What may not change: where each run ends and why, and the minimum."""
    runs = answer["descent"]["runs"]
    return {
        "ends": [rounded(list(run["iterates"][-1])) for run in runs],
        "steps": [len(run["iterates"]) - 1 for run in runs],
        "outcomes": [run["outcome"]["kind"] for run in runs],
        "minimum": rounded(answer["landscape"]["minimisers"]["value"]),
    }


def test_no_link_stands_twice_and_each_has_its_numbers():
    assert len(set(LINKS)) == len(LINKS)
    assert set(LINKS) == set(stored())


def test_every_scenario_is_among_the_links():
    assert {each.link for each in scenarios()} <= set(LINKS)


@pytest.mark.parametrize("link", LINKS)
def test_a_link_opens_with_the_same_numbers(link, client):
    response = client.get(f"/api/v1/experiment?{link}")
    assert response.status_code == 200, response.text
    shown, expected = key_numbers(response.json()), stored()[link]
    assert shown["outcomes"] == expected["outcomes"]
    assert shown["steps"] == expected["steps"]
    least = expected["minimum"]
    assert shown["minimum"] == (None if least is None else pytest.approx(least, rel=10**-DIGITS * 2, abs=1e-12))
    for got, wanted in zip(shown["ends"], expected["ends"], strict=True):
        assert got == pytest.approx(wanted, rel=10**-DIGITS * 2, abs=1e-12)


def add() -> None:
    """Store the numbers of links that have none yet, and add the scenarios' links."""
    from starlette.testclient import TestClient

    from app.main import create_app

    client, known = TestClient(create_app()), stored()
    missing = [each.link for each in scenarios() if each.link not in LINKS]
    if missing:
        with (TESTS / "links.txt").open("a", encoding="utf-8") as file:
            file.write("".join(f"{link}\n" for link in missing))
    for link in [*LINKS, *missing]:
        if link not in known:
            known[link] = key_numbers(client.get(f"/api/v1/experiment?{link}").json())
    STORED.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n", "utf-8")
    sys.stdout.write(f"{len(known)} links, {len(missing)} new scenarios\n")


if __name__ == "__main__":
    add()
