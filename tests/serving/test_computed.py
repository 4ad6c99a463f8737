"""What counts as computing, and on how many cores."""

from collections.abc import Iterator

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from app.main import API, PAGES
from app.sent import sent_pairs
from app.serving.computed import PREFIXES
from app.serving.cores import cores


def _routes() -> Iterator[tuple[str, APIRoute]]:
    for prefix, modules in (("/api/v1", API), ("", PAGES)):
        for module in modules:
            yield from ((prefix + route.path, route) for route in module.router.routes if isinstance(route, APIRoute))


def _takes_link(dependant: Dependant) -> bool:
    return dependant.call is sent_pairs or any(map(_takes_link, dependant.dependencies))


def test_whatever_takes_a_link_stands_in_line():
    taking = [path for path, route in _routes() if _takes_link(route.dependant)]
    assert len(taking) >= 10
    assert [path for path in taking if not path.startswith(PREFIXES)] == []


@pytest.mark.parametrize(("quota", "expected"), [("50000 100000", 1), ("100000 100000", 1), ("1 100000", 1)])
def test_a_container_has_the_cores_that_it_is_given(tmp_path, quota, expected):
    (tmp_path / "cpu.max").write_text(quota)
    assert cores(tmp_path / "cpu.max") == expected


@pytest.mark.parametrize("quota", ["max 100000", "", "99999999 100000"])
def test_without_a_limit_it_has_those_of_the_machine(tmp_path, quota):
    (tmp_path / "cpu.max").write_text(quota)
    assert cores(tmp_path / "cpu.max") == cores(tmp_path / "missing") >= 1
